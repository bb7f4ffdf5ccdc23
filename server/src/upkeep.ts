import { Backend } from 'peer-support-elements/backend';
import { schemas } from 'peer-support-elements/schemas';
import type { SpaceConfig } from './config/space.ts';
import type { Log } from './http/options.ts';
import type { FolderLedger } from './ledger.ts';
import type { ServerStore } from './store.ts';

export interface UpkeepOptions {
  store: ServerStore;
  ledger: FolderLedger;
  spaces: Readonly<Record<string, Pick<SpaceConfig, 'settings'>>>;
  log?: Log | undefined;
  now?: () => number;
  /** Default: an hour. */
  everyMs?: number;
  /** How often claims that are over are looked for, so that those who watch are told. Default: a minute. */
  claimsEveryMs?: number;
}

/** How long the backups of any space are kept, in days. Undefined where there is no space: then nobody knows. */
export const longestBackup = (spaces: UpkeepOptions['spaces']): number | undefined => {
  const days = Object.values(spaces).map(({ settings }) => settings.backupDays);
  return days.length ? Math.max(...days) : undefined;
};

/** What has to be done now and then: stories that are kept no longer go, and what has expired is forgotten. */
export async function tidy(options: UpkeepOptions): Promise<void> {
  const { store, ledger, spaces, now = Date.now } = options;
  const backend = backendOf(options);
  for (const space of Object.keys(spaces)) await backend.expire(space);
  await store.sweep(now());
  await ledger.sweep(longestBackup(spaces));
}

const backendOf = ({ store, spaces, now = Date.now }: UpkeepOptions) => new Backend({ store, schemas: async () => schemas, settings: (space) => spaces[space]?.settings, now });

async function returnClaims(options: UpkeepOptions): Promise<void> {
  for (const space of Object.keys(options.spaces)) await backendOf(options).returnClaims(space);
}

/** Does it at once and then again and again. Answers how to stop, which waits for what is being done. */
export function startUpkeep(options: UpkeepOptions): () => Promise<void> {
  const { everyMs = 60 * 60_000, claimsEveryMs = 60_000 } = options;
  const stops = [repeat(() => tidy(options), everyMs, options), repeat(() => returnClaims(options), claimsEveryMs, options)];
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}

function repeat(act: () => Promise<void>, everyMs: number, { log }: UpkeepOptions): () => Promise<void> {
  let running: Promise<void> | undefined;
  const run = () => {
    running ??= act()
      .catch((error: unknown) => log?.error({ code: (error as { code?: string }).code ?? 'failed' }, 'upkeep failed'))
      .finally(() => (running = undefined));
  };
  run();
  const timer = setInterval(run, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
