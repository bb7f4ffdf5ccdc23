import { expect, html } from '@open-wc/testing';
import type { RecordOf } from '../../src/adapters/adapter.ts';
import type { Report } from '../../src/domain/report.ts';
import type { ModerationDesk } from '../../src/elements/moderation-desk/moderation-desk.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { allByRole, byRole, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { press } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { act, ago, desk, deskOf, mine, on, opened, read, report, reported, row, sending, signedIn, theirs } from './desk.ts';

const month = ago(0).slice(0, 7);
const unkind = 'Pull yourself together, everybody else manages.';

/** What is reported, with where it came from. */
function place(reports: Partial<Report>[], by = 'somebody-else') {
  const replies: RecordOf<'replies'>[] = [{ id: 'reply', sending: 'sent-shown', text: unkind, language: 'en', month, offered: false }];
  const messages: RecordOf<'messages'>[] = [{ id: 'said', sending: 'sent-shown', from: 'staff', text: 'You should have known better.', month, at: ago(80), by }];
  const replied = sending('sent-reply', { text: unkind, audience: 'writer', replyTo: 'shown', story: 'reply', state: 'published', consents: [] });
  return desk({
    stories: reported.stories,
    sendings: [...reported.sendings.map((each) => ({ ...each, message: 'You should have known better.' })), replied],
    replies,
    messages,
    reports: reports.map((each, at) => report(`r${at}`, { story: undefined as never, ...each })),
  });
}

const aReply = { reply: 'reply', reason: 'hurtful', sending: 'sent-reply', words: 'It hurt me.' } as const;
const aMessage = { said: 'said', reason: 'hurtful', sending: 'sent-shown', words: 'They made fun of me.' } as const;

const theDesk = (from: ReturnType<typeof desk>) => deskOf(signedIn(from), html`<moderation-desk lane="reported"></moderation-desk>`);

async function choose(element: ModerationDesk, name: string) {
  byRole<HTMLInputElement>(opened(element), 'radio', name).click();
  await element.updateComplete;
}

const field = (element: ModerationDesk, name: string) => byRole<HTMLTextAreaElement>(opened(element), 'textbox', name);

describe('moderation-desk: every reported word', () => {
  it('stands in one lane, each with what it is', async () => {
    const element = await theDesk(place([aReply, { ...aMessage, by: 'somebody-else' }, { story: 'shown', reason: 'mine', sending: 'sent-shown' }]));
    expect([...element.shadowRoot!.querySelectorAll('.row')].map((each) => wordsOf(each).replaceAll('\n', ' '))).to.satisfy((all: string[]) =>
      all.length === 3 && all[0]!.includes('A written reply was reported') && all[1]!.includes('A writer reported what the team wrote to them') && all[2]!.includes('Somebody says that it is theirs, and has no receipt'));
    await expectAccessible(element);
    expect(findScores(element)).to.deep.equal([]);
  });

  it('of a reply is read as it was written, and taken from whom it hurt', async () => {
    const from = place([aReply]);
    const element = await theDesk(from);
    await read(element, 'It hurts or puts somebody down');
    expect(wordsOf(opened(element))).to.contain(unkind).and.contain('Whoever reported this reply.').and.contain('It hurt me.');
    await expectAccessible(element);
    await choose(element, 'Take it out of what others read');
    const select = byRole<HTMLSelectElement>(opened(element), 'combobox', 'Which rule is it about?');
    select.selectedIndex = 1;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await eventually(() => field(element, 'Words to the writer').value);
    await on(element, 'Decide', 'Readers do not see it any more');
    expect(from.snapshot('replies')).to.deep.equal([]);
    expect(from.snapshot('reports')[0]!.message).to.contain('Somebody looked at it with care, and something was done about it.');
  });

  it('of the team is read by somebody else, who puts other words in its place', async () => {
    const from = place([{ ...aMessage, by: 'somebody-else' }]);
    const element = await theDesk(from);
    await read(element, 'It hurts or puts somebody down');
    expect(wordsOf(opened(element))).to.contain('You should have known better.').and.contain('A writer reports what one of the team wrote to them.').and.contain('They made fun of me.');
    expect(allByRole(opened(element), 'radio').map(nameOf)).to.deep.equal(['Leave everything as it is', 'Take it out, and write something else in its place']);
    await choose(element, 'Take it out, and write something else in its place');
    await eventually(() => field(element, 'Words to the writer, in its place').value.includes('we are sorry'));
    expect(allByRole(opened(element), 'combobox', 'Which rule is it about?')).to.deep.equal([]);
    await expectAccessible(element);
    await on(element, 'Decide', 'It is taken out, and the writer reads your words in its place.');
    expect(from.snapshot('messages').map(({ text }) => text.includes('we are sorry'))).to.deep.equal([true]);
    expect(from.snapshot('sendings').find(({ id }) => id === 'sent-shown')!.message).to.contain('we are sorry');
  });

  it('of the team is refused to whoever wrote it, who is told why and reads nothing of it', async () => {
    const from = place([]);
    // Under the name of whoever is at this desk.
    await from.create!('claims', { sending: 'sent-reply' }, act(mine)).catch(() => {});
    const { by } = (await from.create!('presences', {}, act(mine))) as { by: string };
    const own = place([{ ...aMessage, by }], by);
    const element = await theDesk(own);
    await eventually(() => wordsOf(element).includes('Visitors are told that somebody is reading now.'), 'the desk knows who works at it');
    row(element, 'A writer reported what the team wrote').click();
    await eventually(() => opened(element));
    await on(element, 'Take it', 'It is about what you wrote, so somebody else looks at it first.');
    expect(wordsOf(element)).not.to.contain('They made fun of me.');
    await expectAccessible(element);
    expect((await own.get('reports', 'r0', act(theirs)) as Report).words).to.equal('They made fun of me.');
  });

  it('of somebody without a receipt comes with what nobody can check, and with a kind way', async () => {
    const from = place([{ story: 'shown', reason: 'mine', sending: 'sent-shown', words: 'I wrote it. Please take it down.' }]);
    const element = await theDesk(from);
    row(element, 'I wrote this, and have lost my receipt').focus();
    await press('Enter');
    await eventually(() => opened(element));
    await read(element, 'I wrote this, and have lost my receipt').catch(() => {});
    await eventually(() => wordsOf(opened(element)).includes('Nobody can check who wrote it. Never ask for identity documents'));
    expect(allByRole(opened(element), 'radio').map(nameOf)).to.deep.equal(['Leave everything as it is', 'Take it out of what others read']);
    await choose(element, 'Take it out of what others read');
    await eventually(() => field(element, 'Words to the writer').value.includes('because we were asked to'));
    await expectAccessible(element);
    await on(element, 'Decide', 'Readers do not see it any more');
    expect(from.snapshot('stories')).to.deep.equal([]);
    const kept = from.snapshot('sendings').find(({ id }) => id === 'sent-shown')!;
    expect([kept.state, kept.text]).to.deep.equal(['not-published', reported.sendings[0]!.text]);
    expect(focused()).not.to.equal(null);
  });
});
