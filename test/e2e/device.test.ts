import type { Page } from 'playwright-core';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PeerSupport } from '../../src/elements/peer-support/peer-support.ts';
import { budgets } from '../../scripts/sizes.mjs';
import { builtFiles, fetched, startSite, type Site } from './site.ts';

const checkinPage = '<peer-support adapter="browser"><peer-checkin></peer-checkin></peer-support><script type="module" src="/dist/cdn/peer-checkin.js"></script>';
const body = '<peer-support adapter="browser"></peer-support><script type="module" src="/dist/cdn/peer-support.js"></script>';
const checkin = { feelings: ['tired'], words: 'Nobody called.', audience: 'me', stays: 'kept', timeZone: 'Europe/London' } as const;

type Act = 'read' | 'look' | 'begin' | 'send';

/** What a page does with the adapter, and what comes of it: what it found, or the code of the error and whether trying again may help. */
const act = (page: Page, what: Act, intent = 'one act') =>
  page.evaluate(
    async ([what, intent, checkin]) => {
      const client = (document.querySelector('peer-support') as PeerSupport).client!;
      try {
        if (what === 'read') return (await client.collection('checkins').list()).items.map(({ words }) => words);
        if (what === 'look') return await client.collection('spaces').get('default');
        if (what === 'begin') return client.collection('checkins').prepare();
        return (await client.collection('checkins').create({ ...checkin, feelings: [...checkin.feelings] }, { intent })).words;
      } catch (error) {
        const { code, retryable, mayHaveHappened } = error as { code?: string; retryable?: boolean; mayHaveHappened?: boolean };
        return { code: code ?? String(error), retryable, mayHaveHappened };
      }
    },
    [what, intent, checkin] as const,
  );

const databases = (page: Page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

/** Names of the files of the library that the page has asked for, and how many bytes they are. */
async function loaded(page: Page): Promise<{ names: string[]; bytes: number }> {
  const sizes = builtFiles();
  const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const files = asked.filter((name) => name.includes('/dist/cdn/')).map((name) => name.split('/dist/cdn/')[1]!);
  return { names: files.map((file) => sizes[file]!.name), bytes: files.reduce((total, file) => total + sizes[file]!.gzip, 0) };
}

describe('a page whose words are kept on the device', () => {
  let site: Site;
  before(async () => void (site = await startSite()));
  after(() => site.close());

  async function opened(): Promise<Page> {
    const { page } = await site.open(body);
    await page.waitForFunction(() => (document.querySelector('peer-support') as PeerSupport).client);
    return page;
  }

  it('loads nothing of what keeps them where nothing is kept', async () => {
    const page = await opened();
    assert.deepEqual([await act(page, 'read'), await act(page, 'look'), await databases(page)], [[], null, []]);
    const { names, bytes } = await loaded(page);
    assert.deepEqual(names.filter((name) => /device|local|backend-(?!permissions)|schemas/.test(name)), []);
    // With Lit and the provider.
    assert.ok(bytes <= 13_100, `${bytes} bytes: ${names.join(', ')}`);
    await page.context().close();
  });

  it('loads what a check-in needs with the first one, and nothing of stories, of groups or of the staff', async () => {
    const page = await opened();
    assert.deepEqual([await act(page, 'send'), await act(page, 'read')], [checkin.words, [checkin.words]]);
    const { names, bytes } = await loaded(page);
    assert.deepEqual(names.filter((name) => /stories|kinds-life|groups|seed|group-finder|support-now|index|schemas-s/.test(name)), []);
    assert.ok(bytes <= 39_500, `${bytes} bytes: ${names.join(', ')}`);
    await page.context().close();
  });

  /** Whether the browser fetches a file again that could not be fetched before; some remember that until the page is loaded anew. */
  async function asksAgain(page: Page): Promise<boolean> {
    const load = () => page.evaluate(() => import(`${location.href}/../part.js`).then(() => true, () => false));
    await page.route('**/part.js', (route) => route.abort());
    assert.equal(await load(), false);
    await page.unrouteAll();
    await page.route('**/part.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    return load();
  }

  for (const piece of ['adapters-device', 'backend-families-checkins', 'client-schemas-checkin']) {
    it(`says so where ${piece} cannot be fetched, and a second press sends it once`, async (t) => {
      const page = await opened();
      await page.route(`**/${piece}-*`, (route) => route.abort());
      assert.deepEqual(await act(page, 'send'), { code: 'unavailable', retryable: true, mayHaveHappened: false });
      if (!(await asksAgain(page))) {
        await page.context().close();
        return t.skip('this browser remembers that a file could not be fetched');
      }
      assert.equal(await act(page, 'send'), checkin.words);
      assert.deepEqual([await act(page, 'send'), await act(page, 'read')], [checkin.words, [checkin.words]]);
      await page.context().close();
    });
  }

  it('keeps what was begun while there was a connection, without one', async () => {
    const page = await opened();
    await act(page, 'begin');
    await fetched(page, 'adapters-device', 'backend-families-checkins', 'client-schemas-checkin');
    assert.deepEqual(await databases(page), []);
    await page.context().setOffline(true);
    assert.deepEqual([await act(page, 'send'), await act(page, 'read')], [checkin.words, [checkin.words]]);
    await page.context().close();
  });

  it('ends a watch that cannot be told what another tab keeps', async () => {
    const page = await opened();
    await page.route('**/adapters-device-*', (route) => route.abort());
    await page.evaluate(() => {
      const told = ((window as unknown as { told: string[] }).told = []) as string[];
      const on = { ready: () => told.push('ready'), change: (ids: string[]) => told.push(...ids), error: ({ code, retryable }: { code: string; retryable: boolean }) => told.push(`${code} ${retryable}`) };
      (document.querySelector('peer-support') as PeerSupport).client!.collection('checkins').watch({}, on, { signal: new AbortController().signal });
    });
    const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told);
    await page.waitForFunction(() => (window as unknown as { told: string[] }).told.length);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.waitForFunction(() => (document.querySelector('peer-support') as PeerSupport).client);
    assert.equal(await act(other, 'send'), checkin.words);
    await page.waitForFunction(() => (window as unknown as { told: string[] }).told.length > 1);
    assert.deepEqual(await told(), ['ready', 'unavailable true']);
    await page.context().close();
  });

  it('takes everything off the device also where what keeps it cannot be fetched', async () => {
    const page = await opened();
    await act(page, 'send');
    await page.route('**/adapters-device-*', (route) => route.abort());
    await page.reload();
    const file = Object.keys(builtFiles()).find((name) => builtFiles()[name]!.name === 'adapters-browser');
    await page.evaluate(async (address) => {
      const { browserAdapter } = (await import(address)) as { browserAdapter: () => { forget(): Promise<void>; close(): Promise<void> } };
      const adapter = browserAdapter();
      await adapter.forget();
      await adapter.close();
    }, `/dist/cdn/${file}`);
    assert.deepEqual(await databases(page), []);
    await page.context().close();
  });

  it('shows check-ins also where what stories need cannot be fetched', async () => {
    const page = await opened();
    await act(page, 'send');
    // A claim that another version of the page left.
    await page.evaluate(
      () =>
        new Promise<void>((done) => {
          indexedDB.open('local-records').onsuccess = ({ target }) => {
            const database = (target as IDBOpenDBRequest).result;
            const tx = database.transaction('rows', 'readwrite');
            tx.objectStore('rows').put({ space: 'default', collection: 'claims', id: 'c', terms: [], row: { id: 'c', rev: 'r', key: 0, reader: 'staff', record: { id: 'c', sending: 's', by: 'b', until: '2026-01-01T00:00:00.000Z' } } });
            tx.oncomplete = () => {
              database.close();
              done();
            };
          };
        }),
    );
    await page.route('**/backend-families-stories-*', (route) => route.abort());
    await page.reload();
    await page.waitForFunction(() => (document.querySelector('peer-support') as PeerSupport).client);
    assert.deepEqual(await act(page, 'read'), [checkin.words]);
    await page.context().close();
  });
});

describe('a page that asks how somebody is, and keeps it on the device', () => {
  let site: Site;
  before(async () => void (site = await startSite()));
  after(() => site.close());

  it('keeps what somebody began to say while there was a connection, without one', async () => {
    const { page } = await site.open(checkinPage);
    const element = page.locator('peer-checkin');
    await element.getByRole('checkbox', { name: 'Sad' }).check();
    await fetched(page, ...['acts', 'own', 'sending', 'support'].map((piece) => `peer-checkin-${piece}`), 'adapters-device', 'backend-families-checkins', 'client-schemas-checkin');
    await page.context().setOffline(true);
    await element.getByRole('textbox', { name: 'In your own words' }).fill('The line is gone, and I am still here.');
    await element.getByRole('button', { name: 'Keep it for me' }).click();
    await element.getByText('The line is gone, and I am still here.').first().waitFor();
    assert.deepEqual(await act(page, 'read'), ['The line is gone, and I am still here.']);
    await element.getByRole('button', { name: 'Get support now' }).click();
    await element.getByText('local emergency number').first().waitFor();
    await page.context().close();
  });

  it('loads no more than its budget until it can be answered, and one answer brings what keeps it', async () => {
    const { page, complaints } = await site.open(checkinPage);
    const keep = page.getByRole('button', { name: 'Keep it for me' });
    await keep.waitFor();
    await page.waitForTimeout(1000);
    assert.deepEqual(await databases(page), []);
    const first = await loaded(page);
    assert.ok(first.bytes <= budgets['peer-checkin'].first, `${first.bytes} bytes: ${first.names.join(', ')}`);
    await page.getByRole('checkbox', { name: 'Tired' }).check();
    await keep.click();
    await page.getByText('It is kept').first().waitFor();
    await page.waitForTimeout(1000);
    const sent = await loaded(page);
    assert.deepEqual(sent.names.filter((name) => /families-(stories|groups|spaces)|group-finder|schemas-(index|spaces|settings)/.test(name)), []);
    // With the help lines, which are there from the first word on.
    assert.ok(sent.bytes <= 66_000, `${sent.bytes} bytes: ${sent.names.join(', ')}`);
    assert.deepEqual(complaints, []);
    process.env.SHOWN && console.log(first, sent);
    await page.context().close();
  });
});
