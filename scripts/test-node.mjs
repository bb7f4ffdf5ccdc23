// Runs tests under Node's own test runner.
//   node scripts/test-node.mjs pure [files…]    rules and data: nothing built, no browser
//   node scripts/test-node.mjs built [files…]   what `npm run build` made: exports, pages, leaks
//   node scripts/test-node.mjs server [files…]  the server; needs the modules of `npm run build`
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { bin, root, run } from './run.mjs';

const [kind, ...asked] = process.argv.slice(2);
const onBuilt = /^test\/(a11y|build|e2e|leak)\//;
const all = globSync(kind === 'server' ? 'server/test/**/*.test.ts' : 'test/**/*.test.ts', { cwd: root }).map((file) => file.replaceAll('\\', '/')).sort();
const files = asked.length ? asked : all.filter((file) => kind === 'server' || onBuilt.test(file) === (kind === 'built'));

const reporters = [
  ['--test-reporter=spec', '--test-reporter-destination=stdout'],
  process.env.TALLY ? ['--test-reporter=./scripts/tally.mjs', '--test-reporter-destination=stdout'] : [],
].flat();

// Pages that are measured share the processor with nothing else; by itself, Node would leave one processor idle.
const atOnce = kind === 'built' ? 1 : availableParallelism();

// Long counts may take their time.
const minutes = process.env.SOAK ? 60 : 5;

await run('', bin('node'), ['--test', `--test-concurrency=${atOnce}`, `--test-timeout=${minutes * 60_000}`, ...reporters, ...files], { quiet: true }).catch(() => {
  process.exitCode = 1;
});
