import { html, nothing, type TemplateResult } from 'lit';
import { OneAct } from '../../client/one-act.ts';
import { type Decision, type Message, type Sending } from '../../domain/story.ts';
import { fill, msg } from '../../internal/localize.ts';
import { staffWords } from '../../internal/staff-words.ts';
import { wordsField } from '../story-share/fields.ts';
import type { DeskHost } from './desk-host.ts';
import { stateName } from './desk-words.ts';

/** What was decided before leaves a sending in this state. */
const stateAfter: Record<Decision['decision'], Sending['state']> = { publish: 'published', 'publish-with-note': 'published-with-note', 'ask-changes': 'changes-asked', 'not-publish': 'not-published' };

/** What the team and the writer have said to each other about a sending, what was decided before, and a way to write. */
export class Talk {
  open = false;
  #said?: readonly (Message | Decision)[];
  #error?: unknown;
  #draft = '';
  readonly #act = new OneAct();
  #told: unknown = nothing;
  #busy = false;
  readonly #host: DeskHost;
  readonly #sending: string;

  constructor(host: DeskHost, sending: string) {
    this.#host = host;
    this.#sending = sending;
  }

  /** Whether somebody has begun to write. */
  get written(): boolean {
    return !!this.#draft.trim();
  }

  /** `mine`: whoever looks decides about it, and may write. */
  render(language: string, mine: boolean): TemplateResult {
    return html`<section class="talk" part="talk" aria-label=${msg('Messages with the writer')}>
      <p><button type="button" aria-expanded=${this.open} @click=${() => this.toggle()}>${msg('Messages with the writer')}</button></p>
      ${this.open ? this.#inside(language, mine) : nothing}
    </section>`;
  }

  toggle(): void {
    this.open = !this.open;
    if (this.open) void this.read();
    this.#host.requestUpdate();
  }

  /** Reads what was said; what is shown stays until then. */
  readonly read = async (): Promise<void> => {
    const { client } = this.#host;
    this.#error = undefined;
    const where = { sending: this.#sending };
    try {
      const [messages, decisions] = await Promise.all([
        client.collection('messages').list({ where }),
        client.can.collections.decisions?.list ? client.collection('decisions').list({ where }) : { items: [] },
      ]);
      this.#said = [...messages.items, ...decisions.items].sort((one, other) => ((one.at ?? '') < (other.at ?? '') ? -1 : 1));
    } catch (error) {
      this.#error = error;
    }
    this.#host.requestUpdate();
  };

  #inside(language: string, mine: boolean): TemplateResult {
    if (this.#error !== undefined && !this.#said) return this.#host.trouble(this.#error, () => void this.read());
    if (!this.#said) return html`<p role="status">${msg('One moment …')}</p>`;
    return html`
      ${this.#said.length ? this.#said.map((each) => this.#one(each)) : html`<p class="quiet">${msg('Nothing was said so far.')}</p>`}
      ${mine ? this.#form(language) : nothing}
    `;
  }

  #form(language: string): TemplateResult {
    return html`
      ${wordsField({
        id: 'message',
        label: msg('Write to the writer without deciding'),
        hint: msg('They see it as words of the team, with their receipt. Nobody else sees it.'),
        value: this.#draft,
        rows: 4,
        language,
        onInput: (words) => {
          this.#draft = words;
          this.#told = nothing;
        },
      })}
      ${this.#told}
      <p class="acts"><button type="button" aria-disabled=${this.#busy} @click=${this.#send}>${msg('Send the message')}</button></p>
    `;
  }

  #one(said: Message | Decision): TemplateResult {
    const when = this.#when(said.at);
    if ('decision' in said) return html`<p class="decided"><strong>${stateName(stateAfter[said.decision])}</strong> ${when}</p>`;
    const words = html`<p class="said-words" dir="auto">${said.text}</p>`;
    if (said.from === 'staff') return staffWords(html`<p class="quiet">${when}</p>${words}`);
    return html`<div class="writer"><p class="quiet">${msg('The writer')} ${when}</p>${words}</div>`;
  }

  #when(at: string | undefined): unknown {
    if (at === undefined) return nothing;
    const words = new Intl.DateTimeFormat(this.#host.words.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(at));
    return html`<time datetime=${at}>${fill(msg('on {day}'), { day: words })}</time>`;
  }

  readonly #send = async () => {
    const text = this.#draft.trim();
    if (!text || this.#busy) return;
    this.#busy = true;
    this.#tell(nothing);
    try {
      await this.#host.client.collection('messages').create({ sending: this.#sending, text }, { intent: this.#act.intentFor(text) });
      // What was typed meanwhile is not sent yet.
      if (this.#draft.trim() === text) this.#draft = '';
      this.#act.over();
      await this.read();
      this.#tell(html`<p role="status">${msg('It has arrived. The writer sees it with their receipt.')}</p>`);
    } catch (error) {
      this.#tell(this.#host.trouble(error, () => void this.#send()));
    }
    this.#busy = false;
    this.#host.requestUpdate();
  };

  #tell(words: unknown) {
    this.#told = words;
    this.#host.requestUpdate();
  }
}
