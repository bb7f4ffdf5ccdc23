/* SHA-256 (FIPS 180-4), in the same turn: a transaction of IndexedDB ends while one waits for that of the browser. */

/** The first 32 bits of the fractional part of a root of the first primes. */
function roots(power: number, count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) {
    if (Array.from({ length: n - 2 }, (_, at) => at + 2).every((divisor) => n % divisor)) found.push(((n ** power % 1) * 2 ** 32) | 0);
  }
  return found;
}

const first = roots(1 / 2, 8);
const constants = roots(1 / 3, 64);

const turned = (word: number, by: number) => (word >>> by) | (word << (32 - by));

/** The bytes of a text, a one, and the length at the end of a block of 64 bytes. */
function padded(text: string): DataView {
  const bytes = new TextEncoder().encode(text);
  const view = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64));
  new Uint8Array(view.buffer).set(bytes);
  view.setUint8(bytes.length, 0x80);
  view.setBigUint64(view.byteLength - 8, BigInt(bytes.length) * 8n);
  return view;
}

function schedule(view: DataView, at: number): number[] {
  const words = Array.from({ length: 16 }, (_, n) => view.getInt32(at + n * 4));
  for (let n = 16; n < 64; n++) {
    const [early, late] = [words[n - 15]!, words[n - 2]!];
    const one = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const other = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words.push((words[n - 16]! + one + words[n - 7]! + other) | 0);
  }
  return words;
}

function block(state: readonly number[], words: readonly number[]): number[] {
  let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
  for (let n = 0; n < 64; n++) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + constants[n]! + words[n]!) | 0;
    const other = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [a, b, c, d, e, f, g, h] = [(one + other) | 0, a, b, c, (d + one) | 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, n) => (word + state[n]!) | 0);
}

/** The digest of a text in UTF-8, in hexadecimal. */
export function sha256(text: string): string {
  const view = padded(text);
  let state = first;
  for (let at = 0; at < view.byteLength; at += 64) state = block(state, schedule(view, at));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
