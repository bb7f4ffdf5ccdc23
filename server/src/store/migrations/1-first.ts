import type { Migration } from './index.ts';

/** The tables that are alike. `id` is the type of a number that names a row, `num` that of any other. */
const tables = (key: string, id: string, num: string) => [
  `create table meta (name text primary key, value text not null)`,
  `create table rows (
    n ${key}, space text not null, collection text not null, id text not null, rev text not null, key ${num} not null,
    reader text not null, owner text, body text not null, unique (space, collection, id))`,
  `create index rows_in_order on rows (space, collection, key, id, reader)`,
  `create index rows_of_owner on rows (space, collection, owner) where owner is not null`,
  `create table terms (
    row ${id} not null references rows (n) on delete cascade, space text not null, collection text not null,
    name text not null, value text not null, primary key (row, name, value))`,
  `create index terms_by_value on terms (space, collection, name, value, row)`,
  `create table vocabulary (
    space text not null, collection text not null, word text not null, reader text not null, uses ${num} not null,
    primary key (space, collection, word, reader))`,
  `create table group_names (row ${id} primary key references rows (n) on delete cascade, space text not null, id text not null, name text not null,
    since ${num} not null)`,
  `create index group_names_by_change on group_names (space, since)`,
  `create table sessions (
    n ${key}, row ${id} not null references rows (n) on delete cascade, space text not null, id text not null, way text not null,
    status text not null, latitude ${num}, longitude ${num}, rhythm text, schedule text, next ${num}, until ${num}, computed ${num})`,
  `create index sessions_of_row on sessions (row)`,
  `create index sessions_in_order on sessions (space, next, id) where next is not null`,
  `create index sessions_once on sessions (space, next, id) where rhythm is null and next is not null`,
  `create index sessions_by_end on sessions (space, until) where rhythm is not null`,
  `create index sessions_by_age on sessions (space, computed) where rhythm is not null`,
  `create index sessions_by_rhythm on sessions (space, rhythm, id) where rhythm is not null`,
  `create table areas (
    session ${id} not null references sessions (n) on delete cascade, row ${id} not null, space text not null, value text not null,
    primary key (session, value))`,
  `create index areas_by_value on areas (space, value, row)`,
  `create table markers (
    space text not null, intent text not null, act text not null, collection text not null, id text not null, body text not null,
    answer text, at ${num} not null, gone ${num} not null, primary key (space, intent))`,
  `create index markers_of_record on markers (space, collection, id)`,
  `create table events (
    space text not null, number ${num} not null, collection text not null, id text not null, reader text not null,
    expires ${num} not null, primary key (space, number))`,
  `create index events_by_end on events (expires)`,
  `create table sequences (
    space text primary key, arrival ${num} not null default 0, event ${num} not null default 0, forgotten ${num} not null default 0,
    changed ${num} not null default 0, named ${num} not null default 0)`,
  `create table tokens (
    hash text primary key, space text not null, role text not null, owner text not null, groups text not null, expires ${num} not null)`,
  `create table challenges (challenge text primary key, expires ${num} not null)`,
  `create table counts (key text not null, slice ${num} not null, uses ${num} not null, expires ${num} not null, primary key (key, slice))`,
  `create table secrets (name text primary key, value text not null, expires ${num})`,
];

/**
 * SQLite indexes words by FTS5: the library has parted and folded them, so that ASCII is all a tokenizer has to know.
 * `secure-delete` takes words out of the index at once; with `detail = none` it leaves an index that fails its own check
 * (SQLite 3.53). Places are found by an R*Tree.
 */
const sqlite = [
  ...tables('integer primary key', 'integer', 'integer').map((text) => text.replaceAll(/(latitude|longitude) integer/g, '$1 real')),
  `create virtual table texts using fts5 (words, tokenize = 'ascii', detail = column)`,
  `insert into texts (texts, rank) values ('secure-delete', 1)`,
  `create virtual table places using rtree (n, west, east, south, north)`,
];

/** Identifiers and words are compared byte by byte, whatever the database's own language is. */
const postgres = [
  ...tables('bigint generated always as identity primary key', 'bigint', 'double precision').map((text) =>
    text.startsWith('create table') ? text.replaceAll(/\btext\b/g, 'text collate "C"') : text,
  ),
  `create table texts (row bigint primary key references rows (n) on delete cascade, words tsvector not null)`,
  `create index texts_by_word on texts using gin (words)`,
  `create index sessions_by_place on sessions using gist (point(longitude, latitude)) where latitude is not null`,
];

export const first: Migration = { sqlite, postgres };
