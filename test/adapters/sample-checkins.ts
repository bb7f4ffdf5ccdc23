import type { Credential, RecordOf } from '../../src/adapters/adapter.ts';
import { credentialHash } from '../../src/client/receipt.ts';
import type { CheckinDraft } from '../../src/domain/checkin-share.ts';
import type { ConformanceOptions, Sample } from '../../src/testing/index.ts';

/** Invented members of one group, and one of another. */
export const member: Credential = { kind: 'member', token: 'sample-member-token' };
export const otherMember: Credential = { kind: 'member', token: 'sample-other-member-token' };
export const outsider: Credential = { kind: 'member', token: 'sample-outsider-token' };
export const facilitator: Credential = { kind: 'staff', token: 'sample-facilitator-token' };

export const members = { group: 'leeds', one: member, other: otherMember, outsider, facilitator } satisfies ConformanceOptions['members'];

const memberHash = await credentialHash(member.token);

/** The memberships of those, and whose they are. */
export const memberships: (RecordOf<'memberships'> & { owner: string })[] = [
  { id: 'membership-1', group: 'leeds', owner: memberHash },
  { id: 'membership-2', group: 'leeds', owner: await credentialHash(otherMember.token) },
  { id: 'membership-3', group: 'york', owner: await credentialHash(outsider.token) },
];

const own = (id: string, over: Partial<RecordOf<'checkins'>>): RecordOf<'checkins'> => ({ id, mine: 'yes', feelings: [], audience: 'me', stays: 'kept', timeZone: 'Europe/London', at: '2026-01-05T08:00:00Z', ...over });

const draft = (n: number): CheckinDraft => ({ feelings: ['tired'], words: `The ${n}th time today.`, audience: 'me', stays: 'kept', timeZone: 'Europe/London' });

export const checkins: Sample<'checkins'> = {
  records: [
    own('checkin-1', { feelings: ['hopeful', 'torn'] }),
    own('checkin/2?#%', { words: 'Rain, and <b>letters</b> ü💥', energy: 'worn-out' }),
    own('checkin-3', { need: 'quiet' }),
    own('checkin-4', { feelings: ['cut-off'], help: 'nothing' }),
    own('checkin-5', { feelings: ['a-word-of-the-host'] }),
  ],
  draft,
  patch: (n) => ({ words: `Other words, for the ${n}th time.`, energy: n % 2 ? 'steady' : null }),
  invalid: [
    {},
    { ...draft(1), feelings: [], words: '   ' },
    { ...draft(1), feelings: ['Not A Code'] },
    { ...draft(1), feelings: ['tired', 'tired'] },
    { ...draft(1), words: 'Zero\u0000byte.' },
    { ...draft(1), timeZone: 'Nowhere/Here' },
    { ...draft(1), audience: 'group' },
    { ...draft(1), audience: 'people', people: [] },
    { ...draft(1), group: 'leeds' },
  ],
  credentials: { list: member, get: member, create: member, update: member, remove: member, watch: member },
};

export const checkinOwners = Object.fromEntries(checkins.records.map(({ id }) => [id, memberHash]));
