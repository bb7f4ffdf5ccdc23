import { rightOf } from '../backend/permissions.ts';
import { abilities } from '../client/abilities.ts';
import { PeerError } from '../client/errors.ts';
import { type Act, type AdapterOptions, assertCan, type Call, type CollectionName, type ListAnswer, type PeerAdapter, type Query, type RecordOf, type Schemas, type Watcher, type WriteCall } from './adapter.ts';
import type { DeviceAdapter } from './device.ts';
import type { IndexedStoreOptions } from './indexed-store.ts';
import type { LocalSettings } from './local.ts';

export interface BrowserOptions extends LocalSettings, Partial<Pick<IndexedStoreOptions, 'steps' | 'patience'>> {
  /**
   * Name of the database. All adapters of one origin with this name share what they keep. Default: `local-records`, which
   * says nothing about what the site is for.
   */
  database?: string | undefined;
}

export interface BrowserPeerAdapter extends PeerAdapter {
  /**
   * Takes everything that is kept under this name off the device: every space, for every tab. It cannot be undone.
   * Rejects as `unavailable` if the device did not let it happen.
   */
  forget(): Promise<void>;
  /** Puts records there, past all rules. `owners` as for the memory adapter. */
  seed(space: string, records: { readonly [N in CollectionName]?: readonly RecordOf<N>[] }, owners?: { readonly [N in CollectionName]?: Readonly<Record<string, string>> }): Promise<void>;
  /** A copy of what is kept in a collection, read past the contract. */
  snapshot<N extends CollectionName>(collection: N, space: string): Promise<RecordOf<N>[]>;
}

/**
 * Keeps everything on this device, in this browser (IndexedDB), for all tabs of the site; nothing of it is sent anywhere.
 *
 * On a shared device, others may see it. The database has a neutral name, so that a list of names tells nothing; but it is
 * not encrypted, because a key would lie beside it: whoever can use this browser profile can read what is in there, and
 * so can every script of this origin. The browser's own list of stored data names the site in any case. So an element
 * offers to take everything off the device (`forget`), and a site for people who share devices keeps words in the page
 * (`memory`) or with a service. Browsers may clear it themselves: when room gets short, in private windows at their end,
 * in Safari after seven days without a visit.
 */
export function browserAdapter(options: BrowserOptions = {}): BrowserPeerAdapter {
  return new BrowserAdapter(options);
}

/** For `<peer-support adapter="browser">`. */
export const create = ({ settings }: AdapterOptions): PeerAdapter => browserAdapter({ settings });

/** What there is to be told where nothing is kept yet. */
interface Waiting {
  collection: CollectionName;
  query: Query;
  on: Watcher;
  call: Call;
}

/**
 * What a page loads of it at first. On most visits nothing was ever kept here, and then there is nothing to read: that is found out without
 * making the database, and answered without what keeps, checks and ages records. It is fetched with the first write, or where something is
 * kept, and from then on answers everything; whatever is not plainly "nothing" is left to it, so that no rule stands twice.
 */
class BrowserAdapter implements BrowserPeerAdapter {
  readonly spec = 1;
  readonly name = 'browser';
  readonly can = abilities('device');

  readonly #options: BrowserOptions & { database: string };
  readonly #waiting = new Set<Waiting>();
  #device: Promise<DeviceAdapter> | undefined;
  #here: DeviceAdapter | undefined;
  #news: BroadcastChannel | undefined;
  #closed = false;

  constructor(options: BrowserOptions) {
    this.#options = { ...options, database: options.database ?? 'local-records' };
  }

  async schemas(collection?: CollectionName): Promise<Schemas> {
    if (collection === 'stories') return import('../client/schemas/story.ts');
    if (collection === 'checkins') return import('../client/schemas/checkin.ts');
    return (await import('../client/schemas/index.ts')).schemas;
  }

  async list(collection: CollectionName, query: Query, call: Call): Promise<ListAnswer> {
    const { cursor, sort, seed } = query;
    if ((cursor ?? sort ?? seed) === undefined && (await this.#isNothing(collection, 'list', call, query))) return { items: [], next: null };
    return this.#then(call, (device) => device.list(collection, query, call));
  }

  async get(collection: CollectionName, id: string, call: Call): Promise<unknown> {
    if (await this.#isNothing(collection, 'get', call)) return null;
    return this.#then(call, (device) => device.get(collection, id, call));
  }

  async create(collection: CollectionName, draft: unknown, call: WriteCall): Promise<unknown> {
    const sent = copied(draft);
    return this.#then(call, (device) => device.create(collection, sent, call));
  }

  async update(collection: CollectionName, id: string, patch: unknown, call: WriteCall & { rev: string }): Promise<unknown> {
    const sent = copied(patch);
    return this.#then(call, (device) => device.update(collection, id, sent, call));
  }

  async remove(collection: CollectionName, id: string, call: WriteCall & { rev?: string }): Promise<void> {
    return this.#then(call, (device) => device.remove(collection, id, call));
  }

  watch(collection: CollectionName, query: Query, on: Watcher, call: Call): void {
    const asked = structuredClone(query);
    this.#watch({ collection, query: asked, on, call }).catch((error: unknown) => {
      if (!call.signal.aborted) on.error(error as PeerError);
    });
  }

  prepare(collection: CollectionName): void {
    this.#load().then((device) => device.prepare(collection), () => {});
  }

  async forget(): Promise<void> {
    this.#open();
    if (!this.#device && !(await isKept(this.#options.database))) return;
    const device = await this.#load().catch(() => undefined);
    // Whoever wants everything gone is not told to wait for a better connection.
    return device ? device.forget() : deleted(this.#options.database);
  }

  async seed(...given: Parameters<BrowserPeerAdapter['seed']>): Promise<void> {
    return (await this.#load()).seed(...given);
  }

  async snapshot<N extends CollectionName>(collection: N, space: string): Promise<RecordOf<N>[]> {
    return (await this.#load()).snapshot(collection, space);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.clear();
    this.#news?.close();
    const device = await this.#device?.catch(() => undefined);
    await device?.close();
  }

  /** From before it is looked what there is, so that nothing happens unseen between. */
  async #watch(watch: Waiting): Promise<void> {
    const { collection, query, on, call } = watch;
    this.#listen();
    if (!(await this.#isNothing(collection, 'watch', call, query))) return this.#then(call, (device) => device.watch(collection, query, on, call));
    this.#waiting.add(watch);
    call.signal.addEventListener('abort', () => this.#waiting.delete(watch), { once: true });
    on.ready();
  }

  /** Another tab may keep something. */
  #listen(): void {
    if (this.#news || this.#device || this.#closed || typeof BroadcastChannel === 'undefined') return;
    this.#news = new BroadcastChannel(this.#options.database);
    this.#news.onmessage = ({ data }) => {
      if (data !== 'forgotten') this.#load().catch((error: PeerError) => this.#missed(error));
    };
  }

  /** Something is kept now and cannot be told: whoever watches begins anew. */
  #missed(error: PeerError): void {
    const all = [...this.#waiting];
    this.#waiting.clear();
    for (const { on } of all) on.error(error);
  }

  /** Whether there is nothing, for a caller who might see it if there was. Who may what is for the backend to say. */
  async #isNothing(collection: CollectionName, act: Act, call: Call, query?: Query): Promise<boolean> {
    this.#check(collection, act, call, query);
    const { database, settings } = this.#options;
    const decided = settings !== undefined && (collection === 'spaces' || collection === 'settings');
    if (this.#device || decided || call.credential || !rightOf('local', collection, act)) return false;
    const kept = await isKept(database);
    this.#check(collection, act, call);
    return !kept && !this.#device;
  }

  async #then<T>(call: Call, body: (device: DeviceAdapter) => T | Promise<T>): Promise<T> {
    const { signal } = call;
    signal.throwIfAborted();
    const device = this.#here ?? (await Promise.race([this.#load(), aborted(signal)]));
    signal.throwIfAborted();
    return body(device);
  }

  #load(): Promise<DeviceAdapter> {
    if (!this.#device) {
      const device = this.#begun();
      this.#device = device;
      device.catch(() => {
        if (this.#device === device) this.#device = undefined;
      });
    }
    return this.#device;
  }

  async #begun(): Promise<DeviceAdapter> {
    this.#open();
    const { DeviceAdapter } = await import('./device.ts').catch((cause: unknown) => {
      throw new PeerError('unavailable', 'browser: a part of this library could not be loaded', { cause, mayHaveHappened: false });
    });
    this.#open();
    const device = new DeviceAdapter({ ...this.#options, schemas: (collection) => this.schemas(collection) });
    this.#news?.close();
    for (const { collection, query, on, call } of this.#waiting) device.resume(collection, query, on, call);
    this.#waiting.clear();
    return (this.#here = device);
  }

  #open(): void {
    if (this.#closed) throw new PeerError('unavailable', 'browser: closed', { retryable: false });
  }

  #check(collection: string, act: Act, { signal }: Call, query?: Query): void {
    signal.throwIfAborted();
    this.#open();
    assertCan(this.can, collection, act, query);
  }
}

const aborted = (signal: AbortSignal) => new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));

/** Whether anything was ever kept under this name. True where a browser does not say. */
async function isKept(database: string): Promise<boolean> {
  const all = await globalThis.indexedDB?.databases?.().catch(() => undefined);
  return !all || all.some(({ name }) => name === database);
}

/** A copy of what the caller sent, which the caller may change afterwards. */
function copied(sent: unknown): unknown {
  try {
    return structuredClone(sent);
  } catch (cause) {
    throw new PeerError('invalid', 'browser: this cannot be stored', { cause });
  }
}

/** The database goes as a whole, without what knows its tables. Tabs that have it open let go of it. */
const deleted = (database: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(database);
    request.onsuccess = () => resolve();
    request.onerror = request.onblocked = () => reject(new PeerError('unavailable', 'browser: the place on this device could not be emptied'));
  });
