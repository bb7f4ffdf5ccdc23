import { html, nothing, type TemplateResult } from 'lit';
import type { PeerClient } from '../../client/client.ts';
import { placeOf } from '../../client/place.ts';
import { ClientController } from '../../controllers/client.ts';
import type { Space } from '../../domain/space.ts';
import type { Language } from '../../internal/language.ts';
import { fill, msg } from '../../internal/localize.ts';
import { PeerElement } from '../../internal/peer-element.ts';
import { bring } from '../../internal/pieces.ts';
import { locales } from '../../locales/generated/story-share.ts';
import { PeerSupport } from '../peer-support/peer-support.ts';
import { AskedSpace } from './asked-space.ts';
import { pieces, type Pieces, type ShareHost } from './host.ts';
import type { OwnerDesk } from './owner.ts';
import type { Edited, SharePath } from './path.ts';
import { styles } from './story-share.styles.ts';

/** What an update depends on, but no attribute. */
const state = { state: true };

/**
 * Writes a story without an account and without a name, in steps that can be left and resumed, and gives its writer a
 * receipt by which they come back to it from any device. Nothing leaves the page before they send it.
 *
 * @tagname story-share
 * @slot - Shown until it is known whether stories are taken here, and where JavaScript never runs: an address to write to.
 * @fires {StorySentEvent} story-sent - A story arrived. Carries nothing.
 * @fires {StoryWithdrawnEvent} story-withdrawn - A story was withdrawn by its writer. Carries nothing.
 * @csspart base - The frame around everything.
 * @csspart step - One step.
 * @csspart title - The heading of a step.
 * @csspart text - A field for many words.
 * @csspart story - The story as readers see it.
 * @csspart receipt - The words of the receipt, while they are shown.
 * @csspart staff - Words of the staff.
 * @csspart support - The help lines.
 * @csspart alert - A sentence about something that went wrong.
 * @cssproperty [--peer-surface=Canvas] - Background of fields and buttons.
 * @cssproperty [--peer-text=CanvasText] - Text.
 * @cssproperty [--peer-muted] - Text of lesser weight. Default: 72 % of the text colour.
 * @cssproperty [--peer-border] - Lines between parts.
 * @cssproperty [--peer-control-border] - Edges of fields and buttons.
 * @cssproperty [--peer-raised] - Background of set-apart panels.
 * @cssproperty [--peer-accent] - The button that goes on, links, focus. Default: a dark teal, a light one on dark pages.
 * @cssproperty [--peer-on-accent] - Text on the accent colour.
 * @cssproperty [--peer-tint] - Background of what is chosen, and of words of the staff.
 * @cssproperty [--peer-mark] - Background of passages that could tell who somebody is.
 * @cssproperty [--peer-alert] - Edge of warnings.
 * @cssproperty [--peer-focus] - Focus ring. Default: the accent colour.
 * @cssproperty [--peer-radius=0.625rem] - Roundness of corners.
 * @cssproperty [--peer-font=inherit] - Font family.
 */
export class StoryShare extends PeerElement implements ShareHost {
  static override styles = [...PeerElement.styles, styles];
  // Without one around it there is nowhere to send anything: a page that loads this file has both.
  static override readonly dependencies = [['peer-support', PeerSupport]] as [string, CustomElementConstructor][];

  static override properties = {
    group: {},
    topics: {},
    mode: state,
    helpOpen: state,
    lost: state,
  };

  /** Id of the group that may be chosen as reader, with its facilitator. Default: none; then everyone reads. */
  group?: string;
  /** Themes to choose from, separated by commas. Writers can add their own. Default: those of the space. */
  topics?: string;

  /** What is shown: the beginning, the way to a story, a change of one, or what a receipt opens. */
  private mode: '' | 'path' | 'change' | 'owner' = '';
  /** The help lines are open. */
  private helpOpen = false;
  /** A piece could not be fetched: trying again is offered. */
  private lost?: (() => unknown) | undefined;
  readonly #provider = new ClientController(this);
  readonly #space = new AskedSpace(() => this.requestUpdate());
  protected override readonly locales = locales;
  protected override readonly pieces: Pieces = {};
  #path?: SharePath | undefined;
  #owner?: OwnerDesk | undefined;
  /** Words that were sent are being changed. */
  #change?: SharePath | undefined;
  #turned = false;
  /** Where stories were sent to when this was drawn last. */
  #place?: string | undefined;

  get client(): PeerClient {
    return this.#provider.client!;
  }

  get space(): Space {
    return this.#space.value!;
  }

  get words(): Language {
    return this.language;
  }

  /** The way to a backend that takes stories. */
  get #sender(): PeerClient | undefined {
    const { client } = this.#provider;
    return client?.can.collections.sendings?.create ? client : undefined;
  }

  override connectedCallback() {
    super.connectedCallback();
    document.addEventListener('quick-exit', this.#forget);
    document.addEventListener('story-respond', this.#onRespond);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('quick-exit', this.#forget);
    document.removeEventListener('story-respond', this.#onRespond);
    queueMicrotask(() => {
      if (!this.isConnected) this.#space.leave();
    });
  }

  protected override willUpdate() {
    const { client } = this.#provider;
    if (!client) return;
    const place = placeOf(client);
    if (place === this.#place) return;
    this.#place = place;
    // A receipt opens nothing in another place, and what is not found there may still be where it was.
    if (this.mode === 'owner' || this.mode === 'change') this.leave();
    this.#owner = this.#change = undefined;
  }

  protected override updated() {
    if (!this.#turned) return;
    this.#turned = false;
    this.renderRoot.querySelector<HTMLElement>('h3[tabindex]')?.focus();
  }

  override render() {
    this.#space.of(this.#sender);
    const { status, value, error, slow } = this.#space;
    const known = status === 'done' || status === 'failed' || !!value;
    return this.frame(html`
      ${this.lost ? this.alert(undefined, this.#again) : nothing}
      ${value ? (this.#shown?.render() ?? this.#beginning(value)) : nothing}
      ${known && !value ? (status === 'failed' ? this.alert(error, () => void this.#space.again()) : this.#closed()) : nothing}
      <p role="status" class="quiet">${!known && slow ? msg('One moment …') : nothing}</p>
      <slot ?hidden=${known && !!value?.open}></slot>
    `);
  }

  get #shown(): SharePath | OwnerDesk | undefined {
    return { '': undefined, path: this.#path, change: this.#change, owner: this.#owner }[this.mode];
  }

  /** What anybody should know before the first word, and no more than that. */
  #beginning(space: Space): TemplateResult {
    const { ages, title, open } = space;
    const { reach, service = title } = this.client.can;
    const begun = !!this.#path?.begun;
    return html`<section class="step" part="step">
      <h3 part="title" tabindex="-1">${msg('Write your story')}</h3>
      ${open
        ? html`<p>${msg('You need no account and no name. Nothing leaves this page before you send it.')}</p>
            <p>${fill(places()[reach], { service: `\u2068${service}\u2069` })}</p>
            <p>${fill(ages.to === undefined ? msg('This is for people from age {from}.') : msg('This is for people aged {from} to {to}.'), { from: ages.from, to: ages.to ?? 0 })}</p>`
        : this.#closed()}
      ${begun ? html`<p><strong>${msg('Your words are still here.')}</strong></p>` : nothing}
      <div class="acts">
        ${open || begun ? html`<button type="button" class="main" @click=${this.#begin}>${begun ? msg('Go on writing') : msg('Begin')}</button>` : nothing}
        <button type="button" @click=${this.openReceipt}>${msg('I have a receipt')}</button>
      </div>
      ${this.help()}
    </section>`;
  }

  #closed(): TemplateResult {
    return html`<p><strong>${msg('Stories cannot be sent here at the moment.')}</strong> ${msg('Nobody is there to read them, and nothing you write should wait for nobody.')}</p>`;
  }

  override alert(error: unknown, retry?: () => void): TemplateResult {
    return super.alert(error, retry);
  }

  /** Danger, and the way to the help lines: in sight at every step. */
  help(): TemplateResult {
    return html`<div class="help">
        ${msg('If you or somebody else is in danger now, call your local emergency number.')}
        <button type="button" class="plain" aria-expanded=${this.helping} @click=${this.toggleHelp}>${msg('Get support now')}</button>
      </div>
      ${this.helping ? (this.here('support')?.support(this.helplines) ?? nothing) : nothing}`;
  }

  get helping(): boolean {
    return this.helpOpen;
  }

  /** Countries whose help lines are shown: those that the page names come before those of the space. */
  get helplines(): string | undefined {
    const named = (this.#provider.provider as PeerSupport | undefined)?.helplines;
    return named ? undefined : this.space?.helplines.join(' ');
  }

  readonly toggleHelp = () => {
    this.helpOpen = !this.helpOpen;
    if (this.helpOpen) void this.#try(() => this.fetch('support'));
  };

  here<P extends keyof Pieces>(name: P): Pieces[P] {
    return this.pieces[name];
  }

  fetch<P extends keyof Pieces>(name: P): Promise<NonNullable<Pieces[P]>> {
    return bring(this, this.language, this.pieces, name, pieces[name]);
  }

  turn() {
    this.#turned = true;
    this.requestUpdate();
  }

  leave() {
    this.mode = '';
    this.#owner = this.#change = undefined;
    this.turn();
  }

  readonly openReceipt = () =>
    this.#try(async () => {
      // Its fields look like those of the steps.
      const [{ OwnerDesk }] = await Promise.all([this.fetch('owner'), this.fetch('path')]);
      this.showOwner(new OwnerDesk(this));
    });

  showOwner(desk: OwnerDesk) {
    this.#change = undefined;
    this.#owner = desk;
    this.mode = 'owner';
    this.turn();
  }

  change(edited: Edited) {
    void this.#try(async () => {
      const { SharePath } = await this.fetch('path');
      this.#change = new SharePath(this, edited);
      this.mode = 'change';
      this.#change.open();
    });
  }

  readonly #begin = () =>
    this.#try(async () => {
      const { SharePath } = await this.fetch('path');
      if (!this.#path || this.#path.over) this.#path = new SharePath(this);
      // Whether somebody is reading, and anything is taken at all, may have changed since the page was opened.
      void this.#space.again();
      this.mode = 'path';
      this.#path.open();
    });

  /** Somebody read a story and would like to tell their own. */
  readonly #onRespond = (event: Event) => {
    if (event.defaultPrevented || !this.space?.open) return;
    event.preventDefault();
    // Words of a change that is being written come first: nothing would lead back to them.
    if (this.mode === 'change') return this.turn();
    void this.#begin();
  };

  /** Runs what may need a piece; without a connection it is offered again, and nothing is lost. */
  async #try(act: () => Promise<unknown>) {
    this.lost = undefined;
    await act().catch(() => (this.lost = act));
  }

  readonly #again = () => void this.#try(this.lost as () => Promise<unknown>);

  /** Somebody leaves in a hurry. */
  readonly #forget = () => {
    for (const each of [this.#path, this.#change, this.#owner]) each?.forget();
    this.#path = this.#change = this.#owner = undefined;
    this.mode = '';
  };
}

/** Where words go, before they are sent. */
const places = () => ({
  page: msg('What you write here stays in this page. It is gone when you close it.'),
  device: msg('What you write here is kept on this device, in this browser. It goes nowhere else; whoever uses this browser can find it.'),
  shared: msg('When you send it, it goes to {service}. A person reads it before anybody else can.'),
});

declare global {
  interface HTMLElementTagNameMap {
    'story-share': StoryShare;
  }
}
