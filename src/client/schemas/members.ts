import * as z from 'zod/mini';
import { day, hash, id } from './fields.ts';

export const inviteRecord = z.object({ id, group: z.optional(id), expires: day, redeemed: z.boolean() });
export const inviteDraft = z.object({ group: z.optional(id), expires: day, secret: hash });

export const membershipRecord = z.object({ id, group: z.optional(id), mine: z.optional(z.literal('yes')), facilitates: z.optional(z.literal('yes')) });
export const membershipDraft = z.object({ secret: hash });

export const invites = { record: inviteRecord, draft: inviteDraft };
export const memberships = { record: membershipRecord, draft: membershipDraft };
