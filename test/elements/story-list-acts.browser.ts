import { aTimeout, expect, oneEvent } from '@open-wc/testing';
import type { PeerAdapter, WriteCall } from '../../src/adapters/adapter.ts';
import { PeerError } from '../../src/client/errors.ts';
import { credentialHash, receiptCredential } from '../../src/client/receipt.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { secretOfWords } from '../../src/domain/receipt.ts';
import type { Report } from '../../src/domain/report.ts';
import type { Sending } from '../../src/domain/story.ts';
import { graceMs } from '../../src/elements/story-list/grace.ts';
import type { StoryList } from '../../src/elements/story-list/story-list.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { allByRole, byRole, descriptionOf, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { type HeldTimers, holdTimers } from '../setup/held-timers.ts';
import { click, press, type } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { backend, carried, changed, later, published, read, settings, storyWith, untilGone } from './stories.ts';

const call = (more: Partial<WriteCall> = {}): WriteCall => ({ signal: new AbortController().signal, space: 'default', locale: 'en', intent: crypto.randomUUID(), ...more });
const receipt = { kind: 'receipt', token: 'the receipt of the writer' } as const;
const staff = { kind: 'staff', token: 'somebody of the staff' } as const;

/** A backend whose story of the sea has a writer with a receipt. */
const withWriter = async () => backend(published, { 'sent-sea': await credentialHash(receipt.token) });

/** What the writer finds with the receipt. */
const answersTo = async (adapter: PeerAdapter) => (await adapter.list('answers', { where: { sending: 'sent-sea' }, limit: 100 }, call({ credential: receipt }))).items as Answer[];
const reportsTo = async (adapter: PeerAdapter) => (await adapter.list('reports', { limit: 100 }, call({ credential: staff }))).items as Report[];

/** Everything that was asked of a backend to be written. */
function recorded(adapter: PeerAdapter, fail?: () => unknown) {
  const writes: { collection: string; draft: unknown; call: WriteCall }[] = [];
  const create: NonNullable<PeerAdapter['create']> = async (collection, draft, made) => {
    writes.push({ collection, draft, call: made });
    const error = fail?.();
    if (error) throw error;
    return adapter.create!(collection, draft, made);
  };
  return { adapter: changed(adapter, { create }), writes };
}

const sea = (list: StoryList) => storyWith(list, 'swim');
const brief = (list: StoryList) => storyWith(list, 'Brief');

async function open(list: StoryList, name: 'Answer' | 'Report', card = sea(list)) {
  await click(byRole(card, 'button', name));
  await eventually(() => card.querySelector('.panel'), `${name} is open`);
  await list.updateComplete;
  return card.querySelector<HTMLElement>('.panel')!;
}

// The seconds in which something can be taken back are over when a test says so, not while it looks around.
let grace: HeldTimers;
beforeEach(() => void (grace = holdTimers(graceMs)));
afterEach(() => grace.end());

describe('answers to a story', () => {
  it('say so where it cannot be learnt what else is possible, and try again', async () => {
    const adapter = await withWriter();
    let lost = true;
    const list = await read(changed(adapter, { get: async (collection, id, call) => (lost && collection === 'spaces' ? Promise.reject(new PeerError('offline')) : adapter.get(collection, id, call)) }));
    const panel = await open(list, 'Answer');
    await eventually(() => allByRole(panel, 'alert').length);
    expect(allByRole(panel, 'button', 'Write a few words to whoever told this')).to.deep.equal([]);
    lost = false;
    await click(byRole(panel, 'button', 'Try again'));
    await eventually(() => allByRole(panel, 'button', 'Write a few words to whoever told this').length && !allByRole(panel, 'alert').length);
  });

  it('are four, in words, without a number and without a name', async () => {
    const list = await read(await withWriter());
    const panel = await open(list, 'Answer');
    expect(allByRole(byRole(panel, 'group', 'Your answer'), 'button').map(nameOf)).to.deep.equal(['I’ve been there too', 'Thank you for telling this', 'Thinking of you', 'Holding hope']);
    expect(findScores(list)).to.deep.equal([]);
    await expectAccessible(list);
  });

  it('reach the writer as words, once, and no reader at all', async () => {
    const adapter = await withWriter();
    for (const _ of [1, 2]) {
      const list = await read(adapter);
      const panel = await open(list, 'Answer');
      await click(byRole(panel, 'button', 'Holding hope'));
      const answered = oneEvent(list, 'story-answered');
      await click(byRole(panel, 'button', 'Send it now'));
      expect(carried(await answered)).to.deep.equal([]);
      await eventually(() => wordsOf(panel).includes('“Holding hope” was sent. The writer will see it in these words.'));
      expect(allByRole(panel, 'button', 'Take it back')).to.deep.equal([]);
      expect(findScores(list)).to.deep.equal([]);
      await expectAccessible(list);
    }
    const answers = await answersTo(adapter);
    expect(answers.map(({ kind }) => kind)).to.deep.equal(['holding-hope']);
    expect(findScores(answers)).to.deep.equal([]);
    expect(Object.keys((await adapter.get('stories', 'sea', call())) as object)).not.to.include('kind');
  });

  it('are sent with nothing that tells who answers', async () => {
    const { adapter, writes } = recorded(await withWriter());
    const panel = await open(await read(adapter), 'Answer');
    await click(byRole(panel, 'button', 'Thinking of you'));
    await click(byRole(panel, 'button', 'Send it now'));
    await eventually(() => writes.length);
    expect(writes[0]!.draft).to.deep.equal({ story: 'sea', kind: 'thinking-of-you' });
    expect(writes[0]!.call.anonymous).to.equal(true);
    expect(writes[0]!.call.credential).to.equal(undefined);
  });

  it('can be taken back for a few seconds, by the button or by a second press', async () => {
    const { adapter, writes } = recorded(await withWriter());
    const list = await read(adapter);
    const panel = await open(list, 'Answer');
    const hope = byRole(panel, 'button', 'Holding hope');
    await click(hope);
    expect(hope.getAttribute('aria-pressed')).to.equal('true');
    expect(wordsOf(panel)).to.contain('“Holding hope” is sent in a few seconds.');
    await expectAccessible(list);
    await click(byRole(panel, 'button', 'Take it back'));
    expect(hope.getAttribute('aria-pressed')).to.equal('false');
    await eventually(() => focused() === hope, 'the focus is not lost');
    await click(hope);
    await click(hope);
    grace.pass();
    await aTimeout(100);
    expect(allByRole(panel, 'button', 'Take it back')).to.deep.equal([]);
    expect(writes).to.deep.equal([]);
  });

  it('go by themselves when they are not taken back', async () => {
    const adapter = await withWriter();
    const panel = await open(await read(adapter), 'Answer');
    await click(byRole(panel, 'button', 'Thank you for telling this'));
    expect(graceMs, 'long enough to think again').to.be.at.least(6000);
    await aTimeout(100);
    expect(await answersTo(adapter)).to.deep.equal([]);
    byRole(panel, 'button', 'Take it back').focus();
    grace.pass();
    await eventually(() => wordsOf(panel).includes('was sent'));
    expect((await answersTo(adapter)).map(({ kind }) => kind)).to.deep.equal(['thank-you']);
    await eventually(() => focused() === byRole(panel, 'button', 'Thank you for telling this'), 'the focus stands on the answer');
  });

  for (const [name, leave] of [
    ['the page is left', () => dispatchEvent(new PageTransitionEvent('pagehide'))],
    ['somebody leaves at once', () => document.dispatchEvent(new Event('quick-exit'))],
    ['the element goes', (list: Element) => list.remove()],
  ] as const) {
    it(`are not sent when ${name}`, async () => {
      const { adapter, writes } = recorded(await withWriter());
      const list = await read(adapter);
      await click(byRole(await open(list, 'Answer'), 'button', 'Holding hope'));
      await eventually(() => grace.waiting === 1, 'it waits to be sent');
      leave(list);
      await aTimeout(50);
      expect(grace.waiting).to.equal(0);
      expect(writes).to.deep.equal([]);
    });
  }

  it('are kept when they cannot be sent, and sent again as the same act', async () => {
    let down = true;
    const { adapter, writes } = recorded(await withWriter(), () => down && new PeerError('offline'));
    const list = await read(adapter);
    const panel = await open(list, 'Answer');
    await click(byRole(panel, 'button', 'Thinking of you'));
    await click(byRole(panel, 'button', 'Send it now'));
    await eventually(() => wordsOf(panel).includes('It was not sent.'));
    expect(wordsOf(panel)).to.contain('You seem to be offline.').and.not.to.contain('was sent. The writer');
    await expectAccessible(list);
    down = false;
    await click(byRole(panel, 'button', 'Try again'));
    await eventually(() => wordsOf(panel).includes('was sent. The writer'));
    expect(new Set(writes.map((write) => write.call.intent)).size).to.equal(1);
  });

  it('are not pretended where the story is gone', async () => {
    const { adapter } = recorded(await withWriter(), () => new PeerError('not-found'));
    const panel = await open(await read(adapter), 'Answer');
    await click(byRole(panel, 'button', 'Thinking of you'));
    await click(byRole(panel, 'button', 'Send it now'));
    await eventually(() => wordsOf(panel).includes('This story takes no answers any more. Nothing was sent.'));
  });

  it('are not offered where the writer wants none', async () => {
    const list = await read(backend());
    expect(allByRole(storyWith(list, 'not my fault'), 'button').map(nameOf)).to.deep.equal(['Report']);
  });

  it('are given by keyboard alone', async () => {
    const adapter = await withWriter();
    const list = await read(adapter);
    byRole(sea(list), 'button', 'Answer').focus();
    await press('Enter');
    await eventually(() => sea(list).querySelector('.panel'));
    for (let tries = 0; nameOf(focused()!) !== 'Thinking of you' && tries < 8; tries += 1) await press('Tab');
    await press(' ');
    for (let tries = 0; nameOf(focused()!) !== 'Take it back' && tries < 4; tries += 1) await press('Tab');
    expect(nameOf(focused()!)).to.equal('Take it back');
    await press('Tab');
    expect(nameOf(focused()!)).to.equal('Send it now');
    await press('Enter');
    await eventually(() => wordsOf(sea(list)).includes('was sent'));
    await eventually(() => nameOf(focused()!) === 'Thinking of you');
    expect((await answersTo(adapter)).length).to.equal(1);
  });
});

describe('written replies', () => {
  const write = async (list: StoryList, card = sea(list)) => {
    const panel = await open(list, 'Answer', card);
    await eventually(() => allByRole(panel, 'button', 'Write a few words to whoever told this').length);
    await click(byRole(panel, 'button', 'Write a few words to whoever told this'));
    await eventually(() => panel.querySelector('.reply'));
    await list.updateComplete;
    return panel.querySelector<HTMLElement>('.reply')!;
  };
  const field = (reply: Element) => byRole<HTMLTextAreaElement>(reply, 'textbox', 'Your words');
  /** Begins with what was heard, says a little, and sends it. */
  const say = async (reply: Element) => {
    await click(byRole(reply, 'button', /What stayed with me is/));
    await eventually(() => focused() === field(reply));
    await type('the tea.');
    await click(byRole(reply, 'button', 'Send'));
  };
  const sendNow = async (reply: Element) => {
    await click(byRole(reply, 'button', 'Send'));
    await eventually(() => allByRole(reply, 'button', 'Send it now').length);
    await click(byRole(reply, 'button', 'Send it now'));
  };

  it('begin with what was heard; advice is locked where nobody asked for it', async () => {
    const { adapter } = recorded(await withWriter());
    const list = await read(adapter);
    const reply = await write(list);
    expect(focused()).to.equal(reply.querySelector('h4'));
    const idea = byRole(reply, 'button', /Something that helped me was/);
    expect(idea.getAttribute('aria-disabled')).to.equal('true');
    expect(descriptionOf(idea)).to.contain('The writer did not ask for ideas or advice.');
    await click(idea);
    expect(allByRole(reply, 'textbox')).to.deep.equal([]);
    await expectAccessible(list);
    await click(byRole(reply, 'button', /What stayed with me is/));
    await eventually(() => focused() === field(reply));
    expect(field(reply).value).to.equal('What stayed with me is ');
    expect(wordsOf(reply)).to.contain('Please give no advice');
    await expectAccessible(list);
  });

  it('may bring ideas where the writer asked for them', async () => {
    const list = await read(await withWriter());
    const night = storyWith(list, 'Before you read');
    await click(byRole(night, 'button', 'Read this story'));
    const reply = await write(list, night);
    await click(byRole(reply, 'button', /Something that helped me was/));
    await eventually(() => allByRole(reply, 'textbox').length);
    expect(wordsOf(reply)).not.to.contain('Please give no advice');
  });

  it('go to the staff first, for the writer alone unless both want more', async () => {
    const { adapter, writes } = recorded(await withWriter());
    const list = await read(adapter);
    const reply = await write(list);
    expect(wordsOf(reply)).to.contain('Somebody of the team reads your words first. Then only the writer sees them');
    await say(reply);
    await eventually(() => allByRole(reply, 'button', 'Take it back').length);
    await expectAccessible(list);
    await click(byRole(reply, 'button', 'Send it now'));
    await eventually(() => wordsOf(reply).includes('Your words were sent.'));
    const { draft, call: made } = writes.find(({ collection }) => collection === 'sendings')!;
    expect(draft).to.deep.equal({ text: 'What stayed with me is the tea.', topics: [], notes: [], language: 'en', answers: false, audience: 'writer', replyTo: 'sea', consents: [] });
    expect(made.anonymous).to.equal(true);
    const waiting = (await adapter.list('sendings', { where: { audience: 'writer' }, limit: 10 }, call({ credential: staff }))).items as Sending[];
    expect(waiting.map(({ state }) => state)).to.deep.equal(['sent']);
    await expectAccessible(list);
  });

  it('say that they may be shown only where that was ticked', async () => {
    const { adapter, writes } = recorded(await withWriter());
    const reply = await write(await read(adapter));
    await click(byRole(reply, 'button', /What I wish for you/));
    await eventually(() => focused() === field(reply));
    await type('a warm sea.');
    await click(byRole(reply, 'checkbox'));
    await click(byRole(reply, 'button', 'Send'));
    await eventually(() => allByRole(reply, 'button', 'Send it now').length);
    await click(byRole(reply, 'button', 'Send it now'));
    await eventually(() => writes.length);
    expect((writes[0]!.draft as Sending).consents.map(({ purpose }) => purpose)).to.deep.equal(['publish']);
  });

  for (const [which, first, second] of [
    ['below', sea, brief],
    ['above', brief, sea],
  ] as const) {
    it(`take the focus to their own story, also where one ${which} another is begun`, async () => {
      const list = await read(await withWriter());
      for (const card of [first(list), second(list)]) {
        const reply = await write(list, card);
        await eventually(() => focused() === reply.querySelector('h4'), 'the focus is on the heading of this reply');
        await click(byRole(reply, 'button', /What stayed with me is/));
        await eventually(() => focused() === field(reply), 'the focus is in the words of this reply');
      }
    });
  }

  it('that go keep the focus of whoever is there', async () => {
    const list = await read(await withWriter());
    const [one, other] = [await write(list), await write(list, brief(list))];
    for (const reply of [one, other]) {
      await say(reply);
      await eventually(() => allByRole(reply, 'button', 'Take it back').length === 1);
      if (reply === one) await click(byRole(reply, 'button', 'Send it now'));
      else byRole(reply, 'button', 'Take it back').focus();
      if (reply === one) await eventually(() => focused() === reply.querySelector('h4') && wordsOf(reply).includes('Your words were sent.'), 'the focus is not lost');
    }
    grace.pass();
    await eventually(() => wordsOf(other).includes('Your words were sent.'));
    await eventually(() => focused() === other.querySelector('h4'), 'the focus is not lost');
  });

  it('that arrive late leave whoever is at another one where they are', async () => {
    const arrived = later<void>();
    const adapter = await withWriter();
    const slow = changed(adapter, { create: async (...made) => (made[0] === 'sendings' && (await arrived.promise), adapter.create!(...made)) });
    const list = await read(slow);
    const [one, other] = [await write(list), await write(list, brief(list))];
    for (const reply of [one, other]) {
      await say(reply);
      await eventually(() => allByRole(reply, 'button', 'Send it now').length === 1);
      if (reply === one) await click(byRole(reply, 'button', 'Send it now'));
    }
    const back = byRole(other, 'button', 'Take it back');
    back.focus();
    arrived.answer();
    await eventually(() => wordsOf(one).includes('Your words were sent.'));
    await list.updateComplete;
    await aTimeout(20);
    expect(focused() === back, 'the focus stays').to.equal(true);
  });

  it('of a beginning alone are not sent, and what is written is kept when sending fails', async () => {
    const { adapter, writes } = recorded(await withWriter(), () => new PeerError('unavailable'));
    const list = await read(adapter);
    const reply = await write(list);
    await click(byRole(reply, 'button', /When I read it/));
    await eventually(() => focused() === field(reply));
    await click(byRole(reply, 'button', 'Send'));
    await aTimeout(50);
    expect(allByRole(reply, 'button', 'Take it back')).to.deep.equal([]);
    expect(focused()).to.equal(field(reply));
    await type('less alone.');
    await click(byRole(reply, 'button', 'Send'));
    await eventually(() => allByRole(reply, 'button', 'Send it now').length);
    await click(byRole(reply, 'button', 'Send it now'));
    await eventually(() => wordsOf(reply).includes('It was not sent. Your words are still here.'));
    expect(field(reply).value).to.equal('When I read it, I felt less alone.');
    expect(writes.length).to.equal(1);
    await expectAccessible(list);
  });

  /** A reply that arrived, whose answer did not. */
  const lost = async () => {
    const adapter = await withWriter();
    let first = true;
    const create: PeerAdapter['create'] = async (...made) => {
      const record = await adapter.create!(...made);
      if (!first || made[0] !== 'sendings') return record;
      first = false;
      throw new PeerError('timeout');
    };
    const reply = await write(await read(changed(adapter, { create })));
    await click(byRole(reply, 'button', /When I read it/));
    await eventually(() => focused() === field(reply));
    await type('less alone.');
    await sendNow(reply);
    await eventually(() => wordsOf(reply).includes('It was not sent. Your words are still here.'));
    const waiting = async () => ((await adapter.list('sendings', { where: { audience: 'writer' }, limit: 10 }, call({ credential: staff }))).items as Sending[]).map(({ text }) => text);
    return { reply, waiting };
  };

  it('whose answer was lost are there once when the same words are sent again', async () => {
    const { reply, waiting } = await lost();
    await sendNow(reply);
    await eventually(() => wordsOf(reply).includes('Your words were sent.'));
    expect(await waiting()).to.deep.equal(['When I read it, I felt less alone.']);
  });

  it('whose answer was lost are another act when they are changed, and nothing is said that is not so', async () => {
    const { reply, waiting } = await lost();
    field(reply).focus();
    await type(' Thank you.');
    await click(byRole(reply, 'button', 'Try again'));
    await eventually(() => !allByRole(reply, 'button', 'Try again').length);
    await eventually(() => wordsOf(reply).includes('Your words were sent.') || wordsOf(reply).includes('Nothing was sent.'));
    expect(wordsOf(reply)).not.to.contain('Nothing was sent.');
    expect((await waiting()).sort()).to.deep.equal(['When I read it, I felt less alone.', 'When I read it, I felt less alone. Thank you.']);
  });

  it('of which one may have arrived are never said to be not sent, where the story is gone since', async () => {
    const errors = [new PeerError('timeout'), new PeerError('not-found')];
    const { adapter } = recorded(await withWriter(), () => errors.shift());
    const reply = await write(await read(adapter));
    await click(byRole(reply, 'button', /When I read it/));
    await eventually(() => focused() === field(reply));
    await type('less alone.');
    await sendNow(reply);
    await eventually(() => allByRole(reply, 'button', 'Try again').length);
    await click(byRole(reply, 'button', 'Try again'));
    await eventually(() => !errors.length && allByRole(reply, 'alert').length);
    expect(wordsOf(reply)).not.to.contain('Nothing was sent.');
    expect(field(reply).value).to.equal('When I read it, I felt less alone.');
  });

  it('bring help to whoever writes of distress, and are sent all the same', async () => {
    const list = await read(await withWriter());
    const reply = await write(list);
    await click(byRole(reply, 'button', /Something in my own life/));
    await eventually(() => focused() === field(reply));
    await type('I want to kill myself tonight.');
    await click(byRole(reply, 'button', 'Send'));
    await eventually(() => sea(list).querySelector('support-now'), 'the help lines are shown');
    expect(allByRole(reply, 'button', 'Send it now').length).to.equal(1);
  });

  it('that turn to distress once they could not be sent bring help when they are tried again', async () => {
    const { adapter } = recorded(await withWriter(), () => new PeerError('unavailable'));
    const list = await read(adapter);
    const reply = await write(list);
    await click(byRole(reply, 'button', /Something in my own life/));
    await eventually(() => focused() === field(reply));
    await type('a song.');
    await sendNow(reply);
    await eventually(() => allByRole(reply, 'button', 'Try again').length);
    field(reply).focus();
    await type(' I want to kill myself tonight.');
    await click(byRole(reply, 'button', 'Try again'));
    await eventually(() => sea(list).querySelector('support-now'), 'the help lines are shown');
  });

  it('of distress that are changed and sent once more keep the help lines open', async () => {
    const list = await read(await withWriter());
    const reply = await write(list);
    await click(byRole(reply, 'button', /Something in my own life/));
    await eventually(() => focused() === field(reply));
    await type('I want to kill myself tonight.');
    await click(byRole(reply, 'button', 'Send'));
    await eventually(() => sea(list).querySelector('support-now'), 'the help lines are shown');
    await click(byRole(reply, 'button', 'Take it back'));
    await eventually(() => focused() === field(reply));
    await type(' Or not.');
    await click(byRole(reply, 'button', 'Send'));
    await eventually(() => allByRole(reply, 'button', 'Send it now').length);
    await aTimeout(200);
    expect(!!sea(list).querySelector('support-now'), 'the help lines are still shown').to.equal(true);
  });

  it('stand beside the story only where both want it', async () => {
    const adapter = await withWriter();
    const draft = { text: 'The tea stayed with me.', topics: [], notes: [], language: 'en', answers: false, audience: 'writer', replyTo: 'sea', consents: [{ purpose: 'publish', version: '1' }] };
    const { id } = (await adapter.create!('sendings', draft, call())) as Sending;
    await adapter.create!('claims', { sending: id }, call({ credential: staff }));
    const { rev } = (await adapter.get('sendings', id, call({ credential: staff }))) as { rev: string };
    await adapter.create!('decisions', { sending: id, decision: 'publish', rev }, call({ credential: staff }));
    const before = await open(await read(adapter), 'Answer');
    await eventually(() => allByRole(before, 'button', /Write a few words/).length);
    await aTimeout(50);
    expect(wordsOf(before)).not.to.contain('The tea stayed with me.');
    const [reply] = (await adapter.list('replies', { where: { sending: 'sent-sea' }, limit: 10 }, call({ credential: receipt }))).items as { id: string }[];
    await adapter.create!('agreements', { reply: reply!.id }, call({ credential: receipt }));

    // A reader reports it: it names somebody, so that it is hidden at once.
    const panel = await open(await read(adapter), 'Answer');
    await eventually(() => wordsOf(panel).includes('The tea stayed with me.'));
    await click(byRole(panel, 'button', 'Report this reply'));
    await eventually(() => allByRole(panel, 'radio').length);
    const report = byRole(panel, 'region', 'Report this reply');
    expect(allByRole(report, 'radio').map(nameOf)).to.include('It hurts or puts somebody down').and.not.to.include('I wrote this, and have lost my receipt');
    await click(byRole(report, 'radio', 'This is about me'));
    await expectAccessible((panel.getRootNode() as ShadowRoot).host);
    await click(byRole(report, 'button', 'Send the report'));
    await eventually(() => wordsOf(panel).includes('Thank you. Your report was sent.') && !wordsOf(panel).includes('The tea stayed with me.'));
    expect((await reportsTo(adapter)).map((made) => [made.reply, made.story, made.reason, made.hid])).to.deep.equal([[reply!.id, undefined, 'about-me', true]]);
    await click(byRole(panel, 'button', 'Close'));
  });

  it('are reported where they stand, also where a report of another story is begun', async () => {
    const adapter = await withWriter();
    const list = await read(
      changed(adapter, {
        list: async (collection, ...asked) =>
          collection === 'replies' ? { items: ['one', 'two'].map((id) => ({ id, story: 'brief', text: `Reply ${id}.`, language: 'en', month: '2026-01' })), next: null } as never : adapter.list(collection, ...asked),
      }),
    );
    await open(list, 'Report');
    const panel = await open(list, 'Answer', brief(list));
    for (const at of [0, 1]) {
      await eventually(() => allByRole(panel, 'button', 'Report this reply').length === 2 - at);
      await click(allByRole(panel, 'button', 'Report this reply').at(-1)!);
      await eventually(() => allByRole(panel, 'region', 'Report this reply').length === at + 1);
      const report = allByRole(panel, 'region', 'Report this reply')[0]!;
      await eventually(() => focused() === allByRole(report, 'radio')[0], 'the focus is on the first reason of this report');
    }
    await click(byRole(allByRole(panel, 'region', 'Report this reply')[0]!, 'button', 'Do not report it'));
    await eventually(() => focused() === byRole(panel, 'button', 'Report this reply'), 'the focus is where the report was begun');
  });

  it('go with the story beside which they stand, also from a report that was begun', async () => {
    const adapter = await withWriter();
    const list = await read(
      changed(adapter, {
        list: async (collection, ...asked) => (collection === 'replies' ? { items: [{ id: 'one', story: 'sea', text: 'Tea for two.', language: 'en', month: '2026-01' }], next: null } as never : adapter.list(collection, ...asked)),
      }),
    );
    const panel = await open(list, 'Answer');
    await eventually(() => allByRole(panel, 'button', 'Report this reply').length);
    await click(byRole(panel, 'button', 'Report this reply'));
    await eventually(() => allByRole(panel, 'radio').length);
    await click(byRole(panel, 'radio', 'This is about me'));
    await eventually(() => allByRole(panel, 'group', /Where\?/).length);
    await adapter.remove!('sendings', 'sent-sea', call({ credential: receipt }));
    await list.lookAgain('sea');
    await eventually(() => wordsOf(list).includes('This story is not here any more.'));
    expect(list.shadowRoot!.textContent).not.to.contain('Tea for two.');
    expect(allByRole(list, 'region', 'Report this reply').length).to.equal(1);
  });

  it('are not offered where the space has none', async () => {
    const adapter = backend();
    const list = await read(changed(adapter, { get: async (collection, ...asked) => (collection === 'spaces' ? { ...((await adapter.get(collection, ...asked)) as object), replies: false } : adapter.get(collection, ...asked)) }));
    const panel = await open(list, 'Answer');
    await aTimeout(100);
    expect(allByRole(panel, 'button', /Write a few words/)).to.deep.equal([]);
    expect(settings.replies).to.equal(true);
  });
});

describe('reports of a story', () => {
  const reason = (panel: Element, name: string) => byRole<HTMLInputElement>(panel, 'radio', name);
  const send = (panel: Element) => click(byRole(panel, 'button', 'Send the report'));

  it('have reasons that fit, need no account, and say what follows before anything is sent', async () => {
    const list = await read(await withWriter());
    const panel = await open(list, 'Report');
    expect(allByRole(panel, 'radio').map(nameOf)).to.deep.equal(['I am worried about this person', 'It could tell who somebody is', 'It describes how somebody can hurt themselves', 'This is about me', 'I wrote this, and have lost my receipt', 'Something else']);
    expect(wordsOf(panel)).to.contain('You need no account, and the writer is never told.');
    await expectAccessible(list);
    for (const each of allByRole(panel, 'radio')) {
      await click(each);
      await list.updateComplete;
      await expectAccessible(list);
    }
    expect(findScores(list)).to.deep.equal([]);
  });

  it('of somebody who lost their receipt say that a person decides, who can check nothing, and hide nothing', async () => {
    const adapter = await withWriter();
    const list = await read(adapter);
    const panel = await open(list, 'Report');
    await click(reason(panel, 'I wrote this, and have lost my receipt'));
    await eventually(() => wordsOf(panel).includes('A person of the team decides. Nobody can check who wrote it, and you need not prove anything: please send no documents.'));
    expect(allByRole(panel, 'group', /Where\?/)).to.deep.equal([]);
    byRole<HTMLTextAreaElement>(panel, 'textbox').focus();
    await type('Please take it down. I look here once a week.');
    await send(panel);
    await eventually(() => wordsOf(panel).includes('Thank you. Your report was sent.'));
    expect((await reportsTo(adapter)).map((made) => [made.reason, made.words, made.hid])).to.deep.equal([['mine', 'Please take it down. I look here once a week.', undefined]]);
    expect(((await adapter.list('stories', { limit: 10 }, call())).items as { id: string }[]).map(({ id }) => id)).to.include('sea');
  });

  it('without a reason are not sent', async () => {
    const { adapter, writes } = recorded(await withWriter());
    const panel = await open(await read(adapter), 'Report');
    await send(panel);
    await eventually(() => wordsOf(panel).includes('Please choose why you report it.'));
    expect(focused()).to.equal(allByRole(panel, 'radio')[0]);
    expect(writes).to.deep.equal([]);
  });

  it('of worry bring help to whoever worries', async () => {
    const adapter = await withWriter();
    const list = await read(adapter);
    const panel = await open(list, 'Report');
    await click(reason(panel, 'I am worried about this person'));
    expect(wordsOf(panel)).to.contain('We do not know who wrote the story and cannot send anyone');
    const told = oneEvent(list, 'story-reported');
    await send(panel);
    expect(carried(await told)).to.deep.equal([]);
    await eventually(() => wordsOf(panel).includes('Thank you. Your report was sent.'));
    await eventually(() => focused() === panel.querySelector('h4'));
    await click(byRole(panel, 'button', 'Get support now'));
    await eventually(() => sea(list).querySelector('support-now')?.shadowRoot?.querySelector('[part=line]'));
    expect((await reportsTo(adapter)).map(({ reason: why }) => why)).to.deep.equal(['worried']);
    await expectAccessible(list);
  });

  it('"this is about me" mark the place, hide the story at once, and keep the receipt on the page', async () => {
    const adapter = await withWriter();
    const list = await read(adapter);
    const panel = await open(list, 'Report');
    await click(reason(panel, 'This is about me'));
    const marks = byRole(panel, 'group', 'Where? Mark the sentences');
    expect(allByRole(marks, 'checkbox').map(nameOf)).to.deep.equal(['I began to swim again in October.', 'Not far.', 'In, out, tea.', 'Some days it was enough.']);
    await click(byRole(marks, 'checkbox', 'Not far.'));
    await click(byRole(marks, 'checkbox', 'In, out, tea.'));
    await click(byRole(panel, 'checkbox', /give me a receipt/));
    await send(panel);
    await eventually(() => wordsOf(list).includes('Thank you. Your report was sent.'));
    await eventually(() => wordsOf(list).includes('This story is not here any more.'));
    expect(list.shadowRoot!.textContent).not.to.contain('swim');
    const [sent] = await reportsTo(adapter);
    const text = published.find(({ id }) => id === 'sea')!.text;
    expect(text.slice(sent!.passage!.start, sent!.passage!.end)).to.equal('Not far. In, out, tea.');
    // The receipt is hidden until it is asked for, and never spoken by itself.
    const thanks = list.shadowRoot!.querySelector<HTMLElement>('.report')!;
    expect(thanks.querySelector('ol')).to.equal(null);
    await click(byRole(thanks, 'button', 'Show the receipt'));
    await list.updateComplete;
    expect(thanks.querySelector('ol')!.closest('[role=status], [role=alert], [aria-live]')).to.equal(null);
    // A browser that translates pages would make other words of them, which open nothing.
    expect(thanks.querySelector('ol')!.translate).to.equal(false);
    await expectAccessible(list);
    const words = [...thanks.querySelectorAll('ol li')].map(({ textContent }) => textContent);
    const found = await adapter.list('reports', { limit: 10 }, call({ credential: { kind: 'receipt', token: await receiptCredential(secretOfWords(words.join(' ')) as Uint8Array<ArrayBuffer>) } }));
    expect((found.items as Report[]).map(({ state }) => state)).to.deep.equal(['waiting']);
    const writer = (await adapter.get('sendings', 'sent-sea', call({ credential: receipt }))) as Sending;
    expect(writer.state).to.equal('again');
    expect(JSON.stringify(writer)).not.to.contain('about-me');
  });

  it('are looked up with the receipt, and the staff’s words look like the staff’s', async () => {
    const adapter = await withWriter();
    let list = await read(adapter);
    const panel = await open(list, 'Report');
    await click(reason(panel, 'Something else'));
    await click(byRole(panel, 'checkbox', /give me a receipt/));
    byRole<HTMLTextAreaElement>(panel, 'textbox').focus();
    await type('It is a song.');
    await send(panel);
    await eventually(() => allByRole(panel, 'button', 'Show the receipt').length);
    await click(byRole(panel, 'button', 'Show the receipt'));
    await list.updateComplete;
    const words = [...panel.querySelectorAll('ol li')].map(({ textContent }) => textContent);
    const [sent] = await reportsTo(adapter);
    await adapter.create!('claims', { report: sent!.id }, call({ credential: staff }));
    await adapter.create!('rulings', { report: sent!.id, ruling: 'no-action', toReporter: 'We looked, and it is the writer’s own.' }, call({ credential: staff }));

    list = await read(adapter);
    await click(byRole(list, 'button', 'You reported a story and have a receipt?'));
    await eventually(() => list.shadowRoot!.querySelector('.lookup'));
    const lookup = list.shadowRoot!.querySelector<HTMLElement>('.lookup')!;
    const field = byRole<HTMLTextAreaElement>(lookup, 'textbox', 'The twelve words of your receipt');
    field.focus();
    await type('abacus tea');
    await click(byRole(lookup, 'button', 'Look it up'));
    await eventually(() => wordsOf(lookup).includes('“tea” is no word of a receipt.') || wordsOf(lookup).includes('A receipt has twelve words.'));
    await expectAccessible(list);
    field.value = words.join(' ');
    field.dispatchEvent(new InputEvent('input'));
    await click(byRole(lookup, 'button', 'Look it up'));
    await eventually(() => wordsOf(lookup).includes('Somebody of the team has read it.'));
    const staffSays = lookup.querySelector('[part=staff]')!;
    expect(wordsOf(staffSays)).to.equal('From the team of this site\nWe looked, and it is the writer’s own.\nThe team never asks for your receipt.');
    await expectAccessible(list);
  });

  it('of a receipt that never was find nothing, as of one that is lost', async () => {
    const list = await read(await withWriter());
    await click(byRole(list, 'button', 'You reported a story and have a receipt?'));
    await eventually(() => list.shadowRoot!.querySelector('.lookup'));
    const lookup = list.shadowRoot!.querySelector<HTMLElement>('.lookup')!;
    const { wordsOfSecret } = await import('../../src/domain/receipt.ts');
    const field = byRole<HTMLTextAreaElement>(lookup, 'textbox');
    field.value = wordsOfSecret(new Uint8Array(16).fill(7)).join(' ');
    field.dispatchEvent(new InputEvent('input'));
    await click(byRole(lookup, 'button', 'Look it up'));
    await eventually(() => wordsOf(lookup).includes('There is no report with this receipt.'));
  });

  it('that are looked up are those of the words that were asked for last', async () => {
    const adapter = await withWriter();
    const asked: ReturnType<typeof later<void>>[] = [];
    const list = await read(
      changed(adapter, {
        list: async (collection, ...more) => {
          if (collection !== 'reports') return adapter.list(collection, ...more);
          const at = asked.push(later()) - 1;
          await asked[at]!.promise;
          return { items: [{ id: `report${at}`, story: 'sea', reason: at ? 'other' : 'about-me', state: 'waiting' }], next: null } as never;
        },
      }),
    );
    await click(byRole(list, 'button', 'You reported a story and have a receipt?'));
    await eventually(() => list.shadowRoot!.querySelector('.lookup'));
    const lookup = list.shadowRoot!.querySelector<HTMLElement>('.lookup')!;
    const { wordsOfSecret } = await import('../../src/domain/receipt.ts');
    const ask = async (words: string) => {
      const field = byRole<HTMLTextAreaElement>(lookup, 'textbox');
      field.value = words;
      field.dispatchEvent(new InputEvent('input'));
      await click(byRole(lookup, 'button', 'Look it up'));
    };
    for (const at of [0, 1]) {
      await ask(wordsOfSecret(new Uint8Array(16).fill(at)).join(' '));
      await eventually(() => asked.length === at + 1);
    }
    asked[1]!.answer();
    await eventually(() => wordsOf(lookup).includes('You reported: “Something else”.'));
    asked[0]!.answer();
    await aTimeout(50);
    expect(wordsOf(lookup)).to.contain('“Something else”').and.not.to.contain('This is about me');
    // Nor does an answer come beside what is wrong with other words.
    await ask(wordsOfSecret(new Uint8Array(16).fill(2)).join(' '));
    await eventually(() => asked.length === 3);
    await ask('abacus tea');
    asked[2]!.answer();
    await aTimeout(50);
    expect(wordsOf(lookup)).not.to.contain('You reported');
  });

  it('that cannot be sent stay as they were, and go once', async () => {
    let down = true;
    const { adapter, writes } = recorded(await withWriter(), () => down && new PeerError('unavailable'));
    const list = await read(adapter);
    const panel = await open(list, 'Report');
    await click(reason(panel, 'Something else'));
    await click(byRole(panel, 'checkbox', /give me a receipt/));
    byRole<HTMLTextAreaElement>(panel, 'textbox').focus();
    await type('Words that stay.');
    await send(panel);
    await eventually(() => allByRole(panel, 'alert').some((each) => wordsOf(each).includes('does not work right now')));
    expect(byRole<HTMLTextAreaElement>(panel, 'textbox').value).to.equal('Words that stay.');
    await expectAccessible(list);
    down = false;
    await click(byRole(panel, 'button', 'Try again'));
    await eventually(() => wordsOf(panel).includes('Thank you.'));
    expect(new Set(writes.map((write) => write.call.intent)).size).to.equal(1);
    expect(writes[0]!.call.anonymous).to.equal(true);
  });

  it('bring help to whoever worries about a story that is gone since', async () => {
    const adapter = await withWriter();
    const list = await read(adapter);
    await click(reason(await open(list, 'Report'), 'I am worried about this person'));
    await adapter.remove!('sendings', 'sent-sea', call({ credential: receipt }));
    await list.lookAgain('sea');
    await eventually(() => wordsOf(list).includes('This story is not here any more.'));
    await click(byRole(list.shadowRoot!.querySelector('.report')!, 'button', 'Get support now'));
    await eventually(() => storyWith(list, 'not here any more').querySelector('support-now'), 'the help lines are shown');
    await expectAccessible(list);
  });

  it('that are on their way are neither changed nor sent a second time', async () => {
    const arrived = later<void>();
    const adapter = await withWriter();
    let writes = 0;
    const list = await read(changed(adapter, { create: async (...made) => ((writes += 1), await arrived.promise, adapter.create!(...made)) }));
    const panel = await open(list, 'Report');
    await click(reason(panel, 'Something else'));
    await send(panel);
    await eventually(() => writes === 1 && wordsOf(panel).includes('It is on its way …'));
    await click(reason(panel, 'I am worried about this person'));
    await expectAccessible(list);
    await send(panel);
    await aTimeout(50);
    arrived.answer();
    await eventually(() => wordsOf(panel).includes('Thank you. Your report was sent.'));
    await aTimeout(20);
    expect(writes).to.equal(1);
    expect((await reportsTo(adapter)).map(({ reason: why }) => why)).to.deep.equal(['other']);
  });

  it('show none of the words of a story that is gone since, and keep what was written', async () => {
    const adapter = await withWriter();
    const list = await read(adapter);
    const panel = await open(list, 'Report');
    await click(reason(panel, 'This is about me'));
    await eventually(() => allByRole(panel, 'group', /Where\?/).length);
    byRole<HTMLTextAreaElement>(panel, 'textbox').focus();
    await type('My own words.');
    await adapter.remove!('sendings', 'sent-sea', call({ credential: receipt }));
    await untilGone(list);
    expect(list.shadowRoot!.textContent).not.to.contain('swim').and.not.to.contain('Not far.');
    expect(byRole<HTMLTextAreaElement>(list.shadowRoot!.querySelector('.report')!, 'textbox').value).to.equal('My own words.');
    await expectAccessible(list);
  });

  it('have a receipt that says whether it was copied', async () => {
    const panel = await open(await read(await withWriter()), 'Report');
    await click(reason(panel, 'Something else'));
    await click(byRole(panel, 'checkbox', /give me a receipt/));
    await send(panel);
    await eventually(() => allByRole(panel, 'button', 'Copy the receipt').length);
    const copied: string[] = [];
    const { writeText } = navigator.clipboard;
    const said = (words: string) => allByRole(panel, 'status').some((each) => wordsOf(each) === words);
    try {
      navigator.clipboard.writeText = () => Promise.reject(new Error());
      await click(byRole(panel, 'button', 'Copy the receipt'));
      await eventually(() => said('Copying did not work here. Please write them down.'));
      navigator.clipboard.writeText = async (text) => void copied.push(text);
      await click(byRole(panel, 'button', 'Copy the receipt'));
      await eventually(() => said('The words are copied.'));
    } finally {
      navigator.clipboard.writeText = writeText;
    }
    await click(byRole(panel, 'button', 'Show the receipt'));
    await eventually(() => panel.querySelector('ol'));
    expect(copied).to.deep.equal([[...panel.querySelectorAll('ol li')].map(({ textContent }) => textContent).join(' ')]);
  });

  it('leave whoever went on to another story where they are', async () => {
    const arrived = later<void>();
    const adapter = await withWriter();
    const list = await read(changed(adapter, { create: async (...made) => (made[0] === 'reports' && (await arrived.promise), adapter.create!(...made)) }));
    const panel = await open(list, 'Report');
    await click(reason(panel, 'Something else'));
    await send(panel);
    await eventually(() => wordsOf(panel).includes('It is on its way …'));
    const other = byRole(brief(list), 'button', 'Report');
    other.focus();
    arrived.answer();
    await eventually(() => wordsOf(panel).includes('Thank you. Your report was sent.'));
    await list.updateComplete;
    await aTimeout(20);
    expect(focused() === other, 'the focus stays').to.equal(true);
  });

  it('are made by keyboard alone', async () => {
    const adapter = await withWriter();
    const list = await read(adapter);
    byRole(sea(list), 'button', 'Report').focus();
    await press('Enter');
    await eventually(() => sea(list).querySelector('.panel'));
    const panel = sea(list).querySelector<HTMLElement>('.panel')!;
    await press('Tab');
    expect(focused()!.getAttribute('type')).to.equal('radio');
    await press(' ');
    for (const _ of [1, 2, 3]) await press('ArrowDown');
    await eventually(() => allByRole(panel, 'group', 'Where? Mark the sentences').length);
    expect(reason(panel, 'This is about me').checked).to.equal(true);
    for (let tries = 0; nameOf(focused()!) !== 'Not far.' && tries < 8; tries += 1) await press('Tab');
    await press(' ');
    for (let tries = 0; nameOf(focused()!) !== 'Send the report' && tries < 12; tries += 1) await press('Tab');
    await press('Enter');
    await eventually(() => wordsOf(list).includes('Thank you. Your report was sent.'));
    expect((await reportsTo(adapter))[0]!.passage).to.deep.equal({ start: 34, end: 42 });
  });
});
