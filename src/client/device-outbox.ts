import { DeviceDatabase, type Step } from './device-database.ts';
import type { KeptItem, OutboxStore } from './outbox.ts';

interface Tables {
  /** By a number that grows, so that the oldest is first and nothing says when it was written. */
  items: { key: number; value: KeptItem; indexes: { id: string } };
}

/** A step that was published is never changed: people have what it made. */
const steps: readonly Step<Tables>[] = [
  (database) => {
    database.createObjectStore('items', { autoIncrement: true }).createIndex('id', 'id', { unique: true });
  },
];

export interface DeviceOutboxOptions {
  /** Name of the database. Default: `local-outbox`, which says nothing about what the site is for. */
  database?: string;
  /** How long the database may take to open, in milliseconds. Default: 4000. */
  patience?: number;
}

/**
 * Keeps an outbox on this device, in this browser (IndexedDB), for all tabs of the site: for people who chose so, since it
 * is not encrypted and whoever uses this browser can read it. `clear` takes the database away too. Browsers may clear it
 * themselves: when room gets short, in private windows at their end, in Safari after seven days without a visit.
 */
export function deviceOutbox(options: DeviceOutboxOptions = {}): OutboxStore {
  return new DeviceOutbox(options);
}

class DeviceOutbox implements OutboxStore {
  readonly name: string;
  readonly #database: DeviceDatabase<Tables>;

  constructor({ database = 'local-outbox', patience = 4000 }: DeviceOutboxOptions) {
    this.name = database;
    this.#database = new DeviceDatabase({ name: database, steps, tables: ['items'], speaker: 'outbox', patience });
  }

  async all(): Promise<readonly KeptItem[]> {
    // To look leaves nothing behind.
    return (await this.#database.exists()) ? this.#database.read((tx) => tx.objectStore('items').getAll()) : [];
  }

  put(item: KeptItem, { known }: { known: boolean }): Promise<boolean> {
    return this.#database.write(async (tx) => {
      const items = tx.objectStore('items');
      const key = await items.index('id').getKey(item.id);
      if (known && key === undefined) return false;
      await items.put(item, key);
      return true;
    });
  }

  async remove(ids: readonly string[]): Promise<void> {
    if (!(await this.#database.exists())) return;
    await this.#database.write(async (tx) => {
      const items = tx.objectStore('items');
      for (const id of ids) {
        const key = await items.index('id').getKey(id);
        if (key !== undefined) await items.delete(key);
      }
    });
  }

  async clear(): Promise<void> {
    await this.#database.forget();
  }
}
