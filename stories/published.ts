import type { PeerAdapter, RecordOf } from '../src/adapters/adapter.ts';
import { memoryAdapter } from '../src/adapters/memory.ts';
import type { SpaceSettings } from '../src/domain/space.ts';
import type { Story } from '../src/domain/story.ts';

/** Months before this one, so that nothing here is ever too old to be kept. */
export const month = (ago: number): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago, 1)).toISOString().slice(0, 7);
};

export const story = (id: string, more: Partial<Story>): Story => ({
  id,
  month: month(0),
  text: 'A short story.',
  topics: [],
  notes: [],
  language: 'en',
  answers: true,
  ...more,
});

const long = `For a long time I thought that grief was a thing one gets through, like a tunnel, and that I was slow.

My brother used to ring every Sunday. The first Sundays I sat beside the telephone, which is foolish, because he would have been the first to laugh at it. Then I began to walk at that hour instead. I did not walk anywhere. I went round the park, and when I had been round it I went round again.

In the third month somebody was there with a dog that would not move. It lay in the middle of the path and looked at her. She said: he has decided, and we both waited until he had decided something else. I told her that it was a Sunday. She said that hers was a Thursday.

We do not know each other’s names to this day. Some Sundays she is there and some she is not. Nothing is over. But I have stopped thinking that I am slow, and I have stopped waiting for the tunnel to end: it is a park, and one goes round it.`;

/** Invented stories, one for each thing that a story can have. */
export const published: Story[] = [
  story('park', { text: long, topics: ['Bereavement'], helped: 'Walking at the hour that was hardest, and nobody asking me how far I was.', line: 'I thought that I was slow. I was only sad.' }),
  story('sea', { month: month(1), text: 'I began to swim again in October.\nNot far. In, out, tea.\n\nSome days it was enough.', topics: ['Low mood'], line: 'Some days, in and out and tea was enough.' }),
  story('night', {
    month: month(1),
    topics: ['Bereavement'],
    notes: ['death-by-suicide', 'thoughts-of-suicide'],
    text: 'There was a night when I did not want to be here any more, a year after my husband had died that way. I rang a number. The man on the other end had a cold. He said so, and blew his nose, and I laughed, and then I cried for an hour and he stayed.\n\nI am writing this at a kitchen table with three people in the house who need breakfast.',
    helped: 'Saying it out loud to somebody who was not frightened of it.',
    advice: true,
    line: 'I rang a number, and he stayed.',
  }),
  story('brief', { month: month(2), text: 'Ich habe meinem Vater einen Brief geschrieben, den er nicht mehr lesen kann. Ich habe ihn trotzdem eingeworfen.', topics: ['Bereavement'], language: 'de' }),
  story('ar', { month: month(3), text: 'كنت أظن أن الليل لا ينتهي.\n\nثم تعلمت أن أشعل الضوء الصغير وأكتب سطرا واحدا فقط.', topics: ['Anxiety'], language: 'ar' }),
  story('quiet', { month: month(4), text: 'I do not want an answer. I wanted to have said it once: it was not my fault.', topics: ['Anxiety'], answers: false }),
];

export const settings: SpaceSettings = {
  title: 'Companions',
  ages: { from: 18 },
  privacy: 'https://companions.example.org/privacy',
  rules: ['Speak of yourself.'],
  confidentiality: 'We do not know who you are.',
  languages: ['en', 'de', 'ar'],
  moderation: 'all',
  moderators: ['team@companions.example.org'],
  safeguarding: 'help@companions.example.org',
  watchHours: [{ days: ['MO', 'TU', 'WE', 'TH', 'FR'], from: '09:00', to: '17:00', timeZone: 'Europe/London' }],
  helplines: ['GB'],
  keptMonths: 24,
  backupDays: 30,
  replies: true,
};

/** What a writer sent, for a story that was published. */
const sendingOf = ({ id, month: _, group, ...words }: Story): RecordOf<'sendings'> => ({
  ...words,
  id: `sent-${id}`,
  story: id,
  state: words.notes.length ? 'published-with-note' : 'published',
  audience: group ? 'group' : 'everyone',
  ...(group && { group }),
  consents: [{ purpose: 'publish', version: '2026-01' }],
});

/** A backend in this page that holds these stories. */
export const backend = (stories: readonly Story[] = published, owners: Record<string, string> = {}) =>
  memoryAdapter({ settings, records: { stories, sendings: stories.map(sendingOf) }, owners: { sendings: owners } });

/** The same backend, with some of its acts done differently. */
export function changed(adapter: PeerAdapter, acts: Partial<PeerAdapter>): PeerAdapter {
  return new Proxy(adapter, {
    get(target, name) {
      if (name in acts) return acts[name as keyof PeerAdapter];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
