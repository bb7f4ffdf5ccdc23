import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { Backend, credentialHash, seedRow } from 'peer-support-elements/backend';
import { schemas } from 'peer-support-elements/schemas';
import { feedConfig } from '../../src/config/space.ts';
import { importFeed } from '../../src/feeds/import.ts';
import { claim, statesOf } from '../../src/feeds/state.ts';
import { openLedger } from '../../src/ledger.ts';
import { replay } from '../../src/replay.ts';
import type { ServerStore } from '../../src/store.ts';
import { tidy } from '../../src/upkeep.ts';
import { kinds, ready } from '../support/stores.ts';
import { configuration, Place, settings, story } from './program.ts';

const databases = kinds();
const place = new Place({ ...configuration, ledger: 'shared.ledger' });
after(() => place.remove());

const linesOf = async (store: ServerStore) => {
  const lines: string[] = [];
  for await (const dumped of store.dump()) lines.push(JSON.stringify(dumped));
  return lines;
};

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
      assert.equal(await replay({ store, ledger, settings: () => settings as never }), 1);
      assert.equal(await store.read('clinic', (tx) => tx.get('sendings', id)), undefined);
      assert.equal(await replay({ store, ledger, settings: () => settings as never }), 0);
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
