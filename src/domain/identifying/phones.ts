import { rewrite, type Folded } from './fold.ts';
import { raw, type PatternOf } from './pattern.ts';
import type { IdentifyingRule, Numbering, Seen } from './types.ts';

/** The text with words for digits written as digits, and with O and l as 0 and 1 where they stand in a number. */
export function spoken(text: Folded, patternOf: PatternOf): Folded {
  // +44 (0)20 …: the nought in brackets is dialled inland only.
  const pattern = patternOf(raw`(?<=\d ?)\(0\)|‹(?=[OIl]{0,4}\d)[OIl\d]{2,20}(?!\p{L})|(?<!\p{L})(?:(?:(<twice>)|(<thrice>)) )?<digits>(?!\p{L})|(?<=[\p{L}\d] )<hundred>›`, 'giu');
  return rewrite(text, pattern, (whole, two, three, ...groups) => {
    const digit = groups.findIndex(Boolean);
    if (digit < 10) return String(digit).repeat(three ? 3 : two ? 2 : 1);
    return /\d/.test(whole) ? whole.replace('(0)', '').replace(/O/gi, '0').replace(/[Il]/gi, '1') : '00';
  });
}

/** Telephone numbers, also with the digits apart or in words. `text` is what `spoken` gave, `original` the text itself. */
export function phones({ starts }: Folded, original: string, patternOf: PatternOf, numbering: readonly Numbering[]): IdentifyingRule {
  const announces = patternOf(raw`<calling>(?: (?:\p{L}{1,4}|<is>)){0,3}:? ?$`);

  /** Whether this is a number of somebody (`unsure` or not), one that is `open` to everybody, or none. */
  const judge = (part: string, announced: boolean, inWords: boolean): Seen | undefined => {
    const groups = part.match(/\d{1,15}/g) ?? [];
    const digits = groups.join('');
    const { length } = digits;
    const known = (which: 1 | 2) => numbering.some((country) => country[which].test(digits));
    if (/^(?:116\d{3}|0800\d{4,8}|1?8(?:00|[3-8]{2})\d{7}|1800\d{6})$/.test(digits) || known(2)) return { open: true };
    // Counting aloud is no number of anybody.
    if (length < 7 || '012345678910 9876543210'.includes(digits)) return undefined;
    if (/^\(?\+/.test(part) || /^00(?:1|[34]\d)\d{7,11}$/.test(digits)) return length > 7 ? {} : undefined;
    // "0.5 0.25": a single digit begins a number only where all stand apart.
    const inland = (inWords || !/^[02-9]( \d)*( \d\d)/.test(groups.join(' '))) && known(1);
    const sure = inland && (digits[0] === '0' || announced || /^(1 )?...( ...)? ....$/.test(groups.join(' ')));
    return sure || (announced && length < 13) || (inland && (length > 9 || inWords)) ? { unsure: !sure } : undefined;
  };

  return ['phone', raw`(?<![\d\p{L}+(])[+(]{0,2}\d(?:[ ().\/,-]{0,3}\d){5,14}(?!\d)`, ({ 0: row, index }, before) => {
    const inWords = /\p{L}{2}/u.test(original.slice(starts[index], starts[index + row.length]));
    // A comma separates numbers, but only pauses in spoken digits. What is too long may be a number and something else.
    for (let part = inWords ? row : row.split(',')[0]!; part; part = part.replace(/\D{0,3}\d{1,15}$/, '')) {
      const seen = judge(part, announces.test(before), inWords);
      if (seen) return { ...seen, to: part.length };
    }
    return undefined;
  }];
}
