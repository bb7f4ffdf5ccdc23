import { expect } from '@open-wc/testing';
import type { Call, PeerAdapter } from '../../src/adapters/adapter.ts';
import { type HttpAdapterOptions, httpAdapter } from '../../src/adapters/http.ts';
import { createPeerClient } from '../../src/client/client.ts';
import { PeerError } from '../../src/client/errors.ts';
import { createOutbox } from '../../src/client/outbox.ts';
import { startBackend } from '../setup/backend.ts';
import { eventually } from '../setup/until.ts';
import { groups } from './sample-groups.ts';

// What only browsers do. Everything else is tested under Node, against the same server.

type Backend = Awaited<ReturnType<typeof startBackend>>;

const call = (over: Partial<Call> = {}): Call => ({ signal: new AbortController().signal, space: 'default', locale: 'en', ...over });
const list = (http: PeerAdapter, over: Partial<Call> = {}) => http.list('groups', { limit: 100 }, call(over));
const codeOf = (promise: Promise<unknown>) => promise.then(() => 'none', (error: unknown) => (PeerError.is(error) ? error.code : String(error)));
const story = { text: 'It was a long winter.', topics: [], notes: [], language: 'en', answers: true, audience: 'everyone', consents: [{ purpose: 'publish', version: '1' }] } as const;

describe('the http adapter in a browser', () => {
  let backend: Backend;
  const open: PeerAdapter[] = [];
  const adapter = (options: Partial<HttpAdapterOptions> = {}) => {
    const http = httpAdapter({ src: backend.src, backoffMs: 1, timeoutMs: 4000, ...options });
    open.push(http);
    return http;
  };

  beforeEach(async () => {
    backend = await startBackend(groups.records);
  });
  afterEach(async () => {
    for (const http of open.splice(0)) void http.close?.();
    delete (navigator as { onLine?: boolean }).onLine;
    await backend.stop();
  });

  it('reads and writes on another origin', async () => {
    const { groups: collection } = createPeerClient({ adapter: adapter(), credential: { kind: 'staff', token: 'sample-staff-token' } });
    expect((await collection.list()).items.length).to.equal(groups.records.length);
    const made = await collection.create(groups.draft!(1));
    const changed = await collection.update(made.id, { name: 'Another name' }, { rev: made.rev! });
    await collection.remove(made.id, { rev: changed.rev! });
    expect(await collection.get(made.id)).to.equal(null);
    expect((await collection.list({ text: 'sleep' })).items.length).to.equal(1);
  });

  it('sends no cookie and no referrer, where the page would', async () => {
    // Cookies belong to a host, whatever its port.
    document.cookie = 'person=ann; SameSite=Lax';
    const here = backend.src.replace('127.0.0.1', location.hostname);
    try {
      await fetch(`${here}/v1/groups?plain`, { credentials: 'include', mode: 'no-cors' });
      await list(httpAdapter({ src: here }));
      await httpAdapter({ src: here }).list('groups', { limit: 5, text: 'sleep' }, call());
    } finally {
      document.cookie = 'person=; max-age=0';
    }
    const [plain, ...ours] = await backend.seen();
    expect(plain!.headers.cookie).to.contain('person=ann');
    expect(plain!.headers.referer).to.contain(location.origin);
    expect(ours.map(({ headers }) => [headers.cookie, headers.referer])).to.deep.equal([[undefined, undefined], [undefined, undefined]]);
  });

  it('leaves nothing in caches but what everybody may read', async () => {
    const http = adapter();
    // WebKit keeps nothing at all while it is driven by tests.
    const ways: [when: RegExp, ask: () => Promise<unknown>, least: number, most: number][] = [
      [/GET .*groups\?/, () => list(http), 1, /Chrome|Firefox/.test(navigator.userAgent) ? 1 : 2],
      [/GET .*groups\?/, () => list(http, { credential: { kind: 'member', token: 'x' } }).catch(() => {}), 2, 2],
      [/GET .*groups\/online/, () => http.get('groups', 'online', call()), 2, 2],
    ];
    for (const [when, ask, least, most] of ways) {
      const before = (await backend.seen(when)).length;
      for (let n = 0; n < 2; n++) {
        await backend.fail(when, 'cacheable');
        await ask();
      }
      expect((await backend.seen(when)).length - before, String(when)).to.be.within(least, most);
    }
  });

  it('passes the reason of an abort through untouched, before and while an answer comes', async () => {
    const http = adapter();
    for (const fault of ['hangs', 'begins'] as const) {
      await backend.fail(/groups/, fault);
      const controller = new AbortController();
      const reason = { why: 'the person left' };
      const given = list(http, { signal: controller.signal }).then(() => 'answered', (error: unknown) => error);
      await new Promise((resolve) => setTimeout(resolve, 150));
      controller.abort(reason);
      expect(await given).to.equal(reason);
    }
  });

  it('gets over half an answer', async () => {
    await backend.fail(/groups/, 'half');
    expect((await list(adapter())).items.length).to.equal(groups.records.length);
    expect((await backend.seen(/GET/)).length).to.equal(2);
  });

  it('follows nobody', async () => {
    await backend.fail(/groups/, 'redirects');
    expect(await codeOf(list(adapter({ retries: 0 })))).to.equal('unavailable');
    expect((await backend.seen(/elsewhere/)).length).to.equal(0);
  });

  it('says offline where the device has no connection, and unavailable where nobody can say why', async () => {
    await backend.fail(/groups/, 'closedToPages');
    expect(await codeOf(list(adapter({ retries: 0 })))).to.equal('unavailable');
    await backend.stop();
    expect(await codeOf(list(adapter({ retries: 0 })))).to.equal('unavailable');
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
    expect(await codeOf(list(adapter()))).to.equal('offline');
  });

  it('lets wait what was sent offline, and asks when there is a connection again', async () => {
    // Twice, because Chromium by itself sends again what was lost on a connection that it had used before.
    for (let n = 0; n < 2; n++) await backend.fail(/POST .*groups/, 'drops');
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
    const outbox = createOutbox(createPeerClient({ adapter: adapter() }));
    const events: string[] = [];
    outbox.subscribe(({ type }) => events.push(type));
    const { state } = await outbox.send('groups', groups.draft!(1), { intent: 'act-1' });
    expect(state).to.equal('waiting');
    const { length } = await backend.seen(/POST .*groups/);
    delete (navigator as { onLine?: boolean }).onLine;
    window.dispatchEvent(new Event('online'));
    expect(events.at(-1)).to.equal('online');
    expect((await backend.seen(/POST .*groups/)).length).to.equal(length);
    expect((await outbox.sendAgain('act-1')).state).to.equal('sent');
    outbox.close();
  });

  it('watches over a stream that comes in pieces, and goes on after it broke off', async () => {
    await backend.fail(/watch/, 'breaksOff');
    const controller = new AbortController();
    const told: string[] = [];
    const http = adapter();
    http.watch!('groups', { limit: 1 }, { ready: () => told.push('ready'), change: (ids) => told.push(...ids), error: ({ code }) => told.push(`error ${code}`) }, call({ signal: controller.signal }));
    await eventually(async () => (await backend.seen(/watch/)).length === 2);
    expect(told).to.deep.equal(['ready', 'ü💥']);
    expect((await backend.seen(/watch/))[1]!.headers['last-event-id']).to.equal('5');
    const { id } = (await http.create!('groups', groups.draft!(1), { ...call(), intent: 'a' })) as { id: string };
    await eventually(() => told.includes(id));
    controller.abort();
    await http.create!('groups', groups.draft!(2), { ...call(), intent: 'b' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(told).to.deep.equal(['ready', 'ü💥', id]);
  });

  it('works for its proof while somebody writes, and the page does not feel it', async () => {
    const solution = 10_000;
    await backend.set({ hardness: solution, solution });
    const sendings = createPeerClient({ adapter: adapter({ proofMs: 20_000 }) }).collection('sendings');
    // The page has its turn again and again: keys, drawing and everything else go on.
    let tried = 0;
    let sinceTurn = 0;
    let longest = 0;
    const turns = setInterval(() => (sinceTurn = 0));
    const { digest } = crypto.subtle;
    crypto.subtle.digest = (...asked) => {
      tried += 1;
      longest = Math.max(longest, (sinceTurn += 1));
      return digest.apply(crypto.subtle, asked);
    };
    try {
      sendings.prepare();
      await sendings.create(story as never, { credential: null });
    } finally {
      delete (crypto.subtle as Partial<SubtleCrypto>).digest;
      clearInterval(turns);
    }
    expect(tried).to.be.above(solution);
    expect(longest).to.be.below(solution / 2);
    const [sent] = await backend.seen(/POST .*sendings/);
    const proof = JSON.parse(atob(sent!.headers['peer-proof']!)) as { number: number; salt: string; challenge: string };
    expect(proof.number).to.equal(solution);
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${proof.salt}${proof.number}`));
    expect(Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')).to.equal(proof.challenge);
  });
});
