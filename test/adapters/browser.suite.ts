import { browserAdapter, type BrowserPeerAdapter } from '../../src/adapters/browser.ts';
import { adapterConformance, type ConformanceOptions, type Runner } from '../../src/testing/index.ts';
import { colleague, everything, owners, samples, spaceSettings, staff, unsampled } from './samples.ts';

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
    const adapter = browserAdapter({ database: newDatabase(), settings: spaceSettings, staff: { [staff.token]: { role: 'moderator' }, [colleague.token]: { role: 'moderator' } } });
    await adapter.seed(space, records, owners);
    return adapter;
  },
  sample: samples,
  unsampled,
  colleague,
  peek: async ({ adapter, collection, id, space }) => (await (adapter as BrowserPeerAdapter).snapshot(collection, space)).find((record) => record.id === id),
  // Other tabs are told by a message, a moment later.
  quiet: 100,
};

/** The contract, checked against the adapter that keeps records on the device. */
export const browserSuite = (runner: Runner) => adapterConformance(runner, options);
