import type { Act, Credential, PeerAdapter } from '../../src/adapters/adapter.ts';
import { httpAdapter } from '../../src/adapters/http.ts';
import { adapterConformance, type ConformanceOptions, type Runner, type Seed } from '../../src/testing/index.ts';
import { everything, members, samples, staff as sampleStaff, unsampled } from './samples.ts';

/** A server that was started for one test. */
export interface StartedServer {
  src: string;
  /** What is really kept of a record, past HTTP. */
  peek?(collection: string, id: string, space: string): unknown;
  close(): void | Promise<void>;
}

export interface HttpSuiteOptions extends Partial<ConformanceOptions> {
  /** Whom the server knows as a moderator of both spaces. Default: the staff of the samples. */
  staff?: Credential;
}

/**
 * The contract, checked with the http adapter against a server: `start` makes a fresh one that holds what the seed says,
 * with the settings of the samples for both spaces, and with `owners` of the samples.
 */
export function httpSuite(runner: Runner, start: (seed: Seed) => Promise<StartedServer>, { staff = sampleStaff, ...over }: HttpSuiteOptions = {}): void {
  const servers = new WeakMap<PeerAdapter, StartedServer>();
  adapterConformance(runner, {
    name: 'http',
    can: everything('shared', 'the test service'),
    sample: sampled(staff),
    unsampled,
    members,
    // There is a network between, and perhaps a database.
    patience: 8000,
    async create(seed) {
      const server = await start(seed);
      const http = httpAdapter({ src: server.src, service: 'the test service' });
      const closes = http.close!.bind(http);
      http.close = async () => {
        await closes();
        await server.close();
      };
      servers.set(http, server);
      return http;
    },
    peek: ({ adapter, collection, id, space }) => servers.get(adapter)?.peek?.(collection, id, space),
    ...over,
  });
}

/** The samples, with this staff. Over HTTP, groups are theirs to keep. */
function sampled(staff: Credential): ConformanceOptions['sample'] {
  const known = { ...samples, groups: { ...samples.groups, credentials: { create: sampleStaff, update: sampleStaff, remove: sampleStaff } } };
  const replaced = Object.entries(known).map(([name, sample]) => {
    const credentials = Object.entries((sample as { credentials?: { [A in Act]?: Credential | null } }).credentials ?? {});
    return [name, { ...sample, credentials: Object.fromEntries(credentials.map(([act, credential]) => [act, credential === sampleStaff ? staff : credential])) }];
  });
  return Object.fromEntries(replaced) as ConformanceOptions['sample'];
}
