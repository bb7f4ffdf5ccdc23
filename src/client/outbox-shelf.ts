import { PeerError } from './errors.ts';
import type { KeptItem, OutboxStore } from './outbox.ts';

/** What tabs that share a store tell each other: ids, never words. */
export type ShelfNews = { what: 'kept' | 'sent' | 'cancelled'; ids: readonly string[] } | { what: 'not-kept'; to: string } | { what: 'cleared' };

/** How often as long as the place itself a tab waits for another one that is sending. */
const turns = 4;

/** The place where an outbox is kept, shared with other tabs. What is asked of it happens one after the other. */
export class Shelf {
  /** Whether what waits from now on is kept. */
  keeping = false;
  readonly #patience: number;
  readonly #hear: (news: ShelfNews) => void;
  #store: OutboxStore | undefined;
  #channel: BroadcastChannel | undefined;
  #line: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** `patience`: how long the place may take for one thing, in milliseconds. */
  constructor(patience: number, hear: (news: ShelfNews) => void) {
    this.#patience = patience;
    this.#hear = hear;
  }

  /** It stays so when keeping ends: what other tabs take out is told as before. */
  get store(): OutboxStore | undefined {
    return this.#store;
  }

  /** Answers what is there. Rejects, and keeps nothing, if that cannot be read. */
  async attach(store: OutboxStore): Promise<readonly KeptItem[]> {
    if (this.#store && this.#store !== store) throw new PeerError('invalid', 'outbox: it is kept somewhere else already');
    // Before it is read, so that nothing is taken out unheard between.
    const channel = this.#channel ?? channelOf(store.name, this.#hear);
    try {
      const kept = await this.#inTime(() => store.all());
      if (this.#closed) throw new PeerError('unavailable', 'outbox: closed', { retryable: false });
      this.#store = store;
      this.#channel = channel;
      this.keeping = true;
      return kept.filter(isKept);
    } finally {
      if (channel !== this.#channel) channel?.close();
    }
  }

  /** What is there now. */
  async all(): Promise<readonly KeptItem[]> {
    return (await this.#inLine((store) => store.all())).filter(isKept);
  }

  /** What is there under an id. Null: nothing is; undefined: that cannot be read. */
  find(id: string): Promise<KeptItem | null | undefined> {
    return this.all().then((all) => all.find((item) => item.id === id) ?? null, () => undefined);
  }

  /**
   * Keeps what there is to be kept when its turn has come. False: another tab has taken it out; undefined: there is nothing
   * to keep any more.
   */
  put(current: () => { item: KeptItem; known: boolean } | undefined): Promise<boolean | undefined> {
    return this.#inLine(async (store) => {
      const now = this.keeping ? current() : undefined;
      if (!now) return undefined;
      const { item, known } = now;
      const kept = await store.put(item, { known });
      // A page that is being left leaves it there.
      if (this.#closed) return undefined;
      const wanted = this.keeping && current();
      if (wanted && kept) this.tell({ what: 'kept', ids: [item.id] });
      if (wanted) return kept;
      // Taken out meanwhile, or nothing is to be kept any more.
      await store.remove([item.id]);
      return undefined;
    });
  }

  /** Rejects unless it is gone. */
  remove(ids: readonly string[]): Promise<void> {
    return this.#inLine((store) => removed(store, ids));
  }

  /** Keeps nothing any more that is for this backend and space. Rejects, and goes on keeping, unless it is gone. */
  async stop(to: string): Promise<void> {
    this.keeping = false;
    try {
      await this.#inLine(async (store) => removed(store, (await store.all()).filter((item) => item.to === to).map(({ id }) => id)));
    } catch (error) {
      this.keeping = true;
      throw error;
    }
    this.tell({ what: 'not-kept', to });
  }

  /** Takes everything away. Rejects unless it is gone. */
  async clear(): Promise<void> {
    this.tell({ what: 'cleared' });
    const store = this.#store!;
    // Without waiting in the line: the page may be left in this moment.
    const clearing = this.#inTime(() => store.clear()).then(() => undefined, (error: unknown) => ({ error }));
    await this.#inLine(async () => {
      const failure = await clearing;
      if ((await store.all()).length) throw failure ? failure.error : stillThere();
    });
  }

  /** Runs once no other tab does anything with this id. Rejects as `timeout` where that takes too long. */
  async alone<T>(id: string, signal: AbortSignal, body: () => Promise<T>): Promise<T> {
    const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
    if (!this.#store || !locks) return body();
    const waiting = new AbortController();
    const stop = () => waiting.abort(signal.reason);
    signal.addEventListener('abort', stop);
    const tooLong = () => waiting.abort(new PeerError('timeout', 'outbox: another tab is sending this'));
    const timer = setTimeout(tooLong, this.#patience * turns);
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };
    try {
      return (await locks.request(`${this.#store.name}/${id}`, { signal: waiting.signal }, () => (done(), body()))) as T;
    } finally {
      done();
    }
  }

  /** Tells the other tabs. */
  tell(news: ShelfNews): void {
    if (!this.#closed) this.#channel?.postMessage(news);
  }

  close(): void {
    this.#closed = true;
    this.keeping = false;
    this.#channel?.close();
  }

  #inLine<T>(body: (store: OutboxStore) => Promise<T>): Promise<T> {
    const store = this.#store!;
    const done = this.#line.then(() => this.#inTime(() => body(store)));
    this.#line = done.catch(() => {});
    return done;
  }

  /** A place that does not answer holds nothing up for ever. */
  #inTime<T>(ask: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => reject(new PeerError('timeout', 'outbox: the place where it is kept does not answer')), this.#patience);
      Promise.resolve().then(ask).then(resolve, (cause: unknown) => reject(told(cause))).finally(() => clearTimeout(timer));
    });
  }
}

/** It is looked whether it is gone: somebody who shares a device relies on that. */
async function removed(store: OutboxStore, ids: readonly string[]): Promise<void> {
  const failure = await store.remove(ids).then(() => undefined, (error: unknown) => ({ error }));
  const left = (await store.all()).some(({ id }) => ids.includes(id));
  if (left) throw failure ? told(failure.error) : stillThere();
}

const stillThere = () => new PeerError('unavailable', 'outbox: what was written is still kept on this device');
const told = (cause: unknown) => (PeerError.is(cause) ? cause : new PeerError('unavailable', 'outbox: the place where it is kept failed', { cause }));

function channelOf(name: string, hear: (news: ShelfNews) => void): BroadcastChannel | undefined {
  if (typeof BroadcastChannel === 'undefined') return undefined;
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<ShelfNews>) => {
    if (kinds.includes(Object(data).what)) hear(data);
  };
  return channel;
}

/** What another version has left, or somebody has damaged, is not taken for words to be sent. */
function isKept(value: unknown): value is KeptItem {
  const { id, to, collection, goesWith } = Object(value) as Record<string, unknown>;
  return [id, to, collection].every((one) => typeof one === 'string') && ways.includes(goesWith as string);
}

const kinds: readonly unknown[] = ['kept', 'sent', 'cancelled', 'not-kept', 'cleared'] satisfies ShelfNews['what'][];
const ways: readonly string[] = ['own', 'nothing', 'receipt', 'member', 'staff', 'invite'];
