// The yardstick: a Hono handler that answers one page of stories from memory and does nothing else.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { stories } from './samples.mjs';

const body = JSON.stringify({ items: stories(20), next: null });
const app = new Hono();
app.get('/v1/stories', (c) => c.body(body, 200, { 'content-type': 'application/json' }));
app.post('/v1/sendings', async (c) => c.json({ id: crypto.randomUUID(), ...(await c.req.json()) }, 201));

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send({ port }));
process.on('message', (message) => {
  if (message !== 'memory') return;
  globalThis.gc();
  process.send({ heap: process.memoryUsage().heapUsed });
});
process.on('disconnect', () => process.exit());
