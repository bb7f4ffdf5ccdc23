import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import type { PeerAdapter } from '../src/adapters/adapter.ts';
import { PeerError } from '../src/client/errors.ts';
import '../src/elements/moderation-desk/define.ts';
import type { ModerationDesk } from '../src/elements/moderation-desk/moderation-desk.ts';
import { act, busyDay, desk, failing, sending, signedIn } from './desk.ts';

interface Args {
  adapter: PeerAdapter;
  lane?: string;
}

/** For the staff: every state of their desk, on a place that is kept by this page. */
const meta: Meta<Args> = {
  title: 'Elements/moderation-desk',
  component: 'moderation-desk',
  render: ({ adapter, lane }, { loaded }) => html`<peer-support .adapter=${loaded.adapter ?? adapter}>
    <moderation-desk lane=${lane ?? nothing}><p>Questions? <a href="mailto:team@companions.example.org">team@companions.example.org</a></p></moderation-desk>
  </peer-support>`,
};
export default meta;
type Story = StoryObj<Args>;

type Play = NonNullable<Story['play']>;

async function until<T>(find: () => T | null | undefined | false): Promise<T> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`It did not come: ${find.toString()}`);
}

const rootOf = (canvas: HTMLElement) => until(() => canvas.querySelector<ModerationDesk>('moderation-desk')?.shadowRoot);

/** Presses things by where they stand, so that it works in every language. */
async function press(canvas: HTMLElement, selector: string): Promise<ShadowRoot> {
  const root = await rootOf(canvas);
  const button = await until(() => root.querySelector<HTMLElement>(selector));
  button.click();
  await (root.host as ModerationDesk).updateComplete;
  return root;
}

/** Opens one, and goes on: 1 its first line, 2 all of it. */
const to = (key: string, steps: 0 | 1 | 2, then?: (root: ShadowRoot) => unknown): Play => async ({ canvasElement }) => {
  const root = await press(canvasElement, `.queue [data-key="${key}"]`);
  await until(() => root.querySelector('.opened'));
  if (steps) {
    await press(canvasElement, '.opened .main');
    await until(() => root.querySelector('.opened .first, .opened .alert'));
  }
  if (steps > 1) {
    await press(canvasElement, '.opened .main');
    await until(() => root.querySelector('.opened .decide'));
    await until(() => root.querySelector('.found'));
  }
  await then?.(root);
};

const choose = (value: string) => async (root: ShadowRoot) => {
  (await until(() => root.querySelector<HTMLElement>(`#decision-${value}`))).click();
  await (root.host as ModerationDesk).updateComplete;
};

async function select(root: ShadowRoot, id: string, at: number) {
  const field = await until(() => root.querySelector<HTMLSelectElement>(`#${id}`));
  field.selectedIndex = at;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await until(() => root.querySelector<HTMLTextAreaElement>('#to-writer')?.value);
}

const everything = () => ({ adapter: signedIn(desk()) });

/** Whoever may be in danger comes first, with how long they have waited. */
export const Urgent: Story = { loaders: [everything] };

/** What nobody has read yet. */
export const Waiting: Story = { args: { lane: 'waiting' }, loaders: [everything] };

/** What readers reported. */
export const Reported: Story = { args: { lane: 'reported' }, loaders: [everything] };

/** What writers changed, or answered to the team. */
export const ChangedOrAnswered: Story = { args: { lane: 'answered' }, loaders: [everything] };

/** What a check could not find in order, with what that means. */
export const Flagged: Story = { args: { lane: 'flagged' }, loaders: [everything] };

/** Nothing waits. */
export const Nothing: Story = { loaders: [() => ({ adapter: signedIn(desk({})) })] };

/** Somebody else of the team has taken one. */
export const SomebodyElseReads: Story = {
  loaders: [
    async () => {
      const adapter = desk();
      await adapter.create!('claims', { sending: 'night' }, act());
      return { adapter: signedIn(adapter) };
    },
  ],
  play: to('sending:night', 0),
};

/** What it is about, before anything of it is shown. */
export const Opened: Story = { loaders: [everything], play: to('sending:night', 0) };

/** The first line, in grey. */
export const FirstLine: Story = { loaders: [everything], play: to('sending:night', 1) };

/** All of it, with what was noticed in it. */
export const Read: Story = { loaders: [everything], play: to('sending:night', 2) };

/** A text in Arabic, on whatever page. */
export const ReadArabic: Story = { loaders: [everything], play: to('sending:ar', 2) };

/** A reply goes to the writer of a story. */
export const ReadReply: Story = { args: { lane: 'waiting' }, loaders: [everything], play: to('sending:reply', 2) };

/** It came back from a backup: it cannot be published yet. */
export const ReadRestored: Story = { args: { lane: 'flagged' }, loaders: [everything], play: to('sending:copy', 2) };

/** A note for readers. */
export const PublishWithNote: Story = { args: { lane: 'waiting' }, loaders: [everything], play: to('sending:old', 2, choose('publish-with-note')) };

/** Changes are asked for, in words to begin with. */
export const AskForChanges: Story = {
  args: { lane: 'waiting' },
  loaders: [everything],
  play: to('sending:garden', 2, async (root) => {
    await choose('ask-changes')(root);
    await select(root, 'template', 1);
  }),
};

/** Not published, because of a rule that is quoted. */
export const NotPublished: Story = {
  args: { lane: 'waiting' },
  loaders: [everything],
  play: to('sending:garden', 2, async (root) => {
    await choose('not-publish')(root);
    await select(root, 'rule', 1);
  }),
};

/** Something is missing before it can be decided. */
export const NothingChosen: Story = { args: { lane: 'waiting' }, loaders: [everything], play: to('sending:garden', 2, (root) => root.querySelector<HTMLElement>('.decide .main')!.click()) };

/** It is decided. */
export const Decided: Story = {
  args: { lane: 'waiting' },
  loaders: [everything],
  play: to('sending:garden', 2, async (root) => {
    await choose('publish')(root);
    root.querySelector<HTMLElement>('.decide .main')!.click();
    await until(() => !root.querySelector('.decide'));
  }),
};

/** A report, and the words that were marked. */
export const ReadReport: Story = { args: { lane: 'reported' }, loaders: [everything], play: to('report:place', 2, choose('take-down')) };

/** Messages with the writer. */
export const Messages: Story = {
  args: { lane: 'answered' },
  loaders: [
    async () => {
      const adapter = desk();
      await adapter.create!('messages', { sending: 'answer', text: 'Could you take out the name of the street?' }, act());
      return { adapter: signedIn(adapter) };
    },
  ],
  play: to('sending:answer', 2, (root) => until(() => root.querySelector('.talk textarea'))),
};

/** A colleague asks what others think. */
export const SecondOpinion: Story = {
  args: { lane: 'opinions' },
  loaders: [
    async () => {
      const adapter = desk();
      await adapter.create!('claims', { sending: 'garden' }, act());
      await adapter.create!('opinions', { sending: 'garden', words: 'Is the neighbour too easy to find?' }, act());
      return { adapter: signedIn(adapter) };
    },
  ],
  play: async (context) => {
    await to('sending:garden', 1)(context);
    const root = await press(context.canvasElement, '.opened .main');
    await until(() => root.querySelector('.opened #advises'));
  },
};

/** It is decided, and can be taken back for some minutes. */
export const TakeItBack: Story = {
  args: { lane: 'waiting' },
  loaders: [everything],
  play: to('sending:garden', 2, async (root) => {
    await choose('not-publish')(root);
    await select(root, 'rule', 1);
    root.querySelector<HTMLElement>('.decide .main')!.click();
    await until(() => !root.querySelector('.decide'));
  }),
};

/** Somebody else has decided meanwhile; nothing that was typed is lost. */
export const SomebodyWasFaster: Story = {
  args: { lane: 'waiting' },
  loaders: [
    () => {
      const adapter = desk();
      return { place: adapter, adapter: signedIn(adapter) };
    },
  ],
  play: async (context) => {
    const { place } = context.loaded as { place: PeerAdapter };
    await to('sending:garden', 2, async (root) => {
      await choose('ask-changes')(root);
      await select(root, 'template', 1);
    })(context);
    const claim = (await place.list('claims', { limit: 1 }, act())).items[0] as { id: string };
    await place.remove!('claims', claim.id, act('a-token-of-the-team'));
    await place.create!('claims', { sending: 'garden' }, act());
    const { rev } = (await place.get('sendings', 'garden', act())) as { rev: string };
    await place.create!('decisions', { sending: 'garden', rev, decision: 'publish' }, act());
    const root = await rootOf(context.canvasElement);
    await until(() => root.querySelector('.opened .alert'));
  },
};

/** New ones wait behind a line: the order stands still. */
export const SomethingNew: Story = {
  args: { lane: 'waiting' },
  loaders: [
    () => {
      const adapter = desk();
      return { place: adapter, adapter: signedIn(adapter) };
    },
  ],
  play: async ({ canvasElement, loaded }) => {
    const { place } = loaded as { place: PeerAdapter };
    const root = await rootOf(canvasElement);
    await until(() => root.querySelector('.row'));
    const { id: _, state: __, sent: ___, ...draft } = sending('new', { text: 'I have just written this.' });
    await place.create!('sendings', draft, { ...act(), credential: undefined } as never);
    await until(() => root.querySelector('.newer'));
  },
};

/** Notes and themes that are not handed to whoever works here. */
export const WhatIDoNotRead: Story = { loaders: [everything], play: async ({ canvasElement }) => void (await until(() => press(canvasElement, '.top .acts button:nth-of-type(2)'))) };

/** The keys, and how to switch them off. */
export const Keys: Story = { loaders: [everything], play: async ({ canvasElement }) => void (await press(canvasElement, '.top .acts button:nth-of-type(3)')) };

/** A break: visitors are not told that anybody is reading. */
export const Break: Story = { loaders: [everything], play: async ({ canvasElement }) => void (await press(canvasElement, '.top .acts button:nth-of-type(4)')) };

/** Several heavy ones in a row: a break is suggested. */
export const AfterHeavyOnes: Story = {
  loaders: [() => ({ adapter: signedIn(desk({ sendings: [0, 1, 2].map((at) => sending(`heavy-${at}`, { text: 'It was a hard winter.\n\nI say no more of it.', topics: ['Bereavement'], notes: ['death'], urgent: true })) })) })],
  play: async (context) => {
    for (const at of [0, 1, 2]) {
      await to(`sending:heavy-${at}`, 2)(context);
      await press(context.canvasElement, '.opened > .acts .plain');
    }
    const root = await rootOf(context.canvasElement);
    await until(() => root.querySelector('.care'));
  },
};

/** Nobody of the team is signed in. */
export const SignedOut: Story = { loaders: [() => ({ adapter: desk() })] };

/** There is no connection. */
export const Offline: Story = { loaders: [() => ({ adapter: failing(signedIn(desk()), new PeerError('offline'), (act) => act === 'list') })] };

/** A decision could not be sent. Everything that was typed is there. */
export const DecisionFails: Story = {
  args: { lane: 'waiting' },
  loaders: [() => ({ adapter: failing(signedIn(desk()), new PeerError('offline'), (act, collection) => act === 'create' && collection === 'decisions') })],
  play: to('sending:garden', 2, async (root) => {
    await choose('publish')(root);
    root.querySelector<HTMLElement>('.decide .main')!.click();
    await until(() => root.querySelector('.opened .alert'));
  }),
};

/** A day on which very many write. */
export const BusyDay: Story = { args: { lane: 'waiting' }, loaders: [() => ({ adapter: signedIn(desk({ sendings: busyDay() })) })] };
