import { fixture, html } from '@open-wc/testing';
import { nothing } from 'lit';
import type { PeerAdapter } from '../../src/adapters/adapter.ts';
import '../../src/elements/group-today/define.ts';
// It is waited for only so long, and words wait without it: a file that is slow to come is no part of these tests.
import '../../src/elements/group-today/weigh.ts';
import type { GroupToday } from '../../src/elements/group-today/group-today.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';
import { allByRole, byRole, expectAccessible, wordsOf } from '../setup/accessibility.ts';
import { eventually } from '../setup/until.ts';

export * from '../../stories/circle.ts';

/** The element under a provider with this place, once it is known what there is to read. */
export async function today(adapter: PeerAdapter | undefined, { group = '', lang = 'en', dir = 'ltr', width = 'auto', there = '.entry, .none, .away, .batch, .base > .alert' } = {}): Promise<GroupToday> {
  const box = await fixture<HTMLElement>(html`<div lang=${lang} dir=${dir}>
    <peer-support .adapter=${adapter} lang=${lang}><group-today group=${group || nothing}><p>We meet on Tuesdays.</p></group-today></peer-support>
  </div>`);
  box.style.inlineSize = width;
  const element = box.querySelector('group-today')!;
  if (adapter && there) await eventually(() => element.shadowRoot?.querySelector(there), `something is there: ${there}`);
  await element.updateComplete;
  return element;
}

/** The check-in that says this. */
export function cardOf(element: GroupToday, words: string): HTMLElement {
  const found = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.entry')].filter((card) => wordsOf(card).includes(words));
  if (found.length !== 1) throw new Error(`${found.length} check-ins say “${words}” in: ${wordsOf(element)}`);
  return found[0]!;
}

export const namesOf = (element: Element) => allByRole(element, 'article').map((card) => card.querySelector('h4 bdi')!.textContent);

export const answersOf = (card: Element) => allByRole(byRole(card, 'group', 'Your answer'), 'button');

/** Nothing that axe finds, and nothing that looks like a score. */
export async function plain(element: GroupToday): Promise<void> {
  await expectAccessible(element);
  const scores = findScores(element);
  if (scores.length) throw new Error(JSON.stringify(scores));
  if (element.shadowRoot!.querySelector('[aria-setsize], [aria-posinset], [role=feed]')) throw new Error('a number of check-ins is told');
}
