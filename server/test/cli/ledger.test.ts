import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type FolderLedger, ledgerExists, openLedger } from '../../src/ledger.ts';
import type { LedgerEntry } from '../../src/store.ts';

const entry = (id: string): LedgerEntry => ({ space: 'clinic', collection: 'sendings', id, at: 1_700_000_000_000 });
const all = async (ledger: FolderLedger) => {
  const found: LedgerEntry[] = [];
  for await (const each of ledger.entries()) found.push(each);
  return found;
};
const idsOf = async (ledger: FolderLedger) => (await all(ledger)).map(({ id }) => id);

describe('the ledger', () => {
  let base: string;
  let folder: string;
  let now: number;
  const ledgers: FolderLedger[] = [];
  const opened = async (machine = 'one') => {
    const ledger = await openLedger(folder, { now: () => now, machine });
    ledgers.push(ledger);
    return ledger;
  };
  const files = () => readdirSync(folder).sort();

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'ledger-'));
    folder = join(base, 'peer.ledger');
    now = Date.parse('2026-11-20T12:00:00Z');
  });
  afterEach(async () => {
    for (const ledger of ledgers.splice(0)) await ledger.close();
    rmSync(base, { recursive: true });
  });

  it('keeps what was added, for whoever opens it next, and nobody else can read it', async () => {
    assert.equal(await ledgerExists(folder), false);
    const ledger = await opened();
    assert.equal(await ledgerExists(folder), true);
    await ledger.add([entry('a'), entry('b')]);
    await ledger.add([]);
    await ledger.close();
    assert.deepEqual(await all(await opened()), [entry('a'), entry('b')]);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    assert.equal(statSync(join(folder, files()[0]!)).mode & 0o777, 0o600);
    await assert.rejects(ledger.add([entry('c')]), /closed/);
  });

  it('writes ids and times, and nothing else that came along', async () => {
    const ledger = await opened();
    await ledger.add([{ ...entry('a'), text: 'words' } as LedgerEntry]);
    assert.doesNotMatch(readFileSync(join(folder, files()[0]!), 'utf8'), /words/);
  });

  it('keeps in which edition a record was left that is still there', async () => {
    const ledger = await opened();
    const changed: LedgerEntry = { ...entry('a'), edition: 3 };
    await ledger.add([changed, entry('a')]);
    assert.deepEqual(await all(ledger), [changed, entry('a')]);
  });

  it('loses and doubles nothing when many write at once, in two processes', async () => {
    const [one, two] = [await opened(), await opened()];
    const ids = Array.from({ length: 500 }, (_, n) => `${n}`);
    await Promise.all(ids.map((id, n) => (n % 2 ? one : two).add([entry(id)])));
    assert.deepEqual((await idsOf(one)).sort(), ids.sort());
  });

  it('has on disk what it said, when the process is killed in the middle', async () => {
    await opened();
    const module = new URL('../../src/ledger.ts', import.meta.url).href;
    const program = `
      const { openLedger } = await import(${JSON.stringify(module)});
      const ledger = await openLedger(${JSON.stringify(folder)});
      for (let n = 0; ; n++) {
        const id = process.pid + '-' + n;
        await ledger.add([{ space: 'clinic', collection: 'sendings', id, at: 1 }]);
        process.stdout.write(id + '\\n');
      }`;
    const said: string[] = [];
    await Promise.all(
      [200, 260].map(async (after) => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
        let text = '';
        let killing: NodeJS.Timeout | undefined;
        for await (const chunk of child.stdout) {
          text += chunk;
          // However long a disk takes, there is something by then.
          if (text.split('\n').length > 20) killing ??= setTimeout(() => child.kill('SIGKILL'), after);
        }
        said.push(...text.split('\n').slice(0, -1));
      }),
    );
    const there = await idsOf(await opened());
    assert.ok(said.length > 20, `${said.length} entries`);
    assert.deepEqual(said.filter((id) => !there.includes(id)), []);
    assert.equal(new Set(there).size, there.length);
  });

  for (let cut = 1; cut < 72; cut += 5) {
    it(`reads on after a line that was torn after ${cut} characters`, async () => {
      const ledger = await opened();
      await ledger.add([entry('a')]);
      appendFileSync(join(folder, files()[0]!), `\n${JSON.stringify(entry('}torn{')).slice(0, cut)}`);
      await ledger.add([entry('b')]);
      assert.deepEqual(await idsOf(ledger), ['a', 'b']);
      assert.deepEqual(await ledger.check(), []);
    });
  }

  it('reads on after zeros that a power cut left', async () => {
    const ledger = await opened();
    await ledger.add([entry('a')]);
    appendFileSync(join(folder, files()[0]!), '\0'.repeat(512));
    await ledger.add([entry('b')]);
    assert.deepEqual(await idsOf(ledger), ['a', 'b']);
  });

  it('does not pass over a line that something else has spoilt', async () => {
    const ledger = await opened();
    for (const line of ['{"space":"clinic","collection":7,"id":"x","at":1}', '{"space":"clinic","collection":"sendings","id":"x","at":1,"edition":"3"}', 'hello', '{"space":"clinic",,}']) {
      writeFileSync(join(folder, '2026-11.one.ndjson'), `\n${JSON.stringify(entry('a'))}\n\n${line}\n`);
      await assert.rejects(idsOf(ledger), /2026-11\.one\.ndjson, line 4\..*could come back/);
      assert.match((await ledger.check()).join(), /line 4/);
    }
  });

  it('says when others can read it', async () => {
    const ledger = await opened();
    writeFileSync(join(folder, '2026-10.one.ndjson'), '', { mode: 0o644 });
    assert.match((await ledger.check()).join(), /Others on this machine can read .*2026-10/);
  });

  it('begins a new file each month, and drops whole months that every backup has outlived', async () => {
    const ledger = await opened();
    for (const [day, id] of [['2026-08-31', 'a'], ['2026-09-30', 'b'], ['2026-10-01', 'c'], ['2026-11-01', 'd']]) {
      now = Date.parse(`${day}T23:00:00Z`);
      await ledger.add([entry(id!)]);
    }
    assert.equal(files().length, 4);
    await ledger.sweep(undefined);
    now = Date.parse('2026-10-30T23:00:00Z');
    await ledger.sweep(30);
    assert.deepEqual(await idsOf(ledger), ['b', 'c', 'd'], 'b is exactly 30 days old');
    now = Date.parse('2026-11-01T00:00:00Z');
    await ledger.sweep(30);
    assert.deepEqual(await idsOf(ledger), ['c', 'd']);
  });

  it('keeps the newest month, and goes on in it when the clock was set back', async () => {
    const ledger = await opened();
    await ledger.add([entry('a')]);
    now = Date.parse('1970-01-01T00:00:10Z');
    await ledger.add([entry('b')]);
    assert.deepEqual(files(), ['2026-11.one.ndjson']);
    now = Date.parse('2036-01-01T00:00:00Z');
    await ledger.sweep(0);
    assert.deepEqual(await idsOf(ledger), ['a', 'b']);
  });

  it('is shared by machines, each with a file of its own', async () => {
    const [one, two] = [await opened('web-1.example.org'), await opened('web-2.example.org')];
    await Promise.all([one.add([entry('a')]), two.add([entry('b')])]);
    assert.deepEqual(files(), ['2026-11.web-1-example-org.ndjson', '2026-11.web-2-example-org.ndjson']);
    assert.deepEqual((await idsOf(one)).sort(), ['a', 'b']);
  });

  it('writes to a new file when somebody took the old one away', async () => {
    const ledger = await opened();
    await ledger.add([entry('a')]);
    rmSync(folder, { recursive: true });
    await ledger.add([entry('b')]);
    assert.deepEqual(await idsOf(ledger), ['b']);
  });

  it('makes no tree of folders out of a slip of the pen', async () => {
    folder = join(base, 'no', 'such', 'place');
    await assert.rejects(opened(), /There is no folder .*such for the ledger/);
    assert.deepEqual(readdirSync(base), []);
  });

  it('says in plain words that a file stands in its place', async () => {
    writeFileSync(folder, 'x');
    await assert.rejects(opened(), /is a folder, but .* is a file/);
  });
});
