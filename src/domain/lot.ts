/**
 * A number below 2^32 for an id, which nobody can guess without the seed and which is the same with it: an order by lot. It
 * mixes all signs of both (FNV-1a, and the last steps of MurmurHash3) and keeps nothing secret.
 */
export function lot(seed: string, id: string): number {
  let hash = 0x811c9dc5;
  for (const sign of new TextEncoder().encode(JSON.stringify([seed, id]))) hash = Math.imul(hash ^ sign, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
