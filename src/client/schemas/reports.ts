import * as z from 'zod/mini';
import { checkinReportReasons, reportables, type ReportDraft, reportReasons, rulings as rulingKinds } from '../../domain/report.ts';
import * as checkin from './checkins.ts';
import { hash, id, instant, said } from './fields.ts';

/** Of 20,000 letters some are two units long. */
const place = z.number().check(z.int(), z.minimum(0), z.maximum(40_000));
const message = said(5000);

const reported = {
  story: z.optional(id),
  reply: z.optional(id),
  said: z.optional(id),
  checkin: z.optional(id),
  reason: z.enum(reportReasons),
  passage: z.optional(z.object({ start: place, end: place }).check(z.refine(({ start, end }) => end > start, 'The passage ends before it begins.'))),
  words: z.optional(said(5000)),
};

const namesOne = z.refine((report) => reportables.filter((kind) => (report as Record<string, unknown>)[kind] !== undefined).length === 1, { path: ['story'], message: 'A report is about a story, a reply, a message of the staff, or a check-in.' });
/** What somebody told their group has no method that others could follow and no receipt. */
const fitsCheckin = [
  z.refine<ReportDraft>(({ checkin, reason }) => checkin === undefined || (checkinReportReasons as readonly string[]).includes(reason), { path: ['reason'], message: 'This is no reason to report a check-in.' }),
  z.refine<ReportDraft>(({ checkin, receipt }) => checkin === undefined || receipt === undefined, { path: ['receipt'], message: 'A member comes back to a report with their token.' }),
] as const;

const seen = z.object({ ...checkin.said, name: z.optional(checkin.name), group: id, at: instant, changed: z.optional(z.literal(true)), hidden: z.optional(z.literal(true)) });

export const reportRecord = z.object({
  ...reported,
  id,
  state: z.enum(['waiting', 'read']),
  message: z.optional(message),
  sending: z.optional(id),
  hid: z.optional(z.boolean()),
  by: z.optional(id),
  heard: z.optional(z.boolean()),
  sent: z.optional(instant),
  urgent: z.optional(z.literal(true)),
  seen: z.optional(seen),
  gone: z.optional(z.literal(true)),
}).check(namesOne);
export const reportDraft = z.object({ ...reported, receipt: z.optional(hash) }).check(namesOne, ...fitsCheckin);

const ruled = { report: id, ruling: z.enum(rulingKinds), message: z.optional(message), toReporter: z.optional(message) };
export const rulingRecord = z.object({ ...ruled, id, by: id, at: instant });
export const rulingDraft = z
  .object(ruled)
  .check(
    z.refine(({ ruling, message: said }) => ruling === 'restore' || ruling === 'no-action' || ruling === 'hide' || !!said, { path: ['message'], message: 'Whoever wrote it is told why.' }),
    z.refine(({ ruling, message: said, toReporter }) => ruling !== 'hide' || (!said && !toReporter), { path: ['message'], message: 'Nobody is told anything before it was looked at.' }),
  );

export const reports = { record: reportRecord, draft: reportDraft };
export const rulings = { record: rulingRecord, draft: rulingDraft };
