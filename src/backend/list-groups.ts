import { PeerError } from '../client/errors.ts';
import type { Group } from '../domain/group.ts';
import type { GroupOrder } from '../domain/group-query.ts';
import { groupKey, matchGroups } from '../domain/match-groups.ts';
import type { ListAnswer, Query } from '../adapters/adapter.ts';
import { pageOf, readCursor } from './pages.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The moment from which sessions count: nobody goes to one that was over a day ago. NaN for what is no moment. */
export const momentOf = ({ after }: Pick<Query, 'after'>, now: number): number => (after ? Math.max(Date.parse(after), now - dayMs) : now);

/** Whether the answer depends on when it is asked. */
export const isTimed = ({ sort, after }: Pick<Query, 'sort' | 'after'>): boolean => sort === 'next' || !!after;

export interface ListContext {
  /** Milliseconds since 1970. */
  now: number;
  /** Language by which names are ordered. */
  locale: string;
  /** Place of a group in the backend's own order: a number that never changes. */
  position: (group: Group) => number;
}

/** Answers a query from groups that are all at hand, for every adapter that has them so. */
export function listGroups<G extends Group>(groups: readonly G[], query: Query, context: ListContext): ListAnswer & { items: G[] } {
  const after = query.cursor ? readCursor(query.cursor) : undefined;
  const now = after?.now || context.now;
  const order = (query.sort ?? (query.near ? 'near' : undefined)) as GroupOrder | undefined;
  if (order === 'near' && !query.near) throw new PeerError('invalid', 'groups: to be sorted by near, a query needs near');
  const from = momentOf(query, now);
  const meant = query.after && from > Date.parse(query.after) ? { ...query, after: new Date(from).toISOString() } : query;
  const entries = matchGroups(groups, meant).map((match) => ({
    key: order ? groupKey(match, order, meant, now) : context.position(match.group),
    id: match.group.id,
    item: match.group as G,
  }));
  // Where time plays no part, a page that has not changed has the same cursor.
  return pageOf(entries, query.limit, isTimed(query) ? now : 0, after, context.locale);
}
