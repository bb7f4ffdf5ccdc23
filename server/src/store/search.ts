import { type RawBuilder, sql } from 'kysely';
import { type CollectionName, type ListRequest, nearest, type SearchIndex } from 'peer-support-elements/backend';
import { type Connection, type Database, holdable } from './database.ts';
import { valueOf, wordsOf } from './derived.ts';

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
  { database, connection, space, collection }: { database: Database; connection: Connection; space: string; collection: CollectionName },
  { query: { text = '' }, readers }: ListRequest,
): Promise<string[][] | undefined> {
  const known = sql`space = ${space} and collection = ${collection}${readers ? sql` and ${database.anyOf(sql`reader`, readers.map(holdable))}` : sql``}`;
  const found: string[][] = [];
  let vocabulary: string[] | undefined;
  for (const word of wordsOf(text)) {
    const begun = await connection.first(sql`select 1 from vocabulary where ${known} and word >= ${word} and word < ${`${word}\u{10ffff}`} limit 1`);
    if (begun) found.push([word]);
    else {
      if (word.length < 4 || /\d/.test(word)) return undefined;
      vocabulary ??= (await connection.all(sql<{ word: string }>`select distinct word from vocabulary where ${known} order by word`)).map((entry) => entry.word);
      const near = nearest({ words: vocabulary } as unknown as SearchIndex, word);
      if (!near.length) return undefined;
      found.push(near);
    }
  }
  return found;
}
