import { memoryStore, type MemoryStore, seedRow } from '../backend/index.ts';
import type { SpaceSettings } from '../domain/space.ts';
import type { AdapterOptions, CollectionName, PeerAdapter, RecordOf } from './adapter.ts';
import { LocalAdapter } from './local.ts';

export interface MemoryOptions {
  /** What is there from the beginning, in `space`. */
  records?: { readonly [N in CollectionName]?: readonly RecordOf<N>[] };
  /** Default: `default`. */
  space?: string;
  /** What is decided for every space. Without it nothing can be sent. */
  settings?: SpaceSettings | undefined;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
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
export const create = ({ space }: AdapterOptions): PeerAdapter => memoryAdapter({ space });

class MemoryAdapter extends LocalAdapter implements MemoryPeerAdapter {
  readonly #own: string;
  readonly #memory: MemoryStore;

  constructor({ records = {}, space = 'default', settings, now = Date.now }: MemoryOptions) {
    const store = memoryStore();
    super({ name: 'memory', reach: 'page', store, settings, now });
    this.#own = space;
    this.#memory = store;
    let arrival = 0;
    for (const [collection, list] of Object.entries(records) as [CollectionName, readonly RecordOf<CollectionName>[]][]) {
      for (const record of list) store.seed(space, collection, seedRow(collection, record, arrival++));
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
