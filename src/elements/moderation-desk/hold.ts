import { html, nothing, type TemplateResult } from 'lit';
import { OneAct } from '../../client/one-act.ts';
import { dayIn, type Hold, holdDays, type HoldDraft, holdReasons, type HoldReason, type Telling } from '../../domain/hold.ts';
import { HandOverEvent } from '../../events/hand-over.ts';
import { css } from '../../internal/css.ts';
import { fill, msg, withCatalog } from '../../internal/localize.ts';
import { pick, wordsField } from '../story-share/fields.ts';
import type { DeskHost } from './desk-host.ts';
import { dayWords, holdReasonWords, tellWords, toldWords } from './hold-words.ts';

/** What is asked for while the program of the space is being told: so often, and so long apart, in milliseconds. */
const looks = 10;
const lookEvery = 2000;

/** Somebody may be in danger: what the team agreed on, to be read, and one press that takes the story from readers and hands over. */
export class HoldForm {
  held?: Hold | undefined;
  #open = false;
  #reason?: HoldReason;
  #words = '';
  #review = dayIn(holdDays.review, Date.now());
  #tell: Telling = 'now';
  #tellReview = dayIn(holdDays.tellReview, Date.now());
  #plan?: readonly string[] | undefined;
  #call?: string | undefined;
  #asked = false;
  #busy = false;
  #told: unknown = nothing;
  readonly #act = new OneAct();
  readonly #host: DeskHost;
  readonly #sending: string;
  readonly #done: (hold: Hold) => void;

  constructor(host: DeskHost, sending: string, done: (hold: Hold) => void) {
    this.#host = host;
    this.#sending = sending;
    this.#done = done;
  }

  get written(): boolean {
    return !this.held && !!this.#words.trim();
  }

  get open(): boolean {
    return this.#open;
  }

  readonly toggle = (): void => {
    this.#open = !this.#open;
    if (this.#open && !this.#asked) void this.#ask();
    this.#host.requestUpdate();
  };

  /** What the team agreed on, where its settings say so. Without them there is a list of our own. */
  async #ask() {
    this.#asked = true;
    const { client } = this.#host;
    if (!client.can.collections.settings?.get) return;
    try {
      const { plan, safeguarding } = (await client.collection('settings').get(client.space)) ?? {};
      this.#plan = plan;
      this.#call = safeguarding;
    } catch {
      // Nobody waits for a list in such a moment.
    }
    this.#host.requestUpdate();
  }

  render(): TemplateResult {
    if (this.held) return this.result();
    return html`<section class="safe panel" aria-labelledby="safe-title">
      <h4 id="safe-title">${msg('Somebody may be in danger')}</h4>
      ${this.#agreed()}
      <form class="decide" @submit=${this.#onSubmit}>
        <fieldset>
          <legend>${msg('Why do you hold it?')}</legend>
          ${holdReasons.map((reason) => pick('hold-reason', reason, holdReasonWords()[reason], this.#reason, (chosen) => this.#change(() => (this.#reason = chosen))))}
        </fieldset>
        ${wordsField({ id: 'hold-words', label: msg('A note (you need not write anything)'), hint: msg('What else is known, in your words. The story itself is kept anyway. Only administrators can read it.'), value: this.#words, rows: 3, onInput: (words) => (this.#words = words) })}
        ${this.#date('hold-review', msg('When does somebody look at it again?'), this.#review, holdDays.mostReview, (day) => (this.#review = day), msg('It neither ends nor goes on by itself. Six months at most.'))}
        <fieldset>
          <legend>${msg('Is the writer told?')}</legend>
          ${pick<Telling>('hold-tell', 'now', msg('Yes, now'), this.#tell, this.#setTell, msg('Whoever has the receipt sees that you keep a copy and until when, and not why.'))}
          ${pick<Telling>('hold-tell', 'later', msg('Not yet: it could put somebody in danger'), this.#tell, this.#setTell, msg('Somebody who controls the writer may read along. They see that a person is reading it.'))}
          ${this.#tell === 'later' ? this.#date('hold-tell-review', msg('Until when do you decide about that anew?'), this.#tellReview, holdDays.mostReview, (day) => (this.#tellReview = day)) : nothing}
        </fieldset>
        <p class="quiet">${msg('When you press: readers do not see it any more, and nobody can publish it. A copy of it stays, also if the writer takes it back; only administrators can open it, and that is written down. Whom your team agreed on is told, without any words of it.')}</p>
        ${this.#told}
        <p class="acts">
          <button class="main" aria-disabled=${this.#busy}>${msg('Hold it and hand it over')}</button>
          <button type="button" class="plain" @click=${this.toggle}>${msg('Not now')}</button>
          <span role="status">${this.#busy ? msg('It is on its way …') : nothing}</span>
        </p>
      </form>
    </section>`;
  }

  /** What happened, who was told, and what comes next. */
  result(): TemplateResult {
    const { locale } = this.#host.words;
    const hold = this.held!;
    return html`<section class="safe panel" aria-labelledby="safe-title">
      <h4 id="safe-title" tabindex="-1">${msg('It is held')}</h4>
      <p role="status">${msg('Readers do not see it any more, and nobody can publish it.')}</p>
      <p role="status">${toldWords(hold, this.#call)}</p>
      <p>${tellWords(hold, locale)}</p>
      <p>${fill(msg('On {day} at the latest somebody decides whether it is still needed. It stands under “Held stories”.'), { day: dayWords(hold.review, locale) })}</p>
      <p>${msg('If a life is at risk at this moment, call the emergency services now. This page calls nobody.')}</p>
      <p class="quiet">${msg('You have done what could be done here. Talk to somebody of the team about it; nobody should carry this alone.')}</p>
    </section>`;
  }

  #agreed(): TemplateResult {
    const ours = [
      msg('If a life is at risk at this moment, call the emergency services first. This page calls nobody.'),
      msg('Ask somebody of the team to look at it with you. Nobody should carry this alone.'),
      msg('Stay with the facts: what was written, and when. Leave out what you only suspect.'),
      msg('Tell the writer what you pass on, unless that could put somebody in danger.'),
      msg('Pass it on to as few people as possible, and only what they need.'),
    ];
    return html`<p>${this.#plan?.length ? msg('What your team agreed on, to be read in peace:') : msg('What helps now, to be read in peace:')}</p>
      <ul>
        ${(this.#plan?.length ? this.#plan : ours).map((each) => html`<li dir="auto">${each}</li>`)}
      </ul>
      ${this.#call ? html`<p>${fill(msg('Your space passes people on to: {who}.'), { who: `\u2068${this.#call}\u2069` })}</p>` : nothing}`;
  }

  #date(id: string, label: string, value: string, most: number, set: (day: string) => void, hint?: string): TemplateResult {
    const now = Date.now();
    const onInput = (event: Event) => set((event.currentTarget as HTMLInputElement).value);
    return html`<div class="field">
      <label for=${id}>${label}</label>
      ${hint ? html`<p class="quiet" id="${id}-hint">${hint}</p>` : nothing}
      <input id=${id} type="date" required min=${dayIn(1, now)} max=${dayIn(most, now)} aria-describedby=${hint ? `${id}-hint` : nothing} .value=${value} @input=${onInput} />
    </div>`;
  }

  readonly #setTell = (tell: Telling) => this.#change(() => (this.#tell = tell));

  #change(change: () => void) {
    change();
    this.#told = nothing;
    this.#host.requestUpdate();
  }

  readonly #onSubmit = (event: Event) => {
    event.preventDefault();
    if (this.#busy) return;
    if (!this.#reason) {
      this.#change(() => {});
      this.#told = html`<p role="alert">${msg('Please choose why you hold it.')}</p>`;
      this.#host.shadowRoot?.querySelector<HTMLElement>('[name=hold-reason]')?.focus();
      return;
    }
    const words = this.#words.trim();
    void this.#send({ sending: this.#sending, reason: this.#reason, review: this.#review, ...(words && { words }), tell: this.#tell, ...(this.#tell === 'later' && { tellReview: this.#tellReview < this.#review ? this.#tellReview : this.#review }) });
  };

  async #send(draft: HoldDraft) {
    this.#change(() => (this.#busy = true));
    try {
      const hold = await this.#host.client.collection('holds').create(draft, { intent: this.#act.intentFor(draft) });
      this.held = hold;
      this.#words = '';
      this.#done(hold);
      this.#host.dispatchEvent(new HandOverEvent(hold.id, draft.reason, hold.urgent === true));
      void this.#look(hold);
    } catch (error) {
      this.#told = withCatalog(this.#host.words, () => this.#host.trouble(error, () => void this.#send(draft)));
    }
    this.#busy = false;
    this.#host.requestUpdate();
  }

  /** Whether the program of the space was reached, for as long as somebody may wait for it. */
  async #look({ id, told }: Hold) {
    for (let n = 0; n < looks && told === 'waiting'; n++) {
      await new Promise((done) => setTimeout(done, lookEvery));
      if (!this.#host.isConnected) return;
      const now = await this.#host.client.collection('holds').get(id).catch(() => null);
      if (now) this.held = now;
      told = now?.told ?? told;
      this.#host.requestUpdate();
    }
  }
}

export const styles = css`
  .safe {
    display: grid;
    gap: 0.75rem;
    border-inline-start: 4px solid var(--accent);
  }
  .safe h4,
  .safe p {
    margin: 0;
  }
  .safe .decide {
    padding-block-start: 0;
    border-block-start: 0;
  }
`;
