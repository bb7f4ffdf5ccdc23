import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchChromium, watch } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/serve.mjs';
import { firstLoad } from '../../scripts/sizes.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A page around some elements, as an editor would write it. */
const frame = (body: string) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>A page</title><meta name="viewport" content="width=device-width"></head>
  <body>${body}</body>
</html>`;

export interface Site {
  address: string;
  browser: Browser;
  /** Opens a page with this body, and says what it should not have done. `files` lie beside the page. */
  open(body: string, options?: OpenOptions): Promise<{ page: Page; complaints: string[] }>;
  close(): Promise<void>;
}

export interface OpenOptions {
  context?: BrowserContextOptions;
  files?: Record<string, string>;
}

/** Answers what begins with a path. */
type Service = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Serves `dist/`, `demo/` and the pages of a test, with a browser to look at them. */
export async function startSite(services: Record<string, Service> = {}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  const { address, close } = await serve({ '/': folder, '/dist/': join(root, 'dist'), '/demo/': join(root, 'demo') }, { services });
  const browser = await launchChromium();
  let pages = 0;
  return {
    address,
    browser,
    async open(body, { context: settings, files = {} } = {}) {
      const home = `${(pages += 1)}/`;
      mkdirSync(join(folder, home));
      for (const [file, content] of Object.entries({ 'page.html': frame(body), ...files })) writeFileSync(join(folder, home, file), content);
      const page = await (await browser.newContext(settings)).newPage();
      const complaints = await watch(page, address);
      await page.goto(`${address}${home}page.html`);
      return { page, complaints };
    },
    async close() {
      await browser.close();
      await close();
      rmSync(folder, { recursive: true });
    },
  };
}

interface BuiltFile {
  name: string;
  entry: boolean;
  gzip: number;
  static: string[];
  lazy: string[];
}

/** What `dist/cdn` consists of. */
export const builtFiles = (): Record<string, BuiltFile> => JSON.parse(readFileSync(join(root, 'dist/cdn/manifest.json'), 'utf8'));

/** Waits until a page has fetched these pieces of the library, with all that they are made of: from then on it needs no connection for them. */
export async function fetched(page: Page, ...pieces: string[]): Promise<void> {
  const built = builtFiles();
  const files = pieces.flatMap((piece) => {
    const file = Object.keys(built).find((each) => built[each]!.name === piece && !built[each]!.entry);
    assert.ok(file, `there is no ${piece}`);
    return [...firstLoad(built, file)];
  });
  await page.waitForFunction((all) => {
    const names = performance.getEntriesByType('resource').map(({ name }) => name);
    return all.every((file) => names.some((name) => name.endsWith(`/dist/cdn/${file}`)));
  }, files);
}

/** Presses it if it is there: a list that is read anew takes its line away meanwhile. */
export async function pressIfThere(button: Locator): Promise<void> {
  if (await button.isVisible()) await button.click({ timeout: 2000 }).catch(() => {});
}

/** Presses what sends an answer at once, and waits until this is said; after some seconds it goes by itself. */
export async function sendsNow(story: Locator, said: string): Promise<void> {
  const sent = story.getByText(said);
  await Promise.race([story.getByRole('button', { name: 'Send it now' }).click().catch(() => {}), sent.waitFor()]);
  await sent.waitFor();
}
