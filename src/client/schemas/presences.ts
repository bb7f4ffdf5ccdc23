import * as z from 'zod/mini';
import { id, instant, rev, words } from './fields.ts';

// Apart from what visitors are told of a space: only the desk of the staff needs these.
export const presenceRecord = z.object({ id, rev, until: instant, by: z.optional(id), without: z.optional(words()) });
/** Whoever is there says so, and what they do not want to be given. */
export const presenceDraft = z.object({ without: z.optional(words()) });
export const presencePatch = z.object({ without: z.nullish(words()) });

export const alarmRecord = z.object({ id, since: instant, next: instant });

export const alarms = { record: alarmRecord };
export const presences = { record: presenceRecord, draft: presenceDraft, patch: presencePatch };
