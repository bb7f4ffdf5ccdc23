import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type * as z from 'zod/mini';
import type { DraftOf, PatchOf, RecordOf } from '../../src/adapters/adapter.ts';
import * as published from '../../src/client/schemas/index.ts';
import type { Group, Place, Schedule, Session } from '../../src/domain/group.ts';
import { groups } from '../adapters/sample-groups.ts';

/** Compiles only if both types are the same, optional keys included. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Flat<T> = { [K in keyof T]: T[K] };
const sameTypes: [
  Same<z.infer<typeof published.group>, Flat<Group>>,
  Same<z.infer<typeof published.session>, Flat<Session>>,
  Same<z.infer<typeof published.schedule>, Flat<Schedule>>,
  Same<z.infer<typeof published.place>, Flat<Place>>,
  Same<z.infer<typeof published.groupRecord>, Flat<RecordOf<'groups'>>>,
  Same<z.infer<typeof published.groupDraft>, Flat<DraftOf<'groups'>>>,
  Same<Flat<z.infer<typeof published.groupPatch>>, Flat<PatchOf<'groups'>>>,
] = [true, true, true, true, true, true, true];

const { record, draft, patch } = published.schemas.groups;
const valid = groups.records[0]!;
const [session] = valid.sessions;
const withSession = (change: object) => ({ ...valid, sessions: [{ ...session, ...change }] });
const withSchedule = (change: object) => withSession({ schedule: { ...session!.schedule, ...change } });
const withPlace = (change: object) => withSession({ place: { ...session!.place, ...change } });

describe('schemas of groups', () => {
  it('have the types of the domain', () => assert.ok(sameTypes.every(Boolean)));

  for (const group of groups.records) {
    it(`accept ${group.id} as it is`, () => assert.deepEqual(record.parse(group), group));
  }

  const accepted: [what: string, value: object][] = [
    ['a rev', { ...valid, rev: 'r1' }],
    ['a contact by mail link', { ...valid, contact: { url: 'mailto:a@example.org' } }],
    ['a contact by telephone link', { ...valid, contact: { url: 'tel:116123' } }],
    ['midnight at the end of the day', withSchedule({ time: '24:00' })],
    ['a zone that is not known', withSchedule({ timeZone: 'Etc/Unknown' })],
    ['a zone with an offset in its name', withSchedule({ timeZone: 'Etc/GMT+5' })],
    ['a position at 0°', withPlace({ latitude: 0, longitude: 0 })],
    ['the ends of the earth', withPlace({ latitude: -90, longitude: 180 })],
    ['line ends and tabs', { ...valid, about: 'a\n\tb\r\nc' }],
    ['signs outside the first plane', { ...valid, name: '🫖 𝒢roup' }],
    ['a moment with a zone', { ...valid, updated: '2026-02-03T04:05:06.789+05:30' }],
    ['no sessions', { ...valid, sessions: [] }],
  ];
  for (const [what, value] of accepted) {
    it(`accept ${what}`, () => assert.deepEqual(record.parse(value), value));
  }

  const refused: [what: string, value: object, path: string][] = [
    ['no id', { ...valid, id: '' }, 'id'],
    ['no name', { ...valid, name: '' }, 'name'],
    ['a name without end', { ...valid, name: 'x'.repeat(301) }, 'name'],
    ['an about without end', { ...valid, about: 'x'.repeat(10_001) }, 'about'],
    ['topics without end', { ...valid, topics: Array(101).fill('x') }, 'topics'],
    ['a script for an address', { ...valid, url: 'javascript:alert(1)' }, 'url'],
    ['a script in capitals', { ...valid, url: 'JaVaScRiPt:alert(1)' }, 'url'],
    ['data for an address', { ...valid, url: 'data:text/html,x' }, 'url'],
    ['an address without its beginning', { ...valid, url: 'example.org' }, 'url'],
    ['a mail link for the group’s page', { ...valid, url: 'mailto:a@example.org' }, 'url'],
    ['a script for a join link', withSession({ online: { url: 'javascript:alert(1)' } }), 'sessions.0.online.url'],
    ['a mail link for a join link', withSession({ online: { url: 'mailto:a@example.org' } }), 'sessions.0.online.url'],
    ['a script for a contact', { ...valid, contact: { url: 'javascript:alert(1)' } }, 'contact.url'],
    ['an address of mail that is none', { ...valid, contact: { email: 'call me' } }, 'contact.email'],
    ['a language that is none', { ...valid, languages: ['English (UK)'] }, 'languages.0'],
    ['a leader who is neither', { ...valid, led: 'robot' }, 'led'],
    ['a NUL, which some databases refuse', { ...valid, about: 'a\0b' }, 'about'],
    ['half a character', { ...valid, about: 'a\ud83d' }, 'about'],
    ['two sessions of one id', { ...valid, sessions: [session, session] }, 'sessions'],
    ['a way there is not', withSession({ way: 'by-post' }), 'sessions.0.way'],
    ['a day there is not', withSchedule({ start: '2026-13-01' }), 'sessions.0.schedule.start'],
    ['a time there is not', withSchedule({ time: '24:01' }), 'sessions.0.schedule.time'],
    ['a time with one digit', withSchedule({ time: '9:00' }), 'sessions.0.schedule.time'],
    ['a length that is no number', withSchedule({ minutes: '90' }), 'sessions.0.schedule.minutes'],
    ['a length below nothing', withSchedule({ minutes: -1 }), 'sessions.0.schedule.minutes'],
    ['a zone that is no name', withSchedule({ timeZone: 'London time' }), 'sessions.0.schedule.timeZone'],
    ['a rule that is none', withSchedule({ rule: 'every Tuesday' }), 'sessions.0.schedule.rule'],
    ['a latitude beyond the pole', withPlace({ latitude: 100 }), 'sessions.0.place.latitude'],
    ['a longitude beyond the line', withPlace({ longitude: -181 }), 'sessions.0.place.longitude'],
    ['a position that is no number', withPlace({ latitude: NaN }), 'sessions.0.place.latitude'],
  ];
  for (const [what, value, path] of refused) {
    it(`refuse ${what}`, () => {
      const { success, error } = record.safeParse(value);
      assert.equal(success, false);
      assert.deepEqual(error?.issues.map((issue) => issue.path.join('.')), [path]);
    });
  }

  it('strip what they do not know, at every depth', () => {
    const more = { ...withPlace({ secret: 1 }), secret: 1, contact: { ...valid.contact, secret: 1 } };
    assert.deepEqual(record.parse(more), valid);
  });

  it('give a draft no id and no rev', () => {
    const { id, ...rest } = valid;
    assert.deepEqual(draft.parse({ ...rest, id, rev: 'r' }), rest);
  });

  it('let a patch remove only what may be absent', () => {
    assert.deepEqual(patch.parse({ about: null, name: 'n', id: 'x', rev: 'y' }), { about: null, name: 'n' });
    for (const key of ['name', 'topics', 'sessions']) assert.equal(patch.safeParse({ [key]: null }).success, false, key);
  });
});
