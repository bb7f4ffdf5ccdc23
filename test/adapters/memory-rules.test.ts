import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Call, WriteCall } from '../../src/adapters/adapter.ts';
import { create, memoryAdapter } from '../../src/adapters/memory.ts';
import { createPeerClient } from '../../src/client/client.ts';
import { PeerError } from '../../src/client/errors.ts';
import type { Group } from '../../src/domain/group.ts';
import { groups } from './sample-groups.ts';

const hour = 60 * 60 * 1000;
const call = (over: Partial<WriteCall> = {}): WriteCall => ({ signal: new AbortController().signal, space: 'default', locale: 'en', intent: crypto.randomUUID(), ...over });
const code = (wanted: string) => (error: unknown) => PeerError.is(error) && error.code === wanted;
type Stored = Group & { rev: string };

describe('the memory adapter', () => {
  it('starts empty, in the space that it is told', async () => {
    const client = createPeerClient({ adapter: create({ space: 'site' }), space: 'site' });
    assert.deepEqual((await client.groups.list()).items, []);
    assert.equal(client.reach, 'page');
  });

  it('keeps no hold of the records that it was given', async () => {
    const records = structuredClone(groups.records) as Group[];
    const adapter = memoryAdapter({ records: { groups: records } });
    records[0]!.name = 'changed';
    assert.notEqual(((await adapter.get('groups', records[0]!.id, call())) as Group).name, 'changed');
    adapter.snapshot('groups')[0]!.name = 'changed';
    assert.notEqual(adapter.snapshot('groups')[0]!.name, 'changed');
    assert.deepEqual(adapter.snapshot('groups', 'elsewhere'), []);
  });

  it('keeps the answer to a change for a day, and that to a creation for as long as it lives', async () => {
    let now = 1_800_000_000_000;
    const adapter = memoryAdapter({ records: { groups: groups.records }, now: () => now });
    const made = call();
    const record = (await adapter.create!('groups', groups.draft!(1), made)) as Stored;
    const change = { ...call(), rev: record.rev };
    const changed = (await adapter.update!('groups', record.id, { name: 'once' }, change)) as Stored;

    now += 23 * hour;
    assert.deepEqual(await adapter.update!('groups', record.id, { name: 'once' }, change), changed);
    now += 2 * hour;
    await assert.rejects(adapter.update!('groups', record.id, { name: 'once' }, change), code('conflict'), 'the answer is forgotten, the rev is stale');
    now += 1000 * hour;
    assert.deepEqual(await adapter.create!('groups', groups.draft!(1), made), record);
    await adapter.remove!('groups', record.id, call());
    now += 1000 * hour;
    await assert.rejects(adapter.create!('groups', groups.draft!(1), made), code('not-found'));
    assert.equal(adapter.snapshot('groups').length, groups.records.length);
  });

  it('removes what was said with the record, from the answers that it keeps too', async () => {
    const adapter = memoryAdapter();
    const made = call();
    const record = (await adapter.create!('groups', groups.draft!(1), made)) as Stored;
    const change = { ...call(), rev: record.rev };
    await adapter.update!('groups', record.id, { name: 'a secret' }, change);
    await adapter.remove!('groups', record.id, call());
    await assert.rejects(adapter.update!('groups', record.id, { name: 'a secret' }, change), code('not-found'));
    await assert.rejects(adapter.create!('groups', groups.draft!(2), made), code('not-found'));
  });

  it('takes no intent for two kinds of acts', async () => {
    const adapter = memoryAdapter({ records: { groups: groups.records } });
    const one = call();
    await adapter.create!('groups', groups.draft!(1), one);
    await assert.rejects(adapter.remove!('groups', groups.records[0]!.id, one), code('conflict'));
    await assert.rejects(adapter.update!('groups', groups.records[0]!.id, {}, { ...one, rev: 'any' }), code('conflict'));
  });

  it('refuses a change that leaves no valid record, what cannot be copied, and a change without a rev', async () => {
    const adapter = memoryAdapter({ records: { groups: groups.records } });
    const { id, rev } = (await adapter.get('groups', groups.records[0]!.id, call())) as Stored;
    await assert.rejects(adapter.update!('groups', id, { name: '' }, { ...call(), rev }), code('invalid'));
    await assert.rejects(adapter.update!('groups', id, { name: null }, { ...call(), rev }), code('invalid'));
    await assert.rejects(adapter.update!('groups', id, { name: 'n' }, { ...call(), rev: '' }), code('invalid'));
    await assert.rejects(adapter.create!('groups', { ...groups.draft!(1), about: () => {} }, call()), code('invalid'));
    assert.equal(((await adapter.get('groups', id, call())) as Stored).rev, rev);
  });

  it('says which fields are wrong without repeating what they hold', async () => {
    const adapter = memoryAdapter();
    await assert.rejects(adapter.create!('groups', { ...groups.draft!(1), name: 7, url: 'javascript:secret' }, call()), (error: Error) => {
      assert.match(error.message, /name, url/);
      assert.doesNotMatch(error.message, /secret/);
      return true;
    });
  });

  it('does not let a patch change the id or the rev', async () => {
    const adapter = memoryAdapter({ records: { groups: groups.records } });
    const { id, rev } = (await adapter.get('groups', groups.records[0]!.id, call())) as Stored;
    const changed = (await adapter.update!('groups', id, { id: 'other', rev: 'mine', name: 'n' }, { ...call(), rev })) as Stored;
    assert.equal(changed.id, id);
    assert.notEqual(changed.rev, 'mine');
  });

  it('tells a watcher of what comes into its query, changes in it, and leaves it', async () => {
    const adapter = memoryAdapter();
    const told: string[][] = [];
    const controller = new AbortController();
    adapter.watch!('groups', { limit: 1, where: { topic: 'tea' } }, { ready() {}, change: (ids) => told.push(ids), error: assert.fail }, { ...call(), signal: controller.signal });
    const tea = { ...groups.draft!(1), topics: ['tea'] };
    const turn = () => new Promise((resolve) => setTimeout(resolve));
    const first = (await adapter.create!('groups', groups.draft!(2), call())) as Stored;
    const second = (await adapter.create!('groups', tea, call())) as Stored;
    await turn();
    assert.deepEqual(told, [[second.id]]);
    const { rev } = (await adapter.update!('groups', second.id, { topics: ['coffee'] }, { ...call(), rev: second.rev })) as Stored;
    await turn();
    assert.deepEqual(told, [[second.id], [second.id]]);
    await adapter.update!('groups', second.id, { name: 'n' }, { ...call(), rev });
    await adapter.update!('groups', first.id, { topics: ['tea'] }, { ...call(), rev: first.rev });
    await turn();
    assert.deepEqual(told, [[second.id], [second.id], [first.id]]);
    controller.abort();
    await adapter.remove!('groups', first.id, call());
    await turn();
    assert.equal(told.length, 3);
  });

  it('tells several changes of one turn at once', async (t) => {
    // They are made while no turn ends, however long that takes.
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const adapter = memoryAdapter();
    const told: string[][] = [];
    adapter.watch!('groups', { limit: 1 }, { ready() {}, change: (ids) => told.push(ids), error: assert.fail }, call());
    const made = (await Promise.all([1, 2, 3].map((n) => adapter.create!('groups', groups.draft!(n), call())))) as Stored[];
    assert.deepEqual(told, []);
    t.mock.timers.runAll();
    assert.deepEqual(told.flat().sort(), made.map(({ id }) => id).sort());
    assert.equal(told.length, 1);
  });

  it('gives up what is under way when it is closed', async () => {
    const adapter = memoryAdapter({ records: { groups: groups.records } });
    const writing = adapter.create!('groups', groups.draft!(1), call());
    const reading = adapter.get('groups', 'leeds', call());
    void adapter.close!();
    await assert.rejects(writing, code('unavailable'));
    await assert.rejects(reading, code('unavailable'), 'it must not say that the record is not there');
    await assert.rejects(adapter.get('groups', 'leeds', call() as Call), code('unavailable'));
    const told: string[] = [];
    adapter.watch!('groups', { limit: 1 }, { ready() {}, change() {}, error: ({ code: kind }) => told.push(kind) }, call());
    await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual(told, ['unavailable']);
  });
});

describe('pages of a list', () => {
  const adapter = memoryAdapter({ records: { groups: groups.records } });
  const page = (query: object, over: Partial<Call> = {}) => adapter.list('groups', { limit: 2, ...query }, call(over));

  it('go on from the moment of the first page when they are ordered by time', async () => {
    let now = Date.parse('2037-03-01T00:00:00Z');
    const clock = memoryAdapter({ records: { groups: groups.records }, now: () => now });
    const first = await clock.list('groups', { limit: 1, sort: 'next' }, call());
    now = Date.parse('2037-04-20T00:00:00Z');
    const rest = await clock.list('groups', { limit: 10, sort: 'next', cursor: first.next! }, call());
    assert.deepEqual([...first.items, ...rest.items].map((item) => (item as Group).id), ['online', 'leeds', 'date/line?#%', 'zero', 'none-yet', 'york']);
  });

  it('order names as the language does', async () => {
    const swedish = memoryAdapter({ records: { groups: ['Zorn', 'Ärlig', 'Arla'].map((name) => ({ ...groups.records[5]!, id: name, name })) } });
    const names = async (locale: string) => (await swedish.list('groups', { limit: 9, sort: 'name' }, call({ locale }))).items.map((item) => (item as Group).name);
    assert.deepEqual(await names('sv'), ['Arla', 'Zorn', 'Ärlig']);
    assert.deepEqual(await names('de'), ['Arla', 'Ärlig', 'Zorn']);
    assert.equal((await names('not a language')).length, 3);
  });

  it('cannot be sorted by near from nowhere', () => assert.rejects(page({ sort: 'near' }), code('invalid')));

  for (const cursor of ['', 'x', btoa('[]'), btoa('[1,2]'), btoa('[1,{},"a"]'), btoa('null'), btoa('{"now":1}')].slice(1)) {
    it(`cannot begin at the cursor ${cursor}`, () => assert.rejects(page({ cursor }), code('invalid')));
  }
});
