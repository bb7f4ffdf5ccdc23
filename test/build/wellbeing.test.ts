import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('questionnaires are in nothing that a page loads by itself, and in the entry that hosts ask for', async () => {
  const { bundled } = await import('peer-support-elements/wellbeing' as string) as typeof import('../../src/wellbeing/index.ts');
  assert.ok(bundled.length > 2);
  const files = globSync('dist/cdn/**/*.js', { cwd: root });
  assert.ok(files.length > 10);
  const words = bundled.flatMap(({ items, id }) => [id, ...items.map(({ text }) => text)]);
  assert.deepEqual(files.filter((file) => words.some((word) => readFileSync(join(root, file), 'utf8').includes(word))), []);
});
