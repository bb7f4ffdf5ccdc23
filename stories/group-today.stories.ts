import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { PeerAdapter } from '../src/adapters/adapter.ts';
import type { MemoryPeerAdapter } from '../src/adapters/memory.ts';
import { PeerError } from '../src/client/errors.ts';
import '../src/elements/group-today/define.ts';
import { answers, as, call, circle, type CircleOptions, filled, greets, long, members, says } from './circle.ts';
import { changed } from './published.ts';
import { until } from './until.ts';

type Args = { prepare: () => Promise<PeerAdapter | undefined> };

/** A group in which people have said something, as Ben reads it. */
async function read(then: (place: MemoryPeerAdapter, said: Awaited<ReturnType<typeof filled>>) => unknown = () => {}, options: CircleOptions = {}): Promise<PeerAdapter> {
  const place = await circle(options);
  await then(place, await filled(place));
  return as(place, 'ben');
}

const places = new WeakMap<PeerAdapter, MemoryPeerAdapter>();

/** The same, with the place at hand for what happens while it is read. */
async function live(): Promise<PeerAdapter> {
  const place = await circle();
  await filled(place);
  const adapter = as(place, 'ben');
  places.set(adapter, place);
  return adapter;
}

const hour = 60 * 60_000;

/** Ann wrote two hours ago, Ben was named to her, and nobody has answered. */
async function waiting(): Promise<PeerAdapter> {
  const clock = { ahead: -2 * hour };
  const place = await circle({ clock });
  const ben = await greets(place, 'ben', 'Ben');
  await says(place, 'ann', { feelings: ['cut-off', 'tired'], words: 'The house is too quiet tonight.', help: 'been-there', name: 'Ann', greeters: [ben.id] });
  await says(place, 'cleo', { feelings: ['proud'], words: 'I rang the landlord.', name: 'Cleo' });
  clock.ahead = 0;
  return as(place, 'ben');
}

/** Words of five people, released at the last full hour but two. */
async function batch(): Promise<PeerAdapter> {
  const times = [0, 8, 16].map((at) => `${String((new Date().getUTCHours() + at) % 24).padStart(2, '0')}:00`).sort();
  const clock = { ahead: -2 * hour };
  const place = await circle({ checkins: { names: false, releases: { times, timeZone: 'UTC' } }, clock });
  const said = [['tired', 'cut-off'], ['hopeful'], ['torn'], ['tired'], ['at-ease']];
  for (const [at, person] of members.slice(0, 5).entries()) await says(place, person, { feelings: said[at]!, energy: at % 2 ? 'steady' : 'worn-out', need: at % 2 ? 'company' : 'sleep', help: 'listen' });
  clock.ahead = new Date().setUTCMinutes(10, 0, 0) - Date.now();
  await place.list('batches', { limit: 1 }, call('ben'));
  clock.ahead = 0;
  return as(place, 'ben');
}

const failing = async (collection: string, act: 'list' | 'get' | 'create'): Promise<PeerAdapter> => {
  const good = await read();
  const fail = async (name: string, ...more: unknown[]) => {
    if (name === collection) throw new PeerError('unavailable');
    return (good[act] as (...args: unknown[]) => Promise<unknown>)(name, ...more);
  };
  return changed(good, { [act]: fail });
};

const meta: Meta<Args> = {
  title: 'Elements/group-today',
  component: 'group-today',
  args: { prepare: () => read() },
  argTypes: { prepare: { table: { disable: true } } },
  loaders: [async ({ args }) => ({ adapter: await (args as Args).prepare() })],
  render: (_, { loaded }) => html`<peer-support .adapter=${(loaded as { adapter?: PeerAdapter }).adapter} helplines="GB"
    ><group-today checkin-href="#check-in"><p>We meet on Tuesdays at seven.</p></group-today></peer-support
  >`,
};
export default meta;
type Story = StoryObj<Args>;

const rootOf = (canvas: HTMLElement) => canvas.querySelector('group-today')!.shadowRoot!;

/** Presses what these selectors name, one after the other, each once it is there; then waits for the last. */
const press =
  (...selectors: string[]) =>
  async ({ canvasElement }: { canvasElement: HTMLElement }) => {
    const there = selectors.pop()!;
    for (const selector of selectors) {
      (await until(() => rootOf(canvasElement)?.querySelector<HTMLElement>(selector))).click();
      await canvasElement.querySelector('group-today')!.updateComplete;
    }
    await until(() => rootOf(canvasElement)?.querySelector(there));
  };

const first = '.entry';
const worded = (selector: string) => `${first} ${selector}`;

/** Check-ins one by one, newest first; what is heavy waits for a press. */
export const Reading: Story = { play: press(first) };

/** As whoever facilitates the group sees it: the same. */
export const Facilitator: Story = {
  args: {
    prepare: async () => {
      const place = await circle();
      await filled(place);
      return as(place, 'fay');
    },
  },
  play: press(first),
};

/** One’s own among the others, and a long one. */
export const Own: Story = { args: { prepare: () => read(async (place) => (await says(place, 'ben', { feelings: ['relieved'], words: 'I slept.', name: 'Ben' }), await says(place, 'kit', { words: long, name: 'Kit' }))) }, play: press(first) };

/** Words that were heavy are read, and the help lines are open beside them. */
export const Heavy: Story = { play: press('.turn button:nth-of-type(2)', '.turn button:first-of-type', '.words') };

/** An answer was given. */
export const Answered: Story = { args: { prepare: () => read((place, { listen }) => answers(place, 'ben', listen.shown!, 'with-you', 'Ben')) }, play: press('.answer[aria-pressed=true]') };

/** The field for a name to answer under. */
export const AnswerWithName: Story = { play: press('.named', '.field input') };

/** An answer that did not get there. */
export const AnswerFailed: Story = { args: { prepare: () => failing('responses', 'create') }, play: press('.answer', '.alert') };

/** Somebody wrote while the list was read: nothing moves until that is wanted. */
export const Newer: Story = {
  args: { prepare: live },
  play: async (context) => {
    await press(first)(context);
    await says(places.get((context.loaded as { adapter: PeerAdapter }).adapter)!, 'kit', { feelings: ['grateful'], name: 'Kit' });
    await press('.newer')(context);
  },
};

/** One was taken back while it was read. */
export const Gone: Story = {
  args: { prepare: live },
  play: async (context) => {
    await press(first)(context);
    const place = places.get((context.loaded as { adapter: PeerAdapter }).adapter)!;
    const { items } = await place.list('checkins', { where: { mine: 'yes' }, limit: 1 }, call('cleo'));
    await place.remove!('checkins', (items[0] as { id: string }).id, call('cleo'));
    await until(() => rootOf(context.canvasElement).querySelector('.entry > .quiet:only-child'));
  },
};

/** One was put away for this visit. */
export const PutAway: Story = { play: press(worded('.away-now'), '.entry > .quiet:only-child') };

/** Nothing is there just now. */
export const Empty: Story = { args: { prepare: async () => as(await circle(), 'ben') }, play: press('.none') };

/** The connection was lost. */
export const Stale: Story = {
  args: {
    prepare: async () => changed(await read(), { watch: (_, __, on) => void setTimeout(() => on.error(new PeerError('unavailable', 'gone', { retryAfterMs: 1e6 })), 50) }),
  },
  play: async (context) => {
    await press(first)(context);
    await until(() => rootOf(context.canvasElement).querySelector('.quiet')?.textContent.trim());
  },
};

/** Words of a group without names, in a batch. */
export const Nameless: Story = { args: { prepare: batch }, play: press('.batch') };

/** A group without names, when too few have written. */
export const NamelessEmpty: Story = { args: { prepare: async () => as(await circle({ checkins: { names: false, releases: { times: ['08:00', '18:00'], timeZone: 'Europe/London' } } }), 'ben') }, play: press('.none') };

/** Being there when nobody answers. */
export const Greeting: Story = { play: press('[data-below=greet]', '.panel') };

/** Somebody who is there, with hours of peace. */
export const GreetingWithHours: Story = { args: { prepare: () => read((place) => greets(place, 'ben', 'Ben', { from: '21:00', to: '09:00', timeZone: 'Europe/London' })) }, play: press('[data-below=greet]', '.panel input[type=time]') };

/** What waits for a greeter, in a part of its own. */
export const Waiting: Story = { args: { prepare: waiting }, play: press('.waits') };

/** Reporting a check-in. */
export const Report: Story = { play: press(worded('.report-now'), '.report') };

/** Reporting it, because somebody is worried. */
export const ReportWorried: Story = { play: press(worded('.report-now'), '.report input[type=radio]', '.report textarea') };

/** After a report. */
export const Reported: Story = { play: press(worded('.report-now'), '.report input[type=radio]', '.report .row button', '.thanks') };

/** What came of a report. */
export const WhatWasReported: Story = {
  args: {
    prepare: () =>
      read(async (place, { listen, ideas }) => {
        const act = () => ({ ...call('fay'), credential: { kind: 'staff', token: 'mo' } as const });
        await place.create!('reports', { checkin: listen.shown, reason: 'worried' }, call('ben'));
        const { id } = (await place.create!('reports', { checkin: ideas.shown, reason: 'other' }, call('ben'))) as { id: string };
        await place.create!('claims', { report: id }, act());
        await place.create!('rulings', { report: id, ruling: 'no-action', toReporter: 'Thank you. We have looked at it together, and it can stay.' }, act());
      }),
  },
  play: press('[data-below=reported]', '.panel p strong'),
};

/** Leaving the group: what goes, and that there is no way back. */
export const Leave: Story = { play: press('[data-below=leave]', '.panel') };

/** Leaving a group in which somebody is by the site’s own sign-in. */
export const LeaveByHost: Story = {
  args: {
    prepare: async () => {
      const good = await read();
      return changed(good, { list: async (collection, ...more) => (collection === 'memberships' ? { items: [{ id: 'leeds', group: 'leeds', mine: 'yes' }], next: null } : good.list(collection, ...more)) });
    },
  },
  play: press('[data-below=leave]', '.panel'),
};

/** Somebody has left. */
export const Left: Story = { play: press('[data-below=leave]', '#sure', '.panel form button', '.away') };

/** Somebody of several groups chooses. */
export const SeveralGroups: Story = {
  args: {
    prepare: async () => {
      const place = await circle();
      await filled(place);
      return as(place, 'kit');
    },
  },
  play: press('select', first),
};

/** Nobody is signed in. */
export const SignedOut: Story = { args: { prepare: () => circle() }, play: press('.away') };

/** Somebody who is in no group. */
export const Outside: Story = { args: { prepare: async () => as(await circle(), 'nell') }, play: press('.away') };

/** A place whose groups read no check-ins. */
export const NoCheckins: Story = { args: { prepare: async () => as(await circle({ over: { ages: { from: 14 } } }), 'ben') }, play: press('.away') };

/** A place that is closed, because nobody could step in. */
export const Closed: Story = { args: { prepare: async () => as(await circle({ over: { moderators: [] } }), 'ben') }, play: press('.away') };

/** It does not work right now. */
export const Failing: Story = { args: { prepare: () => failing('spaces', 'get') }, play: press('.alert') };

/** Before anything is known, and where JavaScript never runs: what stands inside the element. */
export const Waits: Story = { args: { prepare: async () => undefined } };
