import type { Page } from 'playwright-core';
import { budgets } from '../../scripts/sizes.mjs';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { builtFiles, startSite, type Site } from './site.ts';

const csv = 'Group,Day,Time,Town\nTuesday Circle,Tuesday,7.30pm,Leeds\nSunday Walk,Sunday,10am,York\n';
const meetingGuide = JSON.stringify([
  { name: 'Tuesday Circle', slug: 'tuesday-circle', day: 2, time: '19:30', end_time: '21:00', formatted_address: '1 Example Street, Leeds, UK', timezone: 'Europe/London' },
  { name: 'Sunday Walk', slug: 'sunday-walk', day: 0, time: '10:00', formatted_address: '2 Example Street, York, UK', timezone: 'Europe/London' },
]);

describe('what a page loads for a plain list', () => {
  let site: Site;
  before(async () => void (site = await startSite()));
  after(() => site.close());

  /** Files of the library that a page asked for until its groups are there and it is quiet, in order. */
  async function loaded(file: string, list: string, attributes = ''): Promise<string[]> {
    const body = `<group-finder src="${file}" time-zone="Europe/London" ${attributes}></group-finder><script type="module" src="/dist/cdn/group-finder.js"></script>`;
    const { page, complaints } = await site.open(body, { files: { [file]: list } });
    await page.locator('[part=group]').first().waitFor();
    await page.waitForTimeout(500);
    const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    assert.deepEqual(complaints, []);
    await page.context().close();
    return names.filter((name) => name.includes('/dist/cdn/')).map((name) => name.split('/dist/cdn/')[1]!);
  }

  for (const [format, file, list] of [['CSV', 'groups.csv', csv], ['Meeting Guide JSON', 'meetings.json', meetingGuide]] as const) {
    it(`is within the budget, compressed, for ${format}`, async () => {
      const files = await loaded(file, list);
      const sizes = builtFiles();
      const bytes = files.reduce((total, each) => total + sizes[each]!.gzip, 0);
      assert.ok(bytes <= budgets['group-finder'].first, `${bytes} bytes: ${files.join(', ')}`);
    });
  }

  it('is known from the first file: nothing is found out only after another file has come', async () => {
    const files = await loaded('groups.csv', csv);
    const atOnce = builtFiles()['group-finder.js']!.static;
    assert.deepEqual([...files].sort(), ['group-finder.js', ...atOnce].sort());
    assert.ok(atOnce.length <= 2, atOnce.join(', '));
  });

  it('has the choices of every filter', async () => {
    const body = '<group-finder src="groups.csv" time-zone="Europe/London"></group-finder><script type="module" src="/dist/cdn/group-finder.js"></script>';
    const { page, complaints } = await site.open(body, { files: { 'groups.csv': csv } });
    await page.locator('summary', { hasText: /^Day$/ }).click();
    await page.getByLabel('Sunday').check();
    await page.getByRole('button', { name: 'Remove Day: Sunday' }).waitFor();
    assert.equal(await page.locator('[part=group]').count(), 1);
    const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    const files = names.filter((name) => name.includes('/dist/cdn/')).map((name) => name.split('/dist/cdn/')[1]!);
    assert.deepEqual(files.sort(), ['group-finder.js', ...builtFiles()['group-finder.js']!.static].sort());
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('has all that an open plain group needs for its dates and words', async () => {
    const body = '<group-finder src="groups.csv" time-zone="Europe/London"></group-finder><script type="module" src="/dist/cdn/group-finder.js"></script>';
    const { page, complaints } = await site.open(body, { files: { 'groups.csv': csv } });
    await page.getByRole('button', { name: 'Tuesday Circle' }).click();
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Add to calendar' }).click();
    await downloaded;
    const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    assert.ok(names.some((name) => name.includes('domain-calendar')));
    assert.deepEqual(names.filter((name) => /domain-(rules|schedule)/.test(name)), []);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
});

describe('what a page loads for a rule that is not plain', () => {
  let site: Site;
  before(async () => void (site = await startSite()));
  after(() => site.close());

  const schedule = { start: '2026-01-06', time: '19:30', minutes: 90, timeZone: 'Europe/London', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU' };
  const json = JSON.stringify({ groups: [{ id: 'a', name: 'Second Tuesdays', sessions: [{ id: '1', way: 'in-person', schedule }] }] });
  const body = '<group-finder lang="en-GB" src="groups.json"></group-finder>';

  it('is the engine for every rule, before its group is shown', async () => {
    const { page, complaints } = await site.open(`${body}<script type="module" src="/dist/cdn/group-finder.js"></script>`, { files: { 'groups.json': json } });
    await page.getByText('Every second Tuesday, 19:30–21:00').waitFor();
    const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    assert.equal(names.filter((name) => name.includes('domain-rules')).length, 1);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('fails as a whole when that cannot be fetched, rather than show wrong words', async () => {
    const { page } = await site.open(body, { files: { 'groups.json': json } });
    await page.route('**/domain-rules-*', (route) => route.abort());
    await page.addScriptTag({ type: 'module', url: '/dist/cdn/group-finder.js' });
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    assert.equal(await page.locator('[part=group]').count(), 0);
    await page.context().close();
  });
});

describe('what comes on demand, on a line that breaks', () => {
  let site: Site;
  before(async () => void (site = await startSite()));
  after(() => site.close());

  const body = '<group-finder src="groups.csv" time-zone="Europe/London"></group-finder><script type="module" src="/dist/cdn/group-finder.js"></script>';

  /** Whether the browser fetches a file again that could not be fetched before; some remember that until the page is loaded anew. */
  async function asksAgain(page: Page): Promise<boolean> {
    const load = () => page.evaluate(() => import(`${location.href}/../part.js`).then(() => true, () => false));
    await page.route('**/part.js', (route) => route.abort());
    assert.equal(await load(), false);
    await page.unrouteAll();
    return load();
  }

  it('says so, and tries again when it is asked to, where a list inside the finder cannot be looked for', async (t) => {
    const inside = '<group-finder time-zone="Europe/London"><table><tr><th>Group</th><th>Day</th><th>Time</th></tr><tr><td>Sunday Walk</td><td>Sunday</td><td>10am</td></tr></table></group-finder>';
    const { page } = await site.open(inside, { files: { 'part.js': '' } });
    await page.route('**/group-finder-page-*', (route) => route.abort());
    await page.addScriptTag({ type: 'module', url: '/dist/cdn/group-finder.js' });
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    if (!(await asksAgain(page))) {
      await page.context().close();
      return t.skip('this browser remembers that a file could not be fetched');
    }
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Sunday Walk' }).waitFor();
    await page.context().close();
  });

  for (const [piece, comes] of [['marks', 'Sund'], ['details', 'Next dates']] as const) {
    it(`says so, and tries again when it is asked to (${piece})`, async (t) => {
      const { page } = await site.open(body, { files: { 'groups.csv': csv, 'part.js': '' } });
      await page.route(`**/group-finder-${piece}-*`, (route) => route.abort());
      const open = () => (piece === 'marks' ? page.getByRole('searchbox').fill('sund') : page.getByRole('button', { name: 'Sunday Walk' }).click());
      await open();
      await page.getByRole('alert').waitFor();
      assert.equal(await page.locator('[part=group]').count(), piece === 'marks' ? 1 : 2);
      await page.getByRole('button', { name: 'Try again' }).waitFor();
      if (!(await asksAgain(page))) {
        await page.context().close();
        return t.skip('this browser remembers that a file could not be fetched');
      }
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('alert').waitFor({ state: 'detached' });
      if (piece === 'details') await open();
      await page.getByText(comes, { exact: true }).first().waitFor();
      await page.context().close();
    });
  }
});
