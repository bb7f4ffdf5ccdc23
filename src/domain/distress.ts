import { german } from './distress/de.ts';
import { english } from './distress/en.ts';
import { bare, phrases, plain } from './distress/plain.ts';
import type { DistressTopic, DistressWords } from './distress/types.ts';

export type { DistressTopic } from './distress/types.ts';

/** What a text speaks of, and whether somebody should read it before all others. */
export interface Distress {
  topics: DistressTopic[];
  urgent: boolean;
}

const languages: readonly DistressWords[] = [english, german];
const isKnown = /^(en|de)(?![a-z])/i;
const common = new Set(languages.flatMap((words) => words.common.split(' ')));
// A writer under 18: abuse, even if it is past, is then a child at risk.
const underAge = phrases('(i am|im|ich bin) (erst |only )?([5-9]|1[0-7])(?!\\d| (st|mo|we|da|ho))');

/**
 * Whether there is a letter of another script, be it a look-alike, or a sentence of six words without a common one of a
 * known language.
 */
function hasUnknown(text: string): boolean {
  if (/(?![\p{sc=Latn}µ])\p{L}/u.test(text)) return true;
  const passages = bare(text).split(/[.!?\n]/).map((passage) => passage.match(/\p{L}+/gu) ?? []);
  const unknown = passages.filter((words) => !words.some((word) => common.has(word)));
  return unknown.length === passages.length || unknown.some(({ length }) => length > 5);
}

/** What one language finds in a text that was made plain: each topic, and whether it is so now. */
function read(text: string, { figures, turns, past, ongoing, denied, topics }: DistressWords, found: Map<DistressTopic, boolean>): void {
  const [over, still, no] = [phrases(past), phrases(ongoing), new RegExp(denied)];
  const subjects = Object.entries(topics).map(([topic, words]) => [topic as DistressTopic, phrases(words)] as const);
  for (const clause of text.replace(phrases(figures), ' ').replace(phrases(turns), '\n$&').split(/[.!?;\n]/)) {
    const isPast = clause.search(over) >= 0 && clause.search(still) < 0;
    for (const [topic, words] of subjects) {
      for (const { index } of clause.matchAll(words)) found.set(topic, found.get(topic) || (!isPast && !no.test(clause.slice(Math.max(0, index - 80), index))));
    }
  }
}

/**
 * Notices words of distress, so that support comes to the writer at once and a person reads the text first. It errs
 * toward noticing and misses much all the same: it is no assessment of risk, and must never refuse, rank or diagnose
 * anybody. `locale` is a BCP 47 tag; a language other than English and German is `unchecked`, which is urgent.
 */
export function noticeDistress(text: string, locale: string): Distress {
  if (!text.trim()) return { topics: [], urgent: false };
  const found = new Map<DistressTopic, boolean>();
  for (const words of languages) read(plain(text), words, found);
  if (found.has('abuse') && plain(text).search(underAge) >= 0) found.set('child-at-risk', true);
  if (!isKnown.test(locale) || hasUnknown(text)) found.set('unchecked', true);
  return { topics: [...found.keys()], urgent: [...found.values()].includes(true) };
}
