import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Stored } from '../../adapters/adapter.ts';
import type { PeerClient } from '../../client/client.ts';
import { PeerError } from '../../client/errors.ts';
import { ClientController } from '../../controllers/client.ts';
import { ClockController } from '../../controllers/clock.ts';
import { Draft } from '../../controllers/draft.ts';
import { fitsToday } from '../../domain/content-notes.ts';
import { cameAt, type DeskItem, hardInARow, isHard, keyOfSending, type Lane, lanes, waits } from '../../domain/desk.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Space } from '../../domain/space.ts';
import type { Sending } from '../../domain/story.ts';
import { english, type Language } from '../../internal/language.ts';
import { msg, withCatalog } from '../../internal/localize.ts';
import { PeerElement } from '../../internal/peer-element.ts';
import { bring } from '../../internal/pieces.ts';
import { locales } from '../../locales/generated/moderation-desk.ts';
import { PeerSupport } from '../peer-support/peer-support.ts';
import type { Admin, AdminHost, AdminView, AdminViewName } from './admin.ts';
import type { DeskHost } from './desk-host.ts';
import { dutyWords, laneEmpty, laneHints, laneNames } from './desk-words.ts';
import { GiveBack } from './give-back.ts';
import { nobodyReached } from './hold-words.ts';
import type { HoldList } from './holds.ts';
import { keyOf, moveTo } from './keys.ts';
import { styles } from './moderation-desk.styles.ts';
import type { Opened } from './opened.ts';
import { Presence } from './presence.ts';
import { Queue } from './queue.ts';
import { RowList } from './row-list.ts';

/** Pieces that are fetched when they are needed first. */
const pieces = {
  opened: () => import('./opened.ts'),
  marks: () => import('./marks.ts'),
  settings: () => import('./settings.ts'),
  hold: () => import('./hold.ts'),
  admin: () => import('./admin.ts'),
  // Views for administrators: each is named in `admin.ts` as its piece is here.
  log: () => import('./log.ts'),
  holds: () => import('./holds.ts'),
  space: () => import('./space.ts'),
  preview: () => import('./preview.ts'),
};
type Pieces = { [P in keyof typeof pieces]?: Awaited<ReturnType<(typeof pieces)[P]>> };

/** What an update depends on, but no attribute. */
const state = { state: true };

/** How often it is read again what is decided for the space, in milliseconds. */
const readSettingsEvery = 5 * 60_000;

/** So many rows are on the page before more are asked for. */
const rowsAtOnce = 60;

/** Lanes of which everything is known without reading the list to its end. */
const known: readonly Lane[] = ['mine', 'opinions'];

/** What somebody chose for their own desk. */
export interface DeskSettings {
  /** Notes and topics that are not handed to whoever works here. */
  leftOut: string[];
  /** Whether single keys do something. */
  keys: boolean;
}

/**
 * The desk of the staff: what waits to be read and why, claims, decisions in kind words, reports, messages with writers.
 * It counts nobody and nothing, and hurries nobody. Its texts are shown on request.
 *
 * @tagname moderation-desk
 * @slot - Shown until the desk is there, where nobody of the staff is signed in, and where JavaScript never runs.
 * @fires hand-over - A story was held because somebody may be in danger: `hold` is its id, `reason` a code, `urgent` whether it should not wait. No words.
 * @csspart base - The frame around everything.
 * @csspart lanes - The lanes to choose from.
 * @csspart row - One story or report in the list.
 * @csspart opened - What is open at the desk.
 * @csspart title - The heading of what is open.
 * @csspart words - The words of a story.
 * @csspart decide - The form of a decision.
 * @csspart text - A field for words.
 * @csspart talk - Messages with the writer.
 * @csspart staff - Words of the staff.
 * @csspart entries - The entries of the log, for administrators.
 * @csspart log-check - Whether the log is whole, for administrators.
 * @csspart space - The form with the settings of the space, for administrators.
 * @csspart preview - The space as visitors will see it, for administrators.
 * @csspart holds - What is held because somebody may be in danger.
 * @csspart settings - What whoever works here chose for themselves.
 * @csspart alert - A sentence about something that went wrong.
 * @cssproperty [--peer-surface=Canvas] - Background.
 * @cssproperty [--peer-text=CanvasText] - Text.
 * @cssproperty [--peer-muted] - Text of lesser weight. Default: 72 % of the text colour.
 * @cssproperty [--peer-border] - Lines between rows.
 * @cssproperty [--peer-control-border] - Edges of fields and buttons.
 * @cssproperty [--peer-raised] - Background of set-apart panels.
 * @cssproperty [--peer-accent] - Links, what is chosen, focus. Default: a dark teal, a light one on dark pages.
 * @cssproperty [--peer-on-accent] - Text on the accent colour.
 * @cssproperty [--peer-tint] - Background of chosen and pointed-at things.
 * @cssproperty [--peer-alert] - What presses; edge of warnings.
 * @cssproperty [--peer-mark] - Background of marked words.
 * @cssproperty [--peer-focus] - Focus ring. Default: the accent colour.
 * @cssproperty [--peer-radius=0.625rem] - Roundness of corners.
 * @cssproperty [--peer-font=inherit] - Font family.
 */
export class ModerationDesk extends PeerElement implements DeskHost, AdminHost {
  static override styles = [...PeerElement.styles, styles];
  // Without one around it there is nothing to read: a page that loads this file has both.
  static override readonly dependencies = [['peer-support', PeerSupport]] as [string, CustomElementConstructor][];

  static override properties = {
    lane: {},
    chosen: state,
    wanted: state,
    openKey: state,
    resting: state,
    panel: state,
    told: state,
    lost: state,
  };

  /** The lane that is open at first: `urgent`, `mine`, `waiting`, `reported`, `answered`, `appeals`, `opinions` or `flagged`. Default: `urgent` if somebody waits there, else `waiting`. */
  lane?: Lane;

  private chosen?: Lane | undefined;
  /** Words that are looked for in the list. They stay in this page. */
  private wanted = '';
  private openKey?: string | undefined;
  /** Whoever works here has a break. */
  private resting = false;
  private panel?: 'leave-out' | 'keys' | 'holds' | undefined;
  /** What came of something, for everybody and for those who cannot see it. */
  private told = '';
  /** A piece could not be fetched. */
  private lost = false;
  protected override readonly locales = locales;
  protected override readonly pieces: Pieces = {};
  readonly #provider = new ClientController(this);
  readonly #opened = new Map<string, Opened>();
  readonly #settings = new Draft<DeskSettings>('desk', () => ({ leftOut: [], keys: true }), () => this.requestUpdate());
  #leftOut: ReadonlySet<string> = new Set();
  #queue?: Queue | undefined;
  #presence?: Presence | undefined;
  #holds?: HoldList | undefined;
  /** Whoever is an administrator and nothing else has no stories. */
  #admin?: Admin | undefined;
  #noAdmin = false;
  #giveBack?: GiveBack | undefined;
  #space?: Space | undefined;
  #decided?: Settings | undefined;
  #following?: AbortController | undefined;
  #client?: PeerClient | undefined;
  #shown = rowsAtOnce;
  #at?: string | undefined;
  /** Heavy ones in a row, since the last break or the last light one. */
  #run = 0;
  /** What the rows were drawn from. */
  #drawn: readonly unknown[] = [];
  #rows?: RowList | undefined;
  /** What of a lane is shown, and from what that was found. */
  #found: { from: readonly unknown[]; items: readonly DeskItem[] } = { from: [], items: [] };
  #seeing?: IntersectionObserver;

  constructor() {
    super();
    new ClockController(this);
  }

  get client(): PeerClient {
    const client = this.#provider.client;
    return (client?.can.collections.sendings?.list && client.can.collections.claims?.create && client) as PeerClient;
  }

  get queue(): Queue {
    return this.#queue!;
  }

  get words(): Language {
    return this.language;
  }

  get space(): Space | undefined {
    return this.#space;
  }

  get decided(): Settings | undefined {
    return this.#decided;
  }

  get leftOut(): ReadonlySet<string> {
    return this.#leftOut;
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('pagehide', this.#leave);
    addEventListener('pageshow', this.#back);
    addEventListener('beforeunload', this.#warn);
    document.addEventListener('quick-exit', this.#forget);
    for (const act of ['pointerdown', 'keydown', 'focusin', 'wheel', 'input'] as const) this.addEventListener(act, this.#act, { passive: true });
    void this.#settings.kept().then((kept) => kept && this.#settings.resume(kept));
    this.requestUpdate();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('pagehide', this.#leave);
    removeEventListener('pageshow', this.#back);
    removeEventListener('beforeunload', this.#warn);
    document.removeEventListener('quick-exit', this.#forget);
    queueMicrotask(() => {
      // It was only moved.
      if (this.isConnected) return;
      this.#end();
    });
  }

  protected override willUpdate() {
    const { client } = this;
    if (this.isConnected && client !== this.#client) this.#begin(client);
    const { leftOut } = this.#settings.value;
    if (String([...this.#leftOut]) !== String(leftOut)) {
      this.#leftOut = new Set(leftOut);
      this.#presence?.leaveOut(leftOut);
    }
    // Not before the first pages are here: nothing is shown that would go again.
    if (this.#queue?.status === 'done' || (this.#queue?.status === 'failed' && this.#hasAny)) this.chosen ??= this.#firstLane();
  }

  protected override update(changed: PropertyValues) {
    super.update(changed);
    withCatalog(this.language, () => this.#drawRows());
  }

  protected override updated() {
    // Reading on begins before the end is seen.
    const more = this.renderRoot.querySelector('.more');
    this.#seeing?.disconnect();
    if (!more) return;
    this.#seeing ??= new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && this.#more(), { rootMargin: '1200px' });
    this.#seeing.observe(more);
  }

  override render() {
    const queue = this.#queue;
    if (!queue) return this.frame(html`<slot></slot>`);
    if (this.#admin) return this.frame(this.#admin.render());
    if (this.#mayBeAdmin) return this.frame(html`<slot></slot>`);
    if (this.resting) return this.frame(this.#break());
    if (!this.chosen && queue.status === 'pending') return this.frame(html`<p role="status" class="quiet">${queue.slow ? msg('The list is on its way …') : nothing}</p><slot></slot>`);
    if (queue.status === 'failed' && !this.#hasAny) return this.frame(html`${this.#closed(queue.error)}<slot></slot>`);
    const open = this.#open;
    return this.frame(html`
      <div class="desk ${open ? 'has-open' : ''}" @keydown=${this.#onKey}>
        ${this.#top()} ${this.#panels()} ${this.#notices(queue)}
        <div class="columns">
          ${this.#list(queue)}
          ${open ? html`<div class="work">${open.render()}</div>` : nothing}
        </div>
      </div>
    `);
  }

  get #open(): Opened | undefined {
    return this.openKey === undefined ? undefined : this.#opened.get(this.openKey);
  }

  get #hasAny(): boolean {
    return lanes.some((lane) => this.#queue!.lane(lane).length);
  }

  get #lane(): Lane {
    return this.chosen ?? 'waiting';
  }

  #firstLane(): Lane | undefined {
    if (!this.#queue) return undefined;
    if (this.lane && lanes.includes(this.lane)) return this.lane;
    return this.#queue.lane('urgent').length ? 'urgent' : 'waiting';
  }

  #top(): TemplateResult {
    const names = laneNames();
    return html`<div class="top">
      <nav class="lanes" part="lanes" aria-label=${msg('Lanes')}>
        ${lanes.map((lane) => {
          const some = this.#queue!.lane(lane).some(waits);
          return html`<button type="button" class=${lane} aria-current=${lane === this.#lane ? 'true' : nothing} @click=${() => this.#choose(lane)}>
            ${names[lane]}${some ? html`<span class="dot"><span class="unseen"> ${msg('(something is there)')}</span></span>` : nothing}
          </button>`;
        })}
      </nav>
      <div class="acts">
        <button type="button" class="main" @click=${() => void this.next()}>${msg('Take the next one')}</button>
        <button type="button" data-panel="leave-out" aria-expanded=${this.panel === 'leave-out'} @click=${() => this.#show('leave-out')}>${msg('What I do not read')}</button>
        ${this.client.can.collections.holds?.list ? this.#heldButton() : nothing}
        <button type="button" data-panel="keys" aria-expanded=${this.panel === 'keys'} @click=${() => this.#show('keys')}>${msg('Keys')}</button>
        <button type="button" @click=${this.#rest}>${msg('Take a break')}</button>
      </div>
      ${this.client.can.collections.presences?.create
        ? html`<p class="quiet presence">${this.#presence?.there ? msg('Visitors are told that somebody is reading now.') : msg('Visitors are not told that anybody is reading.')}</p>`
        : nothing}
      ${this.#decided?.duty?.length ? html`<p class="quiet presence">${dutyWords(this.#decided.duty, Date.now(), this.language.locale)}</p>` : nothing}
    </div>`;
  }

  #heldButton(): TemplateResult {
    const now = Date.now();
    const { holds } = this.#queue!;
    const pressing = this.#queue!.holdsDue(now) || holds.some((hold) => nobodyReached(hold, now));
    return html`<button type="button" class="urgent" data-panel="holds" aria-expanded=${this.panel === 'holds'} @click=${() => this.#show('holds')}>
      ${msg('Held stories')}${pressing ? html`<span class="dot"><span class="unseen"> ${msg('(something has to be decided)')}</span></span>` : nothing}
    </button>`;
  }

  #heldList(): unknown {
    const piece = this.#now('holds');
    if (!piece) return nothing;
    this.#holds ??= new piece.HoldList(this, () => this.#queue?.me, () => void this.#queue?.readHolds().catch(() => {}));
    return html`<section class="panel" aria-labelledby="held-title"><h3 id="held-title">${msg('Held stories')}</h3>${this.#holds.render()}</section>`;
  }

  #panels(): unknown {
    if (!this.panel) return nothing;
    if (this.panel === 'holds') return this.#heldList();
    const piece = this.#now('settings');
    if (!piece) return nothing;
    return html`<div class="panel" part="settings">${this.panel === 'keys' ? piece.keyList(this.#settings) : piece.leaveOut(this.#settings, this.#topics())}</div>`;
  }

  /** Everything that somebody could want to leave out, beside the known notes. */
  #topics(): string[] {
    const all = lanes.flatMap((lane) => this.#queue!.lane(lane).flatMap(({ sending }) => sending?.topics ?? []));
    return [...new Set(all)].sort(new Intl.Collator(this.language.locale).compare);
  }

  #notices(queue: Queue): TemplateResult {
    const urgent = queue.lane('urgent').some((item) => waits(item) && !item.claim && !this.#fits(item));
    return html`
      <p role="status" class="told">${this.told || nothing}</p>
      ${this.lost ? this.alert(undefined, () => (this.lost = false)) : nothing}
      ${queue.stale ? html`<div class="alert" part="alert" role="alert"><p>${msg('The connection is lost. What you see may be old. It is read again by itself; what you wrote stays here.')}</p></div>` : nothing}
      ${queue.alarm
        ? html`<div class="alert" part="alert" role="alert">
            <p>${msg('Something urgent has waited too long, so whoever is on call is told of it again and again.')}</p>
            <p class="acts"><button type="button" @click=${this.#acknowledge}>${msg('I look after it')}</button></p>
          </div>`
        : nothing}
      ${queue.holds.some((hold) => nobodyReached(hold))
        ? html`<div class="alert" part="alert" role="alert"><p>${msg('A story is held because somebody may be in danger, and nobody was reached. Call whom your team agreed on. It stands under “Held stories”.')}</p></div>`
        : nothing}
      ${queue.holdsDue(Date.now()) ? html`<div class="alert" part="alert" role="status"><p>${msg('For something that is held, the day has come to look at it again. It stands under “Held stories”.')}</p></div>` : nothing}
      ${urgent ? html`<div class="alert" part="alert"><p>${msg('Something urgent waits that you do not read today. Please ask somebody else of the team to take it.')}</p></div>` : nothing}
      ${this.#run >= hardInARow
        ? html`<div class="alert care" role="status">
            <p>${msg('You have read several heavy ones in a row. Would a break be good? Nobody counts how much you do.')}</p>
            <p class="acts">
              <button type="button" @click=${this.#rest}>${msg('Take a break')}</button>
              <button type="button" class="plain" @click=${() => this.#goOn()}>${msg('I go on')}</button>
            </p>
          </div>`
        : nothing}
    `;
  }

  #list(queue: Queue): TemplateResult {
    const lane = this.#lane;
    const items = this.#items(lane);
    const pending = queue.status === 'pending';
    const whole = queue.ended || known.includes(lane);
    const more = items.length > this.#shown || (!whole && queue.status === 'done');
    return html`<section class="list" aria-labelledby="lane-title">
      <h3 id="lane-title" tabindex="-1">${laneNames()[lane]}</h3>
      <p class="quiet">${laneHints()[lane]}</p>
      <div class="find">
        <label for="find">${msg('Find by theme or words')}</label>
        <input id="find" type="search" autocomplete="off" spellcheck="false" .value=${this.wanted} @input=${this.#onFind} />
      </div>
      ${queue.newer
        ? html`<div class="newer">
            <p role="status">${msg('Something has changed: new ones wait, or some here are done.')}</p>
            <button type="button" @click=${this.#bringUpToDate}>${msg('Bring the list up to date')}</button>
          </div>`
        : nothing}
      ${lane === 'mine' ? (this.#giveBack ??= new GiveBack(this)).render() : nothing}
      <div class="queue"></div>
      ${queue.status === 'failed' ? this.alert(queue.error, () => void this.#read()) : nothing}
      <p role="status" class="quiet">${pending && queue.slow ? msg('The list is on its way …') : nothing}</p>
      ${!items.length && queue.status === 'done' && whole ? html`<p class="empty">${this.wanted ? msg('Nothing here has these words.') : laneEmpty()[lane]}</p>` : nothing}
      ${more ? html`<p class="more"><button type="button" @click=${() => this.#more()}>${msg('Show more')}</button></p>` : nothing}
    </section>`;
  }

  /** The rows are drawn apart from everything else: typing beside thousands of them is as quick as without. */
  #drawRows() {
    const queue = this.#queue;
    const box = this.renderRoot.querySelector<HTMLElement>('.queue');
    if (!queue || !box) return;
    const minute = Math.floor(Date.now() / 60_000);
    if (this.#rows?.box !== box) {
      this.#rows?.close();
      this.#rows = new RowList(box, () => this.requestUpdate());
    }
    const from = [this.#rows, this.#rows.version, queue.version, this.#lane, this.wanted, this.#shown, this.openKey, this.#at, this.#leftOut, this.language, minute];
    if (from.every((each, i) => each === this.#drawn[i])) return;
    this.#drawn = from;
    const now = Date.now();
    const items = this.#items(this.#lane).slice(0, this.#shown);
    this.#rows.draw({ lane: this.#lane, items, now, minute, language: this.language, me: queue.me, held: queue.held, open: this.openKey, at: this.#at, since: (item) => cameAt(item, now), onOpen: this.#onOpen });
  }

  /** What of a lane is shown to whoever works here. */
  #items(lane: Lane): readonly DeskItem[] {
    const from = [this.#queue, this.#queue!.version, lane, this.wanted, this.#leftOut];
    if (from.some((each, i) => each !== this.#found.from[i])) {
      const wanted = plain(this.wanted);
      this.#found = { from, items: this.#queue!.lane(lane).filter((item) => (this.#fits(item) || lane === 'mine') && (!wanted || has(item, wanted))) };
    }
    return this.#found.items;
  }

  readonly #fits = ({ sending }: DeskItem): boolean => !sending || fitsToday(sending, this.#leftOut);

  #break(): TemplateResult {
    return html`<div class="break">
      <h3 id="lane-title" tabindex="-1">${msg('You have a break')}</h3>
      <p>${msg('Visitors are not told that anybody is reading. What you took stays with you; what you wrote stays here.')}</p>
      <p>${msg('What you read can stay with you for a while. Talking to somebody of the team helps.')}</p>
      <p><button type="button" class="main" @click=${this.#wake}>${msg('Go on')}</button></p>
    </div>`;
  }

  /** Nothing can be read: somebody has to sign in, or there is no connection. */
  #closed(error: unknown): TemplateResult {
    const code = PeerError.is(error) ? error.code : undefined;
    const again = () => {
      this.#noAdmin = false;
      void this.#read().then(() => this.#queue && this.#administrate(this.#queue));
    };
    if (code !== 'signed-out' && code !== 'forbidden') return this.alert(error, again);
    return html`<div class="alert" part="alert" role="alert">
      <p>${msg('This desk is for the team. Sign in with an account of the team, then it opens.')}</p>
      <button type="button" @click=${again}>${msg('Try again')}</button>
    </div>`;
  }

  #begin(client: PeerClient | undefined) {
    this.#end();
    this.#client = client;
    if (!client) return;
    const queue = new Queue(client, () => {
      for (const opened of this.#opened.values()) opened.heard();
      this.requestUpdate();
    });
    this.#queue = queue;
    void queue.begin().then(() => this.#administrate(queue));
    this.#attend();
    this.#follow(client);
  }

  /** What is decided for the space, now and again: an administrator may change it. A watch would hold a connection open for what changes seldom. */
  #follow(client: PeerClient) {
    const { signal } = (this.#following = new AbortController());
    const settings = client.collection('settings');
    const read = async () => {
      const [space, decided] = await Promise.allSettled([client.collection('spaces').get(client.space, { signal }), client.can.collections.settings?.get ? settings.get(client.space, { signal }) : undefined]);
      if (signal.aborted) return;
      if (space.status === 'fulfilled') this.#space = space.value ?? undefined;
      if (decided.status === 'fulfilled') this.#decided = decided.value ?? undefined;
      this.requestUpdate();
    };
    void read();
    const again = setInterval(() => void read(), readSettingsEvery);
    signal.addEventListener('abort', () => clearInterval(again));
  }

  /** Whoever may read no story may be an administrator: then they have their own views. */
  async #administrate(queue: Queue) {
    if (queue !== this.#queue || !this.#mayBeAdmin) return;
    try {
      await this.client.collection('log').list({ limit: 1 });
      const { Admin } = await this.#fetch('admin');
      if (queue !== this.#queue || this.#admin) return;
      queue.close();
      void this.#presence?.stop();
      this.#admin = new Admin(this);
    } catch {
      // Then it is said that this desk is for the team.
      if (queue === this.#queue) this.#noAdmin = true;
    }
    this.requestUpdate();
  }

  get #mayBeAdmin(): boolean {
    const { status, error } = this.#queue!;
    return !this.#noAdmin && status === 'failed' && PeerError.is(error) && error.code === 'forbidden' && !!this.client.can.collections.log?.list;
  }

  #end() {
    this.#admin?.drop();
    this.#admin = undefined;
    this.#noAdmin = false;
    this.#following?.abort();
    this.#queue?.close();
    void this.#presence?.stop();
    this.#opened.forEach((opened) => opened.drop());
    this.#opened.clear();
    this.#holds = undefined;
    this.#queue = this.#presence = this.#giveBack = this.#client = this.#space = this.#decided = undefined;
    this.openKey = this.chosen = undefined;
    this.#seeing?.disconnect();
    this.#rows?.close();
    this.#rows = undefined;
  }

  /** From now on whoever works here counts as reading, as long as they do something. */
  #attend() {
    if (!this.#client) return;
    const presence = new Presence(this.#client, this.#settings.value.leftOut, () => {
      if (presence !== this.#presence) return;
      this.#queue!.me = presence.me ?? this.#queue!.me;
      this.requestUpdate();
    });
    this.#presence = presence;
    presence.act();
  }

  readonly #acknowledge = async () => {
    const done = await this.#queue?.acknowledge().then(() => true, () => false);
    if (done) this.chosen = 'urgent';
    // What was pressed is gone.
    if (done) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#lane-title')?.focus());
    this.told = withCatalog(this.language, () => (done ? msg('Nobody else is told for half an hour. Please read what is urgent now.') : msg('That did not arrive. Please try once more.')));
  };

  readonly #act = () => this.#presence?.act();
  readonly #leave = () => void this.#presence?.stop();
  readonly #back = (event: PageTransitionEvent) => {
    if (event.persisted && !this.resting) this.#attend();
  };

  /** Words that went nowhere are in this page only. */
  readonly #warn = (event: BeforeUnloadEvent) => {
    if (this.#admin?.written || this.#holds?.written || [...this.#opened.values()].some(({ written }) => written)) event.preventDefault();
  };

  /** Somebody leaves at once: nothing that was opened or typed stays. */
  readonly #forget = () => {
    this.#end();
    this.#settings.clear();
    this.wanted = '';
    this.panel = undefined;
  };

  async #read() {
    await this.#queue?.read(() => known.includes(this.#lane) || this.#items(this.#lane).length >= this.#shown);
  }

  #choose(lane: Lane) {
    this.chosen = lane;
    this.#shown = rowsAtOnce;
    this.#at = undefined;
    this.told = '';
    void this.#read();
  }

  readonly #more = () => {
    this.#shown = Math.min(this.#items(this.#lane).length, this.#shown) + rowsAtOnce;
    void this.#read();
    this.requestUpdate();
  };

  readonly #onFind = (event: Event) => {
    this.wanted = (event.target as HTMLInputElement).value;
    this.#shown = rowsAtOnce;
    void this.#read();
  };

  readonly #bringUpToDate = () => {
    this.#queue!.bringUpToDate();
    this.renderRoot.querySelector<HTMLElement>('#lane-title')?.focus();
  };

  readonly #onOpen = (item: DeskItem) => void this.#openItem(item);

  async #openItem(item: DeskItem): Promise<Opened | undefined> {
    try {
      const { Opened } = await this.#fetch('opened');
      // What was done with it is over, and its writer has answered since: it is opened like something new.
      if (this.#opened.get(item.key)?.over && waits(this.#queue!.item(item.key) ?? item)) this.#drop(item.key);
      const opened = this.#opened.get(item.key) ?? new Opened(this, item);
      this.#opened.set(item.key, opened);
      opened.heard();
      this.#at = this.openKey = item.key;
      this.told = '';
      this.turn();
      return opened;
    } catch {
      this.lost = true;
      return undefined;
    }
  }

  async openSending(sending: Stored<Sending>): Promise<void> {
    const key = keyOfSending(sending.id);
    await this.#openItem(this.#queue!.item(key) ?? { key, sending });
  }

  async next(): Promise<void> {
    // One is being taken already.
    if (this.#open?.busy && this.#open.stage === 'door') return;
    const tried = new Set<string>();
    for (;;) {
      const item = await this.#nextItem(tried);
      if (!item) {
        this.told = withCatalog(this.language, () => msg('Nothing waits that is handed to you.'));
        return;
      }
      tried.add(item.key);
      const opened = await this.#openItem(item);
      await opened?.take();
      // Somebody else was faster: then the one after it.
      if (!opened?.beaten || !this.#queue || this.#queue.isMine(opened.item) || opened.stage !== 'door' || tried.size > 20) return;
    }
  }

  /** What has waited longest, of what may be handed to whoever works here: where somebody may be in danger first. */
  async #nextItem(tried: ReadonlySet<string>): Promise<DeskItem | undefined> {
    // What is about their own words is not handed to anybody.
    const free = (item: DeskItem) => waits(item) && !item.claim && !tried.has(item.key) && this.#fits(item) && !(item.report?.by !== undefined && item.report.by === this.#queue!.me);
    const order: Lane[] = ['urgent', ...(this.#lane === 'mine' ? [] : [this.#lane]), 'reported', 'appeals', 'answered', 'waiting'];
    const find = () => order.map((lane) => this.#queue!.lane(lane).find(free)).find(Boolean);
    if (!find()) await this.#queue!.read(() => !!find());
    return find();
  }

  close(): void {
    const key = this.openKey;
    if (this.#open?.over) this.#drop(key!);
    this.openKey = undefined;
    void this.updateComplete.then(() => (this.#row(key) ?? this.renderRoot.querySelector<HTMLElement>('#lane-title'))?.focus());
  }

  #drop(key: string) {
    this.#opened.get(key)?.drop();
    this.#opened.delete(key);
  }

  #row(key: string | undefined): HTMLElement | undefined {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.queue [data-key]')].find(({ dataset }) => dataset.key === key);
  }

  turn(): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#opened-title')?.focus());
  }

  worked(item: DeskItem, read: boolean): void {
    if (read) this.#run = isHard(item) ? this.#run + 1 : 0;
  }

  trouble(error: unknown, retry?: () => void): TemplateResult {
    return this.alert(error, retry);
  }

  async speak(tag: string): Promise<Language> {
    try {
      const words = (await locales[new Intl.Locale(tag).language]!()).default;
      // Beginnings of what the staff writes stand with what is opened.
      await words.more?.('opened');
      return { ...words, asked: tag, locale: tag };
    } catch {
      return english;
    }
  }

  view(name: AdminViewName) {
    return this.#fetch(name) as Promise<{ View: new (admin: Admin) => AdminView }>;
  }

  previewing() {
    return this.#fetch('preview');
  }

  holding() {
    return this.#fetch('hold');
  }

  heldNow(): void {
    void this.#queue?.readHolds().catch(() => {});
    void this.#holds?.read();
  }

  get marked() {
    return this.pieces.marks;
  }

  marking() {
    return this.#fetch('marks');
  }

  readonly #rest = () => {
    this.resting = true;
    void this.#presence?.stop();
    this.#presence = undefined;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#lane-title')?.focus());
  };

  readonly #wake = () => {
    this.resting = false;
    this.#attend();
    this.#goOn();
  };

  #goOn() {
    this.#run = 0;
    this.requestUpdate();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#opened-title, #lane-title')?.focus());
  }

  #show(panel: 'leave-out' | 'keys' | 'holds') {
    this.panel = this.panel === panel ? undefined : panel;
    if (this.panel === 'holds') void this.#holds?.read();
  }

  /** Whatever had the focus in it is gone: it goes back to what opened it. */
  #closePanel(panel: 'leave-out' | 'keys' | 'holds') {
    this.panel = undefined;
    this.renderRoot.querySelector<HTMLElement>(`[data-panel=${panel}]`)?.focus();
  }

  readonly #onKey = (event: KeyboardEvent) => {
    const here = (this.shadowRoot!.activeElement as HTMLElement | null)?.dataset.key;
    const keys = this.#keys;
    const moved = here !== undefined ? moveTo(event, keys, keys.indexOf(here)) : undefined;
    if (moved !== undefined) {
      event.preventDefault();
      return this.#focusRow(moved);
    }
    const key = keyOf(event, this.#settings.value.keys);
    if (key && this.#do(key, keys, here)) event.preventDefault();
  };

  /** Of what the list shows, in its order: also of rows that are not drawn at the moment. */
  get #keys(): string[] {
    return this.#items(this.#lane).slice(0, this.#shown).map(({ key }) => key);
  }

  #focusRow(key: string | undefined) {
    if (key === undefined) return;
    this.#at = key;
    // It is drawn where it was not.
    withCatalog(this.language, () => this.#drawRows());
    this.#row(key)?.focus();
  }

  /** Does what a key stands for. False: there is nothing that it could do now. */
  #do(key: string, keys: readonly string[], here: string | undefined): boolean {
    const open = this.#open;
    const lane = lanes[Number(key) - 1];
    if (lane) {
      this.#choose(lane);
      // The row that had the focus may be gone.
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#lane-title')?.focus());
      return true;
    }
    if (key === 'Escape') {
      if (this.panel) this.#closePanel(this.panel);
      else if (open) this.close();
      else return false;
    } else if (key === '?') this.#show('keys');
    else if (key === 'n') void this.next();
    else if (key === 'j' || key === 'k') {
      const at = here === undefined ? -1 : keys.indexOf(here);
      this.#focusRow(keys[key === 'j' ? at + 1 : Math.max(0, at - 1)] ?? keys.at(-1));
    } else if (key === 'b') this.#bringUpToDate();
    else return !!open && this.#doOpened(key, open);
    return true;
  }

  #doOpened(key: string, open: Opened): boolean {
    const choices = { p: 'publish', t: 'publish-with-note', c: 'ask-changes', u: 'not-publish' } as const;
    if (key === 'r') {
      if (open.stage === 'door') void open.take();
      else void open.readAll();
    } else if (key === 'x') void open.pass();
    else if (key === 'z') void open.undo();
    else if (key === 'm' && open.stage === 'text') open.talk?.toggle();
    else if (key in choices && open.stage === 'text') {
      open.deciding.choose(choices[key as keyof typeof choices]);
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[name=decision]:checked')?.focus());
    } else return false;
    return true;
  }

  /** A piece, if it is here; else it is fetched and shown when it comes. */
  #now<P extends keyof Pieces>(name: P): Pieces[P] {
    if (!this.pieces[name] && !this.lost) this.#fetch(name).catch(() => (this.lost = true));
    return this.pieces[name];
  }

  #fetch<P extends keyof Pieces>(name: P): Promise<NonNullable<Pieces[P]>> {
    return bring(this, this.language, this.pieces, name, pieces[name]);
  }
}

const plain = (words: string): string => words.normalize('NFKC').trim().toLowerCase();

/** Whether the words stand in what its writer wrote or in its themes; of a report, in what was said. */
function has({ sending, report }: DeskItem, wanted: string): boolean {
  const of = (sending ?? report)!;
  const known = searched.get(of) ?? plain([sending?.text, ...(sending?.topics ?? []), report?.words].filter(Boolean).join('\n'));
  searched.set(of, known);
  return known.includes(wanted);
}

/** What is looked through of each, made once: with thousands, every letter would make it anew. */
const searched = new WeakMap<object, string>();

declare global {
  interface HTMLElementTagNameMap {
    'moderation-desk': ModerationDesk;
  }
}
