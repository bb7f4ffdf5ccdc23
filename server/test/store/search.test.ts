import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type CollectionName, type ListRequest, listRows, type Row, type RowPage } from 'peer-support-elements/backend';
import type { ServerStore } from '../../src/store.ts';
import { limits } from '../../src/store/groups.ts';
import { type Kind, kinds, ready } from '../support/stores.ts';
import { day, groupQuery, groupRows, noon, readers, storyQuery, storyRows } from './samples.ts';

/** A failing example is not made smaller for ever. */
const trialsOf = ({ name }: Kind) => ({ numRuns: (process.env.SOAK ? 1000 : 40) / (name === 'postgres' ? 4 : 1), interruptAfterTimeLimit: process.env.SOAK ? 600_000 : 60_000, markInterruptAsFailure: false });

let spaces = 0;

/** Puts rows into a space of their own. */
async function fill(store: ServerStore, collection: CollectionName, rows: readonly Row[]): Promise<string> {
  const space = `space ${++spaces}`;
  await store.write(space, async (tx) => {
    for (const row of rows) await tx.put(collection, row);
  });
  return space;
}

/** All pages of a list, as long as they are asked for. */
async function pages(list: (request: ListRequest) => Promise<RowPage> | RowPage, request: ListRequest, later: number): Promise<string[][]> {
  const found: string[][] = [];
  for (let cursor: string | undefined; found.length < 40; ) {
    // Time goes on between pages.
    const now = request.now + found.length * later;
    const page = await list({ ...request, now, query: { ...request.query, ...(cursor !== undefined && { cursor }) } });
    found.push(page.rows.map(({ id }) => id));
    if (page.next === null) break;
    cursor = page.next;
  }
  return found;
}

/** A group that is nothing but its place. */
const placed = (id: string, at: { latitude: number; longitude: number }): Row => ({
  id,
  rev: id,
  key: 0,
  reader: 'everyone',
  record: { id, name: id, topics: [], audience: [], languages: [], access: [], sessions: [{ id: 's', way: 'in-person', status: 'on', place: { area: [], approximate: false, ...at } }] },
});

/** What is wrong, but for samples that no schema would let in. */
const faults = async (store: ServerStore) => (await store.check()).filter((fault) => !fault.includes('do not fit their schema'));

for (const kind of kinds()) {
  describe(`what ${kind.name} finds`, () => {
    const trials = trialsOf(kind);

    it('groups: the same as a page finds in its memory, in the same order and pages', async () => {
      let now = noon;
      const store = await ready(await kind.place(), { now: () => now });
      const put = fc.constantFrom(noon - 30 * day, noon - 1000, noon, noon + day);
      const requests = fc.array(fc.record({ query: groupQuery, readers, locale: fc.constantFrom('en', 'de', 'sv', '!') }), { minLength: 6, maxLength: 12 });
      // Ways that are taken for long lists are taken for short ones too.
      const sizes = fc.record({ passed: fc.constantFrom(0, 200), few: fc.constantFrom(-1, 2, 1000), atOnce: fc.constantFrom(7, 2000) });
      await fc.assert(
        fc.asyncProperty(groupRows(), groupRows(8), fc.integer({ min: 0, max: 4 }), put, requests, fc.boolean(), sizes, async (first, changed, removed, moment, asked, swept, size) => {
          now = moment;
          Object.assign(limits, size);
          const space = await fill(store, 'groups', first);
          if (swept) await store.sweep(noon);
          let rows = first;
          for (const [n, { readers, ...rest }] of asked.entries()) {
            // What was kept of the list as it was must not be found in the list as it is.
            if (n === 3) {
              await store.write(space, async (tx) => {
                for (const row of changed) await tx.put('groups', row);
                for (const row of first.slice(0, removed)) await tx.remove('groups', row.id);
              });
              const byId = new Map([...first, ...changed].map((row) => [row.id, row]));
              for (const row of first.slice(0, removed)) byId.delete(row.id);
              rows = [...byId.values()];
            }
            const request: ListRequest = { now: noon, ...rest, ...(readers && { readers }) };
            const found = await pages((one) => store.read(space, (tx) => tx.list('groups', one)), request, 20 * 60_000);
            assert.deepEqual(found, await pages((one) => listRows('groups', rows, one), request, 20 * 60_000), JSON.stringify(request));
          }
        }),
        trials,
      );
      assert.deepEqual(await faults(store), []);
      await store.close();
    });

    it('the nearest, measured as the crow flies and not by boxes, over the 180th meridian and around the poles', async () => {
      const store = await ready(await kind.place());
      const around = (most: number, zero: number) => fc.integer({ min: -most * 10, max: most * 10 }).map((tenth) => zero + tenth / 10);
      const places = fc.constantFrom([0, 0], [53, -1], [84, 20], [-84, -170], [10, 174], [10, -174]).chain(([latitude, longitude]) => fc.record({ latitude: around(6, latitude!), longitude: around(6, longitude!) }));
      const rows = fc.array(places, { minLength: 10, maxLength: 25 }).map((list) => list.map((at, n) => placed(`g${n}`, at)));
      const queries = fc.array(fc.record({ near: places, km: fc.integer({ min: 10, max: 1500 }), within: fc.boolean(), limit: fc.integer({ min: 1, max: 9 }) }), { minLength: 3, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(rows, queries, fc.constantFrom(-1, 1000), async (rows, queries, few) => {
          Object.assign(limits, { few, atOnce: 2000 });
          const space = await fill(store, 'groups', rows);
          for (const { near, km, within, limit } of queries) {
            const request: ListRequest = { now: noon, locale: 'en', query: { near: { ...near, ...(within && { km }) }, limit } };
            const found = await pages((one) => store.read(space, (tx) => tx.list('groups', one)), request, 1);
            assert.deepEqual(found, await pages((one) => listRows('groups', rows, one), request, 1), JSON.stringify(request));
          }
        }),
        trials,
      );
      await store.close();
    });

    it('stories: the same as a page finds in its memory, also after some were changed and removed', async () => {
      const store = await ready(await kind.place());
      const requests = fc.array(fc.record({ query: storyQuery, readers }), { minLength: 4, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(storyRows(), storyRows(6), fc.integer({ min: 0, max: 3 }), requests, async (rows, changed, removed, asked) => {
          const space = await fill(store, 'stories', rows);
          await store.write(space, async (tx) => {
            for (const row of changed) await tx.put('stories', row);
            for (const row of rows.slice(0, removed)) await tx.remove('stories', row.id);
          });
          const byId = new Map([...rows, ...changed].map((row) => [row.id, row]));
          for (const row of rows.slice(0, removed)) byId.delete(row.id);
          for (const { readers, ...rest } of asked) {
            const request: ListRequest = { now: noon, locale: 'en', ...rest, ...(readers && { readers }) };
            const found = await pages((one) => store.read(space, (tx) => tx.list('stories', one)), request, 1);
            assert.deepEqual(found, await pages((one) => listRows('stories', [...byId.values()], one), request, 1), JSON.stringify(request));
          }
        }),
        trials,
      );
      assert.deepEqual(await faults(store), []);
      await store.close();
    });
  });
}
