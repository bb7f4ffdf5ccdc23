import { expect, html } from '@open-wc/testing';
import type { SharedCheckin } from '../../src/domain/checkin-share.ts';
import type { Report } from '../../src/domain/report.ts';
import type { MemoryPeerAdapter } from '../../src/adapters/memory.ts';
import type { ModerationDesk } from '../../src/elements/moderation-desk/moderation-desk.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { allByRole, byRole, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { press, resize } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { act, deskOf, on, opened, read, reads, row, signedIn, toldGroup, writes } from './desk.ts';

const theDesk = (from: MemoryPeerAdapter) => deskOf(signedIn(from), html`<moderation-desk lane="reported"></moderation-desk>`);

const asWriter = (from: MemoryPeerAdapter, id: string) => from.get('checkins', id, act(writes, 'member')) as Promise<SharedCheckin & { rev: string }>;
const asMember = async (from: MemoryPeerAdapter) => (await from.list('checkins', { where: { group: 'evening' }, limit: 10 }, act(reads, 'member'))).items as unknown as SharedCheckin[];
const said = (element: ModerationDesk) => wordsOf(opened(element));

async function choose(element: ModerationDesk, name: string) {
  byRole<HTMLInputElement>(opened(element), 'radio', name).click();
  await element.updateComplete;
}

const field = (element: ModerationDesk, name: string | RegExp) => byRole<HTMLTextAreaElement>(opened(element), 'textbox', name);

async function begin(element: ModerationDesk, at: number) {
  const select = byRole<HTMLSelectElement>(opened(element), 'combobox', 'What is it about?');
  select.selectedIndex = at;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await eventually(() => byRole<HTMLTextAreaElement>(opened(element), 'textbox', /^Words to whoever wrote it/).value);
}

describe('moderation-desk: what a group was told and somebody of it reported', () => {
  it('waits with what it is, and is not here before it is opened, which stands in the log first', async () => {
    const { adapter } = await toldGroup([{ reason: 'worried', words: 'This does not sound like Kim.' }]);
    const element = await theDesk(adapter);
    expect(wordsOf(row(element, 'I am worried about this person'))).to.contain('A check-in of a group was reported');
    row(element, 'I am worried about this person').click();
    await eventually(() => opened(element));
    await on(element, 'Take it', 'It is shown once you open it.');
    expect(element.shadowRoot!.textContent).not.to.contain('Pennyfold').and.not.to.contain('Overwhelmed');
    await expectAccessible(element);
    const opens = () => adapter.snapshot('log').filter((entry) => entry.act === 'open').length;
    expect(opens()).to.equal(0);
    await on(element, 'Read all of it', () => opened(element).querySelector('.decide'));
    expect(opens()).to.equal(1);
  });

  it('is read as its group sees it, with what was noticed in it, and with what helps where somebody may be in danger', async () => {
    const { adapter, checkin } = await toldGroup([{ reason: 'worried', words: 'This does not sound like Kim.' }]);
    const element = await theDesk(adapter);
    await read(element, 'I am worried about this person');
    await eventually(() => opened(element).querySelector('.found'));
    for (const words of ['What the group “\u2068Tuesday evening\u2069” was told', 'Under the name \u2068Kim\u2069', 'Tom from Pennyfold Lane', 'Cut off from others', 'Worn out', 'To be heard', 'Just listen', 'This does not sound like Kim.', 'Whoever wrote it is never told.', 'Somebody may be in danger']) expect(said(element)).to.contain(words);
    expect(opened(element).querySelector('.found')!.textContent).to.contain('A name').and.contain('Tom');
    expect(element.shadowRoot!.innerHTML).not.to.contain(checkin);
    expect(findScores(element)).to.deep.equal([]);
    await expectAccessible(element);
  });

  it('is left with its group, with kind words to whoever wrote it or with none', async () => {
    const { adapter, checkin } = await toldGroup([{ reason: 'worried' }]);
    const element = await theDesk(adapter);
    await read(element, 'I am worried about this person');
    expect(allByRole(opened(element), 'radio').map(nameOf)).to.deep.equal(['Leave it with its group', 'Take it from its group']);
    await choose(element, 'Leave it with its group');
    await begin(element, 1);
    expect(field(element, /^Words to whoever wrote it/).value).to.contain('you are not alone with it');
    await expectAccessible(element);
    await on(element, 'Decide', 'Everything stays as it is.');
    expect((await asWriter(adapter, checkin)).message).to.contain('you are not alone with it');
    expect((await asMember(adapter)).map(({ name }) => name)).to.deep.equal(['Kim']);
    expect((await asMember(adapter))[0]).not.to.have.property('message');
    expect(element.shadowRoot!.textContent).not.to.contain('Pennyfold', 'once it is decided its words are not here any more');
  });

  it('is hidden from its group by a press, and given back by another', async () => {
    const { adapter, checkin } = await toldGroup();
    const element = await theDesk(adapter);
    await read(element, 'It hurts or puts somebody down');
    await on(element, 'Hide it from the group until it is decided', 'Its group does not see it any more. It stays so until you decide.');
    expect(await asMember(adapter)).to.deep.equal([]);
    expect((await asWriter(adapter, checkin)).again).to.equal('yes');
    expect(said(element)).to.contain('Its group does not see it at the moment.');
    await expectAccessible(element);
    await choose(element, 'Give it back to its group');
    await on(element, 'Decide', 'Its group sees it again.');
    expect((await asMember(adapter)).length).to.equal(1);
  });

  it('that names somebody is hidden already, marked where they said, and taken from the group by the keyboard alone', async () => {
    const { adapter, checkin } = await toldGroup([{ reason: 'about-me', passage: { start: 0, end: 23 } }]);
    const element = await theDesk(adapter);
    row(element, 'This is about me').focus();
    await press('Enter');
    await eventually(() => opened(element) && focused()?.id === 'opened-title');
    for (const button of ['Take it', 'Read all of it']) {
      await eventually(() => allByRole(opened(element), 'button', button).length);
      byRole(opened(element), 'button', button).focus();
      await press('Enter');
    }
    await eventually(() => opened(element).querySelector('.found mark, mark.reported'));
    expect(opened(element).querySelector('mark.reported')!.textContent).to.contain('Tom from Pennyfold Lane'.slice(0, 3));
    expect(allByRole(opened(element), 'radio').map(nameOf)).to.deep.equal(['Give it back to its group', 'Take it from its group']);
    byRole(opened(element), 'radio', 'Take it from its group').focus();
    await press(' ');
    await eventually(() => allByRole(opened(element), 'combobox', 'What is it about?').length);
    byRole(opened(element), 'button', 'Decide').focus();
    await press('Enter');
    await eventually(() => said(element).includes('Please write to the writer. Nobody should have to guess why.'));
    await begin(element, 1);
    await expectAccessible(element);
    byRole(opened(element), 'button', 'Decide').focus();
    await press('Enter');
    await eventually(() => said(element).includes('Its group does not see it any more. Its writer keeps it, and is told why.'));
    const own = await asWriter(adapter, checkin);
    expect([own.audience, own.words!.slice(0, 3), own.message!.includes('Somebody could be recognised in it')]).to.deep.equal(['me', 'Tom', true]);
    expect(await asMember(adapter)).to.deep.equal([]);
    const [report] = (await adapter.list('reports', { limit: 10 }, act(reads, 'member'))).items as unknown as Report[];
    expect(report!.state).to.equal('read');
  });

  it('that is gone says so, and the report is closed', async () => {
    const { adapter, checkin } = await toldGroup();
    await adapter.remove!('checkins', checkin, act(writes, 'member'));
    const element = await theDesk(adapter);
    row(element, 'It hurts or puts somebody down').click();
    await eventually(() => opened(element));
    await on(element, 'Take it', 'It is shown once you open it.');
    await on(element, 'Read all of it', 'Its group has it no more.');
    expect(allByRole(opened(element), 'radio').map(nameOf)).to.deep.equal(['Close the report']);
    await choose(element, 'Close the report');
    expect(allByRole(opened(element), 'textbox').map(nameOf)).to.deep.equal(['Words to whoever reported it']);
    expect(field(element, 'Words to whoever reported it').value).to.contain('It is not there any more.');
    await expectAccessible(element);
    await on(element, 'Decide', 'Everything stays as it is.');
  });

  it('leaves the page when its writer takes it back while it is read', async () => {
    const { adapter, checkin } = await toldGroup();
    const element = await theDesk(adapter);
    await read(element, 'It hurts or puts somebody down');
    expect(said(element)).to.contain('Pennyfold');
    await adapter.remove!('checkins', checkin, act(writes, 'member'));
    await eventually(() => said(element).includes('Its group has it no more: its writer took it back'));
    expect(element.shadowRoot!.textContent).not.to.contain('Pennyfold');
    await expectAccessible(element);
  });

  it('says that its writer has changed it since it was reported', async () => {
    const { adapter, checkin } = await toldGroup();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const { rev } = await asWriter(adapter, checkin);
    await adapter.update!('checkins', checkin, { words: 'Other words stand here now.' }, { ...act(writes, 'member'), rev });
    const element = await theDesk(adapter);
    await read(element, 'It hurts or puts somebody down');
    expect(said(element)).to.contain('Its writer changed it after it was reported.').and.contain('Other words stand here now.').and.not.contain('Pennyfold');
  });

  it('is whole in a narrow place, also without words of its own', async () => {
    const narrow = await resize(280);
    const { adapter } = await toldGroup([{ reason: 'worried' }], { words: undefined as never, name: undefined as never });
    const element = await theDesk(adapter);
    await read(element, 'I am worried about this person');
    expect(said(element)).to.contain('Without a name').and.contain('Cut off from others').and.not.contain('not there any more');
    if (narrow) expect(document.documentElement.scrollWidth).to.be.at.most(280);
    await expectAccessible(element);
  });
});
