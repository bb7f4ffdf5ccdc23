import { expect, fixture, html } from '@open-wc/testing';
import '../../src/elements/quick-exit/define.ts';
import type { QuickExit } from '../../src/elements/quick-exit/quick-exit.ts';
import { allByRole, byRole, expectAccessible, focused, wordsOf } from '../setup/accessibility.ts';
import { click, emulate, press } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';

/** Where tests go to: a page of this server that is not the one that was left. */
const elsewhere = () => `${location.origin}/demo/demo.css?elsewhere`;

const ready = (element: QuickExit) => eventually(() => element.shadowRoot?.querySelector('.base'), 'the way out is there');

interface Frame {
  frame: HTMLIFrameElement;
  window: Window & typeof globalThis;
  document: Document;
  exit: QuickExit;
  /** Events that asked the page to forget. */
  asked: Event[];
}

/** A page of its own in a frame, which leaves by itself: the window around it is the tests' own. */
async function page(body = `<quick-exit href="${elsewhere()}"></quick-exit>`): Promise<Frame> {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'inline-size: 600px; block-size: 300px';
  frame.srcdoc = `<!doctype html><html lang="en"><title>Stories of survivors</title><body>${body}<script type="module" src="/src/elements/quick-exit/define.ts"></script>`;
  frames.push(frame);
  document.body.append(frame);
  await new Promise((resolve) => (frame.onload = resolve));
  const window = frame.contentWindow as Frame['window'];
  const exit = frame.contentDocument!.querySelector('quick-exit')!;
  await ready(exit);
  for (const each of frame.contentDocument!.querySelectorAll('quick-exit')) Object.defineProperty(each, 'whole', { value: frame.contentWindow, configurable: true });
  const asked: Event[] = [];
  frame.contentDocument!.addEventListener('quick-exit', (event) => asked.push(event));
  return { frame, window, document: frame.contentDocument!, exit, asked };
}

const frames: HTMLIFrameElement[] = [];
afterEach(() => frames.splice(0).forEach((frame) => frame.remove()));

const linkIn = (exit: QuickExit) => exit.shadowRoot!.querySelector<HTMLAnchorElement>('a') ?? exit.querySelector('a')!;
const lit = (exit: QuickExit) => exit.shadowRoot!.querySelectorAll('.on').length;
const arrived = ({ frame }: Frame) => eventually(() => frame.contentWindow!.location.href === elsewhere(), 'the other page is there');

/** Presses and lets go of keys in a page. */
function keys({ document, window }: Pick<Frame, 'document' | 'window'>, ...codes: string[]) {
  for (const code of codes) {
    const key = code.startsWith('Shift') || !code ? 'Shift' : code.replace('Key', '');
    for (const type of ['keydown', 'keyup']) document.body.dispatchEvent(new window.KeyboardEvent(type, { key, code, bubbles: true, composed: true }));
  }
}

const left = 'ShiftLeft';
const right = 'ShiftRight';

describe('quick-exit', () => {
  describe('is a link', () => {
    it('that says what it does, and where it leads', async () => {
      const element = await fixture<QuickExit>(html`<quick-exit></quick-exit>`);
      const link = byRole<HTMLAnchorElement>(element, 'link', 'Leave this page now');
      expect(link.href).to.equal('https://www.wikipedia.org/');
      expect([...link.relList].sort()).to.deep.equal(['nofollow', 'noopener', 'noreferrer']);
      await expectAccessible(element);
    });

    it('of the page’s own, which works before and without JavaScript', async () => {
      const element = await fixture<QuickExit>(html`<quick-exit><a href="https://weather.example.org/" rel="noreferrer">To the weather</a></quick-exit>`);
      expect(allByRole(element, 'link').length).to.equal(1);
      expect(byRole<HTMLAnchorElement>(element, 'link', 'To the weather').href).to.equal('https://weather.example.org/');
      await expectAccessible(element);
    });

    it('to http and https only', async () => {
      const told: string[] = [];
      const { warn } = console;
      console.warn = (text: string) => told.push(text);
      try {
        for (const href of ['javascript:alert(1)', 'data:text/html,x', 'mailto:a@example.org', '/here', 'nonsense']) {
          const element = await fixture<QuickExit>(html`<quick-exit href=${href}></quick-exit>`);
          expect(byRole<HTMLAnchorElement>(element, 'link').href).to.equal('https://www.wikipedia.org/');
        }
        const element = await fixture<QuickExit>(html`<quick-exit href="http://old.example.org"></quick-exit>`);
        expect(byRole<HTMLAnchorElement>(element, 'link').href).to.equal('http://old.example.org/');
      } finally {
        console.warn = warn;
      }
      expect(told.length).to.be.greaterThan(4);
    });

    it('at once, in English, before any translation has come', async () => {
      const element = document.createElement('quick-exit');
      element.lang = 'de';
      document.body.append(element);
      await Promise.resolve();
      expect(byRole(element, 'link', 'Leave this page now')).to.be.instanceOf(HTMLAnchorElement);
      await eventually(() => allByRole(element, 'link', 'Diese Seite sofort verlassen').length);
      element.remove();
    });

    it('that a keyboard reaches first, with a ring that is seen', async function () {
      const box = await fixture(html`<div><quick-exit></quick-exit><button>After</button></div>`);
      const link = byRole(box, 'link');
      await press('Tab');
      // WebKit leaves links out of the order of Tab unless it is told otherwise.
      if (focused() !== link) this.skip();
      await eventually(() => getComputedStyle(link).outlineStyle === 'solid', 'the ring is seen');
      expect(parseFloat(getComputedStyle(link).outlineWidth)).to.be.at.least(2);
    });

    it('of 44 pixels', async () => {
      for (const template of [html`<quick-exit></quick-exit>`, html`<quick-exit><a href="https://weather.example.org/">Go</a></quick-exit>`]) {
        const element = await fixture<QuickExit>(template);
        expect(linkIn(element).getBoundingClientRect().height).to.be.at.least(44);
      }
    });

    it('and says honestly what it cannot do, for those who want to know', async () => {
      const element = await fixture<QuickExit>(html`<quick-exit></quick-exit>`);
      const summary = element.shadowRoot!.querySelector('summary')!;
      expect(wordsOf(summary)).to.equal('This does not clear your history');
      await click(summary);
      expect(wordsOf(element)).to.contain('It cannot clear the history of your browser, files you saved, or what programs that watch this device have seen.');
      await expectAccessible(element);
    });

    it('accessibly in forced colours and in the dark', async function () {
      for (const settings of [{ forcedColors: 'active' }, { colorScheme: 'dark' }] as const) {
        if (!(await emulate(settings))) this.skip();
        for (const template of [html`<quick-exit></quick-exit>`, html`<quick-exit><a href="https://weather.example.org/">Go</a></quick-exit>`]) {
          const element = await fixture<QuickExit>(template);
          await expectAccessible(element);
          // What stands behind words in forced colours is the page's colour, whatever the background is.
          const plate = getComputedStyle(document.documentElement.appendChild(Object.assign(document.createElement('p'), { style: 'color: Canvas' }))).color;
          document.documentElement.lastElementChild!.remove();
          if ('forcedColors' in settings) expect(getComputedStyle(linkIn(element)).color).to.not.equal(plate);
        }
      }
    });

    it('that is not printed', async function () {
      const element = await fixture<QuickExit>(html`<quick-exit></quick-exit>`);
      if (!(await emulate({ media: 'print' }))) this.skip();
      expect(allByRole(element, 'link')).to.deep.equal([]);
    });

    it('in a box that is as wide as its words', async () => {
      for (const style of ['float: left', 'display: inline-block', 'display: flex; justify-content: space-between', 'inline-size: min-content']) {
        const box = await fixture<HTMLElement>(html`<div style=${style}><quick-exit></quick-exit></div>`);
        const plate = linkIn(box.querySelector('quick-exit')!).getBoundingClientRect();
        expect(plate.width, style).to.be.at.least(80);
        expect(plate.height, style).to.be.within(44, 120);
      }
    });

    it('in 280 pixels', async () => {
      const box = await fixture<HTMLElement>(html`<div lang="de" style="inline-size: 280px"><quick-exit></quick-exit></div>`);
      const element = box.querySelector('quick-exit')!;
      await eventually(() => allByRole(element, 'link', 'Diese Seite sofort verlassen').length);
      for (const each of element.shadowRoot!.querySelectorAll<HTMLElement>('.row *')) expect(each.getBoundingClientRect().right).to.be.at.most(box.getBoundingClientRect().right + 1);
    });
  });

  describe('leaves', () => {
    it('at a press: the page is covered and hidden in the same moment, and another takes its place', async () => {
      const there = await page(`<p>A story</p><dialog open>Private</dialog><quick-exit href="${elsewhere()}"></quick-exit>`);
      const before = history.length;
      linkIn(there.exit).click();
      const { body, documentElement, title } = there.document;
      expect(getComputedStyle(body).display).to.equal('none');
      expect(body.getAttribute('aria-hidden')).to.equal('true');
      const sheet = documentElement.lastElementChild!;
      expect([sheet.getAttribute('role'), sheet.textContent]).to.deep.equal(['alert', 'One moment …']);
      const { width, height } = sheet.getBoundingClientRect();
      expect(width >= 600 && height >= 300, `${width} × ${height}`).to.equal(true);
      expect(title).to.equal(location.hostname);
      await arrived(there);
      expect(history.length).to.equal(before);
    });

    it('at a press on the link of the page', async () => {
      const there = await page(`<quick-exit><a href="${elsewhere()}">Go</a></quick-exit>`);
      linkIn(there.exit).click();
      expect(getComputedStyle(there.document.body).display).to.equal('none');
      await arrived(there);
    });

    it('at a press with Control, in this window too', async () => {
      const there = await page();
      const event = new there.window.MouseEvent('click', { bubbles: true, composed: true, cancelable: true, ctrlKey: true });
      expect(linkIn(there.exit).dispatchEvent(event)).to.equal(false);
      await arrived(there);
    });

    it('with the whole window, where a page builder put it into a frame', async () => {
      const there = await page();
      const gone: string[] = [];
      Object.defineProperty(there.exit, 'whole', { value: { location: { replace: (address: string) => gone.push(address) } } });
      linkIn(there.exit).click();
      expect(gone).to.deep.equal([elsewhere()]);
      await arrived(there);
    });

    it('by itself, where its frame may not move the window', async () => {
      const there = await page();
      const refuse = () => {
        throw new DOMException('not allowed', 'SecurityError');
      };
      Object.defineProperty(there.exit, 'whole', { value: { location: { replace: refuse } } });
      linkIn(there.exit).click();
      await arrived(there);
    });

    it('when the page’s own code asks for it', async () => {
      const there = await page();
      there.exit.leave();
      await arrived(there);
    });

    it('and asks the page to forget, with an event that carries nothing and cannot be stopped', async () => {
      const there = await page(`<div id="box"></div><quick-exit href="${elsewhere()}"></quick-exit>`);
      linkIn(there.exit).click();
      expect(there.asked.length).to.equal(1);
      const [event] = there.asked as [Event];
      expect([event.bubbles, event.composed, event.cancelable]).to.deep.equal([true, true, false]);
      expect(Object.keys(event).filter((name) => name !== 'isTrusted')).to.deep.equal([]);
      await arrived(there);
    });

    it('and clears what was typed', async () => {
      const there = await page(`
        <form><input name="reset" value="as it was"><textarea>as it was</textarea><select><option>a<option>b</select></form>
        <textarea id="alone"></textarea><input type="hidden" value="token"><quick-exit href="${elsewhere()}"></quick-exit>`);
      const fields = [...there.document.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), textarea')];
      for (const field of fields) field.value = 'my private words';
      there.document.querySelector('select')!.selectedIndex = 1;
      linkIn(there.exit).click();
      expect(fields.map(({ value }) => value)).to.deep.equal(['as it was', 'as it was', '']);
      expect(there.document.querySelector('select')!.selectedIndex).to.equal(0);
      expect(there.document.querySelector<HTMLInputElement>('[type=hidden]')!.value).to.equal('token');
      await arrived(there);
    });

    it('without a question, whatever the page asks of those who leave', async () => {
      const there = await page();
      const held: unknown[] = [];
      there.window.addEventListener('beforeunload', (event) => {
        event.preventDefault();
        event.returnValue = 'Do not go';
        held.push(event.defaultPrevented, event.returnValue);
      });
      there.window.onbeforeunload = () => 'Do not go';
      linkIn(there.exit).click();
      await arrived(there);
      expect(held).to.deep.equal([false, '']);
    });

    it('once, however often it is asked to', async () => {
      const there = await page();
      linkIn(there.exit).click();
      there.exit.leave();
      keys(there, left, left, left);
      expect(there.asked.length).to.equal(1);
      await arrived(there);
    });
  });

  describe('leaves when Shift is pressed three times', () => {
    it('with real keys, telling how many are left, in lights and in words', async () => {
      const there = await page(`<button>Here</button><quick-exit href="${elsewhere()}"></quick-exit>`);
      // However long it takes to press a key three times, it is within five seconds.
      const pressed = there.window.Date.now();
      there.window.Date.now = () => pressed;
      there.window.focus();
      there.document.querySelector('button')!.focus();
      const status = () => there.exit.shadowRoot!.querySelector('[role=status]')!.textContent;
      expect([lit(there.exit), status()]).to.deep.equal([0, '']);
      await press('Shift');
      await eventually(() => lit(there.exit) === 1, 'one light');
      expect(status()).to.equal('Press that key 2 more times to leave this page.');
      await press('Shift');
      await eventually(() => lit(there.exit) === 2, 'two lights');
      expect(status()).to.equal('Press that key 1 more time to leave this page.');
      const [on, off] = ['.on', 'i:not(.on)'].map((each) => getComputedStyle(there.exit.shadowRoot!.querySelector(each)!));
      expect(on!.borderStartStartRadius, 'another shape, not only another colour').to.not.equal(off!.borderStartStartRadius);
      await press('Shift');
      await arrived(there);
    });

    it('the left one and the right one, in turn and both at once', async () => {
      const turn = await page();
      keys(turn, left, right, left);
      await arrived(turn);
      const both = await page();
      const send = (type: string, code: string) => both.document.body.dispatchEvent(new both.window.KeyboardEvent(type, { key: 'Shift', code, bubbles: true }));
      for (let time = 0; time < 2; time += 1) {
        send('keydown', left);
        send('keydown', right);
        send('keyup', left);
        send('keyup', right);
      }
      await arrived(both);
    });

    it('also while somebody writes', async () => {
      const there = await page(`<textarea></textarea><quick-exit href="${elsewhere()}"></quick-exit>`);
      const field = there.document.querySelector('textarea')!;
      field.focus();
      for (let time = 0; time < 3; time += 1) {
        for (const type of ['keydown', 'keyup']) field.dispatchEvent(new there.window.KeyboardEvent(type, { key: 'Shift', code: left, bubbles: true, composed: true }));
      }
      await arrived(there);
    });

    const stays: [why: string, act: (there: Frame) => void][] = [
      ['for capital letters', ({ document, window }) => {
        for (let time = 0; time < 4; time += 1) {
          for (const [type, key, code] of [['keydown', 'Shift', left], ['keydown', 'A', 'KeyA'], ['keyup', 'A', 'KeyA'], ['keyup', 'Shift', left]]) {
            document.body.dispatchEvent(new window.KeyboardEvent(type!, { key, code, bubbles: true }));
          }
        }
      }],
      ['for a keyboard on a screen, which presses Shift by itself', (there) => keys(there, '', '', '', '')],
      ['for letters that come without keys between', (there) => {
        keys(there, left, left);
        there.document.body.dispatchEvent(new there.window.InputEvent('beforeinput', { bubbles: true, composed: true }));
        keys(there, left);
      }],
      ['for Shift and the mouse', (there) => {
        for (let time = 0; time < 4; time += 1) {
          there.document.body.dispatchEvent(new there.window.KeyboardEvent('keydown', { key: 'Shift', code: left, bubbles: true }));
          there.document.body.dispatchEvent(new there.window.PointerEvent('pointerdown', { bubbles: true }));
          there.document.body.dispatchEvent(new there.window.KeyboardEvent('keyup', { key: 'Shift', code: left, bubbles: true }));
        }
      }],
      ['for a screen reader that moves the focus with Shift and a letter of its own', (there) => {
        const buttons = [...there.document.querySelectorAll('button')];
        for (let time = 0; time < 4; time += 1) {
          there.document.body.dispatchEvent(new there.window.KeyboardEvent('keydown', { key: 'Shift', code: left, bubbles: true }));
          buttons[time % 2]!.focus();
          there.document.body.dispatchEvent(new there.window.KeyboardEvent('keyup', { key: 'Shift', code: left, bubbles: true }));
        }
      }],
      ['for Escape', ({ document, window }) => {
        for (let time = 0; time < 4; time += 1) for (const type of ['keydown', 'keyup']) document.body.dispatchEvent(new window.KeyboardEvent(type, { key: 'Escape', code: 'Escape', bubbles: true }));
      }],
    ];
    for (const [why, act] of stays) {
      it(`and stays ${why}`, async () => {
        const there = await page(`<button>One</button><button>Two</button><quick-exit href="${elsewhere()}"></quick-exit>`);
        act(there);
        await there.exit.updateComplete;
        expect(there.asked).to.deep.equal([]);
        expect(getComputedStyle(there.document.body).display).to.not.equal('none');
      });
    }

    it('and says so when it is not', async () => {
      const there = await page();
      const { now } = there.window.Date;
      keys(there, left);
      await there.exit.updateComplete;
      expect(lit(there.exit)).to.equal(1);
      there.window.Date.now = () => now() + 6000;
      keys(there, 'KeyA');
      await there.exit.updateComplete;
      expect(lit(there.exit)).to.equal(0);
      expect(there.exit.shadowRoot!.querySelector('[role=status]')!.textContent).to.equal('You stay on this page.');
    });

    it('speaks once, where there are two ways out on a page', async () => {
      const there = await page(`<quick-exit href="${elsewhere()}"></quick-exit><quick-exit href="${elsewhere()}"></quick-exit>`);
      const both = [...there.document.querySelectorAll('quick-exit')];
      await ready(both[1]!);
      keys(there, left);
      await Promise.all(both.map((each) => each.updateComplete));
      expect(both.map(lit)).to.deep.equal([1, 1]);
      expect(both.map((each) => each.shadowRoot!.querySelector('[role=status]')!.textContent).filter(Boolean).length).to.equal(1);
      keys(there, left, left);
      expect(there.asked.length).to.equal(1);
      await arrived(there);
    });

    it('and no more once it was taken away', async () => {
      const there = await page();
      there.exit.remove();
      keys(there, left, left, left);
      expect(there.asked).to.deep.equal([]);
    });
  });

  describe('when somebody presses Back', () => {
    it('a page that the browser kept is covered at once, forgets, and is loaded anew', async () => {
      const there = await page(`<textarea></textarea><quick-exit href="${elsewhere()}"></quick-exit>`);
      const field = there.document.querySelector('textarea')!;
      field.value = 'my private words';
      const again = new Promise((resolve) => (there.frame.onload = resolve));
      there.window.dispatchEvent(new there.window.PageTransitionEvent('pageshow', { persisted: true }));
      expect(getComputedStyle(there.document.body).display).to.equal('none');
      expect(field.value).to.equal('');
      expect(there.asked.length).to.equal(1);
      await again;
      expect(there.frame.contentDocument!.querySelector('textarea')!.value).to.equal('');
      expect(getComputedStyle(there.frame.contentDocument!.body).display).to.not.equal('none');
    });

    it('and what is typed after that stays where the way out is put elsewhere in the page', async () => {
      const there = await page(`<textarea></textarea><quick-exit href="${elsewhere()}"></quick-exit>`);
      there.window.performance.getEntriesByType = () => [{ type: 'back_forward' } as unknown as PerformanceEntry];
      const field = there.document.querySelector('textarea')!;
      field.value = 'left from before';
      there.window.dispatchEvent(new there.window.PageTransitionEvent('pageshow', { persisted: false }));
      expect(field.value).to.equal('');
      field.value = 'a question to the shop';
      there.document.body.append(there.exit);
      there.exit.remove();
      there.document.body.prepend(there.exit);
      expect(field.value).to.equal('a question to the shop');
    });

    it('and a page that is loaded as usual keeps what is typed', async () => {
      const there = await page(`<textarea></textarea><quick-exit href="${elsewhere()}"></quick-exit>`);
      const field = there.document.querySelector('textarea')!;
      field.value = 'my private words';
      there.window.dispatchEvent(new there.window.PageTransitionEvent('pageshow', { persisted: false }));
      expect(field.value).to.equal('my private words');
      expect(there.asked).to.deep.equal([]);
    });
  });
});
