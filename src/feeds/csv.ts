import { fold } from '../domain/search.ts';
import { isRow, textOf, type Importer, type Row } from './importer.ts';
import { flatReader } from './rows.ts';

/** Names that people give to columns, and the field each stands for; the first that fits counts. Empty: never shown. */
const columns: [field: string, name: RegExp][] = [
  ['', /^(feedback|edit|entity|venmo|square|paypal|contact \d)|contact (name|person)|facilitator|leader|ansprech|private|intern/],
  ['slug', /^(id|slug|ref)$/],
  ['group_id', /^group id$/],
  ['group', /^group$/],
  ['timezone', /time ?zone|zeitzone/],
  ['updated', /updated|changed|aktualisiert/],
  ['checked', /check|verified|gepruft/],
  ['conference_phone_notes', /phone notes/],
  ['conference_url_notes', /(url|link|online) notes/],
  ['location_notes', /(location|venue|place) notes|direction|find|parking|anfahrt/],
  ['about', /^(group notes|about)|descri|details|beschr/],
  ['joining', /how to (join|book)|booking|register|referral|before|anmeld|^joining/],
  ['conference_url', /conference url|zoom|(join|meet|video|online).*(link|url)|^(join|link)$/],
  ['conference_phone', /conference phone|dial|einwahl/],
  ['email', /mail/],
  ['phone', /phone|^tel\b|telefon|mobile/],
  ['website', /web|site|^url$|home ?page/],
  ['minutes', /duration|length|dauer|minutes/],
  ['frequency', /often|frequen|repeat|recur|haufig|turnus/],
  ['until', /(end|last|until) date/],
  ['end_time', /^(end|finish|until|to$|bis)/],
  ['start', /^(starts|since|start(ing)? date|first date|ab|seit)$/],
  ['except', /except|not on|ausser/],
  ['extra', /also on|extra/],
  ['rule', /^r?rule$/],
  ['dates', /date|^next|datum/],
  ['time', /time|^(start|from|begin|von)|zeit/],
  ['attendance_option', /we meet|attendance|format|online|in.person|^way$/],
  ['led', /\bled\b|leitung/],
  ['audience', /who|audience|zielgruppe|fur wen/],
  ['types', /^types$/],
  ['topics', /topic|theme|thema|categor|type|condition|subject/],
  ['languages', /language|sprache/],
  ['access', /access|step|wheel|hearing|barriere|rollstuhl/],
  ['cost', /cost|price|fee|charge|kosten|preis|beitrag/],
  ['status', /status/],
  ['reveal', /reveal|ask/],
  ['coordinates', /coord|lat.+lon/],
  ['latitude', /^lat/],
  ['longitude', /^(lng|lon)/],
  ['approximate', /approx/],
  ['postal_code', /post|zip|plz/],
  ['formatted_address', /(full|formatted) address/],
  ['location', /venue|building|location|^(place|ort$)|treffpunkt|raum/],
  ['address', /address|street|where|adresse|strasse/],
  ['city', /city|town|stadt/],
  ['county', /county/],
  ['state', /^state|province|bundesland/],
  ['sub_region', /^sub.region/],
  ['region', /region|area|district|borough|bezirk/],
  ['country', /country|^land$/],
  ['contact', /contact|kontakt/],
  ['notes', /note|comment|info|hinweis|bemerk/],
  ['day', /day|^tag/],
  ['when', /when|wann|schedule|termin/],
  ['name', /name|group|title|gruppe|titel/],
  ['source', /^source$/],
];

/** Fields of which a column may stand for one item, and say yes or no to it: "Hearing loop". */
const itemised = /^(topics|audience|languages|access|attendance_option)$/;
const yes = /^(y|yes|ja|true|x|✓|✔)$/i;
const no = /^(no?|nein|false|[-–])$/i;
/** Titles may stand above the header, but not many. */
const headerWithin = 10;

const fieldOf = (cell: unknown): string | undefined => {
  const name = fold(textOf(cell)).replace(/[\s_*?:]+/g, ' ').trim();
  return name && name.length < 40 ? columns.find(([, pattern]) => pattern.test(name))?.[0] : undefined;
};

/** The cells of a text (RFC 4180, and what spreadsheets make of it), up to `most` rows. */
function cellsOf(text: string, delimiter: string, most = Infinity): string[][] {
  const cell = new RegExp(`(?:"([^"]*(?:""[^"]*)*)"[ \\t]*|([^${delimiter}\\r\\n]*))(\\${delimiter}|\\r\\n?|\\n|$)`, 'y');
  const rows: string[][] = [];
  let row: string[] = [];
  while (cell.lastIndex < text.length && rows.length < most) {
    const [, quoted, bare, end] = cell.exec(text)!;
    row.push(quoted?.replaceAll('""', '"') ?? bare!);
    if (end === delimiter) continue;
    rows.push(row);
    row = [];
  }
  if (row[0] !== undefined) rows.push(row);
  return rows;
}

/** The row of the first ones that names most columns, and how many. */
function headerOf(rows: readonly unknown[]): [index: number, named: number] {
  let best: [number, number] = [0, 0];
  for (const [index, row] of rows.slice(0, headerWithin).entries()) {
    const named = new Set(Array.isArray(row) ? row.map(fieldOf).filter(Boolean) : []).size;
    if (named > best[1]) best = [index, named];
  }
  return best;
}

function tableOf(text: string): string[][] {
  // Excel's own way of saying what stands between the cells; it is no row.
  const [line = '', sign] = /^sep=([,;|\t])\r?\n/.exec(text) ?? [];
  const body = text.slice(line.length);
  const signs = sign ? [sign] : [',', ';', '\t'];
  const named = signs.map((sign) => headerOf(cellsOf(body, sign, headerWithin))[1]);
  return cellsOf(body, signs[named.indexOf(Math.max(...named))]!);
}

/** Tables: CSV, TSV and the like as text, rows of cells, or a Sheets API answer. Columns are known by their names. */
export const csv: Importer = {
  format: 'csv',
  open(source, options, note) {
    const table = typeof source === 'string' ? tableOf(source) : isRow(source) ? source.values : source;
    const rows = (Array.isArray(table) ? table : []) as unknown[][];
    const [at, named] = headerOf(rows);
    if (named < 2) {
      note('no-header', undefined, {}, true);
      return;
    }
    const headers = rows[at]!.map(textOf);
    const fields = headers.map(fieldOf);
    headers.forEach((header, column) => header && fields[column] === undefined && note('unknown-column', header));
    const nameOf = (field?: string) => (field ? (headers[fields.indexOf(field)] ?? field) : field);
    const read = flatReader(options, (code, field, params, lost) => note(code, nameOf(field), params, lost), false);
    return {
      rows: rows.slice(at + 1),
      rowNumber: (index) => at + index + 2,
      raw: (cells: unknown[]) => Object.fromEntries(headers.map((header, column) => [header, cells[column]])),
      read(cells: unknown[]) {
        const row: Record<string, string> = {};
        cells.forEach((value, column) => {
          const field = fields[column];
          let text = textOf(value);
          if (!field || !text) return;
          if (itemised.test(field)) text = no.test(text) ? '' : yes.test(text) ? headers[column]! : text;
          row[field] = row[field] ? `${row[field]}\n${text}` : text;
        });
        return Object.keys(row)[0] ? read(row as Row) : null;
      },
    };
  },
};
