import { sql } from 'kysely';
import type { Database } from './database.ts';
import { changesOf } from './search.ts';
import type { At } from './transaction.ts';

export interface NameEntry {
  n: number;
  id: string;
  name: string;
}

/** All groups of a space by name, as a language has it. */
export interface NameOrder {
  entries: readonly NameEntry[];
  /** Place of the first entry after this one. */
  after(name: string, id: string): number;
}

/** So many orders are kept, of the spaces and languages that were asked for last. Each holds the names of a space. */
const mostOrders = 8;
const orders = new WeakMap<Database, Map<string, { changed: number; order: NameOrder }>>();

/** Putting a hundred thousand names in order takes a while: it is done once, until something is written in the space. */
export async function nameOrder(at: At, locale: string): Promise<NameOrder> {
  const { database, connection, space } = at;
  const changed = await changesOf(at);
  let kept = orders.get(database);
  if (!kept) orders.set(database, (kept = new Map()));
  const names = collator(locale);
  const key = JSON.stringify([space, names.resolvedOptions().locale]);
  const known = kept.get(key);
  kept.delete(key);
  const order = known?.changed === changed ? known.order : orderOf(await connection.all(sql<NameEntry>`select row as n, id, name from group_names where space = ${space}`), names);
  kept.set(key, { changed, order });
  if (kept.size > mostOrders) kept.delete(kept.keys().next().value!);
  return order;
}

function orderOf(entries: NameEntry[], names: Intl.Collator): NameOrder {
  const compare = (one: Omit<NameEntry, 'n'>, other: Omit<NameEntry, 'n'>) => names.compare(one.name, other.name) || (one.id < other.id ? -1 : +(one.id > other.id));
  entries.sort(compare);
  return {
    entries,
    after(name, id) {
      let low = 0;
      for (let high = entries.length; low < high; ) {
        const middle = (low + high) >> 1;
        if (compare(entries[middle]!, { name, id }) <= 0) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

/** The same as the library's for pages. */
function collator(locale: string): Intl.Collator {
  try {
    return new Intl.Collator(locale, { numeric: true });
  } catch {
    return new Intl.Collator(undefined, { numeric: true });
  }
}
