import type { Group } from '../domain/group.ts';

/** The formats that can be read. `csv` is any delimited text, an array of rows of cells, or a Sheets API answer. */
export type FeedFormat = 'meeting-guide' | 'bmlt' | 'csv' | 'json' | 'ndjson';

export interface ReadOptions {
  /** Recognised when not given. */
  format?: FeedFormat | undefined;
  /** IANA zone of rows that do not name their own. Absent: those times are shown as written, and a problem says so. */
  timeZone?: string | undefined;
  /** ISO 3166-1 alpha-2 country of the list: order of day and month in dates. */
  country?: string | undefined;
  /** Label or address of the list, kept in `Group.source`; relative links are resolved against it. */
  origin?: string | undefined;
}

/** One thing in a list that its owner should mend. Never holds a private contact or a passcode. */
export interface Problem {
  /** Row number as the owner counts it (a sheet's first row of data is 2, a JSON array's first item 1), or an id. 0 is the whole list. */
  row: number | string;
  /** Name of the column or key, as it stands in the list. */
  field?: string;
  /** Stable name of the kind of problem, kebab-case. */
  code: string;
  /** What is wrong, in plain words. */
  message: string;
  /** What to do about it. */
  fix?: string;
  /** True when this row (or the whole list) could not be used. */
  lost?: true;
  /** Host of the list, when several were read together. */
  source?: string;
}

/** A problem before it is put into words. */
export type RawProblem = Omit<Problem, 'message' | 'fix'> & { params?: Record<string, string | number> };

export interface ReadResult {
  format: FeedFormat;
  groups: Group[];
  problems: Problem[];
}
