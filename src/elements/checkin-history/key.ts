import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '../../internal/localize.ts';
import type { HistoryHost, HistoryPanel } from './host.ts';

/** Fewer signs than this are guessed in no time. */
const fewest = 8;

type Trouble = 'wrong' | 'short' | 'differ';

/** The passphrase: setting, changing, taking away, locking and opening. What is typed is kept nowhere, and goes when it was used. */
export class Panel implements HistoryPanel {
  readonly #host: HistoryHost;
  #shown = false;
  #busy = false;
  #trouble?: Trouble | undefined;

  constructor(host: HistoryHost) {
    this.#host = host;
  }

  /** Where the history is locked: the way in. */
  unlocking(): TemplateResult {
    return html`<form @submit=${this.#open}>
      <p>${msg('Your history is locked. Your passphrase opens it.')}</p>
      ${this.#field('phrase', msg('Passphrase'))} ${this.#show()}
      ${this.#alert()}
      <p class="row">
        <button aria-disabled=${this.#busy}>${msg('Open')}</button>
        <span role="status">${this.#busy ? msg('One moment …') : nothing}</span>
      </p>
    </form>`;
  }

  render(): TemplateResult {
    const { history, hasPassphrase } = this.#host;
    if (!history.locking?.possible) return html`<p>${msg('This page cannot lock anything, because its address does not begin with https.')}</p>`;
    return html`
      ${hasPassphrase
        ? html`<p class="row">
            <button type="button" @click=${() => history.locking!.lock()}>${msg('Lock it now')}</button>
            <button type="button" @click=${this.#takeAway}>${msg('Take the passphrase away')}</button>
          </p>`
        : html`<p>${msg('With a passphrase, nobody who uses this device can read your history without it. It locks after five minutes without use, and when the page is left.')}</p>`}
      <form @submit=${this.#set}>
        <p><strong>${msg('Nobody can bring a forgotten passphrase back: not you, not this site, not those who made it. Then your history stays closed for good.')}</strong></p>
        <p>${msg('A few words that only you would put together are good. What was kept here without a passphrase can leave traces in the files of this browser.')}</p>
        ${this.#field('phrase', msg('New passphrase'))} ${this.#field('again', msg('The same once more'))} ${this.#show()}
        ${this.#alert()}
        <p class="row">
          <button aria-disabled=${this.#busy}>${hasPassphrase ? msg('Change the passphrase') : msg('Lock my history with it')}</button>
          <span role="status">${this.#busy ? msg('One moment …') : nothing}</span>
        </p>
      </form>
    `;
  }

  #field(name: string, label: string): TemplateResult {
    return html`<p class="field">
      <label for=${name}>${label}</label>
      <input id=${name} name=${name} type=${this.#shown ? 'text' : 'password'} required autocomplete="off" autocapitalize="off" spellcheck="false" dir="auto" />
    </p>`;
  }

  #show(): TemplateResult {
    const change = (event: Event) => {
      this.#shown = (event.target as HTMLInputElement).checked;
      this.#host.requestUpdate();
    };
    return html`<label class="tick"><input type="checkbox" .checked=${this.#shown} @change=${change} />${msg('Show what I type')}</label>`;
  }

  #alert(): TemplateResult {
    const words: Record<Trouble, string> = {
      wrong: msg('This is not the passphrase. Nothing has changed; you can try again.'),
      short: msg('Please take a longer one: eight signs at least.'),
      differ: msg('The two are not the same. Please type them again.'),
    };
    return html`<p role="alert">${this.#trouble && !this.#busy ? words[this.#trouble] : nothing}</p>`;
  }

  readonly #open = (event: SubmitEvent) => this.#work(event, async ([phrase]) => ((await this.#host.history.locking!.unlock(phrase!)) ? undefined : 'wrong'));

  readonly #set = (event: SubmitEvent) =>
    this.#work(
      event,
      async ([phrase, again]) => {
        if (phrase !== again) return 'differ';
        if (phrase!.length < fewest) return 'short';
        await this.#host.history.locking!.change(phrase);
        return undefined;
      },
      () => msg('Your history is locked with your passphrase from now on.'),
    );

  readonly #takeAway = async () => {
    const host = this.#host;
    if (await host.act(() => host.history.locking!.change(undefined))) host.say(() => msg('The passphrase is gone. Whoever uses this browser can read your history.'));
  };

  async #work(event: SubmitEvent, run: (typed: string[]) => Promise<Trouble | undefined>, done?: () => string) {
    event.preventDefault();
    if (this.#busy) return;
    const form = event.target as HTMLFormElement;
    const fields = [...form.querySelectorAll<HTMLInputElement>('.field input')];
    this.#busy = true;
    this.#trouble = undefined;
    this.#host.requestUpdate();
    const fine = await this.#host.act(async () => {
      this.#trouble = await run(fields.map(({ value }) => value));
    });
    this.#busy = false;
    for (const field of fields) field.value = '';
    if (fine && !this.#trouble && done) this.#host.say(done);
    if (this.#trouble) fields[0]!.focus();
    this.#host.requestUpdate();
  }
}
