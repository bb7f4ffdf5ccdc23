import { decided, type Put, type SavedSettings } from './decided.ts';
import { patched } from './patch.ts';
import { sha256 } from './sha256.ts';
import { type ClosedReason, closedBecause, type Duty, type SpaceSettings } from './space.ts';
import { nextOpening, openAt } from './watch-hours.ts';

export { type Decided, decided, type KeptBefore, keptFor, type Put, type SavedSettings } from './decided.ts';

/** What the staff sees of the settings, and administrators change. */
export interface Settings extends SpaceSettings {
  /** The name of the space. */
  id: string;
  /** Names of what an administrator saved over the file. */
  saved: (keyof SpaceSettings)[];
  /** What the file says of these, where it says anything: it holds again once it is put back. */
  file: Partial<SpaceSettings>;
  /** Why nothing can be sent. Empty: it can. */
  closed: ClosedReason[];
}

/** Each name replaces the whole value; null puts back what the file says. */
export type SettingsPatch = { [K in keyof SpaceSettings]?: Put<K> | null };

/** Everything that is decided for a space. */
export const settingFields = [
  'title', 'ages', 'privacy', 'rules', 'confidentiality', 'prompts', 'topics', 'reasons', 'translations', 'replies', 'batchHours', 'languages', 'moderation', 'moderators', 'safeguarding', 'plan', 'duty',
  'watchHours', 'readWithinHours', 'helplines', 'keptMonths', 'reviewMonths', 'backupDays', 'checkins',
] as const satisfies readonly (keyof SpaceSettings)[];

export function settingsRecord(file: SpaceSettings, kept: SavedSettings): Settings {
  const { keptBefore: _, ...settings } = decided(file, kept);
  const saved = Object.keys(kept.saved).sort() as Settings['saved'];
  const before = Object.fromEntries(saved.filter((name) => file[name] !== undefined).map((name) => [name, file[name]]));
  return { ...settings, id: kept.id, saved, file: before, closed: closedBecause(settings) };
}

/** What would hold once a change is saved. */
export function drafted({ id: _, saved: __, file, closed: ___, rev: ____, ...settings }: Settings & { rev?: string }, patch: SettingsPatch): SpaceSettings {
  const put = Object.fromEntries(Object.entries(patch).map(([name, value]) => [name, value ?? file[name as keyof SpaceSettings]]));
  const all = Object.fromEntries(Object.entries({ ...settings, ...put }).filter(([, value]) => value !== undefined)) as unknown as SpaceSettings;
  return decided(all, { saved: {} });
}

/** What is kept once a change was saved. */
export function changedSettings(file: SpaceSettings, before: SavedSettings, patch: SettingsPatch, now: number): SavedSettings {
  const saved = patched(before.saved, patch);
  const was = decided(file, before);
  const is = decided(file, { saved });
  const keptBefore = [...(before.keptBefore ?? []), ...(was.keptMonths === is.keptMonths ? [] : [{ months: was.keptMonths, until: new Date(now).toISOString() }])];
  const longestBackup = Math.max(before.longestBackup ?? 0, was.backupDays, is.backupDays);
  return { id: before.id, saved, ...(keptBefore.length && { keptBefore }), ...(longestBackup > file.backupDays && { longestBackup }) };
}

/** The same for the same settings, in whatever order they are written. */
export const settingsDigest = (settings: SpaceSettings): string => sha256(JSON.stringify(inOrder(settings)));

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, of]) => [name, inOrder(of)]));
}

/** Who is on duty now, and who is next and when. */
export interface OnDuty {
  now: string[];
  next?: { names: string[]; at: number };
}

export function onDuty(duty: readonly Duty[], at: number): OnDuty {
  const names = (all: readonly Duty[]) => [...new Set(all.map(({ name }) => name))];
  const now = names(duty.filter((each) => openAt([each], at)?.open));
  const starts = duty.flatMap((each) => {
    const start = nextOpening(each, at);
    return start === undefined ? [] : [{ each, start }];
  });
  const first = Math.min(...starts.map(({ start }) => start));
  const next = names(starts.filter(({ start }) => start === first).map(({ each }) => each));
  return { now, ...(next.length && { next: { names: next, at: first } }) };
}
