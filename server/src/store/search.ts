import { type RawBuilder, sql } from 'kysely';
import { askedWords, type CollectionName, type ListRequest, mostSlips, nearest, type SearchIndex } from 'peer-support-elements/backend';
import { type Database, holdable } from './database.ts';
import { valueOf, wordOf } from './derived.ts';
import type { At } from './transaction.ts';

/** Part of a condition. */
export type Condition = RawBuilder<unknown>;

export const all = (conditions: readonly Condition[]): Condition => (conditions.length ? sql.join(conditions, sql` and `) : sql`true`);

/** What every row `r` of an answer has to fulfil: the space, its readers, its owner. */
export function readable(database: Database, space: string, collection: CollectionName, { readers, owner }: Pick<ListRequest, 'readers' | 'owner'>): Condition[] {
  const conditions: Condition[] = [sql`r.space = ${space}`, sql`r.collection = ${collection}`];
  if (readers) conditions.push(database.anyOf(sql`r.reader`, readers.map(holdable)));
  if (owner !== undefined) conditions.push(sql`r.owner = ${holdable(owner)}`);
  return conditions;
}

/** Values that are asked for by name, folded; a name without values asks for nothing. */
export const asked = (where: Record<string, string | string[]> = {}): [name: string, values: string[]][] =>
  Object.entries(where)
    .filter(([, value]) => value.length)
    .map(([name, value]) => [name, [...new Set([value].flat().map(valueOf))]]);

/** The rows of a collection that have one of these values under this name. */
export const havingTerm = (database: Database, space: string, collection: string, name: string, values: readonly string[]): Condition =>
  sql`(select t.row from terms t where t.space = ${space} and t.collection = ${collection} and t.name = ${holdable(name)} and ${database.anyOf(sql`t.value`, values)})`;

/** Whether the row `r` has one of these values under this name. */
export const hasTerm = (database: Database, name: string, values: readonly string[]): Condition =>
  sql`exists (select 1 from terms t where t.row = r.n and t.name = ${holdable(name)} and ${database.anyOf(sql`t.value`, values)})`;

export interface Meanings {
  /** Of each word one list. */
  words: string[][];
  /** So many records hold one of the words at most, if somebody knows. */
  most?: number;
}

/**
 * The beginnings of words that a text asks for, one list for each of its words: the word itself, or, if nothing begins
 * with it, what it may mean. Undefined: nothing can be found. Only words of what these readers may read are known.
 */
export async function meanings(
  at: Omit<At, 'now'>,
  collection: CollectionName,
  { query: { text = '' }, readers }: ListRequest,
): Promise<Meanings | undefined> {
  const { database, connection, space } = at;
  const words = [...new Set(askedWords(text).map(wordOf))];
  if (!words.length) return { words: [] };
  const known = sql`v.space = ${space} and v.collection = ${collection}${readers ? sql` and ${database.anyOf(sql`v.reader`, readers.map(holdable))}` : sql``}`;
  const used = await connection.all(sql<{ word: string; uses: number | null }>`
    select w.value as word, (select sum(v.uses) from vocabulary v where ${known} and v.word >= w.value and v.word < w.value || ${'\u{10ffff}'}) as uses
    from ${database.each(words)} as w`);
  const begun = new Map(used.filter(({ uses }) => uses !== null).map(({ word, uses }) => [word, Number(uses)]));
  const slips = words.filter((word) => !begun.has(word));
  if (slips.length > mostSlips || slips.some((word) => word.length < 4 || /\d/.test(word))) return undefined;
  const found = words.filter((word) => begun.has(word)).map((word) => [word]);
  // A record with several words that begin so counts several times: there are not more, but perhaps fewer.
  if (!slips.length) return { words: found, most: Math.min(...begun.values()) };
  const vocabulary = await vocabularyOf(at, JSON.stringify([space, collection, readers]), collection, known);
  for (const word of slips) {
    const near = await nearTo(vocabulary, word);
    if (!near.length) return undefined;
    found.push(near);
  }
  return { words: found, ...(begun.size && { most: Math.min(...begun.values()) }) };
}

/** So many vocabularies are kept in memory, of those that were asked for last, and of each what so many slips may mean. */
const mostVocabularies = 8;
const mostSlipsKept = 500;
const vocabularies = new WeakMap<Database, Map<string, Vocabulary>>();

interface Vocabulary {
  changed: number;
  words: string[];
  slips: Map<string, string[]>;
}

/** All words that may have been meant. They are read once, until something is written in the collection. */
async function vocabularyOf({ database, connection, space, writing }: Omit<At, 'now'>, key: string, collection: CollectionName, known: Condition): Promise<Vocabulary> {
  const changed = await changesOf({ connection, space, writing }, collection);
  let kept = vocabularies.get(database);
  if (!kept) vocabularies.set(database, (kept = new Map()));
  let vocabulary = kept.get(key);
  kept.delete(key);
  if (vocabulary?.changed !== changed) {
    const all = await connection.all(sql<{ word: string }>`select distinct v.word from vocabulary v where ${known} order by v.word`);
    vocabulary = { changed, words: all.map(({ word }) => word), slips: new Map() };
  }
  kept.set(key, vocabulary);
  if (kept.size > mostVocabularies) kept.delete(kept.keys().next().value!);
  return vocabulary;
}

/** Looking through all words takes a while: others are answered in between, and the answer is kept. */
async function nearTo({ words, slips }: Vocabulary, word: string): Promise<string[]> {
  const known = slips.get(word);
  if (known) return known;
  await new Promise(setImmediate);
  const near = nearest({ words } as unknown as SearchIndex, word);
  if (slips.size < mostSlipsKept) slips.set(word, near);
  return near;
}

/**
 * How often something was written in a space, of groups or of anything: what was read before is as good as new while this is
 * the same.
 */
export async function changesOf({ connection, space, writing }: Pick<At, 'connection' | 'space' | 'writing'>, collection?: CollectionName): Promise<number> {
  // A write sees what nobody else does yet, and perhaps never will: that is not to be remembered.
  if (writing) return NaN;
  const known = await connection.first(sql<{ changed: number; named: number }>`select changed, named from sequences where space = ${space}`);
  return (collection === 'groups' ? known?.named : known?.changed) ?? -1;
}
