import { sql } from 'kysely';
import { answersKept, PeerError, type ReadTx, type Store, type WriteTx } from 'peer-support-elements/backend';
import type { Dumped, ServerStore, StoredEvent, StoredToken, StoreOptions } from '../store.ts';
import { dump, load } from './backup.ts';
import { check } from './check.ts';
import { canHold, type Connection, type Database, holdable, type Purpose, type Statement } from './database.ts';
import { refresh } from './groups.ts';
import { migrate } from './migrations/index.ts';
import type { EventTable, SequenceTable, TokenTable } from './tables.ts';
import { Reading, Writing } from './transaction.ts';

/** Told of a database into which a backup was loaded, before it was seen to that nothing came back with it. */
export const beingRestored = 'A backup was loaded, and what was withdrawn since has not been taken away again. Starting the server does that.';

/** How often searches have times brought up to date, at most, in milliseconds. */
const refreshEvery = 60_000;

/** The store over either database. */
export class SqlStore implements ServerStore {
  readonly kind: ServerStore['kind'];
  readonly #database: Database;
  readonly #options: StoreOptions;
  readonly #now: () => number;
  readonly #listeners = new Set<(space: string) => void>();
  #stopAnnounced: (() => void) | undefined;
  #refreshed = -Infinity;
  #purpose: Purpose | undefined;
  /** While this hold lasts, nothing can be loaded that must not be read yet. */
  #settled = 0;

  readonly unread: Store = {
    read: (space, body) => this.#reading(space, body, false),
    write: (space, body) => this.#writing(space, body, false),
  };

  constructor(database: Database, options: StoreOptions) {
    this.kind = database.kind;
    this.#database = database;
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  read: Store['read'] = (space, body) => this.#reading(space, body, true);

  write: Store['write'] = (space, body) => this.#writing(space, body, true);

  #reading<T>(space: string, body: (tx: ReadTx) => Promise<T>, guarded: boolean): Promise<T> {
    const { holding } = this.#database;
    return this.#database.read(async (connection) => {
      if (guarded) await this.#mayBeRead(connection, holding);
      return body(new Reading(this.#at(space, connection)));
    });
  }

  async #writing<T>(space: string, body: (tx: WriteTx) => Promise<T>, guarded: boolean): Promise<T> {
    const { holding } = this.#database;
    let writing!: Writing;
    let told = false;
    const result = await this.#database.write(space, async (connection) => {
      if (guarded) await this.#mayBeRead(connection, holding);
      writing = new Writing(this.#at(space, connection));
      const answer = await body(writing);
      told = await writing.publish();
      // Nothing is taken back that could come again with a backup: the ledger first.
      if (writing.hasErased || writing.replaced) await this.#database.scrubIsDue(connection);
      if (writing.toNote.length) await this.#options.ledger.add(writing.toNote);
      return answer;
    });
    if (told) for (const listener of this.#listeners) listener(space);
    // It is withdrawn already, whatever becomes of this: it is tried again.
    if (writing.hasErased) await this.#database.scrub().catch(() => this.#database.scrubSoon());
    else if (writing.replaced) this.#database.scrubSoon();
    return result;
  }

  /** Refuses what was loaded from a backup while the ledger has not been read. Whoever says that they serve looks once: nobody loads meanwhile. */
  async #mayBeRead(connection: Connection, holding: number): Promise<void> {
    if (holding && holding === this.#settled) return;
    if (await connection.first(sql`select 1 from meta where name = 'restoring'`)) throw new PeerError('unavailable', beingRestored);
    if (this.#purpose === 'serving') this.#settled = holding;
  }

  migrate(): Promise<{ from: number; to: number }> {
    return migrate(this.#database);
  }

  async ready(): Promise<void> {
    await this.#database.read((connection) => this.#mayBeRead(connection, 0));
  }

  async hold(purpose: Purpose): Promise<void> {
    if (this.#purpose === purpose && this.#database.holding) return;
    this.#purpose = undefined;
    if (await this.#database.hold(purpose)) return void (this.#purpose = purpose);
    throw purpose === 'serving'
      ? new PeerError('unavailable', 'A backup is being loaded into it. Start again when that is done.')
      : new PeerError('conflict', 'A server uses this database, or another backup is being loaded into it. Stop that first.');
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    this.#stopAnnounced?.();
    await this.#database.close();
  }

  async events(space: string, after: number, limit: number): Promise<StoredEvent[] | undefined> {
    if (!canHold(space)) return after > 0 ? undefined : [];
    return this.#database.read(async (connection) => {
      const known = await connection.first(sql<SequenceTable>`select * from sequences where space = ${space}`);
      // A number that was never given belongs to a database that this one replaced.
      if (after < (known?.forgotten ?? 0) || after > (known?.event ?? 0)) return undefined;
      const found = await connection.all(sql<EventTable>`select * from events where space = ${space} and number > ${after} order by number limit ${limit}`);
      return found.map(({ number, collection, id, reader }) => ({ number, collection, id, reader }));
    });
  }

  async newestEvent(space: string): Promise<number> {
    const known = canHold(space) && (await this.#first(sql<{ event: number }>`select event from sequences where space = ${space}`));
    return known ? known.event : 0;
  }

  onEvents(listener: (space: string) => void): () => void {
    const own = (space: string) => listener(space);
    this.#listeners.add(own);
    this.#stopAnnounced ??= this.#listen();
    return () => {
      this.#listeners.delete(own);
      if (this.#listeners.size) return;
      this.#stopAnnounced?.();
      this.#stopAnnounced = undefined;
    };
  }

  async putToken({ groups, ...token }: StoredToken): Promise<void> {
    const values: TokenTable = { ...token, groups: JSON.stringify(groups) };
    const { hash: _, ...rest } = values;
    await this.#write((connection) => connection.all(this.#database.builder.insertInto('tokens').values(values).onConflict((same) => same.column('hash').doUpdateSet(rest))));
  }

  async token(hash: string): Promise<StoredToken | undefined> {
    const found = canHold(hash) && (await this.#first(sql<TokenTable>`select * from tokens where hash = ${hash} and expires > ${this.#now()}`));
    return found ? tokenOf(found) : undefined;
  }

  async tokens(space: string): Promise<StoredToken[]> {
    const found = await this.#database.read((connection) => connection.all(sql<TokenTable>`select * from tokens where space = ${holdable(space)} order by owner, hash`));
    return found.map(tokenOf);
  }

  async removeToken(hash: string): Promise<boolean> {
    const removed = await this.#write((connection) => connection.all(sql`delete from tokens where hash = ${holdable(hash)} returning hash`));
    return removed.length > 0;
  }

  async count(key: string, slice: number, expires: number): Promise<number> {
    const [counted] = await this.#database.writeLightly((connection) =>
      connection.all(sql<{ uses: number }>`
        insert into counts (key, slice, uses, expires) values (${holdable(key)}, ${slice}, 1, ${expires})
        on conflict (key, slice) do update set uses = counts.uses + 1 returning uses`),
    );
    return counted!.uses;
  }

  async secret(name: string, make: () => string, expires?: number): Promise<string> {
    const now = this.#now();
    const current = sql<{ value: string }>`select value from secrets where name = ${name} and (expires is null or expires > ${now})`;
    const known = await this.#first(current);
    if (known) return known.value;
    const value = make();
    return this.#write(async (connection) => {
      // Where two make one at once, that of the first holds for both.
      await connection.all(sql`
        insert into secrets (name, value, expires) values (${name}, ${value}, ${expires ?? null})
        on conflict (name) do update set value = excluded.value, expires = excluded.expires where secrets.expires is not null and secrets.expires <= ${now}`);
      return (await connection.first(current))?.value ?? value;
    });
  }

  async sweep(now: number): Promise<void> {
    await this.#write(async (connection) => {
      await connection.all(sql`delete from markers where act <> 'create' and at <= ${now - answersKept}`);
      await connection.all(sql`
        update sequences set forgotten = (select max(e.number) from events e where e.space = sequences.space and e.expires <= ${now})
        where exists (select 1 from events e where e.space = sequences.space and e.expires <= ${now})`);
      await connection.all(sql`delete from events where expires <= ${now} and number <= (select q.forgotten from sequences q where q.space = events.space)`);
      for (const table of ['challenges', 'counts', 'secrets', 'tokens']) await connection.all(sql`delete from ${sql.table(table)} where expires <= ${now}`);
    });
    await refresh(this.#database, now);
    await this.#database.scrub();
  }

  dump(): AsyncIterable<Dumped> {
    return dump(this.#database);
  }

  async load(rows: AsyncIterable<Dumped>): Promise<void> {
    await this.hold('loading');
    await load(this.#database, rows, this.#now());
  }

  async replayed(): Promise<void> {
    await this.#write((connection) => connection.all(sql`delete from meta where name = 'restoring'`));
  }

  check(): Promise<string[]> {
    return check(this.#database);
  }

  #at(space: string, connection: Connection) {
    return { database: this.#database, connection, space, now: this.#now, passed: () => this.#refreshSoon() };
  }

  /** Brings times up to date while others are answered, when a search has met many that have passed. */
  #refreshSoon(): void {
    const now = this.#now();
    if (now - this.#refreshed < refreshEvery) return;
    this.#refreshed = now;
    void refresh(this.#database, now).catch(() => {});
  }

  #first<R>(statement: Statement<R>): Promise<R | undefined> {
    return this.#database.read((connection) => connection.first(statement));
  }

  #write<T>(body: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#database.write(undefined, body);
  }

  /** Tells of spaces with events that are new since the last look, when another instance says that there are some. */
  #listen(): () => void {
    const known = new Map<string, number>();
    const tell = (space: string) => this.#listeners.forEach((listener) => listener(space));
    const look = async () => {
      const all = await this.#database.read((connection) => connection.all(sql<{ space: string; event: number }>`select space, event from sequences`));
      for (const { space, event } of all) {
        if (known.get(space) !== event) tell(space);
        known.set(space, event);
      }
    };
    void look().catch(() => {});
    return this.#database.onAnnounced((space) => (space === undefined ? void look().catch(() => {}) : tell(space)));
  }
}

const tokenOf = ({ groups, role, ...token }: TokenTable): StoredToken => ({ ...token, role: role as StoredToken['role'], groups: JSON.parse(groups) as string[] });
