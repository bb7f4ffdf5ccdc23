import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium, quiet, watch } from '../../scripts/chromium.mjs';
import { root } from './site.ts';

const pages = globSync('**/*.html', { cwd: join(root, 'demo') }).map((file) => file.replaceAll('\\', '/'));

/** Waits until it says something. */
async function says(server: ChildProcess, words: RegExp): Promise<RegExpExecArray> {
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      const found = words.exec((said += String(chunk)));
      if (!found) return;
      server.stdout!.off('data', hear);
      resolve(found);
    };
    server.stdout!.on('data', hear);
    server.once('exit', () => reject(new Error(`It stopped before it said ${String(words)}:\n${said}`)));
  });
}

/** Starts the demo as `npm start` does, on a free port and with its data in a folder, and waits for its address. */
async function start(folder: string): Promise<{ server: ChildProcess; address: string; token: string }> {
  const places = Object.fromEntries(['TMPDIR', 'TMP', 'TEMP'].map((name) => [name, folder]));
  const server = spawn(process.execPath, ['scripts/start.mjs', '--port', '0'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...places } });
  // All of it is said at once, the address first.
  const [, address, token] = await says(server, /at (http:\/\/localhost:\d+\/) [^]*until then: (\S+)[^]*Ctrl-C/);
  return { server, address: address!, token: token! };
}

describe('npm start', () => {
  let server: ChildProcess;
  let address: string;
  let token: string;
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), 'start-'));

  before(async () => {
    ({ server, address, token } = await start(folder));
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('serves the page of a charity', async () => {
    const answer = await fetch(address);
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /<group-finder/);
  });

  for (const file of pages) {
    it(`${file} keeps the strictest policy, asks nobody else for anything, and says nothing in the console`, async () => {
      const page = await browser.newPage();
      const complaints = await watch(page, address);
      await page.addInitScript(() => {
        addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
      });
      const answer = await page.goto(`${address}${file}`);
      assert.match(answer!.headers()['content-security-policy']!, /^default-src 'none'/);
      await quiet(page);
      assert.deepEqual(complaints, []);
      await page.close();
    });
  }

  it('shows groups, and finds one by a word', async () => {
    const page = await browser.newPage();
    await page.goto(address);
    const groups = page.locator('group-finder [part=group]');
    await groups.first().waitFor();
    const all = await groups.count();
    assert.ok(all > 5, `${all} groups`);
    const names = async () => (await page.locator('group-finder [part=name]').allTextContents()).map((name) => name.trim());
    const last = (await names()).at(-1)!;
    await page.locator('group-finder input[type=search]').fill(last);
    await page.waitForFunction((before) => document.querySelector('group-finder')!.shadowRoot!.querySelectorAll('[part=group]').length < before, all);
    assert.ok((await names()).includes(last));
    await page.close();
  });

  it('shows the same groups from the server behind it', async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
    const namesAt = async (file: string) => {
      await page.goto(`${address}${file}`);
      await page.locator('group-finder [part=group]').first().waitFor();
      return (await page.locator('group-finder [part=name]').allTextContents()).map((name) => name.trim()).sort();
    };
    const fromList = await namesAt('');
    asked.length = 0;
    assert.deepEqual(await namesAt('server.html'), fromList);
    assert.ok(asked.some((path) => path.startsWith('/peer/v1/groups')), asked.join());
    assert.ok(!asked.includes('/groups.csv'));
    await page.close();
  });

  it('answers sample stories that say what they are, and takes a story', async () => {
    const { items } = await (await fetch(`${address}peer/v1/stories?space=demo`)).json();
    assert.equal(items.length, 3);
    for (const { text } of items) assert.match(text, /^Example, invented for this demo\./);
    const body = JSON.stringify({ text: 'Mine', topics: [], notes: [], language: 'en', answers: false, audience: 'everyone', consents: [{ purpose: 'publish', version: '1' }] });
    const answer = await fetch(`${address}peer/v1/sendings?space=demo`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': 'once' }, body });
    assert.equal(answer.status, 201);
  });

  it('lets whoever started it read and publish as the staff: with the token it says, or at the press of Enter', async () => {
    const read = (path: string, headers = {}) => fetch(`${address}peer/v1/${path}?space=demo`, { headers }).then((answer) => answer.json());
    const { items } = await read('sendings', { authorization: `Bearer ${token}` });
    assert.deepEqual(items.map(({ text }: { text: string }) => text), ['Mine']);
    const done = says(server, /Published what was waiting/);
    server.stdin!.write('\n');
    await done;
    const { items: stories } = await read('stories');
    assert.ok(stories.some(({ text }: { text: string }) => text === 'Mine'));
    const none = says(server, /Nothing is waiting/);
    server.stdin!.write('\n');
    await none;
  });

  it('stops on Ctrl-C, as if all were well, and leaves no data behind', async () => {
    const demos = () => readdirSync(folder).filter((name) => name.startsWith('peer-support-demo-'));
    assert.equal(demos().length, 1);
    const ended = new Promise((resolve) => server.once('exit', (code, signal) => resolve([code, signal])));
    server.kill('SIGINT');
    assert.deepEqual(await ended, [0, null]);
    await assert.rejects(fetch(address));
    assert.deepEqual(demos(), []);
  });
});
