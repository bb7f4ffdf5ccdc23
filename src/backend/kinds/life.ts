import type { CollectionName } from '../../adapters/adapter.ts';
import { PeerError } from '../../client/errors.ts';
import { monthOf, prolonged, promiseOf, type Promised } from '../../domain/retention.ts';
import { type Decided, keptFor } from '../../domain/decided.ts';
import { agreesTo, type Decision, hiddenSince, type Message, restored, type Sending, storyStep, type StoryActor, type StoryCommand, type StoryEffect, type StoryState, type StoryText } from '../../domain/story.ts';
import type { AnyRecord, Row } from '../store.ts';
import { readersOf } from '../who.ts';
import { type Acting, drop, instant, keep, keepNoted } from './kind.ts';
import { note } from './log.ts';
import { keyOfMonth } from './month.ts';
import { hiddenFrom, isHidden, meantFor, unsaid } from './set-aside.ts';

/*
 * What happens to a sending and to everything around it: what readers have of it, what they answered, what the staff and its
 * writer said about it. Whatever changes its state goes through here.
 */

export const sendingOf = (row: Row) => row.record as unknown as Sending;
export const month = monthOf;

export function stepped<S extends StoryState>(state: S, command: StoryCommand<S>, who: StoryActor) {
  const step = storyStep(state, command, who);
  if ('refused' in step) throw new PeerError('conflict', `sendings: ${command} is not possible while it is ${state}`);
  return step as { state: Sending['state']; effects: readonly StoryEffect[] };
}

/** Does what a step brings with it, and answers the sending as it is then. `notes` are those of the staff, for readers. */
export async function after(effects: readonly StoryEffect[], row: Row, acting: Acting, notes: readonly string[] = []): Promise<AnyRecord> {
  if (effects.includes('unpublish')) return unpublish(row, acting);
  if (effects.includes('publish')) return publish(row, acting, notes);
  const story = effects.includes('hide') || effects.includes('show') ? await storyOf(row, acting) : undefined;
  if (story) await hide(shelfOf(sendingOf(row)), story, effects.includes('hide'), row, acting);
  return row.record;
}

/** Keeps a sending in another state. */
export const keepSending = (row: Row, record: AnyRecord, acting: Acting): Promise<Row> => keep('sendings', { ...row, record }, acting, row);

/** The same, once somebody of the staff has looked at it: it is urgent no more. */
export const keepLookedAt = (row: Row, record: AnyRecord, acting: Acting): Promise<Row> => keep('sendings', calmed({ ...row, record }), acting, row);

/** So far the lanes of a queue are apart: more than a database will ever hold. */
export const laneLength = 1e15;

/** Puts a sending before all others. */
export const hurried = (row: Row): Row => ({ ...row, key: row.key < 0 ? row.key : row.key - laneLength, record: { ...row.record, urgent: true } });

/** The same, once it was decided about: whoever answered to the decision before has been heard. */
export function keepDecided(row: Row, { appeal: _, answered: __, accepted: ___, ...record }: AnyRecord, acting: Acting): Promise<Row> {
  return keepLookedAt(row, dated(record as AnyRecord, acting), acting);
}

/** In these states a sending waits for nobody but its writer, and is not kept longer than a story would be. */
export const waitsForWriter = ['changes-asked', 'not-published', 'held'] as const satisfies readonly Sending['state'][];

/**
 * Says until when something stays that waits for its writer, and nothing of what waits for the staff: that is there until
 * somebody has read it. What readers have keeps the month that was promised of it.
 */
export function dated({ until, review, ...record }: AnyRecord, { settings, now }: Acting): AnyRecord {
  if (record.story !== undefined) return { ...record, ...(until !== undefined && { until, review }) };
  if (!settings || !waitsForWriter.includes(record.state as (typeof waitsForWriter)[number])) return record;
  return { ...record, ...(until === undefined ? promised(monthOf(now), record as AnyRecord, settings) : { until, review }) };
}

/** What can be promised of something from a month on. Nothing stays shorter than its writer was told when they sent it. */
const promised = (month: string, { sent }: AnyRecord, settings: Decided): Promised =>
  promiseOf(month, { ...settings, keptMonths: keptFor(settings, sent as string | undefined) });

/** It stays as long again, because its writer says so. Readers see nothing of that. */
export async function staysOn(row: Row, acting: Acting): Promise<Row> {
  const { until, state } = sendingOf(row);
  if (until === undefined || state === 'expired' || !acting.settings) throw new PeerError('conflict', 'sendings: it has no end that could be put off');
  const longer = prolonged({ until }, monthOf(acting.now), acting.settings);
  const shown = await storyOf(row, acting);
  if (shown) await keep(shelfOf(sendingOf(row)), { ...shown, record: { ...shown.record, until: longer.until } }, acting, shown);
  return { ...row, record: { ...row.record, ...longer } };
}

/** Puts a sending back in its place, once somebody has decided: what was noticed in it is kept no longer. */
function calmed(row: Row): Row {
  const { urgent: _, ...record } = row.record;
  return { ...row, key: row.key < 0 ? row.key + laneLength : row.key, record: record as AnyRecord };
}

/** Where readers find what came of it. */
export type Shelf = 'stories' | 'replies';
export const shelfOf = ({ audience }: Pick<Sending, 'audience'>): Shelf => (audience === 'writer' ? 'replies' : 'stories');

export const storyOf = async (row: Row, { tx }: Acting): Promise<Row | undefined> => {
  const { story } = sendingOf(row);
  return story === undefined ? undefined : tx.get(shelfOf(sendingOf(row)), story);
};

/** Takes from readers what they have of it. */
export async function unpublish(row: Row, acting: Acting): Promise<AnyRecord> {
  const { story: _, appears: __, until: ___, review: ____, ...record } = row.record;
  const had = await storyOf(row, acting);
  if (!had) return record;
  if (shelfOf(sendingOf(row)) === 'replies') await dropReply(had, acting);
  else {
    await drop('stories', had, acting);
    await showReplies(row.id, undefined, acting);
  }
  return record;
}

export async function dropReply(reply: Row, acting: Acting): Promise<void> {
  for (const agreement of await acting.tx.having('agreements', 'reply', reply.id)) await drop('agreements', agreement, acting);
  await drop('replies', reply, acting);
}

async function publish(row: Row, acting: Acting, notes: readonly string[]): Promise<AnyRecord> {
  if (shelfOf(sendingOf(row)) === 'replies') return deliver(row, acting);
  const { batchHours } = acting.settings ?? {};
  if (!batchHours) return show(row, acting, notes);
  const batch = batchHours * 60 * 60 * 1000;
  return { ...row.record, appears: instant((Math.floor(acting.now / batch) + 1) * batch) };
}

/**
 * Shows a story to its readers, in the place of what they had. Its order is the month and then chance: no one can tell from a
 * list which story came when, or from whom.
 */
export async function show(row: Row, acting: Acting, notes: readonly string[]): Promise<AnyRecord> {
  const sending = sendingOf(row);
  const record = await unpublish(row, acting);
  const { text, helped, line, topics, language, answers, advice, group, audience } = sending;
  const words: StoryText = {
    text,
    ...(helped && { helped }),
    ...(line && { line }),
    topics,
    notes: [...new Set([...sending.notes, ...notes])],
    language,
    answers,
    ...(advice && { advice }),
  };
  const at = month(acting.now);
  const id = acting.newId();
  const reader = audience === 'everyone' ? 'everyone' : `${audience === 'group' ? 'group' : 'staff'}:${group}`;
  const promise = acting.settings && promised(at, row.record, acting.settings);
  const story: Row = { id, rev: acting.newId(), key: keyOfMonth(at), reader, record: { ...words, id, month: at, ...(group && { group }), ...(promise && { until: promise.until }) } };
  await keep('stories', story, acting);
  await showReplies(row.id, story, acting);
  return { ...record, story: id, ...promise };
}

/** What time brings to a story whose batch has come. */
export async function showBatch(row: Row, acting: Acting): Promise<void> {
  const last = await lastDecision(row, acting);
  await keepSending(row, await show(row, acting, last?.notes ?? []), acting);
}

/** What the staff decided last about a sending. */
export async function lastDecision({ id }: Row, { tx }: Acting): Promise<Decision | undefined> {
  const decided = (await tx.having('decisions', 'sending', id)).map(({ record }) => record as unknown as Decision).filter(({ effective }) => !effective);
  return decided.sort(({ at: one }, { at: other }) => (one < other ? -1 : 1)).at(-1);
}

/** Who has told its writer last what becomes of it: by a decision, or by a ruling on a report. */
export async function lastDecider({ id }: Row, { tx }: Acting): Promise<string | undefined> {
  const told = (await tx.having('decisions', 'sending', id)).map(({ record }) => record);
  for (const report of await tx.having('reports', 'sending', id)) {
    // What became of a message says nothing about the story.
    if (report.record.said !== undefined) continue;
    const rulings = (await tx.having('rulings', 'report', report.id)).map(({ record }) => record);
    told.push(...rulings.filter(({ ruling }) => ruling === 'take-down' || ruling === 'ask-changes'));
  }
  const last = told.sort(({ at: one }, { at: other }) => ((one as string) < (other as string) ? -1 : 1)).at(-1);
  return last?.by as string | undefined;
}

/** Gives a reply to whoever wrote the story. */
async function deliver(row: Row, acting: Acting): Promise<AnyRecord> {
  const { text, language, to } = sendingOf(row);
  const target = to === undefined ? undefined : await acting.tx.get('sendings', to);
  if (to !== undefined && !(target && sendingOf(target).answers && sendingOf(target).state !== 'expired')) {
    throw new PeerError('conflict', 'decisions: whoever wrote the story takes no replies any more');
  }
  const record = await unpublish(row, acting);
  const id = acting.newId();
  const at = month(acting.now);
  const promise = acting.settings && promised(at, row.record, acting.settings);
  const reply = { id, ...(to !== undefined && { sending: to }), text, language, month: at, offered: agreesTo(sendingOf(row), 'publish'), ...(promise && { until: promise.until }) };
  await keep('replies', { id, rev: acting.newId(), key: keyOfMonth(at), reader: 'owner', ...(target?.owner && { owner: target.owner }), record: reply }, acting);
  return { ...record, story: id, ...promise };
}

/** Whether it is for whoever acts, or was before it was hidden. */
export function isMeantFor(story: Row, { who }: Acting): boolean {
  const readers = readersOf(who);
  return !readers || readers.includes(meantFor(story));
}

/** What everyone may read is answered and reported without a name. */
export function withoutName(collection: CollectionName, story: Row, { who }: Acting): void {
  if (who.role === 'member' && meantFor(story) === 'everyone') throw new PeerError('forbidden', `${collection}: what everyone may read is answered without a token`);
}

/** The story that somebody answers: one that they may read. */
export async function readByAnybody(collection: CollectionName, id: string, acting: Acting): Promise<Row> {
  const story = await acting.tx.get('stories', id);
  if (!story || isHidden(story) || !isMeantFor(story, acting)) throw new PeerError('not-found', `${collection}: no such story`);
  withoutName(collection, story, acting);
  return story;
}

/**
 * Hides a story or a reply from its readers until somebody has looked, or gives it back to them. That it was hidden is noted
 * outside of backups: whoever reported it would not know that it is there again.
 */
export async function hide(shelf: Shelf, row: Row, on: boolean, sending: Row | undefined, acting: Acting): Promise<void> {
  const changed = on ? putAside(shelf, row) : { ...row, reader: meantFor(row) };
  if (on) await keepNoted(shelf, changed, acting, row);
  else if (shelf === 'replies') await giveAgain(changed, row, acting);
  else await keep(shelf, changed, acting, row);
  if (sending && shelf === 'stories') await showReplies(sending.id, changed, acting);
}

/** Nobody has it for as long as it is hidden; also a reply not whom it was written to. */
function putAside(shelf: Shelf, { owner, ...row }: Row): Row {
  return { ...row, ...(owner !== undefined && shelf === 'stories' && { owner }), reader: hiddenFrom(meantFor(row)) };
}

/** Whom a reply was written to has it again, and readers if both still want that. */
async function giveAgain(reply: Row, before: Row, acting: Acting): Promise<void> {
  const to = reply.record.sending as string | undefined;
  const target = to === undefined ? undefined : await acting.tx.get('sendings', to);
  const given = await keep('replies', { ...reply, ...(target?.owner && { owner: target.owner }) }, acting, before);
  const agreed = (await acting.tx.having('agreements', 'reply', reply.id)).length > 0;
  await showReply(given, agreed, await besideWhat(given, acting), acting);
}

/** Shows those replies beside a story that both sides want shown, and no other. */
async function showReplies(sending: string, story: Row | undefined, acting: Acting): Promise<void> {
  for (const reply of await acting.tx.having('replies', 'sending', sending)) {
    const agreed = (await acting.tx.having('agreements', 'reply', reply.id)).length > 0;
    await showReply(reply, agreed, story, acting);
  }
}

export async function showReply(reply: Row, agreed: boolean, story: Row | undefined, acting: Acting): Promise<void> {
  const shown = agreed && reply.record.offered === true && story && !isHidden(story) ? story : undefined;
  const { story: before, ...record } = reply.record;
  // What is hidden stays so, whatever is chosen meanwhile.
  const given = shown?.reader ?? 'owner';
  const reader = isHidden(reply) ? hiddenFrom(given) : given;
  if (before === shown?.id && reply.reader === reader) return;
  await keep('replies', { ...reply, reader, record: { ...record, ...(shown && { story: shown.id }) } as AnyRecord }, acting, reply);
}

/** What was chosen about a sending, brought to what readers have of it. */
export async function chosen(row: Row, acting: Acting): Promise<void> {
  const shown = await storyOf(row, acting);
  if (!shown) return;
  const sending = sendingOf(row);
  if (shelfOf(sending) === 'replies') return offer(shown, agreesTo(sending, 'publish'), acting);
  const { line, advice: _, ...record } = shown.record;
  const { answers, advice } = sending;
  // A line that nobody has read yet waits with the other words.
  const changed = { ...record, answers, ...(advice && { advice }), ...(line !== undefined && line === sending.line && { line }) } as AnyRecord;
  await keep('stories', { ...shown, record: changed }, acting, shown);
}

async function offer(reply: Row, offered: boolean, acting: Acting): Promise<void> {
  const changed = await keep('replies', { ...reply, record: { ...reply.record, offered } }, acting, reply);
  const agreed = (await acting.tx.having('agreements', 'reply', reply.id)).length > 0;
  await showReply(changed, agreed, await besideWhat(changed, acting), acting);
}

/** The story beside which a reply would be shown. */
export async function besideWhat(reply: Row, acting: Acting): Promise<Row | undefined> {
  const { sending } = reply.record;
  const target = typeof sending === 'string' ? await acting.tx.get('sendings', sending) : undefined;
  return target && storyOf(target, acting);
}

/** Keeps what the staff wrote to a writer, and shows it beside what they sent. `by`: who did. */
export async function tell(sending: Row, text: string, acting: Acting, by = acting.who.owner): Promise<AnyRecord> {
  await keep('messages', await messageOf(sending, 'staff', text, acting, by), acting);
  return { ...sending.record, message: text };
}

export async function messageOf({ id: sending, reader, owner }: Row, from: 'staff' | 'writer', text: string, acting: Acting, by?: string): Promise<Row> {
  const id = acting.newId();
  const record = { id, sending, from, text, month: month(acting.now), at: instant(acting.now), ...(by !== undefined && { by }) };
  return { id, rev: acting.newId(), key: await acting.tx.arrival(), reader, ...(owner && { owner }), record };
}

/** Takes away the words of a sending, wherever they are: also those that others wrote about them. That there was one remains, for its writer. */
export async function expireSending(sending: Row, acting: Acting, command: 'expire' | 'close' = 'expire'): Promise<void> {
  const { state, effects } = stepped(sendingOf(sending).state, command as 'expire', 'clock');
  const why: Pick<Sending, 'gone' | 'because'> = { gone: monthOf(acting.now), because: command === 'close' ? 'story-gone' : 'time' };
  const { until: _________, review: __________, helped: _, line: __, message: ___, flags: ____, appeal: _____, answered: ______, accepted: _______, suggestion: ________, ...record } = await after(effects, sending, acting);
  const emptied = { ...record, ...why, state, text: '', topics: [], notes: [] } as AnyRecord;
  await keepLookedAt(sending, emptied, acting);
  await acting.tx.forget('sendings', sending.id);
  await leave(sending.id, acting);
}

/**
 * A sending of which an older state was brought back. Its words may have been taken back since, and what its writer agreed
 * to: nobody may publish it before they have seen it and agreed again.
 */
export async function distrusted(row: Row, acting: Acting): Promise<Row> {
  // Its words have gone with time.
  if (sendingOf(row).state === 'expired') return row;
  const { message: _, suggestion: __, ...record } = await readAnew(row, restored, acting);
  await unsay(row.id, acting);
  return { ...row, record: { ...record, consents: [] } as AnyRecord };
}

/** Takes from readers what they have of a sending, and has the staff read it once more, who see why. */
async function readAnew(row: Row, flag: string, acting: Acting): Promise<AnyRecord> {
  const record = await unpublish(row, acting);
  await release(row.id, acting);
  return { ...record, state: sendingOf(row).state === 'held' ? 'held' : 'sent', flags: [...new Set([...(sendingOf(row).flags ?? []), flag])] } as AnyRecord;
}

/** The same as `distrusted`, of what readers had of it. */
export async function distrustAll(shown: Row, acting: Acting): Promise<void> {
  for (const sending of await acting.tx.having('sendings', 'story', shown.id)) await keepSending(sending, (await distrusted(sending, acting)).record, acting);
}

/** Something that was brought back as it was before a report hid it. The report may be lost: the staff looks at it once more. */
export const distrustShown = (shelf: Shelf) => async (shown: Row, acting: Acting): Promise<Row | undefined> => {
  const [sending] = await acting.tx.having('sendings', 'story', shown.id);
  if (!sending) return putAside(shelf, shown);
  await keepSending(sending, await readAnew(sending, hiddenSince, acting), acting);
  return undefined;
};

/** That the staff decided stays; what they and the writer wrote about words goes with the words. It may repeat them. */
export async function unsay(sending: string, acting: Acting): Promise<void> {
  const { tx } = acting;
  for (const collection of ['messages', 'opinions'] as const) {
    for (const said of await tx.having(collection, 'sending', sending)) await drop(collection, said, acting);
  }
  for (const decision of await tx.having('decisions', 'sending', sending)) await unsaid('decisions', decision, acting);
  for (const report of await tx.having('reports', 'sending', sending)) {
    for (const ruling of await tx.having('rulings', 'report', report.id)) await unsaid('rulings', ruling, acting);
  }
}

/** One thing that the staff wrote to a writer is taken out, wherever it stands, and other words come in its place. */
export async function takeWordsBack(message: Row, instead: string, acting: Acting): Promise<void> {
  await drop('messages', message, acting);
  await takeOut(message, acting);
  const sending = await acting.tx.get('sendings', message.record.sending as string);
  if (sending) await keepSending(sending, await tell(sending, instead, acting), acting);
}

/** The same words stand where they were decided with, and beside what they are about. */
export async function takeOut(message: Row, acting: Acting): Promise<void> {
  const { tx } = acting;
  const { sending: id, text, from } = message.record as unknown as Message;
  if (from !== 'staff') return;
  for (const decision of await tx.having('decisions', 'sending', id)) if (decision.record.message === text) await unsaid('decisions', decision, acting);
  for (const report of await tx.having('reports', 'sending', id)) {
    for (const ruling of await tx.having('rulings', 'report', report.id)) if (ruling.record.message === text) await unsaid('rulings', ruling, acting);
  }
  const sending = await tx.get('sendings', id);
  if (sending?.record.message !== text) return;
  const { message: _, ...record } = sending!.record;
  await keepSending(sending!, record as AnyRecord, acting);
}

/** Takes from readers a story that is older than the space keeps stories. */
export const expireStory = (story: Row, acting: Acting): Promise<void> => expireShown(story, acting, () => drop('stories', story, acting));

/** The same with a reply. */
export const expireReply = (reply: Row, acting: Acting): Promise<void> => expireShown(reply, acting, () => dropReply(reply, acting));

/** Whoever wrote it is told, unless a change of it waits for somebody to read it. `alone`: takes away what nobody has a sending of. */
async function expireShown(shown: Row, acting: Acting, alone: () => Promise<void>): Promise<void> {
  const [sending] = await acting.tx.having('sendings', 'story', shown.id);
  if (!sending) return alone();
  const waits = ['sent', 'claimed'].includes(sendingOf(sending).state);
  if (waits) await keepSending(sending, await unpublish(sending, acting), acting);
  else await expireSending(sending, acting);
}

/** Everything that was kept about a sending goes with it: a message or a reply may repeat its words. */
export async function leave(sending: string, acting: Acting): Promise<void> {
  const { tx } = acting;
  await unsay(sending, acting);
  for (const collection of ['claims', 'decisions', 'answers'] as const) {
    for (const row of await tx.having(collection, 'sending', sending)) await drop(collection, row, acting);
  }
  for (const name of ['sending', 'other']) for (const row of await tx.having('links', name, sending)) await drop('links', row, acting);
  for (const reply of await tx.having('sendings', 'to', sending)) if (sendingOf(reply).state !== 'expired') await expireSending(reply, acting, 'close');
  for (const reply of await tx.having('replies', 'sending', sending)) await dropReply(reply, acting);
  // What is held stays, as the staff was bound to when it held it, and as people were told before they sent: it is the one copy.
  for (const hold of await tx.having('holds', 'sending', sending)) if (!hold.record.gone) await keep('holds', { ...hold, record: { ...hold.record, gone: true } }, acting, hold);
  // A report is the words of whoever made it, and somebody may be in danger. It leads nowhere any more.
  for (const report of await tx.having('reports', 'sending', sending)) {
    const { sending: _, passage: __, ...record } = report.record;
    await keep('reports', { ...report, record }, acting, report);
  }
}

/** Nobody reads it any more, and what was decided and held back is void. */
export async function release(sending: string, acting: Acting): Promise<void> {
  await lapse(sending, acting);
  for (const claim of await acting.tx.having('claims', 'sending', sending)) await endClaim(claim, acting);
}

/** Takes a claim away, and what its holder asked with it. */
export async function endClaim(claim: Row, acting: Acting): Promise<void> {
  await drop('claims', claim, acting);
  await closeQuestions(claim, acting);
}

/** What its holder asked a colleague is not asked any more. */
export async function closeQuestions({ record: { sending } }: Row, acting: Acting): Promise<void> {
  if (typeof sending !== 'string') return;
  for (const opinion of await acting.tx.having('opinions', 'sending', sending)) {
    const { open, ...record } = opinion.record;
    if (open) await keep('opinions', { ...opinion, record: record as AnyRecord }, acting, opinion);
  }
}

/** The decision about a sending that is held back, of which neither its writer nor readers have learnt yet. */
export const held = async (sending: string, { tx }: Acting): Promise<Row | undefined> => (await tx.having('decisions', 'sending', sending)).find(({ record }) => record.effective !== undefined);

/** Takes back what was decided and held back, because something is new that whoever decided has not seen. */
export async function lapse(sending: string, acting: Acting): Promise<void> {
  const decision = await held(sending, acting);
  if (!decision) return;
  await drop('decisions', decision, acting);
  await note({ act: 'void', sending }, acting);
}
