import { dayMs } from './schedule.ts';
import { offsetAt } from './zone.ts';

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
/** Less than what lies between two changes of any zone, see `zone.ts`. */
const strideMs = 5 * dayMs;

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
  for (let from = first; from < last; from += strideMs) {
    const before = offsetAt(timeZone, from);
    const after = offsetAt(timeZone, from + strideMs);
    if (before === after) continue;
    let early = from;
    let late = from + strideMs;
    while (late - early > 1000) {
      const middle = Math.round((early + late) / 2000) * 1000;
      if (offsetAt(timeZone, middle) === before) early = middle;
      else late = middle;
    }
    changes.push({ before, after, wall: late + before });
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

/**
 * The rule that the last of these changes follow, if they do: once in every year, the same weekday, month and hour, within
 * seven days of the month, each of which is seen at least once. The days that were seen are then all the days there are.
 */
function yearlyRule(changes: Change[], lastYear: number): { from: number; rule: string } | undefined {
  const last = new Date(changes.at(-1)!.wall);
  if (last.getUTCFullYear() < lastYear) return;
  let least = 31;
  let most = 1;
  let from = changes.length;
  while (from > 0) {
    const date = new Date(changes[from - 1]!.wall);
    const day = date.getUTCDate();
    const isAlike =
      date.getUTCFullYear() === lastYear - (changes.length - from) &&
      date.getUTCMonth() === last.getUTCMonth() &&
      date.getUTCDay() === last.getUTCDay() &&
      (+date - +last) % dayMs === 0;
    if (!isAlike || Math.max(most, day) - Math.min(least, day) > 6) break;
    least = Math.min(least, day);
    most = Math.max(most, day);
    from--;
  }
  if (most - least !== 6) return;
  const month = last.getUTCMonth();
  const weekday = weekdays[last.getUTCDay()]!;
  const isLast = most === new Date(Date.UTC(2026, month + 1, 0)).getUTCDate() && month !== 1;
  const days = isLast
    ? `BYDAY=-1${weekday}`
    : least % 7 === 1
      ? `BYDAY=${(least + 6) / 7}${weekday}`
      : `BYMONTHDAY=${Array.from({ length: 7 }, (_, at) => least + at).join()};BYDAY=${weekday}`;
  return { from, rule: `RRULE:FREQ=YEARLY;BYMONTH=${month + 1};${days}` };
}

/**
 * The lines of a VTIMEZONE (RFC 5545 section 3.6.5) that holds from `first` to `last`, in milliseconds. Changes of the
 * clocks are listed one by one; where twenty years show that a rule holds, and `last` is that far ahead, the rule stands
 * instead and holds for good. What was before 1970 is left out.
 */
export function timeZoneLines(timeZone: string, first: number, last: number): string[] {
  const changes = changesBetween(timeZone, Math.max(first, 0), last);
  const lastYear = new Date(last).getUTCFullYear() - 1;
  const kinds = new Map<string, Change[]>();
  for (const change of changes) {
    const kind = `${change.before} ${change.after}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), change]);
  }
  const offset = offsetAt(timeZone, Math.max(first, 0));
  const lines = component({ before: offset, after: offset, wall: first + offset });
  for (const alike of kinds.values()) {
    const yearly = yearlyRule(alike.filter(({ wall }) => new Date(wall).getUTCFullYear() <= lastYear), lastYear);
    // One component each: not every reader understands RDATE here.
    for (const change of alike.slice(0, yearly?.from)) lines.push(...component(change));
    if (yearly) lines.push(...component(alike[yearly.from]!, yearly.rule));
  }
  return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...lines, 'END:VTIMEZONE'];
}
