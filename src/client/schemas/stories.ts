import * as z from 'zod/mini';
import type { Patch } from '../../adapters/adapter.ts';
import { goneReasons } from '../../domain/retention.ts';
import { decisionKinds, meanwhiles, purposes, sendingAudiences, type SendingPatch, storyStates } from '../../domain/story.ts';
import { hash, id, instant, language, month, rev, said, text, words } from './fields.ts';

const message = said(5000);

const storyText = {
  text: said(20_000),
  helped: z.optional(said(5000)),
  line: z.optional(said(300)),
  topics: words(20),
  notes: words(20),
  language,
  answers: z.boolean(),
  advice: z.optional(z.boolean()),
};

const consents = z
  .array(z.object({ purpose: z.enum(purposes), version: text(100, 1) }))
  .check(z.refine((all) => new Set(all.map(({ purpose }) => purpose)).size === all.length, 'One purpose stands there twice.'));

export const storyRecord = z.object({ ...storyText, id, month, group: z.optional(id) });

const suggestion = z.object({ text: z.optional(storyText.text), helped: z.nullish(said(5000)), line: z.nullish(said(300)), topics: z.optional(storyText.topics), notes: z.optional(storyText.notes) });

export const sendingRecord = z.object({
  ...storyText,
  id,
  rev,
  // A story that has expired has no words any more.
  text: text(20_000),
  state: z.enum(storyStates.filter((state) => state !== 'draft' && state !== 'withdrawn') as [Exclude<(typeof storyStates)[number], 'draft' | 'withdrawn'>]),
  audience: z.enum(sendingAudiences),
  group: z.optional(id),
  replyTo: z.optional(id),
  consents,
  message: z.optional(message),
  suggestion: z.optional(suggestion),
  story: z.optional(id),
  appears: z.optional(instant),
  until: z.optional(month),
  review: z.optional(month),
  gone: z.optional(month),
  because: z.optional(z.enum(goneReasons)),
  urgent: z.optional(z.boolean()),
  appeal: z.optional(instant),
  answered: z.optional(instant),
  accepted: z.optional(z.boolean()),
  to: z.optional(id),
  sent: z.optional(instant),
  flags: z.optional(words(20)),
  shownAs: z.optional(z.enum(['claimed', 'again'])),
});

export const sendingDraft = z
  .object({ ...storyText, audience: z.enum(sendingAudiences), group: z.optional(id), replyTo: z.optional(id), consents, receipt: z.optional(hash) })
  .check(
    z.refine(({ audience, group }) => (audience === 'group' || audience === 'facilitator') === (group !== undefined), {
      path: ['group'],
      message: 'A group belongs to what one group may read.',
    }),
    z.refine(({ audience, replyTo }) => (audience === 'writer') === (replyTo !== undefined), { path: ['replyTo'], message: 'A reply is to a story, and for its writer.' }),
    z.refine((draft) => draft.audience !== 'everyone' || draft.consents.some(({ purpose }) => purpose === 'publish'), {
      path: ['consents'],
      message: 'Nothing is published without consent.',
    }),
  );

/** What the writer may change. Everything else follows from it. */
export const sendingPatch = z
  .object({
  text: z.optional(storyText.text),
  helped: z.nullish(said(5000)),
  line: z.nullish(said(300)),
  topics: z.optional(storyText.topics),
  notes: z.optional(storyText.notes),
  language: z.optional(language),
  answers: z.optional(z.boolean()),
  advice: z.nullish(z.boolean()),
  consents: z.optional(consents),
  meanwhile: z.optional(z.enum(meanwhiles)),
  accept: z.optional(z.boolean()),
  stillHere: z.optional(z.boolean()),
})
  .check(
    z.refine(({ accept, text: other, helped, line, topics, notes }) => !accept || [other, helped, line, topics, notes].every((words) => words === undefined), {
      path: ['accept'],
      message: 'Whoever accepts other words sends none.',
    }),
    z.refine(({ stillHere, ...others }) => !stillHere || Object.values(others).every((value) => value === undefined), { path: ['stillHere'], message: 'Whoever lets it stay changes nothing else.' }),
  ) as z.ZodMiniType<Patch<SendingPatch>>;

const claimed = { sending: z.optional(id), report: z.optional(id) };
export const claimRecord = z.object({ id, ...claimed, by: id, until: instant, takenFrom: z.optional(id) });
export const claimDraft = z
  .object({ ...claimed, takeOver: z.optional(z.boolean()) })
  .check(z.refine(({ sending, report }) => (sending === undefined) !== (report === undefined), { path: ['sending'], message: 'A claim is of a sending, or of a report.' }));

export const decisionRecord = z.object({
  id,
  sending: id,
  decision: z.enum(decisionKinds),
  message: z.optional(message),
  notes: z.optional(words(20)),
  suggestion: z.optional(suggestion),
  by: id,
  at: instant,
  effective: z.optional(instant),
});
export const decisionDraft = z
  .object({ sending: id, rev: text(200, 1), grace: z.optional(z.boolean()), decision: z.enum(decisionKinds), message: z.optional(message), notes: z.optional(words(20)), suggestion: z.optional(suggestion) })
  .check(
    z.refine(({ decision, suggestion: other }) => !other || (decision === 'ask-changes' && Object.values(other).some((words) => words !== undefined)), { path: ['suggestion'], message: 'Other words are suggested where changes are asked for.' }),
    z.refine(({ decision, message: said }) => decision === 'publish' || decision === 'publish-with-note' || !!said, {
      path: ['message'],
      message: 'Whoever wrote it is told why.',
    }),
  );

export const opinionRecord = z.object({ id, sending: id, asked: z.optional(id), advises: z.optional(z.enum(decisionKinds)), words: z.optional(said(2000)), by: id, at: instant, open: z.optional(z.boolean()) });
export const opinionDraft = z
  .object({ sending: z.optional(id), asked: z.optional(id), advises: z.optional(z.enum(decisionKinds)), words: z.optional(said(2000)) })
  .check(
    z.refine(({ sending, asked }) => (sending === undefined) !== (asked === undefined), { path: ['sending'], message: 'It asks about a sending, or answers a question.' }),
    z.refine(({ asked, advises, words }) => (asked === undefined ? advises === undefined : advises !== undefined || words !== undefined), { path: ['advises'], message: 'Whoever answers says what they would decide, or writes something.' }),
  );

export const linkRecord = z.object({ id, sending: id, other: z.optional(id) });
/** What goes in an Authorization header. */
export const linkDraft = z.object({ sending: id, receipt: z.string().check(z.regex(/^[!-~]{1,200}$/)) });

export const messageRecord = z.object({ id, sending: id, from: z.enum(['staff', 'writer']), text: message, month, at: z.optional(instant), by: z.optional(id) });
export const messageDraft = z.object({ sending: id, text: message, appeal: z.optional(z.boolean()) });

export const stories = { record: storyRecord };
export const sendings = { record: sendingRecord, draft: sendingDraft, patch: sendingPatch };
export const claims = { record: claimRecord, draft: claimDraft };
export const decisions = { record: decisionRecord, draft: decisionDraft };
export const opinions = { record: opinionRecord, draft: opinionDraft };
export const links = { record: linkRecord, draft: linkDraft };
export const messages = { record: messageRecord, draft: messageDraft };
