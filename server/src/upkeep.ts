import { createHash } from 'node:crypto';
import { Backend } from 'peer-support-elements/backend';
import { schemas } from 'peer-support-elements/schemas';
import type { SpaceConfig } from './config/space.ts';
import type { Log } from './http/options.ts';
import type { FolderLedger } from './ledger.ts';
import { noteHeads } from './log-heads.ts';
import { callOut } from './on-call.ts';
import type { ServerStore } from './store.ts';

export interface UpkeepOptions {
  store: ServerStore;
  ledger: FolderLedger;
  spaces: Readonly<Record<string, Pick<SpaceConfig, 'settings'> & Partial<Pick<SpaceConfig, 'onCall'>>>>;
  log?: Log | undefined;
  /** Folder in which it is noted how far the logs of the staff's work have got. Default: that of the ledger. */
  logHeads?: string | undefined;
  now?: () => number;
  /** Default: an hour. */
  everyMs?: number;
  /** How often it is looked for decisions that were held back and claims that are over, so that those who watch are told, and for batches that have come. Default: a minute. */
  soonEveryMs?: number;
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
  await noteHeads(options.logHeads ?? ledger.folder, store, Object.keys(spaces), now());
}

/** Writes into the log of each space that its settings are others than when the server was started before. */
export async function noteSettings(options: Pick<UpkeepOptions, 'store' | 'spaces' | 'now'>): Promise<void> {
  const backend = backendOf(options);
  for (const [space, { settings }] of Object.entries(options.spaces)) {
    await backend.note(space, { act: 'settings', what: createHash('sha256').update(JSON.stringify(settings)).digest('hex') }, { begun: true });
  }
}

const backendOf = ({ store, spaces, now = Date.now }: Pick<UpkeepOptions, 'store' | 'spaces' | 'now'>) => new Backend({ store, schemas: async () => schemas, settings: (space) => spaces[space]?.settings, now });

/** What people were told a time for. */
async function keepTimes(options: UpkeepOptions): Promise<void> {
  const backend = backendOf(options);
  for (const space of Object.keys(options.spaces)) {
    await backend.settleDecisions(space);
    await backend.returnClaims(space);
    await backend.showBatches(space);
  }
}

const minute = 60_000;

/** Tells whoever is on call what waits. That it could not be told is told again when it is time, and stands in the log of the server. */
export async function tellOnCall(options: UpkeepOptions, signal: AbortSignal): Promise<void> {
  const backend = backendOf(options);
  const { spaces, log, now } = options;
  await Promise.all(
    Object.entries(spaces).map(async ([space, { onCall }]) => {
      const alarm = onCall && (await backend.alarm(space, { afterMs: onCall.afterMinutes * minute, everyMs: onCall.everyMinutes * minute }));
      if (!alarm) return;
      const code = await callOut(onCall, { event: 'urgent-waiting', space, alarm: alarm.id, since: alarm.since }, { signal, ...(now && { now }) });
      if (code) log?.error({ space, code }, 'whoever is on call could not be told');
    }),
  );
}

/** Does it at once and then again and again. Answers how to stop, which waits for what is being done. */
export function startUpkeep(options: UpkeepOptions): () => Promise<void> {
  const { everyMs = 60 * 60_000, soonEveryMs = 60_000 } = options;
  const end = new AbortController();
  const stops = [repeat(() => tidy(options), everyMs, options), repeat(() => keepTimes(options), soonEveryMs, options), repeat(() => tellOnCall(options, end.signal), soonEveryMs, options)];
  return async () => {
    end.abort();
    await Promise.all(stops.map((stop) => stop()));
  };
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
