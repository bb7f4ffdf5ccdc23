import { html, type TemplateResult } from 'lit';
import { msg } from '../../internal/localize.ts';
import { lineField } from './fields.ts';

/** The words of a receipt, as they are typed: they stand in the page only so long. */
export interface TypedReceipt {
  words: string;
  /** A word of the writer's own that belongs to it. */
  own: string;
}

/** Where the words of a receipt are asked for. What is typed goes into `typed`. `id` tells two of them apart. */
export function receiptFields(id: string, label: string, typed: TypedReceipt): TemplateResult {
  const onWords = (event: Event) => (typed.words = (event.currentTarget as HTMLTextAreaElement).value);
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <p class="quiet" id="${id}-hint">${msg('In their order. Numbers, commas and capitals do not matter.')}</p>
      <textarea id=${id} rows="3" lang="en" dir="ltr" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="${id}-hint" .value=${typed.words} @input=${onWords}></textarea>
    </div>
    <details ?open=${!!typed.own}>
      <summary>${msg('I added a word of my own')}</summary>
      ${lineField({ id: `${id}-own`, label: msg('Your word'), value: typed.own, onInput: (word) => (typed.own = word) })}
    </details>
  `;
}
