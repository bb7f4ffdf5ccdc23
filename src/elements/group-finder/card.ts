import { html, nothing, type TemplateResult } from 'lit';
import { phase, type Row } from '../../domain/finder.ts';
import type { Session } from '../../domain/group.ts';
import { isTimeZone, onClock } from '../../domain/zone.ts';
import { fill, msg } from '../../internal/localize.ts';
import { clockRange, dateText, dayIn, relativeDay, sameClock, zoneName } from './times.ts';
import { ways, type View } from './view.ts';

/**
 * Writes a text with the words that were searched for marked in it; of one that is otherwise not shown (`isHidden`), the
 * part around the first of them, if there is any.
 */
export type Mark = (text: string, isHidden?: boolean) => unknown;

const unmarked: Mark = (text, isHidden) => (isHidden ? undefined : text);

export interface CardOptions {
  view: View;
  mark?: Mark | undefined;
  /** What stands in the opened card; undefined while it is closed. */
  details?: unknown;
  onToggle: () => void;
}

/** One group in the list: its name opens the rest in place. */
export function card(row: Row, { view, mark = unmarked, details, onToggle }: CardOptions): TemplateResult {
  const { group, session } = row;
  const about = group.about && mark(group.about, true);
  return html`<li class="group ${details ? 'open' : ''}" part="group">
    ${dateTile(row, view)}
    <div>
      <h3>
        <button type="button" class="plain" part="name" aria-expanded=${!!details} @click=${onToggle}>${mark(group.name)}</button>
      </h3>
      <p>${near(row, view)}${whenLine(row, view)}</p>
      <p>${session && mark(whereLine(session, group.sessions.length))}</p>
      <p class="quiet">${mark(group.topics.join(', '))}</p>
      <p class="quiet">${about}</p>
    </div>
    ${details ? html`<div class="details" part="details">${details}</div>` : nothing}
  </li>`;
}

/** The next date as a leaf of a calendar. */
function dateTile({ start, zone }: Row, { locale, now }: View): TemplateResult {
  if (start === undefined) return html`<span class="date" aria-hidden="true">${msg('Ask')}</span>`;
  const ahead = dayIn(zone, start) - dayIn(zone, now);
  const part = (options: Intl.DateTimeFormatOptions) => dateText(locale, zone, start, options);
  return html`<time class="date" datetime=${new Date(start).toISOString()}
    ><span>${ahead === 0 || ahead === 1 ? relativeDay(locale, ahead) : part({ weekday: 'short' })}</span> <b>${part({ day: 'numeric' })}</b>
    <span>${part({ month: 'short' })}</span></time
  >`;
}

/** "On now" and "starts in 20 minutes", only where the clock is beyond doubt. */
function near({ session, start, end }: Row, { now }: View): TemplateResult | typeof nothing {
  if (start === undefined || session?.status !== 'on' || !isTimeZone(session.schedule!.timeZone)) return nothing;
  const at = phase(start, end!, now);
  if (at.name === 'later') return nothing;
  return html`<span class="now"
    >${at.name === 'now'
      ? msg('On now')
      : fill(msg('{minutes, plural, one {Starts in # minute} other {Starts in # minutes}}'), { minutes: at.minutes })}</span
  >`;
}

/** When it is: in person by the place's clock; online by the visitor's, with the group's own time beside it. */
function whenLine({ session, start, end }: Row, view: View): string {
  const { locale, schedule: words, zone, engine } = view;
  if (session?.status === 'paused') return msg('Paused: ask when it starts again.');
  if (session?.status === 'ended') return '';
  if (!session?.schedule) return msg('By appointment.');
  const schedule = onClock(session.schedule, zone);
  const said = engine.describe(schedule, locale, words);
  if (start === undefined || session.way === 'in-person' || schedule !== session.schedule) return said;
  const name = zoneName(locale, schedule.timeZone, start);
  if (sameClock(schedule.timeZone, zone, start)) return `${said} (${name})`;
  if (session.way === 'hybrid') {
    return fill(msg('{schedule} ({zone}); {time} your time'), { schedule: said, zone: name, time: clockRange(locale, zone, start, end!) });
  }
  return fill(msg('{time} your time ({own}). For the group: {schedule} ({zone})'), {
    time: clockRange(locale, zone, start, end!),
    own: zoneName(locale, zone, start),
    schedule: said,
    zone: name,
  });
}

function whereLine({ way, place, status, reveal }: Session, sessions: number): string {
  const named = reveal === 'ask' ? undefined : place?.name;
  const where = [named, place?.area.at(-1)].filter(Boolean).join(', ');
  const parts = [
    ways()[way],
    where,
    status === 'full' && msg('Full at the moment'),
    sessions > 1 && fill(msg('{count, plural, one {and # more session} other {and # more sessions}}'), { count: sessions - 1 }),
  ];
  return parts.filter(Boolean).join(' · ');
}
