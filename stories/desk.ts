import type { CollectionName, Credential, PeerAdapter, RecordOf } from '../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryOptions, type MemoryPeerAdapter } from '../src/adapters/memory.ts';
import { credentialHash } from '../src/client/receipt.ts';
import type { CheckinDraft, SharedCheckin } from '../src/domain/checkin-share.ts';
import type { PeerError } from '../src/client/errors.ts';
import type { Report, ReportDraft } from '../src/domain/report.ts';
import type { Sending } from '../src/domain/story.ts';
import { changed } from './published.ts';
import { settings } from './share.ts';
import { signedInAs } from './signed-in.ts';

/** Whose desk it is; `theirs` is somebody else of the team. */
export const mine = 'a-token-of-the-team';
export const theirs = 'a-token-of-somebody-else';

const minute = 60_000;
export const ago = (minutes: number): string => new Date(Date.now() - minutes * minute).toISOString();

export const sending = (id: string, more: Partial<Sending> = {}): Sending => ({
  id,
  text: 'A short story.',
  topics: [],
  notes: [],
  language: 'en',
  answers: true,
  state: 'sent',
  audience: 'everyone',
  consents: [{ purpose: 'publish', version: '2026-11' }],
  sent: ago(60),
  ...more,
});

export const report = (id: string, more: Partial<Report> = {}): Report => ({ id, story: 'shown', reason: 'other', state: 'waiting', sent: ago(30), ...more });

const night = 'I do not want to be here any more. I have said it to nobody.\n\nMy brother Tom works at St Brannoc’s Hospital and must not know. If somebody reads this, I am at 14 Pennyfold Lane.';

/** Something for each reason why a story can wait. */
export const waiting: Sending[] = [
  sending('night', { text: night, topics: ['Low mood'], notes: ['thoughts-of-suicide'], urgent: true, sent: ago(35) }),
  sending('old', { text: 'Nobody asked me how it was afterwards.\n\nI kept the small blanket in a drawer for a year, and one day I could open it.', topics: ['Bereavement'], notes: ['death-of-a-child'], helped: 'My sister, who came and did not speak.', line: 'One day I could open the drawer.', sent: ago(60 * 30) }),
  sending('garden', { text: 'I began to dig. The neighbour, Frau Weber, lent me a spade in May. It was a beginning and no more than that, and it was enough for a summer.', topics: ['First weeks', 'Sleep'], sent: ago(60 * 5), flags: ['no-proof'] }),
  sending('ar', { text: 'كنت أظن أن الليل لا ينتهي. ثم تعلمت أن أشعل الضوء الصغير.', topics: ['Anxiety'], language: 'ar', urgent: true, sent: ago(12) }),
  sending('answer', { text: 'It was the winter in which I learned to ask.', topics: ['Low mood'], message: 'Could you take out the name of the street?', answered: ago(60 * 20), sent: ago(60 * 24 * 3) }),
  sending('appeal', { text: 'I wrote about my own hospital, and about nobody else.', topics: ['Hospital'], appeal: ago(60 * 7), sent: ago(60 * 24 * 4) }),
  sending('reply', { text: 'Thank you. I read your story on the bus and got out a stop early, to walk.', audience: 'writer', replyTo: 'shown', consents: [], answers: false, sent: ago(90) }),
  sending('copy', { text: 'It came back, and I do not know from where.', topics: ['Sleep'], flags: ['restored'], consents: [], sent: ago(60 * 50) }),
];

const shown: RecordOf<'stories'> = { id: 'shown', month: ago(0).slice(0, 7), text: 'We met behind the chemist’s in Mill Street. Anna told me that she had stopped.\n\nI stopped a week later.', topics: ['Drink'], notes: [], language: 'en', answers: true };

/** A published story, and what was reported about it. */
export const reported = {
  stories: [shown],
  sendings: [sending('sent-shown', { text: shown.text, topics: shown.topics, story: 'shown', state: 'published', sent: ago(60 * 24 * 9) })],
  reports: [report('worry', { reason: 'worried', words: 'She sounds as if she is saying goodbye.', sending: 'sent-shown' }), report('place', { reason: 'method', sending: 'sent-shown', passage: { start: 7, end: 44 }, sent: ago(10) })],
};

/** How much later it is there than here, in milliseconds. */
export const clock = { ahead: 0 };

/** The place of the team, with what waits there. */
export function desk(records: NonNullable<MemoryOptions['records']> = { ...reported, sendings: [...waiting, ...reported.sendings] }, options: Omit<MemoryOptions, 'records'> = {}): MemoryPeerAdapter {
  return memoryAdapter({ settings, records, now: () => Date.now() + clock.ahead, ...options });
}

/** The same place, as whoever of the team has this token sees it. */
export const signedIn = (adapter: PeerAdapter, token = mine): PeerAdapter => signedInAs(adapter, { kind: 'staff', token });

/** Does something as somebody else of the team, or as whoever else is named. */
export const act = (token = theirs, kind: Credential['kind'] = 'staff') => ({ signal: new AbortController().signal, space: 'default', locale: 'en', intent: crypto.randomUUID(), credential: { kind, token } as Credential });

/** Where some acts fail. */
export const failing = (adapter: PeerAdapter, error: PeerError, fails: (act: 'list' | 'create', collection: CollectionName) => boolean): PeerAdapter =>
  changed(adapter, {
    list: async (collection, query, call) => {
      if (fails('list', collection)) throw error;
      return adapter.list(collection, query, call);
    },
    create: async (collection, draft, call) => {
      if (fails('create', collection)) throw error;
      return adapter.create!(collection, draft, call);
    },
  });

/** Tokens of two members of a group. */
export const [writes, reads] = ['a-token-of-who-writes', 'a-token-of-who-reads'];

const told: CheckinDraft = { feelings: ['cut-off', 'overwhelmed'], words: 'Tom from Pennyfold Lane drank again last night.\n\nI do not know how long I can do this.', energy: 'worn-out', need: 'being-heard', help: 'listen', audience: 'group', group: 'evening', stays: 'week', timeZone: 'Europe/London', name: 'Kim' };

/** A place with a group in which somebody tells how they are, and somebody else reports that. Answers it with the id by which its writer has it. */
export async function toldGroup(reports: Partial<Report>[] = [{ reason: 'hurtful' }], draft: Partial<CheckinDraft> = {}, more: NonNullable<MemoryOptions['records']> = {}): Promise<{ adapter: MemoryPeerAdapter; checkin: string }> {
  const memberships = [writes, reads].map((_, at) => ({ id: `member-${at}`, group: 'evening' }));
  const owners = { memberships: { 'member-0': await credentialHash(writes!), 'member-1': await credentialHash(reads!) } };
  const evening: RecordOf<'groups'> = { id: 'evening', name: 'Tuesday evening', topics: [], audience: [], languages: ['en'], access: [], sessions: [] };
  const adapter = desk({ memberships, groups: [evening], ...more }, { owners, settings: { ...settings, checkins: { names: true } } });
  const own = (await adapter.create!('checkins', { ...told, ...draft }, act(writes, 'member'))) as SharedCheckin;
  for (const each of reports) await adapter.create!('reports', { checkin: own.shown!, reason: 'hurtful', ...each } as ReportDraft, act(reads, 'member'));
  return { adapter, checkin: own.id };
}

/** A day on which very many write. */
export const busyDay = (stories = 5000): Sending[] => {
  const topics = ['Bereavement', 'Sleep', 'Low mood', 'Carers', 'First weeks'];
  return Array.from({ length: stories }, (_, at) => sending(`busy-${at}`, { text: `It was the ${at + 1}. morning on which I wrote. `.repeat(20), topics: [topics[at % topics.length]!], sent: ago(stories - at), ...(at % 500 === 499 && { urgent: true }) }));
};
