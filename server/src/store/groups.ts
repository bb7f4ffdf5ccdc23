import { sql } from 'kysely';
import { type ListRequest, listRows, type RowPage } from 'peer-support-elements/backend';
import type { Database } from './database.ts';
import { rowOf } from './rows.ts';
import { all, readable } from './search.ts';
import type { RowTable } from './tables.ts';
import type { At } from './transaction.ts';

export async function listGroups({ database, connection, space }: At, request: ListRequest): Promise<RowPage> {
  const found = await connection.all(sql<RowTable>`select r.* from rows r where ${all(readable(database, space, 'groups', request))}`);
  return listRows('groups', found.map(rowOf), request);
}

export async function refresh(_database: Database, _now: number): Promise<void> {}
