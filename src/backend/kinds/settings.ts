import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import { type Decided, decided } from '../../domain/decided.ts';
import { changedSettings, settingFields, settingsDigest, type SettingsPatch } from '../../domain/settings.ts';
import type { SpaceSettings } from '../../domain/space.ts';
import { savedOf } from '../decided.ts';
import type { Row } from '../store.ts';
import { type Acting, keep, type Kind, nameOf } from './kind.ts';
import { note } from './log.ts';

/** What is kept is what an administrator saved; what holds is that over what the host's file says. The backend puts both together. */
export const settings: Kind<'settings'> = { can: can.settings };

/** As if nothing had been saved. */
export const unsaved = (space: string): Row => ({ id: space, rev: 'unsaved', key: 0, reader: 'everyone', record: { id: space, saved: {} } });

/** Of what holds, not of how it came to that. */
export const digestOf = ({ keptBefore: _, ...held }: Decided): string => settingsDigest(held);

/** A name that is not known is refused, not left out: whoever meant another one would believe that it holds. */
export function refuseUnknown(patch: unknown): void {
  if (typeof patch !== 'object' || patch === null) return;
  if (Object.keys(patch).some((name) => !settingFields.includes(name as 'title'))) throw new PeerError('invalid', 'settings: there is no setting of this name');
}

/** Keeps a change of an administrator, and writes down who made it and what it comes to. */
export async function saveSettings(file: SpaceSettings, before: Row, patch: SettingsPatch, acting: Acting): Promise<Row> {
  const record = changedSettings(file, savedOf(before), patch, acting.now);
  if (JSON.stringify(record) === JSON.stringify(before.record)) return before;
  const row: Row = { ...before, rev: acting.newId(), record: { ...record } };
  await note({ act: 'settings', by: nameOf(acting), what: digestOf(decided(file, record)) }, acting);
  return keep('settings', row, acting, before.rev === unsaved(before.id).rev ? undefined : before);
}
