import type { PeerClient } from '../../client/client.ts';

/** After a watch broke off, another one begins; in milliseconds. */
const again = 60_000;

/**
 * Looks again at stories of the page that were changed, hidden or taken back, so that nobody goes on showing what its writer
 * does not want to be read any more. New ones wait for the reader.
 */
export function follow(client: PeerClient, ids: () => readonly string[], look: (id: string) => Promise<void>, signal: AbortSignal): void {
  if (!client.can.collections.stories?.watch) return;
  const lookAt = async (changed: readonly string[]) => {
    const there = ids();
    for (const id of changed) if (!signal.aborted && there.includes(id)) await look(id);
  };
  const watch = (missed: boolean) => {
    if (signal.aborted) return;
    const told = {
      ready: () => void (missed && lookAt(ids())),
      change: (changed: readonly string[]) => void lookAt(changed),
      error: ({ retryable }: { retryable: boolean }) => {
        if (retryable) setTimeout(() => watch(true), again);
      },
    };
    client.collection('stories').watch({}, told, { signal });
  };
  watch(false);
}
