import { dayMs } from './plain-schedule.ts';
import { offsetAt, stretchAt, stretchMs } from './zone.ts';

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
/** Years in which a rule has to hold before it is believed. */
export const ruleYears = 20;

/** `20260106T193000`, of wall-clock time as if it were UTC. */
export const localTime = (wall: number): string => new Date(wall).toISOString().replace(/-|:|\.\d+Z/g, '');

/** One change of the clocks: offsets in milliseconds, `wall` the time the clocks showed when it came. */
interface Change {
  before: number;
  after: number;
  wall: number;
}

function changesBetween(timeZone: string, first: number, last: number): Change[] {
  const changes: Change[] = [];
  for (let at = first; at < last; at += stretchMs) {
    const { offset, change, then } = stretchAt(timeZone, at);
    if (change >= first && change < last) changes.push({ before: offset, after: then, wall: change + offset });
  }
  return changes;
}

function offsetText(offset: number): string {
  const seconds = Math.abs(offset) / 1000;
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0');
  return (offset < 0 ? '-' : '+') + two(seconds / 3600) + two((seconds / 60) % 60) + (seconds % 60 ? two(seconds % 60) : '');
}

function component({ before, after, wall }: Change, ...rule: string[]): string[] {
  const name = after > before ? 'DAYLIGHT' : 'STANDARD';
  return [`BEGIN:${name}`, `DTSTART:${localTime(wall)}`, ...rule, `TZOFFSETFROM:${offsetText(before)}`, `TZOFFSETTO:${offsetText(after)}`, `END:${name}`];
}

/** Weekday, month and time of a change, which stay the same from year to year. */
const manner = (date: Date) => [date.getUTCDay(), date.getUTCMonth(), +date % dayMs].join();

/**
 * The rule that changes follow, if they do: once in each of the years up to `lastYear`, in one manner, within seven days of
 * the month, each of which is seen at least once. The days that were seen are then all the days there are.
 */
function yearlyRule(changes: Change[], lastYear: number): string | undefined {
  const dates = changes.map(({ wall }) => new Date(wall));
  const first = dates[0]!;
  const isYearly = dates.every((date, at) => manner(date) === manner(first) && date.getUTCFullYear() === lastYear - changes.length + 1 + at);
  const days = dates.map((date) => date.getUTCDate());
  const least = Math.min(...days);
  if (!isYearly || Math.max(...days) - least !== 6) return;
  const month = first.getUTCMonth();
  const isLast = least + 6 === new Date(Date.UTC(2026, month + 1, 0)).getUTCDate();
  const nth = isLast ? -1 : least % 7 === 1 ? (least + 6) / 7 : '';
  const within = nth ? '' : `;BYMONTHDAY=${days.map((_, at) => least + at).slice(0, 7).join()}`;
  return `RRULE:FREQ=YEARLY;BYMONTH=${month + 1}${within};BYDAY=${nth}${weekdays[first.getUTCDay()]}`;
}

/**
 * The lines of a VTIMEZONE (RFC 5545 section 3.6.5) that holds from `first`, in milliseconds, to the end of `lastYear`.
 * Changes of the clocks are listed one by one. Where those of the last twenty years show a rule, it stands for them and
 * holds for good. What was before 1970 is left out.
 */
export function timeZoneLines(timeZone: string, first: number, lastYear: number): string[] {
  const from = Math.max(first, 0);
  const kinds = new Map<string, Change[]>();
  for (const change of changesBetween(timeZone, from, Date.UTC(lastYear + 1, 0))) {
    const kind = `${change.before} ${change.after}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), change]);
  }
  const offset = offsetAt(timeZone, from);
  const lines = component({ before: offset, after: offset, wall: first + offset });
  for (const alike of kinds.values()) {
    const rule = alike.length >= ruleYears && yearlyRule(alike.slice(-ruleYears), lastYear);
    // One component each: not every reader understands RDATE here.
    for (const change of rule ? alike.slice(0, -ruleYears) : alike) lines.push(...component(change));
    if (rule) lines.push(...component(alike.at(-ruleYears)!, rule));
  }
  return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...lines, 'END:VTIMEZONE'];
}
