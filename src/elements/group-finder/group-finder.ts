// What is alike compresses best side by side: the list first, then what draws it, the styles last.
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { GroupList } from './group-list.ts';
import type { ClientController } from '../../controllers/client.ts';
import { ClockController } from '../../controllers/clock.ts';
import { RequestController } from '../../controllers/request.ts';
import { filters, type Criteria, type Filter, type Row } from '../../domain/finder.ts';
import type { Group } from '../../domain/group.ts';
import { fold } from '../../domain/search.ts';
import { GroupOpenEvent } from '../../events/group-open.ts';
import { GroupsReadyEvent } from '../../events/groups-ready.ts';
import type { LoadError } from '../../feeds/load.ts';
import type { FeedFormat } from '../../feeds/types.ts';
import { fill, msg } from '../../internal/localize.ts';
import { PeerElement } from '../../internal/peer-element.ts';
import { inSlices, painted } from '../../internal/slices.ts';
import { locales } from '../../locales/generated/group-finder.ts';
import { card, type Mark } from './card.ts';
import { chips, choices } from './choices.ts';
import { filterControl } from './filters.ts';
import { Found } from './found.ts';
import type { LinkedGroup } from './page.ts';
import type { RestHost } from './rest.ts';
import { ownZone } from './times.ts';
import { filterLabels, usualPrefix, type FilterView, type View } from './view.ts';
import { styles as choiceStyles } from './choices.styles.ts';
import { styles } from './group-finder.styles.ts';

/** Pieces that are fetched when they are needed first. */
const pieces = {
  check: () => import('./check.ts'),
  details: () => import('./details.ts'),
  marks: () => import('./marks.ts'),
  page: () => import('./page.ts'),
  seldom: () => import('./seldom.ts'),
};
type Pieces = { [P in keyof typeof pieces]?: Awaited<ReturnType<(typeof pieces)[P]>> };

/** What an update depends on, but no attribute. */
const state = { state: true };

/** Groups that fill a screen. */
const screenful = 10;

/** How long a visitor stops typing before the number of groups is spoken, in milliseconds. */
const speakAfter = 700;

/**
 * Finds a group and its next session in a list: words, day, way of meeting, topic, language, access.
 *
 * @tagname group-finder
 * @slot - Shown until there are groups, where loading fails and where JavaScript never runs: a telephone number, a link
 *   to the list. Also the place for the list itself, as `<script type="application/json">` or an HTML table.
 * @slot help - The way to help in a crisis, always in sight. Default: a sentence about the local emergency number.
 * @fires {GroupsReadyEvent} groups-ready - The list has been read to its end.
 * @fires {GroupOpenEvent} group-open - A visitor opened a group. `event.groupId` is its id.
 * @fires {GroupMistakeEvent} group-mistake - A visitor reports a wrong entry; cancelable. `event.groupId` is its id.
 * @csspart base - The frame around everything.
 * @csspart search - The field for words.
 * @csspart filter - One filter.
 * @csspart chip - A chosen filter, with which it is taken back.
 * @csspart count - The number of groups found.
 * @csspart group - One group in the list.
 * @csspart name - The name of a group, which opens it.
 * @csspart details - What stands in an opened group.
 * @csspart alert - A sentence about something that went wrong.
 * @csspart check - What the owner of the list should mend.
 * @cssproperty [--peer-surface=Canvas] - Background of controls and panels.
 * @cssproperty [--peer-text=CanvasText] - Text.
 * @cssproperty [--peer-muted] - Text of lesser weight. Default: 72 % of the text colour.
 * @cssproperty [--peer-border] - Lines between groups.
 * @cssproperty [--peer-control-border] - Edges of fields and buttons.
 * @cssproperty [--peer-raised] - Background of set-apart panels.
 * @cssproperty [--peer-accent] - Links, chosen filters, focus. Default: a dark teal, a light one on dark pages.
 * @cssproperty [--peer-on-accent] - Text on the accent colour.
 * @cssproperty [--peer-tint] - Background of chosen and pointed-at things.
 * @cssproperty [--peer-alert] - Edge of warnings.
 * @cssproperty [--peer-mark] - Background of found words.
 * @cssproperty [--peer-focus] - Focus ring. Default: the accent colour.
 * @cssproperty [--peer-radius=0.625rem] - Roundness of corners.
 * @cssproperty [--peer-font=inherit] - Font family.
 */
export class GroupFinder extends PeerElement {
  static override styles = [...PeerElement.styles, styles, choiceStyles];

  // Decorators would say the same in three times the bytes.
  static override properties = {
    src: {},
    format: {},
    timeZone: { attribute: 'time-zone' },
    country: {},
    day: {},
    way: {},
    topic: {},
    near: {},
    view: {},
    limit: { type: Number },
    linkBase: { attribute: 'link-base' },
    query: {},
    reportTo: { attribute: 'report-to' },
    check: { type: Boolean },
    criteria: state,
    openFilter: state,
    allFilters: state,
    shown: state,
    inline: state,
    printing: state,
    lost: state,
  };

  /** One or more addresses of lists, separated by spaces: CSV (also a published Google Sheet), Meeting Guide, BMLT, own JSON. */
  src?: string;
  /** Format of the list, if it should not be recognised: `csv`, `meeting-guide`, `bmlt`, `json` or `ndjson`. */
  format?: FeedFormat;
  /** IANA time zone of groups that do not name their own, such as `Europe/London`. Without one, no time is converted. */
  timeZone?: string;
  /** ISO 3166-1 alpha-2 country of the list: whether 3/4 is in March or in April. */
  country?: string;
  /** Days chosen at first: `mon` to `sun`, separated by commas. */
  day?: string;
  /** Ways of meeting chosen at first: `in-person`, `online`, `hybrid`, separated by commas. */
  way?: string;
  /** Topics chosen at first, separated by commas, as the list writes them. */
  topic?: string;
  /** Only groups at a place, and those that can be joined online: words of the place, or "latitude,longitude". */
  near?: string;
  /** `list`, or `days` with a heading for each day. */
  view: 'list' | 'days' = 'list';
  /** How many groups are shown before "show more". Default 50. */
  limit = 50;
  /** Address of the page that links to a group lead to. Default: the page the finder is on. */
  linkBase?: string;
  /** Keeps day, way and open group in the page's query, under this prefix (`gf` gives `?gf.day=tue`). Absent: nothing is kept. */
  query?: string;
  /** Where mistakes are reported: an address, `mailto:…`, or `event` when the page listens to `group-mistake`. */
  reportTo?: string;
  /** Shows the list's owner what should be mended in it. */
  check = false;

  private criteria: Criteria = {};
  private openFilter?: string;
  /** In a narrow place the filters wait behind one button. */
  private allFilters = false;
  /** How many groups are on the page. */
  private shown!: number;
  /** The list that stands inside the element; false until it is known whether there is one. */
  private inline: unknown = false;
  /** Paper shows every group that was found, not only those on screen. */
  private printing?: boolean;
  /** A piece could not be fetched: the visitor is asked whether to try again. */
  private lost = false;
  /** What was asked of a backend that keeps a long list. */
  #asked?: Criteria;
  protected override readonly locales = locales;
  protected override readonly pieces: Pieces = {};
  readonly #found = new Found();
  readonly #opened = new Map<Group, { render(view: View): TemplateResult }>();
  #linked?: LinkedGroup;
  #provider?: ClientController;
  /** The list whose end was told. */
  #ready?: GroupList;
  #count?: string;
  #spoken?: string;
  #speaking?: ReturnType<typeof setTimeout>;

  readonly #request = new RequestController(this, {
    when: () => {
      const { src, inline, near, format, timeZone, country, check } = this;
      const client = this.#provider?.client;
      return (inline ?? src ?? client) ? ([src, inline, client, near, format, timeZone, country, check] as const) : undefined;
    },
    run: async ([src, inline, client, near, format, timeZone, country, check], { signal, partial }): Promise<GroupList> => {
      const before = this.#asked && this.#list;
      const source = { src: src?.split(/\s+/).filter(Boolean), inline, client, near, asked: this.#asked, before, options: { format, timeZone, country, check } };
      const list = await GroupList.read(source, signal, partial);
      buildIndex(list, signal).catch(() => {});
      return list;
    },
  });

  constructor() {
    super();
    new ClockController(this, () => {
      this.#list?.advance(Date.now());
      this.requestUpdate();
    });
  }

  get #list(): GroupList | undefined {
    return this.#request.state.value;
  }

  override connectedCallback() {
    void this.#lookAround();
    super.connectedCallback();
    addEventListener('beforeprint', this.#onPrint);
    addEventListener('afterprint', this.#onPrint);
    if (!this.hasUpdated && location.search.includes(`${this.query || usualPrefix}.`)) void this.#readAddress();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('beforeprint', this.#onPrint);
    removeEventListener('afterprint', this.#onPrint);
    clearTimeout(this.#speaking);
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('src')) void this.#lookAround();
    for (const name of ['day', 'way', 'topic'] as const) {
      if (changed.has(name)) this.criteria = { ...this.criteria, [name]: chosenAtFirst(name, this[name]) };
    }
    const list = this.#list;
    if (changed.has('limit') || (list && this.#found.seek(list, this.criteria, this.shown, this.pieces.seldom?.nearest))) void this.#begin((changed as Map<string, unknown>).has('criteria') ? screenful : this.limit);
  }

  /** Of an answer, what fills a screen comes at once, so that it is seen without waiting for the others. */
  async #begin(most: number) {
    this.shown = Math.min(this.limit, most);
    await painted();
    this.shown = Math.max(this.shown, this.limit);
  }

  protected override updated() {
    const { status, value } = this.#request.state;
    value?.rest?.follow(value, this.#found.entries.length - this.shown, this as unknown as RestHost);
    if (status !== 'done' || value === this.#ready) return;
    this.#ready = value;
    this.dispatchEvent(new GroupsReadyEvent());
  }

  override render() {
    const { status, error, slow } = this.#request.state;
    const list = this.#list;
    // Where the backend found nothing, there is still something to search in.
    const some = list && (list.size || list.sample);
    return this.frame(html`
      ${this.check && status !== 'pending' ? this.#now('check')?.checkPanel(this.src, list, error as LoadError) : nothing}
      ${some ? this.#controls(list) : nothing}
      <div class="help"><slot name="help">${msg('If you or somebody else is in danger now, call your local emergency number.')}</slot></div>
      ${status === 'failed' ? this.alert(error, () => this.#request.retry()) : this.lost ? this.alert(undefined, this.#lookAround) : nothing}
      ${some
        ? this.#results(list)
        : html`<p role="status">
            ${status === 'done' ? this.#now('seldom')?.nothingThere() : slow ? msg('The list is on its way …') : nothing}
          </p>`}
      <slot ?hidden=${some} @slotchange=${this.#lookAround}></slot>
    `);
  }

  #controls(list: GroupList): TemplateResult {
    const views = this.#filters(list);
    const { locale } = this.language;
    return html`<div class="bar ${this.allFilters ? 'all' : ''}" role="search" aria-label=${msg('Find a group')}>
        <div class="words">
          <label for="words">${msg('Search by topic, place or name')}</label>
          <input
            id="words"
            part="search"
            type="search"
            autocomplete="off"
            spellcheck="false"
            .value=${this.criteria.text ?? ''}
            @input=${this.#onWords}
          />
        </div>
        <button
          type="button"
          class="filters-button"
          aria-expanded=${this.allFilters}
          @click=${() => (this.allFilters = !this.allFilters)}
        >
          ${this.allFilters ? msg('Hide filters') : msg('Filters')}
        </button>
        ${views.map((filter) => filterControl(filter, filter.open ? choices(filter, list, locale, this.#onPick) : undefined, this.#onFilter))}
      </div>
      ${views.some(({ chosen }) => chosen.length) ? chips(views, list, locale, this.#onPick, this.#onClear) : nothing}`;
  }

  #results(list: GroupList): TemplateResult {
    const view = this.#view(list);
    const total = this.#found.entries.length;
    const reading = this.#request.state.status === 'pending';
    this.#speak(reading ? msg('The list is on its way …') : (list.rest?.count(total) ?? fill(msg('{count, plural, one {# group found} other {# groups found}}'), { count: total })));
    return html`
      ${this.#linked?.render(list, this.#opened, (group) => this.#open(group), (row) => this.#card(row, view), () => this.requestUpdate())}
      <div class="head">
        <p part="count">${this.#count}</p>
        <span class="unseen" role="status">${this.#spoken}</span>
        ${total ? html`<button type="button" class="plain" @click=${this.#print}>${msg('Print the list')}</button>` : nothing}
      </div>
      ${this.#found.behind ? this.#now('seldom')?.changed(this.#reorder) : nothing}
      ${total
        ? this.#rows(list, view)
        : reading
          ? nothing
          : this.#now('seldom')?.nothingFound(list, this.criteria, this.#found.mask, this.#choose, this.#onClear)}
    `;
  }

  #rows(list: GroupList, view: View): TemplateResult {
    const { entries, terms } = this.#found;
    const mark = terms[0] ? this.#now('marks')?.marking(terms) : undefined;
    const rows = (this.printing ? entries : entries.slice(0, this.shown)).map((entry) => list.rows.row(entry));
    const one = (row: Row) => this.#card(row, view, mark);
    return html`${this.view === 'days'
        ? this.#now('seldom')?.byDay(rows, view, one)
        : html`<ul class="groups">
            ${rows.map(one)}
          </ul>`}
      ${entries.length > rows.length
        ? html`<p class="more"><button type="button" @click=${this.#more}>${msg('Show more groups')}</button></p>`
        : nothing}`;
  }

  #card(row: Row, view: View, mark?: Mark): TemplateResult {
    const { group } = row;
    const details = this.#opened.get(group)?.render(view) ?? (this.printing ? this.pieces.details?.facts(group, view) : undefined);
    return card(row, { view, mark, details, onToggle: () => this.#toggle(group) });
  }

  #filters(list: GroupList): FilterView[] {
    const labels = filterLabels();
    return filters
      .filter((name) => this.criteria[name]?.length || list.offers(name))
      .map((name) => ({ name, label: labels[name], open: name === this.openFilter, chosen: this.criteria[name] ?? [] }));
  }

  #view({ engine }: GroupList): View {
    const { locale, schedule } = this.language;
    return { locale, schedule, engine, now: Date.now(), zone: ownZone() };
  }

  /** A piece, if it is here; else it is fetched and shown when it comes. */
  #now<P extends keyof Pieces>(name: P): Pieces[P] {
    if (!this.pieces[name] && !this.lost) this.#fetch(name).catch(() => {});
    return this.pieces[name];
  }

  async #fetch<P extends keyof Pieces>(name: P): Promise<NonNullable<Pieces[P]>> {
    this.lost = false;
    const words = this.language.more?.(name);
    const piece = (await pieces[name]().catch((error: unknown) => {
      this.lost = true;
      throw error;
    })) as NonNullable<Pieces[P]>;
    await words;
    if (!this.pieces[name]) {
      this.pieces[name] = piece;
      (this.renderRoot as ShadowRoot).adoptedStyleSheets.push(piece.styles.styleSheet!);
      this.requestUpdate();
    }
    return piece;
  }

  /** Says the number of groups once the visitor has stopped typing, not after each letter. */
  #speak(count: string) {
    if (count === this.#count) return;
    this.#count = count;
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => {
      this.#spoken = count;
      this.requestUpdate();
    }, speakAfter);
  }

  #choose = (change: Criteria) => {
    this.criteria = { ...this.criteria, ...change };
    void this.#remember();
  };

  async #remember() {
    if (this.query !== undefined) (await this.#fetch('page')).toAddress(this.query, this.criteria, this.#opened.keys());
  }

  async #readAddress() {
    const { chosen, linked } = (await this.#fetch('page')).fromAddress(this.query);
    this.#linked = linked;
    this.criteria = { ...this.criteria, ...chosen };
  }

  #onWords(event: Event) {
    this.#choose({ text: (event.target as HTMLInputElement).value });
  }

  #onFilter = (name: string, open: boolean) => {
    if (open || this.openFilter === name) this.openFilter = open ? name : undefined;
  };

  #onPick = (name: string, value: string, on: boolean) => {
    const chosen = (this.criteria[name as Filter] ?? []).filter((each) => each !== value);
    this.#choose({ [name]: on ? [...chosen, value] : chosen });
  };

  #onClear = () => {
    this.criteria = {};
    void this.#remember();
    this.renderRoot.querySelector('input')?.focus();
  };

  #reorder() {
    this.#found.forget();
    this.requestUpdate();
  }

  async #more() {
    const names = () => this.renderRoot.querySelectorAll<HTMLElement>('h3 button');
    const before = names().length;
    this.shown += this.limit;
    await this.updateComplete;
    // The button may be gone, so the first new group takes the focus.
    names()[before]?.focus();
  }

  /** Reads the list again, for other criteria. For `Rest`. */
  protected askFor(criteria: Criteria) {
    this.#asked = criteria;
    this.#request.retry();
  }

  async #toggle(group: Group) {
    if (this.#opened.delete(group)) {
      this.requestUpdate();
    } else {
      await this.#open(group);
      this.dispatchEvent(new GroupOpenEvent(group.id));
    }
    void this.#remember();
  }

  async #open(group: Group) {
    const { GroupDetails } = await this.#fetch('details');
    this.#opened.set(group, new GroupDetails(this, group));
    this.requestUpdate();
  }

  async #print() {
    // Half a list on paper would look like all of it.
    if ((await this.#list?.rest?.bring(this.#list, Infinity)) === false) return;
    await this.#fetch('details');
    print();
  }

  #onPrint = ({ type }: Event) => {
    this.printing = type === 'beforeprint';
    this.performUpdate();
  };

  /** Looks for a list inside the element, and, where no list is named at all, for a provider around it. */
  async #lookAround() {
    this.lost = false;
    if (this.src && !this.querySelector('script, table')) {
      this.inline = undefined;
      return;
    }
    const { inlineData, loadClient } = await this.#fetch('page');
    this.inline = await inlineData(this);
    if (this.src || this.inline !== undefined || !this.isConnected) return;
    const { ClientController } = await loadClient(this);
    this.#provider ??= new ClientController(this);
  }
}

/** After the first paint, and for long lists only: until it is ready, the texts themselves are read. */
async function buildIndex({ size, search }: GroupList, signal: AbortSignal) {
  await painted();
  if (size > 999) await inSlices((await import('../../domain/word-index.ts')).buildIndex(search), signal);
}

/** What an attribute chooses, in the form the filters compare. */
const chosenAtFirst = (name: 'day' | 'way' | 'topic', value = ''): string[] =>
  fold(value)
    .split(',')
    .map((one) => (name === 'day' ? one.trim().slice(0, 3) : one.trim()))
    .filter(Boolean);

declare global {
  interface HTMLElementTagNameMap {
    'group-finder': GroupFinder;
  }
}
