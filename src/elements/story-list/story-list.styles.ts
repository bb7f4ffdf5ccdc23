import { css } from '../../internal/css.ts';

export const styles = css`
  .bar {
    max-inline-size: 42rem;
    margin-block-end: 0.75rem;
  }
  .bar label[for='words'] {
    font-weight: 600;
  }
  input[type='search'] {
    inline-size: 100%;
    min-block-size: 2.75rem;
    margin-block: 0.25rem 0.5rem;
    padding: 0.4rem 0.85rem;
    border: 1px solid var(--control);
    border-radius: var(--radius);
    background: var(--surface);
  }
  summary::after {
    content: '';
    inline-size: 0.45em;
    block-size: 0.45em;
    margin-inline-start: 0.2em;
    border: solid currentcolor;
    border-width: 0 2px 2px 0;
    rotate: 45deg;
    translate: 0 -0.15em;
  }
  details[open] > summary::after {
    rotate: 225deg;
    translate: 0 0.15em;
  }
  .help {
    max-inline-size: 42rem;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1.25rem;
    align-items: center;
  }
  .acts > [aria-expanded='true'] {
    font-weight: 650;
  }
  .panel {
    margin-block: 0.75rem;
    padding: 1rem;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--raised);
  }
  .more {
    margin-block: 1.5rem;
  }
  @media (forced-colors: active) {
    .alert {
      border: 1px solid;
    }
  }
  @media print {
    .bar,
    .acts,
    .turn,
    .panel,
    .more {
      display: none;
    }
  }
`;
