import type { CollectionName, Query } from '../adapters/adapter.ts';
import { fold } from '../domain/search.ts';
import { lot } from '../domain/lot.ts';
import { fetched } from './fetched.ts';
import { indexOf } from './found-by.ts';
import { pageOf, readCursor } from './pages.ts';
import type { ListRequest, Row, RowPage } from './store.ts';

/** Finds what takes more than names and values. Each part may be absent where nobody asks for such a thing. */
export interface Finder {
  groups?: {
    list(rows: readonly Row[], request: ListRequest): RowPage;
    match(rows: readonly Row[], query: Query): Row[];
  };
  /** Whether each of the texts has the words. */
  words?: (texts: readonly string[], words: string) => ArrayLike<unknown>;
}

/** Brings what answering such a list takes. */
export async function equip(finder: Finder, collection: CollectionName, { text }: Pick<Query, 'text'>): Promise<void> {
  if (collection === 'groups') finder.groups ??= (await fetched(import('./find-groups.ts'))).groups;
  else if (text) finder.words ??= (await fetched(import('./find-words.ts'))).words;
}

/** Answers a list from rows that are all at hand. */
export function listWith(finder: Finder, collection: CollectionName, rows: readonly Row[], request: ListRequest): RowPage {
  const { readers, owner, query } = request;
  const own = rows.filter((row) => (!readers || readers.includes(row.reader)) && (owner === undefined || row.owner === owner));
  if (collection === 'groups') return finder.groups!.list(own, request);
  const after = query.cursor ? readCursor(query.cursor) : undefined;
  const { seed } = query;
  const entries = matchWith(finder, collection, own, query).map((row) => ({ key: seed === undefined ? row.key : lot(seed, row.id), id: row.id, item: row }));
  // The moment of the first page says nothing here, and would tell when somebody read.
  const { items, next } = pageOf(entries, query.limit, 0, after);
  return { rows: items, next };
}

/** The rows that a query asks for, but for its order and its pages. */
export function matchWith(finder: Finder, collection: CollectionName, rows: readonly Row[], query: Query): Row[] {
  if (collection === 'groups') return finder.groups!.match(rows, query);
  const { where = {}, text } = query;
  const asked = Object.entries(where).filter(([, value]) => value.length).map(([name, value]) => [name, new Set([value].flat().map(fold))] as const);
  const words = text ? finder.words!(rows.map(({ record }) => indexOf(collection, record).text ?? ''), text) : undefined;
  return rows.filter((row, n) => {
    const { terms = {} } = indexOf(collection, row.record);
    return (!words || words[n]) && asked.every(([name, values]) => terms[name]?.some((value) => values.has(fold(value))));
  });
}
