import { type Act, assertCan, type CollectionName, type Query, type Schema, type Schemas } from '../adapters/adapter.ts';
import { abilities } from '../client/abilities.ts';
import { PeerError } from '../client/errors.ts';
import { newId as randomId } from '../client/ids.ts';
import type { Decided } from '../domain/decided.ts';
import type { SettingsPatch } from '../domain/settings.ts';
import type { Alarm, SpaceSettings } from '../domain/space.ts';
import { decidedFor, savedOf, savedRow } from './decided.ts';
import { aging, type Family, type FamilyName, familyOf, isHere, kindOf } from './families/index.ts';
import { eachRow, type Keeping } from './families/keeping.ts';
import type { AlarmTimes } from './kinds/alarms.ts';
import type { HandOver } from './kinds/hand-over.ts';
import { type Acting, drop, keep, keepNoted, type Kind, personal } from './kinds/kind.ts';
import { type Right, rightOf } from './permissions.ts';
import type { AnyRecord, Marker, ReadTx, Row, Store, WriteTx } from './store.ts';
import { readersOf, type Who } from './who.ts';

export interface BackendOptions {
  store: Store;
  /** Those of this collection at least. */
  schemas: (collection: CollectionName) => Promise<Schemas>;
  /** What was decided for a space at first; undefined for one that nobody decided anything about. What an administrator saved holds over it. */
  settings: (space: string) => SpaceSettings | undefined;
  /** Whether a program of this space is told of holds. Default: no. */
  handsOver?: (space: string) => boolean;
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
    if (collection === 'memberships' && query.where?.mine) return { items: await this.#ownGroups(call), next: null };
    // What is theirs is theirs, whoever else it is for.
    const readers = right === 'own' ? undefined : readersOf(call.who);
    const kind = await kindOf(collection);
    await this.#look(collection, call);
    await this.#options.store.prepare?.(collection, query);
    const request = { query, now: this.#now(), locale: call.locale, ...(readers && { readers }), ...(right === 'own' && { owner: call.who.owner ?? '' }) };
    const { rows, next } = await this.#options.store.read(call.space, (tx) => tx.list(collection, request));
    const holds = await this.#holding(kind, call);
    return { items: rows.filter(holds).map((row) => shown(kind, row, call.who)), next };
  }

  async get(collection: CollectionName, id: string, call: BackendCall): Promise<AnyRecord | null> {
    const right = entitled(collection, 'get', call.who);
    if (collection === 'spaces') return (await familyOf('spaces')).getSpace(id, this.#keeping(call.space));
    if (collection === 'settings') return (await familyOf('spaces')).getSettings(id, this.#keeping(call.space));
    const kind = await kindOf(collection);
    await this.#look(collection, call);
    const row = await this.#options.store.read(call.space, (tx) => tx.get(collection, id));
    if (row && kind.opens?.(call.who, row)) return this.#open(collection, kind, id, right, call);
    return row && isFor(row, right, call.who) && (await this.#holding(kind, call))(row) ? shown(kind, row, call.who) : null;
  }

  /** The groups that the caller is in or facilitates: by an invitation, or by what the host's sign-in says. */
  async #ownGroups({ space, who }: BackendCall): Promise<AnyRecord[]> {
    const { owner, role, groups = [] } = who;
    const invited = role === 'member' && owner !== undefined ? await this.#options.store.read(space, (tx) => tx.list('memberships', { query: { limit: 1000 }, owner, now: this.#now(), locale: 'en' })) : { rows: [] };
    const kind = await kindOf('memberships');
    const rows = invited.rows.map((row) => ({ ...shown(kind, row, who), mine: 'yes' as const }));
    const others = groups.filter((group) => !rows.some((each: AnyRecord) => each.group === group));
    return [...rows, ...others.map((group) => ({ id: group, group, mine: 'yes', ...(role === 'facilitator' && { facilitates: 'yes' }) }))];
  }

  /** What stands in the log if somebody sees it: where it cannot be written down, nothing is shown. */
  async #open(collection: CollectionName, kind: AnyKind, id: string, right: Right, call: BackendCall): Promise<AnyRecord | null> {
    return this.#options.store.write(call.space, async (tx) => {
      const row = await tx.get(collection, id);
      if (!row || !isFor(row, right, call.who)) return null;
      const record = await kind.open!(row, await this.#acting(tx, call));
      return kind.can.update ? { ...record, rev: row.rev } : record;
    });
  }

  async create(collection: CollectionName, draft: unknown, call: BackendWrite): Promise<AnyRecord> {
    entitled(collection, 'create', call.who);
    const kind = await kindOf(collection);
    const { draft: schema } = await this.#schema(collection);
    const whole = parsed(collection, schema as Schema<unknown> | undefined, draft);
    const sent = kind.received ? await kind.received(whole as never) : whole;
    await this.#lookAtDecisions(collection, call.space);
    await this.#lookForLeft(collection, call);
    return this.#once('create', collection, kind, undefined, sent, call, async (acting) => {
      const row = await keep(collection, await kind.create!(sent as never, acting), acting);
      return { row, answer: kind.created?.(sent as never, acting) };
    });
  }

  async update(collection: CollectionName, id: string, patch: unknown, call: BackendWrite & { rev: string }): Promise<AnyRecord> {
    const right = entitled(collection, 'update', call.who);
    if (!call.rev) throw new PeerError('invalid', `${collection}: a change needs the rev that it is based on`);
    const kind = await kindOf(collection);
    const { patch: schema, record } = await this.#schema(collection);
    const spaces = collection === 'settings' ? await familyOf('spaces') : undefined;
    spaces?.refuseUnknown(patch);
    const sent = parsed(collection, schema as Schema<unknown> | undefined, patch);
    await this.#lookAtDecisions(collection, call.space);
    await this.#lookForLeft(collection, call);
    return this.#once('update', collection, kind, id, sent, call, async (acting) => {
      if (spaces) {
        const { row, answer } = await spaces.changeSettings(id, sent as SettingsPatch, call.rev, this.#keeping(call.space), acting);
        return { row, answer: parsed(collection, record as Schema<AnyRecord>, answer) };
      }
      const row = await current(collection, kind, id, right, call.rev, acting);
      const changed = await kind.update!(row, sent as never, acting);
      // A patch may fit, and what it leaves may not: a name that was removed.
      const { rev: _, ...whole } = parsed(collection, record as Schema<AnyRecord>, { ...changed.record, rev: changed.rev }) as AnyRecord;
      const hidden = Object.fromEntries((kind.hidden ?? []).filter((name) => name in changed.record).map((name) => [name, changed.record[name]]));
      return { row: await this.#changed(collection, kind, { ...changed, record: { ...whole, ...hidden } as AnyRecord }, acting, row) };
    });
  }

  async remove(collection: CollectionName, id: string, call: BackendWrite & { rev?: string }): Promise<void> {
    const right = entitled(collection, 'remove', call.who);
    const kind = await kindOf(collection);
    await this.#lookAtDecisions(collection, call.space);
    await this.#lookForLeft(collection, call);
    await this.#once('remove', collection, kind, id, null, call, async (acting) => {
      const row = await current(collection, kind, id, right, call.rev, acting);
      await kind.remove?.(row, acting);
      await drop(collection, row, acting);
      return undefined;
    });
  }

  /**
   * Takes away again what was withdrawn or erased after a backup was made, once that backup is in place. Does nothing if it
   * is not there.
   */
  async erase(space: string, collection: CollectionName, id: string): Promise<void> {
    const { erase } = await kindOf(collection);
    await this.#write(space, async (acting) => {
      const row = await acting.tx.get(collection, id);
      if (row) await erase?.(row, acting);
      if (row) await drop(collection, row, acting);
      else await acting.tx.forget(collection, id);
    });
  }

  /**
   * Takes out of everybody's sight what was changed after a backup was made, once that backup is in place: whoever wrote it
   * has to agree anew, or the staff to look anew. Does nothing if this edition is there, or nothing at all. Answers whether it did.
   */
  async distrust(space: string, collection: CollectionName, id: string, edition: number): Promise<boolean> {
    const { distrust } = await kindOf(collection);
    return this.#write(space, async (acting) => {
      const row = await acting.tx.get(collection, id);
      if (!row || !distrust || (row.edition ?? 0) >= edition) return false;
      const left = await distrust(row, acting);
      if (left) await keep(collection, { ...left, edition }, acting, row);
      if (left) await acting.tx.blur(collection, id);
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
    const failed: unknown[] = [];
    for (const name of Object.keys(aging) as ('checkins' | 'stories')[]) {
      try {
        if (await this.#ages(space, name)) await (await familyOf(name)).expire(this.#keeping(space));
      } catch (error) {
        // What one family cannot do now keeps no other from it.
        failed.push(error);
      }
    }
    if (failed.length) throw failed[0];
  }

  /** Whether time can bring anything to a family: what nobody has loaded yet is not loaded for nothing. */
  async #ages(space: string, name: FamilyName): Promise<boolean> {
    if (isHere(name)) return true;
    for (const collection of aging[name] ?? []) if (await this.#first(collection, {}, space)) return true;
    return false;
  }

  /** What was decided and held back holds, once it cannot be taken back any more. */
  async settleDecisions(space: string): Promise<void> {
    await this.#withStories(space, ({ settleDecisions }, keeping) => settleDecisions(keeping));
  }

  /** What holds for a space at this moment: what was decided at first, and what an administrator saved over it. */
  async decided(space: string): Promise<Decided | undefined> {
    const file = this.#options.settings(space);
    return file && this.#options.store.read(space, (tx) => decidedFor(space, file, tx));
  }

  /** The longest that backups of a space were ever said to live, in days. */
  async longestBackup(space: string): Promise<number | undefined> {
    const file = this.#options.settings(space);
    if (!file) return undefined;
    const row = await this.#options.store.read(space, (tx) => savedRow(space, tx));
    return Math.max(file.backupDays, (row && savedOf(row).longestBackup) ?? 0);
  }

  /**
   * Writes down what whoever runs a server did, or what a server found out. `begun`: only if something was written down before, so that a database in
   * which nothing has happened stays empty.
   */
  async note(space: string, noted: { act: 'export' | 'restore' | 'bulk'; what?: string; by?: string }, options: { begun?: boolean } = {}): Promise<void> {
    await this.#withStories(space, ({ noteDown }, keeping) => noteDown(noted, options, keeping));
  }

  /** Writes down that other settings hold than those that were written down before: the host's file is another one. The same for `begun`. */
  async noteSettings(space: string, options: { begun?: boolean } = {}): Promise<void> {
    await this.#withStories(space, ({ noteSettings }, keeping) => noteSettings(options, keeping));
  }

  /**
   * Whether whoever is on call has to be told now that something urgent waits which nobody reads. To be asked every minute;
   * of all who ask, one is answered so.
   */
  async alarm(space: string, times: AlarmTimes): Promise<Alarm | undefined> {
    return this.#withStories(space, ({ alarm }, keeping) => alarm(times, keeping));
  }

  /**
   * The holds of which the program of a space has to be told now. Of all who ask, one is answered with each; whether it was taken is
   * told by `handedOver`, and without an answer it is due again after a while. What nobody took for a day has failed.
   */
  async handOvers(space: string): Promise<HandOver[]> {
    return this.#withStories(space, ({ handOvers }, keeping) => handOvers(keeping));
  }

  /** The program of the space has taken it. */
  async handedOver(space: string, id: string): Promise<void> {
    await this.#withStories(space, ({ handedOverTo }, { write }) => write((acting) => handedOverTo(id, acting)));
  }

  /** The holds whose review has become due, each told once. */
  async reviewsDue(space: string): Promise<{ id: string; review: string }[]> {
    return this.#withStories(space, ({ reviewsDue }, keeping) => reviewsDue(keeping));
  }

  /** Nobody could be told of this one: it is due once more. */
  async remindAgain(space: string, id: string): Promise<void> {
    await this.#withStories(space, ({ remindAgain }, { write }) => write((acting) => remindAgain(id, acting)));
  }

  /** Gives back the claims that are over. */
  async returnClaims(space: string): Promise<void> {
    await this.#withStories(space, ({ returnClaims }, keeping) => returnClaims(keeping));
  }

  /** Shows to readers what was decided, once its batch has come. */
  async showBatches(space: string): Promise<void> {
    await this.#withStories(space, ({ showBatches }, keeping) => showBatches(keeping));
  }

  /** Whoever looks at what can be claimed sees no claim that is over, and what was decided. */
  async #look(collection: CollectionName, call: BackendCall): Promise<void> {
    const { space } = call;
    await this.#lookForLeft(collection, call);
    await this.#lookAtDecisions(collection, space);
    if (timed.includes(collection)) await this.#withStories(space, ({ lookAtClaims }, keeping) => lookAtClaims(keeping));
  }

  /** Whoever does something does it to what was decided, once that holds. */
  async #lookAtDecisions(collection: CollectionName, space: string): Promise<void> {
    if (timed.includes(collection)) await this.#withStories(space, ({ lookAtDecisions }, keeping) => lookAtDecisions(keeping));
  }

  /** Whoever comes and is no member any more of a group that they wrote to has left it. */
  async #lookForLeft(collection: CollectionName, { who, space }: BackendCall): Promise<void> {
    const { owner, role } = who;
    if (role !== 'member' || owner === undefined || !shared.includes(collection)) return;
    await (await familyOf('checkins')).lookForLeft({ ...who, owner }, this.#keeping(space));
  }

  /** Whether what was for somebody still is. */
  async #holding({ holds }: AnyKind, { who, space }: BackendCall): Promise<(row: Row) => boolean> {
    const settings = holds && (await this.decided(space));
    return (row) => !holds || holds(row, who, this.#now(), settings);
  }

  /**
   * What time brings to check-ins: those whose end has come go, greeters are told of what nobody answered, and groups without names
   * read what was said. To be called every minute. `all`: also what ended while nobody looked.
   */
  async keepCheckins(space: string, { all = false } = {}): Promise<void> {
    await (await familyOf('checkins')).keepCheckins(this.#keeping(space), all);
  }

  async #first(collection: CollectionName, query: Partial<Query>, space: string): Promise<Row | undefined> {
    const request = { query: { ...query, limit: 1 }, now: this.#now(), locale: 'en' };
    return (await this.#options.store.read(space, (tx) => tx.list(collection, request))).rows[0];
  }

  async #withStories<T>(space: string, body: (stories: Family<'stories'>, keeping: Keeping) => Promise<T>): Promise<T> {
    return body(await familyOf('stories'), this.#keeping(space));
  }

  #keeping(space: string): Keeping {
    const { store, settings } = this.#options;
    const on = { space, store, now: this.#now, write: <T>(body: (acting: Acting) => Promise<T>) => this.#write(space, body) };
    return {
      ...on,
      file: settings(space),
      decided: () => this.decided(space),
      first: (collection, query = {}) => this.#first(collection, query, space),
      each: (collection, query, wanted, body) => eachRow(on, collection, query, wanted, body),
    };
  }

  /** One write of the backend's own. */
  #write<T>(space: string, body: (acting: Acting) => Promise<T>): Promise<T> {
    return this.#options.store.write(space, async (tx) => body(await this.#acting(tx, { space, locale: 'en', who: { role: 'admin' } })));
  }

  /** Keeps what was changed, and nothing of what was sent before: words that were guessed could be found by it. */
  async #changed(collection: CollectionName, { distrust }: AnyKind, changed: Row, acting: Acting, before: Row): Promise<Row> {
    const row = await (distrust ? keepNoted : keep)(collection, changed, acting, before);
    if (personal.includes(collection)) await acting.tx.blur(collection, row.id);
    return row;
  }

  async #schema(collection: CollectionName) {
    return (await this.#options.schemas(collection))[collection]!;
  }

  async #acting(tx: WriteTx, { who, space }: BackendCall, flags: readonly string[] = [], urgent: Acting['urgent'] = () => true): Promise<Acting> {
    const { settings, handsOver } = this.#options;
    return { tx, who, space, settings: await decidedFor(space, settings(space), tx), handsOver: handsOver?.(space) === true, now: this.#now(), flags, newId: this.#newId, urgent };
  }

  /** Lets a write happen, unless its intent already did. */
  async #once(act: Act, collection: CollectionName, kind: AnyKind, id: string | undefined, sent: unknown, call: BackendWrite, happen: (acting: Acting) => Promise<{ row: Row; answer?: AnyRecord | undefined } | undefined>) {
    const { intent, space, who } = call;
    if (!intent) throw new PeerError('invalid', `${collection}: a write needs an intent`);
    const { fingerprint = (body: string) => body } = this.#options;
    const body = await fingerprint(JSON.stringify([act, collection, id, sent]));
    const urgent = noticed.includes(collection) ? await noticing(this.#options.notice) : undefined;
    return this.#options.store.write(space, async (tx) => {
      const before = await tx.marker(intent);
      if (before?.gone) throw new PeerError('not-found', `${collection}: removed since`);
      if (before && !(await isSame(before, body, { act, collection, id, kind }, sent, tx))) throw new PeerError('conflict', 'this intent was used for something else');
      if (before) return answered(tx, before, kind, who);
      const flags = typeof call.flags === 'function' ? await call.flags(tx) : call.flags;
      const happened = await happen(await this.#acting(tx, call, flags, urgent));
      const answer = happened && (happened.answer ?? shown(kind, happened.row, who));
      const kept = act === 'create' && kind.fleeting ? 'update' : act;
      await tx.mark({ intent, act: kept, collection, id: id ?? happened!.row.id, body, at: this.#now(), ...(answer && !personal.includes(collection) && { answer }) });
      return answer as AnyRecord;
    });
  }
}

const everything = abilities('shared');

/** What time changes while somebody waits for it. */
const timed: readonly CollectionName[] = ['claims', 'sendings', 'decisions', 'messages'];

/** In what is written here, or reported, words of distress are looked for. */
const noticed: readonly CollectionName[] = ['sendings', 'messages', 'reports'];

/** What members tell each other. */
const shared: readonly CollectionName[] = ['checkins', 'responses', 'companions', 'greeters', 'batches'];

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

type AnyKind = Kind<CollectionName>;

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
async function current(collection: CollectionName, { holds }: AnyKind, id: string, right: Right, rev: string | undefined, { tx, who, now, settings }: Acting): Promise<Row> {
  const row = await tx.get(collection, id);
  if (!row || !isFor(row, right, who) || holds?.(row, who, now, settings) === false) throw new PeerError('not-found', `${collection}: no such record`);
  if (rev !== undefined && rev !== row.rev) throw new PeerError('conflict', `${collection}: changed since`);
  return row;
}

/** A record for this caller's eyes. Its rev goes with it where it can be changed or decided about. */
function shown({ view, hidden = [], can }: AnyKind, { record, rev, owner }: Row, who: Who): AnyRecord {
  const seen = { ...(view?.(record, who, owner) ?? record) };
  for (const name of hidden) delete seen[name];
  return can.update ? { ...seen, rev } : { ...seen };
}

/** Whether an intent comes again with the same. Of what was changed since, nothing is kept to compare with but whose it is. */
async function isSame(before: Marker, body: string, { act, collection, id, kind }: Pick<Marker, 'act' | 'collection'> & { id: string | undefined; kind: AnyKind }, sent: unknown, tx: ReadTx): Promise<boolean> {
  if (before.body) return before.body === body;
  if (before.act !== act || before.collection !== collection || (id !== undefined && before.id !== id)) return false;
  return act !== 'create' || (await tx.get(collection, before.id))?.owner === kind.author?.(sent as never);
}

/** The first answer again, or what has become of the record since, where that is not kept. Only its writer changes it, so only they are answered. */
async function answered(tx: ReadTx, { act, collection, id, answer }: Marker, kind: AnyKind, who: Who): Promise<AnyRecord> {
  if (answer || act === 'remove') return answer as AnyRecord;
  const row = await tx.get(collection, id);
  const right = rightOf(who.role, collection, act);
  if (!row || (act === 'update' && !(right && isFor(row, right, who)))) throw new PeerError('not-found', `${collection}: no such record`);
  return shown(kind, row, who);
}

/** What of `value` fits the schema. Rejects what does not fit, and says which fields without repeating what they hold. */
function parsed<T>(collection: string, schema: Schema<T> | undefined, value: unknown): T {
  const result = schema!.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.map(({ path }) => path.join('.') || 'record');
  throw new PeerError('invalid', `${collection}: not valid: ${[...new Set(fields)].join(', ')}`, { cause: result.error });
}
