import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const cdn = fileURLToPath(new URL('../../dist/cdn', import.meta.url));
const text = globSync('**/*.js', { cwd: cdn }).map((file) => readFileSync(`${cdn}/${file}`, 'utf8')).join('\n');

it('every style that a page loads asks for colours by the names under which they are set', () => {
  const set = new Set([...text.matchAll(/(--[a-z][\w-]*):/g)].map(([, name]) => name));
  const asked = new Set([...text.matchAll(/var\((--(?!peer-)[a-z][\w-]*)/g)].map(([, name]) => name));
  assert.ok(asked.size > 5, 'styles were looked at');
  assert.deepEqual([...asked].filter((name) => !set.has(name)), []);
});
