// Everything that has to hold before a change goes in, in the order in which it says most soonest.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, run } from './run.mjs';
import { told } from './tally.mjs';

const node = process.execPath;
const sections = [
  ['Build', node, ['scripts/build.mjs']],
  ['Types of source and tests', bin('tsc'), ['-p', 'test']],
  ['Types of the server and its tests', bin('tsc'), ['-p', 'server/test']],
  ['Rules and data', node, ['scripts/test-node.mjs', 'pure']],
  ['Server', node, ['scripts/test-node.mjs', 'server']],
  ['Elements in browsers', bin('wtr'), []],
  ['Sizes', node, ['scripts/check-size.mjs']],
  ['What was built', node, ['scripts/test-node.mjs', 'built']],
  ['Stories', node, ['scripts/test-stories.mjs']],
];

const folder = mkdtempSync(join(tmpdir(), 'peer-support-elements-'));
process.env.TALLY = join(folder, 'tally');
writeFileSync(process.env.TALLY, '');

const results = [];
for (const [name, command, args] of sections) {
  const started = performance.now();
  const failed = await run(name, command, args).then(() => '', String);
  if (failed) console.error(failed);
  results.push({ section: name, result: failed ? 'FAILED' : 'passed', seconds: Math.round((performance.now() - started) / 1000) });
  // Nothing below means anything without it.
  if (failed && name === 'Build') break;
}

const { passed, failed, skipped, failures } = told(process.env.TALLY);
rmSync(folder, { recursive: true, force: true });
const broken = results.filter(({ result }) => result === 'FAILED').map(({ section }) => section);

console.log('\n== Summary');
console.table(results);
for (const failure of failures) console.log(`not ok: ${failure}`);
if (broken.length) console.log(`Failed: ${broken.join(', ')}`);
// What broke without a failed test (types, sizes, a browser that did not start) counts as one, so that nobody reads a nought.
console.log(`tests: ${passed} passed, ${Math.max(failed, broken.length)} failed, ${skipped} skipped`);
process.exitCode = broken.length ? 1 : 0;
