import { sql } from 'kysely';
import { type Change, type CollectionName, indexOf, type ListRequest, listRows, type Marker, pageOf, PeerError, readCursor, type ReadTx, type Row, type RowPage, type WriteTx } from 'peer-support-elements/backend';
import type { LedgerEntry } from '../store.ts';
import { canHold, type Connection, type Database, holdable } from './database.ts';
import { type Derived, derive, index, type Place, unindex, valueOf } from './derived.ts';
import { listGroups } from './groups.ts';
import { markerOf, rowOf, tableOfMarker } from './rows.ts';
import { all, asked, type Condition, havingTerm, meanings, readable } from './search.ts';
import type { MarkerTable, RowTable } from './tables.ts';
import { Uses } from './uses.ts';

/** How long events are kept for those who come back, in milliseconds. */
export const eventsKept = 24 * 60 * 60 * 1000;
const hour = 60 * 60 * 1000;

/** What a transaction needs beside its connection. */
export interface At {
  database: Database;
  connection: Connection;
  space: string;
  now: () => number;
  /** Whether it sees what nobody else does yet. */
  writing?: boolean;
  /** Called when many times that were computed have passed. */
  passed?: () => void;
}

export class Reading implements ReadTx {
  protected readonly at: At;

  constructor(at: At) {
    this.at = at;
  }

  async get(collection: CollectionName, id: string): Promise<Row | undefined> {
    const found = await this.found(collection, id);
    return found && rowOf(found);
  }

  async list(collection: CollectionName, request: ListRequest): Promise<RowPage> {
    if (request.owner !== undefined) return listRows(collection, await this.#ofOwner(collection, request.owner), request);
    return collection === 'groups' ? listGroups(this.at, request) : this.#listOthers(collection, request);
  }

  async owned(collection: CollectionName, owner: string): Promise<Row | undefined> {
    return (await this.#ofOwner(collection, owner)).at(-1);
  }

  protected async found(collection: CollectionName, id: string): Promise<RowTable | undefined> {
    if (!canHold(id)) return undefined;
    return this.at.connection.first(sql<RowTable>`select * from rows where space = ${this.at.space} and collection = ${collection} and id = ${id}`);
  }

  async #ofOwner(collection: CollectionName, owner: string): Promise<Row[]> {
    if (!canHold(owner)) return [];
    const { connection, space } = this.at;
    const found = await connection.all(sql<RowTable>`select * from rows where space = ${space} and collection = ${collection} and owner = ${owner} order by n`);
    return found.map(rowOf);
  }

  async #listOthers(collection: CollectionName, request: ListRequest): Promise<RowPage> {
    const { database, connection, space } = this.at;
    const { where, text, limit, cursor, seed } = request.query;
    const after = cursor === undefined ? undefined : readCursor(cursor);
    if (after && (typeof after.key !== 'number' || !canHold(after.id))) throw new PeerError('invalid', 'this cursor was not given here');
    const conditions = readable(database, space, collection, request);
    for (const [name, values] of asked(where)) conditions.push(sql`r.n in ${havingTerm(database, space, collection, name, values)}`);
    const words = text ? await meanings(this.at, collection, request) : { words: [] };
    if (!words) return { rows: [], next: null };
    if (words.words.length) conditions.push(sql`r.n in ${database.words.rows(words.words)}`);
    const place: Condition = seed === undefined ? sql`r.key` : database.lot(holdable(seed));
    if (after) conditions.push(sql`(${place}, r.id) > (${after.key as number}, ${after.id})`);
    const found = await connection.all(sql<RowTable & { place: number }>`select r.*, ${place} as place from rows r where ${all(conditions)} order by ${place}, r.id limit ${limit + 1}`);
    // The moment of the first page says nothing here, and would tell when somebody read.
    const { items, next } = pageOf(found.map((row) => ({ key: row.place, id: row.id, item: row })), limit, 0);
    return { rows: items.map(rowOf), next };
  }
}

/** A write, and what has to be done at its end. */
export class Writing extends Reading implements WriteTx {
  readonly #changes: Change[] = [];
  readonly #noted: LedgerEntry[] = [];
  #erased = false;
  /** Words that are used more or less often now. */
  readonly #uses = new Uses();
  /** The number that is given next. */
  #arrival: number | undefined;
  #touched = false;
  #groups = false;
  #replaced = false;

  constructor(at: At) {
    super({ ...at, writing: true });
  }

  /** What is misspelt is looked for among the words that are used. */
  override async list(collection: CollectionName, request: ListRequest): Promise<RowPage> {
    await this.#uses.write(this.at.database, this.at.connection);
    return super.list(collection, request);
  }

  async put(collection: CollectionName, row: Row): Promise<void> {
    const { database, connection, space } = this.at;
    if (![space, row.id, row.reader, row.owner ?? ''].every(canHold)) throw new PeerError('invalid', `${collection}: this id cannot be kept`);
    const before = await this.found(collection, row.id);
    const { id, rev, key, reader, owner = null, edition = 0, record } = row;
    const values = { space, collection, id, rev, key, reader, owner, edition, body: JSON.stringify(record) };
    const derived = derive(collection, row);
    this.#touch(collection);
    if (before) {
      this.#replaced = true;
      await connection.all(sql`update rows set rev = ${rev}, key = ${key}, reader = ${reader}, owner = ${owner}, edition = ${edition}, body = ${values.body} where n = ${before.n}`);
      if (before.reader === reader && sameIndex(derive(collection, rowOf(before)), derived)) return;
      await unindex(database, connection, before, this.#uses);
      return index(database, connection, { ...values, n: before.n }, derived, this.#uses, this.at.now());
    }
    const [put] = await connection.all(database.builder.insertInto('rows').values(values as never).returning('n'));
    return index(database, connection, { ...values, n: put!.n }, derived, this.#uses, this.at.now());
  }

  async remove(collection: CollectionName, id: string): Promise<void> {
    const { database, connection } = this.at;
    const before = await this.found(collection, id);
    if (!before) return;
    this.#touch(collection);
    await unindex(database, connection, before satisfies Place, this.#uses);
    await connection.all(sql`delete from rows where n = ${before.n}`);
  }

  async having(collection: CollectionName, name: string, value: string): Promise<Row[]> {
    const { database, connection, space } = this.at;
    await this.#uses.flush(database, connection);
    const found = await connection.all(sql<RowTable>`select r.* from rows r where r.n in ${havingTerm(database, space, collection, name, [valueOf(value)])} order by r.n`);
    // Terms are kept folded.
    return found.map(rowOf).filter(({ record }) => indexOf(collection, record).terms?.[name]?.includes(value));
  }

  async arrival(): Promise<number> {
    // Writes of a space go one after the other: nobody else gives numbers meanwhile.
    this.#arrival ??= (await this.at.connection.first(sql<{ arrival: number }>`select arrival from sequences where space = ${this.at.space}`))?.arrival ?? 0;
    return this.#arrival++;
  }

  async marker(intent: string): Promise<Marker | undefined> {
    const found = canHold(intent) && (await this.at.connection.first(sql<MarkerTable>`select * from markers where space = ${this.at.space} and intent = ${intent}`));
    return found ? markerOf(found) : undefined;
  }

  async mark(marker: Marker): Promise<void> {
    const { database, connection, space } = this.at;
    if (![space, marker.intent, marker.id].every(canHold)) throw new PeerError('invalid', 'this intent cannot be kept');
    const values = tableOfMarker(space, { ...marker, body: holdable(marker.body) });
    const { space: _, intent: __, ...rest } = values;
    await connection.all(database.builder.insertInto('markers').values(values).onConflict((same) => same.columns(['space', 'intent']).doUpdateSet(rest)));
  }

  async forget(collection: CollectionName, id: string): Promise<void> {
    if (!canHold(id)) return;
    await this.at.connection.all(sql`
      update markers set body = '', answer = null, gone = 1 where space = ${this.at.space} and collection = ${collection} and id = ${id}`);
  }

  async spend(challenge: string, expires: number): Promise<boolean> {
    const { connection } = this.at;
    const spent = await connection.all(sql`insert into challenges (challenge, expires) values (${holdable(challenge)}, ${expires}) on conflict (challenge) do nothing returning challenge`);
    return spent.length > 0;
  }

  async tell(change: Change): Promise<void> {
    this.#changes.push(change);
  }

  async blur(collection: CollectionName, id: string): Promise<void> {
    if (!canHold(id)) return;
    await this.at.connection.all(sql`update markers set body = '' where space = ${this.at.space} and collection = ${collection} and id = ${id}`);
  }

  async erased(collection: CollectionName, id: string): Promise<void> {
    this.#erased = true;
    this.#noted.push({ space: this.at.space, collection, id, at: this.at.now() });
  }

  async changed(collection: CollectionName, id: string, edition: number): Promise<void> {
    this.#noted.push({ space: this.at.space, collection, id, at: this.at.now(), edition });
  }

  /** What the ledger has to hold before the write is done. */
  get toNote(): readonly LedgerEntry[] {
    return this.#noted;
  }

  /** Whether words went for good. */
  get hasErased(): boolean {
    return this.#erased;
  }

  /** Whether words were replaced by others. */
  get replaced(): boolean {
    return this.#replaced;
  }

  /** Numbers the events; as writes of a space go one after the other, numbers become visible in order. Answers whether there are any. */
  async publish(): Promise<boolean> {
    const { database, connection, space, now } = this.at;
    const told = this.#changes.flatMap(({ collection, id, before, after }) =>
      [...new Set([before?.reader, after?.reader])].filter((reader) => reader !== undefined).map((reader) => ({ collection, id, reader })),
    );
    await this.#uses.write(database, connection);
    if (this.#arrival !== undefined) {
      await connection.all(sql`insert into sequences (space, arrival) values (${space}, ${this.#arrival}) on conflict (space) do update set arrival = excluded.arrival`);
    }
    const changed = this.#touched ? 1 : 0;
    const named = this.#groups ? 1 : 0;
    if (!told.length && !changed) return false;
    const counted = await connection.first(sql<{ event: number }>`
      insert into sequences (space, event, changed, named) values (${space}, ${told.length}, ${changed}, ${named})
      on conflict (space) do update set event = sequences.event + ${told.length}, changed = sequences.changed + ${changed}, named = sequences.named + ${named} returning event`);
    if (!told.length) return false;
    const first = counted!.event - told.length + 1;
    // To the hour, so that it says nothing finer about when something happened.
    const expires = Math.ceil((now() + eventsKept) / hour) * hour;
    for (let from = 0; from < told.length; from += 100) {
      const part = told.slice(from, from + 100).map((event, n) => ({ space, number: first + from + n, ...event, expires }));
      await connection.all(database.builder.insertInto('events').values(part));
    }
    await database.announce(connection, space);
    return true;
  }

  #touch(collection: CollectionName): void {
    this.#touched = true;
    if (collection === 'groups') this.#groups = true;
  }
}

const sameIndex = (one: Derived, other: Derived): boolean => JSON.stringify(one) === JSON.stringify(other);
