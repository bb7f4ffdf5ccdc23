/** Words of a text in lines of at most `width` signs; a longer word is cut. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((word) => word.match(new RegExp(`.{1,${width}}`, 'gsu')) ?? [])) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line += (line && ' ') + word;
    }
  }
  return [...lines, line];
}

/** A table in plain text, fitted to the width of the terminal: the last two columns share what the others leave, and wrap. */
export function table(header: string[], rows: string[][], width: number): string {
  const clean = [header, ...rows].map((row) => row.map((cell) => cell.replace(/[\0-\x1f\x7f-\x9f]+/g, ' ')));
  const longest = (column: number) => Math.max(...clean.map((row) => row[column]!.length));
  const first = Math.min(longest(0), 14);
  const second = Math.min(longest(1), 22);
  const left = width - first - second - 6;
  if (left < 40) return stacked(clean, width);
  const widths = [first, second, Math.ceil(left / 2), Math.floor(left / 2)];
  const drawn = clean.map((row) => {
    const cells = row.map((cell, column) => wrap(cell, widths[column]!));
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) => cells.map((cell, column) => (cell[line] ?? '').padEnd(widths[column]!)).join('  ').trimEnd()).join('\n');
  });
  return [drawn[0], widths.map((width) => '-'.repeat(width)).join('  '), ...drawn.slice(1)].join('\n');
}

/** One under the other, where a terminal is too narrow for columns. */
function stacked([header, ...rows]: string[][], width: number): string {
  const blocks = rows.map((row) => row.map((cell, column) => (cell ? wrap(`${header![column]}: ${cell}`, width).join('\n') : '')).filter(Boolean).join('\n'));
  return blocks.join('\n\n');
}
