import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../scripts/chromium.mjs';
import { startPostgres, type TestPostgres } from '../../server/test/support/postgres.ts';
import { until } from '../setup/until.ts';
import { Journal, Person } from './clinic-people.ts';
import { instance, type Instance, laterOn, Moderator } from './desk-team.ts';

const words = 'Xylographically I carved it into the table, and that helped for a while.';

describe('somebody may be in danger, before two servers on one PostgreSQL', () => {
  let browser: Browser;
  let postgres: TestPostgres;
  let one: Instance;
  let other: Instance;
  let database: string;
  const folder = mkdtempSync(join(tmpdir(), 'hold-'));
  before(async () => {
    [browser, postgres] = await Promise.all([launchChromium(), startPostgres()]);
    database = await postgres.database();
    one = await instance(database, join(folder, 'ledger'));
    other = await instance(database, join(folder, 'ledger'));
  });
  after(async () => {
    await browser?.close();
    await one?.close();
    await other?.close();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Everything that is in the database. */
  async function rows(): Promise<string> {
    const client = new pg.Client(database);
    await client.connect();
    try {
      const found = await Promise.all(['rows', 'markers'].map((table) => client.query(`select * from ${table}`)));
      return JSON.stringify(found.map((each) => each.rows));
    } finally {
      await client.end();
    }
  }

  it('what is held is gone from readers, stays with administrators through a withdrawal, and is nowhere once that has ended', async () => {
    const journal = new Journal();
    const arrives = (where: Instance) => Person.arrives({ browser }, { address: where.address, onDevice: false }, journal);
    const [writer, reader] = [await arrives(one), await arrives(other)];
    const fay = await Moderator.signsIn(browser, one, 'fay');
    const receipt = await writer.tells(words, 'Nights');
    await fay.lane('Waiting');
    await fay.bringsUpToDate('Nights');
    await fay.reads('Nights');
    await fay.decides('Publish it');
    await fay.says(/nobody learns of it, and you can take it back/);
    laterOn();
    await writer.comesBack(receipt);
    await writer.share.getByText('It is published.').waitFor();
    await reader.opens();
    await reader.story('Nights').waitFor();

    // A reader is worried. Whoever reads that holds the story.
    await reader.story('Nights').getByRole('button', { name: 'Report', exact: true }).click();
    await reader.story('Nights').getByRole('radio', { name: /worried about this person/ }).click();
    await reader.story('Nights').getByRole('button', { name: 'Send the report' }).click();
    await reader.list.getByText('Thank you. Your report was sent.').waitFor();
    await fay.lane('Urgent');
    await fay.bringsUpToDate('worried');
    await fay.row('worried').first().click();
    await fay.press('Take it');
    await fay.press('Read all of it');
    await fay.press('Somebody may be in danger');
    await fay.says(/call the emergency services first/);
    await fay.open.getByRole('radio', { name: 'Abuse or violence goes on now' }).check();
    await fay.open.getByRole('textbox', { name: /^A note/ }).fill('Quagmirism, as I fear.');
    await fay.page.evaluate(() => {
      document.addEventListener('hand-over', (event) => Object.assign(window, { told: JSON.stringify(event, ['hold', 'reason', 'urgent']) }));
    });
    await fay.press('Hold it and hand it over');
    await fay.says('Readers do not see it any more, and nobody can publish it.');
    const gone = async () => {
      const response = await other.handler(new Request('http://localhost/peer/v1/stories?space=demo'), {});
      return !(await response.text()).includes('Xylographically');
    };
    await until(gone, 'readers of the other server do not get it');
    await reader.opens();
    assert.equal(await reader.story('Nights').count(), 0);
    const told = JSON.parse((await fay.page.evaluate('window.told')) as string) as Record<string, unknown>;
    assert.deepEqual([told.reason, told.urgent, typeof told.hold], ['abuse-now', true, 'string']);
    await fay.decides('Leave everything as it is');

    // Its writer is told what stays, and takes the words back.
    await writer.comesBack(receipt);
    await writer.share.getByText('The team keeps a copy of your words').waitFor();
    await writer.looks();
    await writer.share.getByRole('button', { name: 'Withdraw it', exact: true }).click();
    await writer.share.getByText('The copy that the team keeps stays with those few').waitFor();
    await writer.on('Withdraw it now', 'It is withdrawn');
    await writer.comesBack(receipt);
    await writer.share.getByText(/^Your words are withdrawn/).waitFor();

    // Only an administrator opens the copy.
    await fay.press(/^Held stories/, fay.desk);
    await fay.says('The writer has taken the words back');
    assert.equal(await fay.desk.getByText('Xylographically').count(), 0);
    const ada = await Moderator.signsIn(browser, other, 'ada', 'For administrators');
    await ada.press('Held stories', ada.desk);
    await ada.press(/^Open the copy/, ada.desk);
    await ada.says(words);
    await ada.says('Quagmirism, as I fear.');
    assert.match(await rows(), /Xylographically/);

    // It is not needed any more.
    await ada.press(/^End it/, ada.desk);
    await ada.press('End it now', ada.desk);
    await ada.says('It has ended, and the copy is erased.');
    await ada.says('Nothing is held.');
    assert.doesNotMatch(await rows(), /Xylographically|Quagmirism/);
    // The log says who looked, and nothing that anybody wrote.
    const again = await Moderator.signsIn(browser, one, 'ada', 'For administrators');
    const log = again.desk.locator('.entries');
    await again.says('Somebody ended a hold', log);
    await again.says('Somebody opened a whole text: the copy of a hold', log);
    await again.says('Somebody held a story: Abuse or violence goes on now', log);
    await again.leaves();
    const said = journal.complaints.filter((each) => !/404/.test(each));
    assert.deepEqual([...said, ...fay.complaints, ...ada.complaints], []);
    assert.deepEqual(journal.scores(), []);
    await Promise.all([fay, ada, writer, reader].map((each) => each.leaves()));
  });
});
