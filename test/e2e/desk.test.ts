import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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
import { credentialHash } from '../../src/client/receipt.ts';
import { house } from './clinic.ts';
import { root } from './site.ts';

const space = 'demo';
/** Nothing is restored here. */
const ledger = { add: async () => {}, async *entries() {}, close: async () => {} };

interface Instance {
  address: string;
  handler: ReturnType<typeof createHandler>;
  close(): Promise<void>;
}

/** One of several servers before the same database, and the page of the team beside it, under the strictest policy. */
async function instance(database: string): Promise<Instance> {
  const store = await openStore(database, { ledger });
  await store.migrate();
  for (const name of ['fay', 'sam']) await store.putToken({ hash: await credentialHash(`token-of-${name}`), space, role: 'moderator', owner: name, groups: [], expires: Date.now() + 3_600_000 });
  const handler = createHandler({ store, spaces: { [space]: { settings: house, origins: [] } }, basePath: '/peer' });
  const service = getRequestListener((request, { incoming }) => handler(request, { address: (incoming as { socket: { remoteAddress?: string } }).socket.remoteAddress }));
  const served = await serve({ '/': join(root, 'demo'), '/dist/': join(root, 'dist') }, { services: { '/peer/': service }, headers: { 'content-security-policy': strictPolicy() } });
  return {
    address: served.address,
    handler,
    async close() {
      await served.close();
      handler.close();
      await store.close();
    },
  };
}

/** Somebody writes, far from the desk. */
async function writes({ handler }: Instance, text: string, topic: string): Promise<void> {
  const draft = { text, topics: [topic], notes: [], language: 'en', answers: false, audience: 'everyone', consents: [{ purpose: 'publish', version: '1' }] };
  const request = new Request(`http://localhost/peer/v1/sendings?space=${space}`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify(draft) });
  const { status } = await handler(request, {});
  assert.equal(status, 201);
}

/** Somebody of the team, with a browser of their own. */
class Moderator {
  readonly page: Page;
  readonly complaints: string[];

  private constructor(page: Page, complaints: string[]) {
    this.page = page;
    this.complaints = complaints;
  }

  static async signsIn(browser: Browser, { address }: Instance, name: string): Promise<Moderator> {
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    const complaints = await watch(page, address, { expected: ((url: string) => url.includes('/peer/')) as never });
    await page.goto(`${address}team.html`);
    await page.getByRole('textbox', { name: 'A token of the team' }).fill(`token-of-${name}`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const moderator = new Moderator(page, complaints);
    await moderator.desk.getByRole('navigation', { name: 'Lanes' }).waitFor();
    return moderator;
  }

  get desk(): Locator {
    return this.page.locator('moderation-desk');
  }

  get open(): Locator {
    return this.desk.locator('.opened');
  }

  row(topic: string): Locator {
    return this.desk.locator('.row button').filter({ hasText: topic });
  }

  press = (name: string | RegExp, where = this.open) => where.getByRole('button', { name, exact: true }).first().click();

  async lane(name: string): Promise<void> {
    await this.desk.getByRole('navigation').getByRole('button', { name }).click();
  }

  async reads(topic: string): Promise<void> {
    await this.row(topic).click();
    await this.press('Take it');
    await this.press('Read all of it');
    await this.open.locator('.found').waitFor();
  }

  says = (words: string | RegExp, where = this.desk) => where.getByText(words).first().waitFor();
}

describe('two of the team, with two browsers, before two servers on one PostgreSQL', () => {
  let browser: Browser;
  let postgres: TestPostgres;
  let one: Instance;
  let other: Instance;
  before(async () => {
    [browser, postgres] = await Promise.all([launchChromium(), startPostgres()]);
    const database = await postgres.database();
    one = await instance(database);
    other = await instance(database);
  });
  after(async () => {
    await browser?.close();
    await one?.close();
    await other?.close();
    await postgres?.stop();
  });

  it('take, take over, decide once, take back, and see within a second what the other does', async () => {
    await writes(one, 'I do not want to be here any more. Nobody knows it.', 'Nights');
    await writes(other, 'I began to dig, and it was enough for a summer.', 'Garden');
    const fay = await Moderator.signsIn(browser, one, 'fay');
    const sam = await Moderator.signsIn(browser, other, 'sam');

    // What is urgent is in front, and marked as taken at the other desk within a second.
    await fay.row('Nights').waitFor();
    await sam.row('Nights').waitFor();
    await fay.row('Nights').click();
    const taken = sam.row('Nights').getByText('Somebody else reads this').waitFor().then(() => Date.now());
    await fay.press('Take it');
    await fay.open.getByRole('button', { name: 'Read all of it' }).waitFor();
    const mine = Date.now();
    assert.ok((await taken) - mine < 1000);
    await fay.press('Read all of it');

    // It is urgent: the other one may take it over, and whoever had it is told.
    await sam.row('Nights').click();
    await sam.press('Take it over');
    await fay.says(/somebody else has taken it over/);
    await sam.press('Pass it on');

    // Both have read the same story; exactly one decides, and the other is told what.
    await fay.lane('Waiting');
    await fay.reads('Garden');
    await fay.open.getByRole('radio', { name: 'Ask the writer to change something' }).check();
    await fay.open.getByRole('textbox', { name: 'Words to the writer' }).fill('Could you take out the place?');
    await fay.press('Decide');
    await fay.says(/nobody learns of it, and you can take it back/);
    await fay.press('Take it back');
    await fay.says('It is taken back. Nobody has learnt of it.');
    assert.equal(await fay.open.getByRole('textbox', { name: 'Words to the writer' }).inputValue(), 'Could you take out the place?');
    await fay.press('Pass it on');
    await sam.lane('Waiting');
    await sam.reads('Garden');
    await fay.row('Garden').getByText('Somebody else reads this').waitFor();

    // Something new waits behind a line: nothing moves under anybody.
    await writes(one, 'A third one.', 'Third');
    await fay.desk.getByRole('button', { name: 'Bring the list up to date' }).click();
    await fay.row('Third').waitFor();
    assert.deepEqual([...fay.complaints, ...sam.complaints], []);
  });

  it('what it loads is not what visitors load', () => {
    const page = readFileSync(join(root, 'demo/team.html'), 'utf8');
    assert.match(page, /moderation-desk\.js/);
    assert.doesNotMatch(page, /all\.js|story-list\.js/);
  });
});
