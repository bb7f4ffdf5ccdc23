import { deleteDB, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { indexOf } from '../backend/index.ts';
import { listRows } from '../backend/list-rows.ts';
import { answersKept } from '../backend/memory-store.ts';
import type { Change, ListRequest, Marker, ReadTx, Row, WriteTx } from '../backend/store.ts';
import { PeerError } from '../client/errors.ts';
import type { CollectionName } from './adapter.ts';
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

type Database = IDBPDatabase<Tables>;
type Upgrade = IDBPTransaction<Tables, StoreNames<Tables>[], 'versionchange'>;

/** One step from a version of the tables to the next. Awaits nothing but the transaction. */
export type Step = (database: Database, transaction: Upgrade) => void | Promise<void>;

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
const everything = ['rows', 'markers', 'meta'] as const;

/** Keeps rows in one IndexedDB database, shared by all tabs of the site, and tells other tabs what has changed. */
export class IndexedStore implements LocalStore {
  readonly #name: string;
  readonly #steps: readonly Step[];
  readonly #patience: number;
  readonly #listeners = new Set<(space: string, changes: readonly Change[]) => void>();
  readonly #forgotten = new Set<() => void>();
  readonly #channel: BroadcastChannel | undefined;
  #opening: Promise<Database> | undefined;
  #closed = false;

  constructor({ database, steps: own = steps, patience = 5000 }: IndexedStoreOptions) {
    this.#name = database;
    this.#steps = own;
    this.#patience = patience;
    if (typeof BroadcastChannel === 'undefined') return;
    this.#channel = new BroadcastChannel(database);
    this.#channel.onmessage = ({ data }: MessageEvent<News>) => void this.#heard(data).catch(() => {});
  }

  read<T>(space: string, body: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#within('readonly', (tx) => body(reading(tx, space)));
  }

  async write<T>(space: string, body: (tx: WriteTx) => Promise<T>): Promise<T> {
    const changes: Change[] = [];
    const result = await this.#within('readwrite', (tx) => body(writing(tx as Write, space, changes)));
    if (!changes.length) return result;
    this.#tell(space, changes);
    this.#channel?.postMessage({ space, ids: changes.map(({ collection, id }) => [collection, id]) } satisfies News);
    return result;
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
    await this.#within('readwrite', async (tx) => {
      for await (const cursor of (tx as Write).objectStore('markers').iterate()) {
        if (cursor.value.act !== 'create' && now - cursor.value.at >= answersKept) await cursor.delete();
      }
    });
  }

  /** Takes everything off the device: empties the tables, whoever has them open, and then deletes the database. */
  async forget(): Promise<void> {
    await this.#within('readwrite', async (tx) => {
      for (const name of everything) await (tx as Write).objectStore(name).clear();
    });
    for (const listener of this.#forgotten) listener();
    this.#channel?.postMessage('forgotten' satisfies News);
    await this.#hangUp();
    // The tables are empty. A tab that does not let go of them keeps nothing but their names.
    await this.#inTime(deleteDB(this.#name)).catch(() => {});
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#channel?.close();
    this.#listeners.clear();
    this.#forgotten.clear();
    await this.#hangUp();
  }

  async #within<T>(mode: 'readonly' | 'readwrite', body: (tx: Read | Write) => Promise<T>): Promise<T> {
    try {
      const tx = await this.#begin(mode);
      return await settled(tx, body);
    } catch (error) {
      throw told(error);
    }
  }

  /** A connection may have been closed under us, by an upgrade in another tab or because somebody cleared the site's data: then there is a new one. */
  async #begin(mode: 'readonly' | 'readwrite'): Promise<Read | Write> {
    const start = (database: Database) => database.transaction(everything, mode, { durability: 'strict' });
    const database = await this.#open();
    try {
      return start(database);
    } catch (error) {
      if ((error as Error).name !== 'InvalidStateError') throw error;
      this.#opening = undefined;
      return start(await this.#open());
    }
  }

  #open(): Promise<Database> {
    if (this.#closed) throw new PeerError('unavailable', 'browser: closed', { retryable: false });
    if (typeof indexedDB === 'undefined') throw new PeerError('unavailable', 'browser: this browser keeps nothing on the device', { retryable: false });
    if (!this.#opening) {
      const opening = this.#connect();
      this.#opening = opening;
      opening.catch(() => this.#lost(opening));
    }
    return this.#inTime(this.#opening);
  }

  #connect(): Promise<Database> {
    const opening: Promise<Database> = openDB<Tables>(this.#name, this.#steps.length, {
      upgrade: (database, from, _to, transaction) => upgraded(this.#steps.slice(from), database, transaction),
      // A newer version of the page, or one that deletes everything, must not wait for this tab.
      blocking: () => {
        void opening.then((database) => database.close());
        this.#lost(opening);
      },
      terminated: () => this.#lost(opening),
    });
    return opening;
  }

  #lost(opening: Promise<Database>) {
    if (this.#opening === opening) this.#opening = undefined;
  }

  async #hangUp() {
    const opening = this.#opening;
    this.#opening = undefined;
    await opening?.then((database) => database.close()).catch(() => {});
  }

  /** A database may never open: another tab holds an older version of it, or the browser is stuck. It is waited for again by the next call. */
  #inTime<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const tooLong = () => reject(new PeerError('timeout', 'browser: the place on this device did not open; another tab of this site may have to be closed'));
      const timer = setTimeout(tooLong, this.#patience);
      promise.then(resolve, reject).finally(() => clearTimeout(timer));
    });
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

type Read = IDBPTransaction<Tables, typeof everything, 'readonly'>;
type Write = IDBPTransaction<Tables, typeof everything, 'readwrite'>;

async function upgraded(missing: readonly Step[], database: Database, transaction: Upgrade): Promise<void> {
  // Whoever opened the database is told.
  transaction.done.catch(() => {});
  try {
    for (const step of missing) await step(database, transaction);
  } catch {
    // Nothing of it happens: what was there stays as it was.
    transaction.abort();
  }
}

/** Runs the body and waits until its transaction is really done; a body that fails takes everything back. */
async function settled<T, X extends Read | Write>(tx: X, body: (tx: X) => Promise<T>): Promise<T> {
  const done = tx.done.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  let result: T;
  try {
    result = await body(tx);
  } catch (error) {
    // If it cannot be broken off, it already is, and why says more than that it was not there any more.
    const over = !abort(tx);
    const failed = await done;
    throw over && failed && !PeerError.is(error) ? failed.error : error;
  }
  const failed = await done;
  if (failed) throw failed.error;
  return result;
}

/** Whether there was still something to break off. */
function abort(tx: Read | Write): boolean {
  try {
    tx.abort();
    return true;
  } catch {
    return false;
  }
}

/** An error of the database as one of ours. Whoever called still has what was to be kept. */
function told(error: unknown): unknown {
  if (PeerError.is(error) || !(error instanceof DOMException)) return error;
  const final = (message: string) => new PeerError('unavailable', `browser: ${message}`, { retryable: false, cause: error });
  if (error.name === 'QuotaExceededError') return final('there is no room left on this device');
  if (error.name === 'VersionError') return final('a newer version of this page was opened in this browser; this one has to be loaded again');
  if (error.name === 'SecurityError') return final('this browser lets this page keep nothing on the device');
  return new PeerError('unavailable', `browser: the place on this device failed (${error.name})`, { cause: error });
}

function reading(tx: Read | Write, space: string): ReadTx {
  const rows = tx.objectStore('rows');
  return {
    get: async (collection, id) => (await rows.get([space, collection, id]))?.row,
    async list(collection: CollectionName, request: ListRequest) {
      const kept = await rows.getAll(all(space, collection));
      return listRows(collection, kept.map(({ row }) => row), request);
    },
    async owned(collection, owner) {
      const kept = await rows.index('owner').getAll(term(space, collection, owner));
      return kept.map(({ row }) => row).sort((a, b) => a.key - b.key).at(-1);
    },
  };
}

function writing(tx: Write, space: string, changes: Change[]): WriteTx {
  const rows = tx.objectStore('rows');
  const markers = tx.objectStore('markers');
  const meta = tx.objectStore('meta');
  return {
    ...reading(tx, space),
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
