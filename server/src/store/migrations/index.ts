import { PeerError } from 'peer-support-elements/backend';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { first } from './1-first.ts';
import { editions } from './2-editions.ts';
import { helped } from './3-helped.ts';

/** One step from a version of the tables to the next. Steps are never changed once they were released, and none leads back. */
export interface Migration {
  readonly sqlite: readonly string[];
  readonly postgres: readonly string[];
}

/** In order; the version of the tables is how many of them were done. */
export const migrations: readonly Migration[] = [first, editions, helped];

export async function migrate(database: Database): Promise<{ from: number; to: number }> {
  return database.migrate(async (connection, run) => {
    const tables = await database.tableNames(connection);
    const kept = tables.includes('meta') ? await connection.first(sql<{ value: string }>`select value from meta where name = 'version'`) : undefined;
    const from = Number(kept?.value ?? 0);
    const to = migrations.length;
    if (from > to) throw new PeerError('unavailable', `The database has version ${from}, and this program knows no version above ${to}. Start the newer program.`, { retryable: false });
    if (!from && tables.length) throw new PeerError('unavailable', 'The database holds tables of something else. Name an empty one.', { retryable: false });
    for (const step of migrations.slice(from)) for (const text of database.migrations(step)) await run(text);
    if (from < to) await connection.all(sql`insert into meta (name, value) values ('version', ${String(to)}) on conflict (name) do update set value = excluded.value`);
    return { from, to };
  });
}
