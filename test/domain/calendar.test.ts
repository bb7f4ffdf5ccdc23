import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import type { CalendarOptions } from '../../src/domain/calendar.ts';
import { toICalendar } from '../../src/domain/to-icalendar.ts';
import type { Group, Schedule, Session } from '../../src/domain/group.ts';
import { runs } from './support/rules.ts';

const now = new Date('2026-02-01T09:30Z');
const tuesdays: Schedule = { start: '2026-01-06', time: '19:30', minutes: 90, timeZone: 'Europe/London', rule: 'FREQ=WEEKLY;BYDAY=TU' };
const session: Session = {
  id: 'tue',
  way: 'hybrid',
  status: 'on',
  schedule: tuesdays,
  place: { name: 'Hope House', address: '3 High Street, Leeds LS1 4AB', area: ['England', 'Leeds'], latitude: 0, longitude: -1.5, approximate: false, notes: 'Blue door.' },
  online: { url: 'https://meet.example.org/a;b', phone: '+44 113 496 0000', notes: 'Camera off is fine.' },
  notes: 'Tea at seven.',
};
const group: Group = {
  id: 'leeds-1',
  name: 'Grief Café, Leeds',
  about: 'For people who lost somebody.',
  topics: ['Bereavement'],
  audience: ['Widows'],
  languages: ['en'],
  access: [],
  joining: 'Ring first; we like to say hello.',
  url: 'https://example.org/groups/leeds',
  contact: { phone: '0113 496 0001' },
  sessions: [session],
};

const unfold = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');
/** The file with some things of the session changed, in unfolded lines. */
const linesOf = (changes: Partial<Session>, options: CalendarOptions = {}, groupChanges: Partial<Group> = {}) =>
  unfold(toICalendar({ ...group, ...groupChanges, sessions: [{ ...session, ...changes }] }, undefined, { now, ...options }));
const scheduled = (changes: Partial<Schedule>) => linesOf({ schedule: { ...tuesdays, ...changes } });
const only = (lines: string[], ...names: string[]) => {
  const event = lines.slice(lines.indexOf('BEGIN:VEVENT'));
  return event.filter((line) => names.some((name) => line.startsWith(name)));
};

describe('a calendar file', () => {
  it('holds a session with its place and how to join', () => {
    const lines = linesOf({});
    assert.deepEqual(lines.slice(0, 7), ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//peer-support-elements//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', 'BEGIN:VTIMEZONE', 'TZID:Europe/London']);
    const event = lines.slice(lines.indexOf('BEGIN:VEVENT'));
    assert.match(event[1]!, /^UID:[0-9a-f]{16}@calendar\.invalid$/);
    assert.deepEqual(event.slice(2), [
      'DTSTAMP:20260201T093000Z',
      'DTSTART;TZID=Europe/London:20260106T193000',
      'DURATION:PT90M',
      'RRULE:FREQ=WEEKLY;BYDAY=TU',
      'SUMMARY:Grief Café\\, Leeds',
      'LOCATION:Hope House\\, 3 High Street\\, Leeds LS1 4AB',
      'GEO:0;-1.5',
      'URL:https://example.org/groups/leeds',
      'DESCRIPTION:Ring first\\; we like to say hello.\\nTea at seven.\\nBlue door.\\nJoin online: https://meet.example.org/a\\;b\\nJoin by phone: +44 113 496 0000\\nCamera off is fine.',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('is read back word for word', () => {
    const words = 'Commas, semicolons; back\\slashes,\nnew lines and "quotes" \\n';
    const file = toICalendar({ ...group, joining: words, sessions: [{ id: 's', way: 'online', status: 'on', schedule: tuesdays }] }, undefined, { now });
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent('vevent')!);
    assert.equal(event.description, words);
    assert.equal(event.summary, group.name);
    assert.equal(event.location, null);
  });

  it('breaks lines at 75 octets and never within a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (name) => {
        const file = toICalendar({ ...group, name }, undefined, { now });
        for (const line of file.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
        assert.ok(!/[^\r]\n|\r[^\n]/.test(file));
        assert.equal(Buffer.from(file).toString(), file);
      }),
      runs(60),
    );
  });

  it('loses nothing where it breaks lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }).filter((name) => name === name.trim() && !/\p{Cc}/u.test(name)), (name) => {
        const file = toICalendar({ ...group, name }, undefined, { now });
        assert.equal(new ICAL.Event(new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent('vevent')!).summary, name);
      }),
      runs(60),
    );
    // A line that is short enough stays whole.
    assert.ok(toICalendar({ ...group, name: 'x'.repeat(66) }, undefined, { now }).includes(`\r\nSUMMARY:${'x'.repeat(66)}\r\n`));
  });

  it('cannot be made to hold other lines by what a list says', () => {
    const evil = 'x\r\nATTENDEE:mailto:a@example.org\nBEGIN:VALARM\rEND:VALARM\u0000';
    const place = { name: evil, address: evil, area: [evil], approximate: false };
    const lines = linesOf({ place, notes: evil, online: { url: `https://example.org/${evil}`, phone: evil } }, {}, { name: evil, url: `https://example.org/${evil}`, joining: evil, id: evil, source: evil });
    assert.deepEqual(lines.filter((line) => /^(ATTENDEE|BEGIN:VALARM|END:VALARM|URL)/.test(line)), []);
    assert.ok(!lines.join('').includes('\u0000'));
  });

  it('has the same UID for the same session, whatever else changed, and another for others', () => {
    const uid = (changes: Partial<Session>, options?: CalendarOptions, groupChanges?: Partial<Group>) => only(linesOf(changes, options, groupChanges), 'UID')[0];
    const first = uid({});
    assert.equal(uid({ notes: 'New.', schedule: { ...tuesdays, start: '2026-03-03', time: '18:00' } }, { now: new Date(0) }, { name: 'Another name' }), first);
    assert.equal(uid({}, { title: 'Appointment' }), first);
    assert.notEqual(uid({ id: 'wed' }), first);
    assert.notEqual(uid({}, {}, { id: 'leeds-2' }), first);
    assert.notEqual(uid({}, {}, { source: 'https://example.org/other.json' }), first);
  });

  it('holds every session that goes on', () => {
    const others: Session[] = [
      { ...session, id: 'paused', status: 'paused' },
      { ...session, id: 'ended', status: 'ended' },
      { ...session, id: 'full', status: 'full' },
      { id: 'asked', way: 'in-person', status: 'on' },
      { ...session, id: 'unreadable', schedule: { ...tuesdays, rule: 'FREQ=HOURLY' } },
      { ...session, id: 'never', schedule: { ...tuesdays, rule: 'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30' } },
      { ...session, id: 'elsewhere', schedule: { ...tuesdays, timeZone: 'Asia/Kolkata' } },
    ];
    const lines = unfold(toICalendar({ ...group, sessions: [session, ...others] }, undefined, { now }));
    assert.equal(lines.filter((line) => line === 'BEGIN:VEVENT').length, 3);
    assert.deepEqual(lines.filter((line) => /^TZID:/.test(line)), ['TZID:Europe/London', 'TZID:Asia/Kolkata']);
    for (const other of others.filter(({ id }) => id !== 'full' && id !== 'elsewhere')) assert.equal(toICalendar(group, other, { now }), '', other.id);
    assert.equal(toICalendar({ ...group, sessions: [] }), '');
  });

  it('holds the one session that is asked for', () => {
    const file = toICalendar({ ...group, sessions: [session, { ...session, id: 'wed' }] }, session, { now });
    assert.equal(file.match(/BEGIN:VEVENT/g)!.length, 1);
  });

  it('gives the area only, and no way in, where one has to ask first', () => {
    const lines = linesOf({ reveal: 'ask' });
    assert.deepEqual(only(lines, 'LOCATION', 'GEO', 'DESCRIPTION'), ['LOCATION:Leeds\\, England', 'DESCRIPTION:Ring first\\; we like to say hello.\\nTea at seven.']);
    assert.doesNotMatch(lines.join(), /meet\.example|496|High Street|Hope House/);
  });

  it('gives no position that is only about right, and no place for what is online', () => {
    assert.deepEqual(only(linesOf({ place: { ...session.place!, approximate: true } }), 'GEO'), []);
    assert.deepEqual(only(linesOf({ way: 'online' }), 'GEO', 'LOCATION'), []);
  });

  it('says things in the words it is given', () => {
    assert.match(linesOf({}, { labels: { join: 'Teilnehmen', phone: 'Einwahl' } }).join('\n'), /Teilnehmen: https.*Einwahl: \+44/);
  });

  const times: [why: string, schedule: Partial<Schedule>, ...lines: string[]][] = [
    ['once', { rule: undefined as never }, 'DTSTART;TZID=Europe/London:20260106T193000', 'DURATION:PT90M'],
    ['with no length known', { minutes: 0 }, 'DTSTART;TZID=Europe/London:20260106T193000', 'RRULE:FREQ=WEEKLY;BYDAY=TU'],
    ['from the first day that matches', { rule: 'FREQ=MONTHLY;BYDAY=1MO' }, 'DTSTART;TZID=Europe/London:20260202T193000', 'DURATION:PT90M', 'RRULE:FREQ=MONTHLY;BYDAY=1MO'],
    ['with cancelled days, but no idle ones', { except: ['2026-01-20', '2026-01-21'] }, 'DTSTART;TZID=Europe/London:20260106T193000', 'DURATION:PT90M', 'RRULE:FREQ=WEEKLY;BYDAY=TU', 'EXDATE;TZID=Europe/London:20260120T193000'],
    ['after the first days are cancelled', { rule: 'FREQ=WEEKLY;COUNT=5', except: ['2026-01-06', '2026-01-13'] }, 'DTSTART;TZID=Europe/London:20260120T193000', 'DURATION:PT90M', 'RRULE:FREQ=WEEKLY;COUNT=3'],
    ['with added days', { extra: ['2026-01-22', '2026-01-13'] }, 'DTSTART;TZID=Europe/London:20260106T193000', 'DURATION:PT90M', 'RRULE:FREQ=WEEKLY;BYDAY=TU', 'RDATE;TZID=Europe/London:20260122T193000'],
    ['with a day added before the first', { rule: 'FREQ=MONTHLY;BYDAY=1MO', extra: ['2026-01-08'] }, 'DTSTART;TZID=Europe/London:20260202T193000', 'DURATION:PT90M', 'RRULE:FREQ=MONTHLY;BYDAY=1MO', 'DTSTART;TZID=Europe/London:20260108T193000', 'DURATION:PT90M'],
    ['until a date, in UTC', { rule: 'FREQ=WEEKLY;UNTIL=20260630' }, 'DTSTART;TZID=Europe/London:20260106T193000', 'DURATION:PT90M', 'RRULE:FREQ=WEEKLY;UNTIL=20260630T183000Z'],
    ['until a time on the clock, in UTC', { rule: 'FREQ=WEEKLY;UNTIL=20260630T200000' }, 'DTSTART;TZID=Europe/London:20260106T193000', 'DURATION:PT90M', 'RRULE:FREQ=WEEKLY;UNTIL=20260630T190000Z'],
    ['at 24:00, on the next day', { time: '24:00', rule: 'FREQ=WEEKLY;BYDAY=TU,SA;UNTIL=20260630' }, 'DTSTART;TZID=Europe/London:20260107T000000', 'DURATION:PT90M', 'RRULE:FREQ=WEEKLY;BYDAY=WE,SU;UNTIL=20260630T230000Z;WKST=TU'],
    ['at 24:00 by the month, date by date', { time: '24:00', rule: 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=3' }, 'DTSTART;TZID=Europe/London:20260131T000000', 'DURATION:PT90M', 'RDATE;TZID=Europe/London:20260131T000000,20260228T000000,20260328T000000'],
    ['in an unknown zone, floating', { timeZone: 'Etc/Unknown', rule: 'FREQ=WEEKLY;UNTIL=20260630', except: ['2026-01-13'] }, 'DTSTART:20260106T193000', 'DURATION:PT90M', 'RRULE:FREQ=WEEKLY;UNTIL=20260630T193000', 'EXDATE:20260113T193000'],
  ];
  for (const [why, schedule, ...lines] of times) {
    it(`says when: ${why}`, () => assert.deepEqual(only(scheduled(schedule), 'DTSTART', 'DURATION', 'RRULE', 'EXDATE', 'RDATE'), lines));
  }

  it('names no zone where none is known', () => assert.ok(!scheduled({ timeZone: 'Etc/Unknown' }).includes('BEGIN:VTIMEZONE')));
});

describe('a calendar file with a neutral title', () => {
  it('names neither the group nor what it is about', () => {
    const lines = linesOf({}, { title: 'Appointment' });
    const event = lines.slice(lines.indexOf('BEGIN:VEVENT'));
    assert.equal(lines[2], 'PRODID:-//Calendar//EN');
    assert.deepEqual(event.slice(2), [
      'DTSTAMP:20260201T093000Z',
      'DTSTART;TZID=Europe/London:20260106T193000',
      'DURATION:PT90M',
      'RRULE:FREQ=WEEKLY;BYDAY=TU',
      'SUMMARY:Appointment',
      'LOCATION:3 High Street\\, Leeds LS1 4AB',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
    assert.doesNotMatch(lines.join('\n'), /grief|caf|hope|bereave|widow|peer|support|example|496|blue|tea|leeds-1/i);
  });

  const addresses: [why: string, address: string, shown: string][] = [
    ['the building at the beginning', 'Hope House, 3 High Street, Leeds', '3 High Street\\, Leeds'],
    ['a part that shares a word with the name', 'Grief Centre, 3 High Street, Leeds', '3 High Street\\, Leeds'],
    ['a part that shares a word with a topic', '3 High Street, c/o Bereavement UK, Leeds', '3 High Street\\, Leeds'],
    ['the name within a part', 'Second floor of Hope House, 3 High Street', '3 High Street'],
  ];
  for (const [why, address, shown] of addresses) {
    it(`leaves out of the address ${why}`, () => {
      assert.deepEqual(only(linesOf({ place: { ...session.place!, address } }, { title: 'Dentist' }), 'SUMMARY', 'LOCATION'), ['SUMMARY:Dentist', `LOCATION:${shown}`]);
    });
  }

  it('gives no place at all where one has to ask, and none but the address', () => {
    assert.deepEqual(only(linesOf({ reveal: 'ask' }, { title: 'Dentist' }), 'LOCATION'), []);
    const { address: _, ...place } = session.place!;
    assert.deepEqual(only(linesOf({ place }, { title: 'Dentist' }), 'LOCATION'), []);
  });

  it('stays neutral when the title is empty', () => assert.deepEqual(only(linesOf({}, { title: ' ' }), 'SUMMARY', 'URL'), ['SUMMARY:Appointment']));

  it('tells nothing, whatever a group is called', () => {
    const word = fc.string({ unit: fc.constantFrom(...'bcdfghjklmnpqrstvwxz'), minLength: 7, maxLength: 12 });
    fc.assert(
      fc.property(fc.record({ name: word, topic: word, audience: word, building: word, about: word, id: word, session: word, source: word }), (words) => {
        const told: Group = { ...group, ...words, topics: [words.topic], audience: [words.audience], joining: words.about, url: `https://${words.source}.example/`, sessions: [] };
        const place = { name: words.building, address: `${words.topic} ${words.name}, 3 ${words.building} Street, Leeds`, area: ['Leeds'], approximate: false };
        const file = toICalendar(told, { ...session, id: words.session, place }, { now, title: 'Appointment' }).replaceAll('\r\n ', '').toLowerCase();
        for (const [which, each] of Object.entries(words)) assert.ok(!file.includes(each), which);
      }),
      runs(50),
    );
  });
});
