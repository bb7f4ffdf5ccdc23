import { stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isBeginning } from './config/json.ts';

/* Files of JSON, a record on each line, to which lines are only ever added: one for each machine, so that a shared folder needs no locks. */

/** Name of a machine in the names of files. */
export const machineName = (name: string = hostname()): string => name.replace(/[^\w-]/g, '-') || 'server';

/** What is added for some records. The line end before it closes a line that a crash tore, here or in another process. */
export const asLines = (lines: readonly string[]): string => `\n${lines.join('\n')}\n`;

/** The records of a file. Torn lines are left out: nobody was told that they are there. Faults are numbers of other lines. */
export function readLines<T>(text: string, recordOf: (value: unknown) => T | undefined): { records: T[]; faults: number[] } {
  const records: T[] = [];
  const faults: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (!line) continue;
    const record = recordIn(line, recordOf);
    if (record) records.push(record);
    else if (record === undefined) faults.push(index + 1);
  }
  return { records, faults };
}

/** Null: the line is the beginning of one. Undefined: it is something else. */
function recordIn<T>(line: string, recordOf: (value: unknown) => T | undefined): T | null | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return isBeginning(line) ? null : undefined;
  }
  return recordOf(value);
}

/** A sentence about a file that others on this machine can read. Undefined: they cannot. */
export const openToOthers = async (path: string): Promise<string | undefined> => ((await stat(path)).mode & 0o077 ? `Others on this machine can read ${path}. Run: chmod 600 ${path}` : undefined);
