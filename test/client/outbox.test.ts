import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { createPeerClient, type WriteOptions } from '../../src/client/client.ts';
import { PeerError, type PeerErrorCode } from '../../src/client/errors.ts';
import { createOutbox, type KeptItem, type Outbox, type OutboxEvent, type OutboxStore } from '../../src/client/outbox.ts';
import { actsAndDrops, bench, drops, hangs } from '../adapters/support/http-bench.ts';
import { groups } from '../adapters/sample-groups.ts';

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
  return { adapter, calls, client: { collection: () => ({ create }) } as never, kept: () => adapter.snapshot('groups') };
}

function opened(t: TestContext, ...plan: Plan[]) {
  const made = planned(...plan);
  const connection = new EventTarget();
  const outbox = createOutbox(made.client, { connection });
  const events: OutboxEvent[] = [];
  outbox.subscribe((event) => events.push(event));
  t.after(() => outbox.close());
  return { ...made, outbox, connection, events };
}

const shown = (outbox: Outbox) => outbox.items.map(({ collection, state, error, mayHaveArrived }) => [collection, state, error?.code, mayHaveArrived]);
const states = (outbox: Outbox) => outbox.items.map(({ state }) => state);

/** A place on the device, as a host might make one. */
function shelf(items: readonly KeptItem[] = []) {
  const saved: (readonly KeptItem[])[] = [items];
  const store: OutboxStore = { load: async () => structuredClone(saved.at(-1)!), save: async (all) => void saved.push(structuredClone(all)) };
  return { store, saved, now: () => saved.at(-1)! };
}

function offline(t: TestContext) {
  Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
  t.after(() => delete (navigator as { onLine?: boolean }).onLine);
}

describe('the outbox', () => {
  it('says sent only after the backend did', async (t) => {
    let answer = () => {};
    const { outbox } = opened(t, async (pass) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return pass();
    });
    const sending = outbox.send('groups', draft());
    await wait(5);
    assert.deepEqual(states(outbox), ['sending']);
    answer();
    const result = await sending;
    assert.ok(result.state === 'sent' && result.record.id);
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
    outbox.cancel('act-1');
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
    const thrown: unknown[] = [];
    const listeners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => thrown.push(error));
    t.after(() => {
      process.removeAllListeners('uncaughtException');
      for (const listener of listeners) process.on('uncaughtException', listener);
    });
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
  const never: Plan = (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

  it('breaks off what is on its way, and says that it may have arrived', async (t) => {
    const { outbox, calls } = opened(t, never);
    const sending = outbox.send('groups', draft(), { intent: 'a' });
    await wait(5);
    assert.deepEqual(outbox.cancel('a'), { mayHaveArrived: true });
    assert.deepEqual(await sending, { state: 'cancelled', mayHaveArrived: true });
    assert.ok(calls[0]!.options.signal!.aborted);
    assert.deepEqual([outbox.items, outbox.draft('a')], [[], undefined]);
  });

  it('before anything has left sends nothing', async (t) => {
    const { outbox, calls } = opened(t);
    const sending = outbox.send('groups', draft(), { intent: 'a' });
    assert.deepEqual(outbox.cancel('a'), { mayHaveArrived: false });
    assert.deepEqual([await sending, calls.length], [{ state: 'cancelled', mayHaveArrived: false }, 0]);
  });

  it('says for sure that nothing arrived where there never was a connection', async (t) => {
    offline(t);
    const { outbox } = opened(t, 'offline');
    await outbox.send('groups', draft(), { intent: 'a' });
    assert.deepEqual(outbox.cancel('a'), { mayHaveArrived: false });
  });

  it('does not promise that where the connection was lost on the way', async (t) => {
    const { outbox } = opened(t, 'offline');
    await outbox.send('groups', draft(), { intent: 'a' });
    assert.deepEqual(outbox.cancel('a'), { mayHaveArrived: true });
  });

  it('remembers a try that may have arrived when the next one is refused', async (t) => {
    const { outbox } = opened(t, 'timeout', 'signed-out');
    await outbox.send('groups', draft(), { intent: 'a' });
    await outbox.sendAgain('a');
    assert.partialDeepStrictEqual(outbox.items, [{ state: 'failed', mayHaveArrived: true }]);
  });

  it('of what is not there does nothing', (t) => assert.deepEqual(opened(t).outbox.cancel('a'), { mayHaveArrived: false }));

  it('of everything at once leaves nothing, and nothing goes on', async (t) => {
    const { outbox, calls } = opened(t, 'timeout', never);
    const { store, now } = shelf();
    await outbox.keepIn(store);
    await outbox.send('groups', draft(1));
    const sending = outbox.send('groups', draft(2));
    await wait(5);
    const cleared = outbox.clear();
    assert.deepEqual(outbox.items, []);
    assert.ok(calls[1]!.options.signal!.aborted);
    await cleared;
    assert.deepEqual([now(), (await sending).state], [[], 'cancelled']);
  });
});

describe('what is kept beyond the page', () => {
  it('is nothing, unless the person chose so', async (t) => {
    const { outbox } = opened(t, 'timeout', 'timeout');
    const { store, saved, now } = shelf();
    await outbox.send('groups', draft(1), { intent: 'a' });
    assert.equal(saved.length, 1);
    await outbox.keepIn(store);
    assert.deepEqual(now(), [{ id: 'a', collection: 'groups', draft: structuredClone(draft(1)), anonymous: false, mayHaveArrived: true }]);
    await outbox.send('groups', draft(2), { intent: 'b' });
    assert.equal(now().length, 2);
    await outbox.keepIn();
    assert.deepEqual([now(), outbox.items.length], [[], 2]);
  });

  it('holds no credential', async (t) => {
    const { outbox } = opened(t, 'timeout', 'timeout');
    const { store, saved, now } = shelf();
    await outbox.keepIn(store);
    await outbox.send('groups', draft(1), { credential: { kind: 'member', token: 'secret-1' } });
    await outbox.send('groups', draft(2), { credential: null });
    assert.ok(!JSON.stringify(saved).includes('secret-1'));
    assert.deepEqual(now().map(({ anonymous }) => anonymous), [false, true]);
  });

  it('waits after a reload, is sent with its own intent when somebody says so, and is gone then', async (t) => {
    const { store, now } = shelf();
    const before = opened(t, (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))));
    await before.outbox.keepIn(store);
    void before.outbox.send('groups', draft(), { intent: 'a', credential: null });
    await wait(5);
    before.outbox.close();
    await wait(5);
    assert.partialDeepStrictEqual(now(), [{ id: 'a', mayHaveArrived: true }]);

    const { outbox, calls } = opened(t);
    await outbox.keepIn(store);
    assert.deepEqual([states(outbox), calls.length], [['waiting'], 0]);
    assert.equal((await outbox.sendAgain('a')).state, 'sent');
    await wait(5);
    assert.partialDeepStrictEqual(calls, [{ draft: draft(), options: { intent: 'a', credential: null } }]);
    assert.deepEqual(now(), []);
  });

  it('may fail to be kept: it is sent all the same, and somebody is told', async (t) => {
    const { outbox, events } = opened(t);
    await outbox.keepIn({ load: async () => [], save: async (items) => (items.length ? Promise.reject(new Error('full')) : undefined) });
    assert.equal((await outbox.send('groups', draft())).state, 'sent');
    await wait(5);
    assert.ok(events.some(({ type }) => type === 'not-kept'));
  });

  it('is not written over when it could not be read', async (t) => {
    const { outbox } = opened(t);
    let saves = 0;
    await assert.rejects(outbox.keepIn({ load: () => Promise.reject(new Error('locked')), save: async () => void saves++ }), /locked/);
    await outbox.send('groups', draft());
    assert.equal(saves, 0);
  });

  it('is in the end what was there last, however slow the place is', async (t) => {
    const { outbox } = opened(t, 'timeout', 'timeout', 'timeout');
    const saved: (readonly KeptItem[])[] = [];
    await outbox.keepIn({ load: async () => [], save: async (items) => (await wait(10), void saved.push(items)) });
    await Promise.all([1, 2, 3].map((n) => outbox.send('groups', draft(n))));
    await outbox.clear();
    assert.deepEqual(saved.at(-1), []);
  });
});

describe('the outbox over HTTP', () => {
  it('doubles nothing when the answer was lost again and again', async (t) => {
    const { server, store, http } = await bench(t, { retries: 0, timeoutMs: 60 });
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
