import type { CollectionName, Credential, DraftOf } from '../adapters/adapter.ts';
import type { WriteOptions } from './client.ts';
import { PeerError } from './errors.ts';
import { newId } from './ids.ts';
import type { KeptItem, Outbox, OutboxClient, OutboxEvent, OutboxItem, OutboxOptions, OutboxResult, OutboxSendOptions, OutboxStore } from './outbox.ts';
import { Shelf, type ShelfNews } from './outbox-shelf.ts';
import { placeOf } from './place.ts';

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

/** The outbox of one tab. It shares what is kept with those of other tabs. */
export class TabOutbox implements Outbox {
  readonly #client: OutboxClient;
  readonly #to: string;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<(event: OutboxEvent) => void>();
  readonly #looks = new Set<Look>();
  readonly #closing = new AbortController();
  readonly #shelf: Shelf;

  constructor(client: OutboxClient, { connection = globalThis as Partial<EventTarget> as EventTarget, patience = 5000 }: OutboxOptions) {
    this.#client = client;
    this.#to = placeOf(client);
    this.#shelf = new Shelf(patience, (news) => this.#hear(news));
    // Coming back online asks: somebody else may sit here by now.
    const ask = () => this.items.some(({ state }) => state === 'waiting') && this.#tell({ type: 'online' });
    const page = connection as Partial<EventTarget>;
    page.addEventListener?.('online', ask, { signal: this.#closing.signal });
    // A page that comes back by the back button has heard nothing of what was done meanwhile.
    const back = (event: Event) => void ((event as PageTransitionEvent).persisted && this.#catchUp().catch(() => {}));
    page.addEventListener?.('pageshow', back, { signal: this.#closing.signal });
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
    const mayHaveArrived = entry.item.mayHaveArrived || (error.mayHaveHappened && (connected || error.code !== 'offline'));
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

  async #catchUp(): Promise<void> {
    if (!this.#shelf.store) return;
    const known = [...this.#entries.values()].filter(({ shelved }) => shelved === 'yes');
    await this.#look(async () => {
      const all = await this.#shelf.all();
      const gone = known.filter(({ item, shelved }) => shelved === 'yes' && !all.some(({ id }) => id === item.id));
      for (const entry of gone) this.#forget(Object.assign(entry, { shelved: 'no' }), true);
      return all;
    });
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
    // Told once: whoever hears of it may take it out again.
    else if (entry.item.state !== 'removing' || entry.item.error) this.#set(entry, { state: 'removing' });
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
