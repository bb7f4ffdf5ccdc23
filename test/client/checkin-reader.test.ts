import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkins as small } from '../../src/client/schemas/checkin.ts';
import { checkins as whole } from '../../src/client/schemas/checkins.ts';

const kinds = ['record', 'draft', 'patch'] as const;
type KindOf = (typeof kinds)[number];

const own = { words: 'Nobody called.', energy: 'worn-out', need: 'company', help: 'listen', group: 'g', people: ['c'], name: 'Ann', greeters: ['a', 'b'] };
const good: Record<KindOf, Record<string, unknown>> = {
  record: { id: 'a', feelings: ['cut-off', 'tired'], audience: 'group', rev: 'r', mine: 'yes', ...own, at: '2026-11-27T18:30:00.000Z', companion: 'c', unanswered: 'yes', stays: 'week', timeZone: 'Europe/London', until: '2026-12-04T18:30:00.000Z', shown: 's', again: 'yes', message: 'We read it.' },
  draft: { feelings: ['cut-off', 'tired'], words: 'Nobody called.', energy: 'worn-out', need: 'company', help: 'listen', audience: 'me', stays: 'today', timeZone: 'Europe/London', at: '2026-11-27T18:30:00.000Z' },
  patch: { feelings: ['cut-off'], ...own, audience: 'group', stays: 'kept', timeZone: 'Asia/Tokyo' },
};

/** Every name that the schema of a backend knows, and one that it does not. */
function namesOf(kind: KindOf): string[] {
  const shape = (whole[kind] as unknown as { shape: object }).shape;
  const names = Object.keys(shape);
  assert.ok(names.length > 8 && Object.keys(good[kind]).every((name) => names.includes(name)));
  return [...names, 'other'];
}

/** What the small reader says must be what the schema of every backend says. */
function same(kind: KindOf, value: unknown) {
  const [lean, full] = [small[kind]!.safeParse(value), whole[kind].safeParse(value)];
  assert.equal(lean.success, full.success, `${kind}: ${JSON.stringify(value)}`);
  if (lean.success && full.success) assert.deepEqual(JSON.parse(JSON.stringify(lean.data)), JSON.parse(JSON.stringify(full.data)));
}

/** Of what is wrong in one place, both name the place. */
function sameFault(kind: KindOf, value: unknown) {
  same(kind, value);
  const [lean, full] = [small[kind]!.safeParse(value), whole[kind].safeParse(value)];
  if (!lean.success && !full.success) assert.deepEqual([...new Set(lean.error.issues.map(({ path }) => path[0]))], [...new Set(full.error.issues.map(({ path }) => path[0]))], JSON.stringify(value));
}

const long = (letters: number) => 'x'.repeat(letters);
const awkward: readonly unknown[] = [
  undefined, null, '', ' ', '\n', 'a', 'A', 'a-b', 'a--b', '-a', 'a1', '1a', long(40), long(41), long(60), long(61), long(64), long(65), long(200), long(201), long(2000), long(2001), long(5000), long(5001), 'a\tb', 'a\u0007', 'a\nb', '\u2028', '\u202e', '\u2066', '\u0085', '\ud800', '\u{1f4a5}',
  'me', 'people', 'group', 'everyone', 'today', 'week', 'kept', 'yes', 'no', 'listen', 'been-there', 'ideas', 'nothing', 'UTC', 'Europe/London', 'europe/london', 'Nowhere/Town', '+01:00', 'Etc/GMT+5',
  '2026-11-27', '2026-11-27T18:30Z', '2026-11-27T18:30:00.000Z', '2026-11-27T18:30:00+01:00', '2026-11-27T18:30:00.0000000001Z', '2026-02-30T00:00Z', '27.11.2026',
  0, 1, NaN, true, false, {}, [], [''], ['a'], ['a', 'a'], ['a', 1], [undefined], [null], ['A'], ['\u0000'], { length: 1 }, Array.from({ length: 20 }, (_, n) => `a${n}`), Array.from({ length: 21 }, (_, n) => `a${n}`), Array.from({ length: 24 }, (_, n) => `a${n}`),
  Array.from({ length: 25 }, (_, n) => `a${n}`), Array.from({ length: 50 }, (_, n) => `a${n}`), Array.from({ length: 51 }, (_, n) => `a${n}`),
];

describe('a check-in is read without zod as with it', () => {
  for (const kind of kinds) {
    it(`takes what is right, and leaves out what it does not know (${kind})`, () => {
      assert.deepEqual(small[kind]!.safeParse({ ...good[kind], mood: 3, streak: 9 }), { success: true, data: good[kind] });
    });

    it(`says of each field the same, whatever stands there (${kind})`, () => {
      for (const name of namesOf(kind)) {
        const { [name]: _, ...without } = good[kind];
        sameFault(kind, without);
        for (const value of awkward) sameFault(kind, { ...good[kind], [name]: value });
      }
    });

    it(`says the same of what is no record (${kind})`, () => {
      for (const value of awkward) same(kind, value);
    });

    it(`says the same of anything (${kind})`, () => {
      const value = fc.oneof(fc.anything(), fc.constantFrom(...awkward), fc.string({ unit: 'binary' }));
      const record = fc.record(Object.fromEntries(namesOf(kind).map((name) => [name, fc.oneof(fc.constant(good[kind][name]), value)])), { requiredKeys: [] });
      fc.assert(fc.property(record, (each) => same(kind, each)), { numRuns: 300 });
    });
  }

  it('asks of a draft that it says something, and names whom it is for and nobody else', () => {
    const { feelings: _, words: __, energy: ___, need: ____, help: _____, ...nothing } = good.draft;
    for (const draft of [{ ...nothing, feelings: [] }, { ...nothing, feelings: [], words: ' ' }, { ...nothing, feelings: [], help: 'listen' }]) sameFault('draft', draft);
    for (const audience of ['me', 'people', 'group']) for (const to of [{}, { group: 'g' }, { people: ['c'] }, { group: 'g', people: ['c'] }]) sameFault('draft', { ...good.draft, audience, ...to });
    assert.equal(small.draft!.safeParse({ ...good.draft, audience: 'group' }).success, false);
    assert.equal(small.draft!.safeParse({ ...good.draft, at: undefined, audience: 'group', group: 'g' }).success, true);
  });

  it('copies what was sent', () => {
    const feelings = ['tired'];
    const read = small.draft!.safeParse({ ...good.draft, feelings });
    feelings.push('Not a code');
    assert.deepEqual(read.success && read.data.feelings, ['tired']);
  });
});
