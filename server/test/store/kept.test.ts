import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Backend, type BackendCall, type Who } from 'peer-support-elements/backend';
import { schemas } from 'peer-support-elements/schemas';
import { replay } from '../../src/replay.ts';
import type { ServerStore } from '../../src/store.ts';
import { settings } from '../support/desk.ts';
import { arrayLedger, dumped, kinds, ready, stream } from '../support/stores.ts';

const all = kinds();
const space = 'default';
const writer: Who = { role: 'writer', owner: 'hash'.padEnd(43, '-') };
const replier: Who = { role: 'writer', owner: 'reply'.padEnd(43, '-') };
const visitor: Who = { role: 'visitor' };
const mo: Who = { role: 'moderator', owner: 'mo' };
const alex: Who = { role: 'moderator', owner: 'alex' };
const story = { text: 'My words', topics: [], notes: [], language: 'en', answers: true, audience: 'everyone', consents: [{ purpose: 'publish', version: '1' }], receipt: writer.owner };

/** The acts over a store, at a time that can be set. */
class Acts {
  now = Date.parse('2026-01-31T23:30:00Z');
  readonly backend: Backend;

  constructor(store: ServerStore) {
    this.backend = new Backend({ store, schemas: async () => schemas, settings: () => settings, now: () => this.now });
  }

  call = (who: Who): BackendCall & { intent: string } => ({ space, locale: 'en', who, intent: crypto.randomUUID() });
  create = (collection: Parameters<Backend['create']>[0], draft: object, who: Who) => this.backend.create(collection, draft, this.call(who));
  get = (collection: Parameters<Backend['get']>[0], id: string, who: Who) => this.backend.get(collection, id, this.call(who));
  ids = async (collection: Parameters<Backend['list']>[0], who: Who) => (await this.backend.list(collection, { limit: 100 }, this.call(who))).items.map(({ id }) => id);

  async published(draft: object = story, decider = mo): Promise<{ id: string; story: string }> {
    const { id } = await this.create('sendings', draft, visitor);
    await this.create('claims', { sending: id }, decider);
    const { rev } = (await this.get('sendings', id, decider))!;
    await this.create('decisions', { sending: id, rev, decision: 'publish' }, decider);
    return { id, story: (await this.get('sendings', id, decider))!.story as string };
  }

  replied = async (to: string) => this.published({ text: 'Words that hurt', topics: [], notes: [], language: 'en', answers: false, audience: 'writer', replyTo: to, consents: [], receipt: replier.owner });

  async stays(id: string) {
    const { rev } = (await this.get('sendings', id, writer))!;
    return this.backend.update('sendings', id, { stillHere: true }, { ...this.call(writer), rev: rev as string });
  }
}

for (const kind of all) {
  describe(`what is kept on ${kind.name}`, () => {
    it('goes with the month that was promised, and tells of it for a year', async (t) => {
      const store = await ready(await kind.place());
      t.after(() => store.close());
      const at = new Acts(store);
      const { id } = await at.published();
      const seen = async () => (await at.get('sendings', id, writer))!;
      assert.deepEqual([(await seen()).until, (await seen()).review], ['2028-01', '2027-11']);
      at.now = Date.parse('2028-02-01T11:59:59Z');
      await at.backend.expire(space);
      assert.equal((await seen()).state, 'published');
      at.now = Date.parse('2028-02-01T12:00:00Z');
      await at.backend.expire(space);
      const { state, text, gone, because } = await seen();
      assert.deepEqual([state, text, gone, because], ['expired', '', '2028-02', 'time']);
      assert.deepEqual(await at.ids('stories', visitor), []);
      at.now = Date.parse('2029-03-01T12:00:00Z');
      await at.backend.expire(space);
      assert.equal(await at.get('sendings', id, writer), null);
    });

    it('stays with one press, also in a leap year, and readers learn nothing of it', async (t) => {
      const store = await ready(await kind.place());
      t.after(() => store.close());
      const at = new Acts(store);
      const made = await at.published();
      const before = await at.get('stories', made.story, visitor);
      at.now = Date.parse('2028-01-31T23:59:00Z');
      assert.equal((await at.stays(made.id)).until, '2030-01');
      assert.deepEqual(await at.get('stories', made.story, visitor), before);
      at.now = Date.parse('2030-01-31T23:59:59Z');
      await at.backend.expire(space);
      assert.deepEqual(await at.ids('stories', visitor), [made.story]);
      at.now = Date.parse('2030-02-02T00:00:00Z');
      await at.backend.expire(space);
      assert.deepEqual(await at.ids('stories', visitor), []);
    });

    it('leaves with everything that was reported with its receipt', async (t) => {
      const store = await ready(await kind.place());
      t.after(() => store.close());
      const at = new Acts(store);
      const made = await at.published();
      await at.replied(made.story);
      const [reply] = await at.ids('replies', writer);
      await at.create('messages', { sending: made.id, text: 'You should have known better.' }, mo);
      const [said] = await at.ids('messages', writer);
      await at.create('reports', { reply, reason: 'hurtful', words: 'It hurt me.' }, writer);
      const about = await at.create('reports', { said, reason: 'hurtful', words: 'It hurt me.' }, writer);
      await assert.rejects(at.create('claims', { report: about.id }, mo), { code: 'conflict' });
      await at.create('claims', { report: about.id }, alex);
      await at.backend.remove('sendings', made.id, at.call(writer));
      for (const name of ['reports', 'claims', 'messages', 'replies'] as const) assert.deepEqual(await store.read(space, (tx) => tx.list(name, { query: { limit: 10 }, now: 0, locale: 'en' })).then(({ rows }) => rows), [], name);
    });

    it('is not shown again with a backup that was made before a reply was hidden, or a message taken back', async () => {
      const ledger = arrayLedger();
      const first = await ready(await kind.place(), { ledger });
      const at = new Acts(first);
      const made = await at.published();
      const sent = await at.replied(made.story);
      const [reply] = await at.ids('replies', writer);
      await at.create('messages', { sending: made.id, text: 'You should have known better.' }, mo);
      const [said] = await at.ids('messages', writer);
      const backup = await dumped(first);
      await at.create('reports', { reply, reason: 'about-me' }, writer);
      const report = await at.create('reports', { said, reason: 'hurtful' }, writer);
      await at.create('claims', { report: report.id }, alex);
      await at.create('rulings', { report: report.id, ruling: 'take-down', message: 'We are sorry.' }, alex);
      await first.close();

      const second = await ready(await kind.place(), { ledger });
      await second.load(stream(backup));
      await replay({ store: second, ledger, settings: () => settings });
      const back = new Acts(second);
      back.now = at.now;
      assert.deepEqual(await back.ids('replies', writer), []);
      assert.deepEqual((await back.get('sendings', sent.id, mo))!.flags, ['hidden-since']);
      assert.deepEqual(await back.ids('messages', writer), []);
      assert.equal((await back.get('sendings', made.id, writer))!.message, undefined);
      await second.close();
    });
  });
}
