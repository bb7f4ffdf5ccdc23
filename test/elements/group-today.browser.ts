import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { PeerError } from '../../src/client/errors.ts';
import { allByRole, byRole, descriptionOf, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { holdTimers } from '../setup/held-timers.ts';
import { click, emulate, press, type } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { answers, answersOf, as, call, cardOf, circle, filled, groups, heavy, long, namesOf, nameless, plain, says, today } from './circle.ts';
import { carried } from './stories.ts';
import { changed } from '../../stories/published.ts';
import { PeerElement } from '../../src/internal/peer-element.ts';

const withCheckins = async () => {
  const place = await circle();
  return { place, ...(await filled(place)) };
};

/** What the reader said, and the first page of older ones, are answered when the test lets them. */
function halting(place: Awaited<ReturnType<typeof circle>>) {
  const [answer, older] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const heard = { asked: 0, older: false, ready: () => {}, tell: (_: string[]) => {}, lose: (_: PeerError) => {}, halts: false };
  const adapter = changed(as(place, 'ben'), {
    list: async (collection, query, made) => {
      const found = await as(place, 'ben').list(collection, query, made);
      if (!heard.halts) return found;
      if (collection === 'responses') {
        heard.asked += 1;
        await answer.promise;
      } else if (query.cursor && !heard.older) {
        heard.older = true;
        await older.promise;
      }
      return found;
    },
    watch: (collection, query, on, made) => {
      // Where the connection was lost, nothing more is told by it.
      let lost = false;
      const lose = (error: PeerError) => {
        lost = true;
        on.error(error);
      };
      Object.assign(heard, { ready: () => on.ready(), tell: (ids: string[]) => on.change(ids), lose });
      as(place, 'ben').watch!(collection, query, { ...on, change: (ids) => lost || on.change(ids) }, made);
    },
  });
  return { adapter, heard, answer: answer.resolve, older: older.resolve, refuse: older.reject };
}

describe('group-today', () => {
  describe('shows', () => {
    it('what people of the group said, newest first, under the names that they chose', async () => {
      const { place } = await withCheckins();
      const element = await today(as(place, 'ben'));
      await eventually(() => allByRole(element, 'heading', 'Tuesday circle, Leeds').length);
      expect(namesOf(element)).to.deep.equal(['Ann', 'Cleo', 'Eli', 'Somebody of the group']);
      const ann = cardOf(element, 'too quiet');
      // With the day, where it has just ended.
      expect(nameOf(ann)).to.match(/^Ann .*\d{1,2}:\d\d/);
      const said = wordsOf(ann);
      expect(said).to.contain('Cut off from others, Hopeful').and.contain('Steady').and.contain('Company');
      expect(said.indexOf('Just listen')).to.be.below(said.indexOf('too quiet'), 'what would help stands in front');
      await plain(element);
    });

    it('a facilitator the same, who neither greets nor leaves there', async () => {
      const { place } = await withCheckins();
      const element = await today(as(place, 'fay'));
      expect(namesOf(element)).to.deep.equal(['Ann', 'Cleo', 'Eli', 'Somebody of the group']);
      expect(allByRole(element, 'button', /Leave|Be there/)).to.deep.equal([]);
      expect(answersOf(cardOf(element, 'too quiet')).length).to.be.above(0);
    });

    it('one’s own as the others see it, marked, without answers', async () => {
      const { place } = await withCheckins();
      const element = await today(as(place, 'ann'));
      const own = cardOf(element, 'too quiet');
      expect(wordsOf(own)).to.contain('This is yours').and.contain('stands with your own check-ins');
      expect(allByRole(own, 'button')).to.deep.equal([]);
      expect(answersOf(cardOf(element, 'landlord')).length).to.be.above(0);
    });

    it('that there is nothing just now, as no verdict', async () => {
      const element = await today(as(await circle(), 'ben'));
      expect(wordsOf(element)).to.contain('There is nothing to read just now.');
      await plain(element);
    });

    it('words of somebody as text, whatever they are', async () => {
      const place = await circle();
      const words = '<img src=x onerror=alert(1)> https://evil.example.org and the rest of it';
      await says(place, 'ann', { words, name: '<b>A</b>' });
      const element = await today(as(place, 'ben'));
      await click(byRole(element, 'button', 'Read the words'));
      expect(element.shadowRoot!.querySelector('.words')!.textContent).to.equal(words);
      expect(element.shadowRoot!.querySelector('img, b')).to.equal(null);
    });

    it('words of the place in place of ours', async () => {
      const place = await circle({ checkins: { names: true, vocabulary: { feelings: [{ code: 'flat', label: { en: 'Flat as a pond' } }, { code: 'b', label: { en: 'B' } }] } } });
      await says(place, 'ann', { feelings: ['flat'] });
      expect(wordsOf(await today(as(place, 'ben')))).to.contain('Flat as a pond');
    });

    it('twenty of many, and older ones on request', async () => {
      const place = await circle();
      for (let at = 0; at < 23; at += 1) await says(place, 'ann', { feelings: ['tired'], name: `A${at}` });
      const element = await today(as(place, 'ben'));
      expect(namesOf(element).length).to.equal(20);
      await click(byRole(element, 'button', 'Show older ones'));
      await eventually(() => namesOf(element).length === 23);
      expect(new Set(namesOf(element)).size).to.equal(23);
      expect(allByRole(element, 'button', 'Show older ones')).to.deep.equal([]);
    });

    it('a way to a check-in of one’s own, where the page has one', async () => {
      const element = await today(as(await circle(), 'ben'));
      expect(allByRole(element, 'link')).to.deep.equal([]);
      element.checkinHref = '/check-in';
      await element.updateComplete;
      expect(byRole(element, 'link', 'Say how you are').getAttribute('href')).to.equal('/check-in');
    });
  });

  describe('folds', () => {
    it('what is heavy behind a press, with help lines beside it', async () => {
      const { place } = await withCheckins();
      const element = await today(as(place, 'ben'));
      const card = cardOf(element, 'Empty');
      expect(wordsOf(card)).to.contain('These words speak of something hard. You need not read them now.').and.not.contain('slept');
      await click(byRole(card, 'button', 'Get support now'));
      await eventually(() => card.querySelector('support-now'));
      const read = byRole(card, 'button', 'Read the words');
      read.focus();
      await press('Enter');
      await element.updateComplete;
      expect(wordsOf(card)).to.contain(heavy);
      expect(nameOf(focused()!)).to.equal('Fold these words again');
      await plain(element);
    });

    it('a long one after its beginning', async () => {
      const place = await circle();
      await says(place, 'ann', { words: long, name: 'Ann' });
      const element = await today(as(place, 'ben'));
      const words = () => element.shadowRoot!.querySelector('.words')!.textContent!;
      expect(words().length).to.be.below(450);
      await click(byRole(element, 'button', 'Read all of it'));
      expect(words()).to.equal(long);
    });

    it('what nobody could look at, until the reader wants such words without asking', async () => {
      const place = await circle();
      await says(place, 'ann', { words: 'صديقتي زارتني اليوم وشربنا الشاي.', name: 'Ann' });
      await says(place, 'cleo', { words: heavy, name: 'Cleo' });
      const element = await today(as(place, 'ben'));
      expect(wordsOf(element)).to.contain('Nobody could look at these words before.').and.not.contain('صديقتي');
      await click(byRole(element, 'button', 'Show such words without asking'));
      expect(wordsOf(element)).to.contain('صديقتي').and.not.contain('slept');
      expect(getComputedStyle(element.shadowRoot!.querySelector('.words')!).direction).to.equal('rtl');
    });
  });

  describe('answers', () => {
    it('follow what would help', async () => {
      const { place } = await withCheckins();
      const element = await today(as(place, 'ben'));
      const offered = (words: string) => answersOf(cardOf(element, words)).map(nameOf);
      expect(offered('too quiet')).to.deep.equal(['I hear you', 'I’m with you', 'I’d like to sit with you for a while']);
      expect(offered('Empty')[0]).to.equal('I’ve been there too, or somewhere like it');
      expect(offered('Numb')).to.deep.equal(['I’m with you']);
      expect(wordsOf(cardOf(element, 'Numb'))).to.contain('They ask for no answer.');
      expect(wordsOf(cardOf(element, 'landlord'))).to.contain('If you have an idea, tell them when you meet.');
      expect(wordsOf(cardOf(element, 'too quiet'))).to.not.contain('idea');
    });

    it('are said to oneself once the backend has them, and to nobody else who reads', async () => {
      const { place, listen } = await withCheckins();
      let let_ = () => {};
      const held = new Promise<void>((resolve) => (let_ = resolve));
      const slow = changed(as(place, 'ben'), { create: async (...args) => (await held, as(place, 'ben').create!(...args)) });
      const [element, other] = [await today(slow), await today(as(place, 'cleo'))];
      const card = cardOf(element, 'too quiet');
      const button = byRole(card, 'button', 'I hear you');
      expect(descriptionOf(byRole(card, 'group', 'Your answer'))).to.contain('Ann');
      button.focus();
      await press(' ');
      await element.updateComplete;
      expect(button.getAttribute('aria-pressed')).to.equal('false', 'nothing is shown before it is true');
      expect(button.getAttribute('aria-disabled')).to.equal('true');
      const event = oneEvent(element, 'checkin-answered');
      let_();
      expect(carried(await event)).to.deep.equal([]);
      await eventually(() => wordsOf(card).includes('You said: “I hear you”. Only they see it, from somebody of the group.'));
      expect(button.getAttribute('aria-pressed')).to.equal('true');
      expect(nameOf(focused()!)).to.equal('I hear you');
      const heard = (await place.list('responses', { where: { checkin: (await mine(place)).id }, limit: 9 }, call('ann'))).items;
      expect(heard).to.have.length(1);
      await aTimeout(100);
      expect(wordsOf(cardOf(other, 'too quiet'))).to.not.contain('said');
      expect(listen.shown).to.be.a('string');
      await plain(element);
    });

    it('go under a name, if somebody wants that', async () => {
      const { place } = await withCheckins();
      const element = await today(as(place, 'ben'));
      const card = cardOf(element, 'too quiet');
      await click(byRole(card, 'button', 'Answer under a name'));
      await eventually(() => focused()?.localName === 'input', 'the field has the focus');
      await type('Ben');
      await plain(element);
      await click(byRole(card, 'button', 'I’m with you'));
      await eventually(() => wordsOf(card).includes('Only they see it, from \u2068Ben\u2069.'));
      const [said] = (await place.list('responses', { limit: 9 }, call('ann'))).items as { name: string }[];
      expect(said!.name).to.equal('Ben');
    });

    it('are taken back by pressing again', async () => {
      const { place } = await withCheckins();
      const element = await today(as(place, 'ben'));
      const card = cardOf(element, 'too quiet');
      await click(byRole(card, 'button', 'I hear you'));
      await eventually(() => wordsOf(card).includes('You said'));
      await click(byRole(card, 'button', 'I hear you'));
      await eventually(() => wordsOf(card).includes('You took it back. Nobody has it any more.'));
      expect((await place.list('responses', { limit: 9 }, call('ann'))).items).to.deep.equal([]);
    });

    it('of an earlier visit are still said, and can be taken back', async () => {
      const { place, quiet } = await withCheckins();
      await answers(place, 'ben', quiet.shown!, 'heard', 'Ben');
      const element = await today(as(place, 'ben'));
      const card = cardOf(element, 'Numb');
      expect(wordsOf(card)).to.contain('You said: “I hear you”. Only they see it, from \u2068Ben\u2069.');
      expect(answersOf(card).map(nameOf)).to.deep.equal(['I’m with you', 'I hear you']);
    });

    it('are not lost by an older reading that comes late', async () => {
      const { place } = await withCheckins();
      const { adapter, heard, answer } = halting(place);
      const element = await today(adapter);
      heard.halts = true;
      const card = cardOf(element, 'too quiet');
      // More than ten at once are read as a list.
      heard.tell(Array.from({ length: 12 }, (_, at) => `checkin-${at}`));
      await eventually(() => heard.asked, 'it is being read');
      await click(byRole(card, 'button', 'I hear you'));
      await eventually(() => wordsOf(card).includes('You said'));
      answer();
      await aTimeout(100);
      expect(wordsOf(card)).to.contain('You said');
    });

    it('that did not get there say so, and the same act is tried again', async () => {
      const { place } = await withCheckins();
      const intents: string[] = [];
      let fails = true;
      const broken = changed(as(place, 'ben'), {
        create: async (collection, draft, made) => {
          intents.push(made.intent);
          if (fails) throw new PeerError('offline');
          return as(place, 'ben').create!(collection, draft, made);
        },
      });
      const element = await today(broken);
      const card = cardOf(element, 'too quiet');
      await click(byRole(card, 'button', 'I hear you'));
      await eventually(() => allByRole(card, 'alert').length);
      expect(wordsOf(card)).to.contain('You seem to be offline').and.not.contain('You said');
      await plain(element);
      fails = false;
      await click(byRole(card, 'button', 'Try again'));
      await eventually(() => wordsOf(card).includes('You said'));
      expect(new Set(intents).size).to.equal(1);
      expect(allByRole(card, 'alert')).to.deep.equal([]);
    });
  });

  describe('answers that got there, but whose own answer did not come,', () => {
    /** What arrives is not answered, until the test lets it be; and what was said is read again when the test says so. */
    async function unanswered() {
      const { place } = await withCheckins();
      const state = { lost: true, sent: 0, ready: () => {} };
      const lose = async <T>(act: () => Promise<T>): Promise<T> => {
        state.sent += 1;
        const done = await act();
        if (state.lost) throw new PeerError('timeout');
        return done;
      };
      const adapter = changed(as(place, 'ben'), {
        create: (...args) => lose(() => as(place, 'ben').create!(...args)),
        remove: (...args) => lose(() => as(place, 'ben').remove!(...args)),
        watch: (collection, query, on, made) => {
          state.ready = () => on.ready();
          as(place, 'ben').watch!(collection, query, on, made);
        },
      });
      const element = await today(adapter);
      const card = cardOf(element, 'too quiet');
      const press = () => click(byRole(card, 'button', 'I hear you'));
      return { element, card, state, press };
    }

    it('are not taken back by trying again', async () => {
      const { element, card, state, press } = await unanswered();
      await press();
      await eventually(() => allByRole(card, 'alert').length);
      state.lost = false;
      state.ready();
      await eventually(() => wordsOf(card).includes('You said'));
      let told = 0;
      element.addEventListener('checkin-answered', () => (told += 1));
      await click(byRole(card, 'button', 'Try again'));
      await eventually(() => !allByRole(card, 'alert').length);
      expect(wordsOf(card)).to.contain('You said');
      expect([state.sent, told]).to.deep.equal([1, 1]);
      await press();
      await eventually(() => wordsOf(card).includes('You took it back.'));
    });

    it('are taken back by pressing them, as another act', async () => {
      const { card, state, press } = await unanswered();
      await press();
      await eventually(() => allByRole(card, 'alert').length);
      state.lost = false;
      state.ready();
      await eventually(() => wordsOf(card).includes('You said'));
      await press();
      await eventually(() => wordsOf(card).includes('You took it back.'));
      expect(allByRole(card, 'alert')).to.deep.equal([]);
    });

    it('are not said once more by trying to take them back again', async () => {
      const { card, state, press } = await unanswered();
      state.lost = false;
      await press();
      await eventually(() => wordsOf(card).includes('You said'));
      state.lost = true;
      await press();
      await eventually(() => allByRole(card, 'alert').length);
      state.lost = false;
      state.ready();
      await eventually(() => !wordsOf(card).includes('You said'));
      await click(byRole(card, 'button', 'Try again'));
      await eventually(() => wordsOf(card).includes('You took it back.'));
      expect(allByRole(card, 'alert')).to.deep.equal([]);
      expect(state.sent).to.equal(2);
      await press();
      await eventually(() => wordsOf(card).includes('You said'));
    });
  });

  describe('lives', () => {
    it('says that somebody has written, and moves nothing until it is wanted', async () => {
      const { place } = await withCheckins();
      const read: unknown[] = [];
      const heard = changed(as(place, 'ben'), {
        get: async (...args) => {
          const found = (await as(place, 'ben').get(...args)) as { name?: string } | null;
          read.push(found?.name);
          return found;
        },
      });
      const element = await today(heard);
      await aTimeout(50);
      await says(place, 'kit', { feelings: ['grateful'], name: 'Kit' });
      await eventually(() => wordsOf(element).includes('Somebody has written.'));
      expect(namesOf(element)[0]).to.equal('Ann');
      await plain(element);
      await says(place, 'kit', { feelings: ['curious'], name: 'Kit again' });
      byRole(element, 'button', 'Show it').focus();
      // Nothing on the page tells one that waits from two.
      await eventually(() => read.includes('Kit again'), 'it has come');
      await press('Enter');
      await eventually(() => namesOf(element)[0] === 'Kit again');
      expect(namesOf(element)[1]).to.equal('Kit');
      expect(nameOf(focused()!)).to.contain('Kit again');
      expect(wordsOf(element)).to.not.contain('Somebody has written.');
    });

    it('shows what its reader wrote elsewhere at once', async () => {
      const { place } = await withCheckins();
      const element = await today(as(place, 'ben'));
      await aTimeout(50);
      await says(place, 'ben', { feelings: ['relieved'], name: 'Ben' });
      await eventually(() => namesOf(element)[0] === 'Ben');
      expect(wordsOf(cardOf(element, 'Relieved'))).to.contain('This is yours');
      expect(wordsOf(element)).to.not.contain('Somebody has written.');
    });

    it('takes what was withdrawn off the screen as soon as it is told, and leaves the focus where it was', async () => {
      const { place, listen } = await withCheckins();
      const element = await today(as(place, 'ben'));
      await aTimeout(50);
      byRole(cardOf(element, 'too quiet'), 'button', 'I hear you').focus();
      await place.remove!('checkins', listen.id, call('ann'));
      await eventually(() => !wordsOf(element).includes('too quiet'));
      expect(wordsOf(element)).to.contain('This one is not here any more.');
      expect(wordsOf(focused()!)).to.equal('This one is not here any more.');
      expect(element.shadowRoot!.innerHTML).to.not.contain('Ann');
      await plain(element);
    });

    it('changes what was changed, in its place', async () => {
      const { place, ideas } = await withCheckins();
      const element = await today(as(place, 'ben'));
      await aTimeout(50);
      await place.update!('checkins', ideas.id, { words: 'I rang the landlord, and it was all right.' }, { ...call('cleo'), rev: (ideas as { rev?: string }).rev! });
      await eventually(() => wordsOf(element).includes('it was all right'));
      expect(namesOf(element)).to.deep.equal(['Ann', 'Cleo', 'Eli', 'Somebody of the group']);
    });

    it('lets go what has come to its end while the page is open', async () => {
      const clock = { ahead: 0 };
      const place = await circle({ clock });
      await says(place, 'ann', { feelings: ['tired'], stays: 'week', name: 'Ann' });
      const element = await today(as(place, 'ben'));
      clock.ahead = 7 * 864e5 + 60_000;
      await aTimeout(50);
      // Somebody does something there: what ended is told.
      await says(place, 'cleo', { feelings: ['curious'] });
      await eventually(() => !wordsOf(element).includes('Tired'));
    });

    it('says quietly that it lost the connection, and asks again', async () => {
      const { place } = await withCheckins();
      let lose = (_: PeerError) => {};
      let watches = 0;
      const broken = changed(as(place, 'ben'), {
        watch: (collection, query, on, made) => {
          watches += 1;
          lose = (error) => on.error(error);
          // Before the list is here: nothing is read beside it that would say that all is well again.
          queueMicrotask(() => on.ready());
        },
      });
      const element = await today(broken);
      await aTimeout(50);
      await says(place, 'kit', { feelings: ['grateful'], name: 'Kit' });
      lose(new PeerError('unavailable', 'gone', { retryAfterMs: 400 }));
      await eventually(() => allByRole(element, 'status').some((each) => wordsOf(each).includes('There is no connection at the moment.')));
      await eventually(() => wordsOf(element).includes('Somebody has written.'));
      expect(wordsOf(element)).to.not.contain('There is no connection');
      expect(watches).to.equal(2);
    });

    it('does not say that all is well because of what it asked before the connection was lost', async () => {
      const { place } = await withCheckins();
      const { adapter, heard, answer } = halting(place);
      const element = await today(adapter);
      heard.halts = true;
      heard.ready();
      await eventually(() => heard.asked, 'it looks again');
      heard.lose(new PeerError('unavailable', 'gone', { retryAfterMs: 60_000 }));
      const says = () => wordsOf(element).includes('There is no connection at the moment.');
      await eventually(says);
      answer();
      await aTimeout(200);
      expect(says()).to.equal(true);
    });

    it('takes older ones for nothing new where it looks again while they come', async () => {
      const place = await circle();
      for (let at = 0; at < 45; at += 1) await says(place, 'ann', { feelings: ['tired'], name: `A${at}` });
      const { adapter, heard, answer, older } = halting(place);
      const element = await today(adapter);
      heard.halts = true;
      heard.ready();
      await eventually(() => heard.asked, 'it looks again');
      await click(byRole(element, 'button', 'Show older ones'));
      await eventually(() => heard.older, 'they are on their way');
      answer();
      await aTimeout(200);
      older();
      await eventually(() => namesOf(element).length === 40);
      expect(namesOf(element)).to.deep.equal(Array.from({ length: 40 }, (_, at) => `A${44 - at}`));
      expect(wordsOf(element)).not.to.contain('Somebody has written.');
    });

    it('looks again by itself for what it could not look at', async () => {
      const { place, listen } = await withCheckins();
      let fails = 1;
      const broken = changed(as(place, 'ben'), { get: async (...args) => (args[0] === 'checkins' && fails-- > 0 ? Promise.reject(new PeerError('offline')) : as(place, 'ben').get(...args)) });
      const element = await today(broken);
      await aTimeout(50);
      const timers = holdTimers(2000);
      try {
        await place.remove!('checkins', listen.id, call('ann'));
        await eventually(() => wordsOf(element).includes('There is no connection at the moment.'));
        expect(wordsOf(element)).to.contain('too quiet');
        await eventually(() => timers.waiting === 1, 'it waits to look again');
        timers.pass();
        await eventually(() => !wordsOf(element).includes('too quiet'));
        await eventually(() => !wordsOf(element).includes('There is no connection'));
        expect(timers.waiting).to.equal(0);
      } finally {
        timers.end();
      }
    });

    it('looks again until that works, and not once it has worked', async () => {
      const { place, listen } = await withCheckins();
      let fails = false;
      const broken = changed(as(place, 'ben'), {
        get: async (...args) => (fails && args[0] === 'checkins' ? Promise.reject(new PeerError('offline')) : as(place, 'ben').get(...args)),
        list: async (...args) => (fails ? Promise.reject(new PeerError('offline')) : as(place, 'ben').list(...args)),
      });
      const element = await today(broken);
      await aTimeout(50);
      const [first, second] = [holdTimers(2000), holdTimers(4000)];
      try {
        fails = true;
        await place.remove!('checkins', listen.id, call('ann'));
        await eventually(() => first.waiting === 1, 'it waits to look again');
        first.pass();
        await eventually(() => second.waiting === 1, 'it waits for longer');
        fails = false;
        second.pass();
        await eventually(() => !wordsOf(element).includes('too quiet'));
        await eventually(() => !wordsOf(element).includes('There is no connection'));
        expect([first.waiting, second.waiting]).to.deep.equal([0, 0]);
      } finally {
        second.end();
        first.end();
      }
    });

    it('does not look again for what it could not look at once it is taken off the page', async () => {
      const { place, listen } = await withCheckins();
      const broken = changed(as(place, 'ben'), { get: async (...args) => (args[0] === 'checkins' ? Promise.reject(new PeerError('offline')) : as(place, 'ben').get(...args)) });
      const element = await today(broken);
      await aTimeout(50);
      const timers = holdTimers(2000);
      try {
        await place.remove!('checkins', listen.id, call('ann'));
        await eventually(() => timers.waiting === 1, 'it waits to look again');
        element.remove();
        await eventually(() => timers.waiting === 0);
      } finally {
        timers.end();
      }
    });

    /** So many more are there, older ones were asked for, and are on their way. */
    async function olderAsked(place: Awaited<ReturnType<typeof circle>>, more: number) {
      for (let at = 0; at < more; at += 1) await says(place, 'eli', { feelings: ['tired'], name: `A${at}` });
      const halted = halting(place);
      const element = await today(halted.adapter);
      await aTimeout(50);
      halted.heard.halts = true;
      await click(byRole(element, 'button', 'Show older ones'));
      await eventually(() => halted.heard.older, 'they are on their way');
      return { ...halted, element };
    }

    it('looks again where older ones could not be read', async () => {
      const place = await circle();
      const { listen } = await filled(place);
      const { element, heard, refuse } = await olderAsked(place, 18);
      refuse(new PeerError('offline'));
      await eventually(() => allByRole(element, 'button', 'Try again').length);
      heard.halts = false;
      const timers = holdTimers(1234);
      try {
        heard.lose(new PeerError('unavailable', 'gone', { retryAfterMs: 1234 }));
        await eventually(() => wordsOf(element).includes('There is no connection at the moment.'));
        await place.remove!('checkins', listen.id, call('ann'));
        expect(wordsOf(element)).to.contain('too quiet');
        timers.pass();
        await eventually(() => !wordsOf(element).includes('too quiet'));
        await eventually(() => !wordsOf(element).includes('There is no connection'));
        // Why the older ones are not there is still said.
        expect(wordsOf(byRole(element, 'alert'))).to.contain('You seem to be offline');
      } finally {
        timers.end();
      }
    });

    it('looks for older ones that were taken back before they came, where the connection was lost meanwhile', async () => {
      const place = await circle();
      const { listen } = await filled(place);
      const { element, heard, older } = await olderAsked(place, 20);
      heard.halts = false;
      const timers = holdTimers(1234);
      try {
        heard.lose(new PeerError('unavailable', 'gone', { retryAfterMs: 1234 }));
        await eventually(() => wordsOf(element).includes('There is no connection at the moment.'));
        await place.remove!('checkins', listen.id, call('ann'));
        timers.pass();
        await eventually(() => !wordsOf(element).includes('There is no connection'));
        older();
        await eventually(() => namesOf(element).includes('Cleo'), 'they have come');
        await eventually(() => !wordsOf(element).includes('too quiet'));
      } finally {
        timers.end();
      }
    });

    it('shows older ones that were changed before they came in their place, and as they are now', async () => {
      const place = await circle();
      const { ideas } = await filled(place);
      const { element, older } = await olderAsked(place, 20);
      await place.update!('checkins', ideas.id, { words: 'I rang the landlord, and it was all right.' }, { ...call('cleo'), rev: (ideas as { rev?: string }).rev! });
      await eventually(() => wordsOf(element).includes('Somebody has written.'));
      older();
      await eventually(() => wordsOf(element).includes('it was all right'));
      expect(namesOf(element).slice(-4)).to.deep.equal(['Ann', 'Cleo', 'Eli', 'Somebody of the group']);
      expect(wordsOf(element)).to.not.contain('Somebody has written.');
    });

    it('listens once, however often the first of them are tried', async () => {
      const { place } = await withCheckins();
      const listening = new Set<object>();
      let tries = 0;
      let lose = (_: PeerError) => {};
      const broken = changed(as(place, 'ben'), {
        list: async (...args) => (args[0] === 'checkins' && (tries += 1) <= 3 ? Promise.reject(new PeerError('offline')) : as(place, 'ben').list(...args)),
        watch: (collection, query, on, made) => {
          listening.add(on);
          made.signal.addEventListener('abort', () => listening.delete(on));
          lose = (error) => {
            listening.delete(on);
            on.error(error);
          };
          as(place, 'ben').watch!(collection, query, on, made);
        },
      });
      const element = await today(broken);
      await eventually(() => listening.size);
      const timers = holdTimers(1234);
      try {
        lose(new PeerError('offline', 'gone', { retryAfterMs: 1234 }));
        await eventually(() => wordsOf(element).includes('There is no connection at the moment.'));
        timers.pass();
        await eventually(() => listening.size);
      } finally {
        timers.end();
      }
      for (const times of [2, 3, 4]) {
        await click(byRole(element, 'button', 'Try again'));
        await eventually(() => tries >= times && (times === 4 || allByRole(element, 'button', 'Try again').length));
      }
      await eventually(() => namesOf(element).length === 4);
      await aTimeout(50);
      expect(listening.size).to.equal(1);
      await eventually(() => !wordsOf(element).includes('There is no connection'));
    });

    it('keeps nothing of others when the page is left, and has it again when somebody comes back', async () => {
      const { place } = await withCheckins();
      const element = await today(as(place, 'ben'));
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      await element.updateComplete;
      expect(element.shadowRoot!.textContent).to.not.contain('too quiet').and.not.contain('Ann');
      expect(wordsOf(element)).to.equal('We meet on Tuesdays.');
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await eventually(() => namesOf(element).length === 4);
      document.dispatchEvent(new Event('quick-exit'));
      await element.updateComplete;
      expect(element.shadowRoot!.textContent).to.not.contain('too quiet');
    });

    it('forgets what the one before saw when somebody else signs in', async () => {
      const { place } = await withCheckins();
      const element = await today(as(place, 'ben'));
      (element.closest('peer-support') as unknown as { adapter: unknown }).adapter = as(place, 'yan');
      await eventually(() => !wordsOf(element).includes('too quiet'));
      await eventually(() => wordsOf(element).includes('There is nothing to read just now.'));
      await eventually(() => allByRole(element, 'heading', 'York walkers').length);
    });

    it('listens to nothing and asks nothing once it is taken off the page', async () => {
      const { place } = await withCheckins();
      const listening = new Set<object>();
      let asked = 0;
      const heard = changed(as(place, 'ben'), {
        list: (...args) => ((asked += 1), as(place, 'ben').list(...args)),
        watch: (collection, query, on, made) => {
          listening.add(on);
          made.signal.addEventListener('abort', () => listening.delete(on));
          as(place, 'ben').watch!(collection, query, on, made);
        },
      });
      const element = await today(heard);
      await aTimeout(100);
      expect(listening.size).to.equal(1);
      element.remove();
      await aTimeout(20);
      const before = asked;
      await aTimeout(150);
      expect([listening.size, asked]).to.deep.equal([0, before]);
      expect(element.shadowRoot!.textContent).to.not.contain('too quiet');
    });

    it('keeps what somebody was reading when it is moved', async () => {
      const { place } = await withCheckins();
      const element = await today(as(place, 'ben'));
      await click(byRole(cardOf(element, 'Empty'), 'button', 'Read the words'));
      const other = await fixture(html`<div></div>`);
      element.parentElement!.append(other);
      other.append(element);
      await element.updateComplete;
      expect(wordsOf(element)).to.contain('slept');
    });
  });

  describe('says kindly', () => {
    const sentences: [string, () => Promise<Parameters<typeof today>>, RegExp, RegExp][] = [
      ['that nobody is signed in', async () => [await circle()], /nobody is signed in here/, /Please sign in to this site/],
      ['that somebody is in no group', async () => [as(await circle(), 'nell')], /You are in no group here yet/, /If you have an invitation, open it/],
      ['that somebody is not in this group', async () => [as(await circle(), 'yan'), { group: 'leeds' }], /you are not among them/, /ask whoever looks after the group/],
      ['that groups read nothing here', async () => [as(await circle({ over: { checkins: undefined } as object }), 'ben')], /groups do not read it/, /where you find each other/],
      ['that minors are here too', async () => [as(await circle({ over: { ages: { from: 14 } } }), 'ben')], /groups do not read it/, /Whoever looks after your group/],
      ['that nobody could step in', async () => [as(await circle({ over: { moderators: [] } }), 'ben')], /nobody is there who could step in/, /look in again later/],
    ];
    for (const [what, args, why, next] of sentences) {
      it(`${what}, what to do next, and leaves what stands inside it`, async () => {
        const element = await today(...(await args()));
        expect(wordsOf(element)).to.match(why).and.match(next).and.contain('We meet on Tuesdays.');
        expect(byRole(element, 'button', 'Get support now')).to.not.equal(null);
        await plain(element);
      });
    }

    it('nothing without a place, and leaves what stands inside it', async () => {
      const element = await today(undefined);
      expect(wordsOf(element)).to.equal('We meet on Tuesdays.');
    });

    it('that it does not work right now, with a way to try again', async () => {
      const { place } = await withCheckins();
      let fails = true;
      const broken = changed(as(place, 'ben'), { get: async (...args) => (fails && args[0] === 'spaces' ? Promise.reject(new PeerError('unavailable')) : as(place, 'ben').get(...args)) });
      const element = await today(broken);
      expect(wordsOf(byRole(element, 'alert'))).to.contain('This does not work right now');
      await plain(element);
      fails = false;
      await click(byRole(element, 'button', 'Try again'));
      await eventually(() => namesOf(element).length === 4);
    });
  });

  it('lets somebody of several groups choose', async () => {
    const { place } = await withCheckins();
    await place.create!('checkins', { feelings: ['proud'], audience: 'group', group: 'york', stays: 'kept', timeZone: 'UTC', name: 'Yan' }, call('yan'));
    const element = await today(as(place, 'kit'));
    await eventually(() => allByRole(element, 'combobox')[0]?.textContent!.includes('York walkers'));
    const choice = byRole<HTMLSelectElement>(element, 'combobox', 'You are in several groups. Which one?');
    expect([...choice.options].map(({ text }) => text)).to.deep.equal(groups.map(({ name }) => name));
    await plain(element);
    choice.value = 'york';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await eventually(() => namesOf(element).join() === 'Yan');
    expect(byRole(element, 'heading', 'York walkers')).to.not.equal(null);
  });

  it('puts one out of its reader’s sight for this visit, and brings it back', async () => {
    const { place } = await withCheckins();
    const element = await today(as(place, 'ben'));
    const button = byRole(cardOf(element, 'too quiet'), 'button', 'Not today');
    button.focus();
    await press('Enter');
    await element.updateComplete;
    expect(wordsOf(element)).to.contain('You put this one away for now.').and.not.contain('too quiet');
    expect(wordsOf(focused()!)).to.contain('You put this one away');
    await plain(element);
    await press('Tab');
    await press('Enter');
    await element.updateComplete;
    expect(wordsOf(element)).to.contain('too quiet');
    expect(nameOf(focused()!)).to.contain('Ann');
  });

  describe('in other languages and places', () => {
    it('speaks German', async () => {
      const { place } = await withCheckins();
      const element = await today(as(place, 'ben'), { lang: 'de' });
      await eventually(() => wordsOf(element).includes('Diese Worte erzählen von etwas Schwerem.'));
      await plain(element);
    });

    it('speaks Arabic from right to left', async () => {
      const { place } = await withCheckins();
      const element = await today(as(place, 'ben'), { lang: 'ar', dir: 'rtl' });
      await eventually(() => element.shadowRoot!.querySelector('.base')!.getAttribute('lang') === 'ar');
      const [first, second] = [...element.shadowRoot!.querySelectorAll('.answer')].map((each) => each.getBoundingClientRect());
      expect(first!.right).to.be.above(second!.left - 1);
      expect(getComputedStyle(element.shadowRoot!.querySelector('.base')!).direction).to.equal('rtl');
      await plain(element);
    });

    it('fits into 280 pixels, with targets that can be hit', async () => {
      const { place } = await withCheckins();
      const element = await today(as(place, 'ben'), { width: '280px' });
      for (const each of element.shadowRoot!.querySelectorAll('.base *')) expect(each.getBoundingClientRect().right, each.outerHTML.slice(0, 80)).to.be.at.most(element.getBoundingClientRect().right + 0.5);
      for (const each of element.shadowRoot!.querySelectorAll('button, a')) {
        const { width, height } = each.getBoundingClientRect();
        expect(Math.min(width, height), each.outerHTML.slice(0, 80)).to.be.at.least(24);
      }
    });

    it('shows in forced colours which answer was given', async function () {
      if (!(await emulate({ forcedColors: 'active' }))) return this.skip();
      const { place, listen } = await withCheckins();
      await answers(place, 'ben', listen.shown!, 'heard');
      const card = cardOf(await today(as(place, 'ben')), 'too quiet');
      expect(getComputedStyle(byRole(card, 'button', 'I hear you')).outlineStyle).to.equal('solid');
      expect(getComputedStyle(byRole(card, 'button', 'I’m with you')).outlineStyle).to.equal('none');
    });
  });

  it('registers nothing but itself and its provider', () => {
    expect(customElements.get('group-today')!.prototype).to.be.instanceOf(PeerElement);
    expect(nameless.names).to.equal(false);
  });
});

/** Ann's own check-in. */
async function mine(place: Awaited<ReturnType<typeof circle>>): Promise<{ id: string }> {
  const { items } = await place.list('checkins', { where: { mine: 'yes' }, limit: 1 }, call('ann'));
  return items[0] as { id: string };
}
