/**
 * How soon a story that somebody takes is marked at another desk, before another server on the same PostgreSQL. See ../README.md.
 *
 *   node bench/desk/live.mjs [--rounds 20]
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { serve } from '../../scripts/serve.mjs';
import { startPostgres } from '../../server/test/support/postgres.ts';
import { launch } from '../finder/lab.mjs';
import { servedBy } from './server.mjs';
import { waitingStories } from './stories.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } });
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

async function deskOf(browser, database, stories, name) {
  const { service, close } = await servedBy(database, stories);
  const script = `Object.assign(document.querySelector('peer-support'), { getToken: () => 'token-of-${name}', adapter: 'http' });`;
  const site = await serve({ '/': here('ours'), '/cdn/': here('../../dist/cdn') }, { services: { '/peer/': service, '/page.js': (_, response) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(script) } });
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' })).newPage();
  await page.goto(site.address);
  const row = page.locator('moderation-desk .queue .row button').first();
  await row.waitFor();
  return { page, row, opened: page.locator('moderation-desk .opened'), close: async () => (await site.close(), close()) };
}

const postgres = await startPostgres();
const browser = await launch();
const database = await postgres.database();
const one = await deskOf(browser, database, waitingStories(5, Date.now()), 'fay');
const other = await deskOf(browser, database, [], 'sam');
const took = [];
try {
  // Both are there, and have begun to listen.
  await new Promise((done) => setTimeout(done, 2000));
  const mark = other.row.getByText('Somebody else reads this');
  for (let round = 0; round < Number(values.rounds); round += 1) {
    await one.row.click();
    const from = Date.now();
    await Promise.all([mark.waitFor(), one.opened.getByRole('button', { name: 'Take it' }).click()]);
    took.push(Date.now() - from);
    await one.opened.getByRole('button', { name: 'Pass it on' }).click();
    await mark.waitFor({ state: 'detached' });
  }
} finally {
  await browser.close();
  await Promise.all([one.close(), other.close()]);
  await postgres.stop();
}
took.sort((a, b) => a - b);
console.log(`From the press of “Take it” until the other desk says so, ${took.length} times: median ${took[Math.floor(took.length / 2)]} ms, longest ${took.at(-1)} ms`);
