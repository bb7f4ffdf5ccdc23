import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { ServerStore } from '../../src/store.ts';
import { until } from '../../../test/setup/until.ts';
import { Desk, expect } from '../support/desk.ts';
import { kinds, ready } from '../support/stores.ts';
import { lasting, Watching } from '../support/watching.ts';

const open: ServerStore[] = [];
const total = 10_000;

/** Two servers that share one database and nothing else. */
async function two(place: Promise<string>): Promise<[Desk, Desk]> {
  const where = await place;
  const stores = [await ready(where), await ready(where)] as const;
  open.push(...stores);
  return [new Desk({ store: stores[0] }), new Desk({ store: stores[1] })];
}

/** Writes as many events, in writes of different lengths, so that what is told together is not what was written together. */
async function happen({ store }: Desk, ids: readonly string[]): Promise<void> {
  for (let at = 0, size = 1; at < ids.length; at += size, size = (size * 7 + 3) % 131 || 1) {
    await store.write('default', async (tx) => {
      for (const id of ids.slice(at, at + size)) await tx.tell({ collection: 'groups', id, after: { id, rev: 'r', key: 0, reader: 'everyone', record: { id } } });
    });
  }
}

/** Watches until this id was told, and breaks off again and again on the way. */
async function heardUntil(desk: Desk, end: string, first: string): Promise<{ heard: string[]; connections: number }> {
  const heard: string[] = [];
  let last = first;
  let connections = 0;
  while (heard.at(-1) !== end) {
    const watching: Watching = await Watching.begin(desk, '/v1/groups/watch', { last });
    await watching.until(({ ids }) => ids.length > 0 && (ids.length > 700 || ids.at(-1) === end));
    watching.leave();
    await watching.until(({ ended }) => ended);
    heard.push(...watching.ids);
    last = watching.last;
    connections++;
  }
  return { heard, connections };
}

for (const { name, place } of kinds()) {
  describe(`two servers on one database of ${name}`, () => {
    after(() => Promise.all(open.splice(0).map((store) => store.close())));

    it(`tell ${total} changes of one once and in order to whoever watches the other, also over breaks`, async () => {
      const [here, there] = await two(place());
      const begin = await Watching.begin(there, '/v1/groups/watch');
      await begin.until(({ told }) => told.length === 1);
      begin.leave();
      const ids = Array.from({ length: total }, (_, n) => `group-${n}`);
      const [{ heard, connections }] = await Promise.all([heardUntil(there, ids.at(-1)!, begin.last), happen(here, ids)]);
      assert.deepEqual(heard, ids);
      assert.ok(connections > 5, `it broke off ${connections} times`);
    });

    it('let somebody go on at the other, where she was told the last thing at the one', async () => {
      const [here, there] = await two(place());
      const begin = await Watching.begin(here, '/v1/groups/watch');
      await begin.until(({ told }) => told.length === 1);
      begin.leave();
      await happen(here, ['a', 'b']);
      const on = await Watching.begin(there, '/v1/groups/watch', { last: begin.last });
      await on.until(({ ids }) => ids.length === 2);
      assert.deepEqual(on.ids, ['a', 'b']);
      on.leave();
    });

    it('show a withdrawn story nowhere a moment later, and know each other\'s tokens, proofs and acts', async () => {
      const [here, there] = await two(place());
      const moderator = await here.staff('moderator');
      expect(200, await there.ask('GET', '/v1/sendings', { as: moderator }));
      const { record, receipt } = await here.publish({ moderator });
      const listed = async (desk: Desk) => expect(200, await desk.ask('GET', '/v1/stories')).json.items.map(({ id }: { id: string }) => id) as string[];
      await until(async () => (await listed(there)).includes(record.story), 'it is shown there');
      const withdraw = (desk: Desk) => desk.ask('DELETE', `/v1/sendings/${record.id}`, { as: receipt, intent: 'withdraw' });
      expect(204, await withdraw(here));
      expect(204, await withdraw(there));
      assert.deepEqual(await listed(here), []);
      const took = await lasting(() => until(async () => !(await listed(there)).length, 'it is not shown any more'));
      assert.ok(took < 2500, `it was shown for ${took} ms`);
    });
  });
}
