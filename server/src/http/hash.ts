const encoder = new TextEncoder();

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

export function base64url(bytes: ArrayBuffer | Uint8Array): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** SHA-256, base64url. */
export async function sha256(value: string | Uint8Array<ArrayBuffer>): Promise<string> {
  return base64url(await crypto.subtle.digest('SHA-256', typeof value === 'string' ? bytesOf(value) : value));
}

const keyOf = (secret: string) => crypto.subtle.importKey('raw', bytesOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);

/** HMAC with SHA-256 under a secret, base64url: what it was made of cannot be found out by trying without the secret. */
export async function keyedHash(secret: string, value: string): Promise<string> {
  return base64url(await crypto.subtle.sign('HMAC', await keyOf(secret), bytesOf(value)));
}

/** Whether two secrets are the same. Takes as long for a near miss as for a far one. */
export async function sameSecret(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([a, b].map(async (text) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(text)))));
  let difference = 0;
  one!.forEach((byte, index) => (difference |= byte ^ other![index]!));
  return difference === 0;
}

/** 256 random bits, base64url. */
export const newSecret = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));
