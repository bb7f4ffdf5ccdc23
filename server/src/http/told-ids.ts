import type { ServerStore } from '../store.ts';
import { Seal } from './seal.ts';

/** Where somebody who watches goes on. */
export interface Reached {
  /** Number of the event in the store. */
  number: number;
  /** A moment at which nothing older than it came after that event, in milliseconds since 1970. */
  at: number;
}

const hour = 60 * 60 * 1000;

/** Whoever was told something longer ago than this starts anew. Events are kept for hours longer: see `eventsKept` of the store. */
const oldest = 20 * hour;

/**
 * Ids of events as they are told. Numbers of the store count everything that happens in a space: two of them would tell a
 * visitor how much was sent in between, and when. So they are told sealed, each time another way, with the hour: an id is
 * too old by its age alone, not by what has happened and was forgotten since.
 */
export class ToldIds {
  readonly #seal: Seal;
  readonly #now: () => number;

  constructor(store: ServerStore, now: () => number) {
    this.#seal = new Seal(store, 'told');
    this.#now = now;
  }

  told(space: string, { number, at }: Reached): Promise<string> {
    const plain = new DataView(new ArrayBuffer(12));
    plain.setFloat64(0, number);
    plain.setUint32(8, Math.floor(at / hour));
    return this.#seal.close(new Uint8Array(plain.buffer), space);
  }

  /** Undefined for what was never told, and for what was told too long ago. */
  async meant(space: string, told: string): Promise<Reached | undefined> {
    const plain = await this.#seal.open(told, space);
    if (plain?.length !== 12) return undefined;
    const view = new DataView(plain.buffer);
    const at = view.getUint32(8) * hour;
    return this.#now() - at <= oldest ? { number: view.getFloat64(0), at } : undefined;
  }
}
