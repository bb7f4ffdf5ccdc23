import type { ServerStore } from '../store.ts';
import { base64url, bytesOf, newSecret } from './hash.ts';

const nonceLength = 12;

/** Keys of one secret, which all instances share. */
interface Keys {
  cipher: CryptoKey;
  mac: CryptoKey;
}

/**
 * Makes text of what callers carry back but must not read (AES-GCM, RFC 5116): places in an order that counts what they
 * may not see.
 */
export class Seal {
  readonly #store: ServerStore;
  readonly #name: string;
  #loading: Promise<Keys> | undefined;

  constructor(store: ServerStore, name: string) {
    this.#store = store;
    this.#name = name;
  }

  /** Another text each time: two of them cannot be compared. `about`: where it is good. */
  close(plain: Uint8Array<ArrayBuffer>, about: string): Promise<string> {
    return this.#close(plain, about, crypto.getRandomValues(new Uint8Array(nonceLength)));
  }

  /** The same text for the same, so that what holds it stays the same (the nonce is made of it, as in RFC 5297). */
  async closeAlike(plain: Uint8Array<ArrayBuffer>, about: string): Promise<string> {
    const { mac } = await this.#keys();
    const made = await crypto.subtle.sign('HMAC', mac, new Uint8Array([...bytesOf(JSON.stringify(about)), ...plain]));
    return this.#close(plain, about, new Uint8Array(made, 0, nonceLength));
  }

  /** Undefined for what was not made here, or for something else. */
  async open(text: string, about: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const bytes = bytesIn(text);
    if (!bytes || bytes.length <= nonceLength) return undefined;
    const { cipher } = await this.#keys();
    const plain = crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.subarray(0, nonceLength), additionalData: bytesOf(about) }, cipher, bytes.subarray(nonceLength));
    return plain.then((buffer) => new Uint8Array(buffer), () => undefined);
  }

  async #close(plain: Uint8Array<ArrayBuffer>, about: string, iv: Uint8Array<ArrayBuffer>): Promise<string> {
    const { cipher } = await this.#keys();
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytesOf(about) }, cipher, plain);
    return base64url(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
  }

  #keys(): Promise<Keys> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #load(): Promise<Keys> {
    const secret = await this.#store.secret(this.#name, newSecret);
    const hash = await crypto.subtle.digest('SHA-256', bytesOf(`cipher ${secret}`));
    const cipher = await crypto.subtle.importKey('raw', hash, 'AES-GCM', false, ['encrypt', 'decrypt']);
    const mac = await crypto.subtle.importKey('raw', bytesOf(`mac ${secret}`), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    return { cipher, mac };
  }
}

function bytesIn(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
