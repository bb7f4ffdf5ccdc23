import { contact } from './identifying/contact.ts';
import { isCard, isIban } from './identifying/check-digits.ts';
import { german } from './identifying/de.ts';
import { english } from './identifying/en.ts';
import { fold, type Folded } from './identifying/fold.ts';
import { phones, spoken } from './identifying/phones.ts';
import type { Identifying, IdentifyingKind, IdentifyingPack, IdentifyingRule, Seen } from './identifying/types.ts';

export type { Around, Identifying, IdentifyingKind, IdentifyingPack, IdentifyingRule, Numbering, Seen } from './identifying/types.ts';

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
  { kind: 'id-number', pattern: /(?<![\p{L}\d])[A-Z]{2}\d\d(?: ?[A-Z\d]{1,4}){3,8}(?![\p{L}\d])/gu, look: iban },
  { kind: 'id-number', pattern: /(?<![\p{L}\d+-])[3-6]\d{3}(?:[ -]?\d){8,15}(?![\p{L}\d])/gu, look: ([whole]) => (isCard(whole.replace(/\D/g, '')) ? {} : undefined) },
];

/** An IBAN, without words in capitals that may follow it. */
function iban([whole]: RegExpExecArray): Seen | undefined {
  for (let to = whole.length; to > 14; to--) {
    const number = whole.slice(0, to).replace(/ /g, '');
    if (number.length > 14 && /[^ ]$/.test(whole.slice(0, to)) && isIban(number)) return { to };
  }
  return undefined;
}

/** The pack of the language a text is in: that of the locale, unless another has far more of its small words. */
function packFor(text: string, packs: readonly IdentifyingPack[], locale: string | undefined): IdentifyingPack {
  const words = text.toLowerCase().match(/[\p{L}']{1,40}/gu) ?? [];
  const language = locale?.split('-')[0]?.toLowerCase();
  const share = (pack: IdentifyingPack) => words.filter((word) => pack.smallWords.has(word)).length * (pack.language === language ? 2 : 1) + (pack.language === language ? 1 : 0);
  return packs.reduce((best, pack) => (share(pack) > share(best) ? pack : best));
}

const regionOf = (locale: string | undefined) => locale?.split('-').slice(1).find((part) => /^[A-Z]{2}$/i.test(part));

/** What was found so far. Passages never overlap: the first rule that saw one keeps it. */
class Findings {
  readonly found: Identifying[] = [];
  readonly #taken: Uint8Array;
  readonly #text: string;
  readonly #pack: IdentifyingPack;

  constructor(text: string, pack: IdentifyingPack) {
    this.#text = text;
    this.#pack = pack;
    this.#taken = new Uint8Array(text.length);
  }

  add(kind: IdentifyingKind, { starts, ends, plain }: Folded, from: number, to: number, { suggestion, unsure }: Seen): boolean {
    while (from < to && plain[from]! <= ' ') from++;
    while (to > from && plain[to - 1]! <= ' ') to--;
    if (from >= to) return false;
    const [start, end] = [starts[from]!, ends[to - 1]!];
    if (this.#taken.subarray(start, end).includes(1)) return false;
    this.#taken.fill(1, start, end);
    this.found.push({ start, end, kind, confidence: unsure ? 'possible' : 'likely', suggestion: this.#fit(suggestion ?? this.#words(kind, start), start) });
    return true;
  }

  #words(kind: IdentifyingKind, start: number): string {
    const [words, afterIs] = this.#pack.words[kind];
    return (this.#pack.being.test(this.#text.slice(Math.max(0, start - 16), start)) && afterIs) || words;
  }

  /** Begins with a capital where a sentence begins. */
  #fit(words: string, start: number): string {
    const begins = /(?:^|[.!?…]["'’”)]?\s{1,3}|\n\s{0,3})["'‘“(]?$/.test(this.#text.slice(Math.max(0, start - 8), start));
    return begins ? words[0]!.toUpperCase() + words.slice(1) : words;
  }
}

function apply({ kind, pattern, look }: IdentifyingRule, text: Folded, findings: Findings): void {
  const matcher = new RegExp(pattern.source, pattern.flags);
  for (let match = matcher.exec(text.plain); match; match = matcher.exec(text.plain)) {
    const end = match.index + match[0].length;
    const seen = match[0] ? look(match, { before: text.plain.slice(Math.max(0, match.index - 48), match.index), after: text.plain.slice(end, end + 24) }) : undefined;
    const kept = seen && findings.add(kind, text, match.index + (seen.from ?? 0), match.index + (seen.to ?? match[0].length), seen);
    // What was no match may hide one that begins later in it.
    matcher.lastIndex = kept ? match.index + Math.max(1, seen.to ?? match[0].length) : match.index + 1;
  }
}

/**
 * Finds what could tell who the writer or another person is, also where it is spelt out, spaced or hidden in look-alike
 * letters, with gentle words that can stand in its place. Nothing found does not mean that nothing is there: events,
 * places and times tell, too. Offsets are UTF-16 units; passages are in order and do not overlap. Never throws.
 */
export function findIdentifying(text: string, { country, locale, packs = [] }: IdentifyingOptions = {}): Identifying[] {
  const own = [english, german].filter(({ language }) => !packs.some((pack) => pack.language === language));
  const all = [...own, ...packs];
  const folded = fold(text);
  const pack = packFor(folded.plain, all, locale);
  const findings = new Findings(text, pack);
  const rules = [...contact, ...everywhere, ...all.flatMap(({ formats }) => formats), ...pack.rules];
  for (const rule of rules) apply(rule, folded, findings);
  const digits = spoken(folded, pack);
  for (const { from, to, unsure } of phones(digits, text, pack, numbering(all, pack, country ?? regionOf(locale)))) findings.add('phone', digits, from, to, { unsure });
  return findings.found.sort((a, b) => a.start - b.start);
}

/** The plan of the country, or all plans of the language where there is none. */
function numbering(packs: readonly IdentifyingPack[], pack: IdentifyingPack, country: string | undefined) {
  const plans = packs.flatMap((each) => each.numbering).filter((plan) => plan.country === country?.toUpperCase());
  return plans.length ? plans : pack.numbering;
}
