import { html, nothing, type TemplateResult } from 'lit';
import type { Criteria, Row } from '../../domain/finder.ts';
import { loosen } from '../../domain/loosen.ts';
import { fill, msg } from '../../internal/localize.ts';
import type { GroupList } from './group-list.ts';
import { longDate } from './times.ts';
import { filterLabels, type View } from './view.ts';

// What is forgiven is only of use where nothing was found.
export { nearest } from '../../domain/slips.ts';
export { styles } from './seldom.styles.ts';

/** New groups and passing time do not move what somebody may be reading; the true order is there for the asking. */
export const changed = (onReorder: () => void): TemplateResult =>
  html`<p><button type="button" @click=${onReorder}>${msg('The list has changed: show it in order of time')}</button></p>`;

export const nothingThere = (): string => msg('There are no groups in this list yet. Please look again another day, or ask us.');

/** Nothing found never ends the way: it says which choice to leave out, and takes it out at a press. */
export function nothingFound(
  list: GroupList,
  criteria: Criteria,
  mask: Uint8Array | undefined,
  onChoose: (change: Criteria) => void,
  onClear: () => void,
): TemplateResult {
  const labels: Record<string, string> = { ...filterLabels(), text: msg('Search words') };
  const { rows, rest } = list;
  /** Those that are near enough, whatever the words. */
  const { mask: all } = list.find({});
  function onAll(this: { near?: string | undefined }) {
    // Where nothing is near, nothing that a visitor chose is in the way.
    if (!all.includes(1)) this.near = undefined;
    onClear();
  }
  return html`<div class="none">
    <p>${msg('No group fits all of this.')}</p>
    <ul>
      ${rest ? withoutEach(criteria, labels, onChoose) : nothing}
      ${loosen(rows, criteria, mask, all).map(
        ({ filter, count }) => html`<li>
          <button type="button" @click=${() => onChoose({ [filter]: undefined })}>
            ${fill(msg('Without “{filter}”: {count}'), { filter: labels[filter]!, count })}
          </button>
        </li>`,
      )}
      <li><button type="button" @click=${onAll}>${msg('Show all groups')}</button></li>
    </ul>
  </div>`;
}

/** Where the list is with its backend, nobody knows yet what leaving something out would find. */
function withoutEach(criteria: Criteria, labels: Record<string, string>, onChoose: (change: Criteria) => void): TemplateResult[] {
  const chosen = (Object.keys(criteria) as (keyof Criteria)[]).filter((filter) => criteria[filter]?.length);
  return chosen.map(
    (filter) => html`<li>
      <button type="button" @click=${() => onChoose({ [filter]: undefined })}>${fill(msg('Search without “{filter}”'), { filter: labels[filter]! })}</button>
    </li>`,
  );
}

/** The groups under a heading for each day. */
export function byDay(rows: readonly Row[], { locale, now }: View, one: (row: Row) => TemplateResult): TemplateResult[] {
  const days = new Map<string, Row[]>();
  for (const row of rows) {
    const day = row.start === undefined ? msg('By appointment.') : longDate(locale, row.zone, Math.max(row.start, now));
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return [...days].map(
    ([day, these]) => html`<p class="day">${day}</p>
      <ul class="groups" aria-label=${day}>
        ${these.map(one)}
      </ul>`,
  );
}
