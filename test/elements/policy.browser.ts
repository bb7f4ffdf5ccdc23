import { expect } from '@open-wc/testing';
import type { PeerSupport } from '../../src/elements/peer-support/peer-support.ts';
import { staff } from '../adapters/samples.ts';
import { startBackend } from '../setup/backend.ts';
import { eventually } from '../setup/until.ts';
import { as, circle, filled as withCheckins } from './circle.ts';
import { filled, onDevice } from './history.ts';

type Portal = Window & typeof globalThis & { violations: string[] };

/** A portal with the strictest policy, in a frame. */
async function portal(src: string) {
  const frame = document.createElement('iframe');
  frame.style.width = '800px';
  frame.src = `/strict/clinic.html?src=${encodeURIComponent(src)}`;
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  const opened = async () => {
    await eventually(() => find(frame, 'story-share')?.querySelector('.main'), 'the place to write is there');
    await eventually(() => find(frame, 'story-list')?.querySelector('.help'), 'the stories are there');
  };
  await opened();
  return { frame, opened };
}

const windowOf = (frame: HTMLIFrameElement) => frame.contentWindow as Portal;
const find = (frame: HTMLIFrameElement, tag: string) => frame.contentDocument!.querySelector(tag)?.shadowRoot;

/** Presses what goes on, until another heading is there. */
async function on(frame: HTMLIFrameElement, selector = '.main') {
  const share = find(frame, 'story-share')!;
  const before = share.querySelector('h3[tabindex]')!.textContent;
  share.querySelector<HTMLElement>(selector)!.click();
  await eventually(() => share.querySelector('h3[tabindex]') && share.querySelector('h3[tabindex]')!.textContent !== before && share.querySelector('.main'), `“${before}” goes`);
}

async function tick(frame: HTMLIFrameElement, id: string) {
  const box = () => find(frame, 'story-share')!.querySelector<HTMLInputElement>(`#${id}`)!;
  box().click();
  await eventually(() => box().checked);
}

async function sends(frame: HTMLIFrameElement, words: string) {
  await on(frame);
  await on(frame);
  const share = find(frame, 'story-share')!;
  const field = share.querySelector<HTMLTextAreaElement>('#text')!;
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await on(frame);
  await eventually(() => share.querySelector('story-glasses')?.shadowRoot?.querySelector('mark'));
  await on(frame);
  await on(frame);
  await tick(frame, 'readers-everyone');
  await tick(frame, 'consent-publish');
  await on(frame);
  await on(frame);
  await eventually(() => share.querySelector('#saved'), 'the story has arrived');
  share.querySelector<HTMLElement>('.card button')!.click();
  await eventually(() => share.querySelectorAll('#receipt li').length === 12);
}

async function publishes(frame: HTMLIFrameElement) {
  const { client } = frame.contentDocument!.querySelector<PeerSupport>('peer-support')!;
  const as = { credential: { kind: 'staff', token: staff.token } as const };
  const { items } = await client!.collection('sendings').list({}, as);
  const { id } = items[0]!;
  await client!.collection('claims').create({ sending: id }, as);
  const { rev } = (await client!.collection('sendings').get(id, as))!;
  await client!.collection('decisions').create({ sending: id, rev: rev!, decision: 'publish' }, as);
}

describe('under the strictest policy, with two copies of Lit and a backend elsewhere', function () {
  this.timeout(60_000);

  it('a story is written, sent, published and read, help is there, and nothing is done against the policy', async () => {
    const { src, stop } = await startBackend();
    const { frame, opened } = await portal(src);
    try {
      await sends(frame, 'For a year my son Daniel did not sleep. Then he did.');
      await publishes(frame);
      const before = windowOf(frame).violations;
      frame.contentWindow!.location.reload();
      await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      await opened();
      await eventually(() => find(frame, 'story-list')!.querySelector('.words')?.textContent.includes('did not sleep'), 'the story is read');
      const { document: page } = windowOf(frame);
      await eventually(() => find(frame, 'support-now')!.querySelector('a[href^=tel]'), 'help lines are shown');
      expect(page.querySelector<HTMLAnchorElement>('quick-exit a')!.href).to.equal('https://www.wikipedia.org/');
      expect(page.querySelector('host-card')!.shadowRoot!.textContent).to.equal('Open from Monday to Friday');
      for (const tag of ['story-share', 'story-list', 'support-now', 'quick-exit', 'peer-support']) expect(windowOf(frame).customElements.get(tag), tag).to.be.a('function');
      expect([...before, ...windowOf(frame).violations]).to.deep.equal([]);

      // The policy is there, and what is done against it is heard.
      expect(() => windowOf(frame).eval('1')).to.throw();
      await eventually(() => windowOf(frame).violations.length, 'a violation is heard');
    } finally {
      frame.remove();
      await stop();
    }
  });
});

describe('under the strictest policy, a history of check-ins', () => {
  it('is shown, locked, saved and printed, and nothing is done against the policy', async () => {
    const frame = document.createElement('iframe');
    frame.style.width = '600px';
    frame.src = '/strict/history.html';
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    try {
      const root = () => find(frame, 'checkin-history')!;
      const press = async (selector: string) => {
        await eventually(() => root()?.querySelector(selector), selector);
        root().querySelector<HTMLElement>(selector)!.click();
      };
      await eventually(() => root()?.querySelector('.kept'), 'the history is there');
      Object.assign(frame.contentDocument!.querySelector('checkin-history')!, { source: await filled() });
      await press('.day');
      await eventually(() => root().querySelector('.entry'), 'a day is open');
      await press('.acts button:nth-of-type(2)');
      let printed = '';
      const { prototype } = windowOf(frame).ShadowRoot;
      const { append } = prototype;
      prototype.append = function (this: ShadowRoot, ...nodes: (Node | string)[]) {
        append.apply(this, nodes);
        const page = (nodes[0] as HTMLIFrameElement).contentWindow!;
        page.print = () => (printed = `${page.getComputedStyle(page.document.querySelector('.words')!).whiteSpace}: ${page.document.body.innerText}`);
      };
      await press('.panel form button');
      await eventually(() => printed, 'it is printed');
      expect(printed).to.match(/^(pre-line|collapse preserve-breaks|preserve-breaks): /).and.contain('Nobody rang');
      await press('.acts button:nth-of-type(1)');
      // A real download takes the keys from the page in some browsers, for all that comes after it.
      let saved = '';
      windowOf(frame).HTMLAnchorElement.prototype.click = function () {
        saved = this.download;
      };
      await press('.panel button');
      await eventually(() => saved, 'it is saved');
      await press('.acts button:nth-of-type(5)');
      await eventually(() => root().querySelector('#again'), 'the place for a passphrase');
      for (const id of ['phrase', 'again']) root().querySelector<HTMLInputElement>(`#${id}`)!.value = 'four green umbrellas';
      await press('.panel form .row button');
      await press('.panel > .row button');
      await eventually(() => root().querySelector('details'), 'it is locked');
      expect(windowOf(frame).violations).to.deep.equal([]);
    } finally {
      frame.remove();
    }
  });
});

describe('under the strictest policy, a check-in', () => {
  it('is written, with all that comes on demand, and nothing is done against the policy', async () => {
    const frame = document.createElement('iframe');
    frame.style.width = '600px';
    frame.src = '/strict/checkin.html';
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    try {
      const root = () => find(frame, 'peer-checkin')!;
      const press = async (selector: string, then: string) => {
        await eventually(() => root()?.querySelector(selector), selector);
        root().querySelector<HTMLElement>(selector)!.click();
        await eventually(() => root().querySelector(then), then);
      };
      Object.assign(frame.contentDocument!.querySelector('peer-checkin') ?? {}, { history: onDevice() });
      await press('#feeling-cut-off', '.aside');
      await press('.field ~ p button', '#energy-steady');
      await press('.help button', 'support-now');
      await press('.main', '.step > p button');
      expect(windowOf(frame).violations).to.deep.equal([]);
    } finally {
      frame.remove();
    }
  });
});

describe('under the strictest policy, a group', () => {
  it('is read, answered, reported and left, and nothing is done against the policy', async () => {
    const place = await circle();
    await withCheckins(place);
    const frame = document.createElement('iframe');
    frame.style.width = '600px';
    frame.src = '/strict/group.html';
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    try {
      const root = () => find(frame, 'group-today')!;
      const press = async (selector: string, then: string) => {
        root().querySelector<HTMLElement>(selector)!.click();
        await eventually(() => root().querySelector(then), then);
      };
      await eventually(() => root(), 'the element is there');
      Object.assign(frame.contentDocument!.querySelector('peer-support')!, { adapter: as(place, 'ben') });
      await eventually(() => root().querySelector('.entry'), 'the group is there');
      await press('.answer', '.answer[aria-pressed=true]');
      await press('.report-now', '.report');
      await press('[data-below=greet]', '.panel input');
      await press('[data-below=leave]', '#sure');
      await press('.help button', 'support-now');
      expect(windowOf(frame).violations).to.deep.equal([]);
    } finally {
      frame.remove();
    }
  });
});
