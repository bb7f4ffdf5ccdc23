import { expect } from '@open-wc/testing';
import type { PeerSupport } from '../../src/elements/peer-support/peer-support.ts';
import { staff } from '../adapters/samples.ts';
import { startBackend } from '../setup/backend.ts';
import { waitUntil } from './stories.ts';

type Portal = Window & typeof globalThis & { violations: string[] };

/** A portal with the strictest policy, in a frame. */
async function portal(src: string) {
  const frame = document.createElement('iframe');
  frame.style.width = '800px';
  frame.src = `/strict/clinic.html?src=${encodeURIComponent(src)}`;
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  const opened = async () => {
    await waitUntil(() => find(frame, 'story-share')?.querySelector('.main'), 'the place to write is there');
    await waitUntil(() => find(frame, 'story-list')?.querySelector('.help'), 'the stories are there');
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
  await waitUntil(() => share.querySelector('h3[tabindex]') && share.querySelector('h3[tabindex]')!.textContent !== before && share.querySelector('.main'), `“${before}” goes`);
}

async function tick(frame: HTMLIFrameElement, id: string) {
  const box = () => find(frame, 'story-share')!.querySelector<HTMLInputElement>(`#${id}`)!;
  box().click();
  await waitUntil(() => box().checked);
}

async function sends(frame: HTMLIFrameElement, words: string) {
  await on(frame);
  await on(frame);
  const share = find(frame, 'story-share')!;
  const field = share.querySelector<HTMLTextAreaElement>('#text')!;
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await on(frame);
  await waitUntil(() => share.querySelector('story-glasses')?.shadowRoot?.querySelector('mark'));
  await on(frame);
  await on(frame);
  await tick(frame, 'readers-everyone');
  await tick(frame, 'consent-publish');
  await on(frame);
  await on(frame);
  await waitUntil(() => share.querySelector('#saved'), 'the story has arrived');
  share.querySelector<HTMLElement>('.card button')!.click();
  await waitUntil(() => share.querySelectorAll('#receipt li').length === 12);
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
      await waitUntil(() => find(frame, 'story-list')!.querySelector('.words')?.textContent.includes('did not sleep'), 'the story is read');
      const { document: page } = windowOf(frame);
      await waitUntil(() => find(frame, 'support-now')!.querySelector('a[href^=tel]'), 'help lines are shown');
      expect(page.querySelector<HTMLAnchorElement>('quick-exit a')!.href).to.equal('https://www.wikipedia.org/');
      expect(page.querySelector('host-card')!.shadowRoot!.textContent).to.equal('Open from Monday to Friday');
      for (const tag of ['story-share', 'story-list', 'support-now', 'quick-exit', 'peer-support']) expect(windowOf(frame).customElements.get(tag), tag).to.be.a('function');
      expect([...before, ...windowOf(frame).violations]).to.deep.equal([]);

      // The policy is there, and what is done against it is heard.
      expect(() => windowOf(frame).eval('1')).to.throw();
      await waitUntil(() => windowOf(frame).violations.length, 'a violation is heard');
    } finally {
      frame.remove();
      await stop();
    }
  });
});
