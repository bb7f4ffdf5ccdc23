import { html, nothing, type TemplateResult } from 'lit';
import type { Duty, Reason, WatchHours, Weekday } from '../../domain/space.ts';
import { weekdays } from '../../domain/space.ts';
import { fill, msg } from '../../internal/localize.ts';
import { choiceField, tick, toggled } from '../story-share/fields.ts';

/** One row of a list: its value, how it is changed, the id of its first field, and what it is called. */
export interface RowView<T> {
  value: T;
  id: string;
  name: string;
  change: (value: T) => void;
}

export interface RowsField<T> {
  id: string;
  rows: readonly T[];
  /** "Rule 2". */
  name: (number: number) => string;
  add: string;
  empty: () => T;
  row: (row: RowView<T>) => TemplateResult;
  /** `focus`: id of what is gone on with. */
  onChange: (rows: T[], focus?: string) => void;
}

/** Rows that are added, changed, moved and taken out, each by a button with a name of its own. */
export function rowsField<T>({ id, rows, name, add, empty, row, onChange }: RowsField<T>): TemplateResult {
  const put = (at: number, value: T) => onChange(rows.map((each, i) => (i === at ? value : each)));
  const move = (from: number, to: number) => {
    const moved = [...rows];
    moved.splice(to, 0, ...moved.splice(from, 1));
    const end = to === 0 ? 'down' : to === rows.length - 1 ? 'up' : to < from ? 'up' : 'down';
    onChange(moved, `${id}-${to}-${end}`);
  };
  const remove = (at: number) => onChange(rows.filter((_, i) => i !== at), rows.length > 1 ? `${id}-${Math.min(at, rows.length - 2)}` : `${id}-add`);
  const button = (at: number, act: string, words: string, label: string, press: () => void) =>
    html`<button type="button" class="plain" id="${id}-${at}-${act}" aria-label=${fill(label, { what: name(at + 1) })} @click=${press}>${words}</button>`;
  return html`<ol class="set">
      ${rows.map(
        (value, at) => html`<li>
          ${row({ value, id: `${id}-${at}`, name: name(at + 1), change: (changed) => put(at, changed) })}
          <div class="acts">
            ${at ? button(at, 'up', msg('Up'), msg('Move up: {what}'), () => move(at, at - 1)) : nothing}
            ${at < rows.length - 1 ? button(at, 'down', msg('Down'), msg('Move down: {what}'), () => move(at, at + 1)) : nothing}
            ${button(at, 'remove', msg('Take out'), msg('Take out: {what}'), () => remove(at))}
          </div>
        </li>`,
      )}
    </ol>
    <p><button type="button" id="${id}-add" @click=${() => onChange([...rows, empty()], `${id}-${rows.length}`)}>${add}</button></p>`;
}

const valueOf = (event: Event) => (event.currentTarget as HTMLInputElement).value;

interface Line {
  id: string;
  name: string;
  value: string;
  type?: string;
  list?: string;
  language?: string | undefined;
  onInput: (value: string) => void;
}

/** A field whose name stands above it. */
export const line = ({ id, name, value, type = 'text', list, language, onInput }: Line): TemplateResult => html`<div class="line">
  <label for=${id}>${name}</label>
  <input id=${id} type=${type} dir=${type === 'text' ? 'auto' : nothing} lang=${language ?? nothing} list=${list ?? nothing} autocomplete="off" .value=${value} @input=${(event: Event) => onInput(valueOf(event))} />
</div>`;

/** The same for many words. */
export const block = ({ id, name, value, language, onInput }: Line): TemplateResult => html`<div class="line">
  <label for=${id}>${name}</label>
  <textarea id=${id} part="text" rows="2" dir="auto" lang=${language ?? nothing} autocomplete="off" .value=${value} @input=${(event: Event) => onInput(valueOf(event))}></textarea>
</div>`;

/** Days, from when to when, and on which clock. */
export function hoursRow<T extends WatchHours>({ value, id, change }: RowView<T>, locale: string): TemplateResult {
  const names = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const set = (part: Partial<WatchHours>) => change({ ...value, ...part });
  const day = (each: Weekday, at: number) =>
    // 5 January 1970 was a Monday.
    tick(`${id}-${each}`, names.format(Date.UTC(1970, 0, 5 + at)), value.days.includes(each), (there) => set({ days: weekdays.filter((one) => toggled(value.days, each, there).includes(one)) }));
  return html`<fieldset class="days">
      <legend class="unseen">${msg('On which days')}</legend>
      ${weekdays.map(day)}
    </fieldset>
    <div class="pair">
      ${line({ id: `${id}-from`, name: msg('From'), type: 'time', value: value.from, onInput: (from) => set({ from }) })}
      ${line({ id: `${id}-to`, name: msg('Until'), type: 'time', value: value.to, onInput: (to) => set({ to }) })}
      ${line({ id: `${id}-zone`, name: msg('Time zone'), list: 'zones', value: value.timeZone, onInput: (timeZone) => set({ timeZone }) })}
    </div>`;
}

export const watchRow = (locale: string) => (row: RowView<WatchHours>): TemplateResult => html`<div role="group" id=${row.id} tabindex="-1" aria-label=${row.name}>${hoursRow(row, locale)}</div>`;

export const dutyRow = (locale: string) => (row: RowView<Duty>): TemplateResult => html`<div role="group" aria-label=${row.name}>
  ${line({ id: row.id, name: msg('Name by which the team knows them'), value: row.value.name, onInput: (name) => row.change({ ...row.value, name }) })} ${hoursRow(row, locale)}
</div>`;

export const reasonRow = (language: string) => ({ value, id, name, change }: RowView<Reason>): TemplateResult => html`<div role="group" aria-label=${name}>
  ${choiceField(id, msg('For'), value.for, [{ value: 'ask-changes', words: msg('Ask for changes') }, { value: 'not-publish', words: msg('Not published') }], (to) => change({ ...value, for: to }))}
  ${line({ id: `${id}-name`, name: msg('What it is about, for the team'), value: value.name, language, onInput: (is) => change({ ...value, name: is }) })}
  ${block({ id: `${id}-words`, name: msg('What the writer reads'), value: value.words, language, onInput: (words) => change({ ...value, words }) })}
</div>`;
