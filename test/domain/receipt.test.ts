import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findReceipt, secretOfWords, wordCount, wordsOfSecret } from '../../src/domain/receipt.ts';
import { receiptWords } from '../../src/domain/receipt-words.ts';

const secrets = fc.uint8Array({ minLength: 16, maxLength: 16 });
const written = (secret: Uint8Array) => wordsOfSecret(secret).join(' ');
const isSecret = (value: unknown): value is Uint8Array => value instanceof Uint8Array;

describe('the words of receipts', () => {
  it('are 2048, plain and short, each there once', () => {
    assert.equal(receiptWords.length, 2048);
    assert.equal(new Set(receiptWords).size, 2048);
    assert.deepEqual(receiptWords.filter((word) => !/^[a-z]{3,8}$/.test(word)), []);
  });

  it('differ by more than one letter, so that a slip is noticed', () => {
    const shapes = new Map<string, string>();
    for (const word of receiptWords) {
      for (let at = 0; at < word.length; at += 1) {
        const shape = `${word.slice(0, at)}?${word.slice(at + 1)}`;
        assert.equal(shapes.get(shape), undefined, `${word} and ${shapes.get(shape)}`);
        shapes.set(shape, word);
        assert.ok(!receiptWords.includes(word.slice(0, at) + word.slice(at + 1)), word);
      }
    }
  });

  it('hold no word that hurts somebody who is hurt already', () => {
    const cruel = /^(die|dead|death|kill|gun|knife|blade|pill|poison|rope|noose|bomb|blood|pain$|abuse|victim|rape|cliff|diet|weigh|fat|ugly|hate|alone)/;
    assert.deepEqual(receiptWords.filter((word) => cruel.test(word)), []);
  });

  it('stand in an order that never changes: receipts were given out by it', () => {
    assert.deepEqual([0, 1, 700, 1400, 2047].map((at) => receiptWords[at]), ['abacus', 'acacia', 'gondola', 'quota', 'zucchini']);
    assert.equal(createHash('sha256').update(receiptWords.join(' ')).digest('base64url'), 'kEXJP_3oWBlEEjXyXXaBYdQ2a2RgNzqfsVqBtXVP3F8');
  });
});

describe('a receipt', () => {
  it('comes back from its twelve words, whatever they are written with', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const words = wordsOfSecret(secret);
        assert.equal(words.length, wordCount);
        for (const text of [words.join(' '), words.map((word, at) => `${at + 1}. ${word.toUpperCase()}`).join('\n'), `  ${words.join(', ')}.`]) {
          assert.deepEqual(secretOfWords(text), secret);
        }
      }),
    );
  });

  it('is noticed when a word is wrong by one letter, and the right one is offered', () => {
    const secret = new Uint8Array(16).fill(7);
    const words = wordsOfSecret(secret);
    const wrong = [`${words[0]!.slice(0, -1)}q`, ...words.slice(1)].join(' ');
    assert.deepEqual(secretOfWords(wrong), { fault: 'word', word: `${words[0]!.slice(0, -1)}q`, near: words[0] });
    const turned = [words[0]!.slice(1, 2) + words[0]!.slice(0, 1) + words[0]!.slice(2), ...words.slice(1)].join(' ');
    assert.deepEqual((secretOfWords(turned) as { near?: string }).near, words[0]);
  });

  it('is noticed when a word is missing or one too many', () => {
    const words = written(new Uint8Array(16)).split(' ');
    assert.deepEqual(secretOfWords(words.slice(1).join(' ')), { fault: 'count', there: 11 });
    assert.deepEqual(secretOfWords([...words, 'apple'].join(' ')), { fault: 'count', there: 13 });
    assert.deepEqual(secretOfWords(''), { fault: 'count', there: 0 });
  });

  it('is nearly always noticed when two words changed places or one is another', () => {
    let noticed = 0;
    let tried = 0;
    fc.assert(
      fc.property(secrets, fc.nat(10), fc.nat(2047), (secret, at, other) => {
        const words = wordsOfSecret(secret);
        const turned = [...words];
        [turned[at], turned[at + 1]] = [turned[at + 1]!, turned[at]!];
        const changed = [...words];
        changed[at] = receiptWords[other]!;
        for (const each of [turned, changed]) {
          if (each.join() === words.join()) continue;
          tried += 1;
          const answer = secretOfWords(each.join(' '));
          if (isSecret(answer)) assert.notDeepEqual(answer, secret);
          else noticed += 1;
        }
      }),
      { numRuns: 2000, seed: 4 },
    );
    assert.ok(noticed / tried > 0.9, `${noticed} of ${tried}`);
  });

  it('is found in a text it was pasted into, also numbered or in part', () => {
    const words = wordsOfSecret(Uint8Array.from({ length: 16 }, (_, at) => at * 11));
    const before = 'This is what they gave me: ';
    assert.deepEqual(findReceipt(`${before}${words.join(' ')} and so on`), { start: before.length, end: before.length + words.join(' ').length });
    assert.ok(findReceipt(words.map((word, at) => `${at + 1}. ${word}`).join('\n')));
    assert.ok(findReceipt(words.slice(2, 10).join(' ')));
    assert.ok(findReceipt(words.join('-')));
  });

  it('is not seen in what people write', () => {
    for (const text of [
      '',
      'I went to the garden every morning and had tea with my neighbour, then bread and cheese.',
      'Apple, banana, cherry, lemon, orange, plum: that was all I ate.',
      'Everything felt heavy. Then one evening a friend asked me to walk to the sea with her, and I said yes.',
    ]) assert.equal(findReceipt(text), undefined, text);
  });
});
