import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import { saidOf } from '../../domain/said.ts';
import { type Claim, type Message, type Sending, type Story, type StoryCommand, storyStep } from '../../domain/story.ts';
import { aboutOf, asksToHide, hidesAtOnce, laneOf, mostHiddenByOne, mostWaiting, type Report, type ReportDraft, type ReportedCheckin, reportedIn, type Ruling, type RulingDraft, type RulingKind } from '../../domain/report.ts';
import type { AnyRecord, Row } from '../store.ts';
import { type KeptCheckin, checkinOf, isStillFor, readAgain, readEnough, takenDown, tellWriter } from './checkin-life.ts';
import { ownClaim } from './desk.ts';
import { note } from './log.ts';
import { type Acting, drop, instant, keep, type Kind, nameOf, readable } from './kind.ts';
import { after, dated, dropReply, hide, isMeantFor, keepLookedAt, keepSending, laneLength, lapse, lastDecision, sendingOf, type Shelf, takeWordsBack, tell, unpublish, withoutName } from './life.ts';
import { isHidden } from './set-aside.ts';

/** A report as it is kept: `of` is the row of whoever wrote the check-in, which nobody is told. */
type KeptReport = Report & { of?: string };

const reportOf = (row: Row) => row.record as unknown as KeptReport;

export const reports: Kind<'reports'> = {
  can: can.reports,
  hidden: ['of'],
  view(record, { role, owner }) {
    const { by, heard, words } = record as unknown as Report;
    if (role === 'moderator' || role === 'facilitator') {
      // Whoever it is about reads what was said of them once they may look, and not before.
      if (by === undefined || by !== owner || heard || words === undefined) return record;
      const { words: _, ...without } = record;
      return without as AnyRecord;
    }
    const { sending: _, hid: __, sent: ___, by: ____, heard: _____, urgent: ______, ...own } = record;
    return own as AnyRecord;
  },
  // What somebody told their group stands nowhere but there. Whoever reads a report of it gets it here, once that is in the log.
  opens: ({ role }, { record }) => (role === 'moderator' || role === 'facilitator') && record.checkin !== undefined,
  async open(row, acting) {
    const { of: _, ...record } = row.record;
    return { ...record, ...((await isOpenedByCaller(row, acting)) && (await seenNow(row, acting))) } as AnyRecord;
  },
  async create({ receipt, ...draft }, acting) {
    const lane = laneOf(draft);
    const waiting = await acting.tx.having('reports', 'lane', `${lane}`);
    if (waiting.length >= mostWaiting) throw new PeerError('rate-limited', 'reports: too many wait to be read', { retryAfterMs: 60 * 60 * 1000 });
    const { group, ...known } = await reported(draft, acting);
    const id = acting.newId();
    const record: KeptReport = { ...draft, id, state: 'waiting', ...known, sent: instant(acting.now) };
    const key = laneOf(record) * laneLength + (await acting.tx.arrival());
    if (draft.said !== undefined && known.sending !== undefined) await note({ act: 'objection', report: id, ...(known.by !== undefined && { what: known.by }) }, acting);
    // Whoever comes with the receipt of their story needs no other one, nor does a member who reports what was told their group.
    const owner = receipt ?? (acting.who.role === 'writer' || draft.checkin !== undefined ? acting.who.owner : undefined);
    return { id, rev: acting.newId(), key, reader: group ? `staff:${group}` : 'staff', ...(owner && { owner }), record: { ...record } };
  },
};

type Known = Pick<KeptReport, 'sending' | 'hid' | 'by' | 'of' | 'checkin' | 'urgent'> & Pick<Sending, 'group'>;
type Drafted = Omit<ReportDraft, 'receipt'>;

/**
 * What is known of the words, and what the report does to them. What is not there, or not for whoever reports it, is
 * reported all the same: it answers like what is hidden, and worry about somebody is not lost.
 */
async function reported(draft: Drafted, acting: Acting): Promise<Known> {
  const { kind, id } = aboutOf(draft);
  if (kind === 'checkin') return checkin(draft, id, acting);
  const writes = acting.who.role === 'writer';
  if (kind === 'story' && writes) throw new PeerError('forbidden', 'reports: a story is reported without the receipt of another one');
  if (kind === 'said' && !writes) throw new PeerError('forbidden', 'reports: what the staff wrote is reported by whom it was written to');
  const row = await acting.tx.get(reportedIn[kind], id);
  if (!row || !(writes ? row.owner === acting.who.owner : isMeantFor(row, acting))) return {};
  return kind === 'said' ? message(row, acting) : shown(draft, row, kind === 'story' ? 'stories' : 'replies', acting);
}

/** What the staff wrote hides from nobody: only whom it was written to has it. */
async function message(row: Row, { tx }: Acting): Promise<Known> {
  const { sending: id, from, by } = row.record as unknown as Message;
  if (from !== 'staff') throw new PeerError('forbidden', 'reports: these are your own words');
  const sending = await tx.get('sendings', id);
  const group = sending && sendingOf(sending).group;
  return { sending: id, ...(group && { group }), ...(by !== undefined && { by }) };
}

/** What somebody told their group, and nothing else: what is theirs alone, for chosen people or without names leads nowhere. */
async function checkin(draft: Drafted, id: string, acting: Acting): Promise<Known> {
  const { who, tx, now, settings } = acting;
  if (who.role !== 'member' && who.role !== 'facilitator') throw new PeerError(who.role === 'visitor' || who.role === 'local' ? 'signed-out' : 'forbidden', 'reports: a check-in is reported by those whom it was written to');
  const found = await tx.get('checkins', id);
  if (!found || !isMeantFor(found, acting) || !isStillFor(found, who, now, settings)) return {};
  const { of, audience } = found.record as unknown as KeptCheckin & { of?: string };
  const own = of === undefined || audience !== 'group' ? undefined : await tx.get('checkins', of);
  // A greeter may know it by another id than the group does.
  const copy = own && (await copyOf(own, acting));
  if (!own || !copy) return {};
  const { words = '', group } = checkinOf(copy);
  if (draft.passage && !isHidden(copy) && draft.passage.end > words.length) throw new PeerError('invalid', 'reports: not valid: passage');
  const byThem = (await tx.having('reports', 'hides', 'now')).filter(({ owner }) => owner === who.owner);
  const hid = byThem.length < mostHiddenByOne && (await hides({ ...draft, of: own.id }, copy, acting));
  if (hid) await readAgain(own, true, acting);
  // Whoever is in distress may be reported to be silenced, and a night be long: then somebody is called.
  const urgent = words !== '' && acting.urgent(words, settings?.languages?.[0] ?? 'en');
  return { of: own.id, checkin: copy.id, group: group!, ...(hid && { hid }), ...(urgent && { urgent }) };
}

/** What the group has of it, hidden or not. */
async function copyOf(own: Row, { tx }: Acting): Promise<Row | undefined> {
  const { shown, audience } = checkinOf(own);
  return shown === undefined || audience !== 'group' ? undefined : tx.get('checkins', shown);
}

/** The check-in of a report and what its group has of it, as long as that is the group to whose staff the report went. */
async function toldGroup({ record, reader }: Row, acting: Acting): Promise<{ own?: Row; copy?: Row }> {
  const { of } = record as unknown as KeptReport;
  const own = of === undefined ? undefined : await acting.tx.get('checkins', of);
  if (!own) return {};
  const copy = await copyOf(own, acting);
  const { ends = Infinity, group } = checkinOf(copy ?? own);
  return { own, ...(copy && ends > acting.now && reader === `staff:${group}` && { copy }) };
}

/** Whether whoever asks reads it now: they have claimed it, and have said since that they open it. */
async function isOpenedByCaller({ id, record }: Row, { tx, now, who }: Acting): Promise<boolean> {
  const isOwn = ({ owner, record: claim }: Row) => owner === who.owner && Date.parse((claim as unknown as Claim).until) > now;
  if (record.state !== 'waiting' || who.owner === undefined || !(await tx.having('claims', 'report', id)).some(isOwn)) return false;
  // The newest comes first.
  const noted = (await tx.having('log', 'report', id)).sort((one, other) => one.key - other.key).map((entry) => entry.record);
  return noted.find(({ by, act }) => by === who.owner && ['open', 'claim', 'take-over'].includes(act as string))?.act === 'open';
}

async function seenNow(report: Row, acting: Acting): Promise<Pick<Report, 'seen' | 'gone'>> {
  const { copy } = await toldGroup(report, acting);
  if (!copy) return { gone: true };
  const { name, group, at, ...said } = checkinOf(copy);
  const seen: ReportedCheckin = { ...saidOf(said), ...(name !== undefined && { name }), group: group!, at: at!, ...(at! > reportOf(report).sent! && { changed: true }), ...(isHidden(copy) && { hidden: true }) };
  return { seen };
}

async function shown(draft: Drafted, row: Row, shelf: Shelf, acting: Acting): Promise<Known> {
  const { text, group: ofStory } = row.record as unknown as Pick<Story, 'text' | 'group'>;
  if (!isHidden(row)) {
    withoutName('reports', row, acting);
    if (draft.passage && draft.passage.end > text.length) throw new PeerError('invalid', 'reports: not valid: passage');
  }
  const [sending] = await acting.tx.having('sendings', 'story', row.id);
  const group = ofStory ?? (sending && sendingOf(sending).group);
  const hid = await hides(draft, row, acting);
  if (hid) await putAway(shelf, row, sending, acting);
  return { ...(group && { group }), ...(sending && { sending: sending.id }), ...(hid && { hid }) };
}

async function hides(draft: Drafted & Pick<KeptReport, 'of'>, row: Row, { tx }: Acting): Promise<boolean> {
  if (!asksToHide(draft)) return false;
  const before = await reportsOf(draft, row.id, tx);
  let hidden = 0;
  for (const report of await tx.having('reports', 'hides', 'now')) {
    // Its writer may have withdrawn it since.
    const other = await wordsOf(report, tx);
    if (other && isHidden(other)) hidden++;
  }
  return hidesAtOnce(draft, { visible: !isHidden(row), hiddenBefore: before.some((each) => reportOf(each).hid), hidden });
}

/** All reports of the same. */
const reportsOf = (report: Pick<KeptReport, 'story' | 'reply' | 'said' | 'checkin' | 'of'>, id: string, tx: Acting['tx']): Promise<Row[]> =>
  report.of === undefined ? tx.having('reports', aboutOf(report).kind, id) : tx.having('reports', 'about', report.of);

/** What readers have of what was reported, hidden or not. */
async function wordsOf(report: Row, tx: Acting['tx']): Promise<Row | undefined> {
  const { kind, id } = aboutOf(reportOf(report));
  const { of } = reportOf(report);
  if (kind !== 'checkin') return tx.get(reportedIn[kind], id);
  const own = of === undefined ? undefined : await tx.get('checkins', of);
  return own && copyOf(own, { tx } as Acting);
}

/** Takes words from readers until somebody has looked. Their writer sees that they are being read again, and not why. */
async function putAway(shelf: Shelf, row: Row, sending: Row | undefined, acting: Acting): Promise<void> {
  const step = sending && storyStep(sendingOf(sending).state, 'report' as never, 'reader');
  await hide(shelf, row, true, sending, acting);
  if (sending && step && 'state' in step) await keepSending(sending, { ...sending.record, state: step.state } as AnyRecord, acting);
}

export const rulings: Kind<'rulings'> = {
  can: can.rulings,
  async create(draft, acting) {
    const report = await readable('reports', draft.report, acting);
    const claim = await ownClaim('report', report.id, acting);
    const { ruling: kind } = draft;
    if (kind === 'hide') await hideUntilRuled(report, acting);
    else {
      await rule(kind, draft, report, acting);
      await read(report, draft.toReporter, acting);
      await drop('claims', claim, acting);
      const { of } = reportOf(report);
      if (of !== undefined) await readEnough(of, acting);
    }
    await note({ act: 'rule', by: nameOf(acting), report: report.id, what: draft.ruling }, acting);
    const ruling: Ruling = { ...draft, id: acting.newId(), by: nameOf(acting), at: instant(acting.now) };
    return { id: ruling.id, rev: acting.newId(), key: await acting.tx.arrival(), reader: report.reader, record: { ...ruling } };
  },
};

/** Takes words from readers while whoever has claimed the report goes on reading: with `hid`, they are given back or taken down. */
async function hideUntilRuled(report: Row, acting: Acting): Promise<void> {
  const { kind, id } = aboutOf(reportOf(report));
  if (kind === 'checkin') return hideCheckinUntilRuled(report, acting);
  const row = kind === 'said' ? undefined : await acting.tx.get(reportedIn[kind], id);
  if (kind === 'said' || !row || isHidden(row)) throw new PeerError('conflict', `rulings: hide is not possible for what is ${row ? 'hidden' : 'not there for readers'}`);
  const [sending] = await acting.tx.having('sendings', 'story', row.id);
  await putAway(kind === 'story' ? 'stories' : 'replies', row, sending, acting);
  await keep('reports', { ...report, record: { ...report.record, hid: true } }, acting, report);
}

async function hideCheckinUntilRuled(report: Row, acting: Acting): Promise<void> {
  const { own, copy } = await toldGroup(report, acting);
  if (!own || !copy || isHidden(copy)) throw new PeerError('conflict', `rulings: hide is not possible for what is ${copy ? 'hidden' : 'not there for its group'}`);
  await readAgain(own, true, acting);
  await keep('reports', { ...report, record: { ...report.record, hid: true } }, acting, report);
}

/** Does to a check-in what was decided, but for giving it back: that follows once no report hides it any more. */
async function ruleCheckin(ruling: Exclude<RulingKind, 'hide'>, words: string | undefined, report: Row, acting: Acting): Promise<void> {
  const { own, copy } = await toldGroup(report, acting);
  const isHid = !!copy && isHidden(copy);
  if (ruling === 'ask-changes') throw new PeerError('conflict', 'rulings: ask-changes is not possible for a check-in');
  if (ruling === 'no-action' && isHid && reportOf(report).hid) throw new PeerError('conflict', 'rulings: the report hid the words, which are restored or taken down');
  if (ruling !== 'no-action' && (!copy || (ruling === 'restore' && !isHid))) throw new PeerError('conflict', `rulings: ${ruling} is not possible for what is ${copy ? 'not hidden' : 'not there any more'}`);
  if (words !== undefined && !own) throw new PeerError('conflict', 'rulings: there is nowhere any more where its writer could be told');
  if (ruling === 'take-down') await takenDown(own!, words!, acting);
  else if (words !== undefined) await tellWriter(own!, words, acting);
  if (ruling !== 'no-action') await readOthers(report, acting);
}

/** Does to the words what was decided. */
async function rule(ruling: Exclude<RulingKind, 'hide'>, { message: words }: RulingDraft, report: Row, acting: Acting): Promise<void> {
  const { kind, id } = aboutOf(reportOf(report));
  if (kind === 'checkin') return ruleCheckin(ruling, words, report, acting);
  if (ruling === 'no-action' && words !== undefined) throw new PeerError('invalid', 'rulings: not valid: message');
  const row = await acting.tx.get(reportedIn[kind], id);
  const hidden = !!row && isHidden(row);
  if (ruling === 'no-action') {
    if (hidden && reportOf(report).hid) throw new PeerError('conflict', 'rulings: the report hid the words, which are restored or taken down');
    return;
  }
  if (!row || (ruling === 'restore' && !hidden)) throw new PeerError('conflict', `rulings: ${ruling} is not possible for what is ${row ? 'not hidden' : 'not there any more'}`);
  if (kind === 'said') await ruleMessage(ruling, row, words!, acting);
  else if (ruling === 'restore') return giveBack(kind === 'story' ? 'stories' : 'replies', row, words, acting);
  else {
    const [sending] = await acting.tx.having('sendings', 'story', row.id);
    if (sending) await takeDown(ruling, sending, words!, acting);
    else if (kind === 'reply') await dropReply(row, acting);
    else await drop('stories', row, acting);
  }
  await readOthers(report, acting);
}

/** Whoever else reported it has been heard too. */
async function readOthers(report: Row, acting: Acting): Promise<void> {
  for (const other of await reportsOf(reportOf(report), aboutOf(reportOf(report)).id, acting.tx)) {
    if (other.id === report.id || reportOf(other).state !== 'waiting') continue;
    await read(other, undefined, acting);
    for (const claim of await acting.tx.having('claims', 'report', other.id)) await drop('claims', claim, acting);
  }
}

/** What one of the staff wrote stands, or other words stand in its place. */
async function ruleMessage(ruling: RulingDraft['ruling'], row: Row, instead: string, acting: Acting): Promise<void> {
  if (ruling !== 'take-down') throw new PeerError('conflict', `rulings: ${ruling} is not possible for what the staff wrote`);
  await takeWordsBack(row, instead, acting);
}

async function giveBack(shelf: Shelf, row: Row, message: string | undefined, acting: Acting): Promise<void> {
  const [sending] = await acting.tx.having('sendings', 'story', row.id);
  await hide(shelf, row, false, sending, acting);
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
  await keepLookedAt(sending, dated({ ...told, ...(step && 'state' in step && { state: step.state }) } as AnyRecord, acting), acting);
}

async function read(report: Row, message: string | undefined, acting: Acting): Promise<void> {
  await keep('reports', { ...report, record: { ...report.record, state: 'read', ...(message && { message }) } as AnyRecord }, acting, report);
}

/** Takes away a report that was read longer ago than the space keeps stories, and what was decided about it. */
export async function expireReport(report: Row, acting: Acting): Promise<void> {
  for (const ruling of await acting.tx.having('rulings', 'report', report.id)) await drop('rulings', ruling, acting);
  await drop('reports', report, acting);
}

/** What somebody reported with this receipt goes with everything else that it opens. */
export async function forgetReports(owner: string | undefined, acting: Acting): Promise<void> {
  if (owner === undefined) return;
  for (let report = await acting.tx.owned('reports', owner); report; report = await acting.tx.owned('reports', owner)) {
    for (const claim of await acting.tx.having('claims', 'report', report.id)) await drop('claims', claim, acting);
    await expireReport(report, acting);
  }
}
