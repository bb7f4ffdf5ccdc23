import { raw, type PatternOf } from './pattern.ts';
import type { IdentifyingPack, IdentifyingRule, Seen } from './types.ts';

/** Days: with the month in words, in digits, and days of birth. Years and months alone are everybody's. */
export function dates({ months, on, monthFirst, feasts }: IdentifyingPack, isUs: boolean, patternOf: PatternOf): IdentifyingRule[] {
  const names = months.split(' ');
  const start = raw`(?<!/)«(?:(${Object.keys(on).join('|')}) )?`;
  const year = raw`((?:19|20)\d\d)`;
  const month = raw`(\p{L}{3,9})\.?`;
  const birth = patternOf('<born>[^.]{0,20}$');
  const see = (before = '', day: number, name = '-', year = '', unsure = !year): Seen | undefined => {
    const index = names.findIndex((each) => each.startsWith(name));
    const known = index >= 0 && day > 0 && day < 32 && (year || !feasts.includes(` ${day}-${index + 1} `));
    return known ? { say: `${on[before.toLowerCase()] ?? ''} ${names[index]} ${year}`.trim(), unsure } : undefined;
  };
  return [
    [
      'date',
      raw`${start}(?:(?:(\d{1,2})<nth>|<ordinals>) ?${month}|${month} (?:the )?(\d{1,2})(?:st|nd|rd|th)?›(?![:.%]| (?:times|days|weeks|hours)))(?:,? ${year}›)?`,
      ([, before, day = 2, name, first, second, year]) => (first ? monthFirst && see(before, Number(second), first, year) : see(before, Number(day), name, year)),
      'giu',
    ],
    [
      'date',
      raw`${start}(?:(\d\d?)([./-]| )(\d\d?)\3(${year}|\d\d(?! \d))|${year}-(\d\d)-(\d\d))(?![\d/]|[.-]\d| ?(?:m[gl]|mcg|%))`,
      ([, before, a, sign, b, short, long, iso, m = a, d = b], around) => {
        const known = birth.test(around);
        if (sign === ' ' && !known) return undefined;
        const swapped = short && !(isUs && Number(a) < 13) && Number(b) < 13;
        const year = iso ?? long ?? `${short! > '30' ? 19 : 20}${short}`;
        return see(before, Number(swapped ? a : d), names[Number(swapped ? b : m) - 1], year, !iso && !long && !known);
      },
      'giu',
    ],
  ];
}
