import { html, nothing, type TemplateResult } from 'lit';
import { PeerError } from '../../client/errors.ts';
import type { SharedCheckin } from '../../domain/checkin-share.ts';
import type { Fold } from '../../domain/folding.ts';
import { msg } from '../../internal/localize.ts';
import { Answers } from './answer.ts';
import { checkinCard } from './card.ts';
import { Feed, type Item } from './feed.ts';
import type { Greeting } from './greet.ts';
import type { ListHost, Panel, TodayHost, View } from './host.ts';
import type * as Weigh from './weigh.ts';

export { styles } from './list.styles.ts';

/** How long the first of them wait for what looks at their words, in milliseconds. */
const patience = 3000;

/** The check-ins of a group one by one, under the names that people chose: to read, to answer, to put away, to report. */
export class People implements View, ListHost {
  readonly host: TodayHost;
  readonly feed: Feed;
  greeting?: Greeting | undefined;
  readonly #answers = new Answers(this);
  readonly #reports = new Map<string, { panel: Panel; open: boolean }>();
  /** Own words that are read, and check-ins that somebody does not want to see today. */
  readonly #open = new Set<string>();
  readonly #away = new Set<string>();
  /** Names of cards are numbers in the page: an id of a record stays out of it. */
  readonly #keys = new Map<string, string>();
  #weigh?: typeof Weigh | undefined;
  /** Words nobody could look at are shown without asking each time. */
  #unfolded = false;

  constructor(host: TodayHost) {
    this.host = host;
    const changed = () => this.#changed();
    this.feed = new Feed(host.client, host.membership.group, this.#greeted, changed, () => host.matches(':focus-within'));
  }

  get #greeted(): boolean {
    return this.host.space.checkins?.greetAfterMinutes !== undefined;
  }

  /** Whether somebody can be there for others. */
  get greets(): boolean {
    const { client, membership } = this.host;
    return this.#greeted && !membership.facilitates && !!client.can.collections.greeters?.create;
  }

  get known(): boolean {
    return this.feed.status === 'done' || !!this.feed.items.length;
  }

  close() {
    this.feed.close();
  }

  /** Times change at midnight, and quiet hours begin and end. */
  minute() {
    this.host.requestUpdate();
  }

  async read(): Promise<void> {
    // Nothing is shown that would fold or grow under somebody's eyes; nor does it wait for long.
    const weigh = this.host.fetch('weigh').then((piece) => {
      this.#weigh = piece;
      this.host.requestUpdate();
    });
    const looked = Promise.race([weigh, new Promise((resolve) => setTimeout(resolve, patience))]).catch(() => {});
    if (this.#greeted) await this.greet().catch(() => {});
    await looked;
    await this.feed.read();
  }

  async greet(): Promise<void> {
    this.greeting ??= new (await this.host.fetch('greet')).Greeting(this);
    await this.greeting.read();
  }

  render(): TemplateResult {
    const { items, status, stale, slow, waiting, newer, error, more } = this.feed;
    const { host, greeting } = this;
    const twins = new Set(waiting.map(({ twin }) => twin));
    const shown = items.filter(({ id }) => !greeting?.waits || !twins.has(id));
    return html`
      <p class="quiet" role="status">${stale ? msg('There is no connection at the moment. What is shown may have changed.') : status === 'pending' && slow ? msg('It is on its way …') : nothing}</p>
      <div role="status">
        ${newer
          ? html`<p class="newer" part="newer">
              ${newer === 'waiting' && greeting?.waits ? msg('Somebody would be glad of an answer.') : msg('Somebody has written.')}
              <button type="button" @click=${this.#bringUpToDate}>${msg('Show it')}</button>
            </p>`
          : nothing}
      </div>
      ${greeting?.waiting()} ${shown.map((item) => this.card(item))}
      ${status === 'failed' ? host.trouble(error, () => void this.feed.read()) : nothing}
      ${status === 'done' && !shown.length ? html`<p role="status" class="none">${msg('There is nothing to read just now. When somebody of the group says how they are, it stands here for as long as they want.')}</p>` : nothing}
      ${more && items.length ? html`<p><button type="button" @click=${() => void this.feed.read()}>${msg('Show older ones')}</button></p>` : nothing}
    `;
  }

  card({ id, checkin }: Item): TemplateResult {
    const { host } = this;
    const key = this.#key(id);
    const report = this.#reports.get(id);
    if (!checkin) return html`<div class="entry" data-key=${key} tabindex="-1"><p class="quiet">${msg('This one is not here any more.')}</p>${report?.open ? report.panel.render() : nothing}</div>`;
    if (this.#away.has(id)) return this.#putAway(id, key);
    const own = this.feed.own.has(id);
    return checkinCard(checkin, {
      locale: host.words.locale,
      vocabulary: host.space.checkins?.vocabulary,
      key,
      own,
      fold: this.#foldOf(checkin),
      open: this.#open.has(id),
      onOpen: () => this.#toggle(id),
      beside: (fold) => (fold === 'heavy' ? html`${host.supportButton(id)} ${host.support(id)}` : html`<button type="button" class="plain" @click=${this.#unfold}>${msg('Show such words without asking')}</button>`),
      below: own ? nothing : this.#below(checkin, key, report),
    });
  }

  #putAway(id: string, key: string): TemplateResult {
    return html`<div class="entry" data-key=${key} tabindex="-1"><p class="quiet">${msg('You put this one away for now.')} <button type="button" class="plain" @click=${() => this.#turnAway(id, key, false)}>${msg('Show it again')}</button></p></div>`;
  }

  /** What can be done about somebody's check-in. */
  #below(checkin: SharedCheckin, key: string, report: { panel: Panel; open: boolean } | undefined): TemplateResult {
    const { id } = checkin;
    const { responses, reports } = this.host.client.can.collections;
    return html`${responses?.create ? this.#answers.render(checkin, key) : nothing}
      <p class="acts">
        ${responses?.create ? this.#answers.named(checkin, key) : nothing}
        <button type="button" class="plain away-now" aria-describedby="of-${key}" @click=${() => this.#turnAway(id, key, true)}>${msg('Not today')}</button>
        ${reports?.create ? html`<button type="button" class="plain report-now" aria-expanded=${!!report?.open} aria-describedby="of-${key}" @click=${() => void this.#report(id)}>${msg('Report')}</button>` : nothing}
      </p>
      ${report?.open ? report.panel.render() : nothing}`;
  }

  /** Until it is known what words speak of, they wait. */
  #foldOf(checkin: SharedCheckin): Fold | undefined {
    const fold = this.#weigh ? this.#weigh.fold(checkin, this.host.words.locale) : 'unchecked';
    return fold === 'unchecked' && this.#unfolded ? undefined : fold;
  }

  readonly #unfold = () => {
    this.#unfolded = true;
    this.host.requestUpdate();
  };

  #key(id: string): string {
    if (!this.#keys.has(id)) this.#keys.set(id, `c${this.#keys.size}`);
    return this.#keys.get(id)!;
  }

  #toggle(id: string) {
    if (!this.#open.delete(id)) this.#open.add(id);
    this.host.requestUpdate();
  }

  #turnAway(id: string, key: string, away: boolean) {
    if (away) this.#away.add(id);
    else this.#away.delete(id);
    this.host.turn(`[data-key="${key}"]`);
  }

  closeReport(id: string) {
    this.#reports.get(id)!.open = false;
    this.host.turn(`[data-key="${this.#key(id)}"]`);
  }

  readonly #bringUpToDate = () => {
    const first = this.feed.bringUpToDate();
    if (first !== undefined) this.host.turn(`[data-key="${this.#key(first)}"]`);
  };

  async #report(id: string) {
    const report = this.#reports.get(id);
    if (report) report.open = !report.open;
    else {
      try {
        const { Report } = await this.host.fetch('report');
        this.#reports.set(id, { panel: new Report(this, id), open: true });
      } catch {
        this.host.miss();
      }
    }
    this.host.requestUpdate();
  }

  #changed() {
    const { stale, error } = this.feed;
    // Somebody else is signed in, or nobody.
    if (stale && PeerError.is(error) && ['signed-out', 'forbidden'].includes(error.code)) void this.host.begin();
    this.host.requestUpdate();
  }
}
