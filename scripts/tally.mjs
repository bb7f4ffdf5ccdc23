// Each kind of test says how many passed; `npm test` adds them up. The file's name comes in TALLY.
import { appendFileSync, readFileSync } from 'node:fs';

export function tell(count) {
  if (process.env.TALLY) appendFileSync(process.env.TALLY, `${JSON.stringify({ passed: 0, failed: 0, skipped: 0, ...count })}\n`);
}

export function told(file) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    for (const [kind, count] of Object.entries(JSON.parse(line))) total[kind] += count;
  }
  return total;
}

/** A reporter for `node --test`; prints nothing. Groups of tests are not counted, only tests. */
export default async function* counter(events) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite') continue;
    count[data.skip !== undefined || data.todo !== undefined ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed'] += 1;
  }
  tell(count);
}
