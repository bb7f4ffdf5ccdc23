import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import type { Group, Schedule, Session } from '../../src/domain/group.ts';
import { fromQuery, toQuery } from '../../src/domain/address.ts';
import { type Choice, type Criteria, type Filter, filters, GroupRows, phase } from '../../src/domain/finder.ts';
import { loosen } from '../../src/domain/loosen.ts';
import { needsRules } from '../../src/domain/plain-schedule.ts';
import { rowOf } from '../../src/domain/row-of.ts';
import * as rules from '../../src/domain/rules.ts';

/** A Tuesday, 12:00 in London. */
const NOW = Date.parse('2026-11-24T12:00:00Z');
const minute = 6e4;
const hour = 36e5;

const weekly = (day: string, time: string, more: Partial<Schedule> = {}): Schedule => ({
  start: '2026-01-05', time, minutes: 60, timeZone: 'Europe/London', rule: `FREQ=WEEKLY;BYDAY=${day}`, ...more,
});
const session = (more: Partial<Session> = {}): Session => ({ id: 's', way: 'in-person', status: 'on', ...more });
const group = (id: string, sessions: Session[], more: Partial<Group> = {}): Group => ({
  id, name: id, topics: [], audience: [], languages: [], access: [], sessions, ...more,
});
const on = (id: string, day: string, time: string, more: Partial<Session> = {}) =>
  group(id, [session({ schedule: weekly(day, time), ...more })]);

function listOf(groups: Group[], zone = 'Europe/London', now = NOW) {
  const rows = new GroupRows(zone);
  const add = () => { for (const _ of rows.add(groups, now)); };
  try {
    add();
  } catch (reason) {
    if (reason !== needsRules) throw reason;
    rows.engine = rules;
    add();
  }
  return rows;
}
const ids = (rows: GroupRows, criteria: Criteria = {}, mask?: Uint8Array) =>
  Array.from(rows.select(criteria, mask), (entry) => rows.row(entry).group.id);
const compare = new Intl.Collator('en').compare;
const facets = (rows: GroupRows) =>
  Object.fromEntries(filters.map((filter) => [filter, rows.choices(filter, compare)])) as unknown as Record<Filter, Choice[]>;
const values = (choices: readonly (readonly [string, string])[]) => choices.map(([value]) => value);

describe('the order of the list', () => {
  it('is: on now, soonest, by appointment, paused; what is over is not listed', () => {
    const rows = listOf([
      on('paused', 'TU', '12:30', { status: 'paused' }),
      on('friday', 'FR', '09:00'),
      group('by appointment', [session()]),
      on('on now', 'TU', '11:30'),
      on('ended', 'TU', '13:00', { status: 'ended' }),
      on('full at one', 'TU', '13:00', { status: 'full' }),
      group('once, last week', [session({ schedule: { start: '2026-11-17', time: '19:00', minutes: 60, timeZone: 'Europe/London' } })]),
      group('no session known', []),
      on('this evening', 'TU', '19:00'),
      group('ended by its rule', [session({ schedule: weekly('TU', '19:00', { rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261117' }) })]),
    ]);
    assert.deepEqual(ids(rows), ['on now', 'full at one', 'this evening', 'friday', 'by appointment', 'no session known', 'paused']);
  });

  it('keeps groups of the same time as the list has them', () => {
    const names = Array.from({ length: 40 }, (_, i) => `group ${i}`);
    assert.deepEqual(ids(listOf(names.map((name) => on(name, 'WE', '10:00')))), names);
  });

  it('compares instants, not clocks', () => {
    const at = (id: string, time: string, timeZone: string) => group(id, [session({ schedule: weekly('WE', time, { timeZone }) })]);
    const rows = listOf([at('New York', '09:00', 'America/New_York'), at('London', '10:00', 'Europe/London'), at('Tokyo', '18:00', 'Asia/Tokyo')]);
    assert.deepEqual(ids(rows), ['Tokyo', 'London', 'New York']);
  });

  it('lists a group by the first of its sessions that goes on', () => {
    const rows = listOf([
      group('three', [
        session({ id: 'ended', schedule: weekly('TU', '13:00'), status: 'ended' }),
        session({ id: 'thursday', schedule: weekly('TH', '13:00') }),
        session({ id: 'wednesday', schedule: weekly('WE', '13:00') }),
        session({ id: 'paused', schedule: weekly('TU', '14:00'), status: 'paused' }),
      ]),
    ]);
    assert.deepEqual(Array.from(rows.select({}), (entry) => rows.row(entry).session?.id), ['wednesday']);
  });

  it('leaves a group by appointment whose schedule cannot be read', () => {
    const rows = listOf([on('strange', 'XX', '10:00'), on('paused', 'WE', '10:00', { status: 'paused' })]);
    assert.deepEqual(ids(rows), ['strange', 'paused']);
    assert.equal(rows.row(rows.select({})[0]!).start, undefined);
  });

  it('takes in groups that come later', () => {
    const rows = listOf([on('friday', 'FR', '09:00')]);
    const before = rows.select({});
    for (const _ of rows.add([on('wednesday', 'WE', '09:00')], NOW));
    assert.deepEqual(Array.from(before, (entry) => rows.row(entry).group.id), ['friday'], 'numbers given before still hold');
    assert.deepEqual(ids(rows), ['wednesday', 'friday']);
  });
});

describe('what is no value of a filter', () => {
  it('finds nothing, also when it is one of another filter', () => {
    const rows = listOf([on('evening', 'TU', '19:30')]);
    const found = (criteria: Criteria) => rows.select(criteria).length;
    assert.deepEqual([found({ time: ['evening'] }), found({ way: ['evening'] }), found({ day: ['evening'] }), found({ time: ['tue'] })], [1, 0, 0, 0]);
  });
});

describe('a row', () => {
  it('gives the start and the end of the next session', () => {
    const rows = listOf([on('evening', 'TU', '19:30')]);
    const { start, end } = rows.row(rows.select({})[0]!);
    assert.equal(start, Date.parse('2026-11-24T19:30Z'));
    assert.equal(end, Date.parse('2026-11-24T20:30Z'));
  });

  const zones: [why: string, way: Session['way'], timeZone: string, zone: string][] = [
    ['the place’s in person', 'in-person', 'America/New_York', 'America/New_York'],
    ['the place’s in both ways', 'hybrid', 'America/New_York', 'America/New_York'],
    ['the visitor’s online', 'online', 'America/New_York', 'Asia/Tokyo'],
    ['the visitor’s when no zone is known', 'in-person', 'Etc/Unknown', 'Asia/Tokyo'],
  ];
  for (const [why, way, timeZone, zone] of zones) {
    it(`is shown by a clock: ${why}`, () => {
      const rows = listOf([group('g', [session({ way, schedule: weekly('WE', '19:00', { timeZone }) })])], 'Asia/Tokyo');
      assert.equal(rows.row(rows.select({})[0]!).zone, zone);
    });
  }

  it('without a known zone shows the clock as it is written', () => {
    const rows = listOf([on('g', 'WE', '19:00', { schedule: weekly('WE', '19:00', { timeZone: 'Etc/Unknown' }) })], 'Asia/Tokyo');
    const { start, zone } = rows.row(rows.select({})[0]!);
    assert.equal(new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone }).format(start), '19:00');
  });
});

describe('filters', () => {
  const GROUPS = [
    on('monday morning', 'MO', '09:00'),
    on('tuesday evening online', 'TU', '19:00', { way: 'online' }),
    on('tuesday night both', 'TU', '21:00', { way: 'hybrid' }),
    on('weekends', 'SA,SU', '14:00'),
    group('two sessions', [
      session({ id: 'a', schedule: weekly('MO', '18:00'), way: 'online' }),
      session({ id: 'b', schedule: weekly('TU', '10:00') }),
    ]),
    group('every day', [session({ schedule: weekly('', '08:00', { rule: 'FREQ=DAILY' }) })]),
    group('the 17th', [session({ schedule: weekly('', '11:00', { rule: 'FREQ=MONTHLY;BYMONTHDAY=17' }) })]),
    group('last friday', [session({ schedule: weekly('', '04:00', { rule: 'FREQ=MONTHLY;BYDAY=-1FR' }) })]),
    group('by appointment', [session({ way: 'online' })], { topics: ['Bereavement'], languages: ['cy', 'en-GB'], access: ['Step-free'] }),
    group('named', [], { topics: ['bereavement ', 'Carers'], audience: ['Men'], languages: ['en'] }),
  ];
  const rows = listOf(GROUPS);
  const table: [criteria: Criteria, found: string[]][] = [
    [{ day: ['mon'] }, ['every day', 'monday morning', 'two sessions']],
    [{ day: ['sun'] }, ['every day', 'weekends']],
    [{ day: ['mon', 'sat'] }, ['every day', 'weekends', 'monday morning', 'two sessions']],
    [{ day: ['fri'] }, ['every day', 'last friday']],
    [{ time: ['morning'] }, ['every day', 'monday morning', 'two sessions', 'the 17th']],
    [{ time: ['afternoon'] }, ['weekends']],
    [{ time: ['evening'] }, ['tuesday evening online', 'two sessions']],
    [{ time: ['night'] }, ['tuesday night both', 'last friday']],
    [{ time: ['evening', 'night'] }, ['tuesday evening online', 'tuesday night both', 'last friday', 'two sessions']],
    [{ way: ['online'] }, ['tuesday evening online', 'tuesday night both', 'two sessions', 'by appointment']],
    [{ way: ['in-person'], day: ['tue'] }, ['tuesday night both', 'every day', 'two sessions']],
    [{ way: ['hybrid'] }, ['tuesday night both']],
    [{ way: ['in-person'], day: ['mon'] }, ['every day', 'monday morning']],
    [{ way: ['online'], day: ['tue'], time: ['morning'] }, []],
    [{ topic: ['Bereavement'] }, ['by appointment', 'named']],
    [{ topic: ['BÉREAVEMENT'], language: ['cy'] }, ['by appointment']],
    [{ topic: ['Bereavement', 'Carers'], audience: ['men'] }, ['named']],
    [{ language: ['en'] }, ['by appointment', 'named']],
    [{ language: ['en-US'] }, ['by appointment', 'named']],
    [{ access: ['step-free'] }, ['by appointment']],
    [{ access: ['hearing loop'] }, []],
    [{ day: [], topic: [] }, ids(rows)],
    [{ way: ['by post'] }, []],
  ];
  for (const [criteria, found] of table) {
    it(`${JSON.stringify(criteria)} finds ${found.join(', ') || 'nothing'}`, () => assert.deepEqual(ids(rows, criteria), found));
  }

  it('list a group by the session that answers', () => {
    const [entry] = rows.select({ way: ['online'], day: ['mon'] });
    assert.equal(rows.row(entry!).session?.id, 'a');
  });

  it('narrow what a search found', () => {
    const mask = Uint8Array.from(GROUPS, ({ id }) => +id.startsWith('t'));
    assert.deepEqual(ids(rows, {}, mask), ['tuesday evening online', 'tuesday night both', 'two sessions', 'the 17th']);
    assert.deepEqual(ids(rows, { day: ['mon'] }, mask), ['two sessions']);
  });

  it('take day and time from the visitor’s clock online, from the place’s in person', () => {
    const late = weekly('MO,WE', '20:00', { timeZone: 'America/New_York' });
    const far = listOf([
      group('there', [session({ schedule: late })]),
      group('online', [session({ schedule: late, way: 'online' })]),
    ], 'Asia/Tokyo');
    assert.deepEqual(ids(far, { day: ['wed'], time: ['evening'] }), ['there']);
    assert.deepEqual(ids(far, { day: ['thu'], time: ['morning'] }), ['online']);
    assert.deepEqual(ids(far, { day: ['tue'] }), ['online']);
    const west = listOf([group('online', [session({ way: 'online', schedule: weekly('MO', '08:00', { timeZone: 'Asia/Tokyo' }) })])], 'America/New_York');
    assert.deepEqual(ids(west, { day: ['sun'], time: ['evening'] }), ['online']);
  });
});

describe('choices', () => {
  it('are those that the list has, one for all spellings, in order', () => {
    const choices = facets(listOf([
      on('a', 'SU', '09:00', { way: 'hybrid' }),
      on('b', 'WE', '19:00'),
      group('c', [], { topics: ['bereavement', 'Anxiety', 'Älter werden'], languages: ['en-GB', 'cy'], access: [' Step-free'] }),
      group('d', [], { topics: ['Bereavement', ''], languages: ['en'], audience: ['Women', 'Carers'] }),
      on('over', 'MO', '13:00', { status: 'ended' }),
    ]));
    assert.deepEqual(choices, {
      day: [['wed', 'wed'], ['sun', 'sun']],
      time: [['morning', 'morning'], ['evening', 'evening']],
      way: [['in-person', 'in-person'], ['online', 'online'], ['hybrid', 'hybrid']],
      topic: [['alter werden', 'Älter werden'], ['anxiety', 'Anxiety'], ['bereavement', 'bereavement']],
      audience: [['carers', 'Carers'], ['women', 'Women']],
      language: [['cy', 'cy'], ['en', 'en']],
      access: [['step-free', 'Step-free']],
    });
  });

  it('are none where there is no group', () => {
    assert.ok(Object.values(facets(listOf([]))).every((choices) => choices.length === 0));
  });

  it('leave out a group that is over', () => {
    const { topic, day } = facets(listOf([
      group('over', [session({ status: 'ended', schedule: weekly('MO', '10:00') })], { topics: ['Old'] }),
      group('goes on', [session({ status: 'ended', schedule: weekly('MO', '10:00') }), session({ schedule: weekly('FR', '10:00') })], { topics: ['New'] }),
    ]));
    assert.deepEqual(values(topic), ['new']);
    assert.deepEqual(values(day), ['fri']);
  });

  it('are offered where there are two or more', () => {
    const rows = listOf([
      on('a', 'TU', '09:00'),
      on('b', 'WE', '19:00', { status: 'ended' }),
      group('c', [], { topics: ['Grief', 'grief'], access: ['Step-free', 'Hearing loop'], languages: ['en', 'en-GB'] }),
    ]);
    const offered = (list: GroupRows) => filters.filter((filter) => list.offers(filter));
    assert.deepEqual(offered(rows), ['access']);
    assert.ok(offered(listOf([on('a', 'TU,WE', '09:00')])).includes('day'));
    assert.ok(offered(listOf([on('a', 'TU', '09:00', { way: 'hybrid' })])).includes('way'));
  });

  it('each find something', () => {
    const rows = listOf([on('a', 'SU', '09:00', { way: 'hybrid' }), group('c', [session()], { topics: ['Ärger'], languages: ['zh-Hant-TW'] })]);
    for (const [filter, choices] of Object.entries(facets(rows))) {
      for (const [value] of choices) assert.ok(rows.select({ [filter]: [value] }).length, `${filter} ${value}`);
    }
  });
});

describe('nothing found', () => {
  const rows = listOf([
    on('monday', 'MO', '09:00'),
    on('tuesday', 'TU', '19:00'),
    on('tuesday too', 'TU', '20:00'),
    on('tuesday online', 'TU', '20:00', { way: 'online' }),
  ]);

  it('says which filter to leave out, the most helpful first', () => {
    assert.deepEqual(loosen(rows, { day: ['mon'], way: ['online'] }), [{ filter: 'day', count: 1 }, { filter: 'way', count: 1 }]);
    assert.deepEqual(loosen(rows, { day: ['tue'], time: ['morning'], way: [] }), [{ filter: 'time', count: 3 }, { filter: 'day', count: 1 }]);
  });

  it('counts the words as a filter', () => {
    const mask = Uint8Array.of(1, 0, 0, 0);
    assert.deepEqual(loosen(rows, { text: 'x', day: ['tue'] }, mask), [{ filter: 'text', count: 3 }, { filter: 'day', count: 1 }]);
  });

  it('counts only what is asked for at all, whatever the words', () => {
    const near = Uint8Array.of(0, 1, 0, 0);
    assert.deepEqual(loosen(rows, { text: 'x' }, Uint8Array.of(0, 0, 0, 0), near), [{ filter: 'text', count: 1 }]);
  });

  it('offers nothing when no single filter helps', () => {
    assert.deepEqual(loosen(rows, { day: ['wed'], way: ['hybrid'], topic: ['none'] }), []);
  });
});

describe('the row of one group', () => {
  const gone = group('gone', [session({ id: 'first', status: 'ended' }), session({ status: 'ended' })]);
  const two = group('two', [session({ id: 'later', schedule: weekly('FR', '09:00') }), session({ id: 'sooner', schedule: weekly('WE', '09:00') })]);
  const rows = listOf([group('none', []), two, gone]);

  it('is that of its next session', () => assert.equal(rowOf(rows, two).session?.id, 'sooner'));
  it('is there for a group that is no longer listed', () => {
    const { group, session, start } = rowOf(rows, gone);
    assert.deepEqual([group, session?.id, start], [gone, 'first', undefined]);
  });
});

describe('time going by', () => {
  it('moves a session on when it is over', () => {
    const rows = listOf([on('on now', 'TU', '11:30'), on('wednesday', 'WE', '10:00')]);
    assert.equal(rows.advance(NOW + 29 * minute), false);
    assert.deepEqual(ids(rows), ['on now', 'wednesday']);
    assert.equal(rows.advance(NOW + 30 * minute), true);
    assert.deepEqual(ids(rows), ['wednesday', 'on now']);
    assert.equal(rows.row(rows.select({})[1]!).start, Date.parse('2026-12-01T11:30Z'));
  });

  it('takes a single session off the list', () => {
    const rows = listOf([group('once', [session({ schedule: { start: '2026-11-24', time: '12:00', minutes: 30, timeZone: 'Europe/London' } })]), on('other', 'WE', '10:00')]);
    assert.deepEqual(ids(rows), ['once', 'other']);
    rows.advance(NOW + hour);
    assert.deepEqual(ids(rows), ['other']);
  });

  const phases: [start: number, end: number, phase: object][] = [
    [-hour, minute, { name: 'now' }],
    [0, hour, { name: 'now' }],
    [1, hour, { name: 'soon', minutes: 1 }],
    [minute, hour, { name: 'soon', minutes: 1 }],
    [19 * minute + 1, hour, { name: 'soon', minutes: 20 }],
    [hour, 2 * hour, { name: 'soon', minutes: 60 }],
    [hour + 1, 2 * hour, { name: 'later' }],
  ];
  for (const [start, end, expected] of phases) {
    it(`from ${start / minute} to ${end / minute} minutes is ${JSON.stringify(expected)}`, () =>
      assert.deepEqual(phase(NOW + start, NOW + end, NOW), expected));
  }
});

describe('the page’s address', () => {
  it('carries day, way and group under the finder’s name', () => {
    assert.equal(toQuery({ day: ['tue', 'wed'], way: ['online'], group: 'a/b' }, '', 'gf'), 'gf.day=tue%2Cwed&gf.way=online&gf.group=a%2Fb');
  });
  it('is read as it was written', () => {
    const address = { day: ['mon', 'sun'], way: ['hybrid'], group: 'tea & talk, Łódź' };
    assert.deepEqual(fromQuery(toQuery(address, '?page=2', 'gf'), 'gf'), address);
  });
  it('keeps what others wrote, and another finder’s filters', () => {
    assert.equal(toQuery({ day: ['tue'] }, '?page=2&gf.way=online&two.day=mon', 'gf'), 'page=2&two.day=mon&gf.day=tue');
  });
  it('never carries words, topics, audience or places', () => {
    const everything = { text: 'grief', topic: ['t'], audience: ['a'], access: ['x'], language: ['en'], time: ['night'], near: 'here', day: ['tue'] };
    assert.equal(toQuery(everything, '', 'gf'), 'gf.day=tue');
  });
  it('passes over what it does not know', () => {
    assert.deepEqual(fromQuery('?gf.day=TUE,noday,,fri&gf.way=by-post&gf.text=grief', 'gf'), { day: ['tue', 'fri'], way: [], group: undefined });
  });
});
