import type { CollectionName, RecordOf } from '../../adapters/adapter.ts';
import type { ClientQuery, PeerClient } from '../../client/client.ts';
import { PeerError } from '../../client/errors.ts';
import { cameAt, type DeskItem, keyOfReport, keyOfSending, type Lane, lanesOf, waits } from '../../domain/desk.ts';
import { type Hold, isReviewDue } from '../../domain/hold.ts';
import type { Alarm } from '../../domain/space.ts';
import type { Claim, Opinion } from '../../domain/story.ts';
import { breathe } from '../../internal/slices.ts';

/** So many are asked for at once. */
const pageSize = 100;
/** A backend that tells of no changes is asked again so often, in milliseconds. */
const askEvery = 60_000;
/** What is not watched there, since each watch of a service takes a connection, is asked for so often, in milliseconds. */
const seldomEvery = 20_000;
/** After a watch has ended, or something could not be read, it is tried again after so long, and later after twice as long each time, in milliseconds. */
const againAfter = 3_000;
const againAtMost = 60_000;
/** A quick answer never flashes a sentence about waiting. In milliseconds. */
const slowAfter = 1000;

type Pool = 'sendings' | 'reports';

/** What waits, in each collection. */
const waiting: Record<Pool, ClientQuery> = { sendings: { where: { state: ['sent', 'claimed'] } }, reports: { where: { state: 'waiting' } } };

/** When it was sent: that is its place in the order of the backend, whatever came of it since. */
const arrivedAt = ({ sending }: DeskItem, unknown: number): number => (sending?.sent === undefined ? unknown : Date.parse(sending.sent));

const keyIn = (pool: Pool, id: string): string => (pool === 'sendings' ? keyOfSending(id) : keyOfReport(id));

const itemOf = (pool: Pool, record: RecordOf<Pool>): DeskItem => ({ key: keyIn(pool, record.id), ...(pool === 'sendings' ? { sending: record as RecordOf<'sendings'> } : { report: record as RecordOf<'reports'> }) });

const keyOf = ({ sending, report }: Claim): string => (sending === undefined ? keyOfReport(report!) : keyOfSending(sending));

/** An item with its place: what happens to it meanwhile does not move it. */
interface Placed {
  item: DeskItem;
  lanes: readonly Lane[];
  at: number;
}

/**
 * What waits for the staff, as far as it was read, in an order that stands still: what comes later waits beside it until it
 * is asked for, and what is done stays where it is until then. Knows nothing of the picture.
 */
export class Queue {
  status: 'pending' | 'done' | 'failed' = 'pending';
  error?: unknown;
  slow = false;
  /** Changes are not told at the moment: what is on the page may be old. */
  stale = false;
  /** Something has come that is not in the order yet, or something in it is done. */
  newer = false;
  /** Something urgent has waited too long, and whoever is on call is being told. */
  alarm?: Alarm | undefined;
  /** What is held, first what has to be looked at first. */
  holds: readonly Hold[] = [];
  /** Goes up with each change that can be seen. */
  version = 0;
  /** The name under which the claims of whoever looks stand. */
  #me?: string | undefined;
  /** Until when what whoever looks has decided can be taken back, ISO 8601. */
  readonly held = new Map<string, string>();
  readonly #items = new Map<string, DeskItem>();
  #placed = new Map<string, Placed>();
  readonly #cursors: Partial<Record<Pool, string | null>> = {};
  /** When the last one came of those that were read page by page: what came later comes with a later page. */
  #readUntil = -Infinity;
  /** What stands in each lane, until something changes. */
  #lanes = { version: -1, of: new Map<Lane, readonly DeskItem[]>() };
  /** How often something was asked for, and when single ones were that have been answered since: an older answer is no news. */
  #turn = 0;
  readonly #looked = new Map<string, number>();
  readonly #claims = new Map<string, Claim>();
  /** Since they were asked for last. */
  #claimsChanged = false;
  #claiming?: Promise<void> | undefined;
  readonly #questions = new Map<string, Opinion>();
  readonly #client: PeerClient;
  readonly #changed: () => void;
  readonly #leaving = new AbortController();
  #reading?: Promise<void> | undefined;
  #asked = false;
  /** Watches that have ended and are not told of anything at the moment. */
  readonly #down = new Set<CollectionName>();
  /** Something was told that could not be read, or may not have been told at all. */
  #missing = false;
  /** How often in a row what was missed could not be read. */
  #failures = 0;
  #catching = false;
  #again?: ReturnType<typeof setTimeout> | undefined;

  constructor(client: PeerClient, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
  }

  get me(): string | undefined {
    return this.#me;
  }

  set me(me: string | undefined) {
    if (me === this.#me) return;
    this.#me = me;
    this.#seen();
    void this.#readMine();
  }

  /** Whether everything that waits was read. */
  get ended(): boolean {
    return this.#pools.every((pool) => this.#cursors[pool] === null);
  }

  /** What stands in a lane, in its order. Where somebody may be in danger, whoever has waited longest comes first. */
  lane(lane: Lane): readonly DeskItem[] {
    if (this.#lanes.version !== this.version) this.#lanes = { version: this.version, of: new Map() };
    const known = this.#lanes.of.get(lane) ?? this.#laneNow(lane);
    this.#lanes.of.set(lane, known);
    return known;
  }

  #laneNow(lane: Lane): readonly DeskItem[] {
    const found = [...this.#placed.values()].filter(({ item, lanes }) => (lane === 'mine' ? this.isMine(item) : lane === 'opinions' ? item.question && item.question.by !== this.#me : lanes.includes(lane)));
    if (lane === 'urgent') found.sort((one, other) => one.at - other.at);
    return found.map(({ item }) => item);
  }

  /** What is known of one, also of what is not in the order yet. */
  item(key: string): DeskItem | undefined {
    return this.#items.get(key);
  }

  isMine({ claim }: DeskItem): boolean {
    return claim !== undefined && claim.by === this.#me;
  }

  /** Begins: reads the first page and who reads what, and hears of changes from then on. */
  async begin(): Promise<void> {
    const first = this.read(() => true);
    this.#follow(first);
    await first;
  }

  /** Reads on until `enough` says so, or to the end. What was read stays when the rest cannot be; then it may be tried again. */
  async read(enough: () => boolean): Promise<void> {
    // One after the other: two would read the same page.
    while (this.#reading) await this.#reading;
    if (this.status === 'done' && this.#cursors.sendings !== undefined && (this.ended || enough())) return;
    const reading = (this.#reading = this.#readOn(enough));
    // Not where it ends: where nothing is left to wait for, that is before it stands here, and all would wait for it for ever.
    await reading.finally(() => (this.#reading = undefined));
  }

  /** Puts what has come into its place, and takes out what is done. */
  bringUpToDate(): void {
    const now = Date.now();
    const keep = new Map<string, Placed>();
    for (const { item: { key } } of this.#placed.values()) {
      const item = this.#items.get(key);
      if (item && waits(item)) keep.set(key, this.#place(item, now));
      else this.#items.delete(key);
    }
    for (const item of this.#items.values()) if (!keep.has(item.key)) keep.set(item.key, this.#place(item, now));
    this.#placed = keep;
    this.newer = false;
    this.#seen();
  }

  /** Asks for one again, after something that has changed it. */
  async again({ sending, report }: DeskItem): Promise<void> {
    await Promise.all([...(sending ? [this.#look('sendings', [sending.id])] : []), ...(report ? [this.#look('reports', [report.id])] : []), this.#readClaims()]);
  }

  /** Everything that whoever looks has taken, also what was not read yet. */
  get mine(): { key: string; claim: Claim }[] {
    return [...this.#claims].filter(([, { by }]) => by === this.#me).map(([key, claim]) => ({ key, claim }));
  }

  /** Whoever looks has given this back. */
  freed(claim: Claim): void {
    if (this.#claims.get(keyOf(claim))?.id !== claim.id) return;
    this.#unclaim(keyOf(claim));
  }

  /** Whoever looks has taken this. */
  taken(claim: Claim): void {
    this.#claims.set(keyOf(claim), claim);
    this.#claimsChanged = true;
    this.#me ??= claim.by;
    this.#withClaims();
  }

  /** Whoever looks has claimed this, or given it back. */
  claimed(item: DeskItem, claim: Claim | undefined): void {
    if (claim) this.taken(claim);
    else this.#unclaim(item.key);
  }

  #unclaim(key: string): void {
    this.#claims.delete(key);
    this.#claimsChanged = true;
    this.#withClaims();
  }

  /** Whoever looks has decided, and can take it back until then; or they have, or cannot any more. */
  decided({ key }: DeskItem, until: string | undefined): void {
    if (until === undefined) this.held.delete(key);
    else this.held.set(key, until);
    this.#seen();
  }

  /** Asks nothing any more, and tells nothing. */
  close(): void {
    this.#leaving.abort();
    clearTimeout(this.#again);
  }

  get #pools(): Pool[] {
    return (['reports', 'sendings'] as const).filter((pool) => this.#client.can.collections[pool]?.list);
  }

  async #readOn(enough: () => boolean): Promise<void> {
    const { signal } = this.#leaving;
    const late = setTimeout(() => this.#seen({ slow: true }), slowAfter);
    this.#seen({ status: 'pending' });
    try {
      if (this.#cursors.sendings === undefined) await this.#readClaims();
      for (const pool of this.#pools) if (this.#cursors[pool] === undefined) await this.#page(pool);
      if (!this.#asked) await Promise.all([this.readQuestions(), this.#readAlarm(), this.readHolds()]);
      while (!this.ended && !enough()) {
        for (const pool of this.#pools) if (this.#cursors[pool] !== null) await this.#page(pool);
        // Whoever types or scrolls meanwhile comes first: a backend in this page answers without ever letting go.
        await breathe();
      }
      this.#seen({ status: 'done', error: undefined });
      if (this.#missing) void this.#catchUp();
    } catch (error) {
      if (!signal.aborted) this.#seen({ status: 'failed', error });
    }
    clearTimeout(late);
    this.#seen({ slow: false });
  }

  async #page(pool: Pool): Promise<void> {
    const { signal } = this.#leaving;
    const cursor = this.#cursors[pool];
    const turn = (this.#turn += 1);
    const { items, next } = await this.#client.collection(pool).list({ ...waiting[pool], limit: pageSize, ...(cursor && { cursor }) }, { signal });
    signal.throwIfAborted();
    const now = Date.now();
    const older: string[] = [];
    for (const record of items) {
      const read = itemOf(pool, record);
      if (pool === 'sendings' && !read.sending!.urgent) this.#readUntil = Math.max(this.#readUntil, arrivedAt(read, -Infinity));
      if (this.#isOlder(read.key, turn)) {
        older.push(record.id);
        continue;
      }
      const item = this.#keep(read);
      if (!this.#placed.has(item.key)) this.#placed.set(item.key, this.#place(item, now));
    }
    // A backend that answers the same page for ever would keep the page busy for ever.
    this.#cursors[pool] = next === cursor ? null : next;
    this.#seen();
    if (older.length) await this.#look(pool, older);
  }

  /** Whether it was asked for, and answered, since that turn. */
  #isOlder(key: string, turn: number): boolean {
    return (this.#looked.get(key) ?? 0) > turn;
  }

  /** With who reads it, and what is asked about it. */
  #keep(read: DeskItem): DeskItem {
    const claim = this.#claims.get(read.key);
    const question = read.sending && this.#questions.get(read.sending.id);
    const item: DeskItem = { ...read, ...(claim && { claim }), ...(question && { question }) };
    this.#set(item);
    return item;
  }

  /** The newest that is known of an item, where it stands. */
  #set(item: DeskItem): void {
    this.#items.set(item.key, item);
    const placed = this.#placed.get(item.key);
    if (placed) this.#placed.set(item.key, { ...placed, item });
  }

  #place(item: DeskItem, now: number): Placed {
    return { item, lanes: lanesOf(item), at: cameAt(item, now) };
  }

  /** Who reads what, all of it: there are never many. One reading at a time, which begins anew where something changed meanwhile. */
  async #readClaims(): Promise<void> {
    this.#claimsChanged = true;
    await (this.#claiming ??= this.#listClaims().finally(() => (this.#claiming = undefined)));
  }

  async #listClaims(): Promise<void> {
    if (!this.#client.can.collections.claims?.list) return;
    const { signal } = this.#leaving;
    let found: Claim[] = [];
    while (this.#claimsChanged) {
      this.#claimsChanged = false;
      found = [];
      for await (const { items } of this.#client.collection('claims').pages({ limit: pageSize }, { signal })) found.push(...items);
    }
    this.#claims.clear();
    for (const claim of found) this.#claims.set(keyOf(claim), claim);
    this.#withClaims();
    void this.#readMine();
  }

  /** Which second opinions are asked for, and what about: also where that was not read yet. */
  async readQuestions(): Promise<void> {
    this.#asked = true;
    if (!this.#client.can.collections.opinions?.list) return;
    const { signal } = this.#leaving;
    const open = new Map<string, Opinion>();
    for await (const { items } of this.#client.collection('opinions').pages({ where: { open: 'yes' }, limit: pageSize }, { signal })) for (const each of items) open.set(each.sending, each);
    this.#questions.clear();
    for (const [sending, question] of open) this.#questions.set(sending, question);
    for (const item of [...this.#items.values()]) {
      const question = item.sending && open.get(item.sending.id);
      if (question?.id === item.question?.id) continue;
      const { question: _, ...rest } = item;
      this.#set({ ...rest, ...(question && { question }) });
    }
    for (const id of open.keys()) await this.#fetch('sendings', id);
    this.#seen();
  }

  /** What whoever looks has taken, also where the list has not come to it yet. */
  async #readMine(): Promise<void> {
    try {
      for (const { claim: { sending, report } } of this.mine) await this.#fetch(sending === undefined ? 'reports' : 'sendings', (sending ?? report)!);
      this.#seen();
    } catch {
      // It comes with its page.
    }
  }

  /** Reads one that is not here, and puts it behind the others. */
  async #fetch(pool: Pool, id: string): Promise<void> {
    if (this.#items.has(keyIn(pool, id))) return;
    const { signal } = this.#leaving;
    const record = await this.#client.collection(pool).get(id, { signal });
    signal.throwIfAborted();
    // It may have come in another way meanwhile.
    if (!record || this.#items.has(keyIn(pool, id))) return;
    const item = this.#keep(itemOf(pool, record));
    this.#placed.set(item.key, this.#place(item, Date.now()));
  }

  async #readAlarm(): Promise<void> {
    if (!this.#client.can.collections.alarms?.list) return;
    const { items } = await this.#client.collection('alarms').list({}, { signal: this.#leaving.signal });
    this.alarm = items[0];
    this.#seen();
  }

  /** Whether somebody has to decide about something that is held. */
  holdsDue(now: number): boolean {
    return this.holds.some((hold) => isReviewDue(hold, now));
  }

  async readHolds(): Promise<void> {
    if (!this.#client.can.collections.holds?.list) return;
    const { items } = await this.#client.collection('holds').list({}, { signal: this.#leaving.signal });
    this.holds = items;
    this.#seen();
  }

  /** Whoever looks takes care of what waits: nobody is told any more, for a while. */
  async acknowledge(): Promise<void> {
    const { alarm } = this;
    if (!alarm) return;
    await this.#client.collection('alarms').remove(alarm.id).catch((error: unknown) => {
      // A colleague was quicker.
      if (!PeerError.is(error) || error.code !== 'not-found') throw error;
    });
    this.alarm = undefined;
    this.#seen();
  }

  #withClaims(): void {
    for (const item of this.#items.values()) {
      const claim = this.#claims.get(item.key);
      if (claim?.id === item.claim?.id && claim?.until === item.claim?.until) continue;
      const { claim: _, ...rest } = item;
      this.#set({ ...rest, ...(claim && { claim }) });
    }
    this.#seen();
  }

  /** Reads single ones again: what has come, what has changed, what is gone. */
  async #look(pool: Pool, ids: readonly string[]): Promise<void> {
    const { signal } = this.#leaving;
    for (const id of ids) {
      const turn = (this.#turn += 1);
      const record = await this.#client.collection(pool).get(id, { signal });
      signal.throwIfAborted();
      const key = keyIn(pool, id);
      if (this.#isOlder(key, turn)) continue;
      this.#looked.set(key, turn);
      this.#told(pool, key, record);
    }
    this.#seen();
  }

  #told(pool: Pool, key: string, record: RecordOf<Pool> | null): void {
    const before = this.#items.get(key);
    if (!record) {
      if (before) this.#gone(before);
      return;
    }
    const placed = this.#placed.has(key);
    const now = itemOf(pool, record);
    if (!placed && (!waits(now) || this.#comesLater(pool, now))) {
      this.#items.delete(key);
      return;
    }
    const item = this.#keep(now);
    // Its place is that of before: it may belong into another lane now.
    const moved = placed && String(lanesOf(item)) !== String(this.#placed.get(key)!.lanes);
    if (!placed || !waits(item) || moved) this.newer = true;
  }

  /** Whether it comes by itself with one of the pages that were not read yet. */
  #comesLater(pool: Pool, item: DeskItem): boolean {
    return this.#cursors[pool] !== null && pool === 'sendings' && !item.sending!.urgent && arrivedAt(item, Infinity) > this.#readUntil;
  }

  /** Its writer took it back: nothing of its words stays in the page. */
  #gone({ key, sending, report }: DeskItem): void {
    if (!this.#placed.has(key)) {
      this.#items.delete(key);
      return;
    }
    this.newer = true;
    const emptied: DeskItem = sending ? { key, sending: { ...sending, state: 'expired', text: '', topics: [], notes: [] } } : { key, report: { ...report!, state: 'read', words: undefined } as DeskItem['report'] & object };
    this.#set(emptied);
  }

  /** Hears of changes, or asks for them where a backend does not tell. */
  #follow(first: Promise<void>): void {
    const { reach, collections } = this.#client.can;
    if (!collections.sendings?.watch) return this.#every(askEvery, () => this.#readAgain());
    // What happened after the first reading and before it is listened is looked for.
    const since = (read: () => Promise<void>) => async () => {
      await first;
      if (this.status === 'done') await read();
      else this.#missing = true;
    };
    this.#watch('sendings', waiting.sendings, (ids) => this.#look('sendings', ids), since(() => this.#poolAgain('sendings')));
    if (collections.claims?.watch) this.#watch('claims', {}, () => this.#readClaims(), since(() => this.#readClaims()));
    // A browser has six connections to a service for all its windows together.
    if (reach === 'shared') return this.#every(seldomEvery, () => this.#readSeldom());
    if (collections.reports?.watch) this.#watch('reports', waiting.reports, (ids) => this.#look('reports', ids));
    if (collections.opinions?.watch) this.#watch('opinions', {}, () => this.readQuestions());
    if (collections.alarms?.watch) this.#watch('alarms', {}, () => this.#readAlarm());
    if (collections.holds?.watch) this.#watch('holds', {}, () => this.readHolds());
  }

  #every(ms: number, read: () => Promise<void>): void {
    const timer = setInterval(() => !document.hidden && void read().catch(this.#missed), ms);
    this.#leaving.signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  /** `failures`: how often in a row it has ended without being told of anything. */
  #watch(collection: CollectionName, query: ClientQuery, change: (ids: string[]) => Promise<void>, ready?: () => Promise<void>, failures = 0): void {
    const { signal } = this.#leaving;
    let failed = failures;
    this.#client.collection(collection).watch(
      query,
      {
        ready: () => {
          failed = 0;
          this.#down.delete(collection);
          ready?.().catch(this.#missed);
        },
        change: (ids) => void change(ids).catch(this.#missed),
        error: (error) => {
          this.#down.add(collection);
          // Where it does not come back soon, what it would have told is asked for meanwhile.
          if (failed || !error.retryable) this.#missed();
          else this.#seen({ stale: true });
          const wait = Math.min(againAtMost, error.retryable ? (error.retryAfterMs ?? againAfter * 2 ** failed) : againAtMost);
          const timer = setTimeout(() => this.#watch(collection, query, change, () => this.#catchUp(), failed + 1), wait);
          signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
        },
      },
      { signal },
    );
  }

  /** Something was not read that may have changed: all is read again, later each time until that has worked. */
  readonly #missed = (): void => {
    if (this.#leaving.signal.aborted) return;
    this.#missing = true;
    this.#seen({ stale: true });
    if (this.#catching) return;
    this.#again ??= setTimeout(() => void this.#catchUp(), Math.min(againAtMost, againAfter * 2 ** this.#failures++));
  };

  /** Reads again what was missed, once at a time: what is missed meanwhile is read after it. */
  async #catchUp(): Promise<void> {
    clearTimeout(this.#again);
    this.#again = undefined;
    // Where nothing was read so far, nothing is old: it is read first, and then again.
    const begun = this.#cursors.sendings !== undefined;
    this.#missing = this.#catching || !begun;
    if (this.#missing) return;
    this.#catching = true;
    const worked = await this.#readAgain().then(() => true, () => false);
    this.#catching = false;
    if (!worked || this.#missing) return this.#missed();
    this.#failures = 0;
    if (!this.#down.size) this.#seen({ stale: false });
  }

  /** Reads again what was read so far: what is new, what is gone. */
  async #readAgain(): Promise<void> {
    await this.#readClaims();
    for (const pool of this.#pools) if (pool !== 'reports') await this.#poolAgain(pool);
    await this.#readSeldom();
  }

  /** The same with what changes seldom. */
  async #readSeldom(): Promise<void> {
    await Promise.all([this.readQuestions(), this.#readAlarm(), this.readHolds()]);
    if (this.#pools.includes('reports')) await this.#poolAgain('reports');
  }

  async #poolAgain(pool: Pool): Promise<void> {
    const { signal } = this.#leaving;
    const turn = (this.#turn += 1);
    const missing = new Set([...this.#items.values()].flatMap(({ sending, report }) => (pool === 'sendings' ? (sending?.id ?? []) : (report?.id ?? []))));
    for await (const { items } of this.#client.collection(pool).pages({ ...waiting[pool], limit: pageSize }, { signal })) {
      for (const record of items) {
        missing.delete(record.id);
        const key = keyIn(pool, record.id);
        if (!this.#isOlder(key, turn)) this.#told(pool, key, record);
      }
      if (!missing.size && this.#cursors[pool] !== null) break;
    }
    await this.#look(pool, [...missing]);
  }

  #seen(change: Partial<Pick<Queue, 'status' | 'error' | 'slow' | 'stale'>> = {}): void {
    if (this.#leaving.signal.aborted) return;
    Object.assign(this, change);
    this.version += 1;
    this.#changed();
  }
}
