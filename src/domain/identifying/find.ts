import { contact } from './contact.ts';
import { dates } from './dates.ts';
import { fold, type Folded } from './fold.ts';
import { names, wordsOf } from './names.ts';
import { organisations } from './organisations.ts';
import { raw, rule } from './pattern.ts';
import { phones, spoken } from './phones.ts';
import type { Identifying, IdentifyingKind, IdentifyingPack, IdentifyingRule, Seen } from './types.ts';

/** Where a text comes from. */
export interface Where {
  /** ISO 3166 code: whose telephone numbers are read as those of the writer's country. Default: that of the locale. */
  country?: string;
  /** BCP 47 tag of the page. The text itself decides where it is plainly in another language that has a pack. */
  locale?: string;
}

// An IBAN as it is printed: in groups of four, or in one piece.
const iban = rule('id-number', raw`‹[A-Z]{2}\d\d(?: ?[A-Z]{4})?(?: ?\d{4}){2,6}(?: ?\d{1,3})?›`);

/** Begins with a capital where a sentence begins. */
const fitted = (words: string, before: string) => (/(?:^|[.!?…]["')]?\s{1,3}|\n)["'(]?$/.test(before) ? words[0]!.toUpperCase() + words.slice(1) : words);

/** What was found so far, in one text. Passages never overlap: the first rule that saw one keeps it. */
interface Findings {
  text: string;
  pack: IdentifyingPack;
  found: Identifying[];
  taken: Uint8Array;
}

function add({ text, pack, found, taken }: Findings, kind: IdentifyingKind, { starts, ends, plain }: Folded, from: number, to: number, { say, unsure }: Seen): boolean {
  while (plain[from] === ' ') from++;
  while (plain[to - 1] === ' ') to--;
  const start = starts[from]!;
  const end = ends[to - 1]!;
  if (to <= from || taken.subarray(start, end).includes(1)) return false;
  taken.fill(1, start, end);
  const before = text.slice(Math.max(0, start - 16), start);
  const hidden = /^[ehilp]/.test(kind) && new RegExp(`(?:(?<!\\p{L})(?:${pack.is})|:)\\s?$`, 'u').test(before);
  found.push({ start, end, kind, confidence: unsure ? 'possible' : 'likely', suggestion: fitted(say ?? (hidden ? pack.hidden : pack.words[kind]), before) });
  return true;
}

function apply({ kind, pattern, look }: IdentifyingRule, text: Folded, findings: Findings): void {
  const { plain } = text;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(plain); match; match = pattern.exec(plain)) {
    const { index } = match;
    const end = index + match[0].length;
    const answer = look(match, plain.slice(Math.max(0, index - 48), index), plain.slice(end, end + 24));
    const seen = answer === true ? {} : answer;
    const to = seen && seen.to ? index + seen.to : end;
    // What was no match may hide one that begins later in it.
    pattern.lastIndex = seen && (seen.open || add(findings, kind, text, index + (seen.from ?? 0), to, seen)) ? to : index + 1;
  }
}

/** Finds what `findIdentifying` finds in a text of the first pack's language, with a pause after each rule, for pages that must not stand still. */
export function* reading(text: string, packs: readonly [IdentifyingPack, ...IdentifyingPack[]], { country, locale = '' }: Where = {}): Generator<void, Identifying[]> {
  const region = (country ?? /[-_]([a-z]{2})$/i.exec(locale)?.[1])?.toUpperCase();
  const folded = fold(text);
  const [pack] = packs;
  const own = wordsOf(pack, packs);
  const findings: Findings = { text, pack, found: [], taken: new Uint8Array(text.length) };
  const digits = spoken(folded, pack);
  const plans = packs.flatMap(({ numbering }) => numbering).filter((plan) => plan.country === region);
  for (const rule of [...contact, iban, ...packs.flatMap(({ formats }) => formats), ...dates(pack, region === 'US'), ...organisations(pack, own), ...pack.rules, ...names(pack, own)]) {
    apply(rule, folded, findings);
    yield;
  }
  apply(phones(digits, text, pack, plans[0] ? plans : pack.numbering), digits, findings);
  return findings.found.sort((a, b) => a.start - b.start);
}
