import type { CollectionName, RecordOf } from '../adapters/adapter.ts';
import { newId } from '../client/ids.ts';
import { keyOfMonth } from './kinds/month.ts';
import type { AnyRecord, Row } from './store.ts';

/**
 * A row for a record that is there from the beginning. `arrival` is its place where the collection is in order of arrival;
 * `owner` is the hash of the credential whose holder it belongs to.
 */
export function seedRow(collection: CollectionName, record: RecordOf<CollectionName>, arrival: number, owner?: string): Row {
  const { rev = newId(), ...given } = structuredClone(record) as AnyRecord & { rev?: string };
  const kept = collection === 'settings' ? savedAlone(given) : given;
  const { month } = kept as { month?: string };
  const key = keyOf(collection, kept, arrival, month);
  return { id: kept.id, rev, key, reader: readerOf(collection, kept, owner), ...(owner !== undefined && { owner }), record: kept };
}

/** Of settings, what is named as saved; everything else is as the host's own file says. */
const savedAlone = ({ id, saved, ...values }: AnyRecord): AnyRecord => ({ id, saved: Object.fromEntries((saved as string[]).map((name) => [name, values[name]])) });

function keyOf(collection: CollectionName, { until, place, review }: AnyRecord, arrival: number, month: string | undefined): number {
  if (collection === 'claims') return Date.parse(until as string);
  if (collection === 'holds') return Date.parse(review as string);
  if (collection === 'log' && typeof place === 'number') return -place;
  return ['stories', 'replies', 'answers'].includes(collection) && month ? keyOfMonth(month) : arrival;
}

function readerOf(collection: CollectionName, { group, story }: AnyRecord, owner: string | undefined): string {
  if (collection === 'checkins') return owner === undefined ? 'local' : `person:${owner}`;
  if (collection === 'responses' || collection === 'companions') return `person:${owner}`;
  if (collection === 'greeters' || collection === 'batches') return `group:${group as string}`;
  if (collection === 'groups' || collection === 'settings' || (collection === 'replies' && story)) return 'everyone';
  if (['answers', 'replies', 'agreements'].includes(collection)) return 'owner';
  if (collection === 'stories') return group ? `group:${group as string}` : 'everyone';
  return group ? `staff:${group as string}` : 'staff';
}
