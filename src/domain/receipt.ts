import { receiptWords } from './receipt-words.ts';

/*
 * A receipt as people can write it down: the 128 bits of its secret and a check of 4 bits, in twelve words of 11 bits each.
 */

/** How many words a receipt has. */
export const wordCount = 12;
const bitsOfWord = 11;
const indexOf = new Map(receiptWords.map((word, index) => [word, index]));

/** What is wrong with words that should be a receipt. */
export type ReceiptFault =
  /** Not twelve words. `there`: how many there are. */
  | { fault: 'count'; there: number }
  /** A word that no receipt has. `near`: the one that may be meant. */
  | { fault: 'word'; word: string; near?: string }
  /** Each is a word of receipts, but together they are none: two changed places, or one is another's. */
  | { fault: 'check' };

/** The twelve words of a secret of 16 bytes. */
export function wordsOfSecret(secret: Uint8Array): string[] {
  const bits = [...secret].map((byte) => byte.toString(2).padStart(8, '0')).join('') + check(secret).toString(2).padStart(4, '0');
  return Array.from({ length: wordCount }, (_, at) => receiptWords[parseInt(bits.slice(at * bitsOfWord, (at + 1) * bitsOfWord), 2)]!);
}

/**
 * The secret that words stand for, however they are written: with numbers before them, commas between them, in capitals. What
 * is wrong is said so that it can be mended; a word off by one letter is told with the one it may be.
 */
export function secretOfWords(written: string): Uint8Array<ArrayBuffer> | ReceiptFault {
  const words = wordsIn(written).map(({ word }) => word);
  const strange = words.find((word) => !indexOf.has(word));
  if (strange !== undefined && words.length <= wordCount) {
    const near = receiptWords.find((word) => isNear(word, strange));
    return { fault: 'word', word: strange, ...(near && { near }) };
  }
  if (words.length !== wordCount) return { fault: 'count', there: words.length };
  return secretFrom(words) ?? { fault: 'check' };
}

/**
 * Where in a text a receipt stands: eight of its words in a row are no sentence. Also found where one was written down wrongly
 * or in part, because whoever reads the text might put it right.
 */
export function findReceipt(text: string): { start: number; end: number } | undefined {
  const enough = 8;
  let first = 0;
  const words = wordsIn(text);
  for (let at = 0; at <= words.length; at += 1) {
    if (at < words.length && indexOf.has(words[at]!.word)) continue;
    if (at - first >= enough) return { start: words[first]!.at, end: words[at - 1]!.at + words[at - 1]!.word.length };
    first = at + 1;
  }
  return undefined;
}

/** Runs of letters; numbers and signs between them mean nothing. */
const wordsIn = (text: string) => [...text.toLowerCase().matchAll(/\p{L}+/gu)].map(({ 0: word, index: at }) => ({ word, at }));

function secretFrom(words: readonly string[]): Uint8Array<ArrayBuffer> | undefined {
  const bits = words.map((word) => indexOf.get(word)!.toString(2).padStart(bitsOfWord, '0')).join('');
  const secret = Uint8Array.from({ length: 16 }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8), 2));
  return parseInt(bits.slice(128), 2) === check(secret) ? secret : undefined;
}

/** Changes with any byte and with their order. It keeps nothing secret: it only notices slips. */
function check(secret: Uint8Array): number {
  // CRC-4 (ITU-T G.704): x⁴ + x + 1.
  let rest = 0;
  for (const byte of secret) {
    for (let bit = 7; bit >= 0; bit -= 1) {
      const carry = ((rest >> 3) ^ (byte >> bit)) & 1;
      rest = ((rest << 1) & 15) ^ (carry ? 3 : 0);
    }
  }
  return rest;
}

/** One letter changed, left out, added, or two of them in each other's place. */
function isNear(word: string, other: string): boolean {
  let start = 0;
  while (start < word.length && word[start] === other[start]) start += 1;
  const [a, b] = [word.slice(start), other.slice(start)];
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
}
