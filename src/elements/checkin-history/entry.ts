import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryEntry } from '../../client/checkin-history.ts';
import type { Vocabulary } from '../../domain/checkin-words.ts';
import type { Checkin } from '../../domain/checkin.ts';
import { audienceWords, chosenFacts, chosenWords, helpWords } from '../../internal/checkin-words.ts';
import { fill, msg } from '../../internal/localize.ts';

/** In which language and words entries are shown. */
export interface EntryView {
  locale: string;
  vocabulary?: Vocabulary | undefined;
}

/** A moment as the clock on the wall showed it where its writer was, given to `Intl` as if it were UTC. */
const wallOf = (at: string) => Date.parse(`${at.slice(0, 16)}Z`);

const format = (locale: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });

/** A day `YYYY-MM-DD` in words. */
export const dayName = (day: string, locale: string): string => format(locale, { dateStyle: 'full' }).format(Date.parse(day));

export const whenName = ({ at }: Pick<Checkin, 'at'>, locale: string): string => format(locale, { dateStyle: 'long', timeStyle: 'short' }).format(wallOf(at));

/** A check-in in one line of text, for a file. */
export const toldInWords = (entry: Checkin, { vocabulary, locale }: EntryView): string => chosenFacts(entry, vocabulary, locale).map(([term, words]) => `${term}: ${words}`).join('. ');

const words = ({ words: own }: Checkin) => (own ? html`<p class="words" part="words" dir="auto">${own}</p>` : nothing);

/** One check-in by itself. */
export function entryCard(entry: HistoryEntry, view: EntryView, onRemove: (entry: HistoryEntry) => void): TemplateResult {
  const when = whenName(entry, view.locale);
  return html`<article class="entry" part="entry" aria-label=${when}>
    <h3>${when}</h3>
    ${words(entry)}
    <dl>
      ${chosenFacts(entry, view.vocabulary, view.locale).map(([term, said]) => html`<div><dt>${term}</dt><dd>${said}</dd></div>`)}
    </dl>
    <p class="row quiet">
      <span>${audienceWords()[entry.audience]}</span>
      <button type="button" class="plain" aria-label=${fill(msg('Delete this: {when}'), { when })} @click=${() => onRemove(entry)}>${msg('Delete this')}</button>
    </p>
  </article>`;
}

/** All in a table: for those who look for something, and to be read out cell by cell. */
export function entryTable(entries: readonly HistoryEntry[], view: EntryView, onRemove: (entry: HistoryEntry) => void): TemplateResult {
  const { locale, vocabulary } = view;
  const list = new Intl.ListFormat(locale, { type: 'unit' });
  const row = (entry: HistoryEntry) => {
    const when = whenName(entry, locale);
    const { feelings, energy, need } = chosenWords(entry, vocabulary, locale);
    return html`<tr>
      <th scope="row">${when}</th>
      <td>${list.format(feelings)}</td>
      <td>${energy}</td>
      <td>${need}</td>
      <td>${entry.help ? helpWords()[entry.help] : nothing}</td>
      <td><span class="words" dir="auto">${entry.words}</span></td>
      <td><button type="button" class="plain" aria-label=${fill(msg('Delete this: {when}'), { when })} @click=${() => onRemove(entry)}>${msg('Delete this')}</button></td>
    </tr>`;
  };
  return html`<div class="scroll" part="table" role="region" tabindex="0" aria-labelledby="table">
    <table>
      <caption id="table">${msg('My check-ins')}</caption>
      <thead>
        <tr>
          ${[msg('When'), msg('Feelings'), msg('Energy'), msg('What would do me good'), msg('What would help'), msg('In my own words')].map((name) => html`<th scope="col">${name}</th>`)}
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${entries.map(row)}
      </tbody>
    </table>
  </div>`;
}
