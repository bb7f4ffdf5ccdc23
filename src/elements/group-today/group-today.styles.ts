import { css } from '../../internal/css.ts';

export const styles = css`
  p {
    max-inline-size: 42rem;
    margin-block: 0.5rem;
  }
  h3 {
    margin: 0;
    font-size: 1.2em;
    font-weight: 650;
  }
  .none,
  .away {
    max-inline-size: 42rem;
    margin-block: 0.75rem;
    padding: 0.5rem 0.75rem;
    border-radius: var(--radius);
    background: var(--raised);
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
  }
  .acts > [aria-expanded='true'] {
    font-weight: 650;
  }
  .around {
    margin-block-start: 1.5rem;
    padding-block-start: 0.75rem;
    border-block-start: 1px solid var(--border);
  }
  .choose label {
    display: block;
    font-weight: 600;
  }
  select {
    min-block-size: 2.5rem;
    max-inline-size: 100%;
    padding: 0.3rem 0.6rem;
    border: 1px solid var(--control);
    border-radius: var(--radius);
    background: var(--surface);
    color: inherit;
    font: inherit;
  }
  .help button {
    margin-inline-start: 0.35em;
  }
  @media (pointer: coarse) {
    button.plain {
      min-block-size: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    .alert {
      border: 1px solid;
    }
  }
  @media print {
    button,
    .acts {
      display: none;
    }
  }
`;
