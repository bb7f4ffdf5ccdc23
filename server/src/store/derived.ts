import { sql } from 'kysely';
import { type CollectionName, fold, indexOf, ofGroup, ofSession, type Row, words } from 'peer-support-elements/backend';
import type { Group, Session } from 'peer-support-elements/domain';
import { type Connection, type Database, holdable } from './database.ts';
import { timesOf } from './starts.ts';
import type { GroupNameTable, SessionTable, TermTable } from './tables.ts';
import type { Uses } from './uses.ts';

/*
 * What is kept beside a row so that it is found: never anything that could not be made again from the row. Folding and
 * parting into words is the library's, so that a database finds what a page finds.
 */

/** Longer beginnings of words are not told apart: an index has an end. */
const longestWord = 100;

export interface Term {
  name: string;
  value: string;
}

export interface Derived {
  terms: Term[];
  /** Each word once. */
  words: string[];
  group?: { name: string; sessions: Session[] };
}

/** A value as it is compared. */
export const valueOf = (value: string): string => holdable(fold(value));

/** A word as it is kept. */
export const wordOf = (word: string): string => holdable(word.slice(0, longestWord));

const wordsOf = (text: string): string[] => [...new Set(words(text).map(wordOf))];

export function derive(collection: CollectionName, { record }: Pick<Row, 'record'>): Derived {
  const { terms = {}, text = '' } = indexOf(collection, record);
  const group = collection === 'groups' ? (record as unknown as Group) : undefined;
  const named = group ? Object.entries(ofGroup).map(([name, of]) => [name, of(group)] as const) : Object.entries(terms);
  return {
    terms: named.flatMap(([name, values]) => distinct(values).map((value) => ({ name, value }))),
    words: wordsOf(text),
    ...(group && { group: { name: group.name, sessions: group.sessions } }),
  };
}

const distinct = (values: readonly (string | undefined)[]) => [...new Set(values.filter((value) => value !== undefined).map(valueOf))];

/** What a row is found by, as it was put. */
export interface Place {
  n: number;
  space: string;
  collection: string;
  id: string;
  reader: string;
}

/** What is written beside a row. */
export interface Found {
  row: number;
  terms: TermTable[];
  words: string[];
  name?: Omit<GroupNameTable, 'since'>;
  sessions: (Omit<SessionTable, 'n'> & { areas: string[] })[];
}

/** Writes what a row is found by: at once, or with that of other rows, where the database would be asked too often. */
export async function index(database: Database, connection: Connection, place: Place, derived: Derived, uses: Uses, now: number): Promise<void> {
  const { n, space, collection } = place;
  uses.count(place, derived.words, 1);
  const found: Found = {
    row: n,
    terms: derived.terms.map((term) => ({ row: n, space, collection, ...term })),
    words: derived.words,
    ...(derived.group && { name: { row: n, space, id: place.id, name: holdable(derived.group.name) } }),
    sessions: (derived.group?.sessions ?? []).map((session) => sessionOf(place, session, now)),
  };
  if (database.indexAll) return uses.later(database, connection, found);
  for (const part of parts(found.terms)) await connection.all(database.builder.insertInto('terms').values(part));
  await database.words.put(connection, n, found.words);
  if (!found.name) return;
  await connection.all(sql`
    insert into group_names (row, space, id, name, since)
    values (${n}, ${space}, ${place.id}, ${found.name.name}, coalesce((select named from sequences where space = ${space}), 0) + 1)`);
  for (const session of found.sessions) await putSession(database, connection, session);
  await database.placed(connection, n);
}

function sessionOf({ n: row, space, id }: Place, session: Session, now: number): Found['sessions'][number] {
  const { way, status, place } = session;
  // Half a position is none.
  const known = place?.latitude !== undefined && place.longitude !== undefined;
  const at = { latitude: known ? place.latitude! : null, longitude: known ? place.longitude! : null };
  return { row, space, id, way, status, ...at, ...timesOf(session, now), areas: distinct(ofSession.area!(session)) };
}

async function putSession(database: Database, connection: Connection, { areas, ...values }: Found['sessions'][number]): Promise<void> {
  const { row, space } = values;
  const [put] = await connection.all(database.builder.insertInto('sessions').values(values as never).returning('n'));
  if (areas.length) await connection.all(database.builder.insertInto('areas').values(areas.map((value) => ({ session: put!.n, row, space, value }))));
}

/** Takes away what a row was found by. Terms and sessions go with it, if it goes itself. */
export async function unindex(database: Database, connection: Connection, place: Place, uses: Uses): Promise<void> {
  const { n } = place;
  await uses.flush(database, connection);
  const words = await database.words.of(connection, n);
  await database.words.remove(connection, n);
  uses.count(place, words, -1);
  if (place.collection === 'groups') {
    await database.displaced(connection, n);
    await connection.all(sql`delete from sessions where row = ${n}`);
    await connection.all(sql`delete from group_names where row = ${n}`);
  }
  await connection.all(sql`delete from terms where row = ${n}`);
}

function* parts<T>(list: readonly T[], size = 100): Generator<T[]> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size);
}
