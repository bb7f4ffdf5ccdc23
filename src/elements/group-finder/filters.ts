import { html, type TemplateResult } from 'lit';
import type { FilterView } from './view.ts';

/** Opens one filter at a time, and gives the focus back to its name on Escape. */
function onKey(event: KeyboardEvent) {
  const filter = event.currentTarget as HTMLDetailsElement;
  if (event.key !== 'Escape' || !filter.open) return;
  event.stopPropagation();
  filter.open = false;
  filter.querySelector('summary')!.focus();
}

/** A multi-choice filter. Its choices are on the page only while it is open, which keeps a long list of topics cheap. */
export function filterControl({ name, label, chosen }: FilterView, choices: unknown, onToggle: (name: string, open: boolean) => void): TemplateResult {
  return html`<details
    class="filter ${chosen.length ? 'on' : ''}"
    part="filter"
    name="filter"
    .open=${!!choices}
    @toggle=${(event: Event) => onToggle(name, (event.currentTarget as HTMLDetailsElement).open)}
    @keydown=${onKey}
  >
    <summary>${label}</summary>
    ${choices}
  </details>`;
}
