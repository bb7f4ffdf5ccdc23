import { writeFile } from 'node:fs/promises';
import type { Group, Schedule } from '../domain/group.ts';
import { unknownZone } from '../domain/zone.ts';
import { lostRows } from './check.ts';
import { toCsv } from './csv.ts';
import { readList, UsageError, type SourceOptions } from './source.ts';

/** What can be written, by name. */
export const writers = { ndjson: toLines, json: toJson, csv: toCsv };

/** Writes a list in another form. */
export async function convert(source: string, options: SourceOptions & { to?: string | undefined; output?: string | undefined }): Promise<number> {
  const { to = 'ndjson', output } = options;
  if (!Object.hasOwn(writers, to)) throw new UsageError(`“${to}” cannot be written. There are ${Object.keys(writers).join(', ')}.`);
  const { groups, problems, rows } = await readList(source, options);
  const lost = lostRows(problems);
  for (const { row, message } of rows ? [] : problems) process.stderr.write(`${row ? `Row ${row}: ` : ''}${message}\n`);
  if (!rows) return 2;
  const text = writers[to as keyof typeof writers](groups);
  if (output) await writeFile(output, text);
  else await new Promise<void>((resolve) => void process.stdout.write(text, () => resolve()));
  if (problems.length) {
    process.stderr.write(`${lost ? `Rows lost: ${lost}. ` : ''}Things to mend: ${problems.length}. See: npx peer-support-elements check ${source}\n`);
  }
  return lost ? 1 : 0;
}

/** What all groups share, to be said once. */
interface Header {
  'peer-support-groups': 1;
  timeZone?: string;
  languages?: string[];
  source?: string;
}

function headerOf(groups: readonly Group[]): Header {
  const zones = new Map<string, number>();
  for (const { schedule } of groups.flatMap(({ sessions }) => sessions)) {
    if (schedule && schedule.timeZone !== unknownZone) zones.set(schedule.timeZone, (zones.get(schedule.timeZone) ?? 0) + 1);
  }
  const [usual] = [...zones].sort(([, one], [, other]) => other - one);
  const same = (of: (group: Group) => unknown) => new Set(groups.map((group) => JSON.stringify(of(group)))).size === 1;
  const [first] = groups;
  return {
    'peer-support-groups': 1,
    ...(usual && { timeZone: usual[0] }),
    ...(first?.languages.length && same(({ languages }) => languages) && { languages: first.languages }),
    ...(first?.source && same(({ source }) => source) && { source: first.source }),
  };
}

/** The object without what is empty, or equal to what is taken when it is absent. */
const without = (object: object, usual: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(object).filter(([key, value]) => value !== usual[key] && !(Array.isArray(value) && !value.length && !(key in usual))));

function compact(group: Group, header: Header): object {
  const scheduleOf = (schedule: Schedule) => without(schedule, { timeZone: header.timeZone ?? unknownZone });
  const sessions = group.sessions.map(({ schedule, place, ...session }) => ({
    ...without(session, { status: 'on' }),
    ...(schedule && { schedule: scheduleOf(schedule) }),
    ...(place && { place: without(place, { approximate: false }) }),
  }));
  const { languages, source, ...rest } = group;
  return {
    ...without(rest, {}),
    ...(header.languages || !languages.length ? {} : { languages }),
    ...(header.source || !source ? {} : { source }),
    sessions,
  };
}

/** One group on each line, after a line with what they share. */
function toLines(groups: readonly Group[]): string {
  const header = headerOf(groups);
  return [header, ...groups.map((group) => compact(group, header))].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** One document. Each group has a line of its own, so that versions of a list can be compared. */
function toJson(groups: readonly Group[]): string {
  const header = headerOf(groups);
  const lines = groups.map((group) => JSON.stringify(compact(group, header)));
  return `${JSON.stringify(header).slice(0, -1)},"groups":[\n${lines.join(',\n')}\n]}\n`;
}
