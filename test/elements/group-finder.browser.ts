import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { feedAdapter } from '../../src/adapters/feed.ts';
import '../../src/define.ts';
import type { GroupFinder } from '../../src/elements/group-finder/group-finder.ts';
import type { GroupMistakeEvent } from '../../src/events/group-mistake.ts';
import type { GroupOpenEvent } from '../../src/events/group-open.ts';
import { allByRole, byRole, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { holdTimers } from '../setup/held-timers.ts';
import { accessibilityTree, click, emulate, press, resize, type } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { address, codeIn, group, session, three, weeklyIn, whileLinesArrive, withLinkTo } from './sample.ts';

/** A finder that has read its list. */
async function finder(template: unknown): Promise<GroupFinder> {
  const element = await fixture<GroupFinder>(template as ReturnType<typeof html>);
  const finder = element.localName === 'group-finder' ? element : element.querySelector<GroupFinder>('group-finder')!;
  await eventually(() => finder.shadowRoot?.querySelector('.group, .none, .alert'), 'the list is shown');
  await finder.updateComplete;
  return finder;
}

const withThree = (more: unknown = '') => finder(html`<group-finder src=${address({ groups: three() })}>${more}</group-finder>`);

const names = (root: Element) => allByRole(root, 'heading').map(nameOf);

const search = (root: Element) => byRole<HTMLInputElement>(root, 'searchbox');

async function look(element: GroupFinder, words: string) {
  search(element).focus();
  await type(words);
  await element.updateComplete;
}

describe('group-finder', () => {
  // No minute and no day ends between a sample and what is shown of it.
  const { now } = Date;
  const moment = Math.floor(now() / 60_000) * 60_000;
  before(() => void (Date.now = () => moment));
  after(() => void (Date.now = now));

  describe('shows a list', () => {
    it('with the next session first', async () => {
      expect(names(await withThree())).to.deep.equal(['Online Café', 'Leeds Circle', 'York Evenings']);
    });

    it('accessibly, with the number of groups', async () => {
      const element = await withThree();
      expect(wordsOf(element)).to.contain('3 groups found');
      await expectAccessible(element);
    });

    it('keeps the way to help in sight', async () => {
      expect(wordsOf(await withThree())).to.contain('call your local emergency number');
      const own = await withThree(html`<a slot="help" href="/help">Help now</a>`);
      expect(wordsOf(own)).to.contain('Help now').and.not.contain('emergency number');
    });

    it('tells when the last of it has come', async () => {
      const element = document.createElement('group-finder');
      const ready = oneEvent(element, 'groups-ready');
      element.src = address({ groups: three() });
      document.body.append(element);
      await ready;
      expect(names(element).length).to.equal(3);
      element.remove();
    });

    it('from an HTML table inside it', async () => {
      const element = await finder(html`<group-finder time-zone="Europe/London">
        <table>
          <tr><th>Group</th><th>Day</th><th>Time</th><th>Town</th></tr>
          <tr><td>Tuesday Circle</td><td>Tuesday</td><td>7.30pm</td><td>Leeds</td></tr>
        </table>
      </group-finder>`);
      expect(names(element)).to.deep.equal(['Tuesday Circle']);
      expect(wordsOf(element)).to.match(/Every Tuesday, .*7:30/i);
    });

    it('from JSON inside it', async () => {
      const element = document.createElement('group-finder');
      const script = document.createElement('script');
      script.type = 'application/json';
      script.textContent = JSON.stringify({ groups: three() });
      element.append(script);
      document.body.append(element);
      await oneEvent(element, 'groups-ready');
      expect(names(element).length).to.equal(3);
      element.remove();
    });

    it('from the adapter of the provider around it', async () => {
      const element = await finder(html`<peer-support adapter="feed" src=${address({ groups: three() })}><group-finder></group-finder></peer-support>`);
      expect(names(element).length).to.equal(3);
    });

    it('under a heading for each day', async () => {
      // In person: what is online is on another day by some visitors' clocks.
      const groups = [1, 2, 3].map((days) => group(`in-${days}`, `In ${days} days`, { sessions: [session({ schedule: weeklyIn(days) })] }));
      const element = await finder(html`<group-finder view="days" src=${address({ groups })}></group-finder>`);
      expect(allByRole(element, 'list').map(nameOf).filter(Boolean).length).to.equal(3);
      await expectAccessible(element);
    });

    it('fifty groups at a time, and takes the focus on to the next', async () => {
      const many = Array.from({ length: 120 }, (_, n) => group(`g${n}`, `Group ${n}`, { sessions: [session({ schedule: weeklyIn(1) })] }));
      const element = await finder(html`<group-finder src=${address({ groups: many })}></group-finder>`);
      await eventually(() => names(element).length === 50 && wordsOf(element).includes('120 groups found'));
      await click(byRole(element, 'button', 'Show more groups'));
      await eventually(() => names(element).length === 100);
      await eventually(() => focused()?.textContent === 'Group 50');
    });

    it('as plain text, whatever stands in it', async () => {
      const nasty = '<img src=x onerror=alert(1)> & Friends';
      const element = await finder(html`<group-finder src=${address({ groups: [group('x', nasty, { sessions: [session()] })] })}></group-finder>`);
      expect(names(element)).to.deep.equal([nasty]);
      expect(element.shadowRoot!.querySelector('img')).to.equal(null);
    });

    it('in person by the clock of the place, online by the visitor’s with the group’s own beside it', async () => {
      const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
      const far = zone === 'Asia/Kathmandu' ? 'America/New_York' : 'Asia/Kathmandu';
      const schedule = weeklyIn(3, { timeZone: far });
      const element = await finder(html`<group-finder
        src=${address({
          groups: [
            group('a', 'There', { sessions: [session({ schedule })] }),
            group('b', 'Anywhere', { sessions: [session({ way: 'online', schedule, online: { url: 'https://meet.example.org/a' } })] }),
          ],
        })}
      ></group-finder>`);
      const [there, anywhere] = allByRole(element, 'listitem').map(wordsOf);
      expect(there).to.match(/Every \w+, (12:00|12:00 PM)/);
      expect(there).not.to.contain('your time');
      expect(anywhere).to.match(/your time \(.+\)\. For the group: Every \w+, .*12:00.* \(.*Nepal.*\)/);
    });

    it('says what is on now and what starts soon', async () => {
      const clock = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
      const daily = (minutes: number) => ({ start: '2026-01-01', time: clock(minutes), minutes: 60, timeZone: 'UTC', rule: 'FREQ=DAILY' });
      const element = await finder(html`<group-finder
        src=${address({
          groups: [
            group('soon', 'Soon', { sessions: [session({ schedule: daily(20) })] }),
            group('now', 'Now', { sessions: [session({ schedule: daily(-10) })] }),
          ],
        })}
      ></group-finder>`);
      expect(names(element)).to.deep.equal(['Now', 'Soon']);
      const [now, soon] = allByRole(element, 'listitem').map(wordsOf);
      expect(now).to.contain('On now');
      expect(soon).to.match(/Starts in (19|20) minutes/);
    });
  });

  describe('when there is no list to show', () => {
    it('leaves what stands inside it until there are groups', async () => {
      const element = await fixture<GroupFinder>(html`<group-finder><p>Ring us</p></group-finder>`);
      expect(wordsOf(element)).to.contain('Ring us');
      element.src = address({ groups: three() });
      await eventually(() => names(element).length === 3);
      expect(wordsOf(element)).not.to.contain('Ring us');
    });

    it('says what to do when loading fails, and tries again', async () => {
      let fails = true;
      const { fetch } = window;
      window.fetch = (...args) => (fails ? Promise.resolve(new Response('', { status: 503 })) : fetch(...args));
      try {
        const element = await withThree(html`<p>Ring us</p>`);
        expect(wordsOf(byRole(element, 'alert'))).to.contain('try again');
        expect(wordsOf(element)).to.contain('Ring us').and.contain('emergency number');
        await expectAccessible(element);
        fails = false;
        await click(byRole(element, 'button', 'Try again'));
        await eventually(() => names(element).length === 3);
        expect(allByRole(element, 'alert')).to.deep.equal([]);
      } finally {
        window.fetch = fetch;
      }
    });

    it('says that an empty list is empty', async () => {
      const element = await fixture<GroupFinder>(html`<group-finder src=${address({ groups: [] })}><p>Ring us</p></group-finder>`);
      await eventually(() => wordsOf(element).includes('no groups in this list yet'));
      expect(wordsOf(element)).to.contain('Ring us');
      await expectAccessible(element);
    });

    it('says so when what comes is no list at all', async () => {
      const element = await finder(html`<group-finder src=${address('<!doctype html><title>Sign in</title>', 'text/html')}></group-finder>`);
      expect(wordsOf(byRole(element, 'alert'))).to.contain('could not read');
    });

    it('stays silent for a second before it says that it is loading', async () => {
      const { fetch } = window;
      window.fetch = () => new Promise(() => {});
      const second = holdTimers(1000);
      try {
        const element = await fixture<GroupFinder>(html`<group-finder src="slow.json"></group-finder>`);
        await eventually(() => second.waiting, 'the list is asked for');
        expect(wordsOf(element)).not.to.contain('on its way');
        second.pass();
        await eventually(() => wordsOf(element).includes('on its way'));
      } finally {
        second.end();
        window.fetch = fetch;
      }
    });
  });

  describe('finds', () => {
    it('words in any order, without accents, and marks them', async () => {
      const element = await withThree();
      await look(element, 'cafe online');
      await eventually(() => names(element).length === 1);
      expect(names(element)).to.deep.equal(['Online Café']);
      await eventually(() => element.shadowRoot!.querySelector('mark'));
      expect([...element.shadowRoot!.querySelectorAll('mark')].map((mark) => mark.textContent)).to.include.members(['Online', 'Café']);
      await expectAccessible(element);
    });

    it('what was typed with a slip', async () => {
      const element = await withThree();
      await look(element, 'bereavment');
      await eventually(() => names(element).length === 2);
      expect(names(element)).to.deep.equal(['Leeds Circle', 'York Evenings']);
    });

    it('in a long list as well, once its index is there', async () => {
      // What is loaded is noted for a part of a page's files only, unless more is asked for.
      performance.setResourceTimingBufferSize(5000);
      const many = Array.from({ length: 1200 }, (_, n) => group(`g${n}`, `Group number${n}`, { sessions: [session()] }));
      const element = await finder(html`<group-finder src=${address({ groups: many })}></group-finder>`);
      await eventually(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('word-index')));
      await look(element, 'number119');
      await eventually(() => names(element).length === 11);
    });

    it('hybrid groups for both ways of meeting', async () => {
      expect(names(await finder(html`<group-finder way="online" src=${address({ groups: three() })}></group-finder>`))).to.deep.equal(['Online Café', 'York Evenings']);
      expect(names(await finder(html`<group-finder way="in-person" src=${address({ groups: three() })}></group-finder>`))).to.deep.equal(['Leeds Circle', 'York Evenings']);
    });

    it('by a day that the page’s owner chose, whatever way it is written', async () => {
      const day = codeIn(2);
      for (const written of [day, day.toUpperCase(), ` ${day} `]) {
        const element = await finder(html`<group-finder day=${written} src=${address({ groups: [group('a', 'A', { sessions: [session({ schedule: weeklyIn(2) })] }), group('b', 'B', { sessions: [session({ schedule: weeklyIn(3) })] })] })}></group-finder>`);
        expect(names(element)).to.deep.equal(['A']);
      }
    });

    it('only what is near, and what can be joined from anywhere', async () => {
      const list = address({ groups: [...three(), group('far', 'Bristol', { sessions: [session({ place: { area: ['Bristol'], approximate: false } })] })] });
      const near = async (place: string) => names(await finder(html`<group-finder near=${place} src=${list}></group-finder>`));
      expect(await near('leeds')).to.have.members(['Leeds Circle', 'Online Café', 'York Evenings']);
      expect(await near('53.8, -1.5')).to.have.members(['Leeds Circle', 'Online Café', 'York Evenings']);
      expect(await near('0,0')).to.have.members(['Online Café', 'York Evenings']);
    });

    it('with a way on where nothing is near, and true numbers of what is', async () => {
      const leeds = (n: number) => group(`l${n}`, `Leeds ${n}`, { sessions: [session({ schedule: weeklyIn(1), place: { area: ['Leeds'], approximate: false } })] });
      const list = address({ groups: [leeds(1), leeds(2), ...[3, 4, 5].map((n) => group(`b${n}`, `Bristol ${n}`, { sessions: [session({ schedule: weeklyIn(1), place: { area: ['Bristol'], approximate: false } })] }))] });
      const element = await finder(html`<group-finder near="leeds" src=${list}></group-finder>`);
      await look(element, 'zzzzzz');
      await eventually(() => allByRole(element, 'button', 'Without “Search words”: 2').length);
      await click(byRole(element, 'button', 'Without “Search words”: 2'));
      await eventually(() => names(element).length === 2);
      const far = await finder(html`<group-finder near="atlantis" src=${list}></group-finder>`);
      await eventually(() => wordsOf(far).includes('No group fits all of this'));
      await click(byRole(far, 'button', 'Show all groups'));
      await eventually(() => names(far).length === 5);
    });

    it('never leaves anybody with nothing: it offers what to leave out', async () => {
      const element = await withThree();
      await look(element, 'zzzzzz');
      await eventually(() => wordsOf(element).includes('No group fits all of this'));
      expect(wordsOf(element)).to.contain('emergency number');
      await expectAccessible(element);
      await click(byRole(element, 'button', /Without “Search words”: 3/));
      await eventually(() => names(element).length === 3);
      expect(search(element).value).to.equal('');
    });

    it('speaks the number of groups once the typing stops', async () => {
      const speaking = holdTimers(700);
      try {
        const element = await withThree();
        const spoken = allByRole(element, 'status')[0]!;
        await eventually(() => {
          speaking.pass();
          return spoken.textContent === '3 groups found';
        });
        await look(element, 'leeds');
        expect(spoken.textContent).to.equal('3 groups found');
        expect(speaking.waiting).to.equal(1);
        speaking.pass();
        await eventually(() => spoken.textContent === '1 group found');
      } finally {
        speaking.end();
      }
    });
  });

  describe('by keyboard alone', () => {
    it('chooses from a filter, sees it as a chip, takes it back', async () => {
      const element = await withThree();
      search(element).focus();
      await press('Tab');
      while (!focused()?.textContent?.includes('Topic')) await press('Tab');
      await press('Enter');
      await eventually(() => allByRole(element, 'checkbox').length === 3);
      await expectAccessible(element);
      await press('Tab');
      expect(nameOf(focused()!)).to.equal('Anxiety');
      await press(' ');
      await eventually(() => names(element).length === 1);
      expect(names(element)).to.deep.equal(['Online Café']);
      await press('Escape');
      expect(focused()!.localName).to.equal('summary');
      await eventually(() => !allByRole(element, 'checkbox').length, 'the choices are closed');
      const chip = byRole(element, 'button', 'Remove Topic: Anxiety');
      chip.focus();
      await press('Enter');
      await eventually(() => names(element).length === 3);
    });

    it('reaches every group and opens it in place', async () => {
      const element = await withThree();
      search(element).focus();
      for (let steps = 0; steps < 30 && focused()?.textContent !== 'Leeds Circle'; steps += 1) await press('Tab');
      expect(focused()!.getAttribute('aria-expanded')).to.equal('false');
      await press('Enter');
      await eventually(() => wordsOf(element).includes('Just come along.'));
      expect(focused()!.getAttribute('aria-expanded')).to.equal('true');
      await press('Enter');
      await eventually(() => !wordsOf(element).includes('Just come along.'));
      expect(focused()!.textContent).to.equal('Leeds Circle');
    });

    it('clears everything at once and goes on at the search', async () => {
      const element = await finder(html`<group-finder topic="Carers" way="online" src=${address({ groups: three() })}></group-finder>`);
      expect(names(element)).to.deep.equal(['York Evenings']);
      byRole(element, 'button', 'Clear all').focus();
      await press('Enter');
      await eventually(() => names(element).length === 3);
      expect(focused()).to.equal(search(element));
    });
  });

  describe('opens a group', () => {
    const open = async (name: string, more: Partial<GroupFinder> = {}) => {
      const element = Object.assign(await withThree(), more);
      await click(byRole(element, 'button', name));
      await eventually(() => element.shadowRoot!.querySelector('.details'));
      await element.updateComplete;
      return element;
    };

    it('with its next four dates, place, directions, contact and when it was checked', async () => {
      const element = await open('Leeds Circle');
      const details = element.shadowRoot!.querySelector('.details')!;
      expect(details.querySelectorAll('.dates time').length).to.equal(4);
      const words = wordsOf(details);
      for (const said of ['Mill Street Library', '12 Mill Street, Leeds', 'Just come along.', 'Step-free', 'Last checked on']) expect(words).to.contain(said);
      expect(byRole<HTMLAnchorElement>(element, 'link', 'leeds@groups.example.org').href).to.equal('mailto:leeds@groups.example.org');
      await expectAccessible(element);
    });

    it('with a link to join and a number that dials with one tap', async () => {
      const element = await open('Online Café');
      const join = byRole<HTMLAnchorElement>(element, 'link', 'Join online');
      expect(join.href).to.equal('https://meet.example.org/cafe');
      expect(join.rel).to.contain('noreferrer');
      expect(byRole<HTMLAnchorElement>(element, 'link', '+441134960101,,123#').getAttribute('href')).to.equal('tel:+441134960101,,123#');
      await expectAccessible(element);
    });

    it('and tells the page which', async () => {
      const element = await withThree();
      const opened = oneEvent(element, 'group-open') as Promise<GroupOpenEvent>;
      await click(byRole(element, 'button', 'York Evenings'));
      expect((await opened).groupId).to.equal('york');
    });

    it('without the place or link of a group that gives them only on asking', async () => {
      const secret = group('s', 'Hope', {
        contact: { email: 'hope@groups.example.org' },
        sessions: [session({ reveal: 'ask', way: 'hybrid', schedule: weeklyIn(1), place: { name: 'Secret House', address: '1 Hidden Lane', area: ['Birmingham'], latitude: 1, longitude: 1, approximate: false }, online: { url: 'https://meet.example.org/secret' } })],
      });
      const element = await finder(html`<group-finder src=${address({ groups: [secret] })}></group-finder>`);
      await click(byRole(element, 'button', 'Hope'));
      await eventually(() => element.shadowRoot!.querySelector('.details'));
      expect(wordsOf(element)).to.contain('Birmingham').and.contain('given when you ask');
      for (const hidden of ['Secret House', 'Hidden Lane']) expect(element.shadowRoot!.textContent).not.to.contain(hidden);
      expect(element.shadowRoot!.querySelector('a[href*=secret]')).to.equal(null);
    });

    it('and warns when nobody has checked it for a year', async () => {
      const element = await finder(html`<group-finder src=${address({ groups: [group('old', 'Old', { checked: '2020-01-01', sessions: [session({ schedule: weeklyIn(1) })] })] })}></group-finder>`);
      await click(byRole(element, 'button', 'Old'));
      await eventually(() => wordsOf(element).includes('more than a year ago'));
    });

    it('and saves it for a calendar, under a neutral name if wanted', async () => {
      const element = await open('Leeds Circle');
      const files: Blob[] = [];
      const { createObjectURL } = URL;
      URL.createObjectURL = (file: Blob) => (files.push(file), 'data:,');
      // The link is not on the page, so its click passes no listener; a real download would take the focus off the page.
      const download = HTMLAnchorElement.prototype.click;
      HTMLAnchorElement.prototype.click = () => {};
      try {
        await click(byRole(element, 'button', 'Add to calendar'));
        await eventually(() => files.length === 1);
        byRole<HTMLInputElement>(element, 'checkbox', /Appointment/).click();
        await click(byRole(element, 'button', 'Add to calendar'));
        await eventually(() => files.length === 2);
      } finally {
        URL.createObjectURL = createObjectURL;
        HTMLAnchorElement.prototype.click = download;
      }
      const [plain, neutral] = await Promise.all(files.map((file) => file.text()));
      expect(plain).to.contain('SUMMARY:Leeds Circle');
      expect(neutral).to.contain('SUMMARY:Appointment').and.not.match(/Leeds Circle|Bereavement|lost somebody/);
    });

    it('and lets a mistake be reported', async () => {
      const element = await open('Leeds Circle', { reportTo: 'event' });
      const told = oneEvent(element, 'group-mistake') as Promise<GroupMistakeEvent>;
      await click(byRole(element, 'button', 'Report a mistake'));
      expect((await told).groupId).to.equal('leeds');
    });
  });

  describe('is a good neighbour', () => {
    it('leaves title, hash, scroll and focus of the page alone', async () => {
      const address = location.href;
      location.hash = '#contact';
      const before = [document.title, document.activeElement, scrollY];
      const element = await withThree();
      expect([document.title, document.activeElement, scrollY]).to.deep.equal(before);
      await look(element, 'leeds');
      expect(names(element)).to.deep.equal(['Leeds Circle']);
      expect([document.title, location.hash]).to.deep.equal([before[0], '#contact']);
      history.replaceState(null, '', address);
    });

    it('keeps day, way and open group in the page’s query only where the owner wants it, and never words', async () => {
      const before = location.href;
      try {
        const element = await finder(html`<group-finder query="gf" src=${address({ groups: three() })}></group-finder>`);
        await look(element, 'york');
        element.way = 'online';
        await element.updateComplete;
        await click(byRole(element, 'button', 'York Evenings'));
        await eventually(() => location.search.includes('gf.group=york'));
        expect(location.search).not.to.match(/q=|text|words/);
        const other = await withThree();
        await look(other, 'leeds');
        expect(location.search).not.to.contain('leeds');
      } finally {
        history.replaceState(null, '', before);
      }
    });

    it('opens the group that a link leads to above the list', () =>
      withLinkTo('york', async () => {
        const element = await withThree();
        await eventually(() => allByRole(element, 'region', 'The group you followed a link to').length === 1);
        expect(names(element)[0]).to.equal('York Evenings');
        expect(document.activeElement).to.equal(document.body);
        await expectAccessible(element);
      }));

    it('says of a group that a link leads to that it is over, not that it is by appointment', async () => {
      const list = address({
        groups: [...three(), group('ended', 'Was here', { sessions: [session({ status: 'ended', schedule: weeklyIn(1) })] }), group('once', 'Was once', { sessions: [session({ schedule: { start: '2025-01-10', time: '12:00', minutes: 60, timeZone: 'UTC' } })] })],
      });
      for (const id of ['ended', 'once'])
        await withLinkTo(id, async () => {
          const element = await finder(html`<group-finder src=${list}></group-finder>`);
          await eventually(() => allByRole(element, 'region', 'The group you followed a link to').length === 1);
          const words = () => wordsOf(byRole(element, 'region', 'The group you followed a link to'));
          await eventually(() => words().includes('No more dates are planned.'));
          expect(words()).not.to.contain('By appointment');
          expect(words().includes('2025')).to.equal(id === 'once');
        });
    });

    it('lets several finders stand on a page', async () => {
      const pair = await fixture<HTMLElement>(html`<div>
        <group-finder src=${address({ groups: three() })}></group-finder>
        <group-finder way="online" src=${address({ groups: three() })}></group-finder>
      </div>`);
      const [one, other] = [...pair.querySelectorAll<GroupFinder>('group-finder')] as [GroupFinder, GroupFinder];
      await eventually(() => names(one).length === 3 && names(other).length === 2);
      await look(one, 'leeds');
      await eventually(() => names(one).length === 1);
      expect(names(other).length).to.equal(2);
    });

    it('keeps what was typed when it is moved', async () => {
      const element = await withThree();
      await look(element, 'leeds');
      const shelf = document.createElement('div');
      element.after(shelf);
      shelf.append(element);
      await element.updateComplete;
      expect(search(element).value).to.equal('leeds');
      expect(names(element)).to.deep.equal(['Leeds Circle']);
    });

    it('does not take over the page’s own text style', async () => {
      const box = await fixture<HTMLElement>(html`<div style="text-transform: uppercase; letter-spacing: 9px; text-align: center"><group-finder src=${address({ groups: three() })}></group-finder></div>`);
      const element = box.querySelector<GroupFinder>('group-finder')!;
      await eventually(() => names(element).length === 3);
      const style = getComputedStyle(byRole(element, 'heading', 'Leeds Circle'));
      expect([style.textTransform, style.letterSpacing]).to.deep.equal(['none', 'normal']);
      expect(style.textAlign).to.be.oneOf(['start', 'left']);
    });

    it('fits into 280 pixels without a sideways scroll', async () => {
      const box = await fixture<HTMLElement>(html`<div style="inline-size: 280px"><group-finder src=${address({ groups: three() })}></group-finder></div>`);
      const element = box.querySelector<GroupFinder>('group-finder')!;
      await eventually(() => names(element).length === 3);
      await click(byRole(element, 'button', 'Leeds Circle'));
      await eventually(() => element.shadowRoot!.querySelector('.details'));
      expect(element.scrollWidth).to.be.at.most(280);
      for (const control of [...allByRole(element, 'button'), ...allByRole(element, 'link')]) {
        const { left, right, height } = control.getBoundingClientRect();
        expect(right - box.getBoundingClientRect().left, nameOf(control)).to.be.at.most(281);
        expect(left, nameOf(control)).to.be.at.least(box.getBoundingClientRect().left - 1);
        expect(height, nameOf(control)).to.be.at.least(23);
      }
    });

    it('can be read on dark pages, whatever the visitor’s system is set to', async () => {
      const element = await withThree();
      element.style.colorScheme = 'dark';
      await expectAccessible(element);
    });

    it('keeps its shapes in forced colours', async function () {
      const element = await withThree();
      if (!(await emulate({ forcedColors: 'active' }))) this.skip();
      // axe reads the page's colours, not those that are forced upon it.
      for (const part of ['.date', 'summary', 'input']) {
        expect(getComputedStyle(element.shadowRoot!.querySelector(part)!).borderTopStyle, part).not.to.equal('none');
      }
    });

    it('reads well at 320 pixels, as at 400 % zoom', async function () {
      if (!(await resize(320, 640))) this.skip();
      const element = await withThree();
      expect(document.documentElement.scrollWidth).to.be.at.most(320);
      await expectAccessible(element);
    });

    it('is told to a screen reader with names and states', async function () {
      const element = await withThree();
      const tree = await accessibilityTree();
      if (!tree) this.skip();
      const told = tree.filter(({ role }) => ['search', 'searchbox', 'heading', 'DisclosureTriangle', 'list'].includes(role));
      expect(told.some(({ role, name }) => role === 'searchbox' && name === 'Search by topic, place or name')).to.equal(true);
      expect(tree.some(({ role, name, expanded }) => role === 'button' && name === 'Leeds Circle' && expanded === false)).to.equal(true);
      expect(element.isConnected).to.equal(true);
    });
  });

  describe('speaks other languages', () => {
    it('German, with German dates', async () => {
      const element = await finder(html`<div lang="de"><group-finder src=${address({ groups: three() })}></group-finder></div>`);
      expect(wordsOf(element)).to.contain('3 Gruppen gefunden').and.match(/Jeden \w+/);
    });

    it('Arabic, from right to left', async () => {
      const element = await finder(html`<div lang="ar" dir="rtl"><group-finder src=${address({ groups: three() })}></group-finder></div>`);
      expect(getComputedStyle(element.shadowRoot!.querySelector('.base')!).direction).to.equal('rtl');
      expect(wordsOf(element)).to.match(/[\u0600-\u06ff]{4}/).and.not.contain('groups found');
      await expectAccessible(element);
    });

    it('changes with the page', async () => {
      const box = await fixture<HTMLElement>(html`<div lang="en"><group-finder src=${address({ groups: three() })}></group-finder></div>`);
      const element = box.querySelector<GroupFinder>('group-finder')!;
      await eventually(() => names(element).length === 3);
      box.lang = 'de';
      await eventually(() => wordsOf(element).includes('3 Gruppen gefunden'));
    });

    it('English where there are no words for a language', async () => {
      const element = await finder(html`<div lang="fr-FR"><group-finder src=${address({ groups: three() })}></group-finder></div>`);
      expect(wordsOf(element)).to.contain('3 groups found');
      expect(element.shadowRoot!.querySelector('.base')!.getAttribute('lang')).to.equal('en-FR');
    });
  });

  describe('reads a list while it arrives', () => {
    it('without moving what is on the page already, and offers the order by time', () =>
      whileLinesArrive(async ({ send, end, asked }) => {
        const dated = (name: string, days: number) => group(name, name, { sessions: [session({ schedule: weeklyIn(days) })] });
        const element = await fixture<GroupFinder>(html`<group-finder src="list.ndjson"></group-finder>`);
        await eventually(asked, 'it is asked for');
        send(dated('Third', 3), dated('Second', 2));
        await eventually(() => names(element).length === 2, 'the first rows are shown before the list has ended');
        expect(names(element)).to.deep.equal(['Second', 'Third']);
        send(dated('First', 1));
        end();
        await eventually(() => names(element).length === 3);
        expect(names(element)).to.deep.equal(['Second', 'Third', 'First']);
        await expectAccessible(element);
        await click(byRole(element, 'button', /order of time/));
        await eventually(() => names(element)[0] === 'First');
        expect(allByRole(element, 'button', /order of time/)).to.deep.equal([]);
      }));
  });

  describe('reads lines of which several are one group', () => {
    it('and finds it also by what a later line says of it, and opens it then', () =>
      whileLinesArrive(async ({ send, end, asked }) => {
        const circle = { name: 'Circle', group_id: 'c', timezone: 'UTC' };
        const element = await fixture<GroupFinder>(html`<group-finder format="ndjson" src="list.ndjson"></group-finder>`);
        await eventually(asked, 'it is asked for');
        send({ ...circle, day: 5, time: '19:00' });
        await eventually(() => names(element).length === 1);
        send({ ...circle, when: 'Every second Monday 18:00 since 2026-01-05' });
        end();
        await eventually(() => wordsOf(element).includes('1 group found') && wordsOf(element).includes('1 more session'), 'the second session');
        element.day = 'mon';
        await eventually(() => element.shadowRoot!.querySelector('[part=chip]'));
        await eventually(() => names(element).length === 1, 'it is found on Mondays');
        await click(byRole(element, 'button', 'Circle'));
        await eventually(() => element.shadowRoot!.querySelector('[part=details]')?.textContent.includes('second Monday'));
        await look(element, 'circ');
        await eventually(() => element.shadowRoot!.querySelector('mark'), 'it still answers');
      }));
  });

  describe('reads a long list', () => {
    /** Meetings all through the week; every hundredth is of another topic. */
    const meetings = Array.from({ length: 3000 }, (_, n) => ({
      name: `Meeting ${n}`,
      day: n % 7,
      time: `${8 + (n % 12)}:${10 + (n % 50)}`.padStart(5, '0'),
      timezone: 'Europe/London',
      formatted_address: `${n} High Street, Leeds`,
      topics: n % 100 ? 'Grief' : 'Sleep',
    }));

    /** What a finder shows from its first groups to its whole list: each different picture once. */
    async function pictures(finder: GroupFinder): Promise<string[][]> {
      const seen: string[][] = [];
      const ready = oneEvent(finder, 'groups-ready');
      const look = () => seen.push([finder.shadowRoot!.querySelector('[part=count]')?.textContent ?? '', finder.shadowRoot!.querySelector('.none') ? 'none' : '', ...names(finder)]);
      const watcher = new MutationObserver(look);
      await finder.updateComplete;
      watcher.observe(finder.shadowRoot!, { subtree: true, childList: true, characterData: true });
      await ready;
      look();
      watcher.disconnect();
      return seen.filter((each, at) => JSON.stringify(each) !== JSON.stringify(seen[at - 1]));
    }

    it('showing what comes first before it has read the rest, and moves nothing then', async () => {
      const shown = await pictures(await fixture<GroupFinder>(html`<group-finder src=${address(meetings)}></group-finder>`));
      const withGroups = shown.filter(([, , first]) => first);
      expect(withGroups.length).to.be.greaterThan(1);
      const all = withGroups.at(-1)!.slice(2);
      expect(all.length).to.equal(50);
      for (const [, , ...names] of withGroups) expect(names).to.deep.equal(all.slice(0, names.length));
      expect(withGroups[0]!.length, 'a screenful at once').to.be.within(10, 52);
      expect(withGroups.find(([, , ...names]) => names.length === 50)![0], 'fifty before the rest is read').to.contain('on its way');
      expect(withGroups[0]![0]).to.contain('on its way');
      expect(withGroups.at(-1)![0]).to.equal('3,000 groups found');
    });

    it('never saying that nothing fits before it has read all of it', async () => {
      const shown = await pictures(await fixture<GroupFinder>(html`<group-finder topic="Sleep" src=${address(meetings)}></group-finder>`));
      expect(shown.filter(([, none]) => none)).to.deep.equal([]);
      expect(shown.at(-1)![0]).to.equal('30 groups found');
    });

    it('with a group that stays open when the rest is there', async () => {
      const element = await fixture<GroupFinder>(html`<group-finder src=${address(meetings)}></group-finder>`);
      const ready = oneEvent(element, 'groups-ready');
      await eventually(() => names(element).length);
      allByRole(element, 'button', /^Meeting/)[0]!.click();
      await ready;
      await eventually(() => element.shadowRoot!.querySelector('[part=details]'));
      await element.updateComplete;
      expect(allByRole(element, 'button', /^Meeting/)[0]!.getAttribute('aria-expanded')).to.equal('true');
    });
  });

  describe('shows its owner', () => {
    it('what to mend, with rows and reasons', async () => {
      const list = 'Group,Day,Time,Town\nTuesday Circle,Tuesday,7.30pm,Leeds\nHalf a row,Someday,late,Leeds\n';
      const element = await finder(html`<group-finder check src=${address(list, 'text/csv')}></group-finder>`);
      await eventually(() => allByRole(element, 'table').length === 1);
      expect(wordsOf(byRole(element, 'table'))).to.match(/3\n/).and.contain('Someday');
      await expectAccessible(element);
    });

    it('of a provider’s list, in the words that the provider has', async () => {
      const list = address('Group,Day,Time,Town\nTuesday Circle,Tuesday,7.30pm,Leeds\nHalf a row,Someday,late,Leeds\n', 'text/csv');
      const element = await finder(html`<peer-support .adapter=${feedAdapter({ src: list, timeZone: 'Europe/London' })}><group-finder check></group-finder></peer-support>`);
      await eventually(() => allByRole(element, 'table').length === 1);
      expect(wordsOf(byRole(element, 'table'))).to.contain('Someday').and.not.to.contain('Something is wrong here');
    });

    it('nothing of that without the attribute', async () => {
      expect(allByRole(await withThree(), 'table')).to.deep.equal([]);
    });
  });

  describe('on paper', () => {
    it('shows every group that was found', async () => {
      const many = Array.from({ length: 120 }, (_, n) => group(`g${n}`, `Group ${n}`, { sessions: [session({ schedule: weeklyIn(1) })] }));
      const element = await finder(html`<group-finder src=${address({ groups: many })}></group-finder>`);
      dispatchEvent(new Event('beforeprint'));
      expect(names(element).length).to.equal(120);
      dispatchEvent(new Event('afterprint'));
      await element.updateComplete;
      await eventually(() => names(element).length === 50);
    });
  });
});
