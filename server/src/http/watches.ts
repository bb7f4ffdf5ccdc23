import type { Backend } from 'peer-support-elements/backend';
import type { ServerStore } from '../store.ts';
import type { Answer } from './answer.ts';
import { EventNumbers } from './event-numbers.ts';
import type { Meter } from './meter.ts';
import type { Pace } from './options.ts';
import { Refusal } from './problems.ts';
import { SpaceFeed } from './space-feed.ts';
import { Watch, type WatchRequest } from './watch.ts';

/** Watches of all clients together that one instance holds open. */
const mostWatches = 5000;

export const defaultPace: Pace = { heartbeat: 15_000, recheck: 30_000, patience: 30_000 };

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
