import { feedAdapter } from '../../src/adapters/feed.ts';
import { adapterConformance, type ConformanceOptions, type Runner } from '../../src/testing/index.ts';
import { groupsOnly } from './memory.suite.ts';
import { groups } from './sample-groups.ts';

const { list } = groupsOnly.can.collections.groups!;

const options: ConformanceOptions = {
  name: 'feed',
  can: { reach: 'shared', collections: { groups: { list: list!, get: true } } },
  create: ({ records }) => feedAdapter({ data: records.groups }),
  sample: { groups },
  skip: { spaces: 'a published list is one and the same for everybody' },
};

/** The contract, checked against the feed adapter: with a list that is there already, and with one that is fetched. */
export function feedSuites(runner: Runner): void {
  adapterConformance(runner, options);
  adapterConformance(runner, {
    ...options,
    name: 'feed (fetched)',
    create: ({ records }) => feedAdapter({ src: 'https://lists.example.org/groups.json', fetch: async () => Response.json(records.groups) }),
  });
}
