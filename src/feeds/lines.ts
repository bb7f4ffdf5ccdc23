import { PeerError } from '../client/errors.ts';
import { inSlices } from '../internal/slices.ts';
import type { Group } from '../domain/group.ts';
import type { Collector } from './collect.ts';
import type { Alive } from './download.ts';
import { parts, type OpenList } from './importer.ts';
import type { LoadOptions } from './load.ts';
import { importer as ndjson } from './ndjson.ts';
import * as odd from './odd.ts';
import { isLines } from './recognise.ts';
import type { FeedFormat, ReadOptions } from './types.ts';

/** So many groups of a stream are shown at once: something to see, soon. Later ones wait a little for company. */
const firstBatch = 50;
const batchMs = 200;

/** Puts lines together out of bytes, wherever those are cut, and reads them. */
export class LineReader {
  readonly #decoder = new TextDecoder();
  readonly #collector: Collector;
  readonly #list: OpenList;
  #rest = '';
  #index = 0;

  constructor(options: ReadOptions, collector: Collector) {
    parts.odd = odd;
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

/** Whether a file that begins with these bytes is in lines. */
export const areLines = (bytes?: Uint8Array): boolean => isLines(new TextDecoder().decode(bytes?.subarray(0, 2 ** 16)));

/** Text of a file that came in pieces. */
export function textOf(chunks: readonly Uint8Array[]): string {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  const text = new TextDecoder().decode(bytes);
  return text.includes('\ufffd') ? odd.decodeOld(bytes) : text;
}

/** Reads what may be lines, as it arrives; `whole` reads it if it is something else. */
export async function readStream(
  response: Response,
  alive: Alive,
  options: LoadOptions,
  collector: Collector,
  whole: (text: string) => Promise<FeedFormat>,
): Promise<FeedFormat> {
  const reader = response.body?.getReader();
  const next = async () => (reader ? (await alive(reader.read())).value : undefined);
  const first = await next();
  if (options.format === 'ndjson' || areLines(first)) return readLines(first, next, options, collector);
  const chunks: Uint8Array[] = [];
  for (let chunk = first; chunk; chunk = await next()) chunks.push(chunk);
  return whole(textOf(chunks));
}

/** Groups are given out in batches: the first ones soon, and what there is when the stream pauses. */
async function readLines(
  first: Uint8Array | undefined,
  next: () => Promise<Uint8Array | undefined>,
  options: LoadOptions,
  collector: Collector,
): Promise<FeedFormat> {
  const lines = new LineReader(options, collector);
  const { groups } = collector.reading;
  let last = 0;
  /** How many sessions a group had when it was given out: a later line may bring more. */
  const given = new Map<Group, number>();
  const give = async () => {
    const grown = [...given.keys()].filter((group) => group.sessions.length > given.get(group)!);
    const batch = [...grown, ...groups.slice(collector.shown)];
    if (!batch[0]) return;
    collector.shown = groups.length;
    for (const group of batch) given.set(group, group.sessions.length);
    await options.onGroups?.(batch, { done: false, ...(grown[0] && { early: grown }) });
    last = performance.now();
  };
  try {
    for (let chunk = first; chunk; ) {
      await inSlices(lines.push(chunk), options.signal);
      const coming = next();
      const pause = new Promise((resolve) => setTimeout(resolve, batchMs, true));
      const paused = Promise.race([coming.then(() => false, () => false), pause]);
      const due = collector.shown ? performance.now() - last > batchMs : groups.length >= firstBatch;
      if (due || (await paused)) await give();
      chunk = await coming;
    }
  } catch (error) {
    options.signal.throwIfAborted();
    if (!groups[0] || !PeerError.is(error)) throw error;
    // What came before the line broke is worth more than nothing.
    collector.note('list-cut-off');
  }
  await inSlices(lines.push(), options.signal);
  await give();
  return 'ndjson';
}
