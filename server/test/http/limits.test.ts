import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clientAddress, clientOf, isLoopback, isWithin, parseAddress, parseNetwork } from '../../src/http/address.ts';
import { Limiter } from '../../src/http/limiter.ts';
import { defaultLimits } from '../../src/http/options.ts';
import { Desk, generous, group, spaces, story } from '../support/desk.ts';
import { altered, sqliteStore } from '../support/sqlite.ts';

const client = (peer: string | undefined, headers: Record<string, string> = {}, trusted: string[] = []) => {
  const address = clientAddress(peer, new Headers(headers), trusted.map(parseNetwork));
  return address && clientOf(address);
};
const of = (text: string) => clientOf(parseAddress(text)!);

describe('an address', () => {
  it('is the same however it is written', () => {
    for (const text of ['192.0.2.1', '192.0.2.1:8080', '::ffff:192.0.2.1', '[::ffff:192.0.2.1]:80', '::ffff:c000:201', '"192.0.2.1:1"', ' 192.0.2.1 ']) assert.equal(of(text), of('192.0.2.1'), text);
    for (const text of ['2001:db8::1', '[2001:db8::1]', '[2001:db8::1]:443', '2001:DB8:0:0:0:0:0:1', '2001:db8::1%eth0', '"[2001:db8::1]:4711"']) assert.equal(of(text), of('2001:db8::1'), text);
  });

  it('of IPv6 counts by the half that names a home', () => {
    assert.equal(of('2001:db8:1:2::1'), of('2001:db8:1:2:ffff:ffff:ffff:ffff'));
    assert.notEqual(of('2001:db8:1:2::1'), of('2001:db8:1:3::1'));
    assert.notEqual(of('192.0.2.1'), of('192.0.2.2'));
  });

  it('is not taken from what is none', () => {
    for (const text of ['', 'unknown', '_hidden', '192.0.2', '192.0.2.256', '1.2.3.4.5', '2001:db8', '1::2::3', ':::', '1:2:3:4:5:6:7:8:9', '::1.2.3', 'g::1', '[::1', '12345::']) assert.equal(parseAddress(text), undefined, text);
  });

  it('lies in a network or not', () => {
    const within = (address: string, network: string) => isWithin(parseAddress(address)!, parseNetwork(network));
    assert.ok(within('10.1.2.3', '10.0.0.0/8') && within('::ffff:10.1.2.3', '10.0.0.0/8') && within('10.1.2.3', '::ffff:10.0.0.0/104') && within('fd00::1', 'fd00::/8') && within('192.0.2.1', '192.0.2.1') && within('1.2.3.4', '0.0.0.0/0'));
    assert.ok(!within('11.1.2.3', '10.0.0.0/8') && !within('::1', '0.0.0.0/0') && !within('fe00::1', 'fd00::/8') && !within('192.0.2.2', '192.0.2.1'));
    for (const text of ['10.0.0.0/33', '10.0.0.0/', 'fd00::/129', 'proxy', '10.0.0.0/8/8', '10.0.0.0/-1', '']) assert.throws(() => parseNetwork(text), /is not a network/, text);
    assert.ok(isLoopback(parseAddress('127.1.2.3')!) && isLoopback(parseAddress('::1')!) && !isLoopback(parseAddress('128.0.0.1')!));
  });
});

describe('a proxy', () => {
  it('is a machine or a network of the host, never everybody', () => {
    for (const network of ['0.0.0.0/0', '10.0.0.0/7', '::/0', '2a00::/12', '2001:db8::/31', '::ffff:0.0.0.0/96', '::ffff:10.0.0.0/103', 'fc00::/7']) {
      assert.throws(() => new Desk({ trustedProxies: [network] }), /is too wide for proxies/, network);
    }
    for (const network of ['10.0.0.0/8', '127.0.0.1', '192.168.0.0/16', 'fd00::/8', '2001:db8::/32', '::1', '::ffff:10.0.0.0/104']) new Desk({ trustedProxies: [network] });
  });

  it('on this machine that nobody named is told of once, because it makes all visitors one', async () => {
    const warnings = async (options: object, ask: (desk: Desk) => Promise<unknown>) => {
      const lines: string[] = [];
      const desk = new Desk({ ...options, log: { info: () => {}, error: () => {}, warn: (fields, message) => void lines.push(JSON.stringify([fields, message])) } });
      for (let time = 0; time < 3; time++) await ask(desk);
      return lines;
    };
    const through = (header: string, address = '127.0.0.1') => (desk: Desk) => desk.ask('GET', '/v1/groups', { address, headers: { [header]: '203.0.113.9' } });
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
      const lines = await warnings({}, through(header, header === 'via' ? '::1' : '127.0.0.1'));
      assert.equal(lines.length, 1);
      assert.match(lines[0]!, /trustedProxies/);
      assert.doesNotMatch(lines[0]!, /203\.0/);
    }
    assert.deepEqual(await warnings({ trustedProxies: ['127.0.0.1'] }, through('x-forwarded-for')), []);
    assert.deepEqual(await warnings({}, through('x-forwarded-for', '192.0.2.1')), [], 'anybody may send a header');
    assert.deepEqual(await warnings({}, (desk) => desk.ask('GET', '/v1/groups', { address: '127.0.0.1' })), []);
  });
});

describe('who is asking', () => {
  const trusted = ['10.0.0.0/8', 'fd00::/8'];

  it('is the other end of the connection, whatever headers say, unless that is a trusted proxy', () => {
    const lies = { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9', 'x-real-ip': '203.0.113.9' };
    assert.equal(client('192.0.2.1', lies), of('192.0.2.1'));
    assert.equal(client('192.0.2.1', lies, trusted), of('192.0.2.1'));
    assert.equal(client(undefined, lies, trusted), undefined);
  });

  it('is the last address that no trusted proxy has, so that what is written before it does not count', () => {
    assert.equal(client('10.0.0.1', { 'x-forwarded-for': '203.0.113.9, 192.0.2.1' }, trusted), of('192.0.2.1'));
    assert.equal(client('10.0.0.1', { 'x-forwarded-for': '203.0.113.9, 192.0.2.1, 10.2.2.2' }, trusted), of('192.0.2.1'));
    assert.equal(client('fd00::1', { forwarded: 'for=203.0.113.9, for="[2001:db8::7]:4711";proto=https;by=10.0.0.1' }, trusted), of('2001:db8::7'));
    assert.equal(client('10.0.0.1', { 'x-forwarded-for': '192.0.2.1:5000' }, trusted), of('192.0.2.1'));
    assert.equal(client('10.0.0.1', { 'x-forwarded-for': '127.0.0.1, 192.0.2.1', forwarded: 'for=127.0.0.1' }, trusted), of('192.0.2.1'));
  });

  it('is the proxy where it says nothing that can be read', () => {
    for (const headers of [{}, { 'x-forwarded-for': '' }, { 'x-forwarded-for': 'unknown' }, { forwarded: 'for=_secret' }, { forwarded: 'proto=https' }, { 'x-forwarded-for': '192.0.2.1, garbage' }]) {
      assert.equal(client('10.0.0.1', headers as Record<string, string>, trusted), of('10.0.0.1'));
    }
  });
});

const narrow = { reads: { count: 3, seconds: 60 }, searches: { count: 2, seconds: 60 }, writes: { count: 2, seconds: 60 }, sendings: { count: 2, seconds: 600 }, answers: { count: 2, seconds: 600 }, reports: { count: 2, seconds: 600 }, challenges: { count: 2, seconds: 60 } };
const at = Date.parse('2026-05-04T10:00:10Z');

describe('too many requests', () => {
  for (const [what, method, path, body, count] of [
    ['reads', 'GET', '/v1/groups', undefined, 3],
    ['searches', 'POST', '/v1/groups/search', {}, 2],
    ['writes', 'POST', '/v1/groups', group(), 2],
    ['writes', 'PATCH', '/v1/sendings/some', { text: 'x' }, 2],
    ['writes', 'DELETE', '/v1/sendings/some', undefined, 2],
    ['sendings', 'POST', '/v1/sendings', story(), 2],
    ['answers', 'POST', '/v1/answers', { story: 'any', kind: 'thank-you' }, 2],
    ['reports', 'POST', '/v1/reports', { story: 'any', reason: 'worried' }, 2],
    ['challenges', 'POST', '/v1/challenges', undefined, 2],
  ] as const) {
    it(`of ${what} (${method}) from one address wait, and others do not`, async () => {
      let now = at;
      const desk = new Desk({ limits: narrow, now: () => now });
      const ask = (address: string) => desk.ask(method, path, { body, address });
      for (let time = 0; time < count; time++) assert.notEqual((await ask('192.0.2.1')).status, 429);
      const { status, headers, json } = await ask('192.0.2.1');
      assert.deepEqual([status, json.type, json.retryable], [429, '/v1/problems/rate-limited', true]);
      const wait = Number(headers.get('retry-after'));
      assert.ok(wait > 0 && wait <= 600);
      assert.equal(headers.get('ratelimit'), `"${what}";r=0;t=${wait}`);
      assert.match(headers.get('ratelimit-policy')!, new RegExp(`^"${what}";q=${count};w=\\d+$`));
      assert.notEqual((await ask('192.0.2.2')).status, 429);
      now += wait * 1000;
      assert.notEqual((await ask('192.0.2.1')).status, 429);
    });
  }

  it('are not got around with headers, ports or the other half of an IPv6 address', async () => {
    const desk = new Desk({ limits: narrow, now: () => at });
    const statuses: number[] = [];
    for (let time = 0; time < 4; time++) {
      const lies = { 'x-forwarded-for': `203.0.113.${time}`, forwarded: `for=203.0.113.${time}`, 'x-real-ip': `203.0.113.${time}`, 'cf-connecting-ip': `203.0.113.${time}`, 'true-client-ip': `203.0.113.${time}` };
      statuses.push((await desk.ask('POST', '/v1/sendings', { body: story(), headers: lies, address: `2001:db8:1:2::${time + 1}` })).status);
    }
    assert.deepEqual(statuses, [201, 201, 429, 429]);
  });

  it('are not got around by inventing names of spaces', async () => {
    const desk = new Desk({ limits: { reads: { count: 3, seconds: 60 }, sendings: { count: 2, seconds: 60 } }, now: () => at });
    const read = async (space: string) => (await desk.ask('GET', '/v1/groups', { space })).status;
    const send = async (space: string) => (await desk.ask('POST', '/v1/sendings', { space, body: story() })).status;
    assert.deepEqual([await read('a'), await read('b'), await read('c'), await read('d')], [404, 404, 404, 429]);
    assert.deepEqual([await send('a'), await send('b'), await send('c')], [404, 404, 429]);
    assert.equal(await read('default'), 200);
  });

  it('with long and odd names of spaces cost nothing: no database is asked, and nothing is remembered', async () => {
    const own = sqliteStore();
    let asked = 0;
    const count = <A extends unknown[], R>(method: (...args: A) => R) => (...args: A) => (asked++, method(...args));
    const store = altered(own, { read: count(own.read.bind(own)) as never, write: count(own.write.bind(own)) as never, token: count(own.token.bind(own)), count: count(own.count.bind(own)), secret: count(own.secret.bind(own)) });
    const desk = new Desk({ store, limits: generous });
    const odd = ['x'.repeat(64), 'x'.repeat(10_000), '', '-a', 'a b', 'a/b', '../default', 'é', '\u0000', "default'--", 'default ', '__proto__'];
    const token = await desk.staff('admin');
    asked = 0;
    for (const space of odd) {
      for (const [method, path, body] of [['GET', '/v1/groups', undefined], ['POST', '/v1/challenges', undefined], ['POST', '/v1/sendings', story()], ['POST', '/v1/groups/search', {}]] as const) {
        for (const as of [undefined, token]) {
          const { status, json } = await desk.ask(method, path, { space, body, as });
          assert.deepEqual([status, json.type], [404, '/v1/problems/not-found'], space.slice(0, 70));
        }
      }
    }
    assert.equal(asked, 0);
  });

  it('are counted in fixed memory, whatever names and addresses are invented', async () => {
    const limiter = new Limiter(sqliteStore(), { ...defaultLimits, reads: { count: 2, seconds: 60 } }, new Map(), () => at);
    for (let n = 0; n < 60_000; n++) limiter.here('reads', `space-${n}`, `4:${n.toString(16)}`);
    assert.ok(limiter.remembered <= 50_000, `${limiter.remembered}`);
    for (let n = 0; n < 2; n++) limiter.here('reads', `${n}`, 'one');
    assert.throws(() => limiter.here('reads', 'another', 'one'), { code: 'rate-limited' });
  });

  it('are remembered for as long as their limit says, however short another one is, and no longer', () => {
    let now = at - (at % 60_000);
    const limiter = new Limiter(sqliteStore(), { ...defaultLimits, reads: { count: 9, seconds: 10 }, searches: { count: 1, seconds: 60 } }, new Map(), () => now);
    limiter.here('searches', 'default', 'one');
    now += 20_000;
    limiter.here('reads', 'default', 'one');
    assert.throws(() => limiter.here('searches', 'default', 'one'), { code: 'rate-limited' });
    now += 60_000;
    limiter.here('reads', 'default', 'another');
    assert.equal(limiter.remembered, 1, 'everybody else is forgotten');
  });

  it('cannot be about a space whose name fits no address', () => {
    for (const name of ['a b', '', 'x'.repeat(64), '../x']) assert.throws(() => new Desk({ spaces: { [name]: spaces.default! } }), /The name of a space/);
  });

  it('behind a trusted proxy count for each client', async () => {
    const desk = new Desk({ limits: narrow, now: () => at, trustedProxies: ['10.0.0.0/8'] });
    const send = (forwarded: string) => desk.ask('POST', '/v1/sendings', { body: story(), address: '10.0.0.1', headers: { 'x-forwarded-for': forwarded } });
    for (const time of [1, 2]) assert.equal((await send(`${time}.1.1.1, 192.0.2.1`)).status, 201);
    assert.equal((await send('3.1.1.1, 192.0.2.1')).status, 429);
    assert.equal((await send('192.0.2.2')).status, 201);
  });

  it('count for each space, and a space may have its own limits', async () => {
    const desk = new Desk({ limits: narrow, now: () => at, spaces: { ...spaces, other: { ...spaces.other!, limits: { sendings: 1 } } } });
    const send = (space: string) => desk.ask('POST', '/v1/sendings', { body: story(), space });
    assert.deepEqual([(await send('default')).status, (await send('default')).status, (await send('default')).status], [201, 201, 429]);
    assert.deepEqual([(await send('other')).status, (await send('other')).status], [201, 429]);
  });

  it('count together over all instances, under keys that say nothing and change every day', async () => {
    const keys: string[] = [];
    let now = at;
    const own = sqliteStore(() => now);
    const store = altered(own, { count: (key, slice, expires) => (keys.push(key), own.count(key, slice, expires)) });
    const desks = [1, 2].map(() => new Desk({ store, limits: narrow, now: () => now }));
    const send = (desk: Desk) => desk.ask('POST', '/v1/sendings', { body: story() });
    assert.deepEqual([(await send(desks[0]!)).status, (await send(desks[1]!)).status, (await send(desks[0]!)).status], [201, 201, 429]);
    now += 24 * 60 * 60 * 1000;
    await send(desks[1]!);
    assert.equal(new Set(keys.slice(0, 3)).size, 1);
    assert.notEqual(keys[3], keys[0]);
    for (const key of keys) assert.match(key, /^[\w-]{43}$/);
  });

  it('of watches at once are refused until one ends', async () => {
    const desk = new Desk({ limits: { watches: 2 } });
    const leaving = new AbortController();
    const watch = () => desk.fetch('POST', '/v1/groups/watch', { body: {}, signal: leaving.signal });
    assert.deepEqual([(await watch()).status, (await watch()).status, (await watch()).status], [200, 200, 429]);
    assert.equal((await desk.fetch('POST', '/v1/sendings/watch', { body: {}, address: '192.0.2.9' })).status, 401);
    leaving.abort();
    assert.equal((await desk.fetch('POST', '/v1/groups/watch', { body: {} })).status, 200);
    desk.handler.close();
  });

  it('cannot be told apart where the runtime says no address, so that nobody is locked out by others', async () => {
    const desk = new Desk({ limits: narrow, now: () => at });
    for (let time = 0; time < 5; time++) {
      const response = await desk.handler(new Request('https://server.example/v1/groups'));
      assert.equal(response.status, 200);
    }
  });

  it('are counted before anybody is looked up, and for wrong credentials too', async () => {
    const desk = new Desk({ limits: narrow, now: () => at });
    const statuses = [];
    for (let time = 0; time < 5; time++) statuses.push((await desk.ask('GET', '/v1/groups', { as: `Bearer guess-${time}` })).status);
    assert.deepEqual(statuses, [401, 401, 401, 429, 429]);
  });
});
