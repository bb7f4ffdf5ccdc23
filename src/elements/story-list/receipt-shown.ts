import { html, nothing, type TemplateResult } from 'lit';
import { wordsOfSecret } from '../../domain/receipt.ts';
import { msg } from '../../internal/localize.ts';

/** A receipt of a report, hidden until it is asked for and never spoken by itself: somebody may look over a shoulder. */
export function receiptShown(secret: Uint8Array, open: boolean, onToggle: () => void): TemplateResult {
  const words = wordsOfSecret(secret);
  return html`<div class="receipt">
    <p>${msg('This is your receipt. Write it down: we cannot give it to you again. With it you can look here, at the end of the stories, what came of your report.')}</p>
    <p class="row">
      <button type="button" aria-expanded=${open} @click=${onToggle}>${open ? msg('Hide the receipt') : msg('Show the receipt')}</button>
      <button type="button" @click=${() => void navigator.clipboard.writeText(words.join(' ')).catch(() => {})}>${msg('Copy the receipt')}</button>
    </p>
    ${open ? html`<ol class="words-of-receipt" lang="en" dir="ltr" translate="no">${words.map((word) => html`<li>${word}</li>`)}</ol>` : nothing}
  </div>`;
}
