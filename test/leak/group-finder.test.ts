import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import { startSite, type Site } from '../e2e/site.ts';
import { assertNoMore, countsWithout, instances } from './memory.ts';

const warm = 10;
const cycles = 100;

const csv = `Group,Day,Time,Town,Topic\n${Array.from({ length: 40 }, (_, at) => `Circle ${at},${['Monday', 'Tuesday', 'Sunday'][at % 3]},7.30pm,Leeds,${['Grief', 'Carers'][at % 2]}`).join('\n')}\n`;

/** Runs in the page: one visitor after the other. */
const visits: Record<string, (times: number) => Promise<void>> = {
  'used as a visitor would': async (times) => {
    const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    for (let time = 0; time < times; time += 1) {
      const finder = document.createElement('group-finder');
      finder.setAttribute('src', 'groups.csv');
      finder.setAttribute('time-zone', 'Europe/London');
      const ready = new Promise((done) => finder.addEventListener('groups-ready', done, { once: true }));
      document.body.append(finder);
      await ready;
      const shadow = finder.shadowRoot!;
      const field = shadow.querySelector('input')!;
      field.value = 'circle 3';
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await settled();
      shadow.querySelector<HTMLElement>('[part=name]')!.click();
      while (!shadow.querySelector('[part=details]')) await settled();
      finder.remove();
      await settled();
    }
  },
  'taken away before its list has come': async (times) => {
    for (let time = 0; time < times; time += 1) {
      const finder = document.createElement('group-finder');
      finder.setAttribute('src', 'groups.csv');
      document.body.append(finder);
      await new Promise((done) => setTimeout(done, time % 3));
      finder.remove();
      await new Promise((done) => setTimeout(done));
    }
  },
  'moved about the page': async (times) => {
    const finder = document.createElement('group-finder');
    finder.setAttribute('src', 'groups.csv');
    const ready = new Promise((done) => finder.addEventListener('groups-ready', done, { once: true }));
    document.body.append(finder);
    await ready;
    for (let time = 0; time < times; time += 1) {
      document.body.append(finder);
      await new Promise((done) => setTimeout(done));
    }
    finder.remove();
    await new Promise((done) => setTimeout(done));
  },
  'inside a provider': async (times) => {
    for (let time = 0; time < times; time += 1) {
      const provider = document.createElement('peer-support');
      provider.setAttribute('adapter', 'feed');
      provider.setAttribute('src', 'groups.csv');
      const finder = document.createElement('group-finder');
      const ready = new Promise((done) => finder.addEventListener('groups-ready', done, { once: true }));
      provider.append(finder);
      document.body.append(provider);
      await ready;
      provider.remove();
      await new Promise((done) => setTimeout(done));
    }
  },
};

describe(`a finder leaves nothing behind, after ${cycles} of them`, () => {
  let site: Site;
  before(async () => void (site = await startSite()));
  after(() => site.close());

  async function open(): Promise<{ page: Page; session: CDPSession; complaints: string[] }> {
    const { page, complaints } = await site.open('<script type="module" src="/dist/cdn/all.js"></script>', { files: { 'groups.csv': csv } });
    await page.waitForFunction(() => customElements.get('group-finder') && customElements.get('peer-support'));
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await session.send('HeapProfiler.enable');
    return { page, session, complaints };
  }

  for (const [how, visit] of Object.entries(visits)) {
    it(how, async () => {
      const { page, session, complaints } = await open();
      // The templates of a list are made with the first one, however late it comes, and stay.
      await page.evaluate(visits['used as a visitor would']!, 1);
      await page.evaluate(visit, warm);
      const before = await countsWithout(session, 'group-finder');
      await page.evaluate(visit, cycles);
      await assertNoMore(session, 'group-finder', before);
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }

  it('and the test would notice one that is kept', async () => {
    const { page, session } = await open();
    await page.evaluate(() => {
      (globalThis as unknown as { kept: Element }).kept = document.createElement('group-finder');
    });
    assert.equal(await instances(session, 'group-finder'), 1);
    await page.context().close();
  });
});
