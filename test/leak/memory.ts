import assert from 'node:assert/strict';
import type { CDPSession } from 'playwright-core';
import type { Site } from '../e2e/site.ts';
import { until } from '../setup/until.ts';

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

/** What the page holds once the last of the elements is gone: some timers outlive one by design, such as the pause before a number is spoken. */
export async function countsWithout(session: CDPSession, tag: string): Promise<Counts> {
  await until(async () => (await instances(session, tag)) === 0, `no <${tag}> is in memory`);
  return counts(session);
}

/** That the page holds no more than before, or at most so many nodes and listeners of what is made once. */
export async function assertNoMore(session: CDPSession, tag: string, before: Counts, most = 0): Promise<void> {
  let now = await countsWithout(session, tag);
  const few = () => now.nodes - before.nodes <= most && now.listeners - before.listeners <= most;
  const gone = async () => {
    if (!few()) now = await counts(session);
    return few();
  };
  await until(gone).catch(() => assert.fail(`${now.nodes - before.nodes} nodes and ${now.listeners - before.listeners} listeners more`));
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
  const before = await countsWithout(session, tag);
  await visit(cycles);
  // What stays of each visit would be there as many times.
  await assertNoMore(session, tag, before, cycles / 2);
  assert.deepEqual(complaints, []);
  await page.context().close();
}
