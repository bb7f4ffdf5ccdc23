import type { ChainedEntry, LogHead } from '../domain/log.ts';
import { LogCheck } from '../domain/log-chain.ts';
import type { ReadTx, Store } from './store.ts';

/** What is wrong with the log of a space, in words that name the entries. `heads` are those that were kept elsewhere. */
export async function checkLog(store: Pick<Store, 'read'>, space: string, heads: readonly LogHead[] = []): Promise<string[]> {
  const check = new LogCheck(space, heads);
  // At one moment, so that nothing is added between two pages.
  await store.read(space, async (tx) => {
    for await (const { record, key } of entries(tx)) check.next(record as unknown as ChainedEntry, -key);
  });
  return check.end();
}

/** The place and the hash of the newest entry. Undefined: there is none. */
export async function headOf(store: Pick<Store, 'read'>, space: string): Promise<LogHead | undefined> {
  const { rows } = await store.read(space, (tx) => tx.list('log', { query: { limit: 1 }, now: 0, locale: 'en' }));
  const { place, hash, at } = (rows[0]?.record ?? {}) as Partial<ChainedEntry>;
  return place === undefined ? undefined : { place, hash: hash!, at: at! };
}

async function* entries(tx: ReadTx) {
  for (let cursor: string | undefined; ; ) {
    const { rows, next } = await tx.list('log', { query: { limit: 500, ...(cursor && { cursor }) }, now: 0, locale: 'en' });
    yield* rows;
    if (!next) return;
    cursor = next;
  }
}
