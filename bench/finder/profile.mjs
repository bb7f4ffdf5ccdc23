/**
 * Where the time goes until the first list, and from the first letter to its list: own time by function, from an
 * unminified bundle, CPU slowed 4 times.
 *
 *   node bench/finder/profile.mjs [SIZE] [--dist FOLDER] [--cpu 4] [--what list|letter] [--bare]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { meetings } from './groups.mjs';
import { contenders, findBuild, launch, openPage } from './lab.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dist: { type: 'string' },
    cpu: { type: 'string', default: '4' },
    what: { type: 'string', default: 'list' },
    bare: { type: 'boolean', default: false },
  },
});
const dist = findBuild(options.dist);
const feeds = { '/feed.json': JSON.stringify(meetings(Number(positionals[0] ?? 10000))) };
const sites = await contenders(dist, feeds);
const site = sites[options.bare ? 0 : 1];
const { outputFiles } = await build({
  entryPoints: [join(dist, 'elements/group-finder/define.js')],
  bundle: true, splitting: true, format: 'esm', target: 'es2022', write: false, outdir: '/cdn',
});
for (const { path, text } of outputFiles) feeds[path.endsWith('define.js') ? '/cdn/group-finder.js' : path] = text;

const browser = await launch();
try {
  const { page, cdp } = await openPage(browser, site, { cpu: Number(options.cpu) });
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: 500 });
  await cdp.send('Profiler.start');
  await page.goto(site.site.origin, { waitUntil: 'commit' });
  console.log(`first list after ${Math.round(await page.evaluate((count) => bench.first(count), site.first))} ms`);
  if (options.what === 'letter') {
    await page.evaluate(() => bench.focus());
    await cdp.send('Profiler.stop');
    await cdp.send('Profiler.start');
    await page.evaluate(() => bench.watchKey());
    await page.keyboard.press('g');
    console.log(await page.evaluate(() => bench.key));
  }
  const { profile } = await cdp.send('Profiler.stop');
  print(profile);
} finally {
  await browser.close();
  await Promise.all(sites.map(({ site: each }) => each.close()));
}

function print({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const nameOf = ({ callFrame: { functionName, url, lineNumber } }) =>
    `${functionName || '(anonymous)'}${url ? ` ${url.split('/').at(-1)}:${lineNumber + 1}` : ''}`;
  const own = new Map();
  const whole = new Map();
  samples.forEach((id, i) => {
    const ms = timeDeltas[i] / 1000;
    const name = nameOf(byId.get(id));
    own.set(name, (own.get(name) ?? 0) + ms);
    const seen = new Set();
    for (let at = id; at; at = parents.get(at)) seen.add(nameOf(byId.get(at)));
    for (const each of seen) whole.set(each, (whole.get(each) ?? 0) + ms);
  });
  const top = (map) => [...map].sort((a, b) => b[1] - a[1]).slice(0, 40).map(([name, ms]) => `${ms.toFixed(1).padStart(9)} ms  ${name}`).join('\n');
  console.log(`\nown time\n${top(own)}\n\nwith what they call\n${top(whole)}`);
}
