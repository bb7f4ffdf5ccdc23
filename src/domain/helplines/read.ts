import type { WatchHours } from '../space.ts';
import { hoursAreSound, week } from '../watch-hours.ts';
import { checkedOn } from './checked.ts';
import { helpAudiences, helpWays, type HelpLine, type HelpWay } from './types.ts';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() ? value.trim() : undefined);
const textsOf = (value: unknown): string[] | undefined => (Array.isArray(value) ? value.filter((each) => textOf(each)).map(String) : undefined);
const ageOf = (value: unknown): number | undefined => (typeof value === 'number' && value >= 0 && value < 130 ? value : undefined);

/** An address that can be linked to: http or https. */
function addressOf(value: unknown): string | undefined {
  try {
    const { protocol, href } = new URL(textOf(value) ?? '');
    return /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

/** The digits that are dialled, with a plus in front where there is one: `116 123` gives `116123`. */
export const dialled = (number: string): string => number.replace(/(?!^\+)\D/g, '');

function hoursOf(value: unknown): HelpWay['hours'] {
  if (value === 'always') return value;
  if (!Array.isArray(value) || !value.length || !value.every(isFields)) return undefined;
  const hours = value.map(({ days, from, to, timeZone }) => ({ days: textsOf(days) ?? [], from: String(from), to: String(to), timeZone: String(timeZone) }));
  const sound = hours.every(({ days }) => days.every((day) => (week as readonly string[]).includes(day))) && hoursAreSound(hours as WatchHours[]);
  return sound ? (hours as WatchHours[]) : undefined;
}

function wayOf(value: unknown): HelpWay | undefined {
  if (!isFields(value)) return undefined;
  const kind = helpWays.find((each) => each === value.kind);
  const number = textOf(value.number);
  const url = addressOf(value.url);
  const reaches = kind && ['chat', 'site', 'sign'].includes(kind) ? url : number && dialled(number);
  if (!kind || !reaches) return undefined;
  return { kind, number, url, word: textOf(value.word), hours: hoursOf(value.hours), languages: textsOf(value.languages) };
}

function lineOf(value: unknown, problem: (said: string) => void): HelpLine | undefined {
  const name = isFields(value) ? textOf(value.name) : undefined;
  if (!isFields(value) || !name) {
    problem('it has no name');
    return undefined;
  }
  const given = Array.isArray(value.ways) ? value.ways : [];
  const ways = given.map(wayOf);
  const read = ways.filter((way) => way !== undefined);
  given.forEach((way: unknown, at) => {
    if (!ways[at]) problem(`${name}: way ${at + 1} needs a kind (${helpWays.join(', ')}) and a number or an https address`);
    else if (isFields(way) && way.hours !== undefined && !ways[at].hours) problem(`${name}: the hours of way ${at + 1} cannot be read`);
  });
  if (!read.length) problem(`${name}: there is no way to reach it`);
  if (value.source !== undefined && !addressOf(value.source)) problem(`${name}: the source is no https address`);
  if (value.checked !== undefined && Number.isNaN(checkedOn(String(value.checked)))) problem(`${name}: checked is no date like 2026-11-27`);
  const ages = isFields(value.ages) ? { from: ageOf(value.ages.from), to: ageOf(value.ages.to) } : undefined;
  return read.length
    ? {
        name,
        by: textOf(value.by),
        for: helpAudiences.find((each) => each === value.for) ?? 'everyone',
        who: value.who === 'women' || value.who === 'men' ? value.who : undefined,
        ages,
        area: textOf(value.area),
        ways: read,
        languages: textsOf(value.languages),
        interpreters: value.interpreters === true,
        source: addressOf(value.source),
        checked: textOf(value.checked),
      }
    : undefined;
}

/** Help lines that somebody wrote: a list, or an object with `lines`. What cannot be used is left out, and said in `problems`. */
export function readHelpLines(data: unknown): { lines: HelpLine[]; problems: string[] } {
  const given = isFields(data) ? data.lines : data;
  if (!Array.isArray(given)) return { lines: [], problems: ['There is no list of help lines.'] };
  const problems: string[] = [];
  const lines = given.map((line, at) => lineOf(line, (said) => problems.push(`Help line ${at + 1}: ${said}.`)));
  return { lines: lines.filter((line) => line !== undefined), problems };
}
