import { isCard, isIban } from './identifying/check-digits.ts';
import { contact } from './identifying/contact.ts';
import { dates } from './identifying/dates.ts';
import { german } from './identifying/de.ts';
import { english } from './identifying/en.ts';
import { fold, type Folded } from './identifying/fold.ts';
import { names, wordsOf } from './identifying/names.ts';
import { organisations } from './identifying/organisations.ts';
import { raw, rule, setOf } from './identifying/pattern.ts';
import { phones, spoken } from './identifying/phones.ts';
import type { Identifying, IdentifyingKind, IdentifyingPack, IdentifyingRule, Seen } from './identifying/types.ts';

export type { Identifying, IdentifyingKind, IdentifyingPack, IdentifyingRule, Numbering, Seen } from './identifying/types.ts';

/** Settings of `findIdentifying`. */
export interface IdentifyingOptions {
  /** ISO 3166 code: whose telephone numbers are read as those of the writer's country. Default: that of the locale. */
  country?: string;
  /** BCP 47 tag of the page. The text itself decides where it is plainly in another language that has a pack. */
  locale?: string;
  /** More languages. One for `en` or `de` takes the place of the own one. */
  packs?: readonly IdentifyingPack[];
}

const everywhere: readonly IdentifyingRule[] = [
  // An IBAN, without words in capitals that may follow it.
  rule('id-number', raw`‹[A-Z]{2}\d\d(?: ?[A-Z\d]{1,4}){3,8}›`, ([whole]) => {
    for (let to = whole.length; to > 14; to--) if (isIban(whole.slice(0, to).replace(/ /g, ''))) return { to };
    return undefined;
  }),
  rule('id-number', raw`(?<![\p{L}\d+-])[3-6]\d{3}(?:[ -]?\d){8,15}›`, ([whole]) => (isCard(whole.replace(/\D/g, '')))),
];

/** The pack of the language a text is in: that of the locale, unless another has far more of its small words. */
function packFor(text: string, packs: readonly IdentifyingPack[], language: string | undefined): IdentifyingPack {
  const words = text.toLowerCase().match(/\p{L}{1,40}/gu) ?? [];
  const share = (pack: IdentifyingPack) => {
    const small = setOf(pack.small);
    return (words.filter((word) => small.has(word)).length + 1) * (pack.language === language ? 3 : 1);
  };
  return packs.reduce((best, pack) => (share(pack) > share(best) ? pack : best));
}

/** Begins with a capital where a sentence begins. */
const fitted = (words: string, before: string) => (/(?:^|[.!?…]["')]?\s{1,3}|\n)["'(]?$/.test(before) ? words[0]!.toUpperCase() + words.slice(1) : words);

/**
 * Finds what could tell who the writer or another person is, also where it is spelt out, spaced or hidden in look-alike
 * letters, with gentle words that can stand in its place. Nothing found does not mean that nothing is there: events,
 * places and times tell, too. Offsets are UTF-16 units; passages are in order and do not overlap. Never throws.
 */
export function findIdentifying(text: string, { country, locale = '', packs = [] }: IdentifyingOptions = {}): Identifying[] {
  const all = [...[english, german].filter(({ language }) => !packs.some((pack) => pack.language === language)), ...packs];
  const [language, ...rest] = locale.split(/[-_]/);
  const region = (country ?? rest.find((part) => part.length === 2))?.toUpperCase();
  const folded = fold(text);
  const pack = packFor(folded.plain, all, language!.toLowerCase());
  const own = wordsOf(pack, all);
  const is = new RegExp(`(?<!\\p{L})(?:${pack.is})\\s?$|:\\s?$`, 'u');
  const found: Identifying[] = [];
  const taken = new Uint8Array(text.length);

  /** Passages never overlap: the first rule that saw one keeps it. */
  function add(kind: IdentifyingKind, { starts, ends, plain }: Folded, from: number, to: number, { say, unsure }: Seen): boolean {
    while (plain[from] === ' ') from++;
    while (plain[to - 1] === ' ') to--;
    const start = starts[from]!;
    const end = ends[to - 1]!;
    if (to <= from || taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    const before = text.slice(Math.max(0, start - 16), start);
    found.push({ start, end, kind, confidence: unsure ? 'possible' : 'likely', suggestion: fitted(say ?? (/^[ehilp]/.test(kind) && is.test(before) ? pack.hidden : pack.words[kind]), before) });
    return true;
  }

  for (const { kind, pattern, look } of [...contact, ...everywhere, ...all.flatMap(({ formats }) => formats), ...dates(pack, region === 'US'), ...pack.rules, ...organisations(pack, own), ...names(pack, own)]) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(folded.plain); match; match = pattern.exec(folded.plain)) {
      const { index } = match;
      const { length } = match[0];
      const answer = look(match, folded.plain.slice(Math.max(0, index - 48), index), folded.plain.slice(index + length, index + length + 24));
      const seen = answer === true ? {} : answer;
      const kept = seen && add(kind, folded, index + (seen.from ?? 0), index + (seen.to ?? length), seen);
      // What was no match may hide one that begins later in it.
      pattern.lastIndex = index + ((kept && (seen.to ?? length)) || 1);
    }
  }
  const plans = all.flatMap(({ numbering }) => numbering).filter((plan) => plan.country === region);
  const digits = spoken(folded, pack);
  for (const { from, to, unsure } of phones(digits, text, pack, plans[0] ? plans : pack.numbering)) add('phone', digits, from, to, { unsure });
  return found.sort((a, b) => a.start - b.start);
}
