import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nearestLanguage } from '../../src/http/languages.ts';

describe('the language by which names are put in order', () => {
  const cases: [accepted: string | null, languages: string[], found: string][] = [
    ['de', ['en', 'de'], 'de'],
    ['de-AT', ['en', 'de'], 'de'],
    ['DE-at', ['en', 'de'], 'de'],
    ['de', ['en', 'de-CH'], 'de-CH'],
    ['de-AT', ['en', 'de-CH'], 'de-CH'],
    ['zh-Hant-HK', ['en', 'zh-Hans', 'zh-Hant'], 'zh-Hant'],
    ['fr, cy;q=0.5, en;q=0.8', ['cy', 'en'], 'en'],
    ['fr;q=0.1, cy', ['cy', 'fr'], 'cy'],
    ['cy;q=0, en', ['cy', 'en'], 'en'],
    ['sv', ['en', 'de'], 'en'],
    ['d', ['en', 'de'], 'en'],
    ['*', ['en', 'de'], 'en'],
    ['', ['pt-BR'], 'pt-BR'],
    [null, ['cy'], 'cy'],
    ['de', [], 'en'],
    ['<script>, de-, --', ['en', 'de'], 'en'],
    ['de;q=much', ['en', 'de'], 'en'],
  ];
  for (const [accepted, languages, found] of cases) {
    it(`is ${found} for ${accepted === null ? 'nobody in particular' : `"${accepted}"`} on a site with ${languages.join(' and ') || 'none'}`, () => {
      assert.equal(nearestLanguage(accepted, languages), found);
    });
  }

  it('is one of the site, whatever is asked for', () => {
    const asked = Array.from({ length: 5000 }, (_, n) => `${n.toString(26).replaceAll(/\d/g, (digit) => 'qrstuvwxyz'[+digit]!)}-x${n}-u-co-phonebk, de-u-kf-upper-x${n};q=0.5`);
    assert.deepEqual(new Set(asked.map((accepted) => nearestLanguage(accepted, ['en', 'de']))), new Set(['de', 'en']));
  });
});
