import { chmod, mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { headOf } from 'peer-support-elements/backend';
import type { LogHead } from 'peer-support-elements/domain';
import { asLines, machineName, openToOthers, readLines } from './lines.ts';
import type { ServerStore } from './store.ts';

/*
 * Where the log of each space had got to, once a day, outside of the database: whoever can write into the database could write
 * the whole log anew, and nobody would see it there. A file for each machine, to which lines are only ever added.
 */

const fileName = /^log-heads\.[\w-]+\.ndjson$/;
/** A little less than a day, so that it does not come later every day. */
const everyMs = 23 * 60 * 60 * 1000;

export interface NotedHead extends LogHead {
  space: string;
}

export interface Heads {
  heads: NotedHead[];
  /** What is wrong with the files, in sentences. */
  wrong: string[];
}

/** Everything that was noted in a folder. */
export async function readHeads(folder: string): Promise<Heads> {
  const found: Heads = { heads: [], wrong: [] };
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? [] : Promise.reject(error)));
  for (const file of files.filter((name) => fileName.test(name)).sort()) {
    const path = join(folder, file);
    const others = await openToOthers(path);
    if (others) found.wrong.push(others);
    const { records, faults } = readLines(await readFile(path, 'utf8'), headOfLine);
    found.heads.push(...records);
    for (const line of faults) found.wrong.push(`The heads of the log cannot be read: ${path}, line ${line}.`);
  }
  return found;
}

function headOfLine(value: unknown): NotedHead | undefined {
  const { space, place, hash, at } = (value ?? {}) as Partial<NotedHead>;
  return typeof space === 'string' && typeof place === 'number' && typeof hash === 'string' && typeof at === 'string' ? { space, place, hash, at } : undefined;
}

/** Notes where the logs have got to, of each space once a day. Does nothing for one in which nothing happened since. */
export async function noteHeads(folder: string, store: ServerStore, spaces: readonly string[], now: number): Promise<void> {
  const { heads } = await readHeads(folder);
  const due: NotedHead[] = [];
  for (const space of spaces) {
    const last = heads.filter((head) => head.space === space).sort((one, other) => (one.at < other.at ? -1 : 1)).at(-1);
    if (last && now - Date.parse(last.at) < everyMs) continue;
    const head = await headOf(store, space);
    if (head && head.hash !== last?.hash) due.push({ space, ...head, at: new Date(now).toISOString() });
  }
  if (due.length) await append(folder, due);
}

async function append(folder: string, heads: readonly NotedHead[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `log-heads.${machineName()}.ndjson`);
  const file = await open(path, 'a', 0o600);
  try {
    await chmod(path, 0o600);
    await file.appendFile(asLines(heads.map((head) => JSON.stringify(head))));
    await file.datasync();
  } finally {
    await file.close();
  }
}
