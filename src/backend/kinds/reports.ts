import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import { asksToHide, hidesAtOnce, laneOf, mostWaiting, type Report, type ReportDraft, type Ruling, type RulingDraft } from '../../domain/report.ts';
import { type Story, type StoryCommand, storyStep } from '../../domain/story.ts';
import type { AnyRecord, Row } from '../store.ts';
import { ownClaim } from './desk.ts';
import { note } from './log.ts';
import { type Acting, drop, type Index, instant, keep, type Kind, nameOf, readable } from './kind.ts';
import { after, hide, isHidden, isMeantFor, keepLookedAt, keepSending, laneLength, lapse, lastDecision, sendingOf, tell, unpublish, withoutName } from './life.ts';

const reportOf = (row: Row) => row.record as unknown as Report;

export const reports: Kind<'reports'> = {
  can: can.reports,
  index(record) {
    const { state, story, reason, sending, hid } = record as unknown as Report;
    const terms: Index['terms'] = { state: [state], story: [story], reason: [reason], sending: sending === undefined ? [] : [sending] };
    if (state === 'read') return { terms };
    return { terms: { ...terms, lane: [`${laneOf(record as unknown as Report)}`], hides: hid ? ['now'] : [] } };
  },
  view(record, { role }) {
    if (role === 'moderator' || role === 'facilitator') return record;
    const { sending: _, hid: __, sent: ___, ...own } = record;
    return own;
  },
  async create({ receipt, ...draft }, acting) {
    const lane = laneOf(draft);
    const waiting = await acting.tx.having('reports', 'lane', `${lane}`);
    if (waiting.length >= mostWaiting) throw new PeerError('rate-limited', 'reports: too many wait to be read', { retryAfterMs: 60 * 60 * 1000 });
    const { group, ...known } = await reported(draft, acting);
    const id = acting.newId();
    const record: Report = { ...draft, id, state: 'waiting', ...known, sent: instant(acting.now) };
    const key = lane * laneLength + (await acting.tx.arrival());
    return { id, rev: acting.newId(), key, reader: group ? `staff:${group}` : 'staff', ...(receipt && { owner: receipt }), record: { ...record } };
  },
};

/**
 * What is known of the story, and what the report does to it. One that is not there, or not for whoever reports it, is
 * reported all the same: it answers like one that is hidden, and worry about somebody is not lost.
 */
async function reported(draft: Omit<ReportDraft, 'receipt'>, acting: Acting): Promise<Pick<Report, 'sending' | 'hid'> & Pick<Story, 'group'>> {
  const story = await acting.tx.get('stories', draft.story);
  if (!story || !isMeantFor(story, acting)) return {};
  const { text, group } = story.record as unknown as Story;
  if (!isHidden(story)) {
    withoutName('reports', story, acting);
    if (draft.passage && draft.passage.end > text.length) throw new PeerError('invalid', 'reports: not valid: passage');
  }
  const [sending] = await acting.tx.having('sendings', 'story', story.id);
  const hid = await hides(draft, story, acting);
  if (hid) await putAway(story, sending, acting);
  return { ...(group && { group }), ...(sending && { sending: sending.id }), ...(hid && { hid }) };
}

async function hides(draft: Omit<ReportDraft, 'receipt'>, story: Row, { tx }: Acting): Promise<boolean> {
  if (!asksToHide(draft)) return false;
  const before = await tx.having('reports', 'story', story.id);
  let hidden = 0;
  for (const report of await tx.having('reports', 'hides', 'now')) {
    // Its writer may have withdrawn it since.
    const other = await tx.get('stories', reportOf(report).story);
    if (other && isHidden(other)) hidden++;
  }
  return hidesAtOnce(draft, { visible: !isHidden(story), hiddenBefore: before.some((row) => reportOf(row).hid), hidden });
}

/** Takes a story from readers until somebody has looked. Its writer sees that it is being read again, and not why. */
async function putAway(story: Row, sending: Row | undefined, acting: Acting): Promise<void> {
  const step = sending && storyStep(sendingOf(sending).state, 'report' as never, 'reader');
  await hide(story, true, sending, acting);
  if (sending && step && 'state' in step) await keepSending(sending, { ...sending.record, state: step.state } as AnyRecord, acting);
}

export const rulings: Kind<'rulings'> = {
  can: can.rulings,
  index: ({ report, ruling }) => ({ terms: { report: [report as string], ruling: [ruling as string] } }),
  async create(draft, acting) {
    const report = await readable('reports', draft.report, acting);
    const claim = await ownClaim('report', report.id, acting);
    await rule(draft, report, acting);
    await read(report, draft.toReporter, acting);
    await drop('claims', claim, acting);
    await note({ act: 'rule', by: nameOf(acting), report: report.id, what: draft.ruling }, acting);
    const ruling: Ruling = { ...draft, id: acting.newId(), by: nameOf(acting), at: instant(acting.now) };
    return { id: ruling.id, rev: acting.newId(), key: await acting.tx.arrival(), reader: report.reader, record: { ...ruling } };
  },
};

/** Does to the story what was decided. */
async function rule({ ruling, message }: RulingDraft, report: Row, acting: Acting): Promise<void> {
  const story = await acting.tx.get('stories', reportOf(report).story);
  const hidden = !!story && isHidden(story);
  if (ruling === 'no-action') {
    if (hidden && reportOf(report).hid) throw new PeerError('conflict', 'rulings: the report hid the story, which is restored or taken down');
    return;
  }
  if (!story || (ruling === 'restore' && !hidden)) throw new PeerError('conflict', `rulings: ${ruling} is not possible for a story that is ${story ? 'not hidden' : 'not there any more'}`);
  const [sending] = await acting.tx.having('sendings', 'story', story.id);
  if (ruling === 'restore') return giveBack(story, sending, message, acting);
  if (sending) await takeDown(ruling, sending, message!, acting);
  else await drop('stories', story, acting);
  // Whoever else reported it has been heard too.
  for (const other of await acting.tx.having('reports', 'story', story.id)) {
    if (other.id === report.id || reportOf(other).state !== 'waiting') continue;
    await read(other, undefined, acting);
    for (const claim of await acting.tx.having('claims', 'report', other.id)) await drop('claims', claim, acting);
  }
}

async function giveBack(story: Row, sending: Row | undefined, message: string | undefined, acting: Acting): Promise<void> {
  await hide(story, false, sending, acting);
  if (!sending) return;
  const last = await lastDecision(sending, acting);
  const command: StoryCommand<'again'> = last?.decision === 'publish-with-note' ? 'restore-with-note' : 'restore';
  await moved(sending, sending.record, command, message, acting);
}

/** Takes what readers have, and gives it back to its writer where it was not being changed anyway. */
async function takeDown(ruling: 'take-down' | 'ask-changes', sending: Row, message: string, acting: Acting): Promise<void> {
  const step = storyStep(sendingOf(sending).state, ruling as never, 'moderator');
  const record = 'state' in step && sendingOf(sending).state !== 'claimed' ? await after(step.effects, sending, acting) : await unpublish(sending, acting);
  await moved(sending, record, ruling, message, acting);
}

async function moved(sending: Row, record: AnyRecord, command: StoryCommand, message: string | undefined, acting: Acting): Promise<void> {
  await lapse(sending.id, acting);
  const { state } = sendingOf(sending);
  const step = state === 'claimed' ? undefined : storyStep(state, command as never, 'moderator');
  const told = message ? await tell({ ...sending, record }, message, acting) : record;
  await keepLookedAt(sending, { ...told, ...(step && 'state' in step && { state: step.state }) } as AnyRecord, acting);
}

async function read(report: Row, message: string | undefined, acting: Acting): Promise<void> {
  await keep('reports', { ...report, record: { ...report.record, state: 'read', ...(message && { message }) } as AnyRecord }, acting, report);
}

/** Takes away a report that was read longer ago than the space keeps stories, and what was decided about it. */
export async function expireReport(report: Row, acting: Acting): Promise<void> {
  for (const ruling of await acting.tx.having('rulings', 'report', report.id)) await drop('rulings', ruling, acting);
  await drop('reports', report, acting);
}
