import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Change, memoryStore, type Row, seedRow } from '../../src/backend/index.ts';
import { groups } from '../adapters/sample-groups.ts';

const row = (id: string, key = 1, over: Partial<Row> = {}): Row => ({ ...seedRow('groups', { ...groups.records[0]!, id }, key), ...over });
const day = 24 * 60 * 60 * 1000;

describe('the store in memory', () => {
  it('gives copies, and keeps copies', async () => {
    const store = memoryStore();
    const mine = row('a');
    await store.write('s', async (tx) => {
      await tx.put('groups', mine);
      const own = (await tx.get('groups', 'a'))!;
      own.record.name = 'changed in the same write';
    });
    mine.record.name = 'changed by the caller';
    const read = (await store.read('s', (tx) => tx.get('groups', 'a')))!;
    assert.equal(read.record.name, groups.records[0]!.name);
    read.record.name = 'changed by a reader';
    assert.equal(store.rows('s', 'groups')[0]!.record.name, groups.records[0]!.name);
  });

  it('lets one write see the one before, and none between', async () => {
    const store = memoryStore();
    const order: string[] = [];
    const slow = (name: string) =>
      store.write('s', async (tx) => {
        order.push(`${name} begins`);
        const there = await tx.get('groups', 'a');
        await new Promise((resolve) => setTimeout(resolve, 2));
        await tx.put('groups', row('a', (there?.key ?? 0) + 1));
        order.push(`${name} ends`);
      });
    await Promise.all([slow('one'), slow('two')]);
    assert.deepEqual(order, ['one begins', 'one ends', 'two begins', 'two ends']);
    assert.equal(store.rows('s', 'groups')[0]!.key, 2);
  });

  it('goes on after a write that failed', async () => {
    const store = memoryStore();
    await assert.rejects(
      store.write('s', async (tx) => {
        await tx.put('groups', row('a'));
        await tx.put('groups', row('a', 2));
        throw new Error('no');
      }),
    );
    assert.deepEqual(store.rows('s', 'groups'), []);
    await store.write('s', (tx) => tx.put('groups', row('b')));
    assert.deepEqual(store.rows('s', 'groups').map(({ id }) => id), ['b']);
  });

  it('gives numbers of arrival that never come again, also after what was there from the beginning', async () => {
    const store = memoryStore();
    store.seed('s', 'groups', row('a', 41));
    const next = () => store.write('s', (tx) => tx.arrival());
    assert.deepEqual([await next(), await next()], [42, 43]);
  });

  it('tells of what happened once it has, and no longer than is asked for', async () => {
    const store = memoryStore();
    const told: (readonly Change[])[] = [];
    const stop = store.onChange((space, changes) => {
      assert.equal(space, 's');
      told.push(changes);
    });
    const change = (id: string) => store.write('s', (tx) => tx.tell({ collection: 'groups', id, after: row(id) }));
    await change('a');
    stop();
    await change('b');
    assert.deepEqual(told.flat().map(({ id }) => id), ['a']);
  });

  it('forgets that changes were made after a day, and that things were created only with them', async () => {
    const store = memoryStore();
    const marker = { collection: 'groups', id: 'g', body: 'b', at: 0 } as const;
    await store.write('s', async (tx) => {
      for (const act of ['create', 'update', 'remove'] as const) await tx.mark({ ...marker, intent: act, act });
    });
    const kept = () => store.write('s', async (tx) => Promise.all(['create', 'update', 'remove'].map(async (intent) => (await tx.marker(intent)) !== undefined)));
    store.sweep(day - 1);
    assert.deepEqual(await kept(), [true, true, true]);
    store.sweep(day);
    assert.deepEqual(await kept(), [true, false, false]);
  });

  it('takes what was said out of the markers of a record, and leaves those of others', async () => {
    const store = memoryStore();
    const marker = { act: 'create', collection: 'groups', body: 'words', answer: { id: 'g' }, at: 0 } as const;
    await store.write('s', async (tx) => {
      await tx.mark({ ...marker, intent: 'one', id: 'g' });
      await tx.mark({ ...marker, intent: 'other', id: 'h' });
      await tx.mark({ ...marker, intent: 'namesake', collection: 'stories', id: 'g' });
      await tx.forget('groups', 'g');
    });
    const [one, other, namesake] = await store.write('s', (tx) => Promise.all(['one', 'other', 'namesake'].map((intent) => tx.marker(intent))));
    assert.deepEqual(one, { intent: 'one', act: 'create', collection: 'groups', id: 'g', body: '', at: 0, gone: true });
    assert.deepEqual([other!.body, namesake!.body], ['words', 'words']);
  });

  it('finds the newest of an owner, and what has a value, in one space and collection only', async () => {
    const store = memoryStore();
    const claim = (id: string, sending: string, owner: string) => seedRow('claims', { id, sending, by: owner, until: '2030-01-01T00:00:00Z' }, 1, owner);
    for (const each of [claim('a', 'x', 'me'), claim('b', 'y', 'me'), claim('c', 'x', 'you')]) store.seed('s', 'claims', each);
    store.seed('t', 'claims', claim('d', 'x', 'me'));
    assert.equal((await store.read('s', (tx) => tx.owned('claims', 'me')))!.id, 'b');
    assert.equal(await store.read('s', (tx) => tx.owned('claims', 'nobody')), undefined);
    assert.deepEqual((await store.write('s', (tx) => tx.having('claims', 'sending', 'x'))).map(({ id }) => id), ['a', 'c']);
    assert.deepEqual(await store.write('s', (tx) => tx.having('claims', 'no-such-name', 'x')), []);
  });
});
