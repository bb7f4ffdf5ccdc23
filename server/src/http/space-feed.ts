import type { ServerStore, StoredEvent } from '../store.ts';

/** Most events that are read at once. */
export const mostEvents = 500;

/** The events of one space for all who watch it here: each stretch of them is read once, however many wait for it. */
export class SpaceFeed {
  readonly #store: ServerStore;
  readonly #space: string;
  readonly #listeners = new Set<() => void>();
  readonly #reads = new Map<number, Promise<StoredEvent[] | undefined>>();
  #version = 0;
  #woken: number;

  constructor(store: ServerStore, space: string, now: number) {
    this.#store = store;
    this.#space = space;
    this.#woken = now;
  }

  /** Another one each time there may be more. */
  get version(): number {
    return this.#version;
  }

  get idle(): boolean {
    return !this.#listeners.size;
  }

  wake(): void {
    this.#version++;
    this.#reads.clear();
    for (const listener of this.#listeners) listener();
  }

  /** Looks by itself where nothing was heard for so long: a sign from another instance may have been lost. */
  freshen(now: number, after: number): void {
    if (now - this.#woken < after) return;
    this.#woken = now;
    this.wake();
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Undefined: some of them are not kept any more. */
  since(number: number): Promise<StoredEvent[] | undefined> {
    const found = this.#reads.get(number);
    if (found) return found;
    const read = this.#store.events(this.#space, number, mostEvents);
    this.#reads.set(number, read);
    read.catch(() => this.#reads.delete(number));
    return read;
  }
}
