import { contact } from './contact.ts';
import { dates } from './dates.ts';
import { fold, type Folded } from './fold.ts';
import { names, wordsOf } from './names.ts';
import { organisations } from './organisations.ts';
import { raw, rule } from './pattern.ts';
import { phones, spoken } from './phones.ts';
import type { Identifying, IdentifyingPack, IdentifyingRule } from './types.ts';

/** Where a text comes from. */
export interface Where {
  /** ISO 3166 code: whose telephone numbers are read as those of the writer's country. Default: that of the locale. */
  country?: string;
  /** BCP 47 tag of the page. The text itself decides where it is plainly in another language that has a pack. */
  locale?: string;
}

// An IBAN as it is printed: in groups of four, or in one piece.
const iban = rule('id-number', raw`‹[A-Z]{2}\d\d(?: ?[A-Z]{4})?(?: ?\d{4}){2,6}(?: ?\d{1,3})?›`);

/** Takes one rule after the other. Passages never overlap: the first rule that saw one keeps it. */
function collector(text: string, pack: IdentifyingPack, found: Identifying[]): (rule: IdentifyingRule, folded: Folded) => Generator<void> {
  const taken = new Uint8Array(text.length);
  const hides = new RegExp(`(?:(?<!\\p{L})(?:${pack.is})|:)\\s?$`, 'u');
  return function* ({ kind, pattern, look }, { plain, starts }) {
    const add = (from: number, to: number, say: string | undefined, unsure: boolean | undefined) => {
      while (plain[from] === ' ') from++;
      while (plain[to - 1] === ' ') to--;
      // A passage that was rewritten is in or out as a whole.
      while (starts[to] === starts[to - 1]) to++;
      const start = starts[from]!;
      const end = starts[to]!;
      if (to <= from || taken.subarray(start, end).includes(1)) return false;
      taken.fill(1, start, end);
      const before = text.slice(Math.max(0, start - 16), start);
      const words = say ?? (/^[ehilp]/.test(kind) && hides.test(before) ? pack.hidden : pack.words[kind]);
      // It begins with a capital where a sentence begins.
      const suggestion = /(?:^|[.!?…]["')]?\s{1,3}|\n)["'(]?$/.test(before) ? words[0]!.toUpperCase() + words.slice(1) : words;
      return found.push({ start, end, kind, confidence: unsure ? 'possible' : 'likely', suggestion });
    };
    for (let at = 0, tried = 1; ; tried++) {
      // In each pause, another text may be read with the same pattern.
      pattern.lastIndex = at;
      const match = pattern.exec(plain);
      if (!match) break;
      const { index } = match;
      const end = index + match[0].length;
      const seen = look(match, plain.slice(Math.max(0, index - 48), index), plain.slice(end, end + 24));
      const { from = 0, to = end - index, say, unsure, open } = seen || {};
      // What was no match may hide one that begins later in it.
      at = seen && (open || add(index + from, index + to, say, unsure)) ? index + to : index + 1;
      // Names are looked for at each word.
      if (tried % 100 === 0) yield;
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
  const digits = spoken(folded, pack);
  yield;
  const plans = packs.flatMap(({ numbering }) => numbering).filter((plan) => plan.country === region);
  const found: Identifying[] = [];
  const take = collector(text, pack, found);
  for (const rule of [...contact, iban, ...packs.flatMap(({ formats }) => formats), ...dates(pack, region === 'US'), ...organisations(pack, own), ...pack.rules, ...names(pack, own)]) {
    yield* take(rule, folded);
    yield;
  }
  yield* take(phones(digits, text, pack, plans[0] ? plans : pack.numbering), digits);
  return found.sort((a, b) => a.start - b.start);
}
