import { expect } from '@open-wc/testing';
import type { WriteCall } from '../../src/adapters/adapter.ts';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { credentialHash, receiptCredential } from '../../src/client/receipt.ts';
import { wordsOfSecret } from '../../src/domain/receipt.ts';
import type { Telling } from '../../src/domain/hold.ts';
import type { Sending } from '../../src/domain/story.ts';
import type { StoryShare } from '../../src/elements/story-share/story-share.ts';
import { byRole as roleIn, expectAccessible } from '../setup/accessibility.ts';
import { eventually } from '../setup/until.ts';
import { arrives, byRole, fillIn, on, page, settings, shows } from './story-share-page.ts';

const secret = Uint8Array.from({ length: 16 }, (_, at) => at * 15);
const words = wordsOfSecret(secret).join(' ');
const hash = await credentialHash(await receiptCredential(secret));
const call = (): WriteCall => ({ intent: crypto.randomUUID(), signal: new AbortController().signal, space: 'default', locale: 'en', credential: { kind: 'staff', token: 'desk' } });

const sending: Sending = {
  id: 'mine', text: 'The garden helped me.', topics: [], notes: [], language: 'en', answers: true,
  state: 'sent', audience: 'everyone', consents: [{ purpose: 'publish', version: '2026-11' }],
};

/** A place where somebody of the team has held what this writer sent. */
async function held(tell: Telling, lang = 'en') {
  const adapter = memoryAdapter({ settings, staff: { desk: { role: 'moderator' } }, records: { sendings: [sending] }, owners: { sendings: { mine: hash } } });
  await adapter.create!('claims', { sending: 'mine' }, call());
  const { id } = (await adapter.create!('holds', { sending: 'mine', reason: 'child', words: 'A note.', review: '2027-01-15', tell }, call())) as { id: string };
  const shown = await page({ adapter, lang });
  return { ...shown, adapter, id };
}

async function open(share: StoryShare) {
  await on(share, 'I have a receipt', 'Open your story');
  await fillIn(share, /twelve words/, words);
  byRole(share, 'button', 'Open').click();
}

const press = async (share: StoryShare, name: string) => {
  byRole(share, 'button', name).click();
  await share.updateComplete;
};

describe('what is held: story-share', () => {
  const { now } = Date;
  before(() => void (Date.now = () => Date.parse('2026-12-01T12:00:00Z')));
  after(() => void (Date.now = now));

  it('says before anybody writes that a copy may have to be kept', async () => {
    const { share } = await page();
    await on(share, 'Begin', 'Before you write');
    expect(shows(share)).to.contain('keep a copy that only very few of them may open: also when you take your words back');
    await expectAccessible(share);
  });

  it('tells its writer that there is a copy and until when, and not why or who', async () => {
    const { share } = await held('now');
    await open(share);
    await arrives(share, 'Your story');
    await eventually(() => shows(share).includes('January 15, 2027'));
    expect(shows(share)).to.contain('The team has taken it out of what others read.').and.to.contain('The team keeps a copy of your words').and.not.to.match(/child|note/i);
    expect(roleIn(share, 'link', 'How this site treats data').getAttribute('href')).to.equal(settings.privacy);
    await expectAccessible(share);
  });

  it('says honestly what stays when they withdraw, and the receipt says so afterwards', async () => {
    const { share, adapter } = await held('now');
    await open(share);
    await arrives(share, 'Your story');
    await press(share, 'Withdraw it');
    expect(shows(share)).to.contain('The copy that the team keeps stays with those few, until they end it.');
    await expectAccessible(share);
    await press(share, 'Withdraw it now');
    await arrives(share, 'It is withdrawn');
    expect(adapter.snapshot('sendings')).to.deep.equal([]);
    await press(share, 'Close');
    await eventually(() => byRole(share, 'button', 'I have a receipt'));
    await open(share);
    await eventually(() => shows(share).includes('Your words are withdrawn, or their time was over. The team keeps a copy'));
    await expectAccessible(share);
  });

  it('shows nothing of it while telling could put them in danger, and withdrawing says what it always says', async () => {
    const { share } = await held('later');
    await open(share);
    await arrives(share, 'Your story');
    expect(shows(share)).to.contain('A person is reading it.').and.not.to.contain('copy of your words');
    await press(share, 'Withdraw it');
    expect(shows(share)).to.contain('Only if the team had to keep a copy because somebody may be in danger');
  });
});
