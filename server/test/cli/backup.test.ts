import assert from 'node:assert/strict';
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { credentialHash } from 'peer-support-elements/backend';
import { rowsOf, verifyBackup } from '../../src/backup.ts';
import { openLedger } from '../../src/ledger.ts';
import { openStore } from '../../src/store/index.ts';
import { configuration, Place, settings, story } from './program.ts';

/** Everything that a database holds, as lines. */
async function contentOf(database: string, ledgerFolder: string): Promise<string[]> {
  const ledger = await openLedger(ledgerFolder);
  const store = await openStore(database, { ledger });
  const lines: string[] = [];
  for await (const dumped of store.dump()) lines.push(JSON.stringify(dumped));
  await store.close();
  await ledger.close();
  return lines;
}

describe('backups', () => {
  let place: Place;
  beforeEach(() => void (place = new Place()));
  afterEach(() => place.remove());

  const ledger = () => place.path('peer-support.sqlite.ledger');

  async function oneStory(): Promise<{ id: string; credential: string }> {
    const server = await place.start();
    const credential = 'the-credential-of-a-receipt';
    const { body } = await server.ask('POST', '/v1/sendings', { body: story('My story', await credentialHash(credential)) });
    await server.stop();
    return { id: body.id, credential };
  }

  it('do not bring back what was withdrawn after they were made', async () => {
    const { id, credential } = await oneStory();
    await place.does('backup', 'one.gz');
    let server = await place.start();
    assert.equal((await server.ask('DELETE', `/v1/sendings/${id}`, { authorization: `Receipt ${credential}` })).status, 204);
    await server.stop();
    rmSync(place.path('peer-support.sqlite'));
    await place.does('restore', 'one.gz');
    server = await place.start();
    assert.equal((await server.ask('GET', `/v1/sendings/${id}`, { authorization: `Receipt ${credential}` })).status, 404);
    await server.stop();
    assert.ok(!readFileSync(place.path('peer-support.sqlite')).includes('My story'));
    assert.match(await place.does('check'), /All is well/);
  });

  it('do not bring it back either when somebody copies the file of the database, because every start looks into the ledger', async () => {
    const { id, credential } = await oneStory();
    copyFileSync(place.path('peer-support.sqlite'), place.path('copy'));
    let server = await place.start();
    await server.ask('DELETE', `/v1/sendings/${id}`, { authorization: `Receipt ${credential}` });
    await server.stop();
    for (const name of readdirSync(place.folder)) if (/sqlite(-wal|-shm)?$/.test(name)) rmSync(place.path(name));
    copyFileSync(place.path('copy'), place.path('peer-support.sqlite'));
    server = await place.start();
    assert.equal((await server.ask('GET', `/v1/sendings/${id}`, { authorization: `Receipt ${credential}` })).status, 404);
    await server.stop();
    assert.match(server.err(), /The ledger took 1 record away/);
  });

  it('are not loaded while a server uses the database, however empty it is, and no server starts meanwhile', async () => {
    await oneStory();
    await place.does('backup', 'one.gz');
    rmSync(place.path('peer-support.sqlite'));
    const server = await place.start();
    const { code, err } = await place.run('restore', 'one.gz');
    assert.deepEqual([code, /A server uses this database/.test(err)], [1, true], err);
    assert.equal((await server.ask('GET', '/v1/stories')).status, 200);
    await server.stop('SIGKILL');
    const other = await openStore(place.path('peer-support.sqlite'), { ledger: await openLedger(ledger()) });
    await other.hold('loading');
    const refused = await place.run('start', '--port', '0');
    assert.deepEqual([refused.code, /A backup is being loaded/.test(refused.err)], [1, true], refused.err);
    await other.close();
    await place.does('restore', 'one.gz');
    assert.equal(statSync(place.path('peer-support.sqlite-lock')).mode & 0o777, 0o600);
  });

  it('that were cut off while they were loaded are read by nobody, until a server has started that looks into the ledger', async () => {
    const { id, credential } = await oneStory();
    await place.does('backup', 'one.gz');
    let server = await place.start();
    await server.ask('DELETE', `/v1/sendings/${id}`, { authorization: `Receipt ${credential}` });
    await server.stop();
    const kept = await openLedger(ledger());
    const store = await openStore(place.path('two.sqlite'), { ledger: kept });
    await store.migrate();
    await store.load(rowsOf(place.path('one.gz')));
    await store.close();
    await kept.close();
    const there = ['--database', 'two.sqlite', '--ledger', ledger()];
    for (const command of [['export', '--space', 'clinic', '--collection', 'sendings'], ['backup', 'two.gz'], ['feeds']]) {
      const { code, out, err } = await place.run(...command, ...there);
      assert.deepEqual([code, out, /A backup was loaded.*Starting the server does that/.test(err)], [1, '', true], `${command[0]}: ${err}`);
    }
    const { code, out } = await place.run('check', ...there);
    assert.deepEqual([code, /A backup was loaded/.test(out)], [1, true], out);
    server = await place.start(...there);
    assert.equal((await server.ask('GET', `/v1/sendings/${id}`, { authorization: `Receipt ${credential}` })).status, 404);
    await server.stop();
    assert.match(server.err(), /The ledger took 1 record away/);
    assert.match(await place.does('check', ...there), /All is well/);
  });

  it('do not bring back to readers what was changed after they were made, whatever way they come back', async () => {
    const { id, credential } = await oneStory();
    await place.does('backup', 'one.gz');
    copyFileSync(place.path('peer-support.sqlite'), place.path('copy.sqlite'));
    const authorization = `Receipt ${credential}`;
    let server = await place.start();
    const { body } = await server.ask('GET', `/v1/sendings/${id}`, { authorization });
    assert.equal((await server.ask('PATCH', `/v1/sendings/${id}`, { authorization, rev: body.rev, body: { text: 'Less', topics: [] } })).status, 200);
    await server.stop();
    const { err } = await place.run('restore', 'one.gz', '--database', 'two.sqlite', '--ledger', ledger());
    assert.match(err, /1 record was changed or hidden after the backup was made/);
    for (const database of ['two.sqlite', 'copy.sqlite']) {
      server = await place.start('--database', database, '--ledger', ledger());
      const found = await server.ask('GET', `/v1/sendings/${id}`, { authorization });
      assert.deepEqual([found.body.state, found.body.consents], ['sent', []], database);
      await server.stop();
      assert.equal(/1 record was changed or hidden/.test(server.err()), database === 'copy.sqlite', 'it is told once');
      assert.match(await place.does('export', '--space', 'clinic', '--collection', 'sendings', '--database', database, '--ledger', ledger()), /"restored"/);
    }
  });

  it('leave the staff without tokens, because some may have been revoked since, unless somebody says otherwise', async () => {
    await place.does('migrate');
    await place.does('token', '--space', 'clinic', '--role', 'admin', '--name', 'A');
    await place.does('backup', 'one.gz');
    const list = (database: string) => place.does('token', '--space', 'clinic', '--list', '--database', database);
    const { err } = await place.run('restore', 'one.gz', '--database', 'two.sqlite', '--ledger', ledger());
    assert.match(err, /Tokens of the staff were left out/);
    assert.match(await list('two.sqlite'), /Nobody has a token/);
    await place.does('restore', 'one.gz', '--database', 'three.sqlite', '--ledger', ledger(), '--with-tokens');
    assert.match(await list('three.sqlite'), / A +admin/);
  });

  it('are not loaded where something is already', async () => {
    await oneStory();
    await place.does('backup', 'one.gz');
    const before = await contentOf(place.path('peer-support.sqlite'), ledger());
    const { code, err } = await place.run('restore', 'one.gz');
    assert.equal(code, 1);
    assert.match(err, /not empty/);
    assert.deepEqual(await contentOf(place.path('peer-support.sqlite'), ledger()), before);
  });

  it('take no place of another file unprompted', async () => {
    await oneStory();
    writeFileSync(place.path('one.gz'), 'precious');
    assert.match((await place.run('backup', 'one.gz')).err, /is there already/);
    assert.equal(readFileSync(place.path('one.gz'), 'utf8'), 'precious');
    await place.does('backup', 'one.gz', '--replace');
    await verifyBackup(place.path('one.gz'));
    assert.deepEqual(readdirSync(place.folder).filter((name) => name.endsWith('.part')), []);
  });

  it('say until when they may be kept', async () => {
    await place.does('migrate');
    const dayNow = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const before = dayNow();
    const { err } = await place.run('backup', 'one.gz');
    // It may be midnight meanwhile.
    assert.match(err, new RegExp(`30 days: delete this one by (${before}|${dayNow()})`));
  });

  it('are refused when the ledger is not there, or they are older than any may be', async () => {
    const { id } = await oneStory();
    await place.does('backup', 'one.gz');
    const elsewhere = ['--database', 'two.sqlite', '--ledger', 'gone.ledger'];
    const { code, err } = await place.run('restore', 'one.gz', ...elsewhere);
    assert.equal(code, 1);
    assert.match(err, /There is no ledger at .*gone\.ledger.*--without-ledger/);
    assert.deepEqual([existsSync(place.path('two.sqlite')), existsSync(place.path('gone.ledger'))], [false, false]);
    await place.does('restore', 'one.gz', ...elsewhere, '--without-ledger');
    assert.match(await place.does('export', '--space', 'clinic', '--collection', 'sendings', ...elsewhere), new RegExp(id));
    writeFileSync(place.path('peer-support.json'), JSON.stringify({ ...configuration, spaces: { clinic: { ...configuration.spaces.clinic, settings: { ...settings, backupDays: 0 } } } }));
    assert.match((await place.run('restore', 'one.gz', '--database', 'three.sqlite', '--ledger', ledger())).err, /backups are kept for 0 days.*--old/);
    await place.does('restore', 'one.gz', '--database', 'three.sqlite', '--ledger', ledger(), '--old');
  });

  it('are refused, with nothing left behind, when they are damaged, not whole or something else', async () => {
    await oneStory();
    await place.does('backup', 'one.gz');
    const whole = readFileSync(place.path('one.gz'));
    const text = gunzipSync(whole).toString();
    const lines = text.trimEnd().split('\n');
    const again = (changed: string[]) => gzipSync(`${changed.join('\n')}\n`);
    const cases: [string, Buffer, RegExp][] = [
      ['cut off', whole.subarray(0, -20), /damaged/],
      ['without its end', again(lines.slice(0, -1)), /its end is missing/],
      ['with a row too few', again(lines.toSpliced(1, 1)), /checksum/],
      ['with other words', gzipSync(text.replace('My story', 'My st0ry')), /checksum/],
      ['empty', Buffer.alloc(0), /not whole|damaged/],
      ['a text', Buffer.from('hello'), /no backup/],
      ['another archive', gzipSync('hello\nworld\n'), /no backup of this program/],
      ['of a newer program', again([lines[0]!.replace('"version":1', '"version":2'), ...lines.slice(1)]), /newer program/],
    ];
    for (const [what, bytes, message] of cases) {
      writeFileSync(place.path('bad.gz'), bytes);
      await assert.rejects(verifyBackup(place.path('bad.gz')), message, what);
    }
    const { code, err } = await place.run('restore', 'bad.gz', '--database', 'two.sqlite', '--ledger', ledger());
    assert.equal(code, 1);
    assert.match(err, /newer program/);
    assert.match((await place.run('restore', 'gone.gz')).err, /There is no file/);
    assert.equal(existsSync(place.path('two.sqlite')), false);
    let count = 0;
    for await (const _ of rowsOf(place.path('one.gz'))) count++;
    assert.equal(count, lines.length - 2);
  });

  it('work on a copy of the ledger as well as on the ledger', async () => {
    const { id, credential } = await oneStory();
    await place.does('backup', 'one.gz');
    const server = await place.start();
    await server.ask('DELETE', `/v1/sendings/${id}`, { authorization: `Receipt ${credential}` });
    await server.stop();
    cpSync(ledger(), place.path('copied'), { recursive: true });
    await place.does('restore', 'one.gz', '--database', 'two.sqlite', '--ledger', 'copied');
    assert.equal(await place.does('export', '--space', 'clinic', '--collection', 'sendings', '--database', 'two.sqlite', '--ledger', 'copied'), '');
  });
});
