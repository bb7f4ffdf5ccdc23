import * as z from 'zod/mini';
import { audiences, closedReasons, weekdays } from '../../domain/space.ts';
import { country, id, language, said, text, timeZone, webAddress } from './fields.ts';

const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
const age = z.number().check(z.int(), z.minimum(0), z.maximum(130));

export const watchHours = z.object({ days: z.array(z.enum(weekdays)).check(z.minLength(1)), from: clock, to: clock, timeZone });

/** What a site decides and everybody may know. */
const shown = {
  title: text(200, 1),
  ages: z.object({ from: age, to: z.optional(age) }).check(z.refine(({ from, to }) => to === undefined || to >= from, 'The ages end before they begin.')),
  privacy: webAddress,
  rules: z.optional(z.array(said(1000)).check(z.maxLength(50))),
  confidentiality: z.optional(said(5000)),
  batchHours: z.optional(z.number().check(z.int(), z.minimum(1), z.maximum(24 * 31))),
  languages: z.array(language).check(z.minLength(1)),
  moderation: z.literal('all'),
  watchHours: z.array(watchHours),
  readWithinHours: z.optional(z.number().check(z.minimum(1))),
  helplines: z.array(country),
  keptMonths: z.number().check(z.int(), z.minimum(1), z.maximum(1200)),
  backupDays: z.number().check(z.int(), z.minimum(0), z.maximum(3650)),
};

/** What the owner of a backend writes for a space. */
export const spaceSettings = z.object({ ...shown, moderators: z.array(text(254, 1)), safeguarding: z.optional(text(254, 1)), replies: z.optional(z.boolean()) });

export const spaceRecord = z.object({
  ...shown,
  id,
  open: z.boolean(),
  closed: z.array(z.enum(closedReasons)),
  audiences: z.array(z.enum(audiences)),
  // A backend that says nothing of these has neither.
  replies: z._default(z.boolean(), false),
  reading: z._default(z.boolean(), false),
});

export const spaces = { record: spaceRecord };
