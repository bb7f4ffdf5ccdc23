import { html, nothing, type TemplateResult } from 'lit';
import { deviceHistory, type CheckinHistory, type HistoryEntry } from '../../client/checkin-history.ts';
import type { Checkin } from '../../domain/checkin.ts';
import { wallTime } from '../../domain/wall-time.ts';
import { msg } from '../../internal/localize.ts';
import { box } from './fields.ts';
import { type CheckinHost, type Own, type Said, saidOf } from './host.ts';

export { styles } from './acts.styles.ts';

/** A copy for one's own history on this device, for whoever asks for it. */
export class Keep {
  readonly #host: CheckinHost;
  readonly #history: CheckinHistory;
  /** Whether the next check-in is to be kept. */
  wanted = false;
  #locked = false;
  #secret = false;
  #busy = false;
  #wrong = false;
  #failed = false;
  /** What waits for the passphrase, in this page only. */
  #waits: Checkin[] = [];
  /** One is kept after the other. */
  #line: Promise<unknown> = Promise.resolve();
  #last?: HistoryEntry | undefined;
  #copy?: { entry: HistoryEntry; becomes?: Said | undefined } | undefined;
  #said?: (() => string) | undefined;

  constructor(host: CheckinHost) {
    this.#host = host;
    this.#history = host.history ?? deviceHistory();
  }

  async look(): Promise<void> {
    this.#locked = (await this.#history.state()) === 'locked';
    this.#secret = (await this.#history.locking?.has()) ?? false;
    this.#host.requestUpdate();
  }

  /** Who could open it there. */
  whoCould(): string {
    return this.#secret ? msg('Your history on this device is locked with your passphrase. Whoever uses this device can see that something is kept, and not what.') : msg('Whoever can open this browser can read it there: somebody you share the device with, for example.');
  }

  tick(): TemplateResult {
    const change = (wanted: boolean) => {
      this.wanted = wanted;
      this.#host.requestUpdate();
    };
    return box('checkbox', 'keep', 'keep', msg('Keep it in my history on this device, too'), this.wanted, change, this.whoCould());
  }

  /** What was sent or said is kept, if that was asked for. Where the history is locked, it waits for the passphrase. */
  async write(said: Said, { at, audience = 'me', stays = 'kept' }: Partial<Pick<Own, 'at' | 'audience' | 'stays'>> = {}): Promise<void> {
    this.wanted = false;
    this.#said = undefined;
    const moment = at ? Date.parse(at) : Date.now();
    this.#waits.push({ ...saidOf({ ...said, words: said.words?.trim() }), audience, stays, at: wallTime(moment, -new Date(moment).getTimezoneOffset()) });
    await this.#put();
  }

  /** After a change or a withdrawal: whether there is a copy that it should happen to as well. */
  async askAbout(own: Own, becomes: Said | undefined): Promise<void> {
    this.#copy = undefined;
    await this.look();
    if (this.#locked) return;
    const { entries } = await this.#history.all();
    const entry = entries.find(({ at }) => Date.parse(at) === Date.parse(own.at!));
    this.#copy = entry && { entry, becomes };
    this.#host.requestUpdate();
  }

  forget() {
    this.settle();
    this.#waits = [];
    this.wanted = false;
    this.#history.locking?.lock();
  }

  /** What was said of the last one is said no more. What waits goes on waiting. */
  settle() {
    this.#copy = this.#last = this.#said = undefined;
    this.#failed = this.#wrong = false;
  }

  /** What became of keeping it, and what is asked. */
  render(): TemplateResult {
    return html`
      ${this.#waiting()}
      <div role="status">${this.#said ? html`<p>${this.#said()}</p>` : nothing}</div>
      ${this.#last ? html`<p><button type="button" @click=${this.#undo}>${msg('Take it out of my history again')}</button></p>` : nothing}
      ${this.#asks()}
    `;
  }

  #asks(): TemplateResult | typeof nothing {
    const { entry, becomes } = this.#copy ?? {};
    if (!entry) return nothing;
    const act = (run: () => Promise<unknown>, said: () => string) => async () => {
      await run().then(
        () => {
          this.#copy = undefined;
          this.#said = said;
        },
        () => (this.#failed = true),
      );
      this.#host.requestUpdate();
    };
    const leave = () => {
      this.#copy = undefined;
      this.#host.requestUpdate();
    };
    return html`<div class="aside">
      <p>${becomes ? msg('A copy of it as it was is in your history on this device. Should that change too?') : msg('A copy of it is in your history on this device. Should that go too?')}</p>
      ${this.#failed ? this.#trouble() : nothing}
      <div class="acts">
        ${becomes
          ? html`<button type="button" @click=${act(() => this.#history.keep([{ ...replaced(entry, becomes) }]), () => msg('It is changed in your history, too.'))}>${msg('Change the copy too')}</button>`
          : html`<button type="button" @click=${act(() => this.#history.remove([entry.id]), () => msg('It is gone from your history, too.'))}>${msg('Delete the copy too')}</button>`}
        <button type="button" @click=${leave}>${msg('Keep the copy as it is')}</button>
      </div>
    </div>`;
  }

  /** What waits for the passphrase, or could not be kept. */
  #waiting(): TemplateResult | typeof nothing {
    if (!this.#waits.length) return nothing;
    if (!this.#locked) return html`${this.#failed ? html`${this.#trouble()}<p><button type="button" @click=${() => void this.#put()}>${msg('Try again')}</button></p>` : nothing}`;
    return html`<form class="aside" @submit=${this.#open}>
      <p>${msg('Your history is locked. It waits here, in this page only, until you open your history with your passphrase.')}</p>
      <div class="field"><label for="phrase">${msg('Passphrase')}</label><input id="phrase" type="password" required autocomplete="off" autocapitalize="off" spellcheck="false" dir="auto" /></div>
      <p role="alert">${this.#wrong ? msg('This is not the passphrase. You can try again.') : nothing}</p>
      <div class="acts">
        <button aria-disabled=${this.#busy}>${msg('Open it, and keep this there')}</button>
        <button type="button" @click=${this.#drop}>${msg('Do not keep it')}</button>
        <span role="status">${this.#busy ? msg('One moment …') : nothing}</span>
      </div>
    </form>`;
  }

  #trouble(): TemplateResult {
    return html`<p role="alert">${msg('This browser does not let us keep anything right now. It is in this page only.')}</p>`;
  }

  async #put(): Promise<void> {
    await (this.#line = this.#line.then(() => this.#keep()));
  }

  async #keep(): Promise<void> {
    this.#failed = false;
    try {
      await this.look();
      const these = [...this.#waits];
      if (this.#locked || !these.length) return;
      const kept = await this.#history.keep(these);
      // Whoever left meanwhile is told nothing of it.
      if (!this.#waits.includes(these[0]!)) return;
      this.#waits = this.#waits.filter((each) => !these.includes(each));
      this.#last = kept.at(-1);
      this.#said = () => msg('It is in your history on this device.');
    } catch {
      this.#failed = true;
    } finally {
      this.#host.requestUpdate();
    }
  }

  readonly #open = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.#busy) return;
    const field = (event.target as HTMLFormElement).querySelector('input')!;
    const phrase = field.value;
    this.#busy = true;
    this.#wrong = false;
    this.#host.requestUpdate();
    const open = await this.#history.locking!.unlock(phrase).catch(() => false);
    field.value = '';
    this.#busy = false;
    this.#wrong = !open;
    if (open) await this.#put();
    else field.focus();
    this.#host.requestUpdate();
  };

  readonly #drop = () => {
    this.#waits = [];
    this.#host.turn('#title');
  };

  readonly #undo = async () => {
    await this.#history.remove([this.#last!.id]).catch(() => {});
    this.#last = undefined;
    this.#said = () => msg('It is taken out of your history again.');
    this.#host.requestUpdate();
  };
}

/** The entry with other words, and nothing left of the old ones. */
const replaced = ({ id, at, audience, stays }: HistoryEntry, said: Said): HistoryEntry => ({ id, at, audience, stays, ...saidOf(said) });
