import { anyCase, rule } from './pattern.ts';
import type { IdentifyingPack, IdentifyingRule, Seen } from './types.ts';

/** Days: with the month in words, in digits, and days of birth. Years and months alone are everybody's. */
export function dates(pack: IdentifyingPack, isUs: boolean): IdentifyingRule[] {
  const months = pack.months.split(' ');
  const on = `((?:${anyCase(Object.keys(pack.on).join('|'))}) )?`;
  const year = String.raw`(?:,? ((?:19|20)\d\d)›)?`;
  const month = String.raw`(\p{Lu}\p{Ll}{2,8})\.?`;
  const see = (before: string | undefined, day: number, name: string | number, when: string | undefined, unsure: boolean): Seen | undefined => {
    const index = typeof name === 'number' ? name - 1 : months.findIndex((each) => each.startsWith(name));
    if (!months[index] || day > 31 || day < 1 || (!when && pack.feasts.split(' ').includes(`${day}-${index + 1}`))) return undefined;
    return { say: `${pack.on[before?.trim().toLowerCase() ?? ''] ?? ''} ${months[index]} ${when ?? ''}`.trim(), unsure };
  };
  const numeric = ([, before, a, sign, b, short, y, m, d]: RegExpExecArray, around: string) => {
    const born = new RegExp(`(?:${pack.born})[^.]{0,20}$`, 'i').test(around);
    if (sign === ' ' && !born) return undefined;
    const [one, two] = [Number(a), Number(b)];
    const [day, number] = y ? [Number(d), Number(m)] : two > 12 || (isUs && one < 13) ? [two, one] : [one, two];
    const when = y ?? (short![2] ? short : `${Number(short) > 30 ? 19 : 20}${short}`);
    return /^(?:19|20)/.test(when!) ? see(before, day, number, when, !y && !short![2] && !born) : undefined;
  };
  return [
    rule('date', String.raw`(?<![\p{L}\d./-])${on}(?:(\d{1,2})${pack.nth}|(?:${pack.ordinals})) ?${month}${year}`, ([, before, day, name, when]) => see(before, Number(day ?? 2), name!, when, !when)),
    ...(pack.monthFirst ? [rule('date', String.raw`‹${on}${month} (?:the )?(\d{1,2})(?:st|nd|rd|th)?›(?![:.%]| (?:times|days|weeks|hours|of))${year}`, ([, before, name, day, when]) => see(before, Number(day), name!, when, !when))] : []),
    rule('date', String.raw`(?<![\d\p{L}/.-])${on}(?:(\d{1,2})([./-]| )(\d{1,2})\3(\d{4}|\d\d)|(\d{4})-(\d\d)-(\d\d))(?![\d/]|[.-]\d| ?(?:m[gl]|mcg|%))`, numeric),
  ];
}
