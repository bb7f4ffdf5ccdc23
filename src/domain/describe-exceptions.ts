import type { Schedule } from './group.ts';
import { capital, dayOfYear, formatOf, list, wholeDate } from './plain-describe.ts';
import { dayMs } from './plain-schedule.ts';
import { isRegular } from './regular.ts';
import { readSchedule, sorted } from './schedule.ts';
import { en } from './words/en.ts';
import type { ScheduleWords } from './words/types.ts';
import { toInstant } from './zone.ts';

/**
 * What is cancelled or added from `from` on, without a full stop: "Not on 25 December and 1 January, also on 4 February".
 * Empty when there is nothing to say. Cancelled days on which nothing would happen anyway are left out.
 */
export function describeExceptions(schedule: Schedule, locale: string, words: ScheduleWords = en, from: Date): string {
  const plan = readSchedule(schedule);
  if (!plan) return '';
  const text = (days: number[], regular: boolean) =>
    list(
      locale,
      sorted(days).flatMap((day) => {
        const ahead = toInstant(schedule.timeZone, day * dayMs + plan.time) + plan.length - +from;
        const tells = day >= plan.start && ahead > 0 && isRegular(schedule, plan, day) === regular;
        // Most of a year ahead, a day and a month could be taken for this year's.
        return tells ? formatOf(locale, ahead > 330 * dayMs ? wholeDate : dayOfYear).format(day * dayMs) : [];
      }),
    );
  const not = text(plan.except, true);
  const also = text(plan.extra.filter((day) => !plan.except.includes(day)), false);
  return capital([not && words.notOn(not), also && words.alsoOn(also)].filter(Boolean).join(words.comma), locale);
}
