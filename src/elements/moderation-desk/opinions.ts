import { html, nothing, type TemplateResult } from 'lit';
import { OneAct } from '../../client/one-act.ts';
import type { DeskItem } from '../../domain/desk.ts';
import { type Decision, decisionKinds, type Opinion } from '../../domain/story.ts';
import { msg } from '../../internal/localize.ts';
import { choiceField, wordsField } from '../story-share/fields.ts';
import type { DeskHost } from './desk-host.ts';

type Advice = Decision['decision'];

/** A second opinion about what is read: asked by whoever decides, given by a colleague. It binds nobody, and only the team sees it. */
export class Opinions {
  #said?: readonly Opinion[];
  #open = false;
  #words = '';
  #advises: Advice | '' = '';
  readonly #act = new OneAct();
  #busy = false;
  #told: unknown = nothing;
  readonly #host: DeskHost;
  readonly #sending: string;

  constructor(host: DeskHost, sending: string) {
    this.#host = host;
    this.#sending = sending;
    void this.read();
  }

  /** Whether somebody has begun to write. */
  get written(): boolean {
    return !!this.#words.trim();
  }

  /** Whether a colleague has said last that they would publish it: what has to be where two agree. */
  get agreed(): boolean {
    const { me } = this.#host.queue;
    const last = new Map((this.#said ?? []).filter(({ by, advises }) => advises && by !== me).sort((one, other) => (one.at < other.at ? -1 : 1)).map(({ by, advises }) => [by, advises]));
    return [...last.values()].some((advises) => advises === 'publish' || advises === 'publish-with-note');
  }

  /** Reads what was asked and answered. What is shown stays until then. */
  readonly read = async (): Promise<void> => {
    try {
      this.#said = (await this.#host.client.collection('opinions').list({ where: { sending: this.#sending } })).items;
    } catch (error) {
      if (!this.#said) this.#tell(this.#host.trouble(error, () => void this.read()));
    }
    this.#host.requestUpdate();
  };

  /** `mine`: whoever looks decides, and may ask. */
  render({ question }: DeskItem, mine: boolean): TemplateResult {
    const { me } = this.#host.queue;
    const answers = !mine && question !== undefined && question.by !== me;
    const open = question ?? this.#said?.find((each) => each.open);
    const asks = mine && !open;
    return html`<section class="talk" aria-label=${msg('Second opinion')}>
      ${this.#said?.map((each) => this.#one(each, me))} ${answers ? this.#answer(question) : asks ? this.#ask() : nothing}
      ${mine && open ? html`<p class="quiet">${msg('It waits for a colleague. You can go on reading and deciding.')}</p>` : nothing} ${this.#told}
      ${!answers && !asks && !this.#busy && this.written ? wordsField({ id: 'kept-opinion', label: msg('What you wrote'), value: this.#words, rows: 3, onInput: this.#onWords }) : nothing}
    </section>`;
  }

  #one({ asked, by, advises, words }: Opinion, me: string | undefined): TemplateResult {
    const own = by === me;
    const who = asked === undefined ? (own ? msg('You asked a colleague') : msg('A colleague asks')) : own ? msg('You answered') : msg('A colleague answers');
    return html`<div class="writer">
      <p class="quiet">${who}</p>
      ${advises ? html`<p><strong>${adviceWords()[advises]}</strong></p>` : nothing} ${words ? html`<p class="said-words" dir="auto">${words}</p>` : nothing}
    </div>`;
  }

  #ask(): TemplateResult {
    const toggle = () => {
      this.#open = !this.#open;
      this.#host.requestUpdate();
    };
    const send = () => void this.#send({ sending: this.#sending, ...this.#written() }, send);
    return html`<p><button type="button" aria-expanded=${this.#open} @click=${toggle}>${msg('Ask for a second opinion')}</button></p>
      ${this.#open ? html`${this.#field('ask-words', msg('What would you like to ask? (you need not write anything)'))}${this.#button(msg('Ask a colleague'), send)}` : nothing}`;
  }

  #answer(question: Opinion): TemplateResult {
    const advice = adviceWords();
    const options = [{ value: '' as const, words: msg('Choose, or only write') }, ...decisionKinds.map((value) => ({ value, words: advice[value] }))];
    const send = () => {
      if (!this.#advises && !this.#words.trim()) return this.#tell(html`<p role="alert">${msg('Please choose something, or write something.')}</p>`);
      void this.#send({ asked: question.id, ...(this.#advises && { advises: this.#advises }), ...this.#written() }, send);
    };
    return html`${choiceField<Advice | ''>('advises', msg('What would you decide?'), this.#advises, options, (advises) => (this.#advises = advises))}
    ${this.#field('advice-words', msg('Words to your colleague'))} ${this.#button(msg('Give my opinion'), send)}`;
  }

  #field(id: string, label: string): TemplateResult {
    return wordsField({ id, label, hint: msg('Only the team sees it. It goes when the story goes.'), value: this.#words, rows: 3, onInput: this.#onWords });
  }

  readonly #onWords = (words: string) => void (this.#words = words);

  #button(words: string, act: () => void): TemplateResult {
    return html`<p class="acts"><button type="button" aria-disabled=${this.#busy} @click=${act}>${words}</button></p>`;
  }

  #written(): { words?: string } {
    const words = this.#words.trim();
    return words ? { words } : {};
  }

  /** `again`: sends what stands in the form by then. */
  async #send(draft: Partial<Pick<Opinion, 'sending' | 'asked' | 'advises' | 'words'>>, again: () => void) {
    if (this.#busy) return;
    this.#busy = true;
    this.#tell(nothing);
    try {
      await this.#host.client.collection('opinions').create(draft, { intent: this.#act.intentFor(draft) });
      this.#act.over();
      // What was typed meanwhile is not sent yet.
      if (this.#words.trim() === (draft.words ?? '')) this.#words = '';
      this.#open = this.written;
      await Promise.all([this.read(), this.#host.queue.readQuestions()]);
      this.#tell(html`<p role="status" tabindex="-1" id="opinion-told">${draft.asked === undefined ? msg('A colleague is asked.') : msg('Your colleague sees it now.')}</p>`);
    } catch (error) {
      this.#tell(this.#host.trouble(error, again));
    }
    this.#busy = false;
    this.#host.requestUpdate();
    // The button that was pressed is gone; the keys go on from here.
    await this.#host.updateComplete;
    const root = this.#host.shadowRoot!;
    if (!root.activeElement) root.querySelector<HTMLElement>('#opinion-told')?.focus();
  }

  #tell(words: unknown) {
    this.#told = words;
    this.#host.requestUpdate();
  }
}

const adviceWords = (): Record<Advice, string> => ({
  publish: msg('I would publish it'),
  'publish-with-note': msg('I would publish it with a note for readers'),
  'ask-changes': msg('I would ask for changes'),
  'not-publish': msg('I would not publish it'),
});
