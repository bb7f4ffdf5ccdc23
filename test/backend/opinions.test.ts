import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Who } from '../../src/backend/index.ts';
import { code, draft, facilitator, groupDraft, hour, member, moderator, otherModerator, Place, refusal, space, writer } from './support/backend.ts';

const inDistress = { ...draft, text: 'I want to kill myself tonight.' };
const open = (at: Place, who: Who = otherModerator) => at.ids('opinions', who, { where: { open: 'yes' } });

/** A story that `mo` reads and asks about. */
async function asked(at: Place, sent = draft) {
  const { id } = await at.send(sent);
  await at.claim(id);
  const question = await at.create('opinions', { sending: id, words: 'Is that somebody’s street?' }, moderator);
  return { id, question };
}

describe('a second opinion', () => {
  it('is asked by whoever reads, given by somebody else, and leaves the claim where it is', async () => {
    const at = new Place();
    const { id, question } = await asked(at);
    assert.deepEqual([question.by, question.open, question.asked], ['mo', true, undefined]);
    const answer = await at.create('opinions', { asked: question.id, advises: 'ask-changes', words: 'I think so.' }, otherModerator);
    assert.deepEqual([answer.by, answer.sending, answer.asked, answer.advises, answer.open], ['alex', id, question.id, 'ask-changes', undefined]);
    assert.equal((await at.list('claims', moderator)).items[0]!.by, 'mo');
    await at.decide(id, 'publish');
    assert.equal((await at.get('sendings', id, writer))!.state, 'published', 'it binds nobody');
  });

  it('is not asked about what somebody else reads, or nobody, and not twice', async () => {
    const at = new Place();
    const { id } = await asked(at);
    assert.equal(await refusal(() => at.create('opinions', { sending: id }, otherModerator)), 'conflict');
    await assert.rejects(at.create('opinions', { sending: id }, moderator), code('conflict', /asked already/));
    const { id: free } = await at.send();
    assert.equal(await refusal(() => at.create('opinions', { sending: free }, moderator)), 'conflict');
  });

  it('is given once, and not by whoever asked', async () => {
    const at = new Place();
    const { question } = await asked(at);
    const give = (who: Who) => at.create('opinions', { asked: question.id, advises: 'publish' }, who);
    await assert.rejects(give(moderator), code('conflict', /somebody else answers/));
    const answer = await give(otherModerator);
    await assert.rejects(give(otherModerator), code('conflict', /no question any more/));
    assert.equal(await refusal(() => at.create('opinions', { asked: answer.id, advises: 'publish' }, moderator)), 'conflict', 'an answer is no question');
  });

  it('may be words alone', async () => {
    const at = new Place();
    const { question } = await asked(at);
    const answer = await at.create('opinions', { asked: question.id, words: 'I cannot tell either.' }, otherModerator);
    assert.deepEqual([answer.words, answer.advises], ['I cannot tell either.', undefined]);
  });

  it('says either what it asks about, or what it answers and advises', async () => {
    const at = new Place();
    const { id, question } = await asked(at);
    for (const wrong of [{}, { sending: id, asked: question.id, advises: 'publish' }, { asked: question.id }, { sending: id, advises: 'publish' }, { asked: question.id, advises: 'perhaps' }]) {
      assert.equal(await refusal(() => at.create('opinions', wrong as never, otherModerator)), 'invalid');
    }
  });

  it('waits no longer once the story was decided about, given back, taken over, or its time is over', async () => {
    const ends: ((at: Place, id: string) => Promise<unknown>)[] = [
      (at, id) => at.decide(id),
      async (at) => at.backend.remove('claims', (await at.ids('claims', moderator))[0]!, at.call(moderator)),
      (at, id) => at.create('claims', { sending: id, takeOver: true }, otherModerator),
      async (at) => ((at.now += 25 * hour), at.backend.expire(space)),
    ];
    for (const end of ends) {
      const at = new Place();
      const { id, question } = await asked(at, inDistress);
      assert.deepEqual(await open(at), [question.id]);
      await end(at, id);
      assert.deepEqual(await open(at), []);
    }
  });

  it('goes with the words that it is about', async () => {
    for (const end of [(at: Place, id: string) => at.edit(id, { text: 'Other words.' }), (at: Place, id: string) => at.withdraw(id)]) {
      const at = new Place();
      const { id, question } = await asked(at);
      await at.create('opinions', { asked: question.id, advises: 'publish', words: 'It is fine.' }, otherModerator);
      await end(at, id);
      assert.deepEqual(at.store.rows(space, 'opinions'), []);
    }
  });

  it('about what was sent to a group is for its facilitators and the moderators', async () => {
    const at = new Place();
    const { id } = await at.send(groupDraft, member);
    await at.claim(id, facilitator);
    const question = await at.create('opinions', { sending: id }, facilitator);
    const york: Who = { role: 'facilitator', owner: 'yo', groups: ['york'] };
    assert.deepEqual([await open(at, moderator), await open(at, york)], [[question.id], []]);
    assert.equal(await refusal(() => at.create('opinions', { asked: question.id, advises: 'publish' }, york)), 'not-found');
    await at.create('opinions', { asked: question.id, advises: 'publish' }, moderator);
  });

  it('stands in the log, asked and given, without its words', async () => {
    const at = new Place();
    const { question } = await asked(at);
    await at.create('opinions', { asked: question.id, advises: 'publish', words: 'It is fine.' }, otherModerator);
    const log = at.store.rows(space, 'log').map(({ record }) => [record.act, record.by, record.what].filter(Boolean).join(' '));
    assert.deepEqual(log, ['claim mo', 'ask mo', 'advise alex publish']);
    assert.doesNotMatch(JSON.stringify(at.store.rows(space, 'log')), /street|fine/);
  });
});
