import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium, watch } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/serve.mjs';

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
  /** Opens a page with this body, and says what it should not have done. `files` are further addresses of the site. */
  open(body: string, options?: OpenOptions): Promise<{ page: Page; complaints: string[] }>;
  close(): Promise<void>;
}

export interface OpenOptions {
  context?: BrowserContextOptions;
  files?: Record<string, string>;
}

/** Serves `dist/` and `demo/`, with a browser to look at them. */
export async function startSite(): Promise<Site> {
  const { address, close } = await serve({ '/dist/': join(root, 'dist'), '/demo/': join(root, 'demo'), '/feeds/': join(root, 'test/fixtures/feeds') });
  const browser = await launchChromium();
  return {
    address,
    browser,
    async open(body, { context: settings, files = {} } = {}) {
      const context = await browser.newContext(settings);
      const page = await context.newPage();
      const complaints = await watch(page, address);
      const pages = { 'page.html': frame(body), ...files };
      for (const [path, content] of Object.entries(pages)) {
        const contentType = path.endsWith('.html') ? 'text/html' : 'text/plain';
        await page.route(`${address}${path}`, (route) => route.fulfill({ body: content, contentType }));
      }
      await page.goto(`${address}page.html`);
      return { page, complaints };
    },
    async close() {
      await browser.close();
      await close();
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
