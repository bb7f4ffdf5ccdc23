import { anyCase, raw, rule, setOf } from './pattern.ts';
import type { IdentifyingPack, IdentifyingRule } from './types.ts';

/** What can be a name in the language of a pack. */
export interface Words {
  /** Without what follows an apostrophe. */
  isFirst(word: string | undefined): boolean;
  /** Written with one capital, and not one of the language's own words. */
  mayBe(word: string | undefined): boolean;
}

/** What a pack says about words, with the first names of all packs. */
export function wordsOf({ small, ordinary, months, noun }: IdentifyingPack, packs: readonly IdentifyingPack[]): Words {
  const own = setOf(small, ordinary, months.toLowerCase());
  const firstNames = setOf(...packs.map(({ firstNames: some }) => some));
  return {
    isFirst: (word = '') => firstNames.has(word[0]?.toUpperCase() + word.slice(1)),
    mayBe: (word = '') => /^\p{Lu}.{0,40}\p{Ll}/u.test(word) && !own.has(word.toLowerCase()) && !(noun && word.search(`.(?:${noun})$`) >= 0),
  };
}

/** The end of a match that may have a second name: without it, if that is another word. */
export const endOf = (whole: string, last: string | undefined, { mayBe }: Words): number => (last !== undefined && !mayBe(last) ? whole.length - last.length - 1 : whole.length);

/** People: after "my brother", after a title, after a cue, by a first name, by what only people do. */
export function names({ whose, sorts, relatives, links: [bare, naming, is], doctors, titles, cues, acts, renamed, me: [am, me], doctor, words, noun }: IdentifyingPack, own: Words): IdentifyingRule[] {
  const { isFirst, mayBe } = own;
  const name = raw`(\p{L}{2,20}(?:-\p{L}{2,20})?|\p{L}'\p{Lu}\p{L}{1,20})(?: (§))?`;
  const acting = new RegExp(`^ (?:${acts})(?!\\p{L})`, 'u');
  const isMe = new RegExp(`(?:${am}) $`);
  const whoever = (before: string, after: string) => (isMe.test(before) ? me : /^'s/.test(after) ? words.name.split(' ')[0] : undefined);
  return [
    rule('name', raw`‹((?:${anyCase(whose)}) (?:(?:${sorts})[ -]){0,2}(?:${relatives}))(?:(${naming})|(${is})|${bare})${name}`, ([whole, who, named, being, first, last], _, after) => {
      const known = isFirst(first);
      // Where nouns have capitals, an unknown one is a name only in the middle of a sentence, and never after "is".
      const fits = named || (noun ? !being && /^,? \p{Ll}/u.test(after) : !being || (last === undefined && /^(?:[,.;!]|$| and )/.test(after)));
      if (!known && !(mayBe(first) && fits)) return undefined;
      const from = named || being ? who!.length + (named ?? being)!.length : 0;
      return { from, to: endOf(whole, last, own), say: named ? renamed : being ? undefined : who, unsure: !known };
    }),
    rule(
      'name',
      raw`‹(?:[Tt]he )?(?:(${doctors})|${titles})\.? (?:(?:Dr|Prof)\.? ){0,2}(§)(?: (§))?`,
      ([whole, medical, first, last]) => (mayBe(first) ? { to: endOf(whole, last, own), say: medical && doctor } : undefined),
    ),
    rule(
      'name',
      raw`‹(?:${cues}) ${name}`,
      ([whole, first, last]) => (isFirst(first) || mayBe(first) ? { from: whole.lastIndexOf(` ${first}`) + 1, to: endOf(whole, last, own), say: renamed } : undefined),
    ),
    rule('name', raw`(?<![\p{L}'-])(§)(?: (§))?`, ([whole, first, last], before, after) =>
      isFirst(first) || (last === undefined && mayBe(first) && (acting.test(after) || (isMe.test(before) && /^(?:,| \() ?\d\d/.test(after)))) ? { to: endOf(whole, last, own), say: whoever(before, after), unsure: !isFirst(first) } : undefined,
    ),
  ];
}
