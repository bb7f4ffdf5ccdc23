import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { PeerError } from '../../src/client/errors.ts';
import { credentialHash } from '../../src/client/receipt.ts';
import type { Claim } from '../../src/domain/story.ts';
import type { ModerationDesk } from '../../src/elements/moderation-desk/moderation-desk.ts';
import { readKept } from '../../src/internal/kept.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { allByRole, byRole, descriptionOf, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { holdTimers } from '../setup/held-timers.ts';
import { click, emulate, press, resize, type } from '../setup/page.ts';
import { payloads } from '../setup/payloads.ts';
import { eventually } from '../setup/until.ts';
import { changed, later } from './stories.ts';
import { act, ago, busyDay, clock, desk, deskOf, failing, lane, on, opened, read, reported, row, rowsOf, sending, signedIn, theirs, waiting } from './desk.ts';

const theDesk = (template?: ReturnType<typeof html>) => deskOf(signedIn(desk()), template);
const radio = (element: Element, name: string) => byRole<HTMLInputElement>(element, 'radio', name);
const field = (element: ModerationDesk, name: string | RegExp) => byRole<HTMLTextAreaElement>(opened(element), 'textbox', name);

async function choose(element: ModerationDesk, name: string): Promise<void> {
  radio(opened(element), name).click();
  await element.updateComplete;
}

async function fill(element: ModerationDesk, name: string | RegExp, words: string): Promise<void> {
  const there = field(element, name);
  there.value = words;
  there.dispatchEvent(new Event('input', { bubbles: true }));
  await element.updateComplete;
}

async function pick(element: ModerationDesk, name: string, option: RegExp): Promise<void> {
  const select = byRole<HTMLSelectElement>(opened(element), 'combobox', name);
  const at = () => [...select.options].findIndex(({ text }) => option.test(text));
  await eventually(() => at() >= 0, `${String(option)} can be chosen`);
  const before = field(element, 'Words to the writer').value;
  select.selectedIndex = at();
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await eventually(() => field(element, 'Words to the writer').value !== before, 'the beginning is there');
}

/** One more story, sent by somebody. */
async function arrives(place: ReturnType<typeof desk>, words: string, more = {}): Promise<void> {
  const { id: _, state: __, sent: ___, ...draft } = sending('new', { text: words, ...more });
  await place.create!('sendings', draft, { ...act(), credential: undefined } as never);
}

/** Somebody else of the team decides about a story that nobody has. */
async function elsewhere(place: ReturnType<typeof desk>, id: string, decision = 'publish', message?: string): Promise<void> {
  await place.create!('claims', { sending: id }, act());
  const { rev } = (await place.get('sendings', id, act())) as { rev: string };
  await place.create!('decisions', { sending: id, rev, decision, ...(message && { message }) }, act());
}

/** Minutes go by, after which what was decided holds. */
async function holds(place: ReturnType<typeof desk>): Promise<void> {
  clock.ahead += 6 * 60_000;
  await place.list('sendings', { limit: 1 }, act());
}

/** What is open says this, at once also to those who cannot see it. */
const told = (element: ModerationDesk, words: string) => eventually(() => allByRole(opened(element), 'alert').some(({ textContent }) => textContent.includes(words)), words);

const isLost = (element: ModerationDesk) => wordsOf(element).includes('The connection is lost.');

/** The place, where this act is held until the test lets it go on. */
function holding(place: ReturnType<typeof desk>, of: string) {
  const { promise, answer } = later<void>();
  const held = { begun: false };
  const slow = changed(place, {
    create: async (collection, draft, call) => {
      if (collection === of) {
        held.begun = true;
        await promise;
      }
      return place.create!(collection, draft, call);
    },
  });
  return { slow, held, answer };
}

/** Whoever leaves the page is asked whether they want to. */
function asksBeforeLeaving(): boolean {
  const leaving = new Event('beforeunload', { cancelable: true });
  dispatchEvent(leaving);
  return leaving.defaultPrevented;
}

const stateOf = (place: ReturnType<typeof desk>, id: string) => place.snapshot('sendings').find((each) => each.id === id)!.state;

describe('moderation-desk', () => {
  beforeEach(() => (clock.ahead = 0));

  describe('shows what waits', () => {
    it('first where somebody may be in danger, whoever has waited longest at the top, and says why and how long', async () => {
      const element = await theDesk();
      expect(nameOf(element.shadowRoot!.querySelector('#lane-title')!)).to.equal('Urgent');
      const [first, second, third] = rowsOf(element).map(wordsOf);
      expect(first).to.contain('Low mood').and.to.contain('Words of distress were noticed').and.to.contain('Has waited for 35 minutes');
      expect(first).to.contain('It speaks of: Thoughts of suicide');
      expect(second).to.contain('I am worried about this person').and.to.contain('Has waited for 30 minutes');
      expect(third).to.contain('Has waited for 12 minutes');
      expect(wordsOf(element)).not.to.contain('I do not want to be here');
      await expectAccessible(element);
    });

    it('in lanes, each with the reason in words', async () => {
      const element = await theDesk();
      const why: Record<string, RegExp> = { Waiting: /New|A reply to a story/, Reported: /A reader/, 'Changed or answered': /The writer answered the team/, Appeals: /The writer sees it differently/, Flagged: /Sent without the small proof of work|Came back from a backup/ };
      for (const [name, words] of Object.entries(why)) {
        await lane(element, name);
        expect(nameOf(element.shadowRoot!.querySelector('#lane-title')!)).to.equal(name);
        expect(rowsOf(element).length, name).to.be.greaterThan(0);
        for (const each of rowsOf(element)) expect(wordsOf(each)).to.match(words);
        await expectAccessible(element);
        expect(findScores(element)).to.deep.equal([]);
      }
    });

    it('in a lane that its page chose', async () => {
      const element = await theDesk(html`<moderation-desk lane="flagged"></moderation-desk>`);
      expect(nameOf(element.shadowRoot!.querySelector('#lane-title')!)).to.equal('Flagged');
    });

    it('kindly where nothing does', async () => {
      const element = await deskOf(signedIn(desk({})));
      expect(wordsOf(element)).to.contain('Everything has been read. Thank you.');
      for (const name of ['Urgent', 'With me', 'Reported', 'Changed or answered', 'Appeals', 'Second opinions', 'Flagged']) {
        await lane(element, name);
        expect(element.shadowRoot!.querySelector('.empty')).not.to.equal(null);
      }
      await expectAccessible(element);
    });

    it('to the team only, and what the page has for everybody else', async () => {
      const element = await deskOf(desk(), html`<moderation-desk><p>Ask Fay for a key.</p></moderation-desk>`);
      expect(byRole(element, 'alert').textContent).to.contain('This desk is for the team');
      expect(wordsOf(element)).to.contain('Ask Fay for a key.').and.not.to.contain('Urgent');
      await expectAccessible(element);
    });

    it('again once the connection is back', async () => {
      let lost = true;
      const element = await deskOf(failing(signedIn(desk()), new PeerError('offline'), () => lost));
      expect(byRole(element, 'alert').textContent).to.contain('You seem to be offline');
      await expectAccessible(element);
      lost = false;
      await click(byRole(element, 'button', 'Try again'));
      await eventually(() => rowsOf(element).length);
    });

    it('by theme and words', async () => {
      const element = await theDesk(html`<moderation-desk lane="waiting"></moderation-desk>`);
      await click(byRole(element, 'searchbox', 'Find by theme or words'));
      await type('blanket');
      await eventually(() => rowsOf(element).length === 1);
      expect(rowsOf(element)[0]!.textContent).to.contain('Bereavement');
      await type('xyz');
      await eventually(() => wordsOf(element).includes('Nothing here has these words.'));
    });
  });

  describe('stands still while somebody works', () => {
    it('misses nothing that comes after it has read and before it hears of more', async () => {
      const place = desk();
      const listens = Promise.withResolvers<void>();
      const late = changed(place, { watch: (...args) => void listens.promise.then(() => place.watch!(...args)) });
      const element = await deskOf(signedIn(late), html`<moderation-desk lane="waiting"></moderation-desk>`);
      await arrives(place, 'I have just written this.', { topics: ['Just now'] });
      await place.create!('claims', { sending: 'old' }, act());
      listens.resolve();
      await eventually(() => element.shadowRoot!.querySelector('.newer'), 'a new one waits');
      await eventually(() => rowsOf(element).some(({ textContent }) => textContent.includes('Somebody else reads this')), 'a claim is shown');
    });

    it('new ones wait behind a line with one button', async () => {
      const place = desk();
      const element = await deskOf(signedIn(place), html`<moderation-desk lane="waiting"></moderation-desk>`);
      // Without how long each has waited, which goes on.
      const shown = () => rowsOf(element).map((each) => wordsOf(each).replace(/Has waited for .*/, ''));
      const before = shown();
      await arrives(place, 'I have just written this.', { topics: ['Just now'] });
      await eventually(() => element.shadowRoot!.querySelector('.newer'));
      expect(shown()).to.deep.equal(before);
      await expectAccessible(element);
      await click(byRole(element, 'button', 'Bring the list up to date'));
      expect(rowsOf(element).at(-1)!.textContent).to.contain('Just now');
      expect(nameOf(focused()!)).to.equal('Waiting');
      expect(element.shadowRoot!.querySelector('.newer')).to.equal(null);
    });

    it('what somebody else has done stays where it was, and says so', async () => {
      const place = desk();
      const element = await deskOf(signedIn(place), html`<moderation-desk lane="waiting"></moderation-desk>`);
      const order = rowsOf(element).map(({ dataset }) => dataset.key);
      await elsewhere(place, 'garden');
      await eventually(() => row(element, 'First weeks').textContent.includes('Published'));
      expect(rowsOf(element).map(({ dataset }) => dataset.key)).to.deep.equal(order);
      await click(byRole(element, 'button', 'Bring the list up to date'));
      expect(rowsOf(element).map(({ dataset }) => dataset.key)).to.deep.equal(order.filter((key) => key !== 'sending:garden'));
    });

    it('what is taken in one window is marked in the other, which is told and does not have to ask', async () => {
      const place = desk();
      const [mine, other] = [await deskOf(signedIn(place)), await deskOf(signedIn(place, theirs))];
      row(mine, 'Low mood').click();
      await eventually(() => opened(mine));
      byRole(opened(mine), 'button', 'Take it').click();
      await eventually(() => row(other, 'Low mood').textContent.includes('Somebody else reads this'));
      row(other, 'Low mood').click();
      await eventually(() => opened(other));
      expect(wordsOf(opened(other))).to.contain('Somebody else reads this. It comes back to the list on');
      expect(allByRole(opened(other), 'button', 'Take it')).to.deep.equal([]);
      await expectAccessible(other);
    });

    it('what is urgent can be taken over, and whoever had it is told', async () => {
      const place = desk();
      const [mine, other] = [await deskOf(signedIn(place)), await deskOf(signedIn(place, theirs))];
      await read(mine, 'Low mood');
      await eventually(() => row(other, 'Low mood').textContent.includes('Somebody else reads this'));
      row(other, 'Low mood').click();
      await eventually(() => opened(other));
      await on(other, 'Take it over', 'I do not want to be here any more.');
      await told(mine, 'somebody else has taken it over');
      expect(opened(mine).querySelector('.decide')).to.equal(null);
      await expectAccessible(mine);
    });

    it('where its writer takes it back, its words leave the page', async () => {
      const place = desk({ sendings: [sending('mine', { text: 'Secret words', topics: ['A theme'] })] }, { owners: { sendings: { mine: await credentialHash('the receipt') } } });
      const element = await deskOf(signedIn(place));
      await read(element, 'A theme');
      expect(element.shadowRoot!.textContent).to.contain('Secret words');
      await place.remove!('sendings', 'mine', act('the receipt', 'receipt'));
      await told(element, 'Its writer has withdrawn it.');
      expect(row(element, '').textContent).to.contain('It is not here any more');
      expect(element.shadowRoot!.textContent).not.to.contain('A theme').and.not.to.contain('Secret words');
      await expectAccessible(element);
    });

    it('after a watch has ended, it says that what is seen may be old, and reads again', async () => {
      const place = desk();
      let end: ((error: PeerError) => void) | undefined;
      const watched = changed(place, {
        watch: (collection, query, on, call) => {
          if (collection === 'sendings' && !end) end = on.error;
          place.watch!(collection, query, on, call);
        },
      });
      const element = await deskOf(signedIn(watched));
      end!(new PeerError('unavailable', 'gone', { retryAfterMs: 300 }));
      await eventually(() => wordsOf(element).includes('The connection is lost.'));
      await expectAccessible(element);
      await eventually(() => !wordsOf(element).includes('The connection is lost.'));
      await arrives(place, 'Heard again.');
      await eventually(() => element.shadowRoot!.querySelector('.newer'));
    });

    it('what could not be read when it was told is read again by itself, and until then it says that what is seen may be old', async () => {
      const place = desk();
      let fails = 0;
      const flaky = changed(place, { get: async (collection, id, call) => (collection === 'sendings' && fails-- > 0 ? Promise.reject(new PeerError('unavailable')) : place.get(collection, id, call)) });
      const element = await deskOf(signedIn(flaky), html`<moderation-desk lane="waiting"></moderation-desk>`);
      const timers = holdTimers(3000);
      try {
        fails = 1;
        await arrives(place, 'It was told and not read.', { topics: ['Told first'] });
        await eventually(() => isLost(element), 'it says that what is seen may be old');
        await arrives(place, 'It was told after that.', { topics: ['Told second'] });
        await eventually(() => element.shadowRoot!.querySelector('.newer'), 'the second one waits');
        expect([isLost(element), timers.waiting]).to.deep.equal([true, 1]);
        timers.pass();
        await eventually(() => !isLost(element), 'all of it is read');
        expect(timers.waiting).to.equal(0);
        await click(byRole(element, 'button', 'Bring the list up to date'));
        for (const topic of ['Told first', 'Told second']) expect(row(element, topic)).to.be.ok;
      } finally {
        timers.end();
      }
    });

    it('what cannot be read again either is tried later each time, and soon again after it has worked', async () => {
      const place = desk();
      let lost = false;
      const flaky = failing(signedIn(place), new PeerError('unavailable'), (_, collection) => lost && collection === 'claims');
      const element = await deskOf(flaky);
      const timers = [3000, 6000, 12_000].map((ms) => holdTimers(ms));
      try {
        lost = true;
        await place.create!('claims', { sending: 'old' }, act());
        for (const [at, each] of timers.entries()) {
          await eventually(() => each.waiting, `it waits for the ${at + 1}. try`);
          expect(isLost(element)).to.equal(true);
          lost = at < timers.length - 1;
          each.pass();
        }
        await eventually(() => !isLost(element), 'it is read');
        lost = true;
        await place.create!('claims', { sending: 'garden' }, act());
        await eventually(() => isLost(element) && timers[0]!.waiting, 'it waits for a first try again');
      } finally {
        for (const each of timers.reverse()) each.end();
      }
    });

    it('while one watch is down, what another tells does not make it say that all is well; it begins anew whatever has ended it', async () => {
      const place = desk();
      let end: ((error: PeerError) => void) | undefined;
      const watched = changed(place, {
        watch: (collection, query, on, call) => {
          if (collection === 'sendings' && !end) {
            end = on.error;
            // This one is told of nothing more.
            return place.watch!(collection, query, { ...on, change: () => {} }, call);
          }
          place.watch!(collection, query, on, call);
        },
      });
      const element = await deskOf(signedIn(watched), html`<moderation-desk lane="waiting"></moderation-desk>`);
      const timers = holdTimers(60_000);
      try {
        end!(new PeerError('signed-out'));
        await eventually(() => isLost(element), 'it says that what is seen may be old');
        await place.create!('claims', { sending: 'old' }, act());
        await eventually(() => row(element, 'Bereavement').textContent.includes('Somebody else reads this'), 'what the other watch tells is shown');
        expect([isLost(element), timers.waiting]).to.deep.equal([true, 1]);
        timers.pass();
        await eventually(() => !isLost(element), 'it is told again');
        await arrives(place, 'Heard again.');
        await eventually(() => element.shadowRoot!.querySelector('.newer'));
      } finally {
        timers.end();
      }
    });
  });

  describe('takes the next one', () => {
    for (const [what, act, of] of [['taken', 'create', 'claims'], ['read', 'get', 'sendings']] as const) {
      it(`once, however often it is pressed while it is being ${what}`, async () => {
        const place = desk();
        const { promise, answer } = later<void>();
        let begun = false;
        const slow = changed(place, {
          [act]: async (...given: [never, never, never]) => {
            if (given[0] === of) {
              begun = true;
              await promise;
            }
            return place[act]!(...given);
          },
        });
        const element = await deskOf(signedIn(slow));
        byRole(element, 'button', 'Take the next one').click();
        await eventually(() => begun, `it is being ${what}`);
        byRole(element, 'button', 'Take the next one').click();
        byRole(element, 'button', 'Take the next one').click();
        answer();
        await eventually(() => opened(element).querySelector('.first'), 'its first line is there');
        await aTimeout(50);
        expect(place.snapshot('claims').map(({ sending }) => sending)).to.deep.equal(['night']);
        expect(wordsOf(opened(element))).to.contain('Low mood');
      });
    }

    it('and tries no other one where no answer came', async () => {
      const place = desk();
      const tried: unknown[] = [];
      const flaky = changed(place, {
        create: async (collection, draft, call) => {
          if (collection !== 'claims') return place.create!(collection, draft, call);
          tried.push((draft as Partial<Claim>).sending);
          throw new PeerError('timeout');
        },
      });
      const element = await deskOf(signedIn(flaky));
      byRole(element, 'button', 'Take the next one').click();
      await eventually(() => opened(element)?.querySelector('.alert'), 'it says that no answer came');
      await aTimeout(50);
      expect(tried).to.deep.equal(['night']);
      expect(opened(element).querySelector('.alert')).not.to.equal(null);
    });

    it('and the one after it where somebody else was faster', async () => {
      const place = desk();
      const deaf = changed(place, { watch: (_, __, on) => on.ready() });
      const element = await deskOf(signedIn(deaf));
      await place.create!('claims', { sending: 'night' }, act());
      byRole(element, 'button', 'Take the next one').click();
      await eventually(() => opened(element)?.querySelector('.acts .main')?.textContent === 'Read all of it' || opened(element)?.querySelector('.first'), 'another one is taken');
      expect(place.snapshot('claims').length).to.equal(2);
    });
  });

  describe('opens something', () => {
    it('by what it is about, then its first line in grey, then all of it: each when asked for', async () => {
      const place = desk();
      const element = await deskOf(signedIn(place));
      await click(row(element, 'Low mood'));
      await eventually(() => opened(element));
      expect(focused()).to.equal(opened(element).querySelector('h3'));
      expect(wordsOf(opened(element))).to.contain('About 1 minute to read').and.to.contain('Thoughts of suicide').and.not.to.contain('I do not want');
      expect(stateOf(place, 'night')).to.equal('sent');
      await expectAccessible(element);
      await on(element, 'Take it', 'I do not want to be here any more.');
      expect(stateOf(place, 'night')).to.equal('claimed');
      expect(wordsOf(opened(element))).not.to.contain('Pennyfold');
      expect(focused()).to.equal(opened(element).querySelector('h3'));
      await expectAccessible(element);
      await on(element, 'Read all of it', 'Pennyfold');
      await expectAccessible(element);
      expect(findScores(element)).to.deep.equal([]);
    });

    it('with what could tell who somebody is and what sounds like distress, each with its reason', async () => {
      const element = await theDesk();
      await read(element, 'Low mood');
      await eventually(() => opened(element).querySelector('.found li'));
      const marks = [...opened(element).querySelectorAll('mark')].map(({ textContent }) => textContent);
      expect(marks.join(' ')).to.contain('Tom').and.to.contain('14 Pennyfold Lane').and.to.contain('I do not want to be here any more.');
      const reasons = allByRole(byRole(opened(element), 'list', 'What was noticed in the words'), 'listitem').map(wordsOf);
      expect(reasons.some((each) => /Suicide: .*do not want to be here/.test(each)), reasons.join('\n')).to.equal(true);
      expect(reasons.some((each) => /An address: .*Pennyfold/.test(each)), reasons.join('\n')).to.equal(true);
      expect(opened(element).querySelector('.words')!.textContent.replace(/ Note \d+|\d+$/g, '')).to.contain('must not know');
      await expectAccessible(element);
    });

    it('whatever a stranger wrote: all of it stands there as text, and none of it runs', async () => {
      const watched = window as { ran?: unknown };
      delete watched.ran;
      const { markedWords } = await import('../../src/elements/moderation-desk/marks.ts');
      const { paragraphs } = await import('../../src/domain/paragraphs.ts');
      const { render } = await import('lit');
      const box = await fixture<HTMLElement>(html`<div></div>`);
      const bare = (text: string) => text.replace(/\s+/g, '');
      for (const { text } of payloads) {
        render(markedWords(text, 'en', [{ start: 0, end: text.length, sort: 'reported' }]), box);
        box.querySelectorAll('sup').forEach((sup) => (sup.hidden = true));
        const strange = [...box.querySelectorAll('*')].filter(({ nodeName, attributes }) => !/^(DIV|P|MARK|SUP|SPAN)$/.test(nodeName) || [...attributes].some(({ name }) => /^(on|href|src|style)/.test(name)));
        expect(strange.map(({ outerHTML }) => outerHTML), text.slice(0, 200)).to.deep.equal([]);
        const seen = [...box.querySelectorAll('p')].map((each) => [...each.querySelectorAll('mark')].map((mark) => [...mark.childNodes].filter((node) => node instanceof Text).map(({ data }: Text) => data).join('')).join('') || each.textContent).join('');
        expect(bare(seen)).to.equal(bare(paragraphs(text).join('')));
      }
      await aTimeout(50);
      expect(watched.ran).to.equal(undefined);
      expect(payloads.length).to.be.greaterThan(300);
    });

    it('and passes it on without a reason', async () => {
      const place = desk();
      const element = await deskOf(signedIn(place));
      row(element, 'Low mood').click();
      await eventually(() => opened(element));
      await on(element, 'Take it', 'I do not want');
      byRole(opened(element), 'button', 'Pass it on').click();
      await eventually(() => !opened(element));
      expect(stateOf(place, 'night')).to.equal('sent');
      expect(place.snapshot('claims')).to.deep.equal([]);
      expect(focused()).to.equal(row(element, 'Low mood'));
    });

    it('that was taken before the page was loaded anew', async () => {
      const place = desk();
      const first = await deskOf(signedIn(place));
      await read(first, 'Low mood');
      first.closest('peer-support')!.remove();
      const again = await deskOf(signedIn(place));
      await eventually(() => row(again, 'Low mood').textContent.includes('With you'));
      await lane(again, 'With me');
      row(again, 'Low mood').click();
      await eventually(() => opened(again));
      await on(again, 'Go on with it', 'I do not want');
    });
  });

  describe('decides', () => {
    const garden = async (place = desk()) => {
      const element = await deskOf(signedIn(place), html`<moderation-desk lane="waiting"></moderation-desk>`);
      await read(element, 'First weeks');
      return { place, element };
    };

    it('to publish', async () => {
      const { place, element } = await garden();
      await choose(element, 'Publish it');
      await on(element, 'Decide', 'It will be published.');
      expect(stateOf(place, 'garden')).to.equal('claimed');
      await holds(place);
      expect(stateOf(place, 'garden')).to.equal('published');
      await eventually(() => wordsOf(opened(element)).includes('It is published.'));
      expect(focused()).to.equal(opened(element).querySelector('h3'));
      expect(byRole(opened(element), 'button', 'Take the next one')).to.be.ok;
      await expectAccessible(element);
    });

    it('to publish, and says so also where it is heard first that nobody has it any more', async () => {
      const place = desk();
      const { promise, answer } = later<void>();
      let [held, free] = [false, false];
      const element = await deskOf(
        signedIn(
          changed(place, {
            get: async (collection, id, call) => {
              const found = await place.get(collection, id, call);
              if (held && collection === 'sendings') await promise;
              return found;
            },
            list: async (collection, query, call) => {
              const found = await place.list(collection, query, call);
              if (held && collection === 'claims') free = !found.items.some((claim) => (claim as unknown as Claim).sending === 'garden');
              return found;
            },
          }),
        ),
        html`<moderation-desk lane="waiting"></moderation-desk>`,
      );
      await read(element, 'First weeks');
      await choose(element, 'Publish it');
      await on(element, 'Decide', 'It will be published.');
      held = true;
      await holds(place);
      await eventually(() => free, 'it hears that nobody has it');
      await element.updateComplete;
      expect(wordsOf(opened(element))).to.contain('It will be published.').and.not.to.contain('not with you');
      answer();
      await eventually(() => wordsOf(opened(element)).includes('It is published.'));
      expect(allByRole(opened(element), 'alert')).to.deep.equal([]);
    });

    it('to publish, where the clock of the device is fast: then it holds once it does for the backend', async () => {
      clock.ahead = -5 * 60_000;
      let asked = 0;
      const place = desk();
      const element = await deskOf(
        signedIn(changed(place, { list: async (collection, query, call) => (collection === 'decisions' && (asked += 1), place.list(collection, query, call)) })),
        html`<moderation-desk lane="waiting"></moderation-desk>`,
      );
      await read(element, 'First weeks');
      await choose(element, 'Publish it');
      const before = asked;
      await on(element, 'Decide', 'It will be published.');
      await eventually(() => asked > before, 'it looks whether it holds');
      await aTimeout(50);
      expect(wordsOf(opened(element))).to.contain('It will be published.').and.not.to.contain('was not carried out');
      await holds(place);
      await eventually(() => wordsOf(opened(element)).includes('It is published.'));
    });

    it('to publish with a note for readers', async () => {
      const { place, element } = await garden();
      await choose(element, 'Publish it with a note for readers');
      await on(element, 'Decide', 'Please choose what readers should know');
      await expectAccessible(element);
      byRole<HTMLInputElement>(opened(element), 'checkbox', 'Hospital').click();
      await eventually(() => byRole<HTMLInputElement>(opened(element), 'checkbox', 'Hospital').checked);
      await on(element, 'Decide', 'It will be published, with your note');
      await holds(place);
      expect(place.snapshot('stories').find(({ text }) => text.startsWith('I began to dig'))!.notes).to.deep.equal(['hospital']);
    });

    it('to ask for changes, in words that the writer reads as those of the team', async () => {
      const { place, element } = await garden();
      await choose(element, 'Ask the writer to change something');
      await on(element, 'Decide', 'Please write to the writer.');
      await pick(element, 'What is it about?', /recognised/);
      expect(field(element, 'Words to the writer').value).to.contain('Thank you for telling us this.');
      expect(descriptionOf(field(element, 'Words to the writer'))).to.contain('words of the team');
      await fill(element, 'Words to the writer', 'Could you take out the name of your neighbour?');
      await expectAccessible(element);
      await on(element, 'Decide', 'The writer will be asked for changes.');
      await holds(place);
      expect(place.snapshot('sendings').find(({ id }) => id === 'garden')!.message).to.equal('Could you take out the name of your neighbour?');
    });

    it('to look after what whoever is on call is told of, so that it stops', async () => {
      const since = new Date(Date.now() - 20 * 60_000).toISOString();
      const place = desk({ sendings: [...waiting], alarms: [{ id: 'alarm', since, next: since }] });
      const element = await deskOf(signedIn(place));
      await eventually(() => wordsOf(element).includes('whoever is on call is told of it again and again'));
      await expectAccessible(element);
      byRole(element, 'button', 'I look after it').click();
      await eventually(() => wordsOf(element).includes('Nobody else is told for half an hour.'));
      expect(place.snapshot('alarms')).to.deep.equal([]);
      expect(allByRole(element, 'button', 'I look after it')).to.deep.equal([]);
      expect(place.snapshot('log').map(({ act }) => act)).to.include('acknowledge');
    });

    it('to ask for changes with other words, which stand beside the writer’s until they take them', async () => {
      const { place, element } = await garden();
      const before = place.snapshot('sendings').find(({ id }) => id === 'garden')!.text;
      await choose(element, 'Ask the writer to change something');
      await fill(element, 'Words to the writer', 'Without the name?');
      byRole(opened(element), 'checkbox', 'Suggest other words').click();
      await eventually(() => allByRole(opened(element), 'textbox', 'The words as they might be').length);
      expect(field(element, 'The words as they might be').value).to.equal(before);
      await on(element, 'Decide', 'Please change the words that you suggest, or suggest none.');
      await fill(element, 'The words as they might be', 'I began to dig, and it helped.');
      await expectAccessible(element);
      await on(element, 'Decide', 'The writer will be asked for changes.');
      expect(place.snapshot('sendings').find(({ id }) => id === 'garden')!.suggestion).to.equal(undefined);
      await holds(place);
      const { text, suggestion } = place.snapshot('sendings').find(({ id }) => id === 'garden')!;
      expect([text, suggestion]).to.deep.equal([before, { text: 'I began to dig, and it helped.' }]);
    });

    it('not to publish, with a rule of the space quoted', async () => {
      const { place, element } = await garden();
      await choose(element, 'Do not publish it');
      await on(element, 'Decide', 'Please choose the rule.');
      await pick(element, 'Which rule is it about?', /medicines/);
      const { value } = field(element, 'Words to the writer');
      expect(value).to.contain('No advice about medicines.').and.to.contain('about the words, not about you');
      await fill(element, 'Words to the writer', 'We do not publish it.');
      await on(element, 'Decide', 'The rule does not stand in your words any more.');
      await fill(element, 'Words to the writer', value);
      await on(element, 'Decide', 'It will not be published');
      await holds(place);
      expect(stateOf(place, 'garden')).to.equal('not-published');
    });

    it('and takes it back, before anybody has learnt of it', async () => {
      const { place, element } = await garden();
      await choose(element, 'Ask the writer to change something');
      await fill(element, 'Words to the writer', 'Words that I regret.');
      await on(element, 'Decide', 'nobody learns of it, and you can take it back.');
      expect(place.snapshot('messages')).to.deep.equal([]);
      expect(row(element, 'First weeks').textContent).to.contain('it can still be taken back');
      await expectAccessible(element);
      await on(element, 'Take it back', 'It is taken back. Nobody has learnt of it.');
      expect(field(element, 'Words to the writer').value).to.equal('Words that I regret.');
      await holds(place);
      expect(stateOf(place, 'garden')).to.equal('claimed');
      expect(place.snapshot('messages')).to.deep.equal([]);
    });

    it('and can take it back after the page was loaded anew', async () => {
      const { place, element } = await garden();
      await choose(element, 'Publish it');
      await on(element, 'Decide', 'It will be published.');
      element.closest('peer-support')!.remove();
      const again = await deskOf(signedIn(place), html`<moderation-desk lane="mine"></moderation-desk>`);
      await eventually(() => rowsOf(again).length);
      row(again, 'First weeks').click();
      await eventually(() => opened(again));
      await on(again, 'Go on with it', 'It will be published.');
      await on(again, 'Take it back', 'It is taken back.');
    });

    it('not where its writer changed it in the meantime: then it is read once more', async () => {
      const place = desk({ sendings: waiting }, { owners: { sendings: { garden: await credentialHash('the receipt') } } });
      const { element } = await garden(place);
      await choose(element, 'Publish it');
      await on(element, 'Decide', 'It will be published.');
      const { rev } = (await place.get('sendings', 'garden', act())) as { rev: string };
      await place.update!('sendings', 'garden', { text: 'Other words.' }, { ...act('the receipt', 'receipt'), rev });
      await told(element, 'The writer has changed the words');
      await holds(place);
      expect(stateOf(place, 'garden')).to.equal('sent');
    });

    it('and opens it anew where its writer objects, once nothing can be taken back any more', async function () {
      // Only there the list stands beside what is open, so that it can be pressed without closing that.
      if (!(await resize(1280))) this.skip();
      const writer = act('the receipt', 'receipt');
      const place = desk({ sendings: waiting }, { owners: { sendings: { garden: await credentialHash('the receipt') } } });
      const { element } = await garden(place);
      await choose(element, 'Do not publish it');
      await pick(element, 'Which rule is it about?', /medicines/);
      await on(element, 'Decide', 'It will not be published');
      await holds(place);
      await eventually(() => !allByRole(opened(element), 'button', 'Take it back').length, 'it holds');
      await place.create!('messages', { sending: 'garden', text: 'I see it differently.' }, writer);
      await lane(element, 'Appeals');
      await eventually(() => {
        // Once for what holds by now, and once for what its writer said to it.
        allByRole(element, 'button', 'Bring the list up to date')[0]?.click();
        return rowsOf(element).some(({ textContent }) => textContent.includes('First weeks'));
      }, 'it stands among the appeals');
      row(element, 'First weeks').click();
      await eventually(() => allByRole(opened(element), 'button', 'Take it').length, 'it can be taken');
      await on(element, 'Take it', 'Its writer objects to what you decided');
    });

    it('in the language of the writer, on whatever page', async () => {
      const place = desk({ sendings: [sending('de', { text: 'Ich habe gegraben.', topics: ['Garten'], language: 'de' })] });
      const element = await deskOf(signedIn(place));
      await read(element, 'Garten');
      await choose(element, 'Do not publish it');
      await pick(element, 'Which rule is it about?', /medicines/);
      expect(field(element, 'Words to the writer').value).to.contain('Danke, dass Sie uns das anvertrauen.').and.to.contain('No advice about medicines.');
    });

    it('what was typed stays, whatever is chosen meanwhile', async () => {
      const { element } = await garden();
      await choose(element, 'Ask the writer to change something');
      await fill(element, 'Words to the writer', 'My own words.');
      await choose(element, 'Publish it');
      await choose(element, 'Ask the writer to change something');
      expect(field(element, 'Words to the writer').value).to.equal('My own words.');
      await pick(element, 'What is it about?', /recognised/);
      expect(field(element, 'Words to the writer').value).to.contain('Thank you for telling us this.').and.to.contain('My own words.');
      byRole(opened(element), 'button', 'Back to the list').click();
      await eventually(() => !opened(element));
      row(element, 'First weeks').click();
      await eventually(() => opened(element));
      expect(field(element, 'Words to the writer').value).to.contain('My own words.');
    });

    it('nothing is published that its writer does not agree to', async () => {
      const element = await theDesk(html`<moderation-desk lane="flagged"></moderation-desk>`);
      await read(element, 'Came back from a backup');
      expect(wordsOf(opened(element))).to.contain('cannot be published until its writer has looked at it');
      expect(allByRole(opened(element), 'radio').map(nameOf)).to.deep.equal(['Ask the writer to change something', 'Do not publish it']);
    });

    it('a reply, which goes to one person', async () => {
      const element = await theDesk(html`<moderation-desk lane="waiting"></moderation-desk>`);
      await read(element, 'A reply');
      expect(allByRole(opened(element), 'radio').map(nameOf)[0]).to.equal('Give it to the writer of the story');
      expect(wordsOf(opened(element))).to.contain('For the writer of the story that it answers');
      await expectAccessible(element);
    });

    it('once, where somebody else was faster: it says what they did, and nothing typed is lost', async () => {
      const { place, element } = await garden();
      await choose(element, 'Ask the writer to change something');
      await fill(element, 'Words to the writer', 'Could you take out the name?');
      const [claim] = place.snapshot('claims');
      await place.remove!('claims', claim!.id, act('a-token-of-the-team'));
      await elsewhere(place, 'garden', 'publish');
      await told(element, 'Somebody else has decided meanwhile: Published.');
      expect(place.snapshot('decisions').length).to.equal(1);
      expect(field(element, 'What you wrote').value).to.equal('Could you take out the name?');
      await expectAccessible(element);
    });

    it('and says so where the backend is the first to know', async () => {
      const place = desk();
      const deaf = changed(place, { watch: (_, __, on) => on.ready() });
      const element = await deskOf(signedIn(deaf), html`<moderation-desk lane="waiting"></moderation-desk>`);
      await read(element, 'First weeks');
      const [claim] = place.snapshot('claims');
      await place.remove!('claims', claim!.id, act('a-token-of-the-team'));
      await elsewhere(place, 'garden', 'not-publish', 'No.');
      await choose(element, 'Ask the writer to change something');
      await fill(element, 'Words to the writer', 'Words that I typed.');
      byRole(opened(element), 'button', 'Decide').click();
      await told(element, 'Somebody else has decided meanwhile: Not published.');
      expect(stateOf(place, 'garden')).to.equal('not-published');
      expect(field(element, 'What you wrote').value).to.equal('Words that I typed.');
      await expectAccessible(element);
      expect(place.snapshot('messages').some(({ text }) => text === 'Words that I typed.')).to.equal(false);
    });

    it('not about words that have changed since they were read', async () => {
      const owner = await credentialHash('the receipt');
      const place = desk({ sendings: waiting }, { owners: { sendings: { garden: owner } } });
      const element = await deskOf(signedIn(place), html`<moderation-desk lane="waiting"></moderation-desk>`);
      await read(element, 'First weeks');
      await choose(element, 'Publish it');
      const { rev } = (await place.get('sendings', 'garden', act())) as { rev: string };
      await place.update!('sendings', 'garden', { text: 'I began to dig, and then it rained.' }, { ...act('the receipt', 'receipt'), rev });
      await told(element, 'The writer has changed the words since you read them.');
      await expectAccessible(element);
      await on(element, 'Take it', () => opened(element).textContent.includes('and then it rained') && !opened(element).querySelector('.alert'));
      expect(radio(opened(element), 'Publish it').checked).to.equal(true);
      await on(element, 'Decide', 'It will be published.');
      await holds(place);
      expect(place.snapshot('stories').map(({ text }) => text)).to.deep.equal(['I began to dig, and then it rained.']);
    });

    it('again where no answer came, and it happens once', async () => {
      const place = desk();
      let lost = true;
      const flaky = changed(place, {
        create: async (collection, draft, call) => {
          const made = await place.create!(collection, draft, call);
          if (collection === 'decisions' && lost) throw new PeerError('timeout');
          return made;
        },
      });
      const element = await deskOf(signedIn(flaky), html`<moderation-desk lane="waiting"></moderation-desk>`);
      await read(element, 'First weeks');
      await choose(element, 'Publish it');
      byRole(opened(element), 'button', 'Decide').click();
      await eventually(() => opened(element).querySelector('.alert'));
      lost = false;
      byRole(opened(element), 'button', 'Try again').click();
      await eventually(() => wordsOf(opened(element)).includes('It will be published.'));
      expect(place.snapshot('decisions').length).to.equal(1);
    });
  });

  describe('asks a colleague', () => {
    it('for a second opinion, which binds nobody, and everybody goes on reading', async () => {
      const place = desk();
      const mine = await deskOf(signedIn(place), html`<moderation-desk lane="waiting"></moderation-desk>`);
      const other = await deskOf(signedIn(place, theirs));
      await read(mine, 'First weeks');
      await on(mine, 'Ask for a second opinion', () => allByRole(opened(mine), 'textbox', /What would you like to ask/).length);
      await fill(mine, /What would you like to ask/, 'Is the neighbour too easy to find?');
      await expectAccessible(mine);
      await on(mine, 'Ask a colleague', 'It waits for a colleague.');
      await lane(other, 'Second opinions');
      await eventually(() => rowsOf(other).length);
      expect(row(other, 'First weeks').textContent).to.contain('A second opinion is asked for');
      row(other, 'First weeks').click();
      await eventually(() => opened(other));
      await on(other, 'Read it beside your colleague', 'I began to dig.');
      await on(other, 'Read all of it', 'Is the neighbour too easy to find?');
      expect(opened(other).querySelector('.decide')).to.equal(null);
      await expectAccessible(other);
      await on(other, 'Give my opinion', 'Please choose something, or write something.');
      const select = byRole<HTMLSelectElement>(opened(other), 'combobox', 'What would you decide?');
      select.value = 'ask-changes';
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await fill(other, 'Words to your colleague', 'Her name, yes.');
      await on(other, 'Give my opinion', 'Your colleague sees it now.');
      await eventually(() => wordsOf(opened(mine)).includes('I would ask for changes\nHer name, yes.'));
      expect(stateOf(place, 'garden')).to.equal('claimed');
      expect(findScores(mine)).to.deep.equal([]);
      await choose(mine, 'Publish it');
      await on(mine, 'Decide', 'It will be published.');
    });

    it('and keeps what is typed while it is being asked', async () => {
      const place = desk();
      const { slow, held, answer } = holding(place, 'opinions');
      const element = await deskOf(signedIn(slow), html`<moderation-desk lane="waiting"></moderation-desk>`);
      await read(element, 'First weeks');
      await on(element, 'Ask for a second opinion', () => allByRole(opened(element), 'textbox', /What would you like to ask/).length);
      await fill(element, /What would you like to ask/, 'Is the neighbour too easy to find?');
      byRole(opened(element), 'button', 'Ask a colleague').click();
      await eventually(() => held.begun);
      await fill(element, /What would you like to ask/, 'Is the neighbour too easy to find? And the month?');
      answer();
      await eventually(() => wordsOf(opened(element)).includes('A colleague is asked.'));
      expect(field(element, 'What you wrote').value).to.equal('Is the neighbour too easy to find? And the month?');
      expect(asksBeforeLeaving()).to.equal(true);
      expect(place.snapshot('opinions').map(({ words }) => words)).to.deep.equal(['Is the neighbour too easy to find?']);
      await expectAccessible(element);
    });

    it('and sends what stands there by then where it is tried again', async () => {
      const place = desk();
      let lost = true;
      const element = await deskOf(failing(signedIn(place), new PeerError('offline'), (act, collection) => lost && act === 'create' && collection === 'opinions'), html`<moderation-desk lane="waiting"></moderation-desk>`);
      await read(element, 'First weeks');
      await on(element, 'Ask for a second opinion', () => allByRole(opened(element), 'textbox', /What would you like to ask/).length);
      await fill(element, /What would you like to ask/, 'Is the neighbour too easy to find?');
      await on(element, 'Ask a colleague', 'You seem to be offline');
      lost = false;
      await fill(element, /What would you like to ask/, 'And the month?');
      await on(element, 'Try again', 'A colleague is asked.');
      expect(place.snapshot('opinions').map(({ words }) => words)).to.deep.equal(['And the month?']);
      expect(allByRole(opened(element), 'textbox', 'What you wrote')).to.deep.equal([]);
    });

    it('and every opening of a whole text is noted, without a word of it', async () => {
      const place = desk();
      const element = await deskOf(signedIn(place));
      await read(element, 'Low mood');
      const opens = place.snapshot('log').filter(({ act }) => act === 'open');
      expect(opens.map(({ sending }) => sending)).to.deep.equal(['night']);
      expect(JSON.stringify(opens)).not.to.contain('Pennyfold');
    });

    it('where it cannot be noted, nothing is opened', async () => {
      const element = await deskOf(failing(signedIn(desk()), new PeerError('unavailable'), (_, collection) => collection === 'log'));
      row(element, 'Low mood').click();
      await eventually(() => opened(element));
      await on(element, 'Take it', 'I do not want');
      byRole(opened(element), 'button', 'Read all of it').click();
      await told(element, 'This does not work right now.');
      expect(opened(element).textContent).not.to.contain('Pennyfold');
    });
  });

  describe('reads reports', () => {
    const opens = async (words: string, place = desk()) => {
      const element = await deskOf(signedIn(place), html`<moderation-desk lane="reported"></moderation-desk>`);
      await read(element, words);
      return { place, element };
    };

    it('with the words that were marked, and never who reported', async () => {
      const { element } = await opens('It describes how somebody can hurt themselves');
      await eventually(() => opened(element).querySelector('mark.reported'));
      expect(opened(element).querySelector('mark.reported')!.textContent).to.contain('behind the chemist’s in ');
      expect(wordsOf(opened(element))).to.contain('Whoever reported it marked this').and.to.contain('The writer is never told.');
      await expectAccessible(element);
    });

    it('and leaves a story as it is, with a word to whoever reported it', async () => {
      const { place, element } = await opens('I am worried about this person');
      expect(wordsOf(opened(element))).to.contain('She sounds as if she is saying goodbye.');
      await choose(element, 'Leave everything as it is');
      expect(field(element, 'Words to whoever reported it').value).to.contain('It stays as it is.');
      await on(element, 'Decide', 'Everything stays as it is.');
      expect(place.snapshot('reports').find(({ id }) => id === 'worry')).to.include({ state: 'read' });
      expect(place.snapshot('reports').find(({ id }) => id === 'worry')!.message).to.contain('Somebody read the story again with care.');
      expect(stateOf(place, 'sent-shown')).to.equal('published');
    });

    it('and takes a story down, with the rule', async () => {
      const { place, element } = await opens('It describes how somebody can hurt themselves');
      await choose(element, 'Take it out of what others read');
      await pick(element, 'Which rule is it about?', /medicines/);
      await on(element, 'Decide', 'Readers do not see it any more');
      expect(stateOf(place, 'sent-shown')).to.equal('not-published');
      expect(place.snapshot('stories')).to.deep.equal([]);
    });

    it('and shows again what was hidden', async () => {
      const place = desk(reported);
      await place.create!('reports', { story: 'shown', reason: 'about-me' }, { ...act(), credential: undefined } as never);
      const { element } = await opens('This is about me', place);
      expect(stateOf(place, 'sent-shown')).to.equal('again');
      expect(allByRole(opened(element), 'radio').map(nameOf)).to.deep.equal(['Show it again', 'Ask the writer to change something', 'Take it out of what others read']);
      await choose(element, 'Show it again');
      await on(element, 'Decide', 'Readers see it again.');
      expect(stateOf(place, 'sent-shown')).to.equal('published');
    });
  });

  describe('talks with a writer', () => {
    it('and shows words of the team as such, and what the writer answered', async () => {
      const place = desk();
      await place.create!('messages', { sending: 'answer', text: 'Could you take out the street?' }, act());
      const element = await deskOf(signedIn(place), html`<moderation-desk lane="answered"></moderation-desk>`);
      await read(element, 'Low mood');
      await eventually(() => opened(element).querySelector('.staff'));
      expect(wordsOf(opened(element).querySelector('.staff')!)).to.contain('From the team of this site').and.to.contain('never asks for your receipt');
      await fill(element, 'Write to the writer without deciding', 'Take all the time you need.');
      await on(element, 'Send the message', 'It has arrived.');
      expect(place.snapshot('messages').map(({ text }) => text)).to.deep.equal(['Could you take out the street?', 'Take all the time you need.']);
      expect(field(element, 'Write to the writer without deciding').value).to.equal('');
      await expectAccessible(element);
      expect(findScores(element)).to.deep.equal([]);
    });

    it('and keeps what was typed when it could not be sent', async () => {
      const element = await deskOf(failing(signedIn(desk()), new PeerError('offline'), (_, collection) => collection === 'messages' && sent), html`<moderation-desk lane="answered"></moderation-desk>`);
      await read(element, 'Low mood');
      await eventually(() => opened(element).querySelector('.talk textarea'));
      sent = true;
      await fill(element, 'Write to the writer without deciding', 'Take all the time you need.');
      byRole(opened(element), 'button', 'Send the message').click();
      await eventually(() => wordsOf(opened(element)).includes('You seem to be offline'));
      expect(field(element, 'Write to the writer without deciding').value).to.equal('Take all the time you need.');
      sent = false;
    });
    let sent = false;

    it('and keeps what is typed while something is being sent', async () => {
      const place = desk();
      const { slow, held, answer } = holding(place, 'messages');
      const element = await deskOf(signedIn(slow), html`<moderation-desk lane="answered"></moderation-desk>`);
      await read(element, 'Low mood');
      await eventually(() => opened(element).querySelector('.talk textarea'));
      await fill(element, 'Write to the writer without deciding', 'Take all the time you need.');
      byRole(opened(element), 'button', 'Send the message').click();
      await eventually(() => held.begun);
      await fill(element, 'Write to the writer without deciding', 'And thank you.');
      answer();
      await eventually(() => wordsOf(opened(element)).includes('It has arrived.'));
      expect(field(element, 'Write to the writer without deciding').value).to.equal('And thank you.');
      expect(asksBeforeLeaving()).to.equal(true);
      await on(element, 'Send the message', () => place.snapshot('messages').some(({ text }) => text === 'And thank you.'));
      expect(place.snapshot('messages').map(({ text }) => text)).to.deep.equal(['Take all the time you need.', 'And thank you.']);
    });

    it('and other words are another message, also where no answer came to the first', async () => {
      const place = desk();
      let lost = true;
      const flaky = changed(place, {
        create: async (collection, draft, call) => {
          const made = await place.create!(collection, draft, call);
          if (collection === 'messages' && lost) throw new PeerError('timeout');
          return made;
        },
      });
      const element = await deskOf(signedIn(flaky), html`<moderation-desk lane="answered"></moderation-desk>`);
      await read(element, 'Low mood');
      await eventually(() => opened(element).querySelector('.talk textarea'));
      await fill(element, 'Write to the writer without deciding', 'Take all the time you need.');
      byRole(opened(element), 'button', 'Send the message').click();
      await eventually(() => opened(element).querySelector('.alert'));
      lost = false;
      await fill(element, 'Write to the writer without deciding', 'And thank you.');
      await on(element, 'Send the message', 'It has arrived.');
      expect(place.snapshot('messages').map(({ text }) => text)).to.deep.equal(['Take all the time you need.', 'And thank you.']);
    });
  });

  describe('cares for whoever works at it', () => {
    it('what they do not read is not shown and not handed to them, and something urgent among it is said', async () => {
      const element = await theDesk();
      await click(byRole(element, 'button', 'What I do not read'));
      await eventually(() => allByRole(element, 'checkbox', 'Thoughts of suicide').length);
      await expectAccessible(element);
      byRole(element, 'checkbox', 'Thoughts of suicide').click();
      await eventually(() => !rowsOf(element).some(({ textContent }) => textContent.includes('Low mood')));
      expect(wordsOf(element)).to.contain('Something urgent waits that you do not read today.');
      await click(byRole(element, 'button', 'Take the next one'));
      await eventually(() => opened(element));
      expect(wordsOf(opened(element))).not.to.contain('Low mood');
      expect(await indexedDB.databases?.()).to.not.deep.include({ name: 'local-notes', version: 1 });
    });

    it('also where its writer did not say what it speaks of', async () => {
      const place = desk({ sendings: [sending('quiet', { text: 'I want to kill myself tonight.', topics: ['Sleep'] })] });
      const element = await deskOf(signedIn(place));
      await click(byRole(element, 'button', 'What I do not read'));
      await eventually(() => allByRole(element, 'checkbox', 'Thoughts of suicide').length);
      byRole(element, 'checkbox', 'Thoughts of suicide').click();
      await lane(element, 'Waiting');
      row(element, 'Sleep').click();
      await eventually(() => opened(element));
      await on(element, 'Take it', 'It seems to speak of what you do not read today: Thoughts of suicide');
      expect(opened(element).textContent).not.to.contain('tonight');
      await expectAccessible(element);
      byRole(opened(element), 'button', 'Pass it on').click();
      await eventually(() => !opened(element));
      expect(stateOf(place, 'quiet')).to.equal('sent');
    });

    it('their choices are kept on the device only if they ask', async () => {
      const element = await theDesk();
      const tick = async (name: string) => {
        byRole(element, 'checkbox', name).click();
        await eventually(() => byRole<HTMLInputElement>(element, 'checkbox', name).checked);
      };
      await click(byRole(element, 'button', 'What I do not read'));
      await eventually(() => allByRole(element, 'checkbox', 'Alcohol').length);
      await tick('Alcohol');
      await tick('Keep my choices on this device');
      await eventually(async () => ((await readKept('desk')) as { leftOut: string[] } | undefined)?.leftOut.includes('alcohol'), 'they are on the device');
      const again = await theDesk();
      await click(byRole(again, 'button', 'What I do not read'));
      await eventually(() => allByRole(again, 'checkbox', 'Alcohol').some((box) => (box as HTMLInputElement).checked));
      const keep = byRole<HTMLInputElement>(again, 'checkbox', 'Keep my choices on this device');
      expect(keep.checked).to.equal(true);
      keep.click();
      await eventually(() => !keep.checked);
      await eventually(async () => !(await indexedDB.databases()).some(({ name }) => name === 'local-notes'), 'they are gone from the device');
      const third = await theDesk();
      await click(byRole(third, 'button', 'What I do not read'));
      await eventually(() => allByRole(third, 'checkbox', 'Alcohol').length);
      expect(byRole<HTMLInputElement>(third, 'checkbox', 'Alcohol').checked).to.equal(false);
    });

    it('a break is suggested after several heavy ones in a row, and nothing is counted', async () => {
      const heavy = [0, 1, 2].map((at) => sending(`heavy-${at}`, { text: 'It was a hard winter.', topics: [`Theme ${'abc'[at]}`], notes: ['death'], sent: ago(30 - at) }));
      const element = await deskOf(signedIn(desk({ sendings: heavy })));
      for (const theme of ['Theme a', 'Theme b', 'Theme c']) {
        expect(wordsOf(element)).not.to.contain('Would a break be good?');
        await read(element, theme);
        byRole(opened(element), 'button', 'Back to the list').click();
        await eventually(() => !opened(element));
      }
      expect(wordsOf(element)).to.contain('Would a break be good?');
      expect(findScores(element)).to.deep.equal([]);
      await expectAccessible(element);
      await click(byRole(element, 'button', 'I go on'));
      expect(wordsOf(element)).not.to.contain('Would a break be good?');
    });

    it('visitors are told that somebody reads while the desk is used, and not during a break or after it is closed', async () => {
      const place = desk();
      const element = await deskOf(signedIn(place));
      const reading = async () => ((await place.get('spaces', 'default', { ...act(), credential: undefined } as never)) as { reading: boolean }).reading;
      await eventually(reading);
      await eventually(() => wordsOf(element).includes('Visitors are told that somebody is reading now.'));
      await click(byRole(element, 'button', 'Take a break'));
      await eventually(async () => !(await reading()));
      expect(wordsOf(element)).to.contain('You have a break');
      await expectAccessible(element);
      await click(byRole(element, 'button', 'Go on'));
      await eventually(reading);
      element.closest('peer-support')!.remove();
      await eventually(async () => !(await reading()));
    });
  });

  describe('by the keyboard alone', () => {
    it('a whole shift: take, read, decide, pass on, report, message, break', async () => {
      const place = desk();
      const element = await deskOf(signedIn(place), html`<moderation-desk lane="waiting"></moderation-desk>`);
      const has = (words: string) => eventually(() => wordsOf(element).includes(words), words);
      byRole(element, 'button', 'Take the next one').focus();
      await press('Enter');
      await has('I do not want to be here any more.');
      await press('x');
      await eventually(() => !opened(element));
      await press('3');
      await eventually(() => (focused() as HTMLElement).id === 'lane-title');
      await press('j');
      await press('ArrowDown');
      await press('ArrowDown');
      expect(focused()!.textContent).to.contain('First weeks');
      await press('Enter');
      await eventually(() => opened(element));
      await press('r');
      await has('I began to dig.');
      await press('r');
      await eventually(() => opened(element).querySelector('.decide'));
      await press('c');
      await eventually(() => (focused() as HTMLInputElement).value === 'ask-changes');
      await press('Tab');
      await press('Tab');
      expect(nameOf(focused()!)).to.equal('Words to the writer');
      await type('x n p: could you take out the name?');
      expect(field(element, 'Words to the writer').value).to.equal('x n p: could you take out the name?');
      await press('Control+Enter');
      await has('The writer will be asked for changes.');
      await holds(place);
      await press('Escape');
      await eventually(() => !opened(element));
      await press('4');
      await has('Somebody told us about words');
      await eventually(() => (focused() as HTMLElement).id === 'lane-title');
      await press('j');
      await press('Enter');
      await eventually(() => opened(element));
      await press('r');
      await eventually(() => opened(element).querySelector('.first'));
      await press('r');
      await eventually(() => opened(element).querySelector('.decide'));
      expect(stateOf(place, 'garden')).to.equal('changes-asked');
      expect(stateOf(place, 'night')).to.equal('sent');
    });

    it('the keys are listed with ?, and can be switched off', async () => {
      const element = await theDesk();
      byRole(element, 'button', 'Keys').focus();
      await press('?');
      await eventually(() => allByRole(element, 'checkbox', 'Single keys do something').length);
      await expectAccessible(element);
      const off = byRole<HTMLInputElement>(element, 'checkbox', 'Single keys do something');
      off.focus();
      await press(' ');
      await eventually(() => !off.checked);
      await press('n');
      await aTimeout(100);
      expect(opened(element)).to.equal(null);
      await press('Escape');
      await eventually(() => !allByRole(element, 'checkbox').length);
    });

    it('one stop of the Tab key is enough for the whole list', async () => {
      const element = await theDesk(html`<moderation-desk lane="waiting"></moderation-desk>`);
      expect(rowsOf(element).filter(({ tabIndex }) => tabIndex === 0).length).to.equal(1);
      rowsOf(element)[0]!.focus();
      await press('End');
      expect(focused()).to.equal(rowsOf(element).at(-1));
      await element.updateComplete;
      expect(rowsOf(element).filter(({ tabIndex }) => tabIndex === 0)).to.deep.equal([rowsOf(element).at(-1)]);
      await press('Home');
      expect(focused()).to.equal(rowsOf(element)[0]);
    });
  });

  describe('on a busy day', () => {
    it('five thousand wait: the list comes in parts, scrolls on by itself, and typing is as quick as without it', async () => {
      const element = await deskOf(signedIn(desk({ sendings: busyDay() })), html`<moderation-desk lane="waiting"></moderation-desk>`);
      expect(rowsOf(element).length).to.be.within(20, 240);
      const seen = new Set<string | undefined>();
      // Far down there are other rows, and never more of them in the page than near what is seen.
      await eventually(() => {
        for (const { dataset } of rowsOf(element)) seen.add(dataset.key);
        rowsOf(element).at(-1)!.scrollIntoView();
        return seen.size > 400;
      });
      expect(rowsOf(element).length).to.be.lessThan(240);
      expect(rowsOf(element).filter(({ tabIndex }) => tabIndex === 0).length, 'the Tab key comes to the list all the same').to.equal(1);
      rowsOf(element).find(({ tabIndex }) => tabIndex === 0)!.focus();
      await press('End');
      const last = (focused() as HTMLElement).dataset.key;
      await press('Home');
      expect([last === 'sending:busy-0', (focused() as HTMLElement).dataset.key]).to.deep.equal([false, 'sending:busy-0']);
      await press('ArrowDown');
      expect((focused() as HTMLElement).dataset.key).to.equal('sending:busy-1');
      await expectAccessible(element);
      const search = byRole<HTMLInputElement>(element, 'searchbox', 'Find by theme or words');
      search.value = 'the 4990. morning';
      search.dispatchEvent(new Event('input', { bubbles: true }));
      await eventually(() => rowsOf(element).length === 1 && rowsOf(element)[0]!.textContent.includes('Has waited'));
      await lane(element, 'Urgent');
      expect(findScores(element)).to.deep.equal([]);
    });

    it('an older answer about a story never undoes a newer one', async () => {
      const place = desk();
      const { promise, answer } = later<void>();
      let asked = 0;
      const slow = changed(place, {
        get: async (collection, id, call) => {
          const found = await place.get(collection, id, call);
          if (id === 'garden' && (asked += 1) === 1) await promise;
          return found;
        },
      });
      const element = await deskOf(signedIn(slow), html`<moderation-desk lane="waiting"></moderation-desk>`);
      await place.create!('claims', { sending: 'garden' }, act());
      await eventually(() => asked === 1, 'it asks what has changed');
      const { rev } = (await place.get('sendings', 'garden', act())) as { rev: string };
      await place.create!('decisions', { sending: 'garden', rev, decision: 'publish' }, act());
      const over = () => row(element, 'First weeks').closest('.row')!.classList.contains('over');
      await eventually(over, 'its row says that it is over');
      answer();
      await aTimeout(50);
      expect(over()).to.equal(true);
    });

    it('after the list could not be read to its end, what was read can be found again, and the rest once there is a connection', async () => {
      let lost = false;
      const element = await deskOf(failing(signedIn(desk({ sendings: busyDay(1000) })), new PeerError('offline'), (_, collection) => lost && collection === 'sendings'), html`<moderation-desk lane="waiting"></moderation-desk>`);
      const search = byRole<HTMLInputElement>(element, 'searchbox', 'Find by theme or words');
      const find = (words: string) => {
        search.value = words;
        search.dispatchEvent(new Event('input', { bubbles: true }));
      };
      lost = true;
      find('the 990. morning');
      await eventually(() => allByRole(element, 'alert').length, 'it says that it could not look everywhere');
      find('morning');
      await eventually(() => rowsOf(element).length >= 20 && !allByRole(element, 'alert').length, 'what was read is there');
      lost = false;
      find('the 990. morning');
      await eventually(() => rowsOf(element).length === 1, 'the rest is read');
    });
  });

  describe('on every page', () => {
    it('in a narrow box nothing is cut off, and what is open takes the place of the list', async () => {
      const provider = await fixture<HTMLElement>(html`<div style="inline-size: 280px"><peer-support .adapter=${signedIn(desk())}><moderation-desk></moderation-desk></peer-support></div>`);
      const element = provider.querySelector('moderation-desk')!;
      await eventually(() => element.shadowRoot?.querySelector('.row'));
      const fits = () => {
        const wide = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.base *')].filter((each) => each.checkVisibility() && !each.closest('.unseen') && each.getBoundingClientRect().right > element.getBoundingClientRect().right + 1);
        expect(wide.map(({ className, localName }) => `${localName}.${className}`)).to.deep.equal([]);
      };
      fits();
      await read(element, 'Low mood');
      await eventually(() => opened(element).querySelector('.found li'));
      fits();
      expect(element.shadowRoot!.querySelector<HTMLElement>('.list')!.checkVisibility()).to.equal(false);
      for (const name of ['Publish it with a note for readers', 'Do not publish it']) {
        await choose(element, name);
        fits();
      }
      byRole(opened(element), 'button', 'Back to the list').click();
      await eventually(() => !opened(element));
      expect(focused()).to.equal(row(element, 'Low mood'));
    });

    it('in Arabic from the right, and in German', async () => {
      for (const [lang, words] of [['ar', 'أخذ التالية'], ['de', 'Nächste nehmen']] as const) {
        const box = await fixture<HTMLElement>(html`<div lang=${lang}><peer-support .adapter=${signedIn(desk())}><moderation-desk></moderation-desk></peer-support></div>`);
        const element = box.querySelector('moderation-desk')!;
        await eventually(() => element.shadowRoot?.querySelector('.row'));
        expect(byRole(element, 'button', words)).to.be.ok;
        expect(element.shadowRoot!.querySelector<HTMLElement>('.base')!.dir).to.equal(lang === 'ar' ? 'rtl' : 'ltr');
        await expectAccessible(element);
      }
    });

    it('in the dark', async function () {
      if (!(await emulate({ colorScheme: 'dark' }))) this.skip();
      document.documentElement.style.colorScheme = 'light dark';
      const element = await theDesk();
      await read(element, 'Low mood');
      await eventually(() => opened(element).querySelector('.found li'));
      await expectAccessible(element);
      document.documentElement.style.colorScheme = '';
    });

    it('somebody leaves at once: nothing that was opened or typed stays', async () => {
      const element = await theDesk();
      await read(element, 'Low mood');
      document.dispatchEvent(new Event('quick-exit'));
      await element.updateComplete;
      expect(element.shadowRoot!.textContent).not.to.contain('Pennyfold');
    });

    it('wide, what is open stands beside the list', async function () {
      if (!(await resize(1280))) this.skip();
      const element = await theDesk();
      await read(element, 'Low mood');
      const [list, work] = ['.list', '.work'].map((each) => element.shadowRoot!.querySelector(each)!.getBoundingClientRect());
      expect(work!.left).to.be.greaterThan(list!.right - 1);
    });
  });
});
