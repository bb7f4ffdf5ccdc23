import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Group, Session } from '../../src/domain/group.ts';
import { groupFields } from '../../src/domain/group-query.ts';
import { groupKey, type GroupQuery, matchGroups } from '../../src/domain/match-groups.ts';
import { patched } from '../../src/domain/patch.ts';

const session = (change: Partial<Session> = {}): Session => ({ id: 's', way: 'in-person', status: 'on', ...change });
const group = (change: Partial<Group> = {}): Group => ({ id: 'g', name: 'G', topics: [], audience: [], languages: [], access: [], sessions: [], ...change });
const at = (latitude: number, longitude: number): Session => session({ place: { area: [], approximate: false, latitude, longitude } });
const weekly = { start: '2026-01-06', time: '19:00', minutes: 90, timeZone: 'Europe/London', rule: 'FREQ=WEEKLY;BYDAY=TU' };
const found = (groups: Group[], query: GroupQuery) => matchGroups(groups, query).map((match) => match.group.id);

describe('groups that a query asks for', () => {
  const cases: [what: string, group: Group, query: GroupQuery, is: boolean][] = [
    ['nothing asked', group(), {}, true],
    ['an empty list of values', group(), { where: { topic: [] } }, true],
    ['a name there is not', group(), { where: { colour: 'red' } }, false],
    ['a name of every object', group(), { where: { constructor: 'Object' } }, false],
    ['a topic in other letters', group({ topics: ['Dépression'] }), { where: { topic: 'depression' } }, true],
    ['a part of a topic', group({ topics: ['Loss of a child'] }), { where: { topic: 'loss' } }, false],
    ['one of several topics', group({ topics: ['a', 'b'] }), { where: { topic: ['x', 'b'] } }, true],
    ['two names, of which one fails', group({ topics: ['a'], led: 'peer' }), { where: { topic: 'a', led: 'professional' } }, false],
    ['a name that the group says nothing of', group(), { where: { led: 'peer' } }, false],
    ['a language, wider', group({ languages: ['zh-Hant-HK'] }), { where: { language: 'zh' } }, true],
    ['a language, a little wider', group({ languages: ['zh-Hant-HK'] }), { where: { language: 'ZH-hant' } }, true],
    ['a language, narrower', group({ languages: ['zh'] }), { where: { language: 'zh-Hant' } }, false],
    ['a language that begins alike', group({ languages: ['fil'] }), { where: { language: 'fi' } }, false],
    ['online, of a hybrid session', group({ sessions: [session({ way: 'hybrid' })] }), { where: { way: 'online' } }, true],
    ['in person, of a hybrid session', group({ sessions: [session({ way: 'hybrid' })] }), { where: { way: 'in-person' } }, true],
    ['hybrid, of an online session', group({ sessions: [session({ way: 'online' })] }), { where: { way: 'hybrid' } }, false],
    ['two things of one session', group({ sessions: [session({ way: 'online', status: 'on' }), session({ status: 'full' })] }), { where: { way: 'online', status: 'full' } }, false],
    ['a session, of a group without any', group(), { where: { status: 'on' } }, false],
    ['near enough', group({ sessions: [at(53.8, -1.55)] }), { near: { latitude: 53.8, longitude: -1.5, km: 4 } }, true],
    ['not near enough', group({ sessions: [at(53.8, -1.55)] }), { near: { latitude: 53.8, longitude: -1.5, km: 3 } }, false],
    ['near, over the 180th meridian', group({ sessions: [at(0, 179.9)] }), { near: { latitude: 0, longitude: -179.9, km: 25 } }, true],
    ['near the pole, on its other side', group({ sessions: [at(89.9, 0)] }), { near: { latitude: 89.9, longitude: 180, km: 25 } }, true],
    ['near 0°', group({ sessions: [at(0, 0)] }), { near: { latitude: 0, longitude: 0, km: 0 } }, true],
    ['near, without a place', group({ sessions: [session()] }), { near: { latitude: 0, longitude: 0, km: 20_000 } }, false],
    ['near, without a distance', group(), { near: { latitude: 0, longitude: 0 } }, true],
    ['in the box', group({ sessions: [at(0, 0)] }), { box: [0, 0, 1, 1] }, true],
    ['beside the box', group({ sessions: [at(0, -0.1)] }), { box: [0, 0, 1, 1] }, false],
    ['in a box over the 180th meridian', group({ sessions: [at(0, -179)] }), { box: [170, -1, -170, 1] }, true],
    ['beside a box over the 180th meridian', group({ sessions: [at(0, 0)] }), { box: [170, -1, -170, 1] }, false],
    ['after, while it is under way', group({ sessions: [session({ schedule: { ...weekly, rule: undefined } })] }), { after: '2026-01-06T20:29:00Z' }, true],
    ['after its end', group({ sessions: [session({ schedule: { ...weekly, rule: undefined } })] }), { after: '2026-01-06T20:30:00Z' }, false],
    ['after, by a rule', group({ sessions: [session({ schedule: weekly })] }), { after: '2030-01-01T00:00:00Z' }, true],
    ['after, in a zone that is not known', group({ sessions: [session({ schedule: { ...weekly, timeZone: 'Etc/Unknown' } })] }), { after: '2026-01-01T00:00:00Z' }, true],
    ['after, by appointment', group({ sessions: [session()] }), { after: '2026-01-01T00:00:00Z' }, false],
    ['after, when it is paused', group({ sessions: [session({ schedule: weekly, status: 'paused' })] }), { after: '2026-01-01T00:00:00Z' }, false],
    ['after, when it ended', group({ sessions: [session({ schedule: weekly, status: 'ended' })] }), { after: '2026-01-01T00:00:00Z' }, false],
    ['after, when it is full', group({ sessions: [session({ schedule: weekly, status: 'full' })] }), { after: '2026-01-01T00:00:00Z' }, true],
    ['words of the name', group({ name: 'Tea & Talk' }), { text: 'talk TEA' }, true],
    ['words of the area', group({ sessions: [session({ place: { area: ['Wales', 'Ynys Môn'], approximate: true } })] }), { text: 'mon' }, true],
    ['words of it, and others', group({ name: 'Tea & Talk' }), { text: 'tea dance' }, false],
  ];
  for (const [what, one, query, is] of cases) {
    it(`${is ? 'are found' : 'are not found'}: ${what}`, () => assert.deepEqual(found([one], query), is ? ['g'] : []));
  }

  it('come in the order of the list, each with the sessions it was found for', () => {
    const online = session({ id: 'o', way: 'online' });
    const groups = [group({ id: 'a', sessions: [session(), online] }), group({ id: 'b' }), group({ id: 'c', sessions: [online] })];
    assert.deepEqual(
      matchGroups(groups, { where: { way: 'online' } }).map((match) => [match.group.id, match.sessions.map(({ id }) => id)]),
      [['a', ['o']], ['c', ['o']]],
    );
    assert.deepEqual(matchGroups(groups, {}).map((match) => match.sessions.length), [2, 0, 1]);
  });

  it('are searched in the groups that are given, not in those of before', () => {
    const first = [group({ id: 'a', name: 'tea' })];
    assert.deepEqual(found(first, { text: 'tea' }), ['a']);
    assert.deepEqual(found(first, { text: 'tea' }), ['a']);
    assert.deepEqual(found([...first, group({ id: 'b', name: 'tea' })], { text: 'tea' }), ['a', 'b']);
  });

  it('have names for all that can be asked', () => {
    assert.deepEqual([...groupFields].sort(), ['access', 'area', 'audience', 'id', 'language', 'led', 'status', 'topic', 'way']);
  });
});

describe('the order of groups', () => {
  const now = Date.parse('2026-03-01T00:00:00Z');
  const key = (one: Group, order: 'next' | 'near' | 'name', query: GroupQuery = {}) => groupKey(matchGroups([one], query)[0]!, order, query, now);

  it('goes by the next session that was asked for', () => {
    const one = group({ sessions: [session({ schedule: weekly }), session({ id: 'o', way: 'online', schedule: { ...weekly, rule: 'FREQ=WEEKLY;BYDAY=MO' } })] });
    assert.equal(key(one, 'next'), Date.parse('2026-03-02T19:00:00Z'));
    assert.equal(key(one, 'next', { where: { way: 'in-person' } }), Date.parse('2026-03-03T19:00:00Z'));
    assert.equal(key(one, 'next', { after: '2026-06-01T19:00:00Z' }), Date.parse('2026-06-01T18:00:00Z'));
  });

  it('puts last what has no date and what has no place', () => {
    assert.equal(key(group(), 'next'), Infinity);
    assert.equal(key(group({ sessions: [session()] }), 'next'), Infinity);
    assert.equal(key(group({ sessions: [session()] }), 'near', { near: { latitude: 0, longitude: 0 } }), Infinity);
  });

  it('measures kilometres over the globe', () => {
    const leeds = group({ sessions: [at(53.7997, -1.5492), at(-30, 100)] });
    const toYork = key(leeds, 'near', { near: { latitude: 53.9591, longitude: -1.0815 } }) as number;
    assert.ok(Math.abs(toYork - 35.4) < 0.3, `${toYork} km`);
  });

  it('measures the same there and back, and never more than half round the globe', () => {
    const place = fc.record({ latitude: fc.double({ min: -90, max: 90, noNaN: true }), longitude: fc.double({ min: -180, max: 180, noNaN: true }) });
    fc.assert(
      fc.property(place, place, (a, b) => {
        const measured = (from: typeof a, to: typeof a) => key(group({ sessions: [at(to.latitude, to.longitude)] }), 'near', { near: from }) as number;
        return Math.abs(measured(a, b) - measured(b, a)) < 1e-6 && measured(a, b) <= 20_016 && measured(a, a) === 0;
      }),
    );
  });
});

describe('a patch', () => {
  const cases: [record: object, patch: object, becomes: object][] = [
    [{ a: 1, b: 2 }, {}, { a: 1, b: 2 }],
    [{ a: 1, b: 2 }, { b: 3 }, { a: 1, b: 3 }],
    [{ a: 1, b: 2 }, { b: null }, { a: 1 }],
    [{ a: 1 }, { b: undefined, c: 0 }, { a: 1, c: 0 }],
    [{ a: { x: 1, y: 2 } }, { a: { x: 3 } }, { a: { x: 3 } }],
    [{ a: [1, 2] }, { a: [] }, { a: [] }],
  ];
  for (const [record, patch, becomes] of cases) {
    it(`${JSON.stringify(patch)} makes ${JSON.stringify(record)} ${JSON.stringify(becomes)}`, () => {
      const before = structuredClone(record);
      assert.deepEqual(patched(record, patch), becomes);
      assert.deepEqual(record, before);
    });
  }

  it('sets no prototype', () => {
    const made = patched({ a: 1 } as Record<string, unknown>, JSON.parse('{"__proto__":{"admin":true}}') as object);
    assert.equal(made.admin, undefined);
    assert.equal(Object.getPrototypeOf(made), Object.prototype);
  });
});
