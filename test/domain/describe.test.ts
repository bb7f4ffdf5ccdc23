import assert from 'node:assert/strict';
import { describe as suite, it } from 'node:test';
import fc from 'fast-check';
import { describeSchedule } from '../../src/domain/describe-all.ts';
import { describeExceptions } from '../../src/domain/describe-exceptions.ts';
import { describe, plainRule } from '../../src/domain/describe.ts';
import type { Schedule } from '../../src/domain/group.ts';
import { completeRule, readSchedule, type FullPlan, visitRule } from '../../src/domain/schedule.ts';
import { ar } from '../../src/domain/words/ar.ts';
import { de } from '../../src/domain/words/de.ts';
import { en } from '../../src/domain/words/en.ts';
import { anyDate, anyParts, ruleText, runs } from './support/rules.ts';

/** Tuesday, 6 January 2026. */
const base: Schedule = { start: '2026-01-06', time: '19:30', minutes: 90, timeZone: 'Europe/London' };
/** Engines differ in the kind of space they put around a dash. */
const plain = (text: string) => text.replaceAll(/[\u2009\u202f\u00a0]/g, ' ');
const say = (changes: Partial<Schedule>, locale = 'en-GB') => plain(describeSchedule({ ...base, ...changes }, locale));
const sayRule = (rule: string, locale?: string) => say({ rule }, locale);

suite('a schedule in English words', () => {
  const sentences: [rule: string, sentence: string][] = [
    ['FREQ=DAILY', 'Every day, 19:30–21:00'],
    ['FREQ=DAILY;INTERVAL=2', 'Every second day, 19:30–21:00'],
    ['FREQ=DAILY;INTERVAL=10', 'Every 10 days, 19:30–21:00'],
    ['FREQ=WEEKLY', 'Every Tuesday, 19:30–21:00'],
    ['FREQ=WEEKLY;BYDAY=SU,MO,TH', 'Every Monday, Thursday and Sunday, 19:30–21:00'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Every weekday (Monday to Friday), 19:30–21:00'],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'Every weekday (Monday to Friday), 19:30–21:00'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', 'Every day, 19:30–21:00'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'Every second Tuesday, 19:30–21:00'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH', 'Every second week on Tuesday and Thursday, 19:30–21:00'],
    ['FREQ=WEEKLY;INTERVAL=4', 'Every 4 weeks on Tuesday, 19:30–21:00'],
    ['FREQ=MONTHLY;BYDAY=MO', 'Every Monday, 19:30–21:00'],
    ['FREQ=MONTHLY', 'On the 6th of the month, 19:30–21:00'],
    ['FREQ=MONTHLY;BYMONTHDAY=15', 'On the 15th of the month, 19:30–21:00'],
    ['FREQ=MONTHLY;BYMONTHDAY=22,1,3,11', 'On the 1st, 3rd, 11th and 22nd of the month, 19:30–21:00'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1,15', 'On the 15th and last day of the month, 19:30–21:00'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'On the last day of the month, 19:30–21:00'],
    ['FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=2', 'Every second month on the 2nd, 19:30–21:00'],
    ['FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO', 'Every 3 months on the first Monday, 19:30–21:00'],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'Last Friday of the month, 19:30–21:00'],
    ['FREQ=MONTHLY;BYDAY=3MO,1MO', 'First and third Monday of the month, 19:30–21:00'],
    ['FREQ=MONTHLY;BYDAY=1MO,3TH', 'First Monday and third Thursday of the month, 19:30–21:00'],
    ['FREQ=MONTHLY;BYDAY=-2SU,5SU', 'Fifth and second-to-last Sunday of the month, 19:30–21:00'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1,3', 'First and third Monday of the month, 19:30–21:00'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'Last weekday (Monday to Friday) of the month, 19:30–21:00'],
    ['FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1', 'First Saturday or Sunday of the month, 19:30–21:00'],
    ['FREQ=MONTHLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYSETPOS=-1', 'On the last day of the month, 19:30–21:00'],
    ['FREQ=MONTHLY;BYMONTH=1,3;BYDAY=1TU', 'First Tuesday of the month, 19:30–21:00, in January and March'],
    ['FREQ=YEARLY', 'Every year on 6 January, 19:30–21:00'],
    ['FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24,31', 'Every year on 24 December and 31 December, 19:30–21:00'],
    ['FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYDAY=1MO', 'Every second year on the first Monday in May, 19:30–21:00'],
    ['FREQ=YEARLY;BYMONTH=10;BYDAY=SU;BYSETPOS=-1', 'Every year on the last Sunday in October, 19:30–21:00'],
    ['FREQ=YEARLY;BYMONTH=3,9;BYDAY=1MO', 'First Monday of the month, 19:30–21:00, in March and September'],
    ['FREQ=YEARLY;BYMONTHDAY=15', 'On the 15th of the month, 19:30–21:00'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', 'On the last day of the month, 19:30–21:00, in February'],
    ['FREQ=WEEKLY;BYMONTH=9,10,11', 'Every Tuesday, 19:30–21:00, from September to November'],
    ['FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,9,10,11,12', 'Every Tuesday, 19:30–21:00, from September to June'],
    ['FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12', 'Every Tuesday, 19:30–21:00'],
    ['FREQ=WEEKLY;BYMONTH=4,10', 'Every Tuesday, 19:30–21:00, in April and October'],
    ['FREQ=WEEKLY;COUNT=6', 'Every Tuesday, 19:30–21:00, 6 times'],
    ['FREQ=WEEKLY;COUNT=1', 'Every Tuesday, 19:30–21:00, once'],
    ['FREQ=WEEKLY;UNTIL=20270630', 'Every Tuesday, 19:30–21:00, until 30 June 2027'],
    ['FREQ=WEEKLY;UNTIL=20270630T193000', 'Every Tuesday, 19:30–21:00, until 30 June 2027'],
    ['FREQ=WEEKLY;UNTIL=20270630T233000Z', 'Every Tuesday, 19:30–21:00, until 1 July 2027'],
  ];
  for (const [rule, sentence] of sentences) it(`says of ${rule}: ${sentence}`, () => assert.equal(sayRule(rule), sentence));

  const tooLong = [
    'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    'FREQ=MONTHLY;BYDAY=2SU,TU',
    'FREQ=MONTHLY;BYDAY=-3SU',
    'FREQ=MONTHLY;BYMONTHDAY=-2',
    'FREQ=MONTHLY;BYMONTHDAY=1,2,3;BYSETPOS=1',
    'FREQ=MONTHLY;INTERVAL=2;BYMONTH=1,2;BYMONTHDAY=1',
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=MO',
    'FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=2',
    'FREQ=WEEKLY;BYMONTH=3;BYDAY=MO;BYSETPOS=2',
    'FREQ=DAILY;INTERVAL=2;BYDAY=MO',
    'FREQ=DAILY;BYMONTHDAY=1',
    'FREQ=DAILY;BYMONTH=1;BYSETPOS=2',
    'FREQ=YEARLY;BYDAY=20MO',
    'FREQ=YEARLY;BYMONTH=1,2;BYDAY=MO;BYSETPOS=1',
    'FREQ=YEARLY;INTERVAL=2;BYDAY=MO',
    'FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29',
  ];
  for (const rule of tooLong) it(`points to the dates rather than explain ${rule}`, () => assert.equal(sayRule(rule), 'On certain dates, 19:30–21:00; see the next dates below'));

  it('says when something happens once', () => assert.match(say({}), /^Tuesday,? 6 January 2026, 19:30–21:00$/));

  it('does not guess at what it cannot read', () => {
    assert.equal(sayRule('FREQ=HOURLY'), 'Ask the group when it meets');
    assert.equal(say({ start: '2026-02-30' }), 'Ask the group when it meets');
  });

  const times: [changes: Partial<Schedule>, british: string, american: string][] = [
    [{}, '19:30–21:00', '7:30 – 9:00 PM'],
    [{ time: '09:00', minutes: 60 }, '09:00–10:00', '9:00 – 10:00 AM'],
    [{ time: '11:00', minutes: 120 }, '11:00–13:00', '11:00 AM – 1:00 PM'],
    [{ time: '23:30', minutes: 60 }, '23:30–00:30', '11:30 PM–12:30 AM'],
    [{ time: '22:00', minutes: 120 }, '22:00–00:00', '10:00 PM–12:00 AM'],
    [{ time: '24:00', minutes: 60 }, '24:00–01:00', '24:00–1:00 AM'],
    [{ time: '18:00', minutes: 2700 }, '18:00 (45 hours)', '6:00 PM (45 hours)'],
    [{ minutes: 0 }, '19:30', '7:30 PM'],
  ];
  for (const [changes, british, american] of times) {
    it(`writes ${changes.time ?? '19:30'} for ${changes.minutes ?? 90} minutes as the locale does`, () => {
      assert.equal(say({ rule: 'FREQ=WEEKLY', ...changes }), `Every Tuesday, ${british}`);
      assert.equal(say({ rule: 'FREQ=WEEKLY', ...changes }, 'en-US'), `Every Tuesday, ${american}`);
    });
  }

  it('writes dates as the locale does', () => assert.equal(sayRule('FREQ=YEARLY;UNTIL=20300106', 'en-US'), 'Every year on January 6, 7:30 – 9:00 PM, until January 6, 2030'));
});

suite('a schedule in other languages', () => {
  const rules: [rule: string, german: RegExp, arabic: RegExp][] = [
    ['FREQ=WEEKLY;INTERVAL=2', /^Jeden zweiten Dienstag, 19:30–21:00 Uhr$/, /^كل أسبوعين يوم الثلاثاء، /],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE', /^Jede zweite Woche am Montag und Mittwoch, /, /^كل أسبوعين يومي الاثنين والأربعاء، /],
    ['FREQ=MONTHLY;BYDAY=1MO,3MO', /^Am ersten und dritten Montag im Monat, /, /^يوم الاثنين الأول والثالث من كل شهر، /],
    ['FREQ=MONTHLY;BYDAY=-1FR', /^Am letzten Freitag im Monat, /, /^يوم الجمعة الأخير من كل شهر، /],
    ['FREQ=YEARLY;BYMONTH=5;BYDAY=1MO', /^Jedes Jahr am ersten Montag im Mai, /, /مايو/],
    ['FREQ=WEEKLY;BYMONTH=9,10,11,12,1;COUNT=6', /^Jeden Dienstag, .*, von September bis Januar, 6-mal$/, /من سبتمبر إلى يناير، 6 مرات$/],
    ['FREQ=WEEKLY;UNTIL=20270630', /, bis 30\. Juni 2027$/, /، حتى 30 يونيو 2027$/],
  ];
  for (const [rule, german, arabic] of rules) {
    it(`says ${rule} in German and Arabic`, () => {
      assert.match(sayRule(rule, 'de-DE'), german);
      assert.match(sayRule(rule, 'ar-u-nu-latn'), arabic);
    });
  }

  it('counts in Arabic as Arabic does', () => {
    for (const [n, text] of [[2, 'كل يومين'], [3, 'كل 3 أيام'], [11, 'كل 11 يومًا']] as const) assert.ok(sayRule(`FREQ=DAILY;INTERVAL=${n}`, 'ar').startsWith(text), text);
  });

  it('writes numbers in the digits of the locale', () => {
    assert.match(sayRule('FREQ=DAILY;INTERVAL=3;COUNT=12', 'ar-EG'), /^كل ٣ أيام، .*، ١٢ مرة$/);
  });

  it('speaks English, with the times of the region, where it has no words', () => {
    assert.equal(sayRule('FREQ=WEEKLY', 'fr-FR'), 'Every Tuesday, 19:30–21:00');
    assert.equal(sayRule('FREQ=WEEKLY', 'cy'), 'Every Tuesday, 19:30–21:00');
    assert.equal(sayRule('FREQ=WEEKLY', 'not a tag'), 'Every Tuesday, 19:30–21:00');
    assert.equal(sayRule('FREQ=WEEKLY', ''), 'Every Tuesday, 19:30–21:00');
  });

  it('has a sentence for any rule, with nothing missing in it', () => {
    fc.assert(
      fc.property(anyParts, fc.constantFrom(['en-GB', en], ['de', de], ['ar', ar]), (parts, [locale, words]) => {
        const text = describe({ ...base, rule: ruleText(parts) }, locale as string, words as typeof en);
        assert.ok(text.length > 10);
        assert.doesNotMatch(text, /undefined|null|NaN|\[object|,,| {2}|^[ ,]|[ ,]$/);
      }),
      runs(300),
    );
  });
});

suite('a list of dates', () => {
  it('names none of them, which may be over', () => assert.equal(say({ extra: ['2026-12-10', '2027-01-14'] }), 'On certain dates, 19:30–21:00; see the next dates below'));
  it('names the only one', () => assert.equal(say({ extra: [] }), say({})));
});

suite('rules in plainer parts', () => {
  it('have the dates of the rules they stand for', () => {
    let changed = 0;
    fc.assert(
      fc.property(anyParts, anyDate('2020-01-01', '2028-12-31'), (parts, start) => {
        const plan = readSchedule({ ...base, start, rule: ruleText({ ...parts, count: undefined }) }) as FullPlan;
        const whole = completeRule(plan.rule!, plan.start);
        const other = plainRule(whole);
        if (other !== whole) changed += 1;
        const dates = (rule: typeof whole) => {
          const days: number[] = [];
          visitRule(rule, plan.start, plan.start, (day) => day > plan.start + 3000 || days.push(day) >= 30);
          return days;
        };
        assert.deepEqual(dates(other), dates(whole));
      }),
      runs(600),
    );
    assert.ok(changed > 30, `${changed} rules were changed`);
  });
});

suite('what is cancelled or added, in words', () => {
  const tuesdays: Schedule = { ...base, rule: 'FREQ=WEEKLY' };
  const sayChanges = (changes: Partial<Schedule>, from = '2026-12-01T12:00Z', locale = 'en-GB', words = en) => describeExceptions({ ...tuesdays, ...changes }, locale, words, new Date(from));

  it('names the days to come, in order', () => assert.equal(sayChanges({ except: ['2026-12-29', '2026-12-22', '2027-01-05', '2026-11-24'] }), 'Not on 22 December, 29 December and 5 January'));
  it('names added days', () => assert.equal(sayChanges({ extra: ['2026-12-23'] }), 'Also on 23 December'));
  it('names both', () => assert.equal(sayChanges({ except: ['2026-12-22'], extra: ['2026-12-23'] }), 'Not on 22 December, also on 23 December'));
  it('adds the year to what is most of a year ahead', () => assert.equal(sayChanges({ except: ['2026-12-22', '2027-12-21'] }), 'Not on 22 December and 21 December 2027'));
  it('counts a day until its session is over', () => {
    assert.equal(sayChanges({ except: ['2026-12-01'] }, '2026-12-01T20:59Z'), 'Not on 1 December');
    assert.equal(sayChanges({ except: ['2026-12-01'] }, '2026-12-01T21:00Z'), '');
  });
  it('leaves out what changes nothing', () => {
    assert.equal(sayChanges({ except: ['2026-12-25'], extra: ['2026-12-22', '2025-12-25'] }), '');
    assert.equal(sayChanges({ except: ['2026-12-25'], extra: ['2026-12-25'] }), '');
    assert.equal(sayChanges({}), '');
    assert.equal(sayChanges({ except: ['2026-12-22'], timeZone: 'Nowhere/At_All' }), '');
  });
  it('speaks German', () => assert.equal(sayChanges({ except: ['2026-12-22', '2026-12-29'] }, undefined, 'de', de), 'Nicht am 22. Dezember und 29. Dezember'));
});
