import * as z from 'zod/mini';
import type { Patch } from '../../adapters/adapter.ts';
import type { Group } from '../../domain/group.ts';

/** Text without control characters (but with tabs and line ends) and without halves of characters, which some stores refuse. */
const plain = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Cs}]*$/u;

const text = (most: number, least = 0) => z.string().check(z.minLength(least), z.maxLength(most), z.regex(plain));
const words = () => z.array(text(200, 1)).check(z.maxLength(100));
const address = (protocol: RegExp) => z.url({ protocol }).check(z.maxLength(2000), z.regex(plain));

const webAddress = address(/^https?$/);
/** A contact may also be reached by a link that opens the mail or telephone program. */
const contactAddress = address(/^(https?|mailto|tel)$/);
const email = z.string().check(z.maxLength(254), z.regex(/^[^\s@<>]+@[^\s@<>]+$/));
const phone = text(100, 2);
const day = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));
const days = z.array(day).check(z.maxLength(1000));
const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/));
const language = z.string().check(z.maxLength(35), z.regex(/^[a-z]{1,8}(-[a-z\d]{1,8})*$/i));

export const schedule = z.object({
  start: day,
  time: z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)),
  minutes: z.number().check(z.int(), z.minimum(0), z.maximum(31 * 24 * 60)),
  timeZone: z.string().check(z.maxLength(64), z.regex(/^[\w+/-]+$/)),
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
  id: text(200, 1),
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
  id: text(200, 1),
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
export const groupRecord = z.extend(group, { rev: z.optional(text(200, 1)) });

/** A group to be created: the backend gives it its id. */
export const groupDraft = z.omit(group, { id: true });

/** Changes to a group. Null removes what may be absent. */
export const groupPatch = z.object(
  Object.fromEntries(
    Object.entries(groupDraft.shape).map(([key, value]) => [key, value instanceof z.ZodMiniOptional ? z.nullish(value) : z.optional(value)]),
  ),
) as z.ZodMiniType<Patch<Omit<Group, 'id'>>>;

export const groups = { record: groupRecord, draft: groupDraft, patch: groupPatch };
