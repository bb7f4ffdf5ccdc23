// Finds the browsers of this machine, and starts what WebKit needs. An installed Chrome or Chromium is preferred; on
// Linux, the headless Chromium among the dev dependencies stands in for it, so that tests need nothing but npm.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Switches for every Chromium: nothing calls home, and it starts as root in a container. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--no-first-run',
];

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function inPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function installedChromium() {
  const { CHROME_PATH, PROGRAMFILES = '', LOCALAPPDATA = '' } = process.env;
  if (CHROME_PATH) {
    if (!executable(CHROME_PATH)) throw new Error(`CHROME_PATH names ${CHROME_PATH}, which is not a program.`);
    return CHROME_PATH;
  }
  const usual = {
    darwin: ['', homedir()].flatMap((home) => [
      `${home}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome`,
      `${home}/Applications/Chromium.app/Contents/MacOS/Chromium`,
    ]),
    win32: [PROGRAMFILES, `${PROGRAMFILES} (x86)`, LOCALAPPDATA].map((at) => join(at, 'Google/Chrome/Application/chrome.exe')),
  };
  return [
    ...(usual[process.platform] ?? []),
    ...inPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
  ].find(executable);
}

/** The Chromium that comes as a package, unpacked once. Two runs may unpack at the same time: each renames its own. */
async function packagedChromium() {
  const { version } = createRequire(import.meta.url)('../node_modules/@sparticuz/chromium/package.json');
  const home = join(root, 'node_modules/.cache', `chromium-${version}`);
  if (!existsSync(home)) {
    mkdirSync(join(home, '..'), { recursive: true });
    const fresh = mkdtempSync(`${home}-`);
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    const before = process.env.TMPDIR;
    process.env.TMPDIR = fresh;
    try {
      await chromium.executablePath();
      // Libraries that a machine without a desktop lacks.
      await inflate(join(root, 'node_modules/@sparticuz/chromium/bin/al2023.tar.br'));
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
    writeFileSync(join(fresh, 'fonts/fonts.conf'), fontSettings(home));
    try {
      renameSync(fresh, home);
    } catch {
      rmSync(fresh, { recursive: true, force: true });
    }
  }
  return { path: join(home, 'chromium'), env: packagedEnvironment(home) };
}

// Those of the package name folders of the place it was made for; without a font, Chromium ends at the first word.
const fontSettings = (home) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
</fontconfig>
`;

function packagedEnvironment(home) {
  const { LD_LIBRARY_PATH } = process.env;
  const env = { LD_LIBRARY_PATH: [LD_LIBRARY_PATH, join(home, 'al2023/lib')].filter(Boolean).join(':') };
  const fonts = existsSync('/etc/fonts/fonts.conf') && existsSync('/usr/share/fonts') && readdirSync('/usr/share/fonts').length;
  if (!fonts) env.FONTCONFIG_PATH = join(home, 'fonts');
  return env;
}

/**
 * The Chromium to test with: where it is, and what its environment needs beyond ours.
 * @returns {Promise<{ path: string, env: Record<string, string>, from: 'installed' | 'package' }>}
 */
export async function findChromium() {
  const path = process.env.CHROMIUM === 'package' ? undefined : installedChromium();
  if (path) return { path, env: {}, from: 'installed' };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome or Chromium found. Install one, or name it in CHROME_PATH.');
  }
  return { ...(await packagedChromium()), from: 'package' };
}

/** Firefox of this machine, or undefined. */
export function findFirefox() {
  const usual = process.platform === 'darwin' ? ['/Applications/Firefox.app/Contents/MacOS/firefox'] : [];
  return [process.env.FIREFOX_PATH, ...inPath('firefox-esr', 'firefox'), ...usual].find((path) => path && executable(path));
}

/** WebKitGTK's driver, its small browser and a virtual screen, or undefined when one of them is missing. */
export function findWebKit() {
  const driver = inPath('WebKitWebDriver').find(executable);
  const screen = inPath('Xvfb').find(executable);
  const libraries = '/usr/lib';
  const browser = (existsSync(libraries) ? readdirSync(libraries) : [])
    .flatMap((folder) => ['4.1', '4.0'].map((version) => join(libraries, folder, `webkit2gtk-${version}/MiniBrowser`)))
    .find(executable);
  return driver && screen && browser ? { driver, screen, browser } : undefined;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a program that ends with this process, however this process ends. */
function keep(command, args, { env = {}, stdio = [] } = {}) {
  const keeper = join(root, 'scripts/keep.mjs');
  const child = spawn(process.execPath, [keeper, command, ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', stdio[1] ?? 'ignore', 'ignore'],
  });
  child.unref();
  child.stdin.unref?.();
  return child;
}

async function answering(port, child) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error('WebKitWebDriver stopped at once.');
    const up = await fetch(`http://127.0.0.1:${port}/status`).then((answer) => answer.ok, () => false);
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('WebKitWebDriver did not answer within a minute.');
}

/** Starts a virtual screen and WebKit's driver. Both stop with this process, or by `stop()`. */
export async function startWebKit({ driver, screen }) {
  // `-displayfd 1` lets Xvfb choose a free screen and print its number.
  const xvfb = keep(screen, ['-displayfd', '1', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], { stdio: [, 'pipe'] });
  const display = await new Promise((resolve, reject) => {
    xvfb.stdout.once('data', (number) => resolve(`:${String(number).trim()}`));
    xvfb.once('exit', () => reject(new Error('Xvfb did not start.')));
  });
  xvfb.stdout.unref?.();
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    const webdriver = keep(driver, [`--port=${port}`, '--host=127.0.0.1'], {
      env: { DISPLAY: display, WEBKIT_DISABLE_COMPOSITING_MODE: '1', GTK_THEME: 'Adwaita', NO_AT_BRIDGE: '1' },
    });
    try {
      await answering(port, webdriver);
      return { port, stop: () => [webdriver, xvfb].forEach((child) => child.stdin.end()) };
    } catch (error) {
      webdriver.stdin.end();
      // Another program may have taken the port since.
      if (webdriver.exitCode !== null && tries < 3) continue;
      xvfb.stdin.end();
      throw error;
    }
  }
}
