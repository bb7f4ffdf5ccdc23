import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { PeerClient } from '../../client/client.ts';
import { PeerError } from '../../client/errors.ts';
import { ClientController } from '../../controllers/client.ts';
import { ClockController } from '../../controllers/clock.ts';
import type { Membership } from '../../domain/member.ts';
import type { Space } from '../../domain/space.ts';
import type { Language } from '../../internal/language.ts';
import { msg } from '../../internal/localize.ts';
import { PeerElement } from '../../internal/peer-element.ts';
import { bring } from '../../internal/pieces.ts';
import { locales } from '../../locales/generated/group-today.ts';
import { PeerSupport } from '../peer-support/peer-support.ts';
import { styles } from './group-today.styles.ts';
import type { Panel, TodayHost, View } from './host.ts';

/** Pieces that are fetched when they are needed first. */
const pieces = {
  greet: () => import('./greet.ts'),
  leave: () => import('./leave.ts'),
  list: () => import('./list.ts'),
  nameless: () => import('./nameless.ts'),
  report: () => import('./report.ts'),
  reported: () => import('./reported.ts'),
  seldom: () => import('./seldom.ts'),
  support: () => import('./support.ts'),
  weigh: () => import('./weigh.ts'),
};
export type Pieces = { [P in keyof typeof pieces]?: Awaited<ReturnType<(typeof pieces)[P]>> };

/** How somebody stands to the group. `none`: groups read no check-ins here; `outside`: they are in no group, or not in this one. */
export type Standing = 'unknown' | 'failed' | 'none' | 'closed' | 'signed-out' | 'outside' | 'left' | 'in';

/** The panels below everything. */
type Below = 'greet' | 'leave' | 'reported';

/** What an update depends on, but no attribute. */
const state = { state: true };

/**
 * How the people of one group are, as they chose to say it: one by one under names of their own, or as words where the place wants no names.
 * For members of the group and those who facilitate it, who see the same. Nothing is counted and nothing is ranked.
 *
 * @tagname group-today
 * @slot - Shown until there is something better, and where nothing can be read: when the group meets, a telephone number.
 * @slot help - The way to help in a crisis, always in sight. Default: a sentence about the local emergency number.
 * @slot support - What "Get support now" opens. Default: a `<support-now>`.
 * @fires {CheckinAnsweredEvent} checkin-answered - An answer was given or taken back. Carries nothing.
 * @fires {CheckinReportedEvent} checkin-reported - A report was sent. Carries nothing.
 * @fires {GroupLeftEvent} group-left - Somebody left the group: `group` is its id.
 * @csspart base - The frame around everything.
 * @csspart title - The name of the group.
 * @csspart newer - The line that says that somebody has written.
 * @csspart waiting - What waits for a greeter.
 * @csspart checkin - One check-in.
 * @csspart words - Words of its writer's own.
 * @csspart answer - One answer.
 * @csspart batch - The words of a group without names.
 * @csspart panel - What opens: a report, greeting, leaving.
 * @csspart support - The help lines.
 * @csspart alert - A sentence about something that went wrong.
 * @cssproperty [--peer-surface=Canvas] - Background of controls.
 * @cssproperty [--peer-text=CanvasText] - Text.
 * @cssproperty [--peer-muted] - Text of lesser weight. Default: 72 % of the text colour.
 * @cssproperty [--peer-border] - Lines between check-ins.
 * @cssproperty [--peer-control-border] - Edges of fields and buttons.
 * @cssproperty [--peer-raised] - Background of set-apart panels.
 * @cssproperty [--peer-accent] - Links, answers that were given, focus. Default: a dark teal, a light one on dark pages.
 * @cssproperty [--peer-on-accent] - Text on the accent colour.
 * @cssproperty [--peer-tint] - Background of pointed-at things.
 * @cssproperty [--peer-alert] - Edge of warnings.
 * @cssproperty [--peer-focus] - Focus ring. Default: the accent colour.
 * @cssproperty [--peer-radius=0.625rem] - Roundness of corners.
 * @cssproperty [--peer-font=inherit] - Font family.
 */
export class GroupToday extends PeerElement implements TodayHost {
  static override styles = [...PeerElement.styles, styles];
  // Without one around it there is nothing to read: a page that loads this file has both.
  static override readonly dependencies = [['peer-support', PeerSupport]] as [string, CustomElementConstructor][];

  static override properties = {
    group: {},
    checkinHref: { attribute: 'checkin-href' },
    standing: state,
    chosen: state,
    supportAt: state,
    below: state,
    lost: state,
  };

  /** Id of the group. Default: the one that somebody is in; of several they choose. */
  group?: string;
  /** Where somebody checks in themselves: an address of the page. Default: nothing is said of it. */
  checkinHref?: string;

  private standing: Standing = 'unknown';
  /** The group that somebody chose of several. */
  private chosen?: string | undefined;
  /** Where the help lines are open: the id of a check-in, or '' for above them all. */
  private supportAt?: string | undefined;
  private below?: Below | undefined;
  /** A piece could not be fetched: the reader is asked whether to try again. */
  private lost = false;
  protected override readonly locales = locales;
  protected override readonly pieces: Pieces = {};
  space!: Space;
  readonly #provider = new ClientController(this);
  #asked?: PeerClient | undefined;
  #asking = 0;
  #error: unknown;
  /** The groups that somebody is in. */
  #groups: (Membership & { group: string })[] = [];
  #names = new Map<string, string>();
  /** What the group reads. */
  #view?: View | undefined;
  #leaving?: Panel | undefined;
  #reported?: Panel | undefined;
  #focus?: string | undefined;
  #stood?: string | undefined;
  #wrote?: string | undefined;

  constructor() {
    super();
    new ClockController(this, () => this.#view?.minute());
  }

  get client(): PeerClient {
    const client = this.#provider.client;
    const { checkins, spaces, memberships } = client?.can.collections ?? {};
    return (checkins?.list && spaces?.get && memberships?.list?.where?.includes('mine') && client) as PeerClient;
  }

  get words(): Language {
    return this.language;
  }

  get membership(): Membership & { group: string } {
    return this.#groups.find(({ group }) => group === (this.group ?? this.chosen)) ?? this.#groups[0]!;
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('pagehide', this.#forget);
    addEventListener('pageshow', this.#return);
    document.addEventListener('quick-exit', this.#forget);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('pagehide', this.#forget);
    removeEventListener('pageshow', this.#return);
    document.removeEventListener('quick-exit', this.#forget);
    queueMicrotask(() => {
      // It was only moved.
      if (this.isConnected) return;
      this.#forget();
      this.#asked = undefined;
    });
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const { client } = this;
    if (this.isConnected && (client !== this.#asked || (changed.has('group') && this.hasUpdated))) {
      // Somebody else may be reading now: what the other one saw does not stay.
      this.#forget();
      this.#asked = client;
      if (client) void this.begin();
    }
    const active = (this.renderRoot as ShadowRoot).activeElement;
    this.#stood = active?.closest<HTMLElement>('[data-key]')?.dataset.key;
    this.#wrote = active?.id;
  }

  protected override updated() {
    const root = this.renderRoot as ShadowRoot;
    // What somebody was reading may be gone: they are where it was, not at the beginning of the page. Whoever writes of it goes on.
    const wanted = this.#focus ?? (this.#stood !== undefined && !root.activeElement ? `[data-key="${this.#stood}"]` : undefined);
    if (!wanted) return;
    const found = (!this.#focus && this.#wrote && root.getElementById(this.#wrote)) || root.querySelector<HTMLElement>(wanted);
    this.#focus = undefined;
    found?.focus();
  }

  override render() {
    const { standing } = this;
    return this.frame(html`
      ${standing === 'in' ? this.#top() : nothing}
      ${standing === 'unknown'
        ? nothing
        : html`<div class="help">
              <slot name="help">${msg('If you or somebody else is in danger now, call your local emergency number.')}</slot>
              ${this.supportButton('')}
            </div>
            ${this.support('')}`}
      ${this.lost ? this.alert(undefined, () => (this.lost = false)) : nothing}
      ${standing === 'failed' ? this.alert(this.#error, () => void this.begin()) : nothing}
      ${standing === 'in' ? html`${this.#view?.render()} ${this.#acts()}` : standing === 'unknown' || standing === 'failed' ? nothing : this.#now('seldom')?.sentence(standing, !!this.group)}
      <slot ?hidden=${standing === 'in' && !!this.#view?.known}></slot>
    `);
  }

  /** Which group it is. */
  #top(): TemplateResult {
    const groups = this.#groups;
    const { group } = this.membership;
    const name = (id: string) => this.#names.get(id) ?? (groups.length > 1 ? id : msg('Your group'));
    const choose = (event: Event) => this.#choose((event.target as HTMLSelectElement).value);
    return html`<h3 class="title" part="title" tabindex="-1"><bdi>${name(group)}</bdi></h3>
      ${!this.group && groups.length > 1
        ? html`<p class="choose">
            <label for="group">${msg('You are in several groups. Which one?')}</label>
            <select id="group" @change=${choose}>
              ${groups.map((each) => html`<option value=${each.group} .selected=${each.group === group}>${name(each.group)}</option>`)}
            </select>
          </p>`
        : nothing}`;
  }

  /** What concerns the whole group, and the way to a check-in of one's own. */
  #acts(): TemplateResult {
    const leaves = this.membership.facilitates ? undefined : msg('Leave this group');
    const greets = this.#view?.greets ? msg('Be there when nobody answers') : undefined;
    const reports = this.#view?.known && leaves && this.client.can.collections.reports?.list ? msg('What you reported') : undefined;
    const button = (name: Below, words: string | undefined) =>
      words ? html`<button type="button" class="plain" data-below=${name} aria-expanded=${this.below === name} @click=${() => void this.#toggleBelow(name)}>${words}</button>` : nothing;
    return html`<p class="acts around">
        ${this.checkinHref ? html`<a href=${this.checkinHref}>${msg('Say how you are')}</a>` : nothing}
        ${button('greet', greets)} ${button('reported', reports)} ${button('leave', leaves)}
      </p>
      ${this.below === 'greet' ? this.#view?.greeting?.render() : this.below === 'leave' ? this.#leaving?.render() : this.below === 'reported' ? this.#reported?.render() : nothing}`;
  }

  supportButton(at: string): TemplateResult {
    return html`<button type="button" class="plain" aria-expanded=${this.supportAt === at} @click=${() => this.showSupport(at)}>${msg('Get support now')}</button>`;
  }

  support(at: string): unknown {
    if (this.supportAt !== at) return nothing;
    return this.#now('support')?.support(() => (this.supportAt = undefined)) ?? nothing;
  }

  showSupport(at: string): void {
    this.supportAt = this.supportAt === at ? undefined : at;
  }

  turn(to: string): void {
    this.#focus = to;
    this.requestUpdate();
  }

  trouble(error: unknown, retry?: () => void): TemplateResult {
    return this.alert(error, retry);
  }

  closePanel(): void {
    const name = this.below;
    this.below = undefined;
    this.turn(`[data-below="${name}"]`);
  }

  miss(): void {
    this.lost = true;
  }

  left(panel: Panel): void {
    // Somebody else may be reading now, or another group is read.
    if (panel !== this.#leaving) return;
    this.#forget();
    this.standing = 'left';
    // The sentence may come later than it is wanted.
    const turn = () => this.turn('.away');
    void this.fetch('seldom').then(turn, turn);
  }

  #choose(group: string) {
    this.chosen = group;
    // What was begun there is about the other group.
    this.#leaving = undefined;
    if (this.below === 'leave') this.below = undefined;
    void this.#read();
  }

  /** A piece, if it is here; else it is fetched and shown when it comes. */
  #now<P extends keyof Pieces>(name: P): Pieces[P] {
    if (!this.pieces[name] && !this.lost) this.fetch(name).catch(() => (this.lost = true));
    return this.pieces[name];
  }

  fetch<P extends keyof Pieces>(name: P): Promise<NonNullable<Pieces[P]>> {
    return bring(this, this.language, this.pieces, name, pieces[name]);
  }

  async #toggleBelow(name: Below) {
    this.below = this.below === name ? undefined : name;
    if (!this.below) return;
    try {
      if (name === 'leave') this.#leaving ??= new (await this.fetch('leave')).Leave(this);
      else if (name === 'reported') this.#reported = new (await this.fetch('reported')).Reported(this);
      else await this.#view?.greet?.();
    } catch {
      this.lost = true;
    }
    this.requestUpdate();
  }

  /** Asks what this place is, and whether its caller may read here. */
  async begin(): Promise<void> {
    const asking = (this.#asking += 1);
    const { client } = this;
    try {
      const [space, groups] = await Promise.all([client.collection('spaces').get(client.space), this.#memberships(client)]);
      if (asking !== this.#asking) return;
      const standing = this.#standingIn(space, groups);
      if (standing !== 'in') this.#clear();
      Object.assign(this, { space: space!, standing });
      this.#groups = groups ?? [];
      if (standing === 'in') await this.#read();
    } catch (error) {
      if (asking !== this.#asking) return;
      this.#clear();
      this.#error = error;
      this.standing = 'failed';
    }
    this.#prepare();
  }

  /** Undefined: it is not known who asks. */
  async #memberships(client: PeerClient) {
    try {
      const { items } = await client.collection('memberships').list({ where: { mine: 'yes' } });
      return items.filter((each): each is Membership & { group: string } => each.group !== undefined);
    } catch (error) {
      if (PeerError.is(error) && error.code === 'signed-out') return undefined;
      if (PeerError.is(error) && error.code === 'forbidden') return [];
      throw error;
    }
  }

  #standingIn(space: Space | null, groups: readonly { group: string }[] | undefined): Standing {
    if (space && !space.open) return 'closed';
    if (!space?.checkins?.audiences.includes('group')) return 'none';
    if (!groups) return 'signed-out';
    return groups.some(({ group }) => !this.group || group === this.group) ? 'in' : 'outside';
  }

  /** Reads the group, from the beginning. */
  async #read() {
    this.#view?.close();
    this.#view = undefined;
    const asking = this.#asking;
    void this.#nameGroups().catch(() => {});
    const view = this.space.checkins!.names ? new (await this.fetch('list')).People(this) : new (await this.fetch('nameless')).Nameless(this);
    // Somebody may have left meanwhile, or chosen another group.
    if (asking !== this.#asking || this.#view) return view.close();
    this.#view = view;
    await view.read();
  }

  async #nameGroups() {
    const { client } = this;
    if (!client.can.collections.groups?.get) return;
    for (const { group } of this.#groups) {
      const found = await client.groups.get(group).catch(() => null);
      if (found) this.#names.set(group, found.name);
    }
    this.requestUpdate();
  }

  /** Whoever needs help lines, or a sentence of what to do next, may have lost the connection by then. */
  #prepare() {
    for (const name of ['support', 'seldom'] as const) void this.fetch(name).catch(() => {});
  }

  /** Nothing of others' words stays in the page. */
  #clear() {
    this.#view?.close();
    this.#view = this.#leaving = this.#reported = this.supportAt = this.below = undefined;
    this.#groups = [];
    this.#names.clear();
  }

  readonly #forget = () => {
    this.#asking += 1;
    this.#clear();
    this.standing = 'unknown';
  };

  /** Somebody came back to a page that the browser had kept. */
  readonly #return = ({ persisted }: PageTransitionEvent) => {
    if (persisted && this.client) void this.begin();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'group-today': GroupToday;
  }
}
