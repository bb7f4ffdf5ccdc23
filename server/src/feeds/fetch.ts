import { open } from 'node:fs/promises';
import { sheetAddress } from 'peer-support-elements/feeds';

/** Why a list could not be had. `code` is for reports; nothing of the list stands in it. */
export class FeedError extends Error {
  readonly code: string;
  readonly retryAfterMs: number | undefined;

  constructor(code: string, retryAfterMs?: number) {
    super(code);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface Known {
  etag?: string | undefined;
  lastModified?: string | undefined;
}

/** Undefined: the same as what is known. */
export type Fetched = (Known & { bytes: Uint8Array }) | undefined;

export interface FetchOptions {
  signal: AbortSignal;
  /** Largest list, in bytes. */
  maxBytes?: number;
  /** Longest time for all of it, in milliseconds. */
  timeoutMs?: number;
  /** Default: the one of this process. */
  fetch?: typeof globalThis.fetch;
}

const mostRedirects = 3;

/** Sheets are published at one address of Google's and come from another one of Google's. */
const sameOwner = (from: URL, to: URL) => from.host === 'docs.google.com' && to.protocol === 'https:' && /(^|\.)googleusercontent\.com$/.test(to.hostname);

/** Gets a list from the address or file that the configuration names, if it is another one than is known. Rejects with a `FeedError`. */
export async function fetchList(src: string, known: Known, { signal, maxBytes = 100_000_000, timeoutMs = 120_000, fetch: get = fetch }: FetchOptions): Promise<Fetched> {
  const limit = AbortSignal.timeout(timeoutMs);
  const both = AbortSignal.any([signal, limit]);
  try {
    return await (/^https?:/i.test(src) ? fromAddress(addressOf(src), known, both, maxBytes, get) : fromFile(src, known, both, maxBytes));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof FeedError) throw error;
    throw new FeedError(limit.aborted ? 'timeout' : 'unreachable');
  }
}

/** The page of a published sheet is read as a table; the page on which its owner works can be read by nobody else. */
function addressOf(src: string): URL {
  const url = new URL(src);
  if (url.host !== 'docs.google.com') return url;
  try {
    return sheetAddress(url);
  } catch {
    throw new FeedError('sheet-not-published');
  }
}

async function fromAddress(start: URL, known: Known, signal: AbortSignal, maxBytes: number, get: typeof fetch): Promise<Fetched> {
  let url = start;
  for (let hops = 0; hops <= mostRedirects; hops++) {
    const response = await get(url, { redirect: 'manual', signal, headers: headersFor(known) });
    const { status, headers } = response;
    if (status === 304 || status < 200 || status >= 300) await response.body?.cancel();
    if (status === 304 && (known.etag ?? known.lastModified)) return undefined;
    if (status >= 200 && status < 300) {
      const bytes = await bytesOf(response, maxBytes);
      return { bytes, etag: headers.get('etag') ?? undefined, lastModified: headers.get('last-modified') ?? undefined };
    }
    if (![301, 302, 303, 307, 308].includes(status)) throw new FeedError(`http-${status}`, waitOf(headers));
    url = nextOf(url, headers.get('location'), start);
  }
  throw new FeedError('too-many-redirects');
}

/** Only ever the host that was configured, and never out of encryption. */
function nextOf(url: URL, location: string | null, start: URL): URL {
  const next = URL.parse(location ?? '', url);
  if (!location || !next) throw new FeedError('redirected-nowhere');
  const same = next.hostname === start.hostname && (next.port === start.port || (start.port === '' && next.protocol === 'https:' && next.port === ''));
  if ((!same && !sameOwner(start, next)) || !/^https?:$/.test(next.protocol)) throw new FeedError('redirected-elsewhere');
  if (start.protocol === 'https:' && next.protocol !== 'https:') throw new FeedError('redirected-elsewhere');
  return next;
}

const headersFor = ({ etag, lastModified }: Known) => ({
  accept: 'text/csv, application/json, application/x-ndjson, text/plain;q=0.9, */*;q=0.5',
  'user-agent': 'peer-support-server',
  ...(etag && { 'if-none-match': etag }),
  ...(lastModified && { 'if-modified-since': lastModified }),
});

function waitOf(headers: Headers): number | undefined {
  const wait = headers.get('retry-after') ?? '';
  const ms = /^\d+$/.test(wait) ? Number(wait) * 1000 : Date.parse(wait) - Date.now();
  return ms > 0 ? Math.min(ms, 24 * 60 * 60_000) : undefined;
}

/** What was unpacked counts: a small answer may hold a very large list. */
async function bytesOf({ body }: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > maxBytes) throw new FeedError('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function fromFile(path: string, known: Known, signal: AbortSignal, maxBytes: number): Promise<Fetched> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new FeedError(error.code === 'ENOENT' ? 'no-file' : 'file-not-readable');
  });
  try {
    const { size, mtimeMs } = await file.stat();
    const etag = `${size}-${mtimeMs}`;
    if (etag === known.etag) return undefined;
    if (size > maxBytes) throw new FeedError('too-large');
    return { bytes: await file.readFile({ signal } as object), etag };
  } finally {
    await file.close();
  }
}
