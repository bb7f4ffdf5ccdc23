import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import { dayIn, type HeldCopy, type Hold, type HoldDraft, holdDays, type HoldPatch, isUrgentHold, wrongDate } from '../../domain/hold.ts';
import { takesHolds } from '../../domain/space.ts';
import type { Message, Sending } from '../../domain/story.ts';
import type { AnyRecord, Row } from '../store.ts';
import { type Acting, instant, keep, keepNoted, type Kind, nameOf, readable } from './kind.ts';
import { after, dated, release, sendingOf, stepped } from './life.ts';
import { note } from './log.ts';

const holdOf = (row: Row) => row.record as unknown as Hold;

/** Owner of a hold whose writer is not told: no credential has this hash. */
const untold = 'untold:';

/**
 * Somebody may be in danger. What is held is taken from readers at once, and a copy stays with administrators until somebody ends
 * it: whatever its writer, time or another report does to the sending, the copy is another record.
 */
export const holds: Kind<'holds'> = {
  can: can.holds,
  view: (record, { role }) => (role === 'writer' ? ofWriter(record) : withoutCopy(record)),
  opens: ({ role }) => role === 'admin',
  async open(row, acting) {
    await note({ act: 'open', by: nameOf(acting), sending: holdOf(row).sending, what: 'hold' }, acting);
    return withoutDelivery(row.record);
  },
  async create(draft, acting) {
    if (!takesHolds(acting.settings)) throw new PeerError('conflict', 'holds: nobody is there whom people in danger are passed on to, so that writers were not told of holds');
    const sending = await readable('sendings', draft.sending, acting);
    await claimedByCaller(sending.id, acting);
    const record = await made(draft, sending, acting);
    await takeAway(sending, record.tell === 'later', acting);
    await note({ act: 'hold', by: record.by!, sending: sending.id, what: draft.reason }, acting);
    // In the order in which they have to be looked at again.
    return { id: record.id, rev: acting.newId(), key: Date.parse(record.review), reader: sending.reader, ...ownerOf(sending, record), record: { ...record } as unknown as AnyRecord };
  },
  async update(row, patch, acting) {
    mayEnd(row, acting);
    const changed = await changedBy(row, patch, acting);
    const said = patch.tell === 'now' ? 'tell' : 'prolong';
    await note({ act: said, by: nameOf(acting), sending: changed.sending, ...(said === 'prolong' && { what: patch.review ?? changed.review }) }, acting);
    const { owner } = row;
    const told = changed.tell === 'now' && owner?.startsWith(untold) ? { owner: owner.slice(untold.length) } : {};
    return { ...row, ...told, key: Date.parse(changed.review), record: { ...changed } as unknown as AnyRecord };
  },
  async remove(row, acting) {
    mayEnd(row, acting);
    await giveBackToReading(row, acting);
    await note({ act: 'end-hold', by: nameOf(acting), sending: holdOf(row).sending }, acting);
  },
  // It was ended after the backup was made.
  erase: giveBackToReading,
};

/** What a writer who was told sees: that there is one, and until when at the latest it is looked at again. */
function ofWriter({ id, sending, review }: AnyRecord): AnyRecord {
  return { id, sending, review };
}

function withoutDelivery({ delivery: _, reminded: __, ...record }: AnyRecord): AnyRecord {
  return record as AnyRecord;
}

function withoutCopy(record: AnyRecord): AnyRecord {
  const { words: _, copy: __, changes: ___, ...seen } = withoutDelivery(record);
  return seen as AnyRecord;
}

const ownerOf = ({ owner }: Row, { tell }: Hold) => (owner ? { owner: tell === 'later' ? `${untold}${owner}` : owner } : {});

/** Whoever holds a sending has claimed it, or a report of it: they have read what it is about. */
async function claimedByCaller(sending: string, acting: Acting): Promise<void> {
  const by = nameOf(acting);
  const isOwn = async (of: 'sending' | 'report', id: string) => (await acting.tx.having('claims', of, id)).some(({ owner, record }) => owner === by && Date.parse(record.until as string) > acting.now);
  if (await isOwn('sending', sending)) return;
  for (const report of await acting.tx.having('reports', 'sending', sending)) if (await isOwn('report', report.id)) return;
  throw new PeerError('conflict', 'holds: a story, or a report of it, is claimed first, by whoever holds it');
}

async function made({ tell = 'now', ...draft }: HoldDraft, sending: Row, acting: Acting): Promise<Hold> {
  const { now } = acting;
  const review = draft.review ?? dayIn(holdDays.review, now);
  const soon = dayIn(holdDays.tellReview, now);
  const tellReview = tell === 'later' ? (draft.tellReview ?? (soon < review ? soon : review)) : undefined;
  refuseWrong({ review, tellReview }, now);
  return {
    id: acting.newId(),
    sending: sending.id,
    review,
    reason: draft.reason,
    by: nameOf(acting),
    at: instant(now),
    tell,
    ...(tellReview && { tellReview }),
    ...(isUrgentHold(draft.reason, sendingOf(sending).urgent === true) && { urgent: true }),
    ...(acting.handsOver && { told: 'waiting' as const, delivery: { tries: 0, next: instant(now) } }),
    ...(draft.words && { words: draft.words }),
    copy: await copyOf(sending, acting),
  };
}

function refuseWrong(dates: { review: string; tellReview?: string | undefined }, now: number): void {
  const wrong = wrongDate(dates, now);
  if (wrong) throw new PeerError('invalid', `holds: not valid: ${wrong}`);
}

async function copyOf(row: Row, { tx }: Acting): Promise<HeldCopy> {
  const { text, helped, line, topics, notes, language, audience, group, sent } = row.record as unknown as Sending;
  const said = (await tx.having('messages', 'sending', row.id)).sort((one, other) => one.key - other.key).map(({ record }) => record as unknown as Message);
  return {
    text,
    ...(helped !== undefined && { helped }),
    ...(line !== undefined && { line }),
    topics,
    notes,
    language,
    audience,
    ...(group !== undefined && { group }),
    ...(sent !== undefined && { sent }),
    messages: said.map(({ from, text: words, at }) => ({ from, text: words, ...(at !== undefined && { at }) })),
  };
}

/** Nobody but the staff has it any more, and nobody reads it to decide. No older state of it may come back with a backup and be shown. */
async function takeAway(row: Row, quietly: boolean, acting: Acting): Promise<void> {
  const { state, story } = sendingOf(row);
  const { state: next, effects } = stepped(state, 'hold' as never, 'moderator');
  const record = await after(effects, row, acting);
  await release(row.id, acting);
  const shownAs = story !== undefined || state === 'again' ? 'again' : 'claimed';
  const held = dated({ ...record, state: next, ...(quietly && { shownAs }) } as AnyRecord, acting);
  await keepNoted('sendings', { ...row, record: held }, acting, row);
}

function mayEnd(row: Row, acting: Acting): void {
  if (acting.who.role !== 'admin' && holdOf(row).by !== nameOf(acting)) throw new PeerError('forbidden', 'holds: whoever made it changes or ends it, or an administrator');
}

async function changedBy(row: Row, { because, tell, ...dates }: { [K in keyof HoldPatch]?: HoldPatch[K] | null | undefined }, acting: Acting): Promise<Hold> {
  const { reminded: _, tellReview: before, ...hold } = holdOf(row);
  const review = dates.review ?? hold.review;
  const tellReview = dates.tellReview ?? before;
  if (tell === 'now') {
    if (hold.tell === 'now') throw new PeerError('conflict', 'holds: its writer was told already');
    await showHeld(hold.sending, acting);
    return { ...hold, tell: 'now' };
  }
  if (dates.tellReview && hold.tell === 'now') throw new PeerError('conflict', 'holds: its writer was told already');
  if (dates.review) refuseWrong({ review }, acting.now);
  if (dates.tellReview) refuseWrong({ review, tellReview }, acting.now);
  const changes = [...(hold.changes ?? []), { by: nameOf(acting), at: instant(acting.now), because: because! }];
  return { ...hold, review, ...(tellReview && { tellReview }), changes };
}

/** Its writer sees from now on what it is. */
async function showHeld(id: string, acting: Acting): Promise<void> {
  const sending = await acting.tx.get('sendings', id);
  if (!sending) return;
  const { shownAs: _, ...record } = sending.record;
  await keep('sendings', { ...sending, record: record as AnyRecord }, acting, sending);
}

/** Somebody reads it as if it had just come, if it is still there. */
async function giveBackToReading(row: Row, acting: Acting): Promise<void> {
  const sending = await acting.tx.get('sendings', holdOf(row).sending);
  if (!sending || sendingOf(sending).state !== 'held') return;
  const { state } = stepped('held', 'end-hold', 'moderator');
  const { shownAs: _, ...record } = sending.record;
  await keep('sendings', { ...sending, record: dated({ ...record, state } as AnyRecord, acting) }, acting, sending);
}
