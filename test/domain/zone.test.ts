import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { hasOffsets, isTimeZone, offsetAt, toInstant, unknownZone } from '../../src/domain/zone.ts';
import { runs, zones } from './support/rules.ts';

const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16);
const wallOf = (text: string) => Date.parse(`${text}Z`);

describe('time zones', () => {
  it('knows the names of the IANA database', () => {
    for (const name of [...zones, 'UTC', 'GMT', 'Etc/GMT+5', 'europe/london', 'Japan', 'GB', 'America/Argentina/Buenos_Aires']) assert.ok(isTimeZone(name), name);
  });

  it('refuses abbreviations, offsets and what is no zone', () => {
    for (const name of ['BST', 'IST', 'EST', 'PST', 'CET', '+01:00', '', ' ', 'Z', 'Foo/Bar', 'London', 'Europe/Londo', unknownZone]) assert.ok(!isTimeZone(name), name);
  });

  it('takes the times of an unknown zone as they are written', () => {
    assert.ok(hasOffsets(unknownZone));
    assert.equal(iso(toInstant(unknownZone, wallOf('2026-07-01T19:30'))), '2026-07-01T19:30');
  });

  const walls: [zone: string, wall: string, instant: string, why: string][] = [
    ['Europe/London', '2026-01-15T19:30', '2026-01-15T19:30', 'winter'],
    ['Europe/London', '2026-07-15T19:30', '2026-07-15T18:30', 'summer'],
    ['Europe/London', '2026-03-29T01:30', '2026-03-29T01:30', 'a gap: the offset before it'],
    ['Europe/London', '2026-10-25T01:30', '2026-10-25T00:30', 'twice: the first'],
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:30', 'the example of RFC 5545, 3.3.5, gap'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30', 'the example of RFC 5545, 3.3.5, twice'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45', 'a gap of half an hour'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45', 'half an hour twice'],
    ['Asia/Kathmandu', '2026-05-01T19:30', '2026-05-01T13:45', 'a quarter-hour zone'],
    ['America/St_Johns', '2026-07-01T00:00', '2026-07-01T02:30', 'minus two and a half'],
    ['Pacific/Chatham', '2026-12-31T23:59', '2026-12-31T10:14', 'the first to see the new year'],
    ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T22:00', 'a day that was left out'],
  ];
  for (const [zone, wall, instant, why] of walls) {
    it(`finds the instant of ${wall} in ${zone} (${why})`, () => assert.equal(iso(toInstant(zone, wallOf(wall))), instant));
  }

  it('agrees with Temporal on any day in any zone', () => {
    const anyWall = fc.integer({ min: Date.parse('1972-01-01') / 6e4, max: Date.parse('2060-01-01') / 6e4 });
    fc.assert(
      fc.property(fc.constantFrom(...Intl.supportedValuesOf('timeZone')), anyWall, (zone, minute) => {
        const wall = minute * 6e4;
        assert.equal(toInstant(zone, wall), Temporal.PlainDateTime.from(iso(wall)).toZonedDateTime(zone).epochMilliseconds);
        assert.equal(offsetAt(zone, wall), Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6);
      }),
      runs(1500),
    );
  });

  it('agrees with Temporal around every change of the clocks', () => {
    for (const zone of zones) {
      let at = Temporal.ZonedDateTime.from(`2009-01-01T00:00[${zone}]`);
      for (let next = at.getTimeZoneTransition('next'); next && next.year < 2045; next = next.getTimeZoneTransition('next')) {
        at = next;
        for (let minutes = -190; minutes <= 190; minutes += 10) {
          const instant = at.epochMilliseconds + minutes * 6e4;
          assert.equal(offsetAt(zone, instant), Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6);
          const wall = at.toPlainDateTime().add({ minutes });
          assert.equal(toInstant(zone, wallOf(wall.toString({ smallestUnit: 'minute' }))), wall.toZonedDateTime(zone).epochMilliseconds, `${wall} ${zone}`);
        }
        assert.equal(offsetAt(zone, at.epochMilliseconds - 1), at.subtract({ nanoseconds: 1 }).offsetNanoseconds / 1e6);
      }
    }
  });

  it('relies on no zone changing twice within a stretch', () => {
    const closest = new Map<string, number>();
    for (const zone of ['America/Recife', 'Asia/Gaza', 'Africa/Casablanca', 'Africa/Cairo', 'America/Boa_Vista', 'America/Argentina/Tucuman']) {
      let last = -Infinity;
      for (let at = Temporal.Instant.from('1970-01-01T00Z').toZonedDateTimeISO(zone).getTimeZoneTransition('next'); at && at.year < 2060; at = at.getTimeZoneTransition('next')) {
        closest.set(zone, Math.min(closest.get(zone) ?? Infinity, at.epochMilliseconds - last));
        last = at.epochMilliseconds;
      }
    }
    // Only zones known to be restless are walked: all of them take half a minute.
    assert.ok(Math.min(...closest.values()) > 524_288_000 + 864e5 / 2);
  });
});
