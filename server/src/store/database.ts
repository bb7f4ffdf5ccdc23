import type { CompiledQuery, Kysely, RawBuilder } from 'kysely';
import { PeerError } from 'peer-support-elements/backend';
import type { Found } from './derived.ts';
import type { Migration } from './migrations/index.ts';
import type { Tables } from './tables.ts';

/** A statement of the query builder that answers rows like R. */
export interface Statement<R> {
  compile(builder: Kysely<Tables>): CompiledQuery<R>;
}

/** One connection. Fails with a `PeerError` (`unavailable`) that says nothing of what was asked or kept. */
export interface Connection {
  all<R>(statement: Statement<R>): Promise<R[]>;
  first<R>(statement: Statement<R>): Promise<R | undefined>;
}

type Body<T> = (connection: Connection) => Promise<T>;

/** What SQLite and PostgreSQL do each in its own way. Nothing here knows what is kept. */
export interface Database {
  readonly kind: 'sqlite' | 'postgres';
  readonly builder: Kysely<Tables>;
  readonly words: WordIndex;
  readonly migrations: (migration: Migration) => readonly string[];

  /** Whether it knows how often values occur, and chooses by that with what to begin. */
  readonly chooses: boolean;

  /** Reads in one snapshot. */
  read<T>(body: Body<T>): Promise<T>;
  /**
   * Writes, and all of it is kept or nothing. Of the same `space` one write goes after the other, whatever instance it comes
   * from; without one, nothing is promised but that each statement is whole. A body may run again from its beginning.
   */
  write<T>(space: string | undefined, body: Body<T>): Promise<T>;
  /** A write that may be lost with the power, for what nobody was promised. */
  writeLightly<T>(body: Body<T>): Promise<T>;
  /** Changes the tables while nobody else does. */
  migrate<T>(body: (connection: Connection, run: (text: string) => Promise<void>) => Promise<T>): Promise<T>;
  /** Names of the tables that are there. */
  tableNames(connection: Connection): Promise<string[]>;
  /** A snapshot that stays as it is for as long as somebody reads it. */
  snapshot(): Promise<{ connection: Connection; end(): Promise<void> }>;

  /** Writes what many rows are found by, where that is better than one after the other. */
  indexAll?(connection: Connection, found: readonly Found[]): Promise<void>;
  /** Whether the column is one of these values. */
  anyOf(column: RawBuilder<unknown>, values: readonly (string | number)[]): RawBuilder<boolean>;
  /** A table with the one column `value`. */
  each(values: readonly string[]): RawBuilder<unknown>;
  /** A number for the id of the row `r` that is the same with the same seed: an order by lot. Cursors of one database are for it alone. */
  lot(seed: string): RawBuilder<number>;
  /** A table with the columns `name` and `number`. */
  pairs(values: readonly (readonly [name: string, number: number])[]): RawBuilder<unknown>;
  /** Whether the place of the session `s` may lie within. What lies outside may be answered too, close by. */
  mayLieIn(box: Box): RawBuilder<boolean>;
  /** The rows of such sessions of a space, one after the other: whoever needs a few does not wait for all. */
  rowsWithin(space: string, box: Box): RawBuilder<unknown>;
  /** Brings what `mayLieIn` needs up to date, for the sessions of a row that were just put there or will be taken away. */
  placed(connection: Connection, row: number): Promise<void>;
  displaced(connection: Connection, row: number): Promise<void>;

  /** Tells other instances, once a write is done, that a space has new events. */
  announce(connection: Connection, space: string): Promise<void>;
  /** Called with a space that another instance has announced, or with nothing when it could be any. */
  onAnnounced(listener: (space: string | undefined) => void): () => void;

  /**
   * Tells other processes what this one does with the database, for as long as it lives, however it ends. False: it does not
   * go together with what another one does.
   */
  hold(purpose: Purpose): Promise<boolean>;
  /** Of the times that it was told, which one holds, from 1. It may be lost with a connection: then 0, until it is told again. */
  readonly holding: number;

  /** Part of a write that takes words away: remembers it until files do not hold them any more. */
  scrubIsDue(connection: Connection): Promise<void>;
  /** Takes what was erased out of files that still hold it. */
  scrub(): Promise<void>;
  /** The same, within seconds. */
  scrubSoon(): void;
  /** What is wrong with the files themselves. */
  faults(connection: Connection): Promise<string[]>;
  close(): Promise<void>;
}

/** Many may serve at once. Whoever loads a backup is alone. */
export type Purpose = 'serving' | 'loading';

/** West, south, east, north in degrees; west is not greater than east. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** The full-text index: the words of a row, as the library folds and parts them. */
export interface WordIndex {
  put(connection: Connection, row: number, words: readonly string[]): Promise<void>;
  of(connection: Connection, row: number): Promise<string[]>;
  remove(connection: Connection, row: number): Promise<void>;
  /** Rows that hold, of each list, a word that begins with one of these. */
  rows(asked: readonly (readonly string[])[]): RawBuilder<unknown>;
  /** Whether the row `r` is one of them, asked of one row after the other. */
  holds(asked: readonly (readonly string[])[]): RawBuilder<boolean>;
}

/** What callers are told of a database that fails. Its own words may repeat what people wrote: they stay here. */
export function failed(code: unknown): PeerError {
  return new PeerError('unavailable', `the database failed (${typeof code === 'string' || typeof code === 'number' ? code : 'unknown'})`);
}

/** Text as both databases can hold it: without NUL and halves of signs. For what is only compared. */
export const holdable = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd');

/** Whether both databases can hold the text as it is. A name that they cannot hold is that of nothing. */
export const canHold = (text: string): boolean => text.isWellFormed() && !text.includes('\0');
