import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newId } from 'peer-support-elements/backend';
import { Desk, expect, group, story } from '../support/desk.ts';
import { altered, sqliteStore } from '../support/sqlite.ts';

describe('an act that is sent again', () => {
  it('because its answer was lost, happens once and is answered again', async () => {
    const desk = new Desk();
    const intent = newId();
    const [first, again] = [await desk.ask('POST', '/v1/sendings', { body: story(), intent }), await desk.ask('POST', '/v1/sendings', { body: story(), intent })];
    assert.deepEqual([first.status, again.status], [201, 201]);
    assert.deepEqual(first.json, again.json);
    for (const name of ['etag', 'location']) assert.equal(again.headers.get(name), first.headers.get(name));
    const { json } = await desk.ask('GET', '/v1/sendings', { as: await desk.staff('moderator') });
    assert.equal(json.items.length, 1);
  });

  it('at the same time, happens once', async () => {
    const desk = new Desk();
    const intent = newId();
    const answers = await Promise.all(Array.from({ length: 10 }, () => desk.ask('POST', '/v1/sendings', { body: story(), intent })));
    assert.equal(new Set(answers.map(({ json }) => json.id)).size, 1);
  });

  it('with other words is a conflict', async () => {
    const desk = new Desk();
    await desk.ask('POST', '/v1/sendings', { body: story(), intent: 'one' });
    const { status, json } = await desk.ask('POST', '/v1/sendings', { body: story('Something else.'), intent: 'one' });
    assert.deepEqual([status, json.type], [409, '/v1/problems/conflict']);
  });

  it('by somebody else is an act of its own: nobody is answered what another did', async () => {
    const desk = new Desk();
    const [one, other] = [await desk.staff('admin'), await desk.staff('admin')];
    const [mine, theirs] = [await desk.ask('POST', '/v1/groups', { as: one, body: group(), intent: 'same' }), await desk.ask('POST', '/v1/groups', { as: other, body: group('Swim'), intent: 'same' })];
    assert.deepEqual([mine.status, theirs.status], [201, 201]);
    assert.notEqual(mine.json.id, theirs.json.id);
  });

  it('changes and removes once', async () => {
    const desk = new Desk();
    const admin = await desk.staff('admin');
    const { json } = expect(201, await desk.ask('POST', '/v1/groups', { as: admin, body: group() }));
    const change = () => desk.ask('PATCH', `/v1/groups/${json.id}`, { as: admin, body: { name: 'Swim' }, rev: json.rev, intent: 'change' });
    const [first, again] = [expect(200, await change()), expect(200, await change())];
    assert.equal(first.headers.get('etag'), again.headers.get('etag'));
    const remove = () => desk.ask('DELETE', `/v1/groups/${json.id}`, { as: admin, intent: 'remove' });
    assert.deepEqual([(await remove()).status, (await remove()).status], [204, 204]);
  });

  it('leaves nothing behind that was written into its key', async () => {
    const desk = new Desk();
    const kept: unknown[] = [];
    const { write } = desk.store;
    desk.store.write = (space, body) => write.call(desk.store, space, (tx) => body(altered(tx, { mark: (marker) => (kept.push(marker), tx.mark(marker)) }))) as never;
    await desk.ask('POST', '/v1/sendings', { body: story('My own words.'), intent: 'my-name-is-Maria' });
    assert.equal(kept.length, 1);
    assert.doesNotMatch(JSON.stringify(kept), /Maria|My own words/);
  });
});

describe('the state of a record', () => {
  it('is in its ETag where it can be changed, and changes with it', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.send();
    const read = () => desk.ask('GET', `/v1/sendings/${record.id}`, { as: receipt });
    assert.equal((await read()).headers.get('etag'), `"${record.rev}"`);
    const changed = expect(200, await desk.ask('PATCH', `/v1/sendings/${record.id}`, { as: receipt, rev: record.rev, body: { text: 'Other.' } }));
    assert.equal((await read()).headers.get('etag'), changed.headers.get('etag'));
    assert.notEqual(changed.headers.get('etag'), `"${record.rev}"`);
  });

  it('that somebody has already is not sent again', async () => {
    const desk = new Desk();
    const { record } = await desk.publish();
    for (const path of ['/v1/stories', `/v1/stories/${record.story}`, '/v1/groups', '/v1/groups?limit=5']) {
      const etag = (await desk.ask('GET', path)).headers.get('etag')!;
      for (const value of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const { status, text, headers } = await desk.ask('GET', path, { headers: { 'if-none-match': value } });
        assert.deepEqual([status, text, headers.get('etag'), headers.get('content-type')], [304, '', etag, null]);
      }
      assert.equal((await desk.ask('GET', path, { headers: { 'if-none-match': '"other"' } })).status, 200);
      assert.equal((await desk.ask('HEAD', path, { headers: { 'if-none-match': etag } })).status, 304);
    }
  });

  it('of a list tells by its ETag no more than by what it shows', async () => {
    const desks = [new Desk(), new Desk()];
    const tags = [];
    for (const desk of desks) {
      await desk.store.write('default', (tx) => tx.put('stories', { id: 'a', rev: newId(), key: -24_000, reader: 'everyone', record: { id: 'a', ...story(), month: '2026-05' } }));
      tags.push((await desk.ask('GET', '/v1/stories')).headers.get('etag'));
      tags.push((await desk.ask('GET', '/v1/stories/a')).headers.get('etag'));
      await desk.send();
      tags.push((await desk.ask('GET', '/v1/stories')).headers.get('etag'));
    }
    assert.deepEqual(tags.slice(0, 3), tags.slice(3));
    assert.equal(tags[0], tags[2], 'a story that waits changes nothing');
  });
});

describe('a page that is kept for whoever asks next', () => {
  const listed = async (desk: Desk, path = '/v1/stories') => expect(200, await desk.ask('GET', path)).json.items.map(({ id }: { id: string }) => id) as string[];

  it('is read from the store once', async () => {
    const desk = new Desk();
    await desk.publish();
    let reads = 0;
    const { read } = desk.store;
    desk.store.read = (space, body) => (reads++, read.call(desk.store, space, body)) as never;
    const pages = await Promise.all(Array.from({ length: 20 }, () => listed(desk)));
    assert.equal(reads, 1);
    assert.equal(new Set(pages.map((ids) => ids.join())).size, 1);
    await listed(desk, '/v1/stories?limit=1');
    assert.equal(reads, 2, 'another page is another page');
  });

  it('is gone the moment a story is withdrawn', async () => {
    const desk = new Desk();
    for (let time = 0; time < 20; time++) {
      const { record, receipt } = await desk.publish();
      assert.deepEqual(await listed(desk), [record.story]);
      expect(204, await desk.ask('DELETE', `/v1/sendings/${record.id}`, { as: receipt }));
      assert.deepEqual(await listed(desk), []);
    }
  });

  it('is gone on another instance as soon as it hears of the change, and in a moment if it does not', async () => {
    const store = sqliteStore();
    let now = Date.now();
    const here = new Desk({ store });
    const there = new Desk({ store, now: () => now });
    const deaf = new Desk({ store: altered(store, { onEvents: () => () => {} }), now: () => now });
    const { record, receipt } = await here.publish();
    for (const desk of [there, deaf]) assert.deepEqual(await listed(desk), [record.story]);
    expect(204, await here.ask('DELETE', `/v1/sendings/${record.id}`, { as: receipt }));
    assert.deepEqual(await listed(there), []);
    assert.deepEqual(await listed(deaf), [record.story]);
    now += 2001;
    assert.deepEqual(await listed(deaf), []);
  });

  it('is not made of what was read before a change and finished after it', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.publish();
    const { read } = desk.store;
    let go = () => {};
    const gate = new Promise<void>((resolve) => (go = resolve));
    desk.store.read = (async (space: string, body: never) => {
      const found = await read.call(desk.store, space, body);
      await gate;
      return found;
    }) as never;
    const slow = desk.ask('GET', '/v1/stories');
    await new Promise((resolve) => setTimeout(resolve, 20));
    desk.store.read = read;
    expect(204, await desk.ask('DELETE', `/v1/sendings/${record.id}`, { as: receipt }));
    go();
    await slow;
    assert.deepEqual(await listed(desk), []);
  });

  it('is never made for, or shown to, somebody who says who they are', async () => {
    const desk = new Desk();
    const { record } = await desk.publish({ as: await desk.member('walk'), audience: 'group', group: 'walk' });
    const member = await desk.member('walk');
    const ids = async (as?: string) => (await desk.ask('GET', '/v1/stories', { as })).json.items.map(({ id }: { id: string }) => id);
    assert.deepEqual([await ids(member), await ids(), await ids(member), await ids()], [[record.story], [], [record.story], []]);
  });

  it('does not hold on to a failure', async () => {
    const desk = new Desk();
    const { read } = desk.store;
    desk.store.read = () => Promise.reject(new Error('the connection broke'));
    assert.equal((await desk.ask('GET', '/v1/groups')).status, 500);
    desk.store.read = read;
    assert.equal((await desk.ask('GET', '/v1/groups')).status, 200);
  });
});
