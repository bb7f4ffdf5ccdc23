import assert from 'node:assert/strict';

/** Milliseconds of computing of the quickest of some runs: what else the machine does counts little. */
function cost(run: () => unknown): number {
  let least = Infinity;
  for (let i = 0; i < 4; i++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** What is quicker than this is quick, whatever it is compared with, in milliseconds. */
const little = 2;

/**
 * How many times as long eight times as much text takes: about 8 where the time grows with the length, about 64 where it
 * grows with its square.
 */
export function growth(run: (text: string) => unknown, piece: string, { begin = '', length = 4000 } = {}): number {
  const text = (times: number) => begin + piece.repeat(Math.ceil((times * length) / piece.length));
  const [short, long] = [text(1), text(8)];
  run(short);
  return cost(() => run(long)) / Math.max(little, cost(() => run(short)));
}

/** That one thing costs not much more than another. */
export function costsLike(run: () => unknown, other: () => unknown, times = 5): void {
  const [ours, theirs] = [cost(run), cost(other)];
  assert.ok(ours < times * Math.max(theirs, 5 * little), `${ours.toFixed(0)} ms against ${theirs.toFixed(0)} ms`);
}
