import type { CollectionName, DraftOf, RecordOf } from '../adapters/adapter.ts';
import type { PeerClient, WriteOptions } from './client.ts';
import { PeerError } from './errors.ts';
import { newId } from './ids.ts';

/**
 * - `sending`: on its way.
 * - `waiting`: it could not be sent, and can be once there is a connection again. Nothing sends it but the person.
 * - `sent`: the backend said so.
 * - `failed`: the backend refused it. What was written is still here.
 */
export type OutboxState = 'sending' | 'waiting' | 'sent' | 'failed';

/** One thing that somebody sends, as they may see it. What they wrote is not in it. */
export interface OutboxItem {
  /** The intent of the act: the same on every try, so that it happens once. */
  readonly id: string;
  readonly collection: CollectionName;
  readonly state: OutboxState;
  /** A try got no answer: it may have arrived all the same. */
  readonly mayHaveArrived: boolean;
  /** Why it waits or failed. */
  readonly error?: PeerError;
}

/** What came of sending. `cancelled`: the person took it back meanwhile. */
export type OutboxResult<N extends CollectionName> =
  | { readonly state: 'sent'; readonly record: RecordOf<N> }
  | { readonly state: 'waiting' | 'failed'; readonly error: PeerError; readonly mayHaveArrived: boolean }
  | { readonly state: 'cancelled'; readonly mayHaveArrived: boolean };

/**
 * What subscribers hear; never what somebody wrote.
 * - `change`: an item has come, gone, or is in another state.
 * - `online`: there is a connection again and something waits: ask the person whether to send it now.
 * - `not-kept`: the store given to `keepIn` failed; what waits is in this page only.
 */
export type OutboxEvent = { readonly type: 'change'; readonly id: string } | { readonly type: 'online' } | { readonly type: 'not-kept' };

/** What is kept of an item that waits. No credential is. */
export interface KeptItem {
  readonly id: string;
  readonly collection: CollectionName;
  readonly draft: unknown;
  /** It goes without the client's own credential. */
  readonly anonymous: boolean;
  readonly mayHaveArrived: boolean;
}

/** Where items wait beyond this page, if the person chose so: on the device, say. */
export interface OutboxStore {
  load(): Promise<readonly KeptItem[]>;
  /** Replaces what is kept. */
  save(items: readonly KeptItem[]): Promise<void>;
}

export type OutboxSendOptions = Pick<WriteOptions, 'intent' | 'credential'>;

export interface OutboxOptions {
  /** Tells by `online` that there is a connection again. Default: the page. */
  connection?: EventTarget;
}

/** Where what could not be sent waits, seen by the person who wrote it. Everything is in memory, unless `keepIn` was called. */
export interface Outbox {
  /** The oldest first. What was sent stays until `cancel` or `clear`, without what was written. */
  readonly items: readonly OutboxItem[];
  /** Sends a draft, or lets it wait here. Rejects for nothing that happens on the way: see the result. */
  send<N extends CollectionName>(collection: N, draft: DraftOf<N>, options?: OutboxSendOptions): Promise<OutboxResult<N>>;
  /** Tries once more what waits or failed. Rejects as `not-found` if it is not here. */
  sendAgain(id: string): Promise<OutboxResult<CollectionName>>;
  /** What was written, to be changed or copied. Undefined once it was sent or is not here. */
  draft(id: string): unknown;
  /** Takes an item out and forgets what was written. It cannot undo what has arrived: `mayHaveArrived` says that it might have. */
  cancel(id: string): { mayHaveArrived: boolean };
  /** Breaks off and forgets everything at once, for leaving in a hurry. Resolves once nothing is kept either. */
  clear(): Promise<void>;
  /** From now on what waits is kept there too, and what was there waits here. Without a store, what was kept is deleted. */
  keepIn(store?: OutboxStore): Promise<void>;
  /** Answers how to stop it. */
  subscribe(listener: (event: OutboxEvent) => void): () => void;
  /** Forgets everything in this page, but not what is kept. */
  close(): void;
}

/** An outbox for any client. */
export function createOutbox(client: Pick<PeerClient, 'collection'>, options: OutboxOptions = {}): Outbox {
  return new MemoryOutbox(client, options.connection ?? (globalThis as Partial<EventTarget> as EventTarget));
}

interface Entry {
  item: OutboxItem;
  /** Undefined once it was sent. */
  draft: unknown;
  credential: WriteOptions['credential'];
  /** The try that is under way. */
  sending?: { result: Promise<OutboxResult<CollectionName>>; abort: AbortController };
}

class MemoryOutbox implements Outbox {
  readonly #client: Pick<PeerClient, 'collection'>;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<(event: OutboxEvent) => void>();
  readonly #closing = new AbortController();
  #store: OutboxStore | undefined;
  /** What is to be saved next: only the newest state matters. */
  #next: readonly KeptItem[] | undefined;
  /** One saving after the other. */
  #saved: Promise<void> = Promise.resolve();

  constructor(client: Pick<PeerClient, 'collection'>, connection: Partial<EventTarget>) {
    this.#client = client;
    // Coming back online asks: somebody else may sit here by now.
    const ask = () => this.items.some(({ state }) => state === 'waiting') && this.#tell({ type: 'online' });
    connection.addEventListener?.('online', ask, { signal: this.#closing.signal });
  }

  get items(): readonly OutboxItem[] {
    return [...this.#entries.values()].map(({ item }) => item);
  }

  async send<N extends CollectionName>(collection: N, draft: DraftOf<N>, { intent = newId(), credential }: OutboxSendOptions = {}): Promise<OutboxResult<N>> {
    const before = this.#entries.get(intent);
    const sent = structuredClone(draft);
    if (before && !this.#same(before, collection, sent)) throw new PeerError('conflict', 'outbox: this intent was used for something else');
    const entry = before ?? { item: { id: intent, collection, state: 'waiting', mayHaveArrived: false }, draft: sent, credential };
    this.#entries.set(intent, entry);
    entry.draft = sent;
    return this.#try(entry) as Promise<OutboxResult<N>>;
  }

  async sendAgain(id: string): Promise<OutboxResult<CollectionName>> {
    const entry = this.#entries.get(id);
    if (!entry || entry.item.state === 'sent') throw new PeerError('not-found', 'outbox: nothing waits under this id');
    return this.#try(entry);
  }

  draft(id: string): unknown {
    return structuredClone(this.#entries.get(id)?.draft);
  }

  cancel(id: string): { mayHaveArrived: boolean } {
    const entry = this.#entries.get(id);
    if (!entry) return { mayHaveArrived: false };
    const mayHaveArrived = entry.item.mayHaveArrived || entry.item.state === 'sending';
    this.#drop(entry);
    void this.#save();
    this.#tell({ type: 'change', id });
    return { mayHaveArrived };
  }

  async clear(): Promise<void> {
    const ids = [...this.#entries.keys()];
    for (const entry of this.#entries.values()) this.#drop(entry);
    for (const id of ids) this.#tell({ type: 'change', id });
    await this.#save();
  }

  async keepIn(store?: OutboxStore): Promise<void> {
    const left = this.#store;
    if (left && left !== store) await this.#leave(left);
    // What is there is read before anything is written over it.
    const kept = (await store?.load()) ?? [];
    this.#store = store;
    for (const { id, collection, draft, anonymous, mayHaveArrived } of kept) {
      if (this.#entries.has(id)) continue;
      this.#entries.set(id, { item: { id, collection, state: 'waiting', mayHaveArrived }, draft, credential: anonymous ? null : undefined });
      this.#tell({ type: 'change', id });
    }
    await this.#save();
  }

  subscribe(listener: (event: OutboxEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#closing.abort();
    this.#listeners.clear();
    for (const entry of this.#entries.values()) this.#drop(entry);
  }

  /** Whether a second `send` is the first one again, or what was written was put right before anything can have arrived. */
  #same({ item, draft, sending }: Entry, collection: CollectionName, sent: unknown): boolean {
    if (item.collection !== collection || item.state === 'sent') return false;
    const changeable = !item.mayHaveArrived && !sending;
    return changeable || JSON.stringify(draft) === JSON.stringify(sent);
  }

  #try(entry: Entry): Promise<OutboxResult<CollectionName>> {
    if (entry.sending) return entry.sending.result;
    const abort = new AbortController();
    const result = Promise.resolve().then(() => this.#attempt(entry, abort.signal));
    entry.sending = { result, abort };
    return result;
  }

  async #attempt(entry: Entry, signal: AbortSignal): Promise<OutboxResult<CollectionName>> {
    if (signal.aborted) return { state: 'cancelled', mayHaveArrived: entry.item.mayHaveArrived };
    const { id, collection } = entry.item;
    // Without a connection from the beginning, nothing has left the device.
    const connected = (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine !== false;
    this.#set(entry, { state: 'sending' });
    try {
      const { draft, credential } = entry;
      const record = await this.#client.collection(collection).create(draft as never, { intent: id, signal, ...(credential !== undefined && { credential }) });
      if (signal.aborted) return { state: 'cancelled', mayHaveArrived: true };
      delete entry.sending;
      entry.draft = undefined;
      this.#set(entry, { state: 'sent', mayHaveArrived: true });
      return { state: 'sent', record };
    } catch (cause) {
      if (signal.aborted) return { state: 'cancelled', mayHaveArrived: true };
      delete entry.sending;
      const error = PeerError.is(cause) ? cause : new PeerError('unavailable', 'outbox: it could not be sent', { cause });
      const state = error.retryable ? 'waiting' : 'failed';
      const mayHaveArrived = entry.item.mayHaveArrived || (unanswered.includes(error.code) && (connected || error.code !== 'offline'));
      this.#set(entry, { state, error, mayHaveArrived });
      return { state, error, mayHaveArrived };
    }
  }

  #set(entry: Entry, change: Partial<OutboxItem>) {
    const { error: _, ...item } = entry.item;
    entry.item = { ...item, ...change };
    void this.#save();
    this.#tell({ type: 'change', id: item.id });
  }

  #drop(entry: Entry) {
    this.#entries.delete(entry.item.id);
    entry.draft = undefined;
    entry.sending?.abort.abort();
  }

  #save(): Promise<void> {
    const store = this.#store;
    if (!store || this.#closing.signal.aborted) return this.#saved;
    this.#next = this.#kept();
    this.#saved = this.#saved.then(async () => {
      const items = this.#next;
      this.#next = undefined;
      if (items) await store.save(items).catch(() => this.#tell({ type: 'not-kept' }));
    });
    return this.#saved;
  }

  async #leave(store: OutboxStore): Promise<void> {
    this.#store = undefined;
    const deleted = this.#saved.then(() => store.save([]));
    this.#saved = deleted.catch(() => {});
    await deleted;
  }

  /** Of what is on its way nobody knows yet whether it arrives: it is kept like what waits. */
  #kept(): KeptItem[] {
    const open = [...this.#entries.values()].filter(({ item }) => item.state !== 'sent');
    return open.map(({ item: { id, collection, state, mayHaveArrived }, draft, credential }) => ({
      id, collection, draft, anonymous: credential === null, mayHaveArrived: mayHaveArrived || state === 'sending',
    }));
  }

  /** A listener that throws disturbs neither the others nor what is being sent. */
  #tell(event: OutboxEvent) {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

/** Errors after which nobody knows whether it arrived. */
const unanswered: readonly string[] = ['offline', 'timeout', 'unavailable', 'bad-data'];
