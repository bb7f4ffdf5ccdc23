import { expect } from '@open-wc/testing';
import { toICalendar } from '../../src/domain/to-icalendar.ts';
import { checkSchedule } from '../../src/domain/check-schedule.ts';
import { describeSchedule } from '../../src/domain/describe-all.ts';
import type { Schedule } from '../../src/domain/group.ts';
import { nextOccurrences } from '../../src/domain/schedule.ts';
import { isTimeZone, offsetAt, toInstant } from '../../src/domain/zone.ts';

// The rules are tried in test/domain/*.test.ts. Here is what rests on the engine: Intl, and the reading of dates.
const tuesdays: Schedule = { start: '2026-01-06', time: '19:30', minutes: 90, timeZone: 'Europe/London', rule: 'FREQ=WEEKLY;BYDAY=TU' };
const plain = (text: string) => text.replaceAll(/[\u2009\u202f\u00a0]/g, ' ');

describe('schedules in this browser', () => {
  const walls: [zone: string, wall: string, instant: string][] = [
    ['Europe/London', '2026-07-15T19:30', '2026-07-15T18:30'],
    ['Europe/London', '2026-03-29T01:30', '2026-03-29T01:30'],
    ['Europe/London', '2026-10-25T01:30', '2026-10-25T00:30'],
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:30'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45'],
    ['Asia/Kathmandu', '2026-05-01T00:00', '2026-04-30T18:15'],
    ['America/St_Johns', '2026-07-01T00:00', '2026-07-01T02:30'],
    ['Pacific/Chatham', '2026-12-31T23:59', '2026-12-31T10:14'],
    ['America/Santiago', '2026-07-01T12:00', '2026-07-01T16:00'],
  ];
  for (const [zone, wall, instant] of walls) {
    it(`finds the instant of ${wall} in ${zone}`, () => {
      expect(new Date(toInstant(zone, Date.parse(`${wall}Z`))).toISOString().slice(0, 16)).to.equal(instant);
    });
  }

  it('knows zones by their names only', () => {
    for (const name of ['Europe/London', 'UTC', 'Asia/Kolkata']) expect(isTimeZone(name), name).to.equal(true);
    for (const name of ['BST', 'EST', '+01:00', 'Europe/Leeds', '']) expect(isTimeZone(name), name).to.equal(false);
    expect(offsetAt('Asia/Kolkata', 0)).to.equal(5.5 * 36e5);
  });

  it('refuses dates that are none', () => {
    for (const start of ['2026-02-30', '2026-02-29', '2026-04-31', '2026-13-01', '6/1/2026', '']) expect(checkSchedule({ ...tuesdays, start })?.code, start).to.equal('bad-date');
    expect(checkSchedule({ ...tuesdays, start: '2028-02-29' })).to.equal(undefined);
  });

  it('keeps the time on the clock through the year', () => {
    const found = nextOccurrences(tuesdays, { from: new Date('2026-03-20T00:00Z'), count: 2 });
    expect(found.map(({ start }) => start.toISOString())).to.deep.equal(['2026-03-24T19:30:00.000Z', '2026-03-31T18:30:00.000Z']);
  });

  it('says when, as each language does', () => {
    expect(plain(describeSchedule({ ...tuesdays, rule: 'FREQ=MONTHLY;BYDAY=1MO,3MO' }, 'en-GB'))).to.equal('First and third Monday of the month, 19:30–21:00');
    expect(plain(describeSchedule(tuesdays, 'en-US'))).to.match(/^Every Tuesday, 7:30( PM)? ?[–-] ?9:00 PM$/);
    expect(plain(describeSchedule({ ...tuesdays, time: '23:30' }, 'en-GB'))).to.equal('Every Tuesday, 23:30–01:00');
    expect(plain(describeSchedule({ ...tuesdays, time: '24:00' }, 'en-GB'))).to.equal('Every Tuesday, 24:00–01:30');
    expect(describeSchedule({ ...tuesdays, rule: 'FREQ=WEEKLY;INTERVAL=2' }, 'de')).to.match(/^Jeden zweiten Dienstag, 19:30/);
    expect(describeSchedule(tuesdays, 'ar')).to.match(/^كل أسبوع يوم الثلاثاء، /);
  });

  it('writes a calendar file with the clocks of the place', () => {
    const group = { id: 'g', name: 'An invented group', topics: [], audience: [], languages: [], access: [], sessions: [{ id: 's', way: 'online' as const, status: 'on' as const, schedule: tuesdays }] };
    const lines = toICalendar(group, undefined, { now: new Date('2026-01-01T00:00Z') }).split('\r\n');
    expect(lines).to.include.members(['DTSTART;TZID=Europe/London:20260106T193000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'TZOFFSETTO:+0100']);
  });
});
