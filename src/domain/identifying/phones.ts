import { rewrite, type Folded } from './fold.ts';
import { rule } from './pattern.ts';
import type { IdentifyingPack, IdentifyingRule, Numbering } from './types.ts';

/** The text with words for digits written as digits, and with O and l as 0 and 1 where they stand in a number. */
export function spoken(text: Folded, { digits, times: [twice, thrice, hundred] }: IdentifyingPack): Folded {
  // +44 (0)20 …: the nought in brackets is dialled inland only.
  const pattern = `(?<=\\d ?)\\(0\\)|‹(?=[OIl]{0,4}\\d)[OIl\\d]{2,20}(?!\\p{L})|(?<!\\p{L})(?:(?:(${twice})|(${thrice})) )?(?:${digits.map((words) => `(${words})`).join('|')})(?!\\p{L})|(?<=[\\p{L}\\d] )(?:${hundred})›`;
  return rewrite(text, rule('phone', pattern, undefined, 'giu').pattern, (whole, two, three, ...groups) => {
    const digit = groups.findIndex(Boolean);
    if (digit >= 0) return String(digit).repeat(three ? 3 : two ? 2 : 1);
    return whole === '(0)' ? '' : /\d/.test(whole) ? whole.replace(/O/gi, '0').replace(/[Il]/gi, '1') : '00';
  });
}

interface Reading {
  numbering: readonly Numbering[];
  /** The words before announce a telephone number. */
  announced: boolean;
  /** It was written in words. */
  inWords: boolean;
}

/** Whether these groups of digits are a number of somebody (sure or not), one that is open to everybody, or none. */
function judge(groups: readonly string[], abroad: boolean, { numbering, announced, inWords }: Reading): 'sure' | 'unsure' | 'open' | false {
  const digits = groups.join('');
  const { length } = digits;
  if (/^(?:116\d{3}|0800\d{4,8}|1?8(?:00|[3-8]{2})\d{7}|1800\d{6})$/.test(digits) || numbering.some(({ open }) => open.test(digits))) return 'open';
  // Counting aloud is no number of anybody.
  if (length < 7 || [...digits].every((digit, i) => !i || Math.abs(Number(digit) - Number(digits[i - 1])) === 1)) return false;
  if (abroad || /^00(?:1|[34]\d)\d{7,11}$/.test(digits)) return length > 7 && 'sure';
  // "0.5 0.25": a single digit begins a number only where all stand apart.
  const apart = /^[02-9]$/.test(groups[0]!) && groups.some((group) => group[1]) && !inWords;
  const known = !apart && numbering.some(({ inland }) => inland.test(digits));
  if (known && (digits[0] === '0' || announced || /^(1 )?...( ...)? ....$/.test(groups.join(' ')))) return 'sure';
  return ((announced && length < 13) || (known && (length > 9 || inWords))) && 'unsure';
}

/** Telephone numbers, also with the digits apart or in words. `text` is what `spoken` gave, `original` the text itself. */
export function phones(text: Folded, original: string, pack: IdentifyingPack, numbering: readonly Numbering[]): IdentifyingRule {
  const calling = new RegExp(`(?:${pack.calling})(?: (?:\\p{L}{1,4}|${pack.is})){0,3}:? ?$`, 'iu');
  return rule('phone', String.raw`(?<![\d\p{L}+(])[+(]{0,2}\d(?:[ ().\/,-]{0,3}\d){5,14}(?!\d)`, ({ 0: row, index }, before) => {
    const inWords = /\p{L}{2}/u.test(original.slice(text.starts[index], text.starts[index + row.length]));
    const reading = { numbering, announced: calling.test(before), inWords };
    // A comma separates numbers, but only pauses in spoken digits. What is too long may be a number and something else.
    for (let part = inWords ? row : row.split(',')[0]!; part; part = part.replace(/\D{0,3}\d{1,15}$/, '')) {
      const verdict = judge(part.match(/\d{1,15}/g) ?? [], part[0] === '+' || part[1] === '+', reading);
      if (verdict) return { to: part.length, open: verdict === 'open', unsure: verdict === 'unsure' };
    }
    return undefined;
  });
}
