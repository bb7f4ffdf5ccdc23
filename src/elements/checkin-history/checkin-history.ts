import { html, nothing, type TemplateResult } from 'lit';
import type { CheckinHistory as History, HistoryEntry } from '../../client/checkin-history.ts';
import type { Vocabulary } from '../../domain/checkin-words.ts';
import { dayOf } from '../../domain/checkin.ts';
import { msg } from '../../internal/localize.ts';
import { PeerElement } from '../../internal/peer-element.ts';
import { locales } from '../../locales/generated/checkin-history.ts';
import type { Account } from './account.ts';
import { calendar, monthFrom } from './calendar.ts';
import { styles } from './checkin-history.styles.ts';
import { dayName, entryCard, entryTable, type EntryView } from './entry.ts';
import { Panel as Erase } from './erase.ts';
import type { HistoryHost, HistoryPanel } from './host.ts';
import { Panel as Key } from './key.ts';

type ViewName = 'calendar' | 'words' | 'table';

/** Panels that are fetched when they are opened first. Without the other two nobody gets in or out. */
const later = {
  take: async (host: HistoryHost) => new (await import('./take.ts')).Panel(host),
  sheet: async (host: HistoryHost) => new (await import('./sheet.ts')).Panel(host),
  bring: async (host: HistoryHost) => new (await import('./bring.ts')).Panel(host),
};
type LaterName = keyof typeof later;
type PanelName = LaterName | 'erase' | 'key';

/** What an update depends on, but no attribute. */
const state = { state: true };

/** How many are shown before "show more". */
const size = 20;

/** The day of the page's clock, `YYYY-MM-DD`. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
}

/**
 * One's own check-ins, for oneself: a calendar, a list of own words, a table. Kept on this device, if its writer chose so, locked with
 * a passphrase, if there is one. It adds up, compares and reminds of nothing; a day without a check-in is a day.
 *
 * @tagname checkin-history
 * @slot - Shown until the history is there, and where JavaScript never runs.
 * @csspart base - The frame around everything.
 * @csspart kept - Where it is kept, and who could read it.
 * @csspart calendar - A month.
 * @csspart table - The table, which scrolls.
 * @csspart entry - One check-in.
 * @csspart words - Words of one's own.
 * @csspart panel - What opens below: files, a sheet to print, deleting, the passphrase.
 * @csspart alert - A sentence about something that went wrong.
 * @cssproperty [--peer-surface=Canvas] - Background of controls.
 * @cssproperty [--peer-text=CanvasText] - Text.
 * @cssproperty [--peer-muted] - Text of lesser weight. Default: 72 % of the text colour.
 * @cssproperty [--peer-border] - Lines of tables and between check-ins.
 * @cssproperty [--peer-control-border] - Edges of fields and buttons.
 * @cssproperty [--peer-raised] - Background of set-apart panels.
 * @cssproperty [--peer-accent] - Days with a check-in, focus. Default: a dark teal, a light one on dark pages.
 * @cssproperty [--peer-on-accent] - Text on the accent colour.
 * @cssproperty [--peer-tint] - Background of chosen and pointed-at things.
 * @cssproperty [--peer-alert] - Edge of warnings.
 * @cssproperty [--peer-focus] - Focus ring. Default: the accent colour.
 * @cssproperty [--peer-radius=0.625rem] - Roundness of corners.
 * @cssproperty [--peer-font=inherit] - Font family.
 */
export class CheckinHistory extends PeerElement implements HistoryHost {
  static override styles = [...PeerElement.styles, styles];

  static override properties = {
    source: { attribute: false },
    vocabulary: { attribute: false },
    view: {},
    where: {},
    month: state,
    day: state,
    shown: state,
    panel: state,
    status: state,
    removed: state,
  };

  /** Where the history is, if it is neither on this device nor in an account. */
  source?: History;
  /** `device`: in this browser; `account`: with the backend of the `<peer-support>` around it, for whoever is signed in there. Default: `device`. */
  where: 'device' | 'account' = 'device';
  /** Words of the page in place of ours, as its check-ins have them. */
  vocabulary?: Vocabulary;
  /** What is shown at first: `calendar`, `words` or `table`. People can change it. Default: `calendar`. */
  view: ViewName = 'calendar';

  private month?: string | undefined;
  private day?: string | undefined;
  private shown = size;
  private panel?: PanelName | undefined;
  private status: 'pending' | 'open' | 'locked' | 'failed' = 'pending';
  /** What was deleted last, to be brought back. It is in memory only, and goes with the page and the key. */
  private removed: readonly HistoryEntry[] = [];
  protected override readonly locales = locales;
  entries: readonly HistoryEntry[] = [];
  hasPassphrase = false;
  history!: History;
  #unreadable = false;
  #error: unknown;
  #said?: (() => string) | undefined;
  #focus?: string | undefined;
  #watching?: AbortController | undefined;
  #reading = 0;
  #make?: (() => void) | undefined;
  #account?: Account;
  /** What the history was made from. */
  #from?: readonly unknown[];
  #panels!: { key: Key; erase: Erase } & Partial<Record<LaterName, HistoryPanel>>;

  get entryView(): EntryView {
    return { locale: this.language.locale, vocabulary: this.vocabulary };
  }

  get locked(): boolean {
    return this.status === 'locked';
  }

  override connectedCallback() {
    super.connectedCallback();
    document.addEventListener('quick-exit', this.#leave);
    addEventListener('pagehide', this.#leave);
    addEventListener('pageshow', this.#return);
    if (this.#watching?.signal.aborted) void this.#begin();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('quick-exit', this.#leave);
    removeEventListener('pagehide', this.#leave);
    removeEventListener('pageshow', this.#return);
    queueMicrotask(() => {
      // It was only moved.
      if (!this.isConnected) this.#watching?.abort();
    });
  }

  protected override willUpdate() {
    const from = [this.source, this.where, this.where === 'account' ? this.#account?.client : undefined];
    if (from.every((each, at) => each === this.#from?.[at]) && this.#from) return;
    this.#from = from;
    if (this.history) this.#another();
    void this.#begin();
  }

  protected override updated() {
    if (!this.#focus) return;
    this.renderRoot.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = undefined;
  }

  override render() {
    const make = this.#make;
    this.#make = undefined;
    make?.();
    return this.frame(html`
      <slot ?hidden=${this.status !== 'pending'}></slot>
      ${this.status === 'pending' ? nothing : this.#where()}
      ${this.status === 'failed' ? this.alert(this.#error, () => void this.#read()) : nothing}
      ${this.#error && this.status !== 'failed' ? this.alert(this.#error) : nothing}
      <div class="row" role="status">
        ${this.#said?.() ?? nothing}
        ${this.removed.length ? html`<span>${msg('It is deleted.')}</span> <button type="button" class="undo" @click=${this.#bringBack}>${msg('Bring it back')}</button>` : nothing}
      </div>
      ${this.status === 'locked' ? this.#lockedPart() : this.status === 'open' ? this.#openPart() : nothing}
    `);
  }

  /** Where it is kept and who could read it: first, and always. */
  #where(): TemplateResult {
    const { hasPassphrase } = this;
    const device = this.history.reach === 'device';
    const who = hasPassphrase
      ? msg('They are locked with your passphrase. Whoever uses this device can see that something is kept, and not what.')
      : msg('Whoever can open this browser can read them: somebody you share the device with, for example.');
    return html`<div class="kept" part="kept">
      <p><strong>${device ? msg('Your check-ins are for you alone. They are kept in this browser, on this device, and nowhere else.') : msg('Your check-ins are kept by this site, in your account.')}</strong></p>
      <p>${device ? who : msg('Whoever is signed in as you can read them. What you delete here is gone for everybody who could see it; what you bring back is for you alone.')}</p>
    </div>`;
  }

  #lockedPart(): TemplateResult {
    const { key, erase } = this.#panels;
    return html`${key.unlocking()}
      <details>
        <summary>${msg('You have forgotten it?')}</summary>
        <p>${msg('Then nobody can open your history any more. You can delete it and begin anew.')}</p>
        ${erase.everything()}
      </details>`;
  }

  #openPart(): TemplateResult {
    const { entries } = this;
    return html`
      ${this.#unreadable ? html`<p role="note">${msg('Something in your history was made by another version of this page, and cannot be shown here. It is still there.')}</p>` : nothing}
      ${entries.length ? html`${this.#views()} ${this.#shownPart()}` : html`<p>${msg('Nothing is kept here yet. When you check in, you can choose to keep it.')}</p>`}
      ${this.#acts()}
    `;
  }

  #views(): TemplateResult {
    const names: Record<ViewName, string> = { calendar: msg('Calendar'), words: msg('My own words'), table: msg('Table') };
    const button = (view: ViewName) =>
      html`<button type="button" aria-pressed=${view === this.view} @click=${() => ((this.view = view), (this.shown = size))}>${names[view]}</button>`;
    return html`<div class="row views" role="group" aria-label=${msg('How to show it')}>${(['calendar', 'words', 'table'] as const).map(button)}</div>`;
  }

  #shownPart(): unknown {
    if (this.view === 'calendar') return this.#calendar();
    const chosen = this.view === 'table' ? this.entries : this.entries.filter(({ words }) => words);
    const some = chosen.slice(0, this.shown);
    const remove = (entry: HistoryEntry) => void this.erase([entry]);
    return html`
      ${this.view === 'table' ? entryTable(some, this.entryView, remove) : some.map((entry) => entryCard(entry, this.entryView, remove))}
      ${this.view === 'words' && !chosen.length ? html`<p>${msg('There are no words of your own in it.')}</p>` : nothing}
      ${chosen.length > this.shown ? html`<p><button type="button" @click=${() => (this.shown += size)}>${msg('Show older ones')}</button></p>` : nothing}
    `;
  }

  #calendar(): TemplateResult {
    const { entries, day } = this;
    const month = this.month ?? dayOf(entries[0]!).slice(0, 7);
    const ofDay = day ? entries.filter((entry) => dayOf(entry) === day).reverse() : [];
    return html`${calendar({
      locale: this.language.locale,
      month,
      days: new Set(entries.map(dayOf)),
      day,
      today: today(),
      onDay: (chosen) => (this.day = chosen === this.day ? undefined : chosen),
      onMonth: (chosen) => this.#turn(chosen),
    })}
    ${ofDay.length
      ? html`<section aria-label=${dayName(day!, this.language.locale)}>${ofDay.map((entry) => entryCard(entry, this.entryView, (each) => void this.erase([each])))}</section>`
      : nothing}`;
  }

  /** Months lie between the year 1000 and the year 9999. */
  #turn(month: string) {
    if (!/^[1-9]\d{3}-\d\d$/.test(month) || !monthFrom(month, 0)) return;
    this.month = month;
    this.day = undefined;
  }

  /** What can be done with it. */
  #acts(): TemplateResult {
    const { entries, panel, history } = this;
    const names: [PanelName, string, boolean][] = [
      ['take', msg('Save as a file'), !!entries.length],
      ['sheet', msg('Print a sheet'), !!entries.length],
      ['bring', msg('Bring a file'), true],
      ['erase', msg('Delete'), !!entries.length || this.hasPassphrase],
      ['key', msg('Passphrase'), !!history.locking],
    ];
    const there = names.filter(([, , fits]) => fits);
    const open = there.find(([name]) => name === panel);
    return html`<div class="row acts">
        ${there.map(([name, words]) => html`<button type="button" aria-expanded=${name === panel} @click=${() => this.#toggle(name)}>${words}</button>`)}
      </div>
      ${open ? html`<section class="panel" part="panel" aria-label=${open[1]}>${this.#panels[open[0]]?.render()}</section>` : nothing}`;
  }

  #toggle(name: PanelName) {
    this.panel = this.panel === name ? undefined : name;
    this.#said = undefined;
    const panels = this.#panels;
    if (!panels[name]) void this.act(async () => (panels[name as LaterName] = await later[name as LaterName](this)));
  }

  say(sentence: () => string) {
    this.#said = sentence;
    this.requestUpdate();
  }

  /** While an element is drawn, its words are in its language. */
  inWords(make: () => void) {
    this.#make = make;
    this.requestUpdate();
  }

  async act(run: () => Promise<unknown>): Promise<boolean> {
    const { history } = this;
    this.#error = this.#said = undefined;
    const done = await run().then(
      () => true,
      (error: unknown) => {
        if (history === this.history) this.#error = error;
        return false;
      },
    );
    // Whoever reads another one by now is told nothing of it.
    if (history === this.history) await this.#read();
    return done && history === this.history;
  }

  async erase(entries: readonly HistoryEntry[]) {
    this.removed = [];
    if (!(await this.act(() => this.history.remove(entries.map(({ id }) => id))))) return;
    this.removed = entries;
    this.#focus = '.undo';
  }

  readonly #bringBack = async () => {
    const { removed } = this;
    if (!(await this.act(() => this.history.keep(removed)))) return;
    this.removed = [];
    this.say(() => msg('It is back.'));
    this.#focus = '.views [aria-pressed=true]';
  };

  /** Somebody else may be reading now, or nobody: nothing of the history before stays. */
  #another() {
    this.#reading += 1;
    this.#forget();
    this.#error = this.#said = this.month = this.panel = undefined;
    this.shown = size;
    this.history = undefined!;
    this.status = 'pending';
  }

  async #begin() {
    this.#watching?.abort();
    const watching = (this.#watching = new AbortController());
    const history = this.source ?? (await this.#kept());
    if (watching.signal.aborted || !history) return;
    this.history = history;
    this.#panels = { erase: new Erase(this), key: new Key(this) };
    history.watch(() => void this.#read(), watching.signal);
    await this.#read();
  }

  async #kept(): Promise<History | undefined> {
    if (this.where !== 'account') return (await import('../../client/checkin-history.ts')).deviceHistory();
    const { Account } = await import('./account.ts');
    return (this.#account ??= new Account(this)).history();
  }

  async #read() {
    const reading = (this.#reading += 1);
    try {
      const [status, hasPassphrase] = [await this.history.state(), (await this.history.locking?.has()) ?? false];
      const { entries, unreadable } = status === 'locked' ? { entries: [], unreadable: false } : await this.history.all();
      // A later reading knows more.
      if (reading !== this.#reading) return;
      this.#keepFocus(status === 'locked' ? 'locked' : 'open', entries.length);
      if (status === 'locked') this.#forget();
      if (this.status === 'failed') this.#error = undefined;
      Object.assign(this, { entries, hasPassphrase, status: status === 'locked' ? 'locked' : 'open' });
      this.#unreadable = unreadable;
    } catch (error) {
      if (reading !== this.#reading) return;
      this.#forget();
      this.#error = error;
      this.status = 'failed';
    }
    this.requestUpdate();
  }

  /** What somebody pressed may go by it: then the focus goes to what is there instead, and is not taken from anything else. */
  #keepFocus(status: 'locked' | 'open', count: number) {
    const emptied = !count && !!this.entries.length;
    if (!(this.renderRoot as ShadowRoot).activeElement || (status === this.status && !emptied)) return;
    this.#focus = status === 'locked' ? '#phrase' : count ? '.views [aria-pressed=true]' : '.acts button';
  }

  /** Nothing of it stays in the page. */
  #forget() {
    this.entries = [];
    this.removed = [];
    this.day = undefined;
  }

  /** Somebody came back to a page that the browser had kept. */
  readonly #return = ({ persisted }: PageTransitionEvent) => {
    if (persisted && this.history) void this.#read();
  };

  readonly #leave = () => {
    this.#forget();
    this.history?.locking?.lock();
    this.requestUpdate();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'checkin-history': CheckinHistory;
  }
}
