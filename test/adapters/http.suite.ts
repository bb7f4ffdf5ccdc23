import type { PeerAdapter } from '../../src/adapters/adapter.ts';
import { httpAdapter } from '../../src/adapters/http.ts';
import { adapterConformance, type ConformanceOptions, type Runner, type Seed } from '../../src/testing/index.ts';
import { everything, samples, unsampled } from './samples.ts';

/** A server that was started for one test. */
export interface StartedServer {
  src: string;
  /** What is really kept of a record, past HTTP. */
  peek?(collection: string, id: string, space: string): unknown;
  close(): void | Promise<void>;
}

/** The contract, checked with the http adapter against a server: `start` makes a fresh one that holds what the seed says. */
export function httpSuite(runner: Runner, start: (seed: Seed) => Promise<StartedServer>, over: Partial<ConformanceOptions> = {}): void {
  const servers = new WeakMap<PeerAdapter, StartedServer>();
  adapterConformance(runner, {
    name: 'http',
    can: everything('shared', 'the test service'),
    sample: samples,
    unsampled,
    async create(seed) {
      const server = await start(seed);
      const { src } = server;
      const http = httpAdapter({ src, service: 'the test service', insecure: true });
      const adapter = Object.assign(Object.create(http) as PeerAdapter, {
        ...bound(http),
        async close() {
          await http.close?.();
          await server.close();
        },
      });
      servers.set(adapter, server);
      return adapter;
    },
    peek: ({ adapter, collection, id, space }) => servers.get(adapter)?.peek?.(collection, id, space),
    ...over,
  });
}

/** The methods of an adapter, which keep their own object when they are put into another one. */
const bound = (adapter: PeerAdapter) => {
  const names = ['schemas', 'list', 'get', 'create', 'update', 'remove', 'watch', 'prepare'] as const;
  return Object.fromEntries(names.map((name) => [name, (adapter[name] as (() => unknown) | undefined)?.bind(adapter)]));
};
