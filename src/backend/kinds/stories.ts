import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import { patched } from '../../domain/patch.ts';
import { audiencesOf, closedBecause, knowsWho } from '../../domain/space.ts';
import { type Claim, type Decision, mayBePublished, restored, type Sending, type SendingDraft, type StoryActor, type StoryCommand, type Story, type StoryEffect, storyStep, type StoryText } from '../../domain/story.ts';
import { takesBack } from '../../domain/takes-back.ts';
import type { AnyRecord, Row } from '../store.ts';
import { type Acting, drop, keep, type Kind, readable } from './kind.ts';

/** How long one of the staff has a story to themselves, in milliseconds. */
const claimLasts = 24 * 60 * 60 * 1000;

const sendingOf = (row: Row) => row.record as unknown as Sending;
const month = (now: number) => new Date(now).toISOString().slice(0, 7);
const instant = (now: number) => new Date(now).toISOString();

export const stories: Kind<'stories'> = {
  can: can.stories,
  index: ({ topics, language, text, helped }) => ({
    terms: { topic: topics as string[], language: [language as string] },
    text: [text, helped].filter(Boolean).join('\n'),
  }),
  // It was taken from readers after the backup. Whatever its writer had changed is not there.
  async erase(row, acting) {
    if (acting.settings && isOver(row.record as unknown as Story, acting.settings.keptMonths, acting.now)) return expire(row, acting);
    for (const sending of await acting.tx.having('sendings', 'story', row.id)) await keep('sendings', { ...sending, record: await distrusted(sending, acting) }, acting, sending);
  },
};

export const sendings: Kind<'sendings'> = {
  can: can.sendings,
  index: ({ state, audience, story }) => ({ terms: { state: [state as string], audience: [audience as string], ...(story ? { story: [story as string] } : {}) } }),
  view(record, { role }) {
    if (role === 'moderator' || role === 'facilitator') return record;
    const { sent: _, flags: __, ...own } = record;
    return own;
  },
  async create(draft, acting) {
    allowed(draft, acting);
    const { receipt, ...words } = draft;
    const { state } = stepped('draft', 'send', 'writer');
    const id = acting.newId();
    const record = { ...words, id, state, sent: instant(acting.now), ...(acting.flags.length && { flags: [...acting.flags] }) };
    return { id, rev: acting.newId(), key: await acting.tx.arrival(), reader: draft.group ? `staff:${draft.group}` : 'staff', ...(receipt && { owner: receipt }), record };
  },
  author: ({ receipt }) => receipt,
  async update(row, patch, acting) {
    // What is new needs somebody who reads it. Taking something back is possible at any time.
    if (!takesBack(sendingOf(row), patch)) taken(sendingOf(row), acting);
    const { state, effects } = stepped(sendingOf(row).state, 'edit', 'writer');
    const record = await after(effects, row, acting);
    // Whoever was not checked when they wrote is not checked by changing a word.
    const flags = [...new Set([...(sendingOf(row).flags ?? []).filter((flag) => flag !== restored), ...acting.flags])];
    await release(row.id, acting);
    await unsay(row.id, acting);
    const { flags: _, message: __, ...changed } = patched(record, patch);
    return { ...row, record: { ...changed, state, ...(flags.length && { flags }) } as AnyRecord };
  },
  async remove(row, acting) {
    const { effects } = stepped(sendingOf(row).state, 'withdraw', 'writer');
    await after(effects, row, acting);
    await release(row.id, acting);
    await undecide(row.id, acting);
  },
  async erase(row, acting) {
    const { story } = sendingOf(row);
    const published = story && (await acting.tx.get('stories', story));
    if (published) await drop('stories', published, acting);
    await release(row.id, acting);
    await undecide(row.id, acting);
  },
  distrust: distrusted,
};

export const claims: Kind<'claims'> = {
  can: can.claims,
  index: ({ sending }) => ({ terms: { sending: [sending as string] } }),
  async create({ sending: id }, acting) {
    await readable('sendings', id, acting);
    if (await claimOf(id, acting)) throw new PeerError('conflict', 'claims: somebody else reads this');
    const sending = await readable('sendings', id, acting);
    const { state } = stepped(sendingOf(sending).state, 'claim', 'moderator');
    await keep('sendings', { ...sending, record: { ...sending.record, state } }, acting, sending);
    const claim: Claim = { id: acting.newId(), sending: id, by: nameOf(acting), until: instant(acting.now + claimLasts) };
    return { id: claim.id, rev: acting.newId(), key: await acting.tx.arrival(), reader: sending.reader, owner: claim.by, record: { ...claim } };
  },
  async remove(row, acting) {
    const sending = await acting.tx.get('sendings', (row.record as unknown as Claim).sending);
    if (sending) await back(sending, 'moderator', acting);
  },
};

export const decisions: Kind<'decisions'> = {
  can: can.decisions,
  index: ({ sending, decision }) => ({ terms: { sending: [sending as string], decision: [decision as string] } }),
  async create({ rev, ...draft }, acting) {
    const sending = await readable('sendings', draft.sending, acting);
    if (sending.rev !== rev) throw new PeerError('conflict', 'decisions: the story has changed since it was read');
    const claim = await claimOf(draft.sending, acting);
    if (claim?.owner !== nameOf(acting)) throw new PeerError('conflict', 'decisions: a story is claimed first, by whoever decides');
    const { state, effects } = stepped(sendingOf(sending).state, draft.decision, 'moderator');
    if (effects.includes('publish') && !mayBePublished(sendingOf(sending))) throw new PeerError('conflict', 'decisions: its writer does not agree to have it published');
    const { message: _, ...record } = await after(effects, sending, acting, draft.notes);
    const told = { ...record, state, ...(draft.message && { message: draft.message }) } as AnyRecord;
    await keep('sendings', { ...sending, record: told }, acting, sending);
    await drop('claims', claim, acting);
    const decision: Decision = { ...draft, id: acting.newId(), by: nameOf(acting), at: instant(acting.now) };
    return { id: decision.id, rev: acting.newId(), key: await acting.tx.arrival(), reader: sending.reader, record: { ...decision } };
  },
};

/** Whether this may be sent here, by this caller. */
function allowed({ audience, group }: SendingDraft, acting: Acting): void {
  const { who } = acting;
  taken({ audience }, acting);
  // Anonymous means anonymous: a name beside the words would undo it. A group has to know its members.
  if (!knowsWho(audience) && who.role === 'member') throw new PeerError('forbidden', 'sendings: what everyone may read is sent without a token');
  if (knowsWho(audience) && who.role !== 'local' && !(who.role === 'member' && who.groups?.includes(group!))) {
    throw new PeerError(who.role === 'visitor' ? 'signed-out' : 'forbidden', 'sendings: only members write to their group');
  }
}

/** Whether words for these readers are taken here at all. */
function taken({ audience }: Pick<Sending, 'audience'>, { settings }: Acting): void {
  const closed = closedBecause(settings);
  if (closed.length) throw new PeerError('unavailable', `sendings: closed (${closed.join(', ')})`, { retryable: false });
  if (!audiencesOf(settings!).includes(audience)) throw new PeerError('forbidden', `sendings: nothing is sent to ${audience} here, where adults and minors meet`);
}

function stepped<S extends Parameters<typeof storyStep>[0]>(state: S, command: StoryCommand<S>, who: StoryActor) {
  const step = storyStep(state, command, who);
  if ('refused' in step) throw new PeerError('conflict', `sendings: ${command} is not possible while it is ${state}`);
  return step as { state: Sending['state']; effects: readonly StoryEffect[] };
}

/** Takes from readers what was published longer ago than the space keeps stories. The writer is told. */
export async function expire(story: Row, acting: Acting): Promise<void> {
  const [sending] = await acting.tx.having('sendings', 'story', story.id);
  if (sending) await expireSending(sending, acting);
  else await drop('stories', story, acting);
}

/** In these states a sending waits for nobody but its writer, and is not kept longer than a story would be. */
export const waitsForWriter = ['changes-asked', 'not-published'] as const satisfies readonly Sending['state'][];

/** Takes away the words of a sending, wherever they are: also those the staff wrote about them. That there was one remains, for its writer. */
export async function expireSending(sending: Row, acting: Acting): Promise<void> {
  const { state, effects } = stepped(sendingOf(sending).state, 'expire', 'clock');
  const { helped: _, message: __, flags: ___, ...record } = await after(effects, sending, acting);
  const emptied = { ...record, state, text: '', topics: [], notes: [] } as AnyRecord;
  await keep('sendings', { ...sending, record: emptied }, acting, sending);
  await acting.tx.forget('sendings', sending.id);
  await undecide(sending.id, acting);
}

/** Month in which somebody last decided about a sending, or else in which it came. */
export async function lastMoved(sending: Row, { tx }: Acting): Promise<string | undefined> {
  const decided = (await tx.having('decisions', 'sending', sending.id)).map(({ record }) => (record as unknown as Decision).at);
  return [...decided, sendingOf(sending).sent].filter((at) => at !== undefined).sort().at(-1)?.slice(0, 7);
}

/** Whether a story of this month is older than the space keeps stories. */
export function isOver({ month: at }: Pick<Story, 'month'>, keptMonths: number, now: number): boolean {
  const count = (value: string) => Number(value.slice(0, 4)) * 12 + Number(value.slice(5, 7));
  return count(month(now)) - count(at) > keptMonths;
}

/** Does what a step brings with it, and answers the sending as it is then. */
async function after(effects: readonly StoryEffect[], row: Row, acting: Acting, notes: readonly string[] = []): Promise<AnyRecord> {
  const { story, ...record } = row.record;
  const had = (effects.includes('publish') || effects.includes('unpublish')) && typeof story === 'string' ? await acting.tx.get('stories', story) : undefined;
  if (had) await drop('stories', had, acting);
  if (!effects.includes('publish')) return effects.includes('unpublish') ? record : row.record;
  return { ...record, story: await published(sendingOf(row), acting, notes) };
}

/** Its order is the month and then chance: no one can tell from a list which story came when, or from whom. */
async function published(sending: Sending, acting: Acting, notes: readonly string[]): Promise<string> {
  const { text, helped, topics, language, answers, group, audience } = sending;
  const words: StoryText = { text, ...(helped && { helped }), topics, notes: [...new Set([...sending.notes, ...notes])], language, answers };
  const at = month(acting.now);
  const id = acting.newId();
  const reader = audience === 'everyone' ? 'everyone' : `${audience === 'group' ? 'group' : 'staff'}:${group}`;
  const [year, number] = at.split('-').map(Number) as [number, number];
  await keep('stories', { id, rev: acting.newId(), key: -(year * 12 + number), reader, record: { ...words, id, month: at, ...(group && { group }) } }, acting);
  return id;
}

/**
 * A sending of which an older state was brought back. Its words may have been taken back since, and what its writer agreed
 * to: nobody may publish it before they have seen it and agreed again.
 */
async function distrusted(row: Row, acting: Acting): Promise<AnyRecord> {
  const { state, story, flags = [] } = sendingOf(row);
  // Its words have gone with time.
  if (state === 'expired') return row.record;
  const published = story && (await acting.tx.get('stories', story));
  if (published) await drop('stories', published, acting);
  await release(row.id, acting);
  await unsay(row.id, acting);
  const { story: _, message: __, ...record } = row.record;
  return { ...record, state: 'sent', consents: [], flags: [...new Set([...flags, restored])] };
}

/** The claim that holds. */
async function claimOf(sending: string, acting: Acting): Promise<Row | undefined> {
  const [claim] = await acting.tx.having('claims', 'sending', sending);
  return claim && ((await giveBack(claim, acting)) ? undefined : claim);
}

/** When a claim is over, in milliseconds since 1970. */
export const endOf = ({ record }: Row): number => Date.parse(record.until as string);

/** Gives a story back whose claim is over, so that it does not wait for somebody who has gone. Answers whether it was. */
export async function giveBack(claim: Row, acting: Acting): Promise<boolean> {
  const { sending } = claim.record as unknown as Claim;
  if (endOf(claim) > acting.now) return false;
  await drop('claims', claim, acting);
  const row = await acting.tx.get('sendings', sending);
  if (row) await back(row, 'clock', acting);
  return true;
}

async function back(sending: Row, who: StoryActor, acting: Acting): Promise<void> {
  // A store that was brought back from somewhere may hold a claim of what is not claimed.
  if (sendingOf(sending).state !== 'claimed') return;
  const { state } = stepped(sendingOf(sending).state, 'release', who);
  await keep('sendings', { ...sending, record: { ...sending.record, state } }, acting, sending);
}

async function release(sending: string, acting: Acting): Promise<void> {
  for (const claim of await acting.tx.having('claims', 'sending', sending)) await drop('claims', claim, acting);
}

/** That the staff decided stays; what they wrote goes with the words it was about. A message may repeat them. */
async function unsay(sending: string, acting: Acting): Promise<void> {
  for (const decision of await acting.tx.having('decisions', 'sending', sending)) {
    const { message, ...record } = decision.record;
    if (message === undefined) continue;
    await keep('decisions', { ...decision, record: record as AnyRecord }, acting, decision);
    await acting.tx.blur('decisions', decision.id);
  }
}

/** What the staff decided goes with the words it was about: a message may repeat them. */
async function undecide(sending: string, acting: Acting): Promise<void> {
  for (const decision of await acting.tx.having('decisions', 'sending', sending)) await drop('decisions', decision, acting);
}

function nameOf({ who }: Acting): string {
  if (!who.owner) throw new PeerError('forbidden', 'staff have a name of their own');
  return who.owner;
}
