import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import type { PeerAdapter } from '../src/adapters/adapter.ts';
import { PeerError } from '../src/client/errors.ts';
import '../src/elements/story-list/define.ts';
import type { StoryList } from '../src/elements/story-list/story-list.ts';
import { backend, changed, published, story } from './published.ts';
import { until } from './until.ts';

type Args = Pick<StoryList, 'limit' | 'order' | 'topic' | 'topics' | 'writeAt'> & { adapter: PeerAdapter };

const meta: Meta<Args> = {
  title: 'Elements/story-list',
  component: 'story-list',
  args: { limit: 10, order: 'newest', writeAt: 'event' },
  argTypes: { order: { control: 'inline-radio', options: ['newest', 'shuffled'] }, adapter: { table: { disable: true } } },
  render: ({ limit, order, topic, topics, writeAt, adapter }) => html`<peer-support .adapter=${adapter ?? backend()} helplines="GB IE">
    <story-list limit=${limit} order=${order} topic=${topic ?? nothing} topics=${topics ?? nothing} write-at=${writeAt ?? nothing}>
      <p>Ring us on <a href="tel:+441134960100">0113 496 0100</a> (an example number).</p>
    </story-list>
  </peer-support>`,
};
export default meta;
type Story = StoryObj<Args>;

type Play = (root: ShadowRoot, list: StoryList) => unknown;

/** Waits until something is shown, then works the list as a reader would. */
const play = (act: Play, shown = '.story') => async ({ canvasElement }: { canvasElement: HTMLElement }) => {
  const list = canvasElement.querySelector('story-list')!;
  await until(() => list.shadowRoot?.querySelector(shown));
  await act(list.shadowRoot!, list);
  await list.updateComplete;
};

/** Presses the buttons whose place these selectors are, one after the other, each once it is there. */
const press = (...selectors: string[]): Play => async (root) => {
  for (const selector of selectors) (await until(() => root.querySelector<HTMLElement>(selector))).click();
};

const type = (root: ShadowRoot, words: string) => {
  const input = root.querySelector('input')!;
  input.value = words;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
};

const answering = (act: Partial<PeerAdapter>) => () => ({ adapter: changed(backend(), act) });
const failing = (code: ConstructorParameters<typeof PeerError>[0]) => async () => {
  throw new PeerError(code);
};

/** Newest month first; a long story by its beginning, one with notes closed, others whole. */
export const List: Story = {};

/** A long story that was opened, with what helped, and lines of others below it. */
export const Opened: Story = { play: play(async (root) => {
  await press('[part=open]')(root, undefined!);
  await until(() => root.querySelector('.others'));
}) };

/** A story with notes that somebody wanted to read. */
export const OpenedWithNotes: Story = { play: play(press('.notes ~ .turn button')) };

/** Theme, order, what helped, and what is left out today. */
export const Choices: Story = { play: play(press('summary', '.today > summary')) };

/** Something is left out today. */
export const NotToday: Story = { play: play(press('summary', '.today > summary', '.family:nth-of-type(3) input')) };

/** Only stories that say what helped. */
export const WhatHelped: Story = { play: play(async (root) => {
  await press('summary', '.only input')(root, undefined!);
  await until(() => root.querySelector('.chip'));
}) };

/** Words that were searched for. */
export const Searching: Story = { play: play(async (root) => {
  type(root, 'tea');
  await until(() => root.querySelector('.chip'));
}) };

/** Nothing fits: what to loosen is offered. */
export const NothingFound: Story = { args: { topic: 'Anxiety' }, play: play(async (root) => {
  type(root, 'swimming pool');
  await until(() => root.querySelector('.none'));
}) };

/** Everything that fits speaks of what is left out. */
export const AllLeftOut: Story = { args: { adapter: backend([published[2]!]) }, play: play(async (root, list) => {
  await press('summary', '.today > summary', '.family:nth-of-type(3) input')(root, list);
  await until(() => root.querySelector('.none'));
}) };

/** The help lines, at hand. */
export const Support: Story = { play: play(async (root, list) => {
  await press('.help button')(root, list);
  await until(() => root.querySelector('support-now'));
}) };

/** Four answers, and a way to write. */
export const Answers: Story = { play: play(async (root, list) => {
  await press('[data-panel=answer]')(root, list);
  await until(() => root.querySelector('.write'));
}) };

/** An answer that can still be taken back. */
export const AnswerWaiting: Story = { play: play(press('[data-panel=answer]', '[data-kind=holding-hope]')) };

/** An answer that was sent. */
export const AnswerSent: Story = { play: play(async (root, list) => {
  await press('[data-panel=answer]', '[data-kind=holding-hope]', '.after .plain')(root, list);
  await until(() => root.querySelector('[data-kind=holding-hope][aria-disabled=true]'));
}) };

/** An answer that could not be sent. */
export const AnswerFailed: Story = { args: answering({ create: failing('offline') })(), play: play(async (root, list) => {
  await press('[data-panel=answer]', '[data-kind=thank-you]', '.after .plain')(root, list);
  await until(() => root.querySelector('.alert'));
}) };

/** How to begin a reply; advice is locked. */
export const ReplyBeginnings: Story = { play: play(press('[data-panel=answer]', '.write button')) };

/** A reply that is being written. */
export const Reply: Story = { play: play(async (root, list) => {
  await press('[data-panel=answer]', '.write button', '.starters button')(root, list);
  await until(() => root.querySelector('textarea'));
}) };

/** Why a story is reported. */
export const ReportReasons: Story = { play: play(async (root, list) => {
  await press('[data-panel=report]')(root, list);
  await until(() => root.querySelector('.report'));
}) };

/** Worried about the writer: help for whoever worries. */
export const ReportWorried: Story = { play: play(press('[data-panel=report]', '.reasons input')) };

/** "This is about me": the place is marked. */
export const ReportAboutMe: Story = { play: play(press('[data-panel=report]', '.reasons label:nth-of-type(4) input', '.passage input')) };

/** A report was sent, with its receipt open. */
export const ReportSent: Story = { play: play(async (root, list) => {
  await press('[data-panel=report]', '.reasons label:nth-of-type(4) input', '.report > .tick input', '.row button', '.receipt button')(root, list);
  await until(() => root.querySelector('.words-of-receipt'));
}) };

/** A receipt is looked up, and is none. */
export const Lookup: Story = { play: play(async (root, list) => {
  await press('.look-up button')(root, list);
  await until(() => root.querySelector('.lookup'));
  await press('.lookup button')(root, list);
}) };

/** Fewer stories at a time. */
export const More: Story = { args: { limit: 2 } };

/** More of them did not come. */
export const MoreFailed: Story = {
  args: {
    limit: 2,
    adapter: (() => {
      const adapter = backend();
      return changed(adapter, { list: (collection, query, call) => (query.cursor ? failing('unavailable')() : adapter.list(collection, query, call)) });
    })(),
  },
  play: play(async (root, list) => {
    await press('.more button')(root, list);
    await until(() => root.querySelector('.alert'));
  }),
};

/** No connection: what stands inside stays, and help is in sight. */
export const Offline: Story = { args: answering({ list: failing('offline') })(), play: play(() => {}, '.alert') };

/** No stories yet. */
export const Empty: Story = { args: { adapter: backend([]) }, play: play(() => {}, '[role=status]') };

/** It takes more than a second. */
export const Slow: Story = { args: answering({ list: () => new Promise(() => {}) })() };

/** Signs and tricks in a text are text. */
export const Hostile: Story = {
  args: {
    adapter: backend([
      story('x', {
        text: '<img src=x onerror=alert(1)> https://evil.example.org \u202eabc\n\n\u2067Words that turn around\n\nZ\u0335\u0336\u0337\u0338\u0335\u0336\u0337\u0338 and averyveryveryveryveryveryveryveryveryverylongwordwithoutanyplacetobreakit',
        topics: ['<b>Bold</b> \u202etopic'],
        notes: ['<i>own words</i>'],
      }),
    ]),
  },
  play: play(press('[part=open]')),
};

/** In German. */
export const German: Story = { globals: { language: 'de' }, render: (args, context) => html`<div lang="de">${meta.render!(args, context)}</div>` };

/** In Arabic, from right to left. */
export const Arabic: Story = { globals: { language: 'ar' }, render: (args, context) => html`<div lang="ar" dir="rtl">${meta.render!(args, context)}</div>` };

/** As narrow as a side column gets. */
export const Narrow: Story = { render: (args, context) => html`<div style="inline-size: 280px">${meta.render!(args, context)}</div>` };
