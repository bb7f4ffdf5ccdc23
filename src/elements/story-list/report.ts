import { html, nothing, type TemplateResult } from 'lit';
import { OneAct } from '../../client/one-act.ts';
import { credentialHash, newSecret, receiptCredential } from '../../client/receipt.ts';
import type { Passage, ReportReason } from '../../domain/report.ts';
import { type Part, sentencesOf } from '../../domain/sentences.ts';
import type { Reply as PublicReply } from '../../domain/answer.ts';
import type { Story } from '../../domain/story.ts';
import { StoryReportedEvent } from '../../events/story-reported.ts';
import { msg } from '../../internal/localize.ts';
import type { Panel as PanelOf, PanelHost } from './panel.ts';
import type * as Receipt from './receipt-shown.ts';
import { consequenceWords, marksPassage, reasonsFor, reasonWords } from './report-words.ts';

export { styles } from './report.styles.ts';

type ReportState = 'idle' | 'missing' | 'sending' | 'sent' | 'failed';

/** Radios of one report are one choice, also where two are open. */
let made = 0;

/** A reply that is shown beside a story, and what becomes of its place once it is reported or not. */
export interface ReportedReply extends Pick<PublicReply, 'id' | 'text' | 'language'> {
  close(): void;
  lookAgain(): Promise<void>;
}

/** A report of one story, or of a reply beside it: why, where, and a receipt for whoever wants to hear what came of it. Whoever wrote it learns nothing of it. */
export class Panel implements PanelOf {
  readonly #host: PanelHost;
  readonly #story: Story;
  readonly #reply: ReportedReply | undefined;
  readonly #name = `reason${(made += 1)}`;
  #reason?: ReportReason;
  #words = '';
  readonly #marked = new Set<Part>();
  readonly #sentences: readonly Part[];
  #wantsReceipt = false;
  #state: ReportState = 'idle';
  #error?: unknown;
  readonly #sends = new OneAct();
  #secret?: Uint8Array<ArrayBuffer> | undefined;
  /** How a receipt is shown: a long list of words, for those who want one. */
  #piece?: typeof Receipt;
  #receipt?: Receipt.ReceiptShown;

  constructor(host: PanelHost, story: Story, reply?: ReportedReply) {
    this.#host = host;
    this.#story = story;
    this.#reply = reply;
    const { text, language } = reply ?? story;
    this.#sentences = sentencesOf(text, language);
  }

  render(gone?: boolean): TemplateResult {
    return html`<section id=${this.#name} class="panel report" part="panel" aria-label=${this.#reply ? msg('Report this reply') : msg('Report this story')}>
      ${this.#state === 'sent' ? this.#thanks() : this.#form(gone)}
    </section>`;
  }

  /** Whoever asked for it begins with the first reason. */
  focus(): void {
    this.#section?.querySelector('input')?.focus();
  }

  get #section(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.getElementById(this.#name);
  }

  #form(gone?: boolean): TemplateResult {
    const reason = this.#reason;
    const sending = this.#state === 'sending';
    return html`
      <p>${msg('You need no account, and the writer is never told. Only the team of this site reads it.')}</p>
      <fieldset class="reasons" ?disabled=${sending}>
        <legend>${msg('Why do you report it?')}</legend>
        ${reasonsFor[this.#reply ? 'reply' : 'story'].map((each) => this.#radio(each))}
      </fieldset>
      ${reason
        ? html`<p role="status">${consequenceWords()[reason]}</p>
            ${reason === 'worried' ? this.#supportButton() : nothing}
            ${!gone && marksPassage.includes(reason) ? this.#passage() : nothing}
            <label for=${`${this.#name}-words`}>${msg('Anything else the team should know (you need not write anything)')}</label>
            <textarea id=${`${this.#name}-words`} maxlength="5000" dir="auto" .value=${this.#words} ?readonly=${sending} @input=${this.#onWords}></textarea>
            ${crypto.subtle
              ? html`<label class="tick"
                  ><input type="checkbox" .checked=${this.#wantsReceipt} @change=${this.#onReceipt} />${msg('I want to hear what came of it: give me a receipt')}</label
                >`
              : nothing}`
        : nothing}
      <p role="alert">${this.#state === 'missing' ? msg('Please choose why you report it.') : nothing}</p>
      <p class="row">
        <button type="button" aria-disabled=${sending} @click=${this.#send}>${msg('Send the report')}</button>
        <button type="button" class="plain" @click=${this.#close}>${msg('Do not report it')}</button>
        <span role="status">${sending ? msg('It is on its way …') : nothing}</span>
      </p>
      ${this.#state === 'failed' ? this.#host.trouble(this.#error, this.#send) : nothing}
    `;
  }

  #radio(reason: ReportReason): TemplateResult {
    return html`<label class="tick"
      ><input type="radio" name=${this.#name} .checked=${this.#reason === reason} @change=${() => this.#choose(reason)} />${reasonWords()[reason]}</label
    >`;
  }

  /** The sentences of the story, to mark with keys, finger or voice alike. */
  #passage(): TemplateResult {
    const { text, language } = this.#reply ?? this.#story;
    return html`<fieldset class="passage">
      <legend>${msg('Where? Mark the sentences')}</legend>
      <div lang=${language}>
        ${this.#sentences.map(
          (part) => html`<label class="tick"
            ><input
              type="checkbox"
              .checked=${this.#marked.has(part)}
              @change=${(event: Event) => ((event.target as HTMLInputElement).checked ? this.#marked.add(part) : this.#marked.delete(part))}
            /><bdi>${text.slice(part.start, part.end)}</bdi></label
          >`,
        )}
      </div>
    </fieldset>`;
  }

  #supportButton(): TemplateResult {
    return html`<p><button type="button" @click=${() => this.#host.showSupport(this.#story.id)}>${msg('Get support now')}</button></p>`;
  }

  #thanks(): TemplateResult {
    return html`<h4 tabindex="-1">${msg('Thank you. Your report was sent.')}</h4>
      <p>${msg('Somebody of the team reads it. The writer is not told.')}</p>
      ${this.#reason === 'worried' ? html`<p>${msg('Worrying about somebody is hard. Help lines are there for you too.')}</p>${this.#supportButton()}` : nothing}
      ${this.#secret && this.#piece ? (this.#receipt ??= new this.#piece.ReceiptShown(this.#host, this.#secret)).render() : nothing}
      <p class="row"><button type="button" class="plain" @click=${this.#close}>${msg('Close')}</button></p>`;
  }

  readonly #close = () => (this.#reply ? this.#reply.close() : this.#host.closePanel(this.#story.id));

  #choose(reason: ReportReason) {
    if (this.#state === 'sending') return;
    this.#reason = reason;
    this.#state = 'idle';
    this.#host.requestUpdate();
  }

  readonly #onWords = (event: Event) => {
    this.#words = (event.target as HTMLTextAreaElement).value;
  };

  readonly #onReceipt = (event: Event) => {
    this.#wantsReceipt = (event.target as HTMLInputElement).checked;
    if (this.#wantsReceipt) this.#fetchReceipt().catch(() => {});
  };

  async #fetchReceipt() {
    this.#piece ??= await import('./receipt-shown.ts');
  }

  readonly #send = async () => {
    if (this.#state === 'sending') return;
    if (!this.#reason) {
      this.#set('missing');
      this.focus();
      return;
    }
    this.#set('sending');
    const { id, group } = this.#story;
    try {
      const draft = await this.#draft(this.#reason);
      const options = group ? {} : { credential: null };
      await this.#host.client.collection('reports').create(draft, { intent: this.#sends.intentFor(draft), ...options });
      // Whoever went on meanwhile, to another story or elsewhere in the page, is left there.
      const at = this.#host.shadowRoot!.activeElement ?? document.activeElement;
      const stays = !!at && at !== document.body && !this.#section?.contains(at);
      this.#set('sent');
      this.#host.dispatchEvent(new StoryReportedEvent());
      void (this.#reply ? this.#reply.lookAgain() : this.#host.lookAgain(id));
      await this.#host.updateComplete;
      if (!stays) this.#section?.querySelector('h4')?.focus();
    } catch (error) {
      this.#error = error;
      this.#set('failed');
    }
  };

  /** What is sent. Whoever changes it before another try makes another report of it. */
  async #draft(reason: ReportReason) {
    const words = this.#words.trim();
    const passage = marksPassage.includes(reason) ? this.#marks() : undefined;
    // None is promised that could not be shown.
    if (this.#wantsReceipt) await this.#fetchReceipt();
    this.#secret = this.#wantsReceipt ? (this.#secret ?? newSecret()) : undefined;
    const receipt = this.#secret && (await credentialHash(await receiptCredential(this.#secret)));
    return { ...(this.#reply ? { reply: this.#reply.id } : { story: this.#story.id }), reason, ...(passage && { passage }), ...(words && { words }), ...(receipt && { receipt }) };
  }

  /** From the first sentence that was marked to the last. */
  #marks(): Passage | undefined {
    const marked = [...this.#marked];
    return marked.length ? { start: Math.min(...marked.map(({ start }) => start)), end: Math.max(...marked.map(({ end }) => end)) } : undefined;
  }

  #set(state: ReportState) {
    this.#state = state;
    this.#host.requestUpdate();
  }
}
