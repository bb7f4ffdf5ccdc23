import type { CollectionName, Query } from 'peer-support-elements/adapters/adapter.js';
import { type Backend, readersOf } from 'peer-support-elements/backend';
import type { ServerStore, StoredEvent } from '../store.ts';
import type { Answer } from './answer.ts';
import { EventNumbers } from './event-numbers.ts';
import type { Meter } from './meter.ts';
import type { Pace } from './options.ts';
import { Refusal } from './problems.ts';
import { mostEvents, SpaceFeed } from './space-feed.ts';
import type { Known } from './who.ts';

/** Watches of all clients together that one instance holds open. */
const mostWatches = 5000;

export const defaultPace: Pace = { heartbeat: 15_000, recheck: 30_000, patience: 30_000 };

export interface WatchRequest {
  space: string;
  collection: CollectionName;
  query: Query;
  known: Known;
  /** The number that was told last, if the client had been watching before. */
  last: string | null;
  /** Aborts when the client goes. */
  signal: AbortSignal;
  /** Who it is by now. Rejects if the credential does not hold any more. */
  again: () => Promise<Known>;
  /** Called once, when it is over. */
  ended: () => void;
}

export interface WatchesOptions {
  store: ServerStore;
  backend: Backend;
  pace: Pace;
  now: () => number;
  meter: () => Meter | undefined;
}

/** Everything that is watched here. */
export class Watches {
  readonly #options: WatchesOptions;
  readonly #numbers: EventNumbers;
  readonly #feeds = new Map<string, SpaceFeed>();
  readonly #open = new Set<Watch>();
  readonly #forget: () => void;

  constructor(options: WatchesOptions) {
    this.#options = options;
    this.#numbers = new EventNumbers(options.store);
    this.#forget = options.store.onEvents((space) => this.#feeds.get(space)?.wake());
  }

  /** Refuses what may not be watched. `ended` is called even then. */
  async open(request: WatchRequest): Promise<Answer> {
    try {
      this.#options.backend.mayWatch(request.collection, request.query, request.known.who);
      if (this.#open.size >= mostWatches) throw new Refusal('unavailable', { detail: 'Too much is being watched.', retryAfterSeconds: 30 });
      const begin = await this.#begin(request);
      request.signal.throwIfAborted();
      return this.#stream(request, begin);
    } catch (error) {
      request.ended();
      throw error;
    }
  }

  close(): void {
    this.#forget();
    for (const watch of [...this.#open]) watch.end();
  }

  /** After which event it goes on. Undefined: those after the last one that was told are not kept any more. */
  async #begin({ space, last }: WatchRequest): Promise<number | undefined> {
    const newest = await this.#options.store.newestEvent(space);
    if (last === null) return newest;
    const number = await this.#numbers.meant(space, last);
    return number !== undefined && number <= newest ? number : undefined;
  }

  #stream(request: WatchRequest, begin: number | undefined): Answer {
    const { space, ended } = request;
    const feed = this.#feeds.get(space) ?? new SpaceFeed(this.#options.store, space, this.#options.now());
    this.#feeds.set(space, feed);
    const { pace, now, meter } = this.#options;
    const watch: Watch = new Watch({ request, feed, pace, now, told: (number) => this.#numbers.told(space, number), count: (ids) => meter()?.told(ids) }, () => {
      this.#open.delete(watch);
      if (feed.idle) this.#feeds.delete(space);
      meter()?.watches(this.#open.size);
      ended();
    });
    this.#open.add(watch);
    meter()?.watches(this.#open.size);
    return { status: 200, headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' }, body: watch.start(begin) };
  }
}

interface WatchParts {
  request: WatchRequest;
  feed: SpaceFeed;
  pace: Pace;
  now: () => number;
  told: (number: number) => Promise<string>;
  count: (ids: number) => void;
}

const encoder = new TextEncoder();

/** One client that watches. Nothing waits for it here: it reads on from where it is, at its own pace. */
class Watch {
  readonly #parts: WatchParts;
  readonly #over: () => void;
  readonly #forget: () => void;
  readonly #leave = () => this.end();
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #wake: (() => void) | undefined;
  #ended = false;

  constructor(parts: WatchParts, over: () => void) {
    this.#parts = parts;
    this.#over = over;
    this.#forget = parts.feed.listen(() => this.#wake?.());
  }

  start(begin: number | undefined): ReadableStream<Uint8Array> {
    const { signal } = this.#parts.request;
    signal.addEventListener('abort', this.#leave);
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
        void this.#run(begin).catch(() => {}).finally(() => this.end());
      },
      pull: () => this.#wake?.(),
      cancel: () => this.end(),
    }, { highWaterMark: 16 });
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#parts.request.signal.removeEventListener('abort', this.#leave);
    this.#forget();
    this.#wake?.();
    try {
      this.#controller?.close();
    } catch {
      // The client has closed it already.
    }
    this.#over();
  }

  async #run(begin: number | undefined): Promise<void> {
    if (begin === undefined) return this.#gap();
    const { feed, pace, now } = this.#parts;
    if (!(await feed.since(begin))) return this.#gap();
    await this.#write('ready', begin);
    let after = begin;
    let beat = now() + pace.heartbeat;
    let check = now() + pace.recheck;
    while (!this.#ended) {
      const { version } = feed;
      const events = await feed.since(after);
      if (!events) return this.#gap();
      if (events.length) {
        after = events.at(-1)!.number;
        await this.#tell(events, after);
      }
      if (now() >= check) {
        if (!(await this.#holds())) return;
        check = now() + pace.recheck;
      }
      if (now() >= beat) {
        await this.#send(':\n\n');
        feed.freshen(now(), pace.heartbeat);
        beat = now() + pace.heartbeat;
        continue;
      }
      if (events.length < mostEvents && feed.version === version) await this.#sleep(Math.min(beat, check, this.#until()) - now());
      if (now() >= this.#until()) return;
    }
  }

  /** Until when the credential says it holds. */
  #until(): number {
    return this.#parts.request.known.expires ?? Infinity;
  }

  /** Whether it is still the same somebody, with the same rights. */
  async #holds(): Promise<boolean> {
    const { known, again } = this.#parts.request;
    const now = await again().catch(() => undefined);
    return JSON.stringify(now?.who) === JSON.stringify(known.who);
  }

  async #tell(events: readonly StoredEvent[], number: number): Promise<void> {
    const { collection, known } = this.#parts.request;
    const readers = readersOf(known.who);
    const meant = events.filter((event) => event.collection === collection && (!readers || readers.includes(event.reader)));
    const ids = [...new Set(meant.map(({ id }) => id))];
    if (!ids.length) return;
    await this.#write('change', number, { ids });
    this.#parts.count(ids.length);
  }

  async #gap(): Promise<void> {
    await this.#send('event: gap\ndata: {}\n\n');
  }

  async #write(event: string, number: number, data: object = {}): Promise<void> {
    await this.#send(`event: ${event}\nid: ${await this.#parts.told(number)}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Waits until the client takes what it was told before. One that takes nothing for long is let go. */
  async #send(text: string): Promise<void> {
    const { now, pace } = this.#parts;
    const until = now() + pace.patience;
    while (!this.#ended && this.#controller!.desiredSize! <= 0) {
      if (now() >= until) return this.end();
      await this.#sleep(until - now());
    }
    if (!this.#ended) this.#controller!.enqueue(encoder.encode(text));
  }

  /** Until something happens, or the time is over. */
  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(wake, Math.max(0, Math.min(ms, 2 ** 31 - 1)));
      this.#wake = wake;
      if (this.#ended) wake();
    });
  }
}
