import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import pg from 'pg';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import type { Row } from 'peer-support-elements/backend';
import { until } from '../../../test/setup/until.ts';
import type { Dumped, ServerStore } from '../../src/store.ts';
import { fields } from '../../src/store/index.ts';
import { dumped, kinds, ready, stream } from '../support/stores.ts';
import { groupRows, noon, storyRows } from './samples.ts';

const all = kinds();

/** The longest of some samples, the same in each run. */
const sample = (rows: fc.Arbitrary<Row[]>): Row[] => fc.sample(rows, { numRuns: 30, seed: 7 }).sort((one, other) => other.length - one.length)[0]!;
const groups = sample(groupRows(20));
const stories = sample(storyRows(20));
const group: Row = { ...groups[0]!, id: 'proper', record: { id: 'proper', name: 'Tea', topics: ['Grief'], audience: [], languages: ['en'], access: [], sessions: [{ id: 's', way: 'online', status: 'on', schedule: { start: '2026-01-06', time: '19:00', minutes: 90, timeZone: 'Europe/London', rule: 'FREQ=WEEKLY' } }] } };

async function fill(store: ServerStore): Promise<void> {
  for (const space of ['a', 'b']) {
    await store.write(space, async (tx) => {
      for (const row of groups) await tx.put('groups', row);
      for (const row of stories) await tx.put('stories', row);
      await tx.arrival();
      await tx.mark({ intent: 'i', act: 'create', collection: 'groups', id: 'a0', body: 'print', at: noon, answer: { id: 'a0' } });
      await tx.tell({ collection: 'groups', id: 'a0', after: groups[0]! });
    });
  }
  await store.putToken({ hash: 'h', space: 'a', role: 'moderator', owner: 'o', groups: [], expires: noon * 2 });
  await store.secret('name', () => 'very secret', Date.now() + 600_000);
  await store.count('counted', 0, noon * 2);
}

/** Changes what stands in a database, past the store. */
async function meddle(place: string, statement: string): Promise<Record<string, unknown>[]> {
  if (!place.startsWith('postgres')) {
    const db = new DatabaseSync(place, { enableForeignKeyConstraints: false });
    const rows = db.prepare(statement).all();
    db.close();
    return rows;
  }
  const client = new pg.Client(place);
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
}

for (const from of all) {
  for (const to of all) {
    it(`a backup of ${from.name} is the same once it is loaded into ${to.name}`, async () => {
      const store = await ready(await from.place(), { now: () => noon });
      await fill(store);
      const rows = await dumped(store);
      assert.doesNotMatch(JSON.stringify(rows), /very secret|counted/);
      const copy = await ready(await to.place(), { now: () => noon });
      // A backup may be read from a file of lines.
      await copy.load(stream(rows.map((row) => JSON.parse(JSON.stringify(row)) as Dumped)));
      assert.deepEqual(await dumped(copy), rows);
      await copy.replayed();
      assert.deepEqual((await copy.check()).filter((fault) => !fault.includes('schema')), []);
      for (const query of [{ limit: 50, text: 'grief' }, { limit: 50, sort: 'next' }, { limit: 50, where: { way: 'online' } }]) {
        const ask = (one: ServerStore) => one.read('a', (tx) => tx.list('groups', { query, now: noon, locale: 'en' }));
        assert.deepEqual(await ask(copy), await ask(store));
      }
      assert.deepEqual((await copy.token('h'))?.owner, 'o');
      // Whoever watched the database that this one replaces has to begin anew.
      assert.equal(await copy.events('a', 1, 10), undefined);
      assert.equal(await copy.newestEvent('a'), Math.floor(noon / 1000));
      await assert.rejects(copy.load(stream(rows)), /not empty/);
      assert.equal((await dumped(copy)).length, rows.length);
      await Promise.all([store.close(), copy.close()]);
    });
  }
}

for (const kind of all) {
  describe(kind.name, () => {
    it('is dumped as it was at one moment, while people write', async () => {
      const store = await ready(await kind.place());
      const put = (n: number) =>
        store.write('a', async (tx) => {
          // Both or none.
          for (const collection of ['claims', 'decisions'] as const) await tx.put(collection, { id: `${n}`.padStart(6, '0'), rev: 'r', key: n, reader: 'staff', record: { id: `${n}`, sending: 's' } });
        });
      for (let n = 0; n < 700; n++) await put(n);
      let busy = true;
      let written = 700;
      const writing = (async () => {
        for (; busy; written++) await put(written);
      })();
      const rows: Dumped[] = [];
      try {
        for await (const row of store.dump()) {
          rows.push(row);
          // They are not kept from it: something is written before the next ones are read.
          const before = written;
          if (rows.length % 100 === 0) await until(() => written > before);
        }
      } finally {
        busy = false;
        await writing;
      }
      const ids = (collection: string) => rows.filter(({ table, row }) => table === 'rows' && row.collection === collection).map(({ row }) => row.id);
      assert.deepEqual(ids('claims'), ids('decisions'));
      assert.ok(ids('claims').length >= 700);
      assert.ok(written > ids('claims').length, 'people wrote meanwhile');
      await store.close();
    });

    it('holds the secrets that last, so that who acted before is known after a restore, and none that expire', async () => {
      const store = await ready(await kind.place());
      const names = await store.secret('owners', () => 'the one that is kept');
      await store.secret('a day', () => 'of that day', Date.now() + 60_000);
      const rows = await dumped(store);
      assert.deepEqual(rows.filter(({ table }) => table === 'secrets').map(({ row }) => ({ ...row })), [{ name: 'owners', value: names }]);
      const copy = await ready(await kind.place());
      // The copy was started before anything was loaded.
      await copy.secret('owners', () => 'another one');
      await copy.load(stream(rows));
      assert.equal(await copy.secret('owners', () => 'a third'), names);
      await Promise.all([store.close(), copy.close()]);
    });

    it('loads nothing of a backup that is not whole', async () => {
      const store = await ready(await kind.place());
      await fill(store);
      const rows = await dumped(store);
      const copy = await ready(await kind.place());
      const { body: _, ...torn } = rows[3]!.row;
      await assert.rejects(copy.load(stream([...rows.slice(0, 3), { table: 'rows', row: torn }])), /no backup of this program/);
      await assert.rejects(copy.load(stream([...rows, { table: 'counts', row: {} }])), /no backup of this program/);
      assert.deepEqual(await dumped(copy), []);
      await Promise.all([store.close(), copy.close()]);
    });

    const faults: [what: string, statement: string, sentence: RegExp][] = [
      ['a record that cannot be read', `update rows set body = '{' where id = 'proper'`, /1 record of groups cannot be read/],
      ['a record that fits no schema', `update rows set body = '{"id":"proper","topics":[],"audience":[],"languages":[],"access":[],"sessions":[]}' where id = 'proper'`, /groups do not fit their schema/],
      ['a record that is not found any more', `delete from terms where name = 'topic'`, /1 record of groups cannot be found/],
      ['a collection that is not known', `update rows set collection = 'spells'`, /a collection that is not known/],
      ['words of records that are gone', `update vocabulary set reader = 'nobody'`, /vocabulary holds words/],
    ];
    for (const [what, statement, sentence] of faults) {
      it(`says what is wrong: ${what}`, async () => {
        const place = await kind.place();
        const store = await ready(place);
        await store.write('a', (tx) => tx.put('groups', group));
        assert.deepEqual(await store.check(), []);
        await meddle(place, statement);
        const found = await store.check();
        assert.ok(found.some((fault) => sentence.test(fault)), found.join(' '));
        assert.doesNotMatch(found.join(' '), /tea|proper/i);
        await store.close();
      });
    }

    it('has no table and no column that is not explained', async () => {
      const place = await kind.place();
      await (await ready(place)).close();
      const columns = place.startsWith('postgres')
        ? await meddle(place, `select table_name as "table", column_name as "column" from information_schema.columns where table_schema = current_schema()`)
        : await meddle(place, `select m.name as "table", c.name as "column" from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like 'texts_%' and m.name not like 'places_%'`);
      const explained = Object.entries(fields).flatMap(([table, of]) => Object.keys(of).map((column) => `${table}.${column}`));
      const missing = columns.map(({ table, column }) => `${table as string}.${column as string}`).filter((name) => !explained.includes(name));
      assert.deepEqual(missing, []);
      const there = new Set(columns.map(({ table }) => table));
      assert.deepEqual(Object.keys(fields).filter((table) => !there.has(table)), kind.name === 'sqlite' ? [] : ['places']);
    });
  });
}
