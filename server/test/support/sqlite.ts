import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { ServerStore } from '../../src/store.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { SqlStore } from '../../src/store/sql-store.ts';
import { arrayLedger } from './stores.ts';

const folder = mkdtempSync(join(tmpdir(), 'peer-support-desk-'));
const empty = join(folder, 'empty.sqlite');
const open: ServerStore[] = [];
let made = 0;

const first = new SqlStore(openSqlite(empty), { ledger: arrayLedger() });
await first.migrate();
await first.close();

after(async () => {
  for (const store of open) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A new database of SQLite with its tables, which goes after the last test of the file. */
export function sqliteStore(now?: () => number): ServerStore {
  const file = join(folder, `${++made}.sqlite`);
  copyFileSync(empty, file);
  const store = new SqlStore(openSqlite(file), { ledger: arrayLedger(), ...(now && { now }) });
  open.push(store);
  return store;
}

/** The same object, but for some of its methods. */
export function altered<T extends object>(object: T, over: Partial<T>): T {
  return new Proxy(object, {
    get(target, name) {
      if (name in over) return over[name as keyof T];
      const value = target[name as keyof T];
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
