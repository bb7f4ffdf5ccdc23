import { rewrite, type Folded } from './fold.ts';
import type { IdentifyingPack, Numbering } from './types.ts';

/** A telephone number, by its place in the folded text that `spoken` gives. */
export interface PhoneSeen {
  from: number;
  to: number;
  unsure: boolean;
}

/** The text with words for digits written as digits, and with O and l as 0 and 1 where they stand in a number. */
export function spoken(text: Folded, { digits, times: [twice, thrice, hundred] }: IdentifyingPack): Folded {
  // +44 (0)20 …: the nought in brackets is dialled inland only.
  const pattern = `(?<=\\d ?)\\(0\\)|(?<![\\p{L}\\d])(?=[OIl]{0,4}\\d)[OIl\\d]{2,20}(?!\\p{L})|(?<!\\p{L})(?:(?:(${twice})|(${thrice})) )?(?:${digits.map((words) => `(${words})`).join('|')})(?!\\p{L})|(?<=[\\p{L}\\d] )(?:${hundred})(?!\\p{L})`;
  return rewrite(text, new RegExp(pattern, 'giu'), (whole, two, three, ...groups) => {
    const digit = groups.findIndex(Boolean);
    if (digit >= 0) return String(digit).repeat(three ? 3 : two ? 2 : 1);
    if (whole === '(0)') return '';
    return /\d/.test(whole) ? whole.replace(/O/gi, '0').replace(/[Il]/gi, '1') : '00';
  });
}

interface Reading {
  numbering: readonly Numbering[];
  /** The words before announce a telephone number. */
  announced: boolean;
  /** It was written in words. */
  inWords: boolean;
}

/** Whether these groups of digits are a number of somebody, one that is open to everybody, or none. */
function judge(groups: readonly string[], abroad: boolean, { numbering, announced, inWords }: Reading): { unsure: boolean } | 'open' | undefined {
  const digits = groups.join('');
  const { length } = digits;
  if (/^(?:116\d{3}|0800\d{4,8}|1?8(?:00|[3-8]{2})\d{7}|1800\d{6})$/.test(digits) || numbering.some(({ open }) => open.test(digits))) return 'open';
  // Counting aloud is no number of anybody.
  if (length < 7 || [...digits].every((digit, i) => !i || Math.abs(Number(digit) - Number(digits[i - 1])) === 1)) return undefined;
  if (abroad || /^00(?:1|3\d|4\d)\d{7,11}$/.test(digits)) return length > 7 ? { unsure: false } : undefined;
  // "0.5 0.25": a single digit begins a number only where all stand apart.
  const apart = /^[02-9]$/.test(groups[0]!) && groups.some((group) => group[1]) && !inWords;
  const known = !apart && numbering.some(({ inland }) => inland.test(digits));
  if (known && (digits[0] === '0' || announced || /^(1 )?...( ...)? ....$/.test(groups.join(' ')))) return { unsure: false };
  return (announced && length < 13) || (known && (length > 9 || inWords)) ? { unsure: true } : undefined;
}

/** The telephone numbers in a row of digits; `at` is where the row begins. */
function inRow(row: string, at: number, reading: Reading): PhoneSeen[] {
  const found: PhoneSeen[] = [];
  const groups = [...row.matchAll(/\d{1,41}/g)];
  for (let i = 0; i < groups.length; i++) {
    const { index } = groups[i]!;
    const opens = /[+(]{0,2}$/.exec(row.slice(0, index))![0];
    for (let j = Math.min(groups.length, i + 15); j > i; j--) {
      const last = groups[j - 1]!;
      const parts = groups.slice(i, j).map(([digits]) => digits);
      const verdict = parts.join('').length < 16 && judge(parts, opens.includes('+'), reading);
      if (!verdict) continue;
      if (verdict !== 'open') found.push({ from: at + index - opens.length, to: at + last.index + last[0].length, ...verdict });
      i = j - 1;
      break;
    }
  }
  return found;
}

/** Telephone numbers, also with the digits apart or in words. `text` is what `spoken` gave, `original` the text itself. */
export function phones(text: Folded, original: string, pack: IdentifyingPack, numbering: readonly Numbering[]): PhoneSeen[] {
  const calling = new RegExp(`(?:${pack.calling})(?: (?:\\p{L}{1,4}|${pack.is})){0,3}:? ?[(+]{0,2}$`, 'iu');
  return [...text.plain.matchAll(/(?<![\d\p{L}])[+(]{0,2}\d(?:[ ().\/,-]{0,3}\d){5,40}/gu)].flatMap(({ 0: row, index }) => {
    const inWords = /\p{L}{2}/u.test(original.slice(text.starts[index], text.ends[index + row.length - 1]));
    const announced = calling.test(text.plain.slice(Math.max(0, index - 32), index));
    // A comma separates numbers, but only pauses in spoken digits.
    return [...row.matchAll(inWords ? /.{1,170}/g : /[^,]{1,170}/g)].flatMap((part) => inRow(part[0], index + part.index, { numbering, announced, inWords }));
  });
}
