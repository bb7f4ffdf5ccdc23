import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { createPeerClient, type WriteOptions } from '../../src/client/client.ts';
import { PeerError, type PeerErrorCode } from '../../src/client/errors.ts';
import { createOutbox, type KeptItem, type Outbox, type OutboxEvent, type OutboxStore } from '../../src/client/outbox.ts';
import { actsAndDrops, answers, bench, drops, hangs } from '../adapters/support/http-bench.ts';
import { problem } from '../adapters/support/peer-server.ts';
import { groups } from '../adapters/sample-groups.ts';
import { until } from '../setup/until.ts';
import { uncaught } from '../setup/uncaught.ts';

const draft = (n = 1) => groups.draft!(n);

type Plan = 'pass' | PeerErrorCode | PeerError | ((pass: () => Promise<unknown>, signal: AbortSignal) => Promise<unknown>);

/** A client whose creating goes as a test plans it, then works. */
function planned(...plan: Plan[]) {
  const adapter = memoryAdapter();
  const client = createPeerClient({ adapter });
  const calls: { draft: unknown; options: WriteOptions }[] = [];
  const create = async (what: never, options: WriteOptions) => {
    calls.push({ draft: what, options });
    const next = plan.shift() ?? 'pass';
    const pass = () => client.groups.create(what, options);
    if (typeof next === 'function') return next(pass, options.signal!);
    if (next === 'pass') return pass();
    throw PeerError.is(next) ? next : new PeerError(next as PeerErrorCode);
  };
  const { adapter: name, can, space } = client;
  return { adapter, calls, client: { adapter: name, can, space, collection: () => ({ create }) } as never, kept: () => adapter.snapshot('groups') };
}

const opened = (t: TestContext, ...plan: Plan[]) => openedWith({}, t, ...plan);

/** `patience`: how long the device may take, where a test waits for the end of it. */
function openedWith(options: { patience?: number }, t: TestContext, ...plan: Plan[]) {
  const made = planned(...plan);
  const connection = new EventTarget();
  const outbox = createOutbox(made.client, { connection, ...options });
  const events: OutboxEvent[] = [];
  outbox.subscribe((event) => events.push(event));
  t.after(() => outbox.close());
  return { ...made, outbox, connection, events };
}

const shown = (outbox: Outbox) => outbox.items.map(({ collection, state, error, mayHaveArrived }) => [collection, state, error?.code, mayHaveArrived]);
const states = (outbox: Outbox) => outbox.items.map(({ state }) => state);

/** A place on the device, as a host might make one; each tab has its own way to it. */
function shelf(name = `shelf-${++shelves}`) {
  const items = new Map<string, KeptItem>();
  const writes: string[] = [];
  const tab = (over: Partial<OutboxStore> = {}): OutboxStore => ({
    name,
    all: async () => structuredClone([...items.values()]),
    async put(item, { known }) {
      writes.push(`put ${item.id}`);
      if (known && !items.has(item.id)) return false;
      items.set(item.id, structuredClone(item));
      return true;
    },
    async remove(ids) {
      for (const id of ids) items.delete(id);
    },
    clear: async () => items.clear(),
    ...over,
  });
  return { tab, items, writes, now: () => [...items.values()] };
}
let shelves = 0;

/** A place that holds on to what it has. */
const holding = { remove: async () => {}, clear: async () => {} };
const refuses = { remove: () => Promise.reject(new Error('refused')), clear: () => Promise.reject(new Error('refused')) };

const never: Plan = (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
const unavailable = (error: unknown) => PeerError.is(error) && error.code === 'unavailable';

function offline(t: TestContext) {
  Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
  t.after(() => delete (navigator as { onLine?: boolean }).onLine);
}

describe('the outbox', () => {
  it('says sent only after the backend did', async (t) => {
    let answer = () => {};
    const { outbox, calls } = opened(t, async (pass) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return pass();
    });
    const sending = outbox.send('groups', draft());
    await until(() => calls.length);
    assert.deepEqual(states(outbox), ['sending']);
    answer();
    const result = await sending;
    assert.ok(result.state === 'sent' && result.record?.id);
    assert.deepEqual(states(outbox), ['sent']);
  });

  for (const code of ['offline', 'timeout', 'unavailable', 'rate-limited'] as const) {
    it(`lets wait what fails for now: ${code}`, async (t) => {
      const { outbox } = opened(t, code);
      const result = await outbox.send('groups', draft());
      assert.ok(result.state === 'waiting' && result.error.code === code);
      assert.deepEqual(shown(outbox), [['groups', 'waiting', code, code !== 'rate-limited']]);
      assert.deepEqual(outbox.draft(outbox.items[0]!.id), draft());
    });
  }

  for (const code of ['invalid', 'forbidden', 'conflict', 'signed-out', 'unsupported'] as const) {
    it(`keeps what was refused, too, as failed: ${code}`, async (t) => {
      const { outbox } = opened(t, code);
      const { state } = await outbox.send('groups', draft());
      assert.equal(state, 'failed');
      assert.deepEqual(shown(outbox), [['groups', 'failed', code, false]]);
      assert.deepEqual(outbox.draft(outbox.items[0]!.id), draft());
    });
  }

  it('does not let wait what will be refused again', async (t) => {
    const { outbox } = opened(t, new PeerError('unavailable', 'closed', { retryable: false }));
    assert.equal((await outbox.send('groups', draft())).state, 'failed');
  });

  it('sends again when it is told to, with the same intent, and once', async (t) => {
    const { outbox, calls, kept } = opened(t, 'timeout', 'unavailable');
    const first = await outbox.send('groups', draft(), { credential: null });
    const [{ id }] = outbox.items as [Outbox['items'][number]];
    assert.equal(first.state, 'waiting');
    assert.equal((await outbox.sendAgain(id)).state, 'waiting');
    assert.equal((await outbox.sendAgain(id)).state, 'sent');
    assert.deepEqual(calls.map(({ options }) => [options.intent, options.credential]), Array(3).fill([id, null]));
    assert.equal(kept().length, 1);
    await assert.rejects(outbox.sendAgain(id), (error: PeerError) => error.code === 'not-found');
    await assert.rejects(outbox.sendAgain('no-such-id'), (error: PeerError) => error.code === 'not-found');
  });

  it('never sends by itself when there is a connection again: it asks', async (t) => {
    const { outbox, connection, calls, events } = opened(t, 'offline');
    connection.dispatchEvent(new Event('online'));
    assert.deepEqual(events, []);
    await outbox.send('groups', draft());
    events.length = 0;
    connection.dispatchEvent(new Event('online'));
    await wait(20);
    assert.deepEqual([events, calls.length, states(outbox)], [[{ type: 'online' }], 1, ['waiting']]);
  });

  it('tells ids and never words', async (t) => {
    const { outbox, events } = opened(t, 'timeout');
    const subject = draft();
    await outbox.send('groups', subject, { intent: 'act-1' });
    await outbox.sendAgain('act-1');
    await outbox.cancel('act-1');
    assert.ok(events.length > 3);
    assert.deepEqual(new Set(events.map((event) => JSON.stringify(event))), new Set(['{"type":"change","id":"act-1"}']));
    assert.ok(!JSON.stringify(outbox.items).includes(subject.name));
  });

  it('keeps what was written as it was when it was sent', async (t) => {
    const { outbox, calls } = opened(t, 'timeout');
    const mine = draft();
    const { name } = mine;
    const sending = outbox.send('groups', mine, { intent: 'act-1' });
    mine.name = 'changed on the page';
    await sending;
    (outbox.draft('act-1') as { name: string }).name = 'changed by a reader';
    await outbox.sendAgain('act-1');
    assert.deepEqual(calls.map(({ draft: sent }) => (sent as { name: string }).name), [name, name]);
  });

  it('takes a second click for the same act', async (t) => {
    const { outbox, calls, kept } = opened(t);
    const both = await Promise.all([1, 2].map(() => outbox.send('groups', draft(), { intent: 'act-1' })));
    assert.deepEqual([both.map(({ state }) => state), calls.length, kept().length], [['sent', 'sent'], 1, 1]);
  });

  it('takes words that were put right after a refusal, but no others where the first may have arrived', async (t) => {
    const { outbox, kept } = opened(t, 'invalid', 'pass', 'timeout');
    assert.equal((await outbox.send('groups', draft(1), { intent: 'a' })).state, 'failed');
    assert.equal((await outbox.send('groups', draft(2), { intent: 'a' })).state, 'sent');
    assert.deepEqual(kept().map(({ name }) => name), [draft(2).name]);
    await outbox.send('groups', draft(1), { intent: 'b' });
    for (const intent of ['a', 'b']) await assert.rejects(outbox.send('groups', draft(3), { intent }), (error: PeerError) => error.code === 'conflict');
    assert.equal((await outbox.send('groups', draft(1), { intent: 'b' })).state, 'sent');
  });

  it('forgets what was written as soon as it was sent', async (t) => {
    const { outbox } = opened(t);
    await outbox.send('groups', draft(), { intent: 'a' });
    assert.equal(outbox.draft('a'), undefined);
  });

  it('goes on when somebody who listens throws', async (t) => {
    const { outbox, kept } = opened(t);
    const thrown = uncaught(t);
    outbox.subscribe(() => {
      throw new Error('a fault of the page');
    });
    assert.equal((await outbox.send('groups', draft())).state, 'sent');
    await wait(5);
    assert.deepEqual([kept().length, thrown.length > 0], [1, true]);
  });

  it('tells nobody any more who has left', async (t) => {
    const { outbox } = opened(t);
    const heard: OutboxEvent[] = [];
    outbox.subscribe((event) => heard.push(event))();
    await outbox.send('groups', draft());
    assert.deepEqual(heard, []);
  });
});

describe('taking back', () => {
  it('breaks off what is on its way, and says that it may have arrived', async (t) => {
    const { outbox, calls } = opened(t, never);
    const sending = outbox.send('groups', draft(), { intent: 'a' });
    await until(() => calls.length);
    const cancelled = outbox.cancel('a');
    assert.deepEqual([outbox.items, outbox.draft('a')], [[], undefined]);
    assert.deepEqual(await cancelled, { mayHaveArrived: true });
    assert.deepEqual(await sending, { state: 'cancelled', mayHaveArrived: true });
    assert.ok(calls[0]!.options.signal!.aborted);
  });

  it('before anything has left sends nothing', async (t) => {
    const { outbox, calls } = opened(t);
    const sending = outbox.send('groups', draft(), { intent: 'a' });
    assert.deepEqual(await outbox.cancel('a'), { mayHaveArrived: false });
    assert.deepEqual([await sending, calls.length], [{ state: 'cancelled', mayHaveArrived: false }, 0]);
  });

  it('says for sure that nothing arrived where there never was a connection', async (t) => {
    offline(t);
    const { outbox } = opened(t, 'offline');
    await outbox.send('groups', draft(), { intent: 'a' });
    assert.deepEqual(await outbox.cancel('a'), { mayHaveArrived: false });
  });

  it('does not promise that where the connection was lost on the way', async (t) => {
    const { outbox } = opened(t, 'offline');
    await outbox.send('groups', draft(), { intent: 'a' });
    assert.deepEqual(await outbox.cancel('a'), { mayHaveArrived: true });
  });

  it('does not promise it where a try before the refusal got no answer', async (t) => {
    const { server, another } = await bench(t);
    const outbox = createOutbox(createPeerClient({ adapter: another({ retries: 1 }) }));
    t.after(() => outbox.close());
    server.next(/groups/, actsAndDrops, answers(problem('rate-limited', 429)));
    const result = await outbox.send('groups', draft(), { intent: 'a' });
    assert.ok(result.state === 'waiting' && result.mayHaveArrived);
    assert.deepEqual(await outbox.cancel('a'), { mayHaveArrived: true });
  });

  it('remembers a try that may have arrived when the next one is refused', async (t) => {
    const { outbox } = opened(t, 'timeout', 'signed-out');
    await outbox.send('groups', draft(), { intent: 'a' });
    await outbox.sendAgain('a');
    assert.partialDeepStrictEqual(outbox.items, [{ state: 'failed', mayHaveArrived: true }]);
  });

  it('of what is not there does nothing', async (t) => assert.deepEqual(await opened(t).outbox.cancel('a'), { mayHaveArrived: false }));

  it('of everything, by whoever hears that something is taken out, is done and told once', async (t) => {
    const place = shelf();
    const { outbox, events } = opened(t, 'offline');
    await outbox.keepIn(place.tab());
    await outbox.send('groups', draft(), { intent: 'a' });
    const cleared: Promise<void>[] = [];
    outbox.subscribe(() => outbox.items[0]?.state === 'removing' && cleared.push(outbox.clear()));
    events.length = 0;
    await outbox.clear();
    await Promise.all(cleared);
    assert.deepEqual([outbox.items, events.length, cleared.length, place.items.size], [[], 2, 1, 0]);
  });

  it('of everything at once leaves nothing, and nothing goes on', async (t) => {
    const { outbox, calls } = opened(t, 'timeout', never);
    const { tab, now } = shelf();
    await outbox.keepIn(tab());
    await outbox.send('groups', draft(1), { intent: 'a' });
    const sending = outbox.send('groups', draft(2), { intent: 'b' });
    await until(() => calls.length === 2);
    const cleared = outbox.clear();
    assert.deepEqual([states(outbox), outbox.draft('a'), outbox.draft('b')], [['removing', 'removing'], undefined, undefined]);
    assert.ok(calls[1]!.options.signal!.aborted);
    await cleared;
    assert.deepEqual([now(), outbox.items, (await sending).state], [[], [], 'cancelled']);
  });
});

describe('whether it is gone', () => {
  for (const [what, stubborn] of Object.entries({ 'refuses to remove it': refuses, 'only says that it has removed it': holding, 'does not answer': { remove: () => new Promise<never>(() => {}), clear: () => new Promise<never>(() => {}) } })) {
    it(`is told truly where the device ${what}`, async (t) => {
      const { outbox } = openedWith({ patience: 100 }, t, 'timeout');
      const { tab, items } = shelf();
      const store = tab(stubborn);
      await outbox.keepIn(store);
      await outbox.send('groups', draft(), { intent: 'a' });
      for (const takeOut of [() => outbox.cancel('a'), () => outbox.clear()]) {
        await assert.rejects(takeOut(), (error) => PeerError.is(error) && ['unavailable', 'timeout'].includes(error.code));
        assert.partialDeepStrictEqual(outbox.items, [{ id: 'a', state: 'removing', kept: true, mayHaveArrived: true }]);
        assert.ok(outbox.items[0]!.error && items.size === 1 && outbox.draft('a') === undefined);
      }
      // It can be tried again, and sent no more.
      await assert.rejects(outbox.sendAgain('a'), (error: PeerError) => error.code === 'not-found');
      Object.assign(store, tab());
      await outbox.cancel('a');
      assert.deepEqual([outbox.items, items.size], [[], 0]);
    });
  }

  it('is looked at where removing failed, but it is gone all the same', async (t) => {
    const { outbox } = opened(t, 'timeout');
    const { tab, items } = shelf();
    await outbox.keepIn(tab({ remove: async (ids) => (ids.forEach((id) => items.delete(id)), Promise.reject(new Error('late'))) }));
    await outbox.send('groups', draft(), { intent: 'a' });
    assert.deepEqual(await outbox.cancel('a'), { mayHaveArrived: true });
    assert.deepEqual(outbox.items, []);
  });

  it('holds for what was being kept in that moment', async (t) => {
    const { outbox, calls } = opened(t, 'timeout');
    const { tab, items } = shelf();
    const slow = tab();
    const { put } = slow;
    slow.put = async (...args) => (await wait(20), put(...args));
    await outbox.keepIn(slow);
    for (const leave of [() => outbox.cancel('a'), () => outbox.clear()]) {
      const sending = outbox.send('groups', draft(), { intent: 'a' });
      await wait(5);
      await leave();
      assert.deepEqual([items.size, outbox.items, (await sending).state], [0, [], 'cancelled']);
    }
    assert.equal(calls.length, 0);
  });

  it('takes away what this page does not know of, when everything is to go', async (t) => {
    const { outbox } = opened(t);
    const { tab, items } = shelf();
    items.set('x', { of: 'another version' } as never);
    items.set('y', { id: 'y', to: 'another site', collection: 'groups', draft: {}, goesWith: 'own', mayHaveArrived: false });
    await outbox.keepIn(tab());
    assert.deepEqual(outbox.items, []);
    await outbox.clear();
    assert.equal(items.size, 0);
  });

  it('is told when what was sent is still on the device', async (t) => {
    const { outbox } = opened(t);
    const { tab, items } = shelf();
    const store = tab(refuses);
    await outbox.keepIn(store);
    assert.equal((await outbox.send('groups', draft(), { intent: 'a' })).state, 'sent');
    assert.partialDeepStrictEqual(outbox.items, [{ state: 'sent', kept: true }]);
    assert.equal(outbox.items[0]!.error?.code, 'unavailable');
    await assert.rejects(outbox.cancel('a'), unavailable);
    Object.assign(store, tab());
    await outbox.cancel('a');
    assert.deepEqual([outbox.items, items.size], [[], 0]);
  });

  it('is told when keeping ends, too', async (t) => {
    const { outbox } = opened(t, 'timeout');
    const { tab, items } = shelf();
    const store = tab(refuses);
    await outbox.keepIn(store);
    await outbox.send('groups', draft(), { intent: 'a' });
    await assert.rejects(outbox.keepIn(), unavailable);
    assert.partialDeepStrictEqual(outbox.items, [{ state: 'waiting', kept: true }]);
    Object.assign(store, tab());
    await outbox.keepIn();
    assert.partialDeepStrictEqual(outbox.items, [{ state: 'waiting', kept: false }]);
    assert.deepEqual([items.size, outbox.draft('a')], [0, structuredClone(draft())]);
  });
});

describe('what is kept beyond the page', () => {
  it('is nothing, unless the person chose so', async (t) => {
    const { outbox } = opened(t, 'timeout', 'timeout', 'timeout');
    const { tab, writes, now } = shelf();
    await outbox.send('groups', draft(1), { intent: 'a' });
    assert.deepEqual(writes, []);
    await outbox.keepIn(tab());
    assert.partialDeepStrictEqual(now(), [{ id: 'a', collection: 'groups', draft: structuredClone(draft(1)), goesWith: 'own', mayHaveArrived: true }]);
    await outbox.send('groups', draft(2), { intent: 'b' });
    assert.deepEqual([now().length, outbox.items.map(({ kept }) => kept)], [2, [true, true]]);
    await outbox.keepIn();
    await outbox.send('groups', draft(3), { intent: 'c' });
    assert.deepEqual([now(), outbox.items.map(({ kept }) => kept)], [[], [false, false, false]]);
  });

  it('waits after a reload, is sent with its own intent when somebody says so, and is gone then', async (t) => {
    const { tab, now } = shelf();
    const before = opened(t, never);
    await before.outbox.keepIn(tab());
    void before.outbox.send('groups', draft(), { intent: 'a', credential: null });
    await until(() => before.calls.length);
    before.outbox.close();
    await wait(5);
    assert.partialDeepStrictEqual(now(), [{ id: 'a', mayHaveArrived: true }]);

    const { outbox, calls } = opened(t);
    await outbox.keepIn(tab());
    assert.deepEqual([states(outbox), calls.length], [['waiting'], 0]);
    assert.equal((await outbox.sendAgain('a')).state, 'sent');
    assert.partialDeepStrictEqual(calls, [{ draft: draft(), options: { intent: 'a', credential: null } }]);
    assert.deepEqual([now(), outbox.items.map(({ kept }) => kept)], [[], [false]]);
  });

  it('is there before anything leaves, so that a page that breaks down loses nothing', async (t) => {
    const { tab, now } = shelf();
    const { outbox } = opened(t, (pass) => (assert.partialDeepStrictEqual(now(), [{ id: 'a', mayHaveArrived: true }]), pass()));
    await outbox.keepIn(tab());
    assert.equal((await outbox.send('groups', draft(), { intent: 'a' })).state, 'sent');
  });

  it('is offered only where it was meant to go', async (t) => {
    const { tab, now } = shelf();
    const [here, there] = ['north', 'south'].map((space) => {
      const { adapter } = planned();
      const outbox = createOutbox(createPeerClient({ adapter: { ...adapter, can: adapter.can, create: () => Promise.reject(new PeerError('timeout')) } as never, space }));
      t.after(() => outbox.close());
      return outbox;
    }) as [Outbox, Outbox];
    await here.keepIn(tab());
    await here.send('groups', draft(), { intent: 'a' });
    await there.keepIn(tab());
    assert.deepEqual([here.items.length, there.items.length], [1, 0]);
    // Ending there takes nothing away that is not shown there.
    await there.keepIn();
    assert.equal(now().length, 1);
  });

  it('may fail to be kept: it is sent all the same, and somebody is told', async (t) => {
    const { outbox, events } = opened(t);
    await outbox.keepIn(shelf().tab({ put: () => Promise.reject(new Error('full')) }));
    assert.equal((await outbox.send('groups', draft())).state, 'sent');
    assert.ok(events.some(({ type }) => type === 'not-kept'));
  });

  it('does not hold up what is sent for ever', async (t) => {
    const { outbox, events } = openedWith({ patience: 100 }, t);
    await outbox.keepIn(shelf().tab({ put: () => new Promise(() => {}) }));
    assert.equal((await outbox.send('groups', draft())).state, 'sent');
    assert.ok(events.some(({ type }) => type === 'not-kept'));
  });

  it('does not say that it is kept when it is not', async (t) => {
    const { outbox } = opened(t, 'timeout');
    await outbox.keepIn(shelf().tab({ put: () => Promise.reject(new Error('full')) }));
    await outbox.send('groups', draft(), { intent: 'a' });
    assert.equal(outbox.items[0]!.kept, false);
    await outbox.cancel('a');
    assert.deepEqual(outbox.items, []);
  });

  it('is not written over when it could not be read', async (t) => {
    const { outbox } = opened(t);
    const { tab, writes } = shelf();
    await assert.rejects(outbox.keepIn(tab({ all: () => Promise.reject(new Error('locked')) })), (error) => unavailable(error) && /locked/.test(String((error as PeerError).cause)));
    await outbox.send('groups', draft());
    assert.deepEqual(writes, []);
  });

  it('is one place and no other', async (t) => {
    const { outbox } = opened(t);
    await outbox.keepIn(shelf().tab());
    await assert.rejects(outbox.keepIn(shelf().tab()), (error: PeerError) => error.code === 'invalid');
  });

  it('is in the end what was there last, however slow the place is', async (t) => {
    const { outbox } = opened(t, 'timeout', 'timeout', 'timeout');
    const { tab, items } = shelf();
    const slow = tab();
    const { put } = slow;
    slow.put = async (...args) => (await wait(10), put(...args));
    await outbox.keepIn(slow);
    await Promise.all([1, 2, 3].map((n) => outbox.send('groups', draft(n))));
    assert.equal(items.size, 3);
    await outbox.clear();
    assert.equal(items.size, 0);
  });
});

describe('an item that goes with a credential', () => {
  const secret = { kind: 'staff', token: 'secret-1' } as const;

  it('is kept without it', async (t) => {
    const { outbox } = opened(t, 'timeout', 'timeout');
    const { tab, now } = shelf();
    await outbox.keepIn(tab());
    await outbox.send('groups', draft(1), { credential: secret });
    await outbox.send('groups', draft(2), { credential: null });
    assert.ok(!JSON.stringify(now()).includes('secret-1'));
    assert.deepEqual(now().map(({ goesWith }) => goesWith), ['staff', 'nothing']);
    // In this page it is still at hand.
    assert.deepEqual(outbox.items.map(({ needsCredential }) => needsCredential), [undefined, undefined]);
  });

  it('asks for it after a reload, and is never sent without or with another kind', async (t) => {
    const { tab, now } = shelf();
    const before = opened(t, 'timeout');
    await before.outbox.keepIn(tab());
    await before.outbox.send('groups', draft(), { intent: 'a', credential: secret });
    before.outbox.close();

    const { outbox, calls } = opened(t);
    await outbox.keepIn(tab());
    assert.partialDeepStrictEqual(outbox.items, [{ state: 'waiting', needsCredential: 'staff' }]);
    const without = await outbox.sendAgain('a');
    assert.ok(without.state === 'waiting' && without.error.code === 'signed-out');
    assert.partialDeepStrictEqual(outbox.items, [{ state: 'waiting', needsCredential: 'staff', kept: true }]);
    await assert.rejects(outbox.sendAgain('a', { credential: { kind: 'member', token: 'm' } }), (error: PeerError) => error.code === 'invalid');
    assert.deepEqual([calls.length, now().length], [0, 1]);
    assert.equal((await outbox.sendAgain('a', { credential: secret })).state, 'sent');
    assert.deepEqual(calls.map(({ options }) => options.credential), [secret]);
    assert.equal(outbox.items[0]!.needsCredential, undefined);
  });

  it('takes a new one of its kind when the first was refused', async (t) => {
    const { outbox, calls } = opened(t, 'signed-out');
    await outbox.send('groups', draft(), { intent: 'a', credential: secret });
    const fresh = { ...secret, token: 'secret-2' };
    assert.equal((await outbox.sendAgain('a', { credential: fresh })).state, 'sent');
    assert.deepEqual(calls.map(({ options }) => options.credential), [secret, fresh]);
  });

  it('does not become somebody else’s once it may have arrived', async (t) => {
    const { outbox } = opened(t, 'timeout');
    await outbox.send('groups', draft(), { intent: 'a', credential: secret });
    for (const credential of [null, undefined]) {
      await assert.rejects(outbox.send('groups', draft(), { intent: 'a', ...(credential === null && { credential }) }), (error: PeerError) => error.code === 'conflict');
    }
    await assert.rejects(opened(t).outbox.sendAgain('a', { credential: secret }), (error: PeerError) => error.code === 'not-found');
  });
});

describe('two tabs', () => {
  /** Two outboxes that share a place, each with a client that goes as planned. */
  async function tabs(t: TestContext, one: Plan[] = [], other: Plan[] = [], options: { patience?: number } = {}) {
    const place = shelf();
    const both = [openedWith(options, t, ...one), openedWith(options, t, ...other)] as const;
    for (const { outbox } of both) await outbox.keepIn(place.tab());
    return { ...place, one: both[0], other: both[1] };
  }
  const last = ({ outbox }: { outbox: Outbox }) => outbox.items.at(-1);

  it('keep what each of them has, and show it in both', async (t) => {
    const { one, other, items } = await tabs(t, ['timeout'], ['timeout']);
    await Promise.all([one.outbox.send('groups', draft(1), { intent: 'a' }), other.outbox.send('groups', draft(2), { intent: 'b' })]);
    assert.deepEqual([...items.keys()].sort(), ['a', 'b']);
    await until(() => one.outbox.items.length === 2 && other.outbox.items.length === 2);
    assert.deepEqual(other.outbox.draft('a'), structuredClone(draft(1)));
  });

  it('send an item once, whichever is told to', async (t) => {
    const { one, other, items } = await tabs(t, ['timeout']);
    await one.outbox.send('groups', draft(), { intent: 'a', credential: null });
    await until(() => other.outbox.items.length === 1);
    const result = await other.outbox.sendAgain('a');
    assert.ok(result.state === 'sent' && result.record);
    assert.partialDeepStrictEqual(other.calls, [{ options: { intent: 'a', credential: null } }]);
    await until(() => last(one)?.state === 'sent');
    assert.deepEqual([one.outbox.draft('a'), items.size, one.calls.length], [undefined, 0, 1]);
    await assert.rejects(one.outbox.sendAgain('a'), (error: PeerError) => error.code === 'not-found');
  });

  it('let the second one wait for the first that is sending', async (t) => {
    let answer = () => {};
    const { one, other } = await tabs(t, [async (pass) => (await new Promise<void>((resolve) => (answer = resolve)), pass())]);
    const first = one.outbox.send('groups', draft(), { intent: 'a' });
    await until(() => other.outbox.items.length === 1 && one.calls.length === 1);
    const second = other.outbox.sendAgain('a');
    await wait(20);
    assert.deepEqual([other.calls.length, last(other)!.state], [0, 'sending']);
    answer();
    assert.ok('record' in (await first));
    assert.deepEqual([await second, other.calls.length, last(other)!.state], [{ state: 'sent' }, 0, 'sent']);
  });

  it('give the second one its turn when the first did not come through', async (t) => {
    let answer = () => {};
    const { one, other } = await tabs(t, [async () => (await new Promise<void>((resolve) => (answer = resolve)), Promise.reject(new PeerError('timeout')))]);
    const first = one.outbox.send('groups', draft(), { intent: 'a' });
    await until(() => other.outbox.items.length === 1 && one.calls.length === 1);
    const second = other.outbox.sendAgain('a');
    answer();
    assert.deepEqual([(await first).state, (await second).state, other.calls.length], ['waiting', 'sent', 1]);
  });

  it('do not let one that hangs hold up the other for ever', async (t) => {
    const { one, other } = await tabs(t, [never], [], { patience: 500 });
    void one.outbox.send('groups', draft(), { intent: 'a' });
    await until(() => other.outbox.items.length === 1 && one.calls.length === 1);
    const result = await other.outbox.sendAgain('a');
    assert.ok(result.state === 'waiting' && result.error.code === 'timeout' && result.mayHaveArrived);
    assert.equal(other.calls.length, 0);
  });

  it('have nothing any more of what was taken back in one of them, even where it is on its way', async (t) => {
    const { one, other, items } = await tabs(t, [never]);
    const sending = one.outbox.send('groups', draft(), { intent: 'a' });
    await until(() => other.outbox.items.length === 1 && one.calls.length === 1);
    assert.deepEqual(await other.outbox.cancel('a'), { mayHaveArrived: true });
    assert.deepEqual(await sending, { state: 'cancelled', mayHaveArrived: true });
    assert.deepEqual([one.outbox.items, one.outbox.draft('a'), items.size], [[], undefined, 0]);
    assert.ok(one.calls[0]!.options.signal!.aborted);
  });

  it('are both empty when everything was to go', async (t) => {
    const { one, other, items } = await tabs(t, ['timeout'], [never]);
    await one.outbox.send('groups', draft(1), { intent: 'a' });
    void other.outbox.send('groups', draft(2), { intent: 'b' });
    await until(() => one.outbox.items.length === 2 && other.calls.length === 1);
    await one.outbox.clear();
    await until(() => !other.outbox.items.length);
    assert.deepEqual([one.outbox.items, items.size], [[], 0]);
  });

  it('leave nothing where one is just keeping something while everything is to go in the other', async (t) => {
    const { tab, items } = shelf();
    const slow = tab();
    const { put } = slow;
    const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    slow.put = async (...args) => (begun.resolve(), await gate.promise, put(...args));
    const [one, other] = [opened(t), opened(t)];
    await one.outbox.keepIn(slow);
    await other.outbox.keepIn(tab());
    const sending = one.outbox.send('groups', draft(), { intent: 'a' });
    await begun.promise;
    await other.outbox.clear();
    await until(() => !one.outbox.items.length, 'it has heard of it');
    gate.resolve();
    await sending;
    assert.deepEqual([items.size, one.outbox.items, one.calls.length], [0, [], 0]);
  });

  it('do not bring back what was taken back while one was still reading it', async (t) => {
    const { tab, items } = shelf();
    const [one, other] = [opened(t, 'timeout'), opened(t)];
    const read = async () => {
      const now = structuredClone([...items.values()]);
      await wait(20);
      return now;
    };
    await one.outbox.keepIn(tab());
    await other.outbox.keepIn(tab({ all: read }));
    await one.outbox.send('groups', draft(), { intent: 'a' });
    await wait(5);
    await one.outbox.cancel('a');
    await wait(60);
    assert.deepEqual(other.outbox.items, []);
  });

  it('send no words that the other has put right since', async (t) => {
    const { one, other } = await tabs(t, ['rate-limited', 'rate-limited']);
    await one.outbox.send('groups', draft(1), { intent: 'a' });
    await until(() => other.outbox.items.length === 1);
    await one.outbox.send('groups', draft(2), { intent: 'a' });
    await other.outbox.sendAgain('a');
    assert.deepEqual(other.calls.map(({ draft: sent }) => (sent as { name: string }).name), [draft(2).name]);
  });

  it('keep nothing any more when that was ended in one of them, and lose nothing', async (t) => {
    const { one, other, items } = await tabs(t, ['timeout'], ['timeout', 'timeout']);
    await one.outbox.send('groups', draft(1), { intent: 'a' });
    await other.outbox.send('groups', draft(2), { intent: 'b' });
    await until(() => one.outbox.items.length === 2);
    await one.outbox.keepIn();
    await until(() => other.events.some(({ type }) => type === 'not-kept'));
    await other.outbox.send('groups', draft(3), { intent: 'c' });
    assert.deepEqual([items.size, other.outbox.items.map(({ kept }) => kept)], [0, [false, false, false]]);
    assert.deepEqual(one.outbox.draft('b'), structuredClone(draft(2)));
    // What is taken back is still taken back everywhere.
    await one.outbox.cancel('b');
    await until(() => other.outbox.draft('b') === undefined);
  });

  it('that cannot tell each other send nothing that the other took back', async (t) => {
    const { BroadcastChannel } = globalThis;
    Reflect.deleteProperty(globalThis, 'BroadcastChannel');
    t.after(() => (globalThis.BroadcastChannel = BroadcastChannel));
    const place = shelf();
    const one = opened(t, 'timeout');
    const other = opened(t);
    await one.outbox.keepIn(place.tab());
    await one.outbox.send('groups', draft(), { intent: 'a' });
    await other.outbox.keepIn(place.tab());
    await one.outbox.cancel('a');
    assert.deepEqual([(await other.outbox.sendAgain('a')).state, other.calls.length, other.outbox.items], ['cancelled', 0, []]);
  });

  it('do no harm without locks, because the act happens once', async (t) => {
    Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined });
    t.after(() => delete (navigator as { locks?: unknown }).locks);
    const { server, store, another } = await bench(t, { retries: 0, timeoutMs: 500 });
    const place = shelf();
    const [one, other] = await Promise.all(
      [1, 2].map(async () => {
        const outbox = createOutbox(createPeerClient({ adapter: another({}) }));
        t.after(() => outbox.close());
        await outbox.keepIn(place.tab());
        return outbox;
      }),
    ) as [Outbox, Outbox];
    const before = store.snapshot('groups').length;
    server.next(/groups/, answers(problem('unavailable', 503, { retryable: false })));
    await one.send('groups', draft(), { intent: 'one-act' });
    await until(() => other.items.length === 1);
    const results = await Promise.all([one.sendAgain('one-act'), other.sendAgain('one-act')]);
    assert.deepEqual(results.map(({ state }) => state), ['sent', 'sent']);
    assert.equal(store.snapshot('groups').length, before + 1);
  });

  it('agree again when one comes back by the back button, and heard nothing meanwhile', async (t) => {
    const { BroadcastChannel } = globalThis;
    Reflect.deleteProperty(globalThis, 'BroadcastChannel');
    t.after(() => (globalThis.BroadcastChannel = BroadcastChannel));
    const { one, other } = await tabs(t, ['timeout', 'timeout'], ['timeout']);
    await one.outbox.send('groups', draft(1), { intent: 'a' });
    await one.outbox.send('groups', draft(2), { intent: 'b' });
    await other.outbox.clear();
    await other.outbox.send('groups', draft(3), { intent: 'c' });
    one.connection.dispatchEvent(new Event('pageshow'));
    await wait(10);
    assert.equal(one.outbox.items.length, 2);
    one.connection.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await until(() => one.outbox.items.length === 1);
    assert.deepEqual(one.outbox.items.map(({ id }) => id), ['c']);
    assert.equal(one.outbox.draft('a'), undefined);
  });

  it('tell each other ids, and no words', async (t) => {
    const { one, other, tab } = await tabs(t, ['timeout']);
    const heard: unknown[] = [];
    const channel = new BroadcastChannel(tab().name);
    channel.onmessage = ({ data }: MessageEvent) => heard.push(data);
    t.after(() => channel.close());
    await one.outbox.send('groups', draft(), { intent: 'a', credential: { kind: 'member', token: 'secret-1' } });
    await until(() => other.outbox.items.length === 1);
    await one.outbox.cancel('a');
    await until(() => heard.length >= 3);
    assert.deepEqual(new Set(heard.map((news) => JSON.stringify(news))), new Set(['{"what":"kept","ids":["a"]}', '{"what":"cancelled","ids":["a"]}']));
  });
});

describe('the outbox over HTTP', () => {
  it('doubles nothing when the answer was lost again and again', async (t) => {
    const { server, store, http } = await bench(t, { retries: 0 });
    const outbox = createOutbox(createPeerClient({ adapter: http }));
    server.next(/groups/, drops, actsAndDrops, hangs, actsAndDrops);
    const before = store.snapshot('groups').length;
    assert.equal((await outbox.send('groups', draft(), { intent: 'one-act' })).state, 'waiting');
    for (let n = 0; n < 3; n++) assert.equal((await outbox.sendAgain('one-act')).state, 'waiting');
    assert.equal((await outbox.sendAgain('one-act')).state, 'sent');
    assert.equal(store.snapshot('groups').length, before + 1);
    assert.equal(server.seen.length, 5);
  });
});
