/*
 * What is locked with a passphrase. Everything is WebCrypto's, in all engines: PBKDF2 with SHA-256 (Argon2 is in none of them yet),
 * then AES-GCM with a new random IV for everything that is sealed.
 */

/**
 * OWASP Password Storage Cheat Sheet, section PBKDF2: 600,000 rounds for HMAC-SHA-256, a number of December 2022 that stood
 * there in 2026 still. Locks keep their own, so that it can grow.
 */
export const rounds = 600_000;

const ivBytes = 12;
/** What is sealed is filled up to a multiple of this, so that its length says little. */
const block = 512;

/** What stands beside locked records, readable by everybody. It opens nothing. */
export interface Lock {
  /** Random; another one with each passphrase. Sealed things belong to it. */
  id: string;
  salt: Uint8Array<ArrayBuffer>;
  rounds: number;
  /** Sealed under the key: shows whether a passphrase is the right one. */
  proof: Uint8Array<ArrayBuffer>;
}

/** A key that is in memory only, and cannot be read out. */
export interface OpenLock {
  id: string;
  key: CryptoKey;
}

/** Whether this page can lock anything: browsers give pages without https no cryptography. */
export const canLock = (): boolean => typeof crypto !== 'undefined' && !!crypto.subtle;

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The same passphrase typed on another keyboard is the same; spaces are kept. */
async function keyOf(passphrase: string, { salt, rounds: iterations }: Pick<Lock, 'salt' | 'rounds'>): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', bytesOf(passphrase.normalize('NFKC')), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Text as bytes that only the key opens. It is bound to its lock. */
export async function seal(text: string, { id, key }: OpenLock): Promise<Uint8Array<ArrayBuffer>> {
  const plain = bytesOf(text);
  const padded = new Uint8Array(Math.ceil((plain.length + 1) / block) * block);
  padded.set(plain);
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytesOf(id) }, key, padded);
  const whole = new Uint8Array(ivBytes + sealed.byteLength);
  whole.set(iv);
  whole.set(new Uint8Array(sealed), ivBytes);
  return whole;
}

/** What was sealed; rejects when it was sealed under another key, or changed. */
export async function unseal(whole: Uint8Array<ArrayBuffer>, { id, key }: OpenLock): Promise<string> {
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: whole.subarray(0, ivBytes), additionalData: bytesOf(id) }, key, whole.subarray(ivBytes));
  // JSON has no zero byte: zeros are what it was filled up with.
  return new TextDecoder().decode(plain).replace(/\0+$/, '');
}

/** A new lock with its key. */
export async function newLock(passphrase: string, id: string, iterations = rounds): Promise<{ lock: Lock; open: OpenLock }> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const open = { id, key: await keyOf(passphrase, { salt, rounds: iterations }) };
  return { lock: { id, salt, rounds: iterations, proof: await seal('', open) }, open };
}

/** The key of a lock; undefined if it is another passphrase. */
export async function openLock(passphrase: string, lock: Lock): Promise<OpenLock | undefined> {
  const open = { id: lock.id, key: await keyOf(passphrase, lock) };
  return unseal(lock.proof, open).then(() => open, () => undefined);
}
