/**
 * Measures `<moderation-desk>` on a busy day, in memory and before a server on SQLite, beside a bare list page. See ../README.md.
 *
 *   node bench/desk/run.mjs [--stories 5000] [--cpu 1,4] [--runs 3] [--json]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { serve } from '../../scripts/serve.mjs';
import { findBuild, launch } from '../finder/lab.mjs';
import { servedBy } from './server.mjs';
import { waitingStories } from './stories.mjs';

const { values } = parseArgs({ options: { stories: { type: 'string', default: '5000' }, cpu: { type: 'string', default: '1,4' }, runs: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } } });
const count = Number(values.stories);
const runs = Number(values.runs);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const rest = (ms) => new Promise((done) => setTimeout(done, ms));
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** Runs inside the page, before anything else. */
function clock() {
  const bench = (window.bench = { tasks: [], frames: [] });
  new PerformanceObserver((entries) => bench.tasks.push(...entries.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: true });
  let last;
  const frame = (now) => {
    if (last !== undefined) bench.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const roots = [document];
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    roots.push(root);
    return root;
  };
  const all = (selector) => roots.filter((root) => root === document || root.host.isConnected).flatMap((root) => [...root.querySelectorAll(selector)]);
  bench.rows = () => all('.queue .row, ul:not(.rows) > li > button').length;
  bench.last = () => all('.queue .row, ul:not(.rows) > li > button').at(-1)?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  bench.field = () => all('input[type=search]')[0].focus();
  bench.nodes = () => {
    let nodes = 0;
    for (const root of roots.filter((each) => each === document || each.host.isConnected)) for (const walker = document.createTreeWalker(root); walker.nextNode(); ) nodes += 1;
    return nodes;
  };
  /** Until rows read so, painted. */
  bench.reads = (rows) =>
    new Promise((done) => {
      const from = performance.now();
      const look = () => {
        if (bench.rows() === rows || performance.now() - from > 20_000) requestAnimationFrame(() => setTimeout(() => done(performance.now())));
        else requestAnimationFrame(look);
      };
      look();
    });
  /** What was measured since it was asked last. */
  bench.since = () => {
    const { tasks, frames } = bench;
    [bench.tasks, bench.frames] = [[], []];
    return { longest: Math.max(0, ...tasks), slow: frames.filter((each) => each > 50).length, worst: Math.max(0, ...frames) };
  };
}

async function measure(browser, { address }, cpu) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, locale: 'en-GB' });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  await page.addInitScript(clock);
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.bench?.rows() >= 20, null, { timeout: 60_000 });
  const first = await page.evaluate(() => performance.now());
  await rest(2000 * cpu);
  await page.evaluate(() => bench.since());
  // Down to the end, as a wheel goes that is turned without a pause.
  await page.mouse.move(400, 500);
  const last = stories.at(-1).topics[0];
  for (let still = 0, tries = 0; still < 10 && tries < 2000; tries += 1) {
    await page.mouse.wheel(0, 3000);
    await rest(16);
    const down = await page.evaluate(() => scrollY + innerHeight >= document.documentElement.scrollHeight - 5);
    still = down ? still + 1 : 0;
    if (down) await rest(50);
  }
  await rest(200);
  const { rows, end } = await page.evaluate(() => ({ rows: bench.rows(), end: bench.last() }));
  if (!end.includes(last)) errors.push(`the end was not reached: ${end}`);
  const scroll = await page.evaluate(() => bench.since());
  const nodes = await page.evaluate(() => bench.nodes());
  // Words that stand in few, letter by letter, and taken away again.
  await page.evaluate(() => (bench.field(), bench.since()));
  for (const letter of '4990. morn') {
    await page.keyboard.press(letter);
    await rest(80);
  }
  await page.evaluate(() => bench.reads(1));
  const left = await page.evaluate(() => bench.rows());
  if (left !== 1) errors.push(`the one with these words was not found: ${left} rows`);
  const filter = await page.evaluate(() => bench.since());
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await rest(500);
  const cleared = await page.evaluate(() => bench.since());
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  await context.close();
  return { first, rows, scrollLongest: scroll.longest, scrollSlow: scroll.slow, scrollWorst: scroll.worst, filterLongest: Math.max(filter.longest, cleared.longest), filterSlow: filter.slow + cleared.slow, filterWorst: Math.max(filter.worst, cleared.worst), nodes, heap: usedSize, errors };
}

const labels = {
  first: 'first rows, ms', rows: 'rows in the page at the end', scrollLongest: 'scrolling: longest task, ms', scrollSlow: '  frames over 50 ms', scrollWorst: '  longest frame, ms',
  filterLongest: 'filtering: longest task, ms', filterSlow: '  frames over 50 ms', filterWorst: '  longest frame, ms', nodes: 'nodes at the end', heap: 'heap, MB',
};

function print(cpu, results) {
  const names = Object.keys(results);
  console.log(`\n${count.toLocaleString('en')} wait, CPU ${cpu === 1 ? 'as it is' : `slowed ${cpu} times`}, ${runs} runs`);
  console.log(['', ...names, ...names.slice(1).map((name) => `${name}/bare`)].map((cell, i) => (i ? cell.padStart(13) : cell.padEnd(30))).join(''));
  for (const [what, label] of Object.entries(labels)) {
    const value = (name) => median(results[name].map((one) => one[what]));
    const show = (each) => (what === 'heap' ? (each / 1e6).toFixed(1) : String(Math.round(each)));
    const shares = names.slice(1).map((name) => (value('bare') ? (value(name) / value('bare')).toFixed(2) : '-'));
    console.log([label, ...names.map((name) => show(value(name))), ...shares].map((cell, i) => (i ? cell.padStart(13) : cell.padEnd(30))).join(''));
  }
  for (const name of names) for (const error of new Set(results[name].flatMap(({ errors }) => errors))) console.log(`${name}: ${error}`);
}

const dist = findBuild();
const folder = mkdtempSync(join(tmpdir(), 'bench-desk-'));
const stories = waitingStories(count, Date.now());
const { service, close } = await servedBy(join(folder, 'bench.sqlite'), stories);

/** A page's own script, from a folder. */
async function site(name, script) {
  if (script === undefined) return serve({ '/': here('bare') }, { services: { '/peer/': service } });
  const { outputFiles } = await build({ stdin: { contents: script, resolveDir: dist }, bundle: true, minify: true, format: 'esm', target: 'es2022', write: false });
  const body = outputFiles[0].text;
  const page = (_, response) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(body);
  return serve({ '/': here('ours'), '/cdn/': join(dist, 'cdn') }, { services: { '/peer/': service, '/page.js': page } });
}

const inMemory = `
  import { memoryAdapter } from './adapters/memory.js';
  import { waitingStories } from ${JSON.stringify(here('stories.mjs'))};
  const place = memoryAdapter({ records: { sendings: waitingStories(${count}, Date.now()) }, settings: undefined });
  const credential = { kind: 'staff', token: 'fay' };
  const as = (call) => (call.credential ? call : { ...call, credential });
  const provider = document.querySelector('peer-support');
  provider.space = 'default';
  provider.adapter = new Proxy(place, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      return typeof value !== 'function' ? value : ['list', 'get', 'create', 'update', 'remove', 'watch'].includes(name) ? (...said) => value.call(target, ...said.slice(0, -1), as(said.at(-1))) : value.bind(target);
    },
  });`;
const http = `Object.assign(document.querySelector('peer-support'), { getToken: () => 'token-of-fay', adapter: 'http' });`;

const sites = { bare: await site('bare'), memory: await site('memory', inMemory), http: await site('http', http) };
const browser = await launch();
const report = [];
try {
  for (const cpu of values.cpu.split(',').map(Number)) {
    const results = Object.fromEntries(Object.keys(sites).map((name) => [name, []]));
    // Interleaved, so that a busy minute of the machine troubles all of them.
    for (let run = 0; run < runs; run += 1) for (const name of Object.keys(sites)) results[name].push(await measure(browser, sites[name], cpu));
    report.push({ cpu, results });
    if (!values.json) print(cpu, results);
  }
} finally {
  await browser.close();
  await Promise.all(Object.values(sites).map((each) => each.close()));
  await close();
  rmSync(folder, { recursive: true, force: true });
}
if (values.json) console.log(JSON.stringify(report, null, 2));
