import { html, nothing, type TemplateResult } from 'lit';
import { ClockController } from '../../controllers/clock.ts';
import { countriesIn, directories, helplines } from '../../domain/helplines/index.ts';
import { dialled, readHelpLines } from '../../domain/helplines/read.ts';
import { helpAudiences, type HelpLine, type HelpRelay } from '../../domain/helplines/types.ts';
import { fill, msg } from '../../internal/localize.ts';
import { PeerElement } from '../../internal/peer-element.ts';
import { locales } from '../../locales/generated/support-now.ts';
import { apart, audiences, checked, line, outside, type LineView } from './line.ts';
import { CountriesController } from './provider.ts';
import { styles } from './support-now.styles.ts';

/** How long words of another language are waited for, in milliseconds, before help is shown in English. */
const patience = 1000;

/** What the chooser gives for a country that is not in it. */
const elsewhere = 'other';

/**
 * Help lines that were checked and dated: call, text and chat, with what is open now. It never guesses the country, makes
 * no request, and works without a connection once it is there.
 *
 * @tagname support-now
 * @slot - Shown where JavaScript never runs and until the help lines are there: a telephone number. Also the place for
 *   help lines of your own, as `<script type="application/json">`.
 * @slot note - Your own words, always in sight, above the help lines.
 * @csspart base - The frame around everything.
 * @csspart danger - What to do in danger, always first.
 * @csspart country - The help lines of one country.
 * @csspart line - One help line.
 * @csspart link - A number or an address to get in touch.
 * @csspart checked - When the facts of a help line were checked.
 * @csspart chooser - The choice of a country.
 * @cssproperty [--peer-surface=Canvas] - Background of help lines and of the chooser.
 * @cssproperty [--peer-text=CanvasText] - Text.
 * @cssproperty [--peer-muted] - Text of lesser weight. Default: 72 % of the text colour.
 * @cssproperty [--peer-border] - Edges of help lines.
 * @cssproperty [--peer-control-border] - Edges of links and of the chooser.
 * @cssproperty [--peer-raised] - Background of what to do in danger.
 * @cssproperty [--peer-accent] - Numbers to call, links, focus. Default: a dark teal, a light one on dark pages.
 * @cssproperty [--peer-on-accent] - Text on the accent colour.
 * @cssproperty [--peer-tint] - Background of "open now".
 * @cssproperty [--peer-alert] - Edge of what to do in danger and of facts that may have changed.
 * @cssproperty [--peer-focus] - Focus ring. Default: the accent colour.
 * @cssproperty [--peer-radius=0.625rem] - Roundness of corners.
 * @cssproperty [--peer-font=inherit] - Font family.
 */
export class SupportNow extends PeerElement {
  static override styles = [...PeerElement.styles, styles];

  static override properties = {
    helplines: {},
    lines: { attribute: false },
    choice: { state: true },
  };

  /** ISO 3166-1 alpha-2 codes of countries, separated by spaces. Default: those of the nearest `<peer-support>`; else the visitor chooses. */
  helplines?: string;

  /** Help lines of your own, shown first; they come before those inside the element. What cannot be read is left out, with a warning. */
  lines?: readonly HelpLine[];

  /** The country that the visitor chose; kept nowhere. */
  private choice = '';
  protected override readonly locales = locales;
  readonly #provider = new CountriesController(this);
  readonly #fallback = document.createElement('slot');
  /** What was read of the host's help lines, and from what. */
  #own: { from?: unknown; lines: HelpLine[] } = { lines: [] };
  #warned = '';

  constructor() {
    super();
    new ClockController(this);
    this.#fallback.addEventListener('slotchange', () => this.requestUpdate());
  }

  override connectedCallback() {
    super.connectedCallback();
    // What stands inside the element is seen until there is something better, also while words are on their way.
    if (!this.hasUpdated) this.renderRoot.append(this.#fallback);
  }

  /** Somebody in a bad hour is not kept waiting for a translation, least of all after a choice. */
  protected override async scheduleUpdate() {
    const { language } = this;
    const translated = super.scheduleUpdate();
    if (!this.hasUpdated) await Promise.race([translated, new Promise((resolve) => setTimeout(resolve, patience))]);
    this.performUpdate();
    void translated.then(() => {
      if (this.language !== language) this.requestUpdate();
    });
  }

  override render() {
    this.#fallback.hidden = true;
    const view: LineView = { locale: this.language.locale, now: Date.now() };
    const given = this.#countries();
    const shown = this.choice in helplines ? [...given, this.choice] : given;
    const own = this.#ownLines();
    return this.frame(html`
      <div class="danger" part="danger">
        <p><strong>${msg('If you or somebody else is in danger now, call your local emergency number.')}</strong></p>
        ${shown.length ? html`<ul>${shown.map((code) => this.#emergency(code))}</ul>` : nothing}
      </div>
      <slot name="note"></slot>
      ${own.length ? html`<section part="country"><h3>${msg('Help lines this site recommends')}</h3>${this.#groups(own, view)}</section>` : nothing}
      ${given.map((code) => this.#country(code, view))}
      ${this.#chooser(given, own)}
      <div role="status" class="unseen">${this.choice ? msg('The help lines are below.') : nothing}</div>
      ${this.choice === elsewhere ? this.#elsewhere() : shown.length > given.length ? this.#country(this.choice, view) : nothing}
    `);
  }

  #emergency(code: string): TemplateResult {
    const number = helplines[code]!.emergency;
    const country = this.#nameOf(code);
    const said = fill(msg('Emergency number, {country}: {number}'), { country, number });
    return html`<li><a class="reach call" part="link" href="tel:${dialled(number)}" aria-label=${said}>${number}</a> ${country}</li>`;
  }

  #country(code: string, view: LineView): TemplateResult {
    const { lines, relay } = helplines[code]!;
    return html`<section part="country">
      <h3>${this.#nameOf(code)}</h3>
      ${this.#groups(lines, view)} ${relay ? this.#relay(relay, view) : nothing}
    </section>`;
  }

  /** Lines under whom they are for. */
  #groups(lines: readonly HelpLine[], view: LineView): unknown {
    const names = audiences();
    return helpAudiences.map((audience) => {
      const these = lines.filter((each) => each.for === audience);
      return these.length
        ? html`<h4>${names[audience]}</h4>
            <ul class="lines">
              ${these.map((each) => line(each, view))}
            </ul>`
        : nothing;
    });
  }

  #relay(relay: HelpRelay, view: LineView): TemplateResult {
    const { name, number, dial } = relay;
    return html`<p class="relay">
      ${fill(msg('If you are Deaf, or hear or speak with difficulty, {name} connects you to every number here.'), { name: apart(name) })}
      ${number ? fill(dial === 'before' ? msg('Dial {number} before the number.') : msg('Dial {number} first.'), { number: apart(number) }) : nothing}
    </p>
    ${checked(relay, view)}`;
  }

  #chooser(given: readonly string[], own: readonly HelpLine[]): TemplateResult {
    const names = Object.keys(helplines)
      .filter((code) => !given.includes(code))
      .map((code) => ({ code, name: this.#nameOf(code) }))
      .sort((a, b) => a.name.localeCompare(b.name, this.language.locale));
    return html`<p class="chooser" part="chooser">
      <label for="country">${given.length || own.length ? msg('Are you in another country?') : msg('Where are you?')}</label>
      <select id="country" @change=${this.#onChoose}>
        <option value="" .selected=${!this.choice}>${msg('Choose a country')}</option>
        ${names.map(({ code, name }) => html`<option value=${code} .selected=${code === this.choice}>${name}</option>`)}
        <option value=${elsewhere} .selected=${this.choice === elsewhere}>${msg('Another country')}</option>
      </select>
    </p>`;
  }

  #elsewhere(): TemplateResult {
    return html`<section part="country">
      <h3>${msg('Another country')}</h3>
      <p>${msg('We have no checked help lines for other countries yet. These lists may know one near you:')}</p>
      <ul>
        ${directories.map(({ name, url }) => html`<li>${name}: ${outside(name, url)}</li>`)}
      </ul>
      <p>${msg('A doctor, a hospital or somebody you trust can help too.')}</p>
    </section>`;
  }

  #nameOf(code: string): string {
    return new Intl.DisplayNames(this.language.locale, { type: 'region' }).of(code) ?? code;
  }

  /** Countries whose help lines are shown without being asked for. */
  #countries(): string[] {
    const { known, unknown } = countriesIn(this.helplines ?? this.#provider.value);
    if (unknown.length) this.#warn(`<support-now> has no help lines for ${unknown.join(', ')}. It knows ${Object.keys(helplines).join(', ')}.`);
    return known;
  }

  #ownLines(): HelpLine[] {
    const from = this.lines ?? this.querySelector(':scope > script[type="application/json"]')?.textContent;
    if (from === this.#own.from) return this.#own.lines;
    this.#own = { from, lines: [] };
    if (from === undefined) return [];
    try {
      const { lines, problems } = readHelpLines(typeof from === 'string' ? JSON.parse(from) : from);
      this.#own.lines = lines;
      if (problems.length) this.#warn(`<support-now>: ${problems.join(' ')}`);
    } catch (error) {
      this.#warn(`<support-now>: the help lines inside it are no JSON. ${String(error)}`);
    }
    return this.#own.lines;
  }

  #warn(words: string) {
    if (words === this.#warned) return;
    this.#warned = words;
    console.warn(words);
  }

  #onChoose(event: Event) {
    this.choice = (event.target as HTMLSelectElement).value;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'support-now': SupportNow;
  }
}
