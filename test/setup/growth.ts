import assert from 'node:assert/strict';

/** Milliseconds of computing, whatever else the machine does: the least of three tries. */
function cost(run: () => unknown): number {
  const once = () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  return Math.min(once(), once(), once());
}

/** What is too little to compare, in milliseconds. */
const little = 60;

/** That four times as much costs about four times as much, not sixteen times. */
export function growsWithLength(run: (size: 1 | 4) => unknown, what: string): void {
  const large = cost(() => run(4));
  if (large < little) return;
  const small = cost(() => run(1));
  assert.ok(large < 9 * Math.max(small, little / 9), `${what}: ${small.toFixed(0)} ms, and ${large.toFixed(0)} ms for four times as much`);
}

/** That one thing costs not much more than another. */
export function costsLike(run: () => unknown, other: () => unknown, times = 5): void {
  const [ours, theirs] = [cost(run), cost(other)];
  assert.ok(ours < times * Math.max(theirs, little / times), `${ours.toFixed(0)} ms against ${theirs.toFixed(0)} ms`);
}
