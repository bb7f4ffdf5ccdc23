/**
 * How soon a check-in is seen by another member, and gone from their screen once it is taken back, before two servers on one
 * PostgreSQL. See ../README.md.
 *
 *   node bench/circle/live.mjs [--rounds 20]
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { credentialHash, newId, seedRow } from '../../dist/backend/index.js';
import { serve } from '../../scripts/serve.mjs';
import { startPostgres } from '../../server/test/support/postgres.ts';
import { served, space } from '../desk/server.mjs';
import { launch } from '../finder/lab.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } });
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const group = 'circle';

async function memberAt(browser, database, name) {
  // A member by the data: nobody has to be invited.
  const membership = { id: newId(), group, joined: Date.now() - 60_000 };
  const owner = await credentialHash(`token-of-${name}`);
  const { service, close } = await served(database, { checkins: { names: true } }, (store) => store.write(space, (tx) => tx.put('memberships', seedRow('memberships', membership, 0, owner))));
  const signIn = (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token: `token-of-${name}` }));
  const site = await serve({ '/': here('../../demo'), '/dist/': here('../../dist') }, { services: { '/peer/': service, '/sign-in/': signIn } });
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' })).newPage();
  await page.goto(`${site.address}member.html`);
  await page.getByRole('button', { name: /^Come in as Mina/ }).click();
  const today = page.locator('group-today');
  await today.getByRole('button', { name: 'Get support now' }).waitFor();
  return { checkin: page.locator('peer-checkin'), today, close: async () => (await site.close(), close()) };
}

async function share({ checkin }) {
  await checkin.getByRole('checkbox', { name: 'Sad' }).check();
  const who = checkin.getByRole('button', { name: 'Who will see it, and how long' });
  if ((await who.getAttribute('aria-expanded')) !== 'true') await who.click();
  await checkin.getByRole('group', { name: 'Who will see it', exact: true }).getByRole('radio').last().check();
  await checkin.getByRole('button', { name: 'See how others will see it' }).click();
  const press = checkin.getByRole('button', { name: 'Share it' });
  await press.waitFor();
  return press;
}

const postgres = await startPostgres();
const browser = await launch();
const database = await postgres.database();
const mina = await memberAt(browser, database, 'mina');
const jo = await memberAt(browser, database, 'jo');
const took = { seen: [], gone: [] };
const timed = async (list, what, act) => {
  const from = Date.now();
  await Promise.all([what, act]);
  list.push(Date.now() - from);
};
try {
  // Both are there, and have begun to listen.
  await new Promise((done) => setTimeout(done, 2000));
  const newer = jo.today.getByRole('button', { name: 'Show it' });
  const card = jo.today.getByRole('article');
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const press = await share(mina);
    await timed(took.seen, newer.waitFor(), press.click());
    await newer.click();
    await card.first().waitFor();
    await timed(took.gone, card.first().waitFor({ state: 'detached' }), mina.checkin.getByRole('button', { name: /^Take it back/ }).click());
    await mina.checkin.getByText(/^It is taken back/).waitFor();
  }
} finally {
  await browser.close();
  await Promise.all([mina.close(), jo.close()]);
  await postgres.stop();
}
for (const [what, list] of [['From “Share it” until another member is told', took.seen], ['From “Take it back” until it is gone from their screen', took.gone]]) {
  list.sort((a, b) => a - b);
  console.log(`${what}, ${list.length} times: median ${list[Math.floor(list.length / 2)]} ms, longest ${list.at(-1)} ms`);
}
