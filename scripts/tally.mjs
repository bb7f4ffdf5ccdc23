// Each kind of test says how many passed and what failed; `npm test` adds them up. The file's name comes in TALLY.
import { appendFileSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

export function tell(count) {
  if (process.env.TALLY) appendFileSync(process.env.TALLY, `${JSON.stringify({ passed: 0, failed: 0, skipped: 0, ...count })}\n`);
}

/** `failures` are the names of what failed, each with its error. */
export function told(file) {
  const total = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const { failures = [], ...counts } = JSON.parse(line);
    for (const [kind, count] of Object.entries(counts)) total[kind] += count;
    total.failures.push(...failures);
  }
  return total;
}

/** A reporter for `node --test`; prints nothing. Groups of tests are not counted, only tests. */
export default async function* counter(events) {
  const count = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for await (const { type, data } of events) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite') continue;
    const result = data.skip !== undefined || data.todo !== undefined ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed';
    count[result] += 1;
    if (result === 'failed') count.failures.push(`${data.file ? relative('.', data.file) : ''}: ${data.name}\n    ${data.details?.error?.cause ?? data.details?.error ?? ''}`);
  }
  tell(count);
}
