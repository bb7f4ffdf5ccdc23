import { executeServerCommand } from '@web/test-runner-commands';
import type * as faults from '../adapters/support/faults.ts';
import type { Seen } from '../adapters/support/peer-server.ts';

/** A server of its own for one test, on another origin than the page. It holds these groups. */
export async function startBackend(groups: readonly object[] = []) {
  const command = async <T>(name: string, payload: object) => (await executeServerCommand<{ value: T }, object>(`backend-${name}`, payload)).value;
  const src = await command<string>('start', { groups });
  const ask = <T>(name: string, payload: object = {}) => command<T>(name, { src, ...payload });
  return {
    src,
    seen: async (when = /./) => (await ask<Seen[]>('seen')).filter(({ method, url }) => when.test(`${method} ${url}`)),
    set: (changes: { hardness: number; solution: number }) => ask('set', changes),
    /** The next request whose method and path fit goes wrong in this way. */
    fail: (when: RegExp, fault: keyof typeof faults) => ask('fail', { when: when.source, fault }),
    stop: () => ask('stop'),
  };
}
