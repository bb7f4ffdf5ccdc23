import type { WatchHours } from './space.ts';
import { isTimeZone, offsetAt, toInstant } from './zone.ts';

const dayMs = 864e5;

/** Whether hours cover a moment, and when that changes next, in milliseconds; without a change it stays as it is. */
export interface Opening {
  open: boolean;
  change?: number;
}

/** Days in the order of the week. */
export const week = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** 1 January 1970 was a Thursday. */
const weekdayOf = (day: number) => week[(((day + 3) % 7) + 7) % 7]!;

/** Milliseconds since midnight; NaN for what is no time of a 24-hour clock. */
function clock(text: string): number {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return (Number(hour) * 60 + Number(minute)) * 6e4;
}

/** Whether every part can be computed: known days, times and a zone of the IANA database. */
export const hoursAreSound = (hours: readonly WatchHours[]): boolean =>
  hours.every(({ days, from, to, timeZone }) => days.length > 0 && !Number.isNaN(clock(from) + clock(to)) && isTimeZone(timeZone));

/** The stretches of time around a moment, a week and a day to either side, that the hours cover: `[start, end]`. */
function* stretches({ days, from, to, timeZone }: WatchHours, now: number): Generator<[number, number]> {
  const [start, end] = [clock(from), clock(to)];
  const today = Math.floor((now + offsetAt(timeZone, now)) / dayMs);
  for (let day = today - 8; day <= today + 8; day += 1) {
    if (!days.includes(weekdayOf(day))) continue;
    // Wall clocks on both sides, so that a night in which the clocks change is an hour shorter or longer.
    yield [toInstant(timeZone, day * dayMs + start), toInstant(timeZone, (end > start ? day : day + 1) * dayMs + end)];
  }
}

/**
 * Whether wall-clock hours cover a moment. An end that is not after its beginning is on the next day, so `00:00` to `00:00`
 * is the whole day. Undefined when the hours cannot be computed: nobody is told "open now" by a guess.
 */
export function openAt(hours: readonly WatchHours[], now: number): Opening | undefined {
  if (!hoursAreSound(hours)) return undefined;
  const found = hours.flatMap((each) => [...stretches(each, now)]).sort(([a], [b]) => a - b);
  let end = now;
  for (const [from, to] of found) {
    // What follows without a gap is one stretch.
    if (from <= end && to > end) end = to;
    if (from > end) return end > now ? { open: true, change: end } : { open: false, change: from };
  }
  // Open beyond all that was looked at is open day and night; nothing ahead is never open.
  return { open: end > now };
}

/** When these hours begin next, in milliseconds. Undefined: never, or it cannot be computed. */
export function nextOpening(hours: WatchHours, now: number): number | undefined {
  if (!hoursAreSound([hours])) return undefined;
  const starts = [...stretches(hours, now)].map(([from]) => from).filter((from) => from > now);
  return starts.length ? Math.min(...starts) : undefined;
}
