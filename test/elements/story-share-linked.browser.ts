import { expect } from '@open-wc/testing';
import type { WriteCall } from '../../src/adapters/adapter.ts';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { PeerError } from '../../src/client/errors.ts';
import { credentialHash, receiptCredential } from '../../src/client/receipt.ts';
import { wordsOfSecret } from '../../src/domain/receipt.ts';
import type { Sending } from '../../src/domain/story.ts';
import { QuickExitEvent } from '../../src/events/quick-exit.ts';
import type { StoryShare } from '../../src/elements/story-share/story-share.ts';
import { allByRole, byRole, expectAccessible, nameOf } from '../setup/accessibility.ts';
import { eventually } from '../setup/until.ts';
import { changed } from './stories.ts';
import { arrives, fillIn, on, page, settings, shows } from './story-share-page.ts';

const secrets = [Uint8Array.from({ length: 16 }, (_, at) => at * 15), Uint8Array.from({ length: 16 }, (_, at) => at * 7 + 1)] as const;
const words = secrets.map((secret) => wordsOfSecret(secret).join(' ')) as [string, string];
const own = 'Seefeld';
const tokens = await Promise.all([receiptCredential(secrets[0]), receiptCredential(secrets[1]), receiptCredential(secrets[1], own)]);
const hashes = await Promise.all(tokens.map(credentialHash));

const sending = (id: string, over: Partial<Sending> = {}): Sending => ({
  id, text: `Words of ${id}.`, topics: [], notes: [], language: 'en', answers: true,
  state: 'sent', audience: 'everyone', consents: [{ purpose: 'publish', version: '2026-11' }], ...over,
});

/** A place with two stories of one writer, and a third with a word of the writer's own. */
const place = (over: Partial<Sending> = {}) =>
  memoryAdapter({
    settings, staff: { desk: { role: 'moderator' } },
    records: { sendings: [sending('one', over), sending('other'), sending('third')] },
    owners: { sendings: { one: hashes[0]!, other: hashes[1]!, third: hashes[2]! } },
  });

const call = (token: string, kind: 'receipt' | 'staff' = 'receipt'): WriteCall => ({ intent: crypto.randomUUID(), signal: new AbortController().signal, space: 'default', locale: 'en', credential: { kind, token } });
const seen = async (adapter: ReturnType<typeof place>) => (await adapter.list('links', { limit: 10, where: { sending: 'one' } }, call('desk', 'staff'))).items.map((each) => (each as { other: string }).other);

/** The panel, once the receipt of the first story was put in. */
async function panelOf(adapter = place()) {
  const { share } = await page({ adapter });
  await on(share, 'I have a receipt', 'Open your story');
  await fillIn(share, /twelve words/, words[0]);
  byRole(share, 'button', 'Open').click();
  await arrives(share, 'Your story');
  byRole(share, 'button', 'Two stories of mine').click();
  await eventually(() => allByRole(share, 'textbox', /other receipt/).length);
  return { share, adapter };
}

const says = (share: StoryShare, text: string) => eventually(() => shows(share).includes(text), text);
const tell = (share: StoryShare) => byRole(share, 'button', 'Tell the team that both are mine').click();

async function links(share: StoryShare, receipt = words[1]) {
  await fillIn(share, /other receipt/, receipt);
  tell(share);
}

describe('story-share: two stories of mine', () => {
  it('says before what the team will see and what nobody will, and asks for the other receipt', async () => {
    const { share } = await panelOf();
    for (const said of ['Nothing here links your stories by itself.', 'It learns no name and no address.', 'Readers never learn of it.', 'somebody of the team may know who wrote both', 'but not which one']) expect(shows(share)).to.contain(said);
    await expectAccessible(share);
  });

  it('are linked by the other receipt, whose words do not stay in the page, and unlinked at any time', async () => {
    const { share, adapter } = await panelOf();
    await links(share);
    await says(share, 'The two stories are linked. You can take that back at any time.');
    expect(await seen(adapter)).to.deep.equal(['other']);
    expect(byRole<HTMLTextAreaElement>(share, 'textbox', /other receipt/).value).to.equal('');
    expect(shows(share)).to.contain('You have told the team that this story and another one are yours.').and.not.to.contain('Words of other');
    await expectAccessible(share);
    byRole(share, 'button', 'Take that back').click();
    await says(share, 'It is linked to no other story any more.');
    expect(await seen(adapter)).to.deep.equal([]);
    expect(allByRole(share, 'button', 'Take that back')).to.deep.equal([]);
    await expectAccessible(share);
  });

  it('are linked with a word of one’s own too', async () => {
    const { share, adapter } = await panelOf();
    [...share.shadowRoot!.querySelectorAll('summary')].find(({ textContent }) => textContent.includes('a word of my own'))!.click();
    await fillIn(share, 'Your word', own);
    await links(share);
    await says(share, 'The two stories are linked.');
    expect(await seen(adapter)).to.deep.equal(['third']);
  });

  it('are not linked by words that open nothing, are of this story, or have a slip: each is said, and what was typed stays', async () => {
    const { share, adapter } = await panelOf();
    const wrong: [string, string][] = [
      [wordsOfSecret(new Uint8Array(16)).join(' '), 'These words open no other story here.'],
      [words[0], 'These words open the story that you are looking at.'],
      [words[1].split(' ').slice(1).join(' '), 'twelve words'],
    ];
    for (const [typed, told] of wrong) {
      await links(share, typed);
      await eventually(() => allByRole(share, 'alert').some(({ textContent }) => textContent.includes(told)), told);
      expect(byRole<HTMLTextAreaElement>(share, 'textbox', /other receipt/).value).to.equal(typed);
    }
    await expectAccessible(share);
    expect(adapter.snapshot('links')).to.deep.equal([]);
  });

  it('are linked once where no answer came and it is sent again', async () => {
    const adapter = place();
    let lost = true;
    const broken = changed(adapter, {
      create: async (collection, draft, of) => {
        const made = await adapter.create!(collection, draft, of);
        if (lost && collection === 'links') throw ((lost = false), new PeerError('timeout'));
        return made;
      },
    });
    const { share } = await panelOf(broken as typeof adapter);
    await links(share);
    await eventually(() => allByRole(share, 'alert').length);
    byRole(share, 'button', 'Try again').click();
    await says(share, 'The two stories are linked.');
    expect(await seen(adapter)).to.deep.equal(['other']);
  });

  it('say so where they are linked already', async () => {
    const { share, adapter } = await panelOf();
    await adapter.create!('links', { sending: 'one', receipt: tokens[1]! }, call(tokens[0]!));
    await links(share);
    await says(share, 'The two are linked already');
  });

  it('leave nothing in the page when somebody leaves at once', async () => {
    const { share } = await panelOf();
    await fillIn(share, /other receipt/, words[1]);
    document.dispatchEvent(new QuickExitEvent());
    await eventually(() => !allByRole(share, 'textbox', /other receipt/).length);
    expect([...share.shadowRoot!.querySelectorAll('textarea, input')].some((field) => (field as HTMLInputElement).value.includes(words[1].split(' ')[0]!))).to.equal(false);
  });

  it('is not offered for a reply, nor for what has expired, nor where no team sees anything', async () => {
    const there = place();
    const onDevice = changed(there, { can: { ...there.can, reach: 'device' } });
    for (const adapter of [place({ audience: 'writer', replyTo: 'public' }), place({ state: 'expired', text: '' }), onDevice]) {
      const { share } = await page({ adapter });
      await on(share, 'I have a receipt', 'Open your story');
      await fillIn(share, /twelve words/, words[0]);
      byRole(share, 'button', 'Open').click();
      await arrives(share, /^Your (story|reply)$/);
      expect(allByRole(share, 'button').map(nameOf)).not.to.contain('Two stories of mine');
    }
  });
});
