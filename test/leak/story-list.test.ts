import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CDPSession } from 'playwright-core';
import { startSite, type Site } from '../e2e/site.ts';

const warm = 10;
const cycles = 50;

const script = `
  const words = { topics: ['Grief'], notes: [], language: 'en', answers: true };
  const stories = Array.from({ length: 12 }, (_, at) => ({ ...words, id: 's' + at, month: '2026-10', text: at % 3 ? 'Short.' : 'Long words. '.repeat(200), notes: at % 4 ? [] : ['death'] }));
  const list = async (collection, { limit, cursor = 0 }) => ({ items: stories.slice(+cursor, +cursor + limit), next: +cursor + limit < 12 ? String(+cursor + limit) : null });
  const can = { reach: 'page', collections: { stories: { list: { where: ['topic'], text: true }, get: true }, answers: { create: true }, reports: { create: true } } };
  const adapter = { spec: 1, name: 'test', can, list, get: async () => null, create: async () => ({ id: 'a' }) };
  const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const provider = document.querySelector('peer-support');
  provider.adapter = adapter;
  window.visit = async (times) => {
    for (let time = 0; time < times; time += 1) {
      const list = document.createElement('story-list');
      const ready = new Promise((done) => list.addEventListener('stories-ready', done, { once: true }));
      provider.append(list);
      await ready;
      const shadow = list.shadowRoot;
      shadow.querySelector('[part=open]').click();
      shadow.querySelector('[data-panel=answer]').click();
      while (!shadow.querySelector('.answer')) await settled();
      shadow.querySelector('.answer').click();
      await settled();
      shadow.querySelector('[data-panel=report]').click();
      while (!shadow.querySelector('.report')) await settled();
      list.remove();
      await settled();
    }
  };
`;

async function counts(session: CDPSession) {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((each) => each.name === name)!.value;
  return { nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

async function instances(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { result } = await session.send('Runtime.evaluate', { expression: `customElements.get('story-list').prototype` });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
  const count = await session.send('Runtime.callFunctionOn', { objectId: objects.objectId!, functionDeclaration: 'function () { return this.length; }', returnByValue: true });
  await session.send('Runtime.releaseObject', { objectId: objects.objectId! });
  return count.result.value;
}

describe('a list of stories that was there and is gone', () => {
  let site: Site;
  before(async () => void (site = await startSite()));
  after(() => site.close());

  it('leaves nothing in memory, read, answered and reported', async () => {
    const body = '<peer-support></peer-support><script type="module" src="/dist/cdn/story-list.js"></script><script type="module" src="page.js"></script>';
    const { page, complaints } = await site.open(body, { files: { 'page.js': script } });
    await page.waitForFunction(() => 'visit' in window);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const visit = (times: number) => page.evaluate((count) => (window as unknown as { visit(times: number): Promise<void> }).visit(count), times);
    await visit(warm);
    const before = await counts(session);
    await visit(cycles);
    const now = await counts(session);
    assert.equal(await instances(session), 0);
    assert.ok(now.nodes - before.nodes < cycles, `${now.nodes - before.nodes} nodes more`);
    assert.ok(now.listeners - before.listeners < cycles, `${now.listeners - before.listeners} listeners more`);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
});
