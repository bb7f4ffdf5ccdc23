import { offsetAt, stretchAt, stretchMs } from './zone.ts';

/** Years in which a rule has to hold before it is believed. */
export const ruleYears = 20;

/** `20260106T193000`, of wall-clock time as if it were UTC. */
export const localTime = (wall: number): string => new Date(wall).toISOString().replace(/-|:|\.\d+Z/g, '');

/** `+0530`; with seconds where there are some. */
const offsetText = (offset: number) => (offset < 0 ? '-' : '+') + localTime(Math.abs(offset)).slice(9).replace(/00$/, '');

/** A change of the clocks, or the beginning where they stay: offsets in milliseconds, `wall` the time the clocks showed. */
function component(before: number, after: number, wall: number, ...rule: string[]): string[] {
  const name = after > before ? 'DAYLIGHT' : 'STANDARD';
  return [`BEGIN:${name}`, `DTSTART:${localTime(wall)}`, ...rule, `TZOFFSETFROM:${offsetText(before)}`, `TZOFFSETTO:${offsetText(after)}`, `END:${name}`];
}

/** Weekday, month and time of a change, which stay the same from year to year. */
const manner = (date: Date) => date.toUTCString().replace(/\d+ (\w+) \d+/, '$1');

/**
 * The rule that changes follow, if they do: once in each of the years up to `lastYear`, in one manner, within seven days of
 * the month, each of which is seen at least once. The days that were seen are then all the days there are.
 */
function yearlyRule(walls: number[], lastYear: number): string | undefined {
  const dates = walls.map((wall) => new Date(wall));
  const first = dates[0]!;
  const days = [...new Set(dates.map((date) => date.getUTCDate()))].sort((a, b) => a - b);
  const least = days[0]!;
  const isYearly = walls.length === ruleYears && dates.every((date, at) => manner(date) === manner(first) && date.getUTCFullYear() === lastYear - ruleYears + 1 + at);
  if (!isYearly || days[7] || days[6] !== least + 6) return;
  const month = first.getUTCMonth() + 1;
  const isLast = days[6] === new Date(Date.UTC(2026, month, 0)).getUTCDate();
  const nth = isLast ? -1 : least % 7 === 1 ? (least + 6) / 7 : '';
  return `RRULE:FREQ=YEARLY;BYMONTH=${month}${nth ? '' : `;BYMONTHDAY=${days.join()}`};BYDAY=${nth}${manner(first).slice(0, 2).toUpperCase()}`;
}

/**
 * The lines of a VTIMEZONE (RFC 5545 section 3.6.5) that holds from `first`, in milliseconds, to the end of `lastYear`.
 * Changes of the clocks are listed one by one. Where those of the last twenty years show a rule, it stands for them and
 * holds for good. What was before 1970 is left out.
 */
export function timeZoneLines(timeZone: string, first: number, lastYear: number): string[] {
  const from = Math.max(first, 0);
  const offset = offsetAt(timeZone, from);
  const lines = component(offset, offset, first + offset);
  const kinds: Record<string, { before: number; after: number; walls: number[] }> = {};
  for (let at = from; at < Date.UTC(lastYear + 1, 0); at += stretchMs) {
    const { offset: before, change, then: after } = stretchAt(timeZone, at);
    if (before !== after && change >= from) (kinds[`${before} ${after}`] ??= { before, after, walls: [] }).walls.push(change + before);
  }
  for (const { before, after, walls } of Object.values(kinds)) {
    const rule = yearlyRule(walls.slice(-ruleYears), lastYear);
    // One component each: not every reader understands RDATE here.
    walls.forEach((wall, at) => {
      const years = walls.length - at;
      if (!rule || years > ruleYears) lines.push(...component(before, after, wall));
      else if (years === ruleYears) lines.push(...component(before, after, wall, rule));
    });
  }
  return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...lines, 'END:VTIMEZONE'];
}
