import { expect, fixture, html, waitUntil as waitFor } from '@open-wc/testing';
import { StoryGlasses } from '../../src/elements/story-share/glasses.ts';
import { define } from '../../src/internal/define.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { allByRole, byRole, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { press, resize } from '../setup/page.ts';

define('story-glasses', StoryGlasses);

const waitUntil = (test: () => unknown, message?: string) => waitFor(test, message, { timeout: 8000 });

const story = 'My son Jake was eight. We lived at 14 Pennyfold Lane.\nJake says he is fine now. Ring 07700 900123.';

interface Shown {
  element: StoryGlasses;
  /** What the glasses gave back, in order. */
  texts: string[];
}

async function shown(text: string, { written = 'en-GB', lang = 'en' } = {}): Promise<Shown> {
  const texts: string[] = [];
  const around = await fixture<HTMLElement>(html`<div lang=${lang}>
    <story-glasses .text=${text} .written=${written} .softened=${(changed: string) => texts.push(changed)}></story-glasses>
  </div>`);
  const element = around.querySelector<StoryGlasses>('story-glasses')!;
  await waitUntil(() => !element.shadowRoot!.querySelector('[aria-busy="true"]') && element.shadowRoot!.querySelector('.text'), 'the text is shown');
  return { element, texts };
}

const notes = (element: Element) => allByRole(element, 'listitem');
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
  await element.updateComplete;
}

describe('the privacy glasses', () => {
  it('show the whole text with what could tell who somebody is, and say why', async () => {
    const { element } = await shown(story);
    await waitUntil(() => notes(element).length);
    expect(textOf(element)).to.equal(story);
    expect(marked(element)).to.include.members(['My son Jake', '14 Pennyfold Lane', '07700 900123']);
    expect(wordsOf(element)).to.include('People who know you could tell by this name who is meant.');
    await expectAccessible(element);
  });

  it('write gentler words with one press, and take them back with another', async () => {
    const { element, texts } = await shown(story);
    await waitUntil(() => notes(element).length);
    await pressed(element, /^Write “.a place I know.” instead/);
    expect(texts.at(-1)).to.equal(story.replace('14 Pennyfold Lane', 'a place I know'));
    await pressed(element, /^Undo.*Pennyfold/);
    expect(texts.at(-1)).to.equal(story);
    expect(element.text).to.equal(story);
  });
});
