import { memoryAdapter, type MemoryPeerAdapter } from '../../src/adapters/memory.ts';
import { adapterConformance, type ConformanceOptions, type Runner, type Seed } from '../../src/testing/index.ts';
import { groups } from './sample-groups.ts';
import { administrator, colleague, everything, facilitator, members, memberships, owners, samples, spaceSettings, staff, unsampled } from './samples.ts';

const peek: ConformanceOptions['peek'] = ({ adapter, collection, id, space }) =>
  (adapter as MemoryPeerAdapter).snapshot(collection, space).find((record) => record.id === id);

/** A memory adapter that holds what the suite asks for. */
export const filled = ({ space, records }: Seed): MemoryPeerAdapter =>
  memoryAdapter({
    space,
    records: { ...records, memberships: memberships.map(({ owner: _, ...membership }) => membership) },
    owners: { ...owners, memberships: Object.fromEntries(memberships.map(({ id, owner }) => [id, owner])) },
    settings: spaceSettings,
    staff: { [staff.token]: { role: 'moderator' }, [colleague.token]: { role: 'moderator' }, [administrator.token]: { role: 'admin' }, [facilitator.token]: { role: 'facilitator', groups: [members.group] } },
  });

export const memoryOptions: ConformanceOptions = { name: 'memory', can: everything('page'), create: filled, sample: samples, unsampled, peek, colleague, administrator, members };

/** An adapter that offers groups and nothing else, as those did that were written before there were other collections. */
export const groupsOnly = {
  name: 'groups only',
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
  create: ({ space, records }) => Object.assign(memoryAdapter({ space, records }), { can: groupsOnly.can }),
  sample: { groups },
  peek,
} satisfies ConformanceOptions as ConformanceOptions;

/** The contract, checked against the memory adapter. */
export const memorySuite = (runner: Runner) => {
  adapterConformance(runner, memoryOptions);
  adapterConformance(runner, groupsOnly);
};
