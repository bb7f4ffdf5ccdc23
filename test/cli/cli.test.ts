import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writers } from '../../src/cli/convert.ts';
import { table } from '../../src/cli/table.ts';
import { readGroups } from '../../src/feeds/index.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const demo = fileURLToPath(new URL('../../demo/groups.csv', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'groups-'));
after(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

function run(args: string[], input?: string): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...args], (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }));
    child.stdin!.end(input ?? '');
  });
}

const sound = 'Group,When,Town\nTuesday Circle,Tuesdays 7.30pm–9pm,Leeds\n';
const sick = 'Group,When,Town,Contact name,Notes\nTuesday Circle,Tuesdays 7.30pm,Leeds,Jo Example,passcode: 987654\n,Mondays 10am,York,,\n';

describe('check', () => {
  it('says what a list holds and ends with 0 when no row was lost', async () => {
    const { code, out } = await run(['check', file('sound.csv', sound), '--time-zone', 'Europe/London']);
    assert.equal(code, 0);
    assert.match(out, /Format: a table \(CSV\)\n {2}1 row, 1 group, 1 session: 1 in person, 0 online/);
    assert.match(out, /Nothing needs mending/);
  });

  it('shows each problem with its row, and ends with 1 when a row was lost', async () => {
    const { code, out } = await run(['check', file('sick.csv', sick), '--time-zone', 'Europe/London']);
    assert.equal(code, 1);
    assert.match(out, /^3 \(lost\) +Group +This row has no name/m);
    assert.match(out, /1 row lost/);
  });

  it('warns of what is private without repeating it', async () => {
    const { out } = await run(['check', file('sick.csv', sick)]);
    assert.match(out, /passcode/);
    assert.doesNotMatch(out, /987654|Jo Example/);
  });

  it('speaks to machines too', async () => {
    const { code, out } = await run(['check', '--json', file('sick.csv', sick)]);
    const told = JSON.parse(out);
    assert.equal(code, 1);
    assert.deepEqual([told.format, told.rows, told.groups, told.rowsLost], ['csv', 2, 1, 1]);
    assert.ok(told.problems.every(({ message }: { message: string }) => message));
  });

  it('reads from standard input and from an address, and names the host', async () => {
    assert.equal((await run(['check', '-', '--time-zone', 'Europe/London'], sound)).code, 0);
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/list.csv' ? 200 : 404;
      response.end(sound);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    try {
      const { port } = server.address() as AddressInfo;
      const { code, out } = await run(['check', `http://127.0.0.1:${port}/list.csv`]);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`talk to 127.0.0.1:${port}`));
      const missing = await run(['check', `http://127.0.0.1:${port}/other.csv`]);
      assert.equal(missing.code, 2);
      assert.match(missing.out, /There is no list at this/);
    } finally {
      server.close();
    }
  });

  it('ends with 2 and one sentence when there is nothing to read', async () => {
    for (const args of [
      ['check', join(folder, 'none.csv')],
      ['check', folder],
      ['check', 'https://docs.google.com/spreadsheets/d/abc/edit#gid=0'],
      ['check'],
      ['chekc', 'x'],
      ['check', demo, '--format', 'xml'],
      ['convert', demo, '--to', 'xml'],
      ['check', '--nonsense'],
    ]) {
      const { code, out, err } = await run(args);
      assert.equal(code, 2, args.join(' '));
      assert.ok((out + err).trim().length > 20, args.join(' '));
      assert.doesNotMatch(out + err, /\n\s+at /, args.join(' '));
    }
    const page = await run(['check', file('page.html', '<!doctype html><title>Sign in</title>')]);
    assert.equal(page.code, 2);
    assert.match(page.out.replace(/\s+/g, ' '), /A web page came/);
    const sheet = await run(['check', '--json', 'https://docs.google.com/spreadsheets/d/abc/edit#gid=0']);
    assert.equal(sheet.code, 2);
    assert.deepEqual(JSON.parse(sheet.out).problems.map(({ code }: { code: string }) => code), ['sheet-not-published']);
    assert.match(JSON.parse(sheet.out).problems[0].fix, /Publish to web/);
  });

  it('helps, and says its version', async () => {
    const { code, out } = await run(['--help']);
    assert.equal(code, 0);
    assert.match(out, /check LIST[^]*convert LIST/);
    assert.match((await run(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
  });

  it('fits its table to the terminal, and never cuts a word of a problem', () => {
    const words = 'Nobody knows which time zone the times of this list are in. They are shown as they are written.';
    for (const width of [30, 60, 80, 200]) {
      const drawn = table(['Row', 'Field', 'What is wrong', 'What to do'], [['12 (lost)', 'Join link', words, 'Add a column.'], ['3', 'A column with a very long name indeed', words, '']], width);
      for (const line of drawn.split('\n')) assert.ok(line.length <= width, `${line.length} > ${width}`);
      for (const word of words.split(' ')) assert.ok(drawn.includes(word), word);
    }
    assert.doesNotMatch(table(['a', 'b', 'c', 'd'], [['1', 'x\u001b[31m', 'y', 'z']], 80), /\u001b/);
  });
});

describe('convert', () => {
  const options = { timeZone: 'Europe/London', country: 'GB' };
  const { groups } = readGroups(readFileSync(demo, 'utf8'), options);

  for (const to of ['ndjson', 'json'] as const) {
    it(`writes ${to} that reads back as the same groups`, () => {
      const again = readGroups(writers[to](groups));
      assert.deepEqual(again.problems, []);
      assert.deepEqual(again.groups, groups);
    });
  }

  it('keeps what differs from what most groups share', () => {
    const odd = groups.map((group, at) => ({ ...group, languages: at % 3 ? ['en'] : [], source: at % 2 ? 'a' : 'b' }));
    assert.deepEqual(readGroups(writers.ndjson(odd)).groups, odd);
  });

  it('is smaller than what it was made of', () => {
    assert.ok(writers.ndjson(groups).length < JSON.stringify(groups).length);
  });

  it('writes a table that reads back with the same sessions', () => {
    const again = readGroups(writers.csv(groups));
    assert.deepEqual(again.problems, []);
    const unnamed = (list: typeof groups) => list.map((group) => ({ ...group, sessions: group.sessions.map((session) => ({ ...session, id: '' })) }));
    assert.deepEqual(unnamed(again.groups), unnamed(groups));
  });

  it('writes nothing into a table that a spreadsheet would run', () => {
    const evil = readGroups('Group,When,Town\n"=HYPERLINK(""https://evil.example"")",Tuesdays 7pm,Leeds\n', options).groups;
    assert.match(writers.csv(evil), /"'=HYPERLINK/);
    for (const bad of ['=1+1', '+cmd|x', '-2+3+cmd', '@SUM(A1)', '\t=1', '\r=1']) {
      const text = writers.csv([{ ...groups[0]!, about: bad }]);
      assert.ok(text.includes(`'${bad}`), JSON.stringify(bad));
    }
    assert.equal(readGroups(writers.csv(evil)).groups[0]!.name, evil[0]!.name, 'and reading takes the apostrophe off');
    const phone = { ...groups[0]!, contact: { phone: '+44 113 496 0100' } };
    assert.equal(readGroups(writers.csv([phone])).groups[0]!.contact!.phone, '+44 113 496 0100');
  });

  it('writes to a file, and says on the side what should be mended', async () => {
    const target = join(folder, 'out.ndjson');
    const { code, out, err } = await run(['convert', file('sick.csv', sick), '--output', target, '--time-zone', 'Europe/London']);
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, /Rows lost: 1/);
    assert.equal(readGroups(readFileSync(target, 'utf8')).groups.length, 1);
  });
});
