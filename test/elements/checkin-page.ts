import { fixture, html } from '@open-wc/testing';
import type { Credential, PeerAdapter } from '../../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryPeerAdapter } from '../../src/adapters/memory.ts';
import { deviceHistory, type CheckinHistory } from '../../src/client/checkin-history.ts';
import { createPeerClient, type PeerClient } from '../../src/client/client.ts';
import { credentialHash } from '../../src/client/receipt.ts';
import type { CheckinSettings } from '../../src/domain/checkin-share.ts';
import type { SpaceSettings } from '../../src/domain/space.ts';
import '../../src/elements/peer-checkin/define.ts';
import type { PeerCheckin } from '../../src/elements/peer-checkin/peer-checkin.ts';
import { signedInAs } from '../../stories/signed-in.ts';
import { eventually } from '../setup/until.ts';
import { group } from './sample.ts';
import { spaceSettings } from '../adapters/sample-space.ts';
import { allByRole, byRole, wordsOf } from '../setup/accessibility.ts';

export const one: Credential = { kind: 'member', token: 'sample-member-token' };
export const other: Credential = { kind: 'member', token: 'sample-other-member-token' };

/** A place with two members of a group. */
export async function place(checkins: CheckinSettings | undefined = { names: true, greetAfterMinutes: 60 }, over: Partial<SpaceSettings> = {}, now?: () => number): Promise<MemoryPeerAdapter> {
  const memberships = [{ id: 'membership-1', group: 'leeds' }, { id: 'membership-2', group: 'leeds' }];
  const owners = { 'membership-1': await credentialHash(one.token), 'membership-2': await credentialHash(other.token) };
  const { checkins: _, ...settings } = spaceSettings;
  return memoryAdapter({
    settings: { ...settings, ...over, ...(checkins && { checkins }) },
    records: { memberships, groups: [group('leeds', 'Leeds Circle')] },
    owners: { memberships: owners },
    ...(now && { now }),
  });
}

/** What somebody else does, beside the page. */
export const clientOf = (adapter: PeerAdapter, credential: Credential = other): PeerClient => createPeerClient({ adapter: signedInAs(adapter, credential) });

export const newHistory = (): CheckinHistory => deviceHistory({ database: `test-${crypto.randomUUID()}`, rounds: 1000, wrongTakes: 1 });

export interface PageOptions {
  adapter?: PeerAdapter;
  credential?: Credential | null;
  group?: string;
  lang?: string;
  dir?: string;
  history?: CheckinHistory;
  attributes?: Partial<Pick<PeerCheckin, 'sessionsHref' | 'storiesHref' | 'vocabulary' | 'check'>>;
  width?: string;
}

/** A page with a way to check in, as a member sees it. */
export async function page(options: PageOptions = {}) {
  const adapter = options.adapter ?? (await place());
  const { credential = one, lang = 'en', dir = 'ltr', history = newHistory(), attributes = {} } = options;
  const box = await fixture<HTMLElement>(
    html`<div lang=${lang} dir=${dir}>
      <peer-support .adapter=${credential ? signedInAs(adapter, credential) : adapter} helplines="GB"><peer-checkin group=${options.group ?? 'leeds'} .history=${history}><p>Ring us.</p></peer-checkin></peer-support>
    </div>`,
  );
  if (options.width) box.style.inlineSize = options.width;
  const checkin = box.querySelector('peer-checkin')!;
  Object.assign(checkin, attributes);
  await ready(checkin);
  return { checkin, adapter: adapter as MemoryPeerAdapter, box, history };
}

export async function ready(checkin: PeerCheckin) {
  await eventually(() => checkin.shadowRoot?.querySelector('#title'), 'the check-in is there');
  await checkin.updateComplete;
}

export const title = (checkin: Element): string => wordsOf(checkin.shadowRoot!.querySelector('#title')!);

export async function pressOn(checkin: PeerCheckin, button: string | RegExp) {
  byRole(checkin, 'button', button).click();
  await checkin.updateComplete;
}

/** Presses a button, and waits until what it leads to is shown with the focus on its heading. */
export async function on(checkin: PeerCheckin, button: string | RegExp, to: string | RegExp) {
  await pressOn(checkin, button);
  await arrives(checkin, to);
}

export async function arrives(checkin: PeerCheckin, to: string | RegExp) {
  const is = () => (typeof to === 'string' ? title(checkin) === to : to.test(title(checkin)));
  await eventually(is, `“${String(to)}” is shown, not “${title(checkin)}”`);
  await checkin.updateComplete;
}

/** Opens what is below a button, and waits until it has come. */
export async function opens(checkin: PeerCheckin, button: 'More about it, if you like' | 'Who will see it, and how long') {
  await pressOn(checkin, button);
  await eventually(() => allByRole(checkin, 'radio').length, 'it opens');
  await checkin.updateComplete;
}

/** Ticks it, once it is there: names of groups, and pieces, may come after the panel. */
export async function tick(checkin: PeerCheckin, role: 'checkbox' | 'radio', name: string | RegExp) {
  if (!allByRole(checkin, role, name).length) await eventually(() => allByRole(checkin, role, name).length, `${String(name)} can be ticked`);
  const box = byRole<HTMLInputElement>(checkin, role, name);
  box.click();
  await checkin.updateComplete;
}

export async function write(checkin: PeerCheckin, words: string, label: string | RegExp = 'In your own words') {
  const field = byRole<HTMLTextAreaElement>(checkin, 'textbox', label);
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await checkin.updateComplete;
}

export const shows = (checkin: Element): string => wordsOf(checkin);

/** Says how somebody is, for the group, up to what others will see. */
export async function forGroup(checkin: PeerCheckin, { words = 'The house is too quiet.', name = '' } = {}) {
  await tick(checkin, 'checkbox', 'Tired');
  await write(checkin, words);
  await opens(checkin, 'Who will see it, and how long');
  await tick(checkin, 'radio', 'Leeds Circle');
  if (name) await write(checkin, name, 'A name for this check-in, if you like');
  await on(checkin, 'See how others will see it', 'As others will see it');
}
