import { html, type TemplateResult } from 'lit';
import { days, type Filter } from '../../domain/finder.ts';
import type { Way } from '../../domain/group.ts';
import { fill, msg } from '../../internal/localize.ts';
import type { GroupList } from './group-list.ts';
import { dateFormat } from './times.ts';
import { ways, type FilterView } from './view.ts';

export { styles } from './more.styles.ts';

type OnPick = (name: string, value: string, on: boolean) => void;

/** The choices of an open filter. */
export function choices({ name, label, chosen }: FilterView, list: GroupList, locale: string, onPick: OnPick): TemplateResult {
  return html`<fieldset>
    <legend class="unseen">${label}</legend>
    ${list.choices(name, locale).map(
      ([value, written]) => html`<label class="pick"
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
  const all = filters.flatMap((filter) =>
    filter.chosen.map((value) => {
      const written = list.choices(filter.name, locale).find(([each]) => each === value)?.[1];
      return { filter, value, label: written === undefined ? value : choiceWords(filter.name, written, locale) };
    }),
  );
  return html`<ul class="chips" aria-label=${msg('Chosen filters')}>
    ${all.map(
      ({ filter, value, label }) => html`<li>
        <button
          type="button"
          part="chip"
          aria-label=${fill(msg('Remove {filter}: {choice}'), { filter: filter.label, choice: label })}
          @click=${() => onPick(filter.name, value, false)}
        >
          ${label}<span aria-hidden="true">×</span>
        </button>
      </li>`,
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
  if (filter === 'day') return dateFormat(locale, 'UTC', { weekday: 'long' }).format(Date.UTC(2024, 0, 1 + days.indexOf(value as never)));
  return value;
}

/** The name of a language, such as "Polish" for `pl`. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** "Tuesday 24 November", as the locale writes it. */
export const longDate = (locale: string, zone: string, at: number): string =>
  dateFormat(locale, zone, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
