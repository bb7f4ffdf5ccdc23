import { PeerError, type PeerErrorCode } from '../client/errors.ts';

/*
 * The few assertions the suite needs, so that it runs under any test runner without one of its own.
 */

/** Throws unless the condition holds. */
export function ok(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Throws unless both are the same JSON value. Keys that are undefined count as absent, their order does not matter. */
export function same(actual: unknown, expected: unknown, message: string): void {
  const [is, should] = [canonical(actual), canonical(expected)];
  if (is !== should) throw new Error(`${message}\n  expected: ${should}\n  actual:   ${is}`);
}

/** Throws unless the promise rejects with a PeerError of this code (or of one of them). */
export async function refused(promise: Promise<unknown>, codes: PeerErrorCode | PeerErrorCode[], what: string): Promise<PeerError> {
  const error = await failure(promise, what);
  ok(PeerError.is(error), `${what}: expected a PeerError, but it rejected with ${String(error)}`);
  ok([codes].flat().includes(error.code), `${what}: expected ${[codes].flat().join(' or ')}, but it was ${error.code} (${error.message})`);
  return error;
}

/** What the promise rejects with. Throws if it does not reject. */
export async function failure(promise: Promise<unknown>, what: string): Promise<unknown> {
  let answer: unknown;
  try {
    answer = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`${what}: expected to be refused, but it answered ${canonical(answer)?.slice(0, 200)}`);
}

export function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
