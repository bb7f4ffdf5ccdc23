import type { Schedule } from '../domain/group.ts';
import { nextStarts, readDate, weekdayOf } from '../domain/schedule.ts';
import { fold } from '../domain/search.ts';

/** Days and times that could be read; or why they could not, and then nothing is guessed. */
export interface When {
  schedules: Omit<Schedule, 'timeZone'>[];
  /** Code of a problem. */
  problem?: string;
}

/** Where weekly rules begin when a list does not say since when, a Monday: any date would do, but always the same. */
const anchor = '2020-01-06';
const dayMs = 864e5;

const codes = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const months = ['jan', 'feb', 'mar', 'apr', 'ma[iy]', 'jun', 'jul', 'aug', 'sep', 'o[ck]t', 'nov', 'de[cz]'];
const month = `(${months.join('|')})[a-z]*\\.?`;
const clock = '(noon|midday|midnight|\\d{1,2})(?:[:.h](\\d\\d)(?!\\.)(?::\\d\\d)?)?\\s*([ap]m|uhr|h)?\\b';
/** A date in digits, a date in words (day or month first), a time or two, a word, a dash. */
const pieces = new RegExp(
  [
    '(\\d{1,4})([-/.])(\\d{1,2})\\2(\\d{4}|\\d\\d)\\b',
    `(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s+${month},?\\s+(\\d{4})`,
    `${month}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})`,
    `\\b${clock}(?:\\s*(?:[-–—]|to|until|till|bis)\\s*${clock})?`,
    '[\\p{L}\\p{N}]+|[-–—]',
  ].join('|'),
  'gu',
);
/** "Every second" is a fortnight unless a month is spoken of: "every second Tuesday of the month". */
const fortnights =
  /\bbi-?weekly|fortnight\w*|alternat\w+|14-?tag\w*|zweiwoch\w*|\b(every|each|alle|jede[nrs]?) (other|second|zweite[nrs]?|two|2|zwei)\b(?! and| und| or| ?&|.*mon(th|at))( weeks?| wochen?)?/g;

/** What words mean: `n` which one of a month, `d` a day, `e` each, `m` of a month, `s` since, `-` to, or nothing. */
const meanings: [RegExp, string][] = [
  [/^(1st|first|erste)/, 'n1'],
  [/^(2nd|second|zweite)/, 'n2'],
  [/^(3rd|third|dritte)/, 'n3'],
  [/^(4th|fourth|vierte)/, 'n4'],
  [/^(5th|fifth|funfte)/, 'n5'],
  [/^(last$|letzte)/, 'n-1'],
  [/^(daily|days?|taglich|tage?)$/, 'd0 - d6'],
  [/^weekdays?$/, 'd1 - d5'],
  [/^weekends?$/, 'd6 d0'],
  [/^(every|each|alle|jede[nrs]?|weekly|wochentlich)$/, 'e'],
  [/^month|^monat/, 'm'],
  [/^(since|start(s|ing)?|begin(s|ning)?|ab|seit)$/, 's'],
  [/^([-–—]|to|bis|through|thru)$/, '-'],
  [/^(and|und|from|von|on|at|um|of|the|de[rs]|im|in|(even|morn)ings?|afternoons?|nights?|abends?|meets?)$/, ''],
];

let dayNames: Map<string, number> | undefined;

/** The day of a name, or of what people shorten it to, in the languages lists are most often written in here. */
function dayOf(word: string): number | undefined {
  if (!dayNames) {
    dayNames = new Map();
    for (const locale of ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv']) {
      const { format } = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
      for (let day = 0; day < 7; day++) {
        // 1970-01-04 was a Sunday. In German two letters stand for a day, never three: "die" and "mit" are words.
        const name = fold(format((day + 3) * dayMs));
        for (let end = locale === 'de' ? 2 : 3; end <= name.length; end += end === 2 ? 2 : 1) {
          const short = name.slice(0, end);
          if (!dayNames.has(short)) dayNames.set(short, day);
        }
      }
    }
  }
  return dayNames.get(word);
}

const isoDate = (year: string, month: string | number, day: string) =>
  `${year.padStart(4, '20')}-${`${month}`.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** A date as YYYY-MM-DD, or the code of a problem. Which of two numbers is the day follows from the country, and is never guessed. */
function dateOf(piece: RegExpMatchArray, country?: string): string {
  const [, a = '', sign, b = '', c = '', dayFirst, monthAfter, yearAfter, monthFirst, dayAfter, yearLast] = piece;
  const name = monthAfter ?? monthFirst;
  const american = sign !== '.' && (+b > 12 || (+a < 13 && country === 'US'));
  if (!name && sign !== '.' && a.length < 3 && a !== b && +a < 13 && +b < 13 && !country) return 'unclear-date';
  const date = name
    ? isoDate((yearAfter ?? yearLast)!, months.findIndex((month) => name.match(month)) + 1, (dayFirst ?? dayAfter)!)
    : a.length > 2
      ? isoDate(a, b, c)
      : isoDate(c, american ? a : b, american ? b : a);
  return Number.isNaN(readDate(date)) ? 'bad-date' : date;
}

const isDate = (piece: RegExpMatchArray) => piece[1] ?? piece[5] ?? piece[8];

/** The dates in a text, each as YYYY-MM-DD or the code of a problem. */
export const datesIn = (text: string, country?: string): string[] =>
  [...fold(text).matchAll(pieces)].filter(isDate).map((piece) => dateOf(piece, country));

/** Minutes since midnight, or NaN. `half` is am, pm, or what shows a clock of 24 hours. */
function minutesOf(hour: string, minute = '0', half = ''): number {
  if (hour > 'a') return hour === 'midnight' ? 1440 : 720;
  const hours = +hour;
  const twelve = half.endsWith('m');
  const total = (twelve ? (hours % 12) + (half > 'b' ? 12 : 0) : hours) * 60 + +minute;
  return +minute < 60 && total <= 1440 && (!twelve || (hours && hours < 13)) ? total : NaN;
}

/** Beginning and end (empty: not said) of a time as a word of `readWhen`; a problem when it could be morning or evening. */
function timesOf(piece: RegExpMatchArray): string {
  const [, , , , , , , , , , , first = '', minute, half, last, lastMinute, lastHalf] = piece;
  const [own, other] = [half?.endsWith('m'), lastHalf?.endsWith('m')];
  const certain = half || lastHalf || +first > 12 || +last! > 12 || /^(0|n|m)/.test(first) || (minute && +first > 7);
  if (!certain) return 'unclear-time';
  let start = minutesOf(first, minute, half ?? (other && /^[1-9]$|^1[0-2]/.test(first) ? lastHalf : ''));
  let end = last ? minutesOf(last, lastMinute, lastHalf ?? (own ? half : '')) : 0;
  if (last && other && !half && start >= end) start = (start + 720) % 1440;
  if (last && own && !lastHalf && end <= start) end = (end + 720) % 1440;
  return start + end >= 0 ? `t${start},${last ? end : ''}` : 'bad-time';
}

/** `n1 n3 d2`, `d1 d4` or `d2 n1` as BYDAY; undefined when it could be read in two ways. */
function byDay(words: string): string[] | undefined {
  if (!/^(d\d )+$|^((n\S+ )+d\d )+$/.test(words)) {
    const [, day, which] = /^(d\d )((?:n\S+ )+)$/.exec(words) ?? [];
    return which ? byDay(which + day) : undefined;
  }
  return [...words.matchAll(/((?:n\S+ )*)d(\d) /g)].flatMap(([, which, day]) =>
    (which!.match(/-?\d/g) ?? ['']).map((nth) => nth + codes[+day!]),
  );
}

/** `d1 - d5` written out. */
function daysBetween(from: string, to: string): string {
  let words = '';
  for (let day = +from; ; day = (day + 1) % 7) {
    words += `d${day} `;
    if (day === +to) return words;
  }
}

const twoDigits = (number: number) => `${number}`.padStart(2, '0');

/** The first day of a rule from a date on. */
const firstDay = (start: string, rule: string) =>
  new Date(nextStarts({ start, rule, time: '00:00', minutes: 0, timeZone: 'UTC' }, 0)[0]!).toISOString().slice(0, 10);

/** What a text says, word by word. */
interface Scan {
  /** Meanings of the words, each with a space behind; times as `t` beginning `,` end. */
  line: string;
  dates: string[];
  fortnightly: boolean;
  /** Whether it says that it happens again and again. */
  recurring: boolean;
}

/** The words of a text with their meanings, or the code of a problem. */
function scan(text: string, country?: string): Scan | string {
  const found: Scan = { line: '', dates: [], fortnightly: false, recurring: false };
  const folded = fold(text)
    .replace(/([ap])\.\s?m\b\.?/g, '$1m')
    .replace(fortnights, () => ((found.fortnightly = found.recurring = true), ''));
  for (const piece of folded.matchAll(pieces)) {
    const word = piece[0];
    let meaning: string | undefined;
    if (isDate(piece)) {
      const date = dateOf(piece, country);
      if (date > 'a') return date;
      found.dates.push(date);
      found.recurring ||= found.line.endsWith('s ');
    } else if (piece[11]) {
      meaning = timesOf(piece);
      if (meaning[0] !== 't') return meaning;
    } else {
      const singular = dayOf(word);
      const day = singular ?? dayOf(word.replace(/s$/, ''));
      meaning = day === undefined ? meanings.find(([pattern]) => pattern.test(word))?.[1] : `d${day}`;
      if (meaning === undefined) return 'unclear-when';
      found.recurring ||= day !== singular || /^[en]/.test(meaning);
    }
    if (meaning) found.line += `${meaning} `;
  }
  return found;
}

/**
 * Reads days, dates and times as people write them: "Every second Tuesday 7:30pm", "Last Friday of the month, 2-4pm",
 * "Mon & Wed 10:00–11:00". A single word it does not know may change everything ("except", "term"): then it reads nothing.
 *
 * @param length Minutes of a session whose end is not said.
 */
export function readWhen(text: string, length: number, country?: string): When {
  const found = scan(text, country);
  const fail = (problem: string): When => ({ schedules: [], problem });
  if (typeof found === 'string') return fail(found);
  const monthly = found.line.includes('m ');
  // "Every third Tuesday" may be every three weeks or once a month.
  if (!monthly && /^[^n]*e n[2-5] [^n]*$/.test(found.line)) return fail('unclear-when');
  const line = found.line
    .replace(/[ems] /g, '')
    .replace(/d(\d) - d(\d) /g, (_, from: string, to: string) => daysBetween(from, to))
    .replace(/(?<!n\S+ )- /g, '');
  const parts = [...line.matchAll(/((?:[dn]\S+ )*)t(\d+),(\d*) /g)];
  const rest = line.replace(/.*t\S+ /, '');
  if (!parts.length) return fail(line || found.dates.length ? 'no-time' : 'unclear-when');
  if (line.includes('- ') || (rest && (parts[1] || parts[0]![1]))) return fail('unclear-when');
  const schedules: When['schedules'] = [];
  let words = rest;
  for (const [, own, start, end] of parts) {
    words = own || words;
    const days = words ? byDay(words) : [];
    if (!days) return fail('unclear-when');
    const schedule = {
      time: `${twoDigits(Math.floor(+start! / 60))}:${twoDigits(+start! % 60)}`,
      minutes: (end && (+end - +start! + 1440) % 1440) || length,
    };
    const dated = datesOf(days, found, monthly);
    if (typeof dated === 'string') return fail(dated);
    schedules.push({ ...dated, ...schedule });
  }
  return { schedules };
}

/** On which dates a time is held, or the code of a problem. */
function datesOf(days: string[], { dates, fortnightly, recurring }: Scan, monthly: boolean): Pick<Schedule, 'start' | 'rule' | 'extra'> | string {
  const [first, ...extra] = dates.sort();
  const ordinal = days.some((day) => day.length > 2);
  const fits = dates.every((date) => !days.length || days.includes(codes[weekdayOf(readDate(date))]!));
  if (!first && !days.length) return 'no-day';
  if (monthly && !ordinal) return 'unclear-month';
  if (fortnightly && !first) return 'fortnight-needs-date';
  if ((fortnightly || !recurring) && !fits) return 'other-day';
  if (first && !recurring) return extra.length ? { start: first, extra } : { start: first };
  if ((fortnightly && ordinal) || extra.length || !days.length) return 'unclear-when';
  const rule =
    days.length > 6 ? 'FREQ=DAILY' : `FREQ=${ordinal ? 'MONTHLY' : 'WEEKLY'};${fortnightly ? 'INTERVAL=2;' : ''}BYDAY=${days}`;
  return { start: fortnightly ? first! : firstDay(first ?? anchor, rule), rule };
}
