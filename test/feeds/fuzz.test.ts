import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkSchedule } from '../../src/domain/check-schedule.ts';
import { readAll } from '../../src/feeds/read-all.ts';
import { readGroups, type FeedFormat, type Group, type ReadOptions } from '../../src/feeds/index.ts';
import { growth } from '../setup/growth.ts';

const formats: (FeedFormat | undefined)[] = [undefined, 'meeting-guide', 'bmlt', 'csv', 'json', 'ndjson'];
const options = fc.record({
  format: fc.constantFrom(...formats),
  timeZone: fc.constantFrom(undefined, 'Europe/London', 'Mars/Olympus'),
  country: fc.constantFrom(undefined, 'GB', 'US'),
  origin: fc.constantFrom(undefined, 'https://lists.example.org/a.json', 'Our list'),
});

/** What must hold of every answer, whatever the source was. */
function assertSound({ groups, problems }: { groups: Group[]; problems: { code: string; message: string }[] }) {
  assert.equal(new Set(groups.map(({ id }) => id)).size, groups.length, 'ids differ');
  for (const { code, message } of problems) {
    assert.match(code, /^[a-z-]+$/);
    assert.notEqual(message, 'Something is wrong here.', code);
  }
  for (const group of groups) {
    assert.ok(group.id && group.name);
    for (const list of [group.topics, group.audience, group.languages, group.access]) assert.ok(list.every((item) => typeof item === 'string' && item));
    for (const url of [group.url, group.contact?.url, ...group.sessions.map(({ online }) => online?.url)]) if (url !== undefined) assert.match(url, /^https?:\/\//i);
    assert.equal(new Set(group.sessions.map(({ id }) => id)).size, group.sessions.length);
    for (const { id, way, schedule, place, status } of group.sessions) {
      assert.ok(id);
      assert.ok(['in-person', 'online', 'hybrid'].includes(way));
      assert.ok(['on', 'paused', 'full', 'ended'].includes(status));
      if (schedule) assert.equal(checkSchedule({ ...schedule, timeZone: schedule.timeZone === 'Etc/Unknown' ? 'UTC' : schedule.timeZone }), undefined);
      if (place?.latitude !== undefined) assert.ok(Math.abs(place.latitude) <= 90 && Math.abs(place.longitude!) <= 180);
    }
  }
}

const cell = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('', 'Tuesday', '2', 'Tuesdays 7pm', '19:30', '7:30 PM', '24:00', '12/03/2027', 'x', 'yes', 'https://a.example', 'javascript:alert(1)', 'a@b.example', '111', 'Leeds', 'Online', '53.1', '"', '<br>', '\u0000', 'toString', '__proto__'),
);
const fields = ['name', 'slug', 'day', 'time', 'end_time', 'timezone', 'formatted_address', 'address', 'city', 'location', 'latitude', 'longitude', 'coordinates', 'regions', 'types', 'conference_url', 'conference_phone', 'attendance_option', 'website', 'email', 'phone', 'notes', 'updated', 'when', 'rule', 'start', 'except', 'sessions', 'contact_1_phone', 'meeting_name', 'weekday_tinyint', 'start_time', 'duration_time', 'formats', 'published', '__proto__', 'toString', 'constructor'];
const value = fc.oneof(cell, fc.integer({ min: -2, max: 30 }), fc.boolean(), fc.constant(null), fc.double(), fc.array(cell, { maxLength: 3 }), fc.dictionary(fc.constantFrom(...fields), cell, { maxKeys: 3 }));
const row = fc.oneof({ weight: 8, arbitrary: fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 12 }) }, { weight: 1, arbitrary: fc.jsonValue() });

describe('whatever comes', () => {
  it('any value gives groups and problems, and never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withMap: true, withSparseArray: true }), options, (source, options) => assertSound(readGroups(source, options as ReadOptions))),
      { numRuns: 2000 },
    );
  });

  it('any text does, too', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.json(), fc.array(fc.json(), { maxLength: 5 }).map((lines) => lines.join('\n')), fc.json().map((text) => text.slice(0, -1)));
    fc.assert(fc.property(text, options, (source, options) => assertSound(readGroups(source, options as ReadOptions))), { numRuns: 2000 });
  });

  it('every record of a list is in a group or in a problem', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        const source = [...rows, { name: 'Last', slug: 'last' }];
        const { groups, problems, rows: count } = readAll(source, { format: 'meeting-guide', timeZone: 'Europe/London' });
        assertSound(readGroups(source, { format: 'meeting-guide', timeZone: 'Europe/London' }));
        const lost = new Set(problems.filter(({ lost }) => lost).map(({ row }) => row)).size;
        const same = problems.filter(({ code }) => code === 'same-row').length;
        const sessions = groups.flatMap(({ sessions }) => sessions).length;
        assert.equal(count, source.length);
        // A meeting in several words ("Mon 7pm, Tue 8pm") is several sessions.
        assert.ok(sessions + same >= count - lost, `${sessions} sessions and ${same} repeats of ${count} rows, ${lost} lost`);
        assert.ok(groups.some(({ name }) => name === 'Last'), 'the good row is there');
      }),
      { numRuns: 1500 },
    );
  });

  it('every row of a table is in a group or in a problem', () => {
    const header = ['Group', 'When', 'Where', 'Join link', 'Language', 'Starts', 'Day', 'Time', 'Access', 'Phone', 'Status', 'How we meet', 'Latitude', 'Longitude', 'Budget'];
    const quoted = (cells: string[]) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 15, maxLength: 15 }), { minLength: 1, maxLength: 8 }), (rows) => {
        const given = rows.filter((cells) => cells.slice(0, 14).some((text) => text.trim()));
        fc.pre(given.length > 0);
        const { groups, problems, rows: count } = readAll([header, ...given].map(quoted).join('\r\n'), { timeZone: 'Europe/London' });
        const lost = new Set(problems.filter(({ lost }) => lost).map(({ row }) => row)).size;
        const same = problems.filter(({ code }) => code === 'same-row').length;
        assert.ok(groups.flatMap(({ sessions }) => sessions).length + same >= count - lost);
        assert.ok(problems.every(({ code }) => code !== 'unreadable'), 'nothing of a table is beyond reading');
      }),
      { numRuns: 1500 },
    );
  });

  it('a table of hostile quotes and line ends is read in time that grows with its length', () => {
    for (const [begin, piece] of [['', '"'], ['', '"a",'], ['', '"\n'], ['Group,When\n', '"'], ['Group,When\n"', 'a""'], ['', ',;\t'], ['', 'Group,When\n']] as const) {
      assert.ok(growth(readGroups, piece, { begin, length: 16_000 }) < 24, begin + piece);
    }
  });

  it('hostile cells are read in time that grows with their length', () => {
    const read = (text: string) => readGroups([['Group', 'When', 'Where', 'Join link', 'Phone', 'Notes', 'Email', 'Language'], ['A', text, text, text, text, text, text, text]], { timeZone: 'Europe/London' });
    for (const piece of ['a', '1 ', '- ', 'https://', 'a@', 'every ', '<br', 'monday ', '7pm-', 'passcode ', ', \n']) {
      assert.ok(growth(read, piece, { length: 6000 }) < 24, piece);
    }
  });
});
