import type { ClientQuery, PeerClient } from '../../client/client.ts';
import { newId } from '../../client/ids.ts';
import type { Story } from '../../domain/story.ts';

/** What a reader looks for. */
export interface Wanted {
  text: string;
  /** A theme, as it stands in the stories. */
  topic: string;
  /** Only stories that say what helped their writers. */
  helped: boolean;
  /** `newest`: by month, in no order within one. `shuffled`: in no order at all. Nothing else orders stories. */
  order: 'newest' | 'shuffled';
}

/** A quick answer never flashes a sentence about waiting. In milliseconds. */
const slowAfter = 1000;

/** The stories that answer one question, as far as they were read. Knows nothing of the picture. */
export class StoryPages {
  stories: readonly Story[] = [];
  /** Ids of those that are not there any more. */
  readonly gone = new Set<string>();
  status: 'pending' | 'done' | 'failed' = 'pending';
  error?: unknown;
  /** What is asked for has taken a second. */
  slow = false;
  #cursor?: string | null;
  /** Another order for each reader and each visit. */
  readonly #seed = newId();
  readonly #client: PeerClient;
  readonly #wanted: Wanted;
  readonly #changed: () => void;
  readonly #leaving = new AbortController();

  constructor(client: PeerClient, wanted: Wanted, changed: () => void) {
    this.#client = client;
    this.#wanted = wanted;
    this.#changed = changed;
  }

  /** Whether the backend has no more. */
  get ended(): boolean {
    return this.#cursor === null;
  }

  /** What the backend is asked. */
  get query(): ClientQuery {
    const { text, topic, helped, order } = this.#wanted;
    const { where, sort } = this.#client.can.collections.stories?.list ?? {};
    const asked = Object.entries({ topic, helped: helped ? 'yes' : '' }).filter(([name, value]) => value && where?.includes(name));
    return { text, ...(asked.length && { where: Object.fromEntries(asked) }), ...(order === 'shuffled' && sort?.includes(order) && { sort: order, seed: this.#seed }) };
  }

  /** Reads on until `enough` says so, or to the end. What was read stays when the rest cannot be; then it may be tried again. */
  async read(size: number, enough: (stories: readonly Story[]) => boolean): Promise<void> {
    const { signal } = this.#leaving;
    const waiting = setTimeout(() => this.#set({ slow: true }), slowAfter);
    this.#set({ status: 'pending' });
    try {
      while (!this.ended && !enough(this.stories)) await this.#page(size, signal);
      this.#set({ status: 'done', error: undefined });
    } catch (error) {
      this.#set({ status: 'failed', error });
    }
    clearTimeout(waiting);
    this.#set({ slow: false });
  }

  /** What a story is by now. Null: it is not there any more; its place stays, so that nothing moves under the reader. */
  replace(id: string, story: Story | null): void {
    if (story) this.gone.delete(id);
    else this.gone.add(id);
    this.#set({ stories: this.stories.map((each) => (each.id === id ? (story ?? emptied(each)) : each)) });
  }

  /** Asks nothing any more, and tells nothing. */
  close(): void {
    this.#leaving.abort();
  }

  async #page(size: number, signal: AbortSignal) {
    const from = this.#cursor;
    const query: ClientQuery = { ...this.query, limit: size };
    if (from) query.cursor = from;
    const { items, next } = await this.#client.collection('stories').list(query, { signal });
    signal.throwIfAborted();
    // The same page was asked for twice, and is here.
    if (this.#cursor !== from) return;
    // A backend that answers the same page for ever would keep the page busy for ever.
    this.#cursor = next === from ? null : next;
    // One that was published again meanwhile comes a second time.
    const there = new Set(this.stories.map(({ id }) => id));
    this.stories = [...this.stories, ...items.filter(({ id }) => !there.has(id))];
  }

  #set(change: Partial<Pick<StoryPages, 'stories' | 'status' | 'error' | 'slow'>>) {
    if (this.#leaving.signal.aborted) return;
    Object.assign(this, change);
    this.#changed();
  }
}

/** Nothing of its words stays in the page. */
const emptied = (story: Story): Story => ({ ...story, text: '', helped: undefined, line: undefined, topics: [], notes: [] }) as unknown as Story;
