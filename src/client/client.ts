import {
  type Abilities,
  type Act,
  assertCan,
  type Call,
  type CollectionName,
  type Credential,
  type DraftOf,
  type PatchOf,
  type PeerAdapter,
  type Query,
  type Reach,
  type RecordOf,
  type Schema,
  type SchemaIssue,
  type Watcher,
} from '../adapters/adapter.ts';
import type { Problem } from '../feeds/types.ts';
import { PeerError } from './errors.ts';
import { newId } from './ids.ts';

/** Asked before each call; undefined is an anonymous call. */
export type CredentialSource = () => Credential | undefined | Promise<Credential | undefined>;

export interface PeerClientOptions {
  adapter: PeerAdapter;
  /** Name of the space. Default: `default`. */
  space?: string;
  /** BCP 47 tag. Default: `en`. */
  locale?: string;
  credential?: Credential | CredentialSource;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** Used instead of the client's own; null makes the call anonymous. */
  credential?: Credential | null;
}

export interface WriteOptions extends CallOptions {
  /** The id of the person's act, from `newIntent()`. Give the same one to each retry. Default: a new one for each call. */
  intent?: string;
}

/** Like `Query`; without a limit, at most 100 items come at once. */
export type ClientQuery = Omit<Query, 'limit'> & { limit?: number };

export interface ListResult<T> {
  items: T[];
  /** Cursor of the next page, null at the end. */
  next: string | null;
  /** Items that were left out because they could not be read, and what the adapter reported itself. */
  problems: Problem[];
}

/** One collection of the backend. All methods reject with a `PeerError`, or with the signal's reason once it is aborted. */
export interface PeerCollection<N extends CollectionName> {
  list(query?: ClientQuery, options?: CallOptions): Promise<ListResult<RecordOf<N>>>;
  /** Every page from the first, or from `query.cursor`, to the last: `for await (const { items } of groups.pages())`. */
  pages(query?: ClientQuery, options?: CallOptions): AsyncGenerator<ListResult<RecordOf<N>>, void, undefined>;
  /** Null: not there, or not for this person. */
  get(id: string, options?: CallOptions): Promise<RecordOf<N> | null>;
  create(draft: DraftOf<N>, options?: WriteOptions): Promise<RecordOf<N>>;
  /** `rev` is that of the record the person saw; if it has changed since, the call rejects as `conflict`. */
  update(id: string, patch: PatchOf<N>, options: WriteOptions & { rev: string }): Promise<RecordOf<N>>;
  /**
   * Rejects as `not-found` also where a try before, another window or time has taken it away, and then says nothing of
   * whether it ever was there: `takeBack` answers what can honestly be said.
   */
  remove(id: string, options?: WriteOptions & { rev?: string }): Promise<void>;
  /** Somebody has begun to write: what takes the adapter time can be done now. May be called often; never fails. */
  prepare(options?: Pick<CallOptions, 'signal'>): void;
  /** Tells of changes until the signal aborts. What is not possible is told to `on.error`. */
  watch(query: ClientQuery, on: Watcher, options: CallOptions & { signal: AbortSignal }): void;
}

/** The way from the elements to one backend. */
export interface PeerClient {
  /** The adapter's short name. */
  readonly adapter: string;
  readonly can: Abilities;
  /** Where what is written is kept. */
  readonly reach: Reach;
  readonly space: string;
  readonly locale: string;
  /** A collection that the adapter does not have can be asked for; its methods reject as `unsupported`. */
  collection<N extends CollectionName>(name: N): PeerCollection<N>;
  readonly groups: PeerCollection<'groups'>;
}

/** A new id for one act of a person: keep it for the retries of that act. */
export const newIntent = newId;

/**
 * Makes a client for an adapter. Throws a `PeerError` (`unsupported`) for an adapter of another contract.
 * The client refuses what the adapter does not offer, parses what comes back once, and lets nothing but a `PeerError`
 * or an abort through. It does not close the adapter.
 */
export function createPeerClient(options: PeerClientOptions): PeerClient {
  const { adapter, space = 'default', locale = 'en' } = options;
  if (adapter.spec !== 1) {
    throw new PeerError('unsupported', `adapter ${adapter.name}: contract ${String(adapter.spec)} is not known here, only 1`);
  }
  const link = new Link(adapter, space, locale, options.credential);
  const collections = new Map<CollectionName, unknown>();
  const collection = <N extends CollectionName>(name: N) => {
    if (!collections.has(name)) collections.set(name, new Collection(link, name));
    return collections.get(name) as PeerCollection<N>;
  };
  return {
    adapter: adapter.name,
    can: adapter.can,
    reach: adapter.can.reach,
    space,
    locale,
    collection,
    get groups() {
      return collection('groups');
    },
  };
}

class Collection<N extends CollectionName> implements PeerCollection<N> {
  readonly #link: Link;
  readonly #name: N;

  constructor(link: Link, name: N) {
    this.#link = link;
    this.#name = name;
  }

  list(query: ClientQuery = {}, options: CallOptions = {}) {
    const link = this.#link;
    return link.run(this.#name, 'list', options, async (call) => {
      const asked = checked(link.adapter.can, this.#name, 'list', query);
      const answer = await link.adapter.list(this.#name, asked, call);
      call.signal.throwIfAborted();
      if (!Array.isArray(answer?.items) || !(answer.next === null || typeof answer.next === 'string')) {
        throw new PeerError('bad-data', `${link.adapter.name}: the answer is not a list`);
      }
      const result: ListResult<RecordOf<N>> = { items: [], next: answer.next, problems: [...(answer.problems ?? [])] };
      // What reads records is not fetched for nothing.
      if (!answer.items.length) return result;
      const parse = await this.#parser();
      answer.items.forEach((item, index) => {
        const parsed = parse(item);
        if ('record' in parsed) result.items.push(parsed.record);
        else result.problems.push(asProblem(item, index, parsed.issues));
      });
      return result;
    });
  }

  async *pages(query: ClientQuery = {}, options: CallOptions = {}) {
    for (let cursor = query.cursor; ; ) {
      const page = await this.list({ ...query, cursor }, options);
      yield page;
      if (page.next === null) return;
      // A backend that answers the same page for ever must not keep a page of the web busy for ever.
      if (page.next === cursor) throw new PeerError('bad-data', `${this.#link.adapter.name}: the list does not go on`);
      cursor = page.next;
    }
  }

  get(id: string, options: CallOptions = {}) {
    return this.#link.run(this.#name, 'get', options, async (call) => {
      const item = await this.#link.adapter.get(this.#name, id, call);
      call.signal.throwIfAborted();
      return item === null || item === undefined ? null : this.#record(item);
    });
  }

  create(draft: DraftOf<N>, options: WriteOptions = {}) {
    return this.#write('create', options, async (method, call) => this.#record(await method(this.#name, draft, call)));
  }

  update(id: string, patch: PatchOf<N>, options: WriteOptions & { rev: string }) {
    const { rev } = options;
    return this.#write('update', options, async (method, call) => {
      if (!rev) throw new PeerError('invalid', `${this.#name}: a change needs the rev that it is based on`);
      return this.#record(await method(this.#name, id, patch, { ...call, rev }));
    });
  }

  remove(id: string, options: WriteOptions & { rev?: string } = {}) {
    const { rev } = options;
    return this.#write('remove', options, (method, call) => method(this.#name, id, rev === undefined ? call : { ...call, rev }));
  }

  prepare(options: Pick<CallOptions, 'signal'> = {}) {
    const link = this.#link;
    const begun = link.run(this.#name, 'create', { ...options, credential: null }, async (call) => link.adapter.prepare?.(this.#name, call));
    // Nobody waits for it: what could not be prepared is done, or told, when it is sent.
    begun.catch(() => {});
  }

  watch(query: ClientQuery, on: Watcher, options: CallOptions & { signal: AbortSignal }) {
    const { signal } = options;
    const unlessStopped = <A extends unknown[]>(tell: (...args: A) => void) => (...args: A) => {
      if (!signal.aborted) tell(...args);
    };
    const fail = unlessStopped((error: unknown) => on.error(this.#link.wrapped(error)));
    this.#link
      .run(this.#name, 'watch', options, async (call) => {
        const adapter = this.#link.adapter;
        const asked = checked(adapter.can, this.#name, 'watch', query);
        if (!adapter.watch) throw absent(this.#name, 'watch');
        const told = { ready: unlessStopped(() => on.ready()), change: unlessStopped((ids: string[]) => on.change(ids)), error: fail };
        adapter.watch(this.#name, asked, told, call);
      })
      .catch(fail);
  }

  #write<A extends 'create' | 'update' | 'remove', T>(
    act: A,
    options: WriteOptions,
    body: (method: NonNullable<PeerAdapter[A]>, call: Call & { intent: string }) => Promise<T>,
  ): Promise<T> {
    const intent = options.intent ?? newIntent();
    return this.#link.run(this.#name, act, options, async (call) => {
      const adapter = this.#link.adapter;
      assertCan(adapter.can, this.#name, act);
      const method = adapter[act];
      if (!method) throw absent(this.#name, act);
      return body(method.bind(adapter) as NonNullable<PeerAdapter[A]>, { ...call, intent });
    });
  }

  async #record(item: unknown): Promise<RecordOf<N>> {
    const parsed = (await this.#parser())(item);
    if ('record' in parsed) return parsed.record;
    const what = parsed.issues.map(asSentence).join('; ');
    throw new PeerError('bad-data', `${this.#link.adapter.name}: ${this.#name}: ${what}`);
  }

  /** The adapter's schema. Without one, an item must at least have the id that everything goes by. */
  async #parser(): Promise<(item: unknown) => { record: RecordOf<N> } | { issues: readonly SchemaIssue[] }> {
    const schema = (await this.#link.schemas(this.#name))?.[this.#name]?.record as Schema<RecordOf<N>> | undefined;
    return (item) => {
      if (schema) {
        const parsed = schema.safeParse(item);
        return parsed.success ? { record: parsed.data } : { issues: parsed.error.issues };
      }
      if (typeof (item as { id?: unknown } | null)?.id === 'string') return { record: item as RecordOf<N> };
      return { issues: [{ path: ['id'], message: 'It has no id.' }] };
    };
  }
}

/** What all collections share: the adapter, its schemas, and how a call is made and fails. */
class Link {
  readonly adapter: PeerAdapter;
  readonly #space: string;
  readonly #locale: string;
  readonly #credential: PeerClientOptions['credential'];
  readonly #schemas = new Map<CollectionName, ReturnType<NonNullable<PeerAdapter['schemas']>> | undefined>();

  constructor(adapter: PeerAdapter, space: string, locale: string, credential: PeerClientOptions['credential']) {
    this.adapter = adapter;
    this.#space = space;
    this.#locale = locale;
    this.#credential = credential;
  }

  /** Runs one call. Aborts pass through untouched, everything else leaves as a PeerError. */
  async run<T>(collection: CollectionName, act: Act, options: CallOptions, body: (call: Call) => Promise<T>): Promise<T> {
    const signal = options.signal ?? new AbortController().signal;
    try {
      signal.throwIfAborted();
      assertCan(this.adapter.can, collection, act);
      const own = typeof this.#credential === 'function' ? this.#credential : () => this.#credential as Credential | undefined;
      const credential = options.credential === undefined ? await own() : options.credential;
      signal.throwIfAborted();
      const call: Call = { signal, space: this.#space, locale: this.#locale };
      if (credential) call.credential = credential;
      else if (credential === null) call.anonymous = true;
      return await body(call);
    } catch (error) {
      if (signal.aborted && error === signal.reason) throw error;
      throw isAbort(error) ? error : this.wrapped(error);
    }
  }

  wrapped(error: unknown): PeerError {
    if (PeerError.is(error)) return error;
    return new PeerError('unavailable', `${this.adapter.name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }

  /** Loads the schema of a collection once. A load that failed is tried again by the next call. */
  schemas(collection: CollectionName) {
    let loading = this.#schemas.get(collection);
    if (!loading) {
      loading = this.adapter.schemas?.(collection).catch((error: unknown) => {
        this.#schemas.delete(collection);
        throw error;
      });
      this.#schemas.set(collection, loading);
    }
    return loading;
  }
}

/** The query as adapters may rely on it: nothing empty, nothing out of range, nothing that is not served. */
function checked(can: Abilities, collection: CollectionName, act: Act, query: ClientQuery): Query {
  const asked: Query = { ...query, limit: query.limit ?? 100 };
  if (!asked.text?.trim()) delete asked.text;
  const where = Object.entries(asked.where ?? {}).filter(([, value]) => value?.length);
  asked.where = where.length ? Object.fromEntries(where) : undefined;
  if (!asked.cursor) delete asked.cursor;
  for (const key of Object.keys(asked) as (keyof Query)[]) if (asked[key] === undefined) delete asked[key];
  assertCan(can, collection, act, asked);
  const { limit, near, box, after } = asked;
  const onEarth = (latitude: number, longitude: number) => Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  const wrong =
    !(Number.isInteger(limit) && limit > 0) ? 'limit'
    : near && !(onEarth(near.latitude, near.longitude) && (near.km === undefined || near.km >= 0)) ? 'near'
    : box && !(onEarth(box[1], box[0]) && onEarth(box[3], box[2]) && box[1] <= box[3]) ? 'box'
    : after && Number.isNaN(Date.parse(after)) ? 'after'
    : undefined;
  if (wrong) throw new PeerError('invalid', `${collection}: query ${wrong} is out of range`);
  return asked;
}

const absent = (collection: string, act: Act) => new PeerError('unsupported', `${collection}: ${act} is not offered here`);

const isAbort = (error: unknown) => (error as { name?: unknown } | null)?.name === 'AbortError';

const asSentence = ({ path, message }: SchemaIssue) => `${path.map(String).join('.') || 'item'}: ${message}`;

function asProblem(item: unknown, index: number, issues: readonly SchemaIssue[]): Problem {
  const id = (item as { id?: unknown } | null)?.id;
  const problem: Problem = {
    row: typeof id === 'string' && id ? id : index + 1,
    code: 'bad-data',
    message: issues.map(asSentence).join('; '),
  };
  const field = issues[0]?.path.map(String).join('.');
  if (field) problem.field = field;
  return problem;
}
