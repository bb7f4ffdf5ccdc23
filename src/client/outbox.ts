import type { CollectionName, Credential, DraftOf, RecordOf } from '../adapters/adapter.ts';
import type { PeerClient, WriteOptions } from './client.ts';
import { PeerError } from './errors.ts';
import { newId } from './ids.ts';
import { Shelf, type ShelfNews } from './outbox-shelf.ts';

/**
 * - `sending`: on its way.
 * - `waiting`: it could not be sent, and can be once there is a connection again. Nothing sends it but the person.
 * - `sent`: the backend said so.
 * - `failed`: the backend refused it. What was written is still here.
 * - `removing`: the person has taken it out, and the device has not let go of it yet, or will not: then there is an `error`.
 */
export type OutboxState = 'sending' | 'waiting' | 'sent' | 'failed' | 'removing';

/** One thing that somebody sends, as they may see it. What they wrote is not in it. */
export interface OutboxItem {
  /** The intent of the act: the same on every try, so that it happens once. */
  readonly id: string;
  readonly collection: CollectionName;
  readonly state: OutboxState;
  /** A try got no answer: it may have arrived all the same. */
  readonly mayHaveArrived: boolean;
  /** What was written also lies where `keepIn` keeps it, and outlives this page there. */
  readonly kept: boolean;
  /**
   * It goes with a credential of this kind, which is not here any more, because none is ever kept: ask the person for it
   * and give it to `sendAgain`. Until then nothing is sent.
   */
  readonly needsCredential?: Credential['kind'];
  /** Why it waits or failed, or why the device still holds it. */
  readonly error?: PeerError;
}

/**
 * What came of sending. `sent` has no record where another tab has sent it. `cancelled`: the person took it back meanwhile,
 * here or in another tab.
 */
export type OutboxResult<N extends CollectionName> =
  | { readonly state: 'sent'; readonly record?: RecordOf<N> }
  | { readonly state: 'waiting' | 'failed'; readonly error: PeerError; readonly mayHaveArrived: boolean }
  | { readonly state: 'cancelled'; readonly mayHaveArrived: boolean };

/**
 * What subscribers hear; never what somebody wrote.
 * - `change`: an item has come, gone, or is in another state, by what was done here or in another tab.
 * - `online`: there is a connection again and something waits: ask the person whether to send it now.
 * - `not-kept`: the store given to `keepIn` failed, or keeping was ended in another tab; `kept` of each item says what is
 *   in this page only.
 */
export type OutboxEvent = { readonly type: 'change'; readonly id: string } | { readonly type: 'online' } | { readonly type: 'not-kept' };

/** What is kept of an item that waits. No credential is. */
export interface KeptItem {
  readonly id: string;
  /** The backend and space that it is for, as text to compare. */
  readonly to: string;
  readonly collection: CollectionName;
  readonly draft: unknown;
  /** With the client's own credential, with none, or with one of this kind that was given for it. */
  readonly goesWith: 'own' | 'nothing' | Credential['kind'];
  readonly mayHaveArrived: boolean;
}

/** Where items wait beyond this page, if the person chose so. `deviceOutbox` is one; what it fails at rejects. */
export interface OutboxStore {
  /** Tabs with stores of the same name share what is kept, tell each other what becomes of it, and send each item in one of them. */
  readonly name: string;
  /** The oldest first. */
  all(): Promise<readonly KeptItem[]>;
  /**
   * Keeps an item, or its new state in its old place. With `known` only if it is still there, because another tab may have
   * taken it out: answers whether it is kept.
   */
  put(item: KeptItem, options: { known: boolean }): Promise<boolean>;
  /** Ids that are not there do no harm. */
  remove(ids: readonly string[]): Promise<void>;
  /** Takes away everything, whoever it is for. */
  clear(): Promise<void>;
}

export type OutboxSendOptions = Pick<WriteOptions, 'intent' | 'credential'>;

export interface OutboxOptions {
  /** Tells by `online` that there is a connection again. Default: the page. */
  connection?: EventTarget;
  /** How long a store may take for one thing before it has failed, in milliseconds. Default: 5000. */
  patience?: number;
}

/** Where what could not be sent waits, seen by the person who wrote it. Everything is in memory, unless `keepIn` was called. */
export interface Outbox {
  /** The oldest first. What was sent stays until `cancel` or `clear`, without what was written. */
  readonly items: readonly OutboxItem[];
  /**
   * Sends a draft, or lets it wait here. Rejects for nothing that happens on the way, see the result; only as `conflict` for
   * an intent that was used for something else.
   */
  send<N extends CollectionName>(collection: N, draft: DraftOf<N>, options?: OutboxSendOptions): Promise<OutboxResult<N>>;
  /**
   * Tries once more what waits or failed. `credential` is for an item that needs one, or whose own was refused. Rejects as
   * `not-found` if the item is not here, as `invalid` for a credential that it does not go with.
   */
  sendAgain(id: string, options?: { credential?: Credential }): Promise<OutboxResult<CollectionName>>;
  /** What was written, to be changed or copied. Undefined once it was sent or taken out, or is not here. */
  draft(id: string): unknown;
  /**
   * Breaks off, forgets what was written and takes the item out, in every tab. It cannot undo what has arrived:
   * `mayHaveArrived` says that it might have. Rejects with a `PeerError` if the device still holds the words: the item then
   * stays as `removing`, and can be cancelled again.
   */
  cancel(id: string): Promise<{ mayHaveArrived: boolean }>;
  /**
   * Breaks off and forgets everything at once, in every tab, and takes all that is kept in the store off the device, for
   * leaving in a hurry. Resolves once it is gone; rejects with a `PeerError` if the device still holds some of it.
   */
  clear(): Promise<void>;
  /**
   * From now on what waits is kept there too, and what was there waits here. Without a store, what was kept is taken away
   * again and waits in this page only. Rejects with a `PeerError`: nothing has changed then. One outbox has one store.
   */
  keepIn(store?: OutboxStore): Promise<void>;
  /** Answers how to stop it. */
  subscribe(listener: (event: OutboxEvent) => void): () => void;
  /** Forgets everything in this page, but not what is kept. */
  close(): void;
}

/** What an outbox needs of a client. */
export type OutboxClient = Pick<PeerClient, 'adapter' | 'can' | 'collection' | 'space'>;

/** An outbox for any client. */
export function createOutbox(client: OutboxClient, options: OutboxOptions = {}): Outbox {
  return new TabOutbox(client, options);
}

interface Entry {
  item: OutboxItem;
  /** Undefined once it was sent or taken out. */
  draft: unknown;
  goesWith: KeptItem['goesWith'];
  credential: WriteOptions['credential'];
  /** Whether it lies in the store. Nobody knows while it is being put there, or after that failed. */
  shelved: 'no' | 'maybe' | 'yes';
  /** The try that is under way. */
  sending?: { result: Promise<OutboxResult<CollectionName>>; abort: AbortController };
}

/** What is being read may have been taken out since. */
interface Look {
  gone: ((item: { id: string }) => boolean)[];
}

class TabOutbox implements Outbox {
  readonly #client: OutboxClient;
  readonly #to: string;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<(event: OutboxEvent) => void>();
  readonly #looks = new Set<Look>();
  readonly #closing = new AbortController();
  readonly #shelf: Shelf;

  constructor(client: OutboxClient, { connection = globalThis as Partial<EventTarget> as EventTarget, patience = 5000 }: OutboxOptions) {
    this.#client = client;
    this.#to = JSON.stringify([client.adapter, client.can.service ?? '', client.space]);
    this.#shelf = new Shelf(patience, (news) => this.#hear(news));
    // Coming back online asks: somebody else may sit here by now.
    const ask = () => this.items.some(({ state }) => state === 'waiting') && this.#tell({ type: 'online' });
    (connection as Partial<EventTarget>).addEventListener?.('online', ask, { signal: this.#closing.signal });
  }

  get items(): readonly OutboxItem[] {
    return [...this.#entries.values()].map(({ item }) => item);
  }

  async send<N extends CollectionName>(collection: N, draft: DraftOf<N>, { intent = newId(), credential }: OutboxSendOptions = {}): Promise<OutboxResult<N>> {
    const written = { draft: structuredClone(draft) as unknown, credential, goesWith: wayOf(credential) };
    const before = this.#entries.get(intent);
    if (before && !isSame(before, collection, written)) throw new PeerError('conflict', 'outbox: this intent was used for something else');
    const item: OutboxItem = { id: intent, collection, state: 'waiting', mayHaveArrived: false, kept: false };
    const entry: Entry = Object.assign(before ?? { item, shelved: 'no' as const }, written);
    this.#entries.set(intent, entry);
    return this.#try(entry, true) as Promise<OutboxResult<N>>;
  }

  async sendAgain(id: string, { credential }: { credential?: Credential } = {}): Promise<OutboxResult<CollectionName>> {
    const entry = this.#entries.get(id);
    if (!entry || !isOpen(entry)) throw new PeerError('not-found', 'outbox: nothing waits under this id');
    if (credential && credential.kind !== entry.goesWith) throw new PeerError('invalid', 'outbox: this does not go with such a credential');
    if (credential) entry.credential = credential;
    return this.#try(entry, false);
  }

  draft(id: string): unknown {
    return structuredClone(this.#entries.get(id)?.draft);
  }

  async cancel(id: string): Promise<{ mayHaveArrived: boolean }> {
    const entry = this.#entries.get(id);
    if (!entry) return { mayHaveArrived: false };
    const mayHaveArrived = entry.item.mayHaveArrived || entry.item.state === 'sending';
    this.#shelf.tell({ what: 'cancelled', ids: [id] });
    this.#forget(entry, mayHaveArrived);
    if (entry.shelved !== 'no') await this.#takingOut([entry], () => this.#shelf.remove([id]));
    return { mayHaveArrived };
  }

  async clear(): Promise<void> {
    for (const entry of [...this.#entries.values()]) this.#forget(entry, entry.item.mayHaveArrived || entry.item.state === 'sending');
    // Also what this page does not know of.
    if (this.#shelf.store) await this.#takingOut([...this.#entries.values()], () => this.#shelf.clear());
  }

  async keepIn(store?: OutboxStore): Promise<void> {
    if (store) {
      await this.#look(() => this.#shelf.attach(store));
      await Promise.all([...this.#entries.values()].map((entry) => this.#keep(entry)));
    } else if (this.#shelf.store) {
      await this.#shelf.stop(this.#to);
      this.#notKept();
    }
  }

  subscribe(listener: (event: OutboxEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#closing.abort();
    this.#listeners.clear();
    this.#shelf.close();
    for (const entry of this.#entries.values()) this.#drop(entry);
  }

  #try(entry: Entry, written: boolean): Promise<OutboxResult<CollectionName>> {
    if (entry.sending) return entry.sending.result;
    const abort = new AbortController();
    const result = Promise.resolve().then(() => this.#attempt(entry, abort.signal, written));
    entry.sending = { result, abort };
    return result;
  }

  /** `written`: just now, so that it is newer than what is kept. */
  async #attempt(entry: Entry, signal: AbortSignal, written: boolean): Promise<OutboxResult<CollectionName>> {
    if (signal.aborted) return left(entry);
    // Without a connection from the beginning, nothing has left the device.
    const connected = (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine !== false;
    try {
      assertCredential(entry);
      this.#set(entry, { state: 'sending' });
      return await this.#shelf.alone(entry.item.id, signal, async () => {
        await this.#meet(entry, written);
        signal.throwIfAborted();
        await this.#keep(entry);
        signal.throwIfAborted();
        const result = await this.#create(entry, signal).catch((cause: unknown) => this.#failed(entry, signal, cause, connected));
        // Before another tab has its turn.
        if (result.state === 'sent') await this.#shelveNoMore(entry);
        else await this.#keep(entry);
        return result;
      });
    } catch (cause) {
      return this.#failed(entry, signal, cause, connected);
    }
  }

  async #create(entry: Entry, signal: AbortSignal): Promise<OutboxResult<CollectionName>> {
    assertCredential(entry);
    const { item: { id, collection }, draft, credential } = entry;
    const record = await this.#client.collection(collection).create(draft as never, { intent: id, signal, ...(credential !== undefined && { credential }) });
    signal.throwIfAborted();
    delete entry.sending;
    entry.draft = undefined;
    this.#shelf.tell({ what: 'sent', ids: [id] });
    this.#set(entry, { state: 'sent', mayHaveArrived: true });
    return { state: 'sent', record };
  }

  #failed(entry: Entry, signal: AbortSignal, cause: unknown, connected: boolean): OutboxResult<CollectionName> {
    if (signal.aborted) return left(entry);
    delete entry.sending;
    const error = PeerError.is(cause) ? cause : new PeerError('unavailable', 'outbox: it could not be sent', { cause });
    const state = error.retryable || lacks(entry) ? 'waiting' : 'failed';
    const mayHaveArrived = entry.item.mayHaveArrived || (unanswered.includes(error.code) && (connected || error.code !== 'offline'));
    this.#set(entry, { state, error, mayHaveArrived });
    return { state, error, mayHaveArrived };
  }

  /** Looks what other tabs have done with an item, before it is sent. */
  async #meet(entry: Entry, written: boolean): Promise<void> {
    if (entry.shelved !== 'yes') return;
    const there = await this.#shelf.find(entry.item.id);
    if (there === null) await this.#missed(entry);
    else if (there && !written) renew(entry, there);
  }

  /** It is not there any more: the tab that took it out has told why, or is about to. */
  async #missed(entry: Entry): Promise<void> {
    for (let n = 0; n < 10 && entry.shelved === 'yes' && this.#isHere(entry); n++) await new Promise((resolve) => setTimeout(resolve, 25));
    if (entry.shelved === 'yes' && this.#isHere(entry)) this.#forget(Object.assign(entry, { shelved: 'no' }), true);
  }

  /** Keeps it as it is when its turn comes, if anything is kept. Of what is on its way nobody knows whether it arrives: it is kept like what waits. */
  async #keep(entry: Entry): Promise<void> {
    if (!this.#shelf.keeping) return;
    try {
      const kept = await this.#shelf.put(() => {
        if (!this.#isHere(entry)) return undefined;
        const known = entry.shelved === 'yes';
        if (!known) entry.shelved = 'maybe';
        return { item: this.#kept(entry), known };
      });
      if (kept === false) await this.#missed(entry);
      else if (kept && entry.shelved === 'maybe') this.#shelved(entry, 'yes');
    } catch {
      this.#tell({ type: 'not-kept' });
    }
  }

  #kept({ item: { id, collection, state, mayHaveArrived }, draft, goesWith }: Entry): KeptItem {
    return { id, to: this.#to, collection, draft, goesWith, mayHaveArrived: mayHaveArrived || state === 'sending' };
  }

  /** What was sent stays in the list, and on the device only if that does not let go of it. */
  async #shelveNoMore(entry: Entry): Promise<void> {
    if (entry.shelved === 'no') return;
    try {
      await this.#shelf.remove([entry.item.id]);
      this.#shelved(entry, 'no');
    } catch (error) {
      this.#set(entry, { kept: true, error: error as PeerError });
    }
  }

  /** Takes entries that were forgotten off the device too. What cannot be, stays in sight. */
  async #takingOut(entries: readonly Entry[], takeOut: () => Promise<void>): Promise<void> {
    try {
      await takeOut();
    } catch (error) {
      for (const entry of entries) if (this.#entries.has(entry.item.id)) this.#set(entry, { kept: true, error: error as PeerError });
      throw error;
    }
    for (const entry of entries) this.#drop(entry);
  }

  /** Another tab did something. */
  #hear(news: ShelfNews) {
    if (news.what === 'kept') return void this.#look(() => this.#shelf.all(), news.ids).catch(() => {});
    if (news.what === 'not-kept') return void (news.to === this.#to && this.#notKept());
    const gone = news.what === 'cleared' ? () => true : ({ id }: { id: string }) => news.ids.includes(id);
    for (const look of this.#looks) look.gone.push(gone);
    for (const entry of [...this.#entries.values()].filter(({ item }) => gone(item))) {
      // That tab takes it off the device.
      entry.shelved = 'no';
      if (news.what === 'sent') this.#sentElsewhere(entry);
      else this.#forget(entry, true);
    }
  }

  #sentElsewhere(entry: Entry) {
    if (!isOpen(entry)) return;
    entry.draft = undefined;
    this.#set(entry, { state: 'sent', mayHaveArrived: true, kept: false });
    entry.sending?.abort.abort();
    delete entry.sending;
  }

  /** Takes up what is kept, all of it or these. What is told as gone meanwhile does not come back. */
  async #look(read: () => Promise<readonly KeptItem[]>, ids?: readonly string[]): Promise<void> {
    const look: Look = { gone: [] };
    this.#looks.add(look);
    try {
      const found = (await read()).filter((item) => !ids || ids.includes(item.id));
      for (const item of found) if (!look.gone.some((gone) => gone(item)) && !this.#closing.signal.aborted) this.#adopt(item);
    } finally {
      this.#looks.delete(look);
    }
  }

  #adopt(kept: KeptItem) {
    const { id, to, collection, mayHaveArrived } = kept;
    if (to !== this.#to) return;
    const before = this.#entries.get(id);
    if (before && (before.sending || !isOpen(before))) return;
    const entry: Entry = before ?? { item: { id, collection, state: 'waiting', mayHaveArrived, kept: true }, draft: undefined, goesWith: kept.goesWith, credential: undefined, shelved: 'yes' };
    renew(entry, kept);
    this.#entries.set(id, entry);
    this.#shelved(entry, 'yes');
  }

  #notKept() {
    this.#shelf.keeping = false;
    for (const entry of this.#entries.values()) if (entry.shelved !== 'no') this.#shelved(entry, 'no');
    this.#tell({ type: 'not-kept' });
  }

  #shelved(entry: Entry, shelved: Entry['shelved']) {
    entry.shelved = shelved;
    const { error } = entry.item;
    this.#set(entry, { kept: shelved === 'yes', ...(error && { error }) });
  }

  #set(entry: Entry, change: Partial<OutboxItem>) {
    const { error: _, needsCredential: __, ...item } = entry.item;
    const needs = lacks(entry) ? { needsCredential: entry.goesWith as Credential['kind'] } : {};
    entry.item = { ...item, ...needs, ...change };
    this.#tell({ type: 'change', id: item.id });
  }

  #isHere(entry: Entry): boolean {
    return isOpen(entry) && this.#entries.get(entry.item.id) === entry;
  }

  /** Forgets what was written, and breaks off. What lies on the device stays in sight until it is gone from there too. */
  #forget(entry: Entry, mayHaveArrived: boolean) {
    entry.draft = undefined;
    entry.item = { ...entry.item, mayHaveArrived };
    if (entry.shelved === 'no') this.#drop(entry);
    else this.#set(entry, { state: 'removing' });
    entry.sending?.abort.abort();
    delete entry.sending;
  }

  #drop(entry: Entry) {
    entry.draft = undefined;
    entry.sending?.abort.abort();
    if (this.#entries.delete(entry.item.id)) this.#tell({ type: 'change', id: entry.item.id });
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

const wayOf = (credential: WriteOptions['credential']): KeptItem['goesWith'] => (credential === undefined ? 'own' : (credential?.kind ?? 'nothing'));

/** Whether it goes with a credential that was given for it and is not here. */
const lacks = ({ goesWith, credential, draft }: Entry): boolean => goesWith !== 'own' && goesWith !== 'nothing' && !credential && draft !== undefined;

/** Without its credential it would be somebody else's act, or nobody's. */
function assertCredential(entry: Entry): void {
  if (lacks(entry)) throw new PeerError('signed-out', `outbox: this goes with a credential (${entry.goesWith}), which is not kept`);
}

const isOpen = ({ item: { state } }: Entry): boolean => state !== 'sent' && state !== 'removing';

/** Whether a second `send` is the first one again, or what was written was put right before anything can have arrived. */
function isSame(entry: Entry, collection: CollectionName, written: Pick<Entry, 'draft' | 'goesWith'>): boolean {
  if (entry.item.collection !== collection || !isOpen(entry)) return false;
  const changeable = !entry.item.mayHaveArrived && !entry.sending;
  return changeable || (entry.goesWith === written.goesWith && JSON.stringify(entry.draft) === JSON.stringify(written.draft));
}

/** Takes over what another tab has kept. */
function renew(entry: Entry, { draft, goesWith, mayHaveArrived }: KeptItem) {
  if (entry.goesWith !== goesWith || goesWith === 'nothing') entry.credential = goesWith === 'nothing' ? null : undefined;
  Object.assign(entry, { draft, goesWith, item: { ...entry.item, mayHaveArrived } });
}

/** What came of a try that was broken off. */
function left({ item: { state, mayHaveArrived } }: Entry): OutboxResult<CollectionName> {
  return state === 'sent' ? { state } : { state: 'cancelled', mayHaveArrived };
}

/** Errors after which nobody knows whether it arrived. */
const unanswered: readonly string[] = ['offline', 'timeout', 'unavailable', 'bad-data'];
