import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { PeerError, Row } from 'peer-support-elements/backend';
import { until } from '../../../test/setup/until.ts';
import { openStore } from '../../src/store/index.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { arrayLedger, ready } from '../support/stores.ts';

const folder = mkdtempSync(join(tmpdir(), 'peer-support-files-'));
after(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = () => join(folder, `${++files}.sqlite`);
const parts = (file: string) => [file, `${file}-wal`, `${file}-shm`];

const story = (id: string, text: string): Row => ({ id, rev: id, key: -24_315, reader: 'everyone', record: { id, text, topics: ['Quagmirism'], notes: [], language: 'en', answers: false, month: '2026-03' } });

describe('the file of a database', () => {
  it('is for its owner alone, with all that SQLite puts beside it', async () => {
    const file = newFile();
    const store = await ready(file);
    await store.write('a', (tx) => tx.put('stories', story('s', 'words')));
    for (const part of parts(file)) assert.equal((statSync(part).mode & 0o777).toString(8), '600', part);
    await store.close();
  });

  it('is written through a log, and is on the disk before anything is answered', async () => {
    const database = openSqlite(newFile());
    const set = (name: string) => database.write(undefined, async (connection) => Object.values((await connection.first(sql.raw<object>(`pragma ${name}`)))!)[0] as unknown);
    assert.equal(await set('journal_mode'), 'wal');
    assert.equal(await set('synchronous'), 2, 'full');
    assert.equal(await set('foreign_keys'), 1);
    assert.equal(await set('secure_delete'), 1);
    await database.close();
  });

  it('is refused in plain words where it cannot be', async () => {
    const open = (path: string) => openStore(path, { ledger: arrayLedger() });
    await assert.rejects(open(join(folder, 'nowhere', 'peer.sqlite')), (error: PeerError) => error.code === 'invalid' && /There is no folder/.test(error.message));
    await assert.rejects(open(':memory:'), /needs a file that stays/);
    await assert.rejects(open(''), /needs a file that stays/);
    await assert.rejects(open(folder), /cannot be opened/);
    await assert.rejects(open('postgres://['), /address of the database cannot be read/);
  });

  it('holds nothing any more of what was withdrawn, nor does its log', async () => {
    const file = newFile();
    const store = await ready(file);
    const secret = 'Xylographically I confided about Perpendicularities';
    for (let n = 0; n < 30; n++) await store.write('a', (tx) => tx.put('stories', story(`other ${n}`, `common words ${n} of others, many of them, so that pages fill ${'and fill '.repeat(40)}`)));
    await store.write('a', async (tx) => {
      await tx.put('stories', story('mine', `${secret} ${'and again '.repeat(900)}`));
      await tx.mark({ intent: 'i', act: 'create', collection: 'stories', id: 'mine', body: secret, at: 0 });
    });
    const holds = () => parts(file).some((part) => /xylograph|perpendicularit/i.test(readFileSync(part, 'latin1')));
    assert.ok(holds());
    // Somebody who reads meanwhile keeps the log from being emptied: it is emptied soon after.
    const [begun, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const reading = store.read('a', async (tx) => {
      await tx.get('stories', 'mine');
      begun.resolve();
      await finish.promise;
    });
    await begun.promise;
    await store.write('a', async (tx) => {
      await tx.remove('stories', 'mine');
      await tx.forget('stories', 'mine');
      await tx.erased('stories', 'mine');
    });
    assert.ok(holds());
    finish.resolve();
    await reading;
    await until(() => !holds(), 'it holds nothing any more', 15_000);
    await store.write('a', async (tx) => {
      await tx.put('stories', story('mine', secret));
      await tx.erased('stories', 'nothing');
    });
    await store.write('a', async (tx) => {
      await tx.remove('stories', 'mine');
      await tx.erased('stories', 'mine');
    });
    assert.ok(!holds());
    await store.close();
  });

  it('holds nothing of what was withdrawn, however many read and write without end', async () => {
    const file = newFile();
    const store = await ready(file);
    const holds = () => parts(file).some((part) => /xylograph/i.test(readFileSync(part, 'latin1')));
    let going = true;
    const busy = async (act: () => Promise<unknown>) => {
      while (going) await act();
    };
    const reading = () => store.read('a', async (tx) => void (await tx.get('stories', 'mine'), await sleep(30)));
    const all = [busy(reading), sleep(15).then(() => busy(reading)), busy(async () => (await store.count('k', 0, Date.now() * 2), await sleep(2)))];
    try {
      await store.write('a', (tx) => tx.put('stories', story('mine', 'Xylographically')));
      await sleep(100);
      await store.write('a', async (tx) => {
        await tx.remove('stories', 'mine');
        await tx.erased('stories', 'mine');
      });
      await until(() => !holds(), 'it holds nothing any more', 15_000);
    } finally {
      going = false;
      await Promise.all(all);
    }
    await store.close();
  });

  it('is said to hold what was erased when something reads it without end, and until it does not hold it any more', async () => {
    const file = newFile();
    const store = await ready(file);
    await store.write('a', (tx) => tx.put('stories', story('mine', 'Xylographically')));
    const endless = new DatabaseSync(file);
    endless.exec('begin; select * from rows');
    await store.write('a', async (tx) => {
      await tx.remove('stories', 'mine');
      await tx.erased('stories', 'mine');
    });
    assert.deepEqual(await store.check(), [], 'it is early yet');
    const db = new DatabaseSync(file, { timeout: 5000 });
    const due = () => db.prepare(`select value from meta where name = 'scrub'`).get() as { value: string } | undefined;
    const [, word] = due()!.value.split(' ');
    db.prepare(`update meta set value = ? where name = 'scrub'`).run(`${Date.now() - 5 * 60_000} ${word}`);
    await store.write('a', (tx) => tx.erased('stories', 'another'));
    assert.match((await store.check()).join(), /^The log beside the file still holds what was erased 5 minutes ago/, 'since the first of them');
    endless.close();
    await until(() => !due(), 'nothing is due any more', 15_000);
    assert.deepEqual(await store.check(), []);
    db.close();
    await store.close();
  });

  it('is said to hold what was erased after a crash, until the server has started', async () => {
    const file = newFile();
    const script = `
      const { openStore } = await import(${JSON.stringify(new URL('../../src/store/index.ts', import.meta.url).href)});
      const store = await openStore(${JSON.stringify(file)}, { ledger: { add: async () => {} } });
      await store.migrate();
      const row = (text) => ({ id: 'mine', rev: text, key: 1, reader: 'everyone', record: { id: 'mine', text, topics: [], notes: [], language: 'en', answers: false, month: '2026-03' } });
      await store.write('a', (tx) => tx.put('stories', row('Xylographically')));
      await store.write('a', (tx) => tx.put('stories', row('else')));
      process.kill(process.pid, 'SIGKILL');`;
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]).catch(() => {});
    const db = new DatabaseSync(file);
    const { value } = db.prepare(`select value from meta where name = 'scrub'`).get() as { value: string };
    db.prepare(`update meta set value = ? where name = 'scrub'`).run(value.replace(/^\d+/, String(Date.now() - 120_000)));
    const store = await openStore(file, { ledger: arrayLedger() });
    assert.match((await store.check()).join(), /still holds what was erased 2 minutes ago: the server does not run/);
    await store.sweep(Date.now());
    assert.deepEqual(await store.check(), []);
    db.close();
    await store.close();
    assert.ok(parts(file).filter(existsSync).every((part) => !/xylograph/i.test(readFileSync(part, 'latin1'))));
  });

  it('soon holds nothing of words that were changed', async () => {
    const file = newFile();
    const store = await ready(file);
    await store.write('a', (tx) => tx.put('stories', story('mine', 'Xylographically')));
    await store.write('a', (tx) => tx.put('stories', story('mine', 'something else')));
    const holds = () => parts(file).some((part) => /xylograph/i.test(readFileSync(part, 'latin1')));
    await until(() => !holds(), 'it holds nothing any more', 15_000);
    await store.close();
  });

  it('of a newer program is refused, and left as it is', async () => {
    const file = newFile();
    const store = await ready(file);
    await store.close();
    const db = new DatabaseSync(file);
    db.exec(`update meta set value = '99' where name = 'version'`);
    const newer = await openStore(file, { ledger: arrayLedger() });
    await assert.rejects(newer.migrate(), /has version 99, and this program knows no version above \d+/);
    assert.equal((db.prepare('select value from meta').get() as { value: string }).value, '99');
    await newer.close();
    db.close();
  });

  it('of something else is refused', async () => {
    const file = newFile();
    const db = new DatabaseSync(file);
    db.exec('create table theirs (x)');
    const store = await openStore(file, { ledger: arrayLedger() });
    await assert.rejects(store.migrate(), /holds tables of something else/);
    await store.close();
    db.close();
  });

  it('is written by several processes at once, each write once and none in between', async () => {
    const file = newFile();
    const store = await ready(file);
    const script = join(import.meta.dirname, 'support', 'writer.ts');
    const heard = new Set<string>();
    const stop = store.onEvents((space) => heard.add(space));
    await Promise.all(['a', 'b', 'c'].map((name) => promisify(execFile)(process.execPath, [script, file, name, '30'])));
    const found = await store.read('shared', (tx) => tx.list('claims', { query: { limit: 1000 }, now: 0, locale: 'en' }));
    assert.deepEqual(found.rows.map(({ key }) => key), Array.from({ length: 90 }, (_, n) => n));
    assert.deepEqual((await store.events('shared', 0, 1000))?.map(({ number }) => number), Array.from({ length: 90 }, (_, n) => n + 1));
    await until(() => heard.has('shared'), 'it is heard of');
    stop();
    assert.deepEqual((await store.check()).filter((fault) => !fault.includes('schema')), []);
    await store.close();
  });
});
