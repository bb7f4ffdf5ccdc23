import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import * as z from 'zod';
import { collectionRoutes, otherPaths } from '../../src/http/routes.ts';
import { type Answered, type Asking, credential, Desk, group, metricsToken, story } from '../support/desk.ts';

type Json = Record<string, unknown>;

const desk = new Desk();
const { json: document, headers: documentHeaders } = await desk.ask('GET', '/v1/openapi.json');
const paths = document.paths as Record<string, Record<string, Json>>;

/** Every value in the document, with where it stands. */
function* walk(value: unknown, at = '#'): Generator<[string, unknown]> {
  yield [at, value];
  if (value && typeof value === 'object') for (const [key, inner] of Object.entries(value)) yield* walk(inner, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}

function found(pointer: string): unknown {
  return pointer.slice(2).split('/').reduce<unknown>((value, key) => (value as Json | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);
}

const operations = Object.entries(paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ path, method, operation })));

/** Schemas of the document stand on their own once what they refer to stands in them. */
function validator(schema: Json) {
  const rewritten = JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/')) as Json;
  const $defs = JSON.parse(JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/')) as Json;
  return z.fromJSONSchema({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...rewritten, $defs } as never);
}

/** That an answer is one of those that the document promises for its route, and looks as promised. */
function assertPromised(method: string, pattern: string, { status, headers, json, text }: Answered) {
  const operation = paths[pattern.replace(/:(\w+)/, '{$1}')]![method.toLowerCase()]!;
  const promised = (operation.responses as Json)[status] as Json | undefined;
  assert.ok(promised, `${method} ${pattern}: ${status} is not promised: ${text}`);
  const { content } = (promised.$ref ? found(promised.$ref as string) : promised) as { content?: Record<string, { schema: Json }> };
  if (!content) return assert.equal(text, '');
  const type = headers.get('content-type')!.split(';')[0]!;
  assert.ok(content[type], `${method} ${pattern}: ${type} is not promised for ${status}`);
  if (!/json/.test(type)) return;
  const result = validator(content[type].schema).safeParse(json);
  assert.ok(result.success, `${method} ${pattern} ${status}: ${JSON.stringify(result.error?.issues)}`);
}

describe('the OpenAPI document', () => {
  it('is valid by the schema of OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(document);
    assert.ok(valid, JSON.stringify(errors));
    const { info: _, ...broken } = document as Json;
    assert.equal((await new Validator().validate(broken)).valid, false);
  });

  it('has the shape of OpenAPI 3.1', () => {
    assert.equal(documentHeaders.get('content-type'), 'application/json');
    assert.match(document.openapi, /^3\.1\.\d$/);
    assert.deepEqual(Object.keys(document).sort(), ['components', 'info', 'openapi', 'paths', 'servers']);
    for (const name of ['title', 'version']) assert.equal(typeof document.info[name], 'string');
    const allowed = ['operationId', 'tags', 'security', 'parameters', 'requestBody', 'responses', 'summary', 'description'];
    for (const { path, method, operation } of operations) {
      assert.ok(path.startsWith('/') && ['get', 'post', 'patch', 'delete'].includes(method));
      assert.deepEqual(Object.keys(operation).filter((key) => !allowed.includes(key)), []);
      assert.ok(Object.keys(operation.responses as Json).every((status) => /^[1-5]\d\d$/.test(status)));
      for (const requirement of operation.security as Json[]) for (const name of Object.keys(requirement)) assert.ok(document.components.securitySchemes[name], name);
    }
    const ids = operations.map(({ operation }) => operation.operationId);
    assert.equal(new Set(ids).size, ids.length);
    for (const name of Object.keys(document.components.schemas)) assert.match(name, /^[\w.-]+$/);
  });

  it('describes each response, and each parameter as its place demands', () => {
    for (const [at, value] of walk(document)) {
      if (/^#\/(components\/responses\/[^/]+|paths\/[^/]+\/[^/]+\/responses\/[^/]+)$/.test(at)) assert.ok((value as Json).$ref ?? (value as Json).description, at);
      if (/\/parameters\/[^/]+$/.test(at) && !(value as Json).$ref) {
        const { name, in: where, required, schema } = value as Json;
        assert.ok(typeof name === 'string' && ['query', 'header', 'path'].includes(where as string) && schema, at);
        if (where === 'path') assert.equal(required, true);
      }
    }
    for (const { path, operation } of operations) {
      const named = ((operation.parameters ?? []) as Json[]).map((one) => (one.$ref ? found(one.$ref as string) : one) as { name: string; in: string });
      assert.deepEqual(named.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`), path.match(/\{\w+\}/g) ?? [], path);
    }
  });

  it('refers to nothing that is not there', () => {
    let count = 0;
    for (const [at, value] of walk(document)) {
      if (!at.endsWith('/$ref')) continue;
      count++;
      assert.ok(found(value as string), `${at}: ${String(value)}`);
    }
    assert.ok(count > 100);
  });

  it('holds every route and no other', () => {
    const described = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort();
    const there = [...collectionRoutes.map(({ method, pattern }) => `${method} ${pattern}`), ...Object.entries(otherPaths).flatMap(([pattern, methods]) => methods.map((method) => `${method} ${pattern}`))];
    assert.deepEqual(described, there.map((route) => route.replace(/:(\w+)/, '{$1}')).sort());
  });

  it('has schemas that can be read, each a JSON schema of its own', () => {
    for (const [name, schema] of Object.entries(document.components.schemas as Record<string, Json>)) {
      assert.ok(schema.type ?? schema.anyOf ?? schema.allOf, name);
      assert.doesNotThrow(() => validator(schema), name);
    }
  });

  it('has no pattern that means something else to readers without Unicode', () => {
    for (const [at, value] of walk(document)) if (at.endsWith('/pattern')) assert.doesNotMatch(value as string, /\\p\{/, at);
  });

  it('says who may do what with which credential', () => {
    assert.deepEqual(paths['/v1/sendings']!.post!.security, [{}, { token: [] }]);
    assert.deepEqual(paths['/v1/sendings/{id}']!.patch!.security, [{ receipt: [] }]);
    assert.deepEqual(paths['/v1/memberships']!.post!.security, [{ invite: [] }]);
  });
});

describe('every answer is as the document says', () => {
  const ask = async (method: string, pattern: string, asking: Asking = {}, id = '') => {
    const answer = await desk.ask(method, pattern.replace(/:\w+/, encodeURIComponent(id)), asking);
    assertPromised(method, pattern, answer);
    return answer;
  };

  it('on the way of a story, from its writer to its readers and back', async () => {
    const moderator = await desk.staff('moderator');
    const receipt = await credential('Receipt');
    const { json: sent } = await ask('POST', '/v1/sendings', { body: { ...story(), helped: 'Walking.', receipt: receipt.hash } });
    await ask('GET', '/v1/sendings', { as: moderator });
    await ask('POST', '/v1/sendings/search', { as: moderator, body: { where: { state: 'sent' } } });
    const { json: claim } = await ask('POST', '/v1/claims', { as: moderator, body: { sending: sent.id } });
    await ask('GET', '/v1/claims/:id', { as: moderator }, claim.id);
    const { json: read } = await ask('GET', '/v1/sendings/:id', { as: moderator }, sent.id);
    const { json: decision } = await ask('POST', '/v1/decisions', { as: moderator, body: { sending: sent.id, rev: read.rev, decision: 'publish-with-note', message: 'Thank you.', notes: ['Loss'] } });
    await ask('GET', '/v1/decisions/:id', { as: moderator }, decision.id);
    const { json: own } = await ask('GET', '/v1/sendings/:id', { as: receipt.header }, sent.id);
    const { headers } = await ask('GET', '/v1/stories');
    await ask('GET', '/v1/stories', { headers: { 'if-none-match': headers.get('etag')! } });
    await ask('GET', '/v1/stories/:id', {}, own.story);
    await ask('POST', '/v1/stories/search', { body: { text: 'better' } });
    await ask('PATCH', '/v1/sendings/:id', { as: receipt.header, rev: own.rev, body: { helped: null } }, sent.id);
    await ask('DELETE', '/v1/sendings/:id', { as: receipt.header }, sent.id);
  });

  it('for groups, invitations, memberships and the rest', async () => {
    const admin = await desk.staff('admin');
    const { json: made } = await ask('POST', '/v1/groups', { as: admin, body: { ...group(), about: 'We walk.', url: 'https://a.example/' } });
    await ask('GET', '/v1/groups/:id', {}, made.id);
    await ask('POST', '/v1/groups/search', { body: { near: { latitude: 1, longitude: 1 }, sort: 'name' } });
    await ask('PATCH', '/v1/groups/:id', { as: admin, rev: made.rev, body: { about: null } }, made.id);
    await ask('DELETE', '/v1/groups/:id', { as: admin }, made.id);
    const invite = await credential('Invite');
    const { json: invitation } = await ask('POST', '/v1/invites', { as: admin, body: { expires: '2999-12-31', secret: invite.hash, group: 'walk' } });
    await ask('GET', '/v1/invites/:id', { as: admin }, invitation.id);
    await ask('GET', '/v1/invites', { as: admin });
    const member = await credential('Bearer');
    const { json: membership } = await ask('POST', '/v1/memberships', { as: invite.header, body: { secret: member.hash } });
    await ask('GET', '/v1/memberships/:id', { as: member.header }, membership.id);
    await ask('GET', '/v1/memberships', { as: admin });
    await ask('DELETE', '/v1/memberships/:id', { as: member.header }, membership.id);
    await ask('GET', '/v1/spaces/:id', {}, 'default');
    await ask('POST', '/v1/challenges');
    for (const pattern of ['/healthz', '/readyz', '/v1/openapi.json']) await ask('GET', pattern);
    await ask('GET', '/v1/problems/:code', {}, 'invalid');
    await ask('GET', '/metrics', { as: `Bearer ${metricsToken}` });
  });

  for (const { method, pattern, body, act } of collectionRoutes) {
    it(`where it refuses ${method} ${pattern}`, async () => {
      const admin = await desk.staff('admin');
      const sent = body === 'none' ? undefined : {};
      const refusals: Asking[] = [
        { body: sent },
        { as: 'Bearer nobody', body: sent },
        { as: admin, body: sent },
        { as: admin, body: sent, space: 'nowhere' },
        { as: admin, body: sent, intent: '' },
        { as: admin, body: sent, rev: 'stale' },
        { as: await desk.staff('moderator'), body: sent, rev: 'stale' },
        { as: (await credential('Receipt')).header, body: sent, rev: 'stale' },
        ...(body === 'none' ? [] : [{ as: admin, body: '{', rev: 'x' }, { as: admin, body: 'x'.repeat(300_000), rev: 'x' }, { as: admin, body: 'x', rev: 'x', headers: { 'content-type': 'text/plain' } }, { as: admin, body: { where: 1, name: 1, text: 1 }, rev: 'x' }]),
      ];
      for (const asking of refusals) {
        const leaving = new AbortController();
        const response = await desk.fetch(method, pattern.replace(':id', 'absent'), { ...asking, signal: leaving.signal });
        if (act === 'watch' && response.ok) {
          leaving.abort();
          continue;
        }
        const text = await response.text();
        assertPromised(method, pattern, { status: response.status, headers: response.headers, text, json: text && JSON.parse(text) });
      }
      const odd = await desk.ask(method, `${pattern.replace(':id', 'absent')}?text=words`, { as: admin, body: sent });
      assertPromised(method, pattern, odd);
    });
  }
});
