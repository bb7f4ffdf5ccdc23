import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Backend, credentialHash, memberOf, type Who } from 'peer-support-elements/backend';
import { schemas } from 'peer-support-elements/schemas';
import { histories, History, historySettings } from '../../../test/backend/support/circle-history.ts';
import { until } from '../../../test/setup/until.ts';
import { openLedger } from '../../src/ledger.ts';
import { replay } from '../../src/replay.ts';
import type { ServerStore } from '../../src/store.ts';
import { startUpkeep } from '../../src/upkeep.ts';
import { settings } from '../support/desk.ts';
import { arrayLedger, dumped, kinds, ready, stream } from '../support/stores.ts';

const named = historySettings(settings as never);
const nameless = { ...settings, checkins: { names: false, releases: { times: ['08:00', '18:00'], timeZone: 'Europe/London' } } } as unknown as typeof named;
const minute = 60_000;
const space = 'a';
const secret = 'Xylographically lonely since Perpendicular Tuesday';
const draft = { feelings: ['cut-off'], words: secret, help: 'listen', audience: 'group', group: 'leeds', stays: 'kept', timeZone: 'Europe/London' };

/** Members of one group over a store, whose clock can be set. */
class Circle {
  now: number;
  readonly store: ServerStore;
  readonly backend: Backend;

  constructor(store: ServerStore, { now = Date.parse('2026-03-31T10:00:00Z'), decided = named } = {}) {
    this.now = now;
    this.store = store;
    this.backend = new Backend({ store, schemas: async () => schemas, settings: () => decided, now: () => this.now });
  }

  call(who: Who) {
    return { space, locale: 'en', who, intent: crypto.randomUUID() };
  }

  /** Somebody redeems an invitation to the group. */
  async joins(name: string): Promise<{ who: Who; membership: string }> {
    const [owner, invite] = await Promise.all([credentialHash(name), credentialHash(`invitation of ${name}`)]);
    await this.backend.create('invites', { group: 'leeds', expires: '2100-01-01', secret: invite }, this.call({ role: 'admin', owner: 'admin' }));
    const { id } = await this.backend.create('memberships', { secret: owner }, this.call({ role: 'invited', owner: invite }));
    return { who: await memberOf(this.store, space, owner, this.now), membership: id };
  }

  writes(who: Who, over: object = {}) {
    return this.backend.create('checkins', { ...draft, ...over }, this.call(who)) as Promise<{ id: string; rev: string; shown: string }>;
  }

  async words(who: Who, where: Record<string, string> = { group: 'leeds' }): Promise<unknown[]> {
    return (await this.backend.list('checkins', { where, limit: 100 }, this.call(who))).items.map((item) => item.words);
  }

  async batches(who: Who): Promise<unknown[]> {
    return (await this.backend.list('batches', { where: { group: 'leeds' }, limit: 100 }, this.call(who))).items;
  }
}

const both = kinds();

for (const kind of both) {
  describe(`check-ins on ${kind.name}`, () => {
    it('never reach anybody outside the audience that was named, whoever comes, goes or parts', async () => {
      const store = await ready(await kind.place());
      let place = 0;
      const property = fc.asyncProperty(histories, async (steps) => {
        const history = new History((self) => ({ store, backend: new Backend({ store, schemas: async () => schemas, settings: () => named, now: () => self.now }) }), `site ${++place}`);
        await history.run(steps);
      });
      await fc.assert(property, { numRuns: kind.name === 'sqlite' ? 8 : 2, endOnFailure: true });
      await store.close();
    });

    it('that were withdrawn, or whose group was left, do not come back with a backup', async () => {
      const ledger = arrayLedger();
      const store = await ready(await kind.place(), { ledger });
      const at = new Circle(store);
      const [ann, ben, cleo, dan] = [await at.joins('ann'), await at.joins('ben'), await at.joins('cleo'), await at.joins('dan')];
      at.now += minute;
      const withdrawn = await at.writes(ann.who, { words: 'withdrawn' });
      await at.writes(ben.who, { words: 'of somebody who leaves' });
      const kept = await at.writes(cleo.who, { words: 'taken home' });
      await at.writes(cleo.who, { words: 'still there' });
      const offer = await at.backend.create('companions', { own: 'A', offer: await credentialHash('a code of many letters') }, at.call(ann.who));
      await at.backend.create('companions', { own: 'D', code: 'a code of many letters' }, at.call(dan.who));
      await at.writes(ann.who, { words: 'to a companion', audience: 'people', group: undefined, people: [offer.id] });
      assert.deepEqual(await at.words(dan.who, { for: 'me' }), ['to a companion']);
      const rows = await dumped(store);
      await at.backend.remove('checkins', withdrawn.id, at.call(ann.who));
      await at.backend.remove('memberships', ben.membership, at.call(ben.who));
      await at.backend.update('checkins', kept.id, { audience: 'me' }, { ...at.call(cleo.who), rev: kept.rev });
      await at.backend.remove('companions', offer.id, at.call(ann.who));

      const copy = await ready(await kind.place(), { ledger });
      await copy.load(stream(rows));
      await replay({ store: copy, ledger, settings: () => named });
      const back = new Circle(copy, { now: at.now });
      assert.deepEqual(await back.words(dan.who), ['still there']);
      assert.deepEqual(await back.words(dan.who, { for: 'me' }), []);
      assert.deepEqual(await back.words(ann.who, { mine: 'yes' }), ['to a companion'], 'what is whose is theirs alone');
      assert.deepEqual(await back.words({ ...ben.who, groups: [] }, { mine: 'yes' }), ['of somebody who leaves']);
      assert.deepEqual(await back.words(cleo.who, { mine: 'yes' }), ['still there', 'taken home']);
      assert.deepEqual((await back.backend.list('companions', { limit: 10 }, back.call(dan.who))).items, []);
      assert.ok(!JSON.stringify(await dumped(copy)).includes('"withdrawn"'));
      await Promise.all([store.close(), copy.close()]);
    });

    it('that a report hid, or that were taken from their group, come back to whoever wrote them alone, and a report of them waits without words', async () => {
      const ledger = arrayLedger();
      const store = await ready(await kind.place(), { ledger });
      const at = new Circle(store);
      const [ann, ben] = [await at.joins('ann'), await at.joins('ben')];
      at.now += minute;
      const hidden = await at.writes(ann.who, { words: 'hidden' });
      const taken = await at.writes(ann.who, { words: 'taken down' });
      const moderator: Who = { role: 'moderator', owner: 'mo' };
      const { id: report } = await at.backend.create('reports', { checkin: taken.shown, reason: 'hurtful' }, at.call(ben.who));
      const rows = await dumped(store);
      await at.backend.create('reports', { checkin: hidden.shown, reason: 'about-me' }, at.call(ben.who));
      await at.backend.create('claims', { report }, at.call(moderator));
      await at.backend.create('rulings', { report, ruling: 'take-down', message: 'Please leave names out.' }, at.call(moderator));
      assert.deepEqual(await at.words(ben.who), []);

      const copy = await ready(await kind.place(), { ledger });
      await copy.load(stream(rows));
      await replay({ store: copy, ledger, settings: () => named });
      const back = new Circle(copy, { now: at.now });
      assert.deepEqual([await back.words(ben.who), await back.words(ann.who, { mine: 'yes' })], [[], ['taken down', 'hidden']]);
      await back.backend.create('claims', { report }, back.call(moderator));
      await back.backend.create('log', { act: 'open', report }, back.call(moderator));
      const { gone, seen } = (await back.backend.get('reports', report, back.call(moderator)))!;
      assert.deepEqual([gone, seen], [true, undefined]);
      await Promise.all([store.close(), copy.close()]);
    });

    it('in words of a batch that was hidden do not come back with a backup either', async () => {
      const ledger = arrayLedger();
      const store = await ready(await kind.place(), { ledger });
      const at = new Circle(store, { decided: nameless });
      const people = await Promise.all(['ann', 'ben', 'cleo', 'dan', 'eve', 'flo'].map((name) => at.joins(name)));
      at.now = Date.parse('2026-03-31T12:00:00Z');
      const own = [];
      for (const { who } of people) own.push(await at.writes(who));
      at.now = Date.parse('2026-03-31T17:00:00Z');
      // Those who came today read the next one.
      const old: Who = { ...people[0]!.who, since: {} };
      await at.backend.keepCheckins(space);
      assert.equal((await at.batches(old)).length, 1);
      const rows = await dumped(store);
      await at.backend.remove('checkins', own[1]!.id, at.call(people[1]!.who));
      assert.deepEqual(await at.batches(old), []);
      const copy = await ready(await kind.place(), { ledger });
      await copy.load(stream(rows));
      await replay({ store: copy, ledger, settings: () => nameless });
      const back = new Circle(copy, { now: at.now, decided: nameless });
      await back.backend.keepCheckins(space);
      assert.deepEqual(await back.batches(old), []);
      await Promise.all([store.close(), copy.close()]);
    });

    it('end on time while nobody asks, and those who watch are told', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
      const ledger = await openLedger(join(folder, 'ledger'));
      const store = await ready(await kind.place(), { ledger });
      const at = new Circle(store, { now: Date.parse('2026-10-25T22:00:00Z') });
      const [ann, ben] = [await at.joins('ann'), await at.joins('ben')];
      at.now += minute;
      // The clocks of London went back today, those of Kiritimati never do.
      const { shown } = await at.writes(ann.who, { stays: 'today', timeZone: 'Europe/London' });
      await at.writes(ann.who, { stays: 'today', timeZone: 'Pacific/Kiritimati', words: 'It is noon here' });
      const told = await store.newestEvent(space);
      at.now = Date.parse('2026-10-25T23:59:59Z');
      assert.equal((await at.words(ben.who)).length, 2);
      at.now = Date.parse('2026-10-26T00:00:00Z');
      assert.deepEqual(await at.words(ben.who), ['It is noon here'], 'before anybody looked after it');
      const stop = startUpkeep({ store, ledger, spaces: { [space]: { settings: named } }, now: () => at.now, soonEveryMs: 20, });
      await until(async () => (await store.newestEvent(space)) !== told, 'they are told');
      await stop();
      const events = (await store.events(space, told, 10)) ?? [];
      assert.ok(events.some(({ collection, id, reader }) => collection === 'checkins' && id === shown && reader === 'group:leeds'));
      at.now = Date.parse('2026-10-26T10:00:00Z');
      await at.backend.keepCheckins(space);
      assert.deepEqual(await at.words(ben.who), []);
      await Promise.all([store.close(), ledger.close()]);
      rmSync(folder, { recursive: true });
    });
  });
}

describe('the file of a database', () => {
  it('holds nothing any more of a check-in that was withdrawn, changed, or is over, nor does its log', async () => {
    const [sqlite] = both;
    const file = await sqlite!.place();
    const store = await ready(file);
    const at = new Circle(store);
    const [ann, ben, cleo] = [await at.joins('ann'), await at.joins('ben'), await at.joins('cleo')];
    at.now += minute;
    const holds = () => readdirSync(dirname(file)).some((name) => /xylograph|perpendicul/i.test(readFileSync(join(dirname(file), name), 'latin1')));
    const gone = () => until(() => !holds(), 'it holds nothing any more', 15_000);
    const offer = await at.backend.create('companions', { own: 'A', offer: await credentialHash('a code of many letters') }, at.call(ann.who));
    await at.backend.create('companions', { own: 'B', code: 'a code of many letters' }, at.call(ben.who));
    const [first, second] = [await at.writes(ann.who), await at.writes(ann.who, { audience: 'people', group: undefined, people: [offer.id] })];
    assert.ok(holds());
    await at.backend.update('checkins', first.id, { words: 'other' }, { ...at.call(ann.who), rev: first.rev });
    await at.backend.remove('checkins', second.id, at.call(ann.who));
    await gone();
    await at.writes(cleo.who, { stays: 'today' });
    at.now += 24 * 60 * minute;
    await at.backend.keepCheckins(space, { all: true });
    await gone();
    await store.close();
  });
});
