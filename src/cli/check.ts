import type { Group, Way } from '../domain/group.ts';
import type { FeedFormat, Problem } from '../feeds/types.ts';
import { readList, type List, type SourceOptions } from './source.ts';
import { table } from './table.ts';

const formatNames: Record<FeedFormat, string> = {
  csv: 'a table (CSV)',
  'meeting-guide': 'Meeting Guide JSON',
  bmlt: 'BMLT JSON',
  json: 'our own JSON',
  ndjson: 'our own JSON in lines (NDJSON)',
};

/** Says what was read from a list and what its owner should mend. */
export async function check(source: string, options: SourceOptions & { json?: boolean | undefined }): Promise<number> {
  const list = await readList(source, options);
  const lost = lostRows(list.problems);
  const unreadable = !list.rows;
  process.stdout.write(options.json ? `${JSON.stringify(summary(list), null, 2)}\n` : report(source, list));
  return unreadable ? 2 : lost ? 1 : 0;
}

/** How many rows were lost: several problems may be of one. */
export const lostRows = (problems: readonly Problem[]): number => new Set(problems.filter(({ lost, row }) => lost && row).map(({ row }) => row)).size;

function waysOf(groups: readonly Group[]): Record<Way, number> {
  const ways: Record<Way, number> = { 'in-person': 0, online: 0, hybrid: 0 };
  for (const { way } of groups.flatMap(({ sessions }) => sessions)) ways[way]++;
  return ways;
}

function summary({ format, rows, groups, problems, thirdParties }: List) {
  const sessions = groups.flatMap((group) => group.sessions);
  return {
    format: format ?? null,
    rows,
    groups: groups.length,
    sessions: sessions.length,
    ways: waysOf(groups),
    byAppointment: sessions.filter(({ schedule }) => !schedule).length,
    rowsLost: lostRows(problems),
    thirdParties,
    problems,
  };
}

const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

function report(source: string, list: List): string {
  const { format, rows, groups, sessions, ways, byAppointment, rowsLost, thirdParties, problems } = summary(list);
  const lines = [source === '-' ? 'The standard input' : source];
  if (rows) {
    lines.push(
      `  Format: ${formatNames[format!]}`,
      `  ${count(rows, 'row')}, ${count(groups, 'group')}, ${count(sessions, 'session')}: ${ways['in-person']} in person, ${ways.online} online, ${ways.hybrid} both ways, ${byAppointment} by appointment`,
      `  ${rowsLost ? `${count(rowsLost, 'row')} lost` : 'No row was lost.'}`,
    );
  }
  for (const host of thirdParties) lines.push(`  A page on another site that shows this list makes its visitors' browsers talk to ${host}. A copy on that site avoids it.`);
  lines.push('', problems.length ? table(['Row', 'Field', 'What is wrong', 'What to do'], problems.map(cells), process.stdout.columns ?? 100) : '  Nothing needs mending.', '');
  return `${lines.join('\n')}`;
}

const cells = ({ row, field = '', message, fix = '', lost }: Problem): string[] => [
  row === 0 ? 'list' : `${row}${lost ? ' (lost)' : ''}`,
  field,
  message,
  fix,
];
