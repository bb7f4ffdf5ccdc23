import type { PeerAdapter } from '../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryOptions, type MemoryPeerAdapter } from '../src/adapters/memory.ts';
import { PeerError } from '../src/client/errors.ts';
import { credentialHash, receiptCredential } from '../src/client/receipt.ts';
import { wordsOfSecret } from '../src/domain/receipt.ts';
import { type SpaceSettings, weekdays } from '../src/domain/space.ts';
import { spaceRecord } from '../src/domain/space-record.ts';
import type { Sending } from '../src/domain/story.ts';

/** What an invented charity decided. */
export const settings: SpaceSettings = {
  title: 'Companions',
  ages: { from: 18 },
  privacy: 'https://companions.example.org/privacy',
  rules: ['Tell your own story, and leave others out of it where you can.', 'No advice about medicines.', 'Nobody has to justify what they feel.'],
  confidentiality: 'We do not know who you are and cannot send anyone. If someone, above all a child, may be in danger, we may have to pass on what you wrote.',
  replies: true,
  languages: ['en', 'de', 'ar'],
  moderation: 'all',
  moderators: ['team@companions.example.org'],
  safeguarding: 'safe@companions.example.org',
  watchHours: [{ days: [...weekdays.slice(0, 5)], from: '18:00', to: '22:00', timeZone: 'Europe/London' }],
  readWithinHours: 48,
  helplines: ['GB'],
  keptMonths: 24,
  backupDays: 14,
};

export const words = 'For a year after my son Daniel was born I could not sleep, and told nobody.\n\nThen a neighbour asked me along to the garden behind St Mary’s Hospital. It did not heal me, but it was a beginning.';

const secret = Uint8Array.from({ length: 16 }, (_, at) => at * 13);

/** The receipt of what is there in `withSending`. */
export const receipt = wordsOfSecret(secret).join(' ');

export const place = (over: Partial<SpaceSettings> = {}): MemoryPeerAdapter => memoryAdapter({ settings: { ...settings, ...over } });

/** A place with one story that was sent, and what else its receipt opens. */
export async function withSending(over: Partial<Sending> = {}, records: NonNullable<MemoryOptions['records']> = {}): Promise<MemoryPeerAdapter> {
  const owner = await credentialHash(await receiptCredential(secret));
  const sending: Sending = {
    id: 'one', text: words, helped: 'Earth under my nails.', topics: ['First weeks', 'Sleep'], notes: [], language: 'en', answers: true,
    state: 'sent', audience: 'everyone', consents: [{ purpose: 'publish', version: '2026-11' }], ...over,
  };
  const all = { sendings: [sending], ...records };
  const owners = Object.fromEntries(Object.entries(all).map(([collection, list]) => [collection, Object.fromEntries(list.map(({ id }) => [id, owner]))]));
  return memoryAdapter({ settings, records: all, owners });
}

/** The same, where a change cannot be sent. */
export async function changeFailing(code: ConstructorParameters<typeof PeerError>[0]): Promise<PeerAdapter> {
  const adapter = await withSending();
  adapter.update = async () => {
    throw new PeerError(code);
  };
  return adapter;
}

/** The same place, where sending fails. */
export function failing(code: ConstructorParameters<typeof PeerError>[0], arrives = false): PeerAdapter {
  const adapter = place();
  const create = adapter.create!.bind(adapter);
  adapter.create = async (collection, draft, call) => {
    if (arrives) await create(collection, draft, call);
    throw new PeerError(code);
  };
  return adapter;
}

/** A page whose place is answered by another service. */
export function reading(): PeerAdapter {
  const adapter = place();
  const get = adapter.get.bind(adapter);
  adapter.get = async (collection, id, call) => (collection === 'spaces' ? { ...spaceRecord(id, settings, true) } : get(collection, id, call));
  return adapter;
}
