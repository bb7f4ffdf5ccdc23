import { PeerError } from '../client/errors.ts';
import type { Group } from '../domain/group.ts';
import { inSlices } from '../internal/slices.ts';
import { resolveAddress } from './address.ts';
import { beginningOf, decodeText } from './bytes.ts';
import { Collector, readSteps, type Reading } from './collect.ts';
import { csv } from './csv.ts';
import { download, type DownloadOptions } from './download.ts';
import type { Importer, OpenList, RawProblem } from './importer.ts';
import { meetingGuide } from './meeting-guide.ts';
import { isLines, recognise } from './recognise.ts';
import type { FeedFormat, ReadOptions } from './types.ts';

export interface LoadOptions extends ReadOptions, DownloadOptions {
  /** Also looks for personal contacts, home addresses and passcodes in the source. */
  check?: boolean | undefined;
  /** Called with each batch of groups, once they are whole, and waited for. `done`: the last batch of its list. */
  onGroups?: ((groups: Group[], info: { done: boolean }) => unknown) | undefined;
}

export interface Loaded extends Reading {
  /** Of the first list that could be read. */
  format: FeedFormat;
}

/** Why no list could be read; the problems are for the list's owner. */
export type LoadError = PeerError & { problems: RawProblem[] };

/** So many groups of a stream are shown at once: something to see, soon. Later ones wait a little for company. */
const firstBatch = 50;
const batchMs = 200;

/** The two formats most lists have are here; the others are fetched when one turns up. */
const importers: Record<FeedFormat, () => Importer | Promise<Importer>> = {
  'meeting-guide': () => meetingGuide,
  csv: () => csv,
  bmlt: async () => (await import('./bmlt.ts')).bmlt,
  json: async () => (await import('./json.ts')).json,
  ndjson: async () => (await import('./ndjson.ts')).ndjson,
};

const failed = (error: PeerError, problems: RawProblem[]): LoadError => Object.assign(error, { problems });

async function newCollector(options: LoadOptions, idSuffix?: string): Promise<Collector> {
  const audit = options.check ? (await import('./privacy.ts')).auditRow : undefined;
  return new Collector({ ...options, idSuffix }, audit);
}

async function open(format: FeedFormat, document: unknown, options: LoadOptions, { note }: Collector): Promise<OpenList | undefined> {
  return (await importers[format]()).open(document, options, note);
}

async function read(source: unknown, options: LoadOptions, collector: Collector): Promise<Loaded> {
  const { format, document, problem } = recognise(source, options.format);
  const { reading, note } = collector;
  if (problem) note(problem, undefined, undefined, true);
  else await inSlices(readSteps(await open(format, document, options, collector), collector), options.signal);
  return finish(reading, format);
}

function finish(reading: Reading, format: FeedFormat): Loaded {
  if (!reading.rows) throw failed(new PeerError('bad-data', reading.problems[0]?.code), reading.problems);
  return { ...reading, format };
}

/** Reads a document or text that is here already. Rejects with a `LoadError` `bad-data` when it is no list. */
export async function readSource(source: unknown, options: LoadOptions): Promise<Loaded> {
  const loaded = await read(source, options, await newCollector(options));
  await options.onGroups?.(loaded.groups, { done: true });
  return loaded;
}

/**
 * Fetches lists and reads them, several side by side. One that fails becomes a problem that names its host; when all
 * fail, rejects with a `LoadError`:
 *
 * - `offline`, `timeout`, `unavailable` (the server could not be reached, or answered with an error), `rate-limited`;
 * - `not-found` (404, 410), `forbidden` (401, 403), `bad-data` (what came is no list), `invalid` (no address to fetch from).
 *
 * The requests carry no cookies and no referrer.
 */
export async function loadGroups(addresses: readonly string[], options: LoadOptions): Promise<Loaded> {
  const results = await Promise.all(
    addresses.map(async (address, index) => {
      try {
        // Behind the first list every id says which list it is from, whichever arrives first.
        return await load(address, options, await newCollector(options, index ? `~${index + 1}` : ''));
      } catch (error) {
        options.signal.throwIfAborted();
        if (!PeerError.is(error)) throw error;
        return error as LoadError;
      }
    }),
  );
  const problems = results.flatMap((result, index) =>
    addresses[1] ? result.problems.map((problem) => ({ ...problem, source: hostOf(addresses[index]!) })) : result.problems,
  );
  const lists = results.filter((result) => !PeerError.is(result)) as Loaded[];
  if (!lists[0]) throw failed((results[0] as LoadError) ?? new PeerError('invalid'), problems);
  return {
    format: lists[0].format,
    groups: lists.flatMap(({ groups }) => groups),
    problems,
    rows: lists.reduce((sum, { rows }) => sum + rows, 0),
  };
}

/** Fetches one list and reads it: as it arrives if it comes in lines, else whole. */
async function load(address: string, options: LoadOptions, collector: Collector): Promise<Loaded> {
  const url = resolveAddress(address);
  const host = hostOf(address);
  const explain = (error: PeerError, code: string) => failed(error, [{ row: 0, code, params: { host }, lost: true }]);
  if (typeof url === 'string') throw explain(new PeerError('invalid', url), url);
  const chunks = download(url, options);
  try {
    const type = (await chunks.next()).value;
    const first = (await chunks.next()).value as Uint8Array | undefined;
    const within = { ...options, origin: options.origin ?? (url.origin === 'null' ? undefined : url.href) };
    const named = /ndjson|jsonl/.test(type + url.pathname);
    if (options.format ? options.format === 'ndjson' : named || isLines(beginningOf(first))) return await readLines(first, chunks, within, collector);
    const bytes = first ? [first] : [];
    for await (const chunk of chunks) bytes.push(chunk as Uint8Array);
    const loaded = await read(decodeText(bytes), within, collector);
    await options.onGroups?.(loaded.groups, { done: true });
    return loaded;
  } catch (error) {
    throw PeerError.is(error) && !('problems' in error) ? explain(error, `list-${error.code}`) : error;
  } finally {
    await chunks.return();
  }
}

/** Reads lines as they arrive. Groups are given out in batches: the first ones soon, and what there is when the stream pauses. */
async function readLines(first: Uint8Array | undefined, chunks: AsyncIterator<unknown>, options: LoadOptions, collector: Collector): Promise<Loaded> {
  const { LineReader } = await import('./ndjson.ts');
  const lines = new LineReader(options, collector);
  const { reading } = collector;
  let shown = 0;
  let last = 0;
  const show = async (done: boolean) => {
    const groups = reading.groups.slice(shown);
    shown += groups.length;
    await options.onGroups?.(groups, { done });
    last = performance.now();
  };
  try {
    for (let chunk = first; chunk; ) {
      await inSlices(lines.push(chunk), options.signal);
      const next = chunks.next();
      const paused = Promise.race([next.then(() => false, () => false), new Promise((resolve) => setTimeout(resolve, batchMs, true))]);
      const waiting = reading.groups.length - shown;
      const due = shown ? performance.now() - last > batchMs : waiting >= firstBatch;
      if (waiting && (due || (await paused))) await show(false);
      chunk = (await next).value as Uint8Array | undefined;
    }
  } catch (error) {
    options.signal.throwIfAborted();
    if (!shown || !PeerError.is(error)) throw error;
    // What came before the line broke is worth more than nothing.
    collector.note('list-cut-off');
  }
  await inSlices(lines.push(), options.signal);
  await show(true);
  return finish(reading, 'ndjson');
}

const hostOf = (address: string): string => {
  try {
    return new URL(address, globalThis.document?.baseURI).host;
  } catch {
    return address;
  }
};
