import type { Group, Session } from '../domain/group.ts';
import { unknownZone } from '../domain/zone.ts';

/** The columns of a table, one row for each session, and what stands in them. The names are those that reading knows. */
const columns: [name: string, cell: (group: Group, session: Partial<Session>) => string | number | undefined][] = [
  ['ID', ({ id }) => id],
  ['Group ID', ({ id }) => id],
  ['Group', ({ name }) => name],
  ['Starts', (_, { schedule }) => (schedule?.rule ? schedule.start : '')],
  ['Rule', (_, { schedule }) => schedule?.rule],
  ['Date', (_, { schedule }) => (!schedule || schedule.rule ? '' : [schedule.start, ...(schedule.extra ?? [])].join('; '))],
  ['Time', (_, { schedule }) => schedule?.time],
  ['Duration', (_, { schedule }) => schedule?.minutes],
  ['Not on', (_, { schedule }) => schedule?.except?.join('; ')],
  ['Also on', (_, { schedule }) => (schedule?.rule ? schedule.extra?.join('; ') : '')],
  ['Time zone', (_, { schedule }) => (schedule?.timeZone === unknownZone ? '' : schedule?.timeZone)],
  ['How we meet', (_, { way }) => way],
  ['Venue', (_, { place }) => place?.name],
  ['Address', (_, { place }) => place?.address],
  ['Area', (_, { place }) => place?.area.join(' > ')],
  ['Latitude', (_, { place }) => place?.latitude],
  ['Longitude', (_, { place }) => place?.longitude],
  ['Approximate', (_, { place }) => (place?.approximate ? 'yes' : '')],
  ['Directions', (_, { place }) => place?.notes],
  ['Join link', (_, { online }) => online?.url],
  ['Dial in', (_, { online }) => online?.phone],
  ['Link notes', (_, { online }) => online?.notes],
  ['Notes', (_, { notes }) => notes],
  ['Status', (_, { status }) => (status === 'on' ? '' : status)],
  ['Reveal', (_, { reveal }) => (reveal === 'ask' ? 'ask' : '')],
  ['About', ({ about }) => about],
  ['Topics', ({ topics }) => items(topics)],
  ['Who for', ({ audience }) => items(audience)],
  ['Language', ({ languages }) => items(languages)],
  ['Access', ({ access }) => items(access)],
  ['Cost', ({ cost }) => cost],
  ['Led by', ({ led }) => led],
  ['How to join', ({ joining }) => joining],
  ['Website', ({ url }) => url],
  ['Contact', ({ contact }) => contact?.url],
  ['Email', ({ contact }) => contact?.email],
  ['Phone', ({ contact }) => contact?.phone],
  ['Updated', ({ updated }) => updated?.slice(0, 10)],
  ['Last checked', ({ checked }) => checked?.slice(0, 10)],
  ['Source', ({ source }) => source],
];

/** The last semicolon keeps a single item with a comma in it whole. */
const items = (list: readonly string[]) => (list.length === 1 && list[0]!.includes(',') ? `${list[0]};` : list.join('; '));

/** A cell as RFC 4180 writes it. What a spreadsheet would compute gets an apostrophe before it; numbers are harmless. */
export function cellOf(value: string | number | undefined): string {
  const text = `${value ?? ''}`;
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",;\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table for spreadsheets: only the columns that hold something, one row for each session of a group. */
export function toCsv(groups: readonly Group[]): string {
  const rows = groups.flatMap((group) => (group.sessions.length ? group.sessions : [{}]).map((session) => columns.map(([, cell]) => cell(group, session))));
  const used = columns.map((_, column) => column < 3 || rows.some((row) => row[column] !== undefined && row[column] !== ''));
  const lines = [columns.map(([name]) => name), ...rows].map((row) => row.filter((_, column) => used[column]).map(cellOf).join(','));
  return `${lines.join('\r\n')}\r\n`;
}
