import { adapterConformance, type ConformanceOptions, type Runner } from '../../src/testing/index.ts';

export interface Outcome {
  passed: string[];
  skipped: string[];
  /** Message of the failure, by `topic > test`. */
  failed: Map<string, string>;
}

/** A test runner in a few lines, to see what the suite says of an adapter. `it.skip` is left out if `canSkip` is false. */
export async function runSuite(options: ConformanceOptions, { canSkip = true } = {}): Promise<Outcome> {
  const tests: { name: string; body: () => Promise<void> }[] = [];
  const outcome: Outcome = { passed: [], skipped: [], failed: new Map() };
  let path: string[] = [];
  const full = (name: string) => [...path.slice(1), name].join(' > ');
  const it: Runner['it'] = (name, body) => void tests.push({ name: full(name), body });
  if (canSkip) it.skip = (name) => void outcome.skipped.push(full(name));
  const describe = (name: string, body: () => void) => {
    path = [...path, name];
    body();
    path = path.slice(0, -1);
  };
  adapterConformance({ describe, it }, options);
  for (const { name, body } of tests) {
    try {
      await body();
      outcome.passed.push(name);
    } catch (error) {
      outcome.failed.set(name, (error as Error).message);
    }
  }
  return outcome;
}
