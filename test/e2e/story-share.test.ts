import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { launchChromium, quiet, watch } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/serve.mjs';
import { spaceSettings } from '../adapters/sample-space.ts';
import { root } from './site.ts';

/** What a clinic's portal sends with its pages. */
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";

it('a story is written and sent under the strictest policy, asks no stranger for anything, and needs no connection once it was begun', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  writeFileSync(join(folder, 'page.html'), '<!doctype html><html lang="en"><title>Stories</title><peer-support adapter="memory"><story-share></story-share></peer-support><script type="module" src="/dist/cdn/story-share.js"></script><script type="module" src="settings.js"></script>');
  writeFileSync(join(folder, 'settings.js'), `document.querySelector('peer-support').settings = ${JSON.stringify(spaceSettings)};`);
  const { address, close } = await serve({ '/': folder, '/dist/': join(root, 'dist') }, { headers: { 'content-security-policy': policy } });
  const browser = await launchChromium();
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    const complaints = await watch(page, address);
    await page.goto(`${address}page.html`);
    const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();
    await press('Begin');
    await press('I have read this');
    await page.getByLabel('Your story').fill('My son Daniel was ill for a year. I do not want to live any more.');
    await quiet(page);
    await context.setOffline(true);
    await press('Continue');
    // It stops being a form for a moment, and the help lines are there.
    await page.getByRole('heading', { name: 'You do not have to be alone with this' }).waitFor();
    await page.getByRole('link', { name: /^Call Samaritans/ }).first().waitFor();
    await press('Go on with my story');
    await page.getByRole('button', { name: /^Write “.*my son.*” instead/i }).first().click();
    await press('Continue');
    await press('Continue');
    await page.getByLabel(/^Everyone who visits/).check();
    await page.getByLabel('It may be published here').click();
    await press('Continue');
    await press('Send my story');
    await page.getByRole('heading', { name: 'Your story has arrived' }).waitFor();
    await press('Show the words');
    assert.equal(await page.locator('#receipt li').count(), 12);
    // The backend, which is in the page here, also looks at the words; without its own means they are unchecked, and first in the queue.
    const own = /domain-distress-\w{5}\.js|ERR_INTERNET_DISCONNECTED/;
    assert.deepEqual(complaints.filter((each) => !own.test(each)), []);
  } finally {
    await browser.close();
    await close();
    rmSync(folder, { recursive: true });
  }
});
