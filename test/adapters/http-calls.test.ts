import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Call, PeerAdapter, Query } from '../../src/adapters/adapter.ts';
import { create, httpAdapter, type HttpAdapterOptions } from '../../src/adapters/http.ts';
import { createPeerClient } from '../../src/client/client.ts';
import { PeerError } from '../../src/client/errors.ts';
import { groups } from './sample-groups.ts';
import { actsAndDrops, answers, bench, call, drops, groupDraft, half, hangs, refused, story, write } from './support/http-bench.ts';
import { problem, send } from './support/peer-server.ts';
import { until } from '../setup/until.ts';

const [first] = groups.records;
const names = async (http: PeerAdapter) => ((await http.list('groups', { limit: 100 }, call())).items as { name: string }[]).map(({ name }) => name);
const busy = (seconds: string) => answers({ ...problem('unavailable', 503, { retryable: true }), headers: { 'retry-after': seconds, 'content-type': 'application/problem+json' } });

/** Remembers how a page's fetch was called. */
function spied(): { inits: (RequestInit & { url: string })[]; fetch: typeof fetch } {
  const inits: (RequestInit & { url: string })[] = [];
  return { inits, fetch: (url, init) => (inits.push({ ...init, url: String(url) }), fetch(url, init)) };
}

describe('what the http adapter says of itself', () => {
  it('names the service by its host, or as the page says', () => {
    assert.equal(httpAdapter({ src: 'https://clinic.example/peer' }).can.service, 'clinic.example');
    assert.equal(httpAdapter({ src: 'https://clinic.example/peer', service: 'Example Clinic' }).can.service, 'Example Clinic');
    assert.equal(httpAdapter({ src: 'https://clinic.example/peer' }).can.reach, 'shared');
  });

  it('is made from the attributes of a page, with one address', () => {
    assert.equal(create({ src: ['https://clinic.example/peer'] }).name, 'http');
    for (const src of [undefined, [], ['https://a.example', 'https://b.example']]) assert.throws(() => create({ src }), (error: PeerError) => error.code === 'invalid');
  });
});

describe('requests', () => {
  it('keep what people look for out of addresses', async (t) => {
    const { http, server } = await bench(t);
    const query: Query = { text: 'grief', where: { topic: ['Sleep'] }, near: { latitude: 53.8, longitude: -1.5 }, limit: 5 };
    await http.list('groups', query, call({ space: 'north west' }));
    await http.list('groups', { limit: 2 }, call());
    const [search, page] = server.seen;
    assert.deepEqual([search!.method, search!.url, JSON.parse(search!.body)], ['POST', '/peer/v1/groups/search?space=north+west', query]);
    assert.deepEqual([page!.method, page!.url, page!.body], ['GET', '/peer/v1/groups?space=default&limit=2', '']);
  });

  it('send no cookies and no referrer, follow nobody, and leave in caches only what is everybody’s', async (t) => {
    const { inits, fetch } = spied();
    const { http } = await bench(t, { fetch });
    await http.list('groups', { limit: 2 }, call());
    await http.list('groups', { limit: 2 }, call({ credential: { kind: 'staff', token: 'x' } })).catch(() => {});
    await http.list('groups', { limit: 2, text: 'grief' }, call());
    await http.get('groups', first!.id, call());
    await http.create!('groups', groupDraft, write());
    await http.list('sendings', { limit: 2 }, call()).catch(() => {});
    for (const { credentials, referrerPolicy, redirect } of inits) assert.deepEqual([credentials, referrerPolicy, redirect], ['omit', 'no-referrer', 'error']);
    assert.deepEqual(inits.map(({ cache }) => cache), ['default', ...Array(5).fill('no-store')]);
  });

  it('say in which language somebody reads, if it is one', async (t) => {
    const { http, server } = await bench(t);
    await http.get('groups', 'a', call({ locale: 'de-AT' }));
    await http.get('groups', 'a', call({ locale: 'de\r\nx: y' }));
    assert.deepEqual(server.seen.map(({ headers }) => headers['accept-language']), ['de-AT', '*']);
  });

  it('carry intents and revs in headers, and refuse those that no header can carry', async (t) => {
    const { http, server } = await bench(t);
    const made = (await http.create!('groups', groupDraft, write({ intent: 'act-1' }))) as { id: string; rev: string };
    await http.update!('groups', made.id, { name: 'Other' }, { ...write(), rev: made.rev });
    assert.equal(server.seen[0]!.headers['idempotency-key'], 'act-1');
    assert.equal(server.seen[1]!.headers['if-match'], `"${made.rev}"`);
    for (const intent of ['', 'ü', 'a b', 'a\nb', 'x'.repeat(201)]) await refused(http.create!('groups', groupDraft, write({ intent })), 'invalid');
    await refused(http.update!('groups', made.id, { name: 'A' }, { ...write(), rev: '' }), 'invalid');
    await refused(http.update!('groups', made.id, { name: 'A' }, { ...write(), rev: 'a"b' }), 'conflict');
    await refused(http.update!('groups', '..', { name: 'A' }, { ...write(), rev: 'a' }), 'not-found');
    await refused(http.create!('groups', { name: 1n }, write()), 'invalid');
    assert.equal(server.seen.length, 2);
  });
});

describe('credentials', () => {
  const authorization = async (options: Partial<HttpAdapterOptions>, act: (http: PeerAdapter) => Promise<unknown>, t: Parameters<typeof bench>[0]) => {
    const { http, server } = await bench(t, { proofMs: 1, ...options });
    await act(http).catch(() => {});
    const [asked] = server.asked(/^\w+ \/peer\/v1\/(?!challenges)/);
    assert.ok(asked, 'it was asked');
    return asked.headers.authorization;
  };
  const list = (over: Partial<Call>) => (http: PeerAdapter) => http.list('groups', { limit: 5 }, call(over));
  const getToken = () => 'token-1';

  for (const [kind, scheme] of [['member', 'Bearer'], ['staff', 'Bearer'], ['receipt', 'Receipt'], ['invite', 'Invite']] as const) {
    it(`go in the Authorization header alone: ${kind}`, async (t) => {
      const { http, server } = await bench(t, { getToken });
      await http.get('sendings', 'a', call({ credential: { kind, token: 'secret-1' } })).catch(() => {});
      const [{ url, headers, body }] = server.seen as [(typeof server.seen)[number]];
      assert.equal(headers.authorization, `${scheme} secret-1`);
      const { authorization: _, ...others } = headers;
      assert.ok(!JSON.stringify([url, others, body]).includes('secret-1'));
    });
  }

  it('come from the host where a call has none', async (t) => assert.equal(await authorization({ getToken }, list({}), t), 'Bearer token-1'));
  it('may be waited for', async (t) => assert.equal(await authorization({ getToken: async () => 'token-2' }, list({}), t), 'Bearer token-2'));
  it('are none where the host has none', async (t) => assert.equal(await authorization({ getToken: () => undefined }, list({}), t), undefined));
  it('stay away from a call that is to be anonymous', async (t) => {
    const anonymous = (http: PeerAdapter) => createPeerClient({ adapter: http }).groups.list({}, { credential: null });
    assert.equal(await authorization({ getToken }, anonymous, t), undefined);
  });
  it('stay away from what is sent for everyone to read, whoever is signed in', async (t) => {
    for (const kind of ['member', 'staff'] as const) {
      const sent = (http: PeerAdapter) => http.create!('sendings', story(), write({ credential: { kind, token: 'secret-1' } }));
      assert.equal(await authorization({ getToken }, sent, t), undefined);
    }
    assert.equal(await authorization({ getToken }, (http) => http.create!('sendings', story(), write()), t), undefined);
  });
  it('go with what is sent to a group, which has to know its members', async (t) => {
    const sent = (http: PeerAdapter) => http.create!('sendings', story({ audience: 'group', group: 'g' }), write());
    assert.equal(await authorization({ getToken }, sent, t), 'Bearer token-1');
  });

  it('are asked for anew for each call, and once more when one is refused', async (t) => {
    const asked: boolean[] = [];
    const { http, server } = await bench(t, { getToken: ({ refresh }) => (asked.push(refresh), `token-${asked.length}`) });
    server.next(/groups/, answers(problem('signed-out', 401)));
    assert.ok((await names(http)).length);
    assert.deepEqual(asked, [false, true]);
    assert.deepEqual(server.seen.map(({ headers }) => headers.authorization), ['Bearer token-1', 'Bearer token-2']);
    await names(http);
    assert.deepEqual(asked, [false, true, false]);
  });

  it('are asked for once more only, and not sent again if they stay the same', async (t) => {
    const { server, another } = await bench(t);
    let count = 0;
    server.next(/groups/, ...Array(3).fill(answers(problem('signed-out', 401))));
    await refused(names(another({ getToken: () => `token-${++count}` })), 'signed-out');
    assert.equal(server.seen.length, 2);
    await refused(names(another({ getToken })), 'signed-out');
    assert.equal(server.seen.length, 3);
  });

  it('are not renewed again and again by one call', async (t) => {
    const asked: boolean[] = [];
    const { http, server } = await bench(t, { getToken: ({ refresh }) => (asked.push(refresh), `token-${asked.length}`) });
    const refuses = answers(problem('signed-out', 401));
    server.next(/groups/, refuses, drops, refuses);
    await refused(names(http), 'signed-out');
    assert.deepEqual(asked, [false, true]);
  });

  it('are not asked of the host when a receipt was refused', async (t) => {
    let asked = 0;
    const { http, server } = await bench(t, { getToken: () => `token-${++asked}` });
    server.next(/sendings/, answers(problem('signed-out', 401)));
    await refused(http.get('sendings', 'a', call({ credential: { kind: 'receipt', token: 'r' } })), 'signed-out');
    assert.deepEqual([asked, server.seen.length], [0, 1]);
  });

  it('that no header can carry are refused, and not told', async (t) => {
    const { http, server } = await bench(t);
    const error = await refused(http.get('groups', 'a', call({ credential: { kind: 'member', token: 'sécret\n' } })), 'invalid');
    assert.ok(!error.message.includes('cret\n') && !server.seen.length);
  });

  it('that the host cannot give fail the call, and so does waiting for ever', async (t) => {
    const { another } = await bench(t);
    const cause = new TypeError('no');
    const error = await refused(names(another({ getToken: () => Promise.reject(cause) })), 'unavailable');
    assert.equal(error.cause, cause);
    await refused(names(another({ getToken: () => new Promise(() => {}), timeoutMs: 20 })), 'timeout');
  });
});

describe('trying again', () => {
  for (const [what, fault] of Object.entries({ 'a lost connection': drops, 'half an answer': half, 'a 500': answers(problem('unavailable', 500)), 'a 429 that asks for no pause': answers(problem('rate-limited', 429)), 'a 408': answers({ status: 408 }), 'a 425': answers({ status: 425 }), 'a 502 from somewhere on the way': answers({ status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>' }) })) {
    it(`gets over ${what}, when reading and when searching`, async (t) => {
      const { http, server } = await bench(t);
      server.next(/groups/, fault, fault);
      assert.equal((await names(http)).length, groups.records.length);
      server.next(/search/, fault);
      assert.equal((await http.list('groups', { text: 'sleep', limit: 5 }, call())).items.length, 1);
      assert.equal(server.seen.length, 5);
    });
  }

  for (const status of [400, 403, 404, 409, 413, 418, 422, 428]) {
    it(`is not done after a ${status}`, async (t) => {
      const { http, server } = await bench(t);
      server.next(/groups/, answers(problem('unknown', status, { retryable: true })));
      await http.list('groups', { limit: 1 }, call()).then(() => assert.fail(), (error: PeerError) => assert.equal(error.retryable, false));
      assert.equal(server.seen.length, 1);
    });
  }

  it('is not done where the backend says that it will not help', async (t) => {
    const { http, server } = await bench(t);
    server.next(/groups/, answers(problem('unavailable', 503, { retryable: false })));
    await refused(names(http), 'unavailable');
    assert.equal(server.seen.length, 1);
  });

  it('ends, with the last error', async (t) => {
    const { http, server } = await bench(t, { retries: 2 });
    server.next(/groups/, drops, drops, answers(problem('unavailable', 503)), drops);
    const error = await refused(names(http), 'unavailable');
    assert.deepEqual([server.seen.length, error.retryable], [3, true]);
  });

  it('writes once what was written while the answer was lost', async (t) => {
    const { http, server } = await bench(t);
    server.next(/^POST .*groups/, actsAndDrops, half);
    const made = (await http.create!('groups', groupDraft, write({ intent: 'one-act' }))) as { id: string; rev: string };
    assert.deepEqual(server.seen.map(({ headers, body }) => [headers['idempotency-key'], JSON.parse(body)]), Array(3).fill(['one-act', groupDraft]));
    assert.equal((await names(http)).filter((name) => name === groupDraft.name).length, 1);
    server.next(/^PATCH/, actsAndDrops);
    const changed = (await http.update!('groups', made.id, { name: 'Once' }, { ...write(), rev: made.rev })) as { name: string };
    assert.equal(changed.name, 'Once');
    server.next(/^DELETE/, actsAndDrops);
    await http.remove!('groups', made.id, write());
    assert.equal(await http.get('groups', made.id, call()), null);
  });

  it('never says that something was withdrawn because it is not there for this caller', async (t) => {
    const { http, server } = await bench(t);
    const nothing = answers(problem('not-found', 404));
    for (const first of [drops, busy('0')]) {
      server.next(/^DELETE/, first, nothing);
      await refused(http.remove!('groups', 'any', write()), 'not-found');
    }
    assert.equal(server.seen.length, 4);
  });

  it('waits as long as the backend asks for', async (t) => {
    const { http, server } = await bench(t);
    server.next(/groups/, busy('1'));
    const began = performance.now();
    await names(http);
    assert.ok(performance.now() - began > 990, 'it came back too soon');
  });

  it('tells how long to wait instead of waiting too long', async (t) => {
    const { http, server } = await bench(t, { longestPauseMs: 500, totalMs: 60_000_000 });
    server.next(/groups/, busy('60'));
    assert.equal((await refused(names(http), 'unavailable')).retryAfterMs, 60_000);
    server.next(/groups/, busy(new Date(Date.now() + 600_000).toUTCString()));
    const { retryAfterMs } = await refused(names(http), 'unavailable');
    // The server may look at its clock a moment before the second in which it writes its date.
    assert.ok(retryAfterMs! > 590_000 && retryAfterMs! <= 601_000, String(retryAfterMs));
    assert.equal(server.seen.length, 2);
  });

  it('takes a date by the clock of the backend, since that of the device may be wrong', async (t) => {
    const { http, server } = await bench(t, { longestPauseMs: 500, totalMs: 60_000_000 });
    const elsewhen = (ms: number) => new Date(Date.UTC(2020, 0, 1) + ms).toUTCString();
    const { headers, ...refusal } = problem('unavailable', 503, { retryable: true });
    server.next(/groups/, answers({ ...refusal, headers: { ...headers, date: elsewhen(0), 'retry-after': elsewhen(7000) } }));
    assert.equal((await refused(names(http), 'unavailable')).retryAfterMs, 7000);
  });

  it('tells that a write may have happened when it was refused only after a try without an answer', async (t) => {
    const { http, server } = await bench(t);
    const create = () => http.create!('groups', groupDraft, write());
    const limit = answers({ ...problem('rate-limited', 429), headers: { 'retry-after': '600', 'content-type': 'application/problem+json' } });
    server.next(/groups/, limit);
    assert.equal((await refused(create(), 'rate-limited')).mayHaveHappened, false);
    server.next(/groups/, actsAndDrops, limit);
    const error = await refused(create(), 'rate-limited');
    assert.deepEqual([error.mayHaveHappened, error.retryable, error.retryAfterMs], [true, true, 600_000]);
    server.next(/groups/, actsAndDrops, answers(problem('forbidden', 403)));
    assert.equal((await refused(create(), 'forbidden')).mayHaveHappened, true);
  });

  it('stays within the time of the whole call', async (t) => {
    const { http, server } = await bench(t, { totalMs: 2000, timeoutMs: 600, retries: 1000 });
    server.next(/groups/, ...Array(100).fill(hangs));
    const began = performance.now();
    await refused(names(http), 'timeout');
    assert.ok(performance.now() - began < 10_000 && server.seen.length >= 2 && server.seen.length <= 5, `${server.seen.length} tries`);
  });

  it('lets the last try take no longer than what is left', async (t) => {
    const { http, server } = await bench(t, { totalMs: 100, timeoutMs: 60_000 });
    server.next(/groups/, hangs);
    const began = performance.now();
    await refused(names(http), 'timeout');
    assert.ok(performance.now() - began < 30_000);
  });

  it('gives each try its own time', async (t) => {
    const { http, server } = await bench(t, { timeoutMs: 1000 });
    server.next(/groups/, hangs, ({ response }) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"items":['));
    assert.equal((await names(http)).length, groups.records.length);
    assert.equal(server.seen.length, 3);
  });

  it('does not keep somebody waiting who has no connection', async (t) => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    t.after(() => delete (navigator as { onLine?: boolean }).onLine);
    const { http, server } = await bench(t);
    server.next(/groups/, drops);
    const error = await refused(names(http), 'offline');
    assert.deepEqual([error.retryable, error.mayHaveHappened, server.seen.length], [true, false, 1]);
  });

  it('does not promise that nothing has left where the connection went on the way', async (t) => {
    t.after(() => delete (navigator as { onLine?: boolean }).onLine);
    const { http, server } = await bench(t);
    server.next(/groups/, async (exchange) => {
      Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
      await actsAndDrops(exchange);
    });
    assert.equal((await refused(http.create!('groups', groupDraft, write()), 'offline')).mayHaveHappened, true);
  });

  it('does not say offline where the device has a connection', async (t) => {
    const { http, server } = await bench(t, { retries: 0 });
    await server.close();
    await refused(names(http), 'unavailable');
  });
});

describe('giving up', () => {
  const reason = { why: 'the person left' };
  const reasonOf = (promise: Promise<unknown>) => promise.then(() => assert.fail('it did not fail'), (error: unknown) => error);
  const slow = { backoffMs: 60_000, longestPauseMs: 60_000, totalMs: 120_000, timeoutMs: 60_000 };

  it('passes the reason through untouched: before, during a request, while a body comes, between two tries', async (t) => {
    const { http, server } = await bench(t, slow);
    assert.equal(await reasonOf(http.list('groups', { limit: 5 }, call({ signal: AbortSignal.abort(reason) }))), reason);
    assert.equal(server.seen.length, 0);
    const writing: Parameters<typeof server.next>[1] = ({ response }) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"items":[');
    for (const fault of [hangs, writing, drops]) {
      const controller = new AbortController();
      server.next(/groups/, fault);
      const given = reasonOf(http.list('groups', { limit: 5 }, call({ signal: controller.signal })));
      await wait(40);
      controller.abort(reason);
      assert.equal(await given, reason);
    }
  });

  it('does not wait for a fetch or a sign-in that knows nothing of signals', async (t) => {
    const { another } = await bench(t);
    for (const options of [{ fetch: () => new Promise<never>(() => {}) }, { getToken: () => new Promise<never>(() => {}) }]) {
      const controller = new AbortController();
      const given = reasonOf(another({ ...options, ...slow }).list('groups', { limit: 5 }, call({ signal: controller.signal })));
      await wait(1);
      controller.abort(reason);
      assert.equal(await given, reason);
    }
  });

  it('leaves the server and the page with nothing open', async (t) => {
    const { http, server } = await bench(t);
    const closed = new Promise((resolve) => server.next(/groups/, ({ response }) => void response.on('close', resolve)));
    const controller = new AbortController();
    const given = reasonOf(http.list('groups', { limit: 5 }, call({ signal: controller.signal })));
    await until(() => server.seen.length, 'it has arrived');
    controller.abort(reason);
    await given;
    await closed;
  });

  it('of the whole adapter ends what is under way, and refuses what comes later', async (t) => {
    const { http, server } = await bench(t, slow);
    for (const fault of [hangs, drops]) server.next(/groups/, fault);
    const calls = [0, 1].map(() => refused(names(http), 'unavailable'));
    await until(() => server.seen.length === 2, 'both have arrived');
    await wait(40);
    await http.close!();
    for (const error of await Promise.all(calls)) assert.equal(error.retryable, false);
    const seen = server.seen.length;
    assert.equal((await refused(names(http), 'unavailable')).retryable, false);
    const { retryable, mayHaveHappened } = await refused(http.create!('groups', groupDraft, write()), 'unavailable');
    assert.deepEqual([retryable, mayHaveHappened], [false, false]);
    await refused(http.get('groups', '', call()), 'unavailable');
    const watched = new Promise<PeerError>((resolve) => http.watch!('groups', { limit: 1 }, { ready() {}, change() {}, error: resolve }, call()));
    assert.equal((await watched).code, 'unavailable');
    assert.equal(server.seen.length, seen);
  });
});

describe('answers that are none', () => {
  const wrong: [what: string, body: string][] = [
    ['no JSON', '<!doctype html><h1>Sign in to the Wi-Fi</h1>'], ['nothing', ''], ['JSON of another kind', '[]'], ['a list without items', '{"next":null}'],
    ['a list that does not say how it goes on', '{"items":[]}'], ['a list that goes on nowhere', '{"items":[],"next":""}'], ['null', 'null'],
  ];
  for (const [what, body] of wrong) {
    it(`are bad data: ${what}`, async (t) => {
      const { http, server } = await bench(t);
      server.next(/groups/, answers({ status: 200, body }));
      assert.equal((await refused(names(http), 'bad-data')).retryable, false);
      assert.equal(server.seen.length, 1);
    });
  }

  it('are bad data: something else than a record', async (t) => {
    const { http, server } = await bench(t);
    for (const body of ['[]', 'null', '"leeds"', '7']) {
      server.next(/groups\/leeds/, answers({ status: 200, body }));
      await refused(http.get('groups', 'leeds', call()), 'bad-data');
    }
  });

  it('are bad data: bytes that are no text', async (t) => {
    const { http, server } = await bench(t);
    server.next(/groups/, ({ response }) => void response.writeHead(200).end(Buffer.concat([Buffer.from('{"items":["'), Buffer.from([0xff, 0xfe]), Buffer.from('"],"next":null}')])));
    await refused(names(http), 'bad-data');
  });

  it('are not read to their end when they have none', async (t) => {
    const { http, server } = await bench(t, { longestAnswer: 100_000 });
    let sent = 0;
    let left = () => {};
    const closed = new Promise<void>((resolve) => (left = resolve));
    server.next(/groups/, async ({ response }) => {
      const gone = once(response, 'close').then(left);
      response.writeHead(200, { 'content-type': 'application/json' });
      while (!response.destroyed && sent < 100_000_000) {
        sent += 10_000;
        if (!response.write(' '.repeat(10_000))) await Promise.race([once(response, 'drain'), gone]);
      }
    });
    await refused(names(http), 'bad-data');
    await closed;
    assert.ok(sent < 20_000_000, `${sent} bytes were taken`);
  });

  it('do not lead anywhere else', async (t) => {
    const { http, server } = await bench(t, { retries: 0 });
    for (const status of [301, 302, 307, 308]) {
      server.next(/groups/, answers({ status, headers: { location: `${server.src}/v1/groups?space=default&limit=1` } }));
      await refused(names(http), 'unavailable');
    }
    assert.equal(server.seen.length, 4);
  });

  it('do not tell somebody that their story is gone when only the way there is', async (t) => {
    const { server, another } = await bench(t);
    const astray = another({ src: server.src.replace('/peer', '/elsewhere') });
    const receipt = call({ credential: { kind: 'receipt', token: 'r' } });
    await refused(astray.get('sendings', 'mine', receipt), 'unavailable');
    server.next(/sendings/, answers({ status: 404, body: '{"message":"no such route"}' }));
    await refused(another({}).get('sendings', 'mine', receipt), 'unavailable');
  });

  it('with a problem that is none are told by their status', async (t) => {
    const { http, server } = await bench(t);
    for (const body of ['', '{', 'null', '"no"', 'x'.repeat(200_000)]) {
      server.next(/groups/, answers({ status: 403, headers: { 'content-type': 'application/problem+json' }, body }));
      await refused(names(http), 'forbidden');
    }
  });

  it('keep their items unread, for the client to parse', async (t) => {
    const { http, server } = await bench(t);
    server.next(/groups/, ({ response }) => send(response, { status: 200, body: '{"items":[7,{"id":"x"}],"next":null}' }));
    assert.deepEqual((await http.list('groups', { limit: 5 }, call())).items, [7, { id: 'x' }]);
  });
});

describe('silence', () => {
  it('is kept: nothing is written to the console, whatever goes wrong', async (t) => {
    const { http, server } = await bench(t);
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => t.mock.method(console, name, () => {}));
    server.next(/groups/, drops, half, answers(problem('conflict', 409)));
    await refused(http.create!('groups', groupDraft, write()), 'conflict');
    server.next(/groups/, answers({ status: 200, body: '{' }));
    await refused(names(http), 'bad-data');
    assert.deepEqual(spies.map((spy) => spy.mock.callCount()), [0, 0, 0, 0, 0]);
  });
});
