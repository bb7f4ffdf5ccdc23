import { PeerError } from '../client/errors.ts';
import { newId } from '../client/ids.ts';
import type { Group } from '../domain/group.ts';
import { matchGroups } from '../domain/match-groups.ts';
import { patched } from '../domain/patch.ts';
import {
  type Abilities,
  type Act,
  type AdapterOptions,
  assertCan,
  type Call,
  type CollectionName,
  type PeerAdapter,
  type Query,
  type RecordOf,
  type Schema,
  type Schemas,
  type Watcher,
  type WriteCall,
} from './adapter.ts';
import { groupAbilities, listGroups } from './list-groups.ts';

export interface MemoryOptions {
  /** What is there from the beginning, in `space`. */
  records?: { readonly [N in CollectionName]?: readonly RecordOf<N>[] };
  /** Default: `default`. */
  space?: string;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}

/** How long the answer to a change is kept for a repetition, in milliseconds. */
const answersKept = 24 * 60 * 60 * 1000;

const can: Abilities = {
  reach: 'page',
  collections: {
    groups: { list: groupAbilities, get: true, create: true, update: true, remove: true, watch: true },
  },
};

/** What has to be known of each collection. A new one adds its row. */
const kinds = {
  groups: { list: listGroups, matches: (states: Group[], query: Query) => matchGroups(states, query).length > 0 },
} satisfies Record<CollectionName, unknown>;

type AnyRecord = RecordOf<CollectionName> & { id: string; rev: string };

interface Kept {
  record: AnyRecord;
  /** Place in the order of arrival. */
  position: number;
}

/** A write that happened. */
interface Done {
  act: Act;
  collection: string;
  id: string;
  body: string;
  answer: unknown;
  at: number;
  /** The record was removed since, and with it what the answer said. */
  gone?: boolean;
}

interface Space {
  collections: Map<string, Map<string, Kept>>;
  done: Map<string, Done>;
}

interface Watch {
  space: string;
  collection: CollectionName;
  query: Query;
  on: Watcher;
  signal: AbortSignal;
  /** Ids to be told at the end of this turn. */
  changed: Set<string>;
}

export interface MemoryPeerAdapter extends PeerAdapter {
  /** A copy of what is kept in a collection, read past the contract: for tests, and for saving what was tried out. */
  snapshot<N extends CollectionName>(collection: N, space?: string): RecordOf<N>[];
}

/** Keeps everything in this page, until it is left. For trying things out, for tests, and as the model of a backend. */
export function memoryAdapter(options: MemoryOptions = {}): MemoryPeerAdapter {
  return new MemoryAdapter(options);
}

/** For `<peer-support adapter="memory">`. */
export const create = ({ space }: AdapterOptions): PeerAdapter => memoryAdapter({ space });

class MemoryAdapter implements MemoryPeerAdapter {
  readonly spec = 1;
  readonly name = 'memory';
  readonly can = can;

  readonly #own: string;
  readonly #now: () => number;
  readonly #spaces = new Map<string, Space>();
  readonly #watches = new Set<Watch>();
  #arrivals = 0;
  #purged = 0;
  readonly #closing = new AbortController();

  constructor({ records = {}, space = 'default', now = Date.now }: MemoryOptions) {
    this.#own = space;
    this.#now = now;
    for (const [collection, list] of Object.entries(records)) {
      for (const record of list) this.#put(space, collection, { rev: newId(), ...structuredClone(record) });
    }
  }

  async schemas(): Promise<Schemas> {
    return (await import('../client/schemas/index.ts')).schemas;
  }

  async list(collection: CollectionName, query: Query, call: Call) {
    await this.#open(collection, 'list', call, query);
    const kept = this.#collection(call.space, collection);
    const records = Array.from(kept.values(), ({ record }) => record);
    const position = ({ id }: { id: string }) => kept.get(id)!.position;
    return structuredClone(kinds[collection].list(records, query, { now: this.#now(), locale: call.locale, position }));
  }

  async get(collection: CollectionName, id: string, call: Call): Promise<unknown> {
    await this.#open(collection, 'get', call);
    return structuredClone(this.#collection(call.space, collection).get(id)?.record ?? null);
  }

  async create(collection: CollectionName, draft: unknown, call: WriteCall): Promise<unknown> {
    const sent = copied(draft);
    await this.#open(collection, 'create', call);
    const body = parsed((await this.#schema(collection)).draft, sent);
    return this.#once('create', collection, undefined, body, call, () =>
      this.#put(call.space, collection, { ...body, id: newId(), rev: newId() }),
    );
  }

  async update(collection: CollectionName, id: string, patch: unknown, call: WriteCall & { rev: string }): Promise<unknown> {
    const sent = copied(patch);
    await this.#open(collection, 'update', call);
    if (!call.rev) throw new PeerError('invalid', 'memory: a change needs the rev that it is based on');
    const schema = await this.#schema(collection);
    const body = parsed(schema.patch, sent);
    return this.#once('update', collection, id, body, call, () => {
      const { record } = this.#current(collection, id, call);
      const changed = parsed(schema.draft, patched(record, body));
      return this.#put(call.space, collection, { ...changed, id, rev: newId() });
    });
  }

  async remove(collection: CollectionName, id: string, call: WriteCall & { rev?: string }): Promise<void> {
    await this.#open(collection, 'remove', call);
    this.#once('remove', collection, id, null, call, () => {
      const { record } = this.#current(collection, id, call);
      this.#collection(call.space, collection).delete(id);
      // What was removed must not live on in the answers that are kept; the marker stays, so that nothing happens twice.
      for (const done of this.#space(call.space).done.values()) {
        if (done.id === id && done.collection === collection) Object.assign(done, { gone: true, body: '', answer: undefined });
      }
      this.#tell(call.space, collection, [record]);
      return undefined;
    });
  }

  watch(collection: CollectionName, query: Query, on: Watcher, call: Call): void {
    const { signal, space } = call;
    const watch: Watch = { space, collection, query: structuredClone(query), on, signal, changed: new Set() };
    try {
      this.#check(collection, 'watch', call, query);
    } catch (error) {
      queueMicrotask(() => signal.aborted || on.error(error as PeerError));
      return;
    }
    this.#watches.add(watch);
    signal.addEventListener('abort', () => this.#watches.delete(watch), { once: true, signal: this.#closing.signal });
    queueMicrotask(() => this.#watches.has(watch) && on.ready());
  }

  snapshot<N extends CollectionName>(collection: N, space = this.#own): RecordOf<N>[] {
    return structuredClone(Array.from(this.#spaces.get(space)?.collections.get(collection)?.values() ?? [], ({ record }) => record));
  }

  close(): void {
    this.#closing.abort();
    this.#watches.clear();
    this.#spaces.clear();
  }

  #check(collection: string, act: Act, { signal }: Call, query?: Query) {
    signal.throwIfAborted();
    if (this.#closing.signal.aborted) throw new PeerError('unavailable', 'memory: closed', { retryable: false });
    assertCan(can, collection, act, query);
  }

  /** Answers no sooner than a real backend could: never in the same turn, and not after an abort or the end. */
  async #open(collection: string, act: Act, call: Call, query?: Query) {
    this.#check(collection, act, call, query);
    await null;
    this.#check(collection, act, call);
  }

  async #schema(collection: CollectionName) {
    return (await this.schemas())[collection]!;
  }

  #space(name: string): Space {
    let space = this.#spaces.get(name);
    if (!space) this.#spaces.set(name, (space = { collections: new Map(), done: new Map() }));
    return space;
  }

  #collection(space: string, name: string): Map<string, Kept> {
    const { collections } = this.#space(space);
    let collection = collections.get(name);
    if (!collection) collections.set(name, (collection = new Map()));
    return collection;
  }

  /** The record that a change is about, if the change is based on what is there now. */
  #current(collection: string, id: string, { space, rev }: WriteCall & { rev?: string }): Kept {
    const kept = this.#collection(space, collection).get(id);
    if (!kept) throw new PeerError('not-found', `memory: no such record in ${collection}`);
    if (rev !== undefined && rev !== kept.record.rev) throw new PeerError('conflict', `memory: ${collection}: changed since`);
    return kept;
  }

  #put(space: string, collection: string, record: AnyRecord): AnyRecord {
    const records = this.#collection(space, collection);
    const before = records.get(record.id);
    records.set(record.id, { record, position: before?.position ?? this.#arrivals++ });
    this.#tell(space, collection, before ? [before.record, record] : [record]);
    return record;
  }

  /** Lets a write happen, unless its intent already did. In one go, so that two of the same intent cannot both happen. */
  #once(act: Act, collection: string, id: string | undefined, sent: unknown, call: WriteCall, happen: () => AnyRecord | undefined): unknown {
    this.#check(collection, act, call);
    this.#forget();
    const { done } = this.#space(call.space);
    const body = JSON.stringify([act, collection, id, sent]);
    const before = done.get(call.intent);
    if (before?.gone) throw new PeerError('not-found', `memory: ${collection}: removed since`);
    if (before && before.body !== body) throw new PeerError('conflict', 'memory: this intent was used for something else');
    if (before) return structuredClone(before.answer);
    const answer = structuredClone(happen());
    done.set(call.intent, { act, collection, id: id ?? answer!.id, body, answer, at: this.#now() });
    return structuredClone(answer);
  }

  /** Forgets answers that are a day old. Looks once an hour. */
  #forget() {
    const now = this.#now();
    if (now - this.#purged < answersKept / 24) return;
    this.#purged = now;
    for (const { done } of this.#spaces.values()) {
      for (const [intent, { act, at }] of done) if (act !== 'create' && now - at >= answersKept) done.delete(intent);
    }
  }

  /** Tells watches of a record, given as it was and as it is: one that leaves a list changes the list too. */
  #tell(space: string, collection: string, states: AnyRecord[]) {
    for (const watch of this.#watches) {
      if (watch.space !== space || watch.collection !== collection || !kinds[watch.collection].matches(states, watch.query)) continue;
      if (!watch.changed.size) queueMicrotask(() => this.#flush(watch));
      watch.changed.add(states[0]!.id);
    }
  }

  #flush(watch: Watch) {
    const ids = [...watch.changed];
    watch.changed.clear();
    if (this.#watches.has(watch)) watch.on.change(ids);
  }
}

/** A copy of what the caller sent, which the caller may change afterwards. */
function copied(sent: unknown): unknown {
  try {
    return structuredClone(sent);
  } catch (error) {
    throw new PeerError('invalid', 'memory: this cannot be stored', { cause: error });
  }
}

/** What of `value` fits the schema. Rejects what does not fit, and says which fields without repeating what they hold. */
function parsed<T>(schema: Schema<T> | undefined, value: unknown): T {
  const result = schema!.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.map(({ path }) => path.join('.') || 'record');
  throw new PeerError('invalid', `memory: not valid: ${fields.join(', ')}`);
}
