import { createHash } from 'node:crypto';
import { newId, type ReadTx, type Row, type WriteTx } from 'peer-support-elements/backend';
import type { FeedConfig } from '../config/space.ts';
import type { ServerStore } from '../store.ts';

/** What is known of a list that is read again and again. Kept as a row for the staff that nothing else reads. */
export interface FeedState {
  id: string;
  /** Address or file, without what may be secret in it. */
  from: string;
  /** When it is to be read next, milliseconds since 1970. */
  due: number;
  /** Which run reads it now, and until when nobody else does. */
  lease?: { run: string; until: number };
  /** Fingerprint of how it was read, so that another way of reading reads everything again. */
  how?: string;
  etag?: string;
  lastModified?: string;
  /** When the list was last read and was well, milliseconds since 1970. */
  read?: number;
  /** How many groups it had then. */
  groups: number;
  /** Why the last time went wrong. */
  failure?: string;
  failures: number;
  /** How often each kind of problem was met in the last good list. */
  problems: Record<string, number>;
}

/** Longer than getting and reading a list may take. Writing it may take longer: that renews it. */
export const leaseMs = 10 * 60_000;

/** Nobody else's rows are there: what is asked of spaces is answered from the configuration. */
const collection = 'spaces';
const prefix = 'feed:';

export const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** By this a list is known, and its groups as its own. */
export const feedKey = ({ name, src }: Pick<FeedConfig, 'name' | 'src'>): string => name ?? fingerprint(src);

/** The owner of every group of a list. No caller can have it, and no call can set it. */
export const ownerOf = (key: string): string => `${prefix}${key}`;

/** The address as it may be shown: what stands behind a question mark may open something. */
export function shownSource(src: string): string {
  const url = /^https?:/i.test(src) ? URL.parse(src) : undefined;
  return url ? `${url.origin}${url.pathname}` : src.split(/[\\/]/).at(-1)!;
}

export async function stateIn(tx: ReadTx, key: string): Promise<FeedState | undefined> {
  return (await tx.get(collection, ownerOf(key)))?.record as FeedState | undefined;
}

export async function putState(tx: WriteTx, state: FeedState): Promise<void> {
  const before = await tx.get(collection, state.id);
  const row: Row = { id: state.id, rev: newId(), key: before?.key ?? (await tx.arrival()), reader: 'staff', record: { ...state } };
  await tx.put(collection, row);
}

export const removeState = (tx: WriteTx, key: string): Promise<void> => tx.remove(collection, ownerOf(key));

/** Every list that was ever read for a space. */
export async function statesOf(store: ServerStore, space: string): Promise<FeedState[]> {
  const found: FeedState[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = { limit: 200, ...(cursor && { cursor }) };
    const { rows, next } = await store.read(space, (tx) => tx.list(collection, { query, now: Date.now(), locale: 'en' }));
    found.push(...rows.filter(({ id }) => id.startsWith(prefix)).map(({ record }) => record as unknown as FeedState));
    if (!next) return found;
    cursor = next;
  }
}

export interface ClaimOptions {
  space: string;
  feed: FeedConfig;
  now: number;
  /** Whether it is read even if it is not due. */
  force?: boolean | undefined;
}

/** Takes a list for one run, so that no other instance reads it at the same time. Undefined: it is not due, or taken. */
export async function claim(store: ServerStore, { space, feed, now, force }: ClaimOptions): Promise<FeedState | undefined> {
  const key = feedKey(feed);
  const waits = (state: FeedState | undefined) => state && ((!force && state.due > now) || (state.lease && state.lease.until > now));
  if (waits(await store.read(space, (tx) => stateIn(tx, key)))) return undefined;
  return store.write(space, async (tx) => {
    const before = await stateIn(tx, key);
    if (waits(before)) return undefined;
    const state: FeedState = { groups: 0, failures: 0, problems: {}, due: now, ...before, id: ownerOf(key), from: shownSource(feed.src), lease: { run: newId(), until: now + leaseMs } };
    await putState(tx, state);
    return state;
  });
}

/** Whether this run still has the list for itself. */
export async function holds(tx: ReadTx, { id, lease }: FeedState): Promise<boolean> {
  return (await stateIn(tx, id.slice(prefix.length)))?.lease?.run === lease?.run;
}

/** Keeps the list for this run while it goes on. False: another run has begun. */
export async function renew(tx: WriteTx, state: FeedState, now: number): Promise<boolean> {
  const current = await stateIn(tx, state.id.slice(prefix.length));
  if (!current?.lease || current.lease.run !== state.lease?.run) return false;
  if (current.lease.until - now < leaseMs / 2) await putState(tx, { ...current, lease: { ...current.lease, until: now + leaseMs } });
  return true;
}
