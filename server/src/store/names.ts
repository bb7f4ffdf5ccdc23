import { sql } from 'kysely';
import type { Database } from './database.ts';
import { changesOf } from './search.ts';
import type { At } from './transaction.ts';

export interface NameEntry {
  n: number;
  id: string;
  name: string;
}

/** All groups of a space by name, as a language has it. Some of them may be gone. */
export interface NameOrder {
  entries: readonly NameEntry[];
  /** Place of the first entry after this one. */
  after(name: string, id: string): number;
}

/** How names are kept in order. What is found does not depend on it. */
export const nameLimits = {
  /** So many entries are kept in all, of the spaces and languages that were asked for last, but at least of one. */
  kept: 2_000_000,
  /** So many names are put in order before others are answered. */
  atOnce: 4000,
};

type Compare = (one: Omit<NameEntry, 'n'>, other: Omit<NameEntry, 'n'>) => number;

const orders = new WeakMap<Database, Map<string, Promise<Kept>>>();

/**
 * Putting a hundred thousand names in order takes a while: it is done once for each language, by all who ask for it at once,
 * and after that only what was written since is put in its place.
 */
export async function nameOrder(at: At, locale: string): Promise<NameOrder> {
  const { database, space } = at;
  const changed = await changesOf(at, 'groups');
  const collator = collatorOf(locale);
  // What a write sees is not to be remembered.
  if (at.writing) return Kept.read(at, changed, collator);
  let known = orders.get(database);
  if (!known) orders.set(database, (known = new Map()));
  const key = JSON.stringify([space, collator.resolvedOptions().locale]);
  const before = known.get(key);
  // Where another's reading fails, one's own may not.
  const order = before ? before.catch(() => undefined).then((kept) => (kept ? kept.upTo(at, changed) : Kept.read(at, changed, collator))) : Kept.read(at, changed, collator);
  known.delete(key);
  known.set(key, order);
  try {
    const kept = await order;
    await forget(known);
    return kept;
  } catch (error) {
    if (known.get(key) === order) known.delete(key);
    throw error;
  }
}

/** Lets those go that were not asked for lately. */
async function forget(known: Map<string, Promise<Kept>>): Promise<void> {
  let length = 0;
  for (const [key, order] of [...known].reverse()) {
    const before = length;
    length += (await order.catch(() => undefined))?.entries.length ?? 0;
    if (before && length > nameLimits.kept) known.delete(key);
  }
}

/** One order; never changed, but followed by another one. */
class Kept implements NameOrder {
  readonly entries: readonly NameEntry[];
  readonly #changed: number;
  readonly #compare: Compare;
  readonly #collator: Intl.Collator;

  constructor(entries: readonly NameEntry[], changed: number, collator: Intl.Collator) {
    this.entries = entries;
    this.#changed = changed;
    this.#collator = collator;
    this.#compare = comparing(collator);
  }

  static async read({ connection, space }: Pick<At, 'connection' | 'space'>, changed: number, collator: Intl.Collator): Promise<Kept> {
    const found = await connection.all(sql<NameEntry>`select row as n, id, name from group_names where space = ${space}`);
    return new Kept(await sorted(found, comparing(collator)), changed, collator);
  }

  after(name: string, id: string): number {
    return placeIn(this.entries, { name, id }, this.#compare);
  }

  /** The order with what was written since. Groups that are gone stay in it, and are found by nobody, until they are many. */
  async upTo(at: Pick<At, 'connection' | 'space'>, changed: number): Promise<Kept> {
    // Somebody who began to read before the last change has no use for it, and takes no harm from it.
    if (changed <= this.#changed) return this;
    const { connection, space } = at;
    const fresh = await connection.all(sql<NameEntry>`select row as n, id, name from group_names where space = ${space} and since > ${this.#changed}`);
    if (!fresh.length) return new Kept(this.entries, changed, this.#collator);
    const replaced = new Set(fresh.map(({ n }) => n));
    const before = this.entries.filter(({ n }) => !replaced.has(n));
    const entries = await (fresh.length > 1000 ? joined : merged)(before, await sorted(fresh, this.#compare), this.#compare);
    const { count } = (await connection.first(sql<{ count: number }>`select count(*) as count from group_names where space = ${space}`))!;
    if (entries.length > 1000 + 2 * Number(count)) return Kept.read(at, changed, this.#collator);
    return new Kept(entries, changed, this.#collator);
  }
}

function comparing(names: Intl.Collator): Compare {
  return (one, other) => names.compare(one.name, other.name) || (one.id < other.id ? -1 : +(one.id > other.id));
}

/** Place of the first entry after this one. */
function placeIn(entries: readonly NameEntry[], entry: Omit<NameEntry, 'n'>, compare: Compare, low = 0): number {
  for (let high = entries.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (compare(entries[middle]!, entry) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts a few entries into many. */
function merged(many: readonly NameEntry[], few: readonly NameEntry[], compare: Compare): NameEntry[] {
  const parts: (readonly NameEntry[])[] = [];
  let from = 0;
  for (const entry of few) {
    const place = placeIn(many, entry, compare, from);
    parts.push(many.slice(from, place), [entry]);
    from = place;
  }
  return [...parts, many.slice(from)].flat();
}

/** Sorts in parts, and answers others in between. */
async function sorted(entries: readonly NameEntry[], compare: Compare): Promise<NameEntry[]> {
  let lists: NameEntry[][] = [];
  for (let from = 0; from < entries.length; from += nameLimits.atOnce) {
    lists.push(entries.slice(from, from + nameLimits.atOnce).sort(compare));
    if (from) await new Promise(setImmediate);
  }
  while (lists.length > 1) {
    const pairs: NameEntry[][] = [];
    for (let n = 0; n < lists.length; n += 2) pairs.push(lists[n + 1] ? await joined(lists[n]!, lists[n + 1]!, compare) : lists[n]!);
    lists = pairs;
  }
  return lists[0] ?? [];
}

async function joined(one: readonly NameEntry[], other: readonly NameEntry[], compare: Compare): Promise<NameEntry[]> {
  const all: NameEntry[] = [];
  for (let a = 0, b = 0; a < one.length || b < other.length; ) {
    const first = b >= other.length || (a < one.length && compare(one[a]!, other[b]!) <= 0);
    all.push(first ? one[a++]! : other[b++]!);
    if (all.length % nameLimits.atOnce === 0) await new Promise(setImmediate);
  }
  return all;
}

/** The same as the library's for pages. */
function collatorOf(locale: string): Intl.Collator {
  try {
    return new Intl.Collator(locale, { numeric: true });
  } catch {
    return new Intl.Collator(undefined, { numeric: true });
  }
}
