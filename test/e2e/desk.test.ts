import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../scripts/chromium.mjs';
import { startPostgres, type TestPostgres } from '../../server/test/support/postgres.ts';
import { house } from './clinic.ts';
import { Journal, Person } from './clinic-people.ts';
import { checks, instance, type Instance, laterOn, Moderator, pressAtOnce, space, writes } from './desk-team.ts';
import { root } from './site.ts';

describe('two of the team, with two browsers, before two servers on one PostgreSQL', () => {
  let browser: Browser;
  let postgres: TestPostgres;
  let one: Instance;
  let other: Instance;
  let database: string;
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  const ledger = join(folder, 'ledger');
  before(async () => {
    [browser, postgres] = await Promise.all([launchChromium(), startPostgres()]);
    database = await postgres.database();
    one = await instance(database, ledger);
    other = await instance(database, ledger);
  });
  after(async () => {
    await browser?.close();
    await one?.close();
    await other?.close();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('take, take over, decide once, take back, and see at once what the other does', async () => {
    await writes(one, 'I do not want to be here any more. Nobody knows it.', 'Nights');
    await writes(other, 'I began to dig, and it was enough for a summer.', 'Garden');
    const fay = await Moderator.signsIn(browser, one, 'fay');
    const sam = await Moderator.signsIn(browser, other, 'sam');

    // What is urgent is in front, and marked as taken at the other desk, which is told of it: how soon is measured in bench/desk.
    await fay.row('Nights').waitFor();
    await sam.row('Nights').waitFor();
    await fay.row('Nights').click();
    await fay.press('Take it');
    await fay.open.getByRole('button', { name: 'Read all of it' }).waitFor();
    await sam.row('Nights').getByText('Somebody else reads this').waitFor();
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
    // Only then has she given it back.
    await fay.open.waitFor({ state: 'detached' });
    await sam.lane('Waiting');
    await sam.reads('Garden');
    await fay.row('Garden').getByText('Somebody else reads this').waitFor();

    // Something new waits behind a line: nothing moves under anybody.
    await writes(one, 'A third one.', 'Third');
    await fay.desk.getByRole('button', { name: 'Bring the list up to date' }).waitFor();
    assert.equal(await fay.row('Third').count(), 0);
    await fay.bringsUpToDate('Third');
    assert.deepEqual([...fay.complaints, ...sam.complaints], []);
  });

  it('take one story at the same moment, and exactly one of them has it; the other is told', async () => {
    await writes(one, 'Both of you see this one.', 'Harbour');
    const [fay, sam] = await Promise.all([Moderator.signsIn(browser, one, 'fay'), Moderator.signsIn(browser, other, 'sam')]);
    for (const each of [fay, sam]) await each.lane('Waiting');
    for (const each of [fay, sam]) await each.row('Harbour').click();
    await pressAtOnce([fay, sam], 'Take it', 'claims');
    const had = await Promise.all([fay.has(), sam.has()]);
    assert.deepEqual([...had].sort(), [false, true]);
    const [first, second] = had[0] ? [fay, sam] : [sam, fay];
    await second.says('Somebody else was faster, and reads it now.');
    await first.press('Pass it on');
    assert.deepEqual([...fay.complaints, ...sam.complaints], []);
    for (const each of [fay, sam]) await each.leaves();
  });

  it('decide in two windows at the same moment, and exactly one decision holds; the other window says which', async () => {
    await writes(one, 'It is read in two windows.', 'Windows');
    const [fay, again] = await Promise.all([Moderator.signsIn(browser, one, 'fay'), Moderator.signsIn(browser, other, 'fay')]);
    for (const each of [fay, again]) await each.lane('Waiting');
    await fay.reads('Windows');
    await again.row('Windows').getByText('With you').waitFor();
    await again.row('Windows').click();
    await again.press('Go on with it');
    await again.press('Read all of it');
    await fay.open.getByRole('radio', { name: 'Publish it', exact: true }).check();
    await again.open.getByRole('radio', { name: 'Ask the writer to change something' }).check();
    await again.open.getByRole('textbox', { name: 'Words to the writer' }).fill('Which window is this?');
    await pressAtOnce([fay, again], 'Decide', 'decisions');
    const won = (each: Moderator) => each.open.getByText(/nobody learns of it, and you can take it back/);
    const lost = (each: Moderator) => each.open.getByRole('alert').filter({ hasText: /What you wrote is still here/ });
    await Promise.all([fay, again].map((each) => won(each).or(lost(each)).first().waitFor()));
    const [held, other_] = (await won(fay).isVisible()) ? [fay, again] : [again, fay];
    await lost(other_).waitFor();
    assert.equal(await won(other_).count(), 0);
    await held.press('Take it back');
    await held.press('Pass it on');
    for (const each of [fay, again]) await each.leaves();
  });

  it('bring a story and another one their whole way, with those who wrote them and those who read them', async () => {
    const journal = new Journal();
    const arrives = (where: Instance) => Person.arrives({ browser }, { address: where.address, onDevice: false }, journal);
    const writer = await arrives(one);
    const reader = await arrives(other);
    const fay = await Moderator.signsIn(browser, one, 'fay');
    const sam = await Moderator.signsIn(browser, other, 'sam');
    const receipt = await writer.tells('We moved to Millbrook, and for a year I knew nobody.', 'Moving');
    const disputed = await writer.tells('They told me to go, so I went.', 'Dismissal');

    // Fay is not sure, asks a colleague, and suggests other words.
    await fay.lane('Waiting');
    await fay.bringsUpToDate('Moving');
    await fay.reads('Moving');
    await fay.press('Ask for a second opinion');
    await fay.open.getByRole('textbox', { name: /^What would you like to ask/ }).fill('Is the town too much?');
    await fay.press('Ask a colleague');
    await fay.says('A colleague is asked.');
    await sam.lane('Second opinions');
    await sam.bringsUpToDate('Moving');
    await sam.row('Moving').click();
    await sam.press('Read it beside your colleague');
    await sam.press('Read all of it');
    await sam.says('Is the town too much?');
    await sam.open.getByRole('combobox', { name: 'What would you decide?' }).selectOption('I would ask for changes');
    await sam.open.getByRole('textbox', { name: 'Words to your colleague' }).fill('I would leave it out.');
    await sam.press('Give my opinion');
    await fay.says('I would leave it out.');
    await fay.open.getByRole('radio', { name: 'Ask the writer to change something' }).check();
    await fay.open.getByRole('textbox', { name: 'Words to the writer' }).fill('Somebody there could know you. What about this?');
    await fay.open.getByRole('checkbox', { name: 'Suggest other words' }).click();
    await fay.open.getByRole('textbox', { name: 'The words as they might be' }).fill('We moved, and for a year I knew nobody.');
    await fay.press('Decide');
    await fay.says(/nobody learns of it, and you can take it back/);

    // Its writer sees nothing of it until then, and takes the words with one press.
    await writer.comesBack(receipt);
    await writer.share.getByText('A person is reading it.').waitFor();
    laterOn();
    await writer.comesBack(receipt);
    await writer.share.getByText('The team asks you to change something.').waitFor();
    await writer.share.getByRole('button', { name: 'What the team suggests' }).click();
    await writer.looks();
    await writer.share.getByRole('button', { name: 'Take these words' }).click();
    await writer.share.getByText('These are your words now. A person reads them once more.').waitFor();

    // The other one reads it once more, and readers have it.
    await sam.lane('Changed or answered');
    await sam.bringsUpToDate('Moving');
    await sam.row('Moving').click();
    await sam.says(/^The writer has changed the words since you read them/);
    await sam.press('Take it');
    await sam.decides('Publish it');
    await sam.says(/nobody learns of it, and you can take it back/);
    laterOn();
    await writer.comesBack(receipt);
    await writer.share.getByText('It is published.').waitFor();
    await reader.opens();
    await reader.story('Moving').getByText('We moved, and for a year I knew nobody.').waitFor();

    // A reader is named in it: it is hidden at once, until somebody has looked.
    await reader.story('Moving').getByRole('button', { name: 'Report', exact: true }).click();
    await reader.story('Moving').getByRole('radio', { name: 'This is about me' }).click();
    await reader.story('Moving').getByRole('button', { name: 'Send the report' }).click();
    await reader.list.getByText('Thank you. Your report was sent.').waitFor();
    await reader.opens();
    await reader.list.getByText(/^There are no stories/).or(reader.list.locator('article').first()).first().waitFor();
    assert.equal(await reader.story('Moving').count(), 0);
    await writer.comesBack(receipt);
    await writer.share.getByText('It is being read again. Nobody sees it meanwhile.').waitFor();
    await fay.lane('Reported');
    await fay.bringsUpToDate('This is about me');
    await fay.row('This is about me').first().click();
    await fay.press('Take it');
    await fay.press('Read all of it');
    await fay.decides('Show it again');
    await fay.says('Readers see it again.');
    await reader.opens();
    await reader.story('Moving').waitFor();

    // The other story is not published; its writer sees it differently, and somebody else looks at it.
    await fay.lane('Waiting');
    await fay.bringsUpToDate('Dismissal');
    await fay.reads('Dismissal');
    await fay.open.getByRole('radio', { name: 'Do not publish it' }).check();
    await fay.open.getByRole('combobox', { name: 'Which rule is it about?' }).selectOption({ index: 1 });
    await fay.press('Decide');
    await fay.says(/nobody learns of it, and you can take it back/);
    laterOn();
    await writer.comesBack(disputed);
    await writer.share.getByText('It was not published.').waitFor();
    await writer.share.getByRole('button', { name: 'What the team wrote' }).click();
    await writer.share.getByRole('textbox', { name: 'Answer the team' }).fill('It is my own story.');
    await writer.share.getByRole('button', { name: 'Send my answer' }).click();
    await writer.share.getByText('Your answer has arrived.').waitFor();
    await writer.looks();
    for (const each of [fay, sam]) {
      await each.lane('Appeals');
      await each.bringsUpToDate('Dismissal');
    }
    await fay.row('Dismissal').click();
    await fay.press('Take it');
    await fay.says('Its writer objects to what you decided, so somebody else looks at it first.');
    await sam.reads('Dismissal');
    await sam.says('It is my own story.');
    await sam.decides('Publish it');
    await sam.says(/nobody learns of it, and you can take it back/);
    laterOn();
    await writer.comesBack(disputed);
    await writer.share.getByText('It is published.').waitFor();
    // Whoever has reported a story asks whether it is still there.
    const said = journal.complaints.filter((each) => !/404/.test(each));
    assert.deepEqual([...said, ...fay.complaints, ...sam.complaints], []);
    assert.deepEqual(journal.scores(), []);
    await Promise.all([fay, sam, writer, reader].map((each) => each.leaves()));
  });

  it('leave a log that is whole; a row of it that somebody changes is found', async () => {
    const file = join(folder, 'peer-support.json');
    writeFileSync(file, JSON.stringify({ database, ledger: ledger, spaces: { [space]: { settings: house, origins: [] } } }));
    const whole = await checks(file);
    assert.match(whole.out, /Log of demo +ok +whole/);
    assert.equal(whole.code, 0, whole.out);
    const client = new pg.Client(database);
    await client.connect();
    try {
      const { rows } = await client.query<{ n: string; body: string }>(`select n, body from rows where collection = 'log' and body like '%"decide"%' order by n limit 1`);
      const { place } = JSON.parse(rows[0]!.body) as { place: number };
      await client.query('update rows set body = $1 where n = $2', [rows[0]!.body.replace('"publish"', '"not-publish"').replace('"ask-changes"', '"publish"'), rows[0]!.n]);
      const { code, out } = await checks(file);
      assert.equal(code, 1);
      assert.match(out, new RegExp(`Log of demo +WRONG +entry ${place} was changed`));
    } finally {
      await client.end();
    }
  });

  it('what it loads is not what visitors load', () => {
    const page = readFileSync(join(root, 'demo/team.html'), 'utf8');
    assert.match(page, /moderation-desk\.js/);
    assert.doesNotMatch(page, /all\.js|story-list\.js/);
  });
});
