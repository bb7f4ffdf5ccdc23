import { isRow, type Importer, type Row } from './importer.ts';
import { groupReader } from './json.ts';

/**
 * Our own format in lines: one JSON group on each, read as they arrive. The first line may be a header that says once
 * what holds for all: `{"peer-support-groups":1,"timeZone":"Europe/London","languages":["en"],"source":"…"}`.
 */
export const importer: Importer = {
  format: 'ndjson',
  open(source, options, note) {
    if (typeof source !== 'string') return note('not-a-list', undefined, {}, true);
    let read = groupReader({}, options, note);
    return {
      rows: source.split('\n'),
      read(line: string) {
        if (!line.trim()) return null;
        let row: unknown;
        try {
          row = JSON.parse(line);
        } catch {
          return note('bad-line', undefined, {}, true);
        }
        if (!isRow(row) || !('peer-support-groups' in row)) return read(row as Row);
        read = groupReader(row, options, note);
        return null;
      },
    };
  },
};
