// Chromium by playwright-core, for tests that watch a whole page: requests, console, memory.
import { chromium } from 'playwright-core';
import { chromiumArgs, findChromium } from './browsers.mjs';

/** Starts headless Chromium; the one of this machine, or the one among the dev dependencies. */
export async function launchChromium({ args = [] } = {}) {
  const { path, env } = await findChromium();
  return chromium.launch({ executablePath: path, args: [...chromiumArgs, ...args], env: { ...process.env, ...env } });
}

/**
 * Collects what a page should never do: console errors and warnings, uncaught errors, failed requests, requests to
 * anybody else (these are stopped). `expected(url)` names requests that a test lets fail on purpose.
 */
export async function watch(page, address, { expected = () => false } = {}) {
  const { origin } = new URL(address);
  const complaints = [];
  const own = (url) => url.startsWith('data:') || url.startsWith('blob:') || url.startsWith(`${origin}/`);
  await page.route((url) => !own(url.href), (route) => {
    complaints.push(`asked a third party: ${route.request().url()}`);
    return route.abort();
  });
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type()) || expected(message.location().url)) return;
    complaints.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => {
    const url = request.url();
    // A page that is left, or an element that is removed, takes its requests back.
    if (own(url) && !expected(url) && request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`request failed: ${url}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !expected(response.url())) complaints.push(`answered ${response.status()}: ${response.url()}`);
  });
  return complaints;
}

/** Waits until nothing is on its way for a moment, three seconds at most: a page may keep a line open on purpose. */
export async function quiet(page, { moment = 150 } = {}) {
  let open = 0;
  let since = Date.now();
  const change = (by) => () => {
    open = Math.max(0, open + by);
    since = Date.now();
  };
  const [begun, ended] = [change(1), change(-1)];
  page.on('request', begun).on('requestfinished', ended).on('requestfailed', ended);
  const until = Date.now() + 3000;
  while (Date.now() < until && (open || Date.now() - since < moment)) await new Promise((resolve) => setTimeout(resolve, 25));
  page.off('request', begun).off('requestfinished', ended).off('requestfailed', ended);
}
