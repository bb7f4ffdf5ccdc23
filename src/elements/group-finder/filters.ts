import { html, nothing, type TemplateResult } from 'lit';
import { fill, msg } from '../../internal/localize.ts';
import { choiceWords, type FilterView } from './view.ts';

/** Opens one filter at a time, and gives the focus back to its name on Escape. */
function onKey(event: KeyboardEvent) {
  const filter = event.currentTarget as HTMLDetailsElement;
  if (event.key !== 'Escape' || !filter.open) return;
  event.stopPropagation();
  filter.open = false;
  filter.querySelector('summary')!.focus();
}

/** A multi-choice filter. Its choices are on the page only while it is open, which keeps a long list of topics cheap. */
export function filterControl(
  filter: FilterView,
  onToggle: (name: string, open: boolean) => void,
  onPick: (name: string, value: string, on: boolean) => void,
): TemplateResult {
  const { name, label, open, choices, chosen, locale } = filter;
  return html`<details
    class="filter ${chosen.length ? 'on' : ''}"
    part="filter"
    name="filter"
    .open=${open}
    @toggle=${(event: Event) => onToggle(name, (event.currentTarget as HTMLDetailsElement).open)}
    @keydown=${onKey}
  >
    <summary>${label}</summary>
    ${open
      ? html`<fieldset>
          <legend class="unseen">${label}</legend>
          ${choices().map(
            ([value, written]) => html`<label class="pick"
              ><input
                type="checkbox"
                .checked=${chosen.includes(value)}
                @change=${(event: Event) => onPick(name, value, (event.target as HTMLInputElement).checked)}
              />${choiceWords(name, written, locale)}</label
            >`,
          )}
        </fieldset>`
      : nothing}
  </details>`;
}

/** What is chosen, each with a way to take it back. */
export function chips(
  filters: readonly FilterView[],
  onPick: (name: string, value: string, on: boolean) => void,
  onClear: () => void,
): TemplateResult | typeof nothing {
  const all = filters.flatMap(({ name, label, choices, chosen, locale }) =>
    chosen.map((value) => {
      const written = choices().find(([each]) => each === value)?.[1];
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
  );
  if (!all.length) return nothing;
  return html`<ul class="chips" aria-label=${msg('Chosen filters')}>
    ${all}
    <li><button type="button" class="plain" @click=${onClear}>${msg('Clear all')}</button></li>
  </ul>`;
}
