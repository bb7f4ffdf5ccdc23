import { PeerError } from '../../client/errors.ts';
import { pause } from './patience.ts';
import { unlessAborted, within } from './signals.ts';
import { type Ask, jsonOf, type Wire } from './wire.ts';

/** A solved challenge, as it is sent, or one that is being solved. */
interface Making {
  /** Undefined: it could not be made. */
  header: Promise<string | undefined>;
  /** Until when it can be used, in milliseconds since 1970. */
  expires: number;
}

interface Challenge {
  algorithm: string;
  challenge: string;
  salt: string;
  signature: string;
  maxnumber?: number;
}

/** A proof that ends sooner than this might do so on the way. In milliseconds. */
const margin = 10_000;
/** How long a challenge is believed to hold that does not say so itself. */
const unsaid = 5 * 60_000;
/** Numbers tried before the page has its turn: a few milliseconds. */
const slice = 200;
/** A challenge that asks for more would keep a telephone busy for minutes: then it is sent without. */
const most = 5_000_000;
/** For how many acts the proof is remembered, so that each goes again with its own. */
const remembered = 100;

/**
 * Proofs of work, made while somebody writes. Sending never fails for want of one: what comes without is looked at by a
 * person with a little more care, that is all.
 */
export class Proofs {
  readonly #wire: Wire;
  readonly #closing: AbortSignal;
  /** Under way or ready, by space, for the next act. */
  readonly #next = new Map<string, Making>();
  /** By space and intent. */
  readonly #used = new Map<string, Making>();

  constructor(wire: Wire, closing: AbortSignal) {
    this.#wire = wire;
    this.#closing = closing;
  }

  /** Begins, unless it has begun. */
  prepare(space: string): void {
    if (this.#closing.aborted || good(this.#next.get(space))) return;
    this.#next.set(space, this.#make(space));
  }

  /** The proof that goes with an act: the same each time it is sent. Undefined if there is none within a few seconds. */
  async of(space: string, intent: string, signal: AbortSignal): Promise<string | undefined> {
    const key = JSON.stringify([space, intent]);
    const made = good(this.#used.get(key)) ?? this.#take(space);
    this.#used.delete(key);
    this.#used.set(key, made);
    if (this.#used.size > remembered) this.#used.delete(this.#used.keys().next().value!);
    const header = await within(this.#wire.settings.proofMs, signal, () => made.header).catch(() => undefined);
    signal.throwIfAborted();
    return header;
  }

  /** The next one, which is then no other act's. */
  #take(space: string): Making {
    const next = good(this.#next.get(space)) ?? this.#make(space);
    this.#next.delete(space);
    return next;
  }

  #make(space: string): Making {
    const making: Making = { header: Promise.resolve(undefined), expires: Date.now() + unsaid };
    making.header = this.#solve(space, making).catch(() => {
      making.expires = 0;
      return undefined;
    });
    return making;
  }

  async #solve(space: string, making: Making): Promise<string> {
    const ask: Ask = { method: 'POST', path: 'challenges', anonymous: true };
    const { timeoutMs } = this.#wire.settings;
    const answer = await this.#wire.exchange(ask, { space, locale: '' }, undefined, this.#closing, timeoutMs, (response) => jsonOf(response, 10_000));
    if (!isChallenge(answer)) throw new PeerError('bad-data', 'http: this is no challenge');
    const { algorithm, challenge, salt, signature } = answer;
    const number = await solved(answer, this.#closing);
    const said = Number(new URLSearchParams(salt.split('?')[1]).get('expires')) * 1000;
    if (said) making.expires = said - margin;
    return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
  }
}

const good = (making: Making | undefined) => (making && making.expires > Date.now() ? making : undefined);

/** The number that solves a challenge. Rejects if there is none, or when the signal aborts. */
async function solved({ challenge, salt, algorithm, maxnumber = 1_000_000 }: Challenge, signal: AbortSignal): Promise<number> {
  const { solveChallenge } = await import('altcha-lib/v1');
  for (let start = 0; start <= maxnumber; start += slice) {
    const end = Math.min(start + slice - 1, maxnumber);
    const solution = await unlessAborted(solveChallenge(challenge, salt, algorithm, end, start).promise, signal);
    if (solution) return solution.number;
    await pause(0, signal);
  }
  throw new PeerError('bad-data', 'http: the challenge has no solution');
}

function isChallenge(value: unknown): value is Challenge {
  const { algorithm, challenge, salt, signature, maxnumber } = Object(value) as Record<string, unknown>;
  const strings = [algorithm, challenge, salt, signature].every((one) => typeof one === 'string');
  return strings && /^SHA-(1|256|512)$/.test(algorithm as string) && (maxnumber === undefined || (Number.isInteger(maxnumber) && (maxnumber as number) > 0 && (maxnumber as number) <= most));
}
