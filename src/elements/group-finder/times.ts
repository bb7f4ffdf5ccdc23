const formats = new Map<string, Intl.DateTimeFormat>();

/** A zone that is not known: its times are shown as they are written (CLDR's name for it). */
export const unknownZone = 'Etc/Unknown';

/** The visitor's own zone. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `Intl.DateTimeFormat`, made once for each locale, zone and shape: making one costs more than using it a hundred times. */
export function dateFormat(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + timeZone + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { ...options, timeZone: timeZone === unknownZone ? 'UTC' : timeZone });
    formats.set(key, format);
  }
  return format;
}

/** "19:30–21:00", as the locale writes it, in a zone. */
export const clockRange = (locale: string, zone: string, start: number, end: number): string =>
  dateFormat(locale, zone, { hour: 'numeric', minute: '2-digit' }).formatRange(start, end);

/** "Tuesday 24 November, 19:30", as the locale writes it. */
export const dateAndTime = (locale: string, zone: string, at: number): string =>
  dateFormat(locale, zone, { weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' }).format(at);

/** The date without its clock, as a number that can be compared: 20261124. */
export const dayNumber = (zone: string, at: number): number =>
  Number(dateFormat('en-CA', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at).replaceAll('-', ''));

/** "UK time", "Eastern Time": the name people use for a zone, at a moment. */
export function zoneName(locale: string, zone: string, at: number): string {
  const parts = dateFormat(locale, zone, { timeZoneName: 'longGeneric' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** Whether two zones show the same clock at a moment. */
export const sameClock = (one: string, other: string, at: number): boolean =>
  one === other || dateAndTime('en', one, at) === dateAndTime('en', other, at);

/** The moment as a schedule of a zone counts it: times of an unknown zone are compared with the visitor's own clock. */
export const nowIn = (zone: string, now: number): number =>
  zone === unknownZone ? now - new Date(now).getTimezoneOffset() * 60_000 : now;
