import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nextStarts } from '../../src/domain/schedule.ts';
import { weeklyStart } from '../../src/feeds/long-list.ts';
import { flatReader } from '../../src/feeds/rows.ts';

const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia', 'Africa/Casablanca', 'UTC'];
const two = (number: number) => `${number}`.padStart(2, '0');
const { peek } = flatReader({}, () => {}, true);
/** What reading a row finds. */
const read = (row: Record<string, unknown>, now: number) => Math.min(...peek(row).when.map((schedule) => nextStarts(schedule, now)[0]!));

describe('the next moment of a plain weekly row', () => {
  it('is what reading the row finds, also where clocks change', () => {
    const clock = fc.tuple(fc.nat(23), fc.nat(11)).map(([hour, five]) => `${two(hour)}:${two(5 * five)}`);
    const rows = fc.record({ name: fc.constant('A'), day: fc.nat(6), time: clock, end_time: clock, timezone: fc.constantFrom(...zones) });
    // Weeks in which clocks change somewhere, and one in which they do not.
    const weeks = fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01', '2027-01-10');
    const property = fc.property(rows, weeks, fc.integer({ min: -9 * 1440, max: 7 * 1440 }), (row, week, minutes) => {
      const now = Date.parse(week) + minutes * 60_000;
      assert.equal(weeklyStart(row, now), read(row, now));
    });
    fc.assert(property, { numRuns: 4000 });
  });

  it('is left to whoever reads all of the row, where that says more or something else', () => {
    const row = { name: 'A', day: 1, time: '19:00', end_time: '20:30', timezone: 'Europe/London' };
    const now = Date.parse('2026-03-28');
    assert.equal(weeklyStart(row, now), Date.parse('2026-03-30T18:00Z'));
    const others = [{ day: 7 }, { day: '1' }, { day: 1.5 }, { day: -1 }, { time: '7pm' }, { time: '19:60' }, { time: '24:00' }, { end_time: '' }, { end_time: '24:00' }, { end_time: undefined }, { timezone: '' }, { timezone: 'BST' }, { timezone: undefined }, { frequency: 'monthly' }, { when: 'first Monday' }, { rule: 'FREQ=DAILY' }, { except: '2026-03-30' }, { until: '2026-01-01' }];
    for (const other of others) assert.equal(weeklyStart({ ...row, ...other }, now), undefined, JSON.stringify(other));
    for (const none of [null, undefined, 'Monday', ['Monday', '19:00']]) assert.equal(weeklyStart(none, now), undefined);
  });
});
