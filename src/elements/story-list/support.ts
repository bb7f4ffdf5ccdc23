import { html, type TemplateResult } from 'lit';
import '../support-now/define.ts';
import { css } from '../../internal/css.ts';
import { msg } from '../../internal/localize.ts';

/** The help lines: the page's own, or those that come with the library. */
export const support = (onClose: () => void): TemplateResult =>
  html`<section class="support" part="support" aria-label=${msg('Support now')}>
    <slot name="support"><support-now></support-now></slot>
    <p><button type="button" @click=${onClose}>${msg('Close the help lines')}</button></p>
  </section>`;

export const styles = css`
  .support {
    margin-block: 0.75rem 1.25rem;
  }
`;
