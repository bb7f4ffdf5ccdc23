import type { Group, Schedule } from '../domain/group.ts';
import type * as OddCells from './odd.ts';
import type { FeedFormat, ReadOptions } from './types.ts';

export type { RawProblem } from './types.ts';

/** One entry of a list as it was published. */
export type Row = Readonly<Record<string, unknown>>;

/** Sets a problem of the current row aside. `lost`: the row could not be used. */
export type Note = (code: string, field?: string, params?: Record<string, string | number>, lost?: true) => void;

/** What one row gives: a group with the sessions of this row. */
export interface Found {
  group: Group;
  /** Rows of a list that share this are rows of the same group. Absent: the row is a group of its own. */
  key?: string;
  /** Where the group is, for telling apart those of one name that have no id of their own. */
  where?: string;
}

/** What can be told of a row before it is read. */
export interface Peek {
  /** When it happens; rows that happen at the same times share this. */
  when: readonly Schedule[];
  name: string;
}

/** A list that was opened: its rows, and how each is read. */
export interface OpenList {
  rows: readonly unknown[];
  /** What to open when it is opened again, if that is faster than from the source. */
  source?: unknown;
  /** Looks at a row, for a fraction of the time that reading takes. */
  peek?(row: never): Peek;
  /** Groups that are on the page already, by the row they came from: they stay the same things when all is read. */
  shown?: Map<unknown, Group>;
  /** Index of the row to read next. */
  at?: number;
  /** Reads one row. Undefined: it is not shown, and a problem says why unless its owner took it off the list. Null: it is no row. */
  read(row: never): Found | null | undefined | void;
  /** The row as its owner counts it. Default: the index, from 1. */
  rowNumber?(index: number): number | string;
  /** The owner's own names of columns, when rows are cells. */
  headers?: readonly string[];
}

/** Reads one published format. */
export interface Importer {
  format: FeedFormat;
  /** Opens a parsed document (or a text, if that is the format). Undefined: it is no list of this format, as `note` was told. */
  open(source: unknown, options: ReadOptions, note: Note): OpenList | undefined | void;
}

/** What is fetched only when a list needs it. */
export const parts: { odd?: typeof OddCells } = {};

/** Thrown when a cell needs the part for odd cells and it is not there yet. Whoever reads fetches it and reads the row again. */
export const needsOdd = Symbol('needs odd');

/** The reading of what people write beside the plain forms. Plain lists do without it, and without its bytes. */
export function odd(): typeof OddCells {
  if (!parts.odd) throw needsOdd;
  return parts.odd;
}

/** Shared by everything that has none of something. */
export const none: string[] = Object.freeze([]) as never;

/** Text of a cell. Objects and truth values have none. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? `${value}` : '';

/** Like `textOf`, with `<br>` as a line break. Other HTML stays text. */
export function linesOf(value: unknown): string {
  const text = textOf(value);
  return text && /[\r<]/.test(text) ? text.replace(/\r\n?|<br\s*\/?>\n?/gi, '\n') : text;
}

/** Parts that say something, in one text. */
export function joined(parts: readonly unknown[], between: string): string {
  let text = '';
  for (const part of parts) if (part) text += text ? between + part : part;
  return text;
}

/** Whether this is a record with keys. */
export const isRow = (value: unknown): value is Row => !!value && typeof value === 'object' && !Array.isArray(value);

/** Sets what says something and leaves the rest away: a key that is absent takes no room. */
export function fill<T extends object>(target: T, values: { [K in keyof T]?: T[K] | string | false | undefined }): T {
  for (const key in values) if (values[key]) target[key] = values[key] as T[typeof key];
  return target;
}
