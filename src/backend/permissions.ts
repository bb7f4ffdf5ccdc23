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
const team: Rights = { ...staff, admin: 'all' };
const admin: Rights = { admin: 'all' };
const keepers: Rights = { local: 'all', moderator: 'all', admin: 'all' };
// Moderators and administrators read nothing that members say to each other. What is reported to them stands in the report, for as long as it waits.
const circle: Rights = { member: 'all', facilitator: 'all' };
const oneself: Rights = { member: 'own' };
const ownCircle: Rights = { member: 'own', facilitator: 'own' };
const hosts: Rights = { facilitator: 'all', admin: 'all' };

export const permissions: { readonly [N in CollectionName]: { readonly [A in Act]?: Rights } } = {
  groups: { list: everybody, get: everybody, watch: everybody, create: keepers, update: keepers, remove: keepers },
  spaces: { get: everybody },
  // For everybody who works here: the plan, who is on duty, the beginnings of what they write.
  settings: { get: team, watch: team, update: admin },
  presences: { create: staff, update: ownStaff, remove: ownStaff },
  alarms: { list: staff, get: staff, remove: staff, watch: staff },
  // Somebody who watches learns when a story appears, and so who may have written it: visitors do not.
  stories: { list: everybody, get: everybody, watch: staff },
  answers: { create: readers, list: { writer: 'own' } },
  // A writer gets what is for them; everybody else what both sides want shown.
  replies: { list: { ...everybody, writer: 'own' } },
  agreements: { create: { writer: 'all' }, list: { writer: 'own' }, remove: { writer: 'own' } },
  // A writer reports what was written to them, and nothing else. A member comes back to what they reported of their group.
  reports: { create: { ...readers, writer: 'all', moderator: 'all' }, get: { writer: 'own', member: 'own', ...staff }, list: { writer: 'own', member: 'own', ...staff }, watch: staff },
  rulings: { create: staff, get: staff, list: staff, watch: staff },
  sendings: {
    create: { visitor: 'all', local: 'all', member: 'all' },
    get: { writer: 'own', ...staff },
    update: { writer: 'own' },
    remove: { writer: 'own' },
    list: { writer: 'own', ...staff },
    watch: staff,
  },
  // A writer says so, and takes it back; a receipt shows only that there is one.
  links: { create: { writer: 'all' }, list: { writer: 'own', ...staff }, remove: { writer: 'own' } },
  messages: { create: { writer: 'all', ...staff }, get: { writer: 'own', ...staff }, list: { writer: 'own', ...staff }, watch: staff },
  claims: { create: staff, get: staff, list: staff, watch: staff, remove: ownStaff },
  decisions: { create: staff, get: staff, list: staff, watch: staff, remove: ownStaff },
  opinions: { create: staff, get: staff, list: staff, watch: staff },
  holds: { list: { writer: 'own', ...staff, ...admin }, get: { ...staff, ...admin }, create: staff, update: { ...staff, ...admin }, remove: { ...staff, ...admin }, watch: { ...staff, ...admin } },
  // The staff says what it opens, an administrator that the log is taken along; everything else is written by the backend.
  log: { create: { ...staff, ...admin }, get: admin, list: admin, watch: admin },
  invites: { create: hosts, get: hosts, list: hosts, remove: hosts },
  // Whoever is in a group, or facilitates it, asks which (`mine`).
  memberships: { create: { invited: 'all' }, get: { member: 'own', ...hosts }, list: { member: 'own', ...hosts }, remove: { member: 'own', ...hosts } },
  // On a device there is nobody else: whoever has it before them has what was written on it.
  checkins: { list: { local: 'all', ...circle }, get: { local: 'all', ...circle }, watch: { local: 'all', ...circle }, create: { local: 'all', member: 'all' }, update: { local: 'all', ...oneself }, remove: { local: 'all', ...oneself } },
  responses: { list: ownCircle, get: ownCircle, watch: circle, create: circle, remove: ownCircle },
  companions: { list: oneself, get: oneself, watch: { member: 'all' }, create: { member: 'all' }, remove: oneself },
  greeters: { list: circle, get: circle, watch: circle, create: { member: 'all' }, update: oneself, remove: oneself },
  batches: { list: circle, get: circle, watch: circle },
};

export const rightOf = (role: Role, collection: CollectionName, act: Act): Right | undefined => permissions[collection][act]?.[role];
