import type { Act, CollectionName } from '../adapters/adapter.ts';
import type { Role } from './who.ts';

/**
 * The least that each needs. `all`: every record meant for them (`readersOf`); `own`: what they own and nothing else.
 * What is not named may not be done.
 */
export type Right = 'all' | 'own';

type Rights = { readonly [R in Role]?: Right };

const everybody: Rights = { visitor: 'all', local: 'all', writer: 'all', invited: 'all', member: 'all', facilitator: 'all', moderator: 'all', admin: 'all' };
const staff: Rights = { facilitator: 'all', moderator: 'all' };
const keepers: Rights = { local: 'all', moderator: 'all', admin: 'all' };
const hosts: Rights = { facilitator: 'all', admin: 'all' };

export const permissions: { readonly [N in CollectionName]: { readonly [A in Act]?: Rights } } = {
  groups: { list: everybody, get: everybody, watch: everybody, create: keepers, update: keepers, remove: keepers },
  spaces: { get: everybody },
  // Somebody who watches learns when a story appears, and so who may have written it: visitors do not.
  stories: { list: everybody, get: everybody, watch: staff },
  sendings: {
    create: { visitor: 'all', local: 'all', member: 'all' },
    get: { writer: 'own', ...staff },
    update: { writer: 'own' },
    remove: { writer: 'own' },
    list: staff,
    watch: staff,
  },
  claims: { create: staff, get: staff, list: staff, watch: staff, remove: { facilitator: 'own', moderator: 'own' } },
  decisions: { create: staff, get: staff, list: staff, watch: staff },
  invites: { create: hosts, get: hosts, list: hosts, remove: hosts },
  memberships: { create: { invited: 'all' }, get: { member: 'own', ...hosts }, list: hosts, remove: { member: 'own', ...hosts } },
};

export const rightOf = (role: Role, collection: CollectionName, act: Act): Right | undefined => permissions[collection][act]?.[role];
