import type { CollectionName, Query } from '../adapters/adapter.ts';
import type { Group } from '../domain/group.ts';
import { matchGroups } from '../domain/match-groups.ts';
import { fold, SearchIndex } from '../domain/search.ts';
import { nearest } from '../domain/slips.ts';
import { lot } from '../domain/lot.ts';
import { indexOf } from './kinds/index.ts';
import { listGroups } from './list-groups.ts';
import { pageOf, readCursor } from './pages.ts';
import type { ListRequest, Row, RowPage } from './store.ts';

/** Answers a list from rows that are all at hand, for stores that have them so. */
export function listRows(collection: CollectionName, rows: readonly Row[], request: ListRequest): RowPage {
  const { readers, owner, query, now, locale } = request;
  const own = rows.filter((row) => (!readers || readers.includes(row.reader)) && (owner === undefined || row.owner === owner));
  if (collection === 'groups') {
    const byId = new Map<string, Row>(own.map((row) => [row.id, row]));
    const groups = own.map(({ record }) => record as unknown as Group);
    const { items, next } = listGroups(groups, query, { now, locale, position: ({ id }: Group) => byId.get(id)!.key });
    return { rows: items.map(({ id }: Group) => byId.get(id)!), next };
  }
  const after = query.cursor ? readCursor(query.cursor) : undefined;
  const { seed } = query;
  const entries = matching(collection, own, query).map((row) => ({ key: seed === undefined ? row.key : lot(seed, row.id), id: row.id, item: row }));
  // The moment of the first page says nothing here, and would tell when somebody read.
  const { items, next } = pageOf(entries, query.limit, 0, after);
  return { rows: items, next };
}

/** The rows that a query asks for, but for its order and its pages. */
export function matching(collection: CollectionName, rows: readonly Row[], query: Query): Row[] {
  if (collection === 'groups') {
    const found = new Set<unknown>(matchGroups(rows.map(({ record }) => record as unknown as Group), query).map(({ group }) => group));
    return rows.filter(({ record }) => found.has(record));
  }
  const { where = {}, text } = query;
  const asked = Object.entries(where).filter(([, value]) => value.length).map(([name, value]) => [name, new Set([value].flat().map(fold))] as const);
  const words = text ? new SearchIndex((n) => indexOf(collection, rows[n]!.record).text ?? '', rows.length).find(text, nearest).mask : undefined;
  return rows.filter((row, n) => {
    const { terms = {} } = indexOf(collection, row.record);
    return (!words || words[n]) && asked.every(([name, values]) => terms[name]?.some((value) => values.has(fold(value))));
  });
}
