import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newId } from 'peer-support-elements/backend';
import { Desk, expect, generous, spaces } from '../support/desk.ts';

const limits = { ...generous, texts: { count: 30, seconds: 600 } };

async function place(stories: number, options: object = {}) {
  let now = Date.UTC(2026, 2, 2, 10);
  const desk = new Desk({ limits, now: () => now, ...options });
  const expires = now + 24 * 60 * 60 * 1000;
  const owner = newId();
  const [mo, other, admin] = [await desk.staff('moderator', { owner, expires }), await desk.staff('moderator', { expires }), await desk.staff('admin', { expires })];
  for (let n = 0; n < stories; n++) await desk.send({ text: `Story ${n}.` });
  const page = (as: string, cursor?: string) => desk.ask('POST', '/v1/sendings/search', { as, body: { limit: 10, ...(cursor && { cursor }) } });
  const log = async () => expect(200, await desk.ask('POST', '/v1/log/search', { as: admin, body: { where: { act: 'bulk' } } })).json.items as { by: string; what: string }[];
  return { desk, owner, mo, other, admin, page, log, expires, later: (ms: number) => (now += ms) };
}

describe('whoever reads everything at once', () => {
  it('is slowed down, told for how long, and it is written into the log once', async () => {
    const { page, mo, other, owner, log, later } = await place(40);
    let cursor: string | undefined;
    for (let n = 0; n < 3; n++) cursor = expect(200, await page(mo, cursor)).json.next;
    for (let n = 0; n < 3; n++) {
      const refused = await page(mo, cursor);
      assert.deepEqual([refused.status, refused.json.type.split('/').at(-1)], [429, 'rate-limited']);
      assert.ok(Number(refused.headers.get('retry-after')) > 0 && Number(refused.headers.get('retry-after')) <= 600);
      assert.ok(!refused.text.includes('Story'));
    }
    assert.deepEqual((await log()).map(({ by, what }) => [by, what]), [[owner, 'sendings']]);
    expect(200, await page(other));
    later(600_000);
    expect(200, await page(mo, cursor));
    assert.equal((await log()).length, 1);
  });

  it('is the same person with another token, and from another address', async () => {
    const { desk, page, mo, owner, expires } = await place(35);
    for (let n = 0; n < 3; n++) expect(200, await page(mo));
    const again = await desk.staff('moderator', { owner, expires });
    expect(429, await desk.ask('POST', '/v1/sendings/search', { as: again, body: { limit: 1 }, address: '198.51.100.7' }));
    expect(429, await desk.ask('GET', '/v1/messages', { as: again }));
    expect(429, await desk.ask('GET', '/v1/reports', { as: again }));
  });

  it('can still do everything else: claims, decisions, and giving back', async () => {
    const { desk, page, mo } = await place(31);
    const { json } = expect(200, await page(mo));
    for (let n = 0; n < 3; n++) await page(mo);
    expect(201, await desk.ask('POST', '/v1/claims', { as: mo, body: { sending: json.items[0].id } }));
  });

  it('counts what is done ten times, since nobody has to read it again', async () => {
    const { desk, mo } = await place(0);
    const { record } = await desk.send();
    expect(201, await desk.ask('POST', '/v1/claims', { as: mo, body: { sending: record.id } }));
    const { json } = expect(200, await desk.ask('GET', `/v1/sendings/${record.id}`, { as: mo }));
    expect(201, await desk.ask('POST', '/v1/decisions', { as: mo, body: { sending: record.id, rev: json.rev, decision: 'publish' } }));
    for (let n = 0; n < 3; n++) expect(200, await desk.ask('GET', `/v1/sendings/${record.id}`, { as: mo }));
    expect(429, await desk.ask('GET', `/v1/sendings/${record.id}`, { as: mo }));
  });

  it('is nobody who writes, visits or administrates', async () => {
    const { desk, admin } = await place(0);
    const { record, receipt } = await desk.send();
    for (let n = 0; n < 40; n++) expect(200, await desk.ask('GET', `/v1/sendings/${record.id}`, { as: receipt }));
    for (let n = 0; n < 40; n++) expect(200, await desk.ask('GET', '/v1/log', { as: admin }));
  });

  it('is slowed down as a space says', async () => {
    const { page, mo } = await place(35, { limits: generous, spaces: { ...spaces, default: { ...spaces.default!, limits: { texts: 10 } } } });
    expect(200, await page(mo));
    expect(429, await page(mo));
  });

  it('can read a busy day of five thousand that wait, as a server is set up', async () => {
    const { beyond, add } = await usual();
    for (let n = 0; n < 5000; n++) add(1);
    assert.equal(beyond(), undefined);
  });
});

async function usual() {
  const { Limiter } = await import('../../src/http/limiter.ts');
  const { defaultLimits } = await import('../../src/http/options.ts');
  const limiter = new Limiter(new Desk().store, defaultLimits, new Map(Object.entries(spaces)), () => 0);
  return { beyond: () => limiter.beyondTexts('default', 'mo'), add: (n: number) => limiter.addTexts('default', 'mo', n) };
}
