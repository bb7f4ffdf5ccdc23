// Compressed sizes of dist/cdn against test/build/sizes.json, in both directions: a file that grew costs every visitor,
// one that shrank without a reason may have lost something.
//   node scripts/check-size.mjs [--update]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { budgetProblems, drift, measure, measureSums } from './sizes.mjs';
import { root } from './run.mjs';

const record = join(root, 'test/build/sizes.json');
const manifest = JSON.parse(readFileSync(join(root, 'dist/cdn/manifest.json'), 'utf8'));
const now = measure(manifest);

const rows = Object.entries({ ...now, sums: measureSums(manifest) }).flatMap(([kind, sizes]) => Object.entries(sizes).map(([name, gzip]) => ({ kind, name, gzip })));
console.table(rows);

const problems = budgetProblems(manifest);
if (process.argv.includes('--update')) writeFileSync(record, `${JSON.stringify(now, null, 2)}\n`);
else problems.push(...drift(existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : { entries: {}, later: {} }, now));

if (problems.length) {
  console.error(`${problems.join('\n')}\n`);
  console.error('If a change of size is meant: npm run size -- --update');
  process.exitCode = 1;
}
