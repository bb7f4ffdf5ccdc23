import type { Group, Schedule } from '../domain/group.ts';
import { dayMs, minuteMs, readTime } from '../domain/plain-schedule.ts';
import { isTimeZone, offsetAt, toInstant } from '../domain/zone.ts';
import { inSlices } from '../internal/slices.ts';
import { rowsInStep } from './collect.ts';
import { isRow, needsOdd, type OpenList, type Row } from './importer.ts';
import { nameOf, rareDates } from './rows.ts';

/** Enough for a first page, even when some of them turn out to be paused. */
const enough = 64;

const weekMs = 7 * dayMs;
/** How long a session is taken to last when its end is its beginning. */
const usualMs = 60 * minuteMs;

/**
 * When a row happens next, in milliseconds: what reading its times gives, in a twentieth of the time. Undefined: it is not one
 * of those that most long lists consist of, with a weekday as a number, times as `HH:MM` and a zone.
 */
export function weeklyStart(row: unknown, now: number): number | undefined {
  if (!isRow(row)) return;
  const { day, time, end_time: end, timezone: zone } = row;
  if (!(typeof day === 'number' && day in days && typeof time === 'string' && typeof end === 'string' && typeof zone === 'string')) return;
  const [begin, until] = [readTime(time), readTime(end)];
  // 24:00 is for those who read everything.
  if (!(begin < dayMs && until < dayMs) || row.when || rareDates.some((column) => row[column]) || !isTimeZone(zone)) return;
  const length = (until - begin + dayMs) % dayMs || usualMs;
  // 1970-01-01 was a Thursday. A week early: where clocks change, a week has not always as many hours.
  const first = days[day]! * dayMs + begin;
  let wall = first + Math.floor((now + offsetAt(zone, now) - length - first) / weekMs) * weekMs;
  for (; ; wall += weekMs) {
    const start = toInstant(zone, wall);
    if (start + length > now) return start;
  }
}

/** Days from 1970-01-01 to the first Sunday, Monday and so on. */
const days = [3, 4, 5, 6, 0, 1, 2];

/**
 * The rows of a long list that are worth reading before all others: those whose next sessions come first, and those that
 * bear the same names, as they may be of the same groups. Undefined when that is not much less than all. Throws `needsOdd`.
 */
export async function soonestRows(list: OpenList, startOf: (when: readonly Schedule[]) => number | Promise<number>, signal: AbortSignal): Promise<OpenList | undefined> {
  const names: string[] = [];
  const starts = new Float64Array(list.rows.length);
  const waiting: Promise<void>[] = [];
  const later = (start: Promise<void>) => {
    // A failure is told at the end, by all of them together.
    start.catch(() => {});
    waiting.push(start);
  };
  const now = Date.now();
  await inSlices(look(), signal);
  await Promise.all(waiting);
  const last = starts.slice().sort()[enough - 1]!;
  const wanted = new Set(names.filter((_, at) => starts[at]! <= last));
  const rows = list.rows.filter((_, at) => wanted.has(names[at]!));
  return rows.length < list.rows.length / 4 ? { ...list, rows, shown: new Map<unknown, Group>() } : undefined;

  function* look(): Generator<void, void> {
    for (const [at, row] of list.rows.entries()) {
      try {
        const weekly = weeklyStart(row, now);
        const { when = [], name } = weekly === undefined ? list.peek!(row as never) : { name: nameOf(row as Row) };
        names[at] = name;
        const start = weekly ?? startOf(when);
        if (typeof start === 'number') starts[at] = start;
        else later(start.then((then) => void (starts[at] = then)));
      } catch (error) {
        // Whatever is wrong with the row is told when it is read.
        if (error === needsOdd) throw error;
      }
      if (at % rowsInStep === 0) yield;
    }
  }
}
