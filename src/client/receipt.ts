/*
 * What opens a sending is derived from a secret that only its writer has. Creating sends the hash of what is derived,
 * later calls send what is derived itself, and the backend compares hashes: the hash never opens anything.
 */

const purpose = new TextEncoder().encode('peer-support-elements/1/receipt');

/** 128 random bits. */
export const newSecret = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(16));

/**
 * The credential of a receipt, by HKDF with SHA-256 (RFC 5869) from its secret, 256 bits in base64url. `word` is mixed in:
 * another word is another credential. Needs a secure context (https or localhost).
 */
export async function receiptCredential(secret: Uint8Array<ArrayBuffer>, word = ''): Promise<string> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const salt = new TextEncoder().encode(word.normalize('NFKC').trim().toLowerCase());
  return base64url(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info: purpose }, key, 256));
}

/** What a backend may know of a credential: its SHA-256, base64url. */
export async function credentialHash(credential: string): Promise<string> {
  return base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(credential)));
}

const base64url = (bytes: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
