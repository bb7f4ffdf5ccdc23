import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pino } from 'pino';
import { SignJWT } from 'jose';
import { collectionRoutes } from '../../src/http/routes.ts';
import type { WriteTx } from 'peer-support-elements/backend';
import { credential, Desk, jwtSecret, origin, story } from '../support/desk.ts';
import { altered } from '../support/sqlite.ts';

/** A word that stands for something nobody may find again. Each place gets its own. */
const marks: string[] = [];
const mark = (where: string) => {
  const word = `SECRET${where.replace(/\W/g, '')}${marks.length}x`;
  marks.push(word);
  return word;
};

function listening() {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  return { lines, desk: new Desk({ log, proofMaxNumber: 10, trustedProxies: ['10.0.0.0/8'] }) };
}

const headerNames = ['accept-language', 'user-agent', 'referer', 'cookie', 'x-forwarded-for', 'forwarded', 'x-real-ip', 'idempotency-key', 'if-match', 'if-none-match', 'last-event-id', 'peer-proof', 'origin', 'x-request-id', 'accept', 'host', 'x-anything'];

describe('what is written down', () => {
  it('holds nothing that stood in a path, an address, a header or a body, whatever became of the request', async () => {
    const { lines, desk } = listening();
    const answers: string[] = [];
    const admin = await desk.staff('admin');
    const credentials = [undefined, admin, `Bearer ${mark('token')}`, `Receipt ${mark('receipt')}`, `Invite ${mark('invite')}`, `Bearer ${mark('jwt')}.${mark('jwt')}.${mark('jwt')}`, `Basic ${mark('basic')}`];
    for (const as of credentials) {
      for (const { method, pattern } of [...collectionRoutes, { method: 'POST', pattern: '/v1/challenges' }, { method: 'GET', pattern: '/v1/problems/:id' }, { method: mark('method'), pattern: '/v1/groups' }, { method: 'GET', pattern: '/elsewhere/:id' }]) {
        const path = pattern.replace(':id', mark('id'));
        const headers = Object.fromEntries(headerNames.map((name) => [name, name === 'if-match' ? `"${mark(name)}"` : mark(name)]));
        const body = method === 'GET' || method === 'DELETE' ? undefined : { ...story(mark('text')), name: mark('name'), where: { [mark('where')]: mark('value') }, helped: mark('helped'), [mark('key')]: mark('value'), secret: mark('secret'), limit: 5 };
        for (const search of ['', `?${mark('param')}=${mark('value')}`, `?space=${mark('space')}`, `?cursor=${mark('cursor')}`, `?limit=${mark('limit')}`]) {
          const leaving = new AbortController();
          const response = await desk.fetch(method, path + search, { as, headers, body, address: '10.0.0.1', signal: leaving.signal });
          if (response.headers.get('content-type') === 'text/event-stream') leaving.abort();
          else if (response.status >= 400) answers.push(await response.text());
        }
      }
    }
    const metrics = await desk.counts();
    assert.match(metrics, /peer_support_request_seconds_count/);
    assert.ok(lines.length > 500 && answers.length > 500);
    const everything = [...lines, metrics, ...answers].join('\n');
    for (const word of marks) assert.ok(!everything.includes(word), `${word} was written down`);
    assert.doesNotMatch(everything, /10\.0\.0\.1/);
  });

  it('holds no id, token, hash or word of what went well', async () => {
    const { lines, desk } = listening();
    const text = mark('text');
    const { record, receipt } = await desk.publish({ text });
    const sub = mark('sub');
    const jwt = await new SignJWT({ role: 'moderator' }).setProtectedHeader({ alg: 'HS256' }).setIssuer('https://clinic.example').setAudience('peer-support').setSubject(sub).setExpirationTime('1h').sign(new TextEncoder().encode(jwtSecret));
    await desk.ask('GET', '/v1/sendings', { as: `Bearer ${jwt}`, address: '198.51.100.7', origin });
    await desk.ask('POST', '/v1/stories/search', { body: { text } });
    await desk.ask('GET', `/v1/sendings/${record.id}`, { as: receipt });
    const member = await desk.member('walk');
    await desk.ask('GET', '/v1/stories', { as: member });
    const tokens = await desk.store.tokens('default');
    const known = [text, sub, jwt, receipt, member, record.id, record.story, record.rev, '198.51.100.7', origin, 'default', ...tokens.flatMap(({ hash, owner }) => [hash, owner])].map((one) => one.replace(/^\w+ /, ''));
    const metrics = await desk.counts();
    const everything = lines.join('\n') + metrics;
    assert.ok(lines.length > 8);
    for (const word of known) assert.ok(!everything.includes(word), word);
  });

  it('is one line for each request: which route, how it went, how long it took', async () => {
    const { lines, desk } = listening();
    const { headers } = await desk.ask('GET', `/v1/groups/${mark('id')}?space=default`);
    assert.equal(lines.length, 1);
    const { time: _, pid: __, hostname: ___, ms, ...line } = JSON.parse(lines[0]!) as Record<string, unknown>;
    assert.equal(typeof ms, 'number');
    assert.deepEqual(line, { level: 30, request: headers.get('x-request-id'), route: '/v1/groups/:id', method: 'GET', status: 404, code: 'not-found', msg: 'answered' });
  });

  it('is under a number that nobody can choose', async () => {
    const { desk } = listening();
    const { headers } = await desk.ask('GET', '/healthz', { headers: { 'x-request-id': 'mine' } });
    assert.notEqual(headers.get('x-request-id'), 'mine');
  });
});

describe('what is kept', () => {
  it('holds no address, header or credential', async () => {
    const { desk } = listening();
    const kept: string[] = [];
    const spy = <A extends unknown[], R>(method: (...args: A) => R) => (...args: A) => (kept.push(JSON.stringify(args)), method(...args));
    for (const name of ['count', 'secret', 'putToken'] as const) desk.store[name] = spy((desk.store[name] as () => unknown).bind(desk.store)) as never;
    const { write } = desk.store;
    const spied = (tx: WriteTx) => altered(tx, { put: spy(tx.put.bind(tx)), mark: spy(tx.mark.bind(tx)), tell: spy(tx.tell.bind(tx)), spend: spy(tx.spend!.bind(tx)) });
    desk.store.write = (space, body) => write.call(desk.store, space, (tx) => body(spied(tx))) as never;
    const { header: receipt, hash } = await credential('Receipt');
    const headers = { 'user-agent': mark('agent'), 'accept-language': 'cy', referer: mark('referer'), cookie: mark('cookie') };
    const { json } = await desk.ask('POST', '/v1/sendings', { body: { ...story(), receipt: hash }, headers, address: '198.51.100.7' });
    await desk.ask('PATCH', `/v1/sendings/${json.id}`, { as: receipt, rev: json.rev, body: { text: 'Other.' }, headers, address: '198.51.100.7' });
    await desk.ask('POST', '/v1/challenges', { headers, address: '198.51.100.7' });
    const everything = kept.join('\n');
    assert.ok(kept.length >= 6);
    for (const word of ['198.51.100', receipt.replace('Receipt ', ''), ...marks]) assert.ok(!everything.includes(word), word);
  });
});
