import { anyCase, raw, rule } from './pattern.ts';
import type { IdentifyingPack, IdentifyingRule, Seen } from './types.ts';

/** Days: with the month in words, in digits, and days of birth. Years and months alone are everybody's. */
export function dates({ months, on, nth, ordinals, monthFirst, feasts, born }: IdentifyingPack, isUs: boolean): IdentifyingRule[] {
  const names = months.split(' ');
  const start = raw`(?<![\p{L}\d./-])(?:(${anyCase(Object.keys(on).join('|'))}) )?`;
  const end = raw`(?:,? ((?:19|20)\d\d)›)?`;
  const month = raw`(\p{Lu}\p{Ll}{2,8})\.?`;
  const birth = new RegExp(`(?:${born})[^.]{0,20}$`, 'i');
  const see = (before: string | undefined, day: number, name: string | undefined, year: string | undefined, unsure = !year): Seen | undefined => {
    const index = names.findIndex((each) => name && each.startsWith(name));
    return index < 0 || day > 31 || day < 1 || (!year && feasts.includes(` ${day}-${index + 1} `)) ? undefined : { say: `${on[before?.toLowerCase() ?? ''] ?? ''} ${names[index]} ${year ?? ''}`.trim(), unsure };
  };
  return [
    rule(
      'date',
      raw`${start}(?:(?:(\d{1,2})${nth}|(?:${ordinals})) ?${month}|${month} (?:the )?(\d{1,2})(?:st|nd|rd|th)?›(?![:.%]| (?:times|days|weeks|hours)))${end}`,
      ([, before, day, month, first, second, year]) => (first ? monthFirst && see(before, Number(second), first, year) : see(before, Number(day ?? 2), month, year)),
    ),
    rule('date', raw`${start}(?:(\d\d?)([./-]| )(\d\d?)\3((?:19|20)\d\d|\d\d(?! \d))|((?:19|20)\d\d)-(\d\d)-(\d\d))(?![\d/]|[.-]\d| ?(?:m[gl]|mcg|%))`, ([, before, a, sign, b, short, year, m = a, d = b], around) => {
      const known = birth.test(around);
      if (sign === ' ' && !known) return undefined;
      const swapped = short && !(isUs && Number(a) < 13) && Number(b) < 13;
      const [day, number] = swapped ? [a, b] : [d, m];
      return see(before, Number(day), names[Number(number) - 1], year ?? (short![2] ? short : `${short! > '30' ? 19 : 20}${short}`), !year && !short![2] && !known);
    }),
  ];
}
