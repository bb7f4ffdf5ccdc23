import { contact } from './contact.ts';
import { dates } from './dates.ts';
import { fold, type Folded } from './fold.ts';
import { names, wordsOf } from './names.ts';
import { organisations } from './organisations.ts';
import { patternsOf, raw, type PatternOf } from './pattern.ts';
import { phones, spoken } from './phones.ts';
import type { Identifying, IdentifyingPack, IdentifyingRule } from './types.ts';

/** Where a text comes from. */
export interface Where {
  /** ISO 3166 code: whose telephone numbers are read as those of the writer's country. Default: that of the locale. */
  country?: string;
  /** BCP 47 tag of the page. The text itself decides where it is plainly in another language that has a pack. */
  locale?: string;
}

/** Takes one rule after the other. Passages never overlap: the first rule that saw one keeps it. */
function collector(text: string, { hidden, words }: IdentifyingPack, patternOf: PatternOf, found: Identifying[]): (rule: IdentifyingRule, folded: Folded) => Generator<void> {
  const taken = new Uint8Array(text.length);
  const hides = patternOf(raw`(?:‹<is>|:)\s?$`, 'u');
  return function* ([kind, source, look, flags = 'gu'], { plain, starts }) {
    const pattern = patternOf(source, flags);
    for (let match, tried = 0; (match = pattern.exec(plain)); ) {
      // Names are looked for at each word.
      if (++tried % 100 === 0) yield;
      const { index } = match;
      const last = pattern.lastIndex;
      // What was no match may hide one that begins later in it.
      pattern.lastIndex = index + 1;
      const seen = look ? look(match, plain.slice(0, index).slice(-48), plain.slice(last, last + 24)) : {};
      if (!seen) continue;
      let from = index + (seen.from ?? 0);
      let to = seen.to === undefined ? last : index + seen.to;
      const next = to;
      while (plain[from] === ' ') from++;
      while (plain[to - 1] === ' ') to--;
      // A passage that was rewritten is in or out as a whole.
      while (starts[to] === starts[to - 1]) to++;
      const start = starts[from]!;
      const end = starts[to]!;
      if (!seen.open) {
        if (to <= from || taken.subarray(start, end).includes(1)) continue;
        taken.fill(1, start, end);
        const before = text.slice(0, start).slice(-16);
        const say = seen.say ?? (/^[ehilp]/.test(kind) && hides.test(before) ? hidden : words[kind]);
        // It begins with a capital where a sentence begins.
        const suggestion = /(?:^|[.!?…]["')]?\s{1,3}|\n)["'(]?$/.test(before) ? say[0]!.toUpperCase() + say.slice(1) : say;
        found.push({ start, end, kind, confidence: seen.unsure ? 'possible' : 'likely', suggestion });
      }
      pattern.lastIndex = next;
    }
  };
}

/** Finds what `findIdentifying` finds in a text of the first pack's language, with many pauses, for pages that must not stand still. */
export function* reading(text: string, packs: readonly [IdentifyingPack, ...IdentifyingPack[]], { country, locale = '' }: Where = {}): Generator<void, Identifying[]> {
  const region = (country ?? locale.slice(-2)).toUpperCase();
  const folded = fold(text);
  yield;
  const [pack] = packs;
  const own = wordsOf(pack, packs);
  const patternOf = patternsOf(pack);
  const digits = spoken(folded, patternOf);
  yield;
  const plans = packs.flatMap(({ numbering }) => numbering).filter(([of]) => of === region);
  const found: Identifying[] = [];
  const take = collector(text, pack, patternOf, found);
  for (const rule of [...contact, ...packs.flatMap(({ formats }) => formats), ...dates(pack, region === 'US', patternOf), ...organisations(pack, own, patternOf), ...pack.rules, ...names(pack, own, patternOf)]) {
    yield* take(rule, folded);
    yield;
  }
  yield* take(phones(digits, text, patternOf, plans[0] ? plans : pack.numbering), digits);
  return found.sort((a, b) => a.start - b.start);
}
