import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Call, CollectionName, ListAnswer, PeerAdapter, Query, Watcher, WriteCall } from '../../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryPeerAdapter } from '../../src/adapters/memory.ts';
import { PeerError } from '../../src/client/errors.ts';
import type { ConformanceOptions, Seed } from '../../src/testing/index.ts';
import { filled, groupsOnly, memoryOptions } from '../adapters/memory.suite.ts';
import { groups } from '../adapters/sample-groups.ts';
import { sendings } from '../adapters/sample-stories.ts';
import { administrator, colleague, receipt, unsampled } from '../adapters/samples.ts';
import { circleFaults } from './circle-faults.ts';
import { runSuite } from './run-suite.ts';

/** Changes some methods of a working adapter. */
type Breakage = (good: MemoryPeerAdapter, seed: Seed) => Partial<PeerAdapter>;

interface Fault {
  what: string;
  breakage: Breakage;
  /** Tests that must fail, among others. */
  caughtBy: string[];
  options?: Partial<ConformanceOptions>;
}

type Item = Record<string, unknown> & { id: string; rev: string };
type Update = WriteCall & { rev: string };
/** Lets calls that come at the same time all look first; then each acts once the one before is over. */
function oneByOne() {
  let before: Promise<unknown> = Promise.resolve();
  return <T>(act: () => Promise<T>): Promise<T> => {
    const looked = new Promise((resolve) => setTimeout(resolve, 20));
    const acted = Promise.all([before, looked]).then(act);
    before = acted.catch(() => {});
    return acted;
  };
}
const items = ({ items: all }: ListAnswer) => all as Item[];

/** A working adapter whose methods can be replaced one by one. */
function broken(seed: Seed, breakage: Breakage): PeerAdapter {
  return changed(groupsOnly.create(seed) as MemoryPeerAdapter, seed, breakage);
}

/** The same, of an adapter that offers everything. */
const brokenWhole = (seed: Seed, breakage: Breakage) => changed(filled(seed), seed, breakage);

function changed(good: MemoryPeerAdapter, seed: Seed, breakage: Breakage): PeerAdapter {
  const methods = ['schemas', 'list', 'get', 'create', 'update', 'remove', 'watch', 'close', 'snapshot'] as const;
  const adapter = { spec: good.spec, name: 'broken', can: good.can } as Record<string, unknown>;
  for (const name of methods) adapter[name] = (good[name] as (...args: never[]) => unknown).bind(good);
  return { ...adapter, ...breakage(good, seed) } as unknown as PeerAdapter;
}

const faults: Fault[] = [
  {
    what: 'pages by the number of items, so that records removed meanwhile shift the rest',
    breakage: (good) => ({
      async list(collection, query, call) {
        const from = Number(query.cursor ?? 0);
        if (Number.isNaN(from)) throw new PeerError('invalid');
        const { cursor: _, ...rest } = query;
        const all = await good.list(collection, { ...rest, limit: 1000 }, call);
        const next = from + query.limit < all.items.length ? String(from + query.limit) : null;
        return { items: all.items.slice(from, from + query.limit), next };
      },
    }),
    caughtBy: ['groups: lists > loses and doubles nothing while records are removed'],
  },
  {
    what: 'puts new records first, and pages by number',
    breakage: (good) => ({
      async list(collection, query, call) {
        const from = Number(query.cursor ?? 0);
        if (Number.isNaN(from)) throw new PeerError('invalid');
        const { cursor: _, ...rest } = query;
        const all = (await good.list(collection, { ...rest, limit: 1000 }, call)).items;
        if (!query.sort && !query.near) all.reverse();
        return { items: all.slice(from, from + query.limit), next: from + query.limit < all.length ? String(from + query.limit) : null };
      },
    }),
    caughtBy: ['groups: lists > loses and doubles nothing while records are added'],
  },
  {
    what: 'gives the last item of a page again on the next',
    breakage: (good) => {
      const last = new Map<string, unknown>();
      return {
        async list(collection, query, call) {
          const answer = await good.list(collection, query, call);
          const again = query.cursor && last.get(query.cursor);
          if (answer.next) last.set(answer.next, answer.items.at(-1));
          return again ? { ...answer, items: [again, ...answer.items.slice(0, query.limit - 1)] } : answer;
        },
      };
    },
    caughtBy: ['groups: lists > loses and doubles nothing from page to page'],
  },
  {
    what: 'gives all there is, whatever the limit',
    breakage: (good) => ({ list: async (collection, query, call) => ({ ...(await good.list(collection, { ...query, limit: 1000 }, call)), next: null }) }),
    caughtBy: ['groups: lists > gives no more items than were asked for'],
  },
  {
    what: 'begins again for a cursor it does not know',
    breakage: (good) => ({
      list: (collection, query, call) =>
        good.list(collection, query, call).catch((error: PeerError) => {
          if (error.code !== 'invalid') throw error;
          return good.list(collection, { limit: query.limit }, call);
        }),
    }),
    caughtBy: ['groups: lists > refuses a cursor it never gave'],
  },
  {
    what: 'ignores queries it does not know',
    breakage: (good) => ({
      list: (collection, query, call) => {
        const { colour: _, ...known } = query as Query & { colour?: string };
        return good.list(collection, known, call);
      },
    }),
    caughtBy: ['groups: lists > refuses every query it does not offer'],
  },
  {
    what: 'does not filter by place',
    breakage: (good) => ({
      list: (collection, { box: _, ...query }, call) => good.list(collection, query, call),
    }),
    caughtBy: ['groups: lists > finds by box what the sample says, and only that'],
  },
  {
    what: 'rejects for what is not there',
    breakage: (good) => ({
      async get(collection, id, call) {
        const record = await good.get(collection, id, call);
        if (!record) throw new PeerError('not-found');
        return record;
      },
    }),
    caughtBy: ['groups: records > answers null for what is not there', "groups: spaces > answers null for another space's record"],
  },
  {
    what: 'mixes its spaces up',
    breakage: (good, { space }) => ({
      list: (collection, query, call) => good.list(collection, query, { ...call, space }),
      get: (collection, id, call) => good.get(collection, id, { ...call, space }),
    }),
    caughtBy: ["groups: spaces > answers null for another space's record", 'groups: spaces > lists nothing of another space'],
  },
  {
    what: 'tells a stranger that the record is in another space',
    breakage: (good, { space, otherSpace }) => ({
      async get(collection, id, call) {
        const record = await good.get(collection, id, call);
        if (!record && call.space === otherSpace && (await good.get(collection, id, { ...call, space }))) throw new PeerError('forbidden');
        return record;
      },
    }),
    caughtBy: ["groups: spaces > answers null for another space's record"],
  },
  {
    what: 'hands out the very object it keeps',
    breakage: (good) => {
      const kept = new Map<string, unknown>();
      return {
        async get(collection, id, call) {
          if (!kept.has(id)) kept.set(id, await good.get(collection, id, call));
          return kept.get(id);
        },
      };
    },
    caughtBy: ['groups: records > gives each caller a copy of its own'],
  },
  {
    what: 'does not listen to the signal',
    breakage: (good) => ({ list: (collection, query, call) => good.list(collection, query, { ...call, signal: new AbortController().signal }) }),
    caughtBy: ['groups: aborts > does not list when it was given up before', 'groups: aborts > gives up to list on the way'],
  },
  {
    what: 'wraps aborts into errors of its own',
    breakage: (good) => ({
      get: (collection, id, call) =>
        good.get(collection, id, call).catch((cause: Error) => {
          throw PeerError.is(cause) ? cause : new PeerError('unavailable', 'failed', { cause });
        }),
    }),
    caughtBy: ['groups: aborts > does not get when it was given up before', 'groups: aborts > gives up to get on the way'],
  },
  {
    what: 'shares one request, and lets the first caller who leaves break it off for all',
    breakage: (good) => {
      let shared: Promise<ListAnswer> | undefined;
      return {
        list(collection, query, call) {
          if (Object.keys(query).length > 1) return good.list(collection, query, call);
          shared ??= good.list(collection, query, call).finally(() => (shared = undefined));
          return shared;
        },
      };
    },
    caughtBy: ['groups: aborts > leaves other callers alone when one gives up'],
  },
  {
    what: 'answers what was sent but stores something else',
    breakage: (good) => ({
      async create(collection, draft, call) {
        const { about, ...rest } = draft as Record<string, unknown>;
        return { ...((await good.create!(collection, rest, call)) as Item), about };
      },
    }),
    caughtBy: ['groups: writes > stores what was sent', 'groups: writes > can read again what was created'],
  },
  {
    what: 'stores only half of what was sent, and has no way of reading single records that would show it',
    breakage: (good) => {
      const said = new Map<string, Item>();
      return {
        async create(collection, draft, call) {
          const { about, ...rest } = draft as Record<string, unknown>;
          const record = { ...((await good.create!(collection, rest, call)) as Item), about } as Item;
          said.set(record.id, record);
          return structuredClone(record);
        },
        get: async (collection, id, call) => structuredClone(said.get(id)) ?? good.get(collection, id, call),
      };
    },
    caughtBy: ['groups: writes > stores what was sent'],
  },
  {
    what: 'creates again on every retry',
    breakage: (good) => ({ create: (collection, draft, call) => good.create!(collection, draft, { ...call, intent: crypto.randomUUID() }) }),
    caughtBy: [
      'groups: intents > creates once what is sent twice, and answers the same',
      'groups: intents > refuses an intent that comes again with something else',
      'groups: aborts > creates once what was given up on the way and sent again',
    ],
  },
  {
    what: 'looks for the intent and stores it later, so that two at the same time both happen',
    breakage: (good) => {
      const done = new Map<string, unknown>();
      const later = oneByOne();
      return {
        async create(collection, draft, call) {
          const key = call.intent + call.space;
          if (done.has(key)) return good.create!(collection, draft, call);
          return later(async () => {
            const record = await good.create!(collection, draft, done.has(key) ? { ...call, intent: crypto.randomUUID() } : call);
            done.set(key, record);
            return record;
          });
        },
      };
    },
    caughtBy: ['groups: intents > creates once what is sent twice at the same time'],
  },
  {
    what: 'answers an intent from before without looking at what is sent now',
    breakage: (good) => {
      const done = new Map<string, unknown>();
      return {
        async create(collection, draft, call) {
          const key = call.intent + call.space;
          if (!done.has(key)) done.set(key, await good.create!(collection, draft, call));
          return structuredClone(done.get(key));
        },
      };
    },
    caughtBy: ['groups: intents > refuses an intent that comes again with something else'],
  },
  {
    what: 'takes the same words for the same act',
    breakage: (good) => ({
      create: (collection, draft, call) => good.create!(collection, draft, { ...call, intent: JSON.stringify(draft) }),
    }),
    caughtBy: ['groups: intents > takes two acts for two, even with the same words'],
  },
  {
    what: 'forgets the intent with the record',
    breakage: (good) => {
      const intents = new Map<string, string>();
      const fresh = new Map<string, string>();
      return {
        async create(collection, draft, call) {
          const record = (await good.create!(collection, draft, { ...call, intent: fresh.get(call.intent) ?? call.intent })) as Item;
          intents.set(record.id, call.intent);
          return record;
        },
        async remove(collection, id, call) {
          await good.remove!(collection, id, call);
          if (intents.has(id)) fresh.set(intents.get(id)!, crypto.randomUUID());
        },
      };
    },
    caughtBy: ['groups: intents > does not bring back what was created and removed'],
  },
  {
    what: 'lets the last one win, whatever it was based on',
    breakage: (good) => ({
      async update(collection, id, patch, call) {
        const { rev } = ((await good.get(collection, id, { ...call })) as Item | null) ?? call;
        return good.update!(collection, id, patch, { ...call, rev });
      },
    }),
    caughtBy: ['groups: writes > refuses a change of what has changed since'],
  },
  {
    what: 'compares the rev and writes later',
    breakage: (good) => {
      const later = oneByOne();
      return {
        async update(collection, id, patch, call: Update) {
          const before = (await good.get(collection, id, call)) as Item | null;
          if (before && before.rev !== call.rev) return good.update!(collection, id, patch, call);
          return later(async () => {
            const now = (await good.get(collection, id, call)) as Item | null;
            return good.update!(collection, id, patch, { ...call, rev: now?.rev ?? call.rev });
          });
        },
      };
    },
    caughtBy: ['groups: writes > lets one of two changes at the same time win'],
  },
  {
    what: 'keeps the rev of what it changes',
    breakage: (good) => ({
      async update(collection, id, patch, call) {
        return { ...((await good.update!(collection, id, patch, call)) as Item), rev: call.rev };
      },
    }),
    caughtBy: ['groups: writes > gives a changed record a new rev'],
  },
  {
    what: 'replaces a record by the patch',
    breakage: (good) => ({
      async update(collection, id, patch, call) {
        const before = (await good.get(collection, id, call)) as Item | null;
        const emptied = Object.fromEntries(['cost', 'joining', 'url', 'led', 'source'].filter((key) => before && key in before).map((key) => [key, null]));
        return good.update!(collection, id, { ...emptied, ...(patch as object) }, call);
      },
    }),
    caughtBy: ['groups: writes > changes what the change speaks of, and nothing else'],
  },
  {
    what: 'hides what was removed in the list only',
    breakage: (good) => {
      const hidden = new Set<string>();
      return {
        async list(collection, query, call) {
          const answer = await good.list(collection, query, call);
          return { ...answer, items: items(answer).filter(({ id }) => !hidden.has(id)) };
        },
        async remove(collection, id, call) {
          if (!(await good.get(collection, id, call))) throw new PeerError('not-found');
          hidden.add(id);
        },
      };
    },
    caughtBy: ['groups: writes > removes a record'],
  },
  {
    what: 'takes anything for a record',
    breakage: (good) => {
      const kept = new Map<string, unknown>();
      return {
        create: (collection, draft, call) =>
          good.create!(collection, draft, call).catch((error: PeerError) => {
            if (error.code !== 'invalid') throw error;
            kept.set(call.intent, draft);
            return { ...(draft as object), id: call.intent, rev: '1' };
          }),
      };
    },
    caughtBy: ['groups: writes > refuses what is not valid, and stores nothing of it'],
  },
  {
    what: 'keeps who wrote in the record',
    breakage: (good) => ({
      async create(collection, draft, call) {
        return { ...((await good.create!(collection, draft, call)) as Item), by: call.credential?.token };
      },
    }),
    caughtBy: ['groups: privacy > keeps credentials out of what is stored'],
  },
  {
    what: 'counts how often a group was looked at',
    breakage: (good) => ({
      async list(collection, query, call) {
        const answer = await good.list(collection, query, call);
        return { ...answer, items: items(answer).map((item) => ({ ...item, views: 12 })) };
      },
    }),
    caughtBy: ['groups: privacy > keeps no score'],
  },
  {
    what: 'tells whole records to watchers',
    breakage: (good) => ({
      watch: (collection, query, on, call) =>
        good.watch!(
          collection,
          query,
          {
            ...on,
            ready: () => on.ready(),
            error: (error) => on.error(error),
            change: async (ids) => on.change([...ids, ...((await Promise.all(ids.map((id) => good.get(collection, id, call)))) as never[])]),
          },
          call,
        ),
    }),
    caughtBy: ['groups: watches > tells ids and nothing else'],
  },
  {
    what: 'says that it is ready on every change',
    breakage: (good) => ({
      watch: (collection, query, on, call) => {
        const again: Watcher = {
          ready: () => on.ready(),
          error: (error) => on.error(error),
          change: (ids) => {
            on.ready();
            on.change(ids);
          },
        };
        good.watch!(collection, query, again, call);
      },
    }),
    caughtBy: ['groups: watches > tells the id of what is created'],
  },
  {
    what: 'goes on telling after the watch was given up',
    breakage: (good) => ({
      watch: (collection, query, on, call) => {
        if (!call.signal.aborted) good.watch!(collection, query, on, { ...call, signal: new AbortController().signal });
      },
    }),
    caughtBy: ['groups: watches > tells nothing more once the watch was given up'],
  },
  {
    what: 'tells of all spaces',
    breakage: (good, { space, otherSpace }) => ({
      watch: (collection, query, on, call) => {
        good.watch!(collection, query, on, { ...call, space });
        good.watch!(collection, query, { ready() {}, change: (ids) => on.change(ids), error: (error) => on.error(error) }, { ...call, space: otherSpace });
      },
    }),
    caughtBy: ['groups: watches > tells nothing of another space'],
  },
  {
    what: 'only tells the last one who asked',
    breakage: (good) => {
      let latest: Watcher | undefined;
      return {
        watch: (collection, query, on, call) => {
          latest = on;
          const unlessOlder: Watcher = { ready: () => on.ready(), error: (error) => on.error(error), change: (ids) => latest === on && on.change(ids) };
          good.watch!(collection, query, unlessOlder, call);
        },
      };
    },
    caughtBy: ['groups: watches > tells every watcher'],
  },
  {
    what: 'tells watchers that it was closed as of an error',
    breakage: (good) => {
      const ends: (() => void)[] = [];
      return {
        watch: (collection, query, on, call) => {
          if (!call.signal.aborted) ends.push(() => on.error(new PeerError('unavailable')));
          good.watch!(collection, query, on, call);
        },
        close() {
          void good.close?.();
          for (const end of ends) end();
        },
      };
    },
    caughtBy: ['groups: watches > ends in silence when the adapter is closed'],
  },
  {
    what: 'leaves the last record out of its list',
    breakage: (good) => ({
      async list(collection, query, call) {
        const answer = await good.list(collection, query, call);
        return answer.next ? answer : { ...answer, items: answer.items.slice(0, -1) };
      },
    }),
    caughtBy: ['groups: lists > lists everything that is there, once'],
  },
  {
    what: 'lists summaries instead of records',
    breakage: (good) => ({
      async list(collection, query, call) {
        const answer = await good.list(collection, query, call);
        return { ...answer, items: items(answer).map((item) => ({ ...item, about: undefined })) };
      },
    }),
    caughtBy: ['groups: lists > gives the records as they are stored'],
  },
  {
    what: 'finds everything, whatever is asked',
    breakage: (good) => ({ list: (collection, { limit, cursor }, call) => good.list(collection, { limit, ...(cursor && { cursor }) }, call) }),
    caughtBy: groups.found.flatMap(({ query }) =>
      Object.keys(query.where ?? {}).map((name) => `groups: lists > finds by where ${name} what the sample says, and only that`),
    ),
  },
  {
    what: 'puts ids into addresses without escaping them',
    breakage: (good) => ({ get: (collection, id, call) => good.get(collection, new URL(id, 'https://example.org/groups/').pathname.slice(8), call) }),
    caughtBy: ['groups: records > gives every record by its id'],
  },
  {
    what: 'counts the intents of all spaces together',
    breakage: (good) => {
      const used = new Map<string, string>();
      return {
        async create(collection, draft, call) {
          if (used.has(call.intent) && used.get(call.intent) !== call.space) throw new PeerError('conflict');
          used.set(call.intent, call.space);
          return good.create!(collection, draft, call);
        },
      };
    },
    caughtBy: ['groups: spaces > counts intents of each space by themselves'],
  },
  {
    what: 'writes what was given up before it was sent',
    breakage: (good) => {
      const deaf = <C extends Call>(call: C): C => ({ ...call, signal: new AbortController().signal });
      return {
        async create(collection, draft, call) {
          const record = await good.create!(collection, draft, deaf(call));
          call.signal.throwIfAborted();
          return record;
        },
        async update(collection, id, patch, call) {
          const record = await good.update!(collection, id, patch, deaf(call));
          call.signal.throwIfAborted();
          return record;
        },
      };
    },
    caughtBy: ['groups: aborts > does not create when it was given up before', 'groups: aborts > does not update when it was given up before'],
  },
  {
    what: 'finishes what was given up on the way',
    breakage: (good) => {
      const late = <C extends Call>(call: C): C => {
        call.signal.throwIfAborted();
        return { ...call, signal: new AbortController().signal };
      };
      return {
        create: async (collection, draft, call) => good.create!(collection, draft, late(call)),
        update: async (collection, id, patch, call) => good.update!(collection, id, patch, late(call)),
      };
    },
    caughtBy: ['groups: aborts > gives up to create on the way', 'groups: aborts > gives up to update on the way'],
  },
  {
    what: 'says only that it was created',
    breakage: (good) => ({
      async create(collection, draft, call) {
        const { id } = (await good.create!(collection, draft, call)) as Item;
        return { id };
      },
    }),
    caughtBy: ['groups: writes > answers what was created, with an id', 'groups: writes > gives what can be changed a rev'],
  },
  {
    what: 'takes the name for the id',
    breakage: (good) => ({
      async create(collection, draft, call) {
        return { ...((await good.create!(collection, draft, call)) as Item), id: 'new-group' };
      },
    }),
    caughtBy: ['groups: writes > gives every record an id of its own'],
  },
  {
    what: 'lists new records only after a while',
    breakage: (good) => {
      const hidden = new Set<string>();
      return {
        async create(collection, draft, call) {
          const record = (await good.create!(collection, draft, call)) as Item;
          hidden.add(record.id);
          return record;
        },
        async list(collection, query, call) {
          const answer = await good.list(collection, query, call);
          return { ...answer, items: items(answer).filter(({ id }) => !hidden.has(id)) };
        },
      };
    },
    caughtBy: ['groups: writes > lists what was created'],
  },
  {
    what: 'repeats to whoever asks who it is',
    breakage: (good) => ({
      list: async (collection, query, call) => ({ ...(await good.list(collection, query, call)), asked: { by: call.credential } }),
    }),
    caughtBy: ['groups: privacy > keeps credentials out of what is read'],
  },
  {
    what: 'says twice that it is ready',
    breakage: (good) => ({
      watch: (collection, query, on, call) => {
        const twice: Watcher = {
          ready: () => {
            on.ready();
            on.ready();
          },
          error: (error) => on.error(error),
          change: (ids) => on.change(ids),
        };
        good.watch!(collection, query, twice, call);
      },
    }),
    caughtBy: ['groups: watches > says once that it is ready'],
  },
  {
    what: 'tells only what is new',
    breakage: (good) => {
      const known = new Set<string>();
      return {
        watch: (collection, query, on, call) => {
          const looked = good.list(collection, { limit: 100 }, { ...call, signal: new AbortController().signal }).then((answer) => items(answer).forEach(({ id }) => known.add(id)), () => {});
          const fresh: Watcher = {
            ready: () => void looked.then(() => on.ready()),
            error: (error) => on.error(error),
            change: (ids) => {
              const told = ids.filter((id) => !known.has(id));
              if (told.length) on.change(told);
            },
          };
          good.watch!(collection, query, fresh, call);
        },
      };
    },
    caughtBy: ['groups: watches > tells the id of what is changed', 'groups: watches > tells the id of what is removed'],
  },
  {
    what: 'watches everything, whatever is asked, and whether or not anybody listens still',
    breakage: (good) => ({
      watch: (collection, _query, on, call) => {
        const query = { limit: 100 };
        if (!Object.hasOwn(good.can.collections, collection)) return good.watch!(collection, query, on, call);
        // Told at once, whoever is gone hears it before the suite has waited long enough.
        if (call.signal.aborted) return on.ready();
        good.watch!(collection, query, on, { ...call, signal: new AbortController().signal });
      },
    }),
    caughtBy: ['groups: watches > refuses to watch a query it does not offer', 'groups: watches > tells nothing when the watch was given up before'],
  },
  {
    what: 'promises to remove and has no such method',
    breakage: () => ({ remove: undefined }),
    caughtBy: ['the whole > has a method for everything it offers'],
  },
  {
    what: 'does more than it says',
    breakage: ({ can }) => ({ can: { ...can, collections: { groups: { ...can.collections.groups, remove: false } } } }),
    options: { can: { ...groupsOnly.can, collections: { groups: { ...groupsOnly.can.collections.groups, remove: false } } } },
    caughtBy: ['the whole > refuses what it does not offer'],
  },
  {
    what: 'says less of itself than the suite was told, which would have tests skipped',
    breakage: ({ can }) => ({ can: { ...can, collections: { groups: { ...can.collections.groups, watch: false } } } }),
    caughtBy: ['the whole > declares the abilities that the suite was told'],
  },
  {
    what: 'answers with an empty list for a collection it does not have',
    breakage: (good) => ({
      list: (collection, query, call) =>
        Object.hasOwn(good.can.collections, collection) ? good.list(collection, query, call) : Promise.resolve({ items: [], next: null }),
    }),
    caughtBy: ['the whole > refuses a collection it does not have'],
  },
  {
    what: 'rejects with errors of its own kind',
    breakage: (good) => ({
      update: (collection, id, patch, call: Update) =>
        good.update!(collection, id, patch, call).catch((error: Error) => {
          throw PeerError.is(error) ? Object.assign(new Error(error.message), { code: error.code }) : error;
        }),
    }),
    caughtBy: ['groups: writes > refuses a change of what has changed since', 'groups: writes > refuses a change of what is not there'],
  },
  {
    what: 'goes on answering after it was closed',
    breakage: () => ({ close() {} }),
    caughtBy: ['the whole > can be closed twice, and answers no calls afterwards'],
  },
  {
    what: 'speaks another version of the contract',
    breakage: () => ({ spec: 2 as 1 }),
    caughtBy: ['the whole > speaks version 1 of the contract and has a name'],
  },
];

/** What goes wrong between a writer, the staff and readers. */
const wholeFaults: Fault[] = [
  {
    what: 'shows a sending to whoever has any receipt, or none',
    breakage: (good) => ({ get: (collection, id, call) => good.get(collection, id, collection === 'sendings' ? { ...call, credential: receipt } : call) }),
    caughtBy: ['sendings: privacy > is to others as if it were not there'],
  },
  {
    what: 'lets any receipt change and withdraw a sending',
    breakage: (good) => ({
      update: (collection, id, patch, call: Update) => good.update!(collection, id, patch, { ...call, credential: receipt }),
      remove: (collection, id, call) => good.remove!(collection, id, { ...call, credential: receipt }),
    }),
    caughtBy: ['sendings: privacy > is not changed or removed by others'],
  },
  {
    what: 'answers the same act with the words that were withdrawn since',
    breakage: (good) => {
      const answers = new Map<string, unknown>();
      return {
        async create(collection, draft, call) {
          const key = `${call.space} ${call.intent} ${JSON.stringify(draft)}`;
          if (!answers.has(key)) answers.set(key, await good.create!(collection, draft, call));
          return structuredClone(answers.get(key));
        },
      };
    },
    caughtBy: ['sendings: intents > does not bring back what was created and removed', 'sendings: life > leaves nothing of what was withdrawn, anywhere'],
  },
  {
    what: 'answers the same change with the words that were withdrawn since',
    breakage: (good) => {
      const answers = new Map<string, unknown>();
      return {
        async update(collection, id, patch, call: Update) {
          if (!answers.has(call.intent)) answers.set(call.intent, await good.update!(collection, id, patch, call));
          return structuredClone(answers.get(call.intent));
        },
      };
    },
    caughtBy: ['sendings: intents > says nothing of what was changed and then removed'],
  },
  {
    what: 'names the sending in the story',
    breakage: (good) => {
      let sending: string | undefined;
      const named = (story: unknown) => story && { ...(story as object), ref: `s:${sending}` };
      return {
        async create(collection, draft, call) {
          const record = (await good.create!(collection, draft, call)) as Item;
          if (collection === 'sendings') sending = record.id;
          return record;
        },
        get: async (collection, id, call) => (collection === 'stories' ? named(await good.get(collection, id, call)) : good.get(collection, id, call)),
      };
    },
    caughtBy: ['sendings: life > tells of a published story neither which sending it was nor when it was, and no cursor does'],
  },
  {
    what: 'tells in a cursor when the last story of a page was published',
    breakage: (good) => ({
      async list(collection, query, call) {
        if (collection !== 'stories') return good.list(collection, query, call);
        const [, cursor] = query.cursor ? /^\d+\|(.*)$/.exec(fromBase64(query.cursor)) ?? [] : [];
        if (query.cursor && !cursor) throw new PeerError('invalid');
        const answer = await good.list(collection, { ...query, ...(cursor && { cursor }) }, call);
        return { ...answer, next: answer.next && btoa(`${Date.now()}|${answer.next}`) };
      },
    }),
    caughtBy: [
      'stories: privacy > tells when it was by the month, and not more',
      'sendings: life > tells of a published story neither which sending it was nor when it was, and no cursor does',
    ],
  },
  {
    what: 'tells the day of a story',
    breakage: (good) => ({
      get: async (collection, id, call) => {
        const record = (await good.get(collection, id, call)) as Item | null;
        return record && collection === 'stories' ? { ...record, shown: '2026-11-03' } : record;
      },
    }),
    caughtBy: ['stories: privacy > tells when it was by the month, and not more'],
  },
  {
    what: 'finds sendings in every state, whatever was asked',
    breakage: (good) => ({
      list: (collection, { where: { state: _, ...where } = {}, ...query }, call) => good.list(collection, { ...query, where }, call),
    }),
    caughtBy: ['sendings: lists > finds by where state what the sample says, and only that'],
  },
  {
    what: 'shows what was sent before anybody read it, and goes on showing what was changed or withdrawn',
    breakage: (good) => {
      const shown = new Map<string, Item>();
      return {
        async create(collection, draft, call) {
          const record = (await good.create!(collection, draft, call)) as Item;
          if (collection === 'sendings') shown.set(`story-${record.id}`, { ...record, id: `story-${record.id}`, month: '2026-11' });
          return record;
        },
        list: async (collection, query, call) => {
          const answer = await good.list(collection, query, call);
          return collection === 'stories' && !answer.next ? { ...answer, items: [...answer.items, ...shown.values()] } : answer;
        },
        get: async (collection, id, call) => (collection === 'stories' && shown.get(id)) || good.get(collection, id, call),
      };
    },
    caughtBy: ['sendings: life > shows a story once a person decided so, and not before'],
  },
  {
    what: 'goes on showing a story whose writer has changed it',
    breakage: (good) => {
      const shown = new Map<string, unknown>();
      return {
        get: async (collection, id, call) => {
          const record = await good.get(collection, id, call);
          if (collection === 'stories' && record) shown.set(id, record);
          return record ?? (collection === 'stories' ? (shown.get(id) ?? null) : null);
        },
      };
    },
    caughtBy: ['sendings: life > takes a story that its writer changes out of sight until it was read again', 'sendings: life > leaves nothing of what was withdrawn, anywhere'],
  },
  {
    what: 'takes every decision and every claim',
    breakage: (good) => ({
      create: (collection, draft, call) =>
        good.create!(collection, draft, call).catch((error: PeerError) => {
          if (error.code === 'conflict' && (collection === 'decisions' || collection === 'claims')) return { ...(draft as object), id: 'any' };
          throw error;
        }),
    }),
    caughtBy: [
      'sendings: life > lets one of two decide, when both do so at the same time',
      'sendings: life > decides about nothing that was not claimed, or has changed since it was read',
      'sendings: life > is read by one at a time',
    ],
  },
  {
    what: 'takes over whatever is read, and gives an appeal to anybody',
    breakage: (good) => ({
      create: (collection, draft, call) =>
        good.create!(collection, draft, call).catch((error: PeerError) => {
          if (error.code === 'conflict' && collection === 'claims') return { ...(draft as object), id: 'any', by: 'any' };
          throw error;
        }),
    }),
    caughtBy: ['claims: desk > leaves what is not urgent with whoever reads it', 'claims: desk > gives an appeal to somebody else than whoever decided'],
  },
  {
    what: 'lets nothing be taken back, because it holds at once',
    breakage: (good) => ({
      create: (collection, draft, call) => {
        const { grace, ...rest } = draft as Record<string, unknown>;
        return good.create!(collection, collection === 'decisions' && grace ? rest : draft, call);
      },
    }),
    caughtBy: ['claims: desk > holds a decision back for a moment, of which neither its writer nor readers see anything', 'claims: desk > lets whoever decided take it back, and nobody else'],
  },
  {
    what: 'tells readers until when a story stays',
    breakage: (good) => ({
      async list(collection, query, call) {
        const answer = await good.list(collection, query, call);
        return collection === 'stories' ? { ...answer, items: items(answer).map((item) => ({ ...item, until: '2030-01' })) } : answer;
      },
    }),
    caughtBy: ['sendings: life > says to its writer and to the staff until when a story stays, and to nobody else'],
  },
  {
    what: 'has a story read again because its writer lets it stay',
    breakage: (good) => ({
      update: (collection, id, patch, call) => good.update!(collection, id, (patch as { stillHere?: boolean }).stillHere ? { text: 'The same, put differently.' } : patch, call),
    }),
    caughtBy: ['sendings: life > keeps a story on that is still right for its writer, with one act that nobody reads'],
  },
  {
    what: 'takes reports of replies without the receipt that they came with',
    breakage: (good) => ({
      create: (collection, draft, call) => {
        const { credential: _, ...anybody } = call;
        return good.create!(collection, draft, collection === 'reports' && (draft as { reply?: string }).reply ? anybody : call);
      },
    }),
    caughtBy: ['stories: readers > takes a report of a reply from whom it was written to, and tells whoever wrote it nothing'],
  },
  {
    what: 'shows what was said of a message to whoever wrote it',
    breakage: (good) => ({
      get: (collection, id, call) => good.get(collection, id, collection === 'reports' && call.credential?.kind === 'staff' ? { ...call, credential: colleague } : call),
    }),
    caughtBy: ['claims: desk > has what one of the staff wrote looked at by somebody else, and keeps from them what was said of it'],
  },
  {
    what: 'shows how much was done to whoever did something',
    breakage: (good) => ({
      create: async (collection, draft, call) => {
        const record = (await good.create!(collection, draft, call)) as Item;
        return collection === 'log' ? { ...record, place: 7 } : record;
      },
    }),
    caughtBy: ['claims: desk > takes from the staff that a text was opened, and shows them nothing else of the log'],
  },
  {
    what: 'goes on asking what was answered',
    breakage: (good) => {
      const asked: unknown[] = [];
      return {
        async create(collection, draft, call) {
          const record = await good.create!(collection, draft, call);
          if (collection === 'opinions' && 'sending' in (draft as object)) asked.push(record);
          return record;
        },
        list: async (collection, query, call) => (collection === 'opinions' && query.where?.open && asked.length ? { items: asked, next: null } : good.list(collection, query, call)),
      };
    },
    caughtBy: ['claims: desk > has a colleague asked and answer, and whoever asked goes on reading'],
  },
  {
    what: 'shows the note of a hold in lists',
    breakage: (good) => {
      const notes = new Map<string, unknown>();
      return {
        async create(collection, draft, call) {
          const record = (await good.create!(collection, draft, call)) as Item;
          if (collection === 'holds') notes.set(record.id, (draft as Item).words);
          return record;
        },
        list: async (collection, query, call) => {
          const answer = await good.list(collection, query, call);
          return collection === 'holds' ? { ...answer, items: items(answer).map((item) => ({ ...item, words: notes.get(item.id) })) } : answer;
        },
      };
    },
    caughtBy: ['claims: desk > takes what is held from readers at once, and keeps a copy that goes with nothing but the hold'],
  },
  {
    what: 'loses a hold with the words that it is about',
    breakage: (good) => {
      const of = new Map<string, { id: string; call: unknown }>();
      return {
        async create(collection, draft, call) {
          const record = (await good.create!(collection, draft, call)) as Item;
          if (collection === 'holds') of.set((draft as { sending: string }).sending, { id: record.id, call: { ...call, intent: crypto.randomUUID() } });
          return record;
        },
        async remove(collection, id, call) {
          await good.remove!(collection, id, call);
          const hold = collection === 'sendings' ? of.get(id) : undefined;
          if (hold) await good.remove!('holds', hold.id, hold.call as typeof call);
        },
      };
    },
    caughtBy: ['claims: desk > takes what is held from readers at once, and keeps a copy that goes with nothing but the hold'],
  },
  {
    what: 'lets a hold be ended by anybody, and by nobody for good',
    breakage: (good) => ({
      remove: (collection, id, call) =>
        good.remove!(collection, id, call).catch((error: PeerError) => {
          if (collection !== 'holds' || error.code !== 'forbidden') throw error;
        }),
    }),
    caughtBy: ['claims: desk > has whoever made a hold end it, nobody else, and reads the story anew then'],
  },
  {
    what: 'tells a writer of a hold at once, whatever that may bring upon them',
    breakage: (good) => ({
      create: (collection, draft, call) => {
        const { tell, ...rest } = draft as Record<string, unknown>;
        return good.create!(collection, collection === 'holds' && tell ? rest : draft, call);
      },
    }),
    caughtBy: ['claims: desk > tells a writer nothing of a hold while that could put somebody in danger'],
  },
  {
    what: 'keeps what was suggested beside the decision',
    breakage: (good) => {
      const suggested = new Map<string, unknown>();
      return {
        async create(collection, draft, call) {
          const record = (await good.create!(collection, draft, call)) as Item;
          if (collection === 'decisions') suggested.set(record.id, (draft as Item).suggestion);
          return record;
        },
        list: async (collection, query, call) => {
          const answer = await good.list(collection, query, call);
          return collection === 'decisions' ? { ...answer, items: items(answer).map((item) => ({ ...item, suggestion: suggested.get(item.id) })) } : answer;
        },
      };
    },
    caughtBy: ['claims: desk > suggests other words, which its writer accepts with one act, and which are nowhere afterwards'],
  },
  {
    what: 'shows the settings to everybody',
    breakage: (good) => ({ get: (collection, id, call) => good.get(collection, id, collection === 'settings' ? { ...call, credential: administrator } : call) }),
    caughtBy: ['settings: desk > shows the settings to the staff, lets administrators change them, and has them for nobody else'],
  },
  {
    what: 'tells visitors what was decided at first, whatever an administrator saves',
    breakage: (good) => {
      let first: Promise<unknown> | undefined;
      return { get: (collection, id, call) => (collection === 'spaces' && call.space === id ? (first ??= good.get(collection, id, call)) : good.get(collection, id, call)) };
    },
    caughtBy: ['settings: desk > tells visitors at once what an administrator decided, and puts back what was decided before'],
  },
  {
    what: 'lets the last administrator win',
    breakage: (good) => ({
      async update(collection, id, patch, call) {
        const now = collection === 'settings' ? ((await good.get(collection, id, call)) as Item | null)?.rev : undefined;
        return good.update!(collection, id, patch, { ...call, rev: (now as string | undefined) ?? call.rev });
      },
    }),
    caughtBy: ['settings: desk > changes settings for one after the other'],
  },
  {
    what: 'tells visitors the plan of the staff',
    breakage: (good) => ({
      async get(collection, id, call) {
        const record = await good.get(collection, id, call);
        if (collection !== 'spaces' || !record) return record;
        const { plan } = (await good.get('settings', id, { ...call, credential: administrator })) as { plan?: string[] };
        return { ...record, ...(plan && { rules: plan }) };
      },
    }),
    caughtBy: ['settings: desk > keeps from visitors what is for the staff alone'],
  },
  {
    what: 'takes a mode in which something is published unread for the one that it knows',
    breakage: (good) => ({
      update: (collection, id, patch, call) => good.update!(collection, id, collection === 'settings' && (patch as Item).moderation ? { ...(patch as object), moderation: 'all' } : patch, call),
    }),
    caughtBy: ['settings: desk > takes no setting that is not valid, and none with which something is published unread', 'settings: desk > publishes nothing that one alone agrees to, where two have to'],
  },
  {
    what: 'never closes a space',
    breakage: (good) => ({
      update: (collection, id, patch, call) => good.update!(collection, id, collection === 'settings' && (patch as Item).safeguarding === '' ? { ...(patch as object), safeguarding: 'somebody' } : patch, call),
    }),
    caughtBy: ['settings: desk > takes nothing where nobody could act on it, as soon as that is decided'],
  },
  {
    what: 'leads from one receipt to the other story',
    breakage: (good) => ({
      list: async (collection, query, call) => {
        if (collection !== 'links' || call.credential?.kind !== 'receipt') return good.list(collection, query, call);
        const answer = await good.list(collection, query, call);
        return { ...answer, items: items(answer).map((item) => ({ ...item, other: 'the-other-story' })) };
      },
    }),
    caughtBy: ['sendings: life > links two stories by both receipts, for the staff and for nobody else, until one of them unlinks'],
  },
  {
    what: 'goes on saying that two stories are by the same writer',
    breakage: (good) => {
      const linked: Item[] = [];
      return {
        async create(collection, draft, call) {
          const record = await good.create!(collection, draft, call);
          if (collection === 'links') linked.push(record as Item);
          return record;
        },
        list: async (collection, query, call) => (collection === 'links' && linked.length && call.credential?.kind === 'staff' ? { items: linked.map((item) => ({ ...item, other: 'the-other-story' })), next: null } : good.list(collection, query, call)),
      };
    },
    caughtBy: ['sendings: life > links nothing any more once one of two stories is withdrawn'],
  },
  {
    what: 'lets nobody take over what is urgent',
    breakage: (good) => ({
      create: (collection, draft, call) => {
        const { takeOver: _, ...rest } = draft as Record<string, unknown>;
        return good.create!(collection, collection === 'claims' ? rest : draft, call);
      },
    }),
    caughtBy: ['claims: desk > lets a colleague take over what is urgent, and refuses whoever had it when they decide'],
  },
  {
    what: 'takes what was published from readers with every change',
    breakage: (good) => ({
      update: (collection, id, patch, call) => {
        const { meanwhile: _, ...rest } = patch as Record<string, unknown>;
        return good.update!(collection, id, rest, call);
      },
    }),
    caughtBy: ['sendings: life > leaves readers the version before while a change waits, if its writer wants so'],
  },
  {
    what: 'sends every choice of a writer back to reading, and answers with it',
    breakage: (good) => ({
      update: (collection, id, patch, call) => good.update!(collection, id, collection === 'sendings' ? { ...(patch as object), topics: ['Another'] } : patch, call),
    }),
    caughtBy: ['sendings: life > lets its writer take a choice back at once, without anybody reading it'],
  },
  {
    what: 'tells writers of every single answer',
    breakage: (good) => {
      const given: unknown[] = [];
      return {
        async create(collection, draft, call) {
          const record = await good.create!(collection, draft, call);
          if (collection === 'answers') given.push(record);
          return record;
        },
        list: async (collection, query, call) => (collection === 'answers' && call.credential?.token === receipt.token ? { items: given, next: null } : good.list(collection, query, call)),
      };
    },
    caughtBy: ['stories: readers > tells its writer of answers in kinds and months, and nobody how many there are'],
  },
  {
    what: 'shows answers and replies to everybody, and takes answers everywhere',
    breakage: (good) => ({
      create: (collection, draft, call) =>
        good.create!(collection, draft, call).catch((error: PeerError) => {
          if (collection === 'answers') return { ...(draft as object), id: 'any' };
          throw error;
        }),
      list: (collection, query, call) =>
        collection === 'answers' || collection === 'replies' ? good.list(collection, { limit: query.limit }, { ...call, credential: receipt }) : good.list(collection, query, call),
    }),
    caughtBy: [
      'stories: readers > lets nobody but its writer hear of answers',
      'stories: readers > takes no answer where its writer wants none',
      'stories: readers > gives a written reply to its writer once a person has read it, and to readers while both want that',
    ],
  },
  {
    what: 'leaves a story with readers, whatever they report',
    breakage: (good) => ({
      create: (collection, draft, call) => good.create!(collection, collection === 'reports' ? { ...(draft as object), reason: 'other' } : draft, call),
    }),
    caughtBy: ['stories: readers > takes a story from readers at once that says who somebody is, once, and tells its writer only that it is read again'],
  },
  {
    what: 'tells by a report what is hidden',
    breakage: (good) => ({
      create: async (collection, draft, call) => {
        if (collection === 'reports' && (draft as { story: string }).story === 'never-there') throw new PeerError('not-found');
        return good.create!(collection, draft, call);
      },
    }),
    caughtBy: ['stories: readers > takes a report of a story that is not there any more like one that is hidden'],
  },
  {
    what: 'lets whoever writes say whose words they are',
    breakage: (good) => ({
      list: async (collection, query, call) => {
        const answer = await good.list(collection, query, call);
        return collection === 'messages' ? { ...answer, items: items(answer).map((item) => ({ ...item, from: 'staff' })) } : answer;
      },
    }),
    caughtBy: ['stories: readers > keeps what the staff and its writer say to each other, and whose words they are'],
  },
  {
    what: 'finds nothing by a receipt alone',
    breakage: (good) => ({
      list: async (collection, query, call) => (collection === 'sendings' && call.credential?.kind === 'receipt' ? { items: [], next: null } : good.list(collection, query, call)),
    }),
    caughtBy: ['stories: readers > finds with the receipt alone what it opens'],
  },
  {
    what: 'shows the oldest stories first, and all of them as a line for others',
    breakage: (good) => ({
      list: async (collection, query, call) => {
        const { where: { line = undefined, ...where } = {}, sort, ...rest } = query;
        if (!line && sort !== 'newest') return good.list(collection, query, call);
        const { items: all } = await good.list(collection, { ...rest, limit: 1000, where }, call);
        return { items: all.toReversed(), next: null };
      },
    }),
    caughtBy: ['stories: lists > finds by where line what the sample says, and only that', 'stories: lists > finds by sort newest what the sample says, and only that'],
  },
  {
    what: 'takes every story for one that says what helped',
    breakage: (good) => ({
      list: (collection, { where: { helped: _ = undefined, ...where } = {}, ...query }, call) => good.list(collection, { ...query, where }, call),
    }),
    caughtBy: ['stories: lists > finds by where helped what the sample says, and only that', 'sendings: life > finds a story by what helped its writer, for as long as it says that'],
  },
  {
    what: 'draws another order by lot for each page, of everything, and takes a lot for any order',
    breakage: (good) => ({
      list: (collection, { seed, ...query }, call) => {
        if (query.sort !== 'shuffled') return good.list(collection, query, call);
        const { where: _, ...rest } = query;
        return good.list(collection, { ...rest, seed: `${seed ?? ''}${Math.random()}` }, call);
      },
    }),
    caughtBy: ['stories: lists > finds by seed what the sample says, and only that', 'stories: lists > draws an order by lot that is complete and stays the same with its seed', 'stories: lists > refuses an order by lot without a seed, and a seed without one'],
  },
];

const fromBase64 = (text: string) => {
  try {
    return atob(text);
  } catch {
    return '';
  }
};

describe('the conformance suite', () => {
  const missed = new Set<string>();
  const withoutCollection = (name: string) => name.replace(/^\w+: /, '');

  it('passes a working adapter whose methods were only moved', async () => {
    const { failed, passed } = await runSuite({ ...groupsOnly, create: (seed) => broken(seed, () => ({})) });
    assert.deepEqual([...failed], []);
    assert.ok(passed.length > 80, `${passed.length} tests passed`);
    for (const name of passed) missed.add(name);
  });

  it('passes a working adapter of a whole backend, and has tests for it that groups do not need', async () => {
    const { failed, passed, skipped } = await runSuite({ ...memoryOptions, create: (seed) => brokenWhole(seed, () => ({})) });
    assert.deepEqual([...failed], []);
    const known = new Set([...missed].map(withoutCollection));
    const added = passed.filter((name) => !known.has(withoutCollection(name)));
    assert.ok(added.length > 8, `${added.length} tests were added`);
    for (const name of added) missed.add(name);
    assert.ok(skipped.includes(`decisions: the suite > works with decisions (skipped: ${unsampled.decisions})`));
    assert.deepEqual(passed.filter((name) => /^(presences|alarms|answers|replies|agreements|reports|rulings|links|messages|claims|decisions|opinions|log|settings|invites|memberships): (?!desk )/.test(name)), []);
  });

  const check = (what: string, options: ConformanceOptions, caughtBy: string[]) =>
    it(`catches an adapter that ${what}`, async () => {
      const { failed } = await runSuite({ ...options, quiet: 15, patience: 200 });
      for (const name of caughtBy) assert.ok(failed.has(name), `"${name}" should have failed. These did:\n${[...failed.keys()].join('\n')}`);
      for (const name of failed.keys()) missed.delete(name);
    });
  for (const { what, breakage, caughtBy, options } of faults) check(what, { ...groupsOnly, create: (seed) => broken(seed, breakage), ...options }, caughtBy);
  for (const { what, breakage, caughtBy } of wholeFaults) check(what, { ...memoryOptions, create: (seed) => brokenWhole(seed, breakage) }, caughtBy);

  for (const { what, breakage, caughtBy } of circleFaults) check(what, { ...memoryOptions, create: (seed) => brokenWhole(seed, breakage) }, caughtBy);

  it('has no test that none of these fails', () => assert.deepEqual([...missed], []));
});

describe('the options of the suite', () => {
  const refused: [what: string, over: Partial<ConformanceOptions>, message: RegExp][] = [
    ['no collection at all', { can: { reach: 'page', collections: {} } }, /at least one collection/],
    ['a collection without a sample', { sample: {} }, /groups needs a sample/],
    ['too few records', { sample: { groups: { ...groups, records: groups.records.slice(0, 4) } } }, /five records/],
    ['no drafts', { sample: { groups: { ...groups, draft: undefined } } }, /drafts/],
    ['no patches', { sample: { groups: { ...groups, patch: undefined } } }, /patches/],
    ['a query that finds all', { sample: { groups: { ...groups, found: [{ query: { text: 'a' }, ids: groups.records.map(({ id }) => id) }] } } }, /not all/],
    ['a query that finds nothing', { sample: { groups: { ...groups, found: [{ query: { text: 'a' }, ids: [] }] } } }, /not all/],
    ['a collection of one record that it could never read', { ...memoryOptions, sample: { ...memoryOptions.sample, spaces: { records: [] } } }, /spaces needs a record/],
    ['a collection that is unsampled without a reason', { ...memoryOptions, unsampled: { ...unsampled, claims: ' ' } }, /claims without a sample needs a reason/],
    ['a collection that has a sample and is unsampled', { unsampled: { groups: 'because' } }, /has a sample and is unsampled/],
    ['a collection that is unsampled and that there is not', { unsampled: { claims: 'because' } }, /no collection "claims"/],
    ['a skip without a reason', { skip: { spaces: ' ' } }, /needs a reason/],
    ['a skip of a test that there is not', { skip: { 'no such test': 'because' } }, /no test or topic/],
  ];
  for (const [what, over, message] of refused) {
    it(`refuses ${what}`, () => assert.rejects(runSuite({ ...groupsOnly, ...over }), message));
  }

  it('cannot follow a sending through its life without the staff, and says so', async () => {
    const lonely = { ...sendings, credentials: { ...sendings.credentials, list: receipt } };
    const sample = { ...memoryOptions.sample, sendings: lonely };
    const { passed, skipped } = await runSuite({ ...memoryOptions, sample, skip: { lists: 'only the staff may', spaces: 'only the staff may' } });
    assert.equal(skipped.filter((name) => /^sendings: life > .*credential of the staff/.test(name)).length, 14);
    assert.ok(!passed.some((name) => name.startsWith('sendings: life')));
  });

  it('skips a test or a topic with its reason in the name, and never passes it unrun', async () => {
    const skip = { spaces: 'there is only one space', 'keeps no score': 'just because' };
    const { passed, skipped, failed } = await runSuite({ ...groupsOnly, skip });
    assert.ok(skipped.includes('groups: privacy > keeps no score (skipped: just because)'));
    const spaces = skipped.filter((name) => name.startsWith('groups: spaces'));
    assert.ok(spaces.length > 4 && spaces.every((name) => name.endsWith('(skipped: there is only one space)')));
    assert.ok(!passed.some((name) => /spaces|no score/.test(name)));
    assert.equal(failed.size, 0);
  });

  it('skips what the adapter does not offer, and says what that is', async () => {
    const can = { reach: 'page', collections: { groups: { list: {} } } } as const;
    const create = (seed: Seed) => {
      const good = memoryAdapter({ space: seed.space, records: seed.records });
      const list = async (collection: CollectionName, query: Query, call: Call) => {
        const other = Object.keys(query).find((key) => key !== 'limit' && key !== 'cursor');
        if (other) throw new PeerError('unsupported');
        return good.list(collection, query, call);
      };
      const get = async () => Promise.reject(new PeerError('unsupported'));
      return { spec: 1, name: 'list only', can, list, get, close: () => good.close?.() } as PeerAdapter;
    };
    const { passed, skipped, failed } = await runSuite({ name: 'list only', can, create, sample: { groups: groups } });
    assert.deepEqual([...failed], []);
    assert.ok(skipped.includes('groups: writes > removes a record (skipped: groups cannot be removed here)'));
    assert.ok(skipped.includes('groups: lists > finds by text what the sample says, and only that (skipped: queries by text are not offered)'));
    assert.ok(passed.length > 15, `${passed.length} tests passed`);
  });

  it('shows skipped tests under their reason where the runner cannot skip', async () => {
    const { passed } = await runSuite({ ...groupsOnly, skip: { 'keeps no score': 'just because' } }, { canSkip: false });
    assert.ok(passed.includes('groups: privacy > keeps no score (skipped: just because)'));
  });
});
