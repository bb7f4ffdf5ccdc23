import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import type { Opinion } from '../../domain/story.ts';
import type { AnyRecord, Row } from '../store.ts';
import { ownClaim } from './desk.ts';
import { type Acting, instant, keep, type Kind, nameOf, readable } from './kind.ts';
import { note } from './log.ts';

const opinionOf = (row: Row) => row.record as unknown as Opinion;

/** Whoever reads a story asks a colleague, keeps it, and decides: what is answered binds nobody. */
export const opinions: Kind<'opinions'> = {
  can: can.opinions,
  async create({ sending, asked, ...said }, acting) {
    const about = sending === undefined ? await answered(asked!, acting) : await asksAbout(sending, acting);
    const by = nameOf(acting);
    const id = acting.newId();
    await note({ act: asked === undefined ? 'ask' : 'advise', by, sending: about.sending, ...(said.advises && { what: said.advises }) }, acting);
    const record: Opinion = { id, sending: about.sending, ...(asked !== undefined && { asked }), ...said, by, at: instant(acting.now), ...(asked === undefined && { open: true }) };
    return { id, rev: acting.newId(), key: await acting.tx.arrival(), reader: about.reader, owner: by, record: { ...record } };
  },
};

/** What somebody asks about: a sending that they read. One question at a time. */
async function asksAbout(id: string, acting: Acting): Promise<{ sending: string; reader: string }> {
  const { reader } = await readable('sendings', id, acting);
  await ownClaim('sending', id, acting);
  if ((await openQuestions(id, acting)).length) throw new PeerError('conflict', 'opinions: it was asked already');
  return { sending: id, reader };
}

/** What somebody answers: a question of somebody else, the first time. */
async function answered(id: string, acting: Acting): Promise<{ sending: string; reader: string }> {
  const question = await readable('opinions', id, acting);
  if (question.owner === nameOf(acting)) throw new PeerError('conflict', 'opinions: somebody else answers what you asked');
  if (!opinionOf(question).open) throw new PeerError('conflict', 'opinions: this is no question any more');
  await close(question, acting);
  return { sending: opinionOf(question).sending, reader: question.reader };
}

const openQuestions = async (sending: string, { tx }: Acting): Promise<Row[]> => (await tx.having('opinions', 'sending', sending)).filter(({ record }) => record.open === true);

async function close(question: Row, acting: Acting): Promise<void> {
  const { open: _, ...record } = question.record;
  await keep('opinions', { ...question, record: record as AnyRecord }, acting, question);
}
