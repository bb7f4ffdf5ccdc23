import { html, nothing, type TemplateResult } from 'lit';
import type { Stored } from '../../adapters/adapter.ts';
import { fitsToday } from '../../domain/content-notes.ts';
import { keyOfSending } from '../../domain/desk.ts';
import type { Sending } from '../../domain/story.ts';
import { msg } from '../../internal/localize.ts';
import type { DeskHost } from './desk-host.ts';
import { stateName } from './desk-words.ts';
import { titleOf } from './rows.ts';

/** What the same writer also wrote, where they have told the team so. Nothing is guessed: without that there is nothing here. */
export class Linked {
  #others: readonly Stored<Sending>[] = [];
  #error?: unknown;
  readonly #host: DeskHost;
  readonly #sending: string;

  constructor(host: DeskHost, sending: string) {
    this.#host = host;
    this.#sending = sending;
    void this.read();
  }

  readonly read = async (): Promise<void> => {
    const { client } = this.#host;
    this.#error = undefined;
    try {
      const { items } = await client.collection('links').list({ where: { sending: this.#sending } });
      const found = await Promise.all(items.map(({ other }) => (other === undefined ? null : client.collection('sendings').get(other))));
      this.#others = found.filter((each) => each !== null);
    } catch (error) {
      this.#error = error;
    }
    this.#host.requestUpdate();
  };

  render(): unknown {
    if (this.#error !== undefined) return this.#host.trouble(this.#error, () => void this.read());
    if (!this.#others.length) return nothing;
    return html`<section class="linked" aria-label=${msg('The same writer')}>
      <h4>${msg('The same writer also wrote')}</h4>
      <p class="quiet">${msg('The writer has told the team so, with both receipts. Nothing else here links two stories. Please tell nobody else.')}</p>
      <ul>
        ${this.#others.map((other, at) => this.#one(other, at))}
      </ul>
    </section>`;
  }

  /** Its themes are a part of it: they are not shown to whoever leaves them out. */
  #one(sending: Stored<Sending>, at: number): TemplateResult {
    const fits = fitsToday(sending, this.#host.leftOut);
    const id = `linked-${at}`;
    return html`<li>
      <span id=${id}>${fits ? titleOf({ key: keyOfSending(sending.id), sending }) : msg('Something that you do not read today')}</span> – ${stateName(sending.state)}
      <button type="button" aria-describedby=${id} @click=${() => void this.#host.openSending(sending)}>${msg('Open it')}</button>
    </li>`;
  }
}
