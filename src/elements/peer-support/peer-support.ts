import { ContextProvider } from '@lit/context';
import { html, type PropertyValues } from 'lit';
import type { AdapterModule, AdapterOptions, PeerAdapter, TokenSource } from '../../adapters/adapter.ts';
import { createPeerClient, type PeerClient } from '../../client/client.ts';
import { clientContext } from '../../client/context.ts';
import type { SpaceSettings } from '../../domain/space.ts';
import { css } from '../../internal/css.ts';
import { PeerElement } from '../../internal/peer-element.ts';

/** Adapters that can be chosen by name. Each is fetched when it is chosen. */
const adapters: Record<string, () => Promise<AdapterModule>> = {
  browser: () => import('../../adapters/browser.ts'),
  feed: () => import('../../adapters/feed.ts'),
  memory: () => import('../../adapters/memory.ts'),
  http: () => import('../../adapters/http.ts'),
};

/**
 * Chooses where the elements inside it keep and find their data, and hands the way there down to them.
 *
 * @tagname peer-support
 * @slot - The page's content with the elements that use the adapter.
 */
export class PeerSupport extends PeerElement {
  // It is no box of its own: the page's layout goes on through it.
  static override styles = [
    css`
      :host {
        display: contents;
      }
    `,
  ];

  static override properties = {
    adapter: {},
    src: {},
    format: {},
    timeZone: { attribute: 'time-zone' },
    country: {},
    space: {},
    helplines: {},
    settings: { attribute: false },
    getToken: { attribute: false },
  };

  /** `feed` (a read-only list of groups at `src`), `memory` (kept by this page until it is left), `browser` (kept on this device), `http` (a backend at `src`), or an adapter object (property only). */
  adapter?: string | PeerAdapter;

  /** One or more addresses for the adapter, separated by spaces. */
  src?: string;

  /** Format of a feed, if it should not be recognised. */
  format?: string;

  /** IANA time zone of records that do not name their own, such as `Europe/London`. */
  timeZone?: string;

  /** ISO 3166-1 alpha-2 country of a feed: whether 3/4 is in March or in April. */
  country?: string;

  /** Name of the space: one backend may serve several sites. Default: `default`. */
  space = 'default';

  /** ISO 3166-1 alpha-2 codes of the countries whose help lines are shown, separated by spaces. Kept for elements that show them. */
  helplines?: string;

  /** What is decided for the space (property only), for adapters that ask no server: without it nothing can be sent. Default: none. */
  settings?: SpaceSettings;

  /**
   * Gives `http` the token of whoever is signed in to the page (property only); asked anew for each call. Give another
   * function when somebody else signs in, and only then (a framework that draws the page again should not make a new one):
   * everything is read again, and what the one before had begun is forgotten. Default: nobody is signed in.
   */
  getToken?: TokenSource;

  readonly #provider = new ContextProvider(this, { context: clientContext });
  #closing?: () => void;
  #choice = 0;

  /** What the elements inside talk to; undefined until the adapter is here. */
  get client(): PeerClient | undefined {
    return this.#provider.value;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    // A sign-in says nothing to adapters that ask no server: those that keep records here must not begin anew for it.
    const idle = this.adapter === 'http' ? ['helplines'] : ['helplines', 'getToken'];
    // A page that is drawn again writes the same decisions once more: no reason to begin anew, and to lose what is kept.
    if (JSON.stringify(changed.get('settings')) === JSON.stringify(this.settings)) idle.push('settings');
    if ([...changed.keys()].some((name) => !idle.includes(name as string))) void this.#choose();
  }

  override render() {
    return html`<slot></slot>`;
  }

  async #choose() {
    const choice = ++this.#choice;
    const { adapter, src, format, timeZone, country, space, settings, getToken } = this;
    const chosen = typeof adapter === 'string' ? await this.#byName(adapter, { src: src?.split(/\s+/).filter(Boolean), format, timeZone, country, space, settings, getToken }) : adapter;
    // Only the newest choice counts; a slower one that was made before is closed unused.
    if (choice !== this.#choice) {
      if (typeof adapter === 'string') void chosen?.close?.();
      return;
    }
    this.#closing?.();
    this.#closing = typeof adapter === 'string' ? () => void chosen?.close?.() : undefined;
    const locale = this.language.asked;
    this.#provider.setValue((chosen && createPeerClient({ adapter: chosen, space, locale })) as PeerClient);
  }

  async #byName(name: string, options: AdapterOptions): Promise<PeerAdapter | undefined> {
    const load = adapters[name];
    if (!load) {
      const names = Object.keys(adapters).join(', ');
      console.warn(`<peer-support adapter="${name}">: there is no adapter of that name. Use one of: ${names}.`);
      return undefined;
    }
    try {
      return (await load()).create(options);
    } catch (error) {
      console.warn(`<peer-support adapter="${name}"> could not start.`, error);
      return undefined;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'peer-support': PeerSupport;
  }
}
