import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium } from 'playwright-core';
import { chromiumArgs, findChromium } from '../../scripts/browsers.mjs';
import { launchChromium, watch } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/serve.mjs';
import { until } from '../setup/until.ts';
import { helplines } from '../../src/domain/helplines/index.ts';
import { root, startSite, type Site } from './site.ts';

const script = (name: string) => `<script type="module" src="/dist/cdn/${name}.js"></script>`;

describe('leaving a page at once', () => {
  let site: Site;
  before(async () => void (site = await startSite()));
  after(() => site.close());

  const files = { 'news.html': '<!doctype html><title>News</title><h1>News</h1>', 'before.html': '<!doctype html><title>Before</title><a href="page.html">On</a>' };
  const exit = '<quick-exit></quick-exit>';
  const words = '<label>Your story <textarea></textarea></label>';

  /** A page that somebody came to from another; leaving it leads to the news. */
  async function open(body: string, context = {}) {
    const { page, complaints } = await site.open('', { files, context });
    const home = page.url().replace('page.html', '');
    const content = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Stories</title>${body.replace('<quick-exit>', `<quick-exit href="${home}news.html">`)}${script('quick-exit')}`;
    await page.route('**/page.html', (route) => route.fulfill({ contentType: 'text/html', body: content }));
    await page.goto(`${home}before.html`);
    await page.getByRole('link', { name: 'On' }).click();
    await page.locator('quick-exit').first().waitFor();
    return { page, home, complaints };
  }

  it('puts the other page in its place, so that Back does not lead to it, and does not say where from', async () => {
    const { page, home, complaints } = await open(words + exit);
    const asked = page.waitForRequest(`${home}news.html`);
    const length = await page.evaluate(() => history.length);
    await page.getByRole('textbox').fill('my private words');
    await page.getByRole('link', { name: 'Leave this page now' }).click();
    await page.getByRole('heading', { name: 'News' }).waitFor();
    assert.equal((await asked).headers().referer, undefined);
    assert.equal(await page.evaluate(() => history.length), length);
    await page.goBack();
    assert.equal(page.url(), `${home}before.html`);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('by Shift, three times', async () => {
    const { page } = await open(words + exit);
    await page.getByRole('textbox').fill('my private words');
    for (let time = 0; time < 3; time += 1) await page.keyboard.press(time % 2 ? 'ShiftRight' : 'ShiftLeft');
    await page.getByRole('heading', { name: 'News' }).waitFor();
    await page.context().close();
  });

  it('and not while somebody writes capitals', async () => {
    const { page, home } = await open(words + exit);
    await page.getByRole('textbox').focus();
    for (const letter of 'HELP ME') await page.keyboard.press(letter === ' ' ? 'Space' : `Shift+${letter}`);
    await page.waitForTimeout(200);
    assert.equal(page.url(), `${home}page.html`);
    assert.equal(await page.getByRole('textbox').inputValue(), 'HELP ME');
    await page.context().close();
  });

  it('is never held up by a question', async () => {
    const { page } = await open(`<script>addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'Stay' })</script>${words}${exit}`);
    const questions: string[] = [];
    page.on('dialog', (dialog) => {
      questions.push(dialog.type());
      void dialog.accept();
    });
    await page.getByRole('textbox').fill('my private words');
    await page.getByRole('link', { name: 'Leave this page now' }).click();
    await page.getByRole('heading', { name: 'News' }).waitFor();
    assert.deepEqual(questions, []);
    await page.context().close();
  });

  it('covers the page while the other one takes its time', async () => {
    const { page, home } = await open(words + exit);
    let answer!: () => void;
    const asked = new Promise<void>((resolve) => {
      void page.route('**/news.html', async (route) => {
        await new Promise<void>((go) => {
          answer = go;
          resolve();
        });
        await route.continue();
      });
    });
    let seen: unknown;
    await page.exposeFunction('tell', (what: unknown) => (seen = what));
    await page.evaluate(() => {
      const tell = (globalThis as unknown as { tell(what: unknown): void }).tell;
      const look = () => tell({ words: document.documentElement.lastElementChild!.textContent, page: getComputedStyle(document.body).display, title: document.title });
      new MutationObserver(() => setTimeout(look)).observe(document.documentElement, { childList: true });
      document.querySelector('quick-exit')!.leave();
    });
    await asked;
    await until(() => seen, 'something covers the page');
    assert.deepEqual(seen, { words: 'One moment …', page: 'none', title: new URL(home).hostname });
    answer();
    await page.getByRole('heading', { name: 'News' }).waitFor();
    await page.context().close();
  });

  it('takes the whole window along, from a frame', async () => {
    const { page, home } = await open('<quick-exit></quick-exit>');
    await page.route('**/around.html', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Around</title><iframe src="page.html"></iframe>' }));
    await page.goto(`${home}around.html`);
    await page.frameLocator('iframe').getByRole('link', { name: 'Leave this page now' }).click();
    await page.waitForURL(`${home}news.html`);
    await page.context().close();
  });

  it('works without JavaScript, by the link inside it', async () => {
    const { page } = await site.open('<quick-exit><a href="news.html" rel="noreferrer">Leave</a></quick-exit>', { files, context: { javaScriptEnabled: false } });
    await page.getByRole('link', { name: 'Leave' }).click();
    await page.getByRole('heading', { name: 'News' }).waitFor();
    await page.context().close();
  });

  it('works while translations are on their way', async () => {
    const { page } = await site.open('', { files });
    await page.route('**/quick-exit-de-*', () => {});
    await page.evaluate(() => (document.body.innerHTML = '<div lang="de"><quick-exit href="' + location.href.replace('page.html', 'news.html') + '"></quick-exit></div>'));
    await page.addScriptTag({ type: 'module', url: '/dist/cdn/quick-exit.js' });
    await page.getByRole('link', { name: 'Leave this page now' }).click();
    await page.getByRole('heading', { name: 'News' }).waitFor();
    await page.context().close();
  });

  it('is 44 px high for fingers, and says nothing of keys there', async () => {
    const { page } = await open(exit, { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });
    for (const target of [page.getByRole('link'), page.locator('summary')]) assert.ok((await target.boundingBox())!.height >= 44);
    assert.equal(await page.getByText('three times').isVisible(), false);
    await page.context().close();
  });
});

describe('Back to a page into which something was typed', () => {
  // Tests usually run without the cache that keeps whole pages; fields are filled in again without it too.
  for (const kept of [true, false]) {
    it(`shows none of it, where the browser has kept ${kept ? 'the page' : 'the fields only'}`, async (t) => {
      const folder = mkdtempSync(join(tmpdir(), 'site-'));
      const remember = `<script>addEventListener('pageshow', ({ persisted }) => persisted && sessionStorage.setItem('kept', 'yes'))</script>`;
      writeFileSync(join(folder, 'one.html'), `<!doctype html><title>One</title><textarea></textarea><quick-exit></quick-exit><a href="two.html">Two</a>${remember}${script('quick-exit')}`);
      writeFileSync(join(folder, 'two.html'), '<!doctype html><title>Two</title><h1>Two</h1>');
      const { address, close } = await serve({ '/': folder, '/dist/': join(root, 'dist') });
      const { path, env } = await findChromium();
      const browser = await chromium.launch({ executablePath: path, args: chromiumArgs, ignoreDefaultArgs: kept ? ['--disable-back-forward-cache'] : [], env: { ...process.env, ...env } });
      try {
        const page = await (await browser.newContext()).newPage();
        await page.goto(`${address}one.html`);
        await page.getByRole('textbox').fill('my private words');
        await page.getByRole('link', { name: 'Two', exact: true }).click();
        await page.getByRole('heading', { name: 'Two' }).waitFor();
        // Going back ends what is asked of a page.
        await page.evaluate(() => void setTimeout(() => history.back()));
        await page.waitForFunction(() => document.title === 'One' && document.readyState === 'complete');
        // Browsers fill it in while the page loads, or soon after.
        await page.waitForTimeout(500);
        await until(async () => (await page.getByRole('textbox').inputValue()) === '', 'the field is empty');
        if (kept && !(await page.evaluate(() => sessionStorage.getItem('kept')))) t.skip('this browser did not keep the page');
      } finally {
        await browser.close();
        await close();
        rmSync(folder, { recursive: true });
      }
    });
  }
});

describe('help lines', () => {
  let site: Site;
  before(async () => void (site = await startSite()));
  after(() => site.close());

  it('work without a connection once they are there, for every country', async () => {
    const { page, complaints } = await site.open(`<support-now></support-now>${script('support-now')}`);
    await page.getByRole('combobox').waitFor();
    await page.context().setOffline(true);
    for (const [code, { emergency }] of Object.entries(helplines)) {
      await page.getByRole('combobox').selectOption(code);
      await page.locator(`a[href="tel:${emergency}"]`).waitFor();
      assert.ok((await page.getByRole('listitem').count()) > 3);
    }
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('ask for two files at most, both named in the first', async () => {
    const { page } = await site.open(`<support-now helplines="GB"></support-now>${script('support-now')}`);
    await page.getByRole('link', { name: 'Call Samaritans, 116 123' }).waitFor();
    const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js')));
    assert.equal(names.length, 3, names.join());
    await page.context().close();
  });

  it('are 44 px high for fingers', async () => {
    const { page } = await site.open(`<support-now helplines="GB"></support-now>${script('support-now')}`, { context: { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } } });
    await page.getByRole('combobox').waitFor();
    for (const target of await page.locator('a, select').all()) assert.ok((await target.boundingBox())!.height >= 44, (await target.getAttribute('aria-label')) ?? 'select');
    await page.context().close();
  });

  it('are on the page without JavaScript as the page wrote them', async () => {
    const { page } = await site.open('<support-now><p>Ring 116 123</p></support-now>', { context: { javaScriptEnabled: false } });
    assert.ok(await page.getByText('Ring 116 123').isVisible());
    await page.context().close();
  });
});

describe('under the strictest policy', () => {
  it('both work, and leaving too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'site-'));
    writeFileSync(join(folder, 'page.html'), `<!doctype html><html lang="de"><title>Strict</title><quick-exit href="http://localhost/"></quick-exit><support-now helplines="DE"></support-now>${script('all')}`);
    const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";
    const { address, close } = await serve({ '/': folder, '/dist/': join(root, 'dist') }, { headers: { 'content-security-policy': policy } });
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      const complaints = await watch(page, address);
      await page.goto(`${address}page.html`);
      await page.getByRole('link', { name: 'TelefonSeelsorge anrufen, 0800 111 0 111' }).waitFor();
      await page.evaluate((home) => document.querySelector('quick-exit')!.setAttribute('href', `${home}dist/cdn/manifest.json`), address);
      await page.getByRole('link', { name: 'Diese Seite sofort verlassen' }).click();
      await page.waitForURL('**/manifest.json');
      assert.deepEqual(complaints, []);
    } finally {
      await browser.close();
      await close();
      rmSync(folder, { recursive: true });
    }
  });
});
