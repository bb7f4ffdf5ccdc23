import { expect, html } from '@open-wc/testing';
import type { PeerAdapter } from '../../src/adapters/adapter.ts';
import { PeerError } from '../../src/client/errors.ts';
import { newId } from '../../src/client/ids.ts';
import type { ModerationDesk } from '../../src/elements/moderation-desk/moderation-desk.ts';
import type { StoryShare } from '../../src/elements/story-share/story-share.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { allByRole, byRole, expectAccessible, focused, wordsOf } from '../setup/accessibility.ts';
import { press, type } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { act, desk, deskOf, on, opened, read, sending, signedIn, theirs } from './desk.ts';
import { settings } from '../../stories/share.ts';
import { changed, later } from './stories.ts';

const ada = 'a-token-of-an-administrator';
const other = 'a-token-of-a-colleague';
const staff = { [ada]: { role: 'admin' }, [theirs]: { role: 'moderator' }, [other]: { role: 'moderator' } } as const;

/** The settings of a space, open at the desk of an administrator. */
async function office(place: PeerAdapter = desk({}, { staff })): Promise<ModerationDesk> {
  const element = await deskOf(signedIn(place, ada), html`<moderation-desk></moderation-desk>`, '.entries');
  byRole(byRole(element, 'navigation', 'For administrators'), 'button', 'Settings of this space').click();
  await eventually(() => element.shadowRoot!.querySelector('form.space'), 'the settings are there');
  await element.updateComplete;
  return element;
}

const word = (code: string) => ({ code, label: { en: code } });

const form = (element: ModerationDesk) => element.shadowRoot!.querySelector<HTMLElement>('form.space')!;
const field = (element: ModerationDesk, name: string | RegExp) => byRole<HTMLInputElement>(form(element), 'textbox', name);

async function fill(element: ModerationDesk, name: string | RegExp, value: string, role: 'textbox' | 'spinbutton' | 'combobox' = 'textbox'): Promise<void> {
  const there = byRole<HTMLInputElement>(form(element), role, name);
  there.value = value;
  there.dispatchEvent(new Event('input', { bubbles: true }));
  await element.updateComplete;
}

async function click(element: ModerationDesk, name: string | RegExp): Promise<void> {
  byRole(form(element), 'button', name).click();
  await element.updateComplete;
}

async function save(element: ModerationDesk): Promise<void> {
  await click(element, 'Save');
  await eventually(() => wordsOf(form(element)).includes('It is saved, and holds from now on.'), 'it is saved');
}

const asAda = (place: PeerAdapter) => place.get('settings', 'default', { ...act(), credential: { kind: 'staff', token: ada } }) as Promise<Record<string, unknown> & { rev: string }>;
const elsewhere = async (place: PeerAdapter, patch: object) => place.update!('settings', 'default', patch, { ...act(), credential: { kind: 'staff', token: ada }, rev: (await asAda(place)).rev, intent: newId() });

describe('the settings of a space at the desk', () => {
  it('are a view for administrators, in one form with a name for everything in it', async () => {
    const element = await office();
    expect(field(element, 'Name of the site').value).to.equal((await asAda(desk({}, { staff }))).title);
    expect(wordsOf(form(element))).to.contain('Nothing is changed.');
    expect(findScores(element)).to.deep.equal([]);
    await expectAccessible(element);
  });

  it('say in words what changes for visitors and for the team before it is saved, and then hold', async () => {
    const place = desk({}, { staff });
    const element = await office(place);
    const { keptMonths } = await asAda(place);
    await fill(element, 'How many months a story stays', '6', 'spinbutton');
    await fill(element, 'Whom somebody in danger is passed on to', 'robin@companions.example.org');
    const words = wordsOf(form(element));
    expect(words).to.contain(`How many months a story stays: ${String(keptMonths)} → 6`);
    expect(words).to.contain('Whatever was sent before stays as long as its writer was told then.');
    expect(words).to.match(/What changes for the team.*robin@companions/s);
    await save(element);
    expect([(await asAda(place)).keptMonths, (await asAda(place)).safeguarding]).to.deep.equal([6, 'robin@companions.example.org']);
    expect(((await place.get('spaces', 'default', { ...act(), credential: undefined } as never)) as { keptMonths: number }).keptMonths).to.equal(6);
    await expectAccessible(element);
  });

  it('are put back field by field to what the file of the server says', async () => {
    const place = desk({}, { staff });
    const element = await office(place);
    const { title } = await asAda(place);
    await fill(element, 'Name of the site', 'Harbour');
    await click(element, 'Take back my change: Name of the site');
    expect(field(element, 'Name of the site').value).to.equal(title);
    await fill(element, 'Name of the site', 'Harbour');
    await save(element);
    await click(element, 'Put back what the file of the server says: Name of the site');
    expect(field(element, 'Name of the site').value).to.equal(title);
    await save(element);
    expect([(await asAda(place)).title, (await asAda(place)).saved]).to.deep.equal([title, []]);
  });

  it('tell that a change closes the space before it is saved, and close it all the same', async () => {
    const place = desk({}, { staff });
    const element = await office(place);
    await fill(element, 'Whom somebody in danger is passed on to', '');
    expect(wordsOf(form(element))).to.contain('Once this is saved, nothing can be sent here any more:').and.to.contain('It is not said whom somebody in danger is passed on to.');
    await save(element);
    expect(wordsOf(element)).to.contain('At the moment nothing can be sent here:');
    expect((await asAda(place)).closed).to.deep.equal(['no-safeguarding']);
    await expectAccessible(element);
  });

  it('name what is not right, go there, and save nothing', async () => {
    const place = desk({}, { staff });
    const element = await office(place);
    await fill(element, 'Name of the site', '');
    await fill(element, 'How many months a story stays', '0', 'spinbutton');
    await click(element, 'Save');
    await element.updateComplete;
    const alert = allByRole(form(element), 'alert').map(wordsOf).join();
    expect(alert).to.contain('Nothing is saved yet:').and.to.contain('Name of the site').and.to.contain('How many months a story stays');
    expect(focused()?.id).to.equal('title');
    expect((await asAda(place)).saved).to.deep.equal([]);
    await expectAccessible(element);
  });

  it('told kindly that somebody else has saved meanwhile: theirs is shown, nothing that was typed is lost', async () => {
    const place = desk({}, { staff });
    const element = await office(place);
    await fill(element, 'Name of the site', 'Mine');
    await fill(element, 'How many months a story stays', '9', 'spinbutton');
    await elsewhere(place, { title: 'Theirs', backupDays: 3 });
    await click(element, 'Save');
    await eventually(() => wordsOf(form(element)).includes('Somebody else has saved other settings meanwhile.'));
    const alert = allByRole(form(element), 'alert').map(wordsOf).join();
    expect(alert).to.contain('You both changed:').and.to.contain('Name of the site').and.not.to.contain('How many months');
    expect(field(element, 'Name of the site').value).to.equal('Mine');
    expect(byRole<HTMLInputElement>(form(element), 'spinbutton', 'How many days backups are kept').value).to.equal('3');
    await expectAccessible(element);
    await save(element);
    const now = await asAda(place);
    expect([now.title, now.keptMonths, now.backupDays]).to.deep.equal(['Mine', 9, 3]);
  });

  it('keep what is typed while they are being saved, and what is taken back meanwhile is as it was', async () => {
    const place = desk({}, { staff });
    const { title } = await asAda(place);
    const { promise, answer } = later<void>();
    let begun = false;
    const slow = changed(place, {
      update: async (...of: Parameters<NonNullable<PeerAdapter['update']>>) => {
        begun = true;
        await promise;
        return place.update!(...of);
      },
    });
    const element = await office(slow);
    await fill(element, 'Name of the site', 'Harbour');
    await fill(element, 'How many months a story stays', '9', 'spinbutton');
    await fill(element, 'Whom somebody in danger is passed on to', 'robin@companions.example.org');
    await click(element, 'Save');
    await eventually(() => begun);
    await click(element, 'Take back my change: Name of the site');
    await fill(element, 'How many months a story stays', '7', 'spinbutton');
    answer();
    await eventually(() => !wordsOf(form(element)).includes('It is on its way …'));
    expect((await asAda(place)).keptMonths).to.equal(9);
    expect(wordsOf(form(element))).not.to.contain('It is saved').and.not.to.contain('Nothing is changed.');
    expect([field(element, 'Name of the site').value, byRole<HTMLInputElement>(form(element), 'spinbutton', 'How many months a story stays').value]).to.deep.equal([title, '7']);
    expect(allByRole(form(element), 'button', /^Take back my change: /).length).to.equal(2);
    await save(element);
    const now = await asAda(place);
    expect([now.title, now.keptMonths, now.safeguarding]).to.deep.equal([title, 7, 'robin@companions.example.org']);
  });

  it('stay in the page when they cannot be saved, when somebody looks at the log, and warn before the page is left', async () => {
    let down = true;
    const place = desk({}, { staff });
    const flaky = changed(place, { update: async (...of: Parameters<NonNullable<PeerAdapter['update']>>) => (down ? Promise.reject(new PeerError('unavailable')) : place.update!(...of)) });
    const element = await office(flaky);
    await fill(element, 'Name of the site', 'Harbour');
    await click(element, 'Save');
    await eventually(() => allByRole(element, 'alert').some((each) => wordsOf(each).includes('This does not work right now.')));
    const views = byRole(element, 'navigation', 'For administrators');
    byRole(views, 'button', 'Log').click();
    await eventually(() => !form(element));
    const leaving = new Event('beforeunload', { cancelable: true });
    dispatchEvent(leaving);
    expect(leaving.defaultPrevented).to.equal(true);
    byRole(views, 'button', 'Settings of this space').click();
    await eventually(() => form(element));
    expect(field(element, 'Name of the site').value).to.equal('Harbour');
    down = false;
    await save(element);
    const calm = new Event('beforeunload', { cancelable: true });
    dispatchEvent(calm);
    expect(calm.defaultPrevented).to.equal(false);
  });

  it('are written, put in order and saved with the keyboard alone', async () => {
    const place = desk({}, { staff });
    const element = await office(place);
    const rules = (await asAda(place)).rules as string[];
    byRole(form(element), 'button', 'Add a rule').focus();
    await press('Enter');
    await element.updateComplete;
    await eventually(() => focused()?.id === `rules-${rules.length}`);
    await type('Be kind.');
    byRole(form(element), 'button', `Move up: Rule ${rules.length + 1}`).focus();
    await press('Enter');
    await eventually(() => focused()?.id.startsWith(`rules-${rules.length - 1}-`));
    byRole(form(element), 'button', 'Take out: Rule 1').focus();
    await press('Enter');
    await eventually(() => focused()?.id === 'rules-0');
    const zones = byRole(form(element), 'button', 'Add hours');
    zones.focus();
    await press('Enter');
    await element.updateComplete;
    byRole(form(element), 'button', 'Save').focus();
    await press('Enter');
    await eventually(() => wordsOf(form(element)).includes('It is saved'));
    const expected = [...rules];
    expected.splice(rules.length - 1, 0, 'Be kind.');
    expect((await asAda(place)).rules).to.deep.equal(expected.slice(1));
    expect((await asAda(place)).watchHours as unknown[]).to.have.length(2);
  });

  it('say whether groups see check-ins, and how; and can take that back, whatever the file says', async () => {
    const place = desk({}, { staff, settings: { ...settings, checkins: { names: true, greetAfterMinutes: 90, vocabulary: { needs: [word('tea'), word('air')] } } } });
    const element = await office(place);
    const pick = async (name: string) => {
      byRole<HTMLInputElement>(form(element), 'radio', name).click();
      await element.updateComplete;
    };
    expect(byRole<HTMLInputElement>(form(element), 'radio', 'Groups see them, under the names that people choose').checked).to.equal(true);
    await fill(element, /^After how many minutes/, '240', 'spinbutton');
    expect(wordsOf(form(element))).to.contain('those who greet are told after 240 minutes');

    await pick('Groups see words, and no names');
    await fill(element, /at least$/, '4', 'spinbutton');
    await click(element, 'Save');
    await element.updateComplete;
    expect(allByRole(form(element), 'alert').map(wordsOf).join(), 'fewer than five are refused').to.contain('Check-ins that others see');
    await fill(element, /at least$/, '8', 'spinbutton');
    await click(element, 'Add a time');
    await click(element, 'Take out: Time 3');
    await fill(element, 'Time zone of these times', 'Asia/Kolkata', 'combobox');
    expect(wordsOf(form(element))).to.contain('What changes for visitors').and.to.contain('Asia/Kolkata, at least 8');
    expect(findScores(element)).to.deep.equal([]);
    await expectAccessible(element);
    await save(element);
    const words = { names: false, least: 8, releases: { times: ['08:00', '18:00'], timeZone: 'Asia/Kolkata' } };
    expect((await asAda(place)).checkins, 'words of the file stay').to.deep.equal({ ...words, vocabulary: { needs: [word('tea'), word('air')] } });

    await pick('Nobody else sees one');
    await save(element);
    expect((await asAda(place)).checkins).to.equal(undefined);
    expect(((await place.get('spaces', 'default', act())) as { checkins?: object }).checkins).to.equal(undefined);
    await click(element, /^Put back what the file of the server says: Check-ins/);
    await save(element);
    expect((await asAda(place)).checkins).to.include({ names: true, greetAfterMinutes: 90 });
  });

  it('have texts in each language of the space', async () => {
    const place = desk({}, { staff });
    await elsewhere(place, { languages: ['en', 'de'] });
    const element = await office(place);
    const select = byRole<HTMLSelectElement>(form(element), 'combobox', 'Language of these texts');
    select.value = 'de';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await element.updateComplete;
    await click(element, 'Add a rule');
    await fill(element, 'Rule 1', 'Sei freundlich.');
    await expectAccessible(element);
    await save(element);
    expect((await asAda(place)).translations).to.deep.equal([{ language: 'de', rules: ['Sei freundlich.'] }]);
    expect((await asAda(place)).saved).to.deep.equal(['languages', 'translations']);
  });

  it('show in a marked preview what visitors will see, and nothing that happens in it happens', async () => {
    const place = desk({}, { staff });
    await elsewhere(place, { languages: ['en', 'de'], translations: [{ language: 'de', rules: ['Sei freundlich.'] }] });
    const element = await office(place);
    await fill(element, 'Rule 1', 'Only in the draft.');
    await click(element, 'Show it as visitors will see it');
    const share = () => element.shadowRoot!.querySelector<StoryShare>('.preview story-share');
    await eventually(() => share()?.shadowRoot?.querySelector('.main'), 'what visitors write with is there');
    expect(wordsOf(element.shadowRoot!.querySelector('.preview')!)).to.contain('This is only a preview.');
    share()!.shadowRoot!.querySelector<HTMLElement>('.main')!.click();
    await eventually(() => wordsOf(share()!).includes('Only in the draft.'), 'the rule of the draft');
    await expectAccessible(element);
    let heard = 0;
    const listen = () => (heard += 1);
    document.addEventListener('story-sent', listen);
    share()!.dispatchEvent(new Event('story-sent', { bubbles: true, composed: true }));
    document.removeEventListener('story-sent', listen);
    expect(heard).to.equal(0);
    expect(((await place.get('spaces', 'default', { ...act(), credential: undefined } as never)) as { rules: string[] }).rules).not.to.include('Only in the draft.');
    const page = byRole<HTMLSelectElement>(form(element), 'combobox', 'Language of the page');
    page.value = 'de';
    page.dispatchEvent(new Event('change', { bubbles: true }));
    await eventually(() => share()?.shadowRoot?.querySelector('.main') && /Geschichte/.test(wordsOf(share()!)), 'the German page');
    share()!.shadowRoot!.querySelector<HTMLElement>('.main')!.click();
    await eventually(() => wordsOf(share()!).includes('Sei freundlich.'), 'the German rule');
    await fill(element, 'Rule 1', 'Newer.');
    expect(wordsOf(form(element))).to.contain('You changed something since. It is not in this preview yet.');
  });

  it('show in the preview how members check in, and nothing of that goes anywhere', async () => {
    const place = desk({}, { staff });
    const element = await office(place);
    await click(element, 'Show it as visitors will see it');
    await eventually(() => element.shadowRoot!.querySelector('.preview story-share'));
    expect(element.shadowRoot!.querySelector('.preview peer-checkin'), 'where nothing is decided about it').to.equal(null);
    byRole<HTMLInputElement>(form(element), 'radio', 'Groups see words, and no names').click();
    await element.updateComplete;
    await click(element, 'Show it again, as it is now');
    const checkin = () => element.shadowRoot!.querySelector<HTMLElement>('.preview peer-checkin')!;
    await eventually(() => checkin()?.shadowRoot && allByRole(checkin(), 'checkbox', 'Sad').length, 'what members write with is there');
    byRole(checkin(), 'checkbox', 'Sad').click();
    byRole(checkin(), 'button', 'Who will see it, and how long').click();
    await eventually(() => allByRole(checkin(), 'radio', 'An example group').length, 'the group can be chosen');
    byRole(checkin(), 'radio', 'An example group').click();
    await eventually(() => /8:00/.test(wordsOf(checkin())), 'when words are shown');
    await expectAccessible(element);
    byRole(checkin(), 'button', 'See how others will see it').click();
    await eventually(() => allByRole(checkin(), 'button', 'Share it').length);
    byRole(checkin(), 'button', 'Share it').click();
    await eventually(() => allByRole(checkin(), 'heading', 'It is shared').length);
    expect(place.snapshot('checkins')).to.deep.equal([]);
  });

  it('show in the preview that nothing can be sent, where that is so', async () => {
    const element = await office();
    await fill(element, 'Whom somebody in danger is passed on to', '');
    await click(element, 'Show it as visitors will see it');
    await eventually(() => {
      const share = element.shadowRoot!.querySelector('.preview story-share');
      return share?.shadowRoot && wordsOf(share as HTMLElement).includes('Stories cannot be sent here at the moment.');
    });
  });
});

describe('what an administrator decides, at the desk of a moderator', () => {
  const duty = [{ name: 'Robin', days: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], from: '00:00', to: '00:00', timeZone: 'UTC' }];
  const place = async (patch: object, sendings = [sending('one', { text: 'Nobody has read this.', language: 'de' })]) => {
    const made = desk({ sendings }, { staff });
    await elsewhere(made, patch);
    return made;
  };

  it('says who is on duty now, and nothing else of anybody’s days', async () => {
    const element = await deskOf(signedIn(await place({ duty }), theirs));
    await eventually(() => wordsOf(element).includes('On duty now: '));
    expect(wordsOf(element)).to.match(/On duty now: .?Robin.?\./).and.not.to.contain('00:00');
    await expectAccessible(element);
  });

  it('offers beginnings of the space in the language of the writer', async () => {
    const reasons = [{ for: 'ask-changes', name: 'Our own', words: 'In English.' }];
    const element = await deskOf(signedIn(await place({ languages: ['en', 'de'], reasons, translations: [{ language: 'de', reasons: [{ ...reasons[0], name: 'Unser eigener', words: 'Auf Deutsch.' }] }] }), theirs));
    await read(element, 'A story without a theme');
    byRole<HTMLInputElement>(opened(element), 'radio', 'Ask the writer to change something').click();
    await element.updateComplete;
    const select = byRole<HTMLSelectElement>(opened(element), 'combobox', 'What is it about?');
    const own = () => [...select.options].findIndex(({ text }) => text === 'Unser eigener');
    await eventually(() => own() >= 0, 'the beginnings of the space are there');
    select.selectedIndex = own();
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await eventually(() => byRole<HTMLTextAreaElement>(opened(element), 'textbox', 'Words to the writer').value === 'Auf Deutsch.');
  });

  it('says that two have to agree, keeps what was chosen, and publishes once a colleague agrees', async () => {
    const made = await place({ moderation: 'two' });
    const element = await deskOf(signedIn(made, theirs));
    await read(element, 'A story without a theme');
    expect(wordsOf(opened(element))).to.contain('Two people have to agree here before anything is published: ask for a second opinion first.');
    byRole<HTMLInputElement>(opened(element), 'radio', 'Publish it').click();
    await element.updateComplete;
    byRole(opened(element), 'button', 'Decide').click();
    await eventually(() => allByRole(opened(element), 'alert').some((each) => wordsOf(each).includes('Two people have to agree here')));
    await expectAccessible(element);
    await on(element, 'Ask for a second opinion', () => allByRole(opened(element), 'button', 'Ask a colleague').length);
    await on(element, 'Ask a colleague', 'A colleague is asked.');
    const colleague = { ...act(), credential: { kind: 'staff', token: other } } as const;
    const { items } = await made.list('opinions', { where: { open: 'yes' }, limit: 1 }, colleague);
    await made.create!('opinions', { asked: (items as { id: string }[])[0]!.id, advises: 'publish' }, { ...colleague, intent: newId() });
    await eventually(() => wordsOf(opened(element)).includes('I would publish it'), 'the answer');
    byRole(opened(element), 'button', 'Decide').click();
    await eventually(() => wordsOf(opened(element)).includes('It will be published.'), 'it is decided');
  });
});
