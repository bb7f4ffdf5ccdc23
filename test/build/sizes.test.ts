import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { budgetProblems, budgets, drift, lazyFiles, measure, sums } from '../../scripts/sizes.mjs';

const file = (name: string, gzip: number, more: object = {}) => ({ name, entry: false, bytes: gzip * 3, gzip, static: [] as string[], lazy: [] as string[], ...more });

const built = () => ({
  'group-finder.js': file('group-finder', 9000, { entry: true, static: ['chunks/core-1.js'], lazy: ['chunks/group-finder-details-1.js', 'chunks/locales-de-1.js'] }),
  'chunks/core-1.js': file('core', 11_000),
  'chunks/group-finder-details-1.js': file('group-finder-details', 2000, { static: ['chunks/core-1.js'], lazy: ['chunks/domain-calendar-1.js'] }),
  'chunks/domain-calendar-1.js': file('domain-calendar', 1500),
  'chunks/locales-de-1.js': file('locales-de', 3000),
});

describe('the size check', () => {
  it('counts an entry with all that comes at once with it, and what comes later by itself', () => {
    assert.deepEqual(measure(built()), {
      entries: { 'group-finder': 20_000 },
      later: { 'group-finder-details': 2000, 'domain-calendar': 1500, 'locales-de': 3000 },
    });
  });

  it('is content when nothing changed, or a few bytes', () => {
    const before = measure(built());
    const now = structuredClone(before);
    now.entries['group-finder']! += 64;
    assert.deepEqual(drift(before, now), []);
  });

  it('fails when a file grew, shrank, came or went', () => {
    const before = measure(built());
    const now = structuredClone(before);
    now.entries['group-finder']! += 65;
    now.later['domain-calendar']! -= 65;
    now.later['domain-new'] = 10;
    delete now.later['locales-de'];
    assert.deepEqual(drift(before, now), [
      'group-finder grew by 65 bytes, from 20000 to 20065.',
      'domain-calendar shrank by 65 bytes, from 1500 to 1435.',
      'locales-de is gone (it had 3000 bytes).',
      'domain-new is new (10 bytes).',
    ]);
  });

  it('fails above the budget of the finder, whatever was recorded', () => {
    const heavy = built();
    heavy['chunks/core-1.js'].gzip = budgets['group-finder'].first - 8_999;
    assert.deepEqual(budgetProblems(heavy), [`group-finder loads ${budgets['group-finder'].first + 1} bytes at first; its budget is ${budgets['group-finder'].first}.`]);
  });

  it('fails above the budget of an element that loads nothing on demand', () => {
    const heavy = { ...built(), 'quick-exit.js': file('quick-exit', budgets['quick-exit'].first + 1, { entry: true }) };
    assert.deepEqual(budgetProblems(heavy), [`quick-exit loads ${budgets['quick-exit'].first + 1} bytes at first; its budget is ${budgets['quick-exit'].first}.`]);
  });

  it('counts with the list of stories what reads them from a backend', () => {
    const { first } = budgets['story-list'];
    const reading = (gzip: number) => ({
      ...built(),
      'story-list.js': file('story-list', first - 100, { entry: true }),
      'chunks/adapters-http-1.js': file('adapters-http', 90, { static: ['chunks/fields-1.js'] }),
      'chunks/client-schemas-story-1.js': file('client-schemas-story', gzip, { static: ['chunks/fields-1.js'] }),
      'chunks/fields-1.js': file('fields', 5),
    });
    assert.deepEqual(budgetProblems(reading(5)), []);
    assert.deepEqual(budgetProblems(reading(6)), [`story-list loads ${first + 1} bytes at first; its budget is ${first}.`]);
    const renamed = reading(5);
    renamed['chunks/client-schemas-story-1.js'].name = 'other';
    assert.deepEqual(budgetProblems(renamed), ['story-list loads no adapters-http or no client-schemas-story.']);
  });

  it('counts the privacy glasses with all that comes with them and is not on the page', () => {
    const { most } = sums['privacy glasses'];
    const both = sums['privacy glasses with what shows them'].most;
    const glasses = (english: number, look: number) => ({
      'story-share.js': file('story-share', 9000, { entry: true, static: ['chunks/core-1.js'] }),
      'chunks/core-1.js': file('core', 11_000),
      'chunks/story-share-look-1.js': file('story-share-look', look - 90, { static: ['chunks/core-1.js', 'chunks/other-1.js'] }),
      'chunks/domain-identifying-english-1.js': file('domain-identifying-english', english, { static: ['chunks/core-1.js'] }),
      'chunks/other-1.js': file('other', 90),
    });
    const none = 'story-share loads no adapters-http or no client-schemas-spaces.';
    assert.deepEqual(budgetProblems(glasses(most, both - most)), [none]);
    assert.deepEqual(budgetProblems(glasses(most + 1, both - most - 1)), [none, `The privacy glasses add ${most + 1} bytes to story-share; their budget is ${most}.`]);
    assert.deepEqual(budgetProblems(glasses(most, both - most + 1)), [none, `The privacy glasses with what shows them add ${both + 1} bytes to story-share; their budget is ${both}.`]);
    const renamed = glasses(most, both - most);
    renamed['chunks/domain-identifying-english-1.js'].name = 'other';
    assert.equal(budgetProblems(renamed).at(-1), 'story-share loads no story-share-look or no domain-identifying-english.');
  });

  it('fails above the budget of what details, calendar, print and sharing add', () => {
    const heavy = built();
    heavy['chunks/domain-calendar-1.js'].gzip = 4001;
    assert.deepEqual(budgetProblems(heavy), ['group-finder loads 6001 bytes on demand; its budget is 6000.']);
  });

  it('fails when what comes on demand cannot be found by its name', () => {
    const renamed = built();
    renamed['chunks/group-finder-details-1.js'].name = 'other';
    assert.equal(budgetProblems(renamed).length, 1);
  });

  it('counts details whatever folder stands before the name', () => {
    const renamed = built();
    renamed['chunks/group-finder-details-1.js'].name = 'details';
    renamed['chunks/domain-calendar-1.js'].gzip = 4001;
    assert.deepEqual(budgetProblems(renamed), ['group-finder loads 6001 bytes on demand; its budget is 6000.']);
  });

  it('follows what a lazy file loads lazily, and counts nothing twice', () => {
    const files = lazyFiles(built(), new Set(['group-finder.js', 'chunks/core-1.js']));
    assert.deepEqual([...files].sort(), ['chunks/domain-calendar-1.js', 'chunks/group-finder-details-1.js', 'chunks/locales-de-1.js']);
  });
});
