import type { Backend } from 'peer-support-elements/backend';
import type { ServerStore } from '../store.ts';
import type { Answer } from './answer.ts';
import type { Meter } from './meter.ts';
import type { Pace } from './options.ts';
import { Refusal } from './problems.ts';
import { SpaceFeed } from './space-feed.ts';
import { type Reached, ToldIds } from './told-ids.ts';
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
  readonly #ids: ToldIds;
  readonly #feeds = new Map<string, SpaceFeed>();
  readonly #open = new Set<Watch>();
  readonly #forget: () => void;

  constructor(options: WatchesOptions) {
    this.#options = options;
    this.#ids = new ToldIds(options.store, options.now);
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

  /** After which event it goes on. Undefined: what was told last was told too long ago. */
  async #begin({ space, last }: WatchRequest): Promise<Reached | undefined> {
    const at = this.#options.now();
    const newest = await this.#options.store.newestEvent(space);
    if (last === null) return { number: newest, at };
    const reached = await this.#ids.meant(space, last);
    // A database that was brought back from a backup may not have come so far.
    return reached && reached.number <= newest ? reached : undefined;
  }

  #stream(request: WatchRequest, begin: Reached | undefined): Answer {
    const { space, ended } = request;
    const feed = this.#feeds.get(space) ?? new SpaceFeed(this.#options.store, space, this.#options.now());
    this.#feeds.set(space, feed);
    const { pace, now, meter } = this.#options;
    const watch: Watch = new Watch({ request, feed, pace, now, told: (reached) => this.#ids.told(space, reached), count: (ids) => meter()?.told(ids) }, () => {
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
