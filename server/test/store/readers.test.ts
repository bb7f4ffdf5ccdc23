import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Backend, type CollectionName, credentialHash, type Who } from 'peer-support-elements/backend';
import { schemas } from 'peer-support-elements/schemas';
import { replay } from '../../src/replay.ts';
import type { Dumped, ServerStore } from '../../src/store.ts';
import { settings } from '../support/desk.ts';
import { arrayLedger, kinds, ready } from '../support/stores.ts';

const visitor: Who = { role: 'visitor' };
const writer: Who = { role: 'writer', owner: 'w'.repeat(43) };
const replier: Who = { role: 'writer', owner: 'r'.repeat(43) };
const moderator: Who = { role: 'moderator', owner: 'mo' };

const words = { topics: ['Grief'], notes: [], language: 'en', audience: 'everyone', consents: [{ purpose: 'publish', version: '1' }] };
const draft = { ...words, text: 'Xylographic words about Perpendicularity.', helped: 'Quagmirism.', line: 'Zephyrous is the night.', answers: true, receipt: writer.owner };
/** Words that stand nowhere else. */
const secret = /xylograph|perpendicular|quagmir|zephyr|jabberwock|vorpal/i;

/** Everybody around one story, on a store. */
class Scene {
  readonly store: ServerStore;
  readonly backend: Backend;

  constructor(store: ServerStore) {
    this.store = store;
    this.backend = new Backend({ store, schemas: async () => schemas, settings: () => settings, fingerprint: (body) => String(body.length) });
  }

  call(who: Who) {
    return { space: 'a', locale: 'en', who, intent: crypto.randomUUID() };
  }

  create(collection: CollectionName, sent: object, who: Who) {
    return this.backend.create(collection, sent, this.call(who));
  }

  async list(collection: CollectionName, who: Who, query: object = {}) {
    return (await this.backend.list(collection, { limit: 100, ...query }, this.call(who))).items;
  }

  async publish(sent: object): Promise<string> {
    const { id } = await this.create('sendings', sent, visitor);
    await this.create('claims', { sending: id }, moderator);
    const { rev } = (await this.backend.get('sendings', id, this.call(moderator)))!;
    await this.create('decisions', { sending: id, rev, decision: 'publish', message: 'Thank you for the Jabberwock.' }, moderator);
    return id;
  }

  /** A story that was answered, replied to, talked about and reported. */
  async told(): Promise<{ id: string; story: string; reply: string }> {
    const id = await this.publish(draft);
    const story = ((await this.backend.get('sendings', id, this.call(writer))) as { story?: string } | null)!.story!;
    for (const kind of ['thank-you', 'thank-you', 'been-there']) await this.create('answers', { story, kind }, visitor);
    const reply = await this.publish({ ...words, text: 'A Vorpal reply.', topics: [], answers: false, audience: 'writer', replyTo: story, receipt: replier.owner });
    const [got] = await this.list('replies', writer);
    await this.create('agreements', { reply: got!.id }, writer);
    await this.create('messages', { sending: id, text: 'It helped to write of Perpendicularity.' }, writer);
    await this.create('reports', { story, reason: 'identifying', passage: { start: 0, end: 5 } }, visitor);
    return { id, story, reply };
  }
}

async function dumped(store: ServerStore): Promise<Dumped[]> {
  const rows: Dumped[] = [];
  for await (const row of store.dump()) rows.push(row);
  return rows;
}

for (const kind of kinds()) {
  describe(`a story and what readers did with it, on ${kind.name}`, () => {
    it('is found, answered and replied to, and hidden by a report with all that stands beside it', async () => {
      const scene = new Scene(await ready(await kind.place()));
      const { id, story } = await scene.told();
      assert.deepEqual((await scene.list('answers', writer, { where: { sending: id } })).map((answer) => answer.kind).sort(), ['been-there', 'thank-you']);
      assert.equal((await scene.backend.get('sendings', id, scene.call(writer)))!.state, 'again');
      assert.deepEqual([await scene.list('stories', visitor), await scene.list('replies', visitor)], [[], []]);
      const [report] = await scene.list('reports', moderator, { where: { state: 'waiting' } });
      await scene.create('claims', { report: report!.id }, moderator);
      await scene.create('rulings', { report: report!.id, ruling: 'restore' }, moderator);
      for (const query of [{ text: 'quagmirism' }, { text: 'zephyrous' }, { where: { line: 'yes' } }, { where: { helped: 'yes' } }, { where: { topic: 'grief' }, sort: 'newest' }]) {
        assert.deepEqual((await scene.list('stories', visitor, query)).map((one) => one.id), [story], JSON.stringify(query));
      }
      assert.deepEqual((await scene.list('replies', visitor, { where: { story } })).map(({ text }) => text), ['A Vorpal reply.']);
      await scene.store.close();
    });

    it('is gone from every table when it is withdrawn, with what others wrote to it', async () => {
      const place = await kind.place();
      const scene = new Scene(await ready(place));
      const { id, reply } = await scene.told();
      assert.match(JSON.stringify(await dumped(scene.store)), secret);
      await scene.backend.remove('sendings', id, scene.call(writer));
      const left = await dumped(scene.store);
      assert.doesNotMatch(JSON.stringify(left), secret);
      const kept = left.filter(({ table }) => table === 'rows').map(({ row }) => row.collection);
      // What the staff did stays in its log, which has no words of anybody.
      assert.deepEqual(kept.filter((collection) => collection !== 'log').sort(), ['reports', 'sendings'], 'the report, and that there was a reply');
      assert.deepEqual(await scene.store.check(), []);
      assert.equal((await scene.backend.get('sendings', reply, scene.call(replier)))!.state, 'expired');
      if (kind.name === 'sqlite') for (const part of [place, `${place}-wal`]) assert.doesNotMatch(readFileSync(part, 'latin1'), secret, part.slice(-12));
      await scene.store.close();
    });

    it('does not come back with a backup, nor does anything that stood beside it', async () => {
      const ledger = arrayLedger();
      const scene = new Scene(await ready(await kind.place(), { ledger }));
      const { id } = await scene.told();
      const backup = await dumped(scene.store);
      await scene.backend.remove('sendings', id, scene.call(writer));
      await scene.store.close();
      const back = await ready(await kind.place(), { ledger });
      await back.load(
        (async function* () {
          yield* backup;
        })(),
      );
      assert.match(JSON.stringify(await dumped(back)), secret);
      await replay({ store: back, ledger, settings: () => settings });
      assert.doesNotMatch(JSON.stringify(await dumped(back)), secret);
      await back.close();
    });

    it('is not linked again to another one by a backup from before its writer unlinked them, or withdrew one', async () => {
      const ends: ((scene: Scene, link: string, other: string, holder: Who) => Promise<unknown>)[] = [
        (scene, link) => scene.backend.remove('links', link, scene.call(writer)),
        (scene, _, other, holder) => scene.backend.remove('sendings', other, scene.call(holder)),
      ];
      for (const end of ends) {
        const ledger = arrayLedger();
        const scene = new Scene(await ready(await kind.place(), { ledger }));
        const receipt = 'what-opens-the-other-story';
        const holder: Who = { role: 'writer', owner: await credentialHash(receipt) };
        const { id } = await scene.create('sendings', draft, visitor);
        const other = await scene.create('sendings', { ...draft, receipt: holder.owner }, visitor);
        const link = await scene.create('links', { sending: id, receipt }, writer);
        const backup = await dumped(scene.store);
        assert.ok(!JSON.stringify(backup).includes(receipt), 'what opens it is kept nowhere');
        await end(scene, link.id, other.id, holder);
        assert.deepEqual(await scene.list('links', moderator), []);
        await scene.store.close();
        const back = await ready(await kind.place(), { ledger });
        await back.load(
          (async function* () {
            yield* backup;
          })(),
        );
        await replay({ store: back, ledger, settings: () => settings });
        assert.deepEqual(await new Scene(back).list('links', moderator), []);
        assert.deepEqual(await back.check(), []);
        await back.close();
      }
    });

    it('stands in an order by lot that is complete from page to page, and another one with another seed', async () => {
      const store = await ready(await kind.place());
      const scene = new Scene(store);
      const ids = Array.from({ length: 40 }, (_, n) => `story-${n}`);
      await store.write('a', async (tx) => {
        for (const id of ids) await tx.put('stories', { id, rev: id, key: -24_315, reader: 'everyone', record: { id, text: 'Words', topics: [], notes: [], language: 'en', answers: false, month: '2026-03' } });
      });
      const drawn = async (seed: string) => {
        const order: string[] = [];
        for (let cursor: string | undefined; ; ) {
          const { items, next } = await scene.backend.list('stories', { limit: 7, sort: 'shuffled', seed, ...(cursor && { cursor }) }, scene.call(visitor));
          order.push(...items.map(({ id }) => id));
          if (!next) return order;
          cursor = next;
        }
      };
      const [one, again, other] = [await drawn('one'), await drawn('one'), await drawn('other')];
      assert.deepEqual([one, one.toSorted()], [again, ids.toSorted()]);
      assert.notDeepEqual(one, other);
      assert.notDeepEqual(one, ids.toSorted());
      await store.close();
    });
  });
}
