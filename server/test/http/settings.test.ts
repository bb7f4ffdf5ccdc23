import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { checkLog } from 'peer-support-elements/backend';
import { openLedger } from '../../src/ledger.ts';
import { replay } from '../../src/replay.ts';
import { longestBackup, noteSettings, tellOnCall, tidy, toldBackup } from '../../src/upkeep.ts';
import type { ServerStore } from '../../src/store.ts';
import { Desk, expect, settings, spaces } from '../support/desk.ts';
import { arrayLedger, dumped, kinds, ready, stream } from '../support/stores.ts';
import { Watching } from '../support/watching.ts';

const open: ServerStore[] = [];
const servers: Server[] = [];
after(() => servers.forEach((server) => (server.closeAllConnections(), server.close())));

const told = async (desk: Desk) => expect(200, await desk.ask('GET', '/v1/spaces/default')).json;

/** Saves a change on one server, on what was read there. */
async function save(desk: Desk, as: string, body: object) {
  const { headers } = expect(200, await desk.ask('GET', '/v1/settings/default', { as }));
  return expect(200, await desk.ask('PATCH', '/v1/settings/default', { as, body, rev: headers.get('etag')!.slice(1, -1) })).json;
}

for (const { name, place } of kinds()) {
  describe(`settings that an administrator saves, on ${name}`, () => {
    after(() => Promise.all(open.splice(0).map((store) => store.close())));

    async function two(): Promise<[Desk, Desk, string]> {
      const where = await place();
      const stores = [await ready(where), await ready(where)] as const;
      open.push(...stores);
      return [new Desk({ store: stores[0] }), new Desk({ store: stores[1] }), where];
    }

    it('hold on another server of the same database with its next answer, and whoever watches there is told', async () => {
      const [here, there] = await two();
      const admin = await here.staff('admin');
      const before = await there.ask('GET', '/v1/spaces/default');
      const watching = await Watching.begin(there, '/v1/settings/watch', { as: await there.staff('facilitator', { groups: ['walk'] }) });
      await watching.until(({ told: ready }) => ready.length === 1);
      await save(here, admin, { title: 'Harbour by Night', rules: ['Be kind.'] });
      const now = await there.ask('GET', '/v1/spaces/default', { headers: { 'if-none-match': before.headers.get('etag')! } });
      assert.deepEqual([now.status, now.json.title, now.json.rules], [200, 'Harbour by Night', ['Be kind.']]);
      assert.notEqual(now.headers.get('etag'), before.headers.get('etag'));
      await watching.until(({ ids }) => ids.includes('default'));
      watching.leave();
      await save(there, admin, { safeguarding: '' });
      assert.equal((await here.ask('POST', '/v1/sendings', { body: { text: 'x', topics: [], notes: [], language: 'en', answers: false, audience: 'everyone', consents: [{ purpose: 'publish', version: '1' }] } })).status, 503);
    });

    it('are not overwritten by whoever read them before on the other server', async () => {
      const [here, there] = await two();
      const admin = await here.staff('admin');
      const { rev } = expect(200, await there.ask('GET', '/v1/settings/default', { as: admin })).json;
      const attempts = await Promise.all([here, there].map((desk, n) => desk.ask('PATCH', '/v1/settings/default', { as: admin, rev, body: { title: `Name ${n}` } })));
      assert.deepEqual(attempts.map(({ status }) => status).sort(), [200, 409]);
      const won = attempts.find(({ status }) => status === 200)!.json.title;
      assert.deepEqual([(await told(here)).title, (await told(there)).title], [won, won]);
      assert.equal((await here.ask('PATCH', '/v1/settings/default', { as: admin, body: { title: 'x' } })).status, 428);
    });

    it('are there after a restart, stand in the log once, and the chain holds', async () => {
      const where = await place();
      let store = await ready(where);
      const admin = await new Desk({ store }).staff('admin', { owner: 'ada' });
      await save(new Desk({ store }), admin, { title: 'Saved', keptMonths: 5 });
      await store.close();
      store = await ready(where);
      open.push(store);
      await noteSettings({ store, spaces: { default: { ...spaces.default!, feeds: [] } as never } });
      const desk = new Desk({ store });
      assert.deepEqual([(await told(desk)).title, (await told(desk)).keptMonths], ['Saved', 5]);
      const { items } = expect(200, await desk.ask('GET', '/v1/log', { as: admin })).json;
      assert.deepEqual(items.map(({ act, by }: { act: string; by: string }) => [act, by]), [['settings', 'ada']]);
      assert.deepEqual(await checkLog(store, 'default'), []);
    });

    it('come back with a backup, and so does how long backups were said to live', async () => {
      const from = await ready(await place());
      open.push(from);
      const desk = new Desk({ store: from });
      const admin = await desk.staff('admin');
      await save(desk, admin, { title: 'In the backup', plan: ['Call Robin.'], backupDays: 90 });
      await save(desk, admin, { backupDays: 7 });
      const rows = await dumped(from);
      const to = await ready(await place());
      open.push(to);
      await to.load(stream(rows));
      await replay({ store: to, ledger: arrayLedger(), settings: () => settings });
      const other = new Desk({ store: to });
      assert.equal((await told(other)).title, 'In the backup');
      assert.deepEqual(expect(200, await other.ask('GET', '/v1/settings/default', { as: await other.staff('moderator') })).json.plan, ['Call Robin.']);
      const options = { store: to, spaces: { default: { settings } } };
      assert.deepEqual([await longestBackup(options), await toldBackup(options)], [90, 7]);
    });

    it('decide how long stories stay, also for the upkeep of a server that was started before', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'peer-support-settings-'));
      const ledger = await openLedger(folder);
      const start = Date.now();
      const where = await place();
      const store = await ready(where, { ledger });
      open.push(store);
      const desk = new Desk({ store });
      await save(desk, await desk.staff('admin'), { keptMonths: 1 });
      await new Promise((done) => setTimeout(done, 5));
      await desk.publish();
      const upkeep = (months: number) => tidy({ store, ledger, spaces: { default: { settings } }, logHeads: folder, now: () => start + months * 31 * 24 * 60 * 60 * 1000 });
      const listed = async () => expect(200, await desk.ask('POST', '/v1/stories/search', { body: { limit: 10 } })).json.items.length;
      await upkeep(0);
      assert.equal(await listed(), 1);
      await upkeep(4);
      assert.equal(await listed(), 0);
      await ledger.close();
      rmSync(folder, { recursive: true });
    });

    it('name to the program of whoever is on call who is on duty at this moment, and nothing else of them', async () => {
      const heard: string[] = [];
      const server = createServer(async (request, response) => {
        let body = '';
        for await (const chunk of request) body += String(chunk);
        heard.push(body);
        response.writeHead(204).end();
      });
      servers.push(server);
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      const store = await ready(await place());
      open.push(store);
      const desk = new Desk({ store });
      const always = { days: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], from: '00:00', to: '00:00', timeZone: 'UTC' };
      const now = Date.now() + 5 * 60_000;
      const today = (['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const)[new Date(now).getUTCDay()];
      const never = { ...always, days: always.days.filter((each) => each !== today && each !== always.days[(always.days.indexOf(today!) + 6) % 7]) };
      await save(desk, await desk.staff('admin'), { duty: [{ name: 'Ada', ...always }, { name: 'Bo', ...never }] });
      await desk.send({ text: 'I want to kill myself tonight.' });
      const onCall = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, secret: 'x'.repeat(32), afterMinutes: 1, everyMinutes: 10 };
      await tellOnCall({ store, ledger: undefined as never, spaces: { default: { settings, onCall } }, now: () => now }, new AbortController().signal);
      assert.equal(heard.length, 1);
      const { duty, ...rest } = JSON.parse(heard[0]!);
      assert.deepEqual([duty, Object.keys(rest).sort()], [['Ada'], ['alarm', 'event', 'since', 'space']]);
    });

    it('stay as they were where the database fails while they are saved', async () => {
      const store = await ready(await place());
      open.push(store);
      const desk = new Desk({ store });
      const admin = await desk.staff('admin');
      const { rev } = expect(200, await desk.ask('GET', '/v1/settings/default', { as: admin })).json;
      const write = store.write.bind(store);
      for (const step of ['put', 'tell', 'mark'] as const) {
        store.write = (space, body) => write(space, (tx) => body(new Proxy(tx, { get: (of, key) => (key === step ? () => Promise.reject(new Error('the disk is full')) : typeof of[key as keyof typeof of] === 'function' ? (of[key as keyof typeof of] as () => unknown).bind(of) : of[key as keyof typeof of]) })));
        assert.equal((await desk.ask('PATCH', '/v1/settings/default', { as: admin, rev, body: { title: 'Half' } })).status, 500, step);
        store.write = write;
        assert.deepEqual([(await told(desk)).title, expect(200, await desk.ask('GET', '/v1/settings/default', { as: admin })).json.rev], [settings.title, rev], step);
      }
    });
  });
}
