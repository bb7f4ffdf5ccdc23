import type { Schedule } from './group.ts';
import { hasOffsets, toInstant } from './zone.ts';

export const dayMs = 864e5;
export const minuteMs = 6e4;

/** How far ahead a rule is followed, in days: a hundred years. A rule that never matches ends here. */
const horizonDays = 36525;
/** Nothing is looked for from about the year 9890 on: dates end later in that age. */
const latestMs = 25e13;
/** A month. A longer session is a mistake in the list. */
const mostMinutes = 44640;

/** Why a schedule cannot be read. It has no dates then, rather than wrong ones. */
export interface ScheduleFault {
  /** `bad-…`: not a date, time, length or rule. `unsupported-rule`: RFC 5545 may know the part, this library does not. */
  code: 'bad-date' | 'bad-time' | 'bad-minutes' | 'unknown-zone' | 'bad-rule' | 'unsupported-rule';
  /** Name of the field of the schedule. */
  field: keyof Schedule;
  /** What could not be read: a date, a time, a name, or one part of the rule. */
  value?: string;
}

export const DAILY = 0;
export const WEEKLY = 1;
export const MONTHLY = 2;
export const YEARLY = 3;

/** A rule of RFC 5545 section 3.3.10 under the names it has there, without the parts finer than a day. */
export interface Rule {
  FREQ: number;
  INTERVAL: number;
  /** A weekday, 0 for Sunday. */
  WKST: number;
  COUNT?: number;
  /** Milliseconds: `wall` as if it were UTC, `utc` the instant, `date` the beginning of the last day. */
  UNTIL?: { at: number; kind: 'date' | 'wall' | 'utc' };
  /** Which one of its month or year (0 every one, negative from the end), and the weekday. */
  BYDAY?: [nth: number, weekday: number][];
  /** Negative numbers count from the end. */
  BYMONTHDAY?: number[];
  BYMONTH?: number[];
  BYSETPOS?: number[];
}

/** A schedule that was read: days since 1970-01-01, milliseconds. */
export interface Plan {
  start: number;
  time: number;
  length: number;
  except: number[];
  extra: number[];
  rule?: Rule | undefined;
}

/** Months count from 0 and may run over. (`Date.UTC` would take the years below 100 for 19xx.) */
const dayNumber = (year: number, month: number, date: number) => new Date(0).setUTCFullYear(year, month, date) / dayMs;

/** Day of the week, 0 for Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number) => (((day + 4) % 7) + 7) % 7;

/** Days since 1970-01-01 of a date `YYYY-MM-DD`, or NaN. */
export function readDate(text: string): number {
  const date = new Date(text);
  // Some engines take 30 February for a day in March.
  return /^\d{4}-\d\d-\d\d$/.test(text) && date.getUTCDate() === +text.slice(8) ? +date / dayMs : NaN;
}

/** Milliseconds from the beginning of the day to `HH:MM`, or NaN. */
const readTime = (text: string) =>
  /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text) ? (+text.slice(0, 2) * 60 + +text.slice(3)) * minuteMs : NaN;

const oneOf = (names: string) => (text: string) => {
  const index = names.split(' ').indexOf(text);
  return index < 0 ? undefined : index;
};

const numbers = (least: number, most: number) => (text: string) => {
  const found = text.split(',').map((number) => (/^[+-]?\d{1,6}$/.test(number) && +number) || NaN);
  return found.every((number) => number >= least && number <= most) ? found : undefined;
};

const whole = (text: string) => (/,|\+/.test(text) ? undefined : numbers(1, 999999)(text)?.[0]);

const weekday = oneOf('SU MO TU WE TH FR SA');

function weekdays(text: string) {
  const days = text.split(',').map((day) => [day.length > 2 ? numbers(-53, 53)(day.slice(0, -2))?.[0] : 0, weekday(day.slice(-2))]);
  return days.flat().includes(undefined) ? undefined : days;
}

function readUntil(text: string) {
  const kind = { 8: 'date', 15: 'wall', 16: 'utc' }[text.length];
  const part = (from: number, to = from + 2) => +text.slice(from, to);
  const at = new Date(Date.UTC(part(0, 4), part(4) - 1, part(6), part(9), part(11), part(13)));
  return kind && at.toJSON()?.replace(/-|:|\.000/g, '').startsWith(text) ? { at: +at, kind } : undefined;
}

const readers: Record<string, (text: string) => unknown> = {
  FREQ: oneOf('DAILY WEEKLY MONTHLY YEARLY'),
  INTERVAL: whole,
  COUNT: whole,
  UNTIL: readUntil,
  WKST: weekday,
  BYDAY: weekdays,
  BYMONTHDAY: numbers(-31, 31),
  BYMONTH: numbers(1, 12),
  BYSETPOS: numbers(-366, 366),
};

/** What RFC 5545 section 3.3.10 asks of parts that stand together. */
const isSound = ({ FREQ, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS }: Rule) =>
  FREQ >= 0 &&
  !(COUNT && UNTIL) &&
  !(FREQ === WEEKLY && BYMONTHDAY) &&
  (FREQ > WEEKLY || !BYDAY?.some(([nth]) => nth)) &&
  (!BYSETPOS || BYDAY || BYMONTHDAY || BYMONTH);

const fault = (code: ScheduleFault['code'], field: keyof Schedule, value: unknown): ScheduleFault => ({ code, field, value: `${value}` });

function parseRule(text: string): Rule | ScheduleFault {
  const rule: Record<string, unknown> = {};
  for (const part of text.toUpperCase().replace(/\s|;$/g, '').split(';')) {
    const [name, value] = part.split(/=(.*)/) as [string, string?];
    const isNew = !(name in rule);
    const unsupported = !readers[name] || ((rule[name] = readers[name](value ?? '')) === undefined && name === 'FREQ');
    if (unsupported || !isNew || rule[name] === undefined) return fault(unsupported ? 'unsupported-rule' : 'bad-rule', 'rule', part);
  }
  const whole = { INTERVAL: 1, WKST: 1, ...rule } as Rule;
  return isSound(whole) ? whole : fault('bad-rule', 'rule', text);
}

const rules = new Map<string, Rule | ScheduleFault>();

function readRule(text: string): Rule | ScheduleFault {
  let rule = rules.get(text);
  if (!rule) {
    if (rules.size > 999) rules.clear();
    rules.set(text, (rule = parseRule(text)));
  }
  return rule;
}

/** Reads a schedule, or says why it cannot be read. */
export function readSchedule(schedule: Schedule): Plan | ScheduleFault {
  const { minutes, timeZone } = schedule;
  const start = readDate(schedule.start);
  const time = readTime(schedule.time);
  const bad = (code: ScheduleFault['code'], field: keyof Schedule) => fault(code, field, schedule[field]);
  if (start !== start) return bad('bad-date', 'start');
  if (time !== time) return bad('bad-time', 'time');
  if (!(Number.isInteger(minutes) && minutes >= 0 && minutes <= mostMinutes)) return bad('bad-minutes', 'minutes');
  if (!hasOffsets(timeZone)) return bad('unknown-zone', 'timeZone');
  const rule = schedule.rule ? readRule(schedule.rule) : undefined;
  if (rule && 'code' in rule) return rule;
  const plan: Plan = { start, time, length: minutes * minuteMs, rule, except: [], extra: [] };
  for (const field of ['except', 'extra'] as const) {
    for (const date of schedule[field] ?? []) {
      const day = readDate(date);
      if (day !== day) return fault('bad-date', field, date);
      plan[field].push(day);
    }
  }
  return plan;
}

/** The period (day, week, month or year) that a day is in, counted on, and back: the first day of a period. */
function periodsOf({ FREQ: frequency, WKST: weekStart }: Rule) {
  return {
    periodOf(day: number) {
      if (frequency === DAILY) return day;
      if (frequency === WEEKLY) return Math.floor((day + 4 - weekStart) / 7);
      const date = new Date(day * dayMs);
      return frequency === MONTHLY ? date.getUTCFullYear() * 12 + date.getUTCMonth() : date.getUTCFullYear();
    },
    firstOf(period: number) {
      if (frequency === DAILY) return period;
      if (frequency === WEEKLY) return period * 7 + weekStart - 4;
      return frequency === MONTHLY ? dayNumber(0, period, 1) : dayNumber(period, 0, 1);
    },
  };
}

/** Which one of its weekday a day is between two days, counted from the end when `sign` is negative. */
const nthWeekday = (day: number, sign: number, first: number, next: number) =>
  sign > 0 ? Math.ceil((day + 1 - first) / 7) : -Math.ceil((next - day) / 7);

/** The days a rule picks out of `first` to before `next`, in order, without BYSETPOS. */
function pickDays({ FREQ: frequency, BYDAY: days, BYMONTHDAY: monthDays, BYMONTH: months }: Rule, first: number, next: number): number[] {
  const found: number[] = [];
  const byMonth = frequency > WEEKLY || months || monthDays;
  const wholeYear = frequency === YEARLY && !months;
  let monthFirst = first;
  let monthNext = first;
  for (let day = first; day < next; day++) {
    if (byMonth && day >= monthNext) {
      const date = new Date(day * dayMs);
      const month = date.getUTCMonth() + 1;
      monthFirst = day - date.getUTCDate() + 1;
      monthNext = dayNumber(date.getUTCFullYear(), month, 1);
      if (months && !months.includes(month)) {
        day = monthNext - 1;
        continue;
      }
    }
    if (monthDays && !monthDays.includes(day - monthFirst + 1) && !monthDays.includes(day - monthNext)) continue;
    if (days && !days.some(([nth, weekday]) => weekday === weekdayOf(day) && (!nth || nth === nthWeekday(day, nth, wholeYear ? first : monthFirst, wholeYear ? next : monthNext)))) continue;
    found.push(day);
  }
  return found;
}

/** What `start` gives where the rule is silent, as RFC 5545 section 3.3.10 says. */
export function completeRule(rule: Rule, start: number): Rule {
  const { FREQ, BYDAY, BYMONTHDAY } = rule;
  if (FREQ === DAILY || BYDAY || BYMONTHDAY) return rule;
  if (FREQ === WEEKLY) return { ...rule, BYDAY: [[0, weekdayOf(start)]] };
  const date = new Date(start * dayMs);
  return { ...(FREQ === YEARLY && { BYMONTH: [date.getUTCMonth() + 1] }), ...rule, BYMONTHDAY: [date.getUTCDate()] };
}

/** Visits the days of a rule from `low` on, in order, until `visit` says that it is enough. */
export function visitDays(rule: Rule, start: number, low: number, visit: (day: number) => unknown): void {
  const whole = completeRule(rule, start);
  const { COUNT: count, INTERVAL: interval, BYSETPOS: positions } = whole;
  const { periodOf, firstOf } = periodsOf(whole);
  const last = Math.max(start, low) + horizonDays;
  let left = count || Infinity;
  let period = periodOf(start);
  // COUNT has to be counted from the start; without it the periods before `low` are passed over at once.
  if (!count && low > start) period += Math.ceil((periodOf(low) - period) / interval) * interval;
  for (let first = firstOf(period); first <= last; first = firstOf((period += interval))) {
    let found = pickDays(whole, first, firstOf(period + 1));
    if (positions) found = found.filter((_, at) => positions.includes(at + 1) || positions.includes(at - found.length));
    for (const day of found) {
      if (day < start) continue;
      if (!left-- || (day >= low && visit(day))) return;
    }
  }
}

/** Whether a day is after what UNTIL allows; `begin` is the instant its session begins. */
export const isPast = ({ at, kind }: NonNullable<Rule['UNTIL']>, day: number, time: number, begin: number) =>
  (kind === 'utc' ? begin : kind === 'wall' ? day * dayMs + time : day * dayMs) > at;

/**
 * Beginnings of the occurrences that are not over at `from`, in milliseconds: the same as `nextOccurrences`, for
 * sorting many schedules without making dates. None when the schedule cannot be read.
 */
export function nextStarts(schedule: Schedule, from: number, count = 1, until = Infinity): number[] {
  const plan = readSchedule(schedule);
  if ('code' in plan || !(from < latestMs && count > 0)) return [];
  const { start, time, length, rule, except, extra } = plan;
  const starts: number[] = [];
  const beginOf = (day: number) => toInstant(schedule.timeZone, day * dayMs + time);
  const keep = (day: number, begin: number) => {
    // A zone that leaves out a whole day (Apia, 2011) has two days at one instant.
    if ((begin >= from || begin + length > from) && !except.includes(day) && begin !== starts.at(-1)) starts.push(begin);
  };
  const visit = (day: number) => {
    const begin = beginOf(day);
    if (begin > until || (rule?.UNTIL && isPast(rule.UNTIL, day, time, begin))) return true;
    keep(day, begin);
    return starts.length >= count;
  };
  // Two days early: wall-clock time and UTC are less than one apart, a gap moves a time by up to another.
  const low = Math.floor((from - length - time) / dayMs) - 2;
  if (rule) visitDays(rule, start, low, visit);
  else visit(start);
  if (!extra.length) return starts;
  for (const day of extra) {
    const begin = beginOf(day);
    if (day >= start && begin <= until) keep(day, begin);
  }
  return [...new Set(starts)].sort((a, b) => a - b).slice(0, count);
}

/**
 * The next occurrences of a schedule, soonest first: at most `count` (default 1) that begin at or before `until`.
 * One that is under way at `from` counts.
 *
 * - Wall-clock times hold across daylight saving. A time that does not exist takes the offset before the gap, and of one
 *   that exists twice the first is meant (RFC 5545 section 3.3.5).
 * - The length is exact: 90 minutes are 90 minutes even when the clocks change meanwhile (RFC 5545 section 3.8.5.3).
 * - `start` is the first day the rule is applied to. It is an occurrence only if the rule says so.
 * - COUNT counts from `start`, days in `except` included. Days in `extra` do not count, and those before `start` are ignored;
 *   `except` wins over `extra`.
 * - A rule is followed for a hundred years. One that cannot be read gives nothing; `checkSchedule` says why.
 */
export function nextOccurrences(schedule: Schedule, options: { from: Date; count?: number; until?: Date }): { start: Date; end: Date }[] {
  return nextStarts(schedule, +options.from, options.count, options.until && +options.until).map((start) => ({
    start: new Date(start),
    end: new Date(start + schedule.minutes * minuteMs),
  }));
}

/** Why a schedule cannot be read, or undefined when it can. */
export function checkSchedule(schedule: Schedule): ScheduleFault | undefined {
  const plan = readSchedule(schedule);
  return 'code' in plan ? plan : undefined;
}

/** Whether the rule, or the start of a schedule without one, gives this day, cancelled or not. */
export function isRegular(schedule: Schedule, plan: Plan, day: number): boolean {
  const begin = toInstant(schedule.timeZone, day * dayMs + plan.time);
  return nextStarts({ ...schedule, minutes: 0, except: [], extra: [] }, begin)[0] === begin;
}
