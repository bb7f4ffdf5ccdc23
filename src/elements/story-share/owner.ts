import { html, nothing, type TemplateResult } from 'lit';
import type { Stored } from '../../adapters/adapter.ts';
import { newIntent } from '../../client/client.ts';
import { OneAct } from '../../client/one-act.ts';
import { PeerError } from '../../client/errors.ts';
import { receiptCredential } from '../../client/receipt.ts';
import { takeBack } from '../../client/take-back.ts';
import { secretOfWords } from '../../domain/receipt.ts';
import type { Sending } from '../../domain/story.ts';
import { StoryWithdrawnEvent } from '../../events/story-withdrawn.ts';
import { faultWords } from '../../internal/fault-words.ts';
import { fill, msg } from '../../internal/localize.ts';
import type { ShareHost } from './host.ts';
import { linkedPanel } from './linked-panel.ts';
import { notSure } from './not-sure.ts';
import type { Said } from './path.ts';
import { receiptFields } from './receipt-fields.ts';
import type { StoryDraft } from './story-draft.ts';
import { answersPanel, changing, choicesPanel, copyPanel, heldNote, heldWords, messagesPanel, type Panel, suggestedPanel, wordsPanel } from './owner-panels.ts';
import { goneWords, isAsked, staysWords } from './stays.ts';

export { styles } from './owner.styles.ts';

/** What a receipt opens, and with what. */
export interface Opened {
  sending: Stored<Sending>;
  credential: { kind: 'receipt'; token: string };
}

/** What can be opened below the state of a story. */
const panels = { messages: messagesPanel, suggested: suggestedPanel, words: wordsPanel, answers: answersPanel, choices: choicesPanel, linked: linkedPanel, copy: copyPanel };
type PanelName = keyof typeof panels;

/** Whoever holds a receipt sees what became of their story, and little more until they ask for it. */
export class OwnerDesk {
  readonly host: ShareHost;
  readonly #typed = { words: '', own: '' };
  /** What is wrong with the words, or came of them. */
  #told?: Said | undefined;
  #busy = false;
  #opened?: Opened | undefined;
  #withdrawn = false;
  /** Its writer is told that the team keeps a copy. */
  #held?: Panel | undefined;
  #withdrawing = false;
  readonly #takingBack = newIntent();
  /** An answer to the team that is not sent yet, or not known to have arrived: it stays while its panel is closed. */
  readonly answering = { words: '', act: new OneAct(), busy: false };
  /** Words of a change that could not be sent. */
  #left?: StoryDraft | undefined;
  readonly #open = new Map<PanelName, Panel>();
  /** The change that was asked for last. */
  #last: Promise<unknown> = Promise.resolve();
  /** One press lets it stay. */
  readonly #staying = changing(this, () => msg('Thank you. It stays.'));

  constructor(host: ShareHost) {
    this.host = host;
  }

  get opened(): Opened {
    return this.#opened!;
  }

  render(): TemplateResult {
    if (this.#withdrawn) return this.#view(msg('It is withdrawn'), html`<p>${fill(msg('Your words are deleted here, with every version of them and the answers to it. In backups they can still be for {days, plural, one {# day} other {# days}}.'), { days: this.host.space.backupDays })}</p>`);
    return this.#opened ? this.#desk(this.#opened.sending) : this.#door();
  }

  /** Forgets the receipt and what it opened. */
  forget() {
    this.#typed.words = this.#typed.own = this.answering.words = '';
    this.answering.act.over();
    this.#opened = this.#left = this.#held = undefined;
    this.#open.clear();
  }

  /** A change was made or given up, or could not be sent: then its words stay. */
  readonly back = (left?: StoryDraft) => {
    this.#left = left;
    this.host.showOwner(this);
    void this.#read();
  };

  /** Reads it again, in silence: an answer to the team may have sent it back to be read. */
  async refresh(): Promise<void> {
    const { credential } = this.opened;
    const { items } = await this.host.client.collection('sendings').list({}, { credential });
    if (items[0] && this.#opened) this.changed(items[0]);
  }

  /** The sending as it is now, after one of its parts was changed. */
  changed(sending: Stored<Sending>) {
    if (this.#opened) this.#opened = { ...this.#opened, sending };
    this.host.requestUpdate();
  }

  /** Changes go one after the other: each begins with what the one before has left. */
  inTurn(change: () => Promise<void>): Promise<unknown> {
    return (this.#last = this.#last.then(() => this.#opened && change()));
  }

  #view(title: string, content: unknown, acts: unknown = nothing): TemplateResult {
    return html`<section class="step" part="step" aria-labelledby="title">
      <h3 id="title" part="title" tabindex="-1">${title}</h3>
      ${content}
      <div class="acts">${acts}<button type="button" class="plain" @click=${this.#close}>${msg('Close')}</button></div>
      ${this.host.help()}
    </section>`;
  }

  readonly #close = () => {
    this.forget();
    this.host.leave();
  };

  /** Where the words are asked for. They stand in the page only as long as they are typed. */
  #door(): TemplateResult {
    return this.#view(
      msg('Open your story'),
      html`${receiptFields('receipt-words', msg('The twelve words of your receipt'), this.#typed)} ${this.#told?.()}`,
      html`<button type="button" class="main" ?disabled=${this.#busy} @click=${this.#enter}>${msg('Open')}</button>`,
    );
  }

  readonly #enter = async () => {
    const secret = secretOfWords(this.#typed.words);
    if (!(secret instanceof Uint8Array)) return this.#tell(() => faultWords(secret));
    this.#busy = true;
    this.#told = undefined;
    this.host.requestUpdate();
    try {
      const credential = { kind: 'receipt', token: await receiptCredential(secret, this.#typed.own) } as const;
      const { items } = await this.host.client.collection('sendings').list({}, { credential });
      const held = items[0] || !this.host.client.can.collections.holds?.list ? undefined : (await this.host.client.collection('holds').list({}, { credential })).items[0];
      if (held) return this.#tell(() => `${msg('Your words are withdrawn, or their time was over.')} ${heldWords(held.review, this.host.words.locale)}`);
      // Lost, withdrawn, never there, without its own word: all the same answer.
      if (!items[0]) return this.#tell(() => msg('These words open nothing. The story may have been withdrawn, or a word of your own may be missing.'));
      this.#opened = { sending: items[0], credential };
      this.#typed.words = this.#typed.own = '';
      this.host.turn();
    } catch (error) {
      this.#told = () => this.host.alert(error, () => void this.#enter());
    } finally {
      this.#busy = false;
      this.host.requestUpdate();
    }
  };

  #tell(words: () => string) {
    this.#told = () => html`<div class="alert" part="alert" role="alert"><p>${words()}</p></div>`;
    this.host.requestUpdate();
  }

  /** The state first; the words of it only when they are asked for, since somebody may look over a shoulder. */
  #desk(sending: Stored<Sending>): TemplateResult {
    const { collections, reach } = this.host.client.can;
    // What stays on this device no team sees.
    const mayLink = reach !== 'device' && !!collections.links?.create;
    const over = sending.state === 'expired';
    const named: [PanelName, string, boolean][] = [
      ['messages', msg('What the team wrote'), !!sending.message || !!collections.messages?.list],
      ['suggested', msg('What the team suggests'), !!sending.suggestion || this.#open.has('suggested')],
      ['answers', msg('What people answered'), !!collections.answers?.list && !over && !sending.replyTo],
      ['words', msg('My words'), !over],
      ['choices', msg('What I agreed to'), !over],
      ['linked', msg('Two stories of mine'), mayLink && !over && !sending.replyTo],
      ['copy', msg('Take a copy along'), !over],
    ];
    return this.#view(
      sending.replyTo ? msg('Your reply') : msg('Your story'),
      html`<p><strong>${stateWords(sending)}</strong></p>
        ${over ? goneWords(sending, this.host.words.locale) : staysWords(sending, this.host.words.locale, () => this.#staying.change(() => ({ stillHere: true })))} ${this.#staying.told()}
        ${sending.state === 'held' ? (this.#held ??= heldNote(this)).render() : nothing}
        ${sending.message && !this.#open.has('messages') ? html`<p>${msg('The team has written to you.')}</p>` : nothing}
        ${named.filter(([, , there]) => there).map(([name, words]) => this.#panel(name, words))}
        ${this.#left && !over ? html`<p>${msg('The words of your change are still here, and were not sent.')}</p>` : nothing} ${this.#told?.()}`,
      html`${over ? nothing : html`<button type="button" class=${isAsked(sending) ? nothing : 'main'} @click=${this.#edit}>${this.#left ? msg('Go on with my change') : msg('Change my words')}</button>`}
        <button type="button" aria-expanded=${this.#withdrawing} @click=${this.#ask}>${msg('Withdraw it')}</button>
        ${this.#withdrawing ? this.#withdrawal() : nothing}`,
    );
  }

  #panel(name: PanelName, words: string): TemplateResult {
    const panel = this.#open.get(name);
    const toggle = () => {
      if (!this.#open.delete(name)) this.#open.set(name, panels[name](this));
      this.host.requestUpdate();
    };
    return html`<div class="panel">
      <button type="button" aria-expanded=${!!panel} @click=${toggle}>${words}</button>
      ${panel ? html`<div class="inside">${panel.render()}</div>` : nothing}
    </div>`;
  }

  #withdrawal(): TemplateResult {
    return html`<div class="alert sure">
      <p>${fill(msg('Your words, every version of them, the answers to it and what you reported with this receipt are deleted, and readers no longer find it. In backups they can still be for {days, plural, one {# day} other {# days}}. This cannot be undone.'), { days: this.host.space.backupDays })}</p>
      ${this.#keptCopy(this.opened.sending.state === 'held')}
      <button type="button" @click=${this.#withdraw}>${msg('Withdraw it now')}</button>
      <button type="button" @click=${this.#ask}>${msg('Keep it')}</button>
    </div>`;
  }

  /** Whoever withdraws is told what stays. Where nobody is told yet that there is a copy, it is said as it was before they sent it. */
  #keptCopy(held: boolean): unknown {
    if (held) return html`<p>${msg('The copy that the team keeps stays with those few, until they end it. Your receipt still says so afterwards.')}</p>`;
    return this.host.space.holds ? html`<p class="quiet">${msg('Only if the team had to keep a copy because somebody may be in danger, it stays with those few until it is not needed any more.')}</p>` : nothing;
  }

  readonly #ask = () => {
    this.#withdrawing = !this.#withdrawing;
    this.host.requestUpdate();
  };

  readonly #withdraw = async () => {
    const { sending, credential } = this.opened;
    try {
      const became = await takeBack(this.host.client.collection('sendings'), sending.id, { credential, intent: this.#takingBack });
      if (became === 'unknown') throw new PeerError('timeout');
      this.forget();
      this.#withdrawn = true;
      this.host.turn();
      this.host.dispatchEvent(new StoryWithdrawnEvent());
    } catch (error) {
      this.#told = () => notSure(this.host, error, () => void this.#withdraw());
      this.host.requestUpdate();
    }
  };

  readonly #edit = () => this.host.change({ ...this.opened, ...(this.#left && { left: this.#left }), back: this.back });

  /** Reads what is known now. What is shown stays until then. */
  async #read() {
    this.#told = undefined;
    try {
      this.#open.clear();
      await this.refresh();
    } catch (error) {
      this.#told = () => this.host.alert(error, () => void this.#read());
    }
    this.host.requestUpdate();
  }
}

function stateWords({ state, appears }: Sending): string {
  switch (state) {
    case 'sent':
      return msg('It waits to be read by a person.');
    case 'claimed':
      return msg('A person is reading it.');
    case 'published':
    case 'published-with-note':
      if (appears) return msg('It will be published together with others soon.');
      return state === 'published' ? msg('It is published.') : msg('It is published, with a note for readers.');
    case 'again':
      return msg('It is being read again. Nobody sees it meanwhile.');
    case 'changes-asked':
      return msg('The team asks you to change something.');
    case 'not-published':
      return msg('It was not published.');
    case 'held':
      return msg('The team has taken it out of what others read.');
    case 'expired':
      return msg('Its time here is over, and its words are deleted.');
  }
}
