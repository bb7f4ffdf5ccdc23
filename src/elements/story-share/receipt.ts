import { html, nothing, type TemplateResult } from 'lit';
import { wordsOfSecret } from '../../domain/receipt.ts';
import { saveFile } from '../../internal/save-file.ts';
import { msg } from '../../internal/localize.ts';
import type { ShareHost } from './host.ts';

/** The twelve words, out of sight until they are asked for, and ways to take them along. Nothing of them is kept here. */
export class ReceiptCard {
  readonly #host: ShareHost;
  readonly #words: string[];
  #shown = false;
  /** Whether copying worked; undefined before it was tried. */
  #copied?: boolean;
  /** The sheet that is printed. Where printing does not happen, nobody says that it is over. */
  #sheet?: HTMLIFrameElement | undefined;

  constructor(host: ShareHost, secret: Uint8Array) {
    this.#host = host;
    this.#words = wordsOfSecret(secret);
  }

  render(withWord: boolean): TemplateResult {
    return html`<div class="card">
      <h4>${msg('Your receipt')}</h4>
      <p>${msg('Twelve words open your story from any device, at any time: to see what became of it, to change it, to withdraw it. Whoever holds them can do the same.')} ${withWord ? msg('Your own word belongs to it; it does not stand among them.') : nothing}</p>
      <p>${msg('Nobody here ever asks you for them, and nobody can give them to you a second time.')}</p>
      <button type="button" aria-expanded=${this.#shown} aria-controls="receipt" @click=${this.#toggle}>${this.#shown ? msg('Hide the words') : msg('Show the words')}</button>
      <ol id="receipt" part="receipt" lang="en" dir="ltr" translate="no" ?hidden=${!this.#shown}>
        ${this.#shown ? this.#words.map((word) => html`<li>${word}</li>`) : nothing}
      </ol>
      <div class="acts">
        <button type="button" @click=${this.#copy}>${msg('Copy')}</button>
        <button type="button" @click=${this.#print}>${msg('Print')}</button>
        <button type="button" @click=${this.#save}>${msg('Save as a file')}</button>
      </div>
      <p class="quiet">${msg('The file is called “words.txt” and holds the words and nothing else. What you copy can be read by other programs until you copy something else.')}</p>
      <p role="status">${this.#copied === undefined ? nothing : this.#copied ? msg('The words are copied.') : msg('Copying did not work here. Please write them down.')}</p>
    </div>`;
  }

  /** Forgets them. */
  forget() {
    this.#words.length = 0;
    this.#shown = false;
    this.#sheet?.remove();
  }

  get #numbered(): string {
    return this.#words.map((word, at) => `${at + 1}. ${word}`).join('\n');
  }

  readonly #toggle = () => {
    this.#shown = !this.#shown;
    this.#host.requestUpdate();
  };

  readonly #copy = async () => {
    this.#copied = await navigator.clipboard.writeText(this.#words.join(' ')).then(() => true, () => false);
    this.#host.requestUpdate();
  };

  readonly #save = () => saveFile('words.txt', `${this.#numbered}\n`);

  /** A sheet with the words alone: nothing of the page is printed with them. */
  readonly #print = () => {
    this.#sheet?.remove();
    const frame = (this.#sheet = document.createElement('iframe'));
    frame.hidden = true;
    this.#host.shadowRoot!.append(frame);
    const sheet = frame.contentDocument!;
    sheet.title = '';
    const list = sheet.createElement('ol');
    for (const word of this.#words) list.append(Object.assign(sheet.createElement('li'), { textContent: word }));
    sheet.body.append(list);
    frame.contentWindow!.addEventListener('afterprint', () => frame.remove());
    // A frame that is not drawn is not printed.
    frame.hidden = false;
    Object.assign(frame, { width: '0', height: '0', tabIndex: -1, ariaHidden: 'true' });
    frame.contentWindow!.print();
  };
}
