/** Time of this process alone, in microseconds, of the quickest of some runs: others on the machine do not count. */
function cost(run: () => unknown): number {
  let least = Infinity;
  for (let i = 0; i < 4; i++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, user + system);
  }
  return least;
}

/**
 * How many times as long eight times as much text takes: about 8 where the time grows with the length, about 64 where it
 * grows with its square.
 */
export function growth(run: (text: string) => unknown, piece: string): number {
  const text = (length: number) => piece.repeat(Math.ceil(length / piece.length));
  const [short, long] = [text(4_000), text(32_000)];
  run(short);
  // What is too quick to be measured is quick.
  return cost(() => run(long)) / Math.max(2_000, cost(() => run(short)));
}
