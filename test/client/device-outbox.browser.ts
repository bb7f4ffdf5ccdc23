import { expect } from '@open-wc/testing';
import { openDB } from 'idb';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { createPeerClient } from '../../src/client/client.ts';
import { deviceOutbox } from '../../src/client/device-outbox.ts';
import { PeerError } from '../../src/client/errors.ts';
import { createOutbox, type KeptItem, type Outbox } from '../../src/client/outbox.ts';
import { newDatabase, removeDatabases } from '../adapters/browser.suite.ts';
import { groups } from '../adapters/sample-groups.ts';
import { until } from '../setup/until.ts';

const item = (id: string, over: Partial<KeptItem> = {}): KeptItem => ({ id, to: 'here', collection: 'sendings', draft: { text: `words of ${id}` }, goesWith: 'nothing', mayHaveArrived: false, ...over });
const fresh = { known: false };
const ids = async (store: ReturnType<typeof deviceOutbox>) => (await store.all()).map(({ id }) => id);
const exists = async (database: string) => (await indexedDB.databases()).some(({ name }) => name === database);
const codeOf = (promise: Promise<unknown>) => promise.then(() => 'none', (error: unknown) => (PeerError.is(error) ? error.code : String(error)));

/** An outbox whose first tries get no answer, over a backend in this page. */
function unlucky(tries = 1): Outbox {
  const adapter = memoryAdapter();
  const create = adapter.create!.bind(adapter);
  adapter.create = (...args) => (tries-- > 0 ? Promise.reject(new PeerError('timeout')) : create(...args));
  return createOutbox(createPeerClient({ adapter }));
}

describe('an outbox on the device', () => {
  after(removeDatabases);

  it('keeps items in their order, also when they change, and says nothing of when', async () => {
    const database = newDatabase();
    const [one, other] = [deviceOutbox({ database }), deviceOutbox({ database })];
    for (const id of ['c', 'a', 'b']) expect(await one.put(item(id), fresh)).to.equal(true);
    expect(await other.put(item('c', { mayHaveArrived: true }), { known: true })).to.equal(true);
    expect(await other.all()).to.deep.equal([item('c', { mayHaveArrived: true }), item('a'), item('b')]);
  });

  it('keeps no item again that another tab took out', async () => {
    const database = newDatabase();
    const [one, other] = [deviceOutbox({ database }), deviceOutbox({ database })];
    await one.put(item('a'), fresh);
    await other.remove(['a', 'nobody']);
    expect(await one.put(item('a'), { known: true })).to.equal(false);
    expect(await ids(one)).to.deep.equal([]);
  });

  it('leaves nothing behind when somebody only looks', async () => {
    const database = newDatabase();
    const store = deviceOutbox({ database });
    expect(await store.all()).to.deep.equal([]);
    await store.remove(['a']);
    expect(await exists(database)).to.equal(false);
  });

  it('has a name that says nothing', () => {
    expect(deviceOutbox().name).to.equal('local-outbox');
  });

  it('is gone after clearing, with its database, whoever has it open, and can be used again', async () => {
    const database = newDatabase();
    const [one, other] = [deviceOutbox({ database }), deviceOutbox({ database })];
    await one.put(item('a'), fresh);
    expect(await ids(other)).to.deep.equal(['a']);
    await one.clear();
    expect(await exists(database)).to.equal(false);
    await other.put(item('b'), fresh);
    expect(await ids(one)).to.deep.equal(['b']);
  });

  it('is empty when the page is left in the moment of clearing', async () => {
    const database = newDatabase();
    const frame = document.createElement('iframe');
    const module = (file: string) => JSON.stringify(new URL(`../../src/${file}`, import.meta.url).href);
    frame.srcdoc = `<script type="module">
      import { deviceOutbox } from ${module('client/device-outbox.ts')};
      import { createOutbox } from ${module('client/outbox.ts')};
      const client = { adapter: 'a', can: {}, space: 's', collection: () => ({ create: () => new Promise(() => {}) }) };
      const outbox = createOutbox(client);
      await outbox.keepIn(deviceOutbox({ database: ${JSON.stringify(database)} }));
      outbox.subscribe(() => {
        if (!outbox.items[0]?.kept) return;
        outbox.clear();
        parent.postMessage('clearing', '*');
        location.replace('about:blank');
      });
      outbox.send('sendings', { text: 'words that must not stay' });
    </script>`;
    const clearing = new Promise<void>((resolve) => addEventListener('message', ({ data }) => data === 'clearing' && resolve()));
    document.body.append(frame);
    await clearing;
    await until(() => frame.contentWindow!.location.href === 'about:blank');
    const store = deviceOutbox({ database });
    expect(await store.all()).to.deep.equal([]);
    frame.remove();
  });

  it('says so when the device refuses, and the outbox does not call it gone', async () => {
    const database = newDatabase();
    const outbox = unlucky();
    await outbox.keepIn(deviceOutbox({ database }));
    await outbox.send('groups', groups.draft!(1), { intent: 'a' });
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...args) {
      if (args[1] === 'readwrite') throw new DOMException('no', 'UnknownError');
      return transaction.apply(this, args);
    };
    try {
      expect([await codeOf(outbox.cancel('a')), await codeOf(outbox.clear()), await codeOf(outbox.keepIn())]).to.deep.equal(['unavailable', 'unavailable', 'unavailable']);
      expect(outbox.items[0]).to.include({ id: 'a', state: 'removing', kept: true });
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
    await outbox.clear();
    expect([outbox.items, await exists(database)]).to.deep.equal([[], false]);
    outbox.close();
  });

  it('tells that it keeps nothing where there is no room, and sends all the same', async () => {
    const outbox = unlucky(0);
    const heard: string[] = [];
    outbox.subscribe(({ type }) => heard.push(type));
    await outbox.keepIn(deviceOutbox({ database: newDatabase() }));
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      expect((await outbox.send('groups', groups.draft!(1))).state).to.equal('sent');
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(heard).to.include('not-kept');
    outbox.close();
  });

  it('is refused where the browser keeps nothing', async () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => {
      throw new DOMException('no', 'SecurityError');
    };
    try {
      const database = newDatabase();
      expect(await codeOf(deviceOutbox({ database }).put(item('a'), fresh))).to.equal('unavailable');
    } finally {
      IDBFactory.prototype.open = open;
    }
  });
});

describe('outboxes of two tabs on one device', () => {
  after(removeDatabases);

  it('show the same, send once and take back in both', async () => {
    const database = newDatabase();
    const [one, other] = [unlucky(2), unlucky(0)];
    await Promise.all([one, other].map((outbox) => outbox.keepIn(deviceOutbox({ database }))));
    await one.send('groups', groups.draft!(1), { intent: 'a', credential: null });
    await one.send('groups', groups.draft!(2), { intent: 'b', credential: null });
    await until(() => other.items.length === 2);
    const again = await Promise.all([other.sendAgain('a'), one.sendAgain('a')]);
    expect(again.map(({ state }) => state)).to.deep.equal(['sent', 'sent']);
    expect(again.filter((result) => 'record' in result)).to.have.length(1);
    await other.cancel('b');
    await until(() => one.items.length === 1);
    expect([one.draft('a'), one.draft('b'), await exists(database) ? await ids(deviceOutbox({ database })) : []]).to.deep.equal([undefined, undefined, []]);
    one.close();
    other.close();
  });

  it('finds what a version before has left', async () => {
    const database = newDatabase();
    // As version 1 wrote it, written out by hand, so that no later version forgets how to read it.
    const made = await openDB(database, 1, { upgrade: (made) => void made.createObjectStore('items', { autoIncrement: true }).createIndex('id', 'id', { unique: true }) });
    await made.put('items', { id: 'kept', to: 'here', collection: 'sendings', draft: { text: 'long ago' }, goesWith: 'receipt', mayHaveArrived: true });
    made.close();
    const store = deviceOutbox({ database });
    expect(await store.all()).to.deep.equal([item('kept', { draft: { text: 'long ago' }, goesWith: 'receipt', mayHaveArrived: true })]);
    await store.put(item('next'), fresh);
    expect(await ids(store)).to.deep.equal(['kept', 'next']);
  });
});
