import { html, type TemplateResult } from 'lit';
import { css } from '../../internal/css.ts';
import { define } from '../../internal/define.ts';
import { msg } from '../../internal/localize.ts';
import { SupportNow } from '../support-now/support-now.ts';

/** The help lines: the page's own, or those that come with the library. */
export function support(onClose: () => void): TemplateResult {
  // It comes when it is needed: whoever only reads does not wait for it.
  define('support-now', SupportNow);
  return html`<section class="support" part="support" aria-label=${msg('Support now')}>
    <slot name="support"><support-now></support-now></slot>
    <p><button type="button" @click=${onClose}>${msg('Close the help lines')}</button></p>
  </section>`;
}

export const styles = css`
  .support {
    margin-block: 0.75rem 1.25rem;
  }
`;
