import * as z from 'zod/mini';
import type { RecordOf } from '../../adapters/adapter.ts';
import type { SettingsPatch } from '../../domain/settings.ts';
import { closedReasons, type SpaceSettings, type WatchHours } from '../../domain/space.ts';
import { isTimeZone } from '../../domain/zone.ts';
import { checkinSettings, checkinSettingsPatch } from './checkins.ts';
import { id, language, rev, said, text, words } from './fields.ts';
import { shown, spoken, watchHours } from './spaces.ts';

// Apart from what visitors are told of a space: only the desk of the staff needs these.
const reasons = z.optional(z.array(z.object({ for: z.enum(['ask-changes', 'not-publish']), name: text(200, 1), words: said(5000) })).check(z.maxLength(50)));
const duty = z.optional(z.array(z.extend(watchHours, { name: text(200, 1) })).check(z.maxLength(200)));

/** What the owner of a backend writes for a space. */
export const spaceSettings = z.object({
  ...shown,
  reasons,
  translations: z.optional(z.array(z.object({ ...spoken, language, reasons })).check(z.maxLength(50), z.refine((all) => new Set(all.map(({ language: tag }) => tag.toLowerCase())).size === all.length, 'One language stands there twice.'))),
  moderators: z.array(text(254, 1)),
  safeguarding: z.optional(text(254, 1)),
  plan: z.optional(z.array(said(1000)).check(z.maxLength(50))),
  duty,
  replies: z.optional(z.boolean()),
  checkins: z.optional(checkinSettings),
});

const { shape } = spaceSettings;
/** Everything that is decided for a space, by name. */
const names = Object.keys(shape) as (keyof SpaceSettings)[];

// Nothing of the schemas that no other collection needs: what zod has for it would come with what visitors load first.
const file = z.object(Object.fromEntries(names.map((name) => [name, z.optional(shape[name] as z.ZodMiniType)])));

export const settingsRecord = z.object({ ...shape, id, rev, saved: words(), file, closed: z.array(z.enum(closedReasons)) });

const zonesAreKnown = (hours: unknown): boolean => !hours || (hours as WatchHours[]).every(({ timeZone }) => isTimeZone(timeZone));

/** Null puts back what the file says; an empty text, 0 and an empty object take away what may be absent. What it leaves has to fit as well. */
export const settingsPatch = z
  .object({
    ...(Object.fromEntries(names.map((name) => [name, z.nullish(shape[name] as z.ZodMiniType)])) as unknown as Record<keyof SpaceSettings, z.ZodMiniType>),
    confidentiality: z.nullish(text(5000)),
    safeguarding: z.nullish(text(254)),
    batchHours: z.nullish(z.number().check(z.int(), z.minimum(0), z.maximum(24 * 31))),
    readWithinHours: z.nullish(z.number().check(z.minimum(0))),
    checkins: z.nullish(checkinSettingsPatch),
  })
  .check(
    z.refine(({ watchHours: hours }) => zonesAreKnown(hours), { path: ['watchHours'], message: 'This time zone is not known.' }),
    z.refine(({ duty: hours }) => zonesAreKnown(hours), { path: ['duty'], message: 'This time zone is not known.' }),
  ) as unknown as z.ZodMiniType<SettingsPatch>;

export const settings = { record: settingsRecord as unknown as z.ZodMiniType<RecordOf<'settings'>>, patch: settingsPatch };
