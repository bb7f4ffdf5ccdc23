import * as z from 'zod/mini';
import type { Patch } from '../../adapters/adapter.ts';
import type { Group } from '../../domain/group.ts';
import { contactAddress, day, email, id, instant, language, phone, rev, text, timeZone, webAddress, words } from './fields.ts';

const days = z.array(day).check(z.maxLength(1000));

export const schedule = z.object({
  start: day,
  time: z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)),
  minutes: z.number().check(z.int(), z.minimum(0), z.maximum(31 * 24 * 60)),
  timeZone,
  rule: z.optional(z.string().check(z.maxLength(500), z.regex(/^[a-z]+=[^;=\s]+(;[a-z]+=[^;=\s]+)*$/i))),
  except: z.optional(days),
  extra: z.optional(days),
});

export const place = z.object({
  name: z.optional(text(300)),
  address: z.optional(text(500)),
  area: z.array(text(200, 1)).check(z.maxLength(20)),
  latitude: z.optional(z.number().check(z.minimum(-90), z.maximum(90))),
  longitude: z.optional(z.number().check(z.minimum(-180), z.maximum(180))),
  approximate: z.boolean(),
  notes: z.optional(text(2000)),
});

export const session = z.object({
  id,
  way: z.enum(['in-person', 'online', 'hybrid']),
  schedule: z.optional(schedule),
  place: z.optional(place),
  online: z.optional(z.object({ url: z.optional(webAddress), phone: z.optional(phone), notes: z.optional(text(2000)) })),
  status: z.enum(['on', 'paused', 'full', 'ended']),
  reveal: z.optional(z.enum(['open', 'ask'])),
  notes: z.optional(text(2000)),
});

const distinct = (sessions: readonly { id: string }[]) => new Set(sessions.map(({ id }) => id)).size === sessions.length;

export const group = z.object({
  id,
  name: text(300, 1),
  about: z.optional(text(10_000)),
  topics: words(),
  audience: words(),
  languages: z.array(language).check(z.maxLength(50)),
  access: words(),
  cost: z.optional(text(500)),
  led: z.optional(z.enum(['peer', 'professional', 'both'])),
  joining: z.optional(text(5000)),
  url: z.optional(webAddress),
  contact: z.optional(z.object({ url: z.optional(contactAddress), email: z.optional(email), phone: z.optional(phone) })),
  sessions: z.array(session).check(z.maxLength(500), z.refine(distinct, 'Two sessions have the same id.')),
  updated: z.optional(instant),
  checked: z.optional(instant),
  source: z.optional(text(2000)),
});

/** A group as a backend answers it. */
export const groupRecord = z.extend(group, { rev });

/** A group to be created: the backend gives it its id. */
export const groupDraft = z.omit(group, { id: true });

/** Changes to a group. Null removes what may be absent. */
export const groupPatch = z.object(
  Object.fromEntries(
    Object.entries(groupDraft.shape).map(([key, value]) => [key, value instanceof z.ZodMiniOptional ? z.nullish(value) : z.optional(value)]),
  ),
) as z.ZodMiniType<Patch<Omit<Group, 'id'>>>;

export const groups = { record: groupRecord, draft: groupDraft, patch: groupPatch };
