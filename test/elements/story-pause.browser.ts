import { expect, fixture, html } from '@open-wc/testing';
import { StoryPause } from '../../src/elements/story-share/pause.ts';
import { define } from '../../src/internal/define.ts';
import { allByRole, byRole, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { press } from '../setup/page.ts';
import { until } from '../setup/until.ts';

define('story-pause', StoryPause);

async function shown({ topics = ['suicide'] as StoryPause['topics'], lang = 'en', helplines = undefined as string | undefined } = {}) {
  let went = 0;
  const around = await fixture<HTMLElement>(html`<div lang=${lang}><story-pause .topics=${topics} .helplines=${helplines} .goOn=${() => (went += 1)}></story-pause></div>`);
  const element = around.querySelector<StoryPause>('story-pause')!;
  await until(() => element.shadowRoot?.querySelector('support-now')?.shadowRoot?.querySelector('.danger'), 'help is shown');
  return { element, went: () => went };
}

describe('the pause', () => {
  it('acknowledges, shows help, asks nothing', async () => {
    const { element } = await shown();
    expect(wordsOf(element)).to.include('Thank you for writing this down.');
    expect(wordsOf(element)).to.include('call your local emergency number');
    const own = element.shadowRoot!.querySelector('.base')!;
    expect(own.querySelector('input, textarea, select, form')).to.equal(null);
    expect(own.textContent).not.to.include('?');
    await expectAccessible(element);
  });

  it('takes the focus to its heading, so that it is read from there', async () => {
    await shown();
    await until(() => focused()?.localName === 'h3');
    expect(nameOf(focused()!)).to.equal('You do not have to be alone with this');
  });

  it('lets the writer go on with the next press of Tab', async () => {
    const { went } = await shown();
    await until(() => focused()?.localName === 'h3');
    await press('Tab');
    expect(nameOf(focused()!)).to.equal('Go on with my story');
    await press('Enter');
    expect(went()).to.equal(1);
  });

  it('says that the words are still there, and that it may have misread them', async () => {
    const { element } = await shown();
    expect(wordsOf(element)).to.include('Your words are still here, just as you wrote them.');
    expect(wordsOf(element)).to.include('If we misread your words, simply go on.');
  });

  it('tells nobody of hard words that nobody could read', async () => {
    const { element } = await shown({ topics: ['unchecked'] });
    expect(wordsOf(element)).to.include('We do not know the language you write in well enough');
    expect(wordsOf(element)).not.to.include('It sounds as if');
    await expectAccessible(element);
  });

  it('shows the help lines of the country it is given', async () => {
    const { element } = await shown({ helplines: 'IE' });
    await until(() => /112|999/.test(wordsOf(element)) && allByRole(element, 'link').length > 2);
  });

  it('speaks German and Arabic', async () => {
    const { element } = await shown({ lang: 'de' });
    await until(() => wordsOf(element).includes('Sie müssen damit nicht allein sein'));
    const arabic = await shown({ lang: 'ar' });
    await until(() => arabic.element.shadowRoot!.querySelector('[dir=rtl]'));
    expect(byRole(arabic.element, 'heading', /لست مضطرًا/)).to.be.ok;
    await expectAccessible(arabic.element);
  });
});
