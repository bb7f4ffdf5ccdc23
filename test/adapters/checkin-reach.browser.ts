import fc from 'fast-check';
import { IndexedStore } from '../../src/adapters/indexed-store.ts';
import { Backend } from '../../src/backend/index.ts';
import { schemas } from '../../src/client/schemas/index.ts';
import { histories, History, historySettings } from '../backend/support/circle-history.ts';
import { newDatabase, removeDatabases } from './browser.suite.ts';
import { spaceSettings } from './sample-space.ts';

const settings = historySettings(spaceSettings);

describe('a check-in that is kept in the browser, whoever joins, leaves, is chosen or parts, and whatever time it is', () => {
  after(removeDatabases);

  it('never reaches anybody outside the audience that was named, and always those inside', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (steps) => {
        const store = new IndexedStore({ database: newDatabase() });
        const history = new History((self) => ({ store, backend: new Backend({ store, schemas: async () => schemas, settings: () => settings, now: () => self.now }) }), 'site');
        await history.run(steps);
        await store.close();
      }),
      { numRuns: 3, endOnFailure: true },
    );
  }).timeout(60_000);
});
