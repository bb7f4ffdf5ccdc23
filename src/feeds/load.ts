import { PeerError } from '../client/errors.ts';
import type { Group, Schedule } from '../domain/group.ts';
import { inSlices } from '../internal/slices.ts';
import { createCollector, readSteps, type Collector, type Reading } from './collect.ts';
import { importer as csv } from './csv.ts';
import { download, type DownloadOptions } from './download.ts';
import { isRow, needsOdd, odd, parts, type Importer, type OpenList, type RawProblem } from './importer.ts';
import { importer as meetingGuide } from './meeting-guide.ts';
import type { Recognised } from './recognise.ts';
import type { FeedFormat, ReadOptions } from './types.ts';

export interface LoadOptions extends ReadOptions, DownloadOptions {
  /** Also looks for personal contacts, home addresses and passcodes in the source. */
  check?: boolean | undefined;
  /**
   * Called with each batch of groups, once they are whole, and waited for. `done`: the last batch of its list. `early`:
   * groups that were given before, of which some are in this batch again and the others are no longer true.
   */
  onGroups?: ((groups: Group[], info: { done: boolean; early?: readonly Group[] | undefined }) => unknown) | undefined;
  /** The moment from now at which a row is next. With it, the groups of a long list that come first are read and given first. */
  startOf?: ((when: readonly Schedule[]) => number | Promise<number>) | undefined;
}

export interface Loaded extends Reading {
  /** Of the first list that could be read. */
  format: FeedFormat;
}

/** Why no list could be read; the problems are for the list's owner. */
export type LoadError = PeerError & { problems: RawProblem[] };

/** The two formats most lists have are here; the others are fetched when one turns up. */
const importers: Record<FeedFormat, () => { importer: Importer } | Promise<{ importer: Importer }>> = {
  'meeting-guide': () => ({ importer: meetingGuide }),
  csv: () => ({ importer: csv }),
  bmlt: () => import('./bmlt.ts'),
  json: () => import('./json.ts'),
  ndjson: () => import('./ndjson.ts'),
};

/** Runs, and once more with the part for odd cells if it turns out to be needed. */
async function withOdd<T>(run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error !== needsOdd) throw error;
    parts.odd = await import('./odd.ts');
    return run();
  }
}

/** Starts a list; `use` reads into it. A `PeerError` is told with the problems so far. */
async function collect(options: LoadOptions, idSuffix: string | undefined, host: string, use: (collector: Collector) => Promise<FeedFormat>): Promise<Loaded> {
  const collector = createCollector({ idSuffix, audit: options.check ? (await import('./privacy.ts')).auditRow : undefined });
  try {
    const format = await use(collector);
    const reading = collector.end();
    if (!reading.rows) throw new PeerError('bad-data', reading.problems[0]!.code);
    await options.onGroups?.(reading.groups.slice(collector.shown), { done: true, early: collector.early });
    return { ...reading, format };
  } catch (error) {
    if (!PeerError.is(error)) throw error;
    const { problems } = collector.reading;
    if (!problems[0]) collector.note(error.code === 'invalid' ? error.message : `list-${error.code}`, undefined, { host }, true);
    throw Object.assign(error, { problems });
  }
}

/** The two kinds of lists that most are: a text that is no JSON is a table, and an array of records with names a Meeting Guide. */
function plainList(source: unknown, wanted?: FeedFormat): Recognised | undefined {
  if (typeof source === 'string') {
    if (/^[^\s[{<\ufeff]/.test(source)) return (wanted ?? 'csv') === 'csv' ? { format: 'csv', document: source } : undefined;
    try {
      source = JSON.parse(source);
    } catch {
      return;
    }
  }
  const [row] = Array.isArray(source) ? source : [];
  return (wanted ?? 'meeting-guide') === 'meeting-guide' && isRow(row) && 'name' in row && !('sessions' in row) ? { format: 'meeting-guide', document: source } : undefined;
}

async function read(source: unknown, options: LoadOptions, collector: Collector): Promise<FeedFormat> {
  const { startOf, signal } = options;
  // Fetched while the list is being parsed. Without it, a list is read in its own order.
  const early = startOf && (source as string).length > longText && import('./long-list.ts').catch(() => undefined);
  const { format, document, problem } = await withOdd(() => plainList(source, options.format) ?? odd().recognise(source, options.format));
  if (problem) {
    collector.note(problem, undefined, undefined, true);
    return format;
  }
  const { importer } = await importers[format]();
  const open = (source: unknown, { note }: Collector) => withOdd(() => importer.open(source, options, note));
  const readIn = (list: OpenList, into: Collector) => withOdd(() => inSlices(readSteps(list, into), options.signal));
  const list = await open(document, collector);
  if (!list) return format;
  const soonestRows = list.peek && early && (await early)?.soonestRows;
  if (soonestRows) {
    // Opened once more, so that what it says of these rows is said again, and in its place, when all are read.
    const draft = collector.draft();
    const again = (await open(list.source ?? document, draft))!;
    const first = await withOdd(() => soonestRows(again, startOf!, signal));
    if (first) {
      await readIn(first, draft);
      list.shown = first.shown!;
      await options.onGroups?.((collector.early = draft.reading.groups), { done: false });
    }
  }
  await readIn(list, collector);
  return format;
}

/** In a longer text, those rows are read first that come first. */
const longText = 1e5;

/** Reads a document or text that is here already. Rejects with a `LoadError` `bad-data` when it is no list. */
export const readSource = (source: unknown, options: LoadOptions): Promise<Loaded> =>
  collect(options, '', '', (collector) => read(source, options, collector));

/**
 * Fetches lists and reads them, several side by side. One that fails becomes a problem that names its host; when all
 * fail, rejects with a `LoadError`:
 *
 * - `offline`, `timeout`, `unavailable` (the server could not be reached, or answered with an error), `rate-limited`;
 * - `not-found` (404, 410), `forbidden` (401, 403), `bad-data` (what came is no list), `invalid` (no address to fetch from).
 *
 * The requests carry no cookies and no referrer.
 */
export const loadGroups = async (addresses: readonly string[], options: LoadOptions): Promise<Loaded> =>
  addresses[1] ? (await import('./several.ts')).loadSeveral(addresses, options) : loadOne(addresses[0] ?? '', options);

/** Where an address leads, seen from the page. */
export function urlOf(address: string): URL | undefined {
  try {
    return new URL(address, globalThis.document?.baseURI);
  } catch {
    return;
  }
}

/** Fetches one list and reads it: as it arrives if it comes in lines, else whole. Rejects with a `LoadError`. */
export function loadOne(address: string, options: LoadOptions, idSuffix?: string): Promise<Loaded> {
  let url = urlOf(address);
  const host = url?.host || address;
  return collect(options, idSuffix, host, async (collector) => {
    if (url?.host === 'docs.google.com') url = await withOdd(() => odd().sheetAddress(url!));
    if (!url || !/^(https?|data|blob):/.test(url.href)) throw new PeerError('invalid', 'bad-address');
    const { href, pathname, host } = url;
    const within = { ...options, origin: options.origin ?? (host && href) };
    return download(url, options, async (response, alive) => {
      const type = `${response.headers.get('content-type')} ${pathname}`;
      if (options.format ? options.format === 'ndjson' : /ndjson|jsonl|(octet|null|plain)[^.]*$/.test(type)) {
        return (await import('./lines.ts')).readStream(response, alive, within, collector, (text) => read(text, within, collector));
      }
      const bytes = await alive(response.arrayBuffer(), 4);
      const text = new TextDecoder().decode(bytes);
      return read(text.includes('\ufffd') ? await withOdd(() => odd().decodeOld(bytes)) : text, within, collector);
    });
  });
}
