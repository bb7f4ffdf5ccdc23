import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Pace } from '../../src/index.ts';
import { credential, Desk, expect, group } from '../support/desk.ts';
import { altered, sqliteStore } from '../support/sqlite.ts';
import { Watching } from '../support/watching.ts';

const created = async (desk: Desk, as: string, name?: string) => expect(201, await desk.ask('POST', '/v1/groups', { as, body: group(name) })).json.id as string;
const quick: Partial<Pace> = { heartbeat: 20, recheck: 20, patience: 60 };
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('somebody who watches', () => {
  it('is told the ids of what is created, changed and removed, and nothing else', async () => {
    const desk = new Desk();
    const admin = await desk.staff('admin');
    const watching = await Watching.begin(desk, '/v1/groups/watch');
    await watching.until(({ told }) => told.length === 1);
    assert.deepEqual([watching.told[0]!.event, watching.told[0]!.ids], ['ready', []]);
    const { json } = expect(201, await desk.ask('POST', '/v1/groups', { as: admin, body: group('Secret walk') }));
    await watching.until(({ ids }) => ids.length === 1);
    expect(200, await desk.ask('PATCH', `/v1/groups/${json.id}`, { as: admin, rev: json.rev, body: { name: 'Swim' } }));
    await watching.until(({ ids }) => ids.length === 2);
    expect(204, await desk.ask('DELETE', `/v1/groups/${json.id}`, { as: admin }));
    await watching.until(({ ids }) => ids.length === 3);
    assert.deepEqual(new Set(watching.ids), new Set([json.id]));
    assert.deepEqual(new Set(watching.told.map(({ event }) => event)), new Set(['ready', 'change']));
    watching.leave();
    await watching.until(({ ended }) => ended);
  });

  it('is told of this collection and this space alone', async () => {
    const desk = new Desk();
    const watching = await Watching.begin(desk, '/v1/groups/watch');
    await desk.publish();
    await created(desk, await desk.staff('admin', { space: 'other' })).catch(() => {});
    expect(201, await desk.ask('POST', '/v1/groups', { space: 'other', as: await desk.staff('admin', { space: 'other' }), body: group() }));
    const id = await created(desk, await desk.staff('admin'));
    await watching.until(({ ids }) => ids.length > 0);
    assert.deepEqual(watching.ids, [id]);
    desk.handler.close();
  });

  it('is told of what is meant for them: a facilitator of her groups, a moderator of all', async () => {
    const desk = new Desk();
    const watch = async (as: string) => Watching.begin(desk, '/v1/sendings/watch', { as });
    const [walk, swim, all] = [await watch(await desk.staff('facilitator', { groups: ['walk'] })), await watch(await desk.staff('facilitator', { groups: ['swim'] })), await watch(await desk.staff('moderator'))];
    const { record: open } = await desk.send();
    const { record: walking } = await desk.send({ as: await desk.member('walk'), audience: 'group', group: 'walk' });
    await all.until(({ ids }) => ids.length === 2);
    await walk.until(({ ids }) => ids.length === 1);
    assert.deepEqual([walk.ids, swim.ids, all.ids], [[walking.id], [], [open.id, walking.id]]);
    desk.handler.close();
  });

  it('goes on after a break where it was: nothing is left out and nothing told twice', async () => {
    const desk = new Desk();
    const admin = await desk.staff('admin');
    const made: string[] = [];
    const heard: string[] = [];
    let last: string | undefined;
    for (let round = 0; round < 6; round++) {
      const watching: Watching = await Watching.begin(desk, '/v1/groups/watch', last === undefined ? {} : { last });
      await watching.until(({ told }) => told.length > 0);
      for (let time = 0; time < 5; time++) made.push(await created(desk, admin));
      await watching.until(({ ids }) => ids.length >= made.length - heard.length);
      watching.leave();
      await watching.until(({ ended }) => ended);
      heard.push(...watching.ids);
      last = watching.last;
      // And what happens while nobody listens.
      for (let time = 0; time < 3; time++) made.push(await created(desk, admin));
    }
    const end = await Watching.begin(desk, '/v1/groups/watch', { last: last! });
    await end.until(({ ids }) => ids.length >= 3);
    assert.deepEqual([...heard, ...end.ids], made);
    desk.handler.close();
  });

  it('is told that there is a gap where what came after is not kept any more, or never was', async () => {
    const desk = new Desk();
    const admin = await desk.staff('admin');
    const first = await Watching.begin(desk, '/v1/groups/watch');
    await first.until(({ told }) => told.length === 1);
    first.leave();
    for (let time = 0; time < 10; time++) await created(desk, admin);
    await desk.store.sweep(Date.now() + 365 * 24 * 60 * 60 * 1000);
    const elsewhere = await Watching.begin(new Desk(), '/v1/groups/watch');
    await elsewhere.until(({ told }) => told.length === 1);
    for (const last of [first.last, elsewhere.last, 'nonsense', '-1', '9'.repeat(30), '']) {
      const watching = await Watching.begin(desk, '/v1/groups/watch', { last });
      await watching.until(({ ended }) => ended);
      assert.deepEqual(watching.told.map(({ event }) => event), ['gap'], last);
    }
  });

  it('learns from numbers neither how much happens here nor whether anything did', async () => {
    const desk = new Desk();
    const numbers: number[] = [];
    for (let time = 0; time < 4; time++) {
      const watching = await Watching.begin(desk, '/v1/groups/watch');
      await watching.until(({ told }) => told.length === 1);
      numbers.push(Number(watching.last));
      watching.leave();
      if (time === 1) await desk.send();
    }
    assert.equal(new Set(numbers).size, 4);
    for (const number of numbers) assert.ok(Number.isSafeInteger(number) && number >= 0);
    assert.notDeepEqual(numbers, numbers.toSorted((a, b) => a - b).map((_, n) => numbers[0]! + n));
  });

  it('gets a sign of life while nothing happens', async () => {
    const desk = new Desk({ pace: quick });
    const watching = await Watching.begin(desk, '/v1/groups/watch');
    await watching.until(({ beats }) => beats >= 3);
    assert.equal(watching.ids.length, 0);
    desk.handler.close();
    await watching.until(({ ended }) => ended);
  });

  it('hears of a change with the next sign of life where word of it was lost', async () => {
    const store = sqliteStore();
    const writer = new Desk({ store });
    const deaf = new Desk({ store: altered(store, { onEvents: () => () => {} }), pace: quick });
    const watching = await Watching.begin(deaf, '/v1/groups/watch');
    await watching.until(({ told }) => told.length === 1);
    const id = await created(writer, await writer.staff('admin'));
    await watching.until(({ ids }) => ids.length === 1);
    assert.deepEqual(watching.ids, [id]);
    deaf.handler.close();
  });

  for (const [what, take] of [
    ['is taken away', async (desk: Desk) => void (await desk.store.removeToken((await desk.store.tokens('default'))[0]!.hash))],
    ['gets other rights', async (desk: Desk) => {
      const [token] = await desk.store.tokens('default');
      await desk.store.putToken({ ...token!, role: 'facilitator', groups: ['walk'] });
    }],
  ] as const) {
    it(`is let go when their token ${what}`, async () => {
      const desk = new Desk({ pace: quick });
      const watching = await Watching.begin(desk, '/v1/sendings/watch', { as: await desk.staff('moderator') });
      await watching.until(({ beats }) => beats >= 2);
      assert.equal(watching.ended, false);
      await take(desk);
      await watching.until(({ ended }) => ended);
    });
  }

  it('is let go when their token ends', async () => {
    const desk = new Desk();
    const watching = await Watching.begin(desk, '/v1/sendings/watch', { as: await desk.staff('moderator', { expires: Date.now() + 100 }) });
    await watching.until(({ told }) => told.length === 1);
    await watching.until(({ ended }) => ended);
  });

  it('is let go when she has left', async () => {
    const desk = new Desk({ pace: quick });
    const invite = await credential('Invite');
    const member = await credential('Bearer');
    await desk.ask('POST', '/v1/invites', { as: await desk.staff('admin'), body: { expires: '2999-12-31', secret: invite.hash } });
    const { json } = expect(201, await desk.ask('POST', '/v1/memberships', { as: invite.header, body: { secret: member.hash } }));
    const watching = await Watching.begin(desk, '/v1/groups/watch', { as: member.header });
    expect(204, await desk.ask('DELETE', `/v1/memberships/${json.id}`, { as: member.header }));
    await watching.until(({ ended }) => ended);
  });

  it('takes nothing for long, is let go, and nothing piles up for them', async () => {
    const desk = new Desk({ pace: quick });
    const response = await desk.fetch('POST', '/v1/groups/watch', { body: {} });
    const before = (await desk.ask('GET', '/metrics', { address: '127.0.0.1' })).text;
    assert.match(before, /peer_support_watches_open 1/);
    const end = Date.now() + 5000;
    while (/peer_support_watches_open 1/.test((await desk.ask('GET', '/metrics', { address: '127.0.0.1' })).text)) {
      assert.ok(Date.now() < end);
      await rest(20);
    }
    let chunks = 0;
    for await (const _ of response.body as never as AsyncIterable<Uint8Array>) chunks++;
    assert.ok(chunks <= 20, `${chunks} were kept`);
  });

  it('leaves nothing behind, however it ends', async () => {
    const desk = new Desk({ pace: quick });
    for (let time = 0; time < 30; time++) {
      const watching = await Watching.begin(desk, '/v1/groups/watch', { address: `192.0.2.${time}` });
      if (time % 3 === 0) await watching.until(({ told }) => told.length === 1);
      watching.leave();
    }
    const response = await desk.fetch('POST', '/v1/groups/watch', { body: {} });
    await response.body!.cancel();
    await rest(50);
    assert.match((await desk.ask('GET', '/metrics', { address: '127.0.0.1' })).text, /peer_support_watches_open 0/);
  });

  it('who left before it began leaves nothing behind', async () => {
    const desk = new Desk();
    const leaving = new AbortController();
    leaving.abort();
    await desk.fetch('POST', '/v1/groups/watch', { body: {}, signal: leaving.signal }).catch(() => {});
    assert.match((await desk.ask('GET', '/metrics', { address: '127.0.0.1' })).text, /peer_support_watches_open 0/);
  });

  it('is refused what cannot be asked', async () => {
    const desk = new Desk();
    const ask = async (path: string, body: unknown, as?: string) => (await desk.ask('POST', path, { body, as })).status;
    assert.deepEqual([await ask('/v1/stories/watch', {}), await ask('/v1/sendings/watch', {}), await ask('/v1/groups/watch', { where: { mood: 'low' } }), await ask('/v1/groups/watch', { limit: 'x' }), await ask('/v1/spaces/watch', {})], [401, 401, 400, 422, 405]);
  });

  it('is let go when the handler closes, and the store is left alone', async () => {
    const desk = new Desk();
    const all = [await Watching.begin(desk, '/v1/groups/watch'), await Watching.begin(desk, '/v1/stories/watch', { as: await desk.staff('moderator') })];
    desk.handler.close();
    for (const watching of all) await watching.until(({ ended }) => ended);
    await desk.store.newestEvent('default');
  });
});
