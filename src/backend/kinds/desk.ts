import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import { patched } from '../../domain/patch.ts';
import { presenceLasts } from '../../domain/space.ts';
import { isUrgentReport, type Report } from '../../domain/report.ts';
import { appealWaits, type Claim, claimLasts, type Decision, graceLasts, mayBePublished, type Opinion, type StoryActor } from '../../domain/story.ts';
import type { AnyRecord, Row } from '../store.ts';
import { type Acting, drop, instant, keep, type Kind, nameOf, readable } from './kind.ts';
import { note } from './log.ts';
import { after, closeQuestions, endClaim, held, keepDecided, keepSending, lastDecider, release, sendingOf, stepped, tell } from './life.ts';

type Claimed = 'sending' | 'report';

const isUrgent = (of: Claimed, { record }: Row): boolean => (of === 'sending' ? record.urgent === true : isUrgentReport(record as unknown as Report));

export const claims: Kind<'claims'> = {
  can: can.claims,
  async create({ sending, report, takeOver = false }, acting) {
    const of: Claimed = sending !== undefined ? 'sending' : 'report';
    const id = (sending ?? report)!;
    await readable(`${of}s`, id, acting);
    const before = await claimOf(of, id, acting);
    const row = await readable(`${of}s`, id, acting);
    if (of === 'sending') await heardByAnother(row, acting);
    else await readByAnother(row, acting);
    if (before) await takenOver(before, isUrgent(of, row), takeOver, acting);
    else if (of === 'sending') {
      const { state } = stepped(sendingOf(row).state, 'claim', 'moderator');
      await keepSending(row, { ...row.record, state }, acting);
    } else if (row.record.state !== 'waiting') throw new PeerError('conflict', 'claims: this report was read');
    const ends = acting.now + claimLasts(isUrgent(of, row));
    const claim: Claim = { id: acting.newId(), [of]: id, by: nameOf(acting), until: instant(ends), ...(before && { takenFrom: before.owner! }) };
    await note({ act: before ? 'take-over' : 'claim', by: claim.by, [of]: id, ...(before && { what: before.owner! }) }, acting);
    // In the order in which they end, so that it is seen at a glance whether one has.
    return { id: claim.id, rev: acting.newId(), key: ends, reader: row.reader, owner: claim.by, record: { ...claim } };
  },
  async remove(row, acting) {
    const { sending, report } = row.record as unknown as Claim;
    const claimed = sending === undefined ? undefined : await acting.tx.get('sendings', sending);
    if (claimed && (await held(claimed.id, acting))) throw new PeerError('conflict', 'claims: it was decided a moment ago; take that back first');
    if (claimed) await back(claimed, 'moderator', acting);
    await closeQuestions(row, acting);
    await note({ act: 'give-back', by: nameOf(acting), ...(sending === undefined ? { report: report! } : { sending }) }, acting);
  },
};

export const decisions: Kind<'decisions'> = {
  can: can.decisions,
  async create({ rev, grace = false, suggestion, ...draft }, acting) {
    const sending = await readable('sendings', draft.sending, acting);
    if (sending.rev !== rev) throw new PeerError('conflict', 'decisions: the story has changed since it was read');
    const claim = await ownClaim('sending', draft.sending, acting);
    if (await held(sending.id, acting)) throw new PeerError('conflict', 'decisions: it was decided a moment ago; take that back first');
    const { effects } = possible(draft, sending);
    await agreed(draft.decision, sending, nameOf(acting), acting);
    // Readers have it: what takes it from them cannot wait.
    const waits = grace && !(effects.includes('unpublish') && sendingOf(sending).story !== undefined);
    const effective = acting.now + graceLasts;
    if (waits) await keepClaim(claim, effective, acting);
    else await takeEffect({ ...draft, by: nameOf(acting), ...(suggestion && { suggestion }) }, sending, acting);
    await note({ act: 'decide', by: nameOf(acting), sending: sending.id, what: draft.decision }, acting);
    const decision: Decision = { ...draft, id: acting.newId(), by: nameOf(acting), at: instant(acting.now), ...(waits && { ...(suggestion && { suggestion }), effective: instant(effective) }) };
    return { id: decision.id, rev: acting.newId(), key: await acting.tx.arrival(), reader: sending.reader, owner: decision.by, record: { ...decision } };
  },
  async remove({ record }, acting) {
    const { effective, sending } = record as unknown as Decision;
    if (!effective || Date.parse(effective) <= acting.now) throw new PeerError('conflict', 'decisions: its writer was told already');
    await note({ act: 'undo', by: nameOf(acting), sending }, acting);
  },
};

/** The step that a decision is. Rejects if there is none, or if its writer does not agree. */
function possible({ decision }: Pick<Decision, 'decision'>, sending: Row) {
  const step = stepped(sendingOf(sending).state, decision, 'moderator');
  if (step.effects.includes('publish') && !mayBePublished(sendingOf(sending))) throw new PeerError('conflict', 'decisions: its writer does not agree to have it published');
  return step;
}

/**
 * Where two have to agree: whether a colleague has advised to publish these very words. What somebody advised before, or about
 * words that were changed since, counts for nothing.
 */
async function agreed(decision: Decision['decision'], sending: Row, by: string, acting: Acting): Promise<void> {
  if (acting.settings?.moderation !== 'two' || !publishing.includes(decision)) return;
  const last = new Map<string, Opinion>();
  const opinions = (await acting.tx.having('opinions', 'sending', sending.id)).sort((one, other) => one.key - other.key);
  for (const opinion of opinions.map(({ record }) => record as unknown as Opinion)) if (opinion.advises && opinion.by !== by) last.set(opinion.by, opinion);
  if ([...last.values()].some(({ advises }) => publishing.includes(advises!))) return;
  throw new PeerError('conflict', 'decisions: two have to agree before anything is published here; ask a colleague for a second opinion');
}

const publishing: readonly Decision['decision'][] = ['publish', 'publish-with-note'];

/** Does what was decided: readers see it, its writer is told, and nobody reads it any more. */
async function takeEffect({ decision, message, notes, suggestion, by }: Pick<Decision, 'decision' | 'message' | 'notes' | 'suggestion' | 'by'>, sending: Row, acting: Acting): Promise<void> {
  const { state, effects } = possible({ decision }, sending);
  const { message: _, suggestion: __, ...record } = await after(effects, sending, acting, notes);
  const told = message ? await tell({ ...sending, record: record as AnyRecord }, message, acting, by) : (record as AnyRecord);
  await keepDecided(sending, { ...told, state, ...(suggestion && { suggestion }) }, acting);
  for (const claim of await acting.tx.having('claims', 'sending', sending.id)) await endClaim(claim, acting);
}

/** Whoever decided keeps what they may take back. */
async function keepClaim(claim: Row, until: number, acting: Acting): Promise<void> {
  if (endOf(claim) < until) await keep('claims', { ...claim, key: until, record: { ...claim.record, until: instant(until) } }, acting, claim);
}

/** What time brings to a decision that was held back. It holds as of the moment that was said, whoever looks when. */
export async function settle(row: Row, acting: Acting): Promise<void> {
  const { effective, suggestion, ...record } = row.record as unknown as Decision;
  const sending = await acting.tx.get('sendings', record.sending);
  if (sending) {
    try {
      await agreed(record.decision, sending, record.by, acting);
      await takeEffect({ ...record, ...(suggestion && { suggestion }) }, sending, { ...acting, now: Date.parse(effective!) });
      await keep('decisions', { ...row, record: { ...record } }, acting, row);
      await note({ act: 'effective', sending: sending.id, what: record.decision }, acting);
      return;
    } catch (error) {
      // It is not possible any more, and nothing has happened yet: whoever would have got a reply takes none now.
      if (!PeerError.is(error) || error.code !== 'conflict') throw error;
      await release(sending.id, acting);
      await back(sending, 'clock', acting);
    }
  } else await drop('decisions', row, acting);
}

export const presences: Kind<'presences'> = {
  can: can.presences,
  fleeting: true,
  // Only whoever it is gets to see it: by this name they know their own claims.
  view: (record, { owner }) => ({ ...record, ...(owner !== undefined && { by: owner }) }),
  async create({ without }, acting) {
    const before = await acting.tx.owned('presences', nameOf(acting));
    if (before) await drop('presences', before, acting);
    const id = acting.newId();
    const { who } = acting;
    // Whoever facilitates groups reads what is sent to these, and nothing else.
    const reader = who.role === 'moderator' ? 'staff' : `staff:${who.groups?.[0] ?? ''}`;
    return { id, rev: acting.newId(), key: await acting.tx.arrival(), reader, owner: nameOf(acting), record: { id, until: until(acting), ...(without?.length && { without }) } };
  },
  update: async (row, patch, acting) => ({ ...row, record: { ...patched(row.record, patch), id: row.id, until: until(acting) } }),
};

const until = ({ now }: Acting) => instant(now + presenceLasts);

/** Nobody hears an appeal against themselves. After a while they may: perhaps there is nobody else. */
async function heardByAnother(sending: Row, acting: Acting): Promise<void> {
  const { appeal, urgent = false } = sendingOf(sending);
  if (!appeal || Date.parse(appeal) + appealWaits(urgent, acting.settings?.readWithinHours) <= acting.now) return;
  if ((await lastDecider(sending, acting)) === nameOf(acting)) {
    throw new PeerError('conflict', 'claims: its writer objects to what you decided, so somebody else looks at it first');
  }
}

/** Nobody looks first at what was said about their own words. After a while they may: perhaps there is nobody else. */
async function readByAnother(report: Row, acting: Acting): Promise<void> {
  const { by, sent } = report.record as unknown as Report;
  if (by === undefined || by !== nameOf(acting)) return;
  if (Date.parse(sent!) + appealWaits(isUrgent('report', report), acting.settings?.readWithinHours) > acting.now) {
    throw new PeerError('conflict', 'claims: it is about what you wrote, so somebody else looks at it first');
  }
  await keep('reports', { ...report, record: { ...report.record, heard: true } }, acting, report);
}

/** Takes a claim from whoever has it, where that is possible. They are told by their watch of claims. */
async function takenOver(claim: Row, urgent: boolean, wanted: boolean, acting: Acting): Promise<void> {
  if (claim.owner === nameOf(acting)) throw new PeerError('conflict', 'claims: you read this already');
  if (!wanted) throw new PeerError('conflict', 'claims: somebody else reads this');
  if (!urgent) throw new PeerError('conflict', 'claims: only what is urgent is taken over');
  const { sending } = claim.record as unknown as Claim;
  if (sending !== undefined && (await held(sending, acting))) throw new PeerError('conflict', 'claims: somebody else has decided about it');
  await endClaim(claim, acting);
}

/** What somebody reads has become urgent: others may wait for them no longer than for anything urgent. */
export async function hasten(sending: string, acting: Acting): Promise<void> {
  const soon = acting.now + claimLasts(true);
  for (const claim of await acting.tx.having('claims', 'sending', sending)) {
    if (endOf(claim) > soon) await keep('claims', { ...claim, key: soon, record: { ...claim.record, until: instant(soon) } }, acting, claim);
  }
}

/** The claim of the caller. Whoever decides has claimed it first. */
export async function ownClaim(of: Claimed, id: string, acting: Acting): Promise<Row> {
  const claim = await claimOf(of, id, acting);
  if (claim?.owner === nameOf(acting)) return claim;
  throw new PeerError('conflict', `decisions: a story is claimed first, by whoever decides${claim ? '; somebody else reads it now' : ''}`);
}

/** The claim that holds. */
async function claimOf(of: Claimed, id: string, acting: Acting): Promise<Row | undefined> {
  const [claim] = await acting.tx.having('claims', of, id);
  return claim && ((await giveBack(claim, acting)) ? undefined : claim);
}

/** When a claim is over, in milliseconds since 1970. */
export const endOf = ({ record }: Row): number => Date.parse(record.until as string);

/** Gives back what was claimed and whose claim is over, so that it does not wait for somebody who has gone. Answers whether it was. */
export async function giveBack(claim: Row, acting: Acting): Promise<boolean> {
  const { sending, report } = claim.record as unknown as Claim;
  if (endOf(claim) > acting.now) return false;
  if (sending !== undefined && (await held(sending, acting))) return false;
  await endClaim(claim, acting);
  await note({ act: 'claim-over', ...(sending === undefined ? { report: report! } : { sending }) }, acting);
  const row = sending === undefined ? undefined : await acting.tx.get('sendings', sending);
  if (row) await back(row, 'clock', acting);
  return true;
}

async function back(sending: Row, who: StoryActor, acting: Acting): Promise<void> {
  // A store that was brought back from somewhere may hold a claim of what is not claimed.
  if (sendingOf(sending).state !== 'claimed') return;
  const { state } = stepped(sendingOf(sending).state, 'release', who);
  await keepSending(sending, { ...sending.record, state }, acting);
}
