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
// A writer under 18: abuse is then a child at risk, too.
const underAge = phrases('(i am|im|ich bin) (erst |only )?([5-9]|1[0-7])(?!\\d| (st|mo|we|da|ho))');

/** The patterns of a language, made once. */
const readers = languages.map(({ figures, turns, past, ongoing, denied, topics }) => ({
  figures: phrases(figures),
  turns: phrases(turns),
  past: phrases(past),
  ongoing: phrases(ongoing),
  denied: new RegExp(denied),
  topics: Object.entries(topics).map(([topic, words]) => [topic as DistressTopic, phrases(words)] as const),
}));

/**
 * Whether there is a letter of another script, be it a look-alike, or a passage of five words without a common one of a
 * known language.
 */
function hasUnknown(text: string): boolean {
  if (/(?!\p{Script=Latin})\p{L}/u.test(text)) return true;
  const passages = bare(text).split(/[^\p{L}\d\s-]|\n/u).map((passage) => passage.match(/\p{L}{1,40}/gu) ?? []);
  const unknown = passages.filter((words) => !words.some((word) => common.has(word)));
  return unknown.length === passages.length || unknown.some(({ length }) => length > 4);
}

/** What one language finds in a text that was made plain. */
function read(text: string, { figures, turns, past, ongoing, denied, topics }: (typeof readers)[number], found: Map<DistressTopic, boolean>): void {
  const minor = text.search(underAge) >= 0;
  const note = (topic: DistressTopic, now: boolean) => found.set(topic, now || found.get(topic) === true);
  for (const clause of text.replace(figures, ' ').replace(turns, '\n$&').split(/[.!?;\n]/)) {
    const isPast = clause.search(past) >= 0 && clause.search(ongoing) < 0;
    for (const [topic, words] of topics) {
      const now = [...clause.matchAll(words)].map(({ index }) => !isPast && !denied.test(clause.slice(Math.max(0, index - 80), index)));
      if (!now.length) continue;
      note(topic, now.includes(true));
      if (topic === 'abuse' && minor) note('child-at-risk', now.includes(true));
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
  for (const reader of readers) read(plain(text), reader, found);
  if (!isKnown.test(locale) || hasUnknown(text)) found.set('unchecked', true);
  return { topics: [...found.keys()], urgent: [...found.values()].includes(true) };
}
