import { fixture, html } from '@open-wc/testing';
import type { PeerAdapter } from '../../src/adapters/adapter.ts';
import { memoryAdapter, type MemoryPeerAdapter } from '../../src/adapters/memory.ts';
import { receiptWords } from '../../src/domain/receipt-words.ts';
import type { SpaceSettings } from '../../src/domain/space.ts';
import '../../src/elements/story-share/define.ts';
import type { StoryShare } from '../../src/elements/story-share/story-share.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { spaceSettings } from '../adapters/sample-space.ts';
import { byRole, wordsOf } from '../setup/accessibility.ts';
import { eventually } from '../setup/until.ts';

/** Words of a receipt are drawn by lot, and "trophy" may be one: in its list it is no score. */
export const scoresIn = (share: StoryShare) => findScores(share, { allow: ({ path, found }) => path.endsWith('li') && receiptWords.includes(found) });

/** What an invented charity decided, with everything people are told before they write. */
export const settings: SpaceSettings = {
  ...spaceSettings,
  rules: ['Tell your own story.', 'Leave others the choice to be found.'],
  confidentiality: 'If somebody, above all a child, may be in danger, we may have to pass on what you wrote.',
};

/** A page with a place to write, kept in memory. */
export async function page(options: { over?: Partial<SpaceSettings>; adapter?: PeerAdapter; group?: string; topics?: string; lang?: string } = {}) {
  const adapter = options.adapter ?? memoryAdapter({ settings: { ...settings, ...options.over }, staff: { desk: { role: 'moderator' } } });
  const box = await fixture<HTMLElement>(
    html`<div lang=${options.lang ?? 'en'}>
      <peer-support .adapter=${adapter}><story-share group=${options.group ?? ''} topics=${options.topics ?? ''}><p>Write to us.</p></story-share></peer-support>
    </div>`,
  );
  const share = box.querySelector<StoryShare>('story-share')!;
  if (!options.group) share.removeAttribute('group');
  await eventually(() => share.shadowRoot?.querySelector('h3, .alert'), 'the beginning is shown');
  await share.updateComplete;
  return { share, adapter: adapter as MemoryPeerAdapter, box };
}

/** The heading of what is shown. */
export const title = (share: Element): string => (share.shadowRoot!.querySelector<HTMLElement>('h3[tabindex]') ? wordsOf(share.shadowRoot!.querySelector('h3[tabindex]')!) : '');

/** Presses a button, and waits until another step is shown with the focus on its heading. */
export async function on(share: StoryShare, button: string | RegExp, to: string | RegExp) {
  byRole(share, 'button', button).click();
  await arrives(share, to);
}

export async function arrives(share: StoryShare, to: string | RegExp) {
  await eventually(() => (typeof to === 'string' ? title(share) === to : to.test(title(share))), `“${String(to)}” is shown, not “${title(share)}”`);
  await share.updateComplete;
}

/** Types words into a field, as a person who is quick. */
export async function fillIn(share: StoryShare, label: string | RegExp, words: string) {
  const field = byRole<HTMLTextAreaElement>(share, 'textbox', label);
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await share.updateComplete;
}

export async function tickOff(share: StoryShare, role: 'checkbox' | 'radio', name: string | RegExp) {
  const box = byRole<HTMLInputElement>(share, role, name);
  const was = box.checked;
  box.click();
  await eventually(() => box.checked !== was, `${String(name)} changes`);
  await share.updateComplete;
}

export const story = 'For a year I could not sleep. Then a neighbour asked me to come along to the garden. It did not heal me, but it was a beginning.';

/** From the beginning to the step with the title. */
export async function walk(share: StoryShare, to: 'Before you write' | 'Write, in your own time' | 'Look at it once more' | 'What it is about' | 'Who may read it' | 'This is what readers will see', words = story) {
  await on(share, 'Begin', 'Before you write');
  if (to === 'Before you write') return;
  await on(share, 'I have read this', 'Write, in your own time');
  await fillIn(share, 'Your story', words);
  if (to === 'Write, in your own time') return;
  for (const next of ['Look at it once more', 'What it is about', 'Who may read it', 'This is what readers will see']) {
    if (next === 'This is what readers will see') {
      await tickOff(share, 'radio', /^Everyone who visits/);
      await tickOff(share, 'checkbox', 'It may be published here');
    }
    await on(share, 'Continue', next);
    if (next === to) return;
  }
}

/** The words of the receipt that was given, which are shown when that is asked for. */
export async function receiptOf(share: StoryShare): Promise<string> {
  byRole(share, 'button', 'Show the words').click();
  await share.updateComplete;
  return [...share.shadowRoot!.querySelectorAll('#receipt li')].map((each) => each.textContent).join(' ');
}

export const shows = (share: Element): string => wordsOf(share);
export { byRole };
