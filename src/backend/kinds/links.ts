import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import { credentialHash } from '../../client/receipt.ts';
import type { Link } from '../../domain/story.ts';
import type { AnyRecord, Row } from '../store.ts';
import { type Acting, drop, keep, type Kind } from './kind.ts';
import { sendingOf } from './life.ts';

/** One story is linked to so many others. */
const mostLinks = 10;

/** For anybody who does not hold both receipts it is the same as if nothing were there. */
const notThere = () => new PeerError('not-found', 'links: no such story');

/**
 * The same writer, who says so with both receipts. Nothing else ever links two stories. Each side has a row of its own, so that
 * either receipt finds it, and leads to nothing beyond its own story.
 */
export const links: Kind<'links'> = {
  can: can.links,
  view(record, { role }) {
    if (role !== 'writer') return record;
    const { other: _, ...own } = record;
    return own;
  },
  // What opens a story is not kept, not even for a moment.
  received: async (draft) => ({ ...draft, receipt: await credentialHash(draft.receipt) }),
  async create({ sending, receipt }, acting) {
    const { owner } = acting.who;
    const mine = ofTheirs(await acting.tx.get('sendings', sending), owner);
    const other = ofTheirs(await acting.tx.owned('sendings', receipt), receipt);
    if (mine.id === other.id) throw new PeerError('conflict', 'links: both receipts open the same story');
    const known = await acting.tx.having('links', 'sending', mine.id);
    if (known.some(({ record }) => record.other === other.id)) throw new PeerError('conflict', 'links: they are linked already');
    for (const { id } of [mine, other]) {
      if ((await acting.tx.having('links', 'sending', id)).length >= mostLinks) throw new PeerError('conflict', `links: a story is linked to ${mostLinks} others at most`);
    }
    const reader = readerOf(mine, other);
    await keep('links', await side(other, mine, reader, acting), acting);
    return side(mine, other, reader, acting);
  },
  remove: dropOtherSide,
  erase: dropOtherSide,
};

/** A story whose words are still there, and whose receipt this is. */
function ofTheirs(row: Row | undefined, owner: string | undefined): Row {
  if (!row || !owner || row.owner !== owner) throw notThere();
  const { state, audience } = sendingOf(row);
  if (state === 'expired' || audience === 'writer') throw notThere();
  return row;
}

/** Whoever facilitates a group learns of it where both were written to that group. */
const readerOf = (one: Row, other: Row): string => (one.reader === other.reader ? one.reader : 'staff');

async function side(from: Row, to: Row, reader: string, { newId, tx }: Acting): Promise<Row> {
  const link: Link = { id: newId(), sending: from.id, other: to.id };
  return { id: link.id, rev: newId(), key: await tx.arrival(), reader, owner: from.owner!, record: { ...link } as AnyRecord };
}

async function dropOtherSide({ record }: Row, acting: Acting): Promise<void> {
  for (const row of await acting.tx.having('links', 'sending', record.other as string)) if (row.record.other === record.sending) await drop('links', row, acting);
}
