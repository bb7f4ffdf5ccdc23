import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launchChromium } from '../../scripts/chromium.mjs';
import { startPostgres, type TestPostgres } from '../../server/test/support/postgres.ts';
import { credentialHash, receiptCredential } from '../../src/client/receipt.ts';
import { secretOfWords } from '../../src/domain/receipt.ts';
import { until } from '../setup/until.ts';
import { builtFiles, sendsNow } from './site.ts';
import { onDevice, onPostgres, onSqlite, type Place } from './clinic.ts';
import { Person, Journal } from './clinic-people.ts';

/** Words that stand nowhere else, so that they can be looked for everywhere. */
const words = {
  text: 'For a year my son Danielus did not sleep. Then a neighbour showed us the zwetschgengarten, and something eased.',
  helped: 'The morgenbank, in the first light.',
  topic: 'quittenzeit',
  note: 'feldweh',
  changed: 'For a year nobody here slept. Then came the hagebuttenweg, and something eased.',
  reply: 'What stayed with me is the holunderlicht.',
};
const rare = ['zwetschgengarten', 'morgenbank', 'quittenzeit', 'feldweh', 'hagebuttenweg', 'holunderlicht'];

const windows: { [name: string]: BrowserContextOptions } = {
  'in a window of a desk': { viewport: { width: 1280, height: 900 } },
  // The narrowest column that anybody has.
  'in a window 280 px wide': { viewport: { width: 280, height: 653 } },
  // 1280 px at 400 % is a page of 320 px (WCAG 1.4.10).
  'at 400 % zoom': { viewport: { width: 320, height: 256 } },
};

let browser: Browser;
let postgres: TestPostgres;
before(async () => {
  [browser, postgres] = await Promise.all([launchChromium(), startPostgres()]);
});
after(async () => {
  await browser?.close();
  await postgres?.stop();
});

/** Writes it, looks through the glasses, and stands before the preview. */
async function writes(writer: Person) {
  await writer.on('Begin', 'Before you write');
  await writer.on('I have read this', 'Write, in your own time');
  await writer.writes('Your story', words.text);
  await writer.writes(/^What helped/, words.helped);
  await writer.on('Continue', 'Look at it once more');
  await writer.share.getByRole('button', { name: /^Write “.*” instead/ }).first().click();
  await writer.share.getByRole('button', { name: /^Undo/ }).waitFor();
  await writer.looks();
  await writer.on('Continue', 'What it is about');
  await writer.writes(/^Themes of your own/, words.topic);
  await writer.writes('Something else', words.note);
  await writer.share.getByRole('combobox', { name: /by itself/ }).selectOption({ index: 1 });
  await writer.on('Continue', 'Who may read it');
  await writer.ticks('radio', /^Everyone who visits/);
  await writer.ticks('checkbox', 'It may be published here');
  await writer.on('Continue', 'This is what readers will see');
}

async function reads(reader: Person, theme: string) {
  await reader.opens();
  const article = reader.story(theme);
  await article.getByRole('button', { name: 'Read this story' }).click();
  await article.getByRole('button', { name: 'Close this story' }).waitFor();
  await reader.looks();
  return article;
}

async function answers(reader: Person) {
  const article = reader.story(words.topic);
  await article.getByRole('button', { name: 'Answer', exact: true }).click();
  await article.getByRole('button', { name: 'I’ve been there too' }).click();
  await sendsNow(article, 'The writer will see it in these words');
  await article.getByRole('button', { name: 'Write a few words to whoever told this' }).click();
  await article.getByRole('button', { name: /^What stayed with me/ }).click();
  await article.getByRole('textbox', { name: 'Your words' }).fill(words.reply);
  await article.getByRole('button', { name: 'Send', exact: true }).click();
  await sendsNow(article, 'Your words were sent.');
  await reader.looks();
}

/** Opens a report and leaves it, and the place where one looks what came of it: these are states too. */
async function looksAtReports(reader: Person) {
  const article = reader.story(words.topic);
  await article.getByRole('button', { name: 'Report', exact: true }).click();
  await article.getByRole('radio', { name: 'This is about me' }).click();
  await article.getByRole('checkbox', { name: /something eased/ }).waitFor();
  await reader.looks();
  await article.getByRole('button', { name: 'Do not report it' }).click();
  await reader.list.getByRole('button', { name: /^You reported a story/ }).click();
  await reader.list.getByRole('textbox', { name: /^The twelve words/ }).waitFor();
  await reader.looks();
}

async function choosesWhatToRead(reader: Person) {
  await reader.list.getByText('Choose what you read').click();
  await reader.list.getByRole('combobox', { name: 'Order' }).waitFor();
  await reader.list.getByText('Not today').click();
  await reader.looks();
}

async function searches(reader: Person, text: string) {
  await reader.list.getByRole('searchbox').fill(text);
}

/** What is asked with these words and where nothing is found. */
async function findsNothing(reader: Person) {
  await reader.opens();
  assert.equal(await reader.story(words.topic).count(), 0);
  const found = await reader.page.evaluate(async (texts) => {
    const { client } = document.querySelector('peer-support')!;
    const stories = client!.collection('stories');
    return Promise.all(texts.map(async (text) => (await stories.list({ text })).items.length));
  }, rare);
  assert.deepEqual(found, rare.map(() => 0));
  await reader.looks();
}

const places: [name: string, open: () => Promise<Place>, window: string][] = [
  ['the server on SQLite', onSqlite, 'in a window of a desk'],
  ['the server on PostgreSQL', () => onPostgres(postgres), 'in a window 280 px wide'],
  ['this device', onDevice, 'at 400 % zoom'],
];

for (const [name, open, window] of places) {
  it(`a story goes its whole way with ${name}, ${window}, and is gone everywhere once it is withdrawn`, async () => {
    const place = await open();
    const journal = new Journal();
    try {
      const settings = windows[window]!;
      const writer = await Person.arrives({ browser }, place, journal, { settings });
      // On one device they share what it keeps.
      const beside = place.onDevice ? { context: writer.page.context() } : { settings };
      const reader = await Person.arrives({ browser }, place, journal, beside);
      await writer.looks();

      await writes(writer);
      await writer.share.getByRole('button', { name: 'Read this story' }).click();
      await writer.share.getByText('zwetschgengarten').first().waitFor();
      await writer.on('Send my story', 'Your story has arrived');
      const receipt = await writer.saves();
      assert.equal(receipt.length, 12);
      assert.ok(!journal.sent.join().includes('Danielus'), 'what was softened was sent nowhere');

      // It waits: a reader sees nothing of it, its writer that it waits.
      await reader.opens();
      assert.equal(await reader.story(words.topic).count(), 0);
      await writer.comesBack(receipt);
      await writer.at('Your story');
      await writer.share.getByText('It waits to be read by a person.').waitFor();

      assert.equal((await reader.publishes()).length, 1);
      await reads(reader, words.topic);
      await choosesWhatToRead(reader);
      await answers(reader);
      await looksAtReports(reader);
      assert.deepEqual(await reader.publishes(), [words.reply]);

      await writer.comesBack(receipt);
      await writer.at('Your story');
      await writer.share.getByRole('button', { name: 'What people answered' }).click();
      await writer.share.getByText('Somebody has been there too.').waitFor();
      await writer.share.getByText('holunderlicht').waitFor();
      for (const panel of ['What the team wrote', 'My words', 'What I agreed to', 'Take a copy along']) await writer.share.getByRole('button', { name: panel, exact: true }).click();
      await writer.share.getByText('zwetschgengarten').first().waitFor();
      await writer.looks();

      await writer.on('Change my words', 'Change your words');
      await writer.writes('Your story', words.changed);
      for (const step of ['Look at it once more', 'What it is about', 'Who may read it', 'This is what readers will see']) await writer.on('Continue', step);
      await writer.on('Send the change', 'Your change has arrived');
      await writer.on('Continue', 'Your story');
      await reader.opens();
      assert.equal(await reader.story(words.topic).count(), 0, 'nobody sees it until it was read again');
      assert.deepEqual(await reader.publishes(), [words.changed]);
      const again = await reads(reader, words.topic);
      await again.getByText('hagebuttenweg').waitFor();
      assert.equal(await again.getByText('zwetschgengarten').count(), 0);
      await until(async () => !(await place.kept(writer.page)).includes('zwetschgengarten'), 'words that were changed are kept nowhere');
      await searches(reader, 'hagebuttenweg');
      await reader.list.getByText('The stories that were found are below.').waitFor({ state: 'attached' });

      assert.ok((await place.kept(writer.page)).includes('hagebuttenweg'), 'what is kept can be looked through');
      await writer.takesTheDevice();
      await writer.share.getByRole('button', { name: 'Withdraw it', exact: true }).click();
      await writer.looks();
      await writer.on('Withdraw it now', 'It is withdrawn');
      await findsNothing(reader);
      await writer.comesBack(receipt);
      await writer.share.getByText('These words open nothing.').waitFor();
      await writer.looks();

      const token = await receiptCredential(secretOfWords(receipt.join(' ')) as Uint8Array<ArrayBuffer>);
      const everything = async () => {
        const kept = await place.kept(writer.page);
        return [...rare, token, receipt.join(' ')].filter((each) => kept.includes(each));
      };
      await until(async () => !(await everything()).length, 'nothing of it is kept anywhere').catch(async () => assert.deepEqual(await everything(), []));

      // Two words that stand beside each other in the name of a file may be drawn by lot.
      const files = new Set(Object.keys(builtFiles()).map((file) => `${place.address}dist/cdn/${file}`));
      for (const address of journal.addresses.filter((each) => !files.has(each))) {
        const said = decodeURIComponent(address).toLowerCase();
        for (const secret of [...rare, token.toLowerCase(), (await credentialHash(token)).toLowerCase()]) assert.ok(!said.includes(secret), address);
        const inOrder = receipt.findIndex((word, at) => at && new RegExp(`\\b${receipt[at - 1]}[^a-z]+${word}\\b`).test(said));
        assert.equal(inOrder, -1, address);
      }
      assert.deepEqual(journal.complaints, []);
      assert.deepEqual(journal.scores(), []);
      assert.deepEqual(new Set(journal.events.flatMap(({ carries }) => carries)), new Set());
      for (const type of ['story-sent', 'story-answered', 'story-withdrawn', 'stories-ready']) assert.ok(journal.events.some((event) => event.type === type), type);
      assert.ok(journal.addresses.some((address) => address.endsWith('/host.js')), 'two copies of Lit were there');
      if (!place.onDevice) assert.ok(journal.answers.length > 20, 'answers were looked through');
      await Promise.all([reader.leaves(), writer.leaves()]);
    } finally {
      await place.close();
    }
  });
}

describe('a connection that breaks while a story is on its way', () => {
  let place: Place;
  before(async () => void (place = await onSqlite()));
  after(() => place?.close());

  const sendings = /\/peer\/v1\/sendings\?/;
  /** What has arrived by now, as the staff sees it. */
  const arrived = async () => (await place.kept(undefined as never)).split('zwetschgengarten').length > 1;

  async function ready(journal = new Journal()) {
    const writer = await Person.arrives({ browser }, place, journal);
    await writes(writer);
    return { writer, journal };
  }

  it('before it left: the words wait in the page, are not sent by the connection alone, and arrive once when their writer says so', async () => {
    const { writer, journal } = await ready();
    const { page } = writer;
    await page.context().setOffline(true);
    await writer.on('Send my story', 'It was not sent yet');
    await writer.share.getByText('There is no connection.').waitFor();
    const asked = journal.addresses.length;
    await page.context().setOffline(false);
    await writer.share.getByText('There is a connection again. You decide whether it is sent now.').waitFor();
    assert.deepEqual(journal.addresses.slice(asked).filter((address) => sendings.test(address)), []);
    assert.ok(!(await arrived()));
    await writer.looks();
    await writer.on('Send it now', 'Your story has arrived');
    const receipt = await writer.saves();
    await writer.comesBack(receipt);
    await writer.at('Your story');
    assert.equal((await writer.publishes()).length, 1);
    await writer.leaves();
  });

  it('after it arrived: nobody claims to know, the receipt is there, and sent again it is there once and not twice', async () => {
    const { writer } = await ready();
    const { page } = writer;
    let times = 0;
    await page.route(sendings, async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      times += 1;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await writer.on('Send my story', 'We do not know whether it arrived');
    assert.ok(times > 0);
    await writer.share.getByText('If it did arrive, this is its receipt.').waitFor();
    await writer.looks();
    await page.unroute(sendings);
    await writer.on('Send it again', 'Your story has arrived');
    const receipt = await writer.saves();
    await writer.comesBack(receipt);
    await writer.at('Your story');
    assert.equal((await writer.publishes()).length, 1, 'it is there once');
    await writer.leaves();
  });

  it('and while a change of it is: it waits like the story, and what may have arrived is no conflict with what is written next', async () => {
    const { writer } = await ready();
    const { page } = writer;
    await writer.on('Send my story', 'Your story has arrived');
    await writer.comesBack(await writer.saves());
    await writer.at('Your story');
    await writer.on('Change my words', 'Change your words');
    const toTheEnd = async (text: string) => {
      await writer.writes('Your story', text);
      for (const step of ['Look at it once more', 'What it is about', 'Who may read it', 'This is what readers will see']) await writer.on('Continue', step);
    };
    await toTheEnd(words.changed);
    await page.context().setOffline(true);
    await writer.on('Send the change', 'It was not sent yet');
    await writer.share.getByText('There is no connection. Your change waits here').waitFor();
    await page.context().setOffline(false);
    await writer.share.getByText('There is a connection again. You decide whether it is sent now.').waitFor();
    await writer.looks();

    const change = /\/peer\/v1\/sendings\/[^?]+\?/;
    await page.route(change, async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await writer.on('Send it now', 'We do not know whether it arrived');
    await writer.looks();
    await page.unroute(change);
    await writer.on('Back to my words', 'Change your words');
    await toTheEnd(`${words.changed} So it did.`);
    await writer.on('Send the change', 'Your change has arrived');
    await writer.on('Continue', 'Your story');
    assert.deepEqual(await writer.publishes(), [`${words.changed} So it did.`]);
    await writer.leaves();
  });
});

describe('an address that leads to the page', () => {
  let place: Place;
  before(async () => void (place = await onSqlite()));
  after(() => place?.close());

  it('is no part of it: whatever stands in it is not shown, not run and not sent', async () => {
    const journal = new Journal();
    const reader = await Person.arrives({ browser }, place, journal);
    const { page } = reader;
    const bad = '<img src=x onerror=globalThis.ran=1>';
    for (const tail of [`?x=${encodeURIComponent(bad)}`, `#${bad}`, `?story=${encodeURIComponent('javascript:globalThis.ran=1')}#read`, '?space=other&topic=zwetschge&text=zwetschge', '#receipt=abandon%20ability']) {
      await page.goto('about:blank');
      // What was there before asks nothing any more.
      journal.sent.length = journal.addresses.length = 0;
      await page.goto(`${place.address}clinic.html${tail}`);
      await reader.share.getByRole('button', { name: 'Begin' }).waitFor();
      await reader.list.getByText('There are no stories here yet.').waitFor();
      assert.equal(await page.evaluate(() => (globalThis as { ran?: unknown }).ran), undefined);
      assert.doesNotMatch(await page.locator('body').ariaSnapshot(), /onerror|javascript|zwetschge|abandon/);
      const [, ...asked] = journal.addresses.filter((address) => address.startsWith(place.address));
      assert.doesNotMatch([...asked, ...journal.sent].join(), /onerror|javascript|zwetschge|abandon|other/);
    }
    assert.deepEqual(journal.complaints, []);
    await reader.leaves();
  });
});

it('the whole page can be gone through by keyboard, and whatever has the focus says what it is', async () => {
  const place = await onSqlite();
  try {
    const journal = new Journal();
    const reader = await Person.arrives({ browser }, place, journal);
    const { page } = reader;
    await page.getByRole('link', { name: /116 123/ }).first().waitFor();
    const names: string[] = [];
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        let deep = document.activeElement;
        while (deep?.shadowRoot?.activeElement) deep = deep.shadowRoot.activeElement;
        if (!deep || deep === document.body) return undefined;
        const { outlineStyle, outlineWidth } = getComputedStyle(deep);
        const name = deep.getAttribute('aria-label') ?? (deep as HTMLInputElement).labels?.[0]?.textContent ?? deep.textContent;
        return { name: name.replace(/\s+/g, ' ').trim(), ring: outlineStyle !== 'none' && outlineWidth !== '0px' };
      });
      if (!at) break;
      assert.ok(at.name, `something after “${names.at(-1)}” has no name`);
      assert.ok(at.ring, `nobody sees that “${at.name}” has the focus`);
      names.push(at.name);
    }
    const order = ['Stories', 'Leave this page now', 'Get support now', 'Begin', 'I have a receipt'].map((name) => names.findIndex((each) => each.startsWith(name)));
    assert.deepEqual(order, [...order].sort((a, b) => a - b), names.join(' | '));
    assert.ok(order.every((at) => at >= 0), names.join(' | '));
    assert.ok(names.some((name) => /116 123/.test(name)), `the help lines are reached: ${names.join(' | ')}`);
    assert.deepEqual(journal.complaints, []);
    await reader.leaves();
  } finally {
    await place.close();
  }
});
