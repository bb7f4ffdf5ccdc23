import { MemoryRows, type MemoryStore } from '../backend/memory-rows.ts';
import { seedRow } from '../backend/seed.ts';
import type { AdapterOptions, CollectionName, PeerAdapter, RecordOf } from './adapter.ts';
import { LocalAdapter, type LocalSettings } from './local.ts';

export interface MemoryOptions extends LocalSettings {
  /** What is there from the beginning, in `space`. */
  records?: { readonly [N in CollectionName]?: readonly RecordOf<N>[] } | undefined;
  /** Whose those are, by id: `credentialHash` of a receipt, a member's token or an invitation. */
  owners?: { readonly [N in CollectionName]?: Readonly<Record<string, string>> } | undefined;
  /** Default: `default`. */
  space?: string | undefined;
}

export interface MemoryPeerAdapter extends PeerAdapter {
  /** A copy of what is kept in a collection, read past the contract: for tests, and for saving what was tried out. */
  snapshot<N extends CollectionName>(collection: N, space?: string): RecordOf<N>[];
}

/** Keeps everything in this page, until it is left. For trying things out, for tests, and as the model of a backend. */
export function memoryAdapter(options: MemoryOptions = {}): MemoryPeerAdapter {
  return new MemoryAdapter(options);
}

/** For `<peer-support adapter="memory">`. */
export const create = ({ space, settings }: AdapterOptions): PeerAdapter => memoryAdapter({ space, settings });

class MemoryAdapter extends LocalAdapter implements MemoryPeerAdapter {
  readonly #own: string;
  readonly #memory: MemoryStore;

  constructor({ records = {}, owners = {}, space = 'default', ...settings }: MemoryOptions) {
    const store = new MemoryRows({});
    super({ name: 'memory', reach: 'page', store, ...settings });
    this.#own = space;
    this.#memory = store;
    let arrival = 0;
    for (const [collection, list] of Object.entries(records) as [CollectionName, readonly RecordOf<CollectionName>[]][]) {
      for (const record of list) store.seed(space, collection, seedRow(collection, record, arrival++, owners[collection]?.[record.id]));
    }
  }

  snapshot<N extends CollectionName>(collection: N, space = this.#own): RecordOf<N>[] {
    return this.#memory.rows(space, collection).map(({ record, rev }) => ({ ...record, rev })) as unknown as RecordOf<N>[];
  }

  override close(): void {
    super.close();
    this.#memory.clear();
  }
}
