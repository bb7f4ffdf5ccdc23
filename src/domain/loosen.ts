import type { Criteria, GroupRows } from './finder.ts';

/** When nothing is found: which one filter to leave out, and how many groups that finds, the most helpful first. */
export function loosen(rows: GroupRows, criteria: Criteria, mask?: Uint8Array): { filter: keyof Criteria; count: number }[] {
  return (Object.keys(criteria) as (keyof Criteria)[])
    .filter((filter) => criteria[filter]?.length)
    .map((filter) => ({
      filter,
      count: rows.select({ ...criteria, [filter]: undefined }, filter === 'text' ? undefined : mask).length,
    }))
    .filter(({ count }) => count)
    .sort((a, b) => b.count - a.count);
}
