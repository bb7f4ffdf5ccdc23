import { memoryStore, type MemoryStore } from 'peer-support-elements/backend';
import type { ServerStore, StoredEvent, StoredToken } from '../../src/store.ts';

/** A store in this process, for tests of what stands on one. */
export function memoryServerStore({ now = Date.now, eventsKept = 100_000 } = {}): ServerStore & MemoryStore {
  const memory = memoryStore();
  const events = new Map<string, StoredEvent[]>();
  const numbers = new Map<string, number>();
  const listeners = new Set<(space: string) => void>();
  const tokens = new Map<string, StoredToken>();
  const counts = new Map<string, number>();
  const secrets = new Map<string, string>();
  memory.onChange((space, changes) => {
    const list = events.get(space) ?? [];
    for (const { collection, id, before, after } of changes) {
      const number = (numbers.get(space) ?? 0) + 1;
      numbers.set(space, number);
      for (const reader of new Set([before?.reader, after?.reader])) if (reader !== undefined) list.push({ number, collection, id, reader });
    }
    events.set(space, list.slice(-eventsKept));
    for (const listener of listeners) listener(space);
  });
  return Object.assign(memory, {
    kind: 'sqlite' as const,
    migrate: async () => ({ from: 1, to: 1 }),
    ready: async () => {},
    hold: async () => {},
    unread: memory,
    replayed: async () => {},
    close: async () => {},
    events: async (space: string, after: number, limit: number) => {
      const list = events.get(space) ?? [];
      const first = list[0]?.number ?? (numbers.get(space) ?? 0) + 1;
      return after < first - 1 ? undefined : list.filter(({ number }) => number > after).slice(0, limit);
    },
    newestEvent: async (space: string) => numbers.get(space) ?? 0,
    onEvents: (listener: (space: string) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    putToken: async (token: StoredToken) => void tokens.set(token.hash, token),
    token: async (hash: string) => tokens.get(hash),
    tokens: async (space: string) => [...tokens.values()].filter((token) => token.space === space),
    removeToken: async (hash: string) => tokens.delete(hash),
    count: async (key: string, slice: number) => {
      const name = `${slice} ${key}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return counts.get(name)!;
    },
    secret: async (name: string, make: () => string) => {
      if (!secrets.has(name)) secrets.set(name, make());
      return secrets.get(name)!;
    },
    sweep: async () => memory.sweep(now()),
    dump: async function* () {},
    load: async () => {},
    check: async () => [],
  }) as ServerStore & MemoryStore;
}
