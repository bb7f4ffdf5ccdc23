import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import { patched } from '../../domain/patch.ts';
import { audiencesOf, closedBecause, knowsWho, takesReplies } from '../../domain/space.ts';
import { mayBePublished, needsReading, restored, type Sending, type SendingDraft, type Story, storyStep, type Suggestion } from '../../domain/story.ts';
import { takesBack } from '../../domain/takes-back.ts';
import type { AnyRecord, Row } from '../store.ts';
import { type Acting, instant, type Kind } from './kind.ts';
import { forgetReports } from './reports.ts';
import { after, chosen, dated, distrusted, hurried, leave, readByAnybody, release, sendingOf, staysOn, stepped, unpublish, unsay } from './life.ts';

export const sendings: Kind<'sendings'> = {
  can: can.sendings,
  view(record, { role }) {
    if (role === 'moderator' || role === 'facilitator') return record;
    const { sent: _, flags: __, to: ___, urgent: ____, appeal: _____, answered: ______, accepted: _______, shownAs, ...own } = record;
    if (!shownAs || own.state !== 'held') return own as AnyRecord;
    // Telling them now could put somebody in danger: somebody reads it, which is true. What is read has no end to be told.
    const { until: ________, review: _________, ...read } = own;
    return { ...(shownAs === 'again' ? own : read), state: shownAs } as unknown as AnyRecord;
  },
  async create({ receipt, ...words }, acting) {
    const about = words.audience === 'writer' ? await answerable(words, acting) : allowed(words, acting);
    const { state } = stepped('draft', 'send', 'writer');
    const id = acting.newId();
    const record = { ...(receipt ? words : unanswered(words)), ...about, id, state, sent: instant(acting.now), ...(acting.flags.length && { flags: [...acting.flags] }) };
    const { group } = record as Partial<Sending>;
    const row = { id, rev: acting.newId(), key: await acting.tx.arrival(), reader: group ? `staff:${group}` : 'staff', ...(receipt && { owner: receipt }), record };
    return isUrgent(record, acting) ? hurried(row) : row;
  },
  author: ({ receipt }) => receipt,
  async update(row, { meanwhile = 'hides', accept = false, stillHere = false, ...sent }, acting) {
    if (stillHere) return staysOn(row, acting);
    const before = sendingOf(row);
    const patch = accept ? { ...sent, ...suggested(before) } : sent;
    // Whoever changes it has seen it.
    const known = (before.flags ?? []).filter((flag) => flag !== restored);
    const { flags: _, ...wanted }: Sending = patched(before, patch);
    const now: Sending = { ...wanted, ...(known.length && { flags: known }) };
    if (!accept && !needsReading(before, now)) return choose({ ...row, record: { ...now } }, acting);
    // What is new needs somebody who reads it. Taking something back is possible at any time.
    if (!takesBack(before, patch)) taken(before, acting);
    const stays = meanwhile === 'stays' && mayBePublished(now) && 'state' in storyStep(before.state, 'edit-behind' as never, 'writer');
    const { state, effects } = stepped(before.state, (stays ? 'edit-behind' : 'edit') as 'edit', 'writer');
    const { appears: __, message: ___, flags: ____, appeal: _____, answered: ______, accepted: _______, suggestion: ________, ...record } = await after(effects, row, acting);
    if (stays) await chosen({ ...row, record: { ...now } }, acting);
    // Whoever was not checked when they wrote is not checked by changing a word.
    const flags = [...new Set([...known, ...acting.flags])];
    await release(row.id, acting);
    await unsay(row.id, acting);
    const answers = before.state === 'changes-asked' && { answered: instant(acting.now) };
    const changed = { ...row, record: dated({ ...patched(record as AnyRecord, patch), state, ...answers, ...(accept && { accepted: true }), ...(flags.length && { flags }) }, acting) };
    return isUrgent(now, acting) ? hurried(changed) : changed;
  },
  async remove(row, acting) {
    const { effects } = stepped(sendingOf(row).state, 'withdraw', 'writer');
    await after(effects, row, acting);
    await leave(row.id, acting);
    await forgetReports(row.owner, acting);
  },
  async erase(row, acting) {
    await unpublish(row, acting);
    await leave(row.id, acting);
  },
  distrust: distrusted,
};

/** What the staff suggested. Words that have changed since take it with them. */
function suggested({ suggestion }: Sending): Suggestion {
  if (!suggestion) throw new PeerError('conflict', 'sendings: nothing is suggested');
  return suggestion;
}

/** Answers reach whoever wrote it by their receipt. Without one nobody would ever see them. */
const unanswered = ({ advice: _, ...words }: Omit<SendingDraft, 'receipt'>) => ({ ...words, answers: false });

const isUrgent = ({ text, helped = '', line = '', language }: Pick<Sending, 'text' | 'helped' | 'line' | 'language'>, { urgent }: Acting) => urgent([text, helped, line].join('\n'), language);

/** A choice of the writer, which nobody has to read. */
async function choose(row: Row, acting: Acting): Promise<Row> {
  if (sendingOf(row).state === 'expired') throw new PeerError('conflict', 'sendings: nothing is left to choose about');
  await chosen(row, acting);
  return row;
}

/** Whether this may be sent here, by this caller. */
function allowed({ audience, group }: Omit<SendingDraft, 'receipt'>, acting: Acting): object {
  const { who } = acting;
  taken({ audience }, acting);
  const known = audience !== 'writer' && knowsWho(audience);
  // Anonymous means anonymous: a name beside the words would undo it. A group has to know its members.
  if (!known && who.role === 'member') throw new PeerError('forbidden', 'sendings: what everyone may read is sent without a token');
  if (known && who.role !== 'local' && !(who.role === 'member' && who.groups?.includes(group!))) {
    throw new PeerError(who.role === 'visitor' ? 'signed-out' : 'forbidden', 'sendings: only members write to their group');
  }
  return {};
}

/** Whom a reply is for, if it may be sent to them. */
async function answerable({ audience, replyTo }: Omit<SendingDraft, 'receipt'>, acting: Acting): Promise<object> {
  taken({ audience }, acting);
  const story = await readByAnybody('sendings', replyTo!, acting);
  const { answers, group } = story.record as unknown as Story;
  if (!answers) throw new PeerError('conflict', 'sendings: this story takes no answers');
  const [target] = await acting.tx.having('sendings', 'story', story.id);
  return { ...(group && { group }), ...(target && { to: target.id }) };
}

/** Whether words for these readers are taken here at all. */
function taken({ audience }: Pick<Sending, 'audience'>, { settings }: Acting): void {
  const closed = closedBecause(settings);
  if (closed.length) throw new PeerError('unavailable', `sendings: closed (${closed.join(', ')})`, { retryable: false, mayHaveHappened: false });
  if (audience === 'writer' ? !takesReplies(settings!) : !audiencesOf(settings!).includes(audience)) {
    throw new PeerError('forbidden', `sendings: nothing is sent to ${audience} here`);
  }
}
