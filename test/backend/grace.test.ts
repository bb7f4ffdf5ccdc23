import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStore, type Store } from '../../src/backend/index.ts';
import type { Decision } from '../../src/domain/story.ts';
import { code, draft, hour, moderator, openDraft, otherModerator, Place, refusal, replier, space, visitor, writer } from './support/backend.ts';

const minute = 60 * 1000;
const inDistress = 'I want to kill myself tonight.';

/** Decides about what is there now, with the moment in which it can be taken back. */
async function decided(at: Place, sending: string, over: Partial<Decision> = {}, who = moderator): Promise<Decision> {
  const { rev } = (await at.get('sendings', sending, who))!;
  return at.create('decisions', { sending, rev, decision: 'publish', ...(over as object), grace: true }, who);
}

const takeBack = (at: Place, { id }: Pick<Decision, 'id'>, who = moderator) => at.backend.remove('decisions', id, at.call(who));

async function claimed(at: Place, sent = draft): Promise<string> {
  const { id } = await at.send(sent);
  await at.claim(id);
  return id;
}

describe('a decision that can be taken back', () => {
  for (const decision of ['publish', 'publish-with-note', 'ask-changes', 'not-publish'] as const) {
    it(`(${decision}) is seen by neither its writer nor readers until its moment is over`, async () => {
      const at = new Place();
      const id = await claimed(at);
      const seen = async () => JSON.stringify([await at.get('sendings', id, writer), (await at.list('sendings', writer)).items, (await at.list('messages', writer)).items, (await at.list('stories', visitor)).items]);
      const before = await seen();
      const made = await decided(at, id, { decision, message: 'Thank you for writing.' });
      assert.equal(made.effective, '2026-03-31T10:05:00.000Z');
      assert.equal(await seen(), before);
      at.now += 5 * minute - 1;
      assert.equal(await seen(), before);
      at.now += 1;
      const now = (await at.get('sendings', id, writer))!;
      assert.deepEqual([now.state, now.message], [{ publish: 'published', 'publish-with-note': 'published-with-note', 'ask-changes': 'changes-asked', 'not-publish': 'not-published' }[decision], 'Thank you for writing.']);
      assert.equal((await at.get('decisions', made.id, moderator))!.effective, undefined);
      assert.deepEqual(await at.ids('claims', moderator), []);
    });
  }

  it('is taken back by whoever made it, who still reads the story and decides anew', async () => {
    const at = new Place();
    const id = await claimed(at);
    const made = await decided(at, id, { decision: 'not-publish', message: 'Not here.' });
    await takeBack(at, made);
    assert.deepEqual(await at.ids('decisions', moderator), []);
    at.now += hour;
    assert.equal((await at.get('sendings', id, writer))!.state, 'claimed');
    assert.deepEqual((await at.list('messages', writer)).items, []);
    await at.decide(id, 'publish');
    assert.equal((await at.get('sendings', id, writer))!.state, 'published');
  });

  it('is taken back by nobody else, and not twice', async () => {
    const at = new Place();
    const made = await decided(at, await claimed(at));
    assert.equal(await refusal(() => takeBack(at, made, otherModerator)), 'not-found');
    await takeBack(at, made);
    assert.equal(await refusal(() => takeBack(at, made)), 'not-found');
  });

  it('is not taken back once it holds, whether somebody has looked or not', async () => {
    const at = new Place();
    const made = await decided(at, await claimed(at));
    at.now += 5 * minute;
    await assert.rejects(takeBack(at, made), code('conflict', /told already/));
    await at.backend.expire(space);
    await assert.rejects(takeBack(at, made), code('conflict', /told already/));
  });

  it('is one at a time, and the story is neither given back nor taken over meanwhile', async () => {
    const at = new Place();
    const id = await claimed(at, { ...draft, text: inDistress });
    await decided(at, id);
    await assert.rejects(at.decide(id, 'publish'), code('conflict', /a moment ago/));
    const [claim] = (await at.list('claims', moderator)).items;
    assert.equal(await refusal(() => at.backend.remove('claims', claim!.id, at.call(moderator))), 'conflict');
    assert.equal(await refusal(() => at.create('claims', { sending: id, takeOver: true }, otherModerator)), 'conflict');
  });

  it('keeps a claim that would be over before', async () => {
    const at = new Place();
    const id = await claimed(at, { ...draft, text: inDistress });
    at.now += 29 * minute;
    const made = await decided(at, id);
    at.now += 2 * minute;
    assert.equal((await at.get('sendings', id, writer))!.state, 'claimed');
    await takeBack(at, made);
    assert.equal((await at.list('claims', moderator)).items[0]!.by, 'mo');
  });

  it('that was sent twice is one, and once taken back does not come again', async () => {
    const at = new Place();
    const id = await claimed(at);
    const { rev } = (await at.get('sendings', id, moderator))!;
    const send = () => at.create('decisions', { sending: id, rev, decision: 'publish', grace: true }, moderator, { intent: 'one' });
    const made = await send();
    assert.equal((await send()).id, made.id);
    await takeBack(at, made);
    assert.equal(await refusal(send), 'not-found');
  });

  it('is void once its writer has changed the words, and does not publish them', async () => {
    const at = new Place();
    const id = await claimed(at);
    await decided(at, id);
    await at.edit(id, { text: 'Other words, that nobody has read.' });
    at.now += hour;
    await at.backend.expire(space);
    assert.deepEqual([(await at.get('sendings', id, writer))!.state, await at.ids('stories', visitor), await at.ids('decisions', moderator)], ['sent', [], []]);
  });

  it('is void once its writer does not agree any more, or has withdrawn', async () => {
    const at = new Place();
    const [one, other] = [await claimed(at), await claimed(at)];
    await decided(at, one);
    await decided(at, other);
    await at.edit(one, { consents: [] });
    await at.withdraw(other);
    at.now += hour;
    await at.backend.expire(space);
    assert.deepEqual([await at.ids('stories', visitor), await at.ids('decisions', moderator)], [[], []]);
    assert.equal(await at.get('sendings', other, writer), null);
  });

  it('holds for a choice of its writer that nobody has to read', async () => {
    const at = new Place();
    const id = await claimed(at, openDraft);
    await decided(at, id);
    await at.edit(id, { answers: false });
    at.now += 5 * minute;
    const { story } = (await at.get('sendings', id, writer))!;
    assert.equal((await at.get('stories', story!, visitor))!.answers, false);
  });

  it('is void once its writer says something, because nobody has decided knowing that', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.create('messages', { sending: id, text: 'Thank you. We are reading it.' }, moderator);
    await at.claim(id);
    await decided(at, id);
    await at.create('messages', { sending: id, text: inDistress }, writer);
    at.now += 6 * minute;
    const now = (await at.get('sendings', id, moderator))!;
    assert.deepEqual([now.state, now.urgent, await at.ids('decisions', moderator)], ['claimed', true, []]);
  });

  it('that takes a story from its readers is not held back', async () => {
    const at = new Place();
    const { id } = await at.published();
    await at.edit(id, { text: 'Put differently.', meanwhile: 'stays' });
    await at.claim(id);
    const made = await decided(at, id, { decision: 'not-publish', message: 'Not here.' });
    assert.equal(made.effective, undefined);
    assert.deepEqual(await at.ids('stories', visitor), []);
  });

  it('is void once a report has what readers had of it taken down', async () => {
    const at = new Place();
    const { id, story } = await at.published();
    await at.edit(id, { text: 'Put differently.', meanwhile: 'stays' });
    await at.claim(id);
    const report = await at.report(story, { reason: 'about-me' });
    await decided(at, id);
    await at.rule(report.id, 'take-down', {}, otherModerator);
    at.now += hour;
    await at.backend.expire(space);
    assert.deepEqual(await at.ids('stories', visitor), []);
  });

  it('is for people again where it is not possible any more', async () => {
    const at = new Place();
    const told = await at.published(openDraft);
    const { id } = await at.reply(told.story);
    await at.claim(id);
    await decided(at, id);
    await at.edit(told.id, { answers: false });
    at.now += 5 * minute;
    assert.deepEqual([(await at.get('sendings', id, replier))!.state, await at.ids('claims', moderator)], ['sent', []]);
    assert.deepEqual(await at.ids('decisions', moderator, { where: { sending: id } }), []);
    assert.deepEqual(await at.ids('replies', writer), []);
  });

  it('comes with the batch after the moment in which it holds, whoever looks when', async () => {
    const at = new Place();
    at.settings = { ...at.settings!, batchHours: 1 };
    at.now = Date.parse('2026-03-31T10:56:00Z');
    const id = await claimed(at);
    await decided(at, id);
    at.now = Date.parse('2026-03-31T11:00:30Z');
    assert.equal((await at.get('sendings', id, writer))!.state, 'claimed', 'it was not decided before the batch');
    at.now = Date.parse('2026-03-31T11:40:00Z');
    assert.equal((await at.get('sendings', id, writer))!.appears, '2026-03-31T12:00:00.000Z');
    const late = await claimed(at);
    at.now = Date.parse('2026-03-31T11:50:00Z');
    await decided(at, late);
    at.now = Date.parse('2026-03-31T12:20:00Z');
    await at.backend.expire(space);
    assert.equal((await at.get('sendings', late, writer))!.state, 'published');
    assert.equal((await at.ids('stories', visitor)).length, 2, 'nobody had looked at 11:55, and it is not an hour later for that');
  });

  it('holds by another instance, after the one that took it has stopped', async () => {
    const at = new Place();
    const id = await claimed(at);
    await decided(at, id);
    const restarted = new Place({ store: at.store });
    restarted.now = at.now + 5 * minute;
    assert.equal((await restarted.get('sendings', id, writer))!.state, 'published');
    assert.equal((await at.ids('stories', visitor)).length, 1);
  });

  it('holds whole or not at all, when it fails between', async () => {
    const inner = memoryStore();
    let failing = false;
    const store: Store = {
      read: (name, body) => inner.read(name, body),
      write: (name, body) =>
        inner.write(name, (tx) =>
          body({ ...tx, put: async (collection, row) => (failing && collection === 'sendings' ? Promise.reject(new Error('The disk is full.')) : tx.put(collection, row)) }),
        ),
    };
    const at = new Place({ store });
    const id = await claimed(at);
    await decided(at, id, { message: 'Thank you.' });
    at.now += 5 * minute;
    failing = true;
    await assert.rejects(at.backend.expire(space), /disk is full/);
    assert.deepEqual([inner.rows(space, 'stories'), inner.rows(space, 'messages'), inner.rows(space, 'claims').length], [[], [], 1]);
    failing = false;
    await Promise.all([at.backend.expire(space), at.backend.expire(space)]);
    assert.deepEqual([inner.rows(space, 'stories').length, inner.rows(space, 'messages').length, inner.rows(space, 'claims').length], [1, 1, 0]);
    assert.equal((await at.get('sendings', id, writer))!.state, 'published');
  });

  it('is not the last decision of an appeal or of a batch until it holds', async () => {
    const at = new Place();
    const id = await claimed(at);
    await decided(at, id, { decision: 'not-publish', message: 'Not here.' });
    assert.equal(await refusal(() => at.create('messages', { sending: id, text: 'I see it otherwise.' }, writer)), 'conflict', 'its writer was told nothing');
    at.now += 5 * minute;
    await at.create('messages', { sending: id, text: 'I see it otherwise.' }, writer);
    assert.equal(await refusal(() => at.claim(id)), 'conflict');
  });
});
