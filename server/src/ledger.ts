import { constants } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asLines, machineName, openToOthers, readLines } from './lines.ts';
import type { Ledger, LedgerEntry } from './store.ts';

/*
 * A folder with a file for each month (and each machine, so that a shared folder needs no locks). Lines are only ever
 * added; what is too old goes as whole files, so nothing is rewritten under somebody who writes.
 */

const fileName = /^(\d{4}-\d{2})\.[\w-]+\.ndjson$/;
const dayMs = 24 * 60 * 60 * 1000;

export interface LedgerOptions {
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
  /** Name of this machine in the names of files. */
  machine?: string;
}

export interface FolderLedger extends Ledger {
  readonly folder: string;
  /** Drops whole months in which every entry is older than `days`. Nothing is dropped without a number. */
  sweep(days: number | undefined): Promise<void>;
  /** What is wrong with it, in sentences; empty: nothing. */
  check(): Promise<string[]>;
}

/** Opens a ledger, and makes its folder if there is none. Only its owner may read it. */
export async function openLedger(folder: string, { now = Date.now, machine }: LedgerOptions = {}): Promise<FolderLedger> {
  await makeFolder(folder);
  return new Folder(folder, now, machineName(machine));
}

/** Whether there is a ledger, with entries or without. */
export const ledgerExists = (folder: string): Promise<boolean> => stat(folder).then((found) => found.isDirectory(), () => false);

class Folder implements FolderLedger {
  readonly folder: string;
  readonly #now: () => number;
  readonly #machine: string;
  #file: { month: string; handle: FileHandle } | undefined;
  /** Entries that wait for the next time something is written. */
  #waiting: LedgerEntry[] = [];
  #next: Promise<void> | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(folder: string, now: () => number, machine: string) {
    this.folder = folder;
    this.#now = now;
    this.#machine = machine;
  }

  add(entries: readonly LedgerEntry[]): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('The ledger is closed.'));
    if (!entries.length) return Promise.resolve();
    this.#waiting.push(...entries);
    // Whoever comes while the disk is busy goes together into the next line-up: one wait for the disk serves all.
    this.#next ??= this.#after(() => this.#write());
    return this.#next;
  }

  async *entries(): AsyncGenerator<LedgerEntry> {
    for (const file of await this.#files()) {
      const { records, faults } = read(await readFile(join(this.folder, file), 'utf8'));
      if (faults.length) throw new Error(`The ledger cannot be read: ${join(this.folder, file)}, line ${faults.join(', ')}. Look at it before going on: what was withdrawn could come back.`);
      yield* records;
    }
  }

  sweep(days: number | undefined): Promise<void> {
    if (days === undefined) return Promise.resolve();
    // Entries of a file were all written before its month was over.
    const before = new Date(this.#now() - days * dayMs).toISOString().slice(0, 7);
    return this.#after(async () => {
      const files = await this.#files();
      // The newest stays, whatever the clock says: it tells which month comes next.
      for (const file of files.slice(0, -1)) if (monthOf(file) < before && monthOf(file) !== this.#file?.month) await rm(join(this.folder, file), { force: true });
    });
  }

  async check(): Promise<string[]> {
    const wrong: string[] = [];
    for (const file of await this.#files()) {
      const path = join(this.folder, file);
      const { faults } = read(await readFile(path, 'utf8'));
      if (faults.length) wrong.push(`The ledger cannot be read: ${path}, line ${faults.join(', ')}.`);
      const others = await openToOthers(path);
      if (others) wrong.push(others);
    }
    return wrong;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#after(async () => {
      await this.#file?.handle.close();
      this.#file = undefined;
    });
  }

  #after<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#last.then(run, run);
    this.#last = result.catch(() => {});
    return result;
  }

  async #write(): Promise<void> {
    const entries = this.#waiting.splice(0);
    this.#next = undefined;
    const handle = await this.#handle();
    const bytes = Buffer.from(asLines(entries.map(lineOf)));
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten !== bytes.length) throw new Error('The ledger could not be written in full.');
    await handle.datasync();
  }

  async #handle(): Promise<FileHandle> {
    await makeFolder(this.folder);
    const newest = (await this.#files()).at(-1);
    const today = new Date(this.#now()).toISOString().slice(0, 7);
    // A clock that was set back must not put entries where they would be dropped too soon.
    const month = newest && monthOf(newest) > today ? monthOf(newest) : today;
    // A file that somebody took away would swallow what is written to it.
    if (this.#file?.month === month && (await this.#file.handle.stat()).nlink) return this.#file.handle;
    await this.#file?.handle.close();
    this.#file = undefined;
    const path = join(this.folder, `${month}.${this.#machine}.ndjson`);
    const handle = await open(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, 0o600);
    await syncFolder(this.folder);
    this.#file = { month, handle };
    return handle;
  }

  async #files(): Promise<string[]> {
    return (await readdir(this.folder)).filter((name) => fileName.test(name)).sort();
  }
}

const monthOf = (file: string) => fileName.exec(file)![1]!;

/** Ids and numbers, in an order of our own: nothing else gets in by accident. */
const lineOf = ({ space, collection, id, at, edition }: LedgerEntry) => JSON.stringify({ space, collection, id, at, edition });

/** The entries of a file. Where the power went, a file system may leave zeros. */
const read = (text: string) => readLines(text.replaceAll('\0', ''), entryOf);

function entryOf(value: unknown): LedgerEntry | undefined {
  const { space, collection, id, at, edition } = (value ?? {}) as Partial<LedgerEntry>;
  const whole = typeof space === 'string' && typeof collection === 'string' && typeof id === 'string' && typeof at === 'number';
  return whole && (edition === undefined || typeof edition === 'number') ? { space, collection, id, at, ...(edition !== undefined && { edition }) } : undefined;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
    await chmod(folder, 0o700);
    await syncFolder(dirname(folder));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await ledgerExists(folder))) return;
    if (code === 'EEXIST') throw new Error(`The ledger is a folder, but ${folder} is a file. Name another place with --ledger.`);
    // A slip of the pen must not make a tree of folders in which nobody looks.
    throw code === 'ENOENT' ? new Error(`There is no folder ${dirname(folder)} for the ledger.`) : error;
  }
}

/** Brings the names in a folder to disk. Not every system can. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
