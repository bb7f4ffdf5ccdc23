import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ListRequest, Query, Row } from 'peer-support-elements/backend';
import type { Session } from 'peer-support-elements/domain';
import type { Connection, Database, Statement } from '../../src/store/database.ts';
import { limits, listGroups } from '../../src/store/groups.ts';
import { nameOrder } from '../../src/store/names.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { type Kind, kinds, ready } from '../support/stores.ts';
import { day, noon } from './samples.ts';

/* What a search costs must not grow with the list: rows that come out of the database are counted, never time. */

const many = 2500;
const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const nameOf = (n: number) => `Group ${(n * 7919) % many}`;

function row(n: number, name = nameOf(n)): Row {
  const schedule = { start: '2025-01-06', time: '19:00', minutes: 60, timeZone: 'Europe/London', rule: `FREQ=WEEKLY;BYDAY=${days[n % 7]}` };
  // Around one town, a few metres apart.
  const place = { area: ['Leeds'], approximate: false, latitude: 53.8 + n / 100_000, longitude: -1.55 };
  const session: Session = { id: 's', way: 'in-person', status: 'on', schedule, place };
  return { id: `g${n}`, rev: 'r', key: n, reader: 'everyone', record: { id: `g${n}`, name, about: 'tea walking', topics: [], audience: [], languages: [], access: [], sessions: [session] } };
}

/** A list of many groups, with what was read from its database. */
async function listed(kind: Kind) {
  const place = await kind.place();
  const store = await ready(place, { now: () => noon });
  await store.write('here', async (tx) => {
    for (let n = 0; n < many; n++) await tx.put('groups', row(n));
  });
  const database: Database = kind.name === 'sqlite' ? openSqlite(place) : openPostgres(place);
  let read = 0;
  const counted = (connection: Connection): Connection => {
    const all = async <R>(statement: Statement<R>) => {
      const rows = await connection.all(statement);
      read += rows.length;
      return rows;
    };
    return { all, first: async (statement) => (await all(statement))[0] };
  };
  const within = async <T>(body: (at: Parameters<typeof listGroups>[0]) => Promise<T>) => {
    read = 0;
    const result = await database.read((connection) => body({ database, connection: counted(connection), space: 'here', now: () => noon }));
    return { result, read };
  };
  const asked = (query: Partial<Query>) => within((at) => listGroups(at, { now: noon, locale: 'en', query: { limit: 20, ...query } } as ListRequest));
  const close = async () => {
    await database.close();
    await store.close();
  };
  return { store, within, asked, close };
}

for (const kind of kinds()) {
  describe(`what a search reads of a long list in ${kind.name}`, () => {
    let list: Awaited<ReturnType<typeof listed>>;

    it('a page and little more, whatever moment is asked for', async () => {
      Object.assign(limits, { few: 200, atOnce: 2000, passed: 100_000 });
      list = await listed(kind);
      for (const after of [-400, -1, 0, 3, 9, 40, 3000].map((n) => new Date(noon + n * day).toISOString())) {
        for (const sort of ['next', 'name', undefined]) {
          const { result, read } = await list.asked({ after, ...(sort && { sort }) });
          assert.equal(result.rows.length, 20);
          // The first order by name reads all names.
          assert.ok(read < 200 || (sort === 'name' && after < new Date(noon - day).toISOString()), `${read} rows for ${sort} after ${after}`);
        }
      }
    });

    it('of a moment long ago, what was to come a day ago', async () => {
      const yesterday = await list.asked({ after: new Date(noon - day).toISOString(), sort: 'next' });
      const lastYear = await list.asked({ after: new Date(noon - 400 * day).toISOString(), sort: 'next' });
      assert.deepEqual(lastYear.result.rows, yesterday.result.rows);
    });

    it('a page and little more of those that are near, or in a box or circle that holds them all', async () => {
      const near = { latitude: 53.8, longitude: -1.55 };
      for (const query of [{ near }, { near: { ...near, km: 20_000 } }, { near: { ...near, km: 20_000 }, sort: 'next' }, { box: [-180, -90, 180, 90], sort: 'next' }, { box: [-10, 40, 10, 60] }] as Partial<Query>[]) {
        const { result, read } = await list.asked(query);
        assert.equal(result.rows.length, 20);
        assert.ok(read < 200, `${read} rows for ${JSON.stringify(query)}`);
        const { read: further } = await list.asked({ ...query, cursor: result.next! });
        assert.ok(further < 200, `${further} rows for the second page of ${JSON.stringify(query)}`);
      }
    });

    it('of the names, those that were written since they were put in order', async () => {
      await list.within((at) => nameOrder(at, 'cy'));
      await list.store.write('here', async (tx) => {
        await tx.put('groups', row(3, 'Aardvarks'));
        await tx.put('groups', row(many, 'Zebras'));
        await tx.remove('groups', 'g5');
      });
      const { result: order, read } = await list.within((at) => nameOrder(at, 'cy'));
      assert.ok(read < 10, `${read} rows`);
      assert.deepEqual([order.entries[0]!.name, order.entries.at(-1)!.name, order.entries.filter(({ id }) => id === 'g3').length], ['Aardvarks', 'Zebras', 1]);
      const { result } = await list.asked({ sort: 'name', limit: 3 });
      assert.deepEqual(result.rows.map(({ record }) => record.name), ['Aardvarks', 'Group 0', 'Group 1']);
    });

    it('all names once for those who ask for a language at the same time, and none after a story was written', async () => {
      const all = await Promise.all(Array.from({ length: 4 }, () => list.within((at) => nameOrder(at, 'sv'))));
      assert.equal(new Set(all.map(({ result }) => result.entries)).size, 1);
      await list.store.write('here', async (tx) => tx.put('stories', { id: 's', rev: 'r', key: 1, reader: 'everyone', record: { id: 's', month: '2026-01', text: 'words', topics: [], notes: [], language: 'en', answers: false } }));
      const { result, read } = await list.within((at) => nameOrder(at, 'sv'));
      assert.equal(result.entries, all[0]!.result.entries);
      assert.ok(read < 3, `${read} rows`);
      await list.close();
    });
  });
}
