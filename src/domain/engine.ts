import type { Schedule } from './group.ts';
import { describe } from './plain-describe.ts';
import { nextStarts, type Plan, readSchedule, visitDays } from './plain-schedule.ts';
import type { ScheduleWords } from './words/types.ts';

/**
 * What follows schedules and puts them into words. There are two, which say the same of plain schedules: `plain`, small
 * enough for a finder's first load, and the module `rules.ts` for every schedule. Words are English unless they are given.
 */
export interface Engine {
  /** Undefined: it cannot be read. All of `plain` throws `needsRules` instead, and for what is not plain. */
  readSchedule(schedule: Schedule): Plan | undefined;
  /** Visits the days of a plan from `low` on, in order, with the instants their sessions begin, until `visit` says that it is enough. */
  visitDays(schedule: Schedule, plan: Plan, low: number, visit: (day: number, begin: number) => unknown): void;
  /** Beginnings of at most `count` (default 1) occurrences that are not over at `from`, in milliseconds. */
  nextStarts(schedule: Schedule, from: number, count?: number): number[];
  describe(schedule: Schedule, locale: string, words?: ScheduleWords): string;
  /** Plain schedules have none. */
  describeExceptions?(schedule: Schedule, locale: string, words: ScheduleWords | undefined, from: Date): string;
  /** Whether the rule, or the start of a schedule without one, gives this day. Only asked about plans with dates beside it. */
  isRegular?(schedule: Schedule, plan: Plan, day: number): boolean;
}

export const plain: Engine = { readSchedule, visitDays, nextStarts, describe };
