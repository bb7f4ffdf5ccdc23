import { html, nothing, type TemplateResult } from 'lit';
import type { HelpWay } from '../../domain/helplines/types.ts';
import type { WatchHours } from '../../domain/space.ts';
import { openAt, week } from '../../domain/watch-hours.ts';
import { offsetAt } from '../../domain/zone.ts';
import { fill, msg } from '../../internal/localize.ts';

const time: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };

/** Whether somebody answers now, in the visitor's time, and when they do on the clock of the line. */
export function hoursOf({ hours }: HelpWay, locale: string, now: number): TemplateResult | typeof nothing {
  if (!hours) return nothing;
  if (hours === 'always') return html`<span class="chip open">${msg('Open day and night')}</span>`;
  const found = openAt(hours, now);
  if (!found) return nothing;
  const { open, change } = found;
  const at = change === undefined ? '' : momentIn(locale, change, now);
  const said = at && fill(open ? msg('until {time}') : msg('opens {time}'), { time: at });
  return html`<span class="now"><span class="chip ${open ? 'open' : ''}">${open ? msg('Open now') : msg('Closed now')}</span> ${said}</span>
    <span class="hours quiet">${hours.map((each) => html`<span>${hoursInWords(each, locale)}</span> `)} ${clockName(hours[0]!, locale, now)}</span>`;
}

/** "20:00", or "Monday 14:00" when it is another day, on the visitor's clock. */
function momentIn(locale: string, at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(locale, sameDay ? time : { weekday: 'long', ...time }).format(at);
}

/** The name of the line's clock, where the visitor's shows another time. */
function clockName({ timeZone }: WatchHours, locale: string, now: number): string {
  if (offsetAt(timeZone, now) === -6e4 * new Date(now).getTimezoneOffset()) return '';
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(now);
  return `(${parts.find(({ type }) => type === 'timeZoneName')!.value})`;
}

/** "Monday–Friday 9:00–17:00", on the clock of the line. */
export function hoursInWords({ days, from, to }: WatchHours, locale: string): string {
  const clock = new Intl.DateTimeFormat(locale, { ...time, timeZone: 'UTC' });
  const at = (text: string) => clock.format(Date.parse(`1970-01-05T${text.padStart(5, '0')}Z`));
  return `${daysInWords(days, locale)} ${from === to ? msg('all day') : `${at(from)}–${at(to)}`}`;
}

/** Days that follow each other as "Monday–Friday", others in a list. */
function daysInWords(days: readonly string[], locale: string): string {
  const chosen = week.map((day) => days.includes(day));
  if (!chosen.includes(false)) return msg('Every day');
  const names = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  // 5 January 1970 was a Monday.
  const name = (day: number) => names.format(Date.UTC(1970, 0, 5 + day));
  const runs: string[] = [];
  for (let first = 0; first < 7; first += 1) {
    if (!chosen[first]) continue;
    let last = first;
    while (chosen[last + 1]) last += 1;
    if (last - first > 1) runs.push(`${name(first)}–${name(last)}`);
    else for (let day = first; day <= last; day += 1) runs.push(name(day));
    first = last;
  }
  return new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(runs);
}
