import { sql } from 'kysely';
import type { Database } from './database.ts';
import { changesOf, type Condition } from './search.ts';
import { longest, type Starts, startsAt } from './starts.ts';
import type { SessionTable } from './tables.ts';
import type { At } from './transaction.ts';

/*
 * Times were computed as of some moment, and hold for a while. Where those of a few sessions do not hold for the moment that
 * is asked for, these are computed one by one. Where those of many do not, because somebody asks for a week next month, the
 * next start is computed once for each rhythm, and the sessions of those that begin soonest are looked for.
 */

export type Timed = Pick<SessionTable, 'rhythm' | 'schedule' | 'next' | 'until' | 'computed'>;

/** So many rhythms are looked at before others are answered, and so many are asked for in the first step. */
const atOnce = 500;
const firstStep = 64;

/** When the sessions of a space begin next, as of one moment. */
export class Times {
  readonly from: number;
  readonly #at: At;
  readonly #starts: Starts;
  /** The next start of each rhythm, soonest first, once the times of too many sessions do not hold. */
  #rhythms: readonly (readonly [rhythm: string, start: number])[] | undefined;

  constructor(at: At, from: number) {
    this.#at = at;
    this.from = from;
    this.#starts = startsAt(from);
  }

  /** Whether there are too many sessions whose times do not hold. */
  get many(): boolean {
    return this.#rhythms !== undefined;
  }

  /** Rows of sessions whose times do not hold for this moment. */
  get stale(): Condition {
    const { space } = this.#at;
    const regular = sql`select s.row from sessions s where s.space = ${space} and s.rhythm is not null`;
    return sql`${regular} and s.until <= ${this.from} union all ${regular} and s.computed > ${this.from}`;
  }

  /** Looks at all rhythms. Nothing of what follows has to be measured then. */
  async read(): Promise<void> {
    const starts: [string, number][] = [];
    for (const one of await rhythmsOf(this.#at)) {
      starts.push([one.rhythm, this.#starts.of(one)]);
      if (starts.length % atOnce === 0) await new Promise(setImmediate);
    }
    this.#rhythms = starts.sort(([, one], [, other]) => one - other);
  }

  /** Whether the session `s` begins again, for certain. It says so of all that do, but for sessions whose times do not hold. */
  get certain(): Condition {
    if (!this.#rhythms) return sql`(s.until > ${this.from} and (s.rhythm is null or s.computed <= ${this.from}))`;
    const ended = this.#rhythms.filter(([, start]) => start === Infinity).map(([rhythm]) => rhythm);
    return sql`((s.rhythm is null and s.until > ${this.from}) or (s.rhythm is not null ${ended.length ? sql`and s.rhythm not in ${this.#at.database.each(ended)}` : sql``}))`;
  }

  /** Whether the session `s` may begin again. */
  get possible(): Condition {
    return this.#rhythms ? this.certain : sql`(s.until > ${this.from} or s.computed > ${this.from} or (s.rhythm is not null and s.until <= ${this.from}))`;
  }

  /** Sessions in the order of `next`, as far as that holds. */
  get inTime(): Condition {
    const holds = this.#rhythms ? sql`s.rhythm is null` : sql`(s.rhythm is null or s.computed <= ${this.from})`;
    return sql`s.next is not null and s.next > ${this.from - longest} and s.until > ${this.from} and ${holds}`;
  }

  /** Tables of rhythms and their next starts, those that begin soonest first: few to begin with. Those of one start are in one table. */
  *soonest(start: number): Generator<Condition> {
    const coming = (this.#rhythms ?? []).filter(([, next]) => next >= start && next < Infinity);
    for (let from = 0, size = firstStep; from < coming.length; size *= 4) {
      let to = Math.min(from + size, coming.length);
      while (to < coming.length && coming[to]![1] === coming[to - 1]![1]) to++;
      yield this.#at.database.pairs(coming.slice(from, to));
      from = to;
    }
  }

  /** The schedule, where it is needed for the next start. */
  get schedule(): Condition {
    return this.#rhythms ? sql`s.schedule` : sql`case when s.until <= ${this.from} or s.computed > ${this.from} then s.schedule end`;
  }

  /** The next start, as it was computed or, where that was for another moment, computed anew. */
  startOf({ rhythm, schedule, next, until, computed }: Timed): number {
    if (next === null && rhythm === null) return Infinity;
    const holds = (computed === null || computed <= this.from) && (until === null || until > this.from);
    if (holds) return next ?? Infinity;
    return rhythm === null ? Infinity : this.#starts.of({ rhythm, schedule });
  }
}

type Rhythm = Pick<SessionTable, 'rhythm' | 'schedule'> & { rhythm: string; schedule: string };

/** The rhythms of so many spaces are kept, of those that were asked for last and have not more than so many. */
const mostSpaces = 4;
const mostRhythms = 20_000;
const known = new WeakMap<Database, Map<string, { changed: number; rhythms: readonly Rhythm[] }>>();

/** All rhythms of a space. They are read once, until something is written there. */
async function rhythmsOf(at: At): Promise<readonly Rhythm[]> {
  const { database, connection, space } = at;
  const changed = await changesOf(at);
  let kept = known.get(database);
  if (!kept) known.set(database, (kept = new Map()));
  const before = kept.get(space);
  kept.delete(space);
  const rhythms = before?.changed === changed ? before.rhythms : await connection.all(everyRhythm(space));
  if (rhythms.length <= mostRhythms) kept.set(space, { changed, rhythms });
  if (kept.size > mostSpaces) kept.delete(kept.keys().next().value!);
  return rhythms;
}

/** From one to the next by the index: there are far more sessions. */
const everyRhythm = (space: string) => sql<Rhythm>`
  with recursive each_one (rhythm) as (
    select min(s.rhythm) from sessions s where s.space = ${space} and s.rhythm is not null
    union all
    select (select min(s.rhythm) from sessions s where s.space = ${space} and s.rhythm > e.rhythm) from each_one e where e.rhythm is not null)
  select e.rhythm, (select s.schedule from sessions s where s.space = ${space} and s.rhythm = e.rhythm limit 1) as schedule
  from each_one e where e.rhythm is not null`;
