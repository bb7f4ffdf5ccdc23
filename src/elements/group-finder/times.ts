import { clockRange as rangeOf, dateFormat, kept } from '../../domain/plain-describe.ts';
import { dayMs } from '../../domain/plain-schedule.ts';
import { isTimeZone, offsetAt } from '../../domain/zone.ts';

const relative = kept(Intl.RelativeTimeFormat);

let own: string | undefined;

/** The visitor's own zone; UTC where the browser does not know it. Asked once for a page: asking takes longer than drawing a card. */
export function ownZone(): string {
  if (own) return own;
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return (own = isTimeZone(timeZone) ? timeZone : 'UTC');
}

/** What the clock of a zone shows at a moment, as if it were UTC: so one format, which is dear to make, serves all zones. */
const wallOf = (zone: string, at: number) => at + offsetAt(zone, at);

/** The date of a zone at a moment, as a number of days. */
export const dayIn = (zone: string, at: number): number => Math.floor(wallOf(zone, at) / dayMs);

/** A part of what calendar and clock of a zone show at a moment, as the locale writes it. */
export const dateText = (locale: string, zone: string, at: number, options: Intl.DateTimeFormatOptions): string =>
  dateFormat(locale, { ...options, timeZone: 'UTC' }).format(wallOf(zone, at));

/** Whether two zones show the same clock at a moment. */
export const sameClock = (one: string, other: string, at: number): boolean => offsetAt(one, at) === offsetAt(other, at);

/** "Tuesday 24 November", as the locale writes it. */
export const longDate = (locale: string, zone: string, at: number): string => dateText(locale, zone, at, { weekday: 'long', day: 'numeric', month: 'long' });

/** "19:30–21:00", as the locale writes it, in a zone. */
export function clockRange(locale: string, zone: string, start: number, end: number): string {
  const from = wallOf(zone, start);
  return rangeOf({ time: from - dayIn(zone, start) * dayMs, length: wallOf(zone, end) - from }, locale);
}

/** "Today" and "tomorrow" as the language says them. */
export const relativeDay = (locale: string, ahead: number): string => relative(locale, { numeric: 'auto' }).format(ahead, 'day');

const names = new Map<string, string>();

/** "UK time", "Eastern Time": the name people use for a zone, at a moment. */
export function zoneName(locale: string, zone: string, at: number): string {
  const key = [locale, zone, offsetAt(zone, at)].join();
  let name = names.get(key);
  if (!name) {
    const parts = dateFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(at);
    names.set(key, (name = parts.find((part) => part.type === 'timeZoneName')?.value ?? zone));
  }
  return name;
}
