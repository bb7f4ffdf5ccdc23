import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import '../src/elements/group-finder/define.ts';
import type { GroupFinder } from '../src/elements/group-finder/group-finder.ts';
import { address, groups } from './groups.ts';

type Args = Pick<GroupFinder, 'src' | 'timeZone' | 'country' | 'day' | 'way' | 'topic' | 'near' | 'view' | 'limit' | 'reportTo' | 'check'>;

const meta: Meta<Args> = {
  title: 'Elements/group-finder',
  component: 'group-finder',
  args: { src: address({ groups }), timeZone: 'Europe/London', country: 'GB', view: 'list', limit: 50, check: false },
  argTypes: { view: { control: 'inline-radio', options: ['list', 'days'] } },
  render: (args) => html`<group-finder
    src=${args.src ?? nothing}
    time-zone=${args.timeZone ?? nothing}
    country=${args.country ?? nothing}
    day=${args.day ?? nothing}
    way=${args.way ?? nothing}
    topic=${args.topic ?? nothing}
    near=${args.near ?? nothing}
    view=${args.view}
    limit=${args.limit}
    report-to=${args.reportTo ?? nothing}
    ?check=${args.check}
    ><p>Ring us on <a href="tel:+441134960100">0113 496 0100</a> (an example number).</p></group-finder
  >`,
};
export default meta;
type Story = StoryObj<Args>;

/** Waits until the finder shows something, then works it as a visitor would. */
const play = (act: (root: ShadowRoot, finder: GroupFinder) => unknown) => async ({ canvasElement }: { canvasElement: HTMLElement }) => {
  const finder = canvasElement.querySelector<GroupFinder>('group-finder')!;
  while (!finder.shadowRoot?.querySelector('[part=group], .group')) await new Promise((resolve) => setTimeout(resolve, 20));
  await act(finder.shadowRoot, finder);
  await finder.updateComplete;
};

const type = (root: ShadowRoot, words: string) => {
  const input = root.querySelector('input')!;
  input.value = words;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
};

const openGroup = (name: string) => play((root) => [...root.querySelectorAll<HTMLElement>('h3 button')].find((button) => button.textContent?.includes(name))!.click());

/** Next session first; each thing a card can say. */
export const List: Story = {};

/** Under a heading for each day. */
export const Days: Story = { args: { view: 'days' } };

/** Two choices from the page's owner, which visitors can take back. */
export const Chosen: Story = { args: { day: 'tue', topic: 'Bereavement' } };

/** A filter that is open. */
export const OpenFilter: Story = { play: play((root) => root.querySelector<HTMLElement>('summary')!.click()) };

/** Words that were found are marked, accents and small slips forgiven. */
export const Searching: Story = { play: play((root) => type(root, 'bereavment')) };

/** Nothing fits: what to leave out is offered. */
export const NothingFound: Story = { args: { way: 'online', topic: 'Bereavement by suicide' }, play: async ({ canvasElement }) => {
  const finder = canvasElement.querySelector('group-finder')!;
  while (!finder.shadowRoot?.querySelector('.none')) await new Promise((resolve) => setTimeout(resolve, 20));
} };

/** An opened group: place, directions, two sessions, an exception, calendar. */
export const OpenGroup: Story = { args: { reportTo: 'event' }, play: openGroup('Leeds') };

/** An online group in another zone: the visitor's time, the group's own beside it. */
export const OtherZone: Story = { play: openGroup('Transatlantic') };

/** The exact place is given only to those who ask; the entry is old, and says so. */
export const PlaceOnAsking: Story = { play: openGroup('Hope') };

/** Only groups at a place, and those that can be joined online. */
export const Near: Story = { args: { near: 'Leeds' } };

/** What the owner of a list should mend in it. */
export const Check: Story = {
  args: {
    check: true,
    src: address('Group,Day,Time,Town\nTuesday Circle,Tuesday,7.30pm,Leeds\nHalf a row,Someday,late,Leeds\n', 'text/csv'),
  },
};

/** The list cannot be reached: what to do next, and the page's own words stay. */
export const Failed: Story = { args: { src: address('<!doctype html><title>Sign in</title>', 'text/html') } };

/** A list without a group. */
export const Empty: Story = { args: { src: address({ groups: [] }) } };

/** The list takes more than a second. */
export const Slow: Story = {
  args: { src: undefined },
  render: () => html`<group-finder src="never-answered.json"><p>Ring us on <a href="tel:+441134960100">0113 496 0100</a>.</p></group-finder>`,
  loaders: [
    () => {
      const { fetch } = globalThis;
      globalThis.fetch = (input, init) =>
        String(input).includes('never-answered')
          ? new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal!.reason)))
          : fetch(input, init);
    },
  ],
};

/** The list stands in the page as an HTML table. */
export const FromTable: Story = {
  render: () => html`<group-finder time-zone="Europe/London">
    <table>
      <tr><th>Group</th><th>Day</th><th>Time</th><th>Town</th></tr>
      <tr><td>Tuesday Circle</td><td>Tuesday</td><td>7.30pm–9pm</td><td>Leeds</td></tr>
      <tr><td>Sunday Walk</td><td>Sunday</td><td>10am–11.30am</td><td>York</td></tr>
    </table>
  </group-finder>`,
};

/** In German. */
export const German: Story = { globals: { language: 'de' }, render: (args, context) => html`<div lang="de">${meta.render!(args, context)}</div>` };

/** In Arabic, from right to left. */
export const Arabic: Story = { globals: { language: 'ar' }, render: (args, context) => html`<div lang="ar" dir="rtl">${meta.render!(args, context)}</div>` };

/** As narrow as a side column gets. */
export const Narrow: Story = { render: (args, context) => html`<div style="inline-size: 280px">${meta.render!(args, context)}</div>` };
