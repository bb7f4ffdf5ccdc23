import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { until } from '../../../test/setup/until.ts';
import { openStore } from '../../src/store/index.ts';
import { arrayLedger } from '../support/stores.ts';
import { configuration, Place, type RunningServer, settings, story } from './program.ts';

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('the command line', () => {
  let place: Place;
  beforeEach(() => void (place = new Place()));
  afterEach(() => place.remove());

  it('explains itself, as a whole and command by command', async () => {
    const overview = await place.does('--help');
    for (const name of ['start', 'migrate', 'token', 'export', 'backup', 'restore', 'check', 'feeds']) {
      assert.match(overview, new RegExp(`^  ${name} +\\S`, 'm'));
      assert.match(await place.does(name, '--help'), new RegExp(`^Usage: peer-support-server ${name}`));
    }
    assert.match(await place.does('--version'), /^\d+\.\d+\.\d+\n$/);
  });

  const wrong: [string[], RegExp][] = [
    [['dance'], /no command “dance”.*start, migrate/],
    [['backup'], /Which file\?/],
    [['backup', 'a', 'b'], /“b” is too much/],
    [['check', '--colour'], /--colour/],
    [['token', '--space', 'clinic'], /Which role\?/],
    [['token', '--role', 'admin'], /Which space\? .* clinic/],
    [['token', '--space', 'nowhere', '--list'], /There is no space “nowhere”\. There are: clinic/],
    [['token', '--space', 'clinic', '--role', 'admin', '--name', 'anna@example.org'], /mail address/],
    [['token', '--space', 'clinic', '--role', 'facilitator', '--name', 'a'], /--groups/],
    [['token', '--space', 'clinic', '--role', 'admin', '--name', 'a', '--days', '9999'], /--days is a whole number from 1 to 365/],
    [['export', '--space', 'clinic', '--collection', 'spaces'], /Which collection\?/],
    [['start', '--port', 'eighty'], /port is not right/],
    [['start', '--config', 'gone.json'], /gone\.json cannot be read/],
  ];
  for (const [args, message] of wrong) {
    it(`says what is wrong with “${args.join(' ')}”`, async () => {
      const { code, err, out } = await place.run(...args);
      assert.match(err, message);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.doesNotMatch(err, /\n +at /);
    });
  }

  const impossible: [string[], RegExp][] = [
    [['start', '--database', 'postgres://me:hunter2@127.0.0.1:1/peers', '--ledger', 'l'], /The database postgres:\/\/127\.0\.0\.1:1\/peers cannot be used/],
    [['start', '--database', 'no/such/place.sqlite'], /There is no folder .*such for the ledger/],
    [['start', '--database', 'no/such/place.sqlite', '--ledger', 'l'], /There is no folder .*such for the database/],
    [['start', '--port', '0', '--host', '192.0.2.1'], /no such address/],
    [['restore', 'peer-support.json'], /This is no backup/],
  ];
  for (const [args, message] of impossible) {
    it(`says why “${args.join(' ').replace(/:hunter2/, '')}” cannot be done`, async () => {
      const { code, err, out } = await place.run(...args);
      assert.match(err, message);
      assert.equal(code, 1);
      assert.equal(out, '');
      assert.doesNotMatch(err, /\n +at |hunter2/);
    });
  }

  it('writes no file where there is no folder', async () => {
    await place.does('migrate');
    const { code, err } = await place.run('backup', 'no/such/one.gz');
    assert.match(err, /There is no folder .*such/);
    assert.equal(code, 2);
  });

  it('makes no database by looking for one', async () => {
    for (const args of [['check'], ['backup', 'x.gz'], ['token', '--space', 'clinic', '--list'], ['feeds']]) {
      const { code, err, out } = await place.run(...args);
      assert.match(`${err}${out}`, /There is no database .*peer-support\.sqlite/);
      assert.equal(code, 1);
    }
    assert.deepEqual(readdirSync(place.folder), ['peer-support.json']);
  });

  it('does not start without a site to serve', async () => {
    writeFileSync(place.path('peer-support.json'), '{}');
    const { code, err } = await place.run('start');
    assert.match(err, /spaces is missing: no site is served/);
    assert.equal(code, 2);
  });

  it('makes and keeps tables, and says so', async () => {
    assert.match(await place.does('migrate'), /went from version 0 to \d+/);
    assert.match(await place.does('migrate'), /is up to date/);
    assert.equal(modeOf(place.path('peer-support.sqlite')), '600');
    assert.equal(modeOf(place.path('peer-support.sqlite.ledger')), '700');
  });

  it('starts, warns of what is closed, answers, and stops as if all were well', async () => {
    const { safeguarding: _, ...rest } = settings;
    writeFileSync(place.path('peer-support.json'), JSON.stringify({ ...configuration, logLevel: 'info', spaces: { clinic: { ...configuration.spaces.clinic, settings: rest } } }));
    const server = await place.start();
    await until(() => /Warning: Sending is closed in the space “clinic”: safeguarding is missing/.test(server.err()), 'it is told');
    assert.equal((await server.ask('GET', '/healthz')).status, 200);
    const { status, body } = await server.ask('GET', '/v1/spaces/clinic');
    assert.deepEqual([status, body.open, body.closed], [200, false, ['no-safeguarding']]);
    assert.equal((await server.ask('POST', '/v1/sendings', { body: story('Words that nobody may see') })).status, 503);
    assert.equal(await server.stop('SIGINT'), 0);
    assert.match(server.err(), /"msg":"answered"/);
    assert.doesNotMatch(server.err(), /Words|127\.0\.0\.1|safeguarding@/);
  });

  it('ends watches and finishes what was asked when it is told to stop', async () => {
    const server = await place.start();
    const watch = await fetch(`${server.address}/v1/groups/watch?space=clinic`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ limit: 1 }) });
    const reader = watch.body!.getReader();
    assert.match(new TextDecoder().decode((await reader.read()).value), /event: ready/);
    const began = performance.now();
    const ended = server.stop();
    while (!(await reader.read()).done);
    assert.equal(await ended, 0);
    assert.ok(performance.now() - began < 9000);
  });

  it('says so when something else listens there', async () => {
    const server = await place.start();
    const { code, err } = await place.run('start', '--port', new URL(server.address).port);
    assert.match(err, /Something else listens there already/);
    assert.equal(code, 1);
    await server.stop();
  });

  it('gives a token that works until it is revoked, and keeps only its hash', async () => {
    const server = await place.start();
    const made = await place.run('token', '--space', 'clinic', '--role', 'moderator', '--name', 'A. K.', '--days', '7');
    assert.equal(made.code, 0, made.err);
    const secret = made.out.trim();
    assert.match(secret, /^pst_[\w-]{43}$/);
    assert.match(made.err, /shown once/);
    const list = () => server.ask('POST', '/v1/sendings/search', { body: { limit: 10 }, authorization: `Bearer ${secret}` });
    assert.equal((await list()).status, 200);
    const shown = await place.does('token', '--space', 'clinic', '--list');
    const [, id] = /^(\S{12})  A\. K\. +moderator/m.exec(shown) ?? assert.fail(shown);
    assert.doesNotMatch(shown, /pst_/);
    assert.ok(!readFileSync(place.path('peer-support.sqlite')).includes(secret.slice(4)));
    assert.match((await place.run('token', '--space', 'clinic', '--revoke', 'nothing-like-it')).err, /No token begins/);
    assert.equal((await list()).status, 200);
    await place.does('token', '--space', 'clinic', '--revoke', id!);
    assert.equal((await list()).status, 401);
    assert.match(await place.does('token', '--space', 'clinic', '--list'), /Nobody has a token/);
    await server.stop();
  });

  it('revokes whatever the hash of a token begins with', async () => {
    await place.does('migrate');
    const store = await openStore(place.path('peer-support.sqlite'), { ledger: arrayLedger() });
    const expires = Date.now() + 60_000;
    for (const [n, hash] of ['-'.repeat(43), '_'.repeat(43), 'A'.repeat(43)].entries()) {
      await store.putToken({ space: 'clinic', hash, role: 'moderator', owner: `m${n}`, groups: [], expires });
    }
    await store.close();
    for (let left = 3; left; left--) {
      const [, id] = /^(\S{12})  m\d/m.exec(await place.does('token', '--space', 'clinic', '--list')) ?? [];
      await place.does('token', '--space', 'clinic', '--revoke', id!);
    }
    assert.match(await place.does('token', '--space', 'clinic', '--list'), /Nobody has a token/);
  });

  it('writes records as lines of JSON, for its owner alone, and says what they are', async () => {
    const server = await place.start();
    for (let n = 0; n < 3; n++) assert.equal((await server.ask('POST', '/v1/sendings', { body: story(`Story ${n}`) })).status, 201);
    await server.stop();
    const { code, out, err } = await place.run('export', '--space', 'clinic', '--collection', 'sendings');
    assert.equal(code, 0);
    assert.deepEqual(out.trim().split('\n').map((line) => JSON.parse(line).text).sort(), ['Story 0', 'Story 1', 'Story 2']);
    assert.match(err, /what people wrote, also what was not published/);
    await place.does('export', '--space', 'clinic', '--collection', 'sendings', '--output', 'all.ndjson');
    assert.equal(readFileSync(place.path('all.ndjson'), 'utf8'), out);
    assert.equal(modeOf(place.path('all.ndjson')), '600');
    assert.match((await place.run('export', '--space', 'clinic', '--collection', 'groups', '--output', 'all.ndjson')).err, /is there already/);
    assert.equal(readFileSync(place.path('all.ndjson'), 'utf8'), out);
    await place.does('export', '--space', 'clinic', '--collection', 'groups', '--output', 'all.ndjson', '--replace');
    assert.equal(readFileSync(place.path('all.ndjson'), 'utf8'), '');
    assert.equal(await place.does('export', '--space', 'clinic', '--collection', 'groups'), '');
    assert.deepEqual(readdirSync(place.folder).filter((name) => name.endsWith('.part')), []);
  });

  it('writes nothing with a report that leads to whoever wrote a check-in', async () => {
    await place.does('migrate');
    const store = await openStore(place.path('peer-support.sqlite'), { ledger: arrayLedger() });
    const record = { id: 'report', checkin: 'seen-by-the-group', of: 'of-its-writer', reason: 'hurtful', state: 'waiting' };
    await store.write('clinic', (tx) => tx.put('reports', { id: 'report', rev: 'r', key: 0, reader: 'staff:walk', owner: 'whoever-reported', record }));
    await store.close();
    const { of: _, ...told } = record;
    assert.deepEqual(JSON.parse(await place.does('export', '--space', 'clinic', '--collection', 'reports')), told);
  });

  it('checks everything, and says what is wrong', async () => {
    await place.does('migrate');
    const well = await place.does('check');
    assert.match(well, /Ledger .*ok.*0 entries/);
    assert.match(well, /All is well/);
    chmodSync(place.path('peer-support.sqlite'), 0o644);
    writeFileSync(place.path('peer-support.sqlite.ledger/2026-01.x.ndjson'), 'nonsense\n', { mode: 0o600 });
    const { code, out } = await place.run('check', '--json');
    assert.equal(code, 1);
    const { ok, findings } = JSON.parse(out) as { ok: boolean; findings: { what: string; ok: boolean; result: string }[] };
    assert.equal(ok, false);
    assert.deepEqual(findings.filter((finding) => !finding.ok).map(({ what }) => what), ['Ledger', 'Database']);
    assert.match(out, /2026-01\.x\.ndjson, line 1/);
    const { code: started, err } = await place.run('start', '--port', '0');
    assert.equal(started, 1, 'it does not serve what may have been withdrawn');
    assert.match(err, /The ledger cannot be read/);
  });

  it('finds a damaged database', async () => {
    await place.does('migrate');
    const path = place.path('peer-support.sqlite');
    const bytes = readFileSync(path);
    bytes.fill(7, 4096, 3 * 4096);
    writeFileSync(path, bytes);
    const { code, out } = await place.run('check');
    assert.equal(code, 1);
    assert.match(out, /Database +WRONG/);
  });
});

describe('lists of groups on the command line', () => {
  let place: Place;
  let server: RunningServer;
  let list = 'Group,When,Town\nTuesday Circle,Every Tuesday 19:30–21:00,Leeds\nWalkers,Every Friday 10:00–11:00,York\n';
  const web = createServer((_, response) => (list ? response.end(list) : response.writeHead(500).end()));
  const withFeeds = (feeds: object[]) => writeFileSync(place.path('peer-support.json'), JSON.stringify({ ...configuration, spaces: { clinic: { ...configuration.spaces.clinic, feeds } } }));

  /** The groups once there are so many: what another process did is shown within seconds, not at once. */
  const namesOf = async (count: number): Promise<string[]> => {
    let names: string[] = [];
    const read = async () => (names = (await server.ask('GET', '/v1/groups')).body.items.map(({ name }: { name: string }) => name).sort());
    await until(async () => (await read()).length === count, `there are ${count}`, 20_000);
    return names;
  };

  before(async () => {
    await new Promise<void>((done) => web.listen(0, '127.0.0.1', done));
    place = new Place();
    const src = `http://127.0.0.1:${(web.address() as AddressInfo).port}/groups.csv`;
    withFeeds([{ src, name: 'main', timeZone: 'Europe/London' }, { src: 'hand.csv', name: 'hand', timeZone: 'Europe/London' }]);
    writeFileSync(place.path('hand.csv'), 'Group,When,Town\nReaders,Every Monday 18:00–19:00,Hull\n');
    server = await place.start();
  });
  after(() => {
    place.remove();
    web.close();
  });

  it('are read soon after the start, and answered to everybody', async () => {
    assert.deepEqual(await namesOf(3), ['Readers', 'Tuesday Circle', 'Walkers']);
  });

  it('are shown with how they do, and what fails is found by the check', async () => {
    // Groups are there a moment before it is written down that all is well.
    await until(async () => /clinic +main +http\S+groups\.csv +2 .* well/.test(await place.does('feeds')), 'it is well', 20_000);
    assert.match(await place.does('check'), /List main of clinic +ok +2 groups; well/);
    list = '';
    const { code, out } = await place.run('feeds', '--run');
    assert.equal(code, 1);
    assert.match(out, /http-500, once; the last good copy is shown/);
    assert.match((await place.run('check')).out, /List main of clinic +WRONG/);
    assert.equal((await server.ask('GET', '/v1/groups')).body.items.length, 3);
  });

  it('leave their groups until somebody decides otherwise', async () => {
    const { err } = await place.run('feeds', '--space', 'clinic', '--forget', 'hand');
    assert.match(err, /Take it out there first/);
    withFeeds([]);
    assert.match((await place.run('feeds')).out, /hand .*not in the configuration any more/);
    assert.match(await place.does('feeds', '--space', 'clinic', '--forget', 'hand'), /1 group was taken away/);
    assert.deepEqual(await namesOf(2), ['Tuesday Circle', 'Walkers']);
    assert.equal(await server.stop(), 0);
    assert.ok(existsSync(place.path('peer-support.sqlite')));
  });
});
