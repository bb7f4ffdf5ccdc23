import { PeerError } from '../../client/errors.ts';

export interface Patience {
  /** How often to try again. */
  retries: number;
  /** The longest first pause, in milliseconds. */
  backoffMs: number;
  /** The longest pause that is waited for. */
  longestPauseMs: number;
  /** When it has to be over, by `Date.now()`. */
  until: number;
}

/**
 * How long to pause before trying again: anything from nothing to twice as long as the time before ("full jitter"), so that
 * those who failed together do not come back together. A backend that asks for a pause gets at least that.
 */
export function pauseBefore(tried: number, { backoffMs, longestPauseMs }: Pick<Patience, 'backoffMs' | 'longestPauseMs'>, asked = 0, random = Math.random): number {
  return asked + random() * Math.min(backoffMs * 2 ** tried, longestPauseMs);
}

/** Resolves after a while. Rejects with the signal's reason as soon as it aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** Whether trying again within this call makes sense. Without a connection it does not: the person is told at once. */
const mayPass = (error: unknown): error is PeerError => PeerError.is(error) && error.retryable && error.code !== 'offline';

/** What a refusal says of one try does not hold for those before it. */
function remembering(error: unknown): unknown {
  if (!PeerError.is(error) || error.mayHaveHappened) return error;
  const { code, message, cause, retryable, retryAfterMs } = error;
  return new PeerError(code, message, { cause, retryable, ...(retryAfterMs !== undefined && { retryAfterMs }), mayHaveHappened: true });
}

/**
 * Tries until it succeeds, cannot succeed, or takes too long. Rejects with the last error, or the signal's reason; an error
 * after a try that got no answer says that it may have happened.
 */
export async function patiently<T>(attempt: () => Promise<T>, patience: Patience, signal: AbortSignal): Promise<T> {
  let unanswered = false;
  for (let tried = 0; ; tried++) {
    try {
      return await attempt();
    } catch (reason) {
      const error: unknown = unanswered && !signal.aborted ? remembering(reason) : reason;
      if (signal.aborted || !mayPass(error) || tried >= patience.retries) throw error;
      unanswered ||= error.mayHaveHappened;
      const asked = error.retryAfterMs ?? 0;
      const wait = pauseBefore(tried, patience, asked);
      if (asked > patience.longestPauseMs || Date.now() + wait >= patience.until) throw error;
      await pause(wait, signal);
    }
  }
}
