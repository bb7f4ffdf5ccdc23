import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Credential, PeerAdapter } from '../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryOptions } from '../src/adapters/memory.ts';
import { deviceHistory } from '../src/client/checkin-history.ts';
import { createPeerClient, type PeerClient } from '../src/client/client.ts';
import { PeerError } from '../src/client/errors.ts';
import { credentialHash } from '../src/client/receipt.ts';
import type { CheckinDraft, CheckinSettings } from '../src/domain/checkin-share.ts';
import type { Vocabulary } from '../src/domain/checkin-words.ts';
import '../src/elements/peer-checkin/define.ts';
import { settings } from './share.ts';
import { signedInAs } from './signed-in.ts';
import { until } from './until.ts';

const mina: Credential = { kind: 'member', token: 'token-of-mina-who-is-invented' };
const jo: Credential = { kind: 'member', token: 'token-of-jo-who-is-invented' };

/** A place with two invented members of one group. */
async function place(checkins: CheckinSettings = { names: true, greetAfterMinutes: 120 }): Promise<PeerAdapter> {
  const group = { id: 'leeds', name: 'Leeds Tuesday Circle', topics: [], audience: [], languages: [], access: [], sessions: [] };
  const records: MemoryOptions['records'] = { groups: [group], memberships: [{ id: 'one', group: 'leeds' }, { id: 'two', group: 'leeds' }] };
  const owners = { memberships: { one: await credentialHash(mina.token), two: await credentialHash(jo.token) } };
  return memoryAdapter({ settings: { ...settings, checkins }, records, owners });
}

const clientOf = (adapter: PeerAdapter, who: Credential): PeerClient => createPeerClient({ adapter: signedInAs(adapter, who) });

const draft = (over: Partial<CheckinDraft> = {}): CheckinDraft => ({ feelings: ['tired', 'cut-off'], words: 'A long day.\nNobody rang, and I rang nobody.', help: 'listen', audience: 'group', group: 'leeds', name: 'Mina', stays: 'week', timeZone: 'Europe/London', ...over });

async function pair(adapter: PeerAdapter) {
  const code = 'a-code-of-invented-people';
  await clientOf(adapter, mina).collection('companions').create({ own: 'Mina', offer: await credentialHash(code) });
  await clientOf(adapter, jo).collection('companions').create({ own: 'Jo', code });
}

/** What fails, each time. */
async function failing(code: ConstructorParameters<typeof PeerError>[0], method: 'create' | 'update' | 'remove' | 'list' = 'create'): Promise<PeerAdapter> {
  const adapter = await place();
  if (method === 'remove') await clientOf(adapter, mina).collection('checkins').create(draft());
  adapter[method] = async () => {
    throw new PeerError(code);
  };
  return adapter;
}

interface Args {
  prepare: () => Promise<PeerAdapter>;
  who: Credential | null;
  vocabulary?: Vocabulary;
  check: boolean;
  locked: boolean;
}

async function history(locked: boolean) {
  const kept = deviceHistory({ database: `story-checkin-${crypto.randomUUID()}`, rounds: 1000, wrongTakes: 100 });
  if (!locked) return kept;
  await kept.keep([{ feelings: ['sad'], audience: 'me', stays: 'kept', at: '2026-01-01T08:00:00Z' }]);
  await kept.locking!.change('four green umbrellas');
  kept.locking!.lock();
  return kept;
}

const meta: Meta<Args> = {
  title: 'Elements/peer-checkin',
  component: 'peer-checkin',
  args: { prepare: () => place(), who: mina, check: false, locked: false },
  argTypes: { prepare: { table: { disable: true } }, who: { table: { disable: true } }, vocabulary: { table: { disable: true } } },
  loaders: [async ({ args }) => ({ adapter: await (args as Args).prepare(), history: await history((args as Args).locked) })],
  render: ({ who, vocabulary, check }, { loaded: { adapter, history: kept } }) =>
    html`<peer-support .adapter=${who ? signedInAs(adapter as PeerAdapter, who) : (adapter as PeerAdapter)} helplines="GB">
      <peer-checkin group="leeds" sessions-href="#sessions" stories-href="#stories" .history=${kept} .vocabulary=${vocabulary} ?check=${check}><p>We meet on Tuesdays at seven. Questions? Ring the office.</p></peer-checkin>
    </peer-support>`,
};
export default meta;
type Story = StoryObj<Args>;

type Step = string | { into: string; words: string } | { wait: string };

/** Presses what these selectors name, or types into it, one after the other, each once it is there. */
const press =
  (...steps: Step[]) =>
  async ({ canvasElement }: { canvasElement: HTMLElement }) => {
    const element = canvasElement.querySelector('peer-checkin')!;
    for (const step of steps) {
      const selector = typeof step === 'string' ? step : 'into' in step ? step.into : step.wait;
      const found = await until(() => element.shadowRoot?.querySelector<HTMLElement>(selector));
      if (typeof step === 'string') found.click();
      else if ('into' in step) {
        (found as HTMLTextAreaElement).value = step.words;
        found.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      }
      await element.updateComplete;
    }
  };

const tired = '#feeling-tired';
const words = { into: '#words', words: 'A long day. Nobody rang, and I rang nobody.' };
const who = '.seen + p button';
const forGroup: Step[] = [tired, words, who, '#audience-group-0', { into: '#name', words: 'Mina' }, '.main', { wait: '.card' }];

/** The first screen. */
export const First: Story = {};

/** All feelings, energy, need and what would help. */
export const Everything: Story = { play: press('fieldset fieldset .plain', '.field ~ p button', '#energy-worn-out', '#need-company') };

/** Who will see it, and how long it stays. */
export const WhoSees: Story = { play: press(tired, who, '#audience-group-0') };

/** People chosen by their names. */
export const People: Story = {
  args: {
    prepare: async () => {
      const adapter = await place();
      await pair(adapter);
      return adapter;
    },
  },
  play: press(tired, who, '#audience-people', '#person-0'),
};

/** A code for somebody, shown. */
export const Code: Story = { play: press(who, '#audience-people', '.panel .acts button', { into: '#own-name', words: 'Mina' }, '.panel .card > button', '.panel .card > button[aria-expanded=false]') };

/** As the group will see it, with the greeters who are named before it is sent. */
export const Preview: Story = {
  args: {
    prepare: async () => {
      const adapter = await place();
      await clientOf(adapter, jo).collection('greeters').create({ group: 'leeds', name: 'Jo' });
      return adapter;
    },
  },
  play: press(...forGroup),
};

/** A group without names: words of the lists, at fixed times. */
export const WithoutNames: Story = {
  args: { prepare: () => place({ names: false, releases: { times: ['08:00', '18:00'], timeZone: 'Europe/London' } }) },
  play: press(tired, words, who, '#audience-group-0', '#stays-week', '.main', { wait: '.card' }),
};

/** It is shared, by somebody who feels cut off. */
export const Shared: Story = { play: press('#feeling-cut-off', ...forGroup, '.main') };

/** What was said to it. */
export const Answered: Story = {
  args: {
    prepare: async () => {
      const adapter = await place();
      await clientOf(adapter, mina).collection('checkins').create(draft());
      await clientOf(adapter, mina).collection('checkins').create(draft({ feelings: ['hopeful'], words: 'Up before the alarm.', audience: 'me', group: undefined, name: undefined, stays: 'today' } as never));
      const [seen] = (await clientOf(adapter, jo).collection('checkins').list({ where: { group: 'leeds' } })).items;
      for (const kind of ['heard', 'with-you'] as const) await clientOf(adapter, jo).collection('responses').create({ checkin: seen!.id, kind, name: 'Jo' });
      return adapter;
    },
  },
};

/** It is taken back. */
export const TakenBack: Story = { play: press(...forGroup, '.main', '[part=checkin] .acts button:nth-of-type(2)') };

/** Feeling cut off: a small step, beside what is being said. */
export const CutOff: Story = { play: press('#feeling-cut-off') };

/** Words that sound hard bring the help lines; nothing is refused. */
export const Hard: Story = { play: press({ into: '#words', words: 'I want to die. I cannot go on like this.' }) };

/** There is no connection. */
export const Offline: Story = { args: { prepare: () => failing('offline') }, play: press(tired, words, '.main') };

/** Nobody knows whether it arrived. */
export const Unknown: Story = { args: { prepare: () => failing('timeout') }, play: press(tired, words, '.main') };

/** It was not taken. */
export const NotTaken: Story = { args: { prepare: () => failing('forbidden') }, play: press(...forGroup, '.main') };

/** It was changed in another window meanwhile. */
export const Conflict: Story = {
  args: {
    prepare: async () => {
      const adapter = await place();
      const own = await clientOf(adapter, mina).collection('checkins').create(draft({ audience: 'me', group: undefined, name: undefined } as never));
      const { update } = adapter;
      adapter.update = async (name, id, patch, call) => {
        adapter.update = update!.bind(adapter);
        await clientOf(adapter, mina).collection('checkins').update(own.id, { words: 'Somebody rang after all.' }, { rev: own.rev! });
        return adapter.update(name, id, patch, call);
      };
      return adapter;
    },
  },
  play: press('[part=checkin] .acts button', { wait: '.step .acts .main + button' }, { into: '#words', words: 'It is late now.' }, '.main'),
};

/** Nobody is signed in: for oneself on this device. */
export const OnDevice: Story = { args: { who: null, prepare: async () => Object.assign(await place(), { can: { ...(await place()).can, reach: 'shared' } }) } };

/** Kept on this device. */
export const Kept: Story = { ...OnDevice, play: press(tired, words, '.main') };

/** The history on this device is locked. In this story the passphrase is “four green umbrellas”. */
export const Locked: Story = { args: { ...OnDevice.args, locked: true }, play: press(tired, words, '.main', { wait: '#phrase' }) };

/** What is known of the place could not be fetched; one can write all the same. */
export const Unreachable: Story = { args: { prepare: () => failing('unavailable', 'list') } };

/** Words of the page. */
export const OwnWords: Story = {
  args: {
    vocabulary: {
      feelings: [
        { code: 'grey', label: { en: 'Grey', de: 'Grau', ar: 'رمادي' } },
        { code: 'bright', label: { en: 'Bright', de: 'Hell', ar: 'مشرق' } },
        { code: 'stormy', label: { en: 'Stormy', de: 'Stürmisch', ar: 'عاصف' } },
      ],
    },
  },
};

/** Words of the page that rank: they are not used, and its author is told why. */
export const RankingWords: Story = { args: { check: true, vocabulary: { feelings: [{ code: 'one', label: { en: '1 – bad' } }, { code: 'two', label: { en: '2 – good' } }] } } };

/** In a form of the page, which sends it. */
export const InForm: Story = {
  render: () => html`<form style="max-inline-size: 42rem">
    <peer-checkin name="today" required></peer-checkin>
    <p><button>Send this form</button></p>
  </form>`,
};
