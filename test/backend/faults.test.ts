import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import type { CollectionName } from '../../src/adapters/adapter.ts';
import { kinds, memoryStore } from '../../src/backend/index.ts';
import { draft, moderator, Place, space, visitor, writer } from './support/backend.ts';
import { faultTests } from './support/faults.ts';

faultTests({ describe, it }, 'memory', async () => {
  const store = memoryStore();
  return { store, rows: async () => JSON.stringify((Object.keys(kinds) as CollectionName[]).map((name) => store.rows(space, name).sort((one, other) => (one.id < other.id ? -1 : 1)))) };
});

describe('what looks for distress', () => {
  const broken: [string, () => Promise<(text: string, language: string) => boolean>][] = [
    ['cannot be loaded', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['fails at these words', async () => () => {
      throw new RangeError('Too complex');
    }],
  ];
  for (const [what, notice] of broken) {
    it(`leaves the story waiting, before all others, when it ${what}`, async () => {
      const at = new Place({ notice });
      const { id } = await at.send();
      const seen = (await at.get('sendings', id, moderator))!;
      assert.deepEqual([seen.state, seen.urgent, await at.ids('stories', visitor)], ['sent', true, []]);
      const changed = await at.edit(id, { text: 'Other words.' });
      assert.equal(changed.state, 'sent');
    });
  }

  it('is not waited for without end', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const at = new Place({ notice: () => new Promise(() => {}) });
      const sending = at.send(draft);
      for (let n = 0; n < 20; n++) {
        await new Promise((done) => setImmediate(done));
        mock.timers.tick(1000);
      }
      const { id } = await sending;
      assert.equal((await at.get('sendings', id, moderator))!.urgent, true);
      assert.equal((await at.get('sendings', id, writer))!.state, 'sent');
    } finally {
      mock.timers.reset();
    }
  });
});
