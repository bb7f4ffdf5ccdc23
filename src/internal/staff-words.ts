import { html, type TemplateResult } from 'lit';
import { css } from './css.ts';
import { msg } from './localize.ts';

/** Words of the staff look the same wherever they stand, so that nobody else can pass theirs off as such. */
export const staffWords = (words: unknown): TemplateResult =>
  html`<div class="staff" part="staff">
    <p class="staff-name">${msg('From the team of this site')}</p>
    ${words}
    <p class="quiet">${msg('The team never asks for your receipt.')}</p>
  </div>`;

export const styles = css`
  .staff {
    padding: 0.6rem 1rem;
    border: 1px solid var(--accent);
    border-inline-start-width: 0.5rem;
    border-radius: 2px;
    background: var(--tint);
  }
  .staff p {
    margin-block: 0 0.3rem;
  }
  .staff-name {
    font-weight: 650;
  }
`;
