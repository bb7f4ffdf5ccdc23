import { execFile } from 'node:child_process';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import type { Browser, Locator, Page, Request as Asked, Route } from 'playwright-core';
import { launchChromium, watch } from '../../scripts/chromium.mjs';
import { strictPolicy } from '../../scripts/policy.mjs';
import { serve } from '../../scripts/serve.mjs';
import { createHandler, openLedger } from '../../server/dist/index.js';
import { openStore } from '../../server/dist/store/index.js';
import { credentialHash } from '../../src/client/receipt.ts';
import { until } from '../setup/until.ts';
import { generous, house } from './clinic.ts';
import { pressIfThere, root } from './site.ts';

export const space = 'demo';
const hour = 3_600_000;

/** How far the clocks of the servers are ahead: nobody here waits until it is too late to take something back. */
let ahead = 0;
export const laterOn = () => (ahead += 6 * 60_000);

export interface Instance {
  address: string;
  handler: ReturnType<typeof createHandler>;
  close(): Promise<void>;
}

/** One of several servers before the same database, and the page of the team beside it, under the strictest policy. */
export async function instance(database: string, ledgerFolder: string): Promise<Instance> {
  const ledger = await openLedger(ledgerFolder);
  const store = await openStore(database, { ledger });
  await store.migrate();
  const team = { fay: ['moderator'], sam: ['moderator'], gwen: ['facilitator', 'leeds'], yara: ['facilitator', 'york'], ada: ['admin'] } as const;
  for (const [name, [role, ...groups]] of Object.entries(team)) await store.putToken({ hash: await credentialHash(`token-of-${name}`), space, role, owner: name, groups, expires: Date.now() + 8 * hour });
  const handler = createHandler({ store, spaces: { [space]: { settings: house, origins: [] } }, limits: generous, basePath: '/peer', now: () => Date.now() + ahead });
  const service = getRequestListener((request, { incoming }) => handler(request, { address: (incoming as { socket: { remoteAddress?: string } }).socket.remoteAddress }));
  const served = await serve({ '/': join(root, 'demo'), '/dist/': join(root, 'dist') }, { services: { '/peer/': service }, headers: { 'content-security-policy': strictPolicy() } });
  return {
    address: served.address,
    handler,
    async close() {
      await served.close();
      handler.close();
      await store.close();
      await ledger.close();
    },
  };
}

/** A browser, and one server on a file of its own, for all tests of a file. They are there once these run. */
export function oneServer(): { readonly browser: Browser; readonly place: Instance } {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  let browser: Browser;
  let place: Instance;
  before(async () => {
    browser = await launchChromium();
    place = await instance(join(folder, 'peer.sqlite'), join(folder, 'ledger'));
  });
  after(async () => {
    await browser?.close();
    await place?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get browser() {
      return browser;
    },
    get place() {
      return place;
    },
  };
}

/** Asks a server what programs ask it. */
async function asks({ handler }: Instance, path: string, body: object, token?: string, scheme = 'Bearer'): Promise<Record<string, string>> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...(token && { authorization: `${scheme} ${token}` }) };
  const response = await handler(new Request(`http://localhost/peer/v1/${path}?space=${space}`, { method: 'POST', headers, body: JSON.stringify(body) }), {});
  assert.equal(response.status, 201, path);
  return response.json() as Promise<Record<string, string>>;
}

/** Somebody writes, far from the desk. */
export const writes = (place: Instance, text: string, topic: string): Promise<Record<string, string>> =>
  asks(place, 'sendings', { text, topics: [topic], notes: [], language: 'en', answers: false, audience: 'everyone', consents: [{ purpose: 'publish', version: '1' }] });

/** Somebody is invited to a group. Answers the token that they have from then on. */
export async function joins(place: Instance, group: string): Promise<string> {
  const [invite, token] = [crypto.randomUUID(), crypto.randomUUID()];
  await asks(place, 'invites', { group, expires: '2999-12-31', secret: await credentialHash(invite) }, 'token-of-ada');
  await asks(place, 'memberships', { secret: await credentialHash(token) }, invite, 'Invite');
  return token;
}

/** A member writes to their group. */
export const writesToGroup = (place: Instance, member: string, group: string, text: string, topic: string, receipt?: string): Promise<Record<string, string>> =>
  asks(place, 'sendings', { text, topics: [topic], notes: [], language: 'en', answers: true, audience: 'group', group, consents: [], ...(receipt && { receipt }) }, member);

/** Their writer says that two stories are theirs. */
export const links = (place: Instance, sending: string, receipt: string, other: string): Promise<Record<string, string>> => asks(place, 'links', { sending, receipt: other }, receipt, 'Receipt');

/** The same, and somebody of the team publishes it. Answers the id of the story. */
export async function publishes(place: Instance, text: string, topic: string): Promise<string> {
  const as = 'token-of-sam';
  const get = async (path: string) => (await place.handler(new Request(`http://localhost/peer/v1/${path}?space=${space}`, { headers: { authorization: `Bearer ${as}` } }), {})).json() as Promise<Record<string, string>>;
  const { id } = await writes(place, text, topic);
  await asks(place, 'claims', { sending: id }, as);
  const { rev } = await get(`sendings/${id}`);
  await asks(place, 'decisions', { sending: id, rev, decision: 'publish' }, as);
  return (await get(`sendings/${id}`)).story!;
}

/** Somebody reports a story. */
export const reports = (place: Instance, story: string): Promise<Record<string, string>> => asks(place, 'reports', { story, reason: 'other' });

/** A member tells their group how they are. Answers it as its writer has it. */
export const tellsGroup = (place: Instance, member: string, group: string, words: string): Promise<Record<string, string>> =>
  asks(place, 'checkins', { feelings: ['cut-off'], words, audience: 'group', group, stays: 'kept', timeZone: 'Europe/London', name: 'Kim' }, member);

/** Another one reports that. */
export const reportsTold = (place: Instance, member: string, checkin: string, reason: string): Promise<Record<string, string>> => asks(place, 'reports', { checkin, reason }, member);

/** The command that whoever runs the server has for it. */
export const checks = (config: string) =>
  new Promise<{ code: unknown; out: string }>((done) =>
    execFile(process.execPath, [join(root, 'server/dist/cli/main.js'), 'check', '--config', config], (error, out) => done({ code: error ? error.code : 0, out })),
  );

/** All press this, and what they send to a collection goes only once all have pressed: nobody has seen what another did. */
export async function pressAtOnce(team: Moderator[], name: string, collection: string): Promise<void> {
  const address = new RegExp(`/v1/${collection}\\?`);
  // A list that hears of changes asks for what is there at any moment.
  const sends = (asked: Asked) => asked.method() === 'POST' && address.test(asked.url());
  const allSent = Promise.all(team.map(({ page }) => page.waitForRequest(sends)));
  const held = (route: Route) => (sends(route.request()) ? allSent.finally(() => route.continue()) : route.continue());
  await Promise.all(team.map(({ page }) => page.route(address, held)));
  await Promise.all([allSent, ...team.map((each) => each.press(name))]);
  await Promise.all(team.map(({ page }) => page.unroute(address, held)));
}

/** Somebody of the team, with a browser of their own. */
export class Moderator {
  readonly page: Page;
  readonly complaints: string[];

  constructor(page: Page, complaints: string[]) {
    this.page = page;
    this.complaints = complaints;
  }

  /** `views`: what whoever signs in has before them. */
  static async signsIn(browser: Browser, { address }: Instance, name: string, views = 'Lanes'): Promise<Moderator> {
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    const complaints = await watch(page, address, { expected: ((url: string) => url.includes('/peer/')) as never });
    await page.goto(`${address}team.html`);
    await page.getByRole('textbox', { name: 'A token of the team' }).fill(`token-of-${name}`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const moderator = new Moderator(page, complaints);
    await moderator.desk.getByRole('navigation', { name: views }).waitFor();
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

  /** What has come waits behind a line until it is asked for. */
  async bringsUpToDate(about: string): Promise<void> {
    const newer = this.desk.getByRole('button', { name: 'Bring the list up to date' });
    const found = async () => {
      if (await this.row(about).first().isVisible()) return true;
      await pressIfThere(newer);
      return false;
    };
    // Reports are asked for every twenty seconds.
    await until(found, `${about} is in the list`, 30_000);
  }

  async leaves(): Promise<void> {
    await this.page.context().close();
  }

  async reads(topic: string): Promise<void> {
    await this.row(topic).click();
    await this.press('Take it');
    await this.press('Read all of it');
    await this.open.locator('.found').waitFor();
  }

  async decides(choice: string): Promise<void> {
    await this.open.getByRole('radio', { name: choice, exact: true }).check();
    await this.press('Decide');
  }

  /** Whether it is theirs once both have pressed at the same moment. */
  async has(): Promise<boolean> {
    const line = this.open.getByRole('button', { name: 'Read all of it' });
    await line.or(this.open.getByRole('alert')).first().waitFor();
    return line.isVisible();
  }

  says = (words: string | RegExp, where = this.desk) => where.getByText(words).first().waitFor();
}
