import { refused, same } from '../assertions.ts';
import { newId } from '../../client/ids.ts';
import { empty, type Ground, kept, partOf, sorted, target, type Test, testsOf, waits, without } from './ground.ts';

/** What is another space's is not there. */
export function spaceTests(ground: Ground): Test[] {
  const { sample } = ground;
  const test = testsOf(ground);
  return [
    test("answers null for another space's record", without(ground, 'get') ?? empty(ground), async (bench) => {
      for (const { id } of sample.records) same(await bench.get(id, { space: bench.otherSpace }), null, `the record ${id}`);
    }),
    test('lists nothing of another space', without(ground, 'list') ?? empty(ground), async (bench) => {
      same(await bench.ids({}, { space: bench.otherSpace }), [], 'ids in the other space');
    }),
    test('puts nothing into another space', without(ground, 'create', 'list') ?? waits(ground), async (bench) => {
      const { id } = await bench.create(sample.draft!(1), { space: bench.otherSpace });
      same(await bench.ids({}, { space: bench.otherSpace }), [id], 'ids in the space it was created in');
      same(sorted(await bench.ids()), sorted(sample.records.map((record) => record.id)), 'ids in the other one');
    }),
    test("cannot change another space's record", without(ground, 'update', 'get'), async (bench) => {
      const { id, rev } = await target(bench, ground);
      await refused(bench.update(id, sample.patch!(1), rev, { space: bench.otherSpace }), 'not-found', 'a change from another space');
      same((await bench.get(id))!.rev, rev, 'rev of the record');
    }),
    test("cannot remove another space's record", without(ground, 'remove', 'get'), async (bench) => {
      const { id } = await target(bench, ground);
      await refused(bench.remove(id, { space: bench.otherSpace }), 'not-found', 'a removal from another space');
      same((await bench.get(id))?.id, id, 'the record');
    }),
    test('counts intents of each space by themselves', without(ground, 'create'), async (bench) => {
      const intent = newId();
      const one = await bench.create(sample.draft!(1), { intent });
      const draft = sample.draft!(2);
      const other = await bench.create(draft, { intent, space: bench.otherSpace });
      same(partOf(other, kept(ground, draft)), kept(ground, draft), 'the record of the other space');
      same(one.id === other.id, false, 'one record in two spaces');
    }),
  ];
}
