import type { Credential, RecordOf } from '../../src/adapters/adapter.ts';
import { credentialHash } from '../../src/client/receipt.ts';
import type { SendingDraft } from '../../src/domain/story.ts';
import type { Sample } from '../../src/testing/index.ts';

/** Invented stories and sendings, with who opens them. */
export const staff: Credential = { kind: 'staff', token: 'sample-staff-token' };
export const administrator: Credential = { kind: 'staff', token: 'sample-administrator-token' };
export const colleague: Credential = { kind: 'staff', token: 'sample-colleague-token' };
export const receipt: Credential = { kind: 'receipt', token: 'sample-receipt-credential' };
/** What a backend knows of the receipt. */
export const receiptHash = await credentialHash(receipt.token);

const words = { topics: ['Grief'], notes: [], language: 'en', answers: false };

/** Months before this one, so that a space that keeps stories for two years still has them. */
const month = (ago: number) => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago, 1)).toISOString().slice(0, 7);
};

const published: RecordOf<'stories'>[] = [
  { ...words, id: 'story-sea', month: month(1), text: 'I began to swim again, at 07:30, in the cold.\nSome days it was enough.', helped: 'The sea – and <b>nobody</b> asking.' },
  { ...words, id: 'story/a?b=c#d%', month: month(1), text: 'Nights were long.', topics: ['Sleep', 'Grief'], answers: true },
  { ...words, id: 'story-de', month: month(2), text: 'Ein Brief an meinen Bruder.', topics: ['Loss of a brother'], language: 'de', notes: ['Death'] },
  { ...words, id: 'story-tea', month: month(5), text: 'Tea with strangers who knew.', topics: ['Loneliness'], helped: 'Coming back the week after.', line: 'Nobody told me that others lie awake too.' },
  { ...words, id: 'story-old', month: month(20), text: 'It took years. ü💥', topics: [] },
];

export const stories: Sample<'stories'> = {
  records: published,
  credentials: { watch: staff },
  found: [
    { query: { where: { topic: 'Grief' } }, ids: ['story-sea', 'story/a?b=c#d%'] },
    { query: { where: { topic: ['Sleep', 'Loneliness'] } }, ids: ['story/a?b=c#d%', 'story-tea'] },
    { query: { where: { language: 'de' } }, ids: ['story-de'] },
    { query: { where: { topic: 'Grief' }, text: 'long nights' }, ids: ['story/a?b=c#d%'] },
    { query: { text: 'nobody asking' }, ids: ['story-sea'] },
    { query: { where: { line: 'yes' } }, ids: ['story-tea'] },
    { query: { where: { helped: 'yes' } }, ids: ['story-sea', 'story-tea'] },
    { query: { where: { helped: 'yes', topic: 'Grief' }, text: 'cold' }, ids: ['story-sea'] },
    { query: { sort: 'newest' }, ids: ['story-sea', 'story/a?b=c#d%', 'story-de', 'story-tea', 'story-old'] },
    { query: { where: { topic: 'Grief' }, sort: 'shuffled', seed: 'lot' }, ids: ['story-sea', 'story/a?b=c#d%'] },
  ],
};

const consents = [{ purpose: 'publish' as const, version: '2026-01' }];
const sending = (id: string, over: Partial<RecordOf<'sendings'>> = {}): RecordOf<'sendings'> => ({
  ...words,
  id,
  state: 'sent',
  audience: 'everyone',
  consents,
  text: `What was sent as ${id}.`,
  ...over,
});

export const sendings: Sample<'sendings'> = {
  records: [
    sending('sent-1'),
    sending('sent/2?#%', { text: 'Words with <b>signs</b> & ü💥', notes: ['Death'], helped: 'Walking.' }),
    sending('asked', { state: 'changes-asked', message: 'Could you leave the name of the street out?' }),
    sending('not', { state: 'not-published', message: 'It names somebody else.' }),
    sending('group', { audience: 'group', group: 'leeds', consents: [] }),
    sending('facilitator', { audience: 'facilitator', group: 'leeds', consents: [], answers: true }),
  ],
  draft: (n): SendingDraft => ({ ...words, text: `A story that is the ${n}th.`, topics: ['Sleep'], audience: 'everyone', consents, receipt: receiptHash }),
  becomes: ({ receipt: _, ...kept }) => ({ ...kept, state: 'sent' }),
  patch: (n) => ({ text: `Other words, for the ${n}th time.`, helped: n % 2 ? 'Time.' : null, topics: [] }),
  invalid: [
    {},
    { ...words, text: '   ', audience: 'everyone', consents },
    { ...words, text: 'Without consent.', audience: 'everyone', consents: [] },
    { ...words, text: 'For a group without a name.', audience: 'group', consents: [] },
    { ...words, text: 'With a receipt that is no hash.', audience: 'everyone', consents, receipt: 'short' },
    { ...words, text: 'Zero\u0000byte.', audience: 'everyone', consents },
  ],
  found: [
    { query: { where: { state: 'sent' } }, ids: ['sent-1', 'sent/2?#%', 'group', 'facilitator'] },
    { query: { where: { state: ['changes-asked', 'not-published'] } }, ids: ['asked', 'not'] },
    { query: { where: { audience: 'everyone' } }, ids: ['sent-1', 'sent/2?#%', 'asked', 'not'] },
    { query: { where: { audience: ['group', 'facilitator'], state: 'sent' } }, ids: ['group', 'facilitator'] },
  ],
  credentials: { list: staff, watch: staff, create: null, get: receipt, update: receipt, remove: receipt },
};

/** Whose the sendings are that are there from the beginning, for an adapter that is filled with them. */
export const owners = { sendings: Object.fromEntries(sendings.records.map(({ id }) => [id, receiptHash])) };
