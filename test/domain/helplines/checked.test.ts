import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { freshness, type Freshness } from '../../../src/domain/helplines/checked.ts';
import { staleEntries } from '../../../scripts/check-helplines.mjs';

const table: [checked: string | undefined, now: string, state: Freshness][] = [
  ['2026-11-27', '2026-11-27', 'fresh'],
  ['2025-11-28', '2026-11-27', 'fresh'],
  ['2025-11-27', '2026-11-27', 'fresh'],
  ['2025-11-27', '2026-11-27T00:01', 'old'],
  ['2025-11-26', '2026-11-27', 'old'],
  ['2025-12', '2026-11-27', 'fresh'],
  ['2025-11', '2026-11-27', 'old'],
  ['2024-02-29', '2025-02-28', 'fresh'],
  ['2024-02-29', '2025-03-02', 'old'],
  // It is tomorrow already in New Zealand; the day after is tomorrow nowhere.
  ['2026-11-28', '2026-11-27', 'fresh'],
  ['2026-11-29', '2026-11-27', 'unknown'],
  ['2026-02-31', '2026-11-27', 'unknown'],
  ['2026-13', '2026-11-27', 'unknown'],
  ['27.11.2026', '2026-11-27', 'unknown'],
  ['', '2026-11-27', 'unknown'],
  [undefined, '2026-11-27', 'unknown'],
];

describe('how far a date of checking is trusted', () => {
  for (const [checked, now, state] of table) {
    it(`${checked} on ${now}: ${state}`, () => assert.equal(freshness(checked, Date.parse(`${now.padEnd(16, 'T00:00').slice(0, 16)}Z`)), state));
  }
});

describe('the check before a release', () => {
  const line = (name: string, checked?: string) => ({ name, for: 'everyone' as const, ways: [], checked, source: 'https://example.org/' });
  const on = Date.parse('2026-11-27');

  it('is content with what was checked within twelve months', () => {
    assert.deepEqual(staleEntries({ IE: { emergency: '112', lines: [line('A', '2026-01-05')] } }, on), []);
  });

  it('names what was not, with its source', () => {
    const relay = { name: 'Relay', source: 'https://relay.example.org/' };
    assert.deepEqual(staleEntries({ IE: { emergency: '112', relay, lines: [line('A', '2024-01-05'), line('B')] } }, on), [
      'IE, A: last checked 2024-01-05. See https://example.org/',
      'IE, B: never checked. See https://example.org/',
      'IE, Relay: never checked. See https://relay.example.org/',
    ]);
  });
});
