import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { Moderator, oneServer, publishes, reports, writes } from './desk-team.ts';

const team = oneServer();

/** What has the focus, by its name. */
const focusedName = (page: Page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const { labels } = (at ?? {}) as HTMLInputElement;
    return (labels?.[0]?.textContent ?? at?.getAttribute('aria-label') ?? at?.textContent ?? '').replace(/\s+/g, ' ').trim();
  });

it('somebody of the team works a whole shift with the keyboard alone, from signing in to the break', async () => {
  const { browser, place } = team;
  await writes(place, 'I do not want to be here any more. Nobody knows it, and it has been so since March.', 'Nights');
  await writes(place, 'I began to dig. The neighbour, Frau Weber, lent me a spade in May, and it was enough for a summer.', 'Garden');
  await writes(place, 'I counted the bottles every evening until I could not count them any more.', 'Drink');
  const story = await publishes(place, 'We met by the river on a Sunday, and walked without a word.', 'River');
  await reports(place, story);

  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await page.addInitScript(() => {
    const heard: string[] = ((globalThis as unknown as { pointed: string[] }).pointed = []);
    for (const type of ['pointerdown', 'mousedown', 'touchstart', 'wheel']) addEventListener(type, () => heard.push(type), true);
  });
  await page.goto(`${place.address}team.html`);
  const { keyboard } = page;
  const moderator = new Moderator(page, []);
  const { desk } = moderator;
  const says = (words: string | RegExp) => moderator.says(words);
  const press = async (...keys: string[]) => {
    for (const key of keys) await keyboard.press(key);
  };
  /** Goes on with the Tab key until this has the focus. */
  const tabTo = async (name: string | RegExp, key = 'Tab') => {
    for (let tries = 0; tries < 150; tries += 1) {
      const now = await focusedName(page);
      if (typeof name === 'string' ? now === name : name.test(now)) return;
      await press(key);
    }
    assert.fail(`the Tab key never comes to ${name}`);
  };
  /** Opens the row of the lane that says this. */
  const row = async (words: string) => {
    await moderator.row(words).waitFor();
    for (let tries = 0; tries < 10 && !(await focusedName(page)).includes(words); tries += 1) await press('j');
    assert.ok((await focusedName(page)).includes(words), words);
    await press('Enter');
    await moderator.open.waitFor();
  };
  const readAll = async () => {
    await press('r');
    await moderator.open.getByRole('button', { name: /^(Read all of it|Go on)$/ }).waitFor();
    await press('r');
    await moderator.open.getByRole('group', { name: 'What do you decide?' }).waitFor();
  };
  const lane = async (key: string, name: string) => {
    await press(key);
    await desk.getByRole('heading', { name, exact: true }).waitFor();
  };

  await tabTo('A token of the team');
  await keyboard.type('token-of-fay');
  await press('Enter');
  await desk.getByRole('navigation', { name: 'Lanes' }).waitFor();
  await tabTo(/^Waiting/);
  await press('Enter');
  await desk.getByRole('heading', { name: 'Waiting', exact: true }).waitFor();

  // The next one is where somebody may be in danger: first its first line, then all of it, with what was noticed.
  await press('n');
  await says('I do not want to be here any more.');
  await press('r');
  await moderator.open.locator('.found').waitFor();
  await press('t');
  await tabTo('Thoughts of suicide');
  await press('Space');
  await moderator.open.getByRole('checkbox', { name: 'Thoughts of suicide', checked: true }).waitFor();
  await press('Control+Enter');
  await says('It will be published, with your note for readers.');
  await press('z');
  await says('It is taken back. Nobody has learnt of it.');
  await press('x');
  await moderator.open.waitFor({ state: 'detached' });

  // A report, which is left as it is.
  await lane('4', 'Reported');
  await row('Something else');
  await readAll();
  await tabTo(/^Leave everything as it is|^Ask the writer|^Show it again|^Take it out/);
  await press('Space');
  await press('Control+Enter');
  await says('Everything stays as it is.');
  await press('Escape');

  // A message and a question, in words that are full of keys.
  await lane('3', 'Waiting');
  await row('Garden');
  await readAll();
  await press('m');
  await tabTo('Write to the writer without deciding');
  await keyboard.type('x n 1 ? z: take the time you need.');
  assert.equal(await moderator.open.getByRole('textbox', { name: 'Write to the writer without deciding' }).inputValue(), 'x n 1 ? z: take the time you need.');
  await tabTo('Send the message');
  await press('Enter');
  await says('It has arrived. The writer sees it with their receipt.');
  await tabTo('Ask for a second opinion');
  await press('Enter');
  await tabTo(/^What would you like to ask/);
  await keyboard.type('Is the name too much?');
  await tabTo('Ask a colleague');
  await press('Enter');
  await says('A colleague is asked.');
  await press('x');
  await moderator.open.waitFor({ state: 'detached' });

  // What is not read today is not there any more.
  await tabTo('What I do not read');
  await press('Enter');
  await tabTo('Drink');
  await press('Space');
  await moderator.row('Drink').waitFor({ state: 'detached' });
  await press('Escape');

  // The keys are listed, and what was taken is given back all at once.
  await press('?');
  await desk.getByRole('heading', { name: 'Keys', exact: true }).waitFor();
  await press('Escape');
  await lane('3', 'Waiting');
  await row('Garden');
  await press('r');
  await moderator.open.getByRole('button', { name: 'Read all of it' }).waitFor();
  await lane('2', 'With me');
  await tabTo('Give everything back');
  await press('Enter');
  await tabTo('Give it back');
  await press('Enter');
  await says('Everything is given back, and others can take it. What you wrote is still here.');
  await tabTo('Take a break');
  await press('Enter');
  await says('You have a break');
  await tabTo('Go on');
  await press('Enter');
  await desk.getByRole('navigation', { name: 'Lanes' }).waitFor();
  assert.deepEqual(await page.evaluate(() => (globalThis as unknown as { pointed: string[] }).pointed), []);
});
