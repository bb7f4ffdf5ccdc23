import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { PeerError, type PeerErrorCode } from '../../src/client/errors.ts';
import { credentialHash, receiptCredential } from '../../src/client/receipt.ts';
import { wordsOfSecret } from '../../src/domain/receipt.ts';
import type { StoryPause } from '../../src/elements/story-share/pause.ts';
import type { StoryShare } from '../../src/elements/story-share/story-share.ts';
import { allByRole, expectAccessible, nameOf } from '../setup/accessibility.ts';
import { emulate } from '../setup/page.ts';
import { eventually } from '../setup/until.ts';
import { page, scoresIn, settings } from './story-share-page.ts';

const secret = new Uint8Array(16).fill(3);
const hash = await credentialHash(await receiptCredential(secret));
const languages = ['en', 'de', 'ar'] as const;

const heading = (share: StoryShare) => share.shadowRoot!.querySelector('h3[tabindex], story-pause');

/** Works by the order and the ids of things, so that it finds its way in every language. */
class Visitor {
  readonly share: StoryShare;

  constructor(share: StoryShare) {
    this.share = share;
  }

  async press(selector: string) {
    await eventually(() => this.share.shadowRoot!.querySelector(selector), selector);
    const before = heading(this.share)?.textContent;
    this.share.shadowRoot!.querySelector<HTMLElement>(selector)!.click();
    await eventually(() => heading(this.share)?.textContent !== before || heading(this.share)?.localName === 'story-pause', `“${before}” goes`);
    await this.share.updateComplete;
  }

  async on(times: number) {
    for (let time = 0; time < times; time += 1) {
      await this.press('.main');
      const pause = this.share.shadowRoot!.querySelector('story-pause');
      if (pause) (pause as StoryPause).goOn!();
      if (pause) await eventually(() => this.share.shadowRoot!.querySelector('h3[tabindex]'));
    }
  }

  async fill(id: string, text: string) {
    const field = this.share.shadowRoot!.querySelector<HTMLTextAreaElement>(`#${id}`)!;
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await this.share.updateComplete;
  }

  async tick(id: string) {
    const box = this.share.shadowRoot!.querySelector<HTMLInputElement>(`#${id}`)!;
    box.click();
    await eventually(() => box.checked);
    await this.share.updateComplete;
  }
}

/** From the beginning to a step: 1 before, 2 write, 3 look, 4 about, 5 readers, 6 preview, 7 sent. */
async function to(visitor: Visitor, step: number) {
  await visitor.on(Math.min(step, 2));
  if (step > 1) await visitor.fill('text', 'For a year my son Daniel did not sleep. Then he did.');
  if (step > 2) await visitor.on(Math.min(step, 5) - 2);
  if (step > 5) {
    await visitor.tick('readers-everyone');
    await visitor.tick('consent-publish');
    await visitor.on(step - 5);
  }
  // While it is on its way, there is one button at most: to call it off.
  if (step > 6) await eventually(() => visitor.share.shadowRoot!.querySelector('.step > .acts > .main + button'), 'it is known what became of it');
}

function failing(code: PeerErrorCode) {
  const adapter = memoryAdapter({ settings });
  adapter.create = () => Promise.reject(new PeerError(code));
  return adapter;
}

const sending = { id: 'mine', text: 'The garden helped me.', topics: ['Sleep'], notes: [], language: 'en', answers: true, state: 'changes-asked', audience: 'everyone', consents: [], message: 'Thank you.' } as const;
const place = () =>
  memoryAdapter({
    settings,
    records: {
      sendings: [{ ...sending, topics: [], notes: [], consents: [], state: 'changes-asked' }],
      messages: [{ id: 'm', sending: 'mine', from: 'staff', text: 'Thank you.', month: '2026-11' }],
      answers: [{ id: 'a', kind: 'thank-you', sending: 'mine', month: '2026-11' }],
    },
    owners: { sendings: { mine: hash }, messages: { m: hash }, answers: { a: hash } },
  });

async function opened(visitor: Visitor) {
  await visitor.press('.acts button:last-child');
  await visitor.fill('receipt-words', wordsOfSecret(secret).join(' '));
  await visitor.on(1);
}

const states: Record<string, { adapter?: () => ReturnType<typeof memoryAdapter>; over?: Partial<typeof settings>; show: (visitor: Visitor) => unknown }> = {
  beginning: { show: () => {} },
  closed: { over: { moderators: [] }, show: () => {} },
  'before writing': { show: (visitor) => to(visitor, 1) },
  write: { show: (visitor) => to(visitor, 2) },
  pause: {
    show: async (visitor) => {
      await to(visitor, 2);
      await visitor.fill('text', 'I want to kill myself. Ich will mich umbringen.');
      await visitor.press('.main');
      await eventually(() => allByRole(visitor.share, 'link').length);
    },
  },
  glasses: { show: (visitor) => to(visitor, 3) },
  about: { show: (visitor) => to(visitor, 4) },
  readers: { show: async (visitor) => (await to(visitor, 5), visitor.tick('readers-everyone')) },
  problem: {
    show: async (visitor) => {
      await to(visitor, 5);
      await visitor.tick('readers-everyone');
      visitor.share.shadowRoot!.querySelector<HTMLElement>('.main')!.click();
      await eventually(() => allByRole(visitor.share, 'alert').length);
    },
  },
  preview: { show: (visitor) => to(visitor, 6) },
  waiting: { adapter: () => failing('rate-limited'), show: (visitor) => to(visitor, 7) },
  unknown: { adapter: () => failing('timeout'), show: (visitor) => to(visitor, 7) },
  refused: { adapter: () => failing('invalid'), show: (visitor) => to(visitor, 7) },
  sent: {
    show: async (visitor) => {
      await to(visitor, 7);
      visitor.share.shadowRoot!.querySelector<HTMLElement>('.card button')!.click();
      await visitor.share.updateComplete;
    },
  },
  afterwards: { show: async (visitor) => (await to(visitor, 7), await visitor.tick('saved'), visitor.on(1)) },
  'help lines': {
    show: async (visitor) => {
      visitor.share.shadowRoot!.querySelector<HTMLElement>('.help button')!.click();
      await eventually(() => allByRole(visitor.share, 'link').length > 1);
    },
  },
  door: { show: (visitor) => visitor.press('.acts button:last-child') },
  owner: {
    adapter: place,
    show: async (visitor) => {
      await opened(visitor);
      for (const panel of visitor.share.shadowRoot!.querySelectorAll<HTMLElement>('.panel > button')) panel.click();
      await eventually(() => visitor.share.shadowRoot!.querySelector('[part=staff]'));
    },
  },
  change: { adapter: place, show: async (visitor) => (await opened(visitor), visitor.on(1)) },
  withdrawing: {
    adapter: place,
    show: async (visitor) => {
      await opened(visitor);
      visitor.share.shadowRoot!.querySelector<HTMLElement>('.acts [aria-expanded]')!.click();
      await visitor.share.updateComplete;
    },
  },
};

async function shown(name: string, lang: string) {
  const { adapter, over, show } = states[name]!;
  const { share } = await page({ lang, topics: 'Sleep', ...(adapter && { adapter: adapter() }), ...(over && { over }) });
  await show(new Visitor(share));
  await share.updateComplete;
  return share;
}

describe('story-share, in every state', () => {
  for (const name of Object.keys(states)) {
    it(`${name}: can be used by everybody, keeps no score, and is all in the language of the page`, async () => {
      const english = new Set<string>();
      for (const lang of languages) {
        const share = await shown(name, lang);
        await expectAccessible(share);
        expect(scoresIn(share), lang).to.deep.equal([]);
        const names = ['button', 'textbox', 'checkbox', 'radio', 'combobox'].flatMap((role) => allByRole(share, role)).map(nameOf);
        expect(names.length, lang).to.be.greaterThan(0);
        expect(names.filter((each) => !each), lang).to.deep.equal([]);
        for (const each of names) if (lang === 'en') english.add(each);
        // Themes of the page stay as they are written, and so does what is the same word.
        if (lang !== 'en') expect(names.filter((each) => english.has(each) && !/^(Sleep|Themen?|Text)$/.test(each)), lang).to.deep.equal([]);
      }
    });
  }

  it('is read on dark pages and in forced colours too', async function () {
    if (!(await emulate({ colorScheme: 'dark' }))) this.skip();
    document.documentElement.style.colorScheme = 'dark';
    try {
      for (const name of ['readers', 'sent', 'owner']) await expectAccessible(await shown(name, 'en'));
      await emulate({ colorScheme: 'dark', forcedColors: 'active' });
      for (const name of ['readers', 'owner']) await expectAccessible(await shown(name, 'en'), { except: ['color-contrast'] });
    } finally {
      document.documentElement.style.colorScheme = '';
    }
  });

  for (const name of Object.keys(states)) {
    it(`${name}: fits into a column of 280 pixels, also from right to left`, async () => {
      for (const lang of ['en', 'ar']) {
        const share = await shown(name, lang);
        share.parentElement!.style.cssText = 'display: block; inline-size: 280px';
        await share.updateComplete;
        const base = share.shadowRoot!.querySelector('.base')!;
        const wide = [...base.querySelectorAll('*')].filter((each) => each.scrollWidth > 281).map((each) => `${each.localName}.${each.className} ${each.scrollWidth}: ${each.textContent!.slice(0, 60)}`);
        expect(base.scrollWidth, `${lang} ${wide.join(' | ')}`).to.be.at.most(base.clientWidth);
      }
    });
  }
});
