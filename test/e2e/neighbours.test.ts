import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../scripts/serve.mjs';
import { watch } from '../../scripts/chromium.mjs';
import { root, startSite, type Site } from './site.ts';

const csv = 'Group,Day,Time,Town\nTuesday Circle,Tuesday,7.30pm,Leeds\n';
const finder = '<group-finder src="groups.csv" time-zone="Europe/London"></group-finder>';
const script = (address: string) => `<script type="module" src="${address}"></script>`;

describe('beside other things on a page', () => {
  let site: Site;
  before(async () => void (site = await startSite()));
  after(() => site.close());

  const open = (body: string, more = {}) => site.open(body, { files: { 'groups.csv': csv }, ...more });

  it('loads twice without a word: one finder, all elements, the same file by another address', async () => {
    const body = `${finder}${finder}${script('/dist/cdn/group-finder.js')}${script('/dist/cdn/all.js')}${script('/dist/cdn/group-finder.js?again')}`;
    const { page, complaints } = await open(body);
    await page.waitForFunction(() => [...document.querySelectorAll('group-finder')].every((each) => each.shadowRoot?.querySelector('[part=group]')));
    assert.deepEqual(complaints, []);
  });

  it('lets two versions live on one page', async () => {
    // Another version is another copy: other files, other classes, other context keys if the contract changed.
    const folder = mkdtempSync(join(tmpdir(), 'other-version-'));
    cpSync(join(root, 'dist/cdn'), join(folder, 'cdn'), { recursive: true });
    for (const file of readdirSync(join(folder, 'cdn'), { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.js'))) {
      const path = join(folder, 'cdn', file);
      writeFileSync(path, `${readFileSync(path, 'utf8')}\n;globalThis.otherVersion = true;\n`);
    }
    writeFileSync(join(folder, 'groups.csv'), csv);
    writeFileSync(join(folder, 'page.html'), `<!doctype html><html lang="en"><title>Two</title>${finder}${script('/old/all.js')}${script('/new/all.js')}`);
    const { address, close } = await serve({ '/': folder, '/old/': join(root, 'dist/cdn'), '/new/': join(folder, 'cdn') });
    const page = await site.browser.newPage();
    try {
      const complaints = await watch(page, address);
      await page.goto(`${address}page.html`);
      await page.locator('[part=group]').first().waitFor();
      await page.waitForFunction('globalThis.otherVersion');
      assert.deepEqual(complaints, []);
    } finally {
      await page.close();
      await close();
      rmSync(folder, { recursive: true });
    }
  });

  it('warns once when a stranger has taken its name, and breaks nothing', async () => {
    const { page, complaints } = await open(`<script>customElements.define('group-finder', class extends HTMLElement {})</script>${finder}${script('/dist/cdn/group-finder.js')}`);
    await page.waitForLoadState('networkidle');
    assert.equal(complaints.length, 1, complaints.join('\n'));
    assert.match(complaints[0]!, /^console warning: <group-finder> is already defined/);
  });

  it('keeps what the page says until there are groups, and without JavaScript for good', async () => {
    const fallback = '<group-finder src="groups.csv"><p>Ring us on 0113 496 0100.</p></group-finder>';
    const { page } = await open(`${fallback}${script('/dist/cdn/group-finder.js')}`, { context: { javaScriptEnabled: false } });
    assert.ok(await page.getByText('Ring us').isVisible());
    const { page: second } = await open(`${fallback}${script('/dist/cdn/group-finder.js')}`);
    await second.locator('[part=group]').first().waitFor();
    assert.equal(await second.getByText('Ring us').isVisible(), false);
  });

  it('keeps what the page says in a browser that cannot make style sheets', async () => {
    const old = '<script>window.CSSStyleSheet = class { constructor() { throw new TypeError("Illegal constructor"); } }</script>';
    const { page } = await open(`${old}<group-finder src="groups.csv"><p>Ring us on 0113 496 0100.</p></group-finder>`);
    const failed = page.waitForEvent('pageerror');
    await page.addScriptTag({ type: 'module', url: '/dist/cdn/group-finder.js' });
    await failed;
    assert.ok(await page.getByText('Ring us').isVisible());
    assert.equal(await page.evaluate(() => customElements.get('group-finder')), undefined);
  });

  it('leaves title, address, focus and scroll to the page', async () => {
    const { page } = await open(`<button>First</button><div style="height: 3000px"></div>${finder}${script('/dist/cdn/group-finder.js')}`);
    const state = () => page.evaluate(() => ({ title: document.title, address: location.href, focus: document.activeElement?.localName, scroll: scrollY, history: history.length }));
    await page.getByRole('button', { name: 'First' }).focus();
    const before = await state();
    await page.locator('[part=group]').first().waitFor({ state: 'attached' });
    await page.waitForTimeout(300);
    assert.deepEqual(await state(), before);
  });

  it('is not dressed by the page, and does not dress it', async () => {
    const hostile = '<style>* { color: rgb(255, 0, 0) !important; font-size: 40px } button { display: none } .groups { opacity: 0 }</style>';
    const { page } = await open(`${hostile}<p id="own">Own</p>${finder}${script('/dist/cdn/group-finder.js')}`);
    await page.locator('[part=group]').first().waitFor({ state: 'attached' });
    const seen = await page.evaluate(() => {
      const shadow = document.querySelector('group-finder')!.shadowRoot!;
      return {
        button: getComputedStyle(shadow.querySelector('[part=name]')!).display,
        list: getComputedStyle(shadow.querySelector('.groups')!).opacity,
        own: getComputedStyle(document.querySelector('#own')!).fontSize,
      };
    });
    assert.notEqual(seen.button, 'none');
    assert.equal(seen.list, '1');
    assert.equal(seen.own, '40px');
  });
});
