import type { AnyRecord, Row } from '../store.ts';
import { type Acting, keep } from './kind.ts';

// What is taken from readers or out of a record, of whatever kind it is.

const hidden = 'hidden:';
/** For nobody until somebody of the staff has looked. */
export const hiddenFrom = (reader: string): string => `${hidden}${reader}`;
export const isHidden = ({ reader }: Row) => reader.startsWith(hidden);
/** For whom it is when it is not hidden. */
export const meantFor = ({ reader }: Pick<Row, 'reader'>) => (reader.startsWith(hidden) ? reader.slice(hidden.length) : reader);

/** Takes out what was written to somebody whose words are other ones now, or gone. */
export async function unsaid(collection: 'decisions' | 'rulings', row: Row, acting: Acting): Promise<void> {
  const { message, ...record } = row.record;
  if (message === undefined) return;
  await keep(collection, { ...row, record: record as AnyRecord }, acting, row);
  await acting.tx.blur(collection, row.id);
}
