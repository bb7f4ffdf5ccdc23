import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { differencesOf } from '../../src/domain/difference.ts';

const told = (before: string, after: string) => differencesOf(before, after).map(({ text, in: where }) => `${{ both: '', before: '-', after: '+' }[where]}${text}`);
const only = (where: 'before' | 'after', before: string, after: string) =>
  differencesOf(before, after)
    .filter((piece) => piece.in !== (where === 'before' ? 'after' : 'before'))
    .map(({ text }) => text)
    .join('');

describe('what is different in two texts', () => {
  it('is told in words, with what stands in both around it', () => {
    assert.deepEqual(told('My son Paul called me.', 'My son called me.'), ['My son ', '-Paul ', 'called me.']);
    assert.deepEqual(told('I was in St Mary’s for weeks.', 'I was in a hospital for weeks.'), ['I was in ', '-St Mary’s ', '+a hospital ', 'for weeks.']);
    assert.deepEqual(told('One.\n\nTwo.', 'One.\n\nTwo.\n\nThree.'), ['One.\n\n', '-Two.', '+Two.\n\nThree.']);
  });

  it('is nothing for the same text, and everything for another', () => {
    assert.deepEqual(told('The same.', 'The same.'), ['The same.']);
    assert.deepEqual(told('', ''), []);
    assert.deepEqual(told('', 'New.'), ['+New.']);
    assert.deepEqual(told('Old.', 'New.'), ['-Old.', '+New.']);
  });

  it('finds each word that both have in the same order', () => {
    assert.deepEqual(told('a x b y c', 'a b z c'), ['a ', '-x ', 'b ', '-y ', '+z ', 'c']);
  });

  it('loses nothing of either text', () => {
    const text = fc.array(fc.constantFrom('my ', 'son ', 'Paul ', '\n', 'he\u0301 ', '😀 ', 'end.'), { maxLength: 40 }).map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        assert.equal(only('before', before, after), before);
        assert.equal(only('after', before, after), after);
      }),
    );
  });

  it('compares the longest stories, and takes those for other that would take too long', () => {
    const long = Array.from({ length: 5000 }, (_, n) => `w${n}`).join(' ').slice(0, 20_000);
    assert.deepEqual(told(long, `${long} more`).at(-1), '+w3775 more'.replace('w3775', long.split(' ').at(-1)!));
    const reversed = long.split(' ').reverse().join(' ');
    assert.equal(only('after', long, reversed), reversed);
    assert.equal(differencesOf(long, reversed).filter((piece) => piece.in === 'both').length, 0);
  });
});
