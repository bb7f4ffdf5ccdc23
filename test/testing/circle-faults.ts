import type { CollectionName, ListAnswer, PeerAdapter } from '../../src/adapters/adapter.ts';
import { PeerError } from '../../src/client/errors.ts';
import type { MemoryPeerAdapter } from '../../src/adapters/memory.ts';
import { member, members, otherMember } from '../adapters/samples.ts';

/** What goes wrong with check-ins, and which tests must see it. */
export interface CircleFault {
  what: string;
  breakage: (good: MemoryPeerAdapter) => Partial<MemoryPeerAdapter>;
  caughtBy: string[];
}

type Item = Record<string, unknown> & { id: string };
const told = 'checkins: what members tell each other > ';
const isOther = (token: string | undefined) => token === otherMember.token;

/** Whatever this caller lists of a collection, in another form. */
const listed = (good: MemoryPeerAdapter, of: CollectionName, form: (items: Item[], token: string | undefined) => Item[] | Promise<Item[]>): PeerAdapter['list'] => async (collection, query, call) => {
  const answer = await good.list(collection, query, call);
  return collection === of ? ({ ...answer, items: await form(answer.items as Item[], call.credential?.token) } as ListAnswer) : answer;
};

export const circleFaults: CircleFault[] = [
  {
    what: 'shows check-ins of the staff’s kind to moderators, and everybody’s to whoever is of another group',
    breakage: (good) => ({
      list: (collection, query, call) => good.list(collection, query, collection === 'checkins' ? { ...call, credential: call.credential?.token === members.outsider.token || call.credential?.kind === 'staff' ? otherMember : call.credential! } : call),
      get: (collection, id, call) => good.get(collection, id, collection === 'checkins' ? { ...call, credential: member } : call),
    }),
    caughtBy: [`${told}shows a check-in of one to nobody else`, `${told}shows one to the group to its members and facilitators alone, without a trace of who wrote it`, `${told}is not for whoever is nobody in particular, and nothing of it for moderators`],
  },
  {
    what: 'dates what was brought along as if it were from now',
    breakage: (good) => ({
      create: (collection, draft, call) => {
        const { at: _, ...rest } = draft as { at?: string };
        return good.create!(collection, collection === 'checkins' ? rest : draft, call);
      },
    }),
    caughtBy: [`${told}dates what somebody brings along for themselves when it was, and nothing that others read`],
  },
  {
    what: 'tells of a check-in when it ends for whoever wrote it',
    breakage: (good) => ({ list: listed(good, 'checkins', (items) => items.map((item) => ({ ...item, until: '2030-01-01T18:15:00Z' }))) }),
    caughtBy: [`${told}shows one to the group to its members and facilitators alone, without a trace of who wrote it`],
  },
  {
    what: 'takes a check-in to whatever audience',
    breakage: (good) => ({
      create: (collection, draft, call) =>
        good.create!(collection, draft, call).catch((error: PeerError) => {
          if (collection === 'checkins' && (error.code === 'forbidden' || error.code === 'conflict')) return { ...(draft as object), id: 'any' };
          throw error;
        }),
    }),
    caughtBy: [`${told}says who may read it and refuses an audience that is not one’s own`],
  },
  {
    what: 'keeps a changed check-in for those who had it before',
    breakage: (good) => {
      const before = new Map<string, Item>();
      return {
        list: listed(good, 'checkins', (items, token) => {
          for (const item of items) if (isOther(token) && !before.has(item.id)) before.set(item.id, item);
          return isOther(token) ? [...before.values()] : items;
        }),
        update: async (collection, id, patch, call) => {
          const { items } = await good.list('checkins', { limit: 100 }, { ...call, credential: otherMember });
          for (const item of items as Item[]) before.set(item.id, item);
          return good.update!(collection, id, patch, call);
        },
      };
    },
    caughtBy: [`${told}brings a change to those who see it at once, and takes it from those who are not meant any more`],
  },
  {
    what: 'keeps what was withdrawn for those who had it, with what was said',
    breakage: (good) => ({
      remove: async (collection, id, call) => {
        if (collection === 'checkins' || collection === 'responses') await good.get(collection, id, call);
        else await good.remove!(collection, id, call);
      },
    }),
    caughtBy: [`${told}takes what was withdrawn from everybody, with what was said to it, and tells those who watch`, `${told}gives an answer to whoever wrote it, and takes it from them when it is taken back`],
  },
  {
    what: 'stores the words of before beside those of now',
    breakage: (good) => ({
      snapshot: ((collection: 'checkins', space?: string) => good.snapshot(collection, space).map((record) => ({ ...record, before: 'The house is too quiet tonight.' }))) as MemoryPeerAdapter['snapshot'],
    }),
    caughtBy: [`${told}keeps nothing of words that were changed`],
  },
  {
    what: 'lets anybody answer anything, and keeps codes',
    breakage: (good) => ({
      create: (collection, draft, call) =>
        good.create!(collection, draft, call).catch((error: PeerError) => {
          if (collection === 'responses' || (collection === 'companions' && error.code === 'not-found')) return { ...(draft as object), id: 'any' };
          throw error;
        }),
    }),
    caughtBy: [`${told}lets nobody answer themselves, or what they do not see`, `${told}makes companions of two who both want it, by a code that is good once`],
  },
  {
    what: 'ends it for one of two companions',
    breakage: (good) => ({
      remove: async (collection, id, call) => {
        if (collection !== 'companions') return good.remove!(collection, id, call);
        await good.get(collection, id, call);
      },
    }),
    caughtBy: [`${told}ends it for both when one does, with what one had of the other`],
  },
  {
    what: 'says of a report whether there was anything',
    breakage: (good) => ({
      create: async (collection, draft, call) => {
        const { checkin } = draft as { checkin?: string };
        if (collection !== 'reports' || checkin === undefined) return good.create!(collection, draft, call);
        const found = good.snapshot('checkins', call.space).some(({ id }) => id === checkin);
        return { ...((await good.create!(collection, draft, call)) as object), ...(!found && { gone: true }) };
      },
    }),
    caughtBy: [`${told}is reported by whoever reads it, who finds that again, and tells its writer nothing of it`],
  },
  {
    what: 'gives the staff what was reported before anybody has claimed it',
    breakage: (good) => ({
      get: async (collection, id, call) => {
        const record = (await good.get(collection, id, call)) as Item | null;
        if (collection !== 'reports' || record?.checkin === undefined || record.seen || record.gone) return record;
        const [copy] = good.snapshot('checkins', call.space).filter((one) => one.id === record.checkin);
        return { ...record, seen: copy && { feelings: copy.feelings, words: copy.words } };
      },
    }),
    caughtBy: [`${told}is read by the staff as its group sees it, once they have claimed the report and opened it, and not when it was for somebody else`],
  },
  {
    what: 'leaves what a report hid with those who had it',
    breakage: (good) => {
      const had = new Map<string, Item>();
      return {
        list: async (collection, query, call) => {
          const answer = await good.list(collection, query, call);
          if (collection !== 'checkins' || !isOther(call.credential?.token)) return answer;
          const again = [...had.values()].filter(({ id }) => !(answer.items as Item[]).some((item) => item.id === id));
          return { ...answer, items: [...answer.items, ...again] } as ListAnswer;
        },
        create: async (collection, draft, call) => {
          const { checkin } = draft as { checkin?: string };
          const seen = collection === 'reports' && checkin !== undefined && ((await good.get('checkins', checkin, call)) as Item | null);
          if (seen) had.set(seen.id, seen);
          return good.create!(collection, draft, call);
        },
      };
    },
    caughtBy: [`${told}goes from its group where a report says whom it is about, and comes back or stays with its writer, who is told`],
  },
  {
    what: 'shows the quiet hours of greeters',
    breakage: (good) => ({ list: listed(good, 'greeters', (items) => items.map((item) => ({ ...item, quiet: { from: '22:00', to: '08:00', timeZone: 'Europe/London' } }))) }),
    caughtBy: [`${told}names greeters to their group and says nothing more of them`],
  },
  {
    what: 'says of a group who else is in it',
    breakage: (good) => ({ list: (collection, query, call) => good.list(collection, query, collection === 'memberships' ? { ...call, credential: members.facilitator } : call) }),
    caughtBy: [`${told}says to each in which group they are, and who else is to nobody`],
  },
];
