import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { firstLoad, lazyFiles } from '../../scripts/sizes.mjs';

const cdn = fileURLToPath(new URL('../../dist/cdn', import.meta.url));
const read = (file: string) => readFileSync(join(cdn, file), 'utf8');
const files: Record<string, { entry: boolean }> = JSON.parse(read('manifest.json'));
const entries = Object.keys(files).filter((file) => files[file]!.entry);

/** Everything that a page with this file can ever load. */
const reached = (entry: string) => {
  const first = firstLoad(files, entry);
  return [...first, ...lazyFiles(files, first)];
};
const visitors = new Set(entries.filter((entry) => entry !== 'moderation-desk.js').flatMap(reached));

/** Words that only the desk has. They stand in its files, so a search for them can fail. */
const words = ['moderation-desk', 'Bring the list up to date', 'Take the next one', 'What do you decide?', 'You have a break', 'What was noticed in the words'];

describe('the desk of the team', () => {
  it('is an entry of its own, made of files of its own', () => {
    const own = reached('moderation-desk.js');
    assert.ok(own.length > 5);
    assert.deepEqual(own.filter((file) => visitors.has(file)), []);
    const text = own.map(read).join('');
    for (const each of words) assert.ok(text.includes(each), each);
  });

  it('is in nothing that visitors load, at first or later, and not in all.js', () => {
    assert.ok(visitors.has('all.js') && visitors.size > 50);
    const found = [...visitors].filter((file) => !/\/(locales|generated)-/.test(file)).flatMap((file) => words.filter((each) => read(file).includes(each)).map((each) => `${file}: ${each}`));
    assert.deepEqual(found, []);
  });
});
