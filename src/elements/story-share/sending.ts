import { html, nothing, type TemplateResult } from 'lit';
import { createOutbox, type Outbox, type OutboxClient, type OutboxResult } from '../../client/outbox.ts';
import { newIntent } from '../../client/client.ts';
import { PeerError } from '../../client/errors.ts';
import { placeOf } from '../../client/place.ts';
import { takeBack } from '../../client/take-back.ts';
import { credentialHash, newSecret, receiptCredential } from '../../client/receipt.ts';
import type { Credential } from '../../adapters/adapter.ts';
import { knowsWho, type Audience } from '../../domain/space.ts';
import { StorySentEvent } from '../../events/story-sent.ts';
import { StoryWithdrawnEvent } from '../../events/story-withdrawn.ts';
import { msg } from '../../internal/localize.ts';
import { afterwards, AfterNote } from './afterwards.ts';
import { Change, type ChangeState } from './change.ts';
import type { ShareHost } from './host.ts';
import { whoReads } from './house.ts';
import { notSure } from './not-sure.ts';
import type { Said, SharePath } from './path.ts';
import { ReceiptCard } from './receipt.ts';
import { sendingOf, type StoryDraft } from './story-draft.ts';
import { tick } from './fields.ts';

export { styles } from './sending.styles.ts';

/** How long what was sent can be taken back from the same page, with or without a receipt. In milliseconds. */
export const undoFor = 5 * 60_000;

/** How long nobody is told that it is on its way. In milliseconds. */
const slowAfter = 1000;

type State =
  | { is: 'sending' | 'withdrawing' }
  | ChangeState
  | { is: 'sent' | 'saved'; id: string }
  | { is: 'withdrawn' };

/** From the press on "send" to the end: what is on its way, what waits, what is known, the receipt, and afterwards. */
export class SendingView {
  readonly #path: SharePath;
  /** Where it goes. */
  readonly #client: OutboxClient;
  readonly #outbox: Outbox;
  readonly #intent = newIntent();
  readonly #takingBack = newIntent();
  readonly #note: AfterNote;
  #state: State = { is: 'sending' };
  #card?: ReceiptCard | undefined;
  #credential?: Credential | undefined;
  #saved = false;
  #slow = false;
  /** There is a connection again: sending is offered, and not done. */
  #online = false;
  /** What was found when somebody looked whether it arrived, or tried to take it back. */
  #told?: Said | undefined;
  #undo?: ReturnType<typeof setTimeout> | undefined;
  /** Taking back was asked for in time: it may be tried again for as long as it takes. */
  #asked = false;
  readonly #closing = new AbortController();

  constructor(path: SharePath) {
    this.#path = path;
    this.#client = newest(path.host);
    this.#outbox = createOutbox(this.#client);
    this.#note = new AfterNote(path.host);
    this.#outbox.subscribe(({ type }) => {
      if (type === 'online') this.#online = true;
      path.host.requestUpdate();
    });
    // A change does not wait in the outbox; that there is a connection again is said in the same way.
    if (path.edited) addEventListener('online', this.#onOnline, { signal: this.#closing.signal });
  }

  async begin(): Promise<void> {
    const { edited } = this.#path;
    this.#setOff('sending');
    if (edited) return this.#change();
    const receipt = this.#path.secure ? await this.#makeReceipt() : undefined;
    const { value, host } = this.#path;
    const credential = knowsWho(value.readers as Audience) ? {} : { credential: null };
    // A receipt that nobody holds brings no answers to anybody.
    const draft = this.#path.receipt ? value : { ...value, answers: false };
    this.#settled(await this.#outbox.send('sendings', sendingOf(draft, host.group, receipt), { intent: this.#intent, ...credential }));
  }

  /** Takes it all from memory. What has arrived is not touched. */
  forget() {
    clearTimeout(this.#undo);
    void this.#outbox.clear();
    this.#close();
    this.#card?.forget();
    this.#card = this.#credential = undefined;
    this.#note.words = '';
  }

  render(): TemplateResult {
    switch (this.#state.is) {
      case 'sending':
      case 'withdrawing':
        return this.#onItsWay();
      case 'waiting':
        return this.#state.mayHaveArrived ? this.#unknown() : this.#waiting(this.#state.error);
      case 'failed':
        return this.#failed(this.#state.error, this.#state.mayHaveArrived);
      case 'sent':
        return this.#sent();
      case 'saved':
        return afterwards(this.#path, this.#note, this.#undo ? this.#takeBack : undefined, this.#told?.());
      case 'withdrawn':
        return this.#withdrawn();
      case 'changed':
        return this.#view(msg('Your change has arrived'), html`<p>${msg('A person reads it. Until then your receipt shows it as waiting.')}</p>`, [msg('Continue'), () => this.#toReceipt()]);
    }
  }

  /** A receipt is made in any case, so that everybody can take back what they just sent; without one wanted, it is never shown. */
  async #makeReceipt(): Promise<string> {
    if (!this.#credential) {
      const secret = newSecret();
      this.#credential = { kind: 'receipt', token: await receiptCredential(secret, this.#path.receipt ? this.#path.ownWord : '') };
      if (this.#path.receipt) this.#card = new ReceiptCard(this.#path.host, secret);
    }
    return credentialHash(this.#credential.token);
  }

  #settled(result: OutboxResult<'sendings'>) {
    if (result.state === 'cancelled') return;
    if (result.state === 'sent') return this.#arrived(result.record!.id);
    this.#set({ is: result.state, error: result.error, mayHaveArrived: result.mayHaveArrived });
  }

  #arrived(id: string) {
    const { draft, host } = this.#path;
    // It was kept on the device until it was sent; where that failed, something of it may be there.
    if (draft.keeping !== 'no') void draft.forgetKept();
    if (this.#credential) this.#undo = setTimeout(this.#endUndo, undoFor);
    this.#set({ is: 'sent', id });
    host.dispatchEvent(new StorySentEvent());
  }

  /** From now on it takes the receipt to take it back. */
  readonly #endUndo = () => {
    this.#undo = undefined;
    if (!this.#card && !this.#asked) this.#credential = undefined;
    this.#path.host.requestUpdate();
  };

  async #change() {
    const { signal } = this.#closing;
    const state = await (this.#path.sent ??= new Change(this.#path)).send(signal);
    if (!signal.aborted) this.#set(state);
  }

  readonly #onOnline = () => {
    this.#online = this.#state.is === 'waiting';
    this.#path.host.requestUpdate();
  };

  #set(state: State) {
    this.#state = state;
    this.#told = undefined;
    this.#path.host.turn();
  }

  /** It is under way; where that takes long, it is said. */
  #setOff(is: 'sending' | 'withdrawing') {
    this.#slow = false;
    const state: State = { is };
    this.#set(state);
    setTimeout(() => {
      if (this.#state !== state) return;
      this.#slow = true;
      this.#path.host.requestUpdate();
    }, slowAfter);
  }

  /** A view of its own heading, with what can be done from here; the first act is the one that most will want. */
  #view(title: string, content: unknown, ...acts: [words: string, act: () => unknown][]): TemplateResult {
    return html`<section class="step" part="step" aria-labelledby="title">
      <h3 id="title" part="title" tabindex="-1">${title}</h3>
      ${content} ${this.#told?.()}
      <div class="acts">${acts.map(([words, act], at) => html`<button type="button" class=${at ? '' : 'main'} @click=${act}>${words}</button>`)}</div>
      ${this.#path.host.help()}
    </section>`;
  }

  #onItsWay(): TemplateResult {
    const back = this.#state.is === 'sending' && !this.#path.edited && this.#slow;
    return this.#view(
      this.#state.is === 'sending' ? msg('It is on its way …') : msg('It is being withdrawn …'),
      html`<p role="status">${this.#slow ? msg('This takes longer than usual. Your words are still here.') : nothing}</p>`,
      ...(back ? ([[msg('Cancel sending'), this.#stop]] as [string, () => void][]) : []),
    );
  }

  /** Nothing has left the device. */
  #waiting({ code }: PeerError): TemplateResult {
    const why = code === 'rate-limited' ? msg('Too much was sent at once. Please wait a few minutes.') : code === 'offline' ? msg('There is no connection.') : msg('The service does not answer right now.');
    const here = this.#path.edited ? msg('Your change waits here, in this page. It is never sent without you.') : msg('Your story waits here, in this page. It is never sent without you.');
    return this.#view(msg('It was not sent yet'), html`<p>${why} ${here}</p>${this.#again()}`, [msg('Send it now'), this.#sendAgain], this.#breaking);
  }

  /** The connection broke off, and nobody knows on which side of it the story is. */
  #unknown(): TemplateResult {
    return this.#view(
      msg('We do not know whether it arrived'),
      html`<p>
          ${this.#path.edited
            ? msg('The connection broke while your change was on its way. It may have arrived, or not. Sending it again does no harm.')
            : msg('The connection broke while your story was on its way. It may have arrived, or not. If you send it again, it is there once and not twice.')}
        </p>
        ${this.#again()} ${this.#card ? html`<p>${msg('If it did arrive, this is its receipt.')}</p>${this.#card.render(!!this.#path.ownWord)}` : nothing}`,
      [msg('Send it again'), this.#sendAgain],
      ...(this.#credential || this.#path.edited ? ([[msg('See whether it arrived'), this.#look]] as [string, () => void][]) : []),
      this.#breaking,
    );
  }

  /** Breaks off, back to the words. */
  get #breaking(): [words: string, act: () => unknown] {
    return [this.#path.edited ? msg('Back to my words') : msg('Cancel sending'), this.#stop];
  }

  #again(): TemplateResult {
    return html`<p role="status">${this.#online ? msg('There is a connection again. You decide whether it is sent now.') : nothing}</p>`;
  }

  #failed(error: PeerError, mayHaveArrived: boolean): TemplateResult {
    const { edited } = this.#path;
    // An earlier try got no answer: a refusal of the next one says nothing about that.
    if (mayHaveArrived) return this.#unknown();
    const back: [string, () => void] = edited ? [msg('Back to my receipt'), () => this.#toReceipt(this.#path.value)] : [msg('Choose other readers'), () => this.#leave('readers')];
    return this.#view(msg('It was not taken'), html`<p role="alert">${whyNot(error, !!edited)} ${msg('Your words are still here.')}</p>`, [msg('Back to my words'), this.#stop], back);
  }

  /** Back to what the receipt opens, with words that were not taken. */
  #toReceipt(left?: StoryDraft) {
    this.#close();
    this.#path.edited!.back(left);
  }

  #sent(): TemplateResult {
    const { host } = this.#path;
    const saved = (yes: boolean) => {
      this.#saved = yes;
      this.#told = undefined;
      host.requestUpdate();
    };
    return this.#view(
      msg('Your story has arrived'),
      html`${whoReads(host.space, host.words.locale)}
        ${this.#card
          ? html`${this.#card.render(!!this.#path.ownWord)} ${tick('saved', msg('I have saved it'), this.#saved, saved)}`
          : html`<p>${this.#undo ? msg('You wanted no receipt. For five minutes you can still take your story back here; after that nobody can.') : msg('There is no receipt. Nobody can change your story or withdraw it.')}</p>`}`,
      [msg('Continue'), this.#continue],
      ...(this.#undo ? ([[msg('Take it back'), this.#takeBack]] as [string, () => void][]) : []),
    );
  }

  /** A receipt that was not saved is gone for good, so that is asked once. */
  readonly #continue = () => {
    const { id } = this.#state as { id: string };
    if (!this.#card || this.#saved) return this.#set({ is: 'saved', id });
    this.#told = () => html`<div class="alert" part="alert" role="alert">
      <p>${msg('Once you leave, nobody can show you these words again. Have you saved them?')}</p>
      <button type="button" @click=${() => this.#set({ is: 'saved', id })}>${msg('Go on without a receipt')}</button>
    </div>`;
    this.#path.host.requestUpdate();
  };

  #withdrawn(): TemplateResult {
    return this.#view(
      msg('It is withdrawn'),
      html`<p>${msg('Nobody can read it any more. Your words are still here, in this page only.')}</p>`,
      [msg('Back to my words'), () => this.#leave('write')],
      [msg('Forget my words'), this.#path.finish],
    );
  }

  readonly #takeBack = async () => {
    const { id } = this.#state as { id?: string };
    // Without what opens it, it would go with a name, and be refused.
    if (id === undefined || !this.#credential) return;
    this.#asked = true;
    this.#setOff('withdrawing');
    try {
      const became = await takeBack(this.#client.collection('sendings'), id, { credential: this.#credential, intent: this.#takingBack });
      if (became === 'unknown') throw new PeerError('timeout');
      clearTimeout(this.#undo);
      this.#card?.forget();
      this.#undo = this.#credential = this.#card = undefined;
      this.#set({ is: 'withdrawn' });
      this.#path.host.dispatchEvent(new StoryWithdrawnEvent());
    } catch (error) {
      this.#set({ is: 'sent', id });
      this.#told = () => notSure(this.#path.host, error, () => void this.#takeBack());
    }
  };

  readonly #sendAgain = async () => {
    if (this.#state.is === 'sending') return;
    this.#online = false;
    this.#setOff('sending');
    if (this.#path.edited) return this.#change();
    this.#settled((await this.#outbox.sendAgain(this.#intent)) as OutboxResult<'sendings'>);
  };

  /** With the receipt the writer can see for themselves. */
  readonly #look = async () => {
    const { host, sent } = this.#path;
    const state = this.#state;
    // What happened since is newer than what is found.
    const late = () => this.#state !== state;
    try {
      const changed = await sent?.arrived();
      const found = sent ? undefined : (await this.#client.collection('sendings').list({}, { credential: this.#credential! })).items[0];
      if (late()) return;
      if (changed) return this.#set({ is: 'changed' });
      if (found) {
        void this.#outbox.cancel(this.#intent);
        return this.#arrived(found.id);
      }
      this.#told = () => html`<p role="status">${msg('It has not arrived. You can send it again.')}</p>`;
    } catch (error) {
      if (late()) return;
      this.#told = () => host.alert(error, () => void this.#look());
    }
    host.requestUpdate();
  };

  readonly #stop = async () => {
    const { mayHaveArrived } = await this.#outbox.cancel(this.#intent);
    this.#leave('preview');
    if (mayHaveArrived) this.#path.mayHaveArrived();
  };

  #leave(step: 'preview' | 'readers' | 'write') {
    const { edited } = this.#path;
    this.#path.resume(edited ? 'write' : step);
    this.#close();
  }

  #close() {
    this.#outbox.close();
    this.#closing.abort();
  }
}

/** What waits may outlive its client: after a new sign-in it goes by the next one, if that leads to the same place. */
function newest(host: ShareHost): OutboxClient {
  const first = host.client;
  const { adapter, can, space } = first;
  const place = placeOf(first);
  // Nobody has a client for a moment while another one is made.
  const now = () => (host.client && placeOf(host.client) === place ? host.client : first);
  return { adapter, can, space, collection: (name) => now().collection(name) };
}

function whyNot({ code, retryable }: PeerError, edited: boolean): string {
  if (code === 'unavailable' && !retryable) return msg('Nobody is there to read stories at the moment, so none are taken.');
  if (code === 'signed-out' || code === 'forbidden') return edited ? msg('This receipt does not open it any more.') : msg('Only members of the group can write to it, and we do not know you as one. Signing in may help.');
  if (code === 'conflict') return msg('It has changed since you opened it. Go back to your receipt and look; you can go on with your words there.');
  if (code === 'not-found') return msg('It is not there any more.');
  if (code === 'invalid') return msg('There is something in it that the service does not take.');
  return msg('The service does not answer right now.');
}
