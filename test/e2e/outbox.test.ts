import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { groups } from '../adapters/sample-groups.ts';
import { actsAndDrops, hangs } from '../adapters/support/faults.ts';
import { modelServer, type PeerServer } from '../adapters/support/peer-server.ts';
import { root, startSite, type Site } from './site.ts';

/** A page as small as an element could make it: it sends, shows what waits, and asks. */
const script = `
  import { httpAdapter } from './src/adapters/http.ts';
  import { createPeerClient } from './src/client/client.ts';
  import { deviceOutbox } from './src/client/device-outbox.ts';
  import { createOutbox } from './src/client/outbox.ts';

  const [src, patience] = ['backend', 'patience'].map((name) => document.querySelector('meta[name=' + name + ']').content);
  const outbox = createOutbox(createPeerClient({ adapter: httpAdapter({ src, timeoutMs: +patience, totalMs: 2 * patience, backoffMs: 50 }), credential: { kind: 'staff', token: 'sample-staff-token' } }));
  const store = deviceOutbox();
  const told = [];
  window.told = told;
  outbox.subscribe(({ type }) => type !== 'change' && told.push(type));
  const story = { text: 'It was a long winter.', topics: [], notes: [], language: 'en', answers: true, audience: 'everyone', consents: [{ purpose: 'publish', version: '1' }], receipt: 'h'.repeat(43) };
  window.outbox = outbox;
  window.keep = () => outbox.keepIn(store);
  window.share = (intent) => outbox.send('sendings', { ...story, text: story.text + ' ' + intent }, { intent, credential: null }).then(({ state, mayHaveArrived, error }) => ({ state, mayHaveArrived, code: error?.code }));
  window.items = () => outbox.items.map(({ id, state, mayHaveArrived, kept }) => ({ id, state, mayHaveArrived, kept }));
  if ((await store.all()).length) await window.keep();
  window.ready = true;
`;

/** `patience`: how long the page waits for an answer, in milliseconds. */
const html = (src: string, patience: number) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title><meta name="backend" content="${src}"><meta name="patience" content="${patience}"><script type="module" src="page.js"></script></head><body></body></html>`;

interface Shown {
  id: string;
  state: string;
  mayHaveArrived: boolean;
  kept: boolean;
}

describe('a story whose connection breaks', () => {
  let site: Site;
  let server: PeerServer;
  let bundle: string;
  let page: Page;

  before(async () => {
    const built = await build({ stdin: { contents: script, resolveDir: root }, bundle: true, format: 'esm', target: 'es2022', write: false });
    bundle = built.outputFiles[0]!.text;
    site = await startSite();
  });
  after(() => site.close());
  beforeEach(async () => {
    server = await modelServer(groups.records);
    const { page: beside } = await site.open('', { files: { 'writer.html': html(server.src, 3000), 'patient.html': html(server.src, 60_000), 'page.js': bundle } });
    // A browser of its own, because that page may ask nobody else.
    page = await (await site.browser.newContext()).newPage();
    await page.goto(new URL('writer.html', beside.url()).href);
    await ready(page);
  });
  afterEach(() => server.close());

  const ready = (tab: Page) => tab.waitForFunction('window.ready');
  const share = (tab: Page, id: string) => tab.evaluate<{ state: string; mayHaveArrived?: boolean; code?: string }>(`window.share('${id}')`);
  const items = (tab: Page) => tab.evaluate<Shown[]>('window.items()');
  const again = (tab: Page, id: string) => tab.evaluate<string>(`window.outbox.sendAgain('${id}').then(({ state }) => state)`);
  const until = (tab: Page, test: string) => tab.waitForFunction(test);
  const arrived = () => server.adapter.list('sendings', { limit: 100 }, { signal: new AbortController().signal, space: 'default', locale: 'en', credential: { kind: 'staff', token: 'sample-staff-token' } }).then(({ items: all }) => all.length);

  it('waits, is asked about when the connection is back, is not sent by itself, and arrives once', async () => {
    const context = page.context();
    server.next(/POST .*sendings/, hangs);
    const sending = share(page, 'a');
    while (!server.asked(/POST .*sendings/).length) await page.waitForTimeout(20);
    await context.setOffline(true);
    assert.deepEqual(await sending, { state: 'waiting', mayHaveArrived: true, code: 'offline' });
    assert.deepEqual(await share(page, 'b'), { state: 'waiting', mayHaveArrived: false, code: 'offline' });
    const { length } = server.asked(/POST .*sendings/);
    await context.setOffline(false);
    await until(page, "window.told.includes('online')");
    await page.waitForTimeout(200);
    assert.equal(server.asked(/POST .*sendings/).length, length);
    for (const id of ['a', 'b']) assert.equal(await again(page, id), 'sent');
    assert.equal(await arrived(), 2);
    for (const { headers } of server.asked(/POST .*sendings/)) assert.equal(headers.authorization, undefined);
  });

  it('is gone with the page, unless the person chose otherwise', async () => {
    await page.context().setOffline(true);
    await share(page, 'a');
    await page.context().setOffline(false);
    await page.reload();
    await ready(page);
    assert.deepEqual(await items(page), []);
    assert.equal(await page.evaluate("indexedDB.databases().then((all) => all.length)"), 0);
  });

  it('waits after a tab has broken down in the middle, in every tab, and is sent by one of them', async () => {
    // It does not try a third time while the others open.
    await page.goto(new URL('patient.html', page.url()).href);
    await ready(page);
    await page.evaluate('window.keep()');
    server.next(/POST .*sendings/, actsAndDrops, hangs);
    void share(page, 'a').catch(() => {});
    // Once broken off, and on its way for the second time.
    while (server.asked(/POST .*sendings/).length < 2) await page.waitForTimeout(20);
    await until(page, 'window.items()[0]?.kept');
    const [one, other] = await Promise.all([page.context().newPage(), page.context().newPage()]);
    for (const tab of [one, other]) {
      await tab.goto(page.url());
      await ready(tab);
      assert.deepEqual(await items(tab), [{ id: 'a', state: 'waiting', mayHaveArrived: true, kept: true }]);
    }
    await page.close();
    const states = await Promise.all([again(one, 'a'), again(other, 'a')]);
    assert.deepEqual(states, ['sent', 'sent']);
    assert.equal(await arrived(), 1);
    assert.equal(new Set(server.asked(/POST .*sendings/).map(({ headers }) => headers['idempotency-key'])).size, 1);
    assert.equal(await one.evaluate("indexedDB.databases().then((all) => all.length && window.outbox.clear().then(() => indexedDB.databases()).then((all) => all.length))"), 0);
  });

  it('is in no tab any more once it was taken back in one, and everything is gone when somebody leaves in a hurry', async () => {
    await page.evaluate('window.keep()');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await ready(other);
    await other.evaluate('window.keep()');
    await page.context().setOffline(true);
    for (const id of ['a', 'b']) await share(page, id);
    await until(other, 'window.items().length === 2');
    await page.context().setOffline(false);
    await other.evaluate("window.outbox.cancel('a')");
    await until(page, 'window.items().length === 1');
    // No time for answers: the page is left in the same moment.
    await page.evaluate("void setTimeout(() => { void window.outbox.clear(); location.replace('about:blank'); })");
    await until(other, 'window.items().length === 0');
    await other.reload();
    await ready(other);
    assert.deepEqual([await items(other), await arrived()], [[], 0]);
  });
});
