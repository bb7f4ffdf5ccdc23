import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { spaceConfig } from '../../src/config/space.ts';
import { openLedger } from '../../src/ledger.ts';
import { tellOnCall } from '../../src/upkeep.ts';
import { deliver } from '../../src/webhook.ts';
import { Desk, expect, settings } from '../support/desk.ts';
import { kinds, ready } from '../support/stores.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const secret = 'a secret of at least thirty-two bytes';
const minute = 60_000;
const never = new AbortController().signal;

interface Heard {
  body: string;
  headers: IncomingMessage['headers'];
}

const servers: Server[] = [];
after(() => servers.forEach((server) => (server.closeAllConnections(), server.close())));

/** A program that tells whoever is on call, and what it heard. It answers as it is told, in turn. */
async function pager(answers: readonly number[] = []): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const status = answers[heard.length] ?? 204;
    heard.push({ body, headers: request.headers });
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/peer`, heard };
}

const call = (url: string, over: Partial<Parameters<typeof deliver>[2]> = {}) =>
  deliver({ url, secret }, { event: 'urgent-waiting', space: 'default', alarm: 'a', since: '2026-03-31T10:00:00.000Z' }, { signal: never, waits: [1, 1, 1], ...over });

describe('a call to whoever is on call', () => {
  it('is signed with its time, and says nothing but that something waits', async () => {
    const { url, heard } = await pager();
    assert.equal(await call(url, { now: () => 1_774_951_200_000 }), undefined);
    const [{ body, headers }] = heard as [Heard];
    assert.deepEqual(JSON.parse(body), { event: 'urgent-waiting', space: 'default', alarm: 'a', since: '2026-03-31T10:00:00.000Z' });
    assert.equal(headers['peer-signature'], `t=1774951200,v1=${createHmac('sha256', secret).update(`1774951200.${body}`).digest('hex')}`);
    assert.equal(headers['content-type'], 'application/json');
  });

  it('is tried again when it is not taken, and is then known to be the same', async () => {
    const { url, heard } = await pager([500, 429, 204]);
    assert.equal(await call(url), undefined);
    assert.equal(heard.length, 3);
    assert.equal(new Set(heard.map(({ headers }) => headers['peer-delivery'])).size, 1);
  });

  it('is given up after four attempts, and at once when it is refused', async () => {
    const busy = await pager([503, 503, 503, 503, 503]);
    assert.equal(await call(busy.url), 'http-503');
    assert.equal(busy.heard.length, 4);
    const gone = await pager([410]);
    assert.equal(await call(gone.url), 'http-410');
    assert.equal(gone.heard.length, 1);
  });

  it('follows no redirect', async () => {
    const { url, heard } = await pager([302]);
    assert.equal(await call(url), 'http-302');
    assert.equal(heard.length, 1);
  });

  it('waits for nobody who does not answer, and says so where nobody is', async () => {
    const silent = createServer(() => {});
    servers.push(silent);
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    const { port } = silent.address() as AddressInfo;
    assert.equal(await call(`http://127.0.0.1:${port}/`, { timeoutMs: 30, waits: [] }), 'timeout');
    assert.equal(await call('http://127.0.0.1:1/', { waits: [] }), 'unreachable');
  });

  it('ends when the server stops', async () => {
    const end = new AbortController();
    const { url } = await pager([500]);
    // While it waits to try again.
    const waits = Object.defineProperty([0], 0, { get: () => (setImmediate(() => end.abort()), 60_000) });
    assert.equal(await call(url, { signal: end.signal, waits }), 'http-500');
  });
});

describe('who is on call', () => {
  const given = { settings, origins: [] };
  const wrong: [string, object][] = [
    ['an address that others can listen to', { url: 'http://pager.example.org/', secret }],
    ['a short secret', { url: 'https://pager.example.org/', secret: 'short' }],
    ['no secret', { url: 'https://pager.example.org/' }],
    ['no time between', { url: 'https://pager.example.org/', secret, everyMinutes: 0 }],
    ['a slip of the pen', { url: 'https://pager.example.org/', secret, afterMinute: 5 }],
  ];
  for (const [what, onCall] of wrong) it(`is not set with ${what}`, () => assert.equal(spaceConfig.safeParse({ ...given, onCall }).success, false));

  it('is told after a quarter of an hour, every ten minutes, if nothing else is said', () => {
    const { onCall } = spaceConfig.parse({ ...given, onCall: { url: 'https://pager.example.org/', secret } });
    assert.deepEqual([onCall!.afterMinutes, onCall!.everyMinutes], [15, 10]);
  });
});

for (const { name, place } of kinds()) {
  describe(`two servers on ${name}`, () => {
    it('tell one of them, again until somebody acknowledges it, and nothing of anybody', async () => {
      const clock = { now: Date.now() };
      const now = () => clock.now;
      const where = await place();
      const stores = [await ready(where, { now }), await ready(where, { now })] as const;
      const folder = mkdtempSync(join(tmpdir(), 'on-call-'));
      const ledger = await openLedger(folder);
      const { url, heard } = await pager();
      const onCall = { url, secret, afterMinutes: 15, everyMinutes: 10 };
      const log: unknown[] = [];
      const write = (fields: object, message: string) => void log.push([fields, message]);
      const tell = () => Promise.all(stores.map((store) => tellOnCall({ store, ledger, now, spaces: { default: { settings, onCall } }, log: { info: write, warn: write, error: write } }, never)));
      const desk = new Desk({ store: stores[0], now });
      const moderator = await desk.staff('moderator', { expires: clock.now + 600 * minute });
      const { record } = await desk.send({ text: 'I want to kill myself tonight.' });
      await tell();
      assert.equal(heard.length, 0);
      clock.now += 15 * minute;
      await tell();
      await tell();
      assert.equal(heard.length, 1);
      clock.now += 10 * minute;
      await tell();
      assert.equal(heard.length, 2);
      assert.ok(heard.every(({ body }) => !body.includes(record.id) && !body.includes('kill')));
      const { items } = expect(200, await desk.ask('GET', '/v1/alarms', { as: moderator })).json;
      expect(204, await desk.ask('DELETE', `/v1/alarms/${items[0].id}`, { as: moderator }));
      clock.now += 10 * minute;
      await tell();
      assert.equal(heard.length, 2);
      expect(201, await desk.ask('POST', '/v1/claims', { as: moderator, body: { sending: record.id } }));
      clock.now += 25 * minute;
      await tell();
      assert.equal(heard.length, 2);
      assert.deepEqual(log, []);
      await Promise.all(stores.map((store) => store.close()));
      await ledger.close();
      rmSync(folder, { recursive: true });
    });
  });
}
