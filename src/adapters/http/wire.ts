import { PeerError } from '../../client/errors.ts';
import type { Call } from '../adapter.ts';
import { type Authorization, authorize } from './authorization.ts';
import type { Settings } from './options.ts';
import { patiently } from './patience.ts';
import { errorOf, type Problem, retryAfter } from './problem.ts';
import { linked, within } from './signals.ts';

/** What is asked of the backend, before it is known who asks. */
export interface Ask {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/v1/`, escaped. */
  path: string;
  /** What stands in the address beside the space: nothing that a person typed. */
  params?: Record<string, string | number | undefined>;
  /** JSON. */
  body?: string | undefined;
  headers?: Record<string, string | undefined>;
  /** What everybody may read, and a cache may keep. */
  open?: boolean;
  /** Nothing may go with it that tells who asks. */
  anonymous?: boolean;
}

export type Read<T> = (response: Response, alive: (ms: number) => void) => Promise<T>;

/** How requests go out, are tried again, and fail. Keeps nothing, writes no log. */
export class Wire {
  readonly settings: Settings;
  readonly #closing: AbortSignal;

  constructor(settings: Settings, closing: AbortSignal) {
    this.settings = settings;
    this.#closing = closing;
  }

  /** Makes a call, with as many tries as it takes. Rejects with a `PeerError`, or with the reason of the call's signal. */
  async send<T>(ask: Ask, call: Call, read: Read<T>): Promise<T> {
    const { retries, backoffMs, longestPauseMs, totalMs } = this.settings;
    const until = Date.now() + totalMs;
    return this.during(call.signal, async (signal) => {
      const authorized = await this.authorized(ask, call, signal);
      const attempt = () => authorized((authorization) => this.exchange(ask, call, authorization, signal, Math.min(this.settings.timeoutMs, until - Date.now()), read));
      return patiently(attempt, { retries, backoffMs, longestPauseMs, until }, signal);
    });
  }

  /** Runs until the caller's signal aborts or the adapter is closed. */
  async during<T>(outer: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { signal, release } = linked(outer, this.#closing);
    try {
      const answer = await run(signal);
      outer.throwIfAborted();
      return answer;
    } catch (error) {
      throw outer.aborted ? outer.reason : error;
    } finally {
      release();
    }
  }

  authorized(ask: Ask, call: Call, signal: AbortSignal): Promise<Authorization> {
    return authorize(ask.anonymous || call.anonymous ? undefined : this.settings.getToken, ask.anonymous ? undefined : call.credential, this.settings.timeoutMs, signal);
  }

  /** One try. */
  exchange<T>(ask: Ask, call: Pick<Call, 'space' | 'locale'>, authorization: string | undefined, outer: AbortSignal, ms: number, read: Read<T>): Promise<T> {
    const connected = isConnected();
    return within(ms, outer, async (signal, alive) => {
      try {
        const response = await this.settings.fetch(this.#url(ask, call.space), { ...this.#init(ask, call.locale, authorization), signal });
        if (!response.ok) throw await refusal(response);
        return await read(response, alive);
      } catch (cause) {
        throw PeerError.is(cause) ? cause : disconnected(cause, connected);
      }
    });
  }

  #url({ path, params = {} }: Ask, space: string): URL {
    const url = new URL(`v1/${path}`, this.settings.base);
    url.searchParams.set('space', space);
    for (const [name, value] of Object.entries(params)) if (value !== undefined) url.searchParams.set(name, String(value));
    return url;
  }

  #init({ method, body, headers = {}, open }: Ask, locale: string, authorization: string | undefined): RequestInit {
    const sent = {
      accept: 'application/json',
      'accept-language': /^[a-z\d-]+$/i.test(locale) ? locale : undefined,
      'content-type': body === undefined ? undefined : 'application/json',
      authorization,
      ...headers,
    };
    return {
      method,
      headers: Object.fromEntries(Object.entries(sent).filter((pair): pair is [string, string] => pair[1] !== undefined)),
      ...(body !== undefined && { body }),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      cache: open && authorization === undefined ? 'default' : 'no-store',
    };
  }
}

/** Reads an answer as JSON. Rejects with `bad-data` if it is none, or longer than `most` bytes. */
export async function jsonOf(response: Response, most: number): Promise<unknown> {
  const text = await textOf(response, most);
  try {
    return JSON.parse(text);
  } catch {
    throw new PeerError('bad-data', 'http: the answer is not JSON');
  }
}

async function textOf({ body }: Response, most: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = body?.getReader();
  let text = '';
  for (let length = 0; reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > most) throw new PeerError('bad-data', 'http: the answer is too long');
    text += decoded(decoder, value);
  }
  return text + decoded(decoder);
}

function decoded(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined });
  } catch {
    throw new PeerError('bad-data', 'http: the answer is not text in UTF-8');
  }
}

const longestProblem = 64 * 1024;

async function refusal(response: Response): Promise<PeerError> {
  const { status, headers } = response;
  // Gateways answer JSON too: only this is the backend's own word.
  const isDocument = /^application\/problem\+json\b/i.test(headers.get('content-type') ?? '');
  const problem = isDocument ? await jsonOf(response, longestProblem).catch(() => undefined) : undefined;
  const isObject = typeof problem === 'object' && problem !== null;
  return errorOf(status, isObject ? (problem as Problem) : undefined, retryAfter(headers.get('retry-after'), Date.parse(headers.get('date') ?? '') || Date.now()));
}

const isConnected = () => (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine !== false;

/**
 * There was no answer. Browsers do not say why: no server, no name, a policy or a missing CORS header all look the same, so
 * that is `unavailable`. It is `offline` only where the browser itself says that this device has no connection; without
 * one from the beginning, nothing has left it.
 */
function disconnected(cause: unknown, before: boolean): PeerError {
  if (isConnected()) return new PeerError('unavailable', 'http: there was no answer', { cause });
  return new PeerError('offline', 'http: there is no connection', { cause, mayHaveHappened: before });
}
