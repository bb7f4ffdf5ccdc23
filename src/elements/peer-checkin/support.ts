import { html, nothing, type TemplateResult } from 'lit';
import { noticeDistressIn } from '../../domain/distress/load.ts';
import { css } from '../../internal/css.ts';
import { define } from '../../internal/define.ts';
import { msg } from '../../internal/localize.ts';
import { SupportNow } from '../support-now/support-now.ts';

/** Whether words sound like distress. In a language that is not known here nobody can tell, which is no reason to startle anybody. */
export async function soundsHard(words: string, locale: string): Promise<boolean> {
  const { topics } = await noticeDistressIn(words, locale);
  return topics.some((topic) => topic !== 'unchecked');
}

export const styles = css`
  .lines {
    max-block-size: min(30rem, 70vh);
    overflow: auto;
    margin-block: 0.75rem;
    padding: 0.75rem 1rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
  }
`;

/** It acknowledges, and asks nothing. What was written can be gone on with. */
export const acknowledged = (): TemplateResult =>
  html`<p>${msg('What you write sounds very hard. Thank you for saying it. People who listen are here, whenever you want them; and you can go on just as you like.')}</p>`;

/** The help lines of these countries; without any, those that the provider around names. */
export function support(helplines: string | undefined, onClose: () => void): TemplateResult {
  define('support-now', SupportNow);
  return html`<div class="lines" role="region" tabindex="0" aria-label=${msg('Support now')}><support-now part="support" helplines=${helplines ?? nothing}></support-now></div>
    <p><button type="button" @click=${onClose}>${msg('Close the help lines')}</button></p>`;
}
