import type { Act, CollectionName, Query } from '../adapters/adapter.ts';

/** How long the answer to a write is kept for a repetition, in milliseconds. */
export const answersKept = 24 * 60 * 60 * 1000;

/** A record as it is kept, with all that was ever put into it; callers get a view of it. */
export type AnyRecord = { id: string } & Record<string, unknown>;

/** A record with what a backend keeps beside it. */
export interface Row {
  id: string;
  /** Random, another one for each state of the record. */
  rev: string;
  /** Place in the backend's own order, smaller first; where it is equal, the id decides. */
  key: number;
  /**
   * Who may read it: `everyone`, `group:ID` (its members and facilitators), `staff:ID` (its facilitators), `staff`,
   * `person:OWNER` (one member or facilitator), `local` (whoever has the device before them), or `owner`: nobody but whose it is. `hidden:` before one of them: none of those until somebody of the staff has looked.
   * Moderators and administrators may read it whatever it says, as far as their rights go.
   */
  reader: string;
  /** Whose it is: the hash of a receipt's or member's credential, or an opaque name of one of the staff. */
  owner?: string;
  /** How often its writer has changed it, or a report hidden it, where that must not be undone by a backup. Absent: never. */
  edition?: number;
  record: AnyRecord;
}

/** That a write happened, so that it does not happen again. */
export interface Marker {
  intent: string;
  act: Act;
  collection: CollectionName;
  id: string;
  /** Fingerprint of what was sent. Empty: it was taken out since, and whoever sends the intent again is taken to send the same. */
  body: string;
  /** The record as it was answered. Absent where words of people would live on in it after they were changed. */
  answer?: AnyRecord;
  /** Milliseconds since 1970. */
  at: number;
  /** The record was removed since, and with it what was sent and answered. */
  gone?: boolean;
}

/** What happened to one record, for those who watch. */
export interface Change {
  collection: CollectionName;
  id: string;
  /** Absent: it is new. */
  before?: Row;
  /** Absent: it was removed. */
  after?: Row;
}

export interface ListRequest {
  query: Query;
  /** Only rows for these readers. Absent: all. What somebody owns is asked for without. */
  readers?: readonly string[];
  /** Only rows of this owner. */
  owner?: string;
  /** Milliseconds since 1970. */
  now: number;
  locale: string;
}

export interface RowPage {
  rows: Row[];
  /** Cursor of the next page, null at the end. */
  next: string | null;
}

/** Reads one space. */
export interface ReadTx {
  get(collection: CollectionName, id: string): Promise<Row | undefined>;
  /** Rejects with a `PeerError`: `invalid` for a cursor that was not given here. The query was checked against what the collection serves. */
  list(collection: CollectionName, request: ListRequest): Promise<RowPage>;
  /** The newest row of this owner. */
  owned(collection: CollectionName, owner: string): Promise<Row | undefined>;
}

/** Changes one space; all of it happens, or nothing. */
export interface WriteTx extends ReadTx {
  /** Creates the row or replaces it. */
  put(collection: CollectionName, row: Row): Promise<void>;
  /** Does nothing if it is not there. */
  remove(collection: CollectionName, id: string): Promise<void>;
  /** Rows of a collection whose index (see `indexOf`) has this value under this name: the claims of a sending, say. */
  having(collection: CollectionName, name: string, value: string): Promise<Row[]>;
  /** A number greater than any it gave before. */
  arrival(): Promise<number>;
  marker(intent: string): Promise<Marker | undefined>;
  mark(marker: Marker): Promise<void>;
  /** Takes what was sent and answered out of the markers of a record, and says so in them (`gone`). */
  forget(collection: CollectionName, id: string): Promise<void>;
  /** Takes what was sent out of the markers of a record that stays: its words are other ones now. */
  blur(collection: CollectionName, id: string): Promise<void>;
  /** Remembers a solved challenge until it expires. False: it was spent before. On a server only: nobody else asks for proofs. */
  spend?(challenge: string, expires: number): Promise<boolean>;
  /** Told to those who watch, once the write is done. */
  tell(change: Change): Promise<void>;
  /** Writes into a ledger outside of backups that a record must never come back. Last of all, before the write is done. */
  erased(collection: CollectionName, id: string): Promise<void>;
  /** Writes there which edition of a record holds, so that no older one does once a backup was put in place. */
  changed(collection: CollectionName, id: string, edition: number): Promise<void>;
}

/** Where a backend keeps its rows. Bodies await nothing but their transaction, because some stores end one that idles. */
export interface Store {
  read<T>(space: string, body: (tx: ReadTx) => Promise<T>): Promise<T>;
  /** One write after the other sees the one before. Rejects with what the body rejects with, and then nothing has happened. */
  write<T>(space: string, body: (tx: WriteTx) => Promise<T>): Promise<T>;
  /** Gets what it takes to answer such a list, before a transaction begins. Absent: nothing more. */
  prepare?(collection: CollectionName, query: Query): Promise<void>;
}
