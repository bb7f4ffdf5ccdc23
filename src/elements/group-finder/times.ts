const formats = new Map<string, Intl.DateTimeFormat>();

let own: string | undefined;

/** The visitor's own zone. Asked once for a page: asking takes longer than drawing a card. */
export const ownZone = (): string => (own ??= new Intl.DateTimeFormat().resolvedOptions().timeZone);

/** `Intl.DateTimeFormat`, made once for each locale, zone and shape: making one costs more than using it a hundred times. */
export function dateFormat(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + timeZone + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(locale, { ...options, timeZone })));
  return format;
}

/** "19:30–21:00", as the locale writes it, in a zone. */
export function clockRange(locale: string, zone: string, start: number, end: number): string {
  const format = dateFormat(locale, zone, { hour: 'numeric', minute: '2-digit' });
  const [one, other] = [start, end].map((at) => dateFormat('en', zone, { dateStyle: 'short' }).format(at));
  // Over midnight, `formatRange` would write both dates in full.
  return one === other ? format.formatRange(start, end) : `${format.format(start)}–${format.format(end)}`;
}

/** "Tuesday 24 November", as the locale writes it. */
export const longDate = (locale: string, zone: string, at: number): string =>
  dateFormat(locale, zone, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);

const relative = new Map<string, Intl.RelativeTimeFormat>();

/** "Today" and "tomorrow" as the language says them. */
export function relativeDay(locale: string, ahead: number): string {
  let format = relative.get(locale);
  if (!format) relative.set(locale, (format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })));
  return format.format(ahead, 'day');
}

/** "UK time", "Eastern Time": the name people use for a zone, at a moment. */
export function zoneName(locale: string, zone: string, at: number): string {
  const parts = dateFormat(locale, zone, { timeZoneName: 'longGeneric' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** Whether two zones show the same clock at a moment. */
export const sameClock = (one: string, other: string, at: number): boolean =>
  one === other || [one, other].map((zone) => dateFormat('en', zone, { dateStyle: 'short', timeStyle: 'short' }).format(at)).every((clock, _, all) => clock === all[0]);
