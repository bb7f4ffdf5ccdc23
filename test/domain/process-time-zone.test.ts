import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const files = ['schedule', 'zone', 'calendar', 'describe', 'watch-hours'].map((name) => fileURLToPath(new URL(`./${name}.test.ts`, import.meta.url)));

describe('the clock of the machine', () => {
  for (const zone of ['Pacific/Chatham', 'America/St_Johns']) {
    it(`changes nothing when it is set to ${zone}`, { timeout: 120_000 }, () => {
      // A runner within a runner would report to the outer one.
      const { NODE_TEST_CONTEXT: _, ...env } = process.env;
      for (const file of files) {
        const { status, stdout } = spawnSync(process.execPath, [file], { env: { ...env, TZ: zone, SOAK: '' }, encoding: 'utf8' });
        assert.equal(status, 0, stdout);
      }
    });
  }
});
