import { createChallenge } from 'altcha-lib/v1';
import type { WriteTx } from 'peer-support-elements/backend';
import * as z from 'zod';
import type { ServerStore } from '../store.ts';
import { newSecret, sameSecret, sha256 } from './hash.ts';

/** How long there is to solve a challenge and to write, in milliseconds. */
const challengeLasts = 10 * 60 * 1000;
const day = 24 * 60 * 60 * 1000;

/** A challenge as ALTCHA (version 1) puts it. */
export const challengeSchema = z.object({ algorithm: z.literal('SHA-256'), challenge: z.string(), maxnumber: z.int(), salt: z.string(), signature: z.string() });

const payload = z.object({
  algorithm: z.literal('SHA-256'),
  challenge: z.string().regex(/^[\da-f]{64}$/),
  number: z.int().min(0),
  salt: z.string().max(300).regex(/^[\da-f]{24}\?[^?]*&$/),
  signature: z.string().max(64),
});

type Payload = z.infer<typeof payload>;

/**
 * Proof of work: it makes sending by the thousand dear. It is no wall, because there are people whose browser cannot
 * solve it: without one a story is taken and marked.
 */
export class Proofs {
  readonly #store: ServerStore;
  readonly #maxNumber: number;
  readonly #now: () => number;

  constructor(store: ServerStore, maxNumber: number, now: () => number) {
    this.#store = store;
    this.#maxNumber = maxNumber;
    this.#now = now;
  }

  async challenge(space: string): Promise<z.infer<typeof challengeSchema>> {
    const now = this.#now();
    const hmacKey = await this.#key(now);
    const made = await createChallenge({ hmacKey, maxnumber: this.#maxNumber, params: { space: await sha256(space), day: dayOf(now) }, expires: new Date(now + challengeLasts) });
    const { algorithm, challenge, maxnumber, salt, signature } = made as z.infer<typeof challengeSchema>;
    return { algorithm, challenge, maxnumber, salt, signature };
  }

  /**
   * What the staff should know of the proof that came with a sending: nothing, if it is good. It is spent in the same write
   * as the sending is kept, so that it pays for one, and is still good if nothing was kept.
   */
  async flags(space: string, header: string | null): Promise<(tx: WriteTx) => Promise<string[]>> {
    if (header === null || header === '') return async () => ['no-proof'];
    const read = payload.safeParse(decoded(header));
    // A check that could not be made is none: the story waits for a person, who sees that.
    const expires = read.success ? await this.#until(space, read.data).catch(() => null) : undefined;
    if (expires === null) return async () => ['no-proof'];
    if (!read.success || expires === undefined) return async () => ['bad-proof'];
    return async (tx) => ((await tx.spend?.(read.data.challenge, expires)) ? [] : ['bad-proof']);
  }

  /** Until when a proof holds, in milliseconds since 1970. Undefined: it does not. */
  async #until(space: string, proof: Payload): Promise<number | undefined> {
    const params = new URLSearchParams(proof.salt.slice(proof.salt.indexOf('?') + 1));
    const expires = Number(params.get('expires')) * 1000;
    const now = this.#now();
    if (!(expires > now && expires <= now + challengeLasts + 1000) || params.get('space') !== (await sha256(space))) return undefined;
    const made = params.get('day');
    if (made !== dayOf(now) && made !== dayOf(now - day)) return undefined;
    const hmacKey = await this.#key(Date.parse(made));
    const { algorithm, number, salt, challenge, signature } = proof;
    const right = await createChallenge({ algorithm, number, salt, hmacKey });
    return right.challenge === challenge && (await sameSecret(right.signature, signature)) ? expires : undefined;
  }

  #key(at: number): Promise<string> {
    return this.#store.secret(`proofs-${dayOf(at)}`, newSecret, (Math.floor(at / day) + 2) * day);
  }
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

function decoded(header: string): unknown {
  try {
    return header.length <= 2000 ? JSON.parse(atob(header)) : undefined;
  } catch {
    return undefined;
  }
}
