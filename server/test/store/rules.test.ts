import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Backend, type Marker, PeerError, type Row, type Who } from 'peer-support-elements/backend';
import { schemas } from 'peer-support-elements/schemas';
import { until } from '../../../test/setup/until.ts';
import type { ServerStore } from '../../src/store.ts';
import { openStore } from '../../src/store/index.ts';
import { arrayLedger, kinds, ready } from '../support/stores.ts';

const hour = 60 * 60 * 1000;
const row = (id: string, more: Partial<Row> = {}): Row => ({ id, rev: `rev of ${id}`, key: 0, reader: 'everyone', record: { id, sending: 's', by: 'me', until: '2026-01-01T00:00:00Z' }, ...more });
const marker = (intent: string, more: Partial<Marker> = {}): Marker => ({ intent, act: 'create', collection: 'claims', id: 'a', body: 'print', at: 0, ...more });
const put = (store: ServerStore, space: string, ...rows: Row[]) =>
  store.write(space, async (tx) => {
    for (const one of rows) {
      await tx.put('claims', one);
      await tx.tell({ collection: 'claims', id: one.id, after: one });
    }
  });
const numbers = async (store: ServerStore, after = 0) => (await store.events('a', after, 10_000))?.map(({ number }) => number);

const settings = {
  title: 'A site', ages: { from: 18 }, privacy: 'https://example.org/privacy', rules: ['Be kind.'], confidentiality: 'We cannot send anyone.', languages: ['en'], moderation: 'all' as const, moderators: ['desk@example.org'], safeguarding: 'safe@example.org',
  watchHours: [{ days: ['MO' as const], from: '09:00', to: '17:00', timeZone: 'Europe/London' }], helplines: ['GB'], keptMonths: 12, backupDays: 30,
};
const backendOver = (store: ServerStore) => new Backend({ store, schemas: async () => schemas, settings: () => settings });
const draft = (text: string) => ({ text, topics: ['Grief'], notes: [], language: 'en', answers: false, audience: 'everyone' as const, consents: [{ purpose: 'publish' as const, version: '1' }], receipt: 'A'.repeat(43) });
const visitor = { space: 'a', locale: 'en', who: { role: 'visitor' } as Who };
const writer = { ...visitor, who: { role: 'writer', owner: 'A'.repeat(43) } as Who };
const moderator = (owner: string) => ({ ...visitor, who: { role: 'moderator', owner } as Who });

for (const kind of kinds()) {
  describe(`a store on ${kind.name}`, () => {
    it('keeps a row as it is, with every sign, and tells spaces apart', async () => {
      const store = await ready(await kind.place());
      const strange = row('ä/?#%', { owner: 'hash', key: -24_315, record: { id: 'ä/?#%', text: 'a\0b \ud83d\ude00 \ud800 "quoted" \\ é\u0301', deep: { list: [1, null, true] } } });
      await put(store, 'a', strange);
      await store.read('a', async (tx) => {
        assert.deepEqual(await tx.get('claims', 'ä/?#%'), strange);
        assert.deepEqual(await tx.owned('claims', 'hash'), strange);
        assert.equal(await tx.get('stories', 'ä/?#%'), undefined);
        assert.equal(await tx.get('claims', 'A\0\ud800'), undefined);
      });
      await store.read('b', async (tx) => {
        assert.equal(await tx.get('claims', 'ä/?#%'), undefined);
        assert.equal(await tx.owned('claims', 'hash'), undefined);
      });
      await assert.rejects(put(store, 'a', row('a\0b')), (error: PeerError) => error.code === 'invalid');
      await store.close();
    });

    it('leaves nothing of a write that fails, and says why it failed', async () => {
      const ledger = arrayLedger();
      const store = await ready(await kind.place(), { ledger });
      const broken = store.write('a', async (tx) => {
        await tx.put('claims', row('a'));
        await tx.mark(marker('one'));
        await tx.arrival();
        await tx.tell({ collection: 'claims', id: 'a', after: row('a') });
        await tx.erased('claims', 'b');
        throw new PeerError('conflict', 'not now');
      });
      await assert.rejects(broken, { message: 'not now' });
      await store.write('a', async (tx) => {
        assert.equal(await tx.get('claims', 'a'), undefined);
        assert.equal(await tx.marker('one'), undefined);
        assert.equal(await tx.arrival(), 0);
      });
      assert.deepEqual(await store.events('a', 0, 10), []);
      assert.deepEqual(ledger.list, []);
      await store.close();
    });

    it('does not write what the ledger could not take', async () => {
      const store = await ready(await kind.place(), { ledger: { ...arrayLedger(), add: () => Promise.reject(new PeerError('unavailable', 'disk full')) } });
      await put(store, 'a', row('a'));
      const removed = store.write('a', async (tx) => {
        await tx.remove('claims', 'a');
        await tx.erased('claims', 'a');
      });
      await assert.rejects(removed, { message: 'disk full' });
      assert.ok(await store.read('a', (tx) => tx.get('claims', 'a')));
      await store.close();
    });

    it('has a withdrawal in the ledger before anybody sees it', async () => {
      const seen: unknown[] = [];
      const place = await kind.place();
      const other = await ready(place);
      const store = await ready(place, { now: () => 5, ledger: { ...arrayLedger(), add: async (entries) => void seen.push(...entries, !!(await other.read('a', (tx) => tx.get('claims', 'a')))) } });
      await put(store, 'a', row('a'));
      await store.write('a', async (tx) => {
        await tx.remove('claims', 'a');
        await tx.erased('claims', 'a');
      });
      assert.deepEqual(seen, [{ space: 'a', collection: 'claims', id: 'a', at: 5 }, true]);
      assert.equal(await other.read('a', (tx) => tx.get('claims', 'a')), undefined);
      await Promise.all([store.close(), other.close()]);
    });

    it('remembers what was answered, and forgets it when the record goes', async () => {
      const store = await ready(await kind.place());
      await store.write('a', async (tx) => {
        await tx.mark(marker('one', { answer: { id: 'a', words: 'w' } }));
        await tx.mark(marker('two', { act: 'update', at: 10 }));
        await tx.mark(marker('three', { id: 'b' }));
        assert.deepEqual(await tx.marker('one'), marker('one', { answer: { id: 'a', words: 'w' } }));
        await tx.forget('claims', 'a');
        assert.deepEqual(await tx.marker('one'), marker('one', { body: '', gone: true }));
        assert.deepEqual(await tx.marker('three'), marker('three', { id: 'b' }));
      });
      await store.sweep(24 * hour + 9);
      assert.ok(await store.write('a', (tx) => tx.marker('two')));
      await store.sweep(24 * hour + 10);
      assert.equal(await store.write('a', (tx) => tx.marker('two')), undefined);
      assert.ok(await store.write('a', (tx) => tx.marker('one')));
      await store.close();
    });

    it('finds rows by what is in them, exactly, also those of this write', async () => {
      const store = await ready(await kind.place());
      await store.write('a', async (tx) => {
        await tx.put('claims', row('a'));
        await tx.put('claims', row('b', { record: { id: 'b', sending: 'S' } }));
        assert.deepEqual((await tx.having('claims', 'sending', 's')).map(({ id }) => id), ['a']);
        await tx.put('claims', row('b', { record: { id: 'b', sending: 's' } }));
        assert.deepEqual((await tx.having('claims', 'sending', 's')).map(({ id }) => id), ['a', 'b']);
        await tx.remove('claims', 'a');
        assert.deepEqual((await tx.having('claims', 'sending', 's')).map(({ id }) => id), ['b']);
      });
      assert.deepEqual(await store.check().then((faults) => faults.filter((fault) => !fault.includes('schema'))), []);
      await store.close();
    });

    it('refuses a cursor that it did not give', async () => {
      const store = await ready(await kind.place());
      for (const cursor of ['', 'x', btoa(encodeURIComponent('[1,"name","a"]')), btoa(encodeURIComponent('[1,2,"a\\u0000"]'))]) {
        for (const collection of ['groups', 'claims'] as const) {
          const list = store.read('a', (tx) => tx.list(collection, { now: 0, locale: 'en', query: { limit: 1, cursor } }));
          await assert.rejects(list, (error: PeerError) => error.code === 'invalid', cursor);
        }
      }
      await store.close();
    });

    it('never shows in an error what it was asked or what it holds', async () => {
      const store = await openStore(await kind.place(), { ledger: arrayLedger() });
      for (const fail of [() => put(store, 'secret space', row('secret id')), () => store.ready(), () => store.token('secret hash')]) {
        const error = await fail().then(() => assert.fail('there are no tables'), (error: PeerError) => error);
        assert.equal(error.code, 'unavailable');
        assert.doesNotMatch(`${error.message} ${error.cause}`, /secret|select|insert|rows|meta/i);
      }
      await store.close();
    });

    it('lets others have their turn while somebody writes and reads a lot', async () => {
      const store = await ready(await kind.place());
      let turns = 0;
      const timer = setInterval(() => turns++, 5);
      // Longer only where this process had no turn itself.
      for (let end = Date.now() + 300, n = 0; Date.now() < end || (turns <= 3 && n < 200); n++) {
        await put(store, 'a', row('x'));
        for (let n = 0; n < 50; n++) await store.read('a', (tx) => tx.get('claims', 'x'));
      }
      clearInterval(timer);
      assert.ok(turns > 3, `${turns}`);
      await store.close();
    });

    it('counts, spends and shares secrets once, whoever asks', async () => {
      const place = await kind.place();
      let now = 1000;
      const stores = await Promise.all([ready(place, { now: () => now }), ready(place, { now: () => now })]);
      const [one, other] = stores as [ServerStore, ServerStore];
      const counts = await Promise.all(Array.from({ length: 20 }, (_, n) => stores[n % 2]!.count('key', 0, 2000)));
      assert.deepEqual(counts.sort((a, b) => a - b), Array.from({ length: 20 }, (_, n) => n + 1));
      assert.equal(await one.count('key', 1, 2000), 1);
      const spend = (store: ServerStore, space: string, expires: number) => store.write(space, (tx) => tx.spend!('c', expires));
      const spent = await Promise.all([spend(one, 'a', 2000), spend(other, 'a', 2000), spend(one, 'b', 2000), spend(other, 'b', 2000)]);
      assert.equal(spent.filter(Boolean).length, 1);
      const secrets = await Promise.all(stores.flatMap((store, n) => [store.secret('day', () => `made by ${n}`, 2000), store.secret('day', () => `again by ${n}`, 2000)]));
      assert.equal(new Set(secrets).size, 1);
      now = 3000;
      assert.equal(await other.secret('day', () => 'tomorrow', 4000), 'tomorrow');
      assert.equal(await one.secret('day', () => 'no', 4000), 'tomorrow');
      await one.sweep(3000);
      assert.equal(await one.count('key', 0, 5000), 1);
      await assert.rejects(one.write('a', async (tx) => {
        assert.equal(await tx.spend!('c', 5000), true);
        throw new Error('the sending was not kept');
      }));
      assert.equal(await spend(one, 'a', 5000), true);
      await Promise.all(stores.map((store) => store.close()));
    });

    it('keeps tokens until they expire or are removed', async () => {
      let now = 0;
      const store = await ready(await kind.place(), { now: () => now });
      const token = { hash: 'h', space: 'a', role: 'facilitator' as const, owner: 'o', groups: ['g'], expires: 10 };
      await store.putToken({ ...token, groups: [] });
      await store.putToken(token);
      assert.deepEqual(await store.token('h'), token);
      assert.deepEqual(await store.tokens('a'), [token]);
      assert.deepEqual(await store.tokens('b'), []);
      now = 10;
      assert.equal(await store.token('h'), undefined);
      assert.equal(await store.removeToken('h'), true);
      assert.equal(await store.removeToken('h'), false);
      await store.close();
    });

    it('numbers events for each reader, keeps them a day, and says so when some are gone', async () => {
      let now = 0;
      const store = await ready(await kind.place(), { now: () => now });
      await put(store, 'a', row('x'));
      await store.write('a', (tx) => tx.tell({ collection: 'claims', id: 'x', before: row('x'), after: row('x', { reader: 'staff' }) }));
      assert.deepEqual(await store.events('a', 1, 10), [{ number: 2, collection: 'claims', id: 'x', reader: 'everyone' }, { number: 3, collection: 'claims', id: 'x', reader: 'staff' }]);
      assert.equal(await store.newestEvent('a'), 3);
      assert.equal(await store.newestEvent('b'), 0);
      assert.equal(await store.events('a', 4, 10), undefined);
      now = 20 * hour;
      await put(store, 'a', row('y'));
      await store.sweep(24 * hour);
      assert.equal(await store.events('a', 2, 10), undefined);
      assert.deepEqual(await numbers(store, 3), [4]);
      await store.close();
    });
  });

  describe(`two instances on one ${kind.name}`, () => {
    it('make the tables once, although both begin at the same moment', async () => {
      const place = await kind.place();
      const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(place, { ledger: arrayLedger() })));
      const versions = await Promise.all(stores.map((store) => store.migrate()));
      const newest = versions[0]!.to;
      assert.deepEqual(versions.map(({ from }) => from).sort(), [0, newest, newest, newest]);
      await put(stores[0]!, 'a', row('one'));
      await stores[3]!.read('a', async (tx) => assert.equal((await tx.get('claims', 'one'))?.id, 'one'));
      for (const store of stores) await store.close();
    });

    const two = async () => {
      const place = await kind.place();
      // Both find it empty, and one makes the tables.
      return Promise.all([ready(place), ready(place)]);
    };

    it('publish events in the order of their numbers, also when one of them is slow', async () => {
      const [one, other] = await two();
      const slow = one.write('a', async (tx) => {
        await tx.put('claims', row('slow'));
        await sleep(150);
        await tx.tell({ collection: 'claims', id: 'slow', after: row('slow') });
      });
      await sleep(20);
      const quick = put(other, 'a', row('quick'));
      const seen: number[] = [];
      let busy = true;
      const watching = (async () => {
        for (let last = 0; busy; await sleep(3)) for (const number of (await numbers(other, last))!) seen.push((last = number));
      })();
      await Promise.all([slow, quick, ...Array.from({ length: 40 }, (_, n) => put(n % 2 ? one : other, 'a', row(`r${n}`), row(`q${n}`)))]);
      await until(() => seen.length >= 82, 'all are seen');
      busy = false;
      await watching;
      assert.deepEqual(seen, Array.from({ length: 82 }, (_, n) => n + 1));
      await Promise.all([one.close(), other.close()]);
    });

    it('wake those who listen on the other one', async () => {
      const [one, other] = await two();
      const heard = new Set<string>();
      const stop = other.onEvents((space) => heard.add(space));
      await sleep(200);
      await put(one, 'a', row('x'));
      await until(() => heard.has('a'), 'it is heard of');
      stop();
      await Promise.all([one.close(), other.close()]);
    });

    it('let one intent happen once', async () => {
      const stores = await two();
      const sent = await Promise.all(Array.from({ length: 8 }, (_, n) => backendOver(stores[n % 2]!).create('sendings', draft('once'), { ...visitor, intent: 'same' })));
      assert.equal(new Set(sent.map(({ id }) => id)).size, 1);
      assert.deepEqual(await numbers(stores[0]), [1]);
      await Promise.all(stores.map((store) => store.close()));
    });

    it('give a story to one of those who claim it, and take one change of a state', async () => {
      const stores = await two();
      const backends = stores.map(backendOver);
      const { id, rev } = await backends[0]!.create('sendings', draft('mine'), { ...visitor, intent: 'send' });
      const claims = await Promise.allSettled(Array.from({ length: 6 }, (_, n) => backends[n % 2]!.create('claims', { sending: id }, { ...moderator(`m${n}`), intent: `claim ${n}` })));
      assert.equal(claims.filter(({ status }) => status === 'fulfilled').length, 1);
      for (const claim of claims) if (claim.status === 'rejected') assert.equal((claim.reason as PeerError).code, 'conflict');
      const { rev: now } = (await backends[1]!.get('sendings', id, moderator('m')))! as unknown as { rev: string };
      assert.notEqual(now, rev);
      const changes = await Promise.allSettled(Array.from({ length: 6 }, (_, n) => backends[n % 2]!.update('sendings', id, { text: `changed ${n}` }, { ...writer, rev: now, intent: `change ${n}` })));
      assert.equal(changes.filter(({ status }) => status === 'fulfilled').length, 1);
      for (const change of changes) if (change.status === 'rejected') assert.equal((change.reason as PeerError).code, 'conflict');
      await Promise.all(stores.map((store) => store.close()));
    });
  });
}
