import * as z from 'zod/mini';
import { audiences, checkinAudiences, closedReasons, moderations, weekdays } from '../../domain/space.ts';
import { clock, country, id, language, said, text, timeZone, webAddress, words } from './fields.ts';

const age = z.number().check(z.int(), z.minimum(0), z.maximum(130));

export const watchHours = z.object({ days: z.array(z.enum(weekdays)).check(z.minLength(1)), from: clock, to: clock, timeZone });

/** What a site says in each of its languages. */
export const spoken = {
  rules: z.optional(z.array(said(1000)).check(z.maxLength(50))),
  confidentiality: z.optional(said(5000)),
  prompts: z.optional(words()),
  topics: z.optional(words()),
};

/** What a site decides and everybody may know. */
export const shown = {
  title: text(200, 1),
  ages: z.object({ from: age, to: z.optional(age) }).check(z.refine(({ from, to }) => to === undefined || to >= from, 'The ages end before they begin.')),
  privacy: webAddress,
  ...spoken,
  batchHours: z.optional(z.number().check(z.int(), z.minimum(1), z.maximum(24 * 31))),
  languages: z.array(language).check(z.minLength(1)),
  moderation: z.enum(moderations),
  watchHours: z.array(watchHours),
  readWithinHours: z.optional(z.number().check(z.minimum(1))),
  helplines: z.array(country),
  keptMonths: z.number().check(z.int(), z.minimum(1), z.maximum(1200)),
  reviewMonths: z.optional(z.number().check(z.int(), z.minimum(0), z.maximum(1200))),
  backupDays: z.number().check(z.int(), z.minimum(0), z.maximum(3650)),
};

const checkinWords = z.optional(z.array(z.object({ code: text(40, 1), label: z.record(language, text(60, 1)) })));

/** What is decided about check-ins that others see. Whether it can be decided so is looked at where it is: see `checkinSettings`. */
const checkins = z.object({
  names: z.boolean(),
  least: z.optional(z.number()),
  releases: z.optional(z.object({ times: z.array(clock), timeZone })),
  greetAfterMinutes: z.optional(z.number()),
  vocabulary: z.optional(z.object({ feelings: checkinWords, energies: checkinWords, needs: checkinWords })),
  audiences: z.array(z.enum(checkinAudiences)),
});

export const spaceRecord = z.object({
  ...shown,
  translations: z.optional(z.array(z.object({ ...spoken, language }))),
  id,
  open: z.boolean(),
  closed: z.array(z.enum(closedReasons)),
  audiences: z.array(z.enum(audiences)),
  // A backend that says nothing of these has none of them.
  replies: z._default(z.boolean(), false),
  holds: z._default(z.boolean(), false),
  reading: z._default(z.boolean(), false),
  checkins: z.optional(checkins),
});

export const spaces = { record: spaceRecord };
