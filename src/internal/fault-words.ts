import type { ReceiptFault } from '../domain/receipt.ts';
import { fill, msg } from './localize.ts';

/** Why words are no receipt, and what to look at. */
export function faultWords(fault: ReceiptFault): string {
  if (fault.fault === 'count') return fill(msg('A receipt has twelve words. Here are {there}.'), { there: fault.there });
  if (fault.fault === 'check') return msg('These words are no receipt. Are two of them in each other’s place?');
  return fault.near
    ? fill(msg('“{word}” is no word of a receipt. Do you mean “{near}”?'), { word: fault.word, near: fault.near })
    : fill(msg('“{word}” is no word of a receipt.'), { word: fault.word });
}
