import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { ServerStore } from '../../src/store.ts';
import { Desk, expect } from '../support/desk.ts';
import { type Kind, kinds, ready } from '../support/stores.ts';

const minute = 60 * 1000;
const open: ServerStore[] = [];

/** Two servers that share one database and a clock, and a moderator at each. */
async function two({ place }: Kind) {
  const clock = { now: Date.now() };
  const now = () => clock.now;
  const where = await place();
  const stores = [await ready(where, { now }), await ready(where, { now })] as const;
  open.push(...stores);
  const [here, there] = [new Desk({ store: stores[0], now }), new Desk({ store: stores[1], now })];
  const expires = clock.now + 24 * 60 * minute;
  return { clock, here, there, mo: await here.staff('moderator', { owner: 'mo', expires }), alex: await there.staff('moderator', { owner: 'alex', expires }) };
}

const claim = (desk: Desk, as: string, sending: string, more: object = {}) => desk.ask('POST', '/v1/claims', { as, body: { sending, ...more } });
const asStaff = async (desk: Desk, as: string, sending: string) => expect(200, await desk.ask('GET', `/v1/sendings/${sending}`, { as })).json;

async function decide(desk: Desk, as: string, sending: string, body: object) {
  const { rev } = await asStaff(desk, as, sending);
  return desk.ask('POST', '/v1/decisions', { as, body: { sending, rev, ...body } });
}

for (const kind of kinds()) {
  describe(`two of the staff at two servers on ${kind.name}`, () => {
    after(async () => void (await Promise.all(open.splice(0).map((store) => store.close()))));

    it('decide once, when both do so at the same moment, and take over what is urgent', async () => {
      const { here, there, mo, alex } = await two(kind);
      const { record } = await here.send({ text: 'I want to kill myself tonight.' });
      const both = await Promise.all([claim(here, mo, record.id), claim(there, alex, record.id)]);
      assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409]);
      const [holder, other] = both[0]!.status === 201 ? ([[here, mo], [there, alex]] as const) : ([[there, alex], [here, mo]] as const);
      const race = await Promise.all([claim(...other, record.id, { takeOver: true }), decide(...holder, record.id, { decision: 'publish' })]);
      assert.equal(race.filter(({ status }) => status === 201).length, 1, race.map(({ text }) => text).join('\n'));
      assert.equal(race.find(({ status }) => status !== 201)!.json.type, '/v1/problems/conflict');
    });

    it('see a decision hold by itself at the other server, and neither its writer nor readers see it before', async () => {
      const { clock, here, there, mo, alex } = await two(kind);
      const { record, receipt } = await here.send();
      expect(201, await claim(here, mo, record.id));
      const seen = async () => {
        const { text, headers } = expect(200, await there.ask('GET', `/v1/sendings/${record.id}`, { as: receipt }));
        return [text, headers.get('etag'), expect(200, await there.ask('GET', '/v1/stories')).text, expect(200, await there.ask('GET', '/v1/messages', { as: receipt })).text];
      };
      const before = await seen();
      const made = expect(201, await decide(here, mo, record.id, { decision: 'publish', message: 'Thank you.', grace: true })).json;
      assert.deepEqual(await seen(), before);
      expect(404, await there.ask('DELETE', `/v1/decisions/${made.id}`, { as: alex }));
      clock.now += 5 * minute;
      assert.equal(expect(200, await there.ask('GET', `/v1/sendings/${record.id}`, { as: receipt })).json.state, 'published');
      assert.equal(expect(200, await here.ask('GET', '/v1/stories')).json.items.length, 1);
      expect(409, await here.ask('DELETE', `/v1/decisions/${made.id}`, { as: mo }));
    });

    it('take a decision back at the other server than it was made at', async () => {
      const { clock, here, there, mo } = await two(kind);
      const { record, receipt } = await here.send();
      expect(201, await claim(here, mo, record.id));
      const made = expect(201, await decide(here, mo, record.id, { decision: 'not-publish', message: 'Not here.', grace: true })).json;
      expect(204, await there.ask('DELETE', `/v1/decisions/${made.id}`, { as: mo }));
      clock.now += 5 * minute;
      assert.equal(expect(200, await there.ask('GET', `/v1/sendings/${record.id}`, { as: receipt })).json.state, 'claimed');
      assert.deepEqual(expect(200, await there.ask('GET', '/v1/messages', { as: receipt })).json.items, []);
    });

    it('hear an appeal the one after the other', async () => {
      const { here, there, mo, alex } = await two(kind);
      const { record, receipt } = await here.send();
      expect(201, await claim(here, mo, record.id));
      expect(201, await decide(here, mo, record.id, { decision: 'not-publish', message: 'Not here.' }));
      expect(201, await here.ask('POST', '/v1/messages', { as: receipt, body: { sending: record.id, text: 'I see it otherwise.' } }));
      const { json } = expect(200, await there.ask('POST', '/v1/sendings/search', { as: alex, body: { limit: 10, where: { appeal: 'yes' } } }));
      assert.deepEqual(json.items.map(({ id }: { id: string }) => id), [record.id]);
      expect(409, await claim(here, mo, record.id));
      expect(201, await claim(there, alex, record.id));
    });
  });
}
