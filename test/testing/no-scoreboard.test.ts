import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findScores, type ScoreFinding } from '../../src/testing/index.ts';
import { groups } from '../adapters/sample-groups.ts';

const scores: [value: unknown, path: string, rule: ScoreFinding['rule']][] = [
  [{ answers: 0 }, 'answers', 'count'],
  [{ answerCount: 3 }, 'answerCount', 'count'],
  [{ number_of_replies: null }, 'number_of_replies', 'count'],
  [{ 'num-views': '12' }, 'num-views', 'count'],
  [{ views: 12n }, 'views', 'count'],
  [{ members: 40 }, 'members', 'count'],
  [{ memberTotal: 40 }, 'memberTotal', 'count'],
  [{ attendance: 7 }, 'attendance', 'count'],
  [{ timesAttended: 7 }, 'timesAttended', 'count'],
  [{ checkInCount: 7 }, 'checkInCount', 'count'],
  [{ check_ins: 7 }, 'check_ins', 'count'],
  [{ unreadMessages: 2 }, 'unreadMessages', 'count'],
  [{ likes: '2' }, 'likes', 'count'],
  [{ answers: { total: 3 } }, 'answers.total', 'count'],
  [{ items: [{ id: 'a', reactions: [{ kind: 'hug', count: 3 }] }] }, 'items.0.reactions.0.count', 'count'],
  [{ streak: { days: 3 } }, 'streak', 'streak'],
  [{ currentStreak: 3 }, 'currentStreak', 'streak'],
  [{ level: 'gold' }, 'level', 'level'],
  [{ XP: 100 }, 'XP', 'level'],
  [{ badges: [] }, 'badges', 'badge'],
  [{ achievements: [] }, 'achievements', 'badge'],
  [{ rank: 1 }, 'rank', 'rank'],
  [{ scores: [] }, 'scores', 'rank'],
  [{ karma: 1 }, 'karma', 'rank'],
  [{ percentage: 1 }, 'percentage', 'percentage'],
  [{ percentComplete: 1 }, 'percentComplete', 'percentage'],
  [{ popularity: 0.3 }, 'popularity', 'popularity'],
  [{ isTrending: true }, 'isTrending', 'popularity'],
  [{ rating: 5 }, 'rating', 'rating'],
  [{ upvotes: 5 }, 'upvotes', 'rating'],
];

const harmless: unknown[] = [
  groups.records,
  { items: groups.records, next: null, problems: [] },
  { total: 1234, found: 12, results: 12 },
  { count: 12 },
  { seats: 8, seatsLeft: 2, waitingList: 3, capacity: 10 },
  { step: 2, steps: 4, page: 1, pages: 3 },
  { minutes: 90, km: 4.2, length: 400, limit: 50 },
  { latitude: 0, longitude: 0 },
  { answers: ['I have been there too'], members: ['a', 'b'], reactions: [{ kind: 'hug' }] },
  { story: 'About 40 members came, 100 % of them kind' },
  { view: 'list', post: 'LS1 4AP', people: 'adults', message: 'hello' },
  { levelAccess: true, access: ['Level access'], blueBadgeParking: 2 },
  { rule: 'FREQ=WEEKLY;COUNT=3', rev: '17', intent: '1' },
  { frankly: 1, generation: 2, badger: 3, scored: undefined, subscription: 1 },
  [3, '4', 5n, null, undefined, true],
  'answers: 3',
  7,
  null,
  undefined,
];

describe('scores in values', () => {
  for (const [value, path, rule] of scores) {
    it(`are found in ${String(Object.keys(value as object)[0])} (${path})`, () => {
      assert.deepEqual(findScores(value).map((finding) => [finding.path, finding.rule]), [[path, rule]]);
    });
  }

  harmless.forEach((value, n) => {
    it(`are not seen where there are none (${n}: ${typeof value === 'object' ? Object.keys(value ?? {}).slice(0, 4).join() : String(value)})`, () => {
      assert.deepEqual(findScores(value), []);
    });
  });

  it('are found however deep, each once, and in what refers to itself', () => {
    const loop: Record<string, unknown> = { inner: [{ views: 3 }] };
    loop.self = loop;
    assert.deepEqual(findScores(loop).map(({ path, found }) => [path, found]), [['inner.0.views', 'views: 3']]);
  });

  it('are not what the host allows', () => {
    const value = { views: 3, likes: 2 };
    assert.deepEqual(findScores(value, { allow: ({ path }) => path === 'views' }).map(({ path }) => path), ['likes']);
  });

  it('tell keys and numbers, never what somebody wrote', () => {
    const [finding] = findScores({ badge: 'a secret' });
    assert.deepEqual(finding, { path: 'badge', found: 'badge', rule: 'badge' });
  });
});
