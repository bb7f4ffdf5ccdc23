import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import { mostMessages, storyStep } from '../../domain/story.ts';
import type { AnyRecord, Row } from '../store.ts';
import { type Acting, instant, keep, type Kind, nameOf, readable } from './kind.ts';
import { hasten } from './desk.ts';
import { note } from './log.ts';
import { dated, hurried, keepLookedAt, lapse, messageOf, sendingOf, takeOut } from './life.ts';

export const messages: Kind<'messages'> = {
  can: can.messages,
  view(record, { role }) {
    if (role !== 'writer') return record;
    const { at: _, by: __, ...own } = record;
    return own;
  },
  async create({ sending: id, text, appeal = false }, acting) {
    if (acting.who.role === 'writer') return answer(await own(id, acting), text, appeal, acting);
    const sending = await readable('sendings', id, acting);
    if (sendingOf(sending).state === 'expired') throw new PeerError('conflict', 'messages: the words it would be about are gone');
    await keepLookedAt(sending, { ...sending.record, message: text }, acting);
    await note({ act: 'write', by: nameOf(acting), sending: id }, acting);
    return messageOf(sending, 'staff', text, acting, nameOf(acting));
  },
  // Somebody may have taken it back: then it stands nowhere else either.
  erase: takeOut,
};

async function own(id: string, { tx, who }: Acting): Promise<Row> {
  const row = await tx.get('sendings', id);
  if (!row || !who.owner || row.owner !== who.owner) throw new PeerError('not-found', 'messages: no such sending');
  return row;
}

/** What the writer says to what the staff wrote. Where the story waited for its writer, somebody of the staff now has to look again. */
async function answer(sending: Row, text: string, appeal: boolean, acting: Acting): Promise<Row> {
  const said = await acting.tx.having('messages', 'sending', sending.id);
  if (!said.some(({ record }) => record.from === 'staff')) throw new PeerError('conflict', 'messages: nobody of the staff has written yet');
  if (said.filter(({ record }) => record.from === 'writer').length >= mostMessages) throw new PeerError('conflict', `messages: there are ${mostMessages} already`);
  await lapse(sending.id, acting);
  const step = storyStep(sendingOf(sending).state, 'object' as never, 'writer');
  const objects = appeal || sendingOf(sending).state === 'not-published' ? 'appeal' : 'answered';
  const moved = 'state' in step ? { ...sending, record: dated({ ...sending.record, state: step.state, [objects]: instant(acting.now) } as AnyRecord, acting) } : sending;
  const urgent = acting.urgent(text, sendingOf(sending).language);
  const next = urgent ? hurried(moved) : moved;
  if (urgent) await hasten(sending.id, acting);
  if (next !== sending) await keep('sendings', next, acting, sending);
  return messageOf(sending, 'writer', text, acting);
}
