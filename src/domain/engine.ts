import type { CalendarEvent } from './calendar-events.ts';
import type { Schedule } from './group.ts';
import { describe } from './plain-describe.ts';
import { nextStarts, type Plan, readSchedule } from './plain-schedule.ts';
import type { ScheduleWords } from './words/types.ts';

/**
 * What follows schedules and puts them into words. There are two, which say the same of plain schedules: `plain`, small
 * enough for a finder's first load, and the module `rules.ts` for every schedule. Words are English unless they are given.
 */
export interface Engine {
  /** Undefined: it cannot be read. All of `plain` throws `needsRules` instead, and for what is not plain. */
  readSchedule(schedule: Schedule): Plan | undefined;
  /** Beginnings of at most `count` (default 1) occurrences that are not over at `from`, in milliseconds. */
  nextStarts(schedule: Schedule, from: number, count?: number): number[];
  describe(schedule: Schedule, locale: string, words?: ScheduleWords): string;
  /** Plain schedules have none. */
  describeExceptions?(schedule: Schedule, locale: string, words: ScheduleWords | undefined, from: Date): string;
  /** The events of a schedule in a calendar. That of a plain schedule is its rule as it stands. */
  eventsOf?(schedule: Schedule, plan: Plan, localTime: (wall: number) => string): CalendarEvent[];
}

export const plain: Engine = { readSchedule, nextStarts, describe };
