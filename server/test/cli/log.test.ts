import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { until } from '../../../test/setup/until.ts';
import { openLedger } from '../../src/ledger.ts';
import { noteHeads, readHeads } from '../../src/log-heads.ts';
import { ready } from '../support/stores.ts';
import { configuration, Place, settings, story } from './program.ts';

const day = 24 * 60 * 60 * 1000;

describe('the log of the staff’s work, at the command line', () => {
  let place: Place;
  let token: string;
  beforeEach(async () => {
    place = new Place();
    await place.does('migrate');
    token = /^\S{30,}$/m.exec(await place.does('token', '--space', 'clinic', '--role', 'moderator', '--name', 'mo'))![0];
    await work();
  });
  afterEach(() => place.remove());

  /** A story is sent, claimed and published. */
  async function work(): Promise<void> {
    const server = await place.start();
    const as = { authorization: `Bearer ${token}` };
    const { body } = await server.ask('POST', '/v1/sendings', { body: story('Words that stand in no log') });
    assert.equal((await server.ask('POST', '/v1/claims', { ...as, body: { sending: body.id } })).status, 201);
    assert.equal((await server.ask('POST', '/v1/log', { ...as, body: { act: 'open', sending: body.id } })).status, 201);
    const { rev } = (await server.ask('GET', `/v1/sendings/${body.id}`, as)).body;
    assert.equal((await server.ask('POST', '/v1/decisions', { ...as, body: { sending: body.id, rev, decision: 'publish' } })).status, 201);
    assert.equal(await server.stop(), 0);
  }

  const exported = async () => (await place.does('export', '--space', 'clinic', '--collection', 'log')).trim().split('\n').map((line) => JSON.parse(line) as { act: string; what?: string; place: number; id: string });
  const acts = async () => (await exported()).map(({ act }) => act).reverse();
  /** A server is started, and stopped once it has noted how far the log has got. */
  async function startedUntilNoted(folder: string, ...args: string[]): Promise<void> {
    const server = await place.start(...args);
    await until(() => readdirSync(place.path(folder)).some((name) => name.startsWith('log-heads.') && statSync(place.path(folder, name)).size), 'it is noted', 20_000);
    await server.stop();
  }

  const database = () => new DatabaseSync(place.path('peer-support.sqlite'));

  it('is exported, and the export is in it', async () => {
    assert.deepEqual(await acts(), ['claim', 'open', 'decide', 'export']);
    await place.does('export', '--space', 'clinic', '--collection', 'sendings');
    const [last] = await exported();
    assert.deepEqual([last!.act, last!.what], ['export', 'log']);
    assert.deepEqual((await acts()).slice(-3), ['export', 'export', 'export']);
    assert.doesNotMatch(JSON.stringify(await exported()), /Words|moderators@|safeguarding@/);
  });

  it('says that settings changed, and not that the server was started again', async () => {
    for (let n = 0; n < 2; n++) await place.start().then((server) => server.stop());
    assert.deepEqual(await acts(), ['claim', 'open', 'decide', 'settings', 'export'], 'what they were when something had happened');
    writeFileSync(place.path('peer-support.json'), JSON.stringify({ ...configuration, spaces: { clinic: { ...configuration.spaces.clinic, settings: { ...settings, keptMonths: 12 } } } }));
    await place.start().then((server) => server.stop());
    assert.deepEqual(await acts(), ['claim', 'open', 'decide', 'settings', 'export', 'settings', 'export']);
  });

  it('is found whole, and noted outside of the database for its owner’s eyes', async () => {
    assert.match(await place.does('check'), /Log of clinic +ok +whole\n/);
    await startedUntilNoted('peer-support.sqlite.ledger');
    assert.match(await place.does('check'), /Log of clinic +ok +whole; last noted outside of the database/);
    const [file] = readdirSync(place.path('peer-support.sqlite.ledger')).filter((name) => name.startsWith('log-heads.'));
    assert.equal((statSync(place.path('peer-support.sqlite.ledger', file!)).mode & 0o777).toString(8), '600');
  });

  it('is found changed, and check names the entry and ends with 1', async () => {
    const db = database();
    db.exec(`update rows set body = json_set(body, '$.by', 'somebody-else') where collection = 'log' and json_extract(body, '$.place') = 3`);
    db.close();
    const { code, out } = await place.run('check');
    assert.equal(code, 1);
    assert.match(out, /Log of clinic +WRONG +entry 3 was changed\./);
  });

  it('is found without an entry, or with one that was moved', async () => {
    const db = database();
    db.exec(`delete from terms where row in (select n from rows where collection = 'log' and json_extract(body, '$.place') = 2)`);
    db.exec(`delete from rows where collection = 'log' and json_extract(body, '$.place') = 2`);
    db.exec(`update rows set key = -2 where collection = 'log' and json_extract(body, '$.place') = 3`);
    db.close();
    const { code, out } = await place.run('check');
    assert.equal(code, 1);
    assert.match(out, /entry 3 was moved/);
    assert.match(out, /entr(y|ies) 2.* missing/);
  });

  it('is found cut off at its end, by what was noted elsewhere', async () => {
    mkdirSync(place.path('elsewhere'));
    const at = ['--log-heads', 'elsewhere'];
    await startedUntilNoted('elsewhere', ...at);
    assert.equal(readdirSync(place.path('elsewhere')).length, 1);
    const db = database();
    db.exec(`delete from terms where row in (select n from rows where collection = 'log' and json_extract(body, '$.place') > 1)`);
    db.exec(`delete from rows where collection = 'log' and json_extract(body, '$.place') > 1`);
    db.close();
    assert.match((await place.run('check', ...at)).out, /WRONG +entries up to 4 are missing at its end, which was noted on/);
  });

  it('is whole after a backup was put in place, although entries are missing', async () => {
    await place.does('backup', 'one.gz');
    await place.does('export', '--space', 'clinic', '--collection', 'log');
    const ledger = await openLedger(place.path('peer-support.sqlite.ledger'));
    const store = await ready(place.path('peer-support.sqlite'));
    await noteHeads(ledger.folder, store, ['clinic'], Date.now() + 2 * day);
    await store.close();
    await ledger.close();
    const heads = (await readHeads(place.path('peer-support.sqlite.ledger'))).heads;
    assert.deepEqual(heads.map((head) => head.place), [4]);
    // What was noted is older than the restore, as it would be.
    const [file] = readdirSync(ledger.folder).filter((name) => name.startsWith('log-heads.'));
    const path = place.path('peer-support.sqlite.ledger', file!);
    writeFileSync(path, heads.map((head) => JSON.stringify({ ...head, at: new Date(Date.now() - 1000).toISOString() })).join('\n'));
    await place.does('restore', 'one.gz', '--database', 'restored.sqlite', '--ledger', 'peer-support.sqlite.ledger');
    assert.match(await place.does('check', '--database', 'restored.sqlite', '--ledger', 'peer-support.sqlite.ledger'), /Log of clinic +ok +whole/);
  });

  it('is noted once a day, only when something happened, and a line that a crash tore harms nothing', async () => {
    const store = await ready(place.path('peer-support.sqlite'));
    const folder = place.path('heads');
    const now = Date.now();
    const noted = async () => (await readHeads(folder)).heads.length;
    for (const hours of [0, 1, 22, 48, 72]) await noteHeads(folder, store, ['clinic', 'empty'], now + hours * 60 * 60 * 1000);
    assert.equal(await noted(), 1);
    await place.does('export', '--space', 'clinic', '--collection', 'log');
    await noteHeads(folder, store, ['clinic'], now + 73 * 60 * 60 * 1000);
    assert.equal(await noted(), 2);
    const path = place.path('heads', readdirSync(folder)[0]!);
    appendFileSync(path, '{"space":"clinic","pla');
    assert.deepEqual((await readHeads(folder)).wrong, []);
    await place.does('export', '--space', 'clinic', '--collection', 'log');
    await noteHeads(folder, store, ['clinic'], now + 100 * 60 * 60 * 1000);
    assert.equal(await noted(), 3);
    writeFileSync(path, `${readFileSync(path, 'utf8')}{"other":1}\n`);
    assert.match((await readHeads(folder)).wrong.join(), /cannot be read/);
    await store.close();
  });
});
