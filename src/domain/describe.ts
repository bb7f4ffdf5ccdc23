import type { Schedule } from './group.ts';
import { completeRule, DAILY, dayMs, isRegular, MONTHLY, readSchedule, type Plan, type Rule, WEEKLY, YEARLY } from './schedule.ts';
import { offsetAt, toInstant } from './zone.ts';
import type { ScheduleWords } from './words/types.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats of wall-clock times, which are given as if they were UTC. Rules count by the Gregorian calendar everywhere. */
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC', calendar: 'gregory' })));
  return format;
}

const clock = { hour: 'numeric', minute: '2-digit' } as const;
const dayOfYear = { day: 'numeric', month: 'long' } as const;
const wholeDate = { ...dayOfYear, year: 'numeric' } as const;

const list = (locale: string, items: string[], type: 'conjunction' | 'disjunction' = 'conjunction') => new Intl.ListFormat(locale, { type }).format(items);

const capital = (text: string, locale: string) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

function clockText({ time, length }: Plan, locale: string): string {
  const format = formatOf(locale, clock);
  const end = time + length;
  // Alone, an hour is written with one digit even where the range has two.
  const hour = format.resolvedOptions().hour12 ? 'numeric' : '2-digit';
  // 00:00 would be taken for the beginning of the day.
  const begin = formatOf(locale, { ...clock, hour, ...(time === dayMs && { hourCycle: 'h24' }) }).format(time);
  if (!length) return begin;
  if (length >= dayMs) return `${begin} (${new Intl.NumberFormat(locale, { style: 'unit', unit: 'hour', unitDisplay: 'long' }).format(length / 36e5)})`;
  // Over midnight `formatRange` would write out two dates.
  return end < dayMs ? format.formatRange(time, end) : `${begin}–${formatOf(locale, { ...clock, hour }).format(end)}`;
}

/** January is 1. */
const monthName = (month: number, locale: string) => formatOf(locale, { month: 'long' }).format(Date.UTC(2026, month - 1));
/** Sunday is 0: 1970-01-04 was one. */
const weekdayName = (weekday: number, locale: string) => formatOf(locale, { weekday: 'long' }).format((weekday + 3) * dayMs);

/** From Monday on, and from the first to the last. */
const inWeek = (weekdays: number[]) => [...new Set(weekdays)].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7));
const inOrder = (numbers: number[]) => [...new Set(numbers)].sort((a, b) => (a < 0 ? a + 999999 : a) - (b < 0 ? b + 999999 : b));

const everyOne = ({ BYDAY }: Rule) => BYDAY?.every(([nth]) => !nth);

/** The same rule in plainer parts: BYSETPOS as ordinals or dates, and weeks where a longer period says no more. */
function plainRule(rule: Rule): Rule {
  const { BYDAY, BYSETPOS, ...rest } = rule;
  if (rule.BYMONTHDAY || !everyOne(rule)) return rule;
  if (!BYSETPOS) return rule.INTERVAL > 1 ? rule : { ...rule, FREQ: WEEKLY };
  if (rule.FREQ !== MONTHLY && rule.BYMONTH?.length !== 1) return rule;
  const weekdays = new Set(BYDAY!.map(([, weekday]) => weekday));
  if (weekdays.size === 7) return { ...rest, BYMONTHDAY: BYSETPOS };
  return weekdays.size > 1 ? rule : { ...rest, BYDAY: BYSETPOS.map((nth) => [nth, BYDAY![0]![1]]) };
}

/** When in its periods a rule happens, and in which months; undefined when it takes too many words. */
function patternText(rule: Rule, locale: string, words: ScheduleWords): [pattern: string, months?: number[]] | undefined {
  const { FREQ: frequency, INTERVAL: interval, BYDAY: days, BYMONTHDAY: monthDays, BYMONTH: months, BYSETPOS: positions } = rule;
  const weekdaysText = (weekdays: number[], type?: 'disjunction') =>
    interval < 2 && `${inWeek(weekdays)}` === '1,2,3,4,5' ? words.workday : list(locale, inWeek(weekdays).map((weekday) => weekdayName(weekday, locale)), type);
  const listOf = (word: (n: number) => string | undefined, numbers: number[]) => {
    const items = inOrder(numbers).map(word);
    return items.includes(undefined) ? '' : list(locale, items as string[]);
  };

  if (frequency === DAILY) return days || monthDays ? undefined : [words.daily(interval), months];
  if (days && monthDays) return;
  const weekdays = days?.map(([, weekday]) => weekday) ?? [];
  if (frequency === WEEKLY) {
    const text = weekdaysText(weekdays);
    const many = text === words.workday ? 1 : new Set(weekdays).size;
    return positions ? undefined : [many > 6 && interval < 2 ? words.daily(1) : words.weekly(interval, text, many), months];
  }

  const oneMonth = months?.length === 1;
  const yearly = frequency === YEARLY;
  if (monthDays) {
    const dates = months?.flatMap((month) => monthDays.map((date) => new Date(Date.UTC(2026, month - 1, date))));
    if (yearly && dates && dates.length < 7 && dates.every((date, at) => date.getUTCDate() === monthDays[at % monthDays.length])) {
      return [words.yearly(interval, list(locale, dates.map((date) => formatOf(locale, dayOfYear).format(date))))];
    }
    const text = !positions && listOf(words.date, monthDays);
    return text && (!yearly || interval < 2) ? [words.monthly(interval, text, true), months] : undefined;
  }
  if (yearly && !oneMonth && (positions || !months || interval > 1)) return;
  const parts = positions
    ? everyOne(rule) ? [[listOf(words.nth, positions), weekdaysText(weekdays, 'disjunction')]] : []
    : inWeek(weekdays).map((weekday) => [listOf(words.nth, days!.filter((day) => day[1] === weekday).map(([nth]) => nth)), weekdayName(weekday, locale)]);
  if (!parts.length || parts.some(([nth]) => !nth)) return;
  const text = list(locale, parts.map(([nth, weekday]) => words.nthDay(nth!, weekday!)));
  return yearly && oneMonth ? [words.yearly(interval, words.inMonth(text, monthName(months[0]!, locale)))] : [words.monthly(interval, text, false), months];
}

function monthsText(numbers: number[] | undefined, locale: string, words: ScheduleWords): string {
  const months = inOrder(numbers ?? []);
  const name = (month: number) => monthName(month, locale);
  const firsts = months.filter((month) => !months.includes(month > 1 ? month - 1 : 12));
  if (!firsts.length) return '';
  const [first] = firsts;
  return months.length > 2 && firsts.length < 2 ? words.span(name(first!), name(first! + months.length - 1)) : words.months(list(locale, months.map(name)));
}

function untilText({ UNTIL: until }: Rule, timeZone: string, locale: string, words: ScheduleWords): string {
  if (!until) return '';
  return words.until(formatOf(locale, wholeDate).format(until.kind === 'utc' ? until.at + offsetAt(timeZone, until.at) : until.at));
}

/**
 * A schedule in one sentence without a full stop: "Every second Tuesday, 19:30–21:00". Times are those of its own zone,
 * written as the locale does. A rule that would take too many words gets a general sentence, never a wrong one. What was
 * cancelled or added is not in it: see `describeExceptions`.
 *
 * @param locale - BCP 47 tag in the language of `words`.
 */
export function describe(schedule: Schedule, locale: string, words: ScheduleWords): string {
  const plan = readSchedule(schedule);
  if ('code' in plan) return capital(words.unknown, locale);
  const { rule, start } = plan;
  const time = clockText(plan, locale);
  if (!rule) return capital(formatOf(locale, { weekday: 'long', ...wholeDate }).format(start * dayMs) + words.comma + time, locale);
  const found = patternText(plainRule(completeRule(rule, start)), locale, words);
  if (!found) return capital(words.certainDates(time), locale);
  const digits = (text: string) => text.replace(/\d+/g, (number) => new Intl.NumberFormat(locale).format(+number));
  const parts = [
    digits(found[0]),
    time,
    monthsText(found[1], locale, words),
    rule.COUNT && digits(words.times(rule.COUNT)),
    untilText(rule, schedule.timeZone, locale, words),
  ];
  return capital(parts.filter(Boolean).join(words.comma), locale);
}

/**
 * What is cancelled or added from `from` on, without a full stop: "Not on 25 December and 1 January, also on 4 February".
 * Empty when there is nothing to say. Cancelled days on which nothing would happen anyway are left out.
 */
export function describeExceptions(schedule: Schedule, locale: string, words: ScheduleWords, from: Date): string {
  const plan = readSchedule(schedule);
  if ('code' in plan) return '';
  const text = (days: number[], regular: boolean) =>
    list(
      locale,
      inOrder(days).flatMap((day) => {
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
