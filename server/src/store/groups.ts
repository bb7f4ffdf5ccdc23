import { type RawBuilder, sql } from 'kysely';
import { distance, groupFields, isTimed, type ListRequest, momentOf, pageOf, PeerError, type Place, type Query, readCursor, type RowPage } from 'peer-support-elements/backend';
import type { Schedule } from 'peer-support-elements/domain';
import { type Driver, driversOf, ofSessions, oneOf, some } from './asking.ts';
import { canHold, type Database } from './database.ts';
import { nameOrder } from './names.ts';
import { boxesAround, chordOf, chordTo, kilometresOf, rings } from './places.ts';
import { rowOf } from './rows.ts';
import { all, type Condition, readable } from './search.ts';
import { timesOf } from './starts.ts';
import type { RowTable, SessionTable } from './tables.ts';
import { type Timed, Times } from './times.ts';
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
  passed: 20,
};

interface Candidate {
  n: number;
  id: string;
  key: number;
}

type Measured = Timed & Pick<SessionTable, 'row' | 'latitude' | 'longitude'>;

interface Entry {
  key: number | string;
  id: string;
  item: number;
}

const nothing: RowPage = { rows: [], next: null };

export async function listGroups(at: At, request: ListRequest): Promise<RowPage> {
  const search = new GroupSearch(at, request);
  const entries = await search.entries();
  const { items, next } = pageOf(entries, request.query.limit, search.began, search.after, request.locale);
  if (!items.length) return nothing;
  const missing = items.filter((n) => !search.read.has(n));
  const found = missing.length ? await at.connection.all(sql<RowTable>`select * from rows r where ${at.database.anyOf(sql`r.n`, missing)}`) : [];
  for (const row of found) search.read.set(row.n, row);
  return { rows: items.map((n) => rowOf(search.read.get(n)!)), next };
}

class GroupSearch {
  readonly after: Place | undefined;
  /** The moment of the first page. */
  readonly now: number;
  /** Rows that were read already. */
  readonly read = new Map<number, RowTable>();

  readonly #at: At;
  readonly #request: ListRequest;
  readonly #query: Query;
  readonly #order: string;
  readonly #times: Times;
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
    this.now = this.after?.now || request.now;
    this.#times = new Times(at, momentOf(query, this.now));
    this.#sessions = ofSessions(at, query);
    this.#tested = this.#sessions.length > 0 || !!query.after;
  }

  /** The moment that goes with the cursor. Where time plays no part, a page that has not changed has the same one. */
  get began(): number {
    return isTimed(this.#query) ? this.now : 0;
  }

  /** At least those of the page that is asked for, and one more. */
  async entries(): Promise<Entry[]> {
    const { where = {}, after } = this.#query;
    if (Object.entries(where).some(([name, value]) => value.length && !groupFields.includes(name)) || Number.isNaN(this.#times.from)) return [];
    const drivers = await driversOf(this.#at, this.#request);
    if (!drivers) return [];
    // Where the database chooses by itself with what to begin, and gives the order, nothing has to be counted.
    const chooses = this.#order === 'next' && this.#at.database.chooses;
    const { stale, least } = await this.#counted(chooses ? [] : drivers);
    if (stale > limits.few) await this.#times.read();
    if (stale > limits.passed && this.#times.from <= this.#at.now()) this.#at.passed?.();
    if (after && this.#order !== 'next') this.#sessions.push(this.#times.possible);
    const rows = readable(this.#at.database, this.#at.space, 'groups', this.#request);
    if (chooses) return this.#byNext(rows, stale, drivers.filter(({ holds }) => holds));
    for (const driver of drivers) if (driver !== least && driver.holds) rows.push(driver.holds);
    if (this.#order === 'next') return this.#byNext(rows, stale, least ? [least] : []);
    if (least) return this.#measured([...rows, sql`r.n in ${least.rows}`]);
    if (this.#order === 'near') return this.#byDistance(rows);
    return this.#order === 'name' ? this.#byName(rows) : this.#byKey(rows);
  }

  /** The driver with the fewest rows, if it has few; and for how many sessions the times do not hold. Counted only as far as it matters. */
  async #counted(drivers: readonly Driver[]): Promise<{ stale: number; least?: Driver }> {
    const enough = Math.max(limits.few, limits.passed) + 1;
    const timed = isTimed(this.#query);
    const counted = drivers.filter(({ most = Infinity, alone }) => !alone && most > limits.few);
    const lists = [...(timed ? [sql`(${this.#times.stale})`] : []), ...counted.map(({ rows }) => rows)];
    const counts = lists.map((rows, n) => sql`(select count(*) from (select 1 from ${rows} as d limit ${enough}) as c) as ${sql.ref(`c${n}`)}`);
    const found = counts.length ? (await this.#at.connection.first(sql<Record<string, number>>`select ${sql.join(counts)}`))! : {};
    const numbers = lists.map((_, n) => Number(found[`c${n}`]));
    const stale = timed ? numbers.shift()! : 0;
    const sizes = drivers.map((driver) => (counted.includes(driver) ? numbers.shift()! : driver.most!));
    const fewest = Math.min(...sizes);
    return { stale, ...(fewest <= limits.few && { least: drivers[sizes.indexOf(fewest)]! }) };
  }

  /** Rows of the page's order, from its beginning on, as far as they fulfil what has to be measured. */
  async #byKey(rows: readonly Condition[]): Promise<Entry[]> {
    let place: Pick<Candidate, 'key' | 'id'> | undefined = this.after && { key: this.after.key === null ? Infinity : (this.after.key as number), id: this.after.id };
    return this.#filled(async (size) => {
      const from = place ? [sql`(r.key, r.id) > (${place.key}, ${place.id})`] : [];
      const found = await this.#candidates([...rows, ...this.#some, ...from], sql`order by r.key, r.id limit ${size}`);
      place = found.at(-1) ?? place;
      return found;
    });
  }

  /** Sessions in the order in which they begin; a group stands where its first one does. */
  async #byNext(rows: readonly Condition[], stale: number, among: readonly Driver[]): Promise<Entry[]> {
    const times = this.#times;
    const few = among.map((driver) => sql`s.row in ${driver.rows}`);
    // Times of some sessions were computed for another moment: their groups are measured, and the others taken in order.
    const entries = stale && !times.many ? await this.#renewed([...rows, ...few]) : [];
    const seen = new Set(entries.map(({ item }) => item));
    if (this.after?.key !== null) entries.push(...(await this.#inTime(rows, few, seen)));
    if (this.#query.after || this.#enough(entries.filter(({ key }) => key !== Infinity))) return entries;
    const ended = sql`not ${some([...this.#sessions, times.certain])}`;
    return [...entries, ...(await this.#never([...rows, ...among.map((driver) => sql`r.n in ${driver.rows}`), ended], seen))];
  }

  /** The groups with a session whose time does not hold, as far as they are asked for. */
  async #renewed(conditions: readonly Condition[]): Promise<Entry[]> {
    const columns = sql`r.n, r.id, r.key, s.row, s.latitude, s.longitude, s.rhythm, s.schedule, s.next, s.until, s.computed`;
    const sessions = await this.#at.connection.all(sql<Measured & Candidate>`
      select ${columns} from sessions s cross join rows r
      where r.n = s.row and s.row in (${this.#times.stale}) and ${all([...conditions, ...this.#sessions])}`);
    return this.#matched([...new Map(sessions.map((session) => [session.n, session])).values()], sessions);
  }

  async #inTime(rows: readonly Condition[], few: readonly Condition[], seen: Set<number>): Promise<Entry[]> {
    const { database, space } = this.#at;
    // With few rows, SQLite must not begin with the order: without the space, no index of it can be used. PostgreSQL knows better.
    const within = few.length && database.kind === 'sqlite' ? few : [...few, sql`s.space = ${space}`];
    const entries: Entry[] = [];
    await this.#inOrder(entries, new Set(seen), sql`s.next`, sql`sessions s`, [...within, this.#times.inTime, ...rows]);
    const regular: Entry[] = [];
    const met = new Set(seen);
    for (const table of this.#times.soonest((this.after?.key as number | undefined) ?? -Infinity)) {
      await this.#inOrder(regular, met, sql`v.number`, sql`${table} as v cross join sessions s`, [sql`s.space = ${space}`, sql`s.rhythm = v.name`, ...few, ...rows]);
      if (this.#enough(regular)) break;
    }
    if (!regular.length) return entries;
    // A group may be in both, and stands where it begins first.
    const first = new Map(regular.map((entry) => [entry.item, entry]));
    for (const entry of entries) if (!first.has(entry.item) || entry.key < first.get(entry.item)!.key) first.set(entry.item, entry);
    return [...first.values()];
  }

  /** Groups by their sessions `s` in the order of `start`, until the page is full or there are no more. */
  async #inOrder(entries: Entry[], seen: Set<number>, start: Condition, tables: Condition, conditions: readonly Condition[]): Promise<void> {
    // The first page begins with the first session of each group; from another place on, it has to be looked for.
    const whole = !this.after && this.#query.near?.km === undefined;
    const columns = whole ? sql`r.*` : sql`r.n, r.id`;
    const { limit } = this.#query;
    let place = this.after && { start: this.after.key as number, id: this.after.id };
    for (let size = limit + 1 + (limit >> 3); ; size = Math.min(size * 2, limits.atOnce)) {
      const from = place ? [sql`(${start}, s.id) > (${place.start}, ${place.id})`] : [];
      const found = await this.#at.connection.all(sql<RowTable & { start: number }>`
        select ${start} as start, ${columns} from ${tables} cross join rows r
        where r.n = s.row and ${all([...conditions, ...this.#sessions, ...from])} order by ${start}, s.id limit ${size}`);
      place = found.at(-1) ?? place;
      const fresh = found.filter(({ n }) => !seen.has(n) && seen.add(n));
      if (whole) for (const { start: _, ...row } of fresh) this.read.set(row.n, row);
      entries.push(...(whole ? fresh.map(({ n, id, start: key }) => ({ key, id, item: n })) : await this.#measure(fresh)));
      if (found.length < size || this.#enough(entries)) return;
    }
  }

  /** Groups that come last, because nothing is known of them by which they could be put in order: by id. */
  async #never(rows: readonly Condition[], skip: ReadonlySet<number> = new Set()): Promise<Entry[]> {
    let id = this.after?.key === null ? this.after.id : undefined;
    return this.#filled(async (size) => {
      const from = id === undefined ? [] : [sql`r.id > ${id}`];
      const found = await this.#candidates([...rows, ...this.#some, ...from], sql`order by r.id limit ${size}`);
      id = found.at(-1)?.id ?? id;
      return { all: found.length, candidates: found.filter(({ n }) => !skip.has(n)) };
    }, Infinity);
  }

  /** Rings around the place, from the nearest place in each, until the page is full. */
  async #byDistance(rows: readonly Condition[]): Promise<Entry[]> {
    const { km = Infinity } = this.#query.near!;
    const begin = this.after?.key === null ? Infinity : ((this.after?.key as number | undefined) ?? 0);
    const entries: Entry[] = [];
    const seen = new Set<number>();
    let inner = begin;
    for (const ring of begin === Infinity ? [] : rings) {
      if (ring <= begin) continue;
      await this.#inRing(rows, entries, seen, inner, Math.min(ring, km));
      if (this.#enough(entries) || ring >= km) return entries;
      inner = ring;
    }
    return this.#query.box || km < Infinity ? entries : [...entries, ...(await this.#nowhere(rows))];
  }

  /** Adds the groups of a ring, nearest first. The database measures well enough to find them, not to put them in order. */
  async #inRing(rows: readonly Condition[], entries: Entry[], seen: Set<number>, inner: number, outer: number): Promise<void> {
    const { database, connection, space } = this.#at;
    const { near, limit } = this.#query;
    const chord = chordTo(near!);
    const within = [sql`s.space = ${space}`, oneOf(boxesAround(near!, outer).map((box) => database.mayLieIn(box))), ...this.#sessions, ...rows];
    const found: Entry[] = [];
    let place: { chord: number; n: number } | undefined;
    for (let size = limit + 1 + (limit >> 3); ; size = Math.min(size * 2, limits.atOnce)) {
      const from = place ? sql`(${chord} > ${place.chord} or (${chord} = ${place.chord} and s.n > ${place.n}))` : sql`${chord} >= ${chordOf(inner) - 1e-12}`;
      const taken = await connection.all(sql<Candidate & { chord: number; session: number }>`
        select ${chord} as chord, s.n as session, r.n, r.id, r.key from sessions s cross join rows r
        where r.n = s.row and ${all(within)} and ${from} order by 1, s.n limit ${size}`);
      const last = taken.at(-1);
      if (last) place = { chord: last.chord, n: last.session };
      found.push(...(await this.#measure(taken.filter(({ n }) => !seen.has(n) && seen.add(n)))));
      // What is farther than this may have others before it.
      const sure = taken.length < size ? outer : kilometresOf(last!.chord - 1e-12);
      const inside = found.filter(({ key }) => (key as number) <= Math.min(sure, outer));
      if (taken.length >= size && !this.#enough([...entries, ...inside])) continue;
      entries.push(...inside);
      for (const { item, key } of found) if ((key as number) > outer) seen.delete(item);
      return;
    }
  }

  #nowhere(rows: readonly Condition[]): Promise<Entry[]> {
    const located = [...this.#sessions, sql`s.latitude is not null`, ...(this.#query.after ? [this.#times.certain] : [])];
    return this.#never([...rows, sql`not ${some(located)}`]);
  }

  /** Names are put in order by the language of the reader, which a database does not know. */
  async #byName(rows: readonly Condition[]): Promise<Entry[]> {
    const order = await nameOrder(this.#at, this.#request.locale);
    let place = this.after ? order.after(this.after.key as string, this.after.id) : 0;
    return this.#filled(async (size) => {
      const part = order.entries.slice(place, (place += size));
      if (!part.length) return { all: 0, candidates: [] };
      const found = await this.#candidates([...rows, ...this.#some, this.#at.database.anyOf(sql`r.n`, part.map(({ n }) => n))], sql``);
      return { all: part.length, candidates: found };
    });
  }

  /** All groups that are asked for, measured. */
  async #measured(rows: readonly Condition[]): Promise<Entry[]> {
    const entries: Entry[] = [];
    for (let last = 0; ; ) {
      const found = await this.#candidates([...rows, ...this.#some, sql`r.n > ${last}`], sql`order by r.n limit ${limits.atOnce}`);
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
      entries.push(...(key === undefined ? measured : measured.filter((entry) => entry.key === key)));
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

  get #some(): Condition[] {
    return this.#tested ? [some(this.#sessions)] : [];
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
    const timed = isTimed(this.#query) ? sql`, s.rhythm, ${this.#times.schedule} as schedule, s.next, s.until, s.computed` : sql``;
    const sessions = await connection.all(sql<Measured>`select s.row, s.latitude, s.longitude${timed} from sessions s where ${all(conditions)}`);
    return this.#matched(candidates, sessions, keyOf);
  }

  /** The candidates with a session that fulfils what is asked, or all if nothing is. */
  #matched(candidates: readonly Candidate[], sessions: readonly Measured[], keyOf: (one: Candidate) => number | string = ({ key }) => key): Entry[] {
    const ofRow = Map.groupBy(sessions, ({ row }) => row);
    const { near } = this.#query;
    return candidates.flatMap((one) => {
      const matched = (ofRow.get(one.n) ?? []).filter((session) => this.#fits(session));
      if (this.#tested && !matched.length) return [];
      const key = this.#order === 'next' ? least(matched, (session) => this.#times.startOf(session)) : this.#order === 'near' ? least(matched, (session) => distance(placeOf(session), near!)) : keyOf(one);
      return { key, id: one.id, item: one.n };
    });
  }

  async #names(candidates: readonly Candidate[]): Promise<Map<number, string>> {
    const { database, connection } = this.#at;
    const found = await connection.all(sql<{ row: number; name: string }>`select row, name from group_names g where ${database.anyOf(sql`g.row`, candidates.map(({ n }) => n))}`);
    return new Map(found.map(({ row, name }) => [row, name]));
  }

  #fits(session: Measured): boolean {
    const { near, after } = this.#query;
    return (near?.km === undefined || distance(placeOf(session), near) <= near.km) && (!after || this.#times.startOf(session) < Infinity);
  }
}

/** Brings the times of sessions up to date that have passed, a few at a time. */
export async function refresh(database: Database, now: number): Promise<void> {
  for (let done = false; !done; ) {
    done = await database.write(undefined, async (connection) => {
      const passed = await connection.all(sql<{ n: number; space: string; rhythm: string; schedule: string }>`select n, space, rhythm, schedule from sessions where rhythm is not null and until <= ${now} limit 500`);
      const moved = new Set<string>();
      for (const { n, space, rhythm: before, schedule: kept } of passed) {
        const { rhythm, schedule, next, until, computed } = timesOf({ schedule: JSON.parse(kept) as Schedule, status: 'on' }, now);
        await connection.all(sql`update sessions set rhythm = ${rhythm}, schedule = ${schedule}, next = ${next}, until = ${until}, computed = ${computed} where n = ${n}`);
        if (rhythm !== before) moved.add(space);
      }
      if (moved.size) await connection.all(sql`update sequences set changed = changed + 1 where ${database.anyOf(sql`space`, [...moved])}`);
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

const placeOf = ({ latitude, longitude }: Measured) => (latitude === null || longitude === null ? undefined : { latitude, longitude });

const least = <T>(list: readonly T[], of: (one: T) => number) => list.reduce((lowest, one) => Math.min(lowest, of(one)), Infinity);
