import { isRow } from './importer.ts';
import type { FeedFormat } from './types.ts';

/** What a source turned out to be: a document of a format, or the code of the problem why it is no list. */
export interface Recognised {
  format: FeedFormat;
  /** JSON, parsed; or text. */
  document?: unknown;
  problem?: string;
}

/** The format of a parsed document. */
function formatOf(document: unknown): FeedFormat | undefined {
  if (isRow(document) && Object.keys(document)[0]) {
    const { values, groups, meetings } = document;
    return groups ? 'json' : values ? 'csv' : meetings && document.formats ? 'bmlt' : formatOf(meetings);
  }
  if (!Array.isArray(document)) return;
  if (Array.isArray(document[0])) return 'csv';
  const has = (key: string) => document.some((row) => isRow(row) && key in row);
  if (has('sessions')) return 'json';
  if (has('meeting_name')) return 'bmlt';
  return has('name') || has('slug') || has('day') ? 'meeting-guide' : undefined;
}

/** Whether a text begins with a line of JSON and another one, or with the header that only our lines have. */
export function isLines(text: string): boolean {
  const [, line, next] = /^\s*(\{.*\})\s*\n\s*(\{?)/.exec(text) ?? [];
  try {
    const row: unknown = line && JSON.parse(line);
    return isRow(row) && (!!next || ('peer-support-groups' in row && !row.groups));
  } catch {
    return false;
  }
}

/** Finds out what a source is: JSON as text or parsed, lines of JSON, or a table as text. */
export function recognise(source: unknown, wanted?: FeedFormat): Recognised {
  let format = wanted;
  let document = source;
  const fail = (problem: string): Recognised => ({ format: format ?? 'csv', problem });
  if (typeof source === 'string') {
    const text = source.replace(/^\ufeff/, '');
    const [start] = text.trimStart();
    if (!start) return fail('empty');
    if (start === '<') return fail('html-page');
    const json = start === '[' || start === '{';
    if (json && isLines(text)) format ??= 'ndjson';
    if (!json || format === 'csv' || format === 'ndjson') return { format: format ?? 'csv', document: text };
    try {
      document = JSON.parse(text);
    } catch {
      return fail('bad-json');
    }
  }
  if (Array.isArray(document) && !document.length) return fail('empty');
  format ??= formatOf(document);
  return format ? { format, document } : fail('not-a-list');
}
