import { html, nothing, type TemplateResult } from 'lit';
import { newIntent } from '../../client/client.ts';
import { checkinReportReasons } from '../../domain/report.ts';
import { CheckinReportedEvent } from '../../events/checkin-reported.ts';
import { msg } from '../../internal/localize.ts';
import { reasonWords } from '../story-list/report-words.ts';
import type { ListHost, Panel } from './host.ts';

export { styles } from './panel.styles.ts';

type CheckinReason = (typeof checkinReportReasons)[number];

/** What happens then, said before anything is sent. */
const consequences = (): Record<CheckinReason, string> => ({
  worried: msg('Somebody of the team reads it before all others, as soon as one of them is here. The team may not know who wrote it, and cannot send anyone: it can write to them here. How are you yourself?'),
  hurtful: msg('Somebody of the team looks at it.'),
  identifying: msg('Somebody of the team looks at it, and can take it out of what the group reads.'),
  'about-me': msg('As a rule the group does not see it any more at once, until somebody of the team has looked.'),
  other: msg('Somebody of the team looks at it.'),
});

type ReportState = 'idle' | 'missing' | 'sending' | 'sent' | 'failed';

/** Radios of one report are one choice, also where two are open. */
let made = 0;

/** A report of one check-in of the group, to the team alone. Whoever wrote it learns nothing of it. */
export class Report implements Panel {
  readonly #list: ListHost;
  readonly #id: string;
  readonly #name = `reason${(made += 1)}`;
  #reason?: CheckinReason | undefined;
  #words = '';
  #state: ReportState = 'idle';
  #error: unknown;
  #intent = newIntent();
  #before = '';

  constructor(list: ListHost, id: string) {
    this.#list = list;
    this.#id = id;
  }

  get #host() {
    return this.#list.host;
  }

  render(): TemplateResult {
    return html`<section class="panel report" part="panel" aria-label=${msg('Report this check-in')}>${this.#state === 'sent' ? this.#thanks() : this.#form()}</section>`;
  }

  #form(): TemplateResult {
    const sending = this.#state === 'sending';
    const radio = (reason: CheckinReason) =>
      html`<label class="tick"><input type="radio" name=${this.#name} .checked=${this.#reason === reason} @change=${() => this.#choose(reason)} />${reasonWords()[reason]}</label>`;
    return html`
      <p>${msg('Only the team that looks after this place reads it, together with these words. Whoever wrote them is never told who reported them. If they are taken from the group, they see that.')}</p>
      <fieldset>
        <legend>${msg('Why do you report it?')}</legend>
        ${checkinReportReasons.map(radio)}
      </fieldset>
      ${this.#reason ? this.#more(this.#reason, sending) : nothing}
      <p role="alert">${this.#state === 'missing' ? msg('Please choose why you report it.') : nothing}</p>
      <p class="row">
        <button type="button" aria-disabled=${sending} @click=${this.#send}>${msg('Send the report')}</button>
        <button type="button" class="plain" @click=${this.#close}>${msg('Do not report it')}</button>
        <span role="status">${sending ? msg('It is on its way …') : nothing}</span>
      </p>
      ${this.#state === 'failed' ? this.#host.trouble(this.#error, this.#send) : nothing}
    `;
  }

  #more(reason: CheckinReason, sending: boolean): TemplateResult {
    const id = `${this.#name}-words`;
    return html`<p role="status">${consequences()[reason]}</p>
      ${reason === 'worried' ? this.#support(msg('If it cannot wait, call your local emergency number, or a help line: for you, or to pass on.')) : nothing}
      <label for=${id}>${msg('Anything else the team should know (you need not write anything)')}</label>
      <textarea id=${id} maxlength="5000" dir="auto" .value=${this.#words} ?readonly=${sending} @input=${(event: Event) => (this.#words = (event.target as HTMLTextAreaElement).value)}></textarea>`;
  }

  #support(words: string): TemplateResult {
    return html`<p>${words} <button type="button" class="plain" @click=${() => this.#host.showSupport('')}>${msg('Get support now')}</button></p>`;
  }

  #thanks(): TemplateResult {
    return html`<p class="thanks" tabindex="-1"><strong>${msg('Thank you. Your report was sent.')}</strong></p>
      <p>${msg('Somebody of the team reads it, and decides what to do. The writer is never told who made the report. If their words are taken from the group, they see that, and that somebody reads them again.')} ${this.#host.membership.facilitates ? nothing : msg('What comes of it stands below the list, under “What you reported”.')}</p>
      ${this.#reason === 'worried' ? this.#support(msg('Worrying about somebody is hard. Help lines are there for you too, and you can pass them on.')) : nothing}
      <p class="row"><button type="button" class="plain" @click=${this.#close}>${msg('Close')}</button></p>`;
  }

  readonly #close = () => this.#list.closeReport(this.#id);

  #choose(reason: CheckinReason) {
    this.#reason = reason;
    this.#state = 'idle';
    this.#host.requestUpdate();
  }

  readonly #send = async () => {
    if (this.#state === 'sending') return;
    const host = this.#host;
    if (!this.#reason) {
      this.#state = 'missing';
      return host.turn(`[name=${this.#name}]`);
    }
    const words = this.#words.trim();
    const draft = { checkin: this.#id, reason: this.#reason, ...(words && { words }) };
    const now = JSON.stringify(draft);
    // What was changed before another try is another report.
    if (this.#before && this.#before !== now) this.#intent = newIntent();
    this.#before = now;
    this.#set('sending');
    try {
      await host.client.collection('reports').create(draft, { intent: this.#intent });
      this.#set('sent');
      this.#words = '';
      host.turn('.thanks');
      host.dispatchEvent(new CheckinReportedEvent());
      // It may be hidden now.
      await this.#list.feed.look([this.#id]);
    } catch (error) {
      this.#error = error;
      this.#set('failed');
    }
  };

  #set(state: ReportState) {
    this.#state = state;
    this.#host.requestUpdate();
  }
}
