import { html, nothing, type TemplateResult } from 'lit';
import { OneAct } from '../../client/one-act.ts';
import type { Story } from '../../domain/story.ts';
import { msg } from '../../internal/localize.ts';
import { Grace } from './grace.ts';
import { graceActs } from './grace-acts.ts';
import type { PanelHost } from './panel.ts';

/** Which version of the words the consent is given to. */
const consentVersion = 'reply-1';
const longest = 5000;

/** Beginnings that say what reading was like, before anything else. */
const starters = (): string[] => [
  msg('What stayed with me is '),
  msg('When I read it, I felt '),
  msg('Something in my own life that is like it: '),
  msg('What I wish for you is '),
];
/** Only for writers who asked to hear it. */
const idea = (): string => msg('Something that helped me was ');

/** A beginning, as it is offered: what follows is the reader's. */
const shown = (words: string) => `${words.replace(/[:\s]+$/, '')} …`;

/** What belongs to one reply is named by its number, also where two are open. */
let made = 0;

/** A few words to whoever told a story. The staff reads them first; then its writer does, and nobody else unless both want it. */
export class Reply {
  readonly #host: PanelHost;
  readonly #story: Story;
  readonly #act: Grace;
  readonly #name = `reply${(made += 1)}`;
  #text = '';
  #begun = false;
  #shared = false;
  readonly #sends = new OneAct();

  constructor(host: PanelHost, story: Story) {
    this.#host = host;
    this.#story = story;
    this.#act = new Grace(() => this.#send(), () => this.#changed());
  }

  drop(): void {
    this.#act.stop();
  }

  render(): TemplateResult {
    return html`<section id=${this.#name} class="reply" aria-label=${msg('Write to whoever told this')}>
      <h4 tabindex="-1">${msg('Write to whoever told this')}</h4>
      ${this.#act.state === 'sent' ? this.#sent() : this.#form()}
    </section>`;
  }

  get #section(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.getElementById(this.#name);
  }

  #form(): TemplateResult {
    const waits = this.#act.state === 'waiting' || this.#act.state === 'sending';
    return html`
      <p>${msg('Somebody of the team reads your words first. Then only the writer sees them, without your name. You cannot get them back once they are sent.')}</p>
      ${this.#begun ? this.#field(waits) : this.#starters()}
    `;
  }

  /** How to begin: what was heard comes first. */
  #starters(): TemplateResult {
    const { advice } = this.#story;
    return html`<p id=${`${this.#name}-begin`}>${msg('How do you want to begin?')}</p>
      <div class="starters" role="group" aria-labelledby=${`${this.#name}-begin`}>
        ${starters().map((words) => html`<button type="button" @click=${() => this.#begin(words)}>${shown(words)}</button>`)}
        <button type="button" aria-disabled=${!advice} aria-describedby=${advice ? nothing : `${this.#name}-locked`} @click=${() => advice && this.#begin(idea())}>${shown(idea())}</button>
      </div>
      ${advice ? nothing : html`<p id=${`${this.#name}-locked`} class="quiet">${msg('The writer did not ask for ideas or advice. What you heard, and what you felt, is worth more now.')}</p>`}`;
  }

  #field(waits: boolean): TemplateResult {
    const { state } = this.#act;
    return html`<label for=${`${this.#name}-words`}>${msg('Your words')}</label>
      <textarea id=${`${this.#name}-words`} maxlength=${longest} dir="auto" .value=${this.#text} ?readonly=${waits} @input=${this.#onInput}></textarea>
      ${this.#story.advice ? nothing : html`<p class="quiet">${msg('Please give no advice: the writer did not ask for it.')}</p>`}
      <label class="tick"
        ><input type="checkbox" .checked=${this.#shared} @change=${(event: Event) => (this.#shared = (event.target as HTMLInputElement).checked)} />${msg('If the writer wants it too, my words may be shown beside the story.')}</label
      >
      ${waits ? nothing : html`<button type="button" @click=${this.#press}>${msg('Send')}</button>`}
      <div class="after">
        <p role="status">
          ${state === 'waiting'
            ? msg('Your words are sent in a few seconds.')
            : state === 'sending'
              ? msg('It is on its way …')
              : state === 'failed'
                ? msg('It was not sent. Your words are still here.')
                : state === 'gone'
                  ? msg('This story takes no answers any more. Nothing was sent.')
                  : nothing}
        </p>
        ${graceActs(this.#host, this.#act, this.#takeBack, this.#again)}
      </div>`;
  }

  #sent(): TemplateResult {
    return html`<p role="status">${msg('Your words were sent. Somebody of the team reads them now, and then the writer does.')}</p>`;
  }

  #begin(words: string) {
    this.#begun = true;
    this.#text = words;
    this.#host.client.collection('sendings').prepare();
    this.#focus('textarea', (field) => (field as HTMLTextAreaElement).setSelectionRange(words.length, words.length));
  }

  readonly #onInput = (event: Event) => {
    this.#text = (event.target as HTMLTextAreaElement).value;
  };

  readonly #press = async () => {
    const text = this.#text.trim();
    // Nothing but the beginning says nothing.
    if (!text || [...starters(), idea()].some((words) => words.trim() === text)) {
      this.#focus('textarea');
      return;
    }
    this.#act.start();
    this.#focus('.back');
    await this.#help(text);
  };

  /** Help for whoever writes of distress. Words that cannot be checked are as urgent. */
  async #help(text: string) {
    const piece = await import('../../domain/distress/load.ts').catch(() => undefined);
    const noticed = await piece?.noticeDistressIn(text, this.#host.words.asked);
    if (!noticed || noticed.topics.length) this.#host.openSupport(this.#story.id);
  }

  /** The words may be others than those that could not be sent. */
  readonly #again = () => {
    void this.#act.now();
    void this.#help(this.#text.trim());
  };

  readonly #takeBack = () => {
    this.#act.stop();
    this.#focus('textarea');
  };

  #changed() {
    const { state } = this.#act;
    const stood = this.#host.shadowRoot!.activeElement;
    this.#host.requestUpdate();
    // What can be pressed goes when it is sent, and the field when it was: whoever stood there stands on the heading then.
    const goes = state === 'sending' ? this.#section?.querySelector('.after') : state === 'sent' ? this.#section : undefined;
    if (stood && goes?.contains(stood)) this.#focus('h4');
  }

  #focus(selector: string, then?: (element: HTMLElement) => void) {
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      const element = this.#section?.querySelector<HTMLElement>(selector);
      element?.focus();
      if (element) then?.(element);
    });
  }

  async #send() {
    const { id, group } = this.#story;
    const draft = {
      text: this.#text.trim(),
      topics: [],
      notes: [],
      language: this.#host.words.asked,
      answers: false,
      audience: 'writer' as const,
      replyTo: id,
      ...(group && { group }),
      consents: this.#shared ? [{ purpose: 'publish' as const, version: consentVersion }] : [],
    };
    const intent = this.#sends.intentFor(draft);
    await this.#host.client.collection('sendings').create(draft, group ? { intent } : { intent, credential: null });
  }
}
