import type { Group } from '../domain/group.ts';
import { matchGroups } from '../domain/match-groups.ts';
import { listGroups } from './list-groups.ts';
import type { Finder } from './rows.ts';
import type { Row } from './store.ts';

export const groups: NonNullable<Finder['groups']> = {
  list(rows, { query, now, locale }) {
    const byId = new Map<string, Row>(rows.map((row) => [row.id, row]));
    const all = rows.map(({ record }) => record as unknown as Group);
    const { items, next } = listGroups(all, query, { now, locale, position: ({ id }: Group) => byId.get(id)!.key });
    return { rows: items.map(({ id }: Group) => byId.get(id)!), next };
  },
  match(rows, query) {
    const found = new Set<unknown>(matchGroups(rows.map(({ record }) => record as unknown as Group), query).map(({ group }) => group));
    return rows.filter(({ record }) => found.has(record));
  },
};
