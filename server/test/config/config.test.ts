import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { spaceSettings } from 'peer-support-elements/schemas';
import { ConfigError } from '../../src/config/errors.ts';
import { hintedPlaces } from '../../src/config/hints.ts';
import { readJson } from '../../src/config/json.ts';
import { type Flags, loadConfig, shownDatabase } from '../../src/config/load.ts';
import { serverConfig } from '../../src/config/schema.ts';
import { tokenConfig } from '../../src/config/space.ts';

const secret = 'correct-horse-battery-staple-0123456789';

const settings = {
  title: 'Companions',
  ages: { from: 18 },
  privacy: 'https://example.org/privacy',
  languages: ['en'],
  rules: ['Be kind.'],
  confidentiality: 'We cannot send anyone.',
  moderation: 'all',
  moderators: ['moderators@example.org'],
  safeguarding: 'safeguarding@example.org',
  watchHours: [{ days: ['MO', 'TU'], from: '09:00', to: '17:00', timeZone: 'Europe/London' }],
  helplines: ['GB'],
  keptMonths: 24,
  backupDays: 30,
};
const space = { settings, origins: ['https://example.org'] };

describe('the configuration', () => {
  let cwd: string;
  beforeEach(() => void (cwd = mkdtempSync(join(tmpdir(), 'config-'))));
  afterEach(() => rmSync(cwd, { recursive: true }));

  const file = (value: unknown) => writeFileSync(join(cwd, 'peer-support.json'), typeof value === 'string' ? value : JSON.stringify(value));
  const load = (flags: Flags = {}, env: Record<string, string> = {}) => loadConfig({ flags, env, cwd });
  const faults = (flags: Flags = {}, env: Record<string, string> = {}): readonly string[] => {
    try {
      load(flags, env);
    } catch (error) {
      assert.ok(error instanceof ConfigError, String(error));
      return error.faults;
    }
    return [];
  };
  const faultsWith = (change: (it: any) => unknown) => {
    const whole = structuredClone({ spaces: { clinic: space } }) as any;
    change(whole);
    file(whole);
    return faults();
  };

  it('holds without anything being said', () => {
    const { config, warnings } = load();
    assert.deepEqual(
      { ...config },
      { port: 8080, host: '127.0.0.1', database: 'peer-support.sqlite', ledger: join(cwd, 'peer-support.sqlite.ledger'), logHeads: join(cwd, 'peer-support.sqlite.ledger'), trustedProxies: [], hsts: false, logLevel: 'info', spaces: {} },
    );
    assert.deepEqual(warnings, []);
  });

  it('believes a flag before the environment, the environment before the file, and the file before what holds otherwise', () => {
    file({ port: 1, host: '::1', logLevel: 'warn', spaces: { clinic: space } });
    const { config } = load({ port: '3' }, { PEER_SUPPORT_PORT: '2', PEER_SUPPORT_HOST: '0.0.0.0', PEER_SUPPORT_TRUSTED_PROXIES: '10.0.0.0/8, ::1' });
    assert.equal(config.port, 3);
    assert.equal(config.host, '0.0.0.0');
    assert.equal(config.logLevel, 'warn');
    assert.deepEqual(config.trustedProxies, ['10.0.0.0/8', '::1']);
    assert.deepEqual(Object.keys(config.spaces), ['clinic']);
  });

  it('sees paths in the file from where the file is, and typed ones from where somebody types', () => {
    const other = mkdtempSync(join(tmpdir(), 'config-'));
    writeFileSync(join(other, 'site.json'), JSON.stringify({ database: 'data/peer.sqlite', spaces: { a: { ...space, feeds: [{ src: 'groups.csv' }, { src: 'https://example.org/groups.csv' }] } } }));
    const { config, file: read } = load({ config: join(other, 'site.json') });
    assert.equal(read, join(other, 'site.json'));
    assert.equal(config.database, join(other, 'data/peer.sqlite'));
    assert.equal(config.ledger, join(other, 'data/peer.sqlite.ledger'));
    assert.deepEqual(config.spaces.a!.feeds.map(({ src }) => src), [join(other, 'groups.csv'), 'https://example.org/groups.csv']);
    assert.equal(load({ config: join(other, 'site.json'), database: 'here.sqlite' }).config.database, join(cwd, 'here.sqlite'));
    rmSync(other, { recursive: true });
  });

  const wrong: [string, (it: any) => unknown, RegExp][] = [
    ['ages are missing', (it) => delete it.spaces.clinic.settings.ages, /^spaces\.clinic\.settings\.ages is missing: for which ages/],
    ['the privacy notice is missing', (it) => delete it.spaces.clinic.settings.privacy, /^spaces\.clinic\.settings\.privacy is missing: the address/],
    ['ages end before they begin', (it) => (it.spaces.clinic.settings.ages = { from: 18, to: 12 }), /^spaces\.clinic\.settings\.ages ends before it begins/],
    ['an age is a word', (it) => (it.spaces.clinic.settings.ages.from = 'eighteen'), /^spaces\.clinic\.settings\.ages\.from is not right\. Wanted: an age in whole years/],
    ['a name has a slip in it', (it) => (it.spaces.clinic.settings.safegarding = 'x'), /^spaces\.clinic\.settings\.safegarding is not known\. Is it “safeguarding”\?/],
    ['a name is invented', (it) => (it.colour = 'red'), /^colour is not known\. Known here: port, host/],
    ['any site may call', (it) => (it.spaces.clinic.origins = ['*']), /^spaces\.clinic\.origins\.0 is not right\. Wanted: exactly/],
    ['an origin is not encrypted', (it) => (it.spaces.clinic.origins = ['http://example.org']), /origins\.0 is not right/],
    ['an origin has a path', (it) => (it.spaces.clinic.origins = ['https://example.org/']), /origins\.0 is not right/],
    ['an origin has a star in it', (it) => (it.spaces.clinic.origins = ['https://*.example.org']), /origins\.0 is not right/],
    ['a list is read without rest', (it) => (it.spaces.clinic.feeds = [{ src: 'a.csv', everyMinutes: 1 }]), /^spaces\.clinic\.feeds\.0\.everyMinutes is not right\. Wanted: how often .* from 5/],
    ['a list is on no web', (it) => (it.spaces.clinic.feeds = [{ src: 'ftp://example.org/a.csv' }]), /^spaces\.clinic\.feeds\.0\.src is not right/],
    ['a list stands there twice', (it) => (it.spaces.clinic.feeds = [{ src: 'a.csv' }, { src: 'a.csv' }]), /^spaces\.clinic\.feeds names one list twice/],
    ['tokens have no key', (it) => (it.spaces.clinic.tokens = { issuer: 'a', audience: 'b' }), /^spaces\.clinic\.tokens needs either secret or jwksUrl/],
    ['tokens have two keys', (it) => (it.spaces.clinic.tokens = { issuer: 'a', audience: 'b', secret, jwksUrl: 'https://example.org/keys' }), /^spaces\.clinic\.tokens needs either/],
    ['keys come unencrypted', (it) => (it.spaces.clinic.tokens = { issuer: 'a', audience: 'b', jwksUrl: 'http://example.org/keys' }), /jwksUrl is not right/],
    ['a secret is not set', (it) => (it.spaces.clinic.tokens = { issuer: 'a', audience: 'b', secret: { env: 'NOT_SET' } }), /^spaces\.clinic\.tokens\.secret is read from the environment variable NOT_SET, which is not set/],
    ['a file of a secret is not there', (it) => (it.spaces.clinic.tokens = { issuer: 'a', audience: 'b', secret: { file: 'gone' } }), /file gone, which cannot be read \(ENOENT\)/],
    ['a network is none', (it) => (it.trustedProxies = ['10.0.0.0/33']), /^trustedProxies\.0 is not right/],
    ['anybody is a proxy', (it) => (it.trustedProxies = ['10.0.0.1', '0.0.0.0/0']), /^trustedProxies\.1 is too wide: whoever is in it can say that they are somebody else\. Name the proxies/],
    ['anybody is a proxy of IPv6', (it) => (it.trustedProxies = ['::/0']), /^trustedProxies\.0 is too wide/],
    ['half of a continent is a proxy', (it) => (it.trustedProxies = ['2a00::/12']), /^trustedProxies\.0 is too wide/],
    ['any IPv4 is a proxy in the words of IPv6', (it) => (it.trustedProxies = ['::ffff:0.0.0.0/96']), /^trustedProxies\.0 is too wide/],
    ['the staff is a word', (it) => (it.spaces.clinic.tokens = { issuer: 'a', audience: 'b', secret, staffRoles: 'yes' }), /^spaces\.clinic\.tokens\.staffRoles is not right\. Wanted: true, if the tokens say who is/],
    ['a claim has no name', (it) => (it.spaces.clinic.tokens = { issuer: 'a', audience: 'b', secret, roleClaim: '' }), /^spaces\.clinic\.tokens\.roleClaim is not right\. Wanted: the name of the claim/],
    ['a setting of tokens has a slip in it', (it) => (it.spaces.clinic.tokens = { issuer: 'a', audience: 'b', secret, staffRole: true }), /^spaces\.clinic\.tokens\.staffRole is not known\. Is it “staffRoles”\?/],
    ['a port is too great', (it) => (it.port = 70_000), /^port is not right\. Wanted: a whole number from 0/],
    ['a space has a name that fits no address', (it) => (it.spaces['a b'] = space), /^spaces\.a b is not right/],
    ['a space is empty', (it) => (it.spaces.clinic = {}), /^spaces\.clinic\.settings is missing/],
  ];
  for (const [what, change, message] of wrong) {
    it(`says so, and where, when ${what}`, () => {
      const said = faultsWith(change);
      assert.ok(said.some((fault) => message.test(fault)), said.join('\n') || 'nothing was said');
      assert.doesNotMatch(said.join('\n'), /Invalid|undefined|expected/);
    });
  }

  it('says everything that is wrong at once', () => {
    const said = faultsWith((it) => Object.assign(it, { port: -1, spaces: { clinic: { ...space, origins: 'x' } } }));
    assert.equal(said.length, 2);
  });

  it('never repeats a secret', () => {
    const short = 'hunter2';
    file({ metricsToken: short, database: { env: 'DB' }, spaces: { clinic: { ...space, tokens: { issuer: 'a', audience: 'b', secret: short } } } });
    const said = faults({}, { DB: '' }).join('\n');
    assert.match(said, /secret is not right. Wanted: at least 32 bytes/);
    assert.match(said, /metricsToken is not right/);
    assert.doesNotMatch(said, /hunter2/);
    file(`{ "metricsToken": "${secret}" "port": 1 }`);
    assert.doesNotMatch(faults().join('\n'), /horse/);
    assert.equal(shownDatabase('postgres://me:hunter2@db.example.org:5432/peers?sslmode=require'), 'postgres://db.example.org:5432/peers');
  });

  it('takes secrets out of the environment and out of files', () => {
    writeFileSync(join(cwd, 'key'), `${secret}\n`);
    const tokens = (of: unknown) => ({ issuer: 'a', audience: 'b', secret: of });
    file({ database: { env: 'PEER_SUPPORT_URL' }, spaces: { a: { ...space, tokens: tokens({ env: 'KEY' }) }, b: { ...space, tokens: tokens({ file: 'key' }) } } });
    const { config } = load({}, { KEY: secret, PEER_SUPPORT_URL: 'postgres://db/peers' });
    assert.equal(config.spaces.a!.tokens!.staffRoles, false, 'nobody is of the staff by a token unless somebody said so');
    assert.equal(config.spaces.a!.tokens!.secret, secret);
    assert.equal(config.spaces.b!.tokens!.secret, secret);
    assert.equal(config.database, 'postgres://db/peers');
  });

  it('does not look for a secret that a flag overrules', () => {
    file({ database: { env: 'NOT_SET' } });
    assert.equal(load({ database: 'x.sqlite' }).config.database, join(cwd, 'x.sqlite'));
  });

  it('says in which line JSON breaks off', () => {
    file('{\n  "port": 8080,\n  "host": here\n}');
    assert.match(faults()[0]!, /peer-support\.json is not valid JSON: something is wrong in line 3, near column 11/);
    file('{ "port": 8080');
    assert.match(faults()[0]!, /line 1/);
    file('[]');
    assert.match(faults()[0]!, /one JSON object/);
    assert.match(faults({ config: 'gone.json' })[0]!, /gone\.json cannot be read: there is no such file/);
  });

  for (const [text, line, column] of [['{"a":1,}', 1, 8], ['{"a":\n  trx}', 2, 5], ['{"s":"x"; }', 1, 9], ['', 1, 1]] as const) {
    it(`finds where ${JSON.stringify(text)} breaks off`, () => {
      assert.throws(() => readJson(text), new RegExp(`line ${line}, near column ${column}$`));
    });
  }

  it('stops at a variable of ours that it does not know', () => {
    assert.deepEqual(faults({}, { PEER_SUPPORT_DATABSE: 'x' }), ['The environment variable PEER_SUPPORT_DATABSE is not known. Is it PEER_SUPPORT_DATABASE?']);
  });

  it('warns of every space in which nobody could read or act on what is sent', () => {
    const { moderators: _, safeguarding: __, watchHours: ___, rules: ____, confidentiality: _____, ...bare } = settings;
    file({ spaces: { open: space, shut: { ...space, settings: bare } } });
    const { config, warnings } = load();
    assert.deepEqual(config.spaces.shut!.settings.moderators, []);
    assert.deepEqual(warnings, ['Sending is closed in the space “shut”: moderators names nobody, safeguarding is missing, watchHours is empty, rules is missing, confidentiality is missing (spaces.shut.settings).']);
  });

  it('warns when the ledger of PostgreSQL is wherever the server was started', () => {
    const { config, warnings } = load({ database: 'postgres://localhost/peers' });
    assert.equal(config.ledger, join(cwd, 'peer-support.ledger'));
    assert.match(warnings.join(), /No ledger is set/);
    assert.deepEqual(load({ database: 'postgres://localhost/peers', ledger: 'kept' }).warnings, []);
  });

  it('warns of a secret in a file that others can read', () => {
    const warned = (value: object, mode: number) => {
      file(value);
      chmodSync(join(cwd, 'peer-support.json'), mode);
      return load({}, { KEY: secret }).warnings.join();
    };
    assert.match(warned({ metricsToken: secret }, 0o644), /holds a secret, and others on this machine can read it\. Run: chmod 600/);
    assert.match(warned({ database: 'postgres://me:hunter2@db/peers', ledger: 'kept' }, 0o640), /holds a secret/);
    assert.equal(warned({ metricsToken: secret }, 0o600), '');
    assert.equal(warned({ metricsToken: { env: 'KEY' }, database: 'postgres://db/peers', ledger: 'kept' }, 0o644), '');
  });

  it('has a hint for every setting of a space', () => {
    for (const name of Object.keys(spaceSettings.shape)) assert.ok(hintedPlaces.includes(`spaces.*.settings.${name}`), name);
    for (const name of Object.keys(tokenConfig.shape)) assert.ok(hintedPlaces.includes(`spaces.*.tokens.${name}`), name);
    for (const name of Object.keys(serverConfig.shape)) assert.ok(hintedPlaces.includes(name), name);
  });
});
