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
  if (isRow(document)) {
    const { values, groups, meetings, formats } = document;
    return groups ? 'json' : values ? 'csv' : meetings && formats ? 'bmlt' : meetings ? formatOf(meetings) : undefined;
  }
  if (!Array.isArray(document)) return;
  if (Array.isArray(document[0])) return 'csv';
  for (const row of document.filter(isRow)) {
    if ('sessions' in row) return 'json';
    if ('meeting_name' in row) return 'bmlt';
    if ('name' in row || 'slug' in row || 'day' in row) return 'meeting-guide';
  }
  return;
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
