import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { until } from '../../../test/setup/until.ts';
import { loadConfig } from '../../src/config/load.ts';
import { Place } from '../cli/program.ts';

const text = readFileSync(new URL('../../../docs/server.md', import.meta.url), 'utf8');
const blocks = (language: string) => [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!);

/** The words of a command, as a shell parts them. */
const wordsOf = (line: string) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
const commands = blocks('sh').flatMap((block) => block.trim().split('\n')).map((line) => wordsOf(line.replace(/^npx peer-support-server\s*/, '')));
const [charity, tokens, clinic] = blocks('json') as [string, string, string];

describe('the document of the server', () => {
  let place: Place;
  before(() => {
    place = new Place(null);
    const config = JSON.parse(charity);
    // Nobody answers at the example's address.
    config.spaces.default.feeds[0].src = 'groups.csv';
    writeFileSync(place.path('groups.csv'), 'Group,When,Town\nTuesday Circle,Every Tuesday 19:30–21:00,Leeds\n');
    writeFileSync(place.path('peer-support.json'), JSON.stringify(config));
  });
  after(() => place.remove());

  it('shows configurations that can be used as they stand', () => {
    const secrets = { DATABASE_URL: 'postgres://peer:secret@db.clinic.example.org/peer' };
    writeFileSync(place.path('metrics-token'), 'a-token-of-thirty-two-characters\n');
    const load = (config: string) => {
      writeFileSync(place.path('shown.json'), config);
      return loadConfig({ flags: { config: 'shown.json' }, env: secrets, cwd: place.folder });
    };
    assert.deepEqual(load(charity).warnings, []);
    const withTokens = JSON.parse(charity);
    Object.assign(withTokens.spaces.default, JSON.parse(`{${tokens}}`));
    assert.equal(load(JSON.stringify(withTokens)).config.spaces.default!.tokens!.audience, 'peer-support');
    assert.equal(load(clinic.replace('/run/secrets/metrics-token', place.path('metrics-token'))).config.database, secrets.DATABASE_URL);
  });

  it('shows commands that do what they say, one after the other', async () => {
    assert.ok(commands.length >= 8, `${commands.length} commands`);
    const starts = commands.filter(([name]) => !name || name.startsWith('-'));
    assert.equal(starts.length, 2);
    for (const options of starts) {
      const server = await place.start(...options);
      assert.equal((await fetch(`${server.address}/readyz`)).status, 200);
      await until(async () => ((await (await fetch(`${server.address}/v1/groups`)).json()) as { items: unknown[] }).items.length, 'its list is there', 20_000);
      assert.equal(await server.stop(), 0);
    }
    for (const command of commands.filter((each) => !starts.includes(each))) await place.does(...command);
    assert.match(await place.does('feeds', '--database', 'restored.sqlite', '--ledger', 'peer-support.sqlite.ledger'), /1 .* well/);
  });

  it('names every setting, flag and variable', async () => {
    const help = `${await place.does('start', '--help')}${await place.does('--help')}`;
    const cells = [...text.matchAll(/^\| `(\w+)` \| (?:`(--[\w-]+)` )?\| (?:`(PEER_SUPPORT_\w+)` )?\|/gm)];
    assert.equal(cells.length, 10);
    for (const [, , flag] of cells) if (flag) assert.ok(help.includes(`  ${flag} `), flag);
    for (const [, setting, , variable] of cells) {
      if (!variable) continue;
      const bad = setting === 'port' || setting === 'hsts' || setting === 'logLevel' || setting === 'trustedProxies';
      const load = () => loadConfig({ env: { [variable]: bad ? '?' : 'a-word-of-twenty-letters' }, cwd: place.folder, flags: { config: 'peer-support.json' } });
      if (bad) assert.throws(load, new RegExp(setting!));
      else assert.match(JSON.stringify(load().config), /a-word-of-twenty-letters/);
    }
  });
});
