import type { Abilities, CollectionAbilities, CollectionName, ListAbilities, Reach } from '../adapters/adapter.ts';
import { groupFields, groupOrders } from '../domain/group-query.ts';
import { storyOrders } from '../domain/story-query.ts';

/** How lists of groups can be asked for wherever they are kept or read. */
export const groupAbilities: ListAbilities = { where: groupFields, text: true, near: true, box: true, after: true, sort: groupOrders };

/** What a backend offers of each collection: the acts themselves, and whoever only asks it, say so in the same words. */
export const collectionAbilities: { readonly [N in CollectionName]: CollectionAbilities } = {
  groups: { list: groupAbilities, get: true, create: true, update: true, remove: true, watch: true },
  spaces: { get: true },
  settings: { get: true, update: true, watch: true },
  presences: { create: true, update: true, remove: true },
  alarms: { list: {}, get: true, remove: true, watch: true },
  stories: { list: { where: ['topic', 'language', 'line', 'helped'], text: true, sort: storyOrders, seed: true }, get: true, watch: true },
  answers: { list: { where: ['sending'] }, create: true },
  replies: { list: { where: ['sending', 'story'] } },
  agreements: { list: { where: ['reply'] }, create: true, remove: true },
  reports: { list: { where: ['state', 'story', 'reason'] }, get: true, create: true, watch: true },
  rulings: { list: { where: ['report', 'ruling'] }, get: true, create: true, watch: true },
  sendings: { list: { where: ['state', 'audience', 'urgent', 'appeal', 'answered'] }, get: true, create: true, update: true, remove: true, watch: true },
  links: { list: { where: ['sending'] }, create: true, remove: true },
  messages: { list: { where: ['sending', 'from'] }, get: true, create: true, watch: true },
  claims: { list: { where: ['sending', 'report'] }, get: true, create: true, remove: true, watch: true },
  decisions: { list: { where: ['sending', 'decision'] }, get: true, create: true, remove: true, watch: true },
  opinions: { list: { where: ['sending', 'asked', 'open'] }, get: true, create: true, watch: true },
  holds: { list: { where: ['sending', 'told'] }, get: true, create: true, update: true, remove: true, watch: true },
  log: { list: { where: ['act', 'sending', 'report'] }, get: true, create: true, watch: true },
  invites: { list: {}, get: true, create: true, remove: true },
  memberships: { list: { where: ['mine'] }, get: true, create: true, remove: true },
  checkins: { list: { where: ['mine', 'group', 'for', 'unanswered'] }, get: true, create: true, update: true, remove: true, watch: true },
  responses: { list: { where: ['mine', 'checkin'] }, get: true, create: true, remove: true, watch: true },
  companions: { list: { where: ['state'] }, get: true, create: true, remove: true, watch: true },
  greeters: { list: { where: ['group'] }, get: true, create: true, update: true, remove: true, watch: true },
  batches: { list: { where: ['group'] }, get: true, watch: true },
};

/** What a backend with a store can do with every collection. */
export const abilities = (reach: Reach, service?: string): Abilities => ({ reach, ...(service !== undefined && { service }), collections: collectionAbilities });
