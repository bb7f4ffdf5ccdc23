import type { Schedule } from './group.ts';
import * as plain from './plain-describe.ts';
import { areWorkdays, capital, clockAlone, clockRange, dayOfYear, formatOf, kept, list, onceText, weekdayName, wholeDate } from './plain-describe.ts';
import { dayMs } from './plain-schedule.ts';
import { completeRule, DAILY, MONTHLY, readSchedule, type FullPlan, type FullRule, WEEKLY, YEARLY } from './schedule.ts';
import { en } from './words/en.ts';
import type { ScheduleWords } from './words/types.ts';
import { offsetAt } from './zone.ts';

const numberFormat = kept(Intl.NumberFormat);

function clockText(plan: FullPlan, locale: string): string {
  const { time, length } = plan;
  if (length && length < dayMs && time < dayMs) return clockRange(plan, locale);
  const alone = (at: number, more?: Intl.DateTimeFormatOptions) => formatOf(locale, { ...clockAlone(locale), ...more }).format(at);
  // 00:00 would be taken for the beginning of a day.
  const begin = alone(time, time < dayMs ? undefined : { hourCycle: 'h24' });
  if (length < dayMs) return length ? `${begin}–${alone(time + length)}` : begin;
  return `${begin} (${numberFormat(locale, { style: 'unit', unit: 'hour', unitDisplay: 'long' }).format(length / 36e5)})`;
}

/** January is 1. */
const monthName = (month: number, locale: string) => formatOf(locale, { month: 'long' }).format(Date.UTC(2026, month - 1));

/** From the first to the last; what is counted from the end comes after. */
const inOrder = (numbers: number[]) => [...new Set(numbers)].sort((a, b) => +(a < 0) - +(b < 0) || a - b);

const everyOne = ({ BYDAY }: FullRule) => BYDAY?.every(([nth]) => !nth);

/**
 * The same rule in plainer parts: BYSETPOS as ordinals or dates, and weeks where a longer period says no more.
 * Exported for its test only: both rules have the same dates.
 */
export function plainRule(rule: FullRule): FullRule {
  const { FREQ, INTERVAL, BYDAY, BYMONTH, BYSETPOS, ...rest } = rule;
  if (rule.BYMONTHDAY || !everyOne(rule)) return rule;
  if (!BYSETPOS) return INTERVAL > 1 ? rule : { ...rule, FREQ: WEEKLY };
  if (FREQ < MONTHLY || (FREQ === YEARLY && BYMONTH?.length !== 1)) return rule;
  const weekdays = new Set(BYDAY!.map(([, weekday]) => weekday));
  const plain: FullRule = { ...rest, FREQ, INTERVAL, ...(BYMONTH && { BYMONTH }) };
  if (weekdays.size === 7) return { ...plain, BYMONTHDAY: BYSETPOS };
  return weekdays.size > 1 ? rule : { ...plain, BYDAY: BYSETPOS.map((nth) => [nth, BYDAY![0]![1]]) };
}

/** When in its periods a rule happens, and in which months; undefined when it takes too many words. */
function patternText(rule: FullRule, locale: string, words: ScheduleWords): [pattern: string, months?: number[]] | undefined {
  const { FREQ, INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS } = rule;
  const weekdays = plain.inOrder(BYDAY?.map(([, weekday]) => weekday) ?? []);
  const names = weekdays.map((weekday) => weekdayName(weekday, locale));
  /** Empty when there is no word for one of the numbers. */
  const numbersText = (word: (n: number) => string | undefined, numbers: number[]) => {
    const items = inOrder(numbers).map(word);
    return items.includes(undefined) ? '' : list(locale, items as string[]);
  };

  if (BYMONTHDAY && (BYDAY || BYSETPOS)) return;
  if (FREQ < MONTHLY) {
    if (BYMONTHDAY || BYSETPOS || (FREQ === DAILY && BYDAY)) return;
    if (INTERVAL < 2) return [plain.patternText(rule, locale, words), BYMONTH];
    return [FREQ === DAILY ? words.daily(INTERVAL) : words.weekly(INTERVAL, list(locale, names), names.length), BYMONTH];
  }

  const yearly = FREQ === YEARLY;
  // A month that comes round less often than every year would have to be worked out.
  const byMonth = (days: string, byDate: boolean): [string, number[]?] | undefined =>
    days && (INTERVAL < 2 || !(yearly || BYMONTH)) ? [words.monthly(INTERVAL, days, byDate), BYMONTH] : undefined;
  if (BYMONTHDAY) {
    const dates = yearly ? (BYMONTH ?? []).flatMap((month) => BYMONTHDAY.map((date) => [Date.UTC(2026, month - 1, date), date] as const)) : [];
    const inEveryYear = dates.length && dates.every(([at, date]) => new Date(at).getUTCDate() === date);
    return inEveryYear
      ? [words.yearly(INTERVAL, list(locale, dates.map(([at]) => formatOf(locale, dayOfYear).format(at))))]
      : byMonth(numbersText(words.date, BYMONTHDAY), true);
  }

  const oneMonth = BYMONTH?.length === 1;
  if (yearly && !oneMonth && (BYSETPOS || !BYMONTH)) return;
  const nths = BYSETPOS
    ? [[everyOne(rule) ? numbersText(words.nth, BYSETPOS) : '', INTERVAL < 2 && areWorkdays(weekdays) ? words.workday : list(locale, names, 'disjunction')]]
    : weekdays.map((weekday, at) => [numbersText(words.nth, BYDAY!.filter((day) => day[1] === weekday).map(([nth]) => nth)), names[at]]);
  if (nths.some(([nth]) => !nth)) return;
  const days = list(locale, nths.map(([nth, weekday]) => words.nthDay(nth!, weekday!)));
  return yearly && oneMonth ? [words.yearly(INTERVAL, words.inMonth(days, monthName(BYMONTH[0]!, locale)))] : byMonth(days, false);
}

function monthsText(numbers: number[] | undefined, locale: string, words: ScheduleWords): string {
  const months = inOrder(numbers ?? []);
  const name = (month: number) => monthName(month, locale);
  const firsts = months.filter((month) => !months.includes(month > 1 ? month - 1 : 12));
  if (!firsts.length) return '';
  return months.length > 2 && firsts.length < 2 ? words.span(name(firsts[0]!), name(firsts[0]! + months.length - 1)) : words.months(list(locale, months.map(name)));
}

function untilText({ UNTIL: until }: FullRule, timeZone: string, locale: string, words: ScheduleWords): string {
  if (!until) return '';
  return words.until(formatOf(locale, wholeDate).format(until.kind === 'utc' ? until.at + offsetAt(timeZone, until.at) : until.at));
}

/**
 * A schedule in one sentence without a full stop: "Every second Tuesday, 19:30–21:00". Times are those of its own zone,
 * written as the locale does. A rule that would take too many words gets a general sentence, never a wrong one. What was
 * cancelled or added is not in it: see `describe-exceptions.ts`.
 *
 * @param locale - BCP 47 tag in the language of `words`, which are English by default.
 */
export function describe(schedule: Schedule, locale: string, words: ScheduleWords = en): string {
  const plan = readSchedule(schedule);
  if (!plan) return capital(words.unknown, locale);
  const { rule, start } = plan;
  const time = clockText(plan, locale);
  if (!rule) return capital(plan.extra[0] === undefined ? onceText(start, locale) + words.comma + time : words.certainDates(time), locale);
  const found = patternText(plainRule(completeRule(rule, start)), locale, words);
  if (!found) return capital(words.certainDates(time), locale);
  const digits = (text: string) => text.replace(/\d+/g, (number) => numberFormat(locale, {}).format(+number));
  const parts = [
    digits(found[0]),
    time,
    monthsText(found[1], locale, words),
    rule.COUNT && digits(words.times(rule.COUNT)),
    untilText(rule, schedule.timeZone, locale, words),
  ];
  return capital(parts.filter(Boolean).join(words.comma), locale);
}
