import { isRow } from './importer.ts';
import type { FeedFormat } from './types.ts';

/** What a source turned out to be: a document of a format, or the code of the problem why it is no list. */
export interface Recognised {
  format: FeedFormat;
  /** JSON, parsed; or text. */
  document: unknown;
  problem?: string;
}

const meetingKeys = ['name', 'slug', 'day', 'time', 'group', 'formatted_address', 'conference_url'];

/** The format of a parsed document. */
function formatOf(document: unknown): FeedFormat | undefined {
  if (isRow(document)) {
    const { values, groups, meetings, formats } = document;
    if (Array.isArray(groups)) return 'json';
    if (Array.isArray(meetings)) return formats ? 'bmlt' : formatOf(meetings);
    return Array.isArray(values) ? 'csv' : undefined;
  }
  if (!Array.isArray(document)) return;
  if (Array.isArray(document[0])) return 'csv';
  const row = document.find(isRow) ?? {};
  if (Array.isArray(row.sessions)) return 'json';
  if ('weekday_tinyint' in row || 'meeting_name' in row) return 'bmlt';
  return meetingKeys.some((key) => key in row) ? 'meeting-guide' : undefined;
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
  const text = typeof source === 'string' ? source.replace(/^\ufeff/, '') : undefined;
  const fail = (problem: string): Recognised => ({ format: wanted ?? (text === undefined ? 'json' : 'csv'), document: undefined, problem });
  if (text !== undefined) {
    const start = text.trimStart()[0];
    if (!start) return fail('empty');
    if (start === '<') return fail('html-page');
    if (wanted === 'csv' || wanted === 'ndjson') return { format: wanted, document: text };
    if (start !== '[' && start !== '{') return { format: 'csv', document: text };
    if (isLines(text)) return { format: 'ndjson', document: text };
    try {
      return recognise(JSON.parse(text), wanted);
    } catch {
      return fail('bad-json');
    }
  }
  if (Array.isArray(source) && !source.length) return fail('empty');
  const format = wanted ?? formatOf(source);
  return format ? { format, document: source } : fail('not-a-list');
}
