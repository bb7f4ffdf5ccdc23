import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import type { SharedCheckin } from '../../domain/checkin-share.ts';
import { patched } from '../../domain/patch.ts';
import type { AnyRecord, Row } from '../store.ts';
import { answeredBy, checkinOf, deliver, hiddenInCheckins, hideBatch, isStillFor, type KeptCheckin, personal, place, sealBatch, settled, takenHome, withdrawn } from './checkin-life.ts';
import { type Acting, drop, keep, type Kind, readable } from './kind.ts';

export const checkins: Kind<'checkins'> = {
  can: can.checkins,
  hidden: hiddenInCheckins,
  holds: isStillFor,
  async create(draft, acting) {
    const { who, newId } = acting;
    const id = newId();
    const record = await settled(id, { ...draft, id }, undefined, acting);
    return deliver({ id, rev: newId(), key: await place(acting), reader: personal(who), ...(who.owner !== undefined && { owner: who.owner }), record: { ...record } as unknown as AnyRecord }, acting);
  },
  async update(row, patch, acting) {
    const before = checkinOf(row);
    const sent = patched<SharedCheckin>(before, { ...patch, ...leftBehind(before, patch) });
    const now = await settled(row.id, plainly(sent), before, acting);
    // Words that were in a batch are other ones now, or are for somebody else.
    await hideBatch(row, acting);
    return deliver({ ...row, record: { ...now, ...(before.answered && { answered: true }), ...(before.takenDown && { takenDown: true }) } as unknown as AnyRecord }, acting);
  },
  remove: withdrawn,
  erase: withdrawn,
  // What was brought back may have been taken from others since, or been changed: it is its writer's alone until they send it anew.
  distrust: takenHome,
};

/** What was for another audience does not go along to a new one. */
function leftBehind(before: SharedCheckin, { audience = before.audience, group, people, name, greeters }: { [K in keyof SharedCheckin]?: SharedCheckin[K] | null }) {
  return {
    ...(audience !== 'group' && { group: null, name: null, greeters: null }),
    ...(audience !== 'people' && { people: null }),
    ...(audience === 'group' && before.audience !== 'group' && { group: group ?? null, name: name ?? null, greeters: greeters ?? null }),
    ...(audience === 'group' && group != null && group !== before.group && { greeters: greeters ?? null }),
    ...(audience === 'people' && { people: people ?? before.people ?? null }),
  };
}

/** What its writer sent, without what came of it. */
function plainly(sent: SharedCheckin): SharedCheckin {
  const { sent: _, ends: __, nameless: ___, greets: ____, greetsFrom: _____, told: ______, answered: _______, takenDown: ________, ...plain } = sent as KeptCheckin;
  return plain;
}

export const responses: Kind<'responses'> = {
  can: can.responses,
  hidden: ['about', 'of'],
  async create(draft, acting) {
    const { tx, who, newId } = acting;
    const own = await answerable(draft.checkin, acting);
    const { named } = own;
    if (draft.name !== undefined && !named) throw new PeerError('invalid', 'responses: not valid: name');
    const given = (await tx.having('responses', 'about', own.row.id)).find(({ owner, record: { mine, kind } }) => mine === 'yes' && owner === who.owner && kind === draft.kind);
    if (given) return given;
    const id = newId();
    const said = { kind: draft.kind, about: own.row.id, ...(draft.name !== undefined && { name: draft.name }) };
    const theirs = newId();
    const record = { ...said, id: theirs, checkin: own.row.id, of: id, ...(own.companion !== undefined && { companion: own.companion }) };
    await keep('responses', { id: theirs, rev: newId(), key: await tx.arrival(), reader: own.row.reader, ...(own.row.owner !== undefined && { owner: own.row.owner }), record }, acting);
    await answeredBy(own.row, true, acting);
    return { id, rev: newId(), key: await tx.arrival(), reader: personal(who), owner: who.owner!, record: { ...said, id, mine: 'yes', checkin: draft.checkin } };
  },
  remove: takenBack,
  erase: takenBack,
};

/** The check-in that somebody answers: one that they see now, and that is not theirs. */
async function answerable(id: string, acting: Acting): Promise<{ row: Row; named: boolean; companion?: string }> {
  const copy = await readable('checkins', id, acting);
  const { who, now, settings, tx } = acting;
  if (!isStillFor(copy, who, now, settings)) throw new PeerError('not-found', 'checkins: no such record');
  const { of, companion } = copy.record as { of?: string; companion?: string };
  const row = of === undefined ? undefined : await tx.get('checkins', of);
  if (!row || row.owner === who.owner) throw new PeerError('conflict', 'responses: nobody answers themselves');
  const pair = companion === undefined ? undefined : (await tx.get('companions', companion))?.record.pair;
  return { row, named: copy.record.audience === 'group', ...(typeof pair === 'string' && { companion: pair }) };
}

/** Whoever was answered does not have it any more either. If it is they who put it away, nobody learns of that. */
async function takenBack(row: Row, acting: Acting): Promise<void> {
  if (row.record.mine !== 'yes') return;
  const about = row.record.about as string;
  for (const theirs of await acting.tx.having('responses', 'of', row.id)) await drop('responses', theirs, acting);
  const own = await acting.tx.get('checkins', about);
  const others = (await acting.tx.having('responses', 'about', about)).filter(({ id, record }) => record.mine === 'yes' && id !== row.id);
  if (own && !others.length) await answeredBy(own, false, acting);
}

export const batches: Kind<'batches'> = {
  can: can.batches,
  hidden: ['of', 'since'],
  // Whoever came into the group after the first of it was written reads the next one.
  holds: ({ record: { to, since, group } }, who, now, settings) =>
    Date.parse(to as string) > now && settings?.checkins?.names === false && (who.since?.[group as string] ?? 0) <= ((since as number | undefined) ?? Infinity),
  erase: sealBatch,
};
