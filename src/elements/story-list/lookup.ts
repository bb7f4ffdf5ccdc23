import { html, nothing, type TemplateResult } from 'lit';
import { receiptCredential } from '../../client/receipt.ts';
import { paragraphs } from '../../domain/paragraphs.ts';
import { type ReceiptFault, secretOfWords } from '../../domain/receipt.ts';
import type { Report } from '../../domain/report.ts';
import { faultWords } from '../../internal/fault-words.ts';
import { fill, msg } from '../../internal/localize.ts';
import { staffWords, styles as staffStyles } from '../../internal/staff-words.ts';
import type { PanelHost } from './panel.ts';
import { styles as reportStyles } from './report.styles.ts';
import { reasonWords } from './report-words.ts';

export const styles = [...reportStyles, staffStyles];

/** What came of a report, for whoever holds its receipt. A lost or wrong one answers like one that never was. */
export class Lookup {
  readonly #host: PanelHost;
  #written = '';
  #fault?: ReceiptFault | undefined;
  #state: 'idle' | 'asking' | 'found' | 'nothing' | 'failed' = 'idle';
  #error?: unknown;
  #reports: readonly Report[] = [];
  /** How often it was asked: an older answer says nothing about the words that stand there now. */
  #asked = 0;

  constructor(host: PanelHost) {
    this.#host = host;
  }

  render(): TemplateResult {
    return html`<section class="panel report lookup" part="panel" aria-label=${msg('What came of your report')}>
      <label for="receipt">${msg('The twelve words of your receipt')}</label>
      <textarea id="receipt" autocomplete="off" spellcheck="false" lang="en" dir="ltr" aria-invalid=${!!this.#fault} aria-describedby="fault" .value=${this.#written} @input=${this.#onInput}></textarea>
      <p id="fault" role="alert">${this.#fault ? faultWords(this.#fault) : nothing}</p>
      <p class="row">
        <button type="button" @click=${this.#ask}>${msg('Look it up')}</button>
        <span role="status">${this.#state === 'asking' ? msg('Looking …') : this.#state === 'nothing' ? msg('There is no report with this receipt.') : nothing}</span>
      </p>
      ${this.#state === 'failed' ? this.#host.trouble(this.#error, this.#ask) : nothing}
      ${this.#state === 'found' ? this.#reports.map(outcome) : nothing}
    </section>`;
  }

  readonly #onInput = (event: Event) => {
    this.#written = (event.target as HTMLTextAreaElement).value;
  };

  readonly #ask = async () => {
    const asked = (this.#asked += 1);
    const secret = secretOfWords(this.#written);
    this.#fault = secret instanceof Uint8Array ? undefined : secret;
    this.#set(this.#fault ? 'idle' : 'asking');
    if (!(secret instanceof Uint8Array)) {
      this.#host.shadowRoot?.querySelector<HTMLElement>('#receipt')?.focus();
      return;
    }
    try {
      const credential = { kind: 'receipt', token: await receiptCredential(secret) } as const;
      const { items } = await this.#host.client.collection('reports').list({}, { credential });
      if (asked !== this.#asked) return;
      this.#reports = items;
      this.#set(this.#reports.length ? 'found' : 'nothing');
    } catch (error) {
      if (asked !== this.#asked) return;
      this.#error = error;
      this.#set('failed');
    }
  };

  #set(state: 'idle' | 'asking' | 'found' | 'nothing' | 'failed') {
    this.#state = state;
    this.#host.requestUpdate();
  }
}

const outcome = ({ reason, state, message }: Report): TemplateResult =>
  html`<div role="status">
    <p>${fill(msg('You reported: “{reason}”.'), { reason: reasonWords()[reason] })} ${state === 'read' ? msg('Somebody of the team has read it.') : msg('It waits until somebody of the team reads it.')}</p>
    ${message ? staffWords(paragraphs(message).map((each) => html`<p dir="auto">${each}</p>`)) : nothing}
  </div>`;
