// Opens every story as it is published, in English and in Arabic, and fails on anything in the console, a failed
// request, a request to a third party, or a violation that axe finds: in English by light, then by dark.
//   node scripts/test-stories.mjs [--built] [words of a story's id…]
// A story that shows a failure names the requests that fail: `parameters: { failing: ['/nowhere.csv'] }`.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium, quiet, watch } from './chromium.mjs';
import { bin, root, run } from './run.mjs';
import { serve } from './serve.mjs';
import { tell } from './tally.mjs';

const { values, positionals } = parseArgs({ options: { built: { type: 'boolean' } }, allowPositionals: true });
const folder = join(root, 'storybook-static');
const languages = ['en', 'ar'];
// The panel of the a11y addon would look through each story by itself, before we do.
const asking = (language) => `language:${language};a11y.manual:!true`;
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Rules about a whole page; a story is a part of one.
const wholePage = ['bypass', 'landmark-one-main', 'page-has-heading-one', 'region'];
const axeFolder = dirname(createRequire(import.meta.url).resolve('axe-core/axe.min.js'));

if (!values.built || !existsSync(folder)) {
  if (!existsSync(join(root, 'dist/custom-elements.json'))) await run('Manifest', bin('cem'), ['analyze', '--quiet']);
  await run('Storybook', bin('storybook'), ['build', '--quiet', '--disable-telemetry', '--loglevel', 'warn', '-o', folder]);
}

const { entries } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
const asked = Object.values(entries).filter(({ id }) => positionals.every((word) => id.includes(word)));
const stories = asked.filter(({ type }) => type === 'story');
const docs = asked.filter(({ type }) => type === 'docs');
if (!stories.length) throw new Error('There is no such story.');

/** Runs in the page: waits until the story is shown and played, and says how that ended. */
async function shown() {
  const channel = () => globalThis.__STORYBOOK_ADDONS_CHANNEL__;
  const last = (name) => channel()?.last(name)?.[0];
  for (let tries = 0; tries < 600; tries += 1) {
    const failed = ['storyThrewException', 'playFunctionThrewException', 'storyErrored', 'storyMissing'].find((name) => last(name));
    if (failed) return `${failed}: ${last(failed)?.message ?? ''}`;
    if (last('docsRendered')) return undefined;
    if (last('storyFinished')) return last('storyFinished').status === 'error' ? 'the story failed' : undefined;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return 'the story was not shown within 15 seconds';
}

/** Runs in the page, once fonts are there and animations have ended. */
async function inspect({ tags, wholePage }) {
  const still = () => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {})));
  await Promise.race([Promise.all([document.fonts.ready, still()]), new Promise((resolve) => setTimeout(resolve, 2000))]);
  const unknown = [...document.querySelectorAll('#storybook-root :not(:defined)')].map(({ localName }) => `<${localName}> is not registered`);
  const { violations } = await globalThis.axe.run(document.querySelector('#storybook-root'), {
    runOnly: { type: 'tag', values: tags },
    rules: Object.fromEntries(wholePage.map((rule) => [rule, { enabled: false }])),
    resultTypes: ['violations'],
  });
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `axe ${id}: ${help}\n      ${target.flat().join(' ')}\n      ${failureSummary?.replaceAll('\n', '\n      ')}`));
  return [...new Set(unknown), ...found];
}

async function complaintsOf(context, address, { id, type }, language) {
  const page = await context.newPage();
  let failing = [];
  const complaints = await watch(page, address, { expected: (url) => failing.some((end) => url.endsWith(end)) });
  // Before the story's first request: what it lets fail stands in its parameters.
  await page.exposeFunction('__failing', (ends) => void (failing = ends));
  await page.addInitScript(() => {
    const wait = setInterval(() => {
      const channel = globalThis.__STORYBOOK_ADDONS_CHANNEL__;
      if (!channel) return;
      clearInterval(wait);
      channel.on('storyPrepared', ({ parameters }) => globalThis.__failing(parameters.failing ?? []));
    }, 1);
  });
  try {
    await page.goto(`${address}iframe.html?id=${id}&viewMode=${type}&globals=${asking(language)}`);
    const failed = await page.evaluate(shown);
    if (failed) complaints.push(failed);
    await quiet(page);
    // A page of documentation is Storybook's own, around our stories.
    if (type === 'docs') return complaints;
    await page.addScriptTag({ url: `${address}axe/axe.min.js` });
    complaints.push(...(await page.evaluate(inspect, { tags, wholePage })));
    if (language !== 'en') return complaints;
    // As the decorator of the stories does it: nothing else makes a story dark.
    await page.evaluate(() => void (document.documentElement.style.colorScheme = 'dark'));
    const dark = await page.evaluate(inspect, { tags, wholePage });
    complaints.push(...dark.filter((each) => !complaints.includes(each)).map((each) => `in the dark: ${each}`));
  } catch (error) {
    complaints.push(String(error));
  } finally {
    await page.close();
  }
  return complaints;
}

const { address, close } = await serve({ '/axe/': axeFolder, '/': folder });
const browser = await launchChromium();
// Colours do not glide: the dark is there at once.
const context = await browser.newContext({ viewport: { width: 1024, height: 900 }, reducedMotion: 'reduce' });
const work = [...stories.flatMap((story) => languages.map((language) => [story, language])), ...docs.map((page) => [page, languages[0]])];
const count = { passed: 0, failed: 0, failures: [] };

async function worker() {
  for (let next = work.shift(); next; next = work.shift()) {
    const [entry, language] = next;
    const complaints = await complaintsOf(context, address, entry, language);
    count[complaints.length ? 'failed' : 'passed'] += 1;
    if (!complaints.length) continue;
    const told = `${entry.id}, ${language}\n${complaints.map((each) => `    ${each}`).join('\n')}`;
    console.log(`\nnot ok: ${told}`);
    count.failures.push(told);
  }
}

// A page waits now and then: three keep two processors at work.
await Promise.all([worker(), worker(), worker()]);
await browser.close();
await close();
console.log(`\n${stories.length} stories, each in ${languages.join(', ')}, light and dark; ${docs.length} pages of documentation`);
console.log(`${count.passed} passed, ${count.failed} failed`);
tell(count);
process.exitCode = count.failed ? 1 : 0;
