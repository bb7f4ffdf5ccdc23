import { html, nothing, type TemplateResult } from 'lit';
import { wordsOfSecret } from '../../domain/receipt.ts';
import { msg } from '../../internal/localize.ts';
import type { PanelHost } from './panel.ts';

/** A receipt of a report, hidden until it is asked for and never spoken by itself: somebody may look over a shoulder. */
export class ReceiptShown {
  readonly #host: PanelHost;
  readonly #words: readonly string[];
  #open = false;
  /** Whether copying worked; undefined before it was tried. */
  #copied?: boolean;

  constructor(host: PanelHost, secret: Uint8Array) {
    this.#host = host;
    this.#words = wordsOfSecret(secret);
  }

  render(): TemplateResult {
    return html`<div class="receipt">
      <p>${msg('This is your receipt. Write it down: we cannot give it to you again. With it you can look here, at the end of the stories, what came of your report.')}</p>
      <p class="row">
        <button type="button" aria-expanded=${this.#open} @click=${this.#toggle}>${this.#open ? msg('Hide the receipt') : msg('Show the receipt')}</button>
        <button type="button" @click=${this.#copy}>${msg('Copy the receipt')}</button>
        <span role="status">${this.#copied === undefined ? nothing : this.#copied ? msg('The words are copied.') : msg('Copying did not work here. Please write them down.')}</span>
      </p>
      ${this.#open ? html`<ol class="words-of-receipt" lang="en" dir="ltr" translate="no">${this.#words.map((word) => html`<li>${word}</li>`)}</ol>` : nothing}
    </div>`;
  }

  readonly #toggle = () => {
    this.#open = !this.#open;
    this.#host.requestUpdate();
  };

  readonly #copy = async () => {
    this.#copied = await navigator.clipboard.writeText(this.#words.join(' ')).then(() => true, () => false);
    this.#host.requestUpdate();
  };
}
