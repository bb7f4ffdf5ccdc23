import { newId } from '../../client/ids.ts';
import { failure, ok, refused, same } from '../assertions.ts';
import { applied, type Ground, kept, partOf, sorted, target, type Test, testsOf, waits, without } from './ground.ts';

/** Creating, changing and removing. */
export function writeTests(ground: Ground): Test[] {
  const { options, sample, can, collection } = ground;
  const test = testsOf(ground);
  const create = without(ground, 'create');
  const update = without(ground, 'update', 'get');
  const remove = without(ground, 'remove', 'get');
  const revs = can.update ? undefined : `${collection} cannot be changed here, so records need no rev`;

  return [
    test('answers what was created, with an id', create, async (bench) => {
      const draft = sample.draft!(1);
      const record = await bench.create(draft);
      ok(typeof record.id === 'string' && record.id, 'A record has an id.');
      same(partOf(record, kept(ground, draft)), kept(ground, draft), 'the record');
    }),
    test('gives what can be changed a rev', create ?? revs, async (bench) => {
      const { rev } = await bench.create(sample.draft!(1));
      ok(typeof rev === 'string' && rev, 'A record has a rev.');
    }),
    test('gives every record an id of its own', create, async (bench) => {
      const records = await Promise.all([1, 2, 3].map((n) => bench.create(sample.draft!(n))));
      same(new Set([...records, ...sample.records].map(({ id }) => id)).size, 3 + sample.records.length, 'different ids');
    }),
    test('can read again what was created', create ?? without(ground, 'get') ?? waits(ground), async (bench) => {
      const draft = sample.draft!(1);
      const record = await bench.create(draft);
      const read = await bench.get(record.id);
      same(read, record, 'the record, read again');
    }),
    test('lists what was created', create ?? without(ground, 'list') ?? waits(ground), async (bench) => {
      const { id } = await bench.create(sample.draft!(1));
      same(sorted(await bench.ids()), sorted([id, ...sample.records.map((record) => record.id)]), 'ids in the list');
    }),
    test('stores what was sent', create ?? (!options.peek && 'the suite was given no way to see what is stored'), async (bench) => {
      const draft = sample.draft!(1);
      const { id } = await bench.create(draft);
      const stored = (await bench.peek(id)) as object | null | undefined;
      ok(stored, 'Something is stored.');
      same(partOf(stored, kept(ground, draft)), kept(ground, draft), 'what is stored');
    }),
    test('stores what was sent, whatever the caller does with it later', create ?? without(ground, 'get') ?? waits(ground), async (bench) => {
      const draft = sample.draft!(1);
      const sent = structuredClone(draft);
      const promise = bench.create(sent);
      for (const key of Object.keys(sent)) sent[key] = 'changed by the caller';
      const record = await promise;
      for (const key of Object.keys(draft)) record[key] = 'changed by the caller';
      const read = (await bench.get(record.id))!;
      same(partOf(read, kept(ground, draft)), kept(ground, draft), 'the record');
    }),
    test('refuses what is not valid, and stores nothing of it', create ?? (!sample.invalid?.length && 'the sample has no invalid drafts'), async (bench) => {
      for (const draft of sample.invalid!) await refused(bench.create(draft), 'invalid', JSON.stringify(draft));
      if (can.list) same((await bench.ids()).length, sample.records.length, 'how many records there are');
    }),
    test('changes what the change speaks of, and nothing else', update, async (bench) => {
      const before = await target(bench, ground);
      const patch = sample.patch!(1);
      const after = await bench.update(before.id, patch, before.rev);
      same(partOf(after, patch), applied(patch), 'what was changed');
      same({ ...after, ...partOf(before, patch), rev: '' }, { ...before, rev: '' }, 'what was not changed');
      same(await bench.get(before.id), after, 'the record, read again');
    }),
    test('gives a changed record a new rev', update, async (bench) => {
      const before = await target(bench, ground);
      const after = await bench.update(before.id, sample.patch!(1), before.rev);
      ok(after.rev && after.rev !== before.rev, 'The rev is a new one.');
    }),
    test('refuses a change of what has changed since', update, async (bench) => {
      const { id, rev } = await target(bench, ground);
      const changed = await bench.update(id, sample.patch!(1), rev);
      await refused(bench.update(id, sample.patch!(2), rev), 'conflict', 'a change based on a stale rev');
      await refused(bench.update(id, sample.patch!(2), 'no-such-rev'), 'conflict', 'a change based on no rev there ever was');
      same(await bench.get(id), changed, 'the record');
    }),
    test('lets one of two changes at the same time win', update, async (bench) => {
      const { id, rev } = await target(bench, ground);
      const both = await Promise.allSettled([1, 2].map((n) => bench.update(id, sample.patch!(n), rev)));
      const lost = both.filter((one) => one.status === 'rejected');
      same(lost.length, 1, 'how many of the two were refused');
      await refused(Promise.reject(lost[0]!.reason), 'conflict', 'the other one');
    }),
    test('refuses a change of what is not there', without(ground, 'update'), async (bench) => {
      await refused(bench.update('no-such-id', sample.patch!(1), 'any'), 'not-found', 'a change');
    }),
    test('removes a record', remove, async (bench) => {
      const { id } = await target(bench, ground);
      await bench.remove(id);
      same(await bench.get(id), null, 'the record');
      if (can.list) ok(!(await bench.ids()).includes(id), 'It is not in the list any more.');
      if (options.peek) same((await bench.peek(id)) ?? null, null, 'what is stored');
    }),
    test('removes nothing else', without(ground, 'remove', 'get', 'list'), async (bench) => {
      const { id } = await target(bench, ground);
      await bench.remove(id);
      same(sorted(await bench.ids()), sorted(sample.records.map((record) => record.id).filter((one) => one !== id)), 'ids in the list');
    }),
    test('refuses to remove what is not there', without(ground, 'remove'), async (bench) => {
      await refused(bench.remove('no-such-id'), 'not-found', 'a removal');
    }),
    test('refuses to remove what has changed since', remove, async (bench) => {
      const { id } = await target(bench, ground);
      await refused(bench.remove(id, { rev: 'no-such-rev' }), 'conflict', 'a removal based on a stale rev');
      same((await bench.get(id))?.id, id, 'the record');
    }),
  ];
}

/** One act of a person happens once, however often it is sent. */
export function intentTests(ground: Ground): Test[] {
  const { sample, can } = ground;
  const test = testsOf(ground);
  const create = without(ground, 'create');
  const update = without(ground, 'update', 'get');
  const remove = without(ground, 'remove', 'get');
  const countable = can.list && !waits(ground);

  return [
    test('creates once what is sent twice, and answers the same', create, async (bench) => {
      const intent = newId();
      const first = await bench.create(sample.draft!(1), { intent });
      same(await bench.create(sample.draft!(1), { intent }), first, 'the second answer');
      if (countable) same((await bench.ids()).length, sample.records.length + 1, 'how many records there are');
    }),
    test('creates once what is sent twice at the same time', create, async (bench) => {
      const intent = newId();
      const [one, two] = await Promise.all([1, 2].map(() => bench.create(sample.draft!(1), { intent })));
      same(two, one, 'the two answers');
      if (countable) same((await bench.ids()).length, sample.records.length + 1, 'how many records there are');
    }),
    test('takes two acts for two, even with the same words', create, async (bench) => {
      const one = await bench.create(sample.draft!(1));
      const two = await bench.create(sample.draft!(1));
      ok(one.id !== two.id, 'There are two records.');
    }),
    test('refuses an intent that comes again with something else', create, async (bench) => {
      const intent = newId();
      const first = await bench.create(sample.draft!(1), { intent });
      await refused(bench.create(sample.draft!(2), { intent }), 'conflict', 'the same intent with another draft');
      same(await bench.create(sample.draft!(1), { intent }), first, 'the first act, sent once more');
      if (countable) same((await bench.ids()).length, sample.records.length + 1, 'how many records there are');
    }),
    test('changes once what is sent twice, and answers the same', update, async (bench) => {
      const { id, rev } = await target(bench, ground);
      const intent = newId();
      const first = await bench.update(id, sample.patch!(1), rev, { intent });
      same(await bench.update(id, sample.patch!(1), rev, { intent }), first, 'the second answer, though the rev is stale by now');
      await refused(bench.update(id, sample.patch!(2), first.rev!, { intent }), 'conflict', 'the same intent with another change');
      same(await bench.get(id), first, 'the record');
    }),
    test('removes once what is sent twice', remove, async (bench) => {
      const { id } = await target(bench, ground);
      const intent = newId();
      await bench.remove(id, { intent });
      await bench.remove(id, { intent });
      same(await bench.get(id), null, 'the record');
    }),
    test('does not bring back what was created and removed', create ?? remove, async (bench) => {
      const intent = newId();
      const { id } = await bench.create(sample.draft!(1), { intent });
      await bench.remove(id);
      await refused(bench.create(sample.draft!(1), { intent }), ['not-found', 'conflict'], 'the first act, sent once more');
      same(await bench.get(id), null, 'the record');
      if (countable) same((await bench.ids()).length, sample.records.length, 'how many records there are');
    }),
    test('says nothing of what was changed and then removed', update ?? remove ?? without(ground, 'update', 'remove', 'get'), async (bench) => {
      const { id, rev } = await target(bench, ground);
      const intent = newId();
      await bench.update(id, sample.patch!(1), rev, { intent });
      await bench.remove(id);
      await refused(bench.update(id, sample.patch!(1), rev, { intent }), ['not-found', 'conflict'], 'the change, sent once more');
      same(await bench.get(id), null, 'the record');
    }),
    test('does not take a refused act for done', create ?? (!sample.invalid?.length && 'the sample has no invalid drafts'), async (bench) => {
      const intent = newId();
      await failure(bench.create(sample.invalid![0], { intent }), 'an invalid draft');
      const draft = sample.draft!(1);
      const record = await bench.create(draft, { intent });
      same(partOf(record, kept(ground, draft)), kept(ground, draft), 'the record, once the draft was put right');
    }),
  ];
}
