import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newId } from 'peer-support-elements/backend';
import { until } from '../../../test/setup/until.ts';
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

  it('of a page of groups stays the same however long nothing happens, also where another page follows', async () => {
    let now = Date.UTC(2026, 10, 2);
    const desk = new Desk({ now: () => now });
    const admin = await desk.staff('admin');
    for (const name of ['Walk', 'Swim']) expect(201, await desk.ask('POST', '/v1/groups', { as: admin, body: group(name) }));
    const first = expect(200, await desk.ask('GET', '/v1/groups?limit=1'));
    now += 60 * 60 * 1000;
    const { status, headers } = await desk.ask('GET', '/v1/groups?limit=1', { headers: { 'if-none-match': first.headers.get('etag')! } });
    assert.deepEqual([status, headers.get('etag')], [304, first.headers.get('etag')]);
    const { items } = expect(200, await desk.ask('GET', `/v1/groups?limit=1&cursor=${first.json.next}`)).json;
    assert.deepEqual(items.map((each: { name: string }) => each.name), ['Swim']);
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

  it('is kept whatever is sent, claimed, changed or invited: only what everybody may read makes it anew', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.publish();
    const [moderator, admin] = [await desk.staff('moderator'), await desk.staff('admin')];
    const pages = async () => [await listed(desk), await listed(desk, '/v1/groups')];
    await pages();
    const { read } = desk.store;
    let reads = 0;
    const readsOf = async (act: () => Promise<unknown>) => {
      await act();
      reads = 0;
      desk.store.read = (space, body) => (reads++, read.call(desk.store, space, body)) as never;
      await pages();
      desk.store.read = read;
      return reads;
    };
    let waiting!: Awaited<ReturnType<Desk['send']>>;
    assert.equal(await readsOf(async () => (waiting = await desk.send())), 0, 'a sending');
    const path = `/v1/sendings/${waiting.record.id}`;
    assert.equal(await readsOf(async () => expect(200, await desk.ask('PATCH', path, { as: waiting.receipt, rev: waiting.record.rev, body: { text: 'Other.' } }))), 0, 'a change to it');
    assert.equal(await readsOf(async () => expect(201, await desk.ask('POST', '/v1/claims', { as: moderator, body: { sending: waiting.record.id } }))), 0, 'a claim');
    assert.equal(await readsOf(async () => expect(204, await desk.ask('DELETE', path, { as: waiting.receipt }))), 0, 'a withdrawal before it was read');
    assert.equal(await readsOf(() => desk.member('walk')), 0, 'a new member');
    assert.equal(await readsOf(async () => expect(201, await desk.ask('POST', '/v1/groups', { as: admin, body: group() }))), 1, 'a group makes the page of groups anew');
    assert.equal(await readsOf(async () => expect(204, await desk.ask('DELETE', `/v1/sendings/${record.id}`, { as: receipt }))), 1, 'a withdrawn story makes the page of stories anew');
    assert.deepEqual(await listed(desk), []);
  });

  it('is kept when something is published for a group only', async () => {
    const desk = new Desk();
    await listed(desk);
    const member = await desk.member('walk');
    await desk.publish({ as: member, audience: 'group', group: 'walk' });
    const { read } = desk.store;
    desk.store.read = () => Promise.reject(new Error('it was read anew'));
    assert.deepEqual(await listed(desk), []);
    desk.store.read = read;
  });

  it('is made anew where nobody can tell what has happened', async () => {
    const store = sqliteStore();
    const desk = new Desk({ store: altered(store, { events: () => Promise.reject(new Error('the connection broke')) }) });
    const { record, receipt } = await desk.publish();
    assert.deepEqual(await listed(desk), [record.story]);
    expect(204, await desk.ask('DELETE', `/v1/sendings/${record.id}`, { as: receipt }));
    assert.deepEqual(await listed(desk), []);
    const forgetful = new Desk({ store: altered(store, { events: async () => undefined }) });
    const other = await forgetful.publish();
    assert.deepEqual(await listed(forgetful), [other.record.story]);
    expect(204, await forgetful.ask('DELETE', `/v1/sendings/${other.record.id}`, { as: other.receipt }));
    assert.deepEqual(await listed(forgetful), []);
  });

  it('costs those who write at once a look or two, not one for each of them', async () => {
    const desk = new Desk();
    await listed(desk);
    const { events, write } = desk.store;
    let looks = 0;
    let written = 0;
    desk.store.write = (space, body) => write.call(desk.store, space, body).finally(() => written++) as never;
    desk.store.events = async (...all) => {
      looks++;
      // A look takes until all have written, and a moment more in which they can ask for the next one.
      await until(() => written === 30);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return events.apply(desk.store, all);
    };
    await Promise.all(Array.from({ length: 30 }, () => desk.send()));
    assert.ok(looks > 0 && looks <= 3, `${looks}`);
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
    // Its clock stands still: no page there gets too old by itself.
    await until(async () => !(await listed(there)).length, 'it is heard of');
    assert.deepEqual(await listed(deaf), [record.story]);
    now += 2001;
    assert.deepEqual(await listed(deaf), []);
  });

  it('is not made of what was read before a change and finished after it', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.publish();
    const { read } = desk.store;
    const [gate, found] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    desk.store.read = (async (space: string, body: never) => {
      const page = await read.call(desk.store, space, body);
      found.resolve();
      await gate.promise;
      return page;
    }) as never;
    const slow = desk.ask('GET', '/v1/stories');
    await found.promise;
    desk.store.read = read;
    expect(204, await desk.ask('DELETE', `/v1/sendings/${record.id}`, { as: receipt }));
    gate.resolve();
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

describe('a cursor', () => {
  const hidden = async (desk: Desk, sends: number) => {
    for (const name of ['Walk', 'Swim', 'Talk']) {
      await desk.store.write('default', (tx) => tx.put('groups', { id: name, rev: 'r', key: 7, reader: 'everyone', record: { id: name, ...group(name) } }));
      for (let time = 0; time < sends; time++) await desk.send();
    }
  };

  it('goes from page to page through all there is, in lists and searches, in every order', async () => {
    const desk = new Desk();
    await hidden(desk, 1);
    for (const sort of [undefined, 'name', 'next']) {
      const found: string[] = [];
      for (let cursor: string | undefined, pages = 0; ; pages++) {
        assert.ok(pages < 5);
        const search = new URLSearchParams({ limit: '1', ...(cursor && { cursor }) });
        const { json } = expect(200, sort ? await desk.ask('POST', '/v1/groups/search', { body: { sort, limit: 1, ...(cursor && { cursor }) } }) : await desk.ask('GET', `/v1/groups?${search}`));
        found.push(...json.items.map(({ id }: { id: string }) => id));
        if (!json.next) break;
        cursor = json.next;
      }
      assert.deepEqual(found.sort(), ['Swim', 'Talk', 'Walk']);
    }
  });

  it('cannot be read: the order in which things arrived would tell how much was sent in between', async () => {
    const desk = new Desk();
    await hidden(desk, 2);
    const moderator = await desk.staff('moderator');
    for (const [path, as] of [['/v1/groups?limit=1', undefined], ['/v1/sendings?limit=1', moderator]] as const) {
      const { next } = expect(200, await desk.ask('GET', path, { as })).json;
      const inside = Buffer.from(next, 'base64url').toString('latin1');
      // What the store gives is JSON in percent signs.
      assert.doesNotMatch(inside, /Walk|Swim|Talk|%5B|%2C/i);
    }
  });

  it('is good for its own collection and space, and for nothing when it was changed', async () => {
    const desk = new Desk();
    await hidden(desk, 0);
    const { next } = expect(200, await desk.ask('GET', '/v1/groups?limit=1')).json as { next: string };
    const own = btoa(encodeURIComponent(JSON.stringify([0, 7, 'Swim'])));
    const status = async (path: string, cursor: string, space?: string) => (await desk.ask('GET', `${path}?${new URLSearchParams({ cursor })}`, space ? { space } : {})).status;
    assert.equal(await status('/v1/groups', next), 200);
    assert.deepEqual([await status('/v1/stories', next), await status('/v1/groups', next, 'other')], [422, 422]);
    for (const cursor of [own, next.slice(0, -2), `${next}AA`, next.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')), 'AAAA', '']) {
      assert.equal(await status('/v1/groups', cursor), cursor ? 422 : 200, cursor);
    }
  });

  it('is the same for the same place, so that a page that has not changed is known by its ETag', async () => {
    let now = Date.parse('2026-05-04T10:00:00Z');
    const store = sqliteStore();
    const desks = [new Desk({ store, now: () => now }), new Desk({ store, now: () => now })];
    await desks[0]!.publish();
    await desks[0]!.publish();
    const tags: (string | null)[] = [];
    for (const desk of [...desks, ...desks]) {
      const page = expect(200, await desk.ask('GET', '/v1/stories?limit=1'));
      assert.ok(page.json.next);
      tags.push(page.headers.get('etag'));
      now += 60_000;
    }
    assert.equal(new Set(tags).size, 1);
  });

  it('given by one instance is good for another', async () => {
    const store = sqliteStore();
    const [one, other] = [new Desk({ store }), new Desk({ store })];
    await hidden(one, 0);
    const { next } = expect(200, await one.ask('GET', '/v1/groups?limit=1')).json as { next: string };
    assert.equal((await other.ask('GET', `/v1/groups?${new URLSearchParams({ cursor: next })}`)).json.items.length, 2);
  });

  it('carries the longest name and id in any language', async () => {
    const desk = new Desk();
    for (const n of [1, 2]) {
      const id = `${'寄'.repeat(199)}${n}`;
      await desk.store.write('default', (tx) => tx.put('groups', { id, rev: 'r', key: n, reader: 'everyone', record: { id, ...group(`${'組'.repeat(299)}${n}`) } }));
    }
    const { next } = expect(200, await desk.ask('POST', '/v1/groups/search', { body: { sort: 'name', limit: 1 } })).json as { next: string };
    assert.equal(expect(200, await desk.ask('POST', '/v1/groups/search', { body: { sort: 'name', limit: 1, cursor: next } })).json.items.length, 1);
  });
});
