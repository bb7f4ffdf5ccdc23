import type { CollectionName, Query } from 'peer-support-elements/adapters/adapter.js';
import { readersOf } from 'peer-support-elements/backend';
import type { StoredEvent } from '../store.ts';
import type { Pace } from './options.ts';
import { mostEvents, type SpaceFeed } from './space-feed.ts';
import type { Reached } from './told-ids.ts';
import type { Known } from './who.ts';

export interface WatchRequest {
  space: string;
  collection: CollectionName;
  query: Query;
  known: Known;
  /** The id that was told last, if the client had been watching before. */
  last: string | null;
  /** Aborts when the client goes. */
  signal: AbortSignal;
  /** Who it is by now. Rejects if the credential does not hold any more. */
  again: () => Promise<Known>;
  /** Called once, when it is over. */
  ended: () => void;
}

interface WatchParts {
  request: WatchRequest;
  feed: SpaceFeed;
  pace: Pace;
  now: () => number;
  told: (reached: Reached) => Promise<string>;
  count: (ids: number) => void;
}

const encoder = new TextEncoder();

/** One client that watches. Nothing waits for it here: it reads on from where it is, at its own pace. */
export class Watch {
  readonly #parts: WatchParts;
  readonly #over: () => void;
  readonly #forget: () => void;
  readonly #leave = () => this.end();
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #wake: (() => void) | undefined;
  /** When the next sign of life is due, and the next look at the credential. */
  #beat = 0;
  #check = 0;
  #ended = false;

  constructor(parts: WatchParts, over: () => void) {
    this.#parts = parts;
    this.#over = over;
    this.#forget = parts.feed.listen(() => this.#wake?.());
  }

  start(begin: Reached | undefined): ReadableStream<Uint8Array> {
    const { signal } = this.#parts.request;
    signal.addEventListener('abort', this.#leave);
    const source: UnderlyingDefaultSource<Uint8Array> = {
      start: (controller) => {
        this.#controller = controller;
        void this.#run(begin)
          .catch(() => {})
          .finally(() => this.end());
      },
      pull: () => this.#wake?.(),
      cancel: () => this.end(),
    };
    return new ReadableStream(source, { highWaterMark: 16 });
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

  async #run(begin: Reached | undefined): Promise<void> {
    const { feed, pace, now } = this.#parts;
    if (begin === undefined || !(await feed.since(begin.number))) return this.#gap();
    this.#beat = now() + pace.heartbeat;
    this.#check = now() + pace.recheck;
    await this.#write('ready', begin);
    for (let after: Reached | undefined = begin; after !== undefined && !this.#ended; ) after = await this.#turn(after);
  }

  /** Tells what came after this event, and waits for more. Answers after which it goes on; undefined: it is over. */
  async #turn(after: Reached): Promise<Reached | undefined> {
    const { feed, now } = this.#parts;
    if (!(await this.#holds())) return undefined;
    const { version } = feed;
    const at = now();
    const events = await feed.since(after.number);
    if (!events) {
      await this.#gap();
      return undefined;
    }
    // Where there may be more, it can be as old as what came before it.
    const reached = { number: events.at(-1)?.number ?? after.number, at: events.length < mostEvents ? at : after.at };
    await this.#tell(events, reached);
    await this.#live();
    if (events.length < mostEvents && feed.version === version) await this.#sleep(Math.min(this.#beat, this.#check, this.#until()) - now());
    return reached;
  }

  /** A sign of life, when it is time for one. */
  async #live(): Promise<void> {
    const { feed, pace, now } = this.#parts;
    if (now() < this.#beat) return;
    await this.#send(':\n\n');
    feed.freshen(now(), pace.heartbeat);
    this.#beat = now() + pace.heartbeat;
  }

  /** Until when the credential says it holds. */
  #until(): number {
    return this.#parts.request.known.expires ?? Infinity;
  }

  /** Whether it is still the same somebody, with the same rights. Looked at now and then. */
  async #holds(): Promise<boolean> {
    const { request, pace, now } = this.#parts;
    if (now() >= this.#until()) return false;
    if (now() < this.#check) return true;
    this.#check = now() + pace.recheck;
    const known = await request.again().catch(() => undefined);
    return JSON.stringify(known?.who) === JSON.stringify(request.known.who);
  }

  async #tell(events: readonly StoredEvent[], reached: Reached): Promise<void> {
    const { collection, known } = this.#parts.request;
    const readers = readersOf(known.who);
    const meant = events.filter((event) => event.collection === collection && (!readers || readers.includes(event.reader)));
    const ids = [...new Set(meant.map(({ id }) => id))];
    if (!ids.length) return;
    await this.#write('change', reached, { ids });
    this.#parts.count(ids.length);
  }

  async #gap(): Promise<void> {
    await this.#send('event: gap\ndata: {}\n\n');
  }

  async #write(event: string, reached: Reached, data: object = {}): Promise<void> {
    await this.#send(`event: ${event}\nid: ${await this.#parts.told(reached)}\ndata: ${JSON.stringify(data)}\n\n`);
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
