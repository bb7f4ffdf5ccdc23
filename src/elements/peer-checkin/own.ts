import { html, nothing, type TemplateResult } from 'lit';
import { newIntent } from '../../client/client.ts';
import { takeBack } from '../../client/take-back.ts';
import { responseKinds, type CheckinResponse, type ResponseKind } from '../../domain/checkin-share.ts';
import { CheckinWithdrawnEvent } from '../../events/checkin-withdrawn.ts';
import { fill, msg } from '../../internal/localize.ts';
import { responseWords } from '../../internal/response-words.ts';
import { staffWords, styles as staff } from '../../internal/staff-words.ts';
import { styles as acts } from './acts.styles.ts';
import { nameGroups, nameOfCompanion, whoSees } from './audience.ts';
import { type CheckinHost, type Own, saidOf } from './host.ts';
import { apart, listed, staysUntil, told, whenOf } from './told.ts';

export const styles = [acts, staff];

/** After a watch or a reading failed it is asked again, in milliseconds. */
const askAgain = 30_000;

/** The day of a moment where its reader is. */
const dayOf = (at: string | undefined) => new Date(at ?? Date.now()).toDateString();

/** Whether it is shown without being asked for: of today, or others see it still, or the team wrote about it. */
const isNear = ({ at, audience, message }: Own) => audience !== 'me' || !!message || dayOf(at) === dayOf(undefined);

/** One's own check-ins: what is there, who sees it, what came back. */
export class OwnList {
  readonly #host: CheckinHost;
  #list: Own[];
  #answers: CheckinResponse[] = [];
  #watching?: AbortController | undefined;
  #timer?: ReturnType<typeof setTimeout> | undefined;
  #older = false;
  /** Nothing is heard of changes. */
  #lost = false;
  /** The last reading did not come. */
  #failed = false;
  #reading = 0;
  /** What was just taken back: its words are here until the next. */
  #gone?: Own | undefined;
  #trouble?: { id: string; error?: unknown; act: () => void } | undefined;
  /** Nobody knows whether it is taken back. */
  #unsure?: Own | undefined;
  #intents = new Map<string, string>();
  /** What was sent last, with a heading of its own. */
  latest?: string | undefined;

  constructor(host: CheckinHost) {
    this.#host = host;
    this.#list = host.place.mine ?? [];
  }

  get list(): readonly Own[] {
    return this.#list;
  }

  /** Puts what was sent into the list at once: the backend has said so. */
  put(own: Own) {
    this.#list = [own, ...this.#list.filter(({ id }) => id !== own.id)].sort((a, b) => Date.parse(b.at!) - Date.parse(a.at!));
    this.latest = own.id;
    this.#gone = undefined;
    this.#known();
  }

  forget() {
    this.#watching?.abort();
    clearTimeout(this.#timer);
    this.#list = [];
    this.#answers = [];
    this.#lost = this.#failed = false;
    this.#gone = this.#unsure = this.#trouble = this.latest = undefined;
  }

  /** Follows what becomes of them, until the element goes. */
  watch() {
    this.#watching?.abort();
    const { signal } = (this.#watching = new AbortController());
    const { client } = this.#host;
    const read = () => void this.read();
    const error = () => {
      this.#lost = true;
      this.#host.requestUpdate();
      setTimeout(() => !signal.aborted && this.watch(), askAgain);
    };
    const ready = () => {
      this.#lost = false;
      read();
    };
    if (client.can.collections.checkins?.watch) client.collection('checkins').watch({ where: { mine: 'yes' } }, { ready, change: read, error }, { signal });
    else read();
    if (client.can.collections.responses?.watch) client.collection('responses').watch({}, { ready: read, change: read, error() {} }, { signal });
    document.addEventListener('visibilitychange', () => document.hidden || read(), { signal });
  }

  stop() {
    this.#watching?.abort();
    clearTimeout(this.#timer);
  }

  async read(): Promise<void> {
    const reading = (this.#reading += 1);
    const newest = () => reading === this.#reading && !this.#watching?.signal.aborted;
    const { client } = this.#host;
    try {
      const mine = await client.collection('checkins').list({ where: { mine: 'yes' } });
      const answers = client.can.collections.responses?.list ? await client.collection('responses').list().catch(() => ({ items: [] })) : { items: [] };
      await nameGroups(this.#host, mine.items.flatMap(({ group }) => group ?? []));
      if (!newest()) return;
      this.#failed = false;
      this.#list = mine.items;
      this.#answers = answers.items.filter(({ mine: said }) => !said);
      this.#expiry();
      const unsure = this.#unsure;
      if (unsure && !this.#list.some(({ id }) => id === unsure.id)) void this.#isGone(unsure);
    } catch {
      if (!newest()) return;
      // What was there stays, and it is said that it may be old.
      this.#failed = true;
      this.#expiry();
    }
    this.#host.requestUpdate();
  }

  /** What the backend said of one just now is newer than what was asked before. */
  #known() {
    this.#reading += 1;
    this.#expiry();
  }

  /** The time of one may be over while somebody looks at it. By a clock that is fast it is over before the backend says so. */
  #expiry() {
    clearTimeout(this.#timer);
    const left = this.#list.flatMap(({ until }) => (until ? [Date.parse(until) - Date.now()] : []));
    const waits = [...(this.#failed ? [askAgain] : []), ...left.map((each) => (each > 0 ? each + 500 : askAgain))];
    if (waits.length) this.#timer = setTimeout(() => void this.read(), Math.min(...waits, 2 ** 31 - 1));
  }

  render(): TemplateResult | typeof nothing {
    const near = this.#list.filter((own) => own.id !== this.latest && isNear(own));
    const older = this.#list.filter((own) => own.id !== this.latest && !isNear(own));
    const toggle = () => {
      this.#older = !this.#older;
      this.#host.requestUpdate();
    };
    return html`
      ${near.length ? html`<section class="mine" aria-labelledby="mine"><h3 id="mine">${msg('What is there of you')}</h3>${near.map((own) => this.#card(own))}</section>` : nothing}
      ${older.length ? html`<p><button type="button" class="plain" aria-expanded=${this.#older} @click=${toggle}>${msg('What you kept before')}</button></p>${this.#older ? older.map((own) => this.#card(own)) : nothing}` : nothing}
      ${this.#lost || this.#failed ? html`<p class="quiet" role="status">${msg('There is no connection at the moment. What is shown may have changed.')}</p>` : nothing}
    `;
  }

  /** What was just sent: what is there now, and for whom. */
  sentView(more: unknown): TemplateResult | typeof nothing {
    const own = this.#list.find(({ id }) => id === this.latest);
    if (!own) return nothing;
    return html`<section class="step" aria-labelledby="title">
      <h3 id="title" part="title" tabindex="-1">${own.audience === 'me' ? msg('It is kept, for you alone') : msg('It is shared')}</h3>
      ${this.#card(own)} ${more}
      <div class="acts"><button type="button" @click=${() => this.#host.begin()}>${msg('Another one')}</button></div>
    </section>`;
  }

  /** Something was taken back: that is said, and its words can be had again. */
  goneView(): TemplateResult | undefined {
    const gone = this.#gone;
    if (!gone) return undefined;
    const bring = () => {
      this.#gone = undefined;
      this.#host.begin(saidOf(gone));
    };
    return html`<div class="aside">
      <p role="status"><strong class="gone" tabindex="-1">${gone.audience === 'me' ? msg('It is deleted.') : msg('It is taken back. Nobody else sees it any more, and what was said to it is gone too.')}</strong></p>
      <p><button type="button" @click=${bring}>${msg('Put my words back here')}</button> <span class="quiet">${msg('Nobody sees them until you share them again.')}</span></p>
      ${this.#host.parts.keep?.render()}
    </div>`;
  }

  #card(own: Own): TemplateResult {
    const host = this.#host;
    const { locale } = host.words;
    const when = whenOf(Date.parse(own.at!), locale);
    const trouble = this.#trouble?.id === own.id ? this.#trouble : undefined;
    return html`<article class="card" part="checkin" aria-label=${when}>
      <p class="quiet">${when}</p>
      ${told(host, own)}
      ${own.message ? html`<p>${msg('The team wrote to you about it:')}</p>${staffWords(html`<p class="own" dir="auto">${own.message}</p>`)}` : nothing}
      <p class="quiet">${own.again ? msg('Somebody of the team reads it again. Until they have, your group does not see it.') : whoSees(host, own)} ${staysUntil(own.until ? Date.parse(own.until) : undefined, locale)}</p>
      ${this.#heard(own)}
      ${trouble ? (trouble.error ? host.alert(trouble.error, trouble.act) : this.#noAnswer(trouble.act)) : nothing}
      <div class="acts">
        <button type="button" aria-label=${fill(msg('Change it: {when}'), { when })} @click=${() => host.edit(own)}>${msg('Change it')}</button>
        <button type="button" aria-label=${fill(own.audience === 'me' ? msg('Delete it: {when}') : msg('Take it back: {when}'), { when })} @click=${() => void this.#withdraw(own)}>${own.audience === 'me' ? msg('Delete it') : msg('Take it back')}</button>
      </div>
    </article>`;
  }

  #noAnswer(again: () => void): TemplateResult {
    return html`<div class="alert" part="alert" role="alert">
      <p>${msg('No answer came. It may be gone already, or not. Trying once more does no harm.')}</p>
      <button type="button" @click=${again}>${msg('Try again')}</button>
    </div>`;
  }

  /** In words, each thing once, with who said it: never how many. */
  #heard({ id }: Own): TemplateResult | typeof nothing {
    const these = this.#answers.filter(({ checkin }) => checkin === id);
    if (!these.length) return nothing;
    const words = responseWords();
    const { companions = [] } = this.#host.place;
    const from = ({ name, companion }: CheckinResponse) => {
      const known = companions.find((each) => each.id === companion);
      return known ? nameOfCompanion(known) : name ? apart(name) : msg('somebody of the group');
    };
    const of = (kind: ResponseKind) => these.filter((each) => each.kind === kind);
    return html`<div class="heard" part="answers" role="group" aria-label=${msg('What was said to you')}>
      <ul>
        ${responseKinds.filter((kind) => of(kind).length).map(
          (kind) => html`<li>
            ${fill(msg('“{words}”: {names}'), { words: words[kind], names: listed([...new Set(of(kind).map(from))], this.#host.words.locale) })}
            <button type="button" class="plain" aria-label=${fill(msg('Put away: {words}'), { words: words[kind] })} @click=${() => void this.#putAway(of(kind), id)}>${msg('Put away')}</button>
          </li>`,
        )}
      </ul>
    </div>`;
  }

  async #putAway(these: readonly CheckinResponse[], id: string) {
    this.#trouble = undefined;
    try {
      for (const each of these) await takeBack(this.#host.client.collection('responses'), each.id, { intent: this.#intent(each.id) });
    } catch (error) {
      this.#trouble = { id, error, act: () => void this.#putAway(these, id) };
    }
    await this.read();
    this.#host.turn('.card button');
  }

  /** One act, however often it is tried. */
  #intent(id: string): string {
    if (!this.#intents.has(id)) this.#intents.set(id, newIntent());
    return this.#intents.get(id)!;
  }

  async #withdraw(own: Own): Promise<void> {
    const host = this.#host;
    this.#trouble = undefined;
    const act = () => void this.#withdraw(own);
    try {
      if ((await takeBack(host.client.collection('checkins'), own.id, { intent: this.#intent(own.id) })) === 'unknown') {
        this.#trouble = { id: own.id, act };
        this.#unsure = own;
        void this.read();
        return;
      }
    } catch (error) {
      this.#trouble = { id: own.id, error, act };
      return host.requestUpdate();
    }
    await this.#isGone(own);
  }

  async #isGone(own: Own): Promise<void> {
    const host = this.#host;
    this.#list = this.#list.filter(({ id }) => id !== own.id);
    this.#known();
    this.#gone = own;
    this.#unsure = undefined;
    // There is nothing to show of it: another one can be begun.
    if (this.latest === own.id) host.parts.acts?.over();
    if (own.audience !== 'me') host.dispatchEvent(new CheckinWithdrawnEvent(own.id));
    host.turn('.gone');
    // A copy on the device is its writer's too: they are asked.
    const keep = await host.fetch('keep').catch(() => undefined);
    if (keep && host.parts.own === this) await (host.parts.keep ??= new keep.Keep(host)).askAbout(own, undefined);
  }
}
