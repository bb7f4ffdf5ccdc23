import { PeerError, type PeerErrorCode } from '../client/errors.ts';

export interface DownloadOptions {
  signal: AbortSignal;
  /** Default: the page's own. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Milliseconds to wait for an answer, and again for each part of a stream, or four times as long for a whole list. Default 30,000. */
  timeout?: number | undefined;
}

const codes: Record<number, PeerErrorCode> = { 401: 'forbidden', 403: 'forbidden', 404: 'not-found', 410: 'not-found', 429: 'rate-limited' };

/** Waits for a part of an answer, or `times` as long for all of it. Rejects with `PeerError` offline, unavailable or timeout, or with the signal's reason. */
export type Alive = <T>(part: Promise<T>, times?: number) => Promise<T>;

/** Fetches without cookies and without saying from which page, and lets go of the answer when it has been used. */
export async function download<T>(
  url: URL,
  { signal, fetch: get = fetch, timeout = 30_000 }: DownloadOptions,
  use: (response: Response, alive: Alive) => Promise<T>,
): Promise<T> {
  const request = new AbortController();
  const abort = () => request.abort(signal.reason);
  const alive: Alive = async (part, times = 1) => {
    const timer = setTimeout(() => request.abort(new PeerError('timeout')), timeout * times);
    try {
      return await part;
    } catch (cause) {
      request.signal.throwIfAborted();
      throw PeerError.is(cause) ? cause : new PeerError(navigator.onLine === false ? 'offline' : 'unavailable', undefined, { cause });
    } finally {
      clearTimeout(timer);
    }
  };
  signal.throwIfAborted();
  signal.addEventListener('abort', abort);
  try {
    const response = await alive(get(url, { credentials: 'omit', referrerPolicy: 'no-referrer', signal: request.signal }));
    const { ok, status, headers } = response;
    if (ok) return await use(response, alive);
    const wait = headers.get('retry-after') ?? '';
    const retryAfterMs = +wait * 1000 || Date.parse(wait) - Date.now();
    throw new PeerError(codes[status] ?? 'unavailable', `HTTP ${status}`, { retryable: status > 428, ...(retryAfterMs > 0 && { retryAfterMs }) });
  } finally {
    signal.removeEventListener('abort', abort);
    request.abort();
  }
}
