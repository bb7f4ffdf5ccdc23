import { expect, fixture, html } from '@open-wc/testing';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { PeerError } from '../../src/client/errors.ts';
import type { StoryShare } from '../../src/elements/story-share/story-share.ts';
import { StoryRespondEvent } from '../../src/events/story-respond.ts';
import { QuickExitEvent } from '../../src/events/quick-exit.ts';
import { deleteKept, readKept } from '../../src/internal/kept.ts';
import { allByRole, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { press, type } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { arrives, byRole, fillIn, on, page, receiptOf, scoresIn, settings, shows, story, tickOff, title, walk } from './story-share-page.ts';

const key = 'story memory default';
const databases = async () => ((await indexedDB.databases?.()) ?? []).map(({ name }) => name);
const buttons = (share: Element) => allByRole(share, 'button').map(nameOf);
const field = (share: Element, name: string | RegExp) => byRole<HTMLTextAreaElement>(share, 'textbox', name);

/** Presses Tab until what has the focus has this name. */
async function tabTo(name: string | RegExp) {
  for (let presses = 0; presses < 60; presses += 1) {
    const at = focused();
    if (at && (typeof name === 'string' ? nameOf(at) === name : name.test(nameOf(at)))) return;
    await press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(name)}; it is at ${nameOf(focused()!)}`);
}

describe('story-share', () => {
  afterEach(() => deleteKept(key));

  it('goes the whole way: written, sent, opened with the receipt, withdrawn', async () => {
    const { share, adapter } = await page();
    await walk(share, 'This is what readers will see');
    expect(shows(share)).to.contain('a neighbour asked me');
    await on(share, 'Send my story', 'Your story has arrived');
    const [sent] = adapter.snapshot('sendings');
    expect(sent!.text).to.equal(story);
    expect(sent!.state).to.equal('sent');
    const words = await receiptOf(share);
    expect(words.split(' ').length).to.equal(12);
    await tickOff(share, 'checkbox', 'I have saved it');
    await on(share, 'Continue', 'That was not a small thing');
    await on(share, 'Done', 'Write your story');
    await on(share, 'I have a receipt', 'Open your story');
    await fillIn(share, /twelve words/, words);
    await on(share, 'Open', 'Your story');
    expect(shows(share)).to.contain('It waits to be read by a person.').and.not.contain('neighbour');
    byRole(share, 'button', 'Withdraw it').click();
    await share.updateComplete;
    await on(share, 'Withdraw it now', 'It is withdrawn');
    expect(adapter.snapshot('sendings')).to.deep.equal([]);
  });

  it('goes the whole way by keyboard alone, and the focus is on the heading of each step', async () => {
    const { share, adapter } = await page();
    const enter = async (button: string | RegExp, to: string) => {
      await tabTo(button);
      await press('Enter');
      await arrives(share, to);
      expect(focused(), to).to.equal(share.shadowRoot!.querySelector('h3[tabindex]'));
    };
    await enter('Begin', 'Before you write');
    await enter('I have read this', 'Write, in your own time');
    await tabTo('Your story');
    await type('I slept again.');
    await enter('Continue', 'Look at it once more');
    await enter('Continue', 'What it is about');
    await enter('Continue', 'Who may read it');
    await tabTo(/^Only me/);
    await press('ArrowDown');
    await eventually(() => allByRole(share, 'checkbox').length);
    await tabTo('It may be published here');
    await press(' ');
    await eventually(() => (focused() as HTMLInputElement).checked);
    await enter('Continue', 'This is what readers will see');
    await enter('Send my story', 'Your story has arrived');
    await tabTo('Show the words');
    await press('Enter');
    await tabTo('I have saved it');
    await press(' ');
    await eventually(() => (focused() as HTMLInputElement).checked);
    await enter('Continue', 'That was not a small thing');
    await enter('Done', 'Write your story');
    expect(adapter.snapshot('sendings').map(({ text, audience }) => [text, audience])).to.deep.equal([['I slept again.', 'everyone']]);
  });

  describe('says before the first word', () => {
    it('where words go, from what age, and that no account is needed', async () => {
      const { share } = await page();
      expect(shows(share)).to.contain('You need no account and no name.').and.contain('stays in this page').and.contain('from age 18');
    });

    it('the ground rules, the limits of confidentiality, who reads it and when, and how long it stays', async () => {
      const { share } = await page();
      await walk(share, 'Before you write');
      const words = shows(share);
      for (const rule of settings.rules!) expect(words).to.contain(rule);
      for (const each of [settings.confidentiality!, 'nobody can send help to you', 'up to 48 hours', 'Monday, Wednesday, Friday', '24 months', '14 days', 'Nobody is reading at this moment']) expect(words).to.contain(each);
      expect(byRole(share, 'link', 'How this site treats data').getAttribute('href')).to.equal(settings.privacy);
    });

    it('whether somebody is reading at this moment, asked anew at the beginning', async () => {
      const { share, adapter } = await page();
      await adapter.create!('presences', {}, { intent: 'desk', signal: new AbortController().signal, space: 'default', locale: 'en', credential: { kind: 'staff', token: 'desk' } });
      await walk(share, 'Before you write');
      await eventually(() => shows(share).includes('Somebody is reading at this moment.'));
    });

    it('that nothing is taken, where nobody could ever read it, with the page’s own words', async () => {
      for (const over of [{ moderators: [] }, { watchHours: [] }, { rules: [] }]) {
        const { share } = await page({ over });
        expect(shows(share)).to.contain('Stories cannot be sent here at the moment.').and.contain('Write to us.');
        expect(buttons(share)).to.include('I have a receipt').and.not.include('Begin');
      }
    });

    it('nothing at all without a place to send to, but the page’s own words', async () => {
      const share = await fixture<StoryShare>(html`<story-share><p>Write to us.</p></story-share>`);
      await share.updateComplete;
      expect(wordsOf(share)).to.equal('Write to us.');
    });
  });

  it('asks for an answer again where there was none', async () => {
    const adapter = memoryAdapter({ settings });
    const get = adapter.get.bind(adapter);
    adapter.get = () => Promise.reject(new Error('broken'));
    const { share } = await page({ adapter });
    expect(shows(share)).to.contain('Write to us.');
    adapter.get = get;
    await on(share, 'Try again', 'Write your story');
  });

  describe('loses nothing that was typed', () => {
    it('when the element is moved', async () => {
      const { share, box } = await page();
      await walk(share, 'Write, in your own time');
      const other = document.createElement('div');
      box.querySelector('peer-support')!.append(other);
      other.append(share);
      await share.updateComplete;
      expect(title(share)).to.equal('Write, in your own time');
      expect(field(share, 'Your story').value).to.equal(story);
    });

    it('when it is left for now and gone on with, step by step and back', async () => {
      const { share } = await page();
      await walk(share, 'What it is about');
      await fillIn(share, 'Themes', 'Sleep');
      await on(share, 'Back', 'Look at it once more');
      await on(share, 'Stop for now', 'Write your story');
      expect(shows(share)).to.contain('Your words are still here.');
      await on(share, 'Go on writing', 'Look at it once more');
      await on(share, 'Continue', 'What it is about');
      expect(field(share, 'Themes').value).to.equal('Sleep');
    });

    it('after a reload, if that was asked for, until it is sent', async () => {
      const first = await page();
      await walk(first.share, 'Write, in your own time');
      expect(await readKept(key)).to.equal(undefined);
      await tickOff(first.share, 'checkbox', /^Keep my words/);
      await eventually(async () => await readKept(key));
      await fillIn(first.share, 'Your story', `${story} More.`);
      await eventually(async () => ((await readKept(key)) as { text: string }).text.endsWith('More.'));
      first.box.remove();
      const { share } = await page();
      expect(shows(share)).not.to.contain('draft');
      byRole(share, 'button', 'Begin').click();
      await arrives(share, 'You kept a draft on this device');
      await on(share, 'Go on with it', 'Write, in your own time');
      expect(field(share, 'Your story').value).to.equal(`${story} More.`);
      for (const next of ['Look at it once more', 'What it is about', 'Who may read it']) await on(share, 'Continue', next);
      await tickOff(share, 'radio', /^Everyone/);
      await tickOff(share, 'checkbox', 'It may be published here');
      await on(share, 'Continue', 'This is what readers will see');
      await on(share, 'Send my story', 'Your story has arrived');
      await eventually(async () => !(await databases()).includes('local-notes'));
    });

    it('and what was kept is deleted when that is wanted', async () => {
      const first = await page();
      await walk(first.share, 'Write, in your own time');
      await tickOff(first.share, 'checkbox', /^Keep my words/);
      await eventually(async () => await readKept(key));
      await tickOff(first.share, 'checkbox', /^Keep my words/);
      await eventually(async () => !(await readKept(key)));
      await tickOff(first.share, 'checkbox', /^Keep my words/);
      await eventually(async () => await readKept(key));
      first.box.remove();
      const { share } = await page();
      byRole(share, 'button', 'Begin').click();
      await arrives(share, 'You kept a draft on this device');
      await on(share, 'Delete it', 'Before you write');
      await eventually(async () => !(await readKept(key)));
    });

    it('and says so where the browser keeps nothing', async () => {
      const { share } = await page();
      await walk(share, 'Write, in your own time');
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = () => {
        throw new Error('not here');
      };
      try {
        byRole(share, 'checkbox', /^Keep my words/).click();
        await eventually(() => shows(share).includes('This browser does not let us keep anything.'));
      } finally {
        IDBFactory.prototype.open = open;
      }
      expect(byRole<HTMLInputElement>(share, 'checkbox', /^Keep my words/).checked).to.equal(false);
      expect(field(share, 'Your story').value).to.equal(story);
    });

    it('and leaves no older words on the device where newer ones cannot be kept', async () => {
      const { share } = await page();
      await walk(share, 'Write, in your own time');
      await tickOff(share, 'checkbox', /^Keep my words/);
      await eventually(async () => await readKept(key));
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = () => {
        throw new Error('full');
      };
      try {
        await fillIn(share, 'Your story', `${story} More.`);
        await eventually(() => shows(share).includes('Your words are in this page only.'));
        expect(await readKept(key)).to.equal(undefined);
      } finally {
        IDBObjectStore.prototype.put = put;
      }
      expect(field(share, 'Your story').value).to.equal(`${story} More.`);
    });

    it('and takes off the device what could not be taken off before, once it is sent', async () => {
      const { share } = await page();
      await walk(share, 'Write, in your own time');
      await tickOff(share, 'checkbox', /^Keep my words/);
      await eventually(async () => await readKept(key));
      const { put, delete: remove } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = IDBObjectStore.prototype.delete = () => {
        throw new Error('not now');
      };
      try {
        await fillIn(share, 'Your story', `${story} More.`);
        await eventually(() => !byRole<HTMLInputElement>(share, 'checkbox', /^Keep my words/).checked);
      } finally {
        Object.assign(IDBObjectStore.prototype, { put, delete: remove });
      }
      for (const next of ['Look at it once more', 'What it is about', 'Who may read it']) await on(share, 'Continue', next);
      await tickOff(share, 'radio', /^Everyone/);
      await tickOff(share, 'checkbox', 'It may be published here');
      await on(share, 'Continue', 'This is what readers will see');
      await on(share, 'Send my story', 'Your story has arrived');
      await eventually(async () => !(await readKept(key)));
    });
  });

  it('keeps nothing on the device unless that was asked for', async () => {
    const before = await databases();
    const stored = { ...localStorage, ...sessionStorage };
    const { share } = await page();
    await walk(share, 'This is what readers will see');
    await on(share, 'Send my story', 'Your story has arrived');
    // One of another page may still be on its way out.
    expect((await databases()).filter((name) => !before.includes(name))).to.deep.equal([]);
    expect({ ...localStorage, ...sessionStorage }).to.deep.equal(stored);
  });

  it('forgets every word at once when somebody leaves in a hurry', async () => {
    for (const step of ['Write, in your own time', 'This is what readers will see'] as const) {
      const { share } = await page();
      await walk(share, step);
      document.dispatchEvent(new QuickExitEvent());
      await share.updateComplete;
      expect(title(share)).to.equal('Write your story');
      expect(share.shadowRoot!.textContent).not.to.contain('neighbour');
      await on(share, 'Begin', 'Before you write');
      await on(share, 'I have read this', 'Write, in your own time');
      expect(field(share, 'Your story').value).to.equal('');
    }
  });

  describe('begins small', () => {
    it('with nobody but the writer, who can take the words along', async () => {
      const { share, adapter } = await page();
      await walk(share, 'Who may read it');
      expect(byRole<HTMLInputElement>(share, 'radio', /^Only me/).checked).to.equal(true);
      expect(buttons(share)).to.include('Save my words as a file').and.not.include('Continue');
      await on(share, 'Stop here for now', 'Write your story');
      expect(adapter.snapshot('sendings')).to.deep.equal([]);
    });

    it('and offers a group where there is one, and says that it knows who writes', async () => {
      const names = (share: Element) => allByRole(share, 'radio').map((each) => nameOf(each));
      const { share } = await page({ group: 'leeds' });
      await walk(share, 'Who may read it');
      expect(names(share)).to.deep.equal(['Only me', 'One person: the facilitator of my group', 'My group', 'Everyone who visits \u2068Example Peers\u2069']);
      expect(shows(share)).to.contain('The service knows who you are');
      const mixed = await page({ group: 'leeds', over: { ages: { from: 16 } } });
      await walk(mixed.share, 'Who may read it');
      expect(names(mixed.share)).to.deep.equal(['Only me', 'Everyone who visits \u2068Example Peers\u2069']);
      const none = await page();
      await walk(none.share, 'Who may read it');
      expect(names(none.share).length).to.equal(2);
    });

    it('and asks for a yes before everyone can read it', async () => {
      const { share } = await page();
      await walk(share, 'Who may read it');
      await tickOff(share, 'radio', /^Everyone/);
      expect(allByRole(share, 'checkbox', /published|learn|quoted/).map((each) => (each as HTMLInputElement).checked)).to.deep.equal([false, false, false]);
      byRole(share, 'button', 'Continue').click();
      await eventually(() => allByRole(share, 'alert').length);
      expect(title(share)).to.equal('Who may read it');
      await tickOff(share, 'checkbox', 'It may be published here');
      await on(share, 'Continue', 'This is what readers will see');
    });
  });

  it('begins with the questions of the space, and offers its themes, in the language of the page', async () => {
    const over = { languages: ['en', 'de'], moderation: 'two' as const, rules: ['Be kind.'], prompts: ['What would you tell a neighbour?'], topics: ['Garden'], translations: [{ language: 'de', rules: ['Sei freundlich.'], prompts: ['Was würdest du jemandem nebenan sagen?'], topics: ['Garten'] }] };
    const { share } = await page({ over });
    await on(share, 'Begin', 'Before you write');
    expect(shows(share)).to.contain('Be kind.').and.to.match(/Two people of .* read every story and agree/);
    await on(share, 'I have read this', 'Write, in your own time');
    const begin = byRole<HTMLSelectElement>(share, 'combobox', 'Begin with');
    expect([...begin.options].map(({ text }) => text)).to.deep.equal(['A blank page', 'What would you tell a neighbour?']);
    begin.value = 'What would you tell a neighbour?';
    begin.dispatchEvent(new Event('change'));
    await share.updateComplete;
    await fillIn(share, 'What would you tell a neighbour?', 'Come along to the garden.');
    await on(share, 'Continue', 'Look at it once more');
    await on(share, 'Continue', 'What it is about');
    await tickOff(share, 'checkbox', 'Garden');
    await expectAccessible(share);
    const german = (await page({ over, lang: 'de' })).share;
    await on(german, 'Anfangen', /./);
    await eventually(() => shows(german).includes('Sei freundlich.'));
    expect(shows(german)).not.to.contain('Be kind.');
  });

  it('offers the questions that come with the page where the space has none', async () => {
    const { share } = await page();
    await walk(share, 'Write, in your own time');
    expect(byRole<HTMLSelectElement>(share, 'combobox', 'Begin with').options).to.have.length(6);
  });

  it('sends what was chosen, and nothing that was not', async () => {
    const { share, adapter } = await page({ topics: 'Sleep, Work' });
    await walk(share, 'Write, in your own time');
    await fillIn(share, 'What helped, if anything did', 'Tea.');
    await on(share, 'Continue', 'Look at it once more');
    await on(share, 'Continue', 'What it is about');
    await tickOff(share, 'checkbox', 'Sleep');
    await fillIn(share, 'Themes of your own', 'first weeks,  friends');
    [...share.shadowRoot!.querySelectorAll('summary')].find((each) => each.textContent!.includes('Losing somebody'))!.click();
    await tickOff(share, 'checkbox', 'Somebody dies');
    const line = byRole<HTMLSelectElement>(share, 'combobox', /shown by itself/);
    line.value = 'For a year I could not sleep.';
    line.dispatchEvent(new Event('change'));
    await on(share, 'Continue', 'Who may read it');
    await tickOff(share, 'radio', /^Everyone/);
    await tickOff(share, 'checkbox', 'It may be published here');
    await tickOff(share, 'checkbox', /quoted/);
    await tickOff(share, 'checkbox', 'People may answer');
    await on(share, 'Continue', 'This is what readers will see');
    expect(shows(share)).to.contain('this story speaks of: Somebody dies').and.not.contain('neighbour');
    await on(share, 'Send my story', 'Your story has arrived');
    const [{ id: _, rev: __, sent: ___, ...sent }] = adapter.snapshot('sendings') as unknown as [Record<string, unknown>];
    expect(sent).to.deep.equal({
      text: story, helped: 'Tea.', line: 'For a year I could not sleep.', topics: ['Sleep', 'first weeks', 'friends'], notes: ['death'], language: 'en', answers: false,
      state: 'sent', audience: 'everyone', consents: [{ purpose: 'publish', version: '2026-11' }, { purpose: 'quote', version: '2026-11' }],
    });
  });

  it('changes a passage to gentler words when that is pressed, and only then', async () => {
    const { share, adapter } = await page();
    await walk(share, 'Look at it once more', 'My son Daniel slept at last.');
    await eventually(() => allByRole(share, 'button', /Write “.*my son.*” instead/i).length);
    allByRole(share, 'button', /Write “.*my son.*” instead/i)[0]!.click();
    await on(share, 'Continue', 'What it is about');
    await on(share, 'Continue', 'Who may read it');
    await tickOff(share, 'radio', /^Everyone/);
    await tickOff(share, 'checkbox', 'It may be published here');
    await on(share, 'Continue', 'This is what readers will see');
    await on(share, 'Send my story', 'Your story has arrived');
    expect(adapter.snapshot('sendings')[0]!.text).to.equal('My son slept at last.');
  });

  describe('when words sound like distress', () => {
    const hard = 'I do not want to live any more. I think about ending my life.';

    it('stops being a form for a moment: shows help lines, asks nothing, and lets the writer go on', async () => {
      const { share, adapter } = await page();
      await walk(share, 'Write, in your own time', hard);
      byRole(share, 'button', 'Continue').click();
      await eventually(() => share.shadowRoot!.querySelector('story-pause'));
      await eventually(() => allByRole(share, 'link', /^Call /).length);
      expect(allByRole(share, 'textbox')).to.deep.equal([]);
      expect(allByRole(share, 'checkbox')).to.deep.equal([]);
      allByRole(share, 'button', 'Go on with my story')[0]!.click();
      await arrives(share, 'Look at it once more');
      await on(share, 'Back', 'Write, in your own time');
      expect(field(share, 'Your story').value).to.equal(hard);
      // It was said once; for the same it is not said again.
      for (const next of ['Look at it once more', 'What it is about', 'Who may read it']) await on(share, 'Continue', next);
      await tickOff(share, 'radio', /^Everyone/);
      await tickOff(share, 'checkbox', 'It may be published here');
      await on(share, 'Continue', 'This is what readers will see');
      await on(share, 'Send my story', 'Your story has arrived');
      expect(adapter.snapshot('sendings')[0]!.text).to.equal(hard);
    });

    it('brings support beside the words while they are written, without taking the focus', async () => {
      const { share } = await page();
      await walk(share, 'Write, in your own time');
      field(share, 'Your story').focus();
      await fillIn(share, 'Your story', hard);
      await eventually(() => shows(share).includes('People who listen are here'));
      expect(focused()).to.equal(field(share, 'Your story'));
    });

    it('and leaves others alone', async () => {
      const { share } = await page();
      await walk(share, 'Look at it once more');
      expect(share.shadowRoot!.querySelector('story-pause')).to.equal(null);
    });
  });

  it('has the help lines at every step', async () => {
    const { share } = await page();
    for (const step of ['Begin', 'I have read this']) {
      expect(buttons(share)).to.include('Get support now');
      byRole(share, 'button', step).click();
      await eventually(() => !buttons(share).includes(step));
    }
    byRole(share, 'button', 'Get support now').click();
    await eventually(() => allByRole(share, 'link', /^Call /).length, 'those of the space');
    expect(byRole(share, 'button', 'Get support now').getAttribute('aria-expanded')).to.equal('true');
  });

  it('begins when a reader would like to tell a story of their own', async () => {
    const { share, box } = await page();
    const event = new StoryRespondEvent();
    box.dispatchEvent(event);
    expect(event.defaultPrevented).to.equal(true);
    await arrives(share, 'Before you write');
    const closed = await page({ over: { moderators: [] } });
    share.remove();
    const unheard = new StoryRespondEvent();
    closed.box.dispatchEvent(unheard);
    expect(unheard.defaultPrevented).to.equal(false);
  });

  it('begins with a question if that is wanted, which is then the name of the field', async () => {
    const { share } = await page();
    await walk(share, 'Write, in your own time');
    const prompt = byRole<HTMLSelectElement>(share, 'combobox', 'Begin with');
    prompt.value = 'wish';
    prompt.dispatchEvent(new Event('change'));
    await share.updateComplete;
    expect(field(share, 'What do you wish somebody had told you?').value).to.equal(story);
  });

  it('goes nowhere with no words or too many, and says why', async () => {
    const { share } = await page();
    await walk(share, 'Write, in your own time', '  \n ');
    byRole(share, 'button', 'Continue').click();
    await eventually(() => shows(share).includes('There are no words yet.'));
    await fillIn(share, 'Your story', 'x'.repeat(20_003));
    byRole(share, 'button', 'Continue').click();
    await eventually(() => shows(share).includes('by 3 characters'));
    expect(field(share, 'Your story').value.length).to.equal(20_003);
  });

  it('goes one step on, however often that is pressed', async () => {
    const { share } = await page();
    await walk(share, 'Write, in your own time');
    const next = byRole(share, 'button', 'Continue');
    next.click();
    next.click();
    await eventually(() => title(share) !== 'Write, in your own time');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(title(share)).to.equal('Look at it once more');
    await on(share, 'Continue', 'What it is about');
  });

  it('asks for the glasses once where they cannot be fetched, and again when that is wanted', async () => {
    const { share } = await page();
    const fetch = share.fetch.bind(share);
    let asked = 0;
    share.fetch = ((name: never) =>
      name !== 'glasses' ? fetch(name) : new Promise((_, reject) => setTimeout(() => reject(new Error('not here')), 5, (asked += 1)))) as typeof share.fetch;
    await walk(share, 'Look at it once more');
    await eventually(() => buttons(share).includes('Try again'));
    const before = asked;
    await new Promise((resolve) => setTimeout(resolve, 300));
    // Once more, at most, because somebody stopped typing a while ago.
    expect(asked - before).to.be.lessThan(2);
    share.fetch = fetch;
    byRole(share, 'button', 'Try again').click();
    await eventually(() => share.shadowRoot!.querySelector('story-glasses'));
    expect(buttons(share)).not.to.include('Try again');
  });

  it('shows what people wrote as text, wherever it stands', async () => {
    const payloads = ['<img src=x onerror="window.hurt=1">', '"><script>window.hurt=1</script>', '${window.hurt=1}', '\u202Eeno\u202C', '<b style="position:fixed">', '&lt;i&gt;', 'javascript:alert(1)'];
    const { share, adapter } = await page({ topics: payloads[0]! });
    await walk(share, 'Write, in your own time', payloads.join('\n\n'));
    await fillIn(share, 'What helped, if anything did', payloads[1]!);
    await on(share, 'Continue', 'Look at it once more');
    await on(share, 'Continue', 'What it is about');
    await fillIn(share, 'Themes of your own', payloads.join(','));
    await on(share, 'Continue', 'Who may read it');
    await tickOff(share, 'radio', /^Everyone/);
    await tickOff(share, 'checkbox', 'It may be published here');
    await on(share, 'Continue', 'This is what readers will see');
    byRole(share, 'button', /Read the whole story/).click();
    await share.updateComplete;
    for (const each of payloads.slice(0, 3)) expect(share.shadowRoot!.textContent).to.contain(each);
    expect(share.shadowRoot!.querySelectorAll('img, script, b, i, a:not([href^="https://peers"])').length).to.equal(0);
    expect('hurt' in window).to.equal(false);
    await on(share, 'Send my story', 'Your story has arrived');
    expect(adapter.snapshot('sendings')[0]!.text).to.equal(payloads.join('\n\n'));
  });

  it('tells the page that a story arrived, and nothing else', async () => {
    const { share, box } = await page();
    const told: Event[] = [];
    box.addEventListener('story-sent', (event) => told.push(event));
    await walk(share, 'This is what readers will see');
    await on(share, 'Send my story', 'Your story has arrived');
    expect(told.length).to.equal(1);
    expect(Object.keys(told[0]!).filter((name) => name !== 'isTrusted')).to.deep.equal([]);
    expect(scoresIn(share)).to.deep.equal([]);
  });

  it('asks again for the space where it was taken out of the page before that was answered, and put back', async () => {
    for (const failed of [false, true]) {
      const adapter = memoryAdapter({ settings });
      const get = adapter.get.bind(adapter);
      let asked = 0;
      let release!: () => void;
      const gate = new Promise<void>((go) => (release = go));
      adapter.get = async (...args) => {
        asked += 1;
        if (failed && asked === 1) throw new PeerError('offline');
        await gate;
        return get(...args);
      };
      const provider = await fixture<HTMLElement>(html`<peer-support .adapter=${adapter}><story-share></story-share></peer-support>`);
      const share = provider.querySelector<StoryShare>('story-share')!;
      await eventually(() => asked === 1 && (!failed || allByRole(share, 'alert').length));
      share.remove();
      await new Promise((done) => setTimeout(done));
      provider.append(share);
      release();
      await eventually(() => allByRole(share, 'button', 'Begin').length);
    }
  });
});
