import { expect } from '@open-wc/testing';
import type { CollectionName, RecordOf } from '../../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryPeerAdapter } from '../../src/adapters/memory.ts';
import { PeerError } from '../../src/client/errors.ts';
import { credentialHash, receiptCredential } from '../../src/client/receipt.ts';
import { wordsOfSecret } from '../../src/domain/receipt.ts';
import { monthOf, monthsAfter } from '../../src/domain/retention.ts';
import type { Sending } from '../../src/domain/story.ts';
import type { StoryShare } from '../../src/elements/story-share/story-share.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { allByRole, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { press as key } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { arrives, byRole, fillIn, on, page, settings, shows } from './story-share-page.ts';

const secret = Uint8Array.from({ length: 16 }, (_, at) => at * 15);
const words = wordsOfSecret(secret).join(' ');
const hash = await credentialHash(await receiptCredential(secret));
const now = monthOf(Date.now());
const named = (month: string) => new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${month}-01`));

const sending: Sending = {
  id: 'mine', text: 'The garden helped me.', topics: ['Sleep'], notes: [], language: 'en', answers: true,
  state: 'published', story: 'shown', audience: 'everyone', consents: [{ purpose: 'publish', version: '2026-11' }],
};
const shown: RecordOf<'stories'> = { id: 'shown', month: now, text: sending.text, topics: sending.topics, notes: [], language: 'en', answers: true };

type Records = { [N in CollectionName]?: RecordOf<N>[] };

/** What a receipt opens, with what else is there. */
async function opened(over: Partial<Sending> = {}, records: Records = {}) {
  const all: Records = { sendings: [{ ...sending, ...over }], stories: [shown], ...records };
  const mine = ['sendings', 'messages', 'replies', 'answers', 'reports'] as const;
  const owners = Object.fromEntries(mine.map((name) => [name, Object.fromEntries((all[name] ?? []).map(({ id }) => [id, hash]))]));
  const adapter = memoryAdapter({ settings, staff: { desk: { role: 'moderator' }, other: { role: 'moderator' } }, records: all, owners });
  const there = await page({ adapter });
  await open(there.share);
  return { share: there.share, adapter };
}

async function open(share: StoryShare) {
  await on(share, 'I have a receipt', 'Open your story');
  await fillIn(share, /twelve words/, words);
  byRole(share, 'button', 'Open').click();
  await arrives(share, /^Your (story|reply)$/);
}

async function press(share: StoryShare, button: string | RegExp) {
  byRole(share, 'button', button).click();
  await share.updateComplete;
}

const staff = (intent = crypto.randomUUID() as string, token = 'other') => ({ intent, signal: new AbortController().signal, space: 'default', locale: 'en', credential: { kind: 'staff', token } as const });
const of = (adapter: MemoryPeerAdapter) => adapter.snapshot('sendings').find(({ id }) => id === 'mine')!;

async function saved(act: () => unknown): Promise<string[]> {
  const { createObjectURL } = URL;
  const { click } = HTMLAnchorElement.prototype;
  const blobs: Blob[] = [];
  URL.createObjectURL = (blob) => (blobs.push(blob as Blob), '#');
  HTMLAnchorElement.prototype.click = () => {};
  try {
    await act();
  } finally {
    Object.assign(URL, { createObjectURL });
    HTMLAnchorElement.prototype.click = click;
  }
  return Promise.all(blobs.map((blob) => blob.text()));
}

const reply: RecordOf<'replies'> = { id: 'reply', sending: 'mine', text: 'Pull yourself together.', language: 'en', month: now, offered: false };
const said: RecordOf<'messages'> = { id: 'said', sending: 'mine', from: 'staff', text: 'You should have known better.', month: now, at: new Date().toISOString(), by: 'name-of-mo' };

describe('story-share: how long a story stays', () => {
  const promised = { until: monthsAfter(now, 20), review: monthsAfter(now, 18) };

  it('is said before anybody is asked anything', async () => {
    const { share } = await opened(promised);
    expect(shows(share)).to.contain(`It stays until ${named(promised.until)}; then it goes, and for a year this page says so.`).and.contain(`From ${named(promised.review)} on you are asked here`);
    expect(allByRole(share, 'button', 'It may stay')).to.deep.equal([]);
    await expectAccessible(share);
    expect(findScores(share)).to.deep.equal([]);
  });

  it('is asked about when the time comes: it stays with one press, and readers see nothing of it', async () => {
    const { share, adapter } = await opened({ until: monthsAfter(now, 1), review: now });
    expect(shows(share)).to.contain('Is it still right for you that others read this?').and.contain('If you do nothing, it happens as it was promised.');
    expect(allByRole(share, 'button').map(nameOf)).to.include.members(['It may stay', 'Change my words', 'Withdraw it']);
    await expectAccessible(share);
    byRole(share, 'button', 'It may stay').focus();
    await key('Enter');
    await eventually(() => shows(share).includes('Thank you. It stays.'));
    expect(shows(share)).to.contain(`It stays until ${named(monthsAfter(now, settings.keptMonths))}`).and.not.contain('Is it still right');
    expect([of(adapter).state, of(adapter).story, of(adapter).until]).to.deep.equal(['published', 'shown', monthsAfter(now, settings.keptMonths)]);
    expect(adapter.snapshot('stories').map(({ text, month }) => [text, month])).to.deep.equal([[shown.text, shown.month]]);
    await expectAccessible(share);
  });

  it('can be answered again where the press did not arrive', async () => {
    const { share, adapter } = await opened({ until: now, review: now });
    const update = adapter.update!.bind(adapter);
    adapter.update = () => Promise.reject(new PeerError('offline'));
    await press(share, 'It may stay');
    await eventually(() => allByRole(share, 'alert').length);
    expect(shows(share)).to.contain('Is it still right for you');
    adapter.update = update;
    await press(share, 'Try again');
    await eventually(() => shows(share).includes('Thank you. It stays.'));
  });

  it('is asked otherwise of what nobody reads', async () => {
    const { share } = await opened({ state: 'not-published', story: undefined as never, until: now, review: now });
    expect(shows(share)).to.contain('Shall we keep your words for you for longer?').and.contain('then they are deleted');
    await press(share, 'Keep it longer');
    await eventually(() => shows(share).includes('Thank you. It stays.'));
  });

  it('is over: the page says when and why, and nothing of the words', async () => {
    const gone = monthsAfter(now, -2);
    for (const [because, why] of [['time', `It went in ${named(gone)}, when the time was over that was said here before.`], ['story-gone', `so these words were deleted too, in ${named(gone)}`]] as const) {
      const { share } = await opened({ state: 'expired', text: '', topics: [], story: undefined as never, gone, because });
      expect(shows(share)).to.contain('Its time here is over, and its words are deleted.').and.contain(why).and.contain(`This page says so until ${named(monthsAfter(gone, 12))}`);
      expect(allByRole(share, 'button', /Change my words|It may stay|My words|Take a copy/)).to.deep.equal([]);
      await expectAccessible(share);
    }
  });
});

describe('story-share: everything under a receipt', () => {
  it('is in one file: words, choices, what was said both ways, what others answered, what was reported', async () => {
    const { share } = await opened({ until: monthsAfter(now, 20), review: monthsAfter(now, 18), message: said.text }, {
      messages: [said, { id: 'back', sending: 'mine', from: 'writer', text: 'I did not know.', month: now }],
      replies: [reply],
      answers: [{ id: 'a', sending: 'mine', kind: 'holding-hope', month: now }],
      reports: [{ id: 'r', reply: 'reply', reason: 'hurtful', words: 'It hurt.', state: 'read', message: 'We have looked at it.', sent: new Date().toISOString() }],
    });
    await press(share, 'Take a copy along');
    await eventually(() => shows(share).includes('Everything that is kept under this receipt'));
    const [text, data] = await saved(async () => {
      await press(share, 'Save as text');
      await press(share, 'Save as data (JSON)');
    });
    for (const each of ['The garden helped me.', 'You should have known better.', 'I did not know.', 'Pull yourself together.', 'Somebody is holding hope for you.', 'It hurt.', 'We have looked at it.', `It stays until ${monthsAfter(now, 20)}.`]) expect(text).to.contain(each);
    const kept = JSON.parse(data!) as Record<string, { id: string }[]> & { sending: Sending };
    expect(Object.fromEntries(['messages', 'replies', 'answers', 'reports', 'agreements'].map((name) => [name, kept[name]!.map(({ id }) => id)]))).to.deep.equal({ messages: ['said', 'back'], replies: ['reply'], answers: ['a'], reports: ['r'], agreements: [] });
    expect([kept.sending.until, kept.sending.consents]).to.deep.equal([monthsAfter(now, 20), sending.consents]);
    expect(data).not.to.contain('name-of-mo').and.not.to.contain(hash);
  });
});

describe('story-share: words that somebody got', () => {
  it('are reported beside a reply, without another receipt, and what came of it is told there', async () => {
    const { share, adapter } = await opened({}, { replies: [reply] });
    await press(share, 'What people answered');
    await eventually(() => shows(share).includes('Pull yourself together.'));
    const button = byRole(share, 'button', 'Report this reply');
    button.focus();
    await key('Enter');
    await eventually(() => allByRole(share, 'radio').length);
    const form = byRole(share, 'group', 'Report these words');
    await eventually(() => focused() === allByRole(form, 'radio')[0], `the form has the focus, not ${focused()?.outerHTML.slice(0, 200)}`);
    expect(wordsOf(form)).to.contain('Whoever wrote it is never told.');
    await expectAccessible(share);
    await press(share, 'Send the report');
    await eventually(() => allByRole(form, 'alert').length);
    byRole(form, 'radio', 'It hurts or puts somebody down').click();
    await fillIn(share, /Anything else/, 'It hurt.');
    await press(share, 'Send the report');
    await eventually(() => shows(share).includes('You reported it: “It hurts or puts somebody down”. It waits until somebody of the team looks at it.'));
    await expectAccessible(share);
    const [made] = adapter.snapshot('reports');
    expect([made!.reply, made!.reason, made!.words]).to.deep.equal(['reply', 'hurtful', 'It hurt.']);

    await adapter.create!('claims', { report: made!.id }, staff());
    await adapter.create!('rulings', { report: made!.id, ruling: 'take-down', message: 'Not like this.', toReporter: 'You do not have to read that.' }, staff());
    await press(share, 'What people answered');
    await press(share, 'What people answered');
    await eventually(() => shows(share).includes('You do not have to read that.'));
    expect(shows(share)).to.contain('It is not here any more.').and.not.contain('Pull yourself together.');
    await expectAccessible(share);
  });

  it('go away at once where they name somebody', async () => {
    const { share } = await opened({}, { replies: [reply] });
    await press(share, 'What people answered');
    await eventually(() => shows(share).includes('Pull yourself together.'));
    await press(share, 'Report this reply');
    await eventually(() => allByRole(share, 'radio').length);
    byRole(share, 'radio', 'This is about me').click();
    await eventually(() => shows(share).includes('It is hidden at once as a rule, from you too'));
    await press(share, 'Send the report');
    await eventually(() => shows(share).includes('You reported it: “This is about me”.'));
    await eventually(() => !shows(share).includes('Pull yourself together.'));
  });

  it('of the team are reported beside the message, and it is said who looks', async () => {
    const { share, adapter } = await opened({ message: said.text }, { messages: [said] });
    await press(share, 'What the team wrote');
    await eventually(() => shows(share).includes('You should have known better.'));
    await press(share, 'Report what the team wrote');
    await eventually(() => allByRole(share, 'radio').length);
    const form = byRole(share, 'group', 'Report these words');
    expect(wordsOf(form)).to.contain('Somebody else than who wrote it looks at it. Only where nobody else has within');
    expect(allByRole(form, 'radio').map(nameOf)).to.deep.equal(['It hurts or puts somebody down', 'Something else']);
    byRole(form, 'radio', 'It hurts or puts somebody down').click();
    await fillIn(share, /Anything else/, words);
    await press(share, 'Send the report');
    await eventually(() => wordsOf(form).includes('Your receipt stands in your words.'));
    await fillIn(share, /Anything else/, 'She made fun of me.');
    await press(share, 'Send the report');
    await eventually(() => shows(share).includes('You reported it'));
    const [made] = adapter.snapshot('reports');
    expect([made!.said, made!.by]).to.deep.equal(['said', 'name-of-mo']);
    expect(shows(share)).not.to.contain('name-of-mo');
    await adapter.create!('claims', { report: made!.id }, staff());
    await adapter.create!('rulings', { report: made!.id, ruling: 'take-down', message: 'We are sorry.', toReporter: 'You are right.' }, staff());
    await press(share, 'What the team wrote');
    await press(share, 'What the team wrote');
    await eventually(() => shows(share).includes('We are sorry.') && shows(share).includes('You are right.'));
    expect(shows(share)).not.to.contain('You should have known better.');
    await expectAccessible(share);
    expect(findScores(share)).to.deep.equal([]);
  });

  it('are not reported after all, and the focus is not lost', async () => {
    const { share } = await opened({}, { replies: [reply] });
    await press(share, 'What people answered');
    await eventually(() => shows(share).includes('Pull yourself together.'));
    await press(share, 'Report this reply');
    await eventually(() => allByRole(share, 'radio').length);
    byRole(share, 'button', 'Do not report it').focus();
    await key('Enter');
    await eventually(() => !allByRole(share, 'radio').length);
    expect(nameOf(focused()!)).to.equal('Report this reply');
  });

  it('are shown beside the story once a try that failed is made again, and nothing says that it failed', async () => {
    const { share, adapter } = await opened({}, { replies: [{ ...reply, offered: true }] });
    await press(share, 'What people answered');
    await eventually(() => shows(share).includes('Pull yourself together.'));
    const create = adapter.create!;
    adapter.create = () => Promise.reject(new PeerError('offline'));
    byRole(share, 'checkbox', 'It may be shown beside my story').click();
    await eventually(() => allByRole(share, 'alert').length);
    adapter.create = create;
    await press(share, 'Try again');
    await eventually(() => byRole<HTMLInputElement>(share, 'checkbox', 'It may be shown beside my story').checked);
    expect(allByRole(share, 'alert')).to.deep.equal([]);
  });
});
