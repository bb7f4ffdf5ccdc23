import type { Group, Session } from '../domain/group.ts';
import type { Found, Note, OpenList, RawProblem, Row } from './importer.ts';
import type { ReadOptions } from './types.ts';

/** What has been read so far. */
export interface Reading {
  groups: Group[];
  problems: RawProblem[];
  /** How many rows the list has. */
  rows: number;
}

export interface CollectOptions extends ReadOptions {
  /** Set behind every id, so that ids of several lists differ whichever arrives first. */
  idSuffix?: string | undefined;
}

/** Looks at a row for what should not be public. */
export type Audit = (row: Row, note: Note) => void;

/** Problems of the list rather than of a row: said once. */
const ofList = ['no-time-zone'];
const rowsInStep = 50;

/** Four letters and digits that stand for a text: the same on every visit. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return ((hash >>> 0) % 36 ** 4).toString(36).padStart(4, '0');
}

/** An id out of name and place, which change least: it must stay when rows, columns and links come and go. */
function idOf({ group, where }: Found): string {
  if (group.id) return group.id;
  const name = group.name.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.join('-').slice(0, 40) ?? 'group';
  return where ? `${name}-${shortHash(where)}` : name;
}

const sessionId = ({ id, schedule }: Session) =>
  id || (schedule ? `${/BYDAY=([^;]*)/.exec(schedule.rule ?? '')?.[1] ?? schedule.start}-${schedule.time}`.toLowerCase().replace(/[:,]/g, '') : 'any');

function unused(id: string, isUsed: (id: string) => unknown): string {
  let free = id;
  for (let number = 2; isUsed(free); number++) free = `${id}-${number}`;
  return free;
}

/** Puts rows together: groups of one list with ids that differ, several rows of a group as its sessions. */
export class Collector {
  readonly reading: Reading = { groups: [], problems: [], rows: 0 };
  /** Sets problems of the current row aside. */
  readonly note: Note;
  readonly #options: CollectOptions;
  readonly #audit: Audit | undefined;
  readonly #ids = new Set<string>();
  readonly #byKey = new Map<string, Group>();
  readonly #said = new Set<string>();
  #row: number | string = 0;

  constructor(options: CollectOptions, audit?: Audit) {
    this.#options = options;
    this.#audit = audit;
    this.note = (code, field, params, lost) => {
      const whole = ofList.includes(code);
      if (whole && this.#said.has(code)) return;
      this.#said.add(code);
      const problem: RawProblem = { row: whole ? 0 : this.#row, code };
      if (field) problem.field = field;
      if (params) problem.params = params;
      if (lost) problem.lost = true;
      this.reading.problems.push(problem);
    };
  }

  /** Reads one row of a list. */
  read(list: OpenList, row: unknown, index: number): void {
    this.#row = list.rowNumber?.(index) ?? index + 1;
    try {
      const found = list.read(row as never, index);
      if (found === null) return;
      this.reading.rows++;
      this.#audit?.(list.raw?.(row as never) ?? (row as Row), this.note);
      if (found) this.#add(found);
    } catch (error) {
      // Somebody else's data: whatever is odd about this row must not take the others with it.
      this.reading.rows++;
      this.note('unreadable', undefined, { error: `${error}` }, true);
    }
  }

  #add(found: Found) {
    const { group, key } = found;
    const known = key ? this.#byKey.get(key) : undefined;
    if (known) return this.#merge(known, group);
    const id = unused(idOf(found), (id) => this.#ids.has(id));
    this.#ids.add(id);
    group.id = id + (this.#options.idSuffix ?? '');
    if (key) this.#byKey.set(key, group);
    group.sessions.forEach((session, at, all) => nameSession(session, all.slice(0, at)));
    this.reading.groups.push(group);
  }

  /** Another row of a group that is there already. What it says differently about the whole group is kept with its own sessions. */
  #merge(known: Group, group: Group) {
    let differing = '';
    for (const key of ['about', 'cost', 'joining'] as const) {
      if (known[key] && group[key] && known[key] !== group[key]) differing += `${group[key]}\n`;
    }
    for (const key of ['topics', 'access'] as const) {
      const more = group[key].filter((item) => !known[key].includes(item));
      if (more[0]) known[key] = [...known[key], ...more];
    }
    for (const session of group.sessions) {
      if (differing) session.notes = differing + (session.notes ?? '');
      if (known.sessions.some((other) => isSame(other, session))) {
        this.note('same-row');
      } else {
        nameSession(session, known.sessions);
        known.sessions.push(session);
      }
    }
    Object.assign(known, { ...group, ...known });
  }
}

/** Places and times of a list are shared, so that equal ones are one. */
const isSame = (one: Session, other: Session) =>
  (['schedule', 'place', 'online', 'way', 'status', 'notes'] as const).every((key) => one[key] === other[key]);

function nameSession(session: Session, others: Session[]) {
  session.id = unused(sessionId(session), (id) => others.some((other) => other.id === id));
}

/** Reads an opened list in steps of a few rows, between which a page can draw. */
export function* readSteps(list: OpenList | undefined, collector: Collector): Generator<void, void> {
  const { rows = [] } = list ?? {};
  for (let index = 0; index < rows.length; index++) {
    collector.read(list!, rows[index], index);
    if (index % rowsInStep === rowsInStep - 1) yield;
  }
}
