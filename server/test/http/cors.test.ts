import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectionRoutes } from '../../src/http/routes.ts';
import { Desk, origin } from '../support/desk.ts';

const preflight = (desk: Desk, path: string, from: string, method = 'POST') =>
  desk.ask('OPTIONS', path, { origin: from, headers: { 'access-control-request-method': method, 'access-control-request-headers': 'authorization,content-type,idempotency-key' } });

const allowed = ({ headers }: { headers: Headers }) => headers.get('access-control-allow-origin');

describe('pages of other sites', () => {
  it('may ask in the space that names them, letter by letter', async () => {
    const desk = new Desk();
    assert.equal(allowed(await desk.ask('GET', '/v1/groups', { origin })), origin);
    assert.equal(allowed(await desk.ask('GET', '/v1/groups', { origin: 'https://other.example', space: 'other' })), 'https://other.example');
    for (const from of ['https://other.example', 'http://charity.example', 'https://charity.example:444', 'https://charity.example.evil.example', 'https://CHARITY.example', 'null', '*', `${origin}/`]) {
      for (const answer of [await desk.ask('GET', '/v1/groups', { origin: from }), await preflight(desk, '/v1/sendings', from)]) {
        assert.deepEqual([...answer.headers.keys()].filter((name) => name.startsWith('access-control')), [], from);
        assert.match(answer.headers.get('vary')!, /Origin/);
      }
    }
  });

  it('are told beforehand what they may send, by the space in the address', async () => {
    const desk = new Desk();
    const { status, headers } = await preflight(desk, '/v1/sendings?space=default', origin);
    assert.equal(status, 204);
    assert.equal(headers.get('access-control-allow-origin'), origin);
    assert.equal(headers.get('access-control-allow-methods'), 'GET, POST');
    for (const name of ['authorization', 'idempotency-key', 'if-match', 'last-event-id', 'peer-proof']) assert.match(headers.get('access-control-allow-headers')!, new RegExp(`\\b${name}\\b`));
    assert.equal(allowed(await preflight(desk, '/v1/sendings?space=other', origin)), null);
    assert.equal(allowed(await preflight(desk, '/v1/sendings?space=nowhere', origin)), null);
  });

  it('are told so for every route', async () => {
    const desk = new Desk();
    for (const { pattern, method } of collectionRoutes) {
      const { headers } = await preflight(desk, pattern.replace(':id', 'x'), origin, method);
      assert.ok(headers.get('access-control-allow-methods')!.split(', ').includes(method), `${method} ${pattern}`);
    }
  });

  it('never send cookies, and may read what is needed to go on, of refusals too', async () => {
    const desk = new Desk();
    for (const answer of [await desk.ask('GET', '/v1/groups', { origin }), await desk.ask('GET', '/v1/groups/absent', { origin }), await desk.ask('GET', '/v1/sendings', { origin }), await desk.ask('PUT', '/v1/groups', { origin })]) {
      assert.equal(allowed(answer), origin);
      assert.equal(answer.headers.get('access-control-allow-credentials'), null);
      assert.match(answer.headers.get('access-control-expose-headers')!, /ETag, Location, Retry-After, RateLimit/);
    }
  });
});

describe('every answer', () => {
  const asked: [string, string][] = [
    ['GET', '/v1/groups/absent'],
    ['GET', '/v1/stories'],
    ['GET', '/v1/spaces/default'],
    ['GET', '/v1/sendings'],
    ['POST', '/v1/challenges'],
    ['PUT', '/v1/groups'],
    ['GET', '/nowhere'],
    ['GET', '/healthz'],
    ['GET', '/readyz'],
    ['GET', '/metrics'],
    ['GET', '/v1/openapi.json'],
    ['GET', '/v1/problems/invalid'],
    ['OPTIONS', '/v1/groups'],
  ];
  for (const [method, path] of asked) {
    it(`to ${method} ${path} is guarded`, async () => {
      const { headers } = await new Desk({ strictTransportSeconds: 31_536_000 }).ask(method, path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('content-security-policy'), "default-src 'none'; frame-ancestors 'none'");
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
      assert.equal(headers.get('strict-transport-security'), 'max-age=31536000');
      assert.equal(headers.get('vary'), 'Authorization, Origin');
      assert.equal(headers.get('set-cookie'), null);
      assert.match(headers.get('x-request-id')!, /^[\da-f-]{36}$/);
    });
  }

  it('is kept by nobody, but for pages that everybody may read', async () => {
    const desk = new Desk();
    const control = async (path: string, as?: string) => (await desk.ask('GET', path, { as })).headers.get('cache-control');
    assert.equal(await control('/v1/groups'), 'public, max-age=30');
    assert.equal(await control('/v1/stories'), 'no-store');
    const { record } = await desk.publish();
    for (const [path, as] of [
      ['/v1/groups', await desk.member()],
      ['/v1/stories', await desk.staff('moderator')],
      [`/v1/stories/${record.story}`, undefined],
      ['/v1/spaces/default', undefined],
      ['/v1/sendings', await desk.staff('moderator')],
      ['/v1/groups?limit=x', undefined],
    ] as const) {
      assert.equal(await control(path, as), 'no-store', path);
    }
  });

  it('to HEAD has the headers of GET and no body', async () => {
    const desk = new Desk();
    const [head, get] = [await desk.ask('HEAD', '/v1/groups'), await desk.ask('GET', '/v1/groups')];
    assert.deepEqual([head.status, head.text], [200, '']);
    assert.equal(head.headers.get('etag'), get.headers.get('etag'));
    assert.equal((await desk.ask('HEAD', '/v1/groups/absent')).status, 404);
  });

  it('to a method that is not there says which are', async () => {
    const desk = new Desk();
    for (const method of ['PUT', 'PATCH', 'DELETE', 'PURGE']) {
      const { status, headers } = await desk.ask(method, '/v1/groups');
      assert.deepEqual([status, headers.get('allow')], [405, 'GET, POST, HEAD, OPTIONS']);
    }
    const plain = await desk.ask('OPTIONS', '/v1/groups/x');
    assert.deepEqual([plain.status, plain.headers.get('allow')], [204, 'GET, PATCH, DELETE, HEAD, OPTIONS']);
  });

  it('takes no method from a header, an address or a form', async () => {
    const desk = new Desk();
    const before = desk.store.newestEvent('default');
    for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
      assert.equal((await desk.ask('GET', '/v1/groups', { headers: { [name]: 'DELETE' } })).status, 200);
    }
    assert.equal((await desk.ask('POST', '/v1/groups?_method=DELETE', { body: {} })).status !== 204, true);
    assert.equal(await desk.store.newestEvent('default'), await before);
  });
});
