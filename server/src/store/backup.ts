import { sql } from 'kysely';
import { type CollectionName, PeerError } from 'peer-support-elements/backend';
import type { Dumped } from '../store.ts';
import type { Connection, Database } from './database.ts';
import { derive, index } from './derived.ts';
import { rowOf } from './rows.ts';
import type { RowTable } from './tables.ts';
import { Uses } from './uses.ts';

/*
 * A backup holds what cannot be made again. What rows are found by is made again from them, so that a backup of one
 * database can be loaded into the other.
 */

/** The tables of a backup, their columns, and those by which their rows are told apart. */
const kept: Record<string, { columns: readonly string[]; key: readonly string[]; lasting?: boolean; later?: Record<string, unknown> }> = {
  // `later`: columns that older backups do not have, and what they hold then.
  rows: { columns: ['space', 'collection', 'id', 'rev', 'key', 'reader', 'owner', 'edition', 'body'], key: ['space', 'collection', 'id'], later: { edition: 0 } },
  markers: { columns: ['space', 'intent', 'act', 'collection', 'id', 'body', 'answer', 'at', 'gone'], key: ['space', 'intent'] },
  tokens: { columns: ['hash', 'space', 'role', 'owner', 'groups', 'expires'], key: ['hash'] },
  sequences: { columns: ['space', 'arrival'], key: ['space'] },
  // Without those that last, an act that is sent again after a restore would not be known again, nor would its author.
  secrets: { columns: ['name', 'value'], key: ['name'], lasting: true },
};

const atOnce = 500;

export async function* dump(database: Database): AsyncGenerator<Dumped> {
  const { connection, end } = await database.snapshot();
  try {
    for (const [table, { columns, key, lasting }] of Object.entries(kept)) {
      const names = sql.join(columns.map((column) => sql.ref(column)));
      const order = sql.join(key.map((column) => sql.ref(column)));
      for (let last: readonly unknown[] | undefined; ; ) {
        const from = sql`where ${lasting ? sql`expires is null` : sql`true`} ${last ? sql`and (${order}) > (${sql.join(last)})` : sql``}`;
        const rows = await connection.all(sql<Record<string, unknown>>`select ${names} from ${sql.table(table)} ${from} order by ${order} limit ${atOnce}`);
        for (const row of rows) yield { table, row: { ...row } };
        if (rows.length < atOnce) break;
        last = key.map((column) => rows.at(-1)![column]);
      }
    }
  } finally {
    await end();
  }
}

export async function load(database: Database, rows: AsyncIterable<Dumped>, now: number): Promise<void> {
  await database.write(undefined, async (connection) => {
    for (const [table, { lasting }] of Object.entries(kept)) {
      // A server that was started once has made its own, and has used them for nothing.
      if (lasting) continue;
      if (await connection.first(sql`select 1 from ${sql.table(table)} limit 1`)) throw new PeerError('conflict', 'The database is not empty: a backup is loaded into an empty one.');
    }
    const uses = new Uses();
    for await (const { table, row } of rows) await put(database, connection, table, row, uses, now);
    await uses.write(database, connection);
    // Numbers of events that were given before the backup was loaded must not come again: whoever has one starts anew.
    await connection.all(sql`insert into sequences (space) select distinct space from rows where true on conflict (space) do nothing`);
    // In seconds, because numbers as they are told have room for 36 bits. No space has more events than that.
    const event = Math.floor(now / 1000);
    await connection.all(sql`update sequences set event = ${event}, forgotten = ${event}, changed = changed + 1, named = named + 1`);
    // Nobody reads it before what the ledger names was taken away.
    await connection.all(sql`insert into meta (name, value) values ('restoring', ${new Date(now).toISOString()})`);
  });
}

async function put(database: Database, connection: Connection, table: string, dumped: Record<string, unknown>, uses: Uses, now: number): Promise<void> {
  const columns = Object.hasOwn(kept, table) ? kept[table]!.columns : undefined;
  const row = columns ? { ...kept[table]!.later, ...dumped } : dumped;
  if (!columns || columns.some((column) => row[column] === undefined)) throw new PeerError('bad-data', `This is no backup of this program: ${columns ? `a row of ${table} is not whole` : 'it holds a table that is not known'}.`);
  const values = columns.map((column) => row[column]);
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const insert = sql<{ n: number }>`insert into ${sql.table(table)} (${names}) values (${sql.join(values)})`;
  if (kept[table]!.lasting) return void (await connection.all(sql`${insert} on conflict (name) do update set value = excluded.value, expires = null`));
  if (table !== 'rows') return void (await connection.all(insert));
  const [put] = await connection.all(sql<{ n: number }>`${insert} returning n`);
  const whole = { ...row, n: put!.n } as unknown as RowTable;
  await index(database, connection, whole, derive(whole.collection as CollectionName, rowOf(whole)), uses, now);
}
