import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { PeerError, type PeerErrorCode } from '../client/errors.ts';
import type { Locales } from '../locales/locale.ts';
import { baseStyles } from './base.styles.ts';
import { mark } from './define.ts';
import { askedLanguage, english, language, type Language, type Speaker } from './language.ts';
import { msg, withCatalog } from './localize.ts';

/** What every element of the library has: host styles, its language, and sentences for what went wrong. */
export class PeerElement extends LitElement {
  static override styles = [baseStyles];
  static get [mark](): true {
    return true;
  }

  /** Elements this one is made of; its define file registers them too. */
  static readonly dependencies: readonly [tag: string, element: CustomElementConstructor][] = [];

  /** The words of this element, from `src/locales/generated/<tag>.ts`. Without them it speaks English. */
  declare protected readonly locales?: Locales;
  /** Pieces that were fetched, by name. */
  declare protected readonly pieces?: object;

  #language = english;
  readonly #languages = new MutationObserver(() => this.requestUpdate());

  /** Words, formats and direction: those of the nearest `lang` attribute around the element. */
  protected get language(): Language {
    return this.#language;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#languages.observe(document, { subtree: true, attributeFilter: ['lang'] });
    // A moved element may have come under another language.
    this.requestUpdate();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#languages.disconnect();
  }

  /** Waits for the words of the language; what is on the page stays until then. English is here already. */
  protected override async scheduleUpdate() {
    while (askedLanguage(this) !== this.#language.asked) this.#language = await language(this as unknown as Speaker);
    super.scheduleUpdate();
  }

  protected override update(changed: PropertyValues) {
    withCatalog(this.language, () => super.update(changed));
  }

  /** The frame of an element's picture: its language and direction, and the size its container queries ask for. */
  protected frame(content: unknown): TemplateResult {
    const { locale, dir } = this.language;
    return html`<div class="base" part="base" lang=${locale} dir=${dir}>${content}</div>`;
  }

  /** A sentence that says what went wrong and what to do next, and a way to try again. */
  protected alert(error: unknown, retry?: () => void): TemplateResult {
    return html`<div class="alert" part="alert" role="alert">
      <p>${sentenceFor(PeerError.is(error) ? error.code : undefined)}</p>
      ${retry && html`<button type="button" @click=${retry}>${msg('Try again')}</button>`}
    </div>`;
  }
}

function sentenceFor(code: PeerErrorCode | undefined): string {
  switch (code) {
    case 'offline':
      return msg('You seem to be offline. When you have a connection again, try once more.');
    case 'signed-out':
    case 'forbidden':
      return msg('You are not allowed to see this. Signing in may help.');
    case 'not-found':
      return msg('We could not find this. The address may have changed; please tell the owner of this page.');
    case 'invalid':
    case 'bad-data':
      return msg('We could not read what came back. Please tell the owner of this page.');
    default:
      return msg('This does not work right now. Please try again in a few minutes.');
  }
}
