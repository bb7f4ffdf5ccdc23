import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PeerError, Row } from 'peer-support-elements/backend';
import { until } from '../../../test/setup/until.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { ready } from '../support/stores.ts';
import { wayTo } from '../support/way.ts';

let server: TestPostgres;
before(async () => {
  server = await startPostgres();
});
after(() => server?.stop());

const row = (id: string): Row => ({ id, rev: 'r', key: 0, reader: 'staff', record: { id, sending: 's' } });

it('a store on PostgreSQL says that it is not available while the database is down, and goes on by itself afterwards', async (t) => {
  const place = await server.database();
  const [store, other] = await Promise.all([ready(place), ready(place)]);
  t.after(() => Promise.all([store.close(), other.close()]));
  const heard = new Set<string>();
  other.onEvents((space) => heard.add(space));
  const put = (id: string) =>
    store.write('a', async (tx) => {
      await tx.put('claims', row(id));
      await tx.tell({ collection: 'claims', id, after: row(id) });
    });
  await put('before');
  await server.kill();
  await assert.rejects(put('lost'), (error: PeerError) => error.code === 'unavailable' && error.retryable);
  await assert.rejects(store.ready(), (error: PeerError) => error.code === 'unavailable');
  await server.start();
  await store.ready();
  await put('after');
  const found = await other.read('a', (tx) => tx.list('claims', { query: { limit: 9 }, now: 0, locale: 'en' }));
  assert.deepEqual(found.rows.map(({ id }) => id), ['after', 'before']);
  heard.clear();
  await until(async () => {
    await put(`again ${Date.now()}`);
    await sleep(100);
    return heard.has('a');
  }, 'it is heard of', 15_000);
});

it('a store on PostgreSQL goes on when the way to the database breaks in the middle of a question', async (t) => {
  const way = await wayTo(await server.database());
  const store = await ready(way.address);
  t.after(() => store.close().then(way.close));
  await store.write('a', (tx) => tx.put('claims', row('there')));
  for (const act of ['read', 'write'] as const) {
    let tries = 0;
    const found = await store[act]('a', (tx) => {
      if (!tries++) way.break();
      return tx.list('claims', { query: { limit: 9 }, now: 0, locale: 'en' });
    });
    assert.deepEqual(found.rows.map(({ id }) => id), ['there']);
    assert.equal(tries, 2, 'the first try was lost');
  }
});
