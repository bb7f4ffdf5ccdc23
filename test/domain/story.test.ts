import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mayBePublished, needsReading, type Sending, type StoryActor, storyStates, type StoryCommand, type StoryState, storyStep } from '../../src/domain/story.ts';

const commands = [
  'send', 'claim', 'release', 'publish', 'publish-with-note', 'ask-changes', 'not-publish', 'edit', 'edit-behind', 'object', 'withdraw', 'expire', 'close',
  'report', 'restore', 'restore-with-note', 'take-down', 'hold', 'end-hold',
] as const satisfies readonly StoryCommand[];
const actors = ['writer', 'moderator', 'reader', 'clock'] as const satisfies readonly StoryActor[];

/** Every step there is: from, command, by whom, to, and what comes with it. Whatever is not here is refused. */
const steps: [from: StoryState, command: StoryCommand, by: string, to: StoryState, effects: string][] = [
  ['draft', 'send', 'writer', 'sent', 'queue'],
  ['sent', 'claim', 'moderator', 'claimed', ''],
  ['claimed', 'release', 'moderator clock', 'sent', 'queue'],
  ['claimed', 'publish', 'moderator', 'published', 'publish tell'],
  ['claimed', 'publish-with-note', 'moderator', 'published-with-note', 'publish tell'],
  ['claimed', 'ask-changes', 'moderator', 'changes-asked', 'tell'],
  ['claimed', 'not-publish', 'moderator', 'not-published', 'unpublish tell'],
  ...(['sent', 'claimed', 'published', 'published-with-note', 'changes-asked', 'not-published'] as const).flatMap((from): typeof steps => [
    [from, 'edit', 'writer', 'sent', 'unpublish queue'],
    [from, 'edit-behind', 'writer', 'sent', 'queue'],
  ]),
  ...(['sent', 'claimed', 'published', 'published-with-note', 'again', 'changes-asked', 'not-published', 'held', 'expired'] as const).map((from): (typeof steps)[number] =>
    [from, 'withdraw', 'writer', 'withdrawn', 'unpublish erase'],
  ),
  ...(['sent', 'claimed', 'published', 'published-with-note', 'again', 'changes-asked', 'not-published', 'held'] as const).map((from): (typeof steps)[number] =>
    [from, 'close', 'clock', 'expired', 'unpublish tell erase'],
  ),
  ...(['published', 'published-with-note', 'again', 'changes-asked', 'not-published', 'held'] as const).map((from): (typeof steps)[number] =>
    [from, 'expire', 'clock', 'expired', 'unpublish tell erase'],
  ),
  ...(['published', 'published-with-note', 'again'] as const).flatMap((from): typeof steps => [
    [from, 'ask-changes', 'moderator', 'changes-asked', 'unpublish tell'],
    [from, 'take-down', 'moderator', 'not-published', 'unpublish tell'],
  ]),
  ...(['published', 'published-with-note'] as const).map((from): (typeof steps)[number] => [from, 'report', 'reader moderator', 'again', 'hide']),
  ...(['sent', 'claimed', 'published', 'published-with-note', 'again', 'changes-asked', 'not-published'] as const).map((from): (typeof steps)[number] => [from, 'hold', 'moderator', 'held', 'unpublish']),
  ['held', 'edit', 'writer', 'held', ''],
  ['held', 'end-hold', 'moderator', 'sent', 'queue'],
  ['again', 'restore', 'moderator', 'published', 'show'],
  ['again', 'restore-with-note', 'moderator', 'published-with-note', 'show'],
  ['again', 'edit', 'writer', 'sent', 'unpublish queue'],
  ...(['changes-asked', 'not-published'] as const).map((from): (typeof steps)[number] => [from, 'object', 'writer', 'sent', 'queue']),
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

  it('never stays with readers when it leaves what they see, unless its writer wants the version before to stay', () => {
    for (const state of ['published', 'published-with-note', 'again'] as const) {
      for (const command of commands) {
        for (const who of actors) {
          const taken = step(state, command, who);
          if ('state' in taken && command !== 'edit-behind' && command !== 'restore' && command !== 'restore-with-note') {
            assert.ok(taken.effects.includes('unpublish') || taken.effects.includes('hide'), `${state} ${command}`);
          }
        }
      }
    }
  });
});

describe('a change of its writer', () => {
  const before: Omit<Sending, 'id'> = {
    text: 'Words', helped: 'Walking', line: 'One sentence', topics: ['Sleep'], notes: ['Death'], language: 'en', answers: true, advice: true,
    state: 'published', audience: 'everyone', consents: [{ purpose: 'publish', version: '1' }, { purpose: 'quote', version: '1' }],
  };
  const { helped: _, ...without } = before;
  const { line: __, ...lineless } = before;
  const cases: [change: string, after: Omit<Sending, 'id'>, read: boolean][] = [
    ['of nothing', { ...before }, false],
    ['of the text', { ...before, text: 'Other words' }, true],
    ['of what helped', { ...before, helped: 'Running' }, true],
    ['that takes away what helped', without, true],
    ['of a theme', { ...before, topics: [] }, true],
    ['that takes a note for readers away', { ...before, notes: [] }, true],
    ['of the language', { ...before, language: 'de' }, true],
    ['of the line for others', { ...before, line: 'Another sentence' }, true],
    ['that takes the line back', lineless, false],
    ['of whether people may answer', { ...before, answers: false }, false],
    ['of whether advice is welcome', { ...before, advice: false }, false],
    ['that takes back being quoted', { ...before, consents: before.consents.slice(0, 1) }, false],
    ['that takes back being published', { ...before, consents: before.consents.slice(1) }, true],
  ];
  for (const [change, after, read] of cases) it(`${change} ${read ? 'goes back to reading' : 'holds at once'}`, () => assert.equal(needsReading(before, after), read));
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
