import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { moderator, openDraft, Place, draft, refusal, replier, space, visitor, writer } from './support/backend.ts';

const at2028 = (month: number, day = 15) => Date.UTC(2028, month - 1, day, 13);
const own = async (at: Place, id: string) => (await at.get('sendings', id, writer))!;
const stays = async (at: Place, id: string) => {
  const { rev } = await own(at, id);
  return at.backend.update('sendings', id, { stillHere: true }, { ...at.call(writer), rev });
};

describe('a story that is kept', () => {
  it('says to its writer and to the staff until when, and from when they are asked, and to nobody else', async () => {
    const at = new Place();
    const { id, story } = await at.published();
    for (const who of [writer, moderator]) {
      const { until, review } = (await at.get('sendings', id, who))!;
      assert.deepEqual([until, review], ['2028-03', '2028-01']);
    }
    for (const who of [visitor, moderator]) assert.equal(JSON.stringify(await at.get('stories', story, who)).includes('2028'), false);
    assert.equal(JSON.stringify((await at.list('stories', visitor)).items).includes('2028'), false);
  });

  it('promises nothing while it waits to be read', async () => {
    const at = new Place();
    const { id } = await at.send();
    assert.equal((await own(at, id)).until, undefined);
    await at.claim(id);
    assert.equal((await own(at, id)).until, undefined);
  });

  it('goes after the month that was promised, neither earlier nor later, whatever is decided for the space meanwhile', async () => {
    for (const keptMonths of [1, 24, 1200]) {
      const at = new Place();
      const { id } = await at.published();
      at.settings = { ...at.settings!, keptMonths };
      at.now = Date.parse('2028-04-01T11:00:00Z');
      await at.backend.expire(space);
      assert.equal((await own(at, id)).state, 'published', `${keptMonths}: March is not over everywhere`);
      at.now = Date.parse('2028-04-01T12:00:00Z');
      await at.backend.expire(space);
      const { state, text, gone, because, until, review } = await own(at, id);
      assert.deepEqual([state, text, gone, because, until, review], ['expired', '', '2028-04', 'time', undefined, undefined]);
    }
  });

  it('stays as long again once its writer says so, with one act, and nobody reads it again', async () => {
    const at = new Place();
    const { id, story } = await at.published(openDraft);
    const before = await at.get('stories', story, visitor);
    at.now = at2028(2);
    const { state, until, review, story: same } = (await stays(at, id)) as Record<string, unknown>;
    assert.deepEqual([state, until, review, same], ['published', '2030-02', '2029-12', story]);
    assert.deepEqual(await at.get('stories', story, visitor), before, 'readers see nothing of it');
    at.now = Date.UTC(2030, 1, 28, 23);
    await at.backend.expire(space);
    assert.equal((await own(at, id)).state, 'published');
    at.now = Date.UTC(2030, 2, 2);
    await at.backend.expire(space);
    assert.deepEqual([(await own(at, id)).state, (await at.ids('stories', visitor)).length], ['expired', 0]);
  });

  it('cannot be kept for ever by asking often', async () => {
    const at = new Place();
    const { id } = await at.published();
    for (let n = 0; n < 5; n++) await stays(at, id);
    assert.equal((await own(at, id)).until, '2028-03');
  });

  it('has nothing to be put off while it waits, or once it has gone', async () => {
    const at = new Place();
    const { id } = await at.send();
    assert.equal(await refusal(() => stays(at, id)), 'conflict');
    await at.claim(id);
    await at.decide(id);
    at.now = at2028(6);
    await at.backend.expire(space);
    assert.equal(await refusal(() => stays(at, id)), 'conflict');
  });

  it('lets nobody else put it off, and takes nothing else along', async () => {
    const at = new Place();
    const { id, rev } = await at.published();
    assert.equal(await refusal(() => at.backend.update('sendings', id, { stillHere: true }, { ...at.call(replier), rev })), 'not-found');
    assert.equal(await refusal(() => at.backend.update('sendings', id, { stillHere: true }, { ...at.call(moderator), rev })), 'forbidden');
    assert.equal(await refusal(() => at.edit(id, { stillHere: true, text: 'Other words' })), 'invalid');
    assert.equal(await refusal(() => at.edit(id, { stillHere: true, answers: true })), 'invalid');
  });

  for (const decision of ['ask-changes', 'not-publish'] as const) {
    it(`says until when it waits for its writer after ${decision}, and nothing any more once it is sent again`, async () => {
      const at = new Place();
      const { id } = await at.send();
      await at.claim(id);
      await at.decide(id, decision);
      assert.equal((await own(at, id)).until, '2028-03');
      await at.edit(id, { text: 'Other words.' });
      assert.deepEqual([(await own(at, id)).state, (await own(at, id)).until], ['sent', undefined]);
      at.now = at2028(12);
      await at.backend.expire(space);
      assert.equal((await own(at, id)).state, 'sent');
    });
  }

  it('keeps what was promised of what readers have, while a change of it waits', async () => {
    const at = new Place();
    const { id } = await at.published();
    at.now = at2028(1);
    await at.edit(id, { text: 'Put differently.', meanwhile: 'stays' });
    assert.equal((await own(at, id)).until, '2028-03');
    await at.claim(id);
    await at.decide(id);
    assert.equal((await own(at, id)).until, '2030-01');
  });

  it('that a report took down has a new promise, since it waits for its writer', async () => {
    const at = new Place();
    const { id, story } = await at.published();
    at.now = at2028(2);
    await at.rule((await at.report(story, { reason: 'mine' })).id, 'take-down');
    assert.deepEqual([(await own(at, id)).state, (await own(at, id)).until], ['not-published', '2030-02']);
  });

  it('is told of for a year once it has gone, and then there is nothing any more', async () => {
    const at = new Place();
    const { id } = await at.published();
    at.now = at2028(4);
    await at.backend.expire(space);
    at.now = Date.UTC(2029, 3, 30);
    await at.backend.expire(space);
    assert.equal((await own(at, id)).gone, '2028-04');
    at.now = Date.UTC(2029, 4, 2);
    await at.backend.expire(space);
    assert.equal(await at.get('sendings', id, writer), null);
    assert.deepEqual(await at.ids('sendings', writer), []);
  });

  it('says to whoever answered it that the story has gone', async () => {
    const at = new Place();
    const { id, story } = await at.published(openDraft);
    const reply = await at.replied(story);
    assert.equal(reply.until, '2028-03');
    await at.withdraw(id);
    const left = (await at.get('sendings', reply.id, replier))!;
    assert.deepEqual([left.state, left.because, left.gone], ['expired', 'story-gone', '2026-03']);
  });

  it('goes with its month where it was kept before anything was promised', async () => {
    const at = new Place();
    at.seed('sendings', { ...draft, id: 'old', state: 'published', story: 'shown', sent: '2026-03-01T00:00:00Z' } as never, writer.owner!);
    at.seed('stories', { id: 'shown', month: '2026-03', text: 't', topics: [], notes: [], language: 'en', answers: false });
    at.now = at2028(3);
    await at.backend.expire(space);
    assert.equal((await own(at, 'old')).state, 'published');
    at.now = at2028(4, 2);
    await at.backend.expire(space);
    assert.equal((await own(at, 'old')).state, 'expired');
  });
});
