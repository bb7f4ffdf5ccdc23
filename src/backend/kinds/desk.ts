import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import { presenceLasts } from '../../domain/space.ts';
import { type Claim, type Decision, mayBePublished, type StoryActor } from '../../domain/story.ts';
import type { AnyRecord, Row } from '../store.ts';
import { type Acting, drop, type Kind, readable } from './kind.ts';
import { after, instant, keepLookedAt, keepSending, nameOf, sendingOf, stepped, tell } from './life.ts';

/** How long one of the staff has a story or a report to themselves, in milliseconds. */
const claimLasts = 24 * 60 * 60 * 1000;

export const claims: Kind<'claims'> = {
  can: can.claims,
  index: ({ sending, report }) => ({ terms: { ...(sending ? { sending: [sending as string] } : {}), ...(report ? { report: [report as string] } : {}) } }),
  async create({ sending, report }, acting) {
    const of = sending !== undefined ? ('sending' as const) : ('report' as const);
    const id = (sending ?? report)!;
    await readable(`${of}s`, id, acting);
    if (await claimOf(of, id, acting)) throw new PeerError('conflict', 'claims: somebody else reads this');
    const row = await readable(`${of}s`, id, acting);
    if (of === 'sending') {
      const { state } = stepped(sendingOf(row).state, 'claim', 'moderator');
      await keepSending(row, { ...row.record, state }, acting);
    } else if (row.record.state !== 'waiting') throw new PeerError('conflict', 'claims: this report was read');
    const claim: Claim = { id: acting.newId(), [of]: id, by: nameOf(acting), until: instant(acting.now + claimLasts) };
    return { id: claim.id, rev: acting.newId(), key: await acting.tx.arrival(), reader: row.reader, owner: claim.by, record: { ...claim } };
  },
  async remove(row, acting) {
    const { sending } = row.record as unknown as Claim;
    const claimed = sending === undefined ? undefined : await acting.tx.get('sendings', sending);
    if (claimed) await back(claimed, 'moderator', acting);
  },
};

export const decisions: Kind<'decisions'> = {
  can: can.decisions,
  index: ({ sending, decision }) => ({ terms: { sending: [sending as string], decision: [decision as string] } }),
  async create({ rev, ...draft }, acting) {
    const sending = await readable('sendings', draft.sending, acting);
    if (sending.rev !== rev) throw new PeerError('conflict', 'decisions: the story has changed since it was read');
    const claim = await ownClaim('sending', draft.sending, acting);
    const { state, effects } = stepped(sendingOf(sending).state, draft.decision, 'moderator');
    if (effects.includes('publish') && !mayBePublished(sendingOf(sending))) throw new PeerError('conflict', 'decisions: its writer does not agree to have it published');
    const { message: _, ...record } = await after(effects, sending, acting, draft.notes);
    const told = draft.message ? await tell({ ...sending, record: record as AnyRecord }, draft.message, acting) : (record as AnyRecord);
    await keepLookedAt(sending, { ...told, state }, acting);
    await drop('claims', claim, acting);
    const decision: Decision = { ...draft, id: acting.newId(), by: nameOf(acting), at: instant(acting.now) };
    return { id: decision.id, rev: acting.newId(), key: await acting.tx.arrival(), reader: sending.reader, record: { ...decision } };
  },
};

export const presences: Kind<'presences'> = {
  can: can.presences,
  fleeting: true,
  async create(_, acting) {
    const before = await acting.tx.owned('presences', nameOf(acting));
    if (before) await drop('presences', before, acting);
    const id = acting.newId();
    const { who } = acting;
    // Whoever facilitates groups reads what is sent to these, and nothing else.
    const reader = who.role === 'moderator' ? 'staff' : `staff:${who.groups?.[0] ?? ''}`;
    return { id, rev: acting.newId(), key: await acting.tx.arrival(), reader, owner: nameOf(acting), record: { id, until: until(acting) } };
  },
  update: async (row, _, acting) => ({ ...row, record: { ...row.record, until: until(acting) } }),
};

const until = ({ now }: Acting) => instant(now + presenceLasts);

/** The claim of the caller. Whoever decides has claimed it first. */
export async function ownClaim(of: 'sending' | 'report', id: string, acting: Acting): Promise<Row> {
  const claim = await claimOf(of, id, acting);
  if (claim?.owner !== nameOf(acting)) throw new PeerError('conflict', 'decisions: a story is claimed first, by whoever decides');
  return claim!;
}

/** The claim that holds. */
async function claimOf(of: 'sending' | 'report', id: string, acting: Acting): Promise<Row | undefined> {
  const [claim] = await acting.tx.having('claims', of, id);
  return claim && ((await giveBack(claim, acting)) ? undefined : claim);
}

/** When a claim is over, in milliseconds since 1970. */
export const endOf = ({ record }: Row): number => Date.parse(record.until as string);

/** Gives back what was claimed and whose claim is over, so that it does not wait for somebody who has gone. Answers whether it was. */
export async function giveBack(claim: Row, acting: Acting): Promise<boolean> {
  const { sending } = claim.record as unknown as Claim;
  if (endOf(claim) > acting.now) return false;
  await drop('claims', claim, acting);
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
