import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkSchedule } from '../../src/domain/check-schedule.ts';
import { nextOccurrences, nextStarts } from '../../src/domain/schedule.ts';
import type { Schedule } from '../../src/domain/group.ts';
import { costsLike } from '../setup/growth.ts';

const tuesdays: Schedule = { start: '2026-01-06', time: '19:30', minutes: 90, timeZone: 'Europe/London', rule: 'FREQ=WEEKLY;BYDAY=TU' };

/** Dates and times in the zone of the schedule. */
function next(changes: Partial<Schedule>, from: string, count = 1, until?: string): string[] {
  const schedule = { ...tuesdays, ...changes };
  const found = nextOccurrences(schedule, { from: new Date(from), count, ...(until && { until: new Date(until) }) });
  return found.map(({ start }) => start.toLocaleString('sv-SE', { timeZone: schedule.timeZone === 'Etc/Unknown' ? 'UTC' : schedule.timeZone }).slice(0, 16));
}
const dates = (rule: string, start: string, count: number, from = `${start}T00:00Z`) => next({ rule, start }, from, count).map((text) => text.slice(0, 10));

describe('the next occurrences of a schedule', () => {
  it('gives one, with its end, unless more are asked for', () => {
    assert.deepEqual(nextOccurrences(tuesdays, { from: new Date('2026-07-01T00:00Z') }), [{ start: new Date('2026-07-07T18:30Z'), end: new Date('2026-07-07T20:00Z') }]);
  });

  it('counts a session until the minute it ends', () => {
    assert.deepEqual(next({}, '2026-01-06T19:30:00Z'), ['2026-01-06 19:30']);
    assert.deepEqual(next({}, '2026-01-06T20:59:59.999Z'), ['2026-01-06 19:30']);
    assert.deepEqual(next({}, '2026-01-06T21:00:00Z'), ['2026-01-13 19:30']);
  });

  it('takes a session that begins at `until`, none after', () => {
    assert.deepEqual(next({}, '2026-01-05T00:00Z', 9, '2026-01-13T19:30:00Z'), ['2026-01-06 19:30', '2026-01-13 19:30']);
    assert.deepEqual(next({}, '2026-01-05T00:00Z', 9, '2026-01-13T19:29:59Z'), ['2026-01-06 19:30']);
  });

  it('keeps the time on the clock through the year', () => {
    assert.deepEqual(
      nextOccurrences(tuesdays, { from: new Date('2026-03-20T00:00Z'), count: 3 }).map(({ start }) => start.toISOString().slice(0, 16)),
      ['2026-03-24T19:30', '2026-03-31T18:30', '2026-04-07T18:30'],
    );
  });

  it('happens once without a rule', () => {
    assert.deepEqual(next({ rule: undefined as never }, '2026-01-01T00:00Z', 5), ['2026-01-06 19:30']);
    assert.deepEqual(next({ rule: undefined as never }, '2026-02-01T00:00Z', 5), []);
  });

  it('is an exact length, even when the clocks change meanwhile', () => {
    const [night] = nextOccurrences({ ...tuesdays, rule: 'FREQ=WEEKLY;BYDAY=SA', time: '23:30', minutes: 180 }, { from: new Date('2026-03-28T12:00Z') });
    assert.deepEqual(night, { start: new Date('2026-03-28T23:30Z'), end: new Date('2026-03-29T02:30Z') });
    const [back] = nextOccurrences({ ...tuesdays, rule: 'FREQ=WEEKLY;BYDAY=SU', time: '00:30', minutes: 120 }, { from: new Date('2026-10-24T12:00Z') });
    assert.deepEqual(back, { start: new Date('2026-10-24T23:30Z'), end: new Date('2026-10-25T01:30Z') });
  });

  it('ends the next day when it runs past midnight', () => {
    const [night] = nextOccurrences({ ...tuesdays, time: '23:30', minutes: 60 }, { from: new Date('2026-01-07T00:15Z') });
    assert.deepEqual(night, { start: new Date('2026-01-06T23:30Z'), end: new Date('2026-01-07T00:30Z') });
  });

  it('takes 24:00 for midnight at the end of the day', () => {
    assert.deepEqual(next({ time: '24:00' }, '2026-01-06T12:00Z', 2), ['2026-01-07 00:00', '2026-01-14 00:00']);
    assert.deepEqual(next({ time: '24:00', except: ['2026-01-06'] }, '2026-01-06T12:00Z'), ['2026-01-14 00:00']);
    assert.deepEqual(next({ time: '24:00', rule: 'FREQ=WEEKLY;UNTIL=20260113' }, '2026-01-06T12:00Z', 5), ['2026-01-07 00:00', '2026-01-14 00:00']);
  });

  it('moves a time that the clocks leave out by the gap, and keeps it in the count', () => {
    const sundays = { start: '2026-03-22', time: '01:30', rule: 'FREQ=WEEKLY;COUNT=3' };
    assert.deepEqual(next(sundays, '2026-03-01T00:00Z', 9), ['2026-03-22 01:30', '2026-03-29 02:30', '2026-04-05 01:30']);
  });

  it('leaves out cancelled dates and takes in added ones', () => {
    assert.deepEqual(next({ except: ['2026-01-13'], extra: ['2026-01-15', '2026-01-10'] }, '2026-01-06T00:00Z', 4), [
      '2026-01-06 19:30',
      '2026-01-10 19:30',
      '2026-01-15 19:30',
      '2026-01-20 19:30',
    ]);
  });

  it('cancels an added date, counts a date once, and adds nothing before the start', () => {
    assert.deepEqual(next({ extra: ['2026-01-07', '2026-01-13', '2025-12-30'], except: ['2026-01-07'] }, '2025-12-01T00:00Z', 3), ['2026-01-06 19:30', '2026-01-13 19:30', '2026-01-20 19:30']);
  });

  it('counts COUNT from the start, cancelled dates included', () => {
    assert.deepEqual(next({ rule: 'FREQ=WEEKLY;COUNT=4', except: ['2026-01-13'] }, '2026-01-01T00:00Z', 9), ['2026-01-06 19:30', '2026-01-20 19:30', '2026-01-27 19:30']);
    assert.deepEqual(next({ rule: 'FREQ=WEEKLY;COUNT=4' }, '2026-01-25T00:00Z', 9), ['2026-01-27 19:30']);
    assert.deepEqual(next({ rule: 'FREQ=WEEKLY;COUNT=4' }, '2026-02-25T00:00Z', 9), []);
  });

  it('begins with the first day that matches when the start does not', () => {
    assert.deepEqual(dates('FREQ=MONTHLY;BYDAY=1MO', '2026-01-06', 2), ['2026-02-02', '2026-03-02']);
    assert.deepEqual(dates('FREQ=WEEKLY;BYDAY=MO,WE', '2026-01-06', 3), ['2026-01-07', '2026-01-12', '2026-01-14']);
  });

  it('takes the times of an unknown zone as they are written', () => {
    assert.deepEqual(next({ timeZone: 'Etc/Unknown' }, '2026-07-01T00:00Z'), ['2026-07-07 19:30']);
  });

  const rules: [rule: string, start: string, ...expected: string[]][] = [
    // Examples of RFC 5545 section 3.8.5.3, all beginning on 2 September 1997 in New York there.
    ['FREQ=DAILY;COUNT=10', '1997-09-02', '1997-09-02', '1997-09-03', '1997-09-04', '1997-09-05', '1997-09-06', '1997-09-07', '1997-09-08', '1997-09-09', '1997-09-10', '1997-09-11'],
    ['FREQ=DAILY;INTERVAL=10;COUNT=5', '1997-09-02', '1997-09-02', '1997-09-12', '1997-09-22', '1997-10-02', '1997-10-12'],
    ['FREQ=WEEKLY;INTERVAL=2;WKST=SU', '1997-09-02', '1997-09-02', '1997-09-16', '1997-09-30'],
    ['FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH', '1997-09-02', '1997-09-02', '1997-09-04', '1997-09-09', '1997-09-11', '1997-09-16', '1997-09-18', '1997-09-23', '1997-09-25', '1997-09-30', '1997-10-02'],
    ['FREQ=MONTHLY;COUNT=10;BYDAY=1FR', '1997-09-05', '1997-09-05', '1997-10-03', '1997-11-07', '1997-12-05', '1998-01-02'],
    ['FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU', '1997-09-07', '1997-09-07', '1997-09-28', '1997-11-02', '1997-11-30', '1998-01-04', '1998-01-25'],
    ['FREQ=MONTHLY;COUNT=6;BYDAY=-2MO', '1997-09-22', '1997-09-22', '1997-10-20', '1997-11-17', '1997-12-22', '1998-01-19', '1998-02-16'],
    ['FREQ=MONTHLY;BYMONTHDAY=-3', '1997-09-28', '1997-09-28', '1997-10-29', '1997-11-28', '1997-12-29', '1998-01-29', '1998-02-26'],
    ['FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1', '1997-09-30', '1997-09-30', '1997-10-01', '1997-10-31', '1997-11-01', '1997-11-30'],
    ['FREQ=YEARLY;COUNT=10;BYMONTH=6,7', '1997-06-10', '1997-06-10', '1997-07-10', '1998-06-10', '1998-07-10'],
    ['FREQ=YEARLY;BYDAY=20MO', '1997-05-19', '1997-05-19', '1998-05-18', '1999-05-17'],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH', '1997-03-13', '1997-03-13', '1997-03-20', '1997-03-27', '1998-03-05'],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '1997-09-02', '1998-02-13', '1998-03-13', '1998-11-13', '1999-08-13', '2000-10-13'],
    ['FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13', '1997-09-13', '1997-09-13', '1997-10-11', '1997-11-08'],
    ['FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8', '1996-11-05', '1996-11-05', '2000-11-07', '2004-11-02'],
    ['FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3', '1997-09-04', '1997-09-04', '1997-10-07', '1997-11-06'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2', '1997-09-29', '1997-09-29', '1997-10-30', '1997-11-27'],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO', '1997-08-05', '1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24'],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU', '1997-08-05', '1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31'],
    ['FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5', '2007-01-15', '2007-01-15', '2007-01-30', '2007-02-15', '2007-03-15', '2007-03-30'],
    // Corners of the calendar.
    ['FREQ=MONTHLY', '2026-01-31', '2026-01-31', '2026-03-31', '2026-05-31'],
    ['FREQ=YEARLY', '2024-02-29', '2024-02-29', '2028-02-29', '2032-02-29'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', '2026-01-01', '2026-02-28', '2027-02-28', '2028-02-29'],
    ['FREQ=MONTHLY;BYDAY=5WE', '2026-01-01', '2026-04-29', '2026-07-29', '2026-09-30'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO', '2026-01-01', '2044-02-29', '2072-02-29'],
    // Written by hand.
    ['freq=weekly; byday=th;', '2026-01-01', '2026-01-01', '2026-01-08'],
  ];
  for (const [rule, start, ...expected] of rules) it(`follows ${rule} from ${start}`, () => assert.deepEqual(dates(rule, start, expected.length), expected));

  it('ends after the last date it names', () => {
    assert.deepEqual(dates('FREQ=WEEKLY;UNTIL=20260120', '2026-01-06', 9), ['2026-01-06', '2026-01-13', '2026-01-20']);
    assert.deepEqual(dates('FREQ=WEEKLY;UNTIL=20260120T193000Z', '2026-01-06', 9), ['2026-01-06', '2026-01-13', '2026-01-20']);
    assert.deepEqual(dates('FREQ=WEEKLY;UNTIL=20260120T192959', '2026-01-06', 9), ['2026-01-06', '2026-01-13']);
    assert.deepEqual(dates('FREQ=WEEKLY;UNTIL=20260101', '2026-01-06', 9), []);
  });

  const never = ['FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2', 'FREQ=YEARLY;BYDAY=53MO;BYMONTH=5', 'FREQ=MONTHLY;COUNT=5;BYDAY=6MO', 'FREQ=YEARLY;INTERVAL=999999;BYMONTH=2', 'FREQ=MONTHLY;INTERVAL=999999;BYMONTH=2'];
  for (const rule of never) {
    it(`gives nothing, soon, for ${rule}, which never matches`, () => {
      // What it would take to look at each day of all years is a hundred times this.
      costsLike(() => assert.deepEqual(dates(rule, '2026-03-01', 3), []), () => {}, 5);
    });
  }

  it('does not walk through the past', () => {
    const often = (start: string) => () => {
      for (let at = 0; at < 500; at++) assert.deepEqual(dates('FREQ=WEEKLY', start, 1, '2026-01-01T00:00Z'), ['2026-01-06']);
    };
    costsLike(often('0001-01-02'), often('2025-01-07'));
  });

  it('gives nothing for dates beyond the calendar', () => {
    assert.deepEqual(nextStarts(tuesdays, NaN), []);
    assert.deepEqual(nextStarts(tuesdays, 8.64e15), []);
    assert.deepEqual(nextStarts(tuesdays, Infinity), []);
    assert.deepEqual(nextStarts(tuesdays, -8.64e15, 1), [Date.parse('2026-01-06T19:30Z')]);
    assert.deepEqual(nextStarts(tuesdays, 0, 0), []);
  });

  it('ends a request for all of them after a hundred years', () => {
    // 2026 to 2126
    assert.equal(nextStarts({ ...tuesdays, rule: 'FREQ=YEARLY' }, 0, Infinity).length, 101);
  });
});

describe('what cannot be read in a schedule', () => {
  const faults: [changes: Partial<Record<keyof Schedule, unknown>>, code: string, field: string, value: string][] = [
    [{ start: '2026-02-30' }, 'bad-date', 'start', '2026-02-30'],
    [{ start: '2026-13-01' }, 'bad-date', 'start', '2026-13-01'],
    [{ start: '6/1/2026' }, 'bad-date', 'start', '6/1/2026'],
    [{ start: '' }, 'bad-date', 'start', ''],
    [{ time: '7:30' }, 'bad-time', 'time', '7:30'],
    [{ time: '24:30' }, 'bad-time', 'time', '24:30'],
    [{ time: '19:60' }, 'bad-time', 'time', '19:60'],
    [{ minutes: -1 }, 'bad-minutes', 'minutes', '-1'],
    [{ minutes: NaN }, 'bad-minutes', 'minutes', 'NaN'],
    [{ minutes: 7.5 }, 'bad-minutes', 'minutes', '7.5'],
    [{ minutes: 99999 }, 'bad-minutes', 'minutes', '99999'],
    [{ timeZone: 'BST' }, 'unknown-zone', 'timeZone', 'BST'],
    [{ timeZone: 'Europe/Leeds' }, 'unknown-zone', 'timeZone', 'Europe/Leeds'],
    [{ except: ['2026-01-13', 'Christmas'] }, 'bad-date', 'except', 'Christmas'],
    [{ extra: ['2026-02-31'] }, 'bad-date', 'extra', '2026-02-31'],
  ];
  const badRules: [rule: string, code: string, value: string][] = [
    ['FREQ=HOURLY', 'unsupported-rule', 'FREQ=HOURLY'],
    ['FREQ=FORTNIGHTLY', 'unsupported-rule', 'FREQ=FORTNIGHTLY'],
    ['FREQ=YEARLY;BYWEEKNO=20', 'unsupported-rule', 'BYWEEKNO=20'],
    ['FREQ=YEARLY;BYYEARDAY=100', 'unsupported-rule', 'BYYEARDAY=100'],
    ['FREQ=DAILY;BYHOUR=9', 'unsupported-rule', 'BYHOUR=9'],
    ['FREQ=DAILY;BYMINUTE=9', 'unsupported-rule', 'BYMINUTE=9'],
    ['FREQ=MONTHLY;SKIP=BACKWARD', 'unsupported-rule', 'SKIP=BACKWARD'],
    ['RRULE:FREQ=DAILY', 'unsupported-rule', 'RRULE:FREQ=DAILY'],
    ['every Tuesday', 'unsupported-rule', 'EVERYTUESDAY'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'bad-rule', 'FREQ=WEEKLY'],
    ['FREQ=WEEKLY;BYDAY=MO;BYDAY=TU', 'bad-rule', 'BYDAY=TU'],
    ['BYDAY=MO', 'bad-rule', 'BYDAY=MO'],
    ['FREQ=WEEKLY;COUNT=3;UNTIL=20260101', 'bad-rule', 'FREQ=WEEKLY;COUNT=3;UNTIL=20260101'],
    ['FREQ=WEEKLY;INTERVAL=0', 'bad-rule', 'INTERVAL=0'],
    ['FREQ=WEEKLY;INTERVAL=1.5', 'bad-rule', 'INTERVAL=1.5'],
    ['FREQ=WEEKLY;INTERVAL=', 'bad-rule', 'INTERVAL='],
    ['FREQ=WEEKLY;INTERVAL', 'bad-rule', 'INTERVAL'],
    ['FREQ=WEEKLY;COUNT=-1', 'bad-rule', 'COUNT=-1'],
    ['FREQ=WEEKLY;BYDAY=1MO', 'bad-rule', 'FREQ=WEEKLY;BYDAY=1MO'],
    ['FREQ=DAILY;BYDAY=-1MO', 'bad-rule', 'FREQ=DAILY;BYDAY=-1MO'],
    ['FREQ=WEEKLY;BYDAY=MON', 'bad-rule', 'BYDAY=MON'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'bad-rule', 'BYDAY=0MO'],
    ['FREQ=MONTHLY;BYDAY=54MO', 'bad-rule', 'BYDAY=54MO'],
    ['FREQ=MONTHLY;BYDAY=MO,', 'bad-rule', 'BYDAY=MO,'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'bad-rule', 'FREQ=WEEKLY;BYMONTHDAY=1'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'bad-rule', 'BYMONTHDAY=0'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'bad-rule', 'BYMONTHDAY=32'],
    ['FREQ=YEARLY;BYMONTH=13', 'bad-rule', 'BYMONTH=13'],
    ['FREQ=YEARLY;BYMONTH=0x1', 'bad-rule', 'BYMONTH=0X1'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'bad-rule', 'FREQ=MONTHLY;BYSETPOS=1'],
    ['FREQ=WEEKLY;UNTIL=2026-01-01', 'bad-rule', 'UNTIL=2026-01-01'],
    ['FREQ=WEEKLY;UNTIL=20260230', 'bad-rule', 'UNTIL=20260230'],
    ['FREQ=WEEKLY;UNTIL=20260120T250000Z', 'bad-rule', 'UNTIL=20260120T250000Z'],
    ['FREQ=WEEKLY;WKST=XX', 'bad-rule', 'WKST=XX'],
    ['FREQ=WEEKLY;constructor=1', 'unsupported-rule', 'CONSTRUCTOR=1'],
  ];
  for (const [rule, code, value] of badRules) faults.push([{ rule }, code, 'rule', value]);
  for (const [changes, code, field, value] of faults) {
    it(`names ${code} of ${JSON.stringify(changes)} and gives no dates`, () => {
      const schedule = { ...tuesdays, ...changes } as Schedule;
      assert.deepEqual(checkSchedule(schedule), { code, field, value });
      assert.deepEqual(nextOccurrences(schedule, { from: new Date('2026-01-01T00:00Z'), count: 3 }), []);
    });
  }

  it('says nothing of a schedule that can be read', () => {
    assert.equal(checkSchedule(tuesdays), undefined);
    assert.equal(checkSchedule({ ...tuesdays, time: '24:00', minutes: 0, timeZone: 'Etc/Unknown', rule: 'WKST=SU;UNTIL=20270101T000000;BYDAY=+1MO,-1FR;FREQ=MONTHLY;INTERVAL=02' }), undefined);
  });
});
