import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Backend, type BackendCall, type PeerError, type Who } from 'peer-support-elements/backend';
import { schemas } from 'peer-support-elements/schemas';
import { until } from '../../../test/setup/until.ts';
import { ToldIds } from '../../src/http/told-ids.ts';
import { replay } from '../../src/replay.ts';
import { openStore } from '../../src/store/index.ts';
import type { ServerStore } from '../../src/store.ts';
import { settings } from '../support/desk.ts';
import { arrayLedger, dumped, kinds, ready, stream } from '../support/stores.ts';

const all = kinds();
const refused = (error: PeerError) => error.code === 'unavailable' && /A backup was loaded/.test(error.message);
const open = (place: string) => openStore(place, { ledger: arrayLedger() });
const count = (store: ServerStore) => store.read('a', (tx) => tx.list('sendings', { query: { limit: 100 }, now: 0, locale: 'en' })).then(({ rows }) => rows.length);

const writer: Who = { role: 'writer', owner: 'hash'.padEnd(43, '-') };
const moderator: Who = { role: 'moderator', owner: 'mo' };
const draft = { text: 'My words', helped: 'Lavender tea', topics: [], notes: [], language: 'en', answers: false, audience: 'everyone', consents: [{ purpose: 'publish', version: '1' }], receipt: writer.owner };

/** The acts over a store, with what they write into a ledger. */
function acts(store: ServerStore) {
  const backend = new Backend({ store, schemas: async () => schemas, settings: () => settings as never });
  const call = (who: Who): BackendCall & { intent: string } => ({ space: 'a', locale: 'en', who, intent: crypto.randomUUID() });
  const get = async (id: string) => (await backend.get('sendings', id, call(moderator)))!;
  return {
    get,
    stories: async (query: object = {}) => (await backend.list('stories', { limit: 10, ...query }, call({ role: 'visitor' }))).items as { id: string; text?: string; helped?: string }[],
    send: (intent: string = crypto.randomUUID(), over: object = {}) => backend.create('sendings', { ...draft, ...over }, { ...call({ role: 'visitor' }), intent }),
    edit: async (id: string, patch: object) => backend.update('sendings', id, patch, { ...call(writer), rev: (await get(id)).rev as string }),
    withdraw: (id: string) => backend.remove('sendings', id, call(writer)),
    async report(id: string): Promise<string> {
      const { story } = await get(id);
      return (await backend.create('reports', { story, reason: 'about-me' }, call({ role: 'visitor' }))).id;
    },
    async ruleOf(report: string, ruling: string) {
      await backend.create('claims', { report }, call(moderator));
      await backend.create('rulings', { report, ruling }, call(moderator));
    },
    async publish(id: string) {
      await backend.create('claims', { sending: id }, call(moderator));
      await backend.create('decisions', { sending: id, rev: (await get(id)).rev, decision: 'publish' }, call(moderator));
    },
  };
}

for (const kind of all) {
  describe(`a backup on ${kind.name}`, () => {
    it('is loaded by one alone, and never where somebody serves', async () => {
      const place = await kind.place();
      const [one, two, three] = [await ready(place), await open(place), await open(place)];
      await one.hold('serving');
      await two.hold('serving');
      await assert.rejects(three.load(stream([])), (error: PeerError) => error.code === 'conflict' && /A server uses this database/.test(error.message));
      await one.close();
      await assert.rejects(three.hold('loading'), /A server uses/);
      await two.close();
      await three.hold('loading');
      const four = await open(place);
      await assert.rejects(four.hold('serving'), (error: PeerError) => error.code === 'unavailable' && /is being loaded/.test(error.message));
      await assert.rejects(four.hold('loading'), /another backup is being loaded/);
      await three.close();
      await four.hold('serving');
      await four.close();
    });

    it('can be loaded once a server was killed', async (t) => {
      const place = await kind.place();
      const store = await ready(place);
      t.after(() => store.close());
      const child = spawn(process.execPath, [join(import.meta.dirname, 'support', 'holder.ts'), place], { stdio: ['ignore', 'pipe', 'inherit'] });
      t.after(() => void child.kill('SIGKILL'));
      await once(child.stdout, 'data');
      await assert.rejects(store.hold('loading'), /A server uses/);
      child.kill('SIGKILL');
      await once(child, 'exit');
      // The database notices in its own time that a connection has ended.
      for (let n = 0; ; n++) {
        const taken = await store.hold('loading').then(() => true, () => false);
        if (taken) break;
        assert.ok(n < 100, 'the lock went with its process');
        await sleep(50);
      }
    });

    it('is read by nobody before the ledger was, by no process and after no crash', async () => {
      const from = await ready(await kind.place());
      const { id } = await acts(from).send();
      const rows = await dumped(from);
      const place = await kind.place();
      const loading = await ready(place);
      const other = await open(place);
      assert.equal(await count(other), 0);
      await loading.load(stream(rows));
      for (const store of [loading, other]) {
        await assert.rejects(count(store), refused);
        await assert.rejects(store.write('a', (tx) => tx.get('sendings', id)), refused);
        await assert.rejects(store.ready(), refused);
      }
      // It ends here, as if it were killed.
      await loading.close();
      const next = await open(place);
      await next.hold('serving');
      await assert.rejects(count(next), refused, 'who says that they serve must look too');
      const ledger = arrayLedger();
      await ledger.add([{ space: 'a', collection: 'sendings', id, at: 0 }]);
      assert.deepEqual(await replay({ store: next, ledger, settings: () => undefined }), { erased: 1, distrusted: 0 });
      for (const store of [next, other]) assert.equal(await count(store), 0);
      await next.ready();
      await Promise.all([from.close(), other.close(), next.close()]);
    });

    it('brings nothing to readers that its writer changed since', async () => {
      const ledger = arrayLedger();
      const store = await ready(await kind.place(), { ledger });
      const at = acts(store);
      const [changed, same, gone] = [await at.send(), await at.send(), await at.send()];
      for (const { id } of [changed, same]) await at.publish(id);
      await at.edit(same.id, { helped: null });
      await at.publish(same.id);
      const rows = await dumped(store);
      await at.edit(gone.id, { text: 'Mine' });
      await at.withdraw(gone.id);
      await at.edit(changed.id, { helped: null, consents: [] });
      assert.deepEqual(ledger.list.filter(({ edition }) => edition).map(({ id, edition }) => [id, edition]), [[same.id, 1], [gone.id, 1], [changed.id, 1]]);

      const copy = await ready(await kind.place(), { ledger });
      await copy.load(stream(rows));
      const options = { store: copy, ledger, settings: () => settings as never };
      assert.deepEqual(await replay(options), { erased: 2, distrusted: 1 });
      const back = acts(copy);
      const restored = await back.get(changed.id);
      assert.deepEqual([restored.state, restored.consents, restored.flags], ['sent', [], ['restored']]);
      assert.deepEqual((await back.stories()).map(({ helped }) => helped), [undefined], 'the other one is as its writer left it');
      await assert.rejects(back.publish(changed.id), /does not agree/);
      assert.deepEqual(await replay(options), { erased: 0, distrusted: 0 }, 'the next start finds nothing');
      await back.edit(changed.id, { helped: null, consents: draft.consents });
      assert.deepEqual(await replay(options), { erased: 0, distrusted: 0 }, 'what its writer has agreed to again stays');
      await Promise.all([store.close(), copy.close()]);
    });

    it('brings nothing to readers that a report hid since, and has somebody look again', async () => {
      const ledger = arrayLedger();
      const store = await ready(await kind.place(), { ledger });
      const at = acts(store);
      const [hidden, looked, late] = [await at.send(), await at.send(), await at.send()];
      for (const { id } of [hidden, looked, late]) await at.publish(id);
      await at.ruleOf(await at.report(looked.id), 'restore');
      const rows = await dumped(store);
      await at.report(hidden.id);
      await at.ruleOf(await at.report(late.id), 'restore');
      assert.equal((await at.stories()).length, 2);

      const copy = await ready(await kind.place(), { ledger });
      await copy.load(stream(rows));
      const options = { store: copy, ledger, settings: () => settings as never };
      assert.deepEqual(await replay(options), { erased: 0, distrusted: 2 });
      const back = acts(copy);
      const again = await back.get(hidden.id);
      assert.deepEqual([again.state, again.consents, again.flags], ['sent', draft.consents, ['hidden-since']]);
      assert.deepEqual((await back.stories()).map(({ id }) => id), [(await back.get(looked.id)).story], 'what was looked at before the backup was made is there');
      await back.publish(hidden.id);
      assert.equal((await back.stories()).length, 2, 'what its writer agreed to can be published again');
      assert.deepEqual(await replay(options), { erased: 0, distrusted: 0 }, 'the next start finds nothing');
      await Promise.all([store.close(), copy.close()]);
    });

    it('keeps what was never published out of sight too, when its writer has changed it since', async () => {
      const ledger = arrayLedger();
      const store = await ready(await kind.place(), { ledger });
      const { id } = await acts(store).send();
      const rows = await dumped(store);
      await acts(store).edit(id, { helped: null });
      const copy = await ready(await kind.place(), { ledger });
      await copy.load(stream(rows));
      assert.deepEqual(await replay({ store: copy, ledger, settings: () => settings as never }), { erased: 0, distrusted: 1 });
      await assert.rejects(acts(copy).publish(id), /does not agree/);
      await Promise.all([store.close(), copy.close()]);
    });

    it('that was made before editions were counted is loaded too', async () => {
      const store = await ready(await kind.place());
      const { id } = await acts(store).send();
      const rows = (await dumped(store)).map(({ table, row: { edition: _, ...row } }) => ({ table, row }));
      const copy = await ready(await kind.place());
      await copy.load(stream(rows));
      await copy.replayed();
      assert.equal((await acts(copy).get(id)).text, draft.text);
      await Promise.all([store.close(), copy.close()]);
    });

    it('lets watches go on from the first event after it', async () => {
      const from = await ready(await kind.place());
      const { id } = await acts(from).send();
      const store = await ready(await kind.place());
      await store.load(stream(await dumped(from)));
      await store.replayed();
      const ids = new ToldIds(store, Date.now);
      const before = await store.newestEvent('a');
      await acts(store).edit(id, { text: 'Words' });
      const told = await ids.told('a', { number: before, at: Date.now() });
      assert.equal((await ids.meant('a', told))?.number, before, 'what was told is understood');
      assert.deepEqual((await store.events('a', before, 10))?.map((event) => event.id), [id]);
      await Promise.all([from.close(), store.close()]);
    });

    it('and the database hold no fingerprint of words before a change', async () => {
      const store = await ready(await kind.place());
      const at = acts(store);
      const { id } = await at.send('made');
      const bodies = async () => (await dumped(store)).filter(({ table, row }) => table === 'markers' && row.act !== 'update').map(({ row }) => row.body);
      assert.notDeepEqual(await bodies(), ['']);
      await at.edit(id, { text: 'Other words' });
      assert.deepEqual(await bodies(), ['']);
      assert.equal((await at.send('made')).text, 'Other words', 'the act is known all the same');
      await store.close();
    });

    it('with an older state of the tables is brought up to date', async () => {
      const place = await kind.place();
      const store = await ready(place);
      const { id } = await acts(store).send();
      const other = await acts(store).send('without', { helped: undefined });
      for (const each of [id, other.id]) await acts(store).publish(each);
      await store.close();
      await meddle(place, ['alter table rows drop column edition', `delete from terms where name = 'helped'`, `update meta set value = '1' where name = 'version'`]);
      const later = await open(place);
      assert.deepEqual(await later.migrate(), { from: 1, to: 3 });
      assert.deepEqual((await acts(later).stories({ where: { helped: 'yes' } })).map(({ helped }) => helped), ['Lavender tea'], 'found by what was not looked for before');
      assert.deepEqual(await later.check(), []);
      assert.equal((await acts(later).edit(id, { text: 'Still here' })).text, 'Still here');
      await later.close();
    });
  });
}

it('a server on PostgreSQL whose connection was lost for a moment does not show what was loaded meanwhile', async () => {
  const kind = all.find(({ name }) => name === 'postgres')!;
  const from = await ready(await kind.place());
  await acts(from).send();
  const rows = await dumped(from);
  const place = await kind.place();
  const server = await ready(place);
  await server.hold('serving');
  assert.equal(await count(server), 0);
  const loading = await open(place);
  for (let n = 0, taken = false; !taken; n++) {
    assert.ok(n < 50, 'the lock is lost with its connection');
    await meddle(place, [`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`]);
    taken = await loading.hold('loading').then(() => true, () => false);
  }
  await loading.load(stream(rows));
  await assert.rejects(count(server), refused);
  await loading.replayed();
  await loading.close();
  // The server takes its lock again, and nobody loads any more. It is only looked at: whoever tries to take it may come between.
  const looking = new pg.Client(place);
  await looking.connect();
  const shared = `select 1 from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and l.locktype = 'advisory' and l.mode = 'ShareLock' and l.granted`;
  await until(async () => (await looking.query(shared)).rowCount, 'the lock is taken again', 20_000);
  await looking.end();
  const other = await open(place);
  await assert.rejects(other.hold('loading'), /A server uses/);
  assert.equal(await count(server), 1);
  await Promise.all([from.close(), server.close(), other.close()]);
});

async function meddle(place: string, statements: readonly string[]): Promise<void> {
  if (place.startsWith('postgres')) {
    const client = new pg.Client(place);
    await client.connect();
    for (const statement of statements) await client.query(statement);
    return client.end();
  }
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(place);
  for (const statement of statements) db.exec(statement);
  db.close();
}
