import type { Histogram, Registry } from 'prom-client';

/** Counts for whoever runs the server. Nothing in them is about a person: no id, no address, no name of a space. */
export interface Meter {
  answered(route: string, method: string, status: number, seconds: number): void;
  watches(open: number): void;
  told(ids: number): void;
  read(): Promise<{ type: string; text: string }>;
}

/** Undefined on a runtime on which the library does not work. */
export async function promMeter(): Promise<Meter | undefined> {
  const prom = await import('prom-client').then((module) => module.default ?? module, () => undefined);
  if (!prom) return undefined;
  const registry: Registry = new prom.Registry();
  const registers = [registry];
  const requests: Histogram<'route' | 'method' | 'status'> = new prom.Histogram({
    name: 'peer_support_request_seconds',
    help: 'Requests by route, method and status, and how long they took until the answer began.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers,
  });
  const watches = new prom.Gauge({ name: 'peer_support_watches_open', help: 'Watches that are open here.', registers });
  const told = new prom.Counter({ name: 'peer_support_changes_told_total', help: 'Ids of changed records that were told to watches.', registers });
  return {
    answered: (route, method, status, seconds) => requests.observe({ route, method, status }, seconds),
    watches: (open) => watches.set(open),
    told: (ids) => told.inc(ids),
    read: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
