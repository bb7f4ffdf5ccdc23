import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { PeerError, type PeerErrorCode } from 'peer-support-elements/backend';
import { problemKinds } from '../../src/http/problems.ts';
import { type Answered, Desk, settings, spaces, story } from '../support/desk.ts';

const codes = Object.keys(problemKinds) as PeerErrorCode[];

/** A desk whose store fails with this. */
function failing(error: unknown, log?: unknown) {
  const desk = new Desk({ ...(log !== undefined && { log: log as never }) });
  desk.store.read = () => Promise.reject(error);
  desk.store.write = () => Promise.reject(error);
  return desk;
}

function assertProblem({ status, headers, json }: Answered, code: string) {
  assert.equal(headers.get('content-type'), 'application/problem+json');
  assert.equal(json.type, `/v1/problems/${code}`);
  assert.equal(json.status, status);
  assert.deepEqual([typeof json.title, typeof json.detail, typeof json.retryable], ['string', 'string', 'boolean']);
}

describe('an error of the contract', () => {
  const status: Record<PeerErrorCode, number> = { offline: 503, timeout: 503, unavailable: 503, 'rate-limited': 429, 'signed-out': 401, forbidden: 403, 'not-found': 404, conflict: 409, invalid: 422, 'bad-data': 500, unsupported: 400 };
  for (const code of codes) {
    it(`(${code}) is a problem document, without the words of the error`, async () => {
      const answer = await failing(new PeerError(code, 'words with a secret', { retryAfterMs: 1500 })).ask('GET', '/v1/groups');
      assert.equal(answer.status, status[code]);
      assertProblem(answer, code);
      assert.equal(answer.headers.get('retry-after'), '2');
      assert.equal(answer.json.retryable, ['offline', 'timeout', 'unavailable', 'rate-limited'].includes(code));
      assert.doesNotMatch(answer.text, /secret/);
    });

    it(`(${code}) has a page in plain words`, async () => {
      const { status: answered, headers, text } = await new Desk().ask('GET', `/v1/problems/${code}`);
      assert.deepEqual([answered, headers.get('content-type')], [200, 'text/html; charset=utf-8']);
      assert.match(text, new RegExp(`<h1>${problemKinds[code].title}</h1>`));
      assert.doesNotMatch(text, /<script|style=|undefined/);
    });
  }

  it('has no page if there is no such code', async () => {
    for (const code of ['other', 'constructor', '__proto__', '%3Cscript%3E', 'x'.repeat(3000)]) {
      const answer = await new Desk().ask('GET', `/v1/problems/${code}`);
      assert.equal(answer.status, 404);
      assert.doesNotMatch(answer.text, /script/);
    }
  });

  it('says so where sending is closed for good, so that nobody tries for ever', async () => {
    const desk = new Desk({ spaces: { default: { settings: { ...settings, moderators: [] }, origins: [] } } });
    const answer = await desk.ask('POST', '/v1/sendings', { body: story() });
    assertProblem(answer, 'unavailable');
    assert.deepEqual([answer.status, answer.json.retryable], [503, false]);
  });
});

describe('an error that nobody foresaw', () => {
  for (const error of [new Error('duplicate key value (text)=(my own words)'), new TypeError('my own words'), 'my own words', null, Object.assign(new Error('my own words'), { code: '23505', detail: 'my own words' })]) {
    it(`(${String((error as Error | null)?.name ?? error).slice(0, 12)}) is told without detail, and written down without words`, async () => {
      const lines: unknown[] = [];
      const write = (fields: unknown, message: unknown) => lines.push({ fields, message });
      const desk = failing(error, { info: write, warn: write, error: write });
      const answer = await desk.ask('POST', '/v1/sendings', { body: story('my own words') });
      assertProblem(answer, 'unavailable');
      assert.deepEqual([answer.status, answer.json.retryable], [500, true]);
      assert.doesNotMatch(answer.text + JSON.stringify(lines), /own words/);
      assert.equal(lines.length, 2);
      assert.equal((lines[0] as { fields: { request: string } }).fields.request, answer.headers.get('x-request-id'));
      assert.doesNotMatch(answer.text, /\bat [\w/.]+:\d|\.ts|node:/);
    });
  }
});

describe('a handler', () => {
  it('needs nothing of Node, so that it runs wherever Fetch is spoken', () => {
    const folder = new URL('../../src/http/', import.meta.url);
    const files = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
    assert.ok(files.length > 20);
    for (const text of files) assert.doesNotMatch(text, /from '(node:|pg|pino|kysely|@hono\/node-server)|\bprocess\.|\bBuffer\./);
  });

  it('says that it is up, and whether its database answers', async () => {
    const desk = new Desk();
    assert.deepEqual([(await desk.ask('GET', '/healthz')).json, (await desk.ask('GET', '/readyz')).json], [{ status: 'up' }, { status: 'ready' }]);
    desk.store.ready = () => Promise.reject(new Error('connect ECONNREFUSED 10.1.1.1'));
    assert.equal((await desk.ask('GET', '/healthz')).status, 200);
    const answer = await desk.ask('GET', '/readyz');
    assertProblem(answer, 'unavailable');
    assert.doesNotMatch(answer.text, /10\.1/);
  });

  it('that was closed refuses, and says when to come back', async () => {
    const desk = new Desk();
    desk.handler.close();
    const answer = await desk.ask('GET', '/v1/groups');
    assertProblem(answer, 'unavailable');
    assert.equal(answer.headers.get('retry-after'), '5');
  });

  it('shows its counts to whoever has the token, and to nobody else, on this machine or elsewhere', async () => {
    const without = new Desk({ metrics: undefined });
    const status = async (desk: Desk, address: string, headers: Record<string, string> = {}) => (await desk.ask('GET', '/metrics', { address, headers })).status;
    for (const address of ['127.0.0.1', '::1', '192.0.2.1']) assert.equal(await status(without, address, { authorization: 'Bearer undefined' }), 404, 'a proxy on this machine asks from this machine for everybody');
    assert.equal(await status(without, '127.0.0.1'), 404);
    const guarded = new Desk();
    assert.deepEqual([await status(guarded, '192.0.2.1', { authorization: 'Bearer a-token-for-counts' }), await status(guarded, '127.0.0.1'), await status(guarded, '127.0.0.1', { authorization: 'Bearer a-token-for-count' })], [200, 404, 404]);
    const hidden = await guarded.ask('GET', '/metrics');
    assert.equal(hidden.text, (await guarded.ask('GET', '/nowhere')).text);
  });

  it('counts by route, and not by what stands in an address', async () => {
    const desk = new Desk({ spaces });
    await desk.ask('GET', '/v1/groups/some-id?space=other');
    await desk.ask('GET', '/some/where');
    await desk.ask('BREW', '/v1/groups');
    const text = await desk.counts();
    assert.match(text, /peer_support_request_seconds_count\{route="\/v1\/groups\/:id",method="GET",status="404"\} 1/);
    assert.match(text, /route="none",method="GET",status="404"/);
    assert.match(text, /route="\/v1\/groups",method="other",status="405"/);
    assert.doesNotMatch(text, /some|other"?,route|BREW/);
  });
});
