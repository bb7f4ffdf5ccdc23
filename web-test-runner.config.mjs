import { chromeLauncher } from '@web/test-runner-chrome';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { defaultReporter, summaryReporter } from '@web/test-runner';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { chromiumArgs, findChromium, findFirefox, findWebKit, startWebKit } from './scripts/browsers.mjs';
import { backendCommands } from './scripts/backend-commands.mjs';
import { leanLit, litFiles, litUses } from './scripts/lean-lit.mjs';
import { pageCommands } from './scripts/page-commands.mjs';
import { strictPages } from './scripts/strict-pages.mjs';
import { tell } from './scripts/tally.mjs';

const launchers = {
  async chromium() {
    const { path, env, from } = await findChromium();
    const headless = from === 'package' ? 'shell' : true;
    const options = { executablePath: path, headless, args: chromiumArgs, env: { ...process.env, ...env } };
    return named('Chromium', chromeLauncher({ launchOptions: options }));
  },
  async firefox() {
    const executablePath = findFirefox();
    return executablePath && named('Firefox', chromeLauncher({ launchOptions: { browser: 'firefox', executablePath } }));
  },
  async webkit() {
    const found = findWebKit();
    if (!found) return;
    const { port } = await startWebKit(found);
    const capabilities = {
      browserName: 'MiniBrowser',
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': { binary: found.browser, args: ['--automation'] },
    };
    return named('WebKit', webdriverLauncher({ automationProtocol: 'webdriver', hostname: '127.0.0.1', port, path: '/', capabilities }));
  },
};

/** The reports say which browser it was, by one name each. */
function named(name, launcher) {
  const { initialize } = launcher;
  launcher.initialize = async (...args) => {
    await initialize.apply(launcher, args);
    launcher.name = name;
  };
  return launcher;
}

/**
 * Elements are tried with what `dist/cdn/` holds of Lit, once there is one; stories and users of npm have all of it. Where a
 * test does something with Lit that no element does, it gets what that needs.
 */
function leanLitPlugin() {
  const uses = litUses();
  const tests = globSync('test/**/*.ts').map((file) => readFileSync(file, 'utf8'));
  const lean = uses.length ? leanLit((file) => readFileSync(`node_modules/${file}`, 'utf8'), [...uses, ...tests]) : {};
  // Of styles that tests write themselves.
  const styles = '\nexport const css = ([text]) => unsafeCSS(text); export const supportsAdoptingStyleSheets = true; export class CSSResult {};';
  return {
    name: 'lean-lit',
    transform({ path }) {
      const file = litFiles.find((each) => path.endsWith(`/node_modules/${each}`));
      return file && lean[file] ? { body: lean[file] + (file.includes('css-tag') ? styles : '') } : undefined;
    },
  };
}

/** Tells `npm test` how many there were, and which failed. */
const counter = {
  onTestRunFinished({ sessions }) {
    const count = { passed: 0, failed: 0, skipped: 0, failures: [] };
    for (const { browser, errors, testFile, testResults } of sessions) {
      const where = `${browser.name}, ${relative('.', testFile)}`;
      const fail = (name, error) => count.failures.push(`${where}: ${name}\n    ${error?.message ?? ''}`);
      const visit = ({ name: suite, tests, suites }) => {
        for (const { name, passed, skipped, error } of tests) {
          const result = skipped ? 'skipped' : passed ? 'passed' : 'failed';
          count[result] += 1;
          if (result === 'failed') fail(`${suite} ${name}`, error);
        }
        suites.forEach(visit);
      };
      for (const error of errors) fail('the page', error);
      if (testResults) visit(testResults);
    }
    tell(count);
  },
};

/** `BROWSERS=chromium` or `BROWSERS=chromium,webkit` runs those and no others; otherwise all that are installed. */
const asked = process.env.BROWSERS?.split(',');
const wanted = asked ?? Object.keys(launchers);
const browsers = [];
for (const name of wanted) {
  const launcher = await launchers[name]?.();
  if (launcher) browsers.push(launcher);
  else if (asked) throw new Error(`BROWSERS asks for ${name}, which is not installed.`);
  else console.log(`${name} is not installed: its tests are left out.`);
}

export default {
  files: process.env.FILES?.split(',') ?? ['test/**/*.browser.ts'],
  nodeResolve: { exportConditions: ['development'] },
  plugins: [esbuildPlugin({ ts: true, target: 'esnext', tsconfig: 'tsconfig.json' }), pageCommands(), backendCommands(), leanLitPlugin()],
  middleware: [strictPages],
  browsers,
  // One page at a time in each browser: tests press real keys, which go to the page in front.
  concurrency: 1,
  concurrentBrowsers: 2,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 180_000,
  // Several waits of a test may each be long on a busy machine.
  testFramework: { config: { timeout: 30_000 } },
  testRunnerHtml: (framework) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Tests</title></head>
  <body><script type="module" src="${framework}"></script></body>
</html>`,
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  reporters: [defaultReporter({ reportTestProgress: process.stdout.isTTY }), counter, ...(process.env.VERBOSE ? [summaryReporter()] : [])],
};
