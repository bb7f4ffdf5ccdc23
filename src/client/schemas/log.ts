import * as z from 'zod/mini';
import { logActs } from '../../domain/log.ts';
import { id, instant, text } from './fields.ts';

const about = { sending: z.optional(id), report: z.optional(id) };
/** Hexadecimal. */
const digest = z.string().check(z.regex(/^([0-9a-f]{64})?$/));

export const logRecord = z.object({
  id,
  act: z.enum(logActs),
  at: instant,
  by: z.optional(id),
  ...about,
  what: z.optional(text(200, 1)),
  place: z.optional(z.number().check(z.int(), z.minimum(1))),
  before: z.optional(digest),
  hash: z.optional(digest),
});

export const logDraft = z
  .object({ act: z.enum(['open', 'export']), what: z.optional(z.literal('log')), ...about })
  .check(
    z.refine(({ act, sending, report }) => act === 'export' || (sending === undefined) !== (report === undefined), { path: ['sending'], message: 'It is the text of a sending that was opened, or of a report.' }),
    z.refine(({ act, what, sending, report }) => (act === 'export') === (what === 'log') && (act === 'open' || (sending === undefined && report === undefined)), { path: ['what'], message: 'It is the log that is exported, and nothing else.' }),
  );

export const log = { record: logRecord, draft: logDraft };
