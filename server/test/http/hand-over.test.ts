import assert from 'node:assert/strict';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../../test/setup/until.ts';
import { spaceConfig } from '../../src/config/space.ts';
import { openLedger } from '../../src/ledger.ts';
import { replay } from '../../src/replay.ts';
import { handOver, startUpkeep, tellReviews } from '../../src/upkeep.ts';
import { Desk, expect, settings } from '../support/desk.ts';
import { dumped, kinds, ready, stream } from '../support/stores.ts';

const secret = 'a secret of at least thirty-two bytes';
const minute = 60_000;
const day = 24 * 60 * minute;
const never = new AbortController().signal;

interface Heard {
  body: string;
  headers: IncomingHttpHeaders;
}

const servers: Server[] = [];
after(() => servers.forEach((server) => (server.closeAllConnections(), server.close())));

/** The program of a space, and what it heard. It takes nothing while it is `down`. */
async function program(): Promise<{ url: string; heard: Heard[]; down: boolean }> {
  const made = { url: '', heard: [] as Heard[], down: false };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    made.heard.push({ body, headers: request.headers });
    // Refused for good: so no second is waited in a test.
    response.writeHead(made.down ? 404 : 204).end();
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  made.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hand-over`;
  return made;
}

/** What a program has to do before it believes anything, as docs/server.md shows it. */
function isSigned({ body, headers }: Heard, now: number): boolean {
  const [, seconds, given] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['peer-signature'])) ?? [];
  if (!seconds || Math.abs(now / 1000 - Number(seconds)) > 300) return false;
  return timingSafeEqual(Buffer.from(given!, 'hex'), createHmac('sha256', secret).update(`${seconds}.${body}`).digest());
}

describe('whom a space hands over to', () => {
  const given = { settings, origins: [] };
  const wrong: [string, object][] = [
    ['an address that others can listen to', { url: 'http://help.example.org/', secret }],
    ['a short secret', { url: 'https://help.example.org/', secret: 'short' }],
    ['no secret', { url: 'https://help.example.org/' }],
    ['a slip of the pen', { url: 'https://help.example.org/', secret, afterMinutes: 5 }],
  ];
  for (const [what, to] of wrong) it(`is not set with ${what}`, () => assert.equal(spaceConfig.safeParse({ ...given, handOver: to }).success, false));
  it('is an address and a secret', () => assert.equal(spaceConfig.safeParse({ ...given, handOver: { url: 'https://help.example.org/', secret } }).success, true));
});

for (const { name, place } of kinds()) {
  describe(`two servers on ${name}`, () => {
    const closing: (() => Promise<void>)[] = [];
    afterEach(async () => void (await Promise.all(closing.splice(0).map((close) => close()))));

    /** Two servers, a clock that both look at, and a moderator who has claimed what somebody wrote. */
    async function scene() {
      const clock = { now: Date.now() };
      const now = () => clock.now;
      const where = await place();
      const folder = mkdtempSync(join(tmpdir(), 'hand-over-'));
      const ledger = await openLedger(folder);
      const stores = [await ready(where, { now, ledger }), await ready(where, { now, ledger })] as const;
      const told = await program();
      const spaces = { default: { settings, origins: [], handOver: { url: told.url, secret }, onCall: { url: told.url, secret, afterMinutes: 15, everyMinutes: 10 } } };
      const log: string[] = [];
      const write = (fields: object, message: string) => void log.push(JSON.stringify([fields, message]));
      const options = stores.map((store) => ({ store, ledger, now, spaces, log: { info: write, warn: write, error: write } }));
      const desk = new Desk({ store: stores[0], now, spaces });
      const [moderator, admin] = [await desk.staff('moderator', { expires: clock.now + 400 * day }), await desk.staff('admin', { expires: clock.now + 400 * day })];
      const text = 'Xylographically I want to kill myself tonight.';
      const sent = await desk.send({ text });
      expect(201, await desk.ask('POST', '/v1/claims', { as: moderator, body: { sending: sent.record.id } }));
      const hold = (over: object = {}) => desk.ask('POST', '/v1/holds', { as: moderator, body: { sending: sent.record.id, reason: 'danger-self', words: 'A note of mine.', ...over } });
      const read = async (id: string, as = moderator) => desk.ask('GET', `/v1/holds/${id}`, { as });
      closing.push(async () => {
        await Promise.all(stores.map((store) => store.close()));
        await ledger.close();
        rmSync(folder, { recursive: true });
      });
      return { where, clock, stores, ledger, folder, told, options, desk, moderator, admin, ...sent, hold, read, log, both: () => Promise.all(options.map((each) => handOver(each, never))) };
    }

    it('tell a program once that something is held, signed, and nothing that anybody wrote', async () => {
      const at = await scene();
      const { json } = expect(201, await at.hold());
      assert.equal(json.told, 'waiting');
      await at.both();
      await at.both();
      assert.equal(at.told.heard.length, 1);
      const [heard] = at.told.heard as [Heard];
      assert.deepEqual(JSON.parse(heard.body), { event: 'hand-over', space: 'default', handOver: json.id, reason: 'danger-self', urgent: true, at: json.at });
      assert.ok(isSigned(heard, at.clock.now));
      assert.ok(!isSigned({ ...heard, body: heard.body.replace('default', 'another') }, at.clock.now));
      assert.equal((await at.read(json.id)).json.told, 'yes');
      assert.ok(!heard.body.includes(at.record.id));
    });

    it('tell it again while it is down, as the same, until it has taken it', async () => {
      const at = await scene();
      const { json } = expect(201, await at.hold());
      at.told.down = true;
      for (let n = 0; n < 10; n++, at.clock.now += minute) await at.both();
      assert.deepEqual(at.told.heard.map(({ body }) => JSON.parse(body).handOver), Array(4).fill(json.id), 'after one minute, two, four');
      at.told.down = false;
      at.clock.now += 15 * minute;
      await at.both();
      assert.equal(at.told.heard.length, 5);
      assert.equal((await at.read(json.id)).json.told, 'yes');
      assert.ok(at.log.length === 4 && at.log.every((line) => /http-404/.test(line) && !/kill|note|Receipt/.test(line)), 'whoever runs it is told why');
    });

    it('say that nobody was reached, after a day', async () => {
      const at = await scene();
      const { json } = expect(201, await at.hold());
      at.told.down = true;
      for (const end = at.clock.now + day; at.clock.now <= end; at.clock.now += 20 * minute) await at.both();
      assert.equal((await at.read(json.id)).json.told, 'failed');
      const before = at.told.heard.length;
      at.clock.now += day;
      await at.both();
      assert.equal(at.told.heard.length, before);
    });

    it('tell it within a moment, wherever it was held', async () => {
      const at = await scene();
      const stops = at.options.map((options) => startUpkeep({ ...options, everyMs: day, soonEveryMs: day }));
      await sleep(100);
      expect(201, await at.hold());
      await until(() => at.told.heard.length, 'it is told');
      await sleep(200);
      assert.equal(at.told.heard.length, 1);
      await Promise.all(stops.map((stop) => stop()));
    });

    it('tell whoever is on call once that a review is due', async () => {
      const at = await scene();
      const { json } = expect(201, await at.hold());
      const both = () => Promise.all(at.options.map((each) => tellReviews(each, never)));
      await both();
      assert.equal(at.told.heard.length, 0);
      at.clock.now += 28 * day;
      at.told.down = true;
      await both();
      at.told.down = false;
      await both();
      await both();
      const reviews = at.told.heard.map(({ body }) => JSON.parse(body)).filter(({ event }) => event === 'hold-review');
      assert.deepEqual(reviews.at(-1), { event: 'hold-review', space: 'default', hold: json.id, review: json.review });
      assert.ok(reviews.length === 2 || reviews.length === 3, `${reviews.length} times, of which the last was taken`);
    });

    it('keep the copy through a withdrawal and a backup, and erase it with the hold, in every file', async () => {
      const at = await scene();
      const { json } = expect(201, await at.hold({ tell: 'later' }));
      expect(204, await at.desk.ask('DELETE', `/v1/sendings/${at.record.id}`, { as: at.receipt }));
      assert.equal((await at.read(json.id, at.admin)).json.copy.text, 'Xylographically I want to kill myself tonight.');
      assert.doesNotMatch((await at.read(json.id)).text, /Xylo|note/);

      const backup = await dumped(at.stores[0]);
      const loaded = await ready(await place());
      closing.push(() => loaded.close());
      await loaded.load(stream(backup));
      await replay({ store: loaded, ledger: at.ledger, settings: () => settings });
      const restored = new Desk({ store: loaded, now: () => at.clock.now });
      const [later, admin] = [await restored.staff('moderator'), await restored.staff('admin')];
      assert.equal((await restored.ask('GET', `/v1/holds/${json.id}`, { as: admin })).json.copy.text, 'Xylographically I want to kill myself tonight.');
      expect(404, await restored.ask('GET', `/v1/sendings/${at.record.id}`, { as: later }));

      expect(204, await at.desk.ask('DELETE', `/v1/holds/${json.id}`, { as: at.moderator }));
      expect(404, await at.read(json.id, at.admin));
      const after = await ready(await place());
      closing.push(() => after.close());
      await after.load(stream(backup));
      const found = await replay({ store: after, ledger: at.ledger, settings: () => settings });
      assert.ok(found.erased >= 1);
      assert.doesNotMatch(JSON.stringify(await dumped(after)), /Xylo|A note of mine/, 'an older backup does not bring it back');
      const files = () => ['', '-wal', '-shm'].map((part) => readFileSync(`${at.where}${part}`, 'latin1')).join('');
      if (name === 'sqlite') await until(() => !/xylograph|A note of mine/i.test(files()), 'nothing is left in its files', 15_000);
      else assert.doesNotMatch(JSON.stringify(await dumped(at.stores[0])), /xylograph|A note of mine/i);
    });

    it('take from readers what is held when a backup of before is put in place, though nobody remembers the hold', async () => {
      const at = await scene();
      const shown = await at.desk.publish({ text: 'Words for everyone.' });
      const backup = await dumped(at.stores[0]);
      const report = expect(201, await at.desk.ask('POST', '/v1/reports', { body: { story: shown.record.story, reason: 'worried' } })).json;
      expect(201, await at.desk.ask('POST', '/v1/claims', { as: at.moderator, body: { report: report.id } }));
      expect(201, await at.desk.ask('POST', '/v1/holds', { as: at.moderator, body: { sending: shown.record.id, reason: 'child' } }));
      const loaded = await ready(await place());
      closing.push(() => loaded.close());
      await loaded.load(stream(backup));
      await replay({ store: loaded, ledger: at.ledger, settings: () => settings });
      const restored = new Desk({ store: loaded, now: () => at.clock.now });
      assert.deepEqual(expect(200, await restored.ask('GET', '/v1/stories')).json.items, []);
      const { json } = expect(200, await restored.ask('GET', `/v1/sendings/${shown.record.id}`, { as: await restored.staff('moderator') }));
      assert.deepEqual([json.state, json.flags.includes('restored')], ['sent', true]);
    });
  });
}

describe('a hold over HTTP', () => {
  it('shows its copy to nobody but an administrator who gets it, also of those who hold it', async () => {
    const desk = new Desk();
    const [moderator, other, admin] = [await desk.staff('moderator'), await desk.staff('moderator'), await desk.staff('admin')];
    const { record, receipt } = await desk.send({ text: 'Words that somebody holds.' });
    expect(201, await desk.ask('POST', '/v1/claims', { as: moderator, body: { sending: record.id } }));
    const made = expect(201, await desk.ask('POST', '/v1/holds', { as: moderator, body: { sending: record.id, reason: 'abuse-now', words: 'A note.' } }));
    const { id } = made.json as { id: string };
    const seen = [made];
    for (const as of [moderator, other]) seen.push(await desk.ask('GET', `/v1/holds/${id}`, { as }), await desk.ask('GET', '/v1/holds', { as }));
    for (const as of [admin, receipt]) seen.push(await desk.ask('GET', '/v1/holds', { as }), await desk.ask('POST', '/v1/holds/search', { as, body: { where: { sending: record.id }, limit: 10 } }));
    seen.push(expect(200, await desk.ask('PATCH', `/v1/holds/${id}`, { as: admin, rev: made.json.rev, body: { review: new Date(Date.now() + 60 * day).toISOString().slice(0, 10), because: 'Another note.' } })));
    for (const { status, text } of seen) assert.ok(status < 300 && text.includes(id) && !/somebody holds|note|delivery/.test(text), text);
    assert.match((await desk.ask('GET', `/v1/holds/${id}`, { as: admin })).text, /somebody holds.*A note.*Another note|Another note/s);
    const { json } = expect(200, await desk.ask('POST', '/v1/log/search', { as: admin, body: { where: { act: 'open' }, limit: 10 } }));
    assert.deepEqual(json.items.map(({ what, sending }: { what: string; sending: string }) => [what, sending]), [['hold', record.id]]);
    const own = expect(200, await desk.ask('GET', '/v1/holds', { as: receipt })).json.items as object[];
    assert.deepEqual(own.map((each) => Object.keys(each).sort()), [['id', 'rev', 'review', 'sending']]);
  });
});

