import { html, nothing, type TemplateResult } from 'lit';
import { chosenFacts } from '../../internal/checkin-words.ts';
import { fill, msg } from '../../internal/localize.ts';
import type { CheckinHost, Said } from './host.ts';

/** What somebody said, each under what it is; what was left out is left out. */
export function told(host: Pick<CheckinHost, 'place' | 'words'>, said: Said): TemplateResult {
  const { locale } = host.words;
  return html`${said.words ? html`<p class="own" part="words" dir="auto">${said.words}</p>` : nothing}
    <dl>
      ${chosenFacts(said, host.place.vocabulary, locale).map(([term, words]) => html`<div><dt>${term}</dt><dd>${words}</dd></div>`)}
    </dl>`;
}

/** Names in a row: "Sam and Ines". */
export const listed = (words: readonly string[], locale: string, type: 'conjunction' | 'unit' = 'conjunction'): string => new Intl.ListFormat(locale, { type }).format(words);

/** A name that somebody wrote, which may run the other way than the sentence around it. */
export const apart = (name: string): string => `\u2068${name}\u2069`;

/** A moment on the clock of whoever reads. */
export const whenOf = (moment: number, locale: string): string => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(moment);

/** How long it is there. */
export const staysUntil = (end: number | undefined, locale: string): string => (end === undefined ? msg('It stays until you remove it.') : fill(msg('It goes by itself on {when}.'), { when: whenOf(end, locale) }));
