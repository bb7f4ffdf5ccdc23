import { expect, fixture, html } from '@open-wc/testing';
import { StoryGlasses } from '../../src/elements/story-share/glasses.ts';
import { define } from '../../src/internal/define.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { allByRole, byRole, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { click, press } from '../setup/page.ts';
import { until } from '../setup/until.ts';

define('story-glasses', StoryGlasses);

const story = 'My son Jake was eight. We lived at 14 Pennyfold Lane.\nJake says he is fine now. Ring 07700 900123.';

interface Shown {
  element: StoryGlasses;
  /** What the glasses gave back, in order. */
  texts: string[];
}

async function shown(text: string, { written = 'en-GB', lang = 'en', width = 'auto', notes = true } = {}): Promise<Shown> {
  const texts: string[] = [];
  const around = await fixture<HTMLElement>(html`<div lang=${lang}>
    <story-glasses .text=${text} .written=${written} .softened=${(changed: string) => texts.push(changed)}></story-glasses>
  </div>`);
  around.style.inlineSize = width;
  const element = around.querySelector<StoryGlasses>('story-glasses')!;
  await until(() => element.shadowRoot!.querySelector(notes ? 'li' : '.text'), 'the text is shown');
  return { element, texts };
}

const buttons = (element: Element) => allByRole(element, 'button').map(nameOf);
const button = (element: Element, name: string | RegExp) => byRole<HTMLButtonElement>(element, 'button', name);

/** The words of a part, without the numbers of notes. */
function wordsWithin(part: Element): string {
  const copy = part.cloneNode(true) as Element;
  copy.querySelectorAll('sup').forEach((each) => each.remove());
  return copy.textContent;
}
const textOf = (element: StoryGlasses) => wordsWithin(element.shadowRoot!.querySelector('.text')!);
const marked = (element: StoryGlasses) => [...element.shadowRoot!.querySelectorAll('.text mark')].map(wordsWithin);

async function pressed(element: StoryGlasses, name: string | RegExp) {
  button(element, name).click();
  await element.updateComplete;
  await new Promise((resolve) => setTimeout(resolve));
}

describe('the privacy glasses', () => {
  it('show the whole text with what could tell who somebody is, and say why', async () => {
    const { element } = await shown(story);
    expect(textOf(element)).to.equal(story);
    expect(marked(element)).to.deep.equal(['My son Jake', '14 Pennyfold Lane', 'Jake', '07700 900123']);
    expect(wordsOf(element)).to.include('People who know you could tell by this name who is meant.');
    expect(wordsOf(element)).to.include('Anybody could call this number and find out whose it is.');
    await expectAccessible(element);
  });

  it('never say that a text is safe or that nothing was found', async () => {
    const { element } = await shown('It was a long winter.', { notes: false });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(marked(element)).to.deep.equal([]);
    expect(wordsOf(element)).to.include('What happened, where and when can also tell people who you are.');
    expect(wordsOf(element)).to.include('a person reads it too');
    expect(wordsOf(element)).not.to.match(/\bsafe\b|nothing|no problem|all good/i);
    await expectAccessible(element);
  });

  it('show that a mark is one without its colour', async () => {
    const { element } = await shown(story);
    const mark = element.shadowRoot!.querySelector('.text mark')!;
    expect(getComputedStyle(mark).borderBlockEndStyle).to.equal('double');
    expect(mark.textContent).to.match(/Note\s*1$/);
  });

  it('write gentler words with one press, and take them back with another', async () => {
    const { element, texts } = await shown(story);
    await pressed(element, /^Write “.a place I know.” instead/);
    const changed = story.replace('14 Pennyfold Lane', 'a place I know');
    expect(texts).to.deep.equal([changed]);
    expect(textOf(element)).to.equal(changed);
    expect(wordsOf(element)).to.match(/Before, it said “.14 Pennyfold Lane.”\./);
    await expectAccessible(element);
    await pressed(element, /^Undo.*Pennyfold/);
    expect(texts).to.deep.equal([changed, story]);
    expect(textOf(element)).to.equal(story);
  });

  it('undo each change by itself, in any order', async () => {
    const { element, texts } = await shown(story);
    await pressed(element, /^Write “.My son.” instead/);
    await pressed(element, /^Write “.my number.” instead/);
    await pressed(element, /^Write “.a place I know.” instead/);
    expect(texts.at(-1)).to.equal('My son was eight. We lived at a place I know.\nJake says he is fine now. Ring my number.');
    await pressed(element, /^Undo.*My son Jake/);
    await pressed(element, /^Undo.*07700/);
    expect(texts.at(-1)).to.equal('My son Jake was eight. We lived at a place I know.\nJake says he is fine now. Ring 07700 900123.');
  });

  it('change the same words everywhere with one press', async () => {
    const { element, texts } = await shown('Jake said no. Jake said yes. Jake said maybe.');
    expect(marked(element)).to.deep.equal(['Jake', 'Jake', 'Jake']);
    allByRole(element, 'button', /^Change it everywhere/)[0]!.click();
    await element.updateComplete;
    expect(texts).to.deep.equal(['Someone I know said no. Someone I know said yes. Someone I know said maybe.']);
  });

  it('leave what the writer leaves, and give no text back for it', async () => {
    const { element, texts } = await shown(story);
    await pressed(element, /^Leave it as it is.*Pennyfold/);
    expect(texts).to.deep.equal([]);
    expect(wordsOf(element)).to.include('You left this as it is.');
    expect(buttons(element).filter((name) => name.includes('Pennyfold'))).to.have.length(1);
    await expectAccessible(element);
  });

  it('work by keyboard alone: the focus stays where the writer is', async () => {
    const { element, texts } = await shown(story);
    button(element, /^Write “.My son.” instead/).focus();
    await press('Enter');
    await until(() => texts.length === 1);
    await until(() => nameOf(focused()!).startsWith('Undo'));
    await press('Enter');
    await until(() => texts.length === 2);
    await until(() => nameOf(focused()!).startsWith('Write'));
    await press('Tab');
    expect(nameOf(focused()!)).to.match(/^Leave it as it is.*My son Jake/);
    expect(texts.at(-1)).to.equal(story);
  });

  it('say to a screen reader what a press has done', async () => {
    const { element } = await shown(story);
    await pressed(element, /^Write “.a place I know.” instead/);
    expect(byRole(element, 'status').textContent).to.match(/It now says “.a place I know.”\./);
    await pressed(element, /^Undo/);
    expect(byRole(element, 'status').textContent).to.match(/It says “.14 Pennyfold Lane.” again\./);
    await pressed(element, /^Leave it as it is.*Pennyfold/);
    expect(byRole(element, 'status').textContent).to.match(/“.14 Pennyfold Lane.” stays as it is\./);
  });

  it('name every button by what it does and to which words', async () => {
    const { element } = await shown('Ring 07700 900123.');
    expect(buttons(element).map((name) => name.replace(/[\u2066-\u2069]/g, '').replace(/ :/g, ':'))).to.deep.equal(['Write “my number” instead: 07700 900123', 'Leave it as it is: 07700 900123']);
  });

  it('lead from a mark to its note with a click', async () => {
    const { element } = await shown(story);
    await click(element.shadowRoot!.querySelector('.text mark')!);
    await until(() => nameOf(focused()!).includes('My son Jake'));
  });

  it('keep what was decided when the writer goes on writing', async () => {
    const { element, texts } = await shown(story);
    await pressed(element, /^Write “.a place I know.” instead/);
    await pressed(element, /^Leave it as it is.*07700/);
    element.text = `Hello. ${texts.at(-1)!} Bye. I am at jane@example.org now.`;
    await until(() => marked(element).includes('jane@example.org'));
    expect(buttons(element).filter((name) => name.startsWith('Undo'))).to.have.length(2);
    await pressed(element, /^Undo.*Pennyfold/);
    expect(element.text).to.equal(`Hello. ${story} Bye. I am at jane@example.org now.`);
  });

  it('tell nobody else: no event, no request', async () => {
    const { element } = await shown(story);
    const heard: string[] = [];
    const dispatch = element.dispatchEvent;
    element.dispatchEvent = (event) => {
      heard.push(event.type);
      return dispatch.call(element, event);
    };
    const before = performance.getEntriesByType('resource').length;
    await pressed(element, /^Write “.a place I know.” instead/);
    expect(heard).to.deep.equal([]);
    const since = performance.getEntriesByType('resource').slice(before);
    expect(since.map(({ name }) => new URL(name).host)).to.satisfy((hosts: string[]) => hosts.every((host) => host === location.host));
    expect(since.some(({ name }) => /Pennyfold|07700/.test(name))).to.equal(false);
  });

  it('let the page breathe while a long text is read', async () => {
    const plain = 'We walked for two hours and nobody said a word about it, and that was a kindness. '.repeat(8);
    let long = '';
    while (long.length < 19_000) long += `${story} ${plain}\n`;
    const { element } = await shown('Hello.', { notes: false });
    let turns = 0;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      turns += 1;
      port2.postMessage(null);
    };
    element.text = long;
    await until(() => element.shadowRoot!.querySelector('.text')!.textContent.length > 19_000);
    port2.postMessage(null);
    await until(() => marked(element).length > 90, 'all of it is marked');
    port1.close();
    expect(turns).to.be.greaterThan(5);
  });

  it('find what is German in a German text, with words that fit', async () => {
    const { element, texts } = await shown('Ich war mit meinem Bruder Thorben dort, und es war gut.', { written: 'de-DE', lang: 'de' });
    await pressed(element, /^Stattdessen „.meinem Bruder.“ schreiben/);
    expect(texts).to.deep.equal(['Ich war mit meinem Bruder dort, und es war gut.']);
    expect(wordsOf(element)).to.include('Lesen Sie es noch einmal so, wie jemand es lesen würde, der Sie kennt.');
    await expectAccessible(element);
  });

  it('say so where they know little of a language', async () => {
    const { element } = await shown('Mon numéro est +33 6 39 98 00 12.', { written: 'fr' });
    expect(wordsOf(element)).to.include('We know little of the language you write in');
  });

  it('stand from right to left in Arabic, and show a text in its own direction', async () => {
    const { element } = await shown(story, { lang: 'ar' });
    expect(element.shadowRoot!.querySelector('.base')!.getAttribute('dir')).to.equal('rtl');
    expect(getComputedStyle(element.shadowRoot!.querySelector('.text')!).direction).to.equal('ltr');
    await expectAccessible(element);
  });

  it('fit in 280 px', async () => {
    const { element } = await shown(`${story} ${'x'.repeat(90)}@example.org`, { width: '280px' });
    const { scrollWidth, clientWidth } = element.shadowRoot!.querySelector('.base')!;
    expect(scrollWidth).to.be.at.most(clientWidth);
  });

  it('show what was written as text, whatever it is', async () => {
    const { element } = await shown('<img src=x onerror=alert(1)> Ring 07700 900123 <script>alert(2)</script>');
    expect(element.shadowRoot!.querySelector('img, script')).to.equal(null);
    expect(textOf(element)).to.include('<img src=x onerror=alert(1)>');
  });

  it('keep no score', async () => {
    const { element } = await shown(story);
    expect(findScores(element)).to.deep.equal([]);
  });
});
