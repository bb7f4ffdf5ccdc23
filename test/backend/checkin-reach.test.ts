import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Backend, memoryStore } from '../../src/backend/index.ts';
import { schemas } from '../../src/client/schemas/index.ts';
import { spaceSettings } from '../adapters/sample-space.ts';
import { histories, History, historySettings } from './support/circle-history.ts';

const settings = historySettings(spaceSettings);

describe('a check-in, whoever joins, leaves, is chosen or parts, and whatever time it is', () => {
  it('never reaches anybody outside the audience that was named, and always those inside', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (steps) => {
        const store = memoryStore();
        const history = new History((self) => ({ store, backend: new Backend({ store, schemas: async () => schemas, settings: () => settings, now: () => self.now }) }), 'site');
        await history.run(steps);
      }),
      { numRuns: 100 },
    );
  });
});
