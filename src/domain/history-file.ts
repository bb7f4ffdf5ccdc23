import { checkinFaults, type Checkin, type CheckinFault } from './checkin.ts';

/*
 * Check-ins of one person as a file: to keep, to look at in a spreadsheet, to bring to another device. A file is not encrypted, and
 * whoever finds it can read it: that is said before it is made.
 */

/** What a file is called in its first lines, so that it is known again. */
const format = 'peer-support-elements/check-ins';
const version = 1;

/** More than this is no diary of one person. */
export const mostImported = { letters: 5_000_000, rows: 20_000 } as const;

const columns = ['at', 'feelings', 'energy', 'need', 'help', 'words', 'audience', 'stays'] as const;

/** What a spreadsheet takes for the beginning of a formula; some read the wide forms of East Asian keyboards as well. */
const computes = '[=+\\-@\\uff0b\\uff0d\\uff1d\\uff20]';
// Where a cell begins, also for a spreadsheet that divides by another sign than ours and does not see our quotation marks.
const begins = '(^|[;,|\\t\\r\\n])([ \\u00a0]*\'*)';
const risky = new RegExp(`${begins}(?=${computes})`, 'g');
const guarded = new RegExp(`${begins}'(?=${computes})`, 'g');

/** Words that no spreadsheet computes: an apostrophe goes before what could be a formula, a tab or a new line at the beginning. */
export const guard = (text: string): string => text.replace(risky, "$1$2'").replace(/^(?='*[\t\r\n])/, "'");

/** The words as they were. */
export const unguard = (text: string): string => text.replace(/^'(?='*[\t\r\n])/, '').replace(guarded, '$1$2');

const cell = (text: string) => `"${guard(text).replaceAll('"', '""')}"`;

/**
 * A table for spreadsheets (RFC 4180). It begins with a byte order mark: without it Excel shows ü as Ã¼, and everything else leaves it
 * out. `told` adds a column with a check-in in words of the reader's language; it is not read again.
 */
export function historyToCsv(checkins: readonly Checkin[], told?: { title: string; of: (checkin: Checkin) => string }): string {
  const rowOf = (checkin: Checkin) => columns.map((column) => (column === 'feelings' ? checkin.feelings.join(' ') : (checkin[column] ?? '')));
  const rows = checkins.map((checkin) => [...rowOf(checkin), ...(told ? [told.of(checkin)] : [])]);
  const lines = [[...columns, ...(told ? [told.title] : [])], ...rows].map((row) => row.map(cell).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

/** Only what a check-in is: a record of ours may have more. */
function plain(checkin: Checkin): Checkin {
  const { feelings, words, energy, need, help, audience, stays, at } = checkin;
  return { at, feelings: [...feelings], ...(energy && { energy }), ...(need && { need }), ...(help && { help }), ...(words && { words }), audience, stays };
}

export const historyToJson = (checkins: readonly Checkin[]): string => `${JSON.stringify({ format, version, checkins: checkins.map(plain) }, null, 2)}\n`;

export type FileFault = CheckinFault | 'not-ours' | 'newer' | 'too-long';

export interface FileProblem {
  /** Row of the table as a spreadsheet counts it, or place in the list from 1; absent: the whole file. */
  row?: number;
  faults: FileFault[];
}

export interface HistoryFile {
  checkins: Checkin[];
  /** Rows that could not be read. The others were. */
  problems: FileProblem[];
}

const broken = (fault: FileFault): HistoryFile => ({ checkins: [], problems: [{ faults: [fault] }] });

/** Reads what `historyToCsv` or `historyToJson` wrote, also after a spreadsheet saved it. Good rows are kept beside bad ones. */
export function readHistoryFile(text: string): HistoryFile {
  if (text.length > mostImported.letters) return broken('too-long');
  const bare = text.replace(/^\ufeff/, '').trimStart();
  return bare.startsWith('{') ? readJson(bare) : readCsv(bare);
}

function sorted(values: readonly unknown[], firstRow: number): HistoryFile {
  if (values.length > mostImported.rows) return broken('too-long');
  const checkins: Checkin[] = [];
  const problems: FileProblem[] = [];
  for (const [index, value] of values.entries()) {
    if (value === undefined) continue;
    const faults = checkinFaults(value);
    if (faults.length) problems.push({ row: index + firstRow, faults });
    else checkins.push(plain(value as Checkin));
  }
  return { checkins, problems };
}

function readJson(text: string): HistoryFile {
  let file: { format?: unknown; version?: unknown; checkins?: unknown };
  try {
    file = JSON.parse(text);
  } catch {
    return broken('not-ours');
  }
  if (file.format !== format || !Array.isArray(file.checkins)) return broken('not-ours');
  return typeof file.version === 'number' && file.version <= version ? sorted(file.checkins, 1) : broken('newer');
}

/** Cells of a table, whatever sign the spreadsheet that saved it divides by. */
function cellsOf(text: string, sign: string): string[][] {
  const cell = new RegExp(`(?:"([^"]*(?:""[^"]*)*)"[ ]*|([^${sign}\\r\\n]*))(${sign}|\\r\\n?|\\n|$)`, 'y');
  const rows: string[][] = [];
  let row: string[] = [];
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    // A quotation mark that never ends: what follows is one cell.
    if (!found) return [...rows, [...row, text.slice(cell.lastIndex)]];
    row.push(found[1]?.replaceAll('""', '"') ?? found[2]!);
    if (found[3] === sign) continue;
    rows.push(row);
    row = [];
  }
  return row.length ? [...rows, row] : rows;
}

function readCsv(text: string): HistoryFile {
  const [first = ''] = text.split(/[\r\n]/, 1);
  const sign = [',', ';', '\t'].find((each) => first.split(each).length > 2) ?? ',';
  const [header = [], ...rows] = cellsOf(text, sign);
  const places = columns.map((column) => header.findIndex((name) => name.trim().toLowerCase() === column));
  if (places[0] === -1 || places[1] === -1) return broken('not-ours');
  return sorted(rows.map((row) => (row.every((text) => !text.trim()) ? undefined : fromRow(row, places))), 2);
}

function fromRow(row: readonly string[], places: readonly number[]): object {
  const text = (column: (typeof columns)[number]) => unguard(row[places[columns.indexOf(column)]!] ?? '');
  const given = Object.fromEntries((['energy', 'need', 'help', 'words'] as const).map((column) => [column, text(column)] as const).filter(([, value]) => value));
  return { at: text('at'), feelings: text('feelings').split(/[\s;,]+/).filter(Boolean), ...given, audience: text('audience') || 'me', stays: text('stays') || 'kept' };
}

/** What is in a file and not in the history yet: a file may be brought twice. */
export function newIn(checkins: readonly Checkin[], history: readonly Checkin[]): Checkin[] {
  const seen = new Set(history.map((each) => JSON.stringify(plain(each))));
  return checkins.filter((each) => !seen.has(JSON.stringify(plain(each))) && seen.add(JSON.stringify(plain(each))));
}
