import { html, nothing, type TemplateResult } from 'lit';
import { checkedOn, freshness } from '../../domain/helplines/checked.ts';
import { dialled } from '../../domain/helplines/read.ts';
import type { HelpAudience, HelpLine, HelpWay } from '../../domain/helplines/types.ts';
import { fill, msg } from '../../internal/localize.ts';
import { hoursOf } from './hours.ts';

/** What a line is shown with. */
export interface LineView {
  locale: string;
  now: number;
}

/** Headings of what belongs together, in the order in which it stands. */
export const audiences = (): Record<HelpAudience, string> => ({
  everyone: msg('For everyone'),
  young: msg('For children and young people'),
  abuse: msg('If somebody close to you hurts or frightens you'),
  indigenous: msg('For Indigenous people'),
});

/** A name within a sentence of another direction keeps its own. */
export const apart = (name: string): string => `\u2068${name}\u2069`;

/** "www.example.org/help" is known as example.org/help. */
const shown = (url: string) => url.replace(/^https?:\/\/(www\.)?|\/$/g, '');

/** A link to the page of somebody else, which learns nothing of this one. */
export const outside = (name: string, url: string): TemplateResult =>
  html`<a href=${url} rel="noopener noreferrer" aria-label=${fill(msg('Page of {name}, {address}'), { name, address: shown(url) })}><bdi dir="ltr">${shown(url)}</bdi></a>`;

/** One help line: who it is for, every way to reach it, and how old the facts are. */
export function line(each: HelpLine, view: LineView): TemplateResult {
  return html`<li class="line" part="line">
    <p class="name"><bdi>${each.name}</bdi></p>
    <p class="quiet">${about(each)}</p>
    <dl>
      ${each.ways.map((way) => html`<div>${wayRow(each.name, way, view)}</div>`)}
    </dl>
    ${each.languages ? html`<p class="quiet">${languagesInWords(each, view.locale)}</p>` : nothing}
    ${checked(each, view)}
  </li>`;
}

/** "For women · Up to age 18 · England · Run by Refuge" */
function about({ name, by, who, ages, area }: HelpLine): string {
  const { from, to } = ages ?? {};
  const parts = [
    who && (who === 'women' ? msg('For women') : msg('For men')),
    from !== undefined && to !== undefined
      ? fill(msg('Ages {from} to {to}'), { from, to })
      : to !== undefined
        ? fill(msg('Up to age {to}'), { to })
        : from !== undefined && fill(msg('From age {from}'), { from }),
    area && apart(area),
    by && by !== name && fill(msg('Run by {name}'), { name: apart(by) }),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** A way as a row: what it is, the link, whether somebody answers now. */
function wayRow(name: string, way: HelpWay, { locale, now }: LineView): TemplateResult {
  const { number = '', url = '', word } = way;
  const { label, said, href } = wayWords(name, way);
  return html`<dt>${label}</dt>
    <dd>
      <a class="reach ${way.kind}" part="link" href=${href} rel=${url ? 'noopener noreferrer' : nothing} aria-label=${said}><bdi dir="ltr">${url ? shown(url) : number}</bdi></a>
      ${word ? html`<span>${fill(msg('Begin with the word {word}'), { word: apart(word) })}</span>` : nothing}
      ${way.languages ? html`<span class="quiet">${languagesInWords(way, locale)}</span>` : nothing}
      <span class="when">${hoursOf(way, locale, now)}</span>
    </dd>`;
}

/** The link's kind, its whole name for those who only hear it, and where it leads. */
function wayWords(name: string, { kind, number = '', url = '', word }: HelpWay): { label: string; said: string; href: string } {
  const values = { name, number, address: shown(url) };
  switch (kind) {
    case 'call':
      return { label: msg('Call'), said: fill(msg('Call {name}, {number}'), values), href: `tel:${dialled(number)}` };
    case 'text':
      return {
        label: msg('Text'),
        said: fill(msg('Send a text to {name}, {number}'), values),
        href: `sms:${dialled(number)}${word ? `?body=${encodeURIComponent(word)}` : ''}`,
      };
    case 'textphone':
      return { label: msg('Textphone'), said: fill(msg('Call {name} by textphone, {number}'), values), href: `tel:${dialled(number)}` };
    case 'chat':
      return { label: msg('Chat'), said: fill(msg('Chat with {name}, {address}'), values), href: url };
    case 'sign':
      return { label: msg('Sign language'), said: fill(msg('Sign language with {name}, {address}'), values), href: url };
    case 'site':
      return { label: msg('Find a number'), said: fill(msg('Find a number with {name}, {address}'), values), href: url };
  }
}

/** "English and Spanish; other languages with an interpreter" */
function languagesInWords({ languages = [], interpreters }: Pick<HelpLine, 'languages' | 'interpreters'>, locale: string): string {
  const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' });
  const known = languages.map((tag) => nameOf(names, tag)).filter((name) => name !== undefined);
  const list = new Intl.ListFormat(locale).format(known);
  return interpreters ? fill(msg('{languages}; other languages with an interpreter'), { languages: list }) : list;
}

/** Undefined for what is no tag, and for what the browser has no word for. */
function nameOf(names: Intl.DisplayNames, tag: string): string | undefined {
  try {
    return names.of(tag);
  } catch {
    return undefined;
  }
}

/** When the facts were last seen to be so, and that they may be wrong where that is long ago. */
export function checked({ name, source, checked: date }: Pick<HelpLine, 'name' | 'source' | 'checked'>, { locale, now }: LineView): TemplateResult {
  const state = freshness(date, now);
  const month = state === 'unknown' ? '' : new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(checkedOn(date));
  const words = {
    fresh: msg('Checked: {month}.'),
    old: msg('Last checked: {month}. That is more than 12 months ago, so it may have changed.'),
    unknown: msg('We do not know when this was last checked. It may have changed.'),
  };
  return html`<p class="checked ${state}" part="checked">
    ${fill(words[state], { month })}
    ${source ? outside(name, source) : nothing}
  </p>`;
}
