import { html, nothing, type TemplateResult } from 'lit';

/** A field of many words: its name, what helps to fill it, what is in it. */
export interface WordsField {
  id: string;
  label: string;
  hint?: string | undefined;
  value: string;
  rows: number;
  language?: string;
  onInput: (words: string) => void;
}

const valueOf = (event: Event) => (event.currentTarget as HTMLInputElement).value;

export function wordsField({ id, label, hint, value, rows, language, onInput }: WordsField): TemplateResult {
  const onType = (event: Event) => onInput(valueOf(event));
  // What is typed here is private: the browser keeps no copy of its own to offer to whoever types next.
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${hint ? html`<p class="quiet" id="${id}-hint">${hint}</p>` : nothing}
    <textarea id=${id} part="text" rows=${rows} dir="auto" lang=${language ?? nothing} autocomplete="off" aria-describedby=${hint ? `${id}-hint` : nothing} .value=${value} @input=${onType}></textarea>
  </div>`;
}

export function lineField({ id, label, hint, value, onInput }: Omit<WordsField, 'rows'>): TemplateResult {
  const onType = (event: Event) => onInput(valueOf(event));
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${hint ? html`<p class="quiet" id="${id}-hint">${hint}</p>` : nothing}
    <input id=${id} type="text" dir="auto" autocomplete="off" aria-describedby=${hint ? `${id}-hint` : nothing} .value=${value} @input=${onType} />
  </div>`;
}

export function choiceField<T extends string>(id: string, label: string, value: T, options: readonly { value: T; words: string }[], onChoose: (value: T) => void): TemplateResult {
  const onChange = (event: Event) => onChoose(valueOf(event) as T);
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} @change=${onChange}>
      ${options.map((each) => html`<option value=${each.value} .selected=${each.value === value}>${each.words}</option>`)}
    </select>
  </div>`;
}

/** One thing to be said yes or no to, with what it means below it. It changes only when what it stands for has changed. */
export function tick(id: string, words: string, checked: boolean, onTick: (checked: boolean) => void, hint?: string): TemplateResult {
  const onClick = (event: Event) => {
    event.preventDefault();
    // The browser puts the box back after this, and would undo what is drawn before.
    setTimeout(() => onTick(!checked));
  };
  return html`<div class="tick">
    <input id=${id} type="checkbox" .checked=${checked} aria-describedby=${hint ? `${id}-hint` : nothing} @click=${onClick} />
    <div>
      <label for=${id}>${words}</label>
      ${hint ? html`<p class="quiet" id="${id}-hint">${hint}</p>` : nothing}
    </div>
  </div>`;
}

/** One of several. */
export function pick<T extends string>(name: string, value: T, words: string, chosen: T | undefined, onPick: (value: T) => void, hint?: string): TemplateResult {
  const id = `${name}-${value}`;
  return html`<div class="tick">
    <input id=${id} type="radio" name=${name} value=${value} .checked=${value === chosen} aria-describedby=${hint ? `${id}-hint` : nothing} @change=${() => onPick(value)} />
    <div>
      <label for=${id}>${words}</label>
      ${hint ? html`<p class="quiet" id="${id}-hint">${hint}</p>` : nothing}
    </div>
  </div>`;
}

/** Puts a word into a list, or takes it out. */
export const toggled = <T>(list: readonly T[], word: T, there: boolean): T[] => (there ? [...list.filter((each) => each !== word), word] : list.filter((each) => each !== word));
