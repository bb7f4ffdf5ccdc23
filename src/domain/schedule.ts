import type { Schedule } from './group.ts';
import { dayMs, horizonDays, lowestDay, minuteMs, type Plan, type Rule, readDate, readTime, weekdayOf } from './plain-schedule.ts';
import { hasOffsets, toInstant } from './zone.ts';

/** Nothing is looked for from about the year 9890 on: dates end later in that age. */
const latestMs = 25e13;
/** A month. A longer session is a mistake in the list. */
const mostMinutes = 44640;

export const DAILY = 0;
export const WEEKLY = 1;
export const MONTHLY = 2;
export const YEARLY = 3;

/** A rule of RFC 5545 section 3.3.10 under the names it has there, without the parts finer than a day. */
export interface FullRule extends Rule {
  FREQ: number;
  INTERVAL: number;
  /** A weekday, 0 for Sunday. */
  WKST: number;
  /** Negative numbers count from the end. */
  BYMONTHDAY?: number[];
  BYMONTH?: number[];
  BYSETPOS?: number[];
}

/** Any schedule that was read. */
export interface FullPlan extends Plan {
  except: number[];
  extra: number[];
  rule?: FullRule | undefined;
}

/** Days or moments in order, each once. */
export const sorted = (numbers: number[]) => [...new Set(numbers)].sort((a, b) => a - b);

/** Months since the beginning of the year 0 in which a day is, and the first day of such a month. */
const monthOf = (day: number) => {
  const date = new Date(day * dayMs);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};
const monthStart = (month: number) => new Date(0).setUTCFullYear(0, month, 1) / dayMs;

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

/** The parts that are read, each to its value or undefined. */
export const ruleReaders: Record<string, (text: string) => unknown> = {
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
const isSound = ({ FREQ, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS }: FullRule) =>
  FREQ >= 0 &&
  !(COUNT && UNTIL) &&
  !(FREQ === WEEKLY && BYMONTHDAY) &&
  (FREQ > WEEKLY || !BYDAY?.some(([nth]) => nth)) &&
  (!BYSETPOS || BYDAY || BYMONTHDAY || BYMONTH);

/** The parts of a rule as they were written, in upper case. */
export const rulePartsOf = (text: string): string[] => text.toUpperCase().replace(/\s|;$/g, '').split(';');

function parseRule(text: string): FullRule | undefined {
  const parts = rulePartsOf(text);
  const rule: Record<string, unknown> = { text: parts.join(';'), INTERVAL: 1, WKST: 1 };
  const names = new Set<string>();
  for (const part of parts) {
    const [name, value = ''] = part.split(/=(.*)/) as [string, string?];
    rule[name] = ruleReaders[name]?.(value);
    if (names.has(name) || rule[name] === undefined) return;
    names.add(name);
  }
  return isSound(rule as unknown as FullRule) ? (rule as unknown as FullRule) : undefined;
}

const rules = new Map<string, FullRule | undefined>();

function readRule(text: string): FullRule | undefined {
  if (!rules.has(text)) {
    if (rules.size > 999) rules.clear();
    rules.set(text, parseRule(text));
  }
  return rules.get(text);
}

/** Whether a length can be a session's: whole minutes, none to a month. */
export const isLength = (minutes: number): boolean => Number.isInteger(minutes) && minutes >= 0 && minutes <= mostMinutes;

/** Reads a schedule. Undefined when anything in it cannot be read: it has no dates then, rather than wrong ones. */
export function readSchedule(schedule: Schedule): FullPlan | undefined {
  const { rule: text, minutes } = schedule;
  const rule = text ? readRule(text) : undefined;
  const plan: FullPlan = {
    start: readDate(schedule.start),
    time: readTime(schedule.time),
    length: minutes * minuteMs,
    rule,
    except: (schedule.except ?? []).map(readDate),
    extra: (schedule.extra ?? []).map(readDate),
  };
  const isRead = ![plan.start, plan.time, ...plan.except, ...plan.extra].some(Number.isNaN);
  return isRead && isLength(minutes) && hasOffsets(schedule.timeZone) && (rule || !text) ? plan : undefined;
}

/** Which one of its weekday a day is between two days, counted from the end when `sign` is negative. */
const nthWeekday = (day: number, sign: number, first: number, next: number) =>
  sign > 0 ? Math.ceil((day + 1 - first) / 7) : -Math.ceil((next - day) / 7);

/** The days a rule picks out of `first` to before `next`, in order, without BYSETPOS. */
function pickDays({ FREQ, BYDAY, BYMONTHDAY, BYMONTH }: FullRule, first: number, next: number): number[] {
  const found: number[] = [];
  const ofYear = FREQ === YEARLY && !BYMONTH;
  let monthFirst = first;
  let monthNext = FREQ > WEEKLY || BYMONTH || BYMONTHDAY ? first : next;
  for (let day = first; day < next; day++) {
    if (day >= monthNext) {
      const month = monthOf(day);
      monthFirst = monthStart(month);
      monthNext = monthStart(month + 1);
      if (BYMONTH && !BYMONTH.includes((month % 12) + 1)) {
        day = monthNext - 1;
        continue;
      }
    }
    if (BYMONTHDAY && !BYMONTHDAY.includes(day - monthFirst + 1) && !BYMONTHDAY.includes(day - monthNext)) continue;
    const isWanted = ([nth, weekday]: [number, number]) =>
      weekday === weekdayOf(day) && (!nth || nth === nthWeekday(day, nth, ofYear ? first : monthFirst, ofYear ? next : monthNext));
    if (!BYDAY || BYDAY.some(isWanted)) found.push(day);
  }
  return found;
}

/** What `start` gives where the rule is silent, as RFC 5545 section 3.3.10 says. */
export function completeRule(rule: FullRule, start: number): FullRule {
  const { FREQ, BYDAY, BYMONTHDAY } = rule;
  if (FREQ === DAILY || BYDAY || BYMONTHDAY) return rule;
  if (FREQ === WEEKLY) return { ...rule, BYDAY: [[0, weekdayOf(start)]] };
  const date = new Date(start * dayMs);
  return { ...(FREQ === YEARLY && { BYMONTH: [date.getUTCMonth() + 1] }), ...rule, BYMONTHDAY: [date.getUTCDate()] };
}

/** Visits the days of a rule from `low` on, in order, whatever its UNTIL says, until `visit` says that it is enough. */
export function visitRule(rule: FullRule, start: number, low: number, visit: (day: number) => unknown): void {
  const whole = completeRule(rule, start);
  const { FREQ, INTERVAL, WKST, COUNT, BYSETPOS } = whole;
  // Periods (days, weeks, months, years) are counted on, in days or in months.
  const inMonths = FREQ > WEEKLY;
  const size = [1, 7, 1, 12][FREQ]!;
  const shift = FREQ === WEEKLY ? WKST - 4 : 0;
  const periodOf = (day: number) => Math.floor((inMonths ? monthOf(day) : day - shift) / size);
  const firstOf = (period: number) => (inMonths ? monthStart(period * size) : period * size + shift);
  const last = Math.max(start, low) + horizonDays;
  let left = COUNT || Infinity;
  let period = periodOf(start);
  // COUNT has to be counted from the start; without it the periods before `low` are passed over at once.
  if (!COUNT && low > start) period += Math.ceil((periodOf(low) - period) / INTERVAL) * INTERVAL;
  for (let first = firstOf(period); first <= last; first = firstOf((period += INTERVAL))) {
    let found = pickDays(whole, first, firstOf(period + 1));
    if (BYSETPOS) found = found.filter((_, at) => BYSETPOS.includes(at + 1) || BYSETPOS.includes(at - found.length));
    for (const day of found) {
      if (day < start) continue;
      if (day > last || !left-- || (day >= low && visit(day))) return;
    }
  }
}

/** Whether a day is after what UNTIL allows; `begin` is the instant its session begins. */
const isPast = ({ at, kind }: NonNullable<FullRule['UNTIL']>, day: number, time: number, begin: number) =>
  (kind === 'utc' ? begin : kind === 'wall' ? day * dayMs + time : day * dayMs) > at;

/** Visits the days of a plan, cancelled ones too and added ones not, as far as its UNTIL and COUNT go; see `Engine`. */
export function visitDays({ timeZone }: Schedule, { start, time, rule }: FullPlan, low: number, visit: (day: number, begin: number) => unknown): void {
  const each = (day: number) => {
    const begin = toInstant(timeZone, day * dayMs + time);
    return (rule?.UNTIL && isPast(rule.UNTIL, day, time, begin)) || visit(day, begin);
  };
  if (rule) visitRule(rule, start, low, each);
  else each(start);
}

/**
 * Beginnings of the occurrences that are not over at `from`, in milliseconds: the same as `nextOccurrences`, for
 * sorting many schedules without making dates. None when the schedule cannot be read.
 */
export function nextStarts(schedule: Schedule, from: number, count = 1, until = Infinity): number[] {
  const plan = readSchedule(schedule);
  if (!plan || !(from < latestMs && count > 0)) return [];
  const { start, time, length, except, extra } = plan;
  const starts: number[] = [];
  const keep = (day: number, begin: number) => {
    // A zone that leaves out a whole day (Apia, 2011) has two days at one instant.
    if ((begin >= from || begin + length > from) && !except.includes(day) && begin !== starts.at(-1)) starts.push(begin);
  };
  visitDays(schedule, plan, lowestDay(plan, from), (day, begin) => {
    if (begin > until) return true;
    keep(day, begin);
    return starts.length >= count;
  });
  if (!extra.length) return starts;
  for (const day of extra) {
    const begin = toInstant(schedule.timeZone, day * dayMs + time);
    if (day >= start && begin <= until) keep(day, begin);
  }
  return sorted(starts).slice(0, count);
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
