import { expect, html } from '@open-wc/testing';
import type { RecordOf } from '../../src/adapters/adapter.ts';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { credentialHash, receiptCredential } from '../../src/client/receipt.ts';
import { paragraphs } from '../../src/domain/paragraphs.ts';
import { wordsOfSecret } from '../../src/domain/receipt.ts';
import type { StoryPause } from '../../src/elements/story-share/pause.ts';
import type { StoryShare } from '../../src/elements/story-share/story-share.ts';
import { payloads as all, refused } from '../setup/payloads.ts';
import { eventually } from '../setup/until.ts';
import { backend, read, story as storyOf } from './stories.ts';
import { page, settings } from './story-share-page.ts';

/** The whole corpus goes through one engine; a part of each kind through the others, which run the same code of ours. */
const payloads = all.filter((_, at) => /Chrome\//.test(navigator.userAgent) || at % 4 === 0);

/** Many texts to go through a form together, the longest by themselves. */
function batches(): string[][] {
  const batches: string[][] = [];
  let size = Infinity;
  for (const { text } of payloads) {
    if (size + text.length > 4000 || batches.at(-1)!.length === 40) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)!.push(text);
    size += text.length;
  }
  return batches;
}

const cut = (text: string, most: number): string => (text.length <= most ? text : [...text].slice(0, most / 2).join(''));
const shown = (text: string) => paragraphs(text.trim());
/** What a field makes of the ends of lines. */
const typed = (text: string) => text.replace(/\r\n?/g, '\n');

/** Whatever is inside, through every shadow root. */
function* inside(root: ParentNode): Generator<Element> {
  for (const each of root.querySelectorAll('*')) {
    yield each;
    if (each.shadowRoot) yield* inside(each.shadowRoot);
  }
}

const rootOf = (element: Element) => element.shadowRoot!;
const wordsIn = (root: ParentNode, selector = '.words') => [...root.querySelectorAll(selector)].map((words) => [...words.children].map(({ textContent }) => textContent));

/** Nothing ran, nothing was made of words, nothing points anywhere, and nobody but the staff looks like them. */
class Watch {
  readonly #names = new Set<string>();
  readonly #page = document.querySelectorAll('script, iframe, img, link, meta, base, style').length;

  /** What is here now is made by us: words that harm nobody are shown. */
  learns(element: Element) {
    for (const { localName } of inside(rootOf(element))) this.#names.add(localName);
  }

  expect(element: Element, { staff = 0 } = {}) {
    const all = [...inside(rootOf(element))];
    expect([...new Set(all.map(({ localName }) => localName))].filter((name) => !this.#names.has(name))).to.deep.equal([]);
    for (const each of all) {
      for (const { name, value } of each.attributes) {
        expect(/^(on|style$|src|action|formaction|xlink)/.test(name), `${each.localName} has ${name}`).to.equal(false);
        if (name === 'href') expect(/^(https:|tel:|sms:|mailto:)/.test(value), value).to.equal(true);
      }
    }
    expect(all.filter((each) => each.matches('.staff, [part~=staff]')).length).to.equal(staff);
    expect(document.querySelectorAll('script, iframe, img, link, meta, base, style').length).to.equal(this.#page);
    expect((globalThis as { ran?: unknown }).ran).to.equal(undefined);
  }
}

const heading = (share: StoryShare) => rootOf(share).querySelector('h3[tabindex]')?.textContent ?? '';
const find = <E extends HTMLElement>(share: StoryShare, selector: string) => rootOf(share).querySelector<E>(selector)!;

/** Presses what goes on, and waits for what comes. */
async function on(share: StoryShare, to: string, selector = '.main') {
  find(share, selector).click();
  for (const late = Date.now() + 8000; heading(share) !== to; ) {
    if (Date.now() > late) throw new Error(`“${to}” does not come; it is at “${heading(share)}”: ${rootOf(share).querySelector('.alert')?.textContent}`);
    await new Promise((resolve) => setTimeout(resolve));
    // Words that sound like distress bring support first.
    rootOf(share).querySelector<StoryPause>('story-pause')?.goOn?.();
  }
  await share.updateComplete;
}

async function fill(share: StoryShare, id: string, words: string) {
  const field = find<HTMLTextAreaElement>(share, `#${id}`);
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await share.updateComplete;
}

async function click(share: StoryShare, selector: string) {
  find(share, selector).click();
  await new Promise((resolve) => setTimeout(resolve));
  await share.updateComplete;
}

const glasses = (share: StoryShare) => find(share, 'story-glasses');

/** The glasses have looked when nothing comes any more. */
const looked = async (share: StoryShare) => {
  await eventually(() => glasses(share)?.shadowRoot?.querySelector('.text'));
  await new Promise((resolve) => setTimeout(resolve, 20));
};

/** From what is being written to what readers will see, with these words. */
async function toPreview(share: StoryShare, text: string, { first = true, watch }: { first?: boolean; watch?: Watch } = {}) {
  const short = cut(text, 5000);
  await fill(share, 'text', text);
  await fill(share, 'helped', short);
  expect(find<HTMLTextAreaElement>(share, '#text').value).to.equal(typed(text));
  await on(share, 'Look at it once more');
  await looked(share);
  watch?.expect(share);
  await on(share, 'What it is about');
  await fill(share, 'own-topics', cut(text.replaceAll(',', ' '), 100));
  await fill(share, 'own-notes', cut(text, 100));
  watch?.expect(share);
  await on(share, 'Who may read it');
  if (first) {
    await click(share, '#readers-everyone');
    await click(share, '#consent-publish');
  }
  await on(share, 'This is what readers will see');
  const preview = find(share, '.preview');
  if (preview.querySelector('[aria-expanded=false]')) await click(share, '.preview [part=open]');
  const [words] = wordsIn(find(share, '.preview'));
  expect(words).to.deep.equal(shown(typed(text)));
  watch?.expect(share);
}

const harmless = 'My son Daniel and I lived at 12 Mill Street, Leeds. Call 07700 900123.\n\nIt got better.';
const backToWriting = ['Who may read it', 'What it is about', 'Look at it once more', 'Write, in your own time'];
const backButton = '.acts .main + button';

/** Somebody before the empty page, who knows what words look like that harm nobody. */
async function writer() {
  const { share, adapter } = await page();
  const watch = new Watch();
  await on(share, 'Before you write');
  await on(share, 'Write, in your own time');
  await toPreview(share, harmless);
  for (const back of backToWriting) {
    watch.learns(share);
    await on(share, back, backButton);
    if (back === 'Look at it once more') await eventually(() => glasses(share).shadowRoot?.querySelector('mark'));
  }
  const again = async () => {
    for (const back of backToWriting) await on(share, back, backButton);
  };
  return { share, adapter, watch, again };
}

let owners = 0;

/** A story with these words, and what was said about it in the same words. */
async function sent(texts: readonly string[]) {
  const secret = new Uint8Array(16).fill((owners += 1));
  const hash = await credentialHash(await receiptCredential(secret));
  const text = texts.join('\n\n');
  const said = texts.map((each) => cut(each, 5000));
  const month = new Date().toISOString().slice(0, 7);
  const short = cut(text, 100);
  const sending: RecordOf<'sendings'> = { id: 'mine', text, helped: cut(text, 5000), topics: [short], notes: [short], language: 'en', answers: true, state: 'changes-asked', audience: 'everyone', consents: [{ purpose: 'publish', version: '1' }], message: said.at(-1)! };
  const messages = said.flatMap((each, at) => (['writer', 'staff'] as const).map((from) => ({ id: `${from}${at}`, sending: 'mine', from, text: each, month })));
  const replies = said.map((each, at) => ({ id: `r${at}`, text: each, language: 'en', month, sending: 'mine', offered: true }));
  const his = (records: readonly { id: string }[]) => Object.fromEntries(records.map(({ id }) => [id, hash]));
  const adapter = memoryAdapter({ settings, records: { sendings: [sending], messages, replies }, owners: { sendings: { mine: hash }, messages: his(messages), replies: his(replies) } });
  return { adapter, receipt: wordsOfSecret(secret).join(' '), text, said, sending };
}

/** What the receipt opens, with every part of it open. */
async function opened(texts: readonly string[]) {
  const it = await sent(texts);
  const { share } = await page({ adapter: it.adapter });
  await on(share, 'Open your story', '.acts button:last-child');
  await fill(share, 'receipt-words', it.receipt);
  await on(share, 'Your story');
  for (const panel of rootOf(share).querySelectorAll<HTMLElement>('.panel > button')) panel.click();
  const copy = [...rootOf(share).querySelectorAll('.panel')].at(-1)!;
  await eventually(() => rootOf(share).querySelector('.mine') && rootOf(share).querySelector('.reply') && copy.querySelector('.inside button'), 'all of it is read');
  await share.updateComplete;
  return { share, ...it };
}

/** The same things in any order, whatever they are. Says little of a failure, which would fill many pages. */
function same(seen: unknown[], meant: unknown[]) {
  const [there, wanted] = [seen, meant].map((all) => all.map((each) => JSON.stringify(each)).sort()) as [string[], string[]];
  const at = wanted.findIndex((each, i) => each !== there[i]);
  expect([there.length, there[at]]).to.deep.equal([wanted.length, wanted[at]]);
}

const textsOf = (root: ParentNode, selector: string) => [...root.querySelectorAll(selector)].map(({ textContent }) => textContent);

async function everything(list: Element & { updateComplete: Promise<unknown> }, many: number) {
  const root = rootOf(list);
  const articles = () => [...root.querySelectorAll('article.story')];
  for (let there = articles().length; there < many; there = articles().length) {
    root.querySelector<HTMLElement>('.more button')!.click();
    await eventually(() => articles().length > there, 'more stories come');
  }
  for (const open of root.querySelectorAll<HTMLElement>('[part=open]')) open.click();
  await eventually(() => !root.querySelector('[part=open][aria-expanded=false]'), 'every story is open');
  root.querySelector<HTMLElement>('[part=filter] summary')!.click();
  await eventually(() => root.querySelector('#theme'), 'the choices are there');
  for (const report of [...root.querySelectorAll<HTMLElement>('[data-panel=report]')].slice(0, 40)) {
    report.click();
    await eventually(() => report.getAttribute('aria-expanded') === 'true');
  }
  for (const reason of root.querySelectorAll<HTMLElement>('.report .reasons label:nth-of-type(4) input')) reason.click();
  await eventually(() => root.querySelector('.passage'), 'sentences can be marked');
  await list.updateComplete;
  return articles();
}

describe('whatever somebody writes', function () {
  this.timeout(120_000);

  it('is shown letter for letter while it is written, looked through and previewed, and nothing of it runs', async () => {
    const { share, watch, again } = await writer();
    for (const texts of batches()) {
      await toPreview(share, texts.join('\n\n'), { first: false, watch });
      await again();
    }
  });

  it('is shown letter for letter to its owner, with what others wrote; and is taken along, changed and sent as it is', async () => {
    const files: { type: string; text: Promise<string> }[] = [];
    const { createObjectURL } = URL;
    const { click: press } = HTMLAnchorElement.prototype;
    URL.createObjectURL = (blob: Blob) => {
      files.push({ type: blob.type, text: blob.text() });
      return 'blob:none';
    };
    HTMLAnchorElement.prototype.click = () => {};
    try {
      const watch = new Watch();
      watch.learns((await opened([harmless])).share);
      watch.learns((await writer()).share);
      for (const texts of batches()) {
        const { share, adapter, text, said, sending } = await opened(texts);
        const root = rootOf(share);
        same(wordsIn(root), [...said, text, sending.helped!].map(shown));
        same(textsOf(root, '.mine .said-words'), said);
        same(textsOf(root, '.staff .said-words'), said);
        watch.expect(share, { staff: said.length });
        files.length = 0;
        for (const save of [...root.querySelectorAll('.panel')].at(-1)!.querySelectorAll<HTMLElement>('.inside button')) save.click();
        const [asText, asData] = await Promise.all(files.map((file) => file.text));
        expect(asText!.startsWith(`${text}\n\n`)).to.equal(true);
        const data = JSON.parse(asData!) as { sending: unknown; messages: { from: string; text: string }[] };
        expect(data.sending).to.deep.equal(sending);
        same(data.messages.filter(({ from }) => from === 'writer').map((each) => each.text), said);
        same(data.messages.filter(({ from }) => from === 'staff').map((each) => each.text), said);
        expect(files.map(({ type }) => type)).to.deep.equal(['text/plain;charset=utf-8', 'application/json']);

        await on(share, 'Change your words');
        expect(find<HTMLTextAreaElement>(share, '#text').value).to.equal(typed(text));
        // The longest went through the steps above, and take browsers seconds to draw.
        if (texts.length === 1) {
          share.closest('peer-support')!.remove();
          continue;
        }
        await toPreview(share, text, { first: false });
        await on(share, 'Your change has arrived');
        expect(adapter.snapshot('sendings').map((each) => each.text)).to.deep.equal([typed(text).trim()]);
        watch.expect(share);
        share.closest('peer-support')!.remove();
      }
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = press;
    }
  });

  it('is read letter for letter by others, whether it is a story, a theme, a note, a sentence or what helped', async () => {
    const watch = new Watch();
    const plain = ['plain', 'other'].map((id) => storyOf(id, { text: harmless.repeat(20), helped: 'That.', topics: ['Sleep'], notes: id === 'plain' ? [] : ['death'], line: 'It got better.' }));
    const first = await read(backend(plain));
    await everything(first, plain.length);
    await eventually(() => rootOf(first).querySelector('.others'));
    watch.learns(first);
    first.remove();

    const stories = payloads.map(({ text }, at) => {
      const short = cut(text, 100).trim() || 'short';
      return storyOf(`p${at}`, { text, helped: cut(text, 5000), topics: [short], notes: at % 2 ? [short] : [], line: cut(text, 300) });
    });
    const list = await read(backend(stories), html`<story-list limit="200"></story-list>`);
    const articles = await everything(list, stories.length);
    watch.expect(list);
    same(articles.map((article) => wordsIn(article, ':scope > .words, .helped .words')), stories.map(({ text, helped }) => [shown(text), shown(helped!)]));
    const root = rootOf(list);
    same(textsOf(root, 'h3 .topic bdi'), stories.flatMap(({ topics }) => topics));
    same(textsOf(root, '[part=notes] bdi'), stories.flatMap(({ notes }) => notes));
    same([...root.querySelectorAll<HTMLOptionElement>('#theme option')].map(({ value }) => value), ['', ...new Set(stories.flatMap(({ topics }) => topics))]);
    for (const passage of root.querySelectorAll('.passage')) {
      const { text } = stories.find((each) => JSON.stringify(shown(each.text)) === JSON.stringify(wordsIn(passage.closest('article')!)[0]))!;
      expect(textsOf(passage, 'bdi').join('').replace(/\s/g, '')).to.equal(text.replace(/\s/g, ''));
    }
  });

  it('is not sent where it is no text or too long, and is still there', async () => {
    const { share, adapter, again } = await writer();
    for (const text of refused) {
      await fill(share, 'text', text);
      const blank = !text.trim();
      if (blank || [...text].length > 20_000) {
        await click(share, '.main');
        await eventually(() => rootOf(share).querySelector('.alert'));
        expect(rootOf(share).querySelector('.alert')!.textContent).to.contain(blank ? 'There are no words yet.' : 'This is longer than can be sent');
      } else {
        await toPreview(share, text, { first: false });
        await on(share, 'It was not taken');
        await on(share, 'This is what readers will see');
        await again();
      }
      expect(find<HTMLTextAreaElement>(share, '#text').value).to.equal(text);
    }
    expect(adapter.snapshot('sendings')).to.deep.equal([]);
  });
});
