import { raw, setOf, type PatternOf } from './pattern.ts';
import type { IdentifyingPack, IdentifyingRule } from './types.ts';

/** What can be a name in the language of a pack. */
export interface Words {
  /** A first name that is known. */
  isFirst(word: string | undefined): boolean;
  /** Written with one capital, and not one of the language's own words. */
  mayBe(word: string | undefined): boolean;
}

/** What a pack says about words, with the first names of all packs. */
export function wordsOf({ small, ordinary, months, endings }: IdentifyingPack, packs: readonly IdentifyingPack[]): Words {
  const own = setOf(small, ordinary, months.toLowerCase());
  const firstNames = setOf(...packs.map(({ firstNames: some }) => some));
  const other = new RegExp(`.(?:${endings})$`);
  return {
    isFirst: (word = '') => firstNames.has(word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')),
    mayBe: (word = '') => /^\p{Lu}.{0,40}\p{Ll}/u.test(word) && !own.has(word.toLowerCase()) && !other.test(word),
  };
}

/** The end of a match that may have a second name: without it, if that is another word. */
export const endOf = (whole: string, last: string | undefined, { mayBe }: Words): number => (last && !mayBe(last) ? whole.length - last.length - 1 : whole.length);

/**
 * People: after "my brother", after a title, after a cue, by a first name, by what only people do, beside another person.
 * Who was found once is known in the rest of the text, so these rules are for one text only.
 */
export function names({ capitals, renamed, me, doctor, words }: IdentifyingPack, own: Words, patternOf: PatternOf): IdentifyingRule[] {
  const who = '<whose> (?:<sorts>[ -]){0,2}<relatives>';
  const related = patternOf(raw`‹(${who})(?:( <is> )|(<naming> )|,? (?:<called> )?| ?\()$`);
  const titled = patternOf(raw`‹(?:[Tt]he )?(?:(<doctors>)|<titles>)\.? (?:(?:Dr|Prof)\.? ){0,2}$`, 'u');
  const cued = patternOf(`‹<cues> ["']?$`);
  const hinted = patternOf('‹<maybe> $');
  const isMe = patternOf('‹<am> $');
  const acting = patternOf(raw`^(?: <acts>|(?:,| \() ?\d\d?(?:,|\)| (?:y|Jahr))|, ${who})(?!\p{L})`);
  const kind = patternOf('^(?:<relatives>|<titles>|<doctors>)$', 'u');
  const met = new Set<string>();

  const look: IdentifyingRule[2] = ([whole, first, last], before, after) => {
    const known = own.isFirst(first);
    if (!known && (!own.mayBe(first) || kind.test(first!))) return undefined;
    const to = endOf(whole, last, own);
    const rest = whole.slice(to) + after;
    const found = (say?: string, unsure = !known, from = 0, more = 0) => {
      met.add(first!);
      return { from, to: to + more, say, unsure };
    };
    const [title, medical] = titled.exec(before) ?? [];
    if (title && own.mayBe(first)) return found(medical && doctor, false, -title.length);
    const [relation, kin, being, given] = related.exec(before) ?? [];
    // Where nouns have capitals, an unknown one is a name only where the sentence goes on, and never after "is".
    const fits = given || (capitals ? !being && /^,? \p{Ll}|^\)/u.test(rest) : !being || (!last && /^(?:[,.;!]|$| and )/.test(rest)));
    const inside = relation?.endsWith('(');
    // "My dad (Terry)" loses its brackets; "(Terry, 60)" keeps them.
    if (relation && (known || fits)) return being || given ? found(given && renamed) : inside && rest[0] !== ')' ? found() : found(kin, !known, -relation.length, Number(inside));
    if (cued.test(before)) return found(isMe.test(before) ? me : renamed, false);
    const beside = met.has(/(\p{L}{2,40})(?:,| and| und| &) $/u.exec(before)?.[1] ?? '');
    const begins = /(?:^|[.!?…"(]\s?|\n)$/.test(before);
    if (known || met.has(first!) || (!last && (acting.test(rest) && (!capitals || begins) || hinted.test(before) || (beside && !capitals)))) {
      return found(isMe.test(before) ? me : /^'s/.test(rest) ? words.name.split(' ')[0] : undefined);
    }
    return undefined;
  };
  const each: IdentifyingRule = ['name', raw`«(\p{L}{2,20}(?:-\p{L}{2,20})?|\p{L}'\p{Lu}\p{L}{1,20})(?: (§))?`, look];
  return [each, each];
}
