import { Worker } from 'node:worker_threads';
import type { Group } from 'peer-support-elements/domain';
import type { ReadOptions } from 'peer-support-elements/feeds';
import { FeedError } from './fetch.ts';

export interface ReadRequest {
  bytes: Uint8Array<ArrayBuffer>;
  options: ReadOptions;
}

/** What the reader says: groups as JSON, and at the end how often each kind of problem was met and how many rows were lost. */
export type Reading = { groups: string } | { done: { problems: Record<string, number>; lost: number } };

export interface ReadList {
  /** By id. */
  groups: Map<string, Group>;
  problems: Record<string, number>;
  lost: number;
}

export interface ReadLimits {
  /** Longest time, in milliseconds. Shorter than an import keeps a list for itself. */
  readingMs?: number | undefined;
  /** Most memory for what is read, in MiB. */
  memoryMb?: number | undefined;
}

const suffix = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** Reads a list in a thread of its own, which ends with the signal, and when it takes too long or too much. Rejects with a `FeedError` for what is no list. */
export async function readList(bytes: Uint8Array, options: ReadOptions, signal: AbortSignal, { readingMs = 5 * 60_000, memoryMb = 1024 }: ReadLimits = {}): Promise<ReadList> {
  signal.throwIfAborted();
  const request: ReadRequest = { bytes: new Uint8Array(bytes), options };
  const worker = new Worker(new URL(`./reader${suffix}`, import.meta.url), { workerData: request, transferList: [request.bytes.buffer], resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: Math.min(memoryMb, 64) }, stdout: true, stderr: true });
  const abort = () => void worker.terminate();
  signal.addEventListener('abort', abort);
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new FeedError('reading-too-long')), readingMs);
  try {
    return await Promise.race([gathered(worker), late.promise]);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
    await worker.terminate();
  }
}

function gathered(worker: Worker): Promise<ReadList> {
  const groups = new Map<string, Group>();
  return new Promise((done, fail) => {
    worker.on('message', (message: Reading) => {
      if ('done' in message) return done({ groups, ...message.done });
      for (const group of JSON.parse(message.groups) as Group[]) groups.set(group.id, group);
    });
    // What went wrong may quote the list.
    worker.on('error', (error: NodeJS.ErrnoException) => fail(new FeedError(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-large' : 'reading-failed')));
    worker.on('exit', () => fail(new FeedError('reading-failed')));
  });
}
