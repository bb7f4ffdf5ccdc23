import type { Group, Schedule } from '../domain/group.ts';
import { inSlices } from '../internal/slices.ts';
import { rowsInStep } from './collect.ts';
import { needsOdd, type OpenList } from './importer.ts';

/** Enough for a first page, even when some of them turn out to be paused. */
const enough = 100;

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
  await inSlices(look(), signal);
  await Promise.all(waiting);
  const last = starts.slice().sort()[enough - 1]!;
  const wanted = new Set(names.filter((_, at) => starts[at]! <= last));
  const rows = list.rows.filter((_, at) => wanted.has(names[at]!));
  return rows.length < list.rows.length / 4 ? { ...list, rows, shown: new Map<unknown, Group>() } : undefined;

  function* look(): Generator<void, void> {
    for (const [at, row] of list.rows.entries()) {
      try {
        const { when, name } = list.peek!(row as never);
        names[at] = name;
        const start = startOf(when);
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
