import { checkinFaults, type Checkin } from '../domain/checkin.ts';
import { DeviceDatabase, type Step, type Transaction } from './device-database.ts';
import { PeerError } from './errors.ts';
import { newId } from './ids.ts';
import { canLock, newLock, openLock, rounds, seal, unseal, type Lock, type OpenLock } from './passphrase.ts';

/** A check-in that its writer keeps. */
export interface HistoryEntry extends Checkin {
  id: string;
}

/** `none`: nothing was ever kept; `open`: it can be read; `locked`: a passphrase is needed. */
export type HistoryState = 'none' | 'open' | 'locked';

/** A history of one's own check-ins, wherever it is kept. */
export interface CheckinHistory {
  /** Where it is kept: on this device, or with a backend. */
  readonly reach: 'device' | 'shared';
  state(): Promise<HistoryState>;
  /** The newest first. `unreadable`: whether there is something that this version cannot read; it is left as it is. */
  all(): Promise<{ entries: HistoryEntry[]; unreadable: boolean }>;
  /** Keeps check-ins; those that have an id take the place of what is under it. */
  keep(checkins: readonly (Checkin & { id?: string })[]): Promise<HistoryEntry[]>;
  remove(ids: readonly string[]): Promise<void>;
  /** Takes everything away, also what nobody can open any more. */
  forget(): Promise<void>;
  /** Calls back when something changed, here or in another tab. Ends with the signal. */
  watch(changed: () => void, signal: AbortSignal): void;
  /** What only a history on the device has. */
  readonly locking?: Locking;
}

export interface Locking {
  /** Whether this page can lock anything; not without https. */
  readonly possible: boolean;
  /** Whether there is a passphrase. */
  has(): Promise<boolean>;
  /** False for a wrong passphrase; the answer takes a second at least, and longer each time. What was locked meanwhile stays locked. */
  unlock(passphrase: string): Promise<boolean>;
  /** Forgets the key at once. Nothing happens without a passphrase. */
  lock(): void;
  /** Sets or changes the passphrase; undefined takes it away. The history has to be open. All of it happens or nothing. */
  change(passphrase: string | undefined): Promise<void>;
}

/** One record. With a passphrase it has `sealed` and no more: neither when, nor what. */
interface Page {
  id: string;
  entry?: Checkin;
  sealed?: Uint8Array<ArrayBuffer>;
}

interface Tables {
  pages: { key: string; value: Page };
  locks: { key: string; value: Lock };
}

/** A step that was published is never changed: people have what it made. What is sealed cannot be changed by a step, and says its own version. */
const steps: readonly Step<Tables>[] = [
  (database) => {
    database.createObjectStore('pages', { keyPath: 'id' });
    database.createObjectStore('locks');
  },
];

/** Version of what is sealed. */
const sealedVersion = 1;
const lockKey = 'lock';

export interface DeviceHistoryOptions {
  /** Name of the database. Default: `local-pages`, which says nothing about what the site is for. */
  database?: string;
  /** After how long without use it locks, in milliseconds. Default: five minutes. */
  lockAfter?: number;
  /** How long the answer to a wrong passphrase takes at least, in milliseconds. Default: 1000. */
  wrongTakes?: number;
  /** Rounds of PBKDF2 for a new passphrase. Default, and for people always: `rounds`. */
  rounds?: number;
}

/**
 * Keeps a history on this device, in this browser (IndexedDB), for all tabs of the site: for people who chose so. Without a passphrase
 * whoever uses this browser can read it. With one, nothing but how many records there are, and about how long, can be told from the
 * database; a passphrase that is forgotten opens nothing ever again. What was kept before a passphrase was set can leave traces in the browser's files.
 */
export const deviceHistory = (options: DeviceHistoryOptions = {}): CheckinHistory => new DeviceHistory(options);

const longestWait = 30_000;

/** The passphrase was changed in another tab, or it locked meanwhile. What was to be kept is still with whoever called. */
const locked = () => new PeerError('forbidden', 'history: locked');

class DeviceHistory implements CheckinHistory, Locking {
  readonly reach = 'device';
  readonly locking = this;
  readonly #database: DeviceDatabase<Tables>;
  readonly #options: Required<DeviceHistoryOptions>;
  readonly #listeners = new Set<() => void>();
  #open: OpenLock | undefined;
  /** How often it was locked: a key that was asked for before that opens nothing. */
  #locks = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #lastUsed = 0;
  #wrong = 0;
  #channel: BroadcastChannel | undefined;

  constructor({ database = 'local-pages', lockAfter = 5 * 60_000, wrongTakes = 1000, rounds: asked = rounds }: DeviceHistoryOptions) {
    this.#options = { database, lockAfter, wrongTakes, rounds: asked };
    this.#database = new DeviceDatabase({ name: database, steps, tables: ['pages', 'locks'], speaker: 'history' });
  }

  get possible(): boolean {
    return canLock();
  }

  async state(): Promise<HistoryState> {
    if (!(await this.#database.exists())) return 'none';
    const { lock, first } = await this.#database.read(async (tx) => ({ lock: await tx.objectStore('locks').get(lockKey), first: await tx.objectStore('pages').openKeyCursor() }));
    if (lock) return lock.id === this.#open?.id ? 'open' : 'locked';
    return first ? 'open' : 'none';
  }

  async has(): Promise<boolean> {
    return !!(await this.#lockNow());
  }

  async all(): Promise<{ entries: HistoryEntry[]; unreadable: boolean }> {
    if (!(await this.#database.exists())) return { entries: [], unreadable: false };
    const { pages, open } = await this.#database.read(async (tx) => {
      const open = await this.#openIn(tx);
      return { pages: await tx.objectStore('pages').getAll(), open };
    });
    this.#used();
    const read = await Promise.all(pages.map((page) => readPage(page, open)));
    const entries = read.filter((entry) => entry !== undefined);
    return { entries: entries.sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || (a.id < b.id ? -1 : 1)), unreadable: entries.length < read.length };
  }

  async keep(checkins: readonly (Checkin & { id?: string })[]): Promise<HistoryEntry[]> {
    if (!checkins.length) return [];
    const entries = checkins.map((each) => ({ ...each, id: each.id ?? newId() }));
    for (const { id: _, ...checkin } of entries) {
      const faults = checkinFaults(checkin);
      if (faults.length) throw new PeerError('invalid', `history: this is no check-in (${faults.join(', ')})`);
    }
    // Ciphers take their time, and a transaction does not wait: it looks afterwards whether the lock is still the same.
    const open = (await this.#lockNow()) ? this.#open : undefined;
    const pages = await Promise.all(entries.map((entry) => pageOf(entry, open)));
    await this.#database.write(async (tx) => {
      if ((await this.#openIn(tx))?.id !== open?.id) throw locked();
      for (const page of pages) await tx.objectStore('pages').put(page);
    });
    this.#told();
    return entries;
  }

  async remove(ids: readonly string[]): Promise<void> {
    if (!(await this.#database.exists())) return;
    await this.#database.write(async (tx) => {
      await this.#openIn(tx);
      for (const id of ids) await tx.objectStore('pages').delete(id);
    });
    this.#told();
  }

  async forget(): Promise<void> {
    this.#close();
    if (await this.#database.exists()) await this.#database.forget();
    this.#told();
  }

  watch(changed: () => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#listeners.add(changed);
    if (!this.#channel && typeof BroadcastChannel === 'function') {
      this.#channel = new BroadcastChannel(this.#options.database);
      this.#channel.onmessage = () => this.#listeners.forEach((each) => each());
    }
    const end = () => {
      this.#listeners.delete(changed);
      if (this.#listeners.size) return;
      this.#channel?.close();
      this.#channel = undefined;
    };
    signal.addEventListener('abort', end, { once: true });
  }

  async unlock(passphrase: string): Promise<boolean> {
    const began = Date.now();
    const locks = this.#begun();
    const lock = await this.#lockNow();
    if (!lock) return true;
    const open = await openLock(passphrase, lock);
    if (!open) {
      // Whoever guesses at this page is slowed down; whoever has the files has only the rounds against them.
      const takes = Math.min(this.#options.wrongTakes * 2 ** this.#wrong++, longestWait);
      await new Promise((resolve) => setTimeout(resolve, began + takes - Date.now()));
      return false;
    }
    this.#wrong = 0;
    if (locks !== this.#locks) return true;
    this.#open = open;
    this.#used();
    if (lock.rounds < this.#options.rounds) await this.change(passphrase);
    else this.#tell();
    return true;
  }

  lock(): void {
    this.#locks += 1;
    if (!this.#open) return;
    this.#close();
    this.#tell();
  }

  async change(passphrase: string | undefined): Promise<void> {
    if (passphrase === '') throw new PeerError('invalid', 'history: an empty passphrase');
    if (passphrase !== undefined && !canLock()) throw new PeerError('unsupported', 'history: a page without https cannot lock anything');
    const locks = this.#begun();
    // First everything is made anew in memory, then one transaction puts it in the place of the old: a page that dies in between changes nothing.
    const next = passphrase === undefined ? undefined : await newLock(passphrase, newId(), this.#options.rounds);
    while (!(await this.#rewritten(next)));
    if (locks === this.#locks) this.#open = next?.open;
    this.#told();
  }

  /** False if somebody changed something meanwhile. What cannot be read by this version under the old key would be lost: then nothing is changed. */
  async #rewritten(next: { lock: Lock; open: OpenLock } | undefined): Promise<boolean> {
    const before = await this.#database.read(async (tx) => ({ open: await this.#openIn(tx), pages: await tx.objectStore('pages').getAll() }));
    const texts = await Promise.all(before.pages.map((page) => textOf(page, before.open)));
    const pages = await Promise.all(texts.map((text, at) => pageOfText(before.pages[at]!.id, text, next?.open)));
    return this.#database.write(async (tx) => {
      const open = await this.#openIn(tx);
      const now = await tx.objectStore('pages').getAll();
      if (open?.id !== before.open?.id || !same(now, before.pages)) return false;
      for (const page of pages) await tx.objectStore('pages').put(page);
      if (next) await tx.objectStore('locks').put(next.lock, lockKey);
      else await tx.objectStore('locks').delete(lockKey);
      return true;
    });
  }

  async #lockNow(): Promise<Lock | undefined> {
    return (await this.#database.exists()) ? this.#database.read((tx) => tx.objectStore('locks').get(lockKey)) : undefined;
  }

  /** The key that fits the lock there is; undefined without a lock. Throws where it is locked. */
  async #openIn(tx: Transaction<Tables>): Promise<OpenLock | undefined> {
    const lock = await tx.objectStore('locks').get(lockKey);
    if (!lock) return undefined;
    this.#onSeen();
    if (lock.id === this.#open?.id) return this.#open;
    this.#close();
    throw locked();
  }

  /** A key takes its time: whoever leaves meanwhile leaves nothing open. */
  #begun(): number {
    globalThis.addEventListener?.('pagehide', this.#onLeave);
    return this.#locks;
  }

  /** Somebody is there: the time until it locks begins again. */
  #used() {
    clearTimeout(this.#idle);
    if (!this.#open) return;
    this.#lastUsed = Date.now();
    this.#idle = setTimeout(() => this.lock(), this.#options.lockAfter);
    // A page that is left keeps no key, also where the browser keeps the page to come back to.
    globalThis.addEventListener?.('pagehide', this.#onLeave);
    globalThis.document?.addEventListener('visibilitychange', this.#onSeen);
  }

  readonly #onLeave = () => this.lock();

  /** Timers stand still while a device sleeps. */
  readonly #onSeen = () => {
    if (this.#open && Date.now() - this.#lastUsed >= this.#options.lockAfter) this.lock();
  };

  #close() {
    clearTimeout(this.#idle);
    globalThis.removeEventListener?.('pagehide', this.#onLeave);
    globalThis.document?.removeEventListener('visibilitychange', this.#onSeen);
    this.#open = undefined;
  }

  #tell() {
    for (const each of this.#listeners) each();
  }

  /** Something was written: other tabs read again. The message holds nothing. */
  #told() {
    this.#used();
    this.#tell();
    if (typeof BroadcastChannel !== 'function') return;
    const channel = this.#channel ?? new BroadcastChannel(this.#options.database);
    channel.postMessage(0);
    if (channel !== this.#channel) channel.close();
  }
}

const plainOf = ({ id: _, ...checkin }: HistoryEntry): Checkin => checkin;

const pageOf = (entry: HistoryEntry, open: OpenLock | undefined) => pageOfText(entry.id, JSON.stringify({ version: sealedVersion, entry: plainOf(entry) }), open);

async function pageOfText(id: string, text: string, open: OpenLock | undefined): Promise<Page> {
  return open ? { id, sealed: await seal(text, open) } : { id, entry: JSON.parse(text).entry };
}

/** Rejects with `bad-data` for what the key does not open. */
async function textOf({ entry, sealed }: Page, open: OpenLock | undefined): Promise<string> {
  if (!sealed) return JSON.stringify({ version: sealedVersion, entry });
  const text = open && (await unseal(sealed, open).catch(() => undefined));
  if (text === undefined || JSON.parse(text).version !== sealedVersion) throw new PeerError('bad-data', 'history: a record that cannot be read');
  return text;
}

/** Undefined for what this version cannot read. */
async function readPage(page: Page, open: OpenLock | undefined): Promise<HistoryEntry | undefined> {
  try {
    const { entry } = JSON.parse(await textOf(page, open));
    return checkinFaults(entry).length ? undefined : { ...entry, id: page.id };
  } catch {
    return undefined;
  }
}

/** Whether two readings of the table are the same. */
function same(now: readonly Page[], before: readonly Page[]): boolean {
  const text = (page: Page) => JSON.stringify([page.id, page.entry, page.sealed && [...page.sealed]]);
  return now.length === before.length && now.every((page, at) => text(page) === text(before[at]!));
}
