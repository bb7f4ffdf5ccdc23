import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SendingPatch } from '../../src/domain/story.ts';
import { takesBack } from '../../src/domain/takes-back.ts';

const before: SendingPatch = {
  text: 'My brother died in May. I walked, and I walked. 😀 Leeds was grey.',
  helped: 'A cup of tea.',
  topics: ['Grief', 'Family'],
  notes: ['Death'],
  language: 'en',
  answers: true,
  consents: [{ purpose: 'publish', version: '1' }, { purpose: 'quote', version: '2' }],
};
const silent = { ...before, helped: undefined, answers: false } as SendingPatch;

describe('a change takes back and brings nothing new', () => {
  const yes: [what: string, patch: Parameters<typeof takesBack>[1]][] = [
    ['nothing at all', {}],
    ['everything as it was', before],
    ['a sentence left out', { text: 'My brother died in May. I walked, and I walked.' }],
    ['a name left out in the middle', { text: 'My brother died in May. I walked, and I walked. 😀 was grey' }],
    ['words that helped left out', { helped: 'Tea.' }],
    ['no word about what helped', { helped: null }],
    ['an empty word about what helped', { helped: '' }],
    ['a topic less', { topics: ['Family'] }],
    ['no topics, no notes', { topics: [], notes: [] }],
    ['no answers', { answers: false }],
    ['a consent less', { consents: [{ purpose: 'publish', version: '1' }] }],
    ['no consent', { consents: [] }],
  ];
  for (const [what, patch] of yes) it(what, () => assert.equal(takesBack(before, patch), true));
  it('a sign less where words have no spaces', () => assert.equal(takesBack({ ...before, text: '兄は五月に死んだ' }, { text: '兄は死んだ' }), true));

  const no: [what: string, patch: Parameters<typeof takesBack>[1]][] = [
    ['other words', { text: 'I cannot go on.' }],
    ['one word more', { text: `${before.text} Help.` }],
    ['words in another order', { text: 'May died. My brother' }],
    ['a word once more than it was there', { text: 'I walked, and I walked, and walked' }],
    ['a part of a word', { text: 'My broth' }],
    ['another picture', { text: 'My brother died in May. 🔪' }],
    ['other words about what helped', { helped: 'Nothing.' }],
    ['a new topic', { topics: ['Grief', 'Tonight'] }],
    ['a new note', { notes: ['Death', 'I am in danger'] }],
    ['another language', { language: 'fr' }],
    ['another consent', { consents: [{ purpose: 'training', version: '1' }] }],
    ['another version of a consent', { consents: [{ purpose: 'publish', version: '2' }] }],
  ];
  for (const [what, patch] of no) it(`but not ${what}`, () => assert.equal(takesBack(before, patch), false));
  it('but not words where there were none', () => assert.equal(takesBack(silent, { helped: 'Tea' }), false));
  it('but not answers where there were none', () => assert.equal(takesBack(silent, { answers: true }), false));
});
