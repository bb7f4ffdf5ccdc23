import { html, nothing } from 'lit';
import { QuickExitEvent } from '../../events/quick-exit.ts';
import { fill, msg } from '../../internal/localize.ts';
import { PeerElement } from '../../internal/peer-element.ts';
import { locales } from '../../locales/generated/quick-exit.ts';
import { clearFields, cover, goTo } from './leave.ts';
import { styles } from './quick-exit.styles.ts';
import { ShiftTaps, wanted, within } from './shift-taps.ts';

/**
 * Where to, unless the page says so: known in every country and language, looked up by everybody, says nothing about the
 * person, shows nothing of their earlier visits, has no advertising and is quick to load.
 */
const usual = 'https://www.wikipedia.org/';

/** What tells whether Shift was pressed alone. */
const watched = ['keydown', 'keyup', 'pointerdown', 'beforeinput', 'visibilitychange'];

/**
 * Leaves this page at once: by a link, or by pressing Shift three times within five seconds. It covers the page, asks it
 * to forget what was typed (`quick-exit`), and puts another page in its place, so that Back does not return to it. It
 * cannot clear the browser's history, and says so. To keep it in sight, give it `position: sticky` in your own styles.
 *
 * @tagname quick-exit
 * @slot - A link of your own, `<a href="https://…" rel="noreferrer">`, which also works without JavaScript. Default: a link "Leave this page".
 * @fires {QuickExitEvent} quick-exit - Somebody leaves, or came back with Back. Forget what people typed. Carries nothing.
 * @csspart base - The frame around everything.
 * @csspart link - The link, where the page has none of its own inside.
 * @csspart lights - Three lights that show how often Shift was pressed.
 * @csspart honest - What leaving does not do.
 * @cssproperty [--peer-surface=Canvas] - Background; also the text on the link.
 * @cssproperty [--peer-text=CanvasText] - Text; also the background of the link.
 * @cssproperty [--peer-muted] - Text of lesser weight. Default: 72 % of the text colour.
 * @cssproperty [--peer-focus] - Focus ring. Default: the accent colour.
 * @cssproperty [--peer-radius=0.625rem] - Roundness of corners.
 * @cssproperty [--peer-font=inherit] - Font family.
 */
export class QuickExit extends PeerElement {
  static override styles = [...PeerElement.styles, styles];

  static override properties = {
    href: {},
    taps: { state: true },
    said: { state: true },
  };

  /** Where to go: an http or https address. Default: that of the link inside the element, else https://www.wikipedia.org/. */
  href?: string;

  /** How often Shift was pressed of late. */
  private taps = 0;
  /** What is told of taps, looked up while it is drawn: only then is it known in which language. */
  private said?: (() => string) | undefined;
  protected override readonly locales = locales;
  readonly #shift = new ShiftTaps();
  #forgetting?: ReturnType<typeof setTimeout>;

  /** Those on this page, the first of which speaks for all. */
  static readonly #all = new Set<QuickExit>();
  static #left = false;

  override connectedCallback() {
    super.connectedCallback();
    QuickExit.#all.add(this);
    for (const type of watched) document.addEventListener(type, this.#onEvent, true);
    addEventListener('blur', this.#onEvent);
    addEventListener('pageshow', this.#onShow);
    if (document.readyState === 'complete' && !looked) this.#cameBack(false);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    QuickExit.#all.delete(this);
    for (const type of watched) document.removeEventListener(type, this.#onEvent, true);
    removeEventListener('blur', this.#onEvent);
    removeEventListener('pageshow', this.#onShow);
    this.#forget();
  }

  /** A way out waits for nothing, not for a translation either: that comes when it comes. */
  protected override async scheduleUpdate() {
    const { language } = this;
    void super.scheduleUpdate().then(() => {
      if (this.language !== language) this.requestUpdate();
    });
    this.performUpdate();
  }

  override render() {
    const own = this.#ownLink;
    const words = msg('Leave this page now');
    return this.frame(html`
      <div class="row">
        <slot ?hidden=${!own} @slotchange=${() => this.requestUpdate()} @click=${this.#onClick}></slot>
        ${own ? nothing : html`<a class="out" part="link" href=${this.#address} rel="noopener noreferrer nofollow" @click=${this.#onClick}>${words}</a>`}
        <span class="keys">
          ${fill(msg('or press {key} three times'), { key: 'Shift' })}
          <span class="lights" part="lights" aria-hidden="true">${Array.from({ length: wanted }, (_, at) => html`<i class=${at < this.taps ? 'on' : ''}></i>`)}</span>
        </span>
        <details part="honest">
          <summary>${msg('This does not clear your history')}</summary>
          <p>
            ${msg('Leaving covers this page, clears what you typed and opens another page in its place.')}
            ${msg('It cannot clear the history of your browser, files you saved, or what programs that watch this device have seen.')}
            ${msg('If somebody checks on you, use a device that they cannot reach.')}
          </p>
        </details>
      </div>
      <div role="status" class="unseen">${this.said?.()}</div>
    `);
  }

  /** Leaves this page now, as a press on the link does. */
  leave(): void {
    if (QuickExit.#left) return;
    QuickExit.#left = true;
    const address = this.#address;
    this.#hide();
    goTo(address, this.whole);
  }

  /** Page builders put elements into frames: the whole window leaves, not the frame alone. */
  protected get whole(): Window | null {
    return top;
  }

  get #ownLink(): HTMLAnchorElement | null {
    return this.querySelector<HTMLAnchorElement>(':scope > a[href]');
  }

  get #address(): string {
    for (const given of [this.href, this.#ownLink?.href]) {
      const address = webAddress(given);
      if (address) return address;
      if (given) console.warn(`<quick-exit>: "${given}" is no http or https address.`);
    }
    return usual;
  }

  #onEvent = (event: Event) => {
    switch (event.type) {
      case 'keydown':
        this.#shift.press(event as KeyboardEvent, place());
        break;
      case 'keyup':
        this.#shift.release(event as KeyboardEvent, place(), Date.now());
        break;
      case 'pointerdown':
      case 'beforeinput':
        this.#shift.interrupt();
        break;
      default:
        this.#shift.clear();
    }
    this.#show();
  };

  #onShow = ({ persisted }: PageTransitionEvent) => this.#cameBack(persisted);

  /** Tells how many taps there were, and when they no longer count. */
  #show() {
    const count = this.#shift.count(Date.now());
    if (count === this.taps) return;
    clearTimeout(this.#forgetting);
    if (count >= wanted) return this.leave();
    if (count) this.#forgetting = setTimeout(() => this.#show(), within + 1);
    const [first] = QuickExit.#all;
    if (first === this) this.said = () => (count ? fill(msg('{count, plural, one {Press that key # more time to leave this page.} other {Press that key # more times to leave this page.}}'), { count: wanted - count }) : msg('You stay on this page.'));
    this.taps = count;
  }

  #forget() {
    clearTimeout(this.#forgetting);
    this.#shift.clear();
    this.taps = 0;
    this.said = undefined;
  }

  #onClick(event: Event) {
    if (!(event.target as Element).closest('a')) return;
    event.preventDefault();
    this.leave();
  }

  #hide() {
    cover(msg('One moment …'), this.language);
    this.dispatchEvent(new QuickExitEvent());
    clearFields();
  }

  /** Back and Forward show a page as it was left. What was typed into it is not theirs to show, nor anybody's who presses them. */
  #cameBack(kept: boolean) {
    looked = true;
    if (kept) {
      this.#hide();
      location.reload();
    } else if ((performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)?.type === 'back_forward') clearFields();
  }
}

/** Where the page is and what has its attention: a Shift during which that changes was a command to something else. */
function place(): unknown[] {
  const selection = getSelection();
  return [scrollX, scrollY, document.activeElement, selection?.focusNode, selection?.focusOffset];
}

/** Whether it was looked how this page was come to: what is typed later is of this visit. */
let looked = false;

function webAddress(text: string | undefined): string | undefined {
  try {
    const { protocol, href } = new URL(text!);
    return /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'quick-exit': QuickExit;
  }
}
