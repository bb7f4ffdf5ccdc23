import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fitsToday, noteGroups } from '../../src/domain/content-notes.ts';
import { beginning, paragraphs } from '../../src/domain/paragraphs.ts';
import { sentencesOf } from '../../src/domain/sentences.ts';
import { growth } from '../setup/growth.ts';

describe('the paragraphs of a story', () => {
  const cases: [written: string, read: string[]][] = [
    ['One.', ['One.']],
    ['One.\n\nTwo.', ['One.', 'Two.']],
    ['One,\nstill one.\n \t\nTwo.', ['One,\nstill one.', 'Two.']],
    ['One.\r\n\r\nTwo.', ['One.', 'Two.']],
    ['One.\u2029Two.\u2028Still two.', ['One.', 'Two.\u2028Still two.']],
    ['\n\n  One.  \n\n\n\n\n', ['One.']],
    ['One.\n\n\u200b\u2060\n\n\u3000\n\nTwo.', ['One.', 'Two.']],
    ['', []],
  ];
  for (const [written, read] of cases) {
    it(`of ${JSON.stringify(written)} are ${read.length}`, () => assert.deepEqual(paragraphs(written), read));
  }

  it('are found in a text of nothing but spaces and line ends without waiting', () => {
    assert.deepEqual(paragraphs(' \n'.repeat(100_000)), []);
    assert.ok(growth(paragraphs, ' \n', { length: 25_000 }) < 24);
  });
});

describe('the beginning of a story', () => {
  it('is all of a short one, and of one that is a little longer', () => {
    assert.equal(beginning('Short.', 100), 'Short.');
    assert.equal(beginning('x'.repeat(150), 100), 'x'.repeat(150));
  });

  it('ends after a word', () => {
    const begun = beginning('word '.repeat(100), 102);
    assert.match(begun, /^(word )+…$/);
    assert.ok(begun.length <= 104);
  });

  it('halves no character where there are no spaces', () => {
    for (const letter of ['長', '😀', 'a']) {
      const begun = beginning(letter.repeat(300), 101);
      assert.match(begun, new RegExp(`^(${letter})+ …$`, 'u'));
    }
  });
});

describe('the sentences of a story', () => {
  it('are parts of it, without the spaces around them', () => {
    const text = 'I went out. It rained!\n  And then: tea.\n\nمرحبا. كيف الحال؟';
    assert.deepEqual(sentencesOf(text, 'en').map(({ start, end }) => text.slice(start, end)), ['I went out.', 'It rained!', 'And then: tea.', 'مرحبا.', 'كيف الحال؟']);
  });

  it('are found where the browser cannot tell them', () => {
    const { Segmenter } = Intl;
    Reflect.deleteProperty(Intl, 'Segmenter');
    try {
      const text = 'I went out. It rained! (“Really?”) And 3.5 cups of tea';
      assert.deepEqual(sentencesOf(text, 'en').map(({ start, end }) => text.slice(start, end)), ['I went out.', 'It rained!', '(“Really?”)', 'And 3.5 cups of tea']);
    } finally {
      Object.defineProperty(Intl, 'Segmenter', { value: Segmenter, configurable: true, writable: true });
    }
  });

  it('are found for a language that is none', () => {
    assert.equal(sentencesOf('One. Two.', 'x-').length, 2);
  });
});

describe('what is left out today', () => {
  const story = { notes: ['death', 'Spiders'], topics: ['Bereavement'] };

  it('is what has such a note or topic, however it is written', () => {
    assert.equal(fitsToday(story, new Set()), true);
    for (const word of ['death', 'spiders ', 'BEREAVEMENT']) assert.equal(fitsToday(story, new Set([word])), false, word);
    for (const word of ['death-by-suicide', 'grief']) assert.equal(fitsToday(story, new Set([word])), true, word);
  });

  it('knows each note once', () => {
    const all = Object.values(noteGroups).flat();
    assert.equal(new Set(all).size, all.length);
  });
});
