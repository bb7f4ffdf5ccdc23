import type { IncomingMessage, Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { PeerError } from 'peer-support-elements/backend';
import { destination, pino } from 'pino';
import { ConfigError } from '../config/errors.ts';
import { shownDatabase } from '../config/load.ts';
import { run } from '../run.ts';
import { type Command, configured, olderThanLeft, say, tell, text, Trouble } from './command.ts';

/** How long requests that are under way may take once the server is asked to stop, in milliseconds. */
const patience = 10_000;

export const start: Command = {
  summary: 'Starts the server (what happens without a command)',
  usage: '[options]',
  help: `Brings the database up to date, takes away again what the ledger says, and serves until SIGTERM or Ctrl-C.

  --port NUMBER            Where to listen (default: 8080; 0: any that is free)
  --host ADDRESS           At which address (default: 127.0.0.1, this machine only)
  --trusted-proxies LIST   Proxies in front, such as 10.0.0.0/8: only they are asked for whom they forward
  --hsts                   Tells browsers to use https only
  --log-level LEVEL        fatal, error, warn, info, debug or silent (default: info)
  --no-migrate             Leaves the tables of the database as they are`,
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    'trusted-proxies': { type: 'string' },
    hsts: { type: 'boolean' },
    'log-level': { type: 'string' },
    'no-migrate': { type: 'boolean' },
  },
  async run(values) {
    const hsts = values.hsts === true ? true : undefined;
    const { config, warnings } = configured(values, { port: text(values, 'port'), host: text(values, 'host'), trustedProxies: text(values, 'trusted-proxies'), logLevel: text(values, 'log-level'), hsts });
    if (!Object.keys(config.spaces).length) throw new ConfigError(['spaces is missing: no site is served. docs/server.md shows a file to begin with; name it with --config, or call it peer-support.json.']);
    for (const warning of warnings) tell(`Warning: ${warning}`);
    const log = pino({ level: config.logLevel, base: null }, destination({ dest: 2, sync: false }));
    const running = await run({ config, log, migrate: !values['no-migrate'] }).catch((error: unknown) => {
      throw PeerError.is(error) && error.code === 'unavailable' ? new Trouble(`The database ${shownDatabase(config.database)} cannot be used: ${error.message}`) : error;
    });
    const { erased, distrusted } = running.replayed;
    if (erased) tell(`The ledger took ${erased} ${erased === 1 ? 'record' : 'records'} away that had been withdrawn.`);
    if (distrusted) tell(olderThanLeft(distrusted));
    const server = serverFor((request, address) => running.handler(request, { address }));
    try {
      await listen(server, config.port, config.host);
    } catch (error) {
      await running.close();
      throw error;
    }
    // Whoever reads that it listens may stop it at once.
    const asked = stopAsked();
    say(`peer-support-server listens at ${addressOf(server, config.host)}`);
    say(`Spaces: ${Object.keys(config.spaces).join(', ')}. Database: ${shownDatabase(config.database)}. Stop it with Ctrl-C.`);
    await asked;
    await stop(server, running);
    return 0;
  },
};

type Answer = (request: Request, address: string | undefined) => Promise<Response>;

function serverFor(answer: Answer): Server {
  return createAdaptorServer({
    fetch: (request, { incoming }) => answer(request, (incoming as IncomingMessage).socket.remoteAddress),
    // Whoever sends slowly holds a connection; watches are answers and may last.
    serverOptions: { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5_000, maxHeaderSize: 16_384 },
  }) as Server;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      done();
    });
  });
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as { port: number };
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}

/** Resolves at the first signal to stop. At the second one, the process ends at once. */
function stopAsked(): Promise<void> {
  return new Promise((done) => {
    let asked = false;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(1);
        asked = true;
        done();
      });
    }
  });
}

/** Nobody new; watches end; what was asked is answered; then everything is put down. */
async function stop(server: Server, { handler, close }: { handler: { close(): void }; close(): Promise<void> }): Promise<void> {
  const ended = new Promise((done) => server.close(done));
  handler.close();
  const late = setTimeout(() => server.closeAllConnections(), patience);
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  await ended;
  clearTimeout(late);
  clearInterval(idle);
  await close();
}
