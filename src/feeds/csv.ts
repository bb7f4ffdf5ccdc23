import { isRow, odd, textOf, type Importer, type Row } from './importer.ts';
import { flatReader } from './rows.ts';

/** Usual names of columns, by the field they stand for where that is not the same word. The others are known to the odd part. */
const usual =
  'name=group name;about=description;topics=topic;audience=who for;end_time=end time;start=starts;attendance_option=how we meet;location=venue;' +
  'address=where;city=town;postal_code=postcode;region=area;conference_url=join link;conference_phone=dial in;timezone=time zone;languages=language;led=led by;' +
  'joining=how to join;checked=last checked;=name,group,when,day,time,location,address,city,latitude,longitude,access,cost,website,email,phone,status,notes';

const fields = new Map(
  usual.split(';').flatMap((entry) => {
    const [field, names] = entry.split('=') as [string, string];
    return names.split(',').map((name) => [name, field || name] as const);
  }),
);

const usualField = (header: unknown) => fields.get(textOf(header).toLowerCase());

/** The cells of a text (RFC 4180, and what spreadsheets make of it), up to `most` rows. */
export function cellsOf(text: string, sign: string, most = Infinity): string[][] {
  const cell = new RegExp(`(?:"([^"]*(?:""[^"]*)*)"[ \\t]*|([^${sign}\\r\\n]*))(\\${sign}|\\r\\n?|\\n|$)`, 'y');
  const rows: string[][] = [];
  let row: string[] = [];
  while (cell.lastIndex < text.length && rows.length < most) {
    const [, quoted, bare, end] = cell.exec(text)!;
    row.push(quoted?.replaceAll('""', '"') ?? bare!);
    if (end === sign) continue;
    rows.push(row);
    row = [];
  }
  return row[0] === undefined ? rows : [...rows, row];
}

/** Tables: CSV, TSV and the like as text, rows of cells, or a Sheets API answer. Columns are known by their names. */
export const importer: Importer = {
  format: 'csv',
  open(source, options, note) {
    let table = (typeof source === 'string' ? cellsOf(source, ',') : isRow(source) ? source.values : source) as unknown[][];
    let at = 0;
    if ([table?.[0]].flat().filter(usualField).length < 2) [table, at] = odd().findTable(source);
    const headers = [table[at]].flat().map(textOf);
    const fields = headers.map((header) => usualField(header) ?? (header && odd().fieldOf(header)));
    if (fields.filter(Boolean).length < 2) return note('no-header', undefined, {}, true);
    headers.forEach((header, column) => fields[column] ?? note('unknown-column', header));
    // A sheet has names in one of these; one that has both keeps groups of meetings in the other.
    const group = fields.indexOf('group');
    if (group >= 0 && !fields.includes('name')) fields[group] = 'name';
    const isOdd = headers.map((header) => !usualField(header));
    const { read, peek } = flatReader(options, (code, field, params, lost) => note(code, headers[fields.indexOf(field)] ?? field, params, lost), false);
    const rowOf = (cells: unknown[]): Row => {
      const row: Record<string, string> = {};
      for (const [column, field] of fields.entries()) {
        // An apostrophe keeps spreadsheets from computing what is only text.
        let text = textOf(cells[column]).replace(/^'(?=[-=+@])/, '');
        if (!field || !text) continue;
        if (isOdd[column]) text = odd().cellText(field, headers[column]!, text);
        row[field] = row[field] ? `${row[field]}\n${text}` : text;
      }
      return row;
    };
    return {
      source: table,
      rows: table.slice(at + 1),
      rowNumber: (index) => at + index + 2,
      headers,
      peek: (cells: unknown[]) => peek(rowOf(cells)),
      read(cells: unknown[]) {
        const row = rowOf(cells);
        return Object.keys(row)[0] ? read(row) : null;
      },
    };
  },
};
