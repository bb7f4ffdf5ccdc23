import * as z from 'zod/mini';
import { answerKinds } from '../../domain/answer.ts';
import { id, language, month, said } from './fields.ts';

export const answerRecord = z.object({ id, kind: z.enum(answerKinds), story: z.optional(id), sending: z.optional(id), month: z.optional(month) });
export const answerDraft = z.object({ story: id, kind: z.enum(answerKinds) });

export const replyRecord = z.object({
  id,
  text: said(20_000),
  language,
  month,
  sending: z.optional(id),
  offered: z.optional(z.boolean()),
  story: z.optional(id),
});

export const agreementRecord = z.object({ id, reply: id });
export const agreementDraft = z.object({ reply: id });

export const answers = { record: answerRecord, draft: answerDraft };
export const replies = { record: replyRecord };
export const agreements = { record: agreementRecord, draft: agreementDraft };
