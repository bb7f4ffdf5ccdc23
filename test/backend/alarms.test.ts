import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { draft, facilitator, groupDraft, member, moderator, otherModerator, Place, refusal, space } from './support/backend.ts';

const minute = 60 * 1000;
const times = { afterMs: 15 * minute, everyMs: 10 * minute };
const inDistress = { ...draft, text: 'I want to kill myself tonight.', topics: ['Grief'] };
const alarm = (at: Place) => at.backend.alarm(space, times);

describe('whoever is on call', () => {
  it('is told of what is urgent and waits, not of anything else, and not before it has waited', async () => {
    const at = new Place();
    await at.send();
    await at.send(inDistress);
    assert.equal(await alarm(at), undefined);
    at.now += 15 * minute;
    const told = (await alarm(at))!;
    assert.deepEqual([told.since, told.next], ['2026-03-31T10:00:00.000Z', '2026-03-31T10:25:00.000Z']);
  });

  it('is told again and again of the same, until somebody reads it', async () => {
    const at = new Place();
    const { id } = await at.send(inDistress);
    at.now += 15 * minute;
    const first = await alarm(at);
    at.now += 10 * minute - 1;
    assert.equal(await alarm(at), undefined);
    at.now += 1;
    assert.equal((await alarm(at))!.id, first!.id);
    await at.claim(id);
    at.now += 10 * minute;
    assert.equal(await alarm(at), undefined);
    assert.deepEqual(await at.ids('alarms', moderator), []);
  });

  it('is told once more when whoever read it has gone', async () => {
    const at = new Place();
    const { id } = await at.send(inDistress);
    await at.claim(id);
    at.now += 20 * minute;
    assert.equal(await alarm(at), undefined);
    at.now += 10 * minute;
    assert.ok(await alarm(at));
  });

  it('is not told for half an hour of what somebody has acknowledged, but of what comes after', async () => {
    const at = new Place();
    await at.send(inDistress);
    at.now += 15 * minute;
    const { id } = (await alarm(at))!;
    await at.backend.remove('alarms', id, at.call(moderator));
    at.now += 29 * minute;
    assert.equal(await alarm(at), undefined);
    const later = new Place({ store: at.store });
    later.now = at.now + minute;
    assert.ok(await alarm(later), 'it still waits');
    const fresh = new Place();
    await fresh.send(inDistress);
    fresh.now += 15 * minute;
    await fresh.backend.remove('alarms', (await alarm(fresh))!.id, fresh.call(moderator));
    fresh.now += minute;
    await fresh.send(inDistress);
    fresh.now += 15 * minute;
    assert.equal((await alarm(fresh))!.since, '2026-03-31T10:16:00.000Z');
    assert.deepEqual(fresh.store.rows(space, 'log').map(({ record }) => [record.act, record.by]), [['alarm', undefined], ['acknowledge', 'mo'], ['alarm', undefined]]);
  });

  it('is told at once of what everybody at their desk has asked not to be given', async () => {
    const at = new Place();
    await at.create('presences', { without: ['grief', 'Work'] }, moderator);
    await at.send(inDistress);
    assert.ok(await alarm(at));
    const other = new Place();
    await other.create('presences', { without: ['Grief'] }, moderator);
    await other.create('presences', {}, otherModerator);
    await other.send(inDistress);
    assert.equal(await alarm(other), undefined, 'somebody is there who would');
  });

  it('is not told at once because of a facilitator who could not read it anyway', async () => {
    const at = new Place();
    await at.create('presences', { without: ['Grief'] }, facilitator);
    await at.send(inDistress);
    assert.equal(await alarm(at), undefined);
    await at.send({ ...groupDraft, text: inDistress.text, topics: ['Grief'] }, member);
    assert.ok(await alarm(at));
    assert.equal((await at.ids('alarms', facilitator)).length, 1, 'only what is for the group has to be told already');
    assert.deepEqual(await at.ids('alarms', { role: 'facilitator', owner: 'yo', groups: ['york'] }), []);
  });

  it('is told of a report by somebody who is worried, which nobody reads', async () => {
    const at = new Place();
    const { story } = await at.published();
    const report = await at.report(story, { reason: 'worried' });
    await at.report(story, { reason: 'other' });
    at.now += 15 * minute;
    assert.ok(await alarm(at));
    await at.create('claims', { report: report.id }, moderator);
    at.now += 10 * minute;
    assert.equal(await alarm(at), undefined);
  });

  it('is told by one of all that ask at the same moment', async () => {
    const at = new Place();
    await at.send(inDistress);
    at.now += 15 * minute;
    assert.equal((await Promise.all([alarm(at), alarm(at), alarm(at)])).filter(Boolean).length, 1);
  });

  it('is told nothing of what was written, or of whom', async () => {
    const at = new Place();
    const { id } = await at.send(inDistress);
    at.now += 15 * minute;
    const told = JSON.stringify(await alarm(at));
    for (const word of [id, 'kill', 'Grief', draft.receipt!]) assert.ok(!told.includes(word));
  });

  it('is acknowledged by the staff alone', async () => {
    const at = new Place();
    await at.send(inDistress);
    at.now += 15 * minute;
    const { id } = (await alarm(at))!;
    assert.equal(await refusal(() => at.backend.remove('alarms', id, at.call({ role: 'visitor' }))), 'signed-out');
    assert.equal(await refusal(() => at.backend.remove('alarms', id, at.call(facilitator))), 'not-found');
  });
});

describe('what somebody at their desk does not want to be given', () => {
  it('is kept while they are there, and changed as they say', async () => {
    const at = new Place();
    const { id, rev } = await at.create('presences', { without: ['Grief'] }, moderator);
    const change = (patch: object, based: string) => at.backend.update('presences', id, patch, { ...at.call(moderator), rev: based });
    const same = await change({}, rev);
    assert.deepEqual(same.without, ['Grief']);
    const none = await change({ without: null }, same.rev as string);
    assert.equal(none.without, undefined);
    at.now += 4 * minute;
    await at.backend.expire(space);
    assert.deepEqual(at.store.rows(space, 'presences'), []);
  });
});
