import type { CollectionName } from '../adapters/adapter.ts';
import type { PeerCollection, WriteOptions } from './client.ts';
import { PeerError } from './errors.ts';

/**
 * What can be said to somebody who took back what is theirs, such as a story.
 * - `removed`: the backend said so.
 * - `gone`: it is not there any more, and nobody can read it: an earlier try, another window or time has taken it away.
 * - `unknown`: no answer came. It may be gone or not: take it back again, with the same intent.
 */
export type TakenBack = 'removed' | 'gone' | 'unknown';

/**
 * Removes a record that this person has just read with the same credential; only then is one that is not there gone, and
 * not somebody else's or under another receipt. Rejects with the `PeerError` of what surely did not happen, such as
 * `conflict`, or `offline` where nothing has left the device.
 */
export async function takeBack(collection: Pick<PeerCollection<CollectionName>, 'remove'>, id: string, options: WriteOptions & { intent: string; rev?: string }): Promise<TakenBack> {
  try {
    await collection.remove(id, options);
    return 'removed';
  } catch (error) {
    if (!PeerError.is(error)) throw error;
    if (error.code === 'not-found') return 'gone';
    if (error.mayHaveHappened) return 'unknown';
    throw error;
  }
}
