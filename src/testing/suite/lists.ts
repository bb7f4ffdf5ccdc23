import type { ListAbilities, Query } from '../../adapters/adapter.ts';
import { ok, refused, same } from '../assertions.ts';
import { type Ground, partOf, sorted, type Test, testsOf, waits, without } from './ground.ts';

/** One query by each key, to see that it is refused where it is not served. */
const asked: Required<Omit<Query, 'limit' | 'cursor'>> = {
  where: { 'no-such-name': 'any' },
  text: 'any',
  near: { latitude: 0, longitude: 0 },
  box: [-1, -1, 1, 1],
  after: '2030-01-01T00:00:00Z',
  sort: 'no-such-order',
  seed: 'any',
};
const keys = Object.keys(asked) as (keyof ListAbilities)[];

/** Lists, their pages, and their queries. */
export function listTests(ground: Ground): Test[] {
  const { can, sample } = ground;
  const test = testsOf(ground);
  const unlisted = without(ground, 'list');
  const all = sample.records.map(({ id }) => id);
  const onePage = { limit: all.length + 10 };

  const finds = (key: keyof ListAbilities, name?: string) => {
    const what = name ? `${key} ${name}` : key;
    const asksIt = ({ query: { [key]: value } }: { query: Partial<Query> }) =>
      name === undefined ? value !== undefined : key === 'sort' ? value === name : Object.hasOwn(Object(value), name);
    const found = sample.found?.filter(asksIt) ?? [];
    const skip = unlisted ?? (!can.list?.[key] ? `queries by ${key} are not offered` : !found.length && `the sample has no query by ${what}`);
    return test(`finds by ${what} what the sample says, and only that`, skip, async (bench) => {
      for (const { query, ids } of found) {
        for (const limit of [onePage.limit, 1]) {
          const answer = await bench.ids({ ...query, limit });
          const ordered = (query.sort !== undefined && query.seed === undefined) || query.near !== undefined;
          same(ordered ? answer : sorted(answer), ordered ? ids : sorted(ids), `${JSON.stringify(query)} on pages of ${limit}`);
        }
      }
    });
  };

  return [
    test('lists everything that is there, once', unlisted, async (bench) => {
      same(sorted(await bench.ids(onePage)), sorted(all), 'ids in the list');
    }),
    test('gives the records as they are stored', unlisted, async (bench) => {
      for (const item of await bench.all(onePage)) {
        const record = sample.records.find(({ id }) => id === item.id);
        same(partOf(item, record!), record, `the record ${item.id}`);
      }
    }),
    test('gives no more items than were asked for', unlisted, async (bench) => {
      for (const limit of [1, 2, all.length - 1]) {
        const { items, next } = await bench.list({ limit });
        ok(items.length <= limit, `${limit} items were asked for, ${items.length} came.`);
        ok(typeof next === 'string' && next, 'There is more, so there is a cursor.');
      }
    }),
    test('ends with null, also when the last page is full', unlisted, async (bench) => {
      const { items, next } = await bench.list({ limit: all.length });
      if (items.length === all.length) same(next, null, 'next after the last item');
      same(sorted(await bench.ids({ limit: 1 })), sorted(all), 'ids over pages of one');
    }),
    test('loses and doubles nothing from page to page', unlisted, async (bench) => {
      for (const limit of [2, 3]) same(sorted(await bench.ids({ limit })), sorted(all), `ids over pages of ${limit}`);
    }),
    test('keeps its order from page to page', unlisted, async (bench) => {
      same(await bench.ids({ limit: 2 }), await bench.ids(onePage), 'ids over pages of two, and on one page');
    }),
    test('draws an order by lot that is complete and stays the same with its seed', unlisted ?? (!can.list?.seed && 'no order is drawn by lot here'), async (bench) => {
      const orders = await Promise.all(['one', 'two', 'three', 'four'].map((seed) => bench.ids({ sort: 'shuffled', seed, limit: 2 })));
      for (const order of orders) same(sorted(order), sorted(all), 'ids in an order by lot');
      same(await bench.ids({ sort: 'shuffled', seed: 'one', ...onePage }), orders[0], 'the same order once more, on one page');
      ok(new Set(orders.map((order) => order.join())).size > 1, 'Another seed gives another order.');
    }),
    test('refuses an order by lot without a seed, and a seed without one', unlisted ?? (!can.list?.seed && 'no order is drawn by lot here'), async (bench) => {
      await refused(bench.list({ sort: 'shuffled' }), 'invalid', 'an order by lot without a seed');
      await refused(bench.list({ seed: 'one' }), 'invalid', 'a seed without an order by lot');
    }),
    test('loses and doubles nothing while records are added', unlisted ?? without(ground, 'create') ?? waits(ground), async (bench) => {
      const ids = (await bench.all({ limit: 2 }, {}, () => Promise.all([1, 2, 3].map((n) => bench.create(sample.draft!(n)))))).map(({ id }) => id);
      same(new Set(ids).size, ids.length, 'No record comes twice.');
      same(all.filter((id) => !ids.includes(id)), [], 'records that were there before and did not come');
    }),
    test('loses and doubles nothing while records are removed', unlisted ?? without(ground, 'remove'), async (bench) => {
      const [first] = await bench.ids({ limit: 1 });
      const ids = (await bench.all({ limit: 2 }, {}, () => bench.remove(first!))).map(({ id }) => id);
      same(new Set(ids).size, ids.length, 'No record comes twice.');
      same(all.filter((id) => !ids.includes(id)), [], 'records that were there and did not come');
    }),
    test('refuses a cursor it never gave', unlisted, async (bench) => {
      for (const cursor of ['no-such-cursor', '💥']) await refused(bench.list({ cursor }), 'invalid', `cursor ${cursor}`);
    }),
    test('refuses every query it does not offer', unlisted, async (bench) => {
      const { where, sort } = can.list ?? {};
      for (const key of keys) {
        if (can.list?.[key] && key !== 'where' && key !== 'sort') continue;
        await refused(bench.list({ [key]: asked[key] }), 'unsupported', `a query by ${key} ${JSON.stringify(asked[key])}`);
      }
      await refused(bench.list({ colour: 'red' } as never), 'unsupported', 'a query by colour');
      ok(!where?.includes('no-such-name') && !sort?.includes('no-such-order'), 'The suite asks for names that nobody has.');
    }),
    ...keys.flatMap((key) => {
      const names = can.list?.[key];
      if (Array.isArray(names)) return names.map((name: string) => finds(key, name));
      return [finds(key)];
    }),
  ];
}
