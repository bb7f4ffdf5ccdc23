import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { findIdentifying } from '../../src/domain/identifying.ts';

const numRuns = process.env.SOAK ? 20_000 : 1_000;

const piece = fc.constantFrom('my son Jake', ' ', '07700 900123', ' at ', '@', '.', ' dot ', 'example', 'com', 'St ', "Mary's ", 'Hospital', '1', '/', '12 ', 'Road', '\u200B', 'e\u0301', '😀', '\ud800', 'ﷺ', 'Am 3. ', 'März', 'one', 'double ', '(0)', '+44', 'SW99 1AA', 'Dr. ', '\n', 'о', '４');
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 40 }).map((pieces) => pieces.join('')));
const options = fc.record({ locale: fc.option(fc.constantFrom('en-GB', 'en-US', 'de-DE', 'fr', '', 'x'), { nil: undefined }), country: fc.option(fc.constantFrom('GB', 'US', 'DE', 'xx', ''), { nil: undefined }) });

it('finds passages in order, inside the text, not over each other, whatever was written', () => {
  fc.assert(
    fc.property(text, options, (words, where) => {
      let last = 0;
      for (const { start, end, suggestion } of findIdentifying(words, where)) {
        assert.ok(start >= last && end > start && end <= words.length);
        assert.ok(suggestion.length > 0);
        last = end;
      }
    }),
    { numRuns },
  );
});

it('never begins or ends between the two halves of a character', () => {
  const halved = (words: string, at: number) => /[\ud800-\udbff]/.test(words[at - 1] ?? '') && /[\udc00-\udfff]/.test(words[at] ?? '');
  fc.assert(
    fc.property(text, options, (words, where) => {
      for (const { start, end } of findIdentifying(words, where)) assert.ok(!halved(words, start) && !halved(words, end));
    }),
    { numRuns },
  );
});

it('finds the same each time', () => {
  fc.assert(
    fc.property(text, options, (words, where) => assert.deepEqual(findIdentifying(words, where), findIdentifying(words, where))),
    { numRuns },
  );
});

it('finds a number however it is written', () => {
  const gap = fc.constantFrom('', ' ', '-', '.', '\u00A0', ' \u200B');
  const number = fc.tuple(fc.array(gap, { minLength: 10, maxLength: 10 }), fc.integer({ min: 0, max: 999 })).map(([gaps, n]) => {
    const digits = `07700900${String(n).padStart(3, '0')}`;
    return [...digits].map((digit, i) => digit + (gaps[i] ?? '')).join('');
  });
  fc.assert(
    fc.property(number, (digits) => {
      const found = findIdentifying(`You can ring ${digits}, please.`, { locale: 'en-GB' });
      assert.deepEqual(found.map(({ kind }) => kind), ['phone']);
    }),
    { numRuns },
  );
});
