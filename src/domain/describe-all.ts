import { describe } from './describe.ts';
import type { Schedule } from './group.ts';
import { ar } from './words/ar.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import type { ScheduleWords } from './words/types.ts';

const languages: Record<string, ScheduleWords> = { ar, de, en };

/** The words for a language tag; without any, English in the formats of the tag's region, of Britain where it has none. */
function wordsFor(tag: string): [locale: string, words: ScheduleWords] {
  try {
    const { language, region } = new Intl.Locale(tag);
    const words = languages[language];
    return words ? [tag, words] : [`en-${region ?? 'GB'}`, en];
  } catch {
    return ['en-GB', en];
  }
}

/**
 * A schedule in one sentence without a full stop: "Every second Tuesday, 19:30–21:00". Times are those of its own zone.
 * A rule that would take too many words gets a general sentence, never a wrong one.
 *
 * @param locale - BCP 47 tag. English, German and Arabic are known; others get English with the times of their region.
 */
export function describeSchedule(schedule: Schedule, locale: string): string {
  return describe(schedule, ...wordsFor(locale));
}
