import { html, nothing, type TemplateResult } from 'lit';
import { fill, msg } from '../../internal/localize.ts';
import { dayName } from './entry.ts';

const dayMs = 864e5;
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 10);

export interface CalendarView {
  locale: string;
  /** `YYYY-MM`. */
  month: string;
  /** Days of which something is kept. */
  days: ReadonlySet<string>;
  /** The day that is open. */
  day?: string | undefined;
  /** `YYYY-MM-DD`. */
  today: string;
  onDay(day: string): void;
  onMonth(month: string): void;
}

/** The month so many months later. */
export const monthFrom = (month: string, later: number): string => {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return iso(Date.UTC(year, number - 1 + later, 1)).slice(0, 7);
};

/** The day that weeks begin with where the language is spoken, from 1 for Monday; Monday where the engine does not say. */
function firstDay(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?(): { firstDay: number }; weekInfo?: { firstDay: number } };
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
}

/** Days of a month in weeks; undefined for what belongs to others. */
function weeksOf(month: string, first: number): (string | undefined)[][] {
  const start = Date.parse(`${month}-01`);
  const before = (new Date(start).getUTCDay() + 7 - (first % 7)) % 7;
  const cells: (string | undefined)[] = Array.from({ length: before });
  for (let day = start; iso(day).startsWith(month); day += dayMs) cells.push(iso(day));
  while (cells.length % 7) cells.push(undefined);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/** One month as a table. A day with something kept is a button; all others are plain: nothing says that something is missing. */
export function calendar(view: CalendarView): TemplateResult {
  const { locale, month } = view;
  const first = firstDay(locale);
  const name = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${month}-01`));
  // 5 January 1970 was a Monday.
  const weekdays = (length: 'narrow' | 'short' | 'long') =>
    Array.from({ length: 7 }, (_, at) => new Intl.DateTimeFormat(locale, { weekday: length, timeZone: 'UTC' }).format((4 + ((first - 1 + at) % 7)) * dayMs));
  // Short names are whole words in Arabic, and do not fit.
  const short = weekdays('short').some((each) => each.length > 4) ? weekdays('narrow') : weekdays('short');
  return html`<div class="calendar" part="calendar">
    <div class="row turn">
      <p id="month" class="month" role="status">${name}</p>
      <button type="button" @click=${() => view.onMonth(monthFrom(month, -1))}>${msg('The month before')}</button>
      <button type="button" @click=${() => view.onMonth(monthFrom(month, 1))}>${msg('The month after')}</button>
    </div>
    <table aria-labelledby="month">
      <thead>
        <tr>
          ${weekdays('long').map((long, at) => html`<th scope="col"><abbr title=${long}>${short[at]}</abbr></th>`)}
        </tr>
      </thead>
      <tbody>
        ${weeksOf(month, first).map((week) => html`<tr>${week.map((day) => cell(day, view))}</tr>`)}
      </tbody>
    </table>
  </div>`;
}

function cell(day: string | undefined, { locale, days, day: open, today, onDay }: CalendarView): TemplateResult {
  if (!day) return html`<td></td>`;
  const number = new Intl.NumberFormat(locale, { useGrouping: false }).format(Number(day.slice(8)));
  const current = day === today ? 'date' : nothing;
  if (!days.has(day)) return html`<td aria-current=${current}>${number}</td>`;
  const label = fill(msg('{day}, show what I kept'), { day: dayName(day, locale) });
  return html`<td aria-current=${current}>
    <button type="button" class="day" aria-label=${label} aria-expanded=${day === open} @click=${() => onDay(day)}>${number}</button>
  </td>`;
}
