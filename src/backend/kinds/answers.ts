import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import type { Story } from '../../domain/story.ts';
import type { AnyRecord, Row } from '../store.ts';
import type { Acting, Kind } from './kind.ts';
import { besideWhat, distrustAll, distrustShown, month, readByAnybody, showReply } from './life.ts';
import { keyOfMonth } from './month.ts';

/** What readers say is kept once of each kind. What is answered to the second is the same as to the first: nobody learns whether there was one. */
export const answers: Kind<'answers'> = {
  can: can.answers,
  fleeting: true,
  async create({ story: id, kind }, acting) {
    const story = await readByAnybody('answers', id, acting);
    if (!(story.record as unknown as Story).answers) throw new PeerError('conflict', 'answers: this story takes no answers');
    const [sending] = await acting.tx.having('sendings', 'story', id);
    const given = await (sending ? acting.tx.having('answers', 'sending', sending.id) : acting.tx.having('answers', 'story', id));
    const same = given.find(({ record }) => record.kind === kind);
    if (same) return same;
    const at = month(acting.now);
    const record = { id: acting.newId(), kind, month: at, ...(sending ? { sending: sending.id } : { story: id }) };
    return { id: record.id, rev: acting.newId(), key: keyOfMonth(at), reader: 'owner', ...(sending?.owner && { owner: sending.owner }), record };
  },
  // An id of its own, so that two people who answer the same cannot find out.
  created: ({ story, kind }, { newId }) => ({ id: newId(), story, kind }),
};

export const replies: Kind<'replies'> = {
  can: can.replies,
  view({ until: _, ...record }, { role }) {
    if (role === 'writer') return record as AnyRecord;
    const { sending: __, offered: ___, ...shown } = record;
    return shown as AnyRecord;
  },
  erase: distrustAll,
  distrust: distrustShown('replies'),
};

export const agreements: Kind<'agreements'> = {
  can: can.agreements,
  async create({ reply: id }, acting) {
    const reply = await acting.tx.get('replies', id);
    const { owner } = acting.who;
    if (!reply || !owner || reply.owner !== owner) throw new PeerError('not-found', 'agreements: no such reply');
    if ((await acting.tx.having('agreements', 'reply', id)).length) throw new PeerError('conflict', 'agreements: it is shown already');
    await showReply(reply, true, await besideWhat(reply, acting), acting);
    const agreement = acting.newId();
    return { id: agreement, rev: acting.newId(), key: await acting.tx.arrival(), reader: 'owner', owner, record: { id: agreement, reply: id } };
  },
  remove: takeBack,
  erase: takeBack,
};

async function takeBack({ record }: Row, acting: Acting): Promise<void> {
  const reply = await acting.tx.get('replies', record.reply as string);
  if (reply) await showReply(reply, false, undefined, acting);
}
