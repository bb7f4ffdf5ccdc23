import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fill, msg, withCatalog } from '../../src/internal/localize.ts';

const plural = '{count, plural, one {# group} other {# groups}}';

test('a sentence without a translation is shown in English', () => {
  assert.equal(msg('Try again'), 'Try again');
  assert.equal(withCatalog({ locale: 'de', sentences: {} }, () => msg('Try again')), 'Try again');
});

test('each element speaks the language of its own catalog, also when one renders inside another', () => {
  const de = { locale: 'de', sentences: { Yes: 'Ja' } };
  const ar = { locale: 'ar', sentences: { Yes: 'نعم' } };
  assert.deepEqual(
    withCatalog(de, () => [msg('Yes'), withCatalog(ar, () => msg('Yes')), msg('Yes')]),
    ['Ja', 'نعم', 'Ja'],
  );
  assert.equal(msg('Yes'), 'Yes');
});

test('the language is put back when rendering fails', () => {
  assert.throws(() =>
    withCatalog({ locale: 'de', sentences: { Yes: 'Ja' } }, () => {
      throw new Error('render');
    }),
  );
  assert.equal(msg('Yes'), 'Yes');
});

test('values are put into their places, numbers as the language writes them', () => {
  assert.equal(fill('Starts in {minutes} minutes', { minutes: 20 }), 'Starts in 20 minutes');
  assert.equal(withCatalog({ locale: 'de' }, () => fill('{n} Gruppen', { n: 1234 })), '1.234 Gruppen');
  assert.equal(fill('Dear {name}', { name: '{count} <b>' }), 'Dear {count} <b>');
});

test('plurals follow the rules of the language', () => {
  assert.equal(fill(plural, { count: 1 }), '1 group');
  assert.equal(fill(plural, { count: 0 }), '0 groups');
  const arabic = '{count, plural, zero {صفر} one {واحدة} two {اثنتان} few {# قليل} many {# كثير} other {# أخرى}}';
  const say = (count: number) => withCatalog({ locale: 'ar' }, () => fill(arabic, { count }));
  assert.deepEqual([say(0), say(1), say(2)], ['صفر', 'واحدة', 'اثنتان']);
  assert.match(say(3), /قليل$/);
  assert.match(say(11), /كثير$/);
  assert.match(say(100), /أخرى$/);
});

test('words around a plural and an exact form are kept', () => {
  const sentence = 'Found: {count, plural, =0 {nothing} one {# group} other {# groups}} in {place}.';
  assert.equal(fill(sentence, { count: 0, place: 'Leeds' }), 'Found: nothing in Leeds.');
  assert.equal(fill(sentence, { count: 2, place: 'Leeds' }), 'Found: 2 groups in Leeds.');
});
