import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { code, day, draft, facilitator, groupDraft, hour, member, moderator, otherModerator, Place, refusal, writer } from './support/backend.ts';

const minute = 60 * 1000;
const inDistress = { ...draft, text: 'I want to kill myself tonight.' };

/** A story that was not published, and whose writer objects. */
async function appealed(at: Place, words = 'I see it otherwise.'): Promise<string> {
  const { id } = await at.send();
  await at.claim(id);
  await at.decide(id, 'not-publish');
  at.now += hour;
  await at.create('messages', { sending: id, text: words }, writer);
  return id;
}

describe('a claim of what is urgent', () => {
  it('lasts for half an hour, and others for a day', async () => {
    const at = new Place();
    assert.equal((await at.claim((await at.send(inDistress)).id)).until, '2026-03-31T10:30:00.000Z');
    assert.equal((await at.claim((await at.send()).id)).until, '2026-04-01T10:00:00.000Z');
  });

  it('returns by itself after half an hour, also beside one that lasts longer and was made before', async () => {
    const at = new Place();
    const calm = await at.claim((await at.send()).id);
    const { id } = await at.send(inDistress);
    await at.claim(id);
    at.now += 30 * minute;
    assert.equal((await at.get('sendings', id, moderator))!.state, 'sent');
    assert.deepEqual(await at.ids('claims', moderator), [calm.id]);
  });

  it('of a report that worries about somebody is as short', async () => {
    const at = new Place();
    const { story } = await at.published();
    const claim = async (reason: 'worried' | 'other') => (await at.create('claims', { report: (await at.report(story, { reason })).id }, moderator)).until;
    assert.deepEqual([await claim('worried'), await claim('other')], ['2026-03-31T10:30:00.000Z', '2026-04-01T10:00:00.000Z']);
  });

  it('is taken over by a colleague, and whoever had it cannot decide any more', async () => {
    const at = new Place();
    const { id } = await at.send(inDistress);
    const held = await at.claim(id);
    assert.equal(await refusal(() => at.claim(id, otherModerator)), 'conflict', 'not without saying so');
    const taken = await at.create('claims', { sending: id, takeOver: true }, otherModerator);
    assert.deepEqual([taken.by, taken.takenFrom], ['alex', 'mo']);
    assert.equal(await at.get('claims', held.id, moderator), null);
    await assert.rejects(at.decide(id, 'publish', moderator), code('conflict', /somebody else reads it/));
    await at.decide(id, 'publish', otherModerator);
    assert.equal((await at.get('sendings', id, writer))!.state, 'published');
  });

  it('is taken over by nobody who has it, nor by the staff of another group', async () => {
    const at = new Place();
    const { id } = await at.send({ ...groupDraft, text: inDistress.text }, member);
    await at.claim(id, facilitator);
    await assert.rejects(at.create('claims', { sending: id, takeOver: true }, facilitator), code('conflict', /already/));
    assert.equal(await refusal(() => at.create('claims', { sending: id, takeOver: true }, { role: 'facilitator', owner: 'yo', groups: ['york'] })), 'not-found');
  });

  it('that nobody has is an ordinary one, also when it is asked to be taken over', async () => {
    const at = new Place();
    const claim = await at.create('claims', { sending: (await at.send()).id, takeOver: true }, moderator);
    assert.equal(claim.takenFrom, undefined);
  });

  it('becomes short when its writer says something in distress while it is read', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.create('messages', { sending: id, text: 'Thank you.' }, moderator);
    await at.claim(id);
    await at.create('messages', { sending: id, text: inDistress.text }, writer);
    const [claim] = (await at.list('claims', moderator)).items;
    assert.equal(claim!.until, '2026-03-31T10:30:00.000Z');
    assert.equal((await at.create('claims', { sending: id, takeOver: true }, otherModerator)).takenFrom, 'mo');
  });

  it('is not taken over once it is calm', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    await assert.rejects(at.create('claims', { sending: id, takeOver: true }, otherModerator), code('conflict', /urgent/));
  });
});

describe('an appeal', () => {
  it('is marked for the staff until somebody has decided, and not for its writer', async () => {
    const at = new Place();
    await at.send();
    const id = await appealed(at);
    assert.deepEqual(await at.ids('sendings', moderator, { where: { appeal: 'yes' } }), [id]);
    assert.equal((await at.get('sendings', id, moderator))!.appeal, '2026-03-31T11:00:00.000Z');
    assert.equal((await at.get('sendings', id, writer))!.appeal, undefined);
    await at.claim(id, otherModerator);
    await at.decide(id, 'not-publish', otherModerator);
    assert.deepEqual(await at.ids('sendings', moderator, { where: { appeal: 'yes' } }), []);
  });

  it('is not read by whoever decided last, and is by anybody else', async () => {
    const at = new Place();
    const id = await appealed(at);
    await assert.rejects(at.claim(id, moderator), code('conflict', /somebody else looks at it first/));
    await at.claim(id, otherModerator);
    await at.decide(id, 'not-publish', otherModerator);
    await at.create('messages', { sending: id, text: 'Please look once more.' }, writer);
    assert.equal(await refusal(() => at.claim(id, otherModerator)), 'conflict');
    await at.claim(id, moderator);
  });

  it('comes back to whoever decided where nobody else has read it for as long as reading takes', async () => {
    const at = new Place();
    const id = await appealed(at);
    at.now += 2 * day - 1;
    assert.equal(await refusal(() => at.claim(id, moderator)), 'conflict');
    at.now += 1;
    assert.equal((await at.claim(id, moderator)).by, 'mo');
  });

  it('waits no longer than the space says that reading takes', async () => {
    const at = new Place();
    at.settings = { ...at.settings!, readWithinHours: 4 };
    const id = await appealed(at);
    at.now += 4 * hour;
    assert.equal((await at.claim(id, moderator)).by, 'mo');
  });

  it('in distress waits for somebody else for half an hour only', async () => {
    const at = new Place();
    const id = await appealed(at, inDistress.text);
    assert.equal(await refusal(() => at.claim(id, moderator)), 'conflict');
    at.now += 30 * minute;
    assert.equal((await at.claim(id, moderator)).by, 'mo');
  });

  it('is not taken over by whoever decided', async () => {
    const at = new Place();
    const id = await appealed(at, inDistress.text);
    await at.claim(id, otherModerator);
    assert.equal(await refusal(() => at.create('claims', { sending: id, takeOver: true }, moderator)), 'conflict');
  });

  it('against what was ruled after a report is not read by whoever ruled', async () => {
    const at = new Place();
    const { id, story } = await at.published();
    at.now += hour;
    const report = await at.report(story, { reason: 'about-me' });
    await at.rule(report.id, 'take-down', {}, otherModerator);
    at.now += hour;
    await at.create('messages', { sending: id, text: 'I see it otherwise.' }, writer);
    assert.equal(await refusal(() => at.claim(id, otherModerator)), 'conflict');
    assert.equal((await at.claim(id, moderator)).by, 'mo');
  });

  it('against changes that were asked for is one if its writer says so, and an answer otherwise', async () => {
    const at = new Place();
    const [one, other] = [await at.send(), await at.send()];
    for (const { id } of [one, other]) {
      await at.claim(id);
      await at.decide(id, 'ask-changes');
    }
    const said = await at.create('messages', { sending: one.id, text: 'Which street do you mean?' }, writer);
    await at.create('messages', { sending: other.id, text: 'I want to keep it.', appeal: true }, writer);
    assert.ok(!('appeal' in said));
    assert.deepEqual(await at.ids('sendings', moderator, { where: { answered: 'yes' } }), [one.id]);
    assert.deepEqual(await at.ids('sendings', moderator, { where: { appeal: 'yes' } }), [other.id]);
    assert.equal((await at.get('sendings', one.id, writer))!.answered, undefined);
    assert.equal(await refusal(() => at.claim(other.id, moderator)), 'conflict');
    await at.claim(one.id, moderator);
    await at.decide(one.id, 'publish');
    assert.deepEqual(await at.ids('sendings', moderator, { where: { answered: 'yes' } }), []);
  });

  it('is none any more once its writer sends other words', async () => {
    const at = new Place();
    const id = await appealed(at);
    await at.edit(id, { text: 'Other words.' });
    assert.equal((await at.get('sendings', id, moderator))!.appeal, undefined);
    assert.equal((await at.claim(id, moderator)).by, 'mo');
  });
});
