import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerKinds } from '../../src/domain/answer.ts';
import { memoryStore, type Store } from '../../src/backend/index.ts';
import { findScores } from '../../src/testing/index.ts';
import { code, day, draft, groupDraft, member, moderator, openDraft, Place, refusal, replier, space, visitor, writer } from './support/backend.ts';

const answer = (at: Place, story: string, kind: (typeof answerKinds)[number] = 'thank-you', who = visitor, intent?: string) =>
  at.create('answers', { story, kind }, who, intent ? { intent } : {});
const heard = async (at: Place, sending: string) => (await at.list('answers', writer, { where: { sending } })).items;
const everything = (at: Place) => JSON.stringify((['stories', 'sendings', 'answers', 'replies', 'agreements', 'messages', 'claims', 'decisions'] as const).map((name) => at.store.rows(space, name)));

describe('what readers say to a story', () => {
  it('reaches its writer once of each kind, with a month and without a number', async () => {
    const at = new Place();
    const { id, story } = await at.published(openDraft);
    for (const kind of ['thank-you', 'been-there', 'thank-you', 'thank-you'] as const) await answer(at, story, kind);
    at.now += 40 * day;
    await answer(at, story, 'thank-you');
    const said = await heard(at, id);
    assert.deepEqual(said.map(({ kind, month, sending }) => [kind, month, sending]).sort(), [['been-there', '2026-03', id], ['thank-you', '2026-03', id]]);
    for (const one of said) assert.deepEqual(Object.keys(one).sort(), ['id', 'kind', 'month', 'sending']);
    assert.deepEqual(findScores({ items: said }), []);
  });

  it('is answered to everybody alike, so that nobody learns whether somebody was first', async () => {
    const at = new Place();
    const { story } = await at.published(openDraft);
    const [one, two] = [await answer(at, story), await answer(at, story)];
    for (const sent of [one, two]) {
      assert.deepEqual(Object.keys(sent).sort(), ['id', 'kind', 'story']);
      assert.deepEqual([sent.story, sent.kind], [story, 'thank-you']);
      assert.ok(!at.store.rows(space, 'answers').some(({ id }) => id === sent.id), 'its id is nobody else’s');
    }
    assert.notEqual(one.id, two.id);
  });

  it('happens once for one act, and what is kept of it for a day says nothing afterwards', async () => {
    const at = new Place();
    const { story } = await at.published(openDraft);
    const first = await answer(at, story, 'holding-hope', visitor, 'act');
    assert.deepEqual(await answer(at, story, 'holding-hope', visitor, 'act'), first);
    assert.equal(await refusal(() => answer(at, story, 'thank-you', visitor, 'act')), 'conflict');
    at.now += day;
    at.store.sweep(at.now);
    assert.equal(await at.store.write(space, (tx) => tx.marker('act')), undefined);
  });

  it('is heard by nobody else who holds a receipt', async () => {
    const at = new Place();
    const { id, story } = await at.published(openDraft);
    await answer(at, story);
    assert.deepEqual((await at.list('answers', replier)).items, []);
    assert.deepEqual((await at.list('answers', replier, { where: { sending: id } })).items, []);
  });

  it('is asked for by nobody who could not hear it', async () => {
    const at = new Place();
    const { receipt: _, ...without } = { ...openDraft, advice: true };
    const sent = await at.send(without);
    assert.deepEqual([sent.answers, sent.advice], [false, undefined]);
    await at.claim(sent.id);
    await at.decide(sent.id);
    const [story] = await at.ids('stories', visitor);
    await assert.rejects(answer(at, story!), code('conflict', /takes no answers/));
    assert.equal(await refusal(() => at.reply(story!)), 'conflict');
  });

  it('is taken only by a story that takes answers and that its sender may read', async () => {
    const at = new Place();
    const silent = await at.published();
    await assert.rejects(answer(at, silent.story), code('conflict', /takes no answers/));
    assert.equal(await refusal(() => answer(at, 'no-such-story')), 'not-found');
    const { id } = await at.send({ ...groupDraft, answers: true }, member);
    await at.claim(id);
    await at.decide(id);
    const { story } = (await at.get('sendings', id, writer))!;
    for (const who of [visitor, { role: 'local' } as const, { ...member, groups: ['york'] }]) assert.equal(await refusal(() => answer(at, story!, 'thank-you', who)), 'not-found', who.role);
    await answer(at, story!, 'thank-you', member);
    assert.equal((await heard(at, id)).length, 1);
  });

  it('is sent without a token where everyone may read the story', async () => {
    const at = new Place();
    const { story } = await at.published(openDraft);
    assert.equal(await refusal(() => answer(at, story, 'thank-you', member)), 'forbidden');
    assert.deepEqual(at.store.rows(space, 'answers'), []);
  });

  it('stays when the words are changed, and goes with the story', async () => {
    const at = new Place();
    const { id, story } = await at.published(openDraft);
    await answer(at, story, 'thank-you', visitor, 'act');
    await at.edit(id, { text: 'Put differently.' });
    await at.claim(id);
    await at.decide(id);
    const again = (await at.get('sendings', id, writer))!.story!;
    await answer(at, again, 'thinking-of-you');
    assert.equal((await heard(at, id)).length, 2);
    await at.withdraw(id);
    assert.deepEqual(at.store.rows(space, 'answers'), []);
    const marker = await at.store.write(space, (tx) => tx.marker('act'));
    assert.deepEqual([marker?.body, marker?.answer, marker?.gone], ['', undefined, true]);
  });

  it('is kept for a story that came from nowhere, and heard by nobody', async () => {
    const at = new Place();
    at.seed('stories', { id: 'seeded', month: '2026-02', text: 'Words', topics: [], notes: [], language: 'en', answers: true });
    assert.equal((await answer(at, 'seeded')).story, 'seeded');
    await answer(at, 'seeded');
    assert.equal(at.store.rows(space, 'answers').length, 1);
  });
});

describe('a choice of the writer', () => {
  it('holds at once, and nobody has to read it', async () => {
    const at = new Place();
    const { id, story } = await at.published({ ...openDraft, line: 'Others lie awake too.', advice: true });
    const changed = await at.edit(id, { answers: false, advice: null, line: null });
    assert.deepEqual([changed.state, changed.story, changed.answers, changed.advice, changed.line], ['published', story, false, undefined, undefined]);
    const shown = (await at.get('stories', story, visitor))!;
    assert.deepEqual([shown.answers, shown.advice, shown.line, shown.text], [false, undefined, undefined, draft.text]);
    assert.equal(await refusal(() => answer(at, story)), 'conflict');
  });

  it('never brings to readers what nobody has read', async () => {
    const at = new Place();
    const { id, story } = await at.published({ ...openDraft, line: 'Read by somebody.' });
    await at.edit(id, { line: 'Read by nobody.', text: 'Not read either.', meanwhile: 'stays' });
    await at.edit(id, { answers: false });
    const shown = (await at.get('stories', story, visitor))!;
    assert.deepEqual([shown.text, shown.line, shown.answers], [draft.text, undefined, false]);
  });

  it('about what a story may be used for is taken back by itself', async () => {
    const at = new Place();
    const publish = { purpose: 'publish', version: '1' } as const;
    const { id, story } = await at.published({ ...openDraft, consents: [publish, { purpose: 'quote', version: '1' }] });
    const changed = await at.edit(id, { consents: [publish] });
    assert.deepEqual([changed.state, changed.consents], ['published', [publish]]);
    assert.equal((await at.get('stories', story, visitor))!.id, story);
  });

  it('waits for nobody while somebody reads, who then has to look again', async () => {
    const at = new Place();
    const { id } = await at.send(openDraft);
    await at.claim(id);
    const { rev } = (await at.get('sendings', id, moderator))!;
    assert.equal((await at.edit(id, { answers: false })).state, 'claimed');
    assert.equal(await refusal(() => at.create('decisions', { sending: id, rev, decision: 'publish' }, moderator)), 'conflict');
    await at.decide(id);
    assert.equal((await at.list('stories', visitor)).items[0]!.answers, false);
  });

  it('is not possible about words that are gone', async () => {
    const at = new Place();
    const { id } = await at.published(openDraft);
    at.now += 26 * 31 * day;
    await at.backend.expire(space);
    assert.equal((await at.get('sendings', id, writer))!.state, 'expired');
    assert.equal(await refusal(() => at.edit(id, { answers: false })), 'conflict');
  });
});

describe('a change of a published story', () => {
  it('leaves readers the version before, if its writer wants so, until somebody has read it', async () => {
    const at = new Place();
    const { id, story } = await at.published();
    const changed = await at.edit(id, { text: 'Put differently.', meanwhile: 'stays' });
    assert.deepEqual([changed.state, changed.story, 'meanwhile' in changed], ['sent', story, false]);
    assert.equal((await at.get('stories', story, visitor))!.text, draft.text);
    await at.claim(id);
    assert.equal((await at.get('stories', story, visitor))!.text, draft.text);
    await at.decide(id);
    const { items } = await at.list('stories', visitor);
    assert.deepEqual(items.map(({ text }) => text), ['Put differently.'], 'one in the place of the other');
    assert.notEqual(items[0]!.id, story);
  });

  const ends: [what: string, act: (at: Place, id: string) => Promise<unknown>, stays: boolean][] = [
    ['is withdrawn', (at, id) => at.withdraw(id), false],
    ['is changed again, and the writer wants nothing to stay', (at, id) => at.edit(id, { text: 'Once more.' }), false],
    ['may not be published any more', (at, id) => at.edit(id, { consents: [], meanwhile: 'stays' }), false],
    ['is not published', async (at, id) => (await at.claim(id), at.decide(id, 'not-publish')), false],
    ['is given back for changes', async (at, id) => (await at.claim(id), at.decide(id, 'ask-changes')), true],
    ['is changed again', (at, id) => at.edit(id, { text: 'Once more.', meanwhile: 'stays' }), true],
  ];
  for (const [what, act, stays] of ends) {
    it(`${stays ? 'leaves' : 'takes'} the version before ${stays ? 'with' : 'from'} readers when it ${what}`, async () => {
      const at = new Place();
      const { id, story } = await at.published();
      await at.edit(id, { text: 'Put differently.', meanwhile: 'stays' });
      await act(at, id);
      assert.deepEqual(await at.ids('stories', visitor), stays ? [story] : []);
    });
  }

  it('outlives a version that is over, and is still read', async () => {
    const at = new Place();
    const { id } = await at.published();
    await at.edit(id, { text: 'Put differently.', meanwhile: 'stays' });
    at.now += 26 * 31 * day;
    await at.backend.expire(space);
    assert.deepEqual(await at.ids('stories', visitor), []);
    const own = (await at.get('sendings', id, writer))!;
    assert.deepEqual([own.state, own.text, own.story], ['sent', 'Put differently.', undefined]);
  });
});

describe('a written reply', () => {
  it('is read by the staff first, and then by whoever wrote the story, who learns nothing of its sender', async () => {
    const at = new Place();
    const { id, story } = await at.published(openDraft);
    const sent = await at.reply(story);
    assert.deepEqual([sent.state, sent.audience, sent.replyTo, 'to' in sent], ['sent', 'writer', story, false]);
    assert.deepEqual((await at.list('replies', writer)).items, []);
    assert.equal((await at.get('sendings', sent.id, moderator))!.to, id);
    await at.claim(sent.id);
    await at.decide(sent.id);
    const { items } = await at.list('replies', writer, { where: { sending: id } });
    const { story: shelf, state } = (await at.get('sendings', sent.id, replier))!;
    assert.equal(state, 'published');
    assert.deepEqual(items, [{ id: shelf, sending: id, text: sent.text, language: 'en', month: '2026-03', offered: false }]);
    assert.ok(!JSON.stringify(items).includes(sent.id));
    for (const who of [visitor, replier, member]) assert.deepEqual((await at.list('replies', who)).items, [], who.role);
    assert.deepEqual(await at.ids('stories', visitor), [story], 'it is no story');
  });

  it('is shown to readers only while both agree', async () => {
    const at = new Place();
    const { id, story } = await at.published(openDraft);
    const publish = [{ purpose: 'publish', version: '1' } as const];
    const sent = await at.replied(story, { consents: publish });
    const [reply] = (await at.list('replies', writer)).items;
    const shown = async () => (await at.list('replies', visitor, { where: { story } })).items;
    assert.deepEqual([reply!.offered, await shown()], [true, []]);
    const agreement = await at.create('agreements', { reply: reply!.id }, writer);
    assert.deepEqual(await shown(), [{ id: reply!.id, story, text: sent.text, language: 'en', month: '2026-03' }]);
    assert.equal(await refusal(() => at.create('agreements', { reply: reply!.id }, writer)), 'conflict');
    // The one takes it back, and then the other.
    await at.backend.remove('agreements', agreement.id, at.call(writer));
    assert.deepEqual(await shown(), []);
    await at.create('agreements', { reply: reply!.id }, writer);
    const { rev } = (await at.get('sendings', sent.id, replier))!;
    await at.backend.update('sendings', sent.id, { consents: [] }, { ...at.call(replier), rev });
    assert.deepEqual(await shown(), []);
    assert.equal((await at.list('replies', writer)).items.length, 1, 'the writer keeps it');
    assert.equal((await at.list('agreements', writer, { where: { reply: reply!.id } })).items.length, 1);
    assert.equal((await at.list('replies', writer, { where: { sending: id } })).items[0]!.story, undefined);
  });

  it('is shown by nobody but whom it was written to', async () => {
    const at = new Place();
    const { story } = await at.published(openDraft);
    await at.replied(story, { consents: [{ purpose: 'publish', version: '1' }] });
    const [reply] = (await at.list('replies', writer)).items;
    assert.equal(await refusal(() => at.create('agreements', { reply: reply!.id }, replier)), 'not-found');
    assert.equal(await refusal(() => at.create('agreements', { reply: 'no-such-reply' }, writer)), 'not-found');
  });

  it('stands beside the story wherever that is, and nowhere else', async () => {
    const at = new Place();
    const { id, story } = await at.published(openDraft);
    await at.replied(story, { consents: [{ purpose: 'publish', version: '1' }] });
    const [reply] = (await at.list('replies', writer)).items;
    await at.create('agreements', { reply: reply!.id }, writer);
    const beside = async () => (await at.list('replies', visitor)).items.map((shown) => shown.story);
    await at.edit(id, { text: 'Put differently.' });
    assert.deepEqual(await beside(), [], 'while the story is not shown');
    await at.claim(id);
    await at.decide(id);
    assert.deepEqual(await beside(), [(await at.get('sendings', id, writer))!.story]);
  });

  it('goes when its sender withdraws it, and nothing of it stays', async () => {
    const at = new Place();
    const { story } = await at.published(openDraft);
    const sent = await at.replied(story, { consents: [{ purpose: 'publish', version: '1' }] });
    const [reply] = (await at.list('replies', writer)).items;
    await at.create('agreements', { reply: reply!.id }, writer);
    await at.backend.remove('sendings', sent.id, at.call(replier));
    assert.ok(!everything(at).includes(sent.text));
    for (const name of ['replies', 'agreements'] as const) assert.deepEqual(at.store.rows(space, name), [], name);
    assert.equal(await at.get('sendings', sent.id, replier), null);
  });

  for (const moment of ['sent', 'claimed', 'published'] as const) {
    it(`that is ${moment} loses its words when the story is withdrawn, and its sender is told`, async () => {
      const at = new Place();
      const { id, story } = await at.published(openDraft);
      const sent = moment === 'published' ? await at.replied(story) : await at.reply(story);
      if (moment === 'claimed') await at.claim(sent.id);
      await at.withdraw(id);
      const left = (await at.get('sendings', sent.id, replier))!;
      assert.deepEqual([left.state, left.text, left.story], ['expired', '', undefined]);
      assert.ok(!everything(at).includes(sent.text));
      assert.deepEqual([at.store.rows(space, 'replies'), at.store.rows(space, 'claims')], [[], []]);
      await at.backend.remove('sendings', sent.id, at.call(replier));
    });
  }

  it('is not taken where the story takes no answers, where there are no replies, or with a name', async () => {
    const at = new Place();
    const silent = await at.published();
    await assert.rejects(at.reply(silent.story), code('conflict', /takes no answers/));
    const { story } = await at.published(openDraft);
    assert.equal(await refusal(() => at.reply(story, {}, member)), 'forbidden');
    assert.equal(await refusal(() => at.reply('no-such-story')), 'not-found');
    for (const settings of [{ replies: false }, { ages: { from: 16 } }]) {
      const before = at.settings!;
      at.settings = { ...before, ...settings };
      assert.equal(await refusal(() => at.reply(story)), 'forbidden', JSON.stringify(settings));
      at.settings = before;
    }
    at.settings = { ...at.settings!, moderators: [] };
    assert.equal(await refusal(() => at.reply(story)), 'unavailable');
  });

  it('names its story, and no other sending does', async () => {
    const at = new Place();
    const { story } = await at.published(openDraft);
    for (const wrong of [{ ...draft, replyTo: story }, { ...draft, audience: 'writer' as const }, { ...draft, audience: 'writer' as const, replyTo: story, group: 'leeds' }]) {
      assert.equal(await refusal(() => at.send(wrong)), 'invalid');
    }
  });

  it('does not reach a writer who wants no answers any more', async () => {
    const at = new Place();
    const { id, story } = await at.published(openDraft);
    const sent = await at.reply(story);
    await at.edit(id, { answers: false });
    await at.claim(sent.id);
    await assert.rejects(at.decide(sent.id), code('conflict', /no replies any more/));
    await at.decide(sent.id, 'not-publish');
    assert.deepEqual(at.store.rows(space, 'replies'), []);
  });

  it('to a story of a group is written by its members, and read by its facilitator', async () => {
    const at = new Place();
    const { id } = await at.send({ ...groupDraft, answers: true }, member);
    await at.claim(id);
    await at.decide(id);
    const { story } = (await at.get('sendings', id, writer))!;
    assert.equal(await refusal(() => at.reply(story!)), 'not-found');
    const sent = await at.reply(story!, {}, member);
    const { reader } = at.store.rows(space, 'sendings').find((row) => row.id === sent.id)!;
    assert.deepEqual([reader, sent.group], ['staff:leeds', 'leeds']);
  });

  it('is kept no longer than a story would be', async () => {
    const at = new Place();
    const { id, story } = await at.published(openDraft);
    const sent = await at.replied(story);
    at.now += 20 * 31 * day;
    await at.edit(id, { text: 'Put differently.' });
    await at.claim(id);
    await at.decide(id);
    at.now += 6 * 31 * day;
    await at.backend.expire(space);
    assert.equal((await at.get('sendings', id, writer))!.state, 'published');
    assert.deepEqual(at.store.rows(space, 'replies'), []);
    assert.equal((await at.get('sendings', sent.id, replier))!.state, 'expired');
  });
});

describe('what was taken back and came with a backup', () => {
  const names = ['stories', 'sendings', 'answers', 'replies', 'agreements', 'reports', 'messages', 'claims', 'decisions'] as const;
  const restored = (of: Place): Place => {
    const back = new Place();
    back.now = of.now;
    for (const name of names) for (const row of of.store.rows(space, name)) back.store.seed(space, name, row);
    return back;
  };
  const shown = async (): Promise<{ at: Place; id: string; story: string; reply: string; sent: string; agreement: string }> => {
    const at = new Place();
    const { id, story } = await at.published(openDraft);
    await answer(at, story);
    const { id: sent } = await at.replied(story, { consents: [{ purpose: 'publish', version: '1' }] });
    const [reply] = (await at.list('replies', writer)).items;
    const { id: agreement } = await at.create('agreements', { reply: reply!.id }, writer);
    await at.create('messages', { sending: id, text: 'Thank you.' }, moderator);
    return { at, id, story, reply: reply!.id, sent, agreement };
  };

  it('a reply is not shown without the agreement of whom it was for', async () => {
    const { at, agreement, reply } = await shown();
    const back = restored(at);
    assert.deepEqual(await back.ids('replies', visitor), [reply]);
    await back.backend.erase(space, 'agreements', agreement);
    assert.deepEqual([await back.ids('replies', visitor), await back.ids('replies', writer)], [[], [reply]]);
  });

  it('a reply that was changed since is read again first', async () => {
    const { at, reply, sent } = await shown();
    const back = restored(at);
    await back.backend.erase(space, 'replies', reply);
    assert.deepEqual(await back.ids('replies', writer), []);
    const sending = (await back.get('sendings', sent, moderator))!;
    assert.deepEqual([sending.state, sending.flags, sending.story, sending.consents], ['sent', ['restored'], undefined, []]);
    await back.claim(sent);
    assert.equal(await refusal(() => back.decide(sent)), 'conflict', 'not before whoever wrote it has seen it');
    const { rev } = (await back.get('sendings', sent, replier))!;
    await back.backend.update('sendings', sent, { consents: [{ purpose: 'publish', version: '2' }] }, { ...back.call(replier), rev });
    await back.claim(sent);
    await back.decide(sent);
    assert.equal((await back.ids('replies', writer)).length, 1);
  });

  it('a choice that was changed since holds, because the story is out of sight until its writer agrees again', async () => {
    const changed: [string, number][] = [];
    const inner = memoryStore();
    const store: Store = {
      read: (name, body) => inner.read(name, body),
      write: (name, body) => inner.write(name, (tx) => body({ ...tx, changed: async (_, id, edition) => void changed.push([id, edition]) })),
    };
    const at = new Place({ store });
    const { id } = await at.published(openDraft);
    await at.edit(id, { answers: false });
    assert.deepEqual(changed, [[id, 1]]);
    const back = new Place();
    const old = await back.published(openDraft);
    assert.equal(await back.backend.distrust(space, 'sendings', old.id, 1), true);
    assert.deepEqual(await back.ids('stories', visitor), []);
    const { consents, answers, text } = openDraft;
    assert.equal((await back.edit(old.id, { consents, answers, text })).state, 'sent');
    await back.claim(old.id);
    await back.decide(old.id);
    assert.equal((await back.ids('stories', visitor)).length, 1);
  });

  it('a reply that was withdrawn goes with everything of it', async () => {
    const { at, sent } = await shown();
    const back = restored(at);
    await back.backend.erase(space, 'sendings', sent);
    for (const name of ['replies', 'agreements'] as const) assert.deepEqual(back.store.rows(space, name), [], name);
  });

  it('a story that was withdrawn goes with all that was around it', async () => {
    const { at, id, sent } = await shown();
    const back = restored(at);
    await back.backend.erase(space, 'sendings', id);
    for (const name of ['stories', 'answers', 'replies', 'agreements', 'messages'] as const) assert.deepEqual(back.store.rows(space, name), [], name);
    assert.deepEqual([(await back.get('sendings', sent, replier))!.state, (await back.get('sendings', sent, replier))!.text], ['expired', '']);
  });
});

describe('a receipt', () => {
  it('lists what it opens, and a wrong one nothing', async () => {
    const at = new Place();
    const { id } = await at.published();
    await at.send({ ...draft, receipt: replier.owner! });
    const { items } = await at.list('sendings', writer);
    assert.deepEqual(items.map((item) => [item.id, 'sent' in item, 'flags' in item]), [[id, false, false]]);
    assert.deepEqual((await at.list('sendings', { role: 'writer', owner: 'no-such' })).items, []);
    assert.deepEqual((await at.list('sendings', { role: 'writer' })).items, []);
  });
});

describe('a batch', () => {
  it('shows what was decided before it, together, and each of it with the month in which it is shown', async () => {
    const at = new Place();
    at.settings = { ...at.settings!, batchHours: 24 };
    const ids: string[] = [];
    for (const text of ['One', 'Two', 'Three']) {
      const { id } = await at.send({ ...draft, text });
      await at.claim(id);
      await at.decide(id, 'publish-with-note', moderator, { notes: ['Death'] });
      ids.push(id);
      at.now += 60_000;
    }
    await at.backend.expire(space);
    assert.deepEqual(await at.ids('stories', visitor), []);
    const own = (await at.get('sendings', ids[0]!, writer))!;
    assert.deepEqual([own.state, own.story, own.appears], ['published-with-note', undefined, '2026-04-01T00:00:00.000Z']);
    at.now = Date.parse('2026-04-01T00:00:00Z');
    await at.backend.expire(space);
    const { items } = await at.list('stories', visitor);
    assert.deepEqual(items.map(({ text }) => text).sort(), ['One', 'Three', 'Two']);
    assert.deepEqual(new Set(items.map(({ month, notes }) => JSON.stringify([month, notes]))), new Set(['["2026-04",["Death"]]']));
    assert.deepEqual([(await at.get('sendings', ids[0]!, writer))!.appears, at.store.rows(space, 'stories').length], [undefined, 3]);
  });

  for (const [what, act] of [['withdrawn', (at, id) => at.withdraw(id)], ['changed', (at, id) => at.edit(id, { text: 'Other' })], ['changed behind', (at, id) => at.edit(id, { text: 'Other', meanwhile: 'stays' })]] as [string, (at: Place, id: string) => Promise<unknown>][]) {
    it(`does not show what was ${what} before it came`, async () => {
      const at = new Place();
      at.settings = { ...at.settings!, batchHours: 1 };
      const { id } = await at.published();
      await act(at, id);
      at.now += day;
      await at.backend.expire(space);
      assert.deepEqual(await at.ids('stories', visitor), []);
    });
  }

  for (const [what, act, shown] of [
    ['shows nothing that its writer takes back in this very moment', (at, id) => at.edit(id, { text: 'Other', consents: [] }), 0],
    ['shows once what two instances are about to show', (at) => at.backend.expire(space), 1],
  ] as [string, (at: Place, id: string) => Promise<unknown>, number][]) {
    it(what, async () => {
      const at = new Place();
      at.settings = { ...at.settings!, batchHours: 1 };
      const { id } = await at.published();
      at.now += day;
      const { read } = at.store;
      let first: string[] | undefined;
      at.store.read = async (name, body) => {
        const found = await read.call(at.store, name, body);
        if (!first && JSON.stringify(found).includes('"appears"')) {
          first = [];
          await act(at, id);
          first = await at.ids('stories', visitor);
        }
        return found as never;
      };
      await at.backend.expire(space);
      assert.equal(first?.length, shown);
      assert.deepEqual(await at.ids('stories', visitor), first);
    });
  }
});
