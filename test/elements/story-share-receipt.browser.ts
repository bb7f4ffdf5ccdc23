import { expect } from '@open-wc/testing';
import type { WriteCall } from '../../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryPeerAdapter } from '../../src/adapters/memory.ts';
import { PeerError } from '../../src/client/errors.ts';
import { credentialHash, receiptCredential } from '../../src/client/receipt.ts';
import { wordsOfSecret } from '../../src/domain/receipt.ts';
import type { Sending, Suggestion } from '../../src/domain/story.ts';
import { QuickExitEvent } from '../../src/events/quick-exit.ts';
import { StoryRespondEvent } from '../../src/events/story-respond.ts';
import type { StoryShare } from '../../src/elements/story-share/story-share.ts';
import { allByRole, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { eventually } from '../setup/until.ts';
import { arrives, byRole, fillIn, on, page, receiptOf, settings, shows, tickOff, title, walk } from './story-share-page.ts';

const secret = Uint8Array.from({ length: 16 }, (_, at) => at * 15);
const words = wordsOfSecret(secret).join(' ');
const hash = await credentialHash(await receiptCredential(secret));
const staff = { kind: 'staff', token: 'desk' } as const;

const sending: Sending = {
  id: 'mine', text: 'The garden helped me.', helped: 'Earth.', topics: ['Sleep'], notes: [], language: 'en', answers: true,
  state: 'sent', audience: 'everyone', consents: [{ purpose: 'publish', version: '2026-11' }, { purpose: 'training', version: '2026-11' }],
};

/** A place with one story, opened by the receipt. */
async function opened(over: Partial<Sending> = {}) {
  const adapter = memoryAdapter({
    settings, staff: { desk: { role: 'moderator' } },
    records: { sendings: [{ ...sending, ...over }, { ...sending, id: 'other', text: 'Of somebody else.' }] },
    owners: { sendings: { mine: hash, other: 'x'.repeat(43) } },
  });
  const shown = await page({ adapter });
  await open(shown.share, words);
  await arrives(shown.share, 'Your story');
  return { ...shown, adapter };
}

async function open(share: StoryShare, receipt: string, own?: string) {
  await on(share, 'I have a receipt', 'Open your story');
  await fillIn(share, /twelve words/, receipt);
  if (own !== undefined) {
    [...share.shadowRoot!.querySelectorAll('summary')].at(-1)!.click();
    await fillIn(share, 'Your word', own);
  }
  byRole(share, 'button', 'Open').click();
}

async function press(share: StoryShare, button: string | RegExp) {
  byRole(share, 'button', button).click();
  await share.updateComplete;
}

const call = (intent: string): WriteCall => ({ intent, signal: new AbortController().signal, space: 'default', locale: 'en', credential: staff });

/** Somebody of the staff reads the story and decides. */
async function decide(adapter: MemoryPeerAdapter, decision: string, message?: string, suggestion?: Suggestion) {
  await adapter.create!('claims', { sending: 'mine' }, call('claim'));
  const { rev } = (await adapter.get('sendings', 'mine', call(''))) as { rev: string };
  await adapter.create!('decisions', { sending: 'mine', rev, decision, ...(message && { message }), ...(suggestion && { suggestion }) }, call('decide'));
}

/** What was saved as files while something ran. */
async function saved(act: () => unknown): Promise<{ name: string; text: string }[]> {
  const { createObjectURL } = URL;
  const { click } = HTMLAnchorElement.prototype;
  const blobs: Blob[] = [];
  const names: string[] = [];
  URL.createObjectURL = (blob) => (blobs.push(blob as Blob), '#');
  HTMLAnchorElement.prototype.click = function () {
    names.push(this.download);
  };
  try {
    await act();
  } finally {
    Object.assign(URL, { createObjectURL });
    HTMLAnchorElement.prototype.click = click;
  }
  return Promise.all(blobs.map(async (blob, at) => ({ name: names[at]!, text: await blob.text() })));
}

async function sent() {
  const shown = await page();
  await walk(shown.share, 'This is what readers will see');
  await on(shown.share, 'Send my story', 'Your story has arrived');
  return shown;
}

describe('story-share: the receipt', () => {
  it('is out of sight until it is asked for, and is never read out by itself', async () => {
    const { share } = await sent();
    expect(share.shadowRoot!.querySelectorAll('#receipt li').length).to.equal(0);
    const receipt = await receiptOf(share);
    expect(receipt).to.match(/^([a-z]+ ){11}[a-z]+$/);
    const list = share.shadowRoot!.querySelector('#receipt')!;
    expect(list.closest('[role=status], [role=alert], [aria-live]')).to.equal(null);
    expect(list.querySelector('[role=status], [role=alert], [aria-live]')).to.equal(null);
    await press(share, 'Hide the words');
    // One of its words may stand in the page for another reason.
    expect(share.shadowRoot!.querySelectorAll('#receipt li').length).to.equal(0);
    expect(share.shadowRoot!.textContent).not.to.contain(receipt.replaceAll(' ', ''));
  });

  it('says who can do what with it, and that nobody ever asks for it', async () => {
    const { share } = await sent();
    expect(shows(share)).to.contain('Whoever holds them can do the same.').and.contain('Nobody here ever asks you for them');
  });

  it('is copied, printed by itself, and saved under a name that says nothing', async () => {
    const { share } = await sent();
    const receipt = await receiptOf(share);
    const files = await saved(() => press(share, 'Save as a file'));
    expect(files.map(({ name }) => name)).to.deep.equal(['words.txt']);
    expect(files[0]!.text.replace(/\d+\. /g, '').trim().split('\n').join(' ')).to.equal(receipt);
    const copied: string[] = [];
    const { writeText } = navigator.clipboard;
    navigator.clipboard.writeText = async (text) => void copied.push(text);
    await press(share, 'Copy');
    await eventually(() => shows(share).includes('The words are copied.'));
    navigator.clipboard.writeText = () => Promise.reject(new Error());
    await press(share, 'Copy');
    await eventually(() => shows(share).includes('Copying did not work here.'));
    navigator.clipboard.writeText = writeText;
    expect(copied).to.deep.equal([receipt]);
  });

  it('prints a sheet that has the words and nothing else', async () => {
    const { share } = await sent();
    const receipt = await receiptOf(share);
    const { append } = ShadowRoot.prototype;
    let sheet: HTMLIFrameElement | undefined;
    ShadowRoot.prototype.append = function (...nodes) {
      append.apply(this, nodes);
      sheet = nodes[0] as HTMLIFrameElement;
      sheet.contentWindow!.print = () => {};
    };
    await press(share, 'Print');
    ShadowRoot.prototype.append = append;
    expect([...sheet!.contentDocument!.querySelectorAll('li')].map(({ textContent }) => textContent).join(' ')).to.equal(receipt);
    expect(sheet!.contentDocument!.body.children.length).to.equal(1);
    sheet!.contentWindow!.dispatchEvent(new Event('afterprint'));
    expect(share.shadowRoot!.querySelector('iframe')).to.equal(null);
  });

  it('asks once whether it was saved, and lets go on without', async () => {
    const { share } = await sent();
    await press(share, 'Continue');
    await eventually(() => shows(share).includes('Have you saved them?'));
    expect(title(share)).to.equal('Your story has arrived');
    await on(share, 'Go on without a receipt', 'That was not a small thing');
  });

  it('opens nothing without the word of one’s own that was mixed into it', async () => {
    const { share } = await page();
    await walk(share, 'This is what readers will see');
    [...share.shadowRoot!.querySelectorAll('summary')].at(-1)!.click();
    await fillIn(share, 'Your word', 'Seagull');
    await on(share, 'Send my story', 'Your story has arrived');
    const receipt = await receiptOf(share);
    await tickOff(share, 'checkbox', 'I have saved it');
    await on(share, 'Continue', 'That was not a small thing');
    await on(share, 'Done', 'Write your story');
    await open(share, receipt);
    await eventually(() => shows(share).includes('These words open nothing.'));
    await on(share, 'Close', 'Write your story');
    await open(share, receipt, ' seagull ');
    await arrives(share, 'Your story');
  });

  it('answers alike when it never was, was withdrawn, or lacks a word', async () => {
    const { share, adapter } = await opened();
    await press(share, 'Close');
    await arrives(share, 'Write your story');
    const said: string[] = [];
    const ask = async (receipt: string, own?: string) => {
      await open(share, receipt, own);
      await eventually(() => allByRole(share, 'alert').length);
      said.push(allByRole(share, 'alert')[0]!.textContent!.trim());
      await on(share, 'Close', 'Write your story');
    };
    await ask(wordsOfSecret(new Uint8Array(16)).join(' '));
    await ask(words, 'wrong');
    await adapter.remove!('sendings', 'mine', { ...call('gone'), credential: { kind: 'receipt', token: await receiptCredential(secret) } });
    await ask(words);
    expect(new Set(said).size).to.equal(1);
  });

  it('says what is wrong with words that are none, so that they can be mended', async () => {
    const { share } = await page();
    await on(share, 'I have a receipt', 'Open your story');
    const list = words.split(' ');
    for (const [typed, told] of [
      [list.slice(1).join(' '), 'A receipt has twelve words. Here are 11.'],
      [[`${list[0]!.slice(0, -1)}q`, ...list.slice(1)].join(' '), `Do you mean “${list[0]}”?`],
      [[list[1], list[0], ...list.slice(2)].join(' '), 'Are two of them in each other’s place?'],
    ] as const) {
      await fillIn(share, /twelve words/, typed);
      await press(share, 'Open');
      await eventually(() => shows(share).includes(told), told);
    }
  });

  it('that was pasted into words is stopped', async () => {
    const { share } = await page();
    await walk(share, 'Write, in your own time', `They told me to keep this: ${words}`);
    await press(share, 'Continue');
    await eventually(() => shows(share).includes('Your receipt stands in your words.'));
    await fillIn(share, 'Your story', 'Without it.');
    await fillIn(share, 'What helped, if anything did', words.split(' ').map((word, at) => `${at + 1}) ${word}`).join('\n'));
    await press(share, 'Continue');
    await eventually(() => shows(share).includes('Your receipt stands in your words.'));
    await fillIn(share, 'What helped, if anything did', '');
    await on(share, 'Continue', 'Look at it once more');
  });

  it('leaves no sheet behind where it was not printed', async () => {
    const { share } = await sent();
    const { append } = ShadowRoot.prototype;
    ShadowRoot.prototype.append = function (...nodes) {
      append.apply(this, nodes);
      (nodes[0] as HTMLIFrameElement).contentWindow!.print = () => {};
    };
    await press(share, 'Print');
    await press(share, 'Print');
    ShadowRoot.prototype.append = append;
    expect(share.shadowRoot!.querySelectorAll('iframe').length).to.equal(1);
    await tickOff(share, 'checkbox', 'I have saved it');
    await on(share, 'Continue', 'That was not a small thing');
    await on(share, 'Done', 'Write your story');
    expect(share.shadowRoot!.querySelector('iframe')).to.equal(null);
  });
});

describe('story-share: what a receipt opens', () => {
  it('shows the state first, and nothing of the words before they are asked for', async () => {
    const { share } = await opened();
    expect(shows(share)).to.contain('It waits to be read by a person.').and.not.contain('garden').and.not.contain('Of somebody else');
    await press(share, 'My words');
    expect(shows(share)).to.contain('The garden helped me.').and.contain('Earth.');
  });

  it('shows the words of the team as the team’s, and takes an answer', async () => {
    const { share, adapter } = await opened();
    await press(share, 'Close');
    await decide(adapter, 'ask-changes', 'Would you leave the street out?');
    await arrives(share, 'Write your story');
    await open(share, words);
    await arrives(share, 'Your story');
    expect(shows(share)).to.contain('The team asks you to change something.').and.not.contain('street');
    await press(share, 'What the team wrote');
    await eventually(() => shows(share).includes('Would you leave the street out?'));
    const team = share.shadowRoot!.querySelector('[part=staff]')!;
    expect(team.textContent).to.contain('From the team of this site').and.contain('never asks for your receipt');
    await fillIn(share, 'Answer the team', `Here it is: ${words}`);
    await press(share, 'Send my answer');
    await eventually(() => shows(share).includes('The team never needs it.'));
    expect(adapter.snapshot('messages').filter(({ from }) => from === 'writer')).to.deep.equal([]);
    await fillIn(share, 'Answer the team', 'I would rather keep it.');
    await press(share, 'Send my answer');
    await eventually(() => shows(share).includes('Your answer has arrived.'));
    expect(adapter.snapshot('messages').filter(({ from }) => from === 'writer').map(({ text }) => text)).to.deep.equal(['I would rather keep it.']);
    expect(share.shadowRoot!.querySelectorAll('[part=staff]').length).to.equal(1);
  });

  it('shows what the team suggests as a difference, and takes it with one press', async () => {
    const { share, adapter } = await opened({ text: 'My neighbour Paul and the garden helped me.' });
    await press(share, 'Close');
    const text = 'My neighbour and the garden helped me.\n<b>Again.</b>';
    await decide(adapter, 'ask-changes', 'Without the name?', { text, helped: null });
    await arrives(share, 'Write your story');
    await open(share, words);
    await arrives(share, 'Your story');
    expect(shows(share)).not.to.contain('Paul');
    await press(share, 'What the team suggests');
    const [gone, come, helped] = [...share.shadowRoot!.querySelectorAll('del, ins')].map(({ localName, textContent }) => `${localName} ${textContent}`);
    expect([gone, come, helped]).to.deep.equal(['del Paul ', 'del me.', 'ins me.\n<b>Again.</b>']);
    expect([...share.shadowRoot!.querySelectorAll('del')].at(-1)!.textContent).to.equal('Earth.');
    expect(share.shadowRoot!.querySelector('b')).to.equal(null);
    await expectAccessible(share);
    await press(share, 'My words');
    await press(share, 'Take these words');
    await eventually(() => shows(share).includes('These are your words now. A person reads them once more.'));
    expect(wordsOf(share.shadowRoot!.querySelector('.inside .words')!), 'what is open shows them too').to.contain('My neighbour and the garden').and.not.contain('Paul');
    const [mine] = adapter.snapshot('sendings').filter(({ id }) => id === 'mine');
    expect([mine!.state, mine!.text, mine!.helped, mine!.suggestion]).to.deep.equal(['sent', text, undefined, undefined]);
    expect(shows(share)).to.contain('It waits to be read by a person.');
    expect(allByRole(share, 'button', 'Take these words')).to.deep.equal([]);
  });

  /** The team suggests shorter words, and the writer looks at them. */
  async function suggested() {
    const found = await opened();
    const { share, adapter } = found;
    await press(share, 'Close');
    await decide(adapter, 'ask-changes', 'Shorter?', { text: 'It helped me.' });
    await arrives(share, 'Write your story');
    await open(share, words);
    await arrives(share, 'Your story');
    await press(share, 'What the team suggests');
    return found;
  }

  it('takes no suggestion that is not there any more, and says so', async () => {
    const { share, adapter } = await suggested();
    const { rev } = (await adapter.list('sendings', { limit: 10 }, { ...call(''), credential: { kind: 'receipt', token: await receiptCredential(secret) } } as never) as { items: { rev: string }[] }).items[0]!;
    await adapter.update!('sendings', 'mine', { text: 'Mine, changed elsewhere.' }, { ...call('elsewhere'), credential: { kind: 'receipt', token: await receiptCredential(secret) }, rev });
    await press(share, 'Take these words');
    await eventually(() => allByRole(share, 'alert').length);
    expect(adapter.snapshot('sendings').find(({ id }) => id === 'mine')!.text).to.equal('Mine, changed elsewhere.');
  });

  it('shows every word of the team, however much was said', async () => {
    const { share, adapter } = await opened();
    await press(share, 'Close');
    await decide(adapter, 'ask-changes', 'The first of many.');
    for (let at = 0; at < 120; at += 1) await adapter.create!('messages', { sending: 'mine', text: at === 119 ? 'The last of many.' : 'One of many.' }, call(`m${at}`));
    await arrives(share, 'Write your story');
    await open(share, words);
    await arrives(share, 'Your story');
    await press(share, 'What the team wrote');
    await eventually(() => shows(share).includes('The first of many.'));
    const said = [...share.shadowRoot!.querySelectorAll('[part=staff] .said-words')].map(({ textContent }) => textContent);
    expect([said.length, said[0], said.at(-1)]).to.deep.equal([121, 'The first of many.', 'The last of many.']);
    await fillIn(share, 'Answer the team', 'I have read it all.');
    await press(share, 'Send my answer');
    await eventually(() => shows(share).includes('Your answer has arrived.') && shows(share).includes('I have read it all.'));
  });

  it('tells of answers in words, and never how many', async () => {
    const { share, adapter } = await opened();
    await press(share, 'Close');
    await decide(adapter, 'publish');
    const [{ id }] = adapter.snapshot('stories') as unknown as [{ id: string }];
    for (const [at, kind] of ['been-there', 'been-there', 'holding-hope'].entries()) {
      await adapter.create!('answers', { story: id, kind }, { intent: `a${at}`, signal: new AbortController().signal, space: 'default', locale: 'en' });
    }
    await arrives(share, 'Write your story');
    await open(share, words);
    await arrives(share, 'Your story');
    expect(shows(share)).to.contain('It is published.');
    await press(share, 'What people answered');
    await eventually(() => shows(share).includes('Somebody has been there too.'));
    expect(shows(share)).to.contain('Somebody is holding hope for you.');
    expect(wordsOf(share.shadowRoot!.querySelector('.inside')!)).not.to.match(/\d/);
  });

  it('takes back a consent at once, and shows it as taken back only then', async () => {
    const { share, adapter } = await opened();
    await press(share, 'What I agreed to');
    const box = byRole<HTMLInputElement>(share, 'checkbox', /training/);
    expect(box.checked).to.equal(true);
    const update = adapter.update!.bind(adapter);
    adapter.update = () => Promise.reject(new Error('broken'));
    box.click();
    await eventually(() => allByRole(share, 'alert').length);
    expect(box.checked).to.equal(true);
    adapter.update = update;
    await press(share, 'Try again');
    await eventually(() => shows(share).includes('This holds from now on.'));
    expect(box.checked).to.equal(false);
    expect(adapter.snapshot('sendings').find(({ id }) => id === 'mine')!.consents.map(({ purpose }) => purpose)).to.deep.equal(['publish']);
  });

  it('changes the words, which are then read again, while what is published stays or hides as the writer wants', async () => {
    for (const [choice, stays] of [['Readers see it as it was', true], ['Nobody sees the story', false]] as const) {
      const { share, adapter } = await opened();
      await press(share, 'Close');
      await decide(adapter, 'publish');
      await arrives(share, 'Write your story');
      await open(share, words);
      await arrives(share, 'Your story');
      await on(share, 'Change my words', 'Change your words');
      await fillIn(share, 'Your story', 'The garden helped me, slowly.');
      for (const next of ['Look at it once more', 'What it is about', 'Who may read it', 'This is what readers will see']) await on(share, 'Continue', next);
      // What is safer is chosen until something else is.
      if (stays) await tickOff(share, 'radio', choice);
      expect(byRole<HTMLInputElement>(share, 'radio', choice).checked).to.equal(true);
      await on(share, 'Send the change', 'Your change has arrived');
      const now = adapter.snapshot('sendings').find(({ id }) => id === 'mine')!;
      expect([now.text, now.state]).to.deep.equal(['The garden helped me, slowly.', 'sent']);
      expect(adapter.snapshot('stories').map(({ text }) => text)).to.deep.equal(stays ? ['The garden helped me.'] : []);
      await on(share, 'Continue', 'Your story');
      await eventually(() => shows(share).includes('It waits to be read by a person.'));
    }
  });

  it('leaves what was sent as it was, and keeps a story that is being written', async () => {
    const { share, adapter } = await opened();
    await press(share, 'Close');
    await arrives(share, 'Write your story');
    await walk(share, 'Write, in your own time', 'Another one.');
    await on(share, 'Stop for now', 'Write your story');
    await open(share, words);
    await arrives(share, 'Your story');
    await on(share, 'Change my words', 'Change your words');
    await fillIn(share, 'Your story', 'Not like this.');
    await on(share, 'Leave it as it was', 'Your story');
    await on(share, 'Close', 'Write your story');
    await on(share, 'Go on writing', 'Write, in your own time');
    expect(byRole<HTMLTextAreaElement>(share, 'textbox', 'Your story').value).to.equal('Another one.');
    expect(adapter.snapshot('sendings').find(({ id }) => id === 'mine')!.text).to.equal('The garden helped me.');
  });

  describe('when the connection breaks while a change is sent', () => {
    const mine = 'The garden helped me, slowly.';
    const text = (adapter: MemoryPeerAdapter) => adapter.snapshot('sendings').find(({ id }) => id === 'mine')!.text;

    /** A change that is about to be sent, on a way that breaks like this; `after`: the change has arrived. */
    async function breaking(...fail: { code: 'offline' | 'timeout'; after?: boolean }[]) {
      const { share, adapter } = await opened();
      const update = adapter.update!.bind(adapter);
      const intents: string[] = [];
      adapter.update = async (...args) => {
        intents.push(args[3].intent);
        const next = fail.shift();
        if (!next) return update(...args);
        if (next.after) await update(...args);
        throw new PeerError(next.code, 'broken', { mayHaveHappened: next.code === 'timeout' });
      };
      await on(share, 'Change my words', 'Change your words');
      await fillIn(share, 'Your story', mine);
      await toTheEnd(share);
      return { share, adapter, intents };
    }

    async function toTheEnd(share: StoryShare) {
      for (const next of ['Look at it once more', 'What it is about', 'Who may read it', 'This is what readers will see']) await on(share, 'Continue', next);
    }

    it('it waits in the page, is never sent by itself, and goes once when its writer says so', async () => {
      const { share, adapter, intents } = await breaking({ code: 'offline' });
      await on(share, 'Send the change', 'It was not sent yet');
      expect(shows(share)).to.contain('There is no connection.').and.contain('Your change waits here, in this page.');
      dispatchEvent(new Event('online'));
      await eventually(() => shows(share).includes('There is a connection again.'));
      expect([text(adapter), intents.length]).to.deep.equal(['The garden helped me.', 1]);
      await on(share, 'Send it now', 'Your change has arrived');
      expect(text(adapter)).to.equal(mine);
      expect(new Set(intents).size).to.equal(1);
    });

    it('it says what is known and no more, and its writer can see that it arrived', async () => {
      const { share, adapter, intents } = await breaking({ code: 'timeout', after: true });
      await on(share, 'Send the change', 'We do not know whether it arrived');
      expect(shows(share)).to.contain('It may have arrived, or not.').and.not.contain('has arrived');
      await on(share, 'See whether it arrived', 'Your change has arrived');
      expect([text(adapter), intents.length]).to.deep.equal([mine, 1]);
      await on(share, 'Continue', 'Your story');
      expect(shows(share)).not.to.contain('were not sent');
    });

    it('or that it did not, and it goes when it is sent again', async () => {
      const { share, adapter } = await breaking({ code: 'timeout' });
      await on(share, 'Send the change', 'We do not know whether it arrived');
      await press(share, 'See whether it arrived');
      await eventually(() => shows(share).includes('It has not arrived.'));
      await on(share, 'Send it again', 'Your change has arrived');
      expect(text(adapter)).to.equal(mine);
    });

    it('the same words sent again are the same act, also from the beginning', async () => {
      const { share, adapter, intents } = await breaking({ code: 'timeout', after: true });
      await on(share, 'Send the change', 'We do not know whether it arrived');
      await on(share, 'Back to my words', 'Change your words');
      expect(byRole<HTMLTextAreaElement>(share, 'textbox', 'Your story').value).to.equal(mine);
      await toTheEnd(share);
      await on(share, 'Send the change', 'Your change has arrived');
      expect(text(adapter)).to.equal(mine);
      expect(new Set(intents).size).to.equal(1);
    });

    it('words that were changed once more come after those that may have arrived, and are no conflict with them', async () => {
      for (const after of [true, false]) {
        const { share, adapter } = await breaking({ code: 'timeout', after });
        await on(share, 'Send the change', 'We do not know whether it arrived');
        await on(share, 'Back to my words', 'Change your words');
        await fillIn(share, 'Your story', 'And the neighbours, too.');
        await toTheEnd(share);
        await on(share, 'Send the change', 'Your change has arrived');
        expect(text(adapter)).to.equal('And the neighbours, too.');
      }
    });

    it('somebody who leaves in a hurry leaves nothing that waits', async () => {
      const { share, intents } = await breaking({ code: 'offline' });
      await on(share, 'Send the change', 'It was not sent yet');
      document.dispatchEvent(new QuickExitEvent());
      await arrives(share, 'Write your story');
      dispatchEvent(new Event('online'));
      await share.updateComplete;
      expect(intents.length).to.equal(1);
      expect(allByRole(share, 'button').map(nameOf)).not.to.include('Go on writing');
    });

    it('a choice that has arrived without an answer is the same act when it is tried again', async () => {
      const { share, adapter } = await opened();
      const update = adapter.update!.bind(adapter);
      let first = true;
      adapter.update = async (...args) => {
        const done = await update(...args);
        if (!first) return done;
        first = false;
        throw new PeerError('timeout');
      };
      await press(share, 'What I agreed to');
      byRole(share, 'checkbox', /training/).click();
      await eventually(() => allByRole(share, 'alert').length);
      await press(share, 'Try again');
      await eventually(() => shows(share).includes('This holds from now on.'));
      expect(byRole<HTMLInputElement>(share, 'checkbox', /training/).checked).to.equal(false);
      expect(adapter.snapshot('sendings').find(({ id }) => id === 'mine')!.consents.map(({ purpose }) => purpose)).to.deep.equal(['publish']);
    });
  });

  it('is said to have changed when somebody else with the receipt was quicker, and the words can be gone on with', async () => {
    const { share, adapter } = await opened();
    await on(share, 'Change my words', 'Change your words');
    await fillIn(share, 'Your story', 'The garden helped me in its own time.');
    const { rev } = adapter.snapshot('sendings').find(({ id }) => id === 'mine')!;
    await adapter.update!('sendings', 'mine', { text: 'Quicker.' }, { ...call('quick'), credential: { kind: 'receipt', token: await receiptCredential(secret) }, rev: rev! });
    for (const next of ['Look at it once more', 'What it is about', 'Who may read it', 'This is what readers will see']) await on(share, 'Continue', next);
    await on(share, 'Send the change', 'It was not taken');
    expect(shows(share)).to.contain('It has changed since you opened it.').and.contain('Your words are still here.');
    await on(share, 'Back to my receipt', 'Your story');
    expect(shows(share)).to.contain('The words of your change are still here, and were not sent.');
    await press(share, 'My words');
    await eventually(() => shows(share).includes('Quicker.'));
    await on(share, 'Go on with my change', 'Change your words');
    expect(byRole<HTMLTextAreaElement>(share, 'textbox', 'Your story').value).to.equal('The garden helped me in its own time.');
    for (const next of ['Look at it once more', 'What it is about', 'Who may read it', 'This is what readers will see']) await on(share, 'Continue', next);
    await on(share, 'Send the change', 'Your change has arrived');
    expect(adapter.snapshot('sendings').find(({ id }) => id === 'mine')!.text).to.equal('The garden helped me in its own time.');
    await on(share, 'Continue', 'Your story');
    expect(shows(share)).not.to.contain('were not sent');
  });

  it('is taken along as text and as data, under names that say nothing', async () => {
    const { share } = await opened();
    await press(share, 'Take a copy along');
    await eventually(() => shows(share).includes('Everything that is kept under this receipt'));
    const files = await saved(async () => {
      await press(share, 'Save as text');
      await press(share, 'Save as data (JSON)');
    });
    expect(files.map(({ name }) => name)).to.deep.equal(['notes.txt', 'notes.json']);
    expect(files[0]!.text).to.contain('The garden helped me.').and.contain('Earth.').and.contain('Themes: Sleep');
    expect((JSON.parse(files[1]!.text) as { sending: object }).sending).to.deep.include({ text: 'The garden helped me.', topics: ['Sleep'], state: 'sent' });
  });

  it('asks before it withdraws, says what backups mean, and then it is gone', async () => {
    const { share, adapter } = await opened();
    await press(share, 'Withdraw it');
    expect(shows(share)).to.contain('14 days').and.contain('This cannot be undone.');
    await press(share, 'Keep it');
    expect(allByRole(share, 'button').map(nameOf)).not.to.include('Withdraw it now');
    await press(share, 'Withdraw it');
    await on(share, 'Withdraw it now', 'It is withdrawn');
    expect(adapter.snapshot('sendings').map(({ id }) => id)).to.deep.equal(['other']);
  });

  it('says honestly when no answer came to withdrawing, and lets it be tried again', async () => {
    const { share, adapter } = await opened();
    const remove = adapter.remove!.bind(adapter);
    adapter.remove = async (...args) => {
      await remove(...args);
      adapter.remove = remove;
      throw new PeerError('timeout');
    };
    await press(share, 'Withdraw it');
    await press(share, 'Withdraw it now');
    await eventually(() => shows(share).includes('It may be withdrawn already, or not.'));
    await on(share, 'Try again', 'It is withdrawn');
    expect(adapter.snapshot('sendings').map(({ id }) => id)).to.deep.equal(['other']);
  });

  it('says what became of it, in every state', async () => {
    for (const [state, said] of [
      ['sent', 'It waits to be read by a person.'],
      ['claimed', 'A person is reading it.'],
      ['published-with-note', 'It is published, with a note for readers.'],
      ['again', 'It is being read again. Nobody sees it meanwhile.'],
      ['not-published', 'It was not published.'],
    ] as const) {
      const { share } = await opened({ state });
      expect(shows(share)).to.contain(said);
    }
  });

  it('changes what was agreed to also where the team was at it since it was opened', async () => {
    const { share, adapter } = await opened();
    await press(share, 'What I agreed to');
    await adapter.create!('claims', { sending: 'mine' }, call('claim'));
    await tickOff(share, 'checkbox', /training/);
    await eventually(() => shows(share).includes('This holds from now on.'));
    expect(allByRole(share, 'alert')).to.deep.equal([]);
    expect(adapter.snapshot('sendings').find(({ id }) => id === 'mine')!.consents.map(({ purpose }) => purpose)).to.deep.equal(['publish']);
  });

  it('makes two choices one after the other, however fast they are made', async () => {
    const { share, adapter } = await opened();
    await press(share, 'What I agreed to');
    const update = adapter.update!.bind(adapter);
    let release!: () => void;
    const gate = new Promise<void>((go) => (release = go));
    adapter.update = async (...args) => (await gate, update(...args));
    byRole(share, 'checkbox', /training/).click();
    byRole(share, 'checkbox', /quoted/).click();
    byRole(share, 'checkbox', 'People may answer').click();
    // A box acts after the browser has put it back.
    await new Promise((done) => setTimeout(done));
    release();
    await eventually(() => !byRole<HTMLInputElement>(share, 'checkbox', 'People may answer').checked);
    expect(allByRole(share, 'alert')).to.deep.equal([]);
    const now = adapter.snapshot('sendings').find(({ id }) => id === 'mine')!;
    expect([now.consents.map(({ purpose }) => purpose), now.answers]).to.deep.equal([['publish', 'quote'], false]);
  });

  it('takes words that the team suggests only from what is shown: where it has changed, they are taken with another press', async () => {
    const { share, adapter } = await suggested();
    await adapter.create!('messages', { sending: 'mine', text: 'Take your time.' }, call('said'));
    await press(share, 'Take these words');
    await eventually(() => allByRole(share, 'alert').length);
    expect(adapter.snapshot('sendings').find(({ id }) => id === 'mine')!.text).to.equal('The garden helped me.');
    await press(share, 'Take these words');
    await eventually(() => shows(share).includes('These are your words now.'));
    expect(allByRole(share, 'alert')).to.deep.equal([]);
  });

  it('says nothing of a connection that was lost once what it shows is read again', async () => {
    const { share, adapter } = await opened();
    await on(share, 'Change my words', 'Change your words');
    const list = adapter.list.bind(adapter);
    adapter.list = () => Promise.reject(new PeerError('offline'));
    await on(share, 'Leave it as it was', 'Your story');
    await eventually(() => shows(share).includes('You seem to be offline.'));
    adapter.list = list;
    await press(share, 'Try again');
    await eventually(() => !allByRole(share, 'alert').length);
  });

  describe('an answer to the team', () => {
    /** What the team wrote is open; `sent` are the answers that the backend was given, each with its act. */
    async function asked() {
      const { share, adapter } = await opened();
      await press(share, 'Close');
      await decide(adapter, 'ask-changes', 'Would you leave the street out?');
      await arrives(share, 'Write your story');
      await open(share, words);
      await arrives(share, 'Your story');
      await press(share, 'What the team wrote');
      await eventually(() => shows(share).includes('Would you leave the street out?'));
      const mine = () => adapter.snapshot('messages').filter(({ from }) => from === 'writer').map(({ text }) => text);
      return { share, adapter, mine };
    }
    const answer = (share: StoryShare) => byRole<HTMLTextAreaElement>(share, 'textbox', 'Answer the team').value;

    it('loses nothing that was typed while it was on its way', async () => {
      const { share, adapter, mine } = await asked();
      const create = adapter.create!.bind(adapter);
      let release!: () => void;
      const gate = new Promise<void>((go) => (release = go));
      adapter.create = (async (...args: Parameters<typeof create>) => (await gate, create(...args))) as typeof create;
      await fillIn(share, 'Answer the team', 'A.');
      await press(share, 'Send my answer');
      await fillIn(share, 'Answer the team', 'A. B.');
      await press(share, 'Send my answer');
      release();
      await eventually(() => mine().length && shows(share).includes('You wrote'));
      expect(answer(share)).to.equal('A. B.');
      expect(shows(share)).not.to.contain('Your answer has arrived.');
      await eventually(() => byRole(share, 'button', 'Send my answer').ariaDisabled !== 'true');
      await press(share, 'Send my answer');
      await eventually(() => shows(share).includes('Your answer has arrived.'));
      expect(mine()).to.deep.equal(['A.', 'A. B.']);
      expect(answer(share)).to.equal('');
    });

    it('goes with other words after a try that got no answer, and arrived', async () => {
      const { share, adapter, mine } = await asked();
      const create = adapter.create!.bind(adapter);
      let tries = 0;
      adapter.create = (async (...args: Parameters<typeof create>) => {
        const made = await create(...args);
        if ((tries += 1) === 1) throw new PeerError('timeout');
        return made;
      }) as typeof create;
      await fillIn(share, 'Answer the team', 'A.');
      await press(share, 'Send my answer');
      await eventually(() => allByRole(share, 'alert').length);
      await fillIn(share, 'Answer the team', 'B.');
      await press(share, 'Send my answer');
      await eventually(() => shows(share).includes('Your answer has arrived.'));
      expect([mine(), allByRole(share, 'alert')]).to.deep.equal([['A.', 'B.'], []]);
    });

    it('stays while its panel is closed, and while words are changed', async () => {
      const { share } = await asked();
      await fillIn(share, 'Answer the team', 'Not yet.');
      await press(share, 'What the team wrote');
      await press(share, 'What the team wrote');
      await eventually(() => answer(share) === 'Not yet.');
      await on(share, 'Change my words', 'Change your words');
      await on(share, 'Leave it as it was', 'Your story');
      await press(share, 'What the team wrote');
      await eventually(() => answer(share) === 'Not yet.');
      await on(share, 'Close', 'Write your story');
      await open(share, words);
      await arrives(share, 'Your story');
      await press(share, 'What the team wrote');
      await eventually(() => allByRole(share, 'textbox', 'Answer the team').length);
      expect(answer(share)).to.equal('');
    });
  });

  it('keeps the words of a change when somebody would answer a story with their own', async () => {
    const { share } = await opened();
    await on(share, 'Change my words', 'Change your words');
    await fillIn(share, 'Your story', 'The garden helped me, slowly.');
    const event = new StoryRespondEvent();
    document.dispatchEvent(event);
    expect(event.defaultPrevented).to.equal(true);
    await eventually(() => focused() === share.shadowRoot!.querySelector('h3[tabindex]'));
    expect(title(share)).to.equal('Change your words');
    expect(byRole<HTMLTextAreaElement>(share, 'textbox', 'Your story').value).to.equal('The garden helped me, slowly.');
  });

  it('is closed where stories go to another place, and nothing there is said of it', async () => {
    for (const changing of [false, true]) {
      const { share, adapter, box } = await opened();
      if (changing) await on(share, 'Change my words', 'Change your words');
      const get = adapter.get.bind(adapter);
      adapter.get = (name, id, given) => get(name, name === 'spaces' ? 'default' : id, { ...given, space: 'default' });
      box.querySelector('peer-support')!.space = 'other';
      await arrives(share, 'Write your story');
      expect(adapter.snapshot('sendings').map(({ id }) => id)).to.contain('mine');
    }
  });

  it('stays open where the same place is only reached anew', async () => {
    const { share, box } = await opened();
    const before = share.client;
    box.querySelector('peer-support')!.timeZone = 'Europe/Berlin';
    await eventually(() => share.client !== before);
    await arrives(share, 'Your story');
  });
});
