import { html, nothing, type TemplateResult } from 'lit';
import type { Stored } from '../../adapters/adapter.ts';
import { newIntent, type PeerClient } from '../../client/client.ts';
import { PeerError } from '../../client/errors.ts';
import { dayIn, hasCome, type Hold, holdDays, type HoldPatch } from '../../domain/hold.ts';
import { css } from '../../internal/css.ts';
import type { Language } from '../../internal/language.ts';
import { fill, msg, withCatalog } from '../../internal/localize.ts';
import { storyWords } from '../story-list/story.ts';
import { wordsField } from '../story-share/fields.ts';
import type { Admin, AdminView } from './admin.ts';
import { dayWords, holdReasonWords, tellWords, toldWords } from './hold-words.ts';

/** What the list asks of the desk around it. */
interface HoldsHost extends HTMLElement {
  readonly client: PeerClient;
  readonly words: Language;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
  trouble(error: unknown, retry?: () => void): TemplateResult;
}

type Held = Stored<Hold>;
/** What is open below one of them. */
type Act = 'prolong' | 'later' | 'end';

/** Everything that is held, first what has to be looked at first. Whoever held it, or an administrator, prolongs or ends it. */
export class HoldList {
  readonly #host: HoldsHost;
  /** The name under which what whoever looks held stands. Undefined for an administrator, who may change all of it. */
  readonly #me: (() => string | undefined) | undefined;
  readonly #changed: () => void;
  #holds?: readonly Held[];
  #error?: unknown;
  #open?: { id: string; act: Act } | undefined;
  #day = '';
  #because = '';
  #busy = false;
  #told: unknown = nothing;
  #intent = newIntent();
  readonly #copies = new Map<string, Held>();

  constructor(host: HoldsHost, me?: () => string | undefined, changed: () => void = () => {}) {
    this.#host = host;
    this.#me = me;
    this.#changed = changed;
    void this.read();
  }

  get written(): boolean {
    return !!this.#because.trim();
  }

  readonly read = async (): Promise<void> => {
    this.#error = undefined;
    try {
      const found: Held[] = [];
      for await (const { items } of this.#host.client.collection('holds').pages({})) found.push(...items);
      this.#holds = found;
    } catch (error) {
      this.#error = error;
    }
    this.#host.requestUpdate();
  };

  render(): TemplateResult {
    const holds = this.#holds ?? [];
    return html`
      <p class="quiet">${msg('Stories that were taken from readers because somebody may be in danger. Nothing here ends or goes on by itself: somebody decides.')}</p>
      ${this.#error === undefined ? nothing : this.#host.trouble(this.#error, () => void this.read())}
      <p role="status" class="quiet">${this.#holds ? (holds.length ? nothing : msg('Nothing is held.')) : this.#error === undefined ? msg('One moment …') : nothing}</p>
      ${this.#told}
      <ul class="holds" part="holds">
        ${holds.map((hold) => this.#one(hold))}
      </ul>
    `;
  }

  #one(hold: Held): TemplateResult {
    const { locale } = this.#host.words;
    const now = Date.now();
    const due = hasCome(hold.review, now);
    const mine = !this.#me || hold.by === this.#me();
    const review = { day: dayWords(hold.review, locale) };
    const name = holdReasonWords()[hold.reason!];
    return html`<li>
      <h4>${name}</h4>
      <p class=${due ? 'pressing' : ''}>${due ? fill(msg('Its day was {day}: is it still needed?'), review) : fill(msg('Looked at again on {day} at the latest.'), review)}</p>
      <p>${toldWords(hold)}</p>
      <p class=${hold.tell === 'later' && hold.tellReview && hasCome(hold.tellReview, now) ? 'pressing' : ''}>${tellWords(hold, locale)}</p>
      <p class="quiet">
        ${hold.at ? fill(msg('Held on {day}.'), { day: dayWords(hold.at.slice(0, 10), locale) }) : nothing} ${this.#me && mine ? msg('You held it.') : html`${msg('Held by')} <bdi>${hold.by}</bdi>`}
        ${hold.gone ? msg('The writer has taken the words back, or their time was over: the copy is all there is.') : nothing}
      </p>
      ${mine ? this.#acts(hold, name) : html`<p class="quiet">${msg('Whoever held it, or an administrator, prolongs or ends it.')}</p>`} ${this.#me ? nothing : this.#copy(hold, name)}
    </li>`;
  }

  #acts(hold: Held, name: string): TemplateResult {
    const open = this.#open?.id === hold.id ? this.#open.act : undefined;
    const button = (act: Act, words: string) => html`<button type="button" aria-expanded=${open === act} aria-label=${`${words}: ${name}`} @click=${() => this.#choose(hold, act)}>${words}</button>`;
    return html`<p class="acts">
        ${button('prolong', msg('Keep it longer'))} ${button('end', msg('End it'))}
        ${hold.tell === 'later' ? html`<button type="button" aria-label=${`${msg('Tell the writer now')}: ${name}`} @click=${() => void this.#update(hold, { tell: 'now' })}>${msg('Tell the writer now')}</button> ${button('later', msg('Do not tell the writer yet'))}` : nothing}
      </p>
      ${open === 'end' ? this.#ending(hold) : open ? this.#form(hold, open) : nothing}`;
  }

  #ending(hold: Held): TemplateResult {
    return html`<div class="alert">
      <p>${hold.gone ? msg('The copy is erased for good. Nothing of it is left then.') : msg('The copy is erased for good. The story goes back to be read, as if it had just come.')}</p>
      <p class="acts">
        <button type="button" aria-disabled=${this.#busy} @click=${() => void this.#end(hold)}>${msg('End it now')}</button>
        <button type="button" class="plain" @click=${() => this.#choose(hold, 'end')}>${msg('Keep it held')}</button>
      </p>
    </div>`;
  }

  #form(hold: Held, act: Act): TemplateResult {
    const now = Date.now();
    const onInput = (event: Event) => (this.#day = (event.currentTarget as HTMLInputElement).value);
    const onSubmit = (event: Event) => {
      event.preventDefault();
      const because = this.#because.trim();
      if (because) return void this.#update(hold, act === 'prolong' ? { review: this.#day, because } : { tellReview: this.#day, because });
      this.#tell(html`<p role="alert">${msg('Please say why. It lasts longer only for a reason.')}</p>`);
      this.#host.shadowRoot?.querySelector<HTMLElement>('#hold-because')?.focus();
    };
    return html`<form class="panel" @submit=${onSubmit}>
      <div class="field">
        <label for="hold-day">${act === 'prolong' ? msg('When does somebody look at it again?') : msg('Until when do you decide about that anew?')}</label>
        <input id="hold-day" type="date" required min=${dayIn(1, now)} max=${act === 'prolong' ? dayIn(holdDays.mostReview, now) : hold.review} .value=${this.#day} @input=${onInput} />
      </div>
      ${wordsField({ id: 'hold-because', label: msg('Why?'), hint: msg('Only administrators can read it.'), value: this.#because, rows: 2, onInput: (words) => (this.#because = words) })}
      <p class="acts"><button class="main" aria-disabled=${this.#busy}>${msg('Save')}</button></p>
    </form>`;
  }

  /** For administrators alone: what was sent, as it was. */
  #copy(hold: Held, name: string): TemplateResult {
    const opened = this.#copies.get(hold.id);
    if (!opened) {
      const words = msg('Open the copy');
      return html`<p class="acts"><button type="button" aria-label=${`${words}: ${name}`} @click=${() => void this.#openCopy(hold)}>${words}</button></p>
        <p class="quiet">${msg('That you open it is written into the log. Open it only if you must.')}</p>`;
    }
    const { copy, words, changes } = opened;
    const close = () => {
      this.#copies.delete(hold.id);
      this.#host.requestUpdate();
    };
    return html`<section class="panel" aria-label=${msg('The copy')}>
      ${copy ? html`${storyWords(copy.text, copy.language)} ${copy.helped ? html`<h5>${msg('What helped')}</h5>${storyWords(copy.helped, copy.language)}` : nothing}` : nothing}
      ${copy?.messages.length ? html`<h5>${msg('What the team and the writer wrote')}</h5>${copy.messages.map(({ from, text }) => html`<p class="quiet">${from === 'staff' ? msg('The team') : msg('The writer')}</p><p class="said-words" dir="auto">${text}</p>`)}` : nothing}
      ${words ? html`<h5>${msg('The note of whoever held it')}</h5><p class="said-words" dir="auto">${words}</p>` : nothing}
      ${changes?.length ? html`<h5>${msg('Why it was kept longer')}</h5>${changes.map(({ because }) => html`<p class="said-words" dir="auto">${because}</p>`)}` : nothing}
      <p class="acts"><button type="button" @click=${close}>${msg('Close the copy')}</button></p>
    </section>`;
  }

  #choose(hold: Held, act: Act) {
    const same = this.#open?.id === hold.id && this.#open.act === act;
    this.#open = same ? undefined : { id: hold.id, act };
    this.#day = dayIn(act === 'prolong' ? holdDays.review : holdDays.tellReview, Date.now());
    if (act === 'later' && this.#day > hold.review) this.#day = hold.review;
    this.#because = '';
    this.#intent = newIntent();
    this.#tell(nothing);
  }

  async #openCopy(hold: Held) {
    try {
      const opened = await this.#host.client.collection('holds').get(hold.id);
      if (!opened) throw new PeerError('not-found');
      this.#copies.set(hold.id, opened);
      this.#tell(nothing);
    } catch (error) {
      this.#fail(error, () => void this.#openCopy(hold));
    }
  }

  #update(hold: Held, patch: HoldPatch): Promise<void> {
    const done = patch.tell ? () => msg('The writer sees it now, with their receipt.') : () => msg('It is saved, with your reason.');
    return this.#do(() => this.#host.client.collection('holds').update(hold.id, patch, { rev: hold.rev!, intent: this.#intent }), done, () => void this.#update(hold, patch));
  }

  #end(hold: Held): Promise<void> {
    const done = hold.gone ? () => msg('It has ended, and the copy is erased.') : () => msg('It has ended. The copy is erased, and the story waits to be read.');
    return this.#do(() => this.#host.client.collection('holds').remove(hold.id, { intent: this.#intent }), done, () => void this.#end(hold));
  }

  async #do(act: () => Promise<unknown>, done: () => string, retry: () => void) {
    if (this.#busy) return;
    this.#busy = true;
    this.#tell(nothing);
    try {
      await act();
      this.#open = undefined;
      this.#because = '';
      this.#intent = newIntent();
      await this.read();
      this.#changed();
      this.#tell(withCatalog(this.#host.words, () => html`<p role="status">${done()}</p>`));
    } catch (error) {
      this.#fail(error, retry);
    }
    this.#busy = false;
    this.#host.requestUpdate();
  }

  /** Somebody else may have been faster: then it is shown as it is now, and what was typed stays. */
  #fail(error: unknown, retry: () => void) {
    const late = PeerError.is(error) && (error.code === 'conflict' || error.code === 'not-found');
    if (late) {
      this.#intent = newIntent();
      void this.read();
    }
    this.#tell(withCatalog(this.#host.words, () => (late ? html`<p role="alert">${msg('Somebody else has changed it meanwhile. This is how it is now; what you wrote is still here.')}</p>` : this.#host.trouble(error, retry))));
  }

  #tell(words: unknown) {
    this.#told = words;
    this.#host.requestUpdate();
  }
}

/** The same, for administrators: with the copies. */
export class View extends HoldList implements AdminView {
  constructor({ host }: Admin) {
    super(host);
  }
}

export const styles = css`
  .holds {
    display: grid;
    gap: 1rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .holds li {
    display: grid;
    gap: 0.35rem;
    padding-block-end: 1rem;
    border-block-end: 1px solid var(--border);
  }
  .holds h4,
  .holds h5,
  .holds p {
    margin: 0;
  }
  .holds .panel {
    display: grid;
    gap: 0.6rem;
  }
  .holds .field label {
    font-weight: 600;
  }
  .holds textarea {
    display: block;
    inline-size: 100%;
    margin-block-start: 0.25rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--control);
    border-radius: calc(var(--radius) * 0.8);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
`;
