import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium, watch } from '../../scripts/chromium.mjs';
import { strictPolicy } from '../../scripts/policy.mjs';
import { serve } from '../../scripts/serve.mjs';
import { createHandler } from '../../server/dist/index.js';
import { openStore } from '../../server/dist/store/index.js';
import { startPostgres, type TestPostgres } from '../../server/test/support/postgres.ts';
import { newId, seedRow } from '../../src/backend/index.ts';
import { credentialHash } from '../../src/client/receipt.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { until } from '../setup/until.ts';
import { type Data, generous, house, inPostgres, inSqlite, ledger } from './clinic.ts';
import { pressIfThere, root } from './site.ts';

const space = 'demo';
const group = 'circle';
const people = { mina: 'token-of-mina', jo: 'token-of-jo', gwen: 'token-of-gwen' };
const words = 'Since Sunday it is quiet here, and I noticed the marmalade.';

/** Everybody here talks to this server; the page is the demo's page of members, under the strictest policy. */
async function circle({ database, kept, end }: Data) {
  const store = await openStore(database, { ledger });
  await store.migrate();
  for (const token of [people.mina, people.jo]) {
    const owner = await credentialHash(token);
    await store.write(space, (tx) => tx.put('memberships', seedRow('memberships', { id: newId(), group, joined: Date.now() - 60_000 } as never, 0, owner)));
  }
  await store.putToken({ hash: await credentialHash(people.gwen), space, role: 'facilitator', owner: 'gwen', groups: [group], expires: Date.now() + 3_600_000 });
  const handler = createHandler({ store, spaces: { [space]: { settings: { ...house, checkins: { names: true } }, origins: [] } }, limits: generous, basePath: '/peer' });
  const peer = getRequestListener((request, { incoming }) => handler(request, { address: (incoming as { socket: { remoteAddress?: string } }).socket.remoteAddress }));
  const signIn = getRequestListener((request) => Response.json({ token: people[new URL(request.url).pathname.split('/').at(-1) as keyof typeof people] }));
  const { address, close } = await serve({ '/': join(root, 'demo'), '/dist/': join(root, 'dist') }, { services: { '/peer/': peer, '/sign-in/': signIn }, headers: { 'content-security-policy': strictPolicy() } });
  return {
    address,
    kept,
    async close() {
      await close();
      handler.close();
      await store.close();
      end();
    },
  };
}

/** Somebody with a browser of their own. */
class Person {
  readonly page: Page;
  readonly complaints: string[];

  constructor(page: Page, complaints: string[]) {
    this.page = page;
    this.complaints = complaints;
  }

  static async comesIn(browser: Browser, address: string, as: string, width = 1280): Promise<Person> {
    const page = await (await browser.newContext({ locale: 'en-GB', viewport: { width, height: 900 } })).newPage();
    const complaints = await watch(page, address, { expected: ((url: string) => url.includes('/peer/')) as never });
    await page.goto(`${address}member.html`);
    await page.getByRole('button', { name: new RegExp(`^Come in as ${as}`) }).click();
    const person = new Person(page, complaints);
    await person.today.getByRole('button', { name: 'Get support now' }).waitFor();
    return person;
  }

  get checkin(): Locator {
    return this.page.locator('peer-checkin');
  }

  get today(): Locator {
    return this.page.locator('group-today');
  }

  async reads(): Promise<Locator> {
    const said = this.today.getByRole('article').filter({ hasText: words });
    const show = this.today.getByRole('button', { name: 'Show it' });
    await until(async () => {
      if (await said.isVisible()) return true;
      await pressIfThere(show);
      return false;
    }, 'what was written is there');
    return said;
  }

  async scores(): Promise<unknown[]> {
    const texts = await Promise.all([this.checkin, this.today].map((each) => each.ariaSnapshot()));
    return findScores(texts);
  }
}

describe('a check-in to a group', () => {
  let browser: Browser;
  let postgres: TestPostgres;
  before(async () => void ([browser, postgres] = await Promise.all([launchChromium(), startPostgres()])));
  after(async () => {
    await browser?.close();
    await postgres?.stop();
  });

  for (const [name, data] of [['SQLite', async () => inSqlite()], ['PostgreSQL', () => inPostgres(postgres)]] as const) {
    it(`is seen by the group as it is written, answered, heard, taken back, and gone from every screen and from the database (${name})`, async () => {
      const place = await circle(await data());
      try {
        const mina = await Person.comesIn(browser, place.address, 'Mina', 280);
        const jo = await Person.comesIn(browser, place.address, 'Jo');
        const gwen = await Person.comesIn(browser, place.address, 'Gwen', 400);

        await mina.checkin.getByRole('checkbox', { name: 'Sad' }).check();
        await mina.checkin.getByRole('textbox', { name: 'In your own words' }).fill(words);
        assert.ok(!(await place.kept()).includes('marmalade'), 'nothing leaves the page while somebody writes');
        await mina.checkin.getByRole('button', { name: 'Who will see it, and how long' }).click();
        await mina.checkin.getByRole('group', { name: 'Who will see it', exact: true }).getByRole('radio').last().check();
        await mina.checkin.getByRole('textbox', { name: 'A name for this check-in, if you like' }).fill('M.');
        await mina.checkin.getByRole('button', { name: 'See how others will see it' }).click();
        await mina.checkin.getByText(/^It is seen by the members of/).first().waitFor();
        assert.ok(!(await place.kept()).includes('marmalade'), 'a preview sends nothing');
        await mina.checkin.getByRole('button', { name: 'Share it' }).click();
        await mina.checkin.getByRole('heading', { name: 'It is shared' }).waitFor();
        assert.ok((await place.kept()).includes('marmalade'));

        const seen = await Promise.all([jo.reads(), gwen.reads()]);
        for (const each of seen) assert.match((await each.textContent())!, /M\./);
        await seen[0]!.getByRole('button', { name: 'I’m with you' }).click();
        await seen[0]!.getByText(/^You said/).waitFor();
        await mina.checkin.getByText(/with you/).first().waitFor();
        for (const each of [mina, jo, gwen]) assert.deepEqual(await each.scores(), []);

        await mina.checkin.getByRole('button', { name: /^Take it back/ }).click();
        await Promise.all(seen.map((each) => each.waitFor({ state: 'detached' })));
        // Others are told of it before the database has cleared its files.
        await until(async () => !(await place.kept()).includes('marmalade'), 'nothing of it is in the database');
        assert.deepEqual([mina, jo, gwen].flatMap(({ complaints }) => complaints), []);
      } finally {
        await place.close();
      }
    });
  }
});
