import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { accountHistory } from '../src/client/account-history.ts';
import { deviceHistory, type CheckinHistory as History } from '../src/client/checkin-history.ts';
import { createPeerClient } from '../src/client/client.ts';
import { PeerError } from '../src/client/errors.ts';
import type { Checkin } from '../src/domain/checkin.ts';
import type { CheckinHistory } from '../src/elements/checkin-history/checkin-history.ts';
import '../src/elements/checkin-history/define.ts';
import { as, circle } from './circle.ts';
import { until } from './until.ts';

type Args = { prepare: () => Promise<History> };

/** Check-ins of an invented person: of the last minutes, and of some days before today. */
function checkins(): Checkin[] {
  const now = Date.now();
  const before = (milliseconds: number) => new Date(now - milliseconds).toISOString();
  const at = (days: number, time: string) => `${before(days * 864e5).slice(0, 10)}T${time}:00Z`;
  return [
    { at: before(6e5), feelings: ['tired', 'hopeful'], words: 'Slept, at last. The kettle is on.', energy: 'steady', audience: 'me', stays: 'kept' },
    { at: at(2, '21:30'), feelings: ['cut-off', 'sad', 'longing'], words: 'A long day.\nNobody rang, and I rang nobody.', energy: 'worn-out', need: 'company', help: 'listen', audience: 'group', stays: 'week' },
    { at: at(2, '08:05'), feelings: ['restless'], audience: 'me', stays: 'kept' },
    { at: at(9, '18:00'), feelings: ['grateful'], words: 'صديقتي زارتني اليوم.', need: 'rest', audience: 'people', stays: 'kept' },
    { at: at(31, '12:15'), feelings: ['torn', 'overwhelmed'], words: 'Two letters, one morning.', help: 'been-there', audience: 'me', stays: 'kept' },
  ];
}

/** With a backend, as a member has it. */
async function inAccount(): Promise<History> {
  const history = accountHistory(createPeerClient({ adapter: as(await circle(), 'ann') }));
  await history.keep(checkins());
  return history;
}

/** A database for each story that is shown: several may be at the same moment. */
const empty = (): History => deviceHistory({ database: `story-${crypto.randomUUID()}`, rounds: 1000, wrongTakes: 100 });

async function filled(): Promise<History> {
  const history = empty();
  await history.keep(checkins());
  return history;
}

async function locked(): Promise<History> {
  const history = await filled();
  await history.locking!.change('four green umbrellas');
  history.locking!.lock();
  return history;
}

async function failing(): Promise<History> {
  const history = await filled();
  history.all = () => Promise.reject(new PeerError('unavailable'));
  return history;
}

const meta: Meta<Args> = {
  title: 'Elements/checkin-history',
  component: 'checkin-history',
  args: { prepare: filled },
  argTypes: { prepare: { table: { disable: true } } },
  loaders: [async ({ args }) => ({ source: await (args as Args).prepare() })],
  render: (_, { loaded }) => html`<checkin-history .source=${(loaded as { source: History }).source}></checkin-history>`,
};
export default meta;
type Story = StoryObj<Args>;

/** Presses what these selectors name, one after the other, each once it is there. */
const press =
  (...selectors: string[]) =>
  async ({ canvasElement }: { canvasElement: HTMLElement }) => {
    const element = canvasElement.querySelector<CheckinHistory>('checkin-history')!;
    for (const selector of selectors) {
      (await until(() => element.shadowRoot?.querySelector<HTMLElement>(selector))).click();
      await element.updateComplete;
    }
    if (selectors.at(-1)?.startsWith('.acts')) await until(() => element.shadowRoot!.querySelector('.panel > *'));
  };

const act = (at: number) => `.acts button:nth-of-type(${at})`;

/** The month of the newest; days with a check-in can be opened. */
export const Calendar: Story = {};

/** A day that was opened. */
export const Day: Story = { play: press('.day') };

/** Own words, the newest first. */
export const Words: Story = { play: press('.views button:nth-of-type(2)') };

/** Everything in a table. */
export const Table: Story = { play: press('.views button:nth-of-type(3)') };

/** Nothing was kept yet. */
export const Empty: Story = { args: { prepare: async () => empty() } };

/** Locked with a passphrase. In this story it is “four green umbrellas”. */
export const Locked: Story = { args: { prepare: locked } };

/** A wrong passphrase. */
export const WrongPassphrase: Story = {
  args: { prepare: locked },
  play: async ({ canvasElement }) => {
    const root = (await until(() => canvasElement.querySelector('checkin-history')?.shadowRoot))!;
    (await until(() => root.querySelector<HTMLInputElement>('#phrase'))).value = 'something else';
    root.querySelector('form')!.requestSubmit();
    await until(() => root.querySelector('[role=alert]')?.textContent!.trim());
  },
};

/** Files to keep, with a warning. */
export const AsFile: Story = { play: press(act(1)) };

/** A sheet to take to somebody. */
export const Sheet: Story = { play: press(act(2)) };

/** Check-ins from a file. */
export const FromFile: Story = { play: press(act(3)) };

/** A file of which some rows could not be read. */
export const FromFileWithBadRows: Story = {
  play: async (context) => {
    await press(act(3))(context);
    const root = context.canvasElement.querySelector('checkin-history')!.shadowRoot!;
    const files = new DataTransfer();
    files.items.add(new File(['at,feelings,words\n2026-11-27T18:30:00Z,sad,Rain.\nyesterday,sad,\n2026-11-28T18:30:00Z,,\n'], 'notes.csv'));
    const input = root.querySelector<HTMLInputElement>('input[type=file]')!;
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => root.querySelector('[role=alert] li'));
  },
};

/** Deleting some days or everything. */
export const Deleting: Story = { play: press(act(4)) };

/** One was deleted, and can be brought back. */
export const Deleted: Story = {
  play: async (context) => {
    await press('.views button:nth-of-type(2)', '.entry button')(context);
    await until(() => context.canvasElement.querySelector('checkin-history')!.shadowRoot!.querySelector('.undo'));
  },
};

/** Setting a passphrase, with what it means to forget it. */
export const Passphrase: Story = { play: press(act(5)) };

/** Words of a page in place of ours. */
export const OwnWords: Story = {
  render: (_, { loaded }) => html`<checkin-history
    .source=${(loaded as { source: History }).source}
    .vocabulary=${{ feelings: [{ code: 'tired', label: { en: 'Tired as a stone', de: 'Müde wie ein Stein', ar: 'متعب كالحجر' } }, { code: 'sad', label: { en: 'Blue', de: 'Betrübt', ar: 'كئيب' } }] }}
  ></checkin-history>`,
  play: press('.views button:nth-of-type(3)'),
};

/** What a member has in their account. */
export const Account: Story = { args: { prepare: inAccount } };

/** The device refuses. */
export const Failing: Story = { args: { prepare: failing } };
