import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import type { Dumped, Ledger, LedgerEntry, ServerStore, StoreOptions } from '../../src/store.ts';
import { openStore } from '../../src/store/index.ts';
import { startPostgres, type TestPostgres } from './postgres.ts';

/** A ledger that remembers. */
export interface ArrayLedger extends Ledger {
  readonly list: LedgerEntry[];
}

export function arrayLedger(): ArrayLedger {
  const list: LedgerEntry[] = [];
  return {
    list,
    add: async (entries) => void list.push(...entries),
    async *entries() {
      yield* list;
    },
    close: async () => {},
  };
}

export interface Kind {
  name: 'sqlite' | 'postgres';
  /** Where a new, empty database is. */
  place(): Promise<string>;
  postgres?(): TestPostgres;
}

const folders: string[] = [];
const removeFolders = () => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
// Also where a test ends the process.
process.once('exit', removeFolders);

const sqlite: Kind = {
  name: 'sqlite',
  async place() {
    const folder = mkdtempSync(join(tmpdir(), 'peer-support-store-'));
    folders.push(folder);
    return join(folder, 'peer.sqlite');
  },
};

/** Both kinds of database, for a file of tests: call it at the top. PostgreSQL starts before the first test and goes after the last. */
export function kinds(): Kind[] {
  let server: TestPostgres;
  before(async () => {
    server = await startPostgres();
  });
  after(async () => {
    await server?.stop();
    removeFolders();
  });
  return [sqlite, { name: 'postgres', place: () => server.database(), postgres: () => server }];
}

/** A store whose tables are there. */
export async function ready(place: string, options: Partial<StoreOptions> = {}): Promise<ServerStore> {
  const store = await openStore(place, { ledger: arrayLedger(), ...options });
  await store.migrate();
  return store;
}

/** Everything that a backup of a store would hold. */
export async function dumped(store: ServerStore): Promise<Dumped[]> {
  const rows: Dumped[] = [];
  for await (const row of store.dump()) rows.push(row);
  return rows;
}

/** Rows as a backup is read: one after the other. */
export async function* stream(rows: readonly Dumped[]): AsyncGenerator<Dumped> {
  yield* rows;
}
