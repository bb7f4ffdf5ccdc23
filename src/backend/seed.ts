import type { CollectionName, RecordOf } from '../adapters/adapter.ts';
import { newId } from '../client/ids.ts';
import type { AnyRecord, Row } from './store.ts';

/**
 * A row for a record that is there from the beginning. `arrival` is its place where the collection is in order of arrival;
 * `owner` is the hash of the credential whose holder it belongs to.
 */
export function seedRow(collection: CollectionName, record: RecordOf<CollectionName>, arrival: number, owner?: string): Row {
  const { rev = newId(), ...kept } = structuredClone(record) as AnyRecord & { rev?: string };
  const { group, month } = kept as { group?: string; month?: string };
  const key = collection === 'stories' && month ? -(Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))) : arrival;
  return { id: kept.id, rev, key, reader: readerOf(collection, group), ...(owner !== undefined && { owner }), record: kept };
}

function readerOf(collection: CollectionName, group: string | undefined): string {
  if (collection === 'groups') return 'everyone';
  if (collection === 'stories') return group ? `group:${group}` : 'everyone';
  return group ? `staff:${group}` : 'staff';
}
