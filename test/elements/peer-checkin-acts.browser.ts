import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import type { PeerAdapter } from '../../src/adapters/adapter.ts';
import type { CheckinHistory } from '../../src/client/checkin-history.ts';
import { PeerError } from '../../src/client/errors.ts';
import type { PeerCheckin } from '../../src/elements/peer-checkin/peer-checkin.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { signedInAs } from '../../stories/signed-in.ts';
import { removeDatabases } from '../adapters/browser.suite.ts';
import { allByRole, byRole, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { holdTimers } from '../setup/held-timers.ts';
import { eventually } from '../setup/until.ts';
import { clientOf, forGroup, newHistory, on, one, opens, other, page, place, pressOn, ready, shows, tick, title, write } from './checkin-page.ts';

async function plain(checkin: PeerCheckin) {
  await expectAccessible(checkin);
  expect(findScores(checkin)).to.deep.equal([]);
}

const group = async (adapter: Awaited<ReturnType<typeof place>>) => (await clientOf(adapter).collection('checkins').list({ where: { group: 'leeds' } })).items;

async function shared(options: Parameters<typeof page>[0] = {}) {
  const adapter = await place();
  const opened = await page({ adapter, ...options });
  await forGroup(opened.checkin);
  await on(opened.checkin, 'Share it', 'It is shared');
  return { ...opened, adapter };
}

/** The next call of a method fails once, before or after it was done. */
function failsOnce(adapter: { [K in string]?: unknown }, method: 'create' | 'update' | 'remove', error: PeerError, done = false) {
  const real = (adapter[method] as (...args: unknown[]) => Promise<unknown>).bind(adapter);
  adapter[method] = async (...args: unknown[]) => {
    adapter[method] = real;
    if (done) await real(...args);
    throw error;
  };
}

describe('peer-checkin, once it is sent', () => {
  after(removeDatabases);

  describe('to a group', () => {
    it('shows an answer as soon as it is given, in words, and puts it away', async () => {
      const { checkin, adapter } = await shared();
      const [seen] = await group(adapter);
      await clientOf(adapter).collection('responses').create({ checkin: seen!.id, kind: 'with-you', name: 'Sam' });
      await clientOf(adapter).collection('responses').create({ checkin: seen!.id, kind: 'heard' });
      await eventually(() => /I’m with you”: \u2068Sam\u2069/.test(shows(checkin)) && /I hear you”: somebody of the group/.test(shows(checkin)), 'the answers are there');
      await plain(checkin);
      await pressOn(checkin, 'Put away: I hear you');
      await eventually(() => !shows(checkin).includes('I hear you'), 'it is put away');
      expect(shows(checkin)).to.contain('I’m with you');
      expect((await clientOf(adapter, one).collection('responses').list()).items.map(({ kind }) => kind)).to.deep.equal(['with-you']);
    });

    it('is taken back with one press, says so, and puts the words back if that is wanted, for nobody', async () => {
      const { checkin, adapter } = await shared();
      const events: string[] = [];
      checkin.addEventListener('checkin-withdrawn', ({ checkin: id }) => events.push(id));
      await pressOn(checkin, /^Take it back/);
      await eventually(() => shows(checkin).includes('It is taken back'), 'it is said');
      await checkin.updateComplete;
      expect(await group(adapter)).to.deep.equal([]);
      expect(focused()!.textContent).to.contain('Nobody else sees it any more');
      expect(events.length).to.equal(1);
      await plain(checkin);
      await pressOn(checkin, 'Put my words back here');
      expect((byRole(checkin, 'textbox', 'In your own words') as HTMLTextAreaElement).value).to.equal('The house is too quiet.');
      expect(byRole<HTMLInputElement>(checkin, 'checkbox', 'Tired').checked).to.equal(true);
      expect(shows(checkin)).to.contain('Only you');
      expect(await group(adapter)).to.deep.equal([]);
    });

    it('says that nobody knows when no answer comes to taking it back', async () => {
      const { checkin, adapter } = await shared();
      failsOnce(adapter as never, 'remove', new PeerError('timeout'));
      await pressOn(checkin, /^Take it back/);
      await eventually(() => shows(checkin).includes('It may be gone already, or not'), 'it is said');
      expect(shows(checkin)).not.to.contain('It is taken back.');
      await pressOn(checkin, 'Try again');
      await eventually(() => shows(checkin).includes('It is taken back'), 'it is gone');
    });

    it('says that it is taken back as soon as that is sure, though no answer came', async () => {
      const { checkin, adapter } = await shared();
      failsOnce(adapter as never, 'remove', new PeerError('timeout'), true);
      await pressOn(checkin, /^Take it back/);
      await eventually(() => shows(checkin).includes('It is taken back. Nobody else sees it'), 'it is gone');
    });

    it('can be changed, and is seen by others as it is now', async () => {
      const { checkin, adapter } = await shared();
      await on(checkin, /^Change it/, 'Change what you said');
      expect(byRole<HTMLTextAreaElement>(checkin, 'textbox', 'In your own words').value).to.equal('The house is too quiet.');
      await write(checkin, 'It is a little better.');
      await tick(checkin, 'checkbox', 'Tired');
      await on(checkin, 'See how others will see it', 'As others will see it');
      expect((await group(adapter))[0]!.words).to.equal('The house is too quiet.');
      await on(checkin, 'Share the change', 'It is shared');
      expect((await group(adapter)).map(({ words, feelings }) => [words, feelings])).to.deep.equal([['It is a little better.', []]]);
    });

    it('can be brought back to its writer alone', async () => {
      const { checkin, adapter } = await shared();
      await on(checkin, /^Change it/, 'Change what you said');
      await opens(checkin, 'Who will see it, and how long');
      expect(byRole<HTMLInputElement>(checkin, 'radio', 'Leeds Circle').checked).to.equal(true);
      await tick(checkin, 'radio', 'People I choose');
      expect(shows(checkin)).to.contain('Nobody is chosen yet.');
      await tick(checkin, 'radio', 'Only me');
      await on(checkin, 'Save the change', 'It is kept, for you alone');
      expect(await group(adapter)).to.deep.equal([]);
    });

    it('shows both when it was changed in another window meanwhile, and loses neither', async () => {
      const { checkin, adapter } = await shared();
      await on(checkin, /^Change it/, 'Change what you said');
      await write(checkin, 'From this window.');
      const mine = clientOf(adapter, one).collection('checkins');
      const [there] = (await mine.list({ where: { mine: 'yes' } })).items;
      await mine.update(there!.id, { words: 'From another window.' }, { rev: there!.rev! });
      await on(checkin, 'See how others will see it', 'As others will see it');
      await on(checkin, 'Share the change', 'It was changed somewhere else meanwhile');
      expect(shows(checkin)).to.contain('From another window.').and.contain('From this window.');
      await plain(checkin);
      await on(checkin, 'Put mine in its place', 'It is shared');
      expect((await group(adapter)).map(({ words }) => words)).to.deep.equal(['From this window.']);
    });

    it('is a new one if it was taken back elsewhere, and only if its writer says so', async () => {
      const { checkin, adapter } = await shared();
      await on(checkin, /^Change it/, 'Change what you said');
      const mine = clientOf(adapter, one).collection('checkins');
      const [there] = (await mine.list({ where: { mine: 'yes' } })).items;
      await mine.remove(there!.id);
      await on(checkin, 'See how others will see it', 'As others will see it');
      await on(checkin, 'Share the change', 'It is not there any more');
      expect(await group(adapter)).to.deep.equal([]);
      await on(checkin, 'Send them as a new check-in', 'It is shared');
      expect((await group(adapter)).length).to.equal(1);
    });

    it('says that the team reads it again, and what the team wrote about it', async () => {
      const { checkin, adapter } = await shared();
      const [seen] = await group(adapter);
      await clientOf(adapter).collection('reports').create({ checkin: seen!.id, reason: 'about-me' });
      await eventually(() => shows(checkin).includes('Somebody of the team reads it again.'), 'it is said');
      expect(shows(checkin)).not.to.contain('It is seen by the members');
      await plain(checkin);
      const staff = { kind: 'staff', token: 'desk' } as const;
      const desk = clientOf(adapter, staff);
      const [waiting] = (await desk.collection('reports').list()).items;
      await desk.collection('claims').create({ report: waiting!.id });
      await desk.collection('log').create({ act: 'open', report: waiting!.id });
      await desk.collection('rulings').create({ report: waiting!.id, ruling: 'take-down', message: 'It is about somebody else.' });
      await eventually(() => shows(checkin).includes('It is about somebody else.'), 'it is shown');
      expect(shows(checkin)).to.contain('The team wrote to you about it:').and.contain('Only you can see it');
      expect(wordsOf(checkin.shadowRoot!.querySelector('[part=staff]')!)).to.match(/^From the team of this site/).and.contain('The team never asks for your receipt.');
      await plain(checkin);
      await on(checkin, /^Change it/, 'Change what you said');
      await opens(checkin, 'Who will see it, and how long');
      await tick(checkin, 'radio', 'Leeds Circle');
      await on(checkin, 'See how others will see it', 'As others will see it');
      await on(checkin, 'Share the change', 'It was not taken');
      expect(shows(checkin)).to.contain('The team took this from your group');
    });

    it('goes from the screen of its writer when its time is over', async () => {
      const { checkin, adapter } = await page();
      await tick(checkin, 'checkbox', 'Sad');
      await on(checkin, 'Keep it for me', 'It is kept, for you alone');
      await on(checkin, 'Another one', 'How are you just now?');
      expect(allByRole(checkin, 'article').length).to.equal(1);
      const [own] = adapter.snapshot('checkins').filter(({ mine }) => mine);
      await clientOf(adapter, one).collection('checkins').remove(own!.id);
      await eventually(() => !allByRole(checkin, 'article').length, 'it goes');
      expect(shows(checkin)).not.to.contain('What is there of you');
    });
  });

  describe('is read again', () => {
    const noConnection = 'There is no connection at the moment.';

    /** What is read of check-ins from here on is answered by the test. */
    function answering(adapter: Awaited<ReturnType<typeof place>>, answer: (list: () => ReturnType<PeerAdapter['list']>) => ReturnType<PeerAdapter['list']>) {
      const list = adapter.list.bind(adapter) as PeerAdapter['list'];
      adapter.list = ((collection, ...more) => (collection === 'checkins' ? answer(() => list(collection, ...more)) : list(collection, ...more))) as PeerAdapter['list'] as typeof adapter.list;
    }
    const looks = () => document.dispatchEvent(new Event('visibilitychange'));

    it('after that failed, and says no more that there is no connection once an answer came', async () => {
      const { checkin, adapter } = await shared();
      let fails = true;
      answering(adapter, async (list) => {
        if (fails) throw new PeerError('offline');
        return list();
      });
      looks();
      await eventually(() => allByRole(checkin, 'article').length && shows(checkin).includes('It is shared'), 'what was there stays');
      await on(checkin, 'Another one', 'How are you just now?');
      await eventually(() => shows(checkin).includes(noConnection), 'it is said');
      fails = false;
      const [seen] = await group(adapter);
      await clientOf(adapter).collection('responses').create({ checkin: seen!.id, kind: 'with-you', name: 'Sam' });
      await eventually(() => shows(checkin).includes('I’m with you'), 'an answer is there');
      expect(shows(checkin)).not.to.contain(noConnection);
    });

    it('by itself after that failed, and not for an older one that fails later', async () => {
      const held = holdTimers(30_000);
      try {
        const { checkin, adapter } = await shared();
        await on(checkin, 'Another one', 'How are you just now?');
        const asked: PromiseWithResolvers<void>[] = [];
        let halts = true;
        answering(adapter, async (list) => {
          if (!halts) return list();
          asked.push(Promise.withResolvers<void>());
          await asked.at(-1)!.promise;
          const { items, ...more } = await list();
          // Whatever the hour is: it does not end soon.
          return { ...more, items: items.map((each) => ({ ...(each as object), until: undefined })) };
        });
        looks();
        looks();
        await eventually(() => asked.length === 2, 'both are asked');
        asked[1]!.resolve();
        await aTimeout(100);
        asked[0]!.reject(new PeerError('offline'));
        await aTimeout(100);
        expect(shows(checkin)).not.to.contain(noConnection);
        looks();
        await eventually(() => asked.length === 3, 'it is asked once more');
        asked[2]!.reject(new PeerError('offline'));
        await eventually(() => shows(checkin).includes(noConnection), 'it is said');
        halts = false;
        held.pass();
        await eventually(() => !shows(checkin).includes(noConnection), 'it is there again');
        expect(allByRole(checkin, 'article').length).to.equal(1);
      } finally {
        held.end();
      }
    });

    it('seldom where the clock of the device is fast, and what is over by it is still there', async () => {
      const { checkin, adapter } = await shared();
      let asked = 0;
      answering(adapter, async (list) => {
        asked += 1;
        const { items, ...more } = await list();
        return { ...more, items: items.map((each) => ({ ...(each as object), until: new Date(Date.now() - 60_000).toISOString() })) };
      });
      looks();
      await eventually(() => asked, 'it is read');
      await aTimeout(2000);
      expect(asked).to.be.at.most(2);
      expect(allByRole(checkin, 'article').length).to.equal(1);
    });

    it('and an answer from before brings nothing back that was taken back, and loses nothing that was sent', async () => {
      const adapter = await place();
      // Nothing is heard of changes: it is read when the test wants it.
      adapter.watch = () => {};
      const { checkin } = await page({ adapter });
      await forGroup(checkin);
      await on(checkin, 'Share it', 'It is shared');
      await on(checkin, 'Another one', 'How are you just now?');
      const gates: PromiseWithResolvers<void>[] = [];
      answering(adapter, async (list) => {
        const found = await list();
        gates.push(Promise.withResolvers<void>());
        await gates.at(-1)!.promise;
        return found;
      });
      looks();
      await eventually(() => gates.length === 1, 'it is asked');
      await pressOn(checkin, /^Take it back/);
      await eventually(() => shows(checkin).includes('It is taken back'), 'it is gone');
      gates[0]!.resolve();
      await aTimeout(100);
      expect(allByRole(checkin, 'article')).to.deep.equal([]);
      looks();
      await eventually(() => gates.length === 2, 'it is asked once more');
      await tick(checkin, 'checkbox', 'Sad');
      await on(checkin, 'Keep it for me', 'It is kept, for you alone');
      gates[1]!.resolve();
      await aTimeout(100);
      expect(title(checkin)).to.equal('It is kept, for you alone');
    });
  });

  describe('tells the page', () => {
    it('of what is for others by its id, and of what is for oneself nothing', async () => {
      const { checkin } = await page();
      const events: unknown[] = [];
      for (const type of ['checkin-sent', 'checkin-changed', 'checkin-withdrawn'] as const) checkin.addEventListener(type, (event) => events.push([type, Object.entries(event)]));
      await tick(checkin, 'checkbox', 'Sad');
      await on(checkin, 'Keep it for me', 'It is kept, for you alone');
      await on(checkin, 'Another one', 'How are you just now?');
      await forGroup(checkin);
      await on(checkin, 'Share it', 'It is shared');
      expect(events.length).to.equal(1);
      expect(JSON.stringify(events)).to.contain('checkin-sent').and.not.contain('quiet').and.not.contain('tired');
    });
  });

  describe('when sending fails', () => {
    it('keeps everything offline, says when there is a connection again, and sends nothing by itself', async () => {
      const adapter = await place();
      const { checkin } = await page({ adapter });
      await tick(checkin, 'checkbox', 'Tired');
      await write(checkin, 'Long.');
      failsOnce(adapter as never, 'create', new PeerError('offline'));
      await on(checkin, 'Keep it for me', 'It was not sent yet');
      expect(shows(checkin)).to.contain('There is no connection').and.contain('never sent without you');
      await plain(checkin);
      dispatchEvent(new Event('online'));
      await checkin.updateComplete;
      expect(shows(checkin)).to.contain('There is a connection again.');
      await aTimeout(50);
      expect(adapter.snapshot('checkins')).to.deep.equal([]);
      await on(checkin, 'Send it now', 'It is kept, for you alone');
      expect(adapter.snapshot('checkins').length).to.equal(1);
    });

    it('says that nobody knows when no answer came, and sent again it is there once', async () => {
      const adapter = await place();
      const { checkin } = await page({ adapter });
      await tick(checkin, 'checkbox', 'Tired');
      failsOnce(adapter as never, 'create', new PeerError('timeout'), true);
      await on(checkin, 'Keep it for me', 'We do not know whether it arrived');
      await plain(checkin);
      await on(checkin, 'Send it again', 'It is kept, for you alone');
      expect(adapter.snapshot('checkins').length).to.equal(1);
    });

    it('says what was not taken, and goes back to the words or to who sees it', async () => {
      const adapter = await place();
      const { checkin } = await page({ adapter });
      await forGroup(checkin);
      failsOnce(adapter as never, 'create', new PeerError('forbidden'));
      await on(checkin, 'Share it', 'It was not taken');
      expect(wordsOf(byRole(checkin, 'alert', ''))).to.contain('only members write to their group');
      await plain(checkin);
      await pressOn(checkin, 'Choose again who sees it');
      expect(byRole<HTMLInputElement>(checkin, 'radio', 'Leeds Circle').checked).to.equal(true);
      expect(byRole<HTMLTextAreaElement>(checkin, 'textbox', 'In your own words').value).to.equal('The house is too quiet.');
    });
  });

  describe('several a day', () => {
    it('begins anew for its writer alone, with nothing chosen, and lists those of today without counting them', async () => {
      const { checkin } = await shared();
      await on(checkin, 'Another one', 'How are you just now?');
      expect(shows(checkin)).to.contain('Only you');
      await tick(checkin, 'checkbox', 'Hopeful');
      await on(checkin, 'Keep it for me', 'It is kept, for you alone');
      expect(allByRole(checkin, 'article').length).to.equal(2);
      await plain(checkin);
    });

    it('shows what is there when the page is opened', async () => {
      const { adapter } = await shared();
      const { checkin } = await page({ adapter });
      await eventually(() => allByRole(checkin, 'article').length, 'it is there');
      expect(shows(checkin)).to.contain('The house is too quiet.').and.contain('It is seen by the members of');
      await plain(checkin);
    });
  });

  describe('with people', () => {
    async function pair(adapter: Awaited<ReturnType<typeof place>>) {
      const { credentialHash } = await import('../../src/client/receipt.ts');
      const code = 'a-code-that-is-long-enough';
      await clientOf(adapter, one).collection('companions').create({ own: 'Alex', offer: await credentialHash(code) });
      await clientOf(adapter, other).collection('companions').create({ own: 'Sam', code });
    }
    const toPeople = async (checkin: PeerCheckin) => {
      await write(checkin, 'Hello.');
      await opens(checkin, 'Who will see it, and how long');
      await tick(checkin, 'radio', 'People I choose');
    };

    it('goes to exactly those who were chosen, under the name by which they know its writer', async () => {
      const adapter = await place();
      await pair(adapter);
      const { checkin } = await page({ adapter });
      await toPeople(checkin);
      await pressOn(checkin, 'See how others will see it');
      await eventually(() => allByRole(checkin, 'alert').some((each) => wordsOf(each).includes('Please choose who will see it')), 'it is said');
      await tick(checkin, 'checkbox', '\u2068Sam\u2069');
      await plain(checkin);
      await on(checkin, 'See how others will see it', 'As others will see it');
      expect(shows(checkin)).to.contain('\u2068Sam\u2069 sees it from \u2068Alex\u2069.').and.contain('\u2068Sam\u2069 can see it, and nobody else.').and.contain('nobody is on duty for this');
      await plain(checkin);
      await on(checkin, 'Share it', 'It is shared');
      expect((await clientOf(adapter).collection('checkins').list({ where: { for: 'me' } })).items.map(({ words }) => words)).to.deep.equal(['Hello.']);
    });

    it('offers a code that is out of sight until it is asked for, and of which only a hash leaves the page', async () => {
      const adapter = await place();
      const { checkin } = await page({ adapter });
      await toPeople(checkin);
      await pressOn(checkin, 'Offer somebody a code');
      await plain(checkin);
      await write(checkin, 'Alex', 'The name by which they will know you');
      await pressOn(checkin, 'Make a code');
      await eventually(() => allByRole(checkin, 'button', 'Show the code').length, 'it is made');
      expect(checkin.shadowRoot!.querySelector('output')).to.equal(null);
      await pressOn(checkin, 'Show the code');
      const code = checkin.shadowRoot!.querySelector('output')!.textContent!;
      expect(code).to.match(/^([\da-z]{1,5}-){5}[\da-z]$/);
      await plain(checkin);
      expect(JSON.stringify(adapter.snapshot('companions'))).not.to.contain(code.slice(0, 5));
      const friend = await page({ adapter, credential: other });
      await toPeople(friend.checkin);
      await pressOn(friend.checkin, 'Enter a code');
      await write(friend.checkin, 'Sam', 'The name by which they will know you');
      await write(friend.checkin, code.toUpperCase().replaceAll('-', ' '), 'The code');
      await pressOn(friend.checkin, 'Use the code');
      await eventually(() => shows(friend.checkin).includes('You and \u2068Alex\u2069 can send each other check-ins now.'), 'they know each other');
      await eventually(() => allByRole(friend.checkin, 'checkbox', '\u2068Alex\u2069').length, 'and are there to be chosen');
    });

    it('says what is wrong with a code, in the same words whether it was used or never was', async () => {
      const { checkin } = await page();
      await toPeople(checkin);
      await pressOn(checkin, 'Enter a code');
      await write(checkin, 'Sam', 'The name by which they will know you');
      await write(checkin, 'abc', 'The code');
      await pressOn(checkin, 'Use the code');
      await eventually(() => shows(checkin).includes('This is no whole code yet.'), 'too short');
      await write(checkin, 'abcde-fghjk-mnpqr-stvwx-yz012-3', 'The code');
      await pressOn(checkin, 'Use the code');
      await eventually(() => shows(checkin).includes('This code is not good.'), 'not good');
      await plain(checkin);
    });

    it('ends it for both, after it was said what that means', async () => {
      const adapter = await place();
      await pair(adapter);
      const { checkin } = await page({ adapter });
      await toPeople(checkin);
      await pressOn(checkin, 'End it with somebody');
      await pressOn(checkin, 'End it: \u2068Sam\u2069');
      expect(shows(checkin)).to.contain('It cannot be undone');
      expect(nameOf(focused()!)).to.equal('End it');
      await plain(checkin);
      await pressOn(checkin, 'End it');
      await eventually(() => shows(checkin).includes('It is ended, for both of you.'), 'it is ended');
      expect((await clientOf(adapter).collection('companions').list()).items).to.deep.equal([]);
    });
  });

  describe('with greeters', () => {
    it('names them before it is sent, with after how long, and only them', async () => {
      const adapter = await place();
      await clientOf(adapter).collection('greeters').create({ group: 'leeds', name: 'Jo' });
      const { checkin } = await page({ adapter });
      await forGroup(checkin);
      expect(shows(checkin)).to.contain('If nobody has answered after 1 hour, it is shown once more to \u2068Jo\u2069');
      await on(checkin, 'Share it', 'It is shared');
      expect(adapter.snapshot('checkins').find(({ mine }) => mine)!.greeters?.length).to.equal(1);
    });

    it('tells nobody when nothing is wanted', async () => {
      const adapter = await place();
      await clientOf(adapter).collection('greeters').create({ group: 'leeds', name: 'Jo' });
      const { checkin } = await page({ adapter });
      await opens(checkin, 'More about it, if you like');
      await tick(checkin, 'radio', 'Nothing just now');
      await opens(checkin, 'Who will see it, and how long');
      await tick(checkin, 'radio', 'Leeds Circle');
      await on(checkin, 'See how others will see it', 'As others will see it');
      expect(shows(checkin)).to.contain('nobody is told').and.not.contain('Jo');
      await on(checkin, 'Share it', 'It is shared');
      expect(adapter.snapshot('checkins').find(({ mine }) => mine)!.greeters).to.equal(undefined);
    });
  });

  describe('in a space without names', () => {
    const releases = { times: ['08:00', '18:00'], timeZone: 'Europe/London' };

    it('says before that only words of the lists are shown, from how many people and when, and shows no others', async () => {
      const adapter = await place({ names: false, least: 6, releases });
      const { checkin } = await page({ adapter });
      await forGroup(checkin);
      const words = shows(checkin);
      expect(words).to.contain('at 8:00 AM and 6:00 PM (Europe/London), when at least 6 of the group have chosen some').and.contain('Words of your own are not shown to the group.');
      expect(words).to.contain('Somebody feels\nTired').and.not.contain('The house is too quiet.');
      await plain(checkin);
      await on(checkin, 'Share it', 'It is shared');
      expect(await group(adapter)).to.deep.equal([]);
    });

    it('does not send own words alone, which nobody would read, and says when a day is too short', async () => {
      const adapter = await place({ names: false, releases: { times: ['12:00'], timeZone: 'UTC' } });
      const { checkin } = await page({ adapter });
      await write(checkin, 'Only this.');
      await opens(checkin, 'Who will see it, and how long');
      await tick(checkin, 'radio', 'Leeds Circle');
      expect(shows(checkin)).to.contain('That is too short for the group');
      expect(allByRole(checkin, 'textbox').map(nameOf)).to.deep.equal(['In your own words']);
      await tick(checkin, 'radio', 'Until I remove it');
      expect(shows(checkin)).not.to.contain('too short');
      await pressOn(checkin, 'See how others will see it');
      await eventually(() => allByRole(checkin, 'alert').some((each) => wordsOf(each).includes('Please choose a word')), 'it is said');
    });
  });

  describe('and the history on this device', () => {
    const keeping = async (checkin: PeerCheckin) => {
      await tick(checkin, 'checkbox', 'Tired');
      await opens(checkin, 'Who will see it, and how long');
      expect(byRole<HTMLInputElement>(checkin, 'checkbox', /history on this device/).checked).to.equal(false);
      await tick(checkin, 'checkbox', /history on this device/);
      await on(checkin, 'Keep it for me', 'It is kept, for you alone');
    };

    it('has a copy only of what its writer wants there, when it was sent', async () => {
      const history = newHistory();
      const { checkin } = await page({ history });
      await keeping(checkin);
      await eventually(() => shows(checkin).includes('It is in your history on this device.'), 'it is kept');
      expect((await history.all()).entries.map(({ feelings, audience }) => [feelings, audience])).to.deep.equal([[['tired'], 'me']]);
      await plain(checkin);
      await on(checkin, 'Another one', 'How are you just now?');
      await tick(checkin, 'checkbox', 'Sad');
      await on(checkin, 'Keep it for me', 'It is kept, for you alone');
      expect((await history.all()).entries.length).to.equal(1);
    });

    it('is asked about when the check-in is changed or deleted', async () => {
      const history = newHistory();
      const { checkin } = await page({ history });
      await keeping(checkin);
      await eventually(() => shows(checkin).includes('It is in your history'), 'it is kept');
      await on(checkin, /^Change it/, 'Change what you said');
      await tick(checkin, 'checkbox', 'Sad');
      await on(checkin, 'Save the change', 'It is kept, for you alone');
      await eventually(() => allByRole(checkin, 'button', 'Change the copy too').length, 'it is asked');
      expect((await history.all()).entries[0]!.feelings).to.deep.equal(['tired']);
      await plain(checkin);
      await pressOn(checkin, 'Change the copy too');
      await eventually(() => shows(checkin).includes('It is changed in your history, too.'), 'it is changed');
      expect((await history.all()).entries.map(({ feelings }) => feelings)).to.deep.equal([['tired', 'sad']]);
      await pressOn(checkin, /^Delete it/);
      await eventually(() => allByRole(checkin, 'button', 'Delete the copy too').length, 'it is asked');
      await plain(checkin);
      await pressOn(checkin, 'Delete the copy too');
      await eventually(() => shows(checkin).includes('It is gone from your history, too.'), 'it is gone');
      expect((await history.all()).entries).to.deep.equal([]);
    });

    /** A check-in that is to be kept in a history that is locked. */
    async function waitingForPassphrase() {
      const history = newHistory();
      await history.keep([{ feelings: ['sad'], audience: 'me', stays: 'kept', at: '2026-01-01T08:00:00Z' }]);
      await history.locking!.change('four green umbrellas');
      history.locking!.lock();
      const { checkin } = await page({ history });
      await keeping(checkin);
      await eventually(() => shows(checkin).includes('Your history is locked.'), 'it waits');
      return { history, checkin };
    }

    it('waits for the passphrase where it is locked, in this page only', async () => {
      const { history, checkin } = await waitingForPassphrase();
      await plain(checkin);
      await on(checkin, 'Another one', 'How are you just now?');
      expect(shows(checkin)).to.contain('Your history is locked.');
      const field = checkin.shadowRoot!.querySelector<HTMLInputElement>('#phrase')!;
      field.value = 'something else';
      await pressOn(checkin, 'Open it, and keep this there');
      await eventually(() => shows(checkin).includes('This is not the passphrase'), 'a wrong one');
      field.value = 'four green umbrellas';
      await pressOn(checkin, 'Open it, and keep this there');
      await eventually(() => shows(checkin).includes('It is in your history on this device.'), 'it is kept');
      expect((await history.all()).entries.length).to.equal(2);
    });

    it('stays locked, and has nothing more in it, when its writer leaves while the passphrase is on its way', async () => {
      const { history, checkin } = await waitingForPassphrase();
      const unlock = history.locking!.unlock.bind(history);
      let opened: Promise<boolean> | undefined;
      history.locking!.unlock = (phrase) => (opened = unlock(phrase));
      checkin.shadowRoot!.querySelector<HTMLInputElement>('#phrase')!.value = 'four green umbrellas';
      byRole(checkin, 'button', 'Open it, and keep this there').click();
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      await opened;
      await aTimeout(100);
      expect(await history.state()).to.equal('locked');
      expect(shows(checkin)).not.to.contain('It is in your history').and.not.contain('Your history is locked.');
      expect(await unlock('four green umbrellas')).to.equal(true);
      expect((await history.all()).entries.map(({ feelings }) => feelings)).to.deep.equal([['sad']]);
    });
  });

  describe('for whoever is not signed in', () => {
    it('is for oneself on this device, and nothing is sent', async () => {
      const history = newHistory();
      const adapter = await place();
      Object.assign(adapter, { can: { ...adapter.can, reach: 'shared' } });
      const { checkin } = await page({ adapter, credential: null, history });
      expect(shows(checkin)).to.contain('whoever can open this browser can read it');
      expect(allByRole(checkin, 'button').map(nameOf)).not.to.include('Who will see it, and how long');
      await tick(checkin, 'checkbox', 'Tired');
      await plain(checkin);
      await on(checkin, 'Keep it on this device', 'That is said, for yourself');
      await eventually(() => shows(checkin).includes('It is in your history on this device.'), 'it is kept');
      await plain(checkin);
      expect(adapter.snapshot('checkins')).to.deep.equal([]);
      expect((await history.all()).entries.length).to.equal(1);
      await pressOn(checkin, 'Take it out of my history again');
      await eventually(() => shows(checkin).includes('It is taken out of your history again.'), 'it is out');
      expect((await history.all()).entries).to.deep.equal([]);
    });

    const alone = async (history: CheckinHistory) => {
      const checkin = await fixture<PeerCheckin>(html`<peer-checkin lang="en" .history=${history}></peer-checkin>`);
      await ready(checkin);
      return checkin;
    };
    const kept = async (history: CheckinHistory) => (await history.all()).entries.map(({ feelings }) => feelings.join());
    const alerts = (checkin: PeerCheckin) => allByRole(checkin, 'alert').map(wordsOf).filter(Boolean);

    it('is kept once when the button is pressed twice, and the next one is kept too', async () => {
      const history = newHistory();
      const checkin = await alone(history);
      await tick(checkin, 'checkbox', 'Tired');
      const button = byRole(checkin, 'button', 'Keep it on this device');
      button.click();
      button.click();
      await eventually(() => shows(checkin).includes('It is in your history on this device.'), 'it is kept');
      expect(await kept(history)).to.deep.equal(['tired']);
      expect(alerts(checkin)).to.deep.equal([]);
      await on(checkin, 'Another one', 'How are you just now?');
      await tick(checkin, 'checkbox', 'Sad');
      await on(checkin, 'Keep it on this device', 'That is said, for yourself');
      await eventually(() => shows(checkin).includes('It is in your history on this device.'), 'that too');
      expect(await kept(history)).to.have.members(['tired', 'sad']);
    });

    it('is kept, and said to be, also when another one is still on its way there', async () => {
      const history = newHistory();
      const gate = Promise.withResolvers<void>();
      const { asked, keep } = { asked: [] as number[], keep: history.keep.bind(history) };
      history.keep = async (these) => {
        asked.push(these.length);
        if (asked.length === 1) await gate.promise;
        return keep(these);
      };
      const checkin = await alone(history);
      await tick(checkin, 'checkbox', 'Tired');
      await on(checkin, 'Keep it on this device', 'That is said, for yourself');
      await eventually(() => asked.length, 'it is on its way');
      await on(checkin, 'Another one', 'How are you just now?');
      await tick(checkin, 'checkbox', 'Sad');
      await on(checkin, 'Keep it on this device', 'That is said, for yourself');
      gate.resolve();
      await eventually(async () => (await kept(history)).length === 2 && shows(checkin).includes('It is in your history on this device.'), 'both are kept');
      expect(asked).to.deep.equal([1, 1]);
    });

    it('is kept once when it is tried again twice', async () => {
      const history = newHistory();
      let fails = true;
      const keep = history.keep.bind(history);
      history.keep = async (these) => {
        if (fails) throw new PeerError('unavailable');
        return keep(these);
      };
      const checkin = await alone(history);
      await tick(checkin, 'checkbox', 'Tired');
      await on(checkin, 'Keep it on this device', 'That is said, for yourself');
      await eventually(() => alerts(checkin).join().includes('This browser does not let us keep anything right now.'), 'it is said');
      fails = false;
      const again = byRole(checkin, 'button', 'Try again');
      again.click();
      again.click();
      await eventually(() => shows(checkin).includes('It is in your history on this device.'), 'it is kept');
      // What was pressed second has its turn as well.
      await aTimeout(100);
      expect(await kept(history)).to.deep.equal(['tired']);
      expect(alerts(checkin)).to.deep.equal([]);
    });
  });

  describe('when somebody else signs in or out', () => {
    const gives = (checkin: PeerCheckin, adapter: PeerAdapter | undefined) => (checkin.closest('peer-support')!.adapter = adapter as PeerAdapter);
    const field = (checkin: PeerCheckin) => byRole<HTMLTextAreaElement>(checkin, 'textbox', 'In your own words');

    it('leaves nothing of the one before: neither what is there of them, nor what they began', async () => {
      const { checkin, adapter } = await shared();
      gives(checkin, signedInAs(adapter, other));
      await eventually(() => title(checkin) === 'How are you just now?' && shows(checkin).includes('Only you will see it.'), 'the other one can begin');
      expect(checkin.shadowRoot!.innerHTML).not.to.contain('quiet.').and.not.contain('What is there of you');
      await forGroup(checkin, { words: 'Mine.' });
      gives(checkin, signedInAs(adapter, one));
      await eventually(() => shows(checkin).includes('The house is too quiet.'), 'what is there of the first is there again');
      expect(title(checkin)).to.equal('How are you just now?');
      expect(shows(checkin)).not.to.contain('Mine.').and.not.contain('It is shared');
      expect(field(checkin).value).to.equal('');
      await opens(checkin, 'Who will see it, and how long');
      expect(byRole<HTMLInputElement>(checkin, 'radio', 'Only me').checked).to.equal(true);
    });

    it('leaves nothing for whoever comes after somebody signed out, or where there is nothing at all', async () => {
      const { checkin, adapter } = await shared();
      Object.assign(adapter, { can: { ...adapter.can, reach: 'shared' } });
      gives(checkin, adapter);
      await eventually(() => allByRole(checkin, 'button', 'Keep it on this device').length, 'nobody is known');
      expect(checkin.shadowRoot!.innerHTML).not.to.contain('quiet.');
      gives(checkin, signedInAs(adapter, one));
      await eventually(() => shows(checkin).includes('The house is too quiet.'), 'they are back');
      gives(checkin, undefined);
      await eventually(() => !shows(checkin).includes('The house is too quiet.'), 'it is gone');
      expect(checkin.shadowRoot!.querySelector('slot:not([name])')!.hasAttribute('hidden')).to.equal(false);
    });

    it('keeps what was written while nobody was known, and what is there when it is only moved', async () => {
      const adapter = await place();
      Object.assign(adapter, { can: { ...adapter.can, reach: 'shared' } });
      const { checkin } = await page({ adapter, credential: null });
      await write(checkin, 'Before I signed in.');
      gives(checkin, signedInAs(adapter, one));
      await eventually(() => allByRole(checkin, 'button', 'Keep it for me').length, 'they are known');
      expect(field(checkin).value).to.equal('Before I signed in.');
      const { parentElement } = checkin;
      const around = document.createElement('div');
      parentElement!.append(around);
      around.append(checkin);
      await checkin.updateComplete;
      expect(field(checkin).value).to.equal('Before I signed in.');
    });
  });

  it('leaves nothing in the page when its writer leaves it', async () => {
    const { checkin } = await shared();
    await on(checkin, 'Another one', 'How are you just now?');
    await write(checkin, 'Half a sent');
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await checkin.updateComplete;
    expect(shows(checkin)).not.to.contain('quiet');
    expect(byRole<HTMLTextAreaElement>(checkin, 'textbox', 'In your own words').value).to.equal('');
    expect(checkin.shadowRoot!.innerHTML).not.to.contain('Half a sent');
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await eventually(() => shows(checkin).includes('The house is too quiet.'), 'it is there again');
    await ready(checkin);
    expect(title(checkin)).to.equal('How are you just now?');
    document.dispatchEvent(new Event('quick-exit'));
    await checkin.updateComplete;
    expect(shows(checkin)).not.to.contain('The house is too quiet.');
  });
});
