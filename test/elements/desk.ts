import { fixture, html } from '@open-wc/testing';
import type { PeerAdapter } from '../../src/adapters/adapter.ts';
import '../../src/elements/moderation-desk/define.ts';
import type { ModerationDesk } from '../../src/elements/moderation-desk/moderation-desk.ts';
import { allByRole, byRole, nameOf } from '../setup/accessibility.ts';
import { eventually } from '../setup/until.ts';

export * from '../../stories/desk.ts';

/** A desk under a provider with this place, once it has read what waits or said why it cannot. */
export async function deskOf(adapter: PeerAdapter, template = html`<moderation-desk></moderation-desk>`, there = '.row, .empty, .base > .alert'): Promise<ModerationDesk> {
  const provider = await fixture<HTMLElement>(html`<peer-support .adapter=${adapter}>${template}</peer-support>`);
  const desk = provider.querySelector('moderation-desk')!;
  await eventually(() => desk.shadowRoot?.querySelector(there), 'the desk has read');
  await desk.updateComplete;
  return desk;
}

export const rowsOf = (desk: ModerationDesk) => [...desk.shadowRoot!.querySelectorAll<HTMLElement>('.queue .row button')];

/** The row that says this. */
export function row(desk: ModerationDesk, words: string): HTMLElement {
  const found = rowsOf(desk).filter(({ textContent }) => textContent.includes(words));
  if (found.length !== 1) throw new Error(`${found.length} rows say “${words}”; there are: ${rowsOf(desk).map(nameOf).join(' | ')}`);
  return found[0]!;
}

export const opened = (desk: ModerationDesk) => desk.shadowRoot!.querySelector<HTMLElement>('.opened')!;

export async function lane(desk: ModerationDesk, name: string): Promise<void> {
  const button = allByRole(byRole(desk, 'navigation', 'Lanes'), 'button').find((each) => nameOf(each).startsWith(name))!;
  button.click();
  await eventually(() => button.getAttribute('aria-current') === 'true' && desk.shadowRoot!.querySelector('.row, .empty'), `the lane ${name} is there`);
  await desk.updateComplete;
}

/** Presses a button of what is open, once it can be pressed, and waits until this is there. */
export async function on(desk: ModerationDesk, button: string, then: string | (() => unknown)): Promise<void> {
  const can = () => allByRole(opened(desk), 'button', button).some((each) => each.getAttribute('aria-disabled') !== 'true');
  if (!can()) await eventually(can, `“${button}” can be pressed`);
  byRole(opened(desk), 'button', button).click();
  await eventually(typeof then === 'string' ? () => opened(desk)?.textContent.includes(then) : then, `after “${button}”: ${String(then)}`);
  await desk.updateComplete;
}

/** Opens what a row says, takes it and reads it. */
export async function read(desk: ModerationDesk, words: string): Promise<HTMLElement> {
  row(desk, words).click();
  await eventually(() => opened(desk));
  await on(desk, 'Take it', () => opened(desk).querySelector('.first, .acts .main')?.textContent !== 'Take it' && allByRole(opened(desk), 'button', /^(Read all of it|Go on)$/).length);
  await on(desk, nameOf(allByRole(opened(desk), 'button', /^(Read all of it|Go on)$/)[0]!), () => opened(desk).querySelector('.decide'));
  return opened(desk);
}
