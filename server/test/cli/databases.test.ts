import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { Backend, credentialHash, seedRow } from 'peer-support-elements/backend';
import { schemas } from 'peer-support-elements/schemas';
import { until } from '../../../test/setup/until.ts';
import { verifyBackup } from '../../src/backup.ts';
import { feedConfig } from '../../src/config/space.ts';
import { importFeed } from '../../src/feeds/import.ts';
import { claim, statesOf } from '../../src/feeds/state.ts';
import { openLedger } from '../../src/ledger.ts';
import { replay } from '../../src/replay.ts';
import type { ServerStore } from '../../src/store.ts';
import { startUpkeep, tidy } from '../../src/upkeep.ts';
import { kinds, ready } from '../support/stores.ts';
import { configuration, load, Place, settings, story } from './program.ts';

const databases = kinds();
const place = new Place({ ...configuration, ledger: 'shared.ledger' });
after(() => place.remove());

const linesOf = async (store: ServerStore) => {
  const lines: string[] = [];
  for await (const dumped of store.dump()) lines.push(JSON.stringify(dumped));
  return lines;
};

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Everything that a database holds, as lines. */
async function contentOf(database: string): Promise<string[]> {
  const store = await ready(database);
  const lines = await linesOf(store);
  await store.close();
  return lines;
}

for (const { name, place: newDatabase } of databases) {
  describe(`on ${name}`, () => {
    it('the program starts, keeps a story, backs up, restores, and leaves withdrawn what was withdrawn', async () => {
      const [one, two] = [await newDatabase(), await newDatabase()];
      let server = await place.start('--database', one);
      const send = async (credential: string) => (await server.ask('POST', '/v1/sendings', { body: story(`By ${credential}`, await credentialHash(credential)) })).body.id as string;
      const [kept, gone] = [await send(`kept-on-${name}`), await send(`gone-on-${name}`)];
      await place.does('backup', `${name}.gz`, '--database', one);
      assert.equal((await server.ask('DELETE', `/v1/sendings/${gone}`, { authorization: `Receipt gone-on-${name}` })).status, 204);
      assert.equal(await server.stop(), 0);
      assert.match(await place.does('check', '--database', one), /All is well/);
      assert.match(await place.does('restore', `${name}.gz`, '--database', two), /The ledger took 1 of them away/);
      server = await place.start('--database', two);
      const status = async (id: string, credential: string) => (await server.ask('GET', `/v1/sendings/${id}`, { authorization: `Receipt ${credential}` })).status;
      assert.deepEqual([await status(kept, `kept-on-${name}`), await status(gone, `gone-on-${name}`)], [200, 404]);
      assert.equal(await server.stop(), 0);
      assert.match(await place.does('check', '--database', two), /All is well/);
      assert.match((await place.run('restore', `${name}.gz`, '--database', two)).err, /not empty/);
    });

    it('a backup made under load, and restored into an empty place, is equal to what was there at one moment', async () => {
      const [one, two, three] = [await newDatabase(), await newDatabase(), await newDatabase()];
      const file = `load-${name}.gz`;
      const server = await place.start('--database', one);
      const writes = await load(server);
      while (writes.withdrawn.size < 8) await pause(20);
      const [before, goneBefore] = [new Map(writes.sent), new Set(writes.withdrawn)];
      await place.does('backup', file, '--database', one);
      await until(() => writes.sent.size > before.size, 'it goes on writing');
      await writes.stop();
      await server.stop();

      const dumped = gunzipSync(readFileSync(place.path(file))).toString().trimEnd().split('\n').slice(1, -1);
      assert.equal(statSync(place.path(file)).mode & 0o777, 0o600);
      const { end } = await verifyBackup(place.path(file));
      assert.equal(Object.values(end.counts).reduce((sum, count) => sum + count, 0), dumped.length);
      const idsIn = (lines: readonly string[]) => lines.map((line) => JSON.parse(line)).filter(({ table }) => table === 'rows').map(({ row }) => row.id as string);
      const ids = new Set(idsIn(dumped));
      for (const id of before.keys()) {
        if (goneBefore.has(id)) assert.ok(!ids.has(id), 'it was withdrawn before');
        else if (!writes.withdrawn.has(id)) assert.ok(ids.has(id), 'it was sent before');
      }

      // With a ledger in which nothing stands, all of it is back, letter by letter.
      const empty = `empty-${name}.ledger`;
      await (await openLedger(place.path(empty))).close();
      await place.does('restore', file, '--database', two, '--ledger', empty);
      assert.deepEqual(await contentOf(two), dumped);

      // With the true one, what was withdrawn since is gone, and everything else is back.
      const out = await place.does('restore', file, '--database', three);
      const kept = [...ids].filter((id) => !writes.withdrawn.has(id)).sort();
      assert.deepEqual(idsIn(await contentOf(three)).sort(), kept);
      assert.match(out, new RegExp(`^${ids.size} records are back in .*The ledger took ${ids.size - kept.length} of them away again`));
    });

    it('a list is imported, told to those who watch, and read by one instance at a time', async () => {
      const where = await newDatabase();
      const [store, other] = [await ready(where), await ready(where)];
      const folder = mkdtempSync(join(tmpdir(), 'feed-'));
      const src = join(folder, 'groups.csv');
      const write = (rows: readonly string[]) => writeFileSync(src, ['Group,When,Town', ...rows.map((each) => `${each},Every Tuesday 19:30–21:00,Leeds`)].join('\n'));
      const names = Array.from({ length: 250 }, (_, n) => `Circle ${n}`);
      const feed = feedConfig.parse({ src, name: 'main', timeZone: 'Europe/London' });
      const run = (on: ServerStore, force = true) => importFeed({ store: on, space: 'clinic', feed, force, signal: AbortSignal.timeout(60_000) });
      await store.write('clinic', (tx) => tx.put('groups', seedRow('groups', { id: 'by-hand', name: 'By hand', topics: [], audience: [], languages: [], access: [], sessions: [] } as never, 1)));
      write(names);
      const both = await Promise.all([run(store, false), run(other, false)]);
      assert.deepEqual(both.filter(Boolean).map((done) => done!.created), [250]);
      write([...names.slice(10), 'Circle new']);
      const done = await run(other);
      assert.deepEqual([done!.created, done!.changed, done!.removed], [1, 0, 10]);
      assert.equal((await store.events('clinic', 0, 1000))!.length, 250 + 1 + 10);
      const backend = new Backend({ store, schemas: async () => schemas, settings: () => undefined });
      const found = await backend.list('groups', { text: 'new', limit: 5 }, { space: 'clinic', locale: 'en', who: { role: 'visitor' } });
      assert.ok(found.items.some(({ name: each }) => each === 'Circle new'));
      assert.equal((await backend.get('groups', 'by-hand', { space: 'clinic', locale: 'en', who: { role: 'visitor' } }))!.name, 'By hand');
      const claims = await Promise.all([store, other, store, other].map((each) => claim(each, { space: 'clinic', feed, now: Date.now(), force: true })));
      assert.equal(claims.filter(Boolean).length, 1);
      assert.equal((await statesOf(store, 'clinic'))[0]!.groups, 241);
      assert.deepEqual(await store.check(), []);
      await Promise.all([store.close(), other.close()]);
      rmSync(folder, { recursive: true });
    });

    it('claims that are over are given back and told to those who watch, although nobody looks', async () => {
      let now = Date.now();
      const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
      const ledger = await openLedger(join(folder, 'ledger'));
      const store = await ready(await newDatabase(), { ledger, now: () => now });
      const backend = new Backend({ store, schemas: async () => schemas, settings: () => settings as never, now: () => now });
      const call = (role: 'visitor' | 'moderator') => ({ space: 'clinic', locale: 'en', who: { role, owner: 'mo' }, intent: crypto.randomUUID() });
      const { id } = await backend.create('sendings', story('Words'), call('visitor'));
      await backend.create('claims', { sending: id }, call('moderator'));
      const stop = startUpkeep({ store, ledger, spaces: { clinic: { settings: settings as never } }, now: () => now, soonEveryMs: 20 });
      const told = await store.newestEvent('clinic');
      now += 25 * 60 * 60_000;
      await until(async () => (await store.newestEvent('clinic')) !== told, 'they are told');
      assert.deepEqual((await store.events('clinic', told, 10))?.map(({ collection }) => collection), ['claims', 'log', 'sendings']);
      await stop();
      await store.close();
      await ledger.close();
      rmSync(folder, { recursive: true });
    });

    it('stories of a batch are shown when it comes, and not before', async () => {
      let now = Date.parse('2026-11-02T10:15:00Z');
      const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
      const ledger = await openLedger(join(folder, 'ledger'));
      const store = await ready(await newDatabase(), { ledger, now: () => now });
      const batched = { ...settings, batchHours: 6 } as never;
      const backend = new Backend({ store, schemas: async () => schemas, settings: () => batched, now: () => now });
      const call = (role: 'visitor' | 'moderator') => ({ space: 'clinic', locale: 'en', who: { role, owner: 'mo' }, intent: crypto.randomUUID() });
      const { id } = await backend.create('sendings', story('Words'), call('visitor'));
      await backend.create('claims', { sending: id }, call('moderator'));
      const { rev } = (await backend.get('sendings', id, call('moderator'))) as unknown as { rev: string };
      await backend.create('decisions', { sending: id, rev, decision: 'publish' }, call('moderator'));
      const stop = startUpkeep({ store, ledger, spaces: { clinic: { settings: batched } }, now: () => now, soonEveryMs: 20 });
      const shown = async () => (await backend.list('stories', { limit: 10 }, call('visitor'))).items.length;
      now = Date.parse('2026-11-02T11:59:00Z');
      await new Promise((resolve) => setTimeout(resolve, 200));
      const before = await shown();
      now = Date.parse('2026-11-02T12:00:00Z');
      await until(shown, 'it is shown');
      const after = await shown();
      await stop();
      assert.deepEqual([before, after], [0, 1]);
      await store.close();
      await ledger.close();
      rmSync(folder, { recursive: true });
    });

    it('the ledger is written before a withdrawal is done, and replayed over what was brought back', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
      const ledger = await openLedger(join(folder, 'ledger'));
      const store = await ready(await newDatabase(), { ledger });
      const of = { store, schemas: async () => schemas, settings: () => settings as never };
      const backend = new Backend(of);
      const call = { space: 'clinic', locale: 'en' };
      const draft = story('Words', await credentialHash('c'));
      const { id } = await backend.create('sendings', draft, { ...call, who: { role: 'visitor' }, intent: '1' });
      const row = await store.read('clinic', (tx) => tx.get('sendings', id));
      await backend.remove('sendings', id, { ...call, who: { role: 'writer', owner: await credentialHash('c') }, intent: '2' });
      const entries = [];
      for await (const entry of ledger.entries()) entries.push([entry.space, entry.collection, entry.id]);
      assert.deepEqual(entries, [['clinic', 'sendings', id]]);
      await store.write('clinic', (tx) => tx.put('sendings', row!));
      assert.deepEqual(await replay({ store, ledger, settings: () => settings as never }), { erased: 1, distrusted: 0 });
      assert.equal(await store.read('clinic', (tx) => tx.get('sendings', id)), undefined);
      assert.deepEqual(await replay({ store, ledger, settings: () => settings as never }), { erased: 0, distrusted: 0 });
      await tidy({ store, ledger, spaces: { clinic: { settings: settings as never } } });
      assert.doesNotMatch((await linesOf(store)).join(), /Words/);

      // Nothing is withdrawn that could come back: without the ledger it does not happen, and is said not to have happened.
      const { id: second } = await backend.create('sendings', draft, { ...call, who: { role: 'visitor' }, intent: '3' });
      await ledger.close();
      await assert.rejects(backend.remove('sendings', second, { ...call, who: { role: 'writer', owner: await credentialHash('c') }, intent: '4' }));
      assert.ok(await store.read('clinic', (tx) => tx.get('sendings', second)));
      await store.close();
      rmSync(folder, { recursive: true });
    });
  });
}

describe('from one database to the other', () => {
  it('a backup moves everything', async () => {
    for (const [from, to] of [['sqlite', 'postgres'], ['postgres', 'sqlite']]) {
      const database = await databases.find((each) => each.name === to)!.place();
      await place.does('restore', `${from}.gz`, '--database', database);
      assert.match(await place.does('export', '--space', 'clinic', '--collection', 'sendings', '--database', database), new RegExp(`^\\{.*By kept-on-${from}.*\\}\\n$`));
      assert.match(await place.does('check', '--database', database), /All is well/);
    }
  });
});
