import { type RawBuilder, sql } from 'kysely';
import { distance, groupFields, type ListRequest, ofSession, pageOf, PeerError, type Place, type Query, readCursor, type RowPage } from 'peer-support-elements/backend';
import type { Schedule, Session } from 'peer-support-elements/domain';
import { type Box, canHold, type Database } from './database.ts';
import { nextOf } from './derived.ts';
import { type NameOrder, nameOrder } from './names.ts';
import { boxesAround, boxesOf } from './places.ts';
import { rowOf } from './rows.ts';
import { startsAt } from './starts.ts';
import { all, asked, type Condition, hasTerm, havingTerm, meanings, readable } from './search.ts';
import type { RowTable, SessionTable } from './tables.ts';
import type { At } from './transaction.ts';

/*
 * Searching groups. The meaning of a query is that of the library (`matchGroups`); a property test holds that both find the
 * same. The database finds candidates by its indexes, in the order that is asked for wherever it knows it; distances and
 * times are measured here, by the functions of the library. Where few groups can be meant, all of them are measured and
 * put in order; where many can, only as many are looked at as fill a page.
 */

/** How much is done at once. What is found does not depend on it, which tests show with other numbers. */
export const limits = {
  /** Up to how many candidates are all measured, before a page is looked for in order instead. */
  few: 3000,
  /** Groups looked at in one step. */
  atOnce: 2000,
  /** So many sessions may have passed before they are brought up to date. */
  passed: 200,
};
/** Kilometres in which the nearest are looked for, step by step; the last one is farther than any place. */
const rings = [5, 20, 80, 320, 1280, 5120, 21_000];

interface Candidate {
  n: number;
  id: string;
  key: number;
}

/** Something that is asked. */
interface Driver {
  /** The rows for which it may hold. */
  rows: Condition;
  /** Whether it holds for the row `r`. Absent: that is asked of sessions anyway. */
  holds?: Condition;
}

type Timed = Pick<SessionTable, 'n' | 'row' | 'status' | 'latitude' | 'longitude' | 'schedule' | 'next' | 'until' | 'computed'>;

interface Entry {
  key: number | string;
  id: string;
  item: number;
}

const nothing: RowPage = { rows: [], next: null };

export async function listGroups(at: At, request: ListRequest): Promise<RowPage> {
  const search = new GroupSearch(at, request);
  const entries = await search.entries();
  const { items, next } = pageOf(entries, request.query.limit, search.now, search.after, request.locale);
  if (!items.length) return nothing;
  const rows = await at.connection.all(sql<RowTable>`select * from rows r where ${at.database.anyOf(sql`r.n`, items)}`);
  const found = new Map(rows.map((row) => [row.n, row]));
  return { rows: items.map((n) => rowOf(found.get(n)!)), next };
}

class GroupSearch {
  readonly after: Place | undefined;
  /** The moment of the first page. */
  readonly now: number;

  readonly #at: At;
  readonly #request: ListRequest;
  readonly #query: Query;
  readonly #order: string;
  /** The moment from which the next session counts. */
  readonly #from: number;
  /** Whether something is asked of sessions. */
  readonly #tested: boolean;
  readonly #sessions: Condition[];

  constructor(at: At, request: ListRequest) {
    const { query } = request;
    this.#at = at;
    this.#request = request;
    this.#query = query;
    this.#order = query.sort ?? (query.near ? 'near' : 'key');
    if (this.#order === 'near' && !query.near) throw new PeerError('invalid', 'groups: to be sorted by near, a query needs near');
    this.after = query.cursor === undefined ? undefined : placeIn(query.cursor, this.#order);
    this.now = this.after?.now ?? request.now;
    this.#from = query.after ? Date.parse(query.after) : this.now;
    this.#sessions = this.#ofSessions();
    this.#tested = this.#sessions.length > 0 || query.near?.km !== undefined || !!query.after;
  }

  /** At least those of the page that is asked for, and one more. */
  async entries(): Promise<Entry[]> {
    const { where = {}, after, near } = this.#query;
    if (Object.entries(where).some(([name, value]) => value.length && !groupFields.includes(name)) || (after && Number.isNaN(this.#from))) return [];
    const drivers = await this.#drivers();
    if (!drivers) return [];
    const least = await this.#least(drivers);
    const rows = readable(this.#at.database, this.#at.space, 'groups', this.#request);
    for (const driver of drivers) if (driver !== least && driver.holds) rows.push(driver.holds);
    if (least || near?.km !== undefined) return this.#measured([...rows, sql`r.n in ${least?.rows ?? this.#within(boxesAround(near!, near!.km!))}`]);
    if (this.#order === 'next') return this.#byNext(rows);
    if (this.#order === 'near') return this.#byDistance(rows);
    return this.#order === 'name' ? this.#byName(rows) : this.#byKey(rows);
  }

  /** One for each thing that is asked and has an index. Undefined: nothing can be found. */
  async #drivers(): Promise<Driver[] | undefined> {
    const { database, space } = this.#at;
    const { where, text, near, box } = this.#query;
    const drivers: Driver[] = [];
    for (const [name, values] of asked(where)) {
      if (name === 'area') drivers.push({ rows: sql`(select a.row from areas a where a.space = ${space} and ${database.anyOf(sql`a.value`, values)})` });
      else if (!Object.hasOwn(ofSession, name)) drivers.push({ rows: havingTerm(database, space, 'groups', name, values), holds: hasTerm(database, name, values) });
    }
    const words = text ? await meanings(this.#at, 'groups', this.#request) : [];
    if (!words) return undefined;
    // The sign keeps SQLite from beginning with what has many rows.
    if (words.length) drivers.push({ rows: database.words.rows(words), holds: sql`+r.n in ${database.words.rows(words)}` });
    if (near?.km !== undefined) drivers.push({ rows: this.#within(boxesAround(near, near.km)) });
    if (box) drivers.push({ rows: this.#within(boxesOf(box)) });
    return drivers;
  }

  /** The one with the fewest rows, if it has few. */
  async #least(drivers: readonly Driver[]): Promise<Driver | undefined> {
    let least: Driver | undefined;
    let most = limits.few + 1;
    for (const driver of drivers) {
      const { count } = (await this.#at.connection.first(sql<{ count: number }>`select count(*) as count from (select * from ${driver.rows} as d limit ${most}) as c`))!;
      if (Number(count) >= most) continue;
      least = driver;
      most = Number(count);
    }
    return least;
  }

  /** Rows with a session in one of the boxes, or close by. */
  #within(boxes: readonly Box[]): Condition {
    const { database, space } = this.#at;
    const parts = boxes.map((box) => sql`select s.row from sessions s where s.space = ${space} and ${database.mayLieIn(box)}`);
    return sql`(${sql.join(parts, sql` union `)})`;
  }

  /** What is asked of a session `s` and can be told without measuring. */
  #ofSessions(): Condition[] {
    const { database } = this.#at;
    const { where, box } = this.#query;
    const conditions: Condition[] = [];
    for (const [name, values] of asked(where)) {
      if (name === 'area') conditions.push(sql`exists (select 1 from areas a where a.session = s.n and ${database.anyOf(sql`a.value`, values)})`);
      if (name === 'way') conditions.push(database.anyOf(sql`s.way`, known(values, 'way', ['in-person', 'online', 'hybrid'])));
      if (name === 'status') conditions.push(database.anyOf(sql`s.status`, known(values, 'status', ['on', 'paused', 'full', 'ended'])));
    }
    if (box) conditions.push(sql`(${sql.join(boxesOf(box).map((part) => lieIn(part)), sql` or `)})`);
    return conditions;
  }

  /** Rows of the page's order, from its beginning on, as far as they fulfil what has to be measured. */
  async #byKey(rows: readonly Condition[]): Promise<Entry[]> {
    const some = this.#tested ? [this.#some([this.#query.after ? sql`(s.next is not null or ${this.#isStale})` : sql`true`])] : [];
    let place: Pick<Candidate, 'key' | 'id'> | undefined = this.after && { key: this.after.key === null ? Infinity : (this.after.key as number), id: this.after.id };
    return this.#filled(async (size) => {
      const from = place ? [sql`(r.key, r.id) > (${place.key}, ${place.id})`] : [];
      const found = await this.#candidates([...rows, ...some, ...from], sql`order by r.key, r.id limit ${size}`);
      place = found.at(-1) ?? place;
      return found;
    });
  }

  /** Sessions in the order in which they begin; a group stands where its first one does. */
  async #byNext(rows: readonly Condition[]): Promise<Entry[]> {
    const { database, connection, space } = this.#at;
    // Their times were computed for another moment: they are measured, and the others taken in order.
    const stale = await connection.all(sql<{ row: number }>`
      select s.row from sessions s where s.space = ${space} and s.until <= ${this.#from}
      union select s.row from sessions s where s.space = ${space} and s.computed > ${this.#from}`);
    if (stale.length > limits.passed && this.#from <= this.#at.now()) this.#at.passed?.();
    const skip = new Set(stale.map(({ row }) => row));
    const measured: Entry[] = [];
    for (const part of parts([...skip])) measured.push(...(await this.#measured([...rows, database.anyOf(sql`r.n`, part)])));
    const timed = this.after?.key === null ? [] : await this.#inTime(rows, skip);
    const entries = [...measured, ...timed];
    if (this.#query.after || this.#enough(entries.filter(({ key }) => key !== Infinity))) return entries;
    const never = sql`not exists (select 1 from sessions s where s.row = r.n and s.next is not null and ${all(this.#sessions)})`;
    return [...entries, ...(await this.#never([...rows, never], skip))];
  }

  async #inTime(rows: readonly Condition[], skip: Set<number>): Promise<Entry[]> {
    const { connection, space } = this.#at;
    const seen = new Set(skip);
    let place = this.after && { key: this.after.key as number, id: this.after.id };
    return this.#filled(async (size) => {
      const conditions = [sql`s.space = ${space}`, sql`s.next is not null`, ...this.#sessions, sql`exists (select 1 from rows r where r.n = s.row and ${all(rows)})`];
      if (place) conditions.push(sql`(s.next, s.id) > (${place.key}, ${place.id})`);
      const found = await connection.all(sql<Candidate>`select s.row as n, s.id, s.next as key from sessions s where ${all(conditions)} order by s.next, s.id limit ${size}`);
      place = found.at(-1) ?? place;
      // One that was found by a later session than its first is put where it belongs once it is measured.
      const fresh = found.filter(({ n }) => !seen.has(n) && seen.add(n));
      return { all: found.length, candidates: fresh };
    });
  }

  /** Groups that come last, because nothing is known of them by which they could be put in order: by id. */
  async #never(rows: readonly Condition[], skip: ReadonlySet<number> = new Set()): Promise<Entry[]> {
    const some = this.#tested ? [this.#some()] : [];
    let id = this.after?.key === null ? this.after.id : undefined;
    return this.#filled(async (size) => {
      const from = id === undefined ? [] : [sql`r.id > ${id}`];
      const found = await this.#candidates([...rows, ...some, ...from], sql`order by r.id limit ${size}`);
      id = found.at(-1)?.id ?? id;
      return { all: found.length, candidates: found.filter(({ n }) => !skip.has(n)) };
    }, Infinity);
  }

  /** Rings around the place, until the page is full. */
  async #byDistance(rows: readonly Condition[]): Promise<Entry[]> {
    const { near } = this.#query;
    const begin = this.after?.key === null ? Infinity : ((this.after?.key as number | undefined) ?? 0);
    for (const km of begin === Infinity ? [] : rings) {
      if (km <= begin) continue;
      // What is farther than the ring may have others before it.
      const entries = (await this.#measured([...rows, sql`r.n in ${this.#within(boxesAround(near!, km))}`])).filter(({ key }) => (key as number) <= km);
      if (this.#enough(entries)) return entries;
      if (km !== rings.at(-1)) continue;
      return this.#query.box ? entries : [...entries, ...(await this.#nowhere(rows))];
    }
    return this.#query.box ? [] : this.#nowhere(rows);
  }

  #nowhere(rows: readonly Condition[]): Promise<Entry[]> {
    const located = sql`exists (select 1 from sessions s where s.row = r.n and s.latitude is not null and ${all(this.#sessions)})`;
    // Whether a session with a place counts can depend on its times, which are measured.
    return this.#never(this.#query.after ? rows : [...rows, sql`not ${located}`]);
  }

  /** Names are put in order by the language of the reader, which a database does not know. */
  async #byName(rows: readonly Condition[]): Promise<Entry[]> {
    const order: NameOrder = await nameOrder(this.#at, this.#request.locale);
    const some = this.#tested ? [this.#some()] : [];
    let place = this.after ? order.after(this.after.key as string, this.after.id) : 0;
    return this.#filled(async (size) => {
      const part = order.entries.slice(place, (place += size));
      if (!part.length) return { all: 0, candidates: [] };
      const found = await this.#candidates([...rows, ...some, this.#at.database.anyOf(sql`r.n`, part.map(({ n }) => n))], sql``);
      return { all: part.length, candidates: found };
    });
  }

  /** All groups that are asked for, measured. */
  async #measured(rows: readonly Condition[]): Promise<Entry[]> {
    const entries: Entry[] = [];
    const some = this.#tested ? [this.#some()] : [];
    for (let last = 0; ; ) {
      const found = await this.#candidates([...rows, ...some, sql`r.n > ${last}`], sql`order by r.n limit ${limits.atOnce}`);
      entries.push(...(await this.#measure(found)));
      if (found.length < limits.atOnce) return entries;
      last = found.at(-1)!.n;
      // Others are answered in between.
      await new Promise(setImmediate);
    }
  }

  /** Takes candidates in steps that grow, measures them, and ends once the page is full or there are no more. */
  async #filled(take: (size: number) => Promise<Candidate[] | { all: number; candidates: Candidate[] }>, key?: number): Promise<Entry[]> {
    const entries: Entry[] = [];
    for (let size = this.#query.limit + 1; ; size = Math.min(size * 2, limits.atOnce)) {
      const taken = await take(size);
      const { all, candidates } = Array.isArray(taken) ? { all: taken.length, candidates: taken } : taken;
      const measured = await this.#measure(candidates);
      const kept = key === undefined ? measured : measured.filter((entry) => entry.key === key);
      entries.push(...kept);
      if (all < size || this.#enough(entries)) return entries;
    }
  }

  #enough(entries: readonly Entry[]): boolean {
    return entries.filter((entry) => this.#isAfter(entry)).length > this.#query.limit;
  }

  /** Names are looked for from the right place on; `pageOf` compares them as their language does. */
  #isAfter({ key, id }: Entry): boolean {
    if (!this.after || typeof key === 'string') return true;
    const from = this.after.key === null ? Infinity : (this.after.key as number);
    return key > from || (key === from && id > this.after.id);
  }

  async #candidates(conditions: readonly Condition[], order: RawBuilder<unknown>): Promise<Candidate[]> {
    return this.#at.connection.all(sql<Candidate>`select r.n, r.id, r.key from rows r where ${all(conditions)} ${order}`);
  }

  #some(more: readonly Condition[] = []): Condition {
    return sql`exists (select 1 from sessions s where s.row = r.n and ${all([...this.#sessions, ...more])})`;
  }

  get #isStale(): Condition {
    return sql`s.until <= ${this.#from} or s.computed > ${this.#from}`;
  }

  /** What the candidates are put in order by; those that do not fulfil what is asked of sessions are left out. */
  async #measure(candidates: readonly Candidate[]): Promise<Entry[]> {
    const { database, connection } = this.#at;
    const { near, after } = this.#query;
    if (!candidates.length) return [];
    const names = this.#order === 'name' ? await this.#names(candidates) : undefined;
    const keyOf = ({ n, key }: Candidate) => names?.get(n) ?? key;
    // What is asked of sessions was already asked by the database, where nothing has to be measured.
    if ((this.#order === 'key' || names) && near?.km === undefined && !after) return candidates.map((one) => ({ key: keyOf(one), id: one.id, item: one.n }));
    const conditions = [database.anyOf(sql`s.row`, candidates.map(({ n }) => n)), ...this.#sessions];
    const sessions = await connection.all(sql<Timed>`select s.n, s.row, s.status, s.latitude, s.longitude, s.schedule, s.next, s.until, s.computed from sessions s where ${all(conditions)}`);
    const ofRow = Map.groupBy(sessions, ({ row }) => row);
    return candidates.flatMap((one) => {
      const matched = (ofRow.get(one.n) ?? []).filter((session) => this.#fits(session));
      if (this.#tested && !matched.length) return [];
      const key = this.#order === 'next' ? least(matched, (session) => this.#start(session)) : this.#order === 'near' ? least(matched, (session) => distance(placeOf(session), near!)) : keyOf(one);
      return { key, id: one.id, item: one.n };
    });
  }

  async #names(candidates: readonly Candidate[]): Promise<Map<number, string>> {
    const { database, connection } = this.#at;
    const found = await connection.all(sql<{ row: number; name: string }>`select row, name from group_names g where ${database.anyOf(sql`g.row`, candidates.map(({ n }) => n))}`);
    return new Map(found.map(({ row, name }) => [row, name]));
  }

  #fits(session: Timed): boolean {
    const { near, after } = this.#query;
    return (near?.km === undefined || distance(placeOf(session), near) <= near.km) && (!after || this.#start(session) < Infinity);
  }

  /** The next start, as it was computed or, where that was for another moment, computed anew. */
  #start(session: Timed): number {
    const { computed, until, next, schedule, status } = session;
    if (schedule === null) return Infinity;
    if (computed !== null && computed <= this.#from && (until === null || until > this.#from)) return next ?? Infinity;
    return startsAt(this.#from).of({ status: status as Session['status'], schedule: JSON.parse(schedule) as Schedule });
  }
}

function* parts<T>(list: readonly T[]): Generator<T[]> {
  for (let from = 0; from < list.length; from += limits.atOnce) yield list.slice(from, from + limits.atOnce);
}

/** Brings the times of sessions up to date that have passed, a few at a time. */
export async function refresh(database: Database, now: number): Promise<void> {
  for (let done = false; !done; ) {
    done = await database.write(undefined, async (connection) => {
      const passed = await connection.all(sql<Timed>`select n, status, schedule from sessions where until <= ${now} limit 500`);
      for (const { n, status, schedule } of passed) {
        const { next, until, computed } = nextOf({ status: status as Session['status'], schedule: JSON.parse(schedule!) as Schedule }, now);
        await connection.all(sql`update sessions set next = ${next}, until = ${until}, computed = ${computed} where n = ${n}`);
      }
      return passed.length < 500;
    });
  }
}

/** Where a page begins. The key of a cursor must be what its order is made of. */
function placeIn(cursor: string, order: string): Place {
  const place = readCursor(cursor);
  if ((order === 'name') !== (typeof place.key === 'string') || !canHold(place.id)) throw new PeerError('invalid', 'this cursor was not given here');
  return place;
}

const lieIn = ([west, south, east, north]: Box): Condition => sql`(s.latitude >= ${south} and s.latitude <= ${north} and s.longitude >= ${west} and s.longitude <= ${east})`;

const placeOf = ({ latitude, longitude }: Timed) => (latitude === null || longitude === null ? undefined : { latitude, longitude });

const least = <T>(list: readonly T[], of: (one: T) => number) => list.reduce((lowest, one) => Math.min(lowest, of(one)), Infinity);

/** Which of the values that there are have one of the names asked for. None: a value that nothing has. */
function known(values: readonly string[], name: 'way' | 'status', all: readonly string[]): string[] {
  const found = all.filter((value) => ofSession[name]!({ [name]: value } as never).some((one) => values.includes(one!)));
  return found.length ? found : [''];
}
