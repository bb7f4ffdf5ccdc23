import type { ServerStore, StoredEvent } from '../store.ts';
import type { Answer } from './answer.ts';

/** Where a sign from another instance was lost, a page is old for no longer than this, in milliseconds. */
const longest = 2000;
/** Most bytes and pages that are kept, of all spaces together. */
const mostBytes = 16 * 1024 * 1024;
const mostPages = 500;
/** Most events that are read at once. */
const atOnce = 500;

interface Page {
  collection: string;
  answer: Promise<Answer>;
  /** When it is too old. */
  until: number;
}

interface Space {
  pages: Map<string, Page>;
  /** Resolves when it was first looked. */
  begun: Promise<number>;
  /** Number of the event up to which was looked. */
  seen: Promise<number>;
  /** The look that has not begun yet. */
  next?: Promise<number> | undefined;
}

/**
 * Pages that everybody may read, until something changes that everybody may read. What only the staff sees drops none: a
 * page that takes longer would tell that something was sent.
 */
export class PageCache {
  readonly #store: ServerStore;
  readonly #spaces = new Map<string, Space>();
  readonly #now: () => number;
  readonly #forget: () => void;
  #bytes = 0;
  #pages = 0;

  constructor(store: ServerStore, now: () => number) {
    this.#store = store;
    this.#now = now;
    this.#forget = store.onEvents((space) => void this.changed(space));
  }

  /** The page, made if it is not there. Those who ask while it is being made wait for the same one. */
  get(space: string, collection: string, key: string, make: () => Promise<Answer>): Promise<Answer> {
    const found = this.#spaces.get(space)?.pages.get(key);
    if (found && found.until > this.#now()) return found.answer;
    return this.#keep(space, collection, key, make);
  }

  /** Resolves once no page shows what was there before. To be awaited before a change is answered: whoever made it reads then. */
  async changed(space: string): Promise<void> {
    const entry = this.#spaces.get(space);
    if (!entry) return;
    // One that has not begun yet sees this change too: however many write at once, one look waits behind the other.
    const look = (entry.next ??= entry.seen = entry.seen.then((seen) => {
      entry.next = undefined;
      return this.#look(space, entry, seen);
    }));
    await look.catch(() => this.#spaces.delete(space));
  }

  close(): void {
    this.#forget();
    this.#spaces.clear();
  }

  /** Drops what the events after this one make old. Answers the number of the last. */
  async #look(space: string, { pages }: Space, seen: number): Promise<number> {
    for (let after = seen; ; ) {
      const events = await this.#store.events(space, after, atOnce);
      if (!events) {
        const newest = await this.#store.newestEvent(space);
        pages.clear();
        return newest;
      }
      const old = new Set(events.filter(isForEveryone).map(({ collection }) => collection));
      for (const [key, { collection }] of pages) if (old.has(collection)) pages.delete(key);
      after = events.at(-1)?.number ?? after;
      if (events.length < atOnce) return after;
    }
  }

  #keep(space: string, collection: string, key: string, make: () => Promise<Answer>): Promise<Answer> {
    // All at once rather than one by one: it is made anew in a moment.
    if (this.#bytes > mostBytes || this.#pages >= mostPages) {
      this.#spaces.clear();
      this.#bytes = this.#pages = 0;
    }
    const { pages, begun } = this.#space(space);
    // Whatever comes after that moment drops it.
    const answer = begun.then(make);
    const page = { collection, answer, until: this.#now() + longest };
    pages.set(key, page);
    this.#pages++;
    answer.then(
      ({ body }) => void (this.#bytes += (body as Uint8Array | undefined)?.byteLength ?? 0),
      () => pages.get(key) === page && pages.delete(key),
    );
    return answer;
  }

  #space(space: string): Space {
    const found = this.#spaces.get(space);
    if (found) return found;
    const begun = this.#store.newestEvent(space);
    const made: Space = { pages: new Map(), begun, seen: begun };
    begun.catch(() => this.#spaces.get(space) === made && this.#spaces.delete(space));
    this.#spaces.set(space, made);
    return made;
  }
}

const isForEveryone = ({ reader }: StoredEvent) => reader === 'everyone';
