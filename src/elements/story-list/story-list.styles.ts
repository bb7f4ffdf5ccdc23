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
    margin-block-end: 0.5rem;
    padding: 0.4rem 0.85rem;
    border: 1px solid var(--control);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1.5rem;
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
