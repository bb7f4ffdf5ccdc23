import { html, nothing, type TemplateResult } from 'lit';
import { saveFile } from '../../internal/save-file.ts';
import { msg } from '../../internal/localize.ts';
import { wordsField } from './fields.ts';
import type { ShareHost } from './host.ts';
import type { SharePath } from './path.ts';

/** A note for oneself. It never leaves the page, but as a file of the writer's own. */
export class AfterNote {
  words = '';
  readonly host: ShareHost;

  constructor(host: ShareHost) {
    this.host = host;
  }

  readonly write = (words: string) => {
    this.words = words;
    this.host.requestUpdate();
  };
}

/** When all is said: what comes next, and a moment for oneself. */
export function afterwards(path: SharePath, note: AfterNote, takeBack: (() => void) | undefined, told: unknown): TemplateResult {
  return html`<section class="step" part="step" aria-labelledby="title">
    <h3 id="title" part="title" tabindex="-1">${msg('That was not a small thing')}</h3>
    <p>${msg('Telling a story can tire, or stir things up for a day or two. Perhaps something warm, some air, or somebody you trust is near.')}</p>
    ${wordsField({
      id: 'note',
      label: msg('A note for yourself, if you like'),
      hint: msg('Do I feel lighter, heavier, just the same? Nobody gets this note; it is gone when you leave.'),
      value: note.words,
      rows: 3,
      onInput: note.write,
    })}
    ${note.words.trim() ? html`<p><button type="button" @click=${() => saveFile('notes.txt', note.words)}>${msg('Save my note as a file')}</button></p>` : nothing}
    ${told}
    <div class="acts">
      <button type="button" class="main" @click=${path.finish}>${msg('Done')}</button>
      ${takeBack ? html`<button type="button" @click=${takeBack}>${msg('Take my story back')}</button>` : nothing}
    </div>
    <p class="quiet">${msg('With “Done”, this page forgets your words and your receipt.')}</p>
    ${path.host.help()}
  </section>`;
}
