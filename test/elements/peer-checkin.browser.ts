import { expect } from '@open-wc/testing';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import type { PeerCheckin } from '../../src/elements/peer-checkin/peer-checkin.ts';
import { allByRole, expectAccessible, nameOf } from '../setup/accessibility.ts';
import { signedInAs } from '../../stories/signed-in.ts';
import { forGroup, on, one, opens, page, place, shows, tick, title, write } from './checkin-page.ts';

async function plain(checkin: PeerCheckin) {
  await expectAccessible(checkin);
  expect(findScores(checkin)).to.deep.equal([]);
}

describe('peer-checkin', () => {
  it('begins light: a few feelings with their names in the order of the alphabet, own words, and who will see it', async () => {
    const { checkin } = await page();
    expect(title(checkin)).to.equal('How are you just now?');
    expect(allByRole(checkin, 'checkbox').map(nameOf)).to.deep.equal(['Afraid', 'Angry', 'At ease', 'Cut off from others', 'Grateful', 'Hopeful', 'Numb', 'Overwhelmed', 'Sad', 'Tired']);
    expect(allByRole(checkin, 'radio')).to.deep.equal([]);
    expect(shows(checkin)).to.contain('Only you will see it.').and.not.contain('Ring us.');
    await plain(checkin);
  });

  it('keeps one for its writer alone, for today, with one press', async () => {
    const { checkin, adapter } = await page();
    await tick(checkin, 'checkbox', 'Tired');
    await on(checkin, 'Keep it for me', 'It is kept, for you alone');
    const [kept] = adapter.snapshot('checkins').filter(({ mine }) => mine);
    expect([kept?.feelings, kept?.audience, kept?.stays, kept?.words]).to.deep.equal([['tired'], 'me', 'today', undefined]);
    await plain(checkin);
    await on(checkin, 'Another one', 'How are you just now?');
    expect(allByRole(checkin, 'checkbox').every((box) => !(box as HTMLInputElement).checked)).to.equal(true);
    expect(shows(checkin)).to.contain('What is there of you');
  });

  it('shows exactly what a group will see, and who it is, before it is sent', async () => {
    const adapter = await place();
    const { checkin } = await page({ adapter });
    await forGroup(checkin, { name: 'A.' });
    expect(shows(checkin)).to.contain('A.').and.contain('The house is too quiet.').and.contain('It is seen by the members of \u2068Leeds Circle\u2069 who are in it now, and by those who facilitate it. If somebody reports it, the team that looks after this place reads it too.');
    expect(adapter.snapshot('checkins')).to.deep.equal([]);
    await plain(checkin);
    await on(checkin, 'Share it', 'It is shared');
    const seen = (await signedInAs(adapter, { ...one, token: 'sample-other-member-token' }).list('checkins', { where: { group: 'leeds' }, limit: 9 }, { signal: new AbortController().signal, space: 'default', locale: 'en' })).items as { words: string; name: string }[];
    expect(seen.map(({ words, name }) => [words, name])).to.deep.equal([['The house is too quiet.', 'A.']]);
    await plain(checkin);
  });

  it('opens energy, need and help, with nothing chosen in any', async () => {
    const { checkin } = await page();
    await opens(checkin, 'More about it, if you like');
    expect(allByRole(checkin, 'group').map(nameOf)).to.include.members(['Energy', 'What would do me good', 'What would help']);
    expect(allByRole(checkin, 'radio', 'Leave it open').map((radio) => (radio as HTMLInputElement).checked)).to.deep.equal([true, true, true]);
    await write(checkin, 'Still here.');
    await plain(checkin);
  });
});
