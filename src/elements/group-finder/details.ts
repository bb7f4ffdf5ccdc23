import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Engine } from '../../domain/engine.ts';
import type { Group, Place, Schedule, Session } from '../../domain/group.ts';
import { minuteMs } from '../../domain/plain-schedule.ts';
import { onClock } from '../../domain/zone.ts';
import { GroupMistakeEvent } from '../../events/group-mistake.ts';
import { fill, msg } from '../../internal/localize.ts';
import { clockRange, dateText, longDate, sameClock, zoneName } from './times.ts';
import { languageName, usualPrefix, ways, type View } from './view.ts';

export { styles } from './details.styles.ts';

/** An entry that nobody checked for longer than this is said to be old. In milliseconds: 12 months. */
const stale = 365 * 86_400_000;

/** How many dates are written out: enough to see the rhythm of a group and the next exception. */
const datesShown = 4;

const link = (href: string, words: unknown, look = '') => html`<a class=${look} href=${href} target="_blank" rel="noopener noreferrer">${words}</a>`;

/** A number that dials with one tap, with the signs that pause and answer for it. */
const call = (phone: string) => html`<a class="tel" href="tel:${phone.replace(/[^\d+*#,;]/g, '')}">${phone}</a>`;

/** A text of the list, with the line ends it has. */
const text = (words: string | undefined) => words && html`<p class="text">${words}</p>`;

const line = (label: string, words: unknown) =>
  words && html`<div><dt>${label}</dt><dd>${words}</dd></div>`;

/** Everything that is known of a group, for its open card and for paper. */
export function facts(group: Group, view: View): TemplateResult {
  const sessions = group.sessions.filter(({ status }) => status !== 'ended');
  return html`
    ${text(group.about)}
    ${sessions.map((session) => sessionFacts(session, group, view))}
    ${group.sessions[0] && !sessions[0] ? html`<p>${msg('No more dates are planned.')}</p>` : nothing}
    <dl>
      ${line(msg('Before you come'), group.joining)}
      ${line(msg('Who it is for'), group.audience.join(', '))}
      ${line(msg('Topics'), group.topics.join(', '))}
      ${line(msg('Language'), group.languages.map((tag) => languageName(tag, view.locale)).join(', '))}
      ${line(msg('Access'), group.access.join(', '))}
      ${line(msg('Cost'), group.cost)}
      ${line(msg('Led by'), ledBy(group))}
      ${line(msg('Contact'), contact(group))}
    </dl>
    ${freshness(group, view)}
  `;
}

function sessionFacts(session: Session, group: Group, view: View): TemplateResult {
  const { place, online, reveal } = session;
  const said = statusWords(session);
  const hidden = reveal === 'ask';
  return html`<section class="session">
    <p>
      <strong>${ways()[session.way]}</strong>
      ${said && html`<em>${said}</em>`}
    </p>
    ${session.schedule ? dates(session, session.schedule, view) : html`<p>${msg('By appointment.')}</p>`}
    ${place ? placeFacts(place, hidden) : nothing}
    ${online && !hidden ? onlineFacts(online) : nothing}
    ${hidden ? html`<p>${hiddenWords(session, group)}</p>` : nothing}
    ${text(session.notes)}
  </section>`;
}

const statusWords = ({ status }: Session) =>
  ({ on: '', full: msg('Full at the moment: ask about the waiting list.'), paused: msg('Paused: ask when it starts again.'), ended: '' })[status];

function hiddenWords({ way }: Session, group: Group): string {
  const ask = group.contact || group.url;
  if (!ask) return msg('The exact place is given only when you ask the group.');
  return way === 'online'
    ? msg('The link is given when you ask. Use the contact below.')
    : msg('The exact place is given when you ask. Use the contact below.');
}

/**
 * The rule in words and the next dates, by the clock of the group, and the visitor's beside it where people meet online.
 * Where the group's zone is not known, its times stand as it wrote them.
 */
function dates({ way, status }: Session, written: Schedule, { locale, now, zone, schedule: words, engine }: View): TemplateResult {
  const schedule = onClock(written, zone);
  const own = schedule.timeZone;
  const named = way !== 'in-person' && schedule === written ? ` (${zoneName(locale, own, now)})` : '';
  const next = status === 'paused' ? [] : engine.nextStarts(schedule, now, datesShown);
  const exceptions = engine.describeExceptions?.(schedule, locale, words, new Date(now));
  const when = (clock: string, start: number) => `${longDate(locale, clock, start)}, ${clockRange(locale, clock, start, start + schedule.minutes * minuteMs)}`;
  const one = (start: number) => html`<li>
    <time datetime=${new Date(start).toISOString()}>${when(own, start)}</time>
    ${named && !sameClock(own, zone, start) ? html`<span class="quiet">${fill(msg('your time: {time}'), { time: when(zone, start) })}</span>` : nothing}
  </li>`;
  return html`<p>${engine.describe(schedule, locale, words)}${named}</p>
    ${next.length
      ? html`<p class="label">${msg('Next dates')}</p>
          <ul class="dates">
            ${next.map(one)}
          </ul>`
      : status === 'paused'
        ? nothing
        : html`<p>${msg('No more dates are planned.')}</p>`}
    ${exceptions ? html`<p>${exceptions}</p>` : nothing}
    ${schedule === written ? nothing : html`<p class="quiet">${msg('Times are shown as the group wrote them.')}</p>`}`;
}

function placeFacts(place: Place, hidden: boolean): TemplateResult {
  const area = place.area.join(', ');
  if (hidden) return html`<p>${area}</p>`;
  return html`<p>
      ${[place.name, place.address, place.address?.includes(place.area.at(-1) ?? '') ? '' : area].filter(Boolean).join(', ')}
      ${place.approximate ? html`<span class="quiet">(${msg('only the area is known')})</span>` : nothing}
    </p>
    ${text(place.notes)}
    ${directions(place)}`;
}

/** Ways to a map. The visitor chooses, because each tells another company where somebody wants to go. */
function directions({ name, address, latitude, longitude, approximate }: Place): TemplateResult | typeof nothing {
  const at = latitude !== undefined && longitude !== undefined && !approximate ? `${latitude},${longitude}` : undefined;
  const words = [name, address].filter(Boolean).join(', ');
  if (!at && !address) return nothing;
  const query = encodeURIComponent(at ?? words);
  return html`<details>
    <summary>${msg('Directions')}</summary>
    <p class="quiet">${msg('These open another app or site, which then knows the place you look for.')}</p>
    <ul>
      <li>${link(`geo:${at ?? '0,0'}?q=${at ? `${at}(${encodeURIComponent(name ?? address ?? '')})` : query}`, msg('The map app of this device'))}</li>
      <li>${link(`https://www.openstreetmap.org/${at ? `?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}` : `search?query=${query}`}`, 'OpenStreetMap')}</li>
      <li>${link(`https://maps.apple.com/?q=${query}`, 'Apple Maps')}</li>
      <li>${link(`https://www.google.com/maps/search/?api=1&query=${query}`, 'Google Maps')}</li>
    </ul>
  </details>`;
}

function onlineFacts({ url, phone, notes }: NonNullable<Session['online']>): TemplateResult {
  return html`${url
      ? html`<p class="join">
          ${link(url, msg('Join online'), 'button main')}
          <span class="quiet">${host(url)}</span>
        </p>`
      : nothing}
    ${phone ? html`<p>${msg('Join by phone:')} ${call(phone)}</p>` : nothing}
    ${text(notes)}`;
}

const host = (url: string) => /^https?:\/\/(?:[^@/]*@)?([^/?#]+)/i.exec(url)?.[1] ?? '';

function contact({ url, contact: { email, phone, url: form } = {} }: Group) {
  const ways = [
    phone && call(phone),
    email && html`<a href="mailto:${email}">${email}</a>`,
    form && link(form, msg('Write to the group')),
    url && link(url, msg('Page of the group')),
  ].filter(Boolean);
  return ways[0] && html`<ul>${ways.map((way) => html`<li>${way}</li>`)}</ul>`;
}

const ledBy = ({ led }: Group) =>
  led &&
  {
    peer: msg('People who have been there themselves'),
    professional: msg('Professionals'),
    both: msg('People who have been there themselves, with professionals'),
  }[led];

/** When somebody last looked at the entry, and a warning when that is long ago. */
function freshness({ checked, updated }: Group, { locale, now }: View): TemplateResult | typeof nothing {
  const at = Date.parse(checked ?? updated ?? '');
  if (Number.isNaN(at)) return nothing;
  const date = dateText(locale, 'UTC', at, { dateStyle: 'long' });
  const old = now - at > stale;
  const sentence = checked
    ? old
      ? msg('Last checked on {date}, more than a year ago. Please ask before you set out.')
      : msg('Last checked on {date}.')
    : old
      ? msg('Last changed on {date}, more than a year ago. Please ask before you set out.')
      : msg('Last changed on {date}.');
  return html`<p class=${old ? 'alert' : 'quiet'}>${fill(sentence, { date })}</p>`;
}

/** What the card of a group needs of its finder. */
export interface DetailsHost extends ReactiveControllerHost, EventTarget {
  linkBase?: string;
  query?: string;
  reportTo?: string;
}

/** The open card of one group: what is known, and what can be done with it. */
export class GroupDetails {
  readonly #host: DetailsHost;
  readonly #group: Group;
  #neutral = false;
  /** Whether the link was copied; undefined before it was tried. */
  #copied?: boolean;

  constructor(host: DetailsHost, group: Group) {
    this.#host = host;
    this.#group = group;
  }

  render(view: View): TemplateResult {
    const group = this.#group;
    const neutral = msg('Appointment');
    const subject = fill(msg('A mistake in the list: {group}'), { group: group.name });
    const dated = group.sessions.some(({ schedule, status }) => schedule && status !== 'ended' && status !== 'paused');
    return html`${facts(group, view)}
      <div class="bar">
        ${dated
          ? html`<button type="button" part="calendar" @click=${() => this.#save(neutral, view.engine)}>${msg('Add to calendar')}</button>
              <label
                ><input type="checkbox" .checked=${this.#neutral} @change=${(event: Event) => (this.#neutral = (event.target as HTMLInputElement).checked)} />${msg('Call it “Appointment” in my calendar')}</label
              >`
          : nothing}
        ${'share' in navigator
          ? html`<button type="button" part="share" @click=${this.#share}>${msg('Share')}</button>`
          : nothing}
        <button type="button" part="copy" @click=${this.#copy}>${msg('Copy link')}</button>
        ${this.#host.reportTo
          ? html`<button type="button" part="report" @click=${() => this.#report(subject)}>${msg('Report a mistake')}</button>`
          : nothing}
      </div>
      <p role="status">
        ${this.#copied === undefined
          ? nothing
          : this.#copied
            ? msg('The link is copied.')
            : fill(msg('Copying did not work here. The link is: {link}'), { link: this.#link })}
      </p>`;
  }

  /** Address of a page that opens this group. */
  get #link(): string {
    const address = new URL(this.#host.linkBase ?? location.pathname, document.baseURI);
    address.searchParams.set(`${this.#host.query || usualPrefix}.group`, this.#group.id);
    return address.href;
  }

  async #save(neutral: string, engine: Engine) {
    const options = this.#neutral ? { title: neutral } : {};
    const { calendarFile } = await import('../../domain/calendar.ts');
    const file = calendarFile(engine, this.#group, undefined, options);
    const anchor = document.createElement('a');
    anchor.href = URL.createObjectURL(new Blob([file], { type: 'text/calendar;charset=utf-8' }));
    // A neutral file does not tell in the folder of downloads either.
    anchor.download = 'calendar.ics';
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
  }

  /** Closing the sheet without a choice is an answer too. */
  #share = () => navigator.share({ title: this.#group.name, url: this.#link }).catch(() => {});

  #copy = async () => {
    try {
      await navigator.clipboard.writeText(this.#link);
      this.#copied = true;
    } catch {
      this.#copied = false;
    }
    this.#host.requestUpdate();
  };

  #report(subject: string) {
    const { reportTo } = this.#host;
    const go = this.#host.dispatchEvent(new GroupMistakeEvent(this.#group.id));
    if (!go || !reportTo || reportTo === 'event') return;
    const address = new URL(reportTo, document.baseURI);
    if (address.protocol === 'mailto:') {
      address.search = `subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(this.#link)}`;
      location.assign(address);
    } else if (/^https?:$/.test(address.protocol)) open(address, '_blank', 'noopener,noreferrer');
  }
}
