import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import type { PeerCheckin } from '../../src/elements/peer-checkin/peer-checkin.ts';
import type { PeerSupport } from '../../src/elements/peer-support/peer-support.ts';
import { readKept } from '../../src/internal/kept.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { signedInAs } from '../../stories/signed-in.ts';
import { removeDatabases } from '../adapters/browser.suite.ts';
import { allByRole, byRole, expectAccessible, focused, nameOf } from '../setup/accessibility.ts';
import { emulate, press } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { newHistory, on, one, opens, page, place, pressOn, ready, shows, tick, title, write } from './checkin-page.ts';

async function plain(checkin: PeerCheckin) {
  await expectAccessible(checkin);
  expect(findScores(checkin)).to.deep.equal([]);
}

async function form({ required = false, name = 'today', disabled = false } = {}) {
  const element = await fixture<HTMLFormElement>(html`<form><fieldset ?disabled=${disabled}><peer-checkin name=${name} ?required=${required}></peer-checkin></fieldset><button>Send</button></form>`);
  const checkin = element.querySelector('peer-checkin')!;
  await ready(checkin);
  return { form: element, checkin };
}

const entries = (element: HTMLFormElement) => [...new FormData(element)];

describe('peer-checkin in a form', () => {
  it('sends what was chosen, and nothing else', async () => {
    const { form: element, checkin } = await form();
    expect(entries(element)).to.deep.equal([]);
    await tick(checkin, 'checkbox', 'Tired');
    await tick(checkin, 'checkbox', 'Hopeful');
    expect(entries(element)).to.deep.equal([['today[feelings][]', 'tired'], ['today[feelings][]', 'hopeful']]);
    await write(checkin, '  ');
    await opens(checkin, 'More about it, if you like');
    await tick(checkin, 'radio', 'Just listen');
    await tick(checkin, 'checkbox', 'Tired');
    expect(entries(element)).to.deep.equal([['today[feelings][]', 'hopeful'], ['today[help]', 'listen']]);
    expect(allByRole(checkin, 'button').map(nameOf)).to.deep.equal(['More words', 'More about it, if you like', 'Get support now']);
    expect(shows(checkin)).to.contain('goes along with this form');
    await plain(checkin);
  });

  it('is missing only where something has to be said, and says so beside the words', async () => {
    const { form: element, checkin } = await form({ required: true });
    expect(element.checkValidity()).to.equal(false);
    await checkin.updateComplete;
    expect(allByRole(checkin, 'alert').map(({ textContent }) => textContent!.trim()).join('')).to.equal('Choose a word or write something.');
    expect(checkin.validity?.valueMissing).to.equal(true);
    await write(checkin, 'Better.');
    expect(element.checkValidity()).to.equal(true);
    expect(allByRole(checkin, 'alert').map(({ textContent }) => textContent!.trim()).join('')).to.equal('');
    const other = await form();
    expect(other.form.checkValidity()).to.equal(true);
  });

  it('is emptied with the form', async () => {
    const { form: element, checkin } = await form();
    await tick(checkin, 'checkbox', 'Tired');
    element.reset();
    await checkin.updateComplete;
    expect(entries(element)).to.deep.equal([]);
    expect(byRole<HTMLInputElement>(checkin, 'checkbox', 'Tired').checked).to.equal(false);
  });

  it('cannot be changed while what is around it is switched off, and sends nothing then', async () => {
    const { form: element, checkin } = await form({ disabled: true });
    expect(byRole(checkin, 'checkbox', 'Tired').matches(':disabled')).to.equal(true);
    checkin.said = { feelings: ['tired'] };
    await checkin.updateComplete;
    expect(entries(element)).to.deep.equal([]);
    element.querySelector('fieldset')!.disabled = false;
    await checkin.updateComplete;
    expect(byRole(checkin, 'checkbox', 'Tired').matches(':disabled')).to.equal(false);
  });

  it('is put back by the browser as it was', async () => {
    const { form: element, checkin } = await form();
    checkin.formStateRestoreCallback(JSON.stringify({ feelings: ['sad'], words: 'Rain.' }));
    await checkin.updateComplete;
    expect(entries(element)).to.deep.equal([['today[feelings][]', 'sad'], ['today[words]', 'Rain.']]);
    checkin.formStateRestoreCallback('no json');
    await checkin.updateComplete;
    expect(entries(element).length).to.equal(2);
  });

  it('sends nothing without a name, as other fields do not', async () => {
    const { form: element, checkin } = await form({ name: '' });
    checkin.said = { feelings: ['tired'] };
    await checkin.updateComplete;
    expect(entries(element)).to.deep.equal([]);
  });

  it('goes along also where a browser has no elements for forms', async () => {
    const { attachInternals } = HTMLElement.prototype;
    delete (HTMLElement.prototype as Partial<HTMLElement>).attachInternals;
    try {
      const { form: element, checkin } = await form({ required: true });
      await tick(checkin, 'checkbox', 'Tired');
      expect(entries(element)).to.deep.equal([['today[feelings][]', 'tired']]);
      expect(checkin.checkValidity()).to.equal(true);
    } finally {
      HTMLElement.prototype.attachInternals = attachInternals;
    }
  });
});

describe('peer-checkin, while it is written', () => {
  after(removeDatabases);

  it('shows all words with a press, and keeps those that were chosen in sight', async () => {
    const { checkin } = await page();
    await pressOn(checkin, 'More words');
    const names = allByRole(checkin, 'checkbox').map(nameOf);
    expect(names.length).to.equal(24);
    expect(names).to.deep.equal(names.toSorted((a, b) => a.localeCompare(b)));
    await tick(checkin, 'checkbox', 'Torn between things');
    await pressOn(checkin, 'More words');
    expect(allByRole(checkin, 'checkbox').map(nameOf)).to.include('Torn between things').and.not.include('Curious');
  });

  it('can be done by keys alone: one stop for each group of radios', async () => {
    const { checkin } = await page();
    byRole(checkin, 'checkbox', 'Tired').focus();
    await press(' ');
    await opens(checkin, 'More about it, if you like');
    byRole(checkin, 'button', 'More about it, if you like').focus();
    await press('Tab');
    expect(nameOf(focused()!)).to.equal('Leave it open');
    await press('ArrowDown');
    await press('ArrowDown');
    expect(nameOf(focused()!)).to.equal('Steady');
    await press('Tab');
    await press('Tab');
    await press('ArrowDown');
    await checkin.updateComplete;
    expect(nameOf(focused()!)).to.equal('Just listen');
    byRole(checkin, 'button', 'Keep it for me').focus();
    await press('Enter');
    await eventually(() => title(checkin) === 'It is kept, for you alone', 'it is sent');
    await checkin.updateComplete;
    expect(focused()!.textContent).to.equal('It is kept, for you alone');
    expect(shows(checkin)).to.contain('Steady').and.contain('Just listen').and.contain('Tired');
  });

  it('says what is missing, and sends nothing', async () => {
    const { checkin, adapter } = await page();
    await pressOn(checkin, 'Keep it for me');
    await eventually(() => shows(checkin).includes('Choose a word or write something.'), 'it is said');
    expect(adapter.snapshot('checkins')).to.deep.equal([]);
    await write(checkin, 'x'.repeat(2003));
    await pressOn(checkin, 'Keep it for me');
    await eventually(() => shows(checkin).includes('longer than can be sent, by 3 characters'), 'it is said');
    await plain(checkin);
  });

  it('offers small steps to whoever feels cut off, beside the choice and once it is sent', async () => {
    const { checkin } = await page({ attributes: { sessionsHref: '#sessions', storiesHref: '#stories' } });
    await tick(checkin, 'checkbox', 'Cut off from others');
    await eventually(() => allByRole(checkin, 'link').length, 'the steps are there');
    expect(allByRole(checkin, 'link').map((link) => link.getAttribute('href'))).to.deep.equal(['#sessions', '#stories']);
    await plain(checkin);
    await on(checkin, 'Keep it for me', 'It is kept, for you alone');
    expect(allByRole(checkin, 'link').length).to.equal(2);
    await pressOn(checkin, 'Talk to somebody at a help line');
    await eventually(() => checkin.shadowRoot!.querySelector('support-now')?.shadowRoot?.querySelector('h3'), 'the help lines are there');
    await plain(checkin);
    await pressOn(checkin, 'Close the help lines');
    expect(checkin.shadowRoot!.querySelector('support-now')).to.equal(null);
  });

  it('has a way on for whoever feels cut off where the page names none', async () => {
    const { checkin } = await page();
    await tick(checkin, 'checkbox', 'Cut off from others');
    await eventually(() => allByRole(checkin, 'button', 'Talk to somebody at a help line').length, 'the last step is there');
    expect(allByRole(checkin, 'link')).to.deep.equal([]);
  });

  it('brings help lines beside words that sound hard, refuses nothing, and lets itself be told to put them away', async () => {
    const { checkin } = await page();
    await write(checkin, 'I want to die. I cannot go on like this.');
    await eventually(() => checkin.shadowRoot!.querySelector('support-now'), 'the help lines are there');
    expect(shows(checkin)).to.contain('sounds very hard');
    await plain(checkin);
    await pressOn(checkin, 'Close the help lines');
    expect(checkin.shadowRoot!.querySelector('support-now')).to.equal(null);
    await on(checkin, 'Keep it for me', 'It is kept, for you alone');
    expect(shows(checkin)).to.contain('sounds very hard');
  });

  it('brings them also when it was sent before anybody could look', async () => {
    const { checkin } = await page();
    await write(checkin, 'I want to kill myself.');
    await on(checkin, 'Keep it for me', 'It is kept, for you alone');
    await eventually(() => checkin.shadowRoot!.querySelector('support-now'), 'the help lines are there');
  });

  it('does not startle anybody who writes in a language that is not known here', async () => {
    const { checkin } = await page({ lang: 'ar', dir: 'rtl' });
    const field = checkin.shadowRoot!.querySelector('textarea')!;
    field.value = 'أنا بخير اليوم.';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await aTimeout(1800);
    expect(checkin.shadowRoot!.querySelector('support-now')).to.equal(null);
  });

  it('keeps a draft over a reload only if that is chosen, offers it unseen, and deletes it', async () => {
    const adapter = await place();
    const first = await page({ adapter });
    await tick(first.checkin, 'checkbox', 'Tired');
    await write(first.checkin, 'Half of it');
    await opens(first.checkin, 'More about it, if you like');
    expect((await indexedDB.databases()).some(({ name }) => name === 'local-notes')).to.equal(false);
    await tick(first.checkin, 'checkbox', /^Keep what I write on this device/);
    await write(first.checkin, 'Half of it, kept');
    await tick(first.checkin, 'checkbox', 'Tired');
    await eventually(async () => {
      const kept = (await readKept('checkin memory default')) as { feelings: string[]; words?: string } | undefined;
      return kept?.words === 'Half of it, kept' && !kept.feelings.length;
    }, 'it is on the device');
    first.box.remove();
    const { checkin } = await page({ adapter });
    await eventually(() => shows(checkin).includes('Words that you began are kept on this device.'), 'it is offered');
    expect(shows(checkin)).not.to.contain('Half of it');
    await plain(checkin);
    await pressOn(checkin, 'Go on with them');
    expect(byRole<HTMLTextAreaElement>(checkin, 'textbox', 'In your own words').value).to.equal('Half of it, kept');
    expect(byRole<HTMLInputElement>(checkin, 'checkbox', 'Tired').checked).to.equal(false);
    await on(checkin, 'Keep it for me', 'It is kept, for you alone');
    await eventually(async () => !(await indexedDB.databases()).some(({ name }) => name === 'local-notes'), 'it is gone from the device');
  });

  it('finds a draft of another time also where the page gives the backend later, as after a sign-in', async () => {
    const adapter = await place();
    const first = await page({ adapter });
    await write(first.checkin, 'Half of it');
    await opens(first.checkin, 'More about it, if you like');
    await tick(first.checkin, 'checkbox', /^Keep what I write on this device/);
    await eventually(async () => ((await readKept('checkin memory default')) as { words?: string } | undefined)?.words === 'Half of it', 'it is on the device');
    first.box.remove();
    const provider = await fixture<PeerSupport>(html`<peer-support lang="en"><peer-checkin group="leeds" .history=${newHistory()}></peer-checkin></peer-support>`);
    const checkin = provider.querySelector('peer-checkin')!;
    await checkin.updateComplete;
    // What came too early would have been over by then.
    await aTimeout(200);
    provider.adapter = signedInAs(adapter, one);
    await eventually(() => shows(checkin).includes('Words that you began are kept on this device.'), 'it is offered');
    await pressOn(checkin, 'Go on with them');
    await on(checkin, 'Keep it for me', 'It is kept, for you alone');
    await eventually(async () => !(await indexedDB.databases()).some(({ name }) => name === 'local-notes'), 'it is gone from the device');
  });

  it('finds a draft where there is no backend', async () => {
    const alone = async () => {
      const checkin = await fixture<PeerCheckin>(html`<peer-checkin lang="en" .history=${newHistory()}></peer-checkin>`);
      await ready(checkin);
      return checkin;
    };
    const first = await alone();
    await write(first, 'Half of it');
    await opens(first, 'More about it, if you like');
    await tick(first, 'checkbox', /^Keep what I write on this device/);
    await eventually(async () => ((await readKept('checkin')) as { words?: string } | undefined)?.words === 'Half of it', 'it is on the device');
    first.remove();
    const checkin = await alone();
    await eventually(() => shows(checkin).includes('Words that you began are kept on this device.'), 'it is offered');
    await pressOn(checkin, 'Delete them');
    await eventually(async () => !(await indexedDB.databases()).some(({ name }) => name === 'local-notes'), 'it is gone from the device');
  });

  it('comes to rest when it is taken out of the page', async () => {
    const element = await fixture<HTMLElement>(html`<div><p><peer-checkin .history=${newHistory()}></peer-checkin></p></div>`);
    const checkin = element.querySelector('peer-checkin')!;
    await ready(checkin);
    element.remove();
    checkin.requestUpdate();
    await checkin.updateComplete;
    expect(checkin.shadowRoot!.textContent).to.contain('How are you just now?');
  });

  it('keeps what was written while it is moved', async () => {
    const { checkin, box } = await page();
    await write(checkin, 'Still here.');
    const provider = box.querySelector('peer-support')!;
    const place = document.createElement('div');
    provider.append(place);
    place.append(checkin);
    await checkin.updateComplete;
    expect(byRole<HTMLTextAreaElement>(checkin, 'textbox', 'In your own words').value).to.equal('Still here.');
    await on(checkin, 'Keep it for me', 'It is kept, for you alone');
  });

  it('has words of the page in place of ours, and sends their codes', async () => {
    const vocabulary = { feelings: [{ code: 'grey', label: { en: 'Grey', de: 'Grau' } }, { code: 'bright', label: { en: 'Bright', de: 'Hell' } }] };
    const { checkin, adapter } = await page({ attributes: { vocabulary } });
    await eventually(() => allByRole(checkin, 'checkbox').length === 2, 'the words are there');
    expect(allByRole(checkin, 'checkbox').map(nameOf)).to.deep.equal(['Bright', 'Grey']);
    await tick(checkin, 'checkbox', 'Grey');
    await on(checkin, 'Keep it for me', 'It is kept, for you alone');
    expect(adapter.snapshot('checkins').map(({ feelings }) => feelings)).to.deep.equal([['grey']]);
    expect(shows(checkin)).to.contain('Grey');
  });

  it('has the words of the space', async () => {
    const vocabulary = { feelings: [{ code: 'grey', label: { en: 'Grey' } }, { code: 'bright', label: { en: 'Bright' } }] };
    const { checkin } = await page({ adapter: await place({ names: true, vocabulary }) });
    expect(allByRole(checkin, 'checkbox').map(nameOf)).to.deep.equal(['Bright', 'Grey']);
  });

  it('does not take words that rank, and tells the author of the page', async () => {
    const { warn } = console;
    const said: string[] = [];
    console.warn = (words: string) => said.push(words);
    try {
      const { checkin } = await page({ attributes: { check: true, vocabulary: { feelings: [{ code: 'one', label: { en: '1 – bad' } }, { code: 'two', label: { en: '★★' } }] } } });
      await eventually(() => allByRole(checkin, 'alert', 'Check of the words').some(({ textContent }) => textContent!.includes('feelings[0]')), 'it is told');
      expect(allByRole(checkin, 'checkbox').map(nameOf)).to.include('Tired');
      expect(said, 'the page shows it').to.deep.equal([]);
      await plain(checkin);
      await page({ attributes: { vocabulary: { feelings: [{ code: 'one', label: { en: '1 – bad' } }, { code: 'two', label: { en: '2 – good' } }] } } });
      await eventually(() => said.join().includes('feelings[0]: ranks'), 'it stands in the console');
    } finally {
      console.warn = warn;
    }
  });

  it('is for oneself on this device without a provider, and says who could read it', async () => {
    const element = await fixture<PeerCheckin>(html`<peer-checkin .history=${newHistory()}></peer-checkin>`);
    await ready(element);
    expect(shows(element)).to.contain('whoever can open this browser can read it');
    await plain(element);
  });

  it('lets people write where nothing is known of the place, and tries again', async () => {
    const adapter = await place();
    const { list } = adapter;
    adapter.list = () => Promise.reject(new Error('away'));
    const { checkin } = await page({ adapter });
    expect(shows(checkin)).to.contain('This does not work right now');
    await write(checkin, 'All the same.');
    await plain(checkin);
    adapter.list = list;
    await pressOn(checkin, 'Try again');
    await eventually(() => allByRole(checkin, 'button', 'Keep it for me').length, 'it is known');
    expect(byRole<HTMLTextAreaElement>(checkin, 'textbox', 'In your own words').value).to.equal('All the same.');
  });

  for (const [lang, dir, heading] of [['de', 'ltr', 'Wie geht es Ihnen gerade?'], ['ar', 'rtl', 'كيف حالك الآن؟']] as const) {
    it(`speaks ${lang}, and fits into a narrow page`, async () => {
      const { checkin, box } = await page({ lang, dir, width: '280px' });
      expect(title(checkin)).to.equal(heading);
      expect(getComputedStyle(checkin.shadowRoot!.querySelector('.base')!).direction).to.equal(dir);
      checkin.shadowRoot!.querySelector<HTMLElement>('#feeling-cut-off')!.click();
      checkin.shadowRoot!.querySelector<HTMLElement>('.seen + p button')!.click();
      await eventually(() => checkin.shadowRoot!.querySelector('#audience-group-0'), 'it opens');
      checkin.shadowRoot!.querySelector<HTMLElement>('#audience-group-0')!.click();
      await eventually(() => checkin.shadowRoot!.querySelector('#name'), 'a name can be given');
      expect(box.scrollWidth).to.be.at.most(280);
      await expectAccessible(checkin);
      const texts = checkin.shadowRoot!.textContent!;
      expect(texts).not.to.match(/\b(?:Who|Only|Nobody|your)\b/);
    });
  }

  it('shows what is chosen and open in forced colours', async function () {
    if (!(await emulate({ forcedColors: 'active' }))) return this.skip();
    const { checkin } = await page();
    await opens(checkin, 'More about it, if you like');
    const button = byRole(checkin, 'button', 'More about it, if you like');
    expect(getComputedStyle(button).outlineStyle).to.equal('solid');
    await plain(checkin);
  });
});
