import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { WatchHours, Weekday } from '../../src/domain/space.ts';
import { openAt } from '../../src/domain/watch-hours.ts';
import { runs, zones } from './support/rules.ts';

const everyDay: Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const workdays = everyDay.slice(0, 5);

/** `hours('MO TU', '09:00', '17:00', 'Europe/London')` */
const hours = (days: string, from: string, to: string, timeZone: string): WatchHours => ({ days: days.split(' ') as Weekday[], from, to, timeZone });

const iso = (instant: number | undefined) => (instant === undefined ? undefined : new Date(instant).toISOString().slice(0, 16));

const always = hours(everyDay.join(' '), '00:00', '00:00', 'Europe/London');
const late = hours('FR', '22:00', '02:30', 'Europe/London');
const german = [hours('MO TU WE TH', '08:00', '20:00', 'Europe/Berlin'), hours('FR', '08:00', '15:00', 'Europe/Berlin')];

// 2026-11-27 is a Friday. Instants are UTC.
const table: [why: string, hours: WatchHours[], now: string, open: boolean, change: string | undefined][] = [
  ['within', german, '2026-11-27T12:00', true, '2026-11-27T14:00'],
  ['at the first minute', german, '2026-11-27T07:00', true, '2026-11-27T14:00'],
  ['a minute before', german, '2026-11-27T06:59', false, '2026-11-27T07:00'],
  ['at the end, which is over', german, '2026-11-27T14:00', false, '2026-11-30T07:00'],
  ['over the weekend', german, '2026-11-28T12:00', false, '2026-11-30T07:00'],
  ['in summer, by the same wall clock', german, '2026-07-03T06:00', true, '2026-07-03T13:00'],
  ['over midnight, before it', [late], '2026-11-27T23:00', true, '2026-11-28T02:30'],
  ['over midnight, after it', [late], '2026-11-28T02:00', true, '2026-11-28T02:30'],
  ['over midnight, when it is over', [late], '2026-11-28T02:30', false, '2026-12-04T22:00'],
  ['a night that has no day before it', [late], '2026-11-26T23:00', false, '2026-11-27T22:00'],
  ['day and night', [always], '2026-11-27T00:00', true, undefined],
  ['day and night, when the clocks change', [always], '2026-03-29T01:00', true, undefined],
  ['no hours at all', [], '2026-11-27T12:00', false, undefined],
  ['two that follow each other are one', [hours('FR', '09:00', '12:00', 'UTC'), hours('FR', '12:00', '17:00', 'UTC')], '2026-11-27T10:00', true, '2026-11-27T17:00'],
  ['two that overlap are one', [hours('FR', '11:00', '17:00', 'UTC'), hours('FR', '09:00', '12:00', 'UTC')], '2026-11-27T10:00', true, '2026-11-27T17:00'],
  ['a break at noon', [hours('FR', '09:00', '12:00', 'UTC'), hours('FR', '13:00', '17:00', 'UTC')], '2026-11-27T12:30', false, '2026-11-27T13:00'],
  ['a night an hour shorter', [hours('SA', '23:00', '03:00', 'Europe/London')], '2026-03-29T01:30', true, '2026-03-29T02:00'],
  ['a night an hour longer', [hours('SA', '23:00', '03:00', 'Europe/London')], '2026-10-25T02:30', true, '2026-10-25T03:00'],
  ['a beginning that the clocks leave out', [hours('SU', '01:30', '06:00', 'Europe/London')], '2026-03-29T01:15', false, '2026-03-29T01:30'],
  ['half-hour change of Lord Howe Island', [hours('SU', '01:00', '04:00', 'Australia/Lord_Howe')], '2026-10-03T16:59', true, '2026-10-03T17:00'],
  ['the first zone of the day, already Saturday there', [hours('SA', '09:00', '10:00', 'Pacific/Kiritimati')], '2026-11-27T19:30', true, '2026-11-27T20:00'],
  ['the last zone of the day, still Thursday there', [hours('TH', '20:00', '23:00', 'Pacific/Pago_Pago')], '2026-11-27T08:00', true, '2026-11-27T10:00'],
  ['a quarter-hour zone', [hours('FR', '11:00', '23:00', 'Pacific/Chatham')], '2026-11-26T21:15', true, '2026-11-27T09:15'],
  ['a midnight that does not exist', [hours(everyDay.join(' '), '00:00', '00:00', 'Africa/Cairo')], '2026-04-23T22:30', true, undefined],
  ['times of one digit', [hours('FR', '9:00', '17:00', 'UTC')], '2026-11-27T09:00', true, '2026-11-27T17:00'],
  ['before 1970', [hours('WE', '09:00', '17:00', 'UTC')], '1969-12-31T12:00', true, '1969-12-31T17:00'],
];

describe('whether somebody is there now', () => {
  for (const [why, given, now, open, change] of table) {
    it(`${why}: ${open ? 'open' : 'closed'} at ${now}`, () => {
      const found = openAt(given, Date.parse(`${now}Z`));
      assert.deepEqual({ open: found?.open, change: iso(found?.change) }, { open, change });
    });
  }

  const unreadable: [why: string, hours: WatchHours][] = [
    ['a zone that nobody knows', hours('FR', '09:00', '17:00', 'Europe/Londo')],
    ['an abbreviation, which means several zones', hours('FR', '09:00', '17:00', 'BST')],
    ['an hour there is not', hours('FR', '09:00', '24:00', 'UTC')],
    ['a time in words', hours('FR', 'nine', 'five', 'UTC')],
    ['no day', { ...always, days: [] }],
  ];
  for (const [why, given] of unreadable) {
    it(`is not guessed: ${why}`, () => assert.equal(openAt([always, given], Date.now()), undefined));
  }

  it('agrees with a wall clock in any zone', () => {
    const minute = fc.integer({ min: Date.parse('2020-01-01') / 6e4, max: Date.parse('2032-01-01') / 6e4 });
    const hour = fc.integer({ min: 0, max: 23 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), minute, hour, hour, fc.subarray(everyDay, { minLength: 1 }), (timeZone, at, from, to, days) => {
        const text = (value: number) => `${String(value).padStart(2, '0')}:00`;
        const wall = Temporal.Instant.fromEpochMilliseconds(at * 6e4).toZonedDateTimeISO(timeZone);
        // Around a change of the clocks an hour exists twice or not at all; the table has those.
        const next = wall.getTimeZoneTransition('next');
        const last = wall.getTimeZoneTransition('previous');
        fc.pre(!next || next.epochMilliseconds - at * 6e4 > 2 * 864e5);
        fc.pre(!last || at * 6e4 - last.epochMilliseconds > 2 * 864e5);
        const on = (day: number) => days.includes(everyDay[(day + 6) % 7]!);
        const today = on(wall.dayOfWeek) && wall.hour >= from && (to <= from || wall.hour < to);
        const night = to <= from && on(wall.dayOfWeek - 1 || 7) && wall.hour < to;
        const found = openAt([{ days, from: text(from), to: text(to), timeZone }], at * 6e4)!;
        assert.equal(found.open, today || night);
        if (found.change !== undefined) {
          assert.ok(found.change > at * 6e4);
          assert.notEqual(openAt([{ days, from: text(from), to: text(to), timeZone }], found.change)!.open, found.open);
        }
      }),
      runs(600),
    );
  });

  it('is always able to say when the hours of a working week change', () => {
    for (const timeZone of zones) {
      for (let at = Date.parse('2026-01-01'); at < Date.parse('2027-01-01'); at += 7 * 36e5) {
        const { change } = openAt([hours(workdays.join(' '), '09:00', '17:00', timeZone)], at)!;
        assert.ok(change! > at && change! <= at + 4 * 864e5, `${timeZone} ${iso(at)}`);
      }
    }
  });
});
