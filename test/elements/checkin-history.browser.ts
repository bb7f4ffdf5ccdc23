import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { PeerError } from '../../src/client/errors.ts';
import { readHistoryFile } from '../../src/domain/history-file.ts';
import type { CheckinHistory } from '../../src/elements/checkin-history/checkin-history.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { removeDatabases } from '../adapters/browser.suite.ts';
import { allByRole, byRole, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { click, emulate, press, type } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { checkins, filled, onDevice, show } from './history.ts';

const phrase = 'four green umbrellas';
const view = async (element: CheckinHistory, name: string) => {
  await click(byRole(element, 'button', name));
  await element.updateComplete;
};
const panel = async (element: CheckinHistory, name: string) => {
  await view(element, name);
  await eventually(() => element.shadowRoot!.querySelector('.panel > *'), 'the panel is there');
};
const days = (element: Element) => allByRole(element, 'button', /show what I kept$/).map(nameOf);
const entries = (element: Element) => allByRole(element, 'article').map(nameOf);
const said = (element: Element) => allByRole(element, 'status').map(wordsOf).join(' ').trim();

async function plain(element: CheckinHistory, except: string[] = []) {
  await expectAccessible(element, { except });
  expect(findScores(element)).to.deep.equal([]);
}

/** Files that were saved while `body` ran. */
async function saved(body: () => Promise<void>): Promise<{ name: string; text: string }[]> {
  const { createObjectURL } = URL;
  const { click: download } = HTMLAnchorElement.prototype;
  const blobs: Blob[] = [];
  const names: string[] = [];
  URL.createObjectURL = (blob: Blob) => (blobs.push(blob), 'data:,');
  HTMLAnchorElement.prototype.click = function () {
    names.push(this.download);
  };
  try {
    await body();
  } finally {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = download;
  }
  // `text()` would take the byte order mark away.
  return Promise.all(blobs.map(async (blob, at) => ({ name: names[at]!, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await blob.arrayBuffer()) })));
}

async function choose(element: Element, text: string, name = 'notes.json') {
  const input = element.shadowRoot!.querySelector<HTMLInputElement>('input[type=file]')!;
  const files = new DataTransfer();
  files.items.add(new File([text], name));
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

const setDate = (element: Element, name: string, value: string) => {
  const input = [...element.shadowRoot!.querySelectorAll('label')].find((label) => label.textContent!.trim() === name)!.querySelector('input')!;
  input.value = value;
  input.dispatchEvent(new Event('change', { bubbles: true }));
};

describe('checkin-history', () => {
  after(removeDatabases);

  describe('shows', () => {
    it('that nothing is kept yet, where it would be, and keeps nothing by itself', async () => {
      const database = `test-${crypto.randomUUID()}`;
      const element = await show(onDevice({ database }));
      expect(wordsOf(element)).to.contain('Nothing is kept here yet').and.contain('for you alone').and.contain('Whoever can open this browser can read them');
      expect(allByRole(element, 'button').map(nameOf)).to.deep.equal(['Bring a file', 'Passphrase']);
      expect((await indexedDB.databases()).some(({ name }) => name === database)).to.equal(false);
      await plain(element);
    });

    it('what stands inside it until the history is there', async () => {
      const element = await fixture<CheckinHistory>(html`<checkin-history .source=${{ ...onDevice(), reach: 'device', state: () => new Promise(() => {}), watch() {} }}><p>Loading.</p></checkin-history>`);
      expect(wordsOf(element)).to.equal('Loading.');
    });

    it('the month of the newest as a table; days with a check-in are buttons, and the others only numbers', async () => {
      const element = await show(await filled());
      const table = byRole(element, 'table', 'November 2026');
      expect(allByRole(table, 'columnheader').length).to.equal(7);
      expect(allByRole(table, 'cell').map(wordsOf).filter(Boolean)).to.deep.equal(Array.from({ length: 30 }, (_, n) => `${n + 1}`));
      expect(days(element)).to.deep.equal(['Thursday, November 19, 2026, show what I kept', 'Friday, November 27, 2026, show what I kept']);
      const rows = allByRole(table, 'row').slice(1).map((row) => allByRole(row, 'cell').map(wordsOf));
      expect(rows[0]).to.deep.equal(['1', '2', '3', '4', '5', '6', '7'], 'weeks begin on Sunday here, and so did that month');
      await plain(element);
    });

    it('a day that is pressed, with all that was kept of it in the order of the day, and closes it again', async () => {
      const element = await show(await filled());
      const day = byRole(element, 'button', /November 27/);
      await click(day);
      expect(day.getAttribute('aria-expanded')).to.equal('true');
      const region = byRole(element, 'region', 'Friday, November 27, 2026');
      expect(entries(region)).to.deep.equal(['November 27, 2026 at 8:00 AM', 'November 27, 2026 at 9:30 PM'].map((when) => expectedTime(when)));
      const late = allByRole(region, 'article')[1]!;
      expect(wordsOf(late)).to.contain('A long day. Nobody rang.').and.contain('Cut off from others, Tired').and.contain('Worn out').and.contain('Just listen').and.contain('Only for me');
      await plain(element);
      await click(day);
      expect(entries(element)).to.deep.equal([]);
    });

    it('other months by two buttons, by keys alone, and says which', async () => {
      const element = await show(await filled());
      byRole(element, 'button', 'The month before').focus();
      await press('Enter');
      await element.updateComplete;
      expect(said(element)).to.contain('October 2026');
      expect(days(element)).to.deep.equal(['Friday, October 2, 2026, show what I kept']);
      await press('Tab');
      await press('Tab');
      expect(nameOf(focused()!)).to.contain('October 2');
      await press(' ');
      await element.updateComplete;
      expect(entries(element).length).to.equal(1);
      expect(wordsOf(element)).to.contain('a word of last year');
    });

    it('a month in which nothing is kept, and says nothing about it', async () => {
      const element = await show(await filled());
      await click(byRole(element, 'button', 'The month after'));
      const month = element.shadowRoot!.querySelector('.calendar')!;
      expect(wordsOf(month)).to.match(/^December 2026\s+The month before\s*The month after/);
      expect(days(element)).to.deep.equal([]);
      // But which day it is today, if it is that month.
      expect([...month.querySelectorAll('td')].every(({ className, attributes }) => !className && [...attributes].every(({ name }) => name === 'aria-current'))).to.equal(true);
    });

    it('own words, the newest first, in their own direction', async () => {
      const element = await show(await filled());
      await view(element, 'My own words');
      expect(byRole(element, 'button', 'My own words').getAttribute('aria-pressed')).to.equal('true');
      const words = [...element.shadowRoot!.querySelectorAll<HTMLElement>('p.words')];
      expect(words.map(({ textContent }) => textContent)).to.deep.equal(['A long day.\nNobody rang.', 'Up before the alarm.', 'صديقتي زارتني.']);
      expect(getComputedStyle(words[2]!).direction).to.equal('rtl');
      await plain(element);
    });

    it('a table with a head for each row and column, which scrolls by keys', async () => {
      const element = await show(await filled());
      await view(element, 'Table');
      const table = byRole(element, 'table', 'My check-ins');
      expect([...table.querySelectorAll('thead th[scope=col]')].map(wordsOf)).to.deep.equal(['When', 'Feelings', 'Energy', 'What would do me good', 'What would help', 'In my own words']);
      expect(table.querySelectorAll('tbody th[scope=row]').length).to.equal(4);
      expect(byRole(element, 'region', 'My check-ins').tabIndex).to.equal(0);
      await plain(element);
    });

    it('twenty of many, and older ones on request', async () => {
      const many = Array.from({ length: 45 }, (_, n) => ({ ...checkins[1]!, at: `2026-01-01T10:${String(n).padStart(2, '0')}:00Z`, words: `w${n}` }));
      const element = await show(await filled(many));
      await view(element, 'My own words');
      expect(entries(element).length).to.equal(20);
      await click(byRole(element, 'button', 'Show older ones'));
      await click(byRole(element, 'button', 'Show older ones'));
      expect(entries(element).length).to.equal(45);
      expect(allByRole(element, 'button', 'Show older ones')).to.deep.equal([]);
    });

    it('words of the page in place of ours', async () => {
      const element = await show(await filled([{ ...checkins[2]!, feelings: ['flat'] }]));
      element.vocabulary = { feelings: [{ code: 'flat', label: { en: 'Flat as a pond' } }, { code: 'b', label: { en: 'B' } }] };
      await view(element, 'Table');
      expect(wordsOf(element)).to.contain('Flat as a pond');
    });

    it('what somebody wrote as text, whatever it is', async () => {
      const words = '<img src=x onerror=alert(1)> <b>bold</b> https://evil.example.org \u202e';
      const element = await show(await filled([{ ...checkins[1]!, words }]));
      for (const name of ['My own words', 'Table']) {
        await view(element, name);
        expect(element.shadowRoot!.querySelector('.words')!.textContent).to.equal(words);
        expect(element.shadowRoot!.querySelector('img, b, a')).to.equal(null);
      }
    });

    it('what another tab keeps, as soon as it is there', async () => {
      const history = await filled();
      const element = await show(history);
      await history.keep([{ ...checkins[1]!, at: '2026-11-11T10:00:00Z' }]);
      await eventually(() => days(element).length === 3);
    });

    it('at first what its page chose, until somebody chooses something else', async () => {
      const element = await show(await filled());
      element.view = 'words';
      await element.updateComplete;
      expect(entries(element).length).to.equal(3);
      await view(element, 'Calendar');
      expect(days(element).length).to.equal(2);
    });

    it('that a backend keeps it, where one does', async () => {
      const history = await filled();
      const shared = { reach: 'shared' as const, state: () => history.state(), all: () => history.all(), keep: history.keep.bind(history), remove: history.remove.bind(history), forget: history.forget.bind(history), watch: history.watch.bind(history) };
      const element = await show(shared);
      expect(wordsOf(element)).to.contain('kept by this site, in your account').and.not.contain('this browser');
      expect(allByRole(element, 'button', 'Passphrase')).to.deep.equal([]);
      await plain(element);
    });

    it('a sentence and a way to try again, when the device refuses', async () => {
      let fails = true;
      const history = await filled();
      const all = history.all.bind(history);
      history.all = async () => (fails ? Promise.reject(new PeerError('unavailable')) : all());
      const element = await show(history);
      expect(wordsOf(byRole(element, 'alert'))).to.contain('This does not work right now');
      await plain(element);
      fails = false;
      await click(byRole(element, 'button', 'Try again'));
      await eventually(() => days(element).length === 2);
      expect(allByRole(element, 'alert').map(wordsOf).join('')).to.equal('');
    });
  });

  describe('deletes', () => {
    it('one, says so, and brings it back; the focus goes with it', async () => {
      const history = await filled();
      const element = await show(history);
      await view(element, 'My own words');
      await click(byRole(element, 'button', /^Delete this: .*9:30/));
      await eventually(() => focused()?.textContent === 'Bring it back', 'the focus is on the way back');
      expect(said(element)).to.contain('It is deleted.');
      expect((await history.all()).entries.length).to.equal(3);
      await plain(element);
      await press('Enter');
      await eventually(() => said(element).includes('It is back.'));
      expect((await history.all()).entries.map(({ at }) => at)).to.deep.equal(checkins.map(({ at }) => at));
      expect(nameOf(focused()!)).to.equal('My own words');
    });

    it('some days, and brings them back', async () => {
      const history = await filled();
      const element = await show(history);
      await panel(element, 'Delete');
      setDate(element, 'From', '2026-11-01');
      setDate(element, 'To', '2026-11-20');
      await click(byRole(element, 'button', 'Delete these days'));
      await eventually(() => said(element).includes('It is deleted.'));
      expect((await history.all()).entries.length).to.equal(3);
      await click(byRole(element, 'button', 'Bring it back'));
      await eventually(async () => said(element).includes('It is back.'));
      expect((await history.all()).entries.length).to.equal(4);
    });

    it('everything, only for somebody who said so, and for good', async () => {
      const history = await filled();
      const element = await show(history);
      await panel(element, 'Delete');
      await plain(element);
      await click(byRole(element, 'button', 'Delete everything'));
      await aTimeout(30);
      expect((await history.all()).entries.length).to.equal(4);
      await click(byRole(element, 'checkbox', 'Everything goes, and cannot be brought back'));
      await click(byRole(element, 'button', 'Delete everything'));
      await eventually(() => said(element).includes('Everything is deleted.'));
      expect(await history.state()).to.equal('none');
      expect(wordsOf(element)).to.contain('Nothing is kept here yet');
      expect(nameOf(focused()!)).to.equal('Bring a file');
      expect(allByRole(element, 'button', 'Bring it back')).to.deep.equal([]);
    });
  });

  describe('goes along', () => {
    it('as a file, after saying that a file is not locked, under a name that says nothing', async () => {
      const element = await show(await filled());
      await panel(element, 'Save as a file');
      expect(wordsOf(byRole(element, 'region', 'Save as a file'))).to.contain('A file is not locked').and.contain('Whoever finds it can read it');
      await plain(element);
      const files = await saved(async () => {
        await click(byRole(element, 'button', 'Save a table for a spreadsheet'));
        await click(byRole(element, 'button', 'Save everything, to bring it back later'));
      });
      expect(files.map(({ name }) => name)).to.deep.equal(['notes.csv', 'notes.json']);
      expect(files[0]!.text.startsWith('\ufeff')).to.equal(true);
      expect(files[0]!.text).to.contain('Feelings: Cut off from others, Tired');
      for (const { text } of files) expect(readHistoryFile(text)).to.deep.equal({ checkins, problems: [] });
    });

    it('from one device to another, twice without harm, and names what could not be read', async () => {
      const from = await show(await filled());
      await panel(from, 'Save as a file');
      const [file] = await saved(() => click(byRole(from, 'button', 'Save everything, to bring it back later')));
      const history = onDevice();
      const element = await show(history);
      await panel(element, 'Bring a file');
      await choose(element, file!.text);
      await eventually(() => days(element).length === 2);
      expect(said(element)).to.contain('What could be read of the file is in your history.');
      await choose(element, file!.text.replace('"tired"', '3'));
      await eventually(() => allByRole(element, 'alert').some((each) => wordsOf(each).includes('Row 1: the feelings cannot be read')));
      expect((await history.all()).entries.length).to.equal(4);
      await plain(element);
      await choose(element, 'name,day\n');
      await eventually(() => wordsOf(element).includes('This is no file of check-ins.'));
    });

    it('as a sheet on which only stands what was chosen', async () => {
      const element = await show(await filled());
      await panel(element, 'Print a sheet');
      await plain(element);
      setDate(element, 'From', '2026-11-20');
      await click(byRole(element, 'checkbox', 'Room to write'));
      const printed: string[] = [];
      const { append } = ShadowRoot.prototype;
      // The frame is asked to print as soon as it is filled.
      ShadowRoot.prototype.append = function (this: ShadowRoot, ...nodes: (Node | string)[]) {
        append.apply(this, nodes);
        const page = (nodes[0] as HTMLIFrameElement).contentWindow;
        if (page) page.print = () => void printed.push(`${page.document.title}|${page.document.documentElement.lang}|${page.document.body.innerText}`);
      };
      try {
        for (const times of [1, 2]) {
          await click(byRole(element, 'button', 'Print'));
          await eventually(() => printed.length === times);
          await element.updateComplete;
          await click(byRole(element, 'checkbox', 'My own words'));
        }
      } finally {
        ShadowRoot.prototype.append = append;
      }
      expect(printed[0]).to.match(/^Notes\|en\|/).and.contain('Up before the alarm.').and.contain('Hopeful').and.not.contain('Sad');
      expect(printed[0]!.indexOf('alarm')).to.be.below(printed[0]!.indexOf('Nobody rang'));
      expect(printed[1]).to.contain('Hopeful').and.not.contain('alarm');
      expect(element.shadowRoot!.querySelectorAll('iframe').length).to.be.at.most(1);
      setDate(element, 'From', '2027-01-01');
      await click(byRole(element, 'button', 'Print'));
      expect(said(element)).to.contain('Nothing is kept of these days.');
    });
  });

  describe('with a passphrase', () => {
    async function set(element: CheckinHistory, first: string, second = first) {
      await eventually(() => element.shadowRoot!.querySelector('#again'));
      element.shadowRoot!.querySelector<HTMLElement>('#phrase')!.focus();
      await type(first);
      element.shadowRoot!.querySelector<HTMLElement>('#again')!.focus();
      await type(second);
      await press('Enter');
    }
    const enter = async (element: CheckinHistory, words: string) => {
      element.shadowRoot!.querySelector<HTMLElement>('#phrase')!.focus();
      await type(words);
      await press('Enter');
    };

    it('is locked, and says beforehand that a forgotten one is final', async () => {
      const history = await filled();
      const element = await show(history);
      await panel(element, 'Passphrase');
      expect(wordsOf(byRole(element, 'region', 'Passphrase'))).to.contain('Nobody can bring a forgotten passphrase back').and.contain('traces in the files of this browser');
      await plain(element);
      await set(element, 'short');
      await eventually(() => wordsOf(element).includes('eight signs at least'));
      await set(element, phrase, 'four green umbrella');
      await eventually(() => wordsOf(element).includes('The two are not the same'));
      expect(await history.locking!.has()).to.equal(false);
      await set(element, phrase);
      await eventually(() => said(element).includes('locked with your passphrase from now on'));
      expect(element.shadowRoot!.querySelector<HTMLInputElement>('#phrase')!.value).to.equal('');
      expect(wordsOf(element)).to.contain('They are locked with your passphrase.');
      await click(byRole(element, 'button', 'Lock it now'));
      await eventually(() => wordsOf(element).includes('Your passphrase opens it'));
      expect(focused()!.id).to.equal('phrase');
    });

    async function lockedElement(options = {}) {
      const history = await filled();
      await history.locking!.change(phrase);
      history.locking!.lock();
      return { history, element: await show(history, options) };
    }

    it('shows nothing to whoever comes back when its writer left while it was being opened', async () => {
      const { history, element } = await lockedElement();
      const unlock = history.locking!.unlock.bind(history);
      let opened: Promise<boolean> | undefined;
      history.locking!.unlock = (words) => (opened = unlock(words));
      for (const leave of [() => document.dispatchEvent(new Event('quick-exit')), () => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))]) {
        opened = undefined;
        history.locking!.lock();
        await eventually(() => wordsOf(element).includes('Your passphrase opens it') && byRole(element, 'button', 'Open').getAttribute('aria-disabled') === 'false', 'it is locked');
        element.shadowRoot!.querySelector<HTMLInputElement>('#phrase')!.value = phrase;
        byRole(element, 'button', 'Open').click();
        expect(opened).not.to.equal(undefined);
        leave();
        await opened;
        dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
        await eventually(() => byRole(element, 'button', 'Open').getAttribute('aria-disabled') === 'false', 'it can be tried again');
        expect(await history.state()).to.equal('locked');
        expect(wordsOf(element)).to.not.match(/Cut off|2026|Calendar/);
      }
    });

    it('shows nothing while it is locked, and opens with the right one alone', async () => {
      const { element } = await lockedElement();
      expect(wordsOf(element)).to.not.match(/Cut off|umbrella|2026|Calendar/);
      await plain(element);
      await enter(element, 'something else');
      await eventually(() => wordsOf(element).includes('This is not the passphrase. Nothing has changed'));
      expect(focused()!.id).to.equal('phrase');
      await plain(element);
      await enter(element, phrase);
      await eventually(() => days(element).length === 2);
      expect(nameOf(focused()!)).to.equal('Calendar');
    });

    it('takes the focus from nothing else on the page when it locks', async () => {
      const { history, element } = await lockedElement();
      await enter(element, phrase);
      await eventually(() => days(element).length === 2);
      const other = await fixture<HTMLInputElement>(html`<input aria-label="Elsewhere" />`);
      other.focus();
      history.locking!.lock();
      await eventually(() => wordsOf(element).includes('Your passphrase opens it'));
      expect(focused()).to.equal(other);
    });

    it('can be seen while it is typed, by whoever wants that', async () => {
      const { element } = await lockedElement();
      const field = element.shadowRoot!.querySelector<HTMLInputElement>('#phrase')!;
      expect(field.type).to.equal('password');
      await click(byRole(element, 'checkbox', 'Show what I type'));
      expect(field.type).to.equal('text');
    });

    it('lets whoever forgot it delete everything and begin anew', async () => {
      const { history, element } = await lockedElement();
      await click(element.shadowRoot!.querySelector('summary')!);
      await click(byRole(element, 'checkbox', /cannot be brought back/));
      await click(byRole(element, 'button', 'Delete everything'));
      await eventually(() => wordsOf(element).includes('Nothing is kept here yet'));
      expect(await history.state()).to.equal('none');
    });

    it('takes everything off the page when it locks, also what was just deleted', async () => {
      for (const leave of [() => document.dispatchEvent(new Event('quick-exit')), () => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))]) {
        const { history, element } = await lockedElement();
        await enter(element, phrase);
        await eventually(() => days(element).length === 2);
        await view(element, 'My own words');
        await click(byRole(element, 'button', /^Delete this: .*9:30/));
        await eventually(() => said(element).includes('It is deleted.'));
        leave();
        await eventually(() => wordsOf(element).includes('Your passphrase opens it'));
        expect(element.shadowRoot!.textContent).to.not.contain('alarm');
        expect(allByRole(element, 'button', 'Bring it back')).to.deep.equal([]);
        expect(await history.state()).to.equal('locked');
      }
    });

    it('can be taken away again, and says who can read it then', async () => {
      const { history, element } = await lockedElement();
      await enter(element, phrase);
      await eventually(() => days(element).length === 2);
      await panel(element, 'Passphrase');
      await click(byRole(element, 'button', 'Take the passphrase away'));
      await eventually(() => said(element).includes('Whoever uses this browser can read your history.'));
      expect(await history.locking!.has()).to.equal(false);
    });
  });

  it('is there again when somebody comes back to a page that the browser kept', async () => {
    const element = await show(await filled());
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await element.updateComplete;
    expect(days(element)).to.deep.equal([]);
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await eventually(() => days(element).length === 2);
  });

  it('keeps what somebody was doing when it is moved', async () => {
    const element = await show(await filled());
    await panel(element, 'Delete');
    setDate(element, 'From', '2026-11-01');
    const other = await fixture(html`<div></div>`);
    other.append(element);
    await element.updateComplete;
    await eventually(() => days(element).length === 2);
    expect(element.shadowRoot!.querySelector<HTMLInputElement>('input[type=date]')!.value).to.equal('2026-11-01');
  });

  describe('in other languages and places', () => {
    it('speaks German, with weeks that begin on Monday', async () => {
      const element = await show(await filled(), { lang: 'de' });
      await eventually(() => wordsOf(element).includes('Kalender'));
      expect(byRole(element, 'table', 'November 2026')).to.not.equal(null);
      expect(wordsOf(element.shadowRoot!.querySelector('thead')!)).to.match(/^Mo/);
      await view(element, 'Tabelle');
      expect(wordsOf(element)).to.contain('Abgeschnitten von anderen und Müde'.replace(' und ', ', '));
      await plain(element);
    });

    it('speaks Arabic from right to left', async () => {
      const element = await show(await filled(), { lang: 'ar', dir: 'rtl' });
      await eventually(() => wordsOf(element).includes('التقويم'));
      expect(getComputedStyle(element.shadowRoot!.querySelector('table')!).direction).to.equal('rtl');
      const cells = [...element.shadowRoot!.querySelectorAll('th')];
      expect(cells[0]!.getBoundingClientRect().x).to.be.above(cells[6]!.getBoundingClientRect().x);
      for (const name of ['كلماتي أنا', 'الجدول']) {
        await view(element, name);
        await plain(element);
      }
    });

    it('fits into 280 pixels in every view and panel, with targets that can be hit', async () => {
      const element = await show(await filled(), { width: '280px' });
      const fits = () => {
        for (const each of element.shadowRoot!.querySelectorAll('.base *')) {
          if (each.closest('.scroll') && !each.matches('.scroll')) continue;
          expect(each.getBoundingClientRect().right, each.outerHTML.slice(0, 80)).to.be.at.most(element.getBoundingClientRect().right + 0.5);
        }
        for (const each of element.shadowRoot!.querySelectorAll('button, summary')) {
          const { width, height } = each.getBoundingClientRect();
          expect(Math.min(width, height), each.outerHTML.slice(0, 80)).to.be.at.least(24);
        }
      };
      fits();
      for (const name of ['My own words', 'Table']) {
        await view(element, name);
        fits();
      }
      for (const name of ['Save as a file', 'Print a sheet', 'Bring a file', 'Delete', 'Passphrase']) {
        await panel(element, name);
        fits();
      }
    });

    it('shows in forced colours what is chosen and which days have something', async function () {
      if (!(await emulate({ forcedColors: 'active' }))) return this.skip();
      const element = await show(await filled());
      expect(getComputedStyle(byRole(element, 'button', 'Calendar')).outlineStyle).to.equal('solid');
      expect(getComputedStyle(byRole(element, 'button', 'Table')).outlineStyle).to.equal('none');
      expect(getComputedStyle(byRole(element, 'button', /November 27/)).borderStyle).to.equal('solid');
    });
  });
});

/** Engines differ in the words between date and time. */
function expectedTime(when: string): string {
  const [date, time] = when.split(' at ');
  const instant = Date.parse(`${date} ${time} UTC`);
  return new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(instant).replace(/\s+/g, ' ').trim();
}
