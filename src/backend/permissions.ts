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
const ownStaff: Rights = { facilitator: 'own', moderator: 'own' };
const readers: Rights = { visitor: 'all', local: 'all', member: 'all', facilitator: 'all' };
const admin: Rights = { admin: 'all' };
const keepers: Rights = { local: 'all', moderator: 'all', admin: 'all' };
const hosts: Rights = { facilitator: 'all', admin: 'all' };

export const permissions: { readonly [N in CollectionName]: { readonly [A in Act]?: Rights } } = {
  groups: { list: everybody, get: everybody, watch: everybody, create: keepers, update: keepers, remove: keepers },
  spaces: { get: everybody },
  presences: { create: staff, update: ownStaff, remove: ownStaff },
  alarms: { list: staff, get: staff, remove: staff, watch: staff },
  // Somebody who watches learns when a story appears, and so who may have written it: visitors do not.
  stories: { list: everybody, get: everybody, watch: staff },
  answers: { create: readers, list: { writer: 'own' } },
  // A writer gets what is for them; everybody else what both sides want shown.
  replies: { list: { ...everybody, writer: 'own' } },
  agreements: { create: { writer: 'all' }, list: { writer: 'own' }, remove: { writer: 'own' } },
  reports: { create: { ...readers, moderator: 'all' }, get: { writer: 'own', ...staff }, list: { writer: 'own', ...staff }, watch: staff },
  rulings: { create: staff, get: staff, list: staff, watch: staff },
  sendings: {
    create: { visitor: 'all', local: 'all', member: 'all' },
    get: { writer: 'own', ...staff },
    update: { writer: 'own' },
    remove: { writer: 'own' },
    list: { writer: 'own', ...staff },
    watch: staff,
  },
  messages: { create: { writer: 'all', ...staff }, get: { writer: 'own', ...staff }, list: { writer: 'own', ...staff }, watch: staff },
  claims: { create: staff, get: staff, list: staff, watch: staff, remove: ownStaff },
  decisions: { create: staff, get: staff, list: staff, watch: staff, remove: ownStaff },
  opinions: { create: staff, get: staff, list: staff, watch: staff },
  // The staff says what it opens; everything else is written by the backend.
  log: { create: staff, get: admin, list: admin, watch: admin },
  invites: { create: hosts, get: hosts, list: hosts, remove: hosts },
  memberships: { create: { invited: 'all' }, get: { member: 'own', ...hosts }, list: hosts, remove: { member: 'own', ...hosts } },
};

export const rightOf = (role: Role, collection: CollectionName, act: Act): Right | undefined => permissions[collection][act]?.[role];
