/**
 * Measures `<group-finder>` beside a bare page and, if asked, beside other finders. See ../README.md.
 *
 *   node bench/finder/run.mjs [--quick] [--sizes 1000,10000,30000] [--cpu 1,4] [--runs 5] [--json]
 *                             [--dist FOLDER] [--peer NAME=FOLDER]…
 */
import { parseArgs } from 'node:util';
import { meetings } from './groups.mjs';
import { contenders, findBuild, launch, openPage } from './lab.mjs';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    sizes: { type: 'string' },
    cpu: { type: 'string', default: '1,4' },
    runs: { type: 'string' },
    json: { type: 'boolean', default: false },
    dist: { type: 'string' },
    peer: { type: 'string', multiple: true, default: [] },
  },
});
const numbers = (text) => text.split(',').map(Number);
const sizes = numbers(options.sizes ?? (options.quick ? '1000,10000' : '1000,10000,30000'));
const runs = Number(options.runs ?? (options.quick ? 2 : 5));

const WORDS = ['grief', 'walk', 'stroke', 'garden', 'carers', 'hearing', 'quiet', 'panic', 'library', 'mothers', 'bipolar'];
const rest = (ms) => new Promise((done) => setTimeout(done, ms));
const sorted = (list) => list.filter((n) => n !== undefined).sort((a, b) => a - b);
const quantile = (list, q) => {
  const all = sorted(list);
  return all[Math.min(all.length - 1, Math.floor(all.length * q))];
};
const median = (list) => quantile(list, 0.5);

/** What the page's thread has done so far, in milliseconds of its own time. */
async function workOf(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
}

/** Types a word into the focused field and clears it again. Gives what was measured of each letter. */
async function type({ page, cdp }, word, cpu) {
  const keys = [];
  for (const letter of word) {
    await page.evaluate(() => bench.watchKey());
    const before = await workOf(cdp);
    await page.keyboard.press(letter);
    const key = (await page.evaluate(() => bench.key)) ?? {};
    keys.push({ ...key, work: key.painted && (await workOf(cdp)) - before });
    await rest(120);
  }
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await rest(cpu * 250);
  return keys;
}

/** Words of which every letter changes the first page of both lists, so that a change can be waited for. */
async function tellingWords(browser, contenders) {
  let words = WORDS;
  for (const contender of contenders) {
    const { page, cdp, close } = await openPage(browser, contender);
    await page.goto(contender.site.origin);
    await page.evaluate((count) => bench.first(count), contender.first);
    await page.evaluate(() => bench.focus());
    const telling = [];
    for (const word of words) {
      const keys = await type({ page, cdp }, word, 1);
      if (keys.every(({ painted }) => painted)) telling.push(word);
      if (contender === contenders.at(-1) && telling.length === 3) break;
    }
    words = telling;
    await close();
  }
  if (!words.length) throw new Error('Found no word of which every letter changes the list.');
  return words;
}

async function measure(browser, contender, words, cpu) {
  const { page, cdp, errors, close } = await openPage(browser, contender, { cpu });
  await page.goto(contender.site.origin, { waitUntil: 'commit' });
  const first = await page.evaluate((count) => bench.first(count), contender.first);
  const work = await workOf(cdp);
  await page.evaluate(() => bench.focus());
  // A long list is still being read; and then it is there.
  const early = await type({ page, cdp }, words[0], cpu);
  await rest(cpu * 1000);
  const keys = [];
  for (const word of words) keys.push(...(await type({ page, cdp }, word, cpu)));
  await rest(500);
  const { longest, shift } = await page.evaluate(() => ({ longest: bench.longest, shift: bench.shift }));
  const nodes = await page.evaluate(() => bench.nodes());
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await cdp.send('Runtime.getHeapUsage');
  await close();
  return { first, work, early, keys, longest, shift, nodes, heap: usedSize + backingStorageSize, errors };
}

function summary(all) {
  const keys = all.flatMap((one) => one.keys);
  const painted = keys.map((key) => key.painted);
  const early = all.flatMap((one) => one.early.map((key) => key.painted));
  return {
    first: median(all.map((one) => one.first)),
    work: median(all.map((one) => one.work)),
    letter: median(painted),
    letterP95: quantile(painted, 0.95),
    letterWork: median(keys.map((key) => key.work)),
    letterChanged: median(keys.map((key) => key.changed)),
    firstLetter: median(all.map((one) => one.early[0].painted)),
    firstLetterP95: quantile(all.map((one) => one.early[0].painted), 0.95),
    early: median(early),
    earlyP95: quantile(early, 0.95),
    unanswered: [...painted, ...early].filter((ms) => ms === undefined).length,
    longest: median(all.map((one) => one.longest)),
    heap: median(all.map((one) => one.heap)),
    nodes: Math.max(...all.map((one) => one.nodes)),
    shift: Math.max(...all.map((one) => one.shift)),
    errors: [...new Set(all.flatMap((one) => one.errors))],
  };
}

/** What the finder promises, as a share of the bare page (`times`) or as a number (`most`). */
function aims(size, cpu) {
  const list = [
    { what: 'first', times: size > 10000 ? 1.6 : 1.4 },
    { what: 'letter', times: 1.1 },
    { what: 'firstLetter', times: 1.1 },
    { what: 'heap', times: 1.5 },
    { what: 'nodes', most: 2000 },
    { what: 'shift', most: 0.02 },
  ];
  if (size === 10000) list.push({ what: 'letterP95', most: cpu > 1 ? 100 : 50 }, { what: 'firstLetterP95', most: cpu > 1 ? 100 : 50 });
  // 200 ms where the bare page takes 167.
  if (size === 10000 && cpu === 4) list.push({ what: 'longest', times: 1.2 });
  return list;
}

const labels = {
  first: 'first list, ms', work: '  work of the main thread, ms', letter: 'letter → list, ms', letterP95: '  95 of 100', letterWork: '  work of the main thread, ms', letterChanged: '  until changed, not painted', firstLetter: 'first letter, ms',
  firstLetterP95: '  95 of 100', early: 'letters right after it, ms', earlyP95: '  95 of 100', unanswered: 'letters without a change', longest: 'longest task, ms (0: under 50)', heap: 'heap, MB', nodes: 'nodes', shift: 'layout shift',
};
const show = (what, value) =>
  value === undefined ? '-' : what === 'heap' ? (value / 1e6).toFixed(1) : what === 'shift' ? value.toFixed(4) : String(Math.round(value));

function print({ size, cpu, results }) {
  const names = Object.keys(results);
  console.log(`\n${size.toLocaleString('en')} groups, CPU ${cpu === 1 ? 'as it is' : `slowed ${cpu} times`}, ${runs} runs`);
  console.log(['', ...names, 'ours/bare', 'aim'].map((cell, i) => (i ? cell.padStart(11) : cell.padEnd(32))).join(''));
  for (const [what, label] of Object.entries(labels)) {
    const aim = aims(size, cpu).find((each) => each.what === what);
    const { bare, ours } = results;
    const ratio = ours[what] / bare[what];
    const met = aim && (aim.times ? ratio <= aim.times : ours[what] <= aim.most);
    const cells = [label, ...names.map((name) => show(what, results[name][what])), Number.isFinite(ratio) ? ratio.toFixed(2) : '',
      aim ? `${aim.times ? `${aim.times}×` : aim.most} ${met ? 'met' : 'MISSED'}` : ''];
    console.log(cells.map((cell, i) => (i ? cell.padStart(11) : cell.padEnd(32))).join(''));
  }
  for (const name of names) for (const error of results[name].errors) console.log(`${name}: ${error}`);
}

const feeds = {};
const sites = await contenders(findBuild(options.dist), feeds, options.peer);
const browser = await launch();
const report = [];
try {
  for (const size of sizes) {
    feeds['/feed.json'] = JSON.stringify(meetings(size));
    const words = await tellingWords(browser, sites.slice(0, 2));
    for (const cpu of numbers(options.cpu)) {
      const all = Object.fromEntries(sites.map(({ name }) => [name, []]));
      // Interleaved, so that a busy minute of the machine troubles all of them.
      for (let run = 0; run < runs; run++) {
        for (const contender of sites) all[contender.name].push(await measure(browser, contender, words, cpu));
      }
      const entry = { size, cpu, words, results: Object.fromEntries(Object.entries(all).map(([name, list]) => [name, summary(list)])) };
      report.push(entry);
      if (!options.json) print(entry);
    }
  }
} finally {
  await browser.close();
  await Promise.all(sites.map(({ site }) => site.close()));
}
if (options.json) console.log(JSON.stringify(report, null, 2));
