import type { ClientQuery, PeerClient } from '../../client/client.ts';
import type { PeerError } from '../../client/errors.ts';
import type { CheckinResponse, SharedCheckin } from '../../domain/checkin-share.ts';

/** One place in the list. Without a check-in: it was there, and is not any more. */
export interface Item {
  readonly id: string;
  checkin?: SharedCheckin | undefined;
}

/** What waits for a greeter. `twin`: under which id the group sees the same. */
interface Waiting extends Item {
  twin?: string | undefined;
}

/** How many are read at a time. */
const size = 20;
/** So often it is asked again where a backend does not tell, in milliseconds. */
const askEvery = 30_000;
/** What failed is tried again: first after this, then after twice as long. */
const againAfter = 2000;
const againAtMost = 60_000;
const pause = (failures: number, after = againAfter * 2 ** failures) => Math.min(againAtMost, after);
/** A page that was away so long looks again when it comes back. */
const away = 5000;
const slowAfter = 1000;
/** More than these at once are read as a list. */
const fewAtOnce = 10;

/**
 * The check-ins of a group, newest first, as somebody found them: what comes later waits (`newer`) until they want it, so that
 * nothing moves under their eyes. What is taken back goes at once.
 */
export class Feed {
  status: 'pending' | 'done' | 'failed' = 'pending';
  error: unknown;
  slow = false;
  /** What is shown may have changed: there is no connection. */
  stale = false;
  items: Item[] = [];
  waiting: Waiting[] = [];
  /** Under which ids the group sees what the caller wrote. */
  readonly own = new Set<string>();
  /** What the caller said to whom. */
  readonly said = new Map<string, CheckinResponse[]>();

  readonly #client: PeerClient;
  readonly #group: string;
  readonly #greets: boolean;
  readonly #changed: () => void;
  readonly #busy: () => boolean;
  readonly #leaving = new AbortController();
  readonly #arrived = new Map<string, SharedCheckin>();
  /** When what is known of an id was asked for: what was asked before that knows less. */
  readonly #known = new Map<string, number>();
  /** When the caller last said something to one, or took it back. */
  readonly #answered = new Map<string, number>();
  #asked = 0;
  /** From where older ones are read. Empty: nothing was read yet. */
  #cursor: string | null = '';
  #following = false;
  /** How often listening failed, and how often looking again did, since they worked. */
  #failures = 0;
  #misses = 0;
  /** How often something was missed, as the connection was lost: what was asked for before that says nothing of now. */
  #losses = 0;
  /** How often it was to be looked again. */
  #looks = 0;
  #looked = Date.now();
  #again?: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param greets - Whether this place has greeters, who see what waits.
   * @param busy - Whether somebody does something in the list: then nothing is put above it, not even what is their own.
   */
  constructor(client: PeerClient, group: string, greets: boolean, changed: () => void, busy: () => boolean) {
    this.#client = client;
    this.#group = group;
    this.#greets = greets;
    this.#changed = changed;
    this.#busy = busy;
  }

  /** Whether something came that is not shown yet: from somebody, or for a greeter. */
  get newer(): 'somebody' | 'waiting' | undefined {
    const all = [...this.#arrived.values()];
    return all.some(({ unanswered }) => unanswered) ? 'waiting' : all.length ? 'somebody' : undefined;
  }

  /** Whether older ones can be read. */
  get more(): boolean {
    return this.#cursor !== null && this.status === 'done';
  }

  close(): void {
    this.#leaving.abort();
    clearTimeout(this.#again);
    this.items = [];
    this.waiting = [];
    this.#arrived.clear();
    this.said.clear();
  }

  /** Reads the first of them, or older ones. */
  async read(): Promise<void> {
    if (this.#leaving.signal.aborted) return;
    const first = this.#cursor === '';
    const timer = setTimeout(() => this.#seen({ slow: true }), slowAfter);
    this.#seen({ status: 'pending', error: undefined });
    try {
      if (first) this.#follow();
      if (first) await this.#readOwn();
      const looks = this.#looks;
      const asked = (this.#asked += 1);
      const { items, next } = await this.#list({ where: { group: this.#group }, limit: size, ...(this.#cursor && { cursor: this.#cursor }) });
      if (first && this.#greets) await this.#readWaiting();
      this.#cursor = next;
      for (const checkin of items) {
        // What was told of it meanwhile is newer; what waits for a greeter is not put among the others.
        const told = this.#arrived.get(checkin.id);
        const newest = this.#take(checkin.id, asked) ? checkin : told?.unanswered ? undefined : told;
        if (!newest || this.#placeOf(checkin.id)) continue;
        this.#arrived.delete(checkin.id);
        this.items.push({ id: checkin.id, checkin: newest });
      }
      this.#seen({ status: 'done' });
      if (first) this.bringUpToDate();
      // What was looked for meanwhile was looked for without these; and where the connection was lost before them, it is there again.
      if (looks !== this.#looks || (first && this.stale)) void this.lookAgain();
    } catch (error) {
      this.#seen({ status: 'failed', error });
    } finally {
      clearTimeout(timer);
      this.slow = false;
    }
  }

  /** Shows what came, and nothing more of what is gone. Answers the id of the first that is new. */
  bringUpToDate(): string | undefined {
    const arrived = [...this.#arrived.values()].sort((a, b) => (a.at! < b.at! ? 1 : -1));
    this.#arrived.clear();
    const fresh = arrived.filter(({ unanswered }) => !unanswered).map((checkin) => ({ id: checkin.id, checkin }));
    const waits = arrived.filter(({ unanswered }) => unanswered).map((checkin) => ({ id: checkin.id, checkin }));
    this.items = [...fresh, ...this.items.filter(({ checkin }) => checkin)];
    this.waiting = [...waits, ...this.waiting.filter(({ checkin }) => checkin)].map((each) => ({ ...each, twin: this.#twinOf(each.checkin!) }));
    this.#seen();
    return waits.length ? (this.waiting[0]!.twin ?? waits[0]!.id) : fresh[0]?.id;
  }

  /** Asks for everything that is shown once more: what is new, what is gone. */
  async lookAgain(): Promise<void> {
    this.#looks += 1;
    if (this.#cursor === '') return;
    this.#looked = Date.now();
    const losses = this.#losses;
    try {
      await this.#readOwn();
      const missing = await this.#readAgain();
      if (this.#greets) for (const id of await this.#readWaiting()) missing.add(id);
      await this.#lookAt([...missing]);
      // Why older ones could not be read is still to be said.
      const error = this.status === 'failed' ? this.error : undefined;
      if (losses !== this.#losses) return this.#seen({ error });
      this.#misses = 0;
      clearTimeout(this.#again);
      this.#again = undefined;
      this.#seen({ error, stale: false });
    } catch (error) {
      // Where something was missed since, something newer tells how it is.
      if (losses !== this.#losses) return;
      this.error = error;
      this.#miss(error as PeerError);
    }
  }

  /** Looks what became of these: now, or as soon as it can be known. */
  async look(ids: readonly string[]): Promise<void> {
    if (ids.length > fewAtOnce && this.#cursor !== '') return this.lookAgain();
    await this.#lookAt(ids).catch((error: PeerError) => this.#miss(error));
  }

  /** What could not be looked at is looked for until it is known. */
  #miss({ retryAfterMs }: PeerError): void {
    if (this.#leaving.signal.aborted) return;
    this.#lose();
    this.#again ??= setTimeout(() => {
      this.#again = undefined;
      void this.lookAgain();
    }, pause(this.#misses++, retryAfterMs));
  }

  #lose(): void {
    this.#losses += 1;
    this.#seen({ stale: true });
  }

  async #lookAt(ids: readonly string[]): Promise<void> {
    const asked = (this.#asked += 1);
    const found = await Promise.all(ids.map(async (id) => [id, await this.#client.collection('checkins').get(id, this.#leaving)] as const));
    // One's own first: it says which of the others is the same.
    for (const [id, checkin] of [...found].sort(([, a], [, b]) => Number(!a?.mine) - Number(!b?.mine))) this.#told(id, checkin, asked);
    if (!this.#busy() && [...this.#arrived.keys()].some((id) => this.own.has(id))) this.bringUpToDate();
    else this.#seen();
  }

  /** Says that the caller said something, or took it back. */
  answered(checkin: string, change: (said: readonly CheckinResponse[]) => CheckinResponse[]): void {
    this.said.set(checkin, change(this.said.get(checkin) ?? []));
    this.#answered.set(checkin, (this.#asked += 1));
    this.#seen();
  }

  #list(query: ClientQuery) {
    return this.#client.collection('checkins').list(query, this.#leaving);
  }

  /** What is the caller's own, and what they said to others. */
  async #readOwn(): Promise<void> {
    const where = { mine: 'yes' };
    const asked = (this.#asked += 1);
    const said = new Map<string, CheckinResponse[]>();
    for await (const { items } of this.#client.collection('checkins').pages({ where }, this.#leaving)) for (const { shown } of items) if (shown) this.own.add(shown);
    if (!this.#client.can.collections.responses?.list) return;
    for await (const { items } of this.#client.collection('responses').pages({ where }, this.#leaving)) {
      for (const response of items) if (response.mine) said.set(response.checkin, [...(said.get(response.checkin) ?? []), response]);
    }
    // What was said after this was asked for is known better here.
    for (const checkin of new Set([...this.said.keys(), ...said.keys()])) {
      if ((this.#answered.get(checkin) ?? 0) < asked) this.said.set(checkin, said.get(checkin) ?? []);
    }
  }

  /** Answers which of those that are shown were not found. */
  async #readAgain(): Promise<Set<string>> {
    const asked = (this.#asked += 1);
    const missing = new Set([...this.items.filter(({ checkin }) => checkin).map(({ id }) => id), ...this.#arrived.keys()]);
    // Also while older ones are on their way.
    const more = this.#cursor !== null;
    const oldest = more ? (this.items.at(-1)?.checkin?.at ?? '') : '';
    let read = 0;
    for await (const { items } of this.#client.collection('checkins').pages({ where: { group: this.#group }, limit: size }, this.#leaving)) {
      for (const checkin of items) {
        missing.delete(checkin.id);
        if (checkin.at! >= oldest) this.#told(checkin.id, checkin, asked);
      }
      read += items.length;
      if (more && (!missing.size || read > this.items.length + size)) break;
    }
    return missing;
  }

  /** What waits for a greeter. Answers which of those that were there does not any more. */
  async #readWaiting(): Promise<string[]> {
    const asked = (this.#asked += 1);
    const { items } = await this.#list({ where: { unanswered: this.#group } });
    for (const checkin of items) this.#told(checkin.id, checkin, asked);
    return this.waiting.filter(({ id, checkin }) => checkin && !items.some((each) => each.id === id)).map(({ id }) => id);
  }

  /** Whether this is the newest that was asked of it. */
  #take(id: string, asked: number): boolean {
    if ((this.#known.get(id) ?? 0) > asked) return false;
    this.#known.set(id, asked);
    return true;
  }

  #told(id: string, checkin: SharedCheckin | null, asked: number): void {
    if (!this.#take(id, asked)) return;
    if (checkin?.mine) return void (checkin.shown && this.own.add(checkin.shown));
    const there = checkin && (checkin.group === this.#group || checkin.unanswered) ? checkin : undefined;
    const place = this.#placeOf(id);
    if (place) place.checkin = there;
    else if (there) this.#arrived.set(id, there);
    else this.#arrived.delete(id);
  }

  #placeOf(id: string): Item | undefined {
    return [...this.items, ...this.waiting].find((each) => each.id === id);
  }

  /** A greeter's copy is another record than the group's. */
  #twinOf(checkin: SharedCheckin): string | undefined {
    const said = ({ at, name, feelings, words, energy, need, help }: SharedCheckin) => JSON.stringify([at, name, feelings, words, energy, need, help]);
    return this.items.find((each) => each.checkin && said(each.checkin) === said(checkin))?.id;
  }

  /** Hears of changes, or asks for them where a backend does not tell. */
  #follow(): void {
    if (this.#following) return;
    this.#following = true;
    const { reach, collections } = this.#client.can;
    const { signal } = this.#leaving;
    const look = () => void (document.hidden || this.lookAgain());
    if (collections.checkins?.watch) this.#watch();
    // What ends by itself is told by a service; a page or a device has to be asked.
    const every = !collections.checkins?.watch ? askEvery : reach === 'shared' ? 0 : 60_000;
    const timer = every ? setInterval(look, every) : undefined;
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
    document.addEventListener('visibilitychange', () => Date.now() - this.#looked > away && look(), { signal });
  }

  /** All that the caller may see: one connection tells of the group, of their own, and of what waits. */
  #watch(): void {
    const { signal } = this.#leaving;
    const error = ({ retryable, retryAfterMs }: PeerError) => {
      this.#lose();
      const wait = retryable ? pause(this.#failures++, retryAfterMs) : againAtMost;
      const timer = setTimeout(() => this.#watch(), wait);
      signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
      // Whoever cannot be told is not left with what was.
      if (!retryable) void this.lookAgain();
    };
    const ready = () => {
      this.#failures = 0;
      void this.lookAgain();
    };
    this.#client.collection('checkins').watch({}, { ready, change: (ids) => void this.look(ids), error }, { signal });
  }

  #seen(change: Partial<Pick<Feed, 'status' | 'error' | 'slow' | 'stale'>> = {}): void {
    if (this.#leaving.signal.aborted) return;
    Object.assign(this, change);
    this.#changed();
  }
}
