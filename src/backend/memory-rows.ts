import type { CollectionName, Query } from '../adapters/adapter.ts';
import { indexOf } from './found-by.ts';
import { equip, type Finder, listWith, matchWith } from './rows.ts';
import { answersKept, type Change, type ListRequest, type Marker, type ReadTx, type Row, type Store, type WriteTx } from './store.ts';

interface Space {
  rows: Map<CollectionName, Map<string, Row>>;
  markers: Map<string, Marker>;
}

export interface MemoryStore extends Store {
  /** Puts a row there, past all rules and without telling anybody. */
  seed(space: string, collection: CollectionName, row: Row): void;
  /** The rows of a collection, in order of arrival. Copies. */
  rows(space: string, collection: CollectionName): Row[];
  /** Tells of what happened, once it has. Answers how to stop it. */
  onChange(listener: (space: string, changes: readonly Change[]) => void): () => void;
  /** Those of the rows that a query asks for, but for its order and its pages. */
  matching(collection: CollectionName, rows: readonly Row[], query: Query): Row[];
  /** Forgets that changes and removals were made a day ago. */
  sweep(now: number): void;
  clear(): void;
}

/** Keeps rows in this process. It finds what the finder can, which may still come. */
export class MemoryRows implements MemoryStore {
  readonly #spaces = new Map<string, Space>();
  readonly #listeners = new Set<(space: string, changes: readonly Change[]) => void>();
  #arrivals = 0;
  /** Whatever is done waits for this. */
  #last: Promise<unknown> = Promise.resolve();
  readonly #finder: Finder;

  constructor(finder: Finder) {
    this.#finder = finder;
  }

  prepare(collection: CollectionName, query: Query): Promise<void> {
    return equip(this.#finder, collection, query);
  }

  matching(collection: CollectionName, rows: readonly Row[], query: Query): Row[] {
    return matchWith(this.#finder, collection, rows, query);
  }

  read<T>(space: string, body: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#next(async () => structuredClone(await body(this.#reading(space))));
  }

  write<T>(space: string, body: (tx: WriteTx) => Promise<T>): Promise<T> {
    return this.#next(async () => {
      const changes: Change[] = [];
      const result = await this.#undone(async (undo) => structuredClone(await body(this.#writing(space, undo, changes))));
      if (changes.length) for (const listener of this.#listeners) listener(space, changes);
      return result;
    });
  }

  seed(space: string, collection: CollectionName, row: Row): void {
    this.#rows(space, collection).set(row.id, structuredClone(row));
    this.#arrivals = Math.max(this.#arrivals, row.key + 1);
  }

  rows(space: string, collection: CollectionName): Row[] {
    return structuredClone([...(this.#spaces.get(space)?.rows.get(collection)?.values() ?? [])]);
  }

  onChange(listener: (space: string, changes: readonly Change[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  sweep(now: number): void {
    for (const { markers } of this.#spaces.values()) {
      for (const [intent, marker] of markers) {
        if (marker.act !== 'create' && now - marker.at >= answersKept) markers.delete(intent);
      }
    }
  }

  clear(): void {
    this.#spaces.clear();
    this.#listeners.clear();
  }

  /** Takes back, last first, what was done before it failed. */
  async #undone<T>(run: (undo: (() => void)[]) => Promise<T>): Promise<T> {
    const undo: (() => void)[] = [];
    try {
      return await run(undo);
    } catch (error) {
      for (const step of undo.reverse()) step();
      throw error;
    }
  }

  #next<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#last.then(run, run);
    this.#last = result.catch(() => {});
    return result;
  }

  #space(name: string): Space {
    let space = this.#spaces.get(name);
    if (!space) this.#spaces.set(name, (space = { rows: new Map(), markers: new Map() }));
    return space;
  }

  #rows(space: string, collection: CollectionName): Map<string, Row> {
    const { rows } = this.#space(space);
    let found = rows.get(collection);
    if (!found) rows.set(collection, (found = new Map()));
    return found;
  }

  #reading(space: string): ReadTx {
    const rows = (collection: CollectionName) => this.#rows(space, collection);
    return {
      get: async (collection, id) => structuredClone(rows(collection).get(id)),
      list: async (collection: CollectionName, request: ListRequest) => listWith(this.#finder, collection, [...rows(collection).values()], request),
      owned: async (collection, owner) => [...rows(collection).values()].filter((row) => row.owner === owner).at(-1),
    };
  }

  #writing(space: string, undo: (() => void)[], changes: Change[]): WriteTx {
    const { markers } = this.#space(space);
    const restore = <K, V>(map: Map<K, V>, key: K) => {
      const before = map.get(key);
      undo.push(() => (before === undefined ? map.delete(key) : map.set(key, before)));
    };
    return {
      ...this.#reading(space),
      put: async (collection, row) => {
        const rows = this.#rows(space, collection);
        restore(rows, row.id);
        rows.set(row.id, structuredClone(row));
      },
      remove: async (collection, id) => {
        const rows = this.#rows(space, collection);
        restore(rows, id);
        rows.delete(id);
      },
      having: async (collection, name, value) =>
        structuredClone([...this.#rows(space, collection).values()].filter(({ record }) => indexOf(collection, record).terms?.[name]?.includes(value))),
      arrival: async () => this.#arrivals++,
      marker: async (intent) => markers.get(intent),
      mark: async (marker) => {
        restore(markers, marker.intent);
        markers.set(marker.intent, structuredClone(marker));
      },
      forget: async (collection, id) => {
        for (const [intent, marker] of markers) {
          if (marker.collection !== collection || marker.id !== id) continue;
          restore(markers, intent);
          const { answer: _, ...rest } = marker;
          markers.set(intent, { ...rest, body: '', gone: true });
        }
      },
      blur: async (collection, id) => {
        for (const [intent, marker] of markers) {
          if (marker.collection !== collection || marker.id !== id) continue;
          restore(markers, intent);
          markers.set(intent, { ...marker, body: '' });
        }
      },
      tell: async (change) => void changes.push(structuredClone(change)),
      // A page has no backups out of which anything could come back.
      erased: async () => {},
      changed: async () => {},
    };
  }
}
