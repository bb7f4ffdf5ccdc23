import type { Criteria, GroupRows } from './finder.ts';

/**
 * When nothing is found: which one filter to leave out, and how many groups that finds, the most helpful first.
 *
 * @param mask - The groups that have the words, of those that are asked for at all.
 * @param all - Those that are asked for at all, whatever the words. Absent: every group.
 */
export function loosen(rows: GroupRows, criteria: Criteria, mask?: Uint8Array, all?: Uint8Array): { filter: keyof Criteria; count: number }[] {
  return (Object.keys(criteria) as (keyof Criteria)[])
    .filter((filter) => criteria[filter]?.length)
    .map((filter) => ({
      filter,
      count: rows.select({ ...criteria, [filter]: undefined }, filter === 'text' ? all : mask).length,
    }))
    .filter(({ count }) => count)
    .sort((a, b) => b.count - a.count);
}
