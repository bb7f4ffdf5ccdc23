import type { Marker, Row } from 'peer-support-elements/backend';
import type { MarkerTable, RowTable } from './tables.ts';

/** Rows and markers between their records and their tables. */
export const rowOf = ({ id, rev, key, reader, owner, edition, body }: Omit<RowTable, 'n' | 'space' | 'collection'>): Row => ({
  id,
  rev,
  key,
  reader,
  ...(owner !== null && { owner }),
  ...(edition && { edition }),
  record: JSON.parse(body) as Row['record'],
});

export const markerOf = ({ intent, act, collection, id, body, answer, at, gone }: MarkerTable): Marker => ({
  intent,
  act: act as Marker['act'],
  collection: collection as Marker['collection'],
  id,
  body,
  at,
  ...(answer !== null && { answer: JSON.parse(answer) as Marker['answer'] & object }),
  ...(gone && { gone: true }),
});

export const tableOfMarker = (space: string, { intent, act, collection, id, body, answer, at, gone }: Marker): MarkerTable => ({
  space,
  intent,
  act,
  collection,
  id,
  body,
  answer: answer ? JSON.stringify(answer) : null,
  at,
  gone: gone ? 1 : 0,
});
