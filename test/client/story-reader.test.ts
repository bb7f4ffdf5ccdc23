import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { storyRecord } from '../../src/client/schemas/stories.ts';
import { stories } from '../../src/client/schemas/story.ts';

const good = { id: 'a', month: '2026-10', text: 'Words.', topics: ['Grief'], notes: [], language: 'en', answers: true };

/** What the small reader of stories says must be what the schema of every backend says. */
function same(value: unknown) {
  const [small, whole] = [stories.record.safeParse(value), storyRecord.safeParse(value)];
  assert.equal(small.success, whole.success, JSON.stringify(value));
  if (small.success && whole.success) assert.deepEqual(small.data, JSON.parse(JSON.stringify(whole.data)));
  if (!small.success && !whole.success) {
    const names = (issues: readonly { path: readonly PropertyKey[] }[]) => [...new Set(issues.map(({ path }) => path[0]))].sort();
    if (typeof value === 'object' && value && !Array.isArray(value)) assert.deepEqual(names(small.error.issues), names(whole.error.issues));
  }
}

const awkward = [
  undefined, null, '', ' ', '\n', 'a', '2026-10', '2026-13', '2026-1', 'en-GB', 'EN', 'e n', 'en-', 'x'.repeat(36), 'x'.repeat(200), 'x'.repeat(201), 'x'.repeat(300), 'x'.repeat(301),
  'x'.repeat(5000), 'x'.repeat(5001), 'x'.repeat(20_000), 'x'.repeat(20_001), '\u0000', 'a\u0007', 'a\tb\nc\r\n', '\ud800', '\u{1f4a5}', '\u202e', 0, 1, NaN, true, false, {}, [], [''], ['a'], ['a', 1],
  Array(20).fill('a'), Array(21).fill('a'), ['x'.repeat(201)], ['\u0000'], { length: 1 },
];

describe('a story is read without zod as with it', () => {
  it('takes a story, and leaves out what no story has', () => {
    const read = stories.record.safeParse({ ...good, helped: 'Tea.', advice: false, answerCount: 3, author: 'Ann' });
    assert.deepEqual(read, { success: true, data: { ...good, helped: 'Tea.', advice: false } });
  });

  it('says of each field the same, whatever stands there', () => {
    for (const name of ['id', 'month', 'group', 'text', 'helped', 'line', 'topics', 'notes', 'language', 'answers', 'advice', 'other']) {
      const { [name as 'id']: _, ...without } = good;
      same(without);
      for (const value of awkward) same({ ...good, [name]: value });
    }
  });

  it('says the same of what is no record', () => {
    for (const value of awkward) same(value);
  });

  it('says the same of anything', () => {
    const value = fc.oneof(fc.anything(), fc.constantFrom(...awkward), fc.string({ unit: 'binary' }));
    const record = fc.record(Object.fromEntries([...Object.keys(good), 'helped', 'line', 'group', 'advice'].map((name) => [name, fc.oneof(fc.constant(good[name as 'id']), value)])), { requiredKeys: [] });
    fc.assert(fc.property(record, same), { numRuns: 200 });
  });
});
