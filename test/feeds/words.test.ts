import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { problemCodes, withWords } from '../../src/feeds/problem-words.ts';

const folder = new URL('../../src/feeds/', import.meta.url);
const source = [...readdirSync(folder).filter((file) => file !== 'problem-words.ts'), '../domain/check-schedule.ts'].map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
const params = { words: 'Tuesdays 7.30', zone: 'BST', language: 'Elvish', host: 'lists.example.org' };

describe('the words of problems', () => {
  it('are there for every code that the reading can give', () => {
    const noted = [...source.matchAll(/(?:note|fail|problem: ?|problem = |return)\W*\(?\s*'([a-z]+(?:-[a-z]+)+)'/g)].map(([, code]) => code!);
    assert.ok(noted.length > 20);
    for (const code of [...noted, 'empty', 'passcode', 'unreadable', ...['offline', 'timeout', 'unavailable', 'rate-limited', 'forbidden', 'not-found'].map((code) => `list-${code}`)]) {
      if (/^(in-person|meeting-guide|not-found|rate-limited)$/.test(code)) continue;
      assert.ok(problemCodes.includes(code), `there are no words for ${code}`);
    }
  });

  it('are there for nothing else', () => {
    for (const code of problemCodes) if (!code.startsWith('list-')) assert.ok(source.includes(`'${code}'`), `${code} is never said`);
  });

  for (const code of problemCodes)
    it(`say of ${code} what is wrong and what to do, in whole sentences`, () => {
      const { message, fix } = withWords({ row: 2, code, params });
      for (const sentence of [message, fix!]) {
        assert.match(sentence, /^[A-Z“l{].*[.?]$/s);
        assert.doesNotMatch(sentence, /[{}]|undefined|invalid|error|null/i);
      }
    });

  it('an unknown code has words as well', () => assert.deepEqual(withWords({ row: 1, code: 'new-thing' }), { row: 1, code: 'new-thing', message: 'Something is wrong here.' }));
});
