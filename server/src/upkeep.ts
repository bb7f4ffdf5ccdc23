import { Backend } from 'peer-support-elements/backend';
import { onDuty } from 'peer-support-elements/domain';
import { schemas } from 'peer-support-elements/schemas';
import type { HandOverConfig, SpaceConfig } from './config/space.ts';
import type { Log } from './http/options.ts';
import type { FolderLedger } from './ledger.ts';
import { noteHeads } from './log-heads.ts';
import type { ServerStore } from './store.ts';
import { deliver, type Told } from './webhook.ts';

export interface UpkeepOptions {
  store: ServerStore;
  ledger: FolderLedger;
  spaces: Readonly<Record<string, Pick<SpaceConfig, 'settings'> & Partial<Pick<SpaceConfig, 'onCall' | 'handOver'>>>>;
  log?: Log | undefined;
  /** Folder in which it is noted how far the logs of the staff's work have got. Default: that of the ledger. */
  logHeads?: string | undefined;
  now?: () => number;
  /** Default: an hour. */
  everyMs?: number;
  /** How often it is looked for decisions that were held back and claims that are over, so that those who watch are told, and for batches that have come. Default: a minute. */
  soonEveryMs?: number;
}

/** How long the backups of any space were ever said to be kept, in days. Undefined where there is no space: then nobody knows. */
export async function longestBackup(options: Pick<UpkeepOptions, 'store' | 'spaces'>): Promise<number | undefined> {
  const backend = backendOf(options);
  const days = await Promise.all(Object.keys(options.spaces).map((space) => backend.longestBackup(space)));
  return days.length ? Math.max(...days.map((each) => each ?? 0)) : undefined;
}

/** How long backups are kept, as people are told now, in days. */
export async function toldBackup(options: Pick<UpkeepOptions, 'store' | 'spaces'>): Promise<number | undefined> {
  const backend = backendOf(options);
  const settings = await Promise.all(Object.keys(options.spaces).map((space) => backend.decided(space)));
  return settings.length ? Math.max(...settings.map((each) => each!.backupDays)) : undefined;
}

/** What has to be done now and then: stories that are kept no longer go, and what has expired is forgotten. */
export async function tidy(options: UpkeepOptions): Promise<void> {
  const { store, ledger, spaces, now = Date.now } = options;
  const backend = backendOf(options);
  for (const space of Object.keys(spaces)) await backend.expire(space);
  await store.sweep(now());
  await ledger.sweep(await longestBackup(options));
  await noteHeads(options.logHeads ?? ledger.folder, store, Object.keys(spaces), now());
}

/** Writes into the log of each space that other settings hold than when the server was started before. */
export async function noteSettings(options: Pick<UpkeepOptions, 'store' | 'spaces' | 'now'>): Promise<void> {
  const backend = backendOf(options);
  for (const space of Object.keys(options.spaces)) await backend.noteSettings(space, { begun: true });
}

const backendOf = ({ store, spaces, now = Date.now }: Pick<UpkeepOptions, 'store' | 'spaces' | 'now'>) =>
  new Backend({ store, schemas: async () => schemas, settings: (space) => spaces[space]?.settings, handsOver: (space) => !!spaces[space]?.handOver, now });

/** What people were told a time for. */
async function keepTimes(options: UpkeepOptions): Promise<void> {
  const backend = backendOf(options);
  for (const space of Object.keys(options.spaces)) {
    await backend.settleDecisions(space);
    await backend.returnClaims(space);
    await backend.showBatches(space);
    await backend.keepCheckins(space);
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
      const names = onDuty((await backend.decided(space))?.duty ?? [], (now ?? Date.now)()).now;
      const code = await deliver(onCall, { event: 'urgent-waiting', space, alarm: alarm.id, since: alarm.since, ...(names.length && { duty: names }) }, { signal, ...(now && { now }) });
      if (code) log?.error({ space, code }, 'whoever is on call could not be told');
    }),
  );
}

/** Tells the program of each space what was held. It is told again until it has taken it, for a day; then the desk says that nobody was reached. */
export async function handOver(options: UpkeepOptions, signal: AbortSignal): Promise<void> {
  const backend = backendOf(options);
  const { spaces, log, now } = options;
  const tell = async (space: string, receiver: HandOverConfig, { id, ...held }: Awaited<ReturnType<Backend['handOvers']>>[number]) => {
    const told: Told = { event: 'hand-over', space, handOver: id, ...held };
    const code = await deliver(receiver, told, { signal, ...(now && { now }) });
    if (code) log?.error({ space, code }, 'what was held could not be handed over');
    else await backend.handedOver(space, id);
  };
  await Promise.all(
    Object.entries(spaces).map(async ([space, { handOver: receiver }]) => {
      if (receiver) await Promise.all((await backend.handOvers(space)).map((each) => tell(space, receiver, each)));
    }),
  );
}

/** Tells whoever is on call, once each, that somebody has to decide whether a story is held any longer. */
export async function tellReviews(options: UpkeepOptions, signal: AbortSignal): Promise<void> {
  const backend = backendOf(options);
  const { spaces, log, now } = options;
  for (const [space, { onCall }] of Object.entries(spaces)) {
    if (!onCall) continue;
    for (const { id, review } of await backend.reviewsDue(space)) {
      const code = await deliver(onCall, { event: 'hold-review', space, hold: id, review }, { signal, ...(now && { now }) });
      if (!code) continue;
      log?.error({ space, code }, 'whoever is on call could not be told that a hold is due');
      await backend.remindAgain(space, id);
    }
  }
}

/** Does it at once and then again and again. Answers how to stop, which waits for what is being done. */
export function startUpkeep(options: UpkeepOptions): () => Promise<void> {
  const { everyMs = 60 * 60_000, soonEveryMs = 60_000 } = options;
  const end = new AbortController();
  const { spaces, store } = options;
  const soon = () => soonEveryMs;
  const acts: [() => Promise<void>, () => number][] = [
    [() => tidy(options), () => everyMs],
    // Just after full minutes: at midnight, somewhere, what was for that day ends, also on pages that are open.
    [() => keepTimes(options), () => soonEveryMs - (Date.now() % soonEveryMs) + 5],
    [() => tellOnCall(options, end.signal), soon],
    [() => tellReviews(options, end.signal), soon],
    [() => handOver(options, end.signal), soon],
  ];
  const stops = acts.map(([act, wait]) => repeat(act, wait, options));
  // Somebody may be in danger: it is told when it is held, and not a minute later, also while another one is being tried.
  const held = soonAfter((space) => handOver({ ...options, spaces: { [space]: spaces[space]! } }, end.signal), options);
  const ignore = store.onEvents((space) => spaces[space]?.handOver && held.of(space));
  return async () => {
    ignore();
    end.abort();
    await Promise.all([held.end(), ...stops.map((stop) => stop())]);
  };
}

/** Asked again and again in a short time, it is done once. */
const shortly = 50;

/** Does something for a space a moment after it was asked to. */
function soonAfter(act: (space: string) => Promise<void>, { log }: UpkeepOptions): { of(space: string): void; end(): Promise<void> } {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const running = new Set<Promise<void>>();
  const run = (space: string) => {
    waiting.delete(space);
    const one: Promise<void> = act(space).catch(failed(log)).finally(() => running.delete(one));
    running.add(one);
  };
  return {
    of(space) {
      if (!waiting.has(space)) waiting.set(space, setTimeout(run, shortly, space));
    },
    async end() {
      waiting.forEach((timer) => clearTimeout(timer));
      await Promise.all(running);
    },
  };
}

const failed = (log: Log | undefined) => (error: unknown) => log?.error({ code: (error as { code?: string }).code ?? 'failed' }, 'upkeep failed');

/** Now, and then again and again. `wait`: how many milliseconds until the next time. */
function repeat(act: () => Promise<void>, wait: () => number, { log }: UpkeepOptions): () => Promise<void> {
  let running: Promise<void> | undefined;
  const run = () => {
    running ??= act()
      .catch(failed(log))
      .finally(() => (running = undefined));
  };
  const next = () => setTimeout(() => {
    run();
    timer = next();
  }, wait());
  run();
  let timer = next();
  return async () => {
    clearTimeout(timer);
    await running;
  };
}
