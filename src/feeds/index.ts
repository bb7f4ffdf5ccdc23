import type { Group } from '../domain/group.ts';
import { createCollector } from './collect.ts';
import { areLines, LineReader, textOf } from './lines.ts';
import { auditRow } from './privacy.ts';
import { withWords } from './problem-words.ts';
import { readAll } from './read-all.ts';
import type { Problem, ReadOptions, ReadResult } from './types.ts';

export { sheetAddress } from './odd.ts';
export { unknownZone } from '../domain/zone.ts';
export type { FeedFormat, Problem, ReadOptions, ReadResult } from './types.ts';
export type { Group, Place, Schedule, Session, Way } from '../domain/group.ts';

/**
 * Reads a list: parsed JSON, or text. The format is recognised when it is not given. Never throws: what cannot be read
 * is a problem of its row, and a source that is no list at all gives no groups and one problem.
 */
export function readGroups(source: unknown, options: ReadOptions = {}): ReadResult {
  const { format, groups, problems } = readAll(source, options);
  return { format, groups, problems: problems.map(withWords) };
}

/**
 * Reads a list as it arrives. Lines of JSON (NDJSON) give their groups as soon as each line is whole; the other formats
 * are read when their last byte is there. Rejects only when the stream itself fails.
 */
export async function* readGroupStream(
  stream: ReadableStream<Uint8Array>,
  options: ReadOptions = {},
): AsyncGenerator<{ groups: Group[]; problems: Problem[] }, void> {
  const reader = stream.getReader();
  try {
    const first = (await reader.read()).value;
    if (options.format ? options.format === 'ndjson' : areLines(first)) yield* readLines(first, reader, options);
    else yield readGroups(textOf(await rest(first, reader)), options);
  } finally {
    // Whoever stops listening stops the download.
    await reader.cancel().catch(() => {});
  }
}

async function rest(first: Uint8Array | undefined, reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for (let chunk = first; chunk; chunk = (await reader.read()).value) chunks.push(chunk);
  return chunks;
}

async function* readLines(first: Uint8Array | undefined, reader: ReadableStreamDefaultReader<Uint8Array>, options: ReadOptions) {
  const collector = createCollector({ audit: auditRow });
  const lines = new LineReader(options, collector);
  const { groups, problems } = collector.reading;
  const take = () => ({ groups: groups.splice(0), problems: problems.splice(0).map(withWords) });
  for (let chunk = first; chunk; chunk = (await reader.read()).value) {
    for (const _ of lines.push(chunk));
    if (groups[0] ?? problems[0]) yield take();
  }
  for (const _ of lines.push());
  collector.end();
  if (groups[0] ?? problems[0]) yield take();
}
