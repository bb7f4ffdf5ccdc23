import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Answered, type Asking, Desk, group } from '../support/desk.ts';

/** All that can be seen of an answer, but for the number of the request. */
const seen = ({ status, headers, text }: Answered) => {
  const { 'x-request-id': _, ...rest } = Object.fromEntries(headers);
  return { status, headers: rest, text };
};

describe('a space that nobody set up', () => {
  const asked: [string, string, Asking][] = [
    ['GET', '/v1/stories', {}],
    ['GET', '/v1/groups', { origin: 'https://charity.example' }],
    ['GET', '/v1/stories/some-id', {}],
    ['GET', '/v1/spaces/nowhere', {}],
    ['POST', '/v1/groups/search', { body: { text: 'walk' } }],
    ['POST', '/v1/sendings', { body: { text: 'It helped.' } }],
    ['POST', '/v1/sendings', {}],
    ['POST', '/v1/groups/watch', { body: {} }],
    ['PATCH', '/v1/groups/some-id', { body: {}, rev: 'x' }],
    ['DELETE', '/v1/groups/some-id', {}],
    ['POST', '/v1/challenges', {}],
    ['GET', '/v1/sendings/some-id', { as: 'Receipt abc' }],
  ];
  for (const [method, path, asking] of asked) {
    it(`answers ${method} ${path}${asking.as ? ' with a receipt' : ''} byte for byte like what is not there`, async () => {
      const desk = new Desk();
      const absent = seen(await desk.ask('GET', '/v1/stories/absent'));
      for (const space of ['nowhere', '__proto__', 'constructor', '', 'x'.repeat(5000), 'é\u0000']) {
        assert.deepEqual(seen(await desk.ask(method, path, { ...asking, space })), absent);
      }
    });
  }

  it('knows no credential', async () => {
    const desk = new Desk();
    const moderator = await desk.staff('moderator');
    const refused = seen(await desk.ask('GET', '/v1/stories', { as: moderator, space: 'nowhere' }));
    assert.deepEqual(refused, seen(await desk.ask('GET', '/v1/stories', { as: 'Bearer made-up' })));
  });

  it('gets nothing written for it', async () => {
    const desk = new Desk();
    await desk.ask('POST', '/v1/groups', { as: await desk.staff('admin', { space: 'nowhere' }), space: 'nowhere', body: {} });
    assert.equal(await desk.store.newestEvent('nowhere'), 0);
  });
});

describe("another space's records", () => {
  it('answer like absent ones, read, changed and removed, with and without a credential', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.publish({ space: 'other' });
    const moderator = await desk.staff('moderator');
    for (const as of [undefined, moderator, await desk.member()]) {
      const [there, absent] = await Promise.all([record.story, 'absent'].map((id) => desk.ask('GET', `/v1/stories/${id}`, { as })));
      assert.deepEqual(seen(there!), seen(absent!));
      assert.equal(there!.status, 404);
    }
    const asked: [string, string, Asking][] = [
      ['GET', '/v1/sendings/', { as: receipt }],
      ['PATCH', '/v1/sendings/', { as: receipt, rev: record.rev, body: { text: 'x' } }],
      ['DELETE', '/v1/sendings/', { as: receipt }],
      ['GET', '/v1/sendings/', { as: moderator }],
    ];
    for (const [method, path, asking] of asked) {
      const [there, absent] = await Promise.all([record.id, 'absent'].map((id) => desk.ask(method, path + id, asking)));
      assert.deepEqual(seen(there!), seen(absent!));
    }
  });

  it('are in no list, no search and no watch of this one', async () => {
    const desk = new Desk();
    await desk.publish({ space: 'other' });
    for (const answer of [await desk.ask('GET', '/v1/stories'), await desk.ask('POST', '/v1/stories/search', { body: { text: 'better' } }), await desk.ask('GET', '/v1/sendings', { as: await desk.staff('moderator') })]) {
      assert.deepEqual(answer.json, { items: [], next: null });
    }
  });

  it('keep their settings to themselves', async () => {
    const desk = new Desk();
    assert.equal((await desk.ask('GET', '/v1/spaces/other')).status, 404);
    const { json } = await desk.ask('GET', '/v1/spaces/other', { space: 'other' });
    assert.equal(json.title, 'Harbour Street');
    assert.deepEqual([json.moderators, json.safeguarding], [undefined, undefined]);
  });
});

describe('an address', () => {
  it('holds one space, and nothing but that, a limit and a cursor', async () => {
    const desk = new Desk();
    for (const search of ['?space=default&space=other', '?text=walk', '?limit=1&limit=2', '?near=1,2', '?SPACE=other']) {
      const { status, json } = await desk.ask('GET', `/v1/groups${search}`);
      assert.deepEqual([status, json.type], [400, '/v1/problems/invalid']);
    }
    assert.equal((await desk.ask('POST', '/v1/groups/search?limit=3', { body: {} })).status, 400);
    for (const search of ['?limit=0', '?limit=x', '?limit=1.5', '?limit=-1', '?cursor=%00', '?cursor=nothing']) {
      const { status, json } = await desk.ask('GET', `/v1/groups${search}`);
      assert.deepEqual([status, json.type], [422, '/v1/problems/invalid'], search);
    }
    assert.equal((await desk.ask('GET', '/v1/groups?limit=100000')).status, 200);
  });

  it('carries any id whole', async () => {
    const desk = new Desk();
    for (const id of ['a/b', 'a%2Fb', '100%', '?x=1#y', 'é ü', '%', '%%41', 'search', 'watch', '+', '..%2f']) {
      await desk.store.write('default', (tx) => tx.put('groups', { id, rev: 'r', key: 0, reader: 'everyone', record: { id, ...group() } }));
      const { status, json } = await desk.ask('GET', `/v1/groups/${encodeURIComponent(id)}`);
      assert.deepEqual([status, json.id], [200, id]);
    }
  });

  it('that can carry no id answers like one that is not there', async () => {
    const desk = new Desk();
    const absent = (await desk.ask('GET', '/v1/groups/absent')).text;
    for (const path of ['/v1/groups/%00', '/v1/groups/%ff', '/v1/groups/%E0%A4%A', `/v1/groups/${'x'.repeat(201)}`, '/v1/groups/', '/v1/groups/.', '/v1/nothing', '/', '/v1', '/v1/groups/a/b', '/v2/groups']) {
      const { status, text } = await desk.ask('GET', path);
      assert.deepEqual([status, text], path === '/v1/groups/.' ? [404, text] : [404, absent], path);
    }
  });

  it('may lie under a path of its own', async () => {
    const desk = new Desk({ basePath: '/peer/' });
    assert.equal((await desk.ask('GET', '/peer/v1/groups')).status, 200);
    for (const path of ['/v1/groups', '/peerv1/groups', '/peer', '/other/v1/groups']) assert.equal((await desk.ask('GET', path)).status, 404);
  });
});
