import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CollectionName } from '../../src/adapters/adapter.ts';
import type { PeerError } from '../../src/client/errors.ts';
import { type MemoryStore, memoryStore, type Store } from '../../src/backend/index.ts';
import type { Decision, SendingDraft } from '../../src/domain/story.ts';
import { spaceSettings } from '../adapters/sample-space.ts';
import { code, day, draft, facilitator, groupDraft, hour, member, moderator, otherModerator, Place, refusal, space, visitor, writer } from './support/backend.ts';

/** Everything that a store keeps of a space, markers too, as text. */
async function everything(store: Store, intents: readonly string[] = []): Promise<string> {
  const names: CollectionName[] = ['stories', 'sendings', 'claims', 'decisions'];
  const rows = names.map((name) => (store as MemoryStore).rows(space, name));
  const markers = await store.write(space, (tx) => Promise.all(intents.map((intent) => tx.marker(intent))));
  return JSON.stringify([rows, markers]);
}

describe('what somebody sends', () => {
  it('waits in the queue, is read, and is shown with a month and an id of its own', async () => {
    const at = new Place();
    const sent = await at.send();
    assert.equal(sent.state, 'sent');
    assert.deepEqual(await at.ids('stories', visitor), []);
    await at.claim(sent.id);
    assert.equal((await at.get('sendings', sent.id, writer))!.state, 'claimed');
    assert.deepEqual(await at.ids('stories', visitor), []);
    await at.decide(sent.id);
    const own = (await at.get('sendings', sent.id, writer))!;
    assert.equal(own.state, 'published');
    const { items } = await at.list('stories', visitor);
    const { text, helped, topics, notes, language, answers } = draft;
    assert.deepEqual(items, [{ id: own.story, month: '2026-03', text, helped, topics, notes, language, answers }]);
    assert.notEqual(own.story, own.id);
    assert.deepEqual(await at.ids('claims', moderator), [], 'the claim is over');
  });

  const ways: [decision: Decision['decision'], state: string, visible: boolean][] = [
    ['publish', 'published', true],
    ['publish-with-note', 'published-with-note', true],
    ['ask-changes', 'changes-asked', false],
    ['not-publish', 'not-published', false],
  ];
  for (const [decision, state, visible] of ways) {
    it(`is ${state} when the staff decides to ${decision}, and its writer is told`, async () => {
      const at = new Place();
      const { id } = await at.send();
      await at.claim(id);
      const made = await at.decide(id, decision, moderator, { message: 'Thank you for this.', notes: ['Death'] });
      assert.deepEqual([made.by, made.decision, made.at], ['mo', decision, '2026-03-31T10:00:00.000Z']);
      const own = (await at.get('sendings', id, writer))!;
      assert.deepEqual([own.state, own.message, own.story !== undefined], [state, 'Thank you for this.', visible]);
      const { items } = await at.list('stories', visitor);
      assert.deepEqual(items.map(({ notes }) => notes), visible ? [['Death']] : []);
    });

    it(`goes back into the queue when its writer changes it after ${state}, and readers lose it until then`, async () => {
      const at = new Place();
      const { id } = await at.send();
      await at.claim(id);
      await at.decide(id, decision);
      const { story } = (await at.get('sendings', id, writer))!;
      const changed = await at.edit(id, { text: 'Put differently.' });
      assert.deepEqual([changed.state, changed.text, changed.story], ['sent', 'Put differently.', undefined]);
      assert.deepEqual(await at.ids('stories', visitor), []);
      if (story) assert.equal(await at.get('stories', story, visitor), null);
      await at.claim(id);
      await at.decide(id);
      const again = (await at.get('sendings', id, writer))!;
      assert.notEqual(again.story, story, 'an old address does not show the new words');
      assert.equal((await at.get('stories', again.story!, visitor))!.text, 'Put differently.');
    });

    it(`is gone everywhere when it is withdrawn after ${state}`, async () => {
      const at = new Place();
      const intents = ['made', 'claimed', 'decided'];
      const { id } = await at.send(draft, visitor, { intent: 'made' });
      const claim = await at.claim(id, moderator, { intent: 'claimed' });
      await at.decide(id, decision, moderator, { message: `About: ${draft.text}`, intent: 'decided' });
      const { story } = (await at.get('sendings', id, writer))!;
      await at.withdraw(id, { intent: 'gone' });

      const left = await everything(at.store, [...intents, 'gone']);
      for (const words of [draft.text, draft.helped!, 'About:', 'Grief']) assert.ok(!left.includes(words), `"${words}" is still there`);
      assert.equal(await at.get('sendings', id, writer), null);
      assert.equal(await at.get('sendings', id, moderator), null);
      if (story) assert.equal(await at.get('stories', story, visitor), null);
      for (const collection of ['sendings', 'claims', 'decisions'] as const) assert.deepEqual(await at.ids(collection, moderator), [], collection);
      assert.equal(await refusal(() => at.send(draft, visitor, { intent: 'made' })), 'not-found');
      assert.equal(await refusal(() => at.claim(id, moderator, { intent: 'claimed' })), 'not-found');
      assert.equal(claim.sending, id);
      await at.withdraw(id, { intent: 'gone' });
      assert.equal(await refusal(() => at.withdraw(id)), 'not-found');
    });
  }

  for (const moment of ['sent', 'claimed'] as const) {
    it(`can be withdrawn and changed while it is ${moment}`, async () => {
      const at = new Place();
      const [one, two] = [await at.send(), await at.send({ ...draft, text: 'Another' })];
      if (moment === 'claimed') for (const { id } of [one, two]) await at.claim(id);
      await at.withdraw(one.id);
      assert.equal((await at.edit(two.id, { text: 'Changed' })).state, 'sent');
      assert.deepEqual(await at.ids('sendings', moderator), [two.id]);
      assert.deepEqual(await at.ids('claims', moderator), [], 'nobody reads what is not the same any more');
    });
  }

  it('keeps nothing of the words before a change, not even a fingerprint by which a guess could be confirmed', async () => {
    const at = new Place();
    const { id } = await at.send(draft, visitor, { intent: 'made' });
    await at.edit(id, { text: 'Words of which I think better', helped: null, topics: [] }, { intent: 'once' });
    await at.edit(id, { text: 'Other words' }, { intent: 'twice' });
    const left = await everything(at.store, ['made', 'once', 'twice']);
    for (const words of [draft.text, draft.helped!, 'Grief', 'think better']) assert.ok(!left.includes(words), words);
  });

  it('keeps that the staff decided, and nothing that they wrote about the words before a change', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    const made = await at.decide(id, 'ask-changes', moderator, { message: 'Please leave out Perpetua.', intent: 'decided' });
    assert.equal((await at.get('sendings', id, writer))!.message, 'Please leave out Perpetua.');
    assert.equal((await at.edit(id, { text: 'Without her name' })).message, undefined);
    assert.ok(!(await everything(at.store, ['decided'])).includes('Perpetua'));
    const { message: _, ...kept } = made;
    assert.deepEqual((await at.list('decisions', moderator)).items, [kept]);
  });

  it('knows the act that made it after a change, and answers it to nobody else', async () => {
    const at = new Place();
    const { id } = await at.send(draft, visitor, { intent: 'made' });
    await at.edit(id, { text: 'Other words' });
    assert.equal((await at.send(draft, visitor, { intent: 'made' })).text, 'Other words', 'the same act is answered with what has become of it');
    const { receipt: _, ...nobodys } = draft;
    for (const sent of [nobodys, { ...draft, receipt: 'another'.padEnd(43, '-') }]) {
      assert.equal(await refusal(() => at.send(sent, visitor, { intent: 'made' })), 'conflict');
    }
    assert.equal(await refusal(() => at.claim(id, moderator, { intent: 'made' })), 'conflict', 'another act');
    const { rev } = (await at.get('sendings', id, writer))!;
    assert.equal(await refusal(() => at.backend.update('sendings', id, { text: 'x' }, { ...at.call(writer, { intent: 'made' }), rev })), 'conflict');
  });

  it('answers the repeated change of somebody else as if it were not there', async () => {
    const at = new Place();
    const { id } = await at.send();
    const { rev } = (await at.get('sendings', id, writer))!;
    const change = { ...at.call(writer), rev };
    await at.backend.update('sendings', id, { text: 'Changed' }, change);
    assert.equal((await at.backend.update('sendings', id, { text: 'Changed' }, change)).text, 'Changed');
    const stranger = { ...change, who: { role: 'writer', owner: 'another' } } as const;
    assert.equal(await refusal(() => at.backend.update('sendings', id, { text: 'Changed' }, stranger)), 'not-found');
  });

  it('keeps what was not checked when it was sent, whatever is changed afterwards', async () => {
    const at = new Place();
    const { id } = await at.send(draft, visitor, { flags: ['no-proof'] });
    await at.edit(id, { text: 'Changed' });
    assert.deepEqual((await at.get('sendings', id, moderator))!.flags, ['no-proof']);
    await at.edit(id, { text: 'Changed again' }, { flags: ['bad-proof'] });
    assert.deepEqual((await at.get('sendings', id, moderator))!.flags, ['no-proof', 'bad-proof']);
  });

  it('cannot be published any more once its writer does not agree', async () => {
    const at = new Place();
    const { id } = await at.published();
    assert.equal((await at.edit(id, { consents: [{ purpose: 'training', version: '1' }] })).state, 'sent');
    assert.deepEqual(await at.ids('stories', visitor), []);
    await at.claim(id);
    for (const decision of ['publish', 'publish-with-note'] as const) await assert.rejects(at.decide(id, decision), code('conflict', /does not agree/));
    assert.deepEqual(await at.ids('stories', visitor), []);
    await at.decide(id, 'not-publish');
  });

  it('for one group is read and shown there only', async () => {
    const at = new Place();
    const { id } = await at.send(groupDraft, member);
    const claim = await at.claim(id, facilitator);
    assert.deepEqual(await at.ids('claims', facilitator), [claim.id]);
    assert.deepEqual(await at.ids('claims', { role: 'facilitator', owner: 'yo', groups: ['york'] }), []);
    await at.decide(id, 'publish', facilitator);
    const { story } = (await at.get('sendings', id, writer))!;
    const york = { role: 'member', owner: 'x', groups: ['york'] } as const;
    assert.equal((await at.ids('decisions', facilitator)).length, 1);
    assert.deepEqual(await at.ids('decisions', { role: 'facilitator', owner: 'yo', groups: ['york'] }), []);
    assert.deepEqual(await at.ids('stories', member), [story]);
    for (const who of [visitor, writer, york]) {
      assert.deepEqual(await at.ids('stories', who), [], who.role);
      assert.equal(await at.get('stories', story!, who), null, who.role);
    }
  });

  it('for a facilitator is shown to no member', async () => {
    const at = new Place();
    const { id } = await at.send({ ...groupDraft, audience: 'facilitator' }, member);
    await at.claim(id, facilitator);
    await at.decide(id, 'publish', facilitator);
    assert.deepEqual(await at.ids('stories', member), []);
    assert.equal((await at.ids('stories', facilitator)).length, 1);
  });

  it('is in an order that tells nobody which came when', async () => {
    let n = 0;
    const at = new Place({ newId: () => `${(9 - n++ + 10) % 10}-${n}` });
    const made = [await at.published(), await at.published({ ...draft, text: 'Two' }), await at.published({ ...draft, text: 'Three' })];
    at.now += 40 * day;
    const later = await at.published({ ...draft, text: 'Four' });
    const shown = await at.ids('stories', visitor);
    assert.deepEqual(shown, [later.story, ...made.map(({ story }) => story).sort()]);
    const keys = at.store.rows(space, 'stories').map(({ key }) => key);
    assert.equal(new Set(keys).size, 2, 'all of one month have the same place');
  });
});

describe('words of distress', () => {
  const distressed = { ...draft, text: 'I do not want to live any more.' };
  const queue = (at: Place) => at.ids('sendings', moderator, { where: { state: 'sent' } });

  it('never refuse a text: they put it before all others, until somebody has decided', async () => {
    const at = new Place();
    const [calm, first, second] = [await at.send(), await at.send(distressed), await at.send({ ...distressed, receipt: 'x'.repeat(43) })];
    assert.deepEqual(await queue(at), [first.id, second.id, calm.id]);
    assert.deepEqual([first.state, 'urgent' in first], ['sent', false], 'its writer is not told what was noticed');
    assert.equal((await at.get('sendings', first.id, moderator))!.urgent, true);
    await at.claim(first.id);
    await at.decide(first.id, 'ask-changes');
    assert.equal((await at.get('sendings', first.id, moderator))!.urgent, undefined, 'it is kept no longer than the queue needs it');
    const calmWords = await at.edit(first.id, { text: 'I went out and it was a good day for me.', helped: null });
    assert.equal(calmWords.state, 'sent');
    assert.deepEqual(await queue(at), [second.id, calm.id, first.id]);
    assert.deepEqual(await at.ids('sendings', moderator, { where: { urgent: 'yes' } }), [second.id]);
  });

  it('come first as well where they are in a change, in what helped, in a reply or in a message', async () => {
    const at = new Place();
    const { id: waits } = await at.send({ ...draft, receipt: 'x'.repeat(43) });
    const changed = await at.published({ ...draft, answers: true });
    const reply = await at.reply(changed.story, { text: 'I want to kill myself too.' });
    const { id: helped } = await at.send({ ...draft, helped: 'Nothing. I want to die.', receipt: 'y'.repeat(43) });
    assert.deepEqual(await queue(at), [reply.id, helped, waits]);
    await at.edit(changed.id, { text: distressed.text });
    assert.equal((await queue(at)).at(-1), waits);
  });

  it('in a message about a published story are found, and are looked at when the staff writes back', async () => {
    const at = new Place();
    const { id } = await at.published();
    await at.create('messages', { sending: id, text: 'Thank you.' }, moderator);
    await at.create('messages', { sending: id, text: 'I do not want to live any more.' }, writer);
    const urgent = () => at.ids('sendings', moderator, { where: { urgent: 'yes' } });
    assert.deepEqual(await urgent(), [id]);
    await at.create('messages', { sending: id, text: 'We have read it. Please call.' }, moderator);
    assert.deepEqual(await urgent(), []);
  });

  it('in a language that nobody here looks through count as noticed', async () => {
    const at = new Place();
    const { id: calm } = await at.send({ ...draft, receipt: 'x'.repeat(43) });
    const { id } = await at.send({ ...draft, text: 'Dziś było dobrze.', language: 'pl' });
    assert.deepEqual(await queue(at), [id, calm]);
  });
});

describe('a claim', () => {
  it('keeps others from reading at the same time, and is theirs who made it', async () => {
    const at = new Place();
    const { id } = await at.send();
    const claim = await at.claim(id);
    assert.deepEqual([claim.by, claim.until], ['mo', '2026-04-01T10:00:00.000Z']);
    assert.equal(await refusal(() => at.claim(id, otherModerator)), 'conflict');
    assert.equal(await refusal(() => at.backend.remove('claims', claim.id, at.call(otherModerator))), 'not-found');
    await assert.rejects(at.decide(id, 'publish', otherModerator), code('conflict', /claimed first/));
    await at.backend.remove('claims', claim.id, at.call(moderator));
    assert.equal((await at.get('sendings', id, writer))!.state, 'sent');
    await at.claim(id, otherModerator);
    await at.decide(id, 'publish', otherModerator);
  });

  it('returns by itself after a day, when time is looked after', async () => {
    const at = new Place();
    const { id } = await at.send();
    const claim = await at.claim(id);
    at.now += day - 1;
    await at.backend.expire(space);
    assert.equal((await at.get('sendings', id, moderator))!.state, 'claimed');
    at.now += 1;
    await at.backend.expire(space);
    assert.deepEqual(await at.ids('sendings', moderator, { where: { state: 'sent' } }), [id]);
    assert.equal(await at.get('claims', claim.id, moderator), null);
  });

  for (const [who, look] of [
    ['the writer', (at: Place, id: string) => at.get('sendings', id, writer)],
    ['the staff', (at: Place, id: string) => at.get('sendings', id, moderator)],
    ['whoever asks for what waits', async (at: Place) => (await at.list('sendings', moderator, { where: { state: 'sent' } })).items[0]],
  ] as const) {
    it(`that is over has been given back for ${who}, although nobody looked after time`, async () => {
      const at = new Place();
      const { id } = await at.send();
      const claim = await at.claim(id);
      const later = await at.send({ ...draft, text: 'Words that came later, and were as hard to write.' });
      at.now += hour;
      const held = await at.claim(later.id, otherModerator);
      at.now += 23 * hour;
      assert.equal((await look(at, id))!.state, 'sent');
      assert.deepEqual(await at.ids('claims', moderator), [held.id], 'the other one goes on');
      assert.equal(await at.get('claims', claim.id, moderator), null);
    });
  }

  it('that is over is in no list of claims', async () => {
    const at = new Place();
    await at.claim((await at.send()).id);
    at.now += day;
    assert.deepEqual(await at.ids('claims', moderator), []);
  });

  it('does so in a space without settings too', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    at.settings = undefined;
    at.now += 2 * day;
    await at.backend.expire(space);
    assert.equal((await at.get('sendings', id, moderator))!.state, 'sent');
  });

  it('that is over holds nobody up, even if nobody looked after time, and decides nothing', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    at.now += 25 * hour;
    const { rev } = at.store.rows(space, 'sendings')[0]!;
    assert.equal(await refusal(() => at.create('decisions', { sending: id, rev, decision: 'publish' }, moderator)), 'conflict');
    assert.deepEqual(at.store.rows(space, 'sendings').map(({ record }) => record.state), ['claimed'], 'a refused decision changes nothing');
    await at.claim(id, otherModerator);
    await at.decide(id, 'publish', otherModerator);
    assert.equal((await at.get('sendings', id, writer))!.state, 'published');
  });

  it('is not possible for what was decided, withdrawn, or is not there', async () => {
    const at = new Place();
    const { id } = await at.published();
    assert.equal(await refusal(() => at.claim(id)), 'conflict');
    await at.withdraw(id);
    assert.equal(await refusal(() => at.claim(id)), 'not-found');
    assert.equal(await refusal(() => at.claim('no-such-id')), 'not-found');
  });

  it('needs a name', async () => {
    const at = new Place();
    const { id } = await at.send();
    assert.equal(await refusal(() => at.claim(id, { role: 'moderator' })), 'forbidden');
  });

  it('of what is not claimed, brought back from a backup, goes without a word', async () => {
    const at = new Place();
    const { id } = await at.send();
    at.seed('claims', { id: 'old', sending: id, by: 'mo', until: '2020-01-01T00:00:00Z' }, 'mo');
    await at.claim(id, otherModerator);
    assert.equal((await at.ids('claims', moderator)).includes('old'), false);
  });
});

describe('two who decide at once', () => {
  it('do not both decide: the other is told that it has changed', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    const both = await Promise.allSettled([at.decide(id, 'publish'), at.decide(id, 'not-publish')]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const lost = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    assert.ok(code('conflict')(lost.reason));
    assert.equal((await at.ids('decisions', moderator)).length, 1);
  });

  it('do not decide about words that were changed while they read', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    const { rev } = (await at.get('sendings', id, moderator))!;
    await at.edit(id, { text: 'Changed meanwhile' });
    await assert.rejects(at.create('decisions', { sending: id, rev, decision: 'publish' }, moderator), code('conflict', /has changed/));
    assert.deepEqual(await at.ids('stories', visitor), []);
  });

  it('do not both claim', async () => {
    const at = new Place();
    const { id } = await at.send();
    const both = await Promise.allSettled([at.claim(id), at.claim(id, otherModerator)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal((await at.ids('claims', moderator)).length, 1);
  });

  it('publish once what is sent twice', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    const { rev } = (await at.get('sendings', id, moderator))!;
    const made = await Promise.all([1, 2].map(() => at.create('decisions', { sending: id, rev, decision: 'publish' }, moderator, { intent: 'once' })));
    assert.deepEqual(made[0], made[1]);
    assert.equal((await at.ids('stories', visitor)).length, 1);
  });
});

describe('where nothing may be sent', () => {
  const closed: [what: string, settings: Place['settings'], reason: string][] = [
    ['decisions of its owner', undefined, 'no-settings'],
    ['a moderator', { ...spaceSettings, moderators: [] }, 'no-moderator'],
    ['somebody for whom danger is passed on', (({ safeguarding: _, ...rest }) => rest)(spaceSettings), 'no-safeguarding'],
    ['hours in which somebody reads', { ...spaceSettings, watchHours: [] }, 'no-watch-hours'],
  ];
  for (const [what, settings, reason] of closed) {
    it(`a space without ${what} takes nothing, and says why`, async () => {
      const at = new Place();
      at.settings = settings;
      await assert.rejects(at.send(), (error) => {
        const { retryable, mayHaveHappened } = error as PeerError;
        return code('unavailable', new RegExp(reason))(error) && !retryable && !mayHaveHappened;
      });
      assert.deepEqual(at.store.rows(space, 'sendings'), []);
      const shown = (await at.get('spaces', space, visitor)) as { open: boolean; closed: string[] } | null;
      assert.deepEqual(shown && [shown.open, shown.closed], settings ? [false, [reason]] : null);
    });

    it(`a space that has lost ${what} takes no new words, and lets people take everything back`, async () => {
      const at = new Place();
      const { id, story } = await at.published();
      at.settings = settings;
      await assert.rejects(at.edit(id, { text: 'New words' }), code('unavailable', new RegExp(reason)));
      for (const words of [{ helped: 'Somebody else' }, { topics: ['Tonight'] }, { notes: ['I am in danger'] }, { language: 'fr' }]) {
        await assert.rejects(at.edit(id, words), code('unavailable', new RegExp(reason)), JSON.stringify(words));
      }
      assert.ok(await at.get('stories', story, visitor), 'a refused change takes nothing from readers');
      assert.equal((await at.edit(id, { consents: [], helped: null })).state, 'sent');
      const { text, topics } = await at.edit(id, { text: 'Words hard to write', topics: [], answers: false });
      assert.deepEqual([text, topics], ['Words hard to write', []]);
      await at.withdraw(id);
      assert.deepEqual(await at.ids('stories', visitor), []);
    });
  }

  it('the same act is taken once the space is open', async () => {
    const at = new Place();
    at.settings = undefined;
    assert.equal(await refusal(() => at.send(draft, visitor, { intent: 'one' })), 'unavailable');
    at.settings = spaceSettings;
    assert.equal((await at.send(draft, visitor, { intent: 'one' })).state, 'sent');
  });

  it('nobody learns of a space who or where its staff is', async () => {
    const at = new Place();
    const text = JSON.stringify(await at.get('spaces', space, visitor));
    for (const secret of [...spaceSettings.moderators, spaceSettings.safeguarding!]) assert.ok(!text.includes(secret));
    assert.equal(await at.get('spaces', 'another', visitor), null);
  });

  const ages: [ages: { from: number; to?: number }, open: boolean][] = [
    [{ from: 18 }, true],
    [{ from: 11, to: 17 }, true],
    [{ from: 16 }, false],
    [{ from: 16, to: 25 }, false],
    [{ from: 0, to: 18 }, false],
  ];
  for (const [of, may] of ages) {
    it(`ages ${of.from} to ${of.to ?? 'any'} ${may ? 'may' : 'may not'} write to one group or its facilitator`, async () => {
      const at = new Place();
      at.settings = { ...spaceSettings, ages: of };
      for (const audience of ['group', 'facilitator'] as const) {
        assert.equal(await refusal(() => at.send({ ...groupDraft, audience }, member)), may ? undefined : 'forbidden', audience);
      }
      at.settings = spaceSettings;
      const { id } = await at.send(groupDraft, member);
      at.settings = { ...spaceSettings, ages: of };
      assert.equal(await refusal(() => at.edit(id, { text: 'New words' })), may ? undefined : 'forbidden', 'new words for a group');
      assert.equal(await refusal(() => at.send()), undefined, 'everyone');
    });
  }
});

describe('who sends', () => {
  const refused: [what: string, sent: SendingDraft, who: Parameters<Place['send']>[1], as: string | undefined][] = [
    ['a visitor to everyone', draft, visitor, undefined],
    ['a person at this device to everyone', draft, { role: 'local' }, undefined],
    ['a member with her token to everyone', draft, member, 'forbidden'],
    ['a member to her group', groupDraft, member, undefined],
    ['a member to another group', { ...groupDraft, group: 'york' }, member, 'forbidden'],
    ['a member of no group to a group', groupDraft, { role: 'member', owner: 'm' }, 'forbidden'],
    ['a visitor to a group', groupDraft, visitor, 'signed-out'],
    ['the holder of a receipt', draft, writer, 'forbidden'],
    ['somebody of the staff', draft, moderator, 'forbidden'],
  ];
  for (const [what, sent, who, as] of refused) {
    it(`${what} ${as ? `is refused as ${as}` : 'may'}`, async () => {
      const at = new Place();
      assert.equal(await refusal(() => at.send(sent, who)), as);
      assert.equal(at.store.rows(space, 'sendings').length, as ? 0 : 1);
    });
  }

  it('anonymously leaves nothing by which they could be known, but the hash of the receipt', async () => {
    const at = new Place();
    const { id } = await at.send();
    const [row] = at.store.rows(space, 'sendings');
    assert.equal(row!.owner, draft.receipt);
    assert.deepEqual(Object.keys(row!.record).sort(), ['answers', 'audience', 'consents', 'helped', 'id', 'language', 'notes', 'sent', 'state', 'text', 'topics']);
    const { receipt: _, ...without } = draft;
    const lost = await at.send(without);
    assert.equal(at.store.rows(space, 'sendings').find((each) => each.id === lost.id)!.owner, undefined);
    assert.equal(await at.get('sendings', lost.id, { role: 'writer' }), null, 'no receipt opens what has none');
    assert.equal(await at.get('sendings', id, { role: 'writer', owner: undefined as never }), null);
  });
});

describe('time', () => {
  const later = (at: Place, months: number) => (at.now = Date.UTC(2026, 2 + months, 15));

  it('takes a story from readers after the months that the space keeps it, and tells its writer', async () => {
    const at = new Place();
    const intents = ['made', 'decided'];
    const { id } = await at.send(draft, visitor, { intent: 'made' });
    await at.claim(id);
    await at.decide(id, 'publish', moderator, { intent: 'decided', message: `You wrote: ${draft.text}` });
    later(at, 24);
    await at.backend.expire(space);
    assert.equal((await at.ids('stories', visitor)).length, 1, 'the last month counts whole');
    later(at, 25);
    await at.backend.expire(space);
    assert.deepEqual(await at.ids('stories', visitor), []);
    const own = (await at.get('sendings', id, writer))!;
    assert.deepEqual([own.state, own.text, own.helped, own.story, own.message], ['expired', '', undefined, undefined, undefined]);
    const left = await everything(at.store, intents);
    for (const words of [draft.text, draft.helped!, 'Grief']) assert.ok(!left.includes(words), words);
    assert.equal(await refusal(() => at.edit(id, { text: 'again' })), 'conflict');
    await at.withdraw(id);
    assert.equal(await at.get('sendings', id, writer), null);
  });

  for (const decision of ['ask-changes', 'not-publish'] as const) {
    it(`takes the words of what nobody came back to after ${decision}, counted from the last decision`, async () => {
      const at = new Place();
      const { id } = await at.send();
      later(at, 10);
      await at.claim(id);
      await at.decide(id, decision);
      later(at, 30);
      await at.backend.expire(space);
      assert.equal((await at.get('sendings', id, writer))!.text, draft.text);
      later(at, 35);
      await at.backend.expire(space);
      const own = (await at.get('sendings', id, writer))!;
      assert.deepEqual([own.state, own.text], ['expired', '']);
      assert.deepEqual(await at.ids('decisions', moderator), []);
    });
  }

  it('does not take what its writer has just come back to', async () => {
    const inner = memoryStore();
    let meanwhile = async () => {};
    const store: Store = {
      async read(name, body) {
        const result = await inner.read(name, body);
        const act = meanwhile;
        meanwhile = async () => {};
        if ((result as { rows?: { record: { state?: string } }[] }).rows?.some(({ record }) => record.state === 'not-published')) await act();
        else meanwhile = act;
        return result;
      },
      write: (name, body) => inner.write(name, body),
    };
    const at = new Place({ store });
    const { id } = await at.send();
    await at.claim(id);
    await at.decide(id, 'not-publish');
    later(at, 30);
    meanwhile = async () => void (await at.edit(id, { text: 'Back again' }));
    await at.backend.expire(space);
    assert.deepEqual([(await at.get('sendings', id, writer))!.state, (await at.get('sendings', id, writer))!.text], ['sent', 'Back again']);
  });

  it('takes nothing that still waits for a person', async () => {
    const at = new Place();
    const { id } = await at.send();
    later(at, 100);
    await at.backend.expire(space);
    assert.deepEqual([(await at.get('sendings', id, writer))!.state, (await at.get('sendings', id, writer))!.text], ['sent', draft.text]);
  });

  it('takes nothing where nobody decided how long it is kept', async () => {
    const at = new Place();
    await at.published();
    at.settings = undefined;
    later(at, 100);
    await at.backend.expire(space);
    assert.equal((await at.ids('stories', visitor)).length, 1);
  });

  it('takes stories that nobody can come back to, and many of them', async () => {
    const at = new Place();
    for (let n = 0; n < 450; n++) at.seed('stories', { id: `s${n}`, month: n % 2 ? '2020-01' : '2026-03', text: 't', topics: [], notes: [], language: 'en', answers: false });
    await at.backend.expire(space);
    assert.equal(at.store.rows(space, 'stories').length, 225);
  });
});

describe('what was erased and came back with a backup', () => {
  /** The state of a store, put into a fresh one. */
  const restored = async (of: Place): Promise<Place> => {
    const back = new Place();
    back.now = of.now;
    for (const name of ['stories', 'sendings', 'claims', 'decisions'] as const) for (const row of of.store.rows(space, name)) back.store.seed(space, name, row);
    return back;
  };

  it('goes again when a sending was withdrawn, with everything about it', async () => {
    const at = new Place();
    const { id } = await at.published();
    const back = await restored(at);
    await back.backend.erase(space, 'sendings', id);
    const left = await everything(back.store);
    assert.equal(left, JSON.stringify([[[], [], [], []], []]));
    await back.backend.erase(space, 'sendings', id);
  });

  it('goes again while it is claimed', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    const back = await restored(at);
    await back.backend.erase(space, 'sendings', id);
    assert.equal(await everything(back.store), JSON.stringify([[[], [], [], []], []]));
  });

  it('is read by a person again when its writer had changed it since', async () => {
    const at = new Place();
    const { id, story } = await at.published();
    const back = await restored(at);
    await back.backend.erase(space, 'stories', story);
    assert.deepEqual(await back.ids('stories', visitor), []);
    const sending = (await back.get('sendings', id, moderator))!;
    assert.deepEqual([sending.state, sending.flags, sending.story, sending.consents], ['sent', ['restored'], undefined, []]);
    await back.claim(id);
    await assert.rejects(back.decide(id), code('conflict', /does not agree/));
    await back.decide(id, 'ask-changes');
    await back.edit(id, { text: 'As I had it', consents: draft.consents });
    assert.equal((await back.get('sendings', id, moderator))!.flags, undefined, 'its writer has seen it');
    await back.claim(id);
    await back.decide(id);
    assert.equal((await back.list('stories', visitor)).items[0]!.text, 'As I had it');
  });

  it('is out of sight when its writer had changed it since, and stays so until they agree again', async () => {
    for (const sent of [draft, groupDraft]) {
      const at = new Place();
      const { id } = await at.published(sent, sent.group ? member : visitor);
      const back = await restored(at);
      const other = await back.send(sent, sent.group ? member : visitor);
      await back.claim(other.id);
      assert.equal(await back.backend.distrust(space, 'sendings', id, 1), true);
      assert.equal(await back.backend.distrust(space, 'sendings', other.id, 1), true);
      assert.deepEqual(await back.ids('stories', moderator), []);
      for (const one of [id, other.id]) {
        const { state, consents, flags } = (await back.get('sendings', one, moderator))!;
        assert.deepEqual([state, consents, flags], ['sent', [], ['restored']]);
        await back.claim(one);
        await assert.rejects(back.decide(one), code('conflict', /does not agree/), sent.audience);
      }
      assert.equal(await back.backend.distrust(space, 'sendings', id, 1), false, 'once is enough');
      assert.equal(await back.backend.distrust(space, 'sendings', 'no-such-id', 1), false);
      await back.edit(id, { consents: sent.consents });
      await back.claim(id);
      await back.decide(id);
      assert.equal((await back.ids('stories', moderator)).length, 1);
    }
  });

  it('keeps what the staff should know of it besides', async () => {
    const at = new Place();
    const { id } = await at.send(draft, visitor, { flags: ['no-proof'] });
    await at.backend.distrust(space, 'sendings', id, 1);
    assert.deepEqual((await at.get('sendings', id, moderator))!.flags, ['no-proof', 'restored']);
    await at.edit(id, { consents: draft.consents });
    assert.deepEqual((await at.get('sendings', id, moderator))!.flags, ['no-proof']);
  });

  it('loses its words again when it had expired since', async () => {
    const at = new Place();
    const { id, story } = await at.published();
    const back = await restored(at);
    back.now = Date.UTC(2028, 6, 1);
    await back.backend.erase(space, 'stories', story);
    const sending = (await back.get('sendings', id, writer))!;
    assert.deepEqual([sending.state, sending.text], ['expired', '']);
    assert.ok(!(await everything(back.store)).includes(draft.text));
  });

  it('takes its words out of what is kept of the act that made it, even where the record itself did not come back', async () => {
    const at = new Place();
    await at.store.write(space, (tx) => tx.mark({ intent: 'made', act: 'create', collection: 'sendings', id: 'lost', body: draft.text, at: 1 }));
    await at.backend.erase(space, 'sendings', 'lost');
    assert.ok(!(await everything(at.store, ['made'])).includes(draft.text));
    assert.equal(await refusal(() => at.send(draft, visitor, { intent: 'made' })), 'not-found');
  });

  it('does not come back with the act that made it', async () => {
    const at = new Place();
    const { id } = await at.send(draft, visitor, { intent: 'made' });
    await at.backend.erase(space, 'sendings', id);
    assert.equal(await refusal(() => at.send(draft, visitor, { intent: 'made' })), 'not-found');
  });

  it('is known by its edition, of which each change is told once', async () => {
    const told: [string, string, number][] = [];
    const inner = memoryStore();
    const store: Store = {
      read: (name, body) => inner.read(name, body),
      write: (name, body) => inner.write(name, (tx) => body({ ...tx, changed: async (...entry) => void told.push(entry) })),
    };
    const at = new Place({ store });
    const { id } = await at.send();
    await at.claim(id);
    await at.edit(id, { consents: [] });
    const { rev } = (await at.get('sendings', id, writer))!;
    for (let n = 0; n < 2; n++) await at.backend.update('sendings', id, { topics: [] }, { ...at.call(writer, { intent: 'one act' }), rev });
    assert.deepEqual(told, [['sendings', id, 1], ['sendings', id, 2]]);
    assert.equal(await at.backend.distrust(space, 'sendings', id, 2), false, 'it is as its writer left it');
    assert.equal((await at.get('sendings', id, writer))!.state, 'sent');
  });

  it('is written into the ledger in the first place: what people wrote or are, and nothing else', async () => {
    const erased: string[] = [];
    const inner = memoryStore();
    const store: Store = {
      read: (name, body) => inner.read(name, body),
      write: (name, body) => inner.write(name, (tx) => body({ ...tx, erased: async (collection) => void erased.push(collection) })),
    };
    const at = new Place({ store });
    const { id } = await at.published();
    assert.deepEqual(erased, [], 'a claim that is over is nothing to be remembered');
    await at.withdraw(id);
    assert.deepEqual(erased.sort(), ['decisions', 'sendings', 'stories']);
  });
});

describe('a write that fails on its way', () => {
  for (const step of ['remove', 'mark', 'tell', 'erased', 'forget'] as const) {
    it(`leaves everything as it was when ${step} fails`, async () => {
      const inner = memoryStore();
      let broken = false;
      let told = 0;
      inner.onChange(() => told++);
      const fail = async () => Promise.reject(new Error('the disk is full'));
      const store: Store = {
        read: (name, body) => inner.read(name, body),
        write: (name, body) => inner.write(name, (tx) => body(broken ? { ...tx, [step]: fail } : tx)),
      };
      const at = new Place({ store });
      const { id } = await at.published();
      const before = await everything(inner);
      const heard = told;
      broken = true;
      await assert.rejects(at.withdraw(id, { intent: 'gone' }), /disk is full/);
      assert.equal(await everything(inner), before);
      assert.equal(told, heard, 'nobody is told of what did not happen');
      broken = false;
      await at.withdraw(id, { intent: 'gone' });
      assert.equal(await everything(inner), JSON.stringify([[[], [], [], []], []]));
    });
  }
});
