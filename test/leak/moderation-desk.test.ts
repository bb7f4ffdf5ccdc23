import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CDPSession } from 'playwright-core';
import { startSite, type Site } from '../e2e/site.ts';

const warm = 10;
const cycles = 30;

const script = `
  const words = { topics: ['Grief'], notes: [], language: 'en', answers: true, state: 'sent', audience: 'everyone', consents: [{ purpose: 'publish', version: '1' }], rev: '1' };
  const sendings = Array.from({ length: 12 }, (_, at) => ({ ...words, id: 's' + at, text: 'My brother Tom lives at 14 Pennyfold Lane. '.repeat(5), sent: '2026-10-01T10:00:00Z' }));
  const list = async (collection) => ({ items: collection === 'sendings' ? sendings : [], next: null });
  const all = { list: { where: ['state', 'sending', 'report', 'story', 'reason', 'audience', 'urgent'] }, get: true, create: true, remove: true, watch: true };
  const can = { reach: 'page', collections: { sendings: all, claims: all, reports: all, messages: all, decisions: all, presences: { create: true, update: true, remove: true }, spaces: { get: true } } };
  const create = async (collection, draft) => ({ id: collection, ...draft, by: 'me', until: '2030-01-01T00:00:00Z', rev: '1' });
  const get = async (collection, id) => (collection === 'sendings' ? sendings.find((each) => each.id === id) : null);
  const adapter = { spec: 1, name: 'test', can, list, get, create, update: create, remove: async () => {}, watch: (_, __, on) => on.ready() };
  const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const provider = document.querySelector('peer-support');
  provider.adapter = adapter;
  window.visit = async (times) => {
    for (let time = 0; time < times; time += 1) {
      const desk = document.createElement('moderation-desk');
      provider.append(desk);
      const until = async (find) => { for (;;) { const found = desk.shadowRoot?.querySelector(find); if (found) return found; await settled(); } };
      (await until('.row button')).click();
      (await until('.opened .main')).click();
      await until('.opened .first');
      (await until('.opened .main')).click();
      (await until('.found li'), await until('#decision-ask-changes')).click();
      await until('#to-writer');
      (await until('.talk button')).click();
      await until('.talk textarea');
      desk.remove();
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
  const { result } = await session.send('Runtime.evaluate', { expression: `customElements.get('moderation-desk').prototype` });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
  const count = await session.send('Runtime.callFunctionOn', { objectId: objects.objectId!, functionDeclaration: 'function () { return this.length; }', returnByValue: true });
  await session.send('Runtime.releaseObject', { objectId: objects.objectId! });
  return count.result.value;
}

describe('a desk that was there and is gone', () => {
  let site: Site;
  before(async () => void (site = await startSite()));
  after(() => site.close());

  it('leaves nothing in memory, opened, read and written at', async () => {
    const body = '<peer-support></peer-support><script type="module" src="/dist/cdn/moderation-desk.js"></script><script type="module" src="page.js"></script>';
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
