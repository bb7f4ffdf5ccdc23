import assert from 'node:assert/strict';
import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { watch } from '../../scripts/chromium.mjs';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { token, type Place } from './clinic.ts';
import type { Site } from './site.ts';

/** Where somebody's pages are. */
type Where = Pick<Place, 'address' | 'onDevice'>;

/** Everything that went over the line, or was said to the page, by anybody in a test. */
export class Journal {
  readonly complaints: string[] = [];
  readonly addresses: string[] = [];
  readonly sent: string[] = [];
  readonly answers: { address: string; text: string }[] = [];
  /** Events, with whatever they carry beside what every event has. */
  readonly events: { type: string; carries: string[] }[] = [];

  /** What no answer of a server and no event may hold. */
  scores(): unknown[] {
    const judged = this.answers.flatMap(({ address, text }) => (text.startsWith('{') ? findScores(JSON.parse(text)).map((each) => ({ address, ...each })) : []));
    return [...judged, ...this.events.flatMap(({ carries }) => findScores(Object.fromEntries(carries.map((name) => [name, 1]))))];
  }
}

const told = ['stories-ready', 'story-respond', 'story-answered', 'story-reported', 'story-sent', 'story-withdrawn', 'quick-exit'];

/** Somebody with a browser of their own. */
export class Person {
  readonly page: Page;
  readonly #place: Where;

  private constructor(page: Page, place: Where) {
    this.page = page;
    this.#place = place;
  }

  /** `context`: a browser that others on the same device use too. */
  static async arrives(site: Pick<Site, 'browser'>, place: Where, journal: Journal, { settings = {}, context }: { settings?: BrowserContextOptions; context?: BrowserContext } = {}): Promise<Person> {
    const browser = context ?? (await site.browser.newContext({ locale: 'en-GB', ...settings }));
    if (!context) await listen(browser, place, journal);
    const page = await browser.newPage();
    const complaints = await watch(page, place.address);
    const { push } = complaints;
    complaints.push = (...said: string[]) => (journal.complaints.push(...said), push.apply(complaints, said));
    const person = new Person(page, place);
    await person.opens();
    return person;
  }

  get share(): Locator {
    return this.page.locator('story-share');
  }

  get list(): Locator {
    return this.page.locator('story-list');
  }

  async opens(): Promise<void> {
    await this.takesTheDevice();
    await this.page.goto(`${this.#place.address}clinic.html`);
    await this.share.getByRole('heading', { name: 'Write your story' }).waitFor();
    await this.list.getByRole('button', { name: 'Get support now' }).first().waitFor();
  }

  /** Where several share one, pages behind another draw little. */
  async takesTheDevice(): Promise<void> {
    if (this.#place.onDevice) await this.page.bringToFront();
  }

  async leaves(): Promise<void> {
    await this.page.context().close();
  }

  /** Presses a button of the place to write, and looks at what comes then. */
  async on(button: string, heading: string | RegExp): Promise<void> {
    await this.takesTheDevice();
    await this.share.getByRole('button', { name: button, exact: true }).first().click();
    await this.at(heading);
  }

  async at(heading: string | RegExp): Promise<void> {
    await this.share.getByRole('heading', { name: heading, exact: typeof heading === 'string' }).first().waitFor();
    await this.looks();
  }

  async writes(label: string | RegExp, words: string): Promise<void> {
    await this.share.getByRole('textbox', { name: label }).fill(words);
  }

  async ticks(role: 'checkbox' | 'radio', name: string | RegExp, where = this.share): Promise<void> {
    const box = where.getByRole(role, { name });
    await box.click();
    await box.and(this.page.locator(':checked')).waitFor();
  }

  /** Writes it, and comes to the end of the way: the receipt is in hand. */
  async tells(text: string, topic: string): Promise<string[]> {
    await this.on('Begin', 'Before you write');
    await this.on('I have read this', 'Write, in your own time');
    await this.writes('Your story', text);
    await this.on('Continue', 'Look at it once more');
    await this.on('Continue', 'What it is about');
    await this.writes(/^Themes of your own/, topic);
    await this.on('Continue', 'Who may read it');
    await this.ticks('radio', /^Everyone who visits/);
    await this.ticks('checkbox', 'It may be published here');
    await this.on('Continue', 'This is what readers will see');
    await this.on('Send my story', 'Your story has arrived');
    return this.saves();
  }

  /** The twelve words, once they are asked for. */
  async saves(): Promise<string[]> {
    await this.share.getByRole('button', { name: 'Show the words' }).click();
    await this.share.locator('#receipt li').nth(11).waitFor();
    const receipt = await this.share.locator('#receipt li').allTextContents();
    await this.looks();
    await this.ticks('checkbox', 'I have saved it');
    await this.on('Continue', 'That was not a small thing');
    await this.on('Done', 'Write your story');
    return receipt;
  }

  async comesBack(receipt: readonly string[]): Promise<void> {
    await this.opens();
    await this.on('I have a receipt', 'Open your story');
    await this.writes(/^The twelve words/, receipt.join(' '));
    await this.share.getByRole('button', { name: 'Open', exact: true }).click();
  }

  story(theme: string): Locator {
    return this.list.locator('article').filter({ hasText: theme });
  }

  /** What is on the page now keeps no score, to the eye or to a screen reader, and scrolls one way only. */
  async looks(): Promise<void> {
    await this.takesTheDevice();
    const spoken = await this.page.locator('body').ariaSnapshot();
    const { scores, wide, seen } = await this.page.evaluate(async (lines) => {
      const [check, words] = ['/dist/testing/no-scoreboard.js', '/dist/domain/receipt-words.js'];
      const { findScores } = (await import(check)) as typeof import('../../src/testing/no-scoreboard.ts');
      const { receiptWords } = (await import(words)) as typeof import('../../src/domain/receipt-words.ts');
      // Words of a receipt are drawn by lot.
      const allow = ({ found }: { found: string }) => receiptWords.includes(found);
      const read = document.createElement('div');
      for (const line of lines) read.append(Object.assign(document.createElement('p'), { textContent: line }));
      const { scrollWidth: wide, clientWidth: seen } = document.documentElement;
      return { scores: [...findScores(document.body, { allow }), ...findScores(read, { allow })], wide, seen };
    }, spoken.split('\n'));
    assert.deepEqual(scores, []);
    assert.ok(wide <= seen, `the page is ${wide} px wide in a window of ${seen}`);
  }

  /** As the staff, through the interface that every program has: reads what waits, and publishes it. */
  publishes(): Promise<string[]> {
    return this.page.evaluate(async (token) => {
      const { client } = document.querySelector('peer-support')!;
      const as = { credential: { kind: 'staff', token } as const };
      const sendings = client!.collection('sendings');
      const { items } = await sendings.list({}, as);
      const waiting = items.filter(({ state }) => state === 'sent' || state === 'again');
      for (const { id } of waiting) {
        await client!.collection('claims').create({ sending: id }, as);
        const { rev } = (await sendings.get(id, as))!;
        await client!.collection('decisions').create({ sending: id, rev: rev!, decision: 'publish' }, as);
      }
      return waiting.map(({ text }) => text);
    }, token);
  }
}

/** Remembers what a browser asks and is answered, and what its pages are told. */
async function listen(context: BrowserContext, { address }: Where, journal: Journal): Promise<void> {
  context.on('request', (request) => {
    journal.addresses.push(request.url());
    journal.sent.push(request.postData() ?? '');
  });
  context.on('response', (response) => {
    if (!response.url().startsWith(`${address}peer/`) || /watch/.test(response.url())) return;
    response.text().then((text) => journal.answers.push({ address: response.url(), text }), () => {});
  });
  await context.exposeBinding('heard', (_, event: Journal['events'][number]) => void journal.events.push(event));
  await context.addInitScript((types) => {
    const heard = (globalThis as unknown as { heard(event: object): void }).heard;
    for (const type of types) addEventListener(type, (event) => heard({ type, carries: Object.keys(event).filter((key) => key !== 'isTrusted') }), true);
    addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  }, told);
}
