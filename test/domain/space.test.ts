import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { audiences, audiencesOf, closedBecause, knowsWho, type SpaceSettings, takesReplies } from '../../src/domain/space.ts';
import { spaceRecord } from '../../src/domain/space-record.ts';
import { spaceSettings } from '../adapters/sample-space.ts';

const without = (...names: ('moderators' | 'safeguarding' | 'watchHours')[]): SpaceSettings => {
  const made: SpaceSettings = structuredClone(spaceSettings);
  if (names.includes('moderators')) made.moderators = [];
  if (names.includes('watchHours')) made.watchHours = [];
  if (names.includes('safeguarding')) delete made.safeguarding;
  return made;
};

describe('a space', () => {
  const closed: [settings: SpaceSettings | undefined, reasons: string[]][] = [
    [spaceSettings, []],
    [undefined, ['no-settings']],
    [without('moderators'), ['no-moderator']],
    [without('safeguarding'), ['no-safeguarding']],
    [{ ...spaceSettings, safeguarding: '' }, ['no-safeguarding']],
    [without('watchHours'), ['no-watch-hours']],
    [{ ...spaceSettings, rules: [] }, ['no-rules']],
    [{ ...spaceSettings, confidentiality: '' }, ['no-confidentiality']],
    [without('moderators', 'safeguarding', 'watchHours'), ['no-moderator', 'no-safeguarding', 'no-watch-hours']],
  ];
  for (const [settings, reasons] of closed) {
    it(`takes ${reasons.length ? `nothing: ${reasons.join(', ')}` : 'what people send when somebody reads it, knows whom to call, and says when'}`, () => {
      assert.deepEqual(closedBecause(settings), reasons);
      if (settings) assert.deepEqual([spaceRecord('a', settings).open, spaceRecord('a', settings).closed], [!reasons.length, reasons]);
    });
  }

  const ages: [from: number, to: number | undefined, mixed: boolean][] = [
    [18, undefined, false],
    [18, 25, false],
    [65, undefined, false],
    [0, 17, false],
    [17, 17, false],
    [17, 18, true],
    [17, undefined, true],
    [0, undefined, true],
    [16, 25, true],
  ];
  for (const [from, to, mixed] of ages) {
    it(`for people of ${from} to ${to ?? 'any age'} ${mixed ? 'shows what is sent to everyone only' : 'lets people choose one group or its facilitator'}`, () => {
      assert.deepEqual(audiencesOf({ ages: { from, ...(to !== undefined && { to }) } }), mixed ? ['everyone'] : ['everyone', 'group', 'facilitator']);
    });
  }

  it('has replies to writers where its owner wants them, and nobody is alone with a minor', () => {
    const { replies: _, ...silent } = spaceSettings;
    const cases: [settings: SpaceSettings, replies: boolean][] = [
      [spaceSettings, true],
      [silent, false],
      [{ ...spaceSettings, replies: false }, false],
      [{ ...spaceSettings, ages: { from: 13, to: 17 } }, true],
      [{ ...spaceSettings, ages: { from: 16 } }, false],
    ];
    for (const [settings, replies] of cases) {
      assert.equal(takesReplies(settings), replies, JSON.stringify(settings.ages));
      assert.equal(spaceRecord('a', settings).replies, replies);
    }
  });

  it('shows what its owner decided, and nobody of the staff', () => {
    const { moderators, safeguarding, checkins, ...shown } = spaceSettings;
    assert.deepEqual(spaceRecord('a', spaceSettings), { ...shown, checkins: { ...checkins, audiences: ['me', 'people', 'group'] }, id: 'a', open: true, closed: [], audiences: ['everyone', 'group', 'facilitator'], replies: true, holds: true, reading: false });
    assert.equal(spaceRecord('a', spaceSettings, true).reading, true);
    assert.ok(moderators.length && safeguarding);
  });
});

it('only what everyone may read is sent by nobody in particular', () => {
  assert.deepEqual(audiences.map((audience) => [audience, knowsWho(audience)]), [['everyone', false], ['group', true], ['facilitator', true]]);
});
