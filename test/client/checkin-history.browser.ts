import { aTimeout, expect } from '@open-wc/testing';
import { deviceHistory, type CheckinHistory, type DeviceHistoryOptions } from '../../src/client/checkin-history.ts';
import { PeerError } from '../../src/client/errors.ts';
import { rounds } from '../../src/client/passphrase.ts';
import type { Checkin } from '../../src/domain/checkin.ts';
import { newDatabase, removeDatabases } from '../adapters/browser.suite.ts';
import { until } from '../setup/until.ts';

const checkin = (words: string, more: Partial<Checkin> = {}): Checkin => ({ feelings: ['cut-off', 'tired'], words, need: 'company', energy: 'worn-out', help: 'listen', audience: 'me', stays: 'kept', at: '2026-11-27T18:30:00+01:00', ...more });
const phrase = 'four green umbrellas';
const quick: DeviceHistoryOptions = { rounds: 1000, wrongTakes: 1 };
const open = (database = newDatabase(), options: DeviceHistoryOptions = {}) => deviceHistory({ database, ...quick, ...options });
const wordsIn = async (history: CheckinHistory) => (await history.all()).entries.map(({ words }) => words);
const codeOf = (promise: Promise<unknown>) => promise.then(() => 'none', (error: unknown) => (PeerError.is(error) ? error.code : String(error)));
const exists = async (database: string) => (await indexedDB.databases()).some(({ name }) => name === database);

/** The database as somebody sees it who has the device: every key and value, without our code. */
async function raw(name: string, version?: number): Promise<{ text: string; pages: { key: IDBValidKey; value: Record<string, unknown> }[]; locks: unknown[] }> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error());
  });
  const all = <T>(table: string, what: 'getAll' | 'getAllKeys') => new Promise<T[]>((resolve) => {
    const request = database.transaction(table).objectStore(table)[what]();
    request.onsuccess = () => resolve(request.result as T[]);
  });
  const [values, keys, locks] = [await all<Record<string, unknown>>('pages', 'getAll'), await all<IDBValidKey>('pages', 'getAllKeys'), await all<Record<string, unknown>>('locks', 'getAll')];
  database.close();
  const plain = (value: unknown): unknown => (value instanceof Uint8Array ? Array.from(value, (byte) => String.fromCharCode(byte)).join('') : value && typeof value === 'object' ? Object.entries(value).map(([key, each]) => [key, plain(each)]) : value);
  return { text: JSON.stringify([plain(values), keys, plain(locks)]), pages: keys.map((key, at) => ({ key, value: values[at]! })), locks };
}

const secrets = ['umbrella', 'Nobody', 'called', 'cut-off', 'tired', 'company', 'worn-out', 'listen', 'kept', 'feelings', 'words', '2026', '18:30', '"me"', 'entry', 'audience'];

describe('a history on the device', () => {
  after(removeDatabases);

  describe('without a passphrase', () => {
    it('keeps nothing, not even its name, until somebody keeps something', async () => {
      const database = newDatabase();
      const history = open(database);
      expect([await history.state(), await history.all(), await history.locking!.has()]).to.deep.equal(['none', { entries: [], unreadable: false }, false]);
      await history.remove(['a']);
      await history.forget();
      expect(await exists(database)).to.equal(false);
    });

    it('shows what was kept, the newest first by the moment and not by the clock of the place', async () => {
      const history = open();
      await history.keep([checkin('first'), checkin('later, in the west', { at: '2026-11-27T14:00:00-05:00' }), checkin('before', { at: '2026-11-26T23:00:00Z' })]);
      expect(await wordsIn(history)).to.deep.equal(['later, in the west', 'first', 'before']);
      expect(await history.state()).to.equal('open');
      expect((await history.all()).entries[1]!.at).to.equal('2026-11-27T18:30:00+01:00');
    });

    it('changes one, deletes one, and brings it back', async () => {
      const history = open();
      const [one] = await history.keep([checkin('one'), checkin('two', { at: '2026-11-26T23:00:00Z' })]);
      await history.keep([{ ...one!, words: 'changed' }]);
      expect(await wordsIn(history)).to.deep.equal(['changed', 'two']);
      const { entries } = await history.all();
      await history.remove([one!.id, 'nobody']);
      expect(await wordsIn(history)).to.deep.equal(['two']);
      await history.keep([entries[0]!]);
      expect((await history.all()).entries).to.deep.equal(entries);
    });

    it('really deletes: nothing is left in the database, and with all of it the database goes', async () => {
      const database = newDatabase();
      const history = open(database);
      const kept = await history.keep([checkin('Nobody called'), checkin('stays')]);
      await history.remove([kept[0]!.id]);
      expect((await raw(database)).text).to.contain('stays').and.not.to.contain('Nobody');
      await history.forget();
      expect(await exists(database)).to.equal(false);
      expect([await history.state(), await wordsIn(history)]).to.deep.equal(['none', []]);
      await history.keep([checkin('again')]);
      expect(await wordsIn(history)).to.deep.equal(['again']);
    });

    it('takes nothing that is no check-in', async () => {
      const database = newDatabase();
      expect(await codeOf(open(database).keep([{ ...checkin('x'), score: 3 } as Checkin]))).to.equal('invalid');
      expect(await exists(database)).to.equal(false);
    });

    it('has a name that says nothing', async () => {
      const before = (await indexedDB.databases()).map(({ name }) => name);
      const history = deviceHistory();
      await history.keep([checkin('x')]);
      const made = (await indexedDB.databases()).map(({ name }) => name).filter((name) => !before.includes(name));
      expect(made).to.deep.equal(['local-pages']);
      await history.forget();
    });

    it('tells another tab that something changed, and stops when nobody listens', async () => {
      const database = newDatabase();
      const [one, other] = [open(database), open(database)];
      const ending = new AbortController();
      let told = 0;
      other.watch(() => (told += 1), ending.signal);
      await one.keep([checkin('x')]);
      await until(() => told === 1);
      expect(await wordsIn(other)).to.deep.equal(['x']);
      ending.abort();
      await one.keep([checkin('y')]);
      await aTimeout(50);
      expect(told).to.equal(1);
    });
  });

  describe('with a passphrase', () => {
    async function lockedHistory(options: DeviceHistoryOptions = {}) {
      const database = newDatabase();
      const history = open(database, options);
      await history.keep([checkin('Nobody called, five days'), checkin('second', { at: '2026-11-26T10:00:00Z' })]);
      await history.locking!.change(phrase);
      return { database, history, locking: history.locking! };
    }

    it('says nothing to whoever reads the database: no word, feeling, date or field', async () => {
      const { database, history } = await lockedHistory();
      await history.keep([checkin('third, after the lock')]);
      const { text, pages, locks } = await raw(database);
      // Ids are random, so that four digits of a year stand in one now and then.
      const ids = [...pages.map(({ key }) => String(key)), (locks[0] as { id: string }).id];
      for (const id of ids) expect(id).to.match(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      const rest = ids.reduce((left, id) => left.replaceAll(id, ''), text);
      for (const secret of [...secrets, 'second', 'third']) expect(rest, secret).not.to.contain(secret);
      expect(pages.length).to.equal(3);
      for (const { value } of pages) expect(Object.keys(value).sort()).to.deep.equal(['id', 'sealed']);
      expect(Object.keys(locks[0] as object).sort()).to.deep.equal(['id', 'proof', 'rounds', 'salt']);
      expect(await wordsIn(history)).to.have.members(['Nobody called, five days', 'second', 'third, after the lock']);
    });

    it('could be read before it was set: what the test looks for is there to be found', async () => {
      const database = newDatabase();
      await open(database).keep([checkin('Nobody called')]);
      const { text } = await raw(database);
      for (const secret of secrets.filter((each) => each !== 'umbrella')) expect(text, secret).to.contain(secret.replaceAll('"', '\\"').replace('\\"me\\"', '"me"'));
    });

    it('seals each record anew: the same words twice are not the same bytes, and lengths say little', async () => {
      const { database, history } = await lockedHistory();
      await history.keep([checkin('same'), checkin('same'), checkin('same, only quite a bit longer than the others')]);
      const sealed = (await raw(database)).pages.map(({ value }) => value.sealed as Uint8Array);
      expect(new Set(sealed.map((each) => each.slice(0, 12).join())).size).to.equal(sealed.length);
      expect(new Set(sealed.map((each) => each.join())).size).to.equal(sealed.length);
      expect(new Set(sealed.map(({ length }) => length)).size).to.equal(1);
    });

    it('makes keys with as many rounds as OWASP asks for, and never fewer by default', async () => {
      expect(rounds).to.equal(600_000);
      const database = newDatabase();
      const history = deviceHistory({ database });
      await history.locking!.change(phrase);
      expect(((await raw(database)).locks[0] as { rounds: number; salt: Uint8Array }).rounds).to.equal(600_000);
      expect(((await raw(database)).locks[0] as { salt: Uint8Array }).salt.length).to.equal(16);
    });

    it('is locked for whoever comes next, and opens with the passphrase alone', async () => {
      const { database } = await lockedHistory();
      const next = open(database);
      expect(await next.state()).to.equal('locked');
      expect(await codeOf(next.all())).to.equal('forbidden');
      expect(await codeOf(next.keep([checkin('x')]))).to.equal('forbidden');
      expect(await codeOf(next.remove(['x']))).to.equal('forbidden');
      expect(await codeOf(next.locking!.change(undefined))).to.equal('forbidden');
      expect(await next.locking!.unlock('four green umbrella')).to.equal(false);
      expect(await next.state()).to.equal('locked');
      expect(await next.locking!.unlock(phrase)).to.equal(true);
      expect(await wordsIn(next)).to.deep.equal(['Nobody called, five days', 'second']);
    });

    it('knows the same passphrase from another keyboard', async () => {
      const history = open();
      await history.locking!.change('caf\u00e9 \ufb01n');
      history.locking!.lock();
      expect(await history.locking!.unlock('cafe\u0301 fin')).to.equal(true);
    });

    it('answers a wrong passphrase slowly, and more slowly each time', async () => {
      const { database } = await lockedHistory();
      const history = open(database, { wrongTakes: 100 });
      const times: number[] = [];
      for (const wrong of ['a', 'b', 'c']) {
        const began = performance.now();
        expect(await history.locking!.unlock(wrong)).to.equal(false);
        times.push(performance.now() - began);
      }
      for (const [at, time] of times.entries()) expect(time).to.be.at.least(95 * 2 ** at);
      expect(await history.locking!.unlock(phrase)).to.equal(true);
    });

    it('locks after a while without use, and not while it is used', async () => {
      // The time without use passes when the test says so, and not while a busy machine stands still.
      const lockAfter = 60_000;
      const { setTimeout: begin, clearTimeout: end } = globalThis;
      const running = new Map<number, () => void>();
      let begun = 0;
      globalThis.setTimeout = ((run: () => void, ms?: number) => (ms === lockAfter ? (running.set((begun -= 1), run), begun) : begin(run, ms))) as typeof setTimeout;
      globalThis.clearTimeout = ((id?: number) => void (running.delete(id!) || end(id))) as typeof clearTimeout;
      try {
        const { history, locking } = await lockedHistory({ lockAfter });
        for (let n = 0; n < 4; n += 1) {
          const [before] = running.keys();
          await history.all();
          expect([running.size, running.has(before!)], 'it begins again').to.deep.equal([1, false]);
        }
        expect(await history.state()).to.equal('open');
        let told = 0;
        history.watch(() => (told += 1), new AbortController().signal);
        const [pass] = running.values();
        pass!();
        expect(told).to.equal(1);
        expect(await history.state()).to.equal('locked');
        expect(await locking.unlock(phrase)).to.equal(true);
      } finally {
        Object.assign(globalThis, { setTimeout: begin, clearTimeout: end });
      }
    });

    it('locks when the page is left, also if it is kept to come back to', async () => {
      const { history } = await lockedHistory();
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      expect(await history.state()).to.equal('locked');
    });

    it('stays locked when that is wanted, or the page is left, while a passphrase is on its way', async () => {
      const { history, locking } = await lockedHistory();
      for (const leaves of [() => locking.lock(), () => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))]) {
        locking.lock();
        const opening = locking.unlock(phrase);
        leaves();
        await opening;
        expect(await history.state()).to.equal('locked');
        expect(await codeOf(history.all())).to.equal('forbidden');
      }
      expect(await locking.unlock(phrase)).to.equal(true);
      expect(await history.state()).to.equal('open');
    });

    it('is locked at once by a first passphrase, when the page is left while that is set', async () => {
      for (const leaves of [(history: CheckinHistory) => history.locking!.lock(), () => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))]) {
        const history = open();
        await history.keep([checkin('first')]);
        const setting = history.locking!.change(phrase);
        leaves(history);
        await setting;
        expect(await history.state()).to.equal('locked');
        expect(await history.locking!.unlock(phrase)).to.equal(true);
        expect(await wordsIn(history)).to.deep.equal(['first']);
      }
    });

    it('locks when a device wakes up that slept longer than that', async () => {
      const { history } = await lockedHistory({ lockAfter: 60_000 });
      const { now } = Date;
      Date.now = () => now() + 60_001;
      document.dispatchEvent(new Event('visibilitychange'));
      Date.now = now;
      expect(await history.state()).to.equal('locked');
    });

    it('can be changed and taken away, and the old one opens nothing any more', async () => {
      const { database, history, locking } = await lockedHistory();
      const before = (await raw(database)).pages.map(({ value }) => (value.sealed as Uint8Array).join());
      await locking.change('another one');
      const after = (await raw(database)).pages.map(({ value }) => (value.sealed as Uint8Array).join());
      expect(after.filter((each) => before.includes(each))).to.deep.equal([]);
      const next = open(database);
      expect(await next.locking!.unlock(phrase)).to.equal(false);
      expect(await next.locking!.unlock('another one')).to.equal(true);
      expect(await codeOf(locking.change(''))).to.equal('invalid');
      await locking.change(undefined);
      expect(await locking.has()).to.equal(false);
      expect(await wordsIn(open(database))).to.deep.equal(['Nobody called, five days', 'second']);
      expect(await wordsIn(history)).to.deep.equal(['Nobody called, five days', 'second']);
    });

    it('can be deleted by whoever forgot it: everything goes', async () => {
      const { database } = await lockedHistory();
      const next = open(database);
      await next.forget();
      expect([await next.state(), await exists(database)]).to.deep.equal(['none', false]);
    });

    it('is raised to more rounds when it is opened next', async () => {
      const { database } = await lockedHistory();
      const next = open(database, { rounds: 2000 });
      await next.locking!.unlock(phrase);
      expect(((await raw(database)).locks[0] as { rounds: number }).rounds).to.equal(2000);
      expect(await wordsIn(next)).to.deep.equal(['Nobody called, five days', 'second']);
    });

    it('opens nothing of what was moved here from under another lock, and says so without losing it', async () => {
      const { database, history } = await lockedHistory();
      const strange = await lockedHistory();
      const { value } = (await raw(strange.database)).pages[0]!;
      const { openDB } = await import('idb');
      const connection = await openDB(database);
      await connection.put('pages', { ...value, id: 'strange' });
      connection.close();
      const { entries, unreadable } = await history.all();
      expect([entries.length, unreadable]).to.deep.equal([2, true]);
      expect(await codeOf(history.locking!.change('another one'))).to.equal('bad-data');
      expect((await raw(database)).pages.length).to.equal(3);
      expect(await open(database).locking!.unlock(phrase)).to.equal(true);
    });
  });

  describe('in two tabs at once', () => {
    it('writes nothing readable from a tab that does not know of the passphrase yet, and loses nothing of it', async () => {
      const database = newDatabase();
      const [one, other] = [open(database), open(database)];
      await one.keep([checkin('first')]);
      expect(await wordsIn(other)).to.deep.equal(['first']);
      await one.locking!.change(phrase);
      expect(await codeOf(other.keep([checkin('Nobody called')]))).to.equal('forbidden');
      expect((await raw(database)).text).not.to.contain('Nobody');
      await other.locking!.unlock(phrase);
      await other.keep([checkin('Nobody called')]);
      expect(await wordsIn(one)).to.have.members(['first', 'Nobody called']);
    });

    it('keeps what both write while one of them sets a passphrase', async () => {
      const database = newDatabase();
      const [one, other] = [open(database), open(database)];
      await one.keep(Array.from({ length: 30 }, (_, n) => checkin(`before ${n}`)));
      const kept: string[] = [];
      const writing = (async () => {
        for (let n = 0; n < 20; n += 1) {
          const done = await other.keep([checkin(`during ${n}`)]).catch(() => undefined);
          if (done) kept.push(`during ${n}`);
        }
      })();
      await Promise.all([one.locking!.change(phrase), writing]);
      const found = await wordsIn(one);
      expect(found.length).to.equal(30 + kept.length);
      expect(found).to.include.members(kept);
      expect((await raw(database)).text).not.to.contain('before').and.not.to.contain('during');
    });

    it('locks the other when one changes the passphrase', async () => {
      const database = newDatabase();
      const [one, other] = [open(database), open(database)];
      await one.keep([checkin('first')]);
      await one.locking!.change(phrase);
      await other.locking!.unlock(phrase);
      await one.locking!.change('another one');
      expect(await other.state()).to.equal('locked');
      expect(await codeOf(other.keep([checkin('second')]))).to.equal('forbidden');
      expect(await wordsIn(one)).to.deep.equal(['first']);
    });
  });

  describe('when the page dies', () => {
    const changes: [what: string, from: string | undefined, to: string | undefined][] = [
      ['a passphrase is set', undefined, phrase],
      ['it is changed', phrase, 'another one'],
      ['it is taken away', phrase, undefined],
    ];
    const all = ['a', 'b', 'c', 'd'];

    async function prepared(from: string | undefined) {
      const database = newDatabase();
      const history = open(database);
      await history.keep(all.map((words) => checkin(words)));
      if (from) await history.locking!.change(from);
      return { database, history };
    }

    /** Which of the two opens it, and whether all is there. */
    async function opens(database: string, phrases: readonly (string | undefined)[]): Promise<string | undefined> {
      for (const each of phrases) {
        const history = open(database);
        if (each !== undefined && !(await history.locking!.unlock(each))) continue;
        if ((await history.state()) !== 'open' || (each !== undefined) !== (await history.locking!.has())) continue;
        expect(await wordsIn(history)).to.have.members(all);
        return each ?? 'none';
      }
      throw new Error('nothing opens it');
    }

    for (const [what, from, to] of changes) {
      it(`while ${what}, at any of its steps, everything is as it was before`, async () => {
        for (const method of ['put', 'delete'] as const) {
          for (let step = 0; step < 6; step += 1) {
            const { database, history } = await prepared(from);
            const original = IDBObjectStore.prototype[method];
            let left = step;
            let cut = false;
            IDBObjectStore.prototype[method] = function (this: IDBObjectStore, ...args: [never]) {
              if (left-- > 0) return (original as (...args: unknown[]) => unknown).apply(this, args);
              cut = true;
              throw new DOMException('the page is gone', 'AbortError');
            } as never;
            try {
              await history.locking!.change(to).catch(() => {});
            } finally {
              IDBObjectStore.prototype[method] = original as never;
            }
            expect(await opens(database, cut ? [from] : [to]), `${method} ${step}`).to.equal((cut ? from : to) ?? 'none');
          }
        }
      });

      it(`while ${what}, at any moment, it opens with the one or the other`, async () => {
        const module = JSON.stringify(new URL('../../src/client/checkin-history.ts', import.meta.url).href);
        const found = new Set<string | undefined>();
        for (const after of [0, 2, 5, 10, 20, 40, Infinity]) {
          const { database } = await prepared(from);
          const frame = document.createElement('iframe');
          frame.srcdoc = `<script type="module">
            import { deviceHistory } from ${module};
            const history = deviceHistory(${JSON.stringify({ database, ...quick })});
            const from = ${JSON.stringify(from ?? null)};
            if (from) await history.locking.unlock(from);
            parent.postMessage('changing', '*');
            history.locking.change(${JSON.stringify(to)}).then(() => parent.postMessage('changed', '*'));
          </script>`;
          const says = (what: string) => new Promise<void>((resolve) => addEventListener('message', ({ data, source }) => data === what && source === frame.contentWindow && resolve()));
          const [changing, changed] = [says('changing'), says('changed')];
          document.body.append(frame);
          await changing;
          if (after === Infinity) await changed;
          await aTimeout(after === Infinity ? 0 : after);
          frame.remove();
          found.add(await opens(database, [to, from]));
        }
        expect(found.has(to ?? 'none')).to.equal(true);
      });
    }
  });

  describe('that an older or newer version made', () => {
    /** What version 1 made, by hand: this must be read for ever. */
    async function versionOne(name: string, fill: (put: (table: string, value: unknown, key?: string) => void) => void | Promise<void>) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name, 1);
        request.onupgradeneeded = () => {
          request.result.createObjectStore('pages', { keyPath: 'id' });
          request.result.createObjectStore('locks');
        };
        request.onsuccess = () => resolve(request.result);
      });
      const tx = database.transaction(['pages', 'locks'], 'readwrite');
      await fill((table, value, key) => void tx.objectStore(table).put(value, key));
      await new Promise((resolve) => (tx.oncomplete = resolve));
      database.close();
    }

    it('is read when version 1 kept it in the open', async () => {
      const database = newDatabase();
      await versionOne(database, (put) => put('pages', { id: 'a', entry: { feelings: ['sad'], words: 'by hand', audience: 'me', stays: 'kept', at: '2026-01-05T08:00:00+01:00' } }));
      expect((await open(database).all()).entries).to.deep.equal([{ id: 'a', feelings: ['sad'], words: 'by hand', audience: 'me', stays: 'kept', at: '2026-01-05T08:00:00+01:00' }]);
    });

    it('is read when version 1 kept it locked', async () => {
      const database = newDatabase();
      const bytes = (text: string) => new TextEncoder().encode(text);
      const salt = bytes('sixteen bytes ok');
      const material = await crypto.subtle.importKey('raw', bytes(phrase), 'PBKDF2', false, ['deriveKey']);
      const key = await crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 1000 }, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
      const sealed = async (text: string, first: number) => {
        const iv = new Uint8Array(12).fill(first);
        const padded = new Uint8Array(512);
        padded.set(bytes(text));
        return new Uint8Array([...iv, ...new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytes('the-lock') }, key, padded))]);
      };
      const proof = await sealed('', 1);
      const page = await sealed('{"version":1,"entry":{"feelings":["sad"],"words":"by hand","audience":"me","stays":"kept","at":"2026-01-05T08:00:00+01:00"}}', 2);
      const newer = await sealed('{"version":2,"entry":{"anything":"else"}}', 3);
      await versionOne(database, (put) => {
        put('locks', { id: 'the-lock', salt, rounds: 1000, proof }, 'lock');
        put('pages', { id: 'a', sealed: page });
        put('pages', { id: 'b', sealed: newer });
      });
      const history = open(database);
      expect(await history.locking!.unlock(phrase)).to.equal(true);
      const { entries, unreadable } = await history.all();
      expect([entries.map(({ words }) => words), unreadable]).to.deep.equal([['by hand'], true]);
    });

    it('is left alone when a newer page made it, and says that this page is the old one', async () => {
      const database = newDatabase();
      await new Promise<void>((resolve) => {
        const request = indexedDB.open(database, 99);
        request.onsuccess = () => resolve(request.result.close());
      });
      const error = await open(database).all().catch((each: unknown) => each as PeerError);
      expect((error as PeerError).message).to.contain('a newer version of this page');
    });
  });
});
