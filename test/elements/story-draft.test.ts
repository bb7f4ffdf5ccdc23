import assert from 'node:assert/strict';
import { it } from 'node:test';
import { longest, storyOf, type StoryDraft } from '../../src/elements/story-share/story-draft.ts';

it('a theme that is too long ends with a whole character', () => {
  const draft: StoryDraft = { text: 'It got better.', helped: '', prompt: '', language: 'en', topics: [], ownTopics: `a${'😀'.repeat(200)}`, notes: [], ownNotes: '', line: '', readers: 'everyone', consents: [], answers: true, advice: false };
  const [topic] = storyOf(draft).topics;
  assert.doesNotMatch(topic!, /\p{Cs}/u);
  assert.equal([...topic!].length, longest.word);
});
