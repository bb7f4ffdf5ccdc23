import { html, nothing, type TemplateResult } from 'lit';
import { css } from '../../internal/css.ts';
import { define } from '../../internal/define.ts';
import { SupportNow } from '../support-now/support-now.ts';
import { StoryPause } from './pause.ts';

export const styles = css`
  support-now {
    margin-block: 1rem;
    padding: 1rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
  }
`;

/** The help lines of these countries; without any, those that the provider around names. */
export function support(helplines: string | undefined): TemplateResult {
  define('support-now', SupportNow);
  return html`<support-now part="support" helplines=${helplines ?? nothing}></support-now>`;
}

/** For a moment it is no form. */
export function pause(topics: StoryPause['topics'], helplines: string | undefined, goOn: () => void): TemplateResult {
  define('story-pause', StoryPause);
  return html`<story-pause .topics=${topics} .helplines=${helplines} .goOn=${goOn}></story-pause>`;
}
