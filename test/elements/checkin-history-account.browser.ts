import { expect, fixture, html } from '@open-wc/testing';
import type { CollectionName, PeerAdapter } from '../../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryPeerAdapter } from '../../src/adapters/memory.ts';
import { credentialHash } from '../../src/client/receipt.ts';
import type { CheckinDraft, SharedCheckin } from '../../src/domain/checkin-share.ts';
import '../../src/elements/checkin-history/define.ts';
import '../../src/elements/peer-support/define.ts';
import type { CheckinHistory } from '../../src/elements/checkin-history/checkin-history.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { changed } from '../../stories/published.ts';
import { settings } from '../../stories/share.ts';
import { signedInAs } from '../../stories/signed-in.ts';
import { allByRole, byRole, expectAccessible, wordsOf } from '../setup/accessibility.ts';
import { click } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';

const as = (token: string) => ({ signal: new AbortController().signal, space: 'default', locale: 'en', intent: crypto.randomUUID(), credential: { kind: 'member' as const, token } });

/** Two members of a group, on a backend of their own. */
async function circle(): Promise<MemoryPeerAdapter> {
  const owners = { 'm-ann': await credentialHash('ann'), 'm-ben': await credentialHash('ben') };
  const memberships = Object.keys(owners).map((id) => ({ id, group: 'leeds' }));
  return memoryAdapter({ settings: { ...settings, checkins: { names: true } }, records: { memberships }, owners: { memberships: owners } });
}

const writes = (place: MemoryPeerAdapter, draft: Partial<CheckinDraft>) =>
  place.create!('checkins', { feelings: ['tired'], audience: 'me', stays: 'kept', timeZone: 'Europe/Berlin', ...draft }, as('ann')) as Promise<SharedCheckin>;
const all = async (place: MemoryPeerAdapter, token: string, collection: CollectionName = 'checkins') => (await place.list(collection, { limit: 100 }, as(token))).items as unknown as SharedCheckin[];

async function show(place: PeerAdapter): Promise<CheckinHistory> {
  const box = await fixture<HTMLElement>(html`<peer-support .adapter=${signedInAs(place, as('ann').credential)}><checkin-history where="account" view="table"><p>Loading.</p></checkin-history></peer-support>`);
  const element = box.querySelector('checkin-history')!;
  await eventually(() => element.shadowRoot?.querySelector('.kept, .alert'), 'the history is there');
  await element.updateComplete;
  return element;
}

const rows = (element: CheckinHistory) => [...element.shadowRoot!.querySelectorAll('tbody tr')].map(wordsOf);

describe('checkin-history of a member', () => {
  it('shows what they wrote, on the day that it was for them, and says who could read it', async () => {
    const place = await circle();
    await writes(place, { words: 'Nobody rang.', at: '2026-03-04T23:30:00.000Z' });
    const element = await show(place);
    expect(rows(element).join()).to.contain('Nobody rang.').and.to.contain('March 5');
    expect(wordsOf(element)).to.contain('in your account').and.to.contain('Whoever is signed in as you').and.not.to.contain('this browser');
    expect(allByRole(element, 'button', 'Passphrase')).to.deep.equal([]);
    expect(findScores(element)).to.deep.equal([]);
    await expectAccessible(element);
  });

  it('takes what is deleted from the group as well, and brings it back for its writer alone', async () => {
    const place = await circle();
    await writes(place, { words: 'To all of you.', audience: 'group', group: 'leeds' });
    const element = await show(place);
    expect((await all(place, 'ben')).map(({ words }) => words)).to.deep.equal(['To all of you.']);
    await click(byRole(element, 'button', /^Delete .+/));
    await eventually(() => !rows(element).length && allByRole(element, 'button', 'Bring it back').length, 'it is gone');
    expect(await all(place, 'ben')).to.deep.equal([]);
    await click(byRole(element, 'button', 'Bring it back'));
    await eventually(() => rows(element).length, 'it is back');
    expect((await all(place, 'ann')).map(({ words, audience }) => [words, audience])).to.deep.equal([['To all of you.', 'me']]);
    expect(await all(place, 'ben')).to.deep.equal([]);
  });

  it('shows what is written in another window, as soon as it is there', async () => {
    const place = await circle();
    const element = await show(place);
    await writes(place, { words: 'Written elsewhere.' });
    await eventually(() => rows(element).join().includes('Written elsewhere.'), 'it is there');
  });

  it('misses nothing that is written after it has read and before it hears of more', async () => {
    const place = await circle();
    const listens = Promise.withResolvers<void>();
    const element = await show(changed(place, { watch: (...args) => void listens.promise.then(() => place.watch!(...args)) }));
    await writes(place, { words: 'Written in between.' });
    listens.resolve();
    await eventually(() => rows(element).join().includes('Written in between.'), 'it is there');
  });

  describe('when somebody else signs in or out', () => {
    const gives = (element: CheckinHistory, adapter: PeerAdapter | undefined) => (element.closest('peer-support')!.adapter = adapter as PeerAdapter);

    it('shows the other one what is theirs, and brings back nothing that the one before deleted', async () => {
      const place = await circle();
      await writes(place, { words: 'Nobody rang.' });
      await writes(place, { words: 'A long day.' });
      const element = await show(place);
      await click(byRole(element, 'button', 'Save as a file'));
      await click(allByRole(element, 'button', /^Delete .+/)[0]!);
      await eventually(() => rows(element).length === 1 && allByRole(element, 'button', 'Bring it back').length, 'it is gone');
      gives(element, signedInAs(place, { kind: 'member', token: 'ben' }));
      await eventually(() => wordsOf(element).includes('Nothing is kept here yet.'), 'the other one has nothing');
      expect(allByRole(element, 'button', 'Bring it back')).to.deep.equal([]);
      expect(element.shadowRoot!.innerHTML).not.to.contain('Nobody rang.').and.not.contain('A long day.');
      expect(await all(place, 'ben')).to.deep.equal([]);
    });

    it('offers no way back either for what is deleted while the other one comes', async () => {
      const place = await circle();
      await writes(place, { words: 'Nobody rang.' });
      const deleted = Promise.withResolvers<void>();
      const asked = Promise.withResolvers<void>();
      const element = await show(
        changed(place, {
          remove: async (...args) => {
            asked.resolve();
            await deleted.promise;
            return place.remove!(...args);
          },
        }),
      );
      await click(byRole(element, 'button', /^Delete .+/));
      await asked.promise;
      gives(element, signedInAs(place, { kind: 'member', token: 'ben' }));
      await eventually(() => wordsOf(element).includes('Nothing is kept here yet.'), 'the other one has nothing');
      deleted.resolve();
      await eventually(async () => !(await all(place, 'ann')).length, 'it is deleted');
      expect(wordsOf(element)).not.to.contain('It is deleted.');
    });

    it('shows what the page says when nobody is there any more', async () => {
      const place = await circle();
      await writes(place, { words: 'Nobody rang.' });
      const element = await show(place);
      gives(element, undefined);
      await eventually(() => !element.shadowRoot!.querySelector('slot')!.hidden, 'it begins anew');
      expect(element.shadowRoot!.innerHTML).not.to.contain('Nobody rang.');
      gives(element, signedInAs(place, as('ann').credential));
      await eventually(() => rows(element).join().includes('Nobody rang.'), 'they are back');
    });
  });

  it('keeps to what the page says where there is no account', async () => {
    const element = await fixture<CheckinHistory>(html`<checkin-history where="account"><p>Sign in to see it.</p></checkin-history>`);
    await new Promise((done) => setTimeout(done, 100));
    expect(element.shadowRoot!.querySelector('slot')!.hidden).to.equal(false);
    expect(element.shadowRoot!.querySelector('.kept')).to.equal(null);
  });
});
