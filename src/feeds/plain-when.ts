import type { Schedule } from '../domain/group.ts';
import { nextStarts } from '../domain/plain-schedule.ts';

/** A schedule whose zone is still to be found. */
export type Times = Omit<Schedule, 'timeZone'>;

export const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Where weekly rules begin when a list does not say since when, a Monday: any date would do, but always the same. */
const anchor = '2020-01-06';

const day = '(?:sun|mon|tues|wednes|thurs|fri|satur)days?';
const clock = '(\\d\\d?)(?:[:.](\\d\\d))?(?::\\d\\d)? ?([ap]m)?';
const form = new RegExp(`^(.+?),? ${clock}(?: ?[-–] ?${clock})?$`);
const dayForm = new RegExp(`^(every )?((?:(?:last|first|second|third|fourth|and) )*)(weekdays|${day}(?:(?:,| and| &) ${day})*)( of the month)?$`);
const ordinals = ['last', 'first', 'second', 'third', 'fourth'];

const two = (number: number) => `${number}`.padStart(2, '0');

/** Minutes since midnight as `HH:MM`. */
export const clockOf = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** The days of a rule, weekly or (`1MO`, `-1FR`) monthly, from a date on. */
export function everyTime(days: readonly string[], from = anchor): Pick<Schedule, 'start' | 'rule'> {
  const rule = days[6] ? 'FREQ=DAILY' : `FREQ=${days[0]![2] ? 'MONTH' : 'WEEK'}LY;BYDAY=${days}`;
  const [first] = nextStarts({ start: from, rule, time: '00:00', minutes: 1, timeZone: 'UTC' }, 0);
  return { start: new Date(first!).toISOString().slice(0, 10), rule };
}

/** Minutes since midnight, or NaN. */
export function minutesOf(hour: number, minute: number, half = ''): number {
  const total = (half ? (hour % 12) + (half === 'pm' ? 12 : 0) : hour) * 60 + minute;
  return minute < 60 && total <= 1440 && (!half || (hour && hour < 13)) ? total : NaN;
}

/**
 * Reads days and times in plain English: "Tuesdays 7.30pm–9pm", "Monday, Wednesday 10:00–11:00", "Last Friday of the
 * month 2-4pm". Undefined: it is not as plain as that, and whoever reads more than this must look at it.
 *
 * @param length Minutes of a session whose end is not said.
 */
export function plainWhen(text: string, length: number): Times | undefined {
  const match = form.exec(text.toLowerCase());
  const days = match && daysOf(match[1]!);
  if (!days) return;
  const [, , hour, minute, half, lastHour, lastMinute, lastHalf] = match as unknown as string[];
  const start = minutesOf(+hour!, +(minute ?? 0), half ?? lastHalf);
  const end = lastHour ? minutesOf(+lastHour, +(lastMinute ?? 0), lastHalf ?? half) : start + length;
  const certain = half || lastHalf ? (half && lastHalf) || (start < end && (half || hour![0] !== '0')) : +hour! > 12 || hour![0] === '0' || (minute && +hour! > 7);
  return certain && start + end >= 0 ? { ...days, time: clockOf(start), minutes: (end - start + 1440) % 1440 || length } : undefined;
}

/** Days that were read. A list has few, and says them in row after row. */
const known = new Map<string, ReturnType<typeof everyTime>>();

function daysOf(text: string) {
  const days = known.get(text) ?? readDays(text);
  if (days) known.set(text, days);
  return days;
}

function readDays(text: string) {
  const match = dayForm.exec(text);
  if (!match) return;
  const [, every, which, names, monthly] = match as unknown as string[];
  const nths = which!.match(/[a-z]{4,}/g) ?? [];
  const codes = (names === 'weekdays' ? dayNames.slice(1, 6) : names!.match(/\w{4,}/g)!).map((name) => name.slice(0, 2).toUpperCase());
  if (nths[0] ? codes[1] || (every && !monthly) : monthly) return;
  return everyTime(nths[0] ? nths.map((nth) => (ordinals.indexOf(nth) || -1) + codes[0]!) : codes);
}
