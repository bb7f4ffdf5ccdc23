import { seedRow } from '../backend/index.ts';
import type { AdapterOptions, CollectionName, PeerAdapter, RecordOf } from './adapter.ts';
import { IndexedStore, type IndexedStoreOptions } from './indexed-store.ts';
import { LocalAdapter, type LocalSettings } from './local.ts';

export interface BrowserOptions extends LocalSettings, Partial<Pick<IndexedStoreOptions, 'steps' | 'patience'>> {
  /**
   * Name of the database. All adapters of one origin with this name share what they keep. Default: `local-records`, which
   * says nothing about what the site is for.
   */
  database?: string | undefined;
}

export interface BrowserPeerAdapter extends PeerAdapter {
  /**
   * Takes everything that is kept under this name off the device: every space, for every tab. It cannot be undone.
   * Rejects as `unavailable` if the device did not let it happen.
   */
  forget(): Promise<void>;
  /** Puts records there, past all rules. `owners` as for the memory adapter. */
  seed(space: string, records: { readonly [N in CollectionName]?: readonly RecordOf<N>[] }, owners?: { readonly [N in CollectionName]?: Readonly<Record<string, string>> }): Promise<void>;
  /** A copy of what is kept in a collection, read past the contract. */
  snapshot<N extends CollectionName>(collection: N, space: string): Promise<RecordOf<N>[]>;
}

/**
 * Keeps everything on this device, in this browser (IndexedDB), for all tabs of the site; nothing of it is sent anywhere.
 *
 * On a shared device, others may see it. The database has a neutral name, so that a list of names tells nothing; but it is
 * not encrypted, because a key would lie beside it: whoever can use this browser profile can read what is in there, and
 * so can every script of this origin. The browser's own list of stored data names the site in any case. So an element
 * offers to take everything off the device (`forget`), and a site for people who share devices keeps words in the page
 * (`memory`) or with a service. Browsers may clear it themselves: when room gets short, in private windows at their end,
 * in Safari after seven days without a visit.
 */
export function browserAdapter(options: BrowserOptions = {}): BrowserPeerAdapter {
  return new BrowserAdapter(options);
}

/** For `<peer-support adapter="browser">`. */
export const create = ({ settings }: AdapterOptions): PeerAdapter => browserAdapter({ settings });

class BrowserAdapter extends LocalAdapter implements BrowserPeerAdapter {
  readonly #indexed: IndexedStore;

  constructor({ database = 'local-records', steps, patience, ...settings }: BrowserOptions) {
    const store = new IndexedStore({ database, ...(steps && { steps }), ...(patience !== undefined && { patience }) });
    super({ name: 'browser', reach: 'device', store, ...settings });
    this.#indexed = store;
    store.onForgotten(() => this.emptied());
  }

  forget(): Promise<void> {
    return this.#indexed.forget();
  }

  async seed(space: string, records: { readonly [N in CollectionName]?: readonly RecordOf<N>[] }, owners: { readonly [N in CollectionName]?: Readonly<Record<string, string>> } = {}): Promise<void> {
    await this.#indexed.write(space, async (tx) => {
      for (const [collection, list] of Object.entries(records) as [CollectionName, readonly RecordOf<CollectionName>[]][]) {
        for (const record of list) await tx.put(collection, seedRow(collection, record, await tx.arrival(), owners[collection]?.[record.id]));
      }
    });
  }

  async snapshot<N extends CollectionName>(collection: N, space: string): Promise<RecordOf<N>[]> {
    const { rows } = await this.#indexed.read(space, (tx) => tx.list(collection, { query: { limit: Number.MAX_SAFE_INTEGER }, now: 0, locale: 'en' }));
    return rows.map(({ record, rev }) => ({ ...record, rev })) as unknown as RecordOf<N>[];
  }

  override close(): Promise<void> {
    super.close();
    return this.#indexed.close();
  }
}
