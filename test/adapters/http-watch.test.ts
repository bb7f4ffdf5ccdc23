import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Call, Query } from '../../src/adapters/adapter.ts';
import type { HttpAdapterOptions } from '../../src/adapters/http.ts';
import type { PeerError } from '../../src/client/errors.ts';
import { answers, bench, call, drops, groupDraft, hangs, write } from './support/http-bench.ts';
import { type Fault, problem } from './support/peer-server.ts';
import { until as eventually } from '../setup/until.ts';
import { uncaught } from '../setup/uncaught.ts';

/** An adapter that watches groups, and what it tells. */
async function watching(t: TestContext, options: Partial<HttpAdapterOptions> = {}, plan: readonly Fault[] = [], over: Partial<Call> = {}, query: Partial<Query> = {}) {
  const made = await bench(t, { longestPauseMs: 50, ...options });
  const controller = new AbortController();
  const told: string[] = [];
  let heard = () => {};
  const hear = (what: string) => (told.push(what), heard());
  const errors: PeerError[] = [];
  const on = {
    ready: () => hear('ready'),
    change: (ids: string[]) => hear(ids.join()),
    error: (error: PeerError) => (errors.push(error), hear(`error ${error.code}`)),
  };
  const until = async (what: string) => {
    const late = Date.now() + 8000;
    while (!told.includes(what)) {
      assert.ok(Date.now() < late, `it did not tell ${what}, but: ${told.join('; ')}`);
      await Promise.race([new Promise<void>((resolve) => (heard = resolve)), wait(100)]);
    }
  };
  made.server.next(/watch/, ...plan);
  made.http.watch!('groups', { limit: 1, ...query }, on, call({ signal: controller.signal, ...over }));
  t.after(() => controller.abort());
  return { ...made, controller, told, errors, until, on, watches: () => made.server.asked(/watch/) };
}

const stream = (text: string, { end = true, type = 'text/event-stream' } = {}): Fault => ({ response }) => {
  response.writeHead(200, { 'content-type': type });
  if (end) response.end(text);
  else response.write(text);
};
const event = (type: string, id: number, data: object = {}) => `event: ${type}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
const endless = (text: string) => stream(text, { end: false });

describe('watching over HTTP', () => {
  it('asks with the query in the body, and for a stream', async (t) => {
    const { until, watches } = await watching(t, {}, [], { credential: { kind: 'receipt', token: 'r' } }, { where: { topic: 'Sleep' } });
    await until('ready');
    const [{ method, url, headers, body }] = watches() as [ReturnType<typeof watches>[number]];
    assert.deepEqual([method, url, headers.accept, headers.authorization, JSON.parse(body)], ['POST', '/peer/v1/groups/watch?space=default', 'text/event-stream', 'Receipt r', { limit: 1, where: { topic: 'Sleep' } }]);
    assert.equal(headers['last-event-id'], undefined);
  });

  it('goes on over lost connections from where it was, and is ready once', async (t) => {
    const { told, until, watches } = await watching(t, {}, [
      stream(event('ready', 4)),
      drops,
      stream(event('ready', 4) + event('change', 5, { ids: ['a'] }) + ': still here\n\n' + event('change', 9, { ids: ['b', 'c'] })),
      endless(event('ready', 9) + event('change', 12, { ids: ['d'] })),
    ]);
    await until('d');
    assert.deepEqual(told, ['ready', 'a', 'b,c', 'd']);
    assert.deepEqual(watches().map(({ headers }) => headers['last-event-id']), [undefined, '4', '4', '9']);
  });

  it('takes half an event for none, and gets it again', async (t) => {
    const { told, until, watches } = await watching(t, {}, [
      ({ response }) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(`${event('ready', 1)}event: change\nid: 2\ndata: {"ids":["a"]}\n`, () => response.destroy());
      },
      endless(event('ready', 1) + event('change', 2, { ids: ['a'] })),
    ]);
    await until('a');
    assert.deepEqual([told, watches()[1]!.headers['last-event-id']], [['ready', 'a'], '1']);
  });

  it('connects again when it hears nothing, not even a sign of life', async (t) => {
    const { until, watches } = await watching(t, { silenceMs: 400 }, [endless(event('ready', 1)), endless(event('change', 2, { ids: ['a'] }))]);
    await until('a');
    assert.equal(watches().length, 2);
  });

  it('stays connected while there are signs of life', async (t) => {
    const { told, until, watches } = await watching(t, { silenceMs: 1500, timeoutMs: 1000 }, [
      async ({ response }) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(event('ready', 1));
        for (let n = 0; n < 8; n++) {
          await wait(250);
          response.write(':\n\n');
        }
        response.write(event('change', 2, { ids: ['a'] }));
      },
    ]);
    await until('a');
    assert.deepEqual([told, watches().length], [['ready', 'a'], 1]);
  });

  it('says that changes were missed, and ends', async (t) => {
    const { told, until, watches, errors } = await watching(t, {}, [stream(event('ready', 4)), endless('event: gap\ndata: {}\n\n')]);
    await until('error unavailable');
    assert.equal(errors[0]!.retryable, true);
    await wait(60);
    assert.deepEqual([told, watches().length], [['ready', 'error unavailable'], 2]);
  });

  it('gives up when it cannot connect, or breaks off each time', async (t) => {
    for (const fault of [drops, hangs, stream(event('ready', 1)), answers(problem('unavailable', 503))]) {
      const { until, watches, errors } = await watching(t, { watchRetries: 3, timeoutMs: fault === hangs ? 800 : 5000, longestPauseMs: 1000 }, Array(20).fill(fault));
      await until(fault === hangs ? 'error timeout' : 'error unavailable');
      assert.deepEqual([watches().length, errors.length, errors[0]!.retryable], [4, 1, true]);
    }
  });

  it('gives up on a server that lets every connection wait, however long that takes', async (t) => {
    const { until, watches } = await watching(t, { watchRetries: 3, timeoutMs: 800, longestPauseMs: 10 }, Array(20).fill(hangs));
    await until('error timeout');
    assert.equal(watches().length, 4);
  });

  it('does not give up on connections that lasted', async (t) => {
    const lasting: Fault = async ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(event('ready', 1));
      await wait(40);
      response.destroy();
    };
    const { told, until } = await watching(t, { watchRetries: 2, longestPauseMs: 10 }, [...Array(8).fill(lasting), endless(event('change', 2, { ids: ['a'] }))]);
    await until('a');
    assert.deepEqual(told, ['ready', 'a']);
  });

  it('does not give up while there is something to tell', async (t) => {
    const { until, told } = await watching(t, { watchRetries: 2 }, Array.from({ length: 12 }, (_, n) => stream(event('change', n + 1, { ids: [`id-${n}`] }))));
    await until('id-11');
    assert.ok(!told.some((one) => one.startsWith('error')));
  });

  it('does not go on asking where it is refused', async (t) => {
    for (const [code, status] of [['forbidden', 403], ['signed-out', 401], ['unsupported', 400]] as const) {
      const { until, watches } = await watching(t, {}, [answers(problem(code, status))]);
      await until(`error ${code}`);
      await wait(30);
      assert.equal(watches().length, 1);
    }
  });

  it('gets a new token when one runs out meanwhile', async (t) => {
    const asked: boolean[] = [];
    const { until, watches, told } = await watching(t, { getToken: ({ refresh }) => (asked.push(refresh), `token-${asked.length}`) }, [
      stream(event('ready', 1)),
      answers(problem('signed-out', 401)),
      endless(event('change', 2, { ids: ['a'] })),
    ]);
    await until('a');
    assert.deepEqual(told, ['ready', 'a']);
    assert.deepEqual(asked, [false, false, true]);
    assert.deepEqual(watches().map(({ headers }) => headers.authorization), ['Bearer token-1', 'Bearer token-2', 'Bearer token-3']);
  });

  it('is bad data when something else comes than a stream of ids', async (t) => {
    const wrong = [stream('{}', { type: 'application/json' }), stream(event('change', 1, { ids: [7] })), stream(event('change', 1, { ids: 'a' })), stream('event: change\ndata: {\n\n')];
    for (const fault of wrong) {
      const { until, told } = await watching(t, {}, [fault]);
      await until('error bad-data');
      assert.equal(told.length, 1);
    }
  });

  it('says so where a stream cannot be read', async (t) => {
    const { until } = await watching(t, { fetch: async () => ({ ok: true, status: 200, body: null, headers: new Headers({ 'content-type': 'text/event-stream' }) }) as Response });
    await until('error unsupported');
  });

  it('ends in silence, and lets go of the connection, when it is given up or the adapter is closed', async (t) => {
    for (const end of ['abort', 'close'] as const) {
      let left = () => {};
      const gone = new Promise<void>((resolve) => (left = resolve));
      const { told, until, controller, http, watches } = await watching(t, {}, [(exchange) => (exchange.response.on('close', left), exchange.pass())]);
      await until('ready');
      if (end === 'abort') controller.abort();
      else await http.close!();
      await gone;
      await wait(60);
      assert.deepEqual([told, watches().length], [['ready'], 1]);
    }
  });

  it('tells nothing more of what has come already once it was given up', async (t) => {
    const { http, server } = await bench(t);
    const controller = new AbortController();
    const told: string[] = [];
    server.next(/watch/, endless(event('ready', 1) + event('change', 2, { ids: ['a'] }) + event('change', 3, { ids: ['b'] })));
    const first = new Promise<void>((resolve) => {
      const change = (ids: string[]) => {
        told.push(...ids);
        controller.abort();
        resolve();
      };
      http.watch!('groups', { limit: 1 }, { ready() {}, change, error: ({ code }) => told.push(code) }, call({ signal: controller.signal }));
    });
    await first;
    await wait(30);
    assert.deepEqual(told, ['a']);
  });

  it('ends in silence while it waits to connect again', async (t) => {
    for (const end of ['abort', 'close'] as const) {
      const { told, controller, http, watches } = await watching(t, { backoffMs: 60_000, longestPauseMs: 60_000 }, Array(9).fill(drops));
      await eventually(() => watches().length, 'it was asked once');
      await wait(50);
      if (end === 'abort') controller.abort();
      else await http.close!();
      await wait(20);
      assert.deepEqual([told, watches().length], [[], 1]);
    }
  });

  it('goes on when a watcher throws', async (t) => {
    const { http, server, store } = await bench(t);
    const thrown = uncaught(t);
    const ids: string[] = [];
    const controller = new AbortController();
    t.after(() => controller.abort());
    await new Promise<void>((resolve) => http.watch!('groups', { limit: 1 }, {
      ready: resolve,
      error() {},
      change(told) {
        ids.push(...told);
        throw new Error('a fault of the page');
      },
    }, call({ signal: controller.signal })));
    for (let n = 0; n < 2; n++) {
      await store.create!('groups', { ...groupDraft, name: `New ${n}` }, write());
      await eventually(() => ids.length > n && thrown.length > n, 'it is told and throws');
    }
    assert.deepEqual([ids.length, thrown.length, server.seen.length], [2, 2, 1]);
  });
});
