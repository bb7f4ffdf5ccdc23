import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { CheckinHistory } from '../../client/checkin-history.ts';
import type { PeerClient } from '../../client/client.ts';
import { PeerError } from '../../client/errors.ts';
import { ClientController } from '../../controllers/client.ts';
import type { Vocabulary } from '../../domain/checkin-words.ts';
import { checkinNames, type CheckinNames } from '../../internal/checkin-words.ts';
import type { Language } from '../../internal/language.ts';
import { fill, msg } from '../../internal/localize.ts';
import { PeerElement } from '../../internal/peer-element.ts';
import { bring } from '../../internal/pieces.ts';
import { locales } from '../../locales/generated/peer-checkin.ts';
import { PeerSupport } from '../peer-support/peer-support.ts';
import type { Acts } from './acts.ts';
import { box } from './fields.ts';
import { FormPart } from './form.ts';
import { isEmpty, nothingSaid, pieces, type CheckinHost, type Own, type Parts, type Pieces, type Place, type Said } from './host.ts';
import { styles } from './peer-checkin.styles.ts';

type Status = 'pending' | 'slow' | 'done' | 'failed';

/** What an update depends on, but no attribute. */
const state = { state: true };

/** A quick answer never flashes a sentence about waiting. In milliseconds. */
const slowAfter = 1000;

/** Words of ours that are shown at first, so that the list is short; all others come with a press. */
const few = ['angry', 'afraid', 'at-ease', 'cut-off', 'grateful', 'hopeful', 'numb', 'overwhelmed', 'sad', 'tired'];

/** How many words of a page are shown at first. */
const fewest = 10;

/** How long somebody stops typing before it is looked whether support should come, in milliseconds. */
const noticeAfter = 1500;

const refused = (error: unknown) => {
  if (PeerError.is(error) && (error.code === 'signed-out' || error.code === 'forbidden')) return undefined;
  throw error;
};

/**
 * "How are you just now?", for oneself alone, for people one chose, or for one's group: named exactly before anything is
 * sent. It measures nothing and adds nothing up. Without a backend, or for whoever is not signed in, it is for oneself on this
 * device; in a form with a `name` it is a part of that form.
 *
 * @tagname peer-checkin
 * @slot - Shown until it is known where check-ins are kept, and where JavaScript never runs.
 * @fires {CheckinSentEvent} checkin-sent - A check-in for others arrived. `event.checkin` is its id; the words stay inside. Nothing tells of what is for its writer alone.
 * @fires {CheckinChangedEvent} checkin-changed - One that is or was for others was changed. `event.checkin` is its id.
 * @fires {CheckinWithdrawnEvent} checkin-withdrawn - One for others was taken back. `event.checkin` is its id.
 * @csspart base - The frame around everything.
 * @csspart title - The heading of what is shown.
 * @csspart text - The field for words of one's own.
 * @csspart panel - What opens below: energy and need, who will see it.
 * @csspart preview - A check-in as others will see it.
 * @csspart checkin - One's own check-in.
 * @csspart words - Words of one's own.
 * @csspart answers - What was said to it.
 * @csspart staff - Words of the team.
 * @csspart steps - Small steps for whoever feels cut off.
 * @csspart support - The help lines.
 * @csspart check - What the author of the page should mend.
 * @csspart alert - A sentence about something that went wrong.
 * @cssproperty [--peer-surface=Canvas] - Background of fields and buttons.
 * @cssproperty [--peer-text=CanvasText] - Text.
 * @cssproperty [--peer-muted] - Text of lesser weight. Default: 72 % of the text colour.
 * @cssproperty [--peer-border] - Edges of panels and check-ins.
 * @cssproperty [--peer-control-border] - Edges of fields and buttons.
 * @cssproperty [--peer-raised] - Background of set-apart words.
 * @cssproperty [--peer-accent] - The button that goes on, ticks, focus. Default: a dark teal, a light one on dark pages.
 * @cssproperty [--peer-on-accent] - Text on the accent colour.
 * @cssproperty [--peer-tint] - Background of what is pointed at.
 * @cssproperty [--peer-alert] - Edge of warnings.
 * @cssproperty [--peer-focus] - Focus ring. Default: the accent colour.
 * @cssproperty [--peer-radius=0.625rem] - Roundness of corners.
 * @cssproperty [--peer-font=inherit] - Font family.
 */
export class PeerCheckin extends PeerElement implements CheckinHost {
  static override styles = [...PeerElement.styles, styles];
  static override readonly dependencies = [['peer-support', PeerSupport]] as [string, CustomElementConstructor][];
  static readonly formAssociated = true;

  static override properties = {
    group: {},
    name: {},
    required: { type: Boolean },
    disabled: { type: Boolean },
    check: { type: Boolean },
    sessionsHref: { attribute: 'sessions-href' },
    storiesHref: { attribute: 'stories-href' },
    vocabulary: { attribute: false },
    history: { attribute: false },
    said: { attribute: false },
    open: { attribute: false },
    allWords: state,
    helpOpen: { attribute: false },
    hard: { attribute: false },
    lost: state,
    off: state,
  };

  /** Ids of the groups that the member belongs to, separated by commas. Default: all groups that they are in. */
  group?: string;
  /** Its name in a form: what is chosen is sent with the form, as `name[feelings][]`, `name[words]` and so on. */
  name = '';
  /** In a form: something has to be said. */
  required = false;
  /** Nothing can be chosen. */
  disabled = false;
  /** Shows the author of the page what is wrong with its words. */
  check = false;
  /** Where somebody can listen in at a group: a step offered to whoever feels cut off. */
  sessionsHref?: string;
  /** Where stories can be read: another such step. */
  storiesHref?: string;
  /** Words of the page in place of ours. Default: those of the space. */
  vocabulary?: Vocabulary;
  /** Where one's own history is. Default: on this device, in this browser. */
  history?: CheckinHistory;

  said: Said = nothingSaid();
  open: '' | 'more' | 'who' = '';
  private allWords = false;
  helpOpen = false;
  hard: '' | 'yes' | 'closed' = '';
  /** A piece could not be fetched: trying again is offered. */
  private lost?: (() => unknown) | undefined;
  /** Something around it in the form is switched off. */
  private off = false;
  protected override readonly locales = locales;
  protected override readonly pieces: Pieces = {};
  parts: Parts = {};
  names!: CheckinNames;
  edited: Own | undefined;
  readonly #form = new FormPart(this);
  readonly #provider = new ClientController(this);
  /** Whose client it was last. */
  #before?: PeerClient | undefined;
  /** For whom and in whose words it was asked what is known of the place. */
  #asked: readonly unknown[] = [];
  #asking?: AbortController | undefined;
  /** What will be needed to keep it was asked for. */
  #ready = false;
  #status: Status = 'pending';
  #error: unknown;
  #problem?: (() => unknown) | undefined;
  #told?: (() => unknown) | undefined;
  #focus?: string | undefined;
  #typing?: ReturnType<typeof setTimeout>;
  #here: Place = {};

  constructor() {
    super();
    this.addEventListener('invalid', () => this.object(() => this.#missing));
  }

  get client(): PeerClient {
    return this.#provider.client!;
  }

  get place(): Place {
    return this.#here;
  }

  get words(): Language {
    return this.language;
  }

  get form(): HTMLFormElement | null {
    return this.#form.form;
  }

  /** Whether what is chosen goes along with a form of the page. */
  get #inForm(): boolean {
    return !!this.name && !!this.form;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#form.connected();
    document.addEventListener('quick-exit', this.#forget);
    addEventListener('pagehide', this.#leave);
    addEventListener('pageshow', this.#return);
    if (this.#provider.client) this.parts.own?.watch();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#form.disconnected();
    document.removeEventListener('quick-exit', this.#forget);
    removeEventListener('pagehide', this.#leave);
    removeEventListener('pageshow', this.#return);
    queueMicrotask(() => {
      // It was only moved.
      if (this.isConnected) return;
      this.parts.own?.stop();
      this.#asking?.abort();
      if (this.#status !== 'done') this.#asked = [];
    });
  }

  protected override willUpdate() {
    const { provider, client } = this.#provider;
    if (client !== this.#before) this.#another(client);
    const now = [provider, client, this.vocabulary];
    if ((provider && !client) || now.every((each, at) => each === this.#asked[at] && this.#asked.length)) return;
    this.#asked = now;
    void this.#askAgain();
  }

  /** Somebody else may be here now: what the one before wrote and saw does not stay. What was written while nobody was known does. */
  #another(client: PeerClient | undefined) {
    this.#before = client;
    this.#ready = false;
    if (!this.#here.mine) return;
    this.#leave();
    this.#asking?.abort();
    this.#asked = [];
    this.#here = {};
    this.parts = {};
    this.#status = 'pending';
    this.lost = undefined;
  }

  protected override updated(changed: PropertyValues<this>) {
    this.#form.update(this.#missing, this.renderRoot.querySelector('input'));
    if (changed.has('said')) this.parts.kept?.follow(this.said);
    if (!this.#focus) return;
    this.renderRoot.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = undefined;
  }

  #missing = '';

  override render() {
    const status = this.#status;
    const known = status === 'done' || status === 'failed';
    this.#missing = msg('Choose a word or write something.');
    this.names = checkinNames(this.#here.vocabulary, this.language.locale);
    return this.frame(html`
      ${this.lost ? this.alert(undefined, () => void this.#try(this.lost as () => Promise<unknown>)) : nothing}
      ${status === 'failed' ? this.alert(this.#error, this.#askAgain) : nothing}
      ${this.check ? this.pieces.vocabulary?.checked(this.#here.problems ?? []) : nothing}
      ${known ? this.#shown() : nothing}
      <p role="status" class="quiet">${this.#told?.() ?? (status === 'slow' ? msg('One moment …') : nothing)}</p>
      <slot ?hidden=${known}></slot>
    `);
  }

  #shown(): unknown {
    const { acts, own } = this.parts;
    return html`${acts?.render() ?? html`${own?.goneView() ?? this.parts.keep?.render()} ${this.#write()}`} ${acts?.busy || this.edited ? nothing : own?.render()} ${this.#help()}`;
  }

  #write(): TemplateResult {
    const { said } = this;
    const off = this.disabled || this.off;
    const write = ({ target }: Event) => this.#type((target as HTMLTextAreaElement).value);
    return html`<section class="step">
      ${this.parts.kept?.offer()}
      <fieldset role="presentation" ?disabled=${off}>
        ${this.#feelings()} ${said.feelings.includes('cut-off') ? this.pieces.steps?.steps(this, said, this.#inForm ? undefined : this.#toPeople, this.openHelp) : nothing}
        <div class="field">
          <label for="words">${msg('In your own words')}</label>
          <textarea id="words" part="text" rows="3" dir="auto" autocomplete="off" .value=${said.words ?? ''} @input=${write}></textarea>
        </div>
        <div role="status">${this.hard ? this.pieces.support?.acknowledged() : nothing}</div>
        ${this.hard === 'yes' && !this.helpOpen ? this.support() : nothing}
        ${this.#panel('more', msg('More about it, if you like'), () => html`${this.pieces.more?.more(this)} ${this.#inForm ? nothing : this.parts.kept?.tick()}`)}
        <div role="alert">${this.#problem?.() ?? nothing}</div>
        ${this.#inForm ? html`<p class="quiet">${msg('What you choose here goes along with this form. Nothing else of it does.')}</p>` : this.#ownActs()}
      </fieldset>
    </section>`;
  }

  #feelings(): TemplateResult {
    const { said, names } = this;
    const given = this.#here.vocabulary?.feelings?.slice(0, fewest).map(({ code }) => code) ?? few;
    const shown = names.feelings.filter(({ code }) => this.allWords || given.includes(code) || said.feelings.includes(code));
    const toggle = (code: string) => (yes: boolean) => this.change({ feelings: yes ? [...said.feelings, code] : said.feelings.filter((each) => each !== code) });
    return html`<fieldset>
      <legend><h3 id="title" part="title" tabindex="-1">${this.edited ? msg('Change what you said') : msg('How are you just now?')}</h3></legend>
      <p class="quiet">${msg('Choose as many as fit, or none. Nothing here is right or wrong.')}</p>
      <div class="words">${shown.map(({ code, name }) => box('checkbox', 'feeling', code, name, said.feelings.includes(code), toggle(code)))}</div>
      ${names.feelings.length > given.length ? html`<button type="button" class="plain" aria-expanded=${this.allWords} @click=${() => (this.allWords = !this.allWords)}>${msg('More words')}</button>` : nothing}
    </fieldset>`;
  }

  /** What opens and closes below its button. */
  #panel(name: 'more' | 'who', words: string, content: () => unknown): TemplateResult {
    const open = this.open === name;
    return html`<p><button type="button" aria-expanded=${open} @click=${() => this.#toggle(name)}>${words}</button></p>
      ${open ? html`<div class="panel" part="panel" role="group" aria-label=${words}>${content()}</div>` : nothing}`;
  }

  /** Who will see it stands above the button that sends it. */
  #ownActs(): TemplateResult {
    const { who } = this.parts;
    const device = !this.#here.mine;
    const others = !!who && who.audience !== 'me';
    const words = device ? msg('Keep it on this device') : this.edited && !others ? msg('Save the change') : others ? msg('See how others will see it') : msg('Keep it for me');
    return html`
      ${device ? html`<p>${this.#onDevice()}</p>` : html`<div class="seen" role="status">${who?.sentence() ?? html`<p>${this.#onlyMe()}</p>`}</div>
            ${this.#panel('who', msg('Who will see it, and how long'), () => who?.panel())}`}
      <div class="acts">
        <button type="button" class="main" @click=${() => void this.#try(this.#go)}>${words}</button>
        ${this.edited ? html`<button type="button" @click=${() => this.begin()}>${msg('Do not change it')}</button>` : nothing}
      </div>
    `;
  }

  #onDevice(): string {
    return this.parts.keep?.whoCould() ?? msg('This is for you alone. It goes nowhere before you press the button; then it is kept in this browser, on this device, and whoever can open this browser can read it.');
  }

  #onlyMe(): string {
    const { reach, service } = this.client.can;
    const words = {
      page: msg('Only you will see it. It stays in this page until you close it, or until the end of today.'),
      device: msg('Only you will see it. It stays in this browser, on this device, until the end of today; whoever uses this browser could find it.'),
      shared: msg('It is shown to nobody but you. It stays in your account with {service} until the end of today; whoever runs that could look into it.'),
    };
    return fill(words[reach], { service: service ? `\u2068${service}\u2069` : msg('this site') });
  }

  /** Danger, and the way to the help lines: in sight whatever is shown. */
  #help(): TemplateResult {
    return html`<div class="help">
        ${msg('If you or somebody else is in danger now, call your local emergency number.')}
        <button type="button" class="plain" aria-expanded=${this.helpOpen} @click=${() => (this.helpOpen ? (this.helpOpen = false) : this.openHelp())}>${msg('Get support now')}</button>
      </div>
      ${this.helpOpen ? this.support() : nothing}`;
  }

  support(): unknown {
    const named = (this.#provider.provider as PeerSupport | undefined)?.helplines;
    return this.pieces.support?.support(named ? undefined : this.#here.space?.helplines.join(' '), this.#closeHelp);
  }

  override alert(error: unknown, retry?: () => void): TemplateResult {
    return super.alert(error, retry);
  }

  here<P extends keyof Pieces>(name: P): Pieces[P] {
    return this.pieces[name];
  }

  fetch<P extends keyof Pieces>(name: P): Promise<NonNullable<Pieces[P]>> {
    return bring(this, this.language, this.pieces, name, pieces[name]);
  }

  change(part: Partial<Said>) {
    this.said = { ...this.said, ...part };
    this.#problem = this.#told = undefined;
    this.#getReady();
    if (part.feelings?.includes('cut-off')) void this.fetch('steps').catch(() => {});
  }

  /** From the first word on, what keeps it and the help lines are there, also if the connection goes. What cannot come now is asked for once more when it is needed. */
  #getReady() {
    if (this.#ready || this.#inForm) return;
    this.#ready = true;
    const { mine } = this.#here;
    if (mine) this.client.collection('checkins').prepare();
    for (const piece of ['acts', 'support', ...(mine ? (['sending', 'own'] as const) : (['keep'] as const))] as const) void this.fetch(piece).catch(() => {});
  }

  turn(to = '#title') {
    this.#focus = to;
    this.requestUpdate();
  }

  say(sentence?: () => unknown) {
    this.#told = sentence;
    this.requestUpdate();
  }

  back(open: '' | 'who' = this.open === 'who' ? 'who' : '') {
    this.parts.acts?.over();
    this.open = open;
    this.turn(open ? '.panel input:checked' : '#title');
  }

  begin(said: Said = nothingSaid()) {
    const { who, own, acts, keep } = this.parts;
    who?.forget();
    keep?.settle();
    if (own) own.latest = undefined;
    acts?.over();
    this.edited = undefined;
    this.open = '';
    this.said = said;
    this.hard = '';
    if (said.feelings.includes('cut-off')) void this.fetch('steps').catch(() => {});
    this.turn();
  }

  edit(own: Own) {
    void this.#try(async () => (await this.#acts()).edit(own));
  }

  #toggle(name: 'more' | 'who') {
    this.open = this.open === name ? '' : name;
    if (this.open) void this.#try(() => this.opening(name));
  }

  async opening(name: 'more' | 'who'): Promise<void> {
    const { parts } = this;
    if (name === 'more') {
      const [, { KeptDraft }] = await Promise.all([this.fetch('more'), this.fetch('kept')]);
      parts.kept ??= new KeptDraft(this, this.#draftKey);
    } else {
      const [{ Who, soon }, { Keep }] = await Promise.all([this.fetch('who'), this.fetch('keep')]);
      const { who = new Who(this), keep = new Keep(this) } = parts;
      await Promise.all([who.named, soon(keep.look())]);
      Object.assign(parts, { who, keep });
    }
    this.requestUpdate();
  }

  readonly #closeHelp = () => {
    this.helpOpen = false;
    if (this.hard) this.hard = 'closed';
  };

  readonly openHelp = () => {
    this.helpOpen = true;
    void this.#try(() => this.fetch('support'));
  };

  /** What happens by pressing the button comes with the first press. */
  async #acts(): Promise<Acts> {
    const { parts } = this;
    const { Acts } = await this.fetch('acts');
    return (parts.acts ??= new Acts(this));
  }

  readonly #go = async () => {
    void this.notice();
    if (isEmpty(this.said)) return this.object(() => this.#missing);
    await (await this.#acts()).go();
  };

  readonly #toPeople = () => void this.#try(async () => (await this.#acts()).toPeople());

  /** What speaks against it, in words. */
  object(problem: () => unknown) {
    this.#problem = problem;
    this.requestUpdate();
  }

  #type(words: string) {
    this.change({ words });
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.notice(), noticeAfter);
  }

  /** Looks whether support should come. It never stops anybody, also where it cannot look. */
  async notice(): Promise<void> {
    const { parts, said: { words } } = this;
    if (!words?.trim() || this.hard) return;
    const support = await this.fetch('support').catch(() => undefined);
    if (await support?.soundsHard(words, this.language.locale) && parts === this.parts) this.hard = 'yes';
  }

  get #draftKey(): string {
    const { client } = this.#provider;
    return client ? `checkin ${client.adapter} ${client.space}` : 'checkin';
  }

  /** Whether words of another time are kept on this device, without fetching anything where nothing is. */
  async #look() {
    const { client } = this.#provider;
    const all = await globalThis.indexedDB?.databases?.().catch(() => []);
    if (this.#inForm || (all && !all.some(({ name }) => name === 'local-notes'))) return;
    const piece = await this.fetch('kept').catch(() => undefined);
    if (!piece || !isEmpty(this.said) || client !== this.#provider.client) return;
    this.parts.kept ??= new piece.KeptDraft(this, this.#draftKey);
    await this.parts.kept.look();
  }

  /** The newest question wins. */
  readonly #askAgain = async () => {
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    const set = (status: Status) => {
      this.#status = status;
      this.requestUpdate();
    };
    if (this.#status === 'failed') set('pending');
    const waiting = setTimeout(() => this.#status === 'pending' && set('slow'), slowAfter);
    try {
      const place = await this.#ask(this.#provider.client, this.vocabulary, signal);
      if (signal.aborted) return;
      this.#here = place;
      set('done');
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
      set('failed');
    } finally {
      clearTimeout(waiting);
    }
    // Before it is known whose place it is, nobody knows what is kept for it.
    if (!this.parts.kept) void this.#look();
  };

  /** What is known of the place. Whoever is not known to the backend writes for themselves, on this device. */
  async #ask(client: PeerClient | undefined, vocabulary: Vocabulary | undefined, signal: AbortSignal): Promise<Place> {
    const place = client ? await this.#known(client, signal) : {};
    const given = vocabulary ?? place.space?.checkins?.vocabulary;
    if (!given && !this.check) return place;
    const { usable } = await this.fetch('vocabulary');
    return { ...place, ...(given && usable(given, this.check)) };
  }

  async #known(client: PeerClient, signal: AbortSignal): Promise<Place> {
    const { collections, reach } = client.can;
    if (!collections.checkins?.create) return {};
    const [mine, space] = await Promise.all([
      client.collection('checkins').list({ where: { mine: 'yes' } }, { signal }).catch(refused),
      collections.spaces?.get ? client.collection('spaces').get(client.space, { signal, credential: null }) : null,
    ]);
    const wide = (space?.checkins?.audiences.length ?? 1) > 1;
    const companions = wide || reach === 'shared' ? await client.collection('companions').list({}, { signal }).catch(refused) : undefined;
    // On a service, only whoever is a member has something of their own there.
    if (!mine || (reach === 'shared' && !companions)) return { space };
    if (mine.items.length) void this.#mine(client);
    return { space, mine: mine.items, ...(companions && { companions: companions.items }) };
  }

  /** There is something of one's own. */
  async #mine(client: PeerClient) {
    const piece = await this.fetch('own').catch(() => undefined);
    await this.updateComplete;
    if (!piece || this.#inForm || client !== this.#provider.client) return;
    this.parts.own ??= new piece.OwnList(this);
    if (this.isConnected) this.parts.own.watch();
    this.requestUpdate();
  }

  /** Runs what may need a piece; without a connection it is offered again, and nothing is lost. */
  async #try(act: () => Promise<unknown>) {
    const { parts } = this;
    this.lost = undefined;
    await act().catch(() => parts === this.parts && (this.lost = act));
  }

  formDisabledCallback(off: boolean) {
    this.off = off;
  }

  formResetCallback() {
    this.begin();
    this.#focus = undefined;
  }

  formStateRestoreCallback(kept: string) {
    try {
      this.said = { ...nothingSaid(), ...(JSON.parse(kept) as Said) };
    } catch {
      // What cannot be read is left.
    }
  }

  get validity(): ValidityState | undefined {
    return this.#form.internals?.validity;
  }

  checkValidity(): boolean {
    return this.#form.internals?.checkValidity() ?? !(this.required && isEmpty(this.said));
  }

  reportValidity(): boolean {
    return this.#form.internals?.reportValidity() ?? this.checkValidity();
  }

  /** Somebody leaves in a hurry, or leaves the page: nothing of it stays in it. */
  readonly #forget = () => {
    clearTimeout(this.#typing);
    for (const part of Object.values(this.parts)) part.forget();
    this.said = nothingSaid();
    this.edited = this.#problem = this.#told = undefined;
    this.open = '';
    this.hard = '';
    this.helpOpen = false;
    this.#here.mine = this.#here.mine && [];
    this.requestUpdate();
  };

  readonly #leave = () => {
    // A form is the page's, and is kept or forgotten like everything in it.
    if (!this.#inForm) this.#forget();
  };

  /** Somebody came back to a page that the browser had kept. */
  readonly #return = ({ persisted }: PageTransitionEvent) => {
    const { provider, client } = this.#provider;
    if (!persisted || (provider && !client)) return;
    void this.#askAgain();
    void this.#look();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'peer-checkin': PeerCheckin;
  }
}
