import type { Group, Session } from '../domain/group.ts';
import { fill, joined, needsOdd, odd, type Found, type Note, type OpenList, type RawProblem } from './importer.ts';

/** What has been read so far. */
export interface Reading {
  groups: Group[];
  problems: RawProblem[];
  /** How many rows the list has. */
  rows: number;
}

export interface CollectOptions {
  /** Looks at each row for what should not be public. */
  audit?: ((row: unknown, note: Note, headers?: readonly string[]) => void) | undefined;
  /** Set behind every id, so that ids of several lists differ whichever arrives first. */
  idSuffix?: string | undefined;
}

/** Puts rows together: groups of one list with ids that differ, several rows of a group as its sessions. */
export interface Collector {
  readonly reading: Reading;
  /** How many of the groups have been given out already. */
  shown: number;
  /** Groups that were given out before the list was read. */
  early?: Group[];
  /** A collector whose groups get the same ids, as far as rows that it does not read do not matter. */
  draft(): Collector;
  readonly note: Note;
  /** Reads one row of a list. Throws `needsOdd`; the row can be read again then. */
  read(list: OpenList, row: unknown, index: number): void;
  /** Says so when there were no rows, unless something else was said to be in the way. */
  end(): Reading;
}

/** Rows that are read between two looks at the clock. */
export const rowsInStep = 50;

/** A few letters and digits that stand for a text: the same on every visit. */
function shortHash(text: string): string {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) >>> 0;
  return (hash % 36 ** 4).toString(36);
}

/** An id out of name and place, which change least: it must stay when rows, columns and links come and go. */
const idOf = ({ group: { id, name }, where }: Found): string =>
  id || joined([...(name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['group']).slice(0, 9), where && shortHash(where.toLowerCase())], '-');

/** A session without a name of its own is called after its days and time. */
const sessionId = ({ id, schedule }: Session): string =>
  id || (schedule ? `${schedule.rule?.split('BYDAY=')[1] ?? schedule.start}-${schedule.time}`.toLowerCase().replace(/[:,;]/g, '') : 'any');

function unused(id: string, others: { has(id: string): boolean }): string {
  let free = id;
  for (let number = 2; others.has(free); ) free = `${id}-${number++}`;
  return free;
}

/** What a group says of itself, or a session, whatever it is called and whenever it was changed. */
const saying = (thing: Group | Session) => JSON.stringify({ ...thing, id: '', sessions: 0, updated: 0, checked: 0 });

/** Said once of a list, not again of each row. */
const isOfList = ({ code }: { code: string }) => code === 'no-time-zone';

/** Starts a list of groups. */
export function createCollector({ audit, idSuffix = '' }: CollectOptions): Collector {
  const reading: Reading = { groups: [], problems: [], rows: 0 };
  const { groups, problems } = reading;
  const ids = new Set<string>();
  const byKey = new Map<string, Group>();
  let row: number | string = 0;

  const note: Note = (code, field, params, lost) => {
    const ofList = isOfList({ code });
    if (!ofList || !problems.some(isOfList)) problems.push(fill<RawProblem>({ row: ofList ? 0 : row, code }, { field, params, lost }));
  };

  function name(session: Session, others: readonly Session[]): Session {
    session.id = unused(sessionId(session), { has: (id) => others.some((other) => other.id === id) });
    return session;
  }

  function add(found: Found, entry: unknown, { shown }: OpenList) {
    const { key = '' } = found;
    const before = shown?.get(entry);
    const group = before ? Object.assign(before, found.group) : found.group;
    const known = byKey.get(key);
    if (known) return merge(known, group);
    const id = unused(idOf(found), ids);
    ids.add(id);
    group.id = id + idSuffix;
    if (key) byKey.set(key, group);
    const named: Session[] = [];
    for (const session of group.sessions) named.push(name(session, named));
    groups.push(group);
    shown?.set(entry, group);
  }

  /** Another row of a group that is there already. */
  function merge(known: Group, group: Group) {
    if (saying(known) !== saying(group)) odd().keepDifferences(known, group);
    for (const session of group.sessions) {
      if (known.sessions.some((other) => other.schedule === session.schedule && saying(other) === saying(session))) note('same-row');
      else known.sessions.push(name(session, known.sessions));
    }
    Object.assign(known, { ...group, ...known });
  }

  function read(list: OpenList, entry: unknown, index: number) {
    const before = problems.length;
    row = list.rowNumber?.(index) ?? index + 1;
    try {
      const found = list.read(entry as never);
      if (found === null) return;
      audit?.(entry, note, list.headers);
      if (found) add(found, entry, list);
    } catch (error) {
      problems.length = before;
      if (error === needsOdd) throw error;
      // Somebody else's data: whatever is odd about this row must not take the others with it.
      note('unreadable', undefined, undefined, true);
    }
    reading.rows++;
  }

  function end() {
    if (!reading.rows && !problems.some(({ lost }) => lost)) note('empty', undefined, undefined, true);
    return reading;
  }

  return { reading, shown: 0, note, read, end, draft: () => createCollector({ idSuffix }) };
}

/** Reads an opened list in steps of a few rows, between which a page can draw. Goes on where it was broken off. */
export function* readSteps(list: OpenList, { read }: Collector): Generator<void, void> {
  for (list.at ??= 0; list.at < list.rows.length; list.at++) {
    read(list, list.rows[list.at], list.at);
    if (list.at % rowsInStep === 0) yield;
  }
}
