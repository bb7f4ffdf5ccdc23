import { html, type TemplateResult } from 'lit';
import { days, type Choice, type Filter } from '../../domain/finder.ts';
import type { Way } from '../../domain/group.ts';
import { fill, msg } from '../../internal/localize.ts';
import type { GroupList } from './group-list.ts';
import { dateText } from './times.ts';
import { languageName, ways, type FilterView } from './view.ts';

type OnPick = (name: string, value: string, on: boolean) => void;

/** The choices that a list offers for a filter, sorted as the language sorts. */
const choicesOf = ({ rows, sample, version }: GroupList, filter: Filter, locale: string) =>
  (version[filter + locale] ??= (sample ?? rows).choices(filter, new Intl.Collator(locale, { numeric: true }).compare)) as readonly Choice[];

/** The choices of an open filter. */
export function choices({ name, label, chosen }: FilterView, list: GroupList, locale: string, onPick: OnPick): TemplateResult {
  return html`<fieldset>
    <legend class="unseen">${label}</legend>
    ${choicesOf(list, name, locale).map(
      ([value, written]) => html`<label
        ><input
          type="checkbox"
          .checked=${chosen.includes(value)}
          @change=${(event: Event) => onPick(name, value, (event.target as HTMLInputElement).checked)}
        />${choiceWords(name, written, locale)}</label
      >`,
    )}
  </fieldset>`;
}

/** What is chosen, each with a way to take it back. */
export function chips(filters: readonly FilterView[], list: GroupList, locale: string, onPick: OnPick, onClear: () => void): TemplateResult {
  return html`<ul class="chips" aria-label=${msg('Chosen filters')}>
    ${filters.flatMap(({ name, label, chosen }) =>
      chosen.map((value) => {
        const written = choicesOf(list, name, locale).find(([each]) => each === value)?.[1];
        const choice = written === undefined ? value : choiceWords(name, written, locale);
        return html`<li>
          <button
            type="button"
            part="chip"
            aria-label=${fill(msg('Remove {filter}: {choice}'), { filter: label, choice })}
            @click=${() => onPick(name, value, false)}
          >
            ${choice}<span aria-hidden="true">×</span>
          </button>
        </li>`;
      }),
    )}
    <li><button type="button" class="plain" @click=${onClear}>${msg('Clear all')}</button></li>
  </ul>`;
}

const timesOfDay = (): Record<string, string> => ({
  morning: msg('Morning'),
  afternoon: msg('Afternoon'),
  evening: msg('Evening'),
  night: msg('Night'),
});

/** The words for a choice of a filter. Topics, audience and access are shown as the list writes them. */
export function choiceWords(filter: Filter, value: string, locale: string): string {
  if (filter === 'time') return timesOfDay()[value] ?? value;
  if (filter === 'way') return ways()[value as Way] ?? value;
  if (filter === 'language') return languageName(value, locale);
  // 2024-01-01 was a Monday.
  if (filter === 'day') return dateText(locale, 'UTC', Date.UTC(2024, 0, 1 + days.indexOf(value as never)), { weekday: 'long' });
  return value;
}
