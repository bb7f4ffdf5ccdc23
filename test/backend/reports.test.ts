import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asksToHide, hidesAtOnce, laneOf, mostHidden, mostWaiting, type ReportDraft, reportReasons } from '../../src/domain/report.ts';
import type { Who } from '../../src/backend/who.ts';
import { code, day, draft, groupDraft, hour, member, moderator, openDraft, otherModerator, Place, refusal, replier, reporter, space, visitor, writer } from './support/backend.ts';

const passage = { start: 0, end: 5 };
const aboutMe = { reason: 'about-me', passage } as const;
const seen = (at: Place) => at.ids('stories', visitor);
const asStaff = (at: Place, id: string, who = moderator) => at.get('reports', id, who);

describe('whether a report hides a story', () => {
  const now = { visible: true, hiddenBefore: false, hidden: 0 };
  const cases: [report: Pick<ReportDraft, 'said' | 'reason' | 'passage'>, over: object, hides: boolean][] = [
    [{ reason: 'about-me' }, {}, true],
    [{ reason: 'about-me', passage }, {}, true],
    [{ reason: 'identifying', passage }, {}, true],
    [{ reason: 'identifying' }, {}, false],
    [{ reason: 'method', passage }, {}, false],
    [{ reason: 'worried', passage }, {}, false],
    [{ reason: 'other', passage }, {}, false],
    [{ said: 'a message', reason: 'about-me' }, {}, false],
    [{ reason: 'mine' }, {}, false],
    [{ reason: 'hurtful', passage }, {}, false],
    [{ reason: 'about-me' }, { visible: false }, false],
    [{ reason: 'about-me' }, { hiddenBefore: true }, false],
    [{ reason: 'about-me' }, { hidden: mostHidden - 1 }, true],
    [{ reason: 'about-me' }, { hidden: mostHidden }, false],
  ];
  for (const [report, over, hides] of cases) {
    it(`${report.said ? 'a message, ' : ''}${report.reason}${report.passage ? ' with a passage' : ''}, ${JSON.stringify(over)}: ${hides ? 'yes' : 'no'}`, () => assert.equal(hidesAtOnce(report, { ...now, ...over }), hides));
  }

  it('goes with the first place in the queue, and worry about somebody with the second', () => {
    for (const reason of reportReasons) for (const report of [{ reason }, { reason, passage }]) assert.equal(laneOf(report), asksToHide(report) ? 0 : reason === 'worried' ? 1 : 2);
  });
});

describe('a report', () => {
  it('of somebody who is named takes the story from readers at once, and its writer learns only that it is read again', async () => {
    const at = new Place();
    const { id, story, message } = await at.published();
    const before = (await at.get('sendings', id, writer))!;
    const report = await at.report(story, aboutMe);
    assert.deepEqual([report.state, 'hid' in report, 'sending' in report, 'sent' in report], ['waiting', false, false, false]);
    assert.deepEqual(await seen(at), []);
    assert.equal(await at.get('stories', story, visitor), null);
    assert.equal((await at.get('stories', story, moderator))!.id, story, 'the staff reads it');
    const own = (await at.get('sendings', id, writer))!;
    assert.deepEqual({ ...own, state: '', rev: '' }, { ...before, state: '', rev: '' }, 'nothing else is different');
    assert.deepEqual([own.state, own.message], ['again', message]);
    for (const name of ['reports', 'messages'] as const) assert.deepEqual((await at.list(name, writer)).items, [], name);
  });

  for (const reason of ['worried', 'identifying', 'method', 'other'] as const) {
    it(`that says "${reason}" waits and hides nothing, and the writer sees nothing of it`, async () => {
      const at = new Place();
      const { id, story } = await at.published();
      const before = await at.get('sendings', id, writer);
      const { state } = await at.report(story, { reason, words: 'Somebody should look.' });
      assert.equal(state, 'waiting');
      assert.deepEqual(await seen(at), [story]);
      assert.deepEqual(await at.get('sendings', id, writer), before);
    });
  }

  it('that cannot wait is first in the queue, then worry about somebody', async () => {
    const at = new Place();
    const { story } = await at.published();
    const other = await at.report(story);
    const worried = await at.report(story, { reason: 'worried' });
    const named = await at.report(story, { reason: 'identifying', passage });
    const worriedToo = await at.report(story, { reason: 'worried' });
    assert.deepEqual(await at.ids('reports', moderator, { where: { state: 'waiting' } }), [named.id, worried.id, worriedToo.id, other.id]);
  });

  it('is seen by whoever made it, until it was read, with what the staff wrote to them', async () => {
    const at = new Place();
    const { story } = await at.published();
    const { id } = await at.report(story, { ...aboutMe, words: 'It is me.' });
    assert.equal(await at.get('reports', id, replier), null);
    assert.deepEqual((await at.list('reports', reporter)).items, [{ id, story, ...aboutMe, words: 'It is me.', state: 'waiting' }]);
    await at.rule(id, 'restore', { toReporter: 'We looked at it with care. Thank you.' });
    assert.deepEqual((await at.list('reports', reporter)).items, [{ id, story, ...aboutMe, words: 'It is me.', state: 'read', message: 'We looked at it with care. Thank you.' }]);
  });

  it('hides a story once: after it was given back, others wait', async () => {
    const at = new Place();
    const { id, story } = await at.published();
    const first = await at.report(story, aboutMe);
    await at.rule(first.id, 'restore');
    assert.deepEqual([await seen(at), (await at.get('sendings', id, writer))!.state], [[story], 'published']);
    const second = await at.report(story, aboutMe);
    assert.deepEqual([await seen(at), (await asStaff(at, second.id))!.hid], [[story], undefined]);
    assert.equal(await refusal(() => at.rule(second.id, 'restore')), 'conflict');
    await at.backend.remove('claims', (await at.ids('claims', moderator))[0]!, at.call(moderator));
    await at.rule(second.id, 'no-action');
  });

  it('may come while the story is hidden already, or gone, and is answered the same', async () => {
    const at = new Place();
    const { story } = await at.published();
    const first = await at.report(story, aboutMe);
    const gone = await at.published();
    await at.withdraw(gone.id);
    const beyond = { reason: 'identifying' as const, passage: { start: 0, end: 10_000 } };
    for (const over of [{ reason: 'worried' as const }, beyond]) {
      for (const [n, each] of [story, gone.story, 'never-there'].entries()) {
        const by: Who = { role: 'writer', owner: `${over.reason}-${n}-`.padEnd(43, '-') };
        const made = await at.report(each, { ...over, receipt: by.owner! });
        assert.deepEqual(made, { id: made.id, story: each, ...over, state: 'waiting' });
        assert.deepEqual((await at.list('reports', by)).items, [made]);
      }
    }
    await at.rule(first.id, 'restore');
    for (const id of await at.ids('reports', moderator, { where: { state: 'waiting' } })) {
      assert.equal(await refusal(() => at.rule(id, 'restore')), 'conflict');
      for (const claim of await at.ids('claims', moderator)) await at.backend.remove('claims', claim, at.call(moderator));
      await at.rule(id, 'no-action');
    }
  });

  it('hides few stories, however many come', async () => {
    const at = new Place();
    const stories: string[] = [];
    for (let n = 0; n < mostHidden + 2; n++) stories.push((await at.published({ ...draft, text: `Words ${n}` })).story);
    const reports = [];
    for (const story of stories) reports.push(await at.report(story, aboutMe));
    assert.equal((await seen(at)).length, 2);
    await at.rule(reports[0]!.id, 'restore');
    await at.report(stories.at(-1)!, aboutMe);
    assert.ok(!(await seen(at)).includes(stories.at(-1)!), 'once a person has looked, there is room again');
    const { id } = at.store.rows(space, 'sendings').find(({ record }) => record.story === stories[1])!;
    await at.withdraw(id);
    await at.report(stories.at(-2)!, aboutMe);
    assert.ok(!(await seen(at)).includes(stories.at(-2)!), 'what its writer has withdrawn takes no room');
  });

  it('is refused with a time to come back when more wait than anybody reads, in its own lane only', async () => {
    const at = new Place();
    const { story } = await at.published();
    for (let n = 0; n < mostWaiting; n++) at.seed('reports', { id: `old-${n}`, story, reason: 'other', state: 'waiting' });
    await assert.rejects(at.report(story), (error: { code: string; retryAfterMs: number }) => error.code === 'rate-limited' && error.retryAfterMs === hour);
    await at.report(story, { reason: 'worried' });
    await at.report(story, aboutMe);
    assert.deepEqual(await seen(at), []);
  });

  it('marks a part of the text that is there', async () => {
    const at = new Place();
    const { story } = await at.published();
    const { length } = draft.text;
    for (const wrong of [{ start: 3, end: 3 }, { start: 5, end: 2 }, { start: -1, end: 2 }, { start: 0.5, end: 2 }, { start: 0, end: length + 1 }]) {
      assert.equal(await refusal(() => at.report(story, { reason: 'identifying', passage: wrong })), 'invalid', JSON.stringify(wrong));
    }
    await at.report(story, { reason: 'identifying', passage: { start: 0, end: length } });
  });

  it('is made by those who may read the story, without a name where everyone may', async () => {
    const at = new Place();
    const { story } = await at.published();
    assert.equal(await refusal(() => at.report(story, {}, member)), 'forbidden');
    const { id } = await at.send(groupDraft, member);
    await at.claim(id);
    await at.decide(id);
    const own = (await at.get('sendings', id, writer))!.story!;
    const outside = await at.report(own, aboutMe);
    assert.equal((await at.get('stories', own, member))!.id, own, 'who may not read it hides nothing');
    assert.deepEqual([outside.sending, (await at.get('reports', outside.id, moderator))!.sending], [undefined, undefined]);
    const { id: made } = await at.report(own, aboutMe, member);
    assert.deepEqual(await at.ids('stories', member), [story]);
    assert.deepEqual(await at.ids('reports', { role: 'facilitator', owner: 'fay', groups: ['leeds'] }), [made]);
    assert.deepEqual(await at.ids('reports', { role: 'facilitator', owner: 'yo', groups: ['york'] }), []);
    await at.rule(made, 'restore');
    assert.equal(await at.get('stories', own, visitor), null, 'it is for its group again, and nobody else');
    assert.equal((await at.get('stories', own, member))!.id, own);
  });

  it('of words that their writer has changed since, leaving them with readers, hides what readers have', async () => {
    const at = new Place();
    const { id, story } = await at.published();
    await at.edit(id, { text: 'Put differently.', meanwhile: 'stays' });
    const { id: made } = await at.report(story, aboutMe);
    assert.deepEqual([await seen(at), (await at.get('sendings', id, writer))!.state], [[], 'sent']);
    await at.rule(made, 'restore');
    assert.deepEqual([await seen(at), (await at.get('sendings', id, writer))!.state], [[story], 'sent']);
  });

  it('is not undone by a change of the writer', async () => {
    const at = new Place();
    const { id, story } = await at.published();
    await at.report(story, aboutMe);
    const changed = await at.edit(id, { text: 'Put differently.', meanwhile: 'stays' });
    assert.deepEqual([changed.state, changed.story, await seen(at)], ['sent', undefined, []]);
    await at.claim(id);
    await at.decide(id);
    assert.equal((await seen(at)).length, 1, 'what somebody has read since is shown');
  });

  it('hides replies with their story, and gives them back', async () => {
    const at = new Place();
    const { story } = await at.published(openDraft);
    await at.replied(story, { consents: [{ purpose: 'publish', version: '1' }] });
    const [reply] = (await at.list('replies', writer)).items;
    await at.create('agreements', { reply: reply!.id }, writer);
    const { id } = await at.report(story, aboutMe);
    assert.deepEqual(await at.ids('replies', visitor), []);
    await at.rule(id, 'restore');
    assert.deepEqual(await at.ids('replies', visitor), [reply!.id]);
  });

  it('stays with the staff when the story is withdrawn, because somebody may be in danger, and leads nowhere', async () => {
    const at = new Place();
    const { id, story } = await at.published();
    const report = await at.report(story, { reason: 'worried', passage, words: 'She wrote that she would.' });
    await at.withdraw(id);
    const left = (await asStaff(at, report.id))!;
    assert.deepEqual([left.words, left.state, left.passage, left.sending], ['She wrote that she would.', 'waiting', undefined, undefined]);
    assert.equal(await refusal(() => at.rule(report.id, 'take-down')), 'conflict');
  });

  it('that was read goes with time, and what was decided about it; one that waits does not', async () => {
    const at = new Place();
    const { story } = await at.published();
    const read = await at.report(story);
    await at.rule(read.id, 'no-action');
    const waits = await at.report(story);
    at.now += 26 * 31 * day;
    await at.backend.expire(space);
    assert.deepEqual([await at.ids('reports', moderator), await at.ids('rulings', moderator)], [[waits.id], []]);
  });
});

describe('a ruling', () => {
  const ends = [
    ['take-down', 'not-published'],
    ['ask-changes', 'changes-asked'],
  ] as const;
  for (const [ruling, state] of ends) {
    for (const hidden of [true, false]) {
      it(`to ${ruling} a story that is ${hidden ? 'hidden' : 'shown'} gives it back to its writer, with words of the staff and none of the report`, async () => {
        const at = new Place();
        const { id, story } = await at.published();
        const report = await at.report(story, hidden ? { ...aboutMe, words: 'Secret words.' } : { reason: 'method', words: 'Secret words.' });
        const other = await at.report(story, { receipt: replier.owner! });
        await at.create('claims', { report: other.id }, otherModerator);
        await at.rule(report.id, ruling, { message: 'Could you leave out the street?' });
        const own = (await at.get('sendings', id, writer))!;
        assert.deepEqual([own.state, own.message, own.story], [state, 'Could you leave out the street?', undefined]);
        assert.deepEqual([await seen(at), at.store.rows(space, 'stories')], [[], []]);
        const told = JSON.stringify([own, (await at.list('messages', writer)).items]);
        for (const word of ['Secret', 'report', report.id]) assert.ok(!told.includes(word), word);
        assert.deepEqual([(await asStaff(at, other.id))!.state, await at.ids('claims', moderator)], ['read', []], 'whoever else reported it was heard too');
      });
    }
  }

  for (const [what, act] of [['changes', (at, id) => at.edit(id, { text: 'Other words' })], ['withdraws', (at, id) => at.withdraw(id)]] as [string, (at: Place, id: string) => Promise<unknown>][]) {
    it(`keeps no word to the writer about words that the writer ${what}`, async () => {
      const at = new Place();
      const { id, story } = await at.published();
      const report = await at.report(story);
      const { id: ruling } = await at.rule(report.id, 'ask-changes', { message: 'Please leave out Perpetua.', toReporter: 'Thank you.' });
      await act(at, id);
      const left = JSON.stringify((['rulings', 'messages', 'sendings', 'decisions'] as const).map((name) => at.store.rows(space, name)));
      assert.ok(!left.includes('Perpetua'));
      const kept = (await at.get('rulings', ruling, moderator))!;
      assert.deepEqual([kept.ruling, kept.toReporter, kept.message], ['ask-changes', 'Thank you.', undefined]);
    });
  }

  it('gives back a story with its notes as one with notes', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    await at.decide(id, 'publish-with-note', moderator, { notes: ['Death'] });
    const { story } = (await at.get('sendings', id, writer))!;
    const report = await at.report(story!, aboutMe);
    await at.rule(report.id, 'restore');
    assert.equal((await at.get('sendings', id, writer))!.state, 'published-with-note');
    assert.deepEqual((await at.get('stories', story!, visitor))!.notes, ['Death']);
  });

  it('takes from readers what stayed with them while a change waits, and lets the change wait on', async () => {
    const at = new Place();
    const { id, story } = await at.published();
    await at.edit(id, { text: 'Put differently.', meanwhile: 'stays' });
    await at.claim(id, otherModerator);
    const { id: made } = await at.report(story);
    await at.rule(made, 'ask-changes');
    const own = (await at.get('sendings', id, writer))!;
    assert.deepEqual([await seen(at), own.state, own.story], [[], 'claimed', undefined]);
    await at.decide(id, 'publish', otherModerator);
    assert.equal((await seen(at)).length, 1);
  });

  it('is made by whoever has claimed the report, once', async () => {
    const at = new Place();
    const { story } = await at.published();
    const { id } = await at.report(story);
    await assert.rejects(at.create('rulings', { report: id, ruling: 'no-action' }, moderator), code('conflict', /claimed first/));
    await at.create('claims', { report: id }, moderator);
    assert.equal(await refusal(() => at.create('claims', { report: id }, otherModerator)), 'conflict');
    assert.equal(await refusal(() => at.create('rulings', { report: id, ruling: 'no-action' }, otherModerator)), 'conflict');
    const made = await at.create('rulings', { report: id, ruling: 'no-action' }, moderator);
    assert.deepEqual([made.by, made.at], ['mo', '2026-03-31T10:00:00.000Z']);
    assert.equal(await refusal(() => at.create('claims', { report: id }, moderator)), 'conflict');
    assert.equal(await refusal(() => at.create('claims', { report: id, sending: 'both' }, moderator)), 'invalid');
    assert.equal(await refusal(() => at.create('claims', {}, moderator)), 'invalid');
  });

  it('waits for nobody who has gone', async () => {
    const at = new Place();
    const { story } = await at.published();
    const { id } = await at.report(story);
    await at.create('claims', { report: id }, moderator);
    at.now += 25 * hour;
    assert.equal(await refusal(() => at.create('rulings', { report: id, ruling: 'no-action' }, moderator)), 'conflict');
    await at.rule(id, 'no-action', {}, otherModerator);
  });

  it('says what becomes of a story that is hidden, and gives back none that is not', async () => {
    const at = new Place();
    const { story } = await at.published();
    const hides = await at.report(story, aboutMe);
    await at.create('claims', { report: hides.id }, moderator);
    await assert.rejects(at.create('rulings', { report: hides.id, ruling: 'no-action' }, moderator), code('conflict', /hid the words/));
    for (const wrong of [{ ruling: 'take-down' }, { ruling: 'ask-changes' }, { ruling: 'no-action', message: 'To nobody.' }] as const) {
      assert.equal(await refusal(() => at.create('rulings', { report: hides.id, ...wrong }, moderator)), 'invalid', wrong.ruling);
    }
    await at.create('rulings', { report: hides.id, ruling: 'restore' }, moderator);
  });

  it('takes down a story that came from nowhere', async () => {
    const at = new Place();
    at.seed('stories', { id: 'seeded', month: '2026-02', text: 'Words', topics: [], notes: [], language: 'en', answers: true });
    const { id } = await at.report('seeded', aboutMe);
    assert.deepEqual(await seen(at), []);
    await at.rule(id, 'take-down');
    assert.deepEqual(at.store.rows(space, 'stories'), []);
  });
});

describe('what the staff and a writer say to each other', () => {
  const texts = async (at: Place, sending: string, who = writer) => (await at.list('messages', who, { where: { sending } })).items.map(({ from, text }) => [from, text]);

  it('is kept in order, and nothing is rewritten', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    await at.decide(id, 'ask-changes', moderator, { message: 'Could you leave out the street?' });
    await at.create('messages', { sending: id, text: 'Which one do you mean?' }, writer);
    await at.claim(id);
    await at.decide(id, 'ask-changes', moderator, { message: 'The one in the second line.' });
    assert.deepEqual(await texts(at, id), [['staff', 'Could you leave out the street?'], ['writer', 'Which one do you mean?'], ['staff', 'The one in the second line.']]);
    const own = (await at.list('messages', writer)).items;
    assert.ok(own.every(({ month, at: when }) => month === '2026-03' && when === undefined));
    assert.ok((await at.list('messages', moderator)).items.every(({ at: when }) => when === '2026-03-31T10:00:00.000Z'));
    assert.deepEqual((await at.list('messages', replier)).items, []);
  });

  for (const decision of ['ask-changes', 'not-publish'] as const) {
    it(`brings somebody to look again when its writer answers after they decided to ${decision}`, async () => {
      const at = new Place();
      const { id } = await at.send();
      await at.claim(id);
      await at.decide(id, decision);
      await at.create('messages', { sending: id, text: 'I would like to keep it.' }, writer);
      assert.deepEqual(await at.ids('sendings', otherModerator, { where: { state: 'sent' } }), [id]);
      await at.claim(id, otherModerator);
      await at.decide(id, 'publish', otherModerator);
    });
  }

  it('leaves a published story where it is', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    await at.decide(id, 'publish', moderator, { message: 'Thank you.' });
    await at.create('messages', { sending: id, text: 'It did me good.' }, writer);
    assert.equal((await at.get('sendings', id, writer))!.state, 'published');
  });

  it('begins with the staff, who may write at any time', async () => {
    const at = new Place();
    const { id } = await at.send();
    await assert.rejects(at.create('messages', { sending: id, text: 'Hello?' }, writer), code('conflict', /nobody of the staff/));
    await at.create('messages', { sending: id, text: 'It is being read.' }, moderator);
    assert.equal((await at.get('sendings', id, writer))!.message, 'It is being read.');
    await at.create('messages', { sending: id, text: 'Thank you.' }, writer);
  });

  it('is between the two: nobody else writes, and nothing looks like the staff’s', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.create('messages', { sending: id, text: 'It is being read.' }, moderator);
    assert.equal(await refusal(() => at.create('messages', { sending: id, text: 'I am somebody else.' }, replier)), 'not-found');
    assert.equal(await refusal(() => at.create('messages', { sending: id, text: 'For Leeds.' }, { role: 'facilitator', owner: 'fay', groups: ['leeds'] })), 'not-found');
    const forged = await at.create('messages', { sending: id, text: 'Send us your receipt.', from: 'staff' } as never, writer);
    assert.equal(forged.from, 'writer');
    const sending = await at.send({ ...draft, message: 'Send us your receipt.' } as never);
    assert.equal(sending.message, undefined);
    assert.equal((await at.edit(id, { message: 'Send us your receipt.' })).message, 'It is being read.');
  });

  it('comes to an end', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.create('messages', { sending: id, text: 'Hello.' }, moderator);
    for (let n = 0; n < 50; n++) await at.create('messages', { sending: id, text: `${n}` }, writer);
    assert.equal(await refusal(() => at.create('messages', { sending: id, text: 'One more' }, writer)), 'conflict');
  });

  it('goes with the words that it is about when their writer changes them, and stays with a choice', async () => {
    const at = new Place();
    const { id } = await at.published(openDraft);
    await at.create('messages', { sending: id, text: 'Thank you for naming Perpetua.' }, moderator);
    await at.create('messages', { sending: id, text: 'She would like it.' }, writer);
    await at.edit(id, { answers: false });
    assert.equal((await texts(at, id)).length, 2);
    await at.edit(id, { text: 'Without her name.', meanwhile: 'stays' });
    assert.deepEqual([await texts(at, id), (await at.get('sendings', id, writer))!.message], [[], undefined]);
  });

  for (const way of ['withdrawn', 'expired'] as const) {
    it(`is gone when the story is ${way}`, async () => {
      const at = new Place();
      const { id } = await at.published();
      await at.create('messages', { sending: id, text: 'About your words.' }, moderator);
      await at.create('messages', { sending: id, text: 'About mine.' }, writer);
      if (way === 'withdrawn') await at.withdraw(id);
      else {
        at.now += 26 * 31 * day;
        await at.backend.expire(space);
        assert.equal(await refusal(() => at.create('messages', { sending: id, text: 'Still there?' }, moderator)), 'conflict');
        assert.equal((await at.get('sendings', id, writer))!.message, undefined);
      }
      assert.deepEqual(at.store.rows(space, 'messages'), []);
    });
  }
});

describe('somebody at their desk', () => {
  const reading = async (at: Place) => (await at.get('spaces', space, visitor))!.reading;
  const again = (at: Place, { id, rev }: { id: string; rev: string }, who = moderator) => at.backend.update('presences', id, {}, { ...at.call(who), rev });

  it('is shown to visitors as somebody who reads, for as long as they say so', async () => {
    const at = new Place();
    assert.equal(await reading(at), false);
    const made = await at.create('presences', {}, moderator);
    assert.deepEqual([await reading(at), made.until, Object.keys(made).sort()], [true, '2026-03-31T10:03:00.000Z', ['by', 'id', 'rev', 'until']]);
    at.now += 2 * 60_000;
    await again(at, made);
    at.now += 2 * 60_000;
    assert.equal(await reading(at), true);
    at.now += 60_000;
    assert.equal(await reading(at), false, 'a desk that is open and where nobody does anything is nobody');
    await at.backend.expire(space);
    assert.deepEqual(at.store.rows(space, 'presences'), []);
  });

  it('counts once, and goes when the desk is closed', async () => {
    const at = new Place();
    await at.create('presences', {}, moderator);
    const { id } = await at.create('presences', {}, moderator);
    assert.equal(at.store.rows(space, 'presences').length, 1);
    await at.backend.remove('presences', id, at.call(moderator));
    assert.equal(await reading(at), false);
  });

  it('who reads for one group is nobody for the others', async () => {
    const at = new Place();
    await at.create('presences', {}, { role: 'facilitator', owner: 'fay', groups: ['leeds'] });
    assert.equal(await reading(at), false);
  });
});
