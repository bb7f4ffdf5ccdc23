import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Who } from '../../src/backend/index.ts';
import type { LogEntry } from '../../src/domain/log.ts';
import { facilitator, groupDraft, hour, member, moderator, openDraft, otherModerator, Place, refusal, replier, reporter, space, visitor, writer } from './support/backend.ts';

const admin: Who = { role: 'admin', owner: 'ada' };
const agreed = { consents: [{ purpose: 'publish' as const, version: '1' }] };
const unkind = 'Pull yourself together.';

/** A story with a reply that its writer has got; `beside`: and wants shown. */
async function answered(beside = false) {
  const at = new Place();
  const { id, story } = await at.published(openDraft);
  const sent = await at.replied(story, { ...agreed, text: unkind });
  const reply = (await at.ids('replies', writer))[0]!;
  if (beside) await at.create('agreements', { reply }, writer);
  return { at, id, story, sent: sent.id, reply };
}

const state = async (at: Place, sending: string, who: Who) => (await at.get('sendings', sending, who))!.state;
const log = async (at: Place) => (await at.list('log', admin)).items as unknown as LogEntry[];

describe('a written reply', () => {
  it('is reported by whom it was written to, with the receipt of their story, and nobody who wrote it learns of it', async () => {
    const { at, reply, sent } = await answered();
    const before = await at.get('sendings', sent, replier);
    const report = await at.create('reports', { reply, reason: 'hurtful', words: 'It hurt.' }, writer);
    assert.deepEqual(report, { id: report.id, reply, reason: 'hurtful', words: 'It hurt.', state: 'waiting' });
    assert.deepEqual((await at.list('reports', writer)).items, [report]);
    assert.deepEqual(await at.get('sendings', sent, replier), before);
    assert.deepEqual((await at.list('reports', replier)).items, []);
    assert.equal((await at.get('reports', report.id, moderator))!.sending, sent);
  });

  it('goes through the same claim and ruling, and is gone for everybody once it is taken down', async () => {
    const { at, reply, sent } = await answered(true);
    assert.deepEqual(await at.ids('replies', visitor), [reply]);
    const report = await at.create('reports', { reply, reason: 'hurtful' }, writer);
    await at.rule(report.id, 'take-down', { toReporter: 'You do not have to read that.' });
    assert.deepEqual([await at.ids('replies', visitor), await at.ids('replies', writer)], [[], []]);
    assert.equal(await state(at, sent, replier), 'not-published');
    const [read] = (await at.list('reports', writer)).items;
    assert.deepEqual([read!.state, read!.message], ['read', 'You do not have to read that.']);
    assert.deepEqual(at.store.rows(space, 'agreements'), []);
  });

  it('that names somebody is hidden from everybody at once, and comes back to both if it is restored', async () => {
    const { at, reply, sent } = await answered(true);
    const report = await at.report(undefined as never, { story: undefined as never, reply, reason: 'about-me' });
    assert.deepEqual([await at.ids('replies', visitor), await at.ids('replies', writer)], [[], []]);
    assert.equal(await state(at, sent, replier), 'again');
    await at.edit((await at.ids('sendings', writer))[0]!, { answers: false });
    for (const consents of [[], agreed.consents]) {
      const { rev } = (await at.get('sendings', sent, replier))!;
      await at.backend.update('sendings', sent, { consents }, { ...at.call(replier), rev });
    }
    assert.deepEqual(await at.ids('replies', visitor), [], 'a choice of whoever wrote it, or of the writer of the story, does not bring it back');
    await at.rule(report.id, 'restore');
    assert.deepEqual([await at.ids('replies', visitor), await at.ids('replies', writer)], [[reply], [reply]]);
    assert.equal(await state(at, sent, replier), 'published');
    await at.report(undefined as never, { story: undefined as never, reply, reason: 'about-me' });
    assert.deepEqual(await at.ids('replies', visitor), [reply], 'once');
  });

  it('stays hidden with a backup that was made before', async () => {
    const { at, reply, sent } = await answered(true);
    assert.equal(await at.backend.distrust(space, 'replies', reply, 1), true);
    assert.deepEqual([await at.ids('replies', visitor), await at.ids('replies', writer)], [[], []]);
    assert.deepEqual((await at.get('sendings', sent, moderator))!.flags, ['hidden-since']);
  });

  it('is reported like one that is there when it is gone, or is not for whoever reports it', async () => {
    const { at, reply } = await answered();
    for (const [who, id] of [[writer, 'never-there'], [visitor, reply], [replier, reply], [visitor, 'never-there']] as const) {
      const made = await at.create('reports', { reply: id, reason: 'about-me', ...(who.role === 'visitor' && { receipt: reporter.owner! }) }, who);
      assert.deepEqual(made, { id: made.id, reply: id, reason: 'about-me', state: 'waiting' });
      assert.equal((await at.get('reports', made.id, moderator))!.sending, undefined);
    }
    assert.deepEqual(await at.ids('replies', writer), [reply], 'nothing was hidden by a stranger');
  });

  it('counts with stories for how much reports can hide', async () => {
    const at = new Place();
    for (let n = 0; n < 5; n++) await at.report((await at.published()).story, { reason: 'about-me' });
    const { story } = await at.published(openDraft);
    await at.replied(story, agreed);
    const [reply] = await at.ids('replies', writer);
    await at.create('reports', { reply: reply!, reason: 'about-me' }, writer);
    assert.deepEqual(await at.ids('replies', writer), [reply]);
  });

  it('of a group is for its facilitator', async () => {
    const at = new Place();
    const { story } = await at.published({ ...groupDraft, answers: true }, member);
    const sent = await at.reply(story, agreed, member);
    await at.claim(sent.id, facilitator);
    await at.decide(sent.id, 'publish', facilitator);
    const [reply] = await at.ids('replies', writer);
    const { id } = await at.create('reports', { reply: reply!, reason: 'hurtful' }, writer);
    assert.deepEqual(await at.ids('reports', facilitator), [id]);
    assert.deepEqual(await at.ids('reports', { ...facilitator, groups: ['york'] }), []);
  });
});

/** A writer to whom somebody of the staff wrote. */
async function toldOff(how: 'write' | 'decide' | 'later' = 'write') {
  const at = new Place();
  const { id } = await at.send(openDraft);
  if (how === 'write') await at.create('messages', { sending: id, text: unkind }, moderator);
  else {
    await at.claim(id);
    const { rev } = (await at.get('sendings', id, moderator))!;
    await at.create('decisions', { sending: id, rev, decision: 'not-publish', message: unkind, ...(how === 'later' && { grace: true }) }, moderator);
    at.now += hour;
  }
  const [message] = (await at.list('messages', writer)).items;
  return { at, id, said: message!.id };
}

describe('what the staff wrote', () => {
  for (const how of ['write', 'decide', 'later'] as const) {
    it(`to a writer (${how}) is reported by them, and goes to somebody else than who wrote it`, async () => {
      const { at, said } = await toldOff(how);
      const report = await at.create('reports', { said, reason: 'hurtful', words: 'She made fun of me.' }, writer);
      assert.equal('by' in report, false);
      const seen = (await at.get('reports', report.id, moderator))!;
      assert.deepEqual([seen.by, seen.words], ['mo', undefined], 'whoever wrote it does not read what was said of them');
      assert.equal((await at.list('reports', moderator)).items[0]!.words, undefined);
      assert.equal(await refusal(() => at.create('claims', { report: report.id }, moderator)), 'conflict');
      assert.equal((await at.get('reports', report.id, otherModerator))!.words, 'She made fun of me.');
      await at.create('claims', { report: report.id }, otherModerator);
    });
  }

  it('is taken out wherever it stands, with other words in its place, once somebody else says so', async () => {
    const { at, id, said } = await toldOff('decide');
    const report = await at.create('reports', { said, reason: 'hurtful' }, writer);
    await at.rule(report.id, 'take-down', { message: 'We are sorry. That should not have been written.', toReporter: 'Thank you for saying so.' }, otherModerator);
    assert.deepEqual((await at.list('messages', writer)).items.map(({ text }) => text), ['We are sorry. That should not have been written.']);
    assert.equal((await at.get('sendings', id, writer))!.message, 'We are sorry. That should not have been written.');
    const kept = (['messages', 'sendings', 'decisions', 'rulings', 'reports', 'log'] as const).map((name) => JSON.stringify(at.store.rows(space, name))).join('');
    assert.ok(!kept.includes(unkind));
    assert.equal((await at.get('sendings', id, writer))!.state, 'not-published', 'nothing else is different');
  });

  it('stays where somebody else finds nothing wrong with it', async () => {
    const { at, said } = await toldOff();
    const report = await at.create('reports', { said, reason: 'other' }, writer);
    await at.create('claims', { report: report.id }, otherModerator);
    for (const ruling of ['restore', 'ask-changes'] as const) assert.equal(await refusal(() => at.create('rulings', { report: report.id, ruling, ...(ruling === 'ask-changes' && { message: 'Hm.' }) }, otherModerator)), 'conflict');
    await at.create('rulings', { report: report.id, ruling: 'no-action', toReporter: 'We read it with care.' }, otherModerator);
    assert.deepEqual(await at.ids('messages', writer), [said]);
    assert.equal((await at.list('reports', writer)).items[0]!.message, 'We read it with care.');
  });

  it('is looked at by whoever wrote it only where nobody else has for a while, and the log tells it all to an administrator', async () => {
    const { at, said } = await toldOff();
    const report = await at.create('reports', { said, reason: 'hurtful', words: 'She made fun of me.' }, writer);
    const [entry] = await log(at);
    assert.deepEqual([entry!.act, entry!.report, entry!.what, entry!.by], ['objection', report.id, 'mo', undefined]);
    at.now += 49 * hour;
    await at.create('claims', { report: report.id }, moderator);
    assert.equal((await at.get('reports', report.id, moderator))!.words, 'She made fun of me.');
  });

  it('says nothing about who hears an appeal', async () => {
    const { at, id, said } = await toldOff('decide');
    const report = await at.create('reports', { said, reason: 'hurtful' }, writer);
    await at.rule(report.id, 'take-down', { message: 'We are sorry.' }, otherModerator);
    await at.create('messages', { sending: id, text: 'I see it otherwise.' }, writer);
    assert.equal(await refusal(() => at.claim(id, moderator)), 'conflict');
    await at.claim(id, otherModerator);
  });

  it('is reported by nobody else, and nobody reports their own words', async () => {
    const { at, id, said } = await toldOff();
    assert.equal(await refusal(() => at.create('reports', { said, reason: 'hurtful' }, visitor)), 'forbidden');
    assert.equal(await refusal(() => at.create('reports', { said, reason: 'hurtful' }, otherModerator)), 'forbidden');
    const made = await at.create('reports', { said, reason: 'hurtful' }, replier);
    assert.equal((await at.get('reports', made.id, moderator))!.sending, undefined, 'what is not theirs leads nowhere');
    await at.create('messages', { sending: id, text: 'Hello?' }, writer);
    const mine = (await at.list('messages', writer)).items.find(({ from }) => from === 'writer')!;
    assert.equal(await refusal(() => at.create('reports', { said: mine.id, reason: 'other' }, writer)), 'forbidden');
    assert.equal(await refusal(() => at.create('reports', { story: 'shown', reason: 'other' }, writer)), 'forbidden');
  });

  it('is never told to its writer with the name of who wrote it', async () => {
    const { at } = await toldOff();
    const [message] = (await at.list('messages', writer)).items;
    assert.equal('by' in message!, false);
    assert.equal(((await at.list('messages', otherModerator)).items[0] as { by?: string }).by, 'mo');
  });
});

describe('a report', () => {
  it('is about one thing', async () => {
    const at = new Place();
    for (const wrong of [{}, { story: 'a', reply: 'b' }, { reply: 'a', said: 'b' }]) assert.equal(await refusal(() => at.create('reports', { ...wrong, reason: 'other' }, visitor)), 'invalid', JSON.stringify(wrong));
  });

  it('made with the receipt of a story goes with everything else that it opens', async () => {
    const { at, id, reply } = await answered();
    await at.create('messages', { sending: id, text: 'Thank you.' }, moderator);
    const [message] = await at.ids('messages', writer);
    const one = await at.create('reports', { reply, reason: 'hurtful', words: 'My own words.' }, writer);
    await at.create('reports', { said: message!, reason: 'other', words: 'My own words.' }, writer);
    await at.create('claims', { report: one.id }, otherModerator);
    const other = await at.report('shown');
    await at.withdraw(id);
    assert.deepEqual(at.store.rows(space, 'reports').map((row) => row.id), [other.id]);
    assert.deepEqual(at.store.rows(space, 'claims'), []);
  });

  it('of somebody who lost their receipt hides nothing and waits for a person', async () => {
    const at = new Place();
    const { id, story } = await at.published();
    const before = await at.get('sendings', id, writer);
    const made = await at.report(story, { reason: 'mine', words: 'It was me. Please write to nobody; take it down.' });
    assert.deepEqual(await at.ids('stories', visitor), [story]);
    assert.deepEqual(await at.get('sendings', id, writer), before);
    await at.rule(made.id, 'take-down', { toReporter: 'It is taken down.' });
    assert.deepEqual(await at.ids('stories', visitor), []);
    await at.create('messages', { sending: id, text: 'It was mine, and I wanted it there.' }, writer);
    assert.ok((await at.get('sendings', id, moderator))!.appeal, 'whoever holds the receipt can object');
  });
});
