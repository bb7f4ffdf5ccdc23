/** Waits until it is so; fails after five seconds. */
export async function until(so: () => unknown, what = String(so)): Promise<void> {
  for (const late = Date.now() + 5000; !(await so()); await new Promise((resolve) => setTimeout(resolve, 10))) {
    if (Date.now() > late) throw new Error(`It did not come about: ${what}`);
  }
}
