import { type Decided, decided, type SavedSettings } from '../domain/decided.ts';
import type { SpaceSettings } from '../domain/space.ts';
import type { ReadTx, Row } from './store.ts';

export const savedOf = ({ record }: Row): SavedSettings => record as unknown as SavedSettings;

/** What was saved for the space. Read within each act, so that every instance follows the newest at once. */
export async function savedRow(space: string, tx: ReadTx): Promise<Row | undefined> {
  return tx.get('settings', space);
}

/** What holds for the space: undefined where nobody has decided anything. */
export async function decidedFor(space: string, file: SpaceSettings | undefined, tx: ReadTx): Promise<Decided | undefined> {
  if (!file) return undefined;
  const row = await savedRow(space, tx);
  return row ? decided(file, savedOf(row)) : file;
}
