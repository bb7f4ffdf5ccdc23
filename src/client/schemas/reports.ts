import * as z from 'zod/mini';
import { reportReasons, rulings as rulingKinds } from '../../domain/report.ts';
import { hash, id, instant, said } from './fields.ts';

/** Of 20,000 letters some are two units long. */
const place = z.number().check(z.int(), z.minimum(0), z.maximum(40_000));
const message = said(5000);

const reported = {
  story: id,
  reason: z.enum(reportReasons),
  passage: z.optional(z.object({ start: place, end: place }).check(z.refine(({ start, end }) => end > start, 'The passage ends before it begins.'))),
  words: z.optional(said(5000)),
};

export const reportRecord = z.object({
  ...reported,
  id,
  state: z.enum(['waiting', 'read']),
  message: z.optional(message),
  sending: z.optional(id),
  hid: z.optional(z.boolean()),
  sent: z.optional(instant),
});
export const reportDraft = z.object({ ...reported, receipt: z.optional(hash) });

const ruled = { report: id, ruling: z.enum(rulingKinds), message: z.optional(message), toReporter: z.optional(message) };
export const rulingRecord = z.object({ ...ruled, id, by: id, at: instant });
export const rulingDraft = z
  .object(ruled)
  .check(
    z.refine(({ ruling, message: said }) => ruling === 'restore' || ruling === 'no-action' || !!said, { path: ['message'], message: 'Whoever wrote it is told why.' }),
    z.refine(({ ruling, message: said }) => ruling !== 'no-action' || !said, { path: ['message'], message: 'Where nothing was done, its writer is told nothing.' }),
  );

export const reports = { record: reportRecord, draft: reportDraft };
export const rulings = { record: rulingRecord, draft: rulingDraft };
