/**
 * How long a visitor on a slow line waits for the first group: the same list as one JSON document, and in lines that
 * are read as they arrive. The line has a latency of 150 ms and carries 1.6 Mbit/s.
 *
 *   node bench/finder/stream.mjs [SIZE] [--runs 3] [--cpu 4] [--dist FOLDER] [--json]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { lines, meetings } from './groups.mjs';
import { contenders, findBuild, launch, openPage } from './lab.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '3' },
    cpu: { type: 'string', default: '1' },
    dist: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const size = Number(positionals[0] ?? 10000);
const dist = findBuild(options.dist);
const { readGroups } = await import(pathToFileURL(join(dist, 'feeds/index.js')).href);
const feeds = { '/feed.json': JSON.stringify(meetings(size)), '/feed.ndjson': lines(size, readGroups) };
const [bare, ours] = await contenders(dist, feeds);
const pages = [
  { ...bare, name: 'bare page, JSON', path: '/', feed: '/feed.json' },
  { ...ours, name: 'ours, JSON', path: '/', feed: '/feed.json' },
  { ...ours, name: 'ours, lines', path: '/lines.html', feed: '/feed.ndjson' },
];
const network = { latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };

const browser = await launch();
const results = pages.map(({ name, feed }) => ({ name, bytes: gzipSync(feeds[feed]).length, firstGroup: [], firstList: [] }));
try {
  for (let run = 0; run < Number(options.runs); run++) {
    for (const [i, contender] of pages.entries()) {
      const { page, close } = await openPage(browser, contender, { cpu: Number(options.cpu), network });
      await page.goto(contender.site.origin + contender.path, { waitUntil: 'commit' });
      results[i].firstGroup.push(await page.evaluate(() => bench.first(1)));
      results[i].firstList.push(await page.evaluate((count) => bench.first(count), contender.first));
      await close();
    }
  }
} finally {
  await browser.close();
  await Promise.all([bare, ours].map(({ site }) => site.close()));
}
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const report = results.map(({ name, bytes, firstGroup, firstList }) => ({ name, bytes, firstGroup: median(firstGroup), firstList: median(firstList) }));
if (options.json) console.log(JSON.stringify({ size, runs: Number(options.runs), cpu: Number(options.cpu), report }, null, 2));
else {
  console.log(`${size.toLocaleString('en')} groups, 150 ms latency, 1.6 Mbit/s, CPU ÷ ${options.cpu}, ${options.runs} runs`);
  console.log(`${''.padEnd(18)}${'list, KB gzip'.padStart(16)}${'first group, ms'.padStart(18)}${'first 50, ms'.padStart(16)}`);
  for (const { name, bytes, firstGroup, firstList } of report) {
    console.log(`${name.padEnd(18)}${(bytes / 1000).toFixed(0).padStart(16)}${firstGroup.toFixed(0).padStart(18)}${firstList.toFixed(0).padStart(16)}`);
  }
}
