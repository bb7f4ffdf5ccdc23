import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { RequestController, type RequestOptions } from '../../src/controllers/request.ts';

/** A host as small as the controller allows: it updates when asked, one microtask later. */
function hosted<A, T>(options: RequestOptions<A, T>) {
  const host = {
    connected: false,
    updates: 0,
    addController() {},
    removeController() {},
    updateComplete: Promise.resolve(true),
    requestUpdate() {
      queueMicrotask(() => {
        if (!host.connected) return;
        host.updates += 1;
        request.hostUpdate();
      });
    },
  };
  const request: RequestController<A, T> = new RequestController(host, options);
  const connect = () => {
    host.connected = true;
    request.hostConnected();
    host.requestUpdate();
  };
  const disconnect = () => {
    host.connected = false;
    request.hostDisconnected();
  };
  return { host, request, connect, disconnect };
}

/** A run whose answers are given by hand. */
function byHand<T>() {
  const runs: { args: unknown; signal: AbortSignal; partial(value: T): void; resolve(value: T): void; reject(error: unknown): void }[] = [];
  const run: RequestOptions<never, T>['run'] = (args, { signal, partial }) =>
    new Promise<T>((resolve, reject) => runs.push({ args, signal, partial, resolve, reject }));
  return { runs, run };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('asks once for the same question and again for another', async () => {
  const { runs, run } = byHand<string>();
  let src: string | undefined = 'a';
  const { host, request, connect } = hosted<unknown, string>({ when: () => src && [src], run: run as never });
  connect();
  await settled();
  host.requestUpdate();
  await settled();
  assert.equal(runs.length, 1);
  runs[0]!.resolve('answer a');
  await settled();
  assert.deepEqual(request.state, { status: 'done', value: 'answer a', error: undefined, slow: false });
  src = 'b';
  host.requestUpdate();
  await settled();
  assert.equal(runs.length, 2);
  assert.equal(request.state.status, 'pending');
  assert.equal(request.state.value, 'answer a', 'the previous value is kept while the next is on its way');
});

test('the newest run wins, whatever order the answers come in', async () => {
  const { runs, run } = byHand<string>();
  let src = 'a';
  const { host, request, connect } = hosted<unknown, string>({ when: () => src, run: run as never });
  connect();
  await settled();
  src = 'b';
  host.requestUpdate();
  await settled();
  assert.equal(runs[0]!.signal.aborted, true);
  runs[1]!.resolve('b');
  runs[0]!.resolve('a');
  await settled();
  assert.equal(request.state.value, 'b');
});

test('leaving the page aborts, coming back resumes', async () => {
  const { runs, run } = byHand<string>();
  const { request, connect, disconnect } = hosted<unknown, string>({ when: () => 'a', run: run as never });
  connect();
  await settled();
  disconnect();
  await settled();
  assert.equal(runs[0]!.signal.aborted, true);
  connect();
  await settled();
  assert.equal(runs.length, 2);
  runs[1]!.resolve('here');
  await settled();
  assert.equal(request.state.value, 'here');
});

test('a move within one task is no leaving', async () => {
  const { runs, run } = byHand<string>();
  const { connect, disconnect } = hosted<unknown, string>({ when: () => 'a', run: run as never });
  connect();
  await settled();
  disconnect();
  connect();
  await settled();
  assert.equal(runs.length, 1);
  assert.equal(runs[0]!.signal.aborted, false);
});

test('a failure keeps the previous value and can be tried again', async () => {
  const { runs, run } = byHand<string>();
  const { request, connect } = hosted<unknown, string>({ when: () => 'a', run: run as never });
  connect();
  await settled();
  runs[0]!.resolve('first');
  await settled();
  request.retry();
  await settled();
  const error = new Error('gone');
  runs[1]!.reject(error);
  await settled();
  assert.deepEqual(request.state, { status: 'failed', value: 'first', error, slow: false });
  request.retry();
  await settled();
  assert.equal(runs.length, 3);
});

test('a run that throws at once is a failure like any other', async () => {
  const { request, connect } = hosted<string, string>({
    when: () => 'a',
    run: () => {
      throw new Error('at once');
    },
  });
  connect();
  await settled();
  assert.equal(request.state.status, 'failed');
});

test('is slow only after a second, and no longer once the answer is here', async (t: TestContext) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { runs, run } = byHand<string>();
  const { request, connect } = hosted<unknown, string>({ when: () => 'a', run: run as never });
  connect();
  await settled();
  t.mock.timers.tick(999);
  assert.equal(request.state.slow, false);
  t.mock.timers.tick(1);
  assert.equal(request.state.slow, true);
  runs[0]!.resolve('late');
  await settled();
  assert.equal(request.state.slow, false);
  t.mock.timers.tick(5000);
  assert.equal(request.state.slow, false);
});

test('shows what is there so far', async () => {
  const { runs, run } = byHand<string>();
  const { request, connect } = hosted<unknown, string>({ when: () => 'a', run: run as never });
  connect();
  await settled();
  runs[0]!.partial('half');
  assert.equal(request.state.value, 'half');
  assert.equal(request.state.status, 'pending');
});

test('with nothing to ask it is idle', async () => {
  const { runs, run } = byHand<string>();
  const { request, connect } = hosted<unknown, string>({ when: () => undefined, run: run as never });
  connect();
  await settled();
  assert.equal(request.state.status, 'idle');
  assert.equal(runs.length, 0);
});
