import { newId } from '../../client/ids.ts';
import { failure, ok, same } from '../assertions.ts';
import { type Bench, type Ground, sorted, target, type Test, testsOf, waits, without } from './ground.ts';

type Attempt = (bench: Bench, signal: AbortSignal) => Promise<() => Promise<unknown>>;

/** Calls that are given up. */
export function abortTests(ground: Ground): Test[] {
  const { sample } = ground;
  const test = testsOf(ground);
  const known = () => sample.records[0]?.id ?? 'any';
  const attempts: Record<'list' | 'get' | 'create' | 'update' | 'remove', Attempt> = {
    list: async (bench, signal) => () => bench.list({}, { signal }),
    get: async (bench, signal) => () => bench.get(known(), { signal }),
    create: async (bench, signal) => () => bench.create(sample.draft!(1), { signal }),
    update: async (bench, signal) => {
      const { id, rev } = await target(bench, ground);
      return () => bench.update(id, sample.patch!(1), rev, { signal });
    },
    remove: async (bench, signal) => {
      const { id } = await target(bench, ground);
      return () => bench.remove(id, { signal });
    },
  };
  const acts = Object.keys(attempts) as (keyof typeof attempts)[];
  const needs = (act: keyof typeof attempts) => without(ground, act) ?? (/update|remove/.test(act) ? without(ground, 'get') : undefined);
  const state = async (bench: Bench) => (ground.can.list ? sorted((await bench.all()).map(({ id, rev }) => `${id} ${rev}`)) : []);

  return [
    ...acts.map((act) =>
      test(`does not ${act} when it was given up before`, needs(act), async (bench) => {
        const before = await state(bench);
        const controller = new AbortController();
        const attempt = await attempts[act](bench, controller.signal);
        controller.abort();
        untouched(await failure(attempt(), act), controller.signal);
        same(await state(bench), before, 'what is there afterwards');
      }),
    ),
    ...acts.map((act) =>
      test(`gives up to ${act} on the way`, needs(act), async (bench) => {
        const controller = new AbortController();
        const attempt = await attempts[act](bench, controller.signal);
        const call = attempt();
        controller.abort();
        untouched(await failure(call, act), controller.signal);
      }),
    ),
    test('creates once what was given up on the way and sent again', without(ground, 'create'), async (bench) => {
      const before = await state(bench);
      const intent = newId();
      const controller = new AbortController();
      const first = bench.create(sample.draft!(1), { intent, signal: controller.signal });
      controller.abort();
      await failure(first, 'create');
      const { id } = await bench.create(sample.draft!(1), { intent });
      same((await bench.create(sample.draft!(1), { intent })).id, id, 'id of the same act, sent once more');
      if (ground.can.list && !waits(ground)) same((await state(bench)).length, before.length + 1, 'how many records there are');
    }),
    test("leaves other callers alone when one gives up", without(ground, 'list'), async (bench) => {
      const controller = new AbortController();
      const given = bench.list({}, { signal: controller.signal });
      const other = bench.list();
      controller.abort();
      await failure(given, 'list');
      same((await other).items.length > 0, true, 'whether the other caller got items');
      same((await bench.list()).items.length > 0, true, 'whether a later caller got items');
    }),
  ];
}

function untouched(error: unknown, signal: AbortSignal) {
  ok(error === signal.reason, `An abort passes through untouched, but it came as ${String(error)}.`);
}
