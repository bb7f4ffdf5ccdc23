import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import { settingsRecord, type SettingsPatch } from '../../domain/settings.ts';
import { spaceRecord } from '../../domain/space-record.ts';
import { decidedFor, savedOf, savedRow } from '../decided.ts';
import type { Acting } from '../kinds/kind.ts';
import { saveSettings, settings, unsaved } from '../kinds/settings.ts';
import type { AnyRecord, Row } from '../store.ts';
import type { Keeping } from './keeping.ts';

// Spaces are answered from what the host decided, not from the store.
export const kinds = { spaces: { can: can.spaces }, settings };

export { refuseUnknown } from '../kinds/settings.ts';

export async function getSpace(id: string, { space, file, store, now }: Keeping): Promise<AnyRecord | null> {
  if (id !== space || !file) return null;
  const at = now();
  const request = { query: { limit: 200 }, readers: ['staff'], now: at, locale: 'en' };
  return store.read(space, async (tx) => {
    const { rows } = await tx.list('presences', request);
    const { keptBefore: _, ...settings } = (await decidedFor(space, file, tx))!;
    return { ...spaceRecord(space, settings, rows.some(({ record }) => Date.parse(record.until as string) > at)) };
  });
}

/** One record of each space, which is there before anything was saved. */
export async function getSettings(id: string, { space, file, store }: Keeping): Promise<AnyRecord | null> {
  if (id !== space || !file) return null;
  const row = (await store.read(space, (tx) => savedRow(space, tx))) ?? unsaved(space);
  return { ...settingsRecord(file, savedOf(row)), rev: row.rev };
}

/** Saves a change, and answers what holds then. */
export async function changeSettings(id: string, patch: SettingsPatch, rev: string, { space, file }: Keeping, acting: Acting): Promise<{ row: Row; answer: AnyRecord }> {
  if (id !== space || !file) throw new PeerError('not-found', 'settings: no such record');
  const before = (await savedRow(space, acting.tx)) ?? unsaved(space);
  if (rev !== before.rev) throw new PeerError('conflict', 'settings: changed since');
  const row = await saveSettings(file, before, patch, acting);
  return { row, answer: { ...settingsRecord(file, savedOf(row)), rev: row.rev } };
}
