import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { PeerClient } from '../../client/client.ts';
import { ClientController } from '../../controllers/client.ts';
import { fitsToday } from '../../domain/content-notes.ts';
import type { Story } from '../../domain/story.ts';
import { StoriesReadyEvent } from '../../events/stories-ready.ts';
import { StoryRespondEvent } from '../../events/story-respond.ts';
import type { Language } from '../../internal/language.ts';
import { msg } from '../../internal/localize.ts';
import { PeerElement } from '../../internal/peer-element.ts';
import { bring } from '../../internal/pieces.ts';
import { locales } from '../../locales/generated/story-list.ts';
import { PeerSupport } from '../peer-support/peer-support.ts';
import type { Choice } from './choose.ts';
import type { Lookup } from './lookup.ts';
import type { Others } from './others.ts';
import type { Panel, PanelHost } from './panel.ts';
import { storyCard } from './story.ts';
import { StoryPages, type Wanted } from './story-pages.ts';
import { styles as storyStyles } from './story.styles.ts';
import { styles } from './story-list.styles.ts';

/** Pieces that are fetched when they are needed first. */
const pieces = {
  answer: () => import('./answer.ts'),
  choose: () => import('./choose.ts'),
  others: () => import('./others.ts'),
  lookup: () => import('./lookup.ts'),
  report: () => import('./report.ts'),
  seldom: () => import('./seldom.ts'),
  support: () => import('./support.ts'),
};
type PanelName = 'answer' | 'report';
type Pieces = { [P in keyof typeof pieces]?: Awaited<ReturnType<(typeof pieces)[P]>> };

/** What an update depends on, but no attribute. */
const state = { state: true };

/** How long a reader stops typing before the backend is asked, in milliseconds. */
const askAfter = 400;

/** Everything, as the backend orders it. */
const everything: Wanted = { text: '', topic: '', helped: false, order: 'newest' };

/**
 * Published stories: to read, to answer in words that nobody counts, and to report without an account. Their order is the
 * month or chance, never what others did with them.
 *
 * @tagname story-list
 * @slot - Shown until there are stories, where loading fails and where JavaScript never runs: a telephone number, a link.
 * @slot help - The way to help in a crisis, always in sight. Default: a sentence about the local emergency number.
 * @slot support - What "Get support now" opens. Default: a `<support-now>`.
 * @fires {StoriesReadyEvent} stories-ready - The first stories are there, or it is known that there are none.
 * @fires {StoryRespondEvent} story-respond - A reader wants to tell a story of their own; cancelable. Carries nothing.
 * @fires {StoryAnsweredEvent} story-answered - An answer was sent. Carries nothing.
 * @fires {StoryReportedEvent} story-reported - A report was sent. Carries nothing.
 * @csspart base - The frame around everything.
 * @csspart search - The field for words.
 * @csspart filter - What a reader chooses: theme, order, what is left out today.
 * @csspart story - One story.
 * @csspart words - The words of a story.
 * @csspart notes - What a reader may want to know before opening a story.
 * @csspart helped - What helped its writer.
 * @csspart open - The button that opens and closes a story.
 * @csspart panel - What opens below a story: answers, a report.
 * @csspart staff - Words of the staff.
 * @csspart support - The help lines.
 * @csspart alert - A sentence about something that went wrong.
 * @cssproperty [--peer-surface=Canvas] - Background of controls and panels.
 * @cssproperty [--peer-text=CanvasText] - Text.
 * @cssproperty [--peer-muted] - Text of lesser weight. Default: 72 % of the text colour.
 * @cssproperty [--peer-border] - Lines between stories.
 * @cssproperty [--peer-control-border] - Edges of fields and buttons.
 * @cssproperty [--peer-raised] - Background of set-apart panels.
 * @cssproperty [--peer-accent] - Links, chosen answers, what helped, focus. Default: a dark teal, a light one on dark pages.
 * @cssproperty [--peer-on-accent] - Text on the accent colour.
 * @cssproperty [--peer-tint] - Background of chosen and pointed-at things.
 * @cssproperty [--peer-alert] - Edge of warnings.
 * @cssproperty [--peer-focus] - Focus ring. Default: the accent colour.
 * @cssproperty [--peer-radius=0.625rem] - Roundness of corners.
 * @cssproperty [--peer-font=inherit] - Font family.
 */
export class StoryList extends PeerElement implements PanelHost {
  static override styles = [...PeerElement.styles, storyStyles, styles];
  // Without one around it there is nothing to read: a page that loads this file has both.
  static override readonly dependencies = [['peer-support', PeerSupport]] as [string, CustomElementConstructor][];

  static override properties = {
    limit: { type: Number },
    order: {},
    topic: {},
    topics: {},
    writeAt: { attribute: 'write-at' },
    wanted: state,
    leftOut: state,
    choosing: state,
    supportAt: state,
    lookingUp: state,
    lost: state,
  };

  /** How many stories are shown before "show more". Default 10. */
  limit = 10;
  /** `newest`, or `shuffled`: in no order at all. Chosen at first; readers can change it. */
  order: Wanted['order'] = 'newest';
  /** A theme chosen at first, as the stories write it. */
  topic?: string;
  /** Themes to choose from beside those of the stories on the page, separated by commas. */
  topics?: string;
  /** Where people write a story of their own: an address, or `event` when the page listens to `story-respond`. Default: the `<story-share>` of the page. */
  writeAt?: string;

  private wanted: Wanted = everything;
  /** Notes and topics that the reader does not want to meet today. Kept nowhere. */
  private leftOut: ReadonlySet<string> = new Set();
  /** Whether the choices are open. */
  private choosing = false;
  /** Where the help lines are open: the id of a story, or '' for above them all. */
  private supportAt?: string;
  /** Whether somebody looks what came of a report. */
  private lookingUp = false;
  /** A piece could not be fetched: the reader is asked whether to try again. */
  private lost = false;
  readonly #provider = new ClientController(this);
  protected override readonly locales = locales;
  protected override readonly pieces: Pieces = {};
  #pages?: StoryPages | undefined;
  /** What stays on the page until a new question has an answer. */
  #before?: StoryPages | undefined;
  #asked?: readonly [PeerClient | undefined, Wanted];
  #shown = 0;
  #typing?: ReturnType<typeof setTimeout>;
  /** Whose stories were told to be ready. */
  #told?: PeerClient | undefined;
  #following?: AbortController;
  /** The question is the reader's own. */
  #looked = false;
  /** Ids of opened stories. */
  readonly #open = new Set<string>();
  /** What is open below a story, and what was: words that somebody began stay. */
  readonly #panels = new Map<string, { shown?: Panel | undefined; all: Partial<Record<PanelName, Panel>> }>();
  #others?: Others | undefined;
  #lookup?: Lookup | undefined;
  readonly #themes = new Set<string>();

  /** The way to the stories; undefined until it is known, and where there are none to be read. */
  get client(): PeerClient {
    const client = this.#provider.client;
    return (client?.can.collections.stories?.list && client) as PeerClient;
  }

  get words(): Language {
    return this.language;
  }

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('pagehide', this.#drop);
    document.addEventListener('quick-exit', this.#forget);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('pagehide', this.#drop);
    document.removeEventListener('quick-exit', this.#forget);
    queueMicrotask(() => {
      // It was only moved.
      if (this.isConnected) return;
      this.#drop();
      clearTimeout(this.#typing);
      this.#following?.abort();
      this.#told = undefined;
      if (this.#pages?.status !== 'pending') return;
      this.#pages.close();
      this.#asked = undefined;
    });
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    const { order, topic = '' } = this;
    if (changed.has('order')) this.wanted = { ...this.wanted, order: order === 'shuffled' ? order : 'newest' };
    if (changed.has('topic')) this.wanted = { ...this.wanted, topic };
    if (changed.has('limit')) this.#shown = this.#size;
    this.#ask();
  }

  protected override updated() {
    if (this.#told === this.client || this.#pages?.status !== 'done') return;
    this.#told = this.client;
    this.dispatchEvent(new StoriesReadyEvent());
    // Whoever needs them may have lost the connection by then.
    void this.#fetch('support').catch(() => {});
    void this.#follow().catch(() => {});
  }

  override render() {
    // Until there is an answer, and where none came, what is on the page stays.
    const pages = this.#pages?.status !== 'done' && !this.#pages?.stories.length ? (this.#before ?? this.#pages) : this.#pages;
    const fitting = pages?.stories.filter(this.#fits) ?? [];
    const known = pages?.status === 'done' || !!pages?.stories.length;
    return this.frame(html`
      ${known && (pages?.stories.length || this.#chosen) ? this.#bar() : nothing}
      <div class="help">
        <slot name="help">${msg('If you or somebody else is in danger now, call your local emergency number.')}</slot>
        <button type="button" class="plain" aria-expanded=${this.supportAt === ''} @click=${() => this.showSupport('')}>${msg('Get support now')}</button>
      </div>
      ${this.#support('')}
      ${this.lost ? this.alert(undefined, () => (this.lost = false)) : nothing}
      ${fitting.slice(0, this.#shown).map((story, at) => (pages!.gone.has(story.id) ? this.#gone(story) : this.#story(story, at)))}
      ${this.#end(fitting.length, known)}
      <slot ?hidden=${known}></slot>
    `);
  }

  #bar(): TemplateResult {
    const { wanted } = this;
    const choose = this.choosing || this.#chosen ? this.#now('choose') : undefined;
    const { list } = this.client.can.collections.stories!;
    return html`<div class="bar" role="search" aria-label=${msg('Find a story')}>
      ${list?.text
        ? html`<div>
            <label for="words">${msg('Search in the stories')}</label>
            <input id="words" part="search" type="search" maxlength="500" autocomplete="off" spellcheck="false" .value=${wanted.text} @input=${this.#onWords} />
          </div>`
        : nothing}
      <details part="filter" .open=${this.choosing} @toggle=${(event: Event) => (this.choosing = (event.currentTarget as HTMLDetailsElement).open)}>
        <summary>${msg('Choose what you read')}</summary>
        ${this.choosing ? choose?.choices(this.#choice()) : nothing}
      </details>
      ${this.#chosen ? choose?.chosen(this.#choice()) : nothing}
    </div>`;
  }

  #story(story: Story, at: number): TemplateResult {
    const open = this.#open.has(story.id);
    return storyCard(story, {
      locale: this.language.locale,
      open,
      key: at,
      onToggle: () => void this.#toggle(story, at),
      beside: html`<button type="button" class="plain" aria-expanded=${this.supportAt === story.id} @click=${() => this.showSupport(story.id)}>${msg('Get support now')}</button>`,
      between: this.#support(story.id),
      below: this.#below(story, at),
    });
  }

  /** Its writer took it back, or somebody of the team has to look at it. */
  #gone({ id }: Story): TemplateResult {
    return html`<article class="story" part="story"><p class="quiet">${msg('This story is not here any more.')}</p>${this.#support(id)}${this.#panels.get(id)?.shown?.render(true)}</article>`;
  }

  /** What can be done about a story that is read. */
  #below(story: Story, at: number): TemplateResult {
    const { collections } = this.client.can;
    const { shown, all } = this.#panels.get(story.id) ?? { all: {} };
    const button = (name: PanelName, words: string) => html`<button
      type="button"
      class=${name === 'report' ? 'plain' : ''}
      data-panel=${name}
      aria-expanded=${!!shown && shown === all[name]}
      aria-describedby="story${at}"
      @click=${() => void this.#openPanel(story, name)}
    >
      ${words}
    </button>`;
    return html`<div class="acts">
        ${story.answers && collections.answers?.create ? button('answer', msg('Answer')) : nothing}
        ${this.#respond()}
        ${collections.reports?.create ? button('report', msg('Report')) : nothing}
      </div>
      ${shown?.render()} ${this.#open.has(story.id) ? this.#others?.lines(story, (other) => this.#fits(other) && !this.#pages?.gone.has(other.id)) : nothing}`;
  }

  /** The way to a story of one's own, where there is one. */
  #respond(): TemplateResult | typeof nothing {
    const words = msg('Tell your own story');
    const { writeAt } = this;
    if (writeAt && writeAt !== 'event') return html`<a href=${writeAt} @click=${this.#onRespond}>${words}</a>`;
    if (!writeAt && !document.querySelector('story-share')) return nothing;
    return html`<button type="button" class="plain" @click=${this.#onRespond}>${words}</button>`;
  }

  #support(at: string): TemplateResult | typeof nothing {
    if (this.supportAt !== at) return nothing;
    return this.#now('support')?.support(() => (this.supportAt = undefined)) ?? nothing;
  }

  /** Below the stories: more of them, why there are none, or that this was the end. */
  #end(count: number, known: boolean): unknown {
    const { status, error, slow, ended, stories } = this.#pages ?? {};
    const more = status === 'done' && (!ended || count > this.#shown);
    return html`
      <p class="unseen" role="status">${status === 'done' && this.#looked && count ? msg('The stories that were found are below.') : nothing}</p>
      ${status === 'failed' ? this.alert(error, () => void this.#read()) : nothing}
      ${more && count ? html`<p class="more"><button type="button" @click=${this.#more}>${msg('Show more stories')}</button></p>` : nothing}
      <p role="status" class="quiet">${status === 'pending' && slow ? msg('The stories are on their way …') : nothing}</p>
      ${status === 'done' && !more ? this.#now('seldom')?.end(!!count, this.#choice(), !stories?.length) : nothing}
      ${known && this.client.can.collections.reports?.create
        ? html`<p class="look-up">
              <button type="button" class="plain" aria-expanded=${this.lookingUp} @click=${() => (this.lookingUp = !this.lookingUp)}>${msg('You reported a story and have a receipt?')}</button>
            </p>
            ${this.lookingUp ? this.#receipts() : nothing}`
        : nothing}
    `;
  }

  #receipts(): unknown {
    const piece = this.#now('lookup');
    if (piece) this.#lookup ??= new piece.Lookup(this);
    return this.#lookup?.render();
  }

  /** Whether the reader looks for something of their own. */
  get #chosen(): boolean {
    const { text, topic, helped } = this.wanted;
    return !!text || !!topic || helped || !!this.leftOut.size;
  }

  #choice(): Choice {
    const { wanted, leftOut, topics = '' } = this;
    for (const story of this.#pages?.stories ?? []) for (const topic of story.topics) this.#themes.add(topic);
    const themes = new Set([...topics.split(',').map((each) => each.trim()).filter(Boolean), ...this.#themes, ...(wanted.topic ? [wanted.topic] : [])]);
    return {
      wanted,
      leftOut,
      themes: [...themes].sort(new Intl.Collator(this.language.locale).compare),
      list: this.client.can.collections.stories!.list!,
      onWant: (change) => (this.wanted = { ...wanted, ...change }),
      onLeaveOut: (leftOut) => this.#leaveOut(leftOut),
      onLoosen: (change, leftOut = this.leftOut) => {
        if (change.text !== undefined) this.#untype(change.text);
        this.wanted = { ...wanted, ...change };
        this.#leaveOut(leftOut);
        this.renderRoot.querySelector<HTMLElement>('.bar :is(input, summary)')?.focus();
      },
    };
  }

  readonly #fits = (story: Story): boolean => fitsToday(story, this.leftOut);

  /** Asks anew when the question has changed, or whom it is for. */
  #ask() {
    const { client, wanted } = this;
    const [was, asked] = this.#asked ?? [];
    if (client === was && wanted === asked) return;
    this.#looked = !!was && client === was;
    // Somebody else may be reading now: what the other one saw does not stay.
    if (client !== was) this.#clear();
    else if (this.#pages?.stories.length) this.#before = this.#pages;
    this.#asked = [client, wanted];
    this.#pages?.close();
    this.#pages = client && new StoryPages(client, wanted, () => this.requestUpdate());
    this.#shown = this.#size;
    void this.#read();
  }

  /** Reads until the page has what it shows. */
  #read() {
    return this.#pages?.read(this.#size, (stories) => stories.filter(this.#fits).length >= this.#shown);
  }

  get #size(): number {
    return Math.max(1, Math.floor(this.limit) || 10);
  }

  /** A piece, if it is here; else it is fetched and shown when it comes. */
  #now<P extends keyof Pieces>(name: P): Pieces[P] {
    if (!this.pieces[name] && !this.lost) this.#fetch(name).catch(() => (this.lost = true));
    return this.pieces[name];
  }

  #fetch<P extends keyof Pieces>(name: P): Promise<NonNullable<Pieces[P]>> {
    return bring(this, this.language, this.pieces, name, pieces[name]);
  }

  async #toggle({ id }: Story, at: number) {
    const opened = !this.#open.delete(id);
    if (opened) this.#open.add(id);
    else if (this.supportAt === id) this.supportAt = undefined;
    this.requestUpdate();
    await this.updateComplete;
    // Whoever reads on begins with its words, not behind them; and whoever closes it is where it was.
    const heading = this.renderRoot.querySelector<HTMLElement>(`#story${at}`);
    heading?.focus({ preventScroll: true });
    if (!opened) heading?.scrollIntoView({ block: 'nearest' });
    if (opened) await this.#readOthers().catch(() => {});
  }

  async #follow() {
    const { follow } = await import('./follow.ts');
    this.#following?.abort();
    this.#following = new AbortController();
    if (this.isConnected) follow(this.client, () => this.#pages, this.#following.signal);
  }

  async #readOthers() {
    const { Others } = await this.#fetch('others');
    await (this.#others ??= new Others(this)).read();
  }

  async #openPanel(story: Story, name: PanelName) {
    const { id } = story;
    const panels = this.#panels.get(id) ?? { all: {} };
    this.#panels.set(id, panels);
    if (panels.shown && panels.shown === panels.all[name]) panels.shown = undefined;
    else {
      try {
        const { Panel } = await this.#fetch(name);
        panels.shown = panels.all[name] ??= new Panel(this, story);
      } catch {
        this.lost = true;
      }
    }
    this.requestUpdate();
  }

  trouble(error: unknown, retry?: () => void): TemplateResult {
    return this.alert(error, retry);
  }

  /** Where a story is not there any more, its words go; what is open below it stays, such as a receipt. */
  async lookAgain(id: string): Promise<void> {
    const { client } = this;
    const story = await client?.collection('stories').get(id).catch(() => undefined);
    if (story !== undefined) this.#pages?.replace(id, story);
  }

  closePanel(id: string): void {
    const panels = this.#panels.get(id);
    if (panels) panels.shown = undefined;
    this.requestUpdate();
  }

  openSupport(at: string): void {
    this.supportAt = at;
  }

  showSupport(at: string): void {
    this.supportAt = this.supportAt === at ? undefined : at;
  }

  #leaveOut(leftOut: ReadonlySet<string>) {
    this.leftOut = leftOut;
    void this.#read();
  }

  #onWords(event: Event) {
    const text = (event.target as HTMLInputElement).value;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => (this.wanted = { ...this.wanted, text }), askAfter);
  }

  /** Letters that were typed a moment ago are not asked for any more, and leave the field. */
  #untype(text: string) {
    clearTimeout(this.#typing);
    const field = this.renderRoot.querySelector<HTMLInputElement>('#words');
    if (field) field.value = text;
  }

  #onRespond(event: Event) {
    if (!this.dispatchEvent(new StoryRespondEvent())) event.preventDefault();
  }

  async #more() {
    const first = this.#shown;
    this.#shown += this.#size;
    await this.#read();
    await this.updateComplete;
    // The button may be gone, so the first new story takes the focus.
    this.renderRoot.querySelector<HTMLElement>(`#story${first}`)?.focus();
  }

  /** What waits to be sent is not sent: leaving is no consent. */
  readonly #drop = () => this.#panels.forEach(({ all }) => Object.values(all).forEach((panel) => panel.drop?.()));

  #clear() {
    this.#drop();
    this.#panels.clear();
    this.#open.clear();
    this.#before = undefined;
    this.#others = undefined;
    this.#lookup = undefined;
    this.lookingUp = false;
    this.supportAt = undefined;
  }

  /** Somebody leaves at once: nothing that was typed, chosen or opened stays. */
  readonly #forget = () => {
    this.#untype('');
    this.#clear();
    this.wanted = everything;
    this.leftOut = new Set();
    this.choosing = false;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'story-list': StoryList;
  }
}
