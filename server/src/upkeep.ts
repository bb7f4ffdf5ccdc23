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
}

/** How long the backups of any space are kept, in days. Undefined where there is no space: then nobody knows. */
export const longestBackup = (spaces: UpkeepOptions['spaces']): number | undefined => {
  const days = Object.values(spaces).map(({ settings }) => settings.backupDays);
  return days.length ? Math.max(...days) : undefined;
};

/** What has to be done now and then: stories that are kept no longer go, and what has expired is forgotten. */
export async function tidy({ store, ledger, spaces, now = Date.now }: UpkeepOptions): Promise<void> {
  const backend = new Backend({ store, schemas: async () => schemas, settings: (space) => spaces[space]?.settings, now });
  for (const space of Object.keys(spaces)) await backend.expire(space);
  await store.sweep(now());
  await ledger.sweep(longestBackup(spaces));
}

/** Does it at once and then again and again. Answers how to stop, which waits for what is being done. */
export function startUpkeep(options: UpkeepOptions): () => Promise<void> {
  let running: Promise<void> | undefined;
  const run = () => {
    running ??= tidy(options)
      .catch((error: unknown) => options.log?.error({ code: (error as { code?: string }).code ?? 'failed' }, 'upkeep failed'))
      .finally(() => (running = undefined));
  };
  run();
  const timer = setInterval(run, options.everyMs ?? 60 * 60_000);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
