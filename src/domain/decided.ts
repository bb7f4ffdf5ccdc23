import type { SpaceSettings } from './space.ts';

/** How long stories were kept, as writers were told until an instant (ISO 8601). */
export interface KeptBefore {
  months: number;
  until: string;
}

/** What holds for a space: what its file says, and over it what an administrator saved. */
export interface Decided extends SpaceSettings {
  /** What writers were told before, the oldest first. */
  keptBefore?: readonly KeptBefore[];
}

/** A value that is put over what the file says. Check-ins without anything: nobody sees one but whoever wrote it, whatever the file says. */
export type Put<K extends keyof SpaceSettings> = SpaceSettings[K] | (K extends 'checkins' ? Record<string, never> : never);

/** What an administrator saved, as it is kept. */
export interface SavedSettings {
  id: string;
  /** Only what is not as the file says. An empty text, and 0 where that is no number of anything, take away what the file says. */
  saved: { [K in keyof SpaceSettings]?: Put<K> };
  keptBefore?: KeptBefore[];
  /** The longest that backups were said to live, in days: so long it is remembered what must not come back with one. */
  longestBackup?: number;
}

/** What a file may say and an administrator may take away: by an empty text, or by 0. */
const removable = ['safeguarding', 'confidentiality', 'batchHours', 'readWithinHours'] as const satisfies readonly (keyof SpaceSettings)[];

/** What holds. */
export function decided(file: SpaceSettings, { saved, keptBefore }: Pick<SavedSettings, 'saved' | 'keptBefore'>): Decided {
  const all = { ...file, ...saved, ...(keptBefore?.length && { keptBefore }) } as Decided;
  for (const name of removable) if (!all[name]) delete all[name];
  if (all.checkins?.names === undefined) delete all.checkins;
  return all;
}

/** How many months something stays that was sent at an instant: as its writer was told then, whatever was decided since. */
export function keptFor({ keptMonths, keptBefore = [] }: Pick<Decided, 'keptMonths' | 'keptBefore'>, sent: string | undefined): number {
  return (sent === undefined ? undefined : keptBefore.find(({ until }) => sent <= until)?.months) ?? keptMonths;
}
