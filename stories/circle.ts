import type { Credential, PeerAdapter, RecordOf, WriteCall } from '../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryPeerAdapter } from '../src/adapters/memory.ts';
import { credentialHash } from '../src/client/receipt.ts';
import type { CheckinDraft, CheckinResponse, CheckinSettings, ResponseKind, SharedCheckin } from '../src/domain/checkin-share.ts';
import type { SpaceSettings } from '../src/domain/space.ts';
import { settings } from './share.ts';
import { signedInAs } from './signed-in.ts';

/** Invented members of the group `leeds`. Kit is in `york` as well, Yan in `york` alone, and Nell in no group. */
export const members = ['ann', 'ben', 'cleo', 'dee', 'eli', 'kit'] as const;
export type Person = (typeof members)[number] | 'yan' | 'nell' | 'fay';

const credentialOf = (person: Person): Credential => (person === 'fay' ? { kind: 'staff', token: 'fay' } : { kind: 'member', token: `the token of ${person}` });

const group = (id: string, name: string): RecordOf<'groups'> => ({ id, name, topics: [], audience: [], languages: ['en'], access: [], sessions: [] });
export const groups = [group('leeds', 'Tuesday circle, Leeds'), group('york', 'York walkers')];

export const withNames: CheckinSettings = { names: true, greetAfterMinutes: 60 };
export const nameless: CheckinSettings = { names: false, releases: { times: ['08:00', '18:00'], timeZone: 'Europe/London' } };

/** How much later it is there than here, in milliseconds. */
export interface Clock {
  ahead: number;
}

export interface CircleOptions {
  checkins?: CheckinSettings | undefined;
  over?: Partial<SpaceSettings>;
  clock?: Clock;
}

/** One place with two groups. Fay facilitates `leeds`. */
export async function circle({ checkins = withNames, over = {}, clock = { ahead: 0 } }: CircleOptions = {}): Promise<MemoryPeerAdapter> {
  const of = (person: Person, group: string) => ({ id: `${person} in ${group}`, group, person });
  const all = [...members.map((person) => of(person, 'leeds')), of('kit', 'york'), of('yan', 'york')];
  const owners = Object.fromEntries(await Promise.all(all.map(async ({ id, person }) => [id, await credentialHash(credentialOf(person).token)] as const)));
  return memoryAdapter({
    settings: { ...settings, checkins, ...over },
    records: { groups, memberships: all.map(({ id, group }) => ({ id, group })) },
    owners: { memberships: owners },
    staff: { fay: { role: 'facilitator', groups: ['leeds'] }, mo: { role: 'moderator' } },
    now: () => Date.now() + clock.ahead,
  });
}

/** The same place, as somebody sees it. */
export const as = (adapter: PeerAdapter, person: Person): PeerAdapter => signedInAs(adapter, credentialOf(person));

export const call = (person: Person): WriteCall => ({ signal: new AbortController().signal, space: 'default', locale: 'en', intent: crypto.randomUUID(), credential: credentialOf(person) });

/** Somebody checks in to the group. */
export const says = (adapter: PeerAdapter, person: Person, draft: Partial<CheckinDraft>): Promise<SharedCheckin & { rev: string }> =>
  adapter.create!('checkins', { feelings: [], audience: 'group', group: 'leeds', stays: 'kept', timeZone: 'Europe/London', ...draft }, call(person)) as Promise<SharedCheckin & { rev: string }>;

export const answers = (adapter: PeerAdapter, person: Person, checkin: string, kind: ResponseKind, name?: string) =>
  adapter.create!('responses', { checkin, kind, ...(name && { name }) }, call(person)) as Promise<CheckinResponse>;

export const greets = (adapter: PeerAdapter, person: Person, name: string, quiet?: RecordOf<'greeters'>['quiet']) =>
  adapter.create!('greeters', { group: 'leeds', name, ...(quiet && { quiet }) }, call(person)) as Promise<RecordOf<'greeters'>>;

export const heavy = 'I have not slept since Sunday. Some nights I think they would all be better off without me.';
export const long = Array.from({ length: 12 }, (_, at) => `Then the ${at % 2 ? 'rain' : 'post'} came, and I thought of all of you and of what you said about small steps.`).join(' ');

/** What people of the group have said. */
export async function filled(adapter: PeerAdapter): Promise<Record<'quiet' | 'heavy' | 'ideas' | 'listen', SharedCheckin>> {
  return {
    quiet: await says(adapter, 'dee', { feelings: ['numb'], help: 'nothing' }),
    heavy: await says(adapter, 'eli', { feelings: ['empty', 'tired'], words: heavy, help: 'been-there', name: 'Eli' }),
    ideas: await says(adapter, 'cleo', { feelings: ['torn'], energy: 'up-and-down', need: 'practical-help', words: 'I have to ring the landlord and I keep not doing it.', help: 'ideas', name: 'Cleo' }),
    listen: await says(adapter, 'ann', { feelings: ['cut-off', 'hopeful'], words: 'The house is too quiet, and I went out all the same.', energy: 'steady', need: 'company', help: 'listen', name: 'Ann' }),
  };
}
