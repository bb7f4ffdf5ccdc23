import { deleteDB, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { PeerError } from './errors.ts';

type Mode = 'readonly' | 'readwrite';
export type Upgrade<T> = IDBPTransaction<T, StoreNames<T>[], 'versionchange'>;
/** One transaction over all tables. Its body awaits nothing but it. */
export type Transaction<T, M extends Mode = Mode> = IDBPTransaction<T, StoreNames<T>[], M>;

/** One step from a version of the tables to the next. Awaits nothing but the transaction. */
export type Step<T> = (database: IDBPDatabase<T>, transaction: Upgrade<T>) => void | Promise<void>;

export interface DeviceDatabaseOptions<T> {
  name: string;
  /** From each version of the tables to the next; the first makes them. */
  steps: readonly Step<T>[];
  tables: readonly StoreNames<T>[];
  /** Who speaks in its errors. */
  speaker: string;
  /** How long it may take to open, or to be deleted, in milliseconds. Default: 5000. */
  patience?: number | undefined;
}

/** One IndexedDB database, shared by all tabs of the site: opened when it is needed, and again when the browser has closed it. */
export class DeviceDatabase<T> {
  readonly #options: DeviceDatabaseOptions<T>;
  #opening: Promise<IDBPDatabase<T>> | undefined;
  #closed = false;

  constructor(options: DeviceDatabaseOptions<T>) {
    this.#options = options;
  }

  read<R>(body: (tx: Transaction<T>) => Promise<R>): Promise<R> {
    return this.#within('readonly', body as (tx: Transaction<T, 'readonly'>) => Promise<R>);
  }

  /** Resolves once it is on the device. */
  write<R>(body: (tx: Transaction<T, 'readwrite'>) => Promise<R>): Promise<R> {
    return this.#within('readwrite', body);
  }

  /** Whether anything was ever kept here. True where a browser does not say. */
  async exists(): Promise<boolean> {
    if (this.#opening || typeof indexedDB === 'undefined' || !indexedDB.databases) return true;
    const all = await indexedDB.databases().catch(() => undefined);
    return !all || all.some(({ name }) => name === this.#options.name);
  }

  /** Takes everything off the device: empties the tables, whoever has them open, and then deletes the database. */
  async forget(emptied?: () => void): Promise<void> {
    await this.write(async (tx) => {
      const emptying = this.#options.tables.map((name) => tx.objectStore(name).clear());
      // The page may be left in this moment: whoever is in a hurry does not wait for answers.
      tx.commit?.();
      await Promise.all(emptying);
    });
    emptied?.();
    await this.#hangUp();
    // The tables are empty. A tab that does not let go of them keeps nothing but their names.
    await this.#inTime(deleteDB(this.#options.name)).catch(() => {});
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#hangUp();
  }

  async #within<R, M extends Mode>(mode: M, body: (tx: Transaction<T, M>) => Promise<R>): Promise<R> {
    try {
      const tx = await this.#begin(mode);
      return await settled(tx, () => body(tx));
    } catch (error) {
      throw this.#told(error);
    }
  }

  /** A connection may have been closed under us, by an upgrade in another tab or because somebody cleared the site's data: then there is a new one. */
  async #begin<M extends Mode>(mode: M): Promise<Transaction<T, M>> {
    const start = (database: IDBPDatabase<T>) => database.transaction([...this.#options.tables], mode, { durability: 'strict' });
    const database = await this.#open();
    try {
      return start(database);
    } catch (error) {
      if ((error as Error).name !== 'InvalidStateError') throw error;
      this.#opening = undefined;
      return start(await this.#open());
    }
  }

  #open(): Promise<IDBPDatabase<T>> {
    const { speaker } = this.#options;
    if (this.#closed) throw new PeerError('unavailable', `${speaker}: closed`, { retryable: false });
    if (typeof indexedDB === 'undefined') throw new PeerError('unavailable', `${speaker}: this browser keeps nothing on the device`, { retryable: false });
    if (!this.#opening) {
      const opening = this.#connect();
      this.#opening = opening;
      opening.catch(() => this.#lost(opening));
    }
    return this.#inTime(this.#opening);
  }

  #connect(): Promise<IDBPDatabase<T>> {
    const { name, steps } = this.#options;
    const opening: Promise<IDBPDatabase<T>> = openDB<T>(name, steps.length, {
      upgrade: (database, from, _to, transaction) => upgraded(steps.slice(from), database, transaction),
      // A newer version of the page, or one that deletes everything, must not wait for this tab.
      blocking: () => {
        void opening.then((database) => database.close());
        this.#lost(opening);
      },
      terminated: () => this.#lost(opening),
    });
    return opening;
  }

  #lost(opening: Promise<IDBPDatabase<T>>) {
    if (this.#opening === opening) this.#opening = undefined;
  }

  async #hangUp() {
    const opening = this.#opening;
    this.#opening = undefined;
    await opening?.then((database) => database.close()).catch(() => {});
  }

  /** A database may never open: another tab holds an older version of it, or the browser is stuck. It is waited for again by the next call. */
  #inTime<R>(promise: Promise<R>): Promise<R> {
    const { speaker, patience = 5000 } = this.#options;
    return new Promise((resolve, reject) => {
      const tooLong = () => reject(new PeerError('timeout', `${speaker}: the place on this device did not open; another tab of this site may have to be closed`));
      const timer = setTimeout(tooLong, patience);
      promise.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  /** An error of the database as one of ours. Whoever called still has what was to be kept. */
  #told(error: unknown): unknown {
    if (PeerError.is(error) || !(error instanceof DOMException)) return error;
    const { speaker } = this.#options;
    const final = (message: string) => new PeerError('unavailable', `${speaker}: ${message}`, { retryable: false, cause: error });
    if (error.name === 'QuotaExceededError') return final('there is no room left on this device');
    if (error.name === 'VersionError') return final('a newer version of this page was opened in this browser; this one has to be loaded again');
    if (error.name === 'SecurityError') return final('this browser lets this page keep nothing on the device');
    return new PeerError('unavailable', `${speaker}: the place on this device failed (${error.name})`, { cause: error });
  }
}

async function upgraded<T>(missing: readonly Step<T>[], database: IDBPDatabase<T>, transaction: Upgrade<T>): Promise<void> {
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
async function settled<R>(tx: { readonly done: Promise<void>; abort(): void }, body: () => Promise<R>): Promise<R> {
  const done = tx.done.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  let result: R;
  try {
    result = await body();
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
function abort(tx: { abort(): void }): boolean {
  try {
    tx.abort();
    return true;
  } catch {
    return false;
  }
}
