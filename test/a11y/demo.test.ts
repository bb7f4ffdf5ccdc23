import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { startDemoServer } from '../../scripts/demo-server.mjs';
import { root, startSite, type Site } from '../e2e/site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = globSync('**/*.html', { cwd: join(root, 'demo') }).map((file) => file.replaceAll('\\', '/'));

/** What axe finds on a whole page, the rules about landmarks and headings included. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run;
    const { violations: found } = await run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
    });
    return found.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.flat().join(' ')})`));
  });
}

const circumstances = {
  'in light': { colorScheme: 'light' },
  'in the dark': { colorScheme: 'dark' },
  'in forced colours': { forcedColors: 'active' },
  // 1280 px at 400 % is a page of 320 px (WCAG 1.4.10).
  'at 400 % zoom': { viewport: { width: 320, height: 256 } },
  'on a phone': { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
} as const;

describe('the pages of the demo', () => {
  let site: Site;
  let behind: Awaited<ReturnType<typeof startDemoServer>>;
  before(async () => {
    behind = await startDemoServer();
    site = await startSite({ '/peer/': behind.service });
  });
  after(async () => {
    await site.close();
    await behind.close();
  });

  for (const file of pages) {
    for (const [circumstance, settings] of Object.entries(circumstances)) {
      it(`${file} is accessible ${circumstance}, and scrolls one way only`, async () => {
        const context = await site.browser.newContext(settings);
        const page = await context.newPage();
        await page.goto(`${site.address}demo/${file}`);
        if (await page.locator('group-finder').count()) await page.locator('[part=group]').first().waitFor();
        if (await page.locator('story-list').count()) await Promise.all(['story-list [part=story]', 'story-share [part=title]', 'support-now a'].map((part) => page.locator(part).first().waitFor()));
        assert.deepEqual(await violations(page), []);
        const { wide, seen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth }));
        assert.ok(wide <= seen, `the page is ${wide} px wide in a window of ${seen}`);
        await context.close();
      });
    }
  }
});
