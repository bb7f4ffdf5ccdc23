import { expect, fixture, html } from '@open-wc/testing';
import { helplines } from '../../src/domain/helplines/index.ts';
import type { HelpLine } from '../../src/domain/helplines/types.ts';
import { PeerSupport } from '../../src/elements/peer-support/peer-support.ts';
import '../../src/elements/support-now/define.ts';
import type { SupportNow } from '../../src/elements/support-now/support-now.ts';
import { define } from '../../src/internal/define.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { allByRole, byRole, expectAccessible, focused, nameOf, wordsOf } from '../setup/accessibility.ts';
import { emulate, press, type } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';

const own: HelpLine = {
  name: 'Night line',
  by: 'Companions',
  for: 'everyone',
  ways: [
    { kind: 'call', number: '0113 496 0100', hours: [{ days: ['MO', 'TU', 'WE', 'TH', 'FR'], from: '14:00', to: '20:00', timeZone: 'Europe/Berlin' }] },
    { kind: 'text', number: '0113 496 0101', word: 'HELLO & more', hours: 'always' },
    { kind: 'chat', url: 'https://www.chat.example.org/' },
    { kind: 'site', url: 'https://find.example.org/a' },
    { kind: 'textphone', number: '+44 113 496 0102' },
    { kind: 'sign', url: 'https://sign.example.org/', languages: ['bfi'] },
  ],
  languages: ['en', 'es'],
  interpreters: true,
  source: 'https://example.org/lines',
  checked: '2026-11-01',
};

async function shown(template: unknown): Promise<SupportNow> {
  const element = await fixture<HTMLElement>(template as ReturnType<typeof html>);
  const found = element.localName === 'support-now' ? (element as SupportNow) : element.querySelector<SupportNow>('support-now')!;
  await eventually(() => found.shadowRoot?.querySelector('.base'), 'help is shown');
  await found.updateComplete;
  return found;
}

const links = (element: Element) => allByRole(element, 'link').map(nameOf);
const headings = (element: Element) => allByRole(element, 'heading').map(nameOf);
const hrefOf = (element: Element, name: string | RegExp) => byRole<HTMLAnchorElement>(element, 'link', name).getAttribute('href');

async function choose(element: SupportNow, value: string) {
  const select = byRole<HTMLSelectElement>(element, 'combobox');
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await element.updateComplete;
}

/** Runs a test at another moment. */
async function at(moment: string, test: (to: (later: string) => void) => Promise<void>) {
  const { now } = Date;
  const set = (time: string) => (Date.now = () => Date.parse(time));
  set(moment);
  try {
    await test(set);
  } finally {
    Date.now = now;
  }
}

/** What was said to the console while something ran. */
async function warnings(run: () => Promise<unknown>): Promise<string[]> {
  const told: string[] = [];
  const { warn } = console;
  console.warn = (text: unknown) => told.push(String(text));
  try {
    await run();
  } finally {
    console.warn = warn;
  }
  return told;
}

describe('support-now', () => {
  it('says first what to do in danger, whatever else is there', async () => {
    for (const template of [html`<support-now></support-now>`, html`<support-now helplines="GB IE"></support-now>`, html`<support-now .lines=${[own]}></support-now>`]) {
      expect(wordsOf(await shown(template))).to.match(/^If you or somebody else is in danger now, call your local emergency number\./);
    }
  });

  describe('shows the help lines of countries', () => {
    for (const country of Object.keys(helplines)) {
      it(`${country}: accessibly, with a way to call, its date and its source`, async () => {
        const element = await shown(html`<support-now helplines=${country}></support-now>`);
        for (const { name, ways, source } of helplines[country]!.lines) {
          for (const { kind, number } of ways) if (kind === 'call') expect(links(element)).to.include(`Call ${name}, ${number}`);
          expect(links(element).some((link) => link.startsWith(`Page of ${name}, `)), `${name} ${source}`).to.equal(true);
        }
        const dates = [...element.shadowRoot!.querySelectorAll('[part=checked]')];
        expect(dates.length, 'of lines and of the service for Deaf callers').to.equal(helplines[country]!.lines.length + (helplines[country]!.relay ? 1 : 0));
        for (const date of dates) expect(wordsOf(date)).to.match(/checked/i);
        expect(findScores(element)).to.deep.equal([]);
        await expectAccessible(element);
      });
    }

    it('that the page names, in its order, each with its emergency number', async () => {
      const element = await shown(html`<support-now helplines="ie gb"></support-now>`);
      expect(headings(element).filter((each) => /Ireland|Kingdom/.test(each))).to.deep.equal(['Ireland', 'United Kingdom']);
      expect(hrefOf(element, 'Emergency number, Ireland: 112')).to.equal('tel:112');
      expect(hrefOf(element, 'Emergency number, United Kingdom: 999')).to.equal('tel:999');
    });

    it('under whom they are for', async () => {
      const element = await shown(html`<support-now helplines="GB"></support-now>`);
      expect(headings(element)).to.deep.equal(['United Kingdom', 'For everyone', 'For children and young people', 'If somebody close to you hurts or frightens you']);
    });

    it('that the provider around it names, also later, across shadow roots', async () => {
      define('peer-support', PeerSupport);
      const provider = await fixture<PeerSupport>(html`<peer-support adapter="memory" helplines="IE"><div></div></peer-support>`);
      const element = document.createElement('support-now');
      provider.querySelector('div')!.attachShadow({ mode: 'open' }).append(element);
      await eventually(() => element.shadowRoot?.querySelector('h3'));
      expect(headings(element)[0]).to.equal('Ireland');
      provider.helplines = 'NZ';
      await eventually(() => headings(element)[0] === 'New Zealand');
      provider.setAttribute('helplines', 'AU');
      await eventually(() => headings(element)[0] === 'Australia');
      element.helplines = 'DE';
      await element.updateComplete;
      expect(headings(element)[0]).to.equal('Germany');
    });

    it('that the new provider names, when it was moved', async () => {
      define('peer-support', PeerSupport);
      const box = await fixture(html`<div><peer-support helplines="IE"><support-now></support-now></peer-support><peer-support helplines="US"></peer-support></div>`);
      const element = box.querySelector('support-now')!;
      await eventually(() => headings(element)[0] === 'Ireland');
      box.querySelectorAll('peer-support')[1]!.append(element);
      await eventually(() => headings(element)[0] === 'United States');
      box.querySelector('peer-support')!.helplines = 'CA';
      await element.updateComplete;
      expect(headings(element)[0]).to.equal('United States');
    });

    it('and warns of those that it does not know, and lets the visitor choose', async () => {
      let element!: SupportNow;
      const told = await warnings(async () => {
        element = await shown(html`<support-now helplines="XX"></support-now>`);
        element.requestUpdate();
        await element.updateComplete;
      });
      expect(told.length).to.equal(1);
      expect(told[0]).to.contain('XX').and.contain('GB');
      byRole(element, 'combobox', 'Where are you?');
    });

    it('with the service for Deaf callers', async () => {
      const element = await shown(html`<support-now helplines="GB"></support-now>`);
      expect(wordsOf(element).replace(/[\u2066-\u2069]/g, '')).to.contain('Relay UK connects you to every number here. Dial 18001 before the number.\nWe do not know when this was last checked. It may have changed.');
    });

    it('which says when it was checked, and that this is long ago', async () => {
      const element = await shown(html`<support-now helplines="US"></support-now>`);
      expect(wordsOf(element.shadowRoot!.querySelector('.relay + [part=checked]')!)).to.contain('That is more than 12 months ago');
    });
  });

  describe('never guesses where somebody is', () => {
    it('but asks, with the countries there is something for and another one', async () => {
      const element = await shown(html`<support-now lang="en-GB"></support-now>`);
      expect(links(element)).to.deep.equal([]);
      const options = [...byRole<HTMLSelectElement>(element, 'combobox', 'Where are you?').options].map(({ text }) => text);
      expect(options[0]).to.equal('Choose a country');
      expect(options.at(-1)).to.equal('Another country');
      expect(options.slice(1, -1)).to.deep.equal(['Australia', 'Canada', 'Germany', 'Ireland', 'New Zealand', 'United Kingdom', 'United States']);
      await expectAccessible(element);
    });

    it('and shows what was chosen, tells it, and keeps the focus', async () => {
      const element = await shown(html`<support-now></support-now>`);
      byRole<HTMLSelectElement>(element, 'combobox').focus();
      await choose(element, 'IE');
      expect(headings(element)[0]).to.equal('Ireland');
      expect(hrefOf(element, 'Emergency number, Ireland: 112')).to.equal('tel:112');
      expect(wordsOf(byRole(element, 'status'))).to.equal('The help lines are below.');
      expect(focused()).to.equal(byRole(element, 'combobox'));
      await choose(element, 'US');
      expect(headings(element)).to.include('United States').and.not.include('Ireland');
      await choose(element, '');
      expect(links(element)).to.deep.equal([]);
      expect(wordsOf(element)).to.contain('call your local emergency number');
    });

    it('and is never empty for another country', async () => {
      const element = await shown(html`<support-now></support-now>`);
      await choose(element, 'other');
      expect(wordsOf(element)).to.contain('We have no checked help lines for other countries yet').and.contain('A doctor, a hospital');
      expect(links(element)).to.deep.equal(['Page of Find A Helpline, findahelpline.com', 'Page of Befrienders Worldwide, befrienders.org']);
      await expectAccessible(element);
    });

    it('and asks whether somebody is elsewhere when the page names a country', async () => {
      const element = await shown(html`<support-now helplines="GB"></support-now>`);
      const select = byRole<HTMLSelectElement>(element, 'combobox', 'Are you in another country?');
      expect([...select.options].map(({ value }) => value)).to.not.include('GB');
      await choose(element, 'DE');
      expect(headings(element)).to.include('United Kingdom').and.include('Germany');
    });

    it('by keyboard alone', async () => {
      const element = await shown(html`<support-now></support-now>`);
      await press('Tab');
      expect(focused()).to.equal(byRole(element, 'combobox'));
      await type('I');
      await eventually(() => headings(element)[0] === 'Ireland').catch(async () => {
        // Where typing opens a list instead, the person chooses in it.
        await choose(element, 'IE');
      });
      // WebKit leaves links out of the order of Tab unless it is told otherwise.
      await press('Tab');
      if (focused() === document.body) return;
      expect(nameOf(focused()!)).to.equal('Call Samaritans, 116 123');
    });
  });

  describe('shows help lines of the page', () => {
    it('from a property, before all others', async () => {
      const element = await shown(html`<support-now helplines="IE" .lines=${[own]}></support-now>`);
      expect(headings(element).slice(0, 2)).to.deep.equal(['Help lines this site recommends', 'For everyone']);
      expect(links(element)).to.include('Call Night line, 0113 496 0100');
      await expectAccessible(element);
    });

    it('from JSON inside it, also when that comes later', async () => {
      const element = document.createElement('support-now');
      document.body.append(element);
      await element.updateComplete;
      const script = document.createElement('script');
      script.type = 'application/json';
      script.textContent = JSON.stringify({ lines: [own] });
      element.append(script);
      await eventually(() => links(element).includes('Call Night line, 0113 496 0100'));
      element.remove();
    });

    it('with each way to reach them by a name of its own', async () => {
      const element = await shown(html`<support-now .lines=${[own]}></support-now>`);
      expect(hrefOf(element, 'Call Night line, 0113 496 0100')).to.equal('tel:01134960100');
      expect(hrefOf(element, 'Send a text to Night line, 0113 496 0101')).to.equal('sms:01134960101?body=HELLO%20%26%20more');
      expect(hrefOf(element, 'Chat with Night line, chat.example.org')).to.equal('https://www.chat.example.org/');
      expect(hrefOf(element, 'Find a number with Night line, find.example.org/a')).to.equal('https://find.example.org/a');
      expect(hrefOf(element, 'Call Night line by textphone, +44 113 496 0102')).to.equal('tel:+441134960102');
      expect(hrefOf(element, 'Sign language with Night line, sign.example.org')).to.equal('https://sign.example.org/');
      for (const link of allByRole(element, 'link') as HTMLAnchorElement[]) {
        expect(nameOf(link), 'what is seen is in the name').to.contain(link.textContent!.trim());
        if (link.protocol === 'https:') expect(link.relList.contains('noreferrer') && link.relList.contains('noopener')).to.equal(true);
      }
    });

    it('with their languages, who runs them and for whom', async () => {
      const line: HelpLine = { ...own, by: 'Companions', who: 'women', ages: { from: 16, to: 25 }, area: 'Leeds' };
      const words = wordsOf(await shown(html`<support-now .lines=${[line]}></support-now>`)).replace(/[\u2066-\u2069]/g, '');
      expect(words).to.contain('For women · Ages 16 to 25 · Leeds · Run by Companions');
      expect(words).to.contain('English and Spanish; other languages with an interpreter');
      expect(words).to.contain('Begin with the word HELLO & more');
    });

    it('as plain text, and warns of what cannot be read', async () => {
      const nasty = '<img src=x onerror=alert(1)>';
      let element!: SupportNow;
      const told = await warnings(async () => {
        element = await shown(html`<support-now .lines=${[{ ...own, name: nasty }, { name: 'Nowhere' }, { ...own, ways: [{ kind: 'chat', url: 'javascript:alert(1)' }] }]}></support-now>`);
      });
      expect(links(element)).to.include(`Call ${nasty}, 0113 496 0100`);
      expect(element.shadowRoot!.querySelector('img')).to.equal(null);
      expect([...element.shadowRoot!.querySelectorAll('a')].map((a) => a.protocol)).to.not.include('javascript:');
      expect(told.length).to.equal(1);
      expect(told[0]).to.contain('Nowhere: there is no way to reach it').and.contain('needs a kind');
    });

    it('and warns of JSON that is none, and still helps', async () => {
      const element = document.createElement('support-now');
      element.innerHTML = '<script type="application/json">{ nonsense</script>';
      const told = await warnings(async () => {
        document.body.append(element);
        await element.updateComplete;
      });
      expect(told.join()).to.contain('no JSON');
      byRole(element, 'combobox', 'Where are you?');
      element.remove();
    });

    it('with words of the page beside them, which stay in sight', async () => {
      const element = await shown(html`<support-now helplines="GB"><p slot="note">Our nurse is here until five.</p></support-now>`);
      expect(wordsOf(element)).to.contain('Our nurse is here until five.');
      await choose(element, 'IE');
      expect(wordsOf(element)).to.contain('Our nurse is here until five.');
    });
  });

  describe('says whether somebody answers now', () => {
    const words = (element: Element) => wordsOf(element).replace(/[\u202f\u00a0]/g, ' ').replace(/[\u2066-\u2069]/g, '');

    it('in the visitor’s time, with the hours on the line’s own clock, and keeps it true', async () => {
      // A Friday; Berlin is an hour before UTC. The tests' browsers may be anywhere.
      const local = (moment: string, now: string) => {
        const [at, seen] = [new Date(moment), new Date(now)];
        const day = at.toDateString() === seen.toDateString() ? {} : ({ weekday: 'long' } as const);
        return new Intl.DateTimeFormat('en', { ...day, hour: 'numeric', minute: '2-digit' }).format(at).replace(/\u202f/g, ' ');
      };
      await at('2026-11-27T12:59:00Z', async (to) => {
        const element = await shown(html`<support-now .lines=${[own]}></support-now>`);
        expect(words(element)).to.contain(`Closed now opens ${local('2026-11-27T13:00Z', '2026-11-27T12:59Z')}`);
        expect(words(element)).to.contain('Monday–Friday 2:00 PM–8:00 PM');
        to('2026-11-27T13:00:00Z');
        document.dispatchEvent(new Event('visibilitychange'));
        await element.updateComplete;
        expect(words(element)).to.contain(`Open now until ${local('2026-11-27T19:00Z', '2026-11-27T13:00Z')}`);
        to('2026-11-27T19:00:00Z');
        document.dispatchEvent(new Event('visibilitychange'));
        await element.updateComplete;
        const opens = local('2026-11-30T13:00Z', '2026-11-27T19:00Z');
        expect(opens).to.match(/^(Mon|Tues)day,? (at )?\d/);
        expect(words(element)).to.contain(`Closed now opens ${opens}`);
        await expectAccessible(element);
      });
    });

    it('with the name of the line’s clock only where it differs', async () => {
      const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
      const far = zone === 'Asia/Kathmandu' ? 'America/New_York' : 'Asia/Kathmandu';
      const line = (timeZone: string): HelpLine => ({ ...own, ways: [{ kind: 'call', number: '1', hours: [{ days: ['MO', 'WE'], from: '00:00', to: '00:00', timeZone }] }] });
      expect(words(await shown(html`<support-now .lines=${[line(far)]}></support-now>`))).to.match(/Monday, Wednesday all day\s+\(.*(Nepal|Eastern).*\)/);
      expect(words(await shown(html`<support-now .lines=${[line(zone)]}></support-now>`))).to.match(/Monday, Wednesday all day\n/);
    });

    it('day and night, with no word about hours', async () => {
      const line: HelpLine = { ...own, ways: [{ kind: 'call', number: '1', hours: 'always' }] };
      const said = words(await shown(html`<support-now .lines=${[line]}></support-now>`));
      expect(said).to.contain('Open day and night').and.not.contain('Closed');
    });

    it('and claims nothing where the hours are not known', async () => {
      const line: HelpLine = { ...own, ways: [{ kind: 'call', number: '1' }] };
      expect(words(await shown(html`<support-now .lines=${[line]}></support-now>`))).to.not.match(/open|closed/i);
    });
  });

  describe('says how old its facts are', () => {
    const of = async (checked: string | undefined) => wordsOf((await shown(html`<support-now .lines=${[{ ...own, checked }]}></support-now>`)).shadowRoot!.querySelector('[part=checked]')!);

    it('with the month, and a link to where they are from', async () => {
      await at('2026-11-27T12:00:00Z', async () => {
        expect(await of('2026-11-01')).to.equal('Checked: November 2026. example.org/lines');
        expect(await of('2025-12')).to.equal('Checked: December 2025. example.org/lines');
      });
    });

    it('and warns after twelve months, and where nobody knows', async () => {
      await at('2026-11-27T12:00:00Z', async () => {
        expect(await of('2025-11-20')).to.contain('Last checked: November 2025. That is more than 12 months ago');
        expect(await of(undefined)).to.contain('We do not know when this was last checked');
        expect(await of('2031-01-01')).to.contain('We do not know when this was last checked');
      });
    });
  });

  describe('is there when it is needed', () => {
    it('asks nobody for anything, whatever the visitor does', async () => {
      const element = await shown(html`<support-now helplines="GB"></support-now>`);
      const asked: unknown[] = [];
      const { fetch } = globalThis;
      const { open } = XMLHttpRequest.prototype;
      globalThis.fetch = ((...args: unknown[]) => (asked.push(args), Promise.reject(new Error('offline')))) as typeof fetch;
      XMLHttpRequest.prototype.open = () => void asked.push('xhr');
      // The runner itself listens to its server over a socket; whatever loads shows here. What was loaded before may be told late.
      const began = performance.now();
      try {
        for (const value of ['IE', 'US', 'CA', 'AU', 'NZ', 'DE', 'other']) await choose(element, value);
        await new Promise((resolve) => setTimeout(resolve, 100));
      } finally {
        globalThis.fetch = fetch;
        XMLHttpRequest.prototype.open = open;
      }
      expect(asked).to.deep.equal([]);
      expect(performance.getEntriesByType('resource').filter(({ startTime }) => startTime >= began).map(({ name }) => name)).to.deep.equal([]);
    });

    it('shows what stands inside it until then, also while a translation is on its way', async () => {
      const box = await fixture<HTMLElement>(html`<div lang="de"></div>`);
      const element = document.createElement('support-now');
      element.innerHTML = '<p>Rufen Sie an: 0800 000</p>';
      box.append(element);
      expect(wordsOf(element)).to.contain('Rufen Sie an');
      await eventually(() => wordsOf(element).includes('Wo sind Sie?'));
      expect(wordsOf(element)).to.not.contain('Rufen Sie an');
    });

    it('helps in English where a translation does not come', async () => {
      const element = document.createElement('support-now');
      element.lang = 'de';
      // A line so slow that nothing ever comes, without waiting for one.
      Object.defineProperty(element, 'language', { value: { asked: 'en', locale: 'en', dir: 'ltr' } });
      const slow = Object.getPrototypeOf(Object.getPrototypeOf(element)) as { scheduleUpdate(): Promise<void> };
      const { scheduleUpdate } = slow;
      let arrive!: () => void;
      slow.scheduleUpdate = () => new Promise<void>((resolve) => (arrive = resolve));
      try {
        document.body.append(element);
        await eventually(() => wordsOf(element).includes('Where are you?'), 'help is shown in English');
        slow.scheduleUpdate = scheduleUpdate;
        arrive();
        await element.updateComplete;
        expect(wordsOf(element)).to.contain('Where are you?');
      } finally {
        slow.scheduleUpdate = scheduleUpdate;
        element.remove();
      }
    });

    for (const [language, dir, where, call] of [
      ['de', 'ltr', 'Vereinigtes Königreich', 'Samaritans anrufen, 116 123'],
      ['ar', 'rtl', 'المملكة المتحدة', 'الاتصال بخدمة Samaritans، 116 123'],
    ] as const) {
      it(`speaks ${language}, accessibly`, async () => {
        const element = await shown(html`<div lang=${language} dir=${dir}><support-now helplines="GB"></support-now></div>`);
        await eventually(() => headings(element)[0] === where);
        expect(links(element)).to.include(call);
        expect(element.shadowRoot!.querySelector('[part=base]')!.getAttribute('dir')).to.equal(dir);
        await expectAccessible(element);
      });
    }

    it('fits 280 pixels', async () => {
      const box = await fixture<HTMLElement>(html`<div style="inline-size: 280px"><support-now helplines="GB US DE" .lines=${[own]}></support-now></div>`);
      await shown(html`<support-now></support-now>`);
      const element = box.querySelector('support-now')!;
      await eventually(() => element.shadowRoot?.querySelector('h3'));
      for (const each of element.shadowRoot!.querySelectorAll<HTMLElement>('*')) {
        if (each.matches('.unseen')) continue;
        expect(Math.round(each.getBoundingClientRect().right), each.outerHTML.slice(0, 80)).to.be.at.most(Math.round(box.getBoundingClientRect().right));
      }
    });

    it('is accessible in the dark and in forced colours', async function () {
      for (const settings of [{ colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
        if (!(await emulate(settings))) this.skip();
        document.documentElement.style.colorScheme = 'light dark';
        try {
          await expectAccessible(await shown(html`<support-now helplines="GB" .lines=${[own]}></support-now>`));
        } finally {
          document.documentElement.style.colorScheme = '';
        }
      }
    });

    it('prints the help lines and their hours, without the choice of a country and what is open now', async function () {
      const element = await shown(html`<support-now helplines="GB"></support-now>`);
      expect(wordsOf(element)).to.match(/(Open|Closed) now/);
      if (!(await emulate({ media: 'print' }))) this.skip();
      expect(wordsOf(element)).to.contain('116 123').and.contain('Open day and night').and.match(/Every day 7:00/);
      expect(wordsOf(element)).to.not.match(/Are you in another country\?|(Open|Closed) now/);
    });
  });
});
