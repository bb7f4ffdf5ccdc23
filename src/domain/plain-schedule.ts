import type { Schedule } from './group.ts';
import { hasOffsets, toInstant } from './zone.ts';

// The part of schedules that comes with a finder's first load; `schedule.ts` builds on it for every rule.

export const dayMs = 864e5;
export const minuteMs = 6e4;

/** How far ahead a rule is followed, in days: a hundred years. A rule that never matches ends here. */
export const horizonDays = 36525;

/** A rule that was read. A plain one has no COUNT and no UNTIL, and without BYDAY means every day. */
export interface Rule {
  /** The rule without spaces, in upper case. */
  text: string;
  /** Which one of its month or year (0 every one, negative from the end), and the weekday, 0 for Sunday. */
  BYDAY?: [nth: number, weekday: number][] | undefined;
  COUNT?: number;
  /** Milliseconds: `wall` as if it were UTC, `utc` the instant, `date` the beginning of the last day. */
  UNTIL?: { at: number; kind: 'date' | 'wall' | 'utc' };
}

/** A schedule that was read: days since 1970-01-01, milliseconds. */
export interface Plan {
  start: number;
  time: number;
  length: number;
  rule?: Rule | undefined;
  /** A plain schedule has none of these. */
  except?: number[];
  extra?: number[];
}

/** Day of the week, 0 for Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number) => (((day + 4) % 7) + 7) % 7;

/** Days since 1970-01-01 of a date `YYYY-MM-DD`, or NaN. */
export function readDate(text: string): number {
  const date = new Date(text);
  // Some engines take 30 February for a day in March.
  return /^\d{4}-\d\d-\d\d$/.test(text) && date.getUTCDate() === +text.slice(8) ? +date / dayMs : NaN;
}

/** Milliseconds from the beginning of the day to `HH:MM`, or NaN. */
export const readTime = (text: string) =>
  /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text) ? (+text.slice(0, 2) * 60 + +text.slice(3)) * minuteMs : NaN;

/** Codes of the weekdays as RFC 5545 has them, for a regular expression too. */
export const weekdays = 'SU|MO|TU|WE|TH|FR|SA';
const days = (nth: string) => `LY;BYDAY=(${nth}(${weekdays})(,(?=.)|$))+`;
const plainRule = new RegExp(`^FREQ=(DAILY|WEEK${days('')}|MONTH${days('(-1|[1-5])')})$`);

/** Thrown when a schedule is not plain. Whoever reads it fetches the engine for every rule (`rules.ts`) and reads it again. */
export const needsRules = Symbol('needs rules');

/**
 * Reads a plain schedule: once, or without an end every day, weekly on weekdays, or monthly on the first to fifth or the
 * last of them; for less than 24 hours, and not at 24:00; without dates beside its rule. Throws `needsRules` for all
 * others, and for what cannot be read.
 */
export function readSchedule({ start, time, minutes, timeZone, rule: text, except, extra }: Schedule): Plan {
  const BYDAY = text?.split('BYDAY=')[1]?.split(',').map((day): [number, number] => [+day.slice(0, -2), weekdays.indexOf(day.slice(-2)) / 3]);
  const plan = {
    start: readDate(start),
    time: readTime(time),
    length: minutes * minuteMs,
    rule: text ? { text, BYDAY } : undefined,
  };
  const isLength = Number.isInteger(minutes) && minutes > 0 && plan.time < dayMs && plan.length < dayMs;
  if (!isLength || Number.isNaN(plan.start) || except || extra || (text && !plainRule.test(text)) || !hasOffsets(timeZone)) throw needsRules;
  return plan;
}

/** The day of its month; of a last weekday, the same one a week later is among the first seven of the next. */
const dateOf = (day: number) => new Date(day * dayMs).getUTCDate();
const isNth = (nth: number, day: number) => (nth < 0 ? dateOf(day + 7) < 8 : !nth || Math.ceil(dateOf(day) / 7) === nth);

/** Visits the days of a plan from `low` on, in order, with the instants their sessions begin, until `visit` says that it is enough. */
export function visitDays({ timeZone }: Schedule, { start, time, rule }: Plan, low: number, visit: (day: number, begin: number) => unknown): void {
  const first = Math.max(start, low);
  const last = rule ? first + horizonDays : start;
  for (let day = first; day <= last; day++) {
    const isOn = ([nth, weekday]: [number, number]) => weekday === weekdayOf(day) && isNth(nth, day);
    if ((!rule?.BYDAY || rule.BYDAY.some(isOn)) && visit(day, toInstant(timeZone, day * dayMs + time))) return;
  }
}

/**
 * The first day that can matter at `from`, two days early: wall-clock time and UTC are less than one apart, a gap moves a
 * time by up to another.
 */
export const lowestDay = ({ time, length }: Plan, from: number) => Math.floor((from - length - time) / dayMs) - 2;

/** Beginnings of the occurrences that are not over at `from`, in milliseconds: those of `schedule.ts`, for plain schedules. */
export function nextStarts(schedule: Schedule, from: number, count = 1): number[] {
  const plan = readSchedule(schedule);
  const starts: number[] = [];
  visitDays(schedule, plan, lowestDay(plan, from), (_, begin) => {
    // A zone that leaves out a whole day (Apia, 2011) has two days at one instant.
    if (begin + plan.length > from && begin !== starts.at(-1)) starts.push(begin);
    return starts.length >= count;
  });
  return starts;
}
