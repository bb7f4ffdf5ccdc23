import { flatReader } from './rows.ts';
import { isRow, type Importer } from './importer.ts';

/** Meeting Guide JSON: an array of meetings, each with its name, its day (0 is Sunday) and its time on a clock of 24 hours. */
export const importer: Importer = {
  format: 'meeting-guide',
  open(source, options, note) {
    const rows = isRow(source) ? source.meetings : source;
    return Array.isArray(rows) ? { rows, ...flatReader(options, note, true) } : note('not-a-list', undefined, {}, true);
  },
};
