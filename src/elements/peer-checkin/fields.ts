import { html, nothing, type TemplateResult } from 'lit';

/** One of several, or several of many: a box with its name, and what it means below it. */
export function box(type: 'checkbox' | 'radio', name: string, value: string, words: unknown, checked: boolean, onChange: (checked: boolean) => void, hint?: unknown): TemplateResult {
  const id = `${name}-${value}`;
  return html`<div class="tick">
    <input id=${id} type=${type} name=${name} value=${value} .checked=${checked} aria-describedby=${hint ? `${id}-hint` : nothing} @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)} />
    <div>
      <label for=${id}>${words}</label>
      ${hint ? html`<div class="quiet" id="${id}-hint">${hint}</div>` : nothing}
    </div>
  </div>`;
}

export function lineField(id: string, label: string, value: string, onInput: (words: string) => void, hint?: unknown): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${hint ? html`<p class="quiet" id="${id}-hint">${hint}</p>` : nothing}
    <input id=${id} type="text" dir="auto" autocomplete="off" maxlength="60" aria-describedby=${hint ? `${id}-hint` : nothing} .value=${value} @input=${(event: Event) => onInput((event.target as HTMLInputElement).value)} />
  </div>`;
}
