import { indexOf } from '../backend/found-by.ts';
import { equip, type Finder, listWith, matchWith } from '../backend/rows.ts';
import { answersKept } from '../backend/store.ts';
import type { Change, ListRequest, Marker, ReadTx, Row, WriteTx } from '../backend/store.ts';
import { DeviceDatabase, type Step as StepOf, type Transaction } from '../client/device-database.ts';
import type { CollectionName, Query } from './adapter.ts';
import type { LocalStore } from './local.ts';

/** A row as it lies in the database. */
interface KeptRow {
  space: string;
  collection: CollectionName;
  id: string;
  row: Row;
  /** What it is found by, see `term`. */
  terms: string[];
  owner?: string;
}

interface KeptMarker extends Marker {
  space: string;
  /** Of which record, as a `term`. */
  record: string;
}

interface Tables {
  rows: { key: [string, string, string]; value: KeptRow; indexes: { terms: string; owner: string } };
  markers: { key: [string, string]; value: KeptMarker; indexes: { record: string } };
  meta: { key: string; value: number };
}

/** One step from a version of the tables to the next. Awaits nothing but the transaction. */
export type Step = StepOf<Tables>;
type Read = Transaction<Tables>;
type Write = Transaction<Tables, 'readwrite'>;

/** What one tab tells the others: never words. */
type News = { space: string; ids: readonly (readonly [CollectionName, string])[] } | 'forgotten';

/**
 * From each version of the tables to the next; the first makes them. A step that was published is never changed: people
 * have what it made.
 */
export const steps: readonly Step[] = [
  (database) => {
    const rows = database.createObjectStore('rows', { keyPath: ['space', 'collection', 'id'] });
    rows.createIndex('terms', 'terms', { multiEntry: true });
    rows.createIndex('owner', 'owner');
    const markers = database.createObjectStore('markers', { keyPath: ['space', 'intent'] });
    markers.createIndex('record', 'record');
    database.createObjectStore('meta');
  },
  // Stories are found by whether they say what helped.
  async (_database, transaction) => {
    for await (const cursor of transaction.objectStore('rows')) {
      const { space, collection, row } = cursor.value;
      if (collection === 'stories') await cursor.update(keptRow(space, collection, row));
    }
  },
];

export interface IndexedStoreOptions {
  /** Name of the database. */
  database: string;
  /** Default: those of this version. */
  steps?: readonly Step[];
  /** How long a database may take to open, or to be deleted, in milliseconds. Default: 5000. */
  patience?: number;
}

/** Values under which a row or marker is found. One string, because an index over several values of a row cannot have parts. */
const term = (...parts: string[]) => JSON.stringify(parts);
const all = (space: string, collection: string) => IDBKeyRange.bound([space, collection], [space, collection, []]);

/** Keeps rows in one IndexedDB database, shared by all tabs of the site, and tells other tabs what has changed. */
export class IndexedStore implements LocalStore {
  readonly #database: DeviceDatabase<Tables>;
  readonly #listeners = new Set<(space: string, changes: readonly Change[]) => void>();
  readonly #forgotten = new Set<() => void>();
  readonly #channel: BroadcastChannel | undefined;
  readonly #finder: Finder = {};

  constructor({ database, steps: own = steps, patience }: IndexedStoreOptions) {
    this.#database = new DeviceDatabase({ name: database, steps: own, tables: ['rows', 'markers', 'meta'], speaker: 'browser', patience });
    if (typeof BroadcastChannel === 'undefined') return;
    this.#channel = new BroadcastChannel(database);
    this.#channel.onmessage = ({ data }: MessageEvent<News>) => void this.#heard(data).catch(() => {});
  }

  read<T>(space: string, body: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#database.read((tx) => body(reading(tx, space, this.#finder)));
  }

  async write<T>(space: string, body: (tx: WriteTx) => Promise<T>): Promise<T> {
    const changes: Change[] = [];
    const result = await this.#database.write((tx) => body(writing(tx, space, changes, this.#finder)));
    if (!changes.length) return result;
    this.#tell(space, changes);
    this.#channel?.postMessage({ space, ids: changes.map(({ collection, id }) => [collection, id]) } satisfies News);
    return result;
  }

  prepare(collection: CollectionName, query: Query): Promise<void> {
    return equip(this.#finder, collection, query);
  }

  matching(collection: CollectionName, rows: readonly Row[], query: Query): Row[] {
    return matchWith(this.#finder, collection, rows, query);
  }

  onChange(listener: (space: string, changes: readonly Change[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back when everything was taken off the device, here or in another tab. */
  onForgotten(listener: () => void): void {
    this.#forgotten.add(listener);
  }

  async sweep(now: number): Promise<void> {
    await this.#database.write(async (tx) => {
      for await (const cursor of tx.objectStore('markers').iterate()) {
        if (cursor.value.act !== 'create' && now - cursor.value.at >= answersKept) await cursor.delete();
      }
    });
  }

  /** Takes everything off the device, for every tab. */
  forget(): Promise<void> {
    return this.#database.forget(() => {
      for (const listener of this.#forgotten) listener();
      this.#channel?.postMessage('forgotten' satisfies News);
    });
  }

  async close(): Promise<void> {
    this.#channel?.close();
    this.#listeners.clear();
    this.#forgotten.clear();
    await this.#database.close();
  }

  #tell(space: string, changes: readonly Change[]) {
    for (const listener of this.#listeners) listener(space, changes);
  }

  /** What was before is not known here any more; what there is now is read again. */
  async #heard(news: News): Promise<void> {
    if (news === 'forgotten') for (const listener of this.#forgotten) listener();
    if (news === 'forgotten' || !this.#listeners.size) return;
    const { space, ids } = news;
    const changes = await this.read(space, (tx) =>
      Promise.all(
        ids.map(async ([collection, id]) => {
          const after = await tx.get(collection, id);
          return { collection, id, ...(after && { after }) };
        }),
      ),
    );
    this.#tell(space, changes);
  }
}

function reading(tx: Read, space: string, finder: Finder): ReadTx {
  const rows = tx.objectStore('rows');
  return {
    get: async (collection, id) => (await rows.get([space, collection, id]))?.row,
    async list(collection: CollectionName, request: ListRequest) {
      const kept = await rows.getAll(all(space, collection));
      return listWith(finder, collection, kept.map(({ row }) => row), request);
    },
    async owned(collection, owner) {
      const kept = await rows.index('owner').getAll(term(space, collection, owner));
      return kept.map(({ row }) => row).sort((a, b) => a.key - b.key).at(-1);
    },
  };
}

function writing(tx: Write, space: string, changes: Change[], finder: Finder): WriteTx {
  const rows = tx.objectStore('rows');
  const markers = tx.objectStore('markers');
  const meta = tx.objectStore('meta');
  return {
    ...reading(tx, space, finder),
    put: async (collection, row) => void (await rows.put(keptRow(space, collection, row))),
    remove: (collection, id) => rows.delete([space, collection, id]),
    having: async (collection, name, value) => (await rows.index('terms').getAll(term(space, collection, name, value))).map(({ row }) => row),
    async arrival() {
      const next = (await meta.get('arrival')) ?? 0;
      await meta.put(next + 1, 'arrival');
      return next;
    },
    async marker(intent) {
      const { space: _, record: __, ...marker } = (await markers.get([space, intent])) ?? {};
      return 'intent' in marker ? (marker as Marker) : undefined;
    },
    mark: async (marker) => void (await markers.put({ ...marker, space, record: term(space, marker.collection, marker.id) })),
    async forget(collection, id) {
      for (const { answer: _, ...marker } of await markers.index('record').getAll(term(space, collection, id))) await markers.put({ ...marker, body: '', gone: true });
    },
    async blur(collection, id) {
      for (const marker of await markers.index('record').getAll(term(space, collection, id))) await markers.put({ ...marker, body: '' });
    },
    tell: async (change) => void changes.push(structuredClone(change)),
    // What is taken off a device is in no backup of ours out of which it could come back.
    erased: async () => {},
    changed: async () => {},
  };
}

/** A row with what it is found by. */
export function keptRow(space: string, collection: CollectionName, row: Row): KeptRow {
  const { terms = {} } = indexOf(collection, row.record);
  const found = Object.entries(terms).flatMap(([name, values]) => values.map((value) => term(space, collection, name, value)));
  return { space, collection, id: row.id, row, terms: found, ...(row.owner !== undefined && { owner: term(space, collection, row.owner) }) };
}
