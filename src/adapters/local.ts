import { abilities, Backend, type BackendCall, type MemoryStore, type Who } from '../backend/index.ts';
import { matching } from '../backend/list-rows.ts';
import type { Change, Store } from '../backend/store.ts';
import { PeerError } from '../client/errors.ts';
import { credentialHash } from '../client/receipt.ts';
import type { SpaceSettings } from '../domain/space.ts';
import { type Abilities, type Act, assertCan, type Call, type CollectionName, type Credential, type ListAnswer, type PeerAdapter, type Query, type Reach, type Schemas, type Watcher, type WriteCall } from './adapter.ts';

/** What an adapter needs whose records are kept here, in the page or on the device. */
export interface LocalOptions {
  name: string;
  reach: Reach;
  store: Store & Pick<MemoryStore, 'onChange' | 'sweep'>;
  settings?: SpaceSettings | undefined;
  now?: () => number;
}

interface Watch {
  space: string;
  collection: CollectionName;
  query: Query;
  on: Watcher;
  /** Ids to be told at the end of this turn. */
  changed: Set<string>;
}

/** An adapter over the acts of `backend/` and a store that is at hand. */
export class LocalAdapter implements PeerAdapter {
  readonly spec = 1;
  readonly name: string;
  readonly can: Abilities;

  protected readonly store: LocalOptions['store'];
  readonly #now: () => number;
  #swept = 0;
  readonly #backend: Backend;
  readonly #watches = new Set<Watch>();
  readonly #closing = new AbortController();

  constructor({ name, reach, store, settings, now = Date.now }: LocalOptions) {
    this.name = name;
    this.can = abilities(reach);
    this.store = store;
    this.#backend = new Backend({ store, schemas: () => this.schemas(), settings: () => settings, now });
    this.#now = now;
    store.onChange((space, changes) => this.#tell(space, changes));
  }

  async schemas(): Promise<Schemas> {
    return (await import('../client/schemas/index.ts')).schemas;
  }

  async list(collection: CollectionName, query: Query, call: Call): Promise<ListAnswer> {
    return this.#run(collection, 'list', call, query, (who) => this.#backend.list(collection, query, who));
  }

  async get(collection: CollectionName, id: string, call: Call): Promise<unknown> {
    return this.#run(collection, 'get', call, undefined, (who) => this.#backend.get(collection, id, who));
  }

  async create(collection: CollectionName, draft: unknown, call: WriteCall): Promise<unknown> {
    const sent = this.#copied(draft);
    return this.#run(collection, 'create', call, undefined, (who) => this.#backend.create(collection, sent, { ...who, intent: call.intent }));
  }

  async update(collection: CollectionName, id: string, patch: unknown, call: WriteCall & { rev: string }): Promise<unknown> {
    const sent = this.#copied(patch);
    const { intent, rev } = call;
    return this.#run(collection, 'update', call, undefined, (who) => this.#backend.update(collection, id, sent, { ...who, intent, rev }));
  }

  async remove(collection: CollectionName, id: string, call: WriteCall & { rev?: string }): Promise<void> {
    const { intent, rev } = call;
    return this.#run(collection, 'remove', call, undefined, (who) => this.#backend.remove(collection, id, { ...who, intent, ...(rev !== undefined && { rev }) }));
  }

  watch(collection: CollectionName, query: Query, on: Watcher, call: Call): void {
    const { signal, space } = call;
    const watch: Watch = { space, collection, query: structuredClone(query), on, changed: new Set() };
    this.#run(collection, 'watch', call, query, async ({ who }) => this.#backend.mayWatch(collection, query, who)).then(
      () => {
        this.#watches.add(watch);
        signal.addEventListener('abort', () => this.#watches.delete(watch), { once: true, signal: this.#closing.signal });
        on.ready();
      },
      (error) => signal.aborted || on.error(error as PeerError),
    );
  }

  close(): void {
    this.#closing.abort();
    this.#watches.clear();
  }

  #check(collection: string, act: Act, { signal }: Call, query?: Query) {
    signal.throwIfAborted();
    if (this.#closing.signal.aborted) throw new PeerError('unavailable', `${this.name}: closed`, { retryable: false });
    assertCan(this.can, collection, act, query);
  }

  /** Answers no sooner than a real backend could: never in the same turn, and not after an abort or the end. */
  async #run<T>(collection: CollectionName, act: Act, call: Call, query: Query | undefined, body: (call: BackendCall) => Promise<T>): Promise<T> {
    this.#check(collection, act, call, query);
    const who = await identified(call.credential);
    this.#check(collection, act, call);
    this.#sweep();
    const answer = await body({ space: call.space, locale: call.locale, who });
    this.#check(collection, act, call);
    return answer;
  }

  /** Forgets old answers, once an hour. */
  #sweep() {
    const now = this.#now();
    if (now - this.#swept < 60 * 60 * 1000) return;
    this.#swept = now;
    this.store.sweep(now);
  }

  /** A copy of what the caller sent, which the caller may change afterwards. */
  #copied(sent: unknown): unknown {
    try {
      return structuredClone(sent);
    } catch (error) {
      throw new PeerError('invalid', `${this.name}: this cannot be stored`, { cause: error });
    }
  }

  /** Tells watches of records, given as they were and as they are: one that leaves a list changes the list too. */
  #tell(space: string, changes: readonly Change[]) {
    for (const { collection, id, before, after } of changes) {
      const states = [before, after].filter((row) => row !== undefined);
      for (const watch of this.#watches) {
        if (watch.space !== space || watch.collection !== collection || !matching(collection, states, watch.query).length) continue;
        if (!watch.changed.size) setTimeout(() => this.#flush(watch));
        watch.changed.add(id);
      }
    }
  }

  #flush(watch: Watch) {
    const ids = [...watch.changed];
    watch.changed.clear();
    if (this.#watches.has(watch)) watch.on.change(ids);
  }
}

/** Nothing is asked of whoever has the page or device before them, but what belongs to a receipt or to the staff is shown on request only. */
async function identified(credential: Credential | undefined): Promise<Who> {
  await null;
  if (!credential) return { role: 'local' };
  const owner = await credentialHash(credential.token);
  const role = ({ receipt: 'writer', invite: 'invited', staff: 'moderator', member: 'local' } as const)[credential.kind];
  return { role, owner };
}
