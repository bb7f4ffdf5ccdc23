import * as z from 'zod/mini';
import { handedOver, holdReasons, tellings } from '../../domain/hold.ts';
import { day, id, instant, language, rev, said, text, words } from './fields.ts';

const note = said(2000);

const copy = z.object({
  text: text(20_000),
  helped: z.optional(said(5000)),
  line: z.optional(said(300)),
  topics: words(20),
  notes: words(20),
  language,
  audience: text(100, 1),
  group: z.optional(id),
  sent: z.optional(instant),
  messages: z.array(z.object({ from: z.enum(['staff', 'writer']), text: said(5000), at: z.optional(instant) })),
});

export const holdRecord = z.object({
  id,
  rev,
  sending: id,
  review: day,
  reason: z.optional(z.enum(holdReasons)),
  by: z.optional(id),
  at: z.optional(instant),
  tell: z.optional(z.enum(tellings)),
  tellReview: z.optional(day),
  urgent: z.optional(z.boolean()),
  told: z.optional(z.enum(handedOver)),
  gone: z.optional(z.boolean()),
  words: z.optional(note),
  copy: z.optional(copy),
  changes: z.optional(z.array(z.object({ by: id, at: instant, because: note }))),
  delivery: z.optional(z.object({ tries: z.number().check(z.int(), z.minimum(0)), next: instant })),
  reminded: z.optional(z.boolean()),
});

export const holdDraft = z
  .object({ sending: id, reason: z.enum(holdReasons), words: z.optional(note), review: z.optional(day), tell: z.optional(z.enum(tellings)), tellReview: z.optional(day) })
  .check(z.refine(({ tell, tellReview }) => tellReview === undefined || tell === 'later', { path: ['tellReview'], message: 'It is decided anew only whether somebody is told who was not.' }));

export const holdPatch = z
  .object({ review: z.optional(day), tell: z.optional(z.literal('now')), tellReview: z.optional(day), because: z.optional(note) })
  .check(
    z.refine(({ review, tell, tellReview }) => review !== undefined || tell !== undefined || tellReview !== undefined, { path: ['review'], message: 'Something changes.' }),
    z.refine(({ review, tellReview, because }) => (review === undefined && tellReview === undefined) || !!because, { path: ['because'], message: 'It lasts longer for a reason.' }),
    z.refine(({ tell, tellReview }) => tell === undefined || tellReview === undefined, { path: ['tellReview'], message: 'Whoever is told needs no other date.' }),
  );

export const holds = { record: holdRecord, draft: holdDraft, patch: holdPatch };
