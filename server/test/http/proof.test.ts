import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChallenge, solveChallenge } from 'altcha-lib/v1';
import { Desk, expect, story } from '../support/desk.ts';
import { altered } from '../support/sqlite.ts';
import { kinds, ready } from '../support/stores.ts';

async function solved(desk: Desk, space = 'default'): Promise<Record<string, unknown>> {
  const { status, json } = await desk.ask('POST', '/v1/challenges', { space });
  assert.equal(status, 200);
  return solve(json);
}

async function solve({ algorithm, challenge, salt, signature, maxnumber }: Awaited<ReturnType<typeof createChallenge>>) {
  const solution = await solveChallenge(challenge, salt, algorithm, maxnumber).promise;
  return { algorithm, challenge, number: solution!.number, salt, signature };
}

const header = (proof: unknown) => ({ 'peer-proof': btoa(JSON.stringify(proof)) });

/** What the staff is told of a sending. */
async function flags(desk: Desk, headers: Record<string, string>, { intent, space = 'default', as }: { intent?: string; space?: string; as?: string } = {}) {
  const member = as !== undefined;
  const body = member ? { ...story(), audience: 'group', group: 'walk', consents: [] } : story();
  const sent = await desk.ask('POST', '/v1/sendings', { body, headers, space, as, ...(intent && { intent }) });
  assert.equal(sent.status, 201, sent.text);
  const { json } = await desk.ask('GET', `/v1/sendings/${sent.json.id}`, { as: await desk.staff('moderator', { space }), space });
  return json.flags as string[] | undefined;
}

const databases = kinds();
const small = { proofMaxNumber: 500 };

describe('a proof of work', () => {
  it('that is solved leaves no mark', async () => {
    const desk = new Desk(small);
    assert.equal(await flags(desk, header(await solved(desk))), undefined);
  });

  it('is never a wall: without one a story is taken, and marked for the staff', async () => {
    assert.deepEqual(await flags(new Desk(small), {}), ['no-proof']);
  });

  it('is asked of nobody who signed in', async () => {
    const desk = new Desk(small);
    assert.equal(await flags(desk, {}, { as: await desk.member('walk') }), undefined);
  });

  it('is good once', async () => {
    const desk = new Desk(small);
    const proof = await solved(desk);
    assert.equal(await flags(desk, header(proof)), undefined);
    assert.deepEqual(await flags(desk, header(proof)), ['bad-proof']);
    assert.deepEqual(await flags(desk, header(proof)), ['bad-proof']);
  });

  it('is good again for the same act whose answer was lost before it was kept', async () => {
    const desk = new Desk(small);
    const proof = await solved(desk);
    const { write } = desk.store;
    desk.store.write = () => Promise.reject(new Error('the connection broke'));
    const failed = await desk.ask('POST', '/v1/sendings', { body: story(), headers: header(proof), intent: 'one-act' });
    desk.store.write = write;
    assert.equal(failed.status, 500);
    assert.equal(await flags(desk, header(proof), { intent: 'one-act' }), undefined);
    assert.deepEqual(await flags(desk, header(proof), { intent: 'another-act' }), ['bad-proof']);
  });

  it('is spent once, in one write with what it paid for, also where two instances are sent it at once', async () => {
    for (const { name, place } of databases) {
      const where = await place();
      const stores = [await ready(where), await ready(where)] as const;
      const desks = stores.map((store) => new Desk({ ...small, store }));
      for (let round = 0; round < 5; round++) {
        const proof = header(await solved(desks[0]!));
        const told = await Promise.all(Array.from({ length: 6 }, (_, n) => flags(desks[n % 2]!, proof)));
        assert.equal(told.filter((flag) => flag === undefined).length, 1, `${name}: ${JSON.stringify(told)}`);
        assert.deepEqual(told.filter((flag) => flag !== undefined), Array(5).fill(['bad-proof']));
      }
      await Promise.all(stores.map((store) => store.close()));
    }
  });

  it('that is sent twice at once for the same act leaves no mark', async () => {
    const desk = new Desk(small);
    for (let round = 0; round < 5; round++) {
      const proof = header(await solved(desk));
      const told = await Promise.all(Array.from({ length: 4 }, () => flags(desk, proof, { intent: `act-${round}` })));
      assert.deepEqual(told, Array(4).fill(undefined));
    }
  });

  it('is kept by nothing but its challenge', async () => {
    const desk = new Desk(small);
    const proof = await solved(desk);
    const spent: unknown[] = [];
    const { write } = desk.store;
    desk.store.write = (space, body) => write.call(desk.store, space, (tx) => body(altered(tx, { spend: (...all) => (spent.push(all), tx.spend!(...all)) }))) as never;
    assert.equal(await flags(desk, header(proof), { intent: 'one-act' }), undefined);
    const expires = Number(new URLSearchParams((proof.salt as string).split('?')[1]).get('expires')) * 1000;
    assert.deepEqual(spent, [[proof.challenge, expires]]);
  });

  it('that cannot be checked leaves the story waiting for a person, who sees that it was not', async () => {
    const desk = new Desk(small);
    const proof = await solved(desk);
    const { secret } = desk.store;
    desk.store.secret = () => Promise.reject(new Error('it took too long'));
    const told = await flags(desk, header(proof));
    desk.store.secret = secret;
    assert.deepEqual(told, ['no-proof']);
    assert.deepEqual(expect(200, await desk.ask('GET', '/v1/stories')).json.items, []);
  });

  it('is not used up by what could not be taken', async () => {
    const desk = new Desk(small);
    const proof = await solved(desk);
    assert.equal((await desk.ask('POST', '/v1/sendings', { body: { ...story(), text: '' }, headers: header(proof) })).status, 422);
    assert.equal(await flags(desk, header(proof)), undefined);
  });

  it('ends after ten minutes', async () => {
    let now = Date.parse('2026-05-04T23:55:00Z');
    const desk = new Desk({ ...small, now: () => now });
    const [first, second] = [await solved(desk), await solved(desk)];
    now += 9 * 60 * 1000;
    assert.equal(await flags(desk, header(first)), undefined, 'also over midnight');
    now += 2 * 60 * 1000;
    assert.deepEqual(await flags(desk, header(second)), ['bad-proof']);
  });

  it('of one space is no proof in another', async () => {
    const desk = new Desk(small);
    assert.deepEqual(await flags(desk, header(await solved(desk, 'other'))), ['bad-proof']);
  });

  it('that is made up, changed or odd only marks', async () => {
    const desk = new Desk(small);
    const proof = await solved(desk);
    const own = await createChallenge({ hmacKey: 'mine', maxnumber: 5, expires: new Date(Date.now() + 60_000) });
    const odd: unknown[] = [
      { ...proof, number: (proof.number as number) + 1 },
      { ...proof, signature: '0'.repeat(64) },
      { ...proof, algorithm: 'SHA-1' },
      { ...proof, algorithm: 'none' },
      { ...proof, salt: (proof.salt as string).replace(/expires=\d+/, 'expires=99999999999') },
      { ...proof, salt: `${proof.salt as string}expires=99999999999&` },
      { ...proof, number: 1.5 },
      await solve(own),
      {},
      null,
      [],
      'text',
      0,
    ];
    for (const one of odd) assert.deepEqual(await flags(desk, header(one)), ['bad-proof'], JSON.stringify(one));
    for (const value of ['not base64!', 'eyJ', 'x'.repeat(5000)]) assert.deepEqual(await flags(desk, { 'peer-proof': value }), ['bad-proof']);
    assert.equal(await flags(desk, header(proof)), undefined, 'and what was tried with it has not used it up');
  });

  it('asks for a number that a slow phone finds in less than a second', async () => {
    const { json } = await new Desk().ask('POST', '/v1/challenges');
    assert.deepEqual(Object.keys(json).sort(), ['algorithm', 'challenge', 'maxnumber', 'salt', 'signature']);
    assert.equal(json.maxnumber, 20_000);
  });
});
