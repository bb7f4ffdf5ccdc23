import { distance } from './distance.ts';
import { groupText } from './group-text.ts';
import type { fieldsOfGroup, fieldsOfSession, GroupOrder } from './group-query.ts';
import type { Group, Session } from './group.ts';
import { nextStarts } from './schedule.ts';
import { fold, SearchIndex } from './search.ts';
import { nearest } from './slips.ts';
import { onClock } from './zone.ts';

/** The part of a query that chooses groups. The meaning of each key is that of the adapter contract's `Query`. */
export interface GroupQuery {
  where?: Record<string, string | string[]>;
  text?: string;
  near?: { latitude: number; longitude: number; km?: number };
  box?: [west: number, south: number, east: number, north: number];
  after?: string;
}

export interface GroupMatch {
  group: Group;
  /** The sessions for which the group was found: all of them, if nothing was asked of a session. */
  sessions: Session[];
}

type Test<T> = (one: T) => boolean;
type Values<T> = (one: T) => readonly (string | undefined)[];
/** Each of these names, to be looked up by any. */
type Fields<T, N extends string> = Record<N, Values<T>> & Record<string, Values<T>>;

/** What `where` can ask of a group. All that is asked of sessions must hold for the same one. */
export const ofGroup: Fields<Group, (typeof fieldsOfGroup)[number]> = {
  id: ({ id }) => [id],
  topic: ({ topics }) => topics,
  audience: ({ audience }) => audience,
  access: ({ access }) => access,
  led: ({ led }) => [led],
  // A range finds what is narrower, `en` finds `en-GB` (RFC 4647, basic filtering).
  language: ({ languages }) => languages.flatMap((tag) => tag.split('-').map((_, n, parts) => parts.slice(0, n + 1).join('-'))),
};
/** The same for one session. */
export const ofSession: Fields<Session, (typeof fieldsOfSession)[number]> = {
  way: ({ way }) => (way === 'hybrid' ? ['hybrid', 'in-person', 'online'] : [way]),
  area: ({ place }) => place?.area ?? [],
  status: ({ status }) => [status],
};

/**
 * The groups that a query asks for, in the order they came. Names in `where` that are not in `groupFields` match nothing.
 * What is kept for searching goes with the array, which must not change between calls; make another one for other groups.
 */
export function matchGroups(groups: readonly Group[], query: GroupQuery): GroupMatch[] {
  const { where = {}, text, near, box, after } = query;
  const groupTests: Test<Group>[] = [];
  const sessionTests: Test<Session>[] = [];
  for (const [name, value] of Object.entries(where)) {
    if (!value.length) continue;
    if (Object.hasOwn(ofSession, name)) sessionTests.push(oneOf(ofSession[name]!, value));
    else if (Object.hasOwn(ofGroup, name)) groupTests.push(oneOf(ofGroup[name]!, value));
    else return [];
  }
  if (near?.km !== undefined) sessionTests.push((session) => distance(session.place, near) <= near.km!);
  if (box) sessionTests.push((session) => within(session, box));
  if (after) sessionTests.push((session) => nextStart(session, Date.parse(after)) < Infinity);
  const found = text ? new SearchIndex((n) => groupText(groups[n]!), groups.length).find(text, nearest).mask : undefined;

  const matches: GroupMatch[] = [];
  groups.forEach((group, n) => {
    if ((found && !found[n]) || !groupTests.every((test) => test(group))) return;
    const sessions = group.sessions.filter((session) => sessionTests.every((test) => test(session)));
    if (sessions.length || !sessionTests.length) matches.push({ group, sessions });
  });
  return matches;
}

/**
 * What a group is ordered by: smaller first, Infinity last. The next start in milliseconds, counted from `query.after` or
 * else from `now`; kilometres from `query.near`; the name.
 */
export function groupKey(match: GroupMatch, order: GroupOrder, query: GroupQuery, now: number): number | string {
  if (order === 'name') return match.group.name;
  const from = query.after ? Date.parse(query.after) : now;
  const key = (session: Session) => (order === 'next' ? nextStart(session, from) : query.near ? distance(session.place, query.near) : Infinity);
  return Math.min(Infinity, ...match.sessions.map(key));
}

/** Compares without case and accents, because lists of several owners are written differently. */
function oneOf<T>(values: (one: T) => readonly (string | undefined)[], asked: string | string[]): Test<T> {
  const wanted = new Set([asked].flat().map(fold));
  return (one) => values(one).some((value) => value !== undefined && wanted.has(fold(value)));
}

/** When a session begins next, in milliseconds; one that is under way at `from` counts. Infinity: never, or nobody knows. */
export function nextStart({ schedule, status }: Pick<Session, 'schedule' | 'status'>, from: number): number {
  if (!schedule || status === 'ended' || status === 'paused') return Infinity;
  // A zone that is not known is read as UTC: better a few hours off in the order than left out.
  return nextStarts(onClock(schedule, 'UTC'), from)[0] ?? Infinity;
}

function within({ place }: Session, [west, south, east, north]: readonly [number, number, number, number]): boolean {
  if (place?.latitude === undefined || place.longitude === undefined) return false;
  const { latitude, longitude } = place;
  const between = west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
  return latitude >= south && latitude <= north && between;
}
