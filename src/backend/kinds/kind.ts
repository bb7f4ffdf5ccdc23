import type { CollectionAbilities, CollectionName, DraftOf, PatchOf } from '../../adapters/adapter.ts';
import { PeerError } from '../../client/errors.ts';
import type { Decided } from '../../domain/decided.ts';
import type { AnyRecord, Row, WriteTx } from '../store.ts';
import { readersOf, type Who } from '../who.ts';

/** What an act stands on. */
export interface Acting {
  tx: WriteTx;
  who: Who;
  space: string;
  /** Undefined: nobody has decided anything for this space. */
  settings: Decided | undefined;
  /** Milliseconds since 1970. */
  now: number;
  /** Whether a program of this space is told of holds. */
  handsOver: boolean;
  /** What the backend found out about the call: checks that failed or were not made. */
  flags: readonly string[];
  newId(): string;
  /** Whether words should be read before all others: those of distress, and those in which nobody could look for them. */
  urgent(text: string, language: string): boolean;
}

/** What a backend has to know of one collection. The rules themselves are in `domain/`. */
export interface Kind<N extends CollectionName> {
  /** What a backend with a store offers of it. */
  readonly can: CollectionAbilities;
  /** The record as this caller may see it; `owner` is whose it is. Default: all of it, but for what is `hidden`. */
  view?(record: AnyRecord, who: Who, owner?: string): AnyRecord;
  /** Names in a record of what only the backend knows: nobody is shown it, and no change of a writer touches it. */
  readonly hidden?: readonly string[];
  /** Whether what was for this caller still is: time may have passed, or the space decided otherwise. Default: yes. */
  holds?(row: Row, who: Who, now: number, settings: Decided | undefined): boolean;
  /** Who is shown more of a record than `view` leaves, if they get this one alone; that they did stands in the log. */
  readonly opens?: (who: Who, row: Row) => boolean;
  open?(row: Row, acting: Acting): Promise<AnyRecord>;
  /** The draft as everything after this knows it, where it holds what must not be kept. Comes before the write, and may take its time. */
  received?(draft: DraftOf<N>): Promise<DraftOf<N>>;
  /** Makes the row, which the backend then keeps. Rejects with a `PeerError` if the rules say no. */
  create?(draft: DraftOf<N>, acting: Acting): Promise<Row>;
  /** What whoever created it is answered, where that is not the record. */
  created?(draft: DraftOf<N>, acting: Acting): AnyRecord;
  /** Creating it again does no harm, so that it is remembered for a day only: nothing that is kept says how often it was. */
  readonly fleeting?: boolean;
  /** Whose the record is that a draft makes: where what was sent is not kept any more, only they are answered who send it again. */
  author?(draft: DraftOf<N>): string | undefined;
  update?(row: Row, patch: PatchOf<N>, acting: Acting): Promise<Row>;
  /** What else goes when this one is removed. */
  remove?(row: Row, acting: Acting): Promise<void>;
  /** What else goes when this one is erased once more, after an older state was brought back. */
  erase?(row: Row, acting: Acting): Promise<void>;
  /**
   * What an older state is worth that was brought back, of a record that was changed since. Undefined: nothing is left to
   * keep. Where this is, every change of its writer is noted outside of backups.
   */
  distrust?(row: Row, acting: Acting): Promise<Row | undefined>;
}

/** Keeps a changed row under a new rev, and tells those who watch. */
export async function keep(collection: CollectionName, row: Row, acting: Acting, before?: Row): Promise<Row> {
  const after = before ? { ...row, rev: acting.newId() } : row;
  await acting.tx.put(collection, after);
  await acting.tx.tell({ collection, id: row.id, ...(before && { before }), after });
  return after;
}

/** The same, and notes outside of backups that no older state of it holds any more. */
export async function keepNoted(collection: CollectionName, row: Row, acting: Acting, before: Row): Promise<Row> {
  const edition = (before.edition ?? 0) + 1;
  const after = await keep(collection, { ...row, edition }, acting, before);
  await acting.tx.changed(collection, row.id, edition);
  return after;
}

/** Collections of what people wrote or are: what is removed from them must not come back with a backup. */
export const personal: readonly CollectionName[] = ['stories', 'replies', 'agreements', 'reports', 'rulings', 'sendings', 'links', 'messages', 'decisions', 'opinions', 'holds', 'invites', 'memberships', 'checkins', 'responses', 'companions', 'greeters', 'batches'];

/** Takes a row away, with what it said to those who send it again. */
export async function drop(collection: CollectionName, row: Row, { tx }: Acting): Promise<void> {
  await tx.remove(collection, row.id);
  await tx.forget(collection, row.id);
  if (personal.includes(collection)) await tx.erased(collection, row.id);
  await tx.tell({ collection, id: row.id, before: row });
}

/** The row, if this caller may read it. Otherwise it is as if it were not there. */
export async function readable(collection: CollectionName, id: string, { tx, who }: Acting): Promise<Row> {
  const row = await tx.get(collection, id);
  const readers = readersOf(who);
  if (!row || (readers && !readers.includes(row.reader))) throw new PeerError('not-found', `${collection}: no such record`);
  return row;
}

/** Whose name is on what the staff does. */
export function nameOf({ who }: Acting): string {
  if (!who.owner) throw new PeerError('forbidden', 'staff have a name of their own');
  return who.owner;
}

/** A moment, in milliseconds since 1970, as records hold it. */
export const instant = (now: number) => new Date(now).toISOString();
