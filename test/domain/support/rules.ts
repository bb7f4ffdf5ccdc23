import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';

/** How often a property is tried; SOAK=1 tries twenty times as often. */
export const runs = (count: number) => ({ numRuns: count * (process.env.SOAK ? 20 : 1) });

/** Half-hour and quarter-hour zones, southern ones, one without summer time any more, one that goes back for Ramadan. */
export const zones = [
  'Africa/Casablanca',
  'America/New_York',
  'America/Santiago',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Europe/London',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'UTC',
];

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

export interface Parts {
  freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
  days: [nth: number, weekday: string][];
  monthDays: number[];
  months: number[];
  positions: number[];
  weekStart: string;
  count: number | undefined;
}

const some = <T>(one: fc.Arbitrary<T>, most = 3) => fc.oneof({ weight: 2, arbitrary: fc.constant<T[]>([]) }, { weight: 1, arbitrary: fc.uniqueArray(one, { minLength: 1, maxLength: most, selector: String }) });

/** Rules of every part that is supported, together only as RFC 5545 section 3.3.10 allows. */
export const anyParts: fc.Arbitrary<Parts> = fc
  .record({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.constantFrom(1, 1, 1, 2, 3, 4),
    days: some(fc.tuple(fc.constantFrom(0, 0, 1, 2, 3, 4, 5, -1, -2, 20, -53), fc.constantFrom(...weekdays))),
    monthDays: some(fc.constantFrom(1, 2, 13, 15, 28, 29, 30, 31, -1, -2, -31), 5),
    months: some(fc.integer({ min: 1, max: 12 }), 6),
    positions: some(fc.constantFrom(1, 2, 3, -1, -2, 10), 2),
    weekStart: fc.constantFrom('MO', 'SU', 'WE'),
    count: fc.option(fc.integer({ min: 1, max: 15 }), { nil: undefined }),
  })
  .map(({ freq, days, monthDays, positions, ...rest }): Parts => {
    const fineDays = days.map(([nth, day]): [number, string] => [freq === 'DAILY' || freq === 'WEEKLY' ? 0 : nth, day]);
    const fineMonthDays = freq === 'WEEKLY' ? [] : monthDays;
    return { freq, days: fineDays, monthDays: fineMonthDays, positions: days.length || fineMonthDays.length || rest.months.length ? positions : [], ...rest };
  });

export function ruleText({ freq, interval, days, monthDays, months, positions, weekStart, count }: Parts): string {
  const parts = [`FREQ=${freq}`];
  if (interval > 1) parts.push(`INTERVAL=${interval}`);
  if (days.length) parts.push(`BYDAY=${days.map(([nth, day]) => `${nth || ''}${day}`).join()}`);
  if (monthDays.length) parts.push(`BYMONTHDAY=${monthDays.join()}`);
  if (months.length) parts.push(`BYMONTH=${months.join()}`);
  if (positions.length) parts.push(`BYSETPOS=${positions.join()}`);
  if (weekStart !== 'MO') parts.push(`WKST=${weekStart}`);
  if (count) parts.push(`COUNT=${count}`);
  return parts.join(';');
}

/** The beginning of the week, month or year that a date is in; the date itself for days. */
function periodOf(date: Temporal.PlainDate, { freq, weekStart }: Parts): Temporal.PlainDate {
  if (freq === 'DAILY') return date;
  if (freq === 'MONTHLY') return date.with({ day: 1 });
  if (freq === 'YEARLY') return date.with({ month: 1, day: 1 });
  return date.subtract({ days: (date.dayOfWeek - 1 - weekdays.indexOf(weekStart as 'MO') + 7) % 7 });
}

function isPicked(date: Temporal.PlainDate, parts: Parts, start: Temporal.PlainDate): boolean {
  const { freq, months } = parts;
  // What the rule leaves open is taken from the start (RFC 5545 section 3.3.10, before the table).
  const open = !parts.days.length && !parts.monthDays.length;
  const days = open && freq === 'WEEKLY' ? [[0, weekdays[start.dayOfWeek - 1]]] : parts.days;
  const monthDays = open && (freq === 'MONTHLY' || freq === 'YEARLY') ? [start.day] : parts.monthDays;
  const inMonths = open && freq === 'YEARLY' && !months.length ? [start.month] : months;
  const inYear = freq === 'YEARLY' && !months.length;
  const fromFirst = Math.floor(((inYear ? date.dayOfYear : date.day) - 1) / 7) + 1;
  const fromLast = -Math.floor((inYear ? date.daysInYear - date.dayOfYear : date.daysInMonth - date.day) / 7) - 1;
  return (
    (!inMonths.length || inMonths.includes(date.month)) &&
    (!monthDays.length || monthDays.some((day) => day === date.day || day === date.day - date.daysInMonth - 1)) &&
    (!days.length || days.some(([nth, day]) => day === weekdays[date.dayOfWeek - 1] && (nth === 0 || nth === fromFirst || nth === fromLast)))
  );
}

/** The dates of a rule up to `last`, found by looking at every single day: slow, and plain enough to be trusted. */
export function datesByLooking(parts: Parts, start: Temporal.PlainDate, last: Temporal.PlainDate): string[] {
  const step = { DAILY: 'days', WEEKLY: 'weeks', MONTHLY: 'months', YEARLY: 'years' }[parts.freq];
  const found: string[] = [];
  let first = periodOf(start, parts);
  while (Temporal.PlainDate.compare(first, last) <= 0 && !(found.length >= (parts.count ?? Infinity))) {
    const next = first.add({ [step]: 1 });
    let picked: Temporal.PlainDate[] = [];
    for (let day = first; !day.equals(next); day = day.add({ days: 1 })) if (isPicked(day, parts, start)) picked.push(day);
    if (parts.positions.length) {
      const wanted = parts.positions.map((position) => picked.at(position > 0 ? position - 1 : position));
      picked = picked.filter((day) => wanted.includes(day));
    }
    found.push(...picked.filter((day) => Temporal.PlainDate.compare(day, start) >= 0).map(String));
    first = first.add({ [step]: parts.interval });
  }
  return found.slice(0, parts.count).filter((day) => day <= String(last));
}

export const anyDate = (from = '1995-01-01', to = '2035-12-31') =>
  fc
    .integer({ min: Date.parse(from) / 864e5, max: Date.parse(to) / 864e5 })
    .map((day) => new Date(day * 864e5).toISOString().slice(0, 10));

export const anyTime = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 95 }).map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`) },
  { weight: 1, arbitrary: fc.constantFrom('24:00', '00:00', '01:30', '02:30', '02:15') },
);

/** The beginning of a session by Temporal, whose "compatible" is what RFC 5545 section 3.3.5 asks for. */
export function instantByTemporal(date: string, time: string, zone: string): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  const day = Temporal.PlainDate.from(date).add({ days: hour === 24 ? 1 : 0 });
  return day.toZonedDateTime({ timeZone: zone, plainTime: { hour: hour % 24, minute } }).epochMilliseconds;
}
