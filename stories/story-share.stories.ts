import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import type { PeerAdapter } from '../src/adapters/adapter.ts';
import { monthOf, monthsAfter } from '../src/domain/retention.ts';
import '../src/elements/story-share/define.ts';
import type { StoryPause } from '../src/elements/story-share/pause.ts';
import type { StoryShare } from '../src/elements/story-share/story-share.ts';
import { changeFailing, failing, place, reading, receipt, withSending, words } from './share.ts';
import { until } from './until.ts';

interface Args {
  adapter: PeerAdapter;
  group?: string;
  topics?: string;
}

const meta: Meta<Args> = {
  title: 'Elements/story-share',
  component: 'story-share',
  render: ({ adapter, group, topics }, { loaded }) => html`<peer-support .adapter=${loaded.adapter ?? adapter}>
    <story-share group=${group ?? nothing} topics=${topics ?? nothing}><p>Write to us: <a href="mailto:stories@companions.example.org">stories@companions.example.org</a>.</p></story-share>
  </peer-support>`,
};
export default meta;
type Story = StoryObj<Args>;

type Play = (context: { canvasElement: HTMLElement }) => Promise<void>;

/** Presses, fills in and goes on by the ids and the order of things, so that it works in every language. */
class Visitor {
  readonly share: StoryShare;

  constructor(canvas: HTMLElement) {
    this.share = canvas.querySelector('story-share')!;
  }

  find = <E extends HTMLElement>(selector: string) => until(() => this.share.shadowRoot?.querySelector<E>(selector));

  /** Presses the button that goes on, once or several times, each after another heading has come. */
  async on(times = 1) {
    for (let time = 0; time < times; time += 1) await this.press('.main');
  }

  async press(selector: string) {
    const button = await this.find(selector);
    const heading = () => this.share.shadowRoot!.querySelector<HTMLElement>('h3[tabindex], story-pause');
    const before = heading()?.textContent;
    button.click();
    const after = await until(() => (heading()?.textContent === before && heading()?.localName === 'h3' ? null : heading()));
    // A language that is not read well enough brings a pause with it.
    if (after.localName === 'story-pause') (after as StoryPause).goOn!();
    await this.find('h3[tabindex]');
    await this.share.updateComplete;
  }

  async fill(id: string, text: string) {
    const field = await this.find<HTMLTextAreaElement>(`#${id}`);
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await this.share.updateComplete;
  }

  async tick(id: string) {
    const box = await this.find<HTMLInputElement>(`#${id}`);
    box.click();
    await until(() => box.checked || null);
    await this.share.updateComplete;
  }
}

/** From the beginning to one of the steps: 1 before, 2 write, 3 look, 4 about, 5 readers, 6 preview, 7 sent. */
const to = (step: number, text = words, then?: (visitor: Visitor) => Promise<void>): Play => async ({ canvasElement }) => {
  const visitor = new Visitor(canvasElement);
  await visitor.on(Math.min(step, 2));
  if (step > 1) await visitor.fill('text', text);
  if (step > 2) {
    await visitor.fill('helped', 'Earth under my nails.');
    await visitor.on(Math.min(step, 5) - 2);
  }
  if (step > 5) {
    await visitor.tick('readers-everyone');
    await visitor.tick('consent-publish');
    await visitor.on(step - 5);
  }
  await then?.(visitor);
};

/** With the receipt, to what it opens; then what is behind some of the buttons. */
const opened = (...panels: number[]): Play => async ({ canvasElement }) => {
  const visitor = new Visitor(canvasElement);
  await visitor.press('.acts button:last-child');
  await visitor.fill('receipt-words', receipt);
  await visitor.on();
  for (const at of panels) (await visitor.find(`.panel:nth-of-type(${at}) > button`)).click();
  await visitor.share.updateComplete;
};

/** A new place for each showing: what was sent before is not there. */
const fresh = (make: () => PeerAdapter | Promise<PeerAdapter>): Pick<Story, 'loaders'> => ({ loaders: [async () => ({ adapter: await make() })] });
const there = fresh(() => place());

/** What anybody should know before the first word. */
export const Beginning: Story = { ...there };
/** Nobody could read it, so nothing is taken; whoever sent something before still opens it. */
export const Closed: Story = { ...fresh(() => place({ moderators: [] })) };
/** Ground rules, ages, the limits of confidentiality, who reads it and when. */
export const BeforeYouWrite: Story = { ...there, play: to(1) };
/** Somebody of the staff is at their desk. */
export const SomebodyIsReading: Story = { ...fresh(reading), play: to(1) };
/** Beginnings, themes and rules of the space. */
export const OwnBeginnings: Story = { ...fresh(() => place({ moderation: 'two', prompts: ['What would you tell a neighbour?'], topics: ['Garden', 'Neighbours'] })), play: to(2) };
export const Write: Story = { ...there, play: to(2) };
/** Words that support fits to: it stands beside them at once. */
export const SupportBeside: Story = { ...there, play: to(2, 'I do not want to live any more. I have thought about how to end it.', async (visitor) => void (await visitor.find('.beside'))) };
/** On going on, it stops being a form for a moment. */
export const Pause: Story = {
  ...there,
  play: to(2, 'I do not want to live any more.', async (visitor) => {
    (await visitor.find('.main')).click();
    await visitor.find('story-pause');
  }),
};
/** What could tell who somebody is. */
export const PrivacyGlasses: Story = { ...there, play: to(3) };
export const About: Story = { ...there, args: { topics: 'First weeks, Sleep, Work' }, play: to(4) };
/** The smallest circle comes first. */
export const OnlyMe: Story = { ...there, play: to(5) };
export const Readers: Story = { ...there, args: { group: 'leeds' }, play: to(5, words, (visitor) => visitor.tick('readers-everyone')) };
/** A yes is missing. */
export const ReadersWithoutConsent: Story = {
  ...there,
  play: to(5, words, async (visitor) => {
    await visitor.tick('readers-everyone');
    (await visitor.find('.main')).click();
    await visitor.find('.alert');
  }),
};
export const Preview: Story = { ...there, play: to(6) };
/** A receipt in the text is stopped. */
export const ReceiptInText: Story = {
  ...there,
  play: to(2, `They gave me this: ${receipt}`, async (visitor) => {
    (await visitor.find('.main')).click();
    await visitor.find('.alert');
  }),
};
/** Arrived: the receipt is there, and hidden. */
export const Sent: Story = { ...there, play: to(7) };
export const ReceiptShown: Story = { ...there, play: to(7, words, async (visitor) => void (await visitor.find('.card button')).click()) };
/** Without a receipt: what that means, and five minutes to take it back. */
export const NoReceipt: Story = { ...there, play: to(6, words, async (visitor) => (await visitor.tick('receipt-no'), visitor.on())) };
/** A receipt that was not saved is asked for once. */
export const ReceiptNotSaved: Story = {
  ...there,
  play: to(7, words, async (visitor) => {
    (await visitor.find('.main')).click();
    await visitor.find('.alert');
  }),
};
export const Afterwards: Story = { ...there, play: to(7, words, async (visitor) => (await visitor.tick('saved'), visitor.on())) };
/** There is no connection: it waits in the page, and nothing sends it but its writer. */
export const Waiting: Story = { ...fresh(() => failing('rate-limited')), play: to(7) };
/** The connection broke on the way: nobody knows yet. */
export const Unknown: Story = { ...fresh(() => failing('timeout', true)), play: to(7) };
/** Not taken. Every word is still there. */
export const Refused: Story = { ...fresh(() => failing('invalid')), play: to(7) };
/** The team keeps a copy, because somebody may be in danger. */
export const HeldByTheTeam: Story = {
  ...fresh(() => withSending({ state: 'held' }, { holds: [{ id: 'held', sending: 'one', review: '2027-03-01', reason: 'danger-self', by: 'fay', at: '2027-02-01T10:00:00Z', tell: 'now' }] })),
  play: opened(),
};

/** Where the words of a receipt are asked for. */
export const Receipt: Story = {
  ...there,
  play: async ({ canvasElement }) => new Visitor(canvasElement).press('.acts button:last-child'),
};
/** A word of it is wrong by one letter. */
export const ReceiptMistyped: Story = {
  ...there,
  play: async ({ canvasElement }) => {
    const visitor = new Visitor(canvasElement);
    await visitor.press('.acts button:last-child');
    await visitor.fill('receipt-words', receipt.replace(/\w\b/, 'q'));
    (await visitor.find('.main')).click();
    await visitor.find('.alert');
  },
};
/** What it opens shows little until it is asked. */
export const Owner: Story = { ...fresh(() => withSending()), play: opened() };
/** The team asked for a change; its words look like nobody else's. */
export const ChangesAsked: Story = {
  ...fresh(() =>
    withSending(
      { state: 'changes-asked', message: 'Thank you for this. Would you leave the name of the hospital out? Somebody could recognise you by it.' },
      { messages: [{ id: 'm', sending: 'one', from: 'staff', text: 'Thank you for this. Would you leave the name of the hospital out? Somebody could recognise you by it.', month: '2026-11' }] },
    ),
  ),
  play: opened(1),
};
/** The team suggests other words: what would go and what would come. */
export const Suggested: Story = {
  ...fresh(() =>
    withSending(
      { state: 'changes-asked', text: 'My neighbour Paul dug with me every Sunday. The garden helped.', suggestion: { text: 'My neighbour dug with me every Sunday. The garden helped.' }, message: 'Would you leave the name out? Here is how it might read.' },
      { messages: [{ id: 'm', sending: 'one', from: 'staff', text: 'Would you leave the name out? Here is how it might read.', month: '2026-11' }] },
    ),
  ),
  play: opened(2),
};
const now = monthOf(Date.now());

/** It stays until then, and nobody is asked yet. */
export const StaysUntil: Story = { ...fresh(() => withSending({ state: 'published', story: 'public', until: monthsAfter(now, 20), review: monthsAfter(now, 18) })), play: opened() };
/** Is it still right? One press lets it stay. */
export const StillRight: Story = { ...fresh(() => withSending({ state: 'published', story: 'public', until: monthsAfter(now, 1), review: now })), play: opened() };
/** It has gone, as was said before: when and why, and nothing of its words. */
export const Gone: Story = { ...fresh(() => withSending({ state: 'expired', text: '', topics: [], gone: monthsAfter(now, -2), because: 'time' })), play: opened() };
/** Words that hurt are reported where they stand. */
export const ReportWords: Story = {
  ...fresh(() => withSending({ state: 'published', story: 'public' }, { replies: [{ id: 'r', sending: 'one', text: 'Pull yourself together.', language: 'en', month: now, offered: false }] })),
  play: async (context) => {
    await opened(2)(context);
    const visitor = new Visitor(context.canvasElement);
    (await visitor.find('[data-reports] button')).click();
    await visitor.find('.own-report input');
  },
};
/** Published, and answered: in words, never in numbers. */
export const Published: Story = {
  ...fresh(() =>
    withSending(
      { state: 'published', story: 'public' },
      {
        answers: [
          { id: 'a', kind: 'been-there', sending: 'one', month: '2026-11' },
          { id: 'b', kind: 'holding-hope', sending: 'one', month: '2026-11' },
        ],
      },
    ),
  ),
  play: opened(2, 4),
};
/** Two stories of one writer: what the team sees where they say so. */
export const TwoStories: Story = { ...fresh(() => withSending()), play: opened(5) };
/** They have said so, and can take it back. */
export const TwoStoriesLinked: Story = { ...fresh(() => withSending({}, { links: [{ id: 'link', sending: 'one', other: 'another' }] })), play: opened(5) };
export const Change: Story = {
  ...fresh(() => withSending({ state: 'published', story: 'public' })),
  play: async (context) => {
    await opened()(context);
    await new Visitor(context.canvasElement).on();
  },
};
/** To the end of a change, which is not taken as it should be. */
const changed: Play = async (context) => {
  await opened()(context);
  await new Visitor(context.canvasElement).on(6);
};
/** A change waits where there is no connection. */
export const ChangeWaiting: Story = { ...fresh(() => changeFailing('rate-limited')), play: changed };
/** A change got no answer: it may have arrived. */
export const ChangeUnknown: Story = { ...fresh(() => changeFailing('timeout')), play: changed };
/** A change that was not taken is kept where the receipt leads to. */
export const ChangeLeft: Story = {
  ...fresh(() => changeFailing('conflict')),
  play: async (context) => {
    await changed(context);
    await new Visitor(context.canvasElement).press('.acts button:last-child');
  },
};
export const Withdraw: Story = {
  ...fresh(() => withSending()),
  play: async (context) => {
    await opened()(context);
    const visitor = new Visitor(context.canvasElement);
    (await visitor.find('.acts [aria-expanded]')).click();
  },
};
/** In German. */
export const German: Story = { ...there, globals: { language: 'de' }, play: to(6) };
/** In Arabic, from right to left. */
export const Arabic: Story = { ...there, globals: { language: 'ar' }, play: to(5) };
/** As narrow as a side column gets. */
export const Narrow: Story = { ...there, globals: { width: '280px' }, play: to(5) };
