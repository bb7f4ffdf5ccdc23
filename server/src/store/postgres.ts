import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CompiledQuery, DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import { PeerError } from 'peer-support-elements/backend';
import { type Box, type Connection, type Database, failed, type Purpose, type Statement, type WordIndex } from './database.ts';
import type { Found } from './derived.ts';
import type { Migration } from './migrations/index.ts';
import type { Tables } from './tables.ts';

const channel = 'peer_support_events';
/** Class of the advisory locks; the second number is the space, or 0 for the tables themselves. */
const lockClass = 0x70656572;
/** The second number of the lock of those who use the database, for whatever purpose. */
const users = -1;
/** Longest time for one statement, in milliseconds. */
const longestStatement = 15_000;
const mostAttempts = 5;
const mostNames = 500;
/** The longest name of a space that a notification can carry, in bytes, with room to spare. */
const longestNotice = 4000;

/**
 * For reading while many others do: how often a word occurs decides how it is best looked for, so that each question gets a
 * plan of its own; and none takes the processors from the others, or compiles what takes milliseconds.
 */
const forMany = 'set local plan_cache_mode = force_custom_plan; set local max_parallel_workers_per_gather = 0; set local jit = off';

const builder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** Serialisation failures and deadlocks; and a connection that was lost before anything was promised. */
const again = /^(40001|40P01|57P0[123]|08...|ECONN.*|EPIPE|lost)$/;

export function openPostgres(address: string): Database {
  if (!URL.canParse(address)) throw new PeerError('invalid', 'The address of the database cannot be read.');
  return new Postgres(address);
}

class PostgresConnection implements Connection {
  readonly client: pg.PoolClient | pg.Client;
  readonly #names: Map<string, string>;

  constructor(client: pg.PoolClient | pg.Client, names: Map<string, string>) {
    this.client = client;
    this.#names = names;
  }

  async all<R>(statement: Statement<R>): Promise<R[]> {
    const { sql: text, parameters } = statement.compile(builder) as CompiledQuery<R>;
    const name = this.#name(text);
    return this.#run(() => this.client.query({ ...(name !== undefined && { name }), text, values: parameters as unknown[] })) as Promise<R[]>;
  }

  async first<R>(statement: Statement<R>): Promise<R | undefined> {
    return (await this.all(statement))[0];
  }

  async exec(text: string): Promise<void> {
    await this.#run(() => this.client.query(text));
  }

  async #run(query: () => Promise<pg.QueryResult>): Promise<unknown[]> {
    try {
      return (await query()).rows;
    } catch (error) {
      throw failed(codeOf(error));
    }
  }

  /** A prepared statement has the same name on each connection. There are not more of them than a connection may well keep. */
  #name(text: string): string | undefined {
    let name = this.#names.get(text);
    if (name === undefined && this.#names.size < mostNames) this.#names.set(text, (name = `s${this.#names.size}`));
    return name;
  }
}

/** A code of PostgreSQL or of the network. The driver has words of its own for a connection that ended. */
const codeOf = (error: unknown): string => (error as { code?: string }).code ?? (/connection|terminated|not queryable/i.test((error as Error).message) ? 'lost' : 'unknown');

/** Marks failures after which the whole body may run again. */
const isRetryable = (error: unknown): boolean => PeerError.is(error) && again.test(/^the database failed \((.*)\)$/.exec(error.message)?.[1] ?? '');

class Postgres implements Database {
  readonly kind = 'postgres';
  readonly chooses = true;
  readonly builder = builder;
  readonly words: WordIndex = words;
  readonly migrations = ({ postgres }: Migration) => postgres;

  readonly #pool: pg.Pool;
  readonly #config: pg.ClientConfig;
  readonly #names = new Map<string, string>();
  readonly #listeners = new Set<(space: string | undefined) => void>();
  #ear: Promise<void> | undefined;
  #closing = new AbortController();
  #client: pg.Client | undefined;
  #holder: pg.Client | undefined;
  #holding = 0;
  #holds = 0;

  constructor(address: string) {
    this.#config = {
      connectionString: address,
      connectionTimeoutMillis: 5000,
      keepAlive: true,
      application_name: 'peer-support-server',
      types: { getTypeParser: (id: number, format?: 'text' | 'binary') => (id === 20 && format !== 'binary' ? Number : pg.types.getTypeParser(id, format as 'text')) } as pg.CustomTypesConfig,
    };
    this.#pool = new pg.Pool({
      ...this.#config,
      max: 10,
      idleTimeoutMillis: 30_000,
      statement_timeout: longestStatement,
      lock_timeout: longestStatement,
      idle_in_transaction_session_timeout: longestStatement,
    });
    // A connection that ends while it idles is replaced when the next one is needed.
    this.#pool.on('error', () => {});
    // One that ends while it is used says so to whoever asked; without a listener it would end the process.
    this.#pool.on('connect', (client) => client.on('error', () => {}));
  }

  read<T>(body: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#again(() => this.#transact(`begin isolation level repeatable read read only; ${forMany}`, body, true));
  }

  /** The lock is taken first and goes with the commit: what comes after it sees all that was committed before. */
  write<T>(space: string | undefined, body: (connection: Connection) => Promise<T>): Promise<T> {
    const lock = space === undefined ? '' : `; select pg_advisory_xact_lock(${lockClass}, ${numberOf(space)})`;
    return this.#again(() => this.#transact(`begin isolation level read committed; set local synchronous_commit = on${lock}`, body));
  }

  writeLightly<T>(body: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#again(() => this.#transact('begin isolation level read committed; set local synchronous_commit = off', body));
  }

  migrate<T>(body: (connection: Connection, run: (text: string) => Promise<void>) => Promise<T>): Promise<T> {
    const begin = `begin isolation level read committed; set local lock_timeout = 0; set local statement_timeout = 0; select pg_advisory_xact_lock(${lockClass}, 0)`;
    return this.#transact(begin, (connection) => body(connection, (text) => connection.exec(text)));
  }

  async tableNames(connection: Connection): Promise<string[]> {
    const tables = await connection.all(sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = current_schema()`);
    return tables.map(({ name }) => name);
  }

  /** Of its own connection, so that a long reading takes none from those who wait for an answer. */
  async snapshot(): Promise<{ connection: Connection; end(): Promise<void> }> {
    const client = await this.#connect();
    // Other than those of the pool, its statements are used once.
    const connection = new PostgresConnection(client, new Map());
    await connection.exec('begin isolation level repeatable read read only');
    return { connection, end: () => client.end() };
  }

  readonly indexAll = indexAll;

  anyOf(column: RawBuilder<unknown>, values: readonly (string | number)[]): RawBuilder<boolean> {
    return values.length === 1 ? sql<boolean>`${column} = ${values[0]}` : sql<boolean>`${column} = any(${values})`;
  }

  each(values: readonly string[]): RawBuilder<unknown> {
    return sql`(select unnest(${values}::text[]) as value)`;
  }

  lot(seed: string): RawBuilder<number> {
    return sql<number>`('x' || substr(md5(${seed}::text || ' ' || r.id), 1, 8))::bit(32)::bigint::float8`;
  }

  pairs(values: readonly (readonly [string, number])[]): RawBuilder<unknown> {
    return sql`(select * from unnest(${values.map(([name]) => name)}::text[], ${values.map(([, number]) => number)}::float8[]) as u (name, number))`;
  }

  mayLieIn([west, south, east, north]: Box): RawBuilder<boolean> {
    return sql<boolean>`(s.latitude is not null and point(s.longitude, s.latitude) <@ box(point(${west}::float8, ${south}::float8), point(${east}::float8, ${north}::float8)))`;
  }

  rowsWithin(space: string, box: Box): RawBuilder<unknown> {
    return sql`select s.row from sessions s where s.space = ${space} and ${this.mayLieIn(box)}`;
  }

  async placed(): Promise<void> {}
  async displaced(): Promise<void> {}

  async announce(connection: Connection, space: string): Promise<void> {
    const notice = Buffer.byteLength(space) > longestNotice ? '' : `=${space}`;
    await connection.all(sql`select pg_notify(${channel}, ${notice})`);
  }

  onAnnounced(listener: (space: string | undefined) => void): () => void {
    this.#listeners.add(listener);
    this.#ear ??= this.#listen();
    return () => void this.#listeners.delete(listener);
  }

  get holding(): number {
    return this.#holding;
  }

  /** An advisory lock of a session goes with its connection, and so with the process. */
  async hold(purpose: Purpose): Promise<boolean> {
    await this.#holder?.end().catch(() => {});
    return this.#take(purpose);
  }

  async scrubIsDue(): Promise<void> {}
  async scrub(): Promise<void> {}
  scrubSoon(): void {}

  async faults(): Promise<string[]> {
    return [];
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await this.#holder?.end().catch(() => {});
    await this.#client?.end().catch(() => {});
    await this.#ear;
    await this.#pool.end();
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#config);
    client.on('error', () => {});
    try {
      await client.connect();
    } catch (error) {
      throw failed(codeOf(error));
    }
    return client;
  }

  async #transact<T>(begin: string, body: (connection: PostgresConnection) => Promise<T>, onlyReads = false): Promise<T> {
    let client: pg.PoolClient;
    try {
      client = await this.#pool.connect();
    } catch (error) {
      throw failed(codeOf(error));
    }
    const connection = new PostgresConnection(client, this.#names);
    let broken = true;
    let left = false;
    try {
      await connection.exec(begin);
      const result = await body(connection);
      if (onlyReads) {
        // Nothing comes of it: nobody has to wait for its end.
        left = true;
        void connection.exec('commit').then(
          () => client.release(),
          () => client.release(true),
        );
        return result;
      }
      await this.#commit(connection);
      broken = false;
      return result;
    } catch (error) {
      broken = await connection.exec('rollback').then(
        () => false,
        () => true,
      );
      throw error;
    } finally {
      if (!left) client.release(broken);
    }
  }

  /** Where the answer to a commit is lost, nobody knows what came of it: it is not tried again here, but by the caller, who has an intent. */
  async #commit(connection: PostgresConnection): Promise<void> {
    try {
      await connection.exec('commit');
    } catch (error) {
      throw /\((40001|40P01)\)/.test((error as Error).message) ? error : failed('commit');
    }
  }

  async #again<T>(run: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await run();
      } catch (error) {
        if (attempt >= mostAttempts || this.#closing.signal.aborted || !isRetryable(error)) throw error;
        await sleep(2 ** attempt * 5 * (0.5 + Math.random()));
      }
    }
  }

  async #take(purpose: Purpose): Promise<boolean> {
    const client = await this.#connect();
    const call = purpose === 'serving' ? sql`pg_try_advisory_lock_shared` : sql`pg_try_advisory_lock`;
    // A machine that lost its power says nothing: the database finds out in a minute and a half, and not in hours.
    await client.query('set tcp_keepalives_idle = 60; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3').catch(() => {});
    const taken = await new PostgresConnection(client, new Map()).first(sql<{ taken: boolean }>`select ${call}(${lockClass}::int, ${users}::int) as taken`).catch(() => undefined);
    if (!taken?.taken || this.#closing.signal.aborted) {
      await client.end().catch(() => {});
      if (taken) return false;
      throw failed('lost');
    }
    this.#holder = client;
    this.#holding = ++this.#holds;
    client.once('end', () => void this.#lost(client, purpose));
    return true;
  }

  /** Somebody may have loaded a backup before it is taken again, and has to be looked for. */
  async #lost(client: pg.Client, purpose: Purpose): Promise<void> {
    if (this.#holder !== client) return;
    this.#holding = 0;
    this.#holder = undefined;
    if (purpose === 'loading') return;
    const { signal } = this.#closing;
    for (let wait = 50; !signal.aborted && !this.#holder; wait = Math.min(wait * 2, 5000)) {
      await sleep(wait, undefined, { signal }).catch(() => {});
      if (!signal.aborted && (await this.#take(purpose).catch(() => false))) return;
    }
  }

  /** Listens until the end, on a connection of its own. After each gap there may be news of any space. */
  async #listen(): Promise<void> {
    for (let wait = 50; !this.#closing.signal.aborted; wait = Math.min(wait * 2, 5000)) {
      const lost = Promise.withResolvers<void>();
      try {
        const client = (this.#client = await this.#connect());
        client.on('end', () => lost.resolve());
        client.on('notification', ({ payload }) => this.#tell(payload ? payload.slice(1) : undefined));
        if (this.#closing.signal.aborted) await client.end();
        else await client.query(`listen ${channel}`);
        this.#tell(undefined);
        wait = 50;
        await lost.promise;
      } catch {
        await this.#client?.end().catch(() => {});
      }
      await sleep(wait, undefined, { signal: this.#closing.signal }).catch(() => {});
    }
  }

  #tell(space: string | undefined): void {
    for (const listener of this.#listeners) listener(space);
  }
}

/** A number of 31 bits for a space. Two spaces with the same one wait for each other, and that is all. Never 0. */
const numberOf = (space: string): number => (createHash('sha256').update(space).digest().readUInt32BE() >>> 1) || 1;

const words: WordIndex = {
  async put(connection, row, list) {
    if (list.length) await connection.all(sql`insert into texts (row, words) values (${row}, array_to_tsvector(${list}::text[]))`);
  },
  async of(connection, row) {
    const found = await connection.first(sql<{ words: string[] }>`select tsvector_to_array(words) as words from texts where row = ${row}`);
    return found?.words ?? [];
  },
  async remove(connection, row) {
    await connection.all(sql`delete from texts where row = ${row}`);
  },
  rows: (asked) => sql`(select x.row from texts x where x.words @@ ${matchOf(asked)}::tsquery)`,
  // Not as a join: it would begin with these rows, of which there are many.
  holds: (asked) => sql<boolean>`(select x.words @@ ${matchOf(asked)}::tsquery from texts x where x.row = r.n)`,
};

/** Words hold letters and digits only; in quotes they are taken as they are. */
const matchOf = (asked: readonly (readonly string[])[]): string => asked.map((list) => `(${list.map((word) => `'${word.replaceAll(/['\\]/g, '$&$&')}':*`).join(' | ')})`).join(' & ');

/** One statement for each table, however many rows there are. */
async function indexAll(connection: Connection, found: readonly Found[]): Promise<void> {
  const terms = found.flatMap((one) => one.terms);
  const texts = found.filter(({ words }) => words.length).map(({ row, words }) => ({ row, words }));
  const names = found.flatMap(({ name }) => name ?? []);
  const sessions = found.flatMap((one) => one.sessions);
  if (terms.length) await connection.all(sql`insert into terms select * from json_to_recordset(${JSON.stringify(terms)}::json) as t (row bigint, space text, collection text, name text, value text)`);
  if (texts.length) await connection.all(sql`insert into texts select t.row, array_to_tsvector(t.words) from json_to_recordset(${JSON.stringify(texts)}::json) as t (row bigint, words text[])`);
  if (names.length) {
    await connection.all(sql`
      insert into group_names (row, space, id, name, since)
      select t.row, t.space, t.id, t.name, coalesce((select q.named from sequences q where q.space = t.space), 0) + 1
      from json_to_recordset(${JSON.stringify(names)}::json) as t (row bigint, space text, id text, name text)`);
  }
  if (!sessions.length) return;
  // Numbers are given first, because the areas name them too.
  await connection.all(sql`
    with given as materialized (
      select nextval(pg_get_serial_sequence('sessions', 'n')) as n, t.* from json_to_recordset(${JSON.stringify(sessions)}::json) as t (
        row bigint, space text, id text, way text, status text, latitude float8, longitude float8,
        rhythm text, schedule text, next float8, until float8, computed float8, areas json)),
    put as (
      insert into sessions (n, row, space, id, way, status, latitude, longitude, rhythm, schedule, next, until, computed) overriding system value
      select n, row, space, id, way, status, latitude, longitude, rhythm, schedule, next, until, computed from given)
    insert into areas (session, row, space, value) select g.n, g.row, g.space, a.value from given g, json_array_elements_text(g.areas) as a (value)`);
}
