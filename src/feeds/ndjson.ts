import type { Collector } from './collect.ts';
import { isRow, type Importer, type OpenList, type Row } from './importer.ts';
import { groupReader } from './json.ts';
import type { ReadOptions } from './types.ts';

/**
 * Our own format in lines: one JSON group on each, read as they arrive. The first line may be a header that says once
 * what holds for all: `{"peer-support-groups":1,"timeZone":"Europe/London","languages":["en"],"source":"…"}`.
 */
export const ndjson: Importer = {
  format: 'ndjson',
  open(source, options, note) {
    if (typeof source !== 'string') return;
    let read = groupReader({}, options, note);
    return {
      rows: source.split('\n'),
      read(line: string) {
        if (!line.trim()) return null;
        let row: unknown;
        try {
          row = JSON.parse(line);
        } catch {
          note('bad-line', undefined, {}, true);
          return;
        }
        if (!isRow(row) || !('peer-support-groups' in row)) return read(row as Row);
        read = groupReader(row, options, note);
        return null;
      },
    };
  },
};

/** Puts lines together out of bytes, wherever those are cut, and reads them. */
export class LineReader {
  readonly #decoder = new TextDecoder();
  readonly #collector: Collector;
  readonly #list: OpenList;
  #rest = '';
  #index = 0;

  constructor(options: ReadOptions, collector: Collector) {
    this.#collector = collector;
    this.#list = ndjson.open('', options, collector.note)!;
  }

  /** Takes in the next bytes; none are the end. */
  *push(bytes?: Uint8Array): Generator<void, void> {
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: !!bytes })).split('\n');
    this.#rest = bytes ? lines.pop()! : '';
    for (const line of lines) {
      this.#collector.read(this.#list, line, this.#index++);
      yield;
    }
  }
}
