import type { Schedule } from './group.ts';
import { dayMs, type Plan, type Rule, readSchedule } from './plain-schedule.ts';
import { en } from './words/plain-en.ts';
import type { PlainWords } from './words/types.ts';

/** Formats are dear to make: each is kept, by locale and options. */
export function kept<Format, Options>(Make: new (locale: string, options: Options) => Format) {
  const formats = new Map<string, Format>();
  return (locale: string, options: Options): Format => {
    const key = locale + JSON.stringify(options);
    let format = formats.get(key);
    if (!format) formats.set(key, (format = new Make(locale, options)));
    return format;
  };
}

export const dateFormat = kept(Intl.DateTimeFormat);
const listFormat = kept(Intl.ListFormat);

/** Of wall-clock times, which are given as if they were UTC. Rules count by the Gregorian calendar everywhere. */
export const formatOf = (locale: string, options: Intl.DateTimeFormatOptions) => dateFormat(locale, { ...options, timeZone: 'UTC', calendar: 'gregory' });

const clock = { hour: 'numeric', minute: '2-digit' } as const;
export const dayOfYear = { day: 'numeric', month: 'long' } as const;
export const wholeDate = { ...dayOfYear, year: 'numeric' } as const;

export const list = (locale: string, items: string[], type: Intl.ListFormatType = 'conjunction') => (items[1] ? listFormat(locale, { type }).format(items) : items.join(''));

export const capital = (text: string, locale: string) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

const clocks = new Map<string, string>();

/** The clock of a session of less than a day. Many groups share a time, and `formatRange` is the dearest call of all. */
export function clockRange({ time, length }: Pick<Plan, 'time' | 'length'>, locale: string): string {
  const key = [locale, time, length].join();
  let text = clocks.get(key);
  if (!text) clocks.set(key, (text = writeRange(time, time + length, locale)));
  return text;
}

function writeRange(time: number, end: number, locale: string): string {
  // Over midnight it would write out two dates.
  if (end < dayMs) return formatOf(locale, clock).formatRange(time, end);
  const format = formatOf(locale, clockAlone(locale));
  return `${format.format(time)}–${format.format(end)}`;
}

/** Alone, an hour is written with one digit even where a range has two. */
export const clockAlone = (locale: string) => ({ ...clock, hour: formatOf(locale, clock).resolvedOptions().hour12 ? 'numeric' : '2-digit' }) as const;

/** Sunday is 0: 1970-01-04 was one. */
export const weekdayName = (weekday: number, locale: string) => formatOf(locale, { weekday: 'long' }).format((weekday + 3) * dayMs);

/** Weekdays from Monday to Sunday, which is 0; numbers from the first to the last, which is -1. */
export const inOrder = (numbers: number[]) => [...new Set(numbers)].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7));

/** Monday to Friday, in order. */
export const areWorkdays = (weekdays: number[]) => `${weekdays}` === '1,2,3,4,5';

/** When a plain rule happens. */
export function patternText({ BYDAY = [] }: Rule, locale: string, words: PlainWords): string {
  const weekdays = inOrder(BYDAY.map(([, weekday]) => weekday));
  const names = weekdays.map((weekday) => weekdayName(weekday, locale));
  if (BYDAY[0]?.[0]) {
    const nths = (weekday: number) => inOrder(BYDAY.filter((day) => day[1] === weekday).map(([nth]) => nth)).map((nth) => words.nth(nth)!);
    return words.ofMonth(list(locale, weekdays.map((weekday, at) => words.nthDay(list(locale, nths(weekday)), names[at]!))));
  }
  return names.length % 7 ? (areWorkdays(weekdays) ? words.every(words.workday, 1) : words.every(list(locale, names), names.length)) : words.everyDay;
}

/** When something happens that happens once. */
export const onceText = (start: number, locale: string) => formatOf(locale, { weekday: 'long', ...wholeDate }).format(start * dayMs);

/** The sentence of `describe.ts`, for plain schedules. */
export function describe(schedule: Schedule, locale: string, words: PlainWords = en): string {
  const plan = readSchedule(schedule);
  const { rule, start } = plan;
  return capital((rule ? patternText(rule, locale, words) : onceText(start, locale)) + words.comma + clockRange(plan, locale), locale);
}
