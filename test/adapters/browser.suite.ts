import { browserAdapter, type BrowserPeerAdapter } from '../../src/adapters/browser.ts';
import { adapterConformance, type ConformanceOptions, type Runner } from '../../src/testing/index.ts';
import { administrator, colleague, everything, facilitator, members, memberships, owners, samples, spaceSettings, staff, unsampled } from './samples.ts';

const made: string[] = [];

/** A database of its own for each adapter. */
export function newDatabase(): string {
  const name = `test-${crypto.randomUUID()}`;
  made.push(name);
  return name;
}

/** Takes away what the tests made. */
export const removeDatabases = () => made.splice(0).forEach((name) => indexedDB.deleteDatabase(name));

const options: ConformanceOptions = {
  name: 'browser',
  can: everything('device'),
  async create({ space, records }) {
    const adapter = browserAdapter({ database: newDatabase(), settings: spaceSettings, staff: { [staff.token]: { role: 'moderator' }, [colleague.token]: { role: 'moderator' }, [administrator.token]: { role: 'admin' }, [facilitator.token]: { role: 'facilitator', groups: [members.group] } } });
    await adapter.seed(space, { ...records, memberships: memberships.map(({ owner: _, ...membership }) => membership) }, { ...owners, memberships: Object.fromEntries(memberships.map(({ id, owner }) => [id, owner])) });
    return adapter;
  },
  sample: samples,
  unsampled,
  colleague,
  members,
  administrator,
  peek: async ({ adapter, collection, id, space }) => (await (adapter as BrowserPeerAdapter).snapshot(collection, space)).find((record) => record.id === id),
  // Other tabs are told by a message, a moment later.
  quiet: 100,
  patience: 8000,
};

/** The contract, checked against the adapter that keeps records on the device. */
export const browserSuite = (runner: Runner) => adapterConformance(runner, options);
