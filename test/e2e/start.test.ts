import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium, quiet, watch } from '../../scripts/chromium.mjs';
import { root } from './site.ts';

const pages = globSync('**/*.html', { cwd: join(root, 'demo') }).map((file) => file.replaceAll('\\', '/'));

/** Starts the demo as `npm start` does, on a free port, and waits for its address. */
async function start(): Promise<{ server: ChildProcess; address: string }> {
  const server = spawn(process.execPath, ['scripts/start.mjs', '--port', '0'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const chunk of server.stdout!) {
    said += chunk;
    const address = /http:\/\/localhost:\d+\//.exec(said)?.[0];
    if (address) return { server, address };
  }
  throw new Error(`It stopped before it said where it is:\n${said}`);
}

describe('npm start', () => {
  let server: ChildProcess;
  let address: string;
  let browser: Browser;

  before(async () => {
    ({ server, address } = await start());
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    server?.kill('SIGKILL');
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

  it('stops on Ctrl-C, as if all were well', async () => {
    const ended = new Promise((resolve) => server.once('exit', (code, signal) => resolve([code, signal])));
    server.kill('SIGINT');
    assert.deepEqual(await ended, [0, null]);
    await assert.rejects(fetch(address));
  });
});
