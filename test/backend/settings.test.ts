import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PatchOf } from '../../src/adapters/adapter.ts';
import type { Who } from '../../src/backend/index.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { Duty, SpaceSettings } from '../../src/domain/space.ts';
import type { LogEntry } from '../../src/domain/log.ts';
import { spaceSettings } from '../adapters/sample-space.ts';
import { day, draft, facilitator, hour, member, moderator, otherModerator, Place, refusal, space, type Stored, visitor, writer } from './support/backend.ts';

const admin: Who = { role: 'admin', owner: 'ada' };
const third: Who = { role: 'moderator', owner: 'kim' };

/** A place with an administrator who changes its settings. */
class Office extends Place {
  settingsFor = (who: Who = admin) => this.get('settings', space, who) as Promise<Stored<Settings>>;
  shown = async () => (await this.get('spaces', space, visitor))!;

  async save(patch: PatchOf<'settings'>, who: Who = admin, rev?: string): Promise<Stored<Settings>> {
    const base = rev ?? (await this.settingsFor()).rev;
    return (await this.backend.update('settings', space, patch, { ...this.call(who), rev: base })) as unknown as Stored<Settings>;
  }

  log = async () => (await this.list('log', admin)).items as unknown as LogEntry[];
}

const duty: Duty = { name: 'Ada', days: ['MO'], from: '18:00', to: '22:00', timeZone: 'Europe/London' };

describe('the settings of a space', () => {
  it('are what the file says until an administrator saves something', async () => {
    const at = new Office();
    const { rev, id, saved, file, closed, ...settings } = await at.settingsFor();
    assert.deepEqual([id, saved, file, closed, settings], [space, [], {}, [], spaceSettings]);
    assert.ok(rev);
    assert.equal(at.store.rows(space, 'settings').length, 0);
  });

  it('are read by everybody who works here, changed by administrators, and are there for nobody else', async () => {
    const at = new Office();
    for (const who of [facilitator, moderator, admin]) assert.equal((await at.settingsFor(who)).title, spaceSettings.title);
    assert.equal(await refusal(() => at.settingsFor(visitor)), 'signed-out');
    for (const who of [writer, member]) assert.equal(await refusal(() => at.settingsFor(who)), 'forbidden');
    for (const who of [facilitator, moderator]) assert.equal(await refusal(() => at.save({ title: 'Other' }, who)), 'forbidden');
    assert.equal((await at.save({ title: 'Other' })).title, 'Other');
  });

  it('are those of this space and no other', async () => {
    const at = new Office();
    assert.equal(await at.backend.get('settings', 'elsewhere', at.call(admin)), null);
    assert.equal(await refusal(() => at.backend.update('settings', 'elsewhere', { title: 'Other' }, { ...at.call(admin), rev: 'unsaved' })), 'not-found');
    at.settings = undefined;
    assert.equal(await at.settingsFor(), null);
  });

  it('hold at once for what visitors are told and what is taken', async () => {
    const at = new Office();
    await at.save({ title: 'Harbour', rules: ['Be kind.'], keptMonths: 6, replies: false, prompts: ['What helped?'], topics: ['Grief'] });
    const { title, rules, keptMonths, replies, prompts, topics } = await at.shown();
    assert.deepEqual([title, rules, keptMonths, replies, prompts, topics], ['Harbour', ['Be kind.'], 6, false, ['What helped?'], ['Grief']]);
    await at.save({ safeguarding: '' });
    assert.equal(await refusal(() => at.send()), 'unavailable');
    await at.save({ safeguarding: null });
    assert.ok((await at.send()).id);
  });

  it('say that sending is closed when a change closes it, and do it all the same', async () => {
    const at = new Office();
    const { closed } = await at.save({ rules: [], watchHours: [] });
    assert.deepEqual(closed, ['no-watch-hours', 'no-rules']);
    assert.deepEqual((await at.shown()).closed, closed);
  });

  it('keep from visitors what is for the staff alone', async () => {
    const at = new Office();
    await at.save({
      plan: ['Secret plan.'], duty: [{ ...duty, name: 'Secret name' }], moderators: ['secret@example.org'], safeguarding: 'secret@example.org',
      reasons: [{ for: 'ask-changes', name: 'Secret', words: 'Secret words' }],
      translations: [{ language: 'de', rules: ['Seid freundlich.'], reasons: [{ for: 'not-publish', name: 'Secret', words: 'Secret words' }] }],
    });
    const shown = await at.shown();
    assert.doesNotMatch(JSON.stringify(shown), /secret/i);
    assert.deepEqual(shown.translations, [{ language: 'de', rules: ['Seid freundlich.'] }]);
    assert.deepEqual((await at.settingsFor(facilitator)).plan, ['Secret plan.']);
  });

  it('go back to what the file says, field by field, also where the file is another one by then', async () => {
    const at = new Office();
    assert.deepEqual((await at.save({ title: 'Harbour', keptMonths: 6 })).saved, ['keptMonths', 'title']);
    at.settings = { ...spaceSettings, title: 'From the file', privacy: 'https://example.org/new' };
    const { title, privacy, saved, file } = await at.settingsFor();
    assert.deepEqual([title, privacy, saved, file], ['Harbour', 'https://example.org/new', ['keptMonths', 'title'], { keptMonths: 24, title: 'From the file' }]);
    const back = await at.save({ title: null });
    assert.deepEqual([back.title, back.saved], ['From the file', ['keptMonths']]);
  });

  it('take away with nothing what the file says and may be absent', async () => {
    const at = new Office();
    at.settings = { ...spaceSettings, batchHours: 12 };
    const settings = await at.save({ batchHours: 0, readWithinHours: 0 });
    assert.deepEqual(['batchHours' in settings, 'readWithinHours' in settings], [false, false]);
    assert.deepEqual([(await at.shown()).batchHours, (await at.shown()).readWithinHours], [undefined, undefined]);
    assert.equal((await at.save({ batchHours: null })).batchHours, 12);
  });

  it('are changed by one after the other: whoever saw an older state is told, and nothing is overwritten', async () => {
    const at = new Office();
    const { rev } = await at.settingsFor();
    await at.save({ title: 'First' }, admin, rev);
    assert.equal(await refusal(() => at.save({ title: 'Second' }, { ...admin, owner: 'bo' }, rev)), 'conflict');
    assert.equal((await at.settingsFor()).title, 'First');
    const newer = (await at.settingsFor()).rev;
    await at.save({ keptMonths: 12 });
    assert.equal(await refusal(() => at.save({ title: 'Third' }, admin, newer)), 'conflict');
  });

  it('happen once for one act', async () => {
    const at = new Office();
    const { rev } = await at.settingsFor();
    const call = { ...at.call(admin), rev };
    const first = await at.backend.update('settings', space, { title: 'Once' }, call);
    assert.deepEqual(await at.backend.update('settings', space, { title: 'Once' }, call), first);
    assert.equal((await at.log()).filter(({ act }) => act === 'settings').length, 1);
  });

  it('stand in the log with who changed them and a digest, and no word of them; a save that changes nothing does not', async () => {
    const at = new Office();
    const { rev } = await at.save({ title: 'Harbour', plan: ['Call Robin first.'] });
    assert.equal((await at.save({ title: 'Harbour' })).rev, rev);
    const entries = await at.log();
    assert.deepEqual(entries.map(({ act, by }) => [act, by]), [['settings', 'ada']]);
    assert.match(entries[0]!.what!, /^[0-9a-f]{64}$/);
    assert.doesNotMatch(JSON.stringify(entries), /Harbour|Robin/);
    // Started again with the same file: nothing is new.
    await at.backend.noteSettings(space, { begun: true });
    assert.equal((await at.log()).length, 1);
    at.settings = { ...spaceSettings, keptMonths: 1 };
    await at.backend.noteSettings(space, { begun: true });
    assert.equal((await at.log()).length, 2);
  });

  const wrong: [string, object][] = [
    ['a mode in which something is published unread', { moderation: 'none' }],
    ['a mode that looks afterwards', { moderation: 'after' }],
    ['no title', { title: '' }],
    ['an age that ends before it begins', { ages: { from: 18, to: 13 } }],
    ['a story that stays no month', { keptMonths: 0 }],
    ['half a month', { keptMonths: 1.5 }],
    ['no language', { languages: [] }],
    ['an address that is none', { privacy: 'javascript:alert(1)' }],
    ['a time that is none', { watchHours: [{ ...duty, from: '25:00' }] }],
    ['a time zone that is none', { watchHours: [{ ...duty, timeZone: 'Europe/Atlantis' }] }],
    ['somebody on duty in a time zone that is none', { duty: [{ ...duty, timeZone: 'Mars/Base' }] }],
    ['somebody on duty without a name', { duty: [{ ...duty, name: '' }] }],
    ['a rule that says nothing', { rules: ['  '] }],
    ['a language that is none', { translations: [{ language: 'no language' }] }],
    ['a language twice', { translations: [{ language: 'de' }, { language: 'DE' }] }],
    ['a beginning for something else', { reasons: [{ for: 'publish', name: 'x', words: 'y' }] }],
    ['a name that is not known', { keptMonth: 12 }],
    ['a secret', { onCall: { url: 'https://example.org', secret: 'x' } }],
    ['the name of the space', { id: 'other' }],
    ['what is derived', { closed: [] }],
  ];
  for (const [what, patch] of wrong) {
    it(`refuse ${what}, and stay as they were`, async () => {
      const at = new Office();
      const before = await at.settingsFor();
      assert.equal(await refusal(() => at.save(patch as PatchOf<'settings'>)), 'invalid');
      assert.deepEqual(await at.settingsFor(), before);
      assert.deepEqual(await at.log(), []);
    });
  }

  it('stay as they were where the store fails at any step', async () => {
    for (const step of ['put', 'mark', 'tell', 'arrival', 'marker'] as const) {
      const at = new Office();
      const write = at.store.write.bind(at.store);
      const before = await at.settingsFor();
      at.store.write = (name, body) => write(name, (tx) => body({ ...tx, [step]: async () => Promise.reject(new Error('the disk is full')) }));
      const failed = await at.save({ title: 'Half' }).then(() => false, () => true);
      at.store.write = write;
      assert.equal(failed, step !== 'arrival', step);
      if (!failed) continue;
      assert.deepEqual(await at.settingsFor(), before, step);
      assert.deepEqual(await at.log(), [], step);
    }
  });
});

describe('how long something stays', () => {
  /** A story that was published in March. */
  async function published(at: Office) {
    return (await at.published()).id;
  }
  const later = (at: Place, months: number) => (at.now += months * 31 * day);

  it('is what its writer was told when it was sent, when it is made shorter', async () => {
    const at = new Office();
    await published(at);
    await at.save({ keptMonths: 2 });
    at.now += hour;
    const { id } = await at.send({ ...draft, receipt: 'second'.padEnd(43, '-') });
    await at.claim(id);
    await at.decide(id);
    later(at, 4);
    await at.backend.expire(space);
    assert.equal((await at.ids('stories', visitor)).length, 1);
    later(at, 22);
    await at.backend.expire(space);
    assert.equal((await at.ids('stories', visitor)).length, 0);
  });

  it('is what its writer was told when it was sent, when it is made longer', async () => {
    const at = new Office();
    at.settings = { ...spaceSettings, keptMonths: 2 };
    const id = await published(at);
    await at.save({ keptMonths: 100 });
    later(at, 4);
    await at.backend.expire(space);
    assert.deepEqual(await at.ids('stories', visitor), []);
    assert.equal((await at.get('sendings', id, writer))?.state, 'expired');
  });

  it('holds as well for what waits for its writer', async () => {
    const at = new Office();
    const { id } = await at.send();
    await at.claim(id);
    await at.decide(id, 'not-publish');
    await at.save({ keptMonths: 1 });
    later(at, 4);
    await at.backend.expire(space);
    assert.equal((await at.get('sendings', id, writer))?.state, 'not-published');
  });
});

describe('a space in which two have to agree', () => {
  const two: SpaceSettings = { ...spaceSettings, moderation: 'two' };
  const office = () => Object.assign(new Office(), { settings: two });
  const rev = async (at: Office, id: string) => (await at.get('sendings', id, moderator))!.rev;
  const decides = async (at: Office, id: string, decision: 'publish' | 'publish-with-note' = 'publish', who = moderator) =>
    at.create('decisions', { sending: id, rev: await rev(at, id), decision, ...(decision === 'publish-with-note' && { notes: ['loss'] }) }, who);
  async function asked(at: Office, advises: 'publish' | 'not-publish' | 'publish-with-note' | undefined, answers = otherModerator) {
    const { id } = await at.send();
    await at.claim(id);
    const question = await at.create('opinions', { sending: id }, moderator);
    if (advises) await at.create('opinions', { asked: question.id, advises }, answers);
    return id;
  }

  it('publishes nothing that one has read, and tells them to ask', async () => {
    const at = office();
    const { id } = await at.send();
    await at.claim(id);
    for (const decision of ['publish', 'publish-with-note'] as const) assert.equal(await refusal(() => decides(at, id, decision)), 'conflict');
    assert.deepEqual(await at.ids('stories', visitor), []);
    assert.equal((await at.get('sendings', id, moderator))?.state, 'claimed');
  });

  it('publishes what a colleague advises to publish', async () => {
    for (const advises of ['publish', 'publish-with-note'] as const) {
      const at = office();
      await decides(at, await asked(at, advises));
      assert.equal((await at.ids('stories', visitor)).length, 1);
    }
  });

  it('publishes nothing on a question without an answer, or against advice', async () => {
    for (const advises of [undefined, 'not-publish'] as const) {
      const at = office();
      const id = await asked(at, advises);
      assert.equal(await refusal(() => decides(at, id)), 'conflict');
    }
  });

  it('does not take one person for two: whoever advised it cannot decide alone', async () => {
    const at = office();
    const id = await asked(at, 'publish');
    const [claim] = (await at.list('claims', moderator)).items;
    await at.backend.remove('claims', claim!.id, at.call(moderator));
    await at.claim(id, otherModerator);
    assert.equal(await refusal(() => decides(at, id, 'publish', otherModerator)), 'conflict');
    assert.deepEqual(await at.ids('stories', visitor), []);
  });

  it('counts the last advice of each', async () => {
    const at = office();
    const id = await asked(at, 'publish');
    const again = await at.create('opinions', { sending: id }, moderator);
    await at.create('opinions', { asked: again.id, advises: 'not-publish' }, otherModerator);
    assert.equal(await refusal(() => decides(at, id)), 'conflict');
    const once = await at.create('opinions', { sending: id }, moderator);
    await at.create('opinions', { asked: once.id, advises: 'publish' }, third);
    await decides(at, id);
    assert.equal((await at.ids('stories', visitor)).length, 1);
  });

  it('asks anew about words that were changed since', async () => {
    const at = office();
    const id = await asked(at, 'publish');
    await at.backend.update('sendings', id, { text: 'Other words, which nobody has read.' }, { ...at.call(writer), rev: await rev(at, id) });
    await at.claim(id);
    assert.equal(await refusal(() => decides(at, id)), 'conflict');
    assert.deepEqual(await at.ids('stories', visitor), []);
  });

  it('asks one alone for everything that publishes nothing', async () => {
    const at = office();
    const { id } = await at.send();
    await at.claim(id);
    await at.decide(id, 'ask-changes');
    assert.equal((await at.get('sendings', id, writer))?.state, 'changes-asked');
  });

  it('gives back what one decided and held back a moment before two had to', async () => {
    const at = new Office();
    const { id } = await at.send();
    await at.claim(id);
    await at.create('decisions', { sending: id, rev: await rev(at, id), decision: 'publish', grace: true }, moderator);
    await at.save({ moderation: 'two' });
    at.now += hour;
    await at.backend.expire(space);
    assert.deepEqual(await at.ids('stories', visitor), []);
    assert.equal((await at.get('sendings', id, moderator))?.state, 'sent');
  });
});
