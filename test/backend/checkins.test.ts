import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { credentialHash, memberOf, type Who } from '../../src/backend/index.ts';
import type { CheckinDraft, CheckinResponse, Companion, SharedCheckin } from '../../src/domain/checkin-share.ts';
import type { SpaceSettings } from '../../src/domain/space.ts';
import { spaceSettings } from '../adapters/sample-space.ts';
import { day, facilitator, hour, Place, refusal, space, type Stored } from './support/backend.ts';

const minute = hour / 60;
const person = (owner: string, ...groups: string[]): Who => ({ role: 'member', owner, groups });
const [ann, ben, cleo] = [person('ann', 'leeds'), person('ben', 'leeds'), person('cleo', 'leeds')];
const stranger = person('yan', 'york');

const toGroup: CheckinDraft = { feelings: ['cut-off', 'tired'], words: 'The house is too quiet.', need: 'company', help: 'been-there', audience: 'group', group: 'leeds', stays: 'kept', timeZone: 'Europe/London', name: 'A.' };
const toMe: CheckinDraft = { feelings: ['hopeful'], audience: 'me', stays: 'kept', timeZone: 'Europe/London' };
const nameless: SpaceSettings = { ...spaceSettings, checkins: { names: false, releases: { times: ['08:00', '18:00'], timeZone: 'Europe/London' } } };

/** People of one place, and what they do there. */
class Circle extends Place {
  write(who: Who, draft: Partial<CheckinDraft> = {}): Promise<Stored<SharedCheckin>> {
    return this.create('checkins', { ...toGroup, ...draft }, who);
  }

  async change(who: Who, id: string, patch: object): Promise<Stored<SharedCheckin>> {
    const { rev } = (await this.get('checkins', id, who))!;
    return (await this.backend.update('checkins', id, patch, { ...this.call(who), rev })) as unknown as Stored<SharedCheckin>;
  }

  takeBack(who: Who, collection: 'checkins' | 'responses' | 'companions' | 'greeters', id: string): Promise<void> {
    return this.backend.remove(collection, id, this.call(who));
  }

  /** What the group reads, as this caller gets it. */
  async group(who: Who, group = 'leeds'): Promise<SharedCheckin[]> {
    return (await this.list('checkins', who, { where: { group } })).items as unknown as SharedCheckin[];
  }

  async mine(who: Who): Promise<SharedCheckin[]> {
    return (await this.list('checkins', who, { where: { mine: 'yes' } })).items as unknown as SharedCheckin[];
  }

  async fromCompanions(who: Who): Promise<SharedCheckin[]> {
    return (await this.list('checkins', who, { where: { for: 'me' } })).items as unknown as SharedCheckin[];
  }

  async unanswered(who: Who): Promise<SharedCheckin[]> {
    return (await this.list('checkins', who, { where: { unanswered: 'leeds' } })).items as unknown as SharedCheckin[];
  }

  async responses(who: Who): Promise<CheckinResponse[]> {
    return (await this.list('responses', who)).items as unknown as CheckinResponse[];
  }

  /** Makes two people companions, and answers what each has of the other. */
  async pair(one: Who, other: Who): Promise<[Companion, Companion]> {
    const code = `a code between ${one.owner} and ${other.owner}`;
    const { id } = await this.create('companions', { own: `${one.owner}!`, offer: await credentialHash(code) }, one);
    const theirs = await this.create('companions', { own: `${other.owner}!`, code }, other);
    return [(await this.get('companions', id, one))!, theirs];
  }

  /** Everything that is kept, as one text. */
  kept(): string {
    return JSON.stringify((['checkins', 'responses', 'companions', 'greeters', 'batches'] as const).map((each) => this.store.rows(space, each)));
  }
}

describe('a check-in', () => {
  it('that is for its writer is read by nobody else', async () => {
    const at = new Circle();
    const { id } = await at.create('checkins', toMe, ann);
    assert.deepEqual((await at.mine(ann)).map((each) => each.id), [id]);
    for (const other of [ben, facilitator, stranger]) {
      assert.equal(await at.get('checkins', id, other), null);
      assert.deepEqual(await at.ids('checkins', other), []);
    }
    for (const role of ['moderator', 'admin'] as const) assert.equal(await refusal(() => at.get('checkins', id, { role, owner: 'mo' })), 'forbidden');
  });

  it('to the group is read by its members and facilitators, under another id and with nothing that says who wrote it', async () => {
    const at = new Circle();
    const own = await at.write(ann);
    const [seen] = await at.group(ben);
    assert.deepEqual(await at.group(facilitator), [seen]);
    assert.notEqual(seen!.id, own.id);
    assert.equal(seen!.id, own.shown);
    const { rev: _, ...said } = seen as Stored<SharedCheckin>;
    assert.deepEqual(said, { id: seen!.id, feelings: ['cut-off', 'tired'], words: 'The house is too quiet.', need: 'company', help: 'been-there', audience: 'group', group: 'leeds', name: 'A.', at: own.at });
    assert.equal(await at.get('checkins', own.id, ben), null, 'the id of its writer leads nowhere');
    assert.deepEqual(await at.group(stranger), []);
    assert.equal(await at.get('checkins', seen!.id, stranger), null);
  });

  it('that somebody brings along for themselves is from when it was; what is yet to be, or over, is refused', async () => {
    const at = new Circle();
    const then = '2026-02-01T07:30:00.000Z';
    const kept = await at.create('checkins', { ...toMe, at: then }, ann);
    assert.equal(kept.at, then);
    const { rev: _, ...changed } = await at.change(ann, kept.id, { words: 'I remember.' });
    assert.deepEqual([changed.at, changed.words], [then, 'I remember.']);
    assert.equal(await refusal(() => at.create('checkins', { ...toMe, at: '2031-01-01T00:00:00.000Z' }, ann)), 'invalid');
    assert.equal(await refusal(() => at.create('checkins', { ...toMe, stays: 'week', at: then }, ann)), 'invalid');
    assert.equal((await at.mine(ann)).length, 1);
  });

  it('says where somebody is to nobody', async () => {
    const at = new Circle();
    await at.write(ann, { stays: 'today', timeZone: 'Asia/Kathmandu' });
    const seen = JSON.stringify(await at.group(ben));
    assert.ok(!seen.includes('Kathmandu') && !seen.includes('until') && !seen.includes('ann'), seen);
    assert.equal((await at.mine(ann))[0]!.until, '2026-03-31T18:15:00.000Z');
  });

  it('is not read by whoever comes into the group later', async () => {
    const at = new Circle();
    const { shown } = await at.write(ann);
    at.now += minute;
    const late: Who = { ...person('eve', 'leeds'), since: { leeds: at.now } };
    assert.deepEqual(await at.group(late), []);
    assert.equal(await at.get('checkins', shown!, late), null);
    assert.equal(await refusal(() => at.create('responses', { checkin: shown!, kind: 'heard' }, late)), 'not-found');
    at.now += minute;
    await at.write(ann, { feelings: ['hopeful'] });
    assert.deepEqual((await at.group(late)).map(({ feelings }) => feelings), [['hopeful']]);
  });

  it('is changed for everybody at once, and stays the same record', async () => {
    const at = new Circle();
    const { id, shown } = await at.write(ann);
    await at.change(ann, id, { words: 'It is a little better.', need: null });
    const [seen] = await at.group(ben);
    assert.deepEqual([seen!.id, seen!.words, seen!.need], [shown, 'It is a little better.', undefined]);
    assert.ok(!at.kept().includes('too quiet'), 'the words of before are nowhere');
    assert.equal(await refusal(() => at.change(ann, id, { feelings: [], words: null, help: null })), 'invalid');
  });

  it('goes from those who are not meant any more when it is changed', async () => {
    const at = new Circle();
    const [toBen] = await at.pair(ann, ben);
    const { id } = await at.write(ann);
    await at.change(ann, id, { audience: 'people', people: [toBen.id] });
    assert.deepEqual(await at.group(cleo), []);
    assert.deepEqual((await at.fromCompanions(ben)).map(({ words }) => words), ['The house is too quiet.']);
    await at.change(ann, id, { audience: 'me' });
    assert.deepEqual([await at.fromCompanions(ben), (await at.mine(ann))[0]!.people], [[], undefined]);
    await at.change(ann, id, { audience: 'group', group: 'leeds' });
    assert.equal((await at.group(cleo))[0]!.name, undefined, 'a name is chosen for each audience anew');
  });

  it('that is withdrawn is nowhere any more, nor is what was said to it', async () => {
    const at = new Circle();
    const { id, shown } = await at.write(ann);
    await at.create('responses', { checkin: shown!, kind: 'with-you', name: 'Ben' }, ben);
    await at.takeBack(ann, 'checkins', id);
    assert.equal(at.kept(), JSON.stringify([[], [], [], [], []]));
  });

  it('is gone for everybody, its writer too, at the end of the day where they are, whether or not anybody looked after it', async () => {
    const at = new Circle();
    const { id, shown } = await at.write(ann, { stays: 'today', timeZone: 'America/New_York' });
    at.now = Date.parse('2026-04-01T03:59:59Z');
    assert.equal((await at.group(ben)).length, 1);
    at.now = Date.parse('2026-04-01T04:00:00Z');
    assert.deepEqual([await at.group(ben), await at.mine(ann), await at.get('checkins', shown!, ben), await at.get('checkins', id, ann)], [[], [], null, null]);
    assert.equal(await refusal(() => at.create('responses', { checkin: shown!, kind: 'heard' }, ben)), 'not-found');
    await at.backend.keepCheckins(space);
    assert.equal(at.kept(), JSON.stringify([[], [], [], [], []]), 'a minute later it is nowhere');
  });

  it('that ended while nobody was there is erased all the same', async () => {
    const at = new Circle();
    await at.write(ann, { stays: 'week' });
    at.now += 30 * day;
    await at.backend.expire(space);
    assert.ok(!at.kept().includes('too quiet'));
  });

  it('needs something that is said, an audience that is there, and a group of one’s own', async () => {
    const at = new Circle();
    assert.equal(await refusal(() => at.write(ann, { feelings: [], words: ' ', need: undefined, help: undefined } as never)), 'invalid');
    assert.equal(await refusal(() => at.write(stranger)), 'forbidden');
    assert.equal(await refusal(() => at.write(ann, { audience: 'people' })), 'invalid');
    assert.equal(await refusal(() => at.write({ role: 'local' })), 'signed-out');
    at.settings = { ...spaceSettings, ages: { from: 14 } };
    assert.equal(await refusal(() => at.write(ann)), 'forbidden', 'where adults and minors meet');
    at.settings = { ...spaceSettings, safeguarding: undefined } as unknown as SpaceSettings;
    assert.equal(await refusal(() => at.write(ann)), 'forbidden', 'where nobody could help');
    at.settings = undefined;
    await at.create('checkins', toMe, ann);
    await at.create('checkins', toMe, { role: 'local' });
    assert.deepEqual((await at.list('checkins', { role: 'local' })).items.length, 1, 'a device has its own');
  });

  it('is not read any more when the space decides that nothing is', async () => {
    const at = new Circle();
    await at.write(ann);
    at.settings = nameless;
    assert.deepEqual(await at.group(ben), [], 'names are not wanted any more');
    at.settings = { ...spaceSettings };
    delete at.settings.checkins;
    assert.deepEqual(await at.group(ben), []);
    assert.equal((await at.mine(ann)).length, 1, 'its writer has it');
  });
});

describe('leaving a group', () => {
  it('takes what somebody wrote to it home at once, and loses nothing for them', async () => {
    const at = new Circle();
    const invite = await credentialHash('an invitation');
    const hash = await credentialHash('a member');
    await at.create('invites', { group: 'leeds', expires: '2030-01-01', secret: invite }, { role: 'admin', owner: 'admin' });
    const membership = await at.create('memberships', { secret: hash }, { role: 'invited', owner: invite });
    const eve = await memberOf(at.store, space, hash, at.now);
    const own = await at.write(eve);
    const greeting = await at.create('greeters', { group: 'leeds', name: 'Eve' }, eve);
    await at.backend.remove('memberships', membership.id, at.call(eve));
    assert.deepEqual(await at.group(ben), []);
    assert.equal(await at.get('checkins', own.shown!, ben), null);
    const gone = await memberOf(at.store, space, hash, at.now);
    const [mine] = await at.mine(gone);
    assert.deepEqual([mine!.id, mine!.words, mine!.audience, mine!.group, mine!.shown], [own.id, 'The house is too quiet.', 'me', undefined, undefined]);
    assert.deepEqual(await at.group(gone), [], 'and they see nothing of the group');
    assert.equal(await at.get('greeters', greeting.id, ben), null, 'nor do they greet there');
  });

  it('is seen from the token of a host when they come next', async () => {
    const at = new Circle();
    await at.write(ann);
    assert.deepEqual((await at.mine(person('ann', 'york'))).map(({ audience }) => audience), ['me']);
    assert.deepEqual(await at.group(ben), []);
  });
});

describe('companions', () => {
  it('are two who both wanted it: one offers, the other redeems, once', async () => {
    const at = new Circle();
    const [toBen, toAnn] = await at.pair(ann, ben);
    assert.deepEqual([toBen.name, toBen.own, toAnn.name, toAnn.own], ['ben!', 'ann!', 'ann!', 'ben!']);
    assert.equal(await refusal(() => at.create('companions', { own: 'C', code: 'a code between ann and ben' }, cleo)), 'not-found');
    assert.equal(await refusal(() => at.create('companions', { own: 'C', code: 'a code that never was' }, cleo)), 'not-found');
    assert.deepEqual(await at.ids('companions', cleo), []);
    assert.ok(!at.kept().includes('a code between'));
  });

  it('do not come of one’s own code, of a second one, or of one that is over', async () => {
    const at = new Circle();
    await at.create('companions', { own: 'A', offer: await credentialHash('sixteen letters 1') }, ann);
    assert.equal(await refusal(() => at.create('companions', { own: 'A', code: 'sixteen letters 1' }, ann)), 'conflict');
    await at.pair(ann, ben);
    assert.equal(await refusal(() => at.create('companions', { own: 'B', code: 'sixteen letters 1' }, ben)), 'conflict');
    at.now += 7 * day;
    assert.equal(await refusal(() => at.create('companions', { own: 'C', code: 'sixteen letters 1' }, cleo)), 'not-found');
    assert.equal((await at.ids('companions', ann)).length, 1, 'what is over is not listed');
    await at.backend.expire(space);
    assert.equal(at.store.rows(space, 'companions').length, 2);
  });

  it('read what was written to them, and nobody else does', async () => {
    const at = new Circle();
    const [toBen, toAnn] = await at.pair(ann, ben);
    const { name: _, group: __, ...words } = toGroup;
    await at.create('checkins', { ...words, audience: 'people', people: [toBen.id] }, ann);
    const [seen] = await at.fromCompanions(ben);
    assert.deepEqual([seen!.companion, seen!.words, seen!.name], [toAnn.id, 'The house is too quiet.', undefined]);
    for (const other of [cleo, facilitator]) assert.deepEqual(await at.ids('checkins', other), []);
    assert.equal(await refusal(() => at.create('checkins', { ...words, audience: 'people', people: [toAnn.id] }, cleo)), 'conflict', 'of somebody else’s companions nobody is chosen');
  });

  it('end at once for both, with what one had of the other', async () => {
    const at = new Circle();
    const [toBen] = await at.pair(ann, ben);
    const [toCleo] = await at.pair(ann, cleo);
    const { name: _, group: __, ...words } = toGroup;
    const { id } = await at.create('checkins', { ...words, audience: 'people', people: [toBen.id, toCleo.id] }, ann);
    const [seen] = await at.fromCompanions(ben);
    await at.create('responses', { checkin: seen!.id, kind: 'heard' }, ben);
    await at.takeBack(ben, 'companions', (await at.ids('companions', ben))[0]!);
    assert.deepEqual([await at.fromCompanions(ben), await at.ids('companions', ben), await at.responses(ann), await at.responses(ben)], [[], [], [], []]);
    assert.deepEqual([(await at.get('checkins', id, ann))!.people, (await at.fromCompanions(cleo)).length], [[toCleo.id], 1]);
    await at.takeBack(ann, 'companions', toCleo.id);
    assert.deepEqual([(await at.get('checkins', id, ann))!.audience, await at.fromCompanions(cleo)], ['me', []]);
  });
});

describe('a response', () => {
  it('reaches whoever wrote it, with the name that was chosen, and says each thing once', async () => {
    const at = new Circle();
    const { id, shown } = await at.write(ann);
    const said = await at.create('responses', { checkin: shown!, kind: 'been-there', name: 'B.' }, ben);
    const again = await at.create('responses', { checkin: shown!, kind: 'been-there', name: 'B.' }, ben);
    assert.equal(again.id, said.id);
    const got = await at.responses(ann);
    assert.deepEqual(got.map(({ id: _, ...rest }) => rest), [{ checkin: id, kind: 'been-there', name: 'B.' }]);
    assert.notEqual(got[0]!.id, said.id);
    assert.deepEqual((await at.responses(ben)).map(({ id: found, mine, checkin }) => [found, mine, checkin]), [[said.id, 'yes', shown]]);
    for (const other of [cleo, facilitator]) assert.deepEqual(await at.responses(other), []);
    assert.ok(!JSON.stringify(got).includes('ben'));
  });

  it('of two people is two, and of a facilitator another', async () => {
    const at = new Circle();
    const { shown } = await at.write(ann);
    for (const who of [ben, cleo, facilitator]) await at.create('responses', { checkin: shown!, kind: 'heard', name: who.owner! }, who);
    assert.deepEqual((await at.responses(ann)).map(({ name }) => name).sort(), ['ben', 'cleo', 'fay']);
  });

  it('is taken back by whoever said it, and put away by whoever got it, who tells nobody', async () => {
    const at = new Circle();
    const { shown } = await at.write(ann);
    const said = await at.create('responses', { checkin: shown!, kind: 'heard' }, ben);
    await at.create('responses', { checkin: shown!, kind: 'heard' }, cleo);
    await at.takeBack(ben, 'responses', said.id);
    const [left, ...more] = await at.responses(ann);
    assert.deepEqual([more, await at.responses(ben)], [[], []]);
    await at.takeBack(ann, 'responses', left!.id);
    assert.deepEqual([await at.responses(ann), (await at.responses(cleo)).length], [[], 1]);
    assert.equal(await refusal(() => at.takeBack(ann, 'responses', 'never-there')), 'not-found');
  });

  it('is not given to oneself, nor with a name where companions know each other', async () => {
    const at = new Circle();
    const own = await at.write(ann);
    for (const id of [own.id, own.shown!]) assert.equal(await refusal(() => at.create('responses', { checkin: id, kind: 'heard' }, ann)), 'conflict');
    const [toBen] = await at.pair(ann, ben);
    await at.change(ann, own.id, { audience: 'people', people: [toBen.id] });
    const [seen] = await at.fromCompanions(ben);
    assert.equal(await refusal(() => at.create('responses', { checkin: seen!.id, kind: 'heard', name: 'B.' }, ben)), 'invalid');
    await at.create('responses', { checkin: seen!.id, kind: 'heard' }, ben);
    assert.deepEqual((await at.responses(ann)).map(({ companion, name }) => [companion, name]), [[toBen.id, undefined]]);
  });
});

describe('greeters', () => {
  const quiet = { from: '22:00', to: '08:00', timeZone: 'Europe/London' };

  it('are named to the group and nothing more is told of them', async () => {
    const at = new Circle();
    const { id } = await at.create('greeters', { group: 'leeds', name: 'Ben', quiet }, ben);
    const seen = (await at.get('greeters', id, ann))!;
    assert.deepEqual([seen.name, seen.quiet, seen.mine], ['Ben', undefined, undefined]);
    assert.deepEqual((await at.get('greeters', id, ben))!.quiet, quiet);
    assert.equal(await at.get('greeters', id, stranger), null);
    assert.equal(await refusal(() => at.create('greeters', { group: 'york', name: 'Ben' }, ben)), 'forbidden');
    assert.equal(await refusal(() => at.create('greeters', { group: 'leeds', name: 'Ben' }, ben)), 'conflict');
  });

  it('are told of what nobody answered once its time has come, if they were named', async () => {
    const at = new Circle();
    const greeting = await at.create('greeters', { group: 'leeds', name: 'Ben' }, ben);
    await at.write(ann, { greeters: [greeting.id] });
    await at.create('greeters', { group: 'leeds', name: 'Cleo' }, cleo);
    at.now += 59 * minute;
    await at.backend.keepCheckins(space);
    assert.deepEqual(await at.unanswered(ben), []);
    at.now += minute;
    const { rev } = (await at.mine(ann))[0] as Stored<SharedCheckin>;
    for (let times = 0; times < 2; times++) await at.backend.keepCheckins(space);
    assert.deepEqual((await at.unanswered(ben)).map(({ words, unanswered }) => [words, unanswered]), [['The house is too quiet.', 'yes']]);
    assert.deepEqual([await at.unanswered(cleo), await at.unanswered(facilitator), await at.unanswered(ann)], [[], [], []]);
    assert.equal(((await at.mine(ann))[0] as Stored<SharedCheckin>).rev, rev, 'whoever wrote it can go on changing it');
  });

  it('have nothing of it any more once somebody has answered, and again if that is taken back', async () => {
    const at = new Circle();
    const greeting = await at.create('greeters', { group: 'leeds', name: 'Ben' }, ben);
    const { shown } = await at.write(ann, { greeters: [greeting.id] });
    at.now += hour;
    await at.backend.keepCheckins(space);
    const said = await at.create('responses', { checkin: shown!, kind: 'heard' }, cleo);
    assert.deepEqual(await at.unanswered(ben), []);
    await at.takeBack(cleo, 'responses', said.id);
    await at.backend.keepCheckins(space);
    const [seen] = await at.unanswered(ben);
    await at.create('responses', { checkin: seen!.id, kind: 'sit-with', name: 'Ben' }, ben);
    assert.deepEqual([(await at.responses(ann)).map(({ kind }) => kind), await at.unanswered(ben)], [['sit-with'], []]);
  });

  it('are left in peace in their quiet hours, and told when those are over', async () => {
    const at = new Circle();
    at.now = Date.parse('2026-03-31T20:30:00Z');
    const greeting = await at.create('greeters', { group: 'leeds', name: 'Ben', quiet }, ben);
    await at.write(ann, { greeters: [greeting.id] });
    for (const [time, told] of [['2026-03-31T21:45:00Z', 0], ['2026-04-01T06:59:00Z', 0], ['2026-04-01T07:00:00Z', 1]] as const) {
      at.now = Date.parse(time);
      await at.backend.keepCheckins(space);
      assert.equal((await at.unanswered(ben)).length, told, time);
    }
  });

  it('are not told where nothing was wanted, nor after they stopped', async () => {
    const at = new Circle();
    const greeting = await at.create('greeters', { group: 'leeds', name: 'Ben' }, ben);
    await at.write(ann, { greeters: [greeting.id], help: 'nothing' });
    const asked = await at.write(ann, { greeters: [greeting.id] });
    assert.deepEqual(asked.greeters, [greeting.id]);
    at.now += hour;
    await at.backend.keepCheckins(space);
    assert.equal((await at.unanswered(ben)).length, 1);
    await at.takeBack(ben, 'greeters', greeting.id);
    await at.backend.keepCheckins(space);
    assert.deepEqual(await at.unanswered(ben), []);
  });
});

describe('a group without names', () => {
  const people = ['ann', 'ben', 'cleo', 'dan', 'eve'].map((owner) => person(owner, 'leeds'));
  const { name: _, ...words } = toGroup;
  const feelings = ['tired', 'cut-off', 'hopeful', 'sad', 'numb'];

  async function written(): Promise<Circle> {
    const at = new Circle();
    at.settings = nameless;
    at.now = Date.parse('2026-03-31T12:00:00Z');
    for (const [n, who] of people.entries()) await at.create('checkins', { ...words, feelings: [feelings[n]!] }, who);
    return at;
  }

  const batches = async (at: Circle, who: Who = ann) => (await at.list('batches', who, { where: { group: 'leeds' } })).items;

  it('reads no check-in, and words of five people at the times that were said', async () => {
    const at = await written();
    assert.deepEqual(await at.group(ben), []);
    await at.backend.keepCheckins(space);
    assert.deepEqual(await batches(at), [], 'not before its time');
    at.now = Date.parse('2026-03-31T17:00:00Z');
    await at.backend.keepCheckins(space);
    const [batch] = await batches(at);
    const { id: _id, ...rest } = batch!;
    assert.deepEqual(rest, { group: 'leeds', from: '2026-03-31T17:00:00.000Z', to: '2026-04-01T07:00:00.000Z', feelings: [...feelings].sort(), needs: ['company'], helps: ['been-there'] });
    assert.deepEqual(await batches(at, facilitator), [batch]);
    assert.deepEqual(await batches(at, stranger), []);
    for (const [joined, read] of [['2026-03-31T06:59:00Z', 1], ['2026-03-31T11:00:00Z', 0]] as const) {
      const late: Who = { ...person('gil', 'leeds'), since: { leeds: Date.parse(joined) } };
      assert.equal((await batches(at, late)).length, read, `who came at ${joined}`);
    }
    assert.ok(!JSON.stringify(batch).includes('quiet'), 'own words are in none');
  });

  it('reads nothing of four', async () => {
    const at = await written();
    const [own] = await at.mine(people[4]!);
    await at.takeBack(people[4]!, 'checkins', own!.id);
    at.now = Date.parse('2026-03-31T17:00:00Z');
    await at.backend.keepCheckins(space);
    assert.deepEqual(await batches(at), []);
  });

  for (const [what, act] of [
    ['takes theirs back', (at: Circle, id: string) => at.takeBack(people[0]!, 'checkins', id)],
    ['changes a word', (at: Circle, id: string) => at.change(people[0]!, id, { energy: 'steady' })],
    ['leaves', (at: Circle) => at.mine(person('ann'))],
  ] as const) {
    it(`reads nothing any more of a batch when one of them ${what}, not even what is left`, async () => {
      const at = await written();
      await at.create('checkins', { ...words, feelings: ['proud'] }, person('flo', 'leeds'));
      at.now = Date.parse('2026-03-31T17:00:00Z');
      await at.backend.keepCheckins(space);
      const [own] = await at.mine(people[0]!);
      const [batch] = await batches(at);
      await act(at, own!.id);
      assert.deepEqual([await batches(at), await at.get('batches', batch!.id, ben)], [[], null]);
      at.now += minute;
      await at.backend.keepCheckins(space);
      assert.deepEqual(await batches(at), []);
    });
  }

  it('reads a batch until the next one, and takes no name, greeter or answer', async () => {
    const at = await written();
    at.now = Date.parse('2026-03-31T17:00:00Z');
    await at.backend.keepCheckins(space);
    at.now = Date.parse('2026-04-01T07:00:00Z');
    assert.deepEqual(await batches(at), []);
    await at.backend.keepCheckins(space);
    assert.deepEqual(at.store.rows(space, 'batches'), []);
    assert.equal(await refusal(() => at.create('checkins', toGroup, ann)), 'invalid');
    assert.equal(await refusal(() => at.create('greeters', { group: 'leeds', name: 'Ben' }, ben)), 'forbidden');
  });

  it('reads nothing late: what was not shown in its hour is not shown', async () => {
    const at = await written();
    at.now = Date.parse('2026-03-31T18:30:00Z');
    await at.backend.keepCheckins(space);
    assert.deepEqual(await batches(at), []);
  });
});

describe('what everybody is told of check-ins before they write', () => {
  it('is what was decided, and who can be chosen', async () => {
    const at = new Circle();
    const told = async () => ((await at.backend.get('spaces', space, at.call(ann))) as { checkins?: object }).checkins;
    assert.deepEqual(await told(), { names: true, greetAfterMinutes: 60, audiences: ['me', 'people', 'group'] });
    at.settings = { ...nameless, checkins: { names: false } };
    assert.deepEqual(await told(), { names: false, audiences: ['me', 'people'] });
    at.settings = { ...spaceSettings, ages: { from: 16 } };
    assert.deepEqual(await told(), { names: true, greetAfterMinutes: 60, audiences: ['me'] });
  });
});
