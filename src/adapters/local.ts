import { Backend, type BackendCall } from '../backend/backend.ts';
import { kindOf } from '../backend/families/index.ts';
import { fetched } from '../backend/fetched.ts';
import { memberOf } from '../backend/member-of.ts';
import type { Change, Row, Store } from '../backend/store.ts';
import { readersOf, type Role, type Who } from '../backend/who.ts';
import { abilities } from '../client/abilities.ts';
import { PeerError } from '../client/errors.ts';
import { credentialHash } from '../client/receipt.ts';
import type { SpaceSettings } from '../domain/space.ts';
import { type Abilities, type Act, assertCan, type Call, type CollectionName, type Credential, type ListAnswer, type PeerAdapter, type Query, type Reach, type Schemas, type Watcher, type WriteCall } from './adapter.ts';

/** What somebody of the staff may do here. Groups are for facilitators. */
export interface LocalStaff {
  role: Extract<Role, 'facilitator' | 'moderator' | 'admin'>;
  groups?: readonly string[];
}

/** What the owner of a page decides about an adapter that keeps its records here. */
export interface LocalSettings {
  /** What is decided for every space. Without it nothing can be sent. */
  settings?: SpaceSettings | undefined;
  /** By token. Default: whoever comes with a token of the staff is a moderator, since nobody here could check it. */
  staff?: Readonly<Record<string, LocalStaff>> | undefined;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  now?: (() => number) | undefined;
}

/** A store that is at hand, and says what was written into it. */
export interface LocalStore extends Store {
  /** Calls back after each write, also of another tab, whose changes come without what was before. Answers how to stop it. */
  onChange(listener: (space: string, changes: readonly Change[]) => void): () => void;
  /** Those of the rows that a query asks for, but for its order and its pages. */
  matching(collection: CollectionName, rows: readonly Row[], query: Query): Row[];
  /** Forgets answers that need not be kept any longer. */
  sweep(now: number): void | Promise<void>;
}

export interface LocalOptions extends LocalSettings {
  name: string;
  reach: Reach;
  store: LocalStore;
  /** Default: those of every collection, whichever is asked for. */
  schemas?: (collection?: CollectionName) => Promise<Schemas>;
}

interface Watch {
  space: string;
  collection: CollectionName;
  query: Query;
  readers: readonly string[] | undefined;
  on: Watcher;
  /** Ids of what it finds, to know what leaves the list when only the new state of a record is known. */
  found: Set<string>;
  /** Ids to be told at the end of this turn. */
  changed: Set<string>;
  ready: boolean;
}

const minute = 60 * 1000;
/** What time does not change by itself. */
const still: readonly string[] = ['groups', 'invites', 'memberships'];

/** An adapter over the acts of `backend/` and a store that is at hand. */
export class LocalAdapter implements PeerAdapter {
  readonly spec = 1;
  readonly name: string;
  readonly can: Abilities;

  readonly #options: LocalOptions;
  readonly #store: LocalStore;
  readonly #now: () => number;
  readonly #backend: Backend;
  readonly #watches = new Set<Watch>();
  readonly #closing = new AbortController();
  #settings: Promise<SpaceSettings | undefined> | undefined;
  #valid: SpaceSettings | undefined;
  #swept = 0;
  readonly #aged = new Map<string, number>();

  constructor(options: LocalOptions) {
    const { name, reach, store, now = Date.now } = options;
    this.#options = options;
    this.name = name;
    this.can = abilities(reach);
    this.#store = store;
    this.#now = now;
    this.#backend = new Backend({ store, schemas: (collection) => this.schemas(collection), settings: () => this.#valid, now, fingerprint });
    const stop = store.onChange((space, changes) => this.#tell(space, changes));
    this.#closing.signal.addEventListener('abort', stop, { once: true });
  }

  async schemas(collection?: CollectionName): Promise<Schemas> {
    const { schemas } = this.#options;
    return fetched(schemas ? schemas(collection) : import('../client/schemas/index.ts').then((all) => all.schemas));
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
    const watch = watchOf(collection, query, on, call);
    this.#watch(watch, query, call, () => {
      watch.ready = true;
      on.ready();
    });
  }

  /** Goes on with a watch that was begun, and is ready, from where nothing was there: whatever it finds has come since. */
  resume(collection: CollectionName, query: Query, on: Watcher, call: Call): void {
    const watch = watchOf(collection, query, on, call);
    watch.ready = true;
    this.#watch(watch, query, call, () => {
      for (const id of watch.found) this.#changed(watch, id);
    });
  }

  #watch(watch: Watch, query: Query, call: Call, begun: () => void): void {
    const { signal } = call;
    this.#run(watch.collection, 'watch', call, query, (who) => this.#begin(watch, who.who, signal)).then(
      () => {
        if (this.#watches.has(watch)) begun();
      },
      (error) => {
        this.#watches.delete(watch);
        if (!signal.aborted) watch.on.error(error as PeerError);
      },
    );
  }

  /** What an act needs is here before it is done, if the connection goes meanwhile. */
  prepare(collection: CollectionName): void {
    Promise.all([kindOf(collection), this.schemas(collection)]).catch(() => {});
  }

  close(): void | Promise<void> {
    this.#closing.abort();
    this.#watches.clear();
  }

  /** Tells every watch that all it knew of is gone. */
  protected emptied(): void {
    for (const watch of this.#watches) {
      for (const id of watch.found) this.#changed(watch, id);
      watch.found.clear();
    }
  }

  /** From before it is looked what there is, so that nothing happens unseen between. */
  async #begin(watch: Watch, who: Who, signal: AbortSignal): Promise<void> {
    this.#backend.mayWatch(watch.collection, watch.query, who);
    watch.readers = readersOf(who);
    this.#watches.add(watch);
    signal.addEventListener('abort', () => this.#watches.delete(watch), { once: true, signal: this.#closing.signal });
    await this.#store.prepare?.(watch.collection, watch.query);
    const request = { query: watch.query, ...(watch.readers && { readers: watch.readers }), now: this.#now(), locale: 'en' };
    const { rows } = await this.#store.read(watch.space, (tx) => tx.list(watch.collection, request));
    for (const { id } of rows) watch.found.add(id);
  }

  #check(collection: string, act: Act, { signal }: Call, query?: Query) {
    signal.throwIfAborted();
    if (this.#closing.signal.aborted) throw new PeerError('unavailable', `${this.name}: closed`, { retryable: false });
    assertCan(this.can, collection, act, query);
  }

  /** Answers no sooner than a real backend could: never in the same turn, and not after an abort or the end. */
  async #run<T>(collection: CollectionName, act: Act, call: Call, query: Query | undefined, body: (call: BackendCall) => Promise<T>): Promise<T> {
    const { space, locale, credential } = call;
    this.#check(collection, act, call, query);
    await this.#decided(collection);
    const who = await this.#identified(space, credential);
    if (!still.includes(collection)) await this.#age(space);
    this.#check(collection, act, call);
    this.#sweep();
    const answer = await body({ space, locale, who });
    this.#check(collection, act, call);
    return answer;
  }

  /**
   * Nothing is asked of whoever has the page or device before them. What belongs to a receipt, a membership or the staff
   * is shown to who brings its credential.
   */
  async #identified(space: string, credential: Credential | undefined): Promise<Who> {
    await null;
    if (!credential) return { role: 'local' };
    const { kind, token } = credential;
    const owner = await credentialHash(token);
    if (kind === 'member') return memberOf(this.#store, space, owner, this.#now());
    if (kind === 'staff') return { ...this.#staff(token), owner };
    return { role: ({ receipt: 'writer', invite: 'invited' } as const)[kind], owner };
  }

  #staff(token: string): LocalStaff {
    const { staff } = this.#options;
    if (!staff) return { role: 'moderator' };
    if (Object.hasOwn(staff, token)) return staff[token]!;
    throw new PeerError('signed-out', `${this.name}: nobody of the staff has this token`);
  }

  /** What the host decided is checked once; what is wrong with it is told where it matters. */
  async #decided(collection: CollectionName): Promise<void> {
    const { settings } = this.#options;
    if (!settings) return;
    this.#settings ??= fetched(import('../client/schemas/settings.ts')).then(({ spaceSettings }) => {
      const { success, data, error } = spaceSettings.safeParse(settings);
      if (success) return (this.#valid = data as SpaceSettings);
      const fields = new Set(error.issues.map(({ path }) => path.map(String).join('.')));
      throw new PeerError('invalid', `${this.name}: the settings of the space are not valid: ${[...fields].join(', ')}`);
    });
    await this.#settings.catch((error: unknown) => {
      // Nobody has looked at them yet: that is not the same as that nothing was decided.
      const unread = (error as PeerError).code === 'unavailable';
      if (unread) this.#settings = undefined;
      if (unread || collection === 'spaces' || collection === 'sendings') throw error;
    });
  }

  /** What time brings to stories, looked after at most once a minute. */
  async #age(space: string): Promise<void> {
    const now = this.#now();
    if (now - (this.#aged.get(space) ?? -Infinity) < minute) return;
    this.#aged.set(space, now);
    try {
      await this.#backend.expire(space);
    } catch (error) {
      this.#aged.delete(space);
      // What could not be loaded shows nothing either: whoever asks for something else is not refused for it.
      if (!PeerError.is(error) || error.code !== 'unavailable' || error.mayHaveHappened) throw error;
    }
  }

  /** Forgets old answers, once an hour. What fails here is tried again then. */
  #sweep() {
    const now = this.#now();
    if (now - this.#swept < 60 * minute) return;
    this.#swept = now;
    void Promise.resolve(this.#store.sweep(now)).catch(() => {});
  }

  /** A copy of what the caller sent, which the caller may change afterwards. */
  #copied(sent: unknown): unknown {
    try {
      return structuredClone(sent);
    } catch (error) {
      throw new PeerError('invalid', `${this.name}: this cannot be stored`, { cause: error });
    }
  }

  /** Tells watches of what they found before, or find now: what leaves a list changes the list too. */
  #tell(space: string, changes: readonly Change[]) {
    for (const { collection, id, before, after } of changes) {
      for (const watch of this.#watches) {
        if (watch.space !== space || watch.collection !== collection) continue;
        const had = watch.found.has(id) || this.#finds(watch, before);
        const has = this.#finds(watch, after);
        if (has) watch.found.add(id);
        else watch.found.delete(id);
        if (had || has) this.#changed(watch, id);
      }
    }
  }

  #finds({ collection, query, readers }: Watch, row: Row | undefined): boolean {
    return row !== undefined && (!readers || readers.includes(row.reader)) && this.#store.matching(collection, [row], query).length > 0;
  }

  #changed(watch: Watch, id: string) {
    if (!watch.ready) return;
    if (!watch.changed.size) setTimeout(() => this.#flush(watch));
    watch.changed.add(id);
  }

  #flush(watch: Watch) {
    const ids = [...watch.changed];
    watch.changed.clear();
    if (this.#watches.has(watch)) watch.on.change(ids);
  }
}

function watchOf(collection: CollectionName, query: Query, on: Watcher, { space }: Call): Watch {
  // Limit, cursor and order mean nothing to a watch.
  const { limit: _, cursor: __, sort: ___, seed: ____, ...asked } = structuredClone(query);
  return { space, collection, query: { ...asked, limit: Number.MAX_SAFE_INTEGER }, readers: [], on, found: new Set(), changed: new Set(), ready: false };
}

/** What is kept of what was sent, to know it again: not the words, which may be changed or withdrawn. */
const fingerprint = (body: string): string | Promise<string> => (globalThis.crypto?.subtle ? credentialHash(body) : checksum(body));

/** 53 bits, out of which no words can be read: for pages without https, which have no digest. It only tells slips from repetitions. */
function checksum(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return ((high & 0x1fffff) * 2 ** 32 + (low >>> 0)).toString(36);
}
