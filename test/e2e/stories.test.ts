import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { budgets } from '../../scripts/sizes.mjs';
import { backend, published } from '../../stories/published.ts';
import { PeerServer } from '../adapters/support/peer-server.ts';
import { builtFiles, fetched, sendsNow, startSite, type Site } from './site.ts';

/** A page as a clinic's portal serves it: its own files, one backend, no more. */
const portal = (src: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8"><title>Portal</title>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src ${new URL(src).origin}; require-trusted-types-for 'script'; trusted-types lit-html">
    <script type="module" src="/dist/cdn/story-list.js"></script>
  </head>
  <body><peer-support adapter="http" src="${src}" helplines="GB"><story-list><p>Ring us.</p></story-list></peer-support></body>
</html>`;

describe('stories on a page with a strict policy and a backend', () => {
  let site: Site;
  let server: PeerServer;
  before(async () => void (site = await startSite()));
  afterEach(() => server.close());
  after(() => site.close());

  async function open(): Promise<{ page: Page; complaints: string[] }> {
    server = await new PeerServer(backend()).start();
    const { page: beside } = await site.open('', { files: { 'portal.html': portal(server.src) } });
    // A page of its own, because that one may ask nobody else.
    const page = await site.browser.newPage();
    const complaints: string[] = [];
    // That a story which was reported is gone is an answer of 404, of which browsers make a note.
    page.on('console', (message) => /stories\/sea/.test(message.location().url) || complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      const { origin } = new URL(request.url());
      if (![new URL(site.address).origin, new URL(server.src).origin].includes(origin)) complaints.push(`asked ${origin}`);
    });
    await page.goto(new URL('portal.html', beside.url()).href);
    await page.locator('[part=story]').first().waitFor();
    return { page, complaints };
  }

  const card = (page: Page, words: string) => page.locator('[part=story]', { hasText: words });

  it('are there with no more than the budget', async () => {
    const { page, complaints } = await open();
    const files = builtFiles();
    const late = /^chunks\/(?:story-list-(?:support|follow)|support-now)-/;
    const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    const loaded = names.filter((name) => name.includes('/dist/cdn/')).map((name) => name.split('/dist/cdn/')[1]!).filter((name) => !late.test(name));
    const bytes = loaded.reduce((total, each) => total + files[each]!.gzip, 0);
    assert.ok(loaded.some((name) => /adapters-http/.test(name)), loaded.join(', '));
    // That the list ends is said by a part of its own.
    const extra = loaded.filter((name) => /story-list-seldom/.test(name)).reduce((total, each) => total + files[each]!.gzip, 0);
    assert.ok(bytes - extra <= budgets['story-list'].first, `${bytes} bytes: ${loaded.join(', ')}`);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('are read, searched, answered and reported, with nothing of it in an address and no complaint', async () => {
    const { page, complaints } = await open();
    await page.getByRole('searchbox').fill('swim');
    await page.getByRole('button', { name: 'Take back: Words' }).waitFor();
    const sea = card(page, 'swim');
    await sea.getByRole('button', { name: 'Answer' }).click();
    await sea.getByRole('button', { name: 'Holding hope' }).click();
    await sendsNow(sea, 'was sent. The writer will see it');
    await sea.getByRole('button', { name: 'Report' }).click();
    await sea.getByLabel('This is about me').check();
    await sea.getByLabel('Not far.').check();
    await sea.getByLabel('give me a receipt').check();
    await sea.getByRole('button', { name: 'Send the report' }).click();
    await page.getByRole('button', { name: 'Show the receipt' }).click();
    await page.locator('.words-of-receipt li').nth(11).waitFor();
    assert.equal(await page.locator('.words-of-receipt li').count(), 12);
    await page.getByText('This story is not here any more.').waitFor();
    for (const { url, headers } of server.seen) {
      assert.doesNotMatch(url, /swim|holding|about-me/);
      assert.equal(headers.cookie, undefined);
      assert.equal(headers.referer, undefined);
      assert.equal(headers.authorization, undefined);
    }
    const [answer] = server.asked(/^POST .*\/answers/);
    assert.deepEqual(JSON.parse(answer!.body), { story: 'sea', kind: 'holding-hope' });
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('tell nobody what is read: opening one asks for no record of it', async () => {
    const { page } = await open();
    await card(page, 'tunnel').getByRole('button', { name: 'Read the whole story' }).click();
    await page.getByText('You are not the only one.').waitFor();
    assert.deepEqual(server.seen.filter(({ url, body }) => published.some(({ id }) => new RegExp(`/${id}\\b|"${id}"`).test(url + body))).map(({ url }) => url), []);
    await page.close();
  });

  it('open the help lines without a connection', async () => {
    const { page } = await open();
    await fetched(page, 'story-list-support');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Get support now' }).first().click();
    await page.getByText('Samaritans').first().waitFor();
    await page.context().setOffline(false);
    await page.close();
  });
});
