import { Backend, type CollectionName, kinds } from 'peer-support-elements/backend';
import type { SpaceSettings } from 'peer-support-elements/domain';
import { schemas } from 'peer-support-elements/schemas';
import type { Ledger, LedgerEntry, ServerStore } from './store.ts';

export interface ReplayOptions {
  store: ServerStore;
  ledger: Ledger;
  settings: (space: string) => SpaceSettings | undefined;
}

/**
 * Takes away again what was withdrawn or erased, as the ledger says: after a backup was put in place, and before anything
 * is served. Answers how many records were there once more.
 */
export async function replay({ store, ledger, settings }: ReplayOptions): Promise<number> {
  const backend = new Backend({ store, schemas: async () => schemas, settings });
  let erased = 0;
  for (const { space, collection, id } of await distinct(ledger)) {
    if (!Object.hasOwn(kinds, collection)) continue;
    const name = collection as CollectionName;
    // Whatever is gone is gone with all that was kept of it, in one transaction: nothing to do then, and nothing to write.
    if (!(await store.read(space, (tx) => tx.get(name, id)))) continue;
    await backend.erase(space, name, id);
    erased++;
  }
  return erased;
}

/** Read to the end first: erasing writes to the ledger. */
async function distinct(ledger: Ledger): Promise<LedgerEntry[]> {
  const found = new Map<string, LedgerEntry>();
  for await (const entry of ledger.entries()) found.set(JSON.stringify([entry.space, entry.collection, entry.id]), entry);
  return [...found.values()];
}
