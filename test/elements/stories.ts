import { fixture, html } from '@open-wc/testing';
import type { PeerAdapter } from '../../src/adapters/adapter.ts';
import '../../src/elements/story-list/define.ts';
import type { StoryList } from '../../src/elements/story-list/story-list.ts';
import { allByRole, nameOf, wordsOf } from '../setup/accessibility.ts';
import { eventually } from '../setup/until.ts';

export { backend, changed, month, published, settings, story } from '../../stories/published.ts';

/** A list under a provider with this backend. */
export async function listOf(adapter: PeerAdapter, template = html`<story-list></story-list>`): Promise<StoryList> {
  const provider = await fixture<HTMLElement>(html`<peer-support .adapter=${adapter} helplines="GB">${template}</peer-support>`);
  return provider.querySelector('story-list')!;
}

/** The same, once stories are on the page, or something else that it ends with. */
export async function read(adapter: PeerAdapter, template?: ReturnType<typeof html>): Promise<StoryList> {
  const list = await listOf(adapter, template);
  await eventually(() => list.shadowRoot?.querySelector('.story, .none, .alert, [role=status]:not(.quiet):not(:empty)'), 'the stories are shown');
  await list.updateComplete;
  return list;
}

/** Time passes until the list has looked again, and found that a story is gone. */
export async function untilGone(list: StoryList): Promise<void> {
  const { now } = Date;
  let passed = 0;
  Date.now = () => now() + passed;
  try {
    // What looks again comes a moment after the stories.
    await eventually(() => {
      passed += 2 * 60_000;
      document.dispatchEvent(new Event('visibilitychange'));
      return wordsOf(list).includes('This story is not here any more.');
    });
  } finally {
    Date.now = now;
  }
}

export const headings = (list: Element) => allByRole(list, 'heading').map(nameOf);

/** The story whose words or notes contain these. */
export function storyWith(list: StoryList, words: string): HTMLElement {
  const found = [...list.shadowRoot!.querySelectorAll<HTMLElement>('.story')].filter(({ textContent }) => textContent.includes(words));
  if (found.length !== 1) throw new Error(`${found.length} stories say “${words}”`);
  return found[0]!;
}

/** What a call would have answered, when the test wants it. */
export function later<T>() {
  let answer!: (value: T) => void;
  let fail!: (error: unknown) => void;
  const promise = new Promise<T>((resolve, reject) => {
    answer = resolve;
    fail = reject;
  });
  return { promise, answer, fail };
}

/** What an event brings beside what every event has. */
export const carried = (event: Event): string[] => Object.keys(event).filter((key) => key !== 'isTrusted');
