import type { IdentifyingRule } from './types.ts';

const fullYear = (year: string) => (year.length > 2 ? year : `${Number(year) > 30 ? 19 : 20}${year}`);

/** Dates in digits. `before` are the words that go with a date and not with a year, `within` the year in words. */
export function numericDate(before: string, within: (year: string, before: string) => string): IdentifyingRule {
  return {
    kind: 'date',
    pattern: new RegExp(String.raw`(?<![\d\p{L}/.-])(${before})(?:(\d{1,2})([./-]| )(\d{1,2})\3(\d{4}|\d{2})|(\d{4})-(\d{2})-(\d{2}))(?![\d/]|[.-]\d| ?(?:mg|ml|mcg|kg|%))`, 'gu'),
    look([, words, a, sign, b, short, year = short, month = a, day = b], around) {
      const [one, two] = [Number(month), Number(day)];
      const possible = one > 0 && two > 0 && one < 32 && two < 32 && (one < 13 || two < 13);
      const born = /(?:birth|born|DOB|D\.O\.B\.?|geboren|geb\.|Geburts\p{L}{2,9})[^.]{0,20}$/u.test(around.before);
      if (!possible || (sign === ' ' && !born)) return undefined;
      if (year!.length > 2 && !/^(?:19|20)/.test(year!)) return undefined;
      return { suggestion: within(fullYear(year!), words ?? ''), unsure: year!.length < 3 && !born };
    },
  };
}
