import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Dumped, ServerStore } from './store.ts';

/*
 * A backup is gzip over lines of JSON: a header, one line for each row, and at the end how many there were of each table
 * and a checksum (SHA-256 of every byte before the last line). The numbers stand at the end, because the rows come out of
 * one moment of the database, which is read once.
 */

export interface BackupHeader {
  format: 'peer-support-backup';
  /** Of this format. */
  version: 1;
  /** Version of the tables it was made from. */
  schema: number;
  /** ISO 8601. */
  made: string;
}

export interface BackupEnd {
  counts: Record<string, number>;
  sha256: string;
}

export class BackupError extends Error {}

/** Writes everything that belongs into a backup. The database can be in use. */
export async function writeBackup(store: Pick<ServerStore, 'dump'>, to: Writable, { schema, made }: Pick<BackupHeader, 'schema' | 'made'>): Promise<BackupEnd> {
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  let end!: BackupEnd;
  const hashed = (value: unknown) => {
    const line = `${JSON.stringify(value)}\n`;
    hash.update(line);
    return line;
  };
  const lines = async function* () {
    yield hashed({ format: 'peer-support-backup', version: 1, schema, made } satisfies BackupHeader);
    for await (const row of store.dump()) {
      counts[row.table] = (counts[row.table] ?? 0) + 1;
      yield hashed(row);
    }
    end = { counts, sha256: hash.digest('hex') };
    yield `${JSON.stringify(end)}\n`;
  };
  await pipeline(Readable.from(gathered(lines())), createGzip(), to, { end: false });
  return end;
}

/** Larger pieces: a stream that is fed line by line is slow. */
async function* gathered(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting = '';
  for await (const line of lines) {
    waiting += line;
    if (waiting.length < 65_536) continue;
    yield waiting;
    waiting = '';
  }
  yield waiting;
}

/** Reads a backup to its end. Rejects with a `BackupError` if it is none, is damaged or is not whole. */
export async function verifyBackup(path: string): Promise<{ header: BackupHeader; end: BackupEnd }> {
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  let header: BackupHeader | undefined;
  let last: string | undefined;
  for await (const line of linesOf(path)) {
    if (last !== undefined) {
      hash.update(`${last}\n`);
      if (header) countIn(counts, last);
      else header = headerOf(last);
    }
    last = line;
  }
  const end = endOf(last);
  if (!header || !end) throw new BackupError('The backup is not whole: its end is missing.');
  if (end.sha256 !== hash.digest('hex') || JSON.stringify(end.counts) !== JSON.stringify(counts)) throw new BackupError('The backup is damaged: its checksum is another one.');
  return { header, end };
}

/** The rows of a backup that was verified. */
export async function* rowsOf(path: string): AsyncGenerator<Dumped> {
  for await (const line of linesOf(path)) {
    const value = JSON.parse(line) as Partial<Dumped>;
    if (typeof value.table === 'string' && value.row) yield value as Dumped;
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const unpacked = createGunzip();
  // What goes wrong in one has to end the other, and what reads from it.
  file.on('error', (error) => unpacked.destroy(error));
  try {
    yield* createInterface({ input: file.pipe(unpacked), crlfDelay: Infinity });
    if (unpacked.errored) throw unpacked.errored;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new BackupError(`There is no file ${path}.`);
    throw code.startsWith('Z_') ? new BackupError('This is no backup, or it is damaged: it cannot be unpacked.') : error;
  } finally {
    file.destroy();
    unpacked.destroy();
  }
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function headerOf(line: string): BackupHeader {
  const header = parsed(line) as Partial<BackupHeader> | undefined;
  if (header?.format !== 'peer-support-backup') throw new BackupError('This is no backup of this program.');
  if (header.version !== 1) throw new BackupError('This backup was made by a newer program. Use that one.');
  return header as BackupHeader;
}

function countIn(counts: Record<string, number>, line: string): void {
  const table = parsed(line)?.table;
  if (typeof table !== 'string') throw new BackupError('The backup is damaged: a line of it cannot be read.');
  counts[table] = (counts[table] ?? 0) + 1;
}

function endOf(line: string | undefined): BackupEnd | undefined {
  const end = line === undefined ? undefined : (parsed(line) as Partial<BackupEnd> | undefined);
  return typeof end?.sha256 === 'string' && end.counts ? (end as BackupEnd) : undefined;
}
