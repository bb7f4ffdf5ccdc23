import { memoryAdapter, type MemoryPeerAdapter } from '../../src/adapters/memory.ts';
import { adapterConformance, type ConformanceOptions, type Runner } from '../../src/testing/index.ts';
import { groups } from './sample-groups.ts';

export const memoryOptions: ConformanceOptions = {
  name: 'memory',
  can: {
    reach: 'page',
    collections: {
      groups: {
        list: {
          where: ['id', 'topic', 'audience', 'access', 'led', 'language', 'way', 'area', 'status'],
          text: true,
          near: true,
          box: true,
          after: true,
          sort: ['next', 'near', 'name'],
        },
        get: true,
        create: true,
        update: true,
        remove: true,
        watch: true,
      },
    },
  },
  create: ({ space, records }) => memoryAdapter({ space, records }),
  sample: { groups },
  peek: ({ adapter, collection, id, space }) =>
    (adapter as MemoryPeerAdapter).snapshot(collection, space).find((record) => record.id === id),
};

/** The contract, checked against the memory adapter. */
export const memorySuite = (runner: Runner) => adapterConformance(runner, memoryOptions);
