import { html, nothing, type TemplateResult } from 'lit';
import { stepsFor, type SmallStep } from '../../domain/small-steps.ts';
import { msg } from '../../internal/localize.ts';
import type { CheckinHost, Said } from './host.ts';

export { styles } from './acts.styles.ts';

/** Whoever feels cut off can choose one small step. It stands beside what they say, and stops nobody. */
export function steps(host: CheckinHost, { feelings }: Said, onPeople: (() => void) | undefined, onHelp: () => void): TemplateResult {
  const { sessionsHref, storiesHref, place } = host;
  const people = !!onPeople && !!place.companions?.some(({ state }) => state === 'joined');
  const offered = stepsFor(feelings, { sessions: !!sessionsHref, stories: !!storiesHref, people });
  const link = (href: string | undefined, words: string) => html`<a class="button" href=${href ?? nothing}>${words}</a>`;
  const button = (words: string, act: () => void) => html`<button type="button" @click=${act}>${words}</button>`;
  const one: Record<SmallStep, () => TemplateResult> = {
    'listen-in': () => link(sessionsHref, msg('Listen in at a group, without having to say anything')),
    'write-to-somebody': () => button(msg('Let somebody I chose know how I am'), onPeople!),
    'read-a-story': () => link(storiesHref, msg('Read a story of somebody who has been there')),
    'help-line': () => button(msg('Talk to somebody at a help line'), onHelp),
  };
  return html`<div class="aside" part="steps">
    <p>${msg('Cut off is a hard place to be. If you like, one small step, whichever seems easiest:')}</p>
    <div class="acts">${offered.map((step) => one[step]())}</div>
  </div>`;
}
