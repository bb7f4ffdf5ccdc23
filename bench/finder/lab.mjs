/** What the benches of the finder have in common: the contenders, a browser, and the clock inside the page. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { chromiumArgs, findChromium } from '../../scripts/browsers.mjs';
import { serve } from './serve.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const built = fileURLToPath(new URL('../../dist/', import.meta.url));

/** How a contender's page is read: its rows and its field (CSS, also inside open shadow roots), and how many rows make a first list. */
const own = { rows: '[part~="group"]', field: 'input[type="search"]', first: 50 };
const bare = { rows: 'ul > li', field: 'input[type="search"]', first: 50 };
const peer = { rows: 'tbody tr, [role="listitem"], article, li', field: 'input[type="search"], input[type="text"]', first: 20 };

/** The built library to measure. */
export function findBuild(folder = built) {
  if (existsSync(join(folder, 'cdn/group-finder.js'))) return resolve(folder);
  console.error(`There is no cdn/group-finder.js in ${folder}. Run \`npm run build\` first.`);
  process.exit(2);
}

/**
 * The contenders, each a site of its own.
 * @param {Record<string, string>} feeds - `/feed.json` and so on, the same for all. May be changed between runs.
 */
export async function contenders(dist, feeds, peers = []) {
  const { outputFiles } = await build({
    entryPoints: [join(here, 'bare/page.mjs')],
    alias: { 'peer-support-elements/schedule': join(dist, 'domain/schedule.js') },
    bundle: true, minify: true, format: 'esm', target: 'es2022', write: false,
  });
  feeds['/page.js'] = outputFiles[0].text;
  const sites = [
    { name: 'bare', ...bare, site: await serve({ '/': join(here, 'bare') }, feeds) },
    { name: 'ours', ...own, site: await serve({ '/': join(here, 'ours'), '/cdn/': join(dist, 'cdn') }, feeds) },
  ];
  for (const each of peers) {
    const [name, folder] = each.split('=');
    if (!folder || !existsSync(join(folder, 'index.html'))) throw new Error(`--peer ${each}: NAME=FOLDER, with an index.html in FOLDER`);
    const settings = join(folder, 'bench.json');
    const more = existsSync(settings) ? JSON.parse(readFileSync(settings, 'utf8')) : {};
    sites.push({ name, ...peer, ...more, site: await serve({ '/': resolve(folder) }, feeds) });
  }
  return sites;
}

export async function launch() {
  const { path, env, from } = await findChromium();
  const browser = await chromium.launch({
    executablePath: path,
    // The packaged browser is the old headless shell, which has no `--headless=new`.
    args: [...chromiumArgs, ...(from === 'package' ? ['--headless'] : [])],
    env: { ...process.env, ...env },
  });
  return browser;
}

/** A fresh page with nothing cached, slowed down `cpu` times, with our clock in it. */
export async function openPage(browser, contender, { cpu = 1, network } = {}) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, locale: 'en-GB', timezoneId: 'Europe/London' });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  // In time of the page's own thread: it does not count what else the machine is doing.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  if (network) {
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', { offline: false, ...network });
  }
  await page.addInitScript(clock, { rows: contender.rows, field: contender.field });
  return { page, cdp, errors, close: () => context.close() };
}

/** Runs inside the page, before anything else. Times are milliseconds since navigation. */
function clock({ rows, field }) {
  const bench = (window.bench = { longest: 0, shift: 0 });
  new PerformanceObserver((entries) => {
    for (const { duration } of entries.getEntries()) bench.longest = Math.max(bench.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((entries) => {
    for (const { value, hadRecentInput } of entries.getEntries()) if (!hadRecentInput) bench.shift += value;
  }).observe({ type: 'layout-shift', buffered: true });

  // Every root is known from its beginning, so that nothing has to be looked for while a page is being measured.
  const roots = [document];
  let home;
  let onChange = () => {};
  const observer = new MutationObserver(() => onChange());
  observer.observe(document, { subtree: true, childList: true });
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    roots.push(root);
    observer.observe(root, { subtree: true, childList: true });
    return root;
  };
  const rowsNow = () => {
    if (!home?.isConnected || !home.querySelector(rows)) home = roots.find((root) => root.querySelector(rows)) ?? home;
    return home ? home.querySelectorAll(rows) : [];
  };
  const frame = () => new Promise(requestAnimationFrame);
  // After a frame's callbacks the page is laid out and painted; a message comes next.
  const painted = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(0);
  });
  const textOf = (row) => row.textContent;
  const picture = () => Array.from(rowsNow(), textOf).join('|').replace(/\s+/g, ' ');

  /** When at least `count` rows were painted. */
  bench.first = async (count) => {
    await new Promise((done, fail) => {
      setTimeout(() => fail(new Error(`no ${count} rows after a minute`)), 60000);
      onChange = () => rowsNow().length >= count && done();
      onChange();
    });
    onChange = () => {};
    await frame();
    return painted();
  };

  /** Waits for a key, and for the list to read differently after it: changed in the document, and painted. */
  bench.watchKey = () => {
    const before = picture();
    bench.key = new Promise((done) => {
      let start;
      let changedAt = 0;
      const observer = new MutationObserver(() => (changedAt = performance.now()));
      observer.observe(home, { subtree: true, childList: true, characterData: true, attributes: true });
      window.addEventListener('keydown', (event) => (start = event.timeStamp), { once: true, capture: true });
      const look = async () => {
        const now = await painted();
        if (start !== undefined && changedAt) {
          // Reading the rows is our work, not the page's: it comes after the picture.
          const changed = changedAt;
          changedAt = 0;
          if (picture() !== before) {
            observer.disconnect();
            return done({ changed: changed - start, painted: now - start });
          }
        }
        if (now - start > 2500) {
          observer.disconnect();
          return done();
        }
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  };

  bench.focus = () => {
    const found = roots.map((root) => root.querySelector(field)).find(Boolean);
    if (!found) throw new Error(`no field ${field}`);
    found.focus();
  };

  /** All nodes of the page: elements, texts and comments, also in open shadow roots. */
  bench.nodes = () => {
    let count = 0;
    for (const root of roots.filter((each) => each.isConnected)) {
      const walker = document.createTreeWalker(root);
      do count++;
      while (walker.nextNode());
    }
    return count;
  };
}
