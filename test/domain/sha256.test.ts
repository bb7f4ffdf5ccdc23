import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sha256 } from '../../src/domain/sha256.ts';

const wanted = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

describe('the digest of a text', () => {
  for (const length of [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    it(`of ${length} letters is that of SHA-256`, () => assert.equal(sha256('a'.repeat(length)), wanted('a'.repeat(length))));
  }

  it('is that of SHA-256 for any text, whatever its letters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => assert.equal(sha256(text), wanted(text))));
  });
});
