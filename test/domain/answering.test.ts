import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answersFor } from '../../src/domain/answering.ts';
import { foldOf } from '../../src/domain/folding.ts';
import { noticeDistress } from '../../src/domain/distress.ts';
import { helps } from '../../src/domain/checkin-words.ts';

describe('what can be said to a check-in', () => {
  const rows: [help: Parameters<typeof answersFor>[0], offered: string][] = [
    ['listen', 'heard with-you sit-with'],
    ['been-there', 'been-there heard with-you sit-with'],
    ['ideas', 'heard been-there with-you sit-with'],
    ['nothing', 'with-you'],
    [undefined, 'heard been-there with-you sit-with'],
  ];
  for (const [help, offered] of rows) it(`is “${offered}” where ${help ?? 'nothing was said of what'} would help`, () => assert.equal(answersFor(help).join(' '), offered));

  it('can always be taken back', () => {
    for (const help of helps) for (const kind of ['heard', 'been-there'] as const) assert.ok(answersFor(help, [kind]).includes(kind));
    assert.equal(new Set(answersFor('listen', ['heard'])).size, answersFor('listen', ['heard']).length, 'each once');
  });
});

describe('words of others', () => {
  const rows: [words: string, locale: string, fold: string | undefined][] = [
    ['Some nights I think they would all be better off without me.', 'en', 'heavy'],
    ['Manchmal denke ich, ohne mich wären alle besser dran. Ich will mich umbringen.', 'de', 'heavy'],
    ['The house is too quiet, and I went out all the same.', 'en', undefined],
    ['I have to ring the landlord and I keep not doing it.', 'en', undefined],
    ['Rain, again.', 'en', undefined],
    ['صديقتي زارتني.', 'en', 'unchecked'],
    ['Mi hermana vino ayer y comimos pan con queso juntas', 'en', 'unchecked'],
    ['I want to kill myself. صديقتي', 'ar', 'heavy'],
  ];
  for (const [words, locale, fold] of rows) it(`wait to be asked for: ${fold ?? 'no'}, for “${words.slice(0, 30)}” in ${locale}`, () => assert.equal(foldOf(words, noticeDistress(words, locale)), fold));
});
