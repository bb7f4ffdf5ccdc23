import type { Store } from 'peer-support-elements/backend';

/** A change as it is kept for those who watch. */
export interface StoredEvent {
  /** Greater than that of every event of the space that was committed before. */
  number: number;
  collection: string;
  /** Id of the record. */
  id: string;
  /** For whom the record is, or was: see `readersOf`. */
  reader: string;
}

/** What a token of the staff is for. The token itself is kept by its holder only. */
export interface StoredToken {
  /** SHA-256 of the token, base64url. */
  hash: string;
  space: string;
  role: 'facilitator' | 'moderator' | 'admin';
  /** Opaque name of its holder, the same for all tokens of one person. */
  owner: string;
  groups: string[];
  /** Milliseconds since 1970. */
  expires: number;
}

/** One row of a table, as a backup holds it. */
export interface Dumped {
  table: string;
  row: Record<string, unknown>;
}

/** The database: what the acts of the contract stand on, and what a server keeps beside it. The same for SQLite and PostgreSQL. */
export interface ServerStore extends Store {
  readonly kind: 'sqlite' | 'postgres';

  /** Brings the tables to this version, under a lock. Throws, and changes nothing, for a database of a newer version. */
  migrate(): Promise<{ from: number; to: number }>;
  /** Rejects if the database does not answer, or must not be read yet: see `load`. */
  ready(): Promise<void>;
  /**
   * Tells other processes, until it is closed, that this one serves, or that it loads a backup. Rejects where one would do
   * one, and another the other.
   */
  hold(purpose: 'serving' | 'loading'): Promise<void>;
  close(): Promise<void>;

  /** Events of a space after a number, in order. Undefined: some after it are not kept any more. */
  events(space: string, after: number, limit: number): Promise<StoredEvent[] | undefined>;
  /** Number of the newest event of a space, 0 before the first. */
  newestEvent(space: string): Promise<number>;
  /** Called when there may be new events in a space, written by this or another instance. Answers how to stop it. */
  onEvents(listener: (space: string) => void): () => void;

  putToken(token: StoredToken): Promise<void>;
  token(hash: string): Promise<StoredToken | undefined>;
  tokens(space: string): Promise<StoredToken[]>;
  removeToken(hash: string): Promise<boolean>;

  /** Counts one more use of a key in the time slice that begins at `slice`, and answers how many there were. Shared by all instances. */
  count(key: string, slice: number, expires: number): Promise<number>;
  /** The secret of this name, which all instances share: the one that is kept, or else `make()`. Gone after `expires` (milliseconds since 1970). */
  secret(name: string, make: () => string, expires?: number): Promise<string>;

  /** Forgets what has expired: answers, events, challenges, counts, secrets, tokens. */
  sweep(now: number): Promise<void>;

  /** Every row that belongs into a backup, as the database was at one moment; nothing of counts, challenges, events or secrets that expire. */
  dump(): AsyncIterable<Dumped>;
  /**
   * Fills an empty database. Throws if it is not empty or somebody serves it, and then changes nothing. Until `replayed`,
   * whatever process reads or writes is refused (`unavailable`).
   */
  load(rows: AsyncIterable<Dumped>): Promise<void>;
  /** Reads and writes what was loaded before anybody else may: for `replay` alone. */
  readonly unread: Store;
  /** What the ledger says was done, and everything may be read. */
  replayed(): Promise<void>;
  /** What is wrong with the database, in sentences; empty: nothing. */
  check(): Promise<string[]>;
}

/** Where it is written down, outside of every backup, that a record must not come back, or not as it was. */
export interface Ledger {
  /** Resolves once it is on disk. */
  add(entries: readonly LedgerEntry[]): Promise<void>;
  entries(): AsyncIterable<LedgerEntry>;
  close(): Promise<void>;
}

export interface LedgerEntry {
  space: string;
  collection: string;
  id: string;
  /** Milliseconds since 1970. */
  at: number;
  /** The record is still there, and its writer has changed it so many times. Absent: it is gone. */
  edition?: number;
}

export interface StoreOptions {
  /** Asked to write down what was erased or changed, before the write is done. */
  ledger: Ledger;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}
