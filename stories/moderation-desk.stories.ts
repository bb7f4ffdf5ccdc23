import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import type { PeerAdapter } from '../src/adapters/adapter.ts';
import { PeerError } from '../src/client/errors.ts';
import { credentialHash } from '../src/client/receipt.ts';
import '../src/elements/moderation-desk/define.ts';
import type { ModerationDesk } from '../src/elements/moderation-desk/moderation-desk.ts';
import { dayIn } from '../src/domain/hold.ts';
import type { ChainedEntry } from '../src/domain/log.ts';
import { changed } from './published.ts';
import { act, ago, busyDay, desk, failing, mine, report, reported, sending, signedIn, theirs, toldGroup, writes } from './desk.ts';
import { until } from './until.ts';

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

const month = ago(0).slice(0, 7);

/** A written reply, what the team wrote, and somebody without a receipt: all in one lane. */
const everyWord = () => ({
  adapter: signedIn(
    desk({
      ...reported,
      sendings: [...reported.sendings, sending('sent-reply', { text: 'Pull yourself together.', audience: 'writer', replyTo: 'shown', story: 'reply', state: 'published', consents: [] })],
      replies: [{ id: 'reply', sending: 'sent-shown', text: 'Pull yourself together.', language: 'en', month, offered: false }],
      messages: [{ id: 'said', sending: 'sent-shown', from: 'staff', text: 'You should have known better.', month, at: ago(90), by: 'somebody-else' }],
      reports: [
        report('words', { story: undefined as never, reply: 'reply', reason: 'hurtful', sending: 'sent-reply', words: 'I read it at night, and it hurt.' }),
        report('team', { story: undefined as never, said: 'said', reason: 'hurtful', sending: 'sent-shown', by: 'somebody-else', words: 'I felt made fun of.' }),
        report('lost', { reason: 'mine', sending: 'sent-shown', words: 'It was me who wrote it. I look here once a week.' }),
      ],
    }),
  ),
});

/** A reply was reported by whom it was written to. */
export const ReadReportOfReply: Story = { args: { lane: 'reported' }, loaders: [everyWord], play: to('report:words', 2, choose('take-down')) };

/** A writer reports what somebody of the team wrote. */
export const ReadReportOfTeam: Story = { args: { lane: 'reported' }, loaders: [everyWord], play: to('report:team', 2, choose('take-down')) };

/** Somebody has lost their receipt, and nobody can check that. */
export const LostReceipt: Story = { args: { lane: 'reported' }, loaders: [everyWord], play: to('report:lost', 2, choose('take-down')) };

const keyOfFirst = (root: ShadowRoot) => root.querySelector<HTMLElement>('.queue [data-key]')!.dataset.key!;

/** The first one, opened as far as that. */
const first = (steps: 1 | 2, then?: (root: ShadowRoot) => unknown): Play => async (context) => {
  const root = await rootOf(context.canvasElement);
  await until(() => root.querySelector('.queue [data-key]'));
  await press(context.canvasElement, `.queue [data-key="${keyOfFirst(root)}"]`);
  await press(context.canvasElement, '.opened .main');
  await until(() => root.querySelector('.opened .closed'));
  if (steps > 1) {
    await press(context.canvasElement, '.opened .main');
    await until(() => root.querySelector('.opened .decide'));
  }
  await then?.(root);
};

/** Somebody of a group is worried about what another one told it: nothing of that is here before it is opened. */
export const ToldGroupClosed: Story = { args: { lane: 'reported' }, loaders: [async () => ({ adapter: signedIn((await toldGroup([{ reason: 'worried', words: 'This does not sound like Kim.' }])).adapter) })], play: first(1) };

/** The same, opened: as its group sees it, with what helps where somebody may be in danger. */
export const ToldGroup: Story = { args: { lane: 'reported' }, loaders: ToldGroupClosed.loaders!, play: first(2, choose('no-action')) };

/** Somebody says that it is about them: the group does not see it until it is decided. */
export const ToldGroupHidden: Story = { args: { lane: 'reported' }, loaders: [async () => ({ adapter: signedIn((await toldGroup([{ reason: 'about-me', passage: { start: 0, end: 23 } }])).adapter) })], play: first(2, choose('take-down')) };

/** Its writer has taken it back since. */
export const ToldGroupGone: Story = {
  args: { lane: 'reported' },
  loaders: [
    async () => {
      const { adapter, checkin } = await toldGroup();
      await adapter.remove!('checkins', checkin, act(writes, 'member'));
      return { adapter: signedIn(adapter) };
    },
  ],
  play: first(2, choose('no-action')),
};

const administrator = 'a-token-of-an-administrator';

/** Whoever is an administrator sees the log, and no story. */
async function logged(changes: (entries: ChainedEntry[]) => ChainedEntry[] = (entries) => entries) {
  const place = desk({ sendings: [sending('night'), sending('garden')] }, { staff: { [administrator]: { role: 'admin' }, 'a-token-of-the-team': { role: 'moderator' }, 'a-token-of-somebody-else': { role: 'moderator' } } });
  for (const id of ['night', 'garden']) {
    await place.create!('claims', { sending: id }, act());
    await place.create!('log', { act: 'open', sending: id }, act());
    const { rev } = (await place.get('sendings', id, act())) as { rev: string };
    await place.create!('decisions', { sending: id, rev, decision: 'publish' }, act());
  }
  const told = changed(place, { list: async (collection, query, call) => {
    const answer = await place.list(collection, query, call);
    return collection === 'log' ? { ...answer, items: changes(answer.items as ChainedEntry[]) } : answer;
  } });
  return { adapter: signedIn(told, administrator) };
}

const looked: Play = async ({ canvasElement }) => {
  const root = await rootOf(canvasElement);
  await until(() => root.querySelector('.entries li'));
  await until(() => !root.querySelector('[part=log-check] [aria-disabled=true]'));
};

/** The log in words, and whole. */
export const Log: Story = { loaders: [() => logged()], play: looked };

/** Somebody has changed an entry. */
export const LogBroken: Story = { loaders: [() => logged((entries) => entries.map((entry) => (entry.place === 2 ? { ...entry, by: 'nobody' } : entry)))], play: looked };

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
export const WhatIDoNotRead: Story = { loaders: [everything], play: async ({ canvasElement }) => void (await until(() => press(canvasElement, '.top [data-panel=leave-out]'))) };

/** The keys, and how to switch them off. */
export const Keys: Story = { loaders: [everything], play: async ({ canvasElement }) => void (await press(canvasElement, '.top [data-panel=keys]')) };

/** A break: visitors are not told that anybody is reading. */
export const Break: Story = { loaders: [everything], play: async ({ canvasElement }) => void (await press(canvasElement, '.top .acts button:last-of-type')) };

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

/** Somebody may be in danger: what helps first, and what is asked before anything happens. */
export const InDanger: Story = {
  loaders: [everything],
  play: to('sending:night', 2, async (root) => {
    root.querySelector<HTMLElement>('.danger')!.click();
    await until(() => root.querySelector('.safe'));
  }),
};

/** It is held: what happened, who was told, and what comes next. */
export const Held: Story = {
  loaders: [everything],
  play: to('sending:night', 2, async (root) => {
    root.querySelector<HTMLElement>('.danger')!.click();
    (await until(() => root.querySelector<HTMLElement>('#hold-reason-danger-self'))).click();
    (await until(() => root.querySelector<HTMLElement>('#hold-tell-later'))).click();
    await (root.host as ModerationDesk).updateComplete;
    root.querySelector<HTMLElement>('.safe .main')!.click();
    await until(() => root.querySelector('.safe #safe-title[tabindex]'));
  }),
};

/** Somebody of the team has held something. */
async function withHold(token: string, asked = mine, more: object = {}) {
  const place = desk(undefined, { staff: { [mine]: { role: 'moderator' }, [theirs]: { role: 'moderator' }, ada: { role: 'admin' } } });
  await place.create!('claims', { sending: 'night' }, act(token));
  await place.create!('holds', { sending: 'night', reason: 'danger-self', words: 'The sister has been asked.', tell: 'later', ...more }, act(token));
  return { adapter: signedIn(place, asked) };
}

const showHeld: Play = async ({ canvasElement }) => {
  const root = await press(canvasElement, '.top [data-panel=holds]');
  await until(() => root.querySelector('.holds li'));
};

/** What is held, without its words; whoever held it prolongs or ends it. */
export const HeldStories: Story = { loaders: [() => withHold(mine)], play: showHeld };

/** It lasts longer only for a reason. */
export const KeepItLonger: Story = {
  loaders: [() => withHold(mine, mine, { review: dayIn(3, Date.now()), tell: 'now' })],
  play: async (context) => {
    await showHeld(context);
    const root = await press(context.canvasElement, '.holds .acts button');
    await until(() => root.querySelector('#hold-because'));
  },
};

/** What a colleague held is theirs to end. */
export const HeldByAColleague: Story = { loaders: [() => withHold(theirs)], play: showHeld };

/** An administrator has opened the copy, which is written down. */
export const HeldCopy: Story = {
  loaders: [() => withHold(theirs, 'ada')],
  play: async ({ canvasElement }) => {
    await press(canvasElement, '.top nav button:last-of-type');
    const root = await rootOf(canvasElement);
    await until(() => root.querySelector('.holds li'));
    [...root.querySelectorAll<HTMLElement>('.holds button')].at(-1)!.click();
    await until(() => root.querySelector('.holds section'));
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

/** The writer has told the team that another story is theirs too. */
export const TheSameWriter: Story = {
  args: { lane: 'waiting' },
  loaders: [
    async () => {
      const [one, other] = ['what-opens-the-garden', 'what-opens-the-drawer'] as const;
      const adapter = desk(undefined, { owners: { sendings: { garden: await credentialHash(one), old: await credentialHash(other) } } });
      await adapter.create!('links', { sending: 'garden', receipt: other }, act(one, 'receipt'));
      return { adapter: signedIn(adapter) };
    },
  ],
  play: to('sending:garden', 2, (root) => until(() => root.querySelector('.linked'))),
};

const taken = async () => {
  const adapter = desk();
  for (const id of ['old', 'garden']) await adapter.create!('claims', { sending: id }, act(mine));
  return { adapter: signedIn(adapter) };
};

/** Everything that was taken is given back at once, after a question. */
export const GiveEverythingBack: Story = { args: { lane: 'mine' }, loaders: [taken], play: async ({ canvasElement }) => void (await press(canvasElement, '.give-back button')) };

/** And it can be taken again. */
export const GivenBack: Story = {
  args: { lane: 'mine' },
  loaders: [taken],
  play: async ({ canvasElement }) => {
    await press(canvasElement, '.give-back button');
    const root = await press(canvasElement, '.give-back .main');
    await until(() => root.querySelector('.give-back:not(:has([aria-expanded])) button'));
  },
};

const robin = 'a-token-of-an-administrator';
const asAdministrator = async (over: object = {}) => {
  const place = desk({}, { staff: { [robin]: { role: 'admin' } } });
  const call = { ...act(robin) };
  if (Object.keys(over).length) await place.update!('settings', 'default', over, { ...call, rev: ((await place.get('settings', 'default', call)) as { rev: string }).rev });
  return { place, adapter: signedIn(place, robin) };
};

/** Opens the settings of the space. */
const settingsOf = (then?: (root: ShadowRoot) => unknown): Play => async ({ canvasElement }) => {
  const root = await press(canvasElement, '.lanes button:nth-of-type(2)');
  await until(() => root.querySelector('form.space'));
  await then?.(root);
};

/** Types into a field of the settings. */
async function types(root: ShadowRoot, id: string, value: string): Promise<void> {
  const field = await until(() => root.getElementById(id) as HTMLInputElement | null);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await (root.host as ModerationDesk).updateComplete;
}

const saves = async (root: ShadowRoot) => {
  root.querySelector<HTMLElement>('form.space .main')!.click();
  await (root.host as ModerationDesk).updateComplete;
};

/** What an administrator decides for the space. */
export const SpaceSettings: Story = { loaders: [() => asAdministrator()], play: settingsOf() };

/** What becomes different is said in words before it is saved. */
export const SpaceSettingsChanged: Story = {
  loaders: [() => asAdministrator({ title: 'Companions by Night', duty: [{ name: 'Robin', days: ['MO'], from: '18:00', to: '22:00', timeZone: 'Europe/London' }], plan: ['Stay with the facts.'], reasons: [{ for: 'ask-changes', name: 'Names', words: 'Could you take out the names?' }] })],
  play: settingsOf((root) => types(root, 'keptMonths', '12')),
};

/** A change after which nothing can be sent. */
export const SpaceSettingsClosing: Story = { loaders: [() => asAdministrator()], play: settingsOf((root) => types(root, 'safeguarding', '')) };

/** The space is closed. */
export const SpaceSettingsClosed: Story = { loaders: [() => asAdministrator({ watchHours: [] })], play: settingsOf() };

/** Something is not right. */
export const SpaceSettingsWrong: Story = { loaders: [() => asAdministrator()], play: settingsOf(async (root) => (await types(root, 'title', ''), saves(root))) };

/** Somebody else has saved meanwhile. */
export const SpaceSettingsClash: Story = {
  loaders: [() => asAdministrator()],
  play: async (context) => {
    const { place } = context.loaded as { place: PeerAdapter };
    await settingsOf(async (root) => {
      await types(root, 'title', 'Mine');
      const call = act(robin);
      await place.update!('settings', 'default', { title: 'Theirs' }, { ...call, rev: ((await place.get('settings', 'default', call)) as { rev: string }).rev });
      await saves(root);
      await until(() => root.querySelector('form.space [role=alert] .alert'));
    })(context);
  },
};

/** Groups see check-ins under names; the preview shows how members check in. */
export const SpaceCheckins: Story = {
  loaders: [() => asAdministrator({ checkins: { names: true, greetAfterMinutes: 60 } })],
  play: settingsOf(async (root) => {
    root.querySelector<HTMLElement>('form.space section .acts button')!.click();
    const checkin = await until(() => root.querySelector('.preview peer-checkin'));
    await until(() => checkin.shadowRoot?.querySelector('textarea'));
  }),
};

/** Groups see words at fixed times. */
export const SpaceCheckinsInWords: Story = { loaders: [() => asAdministrator({ checkins: { names: false, releases: { times: ['08:00', '18:00'], timeZone: 'Europe/London' } } })], play: settingsOf() };

/** As visitors will see it. */
export const SpaceSettingsPreview: Story = {
  loaders: [() => asAdministrator()],
  play: settingsOf(async (root) => {
    root.querySelector<HTMLElement>('form.space section .acts button')!.click();
    const share = await until(() => root.querySelector('.preview story-share'));
    await until(() => share.shadowRoot?.querySelector('.main'));
  }),
};
