import { type Act, assertCan, type CollectionName, type Query, type Schema, type Schemas } from '../adapters/adapter.ts';
import { abilities } from '../client/abilities.ts';
import { PeerError } from '../client/errors.ts';
import { newId as randomId } from '../client/ids.ts';
import { type Alarm, type SpaceSettings, spaceRecord } from '../domain/space.ts';
import { type AlarmTimes, raise } from './kinds/alarms.ts';
import { endOf, giveBack, settle } from './kinds/desk.ts';
import { expireReply, expireSending, expireStory, showBatch } from './kinds/life.ts';
import { note } from './kinds/log.ts';
import { expireReport } from './kinds/reports.ts';
import { isOver, lastMoved, waitsForWriter } from './kinds/stories.ts';
import { kinds } from './kinds/index.ts';
import { type Acting, drop, keep, keepNoted, type Kind, personal } from './kinds/kind.ts';
import { type Right, rightOf } from './permissions.ts';
import type { AnyRecord, Marker, ReadTx, Row, Store, WriteTx } from './store.ts';
import { readersOf, type Who } from './who.ts';

export interface BackendOptions {
  store: Store;
  schemas: () => Promise<Schemas>;
  /** What was decided for a space; undefined for one that nobody decided anything about. */
  settings: (space: string) => SpaceSettings | undefined;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
  /** What is kept of a body, to know it again. Default: the body. */
  fingerprint?: (body: string) => string | Promise<string>;
  newId?: () => string;
  /** Loads what says whether words should be read before all others. Default: the library's own. */
  notice?: () => Promise<Acting['urgent']>;
}

/** A call, once it is known who calls. */
export interface BackendCall {
  space: string;
  locale: string;
  who: Who;
}

export interface BackendWrite extends BackendCall {
  intent: string;
  /** What the staff should know of the call: checks that failed or were not made. A function is asked within the write, if it was not done before. */
  flags?: readonly string[] | ((tx: WriteTx) => Promise<readonly string[]>);
}

/**
 * The acts of every collection, the same wherever the records are kept: who may, what a record looks like to whom, once
 * and not twice, and what follows. Rejects with a `PeerError` like an adapter.
 */
export class Backend {
  readonly #options: BackendOptions;
  readonly #now: () => number;
  readonly #newId: () => string;

  constructor(options: BackendOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#newId = options.newId ?? randomId;
  }

  async list(collection: CollectionName, query: Query, call: BackendCall): Promise<{ items: AnyRecord[]; next: string | null }> {
    const right = entitled(collection, 'list', call.who, query);
    checkOrder(collection, query);
    // What is theirs is theirs, whoever else it is for.
    const readers = right === 'own' ? undefined : readersOf(call.who);
    await this.#look(collection, call.space);
    const request = { query, now: this.#now(), locale: call.locale, ...(readers && { readers }), ...(right === 'own' && { owner: call.who.owner ?? '' }) };
    const { rows, next } = await this.#options.store.read(call.space, (tx) => tx.list(collection, request));
    return { items: rows.map((row) => shown(collection, row, call.who)), next };
  }

  async get(collection: CollectionName, id: string, call: BackendCall): Promise<AnyRecord | null> {
    const right = entitled(collection, 'get', call.who);
    if (collection === 'spaces') return this.#space(id, call);
    await this.#look(collection, call.space);
    const row = await this.#options.store.read(call.space, (tx) => tx.get(collection, id));
    return row && isFor(row, right, call.who) ? shown(collection, row, call.who) : null;
  }

  async create(collection: CollectionName, draft: unknown, call: BackendWrite): Promise<AnyRecord> {
    entitled(collection, 'create', call.who);
    const { draft: schema } = await this.#schema(collection);
    const sent = parsed(collection, schema as Schema<unknown> | undefined, draft);
    const kind = kindOf(collection);
    await this.#lookAtDecisions(collection, call.space);
    return this.#once('create', collection, undefined, sent, call, async (acting) => {
      const row = await keep(collection, await kind.create!(sent as never, acting), acting);
      return { row, answer: kind.created?.(sent as never, acting) };
    });
  }

  async update(collection: CollectionName, id: string, patch: unknown, call: BackendWrite & { rev: string }): Promise<AnyRecord> {
    const right = entitled(collection, 'update', call.who);
    if (!call.rev) throw new PeerError('invalid', `${collection}: a change needs the rev that it is based on`);
    const { patch: schema, record } = await this.#schema(collection);
    const sent = parsed(collection, schema as Schema<unknown> | undefined, patch);
    await this.#lookAtDecisions(collection, call.space);
    return this.#once('update', collection, id, sent, call, async (acting) => {
      const row = await current(collection, id, right, call.rev, acting);
      const changed = await kindOf(collection).update!(row, sent as never, acting);
      // A patch may fit, and what it leaves may not: a name that was removed.
      const { rev: _, ...whole } = parsed(collection, record as Schema<AnyRecord>, { ...changed.record, rev: changed.rev }) as AnyRecord;
      return { row: await this.#changed(collection, { ...changed, record: whole as AnyRecord }, acting, row) };
    });
  }

  async remove(collection: CollectionName, id: string, call: BackendWrite & { rev?: string }): Promise<void> {
    const right = entitled(collection, 'remove', call.who);
    await this.#lookAtDecisions(collection, call.space);
    await this.#once('remove', collection, id, null, call, async (acting) => {
      const row = await current(collection, id, right, call.rev, acting);
      await kindOf(collection).remove?.(row, acting);
      await drop(collection, row, acting);
      return undefined;
    });
  }

  /**
   * Takes away again what was withdrawn or erased after a backup was made, once that backup is in place. Does nothing if it
   * is not there.
   */
  async erase(space: string, collection: CollectionName, id: string): Promise<void> {
    await this.#options.store.write(space, async (tx) => {
      const acting = this.#acting(tx, { space, locale: 'en', who: { role: 'admin' } });
      const row = await tx.get(collection, id);
      if (row) await kindOf(collection).erase?.(row, acting);
      if (row) await drop(collection, row, acting);
      else await tx.forget(collection, id);
    });
  }

  /**
   * Takes out of everybody's sight what was changed after a backup was made, once that backup is in place: whoever wrote it
   * has to agree anew, or the staff to look anew. Does nothing if this edition is there, or nothing at all. Answers whether it did.
   */
  async distrust(space: string, collection: CollectionName, id: string, edition: number): Promise<boolean> {
    return this.#options.store.write(space, async (tx) => {
      const acting = this.#acting(tx, { space, locale: 'en', who: { role: 'admin' } });
      const row = await tx.get(collection, id);
      const { distrust } = kindOf(collection);
      if (!row || !distrust || (row.edition ?? 0) >= edition) return false;
      const left = await distrust(row, acting);
      if (left) await keep(collection, { ...left, edition }, acting, row);
      if (left) await tx.blur(collection, id);
      return true;
    });
  }

  /** Refuses, as the act itself would, what this caller may never do: before anything is read of what they send. */
  may(collection: CollectionName, act: Act, who: Who): void {
    entitled(collection, act, who);
  }

  /** Refuses, as the other acts do, what may not be watched. The store tells of changes. */
  mayWatch(collection: CollectionName, query: Query, who: Who): void {
    entitled(collection, 'watch', who, query);
  }

  /**
   * What time brings: what was decided and held back holds, claims that are over are given back, and what a space keeps no
   * longer goes. To be called every few minutes. A space without settings keeps everything.
   */
  async expire(space: string): Promise<void> {
    const now = this.#now();
    await this.settleDecisions(space);
    await this.returnClaims(space);
    await this.#each(space, 'presences', {}, ({ record }) => Date.parse(record.until as string) <= now, (presence, acting) => drop('presences', presence, acting));
    const settings = this.#options.settings(space);
    if (!settings) return;
    await this.showBatches(space);
    const over = (month: string | undefined) => month !== undefined && isOver({ month }, settings.keptMonths, now);
    await this.#each(space, 'stories', {}, ({ record }) => over(record.month as string), expireStory);
    // Nothing is older than what came after it: what came lately needs no second look.
    await this.#each(space, 'sendings', { where: { state: [...waitsForWriter] } }, ({ record }) => !record.sent || over((record.sent as string).slice(0, 7)), async (sending, acting) => {
      const state = sending.record.state as (typeof waitsForWriter)[number];
      if (waitsForWriter.includes(state) && over(await lastMoved(sending, acting))) await expireSending(sending, acting);
    });
    // A reply may be older than the story that it is about, which was published anew.
    await this.#each(space, 'replies', {}, ({ record }) => over(record.month as string), expireReply);
    await this.#each(space, 'reports', { where: { state: 'read' } }, ({ record }) => !record.sent || over((record.sent as string).slice(0, 7)), expireReport);
  }

  /** What was decided and held back holds, once it cannot be taken back any more. */
  async settleDecisions(space: string): Promise<void> {
    const now = this.#now();
    await this.#each(space, 'decisions', { where: { effective: 'later' } }, (decision) => isDue(decision, now), settle);
  }

  /**
   * Writes down what whoever runs a server did: of settings only that they are others than before. `begun`: only if something
   * was written down before, so that a database in which nothing has happened stays empty.
   */
  async note(space: string, noted: { act: 'export' | 'settings' | 'restore'; what?: string }, { begun = false } = {}): Promise<void> {
    await this.#options.store.write(space, async (tx) => {
      const newest = async (query: Partial<Query>) => (await tx.list('log', { query: { ...query, limit: 1 }, now: this.#now(), locale: 'en' })).rows[0];
      if (begun && !(await newest({}))) return;
      if (noted.act === 'settings' && (await newest({ where: { act: 'settings' } }))?.record.what === noted.what) return;
      await note(noted, this.#acting(tx, { space, locale: 'en', who: { role: 'admin' } }));
    });
  }

  /**
   * Whether whoever is on call has to be told now that something urgent waits which nobody reads. To be asked every minute;
   * of all who ask, one is answered so.
   */
  async alarm(space: string, times: AlarmTimes): Promise<Alarm | undefined> {
    await this.settleDecisions(space);
    await this.returnClaims(space);
    return this.#options.store.write(space, (tx) => raise(this.#acting(tx, { space, locale: 'en', who: { role: 'admin' } }), times));
  }

  /** Gives back the claims that are over. */
  async returnClaims(space: string): Promise<void> {
    const now = this.#now();
    await this.#each(space, 'claims', {}, (claim) => endOf(claim) <= now, async (claim, acting) => void (await giveBack(claim, acting)));
  }

  /** Shows to readers what was decided, once its batch has come. */
  async showBatches(space: string): Promise<void> {
    const now = this.#now();
    await this.#each(space, 'sendings', { where: { appears: 'later' } }, ({ record }) => Date.parse(record.appears as string) <= now, showBatch);
  }

  /** Whoever looks at what can be claimed sees no claim that is over, and what was decided. The first one is the one whose time comes first. */
  async #look(collection: CollectionName, space: string): Promise<void> {
    if (!timed.includes(collection)) return;
    await this.#lookAtDecisions(collection, space);
    const first = await this.#first('claims', {}, space);
    if (first && endOf(first) <= this.#now()) await this.returnClaims(space);
  }

  /** Whoever does something does it to what was decided, once that holds. */
  async #lookAtDecisions(collection: CollectionName, space: string): Promise<void> {
    if (!timed.includes(collection)) return;
    const first = await this.#first('decisions', { where: { effective: 'later' } }, space);
    if (first && isDue(first, this.#now())) await this.settleDecisions(space);
  }

  async #first(collection: CollectionName, query: Partial<Query>, space: string): Promise<Row | undefined> {
    const request = { query: { ...query, limit: 1 }, now: this.#now(), locale: 'en' };
    return (await this.#options.store.read(space, (tx) => tx.list(collection, request))).rows[0];
  }

  /** Does something with every row that is found and wanted, each in a write of its own. */
  async #each(space: string, collection: CollectionName, query: Partial<Query>, wanted: (row: Row) => boolean, body: (row: Row, acting: Acting) => Promise<void>) {
    const { store } = this.#options;
    for (let cursor: string | undefined; ; ) {
      const request = { query: { ...query, limit: 200, ...(cursor && { cursor }) }, now: this.#now(), locale: 'en' };
      const { rows, next } = await store.read(space, (tx) => tx.list(collection, request));
      for (const { id } of rows.filter(wanted)) {
        await store.write(space, async (tx) => {
          const row = await tx.get(collection, id);
          // Its writer, or another instance, may have changed it since it was read.
          if (row && wanted(row)) await body(row, this.#acting(tx, { space, locale: 'en', who: { role: 'admin' } }));
        });
      }
      if (!next) return;
      cursor = next;
    }
  }

  async #space(id: string, { space }: BackendCall): Promise<AnyRecord | null> {
    const settings = id === space ? this.#options.settings(space) : undefined;
    if (!settings) return null;
    const now = this.#now();
    const request = { query: { limit: 200 }, readers: ['staff'], now, locale: 'en' };
    const { rows } = await this.#options.store.read(space, (tx) => tx.list('presences', request));
    return { ...spaceRecord(space, settings, rows.some(({ record }) => Date.parse(record.until as string) > now)) };
  }

  /** Keeps what was changed, and nothing of what was sent before: words that were guessed could be found by it. */
  async #changed(collection: CollectionName, changed: Row, acting: Acting, before: Row): Promise<Row> {
    const row = await (kindOf(collection).distrust ? keepNoted : keep)(collection, changed, acting, before);
    if (personal.includes(collection)) await acting.tx.blur(collection, row.id);
    return row;
  }

  async #schema(collection: CollectionName) {
    return (await this.#options.schemas())[collection]!;
  }

  #acting(tx: WriteTx, { who, space }: BackendCall, flags: readonly string[] = [], urgent: Acting['urgent'] = () => true): Acting {
    return { tx, who, space, settings: this.#options.settings(space), now: this.#now(), flags, newId: this.#newId, urgent };
  }

  /** Lets a write happen, unless its intent already did. */
  async #once(act: Act, collection: CollectionName, id: string | undefined, sent: unknown, call: BackendWrite, happen: (acting: Acting) => Promise<{ row: Row; answer?: AnyRecord | undefined } | undefined>) {
    const { intent, space, who } = call;
    if (!intent) throw new PeerError('invalid', `${collection}: a write needs an intent`);
    const { fingerprint = (body: string) => body } = this.#options;
    const body = await fingerprint(JSON.stringify([act, collection, id, sent]));
    const urgent = collection === 'sendings' || collection === 'messages' ? await noticing(this.#options.notice) : undefined;
    return this.#options.store.write(space, async (tx) => {
      const before = await tx.marker(intent);
      if (before?.gone) throw new PeerError('not-found', `${collection}: removed since`);
      if (before && !(await isSame(before, body, { act, collection, id }, sent, tx))) throw new PeerError('conflict', 'this intent was used for something else');
      if (before) return answered(tx, before, who);
      const flags = typeof call.flags === 'function' ? await call.flags(tx) : call.flags;
      const happened = await happen(this.#acting(tx, call, flags, urgent));
      const answer = happened && (happened.answer ?? shown(collection, happened.row, who));
      const kept = act === 'create' && kindOf(collection).fleeting ? 'update' : act;
      await tx.mark({ intent, act: kept, collection, id: id ?? happened!.row.id, body, at: this.#now(), ...(answer && !personal.includes(collection) && { answer }) });
      return answer as AnyRecord;
    });
  }
}

const everything = abilities('shared');

/** What time changes while somebody waits for it. */
const timed: readonly CollectionName[] = ['claims', 'sendings', 'decisions', 'messages'];

const isDue = ({ record }: Row, now: number): boolean => Date.parse(record.effective as string) <= now;

/** What looks for distress is loaded when somebody writes. Where it cannot be had, nobody has looked, and a person comes first. */
async function noticing(load = ownNotice): Promise<Acting['urgent']> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Acting['urgent']>((done) => (timer = setTimeout(() => done(unseen), noticeWaits)));
  try {
    const notice = await Promise.race([load(), late]);
    return (text, language) => {
      try {
        return notice(text, language);
      } catch {
        return true;
      }
    };
  } catch {
    return unseen;
  } finally {
    clearTimeout(timer);
  }
}

const ownNotice = async (): Promise<Acting['urgent']> => {
  const { noticeDistress } = await import('../domain/distress.ts');
  return (text, language) => noticeDistress(text, language).urgent;
};

const unseen: Acting['urgent'] = () => true;

/** How long it is waited for what looks for distress, in milliseconds. */
const noticeWaits = 5000;

const kindOf = (collection: CollectionName) => kinds[collection] as Kind<CollectionName>;

/** Which right the caller has. Refuses what is not offered, and what this caller may not do. */
function entitled(collection: CollectionName, act: Act, who: Who, query?: Query): Right {
  assertCan(everything, collection, act, query);
  const right = rightOf(who.role, collection, act);
  if (right) return right;
  throw new PeerError(who.role === 'visitor' || who.role === 'local' ? 'signed-out' : 'forbidden', `${collection}: ${act} is not for a ${who.role}`);
}

/** An order that is drawn by lot needs the lot, and no other order has one. */
function checkOrder(collection: CollectionName, { sort, seed }: Query): void {
  if ((sort === 'shuffled') !== (seed !== undefined)) throw new PeerError('invalid', `${collection}: the order shuffled goes with a seed`);
}

function isFor(row: Row, right: Right, who: Who): boolean {
  if (right === 'own') return who.owner !== undefined && row.owner === who.owner;
  const readers = readersOf(who);
  return !readers || readers.includes(row.reader);
}

/** The row that a change is about, if it is this caller's to change and based on what is there now. */
async function current(collection: CollectionName, id: string, right: Right, rev: string | undefined, { tx, who }: Acting): Promise<Row> {
  const row = await tx.get(collection, id);
  if (!row || !isFor(row, right, who)) throw new PeerError('not-found', `${collection}: no such record`);
  if (rev !== undefined && rev !== row.rev) throw new PeerError('conflict', `${collection}: changed since`);
  return row;
}

/** A record for this caller's eyes. Its rev goes with it where it can be changed or decided about. */
function shown(collection: CollectionName, { record, rev }: Row, who: Who): AnyRecord {
  const seen = kindOf(collection).view?.(record, who) ?? record;
  return kinds[collection].can.update ? { ...seen, rev } : { ...seen };
}

/** Whether an intent comes again with the same. Of what was changed since, nothing is kept to compare with but whose it is. */
async function isSame(before: Marker, body: string, { act, collection, id }: Pick<Marker, 'act' | 'collection'> & { id: string | undefined }, sent: unknown, tx: ReadTx): Promise<boolean> {
  if (before.body) return before.body === body;
  if (before.act !== act || before.collection !== collection || (id !== undefined && before.id !== id)) return false;
  return act !== 'create' || (await tx.get(collection, before.id))?.owner === kindOf(collection).author?.(sent as never);
}

/** The first answer again, or what has become of the record since, where that is not kept. Only its writer changes it, so only they are answered. */
async function answered(tx: ReadTx, { act, collection, id, answer }: Marker, who: Who): Promise<AnyRecord> {
  if (answer || act === 'remove') return answer as AnyRecord;
  const row = await tx.get(collection, id);
  const right = rightOf(who.role, collection, act);
  if (!row || (act === 'update' && !(right && isFor(row, right, who)))) throw new PeerError('not-found', `${collection}: no such record`);
  return shown(collection, row, who);
}

/** What of `value` fits the schema. Rejects what does not fit, and says which fields without repeating what they hold. */
function parsed<T>(collection: string, schema: Schema<T> | undefined, value: unknown): T {
  const result = schema!.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.map(({ path }) => path.join('.') || 'record');
  throw new PeerError('invalid', `${collection}: not valid: ${[...new Set(fields)].join(', ')}`, { cause: result.error });
}
