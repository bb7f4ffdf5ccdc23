import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { type CompiledQuery, DummyDriver, Kysely, type RawBuilder, sql, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { lot, PeerError } from 'peer-support-elements/backend';
import { type Box, type Connection, type Database, failed, type Purpose, type Statement, type WordIndex } from './database.ts';
import type { Migration } from './migrations/index.ts';
import type { Tables } from './tables.ts';

/** How long a write waits for those of other processes, in milliseconds. */
const longestWait = 10_000;
const mostStatements = 300;
const mostReaders = 4;
/** How long reading and writing may keep the process from everything else, in milliseconds. */
const longestTurn = 5;
/** How often other processes are looked for while somebody listens, in milliseconds. */
const lookEvery = 100;
/** How long after a change its old words may stay in the log, if nothing was erased, in milliseconds. */
const scrubAfter = 1000;
/** How long it is waited at most between attempts that others who read have thwarted, in milliseconds. */
const longestScrubWait = 30_000;
/** How long nobody new may read while the log is emptied, in milliseconds. */
const longestHush = 200;
/** How long it is waited for somebody who only looks whether the database is used, in milliseconds. */
const longestHoldWait = 200;
/** From when on it is said that erased words are still in the log, in milliseconds. */
const scrubIsLate = 60_000;

const builder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** Opens the file, which is made for its owner's eyes only; so are the files SQLite puts beside it. */
export function openSqlite(path: string): Database {
  const file = resolve(path);
  if (!path || path.startsWith(':')) throw new PeerError('invalid', 'The database needs a file that stays: name one, or an address that begins with postgres://.');
  if (!existsSync(dirname(file))) throw new PeerError('invalid', `There is no folder ${dirname(file)} for the database.`);
  try {
    closeSync(openSync(file, 'a', 0o600));
    return new Sqlite(file);
  } catch (error) {
    if (PeerError.is(error)) throw error;
    throw new PeerError('invalid', `The database ${file} cannot be opened (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}

/** SQLITE_BUSY, and what it is in particular. */
const isBusy = (error: unknown): boolean => ((error as { errcode?: number }).errcode ?? 0) % 256 === 5;

/** One connection of SQLite. What it does, it does at once. */
class SqliteConnection implements Connection {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string, pragmas: readonly string[]) {
    this.#db = new DatabaseSync(file, { timeout: 5000 });
    this.#db.function('lot', { deterministic: true }, (seed, id) => lot(seed as string, id as string));
    for (const pragma of ['journal_mode = wal', 'foreign_keys = on', 'secure_delete = on', 'temp_store = memory', 'cache_size = -16000', ...pragmas]) this.#db.exec(`pragma ${pragma}`);
  }

  async all<R>(statement: Statement<R>): Promise<R[]> {
    const { sql: text, parameters } = statement.compile(builder) as CompiledQuery<R>;
    return this.run(text, parameters) as R[];
  }

  async first<R>(statement: Statement<R>): Promise<R | undefined> {
    return (await this.all(statement))[0];
  }

  run(text: string, parameters: readonly unknown[] = []): unknown[] {
    try {
      return this.#prepared(text).all(...(parameters as string[]));
    } catch (error) {
      throw failed((error as { errcode?: number }).errcode);
    }
  }

  /** False: others are writing. */
  begin(): boolean {
    try {
      this.#db.exec('begin immediate');
      return true;
    } catch (error) {
      if (isBusy(error)) return false;
      throw failed((error as { errcode?: number }).errcode);
    }
  }

  exec(text: string): void {
    try {
      this.#db.exec(text);
    } catch (error) {
      throw failed((error as { errcode?: number }).errcode);
    }
  }

  rollback(): void {
    if (this.#db.isTransaction) this.exec('rollback');
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #prepared(text: string): StatementSync {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = this.#db.prepare(text);
      if (this.#statements.size >= mostStatements) this.#statements.delete(this.#statements.keys().next().value!);
      this.#statements.set(text, statement);
    }
    return statement;
  }
}

class Sqlite implements Database {
  readonly kind = 'sqlite';
  readonly chooses = false;
  readonly builder = builder;
  readonly words: WordIndex = words;
  readonly migrations = ({ sqlite }: Migration) => sqlite;

  readonly #file: string;
  // Waiting for others is done between turns, not by a call that stops the whole process: they may be in it.
  readonly #writer: SqliteConnection;
  readonly #light: SqliteConnection;
  readonly #idle: SqliteConnection[] = [];
  readonly #waiting: ((reader: SqliteConnection) => void)[] = [];
  #readers = 0;
  /** Every write waits for this. */
  #last: Promise<unknown> = Promise.resolve();
  #scrubbing: NodeJS.Timeout | undefined;
  #scrubWait = scrubAfter;
  /** Set while nobody new may read. */
  #hush: Promise<void> | undefined;
  #holder: DatabaseSync | undefined;
  #holds = 0;
  #closed = false;
  #yielded = 0;
  readonly #listeners = new Set<(space: string | undefined) => void>();
  #stopLooking: (() => void) | undefined;

  constructor(file: string) {
    this.#file = file;
    this.#writer = new SqliteConnection(file, ['synchronous = full', 'busy_timeout = 0', 'cache_size = -65536']);
    this.#light = new SqliteConnection(file, ['synchronous = normal', 'busy_timeout = 0']);
  }

  async read<T>(body: (connection: Connection) => Promise<T>): Promise<T> {
    await this.#yield();
    await this.#hush;
    const reader = await this.#reader();
    try {
      reader.exec('begin');
      return await body(reader);
    } finally {
      try {
        reader.rollback();
      } finally {
        this.#release(reader);
      }
    }
  }

  write<T>(_space: string | undefined, body: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#next(() => this.#transact(this.#writer, body));
  }

  writeLightly<T>(body: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#next(() => this.#transact(this.#light, body));
  }

  migrate<T>(body: (connection: Connection, run: (text: string) => Promise<void>) => Promise<T>): Promise<T> {
    return this.write(undefined, (connection) => body(connection, async (text) => this.#writer.exec(text)));
  }

  async tableNames(connection: Connection): Promise<string[]> {
    const tables = await connection.all(sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`);
    return tables.map(({ name }) => name);
  }

  async snapshot(): Promise<{ connection: Connection; end(): Promise<void> }> {
    const connection = this.#open();
    connection.exec('begin');
    // A snapshot begins with the first thing that is read.
    connection.run('select count(*) from sqlite_master');
    return { connection, end: async () => connection.close() };
  }

  anyOf(column: RawBuilder<unknown>, values: readonly (string | number)[]): RawBuilder<boolean> {
    return values.length === 1 ? sql<boolean>`${column} = ${values[0]}` : sql<boolean>`${column} in (select value from json_each(${JSON.stringify(values)}))`;
  }

  each(values: readonly string[]): RawBuilder<unknown> {
    return sql`(select value from json_each(${JSON.stringify(values)}))`;
  }

  lot(seed: string): RawBuilder<number> {
    return sql<number>`lot(${seed}, r.id)`;
  }

  pairs(values: readonly (readonly [string, number])[]): RawBuilder<unknown> {
    return sql`(select json_extract(value, '$[0]') as name, json_extract(value, '$[1]') as number from json_each(${JSON.stringify(values)}))`;
  }

  mayLieIn([west, south, east, north]: Box): RawBuilder<boolean> {
    return sql<boolean>`s.n in (select n from places where east >= ${west} and west <= ${east} and north >= ${south} and south <= ${north})`;
  }

  rowsWithin(space: string, [west, south, east, north]: Box): RawBuilder<unknown> {
    return sql`select s.row from places p cross join sessions s
      where p.east >= ${west} and p.west <= ${east} and p.north >= ${south} and p.south <= ${north} and s.n = p.n and s.space = ${space}`;
  }

  async placed(connection: Connection, row: number): Promise<void> {
    await connection.all(sql`
      insert into places select n, longitude, longitude, latitude, latitude from sessions
      where row = ${row} and latitude is not null and longitude is not null`);
  }

  async displaced(connection: Connection, row: number): Promise<void> {
    await connection.all(sql`delete from places where n in (select n from sessions where row = ${row})`);
  }

  async announce(): Promise<void> {}

  /** Looks now and then whether another connection has written: that costs next to nothing. */
  onAnnounced(listener: (space: string | undefined) => void): () => void {
    this.#listeners.add(listener);
    this.#stopLooking ??= this.#look();
    return () => {
      this.#listeners.delete(listener);
      if (!this.#listeners.size) this.#rest();
    };
  }

  get holding(): number {
    return this.#holder ? this.#holds : 0;
  }

  /** A transaction on a file beside the database, which the system ends with the process: many may read in it, one may write. */
  async hold(purpose: Purpose): Promise<boolean> {
    this.#holder?.close();
    this.#holder = undefined;
    const path = `${this.#file}-lock`;
    // Closing a file gives up every lock that this process has on it: only a new one is opened and closed here.
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    const holder = new DatabaseSync(path, { timeout: longestHoldWait });
    try {
      if (purpose === 'serving') holder.exec('begin; select count(*) from sqlite_master');
      else holder.exec('begin exclusive');
    } catch (error) {
      holder.close();
      if (isBusy(error)) return false;
      throw failed((error as { errcode?: number }).errcode);
    }
    this.#holder = holder;
    this.#holds++;
    return true;
  }

  /** Since when, which stays until it was done, and a word by which a later one is told from it. */
  async scrubIsDue(connection: Connection): Promise<void> {
    const word = randomUUID();
    await connection.all(sql`
      insert into meta (name, value) values ('scrub', ${`${Date.now()} ${word}`})
      on conflict (name) do update set value = substr(meta.value, 1, instr(meta.value, ' ')) || ${word}`);
  }

  /** Moves the log into the database and empties it. Others may be reading: then once more, until it is done. */
  async scrub(): Promise<void> {
    clearTimeout(this.#scrubbing);
    this.#scrubbing = undefined;
    const done = await this.#next(() => this.#emptied());
    this.#scrubWait = done ? scrubAfter : Math.min(this.#scrubWait * 2, longestScrubWait);
    if (!done) this.scrubSoon();
  }

  scrubSoon(): void {
    if (this.#closed) return;
    this.#scrubbing ??= setTimeout(() => void this.scrub().catch(() => this.scrubSoon()), this.#scrubWait).unref();
  }

  async faults(connection: Connection): Promise<string[]> {
    return [...(await this.#damage(connection)), ...(await this.#leftInLog(connection))];
  }

  async #leftInLog(connection: Connection): Promise<string[]> {
    const due = await connection.first(sql<{ value: string }>`select value from meta where name = 'scrub'`);
    const age = due ? Date.now() - parseInt(due.value) : 0;
    if (age < scrubIsLate || !(statSync(`${this.#file}-wal`, { throwIfNoEntry: false })?.size)) return [];
    return [`The log beside the file still holds what was erased ${Math.floor(age / 60_000)} minutes ago: the server does not run, or something reads the database without end.`];
  }

  async #damage(connection: Connection): Promise<string[]> {
    const found = await connection.all(sql<{ integrity_check: string }>`pragma integrity_check`);
    const orphans = await connection.all(sql<{ table: string }>`pragma foreign_key_check`);
    return [
      ...found.map(({ integrity_check: fault }) => fault).filter((fault) => fault !== 'ok').map(() => 'The file is damaged: its integrity check fails.').slice(0, 1),
      ...[...new Set(orphans.map(({ table }) => table))].map((table) => `The table ${table} holds entries of records that are gone.`),
    ];
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#scrubbing);
    this.#rest();
    await this.#last;
    this.#holder?.close();
    this.#holder = undefined;
    // Whoever else has the file open keeps its log.
    if (this.#scrubbing) this.#truncate();
    for (const connection of [...this.#idle, this.#light, this.#writer]) connection.close();
  }

  #open(): SqliteConnection {
    if (this.#closed) throw failed('closed');
    try {
      return new SqliteConnection(this.#file, ['query_only = on']);
    } catch (error) {
      throw failed((error as { errcode?: number }).errcode);
    }
  }

  async #reader(): Promise<SqliteConnection> {
    const idle = this.#idle.pop();
    if (idle && !this.#closed) return idle;
    if (this.#readers >= mostReaders) return new Promise((found) => this.#waiting.push(found));
    const reader = this.#open();
    this.#readers++;
    return reader;
  }

  #release(reader: SqliteConnection): void {
    const next = this.#waiting.shift();
    if (next) return next(reader);
    if (!this.#closed) return void this.#idle.push(reader);
    this.#readers--;
    reader.close();
  }

  /** What is done at once never waits, so that others would not get their turn while somebody reads or writes a lot. */
  async #yield(): Promise<void> {
    if (performance.now() - this.#yielded < longestTurn) return;
    await turn();
    this.#yielded = performance.now();
  }

  #next<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#last.then(async () => {
      await this.#yield();
      if (this.#closed) throw failed('closed');
      return run();
    });
    this.#last = result.catch(() => {});
    return result;
  }

  async #transact<T>(writer: SqliteConnection, body: (connection: Connection) => Promise<T>): Promise<T> {
    const end = Date.now() + longestWait;
    for (let wait = 1; !writer.begin(); wait = Math.min(wait * 2, 50)) {
      if (Date.now() > end) throw failed('busy');
      await sleep(wait * (0.5 + Math.random()));
    }
    try {
      const result = await body(writer);
      writer.exec('commit');
      return result;
    } finally {
      writer.rollback();
    }
  }

  /** Where one always begins to read before another has ended, the log could never be emptied: then nobody begins for a moment. */
  async #emptied(): Promise<boolean> {
    if (this.#truncate()) return true;
    const hush = Promise.withResolvers<void>();
    this.#hush = hush.promise;
    try {
      for (const end = Date.now() + longestHush; Date.now() < end; ) {
        await sleep(5);
        if (this.#truncate()) return true;
      }
      return false;
    } finally {
      this.#hush = undefined;
      hush.resolve();
    }
  }

  #truncate(): boolean {
    try {
      const due = this.#writer.run(`select value from meta where name = 'scrub'`) as { value: string }[];
      const [{ busy } = { busy: 0 }] = this.#writer.run('pragma wal_checkpoint(truncate)') as { busy: number }[];
      if (busy) return false;
      // What another process has erased meanwhile is still due.
      for (const { value } of due) this.#light.run(`delete from meta where name = 'scrub' and value = ?`, [value]);
      return true;
    } catch {
      return false;
    }
  }

  #rest(): void {
    this.#stopLooking?.();
    this.#stopLooking = undefined;
  }

  /** Answers how to stop. */
  #look(): () => void {
    const eye = this.#open();
    const version = () => (eye.run('pragma data_version')[0] as { data_version: number }).data_version;
    let seen = version();
    const timer = setInterval(() => {
      try {
        const now = version();
        if (now === seen) return;
        seen = now;
      } catch {
        // It may be locked for a moment. Whoever listens looks for themselves.
      }
      for (const listener of this.#listeners) listener(undefined);
    }, lookEvery).unref();
    return () => {
      clearInterval(timer);
      eye.close();
    };
  }
}

const words: WordIndex = {
  async put(connection, row, list) {
    if (list.length) await connection.all(sql`insert into texts (rowid, words) values (${row}, ${list.join(' ')})`);
  },
  async of(connection, row) {
    const found = await connection.first(sql<{ words: string }>`select words from texts where rowid = ${row}`);
    return found ? found.words.split(' ') : [];
  },
  async remove(connection, row) {
    await connection.all(sql`delete from texts where rowid = ${row}`);
  },
  rows(asked) {
    // Words hold letters and digits only: nothing in them has a meaning to FTS5.
    const match = asked.map((list) => `(${list.map((word) => `"${word}"*`).join(' OR ')})`).join(' AND ');
    return sql`(select rowid from texts where texts match ${match})`;
  },
  // The sign keeps SQLite from beginning with these rows.
  holds: (asked) => sql<boolean>`+r.n in ${words.rows(asked)}`,
};
