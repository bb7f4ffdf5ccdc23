import { groupAbilities } from '../client/abilities.ts';
import { PeerError } from '../client/errors.ts';
import type { Group } from '../domain/group.ts';
import { type Loaded, loadGroups, readSource } from '../feeds/load.ts';
import type { FeedFormat, Problem, ReadOptions } from '../feeds/types.ts';
import { type Abilities, type Act, type AdapterOptions, assertCan, type Call, type ListAnswer, type PeerAdapter, type Query } from './adapter.ts';
import { listGroups } from '../backend/list-groups.ts';

export interface FeedAdapterOptions extends Pick<ReadOptions, 'format' | 'timeZone' | 'country'> {
  /** One or more addresses of published lists. */
  src?: string | readonly string[];
  /** A list that is here already, parsed or as text; then nothing is fetched. */
  data?: unknown;
  /** Default: the page's own. */
  fetch?: typeof fetch;
}

const can: Abilities = { reach: 'shared', collections: { groups: { list: groupAbilities, get: true } } };

/** The list as it was read, with what finding in it needs. */
interface Feed {
  groups: readonly Group[];
  /** Places in the list, by id. */
  places: ReadonlyMap<string, number>;
  problems: Problem[];
}

/** A reading that is under way or done, shared by all who wait for it. */
interface Load {
  feed: Promise<Feed>;
  done: boolean;
  waiting: number;
  abort: AbortController;
}

/**
 * Reads groups from published lists. It has no methods for writing, and no schemas: the importers are its parsers.
 * The lists are read once, by the first call, for all calls; a reading that failed is tried again by the next one.
 * Throws a `PeerError` (`invalid`) when there is neither `src` nor `data`.
 */
export function feedAdapter(options: FeedAdapterOptions): PeerAdapter {
  return new FeedAdapter(options);
}

/** For `<peer-support adapter="feed" src="…">`. */
export const create = ({ src, format, timeZone, country }: AdapterOptions): PeerAdapter =>
  feedAdapter({ src, format: format as FeedFormat | undefined, timeZone, country });

class FeedAdapter implements PeerAdapter {
  readonly spec = 1;
  readonly name = 'feed';
  readonly can = can;

  readonly #options: FeedAdapterOptions;
  readonly #addresses: readonly string[];
  #load: Load | undefined;
  #closed = false;

  constructor(options: FeedAdapterOptions) {
    this.#options = options;
    this.#addresses = [options.src ?? []].flat();
    if (!this.#addresses.length && options.data === undefined) throw new PeerError('invalid', 'feed: needs src or data');
  }

  async list(collection: string, query: Query, call: Call): Promise<ListAnswer> {
    const { groups, places, problems } = await this.#read(collection, 'list', call, query);
    const position = ({ id }: Group) => places.get(id)!;
    const answer = listGroups(groups, query, { now: Date.now(), locale: call.locale, position });
    return structuredClone(query.cursor ? answer : { ...answer, problems });
  }

  async get(collection: string, id: string, call: Call): Promise<unknown> {
    const { groups, places } = await this.#read(collection, 'get', call);
    return structuredClone(groups[places.get(id) ?? -1] ?? null);
  }

  close(): void {
    this.#closed = true;
    this.#load?.abort.abort(closed());
    this.#load = undefined;
  }

  /** Waits for the reading as long as this caller wants; when nobody waits for it any more, it is broken off. */
  async #read(collection: string, act: Act, { signal }: Call, query?: Query): Promise<Feed> {
    signal.throwIfAborted();
    if (this.#closed) throw closed();
    assertCan(can, collection, act, query);
    const load = (this.#load ??= this.#start());
    load.waiting++;
    try {
      return await unlessAborted(load.feed, signal);
    } finally {
      load.waiting--;
      if (!load.waiting && !load.done) this.#drop(load);
    }
  }

  #start(): Load {
    const abort = new AbortController();
    const load: Load = { feed: this.#feed(abort.signal), done: false, waiting: 0, abort };
    load.feed.then(
      () => (load.done = true),
      () => this.#drop(load),
    );
    return load;
  }

  #drop(load: Load) {
    load.abort.abort();
    if (this.#load === load) this.#load = undefined;
  }

  async #feed(signal: AbortSignal): Promise<Feed> {
    const { format, timeZone, country, fetch, data } = this.#options;
    const options = { format, timeZone, country, signal, ...(fetch && { fetch }) };
    const { groups, problems }: Loaded = data === undefined ? await loadGroups(this.#addresses, options) : await readSource(data, options);
    const words = problems.length ? await import('../feeds/problem-words.ts') : undefined;
    return {
      groups,
      places: new Map(groups.map(({ id }, place) => [id, place])),
      problems: words ? problems.map(words.withWords) : [],
    };
  }
}

const closed = () => new PeerError('unavailable', 'feed: closed', { retryable: false });

/** Settles like the promise, unless the signal aborts first. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason as Error);
    signal.addEventListener('abort', giveUp, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
