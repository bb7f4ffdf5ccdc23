import { expect, html } from '@open-wc/testing';
import { PeerError } from '../../src/client/errors.ts';
import type { HandOverEvent } from '../../src/events/hand-over.ts';
import { dayIn } from '../../src/domain/hold.ts';
import type { ModerationDesk } from '../../src/elements/moderation-desk/moderation-desk.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { allByRole, byRole, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { press, type } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { act, clock, desk, deskOf, lane, mine, opened, read, signedIn, theirs } from './desk.ts';
import { changed } from './stories.ts';

const ada = 'a-token-of-an-administrator';
const staff = { [ada]: { role: 'admin' }, [theirs]: { role: 'moderator' }, [mine]: { role: 'moderator' } } as const;
const place = () => desk(undefined, { staff });
type Place = ReturnType<typeof place>;

const button = (element: Element, name: string | RegExp) => byRole<HTMLButtonElement>(element, 'button', name);
const held = (at: Place) => at.snapshot('holds') as unknown as { id: string; sending: string; reason: string; review: string; tell: string; words?: string }[];
const panel = (element: ModerationDesk) => element.shadowRoot!.querySelector<HTMLElement>('.safe')!;
const list = (element: ModerationDesk) => element.shadowRoot!.querySelector<HTMLElement>('.holds')!;

async function openPanel(element: ModerationDesk): Promise<HTMLElement> {
  button(opened(element), 'Somebody may be in danger').click();
  await eventually(() => panel(element));
  await element.updateComplete;
  return panel(element);
}

/** Reads something, and holds it. */
async function hold(element: ModerationDesk, words = 'Low mood', reason = 'The writer may come to harm by their own hand'): Promise<void> {
  await read(element, words);
  await openPanel(element);
  byRole(panel(element), 'radio', reason).click();
  await element.updateComplete;
  button(panel(element), 'Hold it and hand it over').click();
  await eventually(() => panel(element)?.textContent.includes('It is held'), 'it is held');
  await element.updateComplete;
}

async function showHeld(element: ModerationDesk): Promise<HTMLElement> {
  button(element, /^Held stories/).click();
  await eventually(() => list(element)?.querySelector('li') || element.shadowRoot!.textContent?.includes('Nothing is held.'), 'the list of what is held');
  await element.updateComplete;
  return list(element);
}

const setDay = (element: Element, name: string, day: string) => {
  const field = [...element.querySelectorAll<HTMLInputElement>('input[type=date]')].find((each) => nameOf(each) === name)!;
  field.value = day;
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

describe('somebody may be in danger: moderation-desk', () => {
  beforeEach(() => (clock.ahead = 0));

  it('says what helps first, asks for a reason, and says what will happen before it does', async () => {
    const at = place();
    const element = await deskOf(signedIn(at));
    await read(element, 'Low mood');
    const there = await openPanel(element);
    expect(wordsOf(there)).to.contain('call the emergency services first').and.to.contain('Nobody should carry this alone').and.to.contain('Stay with the facts');
    expect(wordsOf(there)).to.contain('only administrators can open it, and that is written down');
    await expectAccessible(element);
    button(there, 'Hold it and hand it over').click();
    await eventually(() => allByRole(panel(element), 'alert').some(({ textContent }) => textContent.includes('Please choose why')));
    expect(held(at)).to.deep.equal([]);
    button(panel(element), 'Not now').click();
    await element.updateComplete;
    expect(panel(element)).to.equal(null);
  });

  it('shows what the team agreed on instead, where its settings say so, and whom to call', async () => {
    const { settings } = await import('../../stories/share.ts');
    const element = await deskOf(signedIn(desk(undefined, { staff, settings: { ...settings, safeguarding: 'Fay, 555 0100', plan: ['First ring the bell.', 'Then sit down.'] } as never })));
    await read(element, 'Low mood');
    const there = await openPanel(element);
    await eventually(() => wordsOf(panel(element)).includes('First ring the bell.'));
    expect(wordsOf(there)).to.contain('What your team agreed on').and.to.contain('Fay, 555 0100').and.not.to.contain('Stay with the facts');
  });

  it('takes it from readers with one press, says what happened and what comes next, and tells the page without a word of it', async () => {
    const at = place();
    const element = await deskOf(signedIn(at));
    const day = dayIn(28, Date.now());
    const events: HandOverEvent[] = [];
    const hear = (event: HandOverEvent) => void events.push(event);
    document.addEventListener('hand-over', hear);
    await read(element, 'Low mood');
    await openPanel(element);
    byRole(panel(element), 'radio', 'The writer may come to harm by their own hand').click();
    byRole<HTMLTextAreaElement>(panel(element), 'textbox', /A note/).focus();
    await type('A note of mine.');
    button(panel(element), 'Hold it and hand it over').click();
    await eventually(() => panel(element).textContent.includes('It is held'));
    await eventually(() => focused()?.id === 'safe-title', 'whoever cannot see it hears what happened');
    document.removeEventListener('hand-over', hear);
    const [made] = held(at);
    expect([made!.sending, made!.reason, made!.tell, made!.words]).to.deep.equal(['night', 'danger-self', 'now', 'A note of mine.']);
    expect(made!.review, 'a day may end meanwhile').to.be.oneOf([day, dayIn(28, Date.now())]);
    expect(at.snapshot('sendings').find(({ id }) => id === 'night')!.state).to.equal('held');
    const said = wordsOf(panel(element));
    expect(said).to.contain('No program is told from here.').and.to.contain('The writer is told with their receipt').and.to.contain('call the emergency services now');
    await expectAccessible(element);
    expect(events.length).to.equal(1);
    expect([events[0]!.hold, events[0]!.reason, events[0]!.urgent, events[0]!.composed]).to.deep.equal([made!.id, 'danger-self', true, true]);
    expect(JSON.stringify(Object.values(events[0]!))).not.to.match(/note|brother|night/);
    expect(findScores(element)).to.deep.equal([]);
    button(opened(element), 'Back to the list').click();
    await eventually(() => !opened(element) && allByRole(element, 'button', 'Bring the list up to date').length, 'the list has heard of it');
    button(element, 'Bring the list up to date').click();
    await element.updateComplete;
    expect(element.shadowRoot!.querySelector('[data-key="sending:night"]')).to.equal(null);
  });

  it('can be told not to tell its writer yet, and says until when', async () => {
    const at = place();
    const element = await deskOf(signedIn(at));
    await read(element, 'Low mood');
    await openPanel(element);
    byRole(panel(element), 'radio', 'Abuse or violence goes on now').click();
    byRole(panel(element), 'radio', 'Not yet: it could put somebody in danger').click();
    await element.updateComplete;
    const day = dayIn(3, Date.now());
    setDay(panel(element), 'Until when do you decide about that anew?', day);
    await expectAccessible(element);
    button(panel(element), 'Hold it and hand it over').click();
    await eventually(() => panel(element).textContent.includes('The writer is not told yet'));
    expect(held(at)[0]).to.include({ tell: 'later', tellReview: day });
  });

  it('keeps what was typed when it does not arrive, and sends it once when it does', async () => {
    const at = place();
    const team = signedIn(at);
    let broken = true;
    const element = await deskOf(
      changed(team, {
        create: async (collection, draft, call) => {
          if (collection === 'holds' && broken) throw new PeerError('offline');
          return team.create!(collection, draft, call);
        },
      }),
    );
    await read(element, 'Low mood');
    await openPanel(element);
    byRole(panel(element), 'radio', 'A child may be in danger').click();
    byRole<HTMLTextAreaElement>(panel(element), 'textbox', /A note/).focus();
    await type('Words of mine.');
    button(panel(element), 'Hold it and hand it over').click();
    await eventually(() => allByRole(panel(element), 'alert').length);
    expect(byRole<HTMLTextAreaElement>(panel(element), 'textbox', /A note/).value).to.equal('Words of mine.');
    await expectAccessible(element);
    broken = false;
    button(panel(element), 'Try again').click();
    await eventually(() => panel(element).textContent.includes('It is held'));
    expect(held(at).map(({ words }) => words)).to.deep.equal(['Words of mine.']);
  });

  it('is there beside a report, which is answered afterwards', async () => {
    const at = place();
    const element = await deskOf(signedIn(at));
    await hold(element, 'I am worried about this person', 'Somebody else may be in danger');
    expect(await at.list('stories', { limit: 10 }, act())).to.have.property('items').with.length(0);
    await eventually(() => allByRole(opened(element), 'radio').map(nameOf).join() === 'Leave everything as it is', 'nothing else is left to decide');
    byRole(opened(element), 'radio', 'Leave everything as it is').click();
    await element.updateComplete;
    button(opened(element), 'Decide').click();
    await eventually(() => at.snapshot('reports').find(({ id }) => id === 'worry')!.state === 'read');
  });

  it('is not offered where the space holds nothing', async () => {
    const { settings } = await import('../../stories/share.ts');
    const { safeguarding: _, ...rest } = settings;
    const element = await deskOf(signedIn(desk(undefined, { staff, settings: rest })));
    await read(element, 'Low mood');
    expect(allByRole(opened(element), 'button', 'Somebody may be in danger')).to.deep.equal([]);
  });

  it('goes by the keyboard alone', async () => {
    const at = place();
    const element = await deskOf(signedIn(at));
    await read(element, 'Low mood');
    button(opened(element), 'Somebody may be in danger').focus();
    await press('Enter');
    await eventually(() => panel(element));
    await press('Tab');
    expect(nameOf(focused()!)).to.equal('The writer may come to harm by their own hand');
    await press(' ');
    for (let n = 0; n < 12 && nameOf(focused()!) !== 'Hold it and hand it over'; n++) await press('Tab');
    await press('Enter');
    await eventually(() => panel(element).textContent.includes('It is held'));
    expect(held(at).map(({ reason }) => reason)).to.deep.equal(['danger-self']);
  });
});

describe('what is held: moderation-desk', () => {
  beforeEach(() => (clock.ahead = 0));

  it('stands in a list without its words, and is prolonged with a reason or ended', async () => {
    const at = place();
    const element = await deskOf(signedIn(at));
    await hold(element);
    await showHeld(element);
    expect(wordsOf(list(element))).to.contain('The writer may come to harm').and.to.contain('You held it.');
    expect(wordsOf(list(element))).not.to.contain('brother');
    await expectAccessible(element);
    button(list(element), /^Keep it longer/).click();
    await element.updateComplete;
    const day = dayIn(60, Date.now());
    setDay(list(element), 'When does somebody look at it again?', day);
    button(list(element), 'Save').click();
    await eventually(() => element.shadowRoot!.textContent!.includes('It lasts longer only for a reason.'));
    const because = byRole<HTMLTextAreaElement>(list(element), 'textbox', 'Why?');
    because.focus();
    await type('Still worried.');
    await expectAccessible(element);
    button(list(element), 'Save').click();
    await eventually(() => held(at)[0]!.review === day);
    await eventually(() => element.shadowRoot!.textContent!.includes('It is saved, with your reason.'));
    button(list(element), /^End it/).click();
    await element.updateComplete;
    expect(wordsOf(list(element))).to.contain('The copy is erased for good. The story goes back to be read');
    button(list(element), 'End it now').click();
    await eventually(() => !held(at).length);
    expect(at.snapshot('sendings').find(({ id }) => id === 'night')!.state).to.equal('sent');
    await eventually(() => element.shadowRoot!.textContent!.includes('Nothing is held.'));
  });

  it('of a colleague is seen, and left to them', async () => {
    const at = place();
    await at.create!('claims', { sending: 'night' }, act());
    await at.create!('holds', { sending: 'night', reason: 'child', words: 'A note of theirs.' }, act());
    const element = await deskOf(signedIn(at));
    await showHeld(element);
    expect(wordsOf(list(element))).to.contain('A child may be in danger').and.to.contain('Whoever held it, or an administrator').and.not.to.contain('A note');
    expect(allByRole(list(element), 'button')).to.deep.equal([]);
  });

  it('is said wherever somebody works, once its day has come or nobody was reached', async () => {
    const at = place();
    await at.create!('claims', { sending: 'night' }, act());
    await at.create!('holds', { sending: 'night', reason: 'child' }, act());
    const team = signedIn(at);
    const element = await deskOf(
      changed(team, {
        list: async (collection, query, call) => {
          const answer = await team.list(collection, query, call);
          return collection === 'holds' ? { ...answer, items: (answer.items as object[]).map((each) => ({ ...each, review: dayIn(0, Date.now()), told: 'failed' })) } : answer;
        },
      }),
    );
    await eventually(() => allByRole(element, 'alert').some(({ textContent }) => textContent.includes('nobody was reached')), 'nobody was reached');
    expect(element.shadowRoot!.textContent).to.contain('the day has come to look at it again');
    await expectAccessible(element);
    await showHeld(element);
    expect(wordsOf(list(element))).to.contain('is it still needed?').and.to.contain('Nobody was reached. Call whom your team agreed on.');
  });

  it('is opened by an administrator alone, who is told that it is written down', async () => {
    const at = place();
    await at.create!('messages', { sending: 'night', text: 'We are worried.' }, act());
    await at.create!('claims', { sending: 'night' }, act());
    await at.create!('holds', { sending: 'night', reason: 'child', words: 'A note of theirs.' }, act());
    const element = await deskOf(signedIn(at, ada), html`<moderation-desk></moderation-desk>`, '.lanes');
    button(byRole(element, 'navigation', 'For administrators'), 'Held stories').click();
    await eventually(() => list(element)?.querySelector('li'));
    expect(wordsOf(list(element))).to.contain('is written into the log').and.not.to.contain('brother');
    const opens = () => at.snapshot('log').filter((entry) => (entry as unknown as { act: string }).act === 'open').length;
    expect(opens()).to.equal(0);
    button(list(element), /^Open the copy/).click();
    await eventually(() => wordsOf(list(element)).includes('My brother Tom'));
    expect(wordsOf(list(element))).to.contain('A note of theirs.').and.to.contain('We are worried.');
    expect(opens()).to.equal(1);
    await expectAccessible(element);
    button(list(element), 'Close the copy').click();
    await element.updateComplete;
    expect(wordsOf(list(element))).not.to.contain('brother');
  });
});

describe('a reported story: moderation-desk', () => {
  it('is hidden with one press until somebody decides, and given back', async () => {
    const at = place();
    const element = await deskOf(signedIn(at));
    await lane(element, 'Reported');
    await read(element, 'It describes how');
    button(opened(element), 'Hide it from readers until it is decided').click();
    await eventually(() => opened(element).textContent.includes('Readers do not see it any more. It stays so until you decide.'));
    const visitor = { ...act(), credential: undefined } as never;
    expect(await at.get('stories', 'shown', visitor)).to.equal(null);
    expect(allByRole(opened(element), 'radio').map(nameOf)).to.include('Show it again').and.not.to.include('Leave everything as it is');
    expect(allByRole(opened(element), 'button', 'Hide it from readers until it is decided')).to.deep.equal([]);
    await expectAccessible(element);
    byRole(opened(element), 'radio', 'Show it again').click();
    await element.updateComplete;
    button(opened(element), 'Decide').click();
    await eventually(() => opened(element).textContent.includes('Readers see it again.'));
    expect(await at.get('stories', 'shown', visitor)).to.have.property('id', 'shown');
  });
});
