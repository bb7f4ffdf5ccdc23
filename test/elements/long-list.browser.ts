import { expect, fixture, html } from '@open-wc/testing';
import type { PeerAdapter, Query } from '../../src/adapters/adapter.ts';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { PeerError } from '../../src/client/errors.ts';
import '../../src/elements/group-finder/define.ts';
import '../../src/elements/peer-support/define.ts';
import type { GroupFinder } from '../../src/elements/group-finder/group-finder.ts';
import { allByRole, byRole, expectAccessible, focused, wordsOf } from '../setup/accessibility.ts';
import { holdTimers } from '../setup/held-timers.ts';
import { click, type } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { group, session, weeklyIn, withLinkTo } from './sample.ts';

/** More groups than come to a page at once: every one on each of three days, the last ones about something else. */
const many = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    group(`g${n}`, `Group ${n}`, {
      topics: [n % 2 ? 'Grief' : 'Sleep'],
      ...(n > count - 6 && { about: 'Beekeeping together', topics: ['Bees'] }),
      sessions: [session({ way: n % 3 ? 'in-person' : 'online', schedule: weeklyIn(1 + Math.floor((n * 3) / count)) })],
    }),
  );

/** The memory adapter as a backend with a long list, and what it was asked. */
function backend(count = 1500) {
  const adapter = memoryAdapter({ records: { groups: many(count) } });
  const asked: Query[] = [];
  const list = adapter.list.bind(adapter);
  const state = { down: false };
  adapter.list = (collection, query, call) => {
    if (state.down) return Promise.reject(new PeerError('unavailable'));
    asked.push(query);
    return list(collection, query, call);
  };
  return { adapter, asked, state };
}

async function finder(adapter: PeerAdapter, attributes: { day?: string; query?: string } = {}): Promise<GroupFinder> {
  const provider = await fixture(html`<peer-support .adapter=${adapter}><group-finder day=${attributes.day ?? ''} .query=${attributes.query}></group-finder></peer-support>`);
  const element = provider.querySelector('group-finder')!;
  await eventually(() => wordsOf(element).includes('group'), 'groups', 20_000);
  await eventually(() => !wordsOf(element).includes('on its way'), 'the end', 20_000);
  return element;
}

/** Types words into the search, and stops typing then, however long a letter takes. */
async function look(element: GroupFinder, words: string): Promise<void> {
  const typing = holdTimers(250);
  try {
    const field = byRole<HTMLInputElement>(element, 'searchbox');
    field.focus();
    await type(words);
    await eventually(() => field.value === words);
    await element.updateComplete;
    typing.pass();
  } finally {
    typing.end();
  }
}

const names = (element: Element) => allByRole(element, 'heading').map((heading) => heading.textContent!.trim());

const more = (element: Element) => allByRole(element, 'button', 'Show more groups')[0];

describe('<group-finder> with a backend that keeps a long list', () => {
  // No day ends between a sample and what is shown of it.
  const { now } = Date;
  const moment = Math.floor(now() / 60_000) * 60_000;
  before(() => void (Date.now = () => moment));
  after(() => void (Date.now = now));

  it('brings those that meet soonest, and says that there are more', async () => {
    const { adapter, asked } = backend();
    const element = await finder(adapter);
    expect(asked.length).to.equal(5);
    expect(asked.every(({ sort }) => sort === 'next')).to.equal(true);
    expect(wordsOf(element)).to.contain('1,000 groups so far');
    await expectAccessible(element);
  });

  it('asks the backend for words, once the visitor has stopped typing', async () => {
    const { adapter, asked } = backend();
    const element = await finder(adapter);
    asked.length = 0;
    await look(element, 'beekeep');
    await eventually(() => wordsOf(element).includes('5 groups found'), 'the answer', 20_000);
    expect(asked.map(({ text }) => text)).to.deep.equal(['beekeep']);
    expect(names(element)).to.have.members(['Group 1495', 'Group 1496', 'Group 1497', 'Group 1498', 'Group 1499']);
    expect(focused()).to.equal(byRole(element, 'searchbox'));
  });

  it('keeps the choices of the whole while one of them is chosen', async () => {
    const { adapter, asked } = backend();
    const element = await finder(adapter);
    asked.length = 0;
    await click(byRole(element, 'button', 'Topic'));
    await eventually(() => allByRole(element, 'checkbox').length, 'choices');
    await click(byRole(element, 'checkbox', 'Grief'));
    await eventually(() => asked.length > 0, 'a question', 20_000);
    expect(asked[0]!.where).to.deep.equal({ topic: ['grief'] });
    await eventually(() => wordsOf(element).includes('found'), 'the answer', 20_000);
    expect(allByRole(element, 'checkbox').length).to.equal(2);
  });

  it('shows more from the backend when those that came are all on the page', async () => {
    const { adapter } = backend();
    const element = await finder(adapter);
    element.limit = 1000;
    await eventually(() => names(element).length === 1000 && more(element), 'a way to see more', 20_000);
    await click(more(element)!);
    await eventually(() => names(element).length > 1000, 'more', 20_000);
    await eventually(() => focused()?.textContent?.trim() === names(element)[1000], 'the focus on the next group');
  });

  it('looks through more of them for a day, which only the visitor’s clock knows', async () => {
    const { adapter, asked } = backend();
    const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
    const element = await finder(adapter, { day: days[new Date(Date.now() + 3 * 864e5).getUTCDay()]! });
    await eventually(() => asked.length >= 5 + 8 && !wordsOf(element).includes('on its way'), 'all of them are looked through', 20_000);
    expect(asked.length).to.equal(5 + 8);
    expect(names(element).length).to.be.above(0);
  });

  it('offers a way on when nothing is found', async () => {
    const { adapter } = backend();
    const element = await finder(adapter);
    // While the backend is not asked yet, what is here says it.
    const typing = holdTimers(250);
    try {
      (byRole(element, 'searchbox') as HTMLElement).focus();
      await type('zzzzzz');
      await eventually(() => wordsOf(element).includes('No group fits all of this.'), 'nothing found', 20_000);
      await click(byRole(element, 'button', 'Search without “Search words”'));
      await eventually(() => names(element).length === 50, 'all again', 20_000);
    } finally {
      typing.end();
    }
  });

  it('offers the same way on once the backend has found nothing either', async () => {
    const { adapter, asked } = backend();
    const element = await finder(adapter);
    asked.length = 0;
    await look(element, 'zzzzzz');
    await eventually(() => asked.length && wordsOf(element).includes('0 groups found'), 'the answer', 20_000);
    expect(wordsOf(element)).to.contain('No group fits all of this.');
    expect(focused()).to.equal(byRole(element, 'searchbox'));
    await click(byRole(element, 'button', 'Search without “Search words”'));
    await eventually(() => names(element).length === 50, 'all again', 20_000);
  });

  it('says so when more cannot be fetched, keeps what is there, and tries again', async () => {
    const { adapter, state } = backend();
    const element = await finder(adapter);
    state.down = true;
    element.limit = 1000;
    await eventually(() => allByRole(element, 'alert').length > 0, 'an alert', 20_000);
    expect(names(element).length).to.equal(1000);
    state.down = false;
    await click(byRole(element, 'button', 'Try again'));
    await eventually(() => more(element), 'a way to see more', 20_000);
    await click(more(element)!);
    await eventually(() => names(element).length > 1000, 'more', 20_000);
  });

  it('brings the group that a link leads to, however late it meets', () =>
    withLinkTo('g1499', async () => {
      const element = await finder(backend().adapter);
      await eventually(() => names(element)[0] === 'Group 1499' && wordsOf(element).includes('The group you followed a link to'), 'the group', 20_000);
    }));

  it('asks once for a group that a link leads to and that is gone', () =>
    withLinkTo('gone', async () => {
      const { adapter } = backend();
      let asked = 0;
      adapter.get = async () => {
        asked += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
        return null;
      };
      const element = await finder(adapter);
      await eventually(() => asked, 'it is asked for');
      for (let updates = 0; updates < 10; updates += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        element.requestUpdate();
      }
      expect(asked).to.equal(1);
    }));

  it('says so when the group of a link cannot be fetched, and tries again', () =>
    withLinkTo('g1499', async () => {
      const { adapter } = backend();
      const get = adapter.get.bind(adapter);
      adapter.get = () => Promise.reject(new PeerError('unavailable'));
      const element = await finder(adapter);
      await eventually(() => allByRole(element, 'alert').length, 'an alert');
      adapter.get = get;
      await click(byRole(element, 'button', 'Try again'));
      await eventually(() => names(element)[0] === 'Group 1499', 'the group');
      expect(allByRole(element, 'alert')).to.deep.equal([]);
    }));

  it('prints each group once, however often it is asked to, and says so when it cannot', async () => {
    const { print } = window;
    let printed = 0;
    window.print = () => void (printed += 1);
    try {
      const { adapter, state } = backend();
      const element = await finder(adapter);
      state.down = true;
      await click(byRole(element, 'button', 'Print the list'));
      await eventually(() => allByRole(element, 'alert').length, 'an alert');
      expect(printed).to.equal(0);
      state.down = false;
      await click(byRole(element, 'button', 'Try again'));
      await eventually(() => !allByRole(element, 'alert').length);
      const button = byRole(element, 'button', 'Print the list');
      button.click();
      button.click();
      await eventually(() => printed === 2, 'it is printed', 20_000);
      expect(wordsOf(element)).to.contain('1,500 groups found');
    } finally {
      window.print = print;
    }
  });

  it('asks the backend again for other words after it could not answer', async () => {
    const { adapter, asked, state } = backend();
    const element = await finder(adapter);
    state.down = true;
    await look(element, 'beekeep');
    await eventually(() => allByRole(element, 'alert').length, 'an alert', 20_000);
    state.down = false;
    asked.length = 0;
    const field = byRole<HTMLInputElement>(element, 'searchbox');
    field.value = '';
    await look(element, 'bees');
    await eventually(() => asked.length, 'it is asked', 20_000);
    expect(asked[0]!.text).to.equal('bees');
    await eventually(() => wordsOf(element).includes('5 groups found') && !allByRole(element, 'alert').length, 'the answer', 20_000);
  });

  it('leaves open what a visitor opened before the backend has answered', async () => {
    const { adapter, asked } = backend();
    const element = await finder(adapter);
    asked.length = 0;
    const typing = holdTimers(250);
    try {
      byRole<HTMLInputElement>(element, 'searchbox').focus();
      await type('sleep');
      await eventually(() => wordsOf(element).includes('500 groups so far'), 'what is here');
      const [first] = names(element);
      await click(byRole(element, 'button', first!));
      await eventually(() => element.shadowRoot!.querySelector('[part=details]'), 'it is open');
      typing.pass();
      await eventually(() => asked.length && wordsOf(element).includes('groups found'), 'the answer', 20_000);
      expect(byRole(element, 'button', first!).getAttribute('aria-expanded')).to.equal('true');
    } finally {
      typing.end();
    }
  });

  it('brings a short list whole, and asks nothing more', async () => {
    const { adapter, asked } = backend(150);
    const element = await finder(adapter);
    asked.length = 0;
    await look(element, 'beekeep');
    await eventually(() => wordsOf(element).includes('5 groups found'), 'the answer');
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(asked).to.deep.equal([]);
  });
});
