import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Who } from '../../src/backend/index.ts';
import type { Hold, HoldDraft } from '../../src/domain/hold.ts';
import { code, day, draft, facilitator, groupDraft, hour, member, moderator, otherModerator, Place, refusal, replier, space, visitor, writer } from './support/backend.ts';

const admin: Who = { role: 'admin', owner: 'ada' };
const minute = 60_000;

const hold = (at: Place, sending: string, over: Partial<HoldDraft> = {}, who: Who = moderator) => at.create('holds', { sending, reason: 'danger-self', ...over }, who);

/** A story that `mo` reads and holds. */
async function heldStory(at: Place, over: Partial<HoldDraft> = {}) {
  const { id } = await at.send();
  await at.claim(id);
  return { id, held: await hold(at, id, over) };
}

/** A published story that was reported; `mo` has claimed the report and holds it. */
async function heldFromReaders(at: Place, over: Partial<HoldDraft> = {}) {
  const { id, story } = await at.published();
  const report = await at.report(story, { reason: 'worried' });
  await at.create('claims', { report: report.id }, moderator);
  return { id, story, report: report.id, held: await hold(at, id, over) };
}

const everything = (at: Place) =>
  JSON.stringify((['sendings', 'decisions', 'messages', 'stories', 'opinions', 'holds', 'claims', 'reports', 'log'] as const).map((name) => at.store.rows(space, name)));
const log = (at: Place) => at.store.rows(space, 'log').map(({ record }) => [record.act, record.by, record.what].filter(Boolean).join(' '));
const change = async (at: Place, id: string, patch: object, who: Who = moderator) => {
  const { rev } = at.store.rows(space, 'holds').find((row) => row.id === id)!;
  return (await at.backend.update('holds', id, patch, { ...at.call(who), rev })) as unknown as Hold;
};
const end = (at: Place, id: string, who: Who = moderator) => at.backend.remove('holds', id, at.call(who));

describe('a safeguarding hold', () => {
  it('takes a story from its readers at once, and from whoever reads it to decide', async () => {
    const at = new Place();
    const { id, story } = await heldFromReaders(at);
    assert.deepEqual([await at.ids('stories', visitor), await at.get('stories', story, visitor)], [[], null]);
    assert.equal((await at.get('sendings', id, moderator))!.state, 'held');
    assert.equal(await refusal(() => at.claim(id, otherModerator)), 'conflict', 'nobody decides about it');
    assert.deepEqual(await at.ids('sendings', moderator, { where: { state: ['sent', 'claimed'] } }), [], 'it is in no lane');
  });

  it('is possible from every state in which there are words, and once', async () => {
    const ways: [string, (at: Place) => Promise<string>][] = [
      ['claimed', async (at) => { const { id } = await at.send(); await at.claim(id); return id; }],
      ['published', async (at) => { const { id, story } = await at.published(); await at.create('claims', { report: (await at.report(story)).id }, moderator); return id; }],
      ['again', async (at) => { const { id, story } = await at.published(); await at.create('claims', { report: (await at.report(story, { reason: 'about-me' })).id }, moderator); return id; }],
      ['sent', async (at) => { const { id, story } = await at.published(); await at.create('claims', { report: (await at.report(story)).id }, moderator); await at.edit(id, { text: 'Other words.' }); return id; }],
    ];
    for (const [state, way] of ways) {
      const at = new Place();
      const id = await way(at);
      assert.equal((await at.get('sendings', id, moderator))!.state, state);
      await hold(at, id);
      assert.equal((await at.get('sendings', id, moderator))!.state, 'held', state);
      assert.equal(await refusal(() => hold(at, id)), 'conflict', `${state}: a second one`);
      assert.deepEqual(await at.ids('stories', visitor), [], state);
    }
  });

  it('needs a claim of the story, or of a report of it, by whoever holds it', async () => {
    const at = new Place();
    const { id, story } = await at.published();
    assert.equal(await refusal(() => hold(at, id)), 'conflict', 'nobody has claimed anything');
    const report = await at.report(story);
    await at.create('claims', { report: report.id }, otherModerator);
    assert.equal(await refusal(() => hold(at, id)), 'conflict', 'somebody else reads the report');
    await hold(at, id, {}, otherModerator);
    const { id: old } = await at.send();
    await at.claim(old);
    at.now += 25 * hour;
    assert.equal(await refusal(() => hold(at, old)), 'conflict', 'the time of the claim is over');
  });

  it('is not held back by a decision that can still be taken back, and voids it', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    const { rev } = (await at.get('sendings', id, moderator))!;
    await at.create('decisions', { sending: id, rev, decision: 'publish', grace: true }, moderator);
    await hold(at, id);
    at.now += hour;
    await at.backend.expire(space);
    assert.deepEqual([await at.ids('stories', visitor), (await at.get('sendings', id, moderator))!.state], [[], 'held']);
  });

  it('is not possible where nobody was told of it: the space has nobody to pass people on to', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    assert.equal((await at.get('spaces', space, visitor))!.holds, true);
    const { safeguarding: _, ...rest } = at.settings!;
    at.settings = rest;
    assert.equal((await at.get('spaces', space, visitor))!.holds, false);
    await assert.rejects(hold(at, id), code('conflict', /passed on/));
    assert.equal((await at.get('sendings', id, moderator))!.state, 'claimed');
  });

  it('has a review date in the next six months, four weeks from now where nobody says', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    for (const review of ['2026-03-31', '2026-12-01', '2025-01-01', '31.3.2026']) assert.equal(await refusal(() => hold(at, id, { review })), 'invalid', review);
    assert.equal((await hold(at, id)).review, '2026-04-28');
  });

  it('is one act, however often it is sent', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    const twice = () => at.create('holds', { sending: id, reason: 'child' }, moderator, { intent: 'once' });
    assert.deepEqual(await twice(), await twice());
    assert.equal(at.store.rows(space, 'holds').length, 1);
  });

  it('of what was sent to a group is for its facilitators and the moderators', async () => {
    const at = new Place();
    const { id } = await at.send(groupDraft, member);
    await at.claim(id, facilitator);
    const { id: held } = await hold(at, id, {}, facilitator);
    const york: Who = { role: 'facilitator', owner: 'yo', groups: ['york'] };
    assert.deepEqual([await at.ids('holds', facilitator), await at.ids('holds', moderator), await at.ids('holds', york)], [[held], [held], []]);
    assert.equal(await at.get('holds', held, york), null);
    assert.equal(await refusal(() => change(at, held, { review: '2026-05-05', because: 'Why.' }, york)), 'not-found');
    assert.equal(await refusal(() => end(at, held, york)), 'not-found');
  });
});

describe('the copy of a hold', () => {
  const secret = 'Words that somebody found hard to write.';

  it('holds the words and what was written about them, and only an administrator who opens it sees it', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.create('messages', { sending: id, text: 'We are worried about you.' }, moderator);
    await at.create('messages', { sending: id, text: 'I am at home.' }, writer);
    await at.claim(id);
    const made = await hold(at, id, { words: 'A note of mine.' });
    const seen = [made, await at.get('holds', made.id, moderator), await at.get('holds', made.id, otherModerator), await change(at, made.id, { review: '2026-06-01', because: 'Still worried.' }), (await at.list('holds', admin)).items, (await at.list('holds', moderator)).items, (await at.list('holds', writer)).items];
    assert.doesNotMatch(JSON.stringify(seen), /hard to write|A note|worried|at home|delivery/);
    const opened = (await at.get('holds', made.id, admin))!;
    assert.deepEqual([opened.copy!.text, opened.copy!.helped, opened.words], [secret, 'Somebody who listened.', 'A note of mine.']);
    assert.deepEqual(opened.copy!.messages.map(({ from, text }) => [from, text]), [['staff', 'We are worried about you.'], ['writer', 'I am at home.']]);
    assert.deepEqual(opened.changes!.map(({ by, because }) => [by, because]), [['mo', 'Still worried.']]);
  });

  it('is never opened without standing in the log, and not shown where it cannot stand there', async () => {
    const at = new Place();
    const { id, held } = await heldStory(at);
    await at.get('holds', held.id, moderator);
    assert.deepEqual(log(at), ['claim mo', 'hold mo danger-self']);
    await at.get('holds', held.id, admin);
    await at.get('holds', held.id, admin);
    assert.deepEqual(log(at).slice(2), ['open ada hold', 'open ada hold']);
    assert.deepEqual(at.store.rows(space, 'log').at(-1)!.record.sending, id);
    const { write } = at.store;
    at.store.write = () => Promise.reject(new Error('The disk is full.'));
    await assert.rejects(at.get('holds', held.id, admin), /full/);
    at.store.write = write;
    assert.doesNotMatch(JSON.stringify(at.store.rows(space, 'log')), /hard to write/);
  });

  const ends: [string, (at: Place, id: string) => Promise<unknown>][] = [
    ['takes the words back', (at, id) => at.withdraw(id)],
    ['changes them', (at, id) => at.edit(id, { text: 'Other words.', helped: null })],
    ['is gone for longer than words are kept', async (at) => ((at.now += 100 * 31 * day), at.backend.expire(space))],
  ];
  for (const [what, act] of ends) {
    it(`stays when its writer ${what}, and everything else goes`, async () => {
      const at = new Place();
      const { id, held } = await heldFromReaders(at);
      await at.create('messages', { sending: id, text: 'We are worried.' }, moderator);
      await act(at, id);
      const kept = at.store.rows(space, 'holds');
      assert.equal(((kept[0]!.record as unknown as Hold).copy!).text, secret);
      assert.doesNotMatch(everything(at).replace(JSON.stringify(kept), ''), /hard to write|We are worried/);
      assert.equal((await at.get('holds', held.id, moderator))!.gone, what.startsWith('changes') ? undefined : true);
      assert.equal((await at.get('holds', held.id, admin))!.copy!.text, secret);
      assert.deepEqual(await at.ids('stories', visitor), []);
    });
  }

  it('stays when the story that a reply was for is withdrawn', async () => {
    const at = new Place();
    const { id, story } = await at.published({ ...draft, answers: true });
    const reply = await at.reply(story);
    await at.claim(reply.id);
    const held = await hold(at, reply.id);
    await at.withdraw(id);
    assert.equal((await at.get('sendings', reply.id, replier))!.state, 'expired');
    assert.match((await at.get('holds', held.id, admin))!.copy!.text, /I was there too/);
  });

  it('is nowhere once the hold has ended, and the story is read again', async () => {
    const at = new Place();
    const { id, held } = await heldFromReaders(at, { words: 'A note of mine.' });
    await at.edit(id, { text: 'Other words.', helped: null });
    await end(at, held.id);
    assert.doesNotMatch(everything(at), /hard to write|A note/);
    assert.deepEqual([at.store.rows(space, 'holds'), await at.get('holds', held.id, admin)], [[], null]);
    assert.equal((await at.get('sendings', id, writer))!.state, 'sent');
    await at.claim(id);
    await at.decide(id);
    assert.equal((await at.list('stories', visitor)).items[0]!.text, 'Other words.');
    assert.deepEqual(log(at).filter((act) => /hold/.test(act)), ['hold mo danger-self', 'end-hold mo']);
  });

  it('goes with the hold also where its writer has taken the words back before', async () => {
    const at = new Place();
    const { id, held } = await heldStory(at);
    await at.withdraw(id);
    await end(at, held.id, admin);
    assert.doesNotMatch(everything(at), /hard to write/);
    assert.equal(await at.get('sendings', id, writer), null);
  });
});

describe('ending and prolonging a hold', () => {
  it('is for whoever made it, and for administrators', async () => {
    const at = new Place();
    const { held } = await heldStory(at);
    assert.equal(await refusal(() => end(at, held.id, otherModerator)), 'forbidden');
    assert.equal(await refusal(() => change(at, held.id, { review: '2026-05-05', because: 'Why.' }, otherModerator)), 'forbidden');
    assert.equal((await change(at, held.id, { review: '2026-05-05', because: 'Why.' }, admin)).review, '2026-05-05');
    await end(at, held.id, admin);
  });

  it('never lasts longer without a reason, or for longer than six months', async () => {
    const at = new Place();
    const { held } = await heldStory(at);
    for (const patch of [{ review: '2026-05-05' }, { review: '2026-05-05', because: '  ' }, { review: '2027-03-31', because: 'Why.' }, { because: 'Why.' }, { review: '2026-03-01', because: 'Why.' }, { tell: 'later' }]) {
      assert.equal(await refusal(() => change(at, held.id, patch)), 'invalid', JSON.stringify(patch));
    }
    await change(at, held.id, { review: '2026-05-05', because: 'Why.' });
    assert.deepEqual(log(at).slice(2), ['prolong mo 2026-05-05']);
    assert.doesNotMatch(JSON.stringify(at.store.rows(space, 'log')), /Why/);
  });

  it('never happens by itself: it goes on after its review, first of those that wait for one', async () => {
    const at = new Place();
    const first = await heldStory(at, { review: '2026-05-10' });
    const other = await at.send();
    await at.claim(other.id);
    const second = await hold(at, other.id, { review: '2026-04-10' });
    at.now += 60 * day;
    await at.backend.expire(space);
    assert.deepEqual(await at.ids('holds', moderator), [second.id, first.held.id]);
  });
});

describe('the writer of what is held', () => {
  it('is told that there is a copy and until when, and not why or by whom', async () => {
    const at = new Place();
    const { id, held } = await heldFromReaders(at);
    assert.equal((await at.get('sendings', id, writer))!.state, 'held');
    const told = [{ id: held.id, sending: id, review: '2026-04-28' }];
    assert.deepEqual((await at.list('holds', writer)).items.map(({ rev: _, ...record }) => record), told);
    await at.withdraw(id);
    assert.deepEqual((await at.list('holds', writer)).items.map(({ rev: _, ...record }) => record), told, 'the receipt still says so afterwards');
    assert.deepEqual(await at.ids('holds', replier), []);
    assert.equal(await refusal(() => at.get('holds', held.id, writer)), 'forbidden');
    assert.equal(await refusal(() => end(at, held.id, writer)), 'forbidden');
  });

  it('sees nothing of it while telling could put somebody in danger', async () => {
    for (const [make, seen] of [[heldFromReaders, 'again'], [heldStory, 'claimed']] as const) {
      const at = new Place();
      const { id, held } = await make(at, { tell: 'later' });
      assert.deepEqual([held.tell, held.tellReview], ['later', '2026-04-07']);
      const record = (await at.get('sendings', id, writer))!;
      assert.equal(record.state, seen);
      assert.equal(record.shownAs, undefined);
      assert.equal(record.until !== undefined, seen === 'again', 'as what is read for the first time has no end');
      assert.deepEqual(await at.ids('holds', writer), []);
      const { state } = await at.edit(id, { text: 'Other words.' });
      assert.equal(state, seen, 'after a change too');
      assert.equal((await at.get('sendings', id, moderator))!.state, 'held');
      await change(at, held.id, { tell: 'now' });
      assert.equal((await at.get('sendings', id, writer))!.state, 'held');
      assert.deepEqual(await at.ids('holds', writer), [held.id]);
      assert.equal(await refusal(() => change(at, held.id, { tell: 'now' })), 'conflict');
      assert.deepEqual(log(at).at(-1), 'tell mo');
    }
  });

  it('can be told also after they have taken the words back', async () => {
    const at = new Place();
    const { id, held } = await heldStory(at, { tell: 'later' });
    await at.withdraw(id);
    assert.deepEqual(await at.ids('holds', writer), []);
    await change(at, held.id, { tell: 'now' });
    assert.deepEqual(await at.ids('holds', writer), [held.id]);
  });

  it('is not left untold without somebody deciding so anew, with a reason', async () => {
    const at = new Place();
    const { held } = await heldStory(at, { tell: 'later', tellReview: '2026-04-03' });
    assert.equal(await refusal(() => change(at, held.id, { tellReview: '2026-04-10' })), 'invalid');
    assert.equal(await refusal(() => change(at, held.id, { tellReview: '2026-06-01', because: 'Why.' })), 'invalid', 'later than the review');
    assert.equal((await change(at, held.id, { tellReview: '2026-04-10', because: 'He reads her messages.' })).tellReview, '2026-04-10');
    const now = await heldStory(at);
    assert.equal(await refusal(() => change(at, now.held.id, { tellReview: '2026-04-10', because: 'Why.' })), 'conflict', 'nobody is untold');
  });

  it('may still take part of it back, and write to the team', async () => {
    const at = new Place();
    const { id } = await heldStory(at);
    await at.create('messages', { sending: id, text: 'We are worried about you.' }, moderator);
    await at.create('messages', { sending: id, text: 'Thank you.' }, writer);
    await at.edit(id, { consents: [] });
    assert.equal((await at.get('sendings', id, moderator))!.state, 'held');
  });
});

describe('a backup that is put in place', () => {
  it('does not bring back a copy whose hold was ended, nor leaves the story held without one', async () => {
    const at = new Place();
    const { id, held } = await heldStory(at);
    await at.backend.erase(space, 'holds', held.id);
    assert.deepEqual([at.store.rows(space, 'holds'), (await at.get('sendings', id, moderator))!.state], [[], 'sent']);
  });

  it('leaves the copy where it was, when it takes the words away again', async () => {
    const at = new Place();
    const { id, held } = await heldStory(at);
    await at.backend.erase(space, 'sendings', id);
    assert.match((await at.get('holds', held.id, admin))!.copy!.text, /hard to write/);
    assert.equal(await at.get('sendings', id, writer), null);
  });

  it('does not let anybody publish what was held since: it is as if its writer had changed it', async () => {
    const at = new Place();
    const { id } = await heldStory(at);
    const now = at.store.rows(space, 'sendings')[0]!;
    const { edition, ...before } = now;
    assert.equal(edition, 1);
    // As it was before: claimed, and no hold there.
    at.store.seed(space, 'sendings', { ...before, record: { ...before.record, state: 'claimed' } });
    assert.equal(await at.backend.distrust(space, 'sendings', id, edition!), true);
    assert.deepEqual((await at.get('sendings', id, moderator))!.flags, ['restored']);
  });

  it('keeps held what is held, where its writer has changed it since', async () => {
    const at = new Place();
    const { id } = await heldStory(at);
    await at.backend.distrust(space, 'sendings', id, 5);
    assert.equal((await at.get('sendings', id, moderator))!.state, 'held');
  });
});

describe('handing over to the program of a space', () => {
  const told = async (at: Place, id: string) => (await at.get('holds', id, moderator))!.told;
  const place = () => new Place({ handsOver: () => true });

  it('is not spoken of where there is none', async () => {
    const at = new Place();
    const { held } = await heldStory(at);
    assert.equal(held.told, undefined);
    assert.deepEqual(await at.backend.handOvers(space), []);
  });

  it('is tried again, more and more seldom, until it was taken', async () => {
    const at = place();
    const { held } = await heldStory(at, { words: 'A note.' });
    assert.equal(held.told, 'waiting');
    const body = { id: held.id, reason: 'danger-self', urgent: true, at: '2026-03-31T10:00:00.000Z' };
    assert.deepEqual(await at.backend.handOvers(space), [body]);
    assert.deepEqual(await at.backend.handOvers(space), [], 'another instance asks at the same time');
    at.now += minute;
    assert.deepEqual(await at.backend.handOvers(space), [body]);
    at.now += minute;
    assert.deepEqual(await at.backend.handOvers(space), [], 'it waits twice as long');
    at.now += minute;
    assert.deepEqual(await at.backend.handOvers(space), [body]);
    await at.backend.handedOver(space, held.id);
    assert.equal(await told(at, held.id), 'yes');
    at.now += hour;
    assert.deepEqual(await at.backend.handOvers(space), []);
    assert.deepEqual(log(at).at(-1), 'hand-over yes');
  });

  it('has failed after a day in which nobody took it, and is said then', async () => {
    const at = place();
    const { held } = await heldStory(at);
    for (; at.now <= Date.parse('2026-04-01T10:00:00Z'); at.now += 15 * minute) await at.backend.handOvers(space);
    assert.equal(await told(at, held.id), 'failed');
    assert.deepEqual(await at.ids('holds', moderator, { where: { told: 'failed' } }), [held.id]);
    assert.deepEqual(log(at).at(-1), 'hand-over failed');
    assert.deepEqual(await at.backend.handOvers(space), []);
  });

  it('does not stand in the way of whoever prolongs the hold meanwhile', async () => {
    const at = place();
    const { held } = await heldStory(at);
    await at.backend.handOvers(space);
    await at.backend.update('holds', held.id, { review: '2026-05-05', because: 'Why.' }, { ...at.call(moderator), rev: held.rev });
    await at.backend.handedOver(space, held.id);
    assert.equal(await told(at, held.id), 'yes');
  });

  it('tells once that a review is due, and once more after it was prolonged', async () => {
    const at = new Place();
    const { held } = await heldStory(at, { review: '2026-04-02' });
    assert.deepEqual(await at.backend.reviewsDue(space), []);
    at.now += 2 * day;
    assert.deepEqual(await at.backend.reviewsDue(space), [{ id: held.id, review: '2026-04-02' }]);
    assert.deepEqual(await at.backend.reviewsDue(space), []);
    await at.backend.remindAgain(space, held.id);
    assert.equal((await at.backend.reviewsDue(space)).length, 1, 'nobody could be told');
    await change(at, held.id, { review: '2026-04-05', because: 'Why.' });
    assert.deepEqual(await at.backend.reviewsDue(space), []);
    at.now += 3 * day;
    assert.deepEqual(await at.backend.reviewsDue(space), [{ id: held.id, review: '2026-04-05' }]);
  });
});

describe('hiding a reported story until it was read', () => {
  it('takes it from readers at once, and leaves the report with whoever reads it', async () => {
    const at = new Place();
    const { id, story } = await at.published();
    const report = await at.report(story);
    await at.rule(report.id, 'hide');
    assert.equal(await at.get('stories', story, visitor), null);
    assert.equal((await at.get('sendings', id, writer))!.state, 'again');
    assert.deepEqual([(await at.get('reports', report.id, moderator))!.state, await at.ids('claims', moderator)].flat().length, 2, 'it is still claimed');
    assert.equal(await refusal(() => at.create('rulings', { report: report.id, ruling: 'no-action' }, moderator)), 'conflict', 'it does not stay hidden for ever');
    assert.equal(await refusal(() => at.create('rulings', { report: report.id, ruling: 'hide' }, moderator)), 'conflict', 'twice');
    await at.create('rulings', { report: report.id, ruling: 'restore' }, moderator);
    assert.equal((await at.get('stories', story, visitor))!.id, story);
  });

  it('tells nobody anything, and needs a claim', async () => {
    const at = new Place();
    const { story } = await at.published();
    const report = await at.report(story);
    assert.equal(await refusal(() => at.create('rulings', { report: report.id, ruling: 'hide' }, moderator)), 'conflict');
    await at.create('claims', { report: report.id }, moderator);
    for (const over of [{ message: 'Words.' }, { toReporter: 'Words.' }]) assert.equal(await refusal(() => at.create('rulings', { report: report.id, ruling: 'hide', ...over }, moderator)), 'invalid');
    assert.equal(await refusal(() => at.create('rulings', { report: report.id, ruling: 'hide' }, otherModerator)), 'conflict');
  });
});
