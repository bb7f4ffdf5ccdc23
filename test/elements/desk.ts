import { fixture, html, waitUntil as waitFor } from '@open-wc/testing';
import type { PeerAdapter } from '../../src/adapters/adapter.ts';
import '../../src/elements/moderation-desk/define.ts';
import type { ModerationDesk } from '../../src/elements/moderation-desk/moderation-desk.ts';
import { allByRole, byRole, nameOf } from '../setup/accessibility.ts';

export * from '../../stories/desk.ts';

/** Pieces come file by file here, and machines are busy: only what never comes is a failure. */
export const waitUntil = (test: () => unknown, message?: string) => waitFor(test, message, { timeout: 8000 });

/** A desk under a provider with this place, once it has read what waits or said why it cannot. */
export async function deskOf(adapter: PeerAdapter, template = html`<moderation-desk></moderation-desk>`): Promise<ModerationDesk> {
  const provider = await fixture<HTMLElement>(html`<peer-support .adapter=${adapter}>${template}</peer-support>`);
  const desk = provider.querySelector('moderation-desk')!;
  await waitUntil(() => desk.shadowRoot?.querySelector('.row, .empty, .base > .alert'), 'the desk has read');
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
  await waitUntil(() => button.getAttribute('aria-current') === 'true' && desk.shadowRoot!.querySelector('.row, .empty'), `the lane ${name} is there`);
  await desk.updateComplete;
}

/** Presses a button of what is open, and waits until this is there. */
export async function on(desk: ModerationDesk, button: string, then: string | (() => unknown)): Promise<void> {
  byRole(opened(desk), 'button', button).click();
  await waitUntil(typeof then === 'string' ? () => opened(desk)?.textContent.includes(then) : then, `after “${button}”: ${String(then)}`);
  await desk.updateComplete;
}

/** Opens what a row says, takes it and reads it. */
export async function read(desk: ModerationDesk, words: string): Promise<HTMLElement> {
  row(desk, words).click();
  await waitUntil(() => opened(desk));
  await on(desk, 'Take it', () => opened(desk).querySelector('.first, .acts .main')?.textContent !== 'Take it' && allByRole(opened(desk), 'button', /^(Read all of it|Go on)$/).length);
  await on(desk, nameOf(allByRole(opened(desk), 'button', /^(Read all of it|Go on)$/)[0]!), () => opened(desk).querySelector('.decide'));
  return opened(desk);
}
