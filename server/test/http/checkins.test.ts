import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { credential, Desk, expect } from '../support/desk.ts';
import { lasting, Watching } from '../support/watching.ts';

const draft = { feelings: ['cut-off'], words: 'The house is too quiet.', help: 'listen', audience: 'group', group: 'walk', stays: 'kept', timeZone: 'Europe/London', name: 'A.' };

/** Somebody joins, and leaves with what this answers. */
async function joined(desk: Desk): Promise<{ as: string; leaves: () => Promise<unknown> }> {
  const [invite, member] = [await credential('Invite'), await credential('Bearer')];
  expect(201, await desk.ask('POST', '/v1/invites', { as: await desk.staff('admin'), body: { expires: '2999-12-31', secret: invite.hash, group: 'walk' } }));
  const { id } = expect(201, await desk.ask('POST', '/v1/memberships', { as: invite.header, body: { secret: member.hash } })).json;
  return { as: member.header, leaves: async () => expect(204, await desk.ask('DELETE', `/v1/memberships/${id}`, { as: member.header })) };
}

describe('a check-in over HTTP', () => {
  it('is seen live by a member and the facilitator, answered, and gone for both within a second of being withdrawn', async () => {
    const desk = new Desk();
    const [ann, ben] = [await joined(desk), await joined(desk)];
    const facilitator = await desk.staff('facilitator', { groups: ['walk'] });
    const watches = [await Watching.begin(desk, '/v1/checkins/watch', { as: ben.as }), await Watching.begin(desk, '/v1/checkins/watch', { as: facilitator })];
    const heard = await Watching.begin(desk, '/v1/responses/watch', { as: ann.as });
    for (const one of [...watches, heard]) await one.until(({ told }) => told.some(({ event }) => event === 'ready'));
    const own = expect(201, await desk.ask('POST', '/v1/checkins', { as: ann.as, body: draft })).json;
    for (const watch of watches) await watch.until(({ ids }) => ids.includes(own.shown));
    assert.ok(!watches.some(({ ids }) => ids.includes(own.id)), 'nobody is told of the record of its writer');
    const group = async (as: string) => expect(200, await desk.ask('POST', '/v1/checkins/search', { as, body: { where: { group: 'walk' }, limit: 10 } })).json.items as { words: string }[];
    assert.deepEqual([(await group(ben.as)).map(({ words }) => words), (await group(facilitator)).length], [['The house is too quiet.'], 1]);
    expect(201, await desk.ask('POST', '/v1/responses', { as: ben.as, body: { checkin: own.shown, kind: 'with-you', name: 'B.' } }));
    await heard.until(({ ids }) => ids.length > 0);
    const { items } = expect(200, await desk.ask('GET', '/v1/responses', { as: ann.as })).json;
    assert.deepEqual(items.map(({ checkin, kind, name }: Record<string, string>) => [checkin, kind, name]), [[own.id, 'with-you', 'B.']]);
    const before = watches.map(({ told }) => told.length);
    const took = await lasting(async () => {
      expect(204, await desk.ask('DELETE', `/v1/checkins/${own.id}`, { as: ann.as }));
      for (const [n, watch] of watches.entries()) await watch.until(({ told }) => told.slice(before[n]).some(({ ids }) => ids.includes(own.shown)));
    });
    assert.ok(took < 1000, `${took} ms`);
    assert.deepEqual([await group(ben.as), await group(facilitator), await group(ann.as)], [[], [], []]);
    expect(404, await desk.ask('GET', `/v1/checkins/${own.shown}`, { as: ben.as }));
    for (const one of [...watches, heard]) one.leave();
  });

  it('is its writer’s alone once they left every group, and they still come to it and can take it away', async () => {
    const desk = new Desk();
    const [ann, ben] = [await joined(desk), await joined(desk)];
    const own = expect(201, await desk.ask('POST', '/v1/checkins', { as: ann.as, body: draft })).json;
    await ann.leaves();
    expect(404, await desk.ask('GET', `/v1/checkins/${own.shown}`, { as: ben.as }));
    const { items } = expect(200, await desk.ask('GET', '/v1/checkins', { as: ann.as })).json;
    assert.deepEqual(items.map(({ id, words, audience }: Record<string, string>) => [id, words, audience]), [[own.id, 'The house is too quiet.', 'me']]);
    expect(403, await desk.ask('POST', '/v1/checkins', { as: ann.as, body: draft }));
    expect(204, await desk.ask('DELETE', `/v1/checkins/${own.id}`, { as: ann.as }));
    expect(401, await desk.ask('GET', '/v1/checkins', { as: ann.as }));
    await ben.leaves();
    expect(401, await desk.ask('GET', '/v1/checkins', { as: ben.as }));
  });

  it('is reported by a member, hidden from the group at once, and read by its facilitator or a moderator once they have opened the report, by nobody else', async () => {
    const desk = new Desk();
    const [ann, ben] = [await joined(desk), await joined(desk)];
    const [facilitator, moderator, stranger, foreign, admin] = [await desk.staff('facilitator', { groups: ['walk'] }), await desk.staff('moderator'), await desk.staff('facilitator', { groups: ['swim'] }), await desk.staff('moderator', { space: 'other' }), await desk.staff('admin')];
    const watch = await Watching.begin(desk, '/v1/checkins/watch', { as: ben.as });
    await watch.until(({ told }) => told.some(({ event }) => event === 'ready'));
    const own = expect(201, await desk.ask('POST', '/v1/checkins', { as: ann.as, body: draft })).json;
    await watch.until(({ ids }) => ids.includes(own.shown));
    const before = watch.told.length;
    const sent = expect(201, await desk.ask('POST', '/v1/reports', { as: ben.as, body: { checkin: own.shown, reason: 'about-me' } }));
    assert.deepEqual({ ...sent.json, id: '' }, { id: '', checkin: own.shown, reason: 'about-me', state: 'waiting' });
    await watch.until(({ told }) => told.slice(before).some(({ ids }) => ids.includes(own.shown)));
    for (const as of [ben.as, facilitator]) expect(404, await desk.ask('GET', `/v1/checkins/${own.shown}`, { as }));
    assert.equal(expect(200, await desk.ask('GET', `/v1/checkins/${own.id}`, { as: ann.as })).json.again, 'yes');
    const path = `/v1/reports/${sent.json.id}`;
    for (const as of [stranger, ann.as]) expect(404, await desk.ask('GET', path, { as }));
    expect(403, await desk.ask('GET', path, { as: admin }));
    expect(401, await desk.ask('GET', path, { as: foreign }));
    expect(404, await desk.ask('POST', '/v1/claims', { as: stranger, body: { report: sent.json.id } }));
    expect(404, await desk.ask('POST', '/v1/log', { as: stranger, body: { act: 'open', report: sent.json.id } }));
    const reads = async (as: string) => {
      const closed = await desk.ask('GET', path, { as });
      expect(201, await desk.ask('POST', '/v1/claims', { as, body: { report: sent.json.id } }));
      expect(201, await desk.ask('POST', '/v1/log', { as, body: { act: 'open', report: sent.json.id } }));
      const open = expect(200, await desk.ask('GET', path, { as }));
      assert.ok(!closed.text.includes('quiet') && !open.text.includes(own.id), open.text);
      return open.json.seen.words;
    };
    assert.equal(await reads(facilitator), draft.words);
    const [claim] = expect(200, await desk.ask('GET', '/v1/claims', { as: facilitator })).json.items;
    expect(204, await desk.ask('DELETE', `/v1/claims/${claim.id}`, { as: facilitator }));
    assert.equal(await reads(moderator), draft.words);
    for (const as of [facilitator, moderator]) assert.ok(!(await desk.ask('GET', '/v1/reports', { as })).text.includes('quiet'));
    expect(201, await desk.ask('POST', '/v1/rulings', { as: moderator, body: { report: sent.json.id, ruling: 'take-down', message: 'Please leave names out.' } }));
    const kept = expect(200, await desk.ask('GET', `/v1/checkins/${own.id}`, { as: ann.as })).json;
    assert.deepEqual([kept.audience, kept.words, kept.message], ['me', draft.words, 'Please leave names out.']);
    assert.equal(expect(200, await desk.ask('GET', path, { as: ben.as })).json.state, 'read');
    watch.leave();
  });
});
