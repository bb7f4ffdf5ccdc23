import { PeerError, type PeerErrorCode } from '../../client/errors.ts';

const codes: readonly PeerErrorCode[] = [
  'offline', 'timeout', 'unavailable', 'rate-limited', 'signed-out', 'forbidden', 'not-found', 'conflict', 'invalid', 'bad-data', 'unsupported',
];

/** What a status says where there is no problem document, or one of a type that is not known here. */
const byStatus: Record<number, PeerErrorCode> = {
  400: 'invalid', 401: 'signed-out', 403: 'forbidden', 404: 'not-found', 405: 'unsupported', 408: 'timeout', 409: 'conflict', 410: 'not-found',
  412: 'conflict', 413: 'invalid', 415: 'invalid', 422: 'invalid', 428: 'invalid', 429: 'rate-limited', 501: 'unsupported',
};

/** Refusals that hold no longer than a moment. Everything else between 400 and 499 will be refused again. */
const passing = [408, 425, 429];

/** What an RFC 9457 document tells. Everything in it may be missing or something else. */
export interface Problem {
  type?: unknown;
  title?: unknown;
  detail?: unknown;
  retryable?: unknown;
}

/** The error that an answer with a status of 400 or more stands for. `problem` is undefined where it was no such document. */
export function errorOf(status: number, problem: Problem | undefined, retryAfterMs: number | undefined): PeerError {
  const named = typeof problem?.type === 'string' ? (problem.type.split('/').at(-1) as PeerErrorCode) : undefined;
  // A page that says 404 is not the backend: nobody should be told that what they wrote is gone.
  const foreign = status === 404 && !problem;
  const code = named && codes.includes(named) ? named : foreign ? 'unavailable' : (byStatus[status] ?? 'unavailable');
  const said = [problem?.detail, problem?.title].find((words) => typeof words === 'string' && words) as string | undefined;
  const lasting = status < 500 && !passing.includes(status);
  return new PeerError(code, `http: ${said?.slice(0, 500) ?? (foreign ? 'there is no backend at this address' : `status ${status}`)}`, {
    ...((lasting || typeof problem?.retryable === 'boolean') && { retryable: !lasting && problem?.retryable !== false }),
    // A backend that says so has looked at it, and done nothing.
    ...(problem?.retryable === false && { mayHaveHappened: false }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

/** Milliseconds that a `Retry-After` asks for, in seconds or as an HTTP date (RFC 9110, 10.2.3). */
export function retryAfter(value: string | null, now: number): number | undefined {
  const words = value?.trim();
  if (!words) return undefined;
  const ms = /^\d+$/.test(words) ? Number(words) * 1000 : Date.parse(words) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
