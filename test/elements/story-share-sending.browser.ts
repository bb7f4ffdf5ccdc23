import { expect } from '@open-wc/testing';
import type { Call, CollectionName, PeerAdapter, WriteCall } from '../../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryPeerAdapter } from '../../src/adapters/memory.ts';
import { PeerError, type PeerErrorCode } from '../../src/client/errors.ts';
import { credentialHash, receiptCredential } from '../../src/client/receipt.ts';
import { secretOfWords } from '../../src/domain/receipt.ts';
import type { SendingDraft } from '../../src/domain/story.ts';
import type { PeerSupport } from '../../src/elements/peer-support/peer-support.ts';
import type { StoryShare } from '../../src/elements/story-share/story-share.ts';
import { undoFor } from '../../src/elements/story-share/sending.ts';
import { QuickExitEvent } from '../../src/events/quick-exit.ts';
import { allByRole, nameOf } from '../setup/accessibility.ts';
import { holdTimers } from '../setup/held-timers.ts';
import { eventually } from '../setup/until.ts';
import { later } from './stories.ts';
import { arrives, byRole, on, page, receiptOf, settings, shows, story, tickOff, walk } from './story-share-page.ts';

interface Broken {
  adapter: MemoryPeerAdapter;
  /** What the next tries to send end with; `after`: it arrived all the same. */
  fail: { code: PeerErrorCode; after?: boolean; retryable?: boolean }[];
  calls: { collection: CollectionName; draft: unknown; call: WriteCall }[];
  prepared: CollectionName[];
}

/** A place to which the way breaks. */
function broken(): Broken {
  const adapter = memoryAdapter({ settings });
  const made: Broken = { adapter, fail: [], calls: [], prepared: [] };
  const create = adapter.create!.bind(adapter);
  adapter.create = async (collection, draft, call) => {
    made.calls.push({ collection, draft, call });
    const next = made.fail.shift();
    if (!next) return create(collection, draft, call);
    if (next.after) await create(collection, draft, call);
    throw new PeerError(next.code, 'broken', next.retryable === undefined ? {} : { retryable: next.retryable, mayHaveHappened: false });
  };
  (adapter as PeerAdapter).prepare = (collection: CollectionName, _: Call) => void made.prepared.push(collection);
  return made;
}

/** Long enough for what should not come. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 150));

/** A piece comes only when the test wants it. */
function holdPiece(share: StoryShare, held: string) {
  const fetch = share.fetch.bind(share);
  const { promise, answer } = later<void>();
  let asked = 0;
  share.fetch = ((name: never) => (name === held ? ((asked += 1), promise.then(() => fetch(name))) : fetch(name))) as typeof share.fetch;
  return { come: answer, asked: () => asked };
}

const buttons = (share: Element) => allByRole(share, 'button').map(nameOf);

describe('story-share, when it is sent', () => {
  it('everyone’s words go without anything that tells who sends them', async () => {
    const { adapter, calls } = broken();
    const { share } = await page({ adapter });
    await walk(share, 'This is what readers will see');
    await on(share, 'Send my story', 'Your story has arrived');
    const [{ collection, call, draft }] = calls as [Broken['calls'][0]];
    expect(collection).to.equal('sendings');
    expect(call.anonymous).to.equal(true);
    expect(call.credential).to.equal(undefined);
    expect(Object.keys(draft as object).sort()).to.deep.equal(['answers', 'audience', 'consents', 'language', 'notes', 'receipt', 'text', 'topics']);
    // Of the receipt goes what nobody can turn back into its words.
    const secret = secretOfWords(await receiptOf(share)) as Uint8Array<ArrayBuffer>;
    expect((draft as SendingDraft).receipt).to.equal(await credentialHash(await receiptCredential(secret)));
  });

  it('words for a group go with what the page knows of the writer', async () => {
    const { adapter, calls } = broken();
    const { share } = await page({ adapter, group: 'leeds' });
    await walk(share, 'Who may read it');
    await tickOff(share, 'radio', 'My group');
    await on(share, 'Continue', 'This is what readers will see');
    await on(share, 'Send my story', 'Your story has arrived');
    expect(calls[0]!.call.anonymous).to.equal(undefined);
    expect(calls[0]!.draft as SendingDraft).to.deep.include({ audience: 'group', group: 'leeds', consents: [] });
  });

  it('what takes the backend time begins while somebody writes', async () => {
    const { adapter, prepared } = broken();
    const { share } = await page({ adapter });
    await walk(share, 'Before you write');
    expect(prepared).to.deep.equal([]);
    await on(share, 'I have read this', 'Write, in your own time');
    const field = byRole<HTMLTextAreaElement>(share, 'textbox', 'Your story');
    field.value = 'A';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    expect(prepared).to.deep.equal(['sendings']);
  });

  it('goes once, however often that is pressed', async () => {
    const { adapter, calls } = broken();
    const { share } = await page({ adapter });
    await walk(share, 'This is what readers will see');
    const send = byRole(share, 'button', 'Send my story');
    send.click();
    send.click();
    await arrives(share, 'Your story has arrived');
    await aWhile();
    expect(calls.length).to.equal(1);
    expect(adapter.snapshot('sendings').length).to.equal(1);
  });

  for (const [button, to] of [['Stop for now', 'Write your story'], ['Back', 'Who may read it']] as const) {
    it(`does not go where “${button}” comes first`, async () => {
      const { adapter, calls } = broken();
      const { share } = await page({ adapter });
      await walk(share, 'This is what readers will see');
      const sending = holdPiece(share, 'sending');
      byRole(share, 'button', 'Send my story').click();
      await eventually(() => sending.asked());
      await on(share, button, to);
      sending.come();
      await aWhile();
      expect(calls.length).to.equal(0);
      await on(share, button === 'Back' ? 'Continue' : 'Go on writing', 'This is what readers will see');
      await on(share, 'Send my story', 'Your story has arrived');
      expect(calls.length).to.equal(1);
    });
  }

  it('goes without a wish for answers where nobody can see them', async () => {
    const { share, adapter } = await page();
    await walk(share, 'This is what readers will see');
    await tickOff(share, 'radio', 'No receipt');
    expect(shows(share)).to.contain('Nobody can answer it either.');
    await on(share, 'Send my story', 'Your story has arrived');
    expect(adapter.snapshot('sendings')[0]!.answers).to.equal(false);
  });

  describe('without a connection', () => {
    it('it waits where its writer sees it, is never sent by itself, and goes once when they say so', async () => {
      const { adapter, fail, calls } = broken();
      fail.push({ code: 'rate-limited' });
      const { share } = await page({ adapter });
      await walk(share, 'This is what readers will see');
      await on(share, 'Send my story', 'It was not sent yet');
      expect(shows(share)).to.contain('It is never sent without you.');
      dispatchEvent(new Event('online'));
      await eventually(() => shows(share).includes('There is a connection again.'));
      expect(calls.length).to.equal(1);
      await on(share, 'Send it now', 'Your story has arrived');
      expect(adapter.snapshot('sendings').map(({ text }) => text)).to.deep.equal([story]);
      expect(calls[0]!.call.intent).to.equal(calls[1]!.call.intent);
    });

    it('it can be called off, and the words are still there', async () => {
      const { adapter, fail } = broken();
      fail.push({ code: 'rate-limited' });
      const { share } = await page({ adapter });
      await walk(share, 'This is what readers will see');
      await on(share, 'Send my story', 'It was not sent yet');
      await on(share, 'Cancel sending', 'This is what readers will see');
      expect(shows(share)).to.contain('a neighbour asked me').and.not.contain('It may have arrived');
      expect(adapter.snapshot('sendings')).to.deep.equal([]);
      await on(share, 'Send my story', 'Your story has arrived');
      expect(adapter.snapshot('sendings').length).to.equal(1);
    });

    for (const [other, to] of [['after a new sign-in it goes by that', 'second'], ['it does not go to another place', 'first']] as const) {
      it(other, async () => {
        const first = broken();
        first.fail.push({ code: 'rate-limited' });
        const { share, box } = await page({ adapter: first.adapter });
        await walk(share, 'This is what readers will see');
        await on(share, 'Send my story', 'It was not sent yet');
        const second = broken();
        const provider = box.querySelector<PeerSupport>('peer-support')!;
        if (to === 'first') provider.space = 'elsewhere';
        provider.adapter = second.adapter;
        const before = share.client;
        await eventually(() => share.client !== before && buttons(share).includes('Send it now'));
        await on(share, 'Send it now', 'Your story has arrived');
        expect([first, second].map(({ adapter }) => adapter.snapshot('sendings').length)).to.deep.equal(to === 'first' ? [1, 0] : [0, 1]);
      });
    }

    it('somebody who leaves in a hurry leaves nothing that waits', async () => {
      const { adapter, fail, calls } = broken();
      fail.push({ code: 'rate-limited' });
      const { share } = await page({ adapter });
      await walk(share, 'This is what readers will see');
      await on(share, 'Send my story', 'It was not sent yet');
      document.dispatchEvent(new QuickExitEvent());
      await arrives(share, 'Write your story');
      dispatchEvent(new Event('online'));
      await share.updateComplete;
      expect(calls.length).to.equal(1);
      expect(buttons(share)).not.to.include('Go on writing');
    });
  });

  describe('when the connection breaks on the way', () => {
    async function unknown(after: boolean) {
      const made = broken();
      made.fail.push({ code: 'timeout', after });
      const { share } = await page({ adapter: made.adapter });
      await walk(share, 'This is what readers will see');
      await on(share, 'Send my story', 'We do not know whether it arrived');
      return { ...made, share };
    }

    it('says what is known and no more, and sent again it is there once', async () => {
      const { share, adapter } = await unknown(true);
      expect(shows(share)).to.contain('It may have arrived, or not.').and.not.contain('has arrived');
      const words = await receiptOf(share);
      await on(share, 'Send it again', 'Your story has arrived');
      expect(adapter.snapshot('sendings').length).to.equal(1);
      // It is the same receipt as before.
      expect([...share.shadowRoot!.querySelectorAll('#receipt li')].map((each) => each.textContent).join(' ')).to.equal(words);
    });

    it('its writer can see that it arrived', async () => {
      const { share, calls } = await unknown(true);
      await on(share, 'See whether it arrived', 'Your story has arrived');
      expect(calls.length).to.equal(1);
    });

    it('or that it did not', async () => {
      const { share, adapter } = await unknown(false);
      byRole(share, 'button', 'See whether it arrived').click();
      await eventually(() => shows(share).includes('It has not arrived.'));
      await on(share, 'Send it again', 'Your story has arrived');
      expect(adapter.snapshot('sendings').length).to.equal(1);
    });

    it('what was found before it was sent again says nothing about it', async () => {
      const { share, adapter } = await unknown(false);
      const list = adapter.list!.bind(adapter);
      const found = later<void>();
      let asked = false;
      adapter.list = (async (...given: Parameters<typeof list>) => {
        const answer = await list(...given);
        if (given[0] !== 'sendings') return answer;
        asked = true;
        await found.promise;
        return answer;
      }) as typeof adapter.list;
      byRole(share, 'button', 'See whether it arrived').click();
      await eventually(() => asked);
      await on(share, 'Send it again', 'Your story has arrived');
      found.answer();
      await aWhile();
      expect(shows(share)).to.contain('Your story has arrived').and.not.contain('It has not arrived.');
    });

    it('sent again, it is said that it takes long, and can be called off', async () => {
      const time = holdTimers(1000);
      try {
        const { share, adapter } = await unknown(false);
        time.pass();
        adapter.create = () => new Promise(() => {});
        await on(share, 'Send it again', 'It is on its way …');
        expect(shows(share)).not.to.contain('This takes longer than usual.');
        time.pass();
        await eventually(() => shows(share).includes('This takes longer than usual.'));
        await on(share, 'Cancel sending', 'This is what readers will see');
      } finally {
        time.end();
      }
    });

    it('and calling it off says that it may have arrived all the same', async () => {
      const { share } = await unknown(true);
      await on(share, 'Cancel sending', 'This is what readers will see');
      await eventually(() => shows(share).includes('It may have arrived all the same.'));
      expect(shows(share)).to.contain('a neighbour asked me');
    });
  });

  describe('when it is not taken', () => {
    for (const [code, retryable, why] of [
      ['unavailable', false, 'Nobody is there to read stories at the moment'],
      ['forbidden', false, 'Only members of the group'],
      ['invalid', false, 'something in it that the service does not take'],
    ] as const) {
      it(`(${code}) it says why, and every word is still there`, async () => {
        const { adapter, fail } = broken();
        fail.push({ code, retryable });
        const { share } = await page({ adapter });
        await walk(share, 'This is what readers will see');
        await on(share, 'Send my story', 'It was not taken');
        expect(shows(share)).to.contain(why).and.contain('Your words are still here.');
        await on(share, 'Back to my words', 'This is what readers will see');
        expect(shows(share)).to.contain('a neighbour asked me');
        await on(share, 'Send my story', 'Your story has arrived');
      });
    }
  });

  describe('it can be taken back for a while from the same page', () => {
    it('with a receipt, and the words are there again', async () => {
      const { share, adapter, box } = await page();
      let withdrawn = 0;
      box.addEventListener('story-withdrawn', () => (withdrawn += 1));
      await walk(share, 'This is what readers will see');
      await on(share, 'Send my story', 'Your story has arrived');
      await on(share, 'Take it back', 'It is withdrawn');
      expect(adapter.snapshot('sendings')).to.deep.equal([]);
      expect(withdrawn).to.equal(1);
      await on(share, 'Back to my words', 'Write, in your own time');
      expect(byRole<HTMLTextAreaElement>(share, 'textbox', 'Your story').value).to.equal(story);
    });

    it('without one, also from the last page, and nothing is shown that would open it', async () => {
      const { share, adapter } = await page();
      await walk(share, 'This is what readers will see');
      await tickOff(share, 'radio', 'No receipt');
      expect(shows(share)).to.contain('nobody can change or withdraw your story any more');
      await on(share, 'Send my story', 'Your story has arrived');
      expect(buttons(share)).not.to.include('Show the words');
      await on(share, 'Continue', 'That was not a small thing');
      await on(share, 'Take my story back', 'It is withdrawn');
      expect(adapter.snapshot('sendings')).to.deep.equal([]);
    });

    it('also later, where that was asked for in time and there was no connection', async () => {
      const time = holdTimers(undoFor);
      try {
        const { share, adapter } = await page();
        const remove = adapter.remove!.bind(adapter);
        const calls: WriteCall[] = [];
        adapter.remove = (collection, id, call) => (calls.push(call) > 1 ? remove(collection, id, call) : Promise.reject(new PeerError('offline', '', { mayHaveHappened: false })));
        await walk(share, 'This is what readers will see');
        await tickOff(share, 'radio', 'No receipt');
        await on(share, 'Send my story', 'Your story has arrived');
        byRole(share, 'button', 'Take it back').click();
        await eventually(() => buttons(share).includes('Try again'));
        time.pass();
        await share.updateComplete;
        expect(buttons(share)).not.to.include('Take it back');
        await on(share, 'Try again', 'It is withdrawn');
        expect(calls.map(({ credential }) => credential?.kind)).to.deep.equal(['receipt', 'receipt']);
        expect(adapter.snapshot('sendings')).to.deep.equal([]);
      } finally {
        time.end();
      }
    });

    it('and later not, where there is no receipt', async () => {
      const { setTimeout } = window;
      let end: (() => void) | undefined;
      window.setTimeout = ((act: () => void, ms: number) => (ms === undoFor ? ((end = act), 1) : setTimeout(act, ms))) as typeof setTimeout;
      try {
        const { share } = await page();
        await walk(share, 'This is what readers will see');
        await tickOff(share, 'radio', 'No receipt');
        await on(share, 'Send my story', 'Your story has arrived');
        end!();
        await share.updateComplete;
        expect(buttons(share)).not.to.include('Take it back');
        expect(shows(share)).to.contain('There is no receipt. Nobody can change your story or withdraw it.');
      } finally {
        window.setTimeout = setTimeout;
      }
    });
  });

  it('afterwards there is a note for oneself, which goes nowhere', async () => {
    const { adapter, calls } = broken();
    const { share } = await page({ adapter });
    await walk(share, 'This is what readers will see');
    await on(share, 'Send my story', 'Your story has arrived');
    await tickOff(share, 'checkbox', 'I have saved it');
    await on(share, 'Continue', 'That was not a small thing');
    const note = byRole<HTMLTextAreaElement>(share, 'textbox', 'A note for yourself, if you like');
    note.value = 'Lighter.';
    note.dispatchEvent(new Event('input', { bubbles: true }));
    await share.updateComplete;
    expect(buttons(share)).to.include('Save my note as a file');
    await on(share, 'Done', 'Write your story');
    expect(calls.length).to.equal(1);
    expect(share.shadowRoot!.textContent).not.to.contain('Lighter').and.not.contain('neighbour');
  });
});
