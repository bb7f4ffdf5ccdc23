import assert from 'node:assert/strict';
import { it } from 'node:test';
import { longest, sendingOf, storyOf, type StoryDraft } from '../../src/elements/story-share/story-draft.ts';

const written: StoryDraft = { text: 'It got better.', helped: '', prompt: '', language: 'en', topics: [], ownTopics: '', notes: [], ownNotes: '', line: '', readers: 'everyone', consents: [], answers: true, advice: true };

it('answers are asked for where there is a receipt to hear them with', () => {
  const [heard, unheard] = [sendingOf(written, undefined, 'hash'), sendingOf(written, undefined, undefined)];
  assert.deepEqual([heard.answers, heard.advice], [true, true]);
  assert.deepEqual([unheard.answers, unheard.advice], [false, undefined]);
});

it('a theme that is too long ends with a whole character', () => {
  const draft = { ...written, ownTopics: `a${'😀'.repeat(200)}` };
  const [topic] = storyOf(draft).topics;
  assert.doesNotMatch(topic!, /\p{Cs}/u);
  assert.equal([...topic!].length, longest.word);
});
