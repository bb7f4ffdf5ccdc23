import { sql } from 'kysely';
import { type CollectionName, kinds } from 'peer-support-elements/backend';
import { schemas } from 'peer-support-elements/schemas';
import type { Connection, Database } from './database.ts';
import { derive } from './derived.ts';
import { rowOf } from './rows.ts';
import type { RowTable } from './tables.ts';

/** What is wrong with a database, in sentences that name tables and numbers and nothing that people wrote. */
export async function check(database: Database): Promise<string[]> {
  const { connection, end } = await database.snapshot();
  try {
    const wrong = await database.faults(connection);
    const counts = new Map<string, number>();
    for await (const row of rows(connection)) for (const fault of await faultsOf(database, connection, row)) counts.set(fault, (counts.get(fault) ?? 0) + 1);
    wrong.push(...[...counts].map(([fault, count]) => `${count} ${count === 1 ? 'record' : 'records'} of ${fault}.`));
    return [...wrong, ...(await leftOver(connection))];
  } finally {
    await end();
  }
}

async function* rows(connection: Connection): AsyncGenerator<RowTable> {
  for (let last = 0; ; ) {
    const found = await connection.all(sql<RowTable>`select * from rows where n > ${last} order by n limit 500`);
    yield* found;
    if (found.length < 500) return;
    last = found.at(-1)!.n;
  }
}

async function faultsOf(database: Database, connection: Connection, row: RowTable): Promise<string[]> {
  const { n } = row;
  const collection = row.collection as CollectionName;
  if (!Object.hasOwn(kinds, collection)) return ['a collection that is not known'];
  // What the server notes about a space, such as how far a list was read, has no schema: nobody is answered with it.
  if (collection === 'spaces') return [];
  let record;
  try {
    record = rowOf(row).record;
  } catch {
    return [`${collection} cannot be read`];
  }
  const faults: string[] = [];
  const { can } = kinds[collection];
  if (!schemas[collection].record.safeParse(can.update ? { ...record, rev: row.rev } : record).success) faults.push(`${collection} ${row.id === record.id ? 'do' : 'have another id or do'} not fit their schema`);
  const derived = derive(collection, { record });
  const terms = await connection.all(sql<{ name: string; value: string }>`select name, value from terms where row = ${n}`);
  const sessions = await connection.first(sql<{ count: number }>`select count(*) as count from sessions where row = ${n}`);
  const same = (one: readonly string[], other: readonly string[]) => JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
  const pair = ({ name, value }: { name: string; value: string }) => JSON.stringify([name, value]);
  if (!same(terms.map(pair), derived.terms.map(pair)) || !same(await database.words.of(connection, n), derived.words) || Number(sessions!.count) !== (derived.group?.sessions.length ?? 0)) {
    faults.push(`${collection} cannot be found by what is in them`);
  }
  return faults;
}

async function leftOver(connection: Connection): Promise<string[]> {
  const found: string[] = [];
  for (const [table, column] of [['terms', 'row'], ['sessions', 'row'], ['areas', 'session'], ['group_names', 'row']] as const) {
    const parent = column === 'session' ? sql`select n from sessions` : sql`select n from rows`;
    const [{ count } = { count: 0 }] = await connection.all(sql<{ count: number }>`select count(*) as count from ${sql.table(table)} where ${sql.ref(column)} not in (${parent})`);
    if (Number(count)) found.push(`The table ${table} holds ${count} entries of records that are gone.`);
  }
  const spoken = await connection.first(sql`
    select 1 from vocabulary v where not exists (select 1 from rows r where r.space = v.space and r.collection = v.collection and r.reader = v.reader) limit 1`);
  if (spoken) found.push('The table vocabulary holds words of records that are gone.');
  return found;
}
