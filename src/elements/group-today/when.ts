/** When it was written, on the clock of whoever reads: of today the time, of this week the day as well. */
export function whenOf(at: string, locale: string, now = Date.now()): string {
  const moment = Date.parse(at);
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options).format(moment);
  if (new Date(moment).toDateString() === new Date(now).toDateString()) return format(time);
  return now - moment < 6 * 864e5 ? format({ weekday: 'long', ...time }) : format({ day: 'numeric', month: 'long', ...time });
}
