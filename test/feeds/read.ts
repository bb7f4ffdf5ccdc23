import assert from 'node:assert/strict';
import { readGroups, type Group, type ReadOptions } from '../../src/feeds/index.ts';

export const london: ReadOptions = { timeZone: 'Europe/London', country: 'GB' };

/** The codes of the problems, with their rows: "3 no-name". */
export const codes = (source: unknown, options: ReadOptions = london): string[] => readGroups(source, options).problems.map(({ row, code }) => `${row} ${code}`);

/** The only group of a list that has no problems. */
export function only(source: unknown, options: ReadOptions = london): Group {
  const { groups, problems } = readGroups(source, options);
  assert.deepEqual(problems, []);
  assert.equal(groups.length, 1);
  return groups[0]!;
}

/** A Meeting Guide list of one meeting. */
export const meeting = (fields: Record<string, unknown> = {}): Record<string, unknown>[] => [
  { name: 'Tuesday Circle', slug: 'circle', day: 2, time: '19:30', end_time: '21:00', formatted_address: '12 Mill Street, Leeds, UK', ...fields },
];

/** When the sessions of a group are: "FREQ=WEEKLY;BYDAY=TU 19:30 90". */
export const times = (group: Group): string[] => group.sessions.map(({ schedule }) => (schedule ? `${schedule.rule ?? schedule.start} ${schedule.time} ${schedule.minutes}` : 'none'));
