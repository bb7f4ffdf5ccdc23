import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mayBePublished, type StoryActor, storyStates, type StoryCommand, type StoryState, storyStep } from '../../src/domain/story.ts';

const commands = ['send', 'claim', 'release', 'publish', 'publish-with-note', 'ask-changes', 'not-publish', 'edit', 'withdraw', 'expire'] as const satisfies readonly StoryCommand[];
const actors = ['writer', 'moderator', 'clock'] as const satisfies readonly StoryActor[];

/** Every step there is: from, command, by whom, to, and what comes with it. Whatever is not here is refused. */
const steps: [from: StoryState, command: StoryCommand, by: string, to: StoryState, effects: string][] = [
  ['draft', 'send', 'writer', 'sent', 'queue'],
  ['sent', 'claim', 'moderator', 'claimed', ''],
  ['sent', 'edit', 'writer', 'sent', 'queue'],
  ['sent', 'withdraw', 'writer', 'withdrawn', 'erase'],
  ['claimed', 'release', 'moderator clock', 'sent', 'queue'],
  ['claimed', 'publish', 'moderator', 'published', 'publish tell'],
  ['claimed', 'publish-with-note', 'moderator', 'published-with-note', 'publish tell'],
  ['claimed', 'ask-changes', 'moderator', 'changes-asked', 'tell'],
  ['claimed', 'not-publish', 'moderator', 'not-published', 'tell'],
  ['claimed', 'edit', 'writer', 'sent', 'queue'],
  ['claimed', 'withdraw', 'writer', 'withdrawn', 'erase'],
  ...(['published', 'published-with-note'] as const).flatMap((from): typeof steps => [
    [from, 'edit', 'writer', 'sent', 'unpublish queue'],
    [from, 'withdraw', 'writer', 'withdrawn', 'unpublish erase'],
    [from, 'expire', 'clock', 'expired', 'unpublish tell erase'],
  ]),
  ...(['changes-asked', 'not-published'] as const).flatMap((from): typeof steps => [
    [from, 'edit', 'writer', 'sent', 'queue'],
    [from, 'withdraw', 'writer', 'withdrawn', 'erase'],
    [from, 'expire', 'clock', 'expired', 'tell erase'],
  ]),
  ['expired', 'withdraw', 'writer', 'withdrawn', 'erase'],
];

const step = (state: StoryState, command: StoryCommand, who: StoryActor) => storyStep(state, command as never, who);

describe('the life of a story', () => {
  for (const state of storyStates) {
    for (const command of commands) {
      const found = steps.find(([from, name]) => from === state && name === command);
      for (const who of actors) {
        const expected = !found
          ? { refused: 'impossible' }
          : found[2].split(' ').includes(who)
            ? { state: found[3], effects: found[4].split(' ').filter(Boolean) }
            : { refused: 'not-yours' };
        it(`${state}: ${command} by the ${who} ${'refused' in expected ? `is ${expected.refused}` : `leads to ${expected.state}`}`, () => {
          const taken = step(state, command, who);
          if (expected.effects?.length === 0) assert.deepEqual(taken, { state: expected.state, effects: [] });
          else assert.deepEqual(taken, expected);
        });
      }
    }
  }

  it('knows no state and no command by the names of what every object has', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '']) {
      assert.deepEqual(step('sent', name as StoryCommand, 'moderator'), { refused: 'impossible' });
      assert.deepEqual(step(name as StoryState, 'publish', 'moderator'), { refused: 'impossible' });
    }
  });

  it('comes to readers through a person who has claimed it, and no other way', () => {
    for (const state of storyStates) {
      for (const command of commands) {
        for (const who of actors) {
          const taken = step(state, command, who);
          if (!('state' in taken) || !taken.effects.includes('publish')) continue;
          assert.deepEqual([state, who], ['claimed', 'moderator']);
        }
      }
    }
  });

  it('never stays with readers when it leaves what they see', () => {
    for (const state of ['published', 'published-with-note'] as const) {
      for (const command of commands) {
        for (const who of actors) {
          const taken = step(state, command, who);
          if ('state' in taken) assert.ok(taken.effects.includes('unpublish'), `${state} ${command}`);
        }
      }
    }
  });
});

describe('a story may be published', () => {
  const publish = { purpose: 'publish', version: '1' } as const;
  const training = { purpose: 'training', version: '1' } as const;
  const cases: [audience: 'everyone' | 'group' | 'facilitator', consents: (typeof publish | typeof training)[], may: boolean][] = [
    ['everyone', [publish], true],
    ['everyone', [training, publish], true],
    ['everyone', [training], false],
    ['everyone', [], false],
    ['group', [], true],
    ['facilitator', [training], true],
  ];
  for (const [audience, consents, may] of cases) {
    it(`to ${audience} with consent to ${consents.map(({ purpose }) => purpose).join(' and ') || 'nothing'}: ${may ? 'yes' : 'no'}`, () => {
      assert.equal(mayBePublished({ audience, consents }), may);
    });
  }

  it('to nobody while its writer has not seen what was brought back from a backup', () => {
    for (const audience of ['everyone', 'group', 'facilitator'] as const) {
      assert.equal(mayBePublished({ audience, consents: [publish], flags: ['restored'] }), false);
      assert.equal(mayBePublished({ audience, consents: [publish], flags: ['no-proof'] }), true);
    }
  });
});
