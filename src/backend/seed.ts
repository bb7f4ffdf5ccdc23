import type { CollectionName, RecordOf } from '../adapters/adapter.ts';
import { newId } from '../client/ids.ts';
import type { AnyRecord, Row } from './store.ts';

/** A row for a record that is there from the beginning. `arrival` is its place where the collection is in order of arrival. */
export function seedRow(collection: CollectionName, record: RecordOf<CollectionName>, arrival: number): Row {
  const { rev = newId(), ...kept } = structuredClone(record) as AnyRecord & { rev?: string };
  const { group, month } = kept as { group?: string; month?: string };
  const publicly = collection === 'groups' || (collection === 'stories' && !group);
  const key = collection === 'stories' && month ? -(Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))) : arrival;
  return { id: kept.id, rev, key, reader: publicly ? 'everyone' : group ? `${collection === 'stories' ? 'group' : 'staff'}:${group}` : 'staff', record: kept };
}
