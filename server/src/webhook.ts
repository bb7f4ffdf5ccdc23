import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HoldReason } from 'peer-support-elements/domain';

/** A program of the host, and the secret that it shares. */
export interface Receiver {
  url: string;
  secret: string;
}

/** What a program is told: ids, times and codes. Nothing of what somebody wrote, or of whom. */
export type Told =
  /** Something urgent waits. `alarm` is the same each time that it is told; `duty` are those on duty now, by the names that the space gave them. */
  | { event: 'urgent-waiting'; space: string; alarm: string; since: string; duty?: string[] }
  /** Somebody may be in danger, and the staff has held a story. `handOver` is the same each time that it is told. */
  | { event: 'hand-over'; space: string; handOver: string; reason: HoldReason; urgent: boolean; at: string }
  /** Somebody has to decide whether a story is held any longer. */
  | { event: 'hold-review'; space: string; hold: string; review: string };

export interface DeliverOptions {
  signal: AbortSignal;
  now?: () => number;
  /** How long is waited before it is tried again, in milliseconds; as often as there are times. */
  waits?: readonly number[];
  timeoutMs?: number;
}

const patience = [1_000, 5_000, 25_000] as const;

/** A time, and what only somebody with the secret could have made of it and the body. */
export const signatureOf = (secret: string, seconds: number, body: string): string => `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;

/** Tells a program of the host, signed. Answers undefined when it was taken, or else a code that says why not. */
export async function deliver({ url, secret }: Receiver, told: Told, { signal, now = Date.now, waits = patience, timeoutMs = 10_000 }: DeliverOptions): Promise<string | undefined> {
  const text = JSON.stringify(told);
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
