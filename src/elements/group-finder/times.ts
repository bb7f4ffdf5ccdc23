import { dateFormat as formats, kept } from '../../domain/plain-describe.ts';

const relative = kept(Intl.RelativeTimeFormat);

let own: string | undefined;

/** The visitor's own zone. Asked once for a page: asking takes longer than drawing a card. */
export const ownZone = (): string => (own ??= new Intl.DateTimeFormat().resolvedOptions().timeZone);

/** `Intl.DateTimeFormat`, made once for each locale, zone and shape: making one costs more than using it a hundred times. */
export const dateFormat = (locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => formats(locale, { ...options, timeZone });

/** The date and the hour that a zone's clock shows, to compare. */
const clockIn = (zone: string, at: number) => dateFormat('en', zone, { dateStyle: 'short', timeStyle: 'short' }).format(at);

/** Whether two zones show the same clock at a moment. */
export const sameClock = (one: string, other: string, at: number): boolean => one === other || clockIn(one, at) === clockIn(other, at);

/** The date in a zone, to compare. */
export const dateIn = (zone: string, at: number): string => clockIn(zone, at).split(',')[0]!;

/** "Tuesday 24 November", as the locale writes it. */
export const longDate = (locale: string, zone: string, at: number): string =>
  dateFormat(locale, zone, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);

/** "19:30–21:00", as the locale writes it, in a zone. */
export function clockRange(locale: string, zone: string, start: number, end: number): string {
  const format = dateFormat(locale, zone, { hour: 'numeric', minute: '2-digit' });
  // Over midnight, `formatRange` would write both dates in full.
  return dateIn(zone, start) === dateIn(zone, end) ? format.formatRange(start, end) : `${format.format(start)}–${format.format(end)}`;
}

/** "Today" and "tomorrow" as the language says them. */
export const relativeDay = (locale: string, ahead: number): string => relative(locale, { numeric: 'auto' }).format(ahead, 'day');

/** "UK time", "Eastern Time": the name people use for a zone, at a moment. */
export function zoneName(locale: string, zone: string, at: number): string {
  const parts = dateFormat(locale, zone, { timeZoneName: 'longGeneric' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}
