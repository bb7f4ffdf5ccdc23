import { html, nothing, type TemplateResult } from 'lit';
import type { Patch } from '../../adapters/adapter.ts';
import { newIntent } from '../../client/client.ts';
import { PeerError } from '../../client/errors.ts';
import type { CheckinDraft } from '../../domain/checkin-share.ts';
import { msg } from '../../internal/localize.ts';
import type { CheckinHost, Own } from './host.ts';
import { told } from './told.ts';

type State =
  | { is: 'sending' }
  /** Nothing has left the device. */
  | { is: 'waiting'; error: PeerError }
  /** Nobody knows whether it arrived. */
  | { is: 'unknown' }
  | { is: 'failed'; error: PeerError }
  /** It was changed meanwhile, in another tab or on another device; null: it is not there any more. */
  | { is: 'conflict'; theirs: Own | null };

/** How long nobody is told that it is on its way. In milliseconds. */
const slowAfter = 1000;

/** From the press on the button to the answer of the backend. What was written stays as it is until that says it has it. */
export class Sending {
  readonly #host: CheckinHost;
  #state?: State | undefined;
  #slow = false;
  #online = false;
  /** The same thing is sent under the same name on each try, so that it is there once. */
  #last?: { body: string; intent: string };
  /** What the change is based on. */
  #base?: Own | undefined;
  #draft!: CheckinDraft;
  #closing?: AbortController | undefined;

  constructor(host: CheckinHost) {
    this.#host = host;
  }

  async send(draft: CheckinDraft, edited: Own | undefined): Promise<void> {
    this.#draft = draft;
    this.#base = edited;
    this.#closing?.abort();
    this.#closing = new AbortController();
    // A connection that comes back is said. Somebody else may sit here by now: nothing is sent without a press.
    addEventListener('online', () => this.#heard(), { signal: this.#closing.signal });
    await this.#try();
  }

  forget() {
    this.#closing?.abort();
    this.#state = this.#base = undefined;
    this.#online = false;
  }

  render(): TemplateResult {
    const state = this.#state!;
    switch (state.is) {
      case 'sending':
        return this.#view(msg('It is on its way …'), html`<p role="status">${this.#slow ? msg('This takes longer than usual. Your words are still here.') : nothing}</p>`);
      case 'waiting':
        return this.#view(msg('It was not sent yet'), html`<p>${whyWaiting(state.error)} ${msg('Your words wait here, in this page. They are never sent without you.')}</p>${this.#again()}`, [msg('Send it now'), this.#retry], this.#leaving);
      case 'unknown':
        return this.#view(msg('We do not know whether it arrived'), html`<p>${msg('The connection broke while it was on its way. It may have arrived, or not. If you send it again, it is there once and not twice.')}</p>${this.#again()}`, [msg('Send it again'), this.#retry], this.#leaving);
      case 'failed':
        return this.#view(msg('It was not taken'), html`<p role="alert">${whyNot(state.error, this.#base)} ${msg('Your words are still here.')}</p>`, [msg('Back to my words'), () => this.#leave()], [msg('Choose again who sees it'), () => this.#leave('who')]);
      case 'conflict':
        return this.#both(state.theirs);
    }
  }

  #both(theirs: Own | null): TemplateResult {
    if (!theirs) {
      return this.#view(msg('It is not there any more'), html`<p>${msg('Its time is over, or it was taken back in another window. Your words are still here.')}</p>`, [msg('Send them as a new check-in'), this.#asNew], this.#leaving);
    }
    return this.#view(
      msg('It was changed somewhere else meanwhile'),
      html`<p>${msg('Nothing is lost: you see both.')}</p>
        <h4>${msg('As it is there now')}</h4>
        <div class="card">${told(this.#host, theirs)}</div>
        <h4>${msg('As you have it here')}</h4>
        <div class="card">${told(this.#host, this.#draft)}</div>`,
      [msg('Put mine in its place'), () => this.#over(theirs)],
      [msg('Leave what is there'), () => this.#take(theirs)],
      this.#leaving,
    );
  }

  /** A view of its own heading, with what can be done from here. */
  #view(title: string, content: unknown, ...acts: [words: string, act: () => unknown][]): TemplateResult {
    return html`<section class="step" aria-labelledby="title">
      <h3 id="title" part="title" tabindex="-1">${title}</h3>
      ${content}
      <div class="acts">${acts.map(([words, act], at) => html`<button type="button" class=${at ? '' : 'main'} @click=${act}>${words}</button>`)}</div>
    </section>`;
  }

  #again(): TemplateResult {
    return html`<p role="status">${this.#online ? msg('There is a connection again. You decide whether it is sent now.') : nothing}</p>`;
  }

  get #leaving(): [words: string, act: () => unknown] {
    return [msg('Back to my words'), () => this.#leave()];
  }

  #leave(open?: 'who') {
    this.forget();
    this.#host.back(open);
  }

  #heard() {
    this.#online = this.#state?.is === 'waiting' || this.#state?.is === 'unknown';
    this.#host.requestUpdate();
  }

  readonly #retry = () => void this.#try();

  readonly #asNew = () => {
    this.#base = undefined;
    void this.#try();
  };

  #take(theirs: Own) {
    this.forget();
    this.#host.parts.acts!.left(theirs);
  }

  #over(theirs: Own) {
    this.#base = theirs;
    void this.#try();
  }

  async #try() {
    const { signal } = this.#closing!;
    this.#online = this.#slow = false;
    this.#set({ is: 'sending' });
    const waiting = setTimeout(() => {
      this.#slow = true;
      this.#host.requestUpdate();
    }, slowAfter);
    try {
      const own = await this.#write();
      if (signal.aborted) return;
      this.forget();
      this.#last = undefined!;
      this.#host.parts.acts!.sent(own);
    } catch (error) {
      if (signal.aborted) return;
      this.#set(await this.#became(error));
    } finally {
      clearTimeout(waiting);
    }
  }

  #write(): Promise<Own> {
    const { client } = this.#host;
    const base = this.#base;
    const body = JSON.stringify([base?.id, base?.rev, this.#draft]);
    if (this.#last?.body !== body) this.#last = { body, intent: newIntent() };
    const { intent } = this.#last;
    const checkins = client.collection('checkins');
    return base ? checkins.update(base.id, patchOf(this.#draft), { rev: base.rev!, intent }) : checkins.create(this.#draft, { intent });
  }

  async #became(error: unknown): Promise<State> {
    if (!PeerError.is(error)) return { is: 'failed', error: new PeerError('unavailable') };
    if (this.#base && (error.code === 'conflict' || error.code === 'not-found')) {
      const theirs = await this.#host.client.collection('checkins').get(this.#base.id).catch(() => undefined);
      // The same state of it: something else did not fit.
      if (theirs === null || (theirs && theirs.rev !== this.#base.rev)) return { is: 'conflict', theirs };
    }
    if (error.code === 'offline' || error.code === 'rate-limited') return { is: 'waiting', error };
    if (error.mayHaveHappened) return { is: 'unknown' };
    return { is: 'failed', error };
  }

  #set(state: State) {
    this.#state = state;
    this.#host.turn('#title');
  }
}

/** Everything as it is now, and nothing where there is nothing any more. */
function patchOf({ words = null, energy = null, need = null, help = null, audience, group, people, name = null, greeters = null, ...rest }: { [K in keyof CheckinDraft]: CheckinDraft[K] | null } & Pick<CheckinDraft, 'audience'>): Patch<CheckinDraft> {
  const readers = audience === 'group' ? { group, name, greeters } : audience === 'people' ? { people } : {};
  return { ...rest, words, energy, need, help, audience, ...readers } as Patch<CheckinDraft>;
}

function whyWaiting({ code }: PeerError): string {
  return code === 'offline' ? msg('There is no connection.') : msg('Too much was sent at once. Please wait a few minutes.');
}

function whyNot({ code }: PeerError, edited: Own | undefined): string {
  if (code === 'signed-out') return msg('We do not know you as a member any more. Please sign in again.');
  if (code === 'forbidden') return msg('It cannot be sent to them from here: only members write to their group, and this place may have changed what it allows.');
  if (code === 'conflict' && !edited) return msg('Somebody of those you chose is no companion of yours any more. Please look again who will see it.');
  if (code === 'conflict' && edited?.message) return msg('The team took this from your group, and it does not come there again. You can write something else there, or keep this for yourself.');
  if (code === 'conflict') return msg('It does not fit any more with what is there. Please look again who will see it.');
  if (code === 'invalid') return msg('There is something in it that the service does not take.');
  return msg('This does not work right now. Please try again in a few minutes.');
}
