import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { isTimeZone } from '../domain/zone.ts';
import type { Group } from '../domain/group.ts';
import { textOf } from '../feeds/lines.ts';
import { loadGroups, type LoadError } from '../feeds/load.ts';
import { withWords } from '../feeds/problem-words.ts';
import { readAll } from '../feeds/read-all.ts';
import type { FeedFormat, Problem } from '../feeds/types.ts';
import { PeerError } from '../client/errors.ts';

/** What was typed cannot be done; the message is for whoever typed it. */
export class UsageError extends Error {}

export interface SourceOptions {
  'time-zone'?: string | undefined;
  country?: string | undefined;
  format?: string | undefined;
}

/** A list that was read, or was found to be none. */
export interface List {
  /** Absent when it is no list. */
  format?: FeedFormat;
  rows: number;
  groups: Group[];
  problems: Problem[];
  /** Hosts that the browsers of visitors talk to when a page shows this list from where it is. */
  thirdParties: string[];
}

const formats: readonly string[] = ['csv', 'meeting-guide', 'bmlt', 'json', 'ndjson'] satisfies FeedFormat[];

/** Reads a list from a file, an address or, for `-`, the standard input. Throws `UsageError` when there is nothing to read. */
export async function readList(list: string, options: SourceOptions): Promise<List> {
  const { country, format } = options;
  const timeZone = options['time-zone'];
  if (format && !formats.includes(format)) throw new UsageError(`“${format}” is no format. There are ${formats.join(', ')}.`);
  if (timeZone && !isTimeZone(timeZone)) throw new UsageError(`“${timeZone}” is no time zone. Use a name such as Europe/London.`);
  if (country && !/^[a-z]{2}$/i.test(country)) throw new UsageError(`“${country}” is no country. Use two letters, such as GB.`);
  const how = { timeZone, country: country?.toUpperCase(), format: format as FeedFormat | undefined };
  if (/^https?:/i.test(list)) return fromAddress(list, how);
  const read = readAll(textOf([await bytesOf(list)]), how);
  return { ...read, problems: read.problems.map(withWords), thirdParties: [] };
}

async function bytesOf(list: string): Promise<Uint8Array> {
  try {
    return list === '-' ? await buffer(process.stdin) : await readFile(list);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : (error as Error).message;
    throw new UsageError(`“${list}” cannot be read: ${why}.`);
  }
}

async function fromAddress(address: string, how: { timeZone?: string | undefined; country?: string | undefined; format?: FeedFormat | undefined }): Promise<List> {
  const thirdParties = [new URL(address).host];
  try {
    const loaded = await loadGroups([address], { ...how, check: true, signal: new AbortController().signal });
    return { ...loaded, problems: loaded.problems.map(withWords), thirdParties };
  } catch (error) {
    if (!PeerError.is(error)) throw error;
    return { rows: 0, groups: [], problems: (error as LoadError).problems.map(withWords), thirdParties };
  }
}
