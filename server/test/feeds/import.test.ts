import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Backend, seedRow } from 'peer-support-elements/backend';
import { schemas } from 'peer-support-elements/schemas';
import { feedConfig } from '../../src/config/space.ts';
import { forgetFeed, importFeed } from '../../src/feeds/import.ts';
import { scheduleFeeds } from '../../src/feeds/schedule.ts';
import { claim, feedKey, leaseMs, statesOf } from '../../src/feeds/state.ts';
import type { ServerStore } from '../../src/store.ts';
import { sqliteStore } from '../support/sqlite.ts';

const row = (name: string, when = 'Every Tuesday 19:30–21:00') => `${name},${when},Leeds`;
const csv = (...rows: string[]) => ['Group,When,Town', ...rows].join('\n');
const many = (count: number) => csv(...Array.from({ length: count }, (_, n) => row(`Circle ${n + 1}`)));

/** A list on the web, which answers as a test wants it to. */
class ListServer {
  answer: (request: IncomingMessage, response: ServerResponse) => unknown = () => {};
  readonly asked: IncomingMessage[] = [];
  readonly #server: Server = createServer((request, response) => {
    this.asked.push(request);
    this.answer(request, response);
  });

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  start = () => new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
  stop = () => new Promise((done) => {
    this.#server.close(done);
    this.#server.closeAllConnections();
  });

  gives(text: string, headers: Record<string, string> = {}): void {
    this.answer = (_, response) => response.writeHead(200, { 'content-type': 'text/csv', ...headers }).end(text);
  }
}

describe('a list of groups that is imported', () => {
  const lists = new ListServer();
  const elsewhere = new ListServer();
  let store: ServerStore;
  let now: number;

  before(() => Promise.all([lists.start(), elsewhere.start()]));
  after(() => Promise.all([lists.stop(), elsewhere.stop()]));
  beforeEach(() => {
    store = sqliteStore();
    now = Date.parse('2026-11-20T12:00:00Z');
    lists.asked.length = elsewhere.asked.length = 0;
  });

  const feed = (more: object = {}) => feedConfig.parse({ src: `${lists.address}/groups.csv?key=secret`, name: 'main', timeZone: 'Europe/London', ...more });
  const run = (more: object = {}, options: object = {}) => importFeed({ store, space: 'clinic', feed: feed(more), signal: AbortSignal.timeout(20_000), now: () => now, force: true, ...options });
  const groups = async () => (await store.read('clinic', (tx) => tx.list('groups', { query: { limit: 2000 }, now, locale: 'en' }))).rows;
  const names = async () => (await groups()).map(({ record }) => record.name as string).sort();
  const state = async () => (await statesOf(store, 'clinic'))[0]!;

  it('is there for everybody, checked, and says where it is from without what is secret in the address', async () => {
    lists.gives(csv(row('Tuesday Circle'), row('Walkers')));
    const done = await run();
    assert.deepEqual({ created: done!.created, changed: done!.changed, removed: done!.removed, failure: done!.failure }, { created: 2, changed: 0, removed: 0, failure: undefined });
    const backend = new Backend({ store, schemas: async () => schemas, settings: () => undefined });
    const { items } = await backend.list('groups', { limit: 10 }, { space: 'clinic', locale: 'en', who: { role: 'visitor' } });
    assert.deepEqual(items.map(({ name }) => name), ['Tuesday Circle', 'Walkers']);
    for (const item of items) assert.equal(schemas.groups.record.safeParse(item).success, true);
    assert.equal(items[0]!.source, `${lists.address}/groups.csv`);
    assert.doesNotMatch(JSON.stringify([items, await state()]), /secret/);
  });

  it('writes only what changed, keeps ids and places, and tells those who watch', async () => {
    lists.gives(csv(row('Tuesday Circle'), row('Walkers'), row('Readers')));
    await run();
    const before = new Map((await groups()).map((each) => [each.record.name, each]));
    const told = await store.newestEvent('clinic');
    lists.gives(csv(row('Tuesday Circle'), row('Walkers', 'Every Friday 10:00–11:00'), row('Bakers')));
    const done = await run();
    assert.deepEqual({ created: done!.created, changed: done!.changed, removed: done!.removed }, { created: 1, changed: 1, removed: 1 });
    const after = new Map((await groups()).map((each) => [each.record.name, each]));
    assert.deepEqual(after.get('Tuesday Circle'), before.get('Tuesday Circle'));
    const [old, changed] = [before.get('Walkers')!, after.get('Walkers')!];
    assert.deepEqual([changed.id, changed.key], [old.id, old.key]);
    assert.notEqual(changed.rev, old.rev);
    assert.deepEqual(await names(), ['Bakers', 'Tuesday Circle', 'Walkers']);
    const events = await store.events('clinic', told, 100);
    assert.deepEqual(new Set(events!.map(({ id }) => id)), new Set([after.get('Bakers')!.id, changed.id, before.get('Readers')!.id]));
  });

  it('asks only for what is new', async () => {
    lists.gives(csv(row('Tuesday Circle')), { etag: '"1"', 'last-modified': 'Fri, 20 Nov 2026 10:00:00 GMT' });
    await run();
    lists.answer = (request, response) => response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 500).end();
    const done = await run();
    assert.equal(done!.failure, undefined);
    assert.equal(lists.asked[1]!.headers['if-modified-since'], 'Fri, 20 Nov 2026 10:00:00 GMT');
    assert.deepEqual(await names(), ['Tuesday Circle']);
    lists.gives(csv(row('Tuesday Circle')));
    await run({ timeZone: 'Europe/Paris' });
    assert.equal(lists.asked[2]!.headers['if-none-match'], undefined, 'read in another way, everything is read again');
  });

  const mishaps: [string, string, (response: ServerResponse) => unknown][] = [
    ['the server fails', 'http-500', (response) => response.writeHead(500).end('no')],
    ['the list is gone', 'http-404', (response) => response.writeHead(404).end()],
    ['nothing changed was said although nobody asked', 'http-304', (response) => response.writeHead(304).end()],
    ['the list is suddenly empty', 'empty', (response) => response.end(csv())],
    ['a page came in its place', 'empty', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>')],
    ['more than half of it is gone', 'shrank', (response) => response.end(many(4))],
    ['the connection breaks', 'unreachable', (response) => response.writeHead(200).write('Group,When\n') && setTimeout(() => response.destroy(), 20)],
    ['it sends to another host', 'redirected-elsewhere', (response) => response.writeHead(302, { location: `${elsewhere.address}/x` }).end()],
    ['it sends to this machine by another name', 'redirected-elsewhere', (response) => response.writeHead(302, { location: `http://localhost:${new URL(lists.address).port}/x` }).end()],
    ['it sends to a file', 'redirected-elsewhere', (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end()],
    ['it sends in circles', 'too-many-redirects', (response) => response.writeHead(302, { location: '/groups.csv' }).end()],
    ['it sends nowhere', 'redirected-nowhere', (response) => response.writeHead(302).end()],
  ];
  for (const [what, code, answer] of mishaps) {
    it(`keeps the last good copy, and says why, when ${what}`, async () => {
      lists.gives(many(10));
      await run();
      lists.answer = (_, response) => answer(response);
      const done = await run();
      assert.equal(done!.failure, code);
      assert.equal((await names()).length, 10);
      const kept = await state();
      assert.equal(kept.failure, code);
      assert.equal(kept.groups, 10);
      assert.equal(kept.lease, undefined);
      assert.equal(elsewhere.asked.length, 0);
      lists.gives(many(11));
      assert.equal((await run())!.created, 1);
      assert.equal((await state()).failure, undefined);
    });
  }

  it('may lose more than half of its groups when its owner says so, but not all', async () => {
    lists.gives(many(10));
    await run();
    lists.gives(many(2));
    assert.equal((await run({ mayShrink: true }))!.removed, 8);
    lists.gives(csv());
    assert.equal((await run({ mayShrink: true }))!.failure, 'empty');
  });

  it('is not read beyond its limits', async () => {
    lists.gives(gzipSync(Buffer.alloc(3_000_000, 'a')) as never, { 'content-encoding': 'gzip' });
    assert.equal((await run({}, { limits: { maxBytes: 1_000_000 } }))!.failure, 'too-large');
    lists.answer = () => {};
    assert.equal((await run({}, { limits: { timeoutMs: 150 } }))!.failure, 'timeout');
  });

  for (const [what, code, limits] of [
    ['reading it takes too long', 'reading-too-long', { readingMs: 50 }],
    ['reading it takes too much memory', 'too-large', { memoryMb: 16 }],
  ] as const) {
    it(`is given up when ${what}: the last good copy stays, and it is tried again`, async () => {
      lists.gives(many(10));
      await run();
      lists.gives(many(100_000));
      const began = Date.now();
      const done = await run({}, { limits });
      assert.equal(done!.failure, code);
      assert.ok(Date.now() - began < 10_000);
      assert.equal((await names()).length, 10);
      const kept = await state();
      assert.deepEqual([kept.failure, kept.failures, kept.lease], [code, 1, undefined]);
      lists.gives(many(11));
      assert.equal((await run())!.created, 1);
    });
  }

  it('follows to another address of the same host', async () => {
    lists.answer = (request, response) => (request.url === '/new.csv' ? response.end(many(3)) : response.writeHead(301, { location: '/new.csv' }).end());
    assert.equal((await run())!.created, 3);
  });

  it('comes out of a published sheet, which Google sends from another address of its own', async () => {
    const asked: string[] = [];
    const google = (to: string) => async (url: URL | string | Request) => {
      asked.push(String(url));
      return asked.length % 2 ? new Response(null, { status: 307, headers: { location: to } }) : new Response(many(2));
    };
    const sheet = (path: string, to: string) => run({ src: `https://docs.google.com/spreadsheets/d/${path}` }, { limits: { fetch: google(to) } });
    assert.equal((await sheet('e/abc/pubhtml', 'https://doc-0k-sheets.googleusercontent.com/pub/x'))!.created, 2);
    assert.deepEqual(asked, ['https://docs.google.com/spreadsheets/d/e/abc/pub?output=csv', 'https://doc-0k-sheets.googleusercontent.com/pub/x']);
    for (const to of ['https://example.org/x', 'http://doc.googleusercontent.com/x', 'https://evilgoogleusercontent.com/x', 'https://googleusercontent.com.example.org/x']) {
      asked.length = 0;
      assert.equal((await sheet('e/abc/pub', to))!.failure, 'redirected-elsewhere');
      assert.equal(asked.length, 1);
    }
    assert.equal((await sheet('abc/edit', ''))!.failure, 'sheet-not-published');
  });

  it('waits longer after each failure, as long as it is asked to, and never longer than without one', async () => {
    lists.answer = (_, response) => response.writeHead(503).end();
    const waits: number[] = [];
    for (let n = 0; n < 6; n++) {
      await run({ everyMinutes: 60 });
      waits.push(Math.round(((await state()).due - now) / 60_000));
    }
    for (const [n, wanted] of [5, 10, 20, 40, 60, 60].entries()) assert.ok(Math.abs(waits[n]! - wanted) <= wanted * 0.06 + 0.5, `${waits}`);
    lists.answer = (_, response) => response.writeHead(429, { 'retry-after': '7200' }).end();
    await run({ everyMinutes: 60 });
    assert.ok((await state()).due - now > 110 * 60_000);
  });

  it('leaves groups that were made by hand, and those of other lists, as they are', async () => {
    lists.gives(csv(row('Tuesday Circle')));
    await run();
    const { id } = (await groups())[0]!;
    const other = sqliteStore();
    const byHand = seedRow('groups', { ...((await groups())[0]!.record as any), name: 'By hand' }, 1);
    await other.write('clinic', (tx) => tx.put('groups', byHand));
    store = other;
    for (let n = 0; n < 2; n++) {
      const first = await run();
      assert.equal(first!.created, n ? 0 : 1);
      assert.deepEqual(await names(), ['By hand', 'Tuesday Circle']);
      const second = await run({ name: 'second' });
      assert.equal(second!.created, 1);
      assert.deepEqual((await groups()).map((each) => each.id).sort(), [id, `${id}~main`, `${id}~second`].sort());
      lists.gives(csv(row('Tuesday Circle')));
      await forgetFeed(store, 'clinic', 'second');
      assert.deepEqual(await names(), ['By hand', 'Tuesday Circle']);
    }
  });

  it('sets a group right again that somebody changed here: the list is what counts', async () => {
    lists.gives(csv(row('Tuesday Circle')));
    await run();
    const backend = new Backend({ store, schemas: async () => schemas, settings: () => undefined });
    const { id, rev } = (await groups())[0]!;
    await backend.update('groups', id, { name: 'Changed' }, { space: 'clinic', locale: 'en', who: { role: 'admin' }, intent: 'i', rev });
    assert.equal((await run())!.changed, 1);
    assert.deepEqual(await names(), ['Tuesday Circle']);
  });

  it('is read by one of several instances only, and again when the one that read it died', async () => {
    lists.gives(many(3));
    const instances = await Promise.all(Array.from({ length: 5 }, () => run({}, { force: false })));
    assert.equal(instances.filter(Boolean).length, 1);
    assert.equal(await run({}, { force: false }), undefined, 'it is not due');
    now += 2 * 60 * 60_000;
    await claim(store, { space: 'clinic', feed: feed(), now });
    assert.equal(await run({}, { force: false }), undefined, 'another one reads it');
    now += leaseMs;
    assert.ok(await run({}, { force: false }));
  });

  it('is given up by a run that took too long, once another one has begun', async () => {
    lists.answer = async (_, response) => {
      if (lists.asked.length > 1) return response.end(many(4));
      now += leaseMs + 1;
      await run({}, { force: true });
      response.end(many(300));
    };
    const slow = await run();
    assert.equal(slow!.failure, 'taken-over');
    assert.equal((await names()).length, 4);
    assert.equal((await state()).failure, undefined);
  });

  it('stays with a run that takes long, as long as it goes on', async () => {
    lists.gives(many(1000));
    const write = store.write.bind(store);
    const other = { read: store.read.bind(store), write } as ServerStore;
    let others = 0;
    store.write = async (space, body) => {
      const result = await write(space, body);
      // Writing is slow today: a third of what a run may take each time.
      now += leaseMs / 3;
      if (await claim(other, { space: 'clinic', feed: feed(), now })) others++;
      return result;
    };
    const done = await run();
    assert.deepEqual([done!.created, done!.failure, others], [1000, undefined, 0]);
  });

  it('counts problems by their names, without the words of rows', async () => {
    lists.gives(csv(row('Tuesday Circle'), row('Strange One', 'whenever the moon is blue')));
    const { problems } = (await run())!;
    assert.ok(Object.values(problems).some((count) => count > 0), JSON.stringify(problems));
    assert.doesNotMatch(JSON.stringify(await state()), /moon|Strange/);
  });

  it('comes from a file too, and is read again when the file changes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'feed-'));
    const src = join(folder, 'groups.csv');
    assert.equal((await run({ src }))!.failure, 'no-file');
    writeFileSync(src, many(2));
    assert.equal((await run({ src }))!.created, 2);
    assert.equal((await groups())[0]!.record.source, 'groups.csv');
    writeFileSync(src, many(3));
    assert.equal((await run({ src }))!.created, 1);
    rmSync(folder, { recursive: true });
  });

  it('has a key that does not show the address, and stays the same', () => {
    const { src } = feed();
    assert.equal(feedKey({ src }), feedKey({ src }));
    assert.match(feedKey({ src }), /^[\da-f]{12}$/);
    assert.equal(feedKey(feed()), 'main');
  });

  it('is read on a schedule, which stops at once', async () => {
    const log: unknown[] = [];
    const note = (fields: object, message: string) => void log.push({ ...fields, message });
    lists.gives(many(3));
    const spaces = { clinic: { feeds: [feed(), feed({ name: 'gone' })] } };
    const schedule = scheduleFeeds({ store, spaces, log: { info: note, warn: note, error: note }, everyMs: 20, now: () => now });
    await schedule.look();
    assert.equal((await names()).length, 6);
    assert.equal(lists.asked.length, 2);
    now += 2 * 60 * 60_000;
    lists.answer = () => {};
    void schedule.look();
    while (lists.asked.length < 3) await new Promise((done) => setTimeout(done, 5));
    await schedule.stop();
    assert.ok((await statesOf(store, 'clinic')).every(({ lease, failure }) => !lease && !failure));
    const again = scheduleFeeds({ store, spaces: { clinic: { feeds: [feed()] } }, log: { info: note, warn: note, error: note }, now: () => 0 });
    await again.look();
    await again.stop();
    assert.match(JSON.stringify(log), /"feed":"gone","message":"groups of a list that is not configured any more/);
    assert.doesNotMatch(JSON.stringify(log), /Circle|secret|127\.0\.0\.1/);
  });
});
