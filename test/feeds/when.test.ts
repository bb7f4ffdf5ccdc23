import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { toEnglish } from '../../src/feeds/odd.ts';
import { plainWhen } from '../../src/feeds/plain-when.ts';
import { datesIn, readWhen } from '../../src/feeds/when.ts';

const read = (text: string, country?: string) => readWhen(toEnglish(text), 60, country);
/** "start rule time minutes", one for each schedule, or the problem. */
const told = (text: string, country?: string) => {
  const { schedules, problem } = read(text, country);
  return problem ?? schedules.map(({ start, rule, time, minutes, extra }) => [start, rule, time, minutes, extra].filter(Boolean).join(' ')).join('; ');
};

describe('days and times as people write them', () => {
  const weekly: [string, string][] = [
    ['Tuesdays 7.30pm–9pm', 'TU 19:30 90'],
    ['Every Tuesday 19:30–21:00', 'TU 19:30 90'],
    ['Tuesday 19:30', 'TU 19:30 60'],
    ['Tues, 7:30 p.m. - 9 p.m.', 'TU 19:30 90'],
    ['Weds 10 a.m.', 'WE 10:00 60'],
    ['thurs 6-7.30pm', 'TH 18:00 90'],
    ['Mon & Wed 10:00–11:00', 'MO,WE 10:00 60'],
    ['Monday, Wednesday and Friday at 12:30', 'MO,WE,FR 12:30 60'],
    ['7pm Tuesday', 'TU 19:00 60'],
    ['Tuesday from 7pm until 9', 'TU 19:00 120'],
    ['11-1pm Saturday', 'SA 11:00 120'],
    ['Saturdays 11pm–12.30am', 'SA 23:00 90'],
    ['Saturdays 23:00–00:30', 'SA 23:00 90'],
    ['Monday 24:00', 'MO 24:00 60'],
    ['Sunday 22:00-24:00', 'SU 22:00 120'],
    ['Thursday noon–1pm', 'TH 12:00 60'],
    ['Friday 7pm to midnight', 'FR 19:00 300'],
    ['Weekdays 13:00–13:30', 'MO,TU,WE,TH,FR 13:00 30'],
    ['Mon - Fri 10am', 'MO,TU,WE,TH,FR 10:00 60'],
    ['Friday to Monday 10am', 'MO,FR,SA,SU 10:00 60'],
    ['weekends 9:30', 'SU,SA 09:30 60'],
    ['Tuesday evenings 7pm', 'TU 19:00 60'],
    ['Dienstags 18-20 Uhr', 'TU 18:00 120'],
    ['Di, Do 18:00', 'TU,TH 18:00 60'],
    ['Jeden Mittwoch um 19:30 Uhr', 'WE 19:30 60'],
    ['mardi 19h30', 'TU 19:30 60'],
    ['Jueves 18:00', 'TH 18:00 60'],
    ['środa 17:00', 'WE 17:00 60'],
  ];
  for (const [text, expected] of weekly) {
    it(`reads "${text}"`, () => {
      const { schedules, problem } = read(text);
      assert.equal(problem, undefined);
      const [{ start, rule, time, minutes }] = schedules as [(typeof schedules)[0]];
      const days = expected.split(' ')[0]!.split(',');
      const [frequency, by] = rule!.split(';BYDAY=') as [string, string];
      assert.equal(frequency, 'FREQ=WEEKLY');
      assert.deepEqual(new Set(by.split(',')), new Set(days));
      assert.equal(`${time} ${minutes}`, expected.split(' ').slice(1).join(' '));
      const weekday = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][new Date(start).getUTCDay()]!;
      assert.ok(days.includes(weekday), 'the rule holds on its first day');
    });
  }

  const others: [string, string, string?][] = [
    ['Daily at noon', '2020-01-06 FREQ=DAILY 12:00 60'],
    ['every day 10am', '2020-01-06 FREQ=DAILY 10:00 60'],
    ['Last Friday of the month, 2-4pm', '2020-01-31 FREQ=MONTHLY;BYDAY=-1FR 14:00 120'],
    ['Second Saturday of the month 10:30–12:00', '2020-01-11 FREQ=MONTHLY;BYDAY=2SA 10:30 90'],
    ['1st and 3rd Monday 18:00', '2020-01-06 FREQ=MONTHLY;BYDAY=1MO,3MO 18:00 60'],
    ['Tuesday (2nd and 4th) 7pm', '2020-01-14 FREQ=MONTHLY;BYDAY=2TU,4TU 19:00 60'],
    ['every second and fourth Thursday 7pm', '2020-01-09 FREQ=MONTHLY;BYDAY=2TH,4TH 19:00 60'],
    ['Every second Tuesday of the month 19:00', '2020-01-14 FREQ=MONTHLY;BYDAY=2TU 19:00 60'],
    ['5th Wednesday 19:00', '2020-01-29 FREQ=MONTHLY;BYDAY=5WE 19:00 60'],
    ['First Monday and last Thursday 19:00', '2020-01-06 FREQ=MONTHLY;BYDAY=1MO,-1TH 19:00 60'],
    ['Jeden letzten Freitag im Monat 18 Uhr', '2020-01-31 FREQ=MONTHLY;BYDAY=-1FR 18:00 60'],
    ['jeden zweiten Dienstag im Monat 19 Uhr', '2020-01-14 FREQ=MONTHLY;BYDAY=2TU 19:00 60'],
    ['Tuesdays 2pm and Thursdays 6pm', '2020-01-07 FREQ=WEEKLY;BYDAY=TU 14:00 60; 2020-01-09 FREQ=WEEKLY;BYDAY=TH 18:00 60'],
    ['Tuesday 10am-11am, 2pm-3pm', '2020-01-07 FREQ=WEEKLY;BYDAY=TU 10:00 60; 2020-01-07 FREQ=WEEKLY;BYDAY=TU 14:00 60'],
    ['Every second Thursday 19:00 starting 3 September 2026', '2026-09-03 FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 19:00 60'],
    ['Every other Monday 6pm since 7/9/2026', '2026-09-07 FREQ=WEEKLY;INTERVAL=2;BYDAY=MO 18:00 60', 'GB'],
    ['fortnightly on Mondays 6pm since 2026-09-07', '2026-09-07 FREQ=WEEKLY;INTERVAL=2;BYDAY=MO 18:00 60'],
    ['Fridays 7pm since 1 March 2027', '2027-03-05 FREQ=WEEKLY;BYDAY=FR 19:00 60'],
    ['14 October 2026, 7pm', '2026-10-14 19:00 60'],
    ['Friday March 12th, 2027 7pm-9pm', '2027-03-12 19:00 120'],
    ['Fr 12. März 2027 19 Uhr', '2027-03-12 19:00 60'],
    ['12.03.2027 19:00', '2027-03-12 19:00 60'],
    ['31/12/2026 17:00–18:30', '2026-12-31 17:00 90'],
    ['12/03/2027 19:00', '2027-03-12 19:00 60', 'GB'],
    ['12/03/2027 19:00', '2027-03-12 19:00 60', 'IE'],
    ['12/03/2027 19:00', '2027-12-03 19:00 60', 'US'],
    ['12/3/27 & 9/4/27 19:00', '2027-03-12 19:00 60 2027-04-09', 'GB'],
  ];
  for (const [text, expected, country] of others) {
    it(`reads "${text}"${country ? ` in ${country}` : ''}`, () => assert.equal(told(text, country), expected));
  }

  const unclear: [string, string, string?][] = [
    ['Tuesdays 7.30', 'unclear-time'],
    ['Tuesday 7-9', 'unclear-time'],
    ['Tuesday 10-12', 'unclear-time'],
    ['Tuesday 25:00', 'bad-time'],
    ['Tuesday 13pm', 'bad-time'],
    ['Tuesdays', 'no-time'],
    ['19:30', 'no-day'],
    ['12/03/2027 19:00', 'unclear-date'],
    ['31/02/2027 19:00', 'bad-date', 'GB'],
    ['Friday 13/03/2027 19:00', 'other-day', 'GB'],
    ['Every second Thursday 19:00', 'fortnight-needs-date'],
    ['Every second Thursday 19:00 since 2026-09-04', 'other-day'],
    ['biweekly Thursday 19:00', 'fortnight-needs-date'],
    ['Dienstag, 14-tägig, 19 Uhr', 'fortnight-needs-date'],
    ['Once a month on Tuesdays 7pm', 'unclear-when'],
    ['Monthly, Tuesday 7pm', 'unclear-month'],
    ['Every third Tuesday 7pm', 'unclear-when'],
    ['Every 2nd Tuesday 7pm', 'unclear-when'],
    ['Tuesdays every second 7pm', 'fortnight-needs-date'],
    ['Every three weeks on Tuesday 7pm', 'unclear-when'],
    ['Tuesdays 7pm in term time', 'unclear-when'],
    ['Tuesdays 7pm except August', 'unclear-when'],
    ['Tuesdays 7pm, not bank holidays', 'unclear-when'],
    ['Tuesday 7pm EST', 'unclear-when'],
    ['1st Monday and Tuesday 7pm', 'unclear-when'],
    ['1st - 3rd Monday 7pm', 'unclear-when'],
    ['Tuesday 7pm Thursday', 'unclear-when'],
    ['Dienstag 12.03. 19 Uhr', 'unclear-time'],
    ['Tuesday March 2027 7pm', 'unclear-when'],
    ['by arrangement', 'unclear-when'],
    ['', 'unclear-when'],
  ];
  for (const [text, problem, country] of unclear) {
    it(`guesses nothing from "${text}"`, () => assert.deepEqual(read(text, country), { schedules: [], problem }));
  }

  it('the short way for plain texts says the same as the long way', () => {
    const day = fc.constantFrom('Monday', 'tuesdays', 'Wednesday', 'thursdays', 'Friday', 'Saturdays', 'Sunday', 'weekdays', 'mon');
    const time = fc
      .tuple(fc.nat(25), fc.constantFrom('', ':00', '.30', ':45', ':60', ':15:00'), fc.constantFrom('', 'am', 'pm', ' PM', ' Uhr'), fc.boolean())
      .map(([hour, minute, half, zero]) => `${zero && hour < 10 ? '0' : ''}${hour}${minute}${half}`);
    const words = fc.array(fc.constantFrom('every', 'first', 'second', 'last', 'third', 'and', 'each'), { maxLength: 3 });
    const text = fc
      .tuple(words, fc.array(day, { minLength: 1, maxLength: 3 }), fc.constantFrom(', ', ' and ', ' & ', ' '), fc.constantFrom('', ' of the month', ','), fc.array(time, { minLength: 1, maxLength: 2 }), fc.constantFrom('-', ' – ', ' to '))
      .map(([words, days, between, month, times, dash]) => `${[...words, days.join(between)].join(' ')}${month} ${times.join(dash)}`);
    let plainOnes = 0;
    fc.assert(
      fc.property(text, (text) => {
        const plain = plainWhen(text, 60);
        if (!plain) return;
        plainOnes++;
        assert.deepEqual(read(text), { schedules: [plain] });
      }),
      { numRuns: 5000 },
    );
    assert.ok(plainOnes > 200, `${plainOnes} texts were plain`);
  });

  it('the short way reads what plain lists hold', () => {
    for (const text of ['Tuesdays 7.30pm–9pm', 'Every Tuesday 19:30–21:00', 'Tuesday 19:30', 'Last Friday of the month 2-4pm', 'Monday, Wednesday 10:00', 'Weekdays 13:00–13:30', 'Tuesday 07:30 PM'])
      assert.ok(plainWhen(text, 60), text);
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => assert.ok(read(text, 'GB').schedules)), { numRuns: 2000 });
  });

  it('finds dates in a text', () => {
    assert.deepEqual(datesIn(toEnglish('22/12/2026, 2026-12-29 and 5. Januar 2027'), 'GB'), ['2026-12-22', '2026-12-29', '2027-01-05']);
    assert.deepEqual(datesIn('2/3/2026, 2026-13-01'), ['unclear-date', 'bad-date']);
  });
});
