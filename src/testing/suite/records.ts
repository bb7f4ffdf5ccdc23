import { same } from '../assertions.ts';
import { empty, type Ground, partOf, type Test, testsOf, without } from './ground.ts';

/** Ids that nobody has, some of which trip up careless look-ups and addresses. */
const noIds = ['no-such-id', '', ' ', '.', '..', '../groups', 'a/b?c=d#e', '%00', '__proto__', 'constructor', 'ü💥'];

/** Reading one record. */
export function recordTests(ground: Ground): Test[] {
  const { sample } = ground;
  const test = testsOf(ground);
  const unread = without(ground, 'get');
  const unseeded = unread ?? empty(ground);
  return [
    test('gives every record by its id', unseeded, async (bench) => {
      for (const record of sample.records) {
        const answer = await bench.get(record.id);
        same(answer && partOf(answer, record), record, `the record ${record.id}`);
      }
    }),
    test('answers null for what is not there', unread, async (bench) => {
      for (const id of noIds) same(await bench.get(id), null, `the id ${JSON.stringify(id)}`);
    }),
    test('gives each caller a copy of its own', unseeded, async (bench) => {
      const { id } = sample.records[0]!;
      const before = structuredClone(await bench.get(id));
      const answer = (await bench.get(id))!;
      for (const key of Object.keys(answer)) answer[key] = 'changed by a caller';
      same(await bench.get(id), before, 'the record, after a caller changed the answer');
    }),
  ];
}
