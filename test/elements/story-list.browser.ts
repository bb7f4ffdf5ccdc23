import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { render } from 'lit';
import type { PeerAdapter, Query } from '../../src/adapters/adapter.ts';
import { PeerError } from '../../src/client/errors.ts';
import { credentialHash } from '../../src/client/receipt.ts';
import { paragraphs } from '../../src/domain/paragraphs.ts';
import { storyCard } from '../../src/elements/story-list/story.ts';
import type { StoryList } from '../../src/elements/story-list/story-list.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { allByRole, byRole, descriptionOf, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { holdTimers } from '../setup/held-timers.ts';
import { payloads } from '../setup/payloads.ts';
import { accessibilityTree, click, emulate, press, resize, type } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { backend, carried, changed, headings, later, listOf, month, published, read, story, storyWith, untilGone } from './stories.ts';

const list = (template?: ReturnType<typeof html>) => read(backend(), template);
/** Those of the stories, which were named when this file was loaded: a month may end since. */
const months = [0, 1, 2, 3, 4].map(month);
const monthNamed = (ago: number, locale = 'en') => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${months[ago]}-01`));
const anonymous = () => ({ signal: new AbortController().signal, space: 'default', locale: 'en', intent: crypto.randomUUID() });
const search = (element: Element) => byRole<HTMLInputElement>(element, 'searchbox', 'Search in the stories');

/** How long the list waits for the next letter, in milliseconds. */
const askAfter = 400;

/** Types words into the search, and stops typing then, however long a letter takes. */
async function look(element: StoryList, words: string) {
  const typing = holdTimers(askAfter);
  try {
    search(element).focus();
    await type(words);
    await eventually(() => search(element).value === words && typing.waiting === 1, 'it waits for the next letter');
    typing.pass();
  } finally {
    typing.end();
  }
}

async function choices(element: StoryList) {
  await click(element.shadowRoot!.querySelector('summary')!);
  await eventually(() => element.shadowRoot!.querySelector('.choices'));
  await element.updateComplete;
}

async function notToday(element: StoryList) {
  await choices(element);
  await click([...element.shadowRoot!.querySelectorAll('summary')].find(({ textContent }) => textContent.includes('Not today'))!);
}

const box = (element: Element, name: string) => byRole<HTMLInputElement>(element, 'checkbox', name);

describe('story-list', () => {
  describe('shows stories', () => {
    it('by month, each with its theme, and nothing finer than the month', async () => {
      const element = await list();
      const told = headings(element).filter((name) => /\d{4}/.test(name));
      expect(told[0]).to.equal(`${monthNamed(0)} Bereavement`);
      expect(told.at(-1)).to.equal(`${monthNamed(4)} Anxiety`);
      expect(told.length).to.equal(6);
      expect(element.shadowRoot!.querySelector('time')).to.equal(null);
      await expectAccessible(element);
    });

    it('in paragraphs that keep their lines, each in its own language and direction', async () => {
      const element = await list();
      const sea = [...storyWith(element, 'swim').querySelectorAll('.words p')];
      expect(sea.map(({ textContent }) => textContent)).to.deep.equal(['I began to swim again in October.\nNot far. In, out, tea.', 'Some days it was enough.']);
      for (const each of element.shadowRoot!.querySelectorAll('.words p')) expect(each.getAttribute('dir')).to.equal('auto');
      const arabic = storyWith(element, 'كنت').querySelector('.words')!;
      expect(arabic.getAttribute('lang')).to.equal('ar');
      expect(getComputedStyle(arabic.querySelector('p')!).direction).to.equal('rtl');
    });

    it('a long one by its beginning, and the rest on request', async () => {
      const element = await list();
      const park = storyWith(element, 'tunnel');
      expect(wordsOf(park)).not.to.contain('one goes round it').and.not.to.contain('What helped');
      const open = byRole(park, 'button', 'Read the whole story');
      expect(descriptionOf(open)).to.equal(`${monthNamed(0)} Bereavement`);
      await click(open);
      expect(wordsOf(park)).to.contain('one goes round it').and.to.contain('What helped\nWalking at the hour');
      expect(focused()).to.equal(park.querySelector('h3'));
      expect(byRole(park, 'button', 'Close this story').getAttribute('aria-expanded')).to.equal('true');
      await expectAccessible(element);
      await click(byRole(park, 'button', 'Close this story'));
      expect(wordsOf(park)).not.to.contain('one goes round it');
    });

    it('one with notes only when it is asked for, and says what it speaks of in the reader’s language', async () => {
      const element = await list();
      const night = storyWith(element, 'Before you read');
      expect(wordsOf(night)).to.contain('Somebody dies by suicide').and.to.contain('Thoughts of suicide').and.not.to.contain('kitchen table');
      expect(night.textContent).not.to.contain('There was a night');
      await click(byRole(night, 'button', 'Read this story'));
      expect(wordsOf(night)).to.contain('kitchen table');
      await expectAccessible(element);
    });

    it('with the help lines beside a story with notes', async () => {
      const element = await list();
      const night = storyWith(element, 'Before you read');
      await click(byRole(night, 'button', 'Get support now'));
      await eventually(() => night.querySelector('support-now')?.shadowRoot?.querySelector('[part=line]'), 'the help lines are there');
      expect(wordsOf(night)).to.contain('Samaritans');
      await expectAccessible(element);
      await click(byRole(night, 'button', 'Close the help lines'));
      expect(night.querySelector('support-now')).to.equal(null);
    });

    it('after which others say, in a line they agreed to, that nobody is the only one', async () => {
      const element = await list();
      await click(byRole(storyWith(element, 'tunnel'), 'button', 'Read the whole story'));
      await eventually(() => wordsOf(element).includes('You are not the only one. Others wrote:'));
      const region = byRole(element, 'region', 'You are not the only one');
      // The line of a story about suicide is for nobody who has not opened one.
      expect(allByRole(region, 'listitem').map(wordsOf)).to.deep.equal(['Some days, in and out and tea was enough.']);
      await expectAccessible(element);
    });

    it('and no link, picture or markup of theirs', async () => {
      const text = 'See https://evil.example.org and <a href="https://evil.example.org">this</a>, <img src=x onerror=alert(1)>\n\n[link](https://evil.example.org)';
      const element = await read(backend([story('a', { text, topics: ['<b>bold</b>'], helped: '<script>1</script>' })]));
      await click(byRole(element, 'button', 'Read the whole story'));
      const card = storyWith(element, 'evil');
      expect(card.querySelector('a, img, script, b')).to.equal(null);
      expect(card.querySelector('.words')!.textContent).to.equal(text.replace('\n\n', ''));
      expect(headings(element)[0]).to.contain('<b>bold</b>');
    });

    it('whatever a stranger wrote: all of it stands there as text, and none of it runs', async () => {
      const watched = window as { ran?: unknown };
      delete watched.ran;
      const box = await fixture<HTMLElement>(html`<div></div>`);
      const own = /^(ARTICLE|H3|H4|P|DIV|SECTION|SPAN|STRONG|BDI|BUTTON)$/;
      const bare = (text: string) => text.replace(/\s+/g, '');
      for (const { text } of payloads) {
        const short = text.slice(0, 200);
        const story = { text, helped: text.slice(0, 5000), topics: [short], notes: [short], language: 'en' };
        render(storyCard(story, { locale: 'en', open: true, onToggle: () => {} }), box);
        const strange = [...box.querySelectorAll('*')].filter(({ nodeName, attributes }) => !own.test(nodeName) || [...attributes].some(({ name }) => /^(on|href|src|style)/.test(name)));
        expect(strange.map(({ outerHTML }) => outerHTML), text.slice(0, 200)).to.deep.equal([]);
        const shown = paragraphs(text).join('');
        expect(bare(box.querySelector('.words')!.textContent)).to.equal(bare(shown));
        expect(box.querySelector('h3 bdi')!.textContent).to.equal(short);
      }
      await aTimeout(50);
      expect(watched.ran).to.equal(undefined);
      expect(payloads.length).to.be.greaterThan(300);
    });

    it('whose tricks of direction end with their paragraph', async () => {
      const element = await read(backend([story('a', { text: 'Mild \u202e\u2066words\n\nnext one', topics: ['\u202etopic'], notes: [] })]));
      const [first, second] = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.words p')];
      expect(getComputedStyle(first!).unicodeBidi).to.match(/isolate|plaintext/);
      expect(second!.textContent).to.equal('next one');
      expect(element.shadowRoot!.querySelector('h3 bdi')!.textContent).to.equal('\u202etopic');
    });

    it('without words that only push others away', async () => {
      const element = await read(backend([story('a', { text: `Up${'\n \u200b\u3000\n'.repeat(400)}down ${'Z\u0335\u0336\u0337'.repeat(300)}` })]));
      await click(byRole(element, 'button', 'Read the whole story'));
      expect(element.shadowRoot!.querySelectorAll('.words p').length).to.equal(2);
      expect(element.shadowRoot!.querySelector('.words')!.scrollWidth).to.be.at.most(innerWidth);
    });

    it('ten at a time, by a button that gives the focus to the first new one', async () => {
      const many = Array.from({ length: 23 }, (_, n) => story(`s${String(n).padStart(2, '0')}`, { text: `Story number ${n}.` }));
      const element = await read(backend(many));
      const shown = () => element.shadowRoot!.querySelectorAll('.story').length;
      expect(shown()).to.equal(10);
      byRole(element, 'button', 'Show more stories').focus();
      await press('Enter');
      await eventually(() => shown() === 20);
      await eventually(() => focused() === element.shadowRoot!.querySelectorAll('h3')[10]);
      await click(byRole(element, 'button', 'Show more stories'));
      await eventually(() => shown() === 23);
      expect(new Set([...element.shadowRoot!.querySelectorAll('.words')].map(({ textContent }) => textContent)).size).to.equal(23);
      await eventually(() => wordsOf(element).includes('This is the end of the list.'));
      expect(allByRole(element, 'button', 'Show more stories')).to.deep.equal([]);
    });

    it('and tells the page when they are there', async () => {
      const box = document.createElement('div');
      document.body.append(box);
      const ready = oneEvent(box, 'stories-ready');
      box.innerHTML = '<peer-support><story-list></story-list></peer-support>';
      (box.firstElementChild as HTMLElement & { adapter: PeerAdapter }).adapter = backend();
      await ready;
      expect(headings(box.querySelector('story-list')!).length).to.be.greaterThan(5);
      box.remove();
    });
  });

  describe('is looked through', () => {
    it('by words, also those of what helped, and takes them back', async () => {
      const element = await list();
      await look(element, 'hardest');
      await eventually(() => element.shadowRoot!.querySelectorAll('.story').length === 1);
      expect(headings(element)[0]).to.equal(`${monthNamed(0)} Bereavement`);
      await eventually(() => allByRole(element, 'button', /^Take back: Words: /).length);
      await expectAccessible(element);
      await click(byRole(element, 'button', /^Take back: Words: /));
      await eventually(() => element.shadowRoot!.querySelectorAll('.story').length === 6);
      expect(focused()).to.equal(search(element));
      expect(search(element).value).to.equal('');
    });

    it('by theme', async () => {
      const element = await list();
      await choices(element);
      const theme = byRole<HTMLSelectElement>(element, 'combobox', 'Theme');
      expect([...theme.options].map(({ text }) => text)).to.deep.equal(['All themes', 'Anxiety', 'Bereavement', 'Low mood']);
      await expectAccessible(element);
      theme.value = 'Low mood';
      theme.dispatchEvent(new Event('change', { bubbles: true }));
      await eventually(() => element.shadowRoot!.querySelectorAll('.story').length === 1);
      expect([...theme.options].map(({ text }) => text)).to.include('Anxiety');
    });

    it('by whether they say what helped, and without saying how many do', async () => {
      const asked: Query[] = [];
      const adapter = backend();
      const element = await read(changed(adapter, { list: (collection, query, call) => (collection === 'stories' && !query.where?.line && asked.push(query), adapter.list(collection, query, call)) }));
      await choices(element);
      const helped = published.filter((each) => each.helped);
      const wish = box(element, 'Only stories that say what helped');
      expect(wish.checked).to.equal(false);
      await click(wish);
      await eventually(() => element.shadowRoot!.querySelectorAll('.story').length === helped.length);
      expect(asked.at(-1)!.where).to.deep.equal({ helped: 'yes' });
      const chip = byRole(element, 'button', 'Take back: What helped');
      expect(findScores([element.shadowRoot!])).to.deep.equal([]);
      await expectAccessible(element);
      await click(chip);
      await eventually(() => element.shadowRoot!.querySelectorAll('.story').length === 6);
      expect(focused()).to.equal(search(element));
      expect(box(element, 'Only stories that say what helped').checked).to.equal(false);
      expect(asked.at(-1)!.where).to.equal(undefined);
    });

    it('by that only where the backend can look for it', async () => {
      const adapter = backend();
      const { stories } = adapter.can.collections;
      const can = { ...adapter.can, collections: { ...adapter.can.collections, stories: { ...stories, list: { ...stories!.list, where: ['topic'] } } } };
      const element = await read(changed(adapter, { can } as Partial<PeerAdapter>));
      await choices(element);
      expect(allByRole(element, 'checkbox', 'Only stories that say what helped')).to.deep.equal([]);
    });

    it('by a theme that the page chose, among those that it offers', async () => {
      const element = await list(html`<story-list topic="Anxiety" topics="Sleep, Anxiety"></story-list>`);
      expect(element.shadowRoot!.querySelectorAll('.story').length).to.equal(2);
      await choices(element);
      expect([...byRole<HTMLSelectElement>(element, 'combobox', 'Theme').options].map(({ text }) => text)).to.deep.equal(['All themes', 'Anxiety', 'Sleep']);
    });

    it('in no order, which is another one each time and never one of applause', async () => {
      const asked: Query[] = [];
      const adapter = backend();
      const watched = changed(adapter, { list: (collection, query, call) => (collection === 'stories' && asked.push(query), adapter.list(collection, query, call)) });
      const element = await read(watched, html`<story-list order="shuffled"></story-list>`);
      expect(element.shadowRoot!.querySelectorAll('.story').length).to.equal(6);
      await choices(element);
      const order = byRole<HTMLSelectElement>(element, 'combobox', 'Order');
      expect([...order.options].map(({ text }) => text)).to.deep.equal(['Newest months first', 'Mixed, in no order']);
      expect(order.value).to.equal('shuffled');
      await read(watched, html`<story-list order="shuffled"></story-list>`);
      const seeds = asked.filter(({ sort }) => sort === 'shuffled').map(({ seed }) => seed);
      expect(new Set(seeds).size).to.equal(2);
    });

    it('and nothing found says what to loosen', async () => {
      const element = await list(html`<story-list topic="Anxiety"></story-list>`);
      await look(element, 'swim');
      await eventually(() => element.shadowRoot!.querySelector('.none'));
      expect(allByRole(element.shadowRoot!.querySelector('.none')!, 'button').map(nameOf)).to.deep.equal(['Search all themes', 'Search without the words', 'Show all stories']);
      await expectAccessible(element);
      await click(byRole(element, 'button', 'Search all themes'));
      await eventually(() => element.shadowRoot!.querySelectorAll('.story').length === 1);
      expect(focused()).to.equal(search(element));
    });

    it('and nothing found that says what helped says so, and looks among the others too', async () => {
      const element = await list(html`<story-list topic="Low mood"></story-list>`);
      await choices(element);
      await click(box(element, 'Only stories that say what helped'));
      await eventually(() => element.shadowRoot!.querySelector('.none'));
      expect(allByRole(element.shadowRoot!.querySelector('.none')!, 'button').map(nameOf)).to.deep.equal(['Search also stories that do not say what helped', 'Show all stories']);
      await expectAccessible(element);
      await click(byRole(element, 'button', 'Search also stories that do not say what helped'));
      await eventually(() => element.shadowRoot!.querySelectorAll('.story').length === 1);
      expect(element.shadowRoot!.textContent).to.contain('Low mood');
    });

    it('without asking for each letter', async () => {
      const asked: (string | undefined)[] = [];
      const adapter = backend();
      const element = await read(changed(adapter, { list: (collection, query, call) => (collection === 'stories' && asked.push(query.text), adapter.list(collection, query, call)) }));
      await look(element, 'enough');
      await eventually(() => element.shadowRoot!.querySelectorAll('.story').length === 1);
      expect(asked).to.deep.equal([undefined, 'enough']);
    });

    it('and shows only the newest answer', async () => {
      const answers: Record<string, ReturnType<typeof later<void>>> = {};
      const adapter = backend();
      const element = await read(
        changed(adapter, {
          list: async (collection, query, call) => {
            if (query.text) await (answers[query.text] ??= later()).promise;
            return adapter.list(collection, query, call);
          },
        }),
      );
      search(element).focus();
      await type('swim');
      await eventually(() => answers['swim']);
      await type(' x');
      await press('Backspace');
      await press('Backspace');
      search(element).value = 'tunnel';
      search(element).dispatchEvent(new InputEvent('input'));
      await eventually(() => answers['tunnel']);
      // What was there stays until there is an answer.
      expect(element.shadowRoot!.querySelectorAll('.story').length).to.equal(6);
      answers['tunnel']!.answer();
      await eventually(() => element.shadowRoot!.querySelectorAll('.story').length === 1);
      answers['swim']!.answer();
      await aTimeout(50);
      expect(headings(element)[0]).to.equal(`${monthNamed(0)} Bereavement`);
    });
  });

  describe('leaves out what somebody does not want to meet today', () => {
    it('folded away, in groups with gentle names', async () => {
      const element = await list();
      const visible = () => allByRole(element.shadowRoot!.querySelector('.today')!, 'checkbox').filter((each) => each.checkVisibility()).map(nameOf);
      await choices(element);
      expect(visible()).to.deep.equal([]);
      await click([...element.shadowRoot!.querySelectorAll('summary')].find(({ textContent }) => textContent.includes('Not today'))!);
      expect(visible()).to.deep.equal(['Losing somebody', 'Being hurt by others', 'Hurting oneself', 'Food and the body', 'Drink and drugs', 'Illness and hospital']);
      await expectAccessible(element);
    });

    it('for this visit only, and takes it back', async () => {
      const kept = { ...localStorage, ...sessionStorage };
      const element = await list();
      await notToday(element);
      await click(box(element, 'Hurting oneself'));
      expect(element.shadowRoot!.querySelectorAll('.story').length).to.equal(5);
      expect(wordsOf(element)).to.contain('Some things are left out today');
      expect({ ...localStorage, ...sessionStorage }).to.deep.equal(kept);
      await expectAccessible(element);
      await click(byRole(element, 'button', 'Take back: Some things are left out today'));
      expect(element.shadowRoot!.querySelectorAll('.story').length).to.equal(6);
    });

    it('one by one too, also a theme', async () => {
      const element = await list();
      await notToday(element);
      const single = [...element.shadowRoot!.querySelectorAll('summary')].filter(({ textContent }) => /One by one|Themes/.test(textContent));
      await click(single[0]!);
      await click(box(element, 'Somebody dies by suicide'));
      expect(element.shadowRoot!.querySelectorAll('.story').length).to.equal(5);
      expect(box(element, 'Losing somebody').indeterminate).to.equal(true);
      await click(single.at(-1)!);
      await click(box(element, 'Anxiety'));
      expect(element.shadowRoot!.querySelectorAll('.story').length).to.equal(3);
    });

    it('and says so when nothing else is left', async () => {
      const element = await list(html`<story-list topic="Low mood"></story-list>`);
      await notToday(element);
      await click([...element.shadowRoot!.querySelectorAll('summary')].find(({ textContent }) => textContent.includes('Themes'))!);
      await click(box(element, 'Low mood'));
      await eventually(() => element.shadowRoot!.querySelector('.none'));
      expect(wordsOf(element)).to.contain('The stories that fit speak of what you left out today.');
      await expectAccessible(element);
      await click(byRole(element, 'button', 'Show also what you left out'));
      expect(element.shadowRoot!.querySelectorAll('.story').length).to.equal(1);
    });

    it('and reads on until the page is full', async () => {
      const many = Array.from({ length: 40 }, (_, n) => story(`s${String(n).padStart(2, '0')}`, { text: `Story ${n}.`, topics: [n % 4 ? 'Grief' : 'Sleep'] }));
      const element = await read(backend(many), html`<story-list limit="5"></story-list>`);
      await notToday(element);
      await click([...element.shadowRoot!.querySelectorAll('summary')].find(({ textContent }) => textContent.includes('Themes'))!);
      await click(box(element, 'Grief'));
      await eventually(() => element.shadowRoot!.querySelectorAll('.story').length === 5);
    });

    it('and keeps the choice in sight while nothing that was read fits, also where no more can be read', async () => {
      const many = Array.from({ length: 10 }, (_, n) => story(`s${n}`, { text: `Story ${n}.`, topics: [n < 5 ? 'Grief' : 'Sleep'] }));
      const adapter = backend(many);
      const more = later<void>();
      let asked = false;
      const element = await read(
        changed(adapter, {
          list: async (collection, query, call) => {
            if (!query.cursor) return adapter.list(collection, { ...query, ...(collection === 'stories' && { sort: 'newest' }) }, call);
            asked = true;
            await more.promise;
            throw new PeerError('unavailable');
          },
        }),
        html`<story-list limit="5"></story-list>`,
      );
      await notToday(element);
      await click([...element.shadowRoot!.querySelectorAll('summary')].find(({ textContent }) => textContent.includes('Themes'))!);
      for (const name of allByRole(element, 'checkbox').map(nameOf).filter((name) => name === 'Grief' || name === 'Sleep')) await click(box(element, name));
      await eventually(() => asked && !element.shadowRoot!.querySelector('.story'), 'it reads on');
      const here = box(element, 'Grief');
      expect(here.isConnected && here.checkVisibility()).to.equal(true);
      more.answer();
      await eventually(() => allByRole(element, 'alert').length);
      expect(here.isConnected && here.checkVisibility()).to.equal(true);
      await click(here);
      await eventually(() => element.shadowRoot!.querySelectorAll('.story').length, 'it can be taken back');
    });

    it('and comes to the same end where two choices follow each other quickly', async () => {
      const many = Array.from({ length: 40 }, (_, n) => story(`s${String(n).padStart(2, '0')}`, { text: `Story ${n}.`, topics: [['Grief', 'Sleep', 'Work', 'Home'][n % 4]!] }));
      const adapter = backend(many);
      const waiting: ReturnType<typeof later<void>>[] = [];
      let hold = true;
      const element = await read(
        changed(adapter, {
          list: async (collection, query, call) => {
            if (hold && query.cursor) {
              const turn = later<void>();
              waiting.push(turn);
              await turn.promise;
            }
            return adapter.list(collection, query, call);
          },
        }),
        html`<story-list limit="8" topics="Grief,Sleep,Work,Home"></story-list>`,
      );
      await notToday(element);
      await click([...element.shadowRoot!.querySelectorAll('summary')].find(({ textContent }) => textContent.includes('Themes'))!);
      await click(box(element, 'Grief'));
      await click(box(element, 'Sleep'));
      await eventually(() => waiting.length === 2, 'two readings are on their way');
      hold = false;
      for (const { answer } of waiting) answer();
      await eventually(() => element.shadowRoot!.querySelectorAll('.story').length === 8);
      for (let shown = 8; shown < 20; shown = element.shadowRoot!.querySelectorAll('.story').length) {
        await click(byRole(element, 'button', 'Show more stories'));
        await eventually(() => element.shadowRoot!.querySelectorAll('.story').length > shown);
      }
      expect(element.shadowRoot!.querySelectorAll('.story').length).to.equal(20);
    });
  });

  describe('says what goes wrong', () => {
    it('where words cannot be looked for: what was there stays, and the field', async () => {
      const adapter = backend();
      const element = await read(changed(adapter, { list: async (collection, query, call) => (query.text ? Promise.reject(new PeerError('offline')) : adapter.list(collection, query, call)) }));
      await look(element, 'swim');
      await eventually(() => allByRole(element, 'alert').length);
      expect(element.shadowRoot!.querySelectorAll('.story').length).to.equal(6);
      expect(focused()).to.equal(search(element));
      await expectAccessible(element);
      await click(byRole(element, 'button', /^Take back: Words/));
      await eventually(() => !allByRole(element, 'alert').length && element.shadowRoot!.querySelectorAll('.story').length === 6);
    });

    it('keeps what stands inside it until there are stories', async () => {
      const wait = later<void>();
      const adapter = backend();
      const element = await listOf(
        changed(adapter, { list: (...asked) => wait.promise.then(() => adapter.list(...asked)) }),
        html`<story-list><p>Ring us.</p></story-list>`,
      );
      await element.updateComplete;
      expect(wordsOf(element)).to.contain('Ring us.');
      wait.answer();
      await eventually(() => element.shadowRoot!.querySelector('.story'));
      expect(wordsOf(element)).not.to.contain('Ring us.');
    });

    it('that it takes long, after a second', async () => {
      const adapter = changed(backend(), { list: () => new Promise(() => {}) });
      const second = holdTimers(1000);
      try {
        const element = await listOf(adapter);
        await eventually(() => second.waiting, 'the stories are asked for');
        expect(wordsOf(element)).not.to.contain('on their way');
        second.pass();
        await eventually(() => wordsOf(element).includes('The stories are on their way …'));
        await expectAccessible(element);
      } finally {
        second.end();
      }
    });

    it('that the device is offline, and tries again', async () => {
      const adapter = backend();
      let offline = true;
      const element = await read(changed(adapter, { list: async (...asked) => (offline ? Promise.reject(new PeerError('offline')) : adapter.list(...asked)) }), html`<story-list><p>Ring us.</p></story-list>`);
      expect(wordsOf(byRole(element, 'alert'))).to.contain('You seem to be offline.');
      expect(wordsOf(element)).to.contain('Ring us.');
      await expectAccessible(element);
      offline = false;
      await click(byRole(element, 'button', 'Try again'));
      await eventually(() => element.shadowRoot!.querySelector('.story'));
      expect(allByRole(element, 'alert')).to.deep.equal([]);
    });

    it('that more stories do not come, keeps those that are there, and tries again', async () => {
      const many = Array.from({ length: 12 }, (_, n) => story(`s${String(n).padStart(2, '0')}`, { text: `Story ${n}.` }));
      const adapter = backend(many);
      let broken = true;
      const element = await read(changed(adapter, { list: async (collection, query, call) => (query.cursor && broken ? Promise.reject(new PeerError('unavailable')) : adapter.list(collection, query, call)) }));
      await click(byRole(element, 'button', 'Show more stories'));
      await eventually(() => allByRole(element, 'alert').length);
      expect(element.shadowRoot!.querySelectorAll('.story').length).to.equal(10);
      await expectAccessible(element);
      broken = false;
      await click(byRole(element, 'button', 'Try again'));
      await eventually(() => element.shadowRoot!.querySelectorAll('.story').length === 12);
    });

    it('that there are none yet', async () => {
      const element = await read(backend([]));
      await eventually(() => wordsOf(element).includes('There are no stories here yet.'));
      expect(allByRole(element, 'searchbox')).to.deep.equal([]);
      await expectAccessible(element);
    });

    it('nothing, where there is no backend with stories: what stands inside stays', async () => {
      const element = await listOf({ ...backend(), can: { reach: 'page', collections: {} } } as PeerAdapter, html`<story-list><p>Ring us.</p></story-list>`);
      await aTimeout(50);
      expect(wordsOf(element)).to.contain('Ring us.');
    });
  });

  describe('keeps what is shown true', () => {
    it('takes a story away that its writer took back, and nothing moves', async () => {
      const adapter = backend(published, { 'sent-sea': await credentialHash('receipt') });
      const element = await read(adapter);
      await adapter.remove!('sendings', 'sent-sea', { ...anonymous(), credential: { kind: 'receipt', token: 'receipt' } });
      await untilGone(element);
      expect(element.shadowRoot!.textContent).not.to.contain('swim');
      expect(element.shadowRoot!.querySelectorAll('.story').length).to.equal(6);
    });

    it('takes its line away, too, where others read it', async () => {
      const adapter = backend(published, { 'sent-sea': await credentialHash('receipt') });
      const element = await read(adapter);
      await click(byRole(storyWith(element, 'tunnel'), 'button', 'Read the whole story'));
      await eventually(() => wordsOf(element).includes('tea was enough'));
      await adapter.remove!('sendings', 'sent-sea', { ...anonymous(), credential: { kind: 'receipt', token: 'receipt' } });
      await untilGone(element);
      expect(wordsOf(element)).not.to.contain('tea was enough');
    });

    it('begins anew for somebody else', async () => {
      const element = await read(backend());
      await click(byRole(storyWith(element, 'tunnel'), 'button', 'Read the whole story'));
      (element.parentElement as HTMLElement & { adapter: PeerAdapter }).adapter = backend([published[1]!]);
      await eventually(() => element.shadowRoot!.querySelectorAll('.story').length === 1);
      expect(element.shadowRoot!.textContent).not.to.contain('tunnel');
    });

    it('forgets at once what was typed, chosen and opened, when somebody leaves', async () => {
      const element = await list();
      await click(byRole(storyWith(element, 'Before you read'), 'button', 'Read this story'));
      await look(element, 'night');
      await eventually(() => element.shadowRoot!.querySelectorAll('.story').length === 1);
      document.dispatchEvent(new Event('quick-exit'));
      await element.updateComplete;
      expect(search(element).value).to.equal('');
      expect(element.shadowRoot!.textContent).not.to.contain('kitchen table');
    });

    it('forgets at once what was typed a moment ago, too', async () => {
      const element = await list();
      const typing = holdTimers(askAfter);
      try {
        search(element).focus();
        await type('night');
        await eventually(() => search(element).value === 'night');
        document.dispatchEvent(new Event('quick-exit'));
        await element.updateComplete;
        expect(typing.waiting).to.equal(0);
        expect(search(element).value).to.equal('');
      } finally {
        typing.end();
      }
    });

    it('takes words back for good, also those that were typed a moment ago', async () => {
      const element = await list();
      await look(element, 'hard');
      await eventually(() => allByRole(element, 'button', /^Take back: Words: /).length);
      const typing = holdTimers(askAfter);
      try {
        search(element).focus();
        await type('est');
        await eventually(() => search(element).value === 'hardest');
        await click(byRole(element, 'button', /^Take back: Words: /));
        expect(typing.waiting).to.equal(0);
        expect(search(element).value).to.equal('');
        await eventually(() => element.shadowRoot!.querySelectorAll('.story').length === 6);
      } finally {
        typing.end();
      }
    });

    it('goes on when it is moved', async () => {
      const element = await list();
      await click(byRole(storyWith(element, 'tunnel'), 'button', 'Read the whole story'));
      const box = document.createElement('div');
      element.parentElement!.append(box);
      box.append(element);
      await element.updateComplete;
      expect(wordsOf(storyWith(element, 'tunnel'))).to.contain('one goes round it');
    });
  });

  describe('is a good neighbour', () => {
    it('keeps no score of anything', async () => {
      const element = await list();
      await choices(element);
      await click(byRole(storyWith(element, 'tunnel'), 'button', 'Read the whole story'));
      expect(findScores(element)).to.deep.equal([]);
      const tree = await accessibilityTree();
      if (tree) expect(findScores({ tree: tree.map(({ name }) => name) })).to.deep.equal([]);
    });

    it('keeps the way to help in sight, the page’s own too', async () => {
      expect(wordsOf(await list())).to.contain('call your local emergency number');
      const own = await list(html`<story-list><a slot="help" href="/help">Help now</a><p slot="support">Our own lines</p></story-list>`);
      expect(wordsOf(own)).to.contain('Help now').and.not.to.contain('emergency number');
      await click(allByRole(own, 'button', 'Get support now')[0]!);
      await eventually(() => wordsOf(own).includes('Our own lines'));
      await expectAccessible(own);
    });

    it('shows the way to a story of one’s own where there is one', async () => {
      expect(allByRole(await list(), 'button', 'Tell your own story')).to.deep.equal([]);
      const link = await list(html`<story-list write-at="/write"></story-list>`);
      expect(allByRole(link, 'link', 'Tell your own story')[0]!.getAttribute('href')).to.equal('/write');
      const told = await list(html`<story-list write-at="event"></story-list>`);
      const event = oneEvent(told, 'story-respond');
      allByRole(told, 'button', 'Tell your own story')[0]!.click();
      const { bubbles, composed, cancelable } = await event;
      expect([bubbles, composed, cancelable]).to.deep.equal([true, true, true]);
      expect(carried(await event)).to.deep.equal([]);
    });

    it('stays on the page where the page has another way to write', async () => {
      const element = await list(html`<story-list write-at="#elsewhere" @story-respond=${(event: Event) => event.preventDefault()}></story-list>`);
      await click(allByRole(element, 'link', 'Tell your own story')[0]!);
      expect(location.hash).to.equal('');
    });

    it('is worked by keyboard alone', async () => {
      const element = await list();
      search(element).focus();
      await press('Tab');
      expect(focused()!.textContent).to.contain('Choose what you read');
      await press('Enter');
      await eventually(() => element.shadowRoot!.querySelector('.choices'));
      await press('Tab');
      expect(focused()).to.equal(byRole(element, 'combobox', 'Theme'));
      await press('Tab');
      expect(focused()).to.equal(byRole(element, 'combobox', 'Order'));
      await press('Tab');
      expect(focused()).to.equal(box(element, 'Only stories that say what helped'));
      await press('Tab');
      expect(focused()!.textContent).to.contain('Not today');
      await press('Enter');
      await press('Tab');
      expect(focused()).to.equal(box(element, 'Losing somebody'));
      await press(' ');
      await element.updateComplete;
      expect(element.shadowRoot!.querySelectorAll('.story').length).to.equal(5);
      await press(' ');
      const open = byRole(storyWith(element, 'tunnel'), 'button', 'Read the whole story');
      for (let tries = 0; focused() !== open && tries < 30; tries += 1) await press('Tab');
      expect(focused()).to.equal(open);
      await press('Enter');
      await element.updateComplete;
      expect(focused()).to.equal(storyWith(element, 'tunnel').querySelector('h3'));
      await press('Tab');
      expect(nameOf(focused()!)).to.equal('Close this story');
      await press('Tab');
      expect(nameOf(focused()!)).to.equal('Answer');
    });

    it('fits into 280 px', async function () {
      if (!(await resize(280))) this.skip();
      const element = await list();
      await notToday(element);
      expect(element.shadowRoot!.querySelector('.base')!.scrollWidth).to.be.at.most(280);
      await expectAccessible(element);
    });

    it('keeps its shapes in forced colours', async function () {
      if (!(await emulate({ forcedColors: 'active' }))) this.skip();
      const element = await list();
      // axe reads the page's colours, not those that are forced upon it.
      for (const part of ['summary', 'input', '.story button:not(.plain)']) expect(getComputedStyle(element.shadowRoot!.querySelector(part)!).borderTopStyle, part).not.to.equal('none');
    });

    for (const [lang, words] of [
      ['de', 'Die ganze Geschichte lesen'],
      ['ar', 'قراءة القصة كاملة'],
    ] as const) {
      it(`speaks ${lang}`, async () => {
        const element = await list(html`<story-list lang=${lang}></story-list>`);
        await eventually(() => wordsOf(element).includes(words));
        expect(headings(element)[0]).to.contain(monthNamed(0, lang));
        expect(element.shadowRoot!.querySelector<HTMLElement>('.base')!.dir).to.equal(lang === 'ar' ? 'rtl' : 'ltr');
        expect(storyWith(element, 'tunnel').querySelector('.words')!.getAttribute('lang')).to.equal('en');
        await expectAccessible(element);
      });
    }
  });
});
