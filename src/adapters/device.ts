import type { CollectionName, RecordOf } from './adapter.ts';
import type { BrowserOptions, BrowserPeerAdapter } from './browser.ts';
import { IndexedStore } from './indexed-store.ts';
import { LocalAdapter, type LocalOptions } from './local.ts';

/** What keeps everything on the device, once there is something to keep. See `browser.ts`. */
export class DeviceAdapter extends LocalAdapter implements BrowserPeerAdapter {
  readonly #indexed: IndexedStore;

  constructor({ database, steps, patience, ...settings }: BrowserOptions & { database: string } & Pick<LocalOptions, 'schemas'>) {
    const store = new IndexedStore({ database, ...(steps && { steps }), ...(patience !== undefined && { patience }) });
    super({ name: 'browser', reach: 'device', store, ...settings });
    this.#indexed = store;
    store.onForgotten(() => this.emptied());
  }

  forget(): Promise<void> {
    return this.#indexed.forget();
  }

  async seed(space: string, records: { readonly [N in CollectionName]?: readonly RecordOf<N>[] }, owners: { readonly [N in CollectionName]?: Readonly<Record<string, string>> } = {}): Promise<void> {
    const { seedRow } = await import('../backend/seed.ts');
    await this.#indexed.write(space, async (tx) => {
      for (const [collection, list] of Object.entries(records) as [CollectionName, readonly RecordOf<CollectionName>[]][]) {
        for (const record of list) await tx.put(collection, seedRow(collection, record, await tx.arrival(), owners[collection]?.[record.id]));
      }
    });
  }

  async snapshot<N extends CollectionName>(collection: N, space: string): Promise<RecordOf<N>[]> {
    const query = { limit: Number.MAX_SAFE_INTEGER };
    await this.#indexed.prepare(collection, query);
    const { rows } = await this.#indexed.read(space, (tx) => tx.list(collection, { query, now: 0, locale: 'en' }));
    return rows.map(({ record, rev }) => ({ ...record, rev })) as unknown as RecordOf<N>[];
  }

  override close(): Promise<void> {
    super.close();
    return this.#indexed.close();
  }
}
