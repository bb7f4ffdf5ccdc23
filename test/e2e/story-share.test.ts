import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { launchChromium, watch } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/serve.mjs';
import { spaceSettings } from '../adapters/sample-space.ts';
import { builtFiles, fetched, root } from './site.ts';

/** What a clinic's portal sends with its pages. */
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";

/** A page where stories are written, and what it complained of. */
async function onPage(act: (page: Page, complaints: string[]) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  writeFileSync(join(folder, 'page.html'), '<!doctype html><html lang="en"><title>Stories</title><peer-support adapter="memory"><story-share></story-share></peer-support><script type="module" src="/dist/cdn/story-share.js"></script><script type="module" src="settings.js"></script>');
  writeFileSync(join(folder, 'settings.js'), `document.querySelector('peer-support').settings = ${JSON.stringify(spaceSettings)};`);
  const { address, close } = await serve({ '/': folder, '/dist/': join(root, 'dist') }, { headers: { 'content-security-policy': policy } });
  const browser = await launchChromium();
  try {
    const page = await (await browser.newContext()).newPage();
    const complaints = await watch(page, address);
    await page.goto(`${address}page.html`);
    await act(page, complaints);
  } finally {
    await browser.close();
    await close();
    rmSync(folder, { recursive: true });
  }
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

async function writes(page: Page, words: string) {
  await press(page, 'Begin');
  await press(page, 'I have read this');
  await page.getByLabel('Your story').fill(words);
}

it('a story is written and sent under the strictest policy, asks no stranger for anything, and needs no connection once it was begun', () =>
  onPage(async (page, complaints) => {
    await writes(page, 'My son Daniel was ill for a year. I do not want to live any more.');
    const own = ['checks', 'look', 'path', 'sending', 'support'].map((piece) => `story-share-${piece}`);
    await fetched(page, ...own, 'domain-identifying-english', 'domain-distress-de', 'domain-distress-en', 'backend-families-stories', 'client-schemas-index');
    await page.context().setOffline(true);
    await press(page, 'Continue');
    // It stops being a form for a moment, and the help lines are there.
    await page.getByRole('heading', { name: 'You do not have to be alone with this' }).waitFor();
    await page.getByRole('link', { name: /^Call Samaritans/ }).first().waitFor();
    await press(page, 'Go on with my story');
    await page.getByRole('button', { name: /^Write “.*my son.*” instead/i }).first().click();
    /** Presses it, and waits for what comes then. */
    const on = async (name: string, heading: string) => {
      await press(page, name);
      await page.getByRole('heading', { name: heading, exact: true }).waitFor();
    };
    await on('Continue', 'What it is about');
    await on('Continue', 'Who may read it');
    await page.getByLabel(/^Everyone who visits/).check();
    const publish = page.getByLabel('It may be published here');
    await publish.click();
    await publish.and(page.locator(':checked')).waitFor();
    await on('Continue', 'This is what readers will see');
    await press(page, 'Send my story');
    await page.getByRole('heading', { name: 'Your story has arrived' }).waitFor();
    await press(page, 'Show the words');
    await page.locator('#receipt li').nth(11).waitFor();
    assert.equal(await page.locator('#receipt li').count(), 12);
    // The backend, which is in the page here, also looks at the words; without its own means they are unchecked, and first in the queue.
    const late = /domain-distress-\w{4}\.js|ERR_INTERNET_DISCONNECTED/;
    assert.deepEqual(complaints.filter((each) => !late.test(each)), []);
  }));

it('the privacy glasses say so when they could not fetch the words of a language, and look when they are asked to', (t) =>
  onPage(async (page) => {
    await page.route('**/domain-identifying-english-*', (route) => route.abort());
    await writes(page, 'My son Daniel was ill for a year.');
    await press(page, 'Continue');
    const glasses = page.locator('story-glasses');
    await glasses.getByRole('alert').waitFor();
    assert.equal(await glasses.locator('mark').count(), 0);
    await page.unrouteAll();
    const file = Object.keys(builtFiles()).find((name) => name.includes('domain-identifying-english'));
    const asksAgain = await page.evaluate((file) => import(`/dist/cdn/${file}`).then(() => true, () => false), file);
    if (!asksAgain) return t.skip('this browser remembers that a file could not be fetched');
    await press(page, 'Try again');
    await glasses.locator('mark').first().waitFor();
    assert.equal(await glasses.getByRole('alert').count(), 0);
  }));
