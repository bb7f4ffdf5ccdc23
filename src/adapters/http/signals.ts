import { PeerError } from '../../client/errors.ts';

/** A signal that aborts with the first of these, with its reason. To be let go of, because some of these live longer. */
export function linked(...signals: readonly AbortSignal[]): { signal: AbortSignal; release: () => void } {
  const own = new AbortController();
  const stops = signals.map((signal) => () => own.abort(signal.reason));
  const release = () => signals.forEach((signal, at) => signal.removeEventListener('abort', stops[at]!));
  const aborted = signals.find((signal) => signal.aborted);
  if (aborted) own.abort(aborted.reason);
  else signals.forEach((signal, at) => signal.addEventListener('abort', stops[at]!, { once: true }));
  return { signal: own.signal, release };
}

/** Settles like the promise, unless the signal aborts first: some of what is waited for knows nothing of signals. */
export function unlessAborted<T>(promise: PromiseLike<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).then(() => signal.removeEventListener('abort', stop));
  });
}

/** Runs with a signal that also aborts, as `timeout`, when nothing has shown itself for so long. */
export async function within<T>(ms: number, outer: AbortSignal, run: (signal: AbortSignal, alive: (ms: number) => void) => PromiseLike<T>): Promise<T> {
  const late = new AbortController();
  const { signal, release } = linked(outer, late.signal);
  const expire = () => late.abort(new PeerError('timeout', 'http: no answer in time'));
  let timer = setTimeout(expire, ms);
  const alive = (next: number) => {
    clearTimeout(timer);
    timer = setTimeout(expire, next);
  };
  try {
    signal.throwIfAborted();
    return await unlessAborted(run(signal, alive), signal);
  } finally {
    clearTimeout(timer);
    // Lets go of what was not read.
    late.abort();
    release();
  }
}
