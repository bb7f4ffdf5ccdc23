import { isDeepStrictEqual } from 'node:util';
import { type AnyRecord, newId, type Row, type WriteTx } from 'peer-support-elements/backend';
import type { Group } from 'peer-support-elements/domain';
import type { FeedConfig } from '../config/space.ts';
import type { ServerStore } from '../store.ts';
import { FeedError, fetchList, type FetchOptions } from './fetch.ts';
import { type ReadLimits, type ReadList, readList } from './read.ts';
import { claim, type FeedState, fingerprint, holds, ownerOf, putState, removeState, renew, shownSource } from './state.ts';

export interface ImportOptions {
  store: ServerStore;
  space: string;
  feed: FeedConfig;
  signal: AbortSignal;
  /** Read it even if it is not due. */
  force?: boolean;
  now?: () => number;
  limits?: Omit<FetchOptions, 'signal'> & ReadLimits;
}

/** What came of it, in numbers. */
export interface Imported {
  created: number;
  changed: number;
  removed: number;
  /** Why the last good copy was kept. */
  failure?: string;
  problems: Record<string, number>;
}

/** So many groups are written at once: others can write in between. */
const batch = 100;
/** Another way of reading lists reads them all again. */
const reading = 1;
const minute = 60_000;

/** Reads a list and brings the groups of the space to what it says. Undefined: it is not due, or another instance reads it. */
export async function importFeed(options: ImportOptions): Promise<Imported | undefined> {
  const { store, space, feed, signal, now = Date.now, force } = options;
  const state = await claim(store, { space, feed, now: now(), force });
  if (!state) return undefined;
  const finish = (changes: Partial<FeedState>) => ended(options, state, { ...changes, due: dueAfter(feed, now()), failures: 0 });
  try {
    const how = fingerprint(JSON.stringify([reading, feed.src, feed.format, feed.timeZone, feed.country]));
    const fetched = await fetchList(feed.src, state.how === how ? state : {}, { ...options.limits, signal });
    if (!fetched) {
      await finish({ read: now(), failure: undefined });
      return { created: 0, changed: 0, removed: 0, problems: state.problems };
    }
    const list = await readList(fetched.bytes, { format: feed.format, timeZone: feed.timeZone, country: feed.country, origin: shownSource(feed.src) }, signal, options.limits);
    const plan = await planOf(options, state, list);
    const done = await carryOut(plan, state, options);
    await finish({ how, etag: fetched.etag, lastModified: fetched.lastModified, read: now(), groups: list.groups.size, problems: list.problems, failure: undefined });
    return { ...done, problems: list.problems };
  } catch (error) {
    return failed(options, state, error);
  }
}

/** With some chance in it, so that many servers do not come to one list at the same moment. */
const dueAfter = ({ everyMinutes }: FeedConfig, now: number) => Math.round(now + everyMinutes * minute * (0.95 + Math.random() * 0.1));

async function failed(options: ImportOptions, state: FeedState, error: unknown): Promise<Imported> {
  const { feed, signal, now = Date.now } = options;
  if (signal.aborted) {
    // The server stops. Whoever starts next goes on.
    await ended(options, state, {}).catch(() => {});
    throw signal.reason;
  }
  const failure = error instanceof FeedError ? error.code : 'failed';
  const failures = state.failures + 1;
  const waits = Math.max(Math.min(feed.everyMinutes, 5 * 2 ** Math.min(failures - 1, 10)) * minute, error instanceof FeedError ? (error.retryAfterMs ?? 0) : 0);
  await ended(options, state, { failure, failures, due: Math.round(now() + waits * (0.95 + Math.random() * 0.1)) });
  return { created: 0, changed: 0, removed: 0, failure, problems: state.problems };
}

/** Gives the list back, with what is known of it now. */
async function ended({ store, space }: ImportOptions, state: FeedState, changes: Partial<FeedState>): Promise<void> {
  await store.write(space, async (tx) => {
    if (!(await holds(tx, state))) return;
    const { lease: _, ...after } = { ...state, ...changes };
    await putState(tx, JSON.parse(JSON.stringify(after)) as FeedState);
  });
}

interface Plan {
  /** New and changed groups; changed ones under the id they have here. */
  put: Group[];
  remove: string[];
}

/** What has to change. Rejects if so much would go that it looks like a mishap. */
async function planOf({ store, space, feed }: ImportOptions, { id: owner }: FeedState, { groups, lost }: ReadList): Promise<Plan> {
  const put: Group[] = [];
  const remove: string[] = [];
  const seen = new Set<string>();
  let had = 0;
  for await (const row of rowsOf(store, space, owner)) {
    had++;
    const known = listedId(row.id, owner);
    const group = groups.get(known) ?? groups.get(row.id);
    if (!group || seen.has(group.id)) remove.push(row.id);
    else {
      seen.add(group.id);
      const here = { ...group, id: row.id };
      if (!isDeepStrictEqual(here, row.record)) put.push(here);
    }
  }
  if (!groups.size && (had || lost)) throw new FeedError('empty');
  if (groups.size * 2 < had && !feed.mayShrink) throw new FeedError('shrank');
  for (const group of groups.values()) if (!seen.has(group.id)) put.push(group);
  return { put, remove };
}

/** The groups of a list, page by page: a long list is not all in memory at once. */
async function* rowsOf(store: ServerStore, space: string, owner: string): AsyncGenerator<Row> {
  for (let cursor: string | undefined; ; ) {
    const query = { limit: 500, ...(cursor && { cursor }) };
    const { rows, next } = await store.read(space, (tx) => tx.list('groups', { query, now: 0, locale: 'en' }));
    yield* rows.filter((row) => row.owner === owner);
    if (!next) return;
    cursor = next;
  }
}

/** An id that a group of somebody else has already says here which list it is from. It stays the same from then on. */
const markedId = (id: string, owner: string) => `${id}~${owner.slice('feed:'.length)}`.slice(-200);
const listedId = (id: string, owner: string) => (id.endsWith(`~${owner.slice('feed:'.length)}`) ? id.slice(0, -owner.length + 'feed:'.length - 1) : id);

async function carryOut({ put, remove }: Plan, state: FeedState, { store, space, signal, now = Date.now }: ImportOptions) {
  const done = { created: 0, changed: 0, removed: 0 };
  const inBatches = async <T>(items: readonly T[], step: (tx: WriteTx, item: T) => Promise<keyof typeof done | undefined>) => {
    for (let from = 0; from < items.length; from += batch) {
      signal.throwIfAborted();
      const steps = await store.write(space, async (tx) => {
        if (!(await renew(tx, state, now()))) throw new FeedError('taken-over');
        const taken: (keyof typeof done | undefined)[] = [];
        for (const item of items.slice(from, from + batch)) taken.push(await step(tx, item));
        return taken;
      });
      for (const step of steps) if (step) done[step]++;
    }
  };
  await inBatches(put, (tx, group) => putGroup(tx, group, state.id));
  await inBatches(remove, (tx, id) => removeGroup(tx, id, state.id));
  return done;
}

async function putGroup(tx: WriteTx, group: Group, owner: string): Promise<'created' | 'changed' | undefined> {
  const there = await tx.get('groups', group.id);
  const id = there && there.owner !== owner ? markedId(group.id, owner) : group.id;
  const before = id === group.id ? there : await tx.get('groups', id);
  // Nobody else's group is ever overwritten.
  if (before && before.owner !== owner) return undefined;
  const record: AnyRecord = { ...group, id };
  const after: Row = { id, rev: newId(), key: before?.key ?? (await tx.arrival()), reader: 'everyone', owner, record };
  await tx.put('groups', after);
  await tx.tell({ collection: 'groups', id, ...(before && { before }), after });
  return before ? 'changed' : 'created';
}

async function removeGroup(tx: WriteTx, id: string, owner: string): Promise<'removed' | undefined> {
  const before = await tx.get('groups', id);
  if (before?.owner !== owner) return undefined;
  await tx.remove('groups', id);
  await tx.forget('groups', id);
  await tx.tell({ collection: 'groups', id, before });
  return 'removed';
}

/** Takes away the groups of a list that is not to be read any more. Answers how many there were. */
export async function forgetFeed(store: ServerStore, space: string, key: string): Promise<number> {
  const ids: string[] = [];
  for await (const { id } of rowsOf(store, space, ownerOf(key))) ids.push(id);
  for (let from = 0; from < ids.length; from += batch) {
    await store.write(space, async (tx) => {
      for (const id of ids.slice(from, from + batch)) await removeGroup(tx, id, ownerOf(key));
    });
  }
  await store.write(space, (tx) => removeState(tx, key));
  return ids.length;
}
