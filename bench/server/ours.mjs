// The server as the command line runs it, in a process of its own: `node ours.mjs DATABASE LEDGER`.
import { serve } from '@hono/node-server';
import { run } from '../../server/src/run.ts';
import { settings } from './samples.mjs';

const [database, ledger] = process.argv.slice(2);
const many = 1_000_000_000;
const limits = { reads: many, searches: many, writes: many, sendings: many, challenges: many };
const { handler, close } = await run({ config: { database, ledger, spaces: { default: { settings, origins: [], feeds: [], limits } } } });
const fetch = (request, { incoming }) => handler(request, { address: incoming.socket.remoteAddress });
const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send({ port }));
process.on('message', (message) => {
  if (message !== 'memory') return;
  globalThis.gc();
  process.send({ heap: process.memoryUsage().heapUsed });
});
process.on('disconnect', async () => {
  server.closeAllConnections();
  await close();
  process.exit();
});
