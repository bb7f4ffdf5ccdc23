import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import type { Invite } from '../../domain/member.ts';
import type { Row } from '../store.ts';
import { leaveGroup, ownedBy } from './checkin-life.ts';
import { type Acting, keep, type Kind } from './kind.ts';

export const invites: Kind<'invites'> = {
  can: can.invites,
  async create({ secret, ...draft }, acting) {
    const { who } = acting;
    if (who.role === 'facilitator' && !(draft.group && who.groups?.includes(draft.group))) {
      throw new PeerError('forbidden', 'invites: a facilitator invites to her own groups');
    }
    const id = acting.newId();
    const record = { ...draft, id, redeemed: false };
    return { id, rev: acting.newId(), key: await acting.tx.arrival(), reader: readerOf(draft.group), owner: secret, record };
  },
};

export const memberships: Kind<'memberships'> = {
  can: can.memberships,
  // When somebody came is theirs to know.
  hidden: ['joined'],
  async create({ secret }, acting) {
    const invite = await invited(acting);
    const { group } = invite.record as unknown as Invite;
    await keep('invites', { ...invite, record: { ...invite.record, redeemed: true } }, acting, invite);
    const id = acting.newId();
    return { id, rev: acting.newId(), key: await acting.tx.arrival(), reader: readerOf(group), owner: secret, record: { id, ...(group && { group }), joined: acting.now } };
  },
  remove: left,
  erase: left,
};

/** The group has nothing of theirs any more, unless they are in it by another invitation. */
async function left({ id, owner, record: { group } }: Row, acting: Acting): Promise<void> {
  if (owner === undefined || typeof group !== 'string') return;
  const others = await ownedBy('memberships', owner, acting);
  if (!others.some((row) => row.id !== id && row.record.group === group)) await leaveGroup(owner, group, acting);
}

/** Facilitators see those of their groups. */
const readerOf = (group: string | undefined) => (group ? `staff:${group}` : 'staff');

/** The invitation that the caller holds. One that was used, has expired or never was answers the same. */
async function invited({ tx, who, now }: Acting) {
  const invite = who.owner ? await tx.owned('invites', who.owner) : undefined;
  const record = invite?.record as unknown as Invite | undefined;
  // It holds until the day is over everywhere on earth.
  if (!invite || !record || record.redeemed || Date.parse(`${record.expires}T23:59:59-12:00`) < now) {
    throw new PeerError('not-found', 'memberships: this invitation is not good any more');
  }
  return invite;
}
