import { PeerError } from 'peer-support-elements/backend';
import type { ServerStore } from '../store.ts';
import { bytesOf } from './hash.ts';
import { Seal } from './seal.ts';

/** Cursors as they are told. Those of the store hold places in an order of arrival, and when a page was made: nobody reads that. */
export class Cursors {
  readonly #seal: Seal;

  constructor(store: ServerStore) {
    this.#seal = new Seal(store, 'cursors');
  }

  told(space: string, collection: string, cursor: string): Promise<string> {
    return this.#seal.closeAlike(bytesOf(cursor), JSON.stringify([space, collection]));
  }

  /** Rejects as `invalid` for one that was not given here, for this collection. */
  async meant(space: string, collection: string, told: string): Promise<string> {
    const plain = await this.#seal.open(told, JSON.stringify([space, collection]));
    if (!plain) throw new PeerError('invalid', 'this cursor was not given here');
    return new TextDecoder().decode(plain);
  }
}
