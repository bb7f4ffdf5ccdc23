import { PeerError, type PeerErrorCode } from '../client/errors.ts';

export interface DownloadOptions {
  signal: AbortSignal;
  /** Default: the page's own. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Milliseconds without a sign of life after which the download is given up. Default 30,000. */
  timeout?: number | undefined;
}

const codes: Record<number, PeerErrorCode> = { 401: 'forbidden', 403: 'forbidden', 404: 'not-found', 410: 'not-found', 429: 'rate-limited' };

function refusal({ status, headers }: Response): PeerError {
  const wait = headers.get('retry-after') ?? '';
  const retryAfterMs = +wait * 1000 || Date.parse(wait) - Date.now();
  return new PeerError(codes[status] ?? 'unavailable', `HTTP ${status}`, {
    retryable: status > 428,
    ...(retryAfterMs > 0 && { retryAfterMs }),
  });
}

/** Fetches without cookies and without saying from which page. The first value is the content type, the others are the bytes as they arrive. */
export async function* download(url: URL, { signal, fetch: get = fetch, timeout = 30_000 }: DownloadOptions): AsyncGenerator<string | Uint8Array, void> {
  const request = new AbortController();
  const abort = () => request.abort(signal.reason);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alive = async <T>(sign: () => Promise<T>): Promise<T> => {
    timer = setTimeout(() => request.abort(new PeerError('timeout')), timeout);
    try {
      return await sign();
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
    const response = await alive(() => get(url, { credentials: 'omit', referrerPolicy: 'no-referrer', signal: request.signal }));
    if (!response.ok) throw refusal(response);
    yield response.headers.get('content-type') ?? '';
    const reader = response.body?.getReader();
    for (let chunk; reader && !(chunk = await alive(() => reader.read())).done; ) yield chunk.value;
  } finally {
    signal.removeEventListener('abort', abort);
    request.abort();
  }
}
