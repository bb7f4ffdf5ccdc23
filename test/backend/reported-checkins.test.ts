import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Who } from '../../src/backend/index.ts';
import type { CheckinDraft, SharedCheckin } from '../../src/domain/checkin-share.ts';
import type { LogEntry } from '../../src/domain/log.ts';
import { checkinReportReasons, mostHiddenByOne, reportReasons, type Report, type ReportDraft, type RulingDraft, type RulingKind } from '../../src/domain/report.ts';
import { credentialHash } from '../../src/backend/index.ts';
import { spaceSettings } from '../adapters/sample-space.ts';
import { day, facilitator, hour, moderator, openDraft, otherModerator, Place, refusal, space, type Stored, visitor, writer } from './support/backend.ts';

const minute = hour / 60;
const person = (owner: string, ...groups: string[]): Who => ({ role: 'member', owner, groups });
const [ann, ben, cleo] = [person('ann', 'leeds'), person('ben', 'leeds'), person('cleo', 'leeds')];
const stranger = person('yan', 'york');
const york: Who = { role: 'facilitator', owner: 'yo', groups: ['york'] };
const admin: Who = { role: 'admin', owner: 'ada' };

const told: CheckinDraft = { feelings: ['cut-off', 'tired'], words: 'The house of Tom is quiet.', energy: 'worn-out', need: 'company', help: 'been-there', audience: 'group', group: 'leeds', stays: 'kept', timeZone: 'Europe/London', name: 'A.' };
const passage = { start: 13, end: 16 };
/** What the team is shown of it, and nothing more. */
const shownAs = { feelings: ['cut-off', 'tired'], words: 'The house of Tom is quiet.', energy: 'worn-out', need: 'company', help: 'been-there', name: 'A.', group: 'leeds' };

/** People of one place, what they tell their group, and what is reported of it. */
class Circle extends Place {
  write(draft: Partial<CheckinDraft> = {}, who = ann): Promise<Stored<SharedCheckin> & { shown: string }> {
    return this.create('checkins', { ...told, ...draft }, who) as Promise<Stored<SharedCheckin> & { shown: string }>;
  }

  async change(id: string, patch: object, who = ann): Promise<Stored<SharedCheckin>> {
    const { rev } = (await this.get('checkins', id, who))!;
    return (await this.backend.update('checkins', id, patch, { ...this.call(who), rev })) as unknown as Stored<SharedCheckin>;
  }

  tell(checkin: string, over: Partial<ReportDraft> = {}, who = ben): Promise<Report> {
    return this.create('reports', { checkin, reason: 'hurtful', ...over }, who);
  }

  /** Somebody of the staff claims it, says that they open it, and reads. */
  async read(report: string, who = moderator): Promise<Report> {
    await this.create('claims', { report }, who);
    await this.create('log', { act: 'open', report }, who);
    return (await this.get('reports', report, who))!;
  }

  /** The same for whoever has claimed it. */
  async readOn(report: string, who = moderator): Promise<Report> {
    await this.create('log', { act: 'open', report }, who);
    return (await this.get('reports', report, who))!;
  }

  ruled(report: string, ruling: RulingKind, over: Partial<RulingDraft> = {}, who = moderator) {
    return this.create('rulings', { report, ruling, ...(ruling === 'take-down' && { message: 'Please leave names out.' }), ...over }, who);
  }

  async own(id: string): Promise<Stored<SharedCheckin>> {
    return (await this.get('checkins', id, ann))!;
  }

  group(who: Who = ben): Promise<string[]> {
    return this.ids('checkins', who, { where: { group: 'leeds' } });
  }

  kept(): string {
    return JSON.stringify((['checkins', 'responses', 'reports', 'rulings'] as const).map((each) => this.store.rows(space, each)));
  }
}

describe('a check-in of a group', () => {
  it('is reported by a member of it, who finds the report again, and whoever wrote it learns nothing', async () => {
    const at = new Circle();
    const { id, shown } = await at.write();
    const before = await at.own(id);
    const report = await at.tell(shown, { words: 'It is about my family.' });
    assert.deepEqual(report, { id: report.id, checkin: shown, reason: 'hurtful', words: 'It is about my family.', state: 'waiting' });
    assert.deepEqual((await at.list('reports', ben)).items, [report]);
    assert.deepEqual(await at.get('reports', report.id, ben), report);
    assert.deepEqual(await at.own(id), before);
    for (const other of [ann, cleo, stranger]) assert.deepEqual([await at.ids('reports', other), await at.get('reports', report.id, other)], [[], null]);
    const staff = (await at.get('reports', report.id, moderator))!;
    assert.deepEqual(staff, { ...report, sent: staff.sent });
    assert.ok(!JSON.stringify([staff, (await at.list('reports', facilitator)).items]).match(/"(ben|ann)"/), 'the staff learns neither who reported nor who wrote');
  });

  it('is reported by its facilitator too, and by nobody whom it is not for', async () => {
    const at = new Circle();
    const { shown } = await at.write();
    assert.equal((await at.tell(shown, {}, facilitator)).checkin, shown);
    assert.equal(await refusal(() => at.tell(shown, {}, visitor)), 'signed-out');
    assert.equal(await refusal(() => at.tell(shown, {}, { role: 'local' })), 'signed-out');
    for (const other of [moderator, writer]) assert.equal(await refusal(() => at.tell(shown, {}, other)), 'forbidden');
    assert.equal(at.store.rows(space, 'reports').length, 1);
  });

  for (const reason of reportReasons) {
    const may = (checkinReportReasons as readonly string[]).includes(reason);
    it(`${may ? 'can' : 'cannot'} be reported with the reason ${reason}`, async () => {
      const at = new Circle();
      const { shown } = await at.write();
      assert.equal(await refusal(() => at.tell(shown, { reason })), may ? undefined : 'invalid');
    });
  }

  it('is reported with no receipt: whoever does comes back with their token', async () => {
    const at = new Circle();
    const { shown } = await at.write();
    assert.equal(await refusal(() => at.tell(shown, { receipt: 'r'.repeat(43) })), 'invalid');
  });

  it('answers the same where it is gone, hidden, of another group or nobody’s to see, and no words of it reach the team', async () => {
    const at = new Circle();
    const code = 'a code between two';
    const { id: mine } = await at.create('companions', { own: 'Ann', offer: await credentialHash(code) }, ann);
    await at.create('companions', { own: 'Cleo', code }, cleo);
    const toCleo = await at.write({ audience: 'people', group: undefined as never, name: undefined as never, people: [mine] });
    const [chosen] = await at.ids('checkins', cleo, { where: { for: 'me' } });
    const alone = await at.create('checkins', { feelings: ['sad'], words: 'For me alone.', audience: 'me', stays: 'kept', timeZone: 'Europe/London' }, ann);
    const { id: own, shown } = await at.write();
    const cases: [who: Who, id: string][] = [[ben, 'never-there'], [stranger, shown], [ben, own], [ben, alone.id], [ann, alone.id], [ben, toCleo.id], [cleo, chosen!], [york, shown], [{ ...ben, since: { leeds: at.now + minute } }, shown]];
    for (const [who, checkin] of cases) {
      const made = await at.tell(checkin, { reason: 'about-me', passage }, who);
      assert.deepEqual(made, { id: made.id, checkin, reason: 'about-me', passage, state: 'waiting', ...(who.role === 'facilitator' && { sent: (made as Report).sent }) });
      assert.deepEqual(await at.ids('reports', facilitator), [], 'it is for moderators alone');
      const read = await at.read(made.id);
      assert.deepEqual([read.gone, read.seen], [true, undefined]);
    }
    assert.deepEqual(await at.group(), [shown], 'nothing was hidden by a stranger');
    assert.equal((await at.ids('checkins', cleo, { where: { for: 'me' } })).length, 1);
  });

  it('of a space without names is nothing that the team could read', async () => {
    const at = new Circle();
    at.settings = { ...spaceSettings, checkins: { names: false, releases: { times: ['08:00'], timeZone: 'Europe/London' } } };
    const { id } = await at.create('checkins', { ...told, name: undefined as never }, ann);
    const read = await at.read((await at.tell(id)).id);
    assert.deepEqual([read.gone, read.seen], [true, undefined]);
  });
});

describe('what the team reads of a reported check-in', () => {
  it('is what the group sees, once it is claimed and stands in the log as opened, and nothing before', async () => {
    const at = new Circle();
    const { id, shown } = await at.write();
    const { id: report } = await at.tell(shown);
    for (const who of [moderator, facilitator]) assert.equal((await at.get('reports', report, who))!.seen, undefined);
    await at.create('log', { act: 'open', report }, moderator);
    assert.equal((await at.get('reports', report, moderator))!.seen, undefined, 'opened, and not claimed');
    await at.create('claims', { report }, moderator);
    assert.equal((await at.get('reports', report, moderator))!.seen, undefined, 'claimed, and not opened since');
    await at.create('log', { act: 'open', report }, moderator);
    const { seen } = (await at.get('reports', report, moderator))!;
    assert.deepEqual(seen, { ...shownAs, at: new Date(at.now).toISOString() });
    assert.ok(!JSON.stringify(await at.get('reports', report, moderator)).includes(id), 'nothing leads to what its writer has');
    for (const item of (await at.list('reports', moderator)).items) assert.equal(item.seen, undefined, 'never in a list');
    for (const who of [otherModerator, facilitator, ben]) assert.equal((await at.get('reports', report, who))!.seen, undefined);
    const acts = ((await at.list('log', admin)).items as unknown as LogEntry[]).map(({ act, by, report: about }) => [act, by, about === report]);
    assert.deepEqual(acts, [['open', 'mo', true], ['claim', 'mo', true], ['open', 'mo', true]]);
  });

  it('is for the facilitator of that group, and for no other', async () => {
    const at = new Circle();
    const { id: report } = await at.tell((await at.write()).shown);
    assert.deepEqual([await at.ids('reports', facilitator), await at.ids('reports', york)], [[report], []]);
    assert.equal(await at.get('reports', report, york), null);
    assert.equal(await refusal(() => at.read(report, york)), 'not-found');
    assert.equal((await at.read(report, facilitator)).seen!.words, told.words);
  });

  it('is theirs no longer once they gave it back, it was taken from them, it was ruled on, or their time was over', async () => {
    for (const end of ['back', 'taken', 'ruled', 'time'] as const) {
      const at = new Circle();
      const { id: report } = await at.tell((await at.write()).shown, { reason: 'worried' });
      assert.ok((await at.read(report)).seen);
      const [claim] = await at.ids('claims', moderator);
      if (end === 'back') await at.backend.remove('claims', claim!, at.call(moderator));
      if (end === 'taken') await at.create('claims', { report, takeOver: true }, otherModerator);
      if (end === 'ruled') await at.ruled(report, 'no-action');
      if (end === 'time') at.now += hour;
      assert.equal((await at.get('reports', report, moderator))!.seen, undefined, end);
    }
  });

  it('is gone with what its writer takes back, takes home, moves elsewhere or lets end, and the report can be closed', async () => {
    const ends: Record<string, (at: Circle, id: string) => Promise<unknown>> = {
      withdrawn: (at, id) => at.backend.remove('checkins', id, at.call(ann)),
      home: (at, id) => at.change(id, { audience: 'me' }),
      elsewhere: (at, id) => at.backend.update('checkins', id, { group: 'york' }, { ...at.call({ ...ann, groups: ['leeds', 'york'] }), rev: at.store.rows(space, 'checkins').find((row) => row.id === id)!.rev }),
      left: (at) => at.backend.list('checkins', { limit: 1 }, at.call({ ...ann, groups: [] })),
      over: async (at) => void (at.now += 2 * day),
      swept: async (at) => {
        at.now += 2 * day;
        await at.backend.keepCheckins(space, { all: true });
      },
      erased: (at, id) => at.backend.erase(space, 'checkins', id),
      backup: (at, id) => at.backend.distrust(space, 'checkins', id, 9),
    };
    for (const [how, end] of Object.entries(ends)) {
      const at = new Circle();
      const { id, shown } = await at.write({ stays: 'today' });
      const { id: report } = await at.tell(shown, { reason: 'identifying', passage });
      await at.create('claims', { report }, moderator);
      await end(at, id);
      const who = how === 'over' || how === 'swept' ? otherModerator : moderator;
      const read = how === 'over' || how === 'swept' ? await at.read(report, who) : await at.readOn(report, who);
      assert.deepEqual([read.gone, read.seen], [true, undefined], how);
      if (how === 'withdrawn' || how === 'swept' || how === 'erased') assert.equal(read.passage, undefined, how);
      assert.equal(await refusal(() => at.ruled(report, 'take-down', {}, who)), 'conflict', how);
      await at.ruled(report, 'no-action', { toReporter: 'It is not there any more.' }, who);
      assert.deepEqual((await at.list('reports', ben)).items.map(({ state, message }) => [state, message]), [['read', 'It is not there any more.']]);
    }
  });

  it('is kept nowhere once it is gone', async () => {
    const at = new Circle();
    const { id, shown } = await at.write();
    const { id: report } = await at.tell(shown);
    await at.read(report);
    await at.ruled(report, 'no-action', { message: 'Tom is somebody whom others know.' });
    await at.backend.remove('checkins', id, at.call(ann));
    assert.ok(!at.kept().includes('Tom'), at.kept());
  });

  it('is what its writer made of it since, and says that it was changed', async () => {
    const at = new Circle();
    const { id, shown } = await at.write();
    const { id: report } = await at.tell(shown);
    at.now += minute;
    await at.change(id, { words: 'My brother is drinking again.' });
    const { seen } = await at.read(report);
    assert.deepEqual(seen, { ...shownAs, words: 'My brother is drinking again.', at: new Date(at.now).toISOString(), changed: true });
  });

  it('is still there for worry about somebody when the space is closed meanwhile', async () => {
    const at = new Circle();
    const { id: report } = await at.tell((await at.write()).shown, { reason: 'worried' });
    at.settings = { ...spaceSettings, checkins: { names: true }, moderators: [] };
    assert.equal((await at.read(report)).seen!.words, told.words);
  });
});

describe('a report that says whom a check-in is about', () => {
  for (const over of [{ reason: 'about-me' }, { reason: 'identifying', passage }] as const) {
    it(`(${over.reason}) takes it from the group at once, and its writer sees that it is read again`, async () => {
      const at = new Circle();
      const { id, shown } = await at.write();
      await at.create('responses', { checkin: shown, kind: 'heard' }, cleo);
      const report = await at.tell(shown, over);
      assert.deepEqual([report.state, 'hid' in report], ['waiting', false]);
      for (const who of [ben, cleo, facilitator]) {
        assert.deepEqual([await at.group(who), await at.get('checkins', shown, who)], [[], null]);
        assert.equal(await refusal(() => at.create('responses', { checkin: shown, kind: 'with-you' }, who)), 'not-found');
      }
      const own = await at.own(id);
      assert.deepEqual([own.again, own.words, own.message], ['yes', told.words, undefined]);
      const read = await at.read(report.id);
      assert.deepEqual([read.hid, read.seen!.hidden], [true, true]);
      assert.equal(await refusal(() => at.ruled(report.id, 'no-action')), 'conflict');
      await at.ruled(report.id, 'restore', { message: 'It is back with your group.' });
      assert.deepEqual([await at.group(), (await at.own(id)).again, (await at.own(id)).message], [[shown], undefined, 'It is back with your group.']);
      await at.tell(shown, { reason: 'about-me' }, cleo);
      assert.deepEqual(await at.group(), [shown], 'that happens once');
    });
  }

  it('does not hide what it does not mark', async () => {
    const at = new Circle();
    const { shown } = await at.write();
    await at.tell(shown, { reason: 'identifying' });
    assert.deepEqual(await at.group(), [shown]);
    assert.equal(await refusal(() => at.tell(shown, { reason: 'identifying', passage: { start: 3, end: 500 } })), 'invalid');
  });

  it('keeps it hidden whatever its writer does, and until the last one is read', async () => {
    const at = new Circle();
    const both = { ...ann, groups: ['leeds', 'york'] };
    const { id, shown } = await at.write();
    const { id: report } = await at.tell(shown, { reason: 'about-me' });
    await at.change(id, { words: 'Tom is drinking.' });
    assert.deepEqual(await at.group(), []);
    await at.change(id, { audience: 'me' });
    assert.equal((await at.own(id)).again, undefined, 'nobody reads what is for oneself');
    await at.change(id, { audience: 'group', group: 'leeds' });
    assert.deepEqual([await at.group(), (await at.own(id)).again], [[], 'yes']);
    assert.equal((await at.read(report)).seen!.words, 'Tom is drinking.');
    await at.change(id, { group: 'york' }, both);
    assert.deepEqual(await at.ids('checkins', stranger), []);
    assert.equal((await at.readOn(report)).gone, true, 'the staff of one group reads nothing of another');
    await at.ruled(report, 'no-action');
    assert.equal((await at.ids('checkins', stranger)).length, 1);
  });

  it('tells no greeter meanwhile, and tells them once it is back', async () => {
    const at = new Circle();
    at.settings = { ...spaceSettings, checkins: { names: true, greetAfterMinutes: 30 } };
    const { id: greeter } = await at.create('greeters', { group: 'leeds', name: 'Cleo' }, cleo);
    const { shown } = await at.write({ greeters: [greeter] });
    const unanswered = async () => {
      await at.backend.keepCheckins(space);
      return at.ids('checkins', cleo, { where: { unanswered: 'leeds' } });
    };
    at.now += hour;
    const [waits] = await unanswered();
    const { id: report, checkin } = await at.tell(waits!, { reason: 'about-me' }, cleo);
    assert.equal(checkin, shown, 'a greeter reports what the group knows');
    assert.deepEqual(await unanswered(), []);
    await at.rule(report, 'restore');
    assert.equal((await unanswered()).length, 1);
  });

  it('hides no more than two for one member, and counts with stories for the space', async () => {
    const at = new Circle();
    const all: string[] = [];
    for (let n = 0; n < mostHiddenByOne + 1; n++) all.push((await at.write()).shown);
    for (const shown of all) await at.tell(shown, { reason: 'about-me' });
    assert.deepEqual(await at.group(), [all.at(-1)]);
    for (let n = 0; n < 3; n++) await at.report((await at.published(openDraft)).story, { reason: 'about-me' });
    await at.tell(all.at(-1)!, { reason: 'about-me' }, cleo);
    assert.deepEqual(await at.group(), [all.at(-1)]);
  });

  it('goes out of the group with a backup that was made before', async () => {
    const at = new Circle();
    const { id, shown } = await at.write();
    const before = at.store.rows(space, 'checkins').find((row) => row.id === id)!.edition ?? 0;
    await at.tell(shown, { reason: 'about-me' });
    assert.equal(at.store.rows(space, 'checkins').find((row) => row.id === id)!.edition, before + 1, 'it is noted outside of backups');
  });
});

describe('a ruling on a check-in', () => {
  it('leaves it with the group, and can have words for its writer alone', async () => {
    const at = new Circle();
    const { id, shown } = await at.write();
    const [first, second] = [await at.tell(shown, { reason: 'worried' }), await at.tell(shown, { reason: 'other' }, cleo)];
    assert.deepEqual(await at.ids('reports', moderator), [first.id, second.id], 'worry is read before all others');
    await at.read(first.id);
    await at.ruled(first.id, 'no-action', { message: 'You are not alone with this.', toReporter: 'Thank you for telling us.' });
    assert.deepEqual([await at.group(), (await at.own(id)).message], [[shown], 'You are not alone with this.']);
    for (const who of [ben, facilitator]) assert.equal((await at.get('checkins', shown, who))!.message, undefined);
    assert.deepEqual((await at.get('reports', first.id, ben))!.message, 'Thank you for telling us.');
    assert.equal((await at.get('reports', second.id, cleo))!.state, 'waiting', 'another one is read by itself');
    await at.change(id, { energy: null });
    assert.equal((await at.own(id)).message, 'You are not alone with this.', 'it stays whatever its writer changes');
  });

  it('reaches its writer also where they took it home meanwhile, and nobody where it is gone', async () => {
    const at = new Circle();
    const { id, shown } = await at.write();
    const [first, second] = [await at.tell(shown, { reason: 'worried' }), await at.tell(shown, { reason: 'worried' }, cleo)];
    await at.change(id, { audience: 'me' });
    await at.read(first.id);
    await at.ruled(first.id, 'no-action', { message: 'We are here.' });
    assert.equal((await at.own(id)).message, 'We are here.');
    await at.backend.remove('checkins', id, at.call(ann));
    await at.read(second.id);
    assert.equal(await refusal(() => at.ruled(second.id, 'no-action', { message: 'We are here.' })), 'conflict');
    await at.ruled(second.id, 'no-action');
  });

  it('hides it until another one, and takes it down: its writer keeps it and is told, and the group, responses and greeters have it no more', async () => {
    const at = new Circle();
    const { id, shown } = await at.write();
    await at.create('responses', { checkin: shown, kind: 'heard' }, cleo);
    const [first, second] = [await at.tell(shown), await at.tell(shown, {}, cleo)];
    await at.read(first.id);
    await at.ruled(first.id, 'hide');
    assert.deepEqual([await at.group(), (await at.own(id)).again], [[], 'yes']);
    assert.equal(await refusal(() => at.ruled(first.id, 'hide')), 'conflict');
    assert.equal(await refusal(() => at.ruled(first.id, 'ask-changes', { message: 'Change it.' })), 'conflict');
    await at.ruled(first.id, 'take-down');
    const own = await at.own(id);
    assert.deepEqual([own.audience, own.group, own.name, own.shown, own.again, own.words, own.message], ['me', undefined, undefined, undefined, undefined, told.words, 'Please leave names out.']);
    for (const who of [ann, cleo]) assert.deepEqual(await at.ids('responses', who), []);
    assert.deepEqual([await at.group(), at.store.rows(space, 'checkins').length], [[], 1]);
    assert.equal((await at.get('reports', second.id, cleo))!.state, 'read', 'whoever else reported it was heard too');
    assert.equal(await refusal(() => at.change(id, { audience: 'group', group: 'leeds' })), 'conflict', 'it does not come back as it was');
    const acts = ((await at.list('log', admin)).items as unknown as LogEntry[]).filter(({ act }) => act === 'rule');
    assert.deepEqual(acts.map(({ what }) => what), ['take-down', 'hide']);
  });

  it('restores nothing that is not hidden, and of a story still tells its writer nothing where nothing was done', async () => {
    const at = new Circle();
    const { id: report } = await at.tell((await at.write()).shown);
    await at.read(report);
    assert.equal(await refusal(() => at.ruled(report, 'restore')), 'conflict');
    const { id: other } = await at.report((await at.published(openDraft)).story);
    assert.equal(await refusal(() => at.rule(other, 'no-action', { message: 'Somebody reported it.' })), 'invalid');
  });

  it('is not waited for where somebody in distress may have been reported to be silenced', async () => {
    const at = new Circle();
    const { shown } = await at.write({ words: 'I want to kill myself tonight.' });
    const { id: report, ...answer } = await at.tell(shown, { reason: 'about-me' });
    assert.ok(!('urgent' in answer), 'whoever reported it is told nothing of what was noticed');
    assert.equal((await at.get('reports', report, moderator))!.urgent, true);
    assert.deepEqual(await at.ids('reports', ben), [report]);
    at.now += hour;
    assert.ok(await at.backend.alarm(space, { afterMs: 15 * minute, everyMs: 10 * minute }));
    const { until } = await at.create('claims', { report }, moderator);
    assert.equal(Date.parse(until) - at.now, 30 * minute);
    const other = await at.tell((await at.write({ words: 'The house is quiet.' })).shown, { reason: 'other' });
    assert.equal((await at.get('reports', other.id, moderator))!.urgent, undefined);
  });

  it('that never came leaves the alarm ringing for whoever worries', async () => {
    const at = new Circle();
    const { id: report } = await at.tell((await at.write()).shown, { reason: 'worried' });
    at.now += hour;
    assert.ok(await at.backend.alarm(space, { afterMs: 15 * minute, everyMs: 10 * minute }));
    assert.equal((await at.ids('alarms', facilitator)).length, 1, 'its facilitator is told as well');
    assert.equal((await at.ids('alarms', york)).length, 0);
    const { until } = await at.create('claims', { report }, moderator);
    assert.equal(Date.parse(until) - at.now, 30 * minute);
  });
});
