/** Cells whose column is about links keep the address rather than the words it stands behind. */
const linkColumn = /link|join|zoom|web|url|site|mail/i;

/** The rows of an HTML table as cells of text, the header first: what `readGroups` reads as `csv`. */
export function tableRows(table: HTMLTableElement): string[][] {
  const rows = [...table.rows].filter((row) => row.closest('table') === table);
  const headers = [...(rows[0]?.cells ?? [])].map(textOf);
  return rows.map((row, index) => [...row.cells].map((cell, column) => (index ? cellText(cell, headers[column] ?? '') : headers[column]!)));
}

function cellText(cell: HTMLElement, header: string): string {
  const time = cell.querySelector('time');
  if (time?.dateTime && time.textContent === cell.textContent) return time.dateTime.replace('T', ' ');
  const link = cell.querySelector('a');
  if (link && linkColumn.test(header)) return link.href.replace(/^mailto:/i, '');
  return textOf(cell);
}

/** White space of the source is one space; lines, paragraphs and items are lines. */
function textOf(cell: HTMLElement): string {
  const copy = cell.cloneNode(true) as HTMLElement;
  for (const end of copy.querySelectorAll('br, p, li, div')) end.after('\0');
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim().replace(/ ?(\0 ?)+/g, '\n').trim();
}
