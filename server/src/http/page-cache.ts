import type { ServerStore } from '../store.ts';
import type { Answer } from './answer.ts';

/** Where a sign from another instance was lost, a page is old for no longer than this, in milliseconds. */
const longest = 2000;
/** Most bytes and pages that are kept, of all spaces together. */
const mostBytes = 16 * 1024 * 1024;
const mostPages = 500;

interface Page {
  answer: Promise<Answer>;
  /** When it is too old. */
  until: number;
}

/** Pages that everybody may read, until something in their space changes. */
export class PageCache {
  readonly #spaces = new Map<string, Map<string, Page>>();
  readonly #now: () => number;
  readonly #forget: () => void;
  #bytes = 0;
  #pages = 0;

  constructor(store: ServerStore, now: () => number) {
    this.#now = now;
    this.#forget = store.onEvents((space) => this.drop(space));
  }

  /** The page, made if it is not there. Those who ask while it is being made wait for the same one. */
  get(space: string, key: string, make: () => Promise<Answer>): Promise<Answer> {
    const pages = this.#spaces.get(space);
    const found = pages?.get(key);
    if (found && found.until > this.#now()) return found.answer;
    return this.#keep(space, key, make());
  }

  /** To be called before a change is answered: whoever reads then must not find what was there before. */
  drop(space: string): void {
    this.#spaces.delete(space);
  }

  close(): void {
    this.#forget();
    this.#spaces.clear();
  }

  #keep(space: string, key: string, answer: Promise<Answer>): Promise<Answer> {
    // All at once rather than one by one: it is made anew in a moment.
    if (this.#bytes > mostBytes || this.#pages >= mostPages) {
      this.#spaces.clear();
      this.#bytes = this.#pages = 0;
    }
    const pages = this.#spaces.get(space) ?? new Map<string, Page>();
    this.#spaces.set(space, pages);
    const page = { answer, until: this.#now() + longest };
    pages.set(key, page);
    this.#pages++;
    answer.then(
      ({ body }) => void (this.#bytes += (body as Uint8Array | undefined)?.byteLength ?? 0),
      () => pages.get(key) === page && pages.delete(key),
    );
    return answer;
  }
}
