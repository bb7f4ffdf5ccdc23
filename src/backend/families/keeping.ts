import type { CollectionName, Query } from '../../adapters/adapter.ts';
import type { Decided } from '../../domain/decided.ts';
import type { SpaceSettings } from '../../domain/space.ts';
import type { Acting } from '../kinds/kind.ts';
import type { Row, Store } from '../store.ts';

/** What a family stands on that does something for a whole space, and not for one caller. */
export interface Keeping {
  readonly space: string;
  readonly store: Store;
  /** What was decided for the space at first. */
  readonly file: SpaceSettings | undefined;
  /** Milliseconds since 1970. */
  now(): number;
  /** What holds for the space at this moment. */
  decided(): Promise<Decided | undefined>;
  /** One write of the backend's own. */
  write<T>(body: (acting: Acting) => Promise<T>): Promise<T>;
  first(collection: CollectionName, query?: Partial<Query>): Promise<Row | undefined>;
  /** Does something with every row that is found and wanted, each in a write of its own. */
  each(collection: CollectionName, query: Partial<Query>, wanted: (row: Row) => boolean, body: (row: Row, acting: Acting) => Promise<void>): Promise<void>;
}

/** Does something with every row that is found and wanted, each in a write of its own. */
export async function eachRow({ space, store, now, write }: Pick<Keeping, 'space' | 'store' | 'now' | 'write'>, collection: CollectionName, query: Partial<Query>, wanted: (row: Row) => boolean, body: (row: Row, acting: Acting) => Promise<void>): Promise<void> {
  for (let cursor: string | undefined; ; ) {
    const request = { query: { ...query, limit: 200, ...(cursor && { cursor }) }, now: now(), locale: 'en' };
    const { rows, next } = await store.read(space, (tx) => tx.list(collection, request));
    for (const { id } of rows.filter(wanted)) {
      await write(async (acting) => {
        const row = await acting.tx.get(collection, id);
        // Its writer, or another instance, may have changed it since it was read.
        if (row && wanted(row)) await body(row, acting);
      });
    }
    if (!next) return;
    cursor = next;
  }
}
