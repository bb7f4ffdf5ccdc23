import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createPeerClient } from '../../src/client/client.ts';
import { until } from '../setup/until.ts';
import { actsAndDrops, answers, type Bench, bench, call, drops, hangs, story, write } from './support/http-bench.ts';
import { PeerServer, problem } from './support/peer-server.ts';
// It is fetched when somebody writes; here it is at hand, so that only the proof takes time.
import '../../src/adapters/http/proof.ts';

const sent = ({ server }: Bench) => server.asked(/^POST .*sendings/);
const challenges = ({ server }: Bench) => server.asked(/challenges/);
const proofs = (made: Bench) => sent(made).map(({ headers }) => headers['peer-proof']);
const create = ({ http }: Bench, intent: string = crypto.randomUUID()) => http.create!('sendings', story(), write({ intent }));

/** Its challenges take longer than any test. */
const endless = ({ server }: Bench) => void Object.assign(server, { hardness: 4_000_000, solution: 4_000_000 });

/** A challenge as the server would give it, with something else about it. */
const challenge = (over: object) => answers({ status: 200, body: JSON.stringify({ algorithm: 'SHA-256', challenge: 'a'.repeat(64), maxnumber: 50, salt: 'aa?expires=9999999999&', signature: 'b', ...over }) });

describe('proof of work', () => {
  it('goes with what is sent anonymously, and holds', async (t) => {
    const made = await bench(t);
    await create(made);
    assert.ok(await PeerServer.solves(proofs(made)[0]));
    const [asked] = challenges(made) as [ReturnType<typeof challenges>[number]];
    assert.deepEqual([asked.method, asked.url, asked.headers.authorization], ['POST', '/peer/v1/challenges?space=default', undefined]);
  });

  it('is made while somebody writes, once, and is there when they send', async (t) => {
    const made = await bench(t);
    const { sendings } = { sendings: createPeerClient({ adapter: made.http }).collection('sendings') };
    for (let n = 0; n < 5; n++) sendings.prepare();
    await until(() => challenges(made).length);
    await wait(100);
    assert.equal(challenges(made).length, 1);
    made.server.next(/challenges/, hangs);
    await sendings.create(story() as never, { credential: null });
    assert.ok(await PeerServer.solves(proofs(made)[0]));
    assert.equal(challenges(made).length, 1);
  });

  it('is prepared for the space somebody writes in, and never with a token', async (t) => {
    const made = await bench(t, { getToken: () => 'token-1' });
    createPeerClient({ adapter: made.http, space: 'north', credential: { kind: 'member', token: 'token-2' } }).collection('sendings').prepare();
    await until(() => challenges(made).length);
    assert.deepEqual(challenges(made).map(({ url, headers }) => [url, headers.authorization]), [['/peer/v1/challenges?space=north', undefined]]);
  });

  it('is not prepared for what needs none, nor for what cannot be sent', async (t) => {
    const made = await bench(t);
    const client = createPeerClient({ adapter: made.http });
    client.groups.prepare();
    client.collection('stories').prepare();
    client.collection('sendings').prepare({ signal: AbortSignal.abort() });
    made.http.prepare!('sendings', call({ signal: AbortSignal.abort() }));
    await wait(30);
    assert.equal(challenges(made).length, 0);
    await made.http.close!();
    client.collection('sendings').prepare();
    made.http.prepare!('sendings', call());
    createPeerClient({ adapter: made.store }).collection('sendings').prepare();
    await wait(30);
    assert.equal(challenges(made).length, 0);
  });

  it('is asked of nobody who says who they are', async (t) => {
    const made = await bench(t, { getToken: () => 'token-1' });
    await made.http.create!('sendings', story({ audience: 'group', group: 'g' }), write()).catch(() => {});
    assert.deepEqual([challenges(made).length, proofs(made)], [0, [undefined]]);
  });

  it('goes with a reply that nobody puts their name to, and with no other', async (t) => {
    const reply = story({ audience: 'writer', replyTo: 's', consents: [] });
    const send = async (made: Bench, over: object = {}) => made.http.create!('sendings', reply, { ...write(), ...over }).catch(() => {});
    const [open, signedIn] = [await bench(t), await bench(t, { getToken: () => 'token-1' })];
    await send(open);
    await send(signedIn, { anonymous: true });
    for (const made of [open, signedIn]) {
      assert.ok(await PeerServer.solves(proofs(made)[0]));
      assert.equal(sent(made)[0]!.headers.authorization, undefined);
    }
    await send(signedIn);
    await send(signedIn, { credential: { kind: 'member', token: 'token-2' } });
    assert.deepEqual(proofs(signedIn).slice(1), [undefined, undefined]);
    assert.deepEqual(sent(signedIn).slice(1).map(({ headers }) => headers.authorization), ['Bearer token-1', 'Bearer token-2']);
  });

  it('is another one for each act', async (t) => {
    const made = await bench(t);
    made.http.prepare!('sendings', call());
    await Promise.all([create(made), create(made)]);
    await create(made);
    const all = proofs(made);
    assert.equal(new Set(all).size, 3);
    for (const proof of all) assert.ok(await PeerServer.solves(proof));
  });

  it('is the same for each try of one act', async (t) => {
    const made = await bench(t, { retries: 1 });
    made.server.next(/sendings/, actsAndDrops, drops);
    await create(made, 'one-act').catch(() => {});
    await create(made, 'one-act');
    const all = proofs(made);
    assert.equal(all.length, 3);
    assert.ok(all[0] && new Set(all).size === 1);
  });

  it('is made anew when it has run out while somebody wrote', async (t) => {
    const made = await bench(t);
    made.server.next(/challenges/, async ({ pass, response }) => {
      const { end } = response;
      response.end = ((body: string) => end.call(response, body.replace(/expires=\d+/, `expires=${Math.floor(Date.now() / 1000) + 5}`), 'utf8')) as typeof response.end;
      await pass();
    });
    await until(() => (made.http.prepare!('sendings', call()), challenges(made).length === 2));
    await create(made);
    assert.equal(challenges(made).length, 2);
    assert.ok(await PeerServer.solves(proofs(made)[0]));
  });

  const failures = {
    'there are no challenges': answers(problem('not-found', 404)),
    'too many were asked for': answers(problem('rate-limited', 429)),
    'the connection breaks': drops,
    'the answer is something else': answers({ status: 200, body: '{"a":1}' }),
    'the challenge cannot be solved': challenge({}),
    'the challenge would take for ever': challenge({ maxnumber: 1e12 }),
    'the challenge is of a kind that is not known': challenge({ algorithm: 'MD5' }),
  };
  for (const [what, fault] of Object.entries(failures)) {
    it(`is left out when ${what}: what somebody wrote goes all the same`, async (t) => {
      const made = await bench(t);
      made.server.next(/challenges/, fault);
      const began = performance.now();
      await create(made);
      assert.ok(performance.now() - began < 4000, 'it waited in vain');
      assert.deepEqual(proofs(made), [undefined]);
      await create(made);
      assert.ok(await PeerServer.solves(proofs(made)[1]), 'the next one has its proof again');
    });
  }

  it('is waited for no longer than a few seconds', async (t) => {
    const made = await bench(t, { proofMs: 40 });
    for (const slow of [() => made.server.next(/challenges/, hangs), () => endless(made)]) {
      slow();
      const began = performance.now();
      await create(made);
      assert.ok(performance.now() - began < 4000);
    }
    assert.deepEqual(proofs(made), [undefined, undefined]);
  });

  it('does not hold back whoever gives up', async (t) => {
    const made = await bench(t);
    made.server.next(/challenges/, hangs);
    const controller = new AbortController();
    const given = made.http.create!('sendings', story(), write({ signal: controller.signal })).then(() => assert.fail(), (error: unknown) => error);
    await wait(20);
    controller.abort('left');
    assert.equal(await given, 'left');
    assert.equal(sent(made).length, 0);
  });

  it('leaves the page time for everything else', async (t) => {
    const made = await bench(t);
    endless(made);
    const digest = t.mock.method(crypto.subtle, 'digest');
    made.http.prepare!('sendings', call());
    await until(() => digest.mock.callCount() > 0, 'it is begun');
    const tried: number[] = [];
    for (let turn = 0; turn < 30; turn++) {
      const before = digest.mock.callCount();
      await new Promise((resolve) => setTimeout(resolve));
      tried.push(digest.mock.callCount() - before);
    }
    // Numbers, not milliseconds: a busy machine makes every turn long.
    assert.ok(Math.max(...tried) < 2000, `${tried.join()} numbers between two turns`);
  });

  it('is no longer made once the adapter is closed', async (t) => {
    const made = await bench(t);
    endless(made);
    made.http.prepare!('sendings', call());
    await wait(50);
    await made.http.close!();
    const digest = t.mock.method(crypto.subtle, 'digest');
    // Those that had begun are done in a moment.
    await until(async () => {
      const tried = digest.mock.callCount();
      await wait(50);
      return digest.mock.callCount() === tried;
    }, 'nothing is tried any more');
  });
});
