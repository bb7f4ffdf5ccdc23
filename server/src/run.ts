import type { ServerConfig } from './config/schema.ts';
import { scheduleFeeds } from './feeds/schedule.ts';
import { createHandler } from './handler.ts';
import type { Handler, Log } from './http/options.ts';
import { openLedger } from './ledger.ts';
import { replay, type Replayed } from './replay.ts';
import { openStore } from './store/index.ts';
import type { ServerStore } from './store.ts';
import { noteSettings, startUpkeep } from './upkeep.ts';

export interface RunOptions {
  config: ServerConfig & { ledger: string; logHeads?: string };
  log?: Log | undefined;
  /** Whether the tables are brought to this version first. Default: yes. */
  migrate?: boolean;
  /** Path before `/v1`. */
  basePath?: string;
}

/** A server without its connections: what answers, and all that goes on behind it. */
export interface Running {
  handler: Handler;
  store: ServerStore;
  /** What the ledger had to take away again. */
  replayed: Replayed;
  /** Resolves when every list that is due has been read. */
  listsRead(): Promise<void>;
  /** Once nobody asks any more. */
  close(): Promise<void>;
}

const twoYears = 2 * 365 * 24 * 60 * 60;

/** Opens the database, takes away what the ledger says, and is then ready to answer. */
export async function run({ config, log, migrate = true, basePath }: RunOptions): Promise<Running> {
  const { spaces, trustedProxies, metricsToken, hsts } = config;
  const ledger = await openLedger(config.ledger);
  const store = await openStore(config.database, { ledger });
  try {
    if (migrate) await store.migrate();
    await store.hold('serving');
    const replayed = await replay({ store, ledger, settings: (space) => spaces[space]?.settings });
    await store.ready();
    await noteSettings({ store, spaces });
    const handler = createHandler({ store, spaces, basePath, trustedProxies, log, metrics: { token: metricsToken }, ...(hsts && { strictTransportSeconds: twoYears }) });
    const stopUpkeep = startUpkeep({ store, ledger, spaces, log, logHeads: config.logHeads });
    const lists = scheduleFeeds({ store, spaces, log });
    const close = async () => {
      handler.close();
      await Promise.all([lists.stop(), stopUpkeep()]);
      await store.close();
      await ledger.close();
    };
    return { handler, store, replayed, listsRead: () => lists.look(), close };
  } catch (error) {
    await store.close();
    await ledger.close();
    throw error;
  }
}
