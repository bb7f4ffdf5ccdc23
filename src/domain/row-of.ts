import type { GroupRows, Row } from './finder.ts';
import type { Group } from './group.ts';

/** The row of a group, whatever is asked for, also when it is over and so not listed. */
export function rowOf(rows: GroupRows, group: Group): Row {
  const { groups } = rows;
  const number = groups.indexOf(group);
  const listed = rows.select({}, Uint8Array.from(groups, (each) => +(each === group)))[0];
  // A group without sessions has one entry too.
  return rows.row(listed ?? groups.slice(0, number).reduce((sum, { sessions }) => sum + (sessions.length || 1), 0));
}
