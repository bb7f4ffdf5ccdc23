import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isMonthOver, monthOf, monthsAfter, prolonged, promiseOf } from '../../src/domain/retention.ts';

describe('how long words stay', () => {
  const later: [month: string, by: number, then: string][] = [
    ['2026-03', 24, '2028-03'],
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-11', 14, '2028-01'],
    ['2024-02', 12, '2025-02'],
    ['2026-05', 0, '2026-05'],
    ['2026-01', 1200, '2126-01'],
  ];
  for (const [month, by, then] of later) it(`${month} and ${by} months is ${then}`, () => assert.equal(monthsAfter(month, by), then));

  const over: [now: string, over: boolean][] = [
    ['2028-03-31T23:59:59Z', false],
    ['2028-04-01T00:00:00Z', false],
    ['2028-04-01T11:59:59Z', false],
    ['2028-04-01T12:00:00Z', true],
    ['2028-04-02T00:00:00Z', true],
    ['2027-12-31T23:59:59Z', false],
    ['2029-01-01T00:00:00Z', true],
  ];
  for (const [now, is] of over) it(`what stays until March 2028 ${is ? 'may go' : 'is there'} at ${now}`, () => assert.equal(isMonthOver('2028-03', Date.parse(now)), is));

  it('is never over for anybody who still reads March on their calendar', () => {
    for (const zone of ['Pacific/Pago_Pago', 'America/Los_Angeles', 'Europe/Berlin', 'Pacific/Kiritimati', 'Etc/GMT+12']) {
      for (let now = Date.UTC(2028, 2, 30); now < Date.UTC(2028, 3, 3); now += 60 * 60 * 1000) {
        const read = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit' }).format(now);
        if (read === '2028-03') assert.equal(isMonthOver('2028-03', now), false, `${zone} ${new Date(now).toISOString()}`);
      }
    }
  });

  const promises: [kept: number, asked: number | undefined, until: string, review: string][] = [
    [24, undefined, '2028-03', '2028-01'],
    [24, 6, '2028-03', '2027-09'],
    [24, 0, '2028-03', '2028-03'],
    [24, 100, '2028-03', '2027-03'],
    [3, undefined, '2026-06', '2026-05'],
    [1, undefined, '2026-04', '2026-04'],
  ];
  for (const [keptMonths, reviewMonths, until, review] of promises) {
    it(`of ${keptMonths} months, asked about ${reviewMonths ?? 'as usual'} before: until ${until}, asked from ${review}`, () =>
      assert.deepEqual(promiseOf('2026-03', { keptMonths, ...(reviewMonths !== undefined && { reviewMonths }) }), { until, review }));
  }

  it('is as long again from when its writer says so, and never shorter than it was', () => {
    assert.deepEqual(prolonged({ until: '2028-03' }, '2028-02', { keptMonths: 24 }), { until: '2030-02', review: '2029-12' });
    assert.deepEqual(prolonged({ until: '2028-03' }, '2026-04', { keptMonths: 6 }).until, '2028-03');
    const once = prolonged({ until: '2028-03' }, '2028-02', { keptMonths: 24 });
    assert.deepEqual(prolonged(once, '2028-02', { keptMonths: 24 }), once);
  });

  it('is counted in UTC', () => assert.equal(monthOf(Date.parse('2026-03-31T23:30:00-01:00')), '2026-04'));
});
