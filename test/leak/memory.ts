import assert from 'node:assert/strict';
import type { CDPSession } from 'playwright-core';
import type { Site } from '../e2e/site.ts';

const warm = 10;

export interface Counts {
  nodes: number;
  listeners: number;
}

/** What the page holds once all that can go is gone. */
export async function counts(session: CDPSession): Promise<Counts> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((each) => each.name === name)!.value;
  return { nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

/** How many elements with a tag are still in memory. */
export async function instances(session: CDPSession, tag: string): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { result } = await session.send('Runtime.evaluate', { expression: `customElements.get('${tag}').prototype` });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
  const count = await session.send('Runtime.callFunctionOn', { objectId: objects.objectId!, functionDeclaration: 'function () { return this.length; }', returnByValue: true });
  await session.send('Runtime.releaseObject', { objectId: objects.objectId! });
  return count.result.value;
}

/** Whether a page with an element and a script, whose `visit(times)` uses it and takes it away, holds no more of it after `cycles` times. */
export async function assertLeavesNothing(site: Site, tag: string, script: string, cycles: number): Promise<void> {
  const body = `<peer-support></peer-support><script type="module" src="/dist/cdn/${tag}.js"></script><script type="module" src="page.js"></script>`;
  const { page, complaints } = await site.open(body, { files: { 'page.js': script } });
  await page.waitForFunction(() => 'visit' in window);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const visit = (times: number) => page.evaluate((count) => (window as unknown as { visit(times: number): Promise<void> }).visit(count), times);
  await visit(warm);
  const before = await counts(session);
  await visit(cycles);
  const now = await counts(session);
  assert.equal(await instances(session, tag), 0);
  assert.ok(now.nodes - before.nodes < cycles, `${now.nodes - before.nodes} nodes more`);
  assert.ok(now.listeners - before.listeners < cycles, `${now.listeners - before.listeners} listeners more`);
  assert.deepEqual(complaints, []);
  await page.context().close();
}
