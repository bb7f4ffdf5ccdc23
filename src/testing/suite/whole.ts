import type { Act, CollectionAbilities, CollectionName, PeerAdapter } from '../../adapters/adapter.ts';
import { createPeerClient } from '../../client/client.ts';
import { ok, refused, same } from '../assertions.ts';
import type { ConformanceOptions } from '../conformance.ts';
import { type AnyRecord, Bench, credentialOf, fresh, partOf, type Test } from './ground.ts';

const methods = ['create', 'update', 'remove', 'watch'] as const;
const acts = ['list', 'get', ...methods] as const;

/** What concerns an adapter as a whole. */
export function contractTests(options: ConformanceOptions): Test[] {
  const collections = Object.entries(options.can.collections) as [CollectionName, CollectionAbilities][];
  const everything = collections.every(([, can]) => acts.every((act) => can[act]));
  const test = (name: string, body: (adapter: PeerAdapter, bench: Bench) => Promise<void>): Test => ({
    name,
    async run() {
      const adapter = await fresh(options);
      try {
        await body(adapter, new Bench(adapter, options, collections[0]![0]));
      } finally {
        await adapter.close?.();
      }
    },
  });

  return [
    test('speaks version 1 of the contract and has a name', async (adapter) => {
      same(adapter.spec, 1, 'spec');
      ok(typeof adapter.name === 'string' && adapter.name, 'An adapter has a name.');
    }),
    test('declares the abilities that the suite was told', async (adapter) => {
      same(adapter.can, options.can, 'Abilities decide which tests are run, so both must say the same.');
      ok(['page', 'device', 'shared'].includes(adapter.can.reach), 'reach says where words are kept.');
      ok(adapter.can.service === undefined || adapter.can.reach === 'shared', 'What stays in the page or on the device is with no service.');
    }),
    test('has a method for everything it offers', async (adapter) => {
      for (const method of ['list', 'get'] as const) ok(typeof adapter[method] === 'function', `Every adapter has ${method}.`);
      for (const [name, can] of collections) {
        for (const method of methods) ok(!can[method] || adapter[method], `${name} can ${method}, but there is no such method.`);
      }
    }),
    {
      ...test('refuses what it does not offer', async (adapter, bench) => {
        for (const [name, can] of collections) {
          for (const act of acts) if (!can[act]) await refuses(adapter, bench, name, act);
        }
      }),
      skip: everything ? 'it offers everything' : undefined,
    },
    test('refuses a collection it does not have', async (adapter, bench) => {
      for (const name of ['no-such-collection', '__proto__', 'constructor'] as string[] as CollectionName[]) {
        for (const act of acts) await refuses(adapter, bench, name, act);
      }
    }),
    test('can be closed twice, and answers no calls afterwards', async (adapter, bench) => {
      ok(adapter.close, 'An adapter that holds nothing open needs no close: then name this test in `skip`, with the reason.');
      await adapter.close();
      await adapter.close();
      for (const [name, can] of collections) {
        const at = bench.beside(name);
        if (can.list) await refused(at.list(), 'unavailable', `list ${name} after closing`);
        if (can.create) {
          const draft = options.sample[name]?.draft?.(1) ?? {};
          await refused(at.create(draft), 'unavailable', `create in ${name} after closing`);
        }
      }
    }),
    test('gives records that the client reads without a problem', async (adapter, bench) => {
      const client = createPeerClient({ adapter, space: bench.space });
      const by = (name: CollectionName, act: Act) => ({ credential: credentialOf(options, name, act) ?? null });
      for (const [name, can] of collections.filter(([each]) => options.sample[each])) {
        const records = options.sample[name]!.records as readonly unknown[] as readonly AnyRecord[];
        if (can.list) same((await client.collection(name).list({ limit: records.length }, by(name, 'list'))).problems, [], `problems with ${name}`);
        for (const record of can.get ? records : []) {
          const read = await client.collection(name).get(record.id, by(name, 'get'));
          same(read && partOf(read, record), record, `${name} ${record.id}`);
        }
      }
    }),
  ];
}

/** An act that is not offered has no method, or its method says `unsupported`. */
async function refuses(adapter: PeerAdapter, bench: Bench, name: CollectionName, act: Act): Promise<void> {
  const what = `${act} in ${name}`;
  if (act === 'list') await refused(adapter.list(name, { limit: 10 }, bench.call(act)), 'unsupported', what);
  else if (act === 'get') await refused(adapter.get(name, 'any', bench.call(act)), 'unsupported', what);
  else if (!adapter[act]) return;
  else if (act === 'create') await refused(adapter.create!(name, {}, bench.write(act)), 'unsupported', what);
  else if (act === 'update') await refused(adapter.update!(name, 'any', {}, { ...bench.write(act), rev: 'any' }), 'unsupported', what);
  else if (act === 'remove') await refused(adapter.remove!(name, 'any', bench.write(act)), 'unsupported', what);
  else {
    const failed = new Promise<never>((_, reject) => {
      const nothing = () => reject(new Error(`${what}: told something`));
      adapter.watch!(name, { limit: 10 }, { ready: nothing, change: nothing, error: reject }, bench.call(act));
      setTimeout(() => reject(new Error(`${what}: nobody was told that it is not offered`)), 2000);
    });
    await refused(failed, 'unsupported', what);
  }
}
