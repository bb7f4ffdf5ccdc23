import { Backend, type CollectionName, kinds } from 'peer-support-elements/backend';
import type { SpaceSettings } from 'peer-support-elements/domain';
import { schemas } from 'peer-support-elements/schemas';
import type { Ledger, LedgerEntry, ServerStore } from './store.ts';

export interface ReplayOptions {
  store: ServerStore;
  ledger: Ledger;
  settings: (space: string) => SpaceSettings | undefined;
}

export interface Replayed {
  /** How many records were there once more. */
  erased: number;
  /** How many were older than their writers had left them. */
  distrusted: number;
}

/**
 * Takes away again what was withdrawn or erased, as the ledger says, and out of sight what its writer has changed since:
 * after a backup was put in place, and before anything is served. Answers what it found.
 */
export async function replay({ store, ledger, settings }: ReplayOptions): Promise<Replayed> {
  const backend = new Backend({ store: store.unread, schemas: async () => schemas, settings });
  const found: Replayed = { erased: 0, distrusted: 0 };
  for (const { space, collection, id, edition } of await distinct(ledger)) {
    if (!Object.hasOwn(kinds, collection)) continue;
    const name = collection as CollectionName;
    // Whatever is gone is gone with all that was kept of it, in one transaction: nothing to do then, and nothing to write.
    const row = await store.unread.read(space, (tx) => tx.get(name, id));
    if (!row) continue;
    if (edition === undefined) {
      await backend.erase(space, name, id);
      found.erased++;
    } else if ((row.edition ?? 0) < edition && (await backend.distrust(space, name, id, edition))) {
      found.distrusted++;
    }
  }
  await store.replayed();
  return found;
}

/** Of each record what is worst: that it is gone, or else its last edition. Read to the end first: erasing writes to the ledger. */
async function distinct(ledger: Ledger): Promise<LedgerEntry[]> {
  const found = new Map<string, LedgerEntry>();
  for await (const entry of ledger.entries()) {
    const key = JSON.stringify([entry.space, entry.collection, entry.id]);
    const known = found.get(key);
    if (!known || worth(entry) > worth(known)) found.set(key, entry);
  }
  return [...found.values()];
}

const worth = ({ edition = Infinity }: LedgerEntry): number => edition;
