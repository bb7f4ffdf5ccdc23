import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OnCallConfig } from './config/space.ts';

/** What is told: that something waits, and since when. Nothing of what it is, or of whom. */
export interface CallBody {
  event: 'urgent-waiting';
  space: string;
  /** The alarm, the same each time it is told. */
  alarm: string;
  /** ISO 8601. */
  since: string;
}

export interface CallOptions {
  signal: AbortSignal;
  now?: () => number;
  /** How long is waited before it is tried again, in milliseconds; as often as there are times. */
  waits?: readonly number[];
  timeoutMs?: number;
}

const patience = [1_000, 5_000, 25_000] as const;

/** A time, and what only somebody with the secret could have made of it and the body. */
export const signatureOf = (secret: string, seconds: number, body: string): string => `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;

/** Tells whoever is on call. Answers undefined when it was taken, or else a code that says why not. */
export async function callOut({ url, secret }: Pick<OnCallConfig, 'url' | 'secret'>, body: CallBody, { signal, now = Date.now, waits = patience, timeoutMs = 10_000 }: CallOptions): Promise<string | undefined> {
  const text = JSON.stringify(body);
  const delivery = randomUUID();
  for (let attempt = 0; ; attempt++) {
    const failure = await send(url, text, { 'peer-delivery': delivery, 'peer-signature': signatureOf(secret, Math.floor(now() / 1000), text) }, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
    if (!failure?.again || signal.aborted || attempt >= waits.length) return failure?.code;
    await sleep(waits[attempt], undefined, { signal }).catch(() => {});
    if (signal.aborted) return failure.code;
  }
}

/** Undefined: it was taken. What is not taken now may be taken later, unless it is refused. */
async function send(url: string, body: string, headers: Record<string, string>, signal: AbortSignal): Promise<{ code: string; again: boolean } | undefined> {
  try {
    // Somebody else than was named must not be told.
    const response = await fetch(url, { method: 'POST', body, headers: { ...headers, 'content-type': 'application/json', 'user-agent': 'peer-support-server' }, redirect: 'manual', signal });
    await response.body?.cancel();
    if (response.ok) return undefined;
    return { code: `http-${response.status}`, again: response.status >= 500 || response.status === 408 || response.status === 429 };
  } catch {
    return { code: signal.aborted ? 'timeout' : 'unreachable', again: true };
  }
}
