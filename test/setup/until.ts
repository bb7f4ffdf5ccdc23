const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until it is so; fails after eight seconds, or as many milliseconds as are given, whatever a test makes of the date. */
export async function until(so: () => unknown, what = String(so), patience = 8000): Promise<void> {
  for (const late = performance.now() + patience; !(await so()); await pause(10)) {
    if (performance.now() > late) throw new Error(`It did not come about: ${what}`);
  }
}

/**
 * The same of a page: at least for a moment, in which what was set off can begin, and while something is still missing, too.
 * Pieces come file by file in tests, and machines are busy: only what never comes is a failure.
 */
export async function eventually(so: () => unknown, what = String(so), patience = 8000): Promise<void> {
  let missing: unknown;
  const seen = async () => {
    await pause(40);
    try {
      return await so();
    } catch (error) {
      missing = error;
      return false;
    }
  };
  await until(seen, what, patience).catch((cause: unknown) => {
    throw new Error((cause as Error).message, { cause: missing });
  });
}
