import type { ServerStore, StoreOptions } from '../store.ts';
import { SqlStore } from './sql-store.ts';

export { fields } from './fields.ts';

/** Opens the database: PostgreSQL by an address that begins with `postgres://` or `postgresql://`, else SQLite by the path of its file. */
export async function openStore(database: string, options: StoreOptions): Promise<ServerStore> {
  if (/^postgres(ql)?:\/\//.test(database)) return new SqlStore((await import('./postgres.ts')).openPostgres(database), options);
  return new SqlStore((await import('./sqlite.ts')).openSqlite(database), options);
}
