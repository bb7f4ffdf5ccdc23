import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { credentialHash, memberOf, type Who } from '../../src/backend/index.ts';
import { facilitator, groupDraft, Place, refusal, space } from './support/backend.ts';

const admin: Who = { role: 'admin', owner: 'ada' };
const invitation = await credentialHash('the words on the slip of paper');
const credential = await credentialHash('what the member comes back with');
const invited: Who = { role: 'invited', owner: invitation };

/** The clock stands at 2026-03-31, 10:00 UTC. */
async function withInvite(expires = '2026-04-30', group: string | undefined = 'leeds') {
  const at = new Place();
  const { id } = await at.create('invites', { ...(group && { group }), expires, secret: invitation }, admin);
  return { at, id };
}

describe('an invitation', () => {
  it('makes a member of its group, who may then write there', async () => {
    const { at, id } = await withInvite();
    const membership = await at.create('memberships', { secret: credential }, invited);
    assert.deepEqual(membership, { id: membership.id, group: 'leeds' });
    const who = await memberOf(at.store, space, credential, at.now);
    assert.deepEqual(who, { role: 'member', owner: credential, groups: ['leeds'], since: { leeds: Date.parse('2026-03-31T10:00:00Z') } });
    assert.equal((await at.send(groupDraft, who)).group, 'leeds');
    assert.equal((await at.get('memberships', membership.id, who))!.id, membership.id);
    assert.equal((await at.get('invites', id, admin))!.redeemed, true);
  });

  it('works once, also when two come with it at the same time', async () => {
    const { at } = await withInvite();
    const both = await Promise.allSettled([1, 2].map((n) => at.create('memberships', { secret: `${n}`.repeat(43) }, invited)));
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal((await at.ids('memberships', admin)).length, 1);
    assert.equal(await refusal(() => at.create('memberships', { secret: credential }, invited)), 'not-found');
  });

  it('works once, and answers its holder who did not hear the answer', async () => {
    const { at } = await withInvite();
    const first = await at.create('memberships', { secret: credential }, invited, { intent: 'once' });
    assert.deepEqual(await at.create('memberships', { secret: credential }, invited, { intent: 'once' }), first);
  });

  const days: [expires: string, now: string, good: boolean][] = [
    ['2026-03-31', '2026-03-31T10:00:00Z', true],
    ['2026-03-31', '2026-04-01T11:59:00Z', true],
    ['2026-03-31', '2026-04-01T12:00:00Z', false],
    ['2026-03-30', '2026-03-31T12:00:00Z', false],
  ];
  for (const [expires, now, good] of days) {
    it(`until ${expires} is ${good ? 'good' : 'not good any more'} at ${now}`, async () => {
      const { at } = await withInvite(expires);
      at.now = Date.parse(now);
      assert.equal(await refusal(() => at.create('memberships', { secret: credential }, invited)), good ? undefined : 'not-found');
    });
  }

  it('that was taken back, never was, or is another space’s, answers the same', async () => {
    const { at, id } = await withInvite();
    await at.backend.remove('invites', id, at.call(admin));
    for (const who of [invited, { role: 'invited', owner: 'never' }, { role: 'invited' }] as const) {
      assert.equal(await refusal(() => at.create('memberships', { secret: credential }, who)), 'not-found');
    }
    await at.create('invites', { expires: '2026-04-30', secret: invitation }, admin);
    assert.equal(await refusal(() => at.create('memberships', { secret: credential }, invited, { space: 'another' })), 'not-found');
  });

  it('tells its secret to nobody, not even its hash', async () => {
    const { at } = await withInvite();
    await at.create('memberships', { secret: credential }, invited);
    for (const who of [admin, facilitator]) {
      const text = JSON.stringify([await at.list('invites', who), await at.list('memberships', who)]);
      assert.ok(!text.includes(invitation) && !text.includes(credential));
    }
  });
});

describe('a member', () => {
  it('of several groups is a member of each', async () => {
    const { at } = await withInvite();
    await at.create('memberships', { secret: credential }, invited);
    for (const group of ['york', undefined, 'leeds']) {
      await at.create('invites', { ...(group && { group }), expires: '2026-04-30', secret: `${group}`.padEnd(43, '_') }, admin);
      await at.create('memberships', { secret: credential }, { role: 'invited', owner: `${group}`.padEnd(43, '_') });
    }
    assert.deepEqual([...(await memberOf(at.store, space, credential, at.now)).groups!].sort(), ['leeds', 'york']);
  });

  it('whom the space does not know belongs to no group', async () => {
    const { at } = await withInvite();
    await at.create('memberships', { secret: credential }, invited);
    assert.deepEqual((await memberOf(at.store, space, 'somebody else', at.now)).groups, []);
    assert.deepEqual((await memberOf(at.store, 'another', credential, at.now)).groups, []);
  });

  it('asks in which groups they are, by an invitation or by the sign-in of the site, and of nobody else', async () => {
    const { at } = await withInvite();
    const { id } = await at.create('memberships', { secret: credential }, invited);
    const who = await memberOf(at.store, space, credential, at.now);
    const own = async (caller: Who, where = { mine: 'yes' }) => (await at.list('memberships', caller, { where })).items;
    assert.deepEqual(await own(who), [{ id, group: 'leeds', mine: 'yes' }]);
    assert.deepEqual(await own({ ...who, groups: ['leeds', 'york'] }), [{ id, group: 'leeds', mine: 'yes' }, { id: 'york', group: 'york', mine: 'yes' }]);
    assert.deepEqual(await own({ role: 'member', owner: 'ann', groups: ['leeds'] }), [{ id: 'leeds', group: 'leeds', mine: 'yes' }]);
    assert.deepEqual(await own({ role: 'member', owner: 'ann' }), []);
    assert.deepEqual((await at.list('memberships', { role: 'member', owner: 'ann' })).items, [], 'a member lists nobody else');
    assert.deepEqual(await own({ role: 'facilitator', owner: 'fay', groups: ['leeds'] }), [{ id: 'leeds', group: 'leeds', mine: 'yes', facilitates: 'yes' }]);
    assert.deepEqual((await at.list('memberships', { role: 'facilitator', owner: 'fay', groups: ['leeds'] })).items, [{ id, group: 'leeds' }], 'and a facilitator those of the group');
    assert.deepEqual(await own(admin), []);
    assert.equal(await refusal(() => at.list('memberships', { role: 'visitor' }, { where: { mine: 'yes' } })), 'signed-out');
  });

  it('may leave, and is a member no longer', async () => {
    const { at } = await withInvite();
    const { id } = await at.create('memberships', { secret: credential }, invited);
    const who = await memberOf(at.store, space, credential, at.now);
    await at.backend.remove('memberships', id, at.call(who));
    assert.deepEqual((await memberOf(at.store, space, credential, at.now)).groups, []);
    assert.ok(!JSON.stringify(at.store.rows(space, 'memberships')).includes(credential));
  });
});
