/** The longest that work may keep the page busy at a time, in milliseconds: half a frame. */
const sliceMs = 8;

/**
 * Lets the page draw and answer before the work goes on, and whatever else waits on it: `scheduler.yield` would go before
 * every timer and message of the page. A message is not held back to 4 ms when many follow each other, as a timer is.
 */
export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Waits until what was changed has been painted, and a frame more, for whoever acts on it; where nothing is painted, half a second. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 16));
    setTimeout(resolve, 500);
  });

/** Runs the steps to their end in slices. Short work ends without a pause. Rejects with the signal's reason once it aborts. */
export async function inSlices(steps: Iterator<void, void>, signal: AbortSignal): Promise<void> {
  let began = performance.now();
  while (!steps.next().done) {
    if (performance.now() - began < sliceMs) continue;
    await breathe();
    signal.throwIfAborted();
    began = performance.now();
  }
}
