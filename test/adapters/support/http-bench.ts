import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Call, PeerAdapter, WriteCall } from '../../../src/adapters/adapter.ts';
import { type HttpAdapterOptions, httpAdapter } from '../../../src/adapters/http.ts';
import type { MemoryPeerAdapter } from '../../../src/adapters/memory.ts';
import { PeerError, type PeerErrorCode } from '../../../src/client/errors.ts';
import { newId } from '../../../src/client/ids.ts';
import { groups } from '../sample-groups.ts';
import { type Answer, type Fault, modelServer, type PeerServer, send } from './peer-server.ts';

export const call = (over: Partial<Call> = {}): Call => ({ signal: new AbortController().signal, space: 'default', locale: 'en-GB', ...over });
export const write = (over: Partial<WriteCall> = {}): WriteCall => ({ ...call(over), intent: newId(), ...over });

export const groupDraft = { ...(groups.draft!(1) as object) } as { name: string };
export const story = (over: object = {}) => ({
  text: 'It was a long winter.', topics: [], notes: [], language: 'en', answers: true, audience: 'everyone',
  consents: [{ purpose: 'publish', version: '1' }], receipt: 'h'.repeat(43), ...over,
});

export interface Bench {
  server: PeerServer;
  http: PeerAdapter;
  store: MemoryPeerAdapter;
  another(options: Partial<HttpAdapterOptions>): PeerAdapter;
}

/** A server with some groups, and the adapter in front of it, with times that a test can wait for. Both end with the test. */
export async function bench(t: TestContext, options: Partial<HttpAdapterOptions> = {}): Promise<Bench> {
  const server = await modelServer(groups.records);
  const store = server.adapter as MemoryPeerAdapter;
  const another = (more: Partial<HttpAdapterOptions>) => {
    const http = httpAdapter({ src: server.src, backoffMs: 1, timeoutMs: 2000, totalMs: 5000, ...more });
    t.after(() => http.close?.());
    return http;
  };
  t.after(() => server.close());
  return { server, store, http: another(options), another };
}

/** What a promise rejects with, which has to be a PeerError of this code. */
export async function refused(promise: Promise<unknown>, code: PeerErrorCode): Promise<PeerError> {
  const error = await promise.then(() => assert.fail('it did not fail'), (reason: unknown) => reason);
  assert.ok(PeerError.is(error), `a PeerError, not ${String(error)}`);
  assert.equal(error.code, code, error.message);
  return error;
}

export { actsAndDrops, drops, half, hangs } from './faults.ts';

export const answers = (answer: Answer): Fault => ({ response }) => send(response, answer);
