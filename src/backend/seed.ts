import type { CollectionName, RecordOf } from '../adapters/adapter.ts';
import { newId } from '../client/ids.ts';
import { keyOfMonth } from './kinds/life.ts';
import type { AnyRecord, Row } from './store.ts';

/**
 * A row for a record that is there from the beginning. `arrival` is its place where the collection is in order of arrival;
 * `owner` is the hash of the credential whose holder it belongs to.
 */
export function seedRow(collection: CollectionName, record: RecordOf<CollectionName>, arrival: number, owner?: string): Row {
  const { rev = newId(), ...kept } = structuredClone(record) as AnyRecord & { rev?: string };
  const { month } = kept as { month?: string };
  const key = keyOf(collection, kept, arrival, month);
  return { id: kept.id, rev, key, reader: readerOf(collection, kept), ...(owner !== undefined && { owner }), record: kept };
}

function keyOf(collection: CollectionName, { until, place }: AnyRecord, arrival: number, month: string | undefined): number {
  if (collection === 'claims') return Date.parse(until as string);
  if (collection === 'log' && typeof place === 'number') return -place;
  return ['stories', 'replies', 'answers'].includes(collection) && month ? keyOfMonth(month) : arrival;
}

function readerOf(collection: CollectionName, { group, story }: AnyRecord): string {
  if (collection === 'groups' || (collection === 'replies' && story)) return 'everyone';
  if (['answers', 'replies', 'agreements'].includes(collection)) return 'owner';
  if (collection === 'stories') return group ? `group:${group as string}` : 'everyone';
  return group ? `staff:${group as string}` : 'staff';
}
