import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayIn, handOverLasts, handOverWaits, hasCome, isReviewDue, isUrgentHold, wrongDate } from '../../src/domain/hold.ts';

const now = Date.parse('2026-03-31T22:30:00Z');

describe('the dates of a hold', () => {
  it('are days, counted from today', () => {
    assert.deepEqual([dayIn(0, now), dayIn(1, now), dayIn(28, now)], ['2026-03-31', '2026-04-01', '2026-04-28']);
  });

  it('come with their day, not a day later', () => {
    assert.deepEqual(['2026-03-30', '2026-03-31', '2026-04-01'].map((day) => hasCome(day, now)), [true, true, false]);
  });

  const cases: [what: string, dates: { review: string; tellReview?: string }, wrong: string | undefined][] = [
    ['tomorrow', { review: '2026-04-01' }, undefined],
    ['today', { review: '2026-03-31' }, 'review'],
    ['last year', { review: '2025-04-01' }, 'review'],
    ['in six months', { review: '2026-09-30' }, undefined],
    ['later than that', { review: '2026-10-01' }, 'review'],
    ['soon, and its writer told by then', { review: '2026-04-10', tellReview: '2026-04-10' }, undefined],
    ['soon, and its writer told later', { review: '2026-04-10', tellReview: '2026-04-11' }, 'tellReview'],
    ['soon, and its writer told before today', { review: '2026-04-10', tellReview: '2026-03-31' }, 'tellReview'],
  ];
  for (const [what, dates, wrong] of cases) it(`${what}: ${wrong ? `${wrong} is wrong` : 'fits'}`, () => assert.equal(wrongDate(dates, now), wrong));

  it('are due when its review is, or when it should be decided whether its writer is told', () => {
    const later = { review: '2026-05-01', tell: 'later', tellReview: '2026-03-31' } as const;
    assert.equal(isReviewDue({ review: '2026-03-31', tell: 'now' }, now), true);
    assert.equal(isReviewDue({ review: '2026-05-01', tell: 'now' }, now), false);
    assert.equal(isReviewDue(later, now), true);
    assert.equal(isReviewDue({ ...later, tell: 'now' }, now), false, 'its writer knows');
    assert.equal(isReviewDue({ ...later, tellReview: '2026-04-01' }, now), false);
  });
});

describe('handing over', () => {
  it('does not wait where somebody is in danger', () => {
    assert.deepEqual((['danger-self', 'danger-other', 'child', 'abuse-now', 'legal'] as const).map((reason) => isUrgentHold(reason, false)), [true, true, true, true, false]);
    assert.equal(isUrgentHold('legal', true), true, 'words of distress');
  });

  it('is tried more and more seldom, and never less often than every quarter of an hour', () => {
    assert.deepEqual([1, 2, 3, 4, 5, 50].map((tries) => handOverWaits(tries) / 60_000), [1, 2, 4, 8, 15, 15]);
    assert.equal(handOverLasts, 24 * 60 * 60 * 1000);
  });
});
