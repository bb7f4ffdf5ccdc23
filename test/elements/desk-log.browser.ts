import { expect, html } from '@open-wc/testing';
import type { PeerAdapter, RecordOf } from '../../src/adapters/adapter.ts';
import { PeerError } from '../../src/client/errors.ts';
import type { ChainedEntry, LogAct } from '../../src/domain/log.ts';
import { hashOfEntry } from '../../src/domain/log-chain.ts';
import type { ModerationDesk } from '../../src/elements/moderation-desk/moderation-desk.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { allByRole, byRole, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { click, press } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { act, desk, deskOf, sending, signedIn, theirs } from './desk.ts';
import { changed } from './stories.ts';

const ada = 'a-token-of-an-administrator';
const staff = { [ada]: { role: 'admin' }, [theirs]: { role: 'moderator' } } as const;

/** A place where somebody has worked. */
async function worked(): Promise<PeerAdapter> {
  const place = desk({ sendings: [sending('night', { text: 'Nobody may read this in a log.' })] }, { staff });
  await place.create!('claims', { sending: 'night' }, act());
  await place.create!('log', { act: 'open', sending: 'night' }, act());
  const { rev } = (await place.get('sendings', 'night', act())) as { rev: string };
  await place.create!('decisions', { sending: 'night', rev, decision: 'publish' }, act());
  return place;
}

async function adminDesk(place: PeerAdapter): Promise<ModerationDesk> {
  const element = await deskOf(signedIn(place, ada), html`<moderation-desk><p>Ask Fay for a key.</p></moderation-desk>`, '.entries li');
  await eventually(() => /whole|broken/.test(chain(element)), 'the chain was looked through');
  return element;
}

const chain = (element: ModerationDesk) => element.shadowRoot!.querySelector('[part=log-check] [role=status]')!.textContent;
const entries = (element: ModerationDesk) => [...element.shadowRoot!.querySelectorAll('.entries li')].map((each) => wordsOf(each));

/** The file that a press saves. */
async function saved(act: () => Promise<unknown>): Promise<string | undefined> {
  const { createObjectURL } = URL;
  const { click: download } = HTMLAnchorElement.prototype;
  let file: Blob | undefined;
  URL.createObjectURL = (blob: Blob) => ((file = blob), 'data:,');
  // A real download takes the keys from the page in some browsers, for all that comes after it.
  HTMLAnchorElement.prototype.click = function () {
    if (!this.download) download.call(this);
  };
  try {
    await act();
    return await file?.text();
  } finally {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = download;
  }
}

/** What the place says of its log, changed on the way. */
const tampered = (place: PeerAdapter, change: (all: ChainedEntry[]) => ChainedEntry[]): PeerAdapter =>
  changed(place, { list: async (collection, query, call) => {
    const answer = await place.list(collection, query, call);
    return collection === 'log' ? { ...answer, items: change(answer.items as ChainedEntry[]) } : answer;
  } });

/** As many entries as somebody could write in years. */
function longChain(length: number): ChainedEntry[] {
  const all: ChainedEntry[] = [];
  for (let place = 1; place <= length; place += 1) {
    const made = { id: `entry-${place}`, act: 'open' as LogAct, by: 'mo', sending: `story-${place}`, at: new Date(Date.UTC(2026, 0, 1) + place * 60_000).toISOString(), place, before: all.at(-1)?.hash ?? '' };
    all.push({ ...made, hash: hashOfEntry('default', made) });
  }
  return all.reverse();
}

/** A log of this length, in pages. */
const serving = (place: PeerAdapter, all: readonly ChainedEntry[]): PeerAdapter =>
  changed(place, { list: async (collection, query, call) => {
    if (collection !== 'log') return place.list(collection, query, call);
    const from = Number(query.cursor ?? 0);
    const next = from + query.limit;
    return { items: all.slice(from, next) as RecordOf<'log'>[], next: next < all.length ? String(next) : null };
  } });

describe('moderation-desk for an administrator', () => {
  it('opens with the log and no story', async () => {
    const element = await adminDesk(await worked());
    expect(nameOf(byRole(element, 'navigation'))).to.equal('For administrators');
    expect(wordsOf(element)).to.contain('You see no stories here').and.not.to.contain('Take the next one').and.not.to.contain('Nobody may read this');
    await expectAccessible(element);
    expect(findScores(element)).to.deep.equal([]);
  });

  it('says what was done in sentences, the newest first, each by an opaque name', async () => {
    const element = await adminDesk(await worked());
    const said = entries(element);
    expect(said[0]).to.match(/^Somebody decided: publish\s.*by .*story night/s);
    expect(said[1]).to.contain('Somebody opened a whole text');
    expect(said[2]).to.contain('Somebody took something to read');
    expect(chain(element)).to.equal('All of it was looked through, and it is whole.');
    expect(allByRole(element, 'alert')).to.deep.equal([]);
  });

  it('shows only what somebody looks for', async () => {
    const element = await adminDesk(await worked());
    const select = byRole<HTMLSelectElement>(element, 'combobox', 'Show');
    select.value = 'decide';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await eventually(() => entries(element).length === 1 && entries(element)[0]!.includes('Somebody decided'));
    select.value = 'restore';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await eventually(() => wordsOf(element).includes('Nothing of this kind stands in the log.'));
  });

  const faults: [what: string, change: (all: ChainedEntry[]) => ChainedEntry[], said: string][] = [
    ['was changed', (all) => all.map((entry) => (entry.act === 'decide' ? { ...entry, what: 'not-publish' } : entry)), 'Entry 3 was changed.'],
    ['is missing', (all) => all.filter(({ act: each }) => each !== 'open'), 'Entry 2 is missing.'],
    ['was replaced', (all) => all.map((entry) => (entry.place === 2 ? { ...entry, by: 'x', hash: hashOfEntry('default', { ...entry, by: 'x' }) } : entry)), 'Entry 2 was replaced by another one.'],
  ];
  for (const [what, change, said] of faults) {
    it(`is told at once that an entry ${what}, and what to do`, async () => {
      const element = await adminDesk(tampered(await worked(), change));
      const alert = byRole(element, 'alert');
      expect(wordsOf(alert)).to.contain('The log was changed, or a part of it is missing.').and.to.contain(said).and.to.contain('peer-support-server check').and.to.contain('keep the database');
      expect(alert.closest('.panel')).to.equal(null);
      expect(chain(element)).to.contain('It is broken');
      await expectAccessible(element);
    });
  }

  it('takes the log along as a file, after that was written into it', async () => {
    const place = await worked();
    const element = await adminDesk(place);
    const file = await saved(async () => {
      await click(byRole(element, 'button', 'Save the log as a file'));
      await eventually(() => wordsOf(element).includes('The file is called'));
    });
    const lines = file!.trimEnd().split('\n').map((line) => JSON.parse(line) as ChainedEntry);
    expect(lines.map((each) => each.act)).to.deep.equal(['export', 'decide', 'open', 'claim']);
    expect([lines[0]!.what, lines[3]!.before]).to.deep.equal(['log', '']);
    expect(lines[0]!.hash).to.match(/^[\da-f]{64}$/);
  });

  it('saves nothing where that cannot be written down', async () => {
    const place = changed(await worked(), {});
    const refusing = changed(place, { create: async (collection, draft, call) => {
      if (collection === 'log') throw new PeerError('unavailable');
      return place.create!(collection, draft, call);
    } });
    const element = await adminDesk(refusing);
    const file = await saved(async () => {
      await click(byRole(element, 'button', 'Save the log as a file'));
      await eventually(() => allByRole(element, 'alert').length);
    });
    expect(file).to.equal(undefined);
  });

  it('with keys alone', async () => {
    const element = await adminDesk(await worked());
    byRole(element, 'button', 'Log').focus();
    for (let n = 0; n < 9 && nameOf(focused()!) !== 'Look through all of it'; n += 1) await press('Tab');
    expect(nameOf(focused()!)).to.equal('Look through all of it');
    await press('Enter');
    await eventually(() => chain(element).includes('All of it was looked through'));
    await press('Tab');
    expect(nameOf(focused()!)).to.equal('Save the log as a file');
    await press('Tab');
    expect(nameOf(focused()!)).to.equal('Show');
  });

  it('looks through a hundred thousand entries without holding the page up', async function () {
    this.timeout(120_000);
    const all = longChain(100_000);
    const place = serving(await worked(), all);
    const element = await deskOf(signedIn(place, ada), undefined, '.entries li');
    await eventually(() => chain(element).includes('newest part'), 'the newest part was looked through');
    let longest = 0;
    const began = performance.now();
    let last = began;
    let going = true;
    // A message, as input is: timers wait longer in some browsers, whoever asks for them.
    const { port1, port2 } = new MessageChannel();
    const beat = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (going) port2.postMessage(0);
    };
    port1.onmessage = beat;
    beat();
    byRole(element, 'button', 'Look through all of it').click();
    // Timers may wait until so many messages have gone by.
    let progress = false;
    const watching = new MutationObserver(() => (progress ||= chain(element).includes('Whole back to')));
    watching.observe(element.shadowRoot!, { subtree: true, childList: true, characterData: true });
    await eventually(() => chain(element).includes('All of it'), 'all of it was looked through', 60_000);
    watching.disconnect();
    going = false;
    port1.close();
    expect(progress, 'it says how far it is').to.equal(true);
    expect(entries(element).length).to.be.lessThan(300);
    // A slice is half a frame. Whatever else a machine or a browser does meanwhile, it was not done in one go.
    expect(longest).to.be.lessThan((performance.now() - began) / 2);
  });
});
