import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { toICalendar } from '../../src/domain/to-icalendar.ts';
import type { Group, Schedule } from '../../src/domain/group.ts';
import { nextOccurrences, nextStarts } from '../../src/domain/schedule.ts';
import { offsetAt } from '../../src/domain/zone.ts';
import { timeZoneLines } from '../../src/domain/vtimezone.ts';
import { anyDate, anyParts, anyTime, datesByLooking, type Parts, ruleText, runs, zones } from './support/rules.ts';

const now = new Date('2026-03-01T12:00Z');
const day = 864e5;

const groupOf = (schedule: Schedule): Group => ({
  id: 'g',
  name: 'An invented group',
  topics: [],
  audience: [],
  languages: [],
  access: [],
  sessions: [{ id: 's', way: 'in-person', status: 'on', schedule }],
});

const fileOf = (schedule: Schedule) => toICalendar(groupOf(schedule), undefined, { now });
const eventsOf = (file: string) => (file ? new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent') : []);

/** Whether the clocks leave a time out or show it twice: ical.js then takes the other offset than RFC 5545 section 3.3.5 names. */
const isOdd = (instant: number, zone: string) => new Set([instant - 3 * 36e5, instant, instant + 3 * 36e5].map((at) => offsetAt(zone, at))).size > 1;

function assertSameStarts(found: number[], expected: number[], zone: string) {
  const plain = (starts: number[]) => starts.map((start) => (isOdd(start, zone) ? Math.round(start / day) : new Date(start).toISOString()));
  assert.deepEqual(plain(found), plain(expected));
}

/** What the file says happens, by ical.js alone: its rules, its exceptions, its time zone. */
function startsByReader(file: string, most: number): number[] {
  const starts = eventsOf(file).flatMap((component) => {
    const iterator = new ICAL.Event(component).iterator();
    const found: number[] = [];
    for (let at = iterator.next(); at && found.length < most; at = iterator.next()) {
      found.push(at.toUnixTime() * 1000);
      // Of a rule that hardly ever matches, or never again, ical.js must not be asked for one more: it looks for ever.
      if (found.length === most) break;
    }
    return found;
  });
  return starts.sort((one, other) => one - other).slice(0, most);
}

const days = { except: fc.array(anyDate('2012-01-01', '2030-12-31'), { maxLength: 3 }), extra: fc.array(anyDate('2012-01-01', '2030-12-31'), { maxLength: 3 }) };
const anySchedule = fc.record({ start: anyDate('2012-01-01', '2028-12-31'), time: anyTime, minutes: fc.constantFrom(30, 60, 95, 1500), timeZone: fc.constantFrom(...zones), ...days });

/** The rules that groups have. ical.js goes wrong in rarer ones: it forgets BYSETPOS in yearly rules, for example. */
const usualRule = fc.tuple(
  fc.constantFrom(
    'FREQ=DAILY',
    'FREQ=DAILY;INTERVAL=3',
    'FREQ=WEEKLY',
    'FREQ=WEEKLY;BYDAY=MO,TH',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU',
    'FREQ=WEEKLY;INTERVAL=3;BYDAY=WE',
    'FREQ=MONTHLY;BYMONTHDAY=15',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'FREQ=MONTHLY;BYDAY=1MO,3MO',
    'FREQ=MONTHLY;BYDAY=-1FR',
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=2TH',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=YEARLY',
    'FREQ=YEARLY;BYMONTH=5;BYDAY=1MO',
  ),
  fc.constantFrom('', '', ';COUNT=7', ';UNTIL=20291231', ';UNTIL=20290630T190000', ';UNTIL=20290630T190000Z'),
);

describe('calendar files, read back', () => {
  it('hold the same sessions for ical.js', () => {
    let seen = 0;
    fc.assert(
      fc.property(anySchedule, usualRule, (schedule, [rule, end]) => {
        const whole: Schedule = { ...schedule, rule: rule + end };
        const expected = nextOccurrences(whole, { from: new Date(0), count: 30 });
        const file = fileOf(whole);
        if (!expected.length) return void assert.equal(file, '');
        seen += 1;
        assertSameStarts(startsByReader(file, end ? 30 : expected.length), expected.map(({ start }) => +start), schedule.timeZone);
        for (const event of eventsOf(file)) assert.equal(new ICAL.Event(event).duration.toSeconds(), schedule.minutes * 60);
      }),
      runs(150),
    );
    assert.ok(seen > 100, `${seen} schedules had sessions`);
  });

  it('hold the same sessions for any rule, by the words of the file and its own time zone', () => {
    fc.assert(
      fc.property(anySchedule, anyParts, fc.option(anyDate('2013-01-01', '2030-12-31'), { nil: undefined }), (schedule, parts, until) => {
        const end = until && !parts.count ? `;UNTIL=${until.replaceAll('-', '')}` : '';
        const whole: Schedule = { ...schedule, rule: ruleText(parts) + end };
        const horizon = Temporal.PlainDate.from(schedule.start).add({ years: 4 });
        const last = Date.parse(String(horizon));
        const expected = nextStarts(whole, 0, Infinity, last).slice(0, 60);
        const found = eventsOf(fileOf(whole)).flatMap((event) => startsByLooking(event, horizon));
        const inTime = found.filter((start) => start <= last).sort((one, other) => one - other);
        assertSameStarts(inTime.slice(0, 60), expected, schedule.timeZone);
      }),
      runs(120),
    );
  });

  it('hold sessions once, on their day', () => {
    fc.assert(
      fc.property(anySchedule, (schedule) => {
        const expected = nextStarts(schedule, 0, Infinity);
        assertSameStarts(expected.length ? startsByReader(fileOf(schedule), 30) : [], expected, schedule.timeZone);
      }),
      runs(60),
    );
  });
});

/** The instants of an event: its rule by looking at every day, its time zone by ical.js. */
function startsByLooking(event: ICAL.Component, horizon: Temporal.PlainDate): number[] {
  const first = event.getFirstPropertyValue('dtstart') as ICAL.Time;
  const start = Temporal.PlainDate.from(first.toString().slice(0, 10));
  if (Temporal.PlainDate.compare(start, horizon) > 0) return [];
  const rule = event.getFirstPropertyValue('rrule')?.toString();
  const parts: Record<string, string> | undefined = rule && Object.fromEntries(rule.split(';').map((part) => part.split('=')));
  const dates = parts ? datesByLooking(readParts(parts), start, horizon) : [String(start)];
  // DTSTART is the first of them: nothing is left to how a reader takes a start that does not match.
  assert.equal(dates[0], String(start));
  const timesOf = (name: string) => event.getAllProperties(name).flatMap((property) => property.getValues().map((value) => (value as ICAL.Time).toUnixTime()));
  const instants = dates.map((date) => {
    const time = new ICAL.Time({ year: +date.slice(0, 4), month: +date.slice(5, 7), day: +date.slice(8), hour: first.hour, minute: first.minute }, first.zone!);
    return time.toUnixTime();
  });
  const until = parts?.UNTIL ? ICAL.Time.fromString(parts.UNTIL.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'), undefined as never).toUnixTime() : Infinity;
  const cancelled = timesOf('exdate');
  return [...new Set([...instants.filter((instant) => instant <= until && !cancelled.includes(instant)), ...timesOf('rdate')])].map((seconds) => seconds * 1000);
}

const readParts = (parts: Record<string, string>): Parts => {
  const numbers = (text?: string) => text?.split(',').map(Number) ?? [];
  return {
    freq: parts.FREQ as Parts['freq'],
    interval: +(parts.INTERVAL ?? 1),
    days: parts.BYDAY?.split(',').map((text): [number, string] => [+text.slice(0, -2), text.slice(-2)]) ?? [],
    monthDays: numbers(parts.BYMONTHDAY),
    months: numbers(parts.BYMONTH),
    positions: numbers(parts.BYSETPOS),
    weekStart: parts.WKST ?? 'MO',
    count: parts.COUNT ? +parts.COUNT : undefined,
  };
};

describe('the time zones of calendar files', () => {
  /** Offsets by ical.js from the lines alone, against those of the engine. */
  function assertSameOffsets(zone: string, first: number, last: number, step: number) {
    const lines = timeZoneLines(zone, Date.UTC(2015, 0, 1), 2046);
    const component = new ICAL.Component(ICAL.parse(`BEGIN:VCALENDAR\r\n${lines.join('\r\n')}\r\nEND:VCALENDAR`)).getFirstSubcomponent('vtimezone')!;
    const read = new ICAL.Timezone(component);
    for (let at = first; at < last; at += step) {
      const wall = new Date(at);
      if (isOdd(at, zone)) continue;
      const local = new Date(at + offsetAt(zone, at));
      const time = new ICAL.Time({ year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate(), hour: local.getUTCHours(), minute: local.getUTCMinutes() }, read);
      assert.equal(read.utcOffset(time) * 1000, offsetAt(zone, at), `${zone} ${wall.toISOString()}`);
    }
  }

  for (const zone of zones) {
    it(`gives the clocks of ${zone}, hour by hour around every change`, () => {
      assertSameOffsets(zone, Date.UTC(2015, 0, 3), Date.UTC(2046, 11, 1), 29 * 36e5);
      const end = Temporal.Instant.fromEpochMilliseconds(Date.UTC(2046, 11, 1)).toZonedDateTimeISO(zone);
      for (let at = Temporal.ZonedDateTime.from(`2015-01-03T00:00[${zone}]`).getTimeZoneTransition('next'); at && at.epochMilliseconds < end.epochMilliseconds; at = at.getTimeZoneTransition('next')) {
        assertSameOffsets(zone, at.epochMilliseconds - 30 * 36e5, at.epochMilliseconds + 30 * 36e5, 36e5 * 3.5);
      }
    });
  }

  it('goes on by a rule where the clocks follow one', () => {
    const rules = (zone: string) => timeZoneLines(zone, Date.UTC(2026, 0, 1), 2046).filter((line) => line.startsWith('RRULE'));
    assert.deepEqual(rules('Europe/London'), ['RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU']);
    assert.deepEqual(rules('America/New_York'), ['RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU']);
    assert.deepEqual(rules('America/Santiago'), ['RRULE:FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=SU', 'RRULE:FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=SU']);
    for (const zone of ['Asia/Kolkata', 'Africa/Casablanca', 'UTC', 'Asia/Gaza']) assert.deepEqual(rules(zone), [], zone);
  });

  it('keeps its rules true beyond the years they were taken from', () => {
    // All zones take the better part of a minute, so that is left to the long runs.
    const tried = Intl.supportedValuesOf('timeZone').filter((_, at) => process.env.SOAK || at % 12 === 0);
    for (const zone of tried) {
      const lines = timeZoneLines(zone, Date.UTC(2026, 0, 1), 2046);
      lines.forEach((line, at) => {
        if (!line.startsWith('RRULE')) return;
        const [onset, from, to] = [lines[at - 1]!, lines[at + 1]!, lines[at + 2]!].map((text) => text.split(':')[1]!) as [string, string, string];
        const parts = readParts(Object.fromEntries(line.slice(6).split(';').map((part) => part.split('=') as [string, string])));
        const start = Temporal.PlainDate.from(onset.slice(0, 8));
        const offset = (text: string) => Temporal.PlainTime.from(text.slice(1, 3) + ':' + text.slice(3, 5)).since('00:00').total('milliseconds') * (text[0] === '-' ? -1 : 1);
        for (const date of datesByLooking(parts, start, Temporal.PlainDate.from('2060-12-31')).slice(-3)) {
          const instant = Date.parse(`${date}T${onset.slice(9, 11)}:${onset.slice(11, 13)}Z`) - offset(from);
          assert.equal(offsetAt(zone, instant - 1), offset(from), `${zone} ${date}`);
          assert.equal(offsetAt(zone, instant), offset(to), `${zone} ${date}`);
        }
      });
    }
  });
});
