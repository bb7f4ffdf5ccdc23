import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import { checkinAudiencesOf, offerLasts } from '../../domain/checkin-share.ts';
import { patched } from '../../domain/patch.ts';
import { sha256 } from '../../domain/sha256.ts';
import { closedBecause } from '../../domain/space.ts';
import type { AnyRecord, Row } from '../store.ts';
import { forgetGreeted, ownedBy, part, personal } from './checkin-life.ts';
import { type Acting, drop, instant, keepNoted, type Kind } from './kind.ts';

export const companions: Kind<'companions'> = {
  can: can.companions,
  hidden: ['secret', 'pair', 'ends'],
  holds: ({ record }, _, now) => record.ends === undefined || (record.ends as number) > now,
  async create({ own, offer, code }, acting) {
    mayChoose(acting);
    const id = acting.newId();
    const at = { id, rev: acting.newId(), key: await acting.tx.arrival(), reader: personal(acting.who), owner: acting.who.owner! };
    if (code !== undefined) return { ...at, record: { ...(await redeemed(code, own, id, acting)), id } };
    if ((await acting.tx.having('companions', 'secret', offer!)).length) throw new PeerError('conflict', 'companions: this code was offered before');
    const ends = acting.now + offerLasts;
    return { ...at, record: { id, state: 'offered', own, expires: instant(ends), ends, secret: offer! } };
  },
  remove: part,
  erase: part,
  // Brought back as it was before it was redeemed: its code would be good once more.
  async distrust(row, acting) {
    await drop('companions', row, acting);
    return undefined;
  },
};

function mayChoose({ settings, who }: Acting): void {
  if (!checkinAudiencesOf(settings, !closedBecause(settings).length).includes('people')) throw new PeerError('forbidden', 'companions: nothing is sent to single people here');
  if (who.owner === undefined) throw new PeerError('signed-out', 'companions: only members have companions');
}

/** Takes an offer, so that both have each other. One that was used, is over or never was answers the same. */
async function redeemed(code: string, own: string, id: string, acting: Acting): Promise<Omit<AnyRecord, 'id'>> {
  const { tx, who, now } = acting;
  const [offer] = await tx.having('companions', 'secret', base64url(sha256(code)));
  if (!offer || (offer.record.ends as number) <= now) throw new PeerError('not-found', 'companions: this code is not good any more');
  if (offer.owner === who.owner) throw new PeerError('conflict', 'companions: somebody else redeems what you offer');
  for (const mine of await ownedBy('companions', who.owner!, acting)) {
    const other = typeof mine.record.pair === 'string' ? await tx.get('companions', mine.record.pair) : undefined;
    if (other?.owner === offer.owner) throw new PeerError('conflict', 'companions: you are companions already');
  }
  const { secret: _, ends: __, expires: ___, ...record } = offer.record;
  await keepNoted('companions', { ...offer, record: { ...record, state: 'joined', name: own, pair: id } as AnyRecord }, acting, offer);
  await tx.blur('companions', offer.id);
  return { state: 'joined', own, name: record.own, pair: offer.id };
}

/** From hexadecimal digits, as the hash of a code is sent. */
const base64url = (hex: string): string =>
  btoa(String.fromCharCode(...hex.match(/../g)!.map((byte) => parseInt(byte, 16)))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

export const greeters: Kind<'greeters'> = {
  can: can.greeters,
  view(record, { owner }, whose) {
    if (owner !== undefined && owner === whose) return { ...record, mine: 'yes' };
    const { quiet: _, ...named } = record;
    return named as AnyRecord;
  },
  holds: (_, __, ___, settings) => settings?.checkins?.names === true && settings.checkins.greetAfterMinutes !== undefined,
  async create(draft, acting) {
    const { who, settings } = acting;
    if (!settings?.checkins?.names || settings.checkins.greetAfterMinutes === undefined) throw new PeerError('forbidden', 'greeters: nobody is greeted here');
    if (!who.groups?.includes(draft.group)) throw new PeerError('forbidden', 'greeters: only members greet in their group');
    if ((await ownedBy('greeters', who.owner!, acting)).some(({ record }) => record.group === draft.group)) throw new PeerError('conflict', 'greeters: you greet there already');
    const id = acting.newId();
    return { id, rev: acting.newId(), key: await acting.tx.arrival(), reader: `group:${draft.group}`, owner: who.owner!, record: { ...draft, id } };
  },
  async update(row: Row, patch) {
    return { ...row, record: patched(row.record, patch) };
  },
  remove: forgetGreeted,
  erase: forgetGreeted,
};
