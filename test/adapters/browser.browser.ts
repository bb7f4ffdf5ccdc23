import { expect } from '@open-wc/testing';
import { deleteDB, openDB } from 'idb';
import type { CollectionName, RecordOf, WriteCall } from '../../src/adapters/adapter.ts';
import { browserAdapter, type BrowserOptions, create } from '../../src/adapters/browser.ts';
import { IndexedStore, keptRow, type Step, steps } from '../../src/adapters/indexed-store.ts';
import { seedRow } from '../../src/backend/index.ts';
import { PeerError, type PeerErrorCode } from '../../src/client/errors.ts';
import type { Sending } from '../../src/domain/story.ts';
import { until } from '../setup/until.ts';
import { browserSuite, newDatabase, removeDatabases } from './browser.suite.ts';
import { groups } from './sample-groups.ts';
import { sendings } from './sample-stories.ts';
import { receipt, spaceSettings, staff } from './samples.ts';

browserSuite({ describe, it });

const call = (over: Partial<WriteCall> = {}): WriteCall => ({ signal: new AbortController().signal, space: 'default', locale: 'en', intent: crypto.randomUUID(), ...over });

/** An adapter of its own on a database, as another tab has one. */
const tab = (database: string, over: Partial<BrowserOptions> = {}) => browserAdapter({ database, settings: spaceSettings, ...over });
const names = async (adapter: { list: ReturnType<typeof tab>['list'] }) =>
  (await adapter.list('groups', { limit: 1000 }, call())).items.map((item) => (item as RecordOf<'groups'>).name);
const failure = async (promise: Promise<unknown>): Promise<PeerError> => {
  try {
    await promise;
  } catch (error) {
    if (PeerError.is(error)) return error;
    throw error;
  }
  throw new Error('expected to be refused');
};
const refused = async (promise: Promise<unknown>, code: PeerErrorCode) => expect((await failure(promise)).code).to.equal(code);

describe('what is kept on the device', () => {
  after(removeDatabases);

  it('is there when the page comes again', async () => {
    const database = newDatabase();
    const first = tab(database);
    const { id } = (await first.create!('groups', groups.draft!(1), call())) as RecordOf<'groups'>;
    const sent = (await first.create!('sendings', sendings.draft!(1), call())) as Sending;
    await first.close!();
    const second = tab(database);
    expect(await second.get('groups', id, call())).to.include({ id });
    expect(await second.get('sendings', sent.id, call({ credential: receipt }))).to.include({ text: sendings.draft!(1).text });
    await second.close!();
  });

  it('has a name that says nothing, unless the page gives another', async () => {
    const before = (await indexedDB.databases()).map(({ name }) => name);
    const adapter = create({});
    expect(adapter.can.reach).to.equal('device');
    await adapter.create!('groups', groups.draft!(1), call());
    const all = (await indexedDB.databases()).map(({ name }) => name);
    expect(all).to.include('local-records');
    expect(all.filter((name) => !before.includes(name) && /peer|support|stor(y|ies)/.test(name!))).to.deep.equal([]);
    await (adapter as ReturnType<typeof tab>).forget();
    await adapter.close!();
    expect((await indexedDB.databases()).map(({ name }) => name)).not.to.include('local-records');
  });

  it('holds no word that was changed or withdrawn, nor a credential', async () => {
    const database = newDatabase();
    const adapter = tab(database);
    const secret = 'a word that was meant for nobody';
    const sent = (await adapter.create!('sendings', { ...sendings.draft!(1), text: secret }, call())) as Sending & { rev: string };
    expect(await everythingIn(database)).to.contain(secret).and.not.contain(receipt.token);
    const changed = (await adapter.update!('sendings', sent.id, { text: 'Other words' }, { ...call({ credential: receipt }), rev: sent.rev })) as Sending;
    expect(await everythingIn(database)).to.contain('Other words').and.not.contain(secret);
    await adapter.remove!('sendings', changed.id, call({ credential: receipt }));
    expect(await everythingIn(database)).not.to.contain('Other words');
    await adapter.close!();
  });

  it('goes when the person says so, in every tab and for every space, and the adapter can be used again', async () => {
    const database = newDatabase();
    const [one, other] = [tab(database), tab(database)];
    await one.create!('groups', groups.draft!(1), call());
    await one.create!('groups', groups.draft!(2), call({ space: 'elsewhere' }));
    const { told } = await watching(other);
    await one.forget();
    expect(await everythingIn(database)).to.equal('');
    for (const space of ['default', 'elsewhere']) expect((await other.list('groups', { limit: 9 }, call({ space }))).items).to.deep.equal([]);
    await until(() => told.length === 1);
    await other.create!('groups', groups.draft!(3), call());
    expect(await names(one)).to.deep.equal([groups.draft!(3).name]);
    await Promise.all([one.close!(), other.close!()]);
  });

  it('leaves the words with the writer when the browser has no room', async () => {
    const { put } = IDBObjectStore.prototype;
    const adapter = tab(newDatabase());
    await names(adapter);
    const draft = sendings.draft!(1);
    const act = call();
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      const error = await failure(adapter.create!('sendings', draft, act));
      expect(error).to.include({ code: 'unavailable', retryable: false });
      expect(error.message).to.contain('no room');
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(draft).to.deep.equal(sendings.draft!(1));
    // The same act, once there is room again, happens.
    expect(await adapter.create!('sendings', draft, act)).to.include({ state: 'sent' });
    await adapter.close!();
  });

  it('says so when the transaction runs out of room only at its end', async () => {
    const adapter = tab(newDatabase());
    await names(adapter);
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...args) {
      const tx = transaction.apply(this, args);
      if (args[1] === 'readwrite') Object.defineProperty(tx, 'error', { get: () => new DOMException('full', 'QuotaExceededError') });
      if (args[1] === 'readwrite') queueMicrotask(() => queueMicrotask(() => tx.abort()));
      return tx;
    };
    try {
      expect((await failure(adapter.create!('groups', groups.draft!(1), call()))).message).to.contain('no room');
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
    expect(await names(adapter)).to.deep.equal([]);
    await adapter.close!();
  });

  it('is not there where the browser keeps nothing, and that is said', async () => {
    const adapter = tab(newDatabase());
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => {
      throw new DOMException('no', 'SecurityError');
    };
    try {
      const error = await failure(adapter.create!('groups', groups.draft!(1), call()));
      expect(error).to.include({ code: 'unavailable', retryable: false });
    } finally {
      IDBFactory.prototype.open = open;
    }
    expect(await adapter.create!('groups', groups.draft!(1), call())).to.be.ok;
    await adapter.close!();
  });

  it('is begun anew when the site’s data were cleared under the page', async () => {
    const database = newDatabase();
    const adapter = tab(database);
    await adapter.create!('groups', groups.draft!(1), call());
    await deleteDB(database);
    expect(await names(adapter)).to.deep.equal([]);
    await adapter.create!('groups', groups.draft!(2), call());
    expect(await names(adapter)).to.deep.equal([groups.draft!(2).name]);
    await adapter.close!();
  });

  it('is opened again when the browser has closed it on its own', async () => {
    const adapter = tab(newDatabase());
    await adapter.create!('groups', groups.draft!(1), call());
    const { transaction } = IDBDatabase.prototype;
    let closed = 0;
    IDBDatabase.prototype.transaction = function (...args) {
      if (!closed++) this.close();
      return transaction.apply(this, args);
    };
    try {
      await adapter.create!('groups', groups.draft!(2), call());
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
    expect(closed).to.equal(2);
    expect(await names(adapter)).to.have.length(2);
    await adapter.close!();
  });

  it('does not come back after the adapter was closed', async () => {
    const adapter = tab(newDatabase());
    await names(adapter);
    await adapter.close!();
    await refused(adapter.forget(), 'unavailable');
  });
});

/** What was told, in order: `ready`, ids, and codes of errors. */
function followed(adapter: ReturnType<typeof tab>, collection: CollectionName, query = {}, over: Partial<WriteCall> = {}) {
  const told: string[] = [];
  const stopping = new AbortController();
  const on = { ready: () => told.push('ready'), change: (ids: string[]) => told.push(...ids), error: ({ code }: PeerError) => told.push(code) };
  adapter.watch!(collection, { limit: 100, ...query }, on, call({ signal: stopping.signal, ...over }));
  return { told, stop: () => stopping.abort() };
}

describe('a device on which nothing is kept', () => {
  after(removeDatabases);

  const exists = async (database: string) => (await indexedDB.databases()).some(({ name }) => name === database);
  const checkin = { feelings: ['tired'], audience: 'me', stays: 'kept', timeZone: 'UTC' };

  it('has nothing to read, and gets no database by being asked', async () => {
    const database = newDatabase();
    const adapter = browserAdapter({ database });
    for (const collection of ['groups', 'stories', 'checkins', 'replies'] as const) expect(await adapter.list(collection, { limit: 9 }, call())).to.deep.equal({ items: [], next: null });
    for (const collection of ['groups', 'stories', 'checkins', 'spaces'] as const) expect(await adapter.get(collection, 'default', call())).to.equal(null);
    const { told, stop } = followed(adapter, 'checkins');
    await until(() => told.length);
    await adapter.forget();
    expect([told, await exists(database)]).to.deep.equal([['ready'], false]);
    stop();
    await adapter.close!();
  });

  it('says at once what can be done, and refuses what may not', async () => {
    const adapter = tab(newDatabase());
    expect(adapter.can.collections.checkins).to.include({ create: true, watch: true });
    await refused(adapter.list('sendings', { limit: 9 }, call()), 'signed-out');
    await refused(adapter.list('claims', { limit: 9 }, call({ credential: { kind: 'member', token: 'somebody' } })), 'forbidden');
    await refused(adapter.list('groups', { limit: 9, where: { mood: 'good' } }, call()), 'unsupported');
    await refused(adapter.list('groups', { limit: 9, cursor: 'made up' }, call()), 'invalid');
    await refused(adapter.list('stories', { limit: 9, sort: 'shuffled' }, call()), 'invalid');
    const { told } = followed(adapter, 'sendings');
    await until(() => told.length);
    expect(told).to.deep.equal(['signed-out']);
    await adapter.close!();
  });

  it('says what was decided for the space', async () => {
    const adapter = tab(newDatabase());
    expect(await adapter.get('spaces', 'default', call())).to.include({ id: 'default', title: spaceSettings.title });
    expect(await adapter.get('settings', 'default', call({ credential: staff }))).to.include({ id: 'default' });
    await adapter.close!();
  });

  it('has one with the first thing that is kept, which is there for everybody from then on', async () => {
    const database = newDatabase();
    const [adapter, other] = [tab(database), tab(database)];
    expect((await adapter.list('checkins', { limit: 9 }, call())).items).to.deep.equal([]);
    const { id } = (await adapter.create!('checkins', checkin, call())) as RecordOf<'checkins'>;
    expect(await exists(database)).to.equal(true);
    for (const each of [adapter, other]) expect((await each.list('checkins', { limit: 9 }, call())).items).to.have.length(1);
    expect(await other.get('checkins', id, call())).to.include({ id, mine: 'yes' });
    await Promise.all([adapter.close!(), other.close!()]);
  });

  it('keeps what was sent as it was then, whatever becomes of it in the page', async () => {
    const adapter = tab(newDatabase());
    const draft = { ...checkin, words: 'as it was' };
    const sending = adapter.create!('checkins', draft, call());
    draft.words = 'as it is';
    expect(await sending).to.include({ words: 'as it was' });
    await refused(adapter.create!('checkins', { ...checkin, words: () => {} }, call()), 'invalid');
    await adapter.close!();
  });

  it('tells who watched from before there was anything of what comes, each thing once', async () => {
    const adapter = tab(newDatabase());
    const [all, worn, gone] = [followed(adapter, 'checkins'), followed(adapter, 'checkins', { where: { mine: 'yes' } }), followed(adapter, 'checkins')];
    await until(() => all.told.length && worn.told.length && gone.told.length);
    gone.stop();
    const { id } = (await adapter.create!('checkins', checkin, call())) as RecordOf<'checkins'>;
    await until(() => all.told.length > 1 && worn.told.length > 1);
    const late = followed(adapter, 'checkins');
    await until(() => late.told.length);
    await adapter.remove!('checkins', id, call());
    await until(() => late.told.length > 1 && all.told.length > 2 && worn.told.length > 2);
    for (const { told } of [all, worn]) expect(told).to.deep.equal(['ready', id, id]);
    expect([late.told, gone.told]).to.deep.equal([['ready', id], ['ready']]);
    await adapter.close!();
  });

  it('tells who watched in one tab of what came in another', async () => {
    const database = newDatabase();
    const [one, other] = [tab(database), tab(database)];
    const { told } = followed(other, 'checkins');
    await until(() => told.length);
    const { id } = (await one.create!('checkins', checkin, call())) as RecordOf<'checkins'>;
    await until(() => told.includes(id));
    await one.remove!('checkins', id, call());
    await until(() => told.filter((each) => each === id).length > 1);
    expect(new Set(told)).to.deep.equal(new Set(['ready', id]));
    await Promise.all([one.close!(), other.close!()]);
  });

  it('gets no database because another tab took everything off the device', async () => {
    const database = newDatabase();
    const [one, other] = [tab(database), tab(database)];
    const { told } = followed(other, 'checkins');
    await until(() => told.length);
    const channel = new BroadcastChannel(database);
    channel.postMessage('forgotten');
    await new Promise((done) => setTimeout(done, 200));
    expect([told, await exists(database)]).to.deep.equal([['ready'], false]);
    const { id } = (await one.create!('checkins', checkin, call())) as RecordOf<'checkins'>;
    await until(() => told.includes(id));
    channel.close();
    await Promise.all([one.close!(), other.close!()]);
  });

  it('is asked anew by whoever begins to watch while the first thing is being kept', async () => {
    const adapter = tab(newDatabase());
    const making = adapter.create!('checkins', checkin, call());
    const { told } = followed(adapter, 'checkins');
    const { id } = (await making) as RecordOf<'checkins'>;
    await until(() => told.length);
    await adapter.remove!('checkins', id, call());
    await until(() => told.length > 1);
    expect(told.slice(-1)).to.deep.equal([id]);
    await adapter.close!();
  });

  it('ends watches in silence and refuses everything once the adapter is closed', async () => {
    const adapter = tab(newDatabase());
    const { told } = followed(adapter, 'checkins');
    await until(() => told.length);
    await adapter.close!();
    for (const late of [adapter.list('checkins', { limit: 9 }, call()), adapter.create!('checkins', checkin, call()), adapter.forget()]) expect(await failure(late)).to.include({ code: 'unavailable', retryable: false });
    expect(told).to.deep.equal(['ready']);
  });

  it('passes on an abort, also while what keeps things is on its way', async () => {
    const adapter = tab(newDatabase());
    const stopping = new AbortController();
    const making = adapter.create!('checkins', checkin, call({ signal: stopping.signal }));
    const reason = new Error('not any more');
    stopping.abort(reason);
    expect(await making.catch((error: unknown) => error)).to.equal(reason);
    expect((await adapter.list('checkins', { limit: 9 }, call())).items).to.deep.equal([]);
    await adapter.close!();
  });
});

describe('several tabs on one device', () => {
  after(removeDatabases);

  it('are told what the others wrote, and only what they asked for', async () => {
    const database = newDatabase();
    const [one, other] = [tab(database), tab(database)];
    await one.create!('groups', { ...groups.draft!(1), topics: ['cake'] }, call());
    const { told, stop } = await watching(other, { where: { topic: 'tea' } });
    const make = async (topic: string) => (await one.create!('groups', { ...groups.draft!(1), topics: [topic] }, call())) as RecordOf<'groups'>;
    const coffee = await make('coffee');
    const tea = await make('tea');
    await until(() => told.length === 1);
    // It leaves the list: the other tab knew that it was in there.
    const change = async ({ id, rev }: RecordOf<'groups'>, topics: string[]) => (await one.update!('groups', id, { topics }, { ...call(), rev: rev! })) as RecordOf<'groups'>;
    const left = await change(tea, ['coffee']);
    await until(() => told.length === 2);
    await change(left, ['cake']);
    await one.remove!('groups', coffee.id, call());
    await change(await make('tea'), ['tea', 'cake']);
    await until(() => told.length >= 3);
    expect(told.slice(0, 2)).to.deep.equal([tea.id, tea.id]);
    expect(told).not.to.include(coffee.id);
    expect(told.slice(2)).not.to.include(tea.id);
    stop();
    await Promise.all([one.close!(), other.close!()]);
  });

  it('are told ids, and no words', async () => {
    const database = newDatabase();
    const heard: unknown[] = [];
    const channel = new BroadcastChannel(database);
    channel.onmessage = ({ data }) => heard.push(data);
    const adapter = tab(database);
    const { id } = (await adapter.create!('sendings', sendings.draft!(1), call())) as Sending;
    await until(() => heard.length);
    expect(heard).to.deep.equal([{ space: 'default', ids: [['sendings', id]] }]);
    channel.close();
    await adapter.close!();
  });

  it('work without being told, where there is no way to', async () => {
    const database = newDatabase();
    const { BroadcastChannel } = window;
    Reflect.deleteProperty(window, 'BroadcastChannel');
    const [one, other] = [tab(database), tab(database)];
    window.BroadcastChannel = BroadcastChannel;
    await one.create!('groups', groups.draft!(1), call());
    expect(await names(other)).to.deep.equal([groups.draft!(1).name]);
    await Promise.all([one.close!(), other.close!()]);
  });

  it('write at the same time, and nothing is lost, doubled or overwritten', async () => {
    const database = newDatabase();
    const tabs = [tab(database), tab(database), tab(database)];
    const made = (await Promise.all(Array.from({ length: 30 }, (_, n) => tabs[n % 3]!.create!('groups', groups.draft!((n % 9) + 1), call())))) as RecordOf<'groups'>[];
    expect(await names(tabs[0]!)).to.have.length(30);
    const [first] = made;
    const both = await Promise.allSettled(tabs.map((each, n) => each.update!('groups', first!.id, { name: `by tab ${n}` }, { ...call(), rev: first!.rev! })));
    expect(both.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    const intent = crypto.randomUUID();
    const same = (await Promise.all(tabs.map((each) => each.create!('groups', groups.draft!(9), call({ intent }))))) as RecordOf<'groups'>[];
    expect(new Set(same.map(({ id }) => id)).size).to.equal(1);
    expect(await names(tabs[1]!)).to.have.length(31);
    await Promise.all(tabs.map((each) => each.close!()));
  });

  it('can be a page and a frame of it', async () => {
    const database = newDatabase();
    const frame = document.createElement('iframe');
    const module = new URL('../../src/adapters/browser.ts', import.meta.url).href;
    const adapter = tab(database);
    const { told } = await watching(adapter);
    frame.srcdoc = `<script type="module">
      import { browserAdapter } from ${JSON.stringify(module)};
      const adapter = browserAdapter({ database: ${JSON.stringify(database)} });
      const call = { signal: new AbortController().signal, space: 'default', locale: 'en', intent: crypto.randomUUID() };
      await adapter.create('groups', ${JSON.stringify(groups.draft!(7))}, call);
    </script>`;
    document.body.append(frame);
    await until(() => told.length === 1);
    expect(await names(adapter)).to.deep.equal([groups.draft!(7).name]);
    frame.remove();
    await adapter.close!();
  });
});

describe('a new version of the tables', () => {
  after(removeDatabases);
  const next: Step = async (_database, transaction) => {
    for await (const cursor of transaction.objectStore('rows')) {
      const kept = cursor.value;
      kept.row.record.name = `${kept.row.record.name as string}, upgraded`;
      await cursor.update(kept);
    }
  };

  it('finds what the one before left', async () => {
    const database = newDatabase();
    const old = tab(database);
    await old.create!('groups', groups.draft!(1), call());
    await old.close!();
    const upgraded = tab(database, { steps: [...steps, next] });
    expect(await names(upgraded)).to.deep.equal([`${groups.draft!(1).name}, upgraded`]);
    await upgraded.close!();
  });

  // What version 1 wrote stands here as it was written, so that no later version forgets how to read it.
  it('reads a database of version 1', async () => {
    const name = newDatabase();
    const database = await openDB(name, 1, {
      upgrade(made) {
        const rows = made.createObjectStore('rows', { keyPath: ['space', 'collection', 'id'] });
        rows.createIndex('terms', 'terms', { multiEntry: true });
        rows.createIndex('owner', 'owner');
        made.createObjectStore('markers', { keyPath: ['space', 'intent'] }).createIndex('record', 'record');
        made.createObjectStore('meta');
      },
    });
    const record = { ...sendings.draft!(1), id: 'kept', state: 'sent', receipt: undefined };
    const owner = 'gEPNHv1TDZLWjJJlMGOVX2y3JQhoVsfSj8DzwRxwGrk';
    const row = { id: 'kept', rev: 'r', key: 7, reader: 'staff', owner, record };
    await database.put('rows', { space: 'default', collection: 'sendings', id: 'kept', row, terms: ['["default","sendings","state","sent"]'], owner: `["default","sendings","${owner}"]` });
    await database.put('markers', { space: 'default', intent: 'i', act: 'create', collection: 'sendings', id: 'kept', body: 'b', at: 1, record: '["default","sendings","kept"]' });
    await database.put('meta', 8, 'arrival');
    database.close();
    const adapter = tab(name);
    const { items } = await adapter.list('sendings', { limit: 9, where: { state: 'sent' } }, call({ credential: staff }));
    expect(items).to.have.length(1);
    await refused(adapter.create!('sendings', sendings.draft!(1), call({ intent: 'i' })), 'conflict');
    await adapter.close!();
    // And what is written today has the same shape.
    expect(keptRow('default', 'sendings', seedRow('sendings' as CollectionName, record as never, 7, owner))).to.deep.include({
      collection: 'sendings',
      owner: `["default","sendings","${owner}"]`,
      terms: ['["default","sendings","state","sent"]', '["default","sendings","audience","everyone"]'],
    });
  });

  it('finds stories of version 1 by whether they say what helped', async () => {
    const name = newDatabase();
    const database = await openDB(name, 1, { upgrade: (made, _from, _to, tx) => void steps[0]!(made as never, tx as never) });
    for (const helped of [undefined, 'Walking.']) {
      const id = `story-${helped}`;
      const record = { id, month: '2026-03', text: 'Words.', topics: ['Grief'], notes: [], language: 'en', answers: false, ...(helped && { helped }) };
      await database.put('rows', { space: 'default', collection: 'stories', id, row: { id, rev: 'r', key: 7, reader: 'everyone', record }, terms: ['["default","stories","topic","Grief"]'] });
    }
    database.close();
    const store = new IndexedStore({ database: name });
    const found = (term: string, value: string) => store.write('default', (tx) => tx.having('stories', term, value)).then((rows) => rows.map(({ id }) => id).sort());
    expect(await found('helped', 'yes')).to.deep.equal(['story-Walking.']);
    expect(await found('topic', 'Grief')).to.deep.equal(['story-Walking.', 'story-undefined']);
    await store.close();
  });

  it('is not held up by a tab with the old one, which says that it has to be loaded again', async () => {
    const database = newDatabase();
    const old = tab(database);
    await old.create!('groups', groups.draft!(1), call());
    const upgraded = tab(database, { steps: [...steps, next] });
    expect(await names(upgraded)).to.have.length(1);
    const error = await failure(names(old));
    expect(error).to.include({ code: 'unavailable', retryable: false });
    expect(error.message).to.contain('loaded again');
    await Promise.all([old.close!(), upgraded.close!()]);
  });

  it('says so when another tab does not let go, and comes through once it does', async () => {
    const name = newDatabase();
    await tab(name).close!();
    const stubborn = await openDB(name, 1, { upgrade: (made, _from, _to, tx) => void steps[0]!(made as never, tx as never) });
    const adapter = tab(name, { steps: [...steps, next], patience: 150 });
    await refused(names(adapter), 'timeout');
    stubborn.close();
    await until(() => names(adapter).then(() => true, () => false));
    await adapter.close!();
  });

  it('changes nothing when it fails', async () => {
    const database = newDatabase();
    const old = tab(database);
    await old.create!('groups', groups.draft!(1), call());
    await old.close!();
    const broken: Step = async (made, tx) => {
      await next(made, tx);
      throw new Error('a step that fails');
    };
    const upgraded = tab(database, { steps: [...steps, broken] });
    await refused(names(upgraded), 'unavailable');
    await upgraded.close!();
    const again = tab(database);
    expect(await names(again)).to.deep.equal([groups.draft!(1).name]);
    await again.close!();
  });
});

describe('the store on the device', () => {
  after(removeDatabases);

  it('takes everything back when a write fails on the way', async () => {
    const store = new IndexedStore({ database: newDatabase() });
    const told: string[] = [];
    store.onChange((_, changes) => told.push(...changes.map(({ id }) => id)));
    const row = seedRow('groups', groups.records[0]!, 1);
    const failing = store.write('a', async (tx) => {
      await tx.put('groups', row);
      await tx.mark({ intent: 'i', act: 'create', collection: 'groups', id: row.id, body: 'b', at: 1 });
      await tx.tell({ collection: 'groups', id: row.id, after: row });
      throw new PeerError('conflict', 'on purpose');
    });
    await refused(failing, 'conflict');
    expect(await store.read('a', (tx) => tx.get('groups', row.id))).to.equal(undefined);
    expect(await store.write('a', (tx) => tx.marker('i'))).to.equal(undefined);
    expect(told).to.deep.equal([]);
    await store.close();
  });

  it('forgets the answers to changes after a day, and never those to creations', async () => {
    const store = new IndexedStore({ database: newDatabase() });
    const marker = { collection: 'groups', id: 'g', body: 'b', at: 0 } as const;
    await store.write('a', async (tx) => {
      await tx.mark({ ...marker, intent: 'made', act: 'create' });
      await tx.mark({ ...marker, intent: 'changed', act: 'update' });
    });
    await store.sweep(24 * 60 * 60 * 1000 - 1);
    expect(await store.write('a', (tx) => tx.marker('changed'))).to.deep.include({ intent: 'changed', at: 0 });
    await store.sweep(24 * 60 * 60 * 1000);
    expect(await store.write('a', (tx) => tx.marker('changed'))).to.equal(undefined);
    expect(await store.write('a', (tx) => tx.marker('made'))).to.deep.equal({ ...marker, intent: 'made', act: 'create' });
    await store.close();
  });

  it('finds by owner the newest, and by value what has it', async () => {
    const store = new IndexedStore({ database: newDatabase() });
    const row = (id: string, key: number) => ({ ...seedRow('claims', { id, sending: `s${key}`, by: 'me', until: `2030-01-0${key}T00:00:00Z` }, key, 'me'), key });
    await store.write('a', async (tx) => {
      for (const each of [row('z', 1), row('b', 3), row('a', 2)]) await tx.put('claims', each);
    });
    expect((await store.read('a', (tx) => tx.owned('claims', 'me')))?.id).to.equal('b');
    expect(await store.read('b', (tx) => tx.owned('claims', 'me'))).to.equal(undefined);
    expect((await store.write('a', (tx) => tx.having('claims', 'sending', 's2'))).map(({ id }) => id)).to.deep.equal(['a']);
    await store.close();
  });
});

/** Everything that lies in a database, as text; nothing if it is not there. */
async function everythingIn(name: string): Promise<string> {
  if (!(await indexedDB.databases()).some((each) => each.name === name)) return '';
  const database = await openDB(name);
  const all = await Promise.all([...database.objectStoreNames].map((table) => database.getAll(table)));
  database.close();
  return JSON.stringify(all);
}

/** What a watch of groups is told, once it is ready. */
async function watching(adapter: ReturnType<typeof tab>, query: object = {}) {
  const told: string[] = [];
  const controller = new AbortController();
  await new Promise<void>((ready, error) => {
    adapter.watch!('groups', { limit: 1, ...query }, { ready, change: (ids) => told.push(...ids), error }, call({ signal: controller.signal }));
  });
  return { told, stop: () => controller.abort() };
}
