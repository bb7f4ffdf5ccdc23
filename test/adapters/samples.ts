import type { Abilities } from '../../src/adapters/adapter.ts';
import { abilities } from '../../src/backend/index.ts';
import type { ConformanceOptions } from '../../src/testing/index.ts';
import { checkinOwners, checkins } from './sample-checkins.ts';
import { groups } from './sample-groups.ts';
import { spaces } from './sample-space.ts';
import { owners as storyOwners, sendings, stories } from './sample-stories.ts';

export { spaceSettings } from './sample-space.ts';
export { administrator, colleague, receipt, receiptHash, staff } from './sample-stories.ts';
export { facilitator, member, members, memberships, otherMember, outsider } from './sample-checkins.ts';

/** Whose those records are that are somebody's. */
export const owners = { ...storyOwners, checkins: checkinOwners };

/** The names of the two spaces of the suite. */
export const spaceNames = ['conformance-a', 'conformance-b'] as const;

/** For adapters of a whole backend. */
export const samples = { groups, spaces: spaces(spaceNames[0]), stories, sendings, checkins } satisfies ConformanceOptions['sample'];

/** Collections that others have to act for before. The life of a sending goes through claims and decisions. */
export const unsampled = {
  claims: 'somebody of the staff claims what was sent: see the life of a sending',
  decisions: 'a decision needs a claim: see the life of a sending',
  settings: 'only administrators change them: see what one decides',
  presences: 'somebody of the staff is at their desk: see the life of a sending',
  answers: 'a story has to be published first: see what readers answer',
  replies: 'a reply is sent and read first: see what readers answer',
  agreements: 'there has to be a reply first: see what readers answer',
  reports: 'a story has to be published first: see what readers report',
  rulings: 'a ruling needs a report and a claim: see what readers report',
  links: 'two stories have to be sent first: see the life of a sending',
  messages: 'the staff writes first: see the life of a sending',
  opinions: 'somebody has to read what was sent first: see what two do at one desk',
  holds: 'somebody has to read what was sent first: see what two do at one desk',
  alarms: 'whoever runs a server has somebody on call',
  log: 'it is written by what the staff does: see what two do at one desk',
  invites: 'only the host hands them out',
  memberships: 'a membership needs an invitation',
  responses: 'somebody checks in first: see what members tell each other',
  companions: 'one offers and another redeems: see what members tell each other',
  greeters: 'only members of a group greet in it: see what members tell each other',
  batches: 'a space without names shows them at its times',
} satisfies ConformanceOptions['unsampled'];

/** What a whole backend offers. */
export const everything = (reach: Abilities['reach'], service?: string): Abilities => abilities(reach, service);
