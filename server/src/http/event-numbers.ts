import type { ServerStore } from '../store.ts';
import { bytesOf, newSecret } from './hash.ts';

const half = 2 ** 26;
/** Behind each number go 16 random bits. */
const chance = 2 ** 16;
const rounds = [0, 1, 2, 3];

/**
 * Numbers of events as they are told. Those of the store count everything that happens in a space: two of them would
 * tell a visitor how much was sent in between, and when. So they are told enciphered (a Feistel network over 52 bits),
 * each time another way, and are still whole numbers.
 */
export class EventNumbers {
  readonly #store: ServerStore;
  #loading: Promise<CryptoKey> | undefined;

  constructor(store: ServerStore) {
    this.#store = store;
  }

  async told(space: string, number: number): Promise<string> {
    const [nonce] = crypto.getRandomValues(new Uint16Array(1));
    const plain = number * chance + nonce!;
    let [left, right] = [Math.floor(plain / half), plain % half];
    for (const round of rounds) [left, right] = [right, left ^ (await this.#mix(space, round, right))];
    return String(left * half + right);
  }

  /** Undefined for what was never told. */
  async meant(space: string, told: string): Promise<number | undefined> {
    if (!/^\d{1,16}$/.test(told) || Number(told) >= half * half) return undefined;
    let [left, right] = [Math.floor(Number(told) / half), Number(told) % half];
    for (const round of rounds.toReversed()) [left, right] = [right ^ (await this.#mix(space, round, left)), left];
    return Math.floor((left * half + right) / chance);
  }

  async #mix(space: string, round: number, value: number): Promise<number> {
    const bytes = await crypto.subtle.sign('HMAC', await this.#key(), bytesOf(`${round} ${value} ${space}`));
    return new DataView(bytes).getUint32(0) % half;
  }

  #key(): Promise<CryptoKey> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #load(): Promise<CryptoKey> {
    const secret = await this.#store.secret('events', newSecret);
    return crypto.subtle.importKey('raw', bytesOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  }
}
