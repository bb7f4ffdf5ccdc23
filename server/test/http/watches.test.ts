import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Pace, ServerStore } from '../../src/index.ts';
import { until } from '../../../test/setup/until.ts';
import { credential, Desk, expect, group } from '../support/desk.ts';
import { altered, sqliteStore } from '../support/sqlite.ts';
import { Watching } from '../support/watching.ts';

const created = async (desk: Desk, as: string, name?: string) => expect(201, await desk.ask('POST', '/v1/groups', { as, body: group(name) })).json.id as string;
const quick: Partial<Pace> = { heartbeat: 20, recheck: 20, patience: 60 };
/** A store that a backup was loaded into, with one group. */
async function restored(store: ServerStore): Promise<ServerStore> {
  const row = { space: 'default', collection: 'groups', id: 'a', rev: 'r', key: 0, reader: 'everyone', owner: null, body: JSON.stringify({ id: 'a', ...group() }) };
  await store.load((async function* () {
    yield { table: 'rows', row };
  })());
  await store.replayed();
  return store;
}

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

  it('learns from ids neither how much happens here nor whether anything did', async () => {
    const desk = new Desk();
    const ids: string[] = [];
    for (let time = 0; time < 4; time++) {
      const watching = await Watching.begin(desk, '/v1/groups/watch');
      await watching.until(({ told }) => told.length === 1);
      ids.push(watching.last);
      watching.leave();
      if (time === 1) await desk.send();
    }
    assert.equal(new Set(ids.map((id) => id.slice(0, 16))).size, 4, 'also where nothing happened in between');
    assert.equal(new Set(ids.map(({ length }) => length)).size, 1);
    for (const id of ids) assert.match(id, /^[\w-]{54}$/);
  });

  it('is answered an old id by its age alone, whether or not anything was sent since and forgotten', async () => {
    const begin = Date.parse('2026-05-04T10:00:00Z');
    const answers = async (hours: number, sends: boolean) => {
      let now = begin;
      const desk = new Desk({ now: () => now });
      if (sends) await desk.send();
      const first = await Watching.begin(desk, '/v1/groups/watch');
      await first.until(({ told }) => told.length === 1);
      first.leave();
      if (sends) await desk.send();
      now = begin + hours * 60 * 60 * 1000;
      await desk.store.sweep(now);
      const again = await Watching.begin(desk, '/v1/groups/watch', { last: first.last });
      await again.until(({ told }) => told.length === 1);
      again.leave();
      return again.told[0]!.event;
    };
    for (const hours of [1, 12, 20]) assert.deepEqual([await answers(hours, false), await answers(hours, true)], ['ready', 'ready'], `${hours}`);
    for (const hours of [21, 24, 25, 26, 49]) assert.deepEqual([await answers(hours, false), await answers(hours, true)], ['gap', 'gap'], `${hours}`);
  });

  it('who is told old things late gets an id that is as old as they are', async () => {
    let now = Date.parse('2026-05-04T10:00:00Z');
    const desk = new Desk({ now: () => now });
    const first = await Watching.begin(desk, '/v1/groups/watch');
    await first.until(({ told }) => told.length === 1);
    first.leave();
    const row = (id: string) => ({ id, rev: 'r', key: 0, reader: 'everyone', record: { id, ...group() } });
    await desk.store.write('default', async (tx) => {
      for (let n = 0; n < 600; n++) await tx.tell({ collection: 'groups', id: `g${n}`, after: row(`g${n}`) });
    });
    now += 19 * 60 * 60 * 1000;
    const late = await Watching.begin(desk, '/v1/groups/watch', { last: first.last });
    await late.until(({ ids }) => ids.length === 600);
    late.leave();
    now += 3 * 60 * 60 * 1000;
    const begun = async (last: string) => {
      const watching = await Watching.begin(desk, '/v1/groups/watch', { last });
      await watching.until(({ told }) => told.length === 1);
      watching.leave();
      return watching.told[0]!.event;
    };
    assert.equal(await begun(late.told.find(({ event }) => event === 'change')!.id), 'gap', 'what came after it is not kept for long any more');
    assert.equal(await begun(late.last), 'ready', 'nothing came after it');
  });

  it('goes on after the database was brought back, where events have very large numbers', async () => {
    const desk = new Desk({ store: await restored(sqliteStore()) });
    const first = await Watching.begin(desk, '/v1/groups/watch');
    await first.until(({ told }) => told.length === 1);
    first.leave();
    const id = await created(desk, await desk.staff('admin'));
    const again = await Watching.begin(desk, '/v1/groups/watch', { last: first.last });
    await again.until(({ ids }) => ids.length === 1);
    assert.deepEqual([again.told[0]!.event, again.ids], ['ready', [id]]);
    desk.handler.close();
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
    let now = Date.now();
    const desk = new Desk({ now: () => now });
    const watching = await Watching.begin(desk, '/v1/sendings/watch', { as: await desk.staff('moderator', { expires: now + 100 }) });
    await watching.until(({ told }) => told.length === 1);
    now += 100;
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
    const before = await desk.counts();
    assert.match(before, /peer_support_watches_open 1/);
    await until(async () => !/peer_support_watches_open 1/.test(await desk.counts()), 'it is let go');
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
    await until(async () => /peer_support_watches_open 0/.test(await desk.counts()), 'none is left');
  });

  it('who left before it began leaves nothing behind', async () => {
    const desk = new Desk();
    const leaving = new AbortController();
    leaving.abort();
    await desk.fetch('POST', '/v1/groups/watch', { body: {}, signal: leaving.signal }).catch(() => {});
    assert.match(await desk.counts(), /peer_support_watches_open 0/);
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
