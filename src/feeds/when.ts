import type { Schedule } from '../domain/group.ts';
import { readDate, weekdayOf } from '../domain/plain-schedule.ts';
import { clockOf, dayNames, everyTime, minutesOf, type Times } from './plain-when.ts';

/** Days and times that could be read; or why they could not, and then nothing is guessed. */
export interface When {
  schedules: Times[];
  /** Code of a problem. */
  problem?: string;
}

const lowerNames = dayNames.map((name) => name.toLowerCase());

const mostSigns = 500;

/** What words mean: `n` which one of a month, `d` a day, `e` each, `f` every second, `m` of a month, `s` since, `-` to, or nothing. */
const meanings: Record<string, string> = {
  last: 'n-1', first: 'n1', second: 'n2', third: 'n3', fourth: 'n4', fifth: 'n5',
  weekdays: 'd1 - d5', every: 'e', each: 'e', fortnightly: 'f', month: 'm', since: 's', to: '-', '-': '-', '–': '-',
  and: '', on: '', at: '', of: '', the: '', in: '', from: '',
};

const clock = '(\\d\\d?)(?:[:.](\\d\\d)(?!\\.)(?::\\d\\d)?)?\\s*([ap]m|uhr|h)?\\b';
/** A date in digits, a time or two, a word, a dash. */
const pieces = new RegExp(
  `(\\d{1,4})([-/.])(\\d\\d?)\\2(\\d{4}|\\d\\d)\\b|\\b${clock}(?:\\s*(?:[-–]|to|until)\\s*${clock})?|[\\p{L}\\p{N}]+|[-–]`,
  'gu',
);

/** A date as YYYY-MM-DD, or the code of a problem. Which of two numbers is the day follows from the country, and is never guessed. */
function dateOf([, a, sign, b, c]: RegExpMatchArray, country?: string): string {
  let parts = [a!, b!, c!];
  if (!a![2]) {
    const monthFirst = sign !== '.' && (+b! > 12 || (+a! < 13 && country === 'US'));
    if (sign !== '.' && a !== b && +a! < 13 && +b! < 13 && !country) return 'unclear-date';
    parts = [c!.padStart(4, '20'), ...(monthFirst ? [a!, b!] : [b!, a!])];
  }
  const date = parts.map((part) => part.padStart(2, '0')).join('-');
  return Number.isNaN(readDate(date)) ? 'bad-date' : date;
}

/** The dates in a text, each as YYYY-MM-DD or the code of a problem. */
export const datesIn = (text: string, country?: string): string[] =>
  [...text.matchAll(pieces)].filter((piece) => piece[1]).map((piece) => dateOf(piece, country));

/** Beginning and end (empty: not said) of a time as a word of `readWhen`; a problem when it could be morning or evening. */
function timesOf([, , , , , first = '', minute = '0', half, last, lastMinute = '0', lastHalf]: (string | undefined)[]): string {
  const halfOf = (text?: string) => (text?.[1] === 'm' ? text : '');
  const [own, other] = [halfOf(half), halfOf(lastHalf)];
  if (!half && !lastHalf && +first < 13 && !(+last! > 12) && first[0] !== '0' && !(minute !== '0' && +first > 7)) return 'unclear-time';
  let start = minutesOf(+first, +minute, own || (!half && +first < 13 && first[0] !== '0' ? other : ''));
  let end = last ? minutesOf(+last, +lastMinute, other || (!lastHalf && +last < 13 ? own : '')) : 0;
  if (last && other && !half && start >= end) start = (start + 720) % 1440;
  if (last && own && !lastHalf && end <= start) end = (end + 720) % 1440;
  return start + end >= 0 ? `t${start},${last ? end : ''}` : 'bad-time';
}

const codeOf = (day: number) => dayNames[day]!.slice(0, 2).toUpperCase();

/** `n1 n3 d2`, `d1 d4` or `d2 n1` as BYDAY; undefined when it could be read in two ways. */
function byDay(words: string): string[] | undefined {
  if (/^(d\d )*$|^((n\S+ )+d\d )+$/.test(words)) {
    return [...words.matchAll(/((?:n\S+ )*)d(\d) /g)].flatMap(([, which, day]) =>
      (which!.match(/-?\d/g) ?? ['']).map((nth) => nth + codeOf(+day!)),
    );
  }
  const [, day, which] = /^(d\d )((?:n\S+ )+)$/.exec(words) ?? [];
  return which ? byDay(which + day) : undefined;
}

/** `d1 - d5` written out. */
function daysBetween(_: string, from: string, to: string): string {
  let words = `d${from} `;
  for (let day = +from; day !== +to; ) words += `d${(day = (day + 1) % 7)} `;
  return words;
}

/** What a text says, word by word. */
interface Scan {
  /** Meanings of the words, each with a space behind; times as `t` beginning `,` end. */
  line: string;
  dates: string[];
  /** Whether it says that it happens again and again. */
  again: boolean;
}

/** The words of a text with their meanings, or the code of a problem. */
function scan(text: string, country?: string): Scan | string {
  const found: Scan = { line: '', dates: [], again: false };
  for (const piece of text.toLowerCase().matchAll(pieces)) {
    const word = piece[0];
    let meaning: string | undefined = '';
    if (piece[1]) {
      const date = dateOf(piece, country);
      if (date > 'a') return date;
      found.dates.push(date);
      found.again ||= found.line.endsWith('s ');
    } else if (piece[5]) {
      meaning = timesOf(piece);
      if (meaning[0] !== 't') return meaning;
    } else {
      const day = lowerNames.findIndex((name) => (word[2] && name.startsWith(word)) || `${name}s` === word);
      meaning = day < 0 ? (/^\d(st|[nr]d|th)$/.test(word) ? `n${word[0]}` : meanings[word]) : `d${day}`;
      if (meaning === undefined) return 'unclear-when';
      found.again ||= /^[enf]/.test(meaning) || word.endsWith('days');
    }
    if (meaning) found.line += `${meaning} `;
  }
  return found;
}

/**
 * Reads days, dates and times as people write them in English: "Every second Tuesday 7:30pm", "Last Friday of the month,
 * 2-4pm", "Mon and Wed 10:00–11:00". Other languages and rarer words are brought to these words before. A single word
 * it does not know may change everything ("except", "term"): then it reads nothing.
 *
 * @param length Minutes of a session whose end is not said.
 */
export function readWhen(text: string, length: number, country?: string): When {
  const fail = (problem: string): When => ({ schedules: [], problem });
  // Nobody needs more words for it than these; a whole page of text would be read slowly.
  if (text.length > mostSigns) return fail('unclear-when');
  const found = scan(text, country);
  if (typeof found === 'string') return fail(found);
  let { line } = found;
  const monthly = line.includes('m ');
  let fortnightly = line.includes('f ');
  if (!monthly && line.split('n').length === 2) {
    // "Every third Tuesday" may be every three weeks or once a month, and so may "every 2nd Tuesday".
    if (/e n([3-5]|2 (?!d))/.test(line) || /(every|each) \d/i.test(text)) return fail('unclear-when');
    fortnightly ||= line !== (line = line.replace('e n2', ''));
  }
  line = line.replace(/[emsf] /g, '').replace(/d(\d) - d(\d) /g, daysBetween).replace(/(?<!n\S+ )- /g, '');
  const parts = [...line.matchAll(/((?:[dn]\S+ )*)t(\d+),(\d*) /g)];
  let words = line.replace(/.*t\S+ /, '').trimStart();
  if (!parts[0]) return fail(line || found.dates[0] ? 'no-time' : 'unclear-when');
  if (line.includes('- ') || (words && (parts[1] || parts[0][1]))) return fail('unclear-when');
  const schedules: When['schedules'] = [];
  for (const [, own, start, end] of parts) {
    words = own || words;
    const days = datesOf(words, found, monthly, fortnightly);
    if (typeof days === 'string') return fail(days);
    schedules.push({
      ...days,
      time: clockOf(+start!),
      minutes: (end && (+end - +start! + 1440) % 1440) || length,
    });
  }
  return { schedules };
}

/** On which dates a time is held, or the code of a problem. */
function datesOf(words: string, { dates, again }: Scan, monthly: boolean, fortnightly: boolean): Pick<Schedule, 'start' | 'rule' | 'extra'> | string {
  const days = byDay(words);
  const ordinal = words.includes('n');
  const [first, ...extra] = dates.sort();
  if (!days) return 'unclear-when';
  if (!first && !days[0]) return 'no-day';
  if (monthly && !ordinal) return 'unclear-month';
  if (fortnightly && !first) return 'fortnight-needs-date';
  const misses = days[0] && dates.some((date) => !days.includes(codeOf(weekdayOf(readDate(date)))));
  if ((fortnightly || !again) && misses) return 'other-day';
  if (first && !again) return extra[0] ? { start: first, extra } : { start: first };
  if (extra[0] || !days[0] || (fortnightly && ordinal)) return 'unclear-when';
  if (!fortnightly) return everyTime(days, first);
  return { start: first!, rule: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${days}` };
}
