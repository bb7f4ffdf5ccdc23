import type { TestContext } from 'node:test';

/** What is thrown where nobody catches it, until the test ends, instead of the end of the process. */
export function uncaught(t: TestContext): unknown[] {
  const thrown: unknown[] = [];
  const listeners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => thrown.push(error));
  t.after(() => {
    process.removeAllListeners('uncaughtException');
    for (const listener of listeners) process.on('uncaughtException', listener);
  });
  return thrown;
}
