import { isIban } from './check-digits.ts';
import { contact } from './contact.ts';
import { dates } from './dates.ts';
import { fold, type Folded } from './fold.ts';
import { names, wordsOf } from './names.ts';
import { organisations } from './organisations.ts';
import { raw, rule, setOf } from './pattern.ts';
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
const iban = rule('id-number', raw`‹[A-Z]{2}\d\d(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?›`, ([whole]) => isIban(whole.replace(/ /g, '')));

/** The pack of the language a text is in: that of the locale, unless another has far more of its small words. */
function packFor(text: string, packs: readonly IdentifyingPack[], locale: string): IdentifyingPack {
  const words = text.toLowerCase().match(/\p{L}{1,40}/gu) ?? [];
  const share = (pack: IdentifyingPack) => {
    const small = setOf(pack.small);
    return (words.filter((word) => small.has(word)).length + 1) * (locale.toLowerCase().startsWith(pack.language) ? 3 : 1);
  };
  return packs.reduce((best, pack) => (share(pack) > share(best) ? pack : best));
}

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
    pattern.lastIndex = seen && add(findings, kind, text, index + (seen.from ?? 0), to, seen) ? to : index + 1;
  }
}

/** `findIdentifying` with chosen languages only, for pages that load one pack. There must be one at least. */
export function findWith(text: string, packs: readonly IdentifyingPack[], { country, locale = '' }: Where = {}): Identifying[] {
  const region = (country ?? /[-_]([a-z]{2})$/i.exec(locale)?.[1])?.toUpperCase();
  const folded = fold(text);
  const pack = packFor(folded.plain, packs, locale);
  const own = wordsOf(pack, packs);
  const findings: Findings = { text, pack, found: [], taken: new Uint8Array(text.length) };
  const rules = [...contact, iban, ...packs.flatMap(({ formats }) => formats), ...dates(pack, region === 'US'), ...pack.rules, ...organisations(pack, own), ...names(pack, own)];
  for (const rule of rules) apply(rule, folded, findings);
  const digits = spoken(folded, pack);
  const plans = packs.flatMap(({ numbering }) => numbering).filter((plan) => plan.country === region);
  for (const { from, to, unsure } of phones(digits, text, pack, plans[0] ? plans : pack.numbering)) add(findings, 'phone', digits, from, to, { unsure });
  return findings.found.sort((a, b) => a.start - b.start);
}
