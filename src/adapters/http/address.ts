import { PeerError } from '../../client/errors.ts';

const thisMachine = /^(localhost|(.+\.)?localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The base of all addresses. Throws a `PeerError` (`invalid`) for one that would carry people's words in the clear, or
 * holds what belongs in no address.
 */
export function baseOf(src: string | undefined, insecure = false): URL {
  const refuse = (why: string) => new PeerError('invalid', `http: src ${why}`);
  if (!src) throw refuse('is missing: the address of the backend');
  const page = (globalThis as { document?: { baseURI?: string } }).document?.baseURI;
  const base = addressOf(src, page);
  if (!base) throw refuse('is no address');
  if (base.username || base.password) throw refuse('holds a name or a password, which belong in no address');
  if (base.search || base.hash) throw refuse('has a part after ? or #, which would be lost');
  if (base.protocol !== 'https:' && base.protocol !== 'http:') throw refuse('is not https');
  if (base.protocol === 'http:' && !thisMachine.test(base.hostname) && !insecure) {
    throw refuse('is http: what people write could be read on the way. Use https, or `insecure: true` to try things out');
  }
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  return base;
}

function addressOf(src: string, page: string | undefined): URL | undefined {
  try {
    return new URL(src, page);
  } catch {
    return undefined;
  }
}

/** A path that names one record. Undefined: no address can carry this id, so nothing is there under it. */
export function recordPath(collection: string, id: string): string | undefined {
  // Addresses take . and .. for steps, however they are written.
  if (id === '' || id === '.' || id === '..') return undefined;
  try {
    return `${collection}/${encodeURIComponent(id)}`;
  } catch {
    // Half a character.
    return undefined;
  }
}
