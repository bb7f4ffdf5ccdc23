import { sql } from 'kysely';
import { type ListRequest, ofSession } from 'peer-support-elements/backend';
import type { Box } from './database.ts';
import { boxesAround, boxesOf } from './places.ts';
import { all, asked, type Condition, hasTerm, havingTerm, meanings } from './search.ts';
import type { At } from './transaction.ts';

/* What a query asks of groups and their sessions, as conditions of the database. */

/** Something that is asked. */
export interface Driver {
  /** The rows for which it may hold. A row may come several times. */
  rows: Condition;
  /** Whether it holds for the row `r`. Absent: that is asked of sessions anyway. */
  holds?: Condition;
  /** There are not more rows than this. */
  most?: number;
  /** Counting would find hardly fewer. */
  alone?: boolean;
}

/** One for each thing that is asked and has an index. Undefined: nothing can be found. */
export async function driversOf(at: At, request: ListRequest): Promise<Driver[] | undefined> {
  const { database, space } = at;
  const { where, text, near, box } = request.query;
  const drivers: Driver[] = [];
  for (const [name, values] of asked(where)) {
    if (name === 'area') drivers.push({ rows: sql`(select a.row from areas a where a.space = ${space} and ${database.anyOf(sql`a.value`, values)})` });
    else if (!Object.hasOwn(ofSession, name)) drivers.push({ rows: havingTerm(database, space, 'groups', name, values), holds: hasTerm(database, name, values) });
  }
  const meant = text ? await meanings(at, 'groups', request) : { words: [] };
  if (!meant) return undefined;
  const { words, most } = meant;
  if (words.length) drivers.push({ rows: database.words.rows(words), holds: database.words.holds(words), ...(most !== undefined && { most, alone: words.length === 1 }) });
  for (const boxes of [near?.km !== undefined && boxesAround(near, near.km), box && boxesOf(box)]) {
    const parts = (boxes || []).map((part) => database.rowsWithin(space, part));
    if (parts.length) drivers.push({ rows: sql`(${sql.join(parts, sql` union all `)})` });
  }
  return drivers;
}

/** What is asked of a session `s` and can be told without measuring. */
export function ofSessions({ database }: At, { where, box, near }: ListRequest['query']): Condition[] {
  const conditions: Condition[] = [];
  for (const [name, values] of asked(where)) {
    if (name === 'area') conditions.push(sql`exists (select 1 from areas a where a.session = s.n and ${database.anyOf(sql`a.value`, values)})`);
    if (name === 'way') conditions.push(database.anyOf(sql`s.way`, known(values, 'way', ['in-person', 'online', 'hybrid'])));
    if (name === 'status') conditions.push(database.anyOf(sql`s.status`, known(values, 'status', ['on', 'paused', 'full', 'ended'])));
  }
  for (const boxes of [box && boxesOf(box), near?.km !== undefined && boxesAround(near, near.km)]) {
    if (!boxes) continue;
    conditions.push(oneOf(boxes.map(lieIn)));
    if (database.chooses) conditions.push(oneOf(boxes.map((part) => database.mayLieIn(part))));
  }
  return conditions;
}

/** What must hold for one session `s` of the row `r`. */
export const some = (conditions: readonly Condition[]): Condition => sql`exists (select 1 from sessions s where s.row = r.n and ${all(conditions)})`;

export const oneOf = (conditions: readonly Condition[]): Condition => sql`(${sql.join(conditions, sql` or `)})`;

const lieIn = ([west, south, east, north]: Box): Condition => sql`(s.latitude >= ${south} and s.latitude <= ${north} and s.longitude >= ${west} and s.longitude <= ${east})`;

/** Which of the values that there are have one of the names asked for. None: a value that nothing has. */
function known(values: readonly string[], name: 'way' | 'status', all: readonly string[]): string[] {
  const found = all.filter((value) => ofSession[name]!({ [name]: value } as never).some((one) => values.includes(one!)));
  return found.length ? found : [''];
}
