import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { calendarFile } from '../../src/domain/calendar.ts';
import { plain } from '../../src/domain/engine.ts';
import type { Group, Schedule } from '../../src/domain/group.ts';
import * as plainPart from '../../src/domain/plain-schedule.ts';
import * as fullPart from '../../src/domain/schedule.ts';
import * as rules from '../../src/domain/rules.ts';
import { ar } from '../../src/domain/words/ar.ts';
import { de } from '../../src/domain/words/de.ts';
import { anyDate, anyParts, anyTime, ruleText, runs, zones } from './support/rules.ts';

const day = 864e5;
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const some = (codes: string[], most: number) => fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: most });

const plainRule = fc.oneof(
  fc.constant(undefined),
  fc.constant('FREQ=DAILY'),
  some(weekdays, 7).map((days) => `FREQ=WEEKLY;BYDAY=${days}`),
  some(['1', '2', '3', '4', '5', '-1'].flatMap((nth) => weekdays.map((code) => nth + code)), 5).map((days) => `FREQ=MONTHLY;BYDAY=${days}`),
);
const anyMinutes = fc.oneof(fc.constantFrom(1, 60, 90, 120, 480), fc.integer({ min: 1, max: 1439 }));
const scheduleOf = (rule: fc.Arbitrary<string | undefined>, time: fc.Arbitrary<string>, minutes: fc.Arbitrary<number>): fc.Arbitrary<Schedule> =>
  fc.record({ start: anyDate(), time, minutes, timeZone: fc.constantFrom(...zones), rule }).map(({ rule, ...rest }) => ({ ...rest, ...(rule && { rule }) }));
const plainSchedule = scheduleOf(plainRule, anyTime.filter((time) => time !== '24:00'), anyMinutes);

const languages = [['en-GB'], ['en-US'], ['fr-FR'], ['de', de], ['ar', ar], ['ar-EG', ar]] as const;
const groupOf = (schedule: Schedule): Group => ({
  id: 'g', name: 'Group', topics: [], audience: [], languages: [], access: [], sessions: [{ id: 's', way: 'online', status: 'on', schedule }],
});
const daysFrom = ({ visitDays, readSchedule }: typeof plainPart | typeof fullPart, schedule: Schedule, low: number) => {
  const found: [number, number][] = [];
  visitDays(schedule, readSchedule(schedule)! as fullPart.FullPlan, low, (...one) => found.push(one) >= 30);
  return found;
};

/** What a list shows of a schedule, by one of the engines. */
function shown(engine: typeof plain, schedule: Schedule, from: number, count: number) {
  return {
    next: engine.nextStarts(schedule, from),
    several: engine.nextStarts(schedule, from, count),
    sentences: languages.map(([locale, words]) => engine.describe(schedule, locale, words)),
    exceptions: engine.describeExceptions?.(schedule, 'en-GB', undefined, new Date(from)) ?? '',
    isRead: !!engine.readSchedule(schedule),
  };
}

describe('plain schedules', () => {
  it('have the dates and the words that the engine for every rule gives them', () => {
    fc.assert(
      fc.property(plainSchedule, fc.integer({ min: -40, max: 4000 }), fc.nat(day), fc.integer({ min: 1, max: 12 }), (schedule, days, ms, count) => {
        const from = Date.parse(schedule.start) + days * day + ms;
        assert.deepEqual(shown(plain, schedule, from, count), shown(rules, schedule, from, count));
      }),
      runs(1500),
    );
  });

  it('are under way until the very end of each of their sessions', () => {
    fc.assert(
      fc.property(plainSchedule, fc.integer({ min: 0, max: 3000 }), (schedule, days) => {
        const [begin] = rules.nextStarts(schedule, Date.parse(schedule.start) + days * day);
        if (begin === undefined) return;
        const end = begin + schedule.minutes * 6e4;
        for (const from of [begin - 1, begin, begin + 1, end - 1, end, end + 1]) {
          assert.deepEqual(plain.nextStarts(schedule, from, 2), rules.nextStarts(schedule, from, 2), `${from - begin}`);
        }
      }),
      runs(500),
    );
  });

  it('have the same days and calendar files', () => {
    fc.assert(
      fc.property(plainSchedule, fc.integer({ min: 0, max: 4000 }), (schedule, days) => {
        const low = Date.parse(schedule.start) / day + days;
        if (schedule.rule) assert.deepEqual(daysFrom(plainPart, schedule, low), daysFrom(fullPart, schedule, low));
        const now = new Date('2026-01-01T12:00:00Z');
        assert.equal(calendarFile(plain, groupOf(schedule), undefined, { now }), calendarFile(rules, groupOf(schedule), undefined, { now }));
      }),
      runs(100),
    );
  });

  it('are followed equally far', () => {
    for (const rule of ['FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,SU', 'FREQ=MONTHLY;BYDAY=5SU,-1MO']) {
      const schedule = { start: '2026-01-06', time: '02:30', minutes: 60, timeZone: 'Europe/London', rule };
      const starts = plain.nextStarts(schedule, Date.parse('2030-03-15'), Infinity);
      assert.deepEqual(starts, rules.nextStarts(schedule, Date.parse('2030-03-15'), Infinity), rule);
      assert.ok(starts.length > 1000);
    }
  });
});

describe('schedules that are not plain', () => {
  const base: Schedule = { start: '2026-01-06', time: '19:30', minutes: 90, timeZone: 'Europe/London', rule: 'FREQ=WEEKLY;BYDAY=TU' };
  const asksFor = (changes: Record<string, unknown>) => {
    const schedule = { ...base, ...changes } as Schedule;
    for (const act of [() => plain.readSchedule(schedule), () => plain.nextStarts(schedule, 0), () => plain.describe(schedule, 'en-GB')]) {
      assert.throws(act, (reason) => reason === plainPart.needsRules, JSON.stringify(changes));
    }
  };

  it('are never guessed at: the other engine is asked for, or both say the same', () => {
    let same = 0;
    const anyDates = fc.constantFrom<Partial<Schedule>>({}, {}, {}, { except: ['2026-02-03'] }, { extra: ['2026-02-04'] });
    const other = scheduleOf(fc.oneof(anyParts.map(ruleText), plainRule), anyTime, fc.oneof(anyMinutes, fc.constantFrom(0, 1440, 2880, -1, 0.5)));
    fc.assert(
      fc.property(other, anyDates, fc.integer({ min: -40, max: 4000 }), (written, dates, days) => {
        const schedule = { ...written, ...dates };
        const from = Date.parse(schedule.start) + days * day;
        let own: ReturnType<typeof shown>;
        try {
          own = shown(plain, schedule, from, 3);
        } catch (reason) {
          assert.equal(reason, plainPart.needsRules);
          return;
        }
        same += 1;
        assert.deepEqual(own, shown(rules, schedule, from, 3));
      }),
      { numRuns: 3000 },
    );
    assert.ok(same > 300 && same < 2000, `${same} were plain`);
  });

  it('are all rules with another part, or written in another way', () => {
    const others = [
      'FREQ=WEEKLY', 'FREQ=MONTHLY', 'FREQ=YEARLY', 'FREQ=HOURLY', 'freq=daily', 'FREQ=DAILY;', 'FREQ=DAILY\n', ' FREQ=DAILY', 'FREQ=DAILY;BYDAY=MO', 'FREQ=DAILY;INTERVAL=1',
      'FREQ=WEEKLY;BYDAY=', 'FREQ=WEEKLY;BYDAY=,MO', 'FREQ=WEEKLY;BYDAY=MO,', 'FREQ=WEEKLY;BYDAY=MOTU', 'FREQ=WEEKLY;BYDAY=MO,,TU', 'FREQ=WEEKLY;BYDAY=1MO', 'FREQ=WEEKLY;BYDAY=XX',
      'FREQ=WEEKLY;BYDAY=TU;COUNT=3', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270101', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'FREQ=WEEKLY;BYDAY=TU;INTERVAL=2', 'FREQ=WEEKLY;BYDAY=TU;BYMONTH=1',
      'FREQ=WEEKLY;BYDAY=TU;BYDAY=WE', 'FREQ=MONTHLY;BYDAY=MO', 'FREQ=MONTHLY;BYDAY=1MO,TU', 'FREQ=MONTHLY;BYDAY=MO,1TU', 'FREQ=MONTHLY;BYDAY=0MO', 'FREQ=MONTHLY;BYDAY=6MO', 'FREQ=MONTHLY;BYDAY=-2MO',
      'FREQ=MONTHLY;BYDAY=+1MO', 'FREQ=MONTHLY;BYDAY=11MO', 'FREQ=MONTHLY;BYDAY=1MO2TU', 'FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=1', 'FREQ=MONTHLY;BYMONTHDAY=1', 'nonsense',
    ];
    for (const rule of others) asksFor({ rule });
  });

  it('are those at 24:00, without a length or a day long, with dates beside the rule, and what cannot be read', () => {
    const others = [
      { time: '24:00' }, { time: '25:00' }, { time: '7:30' }, { time: undefined }, { minutes: 0 }, { minutes: 1440 }, { minutes: -5 }, { minutes: 0.5 }, { minutes: '60' }, { minutes: NaN }, { minutes: undefined },
      { start: '2026-02-30' }, { start: '' }, { start: undefined }, { timeZone: 'Nowhere/At_All' }, { timeZone: 'BST' }, { except: ['2026-01-13'] }, { extra: ['2026-01-14'] },
    ];
    for (const other of others) asksFor(other);
  });
});
