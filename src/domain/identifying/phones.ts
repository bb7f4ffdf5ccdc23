import { rewrite, type Folded } from './fold.ts';
import type { IdentifyingPack, Numbering } from './types.ts';

/** A telephone number, by its place in the folded text that `spoken` gives. */
export interface PhoneSeen {
  from: number;
  to: number;
  unsure: boolean;
}

const anyOf = (words: object) => Object.keys(words).join('|');

/** The text with words for digits written as digits, and with O and l as 0 and 1 where they stand in a number. */
export function spoken(text: Folded, { digits, times, noughts }: IdentifyingPack): Folded {
  const words = `(?:(${anyOf(times) || '\\b\\B'}) )?(${anyOf(digits)})|(?<=\\p{L} )(${anyOf(noughts) || '\\b\\B'})`;
  const pattern = new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})|(?<![\\p{L}\\d])(?=[OoIl]{0,4}\\d)[OoIl\\d]{2,20}(?!\\p{L})`, 'giu');
  return rewrite(text, pattern, ([whole, many, digit, nought]) => {
    if (nought) return noughts[nought.toLowerCase()];
    if (digit) return digits[digit.toLowerCase()]!.repeat(times[many?.toLowerCase() ?? ''] ?? 1);
    return whole.replace(/o/gi, '0').replace(/[il]/gi, '1');
  });
}

const run = /(?<![\d\p{L}])[+(]{0,2}\d(?:[ ().\/,-]{0,3}\d){5,40}/gu;

/** Counting aloud is no number of anybody. */
const counts = (digits: string) => [...digits].every((digit, i, all) => !i || Math.abs(Number(digit) - Number(all[i - 1])) === Math.abs(Number(all[1]) - Number(all[0])));

interface Reading {
  numbering: readonly Numbering[];
  /** The words before announce a telephone number. */
  announced: boolean;
  /** It was written in words. */
  inWords: boolean;
}

/** Whether these groups of digits are a number of somebody, a number for everybody, or none. */
function judge(groups: readonly string[], abroad: boolean, { numbering, announced, inWords }: Reading): 'sure' | 'unsure' | 'open' | undefined {
  const digits = groups.join('');
  if (/^(?:116\d{3}|0800\d{4,8}|1?8(?:00|88|77|66|55|44|33)\d{7}|1800\d{6})$/.test(digits) || numbering.some(({ open }) => open.test(digits))) return 'open';
  if (digits.length < 7 || counts(digits)) return undefined;
  if (abroad || /^00(?:1|3\d|4\d)\d{7,11}$/.test(digits)) return digits.length > 7 ? 'sure' : undefined;
  const single = groups[0]!.length === 1 && groups[0] !== '1' && groups.some(({ length }) => length > 1) && !inWords;
  const known = !single && numbering.some(({ inland }) => inland.test(digits));
  if (known && (digits.startsWith('0') || announced || /^(1 )?...( ...)? ....$/.test(groups.join(' ')))) return 'sure';
  if (known && (digits.length > 9 || inWords)) return 'unsure';
  return announced && digits.length < 13 ? 'unsure' : undefined;
}

/** The telephone numbers in a row of digits; `at` is where the row begins. */
function inRow(row: string, at: number, reading: Reading): PhoneSeen[] {
  const found: PhoneSeen[] = [];
  const groups = [...row.matchAll(/\d{1,41}/g)];
  for (let i = 0; i < groups.length; i++) {
    const plus = row[groups[i]!.index - 1] === '+' || row.slice(0, groups[i]!.index).endsWith('+(');
    for (let j = Math.min(groups.length, i + 15); j > i; j--) {
      const some = groups.slice(i, j);
      const [first, last] = [some[0]!, some.at(-1)!];
      // +44 (0)20 …: the nought in brackets is dialled inland only.
      const parts = some.filter(({ index }) => !(index > first.index && row.slice(index - 1, index + 2) === '(0)')).map(([digits]) => digits);
      if (parts.join('').length > 15) continue;
      const verdict = judge(parts, plus, reading);
      if (!verdict) continue;
      const opens = /[+(]{0,2}$/.exec(row.slice(0, first.index))![0].length;
      if (verdict !== 'open') found.push({ from: at + first.index - opens, to: at + last.index + last[0].length, unsure: verdict === 'unsure' });
      i = j - 1;
      break;
    }
  }
  return found;
}

/** Telephone numbers, also with the digits apart or in words. `text` is what `spoken` gave, `original` the text itself. */
export function phones(text: Folded, original: string, pack: IdentifyingPack, numbering: readonly Numbering[]): PhoneSeen[] {
  return [...text.plain.matchAll(run)].flatMap(({ 0: row, index }) => {
    const inWords = /\p{L}{2}/u.test(original.slice(text.starts[index], text.ends[index + row.length - 1]));
    const announced = pack.calling.test(text.plain.slice(Math.max(0, index - 32), index));
    // A comma separates numbers, but only pauses in spoken digits.
    const rows = inWords ? [{ 0: row, index: 0 }] : [...row.matchAll(/[^,]{1,170}/g)];
    return rows.flatMap(({ 0: part, index: at }) => inRow(part, index + at, { numbering, announced, inWords }));
  });
}
