import { html, nothing, type TemplateResult } from 'lit';
import { OneAct } from '../../client/one-act.ts';
import { findReceipt } from '../../domain/receipt.ts';
import type { Report, ReportReason } from '../../domain/report.ts';
import { fill, msg } from '../../internal/localize.ts';
import { staffWords } from '../../internal/staff-words.ts';
import { consequenceWords, reasonsFor, reasonWords } from '../story-list/report-words.ts';
import { pick, wordsField } from './fields.ts';
import type { OwnerDesk } from './owner.ts';
import type { Said } from './path.ts';

/** Words that somebody got: a reply, or what the team wrote. */
export type Got = 'reply' | 'said';

/** So many hours pass before whoever wrote something looks at it themselves, where nobody says how long reading takes. */
const longest = 48;

/** A report of words that somebody got, made with the receipt of their story: what comes of it is told in the same place. */
export class OwnReport {
  readonly #desk: OwnerDesk;
  readonly #kind: Got;
  readonly #id: string;
  readonly #done: () => Promise<void>;
  readonly #close: () => void;
  #reason?: ReportReason;
  #words = '';
  #told?: Said | undefined;
  #busy = false;
  readonly #sends = new OneAct();

  constructor(desk: OwnerDesk, kind: Got, id: string, done: () => Promise<void>, close: () => void) {
    this.#desk = desk;
    this.#kind = kind;
    this.#id = id;
    this.#done = done;
    this.#close = close;
  }

  render(): TemplateResult {
    const reason = this.#reason;
    const name = `reason-${this.#id}`;
    return html`<div class="own-report" role="group" aria-label=${msg('Report these words')}>
      <p class="quiet">${this.#kind === 'said' ? this.#whoLooks() : msg('Whoever wrote it is never told. Somebody of the team looks at it, and tells you here what came of it.')}</p>
      <fieldset>
        <legend>${msg('Why do you report it?')}</legend>
        ${reasonsFor[this.#kind].map((each) => pick(name, each, reasonWords()[each], reason, this.#choose))}
      </fieldset>
      ${reason && reason !== 'about-me' && reason !== 'identifying' ? html`<p role="status">${consequenceWords()[reason]}</p>` : nothing}
      ${reason === 'about-me' ? html`<p role="status">${msg('It is hidden at once as a rule, from you too, until somebody of the team has looked.')}</p>` : nothing}
      ${wordsField({ id: `words-${this.#id}`, label: msg('Anything else the team should know (you need not write anything)'), value: this.#words, rows: 3, onInput: (words) => (this.#words = words) })}
      ${this.#told?.()}
      <p>
        <button type="button" aria-disabled=${this.#busy} @click=${this.#send}>${msg('Send the report')}</button>
        <button type="button" class="plain" @click=${this.#close}>${msg('Do not report it')}</button>
      </p>
    </div>`;
  }

  #whoLooks(): string {
    const hours = Math.min(longest, this.#desk.host.space.readWithinHours ?? longest);
    return fill(msg('Somebody else than who wrote it looks at it. Only where nobody else has within {hours, plural, one {# hour} other {# hours}} may whoever wrote it read what you say here.'), { hours });
  }

  readonly #choose = (reason: ReportReason) => {
    this.#reason = reason;
    this.#told = undefined;
    this.#desk.host.requestUpdate();
  };

  #tell(words: Said | undefined) {
    this.#told = words;
    this.#desk.host.requestUpdate();
  }

  readonly #send = async () => {
    if (this.#busy) return;
    if (!this.#reason) return this.#tell(() => html`<p role="alert">${msg('Please choose why you report it.')}</p>`);
    const words = this.#words.trim();
    if (findReceipt(words)) return this.#tell(() => html`<p role="alert">${msg('Your receipt stands in your words. The team never needs it. Please take it out.')}</p>`);
    const draft = { [this.#kind]: this.#id, reason: this.#reason, ...(words && { words }) };
    this.#busy = true;
    this.#tell(undefined);
    try {
      const { credential } = this.#desk.opened;
      await this.#desk.host.client.collection('reports').create(draft, { credential, intent: this.#sends.intentFor(draft) });
      await this.#done();
    } catch (error) {
      this.#tell(() => this.#desk.host.alert(error, () => void this.#send()));
    }
    this.#busy = false;
    this.#desk.host.requestUpdate();
  };
}

/** What became of a report. */
export const outcome = ({ reason, state, message }: Report): TemplateResult =>
  html`<div class="own-report" tabindex="-1">
    <p>${fill(msg('You reported it: “{reason}”.'), { reason: reasonWords()[reason] })} ${state === 'read' ? msg('Somebody of the team has looked at it.') : msg('It waits until somebody of the team looks at it.')}</p>
    ${message ? staffWords(html`<p class="said-words" dir="auto">${message}</p>`) : nothing}
  </div>`;
