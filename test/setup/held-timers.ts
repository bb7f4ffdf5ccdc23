/** Timers that wait for the test instead of the clock. */
export interface HeldTimers {
  /** How many wait. */
  readonly waiting: number;
  /** Their time is over: each runs. */
  pass(): void;
  /** From here on time passes by itself again; what waits still never runs. */
  end(): void;
}

/**
 * From here on, what would run after exactly so many milliseconds waits until the test says that they are over: what a person
 * does meanwhile may take as long as it takes.
 */
export function holdTimers(ms: number): HeldTimers {
  const { setTimeout, clearTimeout } = globalThis;
  const held = new Map<number, () => void>();
  let last = 0;
  globalThis.setTimeout = ((run: (...given: unknown[]) => void, after?: number, ...given: unknown[]) => {
    if (after !== ms) return setTimeout(run, after, ...given);
    held.set((last -= 1), () => run(...given));
    return last;
  }) as unknown as typeof setTimeout;
  globalThis.clearTimeout = ((timer?: number) => {
    if (!held.delete(timer!)) clearTimeout(timer);
  }) as typeof clearTimeout;
  return {
    get waiting() {
      return held.size;
    },
    pass() {
      const due = [...held.values()];
      held.clear();
      for (const run of due) run();
    },
    end() {
      Object.assign(globalThis, { setTimeout, clearTimeout });
      held.clear();
    },
  };
}
