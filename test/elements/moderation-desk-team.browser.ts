import { expect, html } from '@open-wc/testing';
import type { PeerAdapter } from '../../src/adapters/adapter.ts';
import { PeerError } from '../../src/client/errors.ts';
import { credentialHash } from '../../src/client/receipt.ts';
import type { ModerationDesk } from '../../src/elements/moderation-desk/moderation-desk.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { allByRole, byRole, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { press } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { changed } from './stories.ts';
import { act, ago, clock, desk, deskOf, lane, mine, on, opened, read, row, rowsOf, sending, signedIn, theirs } from './desk.ts';

const own = (token: string) => act(token, 'receipt');
const first = 'what-opens-the-garden';
const second = 'what-opens-the-drawer';

/** Two stories of one writer, and one of somebody else. */
async function linkedPlace(over: Parameters<typeof sending>[1] = {}) {
  const sendings = [
    sending('garden', { text: 'I began to dig. Nobody asked why, and that was good.', topics: ['First weeks'], sent: ago(90) }),
    sending('drawer', { text: 'I kept the blanket in a drawer. One day it could be opened.', topics: ['Bereavement'], sent: ago(60), ...over }),
    sending('else', { text: 'It is somebody else’s.', topics: ['Sleep'], sent: ago(30) }),
  ];
  const place = desk({ sendings }, { owners: { sendings: { garden: await credentialHash(first), drawer: await credentialHash(second) } } });
  await place.create!('links', { sending: 'garden', receipt: second }, own(first));
  return place;
}

const waitingDesk = (place: ReturnType<typeof desk>) => deskOf(signedIn(place), html`<moderation-desk lane="waiting"></moderation-desk>`);
const same = (element: ModerationDesk) => byRole(opened(element), 'region', 'The same writer');

describe('moderation-desk: the same writer', () => {
  beforeEach(() => (clock.ahead = 0));

  it('stands beside a story where its writer said so, with the state of the other one and a way to it', async () => {
    const element = await waitingDesk(await linkedPlace());
    expect(wordsOf(element)).not.to.contain('same writer');
    await read(element, 'First weeks');
    await eventually(() => allByRole(opened(element), 'region', 'The same writer').length);
    expect(wordsOf(same(element))).to.contain('The writer has told the team so').and.to.contain('Bereavement').and.to.contain('Waits to be read').and.not.to.contain('blanket');
    await expectAccessible(element);
    expect(findScores(element)).to.deep.equal([]);
    byRole(same(element), 'button', 'Open it').click();
    await eventually(() => allByRole(opened(element), 'heading', 'Bereavement').length);
    expect(wordsOf(opened(element))).not.to.contain('blanket');
    await on(element, 'Take it', 'I kept the blanket in a drawer.');
    await on(element, 'Read all of it', 'One day it could be opened.');
    await eventually(() => allByRole(opened(element), 'region', 'The same writer').some((each) => wordsOf(each).includes('First weeks')));
    expect(wordsOf(same(element))).to.contain('Somebody reads it');
  });

  it('is nowhere where no writer said so', async () => {
    const element = await waitingDesk(await linkedPlace());
    await read(element, 'Sleep');
    await eventually(() => opened(element).querySelector('.found'));
    expect(allByRole(opened(element), 'region', 'The same writer')).to.deep.equal([]);
  });

  it('can be looked at where it was decided already, and that is noted', async () => {
    const place = await linkedPlace({ state: 'not-published' });
    const element = await waitingDesk(place);
    await read(element, 'First weeks');
    await eventually(() => allByRole(opened(element), 'region', 'The same writer').length);
    byRole(same(element), 'button', 'Open it').click();
    await eventually(() => allByRole(opened(element), 'button', 'Look at it again').length);
    expect(wordsOf(opened(element))).to.contain('Not published');
    await expectAccessible(element);
    await on(element, 'Look at it again', 'I kept the blanket in a drawer.');
    await on(element, 'Read all of it', 'One day it could be opened.');
    expect(opened(element).querySelector('.decide'), 'nothing is decided about it').to.equal(null);
    expect(place.snapshot('log').some(({ act: did, sending: of }) => did === 'open' && of === 'drawer')).to.equal(true);
    await expectAccessible(element);
  });

  it('is not opened to whoever does not read such a thing today: neither its theme nor its words', async () => {
    const element = await waitingDesk(await linkedPlace({ notes: ['death-of-a-child'] }));
    byRole(element, 'button', 'What I do not read').click();
    await eventually(() => allByRole(element, 'checkbox', 'A child dies').length);
    byRole(element, 'checkbox', 'A child dies').click();
    await eventually(() => rowsOf(element).length === 2);
    await read(element, 'First weeks');
    await eventually(() => allByRole(opened(element), 'region', 'The same writer').length);
    expect(wordsOf(same(element))).to.contain('Something that you do not read today').and.not.to.contain('Bereavement');
  });

  it('is gone once its writer takes it back', async () => {
    const place = await linkedPlace();
    const { items } = await place.list('links', { limit: 10 }, own(second));
    await place.remove!('links', (items[0] as { id: string }).id, own(second));
    const element = await waitingDesk(place);
    await read(element, 'First weeks');
    await eventually(() => opened(element).querySelector('.found'));
    expect(allByRole(opened(element), 'region', 'The same writer')).to.deep.equal([]);
  });

  it('says so where it could not be asked, and asks again', async () => {
    const place = await linkedPlace();
    let lost = true;
    const broken = changed(place, {
      list: async (collection, query, call) => {
        if (lost && collection === 'links') throw new PeerError('unavailable');
        return place.list(collection, query, call);
      },
    });
    const element = await deskOf(signedIn(broken), html`<moderation-desk lane="waiting"></moderation-desk>`);
    await read(element, 'First weeks');
    await eventually(() => allByRole(opened(element), 'alert').length);
    lost = false;
    byRole(opened(element), 'button', 'Try again').click();
    await eventually(() => allByRole(opened(element), 'region', 'The same writer').length);
  });
});

describe('moderation-desk: gives everything back', () => {
  beforeEach(() => (clock.ahead = 0));

  async function taken(place = desk(), shown: PeerAdapter = place) {
    for (const id of ['old', 'garden']) await place.create!('claims', { sending: id }, act(mine));
    const element = await deskOf(signedIn(shown), html`<moderation-desk lane="mine"></moderation-desk>`);
    await eventually(() => rowsOf(element).length === 2);
    return { place, element };
  }
  const button = (element: ModerationDesk, name: string) => byRole(element, 'button', name);
  const asks = async (element: ModerationDesk) => {
    button(element, 'Give everything back').click();
    await eventually(() => allByRole(element, 'button', 'Give it back').length);
  };
  const says = (element: ModerationDesk, words: string) => eventually(() => wordsOf(element).includes(words), words);

  it('after a question, and takes it all again where that was not meant', async () => {
    const { place, element } = await taken();
    await asks(element);
    await expectAccessible(element);
    expect(findScores(element)).to.deep.equal([]);
    button(element, 'Keep it').click();
    await eventually(() => !allByRole(element, 'button', 'Give it back').length);
    await asks(element);
    button(element, 'Give it back').click();
    await says(element, 'Everything is given back, and others can take it.');
    expect(place.snapshot('claims')).to.deep.equal([]);
    await says(element, 'You have taken nothing.');
    await expectAccessible(element);
    button(element, 'Take them again').click();
    await says(element, 'They are with you again.');
    expect(place.snapshot('claims').map(({ sending: of }) => of).sort()).to.deep.equal(['garden', 'old']);
    await eventually(() => rowsOf(element).length === 2);
    await expectAccessible(element);
  });

  it('whatever was asked before and is answered after', async () => {
    const place = desk();
    const late = Promise.withResolvers<void>();
    let [halts, asked] = [false, 0];
    const slow = changed(place, {
      list: async (collection, query, call) => {
        const found = await place.list(collection, query, call);
        if (!halts || collection !== 'claims') return found;
        asked += 1;
        if (asked === 1) await late.promise;
        return found;
      },
    });
    const { element } = await taken(place, slow);
    halts = true;
    // Somebody else takes one, and who reads what is asked for.
    await place.create!('claims', { sending: 'night' }, act());
    await eventually(() => asked, 'it is asked for');
    await asks(element);
    button(element, 'Give it back').click();
    await says(element, 'Everything is given back, and others can take it.');
    await says(element, 'You have taken nothing.');
    late.resolve();
    await new Promise((done) => setTimeout(done, 200));
    expect(wordsOf(element)).to.contain('You have taken nothing.');
  });

  it('also what the list has not come to yet', async () => {
    const many = Array.from({ length: 250 }, (_, at) => sending(`m${at}`, { topics: [`Theme ${at}`], sent: ago(400 - at) }));
    const place = desk({ sendings: many });
    await place.create!('claims', { sending: 'm249' }, act(mine));
    const element = await deskOf(signedIn(place), html`<moderation-desk lane="mine"></moderation-desk>`);
    await eventually(() => rowsOf(element).length === 1);
    expect(nameOf(rowsOf(element)[0]!)).to.contain('Theme 249');
    await asks(element);
    button(element, 'Give it back').click();
    await says(element, 'Everything is given back');
    expect(place.snapshot('claims')).to.deep.equal([]);
  });

  it('and keeps what was typed', async () => {
    const { element } = await taken();
    row(element, 'Bereavement').click();
    await eventually(() => opened(element));
    await on(element, 'Go on with it', 'Nobody asked me how it was');
    await on(element, 'Read all of it', () => opened(element).querySelector('.decide'));
    byRole<HTMLInputElement>(opened(element), 'radio', 'Ask the writer to change something').click();
    await eventually(() => allByRole(opened(element), 'textbox', 'Words to the writer').length);
    const words = byRole<HTMLTextAreaElement>(opened(element), 'textbox', 'Words to the writer');
    words.value = 'Thank you for this.';
    words.dispatchEvent(new Event('input', { bubbles: true }));
    await on(element, 'Back to the list', () => !opened(element));
    await asks(element);
    button(element, 'Give it back').click();
    await says(element, 'Everything is given back');
    await lane(element, 'Waiting');
    row(element, 'Bereavement').click();
    await eventually(() => allByRole(opened(element), 'textbox', 'What you wrote').length);
    expect(byRole<HTMLTextAreaElement>(opened(element), 'textbox', 'What you wrote').value).to.equal('Thank you for this.');
    await expectAccessible(element);
  });

  it('and says which way it went where some could not be', async () => {
    const place = desk();
    let broken = true;
    const half = changed(place, {
      remove: async (collection, id, call) => {
        const claim = place.snapshot('claims').find((each) => each.id === id);
        if (broken && collection === 'claims' && claim?.sending === 'garden') throw new PeerError('unavailable');
        return place.remove!(collection, id, call);
      },
    });
    for (const id of ['old', 'garden']) await place.create!('claims', { sending: id }, act(mine));
    const element = await deskOf(signedIn(half), html`<moderation-desk lane="mine"></moderation-desk>`);
    await eventually(() => rowsOf(element).length === 2);
    await asks(element);
    button(element, 'Give it back').click();
    await eventually(() => allByRole(element, 'alert').some(({ textContent }) => textContent.includes('Some are given back.')));
    expect(place.snapshot('claims').map(({ sending: of }) => of)).to.deep.equal(['garden']);
    await expectAccessible(element);
    broken = false;
    await asks(element);
    button(element, 'Give it back').click();
    await says(element, 'Everything is given back');
    expect(place.snapshot('claims')).to.deep.equal([]);
  });

  it('and does not take from a colleague what they took meanwhile', async () => {
    const { place, element } = await taken();
    await asks(element);
    button(element, 'Give it back').click();
    await says(element, 'Everything is given back');
    await place.create!('claims', { sending: 'old' }, act(theirs));
    button(element, 'Take them again').click();
    await says(element, 'Some are with you again. The others are read by somebody else now, or were decided.');
    expect(place.snapshot('claims').find(({ sending: of }) => of === 'old')!.by).not.to.equal(place.snapshot('claims').find(({ sending: of }) => of === 'garden')!.by);
  });

  it('but not what was decided a moment ago, and by the keyboard alone', async () => {
    const { place, element } = await taken();
    row(element, 'First weeks').click();
    await eventually(() => opened(element));
    await on(element, 'Go on with it', 'I began to dig.');
    await on(element, 'Read all of it', () => opened(element).querySelector('.decide'));
    byRole<HTMLInputElement>(opened(element), 'radio', 'Publish it').click();
    await element.updateComplete;
    await on(element, 'Decide', 'It will be published.');
    await on(element, 'Back to the list', () => !opened(element));
    button(element, 'Give everything back').focus();
    await press('Enter');
    await eventually(() => allByRole(element, 'button', 'Give it back').length);
    await press('Tab');
    expect(nameOf(focused()!)).to.equal('Give it back');
    await press('Enter');
    await says(element, 'Everything is given back');
    expect(element.shadowRoot!.activeElement, 'the keys go on from there').not.to.equal(null);
    expect(place.snapshot('claims').map(({ sending: of }) => of)).to.deep.equal(['garden']);
  });
});
