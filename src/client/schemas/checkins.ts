import * as z from 'zod/mini';
import type { Patch } from '../../adapters/adapter.ts';
import { checkinAudiences, checkinLimits, checkinStays, isEmpty } from '../../domain/checkin.ts';
import { type CheckinDraft, responseKinds } from '../../domain/checkin-share.ts';
import { helps, isCode, mostWords } from '../../domain/checkin-words.ts';
import { fewestPeople, planFaults } from '../../domain/nameless-view.ts';
import { isTimeZone } from '../../domain/zone.ts';
import { clock, hash, id, instant, language, rev, said as spoken, text, timeZone } from './fields.ts';
import { plain } from './patterns.ts';

const code = z.string().check(z.maxLength(40), z.refine(isCode, 'A code is lower-case letters, digits and hyphens.'));
const distinct = (list: readonly string[]) => new Set(list).size === list.length;
const some = (most: number) => z.array(code).check(z.maxLength(most), z.refine(distinct, 'Each once.'));
const words = text(checkinLimits.words);
/** A name that can be read out, on one line, with nothing that turns the line around. */
export const name = z.string().check(z.maxLength(60), z.regex(plain), z.regex(/\S/), z.regex(/^[^\t\n\r\u0080-\u009f\u2028-\u202e\u2066-\u2069]*$/));
const zone = timeZone.check(z.refine(isTimeZone, 'A time zone of the IANA database.'));
const yes = z.literal('yes');

export const said = { feelings: some(checkinLimits.feelings), words: z.optional(words), energy: z.optional(code), need: z.optional(code), help: z.optional(z.enum(helps)) };
const people = z.array(id).check(z.minLength(1), z.maxLength(checkinLimits.people), z.refine(distinct, 'Each once.'));
const named = z.array(id).check(z.maxLength(50), z.refine(distinct, 'Each once.'));

export const checkinRecord = z.object({
  id,
  rev,
  mine: z.optional(yes),
  ...said,
  audience: z.enum(checkinAudiences),
  group: z.optional(id),
  name: z.optional(name),
  at: z.optional(instant),
  companion: z.optional(id),
  unanswered: z.optional(yes),
  people: z.optional(people),
  stays: z.optional(z.enum(checkinStays)),
  timeZone: z.optional(timeZone),
  until: z.optional(instant),
  greeters: z.optional(named),
  shown: z.optional(id),
  again: z.optional(yes),
  message: z.optional(spoken(5000)),
});

export const checkinDraft = z
  .object({
    ...said,
    audience: z.enum(checkinAudiences),
    group: z.optional(id),
    people: z.optional(people),
    stays: z.enum(checkinStays),
    timeZone: zone,
    at: z.optional(instant),
    name: z.optional(name),
    greeters: z.optional(named),
  })
  .check(
    z.refine((sent) => !isEmpty(sent), { path: ['feelings'], message: 'Everything can be left out, but not all of it.' }),
    z.refine(({ audience, group }) => (audience === 'group') === (group !== undefined), { path: ['group'], message: 'A group is named where the group reads it, and nowhere else.' }),
    z.refine(({ audience, at }) => at === undefined || audience === 'me', { path: ['at'], message: 'What others read is from now.' }),
    z.refine(({ audience, people: chosen }) => (audience === 'people') === (chosen !== undefined), { path: ['people'], message: 'People are named where they read it, and nowhere else.' }),
  );

/** What fits by itself may not fit what is there: that is looked at when both are known. */
export const checkinPatch = z.object({
  feelings: z.optional(said.feelings),
  words: z.nullish(words),
  energy: z.nullish(code),
  need: z.nullish(code),
  help: z.nullish(z.enum(helps)),
  audience: z.optional(z.enum(checkinAudiences)),
  group: z.nullish(id),
  people: z.nullish(people),
  stays: z.optional(z.enum(checkinStays)),
  timeZone: z.optional(zone),
  name: z.nullish(name),
  greeters: z.nullish(named),
}) as z.ZodMiniType<Patch<Omit<CheckinDraft, 'at'>>>;

export const responseRecord = z.object({ id, mine: z.optional(yes), checkin: id, kind: z.enum(responseKinds), name: z.optional(name), companion: z.optional(id) });
export const responseDraft = z.object({ checkin: id, kind: z.enum(responseKinds), name: z.optional(name) });

export const companionRecord = z.object({ id, state: z.enum(['offered', 'joined']), own: name, name: z.optional(name), expires: z.optional(instant) });
export const companionDraft = z
  .object({ own: name, offer: z.optional(hash), code: z.optional(text(200, 16)) })
  .check(z.refine(({ offer, code: known }) => (offer === undefined) !== (known === undefined), { path: ['offer'], message: 'Somebody offers, or redeems what was offered.' }));

const quiet = z.object({ from: clock, to: clock, timeZone: zone });
export const greeterRecord = z.object({ id, rev, group: id, name, mine: z.optional(yes), quiet: z.optional(quiet) });
export const greeterDraft = z.object({ group: id, name, quiet: z.optional(quiet) });
export const greeterPatch = z.object({ name: z.optional(name), quiet: z.nullish(quiet) });

export const batchRecord = z.object({
  id,
  group: id,
  from: instant,
  to: instant,
  feelings: z.optional(z.array(code)),
  energies: z.optional(z.array(code)),
  needs: z.optional(z.array(code)),
  helps: z.optional(z.array(code)),
});

const vocabulary = z.optional(z.array(z.object({ code, label: z.record(language, text(60, 1)) })).check(z.minLength(2), z.maxLength(mostWords)));

const decided = {
  names: z.boolean(),
  least: z.optional(z.number().check(z.int(), z.minimum(fewestPeople), z.maximum(1000))),
  releases: z.optional(
    z.object({ times: z.array(clock).check(z.minLength(1), z.maxLength(8)), timeZone: zone }).check(z.refine((plan) => !planFaults(plan).length, { path: ['times'], message: 'Releases are at least three hours apart.' })),
  ),
  greetAfterMinutes: z.optional(z.number().check(z.int(), z.minimum(1), z.maximum(7 * 24 * 60))),
  vocabulary: z.optional(z.object({ feelings: vocabulary, energies: vocabulary, needs: vocabulary })),
};
const planned = z.refine<{ names?: boolean | undefined; releases?: unknown }>(({ names, releases }) => names !== false || releases !== undefined, { path: ['releases'], message: 'Without names, words are shown at fixed times.' });

/** What the owner of a space decides about check-ins that others see. */
export const checkinSettings = z.object(decided).check(planned);

/** The same as an administrator saves it: nothing at all takes away what the file says. */
export const checkinSettingsPatch = z
  .object({ ...decided, names: z.optional(decided.names) })
  .check(planned, z.refine((saved) => saved.names !== undefined || !Object.keys(saved).length, { path: ['names'], message: 'With names or without, or nothing at all.' }));

export const checkins = { record: checkinRecord, draft: checkinDraft, patch: checkinPatch };
export const responses = { record: responseRecord, draft: responseDraft };
export const companions = { record: companionRecord, draft: companionDraft };
export const greeters = { record: greeterRecord, draft: greeterDraft, patch: greeterPatch };
export const batches = { record: batchRecord };

