import type { SpaceConfig } from '../config/space.ts';
import type { Log } from '../http/options.ts';
import type { ServerStore } from '../store.ts';
import { importFeed } from './import.ts';
import { feedKey, statesOf } from './state.ts';

export interface ScheduleOptions {
  store: ServerStore;
  spaces: Readonly<Record<string, Pick<SpaceConfig, 'feeds'>>>;
  log?: Log | undefined;
  /** How often it is looked whether a list is due, in milliseconds. Default: half a minute. */
  everyMs?: number;
  now?: () => number;
}

export interface Schedule {
  /** Resolves when every list that is due now was read. */
  look(): Promise<void>;
  /** Resolves when nothing is read any more. */
  stop(): Promise<void>;
}

/** Reads the lists of all spaces when they are due, one after the other. */
export function scheduleFeeds({ store, spaces, log, everyMs = 30_000, now = Date.now }: ScheduleOptions): Schedule {
  const all = Object.entries(spaces).flatMap(([space, { feeds }]) => feeds.map((feed) => ({ space, feed })));
  const end = new AbortController();
  let running: Promise<void> | undefined;
  const run = async () => {
    for (const { space, feed } of all) {
      if (end.signal.aborted) return;
      await readOne({ store, space, feed, signal: end.signal, now }, log).catch(() => {});
    }
  };
  const look = () => (running ??= run().finally(() => (running = undefined)));
  const timer = setInterval(look, everyMs);
  void reportForgotten(store, spaces, log).catch(() => {});
  void look();
  return {
    look: async () => {
      await running;
      await look();
    },
    stop: async () => {
      clearInterval(timer);
      end.abort(new Error('The server stops.'));
      await running;
    },
  };
}

async function readOne(options: Parameters<typeof importFeed>[0], log: Log | undefined): Promise<void> {
  const about = { space: options.space, feed: feedKey(options.feed) };
  try {
    const done = await importFeed(options);
    if (done?.failure) log?.warn({ ...about, code: done.failure }, 'list not read, the last good copy stays');
    else if (done) log?.info({ ...about, created: done.created, changed: done.changed, removed: done.removed, problems: done.problems }, 'list read');
  } catch (error) {
    if (!options.signal.aborted) log?.error({ ...about, code: (error as { code?: string }).code ?? 'failed' }, 'list not read');
  }
}

/** A list that is gone from the configuration leaves its groups: whoever runs this decides about them. */
async function reportForgotten(store: ServerStore, spaces: ScheduleOptions['spaces'], log: Log | undefined): Promise<void> {
  for (const [space, { feeds }] of Object.entries(spaces)) {
    const keys = feeds.map((feed) => `feed:${feedKey(feed)}`);
    const left = (await statesOf(store, space)).filter(({ id }) => !keys.includes(id));
    for (const { id } of left) log?.warn({ space, feed: id.slice('feed:'.length) }, 'groups of a list that is not configured any more are still shown');
  }
}
