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

const suffix = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** Reads a list in a thread of its own, which ends with the signal. Rejects with a `FeedError` for what is no list. */
export async function readList(bytes: Uint8Array, options: ReadOptions, signal: AbortSignal): Promise<ReadList> {
  signal.throwIfAborted();
  const request: ReadRequest = { bytes: new Uint8Array(bytes), options };
  const worker = new Worker(new URL(`./reader${suffix}`, import.meta.url), { workerData: request, transferList: [request.bytes.buffer], resourceLimits: { maxOldGenerationSizeMb: 1024 }, stdout: true, stderr: true });
  const abort = () => void worker.terminate();
  signal.addEventListener('abort', abort);
  try {
    return await gathered(worker);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
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
    worker.on('error', () => fail(new FeedError('reading-failed')));
    worker.on('exit', () => fail(new FeedError('reading-failed')));
  });
}
