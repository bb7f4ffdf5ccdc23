import { type RawBuilder, sql } from 'kysely';
import { type CollectionName, type ListRequest, nearest, type SearchIndex } from 'peer-support-elements/backend';
import { type Database, holdable } from './database.ts';
import { valueOf, wordsOf } from './derived.ts';
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

/**
 * The beginnings of words that a text asks for, one list for each of its words: the word itself, or, if nothing begins
 * with it, what it may mean. Undefined: nothing can be found. Only words of what these readers may read are known.
 */
export async function meanings(
  at: Omit<At, 'now'>,
  collection: CollectionName,
  { query: { text = '' }, readers }: ListRequest,
): Promise<string[][] | undefined> {
  const { database, connection, space } = at;
  const known = sql`space = ${space} and collection = ${collection}${readers ? sql` and ${database.anyOf(sql`reader`, readers.map(holdable))}` : sql``}`;
  const found: string[][] = [];
  for (const word of wordsOf(text)) {
    const begun = await connection.first(sql`select 1 from vocabulary where ${known} and word >= ${word} and word < ${`${word}\u{10ffff}`} limit 1`);
    if (begun) found.push([word]);
    else {
      if (word.length < 4 || /\d/.test(word)) return undefined;
      const near = nearest((await vocabularyOf(at, JSON.stringify([space, collection, readers]), known)) as SearchIndex, word);
      if (!near.length) return undefined;
      found.push(near);
    }
  }
  return found;
}

/** So many vocabularies are kept in memory, of those that were asked for last. */
const mostVocabularies = 8;
const vocabularies = new WeakMap<Database, Map<string, { changed: number; words: string[] }>>();

/** All words that may have been meant. They are read once, until something is written in the space. */
async function vocabularyOf({ database, connection, space, writing }: Omit<At, 'now'>, key: string, known: Condition): Promise<Pick<SearchIndex, 'words'>> {
  const changed = await changesOf({ connection, space, writing });
  let kept = vocabularies.get(database);
  if (!kept) vocabularies.set(database, (kept = new Map()));
  let vocabulary = kept.get(key);
  kept.delete(key);
  if (vocabulary?.changed !== changed) {
    const all = await connection.all(sql<{ word: string }>`select distinct word from vocabulary where ${known} order by word`);
    vocabulary = { changed, words: all.map(({ word }) => word) };
  }
  kept.set(key, vocabulary);
  if (kept.size > mostVocabularies) kept.delete(kept.keys().next().value!);
  return vocabulary;
}

/** How often something was written in a space: what was read before is as good as new while this is the same. */
export async function changesOf({ connection, space, writing }: Pick<At, 'connection' | 'space' | 'writing'>): Promise<number> {
  // A write sees what nobody else does yet, and perhaps never will: that is not to be remembered.
  if (writing) return NaN;
  return (await connection.first(sql<{ changed: number }>`select changed from sequences where space = ${space}`))?.changed ?? -1;
}
